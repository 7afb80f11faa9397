//! Paragraphs below a name: lines with labels, lead-ins, prose.
use super::{Facet, Of, Reader, report_slip};
use crate::input::page::Block;
use crate::input::reading::evidence::found;
use crate::input::reading::labels;
use crate::input::reading::leads::lead_in_of;
use crate::input::roles;
use crate::input::text::Text;
use crate::words::Kinds;

impl Reader<'_> {
    pub(super) fn paragraph(&mut self, text: &Text, following: Option<&Block>) {
        let parts = self.labelled_parts(text);
        for (at, part) in parts.iter().enumerate() {
            let following = following.filter(|_| at + 1 == parts.len());
            self.part(part, following);
        }
        self.is_below_caption = is_caption(text);
    }

    /// A paragraph by its lines with labels, where one announces roles and others stand beside it: each such line with those
    /// that it wraps onto.
    pub(super) fn labelled_parts(&self, text: &Text) -> Vec<Text> {
        let lines = text.lines();
        let own = self.reading.own_label;
        let announces = |line: &Text| roles::part(line, own).roles.is_some();
        let is_labelled = |line: &Text| {
            announces(line)
                || labels::of_line(line, self.reading.language).is_some_and(|l| self.labelled(&l).is_some())
        };
        let labelled: Vec<bool> = lines.iter().map(is_labelled).collect();
        if labelled.iter().filter(|is| **is).count() < 2 || !lines.iter().any(announces) {
            return vec![text.clone()];
        }
        let mut parts = Vec::new();
        let (mut start, mut at) = (0, 0);
        for (line, is_labelled) in lines.iter().zip(labelled) {
            if is_labelled && at > start {
                parts.push(text.slice(start..at.saturating_sub(1)));
                start = at;
            }
            at += line.as_str().len() + 1;
        }
        parts.push(text.slice(start..text.as_str().len()));
        parts
    }

    pub(super) fn part(&mut self, text: &Text, following: Option<&Block>) {
        let parted = roles::part(text, self.reading.own_label);
        if let Some(behind) = parted.roles.as_ref().filter(|_| !self.is_purpose(&parted)) {
            self.announce(parted.label.as_ref());
            report_slip(&parted, self.findings);
            if behind.is_blank() {
                self.next = Some((Some(Facet::Members(true)), None));
            }
            // further labels may stand below the one of roles
            let (found, rest) = self.until_label(behind);
            self.add(&found);
            self.say(&parted.prose);
            for line in rest {
                self.line(&line);
            }
            return;
        }
        let lines: Vec<Text> = text.lines().into_iter().filter(|line| !line.is_blank()).collect();
        let is_labelled = |line: &Text| {
            labels::of_line(line, self.reading.language).is_some_and(|l| self.labelled(&l).is_some())
        };
        if lines.iter().any(is_labelled) {
            let mut prose: Vec<Text> = Vec::new();
            for line in lines {
                if labels::of_line(&line, self.reading.language).is_some_and(|l| self.labelled(&l).is_some())
                {
                    self.say(&std::mem::take(&mut prose));
                    self.line(&line);
                } else {
                    prose.push(line);
                }
            }
            self.say_lead(&prose, following);
            return;
        }
        self.say_lead(&lines, following);
    }

    /// Prose, unless it only introduces the list behind it.
    pub(super) fn say_lead(&mut self, lines: &[Text], following: Option<&Block>) {
        let Some(lead) = lead_in_of(lines, following) else {
            self.say(lines);
            return;
        };
        let facet = if self.announces(&lead) {
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
fn is_caption(text: &Text) -> bool {
    const CAPTION_WORDS: usize = 5;
    let words = text.flat();
    words.split_whitespace().count() <= CAPTION_WORDS && !words.contains(['.', ':', '。', '：', '!', '?'])
}
