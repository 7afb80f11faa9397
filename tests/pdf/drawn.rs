//! A PDF's page as poppler draws it is the PNG's picture.
use crate::pixels::Pixels;
use crate::scenes::all;
use crate::text::{FONTS, han};
use crate::tools::{File, options, output, poppler};
use govdraw::output::png::{self, PngOptions, PngSize};
use govdraw::scene::Scene;
use govdraw::text::Fonts;
use std::ffi::OsString;
use std::path::Path;

/// Device pixels a px, as a PNG has them unless told otherwise; both pictures are brought down by [`DOWN`].
const SCALE: f64 = 2.0;
const DOWN: usize = 4;
/// Levels of a channel by which a pixel may differ, and the share of pixels that may by more.
const LEVELS: u8 = 32;
const SHARE: f64 = 0.01;

/// Share of the pixels that differ between a PDF's page and the PNG.
fn differing(pdftocairo: &Path, name: &str, scene: &Scene, fonts: &Fonts) -> f64 {
    let png = PngOptions { size: PngSize::Scale(SCALE), ..PngOptions::default() };
    let ours = Pixels::of_png(&png::encode(scene, fonts, &png).expect("a picture"));
    let file = File::of(scene, fonts, &options());
    let mut flags = vec![OsString::from("-png"), "-singlefile".into(), "-scale-to-x".into()];
    flags.extend([ours.width.to_string().into(), "-scale-to-y".into(), ours.height.to_string().into()]);
    flags.extend([file.path().into(), file.beside("drawn").into()]);
    output(pdftocairo, flags);
    let theirs = Pixels::of_png(&std::fs::read(file.beside("drawn.png")).expect("a picture"));
    assert_eq!((ours.width, ours.height), (theirs.width, theirs.height), "{name}");
    let (ours, theirs) = (ours.down(DOWN), theirs.down(DOWN));
    let pairs = ours.rgb.chunks_exact(3).zip(theirs.rgb.chunks_exact(3));
    let differs = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > LEVELS);
    let share = pairs.filter(differs).count() as f64 / (ours.width * ours.height) as f64;
    eprintln!("{name}: {:.3} % of the pixels differ", 100.0 * share);
    if share > SHARE {
        keep(name, &file);
    }
    share
}

#[test]
fn poppler_draws_the_picture_of_the_png() {
    // the other one of poppler's, pdftoppm, sets type of more than 50 pixels on whole pixels
    let Some(pdftocairo) = poppler("pdftocairo") else { return };
    let fonts = Fonts::bundled();
    let shares = all(&fonts).into_iter().map(|case| differing(&pdftocairo, &case.name, &case.scene, &fonts));
    let worst = shares.fold(0.0, f64::max);
    assert!(worst <= SHARE, "{:.2} % of the pixels differ", 100.0 * worst);
}

#[test]
fn poppler_draws_the_users_fonts_as_the_png_does() {
    let Some(pdftocairo) = poppler("pdftocairo") else { return };
    for (kind, font) in FONTS {
        let fonts = Fonts::bundled().with_file(font.to_vec()).expect("a font");
        let share = differing(&pdftocairo, kind, &han(&fonts), &fonts);
        assert!(share <= SHARE, "{kind}: {:.2} % of the pixels differ", 100.0 * share);
    }
}

/// Keeps a file that is not as it should be.
fn keep(name: &str, file: &File) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    std::fs::write(path, &file.bytes).expect("a file");
}
