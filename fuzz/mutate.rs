//! Changes to inputs: bytes, lines, words that mean something to a reader, and parts of other inputs.
use crate::seeds::Seed;
use crate::sums;
use crate::targets::Target;

/// Most bytes of an input.
const SIZE_MAX: usize = 64 * 1024;

/// Numbers that look random and are the same on every run of one seed (SplitMix64).
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below a number; 0 below 0.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        if most == 0 { 0 } else { (self.next() % most as u64) as usize }
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// A number for some bytes (FNV-1a).
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// An input made of one or two of the pool.
pub(crate) fn mutated(rng: &mut Rng, pool: &[Seed], target: Target) -> Seed {
    let Some(first) = pool.get(rng.below(pool.len())) else { return Seed::default() };
    let mut bytes = first.bytes.clone();
    let most = 1 << rng.below(4);
    for _ in 0..1 + rng.below(most) {
        change(rng, &mut bytes, pool, target);
    }
    bytes.truncate(SIZE_MAX);
    // a reader that looks at sums would stop at each change
    if rng.below(8) > 0 {
        sums::mend(&mut bytes);
    }
    Seed { name: first.name.clone(), bytes }
}

fn change(rng: &mut Rng, bytes: &mut Vec<u8>, pool: &[Seed], target: Target) {
    let at = rng.below(bytes.len() + 1);
    let range = |rng: &mut Rng, bytes: &[u8], most: usize| {
        let from = rng.below(bytes.len());
        from..(from + 1 + rng.below(most)).min(bytes.len())
    };
    match rng.below(if target.is_of_words() { 13 } else { 9 }) {
        0 => {
            let bit = 1 << rng.below(8);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= bit;
            }
        }
        1 => {
            let value = rng.below(256) as u8;
            bytes.insert(at, value);
        }
        2 if !bytes.is_empty() => {
            let range = range(rng, bytes, 16);
            bytes.drain(range);
        }
        3 if !bytes.is_empty() => {
            // again, once or often
            let range = range(rng, bytes, 64);
            let part = bytes.get(range).unwrap_or_default().repeat(1 << rng.below(6));
            bytes.splice(at..at, part);
        }
        4 => {
            let word = rng.pick(target.words()).copied().unwrap_or_default();
            bytes.splice(at..at, word.bytes());
        }
        5 => {
            let other = pool.get(rng.below(pool.len())).map(|seed| seed.bytes.clone()).unwrap_or_default();
            let part = range(rng, &other, 400);
            bytes.splice(at..at, other.get(part).unwrap_or_default().to_vec());
        }
        6 => {
            // a number as binary formats have them
            const ODD: [u32; 9] = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0xffff_ffff];
            let number = rng.pick(&ODD).copied().unwrap_or_default().to_be_bytes();
            let width = [1, 2, 4].get(rng.below(3)).copied().unwrap_or(1);
            let number = number.get(4 - width..).unwrap_or_default();
            if let Some(place) = bytes.get_mut(at..at + width) {
                place.copy_from_slice(number);
            }
        }
        7 => bytes.truncate(at.max(bytes.len() / 2)),
        8 => number_in_words(rng, bytes),
        kind => lines(rng, bytes, kind, pool),
    }
}

/// Puts another number in the place of one written in digits.
fn number_in_words(rng: &mut Rng, bytes: &mut Vec<u8>) {
    const ODD: [&str; 12] = [
        "0",
        "1",
        "-1",
        "0.0001",
        "1e9",
        "1e39",
        "999999",
        "65536",
        "4294967296",
        "1e-40",
        "NaN",
        "00000000001",
    ];
    let from = rng.below(bytes.len());
    let Some(start) = bytes.iter().skip(from).position(u8::is_ascii_digit).map(|at| from + at) else {
        return;
    };
    let length = bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
    let number = rng.pick(&ODD).copied().unwrap_or_default();
    bytes.splice(start..start + length, number.bytes());
}

/// Moves, repeats, drops and mixes whole lines, and changes how deep they stand.
fn lines(rng: &mut Rng, bytes: &mut Vec<u8>, kind: usize, pool: &[Seed]) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (one, two) = (rng.below(lines.len()), rng.below(lines.len()));
    match kind {
        9 if !lines.is_empty() => lines.swap(one, two),
        10 if !lines.is_empty() => {
            let moved = lines.remove(one);
            lines.insert(two.min(lines.len()), moved);
        }
        11 => {
            let other = pool.get(rng.below(pool.len())).map(|seed| seed.bytes.clone()).unwrap_or_default();
            let others: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
            let from = rng.below(others.len());
            let taken: Vec<Vec<u8>> =
                others.iter().skip(from).take(1 + rng.below(8)).map(|line| line.to_vec()).collect();
            lines.splice(two..two, taken);
        }
        _ => {
            const DEPTHS: [&str; 9] = ["  ", "\t", "> ", "- ", "#", "    ", "| ", "1. ", "- > "];
            let depth = rng.pick(&DEPTHS).copied().unwrap_or_default();
            for line in lines.iter_mut().skip(one).take(1 + rng.below(6)) {
                line.splice(0..0, depth.bytes());
            }
        }
    }
    *bytes = lines.concat();
}
