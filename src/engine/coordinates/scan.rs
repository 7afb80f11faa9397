//! Step 7, the scan line: over inflated rectangles it gives O(n) separations for one axis (Dwyer, Marriott, Stuckey 2006).

use crate::engine::tools::active::Active;
use crate::engine::tools::sorted::sort_nearly;

/// An inflated rectangle: its start and end are offsets from variables on the axis and fixed across it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Variable and offset of its start.
    pub(crate) low: (usize, i64),
    /// Variable and offset of its end.
    pub(crate) high: (usize, i64),
    /// Start across the axis.
    pub(crate) from: i64,
    /// End across the axis.
    pub(crate) to: i64,
    /// Twice its present middle on the axis.
    pub(crate) key: i64,
    /// What it is around.
    pub(crate) owner: Owner,
}

/// What an item is around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A box.
    Box(usize),
    /// A segment.
    Segment(usize),
    /// The label of an arrow.
    Label(usize),
}

/// What two things of one kind keep apart beyond their clearances, in px.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extra {
    pub(crate) boxes: i64,
    pub(crate) labels: i64,
}

/// A small number with its place, in one number that sorts fast.
type Placed = i64;

/// Numbers are below this.
const NUMBERS: i64 = 1 << 24;

fn placed(place: i64, number: usize) -> Placed {
    // beyond all that can be drawn places may be wrong, and numbers never
    place.wrapping_mul(NUMBERS) | number as i64
}

/// The number of a pair.
fn number(placed: Placed) -> usize {
    (placed & (NUMBERS - 1)) as usize
}

/// The memory of scans. Of two scans of one axis the orders are much the same, so each begins with that of the last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scan {
    /// Items by their places on the axis, and the rank of each.
    order: Vec<Placed>,
    rank: Vec<u32>,
    /// Starts and ends across the axis by their places: twice the item and one more for an end.
    events: Vec<Placed>,
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
            self.order.extend((0..n).map(|i| placed(0, i)));
            self.events.clear();
            self.events.extend((0..2 * n).map(|event| placed(0, event)));
            self.rank.resize(n, 0);
            self.active = Active::new(n);
        }
        for placing in &mut self.order {
            let i = number(*placing);
            *placing = placed(items[i].key, i);
        }
        sort_nearly(&mut self.order);
        for (&item, r) in self.order.iter().zip(0..) {
            self.rank[number(item)] = r;
        }
        // starts are odd: at one place ends come first
        for placing in &mut self.events {
            let event = number(*placing);
            let item = &items[event / 2];
            let place =
                if event.is_multiple_of(2) { 2 * item.from + 1 } else { 2 * item.to.max(item.from + 1) };
            *placing = placed(place, event);
        }
        sort_nearly(&mut self.events);
        let (order, active) = (&self.order, &mut self.active);
        let mut separate = |a: u32, b: u32| {
            let [a, b] = [a, b].map(|rank| &items[number(order[rank as usize])]);
            if a.high.0 != b.low.0 {
                let more = match (a.owner, b.owner) {
                    (Owner::Box(_), Owner::Box(_)) => extra.boxes,
                    (Owner::Label(_), Owner::Label(_)) => extra.labels,
                    _ => 0,
                };
                see(a.high.0, b.low.0, a.high.1 - b.low.1 + more);
            }
        };
        for &event in &self.events {
            let event = number(event);
            let (starts, r) = (event.is_multiple_of(2), self.rank[event / 2]);
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
