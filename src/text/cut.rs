//! A shaped line parted, with every glyph where it was.
use super::{Line, Run};
use std::ops::Range;

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct LinePart {
    /// From the line's left end, in px.
    pub x: f64,
    /// Its words and glyphs; the spaces at its ends are left out.
    pub line: Line,
    /// Which of the ranges it is of; `None`: what stands between them.
    pub range: Option<usize>,
}

impl Line {
    /// The line in parts, in reading order: ranges of its text, and what stands before, between and behind them. Ranges are in
    /// order and apart from each other; each grows to whole letters with their marks, and to whole words where letters are joined.
    #[must_use]
    pub fn parted(&self, ranges: &[Range<usize>]) -> Vec<LinePart> {
        let mut stretches: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        let mut at = 0;
        for (i, range) in ranges.iter().enumerate() {
            let start = self.boundary(range.start.max(at), false).max(at);
            let end = self.boundary(range.end, true).max(start);
            stretches.push((at..start, None));
            stretches.push((start..end, Some(i)));
            at = end;
        }
        stretches.push((at..self.text.len(), None));
        let mut parts: Vec<LinePart> = Vec::new();
        for (range, number) in stretches {
            let words = self.text.get(range.clone()).unwrap_or_default();
            if let Some(before) = parts.last_mut().filter(|_| words.starts_with(' ')) {
                before.line.space_after = true;
            }
            let start = range.start + (words.len() - words.trim_start_matches(' ').len());
            let end = start + words.trim_matches(' ').len();
            if start < end {
                let mut part = self.part(start..end);
                part.range = number;
                part.line.space_after = end < range.end;
                parts.push(part);
            }
        }
        if let Some(last) = parts.last_mut() {
            last.line.space_after |= self.space_after;
        }
        parts
    }

    /// The nearest place, at or behind (else at or before) one, where the line can be parted.
    fn boundary(&self, at: usize, is_end: bool) -> usize {
        let Some(run) = self.runs.iter().find(|run| run.text.start < at && at < run.text.end) else {
            return at.min(self.text.len());
        };
        // letters from right to left are joined, whatever stands between them and a mark
        if run.rtl {
            let before = self.text.get(run.text.start..at).unwrap_or_default();
            let behind = self.text.get(at..run.text.end).unwrap_or_default();
            return if is_end {
                at + behind.len() - behind.trim_start_matches(char::is_alphanumeric).len()
            } else {
                at - (before.len() - before.trim_end_matches(char::is_alphanumeric).len())
            };
        }
        let cluster = run.glyphs.iter().find(|glyph| glyph.text.start < at && at < glyph.text.end);
        cluster.map_or(at, |glyph| if is_end { glyph.text.end } else { glyph.text.start })
    }

    /// The glyphs of a stretch of the text.
    fn part(&self, range: Range<usize>) -> LinePart {
        let mut runs: Vec<Run> = Vec::new();
        for run in &self.runs {
            let (start, end) = (run.text.start.max(range.start), run.text.end.min(range.end));
            if start >= end {
                continue;
            }
            let inside = |text: &Range<usize>| text.start >= start && text.end <= end;
            let (mut before, mut width) = (0.0, 0.0);
            let mut glyphs = Vec::new();
            for glyph in &run.glyphs {
                if inside(&glyph.text) {
                    width += glyph.advance * self.size;
                    let text = glyph.text.start - range.start..glyph.text.end - range.start;
                    glyphs.push(super::Glyph { text, ..glyph.clone() });
                } else if glyphs.is_empty() {
                    before += glyph.advance * self.size;
                }
            }
            let text = start - range.start..end - range.start;
            runs.push(Run { text, x: run.x + before, width, glyphs, ..run.clone() });
        }
        let x = runs.iter().map(|run| run.x).fold(f64::INFINITY, f64::min);
        let x = if x.is_finite() { x } else { 0.0 };
        let end = runs.iter().map(|run| run.x + run.width).fold(x, f64::max);
        runs.iter_mut().for_each(|run| run.x -= x);
        let text = self.text.get(range).unwrap_or_default().to_owned();
        let line = Line { text, width: end - x, runs, space_after: false, ..self.clone() };
        LinePart { x, line, range: None }
    }
}
