//! Step 8, label search: every label tries its other seats, on bounds first (after Kakoulis, Tollis 2016).
//!
//! With one label lifted out of the sparse start, longest paths from both ends of the sheet give its width for any seat
//! of that label in one look at what the label would stand beside; its height likewise. Only promising seats are compacted.

use super::score::{score, size_price, wrap_price};
use super::seats::{slots, suited_wrap};
use crate::engine::coordinates::canvas::{Canvas, Geometry, Seat};
use crate::engine::coordinates::constraints::{Paths, clearance};
use crate::engine::coordinates::frame::NO_VARIABLE;
use crate::engine::coordinates::system::System;
use crate::engine::prices::score::{BETTER, OFF_MIDDLE};
use crate::engine::regime::LabelEffort;

/// The scores of a canvas before a search for seats and after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bettered {
    pub(crate) first: f64,
    pub(crate) last: f64,
}

/// Improves the seats and leaves the canvas compacted (one round) with the best ones.
pub(crate) fn search_labels(canvas: &mut Canvas<'_>, effort: LabelEffort) -> Bettered {
    canvas.compact(1);
    let first = score(canvas);
    let mut now = first;
    let mut best_at = canvas.at.clone();
    let arrows = canvas.seats.len();
    // its systems have the same frames
    let mut look = WithoutLabel { systems: canvas.systems.clone(), ..WithoutLabel::default() };
    let mut quiet = 0;
    'sweeps: for _ in 0..effort.sweeps {
        for arrow in 0..arrows {
            if quiet >= arrows {
                break 'sweeps;
            }
            // a whole round without a better seat ends the search
            quiet += 1;
            let Some(base) = canvas.seats[arrow] else { continue };
            if !look.lift(canvas, arrow, &best_at) {
                canvas.seats[arrow] = Some(base);
                continue;
            }
            let (base_bound, critical) = look.bound(canvas, &base);
            // the bound is rough where the sheet's size hangs on this label, so more of its seats are tried
            let margin = if critical { effort.margin } else { 0.0 };
            let mut promising: Vec<(f64, Seat)> = other_seats(canvas, arrow, &base)
                .into_iter()
                .map(|seat| (look.bound(canvas, &seat).0, seat))
                .filter(|&(bound, _)| bound < base_bound + margin)
                .collect();
            promising.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut best = (now, base);
            for &(bound, seat) in promising.iter().take(effort.tries) {
                if now - (base_bound - bound) > best.0 + margin {
                    break;
                }
                canvas.seats[arrow] = Some(seat);
                if canvas.compact(1) {
                    let s = score(canvas);
                    if s < best.0 - BETTER {
                        best = (s, seat);
                        best_at.clone_from(&canvas.at);
                    }
                }
            }
            if best.0 < now {
                quiet = 0;
            }
            canvas.seats[arrow] = Some(best.1);
            now = best.0;
        }
    }
    canvas.at = best_at;
    Bettered { first, last: now }
}

/// All seats of a label but the one it has: on another place in the same size or the one that suits; or in another size.
fn other_seats(canvas: &Canvas<'_>, arrow: usize, base: &Seat) -> Vec<Seat> {
    let mut out = Vec::new();
    for &segment in &canvas.of_arrow[arrow] {
        let horizontal = canvas.segments[segment].axis == 1;
        let wrap = if segment == base.segment { base.wrap } else { suited_wrap(canvas, arrow, horizontal) };
        for (slot, late) in slots(canvas, segment) {
            out.extend([false, true].map(|after| Seat { segment, after, slot, late, wrap }));
        }
    }
    out.extend((0..canvas.problem.chart.arrows[arrow].wraps.len()).map(|wrap| Seat { wrap, ..*base }));
    out.retain(|s| s != base);
    out
}

/// What is known of the canvas without one label, in memory that is kept from label to label.
#[derive(Default)]
struct WithoutLabel {
    arrow: usize,
    systems: [System; 2],
    paths: [Paths; 2],
    /// Present values of the variables on x.
    present: Vec<i64>,
}

impl WithoutLabel {
    /// Lifts the label of `arrow` out; `at` is the present geometry, whose x is taken for the look at y. False if a system has no
    /// solution.
    fn lift(&mut self, canvas: &mut Canvas<'_>, arrow: usize, at: &Geometry) -> bool {
        self.arrow = arrow;
        canvas.seats[arrow] = None;
        canvas.spread();
        canvas.set_reach();
        self.systems[0].renew(canvas, 0);
        canvas.reach.fill(None);
        // real columns, sparse rows
        canvas.at.low[0].clone_from(&at.low[0]);
        canvas.at.high[0].clone_from(&at.high[0]);
        canvas.at.label[0].clone_from(&at.label[0]);
        for (i, s) in canvas.segments.iter().enumerate() {
            if s.axis == 0 {
                canvas.at.segment[i] = at.segment[i];
            }
        }
        self.systems[1].renew(canvas, 1);
        let [x, _] = &self.systems;
        self.present.clear();
        self.present.resize(x.variables, 0);
        for (b, edges) in x.frame.edges.iter().enumerate() {
            self.present[edges[0].0] = at.low[0][b] - edges[0].1;
            self.present[edges[1].0] = at.high[0][b] - edges[1].1;
        }
        for (i, &v) in x.frame.segment.iter().enumerate() {
            if v != NO_VARIABLE {
                self.present[v] = at.segment[i];
            }
        }
        for (i, &v) in x.label.iter().enumerate() {
            if v != NO_VARIABLE {
                self.present[v] = at.label[0][i];
            }
        }
        self.paths.iter_mut().zip(&self.systems).all(|(paths, system)| paths.find(system))
    }

    /// A bound of the score that depends on the seat, and whether the sheet grows with it there.
    fn bound(&self, canvas: &Canvas<'_>, seat: &Seat) -> (f64, bool) {
        let wrap = canvas.wrap(self.arrow, seat.wrap);
        let size = [i64::from(wrap.width), i64::from(wrap.height)];
        let spacing = &canvas.problem.chart.spacing;
        let (own, inset) = (i64::from(spacing.label_own), i64::from(spacing.label_inset));
        let axis = canvas.segments[seat.segment].axis;
        let strips = [0, 1].map(|a| canvas.sparse_seat(seat, a));
        // x: the sparse rows tell what stands beside it
        let mut beside = (strips[1].0 - 1, strips[1].1 + 1);
        if let Some((from, to)) = canvas.reach_of(seat) {
            beside = (beside.0.min(from), beside.1.max(to));
        }
        let system = &self.systems[0];
        let mut fit = Fit::new(self, 0, size[0]);
        let margin = clearance(canvas, seat, 0);
        let (mut least, mut most) = (i64::MIN / 2, i64::MAX / 2);
        for item in system.items.iter().filter(|i| i.from < beside.1 && i.to > beside.0) {
            if item.key < strips[0].0 + strips[0].1 {
                fit.after(item.high, margin.0);
                least = least.max(self.present[item.high.0] + item.high.1 + margin.0);
            } else {
                fit.before(item.low, margin.1);
                most = most.min(self.present[item.low.0] + item.low.1 - margin.1 - size[0]);
            }
        }
        let (x, off_middle) = if axis == 0 {
            let v = system.frame.segment[seat.segment];
            if seat.after {
                fit.after((v, 0), own);
                (self.present[v] + own, 0)
            } else {
                fit.before((v, 0), own);
                (self.present[v] - own - size[0], 0)
            }
        } else {
            let [a, b] = [false, true].map(|high| system.frame.end(canvas, seat.segment, high));
            fit.after(a, inset);
            fit.before(b, inset);
            let [a, b] = [a, b].map(|(v, offset)| self.present[v] + offset);
            (least, most) = (least.max(a + inset), most.min(b - inset - size[0]));
            let middle = (a + b - size[0]) / 2;
            let x = if least <= most { middle.clamp(least, most) } else { least };
            (x, (x - middle).abs())
        };
        let (width, wider) = fit.extent();
        // y: the real columns tell what stands above and below it
        let system = &self.systems[1];
        let mut fit = Fit::new(self, 1, size[1]);
        let (sideways, margin) = (clearance(canvas, seat, 0), clearance(canvas, seat, 1));
        let (from, to) = (x - sideways.0, x + size[0] + sideways.1);
        for item in system.items.iter().filter(|i| i.from < to && i.to > from) {
            if item.key < strips[1].0 + strips[1].1 {
                fit.after(item.high, margin.0);
            } else {
                fit.before(item.low, margin.1);
            }
        }
        if axis == 1 {
            let v = (system.frame.segment[seat.segment], 0);
            if seat.after {
                fit.after(v, own);
            } else {
                fit.before(v, own);
            }
        } else {
            let [a, b] = [false, true].map(|high| system.frame.end(canvas, seat.segment, high));
            fit.after(a, inset);
            fit.before(b, inset);
        }
        let (height, higher) = fit.extent();
        let price = size_price(canvas, width, height) + wrap_price(wrap) + OFF_MIDDLE * off_middle as f64;
        (price, wider || higher)
    }
}

/// The longest way across the sheet through a label.
struct Fit<'a> {
    look: &'a WithoutLabel,
    axis: usize,
    size: i64,
    before: i64,
    after: i64,
}

impl<'a> Fit<'a> {
    fn new(look: &'a WithoutLabel, axis: usize, size: i64) -> Self {
        Self { look, axis, size, before: 0, after: size }
    }

    /// The label is after a place, by at least `gap`.
    fn after(&mut self, place: (usize, i64), gap: i64) {
        self.before = self.before.max(self.look.paths[self.axis].from_start[place.0] + place.1 + gap);
    }

    /// The label is before a place, by at least `gap`.
    fn before(&mut self, place: (usize, i64), gap: i64) {
        self.after = self.after.max(self.look.paths[self.axis].to_end[place.0] - place.1 + gap + self.size);
    }

    /// The sheet's size with the label, and whether that is more than without.
    fn extent(&self) -> (i64, bool) {
        let system = &self.look.systems[self.axis];
        let alone = self.look.paths[self.axis].from_start[system.sink];
        let with = self.before + self.after;
        (alone.max(with), with > alone + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::score::score;
    use super::{Bettered, LabelEffort, WithoutLabel, other_seats, search_labels};
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;
    use crate::engine::tests::oracle::look;

    const EFFORT: LabelEffort = LabelEffort { sweeps: 2, tries: 3, margin: 40.0 };

    #[test]
    fn the_search_betters_the_score_and_leaves_no_fault() {
        let mut better = 0;
        for seed in 0..4 {
            let chart = charts::generated(3, 5, 24, seed, 0.75);
            on_canvas(&chart, 5, |canvas, _, _| {
                let Bettered { first, last } = search_labels(canvas, EFFORT);
                assert!(last <= first && (score(canvas) - last).abs() < 1e-6, "{first} {last}");
                better += usize::from(last < first - 20.0);
                assert_eq!(look(&chart, &canvas.drawing()).faults, Vec::<String>::new());
            });
        }
        assert!(better >= 3);
    }

    #[test]
    fn bounds_foretell_which_of_two_seats_is_better() {
        let (mut right, mut wrong) = (0, 0);
        on_canvas(&charts::generated(3, 5, 24, 2, 0.75), 5, |canvas, _, _| {
            assert!(canvas.compact(1));
            let (seats, at) = (canvas.seats.clone(), canvas.at.clone());
            for (arrow, seat) in seats.iter().enumerate() {
                let Some(base) = *seat else { continue };
                let others = other_seats(canvas, arrow, &base);
                let mut found = Vec::new();
                for seat in std::iter::once(base).chain(others.into_iter().step_by(5)) {
                    let mut look = WithoutLabel::default();
                    assert!(look.lift(canvas, arrow, &at));
                    let bound = look.bound(canvas, &seat).0;
                    canvas.seats[arrow] = Some(seat);
                    assert!(canvas.compact(1));
                    found.push((bound, score(canvas)));
                }
                for other in &found[1..] {
                    if (other.0 - found[0].0).abs() > 60.0 {
                        let foretold = (other.0 < found[0].0) == (other.1 < found[0].1);
                        right += usize::from(foretold);
                        wrong += usize::from(!foretold);
                    }
                }
                canvas.seats[arrow] = Some(base);
            }
        });
        assert!(right > 10 && right > 4 * wrong, "{right} right, {wrong} wrong");
    }
}
