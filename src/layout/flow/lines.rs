//! Arrows: lines from box edge to box edge with rounded bends, and their heads.
use super::measures::EM;
use super::painter::Painter;
use super::{edges, labels};
use crate::diff::Mark;
use crate::geom::{BezPath, PathEl, Point, QUARTER_CIRCLE, Vec2};
use crate::model::{FlowKind, NodeRef};
use crate::scene::{Color, Fill, Geometry, Group, Meaning, Node, Shape, ShapeKind, Stroke};
use crate::theme::Theme;

/// Width of a line from level to level: 3 px; of one within a level: 2 px; and of feedback: 1.5 px.
pub(super) const LINE: f64 = 0.15 * EM;
const WITHIN: f64 = 0.1 * EM;
const FEEDBACK: f64 = 0.075 * EM;
/// Radius of a bend.
const BEND: f64 = 0.6 * EM;
/// Width of a line on the main line: 5 px; and of one that ties a body to the one that it is within.
const MAIN: f64 = 0.25 * EM;
const TIE: f64 = 0.08 * EM;
/// Length of the round dots of advice without their ends, for some programs draw none of length 0, and their distance.
const DOT: f64 = 0.02 * EM;
const ADVICE: f64 = 0.38 * EM;
/// Dash and gap of feedback.
const DASH: (f64, f64) = (0.55 * EM, 0.32 * EM);
/// Dash and gap of an arrow that is no more, unlike those of any kind, and the width of one that was not as it is.
const SPARSE: (f64, f64) = (0.3 * EM, 0.65 * EM);
const BOLD: f64 = 0.28 * EM;
const HEAD: HeadSize = HeadSize { length: 0.85 * EM, half: 0.38 * EM, notch: 0.18 * EM, gap: 0.12 * EM };
/// The sizes of an arrowhead, in px.
struct HeadSize {
    length: f64,
    /// Half of its width.
    half: f64,
    /// The depth of the notch in its base.
    notch: f64,
    /// From its tip to the box.
    gap: f64,
}

/// How far from a box a line with a head is hidden: until the head is as wide as the line.
pub(super) const HIDDEN: f64 = hidden(LINE);
const fn hidden(width: f64) -> f64 {
    HEAD.gap + HEAD.length * width / 2.0 / HEAD.half
}
/// Air between the start of a line and its box.
const HALO: f64 = 0.13 * EM;

/// Every arrow, in model order.
pub(super) fn paint(painter: &Painter<'_>) -> Node {
    let arrows = (0..painter.arrows.len()).filter_map(|i| arrow(painter, i)).collect();
    Group::new(Meaning::List, arrows)
}

fn arrow(painter: &Painter<'_>, index: usize) -> Option<Node> {
    let arrow = painter.arrows.get(index)?;
    let mut corners: Vec<Point> = painter
        .drawing
        .routes
        .get(index)?
        .iter()
        .map(|&(x, y)| Point::new(f64::from(x), f64::from(y)) + painter.place.offset)
        .collect();
    let index_of = |node: NodeRef| painter.boxes.binary_search_by_key(&order(node), |b| order(b.node)).ok();
    let (from, to) = (index_of(arrow.from)?, index_of(arrow.to)?);
    if let [start, .., end] = corners.as_mut_slice() {
        (*start, *end) = (edges::met(painter, from, *start), edges::met(painter, to, *end));
    }
    let (&[start, second, ..], &[.., last_but_one, end]) = (&corners[..], &corners[..]) else { return None };
    let ink = painter.page.arrow_ink(ink(painter.theme, arrow.from), [arrow.from, arrow.to]);
    let mark = painter.page.marks.and_then(|marks| marks.of_flow(index));
    if arrow.is_tie {
        return Some(Group::new(Meaning::Decoration, vec![tie(ShapeKind::Tie, rounded(&corners), ink)]));
    }
    let band = |of: usize| painter.boxes[of].place.band;
    let reach = if band(from) == band(to) { Reach::Within } else { Reach::Between };
    let path = rounded(&corners);
    let manner = Manner::of(arrow.kind, arrow.main, mark, reach);
    let manner = manner.fitted(length(&path) - hidden(manner.width.min(MAIN)));
    let mut children = vec![line(ShapeKind::Line, path, manner, ink)];
    // the line runs from edge to edge; the band's colour over its ends leaves the air around the box and the tips crisp
    let heads =
        [(start, second, arrow.from, arrow.kind == FlowKind::Mutual), (end, last_but_one, arrow.to, true)];
    for (tip, before, node, head) in heads {
        let inward = direction(before, tip);
        let hidden = if head { hidden(manner.width.min(MAIN)) } else { HALO };
        children.push(cover(tip, inward, (hidden, manner.width), ground(painter.theme, node)));
        if head {
            children.push(Node::Shape(Shape {
                kind: ShapeKind::Head,
                geometry: Geometry::Path(head_path(tip, inward)),
                fill: ink.fill(),
                stroke: None,
            }));
        }
    }
    children.extend(labels::paint(painter, index));
    let meaning = Meaning::Flow {
        number: index + 1,
        from: painter.boxes[from].id.to_owned(),
        to: painter.boxes[to].id.to_owned(),
        kind: arrow.kind.name(),
    };
    let sentence =
        super::wording::sentence(&painter.model.lang, arrow, &painter.spoken[from], &painter.spoken[to]);
    Some(Group::labelled(meaning, sentence, children))
}

/// Where a node stands in page order.
fn order(node: NodeRef) -> (u8, usize, usize, usize) {
    match node {
        NodeRef::Level { level } => (0, level, 0, 0),
        NodeRef::Function { level, function } => (0, level, function + 1, 0),
        NodeRef::SubBody { level, function, body } => (0, level, function + 1, body + 1),
        NodeRef::Outcome { outcome } => (1, outcome, 0, 0),
        NodeRef::Outside { outside } => (2, outside, 0, 0),
    }
}

/// An arrow's colour: that of the level it comes from.
pub(super) fn ink(theme: &Theme, from: NodeRef) -> Color {
    match from {
        NodeRef::Function { level, .. } | NodeRef::SubBody { level, .. } | NodeRef::Level { level } => {
            theme.level(level).ink
        }
        NodeRef::Outcome { .. } => theme.outcome,
        NodeRef::Outside { .. } => theme.text,
    }
}

/// What lies behind a box.
fn ground(theme: &Theme, node: NodeRef) -> Color {
    match node {
        NodeRef::Function { level, .. } | NodeRef::SubBody { level, .. } | NodeRef::Level { level } => {
            theme.level(level).band
        }
        NodeRef::Outcome { .. } | NodeRef::Outside { .. } => theme.page,
    }
}

/// A line in the manner of a kind of arrow, for the legend.
pub(super) fn plain(path: BezPath, kind: FlowKind, main: bool, color: Color) -> Node {
    let manner = Manner::of(kind, main, None, Reach::Between).fitted(length(&path));
    line(ShapeKind::Plain, path, manner, color)
}

/// A line in the manner of arrows within a level, for the legend.
pub(super) fn thin(path: BezPath, color: Color) -> Node {
    line(ShapeKind::Plain, path, Manner::of(FlowKind::Directs, false, None, Reach::Within), color)
}

/// The line from a body to one within it.
pub(super) fn tie(shape: ShapeKind, path: BezPath, color: Color) -> Node {
    line(shape, path, Manner { width: TIE, dash: None, is_dotted: false }, color)
}

/// How far an arrow goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// From one level to another.
    Between,
    /// From one box of a level to another.
    Within,
}

/// How a line is drawn.
#[derive(Clone, Copy)]
struct Manner {
    width: f64,
    dash: Option<(f64, f64)>,
    /// Whether its dashes are dots.
    is_dotted: bool,
}

impl Manner {
    /// By kind and reach; of what changed, one that is no more has short dashes far apart, and the others are bold.
    fn of(kind: FlowKind, main: bool, mark: Option<Mark>, reach: Reach) -> Self {
        let (dash, is_dotted) = match kind {
            FlowKind::Feedback => (Some(DASH), false),
            // dots are as long as their line is wide: their ends are round
            FlowKind::Advises => (Some((DOT, ADVICE - DOT)), true),
            FlowKind::Directs | FlowKind::Mutual => (None, false),
        };
        let usual = match (main, kind, reach) {
            (true, _, _) => MAIN,
            (false, FlowKind::Feedback, _) => FEEDBACK,
            (false, FlowKind::Advises, _) | (false, _, Reach::Between) => LINE,
            (false, _, Reach::Within) => WITHIN,
        };
        match mark {
            None => Self { width: usual, dash, is_dotted },
            Some(Mark::Removed) => Self { width: LINE, dash: Some(SPARSE), is_dotted: false },
            Some(_) => Self { width: BOLD, dash, is_dotted },
        }
    }

    /// With dashes and gaps longer or shorter by so little that a line of a length in px starts and ends on a dash.
    fn fitted(self, length: f64) -> Self {
        let Some((dash, gap)) = self.dash else { return self };
        let gaps = ((length - dash) / (dash + gap)).round().max(1.0);
        let by = length / (gaps * (dash + gap) + dash);
        // of what is shorter than a dash nothing is seen but the dash
        if by.is_finite() && by > 0.5 { Self { dash: Some((dash * by, gap * by)), ..self } } else { self }
    }
}

/// Length of a path of straight pieces and quarters of circles in px.
fn length(path: &BezPath) -> f64 {
    /// An arc of a quarter of a circle is so much longer than its chord.
    const ARC: f64 = std::f64::consts::FRAC_PI_2 * std::f64::consts::FRAC_1_SQRT_2;
    let mut at = Point::ZERO;
    let mut sum = 0.0;
    for element in path.elements() {
        let (to, by) = match *element {
            PathEl::MoveTo(to) => (to, 0.0),
            PathEl::LineTo(to) => (to, 1.0),
            PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => (to, ARC),
            PathEl::ClosePath => (at, 0.0),
        };
        sum += at.distance(to) * by;
        at = to;
    }
    sum
}

fn line(shape: ShapeKind, path: BezPath, manner: Manner, color: Color) -> Node {
    let Manner { width, dash, is_dotted } = manner;
    let stroke = Some(Stroke { color, width, dash, round: is_dotted });
    Node::Shape(Shape { kind: shape, geometry: Geometry::Path(path), fill: None, stroke })
}

/// From one point towards another, of length 1; routes run along the axes, so no root is needed but for safety.
fn direction(from: Point, to: Point) -> Vec2 {
    let along = to - from;
    along / along.hypot2().sqrt().max(f64::MIN_POSITIVE)
}

/// A small patch over a line's end.
fn cover(tip: Point, inward: Vec2, (depth, width): (f64, f64), color: Color) -> Node {
    let side = Vec2::new(-inward.y, inward.x) * (width / 2.0 + 1.0);
    let back = tip - inward * depth;
    let mut path = BezPath::new();
    path.move_to(tip + side);
    path.line_to(back + side);
    path.line_to(back - side);
    path.line_to(tip - side);
    path.close_path();
    let fill = Some(Fill { color, opacity: 1.0, even_odd: false });
    Node::Shape(Shape { kind: ShapeKind::Plain, geometry: Geometry::Path(path), fill, stroke: None })
}

/// A head that points at a box's edge.
pub(super) fn head_path(edge: Point, inward: Vec2) -> BezPath {
    let HeadSize { length, half, notch, gap } = HEAD;
    let tip = edge - inward * gap;
    let base = tip - inward * length;
    let side = Vec2::new(-inward.y, inward.x) * half;
    let mut path = BezPath::new();
    path.move_to(tip);
    path.line_to(base + side);
    path.line_to(base + inward * notch);
    path.line_to(base - side);
    path.close_path();
    path
}

/// A path along the corners, each bend a quarter of a circle as large as its pieces allow.
fn rounded(corners: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    let (Some(&first), Some(&last)) = (corners.first(), corners.last()) else { return path };
    path.move_to(first);
    for (i, three) in corners.windows(3).enumerate() {
        let [before, corner, after] = [three[0], three[1], three[2]];
        // the first and the last piece keep a straight end for the head, the others are shared by two bends
        let room =
            |length: f64, outer: bool| if outer { length - HEAD.length - HEAD.gap } else { length / 2.0 };
        let radius = BEND
            .min(room(corner.distance(before), i == 0))
            .min(room(corner.distance(after), i + 3 == corners.len()))
            .max(0.0);
        let (into, out) = (direction(before, corner), direction(corner, after));
        path.line_to(corner - into * radius);
        let control = radius * (1.0 - QUARTER_CIRCLE);
        path.curve_to(corner - into * control, corner + out * control, corner + out * radius);
    }
    path.line_to(last);
    path
}

#[cfg(test)]
mod tests {
    use super::{BEND, FlowKind, HEAD, Manner, Reach, Vec2, head_path, length, rounded};
    use crate::geom::{PathEl, Point, Shape as _};

    fn points(corners: &[(f64, f64)]) -> Vec<Point> {
        corners.iter().copied().map(Point::from).collect()
    }

    #[test]
    fn bends_are_rounded_and_the_ends_stay_on_the_edges() {
        let path = rounded(&points(&[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0)]));
        let elements = path.elements();
        assert_eq!(elements.first(), Some(&PathEl::MoveTo(Point::ZERO)));
        assert_eq!(elements.get(1), Some(&PathEl::LineTo(Point::new(100.0 - BEND, 0.0))));
        assert_eq!(elements.last(), Some(&PathEl::LineTo(Point::new(100.0, 100.0))));
    }

    #[test]
    fn a_bend_near_a_head_is_tighter_and_leaves_the_head_straight() {
        let near = HEAD.length + HEAD.gap + 4.0;
        let path = rounded(&points(&[(0.0, 0.0), (100.0, 0.0), (100.0, near)]));
        assert!(matches!(path.elements().get(1), Some(PathEl::LineTo(p)) if (p.x - 96.0).abs() < 1e-9));
        let crowded = rounded(&points(&[(0.0, 0.0), (100.0, 0.0), (100.0, 5.0)]));
        assert!(crowded.elements().iter().all(|element| element.is_finite()), "no room is a sharp corner");
    }

    #[test]
    fn a_broken_line_starts_and_ends_on_a_dash() {
        let manner = Manner::of(FlowKind::Feedback, false, None, Reach::Between);
        for length in (20..600).map(f64::from) {
            let (dash, gap) = manner.fitted(length).dash.expect("dashes");
            let rest = length % (dash + gap);
            assert!((rest - dash).abs() < 1e-6, "{length}: {rest} is left of a dash of {dash}");
            assert!((0.6..1.7).contains(&(dash / manner.dash.expect("dashes").0)), "{length}: {dash}");
        }
    }

    #[test]
    fn a_bend_takes_from_the_length_what_it_cuts_off() {
        let path = rounded(&points(&[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0)]));
        let cut = BEND * (2.0 - std::f64::consts::FRAC_PI_2);
        assert!((length(&path) - (200.0 - cut)).abs() < 1e-9);
    }

    #[test]
    fn a_head_stands_off_the_edge_it_points_at() {
        let bounds = head_path(Point::new(200.0, 50.0), Vec2::new(1.0, 0.0)).bounding_box();
        assert_eq!((bounds.x1, bounds.width()), (200.0 - HEAD.gap, HEAD.length));
        assert_eq!((bounds.y0, bounds.y1), (50.0 - HEAD.half, 50.0 + HEAD.half));
    }
}
