//! Step 2b: local search on routed placements. A neighbour is routed only when its bound can still beat the best.

use super::board::Board;
use super::cells::{Cells, Placement};
use super::moves::{Move, each_move};
use super::surrogate::{Scratch, Surrogate};
use crate::engine::prices::placement::{AGAINST_ORDER, UNIT};
use crate::engine::prices::{NEAR_COST, SAME_COST};
use crate::engine::problem::Problem;
use crate::engine::regime::{
    CARRIED_ROUTING, FIRST_ROUTING, LISTED_ANEW, MASK_LANES, ONLY_ROUTING, ROUTED_AGAIN, ROUTED_WHOLE,
    RefineEffort, RouteEffort, Size, Traffic,
};
use crate::engine::routing::carry::Kept;
use crate::engine::routing::grid::Grid;
use crate::engine::routing::router::Workspace;
use crate::engine::routing::routes::{Routes, route, route_beside};
use crate::engine::tools::seen::{Seen, mark};
use crate::threads;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A placement that was routed.
#[derive(Clone, Debug)]
pub(crate) struct Routed {
    /// Cost of lanes and routes.
    pub(crate) cost: f64,
    /// Its cells.
    pub(crate) cells: Cells,
    /// Its routes, where they were found beside those of another placement.
    pub(crate) kept: Option<Kept>,
}

impl Routed {
    /// Its routes on a grid of it, as far as they are known.
    pub(crate) fn known(&self, problem: &Problem<'_>, placement: &Placement, grid: &Grid) -> Vec<Vec<u32>> {
        self.kept
            .as_ref()
            .map_or_else(Vec::new, |kept| kept.on(problem, placement, grid, &vec![false; problem.boxes()]))
    }
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
        let costs = threads::each(pool.len(), |k| routed_well(problem, &pool[k], &mut Workspace::default()));
        for (routed, cost) in pool.iter_mut().zip(costs) {
            (routed.cost, routed.kept) = cost;
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
    /// The move that leads there.
    by: Move,
}

struct LocalSearch<'a> {
    problem: &'a Problem<'a>,
    surrogate: &'a Surrogate,
    effort: RefineEffort,
    scratch: Scratch,
    space: Workspace,
    seen: Seen,
    best: Option<Routed>,
    pool: Vec<Routed>,
    routed: u32,
    /// Better placements found.
    bettered: u32,
}

impl<'a> LocalSearch<'a> {
    fn new(problem: &'a Problem<'a>, surrogate: &'a Surrogate, effort: RefineEffort) -> Self {
        Self {
            problem,
            surrogate,
            effort,
            scratch: surrogate.scratch(),
            space: Workspace::default(),
            seen: Seen::default(),
            best: None,
            pool: Vec::new(),
            routed: 0,
            bettered: 0,
        }
    }

    fn spent(&self) -> bool {
        self.routed >= self.effort.routed
            || self.space.expanded > self.effort.expanded
            || self.seen.len() >= self.effort.looked
    }

    /// Routes the starts with a small share of the effort, then goes from the best to better neighbours of it.
    fn run<'c>(&mut self, starts: impl Iterator<Item = &'c Cells>, columns: usize) {
        let [most, _] = self.effort.in_vain;
        let mut in_vain = 0;
        for cells in starts {
            // the best start is worth more neighbours than all others are worth a look
            if self.routed >= self.effort.routed / self.effort.starts
                || self.space.expanded > self.effort.expanded / u64::from(self.effort.starts)
            {
                break;
            }
            let routed = self.routed;
            if self.seen.insert(mark([&cells.column, &cells.row])) && self.look(cells) {
                in_vain = 0;
            } else {
                in_vain += self.routed - routed;
            }
            if in_vain >= most {
                break;
            }
        }
        while let Some(best) = self.best.clone().filter(|_| !self.spent()) {
            let near = self.near(&best.cells, columns);
            let better = self.look_at_each(&best.cells, BinaryHeap::from(near));
            if !better {
                return;
            }
        }
    }

    /// The placements one move away that were not seen before, with their bounds without detours.
    fn near(&mut self, of: &Cells, columns: usize) -> Vec<Reverse<(i32, Move)>> {
        let (problem, surrogate, limit) = (self.problem, self.surrogate, self.limit());
        let (is_free, has_gaps) = (problem.is_free(), !problem.is_pinned());
        let lanes = (if has_gaps { 0 } else { columns }, self.effort.rows);
        let mut board = Board::new(problem, surrogate, of, lanes, has_gaps);
        let mut near = Vec::new();
        let mut n = of.clone();
        each_move(problem, of, columns, self.effort.rows, |one| {
            n.clone_from(of);
            one.apply(problem, &mut n);
            // most moves put a box on another, or are longer than the best is with all its bends
            let bound = match &mut board {
                Some(board) => {
                    let class = |of: u16| problem.class[usize::from(of)];
                    let lengths = match one {
                        Move::Open(class, gap) => board.open(usize::from(class), gap, None, limit),
                        Move::RowOpen(of, row, gap) => {
                            board.open(class(of), gap, Some((usize::from(of), row)), limit)
                        }
                        _ => board.take_up(&n, limit),
                    };
                    lengths.and_then(|lengths| board.with_bends(lengths, limit))
                }
                None => {
                    let lengths = surrogate.lengths(&n, &mut self.scratch).filter(|length| *length < limit);
                    lengths.and_then(|lengths| surrogate.base(lengths, &mut self.scratch, limit))
                }
            };
            let Some(bound) = bound else { return };
            // a mirror image costs the same
            if one.changes_rows() {
                n.renumber_rows(problem);
            }
            n.normalize_columns(problem);
            if (is_free || n.keeps_pins(problem)) && self.seen.insert(mark([&n.column, &n.row])) {
                near.push(Reverse((bound, one)));
            }
        });
        near
    }

    /// A placement whose bound reaches this is not worth routing, and never will be: the best only gets better.
    fn limit(&self) -> i32 {
        let most = |best: &Routed| ((best.cost - SAME_COST) * UNIT).ceil() as i32;
        self.best.as_ref().map_or(i32::MAX, most)
    }

    /// Looks at neighbours of a placement, those of the least bounds first, and goes on from each better one with the moves that are left;
    /// tells whether one was better. Detours, which take longest, are only added to the bounds that come to the top.
    fn look_at_each(&mut self, of: &Cells, mut near: BinaryHeap<Reverse<(i32, Move)>>) -> bool {
        // most never come to the top: cells are made for those that do, and for all of one bound, as the cells decide among them
        let mut top: BinaryHeap<Reverse<Neighbour>> = BinaryHeap::new();
        let [_, most] = self.effort.in_vain;
        let mut until = self.routed.saturating_add(most);
        let mut of = of.clone();
        let mut base = self.surrogate.bound(&of, &mut self.scratch).unwrap_or(0);
        // by how much what was better has changed the bounds of all moves, about
        let mut shift = 0;
        let mut found = false;
        let goes_on =
            self.problem.size() > Size::Provable && self.problem.is_free() && !self.problem.is_pinned();
        loop {
            let is_next = |bound: i32, top: &BinaryHeap<Reverse<Neighbour>>| {
                top.peek().is_none_or(|Reverse(first)| bound <= first.bound)
            };
            while let Some(&Reverse((bound, one))) =
                near.peek().filter(|next| is_next(next.0.0 + shift, &top))
            {
                near.pop();
                let mut cells = of.clone();
                one.apply(self.problem, &mut cells);
                let mut normal = cells.clone();
                normal.normalize(self.problem);
                if found && !self.seen.insert(mark([&normal.column, &normal.row])) {
                    continue;
                }
                let cells = if goes_on { cells } else { normal };
                top.push(Reverse(Neighbour { bound: bound + shift, exact: false, cells, by: one }));
            }
            let Some(Reverse(n)) = top.pop() else { return found };
            if self.spent() || self.routed >= until {
                return found;
            }
            if n.exact {
                if self.look_bounded(&n.cells, n.bound, Some((&of, n.by))) {
                    found = true;
                    if !goes_on || n.cells.column.iter().any(|&column| usize::from(column) + 2 >= MASK_LANES)
                    {
                        return true;
                    }
                    shift += n.bound - base;
                    base = n.bound;
                    of = n.cells;
                    near.extend(top.drain().map(|Reverse(other)| Reverse((other.bound - shift, other.by))));
                    if let Some(gap) = n.by.opened() {
                        near = near
                            .into_iter()
                            .map(|Reverse((bound, one))| Reverse((bound, one.beside(gap))))
                            .collect();
                    }
                    until = self.routed.saturating_add(most.min(LISTED_ANEW));
                }
            } else if n.bound >= self.limit() {
                // those that follow are no better
                return found;
            } else if let Some(bound) = self.surrogate.bound(&n.cells, &mut self.scratch) {
                top.push(Reverse(Neighbour { bound, exact: true, ..n }));
            }
        }
    }

    /// Routes `cells` if its bound allows, and tells whether it is the best so far.
    fn look(&mut self, cells: &Cells) -> bool {
        let bound = self.surrogate.bound(cells, &mut self.scratch);
        bound.is_some_and(|bound| self.look_bounded(cells, bound, None))
    }

    /// The same where its bound is known; `from` tells from which cells which move leads to them.
    fn look_bounded(&mut self, cells: &Cells, bound: i32, from: Option<(&Cells, Move)>) -> bool {
        if bound >= self.limit() {
            return false;
        }
        self.routed += 1;
        let (problem, best) = (self.problem, self.best.as_ref());
        let placement = Placement::new(problem, cells);
        let (grid, lanes) = (Grid::new(&placement), placement.lane_cost(problem));
        let hope = if problem.traffic() == Traffic::Light { FIRST_ROUTING } else { ONLY_ROUTING };
        let limit = best.map_or(f64::INFINITY, |best| hope * best.cost);
        let mut effort = RouteEffort::compared(problem.traffic(), limit);
        let known = match (best.and_then(|best| best.kept.as_ref()), from) {
            (Some(kept), Some((of, by))) => {
                effort.limit = best.map_or(limit, |best| CARRIED_ROUTING * best.cost);
                effort.rounds = usize::from((self.bettered + 1).is_multiple_of(ROUTED_WHOLE));
                kept.on(problem, &placement, &grid, &by.moved(problem, of))
            }
            _ => Vec::new(),
        };
        effort.limit -= lanes;
        let Some(routes) = route_beside(problem, &placement, &grid, known, effort, &mut self.space) else {
            return false;
        };
        let mut cells = cells.clone();
        cells.normalize(problem);
        let cost = routes.cost + lanes + AGAINST_ORDER * f64::from(cells.turned(problem));
        let kept = is_carried(problem).then_some(Kept { placement, paths: routes.paths });
        let found = Routed { cost, cells, kept };
        self.pool.push(found.clone());
        let better = self.best.as_ref().is_none_or(|b| cost < b.cost - SAME_COST);
        if better {
            self.bettered += 1;
            self.best = Some(found);
        }
        better
    }
}

/// Whether placements of a chart keep the routes of those that they are a move away from: where few arrows are routed with great care
/// all of them are routed anew, and ways into the edges of bands are no others' ways.
fn is_carried(problem: &Problem<'_>) -> bool {
    problem.size() > Size::Provable && problem.traffic() > Traffic::Light && problem.edge.is_none()
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
fn routed_well(problem: &Problem<'_>, routed: &Routed, space: &mut Workspace) -> (f64, Option<Kept>) {
    let placement = Placement::new(problem, &routed.cells);
    let (grid, lanes) = (Grid::new(&placement), placement.lane_cost(problem));
    let known = routed.known(problem, &placement, &grid);
    let effort = RouteEffort::finished(problem.traffic());
    let is_kept = routed.kept.is_some();
    match route_beside(problem, &placement, &grid, known, effort, space) {
        Some(routes) => (routes.cost + lanes, is_kept.then_some(Kept { placement, paths: routes.paths })),
        None => (f64::INFINITY, None),
    }
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
            let effort = RefineEffort {
                routed: 100,
                expanded: 100_000,
                starts: 4,
                rows: 2,
                looked,
                in_vain: [u32::MAX; 2],
            };
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
