//! Labels that the arrows of one hub share: beside their lines at one height and in one wrap, so that a reader sees at once that they
//! are the same. They move in the finished drawing, into room that is there anyway.
use super::arrows::Arrow;
use super::measures::EM;
use crate::engine::{
    Along, Chart, Direction, Drawing, IRect, PlacedLabel, Side, Spacing, WrapSize, is_gone_over,
};
use std::collections::BTreeMap;

/// Arrows that share a label, at least.
const LEAST: usize = 3;
/// Step in which heights are tried, in px, and how many at most.
const STEP: usize = 4;
const STEPS: usize = 120;
/// Between two labels on one height without a line between them: closer ones read as one line.
const APART: i32 = (2.0 * EM) as i32;
/// From a label to a line that is not its own, at least: by half more than to its own.
const FOREIGN: i32 = 16;

/// An arrow at a hub: the piece of it that meets the hub runs down the sheet.
#[derive(Debug, Clone, Copy)]
struct Spoke {
    arrow: usize,
    x: i32,
    top: i32,
    bottom: i32,
}

/// The labels of a group at one height.
struct LabelRow {
    /// How many of them are on another side than most.
    odd: usize,
    /// Each with its arrow.
    labels: Vec<(usize, PlacedLabel)>,
}

/// Brings the labels that arrows share at a hub to one height: all that a hub's arrows share, else as many as have room for it.
pub(super) fn align(arrows: &[Arrow<'_>], chart: &Chart, drawing: &mut Drawing) {
    if chart.direction != Direction::Down || !is_gone_over(chart) {
        return;
    }
    for groups in hubs(arrows, chart, drawing).into_values() {
        if !place_all(&groups, chart, drawing) {
            for group in groups.chunks(1) {
                place_all(group, chart, drawing);
            }
        }
    }
}

/// Places the labels of groups anew; `false` where there is no room, and then they stay.
fn place_all(groups: &[Vec<Spoke>], chart: &Chart, drawing: &mut Drawing) -> bool {
    let mut tried = drawing.clone();
    for spoke in groups.iter().flatten() {
        if let Some(label) = tried.labels.get_mut(spoke.arrow) {
            *label = None;
        }
    }
    let is_placed = groups.iter().all(|group| place(group, chart, &mut tried));
    if is_placed {
        *drawing = tried;
    }
    is_placed
}

/// For each hub the groups of its arrows that share a label, from left to right.
fn hubs(arrows: &[Arrow<'_>], chart: &Chart, drawing: &Drawing) -> BTreeMap<usize, Vec<Vec<Spoke>>> {
    let mut shared: BTreeMap<(usize, bool, &str), Vec<Spoke>> = BTreeMap::new();
    for (i, (arrow, ends)) in arrows.iter().zip(&chart.arrows).enumerate() {
        let (Some(Some(_)), Some(route)) = (drawing.labels.get(i), drawing.routes.get(i)) else { continue };
        let ([first, second, ..], [.., before, last]) = (route.as_slice(), route.as_slice()) else {
            continue;
        };
        for (hub, outward, piece) in [(ends.from, true, [first, second]), (ends.to, false, [last, before])] {
            let [(x, y), (other, end)] = piece;
            if x == other {
                let (top, bottom) = (*y.min(end), *y.max(end));
                shared.entry((hub, outward, arrow.label)).or_default().push(Spoke {
                    arrow: i,
                    x: *x,
                    top,
                    bottom,
                });
            }
        }
    }
    let mut hubs: BTreeMap<usize, Vec<Vec<Spoke>>> = BTreeMap::new();
    for ((hub, ..), mut spokes) in shared.into_iter().filter(|(_, spokes)| spokes.len() >= LEAST) {
        spokes.sort_by_key(|spoke| spoke.x);
        hubs.entry(hub).or_default().push(spokes);
    }
    hubs
}

/// Sets the labels of a group at the best height that there is for all; `false` where there is none.
fn place(group: &[Spoke], chart: &Chart, drawing: &mut Drawing) -> bool {
    let Some(first) = group.first() else { return true };
    let wraps = chart.arrows.get(first.arrow).map_or(&[][..], |arrow| &arrow.wraps);
    let inset = chart.spacing.label_inset;
    let top = group.iter().map(|spoke| spoke.top).max().unwrap_or(0) + inset;
    let bottom = group.iter().map(|spoke| spoke.bottom).min().unwrap_or(0) - inset;
    let mut best: Option<((usize, usize, usize), LabelRow)> = None;
    for (wrap, size) in wraps.iter().enumerate() {
        let last = bottom - size.height;
        for (step, y) in (top..=last).step_by(STEP).take(STEPS).enumerate() {
            let Some(row) = row(group, (wrap, *size), y, chart.spacing, drawing) else { continue };
            let cost = (row.odd, size.lines, step);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, row));
            }
        }
    }
    let Some((_, row)) = best else { return false };
    for (arrow, label) in row.labels {
        if let Some(place) = drawing.labels.get_mut(arrow) {
            *place = Some(label);
        }
    }
    true
}

/// The labels of a group at a height, each on one of the sides of its line.
fn row(
    group: &[Spoke],
    (wrap, size): (usize, WrapSize),
    y: i32,
    spacing: Spacing,
    drawing: &Drawing,
) -> Option<LabelRow> {
    if !is_within_band(y, size.height, spacing, drawing) {
        return None;
    }
    let at = |spoke: &Spoke, side: Side| {
        let x = match side {
            Side::Before => spoke.x - spacing.label_own - size.width,
            Side::After => spoke.x + spacing.label_own,
        };
        let rect = IRect { x, y, width: size.width, height: size.height };
        PlacedLabel { wrap, rect, along: Along::Vertical, side }
    };
    let attempt = |usual: Side, other: Side| {
        // least[side]: the fewest on the other side of those so far, and the sides of all
        let mut least: Vec<(usize, Vec<PlacedLabel>)> = vec![(0, Vec::new())];
        for spoke in group {
            let mut next: Vec<(usize, Vec<PlacedLabel>)> = Vec::new();
            for (cost, side) in [(0, usual), (1, other)] {
                let label = at(spoke, side);
                if !is_free(label.rect, spoke.arrow, spacing, drawing) {
                    continue;
                }
                // where a line is between two they do not read as one
                let fits = |so_far: &&(usize, Vec<PlacedLabel>)| {
                    so_far.1.last().is_none_or(|last| {
                        let is_parted = (last.side, side) != (Side::After, Side::Before);
                        is_parted || last.rect.x + last.rect.width + APART <= label.rect.x
                    })
                };
                if let Some((before, labels)) = least.iter().filter(fits).min_by_key(|so_far| so_far.0) {
                    let labels = labels.iter().copied().chain([label]).collect();
                    next.push((before + cost, labels));
                }
            }
            least = next;
        }
        least.into_iter().min_by_key(|so_far| so_far.0)
    };
    let found = [attempt(Side::After, Side::Before), attempt(Side::Before, Side::After)];
    let (odd, labels) = found.into_iter().flatten().min_by_key(|found| found.0)?;
    Some(LabelRow { odd, labels: group.iter().map(|spoke| spoke.arrow).zip(labels).collect() })
}

/// Whether a label of a height stands clear of the strips between bands.
fn is_within_band(y: i32, height: i32, spacing: Spacing, drawing: &Drawing) -> bool {
    let off = spacing.band_gutter / 2 + spacing.band_label;
    drawing.cuts.iter().all(|cut| y + height + off <= *cut || cut + off <= y)
}

/// Whether a label of an arrow keeps its distances to all else there.
fn is_free(rect: IRect, arrow: usize, spacing: Spacing, drawing: &Drawing) -> bool {
    let apart = |x0: i32, y0: i32, x1: i32, y1: i32| {
        (x0 - rect.x - rect.width).max(rect.x - x1).max(y0 - rect.y - rect.height).max(rect.y - y1)
    };
    let of = |other: &IRect| apart(other.x, other.y, other.x + other.width, other.y + other.height);
    let inside = rect.x >= 0 && rect.x + rect.width <= drawing.width;
    let boxes = || drawing.boxes.iter().all(|other| of(other) >= spacing.label_clear + spacing.box_clear);
    let labels = || drawing.labels.iter().flatten().all(|other| of(&other.rect) >= APART);
    let lines = || {
        drawing.routes.iter().enumerate().all(|(i, route)| {
            let least = if i == arrow { spacing.label_own } else { FOREIGN };
            route.windows(2).all(|piece| {
                let &[(ax, ay), (bx, by)] = piece else { return true };
                apart(ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)) >= least
            })
        })
    };
    inside && boxes() && labels() && lines()
}

#[cfg(test)]
mod tests {
    use super::align;
    use crate::engine::{Along, Chart, ChartArrow, Drawing, IRect, PlacedLabel, Side, WrapSize};
    use crate::layout::flow::arrows::Arrow;
    use crate::model::{FlowKind, NodeRef};

    /// A hub above three boxes, with an arrow to each that has the same label at some height.
    fn hub(columns: [i32; 3], heights: [i32; 3]) -> (Vec<Arrow<'static>>, Chart, Drawing) {
        let node = |function| NodeRef::Function { level: 0, function };
        let arrow = |to| Arrow {
            from: node(0),
            to: node(to),
            label: "Sets aims",
            kind: FlowKind::Directs,
            main: false,
            is_tie: false,
        };
        let wraps =
            vec![WrapSize { width: 90, height: 26, lines: 1 }, WrapSize { width: 50, height: 52, lines: 2 }];
        let arrows = (1..=3).map(|to| ChartArrow { from: 0, to, wraps: wraps.clone() }).collect();
        let chart = Chart { bands: 1, arrows, ..Chart::default() };
        let spoke = |x: i32| IRect { x: x - 40, y: 300, width: 80, height: 40 };
        let label = |(x, y): (i32, i32)| PlacedLabel {
            wrap: 0,
            rect: IRect { x: x + 10, y, width: 90, height: 26 },
            along: Along::Vertical,
            side: Side::After,
        };
        let drawing = Drawing {
            width: 900,
            height: 340,
            boxes: std::iter::once(IRect { x: 0, y: 0, width: 900, height: 40 })
                .chain(columns.map(spoke))
                .collect(),
            routes: columns.map(|x| vec![(x, 40), (x, 300)]).to_vec(),
            labels: columns.into_iter().zip(heights).map(label).map(Some).collect(),
            ..Drawing::default()
        };
        ((1..=3).map(arrow).collect(), chart, drawing)
    }

    fn placed(drawing: &Drawing) -> Vec<PlacedLabel> {
        drawing.labels.iter().map(|label| label.expect("a label")).collect()
    }

    #[test]
    fn what_arrows_share_stands_at_one_height_and_in_one_wrap() {
        let (arrows, chart, mut drawing) = hub([100, 300, 500], [80, 120, 200]);
        align(&arrows, &chart, &mut drawing);
        let labels = placed(&drawing);
        assert!(labels.iter().all(|label| (label.rect.y, label.wrap) == (labels[0].rect.y, 0)), "{labels:?}");
        assert!(labels.iter().all(|label| label.side == Side::After));
    }

    #[test]
    fn where_one_line_is_too_wide_for_all_they_take_two() {
        // between the lines is room for 50 px and its distances, not for 90
        let (arrows, chart, mut drawing) = hub([100, 190, 280], [60, 130, 200]);
        align(&arrows, &chart, &mut drawing);
        let labels = placed(&drawing);
        assert!(labels.iter().all(|label| (label.rect.y, label.wrap) == (labels[0].rect.y, 1)), "{labels:?}");
        assert!(labels.iter().all(|label| label.side == Side::After), "each has a line of its own before it");
    }

    #[test]
    fn without_room_for_all_every_label_stays_where_it_is() {
        let (arrows, chart, mut drawing) = hub([100, 150, 200], [60, 130, 200]);
        let before = drawing.labels.clone();
        align(&arrows, &chart, &mut drawing);
        assert_eq!(drawing.labels, before);
    }
}
