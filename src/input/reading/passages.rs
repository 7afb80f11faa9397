//! The lines of a paragraph, parted at those that start with a label: each ends the one before.
use super::labels;
use super::people;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::input::page::Block;
use crate::input::roles::{self, Parted};
use crate::input::text::{PlainText, without_stop};
use crate::words::{Kinds, Language};

/// Lines that belong together.
#[derive(Debug)]
pub(super) enum Passage {
    /// What a label of roles announces.
    Roles(Parted),
    /// Another label and its value, on one line.
    Labelled(PlainText),
    /// Lines without a label.
    Prose(Vec<PlainText>),
}

/// A label's words, and the lines of its value.
struct OpenLabel {
    label: PlainText,
    behind: Vec<PlainText>,
    announces_roles: bool,
}

/// Parts a paragraph. `is_label` says which lines start with a label that means something here.
pub(super) fn of(
    text: &PlainText,
    own_label: Option<&str>,
    language: &Language,
    is_label: impl Fn(&PlainText) -> bool,
) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut open: Option<OpenLabel> = None;
    for line in text.lines().iter().flat_map(|line| stretches(line, language)).filter(|line| !line.is_blank())
    {
        let announces_roles = roles::part(&line, own_label).label.is_some();
        if announces_roles || is_label(&line) {
            passages.extend(open.take().map(|open| close(open, own_label)));
            open = Some(OpenLabel { label: line, behind: Vec::new(), announces_roles });
            continue;
        }
        match open.as_mut().filter(|open| open.goes_on(&line, language)) {
            Some(open) => open.behind.push(line),
            None => {
                passages.extend(open.take().map(|open| close(open, own_label)));
                match passages.last_mut() {
                    Some(Passage::Prose(lines)) => lines.push(line),
                    _ => passages.push(Passage::Prose(vec![line])),
                }
            }
        }
    }
    passages.extend(open.map(|open| close(open, own_label)));
    passages
}

/// A line, parted where a label stands behind a semicolon or a sentence: `Chair: mayor; Members: two deans`, `Meets yearly.
/// Chair: mayor`.
pub(super) fn stretches(line: &PlainText, language: &Language) -> Vec<PlainText> {
    const LABEL_WORDS: usize = 3;
    const VALUE_WORDS: usize = 12;
    const LABEL_BYTES: usize = 90;
    const VALUE_BYTES: usize = 400;
    let says = Kinds::MEMBERS
        .union(Kinds::CHAIR)
        .union(Kinds::DEPUTY)
        .union(Kinds::SECRETARY)
        .union(Kinds::CADENCE)
        .union(Kinds::REPORTS_TO)
        .union(Kinds::ESCALATES_TO);
    let plain = line.as_str();
    let mut parts = Vec::new();
    let mut start = 0;
    let last_label = plain.rfind([':', '：']).unwrap_or(0);
    let mut signs: Vec<(usize, &str)> = Vec::new();
    for sign in ["; ", ". "] {
        signs.extend(plain.get(..last_label).unwrap_or_default().match_indices(sign));
    }
    signs.sort_unstable();
    for (at, sign) in signs {
        // no label and no value of one is longer, and long lines are read in linear time
        let from = at + sign.len();
        let near = |bytes: usize| {
            let end = (from + bytes).min(plain.len());
            (from..=end).rev().find(|at| plain.is_char_boundary(*at)).unwrap_or(from)
        };
        if !plain.get(from..near(LABEL_BYTES)).is_some_and(|head| head.contains([':', '：'])) {
            continue;
        }
        let behind = line.slice(from..near(VALUE_BYTES));
        let is_label = labels::of_line(&behind, language).is_some_and(|l| {
            l.kinds.has(says)
                && !l.rest.is_blank()
                && l.label.flat().split_whitespace().count() <= LABEL_WORDS
                && (sign == "; " || l.rest.as_str().split_whitespace().count() <= VALUE_WORDS)
        });
        if is_label {
            // a sentence keeps its stop
            parts.push(line.slice(start..at + usize::from(sign == ". ")));
            start = at + sign.len();
        }
    }
    // the stop of the line's last sentence is no part of a label's value
    let last = plain.get(start..).unwrap_or_default();
    let end = if start > 0 { without_stop(last.trim_end()).len() } else { last.len() };
    parts.push(line.slice(start..start + end));
    parts
}

impl OpenLabel {
    /// Whether a line without a label that means something is still this one's.
    fn goes_on(&self, line: &PlainText, language: &Language) -> bool {
        const LABEL_WORDS: usize = 3;
        let last = self.behind.last().unwrap_or(&self.label).as_str().trim_end();
        if last.ends_with([',', ';', '、', '，', '；', '،', '؛']) {
            return true;
        }
        let is_open = labels::of_line(&self.label, language).is_some_and(|l| l.rest.is_blank());
        // a label of its own, whatever it means
        let has_label = labels::of_line(line, language)
            .is_some_and(|l| l.label.flat().split_whitespace().count() <= LABEL_WORDS);
        if has_label {
            return false;
        }
        let starts_small = line.as_str().trim_start().starts_with(char::is_lowercase);
        self.announces_roles || is_open || (starts_small && !last.ends_with(['.', '。', '!', '?']))
    }
}

fn close(open: OpenLabel, own_label: Option<&str>) -> Passage {
    let is_alone = open.label.as_str().trim_end().ends_with([':', '：']) || labels::is_all_bold(&open.label);
    let is_wrapped = open.behind.iter().any(|line| line.as_str().contains([',', ';', '、', '，', '；', '،']));
    let between = if is_alone && !is_wrapped { "; " } else { " " };
    let value = joined_all(&open.behind, between);
    let line = match value {
        Some(value) => {
            let has_colon = !is_alone || open.label.as_str().trim_end().ends_with([':', '：']);
            joined(&open.label, &[value], if has_colon { " " } else { ": " })
        }
        None => open.label,
    };
    if open.announces_roles { Passage::Roles(roles::part(&line, own_label)) } else { Passage::Labelled(line) }
}

fn joined_all(lines: &[PlainText], between: &str) -> Option<PlainText> {
    let (first, rest) = lines.split_first()?;
    Some(joined(first, rest, between))
}

/// Texts in a row, with a sign between them.
pub(super) fn joined(first: &PlainText, rest: &[PlainText], between: &str) -> PlainText {
    let mut out = first.clone();
    for line in rest {
        let start = line.whole_span().start;
        out.push(between, Span { start, end: start });
        out.append(line);
    }
    out
}

/// The value that stands alone below a heading: a paragraph of a single short line.
pub(super) fn value_of(following: Option<&Block>) -> Option<PlainText> {
    let Some(Block::Paragraph(text)) = following else { return None };
    (!text.as_str().trim().contains('\n') && people::is_value(text)).then(|| text.clone())
}

/// A finding for a label with a slip in it.
pub(super) fn report_slip(parted: &Parted, findings: &mut Findings) {
    let (Some(label), Some(meant)) = (&parted.label, parted.meant) else { return };
    let written = label.as_str().trim_end_matches([':', '：']).trim();
    let is_capital = written.starts_with(char::is_uppercase);
    let mut letters = meant.chars();
    let first = letters.next().map(|c| if is_capital { c.to_uppercase().to_string() } else { c.to_string() });
    let right = format!("{}{}", first.unwrap_or_default(), letters.as_str());
    let start = label.whole_span().start;
    findings.push(
        Diagnostic::new(
            Severity::Warning,
            Code::MisspeltLabel,
            format!("\"{written}\" is read as \"{right}\", which announces roles"),
        )
        .at(label.whole_span())
        .hint(format!("write `{right}:`"))
        .mend(start..start + written.len(), written, right),
    );
}
