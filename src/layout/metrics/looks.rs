//! What the eye sees of order in a flow chart, and how large its type is.
use super::collect::SceneParts;
use super::{Looks, rounded};
use crate::geom::{Point, Rect};
use crate::scene::Scene;

/// How wide pages show a picture, in px.
const SHOWN: f64 = 960.0;
/// Lengths that differ by less, in px, are the same to the eye.
const SAME: f64 = 0.5;
/// Two labels beside each other keep this distance, in em.
const APART: f64 = 2.0;
/// Arrows above and below a box that are less out of line than this, in px, look broken.
const BROKEN: f64 = 16.0;

/// Measures them; `length` is that of all arrows in px, and so many labels are nearly as near to another's.
pub(super) fn looks(scene: &Scene, parts: &SceneParts, length: f64, shared_labels: usize) -> Looks {
    let least = parts.sizes.iter().copied().reduce(f64::min).unwrap_or(0.0);
    let boxes = || parts.boxes.iter().map(|part| part.rect);
    Looks {
        smallest_type: rounded(least * (SHOWN / scene.size.width.max(1.0)).min(1.0)),
        length_px: rounded(length),
        box_widths: different(boxes().map(|rect| rect.width())),
        heights_in_row: heights_in_row(&boxes().collect::<Vec<_>>()),
        left_edges: different(boxes().map(|rect| rect.x0)),
        neighbour_labels: neighbours(parts),
        broken_lines: broken(parts),
        shared_labels,
    }
}

/// How many different lengths there are.
fn different(lengths: impl Iterator<Item = f64>) -> usize {
    let mut all: Vec<f64> = lengths.collect();
    all.sort_by(f64::total_cmp);
    let steps = all.windows(2).filter(|pair| pair[1] - pair[0] > SAME).count();
    if all.is_empty() { 0 } else { steps + 1 }
}

/// Boxes whose middles are at one height are a row.
fn heights_in_row(boxes: &[Rect]) -> usize {
    let mut rows = boxes.to_vec();
    rows.sort_by(|a, b| a.center().y.total_cmp(&b.center().y));
    let rows = rows.chunk_by(|a, b| b.center().y - a.center().y <= SAME);
    rows.map(|row| different(row.iter().map(|rect| rect.height()))).max().unwrap_or(0)
}

/// Pairs of labels that share more than half of a line's height and have little between them.
fn neighbours(parts: &SceneParts) -> usize {
    let em = parts.sizes.iter().copied().reduce(f64::min).unwrap_or(0.0);
    let mut labels: Vec<Rect> = parts.flows.iter().filter_map(|flow| flow.label).collect();
    labels.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut count = 0;
    for (i, a) in labels.iter().enumerate() {
        let near = labels[i + 1..].iter().take_while(|b| b.x0 - a.x1 < APART * em);
        let beside = near.filter(|b| b.x0 >= a.x1);
        count += beside.filter(|b| a.y1.min(b.y1) - a.y0.max(b.y0) > em / 2.0).count();
    }
    count
}

/// Boxes with an end of an arrow above that has one below nearly, but not quite, in line.
fn broken(parts: &SceneParts) -> usize {
    let ends = parts.flows.iter().flat_map(|flow| [flow.points.first(), flow.points.last()]);
    let mut ends: Vec<Point> = ends.flatten().copied().collect();
    ends.sort_by(|a, b| a.x.total_cmp(&b.x));
    let is_broken = |rect: &Rect| {
        let from = ends.partition_point(|end| end.x < rect.x0);
        let within = ends.get(from..).unwrap_or_default();
        let within = within.get(..within.partition_point(|end| end.x <= rect.x1)).unwrap_or_default();
        let on = |y: f64| within.iter().filter(move |end| (end.y - y).abs() <= 1.0);
        on(rect.y0).any(|above| {
            let off = on(rect.y1).map(|below| (below.x - above.x).abs()).reduce(f64::min);
            off.is_some_and(|off| off > SAME && off < BROKEN)
        })
    };
    parts.boxes.iter().filter(|part| is_broken(&part.rect)).count()
}
