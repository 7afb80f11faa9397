//! Comments that accept findings, each with what it is for.
use std::ops::Range;

/// A comment that accepts findings.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// Where its codes stand.
    pub(super) inner: Range<usize>,
    /// Where the findings start that it is for; everywhere where there is none.
    pub(super) reach: Option<Range<usize>>,
}

/// What such a comment starts with.
const MARK: &str = "govdraw-allow:";

/// How comments start and end: of HTML, and of MDX.
const COMMENTS: [(&str, &str); 2] = [("<!--", "-->"), ("{/*", "*/}")];

/// The comments of YAML that starts at a byte: from `#` to the line's end.
pub(super) fn in_yaml(text: &str, offset: usize) -> Vec<Comment> {
    let mut found = Vec::new();
    if !text.contains(MARK) {
        return found;
    }
    let is_key = |line: &str| !["#", "---", "+++"].iter().any(|start| line.starts_with(start));
    let lines: Vec<(usize, &str)> = lines(text, offset).collect();
    let head = lines.iter().position(|(_, line)| !line.trim().is_empty() && is_key(line.trim_start()));
    // from the last line on: what follows a line is known when it is come to
    let mut below = None;
    for (index, (start, line)) in lines.iter().enumerate().rev() {
        let (words, comment) = line.find('#').map_or((*line, ""), |at| line.split_at(at));
        let range = *start..start + line.len();
        let is_alone = words.trim().is_empty();
        if let Some(codes) = comment.trim_start_matches('#').trim_start().strip_prefix(MARK) {
            let reach = match (is_alone, head.is_none_or(|head| index < head)) {
                (true, true) => None,
                (true, false) => Some(below.clone().unwrap_or(range.end..range.end)),
                (false, _) => Some(range.clone()),
            };
            found.push(Comment { inner: range.end - codes.len()..range.end, reach });
        }
        if !is_alone {
            below = Some(range);
        }
    }
    found.reverse();
    found
}

/// What a line of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineKind {
    Blank,
    /// Comments and nothing else.
    Aside,
    /// Of this depth.
    Heading(u8),
    Words,
}

/// A comment that accepts findings, and the line where it starts.
struct AllowComment {
    inner: Range<usize>,
    line: usize,
}

/// A page's lines, as far as comments need them.
struct PageLines {
    /// Where each starts and ends, and what it is.
    lines: Vec<(Range<usize>, LineKind)>,
    comments: Vec<AllowComment>,
}

/// The comments of a page that starts at a byte.
pub(super) fn in_page(text: &str, offset: usize) -> Vec<Comment> {
    if !text.contains(MARK) {
        return Vec::new();
    }
    let page = PageLines::read(text, offset);
    let LinesAhead { sections, words, blanks } = page.ahead();
    let head = words.first().copied().unwrap_or_default();
    let reach = |line: usize| {
        if line < head {
            return None;
        }
        let at = |ends: &[usize], line: usize| ends.get(line).copied().unwrap_or(page.lines.len());
        let kind = |line: usize| page.lines.get(line).map(|(_, kind)| *kind);
        let is_alone = kind(line) == Some(LineKind::Aside);
        let first = if is_alone { at(&words, line) } else { line };
        let end = match kind(first) {
            Some(LineKind::Heading(_)) => at(&sections, first),
            _ if is_alone => at(&blanks, first),
            _ => first + 1,
        };
        let start = page.lines.get(first).map_or(usize::MAX, |(range, _)| range.start);
        Some(start..page.lines.get(end.saturating_sub(1)).map_or(start, |(range, _)| range.end))
    };
    let comment = |found: &AllowComment| Comment { inner: found.inner.clone(), reach: reach(found.line) };
    page.comments.iter().map(comment).collect()
}

/// What lies ahead of each line, as lines' numbers, all of them where there is no such line.
struct LinesAhead {
    /// Of a heading: the first that is no more of its section.
    sections: Vec<usize>,
    /// The first that holds words, this one or a later one.
    words: Vec<usize>,
    /// The first that is blank.
    blanks: Vec<usize>,
}

impl PageLines {
    fn read(text: &str, offset: usize) -> Self {
        let mut page = Self { lines: Vec::new(), comments: Vec::new() };
        // the fence of a code block that is open, and the end that a comment waits for
        let (mut fence, mut open): (Option<&str>, Option<(&str, usize)>) = (None, None);
        for (start, line) in lines(text, offset) {
            let range = start..start + line.len();
            let marks = fence_of(line);
            if let Some(opened) = fence {
                // as long as the one that opened it, or longer
                if marks.is_some_and(|marks| marks.starts_with(opened) && line.trim() == marks) {
                    fence = None;
                }
                page.lines.push((range, LineKind::Words));
            } else if open.is_none() && marks.is_some() {
                fence = marks;
                page.lines.push((range, LineKind::Words));
            } else {
                let kind = page.take(text, offset, (start, line), &mut open);
                page.lines.push((range, kind));
            }
        }
        page
    }

    /// Notes the comments of a line, and says what it is without them.
    fn take<'a>(
        &mut self,
        text: &str,
        offset: usize,
        (start, line): (usize, &'a str),
        open: &mut Option<(&'a str, usize)>,
    ) -> LineKind {
        let (mut at, mut has_words, mut has_comment, mut is_code) = (0, false, false, false);
        while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some((end, inner)) = *open {
                has_comment = true;
                let Some(close) = rest.find(end) else { break };
                let close = start + at + close;
                let codes = text.get(inner - offset..close - offset).unwrap_or_default();
                if let Some(codes) = codes.trim_start().strip_prefix(MARK) {
                    let line = self.lines.partition_point(|(range, _)| range.end < inner);
                    self.comments.push(AllowComment { inner: close - codes.len()..close, line });
                }
                at = close - start + end.len();
                *open = None;
                continue;
            }
            let opener = rest.match_indices(['<', '{']).find_map(|(before, _)| {
                let here = rest.get(before..)?;
                COMMENTS.iter().find(|(opener, _)| here.starts_with(opener)).map(|found| (before, found))
            });
            let Some((before, (opener, end))) = opener else {
                has_words |= !rest.trim().is_empty();
                break;
            };
            let words = rest.get(..before).unwrap_or_default();
            has_words |= !words.trim().is_empty();
            // in a code span a comment is only shown
            is_code ^= words.matches('`').count() % 2 == 1;
            at += before + opener.len();
            if !is_code {
                *open = Some((end, start + at));
            }
        }
        match (has_words, has_comment || open.is_some()) {
            (false, true) => LineKind::Aside,
            (false, false) => LineKind::Blank,
            (true, _) => self.kind(line),
        }
    }

    /// What a line with words is; marks below a line make that a heading.
    fn kind(&mut self, line: &str) -> LineKind {
        let line = line.trim();
        let depth = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_marked =
            (1..=6).contains(&depth) && line.as_bytes().get(depth).is_none_or(|byte| *byte == b' ');
        let html = line
            .strip_prefix("<h")
            .and_then(|rest| rest.bytes().next())
            .filter(|byte| (b'1'..=b'6').contains(byte));
        let underlined = match line.trim_matches('=').is_empty() {
            true => Some(1),
            false => line.trim_matches('-').is_empty().then_some(2),
        };
        if is_marked {
            return LineKind::Heading(u8::try_from(depth).unwrap_or(6));
        }
        if let Some(digit) = html {
            return LineKind::Heading(digit - b'0');
        }
        if let (Some(depth), Some((_, above @ LineKind::Words))) = (underlined, self.lines.last_mut()) {
            *above = LineKind::Heading(depth);
        }
        LineKind::Words
    }

    fn ahead(&self) -> LinesAhead {
        let count = self.lines.len();
        let mut ahead = LinesAhead {
            sections: vec![count; count],
            words: vec![count; count],
            blanks: vec![count; count],
        };
        // the next heading of each depth, or of a lesser one
        let (mut headings, mut words, mut blank) = ([count; 7], count, count);
        for (line, (_, kind)) in self.lines.iter().enumerate().rev() {
            let mut section = count;
            match kind {
                LineKind::Blank => blank = line,
                LineKind::Aside => {}
                LineKind::Words => words = line,
                LineKind::Heading(depth) => {
                    words = line;
                    section = headings.get(usize::from(*depth)).copied().unwrap_or(count);
                    headings.iter_mut().skip(usize::from(*depth)).for_each(|next| *next = line);
                }
            }
            let all = [(&mut ahead.sections, section), (&mut ahead.words, words), (&mut ahead.blanks, blank)];
            for (lines, next) in all {
                if let Some(slot) = lines.get_mut(line) {
                    *slot = next;
                }
            }
        }
        ahead
    }
}

/// The marks that open or close a code block on a line.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| ['`', '~'].contains(mark))?;
    let marks = line.len() - line.trim_start_matches(mark).len();
    line.get(..marks).filter(|_| marks >= 3)
}

/// Lines without their ends, each with where it starts.
fn lines(text: &str, offset: usize) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(offset, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    })
}
