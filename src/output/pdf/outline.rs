//! Headings: their levels, and the outline made of them.
use crate::scene::{Meaning, Node, Scene};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use std::num::NonZeroU16;

/// The headings met so far.
#[derive(Default)]
pub(super) struct Headings {
    /// Least depth on the page.
    top: u16,
    /// Level of the last one.
    last: u16,
    /// Levels of the outline above the page's headings.
    above: u16,
    entries: Vec<Entry>,
}

struct Entry {
    /// In the outline, from 1.
    level: u16,
    words: String,
    page: usize,
    at: Point,
}

impl Headings {
    /// Makes ready for a scene's page; one that has a name has an entry for it.
    pub(super) fn start_page(&mut self, scene: &Scene, name: Option<&str>, page: usize) {
        self.top = least_depth(&scene.nodes).unwrap_or(1).into();
        self.above = u16::from(name.is_some());
        self.entries.extend(name.map(|name| Entry {
            level: 1,
            words: name.to_owned(),
            page,
            at: Point::from_xy(0.0, 0.0),
        }));
    }

    /// The level of the next heading: a file's headings start at 1 and leave none out, where a picture may have no title
    /// of its own.
    pub(super) fn level(&mut self, depth: u8) -> NonZeroU16 {
        let level = (u16::from(depth) + 1).saturating_sub(self.top).clamp(1, self.last + 1);
        self.last = level;
        NonZeroU16::MIN.saturating_add(level - 1)
    }

    /// Takes the heading of that level into the outline.
    pub(super) fn push(&mut self, level: NonZeroU16, words: String, page: usize, at: Point) {
        self.entries.push(Entry { level: level.get() + self.above, words, page, at });
    }

    pub(super) fn outline(self) -> Outline {
        let mut outline = Outline::new();
        let mut entries = self.entries.into_iter().peekable();
        while entries.peek().is_some() {
            nodes(&mut entries, 1).into_iter().for_each(|node| outline.push_child(node));
        }
        outline
    }
}

/// Entries of a level with those below them, up to one of a higher level; only the first level is shown opened.
fn nodes(entries: &mut std::iter::Peekable<impl Iterator<Item = Entry>>, level: u16) -> Vec<OutlineNode> {
    let mut found = Vec::new();
    while let Some(Entry { words, page, at, .. }) = entries.next_if(|entry| entry.level >= level) {
        let mut node = OutlineNode::new(words, XyzDestination::new(page, at)).with_open(level == 1);
        nodes(entries, level + 1).into_iter().for_each(|below| node.push_child(below));
        found.push(node);
    }
    found
}

fn least_depth(nodes: &[Node]) -> Option<u8> {
    let depth = |node: &Node| match node {
        Node::Group(group) => match group.meaning {
            Meaning::Heading { depth } => Some(depth.clamp(1, 6)),
            _ => least_depth(&group.children),
        },
        Node::Shape(_) | Node::Text(_) | Node::Image(_) => None,
    };
    nodes.iter().filter_map(depth).min()
}
