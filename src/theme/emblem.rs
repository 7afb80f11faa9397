//! An icon or a logo of one's own: an SVG file's plain shapes, checked before anything is built of them.
//!
//! The file is hostile until shown otherwise. It is parsed without a document type, may hold no element but shapes and
//! what groups them, and refers to nothing but its own parts; what its references unfold to is counted first. Then usvg
//! resolves styles and transforms, and what comes out must be paths in plain colours inside the picture's bounds.
use crate::geom::{Affine, BezPath, Rect, Size, Vec2};
use crate::limits::{EMBLEM_BYTES, NESTING};
use crate::scene::{Color, Fill, Geometry, Group, Meaning, Node, Shape, ShapeKind, Stroke};
use usvg::roxmltree::{Document, Node as Element, ParsingOptions};
use usvg::tiny_skia_path::PathSegment;

/// Most elements, those that references stand for included.
const ELEMENTS_MAX: usize = 5_000;
/// Most pieces of outlines.
const SEGMENTS_MAX: usize = 100_000;
/// Most attributes of one element, and most bytes of style sheets: readers compare each with each.
const ATTRIBUTES_MAX: usize = 200;
const STYLE_BYTES_MAX: usize = 16 * 1024;
/// How far a shape may reach over the edge, as a share of the larger side: half a stroke, and rounding.
const OVER_EDGE: f64 = 0.05;
/// What may stand in a file; the words of the last three are not drawn.
const ELEMENTS: [&str; 18] = [
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "clipPath", "style", "switch", "title", "desc", "metadata",
];

/// A drawing read from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Emblem {
    size: Size,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
struct Piece {
    path: BezPath,
    fill: Option<Fill>,
    stroke: Option<Stroke>,
}

/// Why a file cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmblemError {
    /// What is wrong, to follow the file's name.
    pub message: String,
    /// What to do.
    pub hint: String,
}

type Result<T> = std::result::Result<T, EmblemError>;

fn refuse<T>(message: impl Into<String>, hint: &str) -> Result<T> {
    Err(EmblemError { message: message.into(), hint: hint.to_owned() })
}

impl Emblem {
    /// Reads an SVG.
    ///
    /// # Errors
    /// Anything but plain shapes: a reference to another file, a script, a document type, an image, text, a gradient, a
    /// filter; a file, or what it unfolds to, beyond the limits; shapes outside its view box.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > EMBLEM_BYTES {
            let hint = "simplify it in the program that drew it";
            return refuse(format!("is larger than {} MB", EMBLEM_BYTES / (1024 * 1024)), hint);
        }
        if bytes.starts_with(b"\x89PNG") {
            return refuse("is a PNG, whose pixels are not drawn", "give it as an SVG of plain shapes");
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return refuse("is no UTF-8 text", "give an SVG of plain shapes");
        };
        check(text)?;
        // there is nothing in it by now that a loader could be asked for
        let tree = usvg::Tree::from_str(text, &usvg::Options::default())
            .or_else(|error| refuse(format!("is no SVG: {error}"), "save it again as a plain SVG"))?;
        let size = Size::new(f64::from(tree.size().width()), f64::from(tree.size().height()));
        let mut pieces = Vec::new();
        gather(tree.root(), 1.0, &mut pieces)?;
        let segments: usize = pieces.iter().map(|piece: &Piece| piece.path.elements().len()).sum();
        if segments > SEGMENTS_MAX {
            return refuse("has too many points", "simplify its outlines");
        }
        let emblem = Self { size, pieces };
        emblem.check_bounds()?;
        Ok(emblem)
    }

    /// Its width over its height.
    #[must_use]
    pub fn aspect(&self) -> f64 {
        self.size.width / self.size.height
    }

    /// Whether any of its colours stands out from a ground.
    #[must_use]
    pub fn stands_out_from(&self, ground: Color) -> bool {
        let colors = self.pieces.iter().flat_map(|piece| {
            [piece.fill.map(|fill| fill.color), piece.stroke.as_ref().map(|stroke| stroke.color)]
        });
        colors.flatten().any(|color| super::contrast(color, ground) >= LARGE)
    }

    /// The drawing as large as a place holds it, in its middle; in one colour, or else in its own. With a label readers
    /// meet it as an image of that name, without one it is for the eye alone.
    #[must_use]
    pub fn draw(&self, place: Rect, ink: Option<Color>, label: Option<&str>) -> Node {
        let scale = (place.width() / self.size.width).min(place.height() / self.size.height);
        let drawn = self.size * scale;
        let corner = place.center().to_vec2() - Vec2::new(drawn.width, drawn.height) / 2.0;
        let by = Affine::translate(corner) * Affine::scale(scale);
        let shapes = self.pieces.iter().map(|piece| {
            let Piece { path, fill, stroke } = piece;
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
        let (children, label) = (shapes.collect(), label.map(str::to_owned));
        Node::Group(Group { meaning: Meaning::Emblem, label, children })
    }

    fn check_bounds(&self) -> Result<()> {
        use crate::geom::Shape as _;
        if self.pieces.is_empty() {
            return refuse("draws nothing", "give an SVG of plain shapes");
        }
        let over = OVER_EDGE * self.size.width.max(self.size.height);
        let room = self.size.to_rect().inflate(over, over);
        let is_inside = |piece: &Piece| {
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

/// Least contrast of what carries meaning.
const LARGE: f64 = 3.0;

/// Refuses whatever is not a plain drawing that stands by itself.
fn check(text: &str) -> Result<()> {
    if most_attributes(text) > ATTRIBUTES_MAX {
        return refuse(format!("has an element of more than {ATTRIBUTES_MAX} attributes"), "simplify it");
    }
    let options = ParsingOptions { nodes_limit: 100_000, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(usvg::roxmltree::Error::DtdDetected) => {
            return refuse("has a document type, which is refused", "save it again as a plain SVG");
        }
        Err(error) => return refuse(format!("is no XML: {error}"), "save it again as a plain SVG"),
    };
    let mut count = 0;
    let mut style_bytes = 0;
    for element in document.descendants().filter(Element::is_element) {
        count += 1;
        if element.ancestors().take(NESTING + 2).count() > NESTING + 1 {
            return refuse(format!("is nested deeper than {NESTING}"), "take groups out of groups");
        }
        check_element(&element)?;
        if element.tag_name().name() == "style" {
            style_bytes += element.children().filter_map(|child| child.text()).map(str::len).sum::<usize>();
        }
        if style_bytes > STYLE_BYTES_MAX {
            return refuse(
                "has a style sheet that is too long",
                "save it with attributes in place of styles",
            );
        }
        count += unfolded(&document, &element)?;
        if count > ELEMENTS_MAX {
            return refuse(format!("has more than {ELEMENTS_MAX} elements"), "simplify it");
        }
    }
    Ok(())
}

/// Attributes of the element that has most of them, counted before anything is parsed.
fn most_attributes(text: &str) -> usize {
    let skipped = |rest: &str, open: &str, close: &str| {
        rest.strip_prefix(open).map(|inside| inside.find(close).map_or(rest.len(), |at| open.len() + at))
    };
    let mut most = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        let apart = skipped(rest, "<!--", "-->")
            .or_else(|| skipped(rest, "<![CDATA[", "]]>"))
            .or_else(|| skipped(rest, "<?", "?>"));
        if let Some(length) = apart {
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        let (mut count, mut quote, mut length) = (0, None, rest.len());
        for (i, byte) in rest.bytes().enumerate() {
            match (quote, byte) {
                (Some(open), byte) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'=') => count += 1,
                (None, b'>') => {
                    length = i + 1;
                    break;
                }
                (None, _) => {}
            }
        }
        most = most.max(count);
        rest = rest.get(length..).unwrap_or_default();
    }
    most
}

fn check_element(element: &Element<'_, '_>) -> Result<()> {
    let tag = element.tag_name();
    let name = tag.name();
    // what editors keep for themselves has a namespace of its own and is not drawn
    let is_svg = matches!(tag.namespace(), None | Some("http://www.w3.org/2000/svg"));
    if is_svg && !ELEMENTS.contains(&name) {
        let hint = match name {
            "text" | "tspan" => "turn its text into outlines",
            "image" => "draw it as shapes, or trace it",
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

/// How many elements a reference stands for; what it refers to holds no further one.
fn unfolded(document: &Document<'_>, element: &Element<'_, '_>) -> Result<usize> {
    if element.tag_name().name() != "use" {
        return Ok(0);
    }
    let href = element.attributes().find(|attribute| attribute.name() == "href");
    let Some(id) = href.and_then(|href| href.value().strip_prefix('#')) else { return Ok(0) };
    let target = document.descendants().find(|other| other.attribute("id") == Some(id));
    let Some(target) = target else { return Ok(0) };
    if target.descendants().any(|inner| inner.tag_name().name() == "use") {
        return refuse("has a `<use>` within what a `<use>` refers to", "save it as plain shapes");
    }
    Ok(target.descendants().count())
}

/// The shapes of a group, in the order in which they are painted.
fn gather(group: &usvg::Group, opacity: f64, pieces: &mut Vec<Piece>) -> Result<()> {
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

fn piece(path: &usvg::Path, opacity: f64) -> Result<Option<Piece>> {
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
    Ok(is_seen.then(|| Piece { path: place * outline(path.data()), fill, stroke }))
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

#[cfg(test)]
mod tests {
    use super::{EMBLEM_BYTES, Emblem};
    use crate::geom::Rect;
    use crate::scene::{Color, Node};

    fn svg(inside: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
             viewBox='0 0 40 20'>{inside}</svg>"
        )
    }

    #[test]
    fn plain_shapes_are_read_with_their_styles_and_transforms() {
        let emblem = Emblem::read(
            svg("<defs><g id='a'><circle r='4'/></g></defs><style>.b{fill:#00703c}</style>\
                 <g transform='translate(10 10)' class='b'><use xlink:href='#a'/></g>\
                 <path d='M20 5h15' stroke='#123456' stroke-width='2'/>")
            .as_bytes(),
        )
        .expect("plain");
        assert!((emblem.aspect() - 2.0).abs() < 1e-9);
        let Node::Group(group) = emblem.draw(Rect::new(0.0, 0.0, 80.0, 80.0), None, Some("A dot")) else {
            panic!("no group");
        };
        let shapes: Vec<_> = group
            .children
            .iter()
            .map(|node| match node {
                Node::Shape(shape) => (shape.geometry.bounds(), shape.fill, shape.stroke.clone()),
                _ => panic!("no shape"),
            })
            .collect();
        let [(dot, fill, _), (_, _, stroke)] = shapes.as_slice() else { panic!("{shapes:?}") };
        // twice as large, and in the middle of a place that is higher than it is wide
        assert!((dot.center().x - 20.0).abs() < 0.01 && (dot.center().y - 40.0).abs() < 0.01, "{dot:?}");
        assert_eq!(fill.map(|fill| fill.color), Color::hex("#00703c"));
        assert!(stroke.as_ref().is_some_and(|stroke| (stroke.width - 4.0).abs() < 1e-6));
    }

    #[test]
    fn an_ink_takes_the_place_of_every_colour() {
        let emblem = Emblem::read(svg("<rect width='4' height='4' fill='red'/>").as_bytes()).expect("plain");
        let ink = Color::rgb(1, 2, 3);
        let Node::Group(group) = emblem.draw(Rect::new(0.0, 0.0, 4.0, 4.0), Some(ink), None) else {
            panic!("no group");
        };
        let inked = |node: &Node| matches!(node, Node::Shape(s) if s.fill.is_some_and(|f| f.color == ink));
        assert!(group.children.iter().all(inked) && !emblem.stands_out_from(Color::rgb(255, 0, 0)));
    }

    #[test]
    fn hostile_and_unplain_files_are_refused() {
        let shape = "<rect width='4' height='4'/>";
        let nested = format!("{}{shape}{}", "<g>".repeat(10_000), "</g>".repeat(10_000));
        let many = shape.repeat(6_000);
        let attributes: String = (0..60_000).map(|i| format!(" a{i}='>'")).collect();
        let attributes = format!("<!-- ' --><rect{attributes}/>");
        let styles = format!("<style>{}</style>{shape}", "a b c>d{fill:red}".repeat(30_000));
        let uses = format!("<g id='a'>{}</g>{}", shape.repeat(100), "<use href='#a'/>".repeat(100));
        for (inside, says) in [
            ("<image href='http://example.org/a.png' width='9' height='9'/>", "`<image>`"),
            ("<script>alert(1)</script>", "`<script>`"),
            ("<foreignObject/>", "`<foreignObject>`"),
            ("<rect width='4' height='4' onload='alert(1)'/>", "script"),
            ("<use href='http://example.org/a.svg#b'/>", "another file"),
            ("<use href='file:///etc/passwd'/>", "another file"),
            ("<rect width='4' height='4' fill='url(http://example.org/#a)'/>", "another file"),
            ("<style>@import 'http://example.org/a.css';</style>", "its style"),
            ("<style>rect{fill:URL(\"http://example.org\")}</style>", "its style"),
            ("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>", "`<use>`"),
            ("<g id='a'><use href='#a'/></g>", "`<use>`"),
            ("<text>words</text>", "`<text>`"),
            ("<linearGradient id='a'/>", "`<linearGradient>`"),
            ("<g opacity='.5'><rect width='4' height='4'/><rect width='4' height='4'/></g>", "translucent"),
            ("<rect width='400' height='400'/>", "outside"),
            ("<rect x='-1e30' width='1e38' height='4'/>", "outside"),
            ("<g/>", "nothing"),
            (&nested, "nested"),
            (&many, "elements"),
            (&uses, "elements"),
            (&attributes, "attributes"),
            (&styles, "style sheet"),
        ] {
            let error = Emblem::read(svg(inside).as_bytes()).expect_err(inside);
            assert!(error.message.contains(says), "{inside:.80}: {}", error.message);
            assert!(!error.hint.is_empty());
        }
        let entities = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>";
        for (bytes, says) in [
            (entities.as_bytes(), "document type"),
            // one that claims 60,000 x 60,000 pixels
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0", "PNG"),
            (b"\xff\xfe", "UTF-8"),
            (b"<svg", "XML"),
            (&vec![b' '; EMBLEM_BYTES + 1], "larger than 1 MB"),
        ] {
            let error = Emblem::read(bytes).expect_err(says);
            assert!(error.message.contains(says), "{}", error.message);
        }
    }

    #[test]
    fn a_clip_path_around_everything_is_forgiven() {
        let clipped = |width: u8| {
            svg(&format!(
                "<g clip-path='url(#a)'><rect width='40' height='20'/></g>\
                 <defs><clipPath id='a'><rect width='{width}' height='20'/></clipPath></defs>"
            ))
        };
        assert!(Emblem::read(clipped(40).as_bytes()).is_ok());
        assert!(Emblem::read(clipped(20).as_bytes()).is_err());
    }
}
