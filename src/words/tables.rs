//! The words of all languages, folded and sorted by the build.
//!
//! All words stand in one text and all later words of patterns in one list, and entries say where: tables of references
//! would be some sixty thousand addresses, which the loader would have to write at every start.
use super::filter;
use std::ops::Range;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// Whether a filter has the bit of a part of a word.
pub(super) fn may_have(filter: &[u64; filter::WORDS], part: &str) -> bool {
    let (at, bit) = filter::place(part.as_bytes());
    filter.get(at).is_some_and(|word| word & bit != 0)
}

/// A pattern. The table that it is in says whether its first word is whole.
#[derive(Debug)]
pub(super) struct Entry {
    /// The first word: what is fixed of it.
    pub(super) key: Word,
    /// The words behind it.
    rest: Rest,
    pub(super) kinds: u64,
    pub(super) languages: u32,
}

impl Entry {
    /// The words behind the first one.
    pub(super) fn rest(&self) -> &'static [Piece] {
        PIECES.get(range(self.rest.start, self.rest.len)).unwrap_or_default()
    }
}

/// Words of [`PIECES`].
#[derive(Debug)]
struct Rest {
    start: u32,
    len: u8,
}

/// A later word of a pattern.
#[derive(Debug)]
pub(super) enum Piece {
    /// The whole word.
    Is(Word),
    /// A word's beginning.
    Starts(Word),
    /// A word's end.
    Ends(Word),
}

/// A word of [`TEXT`], in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    start: u32,
    pub(super) len: u8,
}

impl Word {
    /// The word's bytes, by which tables are sorted.
    pub(super) fn bytes(self) -> &'static [u8] {
        TEXT.as_bytes().get(range(self.start, self.len)).unwrap_or_default()
    }
}

fn range(start: u32, len: u8) -> Range<usize> {
    start as usize..start as usize + usize::from(len)
}
