//! The words of a box: markup off, lines told from bullets.
use crate::input::text::PlainText;

/// Elements that only change how words look.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "center", "code", "div", "em", "font", "i", "mark", "p", "small", "span",
    "strong", "sub", "sup", "u",
];

/// Characters that charts write by their names.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("bull", "•"),
];

/// A text without the blanks at its ends.
pub(super) fn trimmed(text: &PlainText) -> PlainText {
    let plain = text.as_str();
    let start = plain.len() - plain.trim_start().len();
    text.slice(start..plain.trim_end().len().max(start))
}

/// A text as it is read aloud: without emphasis, tags, quotation marks around the whole, and icons.
pub(super) fn bare(text: &PlainText) -> PlainText {
    let text = trimmed(text);
    let plain = text.as_str();
    let mut words = PlainText::default();
    let (mut at, mut kept) = (0, 0);
    while let Some(rest) = plain.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, instead) = markup(rest).unwrap_or((0, ""));
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        words.append(&text.slice(kept..at));
        if !instead.is_empty() {
            words.push(instead, text.span(at..at + length));
        }
        at += length;
        kept = at;
    }
    if kept > 0 {
        words.append(&text.slice(kept..plain.len()));
    }
    unquoted(&trimmed(if kept > 0 { &words } else { &text }))
}

/// The length of the markup that a text starts with, and what it stands for.
fn markup(rest: &str) -> Option<(usize, &'static str)> {
    match rest.as_bytes().first()? {
        b'*' if rest.starts_with("**") => Some((2, "")),
        b'`' => Some((1, "")),
        b'<' => {
            let inner = rest.get(1..near(rest, b'>', 200)?)?;
            let name = inner.trim_start_matches('/').split([' ', '/', '\n']).next()?.to_ascii_lowercase();
            INLINE.contains(&name.as_str()).then_some((inner.len() + 2, ""))
        }
        b'&' | b'#' => {
            let inner = rest.get(1..near(rest, b';', 10)?)?;
            let digits = inner.trim_start_matches('#');
            let (_, sign) = match digits {
                "34" => ("", "\""),
                "35" => ("", "#"),
                "38" => ("", "&"),
                "39" => ("", "'"),
                _ => *ENTITIES.iter().find(|(name, _)| *name == inner)?,
            };
            Some((inner.len() + 2, sign))
        }
        // an icon's name in the Font Awesome set, which is drawn as the icon
        b'f' => {
            let (_, name) = ["fa:fa-", "fab:fa-", "fas:fa-", "far:fa-"]
                .iter()
                .find_map(|start| Some((start, rest.strip_prefix(start)?)))?;
            let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
            Some((rest.len() - name.len() + length, ""))
        }
        _ => None,
    }
}

/// Where a sign stands within so many bytes.
fn near(rest: &str, sign: u8, most: usize) -> Option<usize> {
    rest.bytes().take(most).position(|byte| byte == sign)
}

/// A text without the marks that enclose the whole of it.
fn unquoted(text: &PlainText) -> PlainText {
    let mut text = text.clone();
    for (open, close) in
        [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("__", "__"), ("*", "*"), ("_", "_"), ("'", "'")]
    {
        let plain = text.as_str();
        let inner = plain.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) =
            inner.filter(|inner| !inner.trim().is_empty() && !inner.contains(open) && !inner.contains(close))
        {
            text = trimmed(&text.slice(open.len()..open.len() + inner.len()));
        }
    }
    text
}

/// Lines and bullets of a box, without blank lines and without rules.
pub(super) fn parted(texts: &[PlainText]) -> (Vec<PlainText>, Vec<PlainText>) {
    let (mut lines, mut items) = (Vec::new(), Vec::<PlainText>::new());
    // where the words of the last line start, if it was a bullet's
    let mut hang = None;
    for text in texts {
        let plain = text.as_str();
        let indent = columns(plain) - columns(plain.trim_start());
        if is_rule(plain) {
            hang = None;
        } else if let Some(item) = item(text) {
            hang = Some(columns(plain.trim_end()) - columns(item.as_str().trim()));
            items.push(bare(&item));
        } else if let Some(last) = items.last_mut().filter(|_| indent > 1 && hang == Some(indent)) {
            last.push(" ", text.span(0..0));
            last.append(&bare(text));
        } else {
            hang = None;
            let line = bare(text);
            if !line.is_blank() {
                lines.push(line);
            }
        }
    }
    (lines, items)
}

/// The words behind a bullet.
pub(super) fn item(text: &PlainText) -> Option<PlainText> {
    let plain = text.as_str();
    let rest = plain.trim_start();
    let words = rest.strip_prefix(['•', '-', '*', '–', '▪', '◦', '·', '●', '○', '■', '‣', '✓', '✔'])?;
    let is_bullet = words.starts_with([' ', '\t', '\u{A0}']) && !words.trim().is_empty();
    is_bullet.then(|| text.slice(plain.len() - words.len()..plain.len()))
}

/// Whether a line parts others and says nothing: blank, or a row of dashes.
pub(super) fn is_rule(line: &str) -> bool {
    line.chars().all(|c| {
        c.is_whitespace()
            || matches!(c, '-' | '=' | '_' | '—' | '–' | '~' | '*' | '·' | '\u{2500}'..='\u{257F}')
    })
}

/// Whether words end in a question mark of any script.
pub(super) fn is_question(words: &str) -> bool {
    words.trim_end().ends_with(['?', '？', '؟'])
}

/// How many columns words take in a drawing of characters.
pub(super) fn columns(words: &str) -> usize {
    words.chars().map(width).sum()
}

/// How many columns a character takes: two for those of East Asian scripts and emoji, none for marks on others.
pub(super) fn width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}'
        | '\u{64B}'..='\u{65F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F64F}'
        | '\u{1F680}'..='\u{1F6FF}'
        | '\u{1F900}'..='\u{1F9FF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}
