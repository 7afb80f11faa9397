//! Step 3a, combs: the arrows between a hub and its leaves in rows go the same ways, along the hub's row and down between the
//! leaves: those of the near row above their middles, those of farther rows in the channel on the hub's side.

use super::crossings::crossings;
use super::grid::{Grid, NONE, bends};
use super::routes::Routes;
use crate::engine::placement::leaves::Blocks;
use crate::engine::problem::Problem;

/// Lays the arrows of blocks so where nothing is in their way and no arrows cross more than before.
pub(crate) fn comb(problem: &Problem<'_>, grid: &Grid, blocks: &Blocks, routes: &mut Routes) {
    let mut paths = routes.paths.clone();
    let mut is_combed = false;
    for (arrow, path) in paths.iter_mut().enumerate() {
        let (from, to) = problem.ends(arrow);
        let hub_of = |hub: usize, leaf: usize| {
            let bands = blocks.get(&hub)?;
            let leaves = bands.values().find(|leaves| leaves.contains(&leaf))?;
            Some((hub, leaf, leaves))
        };
        let is_outward = hub_of(from, to).is_some();
        let Some((hub, leaf, leaves)) = hub_of(from, to).or_else(|| hub_of(to, from)) else { continue };
        let Some(mut found) = way(problem, grid, (hub, leaf), leaves) else { continue };
        if !is_outward {
            found.reverse();
        }
        *path = found;
        is_combed = true;
    }
    if !is_combed {
        return;
    }
    let all = |paths: &[Vec<u32>]| -> u32 {
        (0..paths.len()).map(|i| paths[..i].iter().map(|q| crossings(&paths[i], q)).sum::<u32>()).sum()
    };
    let now = all(&paths);
    if now <= all(&routes.paths) {
        routes.bends = paths.iter().map(|path| bends(path)).sum();
        routes.crossings = now;
        routes.paths = paths;
    }
}

/// The way from a hub to a leaf of a block; none where a box stands in it.
fn way(
    problem: &Problem<'_>,
    grid: &Grid,
    (hub, leaf): (usize, usize),
    leaves: &[usize],
) -> Option<Vec<u32>> {
    let (along, across) = (problem.class_axis(), 1 - problem.class_axis());
    let at = |of: usize| grid.at(grid.node_of[of]);
    let (start, end) = (at(hub), at(leaf));
    let gap = |of: usize| at(of)[across].abs_diff(start[across]);
    let is_near = leaves.iter().all(|&other| gap(leaf) <= gap(other));
    // down beside the leaf, on the hub's side
    let aside = if end[along] > start[along] { end[along] - 1 } else { end[along] + 1 };
    let line = if is_near { end[along] } else { aside };
    let mut nodes = Vec::new();
    let node = |place: [usize; 2]| (place[1] * grid.nx + place[0]) as u32;
    let mut here = start;
    nodes.push(node(here));
    for (axis, to) in [(along, line), (across, end[across]), (along, end[along])] {
        while here[axis] != to {
            here[axis] = if here[axis] < to { here[axis] + 1 } else { here[axis] - 1 };
            nodes.push(node(here));
        }
    }
    let inner = &nodes[1..nodes.len().saturating_sub(1)];
    inner.iter().all(|&node| grid.box_at[node as usize] == NONE).then_some(nodes)
}

#[cfg(test)]
mod tests {
    use super::comb;
    use crate::engine::placement::cells::Placement;
    use crate::engine::placement::leaves::{blocks, in_rows};
    use crate::engine::placement::start::start;
    use crate::engine::problem::Problem;
    use crate::engine::regime::{RouteEffort, Traffic};
    use crate::engine::routing::grid::Grid;
    use crate::engine::routing::router::Workspace;
    use crate::engine::routing::routes::route;
    use crate::engine::tests::charts;

    #[test]
    fn arrows_to_leaves_go_along_the_row_of_their_hub_and_down_beside_them() {
        let mut boxes = vec![(0, 0)];
        boxes.extend((1..=8).map(|class| (1, class)));
        // some come up and some go down
        let arrows: Vec<_> =
            (1..=8).map(|leaf| if leaf % 3 == 0 { (leaf, 0, "") } else { (0, leaf, "") }).collect();
        let chart = charts::chart(2, &boxes, &arrows);
        let problem = Problem::new(&chart);
        let found = blocks(&problem);
        let cells = in_rows(&problem, &found, &start(&problem, 8), 2).unwrap();
        let placement = Placement::new(&problem, &cells);
        let grid = Grid::new(&placement);
        let effort = RouteEffort::finished(Traffic::Light);
        let mut routes = route(&problem, &placement, &grid, effort, &mut Workspace::default()).unwrap();
        comb(&problem, &grid, &found, &mut routes);
        let hub = grid.at(grid.node_of[0])[1];
        for (arrow, path) in routes.paths.iter().enumerate() {
            let (from, to) = problem.ends(arrow);
            assert_eq!((path[0], path[path.len() - 1]), (grid.node_of[from], grid.node_of[to]));
            let rows: Vec<usize> = path.iter().map(|&node| grid.at(node)[1]).collect();
            assert!(rows.is_sorted() || rows.iter().rev().is_sorted(), "never back: {rows:?}");
            assert!(rows.iter().all(|&row| row >= hub));
        }
        assert_eq!(routes.crossings, 0);
    }
}
