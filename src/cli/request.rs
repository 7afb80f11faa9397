//! What pictures look like: the fonts and the theme that the arguments ask for.
use super::args::Look;
use super::format::format_of;
use super::report::{FileReport, Finding};
use super::values::ThemeChoice;
use super::{assets, files};
use crate::diagnostic::Severity;
use crate::input;
use crate::limits::SOURCE_BYTES;
use crate::model::{Model, nearest};
use crate::output;
use crate::text::{FaceId, FamilyFiles, FontError, Fonts, MAX_FONT, Weight};
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
    pub(crate) fn load(look: &Look) -> Result<Self, FileReport> {
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
        let Some(name) = model.theme.as_deref() else { return Ok(Theme::defra()) };
        Theme::named(name).ok_or_else(|| Finding {
            severity: Severity::Error,
            code: "unknown-theme",
            explanation: "A theme that does not exist.",
            message: format!("there is no theme `{name}`"),
            hint: Some(match nearest(name, Theme::NAMES) {
                Some(known) => format!("did you mean `{known}`?").into(),
                None => format!("choose one of {}", Theme::NAMES.join(", ")).into(),
            }),
            span: None,
            words: Some(name.into()),
        })
    }
}

/// Whether a page's theme is a file's name.
pub(crate) fn is_file(theme: &str) -> bool {
    let ending = theme.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["json", "yaml", "yml"].contains(&ending.as_str()))
}

/// The theme's file that a page names, beside or below it, where the arguments name no theme.
///
/// # Errors
/// A name that leads elsewhere, or to nothing.
pub(crate) fn theme_of_page(look: &Look, page: &Path, model: &Model) -> Result<Option<PathBuf>, Finding> {
    let named = model.theme.as_deref().filter(|theme| look.theme.is_none() && is_file(theme));
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
pub(crate) fn sources(look: &Look) -> Vec<PathBuf> {
    let Some(ThemeChoice::File(path)) = &look.theme else { return Vec::new() };
    theme_file(path).map(|theme| theme_sources(path, &theme)).unwrap_or_default()
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

fn fonts(look: &Look) -> Result<Fonts, Finding> {
    let mut fonts = Fonts::bundled();
    for path in &look.fonts {
        let known: Vec<FaceId> = fonts.faces().map(|(id, _)| id).collect();
        let added = fonts.add_file(files::read(path, MAX_FONT)?);
        added.map_err(|error| unusable(&files::shown(path), error))?;
        let new = fonts.faces().map(|(id, _)| id).filter(|id| !known.contains(id));
        if output::unfit(&fonts, new).is_some() {
            return Err(unusable(&files::shown(path), FontError::Unreadable));
        }
    }
    Ok(fonts)
}

/// Sets text in a theme's own font, whose files are read from beside or below the theme's file.
fn brand(fonts: &mut Fonts, theme: &Path, names: &FontNames) -> Result<(), Finding> {
    let FontNames { regular, semibold, bold } = names;
    let read = |name: &String| assets::beside(theme, name, MAX_FONT);
    let files = FamilyFiles {
        regular: read(regular)?,
        semibold: semibold.as_ref().map(read).transpose()?,
        bold: bold.as_ref().map(read).transpose()?,
    };
    let of_weight = |weight, error| {
        let name = match weight {
            Weight::Regular => Some(regular),
            Weight::SemiBold => semibold.as_ref(),
            Weight::Bold => bold.as_ref(),
        };
        unusable(name.unwrap_or(regular), error)
    };
    fonts.lead_with(files).map_err(|(weight, error)| of_weight(weight, error))?;
    let led: Vec<FaceId> = fonts.faces().map(|(id, _)| id).take(Weight::ALL.len()).collect();
    match output::unfit(fonts, led) {
        Some(id) => Err(of_weight(fonts.face(id).weight, FontError::Unreadable)),
        None => Ok(()),
    }
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
