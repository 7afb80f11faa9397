//! Pixels onto pixels: the rasteriser of shapes and text knows no images.
use crate::scene::{Image, Pixels};
use tiny_skia::{
    ColorU8, FilterQuality, IntSize, Pixmap, PixmapMut, PixmapPaint, PremultipliedColorU8, Transform,
};

/// An image ready to be drawn: no more than twice as fine as the picture, so that none of its pixels is passed over.
pub(super) struct Print {
    pixmap: Pixmap,
    transform: Transform,
}

impl Print {
    /// Makes an image ready for a picture of so many device pixels a CSS pixel; `None` where it has no extent.
    pub(super) fn new(image: &Image, scale: f64) -> Option<Self> {
        let Image { place, pixels, ink: _ } = image;
        let colors =
            image.colors().map(|[r, g, b, opacity]| ColorU8::from_rgba(r, g, b, opacity).premultiply());
        let mut pixmap = pixmap(pixels, colors.collect())?;
        let (width, height) = (place.width() * scale, place.height() * scale);
        while f64::from(pixmap.width()) >= 2.0 * width.max(1.0)
            && f64::from(pixmap.height()) >= 2.0 * height.max(1.0)
        {
            pixmap = halved(&pixmap)?;
        }
        let along = |length: f64, pixels: u32| (length / f64::from(pixels)) as f32;
        let (x, y) = ((place.x0 * scale) as f32, (place.y0 * scale) as f32);
        let transform =
            Transform::from_row(along(width, pixmap.width()), 0.0, 0.0, along(height, pixmap.height()), x, y);
        transform.is_finite().then_some(Self { pixmap, transform })
    }

    /// Draws it on a canvas on which the picture stands at a place.
    pub(super) fn draw(&self, (left, top): (f32, f32), canvas: &mut PixmapMut<'_>) {
        let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
        let transform = self.transform.post_translate(left, top);
        canvas.draw_pixmap(0, 0, self.pixmap.as_ref(), &paint, transform, None);
    }
}

fn pixmap(pixels: &Pixels, colors: Vec<PremultipliedColorU8>) -> Option<Pixmap> {
    let bytes = colors.iter().flat_map(|c| [c.red(), c.green(), c.blue(), c.alpha()]).collect();
    Pixmap::from_vec(bytes, IntSize::from_wh(pixels.width, pixels.height)?)
}

/// Half as wide and high, each pixel the mean of four; a last row or column without a partner is left out.
fn halved(pixmap: &Pixmap) -> Option<Pixmap> {
    let (width, height) = ((pixmap.width() / 2).max(1), (pixmap.height() / 2).max(1));
    let mut bytes = Vec::new();
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (2 * x, 2 * y))) {
        let four = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)]
            .map(|(x, y)| pixmap.pixel(x.min(pixmap.width() - 1), y.min(pixmap.height() - 1)));
        let mean = |of: fn(PremultipliedColorU8) -> u8| {
            let sum: u16 = four.iter().flatten().map(|color| u16::from(of(*color))).sum();
            ((sum + 2) / 4) as u8
        };
        bytes.extend([
            mean(PremultipliedColorU8::red),
            mean(PremultipliedColorU8::green),
            mean(PremultipliedColorU8::blue),
            mean(PremultipliedColorU8::alpha),
        ]);
    }
    Pixmap::from_vec(bytes, IntSize::from_wh(width, height)?)
}
