//! What was worked out before about a text: layouts measure the same words at many widths and sizes.
use super::{BaseDirection, Weight};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most texts that are kept.
const MOST: usize = 1 << 15;
/// Most bytes of them all: a text's glyphs take some thirty times as much.
const MOST_BYTES: usize = 1 << 20;
/// In bytes: longer texts are not kept. As many as the longest text that a model may have.
const LONGEST: usize = 4 * crate::limits::TEXT_CHARS;

/// Texts in a weight and a direction, each with what is known of it.
#[derive(Debug)]
pub(super) struct Memo<T>(Mutex<Kept<T>>);

#[derive(Debug)]
struct Kept<T> {
    /// Few.
    kinds: Vec<((Weight, BaseDirection), ByText<T>)>,
    texts: usize,
    bytes: usize,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { kinds: Vec::new(), texts: 0, bytes: 0 }
    }
}

impl<T> Kept<T> {
    fn of(&mut self, kind: (Weight, BaseDirection)) -> Option<&mut ByText<T>> {
        self.kinds.iter_mut().find(|(of, _)| *of == kind).map(|(_, texts)| texts)
    }
}

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
        let known = lock().of(kind).and_then(|texts| texts.get(text)).map(Arc::clone);
        if let Some(known) = known {
            return known;
        }
        let made = Arc::new(make());
        let mut kept = lock();
        if kept.texts >= MOST || kept.bytes + text.len() > MOST_BYTES {
            *kept = Kept::default();
        }
        kept.texts += 1;
        kept.bytes += text.len();
        if kept.of(kind).is_none() {
            kept.kinds.push((kind, HashMap::new()));
        }
        kept.of(kind).into_iter().for_each(|texts| {
            texts.insert(Box::from(text), Arc::clone(&made));
        });
        made
    }

    /// Forgets all of it.
    pub(super) fn clear(&mut self) {
        *self.0.get_mut().unwrap_or_else(PoisonError::into_inner) = Kept::default();
    }
}
