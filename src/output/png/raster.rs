//! From the SVG to pixels.
use super::{Extent, PngError};
use crate::output::svg::family;
use crate::scene::Color;
use crate::text::Fonts;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use tiny_skia::{PixmapMut, Transform};
use usvg::fontdb;

/// Rows drawn above and below a band and thrown away: where a path is cut, its edge's pixels differ from those inside.
const MARGIN: u32 = 16;

/// A picture ready to be drawn, all of it or some rows.
pub(super) struct Drawing {
    tree: usvg::Tree,
    background: Color,
    pub(super) extent: Extent,
}

impl Drawing {
    pub(super) fn parse(
        picture: &str,
        fonts: &Fonts,
        background: Color,
        extent: Extent,
    ) -> Result<Self, PngError> {
        let tree =
            usvg::Tree::from_str(picture, &options(fonts)).map_err(|e| PngError::Failed(e.to_string()))?;
        Ok(Self { tree, background, extent })
    }

    /// Draws some rows into a buffer, whatever is in it: then it holds their RGB, row by row.
    pub(super) fn draw(&self, rows: Range<u32>, buffer: &mut Vec<u8>) -> Result<(), PngError> {
        let Extent { width, height, scale, dpi: _ } = self.extent;
        let top = rows.start.saturating_sub(MARGIN);
        let bottom = rows.end.saturating_add(MARGIN).min(height);
        let row = 4 * width as usize;
        let length = row * bottom.saturating_sub(top) as usize;
        buffer.clear();
        buffer.try_reserve_exact(length).map_err(|_| PngError::Memory)?;
        let [r, g, b] = [self.background.r, self.background.g, self.background.b];
        buffer.resize(length, 255);
        let mut pixmap = PixmapMut::from_bytes(buffer, width, bottom - top).ok_or(PngError::Size)?;
        if [r, g, b] != [255; 3] {
            pixmap.fill(tiny_skia::Color::from_rgba8(r, g, b, 255));
        }
        let scale = scale as f32;
        let place = Transform::from_row(scale, 0.0, 0.0, scale, 0.0, -(top as f32));
        resvg::render(&self.tree, place, &mut pixmap);
        pack(buffer, row * (rows.start - top) as usize, row / 4 * rows.len());
        Ok(())
    }
}

/// Moves so many RGBA pixels from an offset to the buffer's start, as RGB.
fn pack(buffer: &mut Vec<u8>, from: usize, count: usize) {
    for i in 0..count {
        let at = from + 4 * i;
        let mut pixel = [0; 3];
        pixel.copy_from_slice(&buffer[at..at + 3]);
        buffer[3 * i..3 * i + 3].copy_from_slice(&pixel);
    }
    buffer.truncate(3 * count);
}

/// Options under which usvg knows the scene's faces by the names that the SVG gives them, and nothing else: no
/// system font, no fallback, no file.
fn options(fonts: &Fonts) -> usvg::Options<'static> {
    let mut db = fontdb::Database::new();
    let mut ids = BTreeMap::new();
    for (id, face) in fonts.faces() {
        let source = fontdb::Source::Binary(face.shared_data());
        let loaded = db.load_font_source(source);
        let known = loaded.into_iter().find(|id| db.face(*id).is_some_and(|info| info.index == face.index));
        if let Some(known) = known {
            ids.entry((family("gd", fonts, id), face.weight.css())).or_insert(known);
        }
    }
    let select = move |font: &usvg::Font, _: &mut Arc<fontdb::Database>| {
        font.families().iter().find_map(|family| match family {
            usvg::FontFamily::Named(name) => ids.get(&(name.clone(), font.weight())).copied(),
            _ => None,
        })
    };
    usvg::Options {
        fontdb: Arc::new(db),
        font_resolver: usvg::FontResolver {
            select_font: Box::new(select),
            select_fallback: Box::new(|_, _, _| None),
        },
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

#[cfg(test)]
mod tests {
    use super::Drawing;
    use crate::output::png::Extent;
    use crate::scene::Color;
    use crate::text::Fonts;

    /// Curves, slanted strokes and see-through layers over many rows.
    const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="600">
        <circle cx="150" cy="300" r="140" fill="#0b6a63"/>
        <path d="M10 10L290 590M20 500C90 -300 210 900 280 20" stroke="#16202b" stroke-width="5" fill="none"/>
        <g opacity="0.5"><circle cx="90" cy="200" r="70"/><rect x="60" y="20.3" width="99" height="560" rx="9"/></g>
        </svg>"##;

    #[test]
    fn rows_drawn_apart_are_the_rows_of_the_whole() {
        let extent = Extent { width: 600, height: 1200, scale: 2.0, dpi: 192.0 };
        let background = Color::rgb(250, 240, 230);
        let drawing = Drawing::parse(PICTURE, &Fonts::bundled(), background, extent).expect("a picture");
        let (mut whole, mut apart, mut band) = (Vec::new(), Vec::new(), Vec::new());
        drawing.draw(0..1200, &mut whole).expect("pixels");
        for start in (0..1200).step_by(100) {
            drawing.draw(start..start + 100, &mut band).expect("pixels");
            apart.extend_from_slice(&band);
        }
        assert_eq!(whole.len(), apart.len());
        let pixels = || whole.chunks_exact(3).zip(apart.chunks_exact(3));
        let far = pixels().filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > LEVELS)).count();
        assert!(far as f64 <= SHARE * pixels().count() as f64, "{far} pixels differ");
        // the margin is thrown away: a row that is not where it should be differs nearly everywhere on a slant
        assert!(pixels().filter(|(a, b)| a != b).count() < pixels().count() / 100);
    }

    /// Levels of a channel by which a pixel may differ, and the share that may by more: as the golden pictures have it.
    /// A long curve that a band cuts is split into other pieces than the whole one, along all of it.
    const LEVELS: u8 = 16;
    const SHARE: f64 = 0.0005;
}
