//! The ribbons: each lies over the next and under the one before, all the way round; where two cover each other, those of themes
//! that let them shine through show both hues, others the upper alone.
use super::crossing::{Crossing, Half};
use super::rosette::{HUB_MIN, Loop, TangentForm, Tangents, arc};
use crate::geom::{BezPath, Circle, Point, Shape as _, Vec2};
use crate::layout::paint::RING;
use crate::scene::{Color, Fill, Geometry, Node, Shape, ShapeKind, Stroke};
use crate::theme::Theme;

/// How far the parts of a woven ribbon reach into each other, in em, so that no seam shows.
const OVERLAP: f64 = 0.06;

/// Width of the hair of the page's colour beside the upper of two ribbons, in em.
const HAIR: f64 = 0.16;

/// Share of the text's colour in that of a hub.
const HUB: f64 = 0.18;

/// The ribbons of a width in px, in paint order.
pub(super) fn draw(loops: &[Loop], width: f64, theme: &Theme, em: f64) -> Vec<Node> {
    let hub = hub(loops);
    if theme.ribbon_opacity >= 1.0 {
        let mut nodes = weave(loops, width, theme, em);
        nodes.extend(hub.into_iter().flat_map(|(at, sin)| button(at, width / 2.0 / sin, theme, em)));
        return nodes;
    }
    if let Some((at, sin)) = hub {
        let mut nodes = round(loops, width, theme, em);
        nodes.extend(button(at, width / 2.0 / sin, theme, em));
        return nodes;
    }
    let mut nodes = round(loops, width, theme, em);
    nodes.extend(
        crossings(loops, width, theme).iter().flat_map(|crossing| crossing.draw(HAIR * em, theme.page)),
    );
    nodes
}

/// A ribbon in one piece.
fn whole(l: &Loop, width: f64, color: Color, opacity: f64) -> Node {
    let mut path = l.outline(l.radius + width / 2.0);
    path.extend(l.outline(l.radius - width / 2.0));
    let fill = Some(Fill { color, opacity, even_odd: true });
    Node::Shape(Shape { kind: ShapeKind::Plain, geometry: Geometry::Path(path), fill, stroke: None })
}

/// The knot of so many loops that they meet in a hub, and the sine of half the angle between two legs.
fn hub(loops: &[Loop]) -> Option<(Point, f64)> {
    let first = loops.first().filter(|_| loops.len() >= HUB_MIN)?;
    let mut knots = loops.iter().map(|l| match l.form {
        TangentForm::Teardrop(tangents) => Some(l.center + tangents.apex(l.radius)),
        TangentForm::Ring | TangentForm::Lens(_) => None,
    });
    let TangentForm::Teardrop(tangents) = first.form else { return None };
    let at = first.center + tangents.apex(first.radius);
    knots.all(|knot| knot.is_some_and(|knot| (knot - at).hypot2() < 1.0)).then_some((at, tangents.sin))
}

/// The hub: as large as the place where legs overlap that are not each other's. In a ring of the page's colour, as badges have,
/// it is a disc about as pale as ribbons, of no level's hue; ribbons with an outline have it about the hub too, which is enough.
fn button(at: Point, radius: f64, theme: &Theme, em: f64) -> Vec<Node> {
    let circle = |radius| Circle::new(at, radius).to_path(0.01);
    let path = circle(radius);
    let mut nodes = vec![Shape::filled(Geometry::Path(path.clone()), theme.page)];
    if theme.outlines.ribbon > 0.0 {
        nodes.extend(line(path, theme.outlines.ribbon * em, theme.text));
    } else {
        let color = theme.text.over(HUB, theme.page);
        nodes.push(Shape::filled(Geometry::Path(circle(radius / RING)), color));
    }
    nodes
}

/// Ribbons about a knot: where two cover each other both hues are seen, that of the upper the more.
fn round(loops: &[Loop], width: f64, theme: &Theme, em: f64) -> Vec<Node> {
    let opacity = theme.ribbon_opacity;
    let color = |i: usize| theme.level(i).ribbon.over(opacity, theme.page);
    // translucent still: by that a browser knows what to outline where a reader's colours take the place of all
    let each = loops.iter().enumerate();
    let mut nodes: Vec<Node> = each.map(|(i, l)| whole(l, width, theme.level(i).ribbon, opacity)).collect();
    for (upper, lower) in pairs(loops) {
        let mixed = theme.level(upper.level).ribbon.over(opacity, color(lower.level));
        nodes.push(Shape::filled(Geometry::Path(common(&upper, &lower, width)), mixed));
        let stroke = Some(Stroke { color: theme.page, width: HAIR * em, dash: None, round: false });
        let geometry = Geometry::Path(parting(&upper, &lower, width, HAIR * em));
        nodes.push(Node::Shape(Shape { kind: ShapeKind::Plain, geometry, fill: None, stroke }));
    }
    nodes
}

/// A loop's leg from a knot.
struct Leg<'a> {
    level: usize,
    within: &'a Loop,
    tangents: Tangents,
    side: f64,
}

/// The legs that cover each other about a knot, the upper first: clockwise, each loop's own lies over that of the next.
fn pairs(loops: &[Loop]) -> Vec<(Leg<'_>, Leg<'_>)> {
    let legs = |side: f64| {
        loops.iter().enumerate().flat_map(move |(level, within)| {
            within.knots().map(move |tangents| Leg { level, within, tangents, side })
        })
    };
    let mut pairs = Vec::new();
    for upper in legs(-1.0) {
        let along = upper.tangents.leg(upper.side);
        let lower = legs(1.0).find(|leg| leg.tangents.leg(leg.side).dot(along) > 1.0 - 1e-6);
        pairs.extend(lower.map(|lower| (upper, lower)));
    }
    pairs
}

impl Leg<'_> {
    /// From the centre to where the leg touches the circle, of length 1.
    fn touch(&self) -> Vec2 {
        self.tangents.touch(self.side)
    }

    /// The angle from there to a point, as [`arc`] takes it.
    fn turn(&self, to: Point) -> f64 {
        let to = to - self.within.center;
        libm::atan2(self.touch().cross(to), self.touch().dot(to))
    }
}

/// The tip between the outer edges of two legs' loops, where their ribbons part: where the two circles meet.
fn tip(upper: &Leg<'_>, lower: &Leg<'_>, width: f64) -> Point {
    let [a, b] = [upper, lower].map(|leg| leg.within.radius + width / 2.0);
    let between = lower.within.center - upper.within.center;
    let along = (between.hypot2() + a * a - b * b) / (2.0 * between.hypot2());
    let aside = (a * a / between.hypot2() - along * along).max(0.0).sqrt();
    // of the two places that which is farther out along the leg
    let across = Vec2::new(-between.y, between.x);
    let out = across.dot(upper.tangents.leg(upper.side)).signum();
    upper.within.center + between * along + across * (aside * out)
}

/// Where the ribbons of two legs cover each other: a strip from the knot on, to the tip between the outer edges of the arcs that
/// leave it on either side.
fn common(upper: &Leg<'_>, lower: &Leg<'_>, width: f64) -> BezPath {
    let half = width / 2.0;
    let knot = upper.within.center + upper.tangents.apex(upper.within.radius);
    let (up, down) = (upper.touch(), lower.touch());
    let [above, below] = [upper, lower].map(|leg| leg.within.radius + half);
    let tip = tip(upper, lower, width);
    let mut path = BezPath::new();
    path.move_to(knot + up * half);
    path.line_to(upper.within.center + up * above);
    arc(&mut path, upper.within.center, up * above, upper.turn(tip));
    arc(&mut path, lower.within.center, tip - lower.within.center, -lower.turn(tip));
    path.line_to(lower.within.center + down * below);
    path.line_to(knot + down * half);
    path.close_path();
    path
}

/// The line beside the upper ribbon where it leaves the lower one.
fn parting(upper: &Leg<'_>, lower: &Leg<'_>, width: f64, hair: f64) -> BezPath {
    let start = upper.touch() * (upper.within.radius + (width + hair) / 2.0);
    let mut path = BezPath::new();
    path.move_to(upper.within.center + start);
    arc(&mut path, upper.within.center, start, upper.turn(tip(upper, lower, width)));
    path
}

/// The strips that cross in every knot of loops that run on through it.
fn crossings(loops: &[Loop], width: f64, theme: &Theme) -> Vec<Crossing> {
    let opacity = theme.ribbon_opacity;
    let color = |level: usize| theme.level(level).ribbon;
    let mut halves: Vec<(Point, Half)> = Vec::new();
    for (level, l) in loops.iter().enumerate() {
        for tangents in l.knots() {
            for side in [-1.0, 1.0] {
                let (at, along) = (l.center + tangents.apex(l.radius), tangents.leg(side));
                let color = color(level).over(opacity, theme.page);
                halves.push((at, Half { along, side, color }));
            }
        }
    }
    // a leg that two loops share has both hues
    for (upper, lower) in pairs(loops) {
        let along = upper.tangents.leg(upper.side);
        let below = color(lower.level).over(opacity, theme.page);
        let at = upper.within.center + upper.tangents.apex(upper.within.radius);
        let same = |(there, half): &&mut (Point, Half)| {
            (*there - at).hypot2() < 1.0 && half.along.dot(along) > 1.0 - 1e-6
        };
        halves
            .iter_mut()
            .filter(same)
            .for_each(|(_, half)| half.color = color(upper.level).over(opacity, below));
    }
    let mut crossings: Vec<Crossing> = Vec::new();
    for (at, half) in halves {
        match crossings.iter_mut().find(|crossing| (crossing.at - at).hypot2() < 1.0) {
            Some(crossing) => crossing.add(half),
            None => crossings.push(Crossing { at, half_width: width / 2.0, halves: vec![half] }),
        }
    }
    crossings
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
    for (i, l) in loops.iter().enumerate().filter(|(_, l)| l.form == TangentForm::Ring) {
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

#[cfg(test)]
mod tests {
    use super::{button, common, hub, pairs};
    use crate::geom::{Point, Shape as _};
    use crate::layout::simple::rosette::{Formation, arrange};
    use crate::scene::Node;
    use crate::theme::Theme;

    #[test]
    fn about_a_hub_each_ribbon_lies_over_one_neighbour_and_under_the_other() {
        for count in 5..=8 {
            let loops = arrange(count, 100.0, Formation::Knot);
            assert!(hub(&loops).is_some());
            let pairs = pairs(&loops);
            let mut order: Vec<(usize, usize)> =
                pairs.iter().map(|(upper, lower)| (upper.level, lower.level)).collect();
            order.sort_unstable();
            let step = (order[0].1 + count - order[0].0) % count;
            assert!(step == 1 || step == count - 1);
            let round: Vec<(usize, usize)> = (0..count).map(|i| (i, (i + step) % count)).collect();
            assert_eq!(order, round, "all the way round");
            for (upper, lower) in &pairs {
                let width = 24.0;
                let path = common(upper, lower, width);
                for element in path.elements() {
                    let Some(point) = element.end_point() else { continue };
                    let reach = [upper, lower].map(|leg| (leg.within.reach(point) - 100.0).abs());
                    assert!(reach.iter().all(|off| *off <= width / 2.0 + 0.6), "{point:?} {reach:?}");
                }
                assert!(path.area().abs() > 100.0 * width);
            }
        }
        assert!(hub(&arrange(4, 100.0, Formation::Knot)).is_none());
        assert!(hub(&arrange(9, 100.0, Formation::Rows(3))).is_none());
    }

    #[test]
    fn a_hub_is_no_hole_of_the_pages_colour() {
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("built in");
            let nodes = button(Point::ZERO, 40.0, &theme, 20.0);
            let [Node::Shape(ground), Node::Shape(last)] = &nodes[..] else { panic!("{name}: {nodes:?}") };
            assert_eq!(ground.fill.map(|fill| fill.color), Some(theme.page));
            let (fill, stroke) = (last.fill.map(|fill| fill.color), last.stroke.as_ref());
            assert!(stroke.is_some() || fill.is_some_and(|fill| fill != theme.page), "{name}: {last:?}");
            let (inner, outer) = (last.geometry.bounds(), ground.geometry.bounds());
            assert!(stroke.is_some() || inner.width() < 0.9 * outer.width(), "{name}: {inner:?} {outer:?}");
        }
    }
}
