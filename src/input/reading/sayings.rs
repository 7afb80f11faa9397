//! Sentences that say what a body's fields hold: who is in the chair, how often it meets, what it decides.
use super::evidence::{found, words_of};
use crate::words::{Hit, Kinds, Language, Verb, Writing};

/// What a sentence says in full, so that it need not stand anywhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Saying {
    /// How often it meets.
    Meets(String),
    /// Who is in the chair.
    Chair(String),
    /// What it decides.
    Decides(String),
}

/// Words of the subject of such a sentence: "The steering committee".
const SUBJECT_WORDS: usize = 5;
/// Words that say how often, or who.
const OBJECT_WORDS: usize = 12;

/// What a sentence says, one thing or two that a comma joins; none for one that says anything else, or more.
pub(super) fn of_sentence(sentence: &str, language: &Language) -> Vec<Saying> {
    let plain = crate::model::without_full_stop(sentence.trim()).trim();
    // what is longer says more, and is not looked at word by word
    if plain.is_empty() || plain.len() > 240 || language.writing == Writing::Unspaced && plain.len() > 120 {
        return Vec::new();
    }
    let says = Kinds::CHAIRED_BY.union(Kinds::MEETS).union(Kinds::DECIDING);
    if !found(opening(plain, language), language).iter().any(|hit| hit.kinds.has(says)) {
        return Vec::new();
    }
    if let Some(one) = one(plain, language) {
        return vec![one];
    }
    // "chaired by the mayor, meets monthly"
    let halves = plain.split_once(", ").and_then(|(first, second)| {
        let is_second = found(opening(second, language), language)
            .iter()
            .any(|hit| hit.start == 0 && hit.kinds.has(says));
        if !is_second {
            return None;
        }
        Some(vec![one(first, language)?, one(second, language)?])
    });
    halves.unwrap_or_default()
}

/// The one thing that a sentence or a clause says.
fn one(plain: &str, language: &Language) -> Option<Saying> {
    let hits = found(plain, language);
    let verb = |kind: Kinds| {
        hits.iter().filter(|hit| hit.kinds.has(kind)).min_by_key(|hit| (hit.start, usize::MAX - hit.end))
    };
    let behind = |hit: &Hit| plain.get(hit.end..).unwrap_or_default().trim();
    let has_short_subject = |hit: &Hit| {
        let subject = plain.get(..hit.start).unwrap_or_default();
        words_of(subject).len() <= SUBJECT_WORDS && !parts_at(subject, &[',', ';', ':', '.', '、', '，'])
    };
    if let Some(hit) = verb(Kinds::CHAIRED_BY).filter(|hit| has_short_subject(hit)) {
        let rest = behind(hit);
        let name = without_article(rest);
        let says_more = parts_at(rest, &[',', ';', ':', '.', '、', '，']) || joins(rest, language);
        let fits = (1..=OBJECT_WORDS / 2).contains(&words_of(name).len());
        return (!says_more && fits).then(|| Saying::Chair(capital(name)));
    }
    // "Kurul her ay toplanır": where the verb ends the sentence, how often stands before it
    let last = (language.verb == Verb::Behind).then(|| verb(Kinds::MEETS)).flatten();
    if let Some(hit) = last.filter(|hit| behind(hit).is_empty()) {
        let start = hits.iter().find(|when| tells_when(when, plain)).map(|when| when.start)?;
        let (subject, when) = (plain.get(..start)?, plain.get(start..hit.start)?.trim());
        let fits =
            words_of(subject).len() <= SUBJECT_WORDS && (1..=OBJECT_WORDS).contains(&words_of(when).len());
        let signs = [',', ';', ':', '.', '、', '，'];
        let is_one = !parts_at(subject, &signs) && !parts_at(when, &signs);
        return (fits && is_one).then(|| Saying::Meets(capital(when)));
    }
    if let Some(hit) = verb(Kinds::MEETS).filter(|hit| has_short_subject(hit)) {
        let rest = behind(hit);
        let when = |from: usize| hits.iter().any(|when| when.start >= from && tells_when(when, plain));
        let says_when = when(hit.end);
        let is_one = !parts_at(rest, &[';', ':', '.', '、', '，']) && rest.matches(',').count() <= 1;
        let fits = (1..=OBJECT_WORDS).contains(&words_of(rest).len());
        // what is joined on must say how often too
        let last_and = hits
            .iter()
            .filter(|and| and.start >= hit.end && and.kinds.has(Kinds::AND))
            .map(|and| and.end)
            .max();
        let is_one = is_one && last_and.is_none_or(when);
        // "as the full council, normally six times a year"
        let start = match rest.rsplit_once(", ") {
            Some((aside, _)) if !when_in(&hits, hit.end..plain.len() - rest.len() + aside.len(), plain) => {
                aside.len() + ", ".len()
            }
            _ => 0,
        };
        let when = rest.get(start..).unwrap_or_default();
        return (says_when && is_one && fits).then(|| Saying::Meets(capital(when)));
    }
    let hit = verb(Kinds::DECIDING).filter(|hit| hit.start == 0)?;
    let has_limit = hits.iter().any(|limit| limit.start >= hit.end && limit.kinds.has(Kinds::LIMIT))
        && plain.get(hit.end..).is_some_and(|rest| rest.chars().any(|c| c.is_ascii_digit()));
    (has_limit && words_of(plain).len() <= 2 * OBJECT_WORDS).then(|| Saying::Decides(plain.to_owned()))
}

/// The part of a sentence in which its verb must stand for the sentence to be one of those: behind a short subject, before a
/// comma. Most sentences have none there, and the rest of them need not be looked at.
fn opening<'a>(plain: &'a str, language: &Language) -> &'a str {
    /// A verb may be of several words: "is chaired by".
    const VERB_WORDS: usize = 6;
    if language.writing == Writing::Unspaced {
        return plain;
    }
    let last = words_of(plain).get(SUBJECT_WORDS + VERB_WORDS).map_or(plain.len(), |word| word.start);
    plain.get(..last).unwrap_or(plain)
}

/// Whether a word says how often or in which month; "may" is one where it has a capital.
fn tells_when(hit: &Hit, plain: &str) -> bool {
    let is_capital = plain.get(hit.start..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    hit.kinds.has(Kinds::OFTEN) || hit.kinds.has(Kinds::MONTH) && (!hit.kinds.has(Kinds::MODAL) || is_capital)
}

/// Whether a word in a stretch says how often.
fn when_in(hits: &[Hit], within: std::ops::Range<usize>, plain: &str) -> bool {
    hits.iter().any(|hit| within.contains(&hit.start) && tells_when(hit, plain))
}

/// Whether a text has one of some signs that part it. Between figures a colon or a stop is one of a time, `18:00`, `9.30`;
/// behind a letter or two a stop shortens a name, `Mr. B. Moss`.
pub(super) fn parts_at(text: &str, signs: &[char]) -> bool {
    const SHORT_CHARS: usize = 2;
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_numeric());
    text.char_indices().filter(|(_, c)| signs.contains(c)).any(|(at, c)| {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
        let is_time = matches!(c, ':' | '.' | '：')
            && is_figure(before.chars().next_back())
            && is_figure(behind.chars().next());
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let is_short = c == '.'
            && word.starts_with(char::is_uppercase)
            && word.chars().count() <= SHORT_CHARS
            && !behind.trim().is_empty();
        !is_time && !is_short
    })
}

/// How often, where words say nothing else: "Monthly", "Every second Tuesday".
pub(super) fn is_how_often(words: &str, language: &Language) -> bool {
    words_of(words).len() <= OBJECT_WORDS
        && !parts_at(words, &[':', '：', ';'])
        && words.matches(',').count() <= 1
        && found(words, language).iter().any(|hit| hit.kinds.has(Kinds::OFTEN))
}

/// Whether a verb stands behind a word that joins, so that a second statement follows.
fn joins(words: &str, language: &Language) -> bool {
    let hits = found(words, language);
    let verbs = Kinds::MEETS.union(Kinds::DECIDING).union(Kinds::REPORTS_TO).union(Kinds::ADVISES);
    hits.iter().any(|hit| hit.kinds.has(verbs.union(Kinds::MODAL)))
}

fn without_article(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if crate::words::kinds_of(first).has(Kinds::STOP) => rest,
        _ => words,
    }
}

fn capital(words: &str) -> String {
    let words = words.trim();
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::{Saying, of_sentence};
    use crate::words::language;

    #[test]
    fn a_sentence_that_says_one_thing_in_full_is_that_thing() {
        let meets = |words: &str| vec![Saying::Meets(words.to_owned())];
        let chair = |words: &str| vec![Saying::Chair(words.to_owned())];
        let decides = |words: &str| vec![Saying::Decides(words.to_owned())];
        let none = Vec::new;
        for (lang, sentence, says) in [
            ("en", "Meets monthly.", meets("Monthly")),
            (
                "en",
                "The board meets every second Tuesday of the month.",
                meets("Every second Tuesday of the month"),
            ),
            ("en", "It meets at the town hall.", none()),
            ("en", "Meets twice a year and has the last word.", none()),
            ("en", "Meets monthly and as needed.", meets("Monthly and as needed")),
            ("en", "Meets in March and October.", meets("In March and October")),
            ("en", "Meets after each call-out.", meets("After each call-out")),
            ("en", "Meets whoever may ask.", none()),
            ("fr", "Le conseil se réunit en mars et en octobre.", meets("En mars et en octobre")),
            ("en", "The board meets monthly and publishes its papers; it reports to the council.", none()),
            ("en", "Chaired by the Harbour Master.", chair("Harbour Master")),
            ("en", "The board is chaired by the mayor.", chair("Mayor")),
            ("en", "The board is chaired by the mayor, who appoints the clerk.", none()),
            ("en", "Chaired by Mr B. Moss", chair("Mr B. Moss")),
            (
                "en",
                "Chaired by Ms K. Fell, meets half-termly.",
                vec![Saying::Chair("Ms K. Fell".to_owned()), Saying::Meets("Half-termly".to_owned())],
            ),
            ("en", "Approves contracts up to 50,000 euros", decides("Approves contracts up to 50,000 euros")),
            ("en", "Approves the budget.", none()),
            ("de", "Der Ausschuss tagt monatlich.", meets("Monatlich")),
            ("fr", "Le comité se réunit une fois par mois.", meets("Une fois par mois")),
            ("fr", "Présidé par le maire.", chair("Maire")),
            ("sv", "Sammanträder varje månad.", meets("Varje månad")),
            ("ru", "Совет собирается ежемесячно.", meets("Ежемесячно")),
            ("en", "It meets every second Friday at 18:30.", meets("Every second Friday at 18:30")),
            (
                "en",
                "The 40 delegates meet as the assembly, normally twice a year.",
                meets("Normally twice a year"),
            ),
            (
                "en",
                "The jury meets at least twice each year, and more often where needed.",
                meets("At least twice each year, and more often where needed"),
            ),
            ("tr", "Kurul her ay toplanır.", meets("Her ay")),
            ("tr", "Yılda iki kez toplanır.", meets("Yılda iki kez")),
            ("it", "Si riunisce almeno una volta l'anno.", meets("Almeno una volta l'anno")),
            ("cy", "Mae'n cyfarfod bob tymor.", meets("Bob tymor")),
        ] {
            assert_eq!(of_sentence(sentence, language(lang)), says, "{sentence}");
        }
    }
}
