//! Step 2a: annealing of the cells on the cost before routing (Kirkpatrick et al. 1983), a few starts from seeds.

use super::cells::Cells;
use super::surrogate::Surrogate;
use super::weigher::Weigher;
use crate::engine::prices::placement::{HEAT, HEAT_OF_LARGER, LAST_HEAT, UNIT};
use crate::engine::problem::Problem;
use crate::engine::regime::{Mix, Schedule};
use crate::engine::tools::rng::Rng;
use crate::threads;
use std::collections::{BTreeMap, BTreeSet};

/// The best placements met, those of each start by turns, with their costs; and the number of costs computed.
pub(crate) fn anneal(
    problem: &Problem<'_>,
    surrogate: &Surrogate,
    from: &Cells,
    schedule: &Schedule,
) -> (Vec<(i32, Cells)>, u64) {
    let found = threads::each(schedule.starts, |start| from_one(problem, surrogate, from, schedule, start));
    let mut ranked: Vec<(usize, i32, Cells)> = Vec::new();
    let mut computed = 0;
    for (list, count) in found {
        computed += count;
        ranked.extend(list.into_iter().enumerate().map(|(rank, (cost, cells))| (rank, cost, cells)));
    }
    // the best of every start first, then their second ones: those of one start are much alike
    ranked.sort();
    let mut seen = BTreeSet::new();
    let all = ranked.into_iter().map(|(_, cost, cells)| (cost, cells));
    let mut list: Vec<(i32, Cells)> = all.filter(|(_, cells)| seen.insert(cells.clone())).collect();
    list.truncate(schedule.keep);
    (list, computed)
}

/// The best placements that one start meets, cheapest first, and the number of costs computed.
fn from_one(
    problem: &Problem<'_>,
    surrogate: &Surrogate,
    from: &Cells,
    schedule: &Schedule,
    start: usize,
) -> (Vec<(i32, Cells)>, u64) {
    let mover = Mover::new(problem, schedule);
    let is_free = problem.is_free();
    let first_heat = match schedule.mix {
        Mix::Boxes => HEAT,
        Mix::Nearer => HEAT_OF_LARGER,
    };
    let mut computed = 0;
    let mut met: BTreeMap<Cells, i32> = BTreeMap::new();
    let mut rng = Rng::new(0x0123_4567 + 7_919 * (start as u64 + 1) + 1_000_003 * schedule.seed);
    let mut here = from.clone();
    // one buffer for all moves: cells are swapped, never allocated anew
    let mut next = here.clone();
    let (mut weigher, first) = Weigher::new(problem, surrogate, from, (schedule.columns, schedule.rows));
    let mut cost = first.unwrap_or(i32::MAX / 2);
    let mut best = cost;
    remember(&mut met, problem, &here, cost);
    for step in 0..schedule.moves {
        let left = 1.0 - step as f64 / schedule.moves as f64;
        let heat = first_heat * UNIT * left * left + LAST_HEAT * UNIT;
        next.clone_from(&here);
        mover.step(&mut next, &mut rng, left);
        // a move may change nothing, or a pin: then there is nothing to weigh
        if next == here || !is_free && !next.keeps_pins(problem) {
            continue;
        }
        computed += 1;
        // the threshold is drawn first, so that most moves are refused before crossings are counted
        let limit = cost.saturating_add((heat * rng.exponential()) as i32 + 1);
        if let Some(c) = weigher.cost(&next, limit) {
            cost = c;
            weigher.keep(&next);
            std::mem::swap(&mut here, &mut next);
            best = best.min(cost);
            // what is a whole cost dearer than the best is never routed: there are cheaper ones enough
            if cost <= best + UNIT as i32 {
                remember(&mut met, problem, &here, cost);
            }
        }
    }
    let mut list: Vec<(i32, Cells)> = met.into_iter().map(|(cells, cost)| (cost, cells)).collect();
    list.sort();
    list.truncate(schedule.keep);
    (list, computed)
}

fn remember(met: &mut BTreeMap<Cells, i32>, problem: &Problem<'_>, cells: &Cells, cost: i32) {
    let mut key = cells.clone();
    key.normalize(problem);
    met.entry(key).or_insert(cost);
}

/// What a move of annealing is.
#[derive(Clone, Copy)]
enum Step {
    /// Two classes exchange their columns.
    Swap,
    /// A class goes to another column.
    Class,
    /// Two columns change places.
    Exchange,
    /// A column goes to the place of another.
    Shift,
    /// A box goes to another row.
    Row,
    /// The same, and a class goes to another column: one by one, both steps would be refused.
    RowAndClass,
}

/// How many moves of all are of each kind; those that change rows come last.
type Shares = &'static [(Step, usize)];

/// Rows are most often what makes a placement better, at the least work; whole columns hardly ever do.
const SHARES: Shares = &[
    (Step::Swap, 20),
    (Step::Class, 25),
    (Step::Exchange, 3),
    (Step::Shift, 3),
    (Step::Row, 30),
    (Step::RowAndClass, 15),
];
/// Kinds of moves that change no row.
const IN_ROWS: usize = 4;
/// Of 100 moves of a class those to or beside the column of one that arrows join it with, where arrows are short and straight.
const TOWARDS: usize = 25;
/// The share of the columns that a move reaches at first, where it reaches fewer and fewer.
const FAR: f64 = 0.7;
/// Times at most that a class is drawn anew that is out of reach.
const DRAWS: usize = 8;

/// What a move may touch.
struct Mover {
    columns: usize,
    rows: usize,
    /// The kinds of moves, and how many moves they share.
    steps: Shares,
    shares: usize,
    /// Columns that a move reaches beyond the next at first, where it reaches fewer and fewer.
    far: Option<f64>,
    free_boxes: Vec<usize>,
    /// For each class those that arrows join it with.
    joined: Vec<Vec<usize>>,
}

impl Mover {
    fn new(problem: &Problem<'_>, schedule: &Schedule) -> Self {
        let free_boxes: Vec<usize> = (0..problem.boxes()).filter(|&i| problem.row_pin[i].is_none()).collect();
        let far = (schedule.mix == Mix::Nearer).then_some(FAR * schedule.columns as f64);
        let is_in_rows = free_boxes.is_empty() || schedule.rows < 2;
        let steps = if is_in_rows { &SHARES[..IN_ROWS] } else { SHARES };
        let shares = steps.iter().map(|(_, share)| share).sum();
        let joined = problem.class_neighbours();
        Self { columns: schedule.columns, rows: schedule.rows, steps, shares, far, free_boxes, joined }
    }

    /// Makes a move, when so much of the annealing is left.
    fn step(&self, cells: &mut Cells, rng: &mut Rng, left: f64) {
        // when it is cool nearly all that goes far is refused
        let reach = self.far.map_or(self.columns, |far| 1 + (far * left * left) as usize);
        let column = |rng: &mut Rng| rng.below(self.columns) as u16;
        let step = self.draw(rng);
        match step {
            Step::Swap => {
                let (a, mut b) = (rng.below(self.joined.len()), rng.below(self.joined.len()));
                let is_far = |b: usize| usize::from(cells.column[a].abs_diff(cells.column[b])) > reach;
                for _ in 0..DRAWS {
                    if self.far.is_some() && (a == b || is_far(b)) {
                        b = rng.below(self.joined.len());
                    }
                }
                cells.column.swap(a, b);
            }
            Step::Class => self.move_class(cells, rng, reach),
            Step::Exchange => {
                let a = column(rng);
                swap_columns(cells, a, self.near(a, reach, rng));
            }
            Step::Shift => {
                let a = column(rng);
                shift_column(cells, a, self.near(a, reach, rng));
            }
            Step::Row | Step::RowAndClass => {
                let i = self.free_boxes[rng.below(self.free_boxes.len())];
                cells.row[i] = rng.below(self.rows) as u16;
                if matches!(step, Step::RowAndClass) {
                    self.move_class(cells, rng, reach);
                }
            }
        }
    }

    /// A column within reach of one.
    fn near(&self, column: u16, reach: usize, rng: &mut Rng) -> u16 {
        let column = usize::from(column);
        let last = (column + reach).min(self.columns.saturating_sub(1));
        let first = column.saturating_sub(reach).min(last);
        (first + rng.below(last + 1 - first)) as u16
    }

    /// The kind of the next move.
    fn draw(&self, rng: &mut Rng) -> Step {
        let mut left = rng.below(self.shares);
        for &(step, share) in self.steps {
            if left < share {
                return step;
            }
            left -= share;
        }
        Step::Class
    }

    /// Moves a class to another column: any, or often one near what it is joined with.
    fn move_class(&self, cells: &mut Cells, rng: &mut Rng, reach: usize) {
        let class = rng.below(self.joined.len());
        let joined = &self.joined[class];
        let is_drawn = rng.below(100) < TOWARDS && !joined.is_empty();
        cells.column[class] = if is_drawn {
            let column = usize::from(cells.column[joined[rng.below(joined.len())]]) + rng.below(3);
            column.saturating_sub(1).min(self.columns.saturating_sub(1)) as u16
        } else {
            self.near(cells.column[class], reach, rng)
        };
    }
}

/// Exchanges two columns.
pub(crate) fn swap_columns(cells: &mut Cells, a: u16, b: u16) {
    for c in &mut cells.column {
        if *c == a {
            *c = b;
        } else if *c == b {
            *c = a;
        }
    }
}

/// Takes column `a` out and puts it back at `b`; those between move up by one.
pub(crate) fn shift_column(cells: &mut Cells, a: u16, b: u16) {
    for c in &mut cells.column {
        if *c == a {
            *c = b;
        } else if a < *c && *c <= b {
            *c -= 1;
        } else if b <= *c && *c < a {
            *c += 1;
        }
    }
}
