//! Which characters of a drawing are strokes, and which ways each of them leads.
use super::grid::CharacterGrid;

/// Ways out of a cell, as bits.
pub(super) const UP: u8 = 1;
pub(super) const RIGHT: u8 = 2;
pub(super) const DOWN: u8 = 4;
pub(super) const LEFT: u8 = 8;
const ACROSS: u8 = LEFT | RIGHT;
const UPRIGHT: u8 = UP | DOWN;

/// What a cell draws.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CellStroke {
    /// The ways that lead on from it; none where it is no stroke.
    pub(super) ways: u8,
    /// The ways in which an arrowhead points.
    pub(super) head: u8,
    /// Whether it has gaps.
    pub(super) is_dotted: bool,
    /// How far to the right its upper end leans: 1 for `/`, -1 for `\`.
    pub(super) lean: isize,
}

const fn stroke(ways: u8) -> CellStroke {
    CellStroke { ways, head: 0, is_dotted: false, lean: 0 }
}

const fn head(ways: u8, head: u8) -> CellStroke {
    CellStroke { ways, head, is_dotted: false, lean: 0 }
}

/// What a character of the sets for drawing is, wherever it stands.
pub(super) fn drawn(c: char) -> Option<CellStroke> {
    Some(match c {
        '│' | '┃' | '║' | '╵' | '╷' | '╽' | '╿' => stroke(UPRIGHT),
        '┆' | '┊' | '╎' | '┇' | '┋' | '╏' => CellStroke { is_dotted: true, ..stroke(UPRIGHT) },
        '─' | '━' | '═' | '╴' | '╶' => stroke(ACROSS),
        '┄' | '┈' | '╌' | '┅' | '┉' | '╍' => CellStroke { is_dotted: true, ..stroke(ACROSS) },
        '┌' | '╔' | '╭' | '┏' | '╒' | '╓' => stroke(RIGHT | DOWN),
        '┐' | '╗' | '╮' | '┓' | '╕' | '╖' => stroke(LEFT | DOWN),
        '└' | '╚' | '╰' | '┗' | '╘' | '╙' => stroke(UP | RIGHT),
        '┘' | '╝' | '╯' | '┛' | '╛' | '╜' => stroke(UP | LEFT),
        '├' | '╠' | '┣' | '╟' | '╞' => stroke(UPRIGHT | RIGHT),
        '┤' | '╣' | '┫' | '╢' | '╡' => stroke(UPRIGHT | LEFT),
        '┬' | '╦' | '┳' | '╤' | '╥' => stroke(ACROSS | DOWN),
        '┴' | '╩' | '┻' | '╧' | '╨' => stroke(ACROSS | UP),
        '┼' | '╬' | '╋' | '╪' | '╫' => stroke(ACROSS | UPRIGHT),
        '▼' | '▽' | '↓' | '⇓' | '⬇' | '▾' | '🡓' => head(UPRIGHT, DOWN),
        '▲' | '△' | '↑' | '⇑' | '⬆' | '▴' | '🡑' => head(UPRIGHT, UP),
        '▶' | '▷' | '►' | '→' | '⇒' | '▸' | '➜' | '⟶' | '➔' | '🡒' => head(ACROSS, RIGHT),
        '◀' | '◁' | '◄' | '←' | '⇐' | '◂' | '⟵' => head(ACROSS, LEFT),
        '↕' | '⇕' => head(UPRIGHT, UPRIGHT),
        '↔' | '⇔' | '⟷' => head(ACROSS, ACROSS),
        _ => return None,
    })
}

/// Whether a character is an upright stroke that can be the side of a box.
pub(super) fn is_bar(c: char) -> bool {
    c == '|' || drawn(c).is_some_and(|stroke| stroke.ways == UPRIGHT && stroke.head == 0)
}

/// Whether a character can be part of a level edge of a box, with what joins the edge.
pub(super) fn is_edge(c: char) -> bool {
    let is_level = |ways: u8| ways & ACROSS == ACROSS;
    matches!(c, '-' | '=' | '_' | '+' | 'v' | 'V' | '^')
        || drawn(c)
            .is_some_and(|stroke| is_level(stroke.ways) && stroke.head == 0 || stroke.head & UPRIGHT != 0)
}

/// Whether a character is a level stroke and nothing else.
pub(super) fn is_level(c: char) -> bool {
    matches!(c, '-' | '=') || drawn(c).is_some_and(|stroke| stroke.ways == ACROSS && stroke.head == 0)
}

/// Every cell's stroke. Characters that are also letters and signs count only where their neighbours draw with them.
pub(super) fn strokes(grid: &CharacterGrid) -> Vec<Vec<CellStroke>> {
    let row = |row| {
        let mut found = vec![CellStroke::default(); grid.width(row)];
        let mut column = 0;
        while column < found.len() {
            let end = dashes_end(grid, row, column);
            let is_run = end > column && is_line(grid, row, column, end);
            for at in column..end.max(column + 1) {
                if let Some(cell) = found.get_mut(at) {
                    *cell = if is_run { stroke(ACROSS) } else { sign(grid, row, at) };
                }
            }
            column = end.max(column + 1);
        }
        found
    };
    (0..grid.height()).map(row).collect()
}

/// Where a run of dashes of ASCII ends that starts at a column.
fn dashes_end(grid: &CharacterGrid, row: usize, column: usize) -> usize {
    (column..grid.width(row)).find(|at| !matches!(grid.at(row, *at), '-' | '=')).unwrap_or(grid.width(row))
}

/// Whether a run of dashes is a line and no hyphen.
fn is_line(grid: &CharacterGrid, row: usize, start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map_or(' ', |at| grid.at(row, at));
    let behind = grid.at(row, end);
    let joins = |c: char| matches!(c, '+' | '|' | '<' | '>') || drawn(c).is_some();
    !before.is_alphanumeric()
        && !behind.is_alphanumeric()
        && (end - start > 1 || joins(before) || joins(behind))
}

/// What a single character of a drawing is where it stands.
fn sign(grid: &CharacterGrid, row: usize, column: usize) -> CellStroke {
    let c = grid.at(row, column);
    if let Some(stroke) = drawn(c) {
        return stroke;
    }
    let beside = |step: isize| column.checked_add_signed(step).map_or(' ', |at| grid.at(row, at));
    let (left, right) = (beside(-1), beside(1));
    let above = |step: isize| match (row.checked_sub(1), column.checked_add_signed(step)) {
        (Some(row), Some(column)) => grid.at(row, column),
        _ => ' ',
    };
    let below = |step: isize| column.checked_add_signed(step).map_or(' ', |at| grid.at(row + 1, at));
    let is_apart = !left.is_alphanumeric() && !right.is_alphanumeric();
    let leads_down =
        |c: char| matches!(c, '|' | '+' | ':' | '/' | '\\') || drawn(c).is_some_and(|s| s.ways & DOWN != 0);
    let leads_up =
        |c: char| matches!(c, '|' | '+' | ':' | '/' | '\\') || drawn(c).is_some_and(|s| s.ways & UP != 0);
    let is_dash = |c: char| matches!(c, '-' | '=' | '+') || drawn(c).is_some_and(|s| s.ways & ACROSS != 0);
    match c {
        '|' if is_apart => stroke(UPRIGHT),
        '+' if is_apart
            && (is_dash(left) || is_dash(right) || leads_down(above(0)) || leads_up(below(0))) =>
        {
            stroke(UPRIGHT | ACROSS)
        }
        'v' | 'V' if is_apart && [0, -1, 1].iter().any(|step| leads_down(above(*step))) => {
            head(UPRIGHT, DOWN)
        }
        '^' if is_apart && [0, -1, 1].iter().any(|step| leads_up(below(*step))) => head(UPRIGHT, UP),
        '>' if is_dash(left) => head(ACROSS, RIGHT),
        '<' if is_dash(right) => head(ACROSS, LEFT),
        '/' if left == ' ' && right == ' ' => CellStroke { lean: 1, ..stroke(UPRIGHT) },
        '\\' if left == ' ' && right == ' ' => CellStroke { lean: -1, ..stroke(UPRIGHT) },
        _ => CellStroke::default(),
    }
}
