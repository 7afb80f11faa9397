//! Step 7, the rooted forest of network simplex: parents, children as lists, and cut values.

use super::arc::Arc;

/// No variable and no arc.
pub(crate) const NIL: u32 = u32::MAX;

/// How a variable hangs in the forest.
#[derive(Clone, Copy, Debug)]
struct Node {
    parent: u32,
    /// The first child, and the next and the last of its parent's.
    child: u32,
    after: u32,
    before: u32,
    /// Whether the arc to the parent begins here.
    points_up: bool,
    /// Weights of the arcs out of the subtree less those into it: the cut value, up to its sign.
    flow: i64,
}

/// The forest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// While flows are summed up, for each variable how many children are left, and those without any.
    left: Vec<u32>,
    leaves: Vec<u32>,
    /// The way from a new contact to the old one: variables with whether their arc points up, and their flow.
    path: Vec<(u32, bool, i64)>,
}

impl Tree {
    /// Begins a forest of variables that hang nowhere.
    pub(crate) fn begin(&mut self, n: usize) {
        let alone = Node { parent: NIL, child: NIL, after: NIL, before: NIL, points_up: false, flow: 0 };
        self.nodes.clear();
        self.nodes.resize(n, alone);
    }

    /// Hangs a root below a variable by an arc that begins at it or not.
    pub(crate) fn join(&mut self, root: u32, parent: u32, points_up: bool) {
        let node = &mut self.nodes[root as usize];
        (node.parent, node.points_up) = (parent, points_up);
    }

    /// Makes a variable the root of its tree: the way from it to the root turns round.
    pub(crate) fn turn(&mut self, mut v: u32) {
        let (mut below, mut points_up) = (NIL, false);
        while v != NIL {
            let node = &mut self.nodes[v as usize];
            let (parent, up) = (node.parent, node.points_up);
            (node.parent, node.points_up) = (below, points_up);
            (below, points_up, v) = (v, !up, parent);
        }
    }

    /// Finds children and flows, when all have joined.
    pub(crate) fn finish(&mut self, arcs: &[Arc]) {
        for a in arcs.iter().filter(|a| a.weight != 0) {
            self.nodes[a.from as usize].flow += i64::from(a.weight);
            self.nodes[a.to as usize].flow -= i64::from(a.weight);
        }
        let n = self.nodes.len();
        self.left.clear();
        self.left.resize(n, 0);
        for v in 0..n as u32 {
            let Node { parent, points_up, .. } = self.nodes[v as usize];
            if parent != NIL {
                self.left[parent as usize] += 1;
                self.hang(v, parent, points_up);
            }
        }
        // a sum is whole and handed up when those of all children are
        self.leaves.clear();
        self.leaves.extend((0..n as u32).filter(|&v| self.left[v as usize] == 0));
        while let Some(v) = self.leaves.pop() {
            let Node { parent, flow, .. } = self.nodes[v as usize];
            if parent != NIL {
                self.nodes[parent as usize].flow += flow;
                let left = &mut self.left[parent as usize];
                *left -= 1;
                if *left == 0 {
                    self.leaves.push(parent);
                }
            }
        }
    }

    /// Whether the arc above a variable begins at it.
    pub(crate) fn points_up(&self, v: usize) -> bool {
        self.nodes[v].points_up
    }

    /// The child end of a tree arc of negative cut value: the worst of the next twenty found.
    pub(crate) fn leaving(&self, from: &mut usize) -> Option<usize> {
        const LOOK_AT: usize = 20;
        // the worst of all would cost a pass over the tree for each exchange, and the first found gains little (Gansner et al. 1993)
        let (mut best, mut found) = ((0, NIL), 0);
        let mut look = |nodes: &[Node], first: usize| {
            for (node, v) in nodes.iter().zip(first as u32..) {
                let cut = if node.points_up { node.flow } else { -node.flow };
                // a root has nothing above it
                if cut < 0 && node.parent != NIL {
                    if cut < best.0 {
                        best = (cut, v);
                    }
                    found += 1;
                    if found >= LOOK_AT {
                        break;
                    }
                }
            }
            found < LOOK_AT
        };
        let (first, second) = self.nodes.split_at(*from);
        if look(second, *from) {
            look(first, 0);
        }
        let v = if best.1 == NIL { return None } else { best.1 as usize };
        *from = if v + 1 == self.nodes.len() { 0 } else { v + 1 };
        Some(v)
    }

    /// The subtree of a variable, stamped.
    pub(crate) fn below(&self, root: usize, list: &mut Vec<u32>, stamp: &mut [u32], sweep: u32) {
        list.clear();
        list.push(root as u32);
        stamp[root] = sweep;
        let mut i = 0;
        while let Some(&u) = list.get(i) {
            i += 1;
            let mut w = self.nodes[u as usize].child;
            while w != NIL {
                stamp[w as usize] = sweep;
                list.push(w);
                w = self.nodes[w as usize].after;
            }
        }
    }

    fn hang(&mut self, v: u32, parent: u32, points_up: bool) {
        let after = std::mem::replace(&mut self.nodes[parent as usize].child, v);
        if after != NIL {
            self.nodes[after as usize].before = v;
        }
        let node = &mut self.nodes[v as usize];
        (node.parent, node.points_up, node.before, node.after) = (parent, points_up, NIL, after);
    }

    fn unhang(&mut self, v: u32) {
        let Node { parent, before, after, .. } = self.nodes[v as usize];
        if before == NIL {
            self.nodes[parent as usize].child = after;
        } else {
            self.nodes[before as usize].after = after;
        }
        if after != NIL {
            self.nodes[after as usize].before = before;
        }
    }

    /// Adds to the flow of a variable and of all above it.
    fn add_above(&mut self, mut v: u32, flow: i64) {
        while v != NIL {
            let node = &mut self.nodes[v as usize];
            node.flow += flow;
            v = node.parent;
        }
    }

    /// Takes the arc above `child` out and hangs its subtree, turned round at `inner`, below `outer` by an arc that begins at
    /// `inner` or not.
    pub(crate) fn exchange(&mut self, child: usize, inner: u32, outer: u32, begins: bool) {
        // all cut values on the two ways to the root change by that of the subtree, and no others
        let moved = self.nodes[child].flow;
        self.add_above(self.nodes[child].parent, -moved);
        self.add_above(outer, moved);
        let mut path = std::mem::take(&mut self.path);
        path.clear();
        let mut v = inner;
        loop {
            let Node { parent, points_up, flow, .. } = self.nodes[v as usize];
            path.push((v, points_up, flow));
            if v as usize == child {
                break;
            }
            v = parent;
        }
        // the way from the new contact to the old one turns round; whatever hangs beside it stays as it is
        for &(v, ..) in &path {
            self.unhang(v);
        }
        let (mut parent, mut up, mut rest) = (outer, begins, moved);
        for &(v, points_up, flow) in &path {
            self.nodes[v as usize].flow = rest;
            self.hang(v, parent, up);
            (parent, up, rest) = (v, !points_up, moved - flow);
        }
        self.path = path;
    }
}
