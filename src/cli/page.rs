//! From a path to a model.
use super::args::{InputFormat, Reading};
use super::report::FileReport;
use super::{drawings, files};
use govdraw::input::{self, Format, ReadOptions};
use govdraw::layout;
use govdraw::limits::SOURCE_BYTES;
use govdraw::model::Model;
use govdraw::theme::Gallery;
use std::path::Path;
use std::sync::Arc;

/// A page as far as it could be read.
pub(crate) struct Page {
    /// What there is to say of it.
    pub report: FileReport,
    /// Its model; without one, the report holds an error.
    pub model: Option<Model>,
    /// The drawings that it names, where they are asked for.
    pub gallery: Gallery,
}

/// Reads a page.
pub(crate) fn read(path: &Path, reading: &Reading) -> Page {
    match files::read(path, SOURCE_BYTES) {
        Ok(bytes) => of_bytes(path, &bytes, reading),
        Err(fault) => {
            let mut report = FileReport { name: Some(files::shown(path)), ..FileReport::default() };
            report.add([fault]);
            Page { report, model: None, gallery: Gallery::default() }
        }
    }
}

/// A page of these bytes, with the path that messages name it by.
pub(crate) fn of_bytes(path: &Path, bytes: &[u8], reading: &Reading) -> Page {
    let name = files::shown(path);
    let mut report = FileReport { name: Some(name.clone()), ..FileReport::default() };
    let source = match input::decode(&name, bytes) {
        Ok(source) => Arc::new(source),
        Err(error) => {
            report.add([error]);
            return Page { report, model: None, gallery: Gallery::default() };
        }
    };
    report.source = Some(Arc::clone(&source));
    let format = format_of(path, &source.text, reading.input_format);
    let options = ReadOptions {
        level_heading: reading.level_heading.unwrap_or(ReadOptions::default().level_heading),
        lang: reading.lang.clone(),
    };
    match input::read_with(&source, format, &options) {
        Ok(read) => {
            report.add(read.warnings);
            Page { report, model: Some(read.value), gallery: Gallery::default() }
        }
        Err(errors) => {
            report.add(errors);
            Page { report, model: None, gallery: Gallery::default() }
        }
    }
}

impl Page {
    /// The page with the drawings that it names; where one cannot be read, it has no model.
    pub(crate) fn with_drawings(mut self, path: &Path) -> Self {
        let names = self.model.iter().flat_map(layout::drawings).map(|(name, _)| name);
        match drawings::load(path, names) {
            Ok(gallery) => self.gallery = gallery,
            Err(faults) => {
                self.report.add(faults);
                self.model = None;
            }
        }
        self
    }
}

/// What a page is written in: as told, else by its name, and for standard input by its first characters.
pub(crate) fn format_of(path: &Path, text: &str, told: Option<InputFormat>) -> Format {
    match told {
        Some(InputFormat::Markdown) => Format::Markdown,
        Some(InputFormat::Json) => Format::Json,
        Some(InputFormat::Yaml) => Format::Yaml,
        None if files::is_dash(path) => {
            // a page may start with a template's `{%` or `{{`
            let rest = text.trim_start().strip_prefix('{').map(str::trim_start);
            if rest.is_some_and(|rest| rest.starts_with(['"', '}'])) {
                Format::Json
            } else {
                Format::Markdown
            }
        }
        None => Format::of_name(&files::shown(path)),
    }
}
