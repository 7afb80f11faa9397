//! Step 7, network simplex: least Σ weight × (x_v − x_u) subject to x_v − x_u ≥ length, for graphs without cycles.
//!
//! Gansner, Koutsofios, North, Vo 1993, A Technique for Drawing Directed Graphs: a tight spanning tree, cut values, and
//! exchanges of a tree arc of negative cut value. Arcs are in flat arrays, trees are lists of children, and a solution of
//! a similar problem can be the start.

use crate::engine::tools::graph::Lists;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A constraint x_to − x_from ≥ length with a price on its slack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arc {
    /// Variable that comes first.
    pub(crate) from: u32,
    /// Variable that comes later.
    pub(crate) to: u32,
    /// Least distance.
    pub(crate) length: i32,
    /// Price of each unit of distance; 0 or more.
    pub(crate) weight: i32,
}

const NIL: u32 = u32::MAX;

/// For each variable the arcs that begin or end at it.
fn incidence(n: usize, arcs: &[Arc]) -> Lists<u32> {
    Lists::at_ends(n, arcs.iter().map(|a| [a.from, a.to]).zip(0_u32..))
}

/// An optimal solution with least value 0, or a feasible one after `pivots` exchanges; none if the arcs have a cycle.
///
/// `start` may hold values of a similar problem; where it has another length it is ignored.
pub(crate) fn solve(n: usize, arcs: &[Arc], start: Option<&[i32]>, pivots: usize) -> Option<Vec<i32>> {
    let at = incidence(n, arcs);
    let x = feasible(n, arcs, &at, start.filter(|s| s.len() == n))?;
    let mut solver = Solver { arcs, at, x, in_tree: vec![false; arcs.len()] };
    solver.tight_tree();
    let mut tree = Tree::new(n, &solver);
    solver.improve(&mut tree, pivots);
    let least = solver.x.iter().copied().min().unwrap_or(0);
    Some(solver.x.iter().map(|&v| v - least).collect())
}

/// The least values at or after `start` that satisfy every arc, in topological order.
fn feasible(n: usize, arcs: &[Arc], at: &Lists<u32>, start: Option<&[i32]>) -> Option<Vec<i32>> {
    let mut waiting = vec![0_u32; n];
    for a in arcs {
        waiting[a.to as usize] += 1;
    }
    let mut x = start.map_or_else(|| vec![0; n], <[i32]>::to_vec);
    // Kahn 1962
    let mut order: Vec<u32> = Vec::with_capacity(n);
    order.extend((0..n as u32).filter(|&u| waiting[u as usize] == 0));
    let mut done = 0;
    while let Some(&u) = order.get(done) {
        done += 1;
        let here = x[u as usize];
        for a in at.of(u as usize).iter().map(|&k| &arcs[k as usize]).filter(|a| a.from == u) {
            let to = a.to as usize;
            x[to] = x[to].max(here.saturating_add(a.length));
            waiting[to] -= 1;
            if waiting[to] == 0 {
                order.push(a.to);
            }
        }
    }
    (done == n).then_some(x)
}

struct Solver<'a> {
    arcs: &'a [Arc],
    at: Lists<u32>,
    x: Vec<i32>,
    in_tree: Vec<bool>,
}

impl Solver<'_> {
    fn slack(&self, arc: u32) -> i32 {
        let a = &self.arcs[arc as usize];
        self.x[a.to as usize] - self.x[a.from as usize] - a.length
    }

    /// A spanning forest of tight arcs: the smallest part moves to meet another along its arc of least slack, until there
    /// is one part for each connected part of the graph.
    fn tight_tree(&mut self) {
        let n = self.x.len();
        let (mut part, mut size) = (vec![0_u32; n], vec![0_u32; n]);
        // members of a part as a linked list
        let (mut head, mut tail, mut next) = (vec![NIL; n], vec![NIL; n], vec![NIL; n]);
        let (mut seen, mut queue) = (vec![false; n], Vec::new());
        for root in 0..n {
            if std::mem::replace(&mut seen[root], true) {
                continue;
            }
            queue.clear();
            queue.push(root as u32);
            let mut i = 0;
            while i < queue.len() {
                let u = queue[i];
                i += 1;
                part[u as usize] = root as u32;
                for &k in self.at.of(u as usize) {
                    if self.slack(k) == 0 {
                        let a = &self.arcs[k as usize];
                        let other = if a.from == u { a.to } else { a.from };
                        if !std::mem::replace(&mut seen[other as usize], true) {
                            queue.push(other);
                            self.in_tree[k as usize] = true;
                        }
                    }
                }
            }
            size[root] = queue.len() as u32;
            for w in queue.windows(2) {
                next[w[0] as usize] = w[1];
            }
            (head[root], tail[root]) = (root as u32, queue[queue.len() - 1]);
        }
        // always the smallest part moves, so that a variable moves no more often than parts double
        let parts = (0..n as u32).filter(|&v| part[v as usize] == v);
        let mut heap: BinaryHeap<Reverse<(u32, u32)>> =
            parts.map(|v| Reverse((size[v as usize], v))).collect();
        while let Some(Reverse((members, c))) = heap.pop() {
            // the part has grown or is no more since it was put on the heap
            if size[c as usize] != members {
                continue;
            }
            let Some((slack, k)) = self.least_slack_out(c, &part, head[c as usize], &next) else {
                continue;
            };
            let a = &self.arcs[k as usize];
            let outwards = part[a.from as usize] == c;
            let d = if outwards { part[a.to as usize] } else { part[a.from as usize] };
            let mut v = head[c as usize];
            while v != NIL {
                self.x[v as usize] += if outwards { slack } else { -slack };
                part[v as usize] = d;
                v = next[v as usize];
            }
            // its members hang on behind those of the part that it met
            next[tail[d as usize] as usize] = head[c as usize];
            tail[d as usize] = tail[c as usize];
            size[d as usize] += members;
            size[c as usize] = 0;
            heap.push(Reverse((size[d as usize], d)));
            self.in_tree[k as usize] = true;
        }
    }

    /// The arc of least slack that leaves a part.
    fn least_slack_out(&self, part: u32, part_of: &[u32], head: u32, next: &[u32]) -> Option<(i32, u32)> {
        let mut best: Option<(i32, u32)> = None;
        let mut v = head;
        while v != NIL {
            for &k in self.at.of(v as usize) {
                let a = &self.arcs[k as usize];
                let other = if a.from == v { a.to } else { a.from };
                if part_of[other as usize] != part {
                    let slack = self.slack(k);
                    if best.is_none_or(|b| slack < b.0) {
                        best = Some((slack, k));
                        // none can be tighter
                        if slack == 0 {
                            return best;
                        }
                    }
                }
            }
            v = next[v as usize];
        }
        best
    }

    /// Exchanges arcs until no cut value is negative.
    fn improve(&mut self, tree: &mut Tree, pivots: usize) {
        let n = self.x.len();
        let (mut stamp, mut sweep, mut inside) = (vec![0_u32; n], 0, Vec::new());
        let mut from = 0;
        for _ in 0..pivots {
            let Some(child) = self.leaving(tree, &mut from) else {
                return;
            };
            sweep += 1;
            tree.below(child, &mut inside, &mut stamp, sweep);
            let out = tree.arc[child] as usize;
            let points_up = self.arcs[out].from as usize == child;
            let mut best: Option<(i32, u32)> = None;
            for &u in &inside {
                for &k in self.at.of(u as usize) {
                    let a = &self.arcs[k as usize];
                    let enters = if points_up {
                        a.to == u && stamp[a.from as usize] != sweep
                    } else {
                        a.from == u && stamp[a.to as usize] != sweep
                    };
                    if enters && !self.in_tree[k as usize] {
                        let slack = self.slack(k);
                        if best.is_none_or(|b| (slack, k) < b) {
                            best = Some((slack, k));
                        }
                    }
                }
            }
            // nothing holds the subtree back: its weights pull it one way alone, and no exchange makes that cheaper
            let Some((slack, entering)) = best else {
                return;
            };
            // the entering arc becomes tight; at no slack the tree changes and the values do not
            if slack != 0 {
                for &u in &inside {
                    self.x[u as usize] += if points_up { -slack } else { slack };
                }
            }
            self.in_tree[out] = false;
            self.in_tree[entering as usize] = true;
            let a = &self.arcs[entering as usize];
            let (inner, outer) =
                if stamp[a.from as usize] == sweep { (a.from, a.to) } else { (a.to, a.from) };
            tree.exchange(child, inner, outer, entering);
        }
    }

    /// The child end of a tree arc of negative cut value: the worst of the next twenty found.
    fn leaving(&self, tree: &Tree, from: &mut usize) -> Option<usize> {
        const LOOK_AT: usize = 20;
        let n = self.x.len();
        // the worst of all would cost a pass over the tree for each exchange, and the first found gains little (Gansner et al. 1993)
        let (mut best, mut found, mut v) = (None, 0, *from);
        for _ in 0..n {
            let k = tree.arc[v];
            if k != NIL {
                let up = self.arcs[k as usize].from as usize == v;
                let cut = if up { tree.flow[v] } else { -tree.flow[v] };
                if cut < 0 {
                    if best.is_none_or(|(c, _)| cut < c) {
                        best = Some((cut, v));
                    }
                    found += 1;
                    if found >= LOOK_AT {
                        break;
                    }
                }
            }
            v = if v + 1 == n { 0 } else { v + 1 };
        }
        let (_, v) = best?;
        *from = if v + 1 == n { 0 } else { v + 1 };
        Some(v)
    }
}

/// The rooted forest: parents with their arcs, children as lists, and the sum of weights out of each subtree.
struct Tree {
    parent: Vec<u32>,
    arc: Vec<u32>,
    child: Vec<u32>,
    after: Vec<u32>,
    before: Vec<u32>,
    /// Weights of the arcs out of a subtree less those into it: the cut value, up to its sign.
    flow: Vec<i64>,
    path: Vec<u32>,
    old: Vec<(u32, i64)>,
}

impl Tree {
    fn new(n: usize, solver: &Solver<'_>) -> Self {
        let arcs = solver.arcs;
        let mut flow = vec![0_i64; n];
        for a in arcs {
            flow[a.from as usize] += i64::from(a.weight);
            flow[a.to as usize] -= i64::from(a.weight);
        }
        let nil = || vec![NIL; n];
        let mut t = Self {
            parent: nil(),
            arc: nil(),
            child: nil(),
            after: nil(),
            before: nil(),
            flow,
            path: Vec::new(),
            old: Vec::new(),
        };
        let (mut seen, mut order) = (vec![false; n], Vec::with_capacity(n));
        // rooted where most arcs meet, so that the subtrees that move are small ones
        let hub = (0..n).max_by_key(|&v| (solver.at.of(v).len(), Reverse(v)));
        for root in hub.into_iter().chain(0..n) {
            if std::mem::replace(&mut seen[root], true) {
                continue;
            }
            let mut i = order.len();
            order.push(root as u32);
            while i < order.len() {
                let u: u32 = order[i];
                i += 1;
                for &k in solver.at.of(u as usize).iter().filter(|&&k| solver.in_tree[k as usize]) {
                    let a = &arcs[k as usize];
                    let o = if a.from == u { a.to } else { a.from };
                    if !std::mem::replace(&mut seen[o as usize], true) {
                        t.hang(o, u, k);
                        order.push(o);
                    }
                }
            }
        }
        // children come behind their parents in the order, so backwards each sum is whole when it is handed up
        for &u in order.iter().rev() {
            let p = t.parent[u as usize];
            if p != NIL {
                t.flow[p as usize] += t.flow[u as usize];
            }
        }
        t
    }

    fn hang(&mut self, v: u32, parent: u32, arc: u32) {
        let (i, p) = (v as usize, parent as usize);
        (self.parent[i], self.arc[i], self.before[i], self.after[i]) = (parent, arc, NIL, self.child[p]);
        if self.child[p] != NIL {
            self.before[self.child[p] as usize] = v;
        }
        self.child[p] = v;
    }

    fn unhang(&mut self, v: u32) {
        let (b, a) = (self.before[v as usize], self.after[v as usize]);
        if b == NIL {
            self.child[self.parent[v as usize] as usize] = a;
        } else {
            self.after[b as usize] = a;
        }
        if a != NIL {
            self.before[a as usize] = b;
        }
    }

    /// The subtree of a variable, stamped.
    fn below(&self, root: usize, list: &mut Vec<u32>, stamp: &mut [u32], sweep: u32) {
        list.clear();
        list.push(root as u32);
        stamp[root] = sweep;
        let mut i = 0;
        while i < list.len() {
            let mut w = self.child[list[i] as usize];
            i += 1;
            while w != NIL {
                stamp[w as usize] = sweep;
                list.push(w);
                w = self.after[w as usize];
            }
        }
    }

    /// Takes the arc above `child` out and hangs its subtree, turned round at `inner`, below `outer`.
    fn exchange(&mut self, child: usize, inner: u32, outer: u32, entering: u32) {
        // all cut values on the two ways to the root change by that of the subtree, and no others
        let moved = self.flow[child];
        let mut p = self.parent[child];
        while p != NIL {
            self.flow[p as usize] -= moved;
            p = self.parent[p as usize];
        }
        let mut p = outer;
        while p != NIL {
            self.flow[p as usize] += moved;
            p = self.parent[p as usize];
        }
        self.path.clear();
        self.old.clear();
        let mut v = inner;
        loop {
            self.path.push(v);
            self.old.push((self.arc[v as usize], self.flow[v as usize]));
            if v as usize == child {
                break;
            }
            v = self.parent[v as usize];
        }
        // the way from the new contact to the old one turns round; whatever hangs beside it stays as it is
        for k in 0..self.path.len() {
            self.unhang(self.path[k]);
        }
        for k in 0..self.path.len() {
            let v = self.path[k];
            let (parent, arc, flow) = match k.checked_sub(1) {
                None => (outer, entering, moved),
                Some(j) => (self.path[j], self.old[j].0, moved - self.old[j].1),
            };
            self.flow[v as usize] = flow;
            self.hang(v, parent, arc);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arc, solve};
    use crate::engine::tools::rng::Rng;

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
            let x = solve(n, &arcs, None, 1_000).unwrap();
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
            let first = solve(n, &arcs, None, 100_000).unwrap();
            let start: Vec<i32> = (0..n).map(|_| rng.below(50) as i32).collect();
            let second = solve(n, &arcs, Some(&start), 100_000).unwrap();
            assert!(holds(&arcs, &second));
            assert_eq!(cost(&arcs, &first), cost(&arcs, &second));
        }
    }

    #[test]
    fn a_cycle_has_no_solution() {
        let arc = |from, to| Arc { from, to, length: 0, weight: 1 };
        assert_eq!(solve(2, &[arc(0, 1), arc(1, 0)], None, 10), None);
    }

    #[test]
    fn parts_that_nothing_connects_are_solved_each() {
        let arc = |from, to| Arc { from, to, length: 4, weight: 1 };
        let x = solve(4, &[arc(0, 1), arc(2, 3)], None, 10).unwrap();
        assert_eq!((x[1] - x[0], x[3] - x[2]), (4, 4));
    }
}
