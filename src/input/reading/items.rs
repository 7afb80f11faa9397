//! The name at the start of an item of a list, and what is said behind it.
use super::evidence::{NameWords, in_brackets};
use super::labels;
use crate::input::text::PlainText;
use crate::words::{Kinds, Language, kinds_of};

/// An item's name and what it says of it.
pub(super) struct NamedItem {
    pub(super) name: PlainText,
    pub(super) rest: PlainText,
    pub(super) link: Option<PlainText>,
    /// Whether words that explain it follow.
    pub(super) is_defined: bool,
}

/// The name at the start of an item, and what is said behind it.
pub(super) fn name_and_rest(text: &PlainText, language: &Language) -> Option<(PlainText, PlainText)> {
    item_name(text, language).map(|named| (named.name, named.rest))
}

/// The name at the start of an item: bold or linked words, words before a colon or a dash, or a short line.
pub(super) fn item_name(text: &PlainText, language: &Language) -> Option<NamedItem> {
    const SHORT_WORDS: usize = 7;
    let plain = text.as_str();
    let start = plain.len() - plain.trim_start().len();
    let set_apart = labels::bold_start(text).or_else(|| labels::link_start(text));
    let line_end = plain.find('\n').unwrap_or(plain.len());
    let line = plain.get(..line_end)?;
    let dash =
        [" – ", " — ", " - ", " => ", "："].iter().filter_map(|d| line.find(d).map(|at| (at, d.len()))).min();
    let colon = line
        .find(':')
        .map(|at| (at, 1))
        .filter(|(at, _)| !line.get(at + 1..).is_some_and(|r| r.starts_with("//")));
    let mark = [dash, colon].into_iter().flatten().min();
    let (name_end, rest_start) = match (set_apart, mark) {
        (Some(end), mark) => {
            let behind = plain.get(end..).unwrap_or_default();
            // an acronym in brackets belongs to the name
            let trimmed = behind.trim_start();
            let bracket =
                trimmed.starts_with('(').then(|| trimmed.find(')')).flatten().filter(|length| *length <= 30);
            let bracket = bracket.map(|length| end + (behind.len() - trimmed.len()) + length + 1);
            let end = bracket
                .filter(|_| mark.is_some_and(|(at, _)| bracket.is_some_and(|b| at + 1 >= b)))
                .unwrap_or(end);
            let rest = plain.get(end..).unwrap_or_default();
            let rest_start =
                end + (rest.len() - rest.trim_start_matches([' ', ':', '–', '—', '-', '：', '\n']).len());
            (end, rest_start)
        }
        (None, Some((at, length))) => (at, at + length),
        (None, None) => (line_end, line_end),
    };
    let name = text.slice(start..name_end.max(start));
    let words = name.flat();
    let count = words.split_whitespace().count();
    if words.is_empty()
        || count > SHORT_WORDS + 2
        || (set_apart.is_none() && mark.is_none() && count > SHORT_WORDS)
    {
        return None;
    }
    let rest = text.slice(rest_start.min(plain.len())..plain.len());
    let name = without_note(&name, rest.is_blank() || mark.is_none(), language);
    Some(NamedItem { name, is_defined: !rest.is_blank(), rest, link: None })
}

/// A name in a list without the small word before it: `der Vorstand`.
pub(super) fn without_article(name: PlainText) -> PlainText {
    let plain = name.as_str();
    match plain.split_once(' ') {
        Some((first, rest))
            if first.starts_with(char::is_lowercase)
                && kinds_of(first).has(Kinds::STOP)
                && rest.starts_with(char::is_uppercase) =>
        {
            name.slice(plain.len() - rest.len()..plain.len())
        }
        _ => name,
    }
}

/// A name without a note in brackets that is no short name of it: `Steering group (monthly)`.
pub(super) fn without_note(name: &PlainText, is_line: bool, language: &Language) -> PlainText {
    let plain = name.as_str().trim_end();
    let Some(inner) = in_brackets(plain) else { return name.clone() };
    let is_short = inner.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let words = NameWords::of(inner, language);
    let is_note = inner.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) && inner.contains(' ');
    if is_short || ((words.is_body() || words.is_post()) && !is_note) || !(is_line || is_note) {
        return name.clone();
    }
    match plain.rfind(['(', '（']) {
        Some(at) => name.slice(0..plain.get(..at).unwrap_or_default().trim_end().len()),
        None => name.clone(),
    }
}
