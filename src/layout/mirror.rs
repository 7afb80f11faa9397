//! Pages in scripts that run from right to left are laid out from left to right, then mirrored as a whole.
use crate::geom::{Affine, Rect, Vec2};
use crate::scene::{Geometry, Meaning, Node};
use crate::text::BaseDirection;

/// Languages whose scripts run from right to left, by the first part of their tags.
const RIGHT_TO_LEFT: [&str; 9] = ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"];

/// The way that a language's script runs.
pub(in crate::layout) fn direction(lang: &str) -> BaseDirection {
    let first = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if RIGHT_TO_LEFT.contains(&first.as_str()) {
        BaseDirection::RightToLeft
    } else {
        BaseDirection::LeftToRight
    }
}

/// Mirrors nodes within a width in px. Lines of text change their places but stay readable, and so do icons: they are
/// the strokes with round ends.
pub(in crate::layout) fn mirror(nodes: &mut [Node], width: f64) {
    for node in nodes {
        match node {
            Node::Group(group) if group.meaning == Meaning::Emblem => turn_over(&mut group.children, width),
            Node::Group(group) => mirror(&mut group.children, width),
            Node::Text(text) => {
                text.origin.x = width - text.origin.x - text.line.width;
                text.anchor = text.anchor.mirrored();
            }
            Node::Image(image) => turn(&mut image.place, width),
            Node::Shape(shape) => {
                let bounds = shape.geometry.bounds();
                let is_icon = shape.stroke.as_ref().is_some_and(|stroke| stroke.round);
                match &mut shape.geometry {
                    Geometry::Rect { rect, .. } => turn(rect, width),
                    Geometry::Circle { center, .. } => center.x = width - center.x,
                    Geometry::Path(path) if is_icon => {
                        let by = width - bounds.x1 - bounds.x0;
                        path.apply_affine(Affine::translate(Vec2::new(by, 0.0)));
                    }
                    Geometry::Path(path) => {
                        path.apply_affine(Affine::new([-1.0, 0.0, 0.0, 1.0, width, 0.0]));
                    }
                }
            }
        }
    }
}

fn turn(rect: &mut Rect, width: f64) {
    (rect.x0, rect.x1) = (width - rect.x1, width - rect.x0);
}

/// Moves a drawing as a whole to where it is from right to left.
fn turn_over(shapes: &mut [Node], width: f64) {
    let bounds = |node: &Node| match node {
        Node::Shape(shape) => Some(shape.geometry.bounds()),
        Node::Image(image) => Some(image.place),
        Node::Group(_) | Node::Text(_) => None,
    };
    let Some(whole) = shapes.iter().filter_map(bounds).reduce(|a, b| a.union(b)) else { return };
    let by = Affine::translate(Vec2::new(width - whole.x1 - whole.x0, 0.0));
    for node in shapes {
        match node {
            Node::Shape(shape) => shape.geometry = Geometry::Path(by * shape.geometry.to_path()),
            Node::Image(image) => image.place = by.transform_rect_bbox(image.place),
            Node::Group(_) | Node::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mirror;
    use crate::geom::Rect;
    use crate::scene::{Node, Shape};
    use crate::theme::Emblem;

    #[test]
    fn a_drawing_of_ones_own_moves_as_a_whole() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 10'>\
                   <rect width='10' height='10'/><path d='M20 0h10v10z'/></svg>";
        let emblem = Emblem::read(svg.as_bytes()).expect("plain");
        let mut nodes = vec![emblem.draw(Rect::new(60.0, 0.0, 90.0, 10.0), None, Some("Logo"))];
        mirror(&mut nodes, 100.0);
        let Some(Node::Group(group)) = nodes.first() else { panic!("no group") };
        let places = group.children.iter().map(|node| match node {
            Node::Shape(Shape { geometry, .. }) => geometry.bounds().x0,
            _ => panic!("no shape"),
        });
        assert_eq!(places.collect::<Vec<_>>(), [10.0, 30.0], "the square is still on the left");
    }
}
