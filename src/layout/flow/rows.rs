//! Rows that fill the sheet's width, where no arrow says where a box has to be: panels, and all boxes of a chart without
//! arrows whose functions stand for themselves.
use super::measures::EM;
use super::panels;
use super::parts::BoxText;
use crate::engine::{Chart, ChartBox, Direction, Drawing, Spacing};
use crate::layout::LayoutInput;
use std::collections::BTreeSet;

/// Width of a row that has panels, at least; and most of any that is filled.
const LEAST: f64 = 24.0 * EM;
const MOST: f64 = 60.0 * EM;
/// Most width of a function's box.
const BOX_MOST: f64 = 30.0 * EM;
/// Between two boxes of a row.
const GAP: i32 = 40;
/// Width of a panel where the levels lie side by side.
const NARROW: f64 = 15.0 * EM;

/// Pins boxes that stand in no ranks, and that no arrow joins, to a grid in page order of about an aspect and at most so
/// wide in px, where it can be; whether it did.
pub(super) fn pin_to_grid(chart: &mut Chart, aspect: f64, room: f64) -> bool {
    let has_pin = chart.boxes.iter().any(|b| b.row.is_some() || b.column.is_some());
    if has_pin || !chart.arrows.is_empty() || chart.bands != 1 {
        return false;
    }
    let sum =
        |length: fn(&ChartBox) -> i32| chart.boxes.iter().map(|b| f64::from(length(b) + GAP)).sum::<f64>();
    let (width, height) = (sum(|b| b.width), sum(|b| b.height));
    let count = chart.boxes.len();
    let columns = (count as f64 * aspect * height / width).sqrt().ceil().max(1.0) as usize;
    let widest = chart.boxes.iter().map(|b| f64::from(b.width + GAP)).fold(1.0, f64::max);
    let most = ((room + f64::from(GAP)) / widest).floor().max(1.0) as usize;
    // no row but the last is shorter than the others
    let columns = if count <= 4 { count } else { count.div_ceil(count.div_ceil(columns)) }.clamp(1, most);
    for (i, b) in chart.boxes.iter_mut().enumerate() {
        let (row, column) = (i / columns, i % columns);
        // rows of a band lie across the direction of the levels
        let (row, column) = if chart.direction == Direction::Down { (row, column) } else { (column, row) };
        (b.row, b.column) = (Some(row), Some(column));
    }
    true
}

/// What is filled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// Whether there are panels.
    panels: bool,
    /// Whether all rows are filled.
    all: bool,
    down: bool,
    /// Whether boxes stand in a grid, all as wide as each other.
    pub(super) grid: bool,
}

impl Rows {
    /// What a chart allows.
    pub(super) fn of(chart: &Chart, boxes: &[BoxText<'_>]) -> Self {
        let down = chart.direction == Direction::Down;
        let classes: BTreeSet<usize> = chart.boxes.iter().map(|b| b.class).collect();
        let alone = classes.len() == chart.boxes.len() && chart.boxes.iter().all(|b| b.column.is_none());
        let all = down && alone && chart.arrows.is_empty();
        Self { panels: boxes.iter().any(|b| !b.points.is_empty()), all, down, grid: false }
    }

    /// Whether any row is filled.
    pub(super) fn any(self) -> bool {
        self.down && (self.panels || self.all)
    }

    /// The distances of a chart: nothing needs room between boxes that no arrow joins.
    pub(super) fn spacing(self, usual: Spacing) -> Spacing {
        if !self.all {
            return usual;
        }
        Spacing { column_gap: GAP, row_gap: GAP, band_gap: 2 * usual.band_inset + usual.band_gutter, ..usual }
    }

    /// The width from which to start, for a sheet of any width or a narrow one.
    pub(super) fn least(self, narrow: bool) -> f64 {
        if self.panels && self.down && !narrow { LEAST } else { 0.0 }
    }

    /// The width of a chart that could be so wide.
    pub(super) fn width(self, possible: f64, drawing: &Drawing) -> f64 {
        possible.min(MOST).max(f64::from(drawing.width))
    }

    /// Sizes the panels for rows so wide.
    pub(super) fn size_panels(
        self,
        page: &LayoutInput<'_>,
        boxes: &[BoxText<'_>],
        chart: &mut Chart,
        width: f64,
    ) {
        for (text, place) in boxes.iter().zip(&mut chart.boxes) {
            if !text.points.is_empty() {
                if !self.down {
                    place.width = place.width.max(super::measures::even(NARROW));
                }
                let width =
                    if self.down { width.max(f64::from(place.width)) } else { f64::from(place.width) };
                place.height = panels::height(page, text.points, width);
            }
        }
    }

    /// The drawing with its rows filled to a width that is not less than its own.
    pub(super) fn filled(
        self,
        mut drawing: Drawing,
        chart: &Chart,
        boxes: &[BoxText<'_>],
        width: f64,
    ) -> Drawing {
        if !self.any() {
            return drawing;
        }
        // sheets are far smaller than what the cast can hold
        let width = (width.floor() as i32).max(drawing.width);
        let by = (width - drawing.width) / 2;
        drawing.width = width;
        for rect in &mut drawing.boxes {
            rect.x += by;
        }
        for label in drawing.labels.iter_mut().flatten() {
            label.rect.x += by;
        }
        for (x, _) in drawing.routes.iter_mut().flatten() {
            *x += by;
        }
        for (rect, text) in drawing.boxes.iter_mut().zip(boxes) {
            if !text.points.is_empty() {
                (rect.x, rect.width) = (0, width);
            }
        }
        for lane in drawing.lanes.iter().filter(|_| self.all && !self.grid) {
            let inside = |&i: &usize| {
                let rect = drawing.boxes[i];
                let in_lane = (lane.start..lane.end).contains(&(rect.y + rect.height / 2));
                chart.boxes[i].band == lane.band && in_lane && boxes[i].points.is_empty()
            };
            let mut row: Vec<usize> = (0..boxes.len().min(drawing.boxes.len())).filter(inside).collect();
            row.sort_by_key(|&i| drawing.boxes[i].x);
            let gaps = GAP * row.len().saturating_sub(1) as i32;
            let each = ((width - gaps) / row.len().max(1) as i32).min(BOX_MOST as i32) / 2 * 2;
            if row.iter().any(|&i| drawing.boxes[i].width > each) {
                continue;
            }
            let mut x = (width - gaps - each * row.len() as i32) / 2;
            for i in row {
                (drawing.boxes[i].x, drawing.boxes[i].width) = (x, each);
                x += each + GAP;
            }
        }
        drawing
    }
}
