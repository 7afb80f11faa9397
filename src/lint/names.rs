//! Names that are one slip apart, found without comparing each with each.
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::model::{Function, Level, Model, role_key};
use crate::words::{Kinds, fold, kinds_of};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Shorter names may well differ by one letter: `QA` and `BA`.
const SHORTEST_CHARS: usize = 8;
/// Longer ones are not compared, so that the index stays small.
const LONGEST_CHARS: usize = 80;
/// Most names with one letter left out in common that are looked at: more are a series, such as `Team 1` to `Team 900`.
const SERIES_MAX: usize = 8;

/// For each name, the first one before it that is a letter away or the same but for capitals, spaces and signs.
///
/// Every way to leave out one letter leads from a name to those one letter away (`SymSpell`'s index, Garbe 2012).
pub(super) fn first_near<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Option<usize>> {
    let names: Vec<&str> = names.into_iter().collect();
    let has_sign = names.iter().any(|name| name.contains(" & "));
    let letters: Vec<Vec<char>> = names
        .into_iter()
        .map(|name| fold(&if has_sign { without_and(name) } else { Cow::Borrowed(name) }))
        .map(|name| name.chars().filter(|c| c.is_alphanumeric()).collect())
        .collect();
    let mut index: Vec<(u64, usize)> = Vec::new();
    for (at, letters) in letters.iter().enumerate() {
        if (SHORTEST_CHARS..=LONGEST_CHARS).contains(&letters.len()) {
            index.push((hash(letters.iter()), at));
            let skips = (0..letters.len()).map(|skip| {
                hash(letters.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, letter)| letter))
            });
            index.extend(skips.map(|hash| (hash, at)));
        }
    }
    index.sort_unstable();
    index.dedup();
    let mut near = vec![None; letters.len()];
    for group in index.chunk_by(|one, other| one.0 == other.0) {
        for (place, (_, at)) in group.iter().enumerate().take(SERIES_MAX) {
            let earlier = group.get(..place).unwrap_or_default();
            let found = earlier.iter().map(|(_, other)| *other).find(|other| is_near(&letters, *at, *other));
            if let (Some(slot), Some(found)) = (near.get_mut(*at), found) {
                *slot = Some(slot.map_or(found, |before: usize| before.min(found)));
            }
        }
    }
    near
}

/// A name without the words for "and", of any language, as one with the sign for it: "Risk and audit" is "Risk & audit".
fn without_and(name: &str) -> Cow<'_, str> {
    let words = name.split_whitespace().filter(|word| !kinds_of(word).has(Kinds::AND));
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// Whether two names are at most a letter apart, and that is no digit: `Team 1` and `Team 2` are meant.
fn is_near(letters: &[Vec<char>], one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (letters.get(one), letters.get(other)) else { return false };
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(start..).unwrap_or_default(), other.get(start..).unwrap_or_default());
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let one = one.get(..one.len() - end).unwrap_or_default();
    let other = other.get(..other.len() - end).unwrap_or_default();
    let has_digit = one.iter().chain(other).any(|letter| letter.is_numeric());
    !has_digit
        && match (one, other) {
            ([] | [_], []) | ([], [_]) | ([_], [_]) => true,
            // two that changed places
            ([a, b], [c, d]) => a == d && b == c,
            _ => false,
        }
}

/// FNV-1a (Fowler, Noll, Vo 1991): the same on every machine; what is found by it is compared in full.
fn hash<'a>(letters: impl Iterator<Item = &'a char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Functions that are probably one: names in one level or in several that are a letter, a hyphen, a capital or a number apart.
/// The same name in several levels is the same function, and meant.
pub(super) fn similar_functions(model: &Model, findings: &mut Findings) {
    let all = model.levels.iter().flat_map(|level| level.functions.iter().map(move |f| (level, f)));
    // each spelling once, where it stands first, with how often it stands
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut named: Vec<(&Level, &Function, usize)> = Vec::new();
    for (level, function) in all {
        if let Some((_, _, count)) = seen.get(function.name.as_str()).and_then(|at| named.get_mut(*at)) {
            *count += 1;
            continue;
        }
        seen.insert(&function.name, named.len());
        named.push((level, function, 1));
    }
    let mut told = BTreeSet::new();
    let mut report = |one: usize, other: usize| {
        let (Some(one), Some(other)) = (named.get(one), named.get(other)) else { return };
        // the rarer of two is more likely the slip
        let (slip, meant) = if one.2 > other.2 { (other, one) } else { (one, other) };
        let are_tied =
            slip.1.same_as.as_ref() == Some(&meant.1.id) || meant.1.same_as.as_ref() == Some(&slip.1.id);
        if are_tied || !told.insert(slip.1.name.as_str()) {
            return;
        }
        let message = format!(
            "\"{}\" may be the function that is \"{}\" in \"{}\"",
            slip.1.name, meant.1.name, meant.0.name
        );
        let hint = format!(
            "write `{}` in both places if they are the same, or tie them with `same_as`; only then do they stand in one column",
            meant.1.name
        );
        findings.push(
            Diagnostic::new(Severity::Warning, Code::SimilarFunctions, message).at(slip.1.place.0).hint(hint),
        );
    };
    // the same but for their number: `Service owner` and `Service owners`
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (at, (_, function, _)) in named.iter().enumerate() {
        let key = role_key(&function.name);
        match by_key.get(&key).copied() {
            Some(other) if !key.is_empty() => report(at, other),
            _ => drop(by_key.insert(key, at)),
        }
    }
    for (at, near) in
        first_near(named.iter().map(|(_, function, _)| function.name.as_str())).into_iter().enumerate()
    {
        if let Some(near) = near {
            report(at, near);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_near;

    #[test]
    fn a_slip_is_found_and_a_series_is_none() {
        let near = |names: &[&str]| first_near(names.iter().copied());
        assert_eq!(near(&["Service owner", "Servce owner", "Service-Owner"]), [None, Some(0), Some(0)]);
        assert_eq!(near(&["Service owner", "Service woner", "Service ovner"]), [None, Some(0), Some(0)]);
        assert_eq!(near(&["Risk & audit committee", "Risk and audit committee"]), [None, Some(0)]);
        assert_eq!(near(&["Rat & Hilfe", "Rat und Hilfe", "Hilfe und Rat"]), [None, Some(0), None]);
        assert_eq!(near(&["Delivery team 1", "Delivery team 2", "QA", "BA"]), [None; 4]);
        assert_eq!(near(&["Product lead", "Product leads", "Products leads"]), [None, Some(0), Some(1)]);
        assert_eq!(near(&["abcdefghij", "bcdefghijk"]), [None, None], "two letters apart");
    }

    #[test]
    fn many_names_take_no_time() {
        let names: Vec<String> = (0..19_000u32)
            .map(|n| format!("Function {} of the group", n.wrapping_mul(2_654_435_761)))
            .collect();
        let series: Vec<String> = (0..19_000).map(|n| format!("Function number {n} of them")).collect();
        for names in [names, series] {
            let start = std::time::Instant::now();
            assert!(first_near(names.iter().map(String::as_str)).iter().all(Option::is_none));
            // without optimisation; the release build is held to less by hand
            assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
        }
    }
}
