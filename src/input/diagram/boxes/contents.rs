//! What stands in the boxes of a drawing, and which of its cells are theirs.
use super::grid::CharacterGrid;
use super::rects::Rect;
use super::strokes::{drawn, is_bar};
use crate::input::diagram::chain::unbracketed;
use crate::input::diagram::label::trimmed;
use crate::input::text::PlainText;

/// How far the side of a box may stand from its corner's column.
const SIDE_SLACK: usize = 2;

/// The cells of a drawing that are a box's or a frame's edge: the index of the rectangle.
pub(super) struct Owners {
    cells: Vec<Vec<Option<usize>>>,
}

impl Owners {
    /// Whose a cell is.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<usize> {
        self.cells.get(row)?.get(column).copied().flatten()
    }

    fn take(&mut self, row: usize, from: usize, to: usize, owner: usize) {
        let cells = self.cells.get_mut(row).into_iter().flatten();
        for cell in cells.skip(from).take((to + 1).saturating_sub(from)) {
            *cell = Some(owner);
        }
    }
}

/// The words of each rectangle, none for frames, and the owners of all cells.
pub(super) fn contents(
    grid: &CharacterGrid,
    rects: &[Rect],
    is_frame: &[bool],
) -> (Vec<Vec<PlainText>>, Owners) {
    let cells = (0..grid.height()).map(|row| vec![None; grid.width(row)]).collect();
    let mut owners = Owners { cells };
    let mut words = vec![Vec::new(); rects.len()];
    let bars = (0..grid.height()).map(|row| bars(grid, row)).collect::<Vec<_>>();
    let mut active = vec![Vec::new(); grid.height()];
    for (at, (rect, is_frame)) in rects.iter().zip(is_frame).enumerate() {
        owners.take(rect.top, rect.left, rect.right, at);
        owners.take(rect.bottom, rect.left, rect.right, at);
        let rows = active.iter_mut().take(rect.bottom).skip(rect.top + 1);
        if *is_frame {
            for (row, bars) in bars.iter().enumerate().take(rect.bottom).skip(rect.top + 1) {
                for side in [rect.left, rect.right] {
                    if let Some(bar) = nearest(bars, side, 0) {
                        owners.take(row, bar, bar, at);
                    }
                }
            }
        } else {
            rows.for_each(|row| row.push((rect.left, rect.right, at)));
        }
        if let (Some((start, end)), Some(words)) = (rect.title, words.get_mut(at)) {
            words.push(unbracketed(&trimmed(&grid.text(rect.top, start, end))));
        }
    }
    for (row, (boxes, bars)) in active.iter_mut().zip(&bars).enumerate() {
        boxes.sort_unstable();
        for (at, left, right) in sides(bars, boxes) {
            owners.take(row, left, right, at);
            if let Some(words) = words.get_mut(at) {
                words.extend(parts(grid, row, left + 1, right));
            }
        }
    }
    (words, owners)
}

/// The columns of upright strokes in a row.
fn bars(grid: &CharacterGrid, row: usize) -> Vec<usize> {
    (0..grid.width(row)).filter(|at| is_side(grid.at(row, *at))).collect()
}

/// Whether a character can stand in a box's side: a stroke, a rule's end, an arrowhead at it.
fn is_side(c: char) -> bool {
    use super::strokes::{DOWN, LEFT, RIGHT, UP};
    is_bar(c)
        || drawn(c).is_some_and(|stroke| {
            stroke.ways & (UP | DOWN) == UP | DOWN && stroke.head == 0 || stroke.head & (LEFT | RIGHT) != 0
        })
}

/// The bar that stands nearest to a column, from some column on.
fn nearest(bars: &[usize], column: usize, from: usize) -> Option<usize> {
    let first = bars.partition_point(|bar| *bar < from.max(column.saturating_sub(SIDE_SLACK)));
    let near = bars.iter().skip(first).take_while(|bar| **bar <= column + SIDE_SLACK);
    near.min_by_key(|bar| bar.abs_diff(column)).copied()
}

/// The columns of the sides that each box has in a row: where they ought to be, near that, or where words pushed them.
fn sides(bars: &[usize], boxes: &[(usize, usize, usize)]) -> Vec<(usize, usize, usize)> {
    if bars.len() == 2 * boxes.len() {
        let pairs = bars.chunks_exact(2).zip(boxes);
        return pairs.filter_map(|(pair, (_, _, at))| Some((*at, *pair.first()?, *pair.last()?))).collect();
    }
    let mut found = Vec::new();
    let (mut from, mut drift) = (0, 0);
    for (left, right, at) in boxes {
        let start = nearest(bars, *left, from).or_else(|| nearest(bars, left + drift, from));
        let start = start.unwrap_or((left + drift).max(from));
        let pushed = || bars.iter().copied().find(|bar| *bar > start && *bar >= *right);
        let end = nearest(bars, *right, start + 1)
            .or_else(|| nearest(bars, right + drift, start + 1))
            .or_else(pushed);
        let end = end.unwrap_or((*right).max(start + 1));
        drift = end.saturating_sub(*right);
        from = end + 1;
        found.push((*at, start, end));
    }
    found
}

/// The words of a row of a box; strokes among them part them.
fn parts(grid: &CharacterGrid, row: usize, from: usize, to: usize) -> Vec<PlainText> {
    let mut parts = Vec::new();
    let mut start = from;
    for at in from..to {
        let is_apart = grid.at(row, at.saturating_sub(1)) == ' ' && grid.at(row, at + 1) == ' ';
        if is_bar(grid.at(row, at)) && is_apart {
            parts.push(grid.text(row, start, at));
            start = at + 1;
        }
    }
    parts.push(grid.text(row, start, to));
    parts
}
