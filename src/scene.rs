//! The display list: what every layout makes and every output draws.
//!
//! Coordinates are absolute, in px; children paint in order, and that order is also the reading order. Nothing
//! here knows the model, the theme or an output's format; there are no transforms and nothing is inherited.
use crate::geom::{BezPath, Point, Rect, Shape as _, Size};
use crate::text::Line;
use std::sync::Arc;

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Color {
    /// White.
    pub const WHITE: Self = Self::rgb(255, 255, 255);

    /// From its parts.
    #[must_use]
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// What it looks like on another where it has an opacity of 0 to 1.
    #[must_use]
    pub fn over(self, opacity: f64, below: Self) -> Self {
        let mix = |top: u8, below: u8| {
            (f64::from(top) * opacity + f64::from(below) * (1.0 - opacity)).round().clamp(0.0, 255.0) as u8
        };
        Self::rgb(mix(self.r, below.r), mix(self.g, below.g), mix(self.b, below.b))
    }

    /// From `#rrggbb`.
    #[must_use]
    pub fn hex(text: &str) -> Option<Self> {
        let digits =
            text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let n = u32::from_str_radix(digits, 16).ok()?;
        let [_, r, g, b] = n.to_be_bytes();
        Some(Self { r, g, b })
    }

    /// Writes it as `#rrggbb`: a picture has hundreds, and the standard library's way looks at each part's form first.
    pub(crate) fn write(self, out: &mut String) {
        let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'a' - 10 + value });
        out.push('#');
        for part in [self.r, self.g, self.b] {
            out.push(digit(part >> 4));
            out.push(digit(part & 15));
        }
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::with_capacity(7);
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// A finished picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Of the page, in px.
    pub size: Size,
    /// BCP 47 tag of its words.
    pub lang: String,
    /// Short text alternative.
    pub title: String,
    /// Long text alternative.
    pub description: String,
    /// Opaque, under everything.
    pub background: Color,
    /// Back to front, first to last.
    pub nodes: Vec<Node>,
}

/// One thing to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nested nodes with one meaning.
    Group(Group),
    /// A filled or stroked outline.
    Shape(Shape),
    /// A line of text.
    Text(Text),
    /// Pixels from a file of the author's.
    Image(Image),
}

/// Nodes with one meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they stand for.
    pub meaning: Meaning,
    /// Accessible name, where the texts inside do not say it.
    pub label: Option<String>,
    /// Back to front, first to last.
    pub children: Vec<Node>,
}

/// What a group stands for; outputs make roles, attributes and tags of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A list; its children that count are [`Meaning::Level`], [`Meaning::Node`], [`Meaning::Function`],
    /// [`Meaning::Flow`] or [`Meaning::Item`].
    List,
    /// A level, an item of the picture's list.
    Level {
        /// Its id.
        id: String,
    },
    /// A function's, outcome's or level's box or card in the flow chart and the poster, that of a body within a function
    /// in the poster, and that of a body outside in the poster and the simple visual: holds one shape of
    /// [`ShapeKind::Box`], and its texts, all inside that box. The group of a body within a function follows the
    /// function's, whose box holds its box.
    Node {
        /// Its id.
        id: String,
    },
    /// A function, or a body within one, in the simple visual, which draws no box for it.
    Function {
        /// Its id.
        id: String,
    },
    /// An arrow: holds one shape of [`ShapeKind::Line`] from the edge of one box to the edge of the other, and
    /// its label.
    Flow {
        /// From 1, in model order.
        number: usize,
        /// Id of its start.
        from: String,
        /// Id of its end.
        to: String,
        /// Name of its kind.
        kind: &'static str,
    },
    /// A heading of depth 1 (the picture's title) to 6: its children are its lines.
    Heading {
        /// From 1.
        depth: u8,
    },
    /// A paragraph: its children are its lines.
    Paragraph,
    /// A point of a list: its children are its lines (and its bullet or icon).
    Item,
    /// A link around its children.
    Link {
        /// `http`, `https` or `mailto`.
        href: String,
    },
    /// Shapes that are one drawing, an icon or a logo of one's own: never mirrored. Readers meet it as an image where
    /// it has a label, and skip it where it has none.
    Emblem,
    /// For the eye only: readers skip it.
    Decoration,
}

/// What an outline is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShapeKind {
    /// The whole of a function, outcome or card.
    Box,
    /// An arrow's line, box edge to box edge.
    Line,
    /// An arrow's head.
    Head,
    /// The line that ties a body to the one that it is within, box edge to box edge: no arrow, and for the eye only.
    Tie,
    /// Anything else.
    Plain,
}

/// A filled and/or stroked outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What it is for.
    pub kind: ShapeKind,
    /// The outline.
    pub geometry: Geometry,
    /// Its inside.
    pub fill: Option<Fill>,
    /// Its edge.
    pub stroke: Option<Stroke>,
}

/// An outline.
#[derive(Debug, Clone, PartialEq)]
pub enum Geometry {
    /// A box with round corners.
    Rect {
        /// Edges.
        rect: Rect,
        /// Corner radius.
        radius: f64,
    },
    /// A circle.
    Circle {
        /// Centre.
        center: Point,
        /// Radius.
        radius: f64,
    },
    /// Anything else.
    Path(BezPath),
}

/// How the inside is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Colour.
    pub color: Color,
    /// 0 to 1.
    pub opacity: f64,
    /// Whether overlaps of the path with itself are holes.
    pub even_odd: bool,
}

/// How the edge is painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// In px, half on each side.
    pub width: f64,
    /// Lengths of dash and gap in px; `None` is solid.
    pub dash: Option<(f64, f64)>,
    /// Round caps and joins (icons) instead of flat and mitred.
    pub round: bool,
}

/// Pixels at their place. Nothing is drawn over them.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Edges.
    pub place: Rect,
    /// What is in them.
    pub pixels: Arc<Pixels>,
    /// The colour that takes the place of theirs, where only how opaque they are counts.
    pub ink: Option<Color>,
}

impl Image {
    /// Its pixels as they are drawn: red, green, blue, opacity.
    pub fn colors(&self) -> impl Iterator<Item = [u8; 4]> {
        self.pixels.iter().map(|[r, g, b, opacity]| {
            let [r, g, b] = self.ink.map_or([*r, *g, *b], |ink| [ink.r, ink.g, ink.b]);
            [r, g, b, *opacity]
        })
    }
}

/// An image's pixels: red, green, blue, opacity; rows from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// In a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    rgba: Vec<u8>,
}

impl Pixels {
    /// From four bytes each; `None` where there are not as many as the size says, or none.
    #[must_use]
    pub fn new(width: u32, height: u32, rgba: Vec<u8>) -> Option<Self> {
        let length = (width as usize).checked_mul(height as usize)?.checked_mul(4)?;
        (length > 0 && rgba.len() == length).then_some(Self { width, height, rgba })
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &[u8; 4]> {
        self.rgba.as_chunks().0.iter()
    }

    /// Whether nothing is seen through any of them.
    #[must_use]
    pub fn is_opaque(&self) -> bool {
        self.iter().all(|[.., opacity]| *opacity == u8::MAX)
    }
}

/// A shaped line at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Left end of the baseline.
    pub origin: Point,
    /// Colour.
    pub fill: Color,
    /// Whether it is a flow's label.
    pub label: bool,
    /// Which of its points stays where it is in a font that is narrower or wider.
    pub anchor: Anchor,
    /// Whether it goes on the paragraph of the text before it, its nearest sibling: on a line of its own, or on the
    /// same line in other colours or weight.
    pub goes_on: bool,
    /// The address that its words lead to: pieces of a paragraph that follow each other with the same one are one link. No text
    /// within a [`Meaning::Link`] has one.
    pub link: Option<Arc<str>>,
    /// Words and glyphs.
    pub line: Line,
}

/// What a line of text hangs on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    #[default]
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

impl Anchor {
    /// How far from the left end, as a share of the width.
    #[must_use]
    pub fn share(self) -> f64 {
        match self {
            Self::Left => 0.0,
            Self::Middle => 0.5,
            Self::Right => 1.0,
        }
    }

    /// In a mirror.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Middle => Self::Middle,
            Self::Right => Self::Left,
        }
    }
}

impl Color {
    /// This colour as an opaque fill.
    #[must_use]
    pub fn fill(self) -> Option<Fill> {
        Some(Fill { color: self, opacity: 1.0, even_odd: false })
    }

    /// This colour as a solid stroke of a width in px.
    #[must_use]
    pub fn stroke(self, width: f64) -> Option<Stroke> {
        Some(Stroke { color: self, width, dash: None, round: false })
    }
}

impl Group {
    /// A group without an accessible name of its own.
    #[must_use]
    #[expect(clippy::new_ret_no_self, reason = "a group is only ever wanted as a node")]
    pub fn new(meaning: Meaning, children: Vec<Node>) -> Node {
        Node::Group(Self { meaning, label: None, children })
    }

    /// A group with an accessible name.
    #[must_use]
    pub fn labelled(meaning: Meaning, label: impl Into<String>, children: Vec<Node>) -> Node {
        Node::Group(Self { meaning, label: Some(label.into()), children })
    }
}

impl Shape {
    /// A filled shape without a special purpose.
    #[must_use]
    pub fn filled(geometry: Geometry, color: Color) -> Node {
        Node::Shape(Self { kind: ShapeKind::Plain, geometry, fill: color.fill(), stroke: None })
    }
}

impl Geometry {
    /// The outline as a path, for outputs without boxes; curves within a twentieth of a pixel.
    #[must_use]
    pub fn to_path(&self) -> BezPath {
        match self {
            Self::Rect { rect, radius } => rect.to_rounded_rect(*radius).to_path(0.05),
            Self::Circle { center, radius } => kurbo::Circle::new(*center, *radius).to_path(0.05),
            Self::Path(path) => path.clone(),
        }
    }

    /// The outline's bounds.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rect { rect, .. } => *rect,
            Self::Circle { center, radius } => kurbo::Circle::new(*center, *radius).bounding_box(),
            Self::Path(path) => path.bounding_box(),
        }
    }
}

impl Text {
    /// A line that stands alone, on its left end.
    #[must_use]
    pub fn line(origin: Point, fill: Color, line: Line) -> Self {
        Self { origin, fill, label: false, anchor: Anchor::Left, goes_on: false, link: None, line }
    }

    /// The line box's advance and em height around the baseline: what must stay inside a box.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let (ascent, descent) = (0.75 * self.line.size, 0.25 * self.line.size);
        Rect::new(
            self.origin.x,
            self.origin.y - ascent,
            self.origin.x + self.line.width,
            self.origin.y + descent,
        )
    }
}
