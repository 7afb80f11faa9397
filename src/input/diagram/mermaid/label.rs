//! The words of a Mermaid node: where they stand between the brackets of its shape, and their lines.
use super::cursor::Cursor;
use crate::input::diagram::label::{bare, is_rule};
use crate::input::text::PlainText;
use std::ops::Range;

/// The words of a node.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Where they stand.
    pub(super) range: Range<usize>,
    /// Whether its shape is a rhombus.
    pub(super) is_question: bool,
}

/// What opens a shape and what may close it, the longer before the shorter that it starts with.
const SHAPES: &[(&str, &[&str])] = &[
    ("(((", &[")))"]),
    ("((", &["))"]),
    ("([", &["])"]),
    ("(-", &["-)"]),
    ("(", &[")"]),
    ("[[", &["]]"]),
    ("[(", &[")]"]),
    ("[/", &["/]", "\\]"]),
    ("[\\", &["\\]", "/]"]),
    ("[", &["]"]),
    ("{{", &["}}"]),
    ("{", &["}"]),
    (">", &["]"]),
];

/// How far the words of one node may reach, in bytes.
const REACH: usize = 4_000;
/// Names of the rhombus in `@{ shape: … }`.
const RHOMBUS: &[&str] = &["diam", "decision", "diamond", "question"];

impl Cursor<'_> {
    /// Steps over the brackets of a node's shape and the words in them.
    pub(super) fn shape(&mut self) -> Option<Label> {
        let start = self.at();
        for (open, closers) in SHAPES {
            self.go_to(start);
            if !self.step(open) {
                continue;
            }
            if let Some(range) = self.quoted(closers).or_else(|| self.unquoted(closers)) {
                return Some(Label { range, is_question: *open == "{" });
            }
        }
        self.go_to(start);
        None
    }

    /// Words in quotation marks, which may run over lines, and the closing bracket.
    fn quoted(&mut self, closers: &[&str]) -> Option<Range<usize>> {
        let start = self.at();
        self.skip_blanks();
        let range = self.string();
        self.skip_blanks();
        if range.is_some() && closers.iter().any(|closer| self.step(closer)) {
            return range;
        }
        self.go_to(start);
        None
    }

    /// Words up to the closing bracket on the same line; brackets among them are pairs.
    fn unquoted(&mut self, closers: &[&str]) -> Option<Range<usize>> {
        let start = self.at();
        let mut depth = 0_usize;
        for (offset, c) in self.rest().char_indices().take_while(|(_, c)| *c != '\n') {
            self.go_to(start + offset);
            if depth == 0 && closers.iter().any(|closer| self.step(closer)) {
                return Some(start..start + offset);
            }
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.go_to(start);
        None
    }

    /// A string in quotation marks; its inside.
    pub(super) fn string(&mut self) -> Option<Range<usize>> {
        let inner = self.rest().strip_prefix('"')?;
        let length = inner.bytes().take(REACH).position(|byte| byte == b'"')?;
        let start = self.at() + 1;
        self.go_to(start + length + 1);
        Some(start..start + length)
    }

    /// `@{ shape: diam, label: "words" }`.
    pub(super) fn settings(&mut self) -> Option<Option<Label>> {
        let rest = self.rest();
        let inner = rest.strip_prefix("@{")?;
        let end = end_of_settings(inner)?;
        let start = self.at() + 2;
        let inner = inner.get(..end)?;
        self.go_to(start + end + 1);
        let value = |key: &str| {
            let at = inner.match_indices(key).map(|(at, _)| at).find(|at| {
                let before = inner.get(..*at).unwrap_or_default().trim_end();
                before.is_empty()
                    || before.ends_with([',', '{', '\n'])
                    || inner.get(..*at).is_some_and(|s| s.trim_end_matches(' ').ends_with('\n'))
            })?;
            let rest = inner.get(at + key.len()..)?;
            let words = rest.trim_start();
            let from = inner.len() - words.len();
            match words.strip_prefix('"').and_then(|words| words.split_once('"')) {
                Some((words, _)) => Some(from + 1..from + 1 + words.len()),
                None => Some(from..from + words.find([',', '\n']).unwrap_or(words.len())),
            }
        };
        let is_question = value("shape:")
            .and_then(|range| inner.get(range))
            .is_some_and(|shape| RHOMBUS.contains(&shape.trim()));
        let label = value("label:").map(|range| start + range.start..start + range.end);
        Some(label.map(|range| Label { range, is_question }))
    }
}

/// Where the bracket stands that closes settings; one in a string does not.
fn end_of_settings(inner: &str) -> Option<usize> {
    let mut in_string = false;
    inner.bytes().take(REACH).position(|byte| {
        in_string ^= byte == b'"';
        byte == b'}' && !in_string
    })
}

/// The lines of a label, which `<br>`, `\n` and line ends part, without rules.
pub(super) fn lines(label: &PlainText) -> Vec<PlainText> {
    let plain = label.as_str();
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = plain.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(length) = line_end(rest) {
            lines.push(bare(&label.slice(start..at)));
            at += length;
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    lines.push(bare(&label.slice(start..plain.len())));
    lines.retain(|line| !is_rule(line.as_str()));
    lines
}

/// The length of the line end that a label goes on with.
fn line_end(rest: &str) -> Option<usize> {
    match rest.as_bytes().first()? {
        b'\n' => Some(1),
        b'\\' if rest.starts_with("\\n") => Some(2),
        b'<' => {
            let tag = rest.get(1..3).filter(|tag| tag.eq_ignore_ascii_case("br"))?;
            let inside = rest.get(1 + tag.len()..)?;
            let end = inside.bytes().take(16).position(|byte| byte == b'>')?;
            inside.get(..end)?.trim_end_matches('/').trim().is_empty().then_some(end + 4)
        }
        _ => None,
    }
}
