//! A text made from another: what is kept, what is left out, what is written anew, and the way back.
use super::SitePart;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where a stretch of the new text came from; it ends where the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// First byte in the new text.
    pub(super) at: usize,
    /// Where it was read.
    pub(super) source: usize,
    /// Whether its bytes are the source's own; else it was written anew, for what stands at that one place.
    pub(super) is_own: bool,
}

/// A text made from another.
#[derive(Debug, Default)]
pub(super) struct Layer {
    /// The new text.
    pub(super) text: String,
    /// Where its stretches came from.
    pub(super) pieces: Vec<Stretch>,
    /// What was left out, and where it stood in the other text.
    pub(super) seen: Vec<(SitePart, Range<usize>)>,
}

/// A layer under way: the source is gone through from its start to its end.
pub(super) struct Rewrite<'a> {
    source: &'a str,
    layer: Layer,
    /// Up to here the source is kept or left out.
    done: usize,
}

impl<'a> Rewrite<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, layer: Layer::default(), done: 0 }
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.layer.text
    }

    /// Keeps the source up to a byte.
    pub(super) fn keep_to(&mut self, at: usize) {
        self.copy(self.done, at);
        self.done = self.done.max(at);
    }

    /// Leaves the source out up to a byte.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.done = self.done.max(at);
    }

    /// Writes a stretch of the source, wherever it stands, without going on in it.
    pub(super) fn copy(&mut self, start: usize, end: usize) {
        let Some(words) = self.source.get(start..end).filter(|words| !words.is_empty()) else { return };
        let at = self.layer.text.len();
        let goes_on =
            self.layer.pieces.last().is_some_and(|last| last.is_own && last.source + (at - last.at) == start);
        if !goes_on {
            self.layer.pieces.push(Stretch { at, source: start, is_own: true });
        }
        self.layer.text.push_str(words);
    }

    /// Writes words of our own, for what stands where the source has been gone through to.
    pub(super) fn write(&mut self, words: &str) {
        self.write_for(words, self.done);
    }

    /// Writes words of our own, for what stands at a byte of the source.
    pub(super) fn write_for(&mut self, words: &str, source: usize) {
        if words.is_empty() {
            return;
        }
        let at = self.layer.text.len();
        self.layer.pieces.push(Stretch { at, source, is_own: false });
        self.layer.text.push_str(words);
    }

    /// Writes once more what stands at a range of the text so far.
    pub(super) fn repeat(&mut self, range: Range<usize>) {
        let first = self.layer.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        let last = self.layer.pieces.partition_point(|piece| piece.at < range.end);
        for index in first..last {
            let Some(piece) = self.layer.pieces.get(index).copied() else { break };
            let end = self.layer.pieces.get(index + 1).map_or(range.end, |next| next.at.min(range.end));
            let start = piece.at.max(range.start);
            let words = self.layer.text.get(start..end).unwrap_or_default().to_owned();
            if piece.is_own {
                let source = piece.source + (start - piece.at);
                self.copy(source, source + words.len());
            } else {
                self.write_for(&words, piece.source);
            }
        }
    }

    /// Ends the line under way, and leaves a blank one behind it.
    pub(super) fn break_block(&mut self) {
        let text = self.layer.text.trim_end_matches([' ', '\t']);
        let missing = match text {
            "" => "",
            text if text.ends_with("\n\n") || text.ends_with("\n\r\n") => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        self.write(missing);
    }

    /// Notes that something that stands at a range of the source is left out.
    pub(super) fn note(&mut self, kind: SitePart, range: Range<usize>) {
        self.layer.seen.push((kind, range));
    }

    /// Keeps the rest; nothing where the source came out as it was.
    pub(super) fn finish(mut self) -> Option<Layer> {
        if self.done == 0 && self.layer.text.is_empty() && self.layer.seen.is_empty() {
            return None;
        }
        self.keep_to(self.source.len());
        let is_same = self.layer.text.len() == self.source.len()
            && self.layer.pieces.iter().all(|piece| piece.is_own && piece.at == piece.source);
        (!is_same || !self.layer.seen.is_empty()).then_some(self.layer)
    }
}

/// Looks for the same needles again and again, further and further on: all searches for one of them together take one
/// pass over the text.
#[derive(Default)]
pub(super) struct NeedlesAhead {
    /// By needle: where the last search started, and what it found.
    last: BTreeMap<&'static str, (usize, Option<usize>)>,
}

impl NeedlesAhead {
    /// The next place of a needle at or behind a byte.
    pub(super) fn find(&mut self, text: &str, needle: &'static str, from: usize) -> Option<usize> {
        if let Some((start, found)) = self.last.get(needle)
            && *start <= from
            && found.is_none_or(|found| found >= from)
        {
            return *found;
        }
        let found = text.get(from..).and_then(|rest| rest.find(needle)).map(|at| from + at);
        self.last.insert(needle, (from, found));
        found
    }
}
