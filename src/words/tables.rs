//! The words of all languages, folded by the build.
//!
//! All words stand in one text and all later words of patterns in one list, and entries say where: tables of references
//! would be some sixty thousand addresses, which the loader would have to write at every start.
use super::slots::{EMPTY, Hash};
use std::ops::Range;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// Entries with the slots by which they are found.
pub(super) struct PatternTable {
    /// Those of one key stand together.
    pub(super) entries: &'static [WordPattern],
    /// Where the first entry of a key stands, by its hash.
    slots: &'static [u16],
}

impl PatternTable {
    /// The entries of a key that has this hash, whichever side it was hashed from.
    pub(super) fn of(&self, key: &[u8], hash: Hash) -> &'static [WordPattern] {
        let mut at = hash.slot(self.slots.len());
        while let Some(first) = self.slots.get(at).filter(|first| **first != EMPTY) {
            let behind = self.entries.get(usize::from(*first)..).unwrap_or_default();
            let count = behind.iter().take_while(|entry| entry.key.bytes() == key).count();
            if count > 0 {
                return behind.get(..count).unwrap_or_default();
            }
            at = (at + 1) % self.slots.len();
        }
        &[]
    }
}

/// A pattern. The table that it is in says whether its first word is whole.
#[derive(Debug)]
pub(super) struct WordPattern {
    /// The first word: what is fixed of it.
    pub(super) key: TableWord,
    /// The words behind it.
    rest: Rest,
    pub(super) kinds: u64,
    pub(super) languages: u32,
}

impl WordPattern {
    /// The words behind the first one.
    pub(super) fn rest(&self) -> &'static [PatternWord] {
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
pub(super) enum PatternWord {
    /// The whole word.
    Is(TableWord),
    /// A word's beginning.
    Starts(TableWord),
    /// A word's end.
    Ends(TableWord),
}

/// A word of [`TEXT`], in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableWord {
    start: u32,
    pub(super) len: u8,
}

impl TableWord {
    /// The word's bytes.
    pub(super) fn bytes(self) -> &'static [u8] {
        TEXT.as_bytes().get(range(self.start, self.len)).unwrap_or_default()
    }
}

fn range(start: u32, len: u8) -> Range<usize> {
    start as usize..start as usize + usize::from(len)
}

#[cfg(test)]
mod tests {
    use super::{ENDS, PatternTable, RUNS, STARTS, WHOLE};
    use crate::words::slots::Hash;

    #[test]
    fn each_key_is_found_with_all_its_entries_and_nothing_else_is() {
        let found = |table: &PatternTable, key: &[u8], is_from_end: bool| {
            let hash =
                if is_from_end { Hash::of(key.iter().rev().copied()) } else { Hash::of(key.iter().copied()) };
            table.of(key, hash).len()
        };
        for (table, is_from_end) in [(&WHOLE, false), (&STARTS, false), (&ENDS, true), (&RUNS, false)] {
            let all = table.entries;
            let count = |key: &[u8]| all.iter().filter(|entry| entry.key.bytes() == key).count();
            for entry in all.iter().step_by(17) {
                let key = entry.key.bytes();
                assert_eq!(found(table, key, is_from_end), count(key));
            }
            for key in ["", "qqq", "a word that no list has"] {
                assert_eq!(found(table, key.as_bytes(), is_from_end), 0);
            }
        }
    }
}
