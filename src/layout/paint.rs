//! Small things that every picture draws: lines of text, boxes, discs, icons.
use super::LayoutInput;
use crate::geom::{BezPath, Point, QUARTER_CIRCLE, Rect};
use crate::scene::{Anchor, Color, Geometry, Group, Meaning, Node, Shape, ShapeKind, Text};
use crate::text::{Line, TextStyle, Weight, shape};

/// Radius of the ring about a level's number against that of its disc.
pub(in crate::layout) const RING: f64 = 1.16;

/// Where a line stands in its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Align {
    /// At the start; a page that is read from right to left is mirrored as a whole.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// Lines of text and how they are set.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout) struct Setting {
    /// Top to bottom.
    pub(in crate::layout) lines: Vec<Line>,
    /// Of every line.
    pub(in crate::layout) style: TextStyle,
}

impl Setting {
    /// Height of all line boxes, in px.
    pub(in crate::layout) fn height(&self) -> f64 {
        self.lines.len() as f64 * self.style.line_height
    }

    /// Width of the widest line, in px.
    pub(in crate::layout) fn width(&self) -> f64 {
        self.lines.iter().map(|line| line.width).fold(0.0, f64::max)
    }

    /// The lines' nodes: see [`set`].
    pub(in crate::layout) fn draw(self, at: Point, align: Align, fill: Color) -> Vec<Node> {
        set(self.lines, &self.style, at, align, fill).into_iter().map(Node::Text).collect()
    }
}

/// Lines below each other: `at` is the top of the first line box, at the start, in the middle or at the end of the measure. A
/// space follows the last line too, so that no two words run together for a reader.
pub(in crate::layout) fn set(
    lines: Vec<Line>,
    style: &TextStyle,
    at: Point,
    align: Align,
    fill: Color,
) -> Vec<Text> {
    let last = lines.len().saturating_sub(1);
    lines
        .into_iter()
        .enumerate()
        .map(|(i, mut line)| {
            line.space_after |= i == last;
            let (anchor, x) = match align {
                Align::Start => (Anchor::Left, at.x),
                Align::Center => (Anchor::Middle, at.x - line.width / 2.0),
                Align::End => (Anchor::Right, at.x - line.width),
            };
            let y = at.y + i as f64 * style.line_height + style.baseline();
            Text { anchor, goes_on: i > 0, ..Text::line(Point::new(x, y), fill, line) }
        })
        .collect()
}

/// A level's number, in the middle of a disc of a radius in px: for the eye, since a list is counted for a listener anyway.
pub(in crate::layout) fn numeral(
    page: &LayoutInput<'_>,
    index: usize,
    center: Point,
    radius: f64,
) -> Vec<Node> {
    let size = if index < 9 { radius } else { 0.8 * radius };
    let style = page.style(Weight::Bold, size, 1.2);
    let line = shape(page.fonts, &style, &(index + 1).to_string());
    let top = center.y - style.line_height / 2.0;
    let number = Setting { lines: vec![line], style };
    number.draw(Point::new(center.x, top), Align::Center, page.theme.on_banner)
}

/// A level's number in a disc of its banner's colour, within a ring of the page's.
pub(in crate::layout) fn numbered(
    page: &LayoutInput<'_>,
    index: usize,
    center: Point,
    radius: f64,
) -> Vec<Node> {
    let ring = disc(center, RING * radius, page.theme.page);
    let mut nodes = vec![ring, disc(center, radius, page.theme.level(index).banner)];
    nodes.extend(numeral(page, index, center, radius));
    nodes
}

/// Levels as a list; what is in a level that is not drawn as one stands for itself.
pub(in crate::layout) fn listed(page: &LayoutInput<'_>, levels: Vec<Node>) -> Vec<Node> {
    if !page.model.is_unranked() {
        return vec![Group::new(Meaning::List, levels)];
    }
    let inside = |node| match node {
        Node::Group(group) => group.children,
        other => vec![other],
    };
    levels.into_iter().flat_map(inside).collect()
}

/// A filled box with round corners.
pub(in crate::layout) fn rect(rect: Rect, radius: f64, color: Color) -> Node {
    Shape::filled(Geometry::Rect { rect, radius }, color)
}

/// A filled disc.
pub(in crate::layout) fn disc(center: Point, radius: f64, color: Color) -> Node {
    Shape::filled(Geometry::Circle { center, radius }, color)
}

/// An edge inside an outline, so that it does not grow; nothing where its width is 0.
pub(in crate::layout) fn edge(geometry: &Geometry, width: f64, color: Color) -> Option<Node> {
    if width <= 0.0 {
        return None;
    }
    let half = width / 2.0;
    let geometry = match geometry {
        Geometry::Rect { rect, radius } => {
            Geometry::Rect { rect: rect.inset(-half), radius: (radius - half).max(0.0) }
        }
        Geometry::Circle { center, radius } => Geometry::Circle { center: *center, radius: radius - half },
        Geometry::Path(path) => Geometry::Path(path.clone()),
    };
    Some(Node::Shape(Shape { kind: ShapeKind::Plain, geometry, fill: None, stroke: color.stroke(width) }))
}

/// A box whose upper corners alone are round: the bar at the head of a panel or card.
pub(in crate::layout) fn bar(rect: Rect, radius: f64, color: Color) -> Node {
    if radius <= 0.0 {
        return self::rect(rect, 0.0, color);
    }
    let radius = radius.min(rect.width() / 2.0).min(rect.height());
    let handle = radius * (1.0 - QUARTER_CIRCLE);
    let mut path = BezPath::new();
    path.move_to((rect.x0, rect.y1));
    path.line_to((rect.x0, rect.y0 + radius));
    path.curve_to((rect.x0, rect.y0 + handle), (rect.x0 + handle, rect.y0), (rect.x0 + radius, rect.y0));
    path.line_to((rect.x1 - radius, rect.y0));
    path.curve_to((rect.x1 - handle, rect.y0), (rect.x1, rect.y0 + handle), (rect.x1, rect.y0 + radius));
    path.line_to((rect.x1, rect.y1));
    path.close_path();
    Shape::filled(Geometry::Path(path), color)
}

/// Things for the eye only.
pub(in crate::layout) fn decoration(children: Vec<Node>) -> Node {
    Group::new(Meaning::Decoration, children)
}

/// A heading of a depth, within a link where it has one.
pub(in crate::layout) fn heading(depth: u8, link: Option<&str>, lines: Vec<Node>) -> Node {
    Group::new(Meaning::Heading { depth }, linked(link, lines))
}

/// Nodes within a link, where there is one.
pub(in crate::layout) fn linked(link: Option<&str>, nodes: Vec<Node>) -> Vec<Node> {
    match link {
        Some(href) => vec![Group::new(Meaning::Link { href: href.to_owned() }, nodes)],
        None => nodes,
    }
}

/// A bullet before a point.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Bullet {
    /// From its middle to the start of the text.
    pub(in crate::layout) before: f64,
    /// Its radius.
    pub(in crate::layout) radius: f64,
}

impl Bullet {
    /// In ems of the point's type.
    pub(in crate::layout) const USUAL: Self = Self { before: 0.62, radius: 0.19 };

    /// What it takes before the text.
    pub(in crate::layout) fn width(self) -> f64 {
        self.before + self.radius
    }

    /// The same in px, where an em is so large.
    pub(in crate::layout) fn at(self, em: f64) -> Self {
        Self { before: self.before * em, radius: self.radius * em }
    }
}

/// What is left free within a box.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Padding {
    /// Before and after what is in it.
    pub(in crate::layout) x: f64,
    /// Above and below.
    pub(in crate::layout) y: f64,
}

/// A point of a list with a bullet in px beside its first line; `at` is the top of its first line box, at the start of the
/// text.
pub(in crate::layout) fn bulleted(
    point: Setting,
    at: Point,
    bullet: Bullet,
    ink: Color,
    fill: Color,
) -> Node {
    let middle = Point::new(at.x - bullet.before, at.y + point.style.line_height / 2.0);
    let mut item = vec![decoration(vec![disc(middle, bullet.radius, ink)])];
    item.extend(point.draw(at, Align::Start, fill));
    Group::new(Meaning::Item, item)
}
