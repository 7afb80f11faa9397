//! Emoji and other pictographs, which no text font has, are left out of names and text.
use super::text::PlainText;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};

/// Asks for the coloured picture of the character before it, or for the plain one.
const SELECTORS: [char; 2] = ['\u{FE0F}', '\u{FE0E}'];
/// Joins emoji to one.
const JOINER: char = '\u{200D}';
/// Puts the sign before it on a key.
const KEYCAP: char = '\u{20E3}';

/// A text without emoji, the blanks around them tidied; the first of a page is a note.
pub(super) fn without_emoji(text: PlainText, findings: &mut Findings) -> PlainText {
    if text.as_str().is_ascii() || !text.as_str().contains(is_suspect) {
        return text;
    }
    let plain = text.as_str();
    let mut out = PlainText::default();
    let (mut kept, mut at) = (0, 0);
    while let Some(c) = plain.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = plain.get(at..).unwrap_or_default();
        let Some((length, instead)) = pictograph(rest) else {
            at += c.len_utf8();
            continue;
        };
        let end = at + length;
        let behind = plain.get(end..).unwrap_or_default();
        let before = plain.get(kept..at).unwrap_or_default();
        // of the blanks on both sides, or of one before a full stop, none or one stays
        let drops_blank =
            behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || ".,;:!?)".contains(c));
        let trimmed = if drops_blank && instead.is_empty() { before.trim_end_matches(' ') } else { before };
        out.append(&text.slice(kept..kept + trimmed.len()));
        if !instead.is_empty() {
            out.push(instead, text.span(at..end));
        } else if !is_mark(c) {
            note(&text, at, end, findings);
        }
        (kept, at) = (end, end);
    }
    out.append(&text.slice(kept..plain.len()));
    // what is empty has its place all the same
    if out.as_str().is_empty() { PlainText::new("", text.span(0..plain.len())) } else { out }
}

/// What follows an emoji and is none itself.
fn is_mark(c: char) -> bool {
    SELECTORS.contains(&c) || c == KEYCAP || is_tag(c)
}

fn note(text: &PlainText, at: usize, end: usize, findings: &mut Findings) {
    if findings.has(Code::EmojiLeftOut) {
        return;
    }
    let emoji = text.as_str().get(at..end).unwrap_or_default();
    let message =
        format!("emoji such as \"{emoji}\" are left out of names and text, for no text font has them");
    findings.push(
        Diagnostic::new(Severity::Note, Code::EmojiLeftOut, message).at(text.span(at..end)).hint(
            "nothing needs to be done, unless an emoji says something that no word says: write that word",
        ),
    );
}

/// The length of the emoji that a text starts with, and what is drawn in its place.
fn pictograph(text: &str) -> Option<(usize, &'static str)> {
    let mut chars = text.char_indices().peekable();
    let (_, first) = chars.next()?;
    let next = chars.peek().map(|(_, c)| *c);
    if is_mark(first) {
        return Some((first.len_utf8(), ""));
    }
    if matches!(first, '0'..='9' | '#' | '*') {
        let rest = text.get(1..)?.trim_start_matches(SELECTORS);
        return rest.starts_with(KEYCAP).then(|| (text.len() - rest.len() + KEYCAP.len_utf8(), ""));
    }
    let arrow = match first {
        '\u{2794}' | '\u{279C}'..='\u{279F}' | '\u{27A1}' => "→",
        '\u{2B05}' => "←",
        '\u{2B06}' => "↑",
        '\u{2B07}' => "↓",
        _ => "",
    };
    let asks_for_colour =
        next == Some('\u{FE0F}') && matches!(first, '\u{2300}'..='\u{23FF}' | '\u{2600}'..='\u{27BF}');
    if arrow.is_empty() && !is_pictograph(first) && !asks_for_colour {
        return None;
    }
    let mut end = first.len_utf8();
    let is_letter = is_regional(first);
    while let Some((at, c)) = chars.next() {
        let goes_on = is_mark(c)
            || ('\u{1F3FB}'..='\u{1F3FF}').contains(&c)
            || (is_letter && end == first.len_utf8() && is_regional(c));
        let joins = c == JOINER
            && chars.peek().is_some_and(|(_, c)| is_pictograph(*c) || matches!(c, '\u{2190}'..='\u{2BFF}'));
        if joins {
            chars.next();
        } else if !goes_on {
            break;
        }
        end = chars.peek().map_or(text.len(), |(at, _)| *at).max(at + c.len_utf8());
    }
    Some((end, arrow))
}

/// Letters of which two are a flag.
fn is_regional(c: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)
}

/// Letters that say which region's flag is meant.
fn is_tag(c: char) -> bool {
    ('\u{E0020}'..='\u{E007F}').contains(&c)
}

/// Pictures rather than signs: typographic signs, stars, ticks, circled numbers and arrows stay.
fn is_pictograph(c: char) -> bool {
    match c {
        '★' | '☆' | '☼' | '♡' | '♥' | '⚠' | '✓' | '✗' | '❖' | '❤' => false,
        '\u{2776}'..='\u{2794}' | '\u{2798}'..='\u{27AF}' | '\u{27B1}'..='\u{27BE}' => false,
        '\u{231A}'
        | '\u{231B}'
        | '\u{2328}'
        | '\u{23CF}'
        | '\u{23E9}'..='\u{23F3}'
        | '\u{23F8}'..='\u{23FA}' => true,
        '\u{25FD}' | '\u{25FE}' | '\u{2B1B}' | '\u{2B1C}' | '\u{2B50}' | '\u{2B55}' => true,
        '\u{1F000}'..='\u{1F0FF}' | '\u{1F170}'..='\u{1F2FF}' | '\u{1F300}'..='\u{1F7FF}' => true,
        '\u{1F900}'..='\u{1FAFF}' => true,
        c => ('\u{2600}'..='\u{27BF}').contains(&c),
    }
}

fn is_suspect(c: char) -> bool {
    c >= '\u{2300}'
        && (is_pictograph(c)
            || SELECTORS.contains(&c)
            || is_tag(c)
            || matches!(c, '\u{2794}' | '\u{279C}'..='\u{27A1}' | '\u{2B05}'..='\u{2B07}'))
        || c == KEYCAP
}

#[cfg(test)]
mod tests {
    use super::without_emoji;
    use crate::diagnostic::{Code, Findings, Span};
    use crate::input::text::PlainText;

    fn bare(plain: &str) -> (String, usize) {
        let mut findings = Findings::default();
        let text = PlainText::new(plain, Span { start: 10, end: 10 + plain.len() });
        let out = without_emoji(text, &mut findings);
        assert!(out.whole_span().start >= 10 && out.whole_span().end <= 10 + plain.len());
        let found = findings.into_vec();
        assert!(found.iter().all(|finding| finding.code == Code::EmojiLeftOut));
        (out.flat(), found.len())
    }

    #[test]
    fn emoji_of_all_kinds_are_left_out_with_one_note() {
        for (with, without) in [
            ("🏛️ Theatre", "Theatre"),
            ("Board ⭐", "Board"),
            ("Board 🎭 of ✅ trustees", "Board of trustees"),
            ("Board 🙂, chair 🙂.", "Board, chair."),
            ("👩‍⚖️ Judge", "Judge"),
            ("👍🏽 Yes", "Yes"),
            ("🇧🇪 Belgium 🏴󠁧󠁢󠁷󠁬󠁳󠁿 Wales", "Belgium Wales"),
            ("1️⃣ First", "First"),
            ("⚠️ Care, ✔️ done", "Care, done"),
            ("🙂", ""),
        ] {
            assert_eq!(bare(with), (without.to_owned(), 1), "{with}");
        }
    }

    #[test]
    fn arrows_and_signs_stay() {
        for text in ["a → b ↓ c ⇒ d", "✓ • – ★ ☆ © ™ ✗", "❶ ① 10", "می‌خواهم क्‍ष", "① ♥ ⚠", "#1 *2"]
        {
            assert_eq!(bare(text), (text.to_owned(), 0), "{text}");
        }
        assert_eq!(bare("a ➡️ b ⬇ c ©️"), ("a → b ↓ c ©".to_owned(), 0));
    }
}
