//! Step 3, the router: A* over (node, direction) on the grid (Hart et al. 1968; prices after Wybrow et al. 2009).
//!
//! Prices are whole numbers: see `prices::router`.

use super::crossings::cross_from;
use super::grid::{EAST, Grid, NONE, NORTH, SOUTH, WEST, bends, direction, opposite};
use crate::engine::prices::router::{BEND, COMPANY, IN_CHANNEL, IN_COLUMN, IN_ROW, STEP_X, STEP_Y, at_rim};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// No way.
const SHUT: i32 = i32::MAX;
/// Ways into a box: one a side.
const ENTRIES: usize = 4;
/// Every exit of a box, a bit a direction.
const EVERY_EXIT: u8 = 15;
/// Mark of a state that was entered from the start.
const FIRST: u8 = 9;

/// Memory that routers of many placements use one after the other.
#[derive(Default, Debug)]
pub(crate) struct Workspace {
    /// Arrows through each node and the node's place in the path of each, where crossings are exact.
    arrows_at: Vec<Vec<(u32, u32)>>,
    /// Arrows straight through each node, across and down.
    through: Vec<[u16; 2]>,
    /// Arrows on the piece east and south of each node.
    used: Vec<[u16; 2]>,
    /// Price of the piece in each direction of each node.
    price: Vec<[i32; 4]>,
    open: Vec<bool>,
    /// For each node and direction the last search that got there.
    state: Vec<[State; 4]>,
    search: u32,
    /// For each column and row of nodes the way to the goal of the search.
    across: Vec<ToGo>,
    down: Vec<ToGo>,
    node_seen: Vec<u32>,
    node_sweep: u32,
    heap: BinaryHeap<Reverse<u64>>,
    /// States expanded since the start: the measure of work.
    pub(crate) expanded: u64,
}

/// A head that goes into a node, and the way it came.
#[derive(Clone, Copy, Default, Debug)]
struct State {
    /// The search that was here last; for others nothing here counts.
    search: u32,
    /// Price of the way so far.
    reached: i32,
    /// The same with the least price of the way to go.
    with_rest: i32,
    /// Direction before this one, or [`FIRST`].
    came: u8,
}

/// What a column or row of nodes tells of the way to the goal.
#[derive(Clone, Copy, Default, Debug)]
struct ToGo {
    /// Price of the way along.
    price: i32,
    /// 0 before the goal, 1 at it, 2 behind it; for a column of nodes three times that.
    side: u8,
}

/// The box of nodes that a search may enter: least x, most x, least y, most y.
pub(crate) type Window = [usize; 4];

/// What a path costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Value {
    /// All of it.
    pub(crate) price: i32,
    /// Its bends.
    pub(crate) bends: u32,
    /// Its crossings with the other paths.
    pub(crate) crossings: u32,
}

/// Paths on a grid, and the search for better ones.
#[derive(Debug)]
pub(crate) struct Router<'a> {
    grid: &'a Grid,
    /// Path of each arrow: nodes from box to box.
    pub(crate) paths: Vec<Vec<u32>>,
    /// The memory.
    pub(crate) space: Workspace,
    /// Price of a crossing.
    pub(crate) crossing: i32,
    /// Price of a bend.
    pub(crate) bend: i32,
    /// Whether crossings are counted exactly; else each straight passage of another arrow counts as one.
    exact: bool,
}

impl<'a> Router<'a> {
    /// A router for `arrows` paths, none of them set yet.
    pub(crate) fn new(
        grid: &'a Grid,
        arrows: usize,
        crossing: i32,
        exact: bool,
        mut space: Workspace,
    ) -> Self {
        let n = grid.nodes();
        let s = &mut space;
        for list in &mut s.arrows_at {
            list.clear();
        }
        if exact && s.arrows_at.len() < n {
            s.arrows_at.resize(n, Vec::new());
        }
        refill(&mut s.through, n, [0; 2]);
        refill(&mut s.used, n, [0; 2]);
        refill(&mut s.price, n, [SHUT; 4]);
        s.open.clear();
        s.open.extend(grid.box_at.iter().map(|&b| b == NONE));
        grow(&mut s.state, n);
        grow(&mut s.node_seen, n);
        let mut router = Self { grid, paths: vec![Vec::new(); arrows], space, crossing, bend: BEND, exact };
        for node in 0..n {
            router.set_price(node, EAST);
            router.set_price(node, SOUTH);
        }
        router
    }

    /// The least price of a path of `bends` bends between nodes so far apart, without any other arrow.
    pub(crate) fn least_price(&self, from: u32, to: u32, bends: u32) -> i32 {
        let (a, b) = (self.grid.at(from), self.grid.at(to));
        BEND * bends as i32 + STEP_X * a[0].abs_diff(b[0]) as i32 + STEP_Y * a[1].abs_diff(b[1]) as i32
    }

    /// Price of the piece from `node` eastwards or southwards, both ways: longer at the rim, and dearer when crowded,
    /// first so between boxes of a row, where lines grow the boxes.
    fn set_price(&mut self, node: usize, d: usize) {
        let g = self.grid;
        let (x, y) = (usize::from(g.x[node]), usize::from(g.y[node]));
        if d == EAST && x + 1 >= g.nx || d == SOUTH && y + 1 >= g.ny || g.is_closed(node, d) {
            return;
        }
        let used = self.space.used[node][d];
        let (base, line, rim) = if d == EAST {
            (STEP_X, y, y == 0 || y == g.ny - 1)
        } else {
            (STEP_Y, x, x == 0 || x == g.nx - 1)
        };
        let crowd = crowd(line, d, used);
        let price = if rim { at_rim(base) } else { base } + crowd;
        let other = g.next(node, d);
        self.space.price[node][d] = price;
        self.space.price[other][opposite(d)] = price;
    }

    /// Brings the price of a piece up to date that so many arrows used before.
    #[inline]
    fn change_price(&mut self, node: usize, d: usize, before: u16) {
        let g = self.grid;
        if self.space.price[node][d] == SHUT {
            return;
        }
        let line = if d == EAST { g.y[node] } else { g.x[node] };
        let now = self.space.used[node][d];
        let change = crowd(usize::from(line), d, now) - crowd(usize::from(line), d, before);
        let other = g.next(node, d);
        self.space.price[node][d] += change;
        self.space.price[other][opposite(d)] += change;
    }

    fn mark(&mut self, path: &[u32], arrow: u32, add: bool) {
        let change = |v: &mut u16| *v = if add { v.saturating_add(1) } else { v.saturating_sub(1) };
        for (k, &node) in path.iter().enumerate() {
            let at = node as usize;
            if self.exact && k > 0 && k + 1 < path.len() {
                let list = &mut self.space.arrows_at[at];
                if add {
                    list.push((arrow, k as u32));
                } else if let Some(q) = list.iter().position(|&(z, _)| z == arrow) {
                    list.swap_remove(q);
                }
            }
            if k > 0 {
                let low = path[k - 1].min(node) as usize;
                let d = direction(path[k - 1], node) % 2;
                let before = self.space.used[low][d];
                change(&mut self.space.used[low][d]);
                self.change_price(low, d, before);
            }
            if k > 0 && k + 1 < path.len() {
                let (d, e) = (direction(path[k - 1], node), direction(node, path[k + 1]));
                if d == e {
                    change(&mut self.space.through[at][d % 2]);
                }
            }
        }
    }

    /// Gives an arrow its path.
    pub(crate) fn set(&mut self, arrow: usize, path: Vec<u32>) {
        self.mark(&path, arrow as u32, true);
        self.paths[arrow] = path;
    }

    /// Takes the path of an arrow off the grid.
    pub(crate) fn take(&mut self, arrow: usize) -> Vec<u32> {
        let old = std::mem::take(&mut self.paths[arrow]);
        self.mark(&old, arrow as u32, false);
        old
    }

    /// Fewest bends still to come for a head at (`dx`, `dy`) before its goal that goes in direction `d`.
    #[inline]
    fn bends_to_go(dx: i32, dy: i32, d: usize) -> i32 {
        let (ahead, aside) = match d {
            EAST => (dx, dy),
            SOUTH => (dy, dx),
            WEST => (-dx, dy),
            _ => (-dy, dx),
        };
        match (aside == 0, ahead >= 0) {
            (true, true) => 0,
            (true, false) => 3,
            (false, true) => 1,
            (false, false) => 2,
        }
    }

    /// Opens states from `from` by `exits` (a bit a direction) until `to` is reached by up to four ways within `slack` of
    /// the best; nothing as dear as `limit` is opened.
    fn search(
        &mut self,
        (from, to): (usize, usize),
        exits: u8,
        window: Window,
        limit: i32,
        slack: i32,
        path: &mut Vec<u32>,
    ) {
        let g = self.grid;
        let (bend, crossing) = (self.bend, self.crossing);
        let s = &mut self.space;
        s.search += 1;
        s.heap.clear();
        let [tx, ty] = g.at(to as u32);
        to_go(&mut s.across, g.nx, tx, STEP_X, 3);
        to_go(&mut s.down, g.ny, ty, STEP_Y, 1);
        // 9 sides, and as many more as a mask of bits has
        let mut turns = [[0; 4]; 16];
        for (side, turns) in turns.iter_mut().take(9).enumerate() {
            let (dx, dy) = (side as i32 / 3 - 1, side as i32 % 3 - 1);
            *turns = [EAST, SOUTH, WEST, NORTH].map(|d| bend * Self::bends_to_go(-dx, -dy, d));
        }
        let is_everywhere = window[0] == 0 && window[2] == 0 && window[1] >= g.nx && window[3] >= g.ny;
        let entry = |f: i32, state: usize| Reverse((f as u64) << 32 | state as u64);
        let rest =
            |x: ToGo, y: ToGo, d: usize| x.price + y.price + turns[usize::from(x.side + y.side) & 15][d & 3];
        for d in 0..4 {
            let price = s.price[from][d];
            if exits >> d & 1 == 0 || price == SHUT {
                continue;
            }
            let node = g.next(from, d);
            let (x, y) = (s.across[usize::from(g.x[node])], s.down[usize::from(g.y[node])]);
            let f = price.saturating_add(rest(x, y, d));
            if !s.open[node] && node != to || f >= limit {
                continue;
            }
            let state = node * 4 + d;
            s.state[node][d] = State { search: s.search, reached: price, with_rest: f, came: FIRST };
            s.heap.push(entry(f, state));
        }
        let (mut arrived, mut limit) = (0, limit);
        // the least entry that came since the last one was taken: often the next one, which need not go through the heap
        let mut least = None;
        while let Some(Reverse(top)) = take_least(&mut self.space.heap, least.take()) {
            let s = &mut self.space;
            let (state, f) = ((top & 0xffff_ffff) as usize, (top >> 32) as i32);
            let (node, d) = (state / 4, state % 4);
            let head = s.state[node][d];
            // a cheaper way got here since: its own entry has been or will be taken
            if head.with_rest != f {
                continue;
            }
            // entries come by their price: all that follow are as dear
            if f >= limit {
                break;
            }
            s.expanded += 1;
            if node == to {
                arrived += 1;
                // the first to arrive is the cheapest by the search's prices; ways a little dearer may have fewer true crossings
                if arrived == 1 {
                    limit = limit.min(head.reached.saturating_add(slack));
                }
                // no way costs less with its true crossings than by the search's prices: one as dear as this is with its own is no
                // better
                if from != to && self.trace(from, to, d, path) {
                    limit = limit.min(self.value(path, limit).price.saturating_add(1));
                }
                if arrived >= ENTRIES {
                    break;
                }
                continue;
            }
            // who bends here is crossed by nobody for certain: lines that go through beside a bend can pass it by
            let straight = crossing * i32::from(s.through[node][1 - d % 2]);
            let prices = &s.price[node];
            let column = usize::from(g.x[node]);
            let row = usize::from(g.y[node]);
            for e in [EAST, SOUTH, WEST, NORTH] {
                let step = prices[e];
                if e == opposite(d) || step == SHUT {
                    continue;
                }
                let next = g.next(node, e);
                let (x, y) = match e {
                    EAST => (column + 1, row),
                    SOUTH => (column, row + 1),
                    WEST => (column.wrapping_sub(1), row),
                    _ => (column, row.wrapping_sub(1)),
                };
                let inside =
                    is_everywhere || window[0] <= x && x <= window[1] && window[2] <= y && y <= window[3];
                if !s.open[next] && next != to || !inside {
                    continue;
                }
                let price = head.reached + step + if e == d { straight } else { bend };
                let state = &mut s.state[next][e];
                if state.search == s.search && price >= state.reached {
                    continue;
                }
                let f = price + rest(s.across[x], s.down[y], e);
                if f < limit {
                    *state = State { search: s.search, reached: price, with_rest: f, came: d as u8 };
                    let new = entry(f, next * 4 + e);
                    if least.is_none_or(|l| new > l) {
                        s.heap.extend(least.replace(new));
                    } else {
                        s.heap.push(new);
                    }
                }
            }
        }
    }

    /// The path found to `to` that enters it in direction `d`, if there is one that visits no node twice.
    fn trace(&mut self, from: usize, to: usize, d: usize, path: &mut Vec<u32>) -> bool {
        path.clear();
        let (mut node, mut d) = (to, d);
        if self.space.state[to][d].search != self.space.search {
            return false;
        }
        path.push(to as u32);
        loop {
            let came = self.space.state[node][d].came;
            node = self.grid.next(node, opposite(d));
            path.push(node as u32);
            if came == FIRST || path.len() > self.grid.nodes() {
                break;
            }
            d = usize::from(came);
        }
        path.reverse();
        if node != from {
            return false;
        }
        self.space.node_sweep += 1;
        let sweep = self.space.node_sweep;
        let seen = &mut self.space.node_seen;
        // a state remembers one way into it, so two states of a path may stand on the same node
        let once = if from == to { &path[1..] } else { &path[..] };
        once.iter().all(|&n| std::mem::replace(&mut seen[n as usize], sweep) != sweep)
    }

    /// What `path` costs among the paths on the grid; counting ends as soon as `limit` is reached.
    pub(crate) fn value(&self, path: &[u32], limit: i32) -> Value {
        let mut price = 0;
        let mut passed = 0;
        for (k, w) in path.windows(2).enumerate() {
            let d = direction(w[0], w[1]);
            price += self.space.price[w[0] as usize][d];
            if !self.exact && path.get(k + 2).is_some_and(|&n| direction(w[1], n) == d) {
                passed += u32::from(self.space.through[w[1] as usize][1 - d % 2]);
            }
        }
        let bends = bends(path);
        price += self.bend * bends as i32;
        // what is too dear without its crossings need not have them counted
        if !self.exact || price >= limit {
            return Value { price: price + self.crossing * passed as i32, bends, crossings: passed };
        }
        let mut crossings = 0;
        for i in 1..path.len().saturating_sub(1) {
            let here = &self.space.arrows_at[path[i] as usize];
            let cross = |&&(q, j): &&(u32, u32)| cross_from(path, i, &self.paths[q as usize], j as usize);
            crossings += here.iter().filter(cross).count() as u32;
            if price + self.crossing * crossings as i32 >= limit {
                break;
            }
        }
        Value { price: price + self.crossing * crossings as i32, bends, crossings }
    }

    /// The best path found that is cheaper than `limit`. With `split` each exit is searched by itself, so that up to four
    /// exits times four entries are compared by their exact value; the window grows until there is a path.
    pub(crate) fn best(
        &mut self,
        (from, to): (u32, u32),
        split: bool,
        margin: usize,
        limit: i32,
    ) -> Option<Vec<u32>> {
        let g = self.grid;
        let (a, b) = (g.at(from), g.at(to));
        let (from, to) = (from as usize, to as usize);
        let split = split && self.exact || from == to;
        let mut exits = [1_u8 << EAST, 1 << SOUTH, 1 << WEST, 1 << NORTH];
        let (dx, dy) = (b[0] as i64 - a[0] as i64, b[1] as i64 - a[1] as i64);
        // towards the goal first: an early good path lowers the limit for the other exits
        exits.sort_by_key(|&e| [-dx, -dy, dx, dy][e.trailing_zeros() as usize]);
        let exits: &[u8] = if split { &exits } else { &[EVERY_EXIT] };
        let slack = if self.exact || split { 2 * BEND } else { 1 };
        let (mut margin, mut path) = (margin, Vec::new());
        loop {
            let window = [
                a[0].min(b[0]).saturating_sub(margin),
                a[0].max(b[0]).saturating_add(margin),
                a[1].min(b[1]).saturating_sub(margin),
                a[1].max(b[1]).saturating_add(margin),
            ];
            let (mut limit_now, mut best) = (limit, None);
            for &exit in exits {
                self.search((from, to), exit, window, limit_now, slack, &mut path);
                for d in [EAST, SOUTH, WEST, NORTH] {
                    let same_side = from == to && exit == 1 << opposite(d);
                    if same_side || !self.trace(from, to, d, &mut path) {
                        continue;
                    }
                    let price = self.value(&path, limit_now).price;
                    if price < limit_now {
                        limit_now = price;
                        best = Some(path.clone());
                    }
                }
            }
            let everywhere = margin >= g.nx.max(g.ny);
            // an arrow that has a path already keeps it where the window holds no better one; one without a path must get one
            if best.is_some() || limit != i32::MAX || everywhere {
                return best;
            }
            margin = margin * 2 + 2;
        }
    }
}

/// What so many arrows add to the price of a piece of a line.
#[inline]
fn crowd(line: usize, d: usize, used: u16) -> i32 {
    let room = match (line % 2 == 1, d) {
        (true, EAST) => IN_ROW,
        (true, _) => IN_COLUMN,
        _ => IN_CHANNEL,
    };
    let used = i32::from(used);
    COMPANY * used + room.further * (used - room.arrows + 1).max(0)
}

fn refill<T: Clone>(list: &mut Vec<T>, n: usize, value: T) {
    list.clear();
    list.resize(n, value);
}

fn grow<T: Clone + Default>(list: &mut Vec<T>, n: usize) {
    if list.len() < n {
        list.resize(n, T::default());
    }
}

/// For each of `n` lines the way to line `goal`, at a price a step; sides are told by numbers so far apart.
fn to_go(list: &mut Vec<ToGo>, n: usize, goal: usize, step: i32, apart: u8) {
    list.clear();
    list.extend((0..n).map(|i| ToGo {
        price: step * goal.abs_diff(i) as i32,
        side: apart * (u8::from(i >= goal) + u8::from(i > goal)),
    }));
}

/// Takes the greatest of a heap and one more entry, which stays in the heap if it is not that.
fn take_least(heap: &mut BinaryHeap<Reverse<u64>>, other: Option<Reverse<u64>>) -> Option<Reverse<u64>> {
    let Some(other) = other else { return heap.pop() };
    match heap.peek_mut() {
        Some(mut top) if *top > other => Some(std::mem::replace(&mut *top, other)),
        _ => Some(other),
    }
}
