//! Step 7 for large charts: a solution of the separation problem near the best, for four sweeps over the arcs.
//!
//! Longest paths give the least values, and with them the least size of the sheet. Then each variable by itself goes where
//! its weights pull it, as far as its neighbours let it. Network simplex moves whole trees of variables and finds the best,
//! for ten times the work.

use super::arc::Arc;
use crate::engine::tools::graph::{Lists, topological_order};

/// Values that satisfy every arc, with the least extent; none if the arcs have a cycle.
pub(crate) fn solve(n: usize, arcs: &[Arc]) -> Option<Vec<i32>> {
    let out = Lists::new(n, arcs.iter().map(|a| (a.from, (a.to, a.length))));
    let into = Lists::new(n, arcs.iter().map(|a| (a.to, (a.from, a.length))));
    // by how much the sum falls for each step onwards
    let mut pull = vec![0_i64; n];
    for a in arcs {
        pull[a.from as usize] += i64::from(a.weight);
        pull[a.to as usize] -= i64::from(a.weight);
    }
    let order = topological_order(n, |u| out.of(u as usize).iter().map(|&(v, _)| v));
    if order.len() < n {
        return None;
    }
    let mut x = vec![0_i32; n];
    for &u in &order {
        for &(v, length) in out.of(u as usize) {
            x[v as usize] = x[v as usize].max(x[u as usize].saturating_add(length));
        }
    }
    for onwards in [true, false, true] {
        for k in 0..n {
            let u = order[if onwards { n - 1 - k } else { k }];
            let to = match pull[u as usize] {
                0 => None,
                1.. if onwards => {
                    out.of(u as usize).iter().map(|&(v, length)| x[v as usize].saturating_sub(length)).min()
                }
                ..0 if !onwards => {
                    into.of(u as usize).iter().map(|&(v, length)| x[v as usize].saturating_add(length)).max()
                }
                _ => None,
            };
            x[u as usize] = to.unwrap_or(x[u as usize]);
        }
    }
    Some(x)
}

#[cfg(test)]
mod tests {
    use super::super::simplex::Simplex;
    use super::{Arc, solve};
    use crate::engine::tools::rng::Rng;

    fn cost(arcs: &[Arc], x: &[i32]) -> i64 {
        arcs.iter().map(|a| i64::from(a.weight) * i64::from(x[a.to as usize] - x[a.from as usize])).sum()
    }

    #[test]
    fn every_arc_holds_and_the_cost_is_between_the_best_and_that_of_longest_paths() {
        let mut rng = Rng::new(4);
        let (mut best, mut rough, mut paths) = (0, 0, 0);
        for _ in 0..50 {
            let n = 40;
            let mut arcs: Vec<Arc> = (0..90)
                .map(|_| {
                    let from = rng.below(n - 1);
                    let to = from + 1 + rng.below(n - from - 1);
                    let (length, weight) = (rng.below(9) as i32 - 2, rng.below(5) as i32);
                    Arc { from: from as u32, to: to as u32, length, weight }
                })
                .collect();
            arcs.extend((1..n as u32).map(|to| Arc { from: 0, to, length: 0, weight: 0 }));
            let x = solve(n, &arcs).unwrap();
            assert!(arcs.iter().all(|a| x[a.to as usize] - x[a.from as usize] >= a.length), "{arcs:?}");
            let mut simplex = Simplex::default();
            let exact = simplex.solve(n, &arcs, 0, &[], 100_000).unwrap();
            let free: Vec<Arc> = arcs.iter().map(|a| Arc { weight: 0, ..*a }).collect();
            let least = solve(n, &free).unwrap();
            let costs = [exact, &x, &least].map(|x| cost(&arcs, x));
            assert!(costs[0] <= costs[1] && costs[1] <= costs[2], "{costs:?}");
            (best, rough, paths) = (best + costs[0], rough + costs[1], paths + costs[2]);
        }
        // most of the way from longest paths to the best
        assert!(2 * (rough - best) < paths - best, "{best} {rough} {paths}");
    }

    #[test]
    fn a_cycle_has_no_solution() {
        let arc = |from, to| Arc { from, to, length: 0, weight: 1 };
        assert_eq!(solve(2, &[arc(0, 1), arc(1, 0)]), None);
    }
}
