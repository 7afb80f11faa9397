//! Step 2b, moves: the placements that are one move away from one.

use super::anneal::{shift_column, swap_columns};
use super::cells::Cells;
use crate::engine::problem::Problem;

/// A move: classes exchange columns, join one or open one in a gap, columns move, boxes change rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Move {
    /// Two classes exchange their columns.
    Swap(u16, u16),
    /// A class goes to a column.
    Join(u16, u16),
    /// A class opens a column of its own before another one.
    Open(u16, u16),
    /// A column goes to the place of another, which makes way.
    Shift(u16, u16),
    /// Two columns change places.
    Exchange(u16, u16),
    /// A box goes to a row.
    Row(u16, u16),
    /// The same, and its class goes to a column.
    RowJoin(u16, u16, u16),
    /// The same, and its class opens a column.
    RowOpen(u16, u16, u16),
}

impl Move {
    /// Whether a box changes its row.
    pub(crate) fn changes_rows(self) -> bool {
        matches!(self, Self::Row(..) | Self::RowJoin(..) | Self::RowOpen(..))
    }

    /// Makes the move.
    pub(crate) fn apply(self, problem: &Problem<'_>, cells: &mut Cells) {
        match self {
            Self::Swap(a, b) => cells.column.swap(usize::from(a), usize::from(b)),
            Self::Join(class, column) => cells.column[usize::from(class)] = column,
            Self::Open(class, gap) => open_column(cells, usize::from(class), gap),
            Self::Shift(a, b) => shift_column(cells, a, b),
            Self::Exchange(a, b) => swap_columns(cells, a, b),
            Self::Row(of, row) => cells.row[usize::from(of)] = row,
            Self::RowJoin(of, row, column) => {
                cells.row[usize::from(of)] = row;
                cells.column[problem.class[usize::from(of)]] = column;
            }
            Self::RowOpen(of, row, gap) => {
                cells.row[usize::from(of)] = row;
                open_column(cells, problem.class[usize::from(of)], gap);
            }
        }
    }
}

/// Looks at every move from a placement, but for some that lead to where others do.
pub(crate) fn each_move(
    problem: &Problem<'_>,
    of: &Cells,
    columns: usize,
    rows: usize,
    mut look: impl FnMut(Move),
) {
    let pinned = problem.is_pinned();
    let used = of.column.iter().max().map_or(0, |&c| c + 1);
    // pins count empty columns too
    let (k, columns) = (problem.classes() as u16, if pinned { used.max(columns as u16) } else { used });
    let gaps = if pinned { 0 } else { columns + 1 };
    for a in 0..k {
        (0..a).for_each(|b| look(Move::Swap(a, b)));
        (0..columns).for_each(|c| look(Move::Join(a, c)));
        (0..gaps).for_each(|gap| look(Move::Open(a, gap)));
    }
    for a in 0..columns {
        for b in (0..columns).filter(|&b| b != a) {
            look(Move::Shift(a, b));
            look(Move::Exchange(a, b));
        }
    }
    // for each band its last row, and whether rows of it keep their numbers
    let mut bands = vec![(0, false); problem.bands];
    for (i, pin) in problem.row_pin.iter().enumerate() {
        let (last, is_fixed) = &mut bands[problem.band(i)];
        (*last, *is_fixed) = (of.row[i].max(*last), *is_fixed || pin.is_some());
    }
    for i in (0..problem.boxes()).filter(|&i| problem.row_pin[i].is_none()) {
        let (last, is_fixed) = bands[problem.band(i)];
        // to stay in its row is no move of a box, and all rows behind the last one are the same
        let is_other = |row: &u16| *row != of.row[i] && (is_fixed || *row <= last + 1);
        let i = i as u16;
        for row in (0..rows as u16).filter(is_other) {
            look(Move::Row(i, row));
            (0..columns).for_each(|c| look(Move::RowJoin(i, row, c)));
            (0..gaps).for_each(|gap| look(Move::RowOpen(i, row, gap)));
        }
    }
}

/// Gives a class a column of its own, before column `gap`.
fn open_column(cells: &mut Cells, class: usize, gap: u16) {
    for c in &mut cells.column {
        *c += u16::from(*c >= gap);
    }
    cells.column[class] = gap;
}
