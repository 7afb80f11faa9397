//! Reads a model from a page or from data.
//!
//! `source → blocks → outline → recovered outline → draft → model` for Markdown, `source → tree → draft → model` for
//! JSON and YAML. Nothing here opens a file.
mod body;
mod flows;
mod front;
mod markdown;
mod outline;
mod page;
mod recovery;
mod roles;
mod text;
mod tree;
mod walk;

use crate::diagnostic::{Diagnostic, Severity, Source, Warned};
use crate::model::Model;

/// The syntax of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page with headings.
    Markdown,
}

impl Format {
    /// The format that a file's name stands for, by its extension; a page where that says nothing.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let _ = name;
        Self::Markdown
    }
}

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// Depth of the levels' headings on a page, 1 to 5; the functions' are one deeper.
    pub level_heading: u8,
    /// Language of a source that names none, as a BCP 47 tag.
    pub lang: Option<String>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { level_heading: 2, lang: None }
    }
}

/// Reads a model.
///
/// # Errors
/// Every error found on the way, with the warnings, in source order.
pub fn read(source: &Source, format: Format) -> Result<Warned<Model>, Vec<Diagnostic>> {
    read_with(source, format, &ReadOptions::default())
}

/// Reads a model in a way of one's own.
///
/// # Errors
/// Every error found on the way, with the warnings, in source order.
pub fn read_with(
    source: &Source,
    format: Format,
    options: &ReadOptions,
) -> Result<Warned<Model>, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let mut draft = match format {
        Format::Markdown => markdown::read(source, options, &mut findings),
    };
    if draft.title.is_empty() {
        draft.title = stem(&source.name);
    }
    if draft.lang.is_empty() {
        draft.lang = options.lang.clone().unwrap_or_default();
    }
    let has_error = |findings: &[Diagnostic]| findings.iter().any(|f| f.severity == Severity::Error);
    // a draft without levels was already complained about, with more to say
    if draft.levels.is_empty() && has_error(&findings) {
        return Err(in_order(findings));
    }
    match Model::build(draft) {
        Ok(_) if has_error(&findings) => Err(in_order(findings)),
        Ok(built) => {
            findings.extend(built.warnings);
            Ok(Warned { value: built.value, warnings: in_order(findings) })
        }
        Err(more) => {
            findings.extend(more);
            Err(in_order(findings))
        }
    }
}

fn in_order(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// A file's name without its folders and its extension.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => file.to_owned(),
    }
}
