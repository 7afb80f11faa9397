//! Whether a page that a pattern found is one that governs, and what is said of one that is not, or is not in step.
use super::super::page::PageFile;
use super::super::report::Finding;
use crate::diagnostic::{Code, Severity};
use crate::input;
use crate::markers::regions;
use crate::words::has_level_word;

/// Whether a page that a pattern found is about levels of functions: prose with headings can be read as one too.
pub(super) fn is_governance(page: &PageFile) -> bool {
    let Some(model) = &page.model else {
        // a page without a level is another kind of page; one with slips is not passed over in silence
        return page
            .report
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Error && finding.code != Code::NoLevels.name());
    };
    let functions = || model.levels.iter().flat_map(|level| &level.functions);
    let text = page.report.source.as_ref().map_or("", |source| source.text.as_str());
    !model.flows.is_empty()
        || model.levels.iter().any(|level| has_level_word(&level.name))
        || functions().any(|function| !function.roles.is_empty())
        || input::has_settings(text)
        || !regions(text).is_empty()
}

/// What is said of a page that a pattern found and that is no governance page.
pub(super) fn is_another_kind(page: &str) -> Finding {
    let note = stale(format!("`{page}` has no levels of functions: it is passed over"));
    Finding { severity: Severity::Note, ..note }
}

/// Something that is not in step.
pub(super) fn stale(message: String) -> Finding {
    Finding {
        severity: Severity::Warning,
        code: "stale",
        explanation: "A picture or a part of a page that is not what the page says now.",
        message,
        hint: None,
        span: None,
        words: None,
    }
}
