//! From the scene's groups to the file's tags, in reading order, which is the order of painting.
use super::draw::{Painter, readable};
use super::frame::Frame;
use super::outline::Headings;
use crate::geom::Rect;
use crate::output::link::{is_safe, is_whole};
use crate::scene::{Group, Meaning, Node, Scene, Shape, Text};
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::{Point, Quadrilateral};
use krilla::page::Page;
use krilla::tagging::{BBox, Identifier, ListNumbering, Node as TagNode, Tag, TagGroup, TagKind};
use std::fmt::Write as _;

/// What stands around a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// Paragraphs, headings and lists.
    Blocks,
    /// A list's items.
    List,
    /// The lines of a paragraph or heading.
    Lines,
    /// Lines, shapes and labels that are one figure.
    Figure,
    /// Nothing for readers.
    Decoration,
}

/// Paints a scene and collects its tags.
pub(super) struct Walk<'w, 'p, 's, 'f> {
    painter: &'w mut Painter<'p, 's, 'f>,
    headings: &'w mut Headings,
    /// Of the links, in order.
    links: std::vec::IntoIter<Option<Identifier>>,
    frame: Frame,
    page: usize,
}

impl<'w, 'p, 's, 'f> Walk<'w, 'p, 's, 'f> {
    pub(super) fn new(
        painter: &'w mut Painter<'p, 's, 'f>,
        headings: &'w mut Headings,
        links: Vec<Option<Identifier>>,
        frame: Frame,
        page: usize,
    ) -> Self {
        Self { painter, headings, links: links.into_iter(), frame, page }
    }

    pub(super) fn scene(mut self, scene: &Scene) -> Vec<TagNode> {
        // the rest of the scene says what file and page are like
        let Scene { nodes, size: _, lang: _, title: _, description: _, background: _ } = scene;
        self.nodes(nodes, Context::Blocks)
    }

    fn nodes(&mut self, nodes: &[Node], place: Context) -> Vec<TagNode> {
        let mut tags = Vec::new();
        // lines that no paragraph holds are one until something else is read
        let mut lines = Vec::new();
        for same in nodes.chunk_by(of_one_link) {
            if let Some((_, texts)) = linked(same).filter(|_| place != Context::Decoration) {
                let link = self.link_of(&texts);
                match place {
                    Context::Blocks | Context::List => lines.extend(link),
                    Context::Lines | Context::Figure | Context::Decoration => tags.extend(link),
                }
                continue;
            }
            for node in same {
                self.node(node, place, &mut lines, &mut tags);
            }
        }
        flush(&mut lines, place, &mut tags);
        tags
    }

    fn node(&mut self, node: &Node, place: Context, lines: &mut Vec<TagNode>, tags: &mut Vec<TagNode>) {
        match node {
            Node::Shape(shape) if place == Context::Figure => {
                tags.extend(self.painter.figure_shape(shape).map(TagNode::from));
            }
            Node::Shape(shape) => self.painter.artifact_shape(shape),
            Node::Image(image) if place == Context::Figure => {
                tags.extend(self.painter.figure_image(image).map(TagNode::from));
            }
            Node::Image(image) => self.painter.artifact_image(image),
            Node::Text(text) => match place {
                Context::Decoration => self.painter.artifact_line(text),
                Context::Lines | Context::Figure => tags.push(self.line(text)),
                Context::Blocks | Context::List => lines.push(self.line(text)),
            },
            Node::Group(group) => {
                let found = self.group(group, place);
                if !found.is_empty() {
                    flush(lines, place, tags);
                    tags.extend(found);
                }
            }
        }
    }

    /// Words of a paragraph that lead somewhere.
    fn link_of(&mut self, texts: &[&Text]) -> Vec<TagNode> {
        let annotation = self.links.next().flatten();
        let mut inside: Vec<TagNode> = texts.iter().map(|text| self.line(text)).collect();
        inside.extend(annotation.map(TagNode::from));
        tagged(Tag::Link, inside)
    }

    /// A line of text; the words of one that runs from right to left, which the page shows the other way round, are told.
    fn line(&mut self, text: &Text) -> TagNode {
        let piece = TagNode::from(self.painter.text(text));
        if !text.line.runs.iter().any(|run| run.rtl) {
            return piece;
        }
        let words = readable(&text.line) + if text.line.space_after { " " } else { "" };
        TagGroup::with_children(Tag::Span.with_actual_text(Some(words)), vec![piece]).into()
    }

    fn group(&mut self, group: &Group, place: Context) -> Vec<TagNode> {
        let Group { meaning, label, children } = group;
        if let Meaning::Link { href } = meaning
            && is_whole_and_safe(href)
        {
            return self.link(children, place);
        }
        match (place, meaning) {
            (Context::Decoration, _) | (_, Meaning::Decoration) => self.nodes(children, Context::Decoration),
            (_, Meaning::Emblem) if label.is_none() => self.nodes(children, Context::Decoration),
            (Context::Lines | Context::Figure, _) | (_, Meaning::Link { href: _ }) => {
                self.nodes(children, place)
            }
            (
                Context::List,
                Meaning::List | Meaning::Heading { .. } | Meaning::Paragraph | Meaning::Emblem,
            ) => item(self.group(group, Context::Blocks)),
            (Context::List, Meaning::Flow { .. }) => item(self.group(group, Context::Blocks)),
            (
                Context::List,
                Meaning::Level { .. } | Meaning::Node { .. } | Meaning::Function { .. } | Meaning::Item,
            ) => item(self.nodes(children, Context::Blocks)),
            (
                Context::Blocks,
                Meaning::Level { .. } | Meaning::Node { .. } | Meaning::Function { .. } | Meaning::Item,
            ) => self.nodes(children, Context::Blocks),
            (Context::Blocks, Meaning::List) => {
                tagged(Tag::L(ListNumbering::None), self.nodes(children, Context::List))
            }
            (Context::Blocks, Meaning::Paragraph) => tagged(Tag::P, self.nodes(children, Context::Lines)),
            (Context::Blocks, Meaning::Heading { depth }) => {
                let level = self.headings.level((*depth).clamp(1, 6));
                let words = words(children);
                let top = bounds(children).and_then(|bounds| self.frame.placed(bounds));
                let at = top.map_or(Point::from_xy(0.0, 0.0), |top| Point::from_xy(top.left(), top.top()));
                self.headings.push(level, words.clone(), self.page, at);
                tagged(Tag::Hn(level, Some(words)), self.nodes(children, Context::Lines))
            }
            (Context::Blocks, Meaning::Flow { number: _, from, to, kind: _ }) => {
                // an arrow and its label are one thing, which the words for it say as a whole
                self.figure(children, label.clone().unwrap_or_else(|| format!("{from} → {to}")))
            }
            (Context::Blocks, Meaning::Emblem) => self.figure(children, label.clone().unwrap_or_default()),
        }
    }

    fn figure(&mut self, children: &[Node], alt: String) -> Vec<TagNode> {
        self.painter.close();
        let inside = self.nodes(children, Context::Figure);
        self.painter.close();
        let place = bounds(children).and_then(|bounds| self.frame.placed(bounds));
        let figure = Tag::Figure(Some(alt)).with_bbox(place.map(|rect| BBox::new(self.page, rect)));
        tagged(figure, inside)
    }

    fn link(&mut self, children: &[Node], place: Context) -> Vec<TagNode> {
        if place == Context::Decoration {
            return self.nodes(children, place);
        }
        let annotation = self.links.next().flatten();
        let mut inside = self.nodes(children, if place == Context::Figure { place } else { Context::Lines });
        inside.extend(annotation.map(TagNode::from));
        let link = tagged(Tag::Link, inside);
        match place {
            Context::Blocks => tagged(Tag::P, link),
            Context::List => item(tagged(Tag::P, link)),
            Context::Lines | Context::Figure | Context::Decoration => link,
        }
    }
}

fn tagged(tag: impl Into<TagKind>, inside: Vec<TagNode>) -> Vec<TagNode> {
    if inside.is_empty() { inside } else { vec![TagGroup::with_children(tag, inside).into()] }
}

fn item(inside: Vec<TagNode>) -> Vec<TagNode> {
    tagged(Tag::LI, tagged(Tag::LBody, inside))
}

fn flush(lines: &mut Vec<TagNode>, place: Context, tags: &mut Vec<TagNode>) {
    let paragraph = tagged(Tag::P, std::mem::take(lines));
    tags.extend(if place == Context::List { item(paragraph) } else { paragraph });
}

/// Adds the links of some nodes to the page, in order, each with its words; `None` for one that has no place.
pub(super) fn add_links(page: &mut Page<'_>, nodes: &[Node], frame: &Frame) -> Vec<Option<Identifier>> {
    let mut found = Vec::new();
    for same in nodes.chunk_by(of_one_link) {
        if let Some((href, texts)) = linked(same) {
            let places = texts.iter().filter_map(|text| frame.placed(text.bounds()));
            let places: Vec<Quadrilateral> = places.map(Quadrilateral::from).collect();
            let target = Target::Action(LinkAction::new(escaped(href)).into());
            let words: Vec<&str> = texts.iter().map(|text| text.line.text.as_str()).collect();
            found.push((!places.is_empty()).then(|| {
                let link = LinkAnnotation::new_with_quad_points(places, target);
                page.add_tagged_annotation(Annotation::new_link(link, Some(words.join(" "))))
            }));
            continue;
        }
        let [Node::Group(group)] = same else { continue };
        match &group.meaning {
            Meaning::Link { href } if is_whole_and_safe(href) => {
                let place = bounds(&group.children).and_then(|bounds| frame.placed(bounds));
                found.push(place.map(|rect| {
                    let target = Target::Action(LinkAction::new(escaped(href)).into());
                    let words = Some(words(&group.children)).filter(|words| !words.is_empty());
                    let alt = words.unwrap_or_else(|| href.clone());
                    let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), Some(alt));
                    page.add_tagged_annotation(annotation)
                }));
            }
            Meaning::Decoration => continue,
            _ => {}
        }
        found.extend(add_links(page, &group.children, frame));
    }
    found
}

/// Whether two nodes beside each other are texts of the same link.
fn of_one_link(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Text(a), Node::Text(b)) => a.link.is_some() && a.link == b.link,
        _ => false,
    }
}

/// The texts of a link that a PDF can follow, and where to.
fn linked(nodes: &[Node]) -> Option<(&str, Vec<&Text>)> {
    let texts: Vec<&Text> = nodes
        .iter()
        .filter_map(|node| match node {
            Node::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    let href = texts.first()?.link.as_deref().filter(|href| is_whole_and_safe(href))?;
    Some((href, texts))
}

/// A link in ASCII, as PDF has them.
fn escaped(href: &str) -> String {
    href.bytes().fold(String::with_capacity(href.len()), |mut out, byte| {
        if byte.is_ascii() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// The lines of some nodes, with spaces between.
fn words(nodes: &[Node]) -> String {
    let mut lines = Vec::new();
    collect(nodes, &mut lines);
    lines.join(" ")
}

fn collect<'a>(nodes: &'a [Node], lines: &mut Vec<&'a str>) {
    for node in nodes {
        match node {
            Node::Text(text) => lines.push(&text.line.text),
            Node::Group(group) if group.meaning != Meaning::Decoration => collect(&group.children, lines),
            Node::Group(_) | Node::Shape(_) | Node::Image(_) => {}
        }
    }
}

/// What some nodes cover, in px.
fn bounds(nodes: &[Node]) -> Option<Rect> {
    let of = |node: &Node| match node {
        Node::Group(group) => bounds(&group.children),
        Node::Shape(Shape { geometry, stroke, kind: _, fill: _ }) => {
            let edge = stroke.as_ref().map_or(0.0, |stroke| stroke.width / 2.0);
            Some(geometry.bounds().inflate(edge, edge))
        }
        Node::Text(text) => Some(text.bounds()),
        Node::Image(image) => Some(image.place),
    };
    nodes.iter().filter_map(of).reduce(|a, b| a.union(b))
}

/// Whether a PDF, which stands on no site, can follow a link.
fn is_whole_and_safe(href: &str) -> bool {
    is_safe(href) && is_whole(href)
}
