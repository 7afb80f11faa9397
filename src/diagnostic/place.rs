//! From byte ranges to lines and columns.
use super::Span;
use std::ops::Range;

/// A place in lines and columns, both from 1; columns count characters and the end is one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Where it starts.
    pub line: usize,
    /// Its first character in that line.
    pub column: usize,
    /// Where it ends.
    pub end_line: usize,
    /// One past its last character in that line.
    pub end_column: usize,
}

/// A text and where its lines start.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds where the lines of a text start.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// A range's place; a range that leaves the text or splits a character is moved to the nearest that does not.
    #[must_use]
    pub fn region(&self, span: Span) -> Region {
        let Range { start, end } = self.clamp(span);
        let (line, column) = self.position(start);
        let (end_line, end_column) = self.position(end);
        Region { line, column, end_line, end_column }
    }

    /// The lines that a range touches: the first one's number from 1, their text, and the range within it.
    #[must_use]
    pub fn excerpt(&self, span: Span) -> (usize, &'a str, Range<usize>) {
        let Range { start, end } = self.clamp(span);
        let first = self.index(start);
        let last = self.index(end.max(start + 1) - 1).max(first);
        let from = self.starts.get(first).copied().unwrap_or(0);
        let to = self.starts.get(last + 1).copied().unwrap_or(self.text.len());
        let text = self.text.get(from..to).unwrap_or("").trim_end_matches(['\n', '\r']);
        let within = |at: usize| (at - from).min(text.len());
        (first + 1, text, within(start)..within(end))
    }

    fn clamp(&self, span: Span) -> Range<usize> {
        let boundary = |at: usize| {
            let mut at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(span.start);
        start..boundary(span.end).max(start)
    }

    /// Index of the line that holds a byte.
    fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1) - 1
    }

    fn position(&self, at: usize) -> (usize, usize) {
        let line = self.index(at);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.text.get(start..at).unwrap_or("");
        // a byte order mark is no character of the page
        let before = if line == 0 { before.trim_start_matches('\u{feff}') } else { before };
        (line + 1, before.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Range};

    fn region(text: &str, span: Range<usize>) -> (usize, usize, usize, usize) {
        let r = Lines::new(text).region(span.into());
        (r.line, r.column, r.end_line, r.end_column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(region("añb\nc", 3..4), (1, 3, 1, 4));
        assert_eq!(region("a\nb\nc", 2..5), (2, 1, 3, 2));
        assert_eq!(region("\u{feff}ab", 3..4), (1, 1, 1, 2));
    }

    #[test]
    fn ranges_outside_the_text_are_moved_into_it() {
        assert_eq!(region("", 5..9), (1, 1, 1, 1));
        assert_eq!(region("ab", 1..9), (1, 2, 1, 3));
        assert_eq!(region("ñ", 1..2), (1, 1, 1, 2));
        assert_eq!(region("ab\n", 3..3), (2, 1, 2, 1));
    }

    #[test]
    fn an_excerpt_is_whole_lines() {
        let lines = Lines::new("one\r\ntwo\r\nthree");
        assert_eq!(lines.excerpt((5..8).into()), (2, "two", 0..3));
        assert_eq!(lines.excerpt((6..11).into()), (2, "two\r\nthree", 1..6));
        assert_eq!(lines.excerpt((99..99).into()), (3, "three", 5..5));
        assert_eq!(Lines::new("").excerpt((0..0).into()), (1, "", 0..0));
    }
}
