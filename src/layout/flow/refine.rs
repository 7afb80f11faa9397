//! Step 2b: local search on routed placements. A neighbour is routed only when its bound can still beat the best.

use super::anneal::{shift_column, swap_columns};
use super::cells::{Cells, Placement};
use super::grid::Grid;
use super::problem::{Problem, UNIT};
use super::router::Workspace;
use super::routes::{RouteEffort, Routes, route};
use super::surrogate::{Scratch, Surrogate};
use std::collections::BTreeSet;

/// How hard to refine.
#[derive(Clone, Copy, Debug)]
pub(super) struct RefineEffort {
    /// Placements to route at most.
    pub(super) routed: u32,
    /// States of the router to expand at most.
    pub(super) expanded: u64,
    /// Rows that a move may give a box.
    pub(super) rows: usize,
}

/// A placement that was routed.
#[derive(Clone, Debug)]
pub(super) struct Routed {
    /// Cost of lanes and routes.
    pub(super) cost: f64,
    /// Its cells.
    pub(super) cells: Cells,
}

/// How far behind the best a placement may be and still be kept, in a chart of ordinary size.
const KEEP_WITHIN: f64 = 7.0;
/// A chart of ordinary size.
pub(super) const ORDINARY_ARROWS: usize = 40;

/// The placements within reach of the best found, cheapest first, each once and facing the model's order.
pub(super) fn refine(
    problem: &Problem<'_>,
    surrogate: &Surrogate,
    starts: &[(i32, Cells)],
    columns: usize,
    effort: RefineEffort,
) -> (Vec<Routed>, u32) {
    let mut search = Search::new(problem, surrogate, effort);
    for (_, cells) in starts.iter().take(effort.routed as usize / 2) {
        if search.space.expanded > effort.expanded / 2 {
            break;
        }
        if search.seen.insert(cells.clone()) {
            search.look(cells);
        }
    }
    while let Some(best) = search.best.clone() {
        let mut list: Vec<(i32, Cells)> = Vec::new();
        for mut n in neighbours(problem, &best.cells, columns, effort.rows) {
            n.renumber_rows(problem);
            if n.keeps_pins(problem)
                && search.seen.insert(n.clone())
                && let Some(bound) = surrogate.bound(&n, &mut search.scratch)
            {
                list.push((bound, n));
            }
        }
        list.sort();
        let better = list.iter().any(|(_, n)| !search.spent() && search.look(n));
        if !better || search.spent() {
            break;
        }
    }
    search.finish(columns)
}

struct Search<'a> {
    problem: &'a Problem<'a>,
    surrogate: &'a Surrogate,
    effort: RefineEffort,
    scratch: Scratch,
    space: Workspace,
    seen: BTreeSet<Cells>,
    best: Option<Routed>,
    pool: Vec<Routed>,
    routed: u32,
    slack: f64,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem<'a>, surrogate: &'a Surrogate, effort: RefineEffort) -> Self {
        let slack = if problem.arrows() <= ORDINARY_ARROWS { KEEP_WITHIN } else { 0.0 };
        Self {
            problem,
            surrogate,
            effort,
            scratch: surrogate.scratch(),
            space: Workspace::default(),
            seen: BTreeSet::new(),
            best: None,
            pool: Vec::new(),
            routed: 0,
            slack,
        }
    }

    fn spent(&self) -> bool {
        self.routed >= self.effort.routed || self.space.expanded > self.effort.expanded
    }

    /// Routes `cells` if its bound allows, and tells whether it is the best so far.
    fn look(&mut self, cells: &Cells) -> bool {
        let Some(bound) = self.surrogate.bound(cells, &mut self.scratch) else {
            return false;
        };
        if self.best.as_ref().is_some_and(|b| f64::from(bound) / UNIT >= b.cost + self.slack - 1e-6) {
            return false;
        }
        let (cost, _) = routed_cost(self.problem, cells, &mut self.space);
        self.routed += 1;
        let found = Routed { cost, cells: cells.clone() };
        self.pool.push(found.clone());
        let better = self.best.as_ref().is_none_or(|b| cost < b.cost - 1e-6);
        if better {
            self.best = Some(found);
        }
        better
    }

    fn finish(self, columns: usize) -> (Vec<Routed>, u32) {
        let limit = self.best.map_or(0.0, |b| b.cost) + self.slack;
        let mut pool = self.pool;
        pool.retain(|r| r.cost <= limit);
        pool.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.cells.cmp(&b.cells)));
        let mut placements = BTreeSet::new();
        pool.retain_mut(|r| {
            r.cells.face_model_order(self.problem, columns);
            placements.insert(Placement::new(self.problem, &r.cells))
        });
        (pool, self.routed)
    }
}

/// The cost of lanes and routes of `cells`, as the search sees it.
pub(super) fn routed_cost(problem: &Problem<'_>, cells: &Cells, space: &mut Workspace) -> (f64, Routes) {
    let placement = Placement::new(problem, cells);
    let grid = Grid::new(&placement);
    let split = problem.arrows() <= ORDINARY_ARROWS;
    // in a larger chart many placements routed once are worth more than a few routed well
    let rounds = if split { 3 } else { 0 };
    let routes = route(problem, &placement, &grid, RouteEffort { rounds, split, margin: 1_000 }, space);
    (routes.cost + placement.lane_cost(problem), routes)
}

/// Every placement one move away.
fn neighbours(problem: &Problem<'_>, of: &Cells, columns: usize, rows: usize) -> Vec<Cells> {
    let mut out = Vec::new();
    let mut add = |change: &dyn Fn(&mut Cells)| {
        let mut n = of.clone();
        change(&mut n);
        out.push(n);
    };
    let (k, columns) = (problem.classes(), columns as u16);
    for a in 0..k {
        for b in 0..a {
            add(&|n| n.column.swap(a, b));
        }
        for c in 0..columns {
            add(&|n| n.column[a] = c);
        }
    }
    for a in 0..columns {
        for b in (0..columns).filter(|&b| b != a) {
            add(&|n| shift_column(n, a, b));
            add(&|n| swap_columns(n, a, b));
        }
    }
    for i in (0..problem.boxes()).filter(|&i| problem.row_pin[i].is_none()) {
        for row in 0..rows as u16 {
            add(&|n| n.row[i] = row);
            for c in 0..columns {
                add(&|n| {
                    n.row[i] = row;
                    n.column[problem.class[i]] = c;
                });
            }
        }
    }
    out
}
