//! Slots by which a table's entries are found by their key: most words of a page are in no list, and an empty slot says so
//! at once. The build fills them; a key's own slot is taken by its hash, the next free one where that is taken (open
//! addressing with linear probing: Knuth, The Art of Computer Programming 3, 6.4, algorithm L).

/// A slot that holds nothing.
pub(crate) const EMPTY: u16 = u16::MAX;

/// A hash that grows byte by byte, so that each beginning of a word has one on the way to the whole (FNV-1a, 32 bits).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hash(u32);

impl Hash {
    /// The hash of nothing.
    pub(crate) const START: Self = Self(0x811c_9dc5);

    /// The hash with one more byte.
    pub(crate) fn and(self, byte: u8) -> Self {
        Self((self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    /// The hash with more bytes.
    pub(crate) fn of(bytes: impl IntoIterator<Item = u8>) -> Self {
        bytes.into_iter().fold(Self::START, Self::and)
    }

    /// The first slot to look in, of a number of slots that is a power of two.
    pub(crate) fn slot(self, count: usize) -> usize {
        (self.0 ^ (self.0 >> 16)) as usize & (count - 1)
    }
}
