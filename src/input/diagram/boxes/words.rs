//! Words of a drawing outside its boxes: names that lines lead to, and words at lines.
use super::contents::Owners;
use super::grid::CharacterGrid;
use super::strokes::{CellStroke, DOWN, LEFT, RIGHT, UP};
use crate::input::text::PlainText;

/// Words side by side in a row.
#[derive(Debug, Clone)]
pub(super) struct WordRun {
    pub(super) row: usize,
    /// Its first column.
    pub(super) start: usize,
    /// The column behind it.
    pub(super) end: usize,
    /// The line's cells that it is written at: one beside it, or one at each of its ends.
    pub(super) at: Vec<(usize, usize)>,
    /// The block of lines that it belongs to, where it is written at no line.
    pub(super) block: usize,
}

impl WordRun {
    pub(super) fn text(&self, grid: &CharacterGrid) -> PlainText {
        grid.text(self.row, self.start, self.end)
    }
}

/// How far from a line its words may stand.
const GAP: usize = 3;

/// Every run of words outside boxes, row by row; blocks are numbered from 0.
///
/// Where names have boxes, words in the middle of an upright line are no name either.
pub(super) fn runs(
    grid: &CharacterGrid,
    owners: &Owners,
    strokes: &[Vec<CellStroke>],
    has_boxes: bool,
) -> Vec<WordRun> {
    let is_stroke = |row: usize, column: usize| stroke(strokes, row, column).ways != 0;
    let mut runs: Vec<WordRun> = Vec::new();
    let mut blocks = 0;
    // the runs of the row above, as a range of indices
    let mut above = 0..0;
    for row in 0..grid.height() {
        let first = runs.len();
        let mut column = 0;
        while column < grid.width(row) {
            let is_word = |at: usize| {
                grid.at(row, at) != ' '
                    && at < grid.width(row)
                    && owners.at(row, at).is_none()
                    && !is_stroke(row, at)
            };
            if !is_word(column) {
                column += 1;
                continue;
            }
            let mut end = column + 1;
            while is_word(end) || grid.at(row, end) == ' ' && is_word(end + 1) {
                end += 1;
            }
            let mut run = WordRun { row, start: column, end, at: Vec::new(), block: usize::MAX };
            column = end;
            if !run.text(grid).as_str().contains(char::is_alphanumeric) {
                continue;
            }
            run.at = lines_at(&run, owners, strokes);
            if run.at.is_empty() && has_boxes {
                run.at = lines_through(&run, owners, strokes);
            }
            if run.at.is_empty() {
                let upper = runs.get(above.clone()).unwrap_or_default().iter();
                let mut upper =
                    upper.filter(|one| one.at.is_empty() && one.start < run.end && run.start < one.end);
                run.block = match (upper.next(), upper.next()) {
                    (Some(one), None) => one.block,
                    _ => {
                        blocks += 1;
                        blocks - 1
                    }
                };
            }
            runs.push(run);
        }
        above = first..runs.len();
    }
    runs
}

fn stroke(strokes: &[Vec<CellStroke>], row: usize, column: usize) -> CellStroke {
    strokes.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
}

/// The cells of the line that words are written at: inside a level line, or beside an upright one.
fn lines_at(run: &WordRun, owners: &Owners, strokes: &[Vec<CellStroke>]) -> Vec<(usize, usize)> {
    let near = |columns: &mut dyn Iterator<Item = usize>| {
        let mut columns = columns.map(|at| (at, stroke(strokes, run.row, at)));
        let found = columns.find(|(at, stroke)| stroke.ways != 0 || owners.at(run.row, *at).is_some());
        found.filter(|(at, _)| owners.at(run.row, *at).is_none())
    };
    let left = near(&mut (run.start.saturating_sub(GAP)..run.start).rev());
    let right = near(&mut (run.end..run.end + GAP));
    if let (Some((left, before)), Some((right, behind))) = (left, right) {
        let is_inside = before.ways & RIGHT != 0 && behind.ways & LEFT != 0;
        // a name between two arrows is no word at a line
        if is_inside && before.head & RIGHT == 0 && behind.head & LEFT == 0 {
            return vec![(run.row, left), (run.row, right)];
        }
    }
    let leads_here = left.is_some_and(|(_, stroke)| stroke.ways & RIGHT != 0)
        || right.is_some_and(|(_, stroke)| stroke.ways & LEFT != 0);
    let beside = left.or(right).filter(|_| !leads_here);
    beside.map(|(at, _)| (run.row, at)).into_iter().collect()
}

/// The cells above and below words that stand in the middle of an upright line.
fn lines_through(run: &WordRun, owners: &Owners, strokes: &[Vec<CellStroke>]) -> Vec<(usize, usize)> {
    let leads = |row: usize, way: u8| {
        let mut columns = run.start..run.end;
        let column =
            columns.find(|at| owners.at(row, *at).is_none() && stroke(strokes, row, *at).ways & way != 0)?;
        // a head that points at the words leads to a name
        (stroke(strokes, row, column).head & way == 0).then_some((row, column))
    };
    let above = run.row.checked_sub(1).and_then(|row| leads(row, DOWN));
    match (above, leads(run.row + 1, UP)) {
        (Some(above), Some(below)) => vec![above, below],
        _ => Vec::new(),
    }
}
