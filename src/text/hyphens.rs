//! Where words may be broken with a hyphen, by the patterns of their language (Liang, "Word hy-phen-a-tion by com-put-er",
//! 1983).
use crate::words::LANGUAGES;
use hypher::Lang;
use std::ops::Range;

/// The patterns of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hyphens(Lang);

impl Hyphens {
    /// Of a BCP 47 tag's language, if its patterns are built in.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        LANGUAGES.iter().find(|language| language.tag == primary)?.hyphenation.map(Self)
    }

    /// The places inside the words of a stretch of a text, in order.
    pub(super) fn points(self, text: &str, within: Range<usize>) -> Vec<usize> {
        let stretch = text.get(within.clone()).unwrap_or("");
        let mut points = Vec::new();
        let mut at = within.start;
        for word in stretch.split_inclusive(|c: char| !c.is_alphabetic()) {
            let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
            let mut end = at;
            for syllable in hypher::hyphenate(letters, self.0) {
                end += syllable.len();
                if end < at + letters.len() {
                    points.push(end);
                }
            }
            at += word.len();
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::Hyphens;

    #[test]
    fn words_are_broken_by_the_patterns_of_their_language() {
        let cases = [
            ("en", "hyphenation, co-ordination", "hy-phen-ation, co-or-di-na-tion"),
            ("de-AT", "Zuständigkeiten", "Zu-stän-dig-kei-ten"),
            ("fr", "réglementation", "ré-gle-men-ta-tion"),
        ];
        for (tag, text, expected) in cases {
            let mut broken = text.to_owned();
            for at in Hyphens::of(tag).unwrap().points(text, 0..text.len()).into_iter().rev() {
                broken.insert(at, '-');
            }
            assert_eq!(broken, expected);
        }
        assert_eq!(Hyphens::of("cy"), None);
    }
}
