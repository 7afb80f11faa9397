//! Fonts, shaping and line breaking: the same shaper, font data and run boundaries as the rasteriser's, so that
//! a width measured here is the width drawn everywhere.
mod breaks;
mod charstrings;
mod compose;
mod cut;
mod direction;
mod face;
mod fonts;
mod guard;
mod hyphens;
mod itemise;
mod kept;
mod letters;
mod measure;
mod memo;
mod scripts;
mod shape;
mod source;
mod wrap;

pub use cut::LinePart;
pub use direction::BaseDirection;
pub use face::Face;
pub use fonts::{FaceId, FontError, Fonts, MAX_FONT, Weight};
pub use hyphens::Hyphens;
pub use letters::letters;
pub(crate) use shape::length;
pub use shape::{Glyph, Line, Run, missing, shape, shape_part};
pub use source::FamilyFiles;
pub use wrap::{LongWords, Paragraph, WrapRules, fewest, pareto, wrap};
pub(crate) use wrap::{Outline, outlines, widest_piece};

/// How a piece of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Weight of the face.
    pub weight: Weight,
    /// Em size in px, a multiple of a quarter.
    pub size: f64,
    /// Baseline to baseline, in px.
    pub line_height: f64,
    /// Of the page.
    pub direction: BaseDirection,
    /// How a word that is wider than its line is broken, before anything else is done about it; `None`: not at all.
    pub hyphens: Option<Hyphens>,
    /// Words that lean on the next one, in lower case: where a line can do so at little cost, it does not end in one.
    pub leaning: &'static [&'static str],
}

impl TextStyle {
    /// A style whose size is rounded to a quarter of a pixel; `leading` is in ems. For a page from left to right.
    #[must_use]
    pub fn new(weight: Weight, size: f64, leading: f64) -> Self {
        let size = crate::geom::quarter(size).max(0.25);
        Self {
            weight,
            size,
            line_height: size * leading,
            direction: BaseDirection::default(),
            hyphens: None,
            leaning: &[],
        }
    }

    /// The same in another size, rounded to a quarter of a pixel.
    #[must_use]
    pub fn resized(&self, size: f64) -> Self {
        let leading = self.line_height / self.size;
        let Self { direction, hyphens, leaning, .. } = *self;
        Self { direction, hyphens, leaning, ..Self::new(self.weight, size, leading) }
    }

    /// From the top of a line box to its baseline, in px: the x-height's middle stands in the box's middle.
    #[must_use]
    pub fn baseline(&self) -> f64 {
        (self.line_height + CAP_HEIGHT * self.size) / 2.0
    }
}

/// Height of a capital, in ems of the bundled face.
pub(crate) const CAP_HEIGHT: f64 = 0.723;
