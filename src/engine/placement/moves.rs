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

    /// Which boxes it moves from a placement.
    pub(crate) fn moved(self, problem: &Problem<'_>, from: &Cells) -> Vec<bool> {
        let classes =
            |is_one: &dyn Fn(usize) -> bool| problem.class.iter().map(|&class| is_one(class)).collect();
        let of_class = |class: usize| classes(&|other| other == class);
        match self {
            Self::Swap(a, b) => classes(&|class| class == usize::from(a) || class == usize::from(b)),
            Self::Join(class, _) | Self::Open(class, _) => of_class(usize::from(class)),
            Self::Shift(a, _) => classes(&|class| from.column[class] == a),
            Self::Exchange(a, b) => classes(&|class| from.column[class] == a || from.column[class] == b),
            Self::Row(of, _) => (0..problem.boxes()).map(|other| other == usize::from(of)).collect(),
            Self::RowJoin(of, ..) | Self::RowOpen(of, ..) => of_class(problem.class[usize::from(of)]),
        }
    }

    /// The gap in which it opens a column.
    pub(crate) fn opened(self) -> Option<u16> {
        match self {
            Self::Open(_, gap) | Self::RowOpen(_, _, gap) => Some(gap),
            _ => None,
        }
    }

    /// The same move where a column was opened in a gap.
    pub(crate) fn beside(self, gap: u16) -> Self {
        let now = |column: u16| column + u16::from(column >= gap);
        match self {
            Self::Swap(..) | Self::Row(..) => self,
            Self::Join(class, column) => Self::Join(class, now(column)),
            Self::Open(class, gap) => Self::Open(class, now(gap)),
            Self::Shift(a, b) => Self::Shift(now(a), now(b)),
            Self::Exchange(a, b) => Self::Exchange(now(a), now(b)),
            Self::RowJoin(of, row, column) => Self::RowJoin(of, row, now(column)),
            Self::RowOpen(of, row, gap) => Self::RowOpen(of, row, now(gap)),
        }
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
    let near = worth(problem, of);
    for i in (0..problem.boxes()).filter(|&i| problem.row_pin[i].is_none()) {
        let near = near.get(problem.class[i]).copied().unwrap_or(u64::MAX);
        let is_near = |place: &u16| near.checked_shr(u32::from(*place)).is_none_or(|near| near & 1 == 1);
        // a gap is beside two columns
        let is_beside = |gap: &u16| is_near(gap) || *gap > 0 && is_near(&(gap - 1));
        let (last, is_fixed) = bands[problem.band(i)];
        // to stay in its row is no move of a box, and all rows behind the last one are the same
        let is_other = |row: &u16| *row != of.row[i] && (is_fixed || *row <= last + 1);
        let i = i as u16;
        for row in (0..rows as u16).filter(is_other) {
            look(Move::Row(i, row));
            (0..columns).filter(is_near).for_each(|c| look(Move::RowJoin(i, row, c)));
            (0..gaps).filter(is_beside).for_each(|gap| look(Move::RowOpen(i, row, gap)));
        }
    }
}

/// For each class the columns to which it may go while a box of it changes its row: those beside its own, and those of what
/// it is joined with. Others find next to nothing, and most moves would be to them.
fn worth(problem: &Problem<'_>, of: &Cells) -> Vec<u64> {
    let at = |column: u16| 1_u64.checked_shl(u32::from(column)).unwrap_or(0);
    let joined = problem.class_neighbours();
    let of_class = |class: usize| {
        let own = at(of.column[class]);
        joined[class].iter().fold(own | own << 1 | own >> 1, |set, &to| set | at(of.column[to]))
    };
    (0..problem.classes()).map(of_class).collect()
}

/// Gives a class a column of its own, before column `gap`.
fn open_column(cells: &mut Cells, class: usize, gap: u16) {
    for c in &mut cells.column {
        *c += u16::from(*c >= gap);
    }
    cells.column[class] = gap;
}
