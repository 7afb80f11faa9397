//! Words of all languages found in a text, by tables that the build has filled: a look-up is a hash.
use super::Kinds;
use super::fold::{FoldedWords, Joined, Token, compose, is_mark, push_folded};
use super::forms::forms_of_script;
use super::slots::Hash;
use super::tables::{self, PatternTable, PatternWord, WordPattern};
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
    words: FoldedWords,
}

impl Folded {
    /// Folds the words of a text: lower case, without accents.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { words: FoldedWords::of(text) }
    }

    /// Where each word stands in the text as it was, in bytes; hyphens and apostrophes are inside words.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let tokens = self.words.tokens();
        let starts = (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|t| !is_inside(t)));
        starts.filter_map(|at| {
            let first = tokens.get(at)?;
            let rest = tokens.get(at + 1..)?.iter().take_while(|token| is_inside(token));
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
        let tokens = self.words.tokens();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if token.is_run {
                run_hits(self.words.text(token), token.start, languages, &mut hits);
                at += 1;
                continue;
            }
            match longest(&self.words, at, languages) {
                Some(found) if !self.is_cut_at(at + found.words) => {
                    let end = tokens.get(at + found.words - 1).map_or(token.end, |last| last.end);
                    let BestHit { kinds, languages, .. } = found;
                    hits.push(Hit { start: token.start, end, kinds, languages });
                    at += found.words;
                }
                _ => at += 1,
            }
        }
        hits
    }

    /// Whether a hit that ends before a word would end inside a word with a hyphen: "team" in "team-based".
    fn is_cut_at(&self, at: usize) -> bool {
        self.words.tokens().get(at).is_some_and(|token| token.joined == Joined::Hyphen)
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

/// A text of more words is in no list.
const LONGEST_WHOLE: usize =
    if tables::LONGEST_RUN > tables::LONGEST_PHRASE { tables::LONGEST_RUN } else { tables::LONGEST_PHRASE };

/// What a text means as a whole, in any language; signs around its words do not count.
#[must_use]
pub fn kinds_of(text: &str) -> Kinds {
    kinds_of_in(text, u32::MAX)
}

/// What a text means as a whole, in any of some languages.
#[must_use]
pub fn kinds_of_in(text: &str, languages: u32) -> Kinds {
    let mut paper = [0; PLAIN_WORD];
    if let Some(word) = plain_word(text, &mut paper) {
        let mut found = BestHit::default();
        patterns(word, languages, |entry, opening| {
            if entry.rest().is_empty() {
                found.offer(entry, 1, opening);
            }
        });
        return found.done().kinds;
    }
    let words = FoldedWords::first_of(text, LONGEST_WHOLE);
    let tokens = words.tokens();
    if tokens.len() > LONGEST_WHOLE {
        return Kinds::default();
    }
    if tokens.iter().any(|token| token.is_run) {
        let all = words.text_of_all();
        return of_run(all, Hash::of(all.bytes()), languages).kinds;
    }
    let found = found_at(&words, 0, tokens.len(), languages);
    if found.words == tokens.len() { found.kinds } else { Kinds::default() }
}

/// The most letters of a word that is folded without memory of its own.
const PLAIN_WORD: usize = 32;

/// A text in lower case that is a single word of plain letters and digits, as most that are asked for are.
fn plain_word<'p>(text: &str, paper: &'p mut [u8; PLAIN_WORD]) -> Option<&'p str> {
    let word = paper.get_mut(..text.len())?;
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    word.copy_from_slice(text.as_bytes());
    word.make_ascii_lowercase();
    std::str::from_utf8(word).ok()
}

/// What a run of words without spaces means as a whole.
fn of_run(run: &str, hash: Hash, languages: u32) -> BestHit {
    let mut found = BestHit::default();
    in_languages(tables::RUNS.of(run.as_bytes(), hash), languages).for_each(|entry| found.add(entry));
    found
}

/// The best of what was found at a word.
#[derive(Default)]
struct BestHit {
    words: usize,
    /// How many bytes the patterns fix, of those that leave something open: the most tells the most.
    fixed: usize,
    kinds: Kinds,
    languages: u32,
    open_kinds: Kinds,
    open_languages: u32,
}

/// Where a pattern's first word leaves something open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    None,
    /// `word*`
    Behind,
    /// `*word`
    Before,
}

impl BestHit {
    fn add(&mut self, entry: &WordPattern) {
        self.kinds = self.kinds.union(Kinds(entry.kinds));
        self.languages |= entry.languages;
    }

    /// Takes a pattern that fits so many words.
    fn offer(&mut self, entry: &WordPattern, words: usize, opening: Opening) {
        if words < self.words {
            return;
        }
        if words > self.words {
            *self = Self { words, ..Self::default() };
        }
        let is_open =
            opening != Opening::None || entry.rest().iter().any(|piece| !matches!(piece, PatternWord::Is(_)));
        if !is_open {
            self.add(entry);
            return;
        }
        let length = usize::from(entry.key.len) + entry.rest().iter().map(PatternWord::len).sum::<usize>();
        // a compound is what its last part is, however long the first one: "utbildningsnämnden" is a board
        let is_last = opening == Opening::Before && entry.languages & self.open_languages != 0;
        let fixed = if is_last { length.max(self.fixed + 1) } else { length };
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

impl PatternWord {
    fn len(&self) -> usize {
        let (Self::Is(word) | Self::Starts(word) | Self::Ends(word)) = self;
        usize::from(word.len)
    }

    fn fits(&self, words: &FoldedWords, token: &Token) -> bool {
        let fits = |word: &str| match self {
            Self::Is(text) => word.as_bytes() == text.bytes(),
            Self::Starts(text) => word.as_bytes().starts_with(text.bytes()),
            Self::Ends(text) => word.as_bytes().ends_with(text.bytes()),
        };
        let text = words.text(token);
        !token.is_run && (fits(text) || forms_of_script(text).iter().any(|form| fits(form)))
    }
}

/// The longest pattern that starts at one of some words, if any does.
fn longest(words: &FoldedWords, at: usize, languages: u32) -> Option<BestHit> {
    let found = found_at(words, at, usize::MAX, languages);
    (found.words > 0).then_some(found)
}

/// The longest pattern of at most so many words that starts at one of some words.
fn found_at(words: &FoldedWords, at: usize, most: usize, languages: u32) -> BestHit {
    let mut found = BestHit::default();
    let tokens = words.tokens().get(at..).unwrap_or_default();
    let Some((first, behind)) = tokens.split_first() else { return found };
    let mut offer = |entry: &WordPattern, opening: Opening| {
        let rest = entry.rest();
        let length = 1 + rest.len();
        let behind = behind.get(..rest.len());
        if length <= most
            && behind
                .is_some_and(|behind| rest.iter().zip(behind).all(|(piece, word)| piece.fits(words, word)))
        {
            found.offer(entry, length, opening);
        }
    };
    let text = words.text(first);
    let forms = forms_of_script(text);
    for word in std::iter::once(text).chain(forms.iter().map(String::as_str)) {
        patterns(word, languages, &mut offer);
    }
    found.done()
}

/// Offers the patterns of some languages whose first word stands for a word.
fn patterns(word: &str, languages: u32, mut offer: impl FnMut(&'static WordPattern, Opening)) {
    let whole = beginnings(&tables::STARTS, word, |entry| {
        if entry.languages & languages != 0 {
            offer(entry, Opening::Behind);
        }
    });
    in_languages(tables::WHOLE.of(word.as_bytes(), whole), languages)
        .for_each(|entry| offer(entry, Opening::None));
    ends(&tables::ENDS, word, |entry| {
        if entry.languages & languages != 0 {
            offer(entry, Opening::Before);
        }
    });
}

fn in_languages(
    entries: &'static [WordPattern],
    languages: u32,
) -> impl Iterator<Item = &'static WordPattern> {
    entries.iter().filter(move |entry| entry.languages & languages != 0)
}

/// Offers the entries of a table that a word begins with, the shortest first; gives the hash of the whole word.
fn beginnings(table: &PatternTable, word: &str, mut offer: impl FnMut(&'static WordPattern)) -> Hash {
    let bytes = word.as_bytes();
    let mut letters = 0;
    let mut hash = Hash::START;
    for (at, byte) in bytes.iter().enumerate() {
        hash = hash.and(*byte);
        if word.is_char_boundary(at + 1) {
            letters += 1;
            if letters >= tables::SHORTEST {
                table.of(bytes.get(..=at).unwrap_or_default(), hash).iter().for_each(&mut offer);
            }
        }
    }
    hash
}

/// Offers the entries of a table that a word ends with, the shortest first.
fn ends(table: &PatternTable, word: &str, mut offer: impl FnMut(&'static WordPattern)) {
    let bytes = word.as_bytes();
    let mut letters = 0;
    let mut hash = Hash::START;
    for (at, byte) in bytes.iter().enumerate().rev() {
        hash = hash.and(*byte);
        if word.is_char_boundary(at) {
            letters += 1;
            if letters >= tables::SHORTEST {
                table.of(bytes.get(at..).unwrap_or_default(), hash).iter().for_each(&mut offer);
            }
        }
    }
}

/// The hits in a run of words without spaces.
fn run_hits(run: &str, start: usize, languages: u32, hits: &mut Vec<Hit>) {
    let mut from = 0;
    while let Some(rest) = run.get(from..).filter(|rest| !rest.is_empty()) {
        let mut longest: Option<(usize, BestHit)> = None;
        let mut hash = Hash::START;
        for (at, c) in rest.char_indices().take(tables::LONGEST_RUN) {
            let (head, _) = rest.split_at(at + c.len_utf8());
            hash = head.bytes().skip(at).fold(hash, Hash::and);
            let found = of_run(head, hash, languages);
            if !found.kinds.is_empty() {
                longest = Some((head.len(), found));
            }
        }
        let step = rest.chars().next().map_or(1, char::len_utf8);
        from += match longest {
            Some((length, BestHit { kinds, languages, .. })) => {
                let start = start + from;
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
