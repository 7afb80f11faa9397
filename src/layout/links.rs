//! Words that lead somewhere: looked for in the finished picture, so that each layout sets its texts as if there were none.
use super::paint::{decoration, rect};
use crate::geom::{Point, Rect};
use crate::model::{Link, Model, placed};
use crate::scene::{Meaning, Node, Text};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// From the baseline to the line under the words, and how thick it is, in ems of their type.
const UNDERLINE_BELOW: f64 = 0.12;
const UNDERLINE_WIDTH: f64 = 0.06;

/// A part of the model whose texts have links.
struct Owner<'a> {
    links: &'a [Link],
    /// What it is called: its name leads where its heading does.
    names: [Option<&'a str>; 2],
    texts: Vec<&'a str>,
    /// Its paragraphs in the picture, in the order of painting, and where in each a link stands.
    paragraphs: Vec<String>,
    placed: Vec<Vec<(Range<usize>, &'a str)>>,
    /// How many were drawn.
    drawn: usize,
}

type Owners<'a> = BTreeMap<&'a str, Owner<'a>>;

/// Makes links of the words of a picture that lead somewhere, with a line under them. What is within a link already, such as
/// a box of the flow chart whose heading is one, stays that.
pub(in crate::layout) fn draw(nodes: &mut Vec<Node>, model: &Model) {
    let mut owners = owners(model);
    if owners.is_empty() {
        return;
    }
    gather(nodes, None, &mut owners);
    for owner in owners.values_mut() {
        let paragraphs: Vec<&str> = owner.paragraphs.iter().map(String::as_str).collect();
        owner.placed = placed(owner.links, &paragraphs);
    }
    link(nodes, None, &mut owners);
}

fn owners(model: &Model) -> Owners<'_> {
    let owner = |links, names, texts| Owner {
        links,
        names,
        texts,
        paragraphs: Vec::new(),
        placed: Vec::new(),
        drawn: 0,
    };
    let mut owners = Owners::new();
    for level in model.levels.iter().filter(|level| !level.links.is_empty()) {
        let names = [Some(level.name.as_str()), None];
        owners.insert(&level.id, owner(&level.links, names, level.linkable().collect()));
    }
    let functions = model.bodies().map(|(_, function)| function);
    for function in functions.filter(|function| !function.links.is_empty()) {
        let names = [Some(function.name.as_str()), function.title.as_deref()];
        owners.insert(&function.id, owner(&function.links, names, function.linkable().collect()));
    }
    owners
}

/// Whose texts are in a group, where another's are around it; `None` where nothing there may become a link.
fn owner_in<'m>(meaning: &'m Meaning, around: Option<&'m str>) -> Option<Option<&'m str>> {
    match meaning {
        Meaning::Level { id } | Meaning::Node { id } | Meaning::Function { id } => Some(Some(id)),
        Meaning::Heading { .. }
        | Meaning::Link { .. }
        | Meaning::Emblem
        | Meaning::Decoration
        | Meaning::Flow { .. } => None,
        Meaning::List | Meaning::Paragraph | Meaning::Item => Some(around),
    }
}

/// How many of some nodes are one paragraph: the first, and the texts that go it on.
fn paragraph(nodes: &[Node]) -> usize {
    let goes_on = |node: &Node| matches!(node, Node::Text(text) if text.goes_on);
    match nodes {
        [Node::Text(_), rest @ ..] => 1 + rest.iter().take_while(|node| goes_on(node)).count(),
        _ => 0,
    }
}

/// Collects the paragraphs of each owner.
fn gather(nodes: &[Node], around: Option<&str>, owners: &mut Owners<'_>) {
    let mut rest = nodes;
    while let Some(node) = rest.first() {
        let length = paragraph(rest);
        if length > 0 {
            let (texts, behind) = rest.split_at(length);
            if let Some(owner) = around.and_then(|id| owners.get_mut(id)) {
                let (words, _) = joined(&lines(texts), &owner.texts);
                owner.paragraphs.push(if owner.is_name(&words) { String::new() } else { words });
            }
            rest = behind;
            continue;
        }
        if let Node::Group(group) = node
            && let Some(inside) = owner_in(&group.meaning, around)
        {
            gather(&group.children, inside, owners);
        }
        rest = rest.get(1..).unwrap_or_default();
    }
}

/// Parts the texts in which links stand.
fn link(nodes: &mut Vec<Node>, around: Option<&str>, owners: &mut Owners<'_>) {
    let mut at = 0;
    while at < nodes.len() {
        let length = paragraph(nodes.get(at..).unwrap_or_default());
        if length > 0 {
            if let Some(owner) = around.and_then(|id| owners.get_mut(id)) {
                let placed = owner.placed.get(owner.drawn).cloned().unwrap_or_default();
                owner.drawn += 1;
                if !placed.is_empty() {
                    let texts = nodes.get(at..at + length).map(lines).unwrap_or_default();
                    let parted = parted(&texts, &placed, &owner.texts);
                    let count = parted.len();
                    nodes.splice(at..at + length, parted);
                    at += count;
                    continue;
                }
            }
            at += length;
            continue;
        }
        if let Some(Node::Group(group)) = nodes.get_mut(at)
            && let Some(inside) = owner_in(&group.meaning, around)
        {
            let inside = inside.map(str::to_owned);
            link(&mut group.children, inside.as_deref(), owners);
        }
        at += 1;
    }
}

impl Owner<'_> {
    /// Whether words are what it is called, however they are broken.
    fn is_name(&self, words: &str) -> bool {
        let letters = |text: &str| text.replace([' ', '-', '\u{ad}'], "");
        self.names.into_iter().flatten().any(|name| letters(name) == letters(words))
    }
}

fn lines(nodes: &[Node]) -> Vec<Text> {
    let texts = nodes.iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

/// A paragraph's words as they were typed, and where each of its lines starts in them: without the hyphens at which words were
/// broken, which none of the texts has.
fn joined(lines: &[Text], texts: &[&str]) -> (String, Vec<usize>) {
    let (mut words, mut starts) = (String::new(), Vec::new());
    for (i, text) in lines.iter().enumerate() {
        starts.push(words.len());
        words.push_str(&text.line.text);
        let Some(next) = lines.get(i + 1) else { break };
        if text.line.space_after {
            words.push(' ');
        } else if words.ends_with('-') {
            let last = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_owned();
            let first = next.line.text.split(' ').next().unwrap_or_default();
            let word = last(&words) + first;
            if !texts.iter().any(|text| text.contains(&word)) {
                words.pop();
            }
        }
    }
    (words, starts)
}

/// A paragraph's texts with those parted in which links stand, behind the lines under their words.
fn parted(lines: &[Text], placed: &[(Range<usize>, &str)], texts: &[&str]) -> Vec<Node> {
    let (words, starts) = joined(lines, texts);
    let hrefs: Vec<Arc<str>> = placed.iter().map(|(_, href)| Arc::from(*href)).collect();
    let (mut under, mut parts) = (Vec::new(), Vec::new());
    for (i, (text, start)) in lines.iter().zip(&starts).enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(words.len());
        let own = placed.iter().zip(&hrefs).filter(|((range, _), _)| range.start < end && range.end > *start);
        let (ranges, hrefs): (Vec<Range<usize>>, Vec<&Arc<str>>) = own
            .map(|((range, _), href)| {
                let length = text.line.text.len();
                let to = if range.end >= end { length } else { (range.end - start).min(length) };
                (range.start.saturating_sub(*start).min(length)..to, href)
            })
            .unzip();
        for part in text.line.parted(&ranges) {
            let origin = Point::new(text.origin.x + part.x, text.origin.y);
            let link = part.range.and_then(|at| hrefs.get(at)).map(|href| Arc::clone(href));
            if link.is_some() {
                let (top, width) = (UNDERLINE_BELOW * text.line.size, UNDERLINE_WIDTH * text.line.size);
                let line = |x: f64, length: f64| {
                    let (x, y) = (origin.x + x, origin.y + top);
                    rect(Rect::new(x, y, x + length, y + width), 0.0, text.fill)
                };
                under.extend(part.line.runs.iter().map(|run| line(run.x, run.width)));
            }
            let goes_on = text.goes_on || !parts.is_empty();
            parts.push(Node::Text(Text { origin, goes_on, link, line: part.line, ..text.clone() }));
        }
    }
    std::iter::once(decoration(under)).chain(parts).collect()
}
