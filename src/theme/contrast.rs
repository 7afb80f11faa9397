//! Contrast as WCAG 2.2 defines it.
use super::oklch::decode;
use crate::scene::Color;

/// Relative luminance, 0 (black) to 1 (white).
fn luminance(color: Color) -> f64 {
    0.2126 * decode(color.r) + 0.7152 * decode(color.g) + 0.0722 * decode(color.b)
}

/// Contrast ratio of two colours, 1 to 21, in whichever order.
#[must_use]
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::contrast;
    use crate::scene::Color;

    #[test]
    fn known_ratios() {
        assert!((contrast(Color::WHITE, Color::rgb(0, 0, 0)) - 21.0).abs() < 1e-9);
        assert!((contrast(Color::rgb(0x77, 0x77, 0x77), Color::WHITE) - 4.48).abs() < 0.005);
        assert!((contrast(Color::WHITE, Color::WHITE) - 1.0).abs() < 1e-12);
    }
}
