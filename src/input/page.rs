//! A Markdown page as a flat list of blocks: headings, paragraphs, lists, tables, code, with their places.
use super::clean::clean;
use super::links::{Links, PageLink};
use super::site::{self, PreparedPage};
use super::text::{Dress, PlainText};
use crate::diagnostic::{self, Diagnostic, Findings, Severity, Span};
use crate::limits::NESTING;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// One block of a page.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A heading, `#` or underlined.
    Heading(Heading),
    /// Lines of prose.
    Paragraph(PlainText),
    /// The items of a list, nested ones after the item that holds them.
    List(Vec<ListItem>),
    /// A table.
    Table(Table),
    /// A block quote; what stands in it is somebody else's and not read.
    Quote(Span),
    /// Lines between fences, or indented: a diagram may be drawn in them.
    Code(CodeBlock),
    /// A comment of ours that says what the heading or the list before it is.
    Steer(Steer, Span),
}

impl Block {
    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Heading(heading) => heading.text.whole_span(),
            Self::Paragraph(text) => text.whole_span(),
            Self::List(items) => match (items.first(), items.last()) {
                (Some(first), Some(last)) => {
                    Span { start: first.text.whole_span().start, end: last.text.whole_span().end }
                }
                _ => Span { start: 0, end: 0 },
            },
            Self::Table(table) => table.span,
            Self::Code(code) => code.span,
            Self::Quote(span) | Self::Steer(_, span) => *span,
        }
    }
}

/// What a comment says that something is: `<!-- govdraw: level -->`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Steer {
    Level,
    Function,
    Members,
    Skip,
}

impl Steer {
    /// Reads a comment; none where it is no steering comment of ours.
    fn of_comment(comment: &str) -> Option<Self> {
        let inner = comment.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
        match inner.strip_prefix("govdraw:")?.trim() {
            "level" => Some(Self::Level),
            "function" => Some(Self::Function),
            "members" => Some(Self::Members),
            "skip" => Some(Self::Skip),
            _ => None,
        }
    }
}

/// An item of a list. One without words holds those nested in it as the cells of a row.
#[derive(Debug, Clone)]
pub(super) struct ListItem {
    /// Its words, a further paragraph behind a blank.
    pub(super) text: PlainText,
    /// How deep it is nested, from 1.
    pub(super) depth: usize,
}

/// A block of code.
#[derive(Debug, Clone)]
pub(super) struct CodeBlock {
    /// The word behind the fence.
    pub(super) language: String,
    /// Its lines.
    pub(super) text: PlainText,
    /// All of it.
    pub(super) span: Span,
}

/// A heading.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// 1 to 6.
    pub(super) depth: u8,
    /// Its words.
    pub(super) text: PlainText,
    /// The address of the first link in it.
    pub(super) link: Option<PlainText>,
    /// What a comment in or behind it says that it is.
    pub(super) steer: Option<Steer>,
}

/// A table: its header and its rows.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Cells of the first row.
    pub(super) header: Vec<PlainText>,
    /// Cells of the others.
    pub(super) rows: Vec<Vec<PlainText>>,
    /// All of it.
    pub(super) span: Span,
}

impl Table {
    /// A table of which only the place is known.
    pub(super) fn at(span: Span) -> Self {
        Self { header: Vec::new(), rows: Vec::new(), span }
    }
}

/// The blocks of a page that starts at byte `offset` of its source, and the links in them that are no headings'.
///
/// # Errors
/// Lists and quotes nested beyond the limit.
pub(super) fn blocks(
    page: &str,
    offset: usize,
    findings: &mut Findings,
) -> Result<(Vec<Block>, Vec<PageLink>), Diagnostic> {
    let mut options = Options::empty();
    options.insert(Options::ENABLE_TABLES);
    options.insert(Options::ENABLE_FOOTNOTES);
    options.insert(Options::ENABLE_STRIKETHROUGH);
    options.insert(Options::ENABLE_TASKLISTS);
    options.insert(Options::ENABLE_DEFINITION_LIST);
    let prepared = site::prepare(page, offset, findings);
    let page = prepared.text.as_ref();
    let mut reader = EventReader {
        page,
        prepared: &prepared,
        findings,
        blocks: Vec::new(),
        text: PlainText::default(),
        nesting: 0,
        muted: 0,
        lists: 0,
        items: Vec::new(),
        is_defined: false,
        starts_item: false,
        code: None,
        open: Vec::new(),
        steer: None,
        table: Table::at(Span { start: offset, end: offset }),
        row: Vec::new(),
        link: HeadingLink::default(),
        links: Links::default(),
        in_heading: false,
    };
    for (event, range) in Parser::new_ext(page, options).into_offset_iter() {
        reader.take(event, range)?;
    }
    reader.flush_item();
    let EventReader { blocks, links: Links { mut found, .. }, .. } = reader;
    found.sort_by_key(|link| link.span);
    Ok((blocks, found))
}

/// A heading without the id or the classes that some sites put behind it: `{#anchor}`, `{: .wide}`. The parser's own
/// option for them would swallow template tags as well.
fn without_attributes(text: PlainText) -> PlainText {
    let plain = text.as_str().trim_end();
    let Some((name, inner)) = plain.strip_suffix('}').and_then(|rest| rest.rsplit_once('{')) else {
        return text;
    };
    let is_attribute = |word: &str| {
        word.strip_prefix(['#', '.']).is_some_and(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        })
    };
    let mut words = inner.strip_prefix(':').unwrap_or(inner).split_whitespace().peekable();
    let is_list = words.peek().is_some() && words.all(is_attribute);
    if is_list { text.slice(0..name.trim_end().len()) } else { text }
}

/// What is open while the page's events go by.
struct EventReader<'a> {
    page: &'a str,
    prepared: &'a PreparedPage<'a>,
    findings: &'a mut Findings,
    blocks: Vec<Block>,
    /// Text of the open leaf.
    text: PlainText,
    /// Depth of lists and quotes together.
    nesting: usize,
    /// Open quotes, footnotes, code blocks and pictures: their text is not the page's prose.
    muted: usize,
    /// How many lists are open.
    lists: usize,
    items: Vec<ListItem>,
    /// Whether the open term has a definition.
    is_defined: bool,
    /// Whether nothing stands yet in the open item.
    starts_item: bool,
    code: Option<CodeBlock>,
    /// Where in the open leaf each open stretch of bold words or of a link starts.
    open: Vec<usize>,
    /// What a comment in the open heading says.
    steer: Option<Steer>,
    table: Table,
    row: Vec<PlainText>,
    link: HeadingLink,
    links: Links,
    in_heading: bool,
}

/// The links of the open heading.
#[derive(Default)]
struct HeadingLink {
    /// Where the heading's words were when one opened, and its address.
    open: Option<(usize, PlainText)>,
    /// The address of the first that has a word.
    first: Option<PlainText>,
}

impl<'a> EventReader<'a> {
    fn take(&mut self, event: Event<'a>, range: Range<usize>) -> Result<(), Diagnostic> {
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => match &mut self.code {
                Some(code) => {
                    code.text.push(&text, self.prepared.span(range));
                }
                None => self.push(&text, range),
            },
            Event::Code(text) => {
                // the span of code holds its back-ticks
                let inner = self.page.get(range.clone()).and_then(|s| s.find(&*text));
                let start = inner.map_or(range.start, |at| range.start + at);
                let end = if inner.is_some() { start + text.len() } else { range.end };
                let from = self.text.as_str().len();
                self.push(&text, start..end);
                self.text.mark_from(from, Dress::Code);
            }
            Event::SoftBreak | Event::HardBreak => self.push("\n", range),
            Event::InlineHtml(html) => self.push_html(&html, range),
            Event::Html(html) => {
                if let Some(steer) = Steer::of_comment(&html) {
                    let span = self.span(range);
                    self.blocks.push(Block::Steer(steer, span));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) -> Result<(), Diagnostic> {
        let starts_item = std::mem::take(&mut self.starts_item);
        match tag {
            Tag::BlockQuote(_) => {
                self.enter(&range)?;
                self.flush_item();
                if self.muted == 0 {
                    self.blocks.push(Block::Quote(self.span(range)));
                }
                self.muted += 1;
            }
            Tag::CodeBlock(kind) => {
                if self.muted == 0 {
                    let language = match kind {
                        CodeBlockKind::Fenced(language) => language.to_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    let text = PlainText::default();
                    self.code = Some(CodeBlock { language, text, span: self.span(range) });
                }
                self.muted += 1;
            }
            Tag::FootnoteDefinition(_) | Tag::Image { .. } | Tag::HtmlBlock | Tag::Strikethrough => {
                self.muted += 1;
            }
            Tag::Strong => self.open.push(self.text.as_str().len()),
            Tag::List(_) | Tag::DefinitionList => {
                self.enter(&range)?;
                // `* - cell`: the row of a table that is written as a list
                if self.lists > 0 && self.muted == 0 && self.text.is_blank() && starts_item {
                    let text = PlainText::new("", self.span(range.start..range.start));
                    self.items.push(ListItem { text, depth: self.lists });
                }
                self.flush_item();
                self.lists += 1;
            }
            // a term and what is said of it are an item: `**Term**: words`
            Tag::DefinitionListTitle => {
                self.flush_item();
                self.open.push(0);
            }
            Tag::DefinitionListDefinition if !self.text.is_blank() => {
                let between = if self.is_defined { "; " } else { ": " };
                self.push(between, range.start..range.start);
                self.is_defined = true;
            }
            Tag::Item => {
                self.enter(&range)?;
                self.flush_item();
                self.starts_item = true;
                return Ok(());
            }
            Tag::Heading { .. } => {
                self.flush_item();
                self.in_heading = true;
                self.link = HeadingLink::default();
                self.steer = None;
            }
            Tag::Link { dest_url, .. } => {
                let address = self.address(&dest_url, &range);
                let start = self.text.as_str().len();
                if self.in_heading {
                    self.link.open = Some((start, address));
                } else if self.muted == 0 {
                    self.links.open(start, address);
                }
                self.open.push(self.text.as_str().len());
            }
            Tag::Table(_) => self.table = Table::at(self.span(range)),
            Tag::TableHead | Tag::TableRow => self.row = Vec::new(),
            Tag::Paragraph
                if self.lists > 0 && !self.text.is_blank() && !self.text.as_str().ends_with(": ") =>
            {
                // a further paragraph of the same item
                self.push(" ", range.start..range.start);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.nesting -= 1;
                self.muted -= 1;
            }
            TagEnd::CodeBlock => {
                self.muted -= 1;
                if let Some(code) = self.code.take() {
                    self.blocks.extend((self.lists == 0).then_some(Block::Code(code)));
                }
            }
            TagEnd::FootnoteDefinition | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::Strikethrough => {
                self.muted -= 1;
            }
            TagEnd::Strong => self.close(Dress::Strong),
            TagEnd::DefinitionListTitle => {
                self.close(Dress::Strong);
                self.is_defined = false;
            }
            TagEnd::List(_) | TagEnd::DefinitionList => {
                self.flush_item();
                self.nesting -= 1;
                self.lists -= 1;
                if self.lists == 0 && !self.items.is_empty() {
                    self.blocks.push(Block::List(std::mem::take(&mut self.items)));
                }
            }
            TagEnd::Item => {
                self.flush_item();
                self.nesting -= 1;
            }
            TagEnd::Paragraph if self.lists == 0 && self.muted == 0 => {
                let text = self.take_text();
                if !text.is_blank() {
                    self.blocks.push(Block::Paragraph(text));
                }
            }
            TagEnd::Heading(level) => self.end_heading(level, range),
            TagEnd::Link => {
                self.close_link();
                self.links.close(&self.text);
                self.close(Dress::Link);
            }
            TagEnd::TableCell => {
                let mut text = self.take_text();
                if text.as_str().is_empty() {
                    text = PlainText::new("", self.span(range.start..range.start));
                }
                self.row.push(text);
            }
            TagEnd::TableHead => self.table.header = std::mem::take(&mut self.row),
            TagEnd::TableRow => self.table.rows.push(std::mem::take(&mut self.row)),
            TagEnd::Table if self.muted == 0 && self.lists == 0 => {
                let next = Table::at(self.span(range.end..range.end));
                self.blocks.push(Block::Table(std::mem::replace(&mut self.table, next)));
            }
            _ => {}
        }
    }

    fn end_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        self.in_heading = false;
        let mut text = self.take_text();
        if self.muted > 0 || self.lists > 0 {
            return;
        }
        text = without_attributes(text);
        if text.as_str().is_empty() {
            let line = self.page.get(range.clone()).unwrap_or_default().trim_end();
            text = PlainText::new("", self.span(range.start..range.start + line.len()));
        }
        let link = self.link.first.take();
        let steer = self.steer.take();
        self.blocks.push(Block::Heading(Heading { depth: level as u8, text, link, steer }));
    }

    /// Ends a stretch of bold words or of a link.
    fn close(&mut self, dress: Dress) {
        if let Some(start) = self.open.pop() {
            self.text.mark_from(start, dress);
        }
    }

    /// The address of a link that covers a range of the page.
    fn address(&self, address: &str, range: &Range<usize>) -> PlainText {
        let inner =
            self.page.get(range.clone()).and_then(|s| s.rfind(address)).filter(|_| !address.is_empty());
        let span = match inner {
            Some(at) => self.span(range.start + at..range.start + at + address.len()),
            None => self.span(range.clone()),
        };
        PlainText::new(address, span)
    }

    /// Keeps the address of a link with words; one of a sign is the heading's own anchor.
    fn close_link(&mut self) {
        let Some((start, address)) = self.link.open.take() else { return };
        let words = self.text.as_str().get(start..).unwrap_or_default();
        if words.chars().any(char::is_alphanumeric) {
            self.link.first.get_or_insert(address);
        }
    }

    /// Counts one more level of nesting.
    fn enter(&mut self, range: &Range<usize>) -> Result<(), Diagnostic> {
        self.nesting += 1;
        if self.nesting <= NESTING {
            return Ok(());
        }
        let end = range.end.min(range.start + 1);
        Err(Diagnostic::new(
            Severity::Error,
            diagnostic::Code::NestedTooDeep,
            format!("lists and quotes are nested more than {NESTING} deep"),
        )
        .at(self.span(range.start..end))
        .hint("move the inner lists and quotes out of the outer ones"))
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.muted > 0 {
            return;
        }
        // the parser replaces NUL; put it back, so that it is found and named like other control characters
        if self.page.as_bytes().get(range.start) == Some(&0) && text == "\u{FFFD}" {
            self.text.push("\0", self.span(range));
        } else if text.len() == range.len() {
            let start = range.start;
            for (part, span) in self.prepared.parts(range) {
                self.text.push(text.get(part.start - start..part.end - start).unwrap_or_default(), span);
            }
        } else {
            self.text.push(text, self.span(range));
        }
    }

    /// Tags that only dress text go, a break is a break, a comment is nothing; any other tag is text.
    fn push_html(&mut self, html: &CowStr<'_>, range: Range<usize>) {
        const DRESS: &[&str] = &[
            "a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "small",
            "span", "strong", "sub", "sup", "time", "u", "wbr",
        ];
        let name: String = html
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .flat_map(char::to_lowercase)
            .collect();
        if let Some(steer) = Steer::of_comment(html) {
            self.steer = Some(steer);
        } else if name == "br" {
            self.push("\n", range);
        } else if !html.starts_with("<!--") && !DRESS.contains(&name.as_str()) {
            self.push(html, range);
        }
    }

    /// Closes the item under way, if there is one.
    fn flush_item(&mut self) {
        let text = self.take_text();
        if self.lists > 0 && self.muted == 0 && !text.is_blank() {
            self.items.push(ListItem { text, depth: self.lists });
        }
    }

    /// The text of the leaf that ends here.
    fn take_text(&mut self) -> PlainText {
        self.links.settle(&self.text);
        clean(std::mem::take(&mut self.text), self.findings)
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.prepared.span(range)
    }
}
