//! The drawings that a page or a theme names, by the names of their files.
use super::{Emblem, EmblemError};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Drawings that were read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gallery(BTreeMap<String, Arc<Emblem>>);

impl Gallery {
    /// Whether a name is a file's, and not that of an icon of the built-in set.
    #[must_use]
    pub fn is_file(name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        [".svg", ".png"].iter().any(|ending| lower.ends_with(ending))
    }

    /// Reads a file's drawing.
    ///
    /// # Errors
    /// Those of [`Emblem::read`].
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), EmblemError> {
        self.0.insert(name.to_owned(), Arc::new(Emblem::read(bytes)?));
        Ok(())
    }

    /// The drawing of a file.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<Emblem>> {
        self.0.get(name)
    }
}
