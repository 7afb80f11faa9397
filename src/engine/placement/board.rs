//! Step 2, the board: what the lanes, lengths and fewest bends of a placement cost, from those of one that is a move away.
//!
//! Boxes have places before empty rows and columns are dropped, for what they see depends on their order only. So a move
//! concerns the arrows of the boxes that move and of those that see other boxes than before; all else is kept.

use super::bends::{Masks, Spot, fewest};
use super::cells::Cells;
use super::surrogate::{Surrogate, number_bits};
use crate::engine::problem::Problem;
use crate::engine::regime::MASK_LANES;
use std::collections::BTreeMap;

/// No box at a place.
pub(super) const EMPTY: u8 = u8::MAX;

/// What is known of an arrow.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// What its length costs.
    length: i32,
    /// Least and greatest place of its ends, x then y.
    low: [u8; 2],
    high: [u8; 2],
    /// Fewest bends that it may have among the boxes, and whatever stands in its way.
    pub(super) bends: u8,
    pub(super) least: u8,
}

/// What is known of an arrow in the new placement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fresh {
    pub(super) arrow: u16,
    /// Its fewest bends, or before they are looked for a bound of them.
    pub(super) bends: u8,
}

/// A box that moves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moved {
    pub(super) of: u8,
    from: [u8; 2],
    pub(super) to: [u8; 2],
}

/// The lanes of an axis.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    /// The places that are used.
    used: u64,
    /// Their numbers on the sheet.
    rank: [u8; 64],
    /// How many arrows pass each place: those with an end on both sides of it.
    passed: [u16; 64],
    /// What a lane costs, and an arrow's step to the next one.
    price: i32,
    step: i32,
}

/// A placement that is kept, and one that is a move away from it.
#[derive(Clone, Debug)]
pub(crate) struct Board<'a> {
    pub(super) surrogate: &'a Surrogate,
    /// The pairs of boxes that arrows join, whichever way, and how many join each.
    pub(super) pairs: Vec<(u8, u8)>,
    pub(super) weight: Vec<i32>,
    cells: Cells,
    /// Place of each box, x then y.
    pub(super) at: Vec<[u8; 2]>,
    pub(super) masks: Masks,
    /// Which box is at each place in the placement that is kept.
    pub(super) box_at: Vec<u8>,
    /// What each box sees, and what it sees in the placement that is kept.
    pub(super) spots: Vec<Spot>,
    pub(super) kept_spots: Vec<Spot>,
    lanes: [Lanes; 2],
    /// Of the kept placement: what is known of each arrow, and the sums.
    pub(super) known: Vec<Known>,
    length: i32,
    pub(super) bends: i32,
    least: i32,
    /// Whether it is known how many arrows pass each place.
    knows_passed: bool,
    /// First place of each band's rows.
    first_row: Vec<u8>,
    /// Places of a column, and of the first one.
    apart: u8,
    first: u8,
    /// The boxes of each class, as a set.
    boxes_of: Vec<u128>,
    /// The arrows that end at each box, as sets: first a word of each box's, then the next word of each.
    pub(super) lines_of: Vec<u64>,
    /// The boxes that the new placement moves, as a list and as a set.
    pub(super) moved: Vec<Moved>,
    pub(super) moved_set: u128,
    /// Whether they stand where they move to.
    is_new: bool,
    /// The arrows that end at them, as a set, and what is known of each in the new placement.
    pub(super) lines: Vec<u64>,
    pub(super) fresh: Vec<Fresh>,
    /// The others whose ends see other boxes, as a set, and their bends.
    pub(super) beside: Vec<u64>,
    pub(super) rebent: Vec<(u16, u8)>,
    /// The boxes that see others than before.
    pub(super) saw: Vec<u8>,
    /// The used places of the new placement and their numbers, where they are others.
    used: [u64; 2],
    rank: [[u8; 64]; 2],
    new_length: i32,
    pub(super) new_bends: i32,
    new_least: i32,
}

impl<'a> Board<'a> {
    /// A board with `cells` on it, in whose bands a move may use so many `rows`, and open columns in gaps if `has_gaps`. None where
    /// two boxes share a cell, or there are more places or boxes than bits of a mask.
    pub(crate) fn new(
        problem: &Problem<'_>,
        surrogate: &'a Surrogate,
        cells: &Cells,
        (columns, rows): (usize, usize),
        has_gaps: bool,
    ) -> Option<Self> {
        let n = surrogate.class.len();
        let used = cells.column.iter().map(|&c| usize::from(c) + 1).max().unwrap_or(0);
        let columns = columns.max(used);
        let mut heights = vec![rows; problem.bands];
        for (&band, &row) in surrogate.band.iter().zip(&cells.row) {
            let height = &mut heights[usize::from(band)];
            *height = (*height).max(usize::from(row) + 1);
        }
        let places = if has_gaps { 2 * columns + 1 } else { columns };
        // boxes are in sets of so many bits
        let is_too_large = n > u128::BITS as usize || places > MASK_LANES;
        if is_too_large || heights.iter().sum::<usize>() > MASK_LANES {
            return None;
        }
        let mut next = 0;
        let first_row = heights
            .iter()
            .map(|&height| {
                next += height;
                (next - height) as u8
            })
            .collect();
        let mut joined: BTreeMap<(u8, u8), i32> = BTreeMap::new();
        for &(a, b) in &surrogate.arrows {
            *joined.entry((a.min(b), a.max(b))).or_default() += 1;
        }
        let (pairs, weight): (Vec<_>, Vec<_>) = joined.into_iter().unzip();
        let (m, words) = (pairs.len(), pairs.len().div_ceil(64));
        let mut lines_of = vec![0; n * words];
        for (i, &(a, b)) in pairs.iter().enumerate() {
            for end in [a, b] {
                lines_of[i / 64 * n + usize::from(end)] |= 1 << (i % 64);
            }
        }
        let mut boxes_of = vec![0_u128; problem.classes()];
        for (of, &class) in surrogate.class.iter().enumerate() {
            boxes_of[usize::from(class)] |= 1 << of;
        }
        let w = &surrogate.weights;
        let lanes = [(w.class_lane, w.class_step), (w.band_lane, w.band_step)];
        let lanes = lanes.map(|(price, step)| Lanes { used: 0, rank: [0; 64], passed: [0; 64], price, step });
        let mut board = Self {
            surrogate,
            pairs,
            weight,
            cells: cells.clone(),
            at: vec![[0; 2]; n],
            masks: Masks::new(),
            box_at: vec![EMPTY; 64 * 64],
            spots: Vec::with_capacity(n),
            kept_spots: Vec::new(),
            lanes,
            known: vec![Known::default(); m],
            length: 0,
            bends: 0,
            least: 0,
            knows_passed: false,
            first_row,
            apart: if has_gaps { 2 } else { 1 },
            first: u8::from(has_gaps),
            boxes_of,
            lines_of,
            moved: Vec::with_capacity(n),
            moved_set: 0,
            is_new: false,
            lines: vec![0; words],
            fresh: Vec::with_capacity(m),
            beside: vec![0; words],
            rebent: Vec::with_capacity(m),
            saw: Vec::with_capacity(n),
            used: [0; 2],
            rank: [[0; 64]; 2],
            new_length: 0,
            new_bends: 0,
            new_least: 0,
        };
        board.fill().then_some(board)
    }

    /// Puts the boxes where the cells say, and sees what that costs; whether each has a place of its own.
    fn fill(&mut self) -> bool {
        for of in 0..self.at.len() {
            let [x, y] = self.place(&self.cells, of);
            let here = &mut self.box_at[place_number([x, y])];
            if *here != EMPTY {
                return false;
            }
            *here = of as u8;
            self.at[of] = [x, y];
            self.masks.put(x, y);
            self.lanes[0].used |= 1 << x;
            self.lanes[1].used |= 1 << y;
        }
        for lanes in &mut self.lanes {
            number_bits(lanes.used, &mut lanes.rank, 0);
        }
        self.spots = self.at.iter().map(|&[x, y]| self.masks.spot(y, x)).collect();
        self.kept_spots.clone_from(&self.spots);
        for i in 0..self.known.len() {
            let (a, b) = self.pairs[i];
            let bends = fewest(&self.spots[usize::from(a)], &self.spots[usize::from(b)]).bends() as u8;
            let known = self.know(i, bends);
            self.known[i] = known;
            let weight = self.weight[i];
            self.length += weight * known.length;
            self.bends += weight * i32::from(known.bends);
            self.least += weight * i32::from(known.least);
        }
        self.used = [0, 1].map(|axis| self.lanes[axis].used);
        true
    }

    /// The place of a box by its cells.
    #[inline]
    fn place(&self, cells: &Cells, of: usize) -> [u8; 2] {
        let column = cells.column[usize::from(self.surrogate.class[of])] as u8;
        let row = self.first_row[usize::from(self.surrogate.band[of])] + cells.row[of] as u8;
        [(column * self.apart + self.first) & 63, row & 63]
    }

    /// What the length of an arrow costs, and its fewest bends whatever stands in its way.
    #[inline]
    fn between(&self, pair: usize, rank: [&[u8; 64]; 2]) -> (i32, u8) {
        let (a, b) = self.pairs[pair];
        let (a, b) = (self.at[usize::from(a)], self.at[usize::from(b)]);
        let steps = |axis: usize| {
            let of = |place: u8| rank[axis][usize::from(place & 63)];
            self.lanes[axis].step * i32::from(of(a[axis]).abs_diff(of(b[axis])))
        };
        let least = match (a[0] == b[0], a[1] == b[1]) {
            (true, true) => 3,
            (false, false) => 1,
            _ => 0,
        };
        (steps(0) + steps(1), least)
    }

    /// What is known of an arrow from where its ends are in the placement that is kept.
    fn know(&self, arrow: usize, bends: u8) -> Known {
        let (a, b) = self.pairs[arrow];
        let (length, least) = self.between(arrow, [&self.lanes[0].rank, &self.lanes[1].rank]);
        let (a, b) = (self.at[usize::from(a)], self.at[usize::from(b)]);
        let low = [a[0].min(b[0]), a[1].min(b[1])];
        let high = [a[0].max(b[0]), a[1].max(b[1])];
        Known { length, low, high, bends, least }
    }

    /// What the placement that is kept costs.
    pub(crate) fn kept(&self) -> i32 {
        let lanes: i32 = self.lanes.iter().map(|lanes| lanes.price * lanes.used.count_ones() as i32).sum();
        lanes + self.length + self.surrogate.weights.bend * self.bends
    }

    /// Takes up other cells; what their lanes and lengths cost. None when two boxes share a cell, or that is not below `limit` with
    /// the least bends.
    pub(crate) fn take_up(&mut self, next: &Cells, limit: i32) -> Option<i32> {
        let mut set = 0;
        each_other(&self.cells.column, &next.column, |class| set |= self.boxes_of[class]);
        each_other(&self.cells.row, &next.row, |of| set |= 1 << of);
        self.move_to(set, |board, of| board.place(next, of), limit)
    }

    /// Takes up the placement in which a class has a column of its own before column `gap`, and perhaps a box of it another row.
    pub(crate) fn open(
        &mut self,
        class: usize,
        gap: u16,
        row: Option<(usize, u16)>,
        limit: i32,
    ) -> Option<i32> {
        let to = |board: &Self, of: usize| {
            let own = row.filter(|(box_of, _)| *box_of == of);
            let first = board.first_row[usize::from(board.surrogate.band[of])];
            let y = own.map_or(board.at[of][1], |(_, row)| first + row as u8);
            [(gap as u8 * board.apart) & 63, y & 63]
        };
        self.move_to(self.boxes_of[class], to, limit)
    }

    /// Moves a set of boxes from where they are in the placement that is kept to other places; what lanes and lengths then cost, as
    /// [`Board::take_up`] tells it.
    #[inline]
    fn move_to(&mut self, boxes: u128, to: impl Fn(&Self, usize) -> [u8; 2], limit: i32) -> Option<i32> {
        self.put_back();
        self.moved.clear();
        self.moved_set = boxes;
        let mut left = boxes;
        while left != 0 {
            let of = left.trailing_zeros() as usize;
            left &= left - 1;
            let to = to(self, of);
            if self.stays_at(to) {
                return None;
            }
            self.moved.push(Moved { of: of as u8, from: self.at[of], to });
        }
        if !self.go() {
            return None;
        }
        self.lengths(limit)
    }

    /// Whether a box that does not move is at a place.
    #[inline]
    fn stays_at(&self, place: [u8; 2]) -> bool {
        let there = self.box_at[place_number(place)];
        there != EMPTY && self.moved_set >> (there & 127) & 1 == 0
    }

    /// Moves the boxes, unless two of them would share a cell.
    fn go(&mut self) -> bool {
        for moved in &self.moved {
            self.masks.lift(moved.from[0], moved.from[1]);
        }
        for k in 0..self.moved.len() {
            let Moved { of, to, .. } = self.moved[k];
            if self.masks.column[usize::from(to[0] & 63)] >> to[1] & 1 == 1 {
                // two that move meet
                self.return_to(k);
                return false;
            }
            self.masks.put(to[0], to[1]);
            self.at[usize::from(of)] = to;
        }
        self.is_new = true;
        true
    }

    /// Moves the boxes back, of which the first `count` have gone.
    fn return_to(&mut self, count: usize) {
        for moved in &self.moved[..count] {
            self.masks.lift(moved.to[0], moved.to[1]);
        }
        for moved in &self.moved {
            self.masks.put(moved.from[0], moved.from[1]);
            self.at[usize::from(moved.of)] = moved.from;
        }
    }

    /// Goes back to the placement that is kept.
    fn put_back(&mut self) {
        if !std::mem::take(&mut self.is_new) {
            return;
        }
        self.return_to(self.moved.len());
        for of in self.saw.drain(..).map(usize::from) {
            self.spots[of] = self.kept_spots[of];
        }
    }

    /// What the lanes and lengths of the boxes as they stand cost.
    fn lengths(&mut self, limit: i32) -> Option<i32> {
        let mut used = [self.lanes[0].used, self.lanes[1].used];
        for moved in &self.moved {
            for (axis, taken) in [&self.masks.column, &self.masks.row].into_iter().enumerate() {
                if moved.from[axis] != moved.to[axis] {
                    used[axis] |= 1 << moved.to[axis];
                    let is_left = taken[usize::from(moved.from[axis] & 63)] == 0;
                    used[axis] &= !(u64::from(is_left) << moved.from[axis]);
                }
            }
        }
        self.used = used;
        for axis in [0, 1] {
            if used[axis] != self.lanes[axis].used {
                number_bits(used[axis], &mut self.rank[axis], 0);
            }
        }
        let (mut length, mut least) = (self.length, self.least);
        self.fresh.clear();
        let rank = [0, 1].map(|axis| {
            if used[axis] == self.lanes[axis].used { &self.lanes[axis].rank } else { &self.rank[axis] }
        });
        for (word, lines_of) in self.lines_of.chunks_exact(self.at.len().max(1)).enumerate() {
            let mut left = self.moved.iter().fold(0, |set, moved| set | lines_of[usize::from(moved.of)]);
            self.lines[word] = left;
            while left != 0 {
                let i = 64 * word + left.trailing_zeros() as usize;
                left &= left - 1;
                let ((new_length, new_least), old) = (self.between(i, rank), &self.known[i]);
                length += self.weight[i] * (new_length - old.length);
                least += self.weight[i] * (i32::from(new_least) - i32::from(old.least));
                self.fresh.push(Fresh { arrow: i as u16, bends: new_least });
            }
        }
        let mut lanes = 0;
        for axis in [0, 1] {
            length += self.opened_and_closed(axis);
            lanes += self.lanes[axis].price * used[axis].count_ones() as i32;
        }
        (self.new_length, self.new_least) = (length, least);
        let total = lanes + length;
        let most = limit.saturating_sub(total);
        let bend = self.surrogate.weights.bend;
        let mut bends = least;
        for k in 0..self.fresh.len() {
            if bend * bends >= most {
                return None;
            }
            let Fresh { arrow, bends: straightest } = self.fresh[k];
            let few = self.few_bends(usize::from(arrow));
            bends += self.weight[usize::from(arrow)] * i32::from((few & 3) - straightest);
            self.fresh[k].bends = few;
        }
        (bend * bends < most).then_some(total)
    }

    /// By how much the arrows that do not move get longer where lanes open, and shorter where they close.
    fn opened_and_closed(&mut self, axis: usize) -> i32 {
        let mut left = self.used[axis] ^ self.lanes[axis].used;
        if left == 0 {
            return 0;
        }
        self.count_passed();
        let mut steps = 0;
        while left != 0 {
            let place = left.trailing_zeros() as u8;
            left &= left - 1;
            let passes = |known: &Known| known.low[axis] < place && place < known.high[axis];
            let moving = self.fresh.iter().map(|new| usize::from(new.arrow));
            let moving = moving.filter(|&i| passes(&self.known[i])).map(|i| self.weight[i]).sum::<i32>();
            let stay = i32::from(self.lanes[axis].passed[usize::from(place & 63)]) - moving;
            steps += if self.used[axis] >> place & 1 == 1 { stay } else { -stay };
        }
        self.lanes[axis].step * steps
    }

    /// Counts how many arrows pass each place in the placement that is kept.
    fn count_passed(&mut self) {
        if std::mem::replace(&mut self.knows_passed, true) {
            return;
        }
        for (axis, lanes) in self.lanes.iter_mut().enumerate() {
            // at each place by how many more arrows pass it than the one before
            let mut change = [0_i16; 66];
            for (known, &weight) in self.known.iter().zip(&self.weight) {
                if known.low[axis] < known.high[axis] {
                    change[usize::from(known.low[axis]) + 1] += weight as i16;
                    change[usize::from(known.high[axis])] -= weight as i16;
                }
            }
            let mut now = 0;
            for (passed, change) in lanes.passed.iter_mut().zip(change) {
                now += change;
                *passed = now as u16;
            }
        }
    }

    /// Keeps the placement that was taken up, whose cells are `next`, and whose bends were counted to the end.
    pub(crate) fn keep(&mut self, next: &Cells) {
        self.is_new = false;
        for of in self.saw.drain(..).map(usize::from) {
            self.kept_spots[of] = self.spots[of];
        }
        for moved in &self.moved {
            self.box_at[place_number(moved.from)] = EMPTY;
        }
        for moved in &self.moved {
            self.box_at[place_number(moved.to)] = moved.of;
        }
        for &(i, bends) in &self.rebent {
            self.known[usize::from(i)].bends = bends;
        }
        for axis in [0, 1] {
            let lanes = &mut self.lanes[axis];
            let mut left = self.used[axis] ^ lanes.used;
            if left == 0 {
                continue;
            }
            (lanes.used, lanes.rank) = (self.used[axis], self.rank[axis]);
            // those that do not move are longer by each lane that opened under them, and shorter by each that closed
            while left != 0 {
                let place = left.trailing_zeros() as u8;
                left &= left - 1;
                let step = if lanes.used >> place & 1 == 1 { lanes.step } else { -lanes.step };
                for known in &mut self.known {
                    let passes = known.low[axis] < place && place < known.high[axis];
                    known.length += if passes { step } else { 0 };
                }
            }
        }
        for k in 0..self.fresh.len() {
            let Fresh { arrow, bends } = self.fresh[k];
            self.known[usize::from(arrow)] = self.know(usize::from(arrow), bends);
        }
        (self.length, self.bends, self.least) = (self.new_length, self.new_bends, self.new_least);
        self.knows_passed = false;
        self.cells.clone_from(next);
    }

    /// Whether the placement that was taken up has other lanes, so that boxes that do not move have other numbers on the sheet.
    pub(crate) fn lanes_differ(&self) -> bool {
        self.used != [self.lanes[0].used, self.lanes[1].used]
    }

    /// The boxes that move.
    pub(crate) fn moved(&self) -> impl Iterator<Item = usize> {
        self.moved.iter().map(|moved| usize::from(moved.of))
    }

    /// Writes rows and columns on the sheet of the placement that was taken up, of the boxes that have others than in the one that is
    /// kept.
    pub(crate) fn number(&self, at: &mut [(u8, u8)]) {
        let rank = [0, 1].map(|axis| {
            if self.used[axis] == self.lanes[axis].used { &self.lanes[axis].rank } else { &self.rank[axis] }
        });
        let number = |[x, y]: [u8; 2]| (rank[1][usize::from(y & 63)], rank[0][usize::from(x & 63)]);
        if self.lanes_differ() || !self.is_new {
            for (number_at, &place) in at.iter_mut().zip(&self.at) {
                *number_at = number(place);
            }
        } else {
            for moved in &self.moved {
                at[usize::from(moved.of)] = number(moved.to);
            }
        }
    }

    /// Writes the numbers of the kept placement over those of the one that was taken up, in which no lane differs.
    pub(crate) fn number_back(&self, at: &mut [(u8, u8)]) {
        for moved in &self.moved {
            let [x, y] = moved.from.map(|place| usize::from(place & 63));
            at[usize::from(moved.of)] = (self.lanes[1].rank[y], self.lanes[0].rank[x]);
        }
    }
}

/// Where a place is in the list of all.
#[inline]
pub(super) fn place_number([x, y]: [u8; 2]) -> usize {
    usize::from(y & 63) * 64 + usize::from(x & 63)
}

/// Looks at each number that differs between two lists.
#[inline]
fn each_other(a: &[u16], b: &[u16], mut look: impl FnMut(usize)) {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let rest = 8 * a.len();
    for (k, (a, b)) in a.iter().zip(b).enumerate() {
        if a != b {
            for (j, (a, b)) in a.iter().zip(b).enumerate() {
                if a != b {
                    look(8 * k + j);
                }
            }
        }
    }
    for (j, (a, b)) in a_rest.iter().zip(b_rest).enumerate() {
        if a != b {
            look(rest + j);
        }
    }
}
