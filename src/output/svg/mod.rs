//! SVG: text stays text, and the glyphs that it needs travel with it.
//!
//! The file stands alone, and two of them inlined in one page touch neither each other nor the page: every id, font
//! family and selector carries a prefix drawn from the picture's own digest.
mod document;
mod font;
mod image;
mod line;
mod markup;
mod outline;
mod sheet;

use crate::output::Ground;
use crate::output::provenance::{self, Provenance};
use crate::scene::Scene;
use crate::text::Fonts;
pub(in crate::output) use document::family;
use image::Uris;

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

/// Writes a scene as a complete SVG file; the same bytes for the same scene on every machine.
#[must_use]
pub fn write(scene: &Scene, fonts: &Fonts, options: &SvgOptions<'_>) -> String {
    let bare = SvgOptions { text: TextMode::Bare, ..options.clone() };
    let uris = Uris::default();
    let bare = document::write(scene, fonts, &bare, "gd", &[], &uris);
    if options.text == TextMode::Bare {
        return bare;
    }
    let digest = provenance::digest(bare.as_bytes());
    let prefix = format!("gd-{}", digest.get(..6).unwrap_or_default());
    let faces = match options.text {
        TextMode::Embedded => font::embed(scene, fonts),
        TextMode::Paths | TextMode::Bare => Vec::new(),
    };
    document::write(scene, fonts, options, &prefix, &faces, &uris)
}
