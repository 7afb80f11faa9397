//! Lengths that all of the chart is measured by, and the way between the engine's whole pixels and the sheet.
use crate::engine::IRect;
use crate::geom::{Rect, Vec2};
use crate::layout::{Orientation, Sheet};
use crate::theme::Theme;

/// Body type in px.
pub(super) const EM: f64 = 20.0;
/// Width of the bars at the end of the bands.
pub(super) const END_BAR: f64 = 0.8 * EM;
/// From the outermost boxes to the edge of the bands in the direction of the levels, and across it, where labels and arrows of the
/// outermost boxes stand too.
pub(super) const INSET: f64 = 1.8 * EM;
pub(super) const SIDE: f64 = 1.3 * EM;
/// A picture is shown this wide where nothing else is asked, and its type is read with ease from so many px on.
const SHOWN: f64 = 960.0;
const READ: f64 = 9.0;
/// Type in a column that is asked for, in px.
const IN_COLUMN: f64 = 16.0;

/// Width of the whole sheet up to which type is read with ease; none on paper and where its proportions are asked for.
pub(super) fn readable(sheet: &Sheet) -> Option<f64> {
    if sheet.paper.is_some() || sheet.aspect.is_some() {
        return None;
    }
    Some(sheet.width.map_or(SHOWN * EM / READ, |width| width * EM / IN_COLUMN))
}

/// Between the sheet's edge and what is drawn, in px.
pub(super) fn margin(theme: &Theme) -> f64 {
    theme.spacing.margin * EM
}

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
