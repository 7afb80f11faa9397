//! Step 7, the scan line: over inflated rectangles it gives O(n) separations for one axis (Dwyer, Marriott, Stuckey 2006).

use super::constraints::{Item, Owner};
use crate::engine::tools::active::Active;
use crate::engine::tools::sorted::sort_nearly;

/// What two things of one kind keep apart beyond their clearances, in px.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extra {
    pub(crate) boxes: i64,
    pub(crate) labels: i64,
}

/// The memory of scans. Of two scans of one axis the orders are much the same, so each begins with that of the last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scan {
    /// Items by their places on the axis, and the rank of each.
    order: Vec<(i64, u32)>,
    rank: Vec<u32>,
    /// Starts and ends across the axis: twice the item and one more for an end.
    events: Vec<(i64, u32)>,
    /// Those that the line cuts.
    active: Active,
}

impl Scan {
    /// Separations between rectangles that are next to each other at some place across the axis: shows `see` the variables of the one
    /// before and the one behind, and their least distance.
    pub(crate) fn separate(&mut self, items: &[Item], extra: Extra, mut see: impl FnMut(usize, usize, i64)) {
        let n = items.len();
        if self.order.len() != n {
            self.order.clear();
            self.order.extend((0..n as u32).map(|i| (0, i)));
            self.events.clear();
            self.events.extend((0..2 * n as u32).map(|i| (0, i)));
            self.rank.resize(n, 0);
            self.active = Active::new(n);
        }
        for (key, i) in &mut self.order {
            *key = items[*i as usize].key;
        }
        sort_nearly(&mut self.order);
        for (&(_, i), r) in self.order.iter().zip(0..) {
            self.rank[i as usize] = r;
        }
        // starts are odd: at one place ends come first
        for (place, event) in &mut self.events {
            let item = &items[*event as usize / 2];
            *place = if event.is_multiple_of(2) { 2 * item.from + 1 } else { 2 * item.to.max(item.from + 1) };
        }
        sort_nearly(&mut self.events);
        let (order, active) = (&self.order, &mut self.active);
        let mut separate = |a: u32, b: u32| {
            let (a, b) = (&items[order[a as usize].1 as usize], &items[order[b as usize].1 as usize]);
            if a.high.0 != b.low.0 {
                let more = match (a.owner, b.owner) {
                    (Owner::Box(_), Owner::Box(_)) => extra.boxes,
                    (Owner::Label(_), Owner::Label(_)) => extra.labels,
                    _ => 0,
                };
                see(a.high.0, b.low.0, a.high.1 - b.low.1 + more);
            }
        };
        for &(_, event) in &self.events {
            let (starts, r) = (event.is_multiple_of(2), self.rank[event as usize / 2]);
            if starts {
                active.insert(r);
            } else {
                active.remove(r);
            }
            let (before, after) = (active.before(r), active.after(r));
            if starts {
                if let Some(b) = before {
                    separate(b, r);
                }
                if let Some(a) = after {
                    separate(r, a);
                }
            } else if let (Some(b), Some(a)) = (before, after) {
                separate(b, a);
            }
        }
    }
}
