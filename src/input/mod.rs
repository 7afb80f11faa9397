//! Reads a model from a page or from data, and a theme from data.
//!
//! `source → blocks → tree of sections → levels and functions → draft → model` for Markdown, `source → tree → draft → model` for
//! JSON and YAML. Nothing here opens a file.
mod allow;
mod clean;
mod data;
mod decode;
mod diagram;
mod emoji;
mod flows;
mod front;
mod links;
mod markdown;
mod mend;
mod page;
mod pictures;
mod reading;
mod roles;
mod schema;
mod site;
mod text;
mod theme;
mod toml;
mod tree;
mod walk;

pub use allow::{Accepted, Allowed, allowed};
pub use decode::decode;
pub use front::FrontMatter;
pub use mend::{Mended, mend};
pub use pictures::{Linked, linked};
pub use reading::{Entry, Outline, ReadAs};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use schema::theme_schema;
pub use theme::read_theme;

use crate::diagnostic::{Diagnostic, Findings, Source, Warned};
use crate::limits::SOURCE_BYTES;
use crate::model::{Draft, Model};
use std::borrow::Cow;

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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Depth of the levels' headings on a page, 1 to 5, the functions' being one deeper; none where the page's own words
    /// are to say which headings are levels.
    pub level_heading: Option<u8>,
    /// What front matter would say, as YAML, of a page that has none.
    pub settings: Option<String>,
    /// Language of a source that names none, as a BCP 47 tag.
    pub lang: Option<String>,
}

/// A source as it was read: the model, or what is wrong with it, and how each part of a page was taken.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The model with its warnings, or every error, in source order.
    pub model: Result<Warned<Model>, Vec<Diagnostic>>,
    /// What each part of a page was read as; empty for data.
    pub outline: Outline,
}

/// Whether a page's front matter, or the comment in its place, has settings of ours.
#[must_use]
pub fn has_settings(page: &str) -> bool {
    front::has_settings(page)
}

/// The front matter of a page, or the comment in its place, to be taken off for a builder that would print it.
#[must_use]
pub fn front_matter(page: &str) -> Option<FrontMatter> {
    front::whole(page)
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
    read_whole(source, format, options).model
}

/// Reads a model, and says what each part of the page was read as.
#[must_use]
pub fn read_whole(source: &Source, format: Format, options: &ReadOptions) -> Reading {
    if source.text.len() > SOURCE_BYTES {
        return Reading {
            model: Err(vec![decode::too_large(source.text.len())]),
            outline: Outline::default(),
        };
    }
    let lines = decode::with_line_feeds(&source.text);
    if let Cow::Owned(text) = lines {
        // of one length, so that places are the same
        return read_whole(&Source { name: source.name.clone(), text }, format, options);
    }
    let mut findings = Findings::default();
    // `decode` drops a byte order mark; text from elsewhere may still have one
    let start = if source.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    if let Some(none) = allow::no_page(&source.text, start).filter(|_| format == Format::Markdown) {
        return Reading { model: Err(vec![none]), outline: Outline::default() };
    }
    let (mut draft, outline) = match format {
        Format::Markdown => markdown::read(source, start, options, &mut findings),
        Format::Json | Format::Yaml => (data::read(source, start, format, &mut findings), Outline::default()),
    };
    if draft.title.is_empty() {
        draft.title = stem(&source.name);
    }
    if draft.lang.is_empty() {
        draft.lang = options.lang.clone().unwrap_or_default();
    }
    for level in draft.levels.iter_mut().filter(|level| level.implicit) {
        level.name.clone_from(&draft.title);
    }
    Reading { model: build(draft, findings), outline }
}

fn build(draft: Draft, mut findings: Findings) -> Result<Warned<Model>, Vec<Diagnostic>> {
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
