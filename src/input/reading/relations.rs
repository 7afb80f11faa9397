//! Flows that a page states in words: a label, a column, a short sentence, a chain of arrows.
use super::evidence::{found, meaning, words_of};
use super::mentions::{Mention, last_bytes, mentions};
use super::names::Register;
use crate::diagnostic::Span;
use crate::input::page::{Block, ListItem};
use crate::input::text::PlainText;
use crate::words::{Hit, Kinds, LANGUAGES, Language, Verb, fold, kinds_of, stem};

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
    names: &PlainText,
    label: &PlainText,
    registers: &Registers,
) -> Vec<Relation> {
    let register = registers.of(kinds);
    let whole = names.flat();
    let mut others: Vec<usize> = Vec::new();
    if let Some(one) = register.find_short(without_preposition(&whole)) {
        others.push(one);
    } else {
        others.extend(mentions(names.as_str(), Some(body), register).into_iter().map(|mention| mention.body));
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
/// What may lead to a level.
const TO_LEVELS: Kinds = Kinds::REPORTS_TO.union(Kinds::ESCALATES_TO);
/// What binds nobody.
const ADVICE: Kinds = Kinds::ADVISES.union(Kinds::ADVISED_BY);

/// Whether what a label says needs no arrow: nothing, a word for nothing, or the body itself.
pub(super) fn is_of(body: usize, kinds: Kinds, names: &PlainText, registers: &Registers) -> bool {
    let register = registers.of(kinds);
    let plain = names.flat();
    let is_none = plain.chars().all(|c| !c.is_alphabetic()) || kinds_of(plain.trim()).has(Kinds::VACANT);
    is_none
        || register.find_short(without_preposition(&plain)) == Some(body)
        || mentions(names.as_str(), Some(body), register).iter().any(|mention| mention.body == body)
}

/// Whether words name anything on the page but the body that they tell of.
pub(super) fn names_any(body: usize, kinds: Kinds, names: &PlainText, registers: &Registers) -> bool {
    mentions(names.as_str(), Some(body), registers.of(kinds)).iter().any(|mention| mention.body != body)
}

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
    /// Registers by which sentences of a language are read.
    pub(super) fn of_language(language: &'static Language) -> Self {
        Self { bodies: Register::of(language), wide: Register::of(language) }
    }

    fn of(&self, kinds: Kinds) -> &Register {
        if kinds.has(TO_LEVELS) { &self.wide } else { &self.bodies }
    }
}

/// How many words may stand between a verb and the body that it names.
const REACH_WORDS: usize = 7;

/// The relations that sentences state: "reports to the board", "appoints the director". `own` is the body that they tell of;
/// where they tell of none, a sentence must name both ends.
pub(super) fn of_sentences(own: Option<usize>, blocks: &[&Block], registers: &Registers) -> Vec<Relation> {
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(text) => {
                of_text(own, text, registers, &mut found);
                if let Some(Block::List(items)) = blocks.get(at + 1)
                    && text.as_str().trim_end().ends_with([':', '：'])
                {
                    of_lead(own, text, items, registers, &mut found);
                }
            }
            Block::List(items) => {
                for item in items {
                    of_text(own, &item.text, registers, &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

/// The relations of a sentence that a list of bodies completes: "The following groups report to the board:".
fn of_lead(
    own: Option<usize>,
    text: &PlainText,
    items: &[ListItem],
    registers: &Registers,
    relations: &mut Vec<Relation>,
) {
    let plain = text.as_str();
    if plain.len() > crate::limits::TEXT_CHARS {
        return;
    }
    let Some(language) = registers.bodies.language() else { return };
    let verbs: Vec<Hit> =
        found(plain, language).into_iter().filter(|hit| relation_of(hit.kinds).is_some()).collect();
    let Some(verb) = verbs.last() else { return };
    let Some(kinds) = relation_of(verb.kinds) else { return };
    let mentioned = mentions(plain, own, &registers.bodies);
    let sentence = Sentences { plain, mentioned: &mentioned, verbs: &verbs, language };
    let (start, end) = sentence.bounds(verb);
    if sentence.is_negated(verb) {
        return;
    }
    let listed =
        |item: &ListItem| registers.bodies.find(super::evidence::without_brackets(&item.text.flat()).trim());
    let others: Vec<usize> = items.iter().filter_map(listed).collect();
    let object = sentence.objects(verbs.len() - 1, start, end).first();
    // the list is of those who do it, or of those to whom it is done
    let (is_of_subjects, one) = match (sentence.subject(start..verb.start), object) {
        (None, Some(object)) => (true, Some(object.body)),
        (subject, None)
            if sentence.between(verb.end, plain.len()).trim_end_matches([':', '：', ' ']).is_empty() =>
        {
            (false, subject.or(own))
        }
        _ => return,
    };
    let Some(one) = one else { return };
    for other in others.into_iter().filter(|other| *other != one) {
        let is_passive = kinds.has(PASSIVE);
        let (from, to) = if is_of_subjects == is_passive { (one, other) } else { (other, one) };
        let label = if is_passive { String::new() } else { text.slice(verb.start..verb.end).flat() };
        let place = text.span(verb.start..verb.end);
        let is_advice = kinds.has(ADVICE);
        relations.push(Relation { from, to, label, is_dotted: false, is_mutual: false, is_advice, place });
    }
}

/// What the verb before in a sentence had for its ends.
struct LastClause {
    /// Where its sentence starts.
    sentence: usize,
    /// Where its objects end.
    end: usize,
    subject: Option<usize>,
    object: Option<usize>,
}

fn of_text(own: Option<usize>, text: &PlainText, registers: &Registers, relations: &mut Vec<Relation>) {
    let plain = text.as_str();
    // what is longer is refused later
    if plain.len() > crate::limits::TEXT_CHARS {
        return;
    }
    let Some(language) = registers.bodies.language().or(LANGUAGES.first()) else { return };
    let verbs: Vec<Hit> =
        found(plain, language).into_iter().filter(|hit| relation_of(hit.kinds).is_some()).collect();
    if verbs.is_empty() {
        return;
    }
    let (bodies, wide) = (mentions(plain, own, &registers.bodies), mentions(plain, own, &registers.wide));
    let of_bodies = Sentences { plain, mentioned: &bodies, verbs: &verbs, language };
    let of_all = Sentences { plain, mentioned: &wide, verbs: &verbs, language };
    let mut said: Option<LastClause> = None;
    for (at, verb) in verbs.iter().enumerate() {
        let Some(kinds) = relation_of(verb.kinds) else { continue };
        let sentence = if kinds.has(TO_LEVELS) { &of_all } else { &of_bodies };
        let (start, end) = sentence.bounds(verb);
        let before = said.take().filter(|said| said.sentence == start);
        let objects = sentence.objects(at, start, end);
        // the subject stands behind what the verb before was about; a second verb without one shares the first one's
        let from = before.as_ref().map_or(start, |said| said.end);
        let to = match language.verb {
            Verb::Before => verb.start,
            Verb::Behind => objects.first().map_or(verb.start, |object| object.range.start),
        };
        let named = sentence.subject(from..to);
        // "all committees report to the board"
        let all = match named {
            None if !objects.is_empty() => sentence.all_of_a_kind(from..to, &registers.bodies),
            _ => Vec::new(),
        };
        let subject = named.or_else(|| match &before {
            Some(said) if sentence.is_relative(said.end..verb.start) => said.object,
            Some(said) => said.subject,
            None => own,
        });
        said = Some(LastClause {
            sentence: start,
            end: objects.last().map_or(verb.end, |object| object.range.end.max(verb.end)),
            subject,
            object: objects.last().map(|object| object.body),
        });
        let subjects = if all.is_empty() { subject.into_iter().collect() } else { all };
        if subjects.is_empty() || sentence.is_negated(verb) {
            continue;
        }
        let label = text.slice(verb.start..verb.end).flat();
        let is_passive = kinds.has(PASSIVE);
        let is_advice = kinds.has(ADVICE);
        let pairs = subjects.iter().flat_map(|subject| objects.iter().map(move |object| (*subject, object)));
        for (subject, object) in pairs.filter(|(subject, object)| object.body != *subject) {
            let (from, to) = if is_passive { (object.body, subject) } else { (subject, object.body) };
            let place = text.span(verb.start.min(object.range.start)..verb.end.max(object.range.end));
            // told from the other end, the words would read backwards
            let label = if is_passive { String::new() } else { label.clone() };
            let is_dotted = false;
            relations.push(Relation { from, to, label, is_dotted, is_mutual: false, is_advice, place });
        }
    }
}

/// A text with the verbs that state relations and the bodies that it names.
struct Sentences<'a> {
    plain: &'a str,
    mentioned: &'a [Mention],
    verbs: &'a [Hit],
    language: &'static Language,
}

impl<'a> Sentences<'a> {
    fn between(&self, start: usize, end: usize) -> &'a str {
        self.plain.get(start..end).unwrap_or_default()
    }

    /// The sentence that a verb stands in.
    fn bounds(&self, verb: &Hit) -> (usize, usize) {
        let start = self.between(0, verb.start).rfind(STOPS).map_or(0, |at| at + 1);
        let rest = self.between(verb.end, self.plain.len());
        (start, verb.end + rest.find(STOPS).unwrap_or(rest.len()))
    }

    /// What a verb is about: the nearest body that it names, with those joined to it, and few words between.
    fn objects(&self, at: usize, start: usize, end: usize) -> &'a [Mention] {
        let Some(verb) = self.verbs.get(at) else { return &[] };
        if self.language.verb == Verb::Behind {
            let last =
                self.mentioned.iter().rposition(|m| m.range.start >= start && m.range.end <= verb.start);
            let object = last.and_then(|last| self.mentioned.get(last..=last));
            let is_near = |object: &[Mention]| {
                object.iter().all(|m| words_of(self.between(m.range.end, verb.start)).len() <= REACH_WORDS)
            };
            return object.filter(|object| is_near(object)).unwrap_or_default();
        }
        let first = self.mentioned.iter().position(|m| m.range.start >= verb.end && m.range.start < end);
        let Some(object) = first.and_then(|first| self.mentioned.get(first)) else { return &[] };
        let gap = self.between(verb.end, object.range.start);
        let next = self.verbs.get(at + 1).filter(|next| next.start < object.range.start);
        // "reports to and advises the board": what stands between two verbs joins them
        let is_shared = next.is_none_or(|next| self.joins(self.between(verb.end, next.start)));
        let is_line =
            !gap.contains('\n') || words_of(gap).iter().all(|word| self.is_stop(gap.get(word.clone())));
        // "appoints the chairs of the committees" appoints no committee
        let is_part = relation_of(verb.kinds).is_some_and(|kinds| kinds.has(Kinds::APPOINTS.union(ADVICE)))
            && words_of(gap).iter().any(|word| !self.is_stop(gap.get(word.clone())))
            && self.has_preposition(verb.end, object.range.start);
        if words_of(gap).len() > REACH_WORDS || !is_shared || !is_line || is_part {
            return &[];
        }
        let (Some(first), rest) = (first, self.mentioned.get(first.unwrap_or(0)..).unwrap_or_default())
        else {
            return &[];
        };
        let joined = rest.windows(2).take_while(|pair| self.is_joined(pair, end)).count();
        self.mentioned.get(first..=first + joined).unwrap_or_default()
    }

    /// Whether the second of two names is joined to the first, and has no verb of its own.
    fn is_joined(&self, pair: &[Mention], end: usize) -> bool {
        let [one, other] = pair else { return false };
        let gap = self.between(one.range.end, other.range.start);
        let has_verb = self.verbs.iter().any(|verb| {
            verb.start >= other.range.end
                && verb.start < end
                && words_of(self.between(other.range.end, verb.start)).len() <= 2
        });
        other.range.start < end
            && !gap.trim().is_empty()
            && !gap.contains('\n')
            && self.joins(gap)
            && !has_verb
    }

    /// Whether words between two names or two verbs only join them.
    fn joins(&self, gap: &str) -> bool {
        let words = words_of(gap);
        let is_comma = gap.contains([',', '、']);
        let is_and = |word: &str| meaning(word, self.language).has(Kinds::AND);
        let has_and = words.iter().any(|word| gap.get(word.clone()).is_some_and(is_and));
        let is_plain = |word: &str| is_and(word) || self.is_article(word);
        (has_and || is_comma) && words.iter().all(|word| gap.get(word.clone()).is_some_and(is_plain))
    }

    fn is_stop(&self, word: Option<&str>) -> bool {
        word.is_some_and(|word| meaning(word, self.language).has(Kinds::STOP))
    }

    fn is_article(&self, word: &str) -> bool {
        self.is_stop(Some(word))
    }

    /// The subject in a stretch before a verb: the last body named there, unless a preposition stands before it.
    fn subject(&self, within: std::ops::Range<usize>) -> Option<usize> {
        let mut named = self.mentioned.iter().rev().filter(|mention| {
            mention.range.start >= within.start
                && mention.range.end <= within.end
                && !self.has_preposition(within.start, mention.range.start)
        });
        named.next().map(|mention| mention.body)
    }

    /// The bodies that a stretch before a verb means by the noun that they share: "All committees".
    fn all_of_a_kind(&self, within: std::ops::Range<usize>, register: &Register) -> Vec<usize> {
        const SUBJECT_WORDS: usize = 4;
        let stretch = self.between(within.start, within.end);
        let mut words = words_of(stretch).into_iter().filter_map(|word| stretch.get(word));
        let Some(first) = words.next() else { return Vec::new() };
        let rest: Vec<&str> = words.take(SUBJECT_WORDS).collect();
        let [small @ .., noun] = rest.as_slice() else { return Vec::new() };
        let is_every = meaning(first, self.language).has(Kinds::EVERY);
        if !is_every || rest.len() >= SUBJECT_WORDS || !small.iter().all(|word| self.is_article(word)) {
            return Vec::new();
        }
        let stem = stem(self.language.tag, &fold(noun));
        register.with_noun(&stem).collect()
    }

    /// Whether a preposition stands before a name, an article between them or not.
    fn has_preposition(&self, from: usize, at: usize) -> bool {
        let before = last_bytes(self.between(from, at));
        let words = words_of(before);
        let mut last = words.iter().rev().filter_map(|word| before.get(word.clone()));
        let is_preposition = |word: &str| meaning(word, self.language).has(Kinds::PREPOSITION);
        match last.next() {
            Some(word) if is_preposition(word) => true,
            Some(word) if self.is_article(word) => last.next().is_some_and(is_preposition),
            _ => false,
        }
    }

    /// Whether what follows a name tells of it: "the board, which reports to …".
    fn is_relative(&self, gap: std::ops::Range<usize>) -> bool {
        let gap = self.between(gap.start, gap.end);
        let first = words_of(gap).into_iter().next().and_then(|word| gap.get(word));
        first.is_some_and(|word| meaning(word, self.language).has(Kinds::QUESTION))
    }

    fn is_negated(&self, verb: &Hit) -> bool {
        let before = self.between(0, verb.start);
        let start = before.rfind(STOPS).max(before.rfind(',')).map_or(0, |at| at + 1);
        let clause = last_bytes(before.get(start..).unwrap_or_default());
        found(clause, self.language).iter().any(|hit| hit.kinds.has(Kinds::MODAL))
    }
}

/// What ends a sentence.
const STOPS: [char; 5] = ['.', ';', '!', '?', '。'];

/// Which relation a word states, if it does.
pub(super) fn relation_of(kinds: Kinds) -> Option<Kinds> {
    super::content::RELATIONS.into_iter().find(|relation| kinds.has(*relation))
}

/// The relations of a chain of names: each with the next.
pub(super) fn of_chain(names: &[PlainText], register: &Register) -> Vec<Relation> {
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
