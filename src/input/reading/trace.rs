//! What each part of a page was read as, and why: the outline that `govdraw outline` prints.
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Source, Span};
use crate::input::text::PlainText;
use serde::Serialize;
use std::collections::BTreeSet;

/// How a page was read: an entry for each heading, bold line, list, table and diagram that counted or was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In page order.
    pub entries: Vec<Entry>,
    /// Whether the functions stand in one band because nothing on the page ranks them.
    pub is_one_band: bool,
    /// Whether front matter gives the page a title.
    pub has_title: bool,
}

impl Outline {
    /// The entries with the lines that they stand in, counted from 1.
    #[must_use]
    pub fn lines<'a>(&'a self, source: &Source) -> Vec<PrintedLine<'a>> {
        let mut line = 1;
        let mut at = 0;
        let mut lines = Vec::with_capacity(self.entries.len());
        // the entries are in page order, so that the text is counted through once
        for entry in &self.entries {
            let start = entry.span.start.max(at);
            line += source.text.get(at..start).map_or(0, |text| text.matches('\n').count());
            at = start;
            let (read_as, words, why) = (entry.read_as.name(), entry.words.as_str(), entry.why.as_str());
            lines.push(PrintedLine { line, read_as, words, why });
        }
        lines
    }

    /// A note for each part that no picture shows, for functions in one band that nothing ranks, and for a title that
    /// comes of the file's name. Empty for data, which is drawn as a whole.
    #[must_use]
    pub fn notes(&self) -> Vec<Diagnostic> {
        let mut findings = Findings::default();
        let left_out = self.entries.iter().filter(|entry| entry.read_as == ReadAs::LeftOut);
        for entry in left_out {
            let message = match entry.words.as_str() {
                "" => format!("this is not drawn: {}", entry.why),
                words => format!("\"{words}\" is not drawn: {}", entry.why),
            };
            findings.push(
                Diagnostic::new(Severity::Note, Code::NotDrawn, message)
                    .at(entry.span)
                    .hint("if it should be drawn, put `<!-- govdraw: function -->` or `<!-- govdraw: level -->` behind its heading"),
            );
        }
        let first = self.entries.iter().find(|entry| entry.read_as == ReadAs::Function);
        if let Some(first) = first.filter(|_| self.is_one_band) {
            let message = "no heading ranks the functions of this page: they are drawn as one band";
            findings.push(
                Diagnostic::new(Severity::Note, Code::OneBand, message)
                    .at(first.span)
                    .hint("where they have levels, put each level's functions below a heading such as `## Strategic level`"),
            );
        }
        let has_title = self.entries.iter().any(|entry| entry.read_as == ReadAs::Title);
        if !self.entries.is_empty() && !has_title && !self.has_title {
            findings.push(
                Diagnostic::new(
                    Severity::Note,
                    Code::NoTitle,
                    "the page has no title: its file's name stands in the pictures",
                )
                .hint("start the page with a heading such as `# How we are governed`"),
            );
        }
        findings.into_vec()
    }

    /// The entries as a list in JSON, with their lines.
    ///
    /// # Errors
    /// None: numbers and strings always serialise.
    pub fn to_json(&self, source: &Source) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&self.lines(source)).map(|json| json + "\n")
    }
}

/// An entry as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedLine<'a> {
    /// The line that it starts in, from 1.
    pub line: usize,
    /// What it was read as.
    pub read_as: &'static str,
    /// Its first words.
    pub words: &'a str,
    /// Why.
    pub why: &'a str,
}

/// What one part of a page was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub span: Span,
    /// Its first words.
    pub words: String,
    /// What it was read as.
    pub read_as: ReadAs,
    /// Why, in a few words.
    pub why: String,
}

/// What a part of a page can be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadAs {
    /// The page's title.
    Title,
    /// A level.
    Level,
    /// A function.
    Function,
    /// The roles of a function.
    Roles,
    /// What a function or level is about: description or points.
    About,
    /// Flows.
    Flows,
    /// A heading that gathers functions and is not drawn itself.
    Group,
    /// Words that say that who stands below is outside.
    Outside,
    /// Not drawn.
    LeftOut,
}

impl ReadAs {
    /// The name in text and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Level => "level",
            Self::Function => "function",
            Self::Roles => "roles",
            Self::About => "about",
            Self::Flows => "flows",
            Self::Group => "group",
            Self::Outside => "outside",
            Self::LeftOut => "left-out",
        }
    }
}

/// The outline while it is made.
#[derive(Debug, Default)]
pub(super) struct Trace {
    entries: Vec<Entry>,
    places: BTreeSet<Span>,
}

/// Longest words of an entry, in characters.
const WORDS_CHARS: usize = 60;
/// Most entries of an outline: a page beyond is no page that a person reads.
const ENTRIES_MAX: usize = 10_000;

impl Trace {
    /// Takes down one decision; a later one about the same place takes its stead.
    pub(super) fn add(&mut self, span: Span, words: &PlainText, read_as: ReadAs, why: impl Into<String>) {
        self.say(span, &words.flat(), read_as, why);
    }

    /// The same with words of one's own.
    pub(super) fn say(&mut self, span: Span, words: &str, read_as: ReadAs, why: impl Into<String>) {
        if self.entries.len() >= ENTRIES_MAX {
            return;
        }
        self.places.insert(span);
        let mut short: String = words.chars().take(WORDS_CHARS).collect();
        if short.len() < words.len() {
            short.push('…');
        }
        self.entries.push(Entry { span, words: short, read_as, why: why.into() });
    }

    /// Whether something was taken down about a place.
    pub(super) fn has(&self, span: Span) -> bool {
        self.places.contains(&span)
    }

    /// The outline, in page order; of two entries for one place the later stays.
    pub(super) fn finish(self) -> Outline {
        let mut entries = self.entries;
        entries.reverse();
        entries.sort_by_key(|entry| (entry.span.start, entry.span.end));
        entries.dedup_by_key(|entry| (entry.span.start, entry.span.end));
        Outline { entries, ..Outline::default() }
    }
}
