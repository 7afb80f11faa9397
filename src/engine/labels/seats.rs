//! Step 5, label plans: the seats that a label can take, and the one it takes first.

use crate::engine::coordinates::canvas::{Canvas, Seat};
use crate::engine::prices::seat as price;
use crate::engine::regime::Traffic;
use crate::engine::routing::segments::{End, Segment};

/// The places along a segment at which a label can sit: a line across, and before or after it.
pub(crate) fn slots(canvas: &Canvas<'_>, segment: usize) -> Vec<(usize, bool)> {
    let s = &canvas.segments[segment];
    let mut out: Vec<(usize, bool)> = (s.low + 1..s.high).flat_map(|i| [(i, false), (i, true)]).collect();
    if matches!(s.low_end, End::Bend(_)) && out.is_empty() {
        out.push((s.low, true));
    }
    if matches!(s.high_end, End::Bend(_)) && s.high - s.low == 1 {
        out.push((s.high, false));
    }
    out
}

/// The size of `arrow`'s label that suits a horizontal or a vertical segment best: not too wide, else not too high.
pub(crate) fn suited_wrap(canvas: &Canvas<'_>, arrow: usize, horizontal: bool) -> usize {
    let target = if horizontal { price::SUITS_HORIZONTAL } else { price::SUITS_VERTICAL };
    let cost = |&k: &usize| {
        let w = canvas.wrap(arrow, k);
        let off = i64::from(w.width - target);
        (if off > 0 { price::TOO_WIDE * off } else { -price::TOO_NARROW * off })
            + price::HIGH * i64::from(w.height)
    };
    (0..canvas.problem.chart.arrows[arrow].wraps.len()).min_by_key(cost).unwrap_or(0)
}

/// Roughly how long a segment will be, in px.
fn likely_length(canvas: &Canvas<'_>, segment: usize) -> f64 {
    let s = &canvas.segments[segment];
    let boxes = [s.low_end, s.high_end].iter().filter(|e| matches!(e, End::Box(_))).count() as f64;
    let lanes = (s.high - s.low) as f64 / 2.0;
    let likely = if s.axis == 1 { price::ACROSS } else { price::DOWN };
    lanes * likely.lane - boxes * likely.end
}

/// Seats every label by a price: outside its bundle, at the middle of a long segment, where few labels are yet.
pub(crate) fn first_seats(canvas: &mut Canvas<'_>) {
    let lines = canvas.placement.lanes.map(|k| 2 * k + 1);
    // from where to where the segments of each line go, by their ranks
    let mut on_line: [Vec<Vec<(usize, usize)>>; 2] = lines.map(|k| vec![Vec::new(); k]);
    let mut by_rank: Vec<&Segment> = canvas.segments.iter().collect();
    // so that what is before a segment on its line can be counted
    by_rank.sort_by_key(|s| s.rank);
    for s in by_rank {
        on_line[s.axis][s.line].push((s.low, s.high));
    }
    // labels so far at each crossing of two lines, on each axis; and of those before and after
    let mut load = vec![[[0_u16; 2]; 2]; lines[0] * lines[1]];
    let spot = |axis: usize, line: usize, slot: usize| {
        let (x, y) = if axis == 0 { (line, slot) } else { (slot, line) };
        y * lines[0] + x
    };
    let prefer_horizontal = if canvas.problem.traffic() > Traffic::Dense {
        price::HORIZONTAL_IN_PACKED
    } else {
        price::HORIZONTAL
    };
    // those of the line that a segment has company of
    let mut near: Vec<(usize, &(usize, usize))> = Vec::new();
    for arrow in 0..canvas.seats.len() {
        if canvas.problem.chart.arrows[arrow].wraps.is_empty() {
            continue;
        }
        let mut best: Option<(f64, Seat)> = None;
        for &segment in &canvas.of_arrow[arrow] {
            let s = &canvas.segments[segment];
            let horizontal = s.axis == 1;
            let wrap = suited_wrap(canvas, arrow, horizontal);
            let middle = (s.low + s.high) as f64 / 2.0;
            let length = likely_length(canvas, segment).min(price::LONG);
            near.clear();
            let others = on_line[s.axis][s.line].iter().enumerate();
            near.extend(others.filter(|(_, o)| o.0 <= s.high && s.low <= o.1));
            for (slot, late) in slots(canvas, segment) {
                let (mut before, mut beside) = (0, 0);
                for &(rank, &(low, high)) in &near {
                    if low <= slot && slot <= high {
                        beside += 1;
                        before += usize::from(rank < s.rank);
                    }
                }
                let here = load[spot(s.axis, s.line, slot)][s.axis];
                let common = price::LENGTH * length
                    + price::OFF_MIDDLE * (slot as f64 - middle).abs()
                    + price::NEAR_LABEL * f64::from(here[0] + here[1])
                    + price::BESIDE_LABEL * f64::from(here[usize::from(late)])
                    + if late { price::LATE } else { 0.0 };
                for after in [false, true] {
                    let inner = if after { beside - 1 - before.min(beside - 1) } else { before };
                    let mut cost = common + price::INNER * inner as f64;
                    if horizontal {
                        cost -= prefer_horizontal;
                        if after {
                            cost += price::UNUSUAL_SIDE;
                        }
                        if s.line % 2 == 1 && beside > 2 && inner > 0 {
                            cost += price::INNER_IN_ROW;
                        }
                    } else if !after {
                        cost += price::UNUSUAL_SIDE;
                    }
                    if best.is_none_or(|b| cost < b.0) {
                        best = Some((cost, Seat { segment, after, slot, late, wrap }));
                    }
                }
            }
        }
        if let Some((_, seat)) = best {
            let s = &canvas.segments[seat.segment];
            load[spot(s.axis, s.line, seat.slot)][s.axis][usize::from(seat.late)] += 1;
            canvas.seats[arrow] = Some(seat);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{slots, suited_wrap};
    use crate::engine::routing::segments::End;
    use crate::engine::tests::canvases::on_canvas;
    use crate::engine::tests::charts;

    #[test]
    fn every_label_has_a_seat_on_its_own_arrow_between_the_ends_of_a_segment() {
        let mut chart = charts::generated(4, 8, 60, 2, 0.8);
        chart.arrows[7].wraps.clear();
        on_canvas(&chart, 6, |canvas, _, _| {
            for (arrow, seat) in canvas.seats.iter().enumerate() {
                let wraps = &chart.arrows[arrow].wraps;
                assert_eq!(seat.is_none(), wraps.is_empty(), "{arrow}");
                let Some(seat) = seat else { continue };
                assert!(canvas.of_arrow[arrow].contains(&seat.segment) && seat.wrap < wraps.len());
                assert!(slots(canvas, seat.segment).contains(&(seat.slot, seat.late)));
                let s = &canvas.segments[seat.segment];
                assert!(s.low <= seat.slot && seat.slot <= s.high);
            }
        });
    }

    #[test]
    fn each_segment_has_a_slot_and_none_at_a_box() {
        on_canvas(&charts::generated(4, 8, 60, 5, 0.8), 6, |canvas, _, _| {
            for (i, s) in canvas.segments.iter().enumerate() {
                let found = slots(canvas, i);
                let between_bends = [s.low_end, s.high_end].iter().all(|e| matches!(e, End::Bend(_)));
                assert!(!found.is_empty() || !between_bends, "{s:?}");
                let at_box = |slot: usize| {
                    slot == s.low && matches!(s.low_end, End::Box(_))
                        || slot == s.high && matches!(s.high_end, End::Box(_))
                };
                assert!(!found.iter().any(|&(slot, _)| at_box(slot)), "{s:?} {found:?}");
            }
        });
    }

    #[test]
    fn labels_are_wider_beside_horizontal_segments() {
        let words = "describe the strategic roadmap of the group and all of its services";
        let chart = charts::chart(1, &[(0, 0), (0, 1)], &[(0, 1, words)]);
        on_canvas(&chart, 2, |canvas, _, _| {
            let [across, down] = [true, false].map(|h| canvas.wrap(0, suited_wrap(canvas, 0, h)));
            assert!(across.width > down.width && across.lines < down.lines, "{across:?} {down:?}");
        });
    }
}
