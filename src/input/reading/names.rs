//! Names: without the number that they start with, and by which of their forms two are the same.
use super::evidence::{in_brackets, without_brackets, words_of};
use crate::input::text::{PlainText, without_stop};
use crate::words::{Head, Kinds, LANGUAGES, Language, fold, kinds_of, kinds_of_in, stem};
use std::collections::{BTreeMap, BTreeSet};

/// A heading's words without the number it may start with: `1. Appoint`, `2) Build`, `3.1 Plan`.
pub(super) fn without_number(text: &PlainText) -> PlainText {
    let plain = text.as_str();
    let number = plain.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = plain.len() - number.len();
    let has_digit = plain.starts_with(|c: char| c.is_ascii_digit());
    let has_mark = plain.get(..digits).is_some_and(|n| n.contains('.')) || number.starts_with(')');
    let rest = number.trim_start_matches(')');
    if has_digit && has_mark && rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() {
        let rest = rest.trim_start();
        text.slice(plain.len() - rest.len()..plain.len())
    } else {
        text.clone()
    }
}

/// A name without the number that it starts with, and without the stop or colon that it ends in: `1.2 Board:`, `§ 3 Board`,
/// `Section 3. Board`, `第5章 理事会`.
pub(super) fn bare(text: &PlainText) -> PlainText {
    let text = without_number(text);
    let plain = text.as_str();
    let start = numbered(plain);
    let kept = plain.get(start..).unwrap_or_default();
    let trimmed = kept.trim_end().trim_end_matches([':', '：']).trim_end();
    let trimmed = without_stop(trimmed);
    let lead = kept.len() - kept.trim_start().len();
    if trimmed.trim().is_empty() {
        return text;
    }
    text.slice(start + lead..start + trimmed.len())
}

/// Where a name starts behind a number with a word before it.
fn numbered(plain: &str) -> usize {
    let trimmed = plain.trim_start();
    let at = plain.len() - trimmed.len();
    if let Some(rest) = trimmed.strip_prefix('第') {
        let end = rest.find(['章', '条', '節', '节', '条']).filter(|end| *end <= 12);
        return end.map_or(0, |end| at + '第'.len_utf8() + end + rest.get(end..).map_or(0, first_length));
    }
    let (word, rest) = match trimmed.strip_prefix('§') {
        Some(rest) => ("§", rest),
        None => trimmed.split_once(' ').unwrap_or((trimmed, "")),
    };
    let rest_start = plain.len() - rest.len();
    let number = rest.trim_start();
    let digits =
        number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | 'I' | 'V' | 'X'));
    let has_number = digits.len() < number.len();
    let behind = digits.trim_start_matches(['.', ':', ')', '-', '–', '—', ' ']);
    let is_numbering = || word == "§" || kinds_of(word).has(Kinds::NUMBERING);
    if has_number && !behind.trim().is_empty() && is_numbering() {
        rest_start + (rest.len() - behind.len())
    } else {
        0
    }
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// A name as it is compared: case-folded, its words alone.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = words_of(&folded).into_iter().filter_map(|range| folded.get(range)).collect();
    let rest = match words.split_first() {
        Some((first, rest)) if !rest.is_empty() && kinds_of(first).has(Kinds::STOP) => rest,
        _ => &words,
    };
    rest.join(" ")
}

/// The forms by which a body is called: whole, without its brackets, what stands in them, and its initials.
pub(super) fn forms(name: &str) -> Vec<String> {
    let mut forms = vec![key(name)];
    let bare = without_brackets(name);
    if bare != name {
        forms.push(key(&bare));
    }
    if let Some(inner) = in_brackets(name) {
        forms.push(key(inner));
    }
    if bare.contains(' ') && bare.contains(['/', '／']) {
        forms.extend(bare.split(['/', '／']).map(key));
    }
    forms.extend(initials(&bare));
    forms.retain(|form| !form.is_empty());
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// The initials of a name's capitalised words, three or more of them, and of those at its end: `tsc` of "Acme Technical
/// Steering Committee".
fn initials(name: &str) -> Vec<String> {
    let words: Vec<char> = words_of(name)
        .into_iter()
        .filter_map(|range| name.get(range))
        .filter(|word| !kinds_of(word).has(Kinds::STOP))
        .filter_map(|word| word.chars().next())
        .collect();
    if words.len() < 2 || !words.iter().all(|c| c.is_alphabetic()) {
        return Vec::new();
    }
    let lower: Vec<String> = words.iter().map(|c| c.to_lowercase().to_string()).collect();
    let longest = lower.len().min(6);
    (2..=longest).rev().filter_map(|length| lower.get(lower.len() - length..)).map(|w| w.concat()).collect()
}

/// The stems of a compared name's words.
fn stems(key: &str, language: &Language) -> String {
    key.split(' ').map(|word| stem(language.tag, word)).collect::<Vec<_>>().join(" ")
}

/// The stem of the noun that says what body a name is of.
fn head_noun(name: &str, language: &Language) -> Option<String> {
    let folded = fold(&without_brackets(name));
    let words: Vec<&str> = words_of(&folded).into_iter().filter_map(|range| folded.get(range)).collect();
    let is_stop = |word: &&&str| kinds_of_in(word, language.bit()).has(Kinds::STOP);
    let own: Vec<&str> =
        words.iter().skip_while(is_stop).take_while(|word| !is_stop(word)).copied().collect();
    let noun = match language.head {
        Head::Last => own.last()?,
        Head::First => own.first()?,
    };
    let languages = language.bit() | LANGUAGES.first().map_or(0, Language::bit);
    (words.len() > 1 && kinds_of_in(noun, languages).has(Kinds::BODY)).then(|| stem(language.tag, noun))
}

/// Which body a name means, by any of its forms.
#[derive(Debug, Clone, Default)]
pub(super) struct Register {
    /// The body that a form means, the surest.
    forms: BTreeMap<String, Meant>,
    /// The same by the last word, for short names: `team` of "Project team".
    ends: BTreeMap<String, Meant>,
    /// The language of its names, where sentences are read by it.
    language: Option<&'static Language>,
    /// The body that the stems of a name's words mean: in either number, in any case.
    stems: BTreeMap<String, Meant>,
    /// The body that alone has a head noun, by the noun's stem: `board` of "Board of Directors".
    nouns: BTreeMap<String, Meant>,
    /// Each body's own head noun.
    own: BTreeMap<usize, String>,
    /// What forms start with, and how long the longest is, in characters: for scripts without spaces.
    starts: BTreeSet<char>,
    longest: usize,
}

/// The body that a form of a name means.
#[derive(Debug, Clone, Copy)]
struct Meant {
    index: usize,
    /// How sure it is, 0 the most: a whole name is surer than initials.
    doubt: u8,
    /// Whether another body is meant as surely.
    is_shared: bool,
}

impl Meant {
    fn enter(map: &mut BTreeMap<String, Self>, form: String, index: usize, doubt: u8) {
        let meant = map.entry(form).or_insert(Self { index, doubt, is_shared: false });
        if doubt < meant.doubt {
            *meant = Self { index, doubt, is_shared: false };
        } else if doubt == meant.doubt && meant.index != index {
            meant.is_shared = true;
        }
    }

    fn alone(self) -> Option<usize> {
        (!self.is_shared).then_some(self.index)
    }
}

impl Register {
    /// A register by which sentences are read: bodies are also known by their head nouns, in every number and case.
    pub(super) fn of(language: &'static Language) -> Self {
        Self { language: Some(language), ..Self::default() }
    }

    /// The language of its names.
    pub(super) fn language(&self) -> Option<&'static Language> {
        self.language
    }

    /// Takes down a body's name.
    pub(super) fn add(&mut self, index: usize, name: &str) {
        let whole = key(&without_brackets(name));
        if let Some(language) = self.language {
            Meant::enter(&mut self.stems, stems(&whole, language), index, 0);
            if let Some(noun) = head_noun(name, language) {
                Meant::enter(&mut self.nouns, noun.clone(), index, 0);
                self.own.insert(index, noun);
            }
        }
        for (strength, form) in forms(name).into_iter().enumerate() {
            self.starts.extend(form.chars().next());
            self.longest = self.longest.max(form.chars().count());
            let doubt = u8::try_from(strength.min(4)).unwrap_or(4);
            Meant::enter(&mut self.forms, form, index, doubt);
        }
        if let Some((_, last)) = whole.rsplit_once(' ') {
            Meant::enter(&mut self.ends, last.to_owned(), index, 0);
        }
    }

    /// Takes down a name that is called in full alone.
    pub(super) fn add_whole(&mut self, index: usize, name: &str) {
        let form = key(name);
        self.starts.extend(form.chars().next());
        self.longest = self.longest.max(form.chars().count());
        Meant::enter(&mut self.forms, form, index, 0);
    }

    /// The body that a name means: by its whole name, without brackets, by its initials. None where several could be
    /// meant.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let bare = without_brackets(name);
        let inner = in_brackets(name).filter(|inner| inner.chars().any(char::is_uppercase));
        let is_joined = bare.contains(' ') && bare.contains(['/', '／']);
        let parts = bare.split(['/', '／']).filter(|_| is_joined);
        let calls = [name, bare.as_str()].into_iter().chain(inner).chain(parts);
        calls.map(key).filter(|form| !form.is_empty()).find_map(|form| self.by_form(&form))
    }

    /// The same, and by the last words of one body alone.
    pub(super) fn find_short(&self, name: &str) -> Option<usize> {
        self.find(name).or_else(|| {
            let key = key(&without_brackets(name));
            let short = self.ends.get(&key).and_then(|meant| meant.alone());
            short.or_else(|| self.inflected(&key))
        })
    }

    /// The body of a name that is compared by stems, or of a head noun: "the Board" where one body alone is a board.
    pub(super) fn inflected(&self, key: &str) -> Option<usize> {
        let stems = stems(key, self.language?);
        self.by_stems(&stems).or_else(|| self.by_noun(&stems))
    }

    /// The body that stems joined by spaces mean.
    pub(super) fn by_stems(&self, stems: &str) -> Option<usize> {
        self.stems.get(stems).and_then(|meant| meant.alone())
    }

    /// The one body that has a head noun, by the noun's stem.
    pub(super) fn by_noun(&self, stem: &str) -> Option<usize> {
        self.nouns.get(stem).and_then(|meant| meant.alone())
    }

    /// Whether a body's own head noun has this stem: what the page says of a committee calls it "the committee".
    pub(super) fn has_noun(&self, index: usize, stem: &str) -> bool {
        self.own.get(&index).is_some_and(|noun| noun == stem)
    }

    /// The bodies whose own head noun has this stem.
    pub(super) fn with_noun(&self, stem: &str) -> impl Iterator<Item = usize> {
        self.own.iter().filter(move |(_, noun)| *noun == stem).map(|(index, _)| *index)
    }

    /// How many characters from one on may name a body: none where no name starts with it.
    pub(super) fn reach(&self, first: char) -> usize {
        if fold(first.encode_utf8(&mut [0; 4])).chars().next().is_some_and(|c| self.starts.contains(&c)) {
            self.longest
        } else {
            0
        }
    }

    /// The body of one form.
    pub(super) fn by_form(&self, form: &str) -> Option<usize> {
        self.forms.get(form).and_then(|meant| meant.alone())
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, forms, key};
    use crate::diagnostic::Span;
    use crate::input::text::PlainText;

    #[test]
    fn a_number_before_a_name_is_no_part_of_it() {
        let bare = |s: &str| bare(&PlainText::new(s, Span { start: 0, end: s.len() })).flat();
        for (written, name) in [
            ("1. Board", "Board"),
            ("2.3.1 Board of governors", "Board of governors"),
            ("Section 3. Duties", "Duties"),
            ("§ 4 Board", "Board"),
            ("Article IV – Council", "Council"),
            ("第5章 理事会", "理事会"),
            ("Level 1: Team level", "Level 1: Team level"),
            ("Board:", "Board"),
            ("The chair and the clerk.", "The chair and the clerk"),
            ("3 lines of defence", "3 lines of defence"),
        ] {
            assert_eq!(bare(written), name);
        }
    }

    #[test]
    fn a_body_is_known_by_its_short_names() {
        let known = forms("Harbour Technical Committee (HTC)");
        for form in ["harbour technical committee", "htc", "tc"] {
            assert!(known.iter().any(|k| k == form), "{known:?}");
        }
        assert_eq!(key("The Board"), "board");
    }
}
