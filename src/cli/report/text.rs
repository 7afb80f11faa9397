//! Findings for people: rustc's manner, the line itself with a mark under it.
use super::{Counts, FileReport, Finding, printable};
use crate::diagnostic::{Lines, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::fmt::Write as _;
use std::ops::Range;

/// A longer line is not shown, only named: its mark would not be found in it.
const LINE_CHARS_MAX: usize = 2_000;
/// Of a longer range only the first line is shown.
const LINES_MAX: usize = 4;

pub(super) fn show(files: &[FileReport], color: bool) -> String {
    // without drawing characters where the reader asks for it: they are noise in a screen reader
    let plain = std::env::var_os("NO_GRAPHICS").is_some_and(|value| !value.is_empty());
    let renderer =
        if color { Renderer::styled().hyperlink(false) } else { Renderer::plain() }.no_graphics(plain);
    let mut out = String::new();
    for file in files {
        let lines = file.source.as_ref().map(|source| Lines::new(&source.text));
        let path = file.name.as_deref().map(|name| printable(name).into_owned());
        for finding in &file.findings {
            // the command line's own faults name their file themselves, and are no rule that a page breaks
            let lines = lines.as_ref().filter(|_| !["io", "usage"].contains(&finding.code));
            let group = group(finding, path.as_deref(), lines);
            out.push_str(renderer.render(&[group]).trim_end());
            out.push_str("\n\n");
        }
    }
    let counts = Counts::of(files);
    // a single fault of the command line speaks for itself
    if files.iter().any(|file| file.source.is_some() && !file.findings.is_empty()) {
        let _ = writeln!(out, "{}{}", counts.in_words(), place_of(files));
    }
    out
}

/// Such as ` in page.md`, or ` in 3 files`.
fn place_of(files: &[FileReport]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for file in files.iter().filter(|file| !file.findings.is_empty()) {
        if let Some(name) = file.name.as_deref().filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => String::new(),
        ["-"] => " in standard input".to_owned(),
        [one] => format!(" in {}", printable(one)),
        many => format!(" in {} files", many.len()),
    }
}

fn group<'a>(finding: &'a Finding, path: Option<&'a str>, lines: Option<&Lines<'a>>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(printable(&finding.message).into_owned());
    let title = if lines.is_some() { title.id(finding.code) } else { title };
    let mut group = Group::with_title(title);
    let shown = finding.span.zip(lines).map(|(span, lines)| (lines.excerpt(span), lines.region(span)));
    match (path, shown) {
        (Some(path), Some(((number, text, range), region))) => {
            let first = text.lines().next().unwrap_or("");
            let (text, range) = if text.lines().count() > LINES_MAX {
                (first, range.start.min(first.len())..first.len())
            } else {
                (text, range)
            };
            let (text, range) = printable_lines(text, &range);
            if text.lines().any(|line| line.chars().count() > LINE_CHARS_MAX) {
                group = group.element(Origin::path(path).line(number).char_column(region.column));
            } else {
                let snippet = Snippet::source(text).line_start(number).path(path).fold(true);
                group = group.element(snippet.annotation(AnnotationKind::Primary.span(range)));
            }
        }
        (Some(path), None) if lines.is_some() => group = group.element(Origin::path(path)),
        _ => {}
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(printable(hint).into_owned()));
    }
    group
}

/// Lines without anything that a terminal could obey, and the range where it now stands.
fn printable_lines(text: &str, range: &Range<usize>) -> (String, Range<usize>) {
    let clean = |part: Option<&str>| -> String {
        let kept = |piece: &str| printable(piece).into_owned();
        part.unwrap_or("").split_inclusive(['\n', '\t', '\r']).fold(String::new(), |out, piece| {
            let (line, end) = piece.split_at(piece.trim_end_matches(['\n', '\t', '\r']).len());
            out + &kept(line) + end
        })
    };
    let (before, within) = (clean(text.get(..range.start)), clean(text.get(range.clone())));
    let place = before.len()..before.len() + within.len();
    (before + &within + &clean(text.get(range.end..)), place)
}
