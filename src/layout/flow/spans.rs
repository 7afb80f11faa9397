//! Where each level's band starts and ends: clear of boxes, and of labels where it can be.
use super::measures::{EM, INSET};
use super::order::BandOrder;
use crate::engine::{Chart, Direction, Drawing, IRect};
use crate::model::Model;

/// Between two bands.
const GUTTER: f64 = 0.8 * EM;
/// Beyond arrows and labels that run along the outside of the outermost boxes.
const OUTER: f64 = 1.1 * EM;
/// Between a label and the edge of a band, where there is room.
const LABEL_AIR: f64 = 0.6 * EM;
/// How many places are tried for a strip.
const STRIPS: f64 = 400.0;
/// Between a box and the edge of its band, at least.
const BOX_AIR: f64 = 0.5 * EM;
/// Above a label's capitals and below its descenders, in its line boxes.
const LEADING_ABOVE: f64 = 0.28 * EM;
const LEADING_BELOW: f64 = 0.04 * EM;

/// Start and end of a band in the direction of the levels, in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) start: f64,
    pub(super) end: f64,
}

impl Span {
    pub(super) fn length(self) -> f64 {
        self.end - self.start
    }

    pub(super) fn moved(self, by: f64) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

/// A rectangle's start and end in the direction of the levels, and its extent across it.
fn extent(rect: IRect, direction: Direction) -> (i32, i32, i32) {
    match direction {
        Direction::Down => (rect.y, rect.y + rect.height, rect.width),
        Direction::Right => (rect.x, rect.x + rect.width, rect.height),
    }
}

/// Length of the drawing in the direction of the levels.
pub(super) fn length(drawing: &Drawing, direction: Direction) -> f64 {
    f64::from(match direction {
        Direction::Down => drawing.height,
        Direction::Right => drawing.width,
    })
}

/// The bands of the levels in the engine's coordinates, which start where what it drew does; with so much more air in px
/// above the first row and below the last one.
pub(super) fn spans(model: &Model, chart: &Chart, drawing: &Drawing, air: f64) -> Vec<Span> {
    let (levels, order) = (model.levels.len(), BandOrder::of(model));
    let lanes = |band: usize| drawing.lanes.iter().filter(move |lane| lane.band == band);
    let start = |band: usize| lanes(band).map(|lane| lane.start).min();
    let end = |band: usize| lanes(band).map(|lane| lane.end).max();
    let mut spans = Vec::with_capacity(levels);
    let mut first = first_start(chart, drawing, order, start(order.first), air);
    for band in order.first..order.behind_levels() {
        let own_end = f64::from(end(band).unwrap_or(0));
        let last = if band + 1 < order.behind_levels() {
            let next = start(band + 1).map_or(length(drawing, chart.direction), f64::from);
            // the engine keeps labels and lines off it
            drawing.cuts.get(band).map_or((own_end + next) / 2.0, |cut| f64::from(*cut)) - GUTTER / 2.0
        } else {
            last_end(chart, drawing, order, (own_end, start(order.behind_levels())), air)
        };
        spans.push(Span { start: first, end: last });
        first = last + GUTTER;
    }
    spans
}

/// Where the first level starts: before its boxes, behind bodies outside that stand above it.
fn first_start(chart: &Chart, drawing: &Drawing, order: BandOrder, start: Option<i32>, air: f64) -> f64 {
    let start = f64::from(start.unwrap_or(0));
    let wanted = start - INSET - air;
    if order.first == 0 {
        return wanted.min(-OUTER - air);
    }
    let lanes = drawing.lanes.iter().filter(|lane| lane.band < order.first);
    let behind = f64::from(lanes.map(|lane| lane.end).max().unwrap_or(0)) + OUTER;
    free_strip(drawing, chart.direction, behind.min(start), start, wanted.max(behind)) + GUTTER / 2.0
}

/// Where the last level ends: after its boxes and what is its own, before the outcomes.
fn last_end(
    chart: &Chart,
    drawing: &Drawing,
    order: BandOrder,
    (end, outcomes): (f64, Option<i32>),
    air: f64,
) -> f64 {
    let of_levels = |of: usize| chart.boxes.get(of).is_some_and(|b| b.band < order.behind_levels());
    let mut own = end;
    for (i, arrow) in chart.arrows.iter().enumerate() {
        if of_levels(arrow.from) && of_levels(arrow.to) {
            let route = drawing.routes.get(i).into_iter().flatten().map(|&(x, y)| match chart.direction {
                Direction::Down => y,
                Direction::Right => x,
            });
            let label = drawing.labels.get(i).copied().flatten();
            let label = label.map(|label| extent(label.rect, chart.direction).1);
            own = route.chain(label).map(f64::from).fold(own, f64::max);
        }
    }
    let wanted = (end + INSET).max(own + OUTER) + air;
    let Some(outcomes) = outcomes.map(f64::from) else {
        return wanted.max(length(drawing, chart.direction) + OUTER + air);
    };
    let latest = outcomes - OUTER;
    let edge = free_strip(drawing, chart.direction, own.min(latest), latest, wanted.min(latest));
    if edge > own { edge } else { wanted.min(latest).max(end) }
}

/// The middle of the strip nearest to the wanted one, between two rows, that cuts no label and leaves it some air;
/// else the one that takes least of labels' area.
fn free_strip(drawing: &Drawing, direction: Direction, from: f64, to: f64, wanted: f64) -> f64 {
    let half = GUTTER / 2.0;
    let (above, below) =
        if direction == Direction::Down { (LEADING_ABOVE, LEADING_BELOW) } else { (0.0, 0.0) };
    // boxes keep some of their band around them
    let inset = BOX_AIR.min((to - from - GUTTER) / 4.0).max(0.0);
    let (low, high) = (from + half + inset, (to - half - inset).max(from + half + inset));
    let wanted = wanted.clamp(low, high);
    let near: Vec<(f64, f64, f64)> = drawing
        .labels
        .iter()
        .flatten()
        .map(|label| extent(label.rect, direction))
        // what is seen of the lines, without their leading
        .map(|(start, end, across)| (f64::from(start) + above, f64::from(end) - below, f64::from(across)))
        .filter(|(start, end, _)| *end > low - half - LABEL_AIR && *start < high + half + LABEL_AIR)
        .collect();
    let overlap = |(start, end, _): &(f64, f64, f64), at: f64, reach: f64| {
        (end.min(at + reach) - start.max(at - reach)).max(0.0)
    };
    // the area taken of labels, then how far the nearest one is into the air, then the way from the wanted place
    let cost = |at: f64| {
        let taken: f64 = near.iter().map(|label| overlap(label, at, half) * label.2).sum();
        let tight = near.iter().map(|label| overlap(label, at, half + LABEL_AIR)).fold(0.0, f64::max);
        [taken, tight, (at - wanted).abs()]
    };
    if cost(wanted)[1] <= 0.0 {
        return wanted;
    }
    let step = ((high - low) / STRIPS).max(1.0);
    let steps = ((high - low) / step) as usize;
    let candidates = (0..=steps).map(|i| (low + i as f64 * step).round().clamp(low, high));
    candidates
        .map(|at| (cost(at), at))
        .min_by(|(a, _), (b, _)| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal))
        .map_or(wanted, |best| best.1)
}

#[cfg(test)]
mod tests {
    use super::{Direction, Drawing, GUTTER, LABEL_AIR, LEADING_ABOVE, LEADING_BELOW, free_strip};
    use crate::engine::{Along, Drawing as Laid, IRect};
    use crate::engine::{PlacedLabel, Side};

    fn labels(spans: &[(i32, i32)]) -> Drawing {
        let label = |&(y, height): &(i32, i32)| {
            let rect = IRect { x: 0, y, width: 100, height };
            Some(PlacedLabel { wrap: 0, rect, along: Along::Vertical, side: Side::After })
        };
        Laid { labels: spans.iter().map(label).collect(), ..Laid::default() }
    }

    #[test]
    fn the_strip_stays_where_it_is_wanted_if_no_label_is_near() {
        assert_eq!(free_strip(&labels(&[(0, 60), (140, 60)]), Direction::Down, 0.0, 200.0, 100.0), 100.0);
    }

    #[test]
    fn the_strip_moves_to_the_nearest_place_without_a_label_and_with_air() {
        let strip = free_strip(&labels(&[(90, 60)]), Direction::Down, 0.0, 200.0, 100.0);
        let least = 90.0 + LEADING_ABOVE - GUTTER / 2.0 - LABEL_AIR;
        assert!((least - 1.0..=least).contains(&strip), "{strip}");
    }

    #[test]
    fn the_strip_stands_midway_between_two_labels_that_leave_it_little_air() {
        let strip = free_strip(&labels(&[(20, 60), (100, 60)]), Direction::Down, 0.0, 130.0, 60.0);
        let middle = (80.0 - LEADING_BELOW + 100.0 + LEADING_ABOVE) / 2.0;
        assert!((strip - middle).abs() <= 1.0, "{strip} is not {middle}");
    }

    #[test]
    fn without_a_free_place_least_of_a_label_is_taken() {
        let mut drawing = labels(&[(0, 110), (90, 110)]);
        if let Some(label) = &mut drawing.labels[0] {
            label.rect.width = 40;
        }
        let strip = free_strip(&drawing, Direction::Down, 0.0, 200.0, 150.0);
        assert!(strip + GUTTER / 2.0 <= 91.0 + LEADING_ABOVE, "{strip} cuts the wider label");
    }
}
