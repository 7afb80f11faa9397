//! `govdraw.lock`: the seals of pictures that are to carry nothing themselves.
use std::collections::BTreeMap;

/// What the file is called.
pub const FILE_NAME: &str = "govdraw.lock";

const HEAD: &str = "# Which pages govdraw drew these pictures from. Written by `govdraw sync`.\n";

/// Seals by the pictures' paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    seals: BTreeMap<String, String>,
}

impl Lock {
    /// Reads a lock; one that cannot be read holds nothing, so that every picture of it is drawn anew.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut seals = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            // a stroke of a merge, or a slip: the seal is lost and nothing else
            if let Some((path, seal)) = line.split_once('\t') {
                seals.insert(path.to_owned(), seal.to_owned());
            }
        }
        Self { seals }
    }

    /// The seal of a picture.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.seals.get(path).map(String::as_str)
    }

    /// Keeps a seal.
    pub fn set(&mut self, path: &str, seal: String) {
        self.seals.insert(path.to_owned(), seal);
    }

    /// Forgets a picture.
    pub fn remove(&mut self, path: &str) {
        self.seals.remove(path);
    }

    /// The pictures, in the order of their paths.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.seals.keys().map(String::as_str)
    }

    /// As a file's text, a line a picture; `None` where there is none to keep.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        if self.seals.is_empty() {
            return None;
        }
        let lines = self.seals.iter().map(|(path, seal)| format!("{path}\t{seal}\n"));
        Some(HEAD.to_owned() + &lines.collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;

    #[test]
    fn a_lock_is_read_as_it_was_written_and_survives_a_merge() {
        let mut lock = Lock::default();
        assert_eq!(lock.text(), None);
        lock.set("b.svg", "page=1 own=2".to_owned());
        lock.set("a b.svg", "page=3 own=4".to_owned());
        let text = lock.text().expect("not empty");
        assert_eq!(Lock::read(&text), lock);
        let merged = format!("<<<<<<< ours\n{text}=======\n>>>>>>> theirs\n\u{fffd}");
        assert_eq!(Lock::read(&merged), lock);
        assert_eq!(lock.paths().collect::<Vec<_>>(), ["a b.svg", "b.svg"]);
    }
}
