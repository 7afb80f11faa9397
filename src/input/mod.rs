//! Reads a model from a page or from data, and a theme from data.
//!
//! `source → blocks → outline → recovered outline → draft → model` for Markdown, `source → tree → draft → model` for
//! JSON and YAML. Nothing here opens a file.
mod allow;
mod body;
mod clean;
mod data;
mod decode;
mod flows;
mod front;
mod markdown;
mod outline;
mod page;
mod recovery;
mod roles;
mod schema;
mod text;
mod theme;
mod tree;
mod walk;

pub use allow::{Accepted, Allowed, allowed};
pub use decode::decode;
pub use schema::{schema, theme_schema};
pub use theme::read_theme;

use crate::diagnostic::{Diagnostic, Findings, Source, Warned};
use crate::limits::SOURCE_BYTES;
use crate::model::Model;

/// The syntax of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page with headings.
    Markdown,
    /// The model as JSON.
    Json,
    /// The model as YAML.
    Yaml,
}

impl Format {
    /// The format that a file's name stands for, by its extension; a page where that says nothing.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            _ => Self::Markdown,
        }
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
    if source.text.len() > SOURCE_BYTES {
        return Err(vec![decode::too_large(source.text.len())]);
    }
    let mut findings = Findings::default();
    // `decode` drops a byte order mark; text from elsewhere may still have one
    let start = if source.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    if let Some(none) = allow::no_page(&source.text, start).filter(|_| format == Format::Markdown) {
        return Err(vec![none]);
    }
    let mut draft = match format {
        Format::Markdown => markdown::read(source, start, options, &mut findings),
        Format::Json | Format::Yaml => data::read(source, start, format, &mut findings),
    };
    if draft.title.is_empty() {
        draft.title = stem(&source.name);
    }
    if draft.lang.is_empty() {
        draft.lang = options.lang.clone().unwrap_or_default();
    }
    // a draft without levels was already complained about, with more to say
    if draft.levels.is_empty() && findings.has_error() {
        return Err(findings.into_vec());
    }
    match Model::build(draft) {
        Ok(built) => {
            findings.extend(built.warnings);
            if findings.has_error() {
                return Err(findings.into_vec());
            }
            Ok(Warned { value: built.value, warnings: findings.into_vec() })
        }
        Err(more) => {
            findings.extend(more);
            Err(findings.into_vec())
        }
    }
}

/// A file's name without its folders and its extension.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => file.to_owned(),
    }
}
