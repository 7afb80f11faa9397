//! What was worked out before about a text: layouts measure the same words at many widths and sizes.
use super::{BaseDirection, Weight};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most texts that are kept.
const MOST: usize = 8192;
/// In bytes: longer texts are not kept.
const LONGEST: usize = 1024;

/// Texts in a weight and a direction, each with what is known of it.
#[derive(Debug)]
pub(super) struct Memo<T>(Mutex<HashMap<(Weight, BaseDirection), ByText<T>>>);

type ByText<T> = HashMap<Box<str>, Arc<T>>;

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Memo<T> {
    /// What is known of a text, or what `make` finds now.
    pub(super) fn get(
        &self,
        weight: Weight,
        direction: BaseDirection,
        text: &str,
        make: impl FnOnce() -> T,
    ) -> Arc<T> {
        if text.len() > LONGEST {
            return Arc::new(make());
        }
        let kind = (weight, direction);
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&kind).and_then(|texts| texts.get(text)) {
            return Arc::clone(known);
        }
        let made = Arc::new(make());
        let mut kinds = lock();
        if kinds.values().map(ByText::len).sum::<usize>() >= MOST {
            kinds.clear();
        }
        kinds.entry(kind).or_default().insert(Box::from(text), Arc::clone(&made));
        made
    }

    /// Forgets all of it.
    pub(super) fn clear(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
