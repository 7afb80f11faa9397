//! Step 2, sight: which arrows may have other fewest bends after a move on the board, and how many these are.

use super::bends::{Spot, fewest};
use super::board::{Board, EMPTY, place_number};

/// Two bends or three of an arrow: which of them takes longer to tell.
const TWO_OR_THREE: u8 = 2 + 16;

impl Board<'_> {
    /// The fewest bends of an arrow among the boxes as they stand, if they are fewer than two or it runs along a lane; else
    /// [`TWO_OR_THREE`].
    #[inline]
    pub(super) fn few_bends(&self, pair: usize) -> u8 {
        let (a, b) = self.pairs[pair];
        let (a, b) = (self.at[usize::from(a)], self.at[usize::from(b)]);
        let inner = |p: u8, q: u8| ((1_u64 << p.max(q)) - 1) & !((2_u64 << p.min(q)) - 1);
        let (row, column) =
            (|y: u8| self.masks.row[usize::from(y & 63)], |x: u8| self.masks.column[usize::from(x & 63)]);
        match (a[0] == b[0], a[1] == b[1]) {
            (true, true) => 3,
            (true, false) => 2 * u8::from(column(a[0]) & inner(a[1], b[1]) != 0),
            (false, true) => 2 * u8::from(row(a[1]) & inner(a[0], b[0]) != 0),
            (false, false) => {
                let (across, down) = (inner(a[0], b[0]), inner(a[1], b[1]));
                // round the corner in the row of one end and the column of the other
                let is_free =
                    |y: u8, x: u8| row(y) & (across | 1 << x) == 0 && column(x) & (down | 1 << y) == 0;
                if is_free(a[1], b[0]) || is_free(b[1], a[0]) { 1 } else { TWO_OR_THREE }
            }
        }
    }

    /// The cost of the placement that was taken up, whose lanes and lengths cost `lengths`, with its fewest bends; none where it is not
    /// below `limit`.
    pub(crate) fn with_bends(&mut self, lengths: i32, limit: i32) -> Option<i32> {
        self.look_around();
        let bend = self.surrogate.weights.bend;
        // all those that may bend anew are as straight as they can be at best
        let mut count = self.bends;
        self.rebent.clear();
        for new in &self.fresh {
            let i = usize::from(new.arrow);
            count += self.weight[i] * (i32::from(new.bends & 3) - i32::from(self.known[i].bends));
        }
        for (word, &set) in self.beside.iter().enumerate() {
            let mut left = set & !self.lines[word];
            while left != 0 {
                let i = 64 * word + left.trailing_zeros() as usize;
                left &= left - 1;
                let (a, b) = (usize::from(self.pairs[i].0), usize::from(self.pairs[i].1));
                let (from, to) = (&self.spots[a], &self.spots[b]);
                if from.sees_alike(&self.kept_spots[a], to) && to.sees_alike(&self.kept_spots[b], from) {
                    continue;
                }
                let known = &self.known[i];
                count += self.weight[i] * (i32::from(known.least) - i32::from(known.bends));
                self.rebent.push((i as u16, known.least));
            }
        }
        let most = limit.saturating_sub(lengths);
        if bend * count >= most {
            return None;
        }
        let bends = |i: u16| {
            let (a, b) = self.pairs[usize::from(i)];
            fewest(&self.spots[usize::from(a)], &self.spots[usize::from(b)]).bends() as u8
        };
        for new in self.fresh.iter_mut().filter(|new| new.bends == TWO_OR_THREE) {
            new.bends = bends(new.arrow);
            count += self.weight[usize::from(new.arrow)] * (i32::from(new.bends) - 2);
            if bend * count >= most {
                return None;
            }
        }
        for (i, new) in &mut self.rebent {
            let least = std::mem::replace(new, bends(*i));
            count += self.weight[usize::from(*i)] * (i32::from(*new) - i32::from(least));
            if bend * count >= most {
                return None;
            }
        }
        self.new_bends = count;
        Some(lengths + bend * count)
    }

    /// Looks around from the boxes that move, and from those that saw them or see them now; notes the arrows of these.
    fn look_around(&mut self) {
        self.saw.clear();
        self.beside.fill(0);
        let boxes = self.at.len();
        let mut around: u128 = 0;
        if 3 * self.moved.len() >= boxes {
            // they are seen from nearly everywhere
            around = !0 >> (128 - boxes.clamp(1, 128));
        } else {
            for moved in &self.moved {
                around |= seen(&self.box_at, self.spots[usize::from(moved.of)]);
            }
            for moved in &self.moved {
                around |= seen(&self.box_at, self.masks.spot(moved.to[1], moved.to[0]));
            }
            around |= self.moved_set;
        }
        while around != 0 {
            let of = around.trailing_zeros() as usize;
            around &= around - 1;
            let [x, y] = self.at[of];
            let spot = self.masks.spot(y, x);
            if spot == self.spots[of] {
                continue;
            }
            self.spots[of] = spot;
            self.saw.push(of as u8);
            for (set, lines_of) in self.beside.iter_mut().zip(self.lines_of.chunks_exact(boxes.max(1))) {
                *set |= lines_of[of];
            }
        }
    }
}

/// The boxes that stood where one looks to from a spot.
#[inline]
fn seen(box_at: &[u8], spot: Spot) -> u128 {
    let mut set = 0;
    for place in spot.ahead() {
        let there = place.map_or(EMPTY, |place| box_at[place_number(place)]);
        if there != EMPTY {
            set |= 1_u128 << (there & 127);
        }
    }
    set
}
