//! Finding boxes by their corners, patiently: sides may be off by a column, and words may push them further.
use super::grid::CharacterGrid;
use super::strokes::{DOWN, LEFT, RIGHT, UP, drawn, is_bar, is_edge, is_level};

/// A box: its edges' rows and columns.
#[derive(Debug, Clone)]
pub(super) struct Rect {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) left: usize,
    pub(super) right: usize,
    /// Columns of words in its upper edge.
    pub(super) title: Option<(usize, usize)>,
}

impl Rect {
    /// Whether another stands inside it.
    pub(super) fn encloses(&self, other: &Self) -> bool {
        self.top < other.top
            && other.bottom < self.bottom
            && self.left < other.left
            && other.left < self.right
    }
}

/// Rows in a box that may lack its side because words before it pushed it away.
const MISSES_MAX: usize = 3;
/// How far apart the right ends of a box's two edges may be.
const SLACK: usize = 4;

/// Every box of a drawing, from above.
pub(super) fn rects(grid: &CharacterGrid) -> Vec<Rect> {
    let mut found = Vec::new();
    // corners of `+` that are a rule in a box, or its lower edge
    let mut is_used = std::collections::BTreeSet::new();
    for row in 0..grid.height() {
        let mut column = 0;
        while column < grid.width(row) {
            let upper = upper_edge(grid, row, column).filter(|_| !is_used.contains(&(row, column)));
            let Some((right, title)) = upper else {
                column += 1;
                continue;
            };
            if let Some((bottom, rules)) = bottom(grid, row, column, right) {
                is_used.extend(rules);
                found.push(Rect { top: row, bottom, left: column, right, title });
            }
            column = right + 1;
        }
    }
    found
}

fn is_corner(c: char, ways: u8) -> bool {
    drawn(c).is_some_and(|stroke| stroke.ways == ways)
}

/// Whether an edge goes on to the left of a cell, so that a `+` there is no corner.
fn goes_left(grid: &CharacterGrid, row: usize, column: usize) -> bool {
    column.checked_sub(1).is_some_and(|at| is_level(grid.at(row, at)))
}

/// The right end of an upper edge that starts here, and the words in it.
fn upper_edge(grid: &CharacterGrid, row: usize, left: usize) -> Option<(usize, Option<(usize, usize)>)> {
    let c = grid.at(row, left);
    let is_ascii = matches!(c, '+' | '.');
    if is_ascii && goes_left(grid, row, left) {
        return None;
    }
    if !is_ascii && !is_corner(c, RIGHT | DOWN)
        || !is_level(grid.at(row, left + 1)) && !is_edge(grid.at(row, left + 1))
    {
        return None;
    }
    let is_end = |at: usize| {
        let end = grid.at(row, at);
        let is_same = is_ascii && end == c || end == '+';
        is_corner(end, LEFT | DOWN) || is_same && !is_edge(grid.at(row, at + 1))
    };
    let mut title: Option<(usize, usize)> = None;
    for at in left + 2..grid.width(row) {
        let c = grid.at(row, at);
        if is_end(at) {
            // behind words the edge goes on
            return (title.is_none_or(|(_, end)| end < at)).then_some((at, title));
        }
        if is_corner(c, RIGHT | DOWN) || is_bar(c) {
            return None;
        }
        if !is_edge(c) || c.is_alphabetic() && title.is_some() {
            if c == ' ' && grid.at(row, at + 1) == ' ' && grid.at(row, at + 2) == ' ' {
                return None;
            }
            let start = title.map_or(at, |(start, _)| start);
            title = Some((start, at + 1));
        }
    }
    None
}

/// The row of a box's lower edge, and the corners of `+` on the way.
fn bottom(
    grid: &CharacterGrid,
    top: usize,
    left: usize,
    right: usize,
) -> Option<(usize, Vec<(usize, usize)>)> {
    let near = [Some(left), left.checked_sub(1), Some(left + 1)];
    let mut misses = 0;
    let mut rules = Vec::new();
    for row in top + 1..grid.height() {
        let corner = near.into_iter().flatten().find(|at| {
            let c = grid.at(row, *at);
            let is_ascii = matches!(c, '+' | '\'' | '`') && is_edge(grid.at(row, at + 1));
            is_corner(c, UP | RIGHT) || is_ascii && !goes_left(grid, row, *at)
        });
        if let Some(end) =
            corner.and_then(|at| lower_edge(grid, row, at)).filter(|end| end.abs_diff(right) <= SLACK)
        {
            let at = corner.unwrap_or(left);
            rules.push((row, at));
            let goes_on =
                grid.at(row, at) == '+' && is_bar(grid.at(row + 1, at)) && is_bar(grid.at(row + 1, end));
            if !goes_on {
                return (row > top + 1).then_some((row, rules));
            }
            continue;
        }
        let c = grid.at(row, left);
        if is_corner(c, RIGHT | DOWN) || drawn(c).is_some_and(|stroke| stroke.head & (UP | DOWN) != 0) {
            return None;
        }
        let is_side = |at: &usize| {
            let c = grid.at(row, *at);
            is_bar(c)
                || is_corner(c, UP | DOWN | RIGHT)
                || is_corner(c, UP | DOWN | LEFT)
                || is_corner(c, UP | DOWN | LEFT | RIGHT)
        };
        if near.iter().flatten().any(is_side) {
            misses = 0;
            continue;
        }
        misses += 1;
        let is_pushed = (left..grid.width(row)).any(|at| is_bar(grid.at(row, at)));
        if misses > MISSES_MAX || !is_pushed {
            return None;
        }
    }
    None
}

/// The right end of a lower edge that starts here.
fn lower_edge(grid: &CharacterGrid, row: usize, left: usize) -> Option<usize> {
    (left + 1..grid.width(row)).find(|at| !is_edge(grid.at(row, *at)) || is_last(grid, row, *at)).filter(
        |at| {
            let c = grid.at(row, *at);
            is_corner(c, UP | LEFT) || matches!(c, '+' | '\'' | '`')
        },
    )
}

/// Whether a `+` ends its edge.
fn is_last(grid: &CharacterGrid, row: usize, column: usize) -> bool {
    grid.at(row, column) == '+' && !is_edge(grid.at(row, column + 1))
}
