//! What an earlier run found of each page: one whose bytes, settings and pictures are the same need not be read again.
//!
//! It saves time and decides nothing: what it holds follows from the pages and pictures as they are, and without it the same is
//! found by reading them.
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of pages, by their paths.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cache {
    pages: BTreeMap<String, Known>,
}

/// What is known of a page in step with its pictures and regions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// Digest of the page's bytes, and of all else that its pictures and regions follow from.
    pub inputs: String,
    /// The files among that which the page itself names: drawings, and a theme with its own.
    pub files: Vec<String>,
    /// Digests of its pictures' files, in the configuration's order.
    pub pictures: Vec<String>,
    /// What there is to say of it.
    pub findings: Vec<Diagnostic>,
    /// Whether it is a page of another kind, which has no pictures.
    pub is_other: bool,
}

/// The first line: what one version knows is nothing to another, which may read pages otherwise.
const HEAD: &str = concat!("govdraw ", env!("CARGO_PKG_VERSION"), "\n");

impl Cache {
    /// Reads a cache; what cannot be read of it is not known.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let lines = text.strip_prefix(HEAD).unwrap_or_default().lines();
        let pages = lines.filter_map(|line| serde_json::from_str::<PageRow>(line).ok()?.known()).collect();
        Self { pages }
    }

    /// What is known of a page.
    #[must_use]
    pub fn get(&self, page: &str) -> Option<&Known> {
        self.pages.get(page)
    }

    /// Keeps what is known of a page, or forgets it.
    pub fn set(&mut self, page: &str, known: Option<Known>) {
        match known {
            Some(known) => self.pages.insert(page.to_owned(), known),
            None => self.pages.remove(page),
        };
    }

    /// Forgets all pages but those for which `keep` holds.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.pages.retain(|page, _| keep(page));
    }

    /// As a file's text, a line a page.
    #[must_use]
    pub fn text(&self) -> String {
        let rows = self.pages.iter().map(|(page, known)| PageRow::of(page, known));
        // strings, numbers and lists always serialise
        rows.fold(HEAD.to_owned(), |text, row| text + &serde_json::to_string(&row).unwrap_or_default() + "\n")
    }
}

/// A page as a line.
#[derive(Serialize, Deserialize)]
struct PageRow {
    page: String,
    inputs: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pictures: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Told>,
    #[serde(default, skip_serializing_if = "is_false")]
    other: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A finding in a line.
#[derive(Serialize, Deserialize)]
struct Told {
    severity: String,
    code: String,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<(usize, usize)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

impl PageRow {
    fn of(page: &str, known: &Known) -> Self {
        let Known { inputs, files, pictures, findings, is_other } = known.clone();
        let findings = findings.into_iter().map(Told::of).collect();
        Self { page: page.to_owned(), inputs, files, pictures, findings, other: is_other }
    }

    /// Nothing where a finding is of a kind that there is not: the page is read again.
    fn known(self) -> Option<(String, Known)> {
        let Self { page, inputs, files, pictures, findings, other: is_other } = self;
        let findings = findings.into_iter().map(Told::diagnostic).collect::<Option<_>>()?;
        Some((page, Known { inputs, files, pictures, findings, is_other }))
    }
}

impl Told {
    fn of(diagnostic: Diagnostic) -> Self {
        let Diagnostic { severity, code, message, span, words, hint, mend: _ } = diagnostic;
        let span = span.map(|span| (span.start, span.end));
        Self { severity: severity.to_string(), code: code.name().to_owned(), message, hint, span, words }
    }

    fn diagnostic(self) -> Option<Diagnostic> {
        let Self { severity, code, message, hint, span, words } = self;
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let severity = all.into_iter().find(|known| known.to_string() == severity)?;
        let code = Code::named(&code)?;
        let span = span.map(|(start, end)| Span { start, end });
        Some(Diagnostic { severity, code, message, span, words, hint, mend: None })
    }
}

#[cfg(test)]
mod tests {
    use super::{Cache, Known};
    use crate::diagnostic::{Code, Diagnostic, Severity, Span};

    fn known() -> Known {
        let finding = Diagnostic::new(Severity::Warning, Code::NoRoles, "\"Data\" has no roles\n")
            .at(Span { start: 3, end: 9 })
            .about("Data")
            .hint("write some");
        Known {
            inputs: "1a".to_owned(),
            files: vec!["docs/crest.svg".to_owned()],
            pictures: vec!["2b".to_owned()],
            findings: vec![finding],
            is_other: false,
        }
    }

    #[test]
    fn a_cache_is_read_as_it_was_written() {
        let mut cache = Cache::default();
        cache.set("docs/a b.md", Some(known()));
        cache.set("docs/c.md", Some(Known { is_other: true, ..Known::default() }));
        assert_eq!(Cache::read(&cache.text()), cache);
        cache.retain(|page| page == "docs/c.md");
        assert_eq!((cache.get("docs/a b.md"), cache.get("docs/c.md").is_some()), (None, true));
        cache.set("docs/c.md", None);
        assert_eq!(cache, Cache::default());
    }

    #[test]
    fn what_another_version_or_hand_wrote_is_not_known() {
        let mut cache = Cache::default();
        cache.set("a.md", Some(known()));
        let text = cache.text();
        for broken in [
            text.replacen("govdraw 0", "govdraw 9", 1),
            text.replace("no-roles", "no-such-code"),
            text.replace("\"warning\"", "\"grave\""),
            text.replace('{', "["),
            text.replace('\n', "\0"),
            String::new(),
        ] {
            assert_eq!(Cache::read(&broken), Cache::default(), "{broken}");
        }
    }
}
