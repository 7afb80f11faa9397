//! The cost of a placement before it is routed: exact in its lanes and lengths, a bound in its bends, a guess in its crossings.
//!
//! Rows and columns are bit masks, so what a box sees is four counts of zeros, and a cost takes about a microsecond.

use super::bends::{Masks, Spot, Way, fewest};
use super::cells::Cells;
use super::detours::Pieces;
use super::problem::{Problem, Weights};

/// A chart of at most 64 columns, 128 boxes and 64 bands, made flat for the search.
#[derive(Clone, Debug)]
pub(super) struct Surrogate {
    /// Ends of the arrows.
    pub(super) arrows: Vec<(u8, u8)>,
    /// Class of each box.
    pub(super) class: Vec<u8>,
    /// Band of each box.
    pub(super) band: Vec<u8>,
    /// Number of bands.
    pub(super) bands: usize,
    /// The weights.
    pub(super) weights: Weights,
    /// For each arrow the earlier ones without an end in common, as a bit set.
    apart: Vec<u64>,
    /// Words of such a set.
    words: usize,
}

/// Room for the computation of one cost.
#[derive(Clone, Debug)]
pub(super) struct Scratch {
    /// Row and column of each box on the sheet, before what it sees is known.
    at: Vec<(u8, u8)>,
    /// Where each box is on the sheet, and what it sees.
    spots: Vec<Spot>,
    /// The ways of fewest bends of each arrow.
    ways: Vec<Way>,
    /// The cells taken.
    masks: Masks,
    pieces: Pieces,
    spans: [Vec<u64>; 2],
    near: [Vec<u64>; 2],
}

impl Surrogate {
    /// The flat form of `problem`; none when it is too large.
    pub(super) fn new(problem: &Problem<'_>, columns: usize) -> Option<Self> {
        let (n, m) = (problem.boxes(), problem.arrows());
        if n > 128 || problem.bands > 64 || columns > 64 || problem.classes() > 128 || m > 4_000 {
            return None;
        }
        let arrows: Vec<(u8, u8)> =
            (0..m).map(|i| problem.ends(i)).map(|(a, b)| (a as u8, b as u8)).collect();
        let words = m.div_ceil(64);
        let mut apart = vec![0; m * words];
        for i in 0..m {
            for j in 0..i {
                let (a, b) = (arrows[i], arrows[j]);
                if a.0 != b.0 && a.0 != b.1 && a.1 != b.0 && a.1 != b.1 {
                    apart[i * words + j / 64] |= 1 << (j % 64);
                }
            }
        }
        Some(Self {
            arrows,
            class: problem.class.iter().map(|&c| c as u8).collect(),
            band: (0..n).map(|i| problem.band(i) as u8).collect(),
            bands: problem.bands,
            weights: problem.weights,
            apart,
            words,
        })
    }

    /// Room for costs of this chart.
    pub(super) fn scratch(&self) -> Scratch {
        let set = || vec![0; self.words];
        let spans = || vec![0; self.words * 64];
        Scratch {
            at: vec![(0, 0); self.class.len()],
            spots: Vec::with_capacity(self.class.len()),
            ways: Vec::with_capacity(self.arrows.len()),
            masks: Masks::new(),
            pieces: Pieces::default(),
            spans: [spans(), spans()],
            near: [set(), set()],
        }
    }

    /// Fills the scratch's cells and returns the numbers of rows and columns; none when two boxes share a cell or there
    /// are more than 64 rows.
    fn fill(&self, cells: &Cells, s: &mut Scratch) -> Option<(u32, u32)> {
        let n = self.class.len();
        let (mut used, mut columns) = ([0_u64; 64], 0_u64);
        for i in 0..n {
            used[self.band[i] as usize] |= 1_u64.checked_shl(u32::from(cells.row[i]))?;
            columns |= 1 << cells.column[self.class[i] as usize];
        }
        let (mut first, mut rows) = ([0_u8; 64], 0);
        for b in 0..self.bands {
            first[b] = rows as u8;
            rows += used[b].count_ones();
        }
        if rows > 64 {
            return None;
        }
        let column_count = columns.count_ones();
        s.masks.row[..rows as usize].fill(0);
        s.masks.column[..column_count as usize].fill(0);
        for i in 0..n {
            let b = self.band[i] as usize;
            let row = first[b] + (used[b] & ((1 << cells.row[i]) - 1)).count_ones() as u8;
            let column = (columns & ((1 << cells.column[self.class[i] as usize]) - 1)).count_ones() as u8;
            if s.masks.row[row as usize] >> column & 1 == 1 {
                return None;
            }
            s.masks.row[row as usize] |= 1 << column;
            s.masks.column[column as usize] |= 1 << row;
            s.at[i] = (row, column);
        }
        Some((rows, column_count))
    }

    /// Cost of the lanes, the lengths and the fewest bends: a lower bound of the routed cost. None when `cells` are not
    /// valid or it is not below `limit`.
    fn base(&self, cells: &Cells, s: &mut Scratch, limit: i32) -> Option<i32> {
        let (rows, columns) = self.fill(cells, s)?;
        let w = &self.weights;
        let (mut across, mut down) = (0, 0);
        for &(a, b) in &self.arrows {
            let (a, b) = (s.at[a as usize], s.at[b as usize]);
            across += i32::from(a.1.abs_diff(b.1));
            down += i32::from(a.0.abs_diff(b.0));
        }
        let lanes = w.band_lane * rows as i32 + w.class_lane * columns as i32;
        let mut total = lanes + w.class_step * across + w.band_step * down;
        if total >= limit {
            return None;
        }
        s.spots.clear();
        s.spots.extend(s.at.iter().map(|&(row, column)| s.masks.spot(row, column)));
        s.ways.clear();
        for &(a, b) in &self.arrows {
            let way = fewest(&s.spots[a as usize], &s.spots[b as usize]);
            s.ways.push(way);
            total += w.bend * way.bends();
            if total >= limit {
                return None;
            }
        }
        Some(total)
    }

    /// A lower bound of the routed cost: lanes, lengths, fewest bends and forced detours. None when `cells` are not valid.
    pub(super) fn bound(&self, cells: &Cells, s: &mut Scratch) -> Option<i32> {
        let base = self.base(cells, s, i32::MAX)?;
        Some(base + s.pieces.least(&self.arrows, &s.ways, &s.spots, &self.weights))
    }

    /// Lanes, lengths, fewest bends, and a price for each two arrows whose straight lines cross; none when not below `limit`.
    ///
    /// Only pairs whose spans overlap both ways are looked at, found with bit sets.
    pub(super) fn cost(&self, cells: &Cells, s: &mut Scratch, limit: i32) -> Option<i32> {
        let mut total = self.base(cells, s, limit)?;
        let words = self.words;
        for spans in &mut s.spans {
            spans.fill(0);
        }
        for (i, &(p, q)) in self.arrows.iter().enumerate() {
            let (p, q) = (p as usize, q as usize);
            let ((yp, xp), (yq, xq)) = (s.at[p], s.at[q]);
            if (xp, yp) == (xq, yq) {
                continue;
            }
            let (word, bit) = (i / 64, 1_u64 << (i % 64));
            for (axis, (a, b)) in [(0, (xp, xq)), (1, (yp, yq))] {
                let near = &mut s.near[axis];
                near.fill(0);
                for line in a.min(b) as usize..=a.max(b) as usize {
                    let set = &mut s.spans[axis][line * words..(line + 1) * words];
                    for (n, z) in near.iter_mut().zip(set.iter()) {
                        *n |= z;
                    }
                    set[word] |= bit;
                }
            }
            let point = |b: u8| (i32::from(s.at[b as usize].1), i32::from(s.at[b as usize].0));
            let e = self.arrows[i];
            for k in 0..=word {
                let mut z = s.near[0][k] & s.near[1][k] & self.apart[i * words + k];
                while z != 0 {
                    let f = self.arrows[k * 64 + z.trailing_zeros() as usize];
                    z &= z - 1;
                    if cross((point(e.0), point(e.1)), (point(f.0), point(f.1))) {
                        total += self.weights.crossing;
                    }
                }
            }
            if total >= limit {
                return None;
            }
        }
        Some(total)
    }
}

type Line = ((i32, i32), (i32, i32));

/// Whether two straight lines cross at inner points of both.
fn cross((a, b): Line, (c, d): Line) -> bool {
    let turn = |p: (i32, i32), q: (i32, i32), r: (i32, i32)| {
        ((q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)).signum()
    };
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}
