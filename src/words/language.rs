//! What is known of one language: what its file says, as the build writes it down.
use super::hits::folded;
use super::{ArrowSentences, ChangeWords, Texts};

/// What is known of one language. Words to recognise are in lower case; the first of a list is the one we write.
#[derive(Debug)]
pub struct Language {
    /// Of BCP 47, in lower case: the language, and the script where it has several.
    pub tag: &'static str,
    /// In English.
    pub name: &'static str,
    /// Where words may be broken, if that is known.
    pub(crate) hyphenation: Option<hypher::Lang>,
    /// Where the noun that says what a name is stands among its words.
    pub head: Head,
    /// Whether a verb stands before its object or behind it.
    pub verb: Verb,
    /// How words are told apart.
    pub writing: Writing,
    /// Words that lean on the next one when lines are broken.
    pub leaning: &'static [&'static str],
    /// What announces mere examples.
    pub examples: &'static [&'static str],
    /// What starts a clause that tells more of a word, or when and why; a word each.
    pub clauses: &'static [&'static str],
    /// What marks a heading as a level.
    pub level: &'static [&'static str],
    /// What announces roles.
    pub roles: &'static [&'static str],
    /// January to December, in every form that dates have.
    pub months: &'static [&'static str],
    /// Text of ours.
    pub texts: Texts,
    /// Arrows as sentences.
    pub arrows: ArrowSentences,
    /// Marks on what changed.
    pub changes: ChangeWords,
    /// Words that call for an icon.
    pub icons: IconWords,
    /// Single words where a heading's head noun ends, folded and sorted.
    pub(super) stops: &'static [&'static str],
}

/// Where the noun that says what a name is stands among its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// As in "comité de direction".
    First,
    /// As in "decision process".
    Last,
}

/// Where a verb stands to its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// As in "reports to the board".
    Before,
    /// As in "理事会に報告する".
    Behind,
}

/// How words are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// By spaces.
    Spaced,
    /// Not at all.
    Unspaced,
    /// There is a space between syllables.
    Syllables,
}

/// Words that call for an icon: for each icon, which stands first, its patterns.
#[derive(Debug, Clone, Copy)]
pub struct IconWords {
    /// Of levels and functions.
    pub names: WordRows,
    /// What points are about.
    pub matters: WordRows,
    /// What points do.
    pub verbs: WordRows,
}

/// Rows of words, in one text: a row a line, its words parted by tabs.
#[derive(Debug, Clone, Copy)]
pub struct WordRows(pub(super) &'static str);

impl WordRows {
    /// Each row: its first word, and the others.
    pub fn iter(self) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str> + Clone)> {
        self.0.lines().filter_map(|row| {
            let (first, others) = row.split_once('\t')?;
            Some((first, others.split('\t')))
        })
    }
}

impl Language {
    /// Whether the head noun of a heading ends before a word: "of", "for", "the".
    #[must_use]
    pub fn is_stop(&self, word: &str) -> bool {
        self.stops.binary_search(&folded(word).as_str()).is_ok()
    }

    /// The bit that stands for the language in [`Hit::languages`](super::Hit::languages).
    #[must_use]
    pub fn bit(&self) -> u32 {
        super::LANGUAGES.iter().position(|other| other.tag == self.tag).map_or(0, |at| 1 << at)
    }
}
