//! Step 7, the making of an axis's frame: how boxes grow, lanes and bands keep their gaps, and arrows meet the sides of boxes.

use super::canvas::Canvas;
use super::frame::{ARCS, Frame, Made, NO_VARIABLE, Part};
use crate::engine::prices::compaction as weight;
use crate::engine::regime::{Size, Traffic};
use crate::engine::routing::segments::End;
use std::collections::BTreeMap;

/// Percent of a side over which its arrows are spread.
const SPREAD: i64 = 85;
/// How many times as far from the corners arrows meet a side that is drawn out.
const BROAD_INSET: i64 = 2;

impl Frame {
    /// Makes the frame anew if what it is of has changed.
    pub(crate) fn renew(&mut self, canvas: &Canvas<'_>, axis: usize) {
        let (size, through) = (&canvas.size[axis], canvas.through.len());
        let Made { size: own, air, through: lines } = &self.made;
        if self.uses > 0 && (own, *air, *lines) == (size, canvas.air, through) {
            self.uses += 1;
            // once more is likely to be often more
            if self.uses == 2 && !canvas.loose {
                self.leave_out_implied();
            }
            return;
        }
        let things = canvas.problem.boxes() + canvas.segments.len();
        *self = Self {
            made: Made { size: size.clone(), air: canvas.air, through },
            axis,
            uses: 1,
            arcs: Vec::with_capacity(ARCS * things),
            ..Self::default()
        };
        self.add_boxes(canvas);
        self.end_part(Part::Growth);
        self.add_segments(canvas);
        self.constrain_boxes(canvas);
        self.constrain_segments(canvas);
        self.end_part(Part::Sheet);
        self.keep_segments_off_strips(canvas);
        self.end_part(Part::Strips);
        self.constrain_ports(canvas);
        self.end_part(Part::Ports);
        self.wished = self.plain;
        // two variables a port are too many there
        if canvas.problem.size() < Size::Huge {
            self.wish_ports(canvas);
        }
        self.end_part(Part::Wishes);
    }

    /// The variable and offset of an end of a segment, along it.
    pub(crate) fn end(&self, canvas: &Canvas<'_>, segment: usize, high: bool) -> (usize, i64) {
        let s = &canvas.segments[segment];
        match if high { s.high_end } else { s.low_end } {
            End::Box(b) => self.edges[b][usize::from(!high)],
            End::Bend(o) => (self.segment[o], 0),
        }
    }

    /// Boxes without segments on this axis are rigid around the middle of their lane; the others may grow, those of one
    /// size and lane together while the chart is small, so that rows look even.
    fn add_boxes(&mut self, canvas: &Canvas<'_>) {
        let axis = self.axis;
        self.source = canvas.ties[axis];
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
        for (b, &grows) in busy.iter().enumerate() {
            let (tie, size) = (canvas.tie(b, axis), canvas.size[axis][b]);
            let mut pair = || {
                self.source += 2;
                self.source - 2
            };
            let (low, high) = if canvas.is_broad(b, axis) {
                let v = pair();
                broad.push((b, v));
                ((v, 0), (v + 1, 0))
            } else if grows {
                let group = (tie, size, if alone { b } else { 0 });
                let v = *groups.entry(group).or_insert_with(pair);
                ((v, 0), (v + 1, 0))
            } else {
                ((tie, -size / 2), (tie, size / 2))
            };
            self.edges.push([low, high]);
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

    /// A variable for each segment of the axis, and for the sheet's start and end.
    fn add_segments(&mut self, canvas: &Canvas<'_>) {
        for s in &canvas.segments {
            let is_own = s.axis == self.axis;
            self.segment.push(if is_own { self.source } else { NO_VARIABLE });
            self.source += usize::from(is_own);
        }
        self.plain = self.source + 2;
    }

    /// Boxes stay on the sheet, their lanes keep their gaps, and between two bands there is room for a strip.
    fn constrain_boxes(&mut self, canvas: &Canvas<'_>) {
        let axis = self.axis;
        let (source, sink) = ((self.source, 0), (self.source + 1, 0));
        let mut half = vec![0; canvas.ties[axis]];
        for b in 0..canvas.problem.boxes() {
            let h = &mut half[canvas.tie(b, axis)];
            *h = (*h).max(canvas.size[axis][b] / 2);
        }
        let classes = canvas.problem.class_axis();
        let edge = canvas.placement.edges.first().filter(|_| axis == classes).map(|&b| canvas.tie(b, axis));
        for (tie, &half) in half.iter().enumerate() {
            self.arc(source, (tie, 0), half, if edge == Some(tie) { weight::EDGE } else { 0 });
            self.arc((tie, 0), sink, half, 0);
        }
        for b in 0..canvas.problem.boxes() {
            let [low, high] = self.edges[b];
            if low.0 >= half.len() {
                self.arc(source, low, 0, 0);
                self.arc(high, sink, 0, 0);
            }
        }
        let weight = if canvas.loose { weight::LARGE_SHEET } else { weight::SHEET };
        self.arc(source, sink, 0, weight);
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
                self.arc(v, (self.source + 1, 0), clear, 0);
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

    /// The wishes for each arrow to be in its even place on the side of its box, and for lines to run on through boxes.
    fn wish_ports(&mut self, canvas: &Canvas<'_>) {
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
                    let offset = size * (2 * i as i64 + 1) / (2 * k) - size / 2;
                    self.wish_near((self.segment[s], 0), (tie, offset), weight);
                }
            }
        }
        for &(above, below) in canvas.through.iter().filter(|_| axis == 0) {
            self.wish_near((self.segment[above], 0), (self.segment[below], 0), weight::THROUGH);
        }
    }

    /// The price of |a − b|, through a variable that is at most either.
    fn wish_near(&mut self, a: (usize, i64), b: (usize, i64), weight: i64) {
        let least = (self.wished, 0);
        self.wished += 1;
        self.arc(least, a, 0, weight);
        self.arc(least, b, 0, weight);
    }
}

#[cfg(test)]
mod tests {
    use super::super::arc::Arc;
    use super::super::simplex::Simplex;
    use super::super::system::System;
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;

    #[test]
    fn what_is_left_out_holds_by_itself_and_changes_no_solution() {
        for (seed, arrows) in [(1, 36), (2, 48), (3, 36)] {
            on_canvas(&charts::generated(4, 6, arrows, seed, 0.8), 6, |canvas, _, _| {
                assert!(canvas.compact(1));
                for axis in 0..2 {
                    let mut whole = System::new(canvas, axis);
                    let mut left = whole.clone();
                    for _ in 0..2 {
                        left.renew(canvas, axis);
                    }
                    assert!(left.frame.leaves_out() && 4 * left.arcs.len() < 3 * whole.arcs.len());
                    for system in [&mut whole, &mut left] {
                        system.wish();
                    }
                    assert_eq!(left.variables, whole.variables);
                    let solve = |system: &System| {
                        let (n, arcs) = (system.variables, &system.arcs);
                        let x = Simplex::default()
                            .solve(n, arcs, system.source, &[], 100_000)
                            .map(<[i32]>::to_vec);
                        x.unwrap()
                    };
                    let x = solve(&left);
                    let apart = |a: &Arc| x[a.to as usize] - x[a.from as usize];
                    assert!(whole.arcs.iter().all(|a| apart(a) >= a.length));
                    assert_eq!(x, solve(&whole));
                }
            });
        }
    }

    #[test]
    fn a_frame_is_made_anew_when_a_box_has_another_size() {
        on_canvas(&charts::generated(3, 4, 14, 1, 0.8), 4, |canvas, _, _| {
            assert!(canvas.compact(1));
            for axis in 0..2 {
                let mut kept = System::new(canvas, axis);
                canvas.size[axis][0] += 40;
                kept.renew(canvas, axis);
                assert_eq!(kept.arcs, System::new(canvas, axis).arcs);
            }
        });
    }
}
