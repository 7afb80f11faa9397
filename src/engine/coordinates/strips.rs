//! Step 7, the strips between bands: a variable for each, from which boxes and labels stay clear.

use super::canvas::{Canvas, Seat};
use super::frame::Frame;
use super::system::System;
use crate::engine::chart::Direction;
use crate::engine::routing::segments::{End, Segment};
use std::collections::BTreeMap;

impl Frame {
    /// A strip between each band and the next, from which boxes stay clear.
    pub(crate) fn add_cuts(&mut self, canvas: &Canvas<'_>) {
        let spacing = &canvas.problem.chart.spacing;
        let inset = i64::from(spacing.band_inset + spacing.band_gutter / 2);
        let lane_band = &canvas.placement.lane_band;
        self.strips = vec![0; lane_band.len()];
        for c in 1..lane_band.len() {
            self.strips[c] = self.strips[c - 1] + usize::from(lane_band[c] != lane_band[c - 1]);
        }
        let (first, count) = (self.plain, self.strips.last().copied().unwrap_or(0));
        self.cuts = count;
        self.plain += count;
        let mut edges = BTreeMap::new();
        for b in 0..canvas.problem.boxes() {
            edges.insert(self.edges[b], self.strips[canvas.lane(b, self.axis)]);
        }
        for ([low, high], k) in edges {
            if k > 0 {
                self.arc((first + k - 1, 0), low, inset, 0);
            }
            if k < count {
                self.arc(high, (first + k, 0), inset, 0);
            }
        }
    }

    /// Keeps off each strip the segments beside it of arrows that do not cross it, unless they lie in an order that does
    /// not allow it or the chart is large.
    pub(crate) fn keep_segments_off_strips(&mut self, canvas: &Canvas<'_>) {
        self.kept = vec![None; canvas.segments.len()];
        if canvas.loose || canvas.problem.chart.direction == Direction::Right {
            return;
        }
        let spacing = &canvas.problem.chart.spacing;
        let clear = i64::from(spacing.band_gutter / 2 + 2 * spacing.line_clear);
        for k in 0..self.cuts {
            let cut = self.source + 2 + k;
            let (mut before, mut after) = (Vec::new(), Vec::new());
            for (i, s) in canvas.segments.iter().enumerate() {
                match self.side(canvas, s, k) {
                    Some(false) => before.push((s.rank, i)),
                    Some(true) => after.push((s.rank, i)),
                    None => {}
                }
            }
            // a strip cannot lie between lines that are interleaved: the order of the lines is settled, and it would be a cycle
            if before.iter().max() >= after.iter().min() && !before.is_empty() && !after.is_empty() {
                continue;
            }
            for (_, i) in before {
                self.arc((self.segment[i], 0), (cut, 0), clear, 0);
                self.kept[i] = Some(k);
            }
            for (_, i) in after {
                self.arc((cut, 0), (self.segment[i], 0), clear, 0);
                self.kept[i] = Some(k + 1);
            }
        }
    }

    /// Whether a segment between the bands beside strip `k` is of an arrow with both ends after the strip, or before it.
    fn side(&self, canvas: &Canvas<'_>, s: &Segment, k: usize) -> Option<bool> {
        let beside = s.line.is_multiple_of(2) && s.line > 0 && self.strips.get(s.line / 2) == Some(&(k + 1));
        if s.axis != self.axis || !beside || self.strips[s.line / 2 - 1] != k {
            return None;
        }
        let (a, b) = canvas.problem.ends(s.arrow);
        let [a, b] = [a, b].map(|b| self.strips[canvas.lane(b, self.axis)] > k);
        (a == b).then_some(a)
    }
}

impl System {
    /// Each label stays in one band, unless the chart is large: there a label may sit wherever it finds room.
    pub(crate) fn keep_labels_off_strips(&mut self, canvas: &Canvas<'_>) {
        let to_the_right = canvas.problem.chart.direction == Direction::Right;
        if self.frame.cuts == 0 {
            return;
        }
        self.extents.clear();
        self.extents.resize(self.frame.cuts + 1, (i64::MAX, i64::MIN));
        for b in 0..canvas.problem.boxes() {
            let (start, end) = &mut self.extents[self.frame.strips[canvas.lane(b, self.axis)]];
            *start = (*start).min(canvas.at.low[self.axis][b]);
            *end = (*end).max(canvas.at.high[self.axis][b]);
        }
        for (i, seat) in canvas.seats.iter().enumerate() {
            let Some(seat) = seat else { continue };
            let along = canvas.segments[seat.segment].axis == self.axis;
            let strips = match (along, to_the_right) {
                _ if canvas.loose && (along || !to_the_right) => None,
                (true, _) => self.strips_of_box(canvas, seat).or(self.frame.kept[seat.segment]),
                (false, false) => self.strips_of_slot(canvas, seat),
                (false, true) => {
                    // the band before the first whose boxes begin after the label
                    let end = canvas.at.label[self.axis][i] + canvas.label_size(i)[self.axis];
                    Some(self.extents.partition_point(|&(start, _)| start < end).max(1) - 1)
                }
            };
            if let Some(strips) = strips {
                self.keep_between(canvas, i, strips);
            }
        }
    }

    /// How many strips lie before the band of a segment that leaves a box along it.
    fn strips_of_box(&self, canvas: &Canvas<'_>, seat: &Seat) -> Option<usize> {
        let segment = &canvas.segments[seat.segment];
        [segment.low_end, segment.high_end].into_iter().find_map(|end| match end {
            End::Box(b) => self.frame.strips.get(canvas.lane(b, self.axis)).copied(),
            End::Bend(_) => None,
        })
    }

    /// How many strips lie before the band beside whose boxes a label's slot is; in a gap between two bands those before
    /// the one that the label is nearer to.
    fn strips_of_slot(&self, canvas: &Canvas<'_>, seat: &Seat) -> Option<usize> {
        let after = seat.slot / 2;
        let lane = if seat.slot % 2 == 1 || seat.late { after } else { after.saturating_sub(1) };
        self.frame.strips.get(lane.min(canvas.placement.lane_band.len().saturating_sub(1))).copied()
    }

    /// Keeps a label in the band that so many strips lie before, as far as it is there.
    fn keep_between(&mut self, canvas: &Canvas<'_>, label: usize, strips: usize) {
        let (v, at) = (self.label[label], canvas.at.label[self.axis][label]);
        let size = canvas.label_size(label)[self.axis];
        let clear = canvas.off_strip();
        // only where the label keeps off already: a label on the strip now would make the system contradict itself
        if let Some(before) = strips.checked_sub(1)
            && self.extents[before].1 <= at
        {
            self.separate(self.cut(before), v, clear);
        }
        if self.extents.get(strips + 1).is_some_and(|&(start, _)| at + size <= start) {
            self.separate(v, self.cut(strips), size + clear);
        }
    }
}
