//! The tags of a page's HTML and JSX, and which closes which.
use super::SitePart;
use super::code::CodeWalk;
use super::rewrite::{NeedlesAhead, Rewrite};
use super::tags::{Element, arguments, element};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a tag is on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagUse {
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

impl TagUse {
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

    /// Whether it starts or ends a block of words.
    pub(super) fn is_block(self) -> bool {
        !matches!(self, Self::Strong | Self::Link | Self::Break | Self::Dress | Self::Gone | Self::Component)
    }
}

/// A tag in its place; the words stand between.
#[derive(Debug, Clone)]
pub(super) struct PlacedTag<'a> {
    pub(super) tag: TagUse,
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

impl<'a> PlacedTag<'a> {
    fn gone(range: Range<usize>) -> Self {
        Self {
            tag: TagUse::Gone,
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

/// Gathers the tags of a page.
pub(super) fn tokens<'a>(page: &'a str, out: &mut Rewrite<'_>) -> Vec<PlacedTag<'a>> {
    let mut code = CodeWalk::new(page);
    let mut ahead = NeedlesAhead::default();
    let mut missing: BTreeSet<&str> = BTreeSet::new();
    let mut tokens: Vec<PlacedTag<'_>> = Vec::new();
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
            let Some(end) = ahead.find(page, "-->", start + 4).map(|end| end + 3) else { continue };
            let words = page.get(start + 4..end).unwrap_or_default();
            if !words.trim_start().starts_with("govdraw") {
                tokens.push(PlacedTag::gone(start..end));
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
                out.note(SitePart::Embedded, start..at);
            }
            tokens.push(PlacedTag::gone(start..at));
            continue;
        }
        if let Some(tag) = TagUse::of(name) {
            let attributes_at = inner.start;
            let attributes = page.get(inner).unwrap_or_default().trim_end_matches('/');
            tokens.push(PlacedTag {
                tag,
                range,
                is_end,
                attributes,
                attributes_at,
                close: None,
                name,
                is_empty,
            });
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
fn only_components(tokens: &mut Vec<PlacedTag<'_>>, out: &mut Rewrite<'_>) {
    let closed: BTreeSet<&str> = tokens.iter().filter(|token| token.is_end).map(|token| token.name).collect();
    tokens.retain(|token| {
        let is_one =
            token.is_end || token.is_empty || token.attributes.contains('=') || closed.contains(token.name);
        if token.tag == TagUse::Component && is_one && !token.is_end {
            out.note(SitePart::Component, token.range.clone());
        }
        token.tag != TagUse::Component || is_one
    });
}

/// Ties each tag to the one of its name that closes it.
fn pair(tokens: &mut [PlacedTag<'_>]) {
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
