//! Labels: `Members:` at the start of a line or an item, bold or not, or a line in bold on its own.
use super::evidence::{meaning, without_brackets};
use crate::input::text::{Dress, PlainText};
use crate::words::{Kinds, Language};

/// A line that starts with a label.
#[derive(Debug, Clone)]
pub(super) struct LabelledLine {
    /// The label's words, without its colon.
    pub(super) label: PlainText,
    /// What the label means.
    pub(super) kinds: Kinds,
    /// What stands behind it.
    pub(super) rest: PlainText,
    /// Whether the label is set bold.
    pub(super) is_bold: bool,
}

/// Longest label, in words.
const LABEL_WORDS: usize = 7;

/// The label that a line starts with: words before a colon, or a line that is bold as a whole.
pub(super) fn of_line(line: &PlainText, language: &Language) -> Option<LabelledLine> {
    let plain = line.as_str();
    let lead = plain.len() - plain.trim_start().len();
    let bold = bold_start(line);
    let colon = plain.char_indices().find(|(_, c)| matches!(c, ':' | '：'));
    let at = match (colon, bold) {
        // `**Label:** words`, `**Label**: words`, `Label: words`
        (Some((at, c)), bold) => {
            let is_near = bold
                .is_none_or(|end| at <= end + 1 || plain.get(end..at).is_some_and(|s| s.trim().is_empty()));
            let end = at + c.len_utf8();
            let is_address = plain.get(end..).is_some_and(|rest| rest.starts_with("//"));
            let is_time = plain.get(..at).is_some_and(|s| s.ends_with(|c: char| c.is_ascii_digit()))
                && plain.get(end..).is_some_and(|s| s.starts_with(|c: char| c.is_ascii_digit()));
            if is_address || is_time {
                None
            } else if is_near {
                Some((at, end))
            } else {
                bold.map(|end| (end, end))
            }
        }
        (None, Some(end)) => Some((end, end)),
        (None, None) => None,
    };
    let (label_end, rest_start) = at?;
    let label = super::names::without_number(&line.slice(lead..label_end.max(lead)));
    let words = label.flat();
    if words.is_empty() || words.split_whitespace().count() > LABEL_WORDS {
        return None;
    }
    let rest = line.slice(rest_start..plain.len());
    // bold words that a sentence goes on behind are no label, unless they are one by their meaning: `**Chair** Head of works`
    let says = Kinds::MEMBERS
        .union(Kinds::CHAIR)
        .union(Kinds::DEPUTY)
        .union(Kinds::SECRETARY)
        .union(Kinds::PURPOSE)
        .union(Kinds::CADENCE)
        .union(Kinds::DUTIES)
        .union(Kinds::REPORTS_TO);
    let goes_on = rest.as_str().trim_start().starts_with(|c: char| c.is_lowercase());
    let is_label = rest_start > label_end
        || rest.is_blank()
        || (!goes_on && meaning(without_brackets(&words).trim(), language).has(says));
    is_label.then(|| {
        // `Members (5)` are members
        let kinds = meaning(without_brackets(&words).trim(), language);
        // `Who: Mayor, two deans`
        let asks_who = kinds.has(Kinds::NAME_COLUMN) && kinds.has(Kinds::QUESTION) && !rest.is_blank();
        let kinds = if asks_who { kinds.union(Kinds::MEMBERS) } else { kinds };
        LabelledLine { kinds, label, rest, is_bold: bold.is_some() }
    })
}

/// Where the bold words end that a line starts with.
pub(super) fn bold_start(line: &PlainText) -> Option<usize> {
    let plain = line.as_str();
    let lead = plain.len() - plain.trim_start().len();
    let mark =
        line.marks().iter().filter(|mark| mark.dress == Dress::Strong).find(|mark| mark.start <= lead)?;
    let mut end = mark.end;
    // two stretches with nothing between them are one
    while let Some(next) = line.marks().iter().find(|mark| mark.dress == Dress::Strong && mark.start == end) {
        end = next.end;
    }
    (end > lead).then_some(end)
}

/// Whether all of a text that counts is bold: a colon, a stop or a bracket may stand behind.
pub(super) fn is_all_bold(line: &PlainText) -> bool {
    bold_start(line).is_some_and(|end| {
        line.as_str().get(end..).is_some_and(|rest| {
            let rest = rest.trim().trim_matches([':', '：', '.']).trim();
            rest.is_empty() || (rest.starts_with(['(', '（']) && rest.ends_with([')', '）']))
        })
    })
}

/// Whether a text is code as a whole, and so nobody's name.
pub(super) fn is_all_code(text: &PlainText) -> bool {
    let plain = text.as_str();
    let (lead, end) = (plain.len() - plain.trim_start().len(), plain.trim_end().len());
    text.marks().iter().any(|mark| mark.dress == Dress::Code && mark.start <= lead && mark.end >= end)
}

/// The words of a link that a text starts with.
pub(super) fn link_start(text: &PlainText) -> Option<usize> {
    let plain = text.as_str();
    let lead = plain.len() - plain.trim_start().len();
    text.marks().iter().find(|mark| mark.dress == Dress::Link && mark.start <= lead).map(|mark| mark.end)
}
