//! The geometry vocabulary: every length is an `f64` in CSS pixels, y grows downwards.
pub use kurbo::{Affine, Arc, BezPath, Circle, Line, PathEl, Point, Rect, RoundedRect, Shape, Size, Vec2};

/// Rounds to a quarter of a pixel, the step in which font sizes are set: browsers misfit other fractions.
#[must_use]
pub fn quarter(length: f64) -> f64 {
    (length * 4.0).round() / 4.0
}
