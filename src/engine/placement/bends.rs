//! Least bends of an arrow between two cells, from the cells that are taken: an admissible bound for the search.

use std::cmp::Ordering;

/// Rows and columns of cells as bit masks: a set bit is a box.
#[derive(Clone, Debug)]
pub(crate) struct Masks {
    /// For each row the columns taken.
    pub(crate) row: [u64; 64],
    /// For each column the rows taken.
    pub(crate) column: [u64; 64],
}

/// A taken cell and how far one sees from it: the nearest taken cell each way, -1 or 64 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Its row.
    pub(crate) row: i8,
    /// Its column.
    pub(crate) column: i8,
    east: i8,
    west: i8,
    south: i8,
    north: i8,
}

impl Spot {
    /// Whether a cell sees as far as it did, on the ways that an arrow takes towards another cell.
    #[inline]
    pub(super) fn sees_alike(&self, old: &Self, towards: &Self) -> bool {
        // what is behind the other cell's row or column is in no arrow's way
        let (column, row) = (towards.column, towards.row);
        let across = match column.cmp(&self.column) {
            Ordering::Greater => self.east.min(column + 1) == old.east.min(column + 1),
            Ordering::Less => self.west.max(column - 1) == old.west.max(column - 1),
            Ordering::Equal => true,
        };
        let down = match row.cmp(&self.row) {
            Ordering::Greater => self.south.min(row + 1) == old.south.min(row + 1),
            Ordering::Less => self.north.max(row - 1) == old.north.max(row - 1),
            Ordering::Equal => true,
        };
        across && down
    }

    /// The columns and rows of the cells that are seen.
    #[inline]
    pub(super) fn ahead(self) -> [Option<[u8; 2]>; 4] {
        let is_cell = |place: i8| (0..64).contains(&place);
        let (row, column) = (self.row as u8, self.column as u8);
        [
            is_cell(self.east).then_some([self.east as u8, row]),
            is_cell(self.west).then_some([self.west as u8, row]),
            is_cell(self.south).then_some([column, self.south as u8]),
            is_cell(self.north).then_some([column, self.north as u8]),
        ]
    }
}

/// The ways of fewest bends from one cell to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Straight across or down.
    Straight,
    /// One bend: across first, then down or up.
    AcrossFirst,
    /// One bend: down or up first, then across.
    DownFirst,
    /// One bend, either way.
    OneBend,
    /// Two bends, through a channel that both cells reach.
    TwoBends,
    /// Three bends at least, or a self loop.
    ThreeBends,
}

impl Way {
    /// Its bends.
    #[inline]
    pub(crate) fn bends(self) -> i32 {
        match self {
            Self::Straight => 0,
            Self::AcrossFirst | Self::DownFirst | Self::OneBend => 1,
            Self::TwoBends => 2,
            Self::ThreeBends => 3,
        }
    }
}

impl Masks {
    /// Nothing taken.
    pub(crate) fn new() -> Self {
        Self { row: [0; 64], column: [0; 64] }
    }

    /// Takes a cell.
    #[inline]
    pub(crate) fn put(&mut self, column: u8, row: u8) {
        self.row[usize::from(row & 63)] |= 1 << (column & 63);
        self.column[usize::from(column & 63)] |= 1 << (row & 63);
    }

    /// Leaves a cell.
    #[inline]
    pub(crate) fn lift(&mut self, column: u8, row: u8) {
        self.row[usize::from(row & 63)] &= !(1 << (column & 63));
        self.column[usize::from(column & 63)] &= !(1 << (row & 63));
    }

    /// What is seen from a cell.
    #[inline]
    pub(crate) fn spot(&self, row: u8, column: u8) -> Spot {
        // the next set bit after a place, and the last one before it
        let after = |mask: u64, at: u8| {
            let rest = mask >> at >> 1;
            if rest == 0 { 64 } else { at as i8 + 1 + rest.trailing_zeros() as i8 }
        };
        let before = |mask: u64, at: u8| 63 - (mask & ((1 << at) - 1)).leading_zeros() as i8;
        let (across, down) = (self.row[row as usize], self.column[column as usize]);
        Spot {
            row: row as i8,
            column: column as i8,
            east: after(across, column),
            west: before(across, column),
            south: after(down, row),
            north: before(down, row),
        }
    }
}

/// The ways of fewest bends that an arrow between two spots can take among the boxes that stand: straight where the way is
/// free, one bend where a free row meets a free column, two where a channel can be reached from both sides.
#[inline]
pub(crate) fn fewest(a: &Spot, b: &Spot) -> Way {
    if a.row == b.row {
        let straight = if b.column > a.column { a.east } else { a.west } == b.column;
        return match (a.column == b.column, straight) {
            (true, _) => Way::ThreeBends,
            (_, true) => Way::Straight,
            _ => Way::TwoBends,
        };
    }
    if a.column == b.column {
        let straight = if b.row > a.row { a.south } else { a.north } == b.row;
        return if straight { Way::Straight } else { Way::TwoBends };
    }
    let (right, below) = (b.column > a.column, b.row > a.row);
    let (a_across, b_across) =
        if right { (a.east > b.column, b.west < a.column) } else { (a.west < b.column, b.east > a.column) };
    let (a_down, b_down) =
        if below { (a.south > b.row, b.north < a.row) } else { (a.north < b.row, b.south > a.row) };
    match (a_across && b_down, a_down && b_across) {
        (true, true) => return Way::OneBend,
        (true, false) => return Way::AcrossFirst,
        (false, true) => return Way::DownFirst,
        (false, false) => {}
    }
    // the free runs from both ends meet
    let meet = |low_sees: i8, low: i8, high_sees: i8, high: i8| low_sees.min(high) > high_sees.max(low);
    let down =
        if below { meet(a.south, a.row, b.north, b.row) } else { meet(b.south, b.row, a.north, a.row) };
    let across = if right {
        meet(a.east, a.column, b.west, b.column)
    } else {
        meet(b.east, b.column, a.west, a.column)
    };
    if down || across { Way::TwoBends } else { Way::ThreeBends }
}

#[cfg(test)]
mod tests {
    use super::{Masks, Way, fewest};
    use crate::engine::tools::rng::Rng;

    fn put(m: &mut Masks, r: usize, c: usize) {
        m.row[r] |= 1 << c;
        m.column[c] |= 1 << r;
    }

    /// Fewest bends by walking: whether the cells between are free, one by one.
    fn by_walking(m: &Masks, a: (i32, i32), b: (i32, i32)) -> i32 {
        let free = |r: i32, c: i32| m.row[r as usize] >> c & 1 == 0;
        // free cells from one on the way to another, which is not counted
        let run = |from: (i32, i32), to: (i32, i32)| {
            let d = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
            let (mut at, mut n) = ((from.0 + d.0, from.1 + d.1), 0);
            while at != to && free(at.0, at.1) {
                n += 1;
                at = (at.0 + d.0, at.1 + d.1);
            }
            n
        };
        let (rows, columns) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        if rows == 0 && columns == 0 {
            return 3;
        }
        if rows == 0 || columns == 0 {
            return if run(a, b) == rows + columns - 1 { 0 } else { 2 };
        }
        for corner in [(a.0, b.1), (b.0, a.1)] {
            let reach = |p: (i32, i32)| run(p, corner) == (p.0 - corner.0).abs() + (p.1 - corner.1).abs() - 1;
            if free(corner.0, corner.1) && reach(a) && reach(b) {
                return 1;
            }
        }
        let down = run(a, (b.0, a.1)) + run(b, (a.0, b.1)) >= rows - 1;
        let across = run(a, (a.0, b.1)) + run(b, (b.0, a.1)) >= columns - 1;
        if down || across { 2 } else { 3 }
    }

    #[test]
    fn ways_are_those_of_a_walk() {
        let mut rng = Rng::new(3);
        for round in 0..400 {
            let size = [4, 7, 64][round % 3];
            let mut m = Masks::new();
            let boxes: Vec<(usize, usize)> =
                (0..3 + rng.below(size * 2)).map(|_| (rng.below(size), rng.below(size))).collect();
            for &(r, c) in &boxes {
                put(&mut m, r, c);
            }
            for _ in 0..30 {
                let (a, b) = (boxes[rng.below(boxes.len())], boxes[rng.below(boxes.len())]);
                let spot = |p: (usize, usize)| m.spot(p.0 as u8, p.1 as u8);
                let pair = |p: (usize, usize)| (p.0 as i32, p.1 as i32);
                let way = fewest(&spot(a), &spot(b));
                assert_eq!(way.bends(), by_walking(&m, pair(a), pair(b)), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_box_in_the_way_costs_bends() {
        let mut m = Masks::new();
        let way = |m: &Masks, a: (u8, u8), b: (u8, u8)| fewest(&m.spot(a.0, a.1), &m.spot(b.0, b.1));
        put(&mut m, 0, 0);
        put(&mut m, 0, 4);
        put(&mut m, 2, 2);
        assert_eq!(way(&m, (0, 0), (0, 4)), Way::Straight);
        assert_eq!(way(&m, (0, 0), (2, 2)), Way::OneBend);
        put(&mut m, 0, 2);
        assert_eq!(way(&m, (0, 0), (0, 4)), Way::TwoBends);
        assert_eq!(way(&m, (0, 0), (2, 2)), Way::DownFirst);
        put(&mut m, 2, 0);
        assert_eq!(way(&m, (0, 0), (2, 2)), Way::TwoBends);
        assert_eq!(way(&m, (0, 0), (0, 0)), Way::ThreeBends);
    }
}
