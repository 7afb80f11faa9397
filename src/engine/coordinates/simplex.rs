//! Step 7, network simplex: least Σ weight × (x_v − x_u) subject to x_v − x_u ≥ length, for graphs without cycles.
//!
//! Gansner, Koutsofios, North, Vo 1993, A Technique for Drawing Directed Graphs: a tight spanning tree, cut values, and
//! exchanges of a tree arc of negative cut value. Arcs are in flat arrays that are kept from one problem to the next, and a
//! solution of a similar problem can be the start.

use super::arc::Arc;
use super::tree::{NIL, Tree};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An arc as one of its ends sees it.
#[derive(Clone, Copy, Debug, Default)]
struct Half {
    /// The other end.
    other: u32,
    length: i32,
    /// The arc's number.
    arc: u32,
    /// Nothing where the arc begins here, all ones where it ends here: a difference turns its sign by it without a jump.
    into: i32,
}

impl Half {
    /// The slack of its arc, seen from an end with that value.
    #[inline]
    fn slack(self, here: i32, x: &[i32]) -> i32 {
        ((x[self.other as usize] - here) ^ self.into) - self.into - self.length
    }
}

/// Members of a part of the forest as a linked list.
#[derive(Clone, Copy, Debug)]
struct Part {
    head: u32,
    tail: u32,
    /// Members; none when the part is part of another.
    size: u32,
}

/// The memory of solutions, kept from one to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Simplex {
    /// Where the arcs of each variable start, and behind the last where those end.
    start: Vec<u32>,
    /// The arcs that begin or end at each variable, in their order.
    halves: Vec<Half>,
    /// Values of the variables.
    x: Vec<i32>,
    /// For each variable how many arcs into it are left, or in which sweep it was below what leaves.
    stamp: Vec<u32>,
    queue: Vec<u32>,
    /// For each variable its part, and the member behind it.
    part: Vec<u32>,
    next: Vec<u32>,
    parts: Vec<Part>,
    heap: BinaryHeap<Reverse<(u32, u32)>>,
    tree: Tree,
}

impl Simplex {
    /// An optimal solution with least value 0, or a feasible one after `pivots` exchanges; none if the arcs have a cycle.
    ///
    /// The tree hangs at `root`: subtrees that move are small ones where most arcs meet there. `start` may hold values of a
    /// similar problem; where it has another length it is ignored.
    pub(crate) fn solve(
        &mut self,
        n: usize,
        arcs: &[Arc],
        root: usize,
        start: &[i32],
        pivots: usize,
    ) -> Option<&[i32]> {
        self.x.clear();
        self.x.extend_from_slice(if start.len() == n { start } else { &[] });
        self.x.resize(n, 0);
        self.list_halves(n, arcs);
        if !self.make_feasible(n) {
            return None;
        }
        self.tight_tree(root, arcs);
        self.improve(pivots);
        let least = self.x.iter().copied().min().unwrap_or(0);
        self.x.iter_mut().for_each(|v| *v -= least);
        Some(&self.x)
    }

    /// Lists for each variable the arcs that begin or end at it, and counts those that end.
    fn list_halves(&mut self, n: usize, arcs: &[Arc]) {
        let fill = &mut self.start;
        fill.clear();
        fill.resize(n + 1, 0);
        let waiting = &mut self.stamp;
        waiting.clear();
        waiting.resize(n, 0);
        for a in arcs {
            fill[a.from as usize] += 1;
            fill[a.to as usize] += 1;
            waiting[a.to as usize] += 1;
        }
        // where each list ends, and filled from there backwards where it starts
        let mut sum = 0;
        for end in fill.iter_mut() {
            sum += *end;
            *end = sum;
        }
        self.halves.resize(sum as usize, Half::default());
        for (a, arc) in arcs.iter().zip(0..arcs.len() as u32).rev() {
            for (node, other, into) in [(a.to, a.from, -1), (a.from, a.to, 0)] {
                let slot = &mut fill[node as usize];
                *slot -= 1;
                self.halves[*slot as usize] = Half { other, length: a.length, arc, into };
            }
        }
    }

    /// Raises the values to the least that satisfy every arc, in topological order; false if the arcs have a cycle.
    fn make_feasible(&mut self, n: usize) -> bool {
        // Kahn 1962
        let waiting = &mut self.stamp;
        let order = &mut self.queue;
        order.clear();
        order.extend((0..n as u32).filter(|&u| waiting[u as usize] == 0));
        let mut done = 0;
        while let Some(&u) = order.get(done) {
            done += 1;
            let here = self.x[u as usize];
            for half in halves(&self.start, &self.halves, u).iter().filter(|half| half.into == 0) {
                let to = half.other as usize;
                self.x[to] = self.x[to].max(here.saturating_add(half.length));
                waiting[to] -= 1;
                if waiting[to] == 0 {
                    order.push(half.other);
                }
            }
        }
        done == n
    }

    /// A spanning forest of tight arcs: the smallest part moves to meet another along its arc of least slack, until there
    /// is one part for each connected part of the graph. It is rooted at `hub`, in other parts at their first variable.
    fn tight_tree(&mut self, hub: usize, arcs: &[Arc]) {
        let n = self.x.len();
        self.tree.begin(n);
        self.part.clear();
        self.part.resize(n, NIL);
        self.next.clear();
        self.next.resize(n, NIL);
        self.parts.clear();
        self.parts.resize(n, Part { head: NIL, tail: NIL, size: 0 });
        self.heap.clear();
        for root in 0..n as u32 {
            if self.part[root as usize] == NIL {
                self.gather(root);
            }
        }
        // always the smallest part moves, so that a variable moves no more often than parts double
        while let Some(Reverse((members, c))) = self.heap.pop() {
            let moving = self.parts[c as usize];
            // the part has grown or is no more since it was put on the heap
            if moving.size != members {
                continue;
            }
            let Some((slack, k)) = self.least_slack_out(c) else {
                continue;
            };
            let a = &arcs[k as usize];
            let [from, to] = [a.from, a.to].map(|v| self.part[v as usize]);
            let (d, by) = if from == c { (to, slack) } else { (from, -slack) };
            let mut v = moving.head;
            while v != NIL {
                self.x[v as usize] += by;
                self.part[v as usize] = d;
                v = self.next[v as usize];
            }
            // its members hang on behind those of the part that it met
            let met = &mut self.parts[d as usize];
            self.next[met.tail as usize] = moving.head;
            met.tail = moving.tail;
            met.size += members;
            self.heap.push(Reverse((met.size, d)));
            self.parts[c as usize].size = 0;
            let outwards = from == c;
            let (inner, outer) = if outwards { (a.from, a.to) } else { (a.to, a.from) };
            self.tree.turn(inner);
            self.tree.join(inner, outer, outwards);
        }
        for v in std::iter::once(hub).filter(|&hub| hub < n).chain(0..n) {
            // once for each part
            if std::mem::take(&mut self.parts[self.part[v] as usize].size) > 0 {
                self.tree.turn(v as u32);
            }
        }
        self.tree.finish(arcs);
    }

    /// The part of all that tight arcs join to a variable.
    fn gather(&mut self, root: u32) {
        let queue = &mut self.queue;
        queue.clear();
        queue.push(root);
        self.part[root as usize] = root;
        let mut i = 0;
        while let Some(&u) = queue.get(i) {
            i += 1;
            let here = self.x[u as usize];
            for half in halves(&self.start, &self.halves, u) {
                let other = half.other as usize;
                if self.part[other] == NIL && half.slack(here, &self.x) == 0 {
                    self.part[other] = root;
                    self.next[queue[queue.len() - 1] as usize] = half.other;
                    queue.push(half.other);
                    self.tree.join(half.other, u, half.into != 0);
                }
            }
        }
        let size = queue.len() as u32;
        self.parts[root as usize] = Part { head: root, tail: queue[queue.len() - 1], size };
        self.heap.push(Reverse((size, root)));
    }

    /// The arc of least slack that leaves a part.
    fn least_slack_out(&self, part: u32) -> Option<(i32, u32)> {
        let mut best: Option<(i32, u32)> = None;
        let mut v = self.parts[part as usize].head;
        while v != NIL {
            let here = self.x[v as usize];
            for half in halves(&self.start, &self.halves, v) {
                if self.part[half.other as usize] != part {
                    let slack = half.slack(here, &self.x);
                    if best.is_none_or(|b| slack < b.0) {
                        best = Some((slack, half.arc));
                        // none can be tighter
                        if slack == 0 {
                            return best;
                        }
                    }
                }
            }
            v = self.next[v as usize];
        }
        best
    }

    /// Exchanges arcs until no cut value is negative.
    fn improve(&mut self, pivots: usize) {
        let n = self.x.len();
        self.stamp.clear();
        self.stamp.resize(n, 0);
        let (mut sweep, mut from) = (0, 0);
        for _ in 0..pivots {
            let Some(child) = self.tree.leaving(&mut from) else {
                return;
            };
            sweep += 1;
            self.tree.below(child, &mut self.queue, &mut self.stamp, sweep);
            let points_up = self.tree.points_up(child);
            // what enters points the other way over the cut
            let wanted = if points_up { -1 } else { 0 };
            let mut best: Option<(i32, u32, u32, u32)> = None;
            for &u in &self.queue {
                let here = self.x[u as usize];
                for half in halves(&self.start, &self.halves, u) {
                    if half.into == wanted && self.stamp[half.other as usize] != sweep {
                        let slack = half.slack(here, &self.x);
                        if best.is_none_or(|b| (slack, half.arc) < (b.0, b.1)) {
                            best = Some((slack, half.arc, u, half.other));
                        }
                    }
                }
            }
            // nothing holds the subtree back: its weights pull it one way alone, and no exchange makes that cheaper
            let Some((slack, _, inner, outer)) = best else {
                return;
            };
            // the entering arc becomes tight; at no slack the tree changes and the values do not
            if slack != 0 {
                let by = if points_up { -slack } else { slack };
                for &u in &self.queue {
                    self.x[u as usize] += by;
                }
            }
            self.tree.exchange(child, inner, outer, !points_up);
        }
    }
}

/// The arcs that begin or end at a variable.
#[inline]
fn halves<'a>(start: &[u32], halves: &'a [Half], node: u32) -> &'a [Half] {
    &halves[start[node as usize] as usize..start[node as usize + 1] as usize]
}

#[cfg(test)]
mod tests {
    use super::super::arc::Arc;
    use super::Simplex;
    use crate::engine::tools::rng::Rng;

    fn solve(n: usize, arcs: &[Arc], start: &[i32], pivots: usize) -> Option<Vec<i32>> {
        Simplex::default().solve(n, arcs, 0, start, pivots).map(<[i32]>::to_vec)
    }

    fn cost(arcs: &[Arc], x: &[i32]) -> i64 {
        arcs.iter().map(|a| i64::from(a.weight) * i64::from(x[a.to as usize] - x[a.from as usize])).sum()
    }

    fn holds(arcs: &[Arc], x: &[i32]) -> bool {
        arcs.iter().all(|a| x[a.to as usize] - x[a.from as usize] >= a.length)
    }

    /// The least cost of all values from 0 to `most`, one by one.
    fn by_hand(n: usize, arcs: &[Arc], most: i32) -> i64 {
        let mut best = i64::MAX;
        let mut x = vec![0; n];
        loop {
            if holds(arcs, &x) {
                best = best.min(cost(arcs, &x));
            }
            let Some(k) = (0..n).find(|&k| x[k] < most) else {
                return best;
            };
            x[..k].fill(0);
            x[k] += 1;
        }
    }

    fn random(rng: &mut Rng, n: usize, m: usize) -> Vec<Arc> {
        let mut arcs: Vec<Arc> = (0..m)
            .map(|_| {
                let from = rng.below(n - 1);
                let to = from + 1 + rng.below(n - from - 1);
                Arc {
                    from: from as u32,
                    to: to as u32,
                    length: rng.below(4) as i32 - 1,
                    weight: rng.below(5) as i32,
                }
            })
            .collect();
        // a sheet around it all, so that the cost is bounded
        arcs.extend((1..n - 1).map(|v| Arc { from: 0, to: v as u32, length: 0, weight: 0 }));
        arcs.extend((0..n - 1).map(|v| Arc { from: v as u32, to: n as u32 - 1, length: 0, weight: 0 }));
        arcs.push(Arc { from: 0, to: n as u32 - 1, length: 1, weight: 3 });
        arcs
    }

    #[test]
    fn the_cost_is_the_least_of_all_values() {
        let mut rng = Rng::new(5);
        for round in 0..60 {
            let n = 3 + round % 4;
            let arcs = random(&mut rng, n, 2 + round % 7);
            let x = solve(n, &arcs, &[], 1_000).unwrap();
            assert!(holds(&arcs, &x), "{arcs:?} {x:?}");
            assert_eq!(cost(&arcs, &x), by_hand(n, &arcs, 6), "{arcs:?} {x:?}");
        }
    }

    #[test]
    fn any_start_leads_to_the_same_cost() {
        let mut rng = Rng::new(9);
        for _ in 0..40 {
            let n = 30;
            let arcs = random(&mut rng, n, 60);
            let first = solve(n, &arcs, &[], 100_000).unwrap();
            let start: Vec<i32> = (0..n).map(|_| rng.below(50) as i32).collect();
            let second = solve(n, &arcs, &start, 100_000).unwrap();
            assert!(holds(&arcs, &second));
            assert_eq!(cost(&arcs, &first), cost(&arcs, &second));
        }
    }

    #[test]
    fn a_memory_that_was_used_changes_nothing() {
        let mut rng = Rng::new(3);
        let mut simplex = Simplex::default();
        for round in 0..40 {
            let n = 5 + (round * 7) % 30;
            let arcs = random(&mut rng, n, 2 * n);
            let start: Vec<i32> = (0..n).map(|_| rng.below(50) as i32).collect();
            let kept = simplex.solve(n, &arcs, 0, &start, 100_000).map(<[i32]>::to_vec);
            assert_eq!(kept, solve(n, &arcs, &start, 100_000));
        }
    }

    #[test]
    fn a_cycle_has_no_solution() {
        let arc = |from, to| Arc { from, to, length: 0, weight: 1 };
        assert_eq!(solve(2, &[arc(0, 1), arc(1, 0)], &[], 10), None);
    }

    #[test]
    fn parts_that_nothing_connects_are_solved_each() {
        let arc = |from, to| Arc { from, to, length: 4, weight: 1 };
        let x = solve(4, &[arc(0, 1), arc(2, 3)], &[], 10).unwrap();
        assert_eq!((x[1] - x[0], x[3] - x[2]), (4, 4));
    }
}
