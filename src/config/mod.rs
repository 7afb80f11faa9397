//! `govdraw.toml`: which pages there are, and what is made of each.
//!
//! `text → tables → Config`, then for one page `Config → PageConfig`. Nothing here opens a file: paths are texts that start
//! at the folder of the configuration, with `/` between folders, and none leads out of it.
mod fields;
mod paths;
mod read;
mod reader;
mod settle;
#[cfg(test)]
mod tests;
pub mod values;

pub use settle::{PageConfig, PictureConfig};

use crate::diagnostic::{Diagnostic, Source};
use crate::layout::{Direction, Effort, Orientation, Paper, Style};
use crate::named::named;
use crate::picture::{ColorScheme, Origin};
use paths::Glob;

/// What the file is called.
pub const FILE_NAME: &str = "govdraw.toml";

/// A configuration to start from, in which every line of a setting is a comment.
pub const STARTER: &str = include_str!("starter.toml");

/// A configuration.
#[derive(Debug, Clone, Default)]
pub struct Config {
    pages: Vec<Glob>,
    exclude: Vec<Glob>,
    settings: Settings,
    /// Of some pages, later ones over earlier ones.
    overrides: Vec<(Glob, Settings)>,
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Every slip of it, each with its place.
    pub fn read(source: &Source) -> Result<Self, Vec<Diagnostic>> {
        read::read(source)
    }

    /// The JSON Schema of a configuration, indented.
    ///
    /// # Errors
    /// None that a caller can cause.
    pub fn schema() -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&fields::schema()).map(|text| text + "\n")
    }

    /// Whether a file is one of the pages, by its path from the configuration's folder.
    #[must_use]
    pub fn has_page(&self, path: &str) -> bool {
        let any = |globs: &[Glob]| globs.iter().any(|glob| glob.matches(path));
        any(&self.pages) && !any(&self.exclude)
    }

    /// The patterns, of pages and of settings for some of them, that mean none of these pages.
    #[must_use]
    pub fn idle<'a>(&'a self, pages: &[&str]) -> Vec<&'a str> {
        let patterns = self.pages.iter().chain(self.overrides.iter().map(|(pattern, _)| pattern));
        patterns.filter(|pattern| !pages.iter().any(|page| pattern.matches(page))).map(Glob::as_str).collect()
    }

    /// Whether a page may stand in a folder or below it, so that a search for pages need not look elsewhere.
    #[must_use]
    pub fn may_hold_pages(&self, folder: &str) -> bool {
        self.pages.iter().any(|glob| glob.may_match_below(folder))
    }
}

/// What is asked for; what is not said is `None`.
#[derive(Debug, Clone, Default, PartialEq)]
struct Settings {
    styles: Option<Vec<Style>>,
    formats: Option<Vec<Format>>,
    /// Where pictures go: a folder, in which `{folder}` is the page's own.
    output: Option<String>,
    theme: Option<ThemeName>,
    fonts: Option<Vec<String>>,
    lang: Option<String>,
    /// Front matter of pages that have none.
    settings: Option<String>,
    level_heading: Option<u8>,
    provenance: Option<Origin>,
    look: Look,
    pictures: Vec<Extra>,
}

/// A picture beside those of the styles and formats.
#[derive(Debug, Clone, PartialEq)]
struct Extra {
    name: String,
    style: Style,
    formats: Option<Vec<Format>>,
    theme: Option<ThemeName>,
    look: Look,
}

/// How a picture is drawn; what is not said is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Look {
    /// A sheet of paper.
    pub paper: Option<Paper>,
    /// Which way it lies.
    pub orientation: Option<Orientation>,
    /// Width over height.
    pub aspect: Option<f64>,
    /// Width of a column, in px.
    pub layout_width: Option<f64>,
    /// Where a flow chart's next level lies.
    pub direction: Option<Direction>,
    /// How hard a flow chart is searched.
    pub effort: Option<Effort>,
    /// PNG: device pixels a CSS pixel.
    pub scale: Option<f64>,
    /// PNG: pixels from edge to edge.
    pub width: Option<u32>,
    /// PNG: pixels an inch that the file declares.
    pub dpi: Option<f64>,
    /// SVG: how it holds its text.
    pub text: Option<TextForm>,
    /// SVG: whether it is light or dark.
    pub color_scheme: Option<ColorScheme>,
}

/// A kind of picture file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Shapes and text.
    Svg,
    /// Pixels.
    Png,
    /// To print and to read aloud.
    Pdf,
}

named!(Format, Svg = "svg", Png = "png", Pdf = "pdf");

/// A theme that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeName {
    /// A built-in one.
    BuiltIn(&'static str),
    /// A file, from the configuration's folder.
    File(String),
}

/// How an SVG holds its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextForm {
    /// Text with its fonts.
    #[default]
    Fonts,
    /// Outlines.
    Paths,
}

named!(TextForm, Fonts = "fonts", Paths = "paths");
