//! A line's glyphs as one outline.
use crate::geom::{BezPath, Point};
use crate::scene::Text;
use crate::text::Fonts;
use skrifa::MetadataProvider as _;
use skrifa::instance::Size;
use skrifa::outline::{DrawSettings, OutlinePen};

/// The outline of every glyph of a line, at its place.
pub(super) fn path(fonts: &Fonts, text: &Text) -> BezPath {
    let mut path = BezPath::new();
    for run in &text.line.runs {
        let face = fonts.face(run.face);
        let Ok(font) = skrifa::FontRef::from_index(face.data(), face.index) else { continue };
        let glyphs = font.outline_glyphs();
        let mut x = text.origin.x + run.x;
        for glyph in &run.glyphs {
            let mut pen = Pen {
                path: &mut path,
                origin: Point::new(x + glyph.dx * text.line.size, text.origin.y - glyph.dy * text.line.size),
                scale: text.line.size / face.units_per_em,
            };
            if let Some(outline) = glyphs.get(skrifa::GlyphId::new(glyph.id)) {
                // a glyph that cannot be drawn leaves its place empty
                let _ = outline.draw(DrawSettings::unhinted(Size::unscaled(), face.location()), &mut pen);
            }
            x += glyph.advance * text.line.size;
        }
    }
    path
}

/// Draws in font units, upwards, onto a path in px, downwards.
struct Pen<'a> {
    path: &'a mut BezPath,
    origin: Point,
    scale: f64,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> Point {
        let (x, y) = (f64::from(x) * self.scale, f64::from(y) * self.scale);
        Point::new(self.origin.x + x, self.origin.y - y)
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.at(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.at(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.at(cx, cy), self.at(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(self.at(ax, ay), self.at(bx, by), self.at(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
