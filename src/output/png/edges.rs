//! An outline's edges: straight lines down the rows of samples, in fixed-point numbers.
//!
//! Which samples an edge passes is decided as Skia does it (`SkEdge`: curves parted where they turn, by differences of a
//! power of two steps, in 26.6 and 16.16), and so tiny-skia and resvg after it: pictures are the same to the pixel.
use std::ops::Range;
use tiny_skia::{Path, PathSegment, Point};

/// Samples on a side of a pixel, as a power of two.
pub(super) const SAMPLES_SHIFT: u32 = 2;
/// Of a 26.6 number.
const DOT6: u32 = 6;
/// Of a 16.16 number.
const DOT16: u32 = 16;
/// From the one to the other.
const DOT6_TO_16: u32 = DOT16 - DOT6;
/// Of the most pieces of a curve, as a power of two.
const MOST_PIECES_SHIFT: u32 = 6;
/// Half a sample, in 26.6.
const HALF: i64 = 1 << (DOT6 - 1);

/// A straight line through rows of samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// Rows of samples whose middles it passes.
    pub(super) rows: (i32, i32),
    /// Where it passes the middle of the first, in samples, 16.16.
    pub(super) x: i64,
    /// How far it goes sideways a row.
    pub(super) slope: i64,
    /// 1 downwards, -1 upwards.
    pub(super) winding: i32,
}

/// Adds the edges of an outline, in pixels, that pass some rows of samples.
pub(super) fn add(path: &Path, rows: &Range<i32>, edges: &mut Vec<Edge>) {
    let mut pen = Pen { rows, edges };
    let (mut start, mut at) = (Point::zero(), Point::zero());
    for segment in path.segments() {
        at = match segment {
            PathSegment::MoveTo(to) => {
                pen.line(at, start);
                start = to;
                to
            }
            PathSegment::LineTo(to) => {
                pen.line(at, to);
                to
            }
            PathSegment::QuadTo(by, to) => {
                pen.quad([at, by, to]);
                to
            }
            PathSegment::CubicTo(by, and_by, to) => {
                pen.cubic([at, by, and_by, to]);
                to
            }
            PathSegment::Close => {
                pen.line(at, start);
                start
            }
        };
    }
    pen.line(at, start);
}

/// A point in samples, 26.6.
#[derive(Clone, Copy)]
struct Dot {
    x: i64,
    y: i64,
}

impl From<Point> for Dot {
    fn from(point: Point) -> Self {
        let scale = (1_u32 << (SAMPLES_SHIFT + DOT6)) as f32;
        // towards nought, and to the ends of the range
        let dot = |value: f32| i64::from((value * scale) as i32);
        Self { x: dot(point.x), y: dot(point.y) }
    }
}

struct Pen<'a> {
    rows: &'a Range<i32>,
    edges: &'a mut Vec<Edge>,
}

impl Pen<'_> {
    fn line(&mut self, from: Point, to: Point) {
        let (from, to) = (Dot::from(from), Dot::from(to));
        if from.y > to.y { self.piece(to, from, -1) } else { self.piece(from, to, 1) }
    }

    /// A line, its upper end first.
    fn piece(&mut self, from: Dot, to: Dot, winding: i32) {
        let (top, bottom) = ((from.y + HALF) >> DOT6, (to.y + HALF) >> DOT6);
        let first = top.max(i64::from(self.rows.start));
        if first >= bottom.min(i64::from(self.rows.end)) {
            return;
        }
        let slope = divided(to.x - from.x, to.y - from.y);
        let down = (top << DOT6) + HALF - from.y;
        let x = (from.x + ((slope * down) >> DOT16)) << DOT6_TO_16;
        // rows are within 32 bits, as the numbers that they come from
        let rows = (first as i32, bottom as i32 - 1);
        self.edges.push(Edge { rows, x: x + (first - top) * slope, slope, winding });
    }

    fn quad(&mut self, points: [Point; 3]) {
        let [a, b, c] = points;
        let Some(t) = turn(a.y, b.y, c.y) else {
            let level = if is_monotonic(a.y, b.y, c.y) {
                b.y
            } else if (a.y - b.y).abs() < (b.y - c.y).abs() {
                a.y
            } else {
                c.y
            };
            return self.falling_quad([a, Point::from_xy(b.x, level), c]);
        };
        let (ab, bc) = (between(a, b, t), between(b, c, t));
        let peak = between(ab, bc, t);
        self.falling_quad([a, Point::from_xy(ab.x, peak.y), peak]);
        self.falling_quad([peak, Point::from_xy(bc.x, peak.y), c]);
    }

    /// A curve that turns nowhere.
    fn falling_quad(&mut self, points: [Point; 3]) {
        let [mut a, b, mut c] = points.map(Dot::from);
        let winding = if a.y > c.y { -1 } else { 1 };
        if winding < 0 {
            std::mem::swap(&mut a, &mut c);
        }
        if self.misses(a.y, c.y) {
            return;
        }
        let off = |a: i64, b: i64, c: i64| (2 * b - a - c) >> 2;
        let shift = pieces(off(a.x, b.x, c.x), off(a.y, b.y, c.y)).clamp(1, MOST_PIECES_SHIFT);
        // both at half their size, as they are added up
        let differences = |a: i64, b: i64, c: i64| {
            let (second, first) = ((a - b - b + c) << (DOT6_TO_16 - 1), (b - a) << DOT6_TO_16);
            (first + (second >> shift), second >> (shift - 1))
        };
        let ((mut dx, ddx), (mut dy, ddy)) = (differences(a.x, b.x, c.x), differences(a.y, b.y, c.y));
        let mut at = large(a);
        for left in (0..1_u32 << shift).rev() {
            let next = if left == 0 {
                large(c)
            } else {
                Dot { x: at.x + (dx >> (shift - 1)), y: at.y + (dy >> (shift - 1)) }
            };
            (dx, dy) = (dx + ddx, dy + ddy);
            self.piece(small(at), small(next), winding);
            at = next;
        }
    }

    fn cubic(&mut self, points: [Point; 4]) {
        let [a, b, c, d] = points;
        let (turns, count) = roots(d.y - a.y + 3.0 * (b.y - c.y), 2.0 * (a.y - b.y - b.y + c.y), b.y - a.y);
        let [first, second] = turns;
        if count == 0 {
            return self.falling_cubic(points);
        }
        let [mut upper, mut rest] = parted(points, first);
        if count > 1 {
            let [mut middle, mut lower] = match share(second - first, 1.0 - first) {
                Some(t) => parted(rest, t),
                None => [rest, [rest[3]; 4]],
            };
            level(&mut middle, &mut lower);
            self.falling_cubic(lower);
            rest = middle;
        }
        level(&mut upper, &mut rest);
        self.falling_cubic(upper);
        self.falling_cubic(rest);
    }

    /// A curve that turns nowhere.
    fn falling_cubic(&mut self, points: [Point; 4]) {
        let [mut a, mut b, mut c, mut d] = points.map(Dot::from);
        let winding = if a.y > d.y { -1 } else { 1 };
        if winding < 0 {
            (a, b, c, d) = (d, c, b, a);
        }
        if self.misses(a.y, d.y) {
            return;
        }
        // how far the inner points are off the line, at a third and two thirds of it; 19 / 512 stands for 1 / 27
        let off = |a: i64, b: i64, c: i64, d: i64| {
            let third = ((a * 8 - b * 15 + 6 * c + d) * 19) >> 9;
            let two_thirds = ((a + 6 * b - c * 15 + d * 8) * 19) >> 9;
            third.abs().max(two_thirds.abs())
        };
        let shift = (pieces(off(a.x, b.x, c.x, d.x), off(a.y, b.y, c.y, d.y)) + 1).min(MOST_PIECES_SHIFT);
        // as far up as the coefficients' range allows
        let up = if shift + 6 < DOT6_TO_16 { DOT6_TO_16 - shift } else { 6 };
        let down = shift + up - DOT6_TO_16;
        let differences = |a: i64, b: i64, c: i64, d: i64| {
            let first = (3 * (b - a)) << up;
            let second = (3 * (a - b - b + c)) << up;
            let third = (d + 3 * (b - c) - a) << up;
            let last = (3 * third) >> (shift - 1);
            (first + (second >> shift) + (third >> (2 * shift)), 2 * second + last, last)
        };
        let (mut dx, mut ddx, dddx) = differences(a.x, b.x, c.x, d.x);
        let (mut dy, mut ddy, dddy) = differences(a.y, b.y, c.y, d.y);
        let mut at = large(a);
        for left in (0..1_u32 << shift).rev() {
            let mut next =
                if left == 0 { large(d) } else { Dot { x: at.x + (dx >> down), y: at.y + (dy >> down) } };
            (dx, dy) = (dx + (ddx >> shift), dy + (ddy >> shift));
            (ddx, ddy) = (ddx + dddx, ddy + dddy);
            // the numbers' steps may lead upwards
            next.y = next.y.max(at.y);
            self.piece(small(at), small(next), winding);
            at = next;
        }
    }

    /// Whether nothing from one height to another is in the rows.
    fn misses(&self, top: i64, bottom: i64) -> bool {
        let (top, bottom) = ((top + HALF) >> DOT6, (bottom + HALF) >> DOT6);
        top == bottom || bottom <= i64::from(self.rows.start) || top >= i64::from(self.rows.end)
    }
}

fn large(dot: Dot) -> Dot {
    Dot { x: dot.x << DOT6_TO_16, y: dot.y << DOT6_TO_16 }
}

fn small(dot: Dot) -> Dot {
    Dot { x: dot.x >> DOT6_TO_16, y: dot.y >> DOT6_TO_16 }
}

/// A quotient of two 26.6 numbers as 16.16, within 32 bits.
fn divided(number: i64, by: i64) -> i64 {
    if by == 0 {
        return 0;
    }
    ((number << DOT16) / by).clamp(i64::from(i32::MIN), i64::from(i32::MAX))
}

/// How many pieces a curve takes whose middle is so far off its chord, as a power of two: each parting leaves a quarter.
fn pieces(dx: i64, dy: i64) -> u32 {
    let (dx, dy) = (dx.abs(), dy.abs());
    let distance = if dx > dy { dx + (dy >> 1) } else { dy + (dx >> 1) };
    let distance = (distance + (1 << (2 + SAMPLES_SHIFT))) >> (3 + SAMPLES_SHIFT);
    (i64::BITS - distance.leading_zeros()) / 2
}

fn between(a: Point, b: Point, t: f32) -> Point {
    Point::from_xy(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}

fn is_monotonic(a: f32, b: f32, c: f32) -> bool {
    let (ab, bc) = (a - b, b - c);
    ab != 0.0 && (if ab < 0.0 { -bc } else { bc }) >= 0.0
}

/// Where a quadratic curve of such heights turns, as a share of it.
fn turn(a: f32, b: f32, c: f32) -> Option<f32> {
    if is_monotonic(a, b, c) { None } else { share(a - b, a - b - b + c) }
}

/// A quotient between 0 and 1, without the ends.
fn share(mut number: f32, mut of: f32) -> Option<f32> {
    if number < 0.0 {
        (number, of) = (-number, -of);
    }
    if of == 0.0 || number == 0.0 || number >= of {
        return None;
    }
    Some(number / of).filter(|t| *t > 0.0 && *t < 1.0)
}

/// The zeros of a quadratic function between 0 and 1, from the least, and how many there are (Numerical Recipes in C, 5.6).
fn roots(a: f32, b: f32, c: f32) -> ([f32; 2], usize) {
    if a == 0.0 {
        return share(-c, b).map_or(([0.0; 2], 0), |root| ([root, 0.0], 1));
    }
    let discriminant = f64::from(b) * f64::from(b) - 4.0 * f64::from(a) * f64::from(c);
    let root = discriminant.max(0.0).sqrt() as f32;
    if discriminant < 0.0 || !root.is_finite() {
        return ([0.0; 2], 0);
    }
    let q = if b < 0.0 { -(b - root) / 2.0 } else { -(b + root) / 2.0 };
    match (share(q, a), share(c, q)) {
        (Some(one), Some(other)) if one == other => ([one, 0.0], 1),
        (Some(one), Some(other)) => ([one.min(other), one.max(other)], 2),
        (Some(one), None) | (None, Some(one)) => ([one, 0.0], 1),
        (None, None) => ([0.0; 2], 0),
    }
}

/// A cubic curve in two.
fn parted([a, b, c, d]: [Point; 4], t: f32) -> [[Point; 4]; 2] {
    let (ab, bc, cd) = (between(a, b, t), between(b, c, t), between(c, d, t));
    let (abc, bcd) = (between(ab, bc, t), between(bc, cd, t));
    let at = between(abc, bcd, t);
    [[a, ab, abc, at], [at, bcd, cd, d]]
}

/// Makes two curves level where they meet, which is where they turn.
fn level([_, _, before, at]: &mut [Point; 4], [_, after, ..]: &mut [Point; 4]) {
    (before.y, after.y) = (at.y, at.y);
}
