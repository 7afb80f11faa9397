//! Chains of names along a line: `A → B → C`.
use super::found::FoundChart;
use super::label::{bare, item};
use super::{Arrowheads, Diagram};
use crate::input::text::PlainText;
use crate::limits::TEXT_CHARS;
use std::ops::Range;

/// Longest name in a chain, in characters.
const NAME_CHARS: usize = 80;
/// Most words of a name in a chain: more make a sentence.
const NAME_WORDS: usize = 12;
/// Arrows between names of a line, the longer before the shorter that it starts with.
const ARROWS: &[&str] = &[
    "-->",
    "==>",
    "—>",
    "–>",
    "->",
    "=>",
    "→",
    "⇒",
    "⟶",
    "⟹",
    "➜",
    "➔",
    "➡\u{FE0F}",
    "➡",
    "➝",
    "➞",
    "🡒",
    "▶",
    "►",
];
/// Signs that are arrows only between blanks, and only where there are two of them at least.
const ANGLES: &[&str] = &[" › ", " > ", " » "];
/// What no name holds and code does.
const CODE: &[&str] = &[
    "{", "}", ";", "()", "==", "!=", "::", "</", "/>", "$", "\\", "|", "&&", "://", " = ", "--", "<-", "─",
    "←",
];

/// The names of `A → B → C`, at least two; none where it is not a chain but a sentence or code with arrows in it.
pub(in crate::input) fn chain(line: &PlainText) -> Option<Vec<PlainText>> {
    if line.as_str().len() > TEXT_CHARS {
        return None;
    }
    let item = item(line);
    let line = item.as_ref().unwrap_or(line);
    let plain = line.as_str();
    let mut parts = split(plain, ARROWS);
    if parts.len() < 2 {
        parts = split(plain, ANGLES);
        if parts.len() < 3 {
            return None;
        }
    }
    let last = parts.len() - 1;
    let names = parts.into_iter().enumerate().map(|(i, mut part)| {
        if i == 0 {
            // `Escalation: A → B`
            let lead = plain.get(part.clone())?.find(": ").map_or(0, |at| at + 2);
            part.start += lead;
        } else if i == last {
            part.end = part.start + plain.get(part.clone())?.trim_end().trim_end_matches(['.', '。']).len();
        }
        let name = unbracketed(&bare(&line.slice(part)));
        is_name(name.as_str()).then_some(name)
    });
    names.collect()
}

/// The stretches between arrows.
fn split(plain: &str, arrows: &[&str]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = plain.get(at..).filter(|rest| !rest.is_empty()) {
        let is_letter = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        if is_letter {
            at += 1;
        } else if let Some(arrow) = arrows.iter().find(|arrow| rest.starts_with(**arrow)) {
            parts.push(start..at);
            at += arrow.len();
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts.push(start..plain.len());
    parts
}

/// Whether words can be a name: short, with a letter, and neither a sentence nor code.
pub(super) fn is_name(words: &str) -> bool {
    let is_short = words.chars().count() <= NAME_CHARS && words.split_whitespace().count() <= NAME_WORDS;
    // a stop behind a short word may be an abbreviation's: `Dr. Holm`, `Harbour Co.`
    let ends_sentence = |word: &str| {
        word.ends_with('!')
            || word.strip_suffix('.').is_some_and(|stem| stem.chars().count() > 3 && !stem.contains('.'))
    };
    // `Works board → looks after the roads and paths`
    let is_deed = words.starts_with(char::is_lowercase) && words.split_whitespace().count() > 4;
    let is_sentence =
        is_deed || words.ends_with([':', ',']) || words.contains('。') || words.split(' ').any(ends_sentence);
    is_short
        && !is_sentence
        && words.chars().any(char::is_alphabetic)
        && !CODE.iter().any(|sign| words.contains(sign))
}

/// A name without the brackets that draw its box: `[Board]`.
pub(super) fn unbracketed(name: &PlainText) -> PlainText {
    let plain = name.as_str();
    match plain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) if !inner.contains(['[', ']']) => bare(&name.slice(1..plain.len() - 1)),
        _ => name.clone(),
    }
}

/// Chains along the lines of a code block; names that come again are one box. Lines below a chain say something about its
/// names and join none; where strokes come first, it is a drawing of another kind.
pub(super) fn read(lines: &[PlainText]) -> Option<Diagram> {
    let first = lines.iter().find(|line| !line.is_blank())?;
    let is_stroke = |line: &PlainText| !line.is_blank() && !line.as_str().contains(char::is_alphanumeric);
    if chain(first).is_none() && lines.iter().any(is_stroke) {
        return None;
    }
    let mut found = FoundChart::default();
    for names in lines.iter().filter_map(chain) {
        let nodes =
            names.iter().map(|name| found.node(std::slice::from_ref(name))).collect::<Option<Vec<_>>>()?;
        for (from, to) in nodes.iter().zip(nodes.iter().skip(1)) {
            found.edge(*from, *to, None, Arrowheads::Forward);
        }
    }
    found.into_diagram()
}
