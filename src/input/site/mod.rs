//! A page as the site that it belongs to would show it: what is the site's own code is left out, and what is written
//! as HTML, or in a site builder's own marks, is read as the Markdown that says the same.
//!
//! `lines → templates → html → words`, each a text made from the one before, with the way back to the source. What
//! stands as code on the page is never touched.
mod code;
mod directive;
mod elements;
mod flow;
mod html;
mod lines;
mod rewrite;
mod table;
mod tags;
mod templates;
mod words;
mod writer;

use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use rewrite::{Layer, Stretch};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// What can be left out of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SitePart {
    Template,
    Snippet,
    Directive,
    Component,
    Attributes,
    Contents,
    Abbreviation,
    Callout,
    Highlight,
    Shortcode,
    Footnote,
    WikiLink,
    Reference,
    Comment,
    Embedded,
}

impl SitePart {
    /// What people call several of them.
    fn name(self) -> &'static str {
        match self {
            Self::Template => "template tags",
            Self::Snippet => "snippets",
            Self::Directive => "directives and admonitions",
            Self::Component => "imports, components and expressions",
            Self::Attributes => "attribute lists",
            Self::Contents => "tables of contents",
            Self::Abbreviation => "definitions of abbreviations",
            Self::Callout => "callouts",
            Self::Highlight => "marks of highlighted words",
            Self::Shortcode => "emoji shortcodes",
            Self::Footnote => "footnote marks",
            Self::WikiLink => "brackets of wiki links",
            Self::Reference => "roles and targets",
            Self::Comment => "comments",
            Self::Embedded => "scripts and embedded pictures",
        }
    }
}

/// The page as its parser should see it, and where each of its bytes stands in the source.
#[derive(Debug)]
pub(super) struct PreparedPage<'a> {
    /// The page.
    pub(super) text: Cow<'a, str>,
    pieces: Vec<Stretch>,
}

impl<'a> PreparedPage<'a> {
    /// A page as it stands, from byte `offset` of its source.
    fn unchanged(page: &'a str, offset: usize) -> Self {
        Self { text: Cow::Borrowed(page), pieces: vec![Stretch { at: 0, source: offset, is_own: true }] }
    }

    /// Where a byte of the text stands in the source.
    pub(super) fn source_of(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.at <= at).saturating_sub(1);
        self.pieces.get(index).map_or(at, |piece| source_in(*piece, at))
    }

    /// Where a range of the text stands in the source; what was written anew is nowhere but where it came from.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.source_of(range.start);
        let last = self.pieces.partition_point(|piece| piece.at < range.end).saturating_sub(1);
        let end = self.pieces.get(last).map_or(start, |piece| source_in(*piece, range.end.max(piece.at)));
        Span { start, end: if range.is_empty() { start } else { end.max(start) } }
    }

    /// A range of the text in parts, each with the place in the source where it was read: either byte for byte, or
    /// written anew for what stands at one place.
    pub(super) fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Span)> {
        let first = self.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        let pieces = self.pieces.get(first..).unwrap_or_default();
        let ends = pieces.iter().skip(1).map(|piece| piece.at).chain([usize::MAX]);
        pieces.iter().zip(ends).take_while(move |(piece, _)| piece.at < range.end).map(move |(piece, end)| {
            let part = range.start.max(piece.at)..range.end.min(end);
            let span = Span { start: source_in(*piece, part.start), end: source_in(*piece, part.end) };
            (part, span)
        })
    }

    /// The page after one more pass over it.
    fn then(self, layer: Layer) -> Self {
        let mut pieces: Vec<Stretch> = Vec::with_capacity(layer.pieces.len());
        let ends = layer.pieces.iter().skip(1).map(|piece| piece.at).chain([layer.text.len()]);
        for (piece, end) in layer.pieces.iter().zip(ends) {
            if !piece.is_own {
                pieces.push(Stretch { source: self.source_of(piece.source), ..*piece });
                continue;
            }
            for (part, span) in self.parts(piece.source..piece.source + (end - piece.at)) {
                let is_own = span.end - span.start == part.len();
                pieces.push(Stretch {
                    at: piece.at + (part.start - piece.source),
                    source: span.start,
                    is_own,
                });
            }
        }
        if pieces.is_empty() {
            pieces.push(Stretch { at: 0, source: self.source_of(0), is_own: false });
        }
        Self { text: Cow::Owned(layer.text), pieces }
    }
}

/// Where the text's byte `at`, within or at an end of a piece, stands in the source.
fn source_in(piece: Stretch, at: usize) -> usize {
    if piece.is_own { piece.source + at.saturating_sub(piece.at) } else { piece.source }
}

/// Makes a page that starts at byte `offset` of its source ready for its parser; what was left out is one note.
pub(super) fn prepare<'a>(page: &'a str, offset: usize, findings: &mut Findings) -> PreparedPage<'a> {
    let mut prepared = PreparedPage::unchanged(page, offset);
    let mut seen: BTreeMap<SitePart, usize> = BTreeMap::new();
    let mut first: Option<Span> = None;
    let (lines, unclosed) = lines::rewrite(page);
    findings.extend(unclosed.map(|range| unclosed_code(prepared.span(range))));
    let passes = [templates::rewrite, html::rewrite, words::rewrite];
    let mut layer = lines;
    let mut rest = passes.into_iter();
    loop {
        if let Some(layer) = layer {
            for (kind, range) in &layer.seen {
                *seen.entry(*kind).or_default() += 1;
                let span = prepared.span(range.clone());
                first = Some(first.map_or(span, |first| first.min(span)));
            }
            prepared = prepared.then(layer);
        }
        let Some(pass) = rest.next() else { break };
        layer = pass(&prepared.text);
    }
    findings.extend(first.map(|first| left_out(&seen, first)));
    prepared
}

/// The note on all that was left out.
fn left_out(seen: &BTreeMap<SitePart, usize>, first: Span) -> Diagnostic {
    let total: usize = seen.values().sum();
    let places = if total == 1 { "place" } else { "places" };
    let kinds: Vec<String> = seen.iter().map(|(kind, count)| format!("{} ({count})", kind.name())).collect();
    Diagnostic::new(
        Severity::Note,
        Code::SiteCode,
        format!("the site's own code is left out at {total} {places}: {}", kinds.join(", ")),
    )
    .at(first)
    .hint("nothing needs to be done, unless the site puts words there that should be drawn: write those on the page")
}

fn unclosed_code(span: Span) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        Code::UnclosedCode,
        "the code block that opens here is never closed: all below is not read",
    )
    .at(span)
    .hint("end it with a line that holds the same marks and nothing else")
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
