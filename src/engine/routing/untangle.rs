//! Step 3, untangling: arrows that cross are taken off together and routed anew, each of them first by turns.
//!
//! Rip-up of one arrow at a time ends where each is best among the others as they lie; two that would both have to move stay.

use super::crossings::crossings;
use super::router::Router;
use crate::engine::regime::RouteEffort;

/// Routes sets of arrows that cross anew while that makes all routes cheaper. `order` has the arrows in their order of routing, `node`
/// the ends of each.
pub(super) fn untangle(
    router: &mut Router<'_>,
    order: &[usize],
    node: impl Fn(usize) -> (u32, u32),
    effort: RouteEffort,
) {
    let enough = router.space.expanded + effort.untangled;
    let mut least = total(router);
    loop {
        let before = least;
        for &arrow in order {
            for set in tangles(router, order, arrow) {
                if router.space.expanded > enough {
                    return;
                }
                let old: Vec<Vec<u32>> = set.iter().map(|&one| router.take(one)).collect();
                if !again(router, &set, &node, effort) || total(router) >= least {
                    for (&one, path) in set.iter().zip(old) {
                        router.take(one);
                        router.set(one, path);
                    }
                    continue;
                }
                least = total(router);
                break;
            }
        }
        if least >= before {
            return;
        }
    }
}

/// Gives all arrows these routes; whether any is another than it was.
pub(super) fn put(router: &mut Router<'_>, routes: Vec<Vec<u32>>) -> bool {
    let is_new = router.paths != routes;
    for (arrow, path) in routes.into_iter().enumerate() {
        router.take(arrow);
        router.set(arrow, path);
    }
    is_new
}

/// The sets in which an arrow is routed anew with those that cross it: with each by itself, before all and behind all.
fn tangles(router: &Router<'_>, order: &[usize], arrow: usize) -> Vec<Vec<usize>> {
    let own = &router.paths[arrow];
    let is_crossed = |&other: &usize| other != arrow && crossings(own, &router.paths[other]) > 0;
    let across: Vec<usize> = order.iter().copied().filter(is_crossed).collect();
    let mut sets: Vec<Vec<usize>> = across.iter().map(|&other| vec![arrow, other]).collect();
    if across.len() > 1 {
        sets.push([&[arrow], &across[..]].concat());
        sets.push([&across[..], &[arrow]].concat());
    }
    sets
}

/// Routes arrows that have no path one after the other, and each once more among the others; whether each has a path.
fn again(
    router: &mut Router<'_>,
    set: &[usize],
    node: &impl Fn(usize) -> (u32, u32),
    effort: RouteEffort,
) -> bool {
    for &one in set {
        let Some(path) = router.best(node(one), effort.split, effort.margin, i32::MAX) else { return false };
        router.set(one, path);
    }
    for &one in set {
        let path = router.take(one);
        let price = router.value(&path, i32::MAX).price;
        let better = router.best(node(one), effort.split, effort.margin, price);
        router.set(one, better.unwrap_or(path));
    }
    true
}

/// What all routes cost.
pub(super) fn total(router: &mut Router<'_>) -> i64 {
    (0..router.paths.len())
        .map(|arrow| {
            let path = router.take(arrow);
            let value = router.value(&path, i32::MAX);
            router.set(arrow, path);
            // a crossing is seen from both arrows
            i64::from(value.price) - i64::from(router.crossing) * i64::from(value.crossings) / 2
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use crate::engine::placement::cells::{Cells, Placement};
    use crate::engine::problem::Problem;
    use crate::engine::regime::RouteEffort;
    use crate::engine::routing::grid::Grid;
    use crate::engine::routing::router::Workspace;
    use crate::engine::routing::routes::route;
    use crate::engine::tests::charts;

    #[test]
    fn routes_of_arrows_that_cross_get_cheaper() {
        let (mut before, mut after) = (0.0, 0.0);
        for seed in 0..12 {
            let chart = charts::generated(3, 5, 24, seed, 0.3);
            let problem = Problem::new(&chart);
            let cells = Cells {
                column: (0..problem.classes()).map(|class| class as u16).collect(),
                row: vec![0; problem.boxes()],
            };
            let placement = Placement::new(&problem, &cells);
            let grid = Grid::new(&placement);
            let plain = RouteEffort::finished(problem.traffic());
            let cost = |untangled| {
                let effort = RouteEffort { untangled, ..plain };
                route(&problem, &placement, &grid, effort, &mut Workspace::default()).unwrap().cost
            };
            let (usual, less) = (cost(0), cost(1_000_000));
            assert!(less <= usual, "{seed}: {usual} {less}");
            (before, after) = (before + usual, after + less);
        }
        assert!(after < before, "{before} {after}");
    }
}
