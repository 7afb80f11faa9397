//! Every example in every style, and what changed between two pages, beside its golden: the SVG without its fonts. It is the one kept file of a picture, for it holds all that
//! the others do: what is laid out, where, in which order and colours, and what is said of it; and people can look at it.
use crate::kept::{Comparison, Set};
use crate::pixels::Pixels;
use crate::scenes::{changes, examples, fonts};
use govdraw::output::svg::{self, SvgOptions};
use govdraw::text::Fonts;
use std::collections::BTreeMap;
use std::sync::Arc;
use tiny_skia::{Color, Pixmap, Transform};
use usvg::fontdb;

/// Of a picture on the page of differences, in px.
const WIDTH: f32 = 1600.0;

#[test]
fn every_picture_is_as_golden() {
    let fonts = fonts();
    let options = reading(&fonts);
    let mut goldens =
        Comparison::new(Set::in_repository("pictures", "tests/goldens", "--test pictures golden"));
    for case in examples(&fonts).into_iter().chain(changes(&fonts)) {
        let picture = shown(&svg::write(&case.scene, &fonts, &SvgOptions::default()));
        goldens.text_drawn(&format!("{}.svg", case.name), &picture, |golden| drawn(golden, &options));
    }
    goldens.strays(|_| true);
    goldens.end();
}

/// A picture as a golden: without the fonts, and each element on a line.
fn shown(picture: &str) -> String {
    without_fonts(picture).replace("><", ">\n<").replace(" } @", " }\n@")
}

/// Fonts change with the crates that reduce and compress them, and what they hold is tested in browsers.
fn without_fonts(picture: &str) -> String {
    let mut pieces = picture.split("base64,");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str("base64,");
        out.push_str(piece.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+/=".contains(c)));
    }
    out
}

/// Options under which usvg sets a golden, which has no fonts: in the first of ours, or one that has the characters.
fn reading(fonts: &Fonts) -> usvg::Options<'static> {
    let mut db = fontdb::Database::new();
    let mut ids = BTreeMap::new();
    for (_, face) in fonts.faces() {
        let loaded = db.load_font_source(fontdb::Source::Binary(Arc::new(face.data().to_vec())));
        ids.entry(face.weight.css()).or_insert(loaded[0]);
    }
    let select = move |font: &usvg::Font, _: &mut Arc<fontdb::Database>| ids.get(&font.weight()).copied();
    usvg::Options {
        fontdb: Arc::new(db),
        font_resolver: usvg::FontResolver {
            select_font: Box::new(select),
            select_fallback: usvg::FontResolver::default_fallback_selector(),
        },
        ..usvg::Options::default()
    }
}

/// A golden's pixels, for people who look at it; nothing where it is no picture.
fn drawn(golden: &str, options: &usvg::Options<'_>) -> Option<Pixels> {
    let tree = usvg::Tree::from_str(&golden.replace(">\n<", "><"), options).ok()?;
    let scale = WIDTH / tree.size().width();
    let mut pixmap = Pixmap::new(WIDTH as u32, (tree.size().height() * scale).ceil() as u32)?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let rgb = pixmap.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    Some(Pixels { width: pixmap.width() as usize, height: pixmap.height() as usize, rgb })
}

#[test]
fn a_golden_has_no_fonts_and_is_drawn_all_the_same() {
    assert_eq!(without_fonts("a,base64,AB+/=) b"), "a,base64,) b");
    let fonts = fonts();
    let case = examples(&fonts).swap_remove(0);
    let golden = shown(&svg::write(&case.scene, &fonts, &SvgOptions::default()));
    let options = reading(&fonts);
    let [plain, other] =
        [&golden, &golden.replace("Delivery", "Dolivery")].map(|golden| drawn(golden, &options));
    assert!(plain.is_some() && plain != other, "{}: its words are not drawn", case.name);
}
