//! How a picture of pixels is asked for: how many, and how near to what is drawn.

/// How near a picture's colours are to those that the rasteriser draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colors {
    /// Blends along edges are at most 4 of 255 off in each channel, so that the file is small; areas and lines have their
    /// own colours.
    #[default]
    Close,
    /// Each pixel has its own colour.
    Exact,
}

/// How large a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PngSize {
    /// Device pixels a CSS pixel.
    Scale(f64),
    /// Device pixels from edge to edge.
    Width(u32),
    /// A sheet of so many device pixels, in the middle of which the picture stands, as large as it goes.
    Sheet {
        /// From edge to edge.
        width: u32,
        /// From top to bottom.
        height: u32,
    },
}

impl Default for PngSize {
    fn default() -> Self {
        Self::Scale(2.0)
    }
}
