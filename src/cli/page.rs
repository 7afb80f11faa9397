//! From a path to a model.
use super::args::{LookArgs, ReadingArgs};
use super::format::format_of;
use super::report::{FileReport, Finding};
use super::request::{self, Request};
use super::sync::reading as settled;
use super::values::ThemeChoice;
use super::{assets, files};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::input::{self, Outline};
use crate::layout;
use crate::limits::SOURCE_BYTES;
use crate::model::Model;
use crate::output::Provenance;
use crate::theme::Gallery;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A page as far as it could be read.
pub(crate) struct PageFile {
    /// What there is to say of it.
    pub report: FileReport,
    /// Its model; without one, the report holds an error, or the note that it is passed over.
    pub model: Option<Model>,
    /// The drawings that it names, where they are asked for.
    pub gallery: Gallery,
    /// Fonts and theme of its own, where it names a theme's file and they are asked for.
    pub request: Option<Request>,
    /// What each part of it was read as.
    pub outline: Outline,
    /// What pictures that carry its model say of it: the same in all of them, made once.
    origin: OnceLock<Provenance>,
}

impl PageFile {
    /// What a picture that carries its model says of it.
    pub(super) fn origin(&self, model: &Model) -> Provenance {
        let origin = self.origin.get_or_init(|| {
            // on one line: an SVG keeps no line ends; a model's texts, numbers and lists always serialise
            let json = serde_json::to_string(model).unwrap_or_default();
            Provenance::new(env!("CARGO_PKG_VERSION"), json)
        });
        origin.clone()
    }

    /// A page that could not be read, and why.
    fn unread(mut report: FileReport, fault: impl Into<Finding>) -> Self {
        report.add([fault.into()]);
        let (gallery, outline, origin) = (Gallery::default(), Outline::default(), OnceLock::new());
        Self { report, model: None, gallery, request: None, outline, origin }
    }
}

/// Whether a page was asked for by itself, or among others, as by a pattern such as `docs/*.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Company {
    /// It is what was asked for.
    Alone,
    /// One that is no governance page is passed over.
    Among,
}

impl Company {
    /// Of each of some pages.
    pub(crate) fn of(pages: &[PathBuf]) -> Self {
        if pages.len() > 1 { Self::Among } else { Self::Alone }
    }
}

/// Reads a page.
pub(crate) fn read(path: &Path, reading: &ReadingArgs, company: Company) -> PageFile {
    match files::read(path, SOURCE_BYTES) {
        Ok(bytes) => of_bytes(path, &bytes, &settled(path, reading), company),
        Err(fault) => {
            PageFile::unread(FileReport { name: Some(files::shown(path)), ..FileReport::default() }, fault)
        }
    }
}

/// A page of these bytes, with the path that messages name it by.
pub(crate) fn of_bytes(path: &Path, bytes: &[u8], reading: &ReadingArgs, company: Company) -> PageFile {
    let name = files::shown(path);
    let mut report = FileReport { name: Some(name.clone()), ..FileReport::default() };
    let source = match input::decode(&name, bytes) {
        Ok(source) => Arc::new(source),
        Err(error) => return PageFile::unread(report, error),
    };
    report.source = Some(Arc::clone(&source));
    let format = format_of(path, &source.text, reading.input_format);
    let options = reading.options();
    let allowed = input::allowed(&source, format);
    report.allowed = allowed.value;
    report.add(allowed.warnings);
    let read = input::read_whole(&source, format, &options);
    let model = match read.model {
        Ok(read) => {
            report.add(read.warnings);
            Some(read.value)
        }
        Err(errors) => {
            match none_of(&errors).filter(|_| company == Company::Among) {
                Some(note) => report.add([note]),
                None => report.add(errors),
            }
            None
        }
    };
    let (gallery, origin) = (Gallery::default(), OnceLock::new());
    PageFile { report, model, gallery, request: None, outline: read.outline, origin }
}

/// The note for a page among others that is no governance page.
fn none_of(errors: &[Diagnostic]) -> Option<Diagnostic> {
    let none = errors.iter().find(|error| NONE.contains(&error.code) && error.severity == Severity::Error)?;
    let message = format!("{}: it is passed over", none.message);
    Some(Diagnostic { severity: Severity::Note, message, ..none.clone() })
}

/// What is said of pages that are no governance pages.
const NONE: [Code; 2] = [Code::NotAPage, Code::NoLevels];

impl PageFile {
    /// The page with the drawings that it names; where one cannot be read, it has no model.
    pub(crate) fn with_drawings(mut self, path: &Path) -> Self {
        let names = self.model.iter().flat_map(layout::drawings).map(|(name, _)| name);
        match assets::load(path, names) {
            Ok(gallery) => self.gallery = gallery,
            Err(faults) => {
                self.report.add(faults);
                self.model = None;
            }
        }
        self
    }

    /// The page with the theme's file that it names, where the arguments name no theme; where that cannot be read, it has no
    /// model.
    pub(crate) fn with_theme(mut self, path: &Path, look: &LookArgs) -> Self {
        let Some(model) = &self.model else { return self };
        let loaded =
            request::theme_of_page(look, path, model).map_err(|fault| vec![fault]).and_then(|file| {
                let look = file
                    .map(|file| LookArgs { theme: Some(ThemeChoice::File(file)), fonts: look.fonts.clone() });
                look.map(|look| Request::load(&look)).transpose().map_err(request::of_theme)
            });
        match loaded {
            Ok(request) => self.request = request,
            Err(faults) => {
                self.report.add(faults);
                self.model = None;
            }
        }
        self
    }
}
