//! Plain text that knows where in the source each of its bytes was read.
use crate::diagnostic::Span;
use crate::model::confined;
use std::ops::Range;

/// Text without markup, and the way back to the source.
#[derive(Debug, Clone, Default)]
pub(super) struct PlainText {
    plain: String,
    pieces: Vec<SourceStretch>,
    /// Stretches that are set bold or are a link, ascending.
    marks: Vec<Dressed>,
}

/// A stretch of a text that its author set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dressed {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) dress: Dress,
}

/// How a stretch is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    /// `**so**`.
    Strong,
    /// The words of a link.
    Link,
    /// `` `so` ``.
    Code,
}

/// A stretch of the plain text that came from one stretch of the source.
#[derive(Debug, Clone, Copy)]
struct SourceStretch {
    start: usize,
    end: usize,
    span: Span,
    /// Whether the bytes are others than the source's, however many there are.
    is_folded: bool,
}

impl SourceStretch {
    /// Whether the bytes are the source's own, so that an offset in one is an offset in the other.
    fn is_verbatim(self) -> bool {
        !self.is_folded && self.end - self.start == self.span.end - self.span.start
    }

    /// Where the text's byte `at`, within or at an end of this piece, was read.
    fn source_of(self, at: usize, is_end: bool) -> usize {
        if self.is_verbatim() {
            self.span.start + (at - self.start)
        } else if is_end {
            self.span.end
        } else {
            self.span.start
        }
    }
}

impl PlainText {
    /// A text from one stretch of the source.
    pub(super) fn new(plain: impl Into<String>, span: Span) -> Self {
        let plain = plain.into();
        let pieces = vec![SourceStretch { start: 0, end: plain.len(), span, is_folded: false }];
        Self { plain, pieces, marks: Vec::new() }
    }

    /// A text that was made of one stretch of the source by leaving out or replacing some of it, here and there.
    pub(super) fn folded(plain: impl Into<String>, span: Span) -> Self {
        let mut text = Self::new(plain, span);
        text.pieces.iter_mut().for_each(|piece| piece.is_folded = true);
        text
    }

    /// Appends what stands at `span` of the source.
    pub(super) fn push(&mut self, text: &str, span: Span) {
        let start = self.plain.len();
        self.plain.push_str(text);
        self.pieces.push(SourceStretch { start, end: self.plain.len(), span, is_folded: false });
    }

    /// Appends another text.
    pub(super) fn append(&mut self, other: &Self) {
        let offset = self.plain.len();
        self.plain.push_str(&other.plain);
        let moved = other.pieces.iter().filter(|piece| piece.end > piece.start);
        self.pieces.extend(moved.map(|piece| SourceStretch {
            start: piece.start + offset,
            end: piece.end + offset,
            ..*piece
        }));
        self.marks.extend(other.marks.iter().map(|mark| Dressed {
            start: mark.start + offset,
            end: mark.end + offset,
            dress: mark.dress,
        }));
    }

    /// Sets a stretch apart that ends where the text ends now.
    pub(super) fn mark_from(&mut self, start: usize, dress: Dress) {
        let end = self.plain.len();
        if start < end {
            self.marks.push(Dressed { start, end, dress });
        }
    }

    /// The stretches that are set apart.
    pub(super) fn marks(&self) -> &[Dressed] {
        &self.marks
    }

    /// The text itself.
    pub(super) fn as_str(&self) -> &str {
        &self.plain
    }

    /// Whether there is nothing to read in it.
    pub(super) fn is_blank(&self) -> bool {
        self.plain.trim().is_empty()
    }

    /// Where a range of the text was read; for an empty text, where it would stand.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let first = self.pieces.partition_point(|piece| piece.end <= range.start);
        let last = self.pieces.partition_point(|piece| piece.start < range.end.max(range.start + 1));
        let first = self.pieces.get(first).or(self.pieces.last());
        let last = last.checked_sub(1).and_then(|i| self.pieces.get(i)).or(first.copied().as_ref()).copied();
        match (first, last) {
            (Some(first), Some(last)) => {
                let start = first.source_of(range.start.clamp(first.start, first.end), false);
                let end = last.source_of(range.end.clamp(last.start, last.end), true);
                Span { start, end: end.max(start) }
            }
            _ => Span { start: 0, end: 0 },
        }
    }

    /// Where the whole text was read, blanks at its ends left out.
    pub(super) fn whole_span(&self) -> Span {
        let lead = self.plain.len() - self.plain.trim_start().len();
        self.span(lead..self.plain.trim_end().len().max(lead))
    }

    /// A part of the text.
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let plain = self.plain.get(range.clone()).unwrap_or_default().to_owned();
        let first = self.pieces.partition_point(|piece| piece.end <= range.start);
        let mut pieces = Vec::new();
        for piece in self.pieces.get(first..).unwrap_or_default() {
            if piece.start >= range.end {
                break;
            }
            let (start, end) = (piece.start.max(range.start), piece.end.min(range.end));
            let span = Span { start: piece.source_of(start, false), end: piece.source_of(end, true) };
            pieces.push(SourceStretch { start: start - range.start, end: end - range.start, span, ..*piece });
        }
        if pieces.is_empty() {
            pieces.push(SourceStretch {
                start: 0,
                end: plain.len(),
                span: self.span(range.clone()),
                is_folded: false,
            });
        }
        let inside = self.marks.iter().filter(|mark| mark.end > range.start && mark.start < range.end);
        let marks = inside
            .map(|mark| Dressed {
                start: mark.start.max(range.start) - range.start,
                end: mark.end.min(range.end) - range.start,
                dress: mark.dress,
            })
            .collect();
        Self { plain, pieces, marks }
    }

    /// Its lines, without their ends.
    pub(super) fn lines(&self) -> Vec<Self> {
        let mut start = 0;
        self.plain
            .split('\n')
            .map(|line| {
                let range = start..start + line.len();
                start = range.end + 1;
                self.slice(range)
            })
            .collect()
    }

    /// The text as it is drawn: trimmed, each run of white space one space, direction controls closed.
    pub(super) fn flat(&self) -> String {
        let flat = if is_flat(&self.plain) {
            self.plain.trim().to_owned()
        } else {
            self.plain.split_ascii_whitespace().collect::<Vec<_>>().join(" ").trim().to_owned()
        };
        confined(flat)
    }
}

/// Whether a text's white space is single spaces already, so that it need not be put together anew. Both looks go through
/// to the end, for then the compiler takes many bytes at a time.
fn is_flat(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    let has_other = bytes.iter().fold(false, |found, byte| found | matches!(byte, b'\t'..=b'\r'));
    let is_double = |pair: (&u8, &u8)| *pair.0 == b' ' && *pair.1 == b' ';
    let behind = bytes.get(1..).unwrap_or_default();
    !has_other && !bytes.iter().zip(behind).fold(false, |found, pair| found | is_double(pair))
}

/// A name without the full stop of a sentence that ends in it; an abbreviation and an initial keep theirs.
pub(super) fn without_stop(name: &str) -> &str {
    /// A shorter last word is probably an abbreviation.
    const ABBREVIATION_CHARS: usize = 3;
    if let Some(bare) = name.strip_suffix('。') {
        return bare;
    }
    let is_sentence_end = |bare: &&str| {
        let last = bare.rsplit(' ').next().unwrap_or_default();
        !last.contains('.') && last.chars().count() > ABBREVIATION_CHARS
    };
    name.strip_suffix('.').filter(is_sentence_end).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::PlainText;
    use crate::diagnostic::Span;

    #[test]
    fn a_part_of_a_text_is_found_again_in_its_source() {
        // the source is `a **bc** &amp; d`
        let mut text = PlainText::new("a ", Span { start: 0, end: 2 });
        text.push("bc", Span { start: 4, end: 6 });
        text.push(" ", Span { start: 8, end: 9 });
        text.push("&", Span { start: 9, end: 14 });
        text.push(" d", Span { start: 14, end: 16 });
        assert_eq!(text.as_str(), "a bc & d");
        assert_eq!(text.span(2..4), Span { start: 4, end: 6 });
        assert_eq!(text.span(3..6), Span { start: 5, end: 14 });
        assert_eq!(text.slice(3..6).span(0..1), Span { start: 5, end: 6 });
        assert_eq!(text.slice(7..8).whole_span(), Span { start: 15, end: 16 });
        assert_eq!(text.whole_span(), Span { start: 0, end: 16 });
        assert_eq!(PlainText::default().whole_span(), Span { start: 0, end: 0 });
    }

    #[test]
    fn white_space_is_single_spaces() {
        let text = PlainText::new("a\u{A0}b \n c", Span { start: 0, end: 9 });
        assert_eq!(text.flat(), "a\u{A0}b c");
    }
}
