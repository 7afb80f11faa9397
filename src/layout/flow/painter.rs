//! What the painting steps look at, and how they set a block of lines.
use super::arrows::Arrow;
use super::measures::EM;
use super::parts::{Bars, BoxText, Legend, Panels, Place};
use crate::engine::Drawing;
use crate::geom::{Point, Rect};
use crate::layout::Page;
use crate::model::Model;
use crate::scene::{Anchor, Color, Geometry, Group, Meaning, Node, Shape, ShapeKind, Text};
use crate::text::{Block, TextStyle};
use crate::theme::Theme;

/// Everything that the painting steps look at.
pub(super) struct Painter<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) model: &'a Model,
    pub(super) theme: &'a Theme,
    pub(super) arrows: &'a [Arrow<'a>],
    pub(super) boxes: &'a [BoxText<'a>],
    pub(super) panels: &'a Panels,
    pub(super) labels: &'a [Vec<Block>],
    /// What each box is called where it is not seen.
    pub(super) spoken: &'a [String],
    pub(super) bars: &'a Bars,
    pub(super) legend: &'a Legend,
    pub(super) drawing: &'a Drawing,
    pub(super) place: &'a Place,
}

/// How the lines of a block stand to each other.
#[derive(Clone, Copy)]
pub(super) enum Align {
    Start,
    Center,
    End,
}

/// A block's lines in a rectangle, from its top down.
pub(super) fn set(block: &Block, style: &TextStyle, within: Rect, align: Align, fill: Color) -> Vec<Text> {
    let at = |i: usize| within.y0 + i as f64 * style.line_height + style.baseline();
    let last = block.lines.len().saturating_sub(1);
    let lines = block.lines.iter().cloned().enumerate();
    lines
        .map(|(i, mut line)| {
            // so that no two words run together for a reader
            line.space_after |= i == last;
            let (anchor, x) = match align {
                Align::Start => (Anchor::Left, within.x0),
                Align::Center => (Anchor::Middle, within.center().x - line.width / 2.0),
                Align::End => (Anchor::Right, within.x1 - line.width),
            };
            Text { anchor, goes_on: i > 0, ..Text::line(Point::new(x, at(i)), fill, line) }
        })
        .collect()
}

/// An outline just inside a rectangle, `width` ems wide; none of width 0.
pub(super) fn outline(of: Rect, radius: f64, width: f64, color: Color) -> Option<Node> {
    let width = width * EM;
    let inner = of.inflate(-width / 2.0, -width / 2.0);
    let geometry = Geometry::Rect { rect: inner, radius: (radius - width / 2.0).max(0.0) };
    let shape = Shape { kind: ShapeKind::Plain, geometry, fill: None, stroke: color.stroke(width) };
    (width > 0.0).then_some(Node::Shape(shape))
}

/// Wraps nodes into a link where there is one.
pub(super) fn linked(link: Option<&str>, nodes: Vec<Node>) -> Vec<Node> {
    match link {
        Some(href) => vec![Group::new(Meaning::Link { href: href.to_owned() }, nodes)],
        None => nodes,
    }
}
