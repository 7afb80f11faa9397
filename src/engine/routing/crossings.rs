//! Step 3, crossings: how often two paths on the grid must cross, from the cyclic order at both ends of each shared run
//! (as for ordered bundles, Pupyrev et al. 2011).

use super::grid::direction;

/// Whether paths `p` and `q` must cross where they meet at inner nodes `p[i]` and `q[j]`: at that node alone, or on the shared
/// run that starts there in `p`. A run is counted where it starts, so it is no crossing where it goes on.
///
/// No path visits a node twice, but a self loop, which begins and ends at its box.
pub(crate) fn cross_from(p: &[u32], i: usize, q: &[u32], j: usize) -> bool {
    if q[j - 1] == p[i - 1] || q[j + 1] == p[i - 1] {
        return false;
    }
    let forward = q[j + 1] == p[i + 1];
    if !forward && q[j - 1] != p[i + 1] {
        // one node in common: they cross where both go straight on
        let (a, b) = (direction(p[i - 1], p[i]), direction(p[i], p[i + 1]));
        let (c, d) = (direction(q[j - 1], q[j]), direction(q[j], q[j + 1]));
        return a == b && c == d && a % 2 != c % 2;
    }
    let step = |j: usize| if forward { Some(j + 1).filter(|&j| j < q.len()) } else { j.checked_sub(1) };
    let (mut i1, mut j1) = (i, j);
    while let Some(j) = step(j1).filter(|&j| i1 + 1 < p.len() && p[i1 + 1] == q[j]) {
        i1 += 1;
        j1 = j;
    }
    let before = q[if forward { j - 1 } else { j + 1 }];
    let (Some(after), true) = (step(j1), i1 + 1 < p.len()) else { return false };
    let clockwise = |from: usize, to: usize| (to + 4 - from) % 4;
    let s = direction(p[i], p[i + 1]);
    let e = direction(p[i1], p[i1 - 1]);
    let p_first = clockwise(s, direction(p[i], p[i - 1])) < clockwise(s, direction(q[j], before));
    let p_last = clockwise(e, direction(p[i1], p[i1 + 1])) < clockwise(e, direction(q[j1], q[after]));
    p_first == p_last
}

/// The number of crossings that paths `p` and `q` cannot avoid.
pub(crate) fn crossings(p: &[u32], q: &[u32]) -> u32 {
    let inner = |path: &[u32]| 1..path.len().saturating_sub(1);
    let at = |i: usize| inner(q).find(|&j| q[j] == p[i]);
    inner(p).filter(|&i| at(i).is_some_and(|j| cross_from(p, i, q, j))).count() as u32
}

#[cfg(test)]
mod tests {
    use super::crossings;

    /// Paths on a grid 10 wide, given as corners.
    fn path(corners: &[(u32, u32)]) -> Vec<u32> {
        let mut out = vec![corners[0].1 * 10 + corners[0].0];
        for w in corners.windows(2) {
            let ((x, y), (x2, y2)) = (w[0], w[1]);
            let steps = x.abs_diff(x2) + y.abs_diff(y2);
            for k in 1..=steps {
                let go = |a: u32, b: u32| {
                    if b > a {
                        a + k
                    } else if b < a {
                        a - k
                    } else {
                        a
                    }
                };
                out.push(go(y, y2) * 10 + go(x, x2));
            }
        }
        out
    }

    fn count(a: &[(u32, u32)], b: &[(u32, u32)]) -> u32 {
        let (p, q) = (path(a), path(b));
        let n = crossings(&p, &q);
        let r: Vec<u32> = q.iter().rev().copied().collect();
        assert_eq!(n, crossings(&p, &r), "reversed");
        assert_eq!(n, crossings(&q, &p), "exchanged");
        n
    }

    #[test]
    fn a_plain_crossing_and_a_touch() {
        assert_eq!(count(&[(0, 2), (5, 2)], &[(2, 0), (2, 5)]), 1);
        assert_eq!(count(&[(0, 2), (5, 2)], &[(2, 0), (2, 2), (2, 2)]), 0);
        assert_eq!(count(&[(0, 2), (2, 2), (2, 4)], &[(2, 0), (2, 2), (4, 2)]), 0);
    }

    #[test]
    fn a_shared_run_crosses_where_the_sides_change() {
        // b comes from above and leaves above: it can stay above a
        assert_eq!(count(&[(0, 2), (8, 2)], &[(2, 0), (2, 2), (5, 2), (5, 0)]), 0);
        // b comes from above and leaves below
        assert_eq!(count(&[(0, 2), (8, 2)], &[(2, 0), (2, 2), (5, 2), (5, 4)]), 1);
        // the same, where a turns at the end of the run as well
        assert_eq!(count(&[(0, 2), (5, 2), (5, 0)], &[(2, 4), (2, 2), (7, 2)]), 0);
        assert_eq!(count(&[(0, 2), (5, 2), (5, 4)], &[(2, 4), (2, 2), (7, 2)]), 1);
    }

    #[test]
    fn a_run_that_ends_at_a_box_costs_nothing() {
        assert_eq!(count(&[(0, 2), (5, 2)], &[(0, 2), (3, 2), (3, 4)]), 0);
    }
}
