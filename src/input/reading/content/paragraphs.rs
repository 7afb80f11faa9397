//! Paragraphs below a name: lines with labels, lead-ins, prose.
use super::{ContentReader, Facet, Of};
use crate::input::page::Block;
use crate::input::reading::evidence::{NameWords, found};
use crate::input::reading::passages::{self, Passage, report_slip};
use crate::input::reading::{forms, labels, leads};
use crate::input::roles;
use crate::input::text::PlainText;
use crate::words::Kinds;

impl ContentReader<'_> {
    pub(super) fn paragraph(&mut self, text: &PlainText, following: Option<&Block>) {
        let language = self.reading.language;
        let is_label =
            |line: &PlainText| labels::of_line(line, language).is_some_and(|l| self.labelled(&l).is_some());
        let passages = passages::of(text, self.reading.own_label, language, is_label);
        let last = passages.len().saturating_sub(1);
        for (at, passage) in passages.into_iter().enumerate() {
            match passage {
                Passage::Roles(parted) if self.is_purpose(&parted) => {
                    self.say(&parted.roles.into_iter().collect::<Vec<_>>());
                }
                Passage::Roles(parted) => {
                    let Some(behind) = &parted.roles else { continue };
                    self.announce(parted.label.as_ref());
                    report_slip(&parted, self.findings);
                    if behind.is_blank() {
                        self.next = Some((Some(Facet::Members(true)), None));
                    }
                    self.add(&roles::split(behind));
                }
                Passage::Labelled(line) => self.line(&line),
                Passage::Prose(lines) if at == last => self.say_lead(&lines, following),
                Passage::Prose(lines) => self.say(&lines),
            }
        }
        self.is_below_caption = is_caption(text);
    }

    /// Prose, unless it only introduces the list or the table behind it.
    fn say_lead(&mut self, lines: &[PlainText], following: Option<&Block>) {
        let Some(lead) = leads::of(lines, following) else {
            // `Its members are:` over a table
            let words = lines.last().map(PlainText::flat).unwrap_or_default();
            if matches!(following, Some(Block::Table(_)))
                && words.ends_with([':', '：'])
                && self.announces(&words)
            {
                self.next = Some((Some(Facet::Members(false)), Some(words)));
                return;
            }
            self.say(lines);
            return;
        };
        let words = NameWords::default();
        let facet = if let (Some(Block::List(items)), Some(last)) = (following, lines.last())
            && forms::opens_bodies(items, Some(&Block::Paragraph(last.clone())), words, self.reading.language)
        {
            // bodies that stand in this one are functions of their own
            Some(Facet::Process)
        } else if self.announces(&lead) {
            Some(Facet::Members(false))
        } else {
            self.leads_to_decisions(&lead).then_some(Facet::Decides)
        };
        self.next = Some((facet, Some(lead)));
    }

    /// Whether the words before a list say that members follow.
    pub(super) fn announces(&self, lead: &str) -> bool {
        // `Members:` is a label; a sentence must end in words that announce them
        found(lead, self.reading.language).iter().any(|hit| hit.kinds.has(Kinds::ANNOUNCES))
    }

    /// Whether the words before a list are of people.
    pub(super) fn names_people(&self, lead: &str) -> bool {
        let people = Kinds::NAME_COLUMN.union(Kinds::MEMBERS);
        found(lead, self.reading.language).last().is_some_and(|hit| hit.kinds.has(people))
    }

    /// Whether the words before a list end in a verb before what is decided: "The board approves:".
    pub(super) fn leads_to_decisions(&self, lead: &str) -> bool {
        let end = lead.trim_end_matches([':', '：', ' ']).len();
        self.of == Of::Function
            && found(lead, self.reading.language)
                .iter()
                .any(|hit| hit.kinds.has(Kinds::DECIDING) && hit.end == end)
    }
}

/// Whether a paragraph is a few words that are no sentence and no label: `Quarter ends`.
fn is_caption(text: &PlainText) -> bool {
    const CAPTION_WORDS: usize = 5;
    let words = text.as_str();
    words.split_whitespace().take(CAPTION_WORDS + 1).count() <= CAPTION_WORDS
        && !words.contains(['.', ':', '。', '：', '!', '?'])
}
