//! Step 9, finish: spare height to the row gaps, labels to the middle of their segments and off the strips between bands.

use super::canvas::Canvas;
use super::scan::{Item, Owner};
use super::system::System;
use crate::engine::chart::{Along, Drawing, IRect, Lane, PlacedLabel, Report, Side};
use crate::engine::prices::strip;
use crate::engine::regime::AIRINGS;
use crate::engine::routing::segments::End;
use crate::engine::tools::buckets::{Bounds, Buckets};

/// Where a label starts and ends across the bands, and how many strips lie before it if it must stay in its band.
type LabelSpan = (i64, i64, Option<usize>);

/// What a label gets beyond its least distance from its own line, in px, where there is room.
const AIR: i64 = 4;
/// Air between rows at most, in their own gaps: more would tear them apart.
const MOST_AIR: i64 = 2;

/// Spare height, in px, that is too little to share out, and the least that a row is given at once.
const LEAST_SPARE: i64 = 12;
const LEAST_AIR: i64 = 4;
/// So near to a strip, in px, a label counts as cut and a line as hidden: by the width of what is drawn there.
const EDGE: i64 = 2;
const LINE: i64 = 3;

/// Whether two items are beside each other at some place across the axis.
fn meets(a: &Item, b: &Item) -> bool {
    b.to > a.from && b.from < a.to
}

impl Canvas<'_> {
    /// Gives the rows more air, a little at a time, while the sheet is flatter than asked: height that is there anyway.
    pub(crate) fn air_rows(&mut self, rounds: usize) {
        let chart = self.problem.chart;
        let most = MOST_AIR * i64::from(chart.spacing.row_gap);
        for _ in 0..AIRINGS {
            let (w, h) = self.extent();
            let wanted = (w as f64 + f64::from(chart.margins.0)) / chart.aspect - f64::from(chart.margins.1);
            let spare = wanted as i64 - h;
            if spare < LEAST_SPARE || self.placement.lanes[1] == 0 || self.air >= most {
                return;
            }
            self.air = (self.air + (spare / self.placement.lanes[1] as i64).max(LEAST_AIR)).min(most);
            self.compact(rounds);
        }
    }

    /// Slides each label towards the middle of its segment, as far as its neighbours let it.
    fn centre_labels(&mut self) {
        // in a large chart nothing has room, and where the bands lie side by side a strip could be next to a label
        let airy = !self.loose && self.placement.band_axis == 1;
        let width = self.extent().0;
        for axis in 0..2 {
            let system = System::new(self, axis);
            let inset = i64::from(self.problem.chart.spacing.label_inset);
            let mut spans: Vec<(i64, i64)> = system.items.iter().map(|i| self.span(axis, i)).collect();
            // a rectangle from its span on the axis and the item across it
            let bounds = |span: (i64, i64), item: &Item| match axis {
                0 => ([span.0, item.from], [span.1, item.to]),
                _ => ([item.from, span.0], [item.to, span.1]),
            };
            let rects: Vec<Bounds> = spans.iter().zip(&system.items).map(|(s, i)| bounds(*s, i)).collect();
            let mut buckets = Buckets::new(&rects);
            for (me, item) in system.items.iter().enumerate() {
                let Owner::Label(label) = item.owner else { continue };
                let Some(seat) = self.seats[label] else { continue };
                // along its own line's axis a label has one place beside the line: all it can be given there is air
                if self.segments[seat.segment].axis == axis {
                    if airy && axis == 0 {
                        let reach = (spans[me].0 - AIR, spans[me].1 + AIR);
                        let near = buckets.near(bounds(reach, item)).map(|o| o as usize);
                        let near = near.filter(|&o| o != me && meets(item, &system.items[o]));
                        let by = self.room_for_air(label, width, spans[me], near.map(|o| spans[o]));
                        self.at.label[axis][label] += by;
                        spans[me] = (spans[me].0 + by, spans[me].1 + by);
                        buckets.enter(me as u32, bounds(spans[me], item));
                    }
                    continue;
                }
                let (span, size) = (spans[me], self.label_size(label)[axis]);
                let ends = [false, true].map(|high| self.end(seat.segment, high));
                let at = self.at.label[axis][label];
                let (before, behind) = (at - span.0, span.1 - at);
                // from end to end of its segment, then less for each neighbour on either side
                let (mut low, mut high) = (ends[0] + inset, ends[1] - inset - size);
                let reach = (low.min(at) - before, high.max(at) + size + behind);
                for o in buckets.near(bounds(reach, item)) {
                    let o = o as usize;
                    let other = &system.items[o];
                    if o == me || !meets(item, other) {
                        continue;
                    }
                    if spans[o].1 <= span.0 {
                        low = low.max(spans[o].1 + before);
                    } else if spans[o].0 >= span.1 {
                        high = high.min(spans[o].0 - behind);
                    }
                }
                if low <= high {
                    let middle = (ends[0] + ends[1] - size) / 2;
                    let to = self.off_cuts(axis, middle.clamp(low, high), size, (low, high));
                    self.at.label[axis][label] = to;
                    spans[me] = (to - before, to + behind);
                    buckets.enter(me as u32, bounds(spans[me], item));
                }
            }
        }
    }

    /// By how much the label of a piece of arrow down the sheet can move off it, on a sheet so wide, where the inflated
    /// rectangles beside it leave room. Above and below a piece across, the line box itself gives a label air.
    fn room_for_air(
        &self,
        label: usize,
        width: i64,
        span: (i64, i64),
        beside: impl Iterator<Item = (i64, i64)>,
    ) -> i64 {
        let Some(seat) = self.seats[label] else { return 0 };
        let own = i64::from(self.problem.chart.spacing.label_own);
        let (line, at) = (self.at.segment[seat.segment], self.at.label[0][label]);
        let size = self.label_size(label)[0];
        if seat.after {
            let wish = line + own + AIR - at;
            let rooms = beside.filter(|o| o.0 >= span.1).map(|o| o.0 - span.1);
            rooms.fold(wish.min(width - at - size), i64::min).max(0)
        } else {
            let wish = at + size - (line - own - AIR);
            let rooms = beside.filter(|o| o.1 <= span.0).map(|o| span.0 - o.1);
            -rooms.fold(wish.min(at), i64::min).max(0)
        }
    }

    /// The place nearest to `at` within `room` at which a label of that size is not cut by a strip between bands; `at`
    /// where there is none.
    fn off_cuts(&self, axis: usize, at: i64, size: i64, room: (i64, i64)) -> i64 {
        if axis != self.placement.band_axis {
            return at;
        }
        let half = self.off_strip();
        let hit = self.at.cut.iter().find(|&&cut| at < cut + half && at + size > cut - half);
        let Some(&cut) = hit else { return at };
        let choices = [cut - half - size, cut + half];
        let fits = choices.into_iter().filter(|&p| room.0 <= p && p <= room.1);
        fits.min_by_key(|&p| (p - at).abs()).unwrap_or(at)
    }

    /// Start and end of an inflated rectangle in the present geometry.
    pub(crate) fn span(&self, axis: usize, item: &Item) -> (i64, i64) {
        match item.owner {
            Owner::Box(b) => {
                let clear = i64::from(self.problem.chart.spacing.box_clear);
                (self.at.low[axis][b] - clear, self.at.high[axis][b] + clear)
            }
            Owner::Segment(s) => (self.at.segment[s] + item.low.1, self.at.segment[s] + item.high.1),
            Owner::Label(l) => (self.at.label[axis][l] + item.low.1, self.at.label[axis][l] + item.high.1),
        }
    }

    /// How many strips between bands lie before the label of a segment that leaves a box along its band; `None` for
    /// any other label, which may stand in either band.
    fn strips_before(&self, label: usize) -> Option<usize> {
        let axis = self.placement.band_axis;
        let segment = self.seats[label].map(|seat| &self.segments[seat.segment])?;
        let ends = [segment.low_end, segment.high_end].into_iter();
        let of = ends.filter(|_| segment.axis == axis).find_map(|end| match end {
            End::Box(b) => Some(self.lane(b, axis)),
            End::Bend(_) => None,
        })?;
        Some(self.breaks().filter(|&c| c <= of).count())
    }

    /// The lanes that begin a band, but for the first.
    fn breaks(&self) -> impl Iterator<Item = usize> {
        let lane_band = &self.placement.lane_band;
        (1..lane_band.len()).filter(|&c| lane_band[c] != lane_band[c - 1])
    }

    /// Where the labels lie.
    fn label_spans(&self) -> Vec<LabelSpan> {
        let axis = self.placement.band_axis;
        (0..self.seats.len())
            .filter(|&l| self.seats[l].is_some())
            .map(|l| {
                let at = self.at.label[axis][l];
                (at, at + self.label_size(l)[axis], self.strips_before(l))
            })
            .collect()
    }

    /// Centres the labels and settles the strips between bands; where a strip still cuts a label, it goes to the middle
    /// of the room that boxes and the labels of its bands leave, and the labels that may give way do so.
    pub(crate) fn settle(&mut self) {
        self.centre_labels();
        let compacted = self.at.cut.clone();
        let cutting = self.settle_cuts();
        if !cutting.is_empty() {
            // labels may have slid under a strip that was right before they moved: again, with the strip held in the middle of its room
            self.at.cut = compacted;
            let labels = self.label_spans();
            for (k, c) in cutting {
                let (low, high) = self.room(k, c, &labels);
                self.at.cut[k] = (low + high) / 2;
            }
            self.centre_labels();
            self.settle_cuts();
        }
    }

    /// Moves the strips between bands to where they cut the least label and hide no line, then nearest to the middle;
    /// those that cut a label nevertheless, with the lanes after them.
    pub(crate) fn settle_cuts(&mut self) -> Vec<(usize, usize)> {
        let axis = self.placement.band_axis;
        let half = i64::from(self.problem.chart.spacing.band_gutter) / 2;
        let labels = self.label_spans();
        let mut lines: Vec<i64> = (0..self.segments.len())
            .filter(|&s| self.segments[s].axis == axis)
            .map(|s| self.at.segment[s])
            .collect();
        lines.sort_unstable();
        let mut cutting = Vec::new();
        let breaks: Vec<usize> = self.breaks().collect();
        for (k, c) in breaks.into_iter().enumerate().take(self.at.cut.len()) {
            let (low, high) = self.room(k, c, &labels);
            let air = self.off_strip();
            let near = labels.iter().filter(|l| l.0 < high + air && l.1 > low - air);
            let near: Vec<&LabelSpan> = near.collect();
            let taken = |at: i64, reach: i64| {
                near.iter().map(|l| (l.1.min(at + reach) - l.0.max(at - reach)).max(0)).sum::<i64>()
            };
            let hidden = |at: i64| {
                let from = lines.partition_point(|&v| v < at - half - LINE);
                lines[from..].iter().take_while(|&&v| v <= at + half + LINE).count() as i64
            };
            let middle = (low + high) / 2;
            let price = |&at: &i64| {
                (
                    strip::CUT * taken(at, half + EDGE)
                        + strip::NEAR * taken(at, air)
                        + strip::HIDDEN * hidden(at)
                        + (at - middle).abs(),
                    at,
                )
            };
            // every px is tried: the price has jumps where labels and lines begin
            let best = (low..=high).min_by_key(price).unwrap_or(middle);
            self.at.cut[k] = best;
            if taken(best, half + EDGE) > 0 {
                cutting.push((k, c));
            }
        }
        cutting
    }

    /// Where the middle of a strip between two bands may lie: the strip's number, the lane after it, the labels.
    fn room(&self, strip: usize, lane: usize, labels: &[LabelSpan]) -> (i64, i64) {
        let axis = self.placement.band_axis;
        let spacing = &self.problem.chart.spacing;
        let (half, inset) = (i64::from(spacing.band_gutter) / 2, i64::from(spacing.band_inset));
        let boxes = 0..self.problem.boxes();
        let before =
            boxes.clone().filter(|&b| self.lane(b, axis) < lane).map(|b| self.at.high[axis][b]).max();
        let after = boxes.filter(|&b| self.lane(b, axis) >= lane).map(|b| self.at.low[axis][b]).min();
        let (before, after) = (before.unwrap_or(0), after.unwrap_or(0));
        // where the bands stand too close for the whole inset, both get the same part of it
        let inset = inset.min((after - before) / 2 - half);
        let (low, high) = (before + inset + half, after - inset - half);
        let in_own =
            |strips: bool| labels.iter().filter(move |l| l.2.is_some_and(|s| (s <= strip) == strips));
        let (own, next) = (
            in_own(true).map(|l| l.1 + half).fold(low, i64::max),
            in_own(false).map(|l| l.0 - half).fold(high, i64::min),
        );
        if own <= next { (own, next) } else { (low, high.max(low)) }
    }

    /// The drawing of the canvas as it is, its content moved to (0, 0).
    pub(crate) fn drawing(&self) -> Drawing {
        let routes: Vec<Vec<(i64, i64)>> = (0..self.of_arrow.len()).map(|a| self.route(a)).collect();
        let mut low = [i64::MAX; 2];
        let mut high = [i64::MIN; 2];
        let mut see = |axis: usize, a: i64, b: i64| {
            low[axis] = low[axis].min(a);
            high[axis] = high[axis].max(b);
        };
        for axis in 0..2 {
            for b in 0..self.problem.boxes() {
                see(axis, self.at.low[axis][b], self.at.high[axis][b]);
            }
            for l in (0..self.seats.len()).filter(|&l| self.seats[l].is_some()) {
                see(axis, self.at.label[axis][l], self.at.label[axis][l] + self.label_size(l)[axis]);
            }
        }
        for &(x, y) in routes.iter().flatten() {
            see(0, x, x);
            see(1, y, y);
        }
        if low[0] > high[0] {
            return Drawing::default();
        }
        let px = |axis: usize, v: i64| (v - low[axis]) as i32;
        let rect = |x: i64, y: i64, w: i64, h: i64| IRect {
            x: px(0, x),
            y: px(1, y),
            width: w as i32,
            height: h as i32,
        };
        let boxes = (0..self.problem.boxes())
            .map(|b| {
                let (x, y) = (self.at.low[0][b], self.at.low[1][b]);
                rect(x, y, self.at.high[0][b] - x, self.at.high[1][b] - y)
            })
            .collect();
        let label = |l: usize| {
            let seat = self.seats[l]?;
            let size = self.label_size(l);
            Some(PlacedLabel {
                wrap: seat.wrap,
                rect: rect(self.at.label[0][l], self.at.label[1][l], size[0], size[1]),
                along: if self.segments[seat.segment].axis == 1 {
                    Along::Horizontal
                } else {
                    Along::Vertical
                },
                side: if seat.after { Side::After } else { Side::Before },
            })
        };
        let band_axis = self.placement.band_axis;
        let mut lanes: Vec<Lane> = self
            .placement
            .lane_band
            .iter()
            .map(|&band| Lane { band, start: i32::MAX, end: i32::MIN })
            .collect();
        for b in 0..self.problem.boxes() {
            let lane = &mut lanes[self.lane(b, band_axis)];
            lane.start = lane.start.min(px(band_axis, self.at.low[band_axis][b]));
            lane.end = lane.end.max(px(band_axis, self.at.high[band_axis][b]));
        }
        Drawing {
            width: px(0, high[0]),
            height: px(1, high[1]),
            boxes,
            routes: routes.iter().map(|r| r.iter().map(|&(x, y)| (px(0, x), px(1, y))).collect()).collect(),
            labels: (0..self.seats.len()).map(label).collect(),
            lanes,
            cuts: self.at.cut.iter().map(|&c| px(band_axis, c)).collect(),
            report: Report::default(),
        }
    }

    /// The corners of an arrow, in its direction.
    fn route(&self, arrow: usize) -> Vec<(i64, i64)> {
        let mut out = Vec::new();
        for (k, &s) in self.of_arrow[arrow].iter().enumerate() {
            let segment = &self.segments[s];
            let (start, end) = (self.end(s, !segment.forward), self.end(s, segment.forward));
            let point = |along: i64| {
                let v = self.at.segment[s];
                if segment.axis == 1 { (along, v) } else { (v, along) }
            };
            if k == 0 {
                out.push(point(start));
            }
            out.push(point(end));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::MOST_AIR;
    use crate::engine::chart::{Chart, Direction};
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;
    use crate::engine::tests::oracle::look;

    #[test]
    fn a_flat_sheet_gets_air_between_its_rows_but_not_without_end() {
        for direction in [Direction::Down, Direction::Right] {
            let chart = Chart { direction, ..charts::generated(8, 2, 14, 3, 0.8) };
            on_canvas(&chart, 2, |canvas, _, _| {
                assert!(canvas.compact(2));
                let first = canvas.extent();
                canvas.air_rows(2);
                let last = canvas.extent();
                let rows = canvas.placement.lanes[1] as i64;
                let most = MOST_AIR * i64::from(chart.spacing.row_gap);
                assert!(canvas.air <= most && last.1 <= first.1 + rows * most, "{first:?} {last:?}");
                let flat = first.0 as f64 > chart.aspect * first.1 as f64 + 400.0;
                assert_eq!(last.1 > first.1, flat, "{first:?} {last:?}");
                assert_eq!(look(&chart, &canvas.drawing()).faults, Vec::<String>::new());
            });
        }
    }

    #[test]
    fn labels_stand_nearer_to_the_middle_once_settled() {
        let chart = charts::generated(4, 8, 60, 6, 0.8);
        on_canvas(&chart, 6, |canvas, _, _| {
            assert!(canvas.compact(2));
            let off = |canvas: &super::Canvas<'_>| -> i64 {
                let labels = canvas.seats.iter().enumerate().filter_map(|(l, seat)| Some((l, (*seat)?)));
                labels
                    .map(|(l, seat)| {
                        let across = 1 - canvas.segments[seat.segment].axis;
                        let ends = canvas.end(seat.segment, false) + canvas.end(seat.segment, true);
                        (ends - 2 * canvas.at.label[across][l] - canvas.label_size(l)[across]).abs()
                    })
                    .sum()
            };
            let first = off(canvas);
            canvas.settle();
            assert!(off(canvas) < first, "{} {first}", off(canvas));
            assert_eq!(look(&chart, &canvas.drawing()).faults, Vec::<String>::new());
        });
    }
}
