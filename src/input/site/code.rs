//! What stands as code on a page, and in comments: nothing in it is markup.
use super::rewrite::NeedlesAhead;
use std::collections::BTreeMap;
use std::ops::Range;

/// A fence's mark: three or more back-ticks, tildes or colons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    /// Which character.
    pub(super) mark: u8,
    /// How often.
    pub(super) length: usize,
    /// Blanks, list marks and quote marks before it, in bytes.
    pub(super) indent: usize,
}

/// The fence that a line starts with, and what stands behind it.
pub(super) fn fence<'a>(line: &'a str, marks: &[u8]) -> Option<(Fence, &'a str)> {
    let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let indent = indent + list_mark(line.get(indent..)?);
    let words = line.get(indent..)?;
    let mark = *words.as_bytes().first().filter(|mark| marks.contains(mark))?;
    let length = words.bytes().take_while(|byte| *byte == mark).count();
    let info = words.get(length..)?.trim();
    let is_code_span = mark == b'`' && info.contains('`');
    (length >= 3 && !is_code_span).then_some((Fence { mark, length, indent }, info))
}

/// The bytes of a list's mark and the blanks behind it, where a fence follows right behind.
fn list_mark(words: &str) -> usize {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let mark = words.as_bytes().get(digits);
    let is_mark = if digits == 0 {
        matches!(mark, Some(b'-' | b'*' | b'+'))
    } else {
        matches!(mark, Some(b'.' | b')'))
    };
    let rest = words.get(digits + 1..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    if is_mark && digits < 10 && blanks > 0 { digits + 1 + blanks } else { 0 }
}

impl Fence {
    /// Whether a line closes it.
    pub(super) fn is_closed_by(self, line: &str) -> bool {
        let words = line.trim_start_matches([' ', '\t', '>']).trim_end();
        words.len() >= self.length && words.bytes().all(|byte| byte == self.mark)
    }

    /// Whether a line stands outside the list item or the quotation that holds it, and so ends it without a mark.
    pub(super) fn is_left_by(self, line: &str) -> bool {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        self.indent >= 2 && indent == 0 && !line.trim().is_empty()
    }
}

/// The code and the comments of a text, in order.
pub(super) fn regions(text: &str) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    let mut open: Option<(Fence, usize)> = None;
    let mut ahead = NeedlesAhead::default();
    // the paragraph under way, in which a code span ends where it starts
    let mut paragraph = 0;
    let (mut at, mut behind) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if start < behind {
            continue;
        }
        if let Some((fence, from)) = open {
            if fence.is_closed_by(line) {
                regions.push(from..at);
                (open, paragraph) = (None, at);
            } else if fence.is_left_by(line) {
                regions.push(from..start);
                (open, paragraph) = (None, start);
            }
            if open.is_some() || paragraph == at {
                continue;
            }
        }
        if let Some((fence, _)) = fence(line, b"`~") {
            spans(text, paragraph..start, &mut regions);
            open = Some((fence, start));
            continue;
        }
        if starts_block(line) {
            spans(text, paragraph..start, &mut regions);
            paragraph = start;
        }
        if let Some(comment) = line.find("<!--").map(|comment| start + comment)
            && let Some(end) = ahead.find(text, "-->", comment + 4)
            && end >= at
        {
            // a comment over several lines; one within a line is left to who reads tags
            spans(text, paragraph..comment, &mut regions);
            behind = end + 3;
            regions.push(comment..behind);
            paragraph = behind;
        }
    }
    match open {
        Some((_, from)) => regions.push(from..text.len()),
        None => spans(text, paragraph..text.len(), &mut regions),
    }
    regions
}

/// Whether a code span that is open before a line cannot end behind it.
fn starts_block(line: &str) -> bool {
    let words = line.trim_start_matches([' ', '\t', '>']);
    words.trim().is_empty()
        || words.starts_with(['#', '|', '-', '*', '+', '<'])
        || words.starts_with(|c: char| c.is_ascii_digit())
}

/// The code spans of a paragraph: a run of back-ticks and the next of the same length.
fn spans(text: &str, paragraph: Range<usize>, regions: &mut Vec<Range<usize>>) {
    let words = text.get(paragraph.clone()).unwrap_or_default();
    if !words.contains('`') {
        return;
    }
    let bytes = words.as_bytes();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(found) = words.get(at..).and_then(|rest| rest.find('`')) {
        let start = at + found;
        let length = bytes.iter().skip(start).take_while(|byte| **byte == b'`').count();
        runs.push((start, length));
        at = start + length;
    }
    let mut next: Vec<Option<usize>> = vec![None; runs.len()];
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, (_, length)) in runs.iter().enumerate().rev() {
        if let Some(slot) = next.get_mut(index) {
            *slot = seen.insert(*length, index);
        }
    }
    let mut index = 0;
    while let Some((start, _)) = runs.get(index).copied() {
        let slashes = bytes.iter().take(start).rev().take_while(|byte| **byte == b'\\').count();
        let close = next.get(index).copied().flatten().filter(|_| slashes % 2 == 0);
        if let Some((close, (end, length))) = close.and_then(|close| Some((close, *runs.get(close)?))) {
            regions.push(paragraph.start + start..paragraph.start + end + length);
            index = close;
        }
        index += 1;
    }
}

/// Goes through a text and knows, further and further on, whether a byte stands in code.
pub(super) struct CodeWalk {
    regions: Vec<Range<usize>>,
    next: usize,
}

impl CodeWalk {
    pub(super) fn new(text: &str) -> Self {
        Self { regions: regions(text), next: 0 }
    }

    /// The end of the code that a byte stands in.
    pub(super) fn end_of_code(&mut self, at: usize) -> Option<usize> {
        while self.regions.get(self.next).is_some_and(|region| region.end <= at) {
            self.next += 1;
        }
        self.regions.get(self.next).filter(|region| region.start <= at).map(|region| region.end)
    }

    /// Where the next code starts, at or behind a byte that is in none.
    pub(super) fn next_code(&mut self, at: usize) -> Option<usize> {
        let _ = self.end_of_code(at);
        self.regions.get(self.next).map(|region| region.start)
    }
}

#[cfg(test)]
mod tests {
    use super::regions;

    fn code(text: &str) -> Vec<&str> {
        regions(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn fences_spans_and_long_comments_are_code() {
        assert_eq!(code("a `b` c ``d ` e`` f \\`g`"), ["`b`", "``d ` e``"]);
        assert_eq!(code("a ` b\n\nc ` d\n"), Vec::<&str>::new(), "a span ends with its paragraph");
        assert_eq!(code("a\n```x\nb\n````\nc"), ["```x\nb\n````\n"]);
        assert_eq!(code("- ~~~\n  b\nc"), ["- ~~~\n  b\n"], "an item's end ends its fence");
        assert_eq!(code("a\n```\nb `c`"), ["```\nb `c`"]);
        assert_eq!(code("<!-- a\n```\n--> b `c`"), ["<!-- a\n```\n-->", "`c`"]);
    }
}
