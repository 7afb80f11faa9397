//! A colour laid on pixels, in the numbers of tiny-skia's low-precision pipeline, so that pictures are the same to the pixel.
use crate::scene::Color;

/// A colour and how opaque it is: red, green, blue, with the opacity taken into them, and the opacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink([u8; 4]);

/// Every other byte of four.
const ALTERNATE: u32 = 0x00ff_00ff;
/// Added before the last eight bits go, so that 255 of 255 is 255.
const ROUNDING: u32 = ALTERNATE;

impl Ink {
    /// A colour with an opacity of 0 to 1.
    pub(super) fn new(color: Color, opacity: f32) -> Self {
        let Color { r, g, b } = color;
        let opacity = (opacity.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
        let color = tiny_skia::Color::from_rgba8(r, g, b, opacity).premultiply().to_color_u8();
        Self([color.red(), color.green(), color.blue(), color.alpha()])
    }

    /// Lays it on pixels, of which it covers so much, of 255.
    pub(super) fn lay(self, pixels: &mut [[u8; 4]], coverage: u8) {
        let Self(ink) = self;
        let [.., opacity] = ink;
        let ink_bits = u32::from_le_bytes(ink);
        match (coverage, opacity) {
            (u8::MAX, u8::MAX) => pixels.fill(ink),
            (_, u8::MAX) => {
                // both are parts of one whole
                let parts = times(ink_bits, coverage);
                for pixel in pixels {
                    let below = times(u32::from_le_bytes(*pixel), u8::MAX - coverage);
                    *pixel = divided(Halves { even: parts.even + below.even, odd: parts.odd + below.odd });
                }
            }
            _ => {
                let [r, g, b, opacity] =
                    if coverage == u8::MAX { ink } else { divided(times(ink_bits, coverage)) };
                let over = u32::from_le_bytes([r, g, b, opacity]);
                for pixel in pixels {
                    let below = divided(times(u32::from_le_bytes(*pixel), u8::MAX - opacity));
                    *pixel = over.wrapping_add(u32::from_le_bytes(below)).to_le_bytes();
                }
            }
        }
    }
}

/// Four products of two bytes, two in each word.
#[derive(Clone, Copy)]
struct Halves {
    even: u32,
    odd: u32,
}

fn times(bytes: u32, by: u8) -> Halves {
    let by = u32::from(by);
    Halves { even: (bytes & ALTERNATE) * by, odd: (bytes >> 8 & ALTERNATE) * by }
}

/// The products as shares of 255.
fn divided(Halves { even, odd }: Halves) -> [u8; 4] {
    let even = (even + ROUNDING) >> 8 & ALTERNATE;
    let odd = (odd + ROUNDING) & !ALTERNATE;
    (even | odd).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::Ink;
    use crate::scene::Color;
    use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, PremultipliedColorU8, Rect, Transform};

    #[test]
    fn a_pixel_has_the_colour_that_the_rasteriser_gives_it() {
        let grounds = [(0, 0, 0, 0), (10, 20, 30, 40), (250, 240, 230, 255), (0, 128, 255, 255)];
        let colors = [(Color::rgb(22, 32, 43), 1.0), (Color::rgb(200, 90, 3), 0.5), (Color::WHITE, 0.07)];
        for ((r, g, b, a), (color, opacity), quarters) in grounds
            .into_iter()
            .flat_map(|ground| colors.into_iter().map(move |color| (ground, color)))
            .flat_map(|(ground, color)| (1..=4_u8).map(move |quarters| (ground, color, quarters)))
        {
            let mut pixmap = Pixmap::new(1, 1).expect("a pixel");
            pixmap.pixels_mut()[0] = PremultipliedColorU8::from_rgba(r, g, b, a).expect("a colour");
            let Color { r: red, g: green, b: blue } = color;
            let mut paint = Paint::default();
            paint.set_color_rgba8(red, green, blue, (opacity * 255.0 + 0.5) as u8);
            let rect = Rect::from_xywh(0.0, 0.0, f32::from(quarters) / 4.0, 1.0).expect("a rectangle");
            let path = PathBuilder::from_rect(rect);
            pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
            let mut pixels = [[r, g, b, a]];
            let coverage = if quarters == 4 { 255 } else { 64 * quarters };
            Ink::new(color, opacity).lay(&mut pixels, coverage);
            assert_eq!(pixels.as_flattened(), pixmap.data(), "{quarters} quarters of {color} at {opacity}");
        }
    }
}
