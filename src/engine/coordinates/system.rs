//! Step 7, the system of an axis: its constraints and wishes, and which of them the others imply. `constraints` makes it.

use super::arc::Arc;
use super::frame::{Frame, Part};
use super::scan::{Item, Scan};

/// The separation problem of one axis: least Σ weight × (v − u) with v − u ≥ length for all arcs.
#[derive(Clone, Debug, Default)]
pub(crate) struct System {
    /// The axis.
    pub(crate) axis: usize,
    /// What no label and no place changes.
    pub(crate) frame: Frame,
    /// The rectangles: boxes, segments of the axis, labels.
    pub(crate) items: Vec<Item>,
    /// The constraints and wishes.
    pub(crate) arcs: Vec<Arc>,
    /// Number of variables; the first are the middles of the boxes in line.
    pub(crate) variables: usize,
    /// Variable of each label, and how many have one.
    pub(crate) label: Vec<usize>,
    pub(super) labels: usize,
    /// Where the boxes before, between and after the strips between bands start and end in the present geometry.
    pub(crate) extents: Vec<(i64, i64)>,
    /// Variable of the sheet's start.
    pub(crate) source: usize,
    /// Variable of the sheet's end, behind which those of the strips are.
    pub(crate) sink: usize,
    /// The scan line.
    pub(super) scan: Scan,
    /// Beside what each label is that has a variable.
    pub(super) beside: Vec<Beside>,
}

/// Beside what a label is on an axis: variables of the frame, and how much later or earlier its start is at least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    /// What it is behind.
    pub(super) behind: Option<(usize, i64)>,
    /// What it is before.
    pub(super) before: Option<(usize, i64)>,
    /// Price of the distance.
    pub(super) weight: i64,
}

impl System {
    /// Adds the wishes, which are for the solver only.
    pub(crate) fn wish(&mut self) {
        self.variables = self.frame.wished + self.labels;
        self.add_part(Part::Wishes);
    }

    /// Adds a part of the frame's arcs.
    pub(super) fn add_part(&mut self, part: Part) {
        let arcs = self.frame.range(part).map(|arc| self.frame.arc_among(arc, self.labels));
        self.arcs.extend(arcs);
    }

    /// The variable of a strip between two bands.
    pub(crate) fn cut(&self, strip: usize) -> usize {
        self.sink + 1 + strip
    }

    /// A constraint without a price, unless it holds by itself.
    pub(super) fn separate(&mut self, from: usize, to: usize, length: i64) {
        if !self.is_implied(from, to, length) {
            self.arc(from, to, length, 0);
        }
    }

    pub(super) fn arc(&mut self, from: usize, to: usize, length: i64, weight: i64) {
        let (length, weight) = (length as i32, weight as i32);
        self.arcs.push(Arc { from: from as u32, to: to as u32, length, weight });
    }

    /// Whether the frame and the segments of labels imply a constraint, where the frame knows its paths. Such a one holds by itself.
    fn is_implied(&self, from: usize, to: usize, length: i64) -> bool {
        if !self.frame.leaves_out() {
            return false;
        }
        let start = self.frame.source;
        // a label stands for what it is beside
        let from = match from.checked_sub(start) {
            None => Some((from, 0)),
            Some(label) if label < self.labels => self.beside[label].before,
            Some(_) => Some((from - self.labels, 0)),
        };
        let to = match to.checked_sub(start) {
            None => Some((to, 0)),
            Some(label) if label < self.labels => self.beside[label].behind,
            Some(_) => Some((to - self.labels, 0)),
        };
        match (from, to) {
            (Some((u, before)), Some((v, behind))) => self.frame.implies(u, v, length - before - behind),
            _ => false,
        }
    }
}
