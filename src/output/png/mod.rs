//! PNG: the pixels that usvg and resvg would draw of the written SVG, most of them without the way through it.
mod bands;
mod coverage;
mod edges;
mod encode;
mod image;
mod ink;
mod outlines;
mod palette;
mod raster;

use crate::geom::{PX_PER_INCH, ROUNDING};
use crate::limits::PICTURE_SIDE;
pub use crate::output::pixels::{Colors, PngSize};
use crate::output::{Ground, Provenance, faces};
use crate::scene::Scene;
use crate::text::Fonts;

/// How to rasterise a scene.
#[derive(Debug, Clone, PartialEq)]
pub struct PngOptions {
    /// How many pixels.
    pub size: PngSize,
    /// Pixels an inch that the file declares; `None`: 96 for each CSS pixel's worth, so that it prints as large as
    /// the SVG.
    pub dpi: Option<f64>,
    /// What lies under it.
    pub ground: Ground,
    /// How near its colours are to those that are drawn.
    pub colors: Colors,
    /// What the picture was made from.
    pub provenance: Option<Provenance>,
}

impl Default for PngOptions {
    fn default() -> Self {
        Self {
            size: PngSize::default(),
            dpi: None,
            ground: Ground::Opaque,
            colors: Colors::Close,
            provenance: None,
        }
    }
}

/// Why no picture came out.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PngError {
    /// The scale, width or dots an inch are not a positive number, or the picture has no extent.
    Size,
    /// More than [`PICTURE_SIDE`] on a side; holds the width and height asked for.
    TooLarge {
        /// In device pixels.
        width: f64,
        /// In device pixels.
        height: f64,
    },
    /// A character that none of the fonts has; the scene was laid out with others.
    Glyph(String),
    /// Not enough memory.
    Memory,
    /// The rasteriser or encoder failed; holds its words.
    Failed(String),
}

impl std::fmt::Display for PngError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Size => f.write_str("the picture's scale, width or dots an inch are not a positive number"),
            Self::TooLarge { width, height } => {
                write!(
                    f,
                    "a picture of {width:.0} x {height:.0} pixels is more than {PICTURE_SIDE} on a side"
                )
            }
            Self::Glyph(words) => write!(f, "no font has a glyph for all of \"{words}\""),
            Self::Memory => f.write_str("the picture does not fit into memory"),
            Self::Failed(words) => write!(f, "the picture could not be encoded: {words}"),
        }
    }
}

impl std::error::Error for PngError {}

/// Encodes a scene as PNG.
///
/// # Errors
/// A size that is nonsense or beyond the limits, found before anything is allocated; a character that none of the fonts
/// has; memory; the encoder.
pub fn encode(scene: &Scene, fonts: &Fonts, options: &PngOptions) -> Result<Vec<u8>, PngError> {
    let extent = Extent::new(scene, options)?;
    if let Some(words) = faces::lost(scene, fonts) {
        return Err(PngError::Glyph(words));
    }
    // in the faces that there are, as the written SVG is
    let scene = &*faces::settled(scene, fonts);
    let drawing = raster::Raster::new(scene, fonts, extent, options.ground);
    bands::draw(&drawing, |bands| encode::encode(bands, extent, scene, options))
}

/// A picture's pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Extent {
    width: u32,
    height: u32,
    /// Device pixels a CSS pixel.
    scale: f64,
    /// Pixels an inch.
    dpi: f64,
    /// Left and top of the picture, in device pixels.
    left: u32,
    /// See [`Self::left`].
    top: u32,
}

impl Extent {
    fn new(scene: &Scene, options: &PngOptions) -> Result<Self, PngError> {
        let positive = |value: f64| Some(value).filter(|v| v.is_finite() && *v > 0.0).ok_or(PngError::Size);
        let (width, height) = (positive(scene.size.width)?, positive(scene.size.height)?);
        let scale = match options.size {
            PngSize::Scale(scale) => positive(scale)?,
            PngSize::Width(0) => return Err(PngError::Size),
            PngSize::Width(pixels) => f64::from(pixels) / width,
            PngSize::Sheet { width: 0, .. } | PngSize::Sheet { height: 0, .. } => return Err(PngError::Size),
            PngSize::Sheet { width: w, height: h } => (f64::from(w) / width).min(f64::from(h) / height),
        };
        let dpi = positive(options.dpi.unwrap_or(PX_PER_INCH * scale))?;
        // a hair below a whole pixel is rounding, not a further pixel
        let whole = |length: f64| (length * scale - ROUNDING).ceil().max(1.0);
        let (drawn, (width, height)) = match options.size {
            PngSize::Sheet { width: w, height: h } => {
                ((width * scale, height * scale), (f64::from(w), f64::from(h)))
            }
            _ => ((0.0, 0.0), (whole(width), whole(height))),
        };
        let most = f64::from(PICTURE_SIDE);
        if width > most || height > most {
            return Err(PngError::TooLarge { width, height });
        }
        let (left, top) = match options.size {
            // a picture of the sheet's proportions stands in its corner, whatever a rounding leaves beside it
            PngSize::Sheet { .. } => (((width - drawn.0) / 2.0) as u32, ((height - drawn.1) / 2.0) as u32),
            _ => (0, 0),
        };
        Ok(Self { width: width as u32, height: height as u32, scale, dpi, left, top })
    }
}
