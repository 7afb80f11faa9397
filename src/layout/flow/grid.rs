//! Charts without arrows: no arrow says where a box has to be, so boxes stand in page order, row by row, on one grid of equal
//! columns for the whole chart. The last row of a level starts where the others do.
use super::measures::{EM, even};
use crate::engine::{Chart, Direction, Drawing, IRect, Lane, Spacing};

/// Between two boxes beside or above each other, in px.
const GAP: i32 = 40;
/// Most width of a box.
const BOX_MOST: f64 = 30.0 * EM;
/// What empty cells of the grid add to the cost of a number of columns, as a share of it where all were empty.
const EMPTY: f64 = 0.35;
/// Boxes are all as high as the highest if the lowest would not grow by more than this share of itself.
const ALIKE: f64 = 0.6;

/// The grid of a chart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    columns: usize,
    /// Least width of a column in px.
    module: i32,
}

impl Grid {
    /// The grid that a chart can stand on: it has no arrows, nobody pinned a box, and its levels follow each other downwards. The
    /// picture comes near to an aspect.
    pub(super) fn of(chart: &Chart, aspect: f64) -> Option<Self> {
        let is_pinned = chart.boxes.iter().any(|b| b.row.is_some() || b.column.is_some());
        if is_pinned || !chart.arrows.is_empty() || chart.direction == Direction::Right {
            return None;
        }
        let module = chart.boxes.iter().map(|b| b.width).max()?;
        let counts: Vec<usize> = per_band(chart).into_iter().map(|band| band.len()).collect();
        let height = chart.boxes.iter().map(|b| b.height).max().unwrap_or(0);
        let cost = |columns: usize| {
            let lines: usize = counts.iter().map(|count| count.div_ceil(columns)).sum();
            let (across, down) = (columns as f64, lines as f64);
            let content = across * f64::from(module + GAP) - f64::from(GAP);
            let width = content + f64::from(chart.margins.0);
            let bands = counts.iter().filter(|count| **count > 0).count() as f64;
            let beside = f64::from(between_bands(chart.spacing) - GAP);
            let high = down * f64::from(height + GAP) + bands * beside + f64::from(chart.margins.1);
            let empty = 1.0 - chart.boxes.len() as f64 / (across * down).max(1.0);
            let too_wide = width / (width - chart.too_wide(content)).max(1.0);
            (width / aspect).max(high) * (1.0 + EMPTY * empty) * too_wide * too_wide
        };
        let widest = counts.iter().copied().max().unwrap_or(1);
        let columns = (1..=widest).min_by(|a, b| cost(*a).total_cmp(&cost(*b)))?;
        Some(Self { columns, module })
    }

    /// The width that the grid takes of what is to be had, in px.
    pub(super) fn width(self, possible: f64) -> f64 {
        let gaps = f64::from(self.gaps());
        let most = self.columns as f64 * BOX_MOST + gaps;
        possible.min(most).max(f64::from(self.module) * self.columns as f64 + gaps)
    }

    fn gaps(self) -> i32 {
        GAP * self.columns.saturating_sub(1) as i32
    }

    /// The boxes on the grid, which is about so wide in px; a box that `fills` takes a row to itself.
    pub(super) fn drawing(self, chart: &Chart, width: f64, fills: impl Fn(usize) -> bool) -> Drawing {
        // sheets are far smaller than what the cast can hold
        let room = self.width(width).floor() as i32 - self.gaps();
        let module = (room / self.columns as i32 / 2 * 2).max(self.module);
        let width = module * self.columns as i32 + self.gaps();
        let usual = chart.boxes.iter().enumerate().filter(|(i, _)| !fills(*i)).map(|(_, b)| b.height);
        let (low, high) = usual.fold((i32::MAX, 0), |(low, high), h| (low.min(h), high.max(h)));
        let common = if f64::from(high) <= f64::from(low) * (1.0 + ALIKE) { high } else { 0 };
        let mut drawing = Drawing {
            width,
            boxes: vec![IRect::default(); chart.boxes.len()],
            labels: Vec::new(),
            ..Drawing::default()
        };
        let mut y = 0;
        for (band, boxes) in per_band(chart).into_iter().enumerate() {
            if boxes.is_empty() {
                continue;
            }
            if !drawing.lanes.is_empty() {
                let apart = between_bands(chart.spacing);
                drawing.cuts.push(y + apart / 2);
                y += apart;
            }
            for (line, row) in boxes.chunks(self.in_row(boxes.len())).enumerate() {
                y += if line > 0 { GAP } else { 0 };
                let own = row.iter().filter_map(|&i| chart.boxes.get(i)).map(|b| b.height).max().unwrap_or(0);
                let height =
                    if row.iter().any(|&i| fills(i)) { own } else { even(f64::from(own.max(common))) };
                for (column, &i) in row.iter().enumerate() {
                    let x = (module + GAP) * column as i32;
                    let across = if fills(i) { width } else { module };
                    if let Some(rect) = drawing.boxes.get_mut(i) {
                        *rect = IRect { x, y, width: across, height };
                    }
                }
                drawing.lanes.push(Lane { band, start: y, end: y + height });
                y += height;
            }
        }
        drawing.height = y;
        drawing
    }

    /// Boxes in each full row of a level of so many: fewer than there are columns where the last row would be nearly empty.
    fn in_row(self, count: usize) -> usize {
        let rows = count.div_ceil(self.columns).max(1);
        let last = count - (rows - 1) * self.columns;
        if 3 * last <= self.columns { count.div_ceil(rows) } else { self.columns }.max(1)
    }
}

/// The boxes of each band, in page order.
fn per_band(chart: &Chart) -> Vec<Vec<usize>> {
    let mut bands = vec![Vec::new(); chart.boxes.iter().map(|b| b.band + 1).max().unwrap_or(0)];
    for (i, b) in chart.boxes.iter().enumerate() {
        if let Some(band) = bands.get_mut(b.band) {
            band.push(i);
        }
    }
    bands
}

/// Between the boxes of two levels, in px.
fn between_bands(spacing: Spacing) -> i32 {
    2 * spacing.band_inset + spacing.band_gutter
}
