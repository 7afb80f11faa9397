//! A set of small numbers that answers "the next one before" and "the next one after": a tree of bit words.

/// The set. Numbers are below the capacity it was made with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Active {
    /// Words of each level: a bit of a higher level says that the word below it is not empty.
    levels: Vec<Vec<u64>>,
}

impl Active {
    /// An empty set for numbers below `capacity`.
    pub(crate) fn new(capacity: usize) -> Self {
        let mut levels = Vec::new();
        let mut n = capacity.max(1);
        loop {
            n = n.div_ceil(64);
            levels.push(vec![0; n]);
            if n == 1 {
                return Self { levels };
            }
        }
    }

    /// Adds a number.
    pub(crate) fn insert(&mut self, value: u32) {
        let mut at = value as usize;
        for level in &mut self.levels {
            level[at / 64] |= 1 << (at % 64);
            at /= 64;
        }
    }

    /// Takes a number out.
    pub(crate) fn remove(&mut self, value: u32) {
        let mut at = value as usize;
        for level in &mut self.levels {
            level[at / 64] &= !(1 << (at % 64));
            if level[at / 64] != 0 {
                break;
            }
            at /= 64;
        }
    }

    /// The greatest number of the set below `value`.
    #[inline]
    pub(crate) fn before(&self, value: u32) -> Option<u32> {
        let word = value as usize / 64;
        // mostly it is in the same word
        match self.levels[0][word] & ((1 << (value % 64)) - 1) {
            0 => self.before_word(word),
            below => Some((word * 64 + 63 - below.leading_zeros() as usize) as u32),
        }
    }

    /// The greatest number of the set before that word of the lowest level.
    fn before_word(&self, mut at: usize) -> Option<u32> {
        for (k, level) in self.levels.iter().enumerate().skip(1) {
            let below = level[at / 64] & ((1 << (at % 64)) - 1);
            at /= 64;
            if below != 0 {
                let mut found = at * 64 + 63 - below.leading_zeros() as usize;
                for lower in self.levels[..k].iter().rev() {
                    found = found * 64 + 63 - lower[found].leading_zeros() as usize;
                }
                return Some(found as u32);
            }
        }
        None
    }

    /// The least number of the set above `value`.
    #[inline]
    pub(crate) fn after(&self, value: u32) -> Option<u32> {
        let word = value as usize / 64;
        match self.levels[0][word] & (u64::MAX << (value % 64) << 1) {
            0 => self.after_word(word),
            above => Some((word * 64 + above.trailing_zeros() as usize) as u32),
        }
    }

    /// The least number of the set after that word of the lowest level.
    fn after_word(&self, mut at: usize) -> Option<u32> {
        for (k, level) in self.levels.iter().enumerate().skip(1) {
            let above = level[at / 64] & (u64::MAX << (at % 64) << 1);
            at /= 64;
            if above != 0 {
                let mut found = at * 64 + above.trailing_zeros() as usize;
                for lower in self.levels[..k].iter().rev() {
                    found = found * 64 + lower[found].trailing_zeros() as usize;
                }
                return Some(found as u32);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::rng::Rng;
    use super::Active;
    use std::collections::BTreeSet;

    #[test]
    fn answers_are_those_of_an_ordered_set() {
        for capacity in [1, 64, 65, 5_000] {
            let mut rng = Rng::new(capacity as u64);
            let (mut set, mut truth) = (Active::new(capacity), BTreeSet::new());
            for _ in 0..4_000 {
                let v = rng.below(capacity) as u32;
                if rng.below(3) == 0 {
                    set.remove(v);
                    truth.remove(&v);
                } else {
                    set.insert(v);
                    truth.insert(v);
                }
                let q = rng.below(capacity) as u32;
                assert_eq!(set.before(q), truth.range(..q).next_back().copied());
                assert_eq!(set.after(q), truth.range(q + 1..).next().copied());
            }
        }
    }
}
