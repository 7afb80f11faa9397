//! Step 7, the frame of an axis: the constraints and wishes that no label and no place changes, so that the many systems of a
//! label search share them. `framing` makes it.
//!
//! A system is that of its frame, with the labels' variables in their midst. Where a frame is used again, its arcs that a longer
//! path implies are left out: they hold by themselves and are never tight, so no solution needs them.

use super::arc::Arc;
use crate::engine::tools::graph::{Lists, topological_order};
use std::ops::Range;

/// No variable.
pub(crate) const NO_VARIABLE: usize = usize::MAX;
/// Arcs that a box, a segment or a label usually comes to.
pub(crate) const ARCS: usize = 6;
/// Variables at most between which longest paths are kept, for their number is squared.
const MOST_PATHS: usize = 1_000;
/// A length that no path has, and the greatest sum of lengths that is told from it.
const NO_PATH: i32 = -(1 << 30);
const MOST_LENGTH: i64 = 1 << 28;

/// Parts of a frame's arcs, between which a system has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Growth of boxes.
    Growth,
    /// Boxes, lanes, strips and segments on the sheet.
    Sheet,
    /// Segments off the strips between bands.
    Strips,
    /// Arrows on one side of a box.
    Ports,
    /// What is wished for, but must not be.
    Wishes,
}

/// What a frame was made of that may change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) size: Vec<i64>,
    pub(super) air: i64,
    pub(super) through: usize,
}

/// The frame. Its variables are numbered as if there were no labels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    pub(super) made: Made,
    /// The axis.
    pub(crate) axis: usize,
    /// Times that it was used since it was made.
    pub(super) uses: usize,
    /// The arcs by their parts, and where each part ends.
    pub(super) arcs: Vec<Arc>,
    pub(super) parts: [usize; 5],
    /// Variable and offset of the start and the end of each box.
    pub(crate) edges: Vec<[(usize, i64); 2]>,
    /// Variable of each segment of the axis.
    pub(crate) segment: Vec<usize>,
    /// Variable of the sheet's start, before which those of labels go; its end and the strips follow.
    pub(crate) source: usize,
    /// Number of strips between a band and the next, on the bands' axis.
    pub(crate) cuts: usize,
    /// How many of them lie before each lane.
    pub(crate) strips: Vec<usize>,
    /// For each segment that is kept off the strips beside it how many lie before it.
    pub(crate) kept: Vec<Option<usize>>,
    /// Number of variables without those of wishes, and with them.
    pub(crate) plain: usize,
    pub(crate) wished: usize,
    /// Longest paths from each of the plain variables to each, if they are known.
    pub(super) paths: Vec<i32>,
}

impl Frame {
    pub(super) fn end_part(&mut self, part: Part) {
        self.parts[part as usize] = self.arcs.len();
    }

    /// Which arcs a part is.
    pub(crate) fn range(&self, part: Part) -> Range<usize> {
        let start = (part as usize).checked_sub(1).map_or(0, |before| self.parts[before]);
        start..self.parts[part as usize]
    }

    /// An arc, its variables numbered as with so many labels.
    pub(crate) fn arc_among(&self, arc: usize, labels: usize) -> Arc {
        let Arc { from, to, length, weight } = self.arcs[arc];
        let shift = |v: u32| if v as usize >= self.source { v + labels as u32 } else { v };
        Arc { from: shift(from), to: shift(to), length, weight }
    }

    pub(super) fn arc(&mut self, from: (usize, i64), to: (usize, i64), length: i64, weight: i64) {
        self.arcs.push(Arc {
            from: from.0 as u32,
            to: to.0 as u32,
            length: (length + from.1 - to.1) as i32,
            weight: weight as i32,
        });
    }

    /// Whether arcs that others imply are left out.
    pub(crate) fn leaves_out(&self) -> bool {
        !self.paths.is_empty()
    }

    /// Whether a path between two of the plain variables is at least that long, where paths are known.
    pub(crate) fn implies(&self, from: usize, to: usize, length: i64) -> bool {
        length <= i64::from(self.paths[from * self.plain + to])
    }

    /// Leaves out arcs that a longer path of others implies, and those that are beside one of the same length.
    pub(super) fn leave_out_implied(&mut self) {
        let (n, plain) = (self.plain, self.range(Part::Ports).end);
        let sum: i64 = self.arcs[..plain].iter().map(|a| i64::from(a.length.unsigned_abs())).sum();
        if n > MOST_PATHS || sum > MOST_LENGTH {
            return;
        }
        let Some(paths) = longest_between(n, &self.arcs[..plain]) else { return };
        let arcs = std::mem::take(&mut self.arcs);
        // the longest arc from each variable to each
        let mut longest = vec![usize::MAX; n * n];
        let mut start = 0;
        for end in &mut self.parts {
            for arc in &arcs[start..*end] {
                // wishes have variables of their own, to which no path leads
                if *end <= plain {
                    let ends = arc.from as usize * n + arc.to as usize;
                    if arc.weight == 0 && arc.length < paths[ends] {
                        continue;
                    }
                    if arc.length == paths[ends] {
                        if let Some(beside) = self.arcs.get_mut(longest[ends]) {
                            beside.weight += arc.weight;
                            continue;
                        }
                        longest[ends] = self.arcs.len();
                    }
                }
                self.arcs.push(*arc);
            }
            start = std::mem::replace(end, self.arcs.len());
        }
        self.paths = paths;
    }
}

/// The longest paths from each variable to each, row by row; none if the arcs have a cycle.
fn longest_between(n: usize, arcs: &[Arc]) -> Option<Vec<i32>> {
    let next = Lists::new(n, arcs.iter().map(|a| (a.from, (a.to, a.length))));
    let order = topological_order(n, |u| next.of(u as usize).iter().map(|&(v, _)| v));
    if order.len() < n {
        return None;
    }
    let mut paths = vec![NO_PATH; n * n];
    let mut row = Vec::new();
    for &u in order.iter().rev() {
        row.clear();
        row.resize(n, NO_PATH);
        row[u as usize] = 0;
        for &(v, length) in next.of(u as usize) {
            let onwards = &paths[v as usize * n..][..n];
            for (most, on) in row.iter_mut().zip(onwards) {
                *most = (*most).max(on + length);
            }
        }
        paths[u as usize * n..][..n].copy_from_slice(&row);
    }
    Some(paths)
}
