//! The score of a finished drawing, in px of sheet: size, length, labels' lines and places, even ports. Less is better.

use crate::engine::chart::WrapSize;
use crate::engine::coordinates::canvas::Canvas;
use crate::engine::prices::score as price;

/// Price of a label of a size: a few words read best on one line, more on two or three, and a column of single words
/// worst.
pub(crate) fn wrap_price(wrap: WrapSize) -> f64 {
    if wrap.lines == 1 && wrap.width <= price::SHORT_LABEL {
        return price::SHORT;
    }
    let lines = price::LINES.get(wrap.lines).copied();
    let lines = lines.unwrap_or(wrap.lines as f64 * price::FURTHER_LINES);
    // more than two lines look best a quarter wider than high
    let tall = if wrap.lines > 2 { (wrap.height * 5 / 4 - wrap.width).max(0) } else { 0 };
    let column = if wrap.lines > 2 && wrap.height > wrap.width { price::COLUMN } else { 0.0 };
    let wide = (wrap.width - price::WIDE_LABEL).max(0);
    lines + column + price::WIDE * f64::from(wide) + price::TALL * f64::from(tall)
}

/// Price of a sheet's size: what it takes of a page of the wanted aspect, some for each px, and more for each px by which it is
/// too wide for its type to be read with ease.
pub(crate) fn size_price(canvas: &Canvas<'_>, width: i64, height: i64) -> f64 {
    let chart = canvas.problem.chart;
    let (w, h) = (width as f64, height as f64);
    let over = ((w + f64::from(chart.margins.0)) / chart.aspect).max(h + f64::from(chart.margins.1));
    price::PAGE * over + price::SIDE * (w + h) + price::UNREADABLE * chart.too_wide(w)
}

/// Score of the canvas as it is.
pub(crate) fn score(canvas: &Canvas<'_>) -> f64 {
    let (width, height) = canvas.extent();
    let length: i64 = (0..canvas.segments.len()).map(|s| canvas.end(s, true) - canvas.end(s, false)).sum();
    let mut sum = 0.0;
    for (i, seat) in canvas.seats.iter().enumerate() {
        if let Some(seat) = seat {
            sum += wrap_price(canvas.wrap(i, seat.wrap));
            let across = 1 - canvas.segments[seat.segment].axis;
            let ends = canvas.end(seat.segment, false) + canvas.end(seat.segment, true);
            let label = 2 * canvas.at.label[across][i] + canvas.label_size(i)[across];
            // both are twice a middle
            sum += price::OFF_MIDDLE / 2.0 * (ends - label).abs() as f64;
        }
    }
    for axis in 0..2 {
        for b in 0..canvas.problem.boxes() {
            let asked = &canvas.problem.chart.boxes[b];
            let asked = i64::from(if axis == 0 { asked.width } else { asked.height });
            if canvas.is_broad(b, axis) {
                continue;
            }
            sum += price::GROWTH * (canvas.at.high[axis][b] - canvas.at.low[axis][b] - asked).max(0) as f64;
        }
    }
    let straight = &canvas.straight;
    for p in &canvas.ports {
        let size = canvas.size[p.axis][p.of] as f64;
        for part in canvas.parts(p) {
            let Some(tie) = part.tie else { continue };
            let low = canvas.at.tie[p.axis][tie] as f64 - size / 2.0;
            for (i, &s) in part.segments.iter().enumerate() {
                let even = low + size * (i as f64 + 0.5) / part.segments.len() as f64;
                let dear = part.segments.len() == 1 && straight[s];
                sum += if dear { price::LONE_PORT } else { price::PORT }
                    * (canvas.at.segment[s] as f64 - even).abs();
            }
        }
    }
    size_price(canvas, width, height) + price::LENGTH * length as f64 + sum
}
