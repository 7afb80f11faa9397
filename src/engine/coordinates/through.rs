//! Step 9, lines through boxes: an arrow that enters a box above and one that leaves it below run on in one line, where they nearly do.
//!
//! The wish is one of the compaction's, so that whatever it moves, nothing comes to overlap.

use super::canvas::Canvas;
use crate::engine::routing::segments::End;

/// Lines of which one goes on less than this beside the other, in px, look broken.
const BROKEN: i64 = 16;
/// Times that lines are looked for: one that is mended can come near to another.
const ROUNDS: usize = 2;

impl Canvas<'_> {
    /// Brings lines above and below a box that are nearly in line into line, where that takes no more room and leaves fewer such.
    pub(crate) fn mend_lines(&mut self) {
        for _ in 0..ROUNDS {
            let broken = self.broken_lines();
            if broken.is_empty() {
                return;
            }
            let (at, warm, extent) = (self.at.clone(), self.warm.clone(), self.extent());
            let count = broken.len();
            self.through.extend(broken);
            let is_solved = self.pass(0);
            let (width, height) = self.extent();
            let is_better = width <= extent.0 && height <= extent.1 && self.broken_lines().len() < count;
            if !is_solved || !is_better {
                (self.at, self.warm) = (at, warm);
                return;
            }
        }
    }

    /// For each box the pieces of arrows above and below it that are the least off each other, but not in line.
    fn broken_lines(&self) -> Vec<(usize, usize)> {
        let boxes = self.problem.boxes();
        let (mut above, mut below) = (vec![Vec::new(); boxes], vec![Vec::new(); boxes]);
        for (i, s) in self.segments.iter().enumerate().filter(|(_, s)| s.axis == 0) {
            if let End::Box(b) = s.high_end {
                above[b].push(i);
            }
            if let End::Box(b) = s.low_end {
                below[b].push(i);
            }
        }
        let off = |a: usize, b: usize| (self.at.segment[a] - self.at.segment[b]).abs();
        let mut found = Vec::new();
        for (above, below) in above.iter().zip(&below) {
            let nearest = |&a: &usize| {
                let b = below.iter().copied().min_by_key(|&b| off(a, b))?;
                Some((a, b)).filter(|&(a, b)| (1..BROKEN).contains(&off(a, b)))
            };
            found.extend(above.iter().filter_map(nearest));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;
    use crate::engine::tests::oracle::look;

    #[test]
    fn lines_are_mended_and_nothing_overlaps() {
        let (mut before, mut after) = (0, 0);
        for seed in 0..12 {
            let chart = charts::generated(4, 5, 26, seed, 0.8);
            on_canvas(&chart, 6, |canvas, _, _| {
                assert!(canvas.compact(2));
                let (broken, extent) = (canvas.broken_lines().len(), canvas.extent());
                canvas.mend_lines();
                let left = canvas.broken_lines().len();
                assert!(left <= broken && canvas.extent() <= extent);
                assert_eq!(look(&chart, &canvas.drawing()).faults, Vec::<String>::new());
                (before, after) = (before + broken, after + left);
            });
        }
        assert!(before > 0 && after < before, "{before} {after}");
    }
}
