//! Where the loops stand, and what is inside them.
//!
//! A loop is a circle with the two tangents from a knot: a teardrop. A ribbon of width w about it lies between the
//! teardrops of radius R − w/2 and R + w/2 about the same centre, whose sides are parallel: lines and one arc each,
//! exactly. Up to eight loops share one knot; their half-angle is such that neighbours' legs cover each other; of up to four
//! loops, and of even numbers, they run straight on through the knot. More loops form chains: there each has a knot on either side, through which its legs run
//! on as those of its neighbours.
use crate::geom::{BezPath, Point, Rect, Vec2};
use crate::layout::shares::sizes;
use std::f64::consts::{FRAC_PI_2, PI};

/// From how many loops on all about a knot are as wide as each other, and meet in a hub: fewer legs than that cross where they
/// can be told apart.
pub(super) const HUB_MIN: usize = 5;
/// Most loops about one knot.
pub(super) const KNOT_MAX: usize = 8;

/// By how many degrees each step of a staggered chain falls: no less, or loops that are two steps apart would meet.
pub(super) const STAGGERED: [u8; 5] = [46, 52, 58, 65, 73];
/// Between the rows of a chain, in radii.
const ROW_GAP: f64 = 0.3;
/// Sine of the half-angle in a chain: from one centre to the next it is 2 / sin.
const CHAIN_SIN: f64 = 0.78;
/// The same in a staggered chain: there both knots of a loop are on its inner side, and between legs that are longer than these little
/// of the circle would be left, so that the loop looked dented.
const STAGGERED_SIN: f64 = 0.88;

/// Where a loop's tangents run to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TangentForm {
    /// Nowhere: a ring.
    Ring,
    /// One knot, at this half-angle.
    Teardrop(Tangents),
    /// Two knots: at either end of an axis, or at an angle.
    Lens([Tangents; 2]),
}

/// The tangents from a knot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tangents {
    /// From the knot to the centre, of length 1.
    pub(super) axis: Vec2,
    /// Sine of the half-angle.
    pub(super) sin: f64,
    /// Cosine of the half-angle.
    pub(super) cos: f64,
}

impl Tangents {
    /// From the centre to where a side touches the circle, of length 1; `side` is 1 or −1.
    pub(super) fn touch(&self, side: f64) -> Vec2 {
        self.axis * -self.sin + self.across() * (side * self.cos)
    }

    /// The direction of a side's leg away from the knot, of length 1.
    pub(super) fn leg(&self, side: f64) -> Vec2 {
        self.axis * self.cos + self.across() * (side * self.sin)
    }

    /// From the centre to the tip of the teardrop of a radius.
    pub(super) fn apex(&self, radius: f64) -> Vec2 {
        self.axis * (-radius / self.sin)
    }

    fn across(&self) -> Vec2 {
        Vec2::new(-self.axis.y, self.axis.x)
    }

    /// Those from a knot at the other end of the axis.
    fn back(&self) -> Self {
        Self { axis: -self.axis, ..*self }
    }
}

/// The inside of a loop's teardrop, whose chords are asked for by the thousand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inside {
    center: Point,
    radius: f64,
    /// The straight parts of its edge, from the centre: each from a tip to where it touches the circle.
    straight: [Option<(Vec2, Vec2)>; 4],
}

impl Inside {
    /// From where to where a vertical line at `x` is inside.
    pub(super) fn vertical(&self, x: f64) -> Option<(f64, f64)> {
        self.chord(x - self.center.x, |v| (v.x, v.y)).map(|(a, b)| (a + self.center.y, b + self.center.y))
    }

    /// From where to where a horizontal line at `y` is inside.
    pub(super) fn horizontal(&self, y: f64) -> Option<(f64, f64)> {
        self.chord(y - self.center.y, |v| (v.y, v.x)).map(|(a, b)| (a + self.center.x, b + self.center.x))
    }

    /// The chord at a distance from the centre; `turn` tells the coordinate that is fixed and the one that is free.
    fn chord(&self, fixed: f64, turn: impl Fn(Vec2) -> (f64, f64)) -> Option<(f64, f64)> {
        let radius = self.radius;
        if radius <= 0.0 {
            return None;
        }
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        if fixed.abs() <= radius {
            let half = (radius * radius - fixed * fixed).sqrt();
            (low, high) = (-half, half);
        }
        for (apex, touch) in self.straight.iter().flatten() {
            let ((apex_fixed, apex_free), (fixed_end, free_end)) = (turn(*apex), turn(*touch));
            let run = fixed_end - apex_fixed;
            let part = (fixed - apex_fixed) / run;
            if run.abs() > 1e-9 && (0.0..=1.0).contains(&part) {
                let free = apex_free + part * (free_end - apex_free);
                (low, high) = (low.min(free), high.max(free));
            }
        }
        (low <= high).then_some((low, high))
    }
}

/// One loop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Loop {
    /// Of the circle.
    pub(super) center: Point,
    /// Of the middle of its ribbon, in px.
    pub(super) radius: f64,
    /// Its shape.
    pub(super) form: TangentForm,
    /// From the centre to the badge, of length 1; a loop of a level that is not drawn as one has none.
    pub(super) badge: Option<Vec2>,
}

impl Loop {
    /// The middle of its badge.
    pub(super) fn badge_center(&self) -> Option<Point> {
        Some(self.center + self.radius * self.badge?)
    }

    /// The tangents from each of its knots.
    pub(super) fn knots(&self) -> impl Iterator<Item = Tangents> + use<> {
        let knots = match self.form {
            TangentForm::Ring => [None, None],
            TangentForm::Teardrop(tangents) => [Some(tangents), None],
            TangentForm::Lens([one, other]) => [Some(one), Some(other)],
        };
        knots.into_iter().flatten()
    }

    /// The same loop of another size, with its knot where it is.
    pub(super) fn scaled(&self, share: f64) -> Self {
        let knot = self.knots().next().map_or(Vec2::ZERO, |tangents| tangents.apex(self.radius));
        Self { center: self.center + knot * (1.0 - share), radius: self.radius * share, ..*self }
    }

    /// How far its axis points up: 1 for a loop above the knot, −1 below it, 0 beside it, between two or without one.
    pub(super) fn upward(&self) -> f64 {
        match self.form {
            TangentForm::Ring | TangentForm::Lens(_) => 0.0,
            TangentForm::Teardrop(Tangents { axis, .. }) => -axis.y,
        }
    }

    /// The radius of the smallest loop of this form about its centre that holds a point.
    pub(super) fn reach(&self, point: Point) -> f64 {
        let q = point - self.center;
        let beyond = |tangents: Tangents| {
            let (along, across) = (-q.dot(tangents.axis), q.cross(tangents.axis).abs());
            (along > length(q) * tangents.sin).then_some(along * tangents.sin + across * tangents.cos)
        };
        self.knots().find_map(beyond).unwrap_or(length(q))
    }

    /// The inside of its teardrop of a radius.
    pub(super) fn inside(&self, radius: f64) -> Inside {
        let sides = self.knots().flat_map(|tangents| [1.0, -1.0].map(|side| (tangents, side)));
        let mut straight = [None; 4];
        for (place, (tangents, side)) in straight.iter_mut().zip(sides) {
            *place = Some((tangents.apex(radius), tangents.touch(side) * radius));
        }
        Inside { center: self.center, radius, straight }
    }

    /// The outline of the loop of a radius, from a knot and back to it.
    pub(super) fn outline(&self, radius: f64) -> BezPath {
        let mut path = BezPath::new();
        match self.form {
            TangentForm::Ring => {
                let start = radius * direction(FRAC_PI_2);
                path.move_to(self.center + start);
                arc(&mut path, self.center, start, 2.0 * PI);
            }
            TangentForm::Teardrop(tangents) => {
                path.move_to(self.center + tangents.apex(radius));
                let start = tangents.touch(-1.0) * radius;
                path.line_to(self.center + start);
                arc(&mut path, self.center, start, PI + 2.0 * libm::asin(tangents.sin));
            }
            TangentForm::Lens([one, other]) => {
                path.move_to(self.center + one.apex(radius));
                for (from, to) in [(one, other), (other, one)] {
                    let start = from.touch(-1.0) * radius;
                    path.line_to(self.center + start);
                    arc(&mut path, self.center, start, turn(from.touch(-1.0), to.touch(1.0)));
                    path.line_to(self.center + to.apex(radius));
                }
            }
        }
        path.close_path();
        path
    }

    /// The part of an outline from beside one of its knots along one side, to the tip or, between two knots, half-way to
    /// the other: for ribbons that weave. `side` is 1 or −1; `before` px more are drawn at either end.
    pub(super) fn arm(&self, tangents: Tangents, radius: f64, side: f64, before: f64) -> BezPath {
        let mut path = BezPath::new();
        let touch = tangents.touch(side);
        let knot = tangents.apex(self.radius);
        path.move_to(self.center + knot + touch * (radius - self.radius) - tangents.leg(side) * before);
        path.line_to(self.center + touch * radius);
        // to the tip, or half-way to the other knot
        let way = match self.knots().find(|other| *other != tangents) {
            Some(other) if side < 0.0 => turn(touch, other.touch(1.0)) / 2.0,
            Some(other) => turn(other.touch(-1.0), touch) / 2.0,
            None => FRAC_PI_2 + libm::asin(tangents.sin),
        };
        arc(&mut path, self.center, touch * radius, -side * (way + before / radius));
        path
    }

    /// What its ribbon covers.
    pub(super) fn bounds(&self, ribbon: f64) -> Rect {
        let reach = self.radius + ribbon / 2.0;
        let circle = Rect::from_center_size(self.center, (2.0 * reach, 2.0 * reach));
        let tips = self.knots().map(|tangents| self.center + tangents.apex(reach));
        tips.fold(circle, |bounds, tip| bounds.union_pt(tip))
    }
}

/// The angle from one direction to another, clockwise as seen on the page: from 0 to a whole turn.
fn turn(from: Vec2, to: Vec2) -> f64 {
    let angle = libm::atan2(from.cross(to), from.dot(to));
    if angle < 0.0 { angle + 2.0 * PI } else { angle }
}

/// Adds an arc about a centre, from where the path is, at `from` the centre, through an angle; clockwise as seen on the
/// page where it is positive.
pub(super) fn arc(path: &mut BezPath, center: Point, from: Vec2, angle: f64) {
    // a piece of at most an eighth of a turn is within a ten-thousandth of the radius
    let pieces = (angle.abs() / (PI / 4.0)).ceil().max(1.0);
    let step = angle / pieces;
    let handle = 4.0 / 3.0 * libm::tan(step / 4.0);
    let (sin, cos) = libm::sincos(step);
    let mut at = from;
    let mut done = 0.0;
    while done < pieces {
        let next = Vec2::new(at.x * cos - at.y * sin, at.x * sin + at.y * cos);
        let ahead = Vec2::new(-at.y, at.x) * handle;
        let back = Vec2::new(-next.y, next.x) * handle;
        path.curve_to(center + at + ahead, center + next - back, center + next);
        at = next;
        done += 1.0;
    }
}

fn length(v: Vec2) -> f64 {
    (v.x * v.x + v.y * v.y).sqrt()
}

/// The direction at an angle in radians, anticlockwise from the right.
fn direction(angle: f64) -> Vec2 {
    let (sin, cos) = libm::sincos(angle);
    Vec2::new(cos, -sin)
}

/// How loops stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Formation {
    /// About one knot: up to [`KNOT_MAX`] of them.
    Knot,
    /// In so many rows, each a chain; a single column is a chain from top to bottom.
    Rows(usize),
    /// In one chain from top to bottom whose loops stand left and right in turn: each step falls by so many degrees.
    Staggered(u8),
}

/// The loops of a number of levels, each of a radius in px; where the origin is does not matter.
pub(super) fn arrange(levels: usize, radius: f64, arrangement: Formation) -> Vec<Loop> {
    match (levels, arrangement) {
        (0, _) => Vec::new(),
        (1, _) => {
            vec![Loop {
                center: Point::ZERO,
                radius,
                form: TangentForm::Ring,
                badge: Some(direction(FRAC_PI_2)),
            }]
        }
        (2..=KNOT_MAX, Formation::Knot) => knot(levels, radius),
        (_, Formation::Knot) => rows(levels, 2, radius),
        (_, Formation::Staggered(degrees)) => staggered(levels, radius, degrees),
        (_, Formation::Rows(count)) if count >= levels => column(levels, radius),
        (_, Formation::Rows(count)) => rows(levels, count.max(1), radius),
    }
}

/// Loops about one knot, clockwise from the left. Of less than [`HUB_MIN`] there is an even number of slots, one of which stays
/// open at the bottom where the number is odd; more share the whole turn.
fn knot(levels: usize, radius: f64) -> Vec<Loop> {
    let slots = if levels < HUB_MIN { levels.next_multiple_of(2).max(4) } else { levels };
    let (step, half) = (2.0 * PI / slots as f64, PI / slots as f64);
    let first = match levels {
        2 => PI,
        // the one in the middle is on top
        _ if levels % 2 == 1 => FRAC_PI_2 + step * (levels / 2) as f64,
        _ => PI,
    };
    let step = if levels == 2 { PI } else { step };
    let (sin, cos) = libm::sincos(half);
    (0..levels)
        .map(|i| {
            let axis = direction(first - step * i as f64);
            let form = TangentForm::Teardrop(Tangents { axis, sin, cos });
            Loop { center: (axis * (radius / sin)).to_point(), radius, form, badge: Some(axis) }
        })
        .collect()
}

/// Chains below each other, shorter ones in the middle; badges on top.
fn rows(levels: usize, count: usize, radius: f64) -> Vec<Loop> {
    let sizes = sizes(levels, count);
    let longest = sizes.first().copied().unwrap_or(0);
    let (across, down) = (Vec2::new(2.0 / CHAIN_SIN * radius, 0.0), (2.0 + 0.22 + ROW_GAP) * radius);
    let mut loops = Vec::with_capacity(levels);
    for (row, size) in sizes.into_iter().enumerate() {
        let start = across * ((longest - size) as f64 / 2.0) + Vec2::new(0.0, row as f64 * down);
        loops.extend(chain(size, radius, start, across, direction(FRAC_PI_2)));
    }
    loops
}

/// One chain from top to bottom; badges on the left.
fn column(levels: usize, radius: f64) -> Vec<Loop> {
    chain(levels, radius, Vec2::ZERO, Vec2::new(0.0, 2.0 / CHAIN_SIN * radius), direction(PI)).collect()
}

/// One chain from top to bottom, its loops left and right in turn; badges on the outer side.
fn staggered(levels: usize, radius: f64, degrees: u8) -> Vec<Loop> {
    let (sin, cos) = (STAGGERED_SIN, (1.0 - STAGGERED_SIN * STAGGERED_SIN).sqrt());
    let fall = direction(-f64::from(degrees).to_radians());
    let tangents = |towards: Vec2| Tangents { axis: -towards, sin, cos };
    let mut center = Point::ZERO;
    let mut loops = Vec::with_capacity(levels);
    for i in 0..levels {
        let is_left = i % 2 == 0;
        let mirrored = |v: Vec2| if is_left { v } else { Vec2::new(-v.x, v.y) };
        // towards the loop before and the one after it: both on its inner side
        let (up, down) = (mirrored(Vec2::new(fall.x, -fall.y)), mirrored(fall));
        let form = match (i == 0, i + 1 == levels) {
            (true, true) => TangentForm::Ring,
            (true, false) => TangentForm::Teardrop(tangents(down)),
            (false, true) => TangentForm::Teardrop(tangents(up)),
            (false, false) => TangentForm::Lens([tangents(up), tangents(down)]),
        };
        loops.push(Loop { center, radius, form, badge: Some(mirrored(direction(PI))) });
        center += down * (2.0 / STAGGERED_SIN * radius);
    }
    loops
}

/// So many loops from a start on, each a step from the last, linked by a knot between any two.
fn chain(count: usize, radius: f64, start: Vec2, step: Vec2, badge: Vec2) -> impl Iterator<Item = Loop> {
    let (sin, cos) = (CHAIN_SIN, (1.0 - CHAIN_SIN * CHAIN_SIN).sqrt());
    let onward = Tangents { axis: step / length(step), sin, cos };
    (0..count).map(move |i| {
        let form = match (i == 0, i + 1 == count) {
            (true, true) => TangentForm::Ring,
            (true, false) => TangentForm::Teardrop(onward.back()),
            (false, true) => TangentForm::Teardrop(onward),
            (false, false) => TangentForm::Lens([onward, onward.back()]),
        };
        Loop { center: (start + step * i as f64).to_point(), radius, form, badge: Some(badge) }
    })
}

#[cfg(test)]
mod tests {
    use super::{Formation, Loop, arrange, sizes};
    use crate::geom::{PathEl, Point, Shape as _, Vec2};

    /// Every arrangement of up to 30 levels.
    fn pictures() -> Vec<Vec<Loop>> {
        let staggered = super::STAGGERED.map(Formation::Staggered);
        let all = |n: usize| {
            let knot = (n <= 8).then_some(Formation::Knot);
            (1..=n).map(Formation::Rows).chain(knot).chain(staggered)
        };
        (1..=30).flat_map(|n| all(n).map(move |how| arrange(n, 100.0, how))).collect()
    }

    fn loops() -> Vec<Loop> {
        let mut all: Vec<Loop> = pictures().into_iter().flatten().collect();
        all.dedup();
        all
    }

    #[test]
    fn between_its_legs_a_staggered_loop_is_round() {
        for degrees in super::STAGGERED {
            let all = arrange(5, 100.0, Formation::Staggered(degrees));
            let [_, middle, ..] = all[..] else { panic!("five loops") };
            let mut knots = middle.knots();
            let (Some(up), Some(down)) = (knots.next(), knots.next()) else { panic!("two knots") };
            // where the legs of the inner side touch the circle
            let (above, below) = (up.touch(1.0), down.touch(-1.0));
            let arc = libm::acos(above.dot(below).clamp(-1.0, 1.0)).to_degrees();
            assert!(arc > 30.0, "{degrees}: {arc}");
        }
    }

    #[test]
    fn reach_and_chords_agree() {
        for l in loops() {
            for i in -20..=20 {
                let offset = f64::from(i) * 12.0;
                if let Some((a, b)) = l.inside(80.0).vertical(l.center.x + offset) {
                    for y in [a, b] {
                        let reach = l.reach(Point::new(l.center.x + offset, y));
                        assert!((reach - 80.0).abs() < 1e-6, "{l:?} {reach}");
                    }
                }
                if let Some((a, b)) = l.inside(80.0).horizontal(l.center.y + offset) {
                    for x in [a, b] {
                        let reach = l.reach(Point::new(x, l.center.y + offset));
                        assert!((reach - 80.0).abs() < 1e-6, "{l:?} {reach}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_point_of_an_outline_is_at_its_radius() {
        for l in loops() {
            for radius in [70.0, 130.0] {
                let path = l.outline(radius);
                for element in path.elements() {
                    let end = match element {
                        PathEl::MoveTo(p) | PathEl::LineTo(p) | PathEl::CurveTo(_, _, p) => *p,
                        PathEl::QuadTo(..) | PathEl::ClosePath => continue,
                    };
                    assert!((l.reach(end) - radius).abs() < 1e-6);
                }
                let bounds = l.bounds(2.0 * (radius - 100.0).max(0.0));
                if radius > 100.0 {
                    let drawn = path.bounding_box();
                    assert!((drawn.union(bounds).area() - bounds.area()).abs() < 1.0);
                }
            }
        }
    }

    #[test]
    fn arms_make_the_whole() {
        for l in loops() {
            let arms = l.knots().flat_map(|knot| [(knot, 1.0), (knot, -1.0)]);
            let mut length = 0.0;
            for (knot, side) in arms {
                let path = l.arm(knot, 100.0, side, 0.0);
                for end in path.elements().iter().filter_map(PathEl::end_point) {
                    assert!((l.reach(end) - 100.0).abs() < 1e-6);
                }
                length += path.perimeter(1e-3);
            }
            let whole = if l.knots().next().is_none() { 0.0 } else { l.outline(100.0).perimeter(1e-3) };
            assert!((length - whole).abs() < 0.01, "{l:?}: {length} of {whole}");
        }
    }

    /// Each leg runs straight on through its knot, as a leg of another loop, or is covered by one of a neighbour about a hub.
    #[test]
    fn legs_run_on_through_their_knots() {
        for picture in pictures() {
            let knots = picture.iter().map(|l| l.knots().count()).max();
            let has_hub = knots == Some(1) && picture.len() >= super::HUB_MIN;
            let legs: Vec<_> = picture
                .iter()
                .flat_map(|l| l.knots().map(move |knot| (l, knot)))
                .flat_map(|(l, knot)| {
                    [1.0, -1.0].map(|side| (l.center + knot.apex(l.radius), knot.leg(side)))
                })
                .collect();
            let runs_on = |(at, leg): &(Point, Vec2)| {
                let is_next = |(there, other): &(Point, Vec2)| (*there - *at + *other + *leg).hypot() < 1e-6;
                let is_same = |(there, other): &&(Point, Vec2)| (*there - *at + *other - *leg).hypot() < 1e-6;
                legs.iter().any(is_next) || has_hub && legs.iter().filter(is_same).count() == 2
            };
            assert!(legs.iter().all(runs_on), "{picture:?}");
        }
    }

    #[test]
    fn rows_are_even() {
        assert_eq!(sizes(10, 3), [4, 3, 3]);
        assert_eq!(sizes(12, 3), [4, 4, 4]);
        assert_eq!(sizes(1, 1), [1]);
    }

    /// Three loops stand as published: left, above, right, the legs at right angles.
    #[test]
    fn three_levels_are_left_above_right() {
        let [a, b, c] = arrange(3, 100.0, Formation::Knot)[..] else { panic!("three") };
        assert!(a.center.x < -100.0 && a.center.y.abs() < 1e-9);
        assert!(b.center.y < -100.0 && b.center.x.abs() < 1e-9);
        assert!(c.center.x > 100.0 && c.center.y.abs() < 1e-9);
        assert!((b.upward() - 1.0).abs() < 1e-9);
    }

    /// No loop's ribbon enters another loop.
    #[test]
    fn ribbons_stay_out_of_other_loops() {
        let half = 0.11 * 100.0 + 2.0;
        for loops in pictures() {
            for (i, a) in loops.iter().enumerate() {
                for (j, b) in loops.iter().enumerate().filter(|(j, _)| *j != i) {
                    for element in b.outline(100.0 + half).elements() {
                        if let Some(end) = element.end_point() {
                            assert!(a.reach(end) >= 100.0 - half - 1e-6, "{i} {j} of {}", loops.len());
                        }
                    }
                }
            }
        }
    }
}
