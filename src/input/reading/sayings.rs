//! Sentences that say what a body's fields hold: who is in the chair, how often it meets, what it decides.
use super::evidence::{found, words_of};
use crate::words::{Hit, Kinds, Language, Writing};

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

/// What a sentence says; none for one that says anything else, or more.
pub(super) fn of_sentence(sentence: &str, language: &Language) -> Option<Saying> {
    let plain = crate::model::without_full_stop(sentence.trim()).trim();
    // what is longer says more, and is not looked at word by word
    if plain.is_empty() || plain.len() > 240 || language.writing == Writing::Unspaced && plain.len() > 120 {
        return None;
    }
    let says = Kinds::CHAIRED_BY.union(Kinds::MEETS).union(Kinds::DECIDING);
    if !found(opening(plain, language), language).iter().any(|hit| hit.kinds.has(says)) {
        return None;
    }
    let hits = found(plain, language);
    let verb = |kind: Kinds| {
        hits.iter().filter(|hit| hit.kinds.has(kind)).min_by_key(|hit| (hit.start, usize::MAX - hit.end))
    };
    let behind = |hit: &Hit| plain.get(hit.end..).unwrap_or_default().trim();
    let has_short_subject = |hit: &Hit| {
        let subject = plain.get(..hit.start).unwrap_or_default();
        words_of(subject).len() <= SUBJECT_WORDS && !subject.contains([',', ';', ':', '.', '、', '，'])
    };
    if let Some(hit) = verb(Kinds::CHAIRED_BY).filter(|hit| has_short_subject(hit)) {
        let rest = behind(hit);
        let name = without_article(rest);
        let says_more = rest.contains([',', ';', ':', '.', '、', '，']) || joins(rest, language);
        let fits = (1..=OBJECT_WORDS / 2).contains(&words_of(name).len());
        return (!says_more && fits).then(|| Saying::Chair(capital(name)));
    }
    if let Some(hit) = verb(Kinds::MEETS).filter(|hit| has_short_subject(hit)) {
        let rest = behind(hit);
        let when = |from: usize| hits.iter().any(|when| when.start >= from && tells_when(when, plain));
        let says_when = when(hit.end);
        let is_one = !rest.contains([';', ':', '.', '、', '，']) && rest.matches(',').count() <= 1;
        let fits = (1..=OBJECT_WORDS).contains(&words_of(rest).len());
        // what is joined on must say how often too
        let last_and = hits
            .iter()
            .filter(|and| and.start >= hit.end && and.kinds.has(Kinds::AND))
            .map(|and| and.end)
            .max();
        let is_one = is_one && last_and.is_none_or(when);
        return (says_when && is_one && fits).then(|| Saying::Meets(capital(rest)));
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

/// How often, where words say nothing else: "Monthly", "Every second Tuesday".
pub(super) fn is_how_often(words: &str, language: &Language) -> bool {
    words_of(words).len() <= OBJECT_WORDS
        && !words.contains([':', '：', ';'])
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
        let meets = |words: &str| Some(Saying::Meets(words.to_owned()));
        let chair = |words: &str| Some(Saying::Chair(words.to_owned()));
        let decides = |words: &str| Some(Saying::Decides(words.to_owned()));
        for (lang, sentence, says) in [
            ("en", "Meets monthly.", meets("Monthly")),
            (
                "en",
                "The board meets every second Tuesday of the month.",
                meets("Every second Tuesday of the month"),
            ),
            ("en", "It meets at the town hall.", None),
            ("en", "Meets twice a year and has the last word.", None),
            ("en", "Meets monthly and as needed.", meets("Monthly and as needed")),
            ("en", "Meets in March and October.", meets("In March and October")),
            ("en", "Meets after each call-out.", meets("After each call-out")),
            ("en", "Meets whoever may ask.", None),
            ("fr", "Le conseil se réunit en mars et en octobre.", meets("En mars et en octobre")),
            ("en", "The board meets monthly and publishes its papers; it reports to the council.", None),
            ("en", "Chaired by the Harbour Master.", chair("Harbour Master")),
            ("en", "The board is chaired by the mayor.", chair("Mayor")),
            ("en", "The board is chaired by the mayor, who appoints the clerk.", None),
            ("en", "Approves contracts up to 50,000 euros", decides("Approves contracts up to 50,000 euros")),
            ("en", "Approves the budget.", None),
            ("de", "Der Ausschuss tagt monatlich.", meets("Monatlich")),
            ("fr", "Le comité se réunit une fois par mois.", meets("Une fois par mois")),
            ("fr", "Présidé par le maire.", chair("Maire")),
            ("sv", "Sammanträder varje månad.", meets("Varje månad")),
            ("ru", "Совет собирается ежемесячно.", meets("Ежемесячно")),
        ] {
            assert_eq!(of_sentence(sentence, language(lang)), says, "{sentence}");
        }
    }
}
