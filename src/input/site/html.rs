//! HTML among a page's Markdown, as the Markdown that says the same; what only dresses it goes.
use super::Kind;
use super::code::Walk;
use super::rewrite::{Ahead, Layer, Rewrite};
use super::table;
use super::tags::{Element, arguments, element};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a tag is on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A heading of a depth.
    Heading(usize),
    /// A paragraph, or what else stands alone.
    Paragraph,
    /// A line that is the title of what follows it.
    Title,
    Quote,
    List {
        is_ordered: bool,
    },
    Item,
    Table,
    /// A table's caption.
    Caption,
    Head,
    Row,
    Cell {
        is_head: bool,
    },
    /// It holds blocks, and is none to a reader.
    Wrapper,
    Strong,
    Link,
    Break,
    /// A line across the page.
    Rule,
    /// It dresses words.
    Dress,
    /// A component of a site's own.
    Component,
    /// It goes with all that it holds.
    Gone,
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
const WRAPPERS: &[&str] = &[
    "div", "section", "article", "main", "header", "footer", "aside", "nav", "details", "center", "figure",
    "hgroup", "dl", "form", "fieldset", "address", "body", "html", "search", "menu",
];
const DRESS: &[&str] = &[
    "a", "abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "output", "q", "rb", "rp", "rt", "ruby", "samp", "small", "span", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "img", "input", "source", "embed", "link", "meta", "area", "col",
    "colgroup", "param", "track", "base", "map", "legend", "button", "tfoot", "tbody",
];
/// Elements of which no word is the page's; scripts and the like are told of.
const GONE: &[&str] = &["picture", "del", "s", "strike", "head", "title", "textarea", "select", "template"];
const EMBEDDED: &[&str] =
    &["script", "style", "svg", "iframe", "object", "video", "audio", "canvas", "math", "noscript"];

impl Tag {
    fn of(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let lower = lower.as_str();
        if let Some(depth) = HEADINGS.iter().position(|heading| *heading == lower) {
            return Some(Self::Heading(depth + 1));
        }
        Some(match lower {
            "p" | "dd" | "figcaption" => Self::Paragraph,
            "summary" | "dt" => Self::Title,
            "blockquote" => Self::Quote,
            "ul" => Self::List { is_ordered: false },
            "ol" => Self::List { is_ordered: true },
            "li" => Self::Item,
            "table" => Self::Table,
            "caption" => Self::Caption,
            "thead" => Self::Head,
            "tr" => Self::Row,
            "td" => Self::Cell { is_head: false },
            "th" => Self::Cell { is_head: true },
            "strong" | "b" => Self::Strong,
            "a" => Self::Link,
            "br" => Self::Break,
            "hr" => Self::Rule,
            _ if WRAPPERS.contains(&lower) => Self::Wrapper,
            _ if DRESS.contains(&lower) => Self::Dress,
            _ if lower.contains('-') || name.contains('.') => Self::Component,
            _ if name.is_empty() || name.starts_with(|c: char| c.is_ascii_uppercase()) => Self::Component,
            _ => return None,
        })
    }

    fn is_block(self) -> bool {
        !matches!(self, Self::Strong | Self::Link | Self::Break | Self::Dress | Self::Gone | Self::Component)
    }
}

/// A tag in its place; the words stand between.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) tag: Tag,
    pub(super) range: Range<usize>,
    pub(super) is_end: bool,
    /// The element's attributes.
    pub(super) attributes: &'a str,
    /// Where those stand on the page.
    pub(super) attributes_at: usize,
    /// The token that closes this one.
    pub(super) close: Option<usize>,
    name: &'a str,
    is_empty: bool,
}

impl<'a> Token<'a> {
    fn gone(range: Range<usize>) -> Self {
        Self {
            tag: Tag::Gone,
            range,
            is_end: false,
            attributes: "",
            attributes_at: 0,
            close: None,
            name: "",
            is_empty: true,
        }
    }

    /// The value of an attribute, and where it stands.
    pub(super) fn attribute(&self, name: &str) -> Option<(&'a str, Range<usize>)> {
        let found = arguments(self.attributes, self.attributes_at)
            .into_iter()
            .find(|argument| argument.key.eq_ignore_ascii_case(name));
        found.map(|argument| (argument.value, argument.range))
    }
}

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
    };
    writer.run(0..count);
    let end = page.len();
    writer.words(end);
    writer.out.finish()
}

/// Gathers the tags of a page.
fn tokens<'a>(page: &'a str, out: &mut Rewrite<'_>) -> Vec<Token<'a>> {
    let mut code = Walk::new(page);
    let mut comment_end = Ahead::new("-->");
    let mut missing: BTreeSet<&str> = BTreeSet::new();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(start) = page.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let rest = page.get(start..).unwrap_or_default();
        let is_comment = rest.starts_with("<!--");
        if let Some(end) = code.end_of_code(start)
            && !(is_comment && code.next_code(start) == Some(start))
        {
            at = end;
            continue;
        }
        at = start + 1;
        if is_comment {
            let Some(end) = comment_end.find(page, start + 4).map(|end| end + 3) else { continue };
            let words = page.get(start + 4..end).unwrap_or_default();
            if !words.trim_start().starts_with("govdraw") {
                tokens.push(Token::gone(start..end));
            }
            at = end;
            continue;
        }
        let Some(element) = element(page, start) else { continue };
        at = element.range.end;
        let Element { name, range, inner, is_end, is_empty } = element;
        let lower = name.to_ascii_lowercase();
        let is_embedded = EMBEDDED.contains(&lower.as_str());
        if is_embedded || GONE.contains(&lower.as_str()) {
            let end = if is_end || is_empty || missing.contains(name) {
                None
            } else {
                end_of(page, range.end, name)
            };
            if end.is_none() && !is_end {
                missing.insert(name);
            }
            at = end.unwrap_or(at);
            if is_embedded && !is_end {
                out.note(Kind::Embedded, start);
            }
            tokens.push(Token::gone(start..at));
            continue;
        }
        if let Some(tag) = Tag::of(name) {
            let attributes_at = inner.start;
            let attributes = page.get(inner).unwrap_or_default().trim_end_matches('/');
            tokens.push(Token { tag, range, is_end, attributes, attributes_at, close: None, name, is_empty });
        }
    }
    only_components(&mut tokens, out);
    pair(&mut tokens);
    tokens
}

/// Where an element ends of which nothing is read.
fn end_of(page: &str, from: usize, name: &str) -> Option<usize> {
    let close = page.get(from..)?.find(&format!("</{name}"))? + from;
    let end = page.get(close..)?.find('>')?;
    Some(close + end + 1)
}

/// `<Name>` may be a word to fill in: it is a component where it has attributes, is closed, or ends in itself.
fn only_components(tokens: &mut Vec<Token<'_>>, out: &mut Rewrite<'_>) {
    let closed: BTreeSet<&str> = tokens.iter().filter(|token| token.is_end).map(|token| token.name).collect();
    tokens.retain(|token| {
        let is_one =
            token.is_end || token.is_empty || token.attributes.contains('=') || closed.contains(token.name);
        if token.tag == Tag::Component && is_one && !token.is_end {
            out.note(Kind::Component, token.range.start);
        }
        token.tag != Tag::Component || is_one
    });
}

/// Ties each tag to the one of its name that closes it.
fn pair(tokens: &mut [Token<'_>]) {
    let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let stack = open.entry(token.name.to_ascii_lowercase()).or_default();
        if token.is_end {
            pairs.extend(stack.pop().map(|start| (start, index)));
        } else if !token.is_empty {
            stack.push(index);
        }
    }
    for (start, end) in pairs {
        if let Some(token) = tokens.get_mut(start) {
            token.close = Some(end);
        }
    }
}

/// What holds the words that are being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// A paragraph, a title or a quotation.
    Paragraph(Tag),
    List {
        is_ordered: bool,
    },
    Item,
    Cell,
}

/// Most elements in one another; deeper ones are read as words of the one that holds them.
const OPEN_MAX: usize = crate::limits::NESTING;
/// Most tags inside words that are bold or a link.
const TAGS_IN_WORDS: usize = 40;

pub(super) struct Writer<'a> {
    page: &'a str,
    pub(super) out: Rewrite<'a>,
    pub(super) tokens: Vec<Token<'a>>,
    open: Vec<Open>,
    /// Whether the lines under way are HTML, in which indents mean nothing; a blank line ends it.
    in_html: bool,
    /// Where the words end that are being written in bold.
    bold_end: Option<usize>,
    /// The addresses of links by the token that ends them.
    links: BTreeMap<usize, Range<usize>>,
    /// Up to here the page is written.
    at: usize,
    /// Where the line starts that holds this place.
    line: usize,
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
        self.open.push(Open::Cell);
        self.open.len() - 1
    }

    pub(super) fn leave_cell(&mut self, depth: usize) {
        self.bold_end = None;
        self.open.truncate(depth);
    }

    fn is_in_cell(&self) -> bool {
        self.open.contains(&Open::Cell)
    }

    /// Whether a tag stands in a line of Markdown that must stay one: of a table, a list, a quotation, a heading.
    fn is_in_line(&mut self, at: usize) -> bool {
        if self.is_in_cell() {
            return true;
        }
        if !self.open.is_empty() {
            return false;
        }
        let words = self.page.get(self.line..at).unwrap_or_default();
        if let Some(last) = words.rfind('\n') {
            self.line += last + 1;
        }
        let line = self.page.get(self.line..at).unwrap_or_default().trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let mark = line.get(digits..).unwrap_or_default();
        let is_numbered = (1..10).contains(&digits) && (mark.starts_with(". ") || mark.starts_with(") "));
        is_numbered
            || line.starts_with(['|', '>', '#'])
            || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
    }

    /// A tag that opens something; the token to go on with.
    fn start(&mut self, token: &Token<'a>, index: usize) -> usize {
        let next = index + 1;
        match token.tag {
            Tag::Gone | Tag::Dress => return next,
            Tag::Component => {
                // one that stands alone on its line is a block
                return next;
            }
            Tag::Break => {
                self.line_break(token);
                return next;
            }
            Tag::Strong => {
                self.bold(token, false);
                return next;
            }
            Tag::Link => {
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
            Tag::Table => {
                if let Some(close) = token.close {
                    self.close_paragraph();
                    self.out.break_block();
                    table::write(self, index, close);
                    self.out.break_block();
                    return close + 1;
                }
            }
            Tag::Heading(depth) => {
                if self.holds_words(token, index) {
                    self.block(Open::Paragraph(token.tag), &format!("{} ", "#".repeat(depth)));
                }
            }
            Tag::Title => {
                self.block(Open::Paragraph(token.tag), "");
                self.bold(token, true);
            }
            Tag::Quote => self.block(Open::Paragraph(token.tag), "> "),
            Tag::Paragraph | Tag::Caption => self.paragraph(token.tag),
            Tag::List { is_ordered } => self.list(is_ordered),
            Tag::Item => self.item(),
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
    fn end(&mut self, token: &Token<'a>, index: usize) -> usize {
        let is_open = |open: &Open| match (token.tag, open) {
            (Tag::Heading(_), Open::Paragraph(tag)) => matches!(tag, Tag::Heading(_)),
            (Tag::List { .. }, Open::List { .. }) | (Tag::Item, Open::Item) => true,
            (tag, Open::Paragraph(open)) => tag == *open,
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
                let is_item = token.tag == Tag::Item || self.is_in_item();
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
        self.open.iter().any(|open| matches!(open, Open::Item | Open::List { .. }))
    }

    /// A paragraph that is not closed ends where another block starts.
    fn close_paragraph(&mut self) {
        if matches!(self.open.last(), Some(Open::Paragraph(Tag::Paragraph | Tag::Title))) {
            self.open.pop();
        }
    }

    /// Opens a block with its mark.
    fn block(&mut self, open: Open, mark: &str) {
        self.close_paragraph();
        if self.is_in_item() || matches!(self.open.last(), Some(Open::Paragraph(_))) {
            self.space();
            return;
        }
        self.out.break_block();
        self.out.write(mark);
        self.open.push(open);
    }

    fn paragraph(&mut self, tag: Tag) {
        self.block(Open::Paragraph(tag), "");
    }

    fn list(&mut self, is_ordered: bool) {
        self.close_paragraph();
        if !self.is_in_item() {
            self.out.break_block();
        }
        if self.open.len() < OPEN_MAX {
            self.open.push(Open::List { is_ordered });
        }
    }

    fn item(&mut self) {
        // an item that is not closed ends where the next one of its list starts
        match self.open.iter().rposition(|open| matches!(open, Open::List { .. })) {
            Some(list) => self.open.truncate(list + 1),
            None => self.list(false),
        }
        if self.open.len() >= OPEN_MAX {
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
                Open::List { is_ordered } => Some(*is_ordered),
                _ => None,
            })
            .collect();
        for (depth, is_ordered) in lists.iter().enumerate() {
            mark = if *is_ordered { "1. " } else { "- " };
            indent += if depth + 1 < lists.len() { mark.len() } else { 0 };
        }
        self.out.write(&" ".repeat(indent));
        self.out.write(mark);
        self.open.push(Open::Item);
    }

    /// In a line that must stay one, blocks are told apart by a break.
    fn separate(&mut self, tag: Tag) {
        let text = self.out.text().trim_end();
        let starts = text.is_empty() || text.ends_with(['|', '>', '\n']) || text.ends_with("- ");
        if starts
            || text.ends_with("<br>")
            || matches!(tag, Tag::Wrapper | Tag::Head | Tag::List { .. } | Tag::Table)
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
    fn line_break(&mut self, token: &Token<'a>) {
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
    fn bold(&mut self, token: &Token<'a>, is_title: bool) {
        let Some(close) = token.close.and_then(|close| self.tokens.get(close)) else { return };
        let inner = self.page.get(token.range.end..close.range.start).unwrap_or_default();
        let words = inner.trim();
        let is_long = inner.len() > crate::limits::TEXT_CHARS || words.is_empty();
        if is_long
            || self.bold_end.is_some()
            || words.contains('*')
            || inner.contains("\n\n")
            || self.holds_blocks(token)
        {
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
        if !is_title && !(leads && trails) {
            return;
        }
        let start = token.range.end + (inner.len() - inner.trim_start().len());
        self.words(start);
        self.out.write("**");
        self.bold_end = Some(end);
    }

    fn link(&mut self, token: &Token<'a>) {
        let (Some((address, href)), Some(close)) = (token.attribute("href"), token.close) else { return };
        let Some(end) = self.tokens.get(close).map(|close| close.range.start) else { return };
        let inner = self.page.get(token.range.end..end).unwrap_or_default();
        let is_odd = address.trim().is_empty()
            || address.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>'));
        let is_long = inner.len() > crate::limits::TEXT_CHARS;
        if is_odd
            || is_long
            || inner.contains(['[', ']'])
            || inner.contains("\n\n")
            || self.holds_blocks(token)
            || is_tags(inner)
        {
            return;
        }
        self.out.write("[");
        self.links.insert(close, href);
    }

    /// Whether a block stands inside an element of words.
    fn holds_blocks(&self, token: &Token<'a>) -> bool {
        let Some(close) = token.close else { return true };
        let inside = self.tokens.partition_point(|other| other.range.start <= token.range.start)..close;
        inside.len() > TAGS_IN_WORDS
            || self.tokens.get(inside).unwrap_or_default().iter().any(|token| token.tag.is_block())
    }

    /// Whether a heading has words: one around a picture has none.
    fn holds_words(&self, token: &Token<'a>, index: usize) -> bool {
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

    /// Writes the page's words up to a byte.
    pub(super) fn words(&mut self, end: usize) {
        if let Some(bold) = self.bold_end.filter(|bold| *bold <= end) {
            self.plain(bold);
            self.out.write("**");
            self.bold_end = None;
        }
        self.plain(end);
    }

    fn plain(&mut self, end: usize) {
        while self.at < end {
            let from = self.at;
            if !self.open.is_empty() {
                self.flowing(end);
            } else if self.in_html {
                self.unindented(end);
            } else {
                self.out.keep_to(end);
                self.at = end;
            }
            if self.at <= from {
                break;
            }
        }
    }

    /// Words of an element, in which a line's end is a blank. A blank line ends a paragraph: what follows is Markdown.
    fn flowing(&mut self, end: usize) {
        let words = self.page.get(self.at..end).unwrap_or_default();
        let is_paragraph = matches!(self.open.as_slice(), [Open::Paragraph(_)]);
        let stop = blank_line(words).filter(|_| is_paragraph);
        let escapes = self.is_in_cell();
        for piece in words
            .get(..stop.unwrap_or(words.len()))
            .unwrap_or_default()
            .split_inclusive(|c: char| c.is_ascii_whitespace())
        {
            let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace());
            let start = self.at;
            self.at += piece.len();
            if !word.is_empty() {
                self.word(word, start, escapes);
            }
            self.out.skip_to(start + word.len());
            if piece.len() > word.len() {
                self.blank(start + word.len());
            }
        }
        if stop.is_some() {
            self.open.clear();
            self.out.break_block();
            self.in_html = false;
        }
    }

    /// A blank of the page, unless one stands there already or a block starts.
    fn blank(&mut self, at: usize) {
        let text = self.out.text();
        if text.is_empty() || text.ends_with([' ', '\n']) {
            self.out.skip_to(at + 1);
        } else if self.page.as_bytes().get(at) == Some(&b' ') {
            self.out.keep_to(at + 1);
        } else {
            self.out.write(" ");
            self.out.skip_to(at + 1);
        }
    }

    /// A word, with a stroke before what Markdown would take for a mark.
    fn word(&mut self, word: &str, start: usize, escapes: bool) {
        let is_first = self.out.text().is_empty() || self.out.text().ends_with('\n');
        if is_first && word.chars().all(|c| "#>-+*=".contains(c)) {
            self.out.write("\\");
        }
        let mut kept = start;
        for (index, _) in word.match_indices('|').filter(|_| escapes) {
            self.out.skip_to(kept);
            self.out.keep_to(start + index);
            self.out.write("\\");
            kept = start + index;
        }
        self.out.skip_to(kept);
        self.out.keep_to(start + word.len());
    }

    /// Lines of HTML: without their indents, up to the blank line that ends them.
    fn unindented(&mut self, end: usize) {
        while self.at < end {
            let words = self.page.get(self.at..end).unwrap_or_default();
            let line = words.split_inclusive('\n').next().unwrap_or_default();
            let starts_line =
                self.page.get(..self.at).is_some_and(|text| text.is_empty() || text.ends_with('\n'));
            if starts_line && line.ends_with('\n') && line.trim().is_empty() {
                self.in_html = false;
                return;
            }
            let blanks =
                if starts_line { line.len() - line.trim_start_matches([' ', '\t']).len() } else { 0 };
            self.out.skip_to(self.at + blanks);
            self.at += line.len();
            self.out.keep_to(self.at);
        }
    }
}

/// Where a blank line starts among words.
fn blank_line(words: &str) -> Option<usize> {
    let mut at = words.find('\n')?;
    loop {
        let rest = words.get(at + 1..)?;
        let line = rest.find('\n')?;
        if rest.get(..line).is_some_and(|line| line.trim().is_empty()) {
            return Some(at + 1);
        }
        at += 1 + line;
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
