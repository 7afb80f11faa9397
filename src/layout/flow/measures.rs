//! Lengths that all of the chart is measured by, and the way between the engine's whole pixels and the sheet.
use crate::engine::IRect;
use crate::geom::{Rect, Vec2};
use crate::layout::{Orientation, Sheet};

/// Body type in px.
pub(super) const EM: f64 = 20.0;
/// Between the sheet's edge and what is drawn.
pub(super) const MARGIN: f64 = 2.4 * EM;
/// Width of the bars at the end of the bands.
pub(super) const END_BAR: f64 = 0.8 * EM;
/// From the outermost boxes to the edge of the bands.
pub(super) const INSET: f64 = 2.2 * EM;
/// The proportions of the paper, where there is one.
pub(super) fn paper_aspect(sheet: &Sheet) -> Option<f64> {
    let paper = sheet.paper?;
    let aspect = match sheet.orientation {
        Some(Orientation::Portrait) => paper.width / paper.height,
        Some(Orientation::Landscape) | None => paper.height / paper.width,
    };
    (aspect.is_finite() && (0.01..100.0).contains(&aspect)).then_some(aspect)
}

/// The engine's rectangle on the sheet.
pub(super) fn rect(of: IRect, offset: Vec2) -> Rect {
    let (x, y) = (f64::from(of.x), f64::from(of.y));
    Rect::new(x, y, x + f64::from(of.width), y + f64::from(of.height)) + offset
}

/// Up to a whole even pixel, so that the middle is whole too.
pub(super) fn even(length: f64) -> i32 {
    // lengths are finite and positive; a cast of one too large gives the largest
    ((length / 2.0).ceil() as i32).saturating_mul(2)
}
