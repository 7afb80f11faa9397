//! Step 3, all routes: straight ones first, then one by one, then rip-up and re-route until nothing improves, those
//! that cross together at last.

use super::grid::{EAST, Grid, NORTH, SOUTH, WEST, bends, direction};
use super::router::{Router, Workspace};
use super::untangle::{put, total, untangle};
use crate::engine::placement::bends::{Masks, fewest};
use crate::engine::placement::cells::Placement;
use crate::engine::prices::router as prices;
use crate::engine::problem::Problem;
use crate::engine::regime::{MASK_LANES, RouteEffort, Traffic};
use std::collections::VecDeque;

/// The routes of a placement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Routes {
    /// Nodes of the grid from box to box, for each arrow.
    pub(crate) paths: Vec<Vec<u32>>,
    /// Bends of all arrows.
    pub(crate) bends: u32,
    /// Crossings of all pairs; where there are very many arrows, an estimate.
    pub(crate) crossings: u32,
    /// Cost of the routes, without the lanes.
    pub(crate) cost: f64,
}

/// Nodes around the two boxes of an arrow that is routed again, and where arrows are countless.
const JOG_MARGIN: usize = 40;
const JOG_MARGIN_OF_MANY: usize = 4;

/// Routes every arrow of `placement`; none where that reaches the limit.
pub(crate) fn route(
    problem: &Problem<'_>,
    placement: &Placement,
    grid: &Grid,
    effort: RouteEffort,
    space: &mut Workspace,
) -> Option<Routes> {
    route_beside(problem, placement, grid, Vec::new(), effort, space)
}

/// Routes the arrows of `placement` that have no route yet, beside those that have one; none where that reaches the limit.
pub(crate) fn route_beside(
    problem: &Problem<'_>,
    placement: &Placement,
    grid: &Grid,
    mut known: Vec<Vec<u32>>,
    effort: RouteEffort,
    space: &mut Workspace,
) -> Option<Routes> {
    let arrows = problem.arrows();
    let traffic = problem.traffic();
    let exact = traffic < Traffic::Countless;
    let mut r = Router::new(grid, arrows, problem.routed_crossing, exact, std::mem::take(space));
    let node = |arrow: usize| {
        let (a, b) = problem.ends(arrow);
        (grid.node_of[a], grid.node_of[b])
    };
    let fewest = least_bends_of_all(problem, placement, grid);
    let mut order: Vec<usize> = (0..arrows).collect();
    order.sort_by_key(|&i| {
        let (a, b) = node(i);
        let (a, b) = (grid.at(a), grid.at(b));
        (fewest[i], a[0].abs_diff(b[0]) + a[1].abs_diff(b[1]), i)
    });
    let least = |r: &Router<'_>, i: usize| i64::from(r.least_price(node(i).0, node(i).1, fewest[i]));
    let mut spent: i64 = (0..arrows).map(|i| least(&r, i)).sum();
    let limit = effort.limit * f64::from(prices::UNIT);
    known.resize(arrows, Vec::new());
    let (kept, others): (Vec<usize>, Vec<usize>) = order.iter().partition(|&&i| !known[i].is_empty());
    for &i in &kept {
        let path = if fewest[i] == 0 { straight(grid, node(i)) } else { std::mem::take(&mut known[i]) };
        if limit.is_finite() {
            spent += i64::from(r.value(&path, i32::MAX).price) - least(&r, i);
        }
        r.set(i, path);
    }
    if !kept.is_empty() && spent as f64 >= limit {
        *space = r.space;
        return None;
    }
    for i in others {
        let ends = node(i);
        let path = if fewest[i] == 0 {
            straight(grid, ends)
        } else {
            let found = r.best(ends, effort.split, effort.margin, i32::MAX);
            found.or_else(|| around_edges(placement, grid, ends)).unwrap_or_else(|| by_channels(grid, ends))
        };
        if limit.is_finite() {
            spent += i64::from(r.value(&path, i32::MAX).price) - least(&r, i);
        }
        r.set(i, path);
        if spent as f64 >= limit {
            *space = r.space;
            return None;
        }
    }
    for _ in 0..effort.rounds {
        let mut changed = false;
        for &i in &order {
            let ends = node(i);
            let old = r.take(i);
            let price = r.value(&old, i32::MAX).price;
            let least = r.least_price(ends.0, ends.1, fewest[i]);
            let better = if price <= least + least / prices::CONTENT_SHARE + prices::CONTENT {
                None
            } else {
                r.best(ends, effort.split, effort.margin, price)
            };
            changed |= better.is_some();
            r.set(i, better.unwrap_or(old));
        }
        if !changed {
            break;
        }
    }
    let tangled = (effort.untangled > 0 && exact).then(|| r.paths.clone());
    if tangled.is_some() {
        untangle(&mut r, &order, node, effort);
    }
    straighten(&mut r, &order, node);
    // what is straightened can cross again: the better of both is taken
    if let Some(tangled) = tangled {
        let (found, price) = (r.paths.clone(), total(&mut r));
        if put(&mut r, tangled) {
            straighten(&mut r, &order, node);
            if total(&mut r) > price {
                put(&mut r, found);
            }
        }
    }
    let mut out = Routes::default();
    let mut price = 0_i64;
    for i in 0..arrows {
        let old = r.take(i);
        let v = r.value(&old, i32::MAX);
        out.bends += v.bends;
        out.crossings += v.crossings;
        price += i64::from(v.price) - i64::from(r.crossing) * i64::from(v.crossings) / 2;
        r.set(i, old);
    }
    out.crossings /= 2;
    out.cost = price as f64 / f64::from(prices::UNIT);
    out.paths = std::mem::take(&mut r.paths);
    *space = r.space;
    Some(out)
}

/// Jogs: an arrow of many bends is routed again with bends dear and crossings cheap.
fn straighten(r: &mut Router<'_>, order: &[usize], node: impl Fn(usize) -> (u32, u32)) {
    let (bend, crossing) = (r.bend, r.crossing);
    let many = Traffic::of(order.len()) == Traffic::Countless;
    r.bend = prices::JOG_BENDS * bend;
    r.crossing = crossing / if many { prices::JOG_CROSSINGS_ESTIMATED } else { prices::JOG_CROSSINGS };
    let margin = if many { JOG_MARGIN_OF_MANY } else { JOG_MARGIN };
    for &i in order {
        if bends(&r.paths[i]) > prices::MANY_BENDS {
            let old = r.take(i);
            let price = r.value(&old, i32::MAX).price;
            let better = r.best(node(i), false, margin, price);
            r.set(i, better.unwrap_or(old));
        }
    }
    (r.bend, r.crossing) = (bend, crossing);
}

/// Fewest bends of each arrow. On a sheet of more than 64 lanes only straight ways are told from others.
fn least_bends_of_all(problem: &Problem<'_>, placement: &Placement, grid: &Grid) -> Vec<u32> {
    let [columns, rows] = placement.lanes;
    let small = columns <= MASK_LANES && rows <= MASK_LANES;
    let mut masks = Masks::new();
    if small {
        for i in 0..problem.boxes() {
            let (x, y) = placement.at(i);
            masks.row[y] |= 1 << x;
            masks.column[x] |= 1 << y;
        }
    }
    let of = |arrow: usize| {
        let (a, b) = problem.ends(arrow);
        let ((xa, ya), (xb, yb)) = (placement.at(a), placement.at(b));
        // between the edges of two bands there is no straight way
        if a != b && problem.is_edge(a) && problem.is_edge(b) {
            return 2;
        }
        if small {
            return fewest(&masks.spot(ya as u8, xa as u8), &masks.spot(yb as u8, xb as u8)).bends() as u32;
        }
        if a == b {
            return 3;
        }
        if xa != xb && ya != yb {
            return 1;
        }
        let path = straight(grid, (grid.node_of[a], grid.node_of[b]));
        let free = path[1..path.len() - 1].iter().all(|&n| grid.box_at[n as usize] == super::grid::NONE);
        if free { 0 } else { 2 }
    };
    (0..problem.arrows()).map(of).collect()
}

/// The nodes on the line between two nodes of one row or column.
fn straight(grid: &Grid, (from, to): (u32, u32)) -> Vec<u32> {
    let (a, b) = (grid.at(from), grid.at(to));
    let d = match (a[1] == b[1], to > from) {
        (true, true) => EAST,
        (true, false) => WEST,
        (false, true) => SOUTH,
        (false, false) => NORTH,
    };
    let mut path = vec![from];
    let mut at = from;
    while at != to {
        at = grid.next(at as usize, d) as u32;
        path.push(at);
    }
    path
}

/// A way of fewest steps through no closed piece, where there are edges of bands; none where there are none.
fn around_edges(placement: &Placement, grid: &Grid, (from, to): (u32, u32)) -> Option<Vec<u32>> {
    if placement.edges.is_empty() {
        return None;
    }
    let mut before: Vec<u32> = vec![super::grid::NONE; grid.nodes()];
    let mut next = VecDeque::from([from]);
    while let Some(node) = next.pop_front() {
        let [x, y] = grid.at(node);
        let here = node as usize;
        let ways = [
            (EAST, x + 1 < grid.nx && !grid.is_closed(here, EAST)),
            (SOUTH, y + 1 < grid.ny && !grid.is_closed(here, SOUTH)),
            (WEST, x > 0 && !grid.is_closed(here - usize::from(x > 0), EAST)),
            (NORTH, y > 0 && !grid.is_closed(here - if y > 0 { grid.nx } else { 0 }, SOUTH)),
        ];
        for (d, _) in ways.into_iter().filter(|(_, is_open)| *is_open) {
            let other = grid.next(here, d);
            let is_free = grid.box_at[other] == super::grid::NONE || other == to as usize;
            if is_free && before[other] == super::grid::NONE && other != from as usize {
                before[other] = node;
                next.push_back(other as u32);
            }
        }
    }
    let mut path = vec![to];
    while let Some(&last) = path.last().filter(|last| **last != from) {
        path.push(*before.get(last as usize).filter(|node| **node != super::grid::NONE)?);
    }
    path.reverse();
    (path.len() > 1).then_some(path)
}

/// The way that always exists: down into the channel, along it, along the channel beside the goal, and in.
fn by_channels(grid: &Grid, (from, to): (u32, u32)) -> Vec<u32> {
    let (a, b) = (grid.at(from), grid.at(to));
    let corners = [[a[0], a[1] + 1], [b[0] + 1, a[1] + 1], [b[0] + 1, b[1]], b];
    let mut path = vec![from];
    for c in corners {
        let next = (c[1] * grid.nx + c[0]) as u32;
        let last = path[path.len() - 1];
        if next != last {
            path.extend(&straight(grid, (last, next))[1..]);
        }
    }
    debug_assert!(
        path.windows(3).all(|w| direction(w[0], w[1]) != super::grid::opposite(direction(w[1], w[2])))
    );
    path
}

#[cfg(test)]
mod tests {
    use super::super::crossings::crossings;
    use super::super::grid::{Grid, NONE, bends, direction, opposite};
    use super::by_channels;
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;

    /// Whether `path` is a way on the grid from one node to another that goes through no box.
    fn is_way(grid: &Grid, path: &[u32], (from, to): (u32, u32)) -> bool {
        let inner = &path[1..path.len() - 1];
        let steps = path.windows(2).all(|w| {
            let (a, b) = (grid.at(w[0]), grid.at(w[1]));
            a[0].abs_diff(b[0]) + a[1].abs_diff(b[1]) == 1
        });
        let back = path.windows(3).any(|w| direction(w[1], w[2]) == opposite(direction(w[0], w[1])));
        (path[0], path[path.len() - 1]) == (from, to)
            && steps
            && !back
            && inner.iter().all(|&n| grid.box_at[n as usize] == NONE)
    }

    #[test]
    fn routes_are_ways_and_their_bends_and_crossings_are_counted() {
        for seed in 0..4 {
            let chart = charts::generated(4, 8, 60, seed, 0.8);
            on_canvas(&chart, 6, |canvas, routes, grid| {
                for (i, path) in routes.paths.iter().enumerate() {
                    let (a, b) = canvas.problem.ends(i);
                    assert!(is_way(grid, path, (grid.node_of[a], grid.node_of[b])), "{i}: {path:?}");
                }
                let all: u32 = routes.paths.iter().map(|p| bends(p)).sum();
                assert_eq!(routes.bends, all);
                let mut pairs = 0;
                for (i, p) in routes.paths.iter().enumerate() {
                    for q in &routes.paths[..i] {
                        pairs += crossings(p, q);
                    }
                }
                assert_eq!(routes.crossings, pairs);
            });
        }
    }

    #[test]
    fn boxes_that_see_each_other_are_joined_by_a_straight_arrow() {
        let chart = charts::chart(2, &[(0, 0), (0, 1), (1, 0)], &[(0, 1, "across"), (2, 0, "up")]);
        on_canvas(&chart, 3, |_, routes, _| assert_eq!((routes.bends, routes.crossings), (0, 0)));
    }

    #[test]
    fn there_is_a_way_by_channels_between_any_two_boxes() {
        let boxes: Vec<(usize, usize)> = (0..20).map(|i| (i / 5, i % 5)).collect();
        on_canvas(&charts::chart(4, &boxes, &[]), 5, |_, _, grid| {
            for &from in &grid.node_of {
                for &to in grid.node_of.iter().filter(|&&to| to != from) {
                    assert!(is_way(grid, &by_channels(grid, (from, to)), (from, to)), "{from} {to}");
                }
            }
        });
    }
}
