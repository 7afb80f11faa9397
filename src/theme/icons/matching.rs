//! Which icon a name or a point calls for, by its words.
//!
//! A pattern is words that follow each other; a word that ends in `*` stands for all that begin so. A name takes the
//! first phrase that stands in it, else its first word that has an entry. A point takes the word of least rank,
//! then the earliest, among its first fourteen. Words that are mere examples (in a list of single words, or after
//! "including" or "such as") do not say what a point is about, so they count only where nothing else does.
use super::{Icon, find};

/// A line each: what it is for (`function` or `point`), a rank, an icon, patterns between ` | `.
const RULES: &str = include_str!("rules/en.tsv");

/// How many words of a point are looked at.
const POINT_WORDS: usize = 14;

/// Added to the rank of a word that is a mere example.
const EXAMPLE: u8 = 10;

/// The rules, read once a picture.
#[derive(Debug, Clone)]
pub struct Rules {
    names: Vec<Rule>,
    points: Vec<Rule>,
}

#[derive(Debug, Clone)]
struct Rule {
    icon: Icon,
    rank: u8,
    /// The words of one pattern.
    pattern: Vec<Stem>,
}

#[derive(Debug, Clone, Copy)]
struct Stem {
    word: &'static str,
    /// Whether longer words match too.
    open: bool,
}

impl Stem {
    /// A pattern in capitals wants them: "IT" is a trade, "it" is not.
    fn matches(self, word: &Word) -> bool {
        if self.open {
            word.text.starts_with(self.word)
        } else if self.word.chars().all(char::is_uppercase) {
            word.written == self.word
        } else {
            word.text == self.word
        }
    }
}

/// A word of a text.
struct Word {
    /// In lower case.
    text: String,
    /// As it stands.
    written: String,
    /// Whether it is one of several examples.
    example: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self::new()
    }
}

impl Rules {
    /// The built-in rules; a test reads every line of them.
    #[must_use]
    pub fn new() -> Self {
        let mut rules = Self { names: Vec::new(), points: Vec::new() };
        for line in RULES.lines() {
            let mut fields = line.split('\t');
            let (Some(table), Some(rank), Some(icon), Some(patterns)) =
                (fields.next(), fields.next(), fields.next().and_then(find), fields.next())
            else {
                continue;
            };
            let rank = rank.parse().unwrap_or(0);
            for pattern in patterns.split(" | ") {
                let pattern = pattern
                    .split(' ')
                    .map(|word| match word.strip_suffix('*') {
                        Some(stem) => Stem { word: stem, open: true },
                        None => Stem { word, open: false },
                    })
                    .collect();
                let rule = Rule { icon, rank, pattern };
                if table == "function" { rules.names.push(rule) } else { rules.points.push(rule) }
            }
        }
        rules
    }

    /// The icon that the name of a level or a function calls for.
    #[must_use]
    pub fn for_name(&self, name: &str) -> Option<Icon> {
        let words = words(name);
        let phrase = self.names.iter().filter(|rule| rule.pattern.len() > 1);
        for rule in phrase {
            if (0..words.len()).any(|at| stands_at(&rule.pattern, &words, at)) {
                return Some(rule.icon);
            }
        }
        (0..words.len()).find_map(|at| {
            let single = |rule: &&Rule| rule.pattern.len() == 1 && stands_at(&rule.pattern, &words, at);
            self.names.iter().find(single).map(|rule| rule.icon)
        })
    }

    /// The icon that a point calls for, other than those that its card shows already.
    #[must_use]
    pub fn for_point(&self, point: &str, shown: &[Icon]) -> Option<Icon> {
        let mut words = words(point);
        words.truncate(POINT_WORDS);
        let mut best: Option<(u8, usize, Icon)> = None;
        for rule in self.points.iter().filter(|rule| !shown.contains(&rule.icon)) {
            for (at, word) in words.iter().enumerate() {
                let rank = rule.rank + if word.example { EXAMPLE } else { 0 };
                if best.is_none_or(|(least, first, _)| (rank, at) < (least, first))
                    && stands_at(&rule.pattern, &words, at)
                {
                    best = Some((rank, at, rule.icon));
                }
            }
        }
        best.map(|(_, _, icon)| icon)
    }
}

fn stands_at(pattern: &[Stem], words: &[Word], at: usize) -> bool {
    words
        .get(at..at + pattern.len())
        .is_some_and(|words| pattern.iter().zip(words).all(|(stem, word)| stem.matches(word)))
}

/// The words of a text, and which of them are examples: the members of a list of at least three single words, and all that
/// follows "including", "such as", "like" or "e.g.".
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut commas = Vec::new();
    let mut examples_from = usize::MAX;
    for piece in text.split_whitespace() {
        for part in piece.split(['/', '(', ')', '–', '—']) {
            let written = part.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            let word = written.to_lowercase();
            if word.is_empty() {
                continue;
            }
            let said_before = words.last().is_some_and(|last| last.text == "such" && word == "as");
            if said_before || matches!(word.as_str(), "including" | "e.g") {
                examples_from = examples_from.min(words.len() + 1);
            }
            words.push(Word { text: word, written, example: false });
            if part.ends_with(',') {
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
    use super::super::find;
    use super::{RULES, Rules};

    fn name(name: &str) -> Option<&'static str> {
        Rules::new().for_name(name).map(|icon| icon.name)
    }

    fn point(point: &str, shown: &[&str]) -> Option<&'static str> {
        let shown: Vec<_> = shown.iter().filter_map(|name| find(name)).collect();
        Rules::new().for_point(point, &shown).map(|icon| icon.name)
    }

    #[test]
    fn every_rule_is_read_and_every_icon_is_in_the_set() {
        for line in RULES.lines() {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            assert!(find(fields[2]).is_some(), "{line}");
        }
        let rules = Rules::new();
        let patterns: usize = RULES.lines().map(|line| line.matches(" | ").count() + 1).sum();
        assert_eq!(rules.names.len() + rules.points.len(), patterns);
        let called: Vec<_> = rules.names.iter().chain(&rules.points).map(|rule| rule.icon.name).collect();
        for icon in super::super::all() {
            assert!(called.contains(&icon.name), "nothing calls for {}", icon.name);
        }
    }

    #[test]
    fn names_take_phrases_first_then_their_first_word_with_an_entry() {
        assert_eq!(name("Service ownership"), Some("key"));
        assert_eq!(name("Service design"), Some("puzzle"));
        assert_eq!(name("Services"), Some("stack-2"));
        assert_eq!(name("Strategic level"), Some("compass"));
        assert_eq!(name("Co-ordination level"), Some("affiliate"));
        assert_eq!(name("The delivery of products"), Some("progress-check"));
        assert_eq!(name("IT"), Some("cpu"));
        assert_eq!(name("Those who answer for it"), None, "only in capitals is it a trade");
        assert_eq!(name("Item"), None, "a whole word only");
        assert_eq!(name("Lefel gweithredu"), None);
        assert_eq!(name("Redesign"), None, "a stem stands for a word's beginning");
        assert_eq!(name(""), None);
    }

    #[test]
    fn points_take_the_least_rank_then_the_earliest_word() {
        assert_eq!(point("Approves budgets and costs", &[]), Some("rosette-discount-check"));
        assert_eq!(point("Develops the yearly roadmap", &[]), Some("route-2"), "matter before verb");
        assert_eq!(point("Signs off every release", &[]), Some("rosette-discount-check"));
        assert_eq!(point("Owns the policy", &["key"]), Some("file-text-shield"), "never one that is shown");
        assert_eq!(point("One two three four five six seven eight nine ten eleven x y z cost", &[]), None);
        assert_eq!(point("Answers for the money", &[]), Some("key"), "a phrase starts at its first word");
        assert_eq!(point("Zebras", &[]), None);
    }

    #[test]
    fn examples_do_not_say_what_a_point_is_about() {
        let list = "Writes the standards that finance, reporting, audit and others follow";
        assert_eq!(point(list, &[]), Some("coin-pound"), "where nothing else does");
        assert_eq!(
            point("Defines rules for finance, reporting, audit and others", &[]),
            Some("target-arrow")
        );
        assert_eq!(point("Provides help, including budgets", &[]), Some("lifebuoy"));
        assert_eq!(point("Shapes, sets and reviews the budget", &[]), Some("coin-pound"), "two are no list");
    }
}
