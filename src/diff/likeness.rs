//! How like each other two parts are: by their names, their words and their roles.
use crate::model::{Function, Level, role_key, slug};
use crate::words::{fold, without_level_word};
use std::collections::BTreeSet;

/// From this on two parts are one under another name.
pub(super) const SAME: f64 = 0.5;
/// From this on they are one even in different levels, of which a page has many alike.
pub(super) const SAME_ELSEWHERE: f64 = 0.65;

/// What a part says, in a form that is compared fast.
pub(super) struct Likeness {
    name: String,
    words: BTreeSet<String>,
    roles: BTreeSet<String>,
}

/// Longer names are compared by their starts alone: the comparison is quadratic.
const NAME_CHARS_MAX: usize = 120;
/// Words beyond these are not compared.
const WORDS_MAX: usize = 400;

impl Likeness {
    pub(super) fn of_function(function: &Function) -> Self {
        let texts = function.description.iter().chain(&function.points);
        let roles = function.roles.iter().map(|role| role_key(&role.name)).collect();
        Self { name: short(&function.name), words: words(texts), roles }
    }

    pub(super) fn of_level(level: &Level) -> Self {
        let functions = level.functions.iter().map(|function| slug(&function.name)).collect();
        let texts = level.summary.iter().chain(&level.points);
        Self { name: short(&without_level_word(&level.name)), words: words(texts), roles: functions }
    }

    pub(super) fn of_name(name: &str) -> Self {
        Self { name: short(name), words: BTreeSet::new(), roles: BTreeSet::new() }
    }

    /// From 0 to 1. What neither has says nothing about them.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        const NAME: f64 = 0.35;
        const WORDS: f64 = 0.45;
        const ROLES: f64 = 0.2;
        let mut weight = NAME;
        let mut sum = NAME * strsim::normalized_damerau_levenshtein(&self.name, &other.name);
        for (share, one, two) in [(WORDS, &self.words, &other.words), (ROLES, &self.roles, &other.roles)] {
            if !one.is_empty() || !two.is_empty() {
                weight += share;
                sum += share * shared(one, two);
            }
        }
        sum / weight
    }
}

/// Jaccard's measure (1901): what both have, of what either has.
fn shared(one: &BTreeSet<String>, two: &BTreeSet<String>) -> f64 {
    let both = one.intersection(two).count();
    let either = one.len() + two.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

fn short(name: &str) -> String {
    fold(name).chars().take(NAME_CHARS_MAX).collect()
}

fn words<'a>(texts: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let folded = texts.map(|text| fold(text));
    let mut all = BTreeSet::new();
    for text in folded {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if all.len() == WORDS_MAX {
                return all;
            }
            all.insert(word.to_owned());
        }
    }
    all
}
