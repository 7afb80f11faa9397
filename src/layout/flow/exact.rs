//! Step 2c, the proof: branch and bound over all placements (Land, Doig 1960).
//!
//! Classes are placed one after the other, the best connected first. A class joins a column or opens one in a gap, so the
//! columns are an ordered set partition and every placement is met once; mirror images are halved at the second column.
//! What is left out of the bound (crossings, detours) only adds to the cost, so every placement that can beat the
//! incumbent is among the leaves, and routing those decides.

use super::bends::least_bends;
use super::cells::Cells;
use super::problem::Problem;
use super::surrogate::{Scratch, Surrogate};

/// What the search found.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaves {
    /// Placements whose bound is below the incumbent's cost, least bound first.
    pub(super) list: Vec<(i32, Cells)>,
    /// Partial placements looked at.
    pub(super) nodes: u64,
    /// Whether all were looked at.
    pub(super) complete: bool,
}

/// Most leaves kept: more than that cannot be routed anyway.
const MOST_LEAVES: usize = 200_000;

/// All placements of at most `rows` rows a band whose bound is below `incumbent`, within `nodes` partial placements.
pub(super) fn enumerate(
    problem: &Problem<'_>,
    surrogate: &Surrogate,
    rows: usize,
    incumbent: i32,
    nodes: u64,
) -> Leaves {
    let mut search = Search::new(problem, surrogate, rows, incumbent, nodes);
    let (k, n) = (problem.classes(), problem.boxes());
    search.descend(0, &Cells { column: vec![0; k], row: vec![0; n] }, 0);
    let mut leaves = search.leaves;
    leaves.list.sort();
    leaves
}

struct Search<'a> {
    problem: &'a Problem<'a>,
    surrogate: &'a Surrogate,
    rows: usize,
    incumbent: i32,
    limit: u64,
    /// The classes in the order in which they are placed.
    order: Vec<usize>,
    depth: Vec<Depth>,
    scratch: Scratch,
    leaves: Leaves,
    /// Whether mirror images are both looked at, because pins tell them apart.
    mirrored: bool,
    /// Bands in which a row may stay empty, because pins say so.
    pinned_band: Vec<bool>,
}

/// What is known when so many classes are placed.
#[derive(Clone, Debug, Default)]
struct Depth {
    /// Arrows with both ends placed.
    arrows: Vec<(u8, u8)>,
    /// Arrows with one end placed, to another band: class of the other end, and the box placed.
    half: Vec<(u8, u8)>,
    /// What the arrows that are not in `arrows` cost at least.
    rest: i32,
    /// Boxes of each band that are not placed.
    left: Vec<u8>,
}

impl<'a> Search<'a> {
    fn new(
        problem: &'a Problem<'a>,
        surrogate: &'a Surrogate,
        rows: usize,
        incumbent: i32,
        limit: u64,
    ) -> Self {
        let order = connected_order(problem);
        let mut pinned_band = vec![false; problem.bands];
        for (i, pin) in problem.row_pin.iter().enumerate() {
            pinned_band[problem.band(i)] |= pin.is_some();
        }
        let depth = (0..=order.len()).map(|d| Depth::new(problem, surrogate, &order[..d])).collect();
        let leaves = Leaves { complete: true, ..Leaves::default() };
        Self {
            problem,
            surrogate,
            rows,
            incumbent,
            limit,
            order,
            depth,
            scratch: surrogate.scratch(),
            leaves,
            mirrored: problem.column_pin.iter().any(Option::is_some),
            pinned_band,
        }
    }

    /// Places the class at `d` in every way whose bound is good enough, the most promising first.
    fn descend(&mut self, d: usize, cells: &Cells, columns: usize) {
        if !self.leaves.complete {
            return;
        }
        self.leaves.nodes += 1;
        if self.leaves.nodes > self.limit || self.leaves.list.len() >= MOST_LEAVES {
            self.leaves.complete = false;
            return;
        }
        let Some(&class) = self.order.get(d) else {
            if let Some(bound) = self.bound(d, cells, columns) {
                self.leaves.list.push((bound, cells.clone()));
            }
            return;
        };
        let members = &self.problem.members[class];
        let free: Vec<usize> =
            members.iter().copied().filter(|&i| self.problem.row_pin[i].is_none()).collect();
        let ways = self.rows.pow(free.len() as u32);
        let mut found: Vec<(i32, Cells, usize)> = Vec::new();
        // below `columns` the class joins a column, from there on it opens one in a gap
        for code in 0..=2 * columns {
            if columns == 1 && code == 1 && !self.mirrored {
                continue;
            }
            let (mut next, next_columns) = self.put(d, class, cells, code, columns);
            if next_columns > 64 || !self.keeps_column_order(d, &next) {
                continue;
            }
            for way in 0..ways {
                let mut z = way;
                for &i in &free {
                    next.row[i] = (z % self.rows) as u16;
                    z /= self.rows;
                }
                if let Some(bound) = self.bound(d + 1, &next, next_columns) {
                    found.push((bound, next.clone(), next_columns));
                }
            }
        }
        found.sort();
        for (_, next, columns) in found {
            self.descend(d + 1, &next, columns);
        }
    }

    fn put(&self, d: usize, class: usize, cells: &Cells, code: usize, columns: usize) -> (Cells, usize) {
        let mut next = cells.clone();
        let joins = code < columns;
        let column = if joins { code } else { code - columns } as u16;
        if !joins {
            for &c in &self.order[..d] {
                if next.column[c] >= column {
                    next.column[c] += 1;
                }
            }
        }
        next.column[class] = column;
        for &i in &self.problem.members[class] {
            next.row[i] = self.problem.row_pin[i].unwrap_or(0);
        }
        (next, columns + usize::from(!joins))
    }

    /// Whether the columns of pinned classes are in the order of their pins.
    fn keeps_column_order(&self, d: usize, cells: &Cells) -> bool {
        let class = self.order[d];
        let Some(pin) = self.problem.column_pin[class] else {
            return true;
        };
        self.order[..d].iter().all(|&o| {
            self.problem.column_pin[o]
                .is_none_or(|p| p.cmp(&pin) == cells.column[o].cmp(&cells.column[class]))
        })
    }

    /// A bound of every placement that begins like this one; none when it reaches the incumbent, or two boxes share a cell.
    fn bound(&mut self, d: usize, cells: &Cells, columns: usize) -> Option<i32> {
        let (sur, s, depth) = (self.surrogate, &mut self.scratch, &self.depth[d]);
        let mut used = [0_u64; 64];
        for &c in &self.order[..d] {
            for &i in &self.problem.members[c] {
                used[sur.band[i] as usize] |= 1 << cells.row[i];
            }
        }
        let (mut first, mut rows) = ([0_u8; 64], 0_u32);
        for b in 0..sur.bands {
            first[b] = rows as u8;
            let count = used[b].count_ones();
            // a band whose boxes are not placed yet has a row at least
            rows += if count == 0 { u32::from(depth.left[b] > 0) } else { count };
            // rows are used from the first on, or the same placement would be met again
            let gaps = used[b] & (used[b] + 1) != 0;
            if depth.left[b] == 0 && gaps && !self.pinned_band[b] {
                return None;
            }
        }
        if rows > 64 {
            return None;
        }
        s.masks.row[..rows as usize].fill(0);
        s.masks.column[..columns].fill(0);
        for &c in &self.order[..d] {
            let column = cells.column[c];
            for &i in &self.problem.members[c] {
                let b = sur.band[i] as usize;
                let row = first[b] + (used[b] & ((1 << cells.row[i]) - 1)).count_ones() as u8;
                if s.masks.row[row as usize] >> column & 1 == 1 {
                    return None;
                }
                s.masks.row[row as usize] |= 1 << column;
                s.masks.column[column as usize] |= 1 << row;
                (s.row[i], s.column[i]) = (row, column as u8);
            }
        }
        let w = &sur.weights;
        let mut total = w.band_lane * rows as i32 + w.class_lane * columns as i32 + depth.rest;
        if total >= self.incumbent {
            return None;
        }
        let (mut bends, mut across, mut down) = (0, 0, 0);
        for &(a, b) in &depth.arrows {
            let (a, b) = (a as usize, b as usize);
            let at = |i: usize| (u32::from(s.row[i]), u32::from(s.column[i]));
            bends += least_bends(&s.masks, at(a), at(b));
            across += s.column[a].abs_diff(s.column[b]) as i32;
            down += s.row[a].abs_diff(s.row[b]) as i32;
        }
        total += w.bend * bends as i32 + w.class_step * across + w.band_step * down;
        if total >= self.incumbent {
            return None;
        }
        // a class not placed yet will stand in one column: its arrows from other bands' boxes elsewhere bend at least once
        for arrows in depth.half.chunk_by(|a, b| a.0 == b.0) {
            let mut count = [0_u8; 64];
            let mut most = 0;
            for &(_, i) in arrows {
                let c = &mut count[s.column[i as usize] as usize];
                *c += 1;
                most = most.max(*c);
            }
            total += (arrows.len() as i32 - i32::from(most)) * (w.bend + w.class_step);
        }
        (total < self.incumbent).then_some(total)
    }
}

impl Depth {
    fn new(problem: &Problem<'_>, surrogate: &Surrogate, placed: &[usize]) -> Self {
        let is_placed = |i: u8| placed.contains(&problem.class[i as usize]);
        let mut depth = Self { left: vec![0; problem.bands], ..Self::default() };
        let level = levels(surrogate);
        let w = &surrogate.weights;
        for &(a, b) in &surrogate.arrows {
            let apart = level[a as usize].abs_diff(level[b as usize]);
            let (at_a, at_b) = (is_placed(a), is_placed(b));
            if at_a && at_b {
                depth.arrows.push((a, b));
                continue;
            }
            depth.rest += match (a == b, apart) {
                // a self loop has three bends; two boxes of a band are a row or a column apart
                (true, _) => 3 * w.bend,
                (_, 0) => w.band_step.min(w.class_step),
                (_, d) => w.band_step * i32::from(d),
            };
            if at_a != at_b && apart > 0 {
                let (inner, outer) = if at_a { (a, b) } else { (b, a) };
                depth.half.push((surrogate.class[outer as usize], inner));
            }
        }
        depth.half.sort_unstable();
        for (i, &b) in surrogate.band.iter().enumerate() {
            depth.left[b as usize] += u8::from(!is_placed(i as u8));
        }
        depth
    }
}

/// For each box the number of bands with boxes above its own: so many rows at least are above it.
fn levels(surrogate: &Surrogate) -> Vec<u8> {
    let mut rank = [0_u8; 65];
    for &b in &surrogate.band {
        rank[b as usize + 1] = 1;
    }
    for b in 0..64 {
        rank[b + 1] += rank[b];
    }
    surrogate.band.iter().map(|&b| rank[b as usize]).collect()
}

/// The classes, each next one the best connected to those before it.
fn connected_order(problem: &Problem<'_>) -> Vec<usize> {
    let neighbours = problem.class_neighbours();
    let mut order: Vec<usize> = Vec::new();
    let mut links = vec![0_usize; problem.classes()];
    while order.len() < problem.classes() {
        let best = (0..problem.classes())
            .filter(|c| !order.contains(c))
            .max_by_key(|&c| (links[c], neighbours[c].len(), usize::MAX - c))
            .unwrap_or(0);
        for &d in &neighbours[best] {
            links[d] += 1;
        }
        order.push(best);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::super::cells::Cells;
    use super::super::problem::Problem;
    use super::super::rng::Rng;
    use super::super::surrogate::Surrogate;
    use super::super::tests::charts::chart;
    use super::enumerate;
    use std::collections::BTreeSet;

    /// Least bound of all placements on a few columns and two rows, one by one.
    fn by_hand(problem: &Problem<'_>, surrogate: &Surrogate, columns: usize, rows: usize) -> i32 {
        let (k, n) = (problem.classes(), problem.boxes());
        let mut scratch = surrogate.scratch();
        let mut best = i32::MAX;
        for mut code in 0..columns.pow(k as u32) * rows.pow(n as u32) {
            let mut digit = |base: usize| {
                let d = code % base;
                code /= base;
                d as u16
            };
            let column = (0..k).map(|_| digit(columns)).collect();
            let row = (0..n).map(|_| digit(rows)).collect();
            let bound = surrogate.bound(&Cells { column, row }, &mut scratch);
            best = best.min(bound.unwrap_or(i32::MAX));
        }
        best
    }

    #[test]
    fn the_least_bound_is_that_of_all_placements() {
        let mut rng = Rng::new(11);
        for _ in 0..12 {
            let boxes: Vec<(usize, usize)> = (0..5).map(|i| (rng.below(3), i % 4)).collect();
            let arrows: Vec<(usize, usize, &str)> =
                (0..6).map(|_| (rng.below(5), rng.below(5), "")).collect();
            let c = chart(3, &boxes, &arrows);
            let problem = Problem::new(&c);
            let k = problem.classes();
            let surrogate = Surrogate::new(&problem, k).unwrap();
            let best = by_hand(&problem, &surrogate, k, 2);
            let found = enumerate(&problem, &surrogate, 2, best + 40, 1_000_000);
            assert!(found.complete);
            assert_eq!(found.list[0].0, best);
            assert!(enumerate(&problem, &surrogate, 2, best, 1_000_000).list.is_empty());
        }
    }

    #[test]
    fn every_placement_is_met_once() {
        let c = chart(2, &[(0, 0), (0, 1), (1, 2)], &[(0, 1, ""), (1, 2, "")]);
        let problem = Problem::new(&c);
        let surrogate = Surrogate::new(&problem, 3).unwrap();
        let found = enumerate(&problem, &surrogate, 2, i32::MAX, 1_000_000);
        let all: BTreeSet<_> = found
            .list
            .iter()
            .map(|(_, cells)| super::super::cells::Placement::new(&problem, cells))
            .collect();
        assert_eq!(all.len(), found.list.len());
    }
}
