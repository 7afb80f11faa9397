//! Step 2, tangles: how many of the straight lines between boxes cross. A move of the search leaves most lines where they
//! are, so the pairs that cross are kept and only those of the moved lines are looked at.

/// The lines of a placement, which of them cross, and those that another placement moves.
#[derive(Clone, Debug)]
pub(crate) struct Tangle {
    /// Boxes at the ends of each line.
    ends: Vec<(u8, u8)>,
    /// Words of a set of lines.
    words: usize,
    /// For each box the set of lines that end at it.
    lines_of: Vec<u64>,
    /// Row and column of each box in the placement that is kept.
    kept: Vec<(u8, u8)>,
    /// For each line those that it crosses there.
    crossed: Vec<u64>,
    /// How many each line crosses there, and pairs that cross.
    degree: Vec<u16>,
    count: i32,
    /// The lines that the new placement moves, as a list and as a set.
    moved: Vec<u16>,
    moved_set: Vec<u64>,
    /// For each of these the lines that it crosses, but for moved ones before it.
    found: Vec<u64>,
    /// Pairs that cross in the new placement.
    new_count: i32,
    /// Least and greatest row and column of each line in the placement that is kept, and of the moved ones in the new one once they
    /// were looked at; filled up to whole words with lines that are nowhere.
    low: [Vec<i8>; 2],
    high: [Vec<i8>; 2],
    /// Whether the moved lines stand there as they are in the new placement.
    is_new: bool,
    /// The lines beside one, a byte each.
    near: Vec<u8>,
}

impl Tangle {
    /// The lines between some of so many boxes, in no placement yet.
    pub(crate) fn new(ends: &[(u8, u8)], boxes: usize) -> Self {
        let (lines, words) = (ends.len(), ends.len().div_ceil(64));
        let bytes = lines.next_multiple_of(8);
        let mut lines_of = vec![0; boxes * words];
        for (i, &(a, b)) in ends.iter().enumerate() {
            for end in [a, b] {
                lines_of[usize::from(end) * words + i / 64] |= 1 << (i % 64);
            }
        }
        Self {
            ends: ends.to_vec(),
            words,
            lines_of,
            kept: vec![(u8::MAX, u8::MAX); boxes],
            crossed: vec![0; lines * words],
            degree: vec![0; lines],
            count: 0,
            moved: Vec::with_capacity(lines),
            moved_set: vec![0; words],
            found: vec![0; lines * words],
            new_count: 0,
            low: [0, 1].map(|_| vec![i8::MAX; bytes]),
            high: [0, 1].map(|_| vec![i8::MIN; bytes]),
            is_new: false,
            near: vec![0; bytes],
        }
    }

    /// Row and column of each box in the placement that is kept.
    pub(crate) fn kept(&self) -> &[(u8, u8)] {
        &self.kept
    }

    /// Takes up a placement with its boxes `at` these rows and columns; returns how many pairs of lines that stay cross.
    pub(crate) fn take_up(&mut self, at: &[(u8, u8)]) -> i32 {
        self.put_back();
        self.moved_set.fill(0);
        for ((kept, at), lines) in self.kept.iter().zip(at).zip(self.lines_of.chunks_exact(self.words.max(1)))
        {
            if kept != at {
                for (set, lines) in self.moved_set.iter_mut().zip(lines) {
                    *set |= lines;
                }
            }
        }
        self.count_stay()
    }

    /// Takes up a placement in which just these boxes move; returns how many pairs of lines that stay cross at least: as many as if no
    /// two of those that move did.
    pub(crate) fn pick(&mut self, boxes: impl Iterator<Item = usize>) -> i32 {
        self.put_back();
        self.moved_set.fill(0);
        for of in boxes {
            let lines = &self.lines_of[of * self.words..(of + 1) * self.words];
            for (set, lines) in self.moved_set.iter_mut().zip(lines) {
                *set |= lines;
            }
        }
        let mut count = self.count;
        for (word, &set) in self.moved_set.iter().enumerate() {
            let mut left = set;
            while left != 0 {
                count -= i32::from(self.degree[64 * word + left.trailing_zeros() as usize]);
                left &= left - 1;
            }
        }
        count.max(0)
    }

    /// Puts the lines back where they are in the placement that is kept.
    fn put_back(&mut self) {
        if std::mem::take(&mut self.is_new) {
            // the placement that was looked at last was not kept
            for k in 0..self.moved.len() {
                let line = usize::from(self.moved[k]);
                let (a, b) = self.ends[line];
                self.stretch(line, self.kept[usize::from(a)], self.kept[usize::from(b)]);
            }
        }
    }

    /// Lists the lines that move, of those that were picked; returns how many pairs of the others cross.
    pub(crate) fn count_stay(&mut self) -> i32 {
        self.moved.clear();
        // a pair of two moved lines is seen from both
        let (mut ends, mut twice) = (0, 0);
        for word in 0..self.words {
            let mut left = self.moved_set[word];
            while left != 0 {
                let i = (64 * word) as u16 + left.trailing_zeros() as u16;
                left &= left - 1;
                self.moved.push(i);
                let degree = self.degree[usize::from(i)];
                if degree > 0 {
                    ends += i32::from(degree);
                    let both = self.row(i).iter().zip(&self.moved_set).map(|(row, moved)| row & moved);
                    twice += both.map(u64::count_ones).sum::<u32>() as i32;
                }
            }
        }
        self.new_count = self.count - (ends - twice / 2);
        self.new_count
    }

    /// Where a line between boxes at these rows and columns lies.
    fn stretch(&mut self, line: usize, (ya, xa): (u8, u8), (yb, xb): (u8, u8)) {
        (self.low[0][line], self.high[0][line]) = (xa.min(xb) as i8, xa.max(xb) as i8);
        (self.low[1][line], self.high[1][line]) = (ya.min(yb) as i8, ya.max(yb) as i8);
    }

    fn row(&self, line: u16) -> &[u64] {
        let start = usize::from(line) * self.words;
        &self.crossed[start..start + self.words]
    }

    /// The pairs that cross because of the moved lines; none when they are more than `most`.
    pub(crate) fn of_moved(&mut self, at: &[(u8, u8)], most: i32) -> Option<i32> {
        let point = |b: u8| (i32::from(at[b as usize].1), i32::from(at[b as usize].0));
        for k in 0..self.moved.len() {
            let line = usize::from(self.moved[k]);
            let (a, b) = self.ends[line];
            self.stretch(line, at[usize::from(a)], at[usize::from(b)]);
        }
        self.is_new = true;
        let mut count = 0;
        for (k, &i) in self.moved.iter().enumerate() {
            let i = usize::from(i);
            let (a, b) = (point(self.ends[i].0), point(self.ends[i].1));
            near(&self.low, &self.high, i, &mut self.near);
            let row = &mut self.found[k * self.words..(k + 1) * self.words];
            row.fill(0);
            for (word, eight) in self.near.as_chunks::<8>().0.iter().enumerate() {
                let mut left = u64::from_le_bytes(*eight);
                while left != 0 {
                    let j = 8 * word + left.trailing_zeros() as usize / 8;
                    left &= left - 1;
                    let bit = 1_u64 << (j % 64);
                    let seen = j < i && self.moved_set[j / 64] & bit != 0;
                    if !seen && cross((a, b), (point(self.ends[j].0), point(self.ends[j].1))) {
                        row[j / 64] |= bit;
                        count += 1;
                    }
                }
            }
            if count > most {
                return None;
            }
        }
        self.new_count += count;
        (count <= most).then_some(count)
    }

    /// Keeps the placement that was taken up and counted to the end.
    pub(crate) fn keep(&mut self, at: &[(u8, u8)]) {
        let words = self.words;
        for k in 0..self.moved.len() {
            let i = usize::from(self.moved[k]);
            for word in 0..words {
                let mut left = std::mem::take(&mut self.crossed[i * words + word]);
                while left != 0 {
                    let j = 64 * word + left.trailing_zeros() as usize;
                    left &= left - 1;
                    self.crossed[j * words + i / 64] &= !(1 << (i % 64));
                    self.degree[j] -= 1;
                    self.degree[i] -= 1;
                }
            }
        }
        for k in 0..self.moved.len() {
            let i = usize::from(self.moved[k]);
            for word in 0..words {
                let mut left = self.found[k * words + word];
                self.crossed[i * words + word] |= left;
                while left != 0 {
                    let j = 64 * word + left.trailing_zeros() as usize;
                    left &= left - 1;
                    self.crossed[j * words + i / 64] |= 1 << (i % 64);
                    self.degree[j] += 1;
                    self.degree[i] += 1;
                }
            }
        }
        self.count = self.new_count;
        self.is_new = false;
        self.kept.copy_from_slice(at);
    }
}

/// Which lines have inner places in the rectangle around line `i`. Bytes, so that many are compared at once.
fn near(low: &[Vec<i8>; 2], high: &[Vec<i8>; 2], i: usize, near: &mut [u8]) {
    let (from, to) = ([low[0][i], low[1][i]], [high[0][i], high[1][i]]);
    let across = low[0].iter().zip(&high[0]);
    let down = low[1].iter().zip(&high[1]);
    for (near, ((l0, h0), (l1, h1))) in near.iter_mut().zip(across.zip(down)) {
        *near = u8::from((*l0 < to[0]) & (from[0] < *h0) & (*l1 < to[1]) & (from[1] < *h1));
    }
}

type Line = ((i32, i32), (i32, i32));

/// Whether two straight lines cross at inner points of both.
fn cross((a, b): Line, (c, d): Line) -> bool {
    // twice the area of a triangle of places below 64: the product of two such fits
    let turn =
        |p: (i32, i32), q: (i32, i32), r: (i32, i32)| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

#[cfg(test)]
mod tests {
    use super::{Tangle, cross};
    use crate::engine::tools::rng::Rng;

    #[test]
    fn what_is_kept_and_what_moves_add_up_to_all_pairs_that_cross() {
        let mut rng = Rng::new(11);
        for (boxes, lines) in [(6, 5), (20, 64), (60, 150)] {
            let mut any = |n: usize| rng.below(n) as u8;
            let ends: Vec<(u8, u8)> = (0..lines).map(|_| (any(boxes), any(boxes))).collect();
            let mut at: Vec<(u8, u8)> = (0..boxes).map(|_| (any(12), any(64))).collect();
            let mut tangle = Tangle::new(&ends, boxes);
            let mut kept = 0;
            for round in 0..200 {
                let before = at.clone();
                for _ in 0..any(4) {
                    at[any(boxes) as usize] = (any(12), any(64));
                }
                let point = |b: u8| (i32::from(at[b as usize].1), i32::from(at[b as usize].0));
                let line = |i: usize| (point(ends[i].0), point(ends[i].1));
                let pairs = (0..lines).flat_map(|i| (0..i).map(move |j| (i, j)));
                let all = pairs.filter(|&(i, j)| cross(line(i), line(j))).count() as i32;
                let stay = tangle.take_up(&at);
                let most = all - stay;
                assert!(stay <= all);
                assert_eq!(tangle.of_moved(&at, most - 1), None);
                assert_eq!(tangle.of_moved(&at, most), Some(most), "{round}");
                if any(2) == 0 {
                    tangle.keep(&at);
                    kept += 1;
                } else {
                    at = before;
                }
            }
            assert!(kept > 50);
        }
    }
}
