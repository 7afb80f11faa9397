//! Step 6: the canvas on which compaction works, and its sparse start, where every object has a strip of its own.

use super::simplex::Simplex;
use super::system::System;
use crate::engine::chart::{ChartBox, WrapSize};
use crate::engine::placement::cells::Placement;
use crate::engine::problem::Problem;
use crate::engine::regime::Size;
use crate::engine::routing::segments::{End, Segment};
use crate::engine::tools::sorted::sort_nearly;

/// Where a label sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    /// The segment beside it.
    pub(crate) segment: usize,
    /// Whether it is right of or below the segment, else left or above.
    pub(crate) after: bool,
    /// The line of the grid across the segment near which it is.
    pub(crate) slot: usize,
    /// Whether it is after that line, else before it.
    pub(crate) late: bool,
    /// The size it takes.
    pub(crate) wrap: usize,
}

/// The segments on one side of a box, in order.
#[derive(Clone, Debug)]
pub(crate) struct Ports {
    /// The box.
    pub(crate) of: usize,
    /// The axis along the side.
    pub(crate) axis: usize,
    /// The segments that end there.
    pub(crate) segments: Vec<usize>,
}

/// Arrows on a side of a box that share out a part of it evenly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    /// The set of boxes in line in whose middle that part has its own; none: anywhere.
    pub(crate) tie: Option<usize>,
    /// The segments that end there, in order.
    pub(crate) segments: &'a [usize],
}

/// Coordinates in px. For each axis one value; a segment has only that of its axis.
#[derive(Clone, Debug, Default)]
pub(crate) struct Geometry {
    /// Middle of each set of boxes that are tied together.
    pub(crate) tie: [Vec<i64>; 2],
    /// Start of each box.
    pub(crate) low: [Vec<i64>; 2],
    /// End of each box.
    pub(crate) high: [Vec<i64>; 2],
    /// Each segment's coordinate on its axis.
    pub(crate) segment: Vec<i64>,
    /// Start of each label.
    pub(crate) label: [Vec<i64>; 2],
    /// Middle of the strip between each band and the next.
    pub(crate) cut: Vec<i64>,
}

/// Key of a strip: a line of the grid and a place in it, in one number.
pub(crate) type StripKey = i64;

/// What has a strip whatever the labels do.
#[derive(Clone, Copy, Debug)]
enum Thing {
    Low(usize),
    High(usize),
    Segment(usize),
}

/// A chart with its routes, on its way to coordinates.
#[derive(Clone, Debug)]
pub(crate) struct Canvas<'a> {
    /// The chart.
    pub(crate) problem: &'a Problem<'a>,
    /// Where the boxes are.
    pub(crate) placement: &'a Placement,
    /// The segments of the routes.
    pub(crate) segments: Vec<Segment>,
    /// The segments of each arrow.
    pub(crate) of_arrow: Vec<Vec<usize>>,
    /// The sides of boxes with segments on them.
    pub(crate) ports: Vec<Ports>,
    /// The seat of each label.
    pub(crate) seats: Vec<Option<Seat>>,
    /// For each axis the size of each box before growth, even.
    pub(crate) size: [Vec<i64>; 2],
    /// For each axis the set of boxes on one middle that each box belongs to: its lane, unless the canvas is loose.
    pub(crate) tie: [Vec<u32>; 2],
    /// For each axis the number of these sets.
    pub(crate) ties: [usize; 2],
    /// Whether the boxes of a lane may leave its line: see [`Size::Large`].
    pub(crate) loose: bool,
    /// For each segment whether it is a whole arrow with the same place among the arrows on both of its sides.
    pub(crate) straight: Vec<bool>,
    /// Pieces of arrows down the sheet that are wished to be in line.
    pub(crate) through: Vec<(usize, usize)>,
    /// More height between rows than asked.
    pub(crate) air: i64,
    /// The coordinates.
    pub(crate) at: Geometry,
    /// Strips of the sparse start: key, start and end, in order.
    pub(crate) strips: [Vec<(StripKey, i64, i64)>; 2],
    /// Everything but the labels by its strip, and the labels; one without a seat comes last.
    fixed: [Vec<(StripKey, Thing)>; 2],
    labels: [Vec<(StripKey, u32)>; 2],
    /// For labels on a line of boxes, what they keep clear of beyond themselves, down the sheet.
    pub(crate) reach: Vec<Option<(i64, i64)>>,
    /// The last solution of each axis, to start the next from.
    pub(crate) warm: [Vec<i32>; 2],
    /// The memory of systems and of their solutions.
    pub(crate) systems: [System; 2],
    pub(crate) simplex: Simplex,
    /// How coordinates are found.
    pub(crate) solver: Solver,
    /// Compactions so far.
    pub(crate) compactions: u32,
}

/// How the separation problems of a canvas are solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Solver {
    /// The best coordinates.
    Simplex,
    /// Near ones: everything as far to the left or to the top as it can be, roughly.
    ToStart,
    /// The same to the right and to the bottom.
    ToEnd,
}

/// Places of a strip's line for each segment: its own, and one on each side for its labels.
const PLACES: i64 = 4;
/// Place of a box's edges in the strips of its line, before and after all else there.
const EDGE: i64 = 1 << 40;
/// Between two strips of the sparse start, in px.
const BETWEEN: i64 = 40;
/// Place of the labels before and after a line across.
const ASIDE: i64 = 1 << 39;
/// More than all places of a line.
const LINE: i64 = 1 << 42;

/// The key of a place in the strips of a line.
fn strip(line: usize, place: i64) -> StripKey {
    line as i64 * LINE + place
}

impl<'a> Canvas<'a> {
    /// A canvas without labels.
    pub(crate) fn new(
        problem: &'a Problem<'a>,
        placement: &'a Placement,
        segments: Vec<Segment>,
        of_arrow: Vec<Vec<usize>>,
    ) -> Self {
        let (n, m) = (problem.boxes(), problem.arrows());
        let ports = ports(&segments, n);
        let spacing = &problem.chart.spacing;
        let mut size = [0, 1].map(|axis| {
            let of = |b: &ChartBox| i64::from(if axis == 0 { b.width } else { b.height }.max(2));
            problem.chart.boxes.iter().map(of).collect::<Vec<i64>>()
        });
        let alone = problem.size() < Size::Huge;
        let is_drawn_out = |p: &&Ports| placement.is_broad(p.of) && p.axis == problem.class_axis();
        for p in ports.iter().filter(|p| alone && !is_drawn_out(p)) {
            let between = 2 * i64::from(spacing.line_clear) * (p.segments.len() as i64 - 1);
            let s = &mut size[p.axis][p.of];
            // a side must have room for all arrows that meet it
            *s = (*s).max(2 * i64::from(spacing.port_inset) + between);
        }
        for s in size.iter_mut().flatten() {
            // an even size has a middle in whole pixels
            *s += *s % 2;
        }
        let loose = problem.size() > Size::Ordinary;
        let (mut tie, mut ties) = (placement.lane.clone(), placement.lanes);
        if loose {
            // only boxes of one class must be in line
            let classes = problem.class_axis();
            tie[classes] = problem.class.iter().map(|&c| c as u32).collect();
            tie[1 - classes] = (0..n as u32).collect();
            ties[classes] = problem.classes();
            ties[1 - classes] = n;
        }
        let at = Geometry {
            tie: ties.map(|k| vec![0; k]),
            low: [vec![0; n], vec![0; n]],
            high: [vec![0; n], vec![0; n]],
            segment: vec![0; segments.len()],
            label: [vec![0; m], vec![0; m]],
            cut: Vec::new(),
        };
        let mut canvas = Self {
            problem,
            placement,
            segments,
            of_arrow,
            ports,
            seats: vec![None; m],
            size,
            tie,
            ties,
            loose,
            straight: Vec::new(),
            through: Vec::new(),
            air: 0,
            at,
            strips: [Vec::new(), Vec::new()],
            fixed: Default::default(),
            labels: Default::default(),
            reach: vec![None; m],
            warm: [Vec::new(), Vec::new()],
            systems: Default::default(),
            simplex: Simplex::default(),
            solver: Solver::Simplex,
            compactions: 0,
        };
        canvas.straight = canvas.evenly_straight();
        canvas.fixed = [0, 1].map(|axis| canvas.fixed_strips(axis));
        canvas.labels = [0, 1].map(|_| (0..m as u32).map(|label| (0, label)).collect());
        canvas
    }

    /// The lane of a box on an axis.
    pub(crate) fn lane(&self, of: usize, axis: usize) -> usize {
        self.placement.lane[axis][of] as usize
    }

    /// The set of boxes in line on an axis that a box belongs to.
    pub(crate) fn tie(&self, of: usize, axis: usize) -> usize {
        self.tie[axis][of] as usize
    }

    /// A size that the label of `arrow` can take.
    pub(crate) fn wrap(&self, arrow: usize, wrap: usize) -> WrapSize {
        self.problem.chart.arrows[arrow].wraps[wrap]
    }

    /// Width and height of a label where it has a seat.
    pub(crate) fn label_size(&self, arrow: usize) -> [i64; 2] {
        self.seats[arrow].map_or([0, 0], |seat| {
            let w = self.wrap(arrow, seat.wrap);
            [i64::from(w.width), i64::from(w.height)]
        })
    }

    /// Coordinate of an end of a segment, along it.
    pub(crate) fn end(&self, segment: usize, high: bool) -> i64 {
        let s = &self.segments[segment];
        match if high { s.high_end } else { s.low_end } {
            End::Box(b) if high => self.at.low[1 - s.axis][b],
            End::Box(b) => self.at.high[1 - s.axis][b],
            End::Bend(o) => self.at.segment[o],
        }
    }

    /// Whether a strip between two bands cuts what reaches from `low` to `high` across the bands.
    pub(crate) fn is_cut(&self, low: i64, high: i64) -> bool {
        let half = i64::from(self.problem.chart.spacing.band_gutter) / 2;
        let first = self.at.cut.partition_point(|&cut| cut + half <= low);
        self.at.cut.get(first).is_some_and(|&cut| cut - half < high)
    }

    /// Least distance from a label to the middle of the strip between two bands.
    pub(crate) fn off_strip(&self) -> i64 {
        let spacing = &self.problem.chart.spacing;
        i64::from(spacing.band_gutter / 2 + spacing.band_label)
    }

    /// For each segment whether it is a whole arrow with the same place among the arrows on both of its sides.
    fn evenly_straight(&self) -> Vec<bool> {
        let mut places = vec![(None, 0); self.segments.len()];
        for p in &self.ports {
            for part in self.parts(p) {
                for (i, &s) in part.segments.iter().enumerate() {
                    let place = Some((i, part.segments.len()));
                    let same = places[s].0.is_none() || places[s].0 == place;
                    places[s] = (place, places[s].1 + usize::from(same));
                }
            }
        }
        places.into_iter().map(|(_, ends)| ends == 2).collect()
    }

    /// Whether a box is broad on an axis.
    pub(crate) fn is_broad(&self, of: usize, axis: usize) -> bool {
        axis == self.problem.class_axis() && self.placement.is_broad(of)
    }

    /// A side of a box by what its arrows share out evenly: all of it, or of a broad box the part in each lane.
    pub(crate) fn parts<'p>(&self, ports: &'p Ports) -> impl Iterator<Item = Part<'p>> {
        let (whole, tie) = (!self.is_broad(ports.of, ports.axis), self.tie(ports.of, ports.axis));
        let line = |s: &usize| self.segments[*s].line;
        let parts = ports.segments.chunk_by(move |a, b| whole || line(a) == line(b));
        parts.map(move |segments| {
            let line = line(&segments[0]);
            // between two lanes any place is as good
            Part { tie: if whole { Some(tie) } else { (line % 2 == 1).then_some(line / 2) }, segments }
        })
    }

    /// The strip of a segment, on its axis.
    fn segment_strip(&self, segment: usize) -> StripKey {
        strip(self.segments[segment].line, self.segments[segment].rank as i64 * PLACES)
    }

    /// The strip of a label with that seat, on an axis.
    pub(crate) fn label_strip(&self, seat: &Seat, axis: usize) -> StripKey {
        if self.segments[seat.segment].axis == axis {
            self.segment_strip(seat.segment) + if seat.after { 1 } else { -1 }
        } else {
            strip(seat.slot, if seat.late { ASIDE } else { -ASIDE })
        }
    }

    /// Everything but the labels by its strip.
    fn fixed_strips(&self, axis: usize) -> Vec<(StripKey, Thing)> {
        let mut list = Vec::new();
        for b in 0..self.problem.boxes() {
            let [first, last] = self.placement.reach(b, axis).map(|lane| 2 * lane + 1);
            list.push((strip(first, -EDGE), Thing::Low(b)));
            list.push((strip(last, EDGE), Thing::High(b)));
        }
        let segments = self.segments.iter().enumerate().filter(|(_, s)| s.axis == axis);
        list.extend(segments.map(|(i, _)| (self.segment_strip(i), Thing::Segment(i))));
        list.sort_by_key(|thing| thing.0);
        list
    }

    /// Gives every object a strip of its own on both axes, in the order of lines and ranks: nothing overlaps.
    pub(crate) fn spread(&mut self) {
        for axis in 0..2 {
            let mut labels = std::mem::take(&mut self.labels[axis]);
            for (key, label) in &mut labels {
                let seat = &self.seats[*label as usize];
                *key = seat.as_ref().map_or(StripKey::MAX, |seat| self.label_strip(seat, axis));
            }
            sort_nearly(&mut labels);
            self.strips[axis].clear();
            let (mut fixed, mut seated) = (self.fixed[axis].as_slice(), labels.as_slice());
            let mut at = 0;
            loop {
                let next = [fixed.first().map(|thing| thing.0), seated.first().map(|label| label.0)];
                let Some(key) = next.into_iter().flatten().min().filter(|&key| key < StripKey::MAX) else {
                    break;
                };
                while let Some((&(_, thing), rest)) = fixed.split_first().filter(|(thing, _)| thing.0 == key)
                {
                    match thing {
                        Thing::Low(b) => self.at.low[axis][b] = at,
                        Thing::High(b) => self.at.high[axis][b] = at,
                        Thing::Segment(s) => self.at.segment[s] = at,
                    }
                    fixed = rest;
                }
                let mut widest = 0;
                while let Some((&(_, label), rest)) = seated.split_first().filter(|(label, _)| label.0 == key)
                {
                    widest = widest.max(self.label_size(label as usize)[axis]);
                    self.at.label[axis][label as usize] = at;
                    seated = rest;
                }
                self.strips[axis].push((key, at, at + widest));
                at += widest + BETWEEN;
            }
            self.labels[axis] = labels;
        }
    }

    /// Where a label with that seat would be in the sparse start: start and end on an axis.
    pub(crate) fn sparse_seat(&self, seat: &Seat, axis: usize) -> (i64, i64) {
        let key = self.label_strip(seat, axis);
        let strips = &self.strips[axis];
        match strips.binary_search_by_key(&key, |s| s.0) {
            Ok(i) => (strips[i].1, strips[i].2),
            Err(0) => (-BETWEEN / 2, -BETWEEN / 2),
            Err(i) => (strips[i - 1].2 + BETWEEN / 2, strips[i - 1].2 + BETWEEN / 2),
        }
    }

    /// Sets how far labels on a line of boxes reach, so that no line that leaves the row on their side comes between and
    /// the row need not grow: they keep clear of it sideways.
    pub(crate) fn set_reach(&mut self) {
        for arrow in 0..self.seats.len() {
            self.reach[arrow] = self.seats[arrow].and_then(|seat| self.reach_of(&seat));
        }
    }

    /// See [`Canvas::set_reach`]: for a label with that seat.
    pub(crate) fn reach_of(&self, seat: &Seat) -> Option<(i64, i64)> {
        let s = &self.segments[seat.segment];
        if s.axis != 1 || s.line.is_multiple_of(2) {
            return None;
        }
        let y = self.at.segment[seat.segment];
        let clear = i64::from(self.problem.chart.spacing.line_clear);
        let (before, after) = self.row_extent(s.line / 2);
        Some(if seat.after { (y + clear, after - 1) } else { (before + 1, y - clear) })
    }

    /// Start and end of the boxes of a row of the sheet; in the sparse start they all have the same.
    fn row_extent(&self, row: usize) -> (i64, i64) {
        let key = |edge: i64| strip(2 * row + 1, edge);
        let find = |k: StripKey| {
            let strips = &self.strips[1];
            strips.binary_search_by_key(&k, |s| s.0).map_or(0, |i| strips[i].1)
        };
        (find(key(-EDGE)), find(key(EDGE)))
    }

    /// Width and height of all that is drawn.
    pub(crate) fn extent(&self) -> (i64, i64) {
        let clear = i64::from(self.problem.chart.spacing.line_clear);
        let mut most = [0, 0];
        for (axis, most) in most.iter_mut().enumerate() {
            let boxes = self.at.high[axis].iter().copied().max().unwrap_or(0);
            let labels = (0..self.seats.len())
                .filter(|&i| self.seats[i].is_some())
                .map(|i| self.at.label[axis][i] + self.label_size(i)[axis]);
            *most = boxes.max(labels.max().unwrap_or(0));
        }
        for (s, &v) in self.segments.iter().zip(&self.at.segment) {
            most[s.axis] = most[s.axis].max(v + clear);
        }
        (most[0], most[1])
    }
}

/// The sides of boxes on which segments end, each with its segments by rank.
fn ports(segments: &[Segment], boxes: usize) -> Vec<Ports> {
    let mut on_side: Vec<Vec<usize>> = vec![Vec::new(); 4 * boxes];
    for (i, s) in segments.iter().enumerate() {
        // the low end of a segment is at the high side of its box
        if let End::Box(b) = s.low_end {
            on_side[4 * b + 2 * s.axis + 1].push(i);
        }
        if let End::Box(b) = s.high_end {
            on_side[4 * b + 2 * s.axis].push(i);
        }
    }
    let mut ports = Vec::new();
    for (side, mut list) in on_side.into_iter().enumerate() {
        if !list.is_empty() {
            list.sort_by_key(|&i| (segments[i].line, segments[i].rank));
            ports.push(Ports { of: side / 4, axis: side % 4 / 2, segments: list });
        }
    }
    ports
}
