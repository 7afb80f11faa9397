//! Words of a text version, some of which lead somewhere.
use super::Block;
use crate::model::{Link, placed};
use std::ops::Range;

/// Words, some of which may lead somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase {
    /// All of them.
    pub text: String,
    /// Bytes of the text that lead somewhere, in order and apart from each other, and where to.
    pub links: Vec<(Range<usize>, String)>,
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self { text, links: Vec::new() }
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Phrase {
    /// Words all of which lead somewhere, where there is an address.
    pub(super) fn linked(text: &str, href: Option<&str>) -> Self {
        let links = href.map(|href| (0..text.len(), href.to_owned()));
        Self { text: text.to_owned(), links: links.into_iter().collect() }
    }

    /// Its pieces in order, each with where it leads.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let slice = |range: Range<usize>| self.text.get(range).unwrap_or_default();
        let ends = std::iter::once(0).chain(self.links.iter().map(|(range, _)| range.end));
        let before = ends.zip(self.links.iter().map(|(range, href)| (range, Some(href.as_str()))));
        let rest = self.links.last().map_or(0, |(range, _)| range.end);
        let linked = before.flat_map(move |(start, (range, href))| {
            [(slice(start..range.start), None), (slice(range.clone()), href)]
        });
        linked.chain([(slice(rest..self.text.len()), None)]).filter(|(words, _)| !words.is_empty())
    }
}

/// Makes links of the words of a part's blocks that lead somewhere.
pub(super) fn link(blocks: &mut [Block], links: &[Link]) {
    if links.is_empty() {
        return;
    }
    let mut phrases: Vec<&mut Phrase> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(phrase) => phrases.push(phrase),
            Block::List(items) => phrases.extend(items),
            Block::Labelled { items, .. } => phrases.extend(items.iter_mut().map(|item| &mut item.text)),
            Block::Heading { .. } | Block::Table { .. } => {}
        }
    }
    let texts: Vec<&str> = phrases.iter().map(|phrase| phrase.text.as_str()).collect();
    let found: Vec<Vec<(Range<usize>, String)>> = placed(links, &texts)
        .into_iter()
        .map(|found| found.into_iter().map(|(range, href)| (range, href.to_owned())).collect())
        .collect();
    for (phrase, found) in phrases.into_iter().zip(found) {
        phrase.links = found;
    }
}
