//! What stands inside a tag: names, values, quoted words.
use super::rewrite::NeedlesAhead;
use crate::limits::TAG_BRACES;
use std::ops::Range;

/// One argument of a template's tag, or one attribute.
#[derive(Debug, Clone)]
pub(super) struct Argument<'a> {
    /// Its name; empty where there is none.
    pub(super) key: &'a str,
    /// Its value, without quotation marks.
    pub(super) value: &'a str,
    /// Where the value stands on the page.
    pub(super) range: Range<usize>,
    /// Whether the value stands in quotation marks.
    pub(super) is_quoted: bool,
}

/// The arguments among words that start at byte `offset` of the page: `a=b`, `a="b c"`, `a: 'b'`, `b`.
pub(super) fn arguments(words: &str, offset: usize) -> Vec<Argument<'_>> {
    const BETWEEN: [char; 8] = [' ', '\t', '\r', '\n', ',', '(', ')', '|'];
    let mut arguments = Vec::new();
    let mut at = 0;
    // a quotation mark without its pair is looked for once
    let mut ahead = NeedlesAhead::default();
    while let Some(rest) = words.get(at..) {
        at += rest.len() - rest.trim_start_matches(BETWEEN).len();
        let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) else { break };
        let is_end = |c: char| BETWEEN.contains(&c) || matches!(c, '=' | ':' | '"' | '\'');
        let length = rest.find(is_end).unwrap_or(rest.len());
        let key = rest.get(..length).unwrap_or_default();
        let behind = rest.get(length..).unwrap_or_default();
        let value = behind.trim_start_matches(['=', ':', ' ']);
        let has_value = behind.starts_with(['=', ':']) || key.is_empty();
        if !has_value || value.is_empty() {
            let range = offset + at..offset + at + length;
            arguments.push(Argument { key: "", value: key, range, is_quoted: false });
            at += length.max(1);
            continue;
        }
        let from = words.len() - value.len();
        let close = match value.as_bytes().first() {
            Some(b'"') => ahead.find(words, "\"", from + 1),
            Some(b'\'') => ahead.find(words, "'", from + 1),
            _ => None,
        };
        let (start, end, next) = match close {
            Some(close) => (from + 1, close, close + 1),
            None => {
                let end = value.find(BETWEEN).map_or(words.len(), |end| from + end);
                (from, end, end.max(from + 1))
            }
        };
        let value = words.get(start..end).unwrap_or_default();
        let range = offset + start..offset + end;
        arguments.push(Argument { key, value, range, is_quoted: close.is_some() });
        at = next;
    }
    arguments
}

/// A tag of HTML or JSX.
#[derive(Debug, Clone)]
pub(super) struct Element<'a> {
    /// Its name as written; empty for a fragment.
    pub(super) name: &'a str,
    /// Where the whole tag stands.
    pub(super) range: Range<usize>,
    /// Where its attributes stand.
    pub(super) inner: Range<usize>,
    /// Whether it closes an element.
    pub(super) is_end: bool,
    /// Whether it is an element without content: `<x/>`.
    pub(super) is_empty: bool,
}

/// The tag that starts at the `<` at byte `at`.
pub(super) fn element(page: &str, at: usize) -> Option<Element<'_>> {
    let rest = page.get(at + 1..)?;
    let is_end = rest.starts_with('/');
    let from = at + 1 + usize::from(is_end);
    let words = page.get(from..)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let length = words.find(|c| !is_name(c)).unwrap_or(words.len());
    let name = words.get(..length)?;
    let is_fragment = name.is_empty() && words.starts_with('>');
    let behind = words.get(length..)?;
    let ends_name = behind.starts_with([' ', '\t', '\r', '\n', '/', '>']);
    if !is_fragment
        && (!name.starts_with(|c: char| c.is_ascii_alphabetic()) || !ends_name || name.ends_with('.'))
    {
        return None;
    }
    let start = from + length;
    let mut depth = 0_usize;
    let mut quote: Option<u8> = None;
    let mut line_is_blank = false;
    for (index, byte) in page.bytes().enumerate().skip(start) {
        // a tag ends with its paragraph
        match byte {
            b'\n' if line_is_blank => return None,
            b'\n' => line_is_blank = true,
            b' ' | b'\t' | b'\r' => {}
            _ => line_is_blank = false,
        }
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'<') if depth == 0 => return None,
            (None, b'>') if depth == 0 => {
                let inner = start..index;
                let is_empty = !is_end && page.get(inner.clone()).is_some_and(|inner| inner.ends_with('/'));
                return Some(Element { name, range: at..index + 1, inner, is_end, is_empty });
            }
            _ => {}
        }
        if depth > TAG_BRACES {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{arguments, element};

    fn told(words: &str) -> Vec<(&str, &str)> {
        arguments(words, 0).into_iter().map(|argument| (argument.key, argument.value)).collect()
    }

    #[test]
    fn arguments_have_names_values_and_places() {
        assert_eq!(
            told(r#"heading.html lvl=2 text="A b" x: 'c d', bare"#),
            [("", "heading.html"), ("lvl", "2"), ("text", "A b"), ("x", "c d"), ("", "bare")]
        );
        assert_eq!(told(r#""A b" c"#), [("", "A b"), ("", "c")]);
        assert_eq!(told(r#"a="b c"#), [("a", "\"b"), ("", "c")]);
        let found = arguments("a=\"b c\"", 10);
        assert_eq!(found[0].range, 13..16);
    }

    #[test]
    fn a_tag_ends_at_its_own_bracket() {
        let name = |page: &'static str| element(page, 0).map(|tag| (tag.name, tag.range.end, tag.is_empty));
        assert_eq!(name("<a href=\">\">b"), Some(("a", 12, false)));
        assert_eq!(name("<Tab a={b > c} />"), Some(("Tab", 17, true)));
        assert_eq!(name("</p >"), Some(("p", 5, false)));
        assert_eq!(name("<>a"), Some(("", 2, false)));
        for none in ["<https://a.b>", "<a@b.c>", "< a>", "<3", "<a\n\nb>", "<a <b>", "<a"] {
            assert_eq!(name(none), None, "{none}");
        }
    }
}
