//! Findings for programs: one JSON array.
use super::{FileReport, placed};
use govdraw::diagnostic::Severity;
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    hint: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

pub(super) fn show(files: &[FileReport]) -> String {
    let placed = placed(files);
    let rows: Vec<Row<'_>> = placed
        .iter()
        .map(|one| Row {
            code: one.finding.code,
            severity: severity(one.finding.severity),
            message: &one.finding.message,
            hint: one.finding.hint.as_deref(),
            file: one.file,
            line: one.region.map(|r| r.line),
            column: one.region.map(|r| r.column),
            end_line: one.region.map(|r| r.end_line),
            end_column: one.region.map(|r| r.end_column),
        })
        .collect();
    // strings and numbers always serialise
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    text
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
