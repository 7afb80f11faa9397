//! Step 3, routes carried over: what a placement that is one move away keeps of another's routes.
//!
//! Boxes that do not move keep their order, so each line of the old grid has a place on the new one. A route whose ends stay goes along
//! with its lines, unless it then leads through a box or back.

use super::grid::{Grid, NONE, direction, opposite};
use crate::engine::placement::cells::Placement;
use crate::engine::problem::Problem;

/// A placement with its routes.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) placement: Placement,
    pub(crate) paths: Vec<Vec<u32>>,
}

impl Kept {
    /// The routes on the grid of another placement, in which only some boxes have moved: empty where an arrow has to be routed anew.
    pub(crate) fn on(
        &self,
        problem: &Problem<'_>,
        placement: &Placement,
        grid: &Grid,
        has_moved: &[bool],
    ) -> Vec<Vec<u32>> {
        let maps = [0, 1].map(|axis| lines(&self.placement, placement, axis, has_moved));
        let width = 2 * self.placement.lanes[0] as u32 + 1;
        let mut seen = vec![u32::MAX; grid.nodes()];
        let carried = |(arrow, path): (usize, &Vec<u32>)| {
            let (a, b) = problem.ends(arrow);
            if has_moved[a] || has_moved[b] {
                return Vec::new();
            }
            let nodes = path.iter().map(|node| {
                let [x, y] = [maps[0][(node % width) as usize], maps[1][(node / width) as usize]];
                y * grid.nx as u32 + x
            });
            let mut out = Vec::with_capacity(path.len() + 4);
            if lead(nodes, grid, arrow as u32, &mut seen, &mut out) { out } else { Vec::new() }
        };
        self.paths.iter().enumerate().map(carried).collect()
    }
}

/// Goes through nodes one after the other, and straight on where there are others between; whether that is a way through no box.
fn lead(
    nodes: impl Iterator<Item = u32>,
    grid: &Grid,
    arrow: u32,
    seen: &mut [u32],
    out: &mut Vec<u32>,
) -> bool {
    let width = grid.nx as u32;
    for node in nodes {
        let Some(&last) = out.last() else {
            out.push(node);
            continue;
        };
        if node == last {
            continue;
        }
        let (step, apart) = match (node % width == last % width, node / width == last / width) {
            (true, _) => (width, (node / width).abs_diff(last / width)),
            (_, true) => (1, node.abs_diff(last)),
            _ => return false,
        };
        for k in 1..=apart {
            let next = if node > last { last + k * step } else { last - k * step };
            let before = out[out.len() - 1];
            let turns_back =
                out.len() > 1 && direction(before, next) == opposite(direction(out[out.len() - 2], before));
            let is_first = out.len() == 1;
            if turns_back || !is_first && grid.box_at[before as usize] != NONE {
                return false;
            }
            if std::mem::replace(&mut seen[next as usize], arrow) == arrow {
                return false;
            }
            out.push(next);
        }
    }
    out.len() > 1
}

/// For each line of an axis of the old grid its place on the new one.
fn lines(old: &Placement, new: &Placement, axis: usize, has_moved: &[bool]) -> Vec<u32> {
    let (before, after) = (old.lanes[axis], new.lanes[axis]);
    let stay = || {
        let pairs = old.lane[axis].iter().zip(&new.lane[axis]).zip(has_moved);
        pairs.filter(|(_, has_moved)| !**has_moved).map(|((old, new), _)| (*old as usize, *new as usize))
    };
    // a placement may be the mirror image of what a move leads to
    let first = stay().next();
    let is_mirrored =
        first.is_some_and(|(a, b)| stay().find(|(c, _)| *c != a).is_some_and(|(c, d)| (a < c) != (b < d)));
    let mut to: Vec<Option<usize>> = vec![None; before];
    for (a, b) in stay() {
        to[if is_mirrored { before - 1 - a } else { a }] = Some(b);
    }
    // lanes of boxes that moved go on to lanes of such, as many as there are between the others
    let mut next = 0;
    for lane in 0..before {
        match to[lane] {
            Some(there) => next = there + 1,
            None => {
                let until = to[lane..].iter().flatten().next().copied().unwrap_or(after);
                if next < until {
                    to[lane] = Some(next);
                    next += 1;
                }
            }
        }
    }
    let mut places = Vec::with_capacity(2 * before + 1);
    let mut channel = 0;
    for there in to {
        places.push(channel);
        // a lane that is no more is the channel where it was
        places.push(there.map_or(channel, |there| 2 * there as u32 + 1));
        channel = there.map_or(channel, |there| 2 * there as u32 + 2);
    }
    places.push(channel);
    if is_mirrored {
        places.reverse();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::grid::{Grid, NONE, direction, opposite};
    use super::super::router::Workspace;
    use super::super::routes::route;
    use super::Kept;
    use crate::engine::placement::cells::Placement;
    use crate::engine::placement::moves::each_move;
    use crate::engine::placement::start::start;
    use crate::engine::placement::surrogate::Surrogate;
    use crate::engine::problem::Problem;
    use crate::engine::regime::RouteEffort;
    use crate::engine::tests::charts::generated;

    /// Whether a path leads from one node to another through no box, and neither back nor twice through a node.
    fn is_way(grid: &Grid, path: &[u32], ends: (u32, u32)) -> bool {
        let mut nodes = path.to_vec();
        nodes.sort_unstable();
        nodes.dedup();
        let steps = path.windows(2).all(|w| {
            let (a, b) = (grid.at(w[0]), grid.at(w[1]));
            a[0].abs_diff(b[0]) + a[1].abs_diff(b[1]) == 1
        });
        let back = path.windows(3).any(|w| direction(w[0], w[1]) == opposite(direction(w[1], w[2])));
        let free = path[1..path.len() - 1].iter().all(|&node| grid.box_at[node as usize] == NONE);
        // a loop ends where it began
        let once = nodes.len() + usize::from(ends.0 == ends.1) == path.len();
        (path[0], path[path.len() - 1]) == ends && steps && !back && free && once
    }

    #[test]
    fn what_is_kept_of_the_routes_after_a_move_are_ways_between_the_same_boxes() {
        let chart = generated(4, 7, 45, 2, 0.8);
        let problem = Problem::new(&chart);
        let surrogate = Surrogate::new(&problem, 10).expect("a small chart");
        let mut of = start(&problem, 10);
        of.normalize(&problem);
        let placement = Placement::new(&problem, &of);
        let effort = RouteEffort::finished(problem.traffic());
        let routes = route(&problem, &placement, &Grid::new(&placement), effort, &mut Workspace::default());
        let kept = Kept { placement, paths: routes.expect("no limit").paths };
        let (mut scratch, mut looked_at, mut carried) = (surrogate.scratch(), 0, 0);
        each_move(&problem, &of, 10, 3, |one| {
            let mut cells = of.clone();
            one.apply(&problem, &mut cells);
            if surrogate.lengths(&cells, &mut scratch).is_none() {
                return;
            }
            // the mirror image has the same routes
            cells.normalize(&problem);
            let placement = Placement::new(&problem, &cells);
            let grid = Grid::new(&placement);
            let paths = kept.on(&problem, &placement, &grid, &one.moved(&problem, &of));
            for (arrow, path) in paths.iter().enumerate().filter(|(_, path)| !path.is_empty()) {
                let (a, b) = problem.ends(arrow);
                assert!(is_way(&grid, path, (grid.node_of[a], grid.node_of[b])), "{one:?} {path:?}");
                carried += 1;
            }
            looked_at += paths.len();
        });
        assert!(carried > looked_at / 2, "{carried} of {looked_at}");
    }
}
