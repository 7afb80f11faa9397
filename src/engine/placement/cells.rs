//! Step 1: cells. Each class has a column, each box a row of its band; a placement is what remains of them on the sheet.
//!
//! Same functions are aligned by construction, because they share a column. With bands to the right, columns run across
//! the sheet and rows down it; here they keep the names they have with bands downwards.

use crate::engine::prices::placement::UNIT;
use crate::engine::problem::Problem;
use crate::engine::regime::MASK_LANES;

/// For each column on which side of it each other one is: 1 to the right.
const SIDES: [[i8; MASK_LANES]; MASK_LANES] = {
    let mut sides = [[0; MASK_LANES]; MASK_LANES];
    let mut at = 0;
    while at < MASK_LANES * MASK_LANES {
        let (column, other) = (at / MASK_LANES, at % MASK_LANES);
        sides[column][other] = (other > column) as i8 - (other < column) as i8;
        at += 1;
    }
    sides
};

/// Cells before empty rows and columns are dropped.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cells {
    /// Column of each class.
    pub(crate) column: Vec<u16>,
    /// Row of its band of each box.
    pub(crate) row: Vec<u16>,
}

impl Clone for Cells {
    fn clone(&self) -> Self {
        Self { column: self.column.clone(), row: self.row.clone() }
    }

    /// As the search does for every move, so into the room that there is.
    fn clone_from(&mut self, other: &Self) {
        self.column.clone_from(&other.column);
        self.row.clone_from(&other.row);
    }
}

/// Where every box is: the lines of the grid that remain when empty rows and columns are dropped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Placement {
    /// For each axis (0: x, 1: y) the lane of each box.
    pub(crate) lane: [Vec<u32>; 2],
    /// Number of lanes on each axis.
    pub(crate) lanes: [usize; 2],
    /// Band of each lane across the bands.
    pub(crate) lane_band: Vec<usize>,
    /// The axis along which the bands follow each other.
    pub(crate) band_axis: usize,
    /// The boxes that are the edges of their bands.
    pub(crate) edges: Vec<usize>,
    /// For each box the first and the last lane along its band that it takes: more than its own where it is broad.
    pub(crate) reach: Vec<[u32; 2]>,
}

impl Placement {
    /// Drops the empty rows and columns of `cells`.
    pub(crate) fn new(problem: &Problem<'_>, cells: &Cells) -> Self {
        let n = problem.boxes();
        let rows = cells.row.iter().max().map_or(1, |&r| usize::from(r) + 1);
        let columns = cells.column.iter().max().map_or(1, |&c| usize::from(c) + 1);
        let mut row_used = vec![false; problem.bands * rows];
        let mut column_used = vec![false; columns];
        for i in 0..n {
            row_used[problem.band(i) * rows + usize::from(cells.row[i])] = true;
            column_used[usize::from(cells.column[problem.class[i]])] = true;
        }
        let (row_of, row_count) = ranks(&row_used);
        let (column_of, column_count) = ranks(&column_used);
        let lane_band = (0..row_used.len()).filter(|&r| row_used[r]).map(|r| r / rows).collect();
        let columns: Vec<u32> =
            (0..n).map(|i| column_of[usize::from(cells.column[problem.class[i]])]).collect();
        let rows: Vec<u32> =
            (0..n).map(|i| row_of[problem.band(i) * rows + usize::from(cells.row[i])]).collect();
        let band_axis = 1 - problem.class_axis();
        let (lane, lanes) = match band_axis {
            1 => ([columns, rows], [column_count, row_count]),
            _ => ([rows, columns], [row_count, column_count]),
        };
        let edges = problem.edge.map_or(Vec::new(), |class| problem.members[class].clone());
        let reach = lane[1 - band_axis].iter().map(|&own| [own, own]).collect();
        Self { lane, lanes, lane_band, band_axis, edges, reach }
    }

    /// Whether a box takes more lanes along its band than its own.
    pub(crate) fn is_broad(&self, of: usize) -> bool {
        self.reach[of][0] != self.reach[of][1]
    }

    /// The first and the last lane that a box takes on an axis.
    pub(crate) fn reach(&self, of: usize, axis: usize) -> [usize; 2] {
        if axis == self.band_axis {
            [self.lane[axis][of] as usize; 2]
        } else {
            self.reach[of].map(|lane| lane as usize)
        }
    }

    /// The lanes of a box, x then y.
    pub(crate) fn at(&self, of: usize) -> (usize, usize) {
        (self.lane[0][of] as usize, self.lane[1][of] as usize)
    }

    /// The cost of this placement with its routes: lanes, steps from box to box, bends and crossings. It is never below the
    /// bound of the search, and what the proof is about.
    pub(crate) fn cost(&self, problem: &Problem<'_>, bends: u32, crossings: u32) -> f64 {
        let (w, b) = (&problem.weights, self.band_axis);
        let steps = |arrow: usize, axis: usize| {
            let (from, to) = problem.ends(arrow);
            f64::from(self.lane[axis][from].abs_diff(self.lane[axis][to]))
        };
        let length: f64 = (0..problem.arrows())
            .map(|i| f64::from(w.band_step) * steps(i, b) + f64::from(w.class_step) * steps(i, 1 - b))
            .sum();
        let turns = f64::from(w.bend) * f64::from(bends) + f64::from(w.crossing) * f64::from(crossings);
        (length + turns) / UNIT + self.lane_cost(problem)
    }

    /// What the lanes cost, whatever the routes.
    pub(crate) fn lane_cost(&self, problem: &Problem<'_>) -> f64 {
        let (w, b) = (&problem.weights, self.band_axis);
        (f64::from(w.band_lane) * self.lanes[b] as f64 + f64::from(w.class_lane) * self.lanes[1 - b] as f64)
            / UNIT
    }
}

/// For each used place its rank among the used ones, and their number.
fn ranks(used: &[bool]) -> (Vec<u32>, usize) {
    let mut k = 0;
    let of = used
        .iter()
        .map(|&u| {
            k += u32::from(u);
            k.saturating_sub(1)
        })
        .collect();
    (of, k as usize)
}

impl Cells {
    /// Whether no two boxes share a cell.
    #[cfg(test)]
    pub(crate) fn valid(&self, problem: &Problem<'_>, taken: &mut Vec<(u32, u16, u16)>) -> bool {
        taken.clear();
        taken.extend(
            (0..problem.boxes())
                .map(|i| (problem.band(i) as u32, self.row[i], self.column[problem.class[i]])),
        );
        taken.sort_unstable();
        taken.windows(2).all(|w| w[0] != w[1])
    }

    /// Whether every pinned box is where its author put it, and the edges of bands are before all else.
    pub(crate) fn keeps_pins(&self, problem: &Problem<'_>) -> bool {
        let held =
            |pins: &[Option<u16>], at: &[u16]| pins.iter().zip(at).all(|(p, a)| p.is_none_or(|p| p == *a));
        let is_behind = |(class, column): (usize, &u16)| Some(class) == problem.edge || *column > 0;
        held(&problem.row_pin, &self.row)
            && held(&problem.column_pin, &self.column)
            && (problem.edge.is_none() || self.column.iter().enumerate().all(is_behind))
    }

    /// Renumbers the rows of each band from 0, so that equal placements compare equal; bands with a pinned row stay.
    pub(crate) fn renumber_rows(&mut self, problem: &Problem<'_>) {
        // for each band the rows that are used, and whether one is pinned; a chart of more bands is not searched
        let mut bands = [(0_u64, false); MASK_LANES];
        let Some(bands) = bands.get_mut(..problem.bands) else { return };
        for ((&row, pin), b) in self.row.iter().zip(&problem.row_pin).zip(&problem.chart.boxes) {
            let (used, fixed) = &mut bands[b.band];
            // a set of rows is a word of 64 bits; a band with more keeps its numbers
            *fixed |= pin.is_some() || row >= 64;
            *used |= 1_u64.checked_shl(u32::from(row)).unwrap_or(0);
        }
        if !bands.iter().any(|&(used, fixed)| !fixed && used & used.wrapping_add(1) != 0) {
            return;
        }
        for i in 0..self.row.len() {
            let (used, fixed) = bands[problem.band(i)];
            if !fixed {
                let below = used & ((1 << self.row[i]) - 1);
                self.row[i] = below.count_ones() as u16;
            }
        }
    }

    /// How many more pairs of boxes of a band stand in the model's order, left to right, than against it.
    fn order(&self, problem: &Problem<'_>) -> i32 {
        let mut order = 0;
        for band in &problem.in_band {
            // for each column how many of the boxes so far are left of it, less those right of it; a chart of so many boxes that a byte
            // cannot count them is not searched
            let mut balance = [0_i8; MASK_LANES];
            for &class in band {
                let column = usize::from(self.column[class]) % MASK_LANES;
                order += i32::from(balance[column]);
                for (sum, side) in balance.iter_mut().zip(&SIDES[column]) {
                    *sum = sum.wrapping_add(*side);
                }
            }
        }
        order
    }

    /// How many pairs of boxes of a band stand against the model's order.
    pub(crate) fn turned(&self, problem: &Problem<'_>) -> u32 {
        let mut turned = 0;
        for band in &problem.in_band {
            for (k, &class) in band.iter().enumerate() {
                let a = self.column[class];
                turned += band[k + 1..].iter().filter(|&&other| self.column[other] < a).count() as u32;
            }
        }
        turned
    }

    /// Renumbers the columns from 0; returns the last one.
    fn renumber_columns(&mut self) -> u16 {
        let most = self.column.iter().max().map_or(0, |&c| usize::from(c));
        if most < MASK_LANES {
            let used = self.column.iter().fold(0_u64, |used, &c| used | 1 << c);
            if used & used.wrapping_add(1) != 0 {
                for c in &mut self.column {
                    *c = (used & ((1 << *c) - 1)).count_ones() as u16;
                }
            }
            return used.count_ones().saturating_sub(1) as u16;
        }
        let mut used = vec![false; most + 1];
        for &c in &self.column {
            used[usize::from(c)] = true;
        }
        let (rank, count) = ranks(&used);
        for c in &mut self.column {
            *c = rank[usize::from(*c)] as u16;
        }
        count.saturating_sub(1) as u16
    }

    /// Brings the cells into canonical form, the same for all cells of one placement and of its mirror image: rows and columns
    /// from 0 without gaps, in the model's order rather than against it. With pinned columns they all stay.
    pub(crate) fn normalize(&mut self, problem: &Problem<'_>) {
        self.renumber_rows(problem);
        self.normalize_columns(problem);
    }

    /// The same where the rows are in that form.
    pub(crate) fn normalize_columns(&mut self, problem: &Problem<'_>) {
        if problem.is_pinned() {
            return;
        }
        let last = self.renumber_columns();
        // an edge tells the sides apart
        if problem.edge.is_some() {
            return;
        }
        let order = self.order(problem);
        let first = self.column.first().copied().unwrap_or(0);
        // of a placement and its mirror image the one in the model's order; if neither is, the first class stands to the left
        if order < 0 || order == 0 && last - first < first {
            for c in &mut self.column {
                *c = last - *c;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cells, Placement};
    use crate::engine::chart::{Chart, Direction};
    use crate::engine::problem::Problem;
    use crate::engine::tests::charts;

    fn chart() -> Chart {
        charts::chart(2, &[(0, 0), (0, 1), (1, 0)], &[(0, 1, ""), (1, 2, "")])
    }

    #[test]
    fn empty_rows_and_columns_are_dropped() {
        let chart = chart();
        let problem = Problem::new(&chart);
        let cells = Cells { column: vec![5, 2], row: vec![0, 3, 2] };
        let placement = Placement::new(&problem, &cells);
        assert_eq!(placement.lanes, [2, 3]);
        assert_eq!([0, 1, 2].map(|b| placement.at(b)), [(1, 0), (0, 1), (1, 2)]);
        assert_eq!((placement.lane_band, placement.band_axis), (vec![0, 0, 1], 1));
    }

    #[test]
    fn with_bands_to_the_right_the_axes_change_places() {
        let chart = Chart { direction: Direction::Right, ..chart() };
        let problem = Problem::new(&chart);
        let placement = Placement::new(&problem, &Cells { column: vec![1, 0], row: vec![0, 1, 0] });
        assert_eq!([0, 1, 2].map(|b| placement.at(b)), [(0, 1), (1, 0), (2, 1)]);
        assert_eq!((placement.lanes, placement.band_axis), ([3, 2], 0));
    }

    #[test]
    fn the_cost_counts_lanes_steps_bends_and_crossings() {
        let chart = chart();
        let problem = Problem::new(&chart);
        let placement = Placement::new(&problem, &Cells { column: vec![0, 1], row: vec![0, 1, 0] });
        // two columns of 0.5 and three rows of 2; arrow 0 goes a column and a row, arrow 1 the same; a bend costs 3, a
        // crossing 8
        let steps = 2.0 * (0.45 + 0.3);
        assert!((placement.cost(&problem, 2, 1) - (7.0 + steps + 2.0 * 3.0 + 8.0)).abs() < 1e-9);
    }

    #[test]
    fn rows_are_renumbered_but_where_one_is_pinned() {
        let mut chart = charts::chart(2, &[(0, 0), (0, 1), (1, 2), (1, 3)], &[]);
        chart.boxes[2].row = Some(0);
        let problem = Problem::new(&chart);
        let mut cells = Cells { column: vec![0, 1, 2, 3], row: vec![4, 9, 0, 5] };
        let before = Placement::new(&problem, &cells);
        cells.renumber_rows(&problem);
        assert_eq!(cells.row, [0, 1, 0, 5]);
        assert_eq!(Placement::new(&problem, &cells), before);
    }

    #[test]
    fn all_cells_of_a_placement_and_its_mirror_image_have_one_canonical_form() {
        let mut chart = charts::chart(1, &[(0, 0), (0, 1), (0, 2)], &[]);
        let same = [vec![3, 1, 0], vec![0, 4, 9], vec![0, 1, 2]];
        for column in &same {
            let mut cells = Cells { column: column.clone(), row: vec![0; 3] };
            cells.normalize(&Problem::new(&chart));
            assert_eq!(cells.column, [0, 1, 2]);
        }
        // pins tell columns and sides apart
        chart.boxes[1].column = Some(1);
        let mut cells = Cells { column: same[0].clone(), row: vec![0; 3] };
        cells.normalize(&Problem::new(&chart));
        assert_eq!(cells.column, same[0]);
    }
}
