//! A PDF's page as poppler draws it is the PNG's picture.
use super::readers::{File, options, output, poppler};
use super::text::{FONTS, han};
use crate::pixels::Pixels;
use crate::scenes::{all, examples, fonts, models};
use govdraw::layout::{Sheet, Style, layout};
use govdraw::output::png::{self, PngOptions, PngSize};
use govdraw::scene::Scene;
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use std::ffi::OsString;
use std::path::Path;

/// Device pixels a px, as a PNG has them unless told otherwise; both pictures are brought down to a quarter of that.
const SCALE: f64 = 2.0;
const DOWN: usize = 4;
/// Levels of a channel by which a pixel may differ, and the share of pixels that may by more.
const LEVELS: u8 = 32;
const SHARE: f64 = 0.01;

/// A program of poppler's, and how many times as large as the PNG it draws.
struct Artist<'a> {
    program: &'a Path,
    times: usize,
}

impl Pixels {
    /// Each pixel the mean of so many by so many; what is left at the right and below is left out.
    fn down(&self, times: usize) -> Self {
        let (width, height) = (self.width / times, self.height / times);
        let mut rgb = Vec::with_capacity(3 * width * height);
        for at in 0..3 * width * height {
            let (x, y, channel) = (at / 3 % width, at / 3 / width, at % 3);
            let pixel = |i: usize| {
                let (x, y) = (times * x + i % times, times * y + i / times);
                usize::from(self.rgb[3 * (y * self.width + x) + channel])
            };
            let sum: usize = (0..times * times).map(pixel).sum();
            rgb.push(u8::try_from(sum / (times * times)).expect("a mean"));
        }
        Self { width, height, rgb }
    }
}

/// Share of the pixels that differ between a PDF's page and the PNG.
fn differing(artist: &Artist<'_>, name: &str, scene: &Scene, fonts: &Fonts) -> f64 {
    let png = PngOptions { size: PngSize::Scale(SCALE), ..PngOptions::default() };
    let ours = Pixels::of_png(&png::encode(scene, fonts, &png).expect("a picture"));
    let file = File::of(scene, fonts, &options());
    let mut flags = vec![OsString::from("-png"), "-singlefile".into(), "-scale-to-x".into()];
    let [width, height] = [ours.width, ours.height].map(|length| (artist.times * length).to_string().into());
    flags.extend([width, "-scale-to-y".into(), height]);
    flags.extend([file.path().into(), file.beside("drawn").into()]);
    output(artist.program, flags);
    let theirs = Pixels::of_png(&std::fs::read(file.beside("drawn.png")).expect("a picture"));
    let size = (artist.times * ours.width, artist.times * ours.height);
    assert_eq!(size, (theirs.width, theirs.height), "{name}");
    let (ours, theirs) = (ours.down(DOWN), theirs.down(artist.times * DOWN));
    let pairs = ours.iter().zip(theirs.iter());
    let differs = |(a, b): &(&[u8; 3], &[u8; 3])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > LEVELS);
    let share = pairs.filter(differs).count() as f64 / (ours.width * ours.height) as f64;
    eprintln!("{name}: {:.3} % of the pixels differ", 100.0 * share);
    if share > SHARE {
        keep(name, &file);
    }
    share
}

#[test]
fn poppler_draws_the_picture_of_the_png() {
    let Some(pdftocairo) = poppler("pdftocairo") else { return };
    let (fonts, artist) = (fonts(), Artist { program: &pdftocairo, times: 1 });
    let shares = all(&fonts).into_iter().map(|case| differing(&artist, &case.name, &case.scene, &fonts));
    let worst = shares.fold(0.0, f64::max);
    assert!(worst <= SHARE, "{:.2} % of the pixels differ", 100.0 * worst);
}

#[test]
fn poppler_draws_every_theme_as_the_png_does() {
    let Some(pdftocairo) = poppler("pdftocairo") else { return };
    let (fonts, artist) = (fonts(), Artist { program: &pdftocairo, times: 1 });
    let (_, model) = models().into_iter().find(|(name, _)| name == "starter").expect("the starter page");
    for theme in Theme::NAMES {
        let colors = Theme::named(theme).expect("a theme");
        for style in Style::ALL {
            let scene = layout(&model, style, &colors, &fonts, &Sheet::default()).expect("a scene").value;
            let share = differing(&artist, &format!("{theme}-{}", style.name()), &scene, &fonts);
            assert!(share <= SHARE, "{theme} {style:?}: {:.2} % of the pixels differ", 100.0 * share);
        }
    }
}

/// Poppler's other rasteriser sets glyphs of more than 50 pixels on whole pixels, and all others on whole rows, always to
/// the left and upwards: half a pixel on average, an eighth of one of those that are compared, which is 1 % of the pixels
/// more or less. Drawn twice as large, it is half as far out.
#[test]
fn popplers_other_rasteriser_draws_the_picture_too() {
    let Some(pdftoppm) = poppler("pdftoppm") else { return };
    let (fonts, artist) = (fonts(), Artist { program: &pdftoppm, times: 2 });
    for case in examples(&fonts).into_iter().filter(|case| case.name.ends_with("simple")) {
        let share = differing(&artist, &case.name, &case.scene, &fonts);
        assert!(share <= SHARE, "{}: {:.2} % of the pixels differ", case.name, 100.0 * share);
    }
}

#[test]
fn poppler_draws_the_users_fonts_as_the_png_does() {
    let Some(pdftocairo) = poppler("pdftocairo") else { return };
    for (kind, font) in FONTS {
        let fonts = Fonts::bundled().with_file(font.to_vec()).expect("a font");
        let artist = Artist { program: &pdftocairo, times: 1 };
        let share = differing(&artist, kind, &han(&fonts), &fonts);
        assert!(share <= SHARE, "{kind}: {:.2} % of the pixels differ", 100.0 * share);
    }
}

/// Keeps a file that is not as it should be.
fn keep(name: &str, file: &File) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    std::fs::write(path, &file.bytes).expect("a file");
}
