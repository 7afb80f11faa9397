//! Step 8 for large charts: labels that the sheet's size hangs on move to where there is room.
//!
//! Longest paths through the separations of both axes tell how much wider and higher the sheet could be at any place
//! before it grew. A label without such slack looks along its arrow for white space with more of it; the next
//! compaction takes what that frees. Labels only move to where nothing is, so the drawing stays valid.

use super::score::wrap_price;
use crate::engine::coordinates::canvas::{Canvas, Seat, Solver};
use crate::engine::coordinates::constraints::{Paths, clearance};
use crate::engine::coordinates::scan::Owner;
use crate::engine::coordinates::system::System;
use crate::engine::prices::relocation::{ACROSS, BETTER, MOST_TIGHT, NO_SLACK, SIZE, TIGHT, WELL};
use crate::engine::regime::Size;
use crate::engine::tools::buckets::{Bounds, Buckets};
use crate::threads;

/// Places along a segment that are looked at, roughly; in huge charts half of them.
const STOPS: i64 = 24;
/// Least distance of two of them, in px.
const STEP: i64 = 8;
/// So far, in px, neighbours of a place are looked for.
const NEAR: i64 = 320;

impl Canvas<'_> {
    /// Compacts a large sheet and moves labels, `rounds` times: roughly, to the end of the sheet and to its start by turns,
    /// for each time there is room in other places; and at last exactly, when boxes have their last sizes. In a huge chart
    /// near coordinates do, if each label is beside its arrow.
    pub(crate) fn compact_large(&mut self, rounds: usize) {
        let huge = self.problem.size() == Size::Huge;
        self.solver = Solver::ToStart;
        self.compact(1);
        for left in (0..rounds).rev() {
            self.solver = if left.is_multiple_of(2) { Solver::ToEnd } else { Solver::ToStart };
            if left == 0 && !huge {
                self.solver = Solver::Simplex;
                self.pass(0);
                self.pass(1);
                self.balance_boxes(false);
            }
            self.relocate_labels();
        }
        if self.solver != Solver::Simplex && self.a_label_is_far() {
            self.solver = Solver::Simplex;
            self.pass(0);
            self.pass(1);
        }
        self.solver = Solver::Simplex;
    }

    /// Whether a label is farther from its piece of arrow than it should be.
    fn a_label_is_far(&self) -> bool {
        let own = i64::from(self.problem.chart.spacing.label_own);
        self.seats.iter().enumerate().any(|(label, seat)| {
            seat.is_some_and(|seat| {
                let axis = self.segments[seat.segment].axis;
                let (line, at) = (self.at.segment[seat.segment], self.at.label[axis][label]);
                let gap = if seat.after { at - line } else { line - at - self.label_size(label)[axis] };
                gap > own
            })
        })
    }

    /// Moves labels once and compacts.
    fn relocate_labels(&mut self) {
        self.settle_cuts();
        if let Some(mut planes) = Planes::new(self) {
            for label in 0..self.seats.len() {
                planes.move_label(self, label);
            }
            self.pass(0);
            self.pass(1);
        }
    }
}

/// What all places of a label beside one segment in one size have in common.
struct Stand {
    label: usize,
    seat: Seat,
    size: [i64; 2],
    /// Clearance before and after on each axis.
    clear: [(i64, i64); 2],
    /// Price of the size.
    price: f64,
    /// The axis along the segment, and the longest paths through the label there that the segment's ends make: from the
    /// sheet's start to the label's end, and from its start to the sheet's end.
    along: usize,
    before: i64,
    after: i64,
}

/// A place for a label.
#[derive(Clone, Copy)]
struct LabelPlace {
    seat: Seat,
    at: [i64; 2],
    price: f64,
    before: [i64; 2],
    after: [i64; 2],
}

/// An item of a system, where it is now.
#[derive(Clone, Copy)]
struct Thing {
    /// Start and end on x and y, inflated.
    low: [i64; 2],
    high: [i64; 2],
    /// Longest path from the sheet's start to its end, and from its start to the sheet's end.
    before: i64,
    after: i64,
}

/// What stands where as one axis sees it: what its system separates.
struct Plane {
    system: System,
    /// Longest paths from the sheet's start to each variable and from it to the sheet's end.
    from_start: Vec<i64>,
    to_end: Vec<i64>,
    things: Vec<Thing>,
    /// The thing of each label.
    label: Vec<usize>,
    buckets: Buckets,
    total: i64,
    /// The slack, in px, above which a label is well where it is.
    wanted: f64,
}

/// Both axes.
struct Planes {
    planes: [Plane; 2],
    stops: i64,
}

impl Thing {
    fn bounds(&self) -> Bounds {
        (self.low, self.high)
    }
}

impl Plane {
    fn new(canvas: &Canvas<'_>, axis: usize) -> Option<Self> {
        let system = System::new(canvas, axis);
        let mut paths = Paths::default();
        if !paths.find(&system) {
            return None;
        }
        let Paths { from_start, to_end, .. } = paths;
        let total = from_start[system.sink];
        let mut label = vec![usize::MAX; canvas.seats.len()];
        let mut things = Vec::with_capacity(system.items.len());
        for item in &system.items {
            let span = canvas.span(axis, item);
            let mut thing = Thing {
                low: [span.0; 2],
                high: [span.1; 2],
                before: from_start[item.high.0] + item.high.1,
                after: to_end[item.low.0] - item.low.1,
            };
            (thing.low[1 - axis], thing.high[1 - axis]) = (item.from, item.to);
            if let Owner::Label(l) = item.owner {
                label[l] = things.len();
            }
            things.push(thing);
        }
        let bounds: Vec<Bounds> = things.iter().map(Thing::bounds).collect();
        let buckets = Buckets::new(&bounds);
        let wanted = (TIGHT * total as f64).min(MOST_TIGHT);
        Some(Self { system, from_start, to_end, things, label, buckets, total, wanted })
    }

    /// Price of the slack that is left to a label of that length, inflated, between longest paths from the sheet's start to
    /// its end and from its start to the sheet's end.
    fn price(&self, before: i64, after: i64, length: i64) -> f64 {
        let slack = (self.total - before - after + length) as f64;
        NO_SLACK * ((self.wanted - slack) / self.wanted).max(0.0)
    }

    /// Whether nothing but `label` itself stands in a rectangle.
    fn is_free(&self, label: usize, low: [i64; 2], high: [i64; 2]) -> bool {
        let own = self.label[label];
        !self.buckets.any_near((low, high), |i| {
            let t = &self.things[i as usize];
            let apart = |a: usize| t.high[a] <= low[a] || t.low[a] >= high[a];
            i as usize != own && !apart(0) && !apart(1)
        })
    }
}

impl Planes {
    fn new(canvas: &Canvas<'_>) -> Option<Self> {
        let planes = threads::each(2, |axis| Plane::new(canvas, axis));
        let planes: Option<Vec<Plane>> = planes.into_iter().collect();
        let stops = if canvas.problem.size() == Size::Huge { STOPS / 2 } else { STOPS };
        Some(Self { planes: planes?.try_into().ok()?, stops })
    }

    /// Gives a label the place with the most slack, if it has little.
    fn move_label(&mut self, canvas: &mut Canvas<'_>, label: usize) {
        let Some(seat) = canvas.seats[label] else { return };
        let at = [0, 1].map(|a| canvas.at.label[a][label]);
        let Some(now) = self.place(canvas, &self.stand(canvas, label, seat), at, f64::INFINITY) else {
            return;
        };
        // most labels are well where they are, and this is what makes a sweep over all of them fast
        if now.price < WELL {
            return;
        }
        let mut best = now;
        for k in 0..canvas.of_arrow[label].len() {
            let segment = canvas.of_arrow[label][k];
            let axis = canvas.segments[segment].axis;
            let ends = [false, true].map(|high| canvas.end(segment, high));
            let spacing = &canvas.problem.chart.spacing;
            let (own, inset) = (i64::from(spacing.label_own), i64::from(spacing.label_inset));
            for (wrap, size) in canvas.problem.chart.arrows[label].wraps.iter().enumerate() {
                let size = [i64::from(size.width), i64::from(size.height)];
                let (low, high) = (ends[0] + inset, ends[1] - inset - size[1 - axis]);
                if low > high {
                    continue;
                }
                let step = ((high - low) / self.stops).max(STEP);
                for after in [false, true] {
                    let line = canvas.at.segment[segment];
                    let beside = if after { line + own } else { line - own - size[axis] };
                    let stand = self.stand(canvas, label, Seat { segment, after, wrap, ..seat });
                    // a bound from the line's ends alone, without a look at the neighbours
                    let least = self.least_price(&stand);
                    let mut along = low;
                    // the segment may leave no place that is better
                    while along <= high && least < best.price {
                        let mut at = [beside; 2];
                        at[1 - axis] = along;
                        if let Some(place) = self.place(canvas, &stand, at, best.price) {
                            best = place;
                        }
                        along += step;
                    }
                }
            }
        }
        if best.price >= now.price - BETTER {
            return;
        }
        canvas.seats[label] = Some(best.seat);
        let wrap = canvas.wrap(label, best.seat.wrap);
        let size = [i64::from(wrap.width), i64::from(wrap.height)];
        for (axis, plane) in self.planes.iter_mut().enumerate() {
            canvas.at.label[axis][label] = best.at[axis];
            let i = plane.label[label];
            let clear = [0, 1].map(|a| clearance(canvas, &best.seat, a));
            let thing = &mut plane.things[i];
            thing.low = [0, 1].map(|a| best.at[a] - clear[a].0);
            thing.high = [0, 1].map(|a| best.at[a] + size[a] + clear[a].1);
            // longest paths through other labels are not renewed: they are near enough until the next sweep makes them anew
            thing.before = best.before[axis];
            thing.after = best.after[axis];
            plane.buckets.enter(i as u32, thing.bounds());
        }
    }

    /// Whether nothing but `label` itself stands in a rectangle.
    fn is_free(&self, label: usize, low: [i64; 2], high: [i64; 2]) -> bool {
        self.planes.iter().all(|plane| plane.is_free(label, low, high))
    }

    /// What the places of a label with that seat have in common.
    fn stand(&self, canvas: &Canvas<'_>, label: usize, seat: Seat) -> Stand {
        let wrap = canvas.wrap(label, seat.wrap);
        let size = [i64::from(wrap.width), i64::from(wrap.height)];
        let clear = [0, 1].map(|axis| clearance(canvas, &seat, axis));
        let along = 1 - canvas.segments[seat.segment].axis;
        let plane = &self.planes[along];
        let [a, b] = [false, true].map(|end| plane.system.frame.end(canvas, seat.segment, end));
        let inset = i64::from(canvas.problem.chart.spacing.label_inset);
        let before = plane.from_start[a.0] + a.1 + inset + size[along] + clear[along].1;
        let after = plane.to_end[b.0] - b.1 + inset + size[along] + clear[along].0;
        Stand { label, seat, size, clear, price: SIZE * wrap_price(wrap), along, before, after }
    }

    /// What any place costs at least.
    fn least_price(&self, stand: &Stand) -> f64 {
        let length = stand.size[stand.along] + stand.clear[stand.along].0 + stand.clear[stand.along].1;
        let paths = (stand.before.max(length), stand.after.max(length));
        stand.price + self.planes[stand.along].price(paths.0, paths.1, length)
    }

    /// What a place costs; none where something stands, or it costs `limit` or more.
    fn place(&self, canvas: &Canvas<'_>, stand: &Stand, at: [i64; 2], limit: f64) -> Option<LabelPlace> {
        let (size, clear) = (stand.size, &stand.clear);
        let low = [at[0] - clear[0].0, at[1] - clear[1].0];
        let high = [at[0] + size[0] + clear[0].1, at[1] + size[1] + clear[1].1];
        let mut price = stand.price;
        let band_axis = canvas.placement.band_axis;
        if canvas.is_cut(at[band_axis], at[band_axis] + size[band_axis]) {
            price += ACROSS;
        }
        if price >= limit || !self.is_free(stand.label, low, high) {
            return None;
        }
        let (mut before, mut after) = ([0_i64; 2], [0_i64; 2]);
        for (axis, plane) in self.planes.iter().enumerate() {
            let across = 1 - axis;
            let (mut l, mut r) = (low, high);
            l[axis] -= NEAR;
            r[axis] += NEAR;
            let own = plane.label[stand.label];
            plane.buckets.any_near((l, r), |i| {
                let t = &plane.things[i as usize];
                if i as usize != own && t.low[across] < high[across] && t.high[across] > low[across] {
                    if t.high[axis] <= low[axis] {
                        before[axis] = before[axis].max(t.before);
                    } else {
                        after[axis] = after[axis].max(t.after);
                    }
                }
                false
            });
            let length = high[axis] - low[axis];
            before[axis] += length;
            after[axis] += length;
            if axis == stand.along {
                before[axis] = before[axis].max(stand.before);
                after[axis] = after[axis].max(stand.after);
            }
            price += plane.price(before[axis], after[axis], length);
            // one axis may settle it
            if price >= limit {
                return None;
            }
        }
        Some(LabelPlace { seat: stand.seat, at, price, before, after })
    }
}

#[cfg(test)]
mod tests {
    use super::{Owner, Planes};
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::oracle::look;
    use crate::engine::tests::{charts, oracle};
    use crate::engine::tools::rng::Rng;

    #[test]
    fn a_place_is_free_where_no_item_of_either_axis_stands() {
        on_canvas(&charts::generated(6, 16, 140, 3, 0.9), 8, |canvas, _, _| {
            assert!(canvas.compact(1));
            let planes = Planes::new(canvas).unwrap();
            let (width, height) = canvas.extent();
            let mut rng = Rng::new(1);
            let mut found = [0, 0];
            for _ in 0..4_000 {
                let label = rng.below(canvas.seats.len());
                let low = [width, height].map(|most| rng.below(most as usize) as i64 - 50);
                let high = low.map(|v| v + 1 + rng.below(200) as i64);
                let by_hand = (0..2).all(|axis| {
                    planes.planes[axis].system.items.iter().all(|item| {
                        let (span, across) = (canvas.span(axis, item), 1 - axis);
                        item.owner == Owner::Label(label)
                            || span.1 <= low[axis]
                            || span.0 >= high[axis]
                            || item.to <= low[across]
                            || item.from >= high[across]
                    })
                });
                assert_eq!(planes.is_free(label, low, high), by_hand, "{label} {low:?} {high:?}");
                found[usize::from(by_hand)] += 1;
            }
            assert!(found.iter().all(|&count| count > 100), "{found:?}");
        });
    }

    #[test]
    fn labels_move_to_where_the_sheet_has_slack_and_the_sheet_shrinks() {
        for seed in 0..3 {
            let chart = charts::generated(6, 16, 140, seed, 0.9);
            on_canvas(&chart, 8, |canvas, _, _| {
                assert!(canvas.compact(1));
                let (first, seats) = (canvas.extent(), canvas.seats.clone());
                canvas.relocate_labels();
                let (now, moved) = (canvas.extent(), canvas.seats.iter().zip(&seats).filter(|(a, b)| a != b));
                assert!(moved.count() > 5);
                assert!(now.0 * now.1 < first.0 * first.1, "{first:?} {now:?}");
                assert_eq!(look(&chart, &canvas.drawing()).faults, Vec::<String>::new());
                // a label that has moved is beside the segment that its seat names
                for _ in 0..3 {
                    canvas.relocate_labels();
                }
                let found: oracle::Findings = look(&chart, &canvas.drawing());
                assert_eq!(found.faults, Vec::<String>::new());
                let last = canvas.extent();
                assert!(last.0 * last.1 <= now.0 * now.1, "{now:?} {last:?}");
            });
        }
    }

    #[test]
    fn without_labels_nothing_moves() {
        let mut chart = charts::generated(4, 10, 50, 5, 0.9);
        for arrow in &mut chart.arrows {
            arrow.wraps.clear();
        }
        on_canvas(&chart, 6, |canvas, _, _| {
            assert!(canvas.compact(1));
            let before = (canvas.at.clone(), canvas.extent());
            canvas.relocate_labels();
            assert_eq!((before.0.low, before.1), (canvas.at.low.clone(), canvas.extent()));
        });
    }
}
