//! The geometry vocabulary: every length is an `f64` in CSS pixels, y grows downwards.
pub use kurbo::{Affine, BezPath, Circle, PathEl, Point, Rect, Shape, Size, Vec2};

/// Px in an inch.
pub const PX_PER_INCH: f64 = 96.0;
/// Mm in an inch.
pub const MM_PER_INCH: f64 = 25.4;
/// Px in a mm.
pub const PX_PER_MM: f64 = PX_PER_INCH / MM_PER_INCH;

/// In px, or as a share: less is rounding.
pub const ROUNDING: f64 = 1e-6;

/// How far the control points of a quarter of a circle are from its ends, as a share of its radius (Goldapp 1991 gives the
/// error: 0.03 %).
pub const QUARTER_CIRCLE: f64 = 0.552_284_749_8;

/// Rounds to a quarter of a pixel, the step in which font sizes are set: browsers misfit other fractions.
#[must_use]
pub fn quarter(length: f64) -> f64 {
    (length * 4.0).round() / 4.0
}
