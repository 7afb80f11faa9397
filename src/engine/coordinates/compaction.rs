//! Step 7, compaction: x and y in turn (one-dimensional compaction: Klau, Mutzel 1999; Rüegg et al. 2016).

use super::canvas::{Canvas, Solver};
use super::frame::NO_VARIABLE;
use super::rough;
use super::simplex::Simplex;
use super::system::System;
use crate::engine::regime::{BALANCES, PIVOTS, Size, Traffic};

impl Canvas<'_> {
    /// Compacts from the sparse start, `rounds` times x and then y. False, with the canvas left in between, when a system
    /// has no solution, which its construction excludes.
    pub(crate) fn compact(&mut self, rounds: usize) -> bool {
        self.spread();
        self.compactions += 1;
        self.set_reach();
        for round in 0..rounds {
            let before = (round > 0).then(|| self.warm.clone());
            let done = self.pass(0);
            // reach is told by the sparse start's rows, which the next pass moves
            if round == 0 {
                self.reach.fill(None);
            }
            if !done || !self.pass(1) {
                return false;
            }
            // what a round leaves as it was, the next leaves as well
            if before.is_some_and(|before| before == self.warm) {
                break;
            }
        }
        true
    }

    /// Solves one axis and moves everything there.
    pub(crate) fn pass(&mut self, axis: usize) -> bool {
        // taken out while the canvas is looked at
        let mut system = std::mem::take(&mut self.systems[axis]);
        system.renew(self, axis);
        system.wish();
        let is_solved = match self.solver {
            Solver::Simplex => self.solve(&system),
            Solver::ToStart => self.solve_roughly(&mut system, false),
            Solver::ToEnd => self.solve_roughly(&mut system, true),
        };
        // where labels are searched the next is soon, and elsewhere memory is worth more
        if self.problem.size() <= Size::Ordinary && self.problem.traffic() <= Traffic::Crowded {
            self.systems[axis] = system;
        } else {
            self.simplex = Simplex::default();
        }
        is_solved
    }

    fn solve(&mut self, system: &System) -> bool {
        let mut simplex = std::mem::take(&mut self.simplex);
        let warm = &self.warm[system.axis];
        let found = simplex.solve(system.variables, &system.arcs, system.source, warm, PIVOTS);
        let is_solved = found.is_some();
        if let Some(x) = found {
            self.apply(system, x);
        }
        self.simplex = simplex;
        is_solved
    }

    /// Everything near the sheet's start, or its end.
    fn solve_roughly(&mut self, system: &mut System, to_end: bool) -> bool {
        if to_end {
            for a in &mut system.arcs {
                (a.from, a.to) = (a.to, a.from);
            }
        }
        let Some(mut x) = rough::solve(system.variables, &system.arcs) else { return false };
        if to_end {
            x.iter_mut().for_each(|v| *v = -*v);
        }
        self.apply(system, &x);
        true
    }

    fn apply(&mut self, system: &System, x: &[i32]) {
        let axis = system.axis;
        self.warm[axis].clear();
        self.warm[axis].extend_from_slice(x);
        let origin = i64::from(x[system.source]);
        let value = |v: usize| i64::from(x[v]) - origin;
        for (c, middle) in self.at.tie[axis].iter_mut().enumerate() {
            *middle = value(c);
        }
        for (b, edges) in system.frame.edges.iter().enumerate() {
            let [low, high] = edges.map(|(v, offset)| value(v) + offset);
            (self.at.low[axis][b], self.at.high[axis][b]) = (low, high);
        }
        for (i, &v) in system.frame.segment.iter().enumerate() {
            if v != NO_VARIABLE {
                self.at.segment[i] = value(v);
            }
        }
        for (i, &v) in system.label.iter().enumerate() {
            if v != NO_VARIABLE {
                self.at.label[axis][i] = value(v);
            }
        }
        if axis == self.placement.band_axis {
            self.at.cut.clear();
            self.at.cut.extend((0..system.frame.cuts).map(|strip| value(system.cut(strip))));
        }
    }

    /// A box that grew to one side grows to the other as well, so that it stays in line with the others: along the
    /// classes, which are aligned, and with `both` along the bands too.
    pub(crate) fn balance_boxes(&mut self, both: bool) {
        for axis in 0..2 {
            if !both && axis == self.placement.band_axis {
                continue;
            }
            // what makes room for one box can push another to one side
            for _ in 0..BALANCES {
                let mut changed = false;
                for b in (0..self.problem.boxes()).filter(|&b| !self.is_broad(b, axis)).collect::<Vec<_>>() {
                    let middle = self.at.tie[axis][self.tie(b, axis)];
                    let half = (middle - self.at.low[axis][b]).max(self.at.high[axis][b] - middle);
                    if self.at.low[axis][b] + self.at.high[axis][b] != 2 * middle {
                        self.size[axis][b] = self.size[axis][b].max(2 * half);
                        changed = true;
                    }
                }
                if !changed {
                    break;
                }
                self.pass(axis);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::Solver;
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;
    use crate::engine::tests::oracle::look;

    #[test]
    fn every_solver_keeps_the_drawing_without_fault_and_simplex_takes_least_room() {
        let chart = charts::generated(6, 16, 140, 4, 0.9);
        on_canvas(&chart, 8, |canvas, _, _| {
            let mut areas = Vec::new();
            for solver in [Solver::Simplex, Solver::ToStart, Solver::ToEnd] {
                canvas.solver = solver;
                assert!(canvas.compact(1));
                let (width, height) = canvas.extent();
                let faults = look(&chart, &canvas.drawing()).faults;
                // a near solution may leave a label away from its arrow, and nothing worse
                let worse = faults.iter().filter(|f| !f.contains("px"));
                assert_eq!(worse.collect::<Vec<_>>(), Vec::<&String>::new());
                areas.push(width * height);
            }
            assert!(areas[1..].iter().all(|area| areas[0] <= area * 11 / 10), "{areas:?}");
        });
    }

    #[test]
    fn a_further_round_never_takes_more_room() {
        for seed in 0..3 {
            on_canvas(&charts::generated(3, 6, 30, seed, 0.8), 6, |canvas, _, _| {
                let extents = [1, 2, 3].map(|rounds| {
                    assert!(canvas.compact(rounds));
                    canvas.extent()
                });
                let shrinks = |w: &[(i64, i64)]| w[1].0 <= w[0].0 && w[1].1 <= w[0].1;
                assert!(extents.windows(2).all(shrinks), "{extents:?}");
            });
        }
    }

    #[test]
    fn balanced_boxes_have_the_middle_of_their_line() {
        on_canvas(&charts::generated(3, 6, 60, 1, 0.8), 6, |canvas, _, _| {
            assert!(canvas.compact(1));
            canvas.balance_boxes(true);
            let mut grown = 0;
            for axis in 0..2 {
                for b in 0..canvas.problem.boxes() {
                    let (low, high) = (canvas.at.low[axis][b], canvas.at.high[axis][b]);
                    assert_eq!(low + high, 2 * canvas.at.tie[axis][canvas.tie(b, axis)], "{axis} {b}");
                    let asked = &canvas.problem.chart.boxes[b];
                    grown += usize::from(
                        high - low > i64::from(if axis == 0 { asked.width } else { asked.height }),
                    );
                }
            }
            assert!(grown > 0);
        });
    }
}
