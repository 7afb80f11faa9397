//! What of a body's content its own fields hold: how often it meets, what it decides, who is in the chair.
use super::{ContentReader, Facet, Of};
use crate::diagnostic::Span;
use crate::input::reading::evidence::NameWords;
use crate::input::reading::labels::LabelledLine;
use crate::input::reading::people;
use crate::input::reading::sayings::{self, Saying};
use crate::input::text::PlainText;
use crate::model::{RoleMark, sentences};
use crate::words::{Kinds, fold};

/// What is left of a sentence.
struct Unsaid {
    words: Option<String>,
    /// Whether anything was taken out of it.
    is_less: bool,
}

impl ContentReader<'_> {
    /// Whether what is read stands where how often a body meets is part of a process.
    pub(super) fn is_in_process(&self) -> bool {
        self.facet() == Some(Facet::Cadence(true))
    }

    /// A paragraph without the sentences that say what a field holds, which they fill; none where nothing else is left.
    pub(super) fn unsaid(&mut self, paragraph: &str, place: Option<&PlainText>) -> Option<String> {
        if self.of == Of::Level || self.is_below_caption {
            return Some(paragraph.to_owned());
        }
        let all = sentences(paragraph);
        let is_cadence = matches!(self.facet(), Some(Facet::Cadence(_)));
        let count = all.len();
        let mut left: Vec<String> = Vec::new();
        let mut is_less = false;
        for sentence in all {
            let said = sayings::of_sentence(&sentence, self.reading.language);
            if !said.is_empty() && said.iter().all(|saying| self.takes(saying)) {
                said.into_iter().for_each(|saying| self.keep(saying, place));
                continue;
            }
            let is_often = is_cadence
                && self.content.meets.is_none()
                && sayings::is_how_often(&sentence, self.reading.language);
            if is_often {
                self.meets(&sentence);
            } else if self.facet() == Some(Facet::Decides) && count <= 3 {
                self.content.decides.push(sentence);
            } else {
                let unsaid = self.unsaid_clauses(sentence, place);
                is_less |= unsaid.is_less;
                left.extend(unsaid.words);
            }
        }
        if left.len() == count && !is_less {
            return Some(paragraph.to_owned());
        }
        (!left.is_empty()).then(|| left.join(" "))
    }

    /// A sentence without those of its clauses that say in full what a field holds: "Ten sit on it; meets monthly".
    fn unsaid_clauses(&mut self, sentence: String, place: Option<&PlainText>) -> Unsaid {
        if !sentence.contains("; ") {
            return Unsaid { words: Some(sentence), is_less: false };
        }
        let mut left: Vec<&str> = Vec::new();
        let clauses: Vec<&str> = sentence.split("; ").collect();
        for clause in &clauses {
            let said = sayings::of_sentence(clause, self.reading.language);
            if !said.is_empty() && said.iter().all(|saying| self.takes(saying)) {
                said.into_iter().for_each(|saying| self.keep(saying, place));
            } else {
                left.push(clause);
            }
        }
        // French has a blank before the semicolon
        let words = (!left.is_empty()).then(|| left.join("; ").trim_end().to_owned());
        Unsaid { is_less: left.len() < clauses.len(), words }
    }

    fn keep(&mut self, saying: Saying, place: Option<&PlainText>) {
        match saying {
            Saying::Meets(words) => self.meets(&words),
            Saying::Chair(name) => {
                self.content.announces = true;
                let span = place.map(PlainText::whole_span).unwrap_or(Span { start: 0, end: 0 });
                self.add_marked(&[PlainText::new(name, span)], Some(RoleMark::Chair));
            }
            Saying::Decides(words) => self.content.decides.push(words),
        }
    }

    /// Whether a field still has room for what a sentence says.
    pub(super) fn takes(&self, saying: &Saying) -> bool {
        match saying {
            Saying::Meets(_) => self.content.meets.is_none(),
            Saying::Chair(_) => self.owner.is_body(),
            Saying::Decides(_) => true,
        }
    }

    /// Takes short lines below a label of how often a body meets, or of what it decides, as the field's value.
    pub(super) fn fills(&mut self, facet: Option<Facet>, lines: &[PlainText]) -> bool {
        match (facet, lines) {
            (Some(Facet::Cadence(_)), [line]) if self.is_cadence(line) => self.meets(&line.flat()),
            (Some(Facet::Decides), lines) if !lines.is_empty() && lines.iter().all(people::is_value) => {
                lines.iter().for_each(|line| self.decides(line));
            }
            _ => return false,
        }
        true
    }

    pub(super) fn meets(&mut self, words: &str) {
        let words = crate::model::without_full_stop(words.trim());
        match &mut self.content.meets {
            _ if words.is_empty() => {}
            None => self.content.meets = Some(words.to_owned()),
            Some(known) if fold(known) == fold(words) => {}
            Some(known) => {
                known.push_str("; ");
                known.push_str(words);
            }
        }
    }

    pub(super) fn decides(&mut self, behind: &PlainText) {
        let plain = behind.flat();
        let parts = plain.split([';', '；']).map(str::trim).filter(|part| !part.is_empty());
        self.content.decides.extend(parts.map(str::to_owned));
    }

    /// Whether a label of decisions stands before those who decide.
    pub(super) fn names_deciders(&self, labelled: &LabelledLine) -> bool {
        let is_one = |part: &PlainText| {
            let words = NameWords::of(&part.flat(), self.reading.language);
            (words.is_body() || words.is_post()) && words.count <= 5
        };
        let parts = people::split(&labelled.rest, self.reading.language);
        labelled.kinds.has(Kinds::DECIDERS) || (!parts.is_empty() && parts.iter().all(is_one))
    }

    /// Whether what stands behind a label of meetings says how often: no list of what is on the agenda.
    pub(super) fn is_cadence(&self, behind: &PlainText) -> bool {
        /// What is as short says nothing else.
        const SHORT_WORDS: usize = 6;
        let plain = behind.flat();
        let is_short = |words: &str| {
            words.split_whitespace().count() <= SHORT_WORDS
                && !sayings::parts_at(words, &[',', ';', ':', '、'])
        };
        // `Last Friday of the month, 18:00`
        let is_timed = || {
            plain
                .rsplit_once(", ")
                .is_some_and(|(day, time)| time.starts_with(char::is_numeric) && is_short(day))
        };
        is_short(&plain) || is_timed() || sayings::is_how_often(&plain, self.reading.language)
    }

    /// An item that says something, unless it says what a field holds.
    pub(super) fn point(&mut self, text: &PlainText) {
        if let Some(words) = self.unsaid(&text.flat(), Some(text))
            && !self.is_in_process()
        {
            self.content.points.push(words);
        }
    }
}
