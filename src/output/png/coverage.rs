//! How much of each pixel an outline covers, of 255: by samples, four each way, as Skia counts them (`SkScan_AntiPath`).
use super::edges::{self, Edge, SAMPLES_SHIFT};
use std::ops::Range;
use tiny_skia::{FillRule, Path};

/// Rows of samples in a row of pixels.
const SAMPLES: i32 = 1 << SAMPLES_SHIFT;
/// What a sample is worth.
const SAMPLE: i32 = 256 >> (2 * SAMPLES_SHIFT);
/// Half of a 16.16 number's one, and its digits behind the point.
const HALF: i64 = 1 << 15;
const POINT: u32 = 16;

/// Pixels side by side that are covered alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) columns: Range<usize>,
    /// 1 to 255.
    pub(super) coverage: u8,
}

/// The memory of a count, kept from outline to outline.
#[derive(Default)]
pub(super) struct Counter {
    edges: Vec<Edge>,
    /// Those that pass the row of samples, from left to right.
    active: Vec<Edge>,
    /// By how much each pixel of the row is covered more than the one before it.
    steps: Vec<i32>,
    /// A bit for each pixel of the row that has a step, or whose next one has.
    stepped: Vec<u64>,
    /// Where the steps are.
    columns: Range<usize>,
    /// Whether the active edges are in order.
    is_ordered: bool,
    runs: Vec<Run>,
}

impl Counter {
    /// Calls a function for rows that an outline covers alike, from top to bottom, with their runs from left to right.
    ///
    /// The outline is in pixels; what lies outside of the rows and the columns up to a width is left out.
    pub(super) fn count(
        &mut self,
        path: &Path,
        rule: FillRule,
        rows: Range<u32>,
        width: u32,
        mut paint: impl FnMut(Range<u32>, &[Run]),
    ) {
        // a picture has at most 32,767 rows, so that their samples fit
        let samples = |row: u32| (row << SAMPLES_SHIFT) as i32;
        let within = samples(rows.start)..samples(rows.end);
        self.edges.clear();
        edges::add(path, &within, &mut self.edges);
        self.edges.sort_unstable_by_key(|edge| (edge.rows.0, edge.x));
        self.active.clear();
        self.is_ordered = true;
        self.steps.resize(width as usize + 2, 0);
        self.stepped.resize(self.steps.len() / 64 + 1, 0);
        let mut next = 0;
        let Some(first) = self.edges.first() else { return };
        let mut row = first.rows.0 >> SAMPLES_SHIFT;
        loop {
            let top = row << SAMPLES_SHIFT;
            if self.active.is_empty() {
                // to the next row with an edge
                let Some(edge) = self.edges.get(next) else { return };
                if edge.rows.0 >= top + SAMPLES {
                    row = edge.rows.0 >> SAMPLES_SHIFT;
                    continue;
                }
            }
            let alike = self.rows_alike(next, top);
            for sample in top..top + SAMPLES {
                self.enter(&mut next, sample);
                self.add_spans(rule, sample, width);
            }
            self.gather_runs();
            let below = row + alike.max(1);
            // what has been gone down so far is one row of pixels
            let skipped = i64::from((below - row - 1) << SAMPLES_SHIFT);
            if skipped > 0 {
                self.active.retain(|edge| edge.rows.1 >= below << SAMPLES_SHIFT);
            }
            if !self.runs.is_empty() {
                paint(row as u32..below as u32, &self.runs);
            }
            row = below;
        }
    }

    /// How many rows of pixels from one on are covered alike, because all edges in them are upright and go through; 0
    /// where that is not so.
    fn rows_alike(&self, next: usize, top: i32) -> i32 {
        if self.active.iter().any(|edge| edge.slope != 0) {
            return 0;
        }
        let ends = self.active.iter().map(|edge| edge.rows.1 + 1);
        let end = ends.chain(self.edges.get(next).map(|edge| edge.rows.0)).min();
        end.map_or(0, |end| (end - top) >> SAMPLES_SHIFT).max(0)
    }

    /// Takes in the edges that start at a row of samples.
    fn enter(&mut self, next: &mut usize, sample: i32) {
        while let Some(edge) = self.edges.get(*next).filter(|edge| edge.rows.0 <= sample) {
            self.active.push(*edge);
            *next += 1;
            self.is_ordered = false;
        }
        if !self.is_ordered {
            self.is_ordered = true;
            // most are in order: each goes back past those that are right of it
            for at in 1..self.active.len() {
                let (before, after) = self.active.split_at_mut(at);
                let ([.., last], [edge, ..]) = (&before, after) else { continue };
                if last.x > edge.x {
                    let to = before.partition_point(|other| other.x <= edge.x);
                    self.active.get_mut(to..=at).unwrap_or_default().rotate_right(1);
                }
            }
        }
    }

    /// Counts what the edges enclose in a row of samples, and takes them to the next one, without those that end.
    fn add_spans(&mut self, rule: FillRule, sample: i32, width: u32) {
        let counted_bits = match rule {
            FillRule::Winding => -1,
            FillRule::EvenOdd => 1,
        };
        let inside = |winding: i32| winding & counted_bits != 0;
        // of four samples of a whole pixel the last is worth one less, so that all are 255
        let whole = SAMPLE * SAMPLES - i32::from(sample & (SAMPLES - 1) == SAMPLES - 1);
        let Self { active, steps, stepped, columns, is_ordered, .. } = self;
        let mut counted = Steps { steps, stepped, columns, whole };
        let right = i64::from(width) << SAMPLES_SHIFT;
        let (mut winding, mut left, mut right_before) = (0, 0, 0);
        let mut x_before = i64::MIN;
        active.retain_mut(|edge| {
            let x = ((edge.x + HALF) >> POINT).clamp(0, right);
            let was_inside = inside(winding);
            winding += edge.winding;
            match (was_inside, inside(winding)) {
                // what goes on where something ended is one span with it, in whatever order the edges are
                (false, true) if x > right_before => {
                    counted.add_span(left as usize, right_before as usize);
                    left = x;
                }
                (true, false) => right_before = x,
                _ => {}
            }
            if edge.rows.1 <= sample {
                return false;
            }
            edge.x += edge.slope;
            *is_ordered &= x_before <= edge.x;
            x_before = edge.x;
            true
        });
        counted.add_span(left as usize, right_before as usize);
    }

    /// Makes runs of the steps, which are nought then.
    fn gather_runs(&mut self) {
        self.runs.clear();
        let (mut covered, mut from) = (0, 0);
        let columns = std::mem::take(&mut self.columns);
        let words = columns.start / 64..(columns.end + 64) / 64;
        for (word, bits) in words.clone().zip(self.stepped.get_mut(words).unwrap_or_default()) {
            while *bits != 0 {
                let at = 64 * word + bits.trailing_zeros() as usize;
                *bits &= *bits - 1;
                let Some(pair) = self.steps.get_mut(at..at + 2) else { continue };
                for (at, step) in (at..).zip(pair) {
                    if *step != 0 {
                        if covered > 0 {
                            self.runs.push(Run { columns: from..at, coverage: covered.min(255) as u8 });
                        }
                        (covered, from) = (covered + std::mem::take(step), at);
                    }
                }
            }
        }
    }
}

/// Samples of a row, as they are counted.
struct Steps<'a> {
    steps: &'a mut [i32],
    stepped: &'a mut [u64],
    columns: &'a mut Range<usize>,
    /// What those of a pixel are worth.
    whole: i32,
}

impl Steps<'_> {
    /// Counts samples side by side.
    fn add_span(&mut self, left: usize, right: usize) {
        const PER_PIXEL: usize = SAMPLES as usize;
        if left >= right {
            return;
        }
        let whole = self.whole;
        let (first, last) = (left / PER_PIXEL, right / PER_PIXEL);
        let (head, tail) = (left % PER_PIXEL, right % PER_PIXEL);
        let is_first = self.columns.end == 0;
        self.columns.start = if is_first { first } else { self.columns.start.min(first) };
        self.columns.end = self.columns.end.max(last + 2);
        let tail_worth = tail as i32 * SAMPLE;
        if first == last {
            let part = (tail - head) as i32 * SAMPLE;
            self.step(first, part, -part);
            return;
        }
        let head_worth = if head == 0 { whole } else { (PER_PIXEL - head) as i32 * SAMPLE };
        self.step(first, head_worth, whole - head_worth);
        self.step(last, tail_worth - whole, -tail_worth);
    }

    /// Adds to the steps of a pixel and of the next.
    fn step(&mut self, at: usize, here: i32, after: i32) {
        let (steps, bits) = (self.steps.get_mut(at..at + 2), self.stepped.get_mut(at / 64));
        if let (Some([step, next]), Some(bits)) = (steps, bits) {
            *step += here;
            *next += after;
            *bits |= 1 << (at % 64);
        }
    }
}
