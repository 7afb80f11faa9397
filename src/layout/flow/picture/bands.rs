//! Bands: a tint across the sheet for each level, with a bar at its start that names it and a bar at its end.
use super::frame::END_BAR;
use super::{Align, EM, INSET, Painter, linked, outline, set};
use crate::geom::{Point, Rect};
use crate::layout::flow::{Chart, Drawing};
use crate::model::Model;
use crate::scene::{Geometry, Group, Meaning, Node, Shape};
use crate::text::{Block, Fonts, TextStyle, Weight, pareto};

/// Between two bands.
const GUTTER: f64 = 0.8 * EM;
/// Beyond arrows and labels that run along the outside of the outermost boxes.
const OUTER: f64 = 1.1 * EM;
/// Between a label and the edge of a band, where there is room.
const LABEL_AIR: f64 = 0.4 * EM;
/// How many places are tried for a strip.
const STRIPS: f64 = 400.0;
/// Between a box and the edge of its band, at least.
const BOX_AIR: f64 = 0.5 * EM;
/// Above a label's capitals and below its descenders, in its line boxes.
const LEADING: (f64, f64) = (0.28 * EM, 0.04 * EM);
/// Beside the name in its bar, both sides together.
const BAR_PADDING: f64 = 1.8 * EM;
/// Above and below what is in a bar, together.
const BAR_ENDS: f64 = 1.2 * EM;
/// Side of a level's icon, and its distance from the name.
const ICON: (f64, f64) = (3.0 * EM, 0.6 * EM);
/// Most lines of a level's name.
const NAME_LINES: usize = 6;
/// Names of more lines than this get a wider bar, up to a width.
const CALM_LINES: usize = 3;
const CALM_WIDTH: f64 = 9.0 * EM;

/// Top and bottom of a band, in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Span {
    fn height(self) -> f64 {
        self.bottom - self.top
    }
}

/// The bands of the levels in the engine's coordinates, which start at the top of what it drew.
pub(super) fn spans(model: &Model, chart: &Chart, drawing: &Drawing) -> Vec<Span> {
    let levels = model.levels.len();
    let lanes = |band: usize| drawing.lanes.iter().filter(move |lane| lane.band == band);
    let start = |band: usize| lanes(band).map(|lane| lane.start).min();
    let end = |band: usize| lanes(band).map(|lane| lane.end).max();
    let mut spans = Vec::with_capacity(levels);
    let mut top = f64::from(start(0).unwrap_or(0) - INSET as i32).min(-OUTER);
    for band in 0..levels {
        let own_end = f64::from(end(band).unwrap_or(0));
        let bottom = if band + 1 < levels {
            let next = f64::from(start(band + 1).unwrap_or(drawing.height));
            let middle = drawing.cuts.get(band).map_or((own_end + next) / 2.0, |cut| f64::from(*cut));
            free_strip(drawing, own_end, next, middle) - GUTTER / 2.0
        } else {
            last_bottom(chart, drawing, levels, own_end, start(levels))
        };
        spans.push(Span { top, bottom });
        top = bottom + GUTTER;
    }
    spans
}

/// Where the last level ends: below its boxes and what is its own, above the outcomes.
fn last_bottom(chart: &Chart, drawing: &Drawing, levels: usize, end: f64, outcomes: Option<i32>) -> f64 {
    let of_levels = |of: usize| chart.boxes.get(of).is_some_and(|b| b.band < levels);
    let mut own = end;
    for (i, arrow) in chart.arrows.iter().enumerate() {
        if of_levels(arrow.from) && of_levels(arrow.to) {
            let route = drawing.routes.get(i).into_iter().flatten().map(|&(_, y)| y);
            let label =
                drawing.labels.get(i).copied().flatten().map(|label| label.rect.y + label.rect.height);
            own = route.chain(label).map(f64::from).fold(own, f64::max);
        }
    }
    let wanted = (end + INSET).max(own + OUTER);
    let Some(outcomes) = outcomes.map(f64::from) else {
        return wanted.max(f64::from(drawing.height) + OUTER);
    };
    let latest = outcomes - OUTER;
    let edge = free_strip(drawing, own.min(latest), latest, wanted.min(latest));
    if edge > own { edge } else { wanted.min(latest).max(end) }
}

/// The middle of the strip nearest to the wanted one, between two rows, that cuts no label and leaves it some air;
/// else the one that takes least of labels' area.
fn free_strip(drawing: &Drawing, from: f64, to: f64, wanted: f64) -> f64 {
    let half = GUTTER / 2.0;
    // boxes keep some of their band around them
    let inset = BOX_AIR.min((to - from - GUTTER) / 4.0).max(0.0);
    let (low, high) = (from + half + inset, (to - half - inset).max(from + half + inset));
    let wanted = wanted.clamp(low, high);
    let near: Vec<(f64, f64, f64)> = drawing
        .labels
        .iter()
        .flatten()
        .map(|label| label.rect)
        // what is seen of the lines, without their leading
        .map(|r| (f64::from(r.y) + LEADING.0, f64::from(r.y + r.height) - LEADING.1, f64::from(r.width)))
        .filter(|(top, bottom, _)| *bottom > low - half - LABEL_AIR && *top < high + half + LABEL_AIR)
        .collect();
    let overlap = |(top, bottom, _): &(f64, f64, f64), at: f64, reach: f64| {
        (bottom.min(at + reach) - top.max(at - reach)).max(0.0)
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

/// The names in the start bars: for each level the wraps that they can take, fewest lines first.
#[derive(Debug)]
pub(super) struct Bars {
    names: Vec<Vec<Block>>,
}

fn name_style() -> TextStyle {
    TextStyle::new(Weight::Bold, 1.1 * EM, 1.2)
}

impl Bars {
    /// Measures the levels' names.
    pub(super) fn measure(model: &Model, fonts: &Fonts) -> Self {
        let style = name_style();
        Self {
            names: model.levels.iter().map(|level| pareto(fonts, &style, &level.name, NAME_LINES)).collect(),
        }
    }

    /// Width of a bar that holds the widest word, and long names in not too many lines.
    pub(super) fn least_width(&self) -> f64 {
        let few = |blocks: &Vec<Block>| {
            let narrowest = blocks.last()?.width;
            let calm =
                blocks.iter().rev().find(|block| block.lines.len() <= CALM_LINES).map_or(0.0, |b| b.width);
            Some(narrowest.max(calm.min(CALM_WIDTH)))
        };
        Self::padded(self.names.iter().filter_map(few).fold(0.0, f64::max))
    }

    /// Width of the bars that holds every name within its band.
    pub(super) fn width(&self, bands: &[Span]) -> f64 {
        let fits = |block: &&Block, span: &Span| block.height <= span.height() - BAR_ENDS;
        let needed = self.names.iter().zip(bands).filter_map(|(blocks, span)| {
            blocks.iter().rev().find(|block| fits(block, span)).or(blocks.first()).map(|block| block.width)
        });
        Self::padded(needed.fold(0.0, f64::max)).max(self.least_width())
    }

    fn padded(width: f64) -> f64 {
        (width.max(ICON.0) + BAR_PADDING).ceil()
    }

    /// A level's name with as few lines as a bar of the width allows.
    fn fitting(&self, level: usize, width: f64) -> Option<&Block> {
        let blocks = self.names.get(level)?;
        blocks.iter().find(|block| block.width <= width - BAR_PADDING + 0.5).or(blocks.last())
    }
}

/// The bands with their end bars, for the eye only.
pub(super) fn paint(painter: &Painter<'_>) -> Node {
    let [_, start, right] = painter.place.across;
    let mut nodes = Vec::new();
    for (level, span) in painter.place.bands.iter().enumerate() {
        let colors = painter.theme.level(level);
        // under the bars, so that no seam shows beside their rounded corners
        let tint = Rect::new(start - BAR_PADDING / 2.0, span.top, right - END_BAR / 2.0, span.bottom);
        let bar = Rect::new(right - END_BAR, span.top, right, span.bottom);
        nodes.push(Shape::filled(Geometry::Rect { rect: tint, radius: 0.0 }, colors.band));
        nodes.extend(outline(tint, 0.0, painter.theme.outlines.band, colors.ink));
        let radius = END_BAR / 2.0 * painter.theme.corner;
        nodes.push(Shape::filled(Geometry::Rect { rect: bar, radius }, colors.banner));
    }
    Group::new(Meaning::Decoration, nodes)
}

/// A level's start bar: icon and name.
pub(super) fn bar(painter: &Painter<'_>, level: usize) -> Vec<Node> {
    let place = painter.place;
    let [left, right, _] = place.across;
    let (Some(span), Some(content)) = (place.bands.get(level), painter.model.levels.get(level)) else {
        return vec![];
    };
    let theme = painter.theme;
    let at = Rect::new(left, span.top, right, span.bottom);
    let radius = 0.5 * EM * theme.corner;
    let mut nodes = vec![Shape::filled(Geometry::Rect { rect: at, radius }, theme.level(level).banner)];
    let Some(block) = painter.bars.fitting(level, at.width()) else { return nodes };
    let icon = painter.page.icons.levels.get(level).copied().flatten();
    let icon = icon.filter(|_| block.height + ICON.0 + ICON.1 <= span.height() - BAR_ENDS);
    let above = if icon.is_some() { ICON.0 + ICON.1 } else { 0.0 };
    let top = at.center().y - (block.height + above) / 2.0;
    if let Some(icon) = icon {
        let center = Point::new(at.center().x, top + ICON.0 / 2.0);
        nodes.push(Group::new(Meaning::Decoration, vec![icon.draw(center, ICON.0, theme.on_banner, true)]));
    }
    let within = Rect::new(at.x0, top + above, at.x1, at.y1);
    let lines = set(block, &name_style(), within, Align::Center, theme.on_banner);
    nodes.push(Group::new(Meaning::Heading { depth: 2 }, lines.into_iter().map(Node::Text).collect()));
    linked(content.link.as_deref(), nodes)
}

#[cfg(test)]
mod tests {
    use super::{Drawing, GUTTER, LABEL_AIR, LEADING, free_strip};
    use crate::layout::flow::chart::{PlacedLabel, Side};
    use crate::layout::flow::{Along, Drawing as Laid, IRect};

    fn labels(spans: &[(i32, i32)]) -> Drawing {
        let label = |&(y, height): &(i32, i32)| {
            let rect = IRect { x: 0, y, width: 100, height };
            Some(PlacedLabel { wrap: 0, rect, along: Along::Vertical, side: Side::After })
        };
        Laid { labels: spans.iter().map(label).collect(), ..Laid::default() }
    }

    #[test]
    fn the_strip_stays_where_it_is_wanted_if_no_label_is_near() {
        assert_eq!(free_strip(&labels(&[(0, 60), (140, 60)]), 0.0, 200.0, 100.0), 100.0);
    }

    #[test]
    fn the_strip_moves_to_the_nearest_place_without_a_label_and_with_air() {
        let strip = free_strip(&labels(&[(90, 60)]), 0.0, 200.0, 100.0);
        let least = 90.0 + LEADING.0 - GUTTER / 2.0 - LABEL_AIR;
        assert!((least - 1.0..=least).contains(&strip), "{strip}");
    }

    #[test]
    fn the_strip_stands_midway_between_two_labels_that_leave_it_little_air() {
        let strip = free_strip(&labels(&[(20, 60), (100, 60)]), 0.0, 130.0, 60.0);
        let middle = (80.0 - LEADING.1 + 100.0 + LEADING.0) / 2.0;
        assert!((strip - middle).abs() <= 1.0, "{strip} is not {middle}");
    }

    #[test]
    fn without_a_free_place_least_of_a_label_is_taken() {
        let mut drawing = labels(&[(0, 110), (90, 110)]);
        if let Some(label) = &mut drawing.labels[0] {
            label.rect.width = 40;
        }
        let strip = free_strip(&drawing, 0.0, 200.0, 150.0);
        assert!(strip + GUTTER / 2.0 <= 91.0 + LEADING.0, "{strip} cuts the wider label");
    }
}
