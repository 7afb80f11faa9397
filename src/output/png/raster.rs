//! From the SVG to pixels.
use super::{Extent, PngError};
use crate::output::svg::family;
use crate::scene::Color;
use crate::text::Fonts;
use std::collections::BTreeMap;
use std::sync::Arc;
use tiny_skia::{PixmapMut, Transform};
use usvg::fontdb;

/// Draws the picture whole (strips drawn apart differ where they meet): opaque RGBA, row by row.
pub(super) fn render(
    picture: &str,
    fonts: &Fonts,
    background: Color,
    extent: Extent,
) -> Result<Vec<u8>, PngError> {
    let tree = usvg::Tree::from_str(picture, &options(fonts)).map_err(|e| PngError::Failed(e.to_string()))?;
    let Extent { width, height, scale, dpi: _ } = extent;
    let length = 4 * width as usize * height as usize;
    let mut pixels = Vec::new();
    pixels.try_reserve_exact(length).map_err(|_| PngError::Memory)?;
    pixels.resize(length, 0);
    let mut pixmap = PixmapMut::from_bytes(&mut pixels, width, height).ok_or(PngError::Size)?;
    pixmap.fill(tiny_skia::Color::from_rgba8(background.r, background.g, background.b, 255));
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixmap);
    Ok(pixels)
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
