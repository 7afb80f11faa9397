//! Step 7, constraints: the system of an axis is that of its frame, with the labels' constraints and what keeps things apart in the
//! present geometry.
//!
//! Every constraint goes from an earlier to a later place of the present geometry, so the system is without cycles and
//! always has a solution; and separations hold for the new geometry as for the old one, so the drawing stays valid.

use super::canvas::{Canvas, Seat};
use super::frame::{ARCS, NO_VARIABLE, Part};
use super::scan::{Extra, Item, Owner};
use super::system::{Beside, System};
use crate::engine::prices::compaction as weight;
use crate::engine::routing::segments::End;

impl System {
    /// The system of an axis for the sheet's present geometry, without the wishes for ports.
    pub(crate) fn new(canvas: &Canvas<'_>, axis: usize) -> Self {
        let mut system = Self::default();
        system.renew(canvas, axis);
        system
    }

    /// Makes the system anew for the sheet's present geometry, in the memory that it has.
    pub(crate) fn renew(&mut self, canvas: &Canvas<'_>, axis: usize) {
        self.axis = axis;
        self.frame.renew(canvas, axis);
        self.items.clear();
        self.arcs.clear();
        self.arcs.reserve(ARCS * (canvas.problem.boxes() + canvas.segments.len() + canvas.seats.len()));
        self.add_items(canvas);
        self.source = self.frame.source + self.labels;
        self.sink = self.source + 1;
        self.variables = self.frame.plain + self.labels;
        self.add_part(Part::Growth);
        let spacing = &canvas.problem.chart.spacing;
        let extra = Extra {
            boxes: i64::from(2 * spacing.line_clear),
            labels: if axis == 1 && !canvas.loose { i64::from(spacing.paragraph_gap) } else { 0 },
        };
        let (mut scan, items) = (std::mem::take(&mut self.scan), std::mem::take(&mut self.items));
        scan.separate(&items, extra, |from, to, length| {
            self.separate(from, to, length);
        });
        (self.scan, self.items) = (scan, items);
        self.add_part(Part::Sheet);
        self.constrain_labels(canvas);
        self.add_part(Part::Strips);
        self.keep_labels_off_strips(canvas);
        self.add_part(Part::Ports);
    }

    fn add_items(&mut self, canvas: &Canvas<'_>) {
        let axis = self.axis;
        let spacing = &canvas.problem.chart.spacing;
        let (box_clear, clear) = (i64::from(spacing.box_clear), i64::from(spacing.line_clear));
        for (b, &[low, high]) in self.frame.edges.iter().enumerate() {
            self.items.push(Item {
                low: (low.0, low.1 - box_clear),
                high: (high.0, high.1 + box_clear),
                from: canvas.at.low[1 - axis][b] - box_clear,
                to: canvas.at.high[1 - axis][b] + box_clear,
                key: canvas.at.low[axis][b] + canvas.at.high[axis][b],
                owner: Owner::Box(b),
            });
        }
        for (i, (s, &v)) in canvas.segments.iter().zip(&self.frame.segment).enumerate() {
            if v == NO_VARIABLE {
                continue;
            }
            // a segment is trimmed at its own boxes, and reaches beyond its bends
            let reach = |e: End| if matches!(e, End::Box(_)) { -box_clear } else { clear };
            let (from, to) =
                (canvas.end(i, false) - reach(s.low_end), canvas.end(i, true) + reach(s.high_end));
            self.items.push(Item {
                low: (v, -clear),
                high: (v, clear),
                from: from.min(to),
                to: from.max(to),
                key: 2 * canvas.at.segment[i],
                owner: Owner::Segment(i),
            });
        }
        self.labels = 0;
        self.label.clear();
        self.label.resize(canvas.seats.len(), NO_VARIABLE);
        self.beside.clear();
        for (i, seat) in canvas.seats.iter().enumerate() {
            let Some(seat) = seat else { continue };
            let v = self.frame.source + self.labels;
            self.labels += 1;
            self.label[i] = v;
            let size = canvas.label_size(i);
            let beside = self.beside_segment(canvas, seat, size[axis]);
            self.beside.push(beside);
            let (own, across) = (clearance(canvas, seat, axis), clearance(canvas, seat, 1 - axis));
            let at = canvas.at.label[1 - axis][i];
            let (mut from, mut to) = (at - across.0, at + size[1 - axis] + across.1);
            if let Some((a, b)) = canvas.reach[i].filter(|_| axis == 0) {
                (from, to) = (from.min(a), to.max(b));
            }
            self.items.push(Item {
                low: (v, -own.0),
                high: (v, size[axis] + own.1),
                from,
                to,
                key: 2 * canvas.at.label[axis][i] + size[axis],
                owner: Owner::Label(i),
            });
        }
    }

    /// Beside what a label with that seat and so long is: near its segment on its axis, between its ends on the other.
    fn beside_segment(&self, canvas: &Canvas<'_>, seat: &Seat, size: i64) -> Beside {
        let spacing = &canvas.problem.chart.spacing;
        if canvas.segments[seat.segment].axis == self.axis {
            let (line, own) = (self.frame.segment[seat.segment], i64::from(spacing.label_own));
            let (behind, before) =
                (seat.after.then_some((line, own)), (!seat.after).then_some((line, size + own)));
            return Beside { behind, before, weight: weight::LABEL };
        }
        let inset = i64::from(spacing.label_inset);
        let [(a, start), (b, end)] = [false, true].map(|high| self.frame.end(canvas, seat.segment, high));
        Beside { behind: Some((a, start + inset)), before: Some((b, size + inset - end)), weight: 0 }
    }

    /// Labels are on the sheet and beside their segments.
    fn constrain_labels(&mut self, canvas: &Canvas<'_>) {
        for i in 0..self.label.len() {
            let v = self.label[i];
            if v == NO_VARIABLE {
                continue;
            }
            self.separate(self.source, v, 0);
            self.separate(v, self.sink, canvas.label_size(i)[self.axis]);
            let Beside { behind, before, weight } = self.beside[v - self.frame.source];
            if let Some((place, least)) = behind {
                self.arc(place, v, least, weight);
            }
            if let Some((place, least)) = before {
                self.arc(v, place, least, weight);
            }
        }
    }
}

/// Clearance before and after a label with that seat on an axis: less towards its own line.
pub(crate) fn clearance(canvas: &Canvas<'_>, seat: &Seat, axis: usize) -> (i64, i64) {
    let spacing = &canvas.problem.chart.spacing;
    let clear = i64::from(spacing.label_clear);
    let own = i64::from(spacing.label_own - spacing.line_clear);
    match (canvas.segments[seat.segment].axis == axis, seat.after) {
        (false, _) => (clear, clear),
        (true, true) => (own, clear),
        (true, false) => (clear, own),
    }
}

/// Longest paths through a system.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paths {
    /// From the sheet's start to each variable.
    pub(crate) from_start: Vec<i64>,
    /// From each variable to the sheet's end.
    pub(crate) to_end: Vec<i64>,
    /// Where the arcs out of each variable start, and behind the last where those end.
    start: Vec<u32>,
    /// For each of these arcs where it ends, and its length.
    out: Vec<(u32, i32)>,
    /// For each variable how many arcs into it are left.
    waiting: Vec<u32>,
    order: Vec<u32>,
}

impl Paths {
    /// Finds the paths by topological order; false if the arcs have a cycle.
    pub(crate) fn find(&mut self, system: &System) -> bool {
        let n = system.variables;
        for list in [&mut self.start, &mut self.waiting] {
            list.clear();
            list.resize(n + 1, 0);
        }
        for a in &system.arcs {
            self.start[a.from as usize] += 1;
            self.waiting[a.to as usize] += 1;
        }
        // where each list ends, and filled from there backwards where it starts
        let mut sum = 0;
        for end in &mut self.start {
            sum += *end;
            *end = sum;
        }
        self.out.resize(sum as usize, (0, 0));
        for a in &system.arcs {
            let slot = &mut self.start[a.from as usize];
            *slot -= 1;
            self.out[*slot as usize] = (a.to, a.length);
        }
        for list in [&mut self.from_start, &mut self.to_end] {
            list.clear();
            list.resize(n, 0);
        }
        // Kahn 1962
        self.order.clear();
        self.order.extend((0..n as u32).filter(|&v| self.waiting[v as usize] == 0));
        let mut done = 0;
        while let Some(&u) = self.order.get(done) {
            done += 1;
            let here = self.from_start[u as usize];
            for &(v, length) in out(&self.start, &self.out, u) {
                let most = &mut self.from_start[v as usize];
                *most = (*most).max(here + i64::from(length));
                let left = &mut self.waiting[v as usize];
                *left -= 1;
                if *left == 0 {
                    self.order.push(v);
                }
            }
        }
        for &u in self.order.iter().rev() {
            let ways = out(&self.start, &self.out, u).iter();
            let most =
                ways.fold(0, |most, &(v, length)| most.max(self.to_end[v as usize] + i64::from(length)));
            self.to_end[u as usize] = most;
        }
        done == n
    }
}

/// The arcs out of a variable.
fn out<'a>(start: &[u32], out: &'a [(u32, i32)], from: u32) -> &'a [(u32, i32)] {
    &out[start[from as usize] as usize..start[from as usize + 1] as usize]
}

#[cfg(test)]
mod tests {
    use super::{Owner, Paths, System};
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;

    /// Longest paths from the start by going over all arcs again and again (Bellman, Ford).
    fn by_hand(system: &System) -> Vec<i64> {
        let mut from = vec![0; system.variables];
        loop {
            let mut changed = false;
            for a in &system.arcs {
                let at = from[a.from as usize] + i64::from(a.length);
                if at > from[a.to as usize] {
                    from[a.to as usize] = at;
                    changed = true;
                }
            }
            if !changed {
                return from;
            }
        }
    }

    #[test]
    fn longest_paths_are_those_of_every_arc_again_and_again() {
        on_canvas(&charts::generated(4, 8, 60, 3, 0.8), 6, |canvas, _, _| {
            assert!(canvas.compact(1));
            for axis in 0..2 {
                let system = System::new(canvas, axis);
                let mut paths = Paths::default();
                assert!(paths.find(&system));
                assert_eq!(paths.from_start, by_hand(&system));
            }
        });
    }

    #[test]
    fn things_beside_each_other_are_kept_apart_whatever_the_solution() {
        on_canvas(&charts::generated(4, 8, 60, 3, 0.8), 6, |canvas, _, _| {
            assert!(canvas.compact(1));
            for axis in 0..2 {
                let system = System::new(canvas, axis);
                // the least values are a solution as good as any
                let x = by_hand(&system);
                let at = |place: (usize, i64)| x[place.0] + place.1;
                for (i, a) in system.items.iter().enumerate() {
                    for b in &system.items[..i] {
                        if a.from >= b.to || b.from >= a.to || a.owner == b.owner {
                            continue;
                        }
                        // a label and its own line are kept apart by a constraint of their own
                        let own = |s: usize, l: usize| canvas.seats[l].is_some_and(|seat| seat.segment == s);
                        let related = match (a.owner, b.owner) {
                            (Owner::Segment(s), Owner::Label(l)) | (Owner::Label(l), Owner::Segment(s)) => {
                                own(s, l)
                            }
                            _ => false,
                        };
                        let apart = at(a.high) <= at(b.low) || at(b.high) <= at(a.low);
                        assert!(apart || related, "{axis}: {a:?} {b:?}");
                    }
                }
            }
        });
    }
}
