//! Ids: slugs of names, stable while the name stands.
use super::{Draft, Place};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// The Unicode slug of a name: lower case, each run of anything but letters, marks and digits one hyphen.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut add = |c: char| {
        if c.is_alphanumeric() || is_mark(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '\'' | '’') {
            out.push('-');
        }
    };
    for c in name.chars() {
        // most names are plain, and the table of cases is slow
        if c.is_ascii() { add(c.to_ascii_lowercase()) } else { c.to_lowercase().for_each(&mut add) }
    }
    out.trim_end_matches('-').to_owned()
}

/// Marks that combine with a letter and are no letters themselves: accents set apart, and viramas.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F | 0x94D | 0x9CD
        | 0xA4D | 0xACD | 0xB4D | 0xBCD | 0xC4D | 0xCCD | 0xD4D | 0xDCA | 0xE3A | 0xF84 | 0x1039 | 0x103A | 0x17D2)
}

/// The slug of a name, or the kind of thing it names where nothing of the name is left.
pub(super) fn named_slug(name: &str, kind: &str) -> String {
    let slug = slug(name);
    if slug.is_empty() { kind.to_owned() } else { slug }
}

/// The ids that are taken.
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// The number to try next for a made-up id that was taken, so that a name a thousand times costs a thousand steps.
    next: BTreeMap<String, usize>,
    /// Ids that were written down, so that none that is made up takes them first.
    written: BTreeSet<String>,
}

impl Ids {
    /// Takes every id that a draft writes down; one that stands twice is an error.
    pub(super) fn new(draft: &Draft, findings: &mut Findings) -> Self {
        let mut written = BTreeSet::new();
        let mut write = |id: &Option<String>, place: Place| {
            let Some(id) = id.as_deref().map(tidy).filter(|id| !id.is_empty()) else { return };
            if written.contains(&id) {
                findings.push(
                    Diagnostic::new(
                        Severity::Error,
                        Code::DuplicateId,
                        format!("the id \"{id}\" stands twice"),
                    )
                    .at(place.0)
                    .hint("change one of the two, or leave both out: they are made from the names"),
                );
            }
            written.insert(id);
        };
        for level in &draft.levels {
            write(&level.id, level.place);
            for function in &level.functions {
                write(&function.id, function.place);
                for body in &function.functions {
                    write(&body.id, body.place);
                }
            }
        }
        for outcome in &draft.outcomes {
            write(&outcome.id, outcome.place);
        }
        for outside in &draft.outside {
            write(&outside.id, outside.place);
        }
        Self { taken: BTreeSet::new(), next: BTreeMap::new(), written }
    }

    /// The id as written, or a new one: as made up, or with the first number from 2 that makes it unique.
    pub(super) fn of(&mut self, written: Option<String>, make_up: impl FnOnce() -> String) -> String {
        if let Some(id) = written.as_deref().map(tidy).filter(|id| !id.is_empty()) {
            self.taken.insert(id.clone());
            return id;
        }
        let id = make_up();
        let mut candidate = id.clone();
        while self.written.contains(&candidate) || !self.taken.insert(candidate.clone()) {
            let n = self.next.entry(id.clone()).or_insert(2);
            candidate = format!("{id}-{n}");
            *n += 1;
        }
        candidate
    }
}

/// An id as it may stand: each part between strokes a slug.
fn tidy(id: &str) -> String {
    id.split('/').map(slug).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{slug, tidy};

    #[test]
    fn a_slug_keeps_letters_marks_and_digits_of_any_script() {
        assert_eq!(slug("Co-ordination  level"), "co-ordination-level");
        assert_eq!(slug("  What’s “next”? 2 "), "whats-next-2");
        assert_eq!(slug("戦略 レベル"), "戦略-レベル");
        assert_eq!(slug("e\u{301}tat हिन्दी"), "e\u{301}tat-हिन्दी");
        assert_eq!(slug("#!"), "");
        for text in ["Co-ordination level", "İstanbul", "ΣΑΣ Σ", "ǅ"] {
            assert_eq!(slug(&slug(text)), slug(text), "{text}");
        }
        assert_eq!(tidy("#gm,body"), "gm-body");
        assert_eq!(tidy("Strategic / Business"), "strategic/business");
    }
}
