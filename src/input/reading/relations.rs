//! Flows that a page states in words: a label, a column, a short sentence, a chain of arrows.
use super::evidence::words_of;
use super::names::Register;
use crate::diagnostic::Span;
use crate::input::page::Block;
use crate::input::text::Text;
use crate::words::{Hit, Kinds, hits, kinds_of};

/// A flow between two functions, by their places in the list of bodies.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) from: usize,
    pub(super) to: usize,
    /// What the arrow says.
    pub(super) label: String,
    /// Whether it is drawn dashed.
    pub(super) is_dotted: bool,
    /// Whether it points both ways.
    pub(super) is_mutual: bool,
    /// Whether it is advice.
    pub(super) is_advice: bool,
    /// Where it was read.
    pub(super) place: Span,
}

/// The relations that a label or a column states: `Reports to: Board, Audit committee`.
pub(super) fn of_label(
    body: usize,
    kinds: Kinds,
    names: &Text,
    label: &Text,
    registers: &Registers,
) -> Vec<Relation> {
    let register = registers.of(kinds);
    let whole = names.flat();
    let mut others: Vec<usize> = Vec::new();
    if let Some(one) = register.find_short(without_preposition(&whole)) {
        others.push(one);
    } else {
        others.extend(mentions(names.as_str(), register).into_iter().map(|(_, index)| index));
    }
    others.sort_unstable();
    others.dedup();
    let relation = |other: usize| {
        let is_passive = kinds.has(PASSIVE);
        let (from, to) = if is_passive { (other, body) } else { (body, other) };
        // told from the other end, the words would read backwards
        let label = if is_passive { String::new() } else { label.flat() };
        let is_advice = kinds.has(ADVICE);
        Relation { from, to, label, is_dotted: false, is_mutual: false, is_advice, place: names.whole_span() }
    };
    others.into_iter().filter(|other| *other != body).map(relation).collect()
}

/// What is told from the other end.
const PASSIVE: Kinds = Kinds::APPOINTED_BY.union(Kinds::ADVISED_BY);
/// What binds nobody.
const ADVICE: Kinds = Kinds::ADVISES.union(Kinds::ADVISED_BY);

/// `To Board` behind a label `Reporting:`.
fn without_preposition(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if kinds_of(first).has(Kinds::STOP) => rest,
        _ => words,
    }
}

/// The names that a relation may lead to.
#[derive(Debug, Default)]
pub(super) struct Registers {
    /// Bodies on the page, and those outside that it names.
    pub(super) bodies: Register,
    /// The same and the levels, to which one reports or escalates.
    pub(super) wide: Register,
}

impl Registers {
    fn of(&self, kinds: Kinds) -> &Register {
        let is_to_levels = kinds.has(Kinds::REPORTS_TO.union(Kinds::ESCALATES_TO));
        if is_to_levels { &self.wide } else { &self.bodies }
    }
}

/// How many words may stand between a verb and the body that it names.
const REACH_WORDS: usize = 7;

/// The relations that a body's sentences state: "reports to the board", "appoints the director".
pub(super) fn of_sentences(body: usize, blocks: &[&Block], registers: &Registers) -> Vec<Relation> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => of_text(body, text, registers, &mut found),
            Block::List(items) => {
                for item in items {
                    of_text(body, &item.text, registers, &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

fn of_text(body: usize, text: &Text, registers: &Registers, found: &mut Vec<Relation>) {
    let plain = text.as_str();
    // what is longer is refused later
    if plain.len() > crate::limits::TEXT_CHARS {
        return;
    }
    let verbs: Vec<Hit> = hits(plain).into_iter().filter(|hit| relation_of(hit.kinds).is_some()).collect();
    if verbs.is_empty() {
        return;
    }
    let narrow = mentions(plain, &registers.bodies);
    let wide = mentions(plain, &registers.wide);
    for verb in verbs {
        let Some(kinds) = relation_of(verb.kinds) else { continue };
        let is_wide = kinds.has(Kinds::REPORTS_TO.union(Kinds::ESCALATES_TO));
        let mentioned = if is_wide { &wide } else { &narrow };
        // the object stands behind the verb, in the same sentence, and only few words stand between
        let rest = plain.get(verb.end..).unwrap_or_default();
        let end = verb.end + rest.find(['.', ';', '!', '?', '\n', '。']).unwrap_or(rest.len());
        let is_negated =
            hits(sentence_before(plain, verb.start)).iter().any(|hit| hit.kinds.has(Kinds::MODAL));
        if is_negated {
            continue;
        }
        // the last word of the verb may be taken for the article of the name: `Reports to Board`
        let object = mentioned
            .iter()
            .find(|(range, _)| range.start > verb.start && range.end > verb.end && range.end <= end);
        let Some((range, other)) = object else { continue };
        let between = plain.get(verb.end..range.start).unwrap_or_default();
        if words_of(between).len() > REACH_WORDS || *other == body {
            continue;
        }
        // the subject is the body itself, or the last one named before the verb in its sentence
        let start =
            plain.get(..verb.start).and_then(|s| s.rfind(['.', ';', '!', '?', '。'])).map_or(0, |at| at + 1);
        let subject =
            mentioned.iter().rev().find(|(range, _)| range.start >= start && range.end <= verb.start);
        let subject = subject.map_or(body, |(_, index)| *index);
        if subject == *other {
            continue;
        }
        let is_passive = kinds.has(PASSIVE);
        let (from, to) = if is_passive { (*other, subject) } else { (subject, *other) };
        let said = plain.get(verb.start..verb.end).unwrap_or_default();
        found.push(Relation {
            from,
            to,
            label: if is_passive { String::new() } else { said.to_owned() },
            is_dotted: false,
            is_mutual: false,
            is_advice: kinds.has(ADVICE),
            place: text.span(verb.start..range.end),
        });
    }
}

fn sentence_before(plain: &str, at: usize) -> &str {
    let before = plain.get(..at).unwrap_or_default();
    let start = before.rfind(['.', ';', '!', '?', ',', '。']).map_or(0, |at| at + 1);
    before.get(start..).unwrap_or_default()
}

fn relation_of(kinds: Kinds) -> Option<Kinds> {
    super::content::RELATIONS.into_iter().find(|relation| kinds.has(*relation))
}

/// The bodies that a text names, with where: at each word the longest name.
pub(super) fn mentions(plain: &str, register: &Register) -> Vec<(std::ops::Range<usize>, usize)> {
    const LONGEST_WORDS: usize = 8;
    let words = words_of(plain);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=LONGEST_WORDS.min(words.len() - at)).rev().find_map(|length| {
            let (first, last) = (words.get(at)?, words.get(at + length - 1)?);
            let range = first.start..last.end;
            let form = super::names::key(plain.get(range.clone())?);
            // a single small word is no acronym
            let is_word = length > 1
                || plain.get(range.clone())?.starts_with(char::is_uppercase)
                || form.chars().count() > 4;
            register.by_form(&form).filter(|_| is_word).map(|index| (range, index, length))
        });
        match longest {
            Some((range, index, length)) => {
                found.push((range, index));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The relations of a chain of names: each with the next.
pub(super) fn of_chain(names: &[Text], register: &Register) -> Vec<Relation> {
    let ends: Vec<Option<usize>> = names
        .iter()
        .map(|name| register.find_short(&super::evidence::without_brackets(&name.flat())))
        .collect();
    names
        .iter()
        .zip(&ends)
        .zip(ends.iter().skip(1))
        .filter_map(|((name, from), to)| {
            let (from, to) = ((*from)?, (*to)?);
            (from != to).then(|| Relation {
                from,
                to,
                label: String::new(),
                is_dotted: false,
                is_mutual: false,
                is_advice: false,
                place: name.whole_span(),
            })
        })
        .collect()
}
