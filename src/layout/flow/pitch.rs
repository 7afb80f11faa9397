//! Charts of few arrows: what an arrow or its label needs of room shows in the whole chart, for little else is in it. Boxes without
//! arrows stand at the start of their row, without a hole, and columns are as far from each other as the farthest two.
use crate::engine::{Chart, Direction, Drawing, IRect, is_gone_over};

/// There are at least so many boxes for each arrow.
const BOXES: usize = 3;
/// How much wider the chart becomes at most, and how unlike the steps from column to column are at most.
const WIDER: f64 = 0.2;
const UNLIKE: f64 = 1.6;

/// The drawing with its boxes in order, if its chart has few arrows.
pub(super) fn settled(chart: &Chart, mut drawing: Drawing) -> Drawing {
    let is_sparse = chart.arrows.len() * BOXES <= chart.boxes.len() && !chart.arrows.is_empty();
    if !is_sparse
        || !is_gone_over(chart)
        || chart.direction != Direction::Down
        || chart.boxes.iter().any(|b| b.edge)
    {
        return drawing;
    }
    let Some(columns) = columns(&drawing) else { return drawing };
    close_ranks(chart, &mut drawing, &columns);
    even_out(chart, &mut drawing, &columns);
    drawing
}

/// Start and end of each column of boxes in px, from left to right; none where boxes stand in no columns.
fn columns(drawing: &Drawing) -> Option<Vec<(i32, i32)>> {
    let mut extents: Vec<(i32, i32)> = drawing.boxes.iter().map(|b| (b.x, b.x + b.width)).collect();
    extents.sort_unstable();
    let mut columns: Vec<(i32, i32)> = Vec::new();
    for (start, end) in extents {
        match columns.last_mut() {
            Some(last) if start < last.1 => {
                // of one column all boxes have one middle
                if start + end != last.0 + last.1 {
                    return None;
                }
                *last = (last.0.min(start), last.1.max(end));
            }
            _ => columns.push((start, end)),
        }
    }
    Some(columns)
}

/// Moves boxes that no arrow meets to the first free columns of their rows.
fn close_ranks(chart: &Chart, drawing: &mut Drawing, columns: &[(i32, i32)]) {
    let is_met = |i: usize| chart.arrows.iter().any(|arrow| arrow.from == i || arrow.to == i);
    let column_of = |b: &IRect| columns.iter().position(|(start, end)| *start <= b.x && b.x < *end);
    let mut order: Vec<usize> = (0..drawing.boxes.len()).collect();
    order.sort_by_key(|i| drawing.boxes.get(*i).map(|b| (b.y, b.x)));
    for i in order {
        let is_pinned = chart.boxes.get(i).is_none_or(|b| b.row.is_some() || b.column.is_some());
        let Some(own) = drawing.boxes.get(i).copied().filter(|_| !is_pinned && !is_met(i)) else { continue };
        let Some(column) = column_of(&own) else { continue };
        let free = columns.iter().take(column).find_map(|(start, end)| {
            let moved = IRect { x: (start + end - own.width) / 2, ..own };
            is_free(moved, i, chart, drawing).then_some(moved)
        });
        // never past a box that stands before it
        let before = |moved: &IRect| {
            drawing.boxes.iter().enumerate().all(|(other, b)| {
                let in_row = b.y < own.y + own.height && own.y < b.y + b.height;
                other == i || !in_row || b.x > own.x || b.x + b.width <= moved.x
            })
        };
        if let Some(moved) = free.filter(before)
            && let Some(place) = drawing.boxes.get_mut(i)
        {
            *place = moved;
        }
    }
}

/// Whether a box would stand clear of all others, of lines and of labels.
fn is_free(moved: IRect, own: usize, chart: &Chart, drawing: &Drawing) -> bool {
    let clear = chart.spacing.box_clear + chart.spacing.label_clear;
    let meets = |x0: i32, y0: i32, x1: i32, y1: i32| {
        x0 < moved.x + moved.width + clear
            && moved.x < x1 + clear
            && y0 < moved.y + moved.height + clear
            && moved.y < y1 + clear
    };
    let of = |r: &IRect| meets(r.x, r.y, r.x + r.width, r.y + r.height);
    let boxes = drawing.boxes.iter().enumerate().any(|(i, other)| i != own && of(other));
    let labels = drawing.labels.iter().flatten().any(|label| of(&label.rect));
    let lines = drawing.routes.iter().flat_map(|route| route.windows(2)).any(|piece| match piece {
        &[(ax, ay), (bx, by)] => meets(ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)),
        _ => false,
    });
    !boxes && !labels && !lines
}

/// Widens the gaps between columns to the widest step from one to the next, where that is little.
fn even_out(chart: &Chart, drawing: &mut Drawing, columns: &[(i32, i32)]) {
    let middle = |(start, end): (i32, i32)| (start + end) / 2;
    let steps: Vec<i32> = columns.windows(2).map(|pair| middle(pair[1]) - middle(pair[0])).collect();
    let (Some(&widest), Some(&least)) = (steps.iter().max(), steps.iter().min()) else { return };
    let more: i32 = steps.iter().map(|step| widest - step).sum();
    let width = f64::from(drawing.width);
    let is_too_wide = chart.too_wide(width + f64::from(more)) > 0.0;
    if f64::from(more) > WIDER * width || f64::from(widest) > UNLIKE * f64::from(least) || is_too_wide {
        return;
    }
    // where each gap has its middle, and how far all behind it moves
    let mut sum = 0;
    let gaps: Vec<(i32, i32)> = columns
        .windows(2)
        .zip(&steps)
        .map(|(pair, step)| {
            sum += widest - step;
            ((pair[0].1 + pair[1].0) / 2, sum)
        })
        .collect();
    let by = |x: i32| gaps.iter().rev().find(|(at, _)| *at < x).map_or(0, |(_, by)| *by);
    for b in &mut drawing.boxes {
        b.x += by(b.x + b.width / 2);
    }
    for label in drawing.labels.iter_mut().flatten() {
        label.rect.x += by(label.rect.x + label.rect.width / 2);
    }
    for (x, _) in drawing.routes.iter_mut().flatten() {
        *x += by(*x);
    }
    drawing.width += more;
}

#[cfg(test)]
mod tests {
    use super::settled;
    use crate::engine::{Chart, ChartArrow, ChartBox, Drawing, IRect};

    /// Boxes at these places, the first of which an arrow leads to from the second.
    fn drawing(places: &[(i32, i32)]) -> (Chart, Drawing) {
        let place = |&(x, y): &(i32, i32)| IRect { x, y, width: 100, height: 40 };
        let boxes = places.iter().map(|_| ChartBox { width: 100, height: 40, ..ChartBox::default() });
        let chart = Chart {
            bands: 1,
            boxes: boxes.collect(),
            arrows: vec![ChartArrow { from: 1, to: 0, wraps: Vec::new() }],
            ..Chart::default()
        };
        let boxes: Vec<IRect> = places.iter().map(place).collect();
        let route = vec![(boxes[1].x, 20), (boxes[0].x + 100, 20)];
        let width = boxes.iter().map(|b| b.x + 100).max().unwrap_or(0);
        (
            chart,
            Drawing {
                width,
                height: 240,
                boxes,
                routes: vec![route],
                labels: vec![None],
                ..Drawing::default()
            },
        )
    }

    fn places(drawing: &Drawing) -> Vec<(i32, i32)> {
        drawing.boxes.iter().map(|b| (b.x, b.y)).collect()
    }

    #[test]
    fn columns_are_as_far_apart_as_the_farthest() {
        let (chart, before) = drawing(&[(0, 0), (200, 0), (360, 0), (520, 0)]);
        let after = settled(&chart, before);
        assert_eq!(places(&after), [(0, 0), (200, 0), (400, 0), (600, 0)]);
        assert_eq!((after.width, after.routes[0].clone()), (700, vec![(200, 20), (100, 20)]));
    }

    #[test]
    fn a_row_has_no_hole() {
        let (chart, before) = drawing(&[(0, 0), (200, 0), (400, 0), (0, 140), (400, 140)]);
        let after = settled(&chart, before);
        assert_eq!(places(&after), [(0, 0), (200, 0), (400, 0), (0, 140), (200, 140)]);
    }

    #[test]
    fn charts_of_many_arrows_stay_as_they_are() {
        let (mut chart, before) = drawing(&[(0, 0), (200, 0), (360, 0), (520, 0)]);
        chart.arrows.push(ChartArrow { from: 2, to: 3, wraps: Vec::new() });
        assert_eq!(places(&settled(&chart, before.clone())), places(&before));
    }
}
