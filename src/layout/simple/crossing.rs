//! A knot in which two strips cross: one lies over the other, with a hair of the page's colour on both sides.
use crate::geom::{BezPath, Point, Vec2};
use crate::scene::{Color, Geometry, Node, Shape, ShapeKind, Stroke};

/// The part of a strip from the knot outwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Half {
    /// Away from the knot, of length 1.
    pub(super) along: Vec2,
    /// On which side of its loop it is, as seen from the knot: 1 or −1.
    pub(super) side: f64,
    pub(super) color: Color,
}

/// A knot.
#[derive(Debug, Clone)]
pub(super) struct Crossing {
    pub(super) at: Point,
    /// Of the strips, in px.
    pub(super) half_width: f64,
    pub(super) halves: Vec<Half>,
}

impl Crossing {
    /// Adds a half, unless it is there.
    pub(super) fn add(&mut self, half: Half) {
        if !self.halves.iter().any(|other| other.along.dot(half.along) > 1.0 - 1e-6) {
            self.halves.push(half);
        }
    }

    /// The halves of the upper strip and of the lower one. Along a chain the upper is always on the same side of the loops that it is a
    /// part of, so that a ribbon lies over and under in turn; about a knot of more it falls from the left to the right. `None` where not
    /// two strips cross.
    fn strips(&self) -> Option<([Half; 2], [Half; 2])> {
        let [first, ..] = self.halves[..] else { return None };
        let is_along = |half: &Half| half.along.cross(first.along).abs() < 1e-6;
        let (one, other): (Vec<Half>, Vec<Half>) = self.halves.iter().partition(|half| is_along(half));
        let (one, other) = (<[Half; 2]>::try_from(one).ok()?, <[Half; 2]>::try_from(other).ok()?);
        let is_one_side = |strip: &[Half; 2]| strip[0].side * strip[1].side > 0.0;
        let is_upper = |strip: &[Half; 2]| match is_one_side(&one) && is_one_side(&other) {
            true => strip[0].side > 0.0,
            false => strip[0].along.x * strip[0].along.y > 0.0,
        };
        if is_upper(&one) { Some((one, other)) } else { Some((other, one)) }
    }

    /// Draws what is seen where the strips cross, over ribbons that run up to there, with hairs of a width in px.
    pub(super) fn draw(&self, hair: f64, page: Color) -> Vec<Node> {
        let Some((upper, lower)) = self.strips() else { return Vec::new() };
        let reach = self.half_width / upper[0].along.cross(lower[0].along).abs().max(1e-6);
        let mut nodes = Vec::new();
        // in its own colours, one from each side, that meet in the middle: were the lower strip's hues to shine through, the knot would
        // be a patchwork of four
        let [one, other] = lower.map(|below| below.along * reach);
        for above in upper {
            let out = above.along * reach;
            let mut path = BezPath::new();
            path.move_to(self.at + one);
            path.line_to(self.at + one + out);
            path.line_to(self.at + other + out);
            path.line_to(self.at + other);
            path.close_path();
            nodes.push(Shape::filled(Geometry::Path(path), above.color));
        }
        for below in lower {
            let [start, end] = upper.map(|above| self.at + (above.along + below.along) * reach);
            // outside the upper strip, as long as the lower one is wide
            let across = Vec2::new(-upper[0].along.y, upper[0].along.x);
            let out = across * (across.dot(below.along).signum() * hair / 2.0);
            let mut path = BezPath::new();
            path.move_to(start + out);
            path.line_to(end + out);
            let stroke = Some(Stroke { color: page, width: hair, dash: None, round: false });
            let geometry = Geometry::Path(path);
            nodes.push(Node::Shape(Shape { kind: ShapeKind::Plain, geometry, fill: None, stroke }));
        }
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::{Crossing, Half};
    use crate::geom::{Point, Vec2};
    use crate::scene::{Color, Geometry, Node};

    const PAGE: Color = Color::rgb(255, 255, 255);

    fn crossing(directions: &[(f64, f64)]) -> Crossing {
        let mut crossing = Crossing { at: Point::new(50.0, 50.0), half_width: 10.0, halves: Vec::new() };
        for (i, (x, y)) in directions.iter().enumerate() {
            let along = Vec2::new(*x, *y) / Vec2::new(*x, *y).hypot();
            let side = if i % 2 == 0 { 1.0 } else { -1.0 };
            crossing.add(Half { along, side, color: Color::rgb(10 * (i as u8 + 1), 0, 0) });
        }
        crossing
    }

    #[test]
    fn the_strip_that_falls_to_the_right_lies_over_the_other() {
        for directions in [
            [(1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)],
            [(1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, 1.0)],
        ] {
            let crossing = crossing(&directions);
            let (upper, lower) = crossing.strips().expect("two strips");
            assert!(upper.iter().all(|half| half.along.x * half.along.y > 0.0));
            assert!(lower.iter().all(|half| half.along.x * half.along.y < 0.0));
            let nodes = crossing.draw(1.0, PAGE);
            let shapes: Vec<_> = nodes
                .iter()
                .map(|node| if let Node::Shape(shape) = node { shape } else { panic!() })
                .collect();
            let fills: Vec<u8> = shapes.iter().filter_map(|shape| Some(shape.fill?.color.r)).collect();
            assert_eq!(
                fills,
                upper.map(|half| half.color.r),
                "of the upper strip alone, each half in its own colour"
            );
            // one on each side, beside the strip and not on it
            let hairs = shapes.iter().filter(|shape| shape.stroke.is_some());
            let off: Vec<f64> = hairs
                .map(|shape| {
                    let Geometry::Path(path) = &shape.geometry else { panic!("a line") };
                    let ends = path.elements().iter().filter_map(|element| element.end_point());
                    let off: Vec<f64> = ends.map(|end| (end - crossing.at).cross(upper[0].along)).collect();
                    assert!((off[0] - off[1]).abs() < 1e-6, "{off:?}");
                    off[0]
                })
                .collect();
            assert!(off.len() == 2 && (off[0] + off[1]).abs() < 1e-6 && (off[0].abs() - 10.5).abs() < 1e-6);
        }
    }

    #[test]
    fn where_not_two_strips_cross_nothing_is_drawn() {
        assert!(crossing(&[]).draw(1.0, PAGE).is_empty());
        assert!(crossing(&[(1.0, 1.0), (-1.0, 1.0)]).draw(1.0, PAGE).is_empty());
    }
}
