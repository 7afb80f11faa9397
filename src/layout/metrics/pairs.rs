//! Compares what lies near each other, pair by pair.
use super::collect::{FlowPart, SceneParts};
use super::grid::CellGrid;
use super::{Gaps, Hard, rounded};
use crate::geom::{Point, Rect};
use std::collections::BTreeMap;

/// How far apart two things may be and still be compared, in px.
const REACH: f64 = 60.0;
/// A label farther from its own arrow than this, in px, is not beside it.
const LABEL_FAR: f64 = 18.0;
/// A foreign arrow must be farther from a label by this factor than its own.
const AMBIGUOUS: f64 = 1.25;
/// A label plainly belongs to an arrow that is nearer to it than any other by this factor.
const PLAIN: f64 = 1.5;

/// What a comparison counts that is no fault.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// Points where two arrows cross.
    pub(super) crossings: usize,
    /// Labels that another arrow is nearly as near to as their own.
    pub(super) shared_labels: usize,
}

/// One thing on the sheet.
#[derive(Debug, Clone, Copy)]
enum SheetItem {
    /// Index of a box.
    Box(usize),
    /// A straight piece of an arrow, or of a tie: index of its flow, or behind those that of the tie; its ends.
    Piece(usize, Point, Point),
    /// Index of a label's flow.
    Label(usize),
}

/// Looks at every pair that is near.
pub(super) fn compare(parts: &SceneParts, hard: &mut Hard, gaps: &mut Gaps) -> Counts {
    let (things, rects) = things(parts);
    let grid = CellGrid::new(&rects);
    let mut seen_by = vec![usize::MAX; things.len()];
    let (mut crossings, mut shared_labels) = (0, 0);
    let mut foreign: Vec<f64> = vec![f64::INFINITY; parts.flows.len()];
    for (n, (&thing, &rect)) in things.iter().zip(&rects).enumerate() {
        for m in grid.near(rect.inflate(REACH, REACH)) {
            if m <= n || seen_by[m] == n {
                continue;
            }
            seen_by[m] = n;
            let other = rects[m];
            // things come as boxes, then pieces, then labels
            match (thing, things[m]) {
                (SheetItem::Box(_), SheetItem::Box(_)) => {
                    hard.box_on_box += usize::from(overlap(rect, other));
                    note(&mut gaps.box_box, gap(rect, other));
                }
                (SheetItem::Box(i), SheetItem::Piece(f, a, b)) => {
                    hard.arrow_in_box += usize::from(piece_gap(rect.inflate(-1.0, -1.0), a, b) <= 0.0);
                    let (id, flow) = (&parts.boxes[i].id, parts.flows.get(f));
                    if flow.is_some_and(|flow| *id != flow.from && *id != flow.to) {
                        note(&mut gaps.box_arrow, piece_gap(rect, a, b));
                    }
                }
                (SheetItem::Box(_), SheetItem::Label(_)) => {
                    hard.label_on_box += usize::from(overlap(rect, other));
                    note(&mut gaps.box_label, gap(rect, other));
                }
                (SheetItem::Label(_), SheetItem::Label(_)) => {
                    hard.label_on_label += usize::from(overlap(rect, other));
                    note(&mut gaps.label_label, gap(rect, other));
                }
                (SheetItem::Piece(f, a, b), SheetItem::Label(l)) => {
                    let distance = piece_gap(other, a, b);
                    if f == l {
                        hard.label_on_own_arrow += usize::from(distance <= 0.0);
                    } else {
                        hard.label_on_other_arrow += usize::from(distance <= 0.0);
                        foreign[l] = foreign[l].min(distance);
                        note(&mut gaps.label_arrow, distance);
                    }
                }
                (SheetItem::Piece(f, a, b), SheetItem::Piece(g, c, d)) if f != g => match meet(a, b, c, d) {
                    Meeting::Crossing => crossings += usize::from(f.max(g) < parts.flows.len()),
                    Meeting::Touch => hard.arrows_touching += 1,
                    Meeting::Beside(distance) => {
                        hard.arrows_collinear += usize::from(distance < 1.0);
                        note(&mut gaps.arrow_arrow, distance);
                    }
                    Meeting::Apart => {}
                },
                _ => {}
            }
        }
    }
    for (flow, foreign) in parts.flows.iter().zip(&foreign) {
        if let Some(own) = label_to_own(flow) {
            hard.label_far += usize::from(own > LABEL_FAR);
            hard.label_ambiguous += usize::from(*foreign < own * AMBIGUOUS);
            shared_labels += usize::from(*foreign < own * PLAIN);
        }
    }
    Counts { crossings, shared_labels }
}

/// Every thing with its bounds: boxes, then pieces, then labels.
fn things(parts: &SceneParts) -> (Vec<SheetItem>, Vec<Rect>) {
    let (mut things, mut rects) = (Vec::new(), Vec::new());
    for (i, part) in parts.boxes.iter().enumerate() {
        things.push(SheetItem::Box(i));
        rects.push(part.rect);
    }
    let lines = parts.flows.iter().map(|flow| &flow.points).chain(&parts.ties);
    for (f, points) in lines.enumerate() {
        for ends in points.windows(2) {
            things.push(SheetItem::Piece(f, ends[0], ends[1]));
            rects.push(Rect::from_points(ends[0], ends[1]));
        }
    }
    for (f, flow) in parts.flows.iter().enumerate() {
        if let Some(rect) = flow.label {
            things.push(SheetItem::Label(f));
            rects.push(rect);
        }
    }
    (things, rects)
}

/// From a label to its own arrow, in px; infinite where the arrow has no line.
pub(super) fn label_to_own(flow: &FlowPart) -> Option<f64> {
    let label = flow.label?;
    Some(flow.points.windows(2).map(|w| piece_gap(label, w[0], w[1])).fold(f64::INFINITY, f64::min))
}

/// Keeps the least distance within reach.
fn note(least: &mut Option<f64>, distance: f64) {
    if distance <= REACH && least.is_none_or(|known| distance < known) {
        *least = Some(rounded(distance));
    }
}

/// Whether two rectangles share an area.
fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

/// Distance of two rectangles.
fn gap(a: Rect, b: Rect) -> f64 {
    let across = (a.x0 - b.x1).max(b.x0 - a.x1).max(0.0);
    let down = (a.y0 - b.y1).max(b.y0 - a.y1).max(0.0);
    (across * across + down * down).sqrt()
}

/// Distance of a rectangle and a straight piece; 0 where it runs through.
fn piece_gap(rect: Rect, a: Point, b: Point) -> f64 {
    if a.x == b.x || a.y == b.y {
        return gap(rect, Rect::from_points(a, b));
    }
    if runs_through(rect, a, b) {
        return 0.0;
    }
    let corners = [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1)];
    let to_ends = [a, b].map(|end| gap(rect, Rect::from_points(end, end)));
    let to_corners = corners.map(|corner| to_piece(Point::from(corner), a, b));
    to_ends.into_iter().chain(to_corners).fold(f64::INFINITY, f64::min)
}

/// Distance of a point and a straight piece.
fn to_piece(point: Point, a: Point, b: Point) -> f64 {
    let along = b - a;
    let t = ((point - a).dot(along) / along.hypot2().max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    point.distance(a + along * t)
}

/// Whether a straight piece has a point in a rectangle (Liang and Barsky 1984).
fn runs_through(rect: Rect, a: Point, b: Point) -> bool {
    let along = b - a;
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (step, start, low, high) in [(along.x, a.x, rect.x0, rect.x1), (along.y, a.y, rect.y0, rect.y1)] {
        if step == 0.0 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (first, second) = ((low - start) / step, (high - start) / step);
        enter = enter.max(first.min(second));
        leave = leave.min(first.max(second));
    }
    enter <= leave
}

/// How pieces of two arrows lie to each other.
#[derive(Debug, PartialEq)]
enum Meeting {
    /// They cross inside both.
    Crossing,
    /// An end of one lies on the other.
    Touch,
    /// They are parallel, this far apart, over more than 2 px.
    Beside(f64),
    Apart,
}

fn meet(a: Point, b: Point, c: Point, d: Point) -> Meeting {
    let (u, v) = (b - a, d - c);
    let (long_u, long_v) = (u.hypot2().sqrt(), v.hypot2().sqrt());
    let turn = u.cross(v);
    if turn.abs() <= 1e-6 * long_u * long_v {
        let unit = u / long_u.max(f64::MIN_POSITIVE);
        let (from, to) = ((c - a).dot(unit), (d - a).dot(unit));
        let shared = long_u.min(from.max(to)) - from.min(to).max(0.0);
        return if shared > 2.0 { Meeting::Beside((c - a).cross(unit).abs()) } else { Meeting::Apart };
    }
    let at_u = (c - a).cross(v) / turn * long_u;
    let at_v = (c - a).cross(u) / turn * long_v;
    let within = |at: f64, long: f64, slack: f64| at > -slack && at < long + slack;
    if within(at_u, long_u, -0.01) && within(at_v, long_v, -0.01) {
        Meeting::Crossing
    } else if within(at_u, long_u, 1.0) && within(at_v, long_v, 1.0) {
        Meeting::Touch
    } else {
        Meeting::Apart
    }
}

/// The most by which a straight arrow that is alone on a side of both its boxes is off their middles, where these are in
/// line. What ties a body to another takes room on their sides as an arrow does.
pub(super) fn lone_off_middle(parts: &SceneParts) -> f64 {
    let ends = |flow: &FlowPart| {
        let of = |id: &str, at: Option<&Point>| {
            at.and_then(|at| Some((id.to_owned(), side(parts.rect(id)?, *at))))
        };
        [of(&flow.from, flow.points.first()), of(&flow.to, flow.points.last())]
    };
    let mut on_side: BTreeMap<(String, BoxSide), usize> = BTreeMap::new();
    for end in parts.flows.iter().flat_map(ends).flatten() {
        *on_side.entry(end).or_default() += 1;
    }
    let met = |at: &Point| {
        let near = |rect: Rect| rect.inflate(1.0, 1.0).contains(*at);
        let part = parts.boxes.iter().find(|part| near(part.rect))?;
        Some((part.id.clone(), side(part.rect, *at)))
    };
    for end in parts.ties.iter().flat_map(|tie| [tie.first(), tie.last()]).flatten().filter_map(met) {
        *on_side.entry(end).or_default() += 1;
    }
    let off = |flow: &FlowPart| {
        let [start, end] = flow.points[..] else { return None };
        if !ends(flow).into_iter().flatten().all(|end| on_side.get(&end) == Some(&1)) {
            return None;
        }
        let [a, b] = [parts.rect(&flow.from)?.center(), parts.rect(&flow.to)?.center()];
        let (line, a, b) =
            if (start.x - end.x).abs() < 0.5 { (start.x, a.x, b.x) } else { (start.y, a.y, b.y) };
        ((a - b).abs() <= 0.5).then_some((line - a).abs())
    };
    parts.flows.iter().filter_map(off).fold(0.0, f64::max)
}

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum BoxSide {
    Left,
    Right,
    Top,
    Bottom,
}

/// The side of a box that a point is nearest to.
fn side(rect: Rect, at: Point) -> BoxSide {
    let off = [
        ((at.x - rect.x0).abs(), BoxSide::Left),
        ((at.x - rect.x1).abs(), BoxSide::Right),
        ((at.y - rect.y0).abs(), BoxSide::Top),
        ((at.y - rect.y1).abs(), BoxSide::Bottom),
    ];
    off.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).map_or(BoxSide::Left, |nearest| nearest.1)
}

/// Aligned and alignable pairs of one function, and near misses, along the axis that aligns more.
pub(super) fn alignment(parts: &SceneParts, same: &[(String, String)]) -> (usize, usize, usize) {
    let pairs = same_function(parts, same);
    let along = |axis: fn(Rect) -> f64| {
        let mut centres: Vec<f64> = parts.boxes.iter().map(|part| axis(part.rect)).collect();
        let aligned = pairs.iter().filter(|(a, b)| (centres[*a] - centres[*b]).abs() <= 0.5).count();
        centres.sort_by(f64::total_cmp);
        let near = (0..centres.len())
            .map(|i| {
                let rest = &centres[i..];
                let upto = |most: f64| rest.partition_point(|c| c - centres[i] <= most);
                rest.partition_point(|c| c - centres[i] < 20.0).saturating_sub(upto(0.5))
            })
            .sum::<usize>();
        (aligned, near)
    };
    let (across, down) = (along(|rect| rect.center().x), along(|rect| rect.center().y));
    let (aligned, near) = if down.0 > across.0 { down } else { across };
    (aligned, pairs.len(), near)
}

/// Successive boxes of one function: the same last part of their ids, or tied by `same`. Outcomes are no functions.
fn same_function(parts: &SceneParts, same: &[(String, String)]) -> Vec<(usize, usize)> {
    let mut class: Vec<usize> = (0..parts.boxes.len()).collect();
    fn root(class: &[usize], mut i: usize) -> usize {
        while class[i] != i {
            i = class[i];
        }
        i
    }
    let mut join = |a: usize, b: usize| {
        let (a, b) = (root(&class, a), root(&class, b));
        class[a.max(b)] = a.min(b);
    };
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, part) in parts.boxes.iter().enumerate() {
        by_id.insert(&part.id, i);
        if let Some((level, name)) = part.id.rsplit_once('/')
            && level != "outcome"
        {
            match named.get(name) {
                Some(&first) => join(first, i),
                None => drop(named.insert(name, i)),
            }
        }
    }
    for (a, b) in same {
        if let (Some(&a), Some(&b)) = (by_id.get(a.as_str()), by_id.get(b.as_str())) {
            join(a, b);
        }
    }
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for i in 0..class.len() {
        if let Some(before) = last.insert(root(&class, i), i) {
            pairs.push((before, i));
        }
    }
    pairs
}
