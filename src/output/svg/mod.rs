//! SVG: text stays text, and the glyphs that it needs travel with it.
//!
//! The file stands alone, and two of them inlined in one page touch neither each other nor the page: every id, class, font
//! family and selector starts with the root's id.
mod body;
mod document;
mod font;
mod id;
mod image;
mod line;
mod markup;
mod near;
mod outline;
mod paragraph;
mod sheet;
mod uris;

pub(super) use font::is_reducible;

use crate::output::provenance::{self, Provenance};
use crate::output::{Ground, faces};
use crate::scene::Scene;
use crate::text::Fonts;
#[cfg(feature = "png")]
pub(in crate::output) use body::family;
use uris::Uris;

/// How to write a scene.
#[derive(Debug, Clone, Default)]
pub struct SvgOptions<'a> {
    /// What the picture was made from.
    pub provenance: Option<Provenance>,
    /// How text is drawn.
    pub text: TextMode,
    /// How readers meet it.
    pub exposure: Exposure,
    /// What lies under it.
    pub ground: Ground,
    /// The same scene in other colours, for readers who prefer dark pages.
    pub dark: Option<&'a Scene>,
    /// The root's id, such as the file's name without its extension: what is no letter, digit, hyphen or underscore of ASCII
    /// is replaced. `None`: drawn from a digest of the drawing.
    pub id: Option<&'a str>,
    /// What kind of page the file can be inlined in.
    pub inline: Inline,
    /// Where links open; `None`: where the reader's program has it.
    pub link_target: Option<LinkTarget>,
}

/// What kind of page an SVG can be inlined in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Inline {
    /// HTML, and Markdown that keeps HTML as it is.
    #[default]
    Html,
    /// MDX, to which braces are code and a style is no text.
    Mdx,
}

/// Where links open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkTarget {
    /// In place of the picture.
    Own,
    /// In a window or tab of their own.
    New,
    /// In place of the page around the picture.
    Parent,
    /// In place of the outermost page.
    Top,
}

impl LinkTarget {
    /// In SVG and HTML.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Own => "_self",
            Self::New => "_blank",
            Self::Parent => "_parent",
            Self::Top => "_top",
        }
    }
}

/// How text is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextMode {
    /// As text, in fonts that the file carries.
    #[default]
    Embedded,
    /// As outlines.
    Paths,
    /// As text, in fonts that the reader has: for the rasteriser, which is given them.
    Bare,
}

/// What screen readers and search find in a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Exposure {
    /// Its lists, headings and links.
    #[default]
    Structure,
    /// One image with a name.
    Image,
}

/// Writes a scene as a complete SVG file; the same bytes for the same scene on every machine. Words in faces that are not
/// among the fonts are set in those that are.
#[must_use]
pub fn write(scene: &Scene, fonts: &Fonts, options: &SvgOptions<'_>) -> String {
    let scene = &*faces::settled(scene, fonts);
    let uris = Uris::default();
    if options.text == TextMode::Bare {
        return document::write(scene, fonts, options, BARE, &[], &uris);
    }
    let prefix = match options.id {
        Some(id) => id::identifier(id),
        None => {
            // what it was drawn from may change without it
            format!("{BARE}-{}", digest([scene], fonts).get(..6).unwrap_or_default())
        }
    };
    let embedded = match options.text {
        TextMode::Embedded => font::embed(scene, fonts),
        TextMode::Paths | TextMode::Bare => Vec::new(),
    };
    document::write(scene, fonts, options, &prefix, &embedded, &uris)
}

/// SHA-256, in hexadecimal, of what some scenes show: their shapes and words, whatever they were drawn from.
#[must_use]
pub fn digest<'a>(scenes: impl IntoIterator<Item = &'a Scene>, fonts: &Fonts) -> String {
    let options = SvgOptions { text: TextMode::Bare, ..SvgOptions::default() };
    let drawn: String = scenes.into_iter().map(|scene| write(scene, fonts, &options)).collect();
    provenance::digest(drawn.as_bytes())
}

/// Id of a picture that nobody sees.
const BARE: &str = "gd";
