//! How good a picture is, measured on the finished scene alone: neither model nor layout engine has a say, so
//! that a fault of theirs cannot hide itself. What follows is of flow charts; `cards` measures the other styles.
//!
//! Hard metrics are faults: each must be 0. Soft metrics compare sound drawings. Lengths are in px.
mod cards;
mod collect;
mod grid;
mod looks;
mod pairs;
#[cfg(test)]
mod tests;

pub use cards::{PosterMetrics, SimpleMetrics, measure_poster, measure_simple};

use crate::geom::{Point, Rect};
use crate::scene::Scene;
use collect::SceneParts;
use serde::Serialize;

/// What a scene cannot say about itself; the default asks for nothing more.
#[derive(Debug, Clone, Copy, Default)]
pub struct Expected<'a> {
    /// How many flows there are to be; `None`: as many as the highest number drawn.
    pub flows: Option<usize>,
    /// Pairs of box ids that stand for the same function, beside those with the same last part of their id.
    pub same: &'a [(String, String)],
}

/// Every metric of a flow chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Metrics {
    /// Boxes drawn.
    pub boxes: usize,
    /// Flows drawn.
    pub flows: usize,
    /// Labels drawn.
    pub labels: usize,
    /// Faults.
    pub hard: Hard,
    /// What tells a good drawing from a better one.
    pub soft: Soft,
}

/// Faults, each as the number of its cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Hard {
    /// Pairs of boxes that overlap.
    pub box_on_box: usize,
    /// Pairs of a label and a box that overlap.
    pub label_on_box: usize,
    /// Pairs of labels that overlap.
    pub label_on_label: usize,
    /// Pieces of an arrow that run through another arrow's label.
    pub label_on_other_arrow: usize,
    /// Pieces of an arrow that run through their own label.
    pub label_on_own_arrow: usize,
    /// Pieces of arrows inside a box shrunk by 1 px, their own boxes among them.
    pub arrow_in_box: usize,
    /// Pairs of pieces of two arrows less than 1 px apart over more than 2 px.
    pub arrows_collinear: usize,
    /// Ends or bends of an arrow that lie on another arrow.
    pub arrows_touching: usize,
    /// Texts that leave their box.
    pub text_outside_box: usize,
    /// Labels more than 18 px from their own arrow.
    pub label_far: usize,
    /// Labels whose distance to a foreign arrow is less than 1.25 times that to their own.
    pub label_ambiguous: usize,
    /// Flows that are not drawn, or drawn more than once.
    pub flow_missing: usize,
    /// Ends of arrows that are not on the edge of their box.
    pub end_off_box: usize,
    /// Boxes, arrows and labels that leave the sheet.
    pub off_sheet: usize,
}

impl Hard {
    /// All faults together.
    #[must_use]
    pub fn total(&self) -> usize {
        let Self {
            box_on_box,
            label_on_box,
            label_on_label,
            label_on_other_arrow,
            label_on_own_arrow,
            arrow_in_box,
            arrows_collinear,
            arrows_touching,
            text_outside_box,
            label_far,
            label_ambiguous,
            flow_missing,
            end_off_box,
            off_sheet,
        } = self;
        box_on_box
            + label_on_box
            + label_on_label
            + label_on_other_arrow
            + label_on_own_arrow
            + arrow_in_box
            + arrows_collinear
            + arrows_touching
            + text_outside_box
            + label_far
            + label_ambiguous
            + flow_missing
            + end_off_box
            + off_sheet
    }
}

/// What tells a good drawing from a better one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Soft {
    /// Points where two arrows cross.
    pub crossings: usize,
    /// Bends of all arrows.
    pub bends: usize,
    /// Bends of the arrow that has most.
    pub most_bends: usize,
    /// Share of arrows without a bend, 0 to 1.
    pub straight: f64,
    /// Length of all arrows, in mean box widths.
    pub length: f64,
    /// Least distances.
    pub least_gap: Gaps,
    /// Greatest distance of a label to its own arrow.
    pub label_to_own_most: Option<f64>,
    /// Lines of the label that has most.
    pub most_label_lines: usize,
    /// Labels of three lines or more that are higher than wide: columns of single words.
    pub column_labels: usize,
    /// The most, in px, by which a straight arrow that has a side of both its boxes to itself is off their middles, where
    /// the boxes are in line.
    pub lone_off_middle: f64,
    /// Area of boxes and labels ÷ area of the content, 0 to 1.
    pub fill: f64,
    /// Pairs of boxes of the same function in successive levels whose centres are within 0.5 px.
    pub aligned: usize,
    /// Pairs of boxes of the same function in successive levels.
    pub alignable: usize,
    /// Pairs of boxes whose centres are 0.5 to 20 px apart across the levels: neither aligned nor clearly apart.
    pub near_misses: usize,
    /// Width of the content: boxes, arrows and labels.
    pub content_width: f64,
    /// Height of the content.
    pub content_height: f64,
    /// Width ÷ height of the sheet.
    pub aspect: f64,
    /// What the eye sees of order, and of type.
    pub looks: Looks,
}

/// What the eye sees of order, and of type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Looks {
    /// Size of the smallest type, in px where the picture stands 960 px wide, or as wide as it is if that is less.
    pub smallest_type: f64,
    /// Length of all arrows, in px.
    pub length_px: f64,
    /// Different widths of boxes.
    pub box_widths: usize,
    /// Most different heights of boxes that stand in one row.
    pub heights_in_row: usize,
    /// Different left edges of boxes.
    pub left_edges: usize,
    /// Pairs of labels on one height, less than two ems apart: they read as one line.
    pub neighbour_labels: usize,
    /// Boxes that an arrow enters above and another leaves below, or the other way round, less than 16 px out of line.
    pub broken_lines: usize,
    /// Labels that are not nearer to their own arrow than to any other by half.
    pub shared_labels: usize,
}

/// Least distances by kind of pair, in px; `None`: none below 60.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Gaps {
    /// Two boxes.
    pub box_box: Option<f64>,
    /// A box and an arrow that does not end at it.
    pub box_arrow: Option<f64>,
    /// A box and a label.
    pub box_label: Option<f64>,
    /// Two labels.
    pub label_label: Option<f64>,
    /// A label and an arrow that is not its own.
    pub label_arrow: Option<f64>,
    /// Parallel pieces of two arrows beside each other.
    pub arrow_arrow: Option<f64>,
}

/// Measures a flow chart. Near linear in what is drawn: pairs are looked up in a grid.
#[must_use]
pub fn measure(scene: &Scene, expected: &Expected<'_>) -> Metrics {
    let parts = collect::collect(scene);
    let mut hard = Hard::default();
    let mut gaps = Gaps::default();
    let counts = pairs::compare(&parts, &mut hard, &mut gaps);
    check_boxes(&parts, &mut hard);
    check_flows(&parts, expected, &mut hard);
    check_sheet(&parts, Rect::from_origin_size(Point::ZERO, scene.size), &mut hard);
    Metrics {
        boxes: parts.boxes.len(),
        flows: parts.flows.len() + parts.rows.len(),
        labels: parts.flows.iter().filter(|flow| flow.label.is_some()).count(),
        hard,
        soft: soft(scene, &parts, expected, gaps, counts),
    }
}

/// How far a text may reach over its box before it counts, in px: rounding of coordinates.
const TEXT_TOLERANCE: f64 = 0.01;

fn check_boxes(parts: &SceneParts, hard: &mut Hard) {
    for part in &parts.boxes {
        let room = part.rect.inflate(TEXT_TOLERANCE, TEXT_TOLERANCE);
        hard.text_outside_box += part.texts.iter().filter(|text| room.union(**text) != room).count();
    }
}

fn check_flows(parts: &SceneParts, expected: &Expected<'_>, hard: &mut Hard) {
    let lines = parts.flows.iter().filter(|flow| flow.lines == 1).map(|flow| flow.number);
    let mut numbers: Vec<usize> = lines.chain(parts.rows.iter().copied()).collect();
    numbers.sort_unstable();
    let drawn = numbers.len();
    numbers.dedup();
    let all = parts.flows.iter().map(|flow| flow.number).chain(numbers.last().copied());
    let highest = all.max().unwrap_or(0);
    let wanted = expected.flows.unwrap_or(highest);
    let found = numbers.iter().filter(|number| (1..=wanted).contains(*number)).count();
    hard.flow_missing = (wanted - found) + (drawn - found);
    for flow in &parts.flows {
        for (id, end) in [(&flow.from, flow.points.first()), (&flow.to, flow.points.last())] {
            let on_edge = end.is_some_and(|end| parts.rect(id).is_some_and(|rect| on_edge(*end, rect)));
            hard.end_off_box += usize::from(!on_edge);
        }
    }
}

/// Whether a point is within 1 px of a box's outline.
fn on_edge(point: Point, rect: Rect) -> bool {
    rect.inflate(1.0, 1.0).contains(point) && !rect.inflate(-1.0, -1.0).contains(point)
}

fn check_sheet(parts: &SceneParts, sheet: Rect, hard: &mut Hard) {
    let room = sheet.inflate(TEXT_TOLERANCE, TEXT_TOLERANCE);
    let outside = |rect: &Rect| room.union(*rect) != room;
    hard.off_sheet += parts.boxes.iter().filter(|part| outside(&part.rect)).count();
    for flow in &parts.flows {
        hard.off_sheet += flow.label.iter().filter(|rect| outside(rect)).count();
        hard.off_sheet += usize::from(flow.points.iter().any(|point| !room.contains(*point)));
    }
}

fn soft(
    scene: &Scene,
    parts: &SceneParts,
    expected: &Expected<'_>,
    gaps: Gaps,
    counts: pairs::Counts,
) -> Soft {
    let bends: Vec<usize> = parts.flows.iter().map(|flow| flow.points.len().saturating_sub(2)).collect();
    let length: f64 =
        parts.flows.iter().flat_map(|flow| flow.points.windows(2)).map(|w| w[0].distance(w[1])).sum();
    let mean_width =
        parts.boxes.iter().map(|part| part.rect.width()).sum::<f64>() / parts.boxes.len().max(1) as f64;
    let content = parts.content();
    let ink: f64 = parts.boxes.iter().map(|part| part.rect.area()).sum::<f64>()
        + parts.flows.iter().filter_map(|flow| flow.label).map(|rect| rect.area()).sum::<f64>();
    let (aligned, alignable, near_misses) = pairs::alignment(parts, expected.same);
    Soft {
        crossings: counts.crossings,
        bends: bends.iter().sum(),
        most_bends: bends.iter().copied().max().unwrap_or(0),
        straight: share(bends.iter().filter(|&&n| n == 0).count() as f64, bends.len() as f64),
        length: share(length, mean_width),
        least_gap: gaps,
        label_to_own_most: parts.flows.iter().filter_map(pairs::label_to_own).reduce(f64::max).map(rounded),
        most_label_lines: parts.flows.iter().map(|flow| flow.label_lines).max().unwrap_or(0),
        column_labels: parts.flows.iter().filter(|flow| is_column(flow)).count(),
        lone_off_middle: rounded(pairs::lone_off_middle(parts)),
        fill: share(ink, content.area()),
        aligned,
        alignable,
        near_misses,
        content_width: rounded(content.width()),
        content_height: rounded(content.height()),
        aspect: share(scene.size.width, scene.size.height),
        looks: looks::looks(scene, parts, length, counts.shared_labels),
    }
}

/// Whether a label of several lines is higher than wide.
fn is_column(flow: &collect::FlowPart) -> bool {
    flow.label_lines > 2 && flow.label.is_some_and(|label| label.height() > label.width())
}

/// A quotient to three decimals; 0 of nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { rounded(part / whole) } else { 0.0 }
}

/// To three decimals, as a picture's numbers are written.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
