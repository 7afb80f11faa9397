//! Colours from lightness, chroma and hue. Source: Björn Ottosson, "A perceptual color space for image
//! processing" (2020). `libm` keeps the bytes the same on every machine.
use crate::scene::Color;

/// How far chroma steps down at a time until a colour is within sRGB.
const CHROMA_STEP: f64 = 0.002;

/// The sRGB colour of a lightness (0 to 1), a chroma and a hue in degrees; chroma is lowered until it exists.
#[must_use]
pub(crate) fn color(lightness: f64, chroma: f64, hue: f64) -> Color {
    let (sin, cos) = libm::sincos(hue.to_radians());
    let mut chroma = chroma.max(0.0);
    loop {
        let linear = linear_srgb([lightness, chroma * cos, chroma * sin]);
        if chroma <= 0.0 || linear.iter().all(|part| (-1e-4..=1.0 + 1e-4).contains(part)) {
            let [r, g, b] = linear.map(encode);
            return Color::rgb(r, g, b);
        }
        chroma = (chroma - CHROMA_STEP).max(0.0);
    }
}

/// Lightness (0 to 1), chroma and hue in degrees of an sRGB colour.
#[must_use]
pub(super) fn parts(color: Color) -> [f64; 3] {
    let [lightness, a, b] = oklab([color.r, color.g, color.b].map(decode));
    [lightness, libm::sqrt(a * a + b * b), libm::atan2(b, a).to_degrees()]
}

/// Linear sRGB to OKLab.
pub(super) fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let long = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
    let medium = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
    let short = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
    [
        0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short,
        1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short,
        0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short,
    ]
}

/// OKLab to linear sRGB.
fn linear_srgb([l, a, b]: [f64; 3]) -> [f64; 3] {
    let cube = |x: f64| x * x * x;
    let long = cube(l + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let medium = cube(l - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let short = cube(l - 0.089_484_177_5 * a - 1.291_485_548 * b);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
    ]
}

/// Linear light to the sRGB byte.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255")]
fn encode(linear: f64) -> u8 {
    let part = linear.clamp(0.0, 1.0);
    let coded = if part <= 0.003_130_8 { 12.92 * part } else { 1.055 * libm::pow(part, 1.0 / 2.4) - 0.055 };
    (coded * 255.0).round().clamp(0.0, 255.0) as u8
}

/// The sRGB byte to linear light.
#[must_use]
pub(super) fn decode(byte: u8) -> f64 {
    let coded = f64::from(byte) / 255.0;
    if coded <= 0.040_45 { coded / 12.92 } else { libm::pow((coded + 0.055) / 1.055, 2.4) }
}

#[cfg(test)]
mod tests {
    use super::{color, parts};
    use crate::scene::Color;

    #[test]
    fn greys_and_ends() {
        assert_eq!(color(1.0, 0.0, 0.0), Color::WHITE);
        assert_eq!(color(0.0, 0.0, 0.0), Color::rgb(0, 0, 0));
        assert_eq!(color(0.5, 0.0, 123.0), Color::rgb(99, 99, 99));
    }

    #[test]
    fn red_is_where_the_source_says() {
        // sRGB red is oklch(0.62796 0.25768 29.234)
        assert_eq!(color(0.627_96, 0.257_68, 29.234), Color::rgb(255, 0, 0));
    }

    #[test]
    fn the_parts_of_a_colour_make_it_again() {
        for [r, g, b] in
            [[0, 0, 0], [255, 255, 255], [11, 106, 99], [184, 15, 88], [1, 2, 200], [128, 128, 128]]
        {
            let [lightness, chroma, hue] = parts(Color::rgb(r, g, b));
            assert_eq!(color(lightness, chroma, hue), Color::rgb(r, g, b));
        }
    }

    #[test]
    fn chroma_that_does_not_exist_is_lowered() {
        let [r, g, b] = {
            let c = color(0.9, 0.4, 150.0);
            [c.r, c.g, c.b]
        };
        assert!(g > r && g > b, "still green: {r} {g} {b}");
    }
}
