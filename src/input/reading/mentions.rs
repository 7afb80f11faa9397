//! Where a text names the bodies of a page.
use super::evidence::{meaning, words_of};
use super::names::{Register, key};
use crate::words::{Head, Kinds, Language, Writing, fold, stem};
use std::ops::Range;

/// A body that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where its name stands, in bytes of the text, without an article or a preposition.
    pub(super) range: Range<usize>,
    /// Which body it is.
    pub(super) body: usize,
}

/// Most words of a name.
const LONGEST_WORDS: usize = 8;

/// A word of a text.
struct TextWord {
    range: Range<usize>,
    folded: String,
    stem: String,
}

/// The bodies that a text names: at each word the longest name. `own` is the body that the text tells of.
pub(super) fn mentions(plain: &str, own: Option<usize>, register: &Register) -> Vec<Mention> {
    if register.language().is_some_and(|language| language.writing == Writing::Unspaced) {
        return in_runs(plain, register);
    }
    let tag = register.language().map_or("", |language| language.tag);
    let words: Vec<TextWord> = words_of(plain)
        .into_iter()
        .map(|range| {
            let folded = fold(plain.get(range.clone()).unwrap_or_default());
            let stem = stem(tag, &folded);
            TextWord { range, folded, stem }
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let longest = (1..=LONGEST_WORDS.min(rest.len())).rev().find_map(|length| {
            let name = rest.get(..length)?;
            let body = named(plain, name, register)?;
            Some((body, length))
        });
        let longest = longest.or_else(|| Some((by_noun(plain, &words, at, own, register)?, 1)));
        match longest {
            Some((body, length)) => {
                let (first, last) = (rest.first(), rest.get(length - 1));
                if let (Some(first), Some(last)) = (first, last) {
                    found.push(Mention { range: first.range.start..last.range.end, body });
                }
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The body that words name as a whole.
fn named(plain: &str, words: &[TextWord], register: &Register) -> Option<usize> {
    let joined = |of: fn(&TextWord) -> &str| words.iter().map(of).collect::<Vec<_>>().join(" ");
    let first = words.first()?;
    let written = plain.get(first.range.clone())?;
    // a single small word is no acronym
    let letters = first.folded.chars().count();
    let is_capital = written.starts_with(char::is_uppercase);
    // `HTC`, `CoT`, and not `It`
    let is_shout = written.chars().filter(|c| !c.is_lowercase()).count() > 1;
    let is_word = words.len() > 1 || letters > 4 || (is_capital && (letters > 3 || is_shout));
    if !is_word {
        return None;
    }
    let form = joined(|word| &word.folded);
    register.by_form(&form).or_else(|| register.by_stems(&joined(|word| &word.stem)))
}

/// The body that a head noun alone means: "the committee" inside a committee's section is that one, and elsewhere the only
/// one there is. Beside further words the noun is of another name: "finance committee", "committee members".
fn by_noun(
    plain: &str,
    words: &[TextWord],
    at: usize,
    own: Option<usize>,
    register: &Register,
) -> Option<usize> {
    let language = register.language()?;
    let word = words.get(at)?;
    let body =
        own.filter(|own| register.has_noun(*own, &word.stem)).or_else(|| register.by_noun(&word.stem))?;
    let near = |gap: Option<&str>| gap.is_some_and(|gap| gap.trim().is_empty());
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let before = before.filter(|other| near(plain.get(other.range.end..word.range.start)));
    let behind = words.get(at + 1).filter(|other| near(plain.get(word.range.end..other.range.start)));
    let kinds = |word: &TextWord| meaning(&word.folded, language);
    let is_free = match before {
        None => true,
        Some(other) => {
            let is_joining = kinds(other).has(Kinds::STOP.union(Kinds::QUESTION).union(Kinds::AND));
            is_joining || language.head == Head::First || ends_verb(plain, other, language)
        }
    };
    let is_alone = match behind {
        None => true,
        Some(other) => {
            let is_more = kinds(other).has(OF_A_NAME);
            let is_name = plain
                .get(other.range.clone())
                .is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
            let is_stop = kinds(other).has(Kinds::STOP);
            // "board of governors" is another than the "board of directors"
            let is_qualified = is_stop && is_of(plain, words, at + 1, language);
            let is_plain = language.head == Head::Last || is_stop || is_relation(plain, other, language);
            !is_more && !is_name && !is_qualified && is_plain
        }
    };
    (is_free && is_alone).then_some(body)
}

/// What makes a noun before it part of a longer name.
const OF_A_NAME: Kinds =
    Kinds::BODY.union(Kinds::POST).union(Kinds::MEMBERS).union(Kinds::PROCESS).union(Kinds::FACET);

/// Whether a preposition and a name follow.
fn is_of(plain: &str, words: &[TextWord], at: usize, language: &Language) -> bool {
    let is_preposition =
        words.get(at).is_some_and(|word| meaning(&word.folded, language).has(Kinds::PREPOSITION));
    let next = words.get(at + 1..).unwrap_or_default().iter();
    let mut next = next.skip_while(|word| meaning(&word.folded, language).has(Kinds::STOP));
    let is_name = next
        .next()
        .and_then(|word| plain.get(word.range.clone()))
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    is_preposition && is_name
}

fn ends_verb(plain: &str, word: &TextWord, language: &Language) -> bool {
    let start = plain.get(..word.range.end).and_then(|s| s.rfind(['.', ';', ','])).map_or(0, |at| at + 1);
    let before = last_bytes(plain.get(start..word.range.end).unwrap_or_default());
    let start = word.range.end - before.len();
    super::evidence::found(before, language).last().is_some_and(|hit| {
        start + hit.end == word.range.end && super::relations::relation_of(hit.kinds).is_some()
    })
}

fn is_relation(plain: &str, word: &TextWord, language: &Language) -> bool {
    let behind = first_bytes(plain.get(word.range.start..).unwrap_or_default());
    let end = behind.find(['.', ';', ',', '\n']).unwrap_or(behind.len());
    let behind = behind.get(..end).unwrap_or_default();
    super::evidence::found(behind, language)
        .first()
        .is_some_and(|hit| hit.start == 0 && super::relations::relation_of(hit.kinds).is_some())
}

/// As much before or behind a word as a phrase may take, in bytes, so that long texts are read in linear time.
const NEAR_BYTES: usize = 240;

/// The last bytes of a text, as many as a phrase may take.
pub(super) fn last_bytes(text: &str) -> &str {
    let from = text.len().saturating_sub(NEAR_BYTES);
    (from..=text.len()).find_map(|at| text.get(at..)).unwrap_or_default()
}

fn first_bytes(text: &str) -> &str {
    let to = text.len().min(NEAR_BYTES);
    (0..=to).rev().find_map(|at| text.get(..at)).unwrap_or_default()
}

/// The same in a script that puts no spaces between words: at each character the longest name.
fn in_runs(plain: &str, register: &Register) -> Vec<Mention> {
    let starts: Vec<(usize, char)> = plain.char_indices().collect();
    let ends: Vec<usize> = starts.iter().map(|(at, _)| *at).skip(1).chain([plain.len()]).collect();
    let mut found: Vec<Mention> = Vec::new();
    let mut done = 0;
    for (at, (start, first)) in starts.iter().enumerate() {
        let reach = register.reach(*first);
        if *start < done || reach == 0 {
            continue;
        }
        let longest = ends.get(at..).unwrap_or_default().iter().take(reach).rev().find_map(|end| {
            let name = plain.get(*start..*end).filter(|name| name.trim() == *name)?;
            // a single sign is no name, and one inside a Latin word is none either
            let is_whole = name.chars().count() > 1
                && !touches(plain.get(..*start)?.chars().next_back(), name.chars().next())
                && !touches(name.chars().next_back(), plain.get(*end..)?.chars().next());
            let body = register.by_form(&key(name)).filter(|_| is_whole)?;
            Some(Mention { range: *start..*end, body })
        });
        if let Some(mention) = longest {
            done = mention.range.end;
            found.push(mention);
        }
    }
    found
}

fn touches(one: Option<char>, other: Option<char>) -> bool {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    is_latin(one) && is_latin(other)
}
