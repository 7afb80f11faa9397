//! Findings as workflow commands, which GitHub shows beside the page's lines.
use super::{Counts, FileReport, Placed, placed, printable};
use crate::diagnostic::Severity;
use std::fmt::Write as _;

/// GitHub shows no more annotations of one step.
const ANNOTATIONS_MAX: usize = 10;

pub(super) fn show(files: &[FileReport]) -> String {
    let mut all = placed(files);
    // errors first: they must not be the ones left out
    all.sort_by_key(|one| one.finding.severity);
    let shown = if all.len() > ANNOTATIONS_MAX { ANNOTATIONS_MAX - 1 } else { all.len() };
    let mut out = String::new();
    for one in all.iter().take(shown) {
        annotation(&mut out, one);
    }
    if all.len() > shown {
        let _ = writeln!(
            out,
            "::notice title=govdraw::{} more are not shown here; {} in all. Use --message-format sarif to see every one",
            all.len() - shown,
            Counts::of(files).in_words()
        );
    }
    out
}

fn annotation(out: &mut String, one: &Placed<'_>) {
    let command = match one.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(file) = one.file.filter(|file| *file != "-") {
        properties.push(format!("file={}", property(file)));
    }
    if let Some(region) = one.region {
        properties.push(format!("line={},endLine={}", region.line, region.end_line));
        // columns count only within one line
        if region.line == region.end_line {
            properties.push(format!("col={},endColumn={}", region.column, region.end_column));
        }
    }
    properties.push(format!("title={}", property(one.finding.code)));
    let mut message = data(&one.finding.message);
    if let Some(hint) = &one.finding.hint {
        let _ = write!(message, "%0Ahelp: {}", data(hint));
    }
    let _ = writeln!(out, "::{command} {}::{message}", properties.join(","));
}

/// A message's text, escaped so that it can neither end its line nor start another command.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, escaped so that it can start no other property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
