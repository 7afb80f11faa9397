//! A quick look at whether any pattern may fit a word: most words of a page are in no list, and a bit says so.

/// How many bits a filter has.
const BITS: usize = 1 << 16;

/// A filter in words of 64 bits.
pub(crate) const WORDS: usize = BITS / 64;

/// Where a part of a word has its bit: the word of the filter, and the bit in it (FNV-1a, folded to 16 bits).
pub(crate) fn place(part: &[u8]) -> (usize, u64) {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in part {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    let at = ((hash >> 16) ^ (hash & 0xffff)) as usize % BITS;
    (at / 64, 1 << (at % 64))
}

/// The first letters of a word, so many, or the last ones; none of a shorter word.
pub(crate) fn edge(word: &str, letters: usize, is_start: bool) -> Option<&str> {
    let last = letters.checked_sub(1)?;
    if is_start {
        let (at, letter) = word.char_indices().nth(last)?;
        word.get(..at + letter.len_utf8())
    } else {
        let (at, _) = word.char_indices().nth_back(last)?;
        word.get(at..)
    }
}
