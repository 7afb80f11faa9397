//! Which icon a name or a point calls for, by its words, in the page's language.
//!
//! A pattern is words that follow each other; a word that ends in `*` stands for all that begin so, one between two `*`
//! for all that hold it: so are the patterns of scripts that put no space between words. A name takes the first phrase that
//! stands in it, else its first word that has an entry and tells it from others: a risk committee is about risk. A point takes the word of least rank, then the earliest, among its
//! first fourteen, and of those before a clause that only tells more: in "gathers those who answer for it" nobody answers, in
//! "says which results count" it is results.
//! Words that are mere examples (in a list of single words, or after "including" or "such as") do not say
//! what a point is about, so they count only where nothing else does. Where nothing is sure there is no icon: a language
//! without rules has none.
use super::{Icon, find};
use crate::words::{LANGUAGES, Language, WordRows, Writing, forms, plain};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

/// How many words of a point are looked at.
const POINT_WORDS: usize = 14;

/// The icons of words that say what kind of body it is, and not what it is about.
const GENERIC: [&str; 6] = ["board", "committee", "council", "steering-wheel", "users", "users-group"];

/// Added to the rank of a word that is a mere example.
const EXAMPLE: u8 = 10;

/// The rules of a language; none of one that is not built in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules(Option<&'static OfLanguage>);

/// The rules of a built-in language.
#[derive(Debug)]
struct OfLanguage {
    language: &'static Language,
    names: RuleSet,
    // few pictures ask for the icons of points
    points: OnceLock<RuleSet>,
    /// What starts a clause that only tells more.
    clauses: Vec<String>,
}

/// Those of [`LANGUAGES`], each read when a page in it is met first: constants, in the form in which they are looked up.
static READ: LazyLock<Vec<OnceLock<OfLanguage>>> =
    LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());

impl OfLanguage {
    fn read(language: &'static Language) -> Self {
        let clauses = language.clauses.iter().map(|clause| plain(language.tag, clause)).collect();
        let names = RuleSet::new(read(language, language.icons.names, 0));
        Self { language, names, points: OnceLock::new(), clauses }
    }

    fn points(&self) -> &RuleSet {
        self.points.get_or_init(|| {
            let icons = &self.language.icons;
            let rows = [(icons.matters, 1), (icons.verbs, 2)];
            RuleSet::new(rows.into_iter().flat_map(|(rows, rank)| read(self.language, rows, rank)).collect())
        })
    }

    /// How many words come before a clause that only tells more.
    fn main_clause(&self, words: &[Word]) -> usize {
        let starts = |word: &Word| word.forms.first().is_some_and(|first| self.clauses.contains(first));
        words.iter().position(starts).unwrap_or(words.len())
    }
}

/// Rules in their order, with those that can stand at a word.
#[derive(Debug, Clone, Default)]
struct RuleSet {
    rules: Vec<Rule>,
    /// Those whose first word starts as it does, by its first letter.
    by_first: BTreeMap<char, Vec<usize>>,
    /// Those that have to be tried at each word.
    anywhere: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Rule {
    icon: Icon,
    rank: u8,
    /// The words of one pattern.
    pattern: Vec<Stem>,
}

impl RuleSet {
    fn new(rules: Vec<Rule>) -> Self {
        let mut set = Self { rules, ..Self::default() };
        for (number, rule) in set.rules.iter().enumerate() {
            let start = rule.pattern.first().filter(|stem| !stem.open.0 && !stem.is_name);
            match start.and_then(|stem| stem.word.chars().next()) {
                Some(first) => set.by_first.entry(first).or_default().push(number),
                None => set.anywhere.push(number),
            }
        }
        set
    }

    /// The rules that stand at one of some words, with their numbers and how well they do; in no order, and some twice.
    fn at<'r>(&'r self, words: &'r [Word], at: usize) -> impl Iterator<Item = (usize, &'r Rule, StemFit)> {
        let forms = words.get(at).into_iter().flat_map(|word| &word.forms);
        let near = forms.filter_map(move |form| self.by_first.get(&form.chars().next()?)).flatten();
        near.chain(&self.anywhere).filter_map(move |number| {
            let rule = self.rules.get(*number)?;
            Some((*number, rule, fit_at(&rule.pattern, words, at)?))
        })
    }
}

#[derive(Debug, Clone)]
struct Stem {
    word: String,
    /// Whether it is a name in capitals, and wants them: "IT" is a trade, "it" is not.
    is_name: bool,
    /// Whether words match that have more before it, and after it.
    open: (bool, bool),
}

/// How well a stem stands for a word, the best first: as the word is written, early in it, long.
type StemFit = (usize, usize, Reverse<usize>);

impl Stem {
    fn new(pattern: &str, lang: &str) -> Self {
        let start = pattern.strip_prefix('*');
        let word = start.unwrap_or(pattern);
        let end = word.strip_suffix('*');
        let word = end.unwrap_or(word);
        let is_name = word.chars().all(|c| c.is_ascii_uppercase());
        let word = if is_name { word.to_owned() } else { plain(lang, word) };
        Self { word, is_name, open: (start.is_some(), end.is_some()) }
    }

    fn fit(&self, word: &Word) -> Option<StemFit> {
        let fit = |form, at| (form, at, Reverse(self.word.len()));
        if self.is_name {
            return self.stands_alone_in(&word.written).map(|at| fit(0, at));
        }
        word.forms.iter().enumerate().find_map(|(i, form)| {
            let at = match self.open {
                (false, false) => (*form == self.word).then_some(0),
                (false, true) => form.starts_with(&self.word).then_some(0),
                (true, _) => form.find(&self.word),
            };
            at.map(|at| fit(i, at))
        })
    }

    /// Where a name in capitals stands without another Latin letter beside it.
    fn stands_alone_in(&self, written: &str) -> Option<usize> {
        if self.open == (false, false) {
            return (written == self.word).then_some(0);
        }
        written.match_indices(&self.word).map(|(at, _)| at).find(|at| {
            let (before, from) = written.split_at(*at);
            let after = from.get(self.word.len()..).unwrap_or_default();
            let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
        })
    }
}

/// A word of a text.
struct Word {
    /// What it may be found as: itself in lower case, then without what grammar puts before it.
    forms: Vec<String>,
    /// As it stands.
    written: String,
    /// Whether it is one of several examples.
    example: bool,
}

impl Rules {
    /// The rules of a language, by its BCP 47 tag; none of one that is not built in.
    #[must_use]
    pub fn of(lang: &str) -> Self {
        let primary = lang.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let found = LANGUAGES.iter().position(|language| language.tag == primary);
        let rules = found.and_then(|at| Some((LANGUAGES.get(at)?, READ.get(at)?)));
        Self(rules.map(|(language, rules)| rules.get_or_init(|| OfLanguage::read(language))))
    }

    /// The icon that the name of a level or a function calls for.
    #[must_use]
    pub fn for_name(&self, name: &str) -> Option<Icon> {
        self.all_for_name(name).into_iter().next()
    }

    /// Every icon that it calls for, the best first, for where another has taken that.
    #[must_use]
    pub fn all_for_name(&self, name: &str) -> Vec<Icon> {
        let Some(of) = self.0 else { return Vec::new() };
        let words = words(name, of.language);
        let (mut phrases, mut all, mut generic) = (BTreeSet::new(), Vec::new(), Vec::new());
        for at in 0..words.len() {
            let mut best: Option<(StemFit, usize, &Icon)> = None;
            for (number, rule, fit) in of.names.at(&words, at) {
                if rule.pattern.len() > 1 {
                    phrases.insert(number);
                } else if best.is_none_or(|(least, first, _)| (fit, number) < (least, first)) {
                    best = Some((fit, number, &rule.icon));
                }
            }
            let Some((.., icon)) = best else { continue };
            let is_generic = GENERIC.contains(&icon.name.as_ref());
            if is_generic { &mut generic } else { &mut all }.push(icon);
        }
        let phrases = phrases.iter().filter_map(|number| Some(&of.names.rules.get(*number)?.icon));
        phrases.chain(all).chain(generic).cloned().collect()
    }

    /// The icon that a point calls for, other than those that its card shows already.
    #[must_use]
    pub fn for_point(&self, point: &str, shown: &[Icon]) -> Option<Icon> {
        let of = self.0?;
        let mut words = words(point, of.language);
        words.truncate(of.main_clause(&words).min(POINT_WORDS));
        let rules = of.points();
        let mut best = None;
        for (at, word) in words.iter().enumerate() {
            for (number, rule, fit) in rules.at(&words, at) {
                let rank = rule.rank + if word.example { EXAMPLE } else { 0 };
                let rank = (rank, at, fit, number);
                let is_better = best.as_ref().is_none_or(|(least, _)| rank < *least);
                if is_better && !shown.contains(&rule.icon) {
                    best = Some((rank, &rule.icon));
                }
            }
        }
        best.map(|(_, icon)| icon.clone())
    }
}

/// The rules of some rows of a language.
fn read(language: &Language, rows: WordRows, rank: u8) -> Vec<Rule> {
    // where spaces part syllables, words are not told apart, and patterns may hold spaces
    let parts = if language.writing == Writing::Syllables { 1 } else { usize::MAX };
    let mut rules = Vec::new();
    for (icon, patterns) in rows.iter().filter_map(|(icon, patterns)| Some((find(icon)?, patterns))) {
        rules.extend(patterns.map(|pattern| {
            let pattern = pattern.splitn(parts, ' ').map(|word| Stem::new(word, language.tag)).collect();
            Rule { icon: icon.clone(), rank, pattern }
        }));
    }
    rules
}

/// How well a pattern stands at a word, if it does: as well as its first word.
fn fit_at(pattern: &[Stem], words: &[Word], at: usize) -> Option<StemFit> {
    let words = words.get(at..at + pattern.len())?;
    let mut fits = pattern.iter().zip(words).map(|(stem, word)| stem.fit(word));
    let first = fits.next()??;
    fits.all(|fit| fit.is_some()).then_some(first)
}

/// The words of a text, and which of them are examples: the members of a list of at least three single words, and all that
/// follows "including", "such as" or "e.g.".
fn words(text: &str, language: &Language) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut commas = Vec::new();
    let mut examples_from = usize::MAX;
    let pieces: Vec<&str> = match language.writing {
        Writing::Syllables => vec![text],
        Writing::Spaced | Writing::Unspaced => text.split_whitespace().collect(),
    };
    for piece in pieces {
        // German joins two words with a hyphen where English has a space
        let parts = piece.split(|c| "/()–—'’".contains(c) || (c == '-' && language.tag == "de"));
        for part in parts {
            let written = part.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            let forms = forms(language.tag, &written);
            let Some(word) = forms.first().filter(|word| !word.is_empty()) else { continue };
            let before = words.last().map(|last| last.written.as_str());
            let announces = |example: &str| match example.split_once(' ') {
                Some((first, second)) => before == Some(first) && word == second,
                None => word == example,
            };
            if language.examples.iter().any(|example| announces(example)) {
                examples_from = examples_from.min(words.len() + 1);
            }
            words.push(Word { forms, written, example: false });
            if part.ends_with([',', '،']) {
                commas.push(words.len() - 1);
            }
        }
    }
    // two commas a word or two apart make a list; it starts with the word before the first of them
    for pair in commas.windows(2) {
        if let [first, second] = *pair
            && second - first <= 2
        {
            for word in words.iter_mut().take(second + 1).skip(first) {
                word.example = true;
            }
        }
    }
    for word in words.iter_mut().skip(examples_from) {
        word.example = true;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::cases::{NAMES, POINTS};
    use super::super::find;
    use super::Rules;
    use crate::words::LANGUAGES;

    fn name(name: &str) -> Option<String> {
        named("en", name)
    }

    fn named(lang: &str, name: &str) -> Option<String> {
        Rules::of(lang).for_name(name).map(|icon| icon.name.to_string())
    }

    fn point(point: &str, shown: &[&str]) -> Option<String> {
        pointed("en", point, shown)
    }

    fn pointed(lang: &str, point: &str, shown: &[&str]) -> Option<String> {
        let shown: Vec<_> = shown.iter().filter_map(|name| find(name)).collect();
        Rules::of(lang).for_point(point, &shown).map(|icon| icon.name.to_string())
    }

    #[test]
    fn every_rule_is_read_and_every_icon_is_in_the_set() {
        let mut called = Vec::new();
        for language in LANGUAGES.iter().filter(|language| !language.tag.contains('-')) {
            let mut expected = 0;
            let icons = &language.icons;
            for (icon, mut patterns) in
                [icons.names, icons.matters, icons.verbs].iter().flat_map(|rows| rows.iter())
            {
                let tag = language.tag;
                assert!(find(icon).is_some(), "{tag}: {icon}");
                expected += patterns.clone().count();
                assert!(!patterns.any(|pattern| pattern.contains(['\'', '’'])), "{tag}: {icon}");
            }
            let rules = Rules::of(language.tag).0.expect("rules");
            let read = || rules.names.rules.iter().chain(&rules.points().rules);
            assert_eq!(read().count(), expected, "{}", language.tag);
            called.extend(read().map(|rule| rule.icon.name.clone()));
        }
        // for pages that name them
        let kept = ["check", "messages", "podium"];
        for icon in super::super::all().filter(|icon| !kept.contains(&icon.name.as_ref())) {
            assert!(called.contains(&icon.name), "nothing calls for {}", icon.name);
        }
    }

    #[test]
    fn every_built_in_language_has_rules_and_others_have_no_guess() {
        for language in LANGUAGES {
            assert!(
                Rules::of(language.tag).0.is_some_and(|of| !of.names.rules.is_empty()),
                "{}",
                language.tag
            );
        }
        assert!(named("en-GB", "Product").is_some() && named("EN", "Product").is_some());
        assert_eq!(named("tlh", "Product"), None);
    }

    #[test]
    fn realistic_names_get_their_icon_in_each_language() {
        for (lang, cases) in NAMES {
            for (name, icon) in *cases {
                assert_eq!(named(lang, name).as_deref(), *icon, "{lang}: {name}");
            }
        }
    }

    #[test]
    fn points_get_their_icon_in_each_language() {
        for (lang, text, icon) in POINTS {
            assert_eq!(pointed(lang, text, &[]).as_deref(), *icon, "{lang}: {text}");
        }
    }

    #[test]
    fn a_word_that_tells_a_body_from_others_comes_before_what_kind_of_body_it_is() {
        assert_eq!(name("Risk committee").as_deref(), Some("alert-triangle"));
        assert_eq!(name("Committee").as_deref(), Some("committee"));
        let all = Rules::of("en").all_for_name("Board for community health");
        let all: Vec<&str> = all.iter().map(|icon| icon.name.as_ref()).collect();
        assert_eq!(all, ["stethoscope", "board", "users-group"]);
    }

    #[test]
    fn names_take_phrases_first_then_their_first_word_with_an_entry() {
        assert_eq!(name("Service ownership").as_deref(), Some("key"));
        assert_eq!(name("Service design").as_deref(), Some("puzzle"));
        assert_eq!(name("Services").as_deref(), Some("stack-2"));
        assert_eq!(name("Strategic level").as_deref(), Some("compass"));
        assert_eq!(name("Co-ordination level").as_deref(), Some("affiliate"));
        assert_eq!(name("The delivery of products").as_deref(), Some("delivery"));
        assert_eq!(name("IT").as_deref(), Some("cpu"));
        assert_eq!(name("Those who answer for it").as_deref(), None, "only in capitals is it a trade");
        assert_eq!(name("Item").as_deref(), None, "a whole word only");
        assert_eq!(name("Lefel gweithredu").as_deref(), None);
        assert_eq!(name("Redesign").as_deref(), None, "a stem stands for a word's beginning");
        assert_eq!(name("").as_deref(), None);
    }

    #[test]
    fn points_take_the_least_rank_then_the_earliest_word() {
        assert_eq!(point("Approves budgets and costs", &[]).as_deref(), Some("rosette-discount-check"));
        assert_eq!(
            point("Develops the yearly roadmap", &[]).as_deref(),
            Some("route-2"),
            "matter before verb"
        );
        assert_eq!(point("Signs off every release", &[]).as_deref(), Some("rosette-discount-check"));
        assert_eq!(
            point("Owns the policy", &["key"]).as_deref(),
            Some("file-text-shield"),
            "never one that is shown"
        );
        assert_eq!(
            point("One two three four five six seven eight nine ten eleven x y z cost", &[]).as_deref(),
            None
        );
        assert_eq!(
            point("Answers for the money", &[]).as_deref(),
            Some("key"),
            "a phrase starts at its first word"
        );
        assert_eq!(point("Zebras", &[]).as_deref(), None);
    }

    #[test]
    fn examples_do_not_say_what_a_point_is_about() {
        let list = "Writes the standards of finance, reporting, audit and others";
        assert_eq!(point(list, &[]).as_deref(), Some("coin-pound"), "where nothing else does");
        assert_eq!(
            point("Defines rules for finance, reporting, audit and others", &[]).as_deref(),
            Some("target-arrow")
        );
        assert_eq!(point("Gives help, including budgets", &[]).as_deref(), Some("lifebuoy"));
        assert_eq!(
            point("Shapes, sets and reviews the budget", &[]).as_deref(),
            Some("coin-pound"),
            "two are no list"
        );
    }
}
