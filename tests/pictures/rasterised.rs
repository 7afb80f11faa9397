//! PNGs against what usvg and resvg draw of the written SVG: every example in every style, pixel by pixel.
use crate::scenes::{Case, changes, examples, fonts, usvg_options};
use govdraw::layout::Style;
use govdraw::output::png::{Colors, PngOptions, PngSize};
use govdraw::output::svg::{self, SvgOptions, TextMode};
use govdraw::output::{Ground, png};
use govdraw::scene::Scene;
use govdraw::text::Fonts;
use tiny_skia::{Pixmap, Transform};

/// How far a channel may be off, of 255, where blends share numbers of a palette.
const REACH: u8 = 4;
/// How far where they do not: where an edge starts at the very sample at which another ends, the order of the two decides
/// in resvg whether the last of a pixel's four rows of samples counts for one less.
const TIE: u8 = 1;
/// Pixels on a side up to which resvg draws a picture whole: larger ones are drawn in parts, at whose seams curves are cut.
const WHOLE: f64 = 8_000.0;

/// The pixels that resvg draws of a scene's SVG on a picture of an extent.
fn as_resvg_draws(
    scene: &Scene,
    fonts: &Fonts,
    scale: f32,
    (width, height): (u32, u32),
    reading: &usvg::Options<'_>,
) -> Pixmap {
    let options = SvgOptions { text: TextMode::Bare, ground: Ground::Transparent, ..SvgOptions::default() };
    let tree = usvg::Tree::from_str(&svg::write(scene, fonts, &options), reading).expect("the SVG is read");
    let mut pixmap = Pixmap::new(width, height).expect("memory");
    let ground = scene.background;
    pixmap.fill(tiny_skia::Color::from_rgba8(ground.r, ground.g, ground.b, 255));
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap
}

/// Width, height and RGB.
fn decoded(bytes: &[u8]) -> ((u32, u32), Vec<u8>) {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut pixels).expect("pixels");
    ((frame.width, frame.height), pixels)
}

/// Asserts that pictures of cases have the pixels that resvg draws, within a reach.
fn are_as_resvg_draws(cases: &[Case], fonts: &Fonts, scale: f64, colors: Colors, reach: u8) {
    let reading = usvg_options(fonts);
    for Case { name, scene } in cases {
        let scale = scale.min(WHOLE / scene.size.height).min(WHOLE / scene.size.width);
        let options = PngOptions { size: PngSize::Scale(scale), colors, ..PngOptions::default() };
        let (extent, drawn) = decoded(&png::encode(scene, fonts, &options).expect("a picture"));
        let expected = as_resvg_draws(scene, fonts, scale as f32, extent, &reading);
        let of_both = || drawn.chunks_exact(3).zip(expected.pixels());
        let off = |(ours, theirs): (&[u8], &tiny_skia::PremultipliedColorU8)| {
            let theirs = [theirs.red(), theirs.green(), theirs.blue()];
            ours.iter().zip(theirs).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
        };
        let far = of_both().enumerate().filter(|(_, both)| off(*both) > reach);
        let width = extent.0 as usize;
        let places: Vec<_> =
            far.map(|(at, (ours, theirs))| (at % width, at / width, ours.to_vec(), *theirs)).collect();
        let shown = places.get(..places.len().min(5));
        assert!(places.is_empty(), "{name} at {scale}: {} pixels, such as {shown:?}", places.len());
    }
}

#[test]
fn exact_pictures_are_as_resvg_draws_their_svg() {
    let fonts = fonts();
    let cases: Vec<_> = examples(&fonts).into_iter().chain(changes(&fonts)).collect();
    assert!(cases.len() > 3 * Style::ALL.len(), "few examples");
    are_as_resvg_draws(&cases, &fonts, 1.3, Colors::Exact, TIE);
}

#[test]
fn pictures_are_as_near_to_what_resvg_draws_as_is_said() {
    let fonts = fonts();
    let cases: Vec<_> = examples(&fonts).into_iter().step_by(4).collect();
    are_as_resvg_draws(&cases, &fonts, 1.3, Colors::Close, REACH + TIE);
}
