//! Where the loops stand, and what is inside them.
//!
//! A loop is a circle with the two tangents from the knot: a teardrop. A ribbon of width w about it lies between the
//! teardrops of radius R − w/2 and R + w/2 about the same centre, whose sides are parallel: lines and one arc each,
//! exactly. Up to eight loops share one knot; their half-angle is such that neighbours' legs cover each other and run
//! straight on through the knot. More loops form a chain of pairs.
use crate::geom::{BezPath, Point, Rect, Vec2};
use std::f64::consts::{FRAC_PI_2, PI};

/// Most loops about one knot.
const KNOT_MAX: usize = 8;

/// Between the rows of a chain, in radii.
const ROW_GAP: f64 = 0.3;

/// Where a loop's tangents run to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Form {
    /// Nowhere: a ring.
    Ring,
    /// The knot, at this half-angle; the loop's axis is the direction from the knot to its centre.
    Teardrop {
        /// From the knot to the centre, of length 1.
        axis: Vec2,
        /// Sine of the half-angle.
        sin: f64,
        /// Cosine of the half-angle.
        cos: f64,
    },
}

/// One loop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Loop {
    /// Of the circle.
    pub(super) center: Point,
    /// Of the middle of its ribbon, in px.
    pub(super) radius: f64,
    /// Its shape.
    pub(super) form: Form,
    /// From the centre to the badge, of length 1.
    pub(super) badge: Vec2,
}

impl Loop {
    /// The middle of its badge.
    pub(super) fn badge_center(&self) -> Point {
        self.center + self.radius * self.badge
    }

    /// How far its axis points up: 1 for a loop above the knot, −1 below it, 0 beside it or without one.
    pub(super) fn upward(&self) -> f64 {
        match self.form {
            Form::Ring => 0.0,
            Form::Teardrop { axis, .. } => -axis.y,
        }
    }

    /// The radius of the smallest teardrop about this loop's centre that holds a point.
    pub(super) fn reach(&self, point: Point) -> f64 {
        let q = point - self.center;
        let length = length(q);
        match self.form {
            Form::Teardrop { axis, sin, cos } => {
                let (along, across) = (q.dot(axis), q.cross(axis).abs());
                if along >= -length * sin { length } else { -along * sin + across * cos }
            }
            Form::Ring => length,
        }
    }

    /// From where to where a vertical line at `x` is inside the teardrop of a radius.
    pub(super) fn vertical(&self, x: f64, radius: f64) -> Option<(f64, f64)> {
        self.chord(x - self.center.x, radius, |v| (v.x, v.y))
            .map(|(a, b)| (a + self.center.y, b + self.center.y))
    }

    /// From where to where a horizontal line at `y` is inside the teardrop of a radius.
    pub(super) fn horizontal(&self, y: f64, radius: f64) -> Option<(f64, f64)> {
        self.chord(y - self.center.y, radius, |v| (v.y, v.x))
            .map(|(a, b)| (a + self.center.x, b + self.center.x))
    }

    /// The chord at a distance from the centre; `turn` tells the coordinate that is fixed and the one that is free.
    fn chord(&self, fixed: f64, radius: f64, turn: impl Fn(Vec2) -> (f64, f64)) -> Option<(f64, f64)> {
        let mut chord: Option<(f64, f64)> = None;
        let mut add = |free: f64| {
            chord = Some(chord.map_or((free, free), |(a, b)| (a.min(free), b.max(free))));
        };
        if radius <= 0.0 {
            return None;
        }
        if fixed.abs() <= radius {
            let half = (radius * radius - fixed * fixed).sqrt();
            add(half);
            add(-half);
        }
        if let Form::Teardrop { axis, sin, .. } = self.form {
            let (apex_fixed, apex_free) = turn(axis * (-radius / sin));
            for side in [1.0, -1.0] {
                let (fixed_end, free_end) = turn(self.tangent(side) * radius);
                let run = fixed_end - apex_fixed;
                let part = (fixed - apex_fixed) / run;
                if run.abs() > 1e-9 && (0.0..=1.0).contains(&part) {
                    add(apex_free + part * (free_end - apex_free));
                }
            }
        }
        chord
    }

    /// From the centre to where a side touches the circle, of length 1; `side` is 1 or −1.
    fn tangent(&self, side: f64) -> Vec2 {
        match self.form {
            Form::Ring => Vec2::ZERO,
            Form::Teardrop { axis, sin, cos } => axis * -sin + Vec2::new(-axis.y, axis.x) * (side * cos),
        }
    }

    /// The outline of the teardrop of a radius, from the knot and back to it.
    pub(super) fn outline(&self, radius: f64) -> BezPath {
        let mut path = BezPath::new();
        match self.form {
            Form::Ring => {
                path.move_to(self.center + radius * self.badge);
                arc(&mut path, self.center, radius * self.badge, 2.0 * PI);
            }
            Form::Teardrop { axis, sin, .. } => {
                path.move_to(self.center - axis * (radius / sin));
                let start = self.tangent(-1.0) * radius;
                path.line_to(self.center + start);
                arc(&mut path, self.center, start, PI + 2.0 * libm::asin(sin));
            }
        }
        path.close_path();
        path
    }

    /// Half of an outline, from beside the knot along one side to the tip: for ribbons that weave. `side` is 1 or −1;
    /// `before` px more are drawn at either end.
    pub(super) fn half(&self, radius: f64, side: f64, before: f64) -> BezPath {
        let mut path = BezPath::new();
        if let Form::Teardrop { axis, sin, cos } = self.form {
            let touch = self.tangent(side);
            // along the leg, away from the knot
            let along = axis * cos + Vec2::new(-axis.y, axis.x) * (side * sin);
            let knot = -axis * (self.radius / sin);
            path.move_to(self.center + knot + touch * (radius - self.radius) - along * before);
            path.line_to(self.center + touch * radius);
            let half = FRAC_PI_2 + libm::asin(sin);
            arc(&mut path, self.center, touch * radius, -side * (half + before / radius));
        }
        path
    }

    /// What its ribbon covers.
    pub(super) fn bounds(&self, ribbon: f64) -> Rect {
        let reach = self.radius + ribbon / 2.0;
        let circle = Rect::from_center_size(self.center, (2.0 * reach, 2.0 * reach));
        match self.form {
            Form::Ring => circle,
            Form::Teardrop { axis, sin, .. } => circle.union_pt(self.center - axis * (reach / sin)),
        }
    }
}

/// Adds an arc about a centre, from where the path is, at `from` the centre, through an angle; clockwise as seen on the
/// page where it is positive.
fn arc(path: &mut BezPath, center: Point, from: Vec2, angle: f64) {
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
pub(super) enum Arrangement {
    /// About one knot; where they are too many, in rows of pairs.
    Knot,
    /// Below each other, in pairs: for columns narrower than a knot.
    Column,
}

/// The loops of a number of levels, each of a radius in px; where the origin is does not matter.
pub(super) fn arrange(levels: usize, radius: f64, arrangement: Arrangement) -> Vec<Loop> {
    match levels {
        0 => Vec::new(),
        1 => vec![Loop { center: Point::ZERO, radius, form: Form::Ring, badge: direction(FRAC_PI_2) }],
        _ if arrangement == Arrangement::Column => column(levels, radius),
        2..=KNOT_MAX => knot(levels, radius),
        _ => chain(levels, radius),
    }
}

/// Loops about one knot, clockwise from the left: an even number of slots, one of which stays open at the bottom where
/// the number is odd.
fn knot(levels: usize, radius: f64) -> Vec<Loop> {
    let slots = levels.next_multiple_of(2).max(4);
    let (step, half) = (2.0 * PI / slots as f64, PI / slots as f64);
    let first = match levels {
        2 => PI,
        _ if levels % 2 == 1 => 1.5 * PI - step,
        _ => PI,
    };
    let step = if levels == 2 { PI } else { step };
    let (sin, cos) = libm::sincos(half);
    (0..levels)
        .map(|i| {
            let axis = direction(first - step * i as f64);
            Loop {
                center: (axis * (radius / sin)).to_point(),
                radius,
                form: Form::Teardrop { axis, sin, cos },
                badge: axis,
            }
        })
        .collect()
}

/// Pairs about a knot each, side by side in rows, each linked with the next; badges on top. A last row that is not full
/// stands in the middle.
fn chain(levels: usize, radius: f64) -> Vec<Loop> {
    let pairs = levels.div_ceil(2);
    let columns = match pairs {
        0..=9 => 2,
        10..=18 => 3,
        _ => 4,
    };
    let step = 2.0 * (PAIR + 1.0) * radius;
    let pair = |n: usize| {
        let (row, column) = (n / columns, n % columns);
        let in_row = (pairs - row * columns).min(columns);
        let alone = levels - 2 * n == 1;
        // a ring alone needs the place of one loop, not of two
        let missing = (columns - in_row) as f64 * step + if alone { 2.0 * PAIR * radius } else { 0.0 };
        let offset = if in_row < columns || alone { missing / 2.0 } else { 0.0 };
        let row_step = (2.0 + 0.22 + ROW_GAP) * radius;
        Point::new(column as f64 * step + offset, row as f64 * row_step)
    };
    linked(levels, radius, direction(FRAC_PI_2), pair, Vec2::new(-1.0, 0.0))
}

/// Pairs about a knot each, one loop over the other, each linked with the next; badges on the left.
fn column(levels: usize, radius: f64) -> Vec<Loop> {
    let pair = |n: usize| Point::new(0.0, n as f64 * 2.0 * (PAIR + 1.0) * radius);
    linked(levels, radius, direction(PI), pair, Vec2::new(0.0, -1.0))
}

/// From the knot of a pair to the centre of a loop, in radii: the legs stand at right angles.
const PAIR: f64 = std::f64::consts::SQRT_2;

/// Pairs of loops about the knots that `pair` tells; `first` points from a knot to its first loop.
fn linked(levels: usize, radius: f64, badge: Vec2, pair: impl Fn(usize) -> Point, first: Vec2) -> Vec<Loop> {
    let half = std::f64::consts::FRAC_1_SQRT_2;
    (0..levels)
        .map(|i| {
            let axis = if i % 2 == 0 { first } else { -first };
            let alone = i % 2 == 0 && i + 1 == levels;
            let form = if alone { Form::Ring } else { Form::Teardrop { axis, sin: half, cos: half } };
            Loop { center: pair(i / 2) + axis * (PAIR * radius), radius, form, badge }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Arrangement, Form, Loop, arrange};
    use crate::geom::{PathEl, Point, Shape as _};

    const ALL: [Arrangement; 2] = [Arrangement::Knot, Arrangement::Column];

    fn loops() -> Vec<Loop> {
        ALL.into_iter().flat_map(|how| (1..=30).flat_map(move |n| arrange(n, 100.0, how))).collect()
    }

    #[test]
    fn reach_and_chords_agree() {
        for l in loops() {
            for i in -20..=20 {
                let offset = f64::from(i) * 12.0;
                if let Some((a, b)) = l.vertical(l.center.x + offset, 80.0) {
                    for y in [a, b] {
                        let reach = l.reach(Point::new(l.center.x + offset, y));
                        assert!((reach - 80.0).abs() < 1e-6, "{l:?} {reach}");
                    }
                }
                if let Some((a, b)) = l.horizontal(l.center.y + offset, 80.0) {
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
    fn halves_make_the_whole() {
        for l in loops().into_iter().filter(|l| l.form != Form::Ring) {
            for side in [1.0, -1.0] {
                let path = l.half(100.0, side, 0.0);
                let ends: Vec<Point> = path.elements().iter().filter_map(|e| e.end_point()).collect();
                for end in &ends {
                    assert!((l.reach(*end) - 100.0).abs() < 1e-6);
                }
                let Form::Teardrop { axis, .. } = l.form else { continue };
                let last = *ends.last().expect("drawn");
                assert!((last - (l.center + axis * 100.0)).hypot2() < 1e-9, "ends on the axis");
            }
        }
    }

    /// Three loops stand as published: left, above, right, the legs at right angles.
    #[test]
    fn three_levels_are_left_above_right() {
        let [a, b, c] = arrange(3, 100.0, Arrangement::Knot)[..] else { panic!("three") };
        assert!(a.center.x < -100.0 && a.center.y.abs() < 1e-9);
        assert!(b.center.y < -100.0 && b.center.x.abs() < 1e-9);
        assert!(c.center.x > 100.0 && c.center.y.abs() < 1e-9);
        assert!((b.upward() - 1.0).abs() < 1e-9);
    }

    /// No loop's ribbon enters another loop.
    #[test]
    fn ribbons_stay_out_of_other_loops() {
        let half = 0.11 * 100.0 + 2.0;
        for (n, how) in (1..=30).flat_map(|n| ALL.map(|how| (n, how))) {
            let loops = arrange(n, 100.0, how);
            for (i, a) in loops.iter().enumerate() {
                for (j, b) in loops.iter().enumerate() {
                    if i == j {
                        continue;
                    }
                    for element in b.outline(100.0 + half).elements() {
                        if let Some(end) = element.end_point() {
                            assert!(a.reach(end) >= 100.0 - half - 1e-6, "{n} levels: {i} {j}");
                        }
                    }
                }
            }
        }
    }
}
