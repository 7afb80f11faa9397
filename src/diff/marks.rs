//! What is marked in a picture of both models, and in which words.
use crate::words::{change_words, texts};
use std::collections::BTreeMap;

/// How a part or an arrow differs from what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// There was none.
    Added,
    /// There is none any more.
    Removed,
    /// It stands in another level.
    Moved,
    /// It has another name.
    Renamed,
    /// It says something else.
    Reworded,
    /// Others have it.
    Roles,
    /// An arrow says something else, is of another kind, or leads elsewhere.
    Changed,
}

impl Mark {
    /// Every mark, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::Added, Self::Removed, Self::Moved, Self::Renamed, Self::Reworded, Self::Roles, Self::Changed];

    /// Its word, in the language of a BCP 47 tag.
    #[must_use]
    pub fn word(self, lang: &str) -> &'static str {
        let words = change_words(lang);
        match self {
            Self::Added => words.added,
            Self::Removed => words.removed,
            Self::Moved => words.moved,
            Self::Renamed => words.renamed,
            Self::Reworded => words.reworded,
            Self::Roles => words.roles,
            Self::Changed => words.changed,
        }
    }
}

/// A mark on a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How it differs.
    pub mark: Mark,
    /// What it was called, or in which level it was; of roles, who came (`+ …`) and who went (`− …`).
    pub detail: Option<String>,
}

impl Note {
    /// The mark's word with its detail.
    #[must_use]
    pub fn words(&self, lang: &str) -> String {
        let word = self.mark.word(lang);
        match &self.detail {
            None => word.to_owned(),
            Some(detail) if self.mark == Mark::Roles => format!("{word}{}{detail}", texts(lang).colon),
            Some(detail) => format!("{word} ({})", before(lang, detail)),
        }
    }
}

/// What something was, as "before: Business".
pub(super) fn before(lang: &str, what: &str) -> String {
    format!("{}{}{what}", change_words(lang).before, texts(lang).colon)
}

/// What is marked in a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// By a part's id.
    pub(super) parts: BTreeMap<String, Vec<Note>>,
    /// Of each flow of the merged model.
    pub(super) flows: Vec<Option<Mark>>,
    /// All that is marked, in words: "Business (Strategic level)".
    pub(super) told: Vec<(Mark, String)>,
}

impl Marks {
    /// Marks a part as being no more, and tells of it in these words.
    pub(super) fn gone(&mut self, id: &str, told: String) {
        self.mark_gone(id);
        self.told.push((Mark::Removed, told));
    }

    /// Marks a part as being no more.
    pub(super) fn mark_gone(&mut self, id: &str) {
        self.parts.insert(id.to_owned(), vec![Note { mark: Mark::Removed, detail: None }]);
    }

    /// What is marked on a part; nothing on one that is as it was.
    #[must_use]
    pub fn of(&self, id: &str) -> &[Note] {
        self.parts.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether a part is no more.
    #[must_use]
    pub fn is_gone(&self, id: &str) -> bool {
        self.of(id).iter().any(|note| note.mark == Mark::Removed)
    }

    /// What is marked on a flow of the merged model, by its index.
    #[must_use]
    pub fn of_flow(&self, index: usize) -> Option<Mark> {
        self.flows.get(index).copied().flatten()
    }

    /// The title of the picture, from that of the new model.
    #[must_use]
    pub fn title(lang: &str, title: &str) -> String {
        let heading = change_words(lang).heading;
        if title.is_empty() { heading.to_owned() } else { format!("{heading}{}{title}", texts(lang).colon) }
    }

    /// All that is marked as sentences: the alternative text of the picture.
    #[must_use]
    pub fn alt(&self, lang: &str, title: &str) -> String {
        let words = texts(lang);
        let mut sentences = vec![Self::title(lang, title)];
        for mark in Mark::ALL {
            let all = self.told.iter().filter(|(of, _)| *of == mark).map(|(_, told)| told.as_str());
            let all: Vec<&str> = all.collect();
            if !all.is_empty() {
                let (word, colon) = (mark.word(lang), words.colon);
                sentences.push(format!("{word}{colon}{}", all.join(words.separator)));
            }
        }
        if self.told.is_empty() {
            sentences.push(change_words(lang).none.to_owned());
        }
        sentences.iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" ")
    }
}
