//! Words of all languages found in a text, by tables that the build has sorted: a look-up is a binary search.
use super::Kinds;
use super::filter::edge;
use super::fold::{Joined, Token, compose, is_mark, push_folded, tokens};
use super::forms::forms_of_script;
use super::tables::{self, Entry, Piece};
use std::ops::Range;

/// A word or phrase that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it starts, in bytes of the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it can mean.
    pub kinds: Kinds,
    /// The languages in which it does: bit `i` stands for `LANGUAGES[i]`.
    pub languages: u32,
}

/// The words of a text folded for comparison, with the way back to the text as it was.
#[derive(Debug, Clone)]
pub struct Folded {
    tokens: Vec<Token>,
}

impl Folded {
    /// Folds the words of a text: lower case, without accents.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { tokens: tokens(text) }
    }

    /// Where each word stands in the text as it was, in bytes; hyphens and apostrophes are inside words.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let starts = (0..self.tokens.len()).filter(|at| self.tokens.get(*at).is_some_and(|t| !is_inside(t)));
        starts.filter_map(|at| {
            let first = self.tokens.get(at)?;
            let rest = self.tokens.get(at + 1..)?.iter().take_while(|token| is_inside(token));
            Some(first.start..rest.last().unwrap_or(first).end)
        })
    }

    /// Every hit: at each word the longest phrase that any list has, none inside another. Scripts that put no space between
    /// words have the longest entry at each character.
    #[must_use]
    pub fn hits(&self) -> Vec<Hit> {
        self.hits_in(u32::MAX)
    }

    /// The hits of some languages alone.
    #[must_use]
    pub fn hits_in(&self, languages: u32) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if token.is_run {
                run_hits(token, languages, &mut hits);
                at += 1;
                continue;
            }
            match longest(self.tokens.get(at..).unwrap_or_default(), languages) {
                Some(found) if !self.is_cut_at(at + found.words) => {
                    let end = self.tokens.get(at + found.words - 1).map_or(token.end, |last| last.end);
                    let Found { kinds, languages, .. } = found;
                    hits.push(Hit { start: token.start, end, kinds, languages });
                    at += found.words;
                }
                _ => at += 1,
            }
        }
        hits
    }

    /// What the text as a whole means, in any of some languages, and in which.
    #[must_use]
    pub fn whole(&self, languages: u32) -> Option<Hit> {
        let (first, last) = (self.tokens.first()?, self.tokens.last()?);
        let found = if self.tokens.iter().any(|token| token.is_run) {
            let all: String = self.tokens.iter().map(|token| token.text.as_str()).collect();
            let mut found = Found { words: self.tokens.len(), ..Found::default() };
            for entry in equal(tables::RUNS, &all, languages) {
                found.add(entry);
            }
            found
        } else {
            exact(&self.tokens, languages)
        };
        let hit = Hit { start: first.start, end: last.end, kinds: found.kinds, languages: found.languages };
        (!hit.kinds.is_empty()).then_some(hit)
    }

    /// Whether a hit that ends before a word would end inside a word with a hyphen: "team" in "team-based".
    fn is_cut_at(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.joined == Joined::Hyphen)
    }
}

fn is_inside(token: &Token) -> bool {
    matches!(token.joined, Joined::Hyphen | Joined::Apostrophe)
}

/// Every hit in a text; see [`Folded::hits`].
#[must_use]
pub fn hits(text: &str) -> Vec<Hit> {
    Folded::new(text).hits()
}

/// What a text means as a whole, in any language; signs around its words do not count.
#[must_use]
pub fn kinds_of(text: &str) -> Kinds {
    kinds_of_in(text, u32::MAX)
}

/// What a text means as a whole, in any of some languages.
#[must_use]
pub fn kinds_of_in(text: &str, languages: u32) -> Kinds {
    Folded::new(text).whole(languages).map_or_else(Kinds::default, |hit| hit.kinds)
}

/// The best of what was found at a word.
#[derive(Default)]
struct Found {
    words: usize,
    /// How many bytes the patterns fix, of those that leave something open: the most tells the most.
    fixed: usize,
    kinds: Kinds,
    languages: u32,
    open_kinds: Kinds,
    open_languages: u32,
}

impl Found {
    fn add(&mut self, entry: &Entry) {
        self.kinds = self.kinds.union(Kinds(entry.kinds));
        self.languages |= entry.languages;
    }

    /// Takes a pattern that fits so many words.
    fn offer(&mut self, entry: &Entry, words: usize, is_open: bool) {
        if words < self.words {
            return;
        }
        if words > self.words {
            *self = Self { words, ..Self::default() };
        }
        let is_open = is_open || entry.rest().iter().any(|piece| !matches!(piece, Piece::Is(_)));
        if !is_open {
            self.add(entry);
            return;
        }
        let fixed = usize::from(entry.key.len) + entry.rest().iter().map(Piece::len).sum::<usize>();
        if fixed > self.fixed {
            (self.fixed, self.open_kinds, self.open_languages) = (fixed, Kinds::default(), 0);
        }
        if fixed == self.fixed {
            self.open_kinds = self.open_kinds.union(Kinds(entry.kinds));
            self.open_languages |= entry.languages;
        }
    }

    fn done(mut self) -> Self {
        self.kinds = self.kinds.union(self.open_kinds);
        self.languages |= self.open_languages;
        self
    }
}

impl Piece {
    fn len(&self) -> usize {
        let (Self::Is(word) | Self::Starts(word) | Self::Ends(word)) = self;
        usize::from(word.len)
    }

    fn fits(&self, token: &Token) -> bool {
        let fits = |word: &str| match self {
            Self::Is(text) => word.as_bytes() == text.bytes(),
            Self::Starts(text) => word.as_bytes().starts_with(text.bytes()),
            Self::Ends(text) => word.as_bytes().ends_with(text.bytes()),
        };
        !token.is_run && (fits(&token.text) || forms_of_script(&token.text).iter().any(|form| fits(form)))
    }
}

/// The longest pattern that starts at the first of some words, if any does.
fn longest(tokens: &[Token], languages: u32) -> Option<Found> {
    let found = found_at(tokens, usize::MAX, languages);
    (found.words > 0).then_some(found)
}

/// What means all of some words.
fn exact(tokens: &[Token], languages: u32) -> Found {
    let found = found_at(tokens, tokens.len(), languages);
    if found.words == tokens.len() { found } else { Found::default() }
}

fn found_at(tokens: &[Token], most: usize, languages: u32) -> Found {
    let mut found = Found::default();
    let Some((first, behind)) = tokens.split_first() else { return found };
    let mut offer = |entry: &Entry, is_open: bool| {
        let rest = entry.rest();
        let words = 1 + rest.len();
        let behind = behind.get(..rest.len());
        if words <= most
            && behind.is_some_and(|words| rest.iter().zip(words).all(|(piece, word)| piece.fits(word)))
        {
            found.offer(entry, words, is_open);
        }
    };
    let forms = forms_of_script(&first.text);
    for word in std::iter::once(first.text.as_str()).chain(forms.iter().map(String::as_str)) {
        if tables::may_have(&tables::WHOLE_FILTER, word) {
            equal(tables::WHOLE, word, languages).for_each(|entry| offer(entry, false));
        }
        let may_be_open = |filter, is_start| {
            edge(word, tables::SHORTEST, is_start).is_some_and(|part| tables::may_have(filter, part))
        };
        if may_be_open(&tables::STARTS_FILTER, true) {
            open(tables::STARTS, word, Side::Start, languages, &mut |entry| offer(entry, true));
        }
        if may_be_open(&tables::ENDS_FILTER, false) {
            open(tables::ENDS, word, Side::End, languages, &mut |entry| offer(entry, true));
        }
    }
    found.done()
}

/// The entries of a table that have a key.
fn equal<'a>(
    table: &'static [Entry],
    key: &'a str,
    languages: u32,
) -> impl Iterator<Item = &'static Entry> + use<'a> {
    let key = key.as_bytes();
    let first = table.partition_point(|entry| entry.key.bytes() < key);
    let of_key =
        table.get(first..).unwrap_or_default().iter().take_while(move |entry| entry.key.bytes() == key);
    of_key.filter(move |entry| entry.languages & languages != 0)
}

/// Which part of a word a table of patterns fixes.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Offers the entries of a table that fix a word's beginning, or its end: part after longer part, until no entry goes on.
fn open(
    table: &'static [Entry],
    word: &str,
    side: Side,
    languages: u32,
    offer: &mut impl FnMut(&'static Entry),
) {
    let bytes = word.as_bytes();
    let lengths = word.char_indices().map(|(at, _)| at).chain([bytes.len()]);
    let lengths: Vec<usize> = match side {
        Side::Start => lengths.collect(),
        Side::End => lengths.rev().map(|at| bytes.len() - at).collect(),
    };
    let mut within = table;
    for length in lengths.into_iter().skip(tables::SHORTEST) {
        let (before, behind) = match side {
            Side::Start => (0, length),
            Side::End => (bytes.len() - length, bytes.len()),
        };
        let part = bytes.get(before..behind).unwrap_or_default();
        let first = within.partition_point(|entry| is_before(entry.key.bytes(), part, side));
        let rest = within.get(first..).unwrap_or_default();
        let count = rest.partition_point(|entry| match side {
            Side::Start => entry.key.bytes().starts_with(part),
            Side::End => entry.key.bytes().ends_with(part),
        });
        within = rest.get(..count).unwrap_or_default();
        if within.is_empty() {
            return;
        }
        let of_part = within.iter().take_while(|entry| entry.key.bytes().len() == length);
        of_part.filter(|entry| entry.languages & languages != 0).for_each(&mut *offer);
    }
}

/// Whether a key stands before a part of a word in its table.
fn is_before(key: &[u8], part: &[u8], side: Side) -> bool {
    match side {
        Side::Start => key < part,
        Side::End => key.iter().rev().lt(part.iter().rev()),
    }
}

/// The hits in a run of words without spaces.
fn run_hits(token: &Token, languages: u32, hits: &mut Vec<Hit>) {
    let mut from = 0;
    while let Some(rest) = token.text.get(from..).filter(|rest| !rest.is_empty()) {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(tables::LONGEST_RUN);
        let mut longest: Option<(usize, Found)> = None;
        for end in ends {
            let mut found = Found::default();
            equal(tables::RUNS, rest.split_at(end).0, languages).for_each(|entry| found.add(entry));
            if !found.kinds.is_empty() {
                longest = Some((end, found));
            }
        }
        let step = rest.chars().next().map_or(1, char::len_utf8);
        from += match longest {
            Some((length, Found { kinds, languages, .. })) => {
                let start = token.start + from;
                hits.push(Hit { start, end: start + length, kinds, languages });
                length
            }
            None => step,
        };
    }
}

/// A word or phrase as it is compared.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii() && is_mark(c) {
            compose(&mut folded, c);
        } else {
            push_folded(&mut folded, c);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{Folded, folded, hits, kinds_of};
    use crate::words::{Kinds, guess};

    fn found(text: &str) -> Vec<(&str, Kinds)> {
        hits(text).into_iter().map(|hit| (&text[hit.start..hit.end], hit.kinds)).collect()
    }

    #[test]
    fn a_hit_is_the_longest_phrase_and_keeps_its_place_in_the_text() {
        let hits = found("The Special  Interest Groups – reporting to the Über-Board");
        assert_eq!(hits[0].0, "The");
        assert_eq!(hits[1].0, "Special  Interest Groups");
        assert!(hits[1].1.has(Kinds::BODY));
        assert!(hits.iter().any(|(text, kinds)| *text == "reporting to" && kinds.has(Kinds::REPORTS_TO)));
        assert_eq!(hits.last().map(|(text, _)| *text), Some("Board"));
        assert!(found("team-based work").iter().all(|(text, _)| *text != "team"), "not half a word");
    }

    #[test]
    fn the_longest_beginning_of_a_word_decides() {
        assert!(kinds_of("Directors").has(Kinds::POST) && !kinds_of("Directors").has(Kinds::BODY));
        assert!(kinds_of("Directorate").has(Kinds::BODY) && !kinds_of("Directorate").has(Kinds::POST));
    }

    #[test]
    fn signs_around_words_and_endings_in_brackets_do_not_count() {
        for label in ["Chairperson(s):", "**Chairperson**", " CHAIRPERSON ", "chairperson：", "ｃｈａｉｒ"]
        {
            assert!(kinds_of(label).has(Kinds::CHAIR), "{label}");
        }
        assert!(kinds_of("—").has(Kinds::VACANT) && kinds_of("N/A").has(Kinds::VACANT));
        assert!(kinds_of("Chair of the Board").is_empty());
        assert!(kinds_of("").is_empty() && kinds_of("***").is_empty());
        assert!(kinds_of("roles & responsibilities").has(Kinds::GROUPING));
    }

    #[test]
    fn texts_are_folded_and_words_keep_their_hyphens() {
        assert_eq!(folded("Réunion ŻÓŁĆ Straße İstanbul ΡΌΛΟΣ"), "reunion zolc strasse istanbul ρολοσ");
        assert_eq!(folded("йод и\u{306} u\u{308}"), "йод й u");
        let text = "  Co-ordination of l’équipe (R&D)";
        let words: Vec<&str> = Folded::new(text).words().map(|range| &text[range]).collect();
        assert_eq!(words, ["Co-ordination", "of", "l’équipe", "R", "&", "D"]);
    }

    #[test]
    fn a_language_is_told_by_its_script_and_its_small_words() {
        for (text, tag) in [
            ("The board meets each month and decides on the budget", "en"),
            ("Le comité se réunit chaque mois et décide du budget", "fr"),
            ("Der Ausschuss tagt monatlich und entscheidet über das Budget", "de"),
            ("El comité se reúne cada mes y decide sobre el presupuesto", "es"),
            ("O comité reúne-se todos os meses e decide sobre o orçamento", "pt"),
            ("Il comitato si riunisce ogni mese e decide sul bilancio", "it"),
            ("De commissie vergadert elke maand en beslist over de begroting", "nl"),
            ("Kommittén sammanträder varje månad och beslutar om budgeten", "sv"),
            ("Komite her ay toplanır ve bütçe hakkında karar verir", "tr"),
            ("Komitet zbiera się co miesiąc i decyduje o budżecie", "pl"),
            ("Mae'r pwyllgor yn cyfarfod bob mis ac yn penderfynu ar y gyllideb", "cy"),
            ("Ủy ban họp mỗi tháng và quyết định về ngân sách", "vi"),
            ("Η επιτροπή συνεδριάζει κάθε μήνα", "el"),
            ("تجتمع اللجنة كل شهر", "ar"),
            ("הוועדה מתכנסת בכל חודש", "he"),
            ("戦略レベルの役割", "ja"),
            ("委员会每月开会并决定预算", "zh"),
            ("委員會每月開會並決定預算", "zh-hant"),
            ("Комітет збирається щомісяця та ухвалює рішення", "uk"),
            ("Комитет собирается каждый месяц и принимает решения", "ru"),
            ("", "en"),
        ] {
            assert_eq!(guess(text).tag, tag, "{text}");
        }
    }
}
