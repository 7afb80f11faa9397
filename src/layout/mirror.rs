//! Pages in scripts that run from right to left are laid out from left to right, then mirrored as a whole.
use crate::geom::{Affine, Vec2};
use crate::scene::{Geometry, Node};
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
            Node::Group(group) => mirror(&mut group.children, width),
            Node::Text(text) => text.origin.x = width - text.origin.x - text.line.width,
            Node::Shape(shape) => {
                let bounds = shape.geometry.bounds();
                let is_icon = shape.stroke.as_ref().is_some_and(|stroke| stroke.round);
                match &mut shape.geometry {
                    Geometry::Rect { rect, .. } => {
                        (rect.x0, rect.x1) = (width - rect.x1, width - rect.x0);
                    }
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
