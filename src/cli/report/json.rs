//! Findings for programs: one JSON array.
use super::{FileReport, Placed, placed};
use crate::bridge::Finding as Row;
use crate::diagnostic::Severity;
use crate::markup::inert_json;
use serde::Serialize;

pub(super) fn show(files: &[FileReport]) -> String {
    // strings and numbers always serialise
    inert_json(serde_json::to_string_pretty(&rows(files)).unwrap_or_default()) + "\n"
}

/// One object of what a run made, by names, and of its findings.
pub(crate) fn object<T: Serialize>(made: &[(&'static str, T)], files: &[FileReport]) -> String {
    let mut object = serde_json::Map::new();
    for (name, value) in made {
        object.insert((*name).to_owned(), serde_json::to_value(value).unwrap_or_default());
    }
    let findings = serde_json::to_value(rows(files)).unwrap_or_default();
    object.insert("findings".to_owned(), findings);
    // strings and numbers always serialise
    inert_json(serde_json::to_string_pretty(&object).unwrap_or_default()) + "\n"
}

/// Every finding with its place, as programs meet it.
pub(crate) fn rows(files: &[FileReport]) -> Vec<Row> {
    let row = |one: Placed<'_>| Row {
        code: one.finding.code,
        severity: severity(one.finding.severity),
        message: one.finding.message.clone(),
        hint: one.finding.hint.as_deref().map(str::to_owned),
        file: one.file.map(str::to_owned),
        line: one.region.map(|r| r.line),
        column: one.region.map(|r| r.column),
        end_line: one.region.map(|r| r.end_line),
        end_column: one.region.map(|r| r.end_column),
    };
    placed(files).into_iter().map(row).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
