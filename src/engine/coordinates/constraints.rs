//! Step 7, constraints: a scan line over inflated rectangles gives O(n) separations for one axis
//! (Dwyer, Marriott, Stuckey 2006), to which the chart's own constraints and wishes are added.
//!
//! Every constraint goes from an earlier to a later place of the present geometry, so the system is without cycles and
//! always has a solution; and separations hold for the new geometry as for the old one, so the drawing stays valid.

use super::canvas::{Canvas, Seat};
use super::simplex::Arc;
use crate::engine::prices::compaction as weight;
use crate::engine::regime::{Size, Traffic};
use crate::engine::routing::segments::End;
use crate::engine::tools::active::Active;
use crate::engine::tools::graph::{Lists, topological_order};
use std::collections::BTreeMap;

/// An inflated rectangle: its start and end are offsets from variables on the axis and fixed across it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Variable and offset of its start.
    pub(crate) low: (usize, i64),
    /// Variable and offset of its end.
    pub(crate) high: (usize, i64),
    /// Start across the axis.
    pub(crate) from: i64,
    /// End across the axis.
    pub(crate) to: i64,
    /// Twice its present middle on the axis.
    pub(crate) key: i64,
    /// What it is around.
    pub(crate) owner: Owner,
}

/// What an item is around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A box.
    Box(usize),
    /// A segment.
    Segment(usize),
    /// The label of an arrow.
    Label(usize),
}

/// The separation problem of one axis: least Σ weight × (v − u) with v − u ≥ length for all arcs.
#[derive(Clone, Debug, Default)]
pub(crate) struct System {
    /// The axis.
    pub(crate) axis: usize,
    /// The rectangles: boxes, segments of the axis, labels.
    pub(crate) items: Vec<Item>,
    /// The constraints and wishes.
    pub(crate) arcs: Vec<Arc>,
    /// Number of variables; the first are the middles of the boxes in line.
    pub(crate) variables: usize,
    /// Variable and offset of the start and the end of each box.
    pub(crate) edges: Vec<[(usize, i64); 2]>,
    /// Variable of each segment of the axis.
    pub(crate) segment: Vec<usize>,
    /// Variable of each label.
    pub(crate) label: Vec<usize>,
    /// Variable of the strip between each band and the next, on the bands' axis.
    pub(crate) cuts: Vec<usize>,
    /// How many of those strips lie before each lane, on the bands' axis.
    pub(crate) strips: Vec<usize>,
    /// Where the boxes before, between and after those strips start and end in the present geometry.
    pub(crate) extents: Vec<(i64, i64)>,
    /// Variable of the sheet's start.
    pub(crate) source: usize,
    /// Variable of the sheet's end.
    pub(crate) sink: usize,
}

/// Percent of a side over which its arrows are spread.
const SPREAD: i64 = 85;
/// How many times as far from the corners arrows meet a side that is drawn out.
const BROAD_INSET: i64 = 2;
/// Arcs that a box, a segment or a label usually comes to.
const ARCS: usize = 6;
/// No variable.
pub(crate) const NO_VARIABLE: usize = usize::MAX;

impl System {
    /// The variable and offset of an end of a segment, along it.
    pub(crate) fn end(&self, canvas: &Canvas<'_>, segment: usize, high: bool) -> (usize, i64) {
        let s = &canvas.segments[segment];
        match if high { s.high_end } else { s.low_end } {
            End::Box(b) => self.edges[b][usize::from(!high)],
            End::Bend(o) => (self.segment[o], 0),
        }
    }

    /// The system of an axis for the sheet's present geometry, without the wishes for ports.
    pub(crate) fn new(canvas: &Canvas<'_>, axis: usize) -> Self {
        let things = canvas.problem.boxes() + canvas.segments.len() + canvas.seats.len();
        let arcs = Vec::with_capacity(ARCS * things);
        let mut system = Self { axis, arcs, ..Self::default() };
        system.add_boxes(canvas);
        system.add_segments_and_labels(canvas);
        system.source = system.variables;
        system.sink = system.variables + 1;
        system.variables += 2;
        let spacing = &canvas.problem.chart.spacing;
        let extra = Extra {
            boxes: i64::from(2 * spacing.line_clear),
            labels: if axis == 1 && !canvas.loose { i64::from(spacing.paragraph_gap) } else { 0 },
        };
        scan(&system.items, extra, &mut system.arcs);
        system.constrain_boxes(canvas);
        system.constrain_segments(canvas);
        system.constrain_labels(canvas);
        let kept = system.keep_segments_off_strips(canvas);
        system.keep_labels_off_strips(canvas, &kept);
        system.constrain_ports(canvas);
        system
    }

    pub(crate) fn arc(&mut self, from: (usize, i64), to: (usize, i64), length: i64, weight: i64) {
        self.arcs.push(Arc {
            from: from.0 as u32,
            to: to.0 as u32,
            length: (length + from.1 - to.1) as i32,
            weight: weight as i32,
        });
    }

    /// Boxes without segments on this axis are rigid around the middle of their lane; the others may grow, those of one
    /// size and lane together while the chart is small, so that rows look even.
    fn add_boxes(&mut self, canvas: &Canvas<'_>) {
        let axis = self.axis;
        self.variables = canvas.ties[axis];
        let n = canvas.problem.boxes();
        let mut busy = vec![false; n];
        for p in canvas.ports.iter().filter(|p| p.axis == axis) {
            busy[p.of] = true;
        }
        let huge = canvas.problem.size() == Size::Huge;
        let alone = canvas.problem.traffic() > Traffic::Usual && !huge;
        if huge {
            // boxes in line grow together, so that they stay in line
            let mut any = vec![false; canvas.ties[axis]];
            for b in (0..n).filter(|&b| busy[b]) {
                any[canvas.tie(b, axis)] = true;
            }
            for (b, busy) in busy.iter_mut().enumerate() {
                *busy = any[canvas.tie(b, axis)];
            }
        }
        let mut groups: BTreeMap<(usize, i64, usize), usize> = BTreeMap::new();
        let mut broad = Vec::new();
        let clear = i64::from(canvas.problem.chart.spacing.box_clear);
        for (b, &grows) in busy.iter().enumerate() {
            let (tie, size) = (canvas.tie(b, axis), canvas.size[axis][b]);
            let (low, high) = if canvas.is_broad(b, axis) {
                broad.push((b, self.variables));
                self.variables += 2;
                ((self.variables - 2, 0), (self.variables - 1, 0))
            } else if grows {
                let group = (tie, size, if alone { b } else { 0 });
                let v = *groups.entry(group).or_insert_with(|| {
                    self.variables += 2;
                    self.variables - 2
                });
                ((v, 0), (v + 1, 0))
            } else {
                ((tie, -size / 2), (tie, size / 2))
            };
            self.edges.push([low, high]);
            self.items.push(Item {
                low: (low.0, low.1 - clear),
                high: (high.0, high.1 + clear),
                from: canvas.at.low[1 - axis][b] - clear,
                to: canvas.at.high[1 - axis][b] + clear,
                key: canvas.at.low[axis][b] + canvas.at.high[axis][b],
                owner: Owner::Box(b),
            });
        }
        for (&(tie, size, _), &v) in &groups {
            self.arc((v, 0), (tie, 0), size / 2, weight::GROWTH);
            self.arc((tie, 0), (v + 1, 0), size / 2, weight::GROWTH);
        }
        for (b, v) in broad {
            // as far as a box of its size would reach in its outermost lanes
            let ([first, last], size) = (canvas.placement.reach(b, axis), canvas.size[axis][b]);
            self.arc((v, 0), (first, 0), size / 2, weight::GROWTH);
            self.arc((last, 0), (v + 1, 0), size / 2, weight::GROWTH);
        }
    }

    fn add_segments_and_labels(&mut self, canvas: &Canvas<'_>) {
        let axis = self.axis;
        let spacing = &canvas.problem.chart.spacing;
        let (box_clear, clear) = (i64::from(spacing.box_clear), i64::from(spacing.line_clear));
        self.segment = vec![NO_VARIABLE; canvas.segments.len()];
        self.label = vec![NO_VARIABLE; canvas.seats.len()];
        for (i, s) in canvas.segments.iter().enumerate() {
            if s.axis != axis {
                continue;
            }
            let v = self.variables;
            self.variables += 1;
            self.segment[i] = v;
            // a segment is trimmed at its own boxes, and reaches beyond its bends
            let reach = |e: End| if matches!(e, End::Box(_)) { -box_clear } else { clear };
            let (from, to) =
                (canvas.end(i, false) - reach(s.low_end), canvas.end(i, true) + reach(s.high_end));
            self.items.push(Item {
                low: (v, -clear),
                high: (v, clear),
                from: from.min(to),
                to: from.max(to),
                key: 2 * canvas.at.segment[i],
                owner: Owner::Segment(i),
            });
        }
        for (i, seat) in canvas.seats.iter().enumerate() {
            let Some(seat) = seat else { continue };
            let v = self.variables;
            self.variables += 1;
            self.label[i] = v;
            let size = canvas.label_size(i);
            let (own, across) = (clearance(canvas, seat, axis), clearance(canvas, seat, 1 - axis));
            let at = canvas.at.label[1 - axis][i];
            let (mut from, mut to) = (at - across.0, at + size[1 - axis] + across.1);
            if let Some((a, b)) = canvas.reach[i].filter(|_| axis == 0) {
                (from, to) = (from.min(a), to.max(b));
            }
            self.items.push(Item {
                low: (v, -own.0),
                high: (v, size[axis] + own.1),
                from,
                to,
                key: 2 * canvas.at.label[axis][i] + size[axis],
                owner: Owner::Label(i),
            });
        }
    }

    /// Boxes stay on the sheet, their lanes keep their gaps, and between two bands there is room for a strip.
    fn constrain_boxes(&mut self, canvas: &Canvas<'_>) {
        let axis = self.axis;
        let mut half = vec![0; canvas.ties[axis]];
        for b in 0..canvas.problem.boxes() {
            let h = &mut half[canvas.tie(b, axis)];
            *h = (*h).max(canvas.size[axis][b] / 2);
        }
        let classes = canvas.problem.class_axis();
        let edge = canvas.placement.edges.first().filter(|_| axis == classes).map(|&b| canvas.tie(b, axis));
        for (tie, &half) in half.iter().enumerate() {
            self.arc((self.source, 0), (tie, 0), half, if edge == Some(tie) { weight::EDGE } else { 0 });
            self.arc((tie, 0), (self.sink, 0), half, 0);
        }
        for b in 0..canvas.problem.boxes() {
            let [low, high] = self.edges[b];
            if low.0 >= half.len() {
                self.arc((self.source, 0), low, 0, 0);
                self.arc(high, (self.sink, 0), 0, 0);
            }
        }
        let weight = if canvas.loose { weight::LARGE_SHEET } else { weight::SHEET };
        self.arc((self.source, 0), (self.sink, 0), 0, weight);
        if !canvas.loose {
            self.space_lanes(canvas, &half);
        }
        if axis == canvas.placement.band_axis {
            self.add_cuts(canvas);
        }
    }

    /// Neighbouring lanes keep their gap.
    fn space_lanes(&mut self, canvas: &Canvas<'_>, half: &[i64]) {
        let axis = self.axis;
        let spacing = &canvas.problem.chart.spacing;
        let across_bands = axis == canvas.placement.band_axis;
        let band = |lane: usize| if across_bands { canvas.placement.lane_band[lane] } else { 0 };
        let air = if axis == 1 { canvas.air } else { 0 };
        for c in 1..half.len() {
            let gap = match (axis, band(c - 1) == band(c)) {
                (0, true) => spacing.column_gap,
                (0, false) => spacing.column_gap.max(2 * spacing.band_inset + spacing.band_gutter),
                (_, true) => spacing.row_gap,
                (_, false) => spacing.band_gap,
            };
            let apart = half[c - 1] + i64::from(gap) + air + half[c];
            self.arc((c - 1, 0), (c, 0), apart, weight::LANES);
        }
    }

    /// Segments stay on the sheet and within the sides of their boxes; those across the axis keep a least length.
    fn constrain_segments(&mut self, canvas: &Canvas<'_>) {
        let spacing = &canvas.problem.chart.spacing;
        let (clear, inset) = (i64::from(spacing.line_clear), i64::from(spacing.port_inset));
        for (i, s) in canvas.segments.iter().enumerate() {
            if s.axis == self.axis {
                let v = (self.segment[i], 0);
                self.arc((self.source, 0), v, clear, 0);
                self.arc(v, (self.sink, 0), clear, 0);
                for e in [s.low_end, s.high_end] {
                    if let End::Box(b) = e {
                        let [low, high] = self.edges[b];
                        // there is room on a side that is drawn out, and nothing wishes its arrows to an even place
                        let inset = if canvas.is_broad(b, self.axis) { BROAD_INSET * inset } else { inset };
                        self.arc(low, v, inset, 0);
                        self.arc(v, high, inset, 0);
                    }
                }
            } else {
                let (low, high) = (self.end(canvas, i, false), self.end(canvas, i, true));
                self.arc(low, high, i64::from(spacing.piece), weight::SEGMENT);
            }
        }
    }

    /// A label is beside its segment: near it on its axis, between its ends on the other.
    fn constrain_labels(&mut self, canvas: &Canvas<'_>) {
        let spacing = &canvas.problem.chart.spacing;
        let (own, inset) = (i64::from(spacing.label_own), i64::from(spacing.label_inset));
        for (i, seat) in canvas.seats.iter().enumerate() {
            let Some(seat) = seat else { continue };
            let (v, size) = ((self.label[i], 0), canvas.label_size(i)[self.axis]);
            self.arc((self.source, 0), v, 0, 0);
            self.arc(v, (self.sink, 0), size, 0);
            if canvas.segments[seat.segment].axis == self.axis {
                let line = (self.segment[seat.segment], 0);
                if seat.after {
                    self.arc(line, v, own, weight::LABEL);
                } else {
                    self.arc(v, line, size + own, weight::LABEL);
                }
            } else {
                let ends = [false, true].map(|high| self.end(canvas, seat.segment, high));
                self.arc(ends[0], v, inset, 0);
                self.arc(v, ends[1], size + inset, 0);
            }
        }
    }

    /// The arrows on one side of a box keep apart, and are spread over most of it unless the chart is large.
    fn constrain_ports(&mut self, canvas: &Canvas<'_>) {
        let clear = 2 * i64::from(canvas.problem.chart.spacing.line_clear);
        let axis = self.axis;
        for p in canvas.ports.iter().filter(|p| p.axis == axis) {
            let b = &canvas.problem.chart.boxes[p.of];
            let side = i64::from(if p.axis == 0 { b.width } else { b.height });
            for part in canvas.parts(p) {
                let spread = if canvas.loose { 0 } else { side * SPREAD / 100 / part.segments.len() as i64 };
                for w in part.segments.windows(2) {
                    self.arc((self.segment[w[0]], 0), (self.segment[w[1]], 0), spread.max(clear), 0);
                }
            }
            for w in p.segments.windows(2).filter(|_| canvas.is_broad(p.of, axis)) {
                self.arc((self.segment[w[0]], 0), (self.segment[w[1]], 0), clear, 0);
            }
        }
    }

    /// The wishes for each arrow to be in its even place on the side of its box, and for lines to run on through boxes; for the solver
    /// only.
    pub(crate) fn wish_ports(&mut self, canvas: &Canvas<'_>) {
        let axis = self.axis;
        let straight = &canvas.straight;
        for p in canvas.ports.iter().filter(|p| p.axis == axis) {
            let size = canvas.size[p.axis][p.of];
            for part in canvas.parts(p) {
                let Some(tie) = part.tie else { continue };
                let k = part.segments.len() as i64;
                for (i, &s) in part.segments.iter().enumerate() {
                    let weight = match (k, straight[s]) {
                        (1, true) => weight::LONE,
                        (_, true) => weight::PAIR,
                        (1, false) => weight::ONLY_PORT,
                        (_, false) => weight::PORT,
                    };
                    // |segment − (lane + offset)| through a variable that is at most either
                    let offset = size * (2 * i as i64 + 1) / (2 * k) - size / 2;
                    let aux = (self.variables, 0);
                    self.variables += 1;
                    self.arc(aux, (self.segment[s], 0), 0, weight);
                    self.arc(aux, (tie, 0), -offset, weight);
                }
            }
        }
        for &(above, below) in canvas.through.iter().filter(|_| axis == 0) {
            let aux = (self.variables, 0);
            self.variables += 1;
            self.arc(aux, (self.segment[above], 0), 0, weight::THROUGH);
            self.arc(aux, (self.segment[below], 0), 0, weight::THROUGH);
        }
    }
}

/// Clearance before and after a label with that seat on an axis: less towards its own line.
pub(crate) fn clearance(canvas: &Canvas<'_>, seat: &Seat, axis: usize) -> (i64, i64) {
    let spacing = &canvas.problem.chart.spacing;
    let clear = i64::from(spacing.label_clear);
    let own = i64::from(spacing.label_own - spacing.line_clear);
    match (canvas.segments[seat.segment].axis == axis, seat.after) {
        (false, _) => (clear, clear),
        (true, true) => (own, clear),
        (true, false) => (clear, own),
    }
}

/// What two things of one kind keep apart beyond their clearances, in px.
#[derive(Clone, Copy, Debug)]
struct Extra {
    boxes: i64,
    labels: i64,
}

/// Separations between rectangles that are next to each other at some place across the axis.
fn scan(items: &[Item], extra: Extra, arcs: &mut Vec<Arc>) {
    let mut order: Vec<(i64, u32)> = items.iter().zip(0..).map(|(item, i)| (item.key, i)).collect();
    order.sort_unstable();
    let mut rank = vec![0_u32; items.len()];
    for (&(_, i), r) in order.iter().zip(0..) {
        rank[i as usize] = r;
    }
    // starts are odd: at one place ends come first
    let mut events: Vec<(i64, u32)> = Vec::with_capacity(2 * items.len());
    for (item, i) in items.iter().zip(0..) {
        events.push((2 * item.from + 1, i));
        events.push((2 * item.to.max(item.from + 1), i));
    }
    events.sort_unstable();
    let mut active = Active::new(items.len());
    let mut separate = |a: u32, b: u32| {
        let (a, b) = (&items[order[a as usize].1 as usize], &items[order[b as usize].1 as usize]);
        if a.high.0 != b.low.0 {
            let more = match (a.owner, b.owner) {
                (Owner::Box(_), Owner::Box(_)) => extra.boxes,
                (Owner::Label(_), Owner::Label(_)) => extra.labels,
                _ => 0,
            };
            let length = a.high.1 - b.low.1 + more;
            arcs.push(Arc { from: a.high.0 as u32, to: b.low.0 as u32, length: length as i32, weight: 0 });
        }
    };
    for (place, i) in events {
        let (starts, r) = (place % 2 != 0, rank[i as usize]);
        if starts {
            active.insert(r);
        } else {
            active.remove(r);
        }
        let (before, after) = (active.before(r), active.after(r));
        if starts {
            if let Some(b) = before {
                separate(b, r);
            }
            if let Some(a) = after {
                separate(r, a);
            }
        } else if let (Some(b), Some(a)) = (before, after) {
            separate(b, a);
        }
    }
}

/// The longest paths from the start to each variable and from each variable to the end, by topological order; none if the
/// arcs have a cycle.
pub(crate) fn longest_paths(system: &System) -> Option<(Vec<i64>, Vec<i64>)> {
    let n = system.variables;
    let next = Lists::new(n, system.arcs.iter().map(|a| (a.from, (a.to, a.length))));
    let out = |u: u32| next.of(u as usize).iter().copied();
    let order = topological_order(n, |u| out(u).map(|(v, _)| v));
    if order.len() < n {
        return None;
    }
    let (mut from_start, mut to_end) = (vec![0_i64; n], vec![0_i64; n]);
    for &u in &order {
        for (v, length) in out(u) {
            let at = from_start[u as usize] + i64::from(length);
            from_start[v as usize] = from_start[v as usize].max(at);
        }
    }
    for &u in order.iter().rev() {
        let longest = out(u).map(|(v, length)| to_end[v as usize] + i64::from(length)).max();
        to_end[u as usize] = longest.unwrap_or(0).max(0);
    }
    Some((from_start, to_end))
}

#[cfg(test)]
mod tests {
    use super::{Owner, System, longest_paths};
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;

    /// Longest paths from the start by going over all arcs again and again (Bellman, Ford).
    fn by_hand(system: &System) -> Vec<i64> {
        let mut from = vec![0; system.variables];
        loop {
            let mut changed = false;
            for a in &system.arcs {
                let at = from[a.from as usize] + i64::from(a.length);
                if at > from[a.to as usize] {
                    from[a.to as usize] = at;
                    changed = true;
                }
            }
            if !changed {
                return from;
            }
        }
    }

    #[test]
    fn longest_paths_are_those_of_every_arc_again_and_again() {
        on_canvas(&charts::generated(4, 8, 60, 3, 0.8), 6, |canvas, _, _| {
            assert!(canvas.compact(1));
            for axis in 0..2 {
                let system = System::new(canvas, axis);
                assert_eq!(longest_paths(&system).unwrap().0, by_hand(&system));
            }
        });
    }

    #[test]
    fn things_beside_each_other_are_kept_apart_whatever_the_solution() {
        on_canvas(&charts::generated(4, 8, 60, 3, 0.8), 6, |canvas, _, _| {
            assert!(canvas.compact(1));
            for axis in 0..2 {
                let system = System::new(canvas, axis);
                // the least values are a solution as good as any
                let x = by_hand(&system);
                let at = |place: (usize, i64)| x[place.0] + place.1;
                for (i, a) in system.items.iter().enumerate() {
                    for b in &system.items[..i] {
                        if a.from >= b.to || b.from >= a.to || a.owner == b.owner {
                            continue;
                        }
                        // a label and its own line are kept apart by a constraint of their own
                        let own = |s: usize, l: usize| canvas.seats[l].is_some_and(|seat| seat.segment == s);
                        let related = match (a.owner, b.owner) {
                            (Owner::Segment(s), Owner::Label(l)) | (Owner::Label(l), Owner::Segment(s)) => {
                                own(s, l)
                            }
                            _ => false,
                        };
                        let apart = at(a.high) <= at(b.low) || at(b.high) <= at(a.low);
                        assert!(apart || related, "{axis}: {a:?} {b:?}");
                    }
                }
            }
        });
    }
}
