//! Step 2 for large charts: classes in barycentre order folded to the sheet, then annealed swaps of their cells.
//!
//! A class has one cell, a column and a row of every band, so a swap changes the length of the arrows of two classes only.

use super::cells::Cells;
use super::start::barycentre_order;
use crate::engine::prices::cells::{ANNEAL, HEAT, LAST_HEAT, Lengths, SETTLE, USUAL_ARROWS};
use crate::engine::problem::Problem;
use crate::engine::regime::{BARYCENTRE_ROUNDS, SETTLE_SWEEPS, cell_swaps};
use crate::engine::tools::rng::Rng;
use crate::threads;

/// Cells near one, in columns and rows after it.
const NEAR: [(usize, usize); 5] = [(1, 0), (0, 1), (1, 1), (2, 0), (0, 2)];
/// Columns that a swap reaches at first, beyond the next.
const FAR: f64 = 6.0;
/// Share of the annealing that is left when the best is first kept: before it is too hot for that.
const LATE: f64 = 0.3;
/// Any number: it tells these searches from others.
const SEED: u64 = 0x51ed_270b;
/// Percent of the columns that two rows which become one may take.
const FULL: usize = 60;
/// No class.
const EMPTY: u32 = u32::MAX;

/// Cells of a chart of any size on `columns` columns, the best of `starts` searches. With pins: the start that keeps them.
pub(crate) fn large(problem: &Problem<'_>, columns: usize, starts: usize, seed: u64) -> Cells {
    let k = problem.classes();
    if problem.row_pin.iter().any(Option::is_some) || problem.is_pinned() {
        return super::start::start(problem, columns);
    }
    // so many rows a band that every class has a cell of its own
    let folds = k.div_ceil(columns).max(1);
    let mut settled = Board::new(problem, columns, folds);
    settled.settle(SETTLE_SWEEPS);
    settled.weigh(ANNEAL);
    // chance decides much in so short a search: the best of a few is kept
    let mut board = settled.clone();
    let annealed = threads::each(starts, |start| {
        let mut other = settled.clone();
        other.anneal(seed * 1_000 + start as u64);
        other
    });
    for other in annealed {
        if other.total() < board.total() {
            board = other;
        }
    }
    let mut cells = Cells {
        column: board.at.iter().map(|&(x, _)| x as u16).collect(),
        row: problem.class.iter().map(|&c| board.at[c].1 as u16).collect(),
    };
    merge_rows(problem, &mut cells, columns, folds);
    if let Some(edge) = problem.edge {
        // before all else, wherever the search would have them
        cells.column.iter_mut().for_each(|column| *column += 1);
        cells.column[edge] = 0;
    }
    cells
}

/// Arrows of a class that end alike.
#[derive(Clone, Copy)]
struct Link {
    /// The class at the other end.
    class: u32,
    /// The rows by which the other end's band is below.
    below: i32,
    /// Number of arrows.
    count: i32,
}

/// The cells of the classes.
#[derive(Clone)]
struct Board {
    columns: usize,
    folds: usize,
    /// Column and row of each class.
    at: Vec<(i32, i32)>,
    /// Class in each cell.
    class: Vec<u32>,
    /// The arrows of each class to other classes.
    links: Vec<Vec<Link>>,
    /// Length of the arrows of each class.
    lengths: Vec<i32>,
    arrows: usize,
    weights: Lengths,
}

impl Board {
    fn new(problem: &Problem<'_>, columns: usize, folds: usize) -> Self {
        let k = problem.classes();
        let mut board = Self {
            columns,
            folds,
            at: vec![(0, 0); k],
            class: vec![EMPTY; columns * folds],
            links: vec![Vec::new(); k],
            lengths: Vec::new(),
            arrows: problem.arrows(),
            weights: SETTLE,
        };
        for (i, &c) in barycentre_order(problem, BARYCENTRE_ROUNDS).iter().enumerate() {
            let (x, y) = ((i / folds).min(columns - 1), i % folds);
            board.at[c] = (x as i32, y as i32);
            board.class[x * folds + y] = c as u32;
        }
        for i in 0..problem.arrows() {
            let (a, b) = problem.ends(i);
            let (ca, cb) = (problem.class[a], problem.class[b]);
            if ca != cb {
                let below = (problem.band(b) as i32 - problem.band(a) as i32) * folds as i32;
                for (class, other, below) in [(ca, cb, below), (cb, ca, -below)] {
                    board.links[class].push(Link { class: other as u32, below, count: 1 });
                }
            }
        }
        for list in &mut board.links {
            list.sort_unstable_by_key(|l| (l.class, l.below));
            list.dedup_by(|later, first| {
                let alike = (later.class, later.below) == (first.class, first.below);
                first.count += if alike { later.count } else { 0 };
                alike
            });
        }
        board.weigh(SETTLE);
        board
    }

    /// Measures all arrows anew, by other weights.
    fn weigh(&mut self, weights: Lengths) {
        self.weights = weights;
        self.lengths = (0..self.at.len()).map(|c| self.length_from(c, self.at[c])).collect();
    }

    /// Length of the arrows of a class if it were at `place`.
    fn length_from(&self, class: usize, place: (i32, i32)) -> i32 {
        self.links[class].iter().map(|l| self.length(l, place, self.at[l.class as usize])).sum()
    }

    /// Length of the arrows of `link` if its class were at `place` and the other at `other`.
    #[inline]
    fn length(&self, link: &Link, place: (i32, i32), other: (i32, i32)) -> i32 {
        let (dx, dy) = ((place.0 - other.0).abs(), (other.1 + link.below - place.1).abs());
        let w = self.weights;
        // an arrow along a row or a column can be straight; one askew bends at least once
        let bent = if dx != 0 && dy != 0 { w.bent } else { 0 };
        link.count * (w.across * dx + w.down * dy + bent)
    }

    /// Length of all arrows, twice.
    fn total(&self) -> i64 {
        self.lengths.iter().map(|&l| i64::from(l)).sum()
    }

    /// By how much the length of the arrows of `class` grows when it goes from `from` to `to` and `other` the other way.
    fn growth(&self, class: u32, from: (i32, i32), to: (i32, i32), other: u32) -> i32 {
        let mut sum = -self.lengths[class as usize];
        for link in &self.links[class as usize] {
            // after the swap the other class stands where this one was
            let q = if link.class == other { from } else { self.at[link.class as usize] };
            sum += self.length(link, to, q);
        }
        sum
    }

    /// By how much the length grows when the classes of two cells change places. Arrows between the two count at both ends,
    /// so that near pairs are turned round less readily.
    fn change(&self, g: usize, h: usize) -> i32 {
        let (a, b) = (self.class[g], self.class[h]);
        let (p, q) = (self.place(g), self.place(h));
        let mut d = 0;
        if a != EMPTY {
            d += self.growth(a, p, q, b);
        }
        if b != EMPTY {
            d += self.growth(b, q, p, a);
        }
        d
    }

    fn place(&self, cell: usize) -> (i32, i32) {
        ((cell / self.folds) as i32, (cell % self.folds) as i32)
    }

    fn swap(&mut self, g: usize, h: usize) {
        let (p, q) = (self.place(g), self.place(h));
        for (cell, to) in [(g, q), (h, p)] {
            if self.class[cell] != EMPTY {
                self.bring(self.class[cell] as usize, to);
            }
        }
        self.class.swap(g, h);
    }

    /// Puts a class elsewhere.
    fn bring(&mut self, class: usize, to: (i32, i32)) {
        let from = std::mem::replace(&mut self.at[class], to);
        let mut sum = 0;
        for link in &self.links[class] {
            let q = self.at[link.class as usize];
            let length = self.length(link, to, q);
            self.lengths[link.class as usize] += length - self.length(link, from, q);
            sum += length;
        }
        self.lengths[class] = sum;
    }

    /// Swaps near cells while that shortens arrows.
    fn settle(&mut self, sweeps: usize) {
        for _ in 0..sweeps {
            let mut gained = false;
            for g in 0..self.class.len() {
                for (dx, dy) in NEAR {
                    let (x, y) = (g / self.folds + dx, g % self.folds + dy);
                    if x < self.columns && y < self.folds {
                        let h = x * self.folds + y;
                        if self.change(g, h) < 0 {
                            self.swap(g, h);
                            gained = true;
                        }
                    }
                }
            }
            if !gained {
                return;
            }
        }
    }

    /// Swaps cells at falling heat and falling reach; keeps the best found.
    fn anneal(&mut self, seed: u64) {
        let k = self.at.len();
        let degree = 2.0 * self.arrows as f64 / k as f64;
        let moves = cell_swaps(self.arrows, k);
        let mut rng = Rng::new(SEED + seed);
        let (mut now, mut least) = (0_i64, 0_i64);
        let mut best = self.class.clone();
        let first_heat = HEAT * (degree / USUAL_ARROWS).sqrt();
        for step in 0..moves {
            let left = 1.0 - step as f64 / moves as f64;
            let heat = first_heat * left * left + LAST_HEAT;
            // at first a swap may go far, later only to a near cell: most far ones would be refused when it is cool
            let reach = 1 + (left * FAR) as usize;
            let g = rng.below(self.class.len());
            let x = (g / self.folds + rng.below(2 * reach + 1)).checked_sub(reach);
            let y = rng.below(self.folds);
            let Some(x) = x.filter(|&x| x < self.columns) else { continue };
            let h = x * self.folds + y;
            if g == h || self.class[g] == self.class[h] {
                continue;
            }
            let d = self.change(g, h);
            if d <= 0 || f64::from(d) < heat * rng.exponential() {
                self.swap(g, h);
                now += i64::from(d);
                // every new best costs a copy of the board: while it is hot they come by the thousand and none lasts
                if now < least && left < LATE {
                    least = now;
                    best.clone_from(&self.class);
                }
            }
        }
        // the way ended somewhere worse than it once was
        if least < 0 {
            self.class = best;
            for cell in 0..self.class.len() {
                if self.class[cell] != EMPTY {
                    self.at[self.class[cell] as usize] = self.place(cell);
                }
            }
            self.weigh(self.weights);
        }
    }
}

/// Two rows of a band that have no column in common become one where that leaves room: bands of few boxes in a chart whose
/// classes need many rows.
fn merge_rows(problem: &Problem<'_>, cells: &mut Cells, columns: usize, folds: usize) {
    let mut in_row: Vec<Vec<usize>> = vec![Vec::new(); problem.bands * folds];
    for i in 0..problem.boxes() {
        in_row[problem.band(i) * folds + usize::from(cells.row[i])].push(i);
    }
    for band in in_row.chunks(folds) {
        let mut last: Option<(u16, Vec<bool>, usize)> = None;
        for (row, list) in band.iter().enumerate().filter(|(_, l)| !l.is_empty()) {
            let column = |&i: &usize| usize::from(cells.column[problem.class[i]]);
            let joins = last.as_ref().is_some_and(|(_, taken, count)| {
                (count + list.len()) * 100 <= columns * FULL && !list.iter().any(|i| taken[column(i)])
            });
            if !joins {
                last = Some((row as u16, vec![false; columns], 0));
            }
            if let Some((target, taken, count)) = &mut last {
                *count += list.len();
                for i in list {
                    taken[column(i)] = true;
                    cells.row[*i] = *target;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ANNEAL, Board, EMPTY, SETTLE, large};
    use crate::engine::problem::Problem;
    use crate::engine::regime::SETTLE_SWEEPS;
    use crate::engine::tests::charts;
    use crate::engine::tools::rng::Rng;

    #[test]
    fn the_change_of_a_swap_is_what_all_lengths_then_add_up_to() {
        let chart = charts::generated(6, 16, 140, 1, 0.9);
        let problem = Problem::new(&chart);
        let mut board = Board::new(&problem, 6, 4);
        board.weigh(ANNEAL);
        let mut rng = Rng::new(2);
        for _ in 0..500 {
            let (g, h) = (rng.below(board.class.len()), rng.below(board.class.len()));
            let linked = board.class[g] != EMPTY
                && board.links[board.class[g] as usize].iter().any(|l| l.class == board.class[h]);
            if g == h || linked {
                continue;
            }
            let (before, change) = (board.total(), board.change(g, h));
            board.swap(g, h);
            // every arrow counts at both of its ends
            assert_eq!(board.total() - before, 2 * i64::from(change), "{g} {h}");
        }
        let kept = board.lengths.clone();
        board.weigh(ANNEAL);
        assert_eq!(kept, board.lengths);
        let before = board.total();
        board.settle(SETTLE_SWEEPS);
        assert!(board.total() < before);
    }

    #[test]
    fn cells_are_valid_and_arrows_shorter_than_in_a_first_order() {
        for seed in 0..3 {
            let chart = charts::generated(6, 16, 140, seed, 0.9);
            let problem = Problem::new(&chart);
            let cells = large(&problem, 6, 2, 0);
            assert!(cells.valid(&problem, &mut Vec::new()));
            assert!(cells.column.iter().all(|&c| c < 6));
            let first = Board::new(&problem, 6, problem.classes().div_ceil(6));
            let mut placed = first.clone();
            for (class, &column) in cells.column.iter().enumerate() {
                placed.at[class].0 = i32::from(column);
            }
            placed.weigh(SETTLE);
            assert!(placed.total() < first.total());
        }
    }

    #[test]
    fn pins_are_kept() {
        let mut chart = charts::generated(5, 20, 120, 1, 0.9);
        chart.boxes[3].row = Some(1);
        chart.boxes[40].column = Some(0);
        let problem = Problem::new(&chart);
        assert!(large(&problem, 8, 2, 0).keeps_pins(&problem));
    }
}
