//! An SVG file's plain shapes, checked before anything is built of them.
//!
//! The file is parsed without a document type, may hold no element but shapes and
//! what groups them, and refers to nothing but its own parts; what it costs to read is counted first ([`guard`]). Then usvg
//! resolves styles and transforms, and what comes out must be paths in plain colours inside the picture's bounds.
use super::{Result, guard, refuse};
use crate::geom::{Affine, BezPath, Size, Vec2};
use crate::limits::{EMBLEM_NODES, EMBLEM_POINTS};
use crate::scene::{Color, Fill, Geometry, Node, Shape, ShapeKind, Stroke};
use usvg::roxmltree::{Document, Node as Element, ParsingOptions};
use usvg::tiny_skia_path::PathSegment;

/// How far a shape may reach over the edge, as a share of the larger side: half a stroke, and rounding.
const OVER_EDGE: f64 = 0.05;
/// What may stand in a file; the words of the last three are not drawn.
const ELEMENTS: [&str; 18] = [
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "clipPath", "style", "switch", "title", "desc", "metadata",
];

/// A drawing's outlines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shapes {
    pub(super) size: Size,
    pieces: Vec<DrawnPath>,
}

#[derive(Debug, Clone, PartialEq)]
struct DrawnPath {
    path: BezPath,
    fill: Option<Fill>,
    stroke: Option<Stroke>,
}

impl Shapes {
    /// Reads an SVG of plain shapes.
    ///
    /// # Errors
    /// Anything else in it; shapes outside its view box; more than the limits.
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.starts_with(b"\xff\xd8\xff") {
            return refuse("is a JPEG, whose ground cannot be transparent", "save it as a PNG");
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return refuse("is neither a PNG nor UTF-8 text", "give a PNG, or an SVG of plain shapes");
        };
        check(text)?;
        // there is nothing in it by now that a loader could be asked for
        let tree = usvg::Tree::from_str(text, &usvg::Options::default())
            .or_else(|error| refuse(format!("is no SVG: {error}"), "save it again as a plain SVG"))?;
        let size = Size::new(f64::from(tree.size().width()), f64::from(tree.size().height()));
        let mut pieces = Vec::new();
        gather(tree.root(), 1.0, &mut pieces)?;
        let segments: usize = pieces.iter().map(|piece: &DrawnPath| piece.path.elements().len()).sum();
        if segments > EMBLEM_POINTS {
            return refuse("has too many points", "simplify its outlines");
        }
        let shapes = Self { size, pieces };
        shapes.check_bounds()?;
        Ok(shapes)
    }

    /// Every colour in it.
    pub(super) fn colors(&self) -> impl Iterator<Item = Color> {
        let of = |piece: &DrawnPath| {
            [piece.fill.map(|fill| fill.color), piece.stroke.as_ref().map(|stroke| stroke.color)]
        };
        self.pieces.iter().flat_map(of).flatten()
    }

    /// The shapes so many times as large, from a corner on; in one colour, or else in their own.
    pub(super) fn draw(&self, corner: Vec2, scale: f64, ink: Option<Color>) -> Vec<Node> {
        let by = Affine::translate(corner) * Affine::scale(scale);
        let shapes = self.pieces.iter().map(|piece| {
            let DrawnPath { path, fill, stroke } = piece;
            let fill = fill.map(|fill| Fill { color: ink.unwrap_or(fill.color), ..fill });
            let stroke = stroke.as_ref().map(|stroke| Stroke {
                color: ink.unwrap_or(stroke.color),
                width: stroke.width * scale,
                dash: stroke.dash.map(|(on, off)| (on * scale, off * scale)),
                round: stroke.round,
            });
            let geometry = Geometry::Path(by * path.clone());
            Node::Shape(Shape { kind: ShapeKind::Plain, geometry, fill, stroke })
        });
        shapes.collect()
    }

    fn check_bounds(&self) -> Result<()> {
        use crate::geom::Shape as _;
        if self.pieces.is_empty() {
            return refuse("draws nothing", "give an SVG of plain shapes");
        }
        let over = OVER_EDGE * self.size.width.max(self.size.height);
        let room = self.size.to_rect().inflate(over, over);
        let is_inside = |piece: &DrawnPath| {
            let half = piece.stroke.as_ref().map_or(0.0, |stroke| stroke.width / 2.0);
            let bounds = piece.path.bounding_box().inflate(half, half);
            bounds.is_finite() && room.union(bounds) == room
        };
        if self.pieces.iter().all(is_inside) {
            return Ok(());
        }
        refuse("draws outside its view box", "move everything inside it, or take out what is not to be seen")
    }
}

/// Refuses whatever is not a plain drawing that stands by itself.
fn check(text: &str) -> Result<()> {
    guard::check(text, &guard::Limits::USUAL)?;
    let options = ParsingOptions { nodes_limit: EMBLEM_NODES as u32, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return refuse(format!("is no XML: {error}"), "save it again as a plain SVG"),
    };
    document.descendants().filter(Element::is_element).try_for_each(|element| check_element(&element))
}

fn check_element(element: &Element<'_, '_>) -> Result<()> {
    let tag = element.tag_name();
    let name = tag.name();
    // what editors keep for themselves has a namespace of its own and is not drawn
    let is_svg = matches!(tag.namespace(), None | Some("http://www.w3.org/2000/svg"));
    if is_svg && !ELEMENTS.contains(&name) {
        let hint = match name {
            "text" | "tspan" => "turn its text into outlines",
            "image" => "give the image itself as a PNG, or draw it as shapes",
            "linearGradient" | "radialGradient" | "pattern" => "use plain colours",
            _ => "save it as plain shapes, without it",
        };
        return refuse(format!("holds `<{name}>`, and plain shapes are all that is drawn"), hint);
    }
    for attribute in element.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        if name.starts_with("on") {
            return refuse(format!("holds the script `{name}`"), "take it out");
        }
        let is_local = if name == "href" { value.starts_with('#') } else { refers_to_itself(value) };
        if is_svg && !is_local {
            let shown: String = value.chars().take(60).collect();
            return refuse(format!("refers to another file: \"{shown}\""), "take the reference out");
        }
    }
    let mut words = element.children().filter_map(|child| child.text());
    if name == "style" && words.any(|words| words.contains("@import") || !refers_to_itself(words)) {
        return refuse("refers to another file in its style", "take the reference out");
    }
    Ok(())
}

/// Whether every `url(…)` in a value is a part of the same file.
fn refers_to_itself(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.split("url(").skip(1).all(|url| url.trim_start_matches([' ', '"', '\'']).starts_with('#'))
}

/// The shapes of a group, in the order in which they are painted.
fn gather(group: &usvg::Group, opacity: f64, pieces: &mut Vec<DrawnPath>) -> Result<()> {
    if group.mask().is_some() || !group.filters().is_empty() || group.blend_mode() != usvg::BlendMode::Normal
    {
        return refuse("has a mask, a filter or a blend mode", "use plain shapes in plain colours");
    }
    if group.clip_path().is_some_and(|clip| !is_idle(clip, group)) {
        return refuse("cuts shapes with a clip path", "cut the shapes themselves");
    }
    let own = f64::from(group.opacity().get());
    if own < 1.0 && group.children().len() > 1 {
        return refuse("has a translucent group", "give each shape its own colour");
    }
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => gather(inner, opacity * own, pieces)?,
            usvg::Node::Path(path) if path.is_visible() => pieces.extend(piece(path, opacity * own)?),
            usvg::Node::Path(_) => {}
            usvg::Node::Image(_) | usvg::Node::Text(_) => {
                return refuse("holds an image or text", "use plain shapes");
            }
        }
    }
    Ok(())
}

/// Whether a clip path cuts nothing off: one rectangle around it all, as drawing programs write around a whole page.
fn is_idle(clip: &usvg::ClipPath, group: &usvg::Group) -> bool {
    let [usvg::Node::Path(path)] = clip.root().children() else { return false };
    let (around, inside) = (path.abs_bounding_box(), group.abs_bounding_box());
    let is_rectangle = path.data().segments().count() <= 5 && clip.clip_path().is_none();
    // a tenth of a unit is less than can be seen
    is_rectangle
        && around.left() <= inside.left() + 0.1
        && around.top() <= inside.top() + 0.1
        && around.right() >= inside.right() - 0.1
        && around.bottom() >= inside.bottom() - 0.1
}

fn piece(path: &usvg::Path, opacity: f64) -> Result<Option<DrawnPath>> {
    let transform = path.abs_transform();
    let [a, b, c, d] = [transform.sx, transform.ky, transform.kx, transform.sy].map(f64::from);
    let place = Affine::new([a, b, c, d, f64::from(transform.tx), f64::from(transform.ty)]);
    let scale = (a * d - b * c).abs().sqrt();
    let plain = |paint: &usvg::Paint| match paint {
        usvg::Paint::Color(color) => Ok(Color::rgb(color.red, color.green, color.blue)),
        _ => refuse("has a gradient or a pattern", "use plain colours"),
    };
    let fill = path.fill().map(|fill| {
        let opacity = opacity * f64::from(fill.opacity().get());
        Ok(Fill { color: plain(fill.paint())?, opacity, even_odd: fill.rule() == usvg::FillRule::EvenOdd })
    });
    let stroke = path.stroke().map(|stroke| {
        if opacity * f64::from(stroke.opacity().get()) < 1.0 {
            return refuse("has a translucent line", "give it a plain colour");
        }
        let dash = match stroke.dasharray() {
            Some([on, off]) => Some((f64::from(*on) * scale, f64::from(*off) * scale)),
            Some(_) => return refuse("has dashes of many lengths", "use one length of dash and one of gap"),
            None => None,
        };
        let round = stroke.linecap() == usvg::LineCap::Round || stroke.linejoin() == usvg::LineJoin::Round;
        let width = f64::from(stroke.width().get()) * scale;
        Ok(Stroke { color: plain(stroke.paint())?, width, dash, round })
    });
    let (fill, stroke) = (fill.transpose()?, stroke.transpose()?);
    let is_seen = fill.is_some() || stroke.is_some();
    Ok(is_seen.then(|| DrawnPath { path: place * outline(path.data()), fill, stroke }))
}

fn outline(path: &usvg::tiny_skia_path::Path) -> BezPath {
    let mut outline = BezPath::new();
    let point = |p: usvg::tiny_skia_path::Point| (f64::from(p.x), f64::from(p.y));
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(p) => outline.move_to(point(p)),
            PathSegment::LineTo(p) => outline.line_to(point(p)),
            PathSegment::QuadTo(a, p) => outline.quad_to(point(a), point(p)),
            PathSegment::CubicTo(a, b, p) => outline.curve_to(point(a), point(b), point(p)),
            PathSegment::Close => outline.close_path(),
        }
    }
    outline
}
