//! HTML among a page's Markdown, as the Markdown that says the same; what only dresses it goes.
use super::elements::{PlacedTag, TagUse, tokens};
use super::rewrite::{Layer, Rewrite};
use super::table;
use super::writer::{Container, Writer};
use crate::limits::{NESTING, TAGS_IN_WORDS, TEXT_CHARS};
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads a page's HTML as Markdown.
pub(super) fn rewrite(page: &str) -> Option<Layer> {
    if !page.contains('<') {
        return None;
    }
    let mut out = Rewrite::new(page);
    let tokens = tokens(page, &mut out);
    if tokens.is_empty() {
        return None;
    }
    let count = tokens.len();
    let mut writer = Writer {
        page,
        out,
        tokens,
        open: Vec::new(),
        in_html: false,
        bold_end: None,
        links: BTreeMap::new(),
        at: 0,
        line: 0,
        line_seen: 0,
    };
    writer.run(0..count);
    let end = page.len();
    writer.words(end);
    writer.out.finish()
}

impl<'a> Writer<'a> {
    /// Writes the tokens of a range, and the words before each.
    pub(super) fn run(&mut self, range: Range<usize>) {
        let mut index = range.start;
        while index < range.end {
            let Some(token) = self.tokens.get(index).cloned() else { break };
            self.words(token.range.start);
            self.out.skip_to(token.range.end);
            self.at = self.at.max(token.range.end);
            index = if token.is_end { self.end(&token, index) } else { self.start(&token, index) };
        }
    }

    /// Goes on at a byte, leaving out what stands before it.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
        self.out.skip_to(at);
    }

    pub(super) fn enter_cell(&mut self) -> usize {
        self.open.push(Container::Cell);
        self.open.len() - 1
    }

    pub(super) fn leave_cell(&mut self, depth: usize) {
        self.bold_end = None;
        self.open.truncate(depth);
    }

    pub(super) fn is_in_cell(&self) -> bool {
        self.open.contains(&Container::Cell)
    }

    /// Whether a tag stands in a line of Markdown that must stay one: of a table, a list, a quotation, a heading.
    fn is_in_line(&mut self, at: usize) -> bool {
        if self.is_in_cell() {
            return true;
        }
        if !self.open.is_empty() {
            return false;
        }
        let words = self.page.get(self.line_seen..at).unwrap_or_default();
        if let Some(last) = words.rfind('\n') {
            self.line = self.line_seen + last + 1;
        }
        self.line_seen = self.line_seen.max(at);
        // a line's mark stands near its start: a long line with many tags is not gone through for each
        let line = self.page.get(self.line..at).unwrap_or_default();
        let head: Vec<u8> =
            line.bytes().take(4 * NESTING).skip_while(|byte| matches!(byte, b' ' | b'\t')).take(12).collect();
        let digits = head.iter().take_while(|byte| byte.is_ascii_digit()).count();
        match head.get(digits..) {
            Some([b'.' | b')', b' ', ..]) => digits > 0,
            Some([b'|' | b'>' | b'#', ..] | [b'-' | b'*' | b'+', b' ', ..]) => digits == 0,
            _ => false,
        }
    }

    /// A tag that opens something; the token to go on with.
    fn start(&mut self, token: &PlacedTag<'a>, index: usize) -> usize {
        let next = index + 1;
        match token.tag {
            TagUse::Gone | TagUse::Dress | TagUse::Component => return next,
            TagUse::Break => {
                self.line_break(token);
                return next;
            }
            TagUse::Strong => {
                self.bold(token, false);
                return next;
            }
            TagUse::Link => {
                self.link(token);
                return next;
            }
            _ => {}
        }
        if self.is_in_line(token.range.start) {
            self.separate(token.tag);
            return next;
        }
        self.in_html = true;
        match token.tag {
            TagUse::Table => {
                if let Some(close) = token.close {
                    self.close_paragraph();
                    self.out.break_block();
                    table::write(self, index, close);
                    self.out.break_block();
                    return close + 1;
                }
            }
            TagUse::Heading(depth) => {
                if self.holds_words(token, index) {
                    self.block(Container::Paragraph(token.tag), &format!("{} ", "#".repeat(depth)));
                }
            }
            TagUse::Title => {
                self.block(Container::Paragraph(token.tag), "");
                self.bold(token, true);
            }
            TagUse::Quote => self.block(Container::Paragraph(token.tag), "> "),
            TagUse::Paragraph | TagUse::Caption => self.paragraph(token.tag),
            TagUse::List { is_ordered } => self.list(is_ordered),
            TagUse::Item => self.item(),
            _ => {
                self.close_paragraph();
                if !self.is_in_item() {
                    self.out.break_block();
                } else {
                    self.space();
                }
            }
        }
        next
    }

    /// A tag that closes something.
    fn end(&mut self, token: &PlacedTag<'a>, index: usize) -> usize {
        let is_open = |open: &Container| match (token.tag, open) {
            (TagUse::Heading(_), Container::Paragraph(tag)) => matches!(tag, TagUse::Heading(_)),
            (TagUse::List { .. }, Container::List { .. }) | (TagUse::Item, Container::Item) => true,
            (tag, Container::Paragraph(open)) => tag == *open,
            _ => false,
        };
        if let Some(href) = self.links.remove(&index) {
            let address = self.page.get(href.clone()).unwrap_or_default();
            let has_brackets = address.contains(['(', ')']);
            self.out.write(if has_brackets { "](<" } else { "](" });
            self.out.copy(href.start, href.end);
            self.out.write(if has_brackets { ">)" } else { ")" });
        }
        if !token.tag.is_block() || self.is_in_cell() {
            return index + 1;
        }
        match self.open.iter().rposition(is_open) {
            Some(depth) => {
                self.open.truncate(depth);
                let is_item = token.tag == TagUse::Item || self.is_in_item();
                if !is_item && self.open.is_empty() {
                    self.out.break_block();
                }
            }
            None if self.open.is_empty() && !self.is_in_line(token.range.start) => self.out.break_block(),
            None => {}
        }
        index + 1
    }

    fn is_in_item(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Container::Item | Container::List { .. }))
    }

    /// A paragraph that is not closed ends where another block starts.
    fn close_paragraph(&mut self) {
        if matches!(self.open.last(), Some(Container::Paragraph(TagUse::Paragraph | TagUse::Title))) {
            self.open.pop();
        }
    }

    /// Opens a block with its mark.
    fn block(&mut self, open: Container, mark: &str) {
        self.close_paragraph();
        if self.is_in_item() || matches!(self.open.last(), Some(Container::Paragraph(_))) {
            self.space();
            return;
        }
        self.out.break_block();
        self.out.write(mark);
        self.open.push(open);
    }

    fn paragraph(&mut self, tag: TagUse) {
        self.block(Container::Paragraph(tag), "");
    }

    fn list(&mut self, is_ordered: bool) {
        self.close_paragraph();
        if !self.is_in_item() {
            self.out.break_block();
        }
        if self.open.len() < NESTING {
            self.open.push(Container::List { is_ordered });
        }
    }

    fn item(&mut self) {
        // an item that is not closed ends where the next one of its list starts
        match self.open.iter().rposition(|open| matches!(open, Container::List { .. })) {
            Some(list) => self.open.truncate(list + 1),
            None => self.list(false),
        }
        if self.open.len() >= NESTING {
            self.space();
            return;
        }
        let text = self.out.text().trim_end_matches(' ');
        if !text.is_empty() && !text.ends_with('\n') {
            self.out.write("\n");
        }
        let mut indent = 0;
        let mut mark = "- ";
        let lists: Vec<bool> = self
            .open
            .iter()
            .filter_map(|open| match open {
                Container::List { is_ordered } => Some(*is_ordered),
                _ => None,
            })
            .collect();
        for (depth, is_ordered) in lists.iter().enumerate() {
            mark = if *is_ordered { "1. " } else { "- " };
            indent += if depth + 1 < lists.len() { mark.len() } else { 0 };
        }
        self.out.write(&" ".repeat(indent));
        self.out.write(mark);
        self.open.push(Container::Item);
    }

    /// In a line that must stay one, blocks are told apart by a break.
    fn separate(&mut self, tag: TagUse) {
        let text = self.out.text().trim_end();
        let starts = text.is_empty() || text.ends_with(['|', '>', '\n']) || text.ends_with("- ");
        if starts
            || text.ends_with("<br>")
            || matches!(tag, TagUse::Wrapper | TagUse::Head | TagUse::List { .. } | TagUse::Table)
        {
            self.space();
        } else {
            self.out.write("<br>");
        }
    }

    /// A blank, where none stands yet.
    fn space(&mut self) {
        if !self.out.text().is_empty() && !self.out.text().ends_with([' ', '\n']) {
            self.out.write(" ");
        }
    }

    /// `<br>` stays for the parser, but alone on its line it would start a block of HTML.
    fn line_break(&mut self, token: &PlacedTag<'a>) {
        let before = self.page.get(..token.range.start).unwrap_or_default().trim_end_matches([' ', '\t']);
        let behind = self.page.get(token.range.end..).unwrap_or_default().trim_start_matches([' ', '\t']);
        let is_alone = (before.is_empty() || before.ends_with('\n'))
            && (behind.is_empty() || behind.starts_with(['\n', '\r']));
        let is_block_start = self.out.text().ends_with("\n\n") || self.out.text().is_empty();
        if !self.is_in_cell() && ((self.open.is_empty() && is_alone) || is_block_start) {
            return;
        }
        self.out.write_for("<br>", token.range.start);
    }

    /// Bold words: their mark must touch them, or it would be read as stars.
    fn bold(&mut self, token: &PlacedTag<'a>, is_title: bool) {
        let Some(close) = token.close.and_then(|close| self.tokens.get(close)) else { return };
        // counted before any word is looked at: a thousand bold words in one another hold the same words
        if self.bold_end.is_some() || self.holds_blocks(token) {
            return;
        }
        let inner = self.page.get(token.range.end..close.range.start).unwrap_or_default();
        let words = inner.trim();
        if inner.len() > TEXT_CHARS || words.is_empty() || words.contains('*') || inner.contains("\n\n") {
            return;
        }
        let end = token.range.end + inner.trim_end().len();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_gap = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '<' | '|'));
        let before = self.page.get(..token.range.start).and_then(|text| text.chars().next_back());
        let behind = self.page.get(close.range.end..).and_then(|text| text.chars().next());
        let leads = inner.len() > inner.trim_start().len() || is_gap(before) || is_word(words.chars().next());
        let trails =
            inner.len() > inner.trim_end().len() || is_gap(behind) || is_word(words.chars().next_back());
        let touches = leads && trails;
        if !is_title && !touches {
            return;
        }
        let start = token.range.end + (inner.len() - inner.trim_start().len());
        self.words(start);
        self.out.write("**");
        self.bold_end = Some(end);
    }

    fn link(&mut self, token: &PlacedTag<'a>) {
        let (Some((address, href)), Some(close)) = (token.attribute("href"), token.close) else { return };
        let Some(end) = self.tokens.get(close).map(|close| close.range.start) else { return };
        let is_odd = address.trim().is_empty()
            || address.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>'));
        if is_odd || self.holds_blocks(token) {
            return;
        }
        let inner = self.page.get(token.range.end..end).unwrap_or_default();
        if inner.len() > TEXT_CHARS || inner.contains(['[', ']']) || inner.contains("\n\n") || is_tags(inner)
        {
            return;
        }
        self.out.write("[");
        self.links.insert(close, href);
    }

    /// Whether a block stands inside an element of words.
    fn holds_blocks(&self, token: &PlacedTag<'a>) -> bool {
        let Some(close) = token.close else { return true };
        let inside = self.tokens.partition_point(|other| other.range.start <= token.range.start)..close;
        inside.len() > TAGS_IN_WORDS
            || self.tokens.get(inside).unwrap_or_default().iter().any(|token| token.tag.is_block())
    }

    /// Whether a heading has words: one around a picture has none.
    fn holds_words(&self, token: &PlacedTag<'a>, index: usize) -> bool {
        let Some(close) = token.close else { return false };
        if close - index > TAGS_IN_WORDS {
            return true;
        }
        let mut at = token.range.end;
        for other in self.tokens.get(index + 1..=close).unwrap_or_default() {
            if self.page.get(at..other.range.start).is_some_and(|words| !words.trim().is_empty()) {
                return true;
            }
            at = at.max(other.range.end);
        }
        false
    }
}

/// Whether nothing but tags stands inside an element.
fn is_tags(inner: &str) -> bool {
    let mut depth = 0_usize;
    inner.chars().all(|c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => return depth > 0 || c.is_whitespace(),
        }
        true
    })
}
