//! Step 4, bundles: the order of the segments on one line, and with it the order of the arrows on each side of a box.
//!
//! Two segments are ordered by where their arrows part, forwards, then backwards, then by a rule for parallel arrows
//! (ordered bundles: Pupyrev et al. 2011); a topological sort gives the ranks.

use super::grid::{EAST, SOUTH, direction};
use super::segments::{End, Segment};
use crate::engine::regime::WISHES;
use crate::engine::tools::graph::topological_order;
use std::cmp::{Ordering, Reverse};

/// Ranks the segments of every line. Returns how many contradictions had to be cut: each may be a crossing more.
pub(crate) fn order_bundles(paths: &[Vec<u32>], segments: &mut [Segment]) -> usize {
    let mut by_line: Vec<usize> = (0..segments.len()).collect();
    by_line.sort_by_key(|&i| (segments[i].axis, segments[i].line, segments[i].low, segments[i].high, i));
    let mut cut = 0;
    let mut start = 0;
    while start < by_line.len() {
        let line = |i: usize| (segments[by_line[i]].axis, segments[by_line[i]].line);
        let end = (start..by_line.len()).find(|&i| line(i) != line(start)).unwrap_or(by_line.len());
        let list = &by_line[start..end];
        let (order, broken) = order_line(paths, segments, list);
        cut += broken;
        for (rank, &k) in order.iter().enumerate() {
            segments[list[k]].rank = rank;
        }
        start = end;
    }
    cut
}

/// The order of the segments `list` of one line, which are sorted by their low ends.
fn order_line(paths: &[Vec<u32>], segments: &[Segment], list: &[usize]) -> (Vec<usize>, usize) {
    let n = list.len();
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut before = vec![0_usize; n];
    let mut wishes = Vec::new();
    for a in 0..n {
        for b in a + 1..n {
            let (s, t) = (&segments[list[a]], &segments[list[b]]);
            if t.low > s.high {
                break;
            }
            if t.low < s.high {
                let (first, second) = match compare(paths, s, t) {
                    Some(Ordering::Less) => (a, b),
                    Some(_) => (b, a),
                    None => continue,
                };
                after[first].push(second);
                before[second] += 1;
            } else if let (Some(x), Some(y)) =
                (turn(segments, s.high_end, s.line), turn(segments, t.low_end, t.line))
                && x != y
            {
                // end to end: apart by the side to which each turns, if nothing stands against it
                wishes.push(if y { (a, b) } else { (b, a) });
            }
        }
    }
    grant(&wishes, &mut after, &mut before);
    let chain = chains(&after);
    // tracks (the constrained left edge of channel routing, Hashimoto, Stevens 1971): each is filled with what nothing
    // left must come before, the longest chains first
    let mut ready: Vec<usize> = (0..n).filter(|&i| before[i] == 0).collect();
    let (mut order, mut done, mut cut, mut next) = (Vec::with_capacity(n), vec![false; n], 0, 0);
    while order.len() < n {
        if ready.is_empty() {
            // a contradiction: the first of those left goes on
            while done[next] {
                next += 1;
            }
            cut += 1;
            ready.push(next);
        }
        ready.sort_unstable_by_key(|&i| (Reverse(chain[i]), i));
        let mut track: Vec<usize> = Vec::new();
        ready.retain(|&i| {
            let s = &segments[list[i]];
            let free = track.iter().all(|&o| {
                let t = &segments[list[o]];
                s.high <= t.low || t.high <= s.low
            });
            if free {
                track.push(i);
            }
            !free
        });
        track.sort_unstable();
        for &u in &track {
            done[u] = true;
            order.push(u);
        }
        for &u in &track {
            for &w in &after[u] {
                before[w] = before[w].saturating_sub(1);
                if before[w] == 0 && !done[w] && !ready.contains(&w) {
                    ready.push(w);
                }
            }
        }
    }
    (order, cut)
}

/// For each segment the number of those that must follow each other after it; 0 on a cycle.
fn chains(after: &[Vec<usize>]) -> Vec<usize> {
    let order = topological_order(after.len(), |u| after[u as usize].iter().map(|&w| w as u32));
    let mut chain = vec![0; after.len()];
    for &u in order.iter().rev() {
        chain[u as usize] = after[u as usize].iter().map(|&w| chain[w] + 1).max().unwrap_or(0);
    }
    chain
}

/// Adds the wished orders that close no cycle.
fn grant(wishes: &[(usize, usize)], after: &mut [Vec<usize>], before: &mut [usize]) {
    if wishes.len() > WISHES {
        return;
    }
    let mut seen = vec![usize::MAX; before.len()];
    let mut stack = Vec::new();
    for (k, &(a, b)) in wishes.iter().enumerate() {
        stack.push(b);
        let mut cycle = false;
        while let Some(u) = stack.pop() {
            cycle |= u == a;
            if !cycle && std::mem::replace(&mut seen[u], k) != k {
                stack.extend(&after[u]);
            }
        }
        if !cycle {
            after[a].push(b);
            before[b] += 1;
        }
    }
}

/// To which side the arrow turns at an end of a segment on `line`: after or before; none at a box.
fn turn(segments: &[Segment], end: End, line: usize) -> Option<bool> {
    match end {
        End::Box(_) => None,
        End::Bend(o) => Some(segments[o].low == line && segments[o].high > line),
    }
}

/// A walk along a path from one of its nodes, with the path's direction or against it.
#[derive(Clone, Copy)]
struct Walk<'a> {
    path: &'a [u32],
    at: usize,
    up: bool,
}

impl Walk<'_> {
    /// Where the next step goes.
    fn next(&self) -> Option<(usize, usize)> {
        let k = if self.up { self.at + 1 } else { self.at.checked_sub(1)? };
        let next = self.path.get(k)?;
        Some((k, direction(self.path[self.at], *next)))
    }
}

/// Walks on from a node that both share, going `d`, until they part: less is the one that turns to the left there. And
/// whether they part at that very node.
fn part(mut a: Walk<'_>, mut b: Walk<'_>, mut d: usize) -> (Ordering, bool) {
    let mut at_once = true;
    loop {
        let (Some((i, da)), Some((j, db))) = (a.next(), b.next()) else {
            return (Ordering::Equal, at_once);
        };
        if da != db {
            let side = |x: usize| match (x + 4 - d) % 4 {
                1 => 1,
                3 => -1,
                _ => 0,
            };
            return (side(da).cmp(&side(db)), at_once);
        }
        (a.at, b.at, d, at_once) = (i, j, da, false);
    }
}

/// Which of two overlapping segments of one line lies before the other; none where they cross once either way.
fn compare(paths: &[Vec<u32>], s: &Segment, t: &Segment) -> Option<Ordering> {
    let walk = |s: &Segment, line: usize, grow: bool| {
        let at = if s.forward { s.path.0 + line - s.low } else { s.path.1 - (line - s.low) };
        (at, s.forward == grow)
    };
    let both = |line: usize, grow: bool, d: usize| {
        let ((i, iu), (j, ju)) = (walk(s, line, grow), walk(t, line, grow));
        let (p, q) = (&paths[s.arrow], &paths[t.arrow]);
        part(Walk { path: p, at: i, up: iu }, Walk { path: q, at: j, up: ju }, d)
    };
    // to the left is above for a walker going east, but after for one going south
    let aside = |o: Ordering| if s.axis == 1 { o } else { o.reverse() };
    let ahead = if s.axis == 1 { EAST } else { SOUTH };
    let (high, at_once) = both(s.high.min(t.high), true, ahead);
    let (low, too) = both(s.low.max(t.low), false, ahead + 2);
    if at_once && too && high != Ordering::Equal && high == low {
        return None;
    }
    Some(if high != Ordering::Equal {
        aside(high)
    } else if low != Ordering::Equal {
        aside(low.reverse())
    } else {
        parallel(s, t, &paths[s.arrow], &paths[t.arrow])
    })
}

/// Two arrows on one way from box to box: the one that runs forward lies above or to the left, else the model's order holds.
fn parallel(s: &Segment, t: &Segment, p: &[u32], q: &[u32]) -> Ordering {
    let whole = |s: &Segment, p: &[u32]| s.path.0 == 0 && s.path.1 + 1 == p.len();
    if whole(s, p) {
        return t.forward.cmp(&s.forward).then(s.arrow.cmp(&t.arrow));
    }
    // a self loop begins and ends at one node: its second node tells its direction
    let canonical = |p: &[u32]| p[0] < p[p.len() - 1] || p[0] == p[p.len() - 1] && p[1] < p[p.len() - 2];
    let (pc, qc) = (canonical(p), canonical(q));
    let o = qc.cmp(&pc).then(s.arrow.cmp(&t.arrow));
    let o = if s.forward == pc { o } else { o.reverse() };
    if s.axis == 1 { o } else { o.reverse() }
}

#[cfg(test)]
mod tests {
    use super::super::crossings::crossings;
    use super::super::segments::segments;
    use super::order_bundles;
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;
    use crate::engine::tests::oracle::look;

    #[test]
    fn arrows_on_one_line_lie_in_the_order_in_which_they_part() {
        // from one box along the channel below to three others, ever farther: the one that turns off first lies lowest
        let chart = charts::chart(
            2,
            &[(0, 0), (1, 1), (1, 2), (1, 3)],
            &[(0, 1, "near"), (0, 2, "farther"), (0, 3, "far")],
        );
        on_canvas(&chart, 4, |canvas, _, _| {
            assert!(canvas.compact(2));
            assert_eq!(look(&chart, &canvas.drawing()).crossings, 0);
        });
    }

    #[test]
    fn the_order_adds_no_crossing_to_those_that_the_routes_must_have() {
        for seed in 0..6 {
            let chart = charts::generated(4, 8, 60, seed, 0.8);
            on_canvas(&chart, 6, |canvas, routes, grid| {
                let (mut again, _) = segments(canvas.problem, grid, &routes.paths);
                let cut = order_bundles(&routes.paths, &mut again);
                assert!(again.iter().zip(&canvas.segments).all(|(a, b)| a.rank == b.rank));
                let mut least = 0;
                for (i, p) in routes.paths.iter().enumerate() {
                    for q in &routes.paths[..i] {
                        least += crossings(p, q) as usize;
                    }
                }
                assert!(canvas.compact(1));
                let found = look(&chart, &canvas.drawing());
                assert!(found.crossings <= least + cut, "{} of {least}, {cut} cut", found.crossings);
            });
        }
    }
}
