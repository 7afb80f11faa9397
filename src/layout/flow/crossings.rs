//! Step 3, crossings: how often two paths on the grid must cross, from the cyclic order at both ends of each shared run
//! (as for ordered bundles, Pupyrev et al. 2011).

use super::grid::direction;

/// The number of crossings that paths `p` and `q` cannot avoid. `find` gives the place of a node in `q`.
///
/// No path visits a node twice, but a self loop, which begins and ends at its box.
pub(super) fn crossings(p: &[u32], q: &[u32], find: impl Fn(u32) -> Option<usize>) -> u32 {
    let mut count = 0;
    let mut i = 0;
    while i < p.len() {
        let Some(j) = find(p[i]) else {
            i += 1;
            continue;
        };
        let forward = i + 1 < p.len() && j + 1 < q.len() && q[j + 1] == p[i + 1];
        let backward = i + 1 < p.len() && j > 0 && q[j - 1] == p[i + 1];
        if !forward && !backward {
            // one node in common: they cross where both go straight on
            if i > 0 && i + 1 < p.len() && j > 0 && j + 1 < q.len() {
                let (a, b) = (direction(p[i - 1], p[i]), direction(p[i], p[i + 1]));
                let (c, d) = (direction(q[j - 1], q[j]), direction(q[j], q[j + 1]));
                count += u32::from(a == b && c == d && a % 2 != c % 2);
            }
            i += 1;
            continue;
        }
        let step = |j: usize| if forward { Some(j + 1).filter(|&j| j < q.len()) } else { j.checked_sub(1) };
        let back = |j: usize| if forward { j.checked_sub(1) } else { Some(j + 1).filter(|&j| j < q.len()) };
        let (i0, j0) = (i, j);
        let (mut i1, mut j1) = (i, j);
        while let Some(j) = step(j1).filter(|&j| i1 + 1 < p.len() && p[i1 + 1] == q[j]) {
            i1 += 1;
            j1 = j;
        }
        if let (Some(qa), Some(qb)) = (back(j0), step(j1))
            && i0 > 0
            && i1 + 1 < p.len()
        {
            let clockwise = |from: usize, to: usize| (to + 4 - from) % 4;
            let s = direction(p[i0], p[i0 + 1]);
            let e = direction(p[i1], p[i1 - 1]);
            let p_first = clockwise(s, direction(p[i0], p[i0 - 1])) < clockwise(s, direction(q[j0], q[qa]));
            let p_last = clockwise(e, direction(p[i1], p[i1 + 1])) < clockwise(e, direction(q[j1], q[qb]));
            count += u32::from(p_first == p_last);
        }
        i = i1 + 1;
    }
    count
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
        let n = crossings(&p, &q, |n| q.iter().position(|&z| z == n));
        let r: Vec<u32> = q.iter().rev().copied().collect();
        assert_eq!(n, crossings(&p, &r, |n| r.iter().position(|&z| z == n)), "reversed");
        assert_eq!(n, crossings(&q, &p, |n| p.iter().position(|&z| z == n)), "exchanged");
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
