//! What stands among the words of a page: attribute lists, marks, shortcodes, footnotes, wiki links, roles, expressions.
use super::SitePart;
use super::code::CodeWalk;
use super::rewrite::{Layer, NeedlesAhead, Rewrite};
use std::collections::BTreeSet;
use std::ops::Range;

/// Leaves out what is no word among words.
pub(super) fn rewrite(page: &str) -> Option<Layer> {
    let first = next_mark(page, 0)?;
    let mut reader = WordRewriter {
        page,
        out: Rewrite::new(page),
        notes: footnotes(page),
        is_component_page: page.contains("{/*")
            || page.lines().any(|line| line.starts_with("import ") || line.starts_with("export ")),
        ahead: NeedlesAhead::default(),
    };
    let mut code = CodeWalk::new(page);
    let mut next = Some(first);
    while let Some(mark) = next {
        let at = match code.end_of_code(mark) {
            Some(end) => end,
            None => reader.take(mark),
        };
        next = next_mark(page, at);
    }
    reader.out.finish()
}

/// The next byte at which something may start that is no word.
fn next_mark(page: &str, from: usize) -> Option<usize> {
    let bytes = page.as_bytes().get(from..)?;
    let behind = bytes.iter().skip(1).copied().chain([b'\n']);
    let starts = |(byte, next): (u8, u8)| match byte {
        b'{' => true,
        b'[' => matches!(next, b'[' | b'^'),
        b'^' => next == b'[',
        b'=' | b'+' | b'~' => next == byte,
        // of a shortcode's name
        b':' => matches!(next, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'+' | b'\\'),
        _ => false,
    };
    bytes.iter().copied().zip(behind).position(starts).map(|found| from + found)
}

/// The labels of the footnotes that stand on the page: their marks are the parser's.
fn footnotes(page: &str) -> BTreeSet<&str> {
    // few pages have any
    if !page.as_bytes().windows(2).any(|pair| pair == b"[^") {
        return BTreeSet::new();
    }
    let label = |line: &'_ str| -> Option<(usize, usize)> {
        let start = line.find("[^")? + 2;
        let end = start + line.get(start..)?.find("]:")?;
        line.get(..start - 2)?.trim().is_empty().then_some((start, end))
    };
    page.lines().filter_map(|line| label(line).and_then(|(start, end)| line.get(start..end))).collect()
}

struct WordRewriter<'a> {
    page: &'a str,
    out: Rewrite<'a>,
    notes: BTreeSet<&'a str>,
    /// Whether expressions in braces are code on this page.
    is_component_page: bool,
    ahead: NeedlesAhead,
}

impl<'a> WordRewriter<'a> {
    /// Reads on from one of the marks, and says from where on to look for the next.
    fn take(&mut self, at: usize) -> usize {
        let rest = self.page.get(at..).unwrap_or_default();
        let next = match rest.as_bytes().first() {
            Some(b'{') => self.brace(at),
            Some(b'[') => self.bracket(at),
            Some(b':') => self.shortcode(at),
            Some(b'=') => self.pair(at, "==", SitePart::Highlight),
            Some(b'+') => self.pair(at, "++", SitePart::Highlight),
            Some(b'~') => self.struck(at),
            Some(b'^') => self.note_in_line(at),
            _ => None,
        };
        // a run of one mark is looked at once
        let run = rest
            .bytes()
            .take_while(|byte| matches!(byte, b'=' | b'+' | b'~') && rest.as_bytes().first() == Some(byte))
            .count();
        next.unwrap_or(at + run.max(1))
    }

    /// The next place of words at or behind a byte.
    fn find(&mut self, words: &'static str, from: usize) -> Option<usize> {
        self.ahead.find(self.page, words, from)
    }

    /// Leaves a stretch out.
    fn leave_out(&mut self, at: usize, end: usize, kind: SitePart) -> Option<usize> {
        self.out.note(kind, at..end);
        self.out.keep_to(at);
        self.out.skip_to(end);
        Some(end)
    }

    /// Leaves a stretch out but for words in it.
    fn leave_words(&mut self, at: usize, words: Range<usize>, end: usize, kind: SitePart) -> Option<usize> {
        self.out.note(kind, at..end);
        self.out.keep_to(at);
        self.out.skip_to(words.start);
        self.out.keep_to(words.end);
        self.out.skip_to(end);
        Some(end)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.page.get(..at).and_then(|text| text.chars().next_back())
    }

    fn behind(&self, at: usize) -> Option<char> {
        self.page.get(at..).and_then(|text| text.chars().next())
    }

    /// An attribute list, a role of MyST, an expression or a comment of MDX.
    fn brace(&mut self, at: usize) -> Option<usize> {
        if self.before(at) == Some('\\') {
            return None;
        }
        if self.page.get(at..)?.starts_with("{/*") {
            let end = self.find("*/}", at + 3)? + 3;
            // a comment of ours is no code of the site's
            if self.page.get(at + 3..end)?.trim_start().starts_with("govdraw") {
                self.out.keep_to(at);
                self.out.skip_to(end);
                return Some(end);
            }
            return self.leave_out(at, end, SitePart::Comment);
        }
        let close = self.find("}", at + 1)?;
        let inner = self.page.get(at + 1..close).filter(|inner| !inner.contains(['{', '\n']))?;
        let mut end = close + 1;
        if self.behind(end) == Some('`') && is_role(inner) {
            return self.role(at, end);
        }
        if is_attributes(inner) {
            let is_contents = inner.trim_start_matches(':').trim() == "toc";
            // the blanks before it are its own, and so is the item that holds a table of contents
            let before = self.page.get(..at)?.trim_end_matches([' ', '\t']);
            let starts_line = before.is_empty() || before.ends_with('\n');
            if inner.starts_with("::comment") && !inner.ends_with('/') {
                end = match self.find("{:/comment}", end) {
                    Some(close) => close + "{:/comment}".len(),
                    None => self.find("{:/}", end)? + "{:/}".len(),
                };
            }
            if is_contents && starts_line {
                self.drop_item(before.len());
            } else {
                let is_apart = !starts_line && self.behind(end).is_none_or(char::is_whitespace);
                self.out.keep_to(if is_apart { before.len() } else { at });
            }
            self.out.note(if is_contents { SitePart::Contents } else { SitePart::Attributes }, at..end);
            self.out.skip_to(end);
            return Some(end);
        }
        // `{name.surname}@example.org` is an address
        if is_expression(inner, self.is_component_page) && self.behind(end) != Some('@') {
            return self.leave_out(at, end, SitePart::Component);
        }
        None
    }

    /// Leaves out the item right above a table of contents, which only marks its place.
    fn drop_item(&mut self, line: usize) {
        let above = self.page.get(..line).unwrap_or_default().trim_end_matches('\n');
        let start = above.rfind('\n').map_or(0, |start| start + 1);
        let item = above.get(start..).unwrap_or_default().trim_start();
        if item.starts_with(['-', '*', '+']) || item.starts_with("1.") {
            self.out.keep_to(start);
            self.out.skip_to(above.len());
        }
        self.out.keep_to(line);
    }

    /// A role of MyST: `{ref}` before a span of code, of which the words stay.
    fn role(&mut self, at: usize, tick: usize) -> Option<usize> {
        let close = self.find("`", tick + 1)?;
        let inner =
            self.page.get(tick + 1..close).filter(|inner| !inner.contains('\n') && !inner.is_empty())?;
        // the key of a work that is cited is no word of the page
        let name = self.page.get(at..tick)?.trim_matches(['{', '}']);
        if name.trim_start_matches("foot").starts_with("cite") {
            let start = self.page.get(..at)?.trim_end_matches(' ').len();
            return self.leave_out(start, close + 1, SitePart::Reference);
        }
        let words = match inner.rsplit_once('<') {
            Some((words, target)) if target.ends_with('>') && !words.trim().is_empty() => {
                words.trim_end().len()
            }
            _ => inner.len(),
        };
        self.leave_words(at, tick + 1..tick + 1 + words, close + 1, SitePart::Reference)
    }

    /// A wiki link, or the mark of a footnote that is not on the page.
    fn bracket(&mut self, at: usize) -> Option<usize> {
        let rest = self.page.get(at + 1..)?;
        if rest.starts_with('^') {
            let close = self.find("]", at + 2)?;
            let label = self.page.get(at + 2..close)?;
            let is_mark = !label.is_empty()
                && !label.contains(|c: char| c.is_whitespace() || c == '[')
                && !self.notes.contains(label);
            return if is_mark && self.behind(close + 1) != Some('(') {
                self.leave_out(at, close + 1, SitePart::Footnote)
            } else {
                None
            };
        }
        if !rest.starts_with('[') || self.before(at) == Some('\\') {
            return None;
        }
        let close = self.find("]]", at + 2)?;
        let inner = self.page.get(at + 2..close)?;
        let end = close + 2;
        if inner.trim().is_empty()
            || inner.contains(['[', ']', '\n', '`'])
            || matches!(self.behind(end), Some('(' | '[' | ':'))
        {
            return None;
        }
        if self.before(at) == Some('!') {
            return self.leave_out(at - 1, end, SitePart::WikiLink);
        }
        let start = inner.rfind('|').map_or(0, |bar| bar + 1);
        let start = if inner.get(start..).is_some_and(|words| words.trim().is_empty()) { 0 } else { start };
        let words = at + 2 + start..close - usize::from(start == 0 && inner.ends_with('|'));
        self.leave_words(at, words, end, SitePart::WikiLink)
    }

    /// A shortcode for an emoji: a name between colons that touch nothing.
    fn shortcode(&mut self, at: usize) -> Option<usize> {
        if self.before(at).is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, ':' | '/' | '`' | '\\' | '*' | '_' | '"' | '\'')
        }) {
            return None;
        }
        let rest = self.page.get(at + 1..)?;
        let is_part =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '+' | '\\');
        let length = rest.find(|c| !is_part(c))?;
        let name = rest.get(..length)?;
        let end = at + 1 + length + 1;
        let is_name = rest.get(length..)?.starts_with(':')
            && name.contains(|c: char| c.is_ascii_lowercase() || c == '+' || c == '1')
            && name.len() > 1;
        let stands_alone =
            !self.behind(end).is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '/' | '`'));
        if !is_name || !stands_alone {
            return None;
        }
        self.leave_out(at, end, SitePart::Shortcode)
    }

    /// Marks before and behind words of one line, which stay: `==words==`.
    fn pair(&mut self, at: usize, mark: &'static str, kind: SitePart) -> Option<usize> {
        let (words, end) = self.framed(at, mark)?;
        self.leave_words(at, words, end, kind)
    }

    /// Words that are struck out.
    fn struck(&mut self, at: usize) -> Option<usize> {
        let (_, end) = self.framed(at, "~~")?;
        self.out.keep_to(at);
        self.out.skip_to(end);
        Some(end)
    }

    /// The words of one line between two marks, and where the second ends.
    fn framed(&mut self, at: usize, mark: &'static str) -> Option<(Range<usize>, usize)> {
        let start = at + mark.len();
        let rest = self.page.get(at..)?.strip_prefix(mark)?;
        let first = rest.chars().next()?;
        let touches = self.before(at).is_some_and(|c| c.is_alphanumeric() || mark.contains(c));
        if touches || first.is_whitespace() || mark.contains(first) {
            return None;
        }
        let close = self.find(mark, start)?;
        let words = self.page.get(start..close)?;
        let end = close + mark.len();
        if self.find("\n", start).is_some_and(|line_end| line_end < close) {
            return None;
        }
        let closes = !words.ends_with(char::is_whitespace)
            && !self.behind(end).is_some_and(|c| c.is_alphanumeric() || mark.contains(c));
        if !closes {
            return None;
        }
        Some((start..close, end))
    }

    /// A footnote in the line: `^[words]`.
    fn note_in_line(&mut self, at: usize) -> Option<usize> {
        self.page.get(at + 1..)?.strip_prefix('[')?;
        let close = self.find("]", at + 2)?;
        let inner = self.page.get(at + 2..close)?;
        if inner.contains(['[', '\n']) || inner.trim().is_empty() {
            return None;
        }
        self.leave_out(at, close + 1, SitePart::Footnote)
    }
}

/// Whether words in braces before a span of code are the name of a role.
fn is_role(inner: &str) -> bool {
    inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
}

/// Whether words in braces are an attribute list: `.class`, `#id`, `key=value`, or anything behind a colon.
fn is_attributes(inner: &str) -> bool {
    if inner.starts_with(':') {
        return true;
    }
    let mut is_any = false;
    let mut rest = inner.trim();
    while !rest.is_empty() {
        let is_name = |name: &str| {
            !name.is_empty()
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        };
        let word = rest.split_whitespace().next().unwrap_or_default();
        let length = match word.split_once('=') {
            Some((key, value)) if is_name(key) => match value.chars().next() {
                // a quoted value may hold blanks
                Some(quote @ ('"' | '\'')) => {
                    let from = key.len() + 2;
                    match rest.get(from..).and_then(|value| value.find(quote)) {
                        Some(close) => from + close + 1,
                        None => return false,
                    }
                }
                _ => word.len(),
            },
            _ if word.strip_prefix(['#', '.']).is_some_and(is_name) => word.len(),
            _ => return false,
        };
        is_any = true;
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    is_any
}

/// Whether words in braces are an expression of JavaScript: a path such as `props.name`, or anything that could be one
/// on a page that imports.
fn is_expression(inner: &str, is_component_page: bool) -> bool {
    let is_start = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$');
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '?' | '(' | ')' | '[' | ']');
    let mut parts = inner.split('.');
    let is_path = parts.all(|part| part.starts_with(is_start) && part.chars().all(is_part));
    (is_path && inner.contains('.')) || (is_component_page && !inner.trim().is_empty())
}
