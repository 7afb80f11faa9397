//! Which language a text is written in.
use super::fold::FoldedWords;
use super::{LANGUAGES, Language, hits, tables};

/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 20_000;

/// The language of a text, by its function words and its script; English where nothing tells.
#[must_use]
pub fn guess(text: &str) -> &'static Language {
    let end = (0..=LOOKED_AT.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let text = text.get(..end).unwrap_or_default();
    let mut scores = vec![0_usize; LANGUAGES.len()];
    let mut score = |languages: u32, points: usize| {
        for (at, of_language) in scores.iter_mut().enumerate() {
            if languages >> at & 1 == 1 {
                *of_language += points;
            }
        }
    };
    for c in text.chars().filter(|c| !c.is_ascii()).flat_map(char::to_lowercase) {
        let languages = letters(c);
        score(languages, worth(languages));
    }
    let words = FoldedWords::of(text);
    for token in words.tokens() {
        let word = words.text(token).as_bytes();
        let found = tables::FUNCTION_WORDS.binary_search_by(|(known, _)| known.bytes().cmp(word));
        if let Some((_, languages)) = found.ok().and_then(|at| tables::FUNCTION_WORDS.get(at)) {
            score(*languages, worth(*languages));
        }
    }
    let best = scores.iter().copied().max().unwrap_or(0);
    let at = scores.iter().position(|score| *score == best).unwrap_or(0);
    // a name may look like a small word of another language, "Dan" or "Al": words of governance tell too
    let english = scores.first().copied().unwrap_or(0);
    if at != 0 {
        let known = hits(text);
        let points = |at: usize| 3 * known.iter().filter(|hit| hit.languages == 1 << at).count();
        if english + points(0) >= best + points(at) {
            return &LANGUAGES[0];
        }
    }
    LANGUAGES.get(at).unwrap_or(&LANGUAGES[0])
}

/// How much a letter or a word tells: one of a single language more than one of many.
fn worth(languages: u32) -> usize {
    if languages.count_ones() == 1 { 3 } else { 1 }
}

/// The languages whose script or letters a character in lower case is of.
fn letters(c: char) -> u32 {
    let found = tables::LETTERS.binary_search_by(|(first, last, _)| {
        if *last < c {
            std::cmp::Ordering::Less
        } else if *first > c {
            std::cmp::Ordering::Greater
        } else {
            std::cmp::Ordering::Equal
        }
    });
    found.ok().and_then(|at| tables::LETTERS.get(at)).map_or(0, |(_, _, languages)| *languages)
}
