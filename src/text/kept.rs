//! What was made of a face for some characters: the pictures of a page and the pages of a run often have the same ones.
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Most bytes of a generation: some two hundred reduced faces of Latin letters.
const MOST: usize = 1 << 20;

/// So often a face is reduced before it is reduced to ASCII first, which saves each later time some third (benches/README.md).
const OFTEN: usize = 6;

/// What is kept of a face by characters: what was asked for since there was room last, and what was asked for before that. So
/// what is asked for again and again stays.
#[derive(Default)]
pub(crate) struct Kept {
    generations: Mutex<Generations>,
    /// The face with its characters of ASCII alone, from which it is reduced further once that was done often.
    plain: OnceLock<Option<Vec<u8>>>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<String, Arc<str>>,
    old: HashMap<String, Arc<str>>,
    /// Of the young.
    bytes: usize,
    /// How often something was made.
    made: usize,
}

impl Generations {
    fn find(&mut self, characters: &str) -> Option<Arc<str>> {
        if let Some(known) = self.young.get(characters) {
            return Some(Arc::clone(known));
        }
        let (characters, known) = self.old.remove_entry(characters)?;
        self.keep(characters, Arc::clone(&known));
        Some(known)
    }

    fn keep(&mut self, characters: String, made: Arc<str>) {
        self.bytes += characters.len() + made.len();
        if self.bytes > MOST {
            self.bytes = characters.len() + made.len();
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(characters, made);
    }
}

impl Kept {
    /// The face with its characters of ASCII alone, as `make` makes it, if it is reduced so often that it is worth that.
    pub(crate) fn plain(&self, make: impl FnOnce() -> Option<Vec<u8>>) -> Option<&[u8]> {
        let made = self.generations.lock().unwrap_or_else(PoisonError::into_inner).made;
        if made < OFTEN {
            return None;
        }
        self.plain.get_or_init(make).as_deref()
    }

    /// What was made for some characters, or what `make` makes now; of what cannot be made nothing is kept.
    pub(crate) fn get(
        &self,
        characters: &BTreeSet<char>,
        make: impl FnOnce() -> Option<String>,
    ) -> Option<Arc<str>> {
        let lock = || self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let characters: String = characters.iter().collect();
        if let Some(known) = lock().find(&characters) {
            return Some(known);
        }
        let made: Arc<str> = make()?.into();
        lock().made += 1;
        lock().keep(characters, Arc::clone(&made));
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, MOST};
    use std::collections::BTreeSet;

    #[test]
    fn what_is_asked_for_again_stays_and_the_rest_makes_room() {
        let kept = Kept::default();
        let ask = |c: char, made: &str| {
            kept.get(&BTreeSet::from([c]), || Some(made.to_owned())).expect("made").to_string()
        };
        assert_eq!([ask('a', "1"), ask('a', "2")], ["1", "1"]);
        assert_eq!(kept.get(&BTreeSet::from(['b']), || None), None);
        for (i, c) in ('c'..='l').enumerate() {
            ask(c, &"x".repeat(MOST / 3));
            assert_eq!(ask('a', "3"), "1", "{i}");
        }
        assert_eq!(ask('c', "4"), "4");
    }
}
