//! Every example in every style beside its golden: the scene, the SVG, and the PNG's pixels.
//!
//! `GOVDRAW_TEST=accept cargo test --test pictures golden` takes today's pictures for golden; look at them first.
use crate::listing::listing;
use crate::pixels::Pixels;
use crate::scenes::{examples, fonts};
use govdraw::output::png::{self, PngOptions, PngSize};
use govdraw::output::svg::{self, SvgOptions};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Of the pictures that are compared by pixels.
const WIDTH: u32 = 500;
/// Levels of a channel by which a pixel may differ: rounding in the rasteriser.
const LEVELS: u8 = 16;
/// Share of pixels that may differ by more.
const SHARE: f64 = 0.0005;

#[test]
fn every_picture_is_as_golden() {
    let accept = std::env::var("GOVDRAW_TEST").is_ok_and(|value| value == "accept");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    let (mut known, mut faults) = (BTreeSet::new(), Vec::new());
    let fonts = fonts();
    for case in examples(&fonts) {
        let texts = [
            ("scene.txt", listing(&case.scene)),
            ("svg", shown(&svg::write(&case.scene, &fonts, &SvgOptions::default()))),
        ];
        for (extension, text) in texts {
            let path = folder.join(format!("{}.{extension}", case.name));
            let golden = std::fs::read_to_string(&path).unwrap_or_default();
            known.insert(path.clone());
            if golden == text {
                continue;
            }
            if accept {
                save(&path, text.as_bytes());
            } else {
                faults.push(format!("{}: {}", path.display(), first_difference(&golden, &text)));
            }
        }
        let path = folder.join(format!("{}.png", case.name));
        let options = PngOptions { size: PngSize::Width(WIDTH), ..PngOptions::default() };
        let bytes = png::encode(&case.scene, &fonts, &options).expect("a picture");
        let (golden, drawn) =
            (std::fs::read(&path).ok().map(|golden| Pixels::of_png(&golden)), Pixels::of_png(&bytes));
        known.insert(path.clone());
        let same = golden.as_ref().is_some_and(|golden| differing(golden, &drawn) <= SHARE);
        if accept && !same {
            save(&path, &bytes);
        } else if !same {
            let panels = panels(golden.as_ref(), &drawn);
            let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.diff.png", case.name));
            save(&shown, &encode(&panels));
            faults.push(format!("{}: see {}", path.display(), shown.display()));
        }
    }
    for path in files(&folder).into_iter().filter(|path| !known.contains(path)) {
        if accept {
            std::fs::remove_file(&path).expect("a dead golden");
        } else {
            faults.push(format!("{}: no example draws it", path.display()));
        }
    }
    assert!(faults.is_empty(), "look, then GOVDRAW_TEST=accept:\n{}", faults.join("\n"));
}

fn save(path: &Path, bytes: &[u8]) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    std::fs::write(path, bytes).expect("a file");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>());
    entries.unwrap_or_default().into_iter().map(|entry| entry.path()).collect()
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

fn first_difference(golden: &str, drawn: &str) -> String {
    let mut lines = golden.lines().zip(drawn.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((number, (a, b))) => format!("line {}:\n  golden {a:.200}\n  drawn  {b:.200}", number + 1),
        None => format!("{} lines, now {}", golden.lines().count(), drawn.lines().count()),
    }
}

fn encode(pixels: &Pixels) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut out, pixels.width as u32, pixels.height as u32);
    encoder.set_color(::png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&pixels.rgb).expect("pixels");
    writer.finish().expect("an end");
    out
}

/// Share of pixels that differ; all of them where the sizes do.
fn differing(a: &Pixels, b: &Pixels) -> f64 {
    if (a.width, a.height) != (b.width, b.height) {
        return 1.0;
    }
    let differs = |(a, b): &(&[u8; 3], &[u8; 3])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > LEVELS);
    let count = a.iter().zip(b.iter()).filter(differs).count();
    count as f64 / (a.width * a.height).max(1) as f64
}

/// Golden, drawn, and what differs, side by side.
fn panels(golden: Option<&Pixels>, drawn: &Pixels) -> Pixels {
    let height = drawn.height.max(golden.map_or(0, |golden| golden.height));
    let (width, gap) = (drawn.width.max(golden.map_or(0, |golden| golden.width)), 8);
    let pixel = |picture: Option<&Pixels>, x: usize, y: usize| -> [u8; 3] {
        let inside = picture.filter(|picture| x < picture.width && y < picture.height);
        let at = inside.map(|picture| (picture, 3 * (y * picture.width + x)));
        at.map_or([255; 3], |(picture, at)| [picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]])
    };
    let mut rgb = Vec::new();
    for y in 0..height {
        for x in 0..3 * width + 2 * gap {
            let (panel, x) = (x / (width + gap), x % (width + gap));
            let (old, new) = (pixel(golden, x, y), pixel(Some(drawn), x, y));
            let same = (0..3).all(|i| old[i].abs_diff(new[i]) <= LEVELS);
            rgb.extend_from_slice(&match panel {
                _ if x >= width => [128; 3],
                0 => old,
                1 => new,
                _ if same => new.map(|level| 200 + level / 5),
                _ => [200, 0, 60],
            });
        }
    }
    Pixels { width: 3 * width + 2 * gap, height, rgb }
}

#[test]
fn a_difference_is_seen_and_shown() {
    let plain = |color: [u8; 3]| Pixels { width: 40, height: 30, rgb: color.repeat(40 * 30) };
    let (white, mut marked) = (plain([255; 3]), plain([255; 3]));
    assert!(differing(&white, &plain([250; 3])) <= SHARE);
    marked.rgb[3 * (40 * 10 + 7)] = 0;
    assert!(differing(&white, &marked) > SHARE);
    let shown = panels(Some(&white), &marked);
    assert_eq!((shown.width, shown.height), (136, 30));
    let red = 3 * (136 * 10 + 2 * 48 + 7);
    assert_eq!(shown.rgb[red..red + 3], [200, 0, 60]);
    assert_eq!(Pixels::of_png(&encode(&shown)), shown);
    assert_eq!(without_fonts("a,base64,AB+/=) b"), "a,base64,) b");
}
