//! The writing of a page's HTML as Markdown: what is known on the way.
use super::elements::{PlacedTag, TagUse};
use super::rewrite::Rewrite;
use std::collections::BTreeMap;
use std::ops::Range;

/// What holds the words that are being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A paragraph, a title or a quotation.
    Paragraph(TagUse),
    List {
        is_ordered: bool,
    },
    Item,
    Cell,
}

/// What is written, and what is open around it.
pub(super) struct Writer<'a> {
    pub(super) page: &'a str,
    pub(super) out: Rewrite<'a>,
    pub(super) tokens: Vec<PlacedTag<'a>>,
    pub(super) open: Vec<Container>,
    /// Whether the lines under way are HTML, in which indents mean nothing; a blank line ends it.
    pub(super) in_html: bool,
    /// Where the words end that are being written in bold.
    pub(super) bold_end: Option<usize>,
    /// The addresses of links by the token that ends them.
    pub(super) links: BTreeMap<usize, Range<usize>>,
    /// Up to here the page is written.
    pub(super) at: usize,
    /// Where the line starts that holds the tag under way, and up to where line ends were looked for.
    pub(super) line: usize,
    pub(super) line_seen: usize,
}
