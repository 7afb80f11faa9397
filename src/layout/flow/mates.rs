//! Boxes of a row, as high as each other: where one says a line more than is usual, those beside it grow with it, into room that is
//! there anyway.
use super::measures::EM;
use crate::engine::{Along, Chart, Direction, Drawing, IRect};

/// How much higher than its words ask for a box becomes at most: a name alone in a high box looks lost.
const GROWTH: f64 = 1.5;
/// The least straight piece behind an arrow's head or before its first bend, in px.
const STRAIGHT: i32 = (1.5 * EM) as i32;

/// Makes the boxes of each row as high as its highest, but panels and bars; a row in which one of them has no room stays.
pub(super) fn level(chart: &Chart, drawing: &mut Drawing, is_free: impl Fn(usize) -> bool) {
    if chart.direction != Direction::Down {
        return;
    }
    for lane in drawing.lanes.clone() {
        let in_lane = |i: &usize| match (chart.boxes.get(*i), drawing.boxes.get(*i)) {
            (Some(own), Some(rect)) => {
                let middle = 2 * rect.y + rect.height;
                own.band == lane.band && !own.edge && middle == lane.start + lane.end
            }
            _ => false,
        };
        let row: Vec<usize> = (0..drawing.boxes.len()).filter(in_lane).collect();
        let height = |i: &usize| drawing.boxes.get(*i).map_or(0, |rect| rect.height);
        let highest = row.iter().map(height).max().unwrap_or(0);
        let low: Vec<usize> = row.into_iter().filter(|i| height(i) < highest).collect();
        // what moves apart from the middle by half a px would not be in line any more
        let grows = |i: &usize| {
            let own = height(i);
            is_free(*i) && (highest - own) % 2 == 0 && f64::from(highest) <= GROWTH * f64::from(own)
        };
        if low.is_empty() || !low.iter().all(grows) {
            continue;
        }
        let mut tried = drawing.clone();
        if low.iter().all(|i| grow(*i, highest, chart, &mut tried)) {
            *drawing = tried;
        }
    }
}

/// Makes a box so high about its middle, and its arrows so much shorter; `false` where there is no room.
fn grow(of: usize, height: i32, chart: &Chart, drawing: &mut Drawing) -> bool {
    let Some(old) = drawing.boxes.get(of).copied() else { return false };
    let by = (height - old.height) / 2;
    let new = IRect { y: old.y - by, height, ..old };
    for (route, arrow) in drawing.routes.iter_mut().zip(&chart.arrows) {
        let n = route.len();
        let ends = [(arrow.from == of, 0, 1), (arrow.to == of, n.wrapping_sub(1), n.wrapping_sub(2))];
        for (_, end, next) in ends.into_iter().filter(|(is_own, ..)| *is_own) {
            let (Some(&(x, y)), Some(&(other, beyond))) = (route.get(end), route.get(next)) else { continue };
            if x != other || (y != old.y && y != old.y + old.height) {
                continue;
            }
            let moved = if y == old.y { y - by } else { y + by };
            if (beyond - moved).abs() < STRAIGHT || (beyond - moved).signum() != (beyond - y).signum() {
                return false;
            }
            if let Some(end) = route.get_mut(end) {
                end.1 = moved;
            }
        }
    }
    let spacing = chart.spacing;
    let off = |x0: i32, y0: i32, x1: i32, y1: i32| {
        (x0 - new.x - new.width).max(new.x - x1).max(y0 - new.y - new.height).max(new.y - y1)
    };
    let of_rect = |rect: &IRect| off(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
    let boxes = drawing.boxes.iter().enumerate().filter(|(i, _)| *i != of);
    let is_off_boxes =
        boxes.map(|(_, rect)| of_rect(rect)).all(|off| off >= spacing.column_gap.min(spacing.row_gap));
    let labels = drawing.labels.iter().flatten();
    let is_off_labels =
        labels.map(|label| of_rect(&label.rect)).all(|off| off >= spacing.label_clear + spacing.box_clear);
    let is_off_lines = drawing.routes.iter().zip(&chart.arrows).all(|(route, arrow)| {
        let is_own = arrow.from == of || arrow.to == of;
        let least = if is_own { 0 } else { spacing.line_clear + spacing.box_clear };
        route.windows(2).all(|piece| match piece {
            &[(ax, ay), (bx, by)] => off(ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)) >= least,
            _ => true,
        })
    });
    // a label in the middle of a piece that is shorter now stands within it still
    let is_on_piece =
        drawing.labels.iter().zip(&drawing.routes).zip(&chart.arrows).all(|((label, route), arrow)| {
            let Some(label) = label.filter(|_| arrow.from == of || arrow.to == of) else { return true };
            label.along != Along::Vertical
                || route.windows(2).any(|piece| match piece {
                    &[(ax, ay), (bx, by)] if ax == bx => {
                        ay.min(by) <= label.rect.y && label.rect.y + label.rect.height <= ay.max(by)
                    }
                    _ => false,
                })
        });
    if let Some(rect) = drawing.boxes.get_mut(of) {
        *rect = new;
    }
    is_off_boxes && is_off_labels && is_off_lines && is_on_piece
}

#[cfg(test)]
mod tests {
    use super::level;
    use crate::engine::{Along, Chart, ChartArrow, ChartBox, Drawing, IRect, Lane, PlacedLabel, Side};

    /// Two boxes of a row of which one is lower, an arrow from that down to a third, and a label so far below its foot.
    fn drawing(label: i32) -> (Chart, Drawing) {
        let own = |band| ChartBox { band, width: 100, height: 60, ..ChartBox::default() };
        let chart = Chart {
            bands: 2,
            boxes: vec![own(0), own(0), own(1)],
            arrows: vec![ChartArrow { from: 0, to: 2, wraps: Vec::new() }],
            ..Chart::default()
        };
        let rect = |x, y, height| IRect { x, y, width: 100, height };
        let rect_of_label = IRect { x: 60, y: 70 + label, width: 40, height: 20 };
        let drawing = Drawing {
            width: 300,
            height: 360,
            boxes: vec![rect(0, 10, 60), rect(200, 0, 80), rect(0, 300, 60)],
            routes: vec![vec![(50, 70), (50, 300)]],
            labels: vec![Some(PlacedLabel {
                wrap: 0,
                rect: rect_of_label,
                along: Along::Vertical,
                side: Side::After,
            })],
            lanes: vec![Lane { band: 0, start: 0, end: 80 }, Lane { band: 1, start: 300, end: 360 }],
            ..Drawing::default()
        };
        (chart, drawing)
    }

    #[test]
    fn a_low_box_becomes_as_high_as_its_row_and_its_arrow_starts_at_its_new_edge() {
        let (chart, mut drawing) = drawing(80);
        level(&chart, &mut drawing, |_| true);
        assert_eq!((drawing.boxes[0].y, drawing.boxes[0].height), (0, 80));
        assert_eq!(drawing.routes, [[(50, 80), (50, 300)]]);
        assert_eq!(drawing.boxes[2].height, 60, "alone in its row");
    }

    #[test]
    fn a_box_with_a_label_near_it_stays_and_so_do_panels_and_names_that_would_be_lost() {
        for (label, is_free, height) in [(12, true, 60), (80, false, 60), (80, true, 20)] {
            let (chart, mut drawing) = drawing(label);
            if height == 20 {
                (drawing.boxes[0].y, drawing.boxes[0].height) = (30, 20);
                drawing.routes[0][0].1 = 50;
            }
            let before = drawing.clone();
            level(&chart, &mut drawing, |_| is_free);
            assert_eq!(
                (drawing.boxes, drawing.routes),
                (before.boxes, before.routes),
                "{label} {is_free} {height}"
            );
        }
    }
}
