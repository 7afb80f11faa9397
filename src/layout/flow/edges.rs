//! Levels at which arrows end: they meet the bar of the level's band. For the engine that is a narrow box at the band's start,
//! before all others, from which each arrow goes on to the bar.
use super::arrows::Arrow;
use super::measures::{EM, SIDE};
use super::painter::Painter;
use super::parts::{BoxText, ChartFrame};
use crate::engine::{Chart, Direction, Drawing, IRect};
use crate::geom::{Point, Rect};
use crate::model::{Model, NodeRef};

/// Length of such a box along the bar for each arrow that meets it, the arrows that are counted at most, and its depth, in px: where
/// more meet, they stand closer rather than make the band ever higher.
const LENGTH: i32 = 54;
const COUNTED: usize = 5;
const DEPTH: i32 = 2;
/// From the bars to what is behind them, where such boxes stand between.
const BEHIND_BAR: f64 = 0.6 * EM;

/// How a level at which arrows end is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LevelEnds {
    /// As its bar.
    Bars,
    /// As a box with its name among the boxes of its band.
    Boxes,
}

/// Whether arrows meet the bar of the level that a node is: it has one, functions beside it, and no arrow to itself.
pub(super) fn is_bar(model: &Model, node: NodeRef, arrows: &[Arrow<'_>], ends: LevelEnds) -> bool {
    let NodeRef::Level { level } = node else { return false };
    let has_functions = model.levels.get(level).is_some_and(|level| !level.functions.is_empty());
    let loops = |arrow: &Arrow<'_>| arrow.from == node && arrow.to == node;
    ends == LevelEnds::Bars && has_functions && !model.is_unranked() && !arrows.iter().any(loops)
}

/// Width and height of the box that stands for the bar of a node.
pub(super) fn size(direction: Direction, node: NodeRef, arrows: &[Arrow<'_>]) -> (i32, i32) {
    let met = arrows.iter().filter(|arrow| arrow.from == node || arrow.to == node).count();
    let length: i32 = (0..met.clamp(1, COUNTED)).map(|_| LENGTH).sum();
    match direction {
        Direction::Down => (DEPTH, length),
        Direction::Right => (length, DEPTH),
    }
}

/// From the bars to what the engine draws.
pub(super) fn inset(boxes: &[BoxText<'_>]) -> f64 {
    if boxes.iter().any(|b| b.place.edge) { BEHIND_BAR } else { SIDE }
}

/// Whether nothing stands between any bar and the box that stands for it.
pub(super) fn are_free(chart: &Chart, drawing: &Drawing) -> bool {
    let extent = |r: &IRect| (r.x, r.y, r.x + r.width, r.y + r.height);
    let is_free = |(at, edge): (usize, &IRect)| {
        let (x0, y0, x1, y1) = extent(edge);
        let meets = |(a0, b0, a1, b1): (i32, i32, i32, i32)| match chart.direction {
            Direction::Down => a0 < x1 && b0 <= y1 && b1 >= y0,
            Direction::Right => b0 < y1 && a0 <= x1 && a1 >= x0,
        };
        let others = drawing.boxes.iter().enumerate().filter(|(other, _)| *other != at);
        let rects =
            others.map(|(_, rect)| rect).chain(drawing.labels.iter().flatten().map(|label| &label.rect));
        let pieces = drawing.routes.iter().flat_map(|route| route.windows(2));
        let pieces = pieces.filter_map(|piece| {
            let &[(ax, ay), (bx, by)] = <&[(i32, i32); 2]>::try_from(piece).ok()?;
            Some((ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)))
        });
        !rects.map(extent).chain(pieces).any(meets)
    };
    let edges = drawing.boxes.iter().enumerate();
    edges.filter(|(at, _)| chart.boxes.get(*at).is_some_and(|b| b.edge)).all(is_free)
}

/// Where a level's bar is.
pub(super) fn bar(place: &ChartFrame, level: usize) -> Option<Rect> {
    let [start, end, _] = place.across;
    place.bands.get(level).map(|span| place.across_band(*span, start, end))
}

/// The end of an arrow at a box: on the bar that the box stands for.
pub(super) fn met(painter: &Painter<'_>, index: usize, end: Point) -> Point {
    let Some(text) = painter.boxes.get(index).filter(|text| text.place.edge) else { return end };
    let NodeRef::Level { level } = text.node else { return end };
    match (bar(painter.place, level), painter.place.direction) {
        (Some(bar), Direction::Down) => Point::new(bar.x1, end.y),
        (Some(bar), Direction::Right) => Point::new(end.x, bar.y1),
        (None, _) => end,
    }
}
