//! A scene as text that a person can read and a diff can compare.
use govdraw::geom::{BezPath, PathEl, Point};
use govdraw::scene::{Anchor, Fill, Geometry, Group, Image, Meaning, Node, Scene, Shape, Stroke, Text};
use std::fmt::Write as _;

/// One line a node, indented as it is nested; lengths to a hundredth of a pixel.
pub(crate) fn listing(scene: &Scene) -> String {
    let Scene { size, lang, title, description, background, nodes } = scene;
    let mut out = String::new();
    let _ = writeln!(out, "scene {} x {} {lang} on {background}", n(size.width), n(size.height));
    let _ = writeln!(out, "title {title:?}\ndescription {description:?}");
    list(&mut out, nodes, 0);
    out
}

fn list(out: &mut String, nodes: &[Node], depth: usize) {
    for node in nodes {
        let _ = write!(out, "{:1$}", "", 2 * depth);
        match node {
            Node::Group(Group { meaning, label, children }) => {
                let _ = write!(out, "{}", meant(meaning));
                if let Some(label) = label {
                    let _ = write!(out, " labelled {label:?}");
                }
                out.push('\n');
                list(out, children, depth + 1);
            }
            Node::Shape(shape) => {
                let _ = writeln!(out, "{}", shown(shape));
            }
            Node::Image(Image { place, pixels, ink }) => {
                let (corner, size) = (at(place.origin()), format!("{} x {}", pixels.width, pixels.height));
                let _ = writeln!(out, "image {size} at {corner} to {} {} {ink:?}", n(place.x1), n(place.y1));
            }
            Node::Text(Text { origin, fill, label, anchor, goes_on, line }) => {
                let kind = if *label { "label" } else { "text" };
                let kind = format!("{}{kind}", if *goes_on { "+ " } else { "" });
                let anchor = match anchor {
                    Anchor::Left => "",
                    Anchor::Middle => " middle",
                    Anchor::Right => " right",
                };
                let (size, weight, space) =
                    (n(line.size), line.weight.css(), if line.space_after { " _" } else { "" });
                let place = format!("{} + {}", at(*origin), n(line.width));
                let _ =
                    writeln!(out, "{kind}{anchor} {place} {size}px {weight} {fill} {:?}{space}", line.text);
            }
        }
    }
}

fn meant(meaning: &Meaning) -> String {
    match meaning {
        Meaning::List => "list".to_owned(),
        Meaning::Level { id } => format!("level {id}"),
        Meaning::Node { id } => format!("node {id}"),
        Meaning::Function { id } => format!("function {id}"),
        Meaning::Flow { number, from, to, kind } => format!("flow {number} {kind} {from} -> {to}"),
        Meaning::Heading { depth } => format!("heading {depth}"),
        Meaning::Paragraph => "paragraph".to_owned(),
        Meaning::Item => "item".to_owned(),
        Meaning::Link { href } => format!("link {href}"),
        Meaning::Emblem => "emblem".to_owned(),
        Meaning::Decoration => "decoration".to_owned(),
    }
}

fn shown(shape: &Shape) -> String {
    let Shape { kind, geometry, fill, stroke } = shape;
    let mut out = format!("{kind:?}").to_lowercase();
    let _ = match geometry {
        Geometry::Rect { rect, radius } => {
            let corner = Point::new(rect.x0, rect.y0);
            write!(out, " rect {} {} x {} r {}", at(corner), n(rect.width()), n(rect.height()), n(*radius))
        }
        Geometry::Circle { center, radius } => write!(out, " circle {} r {}", at(*center), n(*radius)),
        Geometry::Path(path) => write!(out, " path {}", drawn(path)),
    };
    if let Some(Fill { color, opacity, even_odd }) = fill {
        let _ = write!(out, " fill {color} {}{}", n(*opacity), if *even_odd { " evenodd" } else { "" });
    }
    if let Some(Stroke { color, width, dash, round }) = stroke {
        let _ = write!(out, " stroke {color} {}{}", n(*width), if *round { " round" } else { "" });
        if let Some((on, off)) = dash {
            let _ = write!(out, " dash {} {}", n(*on), n(*off));
        }
    }
    out
}

fn drawn(path: &BezPath) -> String {
    let element = |element: &PathEl| match *element {
        PathEl::MoveTo(p) => format!("M{}", at(p)),
        PathEl::LineTo(p) => format!("L{}", at(p)),
        PathEl::QuadTo(a, p) => format!("Q{} {}", at(a), at(p)),
        PathEl::CurveTo(a, b, p) => format!("C{} {} {}", at(a), at(b), at(p)),
        PathEl::ClosePath => "Z".to_owned(),
    };
    path.elements().iter().map(element).collect()
}

fn at(point: Point) -> String {
    format!("{},{}", n(point.x), n(point.y))
}

fn n(length: f64) -> String {
    let rounded = (length * 100.0).round() / 100.0;
    // no "-0"
    format!("{}", rounded + 0.0)
}
