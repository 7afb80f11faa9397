//! The cost of a placement before it is routed: exact in its lanes and lengths, a bound in its bends, a guess in its crossings.
//!
//! Rows and columns are bit masks, so what a box sees is four counts of zeros, and a cost takes about a microsecond.

use super::bends::{Masks, Spot, Way, fewest};
use super::cells::Cells;
use super::detours::Legs;
use super::tangle::Tangle;
use crate::engine::problem::{Problem, Weights};
use crate::engine::regime::MASK_LANES;

/// Boxes and classes at most: their numbers are bytes, and rows and columns fit in signed ones.
const MOST_BOXES: usize = 128;
/// Arrows at most: for each there is a bit in a set for each.
const MOST_ARROWS: usize = 4_000;

/// A chart of at most 64 columns, 128 boxes and 64 bands, made flat for the search.
#[derive(Clone, Debug)]
pub(crate) struct Surrogate {
    /// Ends of the arrows.
    pub(crate) arrows: Vec<(u8, u8)>,
    /// Class of each box.
    pub(crate) class: Vec<u8>,
    /// Band of each box.
    pub(crate) band: Vec<u8>,
    /// Number of bands.
    pub(crate) bands: usize,
    /// The weights.
    pub(crate) weights: Weights,
}

/// Room for the computation of one cost.
#[derive(Clone, Debug)]
pub(crate) struct Scratch {
    /// Row and column of each box on the sheet, before what it sees is known.
    at: Vec<(u8, u8)>,
    /// Where each box is on the sheet, and what it sees.
    spots: Vec<Spot>,
    /// The ways of fewest bends of each arrow.
    ways: Vec<Way>,
    /// For each band the number on the sheet of each of its rows that is used.
    rows: Vec<[u8; 64]>,
    /// The cells taken.
    masks: Masks,
    pieces: Legs,
    tangle: Tangle,
}

impl Scratch {
    /// Keeps the placement whose cost was computed last, so that the cost of one much like it takes less.
    pub(crate) fn keep(&mut self) {
        self.tangle.keep(&self.at);
    }
}

impl Surrogate {
    /// The flat form of `problem`; none when it is too large.
    pub(crate) fn new(problem: &Problem<'_>, columns: usize) -> Option<Self> {
        let (n, m) = (problem.boxes(), problem.arrows());
        let lanes = problem.bands.max(columns);
        if n > MOST_BOXES || lanes > MASK_LANES || problem.classes() > MOST_BOXES || m > MOST_ARROWS {
            return None;
        }
        let arrows: Vec<(u8, u8)> =
            (0..m).map(|i| problem.ends(i)).map(|(a, b)| (a as u8, b as u8)).collect();
        Some(Self {
            arrows,
            class: problem.class.iter().map(|&c| c as u8).collect(),
            band: (0..n).map(|i| problem.band(i) as u8).collect(),
            bands: problem.bands,
            weights: problem.weights,
        })
    }

    /// Room for costs of this chart.
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch {
            at: vec![(0, 0); self.class.len()],
            spots: Vec::with_capacity(self.class.len()),
            ways: Vec::with_capacity(self.arrows.len()),
            rows: vec![[0; 64]; self.bands],
            masks: Masks::new(),
            pieces: Legs::default(),
            tangle: Tangle::new(&self.arrows, self.class.len()),
        }
    }

    /// Fills the scratch's cells and returns the numbers of rows and columns; none when two boxes share a cell or there
    /// are more than 64 rows.
    fn fill(&self, cells: &Cells, s: &mut Scratch) -> Option<(u32, u32)> {
        // empty rows and columns are no lanes: places are ranks among the used ones, as in the finished chart
        let (mut used, mut columns) = ([0_u64; 64], 0_u64);
        for (&band, &row) in self.band.iter().zip(&cells.row) {
            used[usize::from(band & 63)] |= 1_u64.checked_shl(u32::from(row))?;
        }
        for &class in &self.class {
            columns |= 1 << cells.column[usize::from(class)];
        }
        // the rows and columns that are used, numbered
        let (mut rows, mut column_of) = (0, [0_u8; 64]);
        for (number, &used) in s.rows.iter_mut().zip(&used) {
            rows = number_bits(used, number, rows);
        }
        if rows as usize > MASK_LANES {
            return None;
        }
        let column_count = number_bits(columns, &mut column_of, 0);
        s.masks.row[..rows as usize].fill(0);
        s.masks.column[..column_count as usize].fill(0);
        for (((&band, &class), &row), at) in self.band.iter().zip(&self.class).zip(&cells.row).zip(&mut s.at)
        {
            let row = s.rows[usize::from(band)][usize::from(row & 63)] & 63;
            let column = column_of[usize::from(cells.column[usize::from(class)] & 63)] & 63;
            let taken = &mut s.masks.row[usize::from(row)];
            if *taken >> column & 1 == 1 {
                return None;
            }
            *taken |= 1 << column;
            s.masks.column[usize::from(column)] |= 1 << row;
            *at = (row, column);
        }
        Some((rows, column_count))
    }

    /// Puts `cells` into the scratch: what their lanes and lengths cost. None when they are not valid.
    pub(crate) fn lengths(&self, cells: &Cells, s: &mut Scratch) -> Option<i32> {
        let (rows, columns) = self.fill(cells, s)?;
        let w = &self.weights;
        let (mut across, mut down) = (0, 0);
        for &(a, b) in &self.arrows {
            let (a, b) = (s.at[a as usize], s.at[b as usize]);
            across += i32::from(a.1.abs_diff(b.1));
            down += i32::from(a.0.abs_diff(b.0));
        }
        let lanes = w.band_lane * rows as i32 + w.class_lane * columns as i32;
        Some(lanes + w.class_step * across + w.band_step * down)
    }

    /// Cost of the fewest bends of the placement in the scratch; none when that is not below `limit`.
    fn bends(&self, s: &mut Scratch, limit: i32) -> Option<i32> {
        let mut total = 0;
        s.spots.clear();
        s.spots.extend(s.at.iter().map(|&(row, column)| s.masks.spot(row, column)));
        s.ways.clear();
        for &(a, b) in &self.arrows {
            let way = fewest(&s.spots[a as usize], &s.spots[b as usize]);
            s.ways.push(way);
            total += self.weights.bend * way.bends();
            // the annealer refuses most moves: what is too dear needs no exact cost
            if total >= limit {
                return None;
            }
        }
        Some(total)
    }

    /// A lower bound of the routed cost without detours: lanes, lengths, fewest bends. For the cells in the scratch, whose lanes and
    /// lengths are known; none where it is not below `limit`.
    pub(crate) fn base(&self, lengths: i32, s: &mut Scratch, limit: i32) -> Option<i32> {
        Some(lengths + self.bends(s, limit.saturating_sub(lengths))?)
    }

    /// A lower bound of the routed cost: lanes, lengths, fewest bends and forced detours. None when `cells` are not valid.
    pub(crate) fn bound(&self, cells: &Cells, s: &mut Scratch) -> Option<i32> {
        let lengths = self.lengths(cells, s)?;
        let base = self.base(lengths, s, i32::MAX)?;
        Some(base + s.pieces.least(&self.arrows, &s.ways, &s.spots, &self.weights))
    }

    /// Lanes, lengths, fewest bends, and a price for each two arrows whose straight lines cross; none when not below `limit`.
    pub(crate) fn cost(&self, cells: &Cells, s: &mut Scratch, limit: i32) -> Option<i32> {
        let mut total = self.lengths(cells, s)?;
        if total >= limit {
            return None;
        }
        let crossing = self.weights.crossing;
        total += crossing * s.tangle.take_up(&s.at);
        if total >= limit {
            return None;
        }
        total += self.bends(s, limit - total)?;
        let crossings = s.tangle.of_moved(&s.at, (limit - total - 1) / crossing)?;
        Some(total + crossing * crossings)
    }
}

/// Numbers the set bits of `mask` on from `next`; returns the number after.
pub(super) fn number_bits(mask: u64, number: &mut [u8; 64], mut next: u32) -> u32 {
    let mut left = mask;
    while left != 0 {
        number[left.trailing_zeros() as usize] = next as u8;
        left &= left - 1;
        next += 1;
    }
    next
}
