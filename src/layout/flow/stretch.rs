//! Height that is left on a sheet of paper: as much above as below each row, within its band.
use crate::engine::{Along, Drawing, IRect};

/// The same drawing with so much more height, less what cannot be shared out in whole px; and how much of it, in px, is
/// left above the first row and below the last one, half of what a gap between two rows gets. Everything moves down by one
/// part for each gap above its middle, so that no two things come nearer to each other; a label beside a line that runs
/// across the sheet stays with the line.
pub(super) fn stretched(drawing: &Drawing, spare: f64) -> (Drawing, f64) {
    let gaps = gaps(drawing);
    // there are few rows, and the height of a sheet is within bounds
    let part = (spare / (gaps.len() + 1) as f64).floor().clamp(0.0, 1e6) as i32;
    let outer = f64::from(part) / 2.0;
    if gaps.is_empty() || part == 0 {
        return (drawing.clone(), outer);
    }
    let above = |y: f64| gaps.iter().filter(|(start, end)| f64::from(start + end) / 2.0 < y).count() as i32;
    let moved = |y: i32| y + part * above(f64::from(y));
    let middle = |rect: IRect| f64::from(rect.y) + f64::from(rect.height) / 2.0;
    let mut taller = drawing.clone();
    taller.height += part * gaps.len() as i32;
    for rect in &mut taller.boxes {
        rect.y += part * above(middle(*rect));
    }
    for (label, route) in taller.labels.iter_mut().zip(&drawing.routes) {
        let Some(label) = label else { continue };
        let line = match label.along {
            Along::Horizontal => across(route, label.rect).map(f64::from),
            Along::Vertical => None,
        };
        label.rect.y += part * above(line.unwrap_or_else(|| middle(label.rect)));
    }
    for (_, y) in taller.routes.iter_mut().flatten() {
        *y = moved(*y);
    }
    for lane in &mut taller.lanes {
        (lane.start, lane.end) = (moved(lane.start), moved(lane.end));
    }
    for cut in &mut taller.cuts {
        // the strip stays in the middle of its gap
        let before = gaps.iter().filter(|(_, end)| end < cut).count() as i32;
        let within = i32::from(gaps.iter().any(|(start, end)| (start..=end).contains(&&*cut)));
        *cut += part * before + part / 2 * within;
    }
    (taller, outer)
}

/// Start and end of the gaps between rows.
fn gaps(drawing: &Drawing) -> Vec<(i32, i32)> {
    let mut rows: Vec<(i32, i32)> = drawing.lanes.iter().map(|lane| (lane.start, lane.end)).collect();
    rows.sort_unstable();
    let mut gaps = Vec::new();
    let mut end = None;
    for (start, own_end) in rows {
        gaps.extend(end.filter(|end| *end < start).map(|end| (end, start)));
        end = Some(end.map_or(own_end, |end: i32| end.max(own_end)));
    }
    gaps
}

/// The y of the piece of a route that runs across the sheet beside a label.
fn across(route: &[(i32, i32)], label: IRect) -> Option<i32> {
    let pieces = route.windows(2).filter_map(|piece| match piece {
        [(x0, y0), (x1, y1)] if y0 == y1 => Some((*x0.min(x1), *x0.max(x1), *y0)),
        _ => None,
    });
    let beside = pieces.filter(|(left, right, _)| *left < label.x + label.width && label.x < *right);
    beside.map(|(_, _, y)| y).min_by_key(|y| (label.y - y).max(y - label.y - label.height))
}

#[cfg(test)]
mod tests {
    use super::{Along, Drawing, IRect, stretched};
    use crate::engine::{Lane, PlacedLabel, Side};

    fn rect(y: i32, height: i32) -> IRect {
        IRect { x: 0, y, width: 100, height }
    }

    #[test]
    fn rows_move_apart_in_equal_parts() {
        let label = |y, along| Some(PlacedLabel { wrap: 0, rect: rect(y, 30), along, side: Side::Before });
        let drawing = Drawing {
            width: 300,
            height: 260,
            boxes: vec![rect(0, 40), rect(100, 40), rect(220, 40)],
            // down from the first to the second, and from there to the third with a piece across in the second gap
            routes: vec![vec![(50, 40), (50, 100)], vec![(50, 140), (50, 185), (200, 185), (200, 220)]],
            labels: vec![label(50, Along::Vertical), label(150, Along::Horizontal)],
            lanes: [(0, 40), (100, 140), (220, 260)]
                .into_iter()
                .enumerate()
                .map(|(band, (start, end))| Lane { band, start, end })
                .collect(),
            cuts: vec![70, 175],
            ..Drawing::default()
        };
        let (taller, outer) = stretched(&drawing, 61.0);
        assert_eq!((taller.height, outer), (300, 10.0));
        assert_eq!(taller.boxes.iter().map(|b| b.y).collect::<Vec<_>>(), [0, 120, 260]);
        assert_eq!(taller.routes[0], [(50, 40), (50, 120)]);
        assert_eq!(taller.routes[1], [(50, 160), (50, 225), (200, 225), (200, 260)]);
        // the one that belongs to the piece across stays above it, though its middle is above the gap's
        assert_eq!(taller.labels.iter().flatten().map(|l| l.rect.y).collect::<Vec<_>>(), [50, 190]);
        assert_eq!(
            taller.lanes.iter().map(|l| (l.start, l.end)).collect::<Vec<_>>(),
            [(0, 40), (120, 160), (260, 300)]
        );
        assert_eq!(taller.cuts, [80, 205]);
        assert_eq!(stretched(&drawing, 2.0).0.height, 260, "too little to share");
    }
}
