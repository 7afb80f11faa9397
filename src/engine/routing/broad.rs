//! Step 3b, broad boxes: a box that many arrows reach from beside is drawn out over the columns that they come from, so that they
//! meet it straight: a hub stands over its spokes, and a root over its tree.

use super::grid::{Grid, NONE, bends};
use super::routes::Routes;
use crate::engine::placement::cells::Placement;
use crate::engine::prices::broad as price;
use crate::engine::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// What is at a node of the grid besides boxes: the arrows whose paths meet it.
type Passing = BTreeMap<u32, Vec<usize>>;

/// Draws boxes out where that saves bends, one after the other in the model's order, and cuts the routes that they then meet.
/// Boxes that are aligned with others stay as they are.
pub(crate) fn broaden(problem: &Problem<'_>, placement: &mut Placement, grid: &Grid, routes: &mut Routes) {
    let mut passing = Passing::new();
    for (arrow, path) in routes.paths.iter().enumerate() {
        for &node in path {
            passing.entry(node).or_default().push(arrow);
        }
    }
    let mut near = vec![BTreeSet::new(); problem.boxes()];
    for (from, to) in (0..problem.arrows()).map(|arrow| problem.ends(arrow)) {
        near[from].insert(to);
        near[to].insert(from);
    }
    let mut taken = grid.box_at.clone();
    for (of, near) in near.iter().enumerate() {
        let alone = problem.members[problem.class[of]].len() == 1;
        // what hangs on one box has nothing to stand over
        if !alone || problem.is_edge(of) || near.len() < 2 {
            continue;
        }
        for high in [false, true] {
            let side = Side { of, axis: problem.class_axis(), high };
            let extent = side.extent(problem, grid, &routes.paths, &passing, &taken);
            if let Some(end) = extent {
                side.take(placement, grid, routes, &mut taken, end);
            }
        }
    }
    routes.bends = routes.paths.iter().map(|path| bends(path)).sum();
}

/// One side of a box, along its band.
struct Side {
    of: usize,
    axis: usize,
    high: bool,
}

impl Side {
    /// The node a number of steps from the box's own; none beyond the grid.
    fn node(&self, grid: &Grid, steps: usize) -> Option<u32> {
        let own = grid.node_of[self.of];
        let at = grid.at(own)[self.axis];
        let most = [grid.nx, grid.ny][self.axis];
        let step = [1, grid.nx][self.axis] as u32;
        let inside = if self.high { at + steps < most } else { steps <= at };
        let by = steps as u32 * step;
        inside.then(|| if self.high { own + by } else { own - by })
    }

    /// How many steps a path runs straight from this side of the box, and whether it then turns; none where it does not leave
    /// the box there. `from` tells whether the box is the path's first end.
    fn run(&self, grid: &Grid, path: &[u32], from: bool) -> Option<(usize, bool)> {
        let at = |k: usize| path.get(if from { k } else { path.len().checked_sub(k + 1)? }).copied();
        let steps = (1..path.len())
            .take_while(|&k| self.node(grid, k).is_some_and(|node| at(k) == Some(node)))
            .count();
        (steps > 0).then_some((steps, steps + 1 < path.len()))
    }

    /// Arrows that leave the box on this side, each with its run.
    fn runs(&self, problem: &Problem<'_>, grid: &Grid, paths: &[Vec<u32>]) -> BTreeMap<usize, (usize, bool)> {
        let of_arrow = |arrow: usize| {
            let (from, to) = problem.ends(arrow);
            // an arrow from a box to itself keeps its way
            let is_first = (from == self.of && to != self.of).then_some(true);
            let end = is_first.or((to == self.of && from != self.of).then_some(false))?;
            Some((arrow, self.run(grid, &paths[arrow], end)?))
        };
        (0..paths.len()).filter_map(of_arrow).collect()
    }

    /// How many steps to draw the box out on this side; none where that is not worth it.
    fn extent(
        &self,
        problem: &Problem<'_>,
        grid: &Grid,
        paths: &[Vec<u32>],
        passing: &Passing,
        taken: &[u32],
    ) -> Option<usize> {
        let runs = self.runs(problem, grid, paths);
        let (mut saved, mut best) = (0, None);
        let mut least = 0.0;
        for steps in 1.. {
            let Some(node) = self.node(grid, steps) else { break };
            let others = passing.get(&node).into_iter().flatten();
            let foreign = others.filter(|arrow| runs.get(arrow).is_none_or(|run| run.0 < steps)).count();
            // nothing stands where the edges of bands do
            let beside_edges = problem.edge.is_some() && grid.at(node)[self.axis] < 2;
            if taken[node as usize] != NONE || foreign > 0 || beside_edges {
                break;
            }
            saved += runs.values().filter(|&&(run, turns)| turns && run == steps).count();
            let gain = price::BEND * saved as f64 - price::LANE * steps as f64 / 2.0;
            // it ends in a lane of boxes, never between two; a single bend is not worth more than the next one
            if steps % 2 == 0 && gain > least && (saved > 1 || steps == 2) {
                (best, least) = (Some(steps), gain);
            }
        }
        best
    }

    /// Draws the box out by so many steps.
    fn take(
        &self,
        placement: &mut Placement,
        grid: &Grid,
        routes: &mut Routes,
        taken: &mut [u32],
        steps: usize,
    ) {
        let ends = &mut placement.reach[self.of];
        if self.high {
            ends[1] += steps as u32 / 2;
        } else {
            ends[0] -= steps as u32 / 2;
        }
        for k in 1..=steps {
            if let Some(node) = self.node(grid, k) {
                taken[node as usize] = self.of as u32;
            }
        }
        let own = grid.node_of[self.of];
        for path in &mut routes.paths {
            // from whichever end the path leaves on this side, the steps inside the box go
            for from in [true, false] {
                let starts = if from { path.first() } else { path.last() } == Some(&own);
                if !starts || path.first() == path.last() {
                    continue;
                }
                let Some((run, _)) = self.run(grid, path, from) else { continue };
                let inside = run.min(steps);
                if from {
                    path.drain(..inside);
                } else {
                    path.truncate(path.len() - inside);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::chart::Direction;
    use crate::engine::tests::charts;
    use crate::engine::tests::charts::lay_out;
    use crate::engine::tests::oracle::look;
    use crate::engine::{Chart, Effort};

    /// A hub with five boxes below, all of which lead on to one more of a class.
    fn hub(last: usize) -> Chart {
        let mut boxes = vec![(0, 0)];
        boxes.extend((1..6).map(|class| (1, class)));
        boxes.push((2, last));
        let mut arrows: Vec<_> = (1..6).map(|spoke| (0, spoke, "")).collect();
        arrows.extend((1..6).map(|spoke| (spoke, 6, "on")));
        charts::chart(3, &boxes, &arrows)
    }

    #[test]
    fn a_hub_stands_over_its_spokes_which_meet_it_straight() {
        for direction in [Direction::Down, Direction::Right] {
            let chart = Chart { direction, ..hub(6) };
            let drawing = lay_out(&chart, Effort::Default);
            let found = look(&chart, &drawing);
            assert_eq!((found.faults, found.bends.0), (Vec::<String>::new(), 0));
            assert_eq!(drawing.report.bends, 0);
            let across = |of: usize| {
                let r = drawing.boxes[of];
                if direction == Direction::Down { (r.x, r.x + r.width) } else { (r.y, r.y + r.height) }
            };
            for (start, end) in [0, 6].map(across) {
                assert!((1..6).all(|spoke| start <= across(spoke).0 && across(spoke).1 <= end));
            }
        }
    }

    #[test]
    fn a_box_that_others_are_in_line_with_is_as_wide_as_asked() {
        let drawing = lay_out(&hub(0), Effort::Default);
        assert_eq!(look(&hub(0), &drawing).faults, Vec::<String>::new());
        assert_eq!(drawing.boxes[0].width, 254);
        let middle = |of: usize| 2 * drawing.boxes[of].x + drawing.boxes[of].width;
        assert_eq!(middle(0), middle(6));
    }
}
