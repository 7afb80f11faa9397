//! Step 2c, the proof: branch and bound over all placements (Land, Doig 1960).
//!
//! Classes are placed one after the other, the best connected first. A class joins a column or opens one in a gap, so the
//! columns are an ordered set partition and every placement is met once; mirror images are halved at the second column.
//! What is left out of the bound (most crossings, long ways round) only adds to the cost, so every placement that can beat
//! the incumbent is among the leaves, and routing those decides. The incumbent does not change on the way, so two searches
//! that share the first branches find the same leaves as one.

use super::bends::{Masks, Spot, Way, fewest};
use super::cells::Cells;
use super::detours::Legs;
use super::plan::{Depth, Plan};
use super::surrogate::Surrogate;
use crate::engine::problem::Problem;
use crate::engine::regime::{MASK_LANES, PROOF_BRANCHES, PROOF_LEAVES};
use crate::threads;

/// What the search found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Leaves {
    /// Placements whose bound is below the incumbent's cost, least bound first.
    pub(crate) list: Vec<(i32, Cells)>,
    /// Partial placements looked at.
    pub(crate) nodes: u64,
    /// Whether all were looked at.
    pub(crate) complete: bool,
}

/// All placements of at most `rows` rows a band whose bound is below `incumbent`, within `nodes` partial placements.
pub(crate) fn enumerate(
    problem: &Problem<'_>,
    surrogate: &Surrogate,
    rows: usize,
    incumbent: i32,
    nodes: u64,
) -> Leaves {
    let plan = Plan::new(problem, surrogate, rows, incumbent);
    let mut first = BranchAndBound::new(&plan, nodes);
    let mut branches = vec![Partial::empty(problem, surrogate)];
    let mut depth = 0;
    while depth < plan.order.len() && branches.len() < PROOF_BRANCHES {
        branches = branches.iter().flat_map(|at| first.expand(depth, at)).collect();
        depth += 1;
    }
    let shared = threads::each(2, |turn| {
        let mut search = BranchAndBound::new(&plan, nodes / 2);
        for branch in branches.iter().skip(turn).step_by(2) {
            search.descend(depth, branch);
        }
        search.leaves
    });
    let mut leaves = first.leaves;
    for part in shared {
        leaves.nodes += part.nodes;
        leaves.complete &= part.complete;
        leaves.list.extend(part.list);
    }
    leaves.list.sort();
    leaves
}

/// Price of a cell that is taken: more than any placement costs, and so little that a few of them can be added.
const TAKEN: i32 = i32::MAX / 4;

/// Some classes placed, the best first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Partial {
    /// A bound of every placement that begins like this one.
    bound: i32,
    /// Columns in use.
    columns: u8,
    /// Column of each class, and row of its band of each box.
    column: Vec<u8>,
    row: Vec<u8>,
    /// What the arrows between placed boxes cost at least.
    arrows: i32,
    /// What the arrows from placed boxes to each class that is not placed cost beyond the least.
    half: Vec<i32>,
    /// Rows in use of each band, as bits.
    used: Vec<u64>,
}

impl Partial {
    fn empty(problem: &Problem<'_>, surrogate: &Surrogate) -> Self {
        Self {
            bound: 0,
            columns: 0,
            column: vec![0; problem.classes()],
            row: vec![0; problem.boxes()],
            arrows: 0,
            half: vec![0; problem.classes()],
            used: vec![0; surrogate.bands],
        }
    }
}

/// Where a class goes: into a column, or into a new one in a gap.
#[derive(Clone, Copy, Debug)]
struct Code {
    column: u8,
    opens: bool,
}

impl Code {
    /// The column that `column` becomes.
    #[inline]
    fn shift(self, column: u8) -> u8 {
        column + u8::from(self.opens && column >= self.column)
    }
}

struct BranchAndBound<'a> {
    plan: &'a Plan<'a>,
    limit: u64,
    leaves: Leaves,
    masks: Masks,
    /// By box.
    spots: Vec<Spot>,
    ways: Vec<Way>,
    pieces: Legs,
    /// For each box of the class that is placed next and each row what its arrows cost at least.
    prices: Vec<Vec<i32>>,
}

impl<'a> BranchAndBound<'a> {
    fn new(plan: &'a Plan<'a>, limit: u64) -> Self {
        Self {
            plan,
            limit,
            leaves: Leaves { complete: true, ..Leaves::default() },
            masks: Masks::new(),
            spots: vec![Spot::default(); plan.problem.boxes()],
            ways: Vec::new(),
            pieces: Legs::default(),
            prices: Vec::new(),
        }
    }

    /// Places the classes from `d` on in every way whose bound is good enough, the most promising first.
    fn descend(&mut self, d: usize, at: &Partial) {
        if d == self.plan.order.len() {
            if self.leaves.list.len() >= PROOF_LEAVES {
                self.leaves.complete = false;
                return;
            }
            let wide = |list: &[u8]| list.iter().map(|&v| u16::from(v)).collect();
            self.leaves.list.push((at.bound, Cells { column: wide(&at.column), row: wide(&at.row) }));
            return;
        }
        for next in self.expand(d, at) {
            if !self.leaves.complete {
                return;
            }
            self.descend(d + 1, &next);
        }
    }

    /// Every place of the class at `d` whose bound is good enough, the best first.
    fn expand(&mut self, d: usize, at: &Partial) -> Vec<Partial> {
        self.leaves.nodes += 1;
        if self.leaves.nodes > self.limit {
            self.leaves.complete = false;
            return Vec::new();
        }
        let plan = self.plan;
        let class = plan.order[d];
        let members = &plan.problem.members[class];
        let next_depth = &plan.depth[d + 1];
        let w = &plan.surrogate.weights;
        let present_rows = row_count(&plan.depth[d], &at.used);
        let mut found = Vec::new();
        let joins = (0..at.columns).map(|column| Code { column, opens: false });
        let opens = (0..=at.columns).map(|column| Code { column, opens: true });
        for code in joins.chain(opens) {
            let columns = at.columns + u8::from(code.opens);
            let mirror = at.columns == 1 && code.opens && code.column == 0 && !plan.mirrored;
            if mirror || usize::from(columns) > MASK_LANES || !keeps_column_order(plan, d, at, code) {
                continue;
            }
            self.price_members(d, at, code);
            // what is known before anything is placed
            let sure = at.arrows + at.half.iter().sum::<i32>() - at.half[class]
                + next_depth.rest
                + w.class_lane * i32::from(columns)
                + w.band_lane * present_rows as i32;
            let choices = |k: usize| if plan.problem.row_pin[members[k]].is_some() { 1 } else { plan.rows };
            let ways: usize = (0..members.len()).map(choices).product();
            for way in 0..ways {
                let (mut z, mut total) = (way, sure);
                let mut next_used = at.used.clone();
                let mut rows: Vec<u8> = Vec::with_capacity(members.len());
                for (k, &i) in members.iter().enumerate() {
                    let row = match plan.problem.row_pin[i] {
                        Some(pin) => pin as u8,
                        None => {
                            let row = z % plan.rows;
                            z /= plan.rows;
                            row as u8
                        }
                    };
                    let used = &mut next_used[plan.surrogate.band[i] as usize];
                    // the first row of a band was counted before it was used
                    total += w.band_lane * i32::from(*used != 0 && *used >> row & 1 == 0);
                    *used |= 1 << row;
                    total = total.saturating_add(self.prices[k][row as usize]);
                    rows.push(row);
                }
                if total < plan.incumbent {
                    let mut next = Partial { columns, used: next_used, ..at.clone() };
                    for &c in &plan.order[..d] {
                        next.column[c] = code.shift(next.column[c]);
                    }
                    next.column[class] = code.column;
                    for (&i, row) in members.iter().zip(rows) {
                        next.row[i] = row;
                    }
                    if self.bound(d + 1, &mut next) {
                        found.push(next);
                    }
                }
            }
        }
        found.sort();
        found
    }

    /// What the arrows between the class at `d` and the boxes that are placed cost at least, by box and row, as if nothing
    /// stood in their way. A taken cell costs more than any placement.
    fn price_members(&mut self, d: usize, at: &Partial, code: Code) {
        let plan = self.plan;
        let (sur, w) = (plan.surrogate, &plan.surrogate.weights);
        let class = plan.order[d];
        let members = &plan.problem.members[class];
        let count = members.iter().filter_map(|&i| plan.problem.row_pin[i]).map(|r| usize::from(r) + 1);
        let rows = count.max().unwrap_or(0).max(plan.rows);
        self.prices.resize_with(members.len(), Vec::new);
        for (prices, &i) in self.prices.iter_mut().zip(members) {
            prices.clear();
            prices.resize(rows, 0);
            let band = sur.band[i];
            for &o in &plan.depth[d].boxes {
                let o = o as usize;
                let same = !code.opens && at.column[sur.class[o] as usize] == code.column;
                if same && sur.band[o] == band {
                    prices[at.row[o] as usize] = TAKEN;
                }
            }
            for &(_, other) in plan.depth[d + 1].new.iter().filter(|arrow| usize::from(arrow.0) == i) {
                let o = other as usize;
                if sur.class[o] as usize == class {
                    continue;
                }
                let column = code.shift(at.column[sur.class[o] as usize]);
                let across = w.class_step * i32::from(column.abs_diff(code.column));
                for (row, price) in prices.iter_mut().enumerate() {
                    let down = rows_between(plan, d, at, (band, row as u8), (sur.band[o], at.row[o]));
                    let bend = i32::from(column != code.column && down != 0);
                    *price = price.saturating_add(across + w.band_step * down + w.bend * bend);
                }
            }
        }
        // arrows from box to box of the class run down its column
        for &(a, b) in &plan.depth[d + 1].new {
            if sur.class[b as usize] as usize == class {
                let k = members.iter().position(|&i| i == a as usize).unwrap_or(0);
                let apart = plan.levels[a as usize].abs_diff(plan.levels[b as usize]);
                let least = if a == b { 3 * w.bend } else { w.band_step * i32::from(apart) };
                for price in &mut self.prices[k] {
                    *price = price.saturating_add(least);
                }
            }
        }
    }

    /// Sets the bounds of `at`, in which so many classes are placed. False when the incumbent is reached, or two boxes share
    /// a cell.
    fn bound(&mut self, d: usize, at: &mut Partial) -> bool {
        let (plan, sur) = (self.plan, self.plan.surrogate);
        let depth = &plan.depth[d];
        let (mut first, mut rows) = ([0_u8; 64], 0_u32);
        for (b, first) in first.iter_mut().enumerate().take(sur.bands) {
            *first = rows as u8;
            rows += lanes(depth, &at.used, b);
            // rows are used from the first on, or the same placement would be met again
            let gaps = at.used[b] & (at.used[b] + 1) != 0;
            if depth.left[b] == 0 && gaps && !plan.pinned_band[b] {
                return false;
            }
        }
        if rows as usize > MASK_LANES {
            return false;
        }
        self.masks.row[..rows as usize].fill(0);
        self.masks.column[..at.columns as usize].fill(0);
        let cell = |i: usize| {
            let b = sur.band[i] as usize;
            let row = first[b] + (at.used[b] & ((1 << at.row[i]) - 1)).count_ones() as u8;
            (row, at.column[sur.class[i] as usize])
        };
        for &i in &depth.boxes {
            let (row, column) = cell(i as usize);
            if self.masks.row[row as usize] >> column & 1 == 1 {
                return false;
            }
            self.masks.row[row as usize] |= 1 << column;
            self.masks.column[column as usize] |= 1 << row;
        }
        for &i in &depth.boxes {
            let (row, column) = cell(i as usize);
            self.spots[i as usize] = self.masks.spot(row, column);
        }
        let w = &sur.weights;
        let least = w.band_lane * rows as i32 + w.class_lane * i32::from(at.columns) + depth.rest;
        let mut arrows = 0;
        self.ways.clear();
        for &(a, b) in &depth.arrows {
            let (a, b) = (&self.spots[a as usize], &self.spots[b as usize]);
            let way = fewest(a, b);
            self.ways.push(way);
            arrows += w.bend * way.bends()
                + w.class_step * i32::from(a.column.abs_diff(b.column))
                + w.band_step * i32::from(a.row.abs_diff(b.row));
            if least + arrows >= plan.incumbent {
                return false;
            }
        }
        arrows += self.pieces.least(&depth.arrows, &self.ways, &self.spots, w);
        // a class not placed yet will stand in one column: its arrows from other bands' boxes elsewhere bend at least once
        at.half.fill(0);
        let mut total = least + arrows;
        for group in depth.half.chunk_by(|a, b| a.0 == b.0) {
            let mut count = [0_u8; 64];
            let mut most = 0;
            for &(_, i) in group {
                let c = &mut count[self.spots[i as usize].column as usize];
                *c += 1;
                most = most.max(*c);
            }
            let more = (group.len() as i32 - i32::from(most)) * (w.bend + w.class_step);
            at.half[group[0].0 as usize] = more;
            total += more;
        }
        at.arrows = arrows;
        at.bound = at.bound.max(total);
        at.bound < plan.incumbent
    }
}

/// Whether the columns of pinned classes are in the order of their pins, when the class at `d` is in `column`.
fn keeps_column_order(plan: &Plan<'_>, d: usize, at: &Partial, code: Code) -> bool {
    let (pins, class) = (&plan.problem.column_pin, plan.order[d]);
    match plan.problem.edge {
        // alone in the first column
        Some(edge) if edge == class && !(code.opens && code.column == 0) => return false,
        Some(edge) if edge != class && plan.order[..d].contains(&edge) && code.column == 0 => return false,
        _ => {}
    }
    let Some(pin) = pins[class] else {
        return true;
    };
    plan.order[..d]
        .iter()
        .all(|&o| pins[o].is_none_or(|p| p.cmp(&pin) == code.shift(at.column[o]).cmp(&code.column)))
}

/// Rows that a band takes at least: one where boxes are still to come.
fn lanes(depth: &Depth, used: &[u64], band: usize) -> u32 {
    used[band].count_ones().max(u32::from(depth.left[band] > 0))
}

/// Rows that all bands take at least.
fn row_count(depth: &Depth, used: &[u64]) -> u32 {
    (0..used.len()).map(|b| lanes(depth, used, b)).sum()
}

/// By how many rows two cells, each a band and a row of it, are apart at least.
fn rows_between(plan: &Plan<'_>, d: usize, at: &Partial, p: (u8, u8), q: (u8, u8)) -> i32 {
    if p == q {
        return 0;
    }
    let (upper, lower) = (p.min(q), p.max(q));
    let before = |row: u8| (1_u64 << row) - 1;
    let (top, bottom) = (at.used[upper.0 as usize], at.used[lower.0 as usize]);
    let after_upper = !before(upper.1) & !(1 << upper.1);
    let between = if upper.0 == lower.0 {
        (top & after_upper & before(lower.1)).count_ones()
    } else {
        let bands = upper.0 as usize + 1..lower.0 as usize;
        let whole: u32 = bands.map(|b| lanes(&plan.depth[d], &at.used, b)).sum();
        (top & after_upper).count_ones() + whole + (bottom & before(lower.1)).count_ones()
    };
    between as i32 + 1
}

#[cfg(test)]
mod tests {
    use super::super::cells::{Cells, Placement};
    use super::super::refine::routed_cost;
    use super::super::surrogate::Surrogate;
    use super::enumerate;
    use crate::engine::prices::placement::UNIT;
    use crate::engine::problem::Problem;
    use crate::engine::routing::router::Workspace;
    use crate::engine::tests::charts::chart;
    use crate::engine::tools::rng::Rng;
    use std::collections::BTreeSet;

    /// Least bound of all placements on a few columns and two rows, one by one.
    fn by_hand(problem: &Problem<'_>, surrogate: &Surrogate, columns: usize, rows: usize) -> i32 {
        let (k, n) = (problem.classes(), problem.boxes());
        let mut scratch = surrogate.scratch();
        let mut best = i32::MAX;
        for mut code in 0..columns.pow(k as u32) * rows.pow(n as u32) {
            let mut digit = |base: usize| {
                let d = code % base;
                code /= base;
                d as u16
            };
            let column = (0..k).map(|_| digit(columns)).collect();
            let row = (0..n).map(|_| digit(rows)).collect();
            let bound = surrogate.bound(&Cells { column, row }, &mut scratch);
            best = best.min(bound.unwrap_or(i32::MAX));
        }
        best
    }

    #[test]
    fn the_least_bound_is_that_of_all_placements() {
        let mut rng = Rng::new(11);
        for _ in 0..12 {
            let boxes: Vec<(usize, usize)> = (0..5).map(|i| (rng.below(3), i % 4)).collect();
            let arrows: Vec<(usize, usize, &str)> =
                (0..6).map(|_| (rng.below(5), rng.below(5), "")).collect();
            let c = chart(3, &boxes, &arrows);
            let problem = Problem::new(&c);
            let k = problem.classes();
            let surrogate = Surrogate::new(&problem, k).unwrap();
            let best = by_hand(&problem, &surrogate, k, 2);
            let found = enumerate(&problem, &surrogate, 2, best + 40, 1_000_000);
            assert!(found.complete);
            assert_eq!(found.list[0].0, best);
            assert!(enumerate(&problem, &surrogate, 2, best, 1_000_000).list.is_empty());
        }
    }

    /// No placement whose routes cost less than the incumbent is left out: all of them, routed one by one.
    #[test]
    fn what_routes_cheaply_is_among_the_leaves() {
        let mut rng = Rng::new(5);
        let mut space = Workspace::default();
        for _ in 0..4 {
            let boxes: Vec<(usize, usize)> = (0..5).map(|i| (rng.below(2), i)).collect();
            let arrows: Vec<(usize, usize, &str)> =
                (0..8).map(|i| (i % 5, (i % 5 + 1 + rng.below(4)) % 5, "")).collect();
            let c = chart(2, &boxes, &arrows);
            let problem = Problem::new(&c);
            let surrogate = Surrogate::new(&problem, 5).unwrap();
            let mut scratch = surrogate.scratch();
            let mut all: Vec<(f64, Cells)> = Vec::new();
            for mut code in 0..3_usize.pow(5) * 2_usize.pow(5) {
                let mut digit = |base: usize| {
                    let d = code % base;
                    code /= base;
                    d as u16
                };
                let mut cells = Cells {
                    column: (0..5).map(|_| digit(3)).collect(),
                    row: (0..5).map(|_| digit(2)).collect(),
                };
                cells.normalize(&problem);
                if let Some(bound) = surrogate.bound(&cells, &mut scratch) {
                    let (_, routes) = routed_cost(&problem, &cells, f64::INFINITY, &mut space).unwrap();
                    let cost =
                        Placement::new(&problem, &cells).cost(&problem, routes.bends, routes.crossings);
                    assert!(f64::from(bound) / UNIT <= cost + 1e-9, "{cells:?}: {bound} {cost}");
                    all.push((cost, cells));
                }
            }
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            let incumbent = all[all.len() / 50].0 * UNIT;
            let found = enumerate(&problem, &surrogate, 2, incumbent as i32, 1_000_000);
            assert!(found.complete);
            let found: BTreeSet<Cells> = found
                .list
                .into_iter()
                .map(|(_, mut cells)| {
                    cells.normalize(&problem);
                    cells
                })
                .collect();
            for (cost, cells) in all.iter().filter(|(cost, _)| *cost * UNIT < incumbent.floor()) {
                assert!(found.contains(cells), "{cells:?} at {cost} is missing");
            }
        }
    }

    #[test]
    fn every_placement_is_met_once() {
        let c = chart(2, &[(0, 0), (0, 1), (1, 2)], &[(0, 1, ""), (1, 2, "")]);
        let problem = Problem::new(&c);
        let surrogate = Surrogate::new(&problem, 3).unwrap();
        let found = enumerate(&problem, &surrogate, 2, i32::MAX, 1_000_000);
        let all: BTreeSet<_> = found.list.iter().map(|(_, cells)| Placement::new(&problem, cells)).collect();
        assert_eq!(all.len(), found.list.len());
    }
}
