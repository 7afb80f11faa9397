//! The ribbons: translucent ones mix where they cross, opaque ones weave.
use super::rosette::{Form, Loop, Tangents};
use crate::geom::BezPath;
use crate::scene::{Color, Fill, Geometry, Node, Shape, ShapeKind, Stroke};
use crate::theme::Theme;

/// How far the parts of a woven ribbon reach into each other, in em, so that no seam shows.
const OVERLAP: f64 = 0.06;

/// The ribbons of a width in px, in paint order.
pub(super) fn draw(loops: &[Loop], width: f64, theme: &Theme, em: f64) -> Vec<Node> {
    if theme.ribbon_opacity >= 1.0 {
        return weave(loops, width, theme, em);
    }
    let ribbons = loops.iter().enumerate();
    ribbons.map(|(i, l)| whole(l, width, theme.level(i).ribbon, theme.ribbon_opacity)).collect()
}

/// A ribbon in one piece.
fn whole(l: &Loop, width: f64, color: Color, opacity: f64) -> Node {
    let mut path = l.outline(l.radius + width / 2.0);
    path.extend(l.outline(l.radius - width / 2.0));
    let fill = Some(Fill { color, opacity, even_odd: true });
    Node::Shape(Shape { kind: ShapeKind::Plain, geometry: Geometry::Path(path), fill, stroke: None })
}

/// A part of a ribbon, from a knot along one side.
struct Arm {
    level: usize,
    tangents: Tangents,
    side: f64,
    /// Number of the strip through the knot that its leg is a part of, over all knots.
    strip: usize,
    /// Whether it lies over the other arm on its leg.
    over: bool,
}

/// Opaque ribbons: each loop lies over its neighbour on one side and under its neighbour on the other, and the
/// strips that cross in a knot lie over one another. Painted in arms, for a whole loop is over or under only.
fn weave(loops: &[Loop], width: f64, theme: &Theme, em: f64) -> Vec<Node> {
    let outline = theme.outlines.ribbon * em;
    let mut nodes = Vec::new();
    for (i, l) in loops.iter().enumerate().filter(|(_, l)| l.form == Form::Ring) {
        let colors = theme.level(i);
        nodes.push(whole(l, width, colors.ribbon, 1.0));
        let half = width / 2.0;
        let edges =
            [l.radius + half, l.radius - half].map(|radius| line(l.outline(radius), outline, colors.ink));
        nodes.extend(edges.into_iter().flatten());
    }
    let mut arms: Vec<Arm> = Vec::new();
    for (level, l) in loops.iter().enumerate() {
        for tangents in l.knots() {
            let knot = l.center + tangents.apex(l.radius);
            for side in [-1.0, 1.0] {
                let leg = tangents.leg(side);
                // strips are told apart by their knot and by their direction, forward and back being one
                let is_same = |other: &&Arm| {
                    let there = &loops[other.level];
                    let away = there.center + other.tangents.apex(there.radius) - knot;
                    away.hypot2() < 1.0 && other.tangents.leg(other.side).cross(leg).abs() < 1e-3
                };
                let next = arms.iter().map(|arm| arm.strip + 1).max().unwrap_or(0);
                let strip = arms.iter().find(is_same).map_or(next, |arm| arm.strip);
                // clockwise from the left: the next loop's leg lies over this one's
                arms.push(Arm { level, tangents, side, strip, over: side < 0.0 });
            }
        }
    }
    arms.sort_by_key(|arm| (arm.strip, arm.over));
    for Arm { level, tangents, side, .. } in arms {
        let (l, colors) = (&loops[level], theme.level(level));
        let [outer, inner] = [l.radius + width / 2.0, l.radius - width / 2.0];
        let edge = |radius| l.arm(tangents, radius, side, OVERLAP * em);
        let mut path = edge(outer);
        let back = edge(inner).reverse_subpaths();
        path.extend(back.elements().iter().enumerate().map(|(i, element)| match element {
            crate::geom::PathEl::MoveTo(to) if i == 0 => crate::geom::PathEl::LineTo(*to),
            other => *other,
        }));
        path.close_path();
        nodes.push(Shape::filled(Geometry::Path(path), colors.ribbon));
        for radius in [outer, inner] {
            nodes.extend(line(edge(radius), outline, colors.ink));
        }
    }
    nodes
}

fn line(path: BezPath, width: f64, color: Color) -> Option<Node> {
    (width > 0.0).then(|| {
        let stroke = Some(Stroke { color, width, dash: None, round: false });
        Node::Shape(Shape { kind: ShapeKind::Plain, geometry: Geometry::Path(path), fill: None, stroke })
    })
}
