//! Step 7, compaction: x and y in turn (one-dimensional compaction: Klau, Mutzel 1999; Rüegg et al. 2016).

use super::constraints::{NO_VARIABLE, System};
use super::search::HUGE_BOXES;
use super::sheet::{Sheet, Solver};
use super::{rough, simplex};

/// Exchanges of network simplex at most.
const PIVOTS: usize = 2_000_000;

/// Compactions at most that bring boxes back to their middles.
const BALANCES: usize = 4;

impl Sheet<'_> {
    /// Compacts from the sparse start, `rounds` times x and then y. False, with the sheet left in between, when a system
    /// has no solution, which its construction excludes.
    pub(super) fn compact(&mut self, rounds: usize) -> bool {
        self.spread();
        self.compactions += 1;
        self.set_reach();
        for round in 0..rounds {
            let done = self.pass(0);
            if round == 0 {
                self.reach.fill(None);
            }
            if !done || !self.pass(1) {
                return false;
            }
        }
        true
    }

    /// Solves one axis and moves everything there.
    pub(super) fn pass(&mut self, axis: usize) -> bool {
        let mut system = System::new(self, axis);
        if self.problem.boxes() <= HUGE_BOXES {
            system.wish_ports(self);
        }
        let start = Some(self.warm[axis].as_slice());
        let found = match self.solver {
            Solver::Simplex => simplex::solve(system.variables, &system.arcs, start, PIVOTS),
            Solver::ToStart => rough::solve(system.variables, &system.arcs),
            Solver::ToEnd => {
                for a in &mut system.arcs {
                    (a.from, a.to) = (a.to, a.from);
                }
                let back = rough::solve(system.variables, &system.arcs);
                back.map(|x| x.into_iter().map(|v| -v).collect())
            }
        };
        let Some(x) = found else { return false };
        self.apply(&system, &x);
        self.warm[axis] = x;
        true
    }

    fn apply(&mut self, system: &System, x: &[i32]) {
        let axis = system.axis;
        let origin = i64::from(x[system.source]);
        let value = |v: usize| i64::from(x[v]) - origin;
        for (c, middle) in self.at.tie[axis].iter_mut().enumerate() {
            *middle = value(c);
        }
        for (b, edges) in system.edges.iter().enumerate() {
            let [low, high] = edges.map(|(v, offset)| value(v) + offset);
            (self.at.low[axis][b], self.at.high[axis][b]) = (low, high);
        }
        for (i, &v) in system.segment.iter().enumerate() {
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
            self.at.cut = system.cuts.iter().map(|&v| value(v)).collect();
        }
    }

    /// A box that grew to one side grows to the other as well, so that it stays in line with the others: along the
    /// classes, which are aligned, and with `both` along the bands too.
    pub(super) fn balance_boxes(&mut self, both: bool) {
        for axis in 0..2 {
            if !both && axis == self.placement.band_axis {
                continue;
            }
            // what makes room for one box can push another to one side
            for _ in 0..BALANCES {
                let mut changed = false;
                for b in 0..self.problem.boxes() {
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
