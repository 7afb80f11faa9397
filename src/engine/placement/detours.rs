//! Step 2, detours: arrows whose only ways of fewest bends cross. One of the two has to cross the other or to bend more,
//! so such pairs that have no arrow in common add up to a bound.

use super::bends::{Spot, Way};
use crate::engine::problem::Weights;

/// A straight piece of the only way of fewest bends that an arrow has.
#[derive(Clone, Copy, Debug)]
struct Leg {
    /// Its row or column.
    line: i8,
    /// The columns or rows that it runs between.
    from: i8,
    to: i8,
    arrow: u16,
    /// Whether the whole arrow is straight: any other way has two bends more, not one.
    straight: bool,
}

/// Room for the pieces of a chart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Legs {
    across: Vec<Leg>,
    down: Vec<Leg>,
    /// The arrows that are in a pair.
    paired: Vec<bool>,
    /// The piece down of each arrow, if any.
    down_of: Vec<Option<u16>>,
    /// Words of a set of pieces down.
    words: usize,
    /// For each column the pieces down it; for each row those with inner places on it.
    in_column: Vec<u64>,
    in_row: Vec<u64>,
    /// The pieces down that can be paired.
    free: Vec<u64>,
}

impl Legs {
    /// The least that crossings and detours add to the arrows' fewest bends. `spots` are those of the boxes, `ways` those of
    /// the arrows.
    pub(crate) fn least(
        &mut self,
        arrows: &[(u8, u8)],
        ways: &[Way],
        spots: &[Spot],
        weights: &Weights,
    ) -> i32 {
        self.collect(arrows, ways, spots);
        self.enter_lines();
        // an arrow is paired once at most; the dearer pairs come first
        let prices = [weights.crossing.min(2 * weights.bend), weights.crossing.min(weights.bend)];
        let mut total = 0;
        for (price, straight) in prices.into_iter().zip([true, false]) {
            self.free.fill(0);
            for (k, v) in self.down.iter().enumerate() {
                if (v.straight || !straight) && !self.paired[usize::from(v.arrow)] {
                    self.free[k / 64] |= 1 << (k % 64);
                }
            }
            for k in 0..self.across.len() {
                let h = self.across[k];
                if straight && !h.straight || self.paired[usize::from(h.arrow)] {
                    continue;
                }
                if let Some(v) = self.first_across(&h) {
                    for arrow in [h.arrow, self.down[v].arrow] {
                        self.paired[usize::from(arrow)] = true;
                        if let Some(down) = self.down_of[usize::from(arrow)].map(usize::from) {
                            self.free[down / 64] &= !(1 << (down % 64));
                        }
                    }
                    total += price;
                }
            }
        }
        total
    }

    /// Enters the pieces down into the sets of their lines.
    fn enter_lines(&mut self) {
        self.words = self.down.len().div_ceil(64);
        for lines in [&mut self.in_column, &mut self.in_row] {
            lines.clear();
            lines.resize(64 * self.words, 0);
        }
        self.free.resize(self.words, 0);
        for (k, v) in self.down.iter().enumerate() {
            let (word, bit) = (k / 64, 1_u64 << (k % 64));
            self.in_column[v.line as usize * self.words + word] |= bit;
            for row in v.from + 1..v.to {
                self.in_row[row as usize * self.words + word] |= bit;
            }
        }
    }

    /// The first piece down that can be paired and that `h` crosses.
    fn first_across(&self, h: &Leg) -> Option<usize> {
        for word in 0..self.words {
            let mut set = 0;
            for column in h.from + 1..h.to {
                set |= self.in_column[column as usize * self.words + word];
            }
            set &= self.in_row[h.line as usize * self.words + word] & self.free[word];
            if set != 0 {
                return Some(64 * word + set.trailing_zeros() as usize);
            }
        }
        None
    }

    fn collect(&mut self, arrows: &[(u8, u8)], ways: &[Way], spots: &[Spot]) {
        self.across.clear();
        self.down.clear();
        self.paired.clear();
        self.paired.resize(arrows.len(), false);
        self.down_of.clear();
        self.down_of.resize(arrows.len(), None);
        for (i, (&(a, b), &way)) in arrows.iter().zip(ways).enumerate() {
            let (a, b) = (&spots[a as usize], &spots[b as usize]);
            let straight = way == Way::Straight;
            let piece = |line: i8, p: i8, q: i8| Leg {
                line,
                from: p.min(q),
                to: p.max(q),
                arrow: i as u16,
                straight,
            };
            let (across, down) = match way {
                Way::Straight | Way::AcrossFirst => (a.row, b.column),
                Way::DownFirst => (b.row, a.column),
                Way::OneBend | Way::TwoBends | Way::ThreeBends => continue,
            };
            if a.column != b.column {
                self.across.push(piece(across, a.column, b.column));
            }
            if a.row != b.row {
                self.down_of[i] = Some(self.down.len() as u16);
                self.down.push(piece(down, a.row, b.row));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::bends::{Masks, fewest};
    use super::Legs;
    use crate::engine::problem::Problem;
    use crate::engine::tests::charts::chart;

    /// The bound of arrows between boxes at some cells.
    fn least(cells: &[(u8, u8)], arrows: &[(u8, u8)]) -> i32 {
        let c = chart(1, &[], &[]);
        let weights = Problem::new(&c).weights;
        let mut masks = Masks::new();
        for &(r, c) in cells {
            masks.row[r as usize] |= 1 << c;
            masks.column[c as usize] |= 1 << r;
        }
        let spots: Vec<_> = cells.iter().map(|&(r, c)| masks.spot(r, c)).collect();
        let way = |&(a, b): &(u8, u8)| fewest(&spots[a as usize], &spots[b as usize]);
        let ways: Vec<_> = arrows.iter().map(way).collect();
        Legs::default().least(arrows, &ways, &spots, &weights)
    }

    #[test]
    fn straight_arrows_that_cross_cost_a_detour() {
        let cross = [(1, 0), (1, 2), (0, 1), (2, 1)];
        assert_eq!(least(&cross, &[(0, 1), (2, 3)]), 120);
        // a third one through both cannot be paired again
        assert_eq!(least(&cross, &[(0, 1), (2, 3), (1, 0)]), 120);
        assert_eq!(least(&cross, &[(0, 1), (2, 3), (1, 0), (3, 2)]), 240);
        // with a common end there is no crossing
        assert_eq!(least(&[(1, 0), (1, 2), (2, 2)], &[(0, 1), (1, 2)]), 0);
    }

    #[test]
    fn an_arrow_of_one_bend_can_take_another() {
        // from (0, 0) down and across to (2, 3), for a box stands at (0, 3), through the arrow down column 1
        let cells = [(0, 0), (2, 3), (0, 3), (1, 1), (3, 1)];
        assert_eq!(least(&cells, &[(0, 1), (3, 4)]), 60);
        // without that box it could go the other way round
        assert_eq!(least(&[(0, 0), (2, 3), (1, 1), (3, 1)], &[(0, 1), (2, 3)]), 0);
    }
}
