//! Step 4, segments: the straight pieces of the routes, each on one line of the grid.

use super::grid::{Grid, direction};
use crate::engine::problem::Problem;

/// What a segment ends at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// A box.
    Box(usize),
    /// A bend: the next segment of the arrow.
    Bend(usize),
}

/// A straight piece of an arrow.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// Its arrow.
    pub(crate) arrow: usize,
    /// The axis on which it has one coordinate: 0 for a vertical segment, 1 for a horizontal one.
    pub(crate) axis: usize,
    /// Its line of the grid on that axis.
    pub(crate) line: usize,
    /// Line across at which it begins, from the left or the top.
    pub(crate) low: usize,
    /// Line across at which it ends.
    pub(crate) high: usize,
    /// Places of its two ends in the arrow's path, in the arrow's direction.
    pub(crate) path: (usize, usize),
    /// Whether the arrow runs from its low end to its high end.
    pub(crate) forward: bool,
    /// What is at the low end.
    pub(crate) low_end: End,
    /// What is at the high end.
    pub(crate) high_end: End,
    /// Its place among the segments of its line, from the left or the top.
    pub(crate) rank: usize,
}

/// The segments of all routes, and those of each arrow in the arrow's direction.
pub(crate) fn segments(
    problem: &Problem<'_>,
    grid: &Grid,
    paths: &[Vec<u32>],
) -> (Vec<Segment>, Vec<Vec<usize>>) {
    let mut all: Vec<Segment> = Vec::new();
    let mut of = Vec::with_capacity(paths.len());
    for (arrow, path) in paths.iter().enumerate() {
        let (from, to) = problem.ends(arrow);
        let first = all.len();
        let mut a = 0;
        while a + 1 < path.len() {
            let d = direction(path[a], path[a + 1]);
            let mut b = a + 1;
            while b + 1 < path.len() && direction(path[b], path[b + 1]) == d {
                b += 1;
            }
            let (s, e) = (grid.at(path[a]), grid.at(path[b]));
            let along = d % 2;
            let (low, high) = (s[along].min(e[along]), s[along].max(e[along]));
            all.push(Segment {
                arrow,
                axis: 1 - along,
                line: s[1 - along],
                low,
                high,
                path: (a, b),
                forward: d < 2,
                low_end: End::Box(from),
                high_end: End::Box(to),
                rank: 0,
            });
            a = b;
        }
        let last = all.len();
        for (s, segment) in all.iter_mut().enumerate().skip(first) {
            let start = if s == first { End::Box(from) } else { End::Bend(s - 1) };
            let end = if s + 1 == last { End::Box(to) } else { End::Bend(s + 1) };
            (segment.low_end, segment.high_end) = if segment.forward { (start, end) } else { (end, start) };
        }
        of.push((first..last).collect());
    }
    (all, of)
}

#[cfg(test)]
mod tests {
    use super::End;
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;

    #[test]
    fn the_segments_of_an_arrow_are_its_path() {
        on_canvas(&charts::generated(4, 8, 60, 2, 0.8), 6, |canvas, routes, grid| {
            assert_eq!(canvas.of_arrow.len(), routes.paths.len());
            for (arrow, path) in routes.paths.iter().enumerate() {
                let list = &canvas.of_arrow[arrow];
                let (from, to) = canvas.problem.ends(arrow);
                let mut at = 0;
                for (k, &i) in list.iter().enumerate() {
                    let s = &canvas.segments[i];
                    assert_eq!((s.arrow, s.path.0), (arrow, at));
                    at = s.path.1;
                    let ends = [s.path.0, s.path.1].map(|p| grid.at(path[p]));
                    let along = 1 - s.axis;
                    assert!(ends.iter().all(|e| e[s.axis] == s.line), "on its line");
                    let places = ends.map(|e| e[along]);
                    let wanted = if s.forward { [s.low, s.high] } else { [s.high, s.low] };
                    assert_eq!(places, wanted);
                    let start = if k == 0 { End::Box(from) } else { End::Bend(list[k - 1]) };
                    let end = if k + 1 == list.len() { End::Box(to) } else { End::Bend(list[k + 1]) };
                    let found = if s.forward { (s.low_end, s.high_end) } else { (s.high_end, s.low_end) };
                    assert_eq!(found, (start, end));
                    assert!(k == 0 || canvas.segments[list[k - 1]].axis != s.axis, "at right angles");
                }
                assert_eq!(at + 1, path.len());
            }
        });
    }
}
