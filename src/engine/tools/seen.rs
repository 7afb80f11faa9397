//! Which lists of small numbers were met before, told by their marks alone: two lists of one mark are as good as never met.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// The lists that were met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen(HashSet<u128, BuildHasherDefault<Lowest>>);

impl Seen {
    /// Notes a list; whether it is new.
    pub(crate) fn insert(&mut self, mark: u128) -> bool {
        self.0.insert(mark)
    }

    /// How many were met.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A mark of two lists, of 128 bits.
pub(crate) fn mark(lists: [&[u16]; 2]) -> u128 {
    let (mut a, mut b) = (0x9E37_79B9_7F4A_7C15_u64, 0xD1B5_4A32_D192_ED03_u64);
    let mut add = |word: u64| {
        a = (a ^ word).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        a ^= a >> 29;
        b = (b.rotate_left(23) ^ word).wrapping_mul(0x94D0_49BB_1331_11EB);
    };
    for list in lists {
        add(list.len() as u64);
        let (fours, rest) = list.as_chunks::<4>();
        for four in fours {
            add(four.iter().fold(0, |word, &one| word << 16 | u64::from(one)));
        }
        add(rest.iter().fold(0, |word, &one| word << 16 | u64::from(one)));
    }
    u128::from(a ^ a >> 32) << 64 | u128::from(b ^ b >> 31)
}

/// The lowest bits of a mark, which are as good as any.
#[derive(Clone, Copy, Debug, Default)]
struct Lowest(u64);

impl Hasher for Lowest {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u128(&mut self, mark: u128) {
        self.0 = mark as u64 ^ (mark >> 64) as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::{Seen, mark};
    use crate::engine::tools::rng::Rng;
    use std::collections::BTreeSet;

    #[test]
    fn lists_are_told_apart_as_by_themselves() {
        let mut rng = Rng::new(5);
        let (mut seen, mut truth) = (Seen::default(), BTreeSet::new());
        for _ in 0..20_000 {
            let mut list = || -> Vec<u16> { (0..rng.below(6)).map(|_| rng.below(3) as u16).collect() };
            let (a, b) = (list(), list());
            let mark = mark([&a, &b]);
            assert_eq!(seen.insert(mark), truth.insert((a, b)));
            assert_eq!(seen.len(), truth.len());
        }
    }
}
