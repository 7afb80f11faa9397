//! What pictures look like: the fonts and the theme that the arguments ask for.
use super::args::LookArgs;
use super::format::format_of;
use super::report::{FileReport, Finding};
use super::values::ThemeChoice;
use super::{assets, files};
use crate::input;
use crate::limits::SOURCE_BYTES;
use crate::model::Model;
use crate::page::{is_theme_file, theme_of};
use crate::picture::{self, BrandError, add_font};
use crate::text::{FontError, Fonts, MAX_FONT};
use crate::theme::{FontNames, Theme};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Fonts, and a theme for all pages if one was asked for.
pub(crate) struct Request {
    /// The bundled fonts and the user's.
    pub fonts: Fonts,
    theme: Option<Theme>,
}

impl Request {
    /// Loads what the arguments name.
    pub(crate) fn load(look: &LookArgs) -> Result<Self, FileReport> {
        let theme = match &look.theme {
            None => None,
            Some(ThemeChoice::BuiltIn(name)) => Theme::named(name),
            Some(ThemeChoice::File(path)) => Some(theme_file(path)?),
        };
        let mut fonts = fonts(look).map_err(FileReport::of)?;
        if let (Some(ThemeChoice::File(path)), Some(theme)) = (&look.theme, &theme)
            && let Some(names) = &theme.font
        {
            brand(&mut fonts, path, names).map_err(FileReport::of)?;
        }
        Ok(Self { fonts, theme })
    }

    /// The theme that the arguments ask for.
    pub(crate) fn own(&self) -> Option<&Theme> {
        self.theme.as_ref()
    }

    /// The theme asked for, the page's own, or the default.
    pub(crate) fn theme(&self, model: &Model) -> Result<Theme, Finding> {
        if let Some(theme) = &self.theme {
            return Ok(theme.clone());
        }
        // a file that a page names is loaded with the page
        theme_of(model).map_err(Finding::from)
    }
}

/// The theme's file that a page names, beside or below it, where the arguments name no theme.
///
/// # Errors
/// A name that leads elsewhere, or to nothing.
pub(crate) fn theme_of_page(look: &LookArgs, page: &Path, model: &Model) -> Result<Option<PathBuf>, Finding> {
    let named = model.theme.as_deref().filter(|theme| look.theme.is_none() && is_theme_file(theme));
    named.map(|name| assets::path_beside(page, name)).transpose()
}

/// What a theme's file has wrong, to be said of the page that names it.
pub(crate) fn of_theme(report: FileReport) -> Vec<Finding> {
    let name = report.name.unwrap_or_default();
    let told = |finding: Finding| {
        let text = report.source.as_ref().map_or("", |source| source.text.as_str());
        let before = finding.span.and_then(|span| text.get(..span.start));
        let line = before.map(|before| format!(", line {}", before.matches('\n').count() + 1));
        let message = format!("the theme `{name}`{}: {}", line.unwrap_or_default(), finding.message);
        Finding { message, span: None, words: None, ..finding }
    };
    report.findings.into_iter().map(told).collect()
}

/// The theme's file that the arguments name, and what it names; nothing where they name none.
pub(crate) fn sources(look: &LookArgs) -> Vec<PathBuf> {
    let Some(ThemeChoice::File(path)) = &look.theme else { return Vec::new() };
    theme_file(path).map_or_else(|_| vec![path.clone()], |theme| theme_sources(path, &theme))
}

/// A theme's file with the drawings and fonts that it names.
pub(crate) fn theme_sources(path: &Path, theme: &Theme) -> Vec<PathBuf> {
    let beside = path.parent().unwrap_or(Path::new(""));
    let fonts = theme.font.iter().flat_map(|names| {
        [Some(&names.regular), names.semibold.as_ref(), names.bold.as_ref()].into_iter().flatten()
    });
    let names = theme.files().chain(fonts.map(String::as_str)).map(|name| beside.join(name));
    std::iter::once(path.to_owned()).chain(names).collect()
}

fn fonts(look: &LookArgs) -> Result<Fonts, Finding> {
    let mut fonts = Fonts::bundled();
    for path in &look.fonts {
        let added = add_font(&mut fonts, files::read(path, MAX_FONT)?);
        added.map_err(|error| unusable(&files::shown(path), error))?;
    }
    Ok(fonts)
}

/// Sets text in a theme's own font, whose files are read from beside or below the theme's file.
fn brand(fonts: &mut Fonts, theme: &Path, names: &FontNames) -> Result<(), Finding> {
    picture::brand(fonts, names, |name| assets::beside(theme, name, MAX_FONT)).map_err(|error| match error {
        BrandError::File(fault) => fault,
        BrandError::Font(name, error) => unusable(&name, error),
    })
}

fn unusable(name: &str, error: FontError) -> Finding {
    Finding::io(format!("the font `{name}` cannot be used: {error}"), Some(error.hint()))
}

/// Reads a theme's file; a theme has no warnings, only what must be mended.
fn theme_file(path: &Path) -> Result<Theme, FileReport> {
    let name = files::shown(path);
    let mut report = FileReport { name: Some(name.clone()), ..FileReport::default() };
    let bytes = match files::read(path, SOURCE_BYTES) {
        Ok(bytes) => bytes,
        Err(fault) => return Err(FileReport::of(fault)),
    };
    let read = input::decode(&name, &bytes).map_err(|error| vec![error]).and_then(|source| {
        let source = Arc::new(source);
        report.source = Some(Arc::clone(&source));
        input::read_theme(&source, format_of(path, &source.text, None))
    });
    let mut theme = match read {
        Ok(theme) => theme.value,
        Err(errors) => {
            report.add(errors);
            return Err(report);
        }
    };
    match assets::load(path, theme.files()) {
        Ok(gallery) => theme.gallery = gallery,
        Err(faults) => {
            report.add(faults);
            return Err(report);
        }
    }
    Ok(theme)
}
