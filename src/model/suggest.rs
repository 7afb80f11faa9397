//! "Did you mean": the known word that is nearest to an unknown one.

/// Longer words are not compared: nobody mistypes them whole, and the comparison is quadratic.
const LONGEST_CHARS: usize = 120;

/// The candidate most like the word, if any is like it at all.
///
/// Optimal string alignment distance (Damerau 1964): a swapped, missing, added or wrong letter counts one; at
/// most a third of the letters may be off.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(word, candidates.into_iter().map(|candidate| (candidate, candidate)))
}

/// What the candidate most like the word stands for, as for [`nearest`].
pub(super) fn nearest_of<'a, T>(word: &str, candidates: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let fold = |text: &str| text.to_lowercase();
    let (wanted, length) = (fold(word), word.chars().count());
    if length > LONGEST_CHARS {
        return None;
    }
    candidates
        .into_iter()
        .filter_map(|(candidate, meaning)| {
            let other = candidate.chars().count();
            let most = length.max(other).div_ceil(3);
            if other > LONGEST_CHARS || length.abs_diff(other) > most {
                return None;
            }
            let distance = strsim::osa_distance(&wanted, &fold(candidate));
            (distance <= most).then_some((distance, meaning))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_word_is_offered_and_a_far_one_is_not() {
        let words = ["Strategic / Business", "Strategic / Delivery", "caption"];
        assert_eq!(nearest("Strategic / Buisness", words), Some("Strategic / Business"));
        assert_eq!(nearest("Captoin", words), Some("caption"));
        assert_eq!(nearest("zebra", words), None);
        assert_eq!(nearest(&"x".repeat(1000), words), None);
    }
}
