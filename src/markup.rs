//! Words in markup: XML, HTML, and pages that hold either; and in JSON.
use std::fmt::Write as _;

/// Writes words so that they are literal in XML and HTML, in an attribute or between tags, and stay so where that is
/// part of a page that a builder reads: braces would be code to Nunjucks and MDX, stars and the like emphasis to MDX. White space becomes a
/// space, and what XML cannot carry U+FFFD.
pub(crate) fn escape(out: &mut String, text: &str) {
    out.reserve(text.len());
    let mut rest = text;
    // stretches in which nothing is to be done are taken over whole
    while let Some(at) = rest.bytes().position(|byte| SUSPECT[usize::from(byte)]) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut behind = from.chars();
        match behind.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('{') => out.push_str("&#123;"),
            Some('}') => out.push_str("&#125;"),
            Some('*') => out.push_str("&#42;"),
            Some('_') => out.push_str("&#95;"),
            Some('`') => out.push_str("&#96;"),
            Some('[') => out.push_str("&#91;"),
            Some('\\') => out.push_str("&#92;"),
            Some('~') => out.push_str("&#126;"),
            Some('\t' | '\n' | '\r') => out.push(' '),
            Some(c) if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            Some(c) => out.push(c),
            None => {}
        }
        rest = behind.as_str();
    }
    out.push_str(rest);
}

/// The bytes that start a character which is not always literal; those of the controls beyond ASCII, and of the two that are no
/// characters, start others too.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut at = 0;
    while at < 256 {
        suspect[at] = at < 0x20
            || matches!(
                at as u8,
                b'&' | b'<'
                    | b'>'
                    | b'"'
                    | b'{'
                    | b'}'
                    | b'*'
                    | b'_'
                    | b'`'
                    | b'['
                    | b'\\'
                    | b'~'
                    | 0x7f
                    | 0xc2
                    | 0xef
            );
        at += 1;
    }
    suspect
};

/// The same JSON, in which no character is one that a terminal obeys or an editor hides: those that JSON lets stand as they are,
/// though they control, reorder or part lines, become its escapes. They stand inside strings alone, so that every value is the
/// same.
pub(crate) fn inert_json(json: String) -> String {
    let is_control = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // the first byte of each of them is one of four, and few other characters start with those; pieces without one are passed over at
    // once
    const PIECE: usize = 64;
    let is_suspect = |byte: &u8| matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2);
    let is_one = |at: usize| json.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_control);
    let has_one = json.as_bytes().chunks(PIECE).enumerate().any(|(piece, bytes)| {
        bytes.iter().fold(false, |found, byte| found | is_suspect(byte))
            && bytes.iter().enumerate().any(|(at, byte)| is_suspect(byte) && is_one(piece * PIECE + at))
    });
    if !has_one {
        return json;
    }
    json.chars().fold(String::with_capacity(json.len() + 64), |mut out, c| {
        match is_control(c) {
            true => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            false => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{escape, inert_json};

    #[test]
    fn json_means_the_same_without_controls() {
        let value =
            serde_json::json!({ "a\u{202e}": ["\u{9b}1m\u{7f}", "\u{2028}\u{200f}", "é 日 \u{1f600}"] });
        let inert = inert_json(value.to_string());
        assert_eq!(inert, "{\"a\\u202e\":[\"\\u009b1m\\u007f\",\"\\u2028\\u200f\",\"é 日 \u{1f600}\"]}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&inert).ok(), Some(value));
    }

    #[test]
    fn no_character_is_code_to_xml_nunjucks_or_mdx() {
        let mut out = String::new();
        escape(&mut out, "a<b>&\"{{7*7}} {% x %} {# y #}\u{0}\u{fffe}\n]]>");
        for code in ["<", ">", "\"", "{", "}", "*", "\u{0}", "\n", "]]>"] {
            assert!(!out.contains(code), "{code:?} in {out}");
        }
        assert!(out.contains('\u{fffd}'));
    }

    #[test]
    fn every_character_comes_back() {
        let text: String = (' '..='~').collect();
        let mut xml = "<a b=\"".to_owned();
        escape(&mut xml, &text);
        xml.push_str("\"/>");
        let document = usvg::roxmltree::Document::parse(&xml).expect("XML");
        assert_eq!(document.root_element().attribute("b"), Some(text.as_str()));
    }
}
