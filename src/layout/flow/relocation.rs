//! Step 8 for large charts: labels that the sheet's size hangs on move to where there is room.
//!
//! Longest paths through the separations of both axes tell how much wider and higher the sheet could be at any place
//! before it grew. A label without such slack looks along its arrow for white space with more of it; the next
//! compaction takes what that frees. Labels only move to where nothing is, so the drawing stays valid.

use super::constraints::{Owner, System, clearance, longest_paths};
use super::score::wrap_price;
use super::sheet::{Seat, Sheet};

/// Places along a segment that are looked at, roughly.
const STOPS: i64 = 24;
/// Least distance of two of them, in px.
const STEP: i64 = 8;
/// A label looks for another place where the sheet has less slack than this share of its size.
const TIGHT: f64 = 0.007;
/// Edge of a cell of the plane, in px.
const CELL: i64 = 256;
/// So far, in px, neighbours of a place are looked for.
const NEAR: i64 = 320;

impl Sheet<'_> {
    /// Moves labels and compacts, `rounds` times.
    pub(super) fn relocate_labels(&mut self, rounds: usize) {
        for _ in 0..rounds {
            let Some(mut planes) = Planes::new(self) else { return };
            for label in 0..self.seats.len() {
                planes.move_label(self, label);
            }
            if !(self.pass(0) && self.pass(1)) {
                return;
            }
        }
    }
}

/// A place for a label.
#[derive(Clone, Copy)]
struct Place {
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

/// What stands where, for each axis what its system separates.
struct Planes {
    systems: [System; 2],
    from_start: [Vec<i64>; 2],
    to_end: [Vec<i64>; 2],
    things: [Vec<Thing>; 2],
    /// The thing of each label.
    label: [Vec<usize>; 2],
    cells: [usize; 2],
    buckets: [Vec<Vec<u32>>; 2],
    total: [i64; 2],
    origin: [i64; 2],
}

impl Planes {
    fn new(sheet: &Sheet<'_>) -> Option<Self> {
        let systems = [System::new(sheet, 0), System::new(sheet, 1)];
        let (left, right) = longest_paths(&systems[0])?;
        let (top, bottom) = longest_paths(&systems[1])?;
        let total = [left[systems[0].sink], top[systems[1].sink]];
        let (from_start, to_end) = ([left, top], [right, bottom]);
        let (mut low, mut high) = ([i64::MAX; 2], [i64::MIN; 2]);
        let mut label = [0, 1].map(|_| vec![usize::MAX; sheet.seats.len()]);
        let things = [0, 1].map(|axis| {
            let mut list = Vec::with_capacity(systems[axis].items.len());
            for item in &systems[axis].items {
                let span = sheet.span(axis, item);
                let mut thing = Thing {
                    low: [span.0; 2],
                    high: [span.1; 2],
                    before: from_start[axis][item.high.0] + item.high.1,
                    after: to_end[axis][item.low.0] - item.low.1,
                };
                (thing.low[1 - axis], thing.high[1 - axis]) = (item.from, item.to);
                if let Owner::Label(l) = item.owner {
                    label[axis][l] = list.len();
                }
                for a in 0..2 {
                    low[a] = low[a].min(thing.low[a]);
                    high[a] = high[a].max(thing.high[a]);
                }
                list.push(thing);
            }
            list
        });
        let origin = low.map(|v| v - NEAR);
        let cells = [0, 1].map(|a| ((high[a] + NEAR - origin[a]) / CELL + 1) as usize);
        let empty = || vec![Vec::new(); cells[0] * cells[1]];
        let mut planes = Self {
            systems,
            from_start,
            to_end,
            things,
            label,
            cells,
            buckets: [empty(), empty()],
            total,
            origin,
        };
        for axis in 0..2 {
            for i in 0..planes.things[axis].len() {
                planes.enter(axis, i);
            }
        }
        Some(planes)
    }

    fn cell_range(&self, axis: usize, low: i64, high: i64) -> std::ops::RangeInclusive<usize> {
        let cell = |v: i64| ((v - self.origin[axis]).max(0) / CELL).min(self.cells[axis] as i64 - 1) as usize;
        cell(low)..=cell(high)
    }

    fn enter(&mut self, axis: usize, i: usize) {
        let t = self.things[axis][i];
        for y in self.cell_range(1, t.low[1], t.high[1]) {
            for x in self.cell_range(0, t.low[0], t.high[0]) {
                self.buckets[axis][y * self.cells[0] + x].push(i as u32);
            }
        }
    }

    /// Gives a label the place with the most slack, if it has little.
    fn move_label(&mut self, sheet: &mut Sheet<'_>, label: usize) {
        let Some(seat) = sheet.seats[label] else { return };
        let at = [0, 1].map(|a| sheet.at.label[a][label]);
        let Some(now) = self.place(sheet, label, seat, at, f64::INFINITY) else { return };
        if now.price < 1.0 {
            return;
        }
        let mut best = now;
        for k in 0..sheet.of_arrow[label].len() {
            let segment = sheet.of_arrow[label][k];
            let axis = sheet.segments[segment].axis;
            let ends = [false, true].map(|high| sheet.end(segment, high));
            let spacing = &sheet.problem.chart.spacing;
            let (own, inset) = (i64::from(spacing.label_own), i64::from(spacing.label_inset));
            for (wrap, size) in sheet.problem.chart.arrows[label].wraps.iter().enumerate() {
                let size = [i64::from(size.width), i64::from(size.height)];
                let (low, high) = (ends[0] + inset, ends[1] - inset - size[1 - axis]);
                if low > high {
                    continue;
                }
                let step = ((high - low) / STOPS).max(STEP);
                for after in [false, true] {
                    let line = sheet.at.segment[segment];
                    let beside = if after { line + own } else { line - own - size[axis] };
                    let mut along = low;
                    while along <= high {
                        let mut at = [beside; 2];
                        at[1 - axis] = along;
                        let seat = Seat { segment, after, wrap, ..seat };
                        if let Some(place) = self.place(sheet, label, seat, at, best.price) {
                            best = place;
                        }
                        along += step;
                    }
                }
            }
        }
        if best.price >= now.price - 0.5 {
            return;
        }
        sheet.seats[label] = Some(best.seat);
        let wrap = sheet.wrap(label, best.seat.wrap);
        let size = [i64::from(wrap.width), i64::from(wrap.height)];
        for axis in 0..2 {
            sheet.at.label[axis][label] = best.at[axis];
            let i = self.label[axis][label];
            let clear = [0, 1].map(|a| clearance(sheet, &best.seat, a));
            self.things[axis][i].low = [0, 1].map(|a| best.at[a] - clear[a].0);
            self.things[axis][i].high = [0, 1].map(|a| best.at[a] + size[a] + clear[a].1);
            self.things[axis][i].before = best.before[axis];
            self.things[axis][i].after = best.after[axis];
            self.enter(axis, i);
        }
    }

    /// The things of a plane in the cells that a rectangle meets, some of them more than once.
    fn near(&self, axis: usize, low: [i64; 2], high: [i64; 2]) -> impl Iterator<Item = u32> {
        let (columns, rows) = (self.cell_range(0, low[0], high[0]), self.cell_range(1, low[1], high[1]));
        rows.flat_map(move |y| columns.clone().map(move |x| y * self.cells[0] + x))
            .flat_map(move |cell| self.buckets[axis][cell].iter().copied())
    }

    /// Whether nothing but `label` itself stands in a rectangle.
    fn is_free(&self, label: usize, low: [i64; 2], high: [i64; 2]) -> bool {
        (0..2).all(|axis| {
            self.near(axis, low, high).all(|i| {
                let t = &self.things[axis][i as usize];
                let apart = |a: usize| t.high[a] <= low[a] || t.low[a] >= high[a];
                i as usize == self.label[axis][label] || apart(0) || apart(1)
            })
        })
    }

    /// What a place costs; none where something stands, or it costs `limit` or more.
    fn place(&self, sheet: &Sheet<'_>, label: usize, seat: Seat, at: [i64; 2], limit: f64) -> Option<Place> {
        let wrap = sheet.wrap(label, seat.wrap);
        let size = [i64::from(wrap.width), i64::from(wrap.height)];
        let clear = [0, 1].map(|a| clearance(sheet, &seat, a));
        let low = [0, 1].map(|a| at[a] - clear[a].0);
        let high = [0, 1].map(|a| at[a] + size[a] + clear[a].1);
        let own_axis = sheet.segments[seat.segment].axis;
        let inset = i64::from(sheet.problem.chart.spacing.label_inset);
        let mut price = 0.02 * wrap_price(wrap.lines, wrap.width);
        if price >= limit || !self.is_free(label, low, high) {
            return None;
        }
        let (mut before, mut after) = ([0_i64; 2], [0_i64; 2]);
        for axis in 0..2 {
            let across = 1 - axis;
            let (mut l, mut r) = (low, high);
            l[axis] -= NEAR;
            r[axis] += NEAR;
            for i in self.near(axis, l, r) {
                let t = &self.things[axis][i as usize];
                if i as usize == self.label[axis][label]
                    || t.low[across] >= high[across]
                    || t.high[across] <= low[across]
                {
                    continue;
                }
                if t.high[axis] <= low[axis] {
                    before[axis] = before[axis].max(t.before);
                } else {
                    after[axis] = after[axis].max(t.after);
                }
            }
            let length = high[axis] - low[axis];
            before[axis] += length;
            after[axis] += length;
            if axis != own_axis {
                let system = &self.systems[axis];
                let [a, b] = [false, true].map(|end| system.end(sheet, seat.segment, end));
                let from = self.from_start[axis][a.0] + a.1 + inset + size[axis] + clear[axis].1;
                before[axis] = before[axis].max(from);
                let to = self.to_end[axis][b.0] - b.1 + inset + size[axis] + clear[axis].0;
                after[axis] = after[axis].max(to);
            }
            let slack = (self.total[axis] - before[axis] - after[axis] + length) as f64;
            let wanted = TIGHT * self.total[axis] as f64;
            price += 100.0 * ((wanted - slack) / wanted).max(0.0);
            if price >= limit {
                return None;
            }
        }
        Some(Place { seat, at, price, before, after })
    }
}

#[cfg(test)]
mod tests {
    use super::super::rng::Rng;
    use super::super::tests::oracle::look;
    use super::super::tests::sheets::on_sheet;
    use super::super::tests::{charts, oracle};
    use super::{Owner, Planes};

    #[test]
    fn a_place_is_free_where_no_item_of_either_axis_stands() {
        on_sheet(&charts::generated(6, 16, 140, 3, 0.9), 8, |sheet, _, _| {
            assert!(sheet.compact(1));
            let planes = Planes::new(sheet).unwrap();
            let (width, height) = sheet.extent();
            let mut rng = Rng::new(1);
            let mut found = [0, 0];
            for _ in 0..4_000 {
                let label = rng.below(sheet.seats.len());
                let low = [width, height].map(|most| rng.below(most as usize) as i64 - 50);
                let high = low.map(|v| v + 1 + rng.below(200) as i64);
                let by_hand = (0..2).all(|axis| {
                    planes.systems[axis].items.iter().all(|item| {
                        let (span, across) = (sheet.span(axis, item), 1 - axis);
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
            on_sheet(&chart, 8, |sheet, _, _| {
                assert!(sheet.compact(1));
                let (first, seats) = (sheet.extent(), sheet.seats.clone());
                sheet.relocate_labels(1);
                let (now, moved) = (sheet.extent(), sheet.seats.iter().zip(&seats).filter(|(a, b)| a != b));
                assert!(moved.count() > 5);
                assert!(now.0 * now.1 < first.0 * first.1, "{first:?} {now:?}");
                assert_eq!(look(&chart, &sheet.drawing()).faults, Vec::<String>::new());
                // a label that has moved is beside the segment that its seat names
                sheet.relocate_labels(3);
                let found: oracle::Findings = look(&chart, &sheet.drawing());
                assert_eq!(found.faults, Vec::<String>::new());
                let last = sheet.extent();
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
        on_sheet(&chart, 6, |sheet, _, _| {
            assert!(sheet.compact(1));
            let before = (sheet.at.clone(), sheet.extent());
            sheet.relocate_labels(2);
            assert_eq!((before.0.low, before.1), (sheet.at.low.clone(), sheet.extent()));
        });
    }
}
