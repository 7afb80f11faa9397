//! An icon or a logo of one's own, from an SVG's plain shapes or a PNG's pixels.
//!
//! The file is hostile until shown otherwise: each kind is checked before anything is built of it, and of what is built
//! nothing but outlines, colours and pixels goes into a picture.
mod guard;
mod pixels;
mod shapes;

use crate::geom::{Rect, Size, Vec2};
use crate::limits::EMBLEM_BYTES;
use crate::scene::{Color, Group, Image, Meaning, Node, Pixels};
use shapes::Shapes;
use std::sync::Arc;

/// A drawing read from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Emblem(Art);

#[derive(Debug, Clone, PartialEq)]
enum Art {
    Shapes(Shapes),
    Pixels(Arc<Pixels>),
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

/// Least contrast of what carries meaning.
const LARGE: f64 = 3.0;

impl Emblem {
    /// Reads an SVG or a PNG.
    ///
    /// # Errors
    /// Of an SVG, anything but plain shapes: a reference to another file, a script, a document type, an image, text, a
    /// gradient, a filter; shapes outside its view box. Of a PNG, faults in its data, and nothing to be seen. A file, or
    /// what it unfolds to, beyond the limits.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > EMBLEM_BYTES {
            let hint = "simplify it in the program that drew it";
            return refuse(format!("is larger than {} MB", EMBLEM_BYTES / (1024 * 1024)), hint);
        }
        if pixels::is_png(bytes) {
            return Ok(Self(Art::Pixels(Arc::new(pixels::read(bytes)?))));
        }
        Ok(Self(Art::Shapes(Shapes::read(bytes)?)))
    }

    /// In units of the file's own.
    fn size(&self) -> Size {
        match &self.0 {
            Art::Shapes(shapes) => shapes.size,
            Art::Pixels(pixels) => Size::new(f64::from(pixels.width), f64::from(pixels.height)),
        }
    }

    /// Its width over its height.
    #[must_use]
    pub fn aspect(&self) -> f64 {
        self.size().width / self.size().height
    }

    /// Whether any of its colours stands out from a ground.
    #[must_use]
    pub fn stands_out_from(&self, ground: Color) -> bool {
        let stands_out = |color| super::contrast(color, ground) >= LARGE;
        match &self.0 {
            Art::Shapes(shapes) => shapes.colors().any(stands_out),
            Art::Pixels(pixels) => pixels::colors(pixels).any(stands_out),
        }
    }

    /// Whether it has a form in one colour: pixels that are all opaque make a plain rectangle.
    #[must_use]
    pub fn has_form(&self) -> bool {
        match &self.0 {
            Art::Shapes(_) => true,
            Art::Pixels(pixels) => !pixels.is_opaque(),
        }
    }

    /// The drawing as large as a place holds it, in its middle; in one colour, or else in its own. With a label readers
    /// meet it as an image of that name, without one it is for the eye alone.
    #[must_use]
    pub fn draw(&self, place: Rect, ink: Option<Color>, label: Option<&str>) -> Node {
        let size = self.size();
        let scale = (place.width() / size.width).min(place.height() / size.height);
        let drawn = size * scale;
        let corner = place.center() - Vec2::new(drawn.width, drawn.height) / 2.0;
        let children = match &self.0 {
            Art::Shapes(shapes) => shapes.draw(corner.to_vec2(), scale, ink),
            Art::Pixels(pixels) => {
                let place = Rect::from_origin_size(corner, drawn);
                vec![Node::Image(Image { place, pixels: Arc::clone(pixels), ink })]
            }
        };
        Node::Group(Group { meaning: Meaning::Emblem, label: label.map(str::to_owned), children })
    }
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
            ("<rect x='-1e30' width='1e38' height='4'/>", "larger than 1000000"),
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
            (b"\xff\xfe", "UTF-8"),
            (b"\xff\xd8\xff\xe0", "JPEG"),
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
