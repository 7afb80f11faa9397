//! Numbers, words and paths as SVG's characters.
use crate::geom::{BezPath, PathEl, Rect};
use crate::markup::escape;

/// Writes a number with at most 3 decimals, never `-0`; what is not a number is written as 0.
pub(super) fn number(out: &mut String, value: f64) {
    // far beyond any drawing, and exact in both types
    let scaled = (value * 1000.0).clamp(-1e15, 1e15);
    // to the nearest one, halves away from zero; what is not a number is cast to 0
    let cut = scaled as i64;
    let beyond = scaled - cut as f64;
    let thousandths = cut + i64::from(beyond >= 0.5) - i64::from(beyond <= -0.5);
    if thousandths < 0 {
        out.push('-');
    }
    // three digits at a time, from a table: a large picture has tens of thousands of numbers, and the standard library's way looks at
    // what they should be like each time
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, (thousandths.unsigned_abs() % 1000) as usize);
    let mut unit = 1;
    while whole / unit >= 1000 {
        unit *= 1000;
    }
    let first = (whole / unit) as usize;
    out.push_str(digits(first, usize::from(first < 100) + usize::from(first < 10), 3));
    while unit > 1 {
        unit /= 1000;
        out.push_str(digits((whole / unit % 1000) as usize, 0, 3));
    }
    if rest > 0 {
        out.push('.');
        let zeros = usize::from(rest.is_multiple_of(10)) + usize::from(rest.is_multiple_of(100));
        out.push_str(digits(rest, 0, 3 - zeros));
    }
}

/// Some of a number's three digits.
fn digits(number: usize, from: usize, to: usize) -> &'static str {
    DIGITS.get(3 * number + from..3 * number + to).unwrap_or_default()
}

/// The numbers of up to three digits, with zeros before them.
const DIGITS: &str = {
    const SIGNS: [u8; 3000] = {
        let mut signs = [b'0'; 3000];
        let mut at = 0;
        while at < 1000 {
            signs[3 * at] += (at / 100) as u8;
            signs[3 * at + 1] += (at / 10 % 10) as u8;
            signs[3 * at + 2] += (at % 10) as u8;
            at += 1;
        }
        signs
    };
    match std::str::from_utf8(&SIGNS) {
        Ok(digits) => digits,
        Err(_) => "",
    }
};

/// Writes ` name="number"`.
pub(super) fn attribute(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(out, value);
    out.push('"');
}

/// Writes a rectangle's place and size.
pub(super) fn place(out: &mut String, rect: Rect) {
    attribute(out, "x", rect.x0);
    attribute(out, "y", rect.y0);
    attribute(out, "width", rect.width());
    attribute(out, "height", rect.height());
}

/// Writes ` name="words"`.
pub(super) fn words(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// Writes a path's data, absolute.
pub(super) fn path(out: &mut String, path: &BezPath) {
    for element in path.elements() {
        let (letter, points) = match *element {
            PathEl::MoveTo(p) => ('M', [Some(p), None, None]),
            PathEl::LineTo(p) => ('L', [Some(p), None, None]),
            PathEl::QuadTo(a, p) => ('Q', [Some(a), Some(p), None]),
            PathEl::CurveTo(a, b, p) => ('C', [Some(a), Some(b), Some(p)]),
            PathEl::ClosePath => ('Z', [None, None, None]),
        };
        out.push(letter);
        for (i, point) in points.into_iter().flatten().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            number(out, point.x);
            out.push(' ');
            number(out, point.y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    fn written(value: f64) -> String {
        let mut out = String::new();
        number(&mut out, value);
        out
    }

    #[test]
    fn numbers_are_rounded_as_the_standard_library_rounds() {
        for at in -40_000..40_000 {
            for value in [f64::from(at) / 16_000.0, f64::from(at) * 1.000_001, f64::from(at) / 7_919.0] {
                let expected = (value * 1000.0).round() / 1000.0;
                assert_eq!(written(value).parse(), Ok(expected + 0.0), "{value}");
            }
        }
    }

    #[test]
    fn numbers_have_three_decimals_at_most_and_no_negative_zero() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.0004, "0"),
            (1.5, "1.5"),
            (-1.25, "-1.25"),
            (-0.025, "-0.025"),
            (12.3456, "12.346"),
            (12.04, "12.04"),
            (1e6, "1000000"),
            (0.0625 + 0.0005, "0.063"),
            (-7.9996, "-8"),
            (-7.4994, "-7.499"),
            (f64::INFINITY, "1000000000000"),
            (f64::NEG_INFINITY, "-1000000000000"),
            (f64::NAN, "0"),
        ];
        for (value, expected) in cases {
            assert_eq!(written(value), expected);
        }
    }
}
