//! The links of a page's texts: which words lead where.
use super::clean::clean;
use super::text::PlainText;
use crate::diagnostic::{Findings, Span};

/// Words of a page that lead somewhere.
#[derive(Debug, Clone)]
pub(super) struct PageLink {
    /// The words, as they are drawn.
    pub(super) words: String,
    /// Where they stand.
    pub(super) span: Span,
    /// The whole text that they are part of: a paragraph, an item, a cell.
    pub(super) leaf: String,
    /// The address.
    pub(super) href: PlainText,
}

/// Links while the page goes by.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Where in the text under way the open link starts, and its address.
    open: Option<(usize, PlainText)>,
    /// Those of the text under way: its bytes, and the address.
    closed: Vec<(usize, usize, PlainText)>,
    pub(super) found: Vec<PageLink>,
}

impl Links {
    /// A link starts at a byte of the text under way; one without an address leads nowhere, as where a template would write it.
    pub(super) fn open(&mut self, start: usize, href: PlainText) {
        self.open = (!href.is_blank()).then_some((start, href));
    }

    /// The open link ends where the text does.
    pub(super) fn close(&mut self, text: &PlainText) {
        if let Some((start, href)) = self.open.take()
            && start < text.as_str().len()
        {
            self.closed.push((start, text.as_str().len(), href));
        }
    }

    /// The text under way is whole.
    pub(super) fn settle(&mut self, text: &PlainText) {
        self.open = None;
        if self.closed.is_empty() {
            return;
        }
        // what is wrong with its words is told of the text as a whole
        let clean = |text: PlainText| clean(text, &mut Findings::default()).flat();
        let leaf = clean(text.clone());
        for (start, end, href) in self.closed.drain(..) {
            let part = text.slice(start..end);
            let (span, words) = (part.whole_span(), clean(part));
            if words.chars().any(char::is_alphanumeric) {
                self.found.push(PageLink { words, span, leaf: leaf.clone(), href });
            }
        }
    }
}
