//! Step 2b: local search on routed placements. A neighbour is routed only when its bound can still beat the best.

use super::anneal::{shift_column, swap_columns};
use super::cells::{Cells, Placement};
use super::surrogate::{Scratch, Surrogate};
use crate::engine::prices::placement::{AGAINST_ORDER, UNIT};
use crate::engine::prices::{NEAR_COST, SAME_COST};
use crate::engine::problem::Problem;
use crate::engine::regime::{
    FIRST_ROUTING, ONLY_ROUTING, ROUTED_AGAIN, RefineEffort, RouteEffort, STARTS_SHARE, Traffic,
};
use crate::engine::routing::grid::Grid;
use crate::engine::routing::router::Workspace;
use crate::engine::routing::routes::{Routes, route};
use crate::threads;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// A placement that was routed.
#[derive(Clone, Debug)]
pub(crate) struct Routed {
    /// Cost of lanes and routes.
    pub(crate) cost: f64,
    /// Its cells.
    pub(crate) cells: Cells,
}

/// What a search for placements found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    /// The placements worth finishing, cheapest first.
    pub(crate) routed: Vec<Routed>,
    /// How many were looked at.
    pub(crate) looked_at: u64,
    /// How many were routed.
    pub(crate) tried: u32,
    /// Whether neighbours were left unseen, for there were too many.
    pub(crate) ended: bool,
}

/// The placements within reach of the best found, cheapest first, each once. Two searches share the starts and know nothing of
/// each other.
pub(crate) fn refine(
    problem: &Problem<'_>,
    surrogate: &Surrogate,
    starts: &[(i32, Cells)],
    columns: usize,
    effort: RefineEffort,
) -> Pool {
    let found = threads::each(2, |turn| {
        let mut search = LocalSearch::new(problem, surrogate, effort);
        let own = starts.iter().skip(turn).step_by(2);
        search.run(own.map(|(_, cells)| cells), columns);
        (search.pool, search.routed, search.seen.len() >= effort.looked)
    });
    let (mut pool, mut tried, mut ended) = (Vec::new(), 0, false);
    for (part, count, is_bounded) in found {
        pool.extend(part);
        tried += count;
        ended |= is_bounded;
    }
    rank(&mut pool);
    if problem.traffic() > Traffic::Light {
        // routed once they are only roughly in order
        pool.truncate(ROUTED_AGAIN);
        let costs =
            threads::each(pool.len(), |k| routed_well(problem, &pool[k].cells, &mut Workspace::default()));
        for (routed, cost) in pool.iter_mut().zip(costs) {
            routed.cost = cost;
        }
        rank(&mut pool);
    }
    let least = pool.first().map_or(0.0, |r| r.cost);
    pool.retain(|r| r.cost <= least + NEAR_COST);
    Pool { routed: pool, tried, ended, ..Pool::default() }
}

/// Cheapest first, each once.
fn rank(pool: &mut Vec<Routed>) {
    pool.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.cells.cmp(&b.cells)));
    pool.dedup_by(|a, b| a.cells == b.cells);
}

/// A placement one move away from the best. Of two with one bound that which may have a greater one comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Neighbour {
    /// A lower bound of its cost.
    bound: i32,
    /// Whether forced detours are in the bound.
    exact: bool,
    cells: Cells,
}

struct LocalSearch<'a> {
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

impl<'a> LocalSearch<'a> {
    fn new(problem: &'a Problem<'a>, surrogate: &'a Surrogate, effort: RefineEffort) -> Self {
        // near placements are kept too, for a finished drawing of one can be the better; larger charts have no time for that
        let slack = if problem.traffic() == Traffic::Light { NEAR_COST } else { 0.0 };
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
        self.routed >= self.effort.routed
            || self.space.expanded > self.effort.expanded
            || self.seen.len() >= self.effort.looked
    }

    /// Routes the starts with a quarter of the effort, then goes from the best to better neighbours of it.
    fn run<'c>(&mut self, starts: impl Iterator<Item = &'c Cells>, columns: usize) {
        for cells in starts {
            // the best start is worth more neighbours than all others are worth a look
            if self.routed >= self.effort.routed / STARTS_SHARE
                || self.space.expanded > self.effort.expanded / u64::from(STARTS_SHARE)
            {
                break;
            }
            if self.seen.insert(cells.clone()) {
                self.look(cells);
            }
        }
        let is_free = self.problem.is_free();
        while let Some(best) = self.best.clone() {
            let mut near: Vec<Reverse<Neighbour>> = Vec::new();
            let limit = self.limit();
            each_neighbour(self.problem, &best.cells, columns, self.effort.rows, |n| {
                // most moves put a box on another, or are longer than the best is with all its bends
                let lengths = self.surrogate.lengths(n, &mut self.scratch).filter(|lengths| *lengths < limit);
                let Some(lengths) = lengths else { return };
                n.normalize(self.problem);
                if !is_free && !n.keeps_pins(self.problem) || self.seen.contains(n) {
                    return;
                }
                // a mirror image costs the same
                let Some(bound) = self.surrogate.base(lengths, &mut self.scratch, limit) else { return };
                near.push(Reverse(Neighbour { bound, exact: false, cells: n.clone() }));
                self.seen.insert(n.clone());
            });
            let better = self.look_at_each(BinaryHeap::from(near));
            if !better || self.spent() {
                return;
            }
        }
    }

    /// A placement whose bound reaches this is not worth routing, and never will be: the best only gets better.
    fn limit(&self) -> i32 {
        let most = |best: &Routed| ((best.cost + self.slack - SAME_COST) * UNIT).ceil() as i32;
        self.best.as_ref().map_or(i32::MAX, most)
    }

    /// Looks at neighbours, those of the least bounds first, until one is better; tells whether one was. Detours, which take
    /// longest, are only added to the bounds that come to the top.
    fn look_at_each(&mut self, mut near: BinaryHeap<Reverse<Neighbour>>) -> bool {
        while let Some(Reverse(n)) = near.pop() {
            if self.spent() {
                return false;
            }
            if n.exact {
                if self.look(&n.cells) {
                    return true;
                }
            } else if n.bound >= self.limit() {
                // those that follow are no better
                return false;
            } else if let Some(bound) = self.surrogate.bound(&n.cells, &mut self.scratch) {
                near.push(Reverse(Neighbour { bound, exact: true, ..n }));
            }
        }
        false
    }

    /// Routes `cells` if its bound allows, and tells whether it is the best so far.
    fn look(&mut self, cells: &Cells) -> bool {
        let Some(bound) = self.surrogate.bound(cells, &mut self.scratch) else {
            return false;
        };
        if bound >= self.limit() {
            return false;
        }
        self.routed += 1;
        let hope = if self.problem.traffic() == Traffic::Light { FIRST_ROUTING } else { ONLY_ROUTING };
        let limit = self.best.as_ref().map_or(f64::INFINITY, |b| hope * b.cost + self.slack);
        let Some((cost, _)) = routed_cost(self.problem, cells, limit, &mut self.space) else {
            return false;
        };
        let cost = cost + AGAINST_ORDER * f64::from(cells.turned(self.problem));
        let found = Routed { cost, cells: cells.clone() };
        self.pool.push(found.clone());
        let better = self.best.as_ref().is_none_or(|b| cost < b.cost - SAME_COST);
        if better {
            self.best = Some(found);
        }
        better
    }
}

/// The cost of lanes and routes of `cells`, as the search sees it; none where that plainly reaches `limit`.
pub(crate) fn routed_cost(
    problem: &Problem<'_>,
    cells: &Cells,
    limit: f64,
    space: &mut Workspace,
) -> Option<(f64, Routes)> {
    cost_by(problem, cells, RouteEffort::compared(problem.traffic(), limit), space)
}

/// The cost of `cells` when they are routed as in the finished drawing.
fn routed_well(problem: &Problem<'_>, cells: &Cells, space: &mut Workspace) -> f64 {
    cost_by(problem, cells, RouteEffort::finished(problem.traffic()), space)
        .map_or(f64::INFINITY, |(cost, _)| cost)
}

fn cost_by(
    problem: &Problem<'_>,
    cells: &Cells,
    effort: RouteEffort,
    space: &mut Workspace,
) -> Option<(f64, Routes)> {
    let placement = Placement::new(problem, cells);
    let (grid, lanes) = (Grid::new(&placement), placement.lane_cost(problem));
    let effort = RouteEffort { limit: effort.limit - lanes, ..effort };
    let routes = route(problem, &placement, &grid, effort, space)?;
    Some((routes.cost + lanes, routes))
}

/// Looks at every placement one move away: classes exchange columns, join one or open one in a gap, columns move, boxes
/// change rows.
fn each_neighbour(
    problem: &Problem<'_>,
    of: &Cells,
    columns: usize,
    rows: usize,
    mut look: impl FnMut(&mut Cells),
) {
    let mut n = of.clone();
    let mut see = |change: &dyn Fn(&mut Cells)| {
        n.clone_from(of);
        change(&mut n);
        look(&mut n);
    };
    let pinned = problem.is_pinned();
    let used = of.column.iter().max().map_or(0, |&c| c + 1);
    // pins count empty columns too
    let (k, columns) = (problem.classes(), if pinned { used.max(columns as u16) } else { used });
    let gaps = if pinned { 0 } else { columns + 1 };
    for a in 0..k {
        for b in 0..a {
            see(&|n| n.column.swap(a, b));
        }
        for c in 0..columns {
            see(&|n| n.column[a] = c);
        }
        for gap in 0..gaps {
            see(&|n| open_column(n, a, gap));
        }
    }
    for a in 0..columns {
        for b in (0..columns).filter(|&b| b != a) {
            see(&|n| shift_column(n, a, b));
            see(&|n| swap_columns(n, a, b));
        }
    }
    for i in (0..problem.boxes()).filter(|&i| problem.row_pin[i].is_none()) {
        for row in 0..rows as u16 {
            see(&|n| n.row[i] = row);
            for c in 0..columns {
                see(&|n| {
                    n.row[i] = row;
                    n.column[problem.class[i]] = c;
                });
            }
            for gap in 0..gaps {
                see(&|n| {
                    n.row[i] = row;
                    open_column(n, problem.class[i], gap);
                });
            }
        }
    }
}

/// Gives a class a column of its own, before column `gap`.
fn open_column(cells: &mut Cells, class: usize, gap: u16) {
    for c in &mut cells.column {
        *c += u16::from(*c >= gap);
    }
    cells.column[class] = gap;
}

#[cfg(test)]
mod tests {
    use super::{Pool, refine};
    use crate::engine::chart::{Drawing, Report};
    use crate::engine::ended_by;
    use crate::engine::placement::start::start;
    use crate::engine::placement::surrogate::Surrogate;
    use crate::engine::problem::Problem;
    use crate::engine::regime::{Budget, Effort, RefineEffort};
    use crate::engine::tests::charts::generated;

    #[test]
    fn a_refinement_that_leaves_neighbours_unseen_says_so() {
        let chart = generated(3, 4, 12, 1, 0.8);
        let problem = Problem::new(&chart);
        let surrogate = Surrogate::new(&problem, 6).expect("a small chart");
        let refined = |looked: usize| -> Pool {
            let effort = RefineEffort { routed: 100, expanded: 100_000, rows: 2, looked };
            refine(&problem, &surrogate, &[(0, start(&problem, 6))], 6, effort)
        };
        let (bounded, whole) = (refined(5), refined(1_000_000));
        assert!(bounded.ended && !whole.ended);
        assert!(bounded.tried < whole.tried, "{} {}", bounded.tried, whole.tried);
        assert!(bounded.routed[0].cost >= whole.routed[0].cost);
    }

    #[test]
    fn what_is_told_of_a_drawing_tells_of_neighbours_left_unseen() {
        let chart = generated(2, 3, 4, 1, 0.8);
        let drawing = |ended| Drawing { report: Report { ended, ..Report::default() }, ..Drawing::default() };
        assert_eq!(ended_by(&chart, Effort::Default, &drawing(true)), [Budget::Neighbours]);
        assert_eq!(ended_by(&chart, Effort::Default, &drawing(false)), []);
    }
}
