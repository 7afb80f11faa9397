//! Least bends of an arrow between two cells, from the cells that are taken: an admissible bound for the search.

/// Rows and columns of cells as bit masks: a set bit is a box.
#[derive(Clone, Debug)]
pub(super) struct Masks {
    /// For each row the columns taken.
    pub(super) row: [u64; 64],
    /// For each column the rows taken.
    pub(super) column: [u64; 64],
}

impl Masks {
    /// Nothing taken.
    pub(super) fn new() -> Self {
        Self { row: [0; 64], column: [0; 64] }
    }
}

/// Number of free places after `a` on the way to `b`, which is not counted.
#[inline]
fn free_run(mask: u64, a: u32, b: u32) -> u32 {
    if b > a {
        ((mask >> a >> 1) | (1 << (b - a - 1))).trailing_zeros()
    } else {
        ((mask << (63 - a) << 1) | (1 << (63 - (a - b - 1)))).leading_zeros()
    }
}

/// The fewest bends that an arrow from one (row, column) to another can have among the boxes that stand; at most 3.
///
/// Straight where the way is free, one bend where a free row meets a free column, two where a channel can be reached
/// from both sides; a self loop has three.
#[inline]
pub(super) fn least_bends(masks: &Masks, from: (u32, u32), to: (u32, u32)) -> u32 {
    let ((r1, c1), (r2, c2)) = (from, to);
    let (rows, columns) = (r1.abs_diff(r2), c1.abs_diff(c2));
    let row = |r: u32| masks.row[r as usize];
    let column = |c: u32| masks.column[c as usize];
    if rows == 0 {
        return match columns {
            0 => 3,
            d if free_run(row(r1), c1, c2) == d - 1 => 0,
            _ => 2,
        };
    }
    if columns == 0 {
        return if free_run(column(c1), r1, r2) == rows - 1 { 0 } else { 2 };
    }
    let (h1, h2) = (free_run(row(r1), c1, c2), free_run(row(r2), c2, c1));
    let (v1, v2) = (free_run(column(c1), r1, r2), free_run(column(c2), r2, r1));
    let sideways_first = h1 == columns - 1 && row(r1) >> c2 & 1 == 0 && v2 == rows - 1;
    let down_first = v1 == rows - 1 && row(r2) >> c1 & 1 == 0 && h2 == columns - 1;
    if sideways_first || down_first {
        1
    } else if v1 + v2 >= rows - 1 || h1 + h2 >= columns - 1 {
        2
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::super::rng::Rng;
    use super::{Masks, free_run, least_bends};

    #[test]
    fn runs_are_those_of_a_walk() {
        let mut rng = Rng::new(3);
        for _ in 0..2_000 {
            let mask = rng.bits() & rng.bits();
            let (a, b) = (rng.below(64) as u32, rng.below(64) as u32);
            if a == b {
                continue;
            }
            let (mut at, mut walked) = (a, 0);
            loop {
                at = if b > a { at + 1 } else { at - 1 };
                if at == b || mask >> at & 1 == 1 {
                    break;
                }
                walked += 1;
            }
            assert_eq!(free_run(mask, a, b), walked, "{mask:b} {a} {b}");
        }
    }

    #[test]
    fn a_box_in_the_way_costs_bends() {
        let mut m = Masks::new();
        let put = |m: &mut Masks, r: usize, c: usize| {
            m.row[r] |= 1 << c;
            m.column[c] |= 1 << r;
        };
        put(&mut m, 0, 0);
        put(&mut m, 0, 4);
        put(&mut m, 2, 2);
        assert_eq!(least_bends(&m, (0, 0), (0, 4)), 0);
        assert_eq!(least_bends(&m, (0, 0), (2, 2)), 1);
        put(&mut m, 0, 2);
        assert_eq!(least_bends(&m, (0, 0), (0, 4)), 2);
        assert_eq!(least_bends(&m, (0, 0), (2, 2)), 1);
        put(&mut m, 2, 0);
        assert_eq!(least_bends(&m, (0, 0), (2, 2)), 2);
        assert_eq!(least_bends(&m, (0, 0), (0, 0)), 3);
    }
}
