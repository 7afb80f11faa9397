//! A scene that is written with other fonts than it was laid out with.
use crate::scene::{Node, Scene, Text};
use crate::text::{Fonts, Run, TextStyle, shape_part};
use std::borrow::Cow;

/// The scene with every line in faces that there are: one that is set in another is shaped anew, hanging where it hung. Its
/// glyphs are numbers of other letters in any other face.
pub(super) fn settled<'a>(scene: &'a Scene, fonts: &Fonts) -> Cow<'a, Scene> {
    if is_known(&scene.nodes, fonts) {
        return Cow::Borrowed(scene);
    }
    let mut scene = scene.clone();
    settle(&mut scene.nodes, fonts);
    Cow::Owned(scene)
}

/// The characters of a scene that was not laid out with some fonts, and that they do not have.
#[cfg(any(feature = "pdf", feature = "png"))]
pub(super) fn lost(scene: &Scene, fonts: &Fonts) -> Option<String> {
    fn first(nodes: &[Node], fonts: &Fonts) -> Option<String> {
        nodes.iter().find_map(|node| match node {
            Node::Group(group) => first(&group.children, fonts),
            Node::Text(text) if !is_set(text, fonts) => {
                crate::text::missing(fonts, &text.line.text).into_iter().next()
            }
            Node::Text(_) | Node::Shape(_) | Node::Image(_) => None,
        })
    }
    first(&scene.nodes, fonts)
}

fn is_known(nodes: &[Node], fonts: &Fonts) -> bool {
    nodes.iter().all(|node| match node {
        Node::Group(group) => is_known(&group.children, fonts),
        Node::Text(text) => is_set(text, fonts),
        Node::Shape(_) | Node::Image(_) => true,
    })
}

fn is_set(text: &Text, fonts: &Fonts) -> bool {
    text.line.runs.iter().all(|Run { face, .. }| fonts.has(*face))
}

fn settle(nodes: &mut [Node], fonts: &Fonts) {
    for node in nodes {
        match node {
            Node::Group(group) => settle(&mut group.children, fonts),
            Node::Text(text) if !is_set(text, fonts) => {
                let old = &text.line;
                let style =
                    TextStyle { direction: old.direction, ..TextStyle::new(old.weight, old.size, 1.0) };
                let mut line = shape_part(fonts, &style, &old.text, old.direction);
                line.space_after = old.space_after;
                text.origin.x += text.anchor.share() * (old.width - line.width);
                text.line = line;
            }
            Node::Text(_) | Node::Shape(_) | Node::Image(_) => {}
        }
    }
}
