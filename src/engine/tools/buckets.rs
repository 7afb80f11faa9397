//! Squares of the plane and which things reach into each, so that what is near a place is found without looking at all.

use super::graph::Lists;

/// Edge of a cell, in px.
const CELL: i64 = 256;

/// A grid of cells over rectangles that are named by number.
#[derive(Clone, Debug)]
pub(crate) struct Buckets {
    origin: [i64; 2],
    cells: [usize; 2],
    /// The things of each cell that the buckets were made with.
    first: Lists<u32>,
    /// The things of each cell that came later.
    later: Vec<Vec<u32>>,
}

/// Lowest and highest coordinates of a rectangle, x then y.
pub(crate) type Bounds = ([i64; 2], [i64; 2]);

impl Buckets {
    /// Rectangles in their buckets, named by their places in the list.
    pub(crate) fn new(rects: &[Bounds]) -> Self {
        let (mut low, mut high) = ([0; 2], [0; 2]);
        for (l, h) in rects {
            low = [0, 1].map(|a| low[a].min(l[a]));
            high = [0, 1].map(|a| high[a].max(h[a]));
        }
        let cells = [0, 1].map(|a| ((high[a] - low[a]) / CELL + 1) as usize);
        let count = cells[0] * cells[1];
        let mut buckets =
            Self { origin: low, cells, first: Lists::default(), later: vec![Vec::new(); count] };
        let reached = rects
            .iter()
            .zip(0_u32..)
            .flat_map(|(&rect, i)| buckets.cells_of(rect).map(move |cell| (cell as u32, i)));
        buckets.first = Lists::new(count, reached);
        buckets
    }

    /// The columns and rows of cells that a rectangle meets; beyond the edges those at the edge.
    #[inline]
    fn lines_of(&self, (low, high): Bounds) -> [std::ops::RangeInclusive<usize>; 2] {
        let cell =
            |a: usize, v: i64| ((v - self.origin[a]).max(0) / CELL).min(self.cells[a] as i64 - 1) as usize;
        [cell(0, low[0])..=cell(0, high[0]), cell(1, low[1])..=cell(1, high[1])]
    }

    /// The cells that a rectangle meets.
    fn cells_of(&self, rect: Bounds) -> impl Iterator<Item = usize> + Clone + use<> {
        let [columns, rows] = self.lines_of(rect);
        let width = self.cells[0];
        rows.flat_map(move |y| columns.clone().map(move |x| y * width + x))
    }

    /// Adds a thing, or a further place of one.
    pub(crate) fn enter(&mut self, thing: u32, rect: Bounds) {
        for cell in self.cells_of(rect) {
            self.later[cell].push(thing);
        }
    }

    /// Whether `is` holds for any of the things in the cells that a rectangle meets, some of which it is asked about more
    /// than once.
    #[inline]
    pub(crate) fn any_near(&self, rect: Bounds, mut is: impl FnMut(u32) -> bool) -> bool {
        let [columns, rows] = self.lines_of(rect);
        for row in rows {
            for cell in row * self.cells[0] + columns.start()..=row * self.cells[0] + columns.end() {
                let first = self.first.of(cell);
                if first.iter().chain(&self.later[cell]).any(|&thing| is(thing)) {
                    return true;
                }
            }
        }
        false
    }

    /// The things in the cells that a rectangle meets, some of them more than once.
    pub(crate) fn near(&self, rect: Bounds) -> impl Iterator<Item = u32> {
        self.cells_of(rect).flat_map(|cell| {
            let first = self.first.of(cell);
            first.iter().chain(&self.later[cell]).copied()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::rng::Rng;
    use super::{Bounds, Buckets};
    use std::collections::BTreeSet;

    #[test]
    fn what_meets_a_rectangle_is_near_it() {
        let mut rng = Rng::new(3);
        let mut any = |most: usize| -> Bounds {
            let low = [0, 1].map(|_| rng.below(3_000) as i64 - 400);
            (low, [0, 1].map(|a| low[a] + rng.below(most) as i64))
        };
        let mut rects: Vec<Bounds> = (0..200).map(|_| any(600)).collect();
        let mut buckets = Buckets::new(&rects);
        for i in 200..260 {
            let rect = any(900);
            rects.push(rect);
            buckets.enter(i, rect);
        }
        for _ in 0..300 {
            let place = any(700);
            let near: BTreeSet<u32> = buckets.near(place).collect();
            let mut seen = BTreeSet::new();
            let stops = buckets.any_near(place, |thing| {
                seen.insert(thing);
                false
            });
            assert!(!stops);
            assert_eq!(near, seen);
            for (i, r) in rects.iter().enumerate() {
                let meets = (0..2).all(|a| r.0[a] <= place.1[a] && place.0[a] <= r.1[a]);
                assert!(!meets || near.contains(&(i as u32)), "{r:?} {place:?}");
            }
            assert!(near.len() < rects.len());
        }
    }

    #[test]
    fn empty_buckets_have_nothing_near() {
        assert_eq!(Buckets::new(&[]).near(([-5, -5], [9, 9])).count(), 0);
    }
}
