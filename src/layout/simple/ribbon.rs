//! The ribbons: translucent ones mix where they cross, opaque ones weave.
use super::rosette::{Form, Loop};
use crate::geom::BezPath;
use crate::scene::{Color, Fill, Geometry, Node, Shape, ShapeKind, Stroke};
use crate::theme::Theme;

/// How far the halves of a woven ribbon reach into each other, in em, so that no seam shows.
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

/// Half of a ribbon, from the knot along one side to the tip.
struct Half {
    level: usize,
    side: f64,
    /// Number of the strip through the knot that its leg is a part of, over all knots.
    strip: usize,
    /// Whether it lies over the other half on its leg.
    over: bool,
}

/// Opaque ribbons: each loop lies over its neighbour on one side and under its neighbour on the other, and the
/// strips that cross in a knot lie over one another. Painted in halves, for a whole loop is over or under only.
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
    let mut halves: Vec<Half> = Vec::new();
    for (level, l) in loops.iter().enumerate() {
        let Form::Teardrop { axis, sin, cos } = l.form else { continue };
        let knot = l.center - axis * (l.radius / sin);
        for side in [-1.0, 1.0] {
            let along = axis * cos + crate::geom::Vec2::new(-axis.y, axis.x) * (side * sin);
            // strips are told apart by their knot and by their direction, forward and back being one
            let is_same = |other: &Half| {
                let o = &loops[other.level];
                match o.form {
                    Form::Teardrop { axis: a, sin: s, cos: c } => {
                        let leg = a * c + crate::geom::Vec2::new(-a.y, a.x) * (other.side * s);
                        let away = (o.center - a * (o.radius / s)) - knot;
                        away.hypot2() < 1.0 && leg.cross(along).abs() < 1e-3
                    }
                    Form::Ring => false,
                }
            };
            let next = halves.iter().map(|half| half.strip + 1).max().unwrap_or(0);
            let strip = halves.iter().find(|half| is_same(half)).map_or(next, |half| half.strip);
            // clockwise from the left: the next loop's leg lies over this one's
            halves.push(Half { level, side, strip, over: side < 0.0 });
        }
    }
    halves.sort_by_key(|half| (half.strip, half.over));
    for half in halves {
        let (l, colors) = (&loops[half.level], theme.level(half.level));
        let [outer, inner] = [l.radius + width / 2.0, l.radius - width / 2.0];
        let before = OVERLAP * em;
        let mut path = l.half(outer, half.side, before);
        let back = l.half(inner, half.side, before).reverse_subpaths();
        path.extend(back.elements().iter().enumerate().map(|(i, element)| match element {
            crate::geom::PathEl::MoveTo(to) if i == 0 => crate::geom::PathEl::LineTo(*to),
            other => *other,
        }));
        path.close_path();
        nodes.push(Shape::filled(Geometry::Path(path), colors.ribbon));
        for radius in [outer, inner] {
            nodes.extend(line(l.half(radius, half.side, before), outline, colors.ink));
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
