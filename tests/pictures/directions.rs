//! Lines from right to left with Latin words, numbers and brackets, in programs that set them in fonts that they have: seen by
//! what stands where in the pixels.
use crate::pixels::Pixels;
use crate::programs::{NO_PAGE_FONTS, PROGRAMS, draw, page};
use crate::scenes::fonts;
use crate::tools::in_path;
use govdraw::geom::{Point, Size};
use govdraw::output::png::{self, PngOptions};
use govdraw::output::svg::{self, SvgOptions, TextMode};
use govdraw::scene::{Anchor, Color, Node, Scene, Text};
use govdraw::text::{BaseDirection, Fonts, TextStyle, Weight, shape};
use std::path::Path;

/// In px: of the picture, of the type, from row to row.
const WIDTH: f64 = 900.0;
const SIZE: f64 = 56.0;
const ROW: f64 = 100.0;

/// What stands at the left end of a line, as the eye has it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    /// A bracket with its back to the left.
    Open,
    /// A bracket with its back to the right.
    Close,
    /// A full stop.
    Stop,
    /// Anything else.
    Letter,
}

/// Lines, and what the eye meets from the left, letters side by side as one; after that come those of the line's own script.
const LINES: [(&str, &[Sign]); 3] = [
    ("مخططات العمل (HI)", &[Sign::Open, Sign::Letter, Sign::Close]),
    ("רושמת כל תיק (HI)", &[Sign::Open, Sign::Letter, Sign::Close]),
    ("فريق UX.", &[Sign::Stop, Sign::Letter]),
];

/// A paragraph whose letters would join across its lines, then each line alone.
const PARAGRAPH: [&str; 2] = ["المستوى (أ)", "البلاغات"];

fn scene(fonts: &Fonts) -> Scene {
    let style =
        TextStyle { direction: BaseDirection::RightToLeft, ..TextStyle::new(Weight::Regular, SIZE, 1.5) };
    let mut nodes = Vec::new();
    let mut row = |words: &str, anchor: Anchor, goes_on: bool, space_after: bool| {
        let mut line = shape(fonts, &style, words);
        line.space_after = space_after;
        let right = if anchor == Anchor::Middle { WIDTH / 2.0 + line.width / 2.0 } else { WIDTH - 40.0 };
        let origin = Point::new(right - line.width, ROW * (nodes.len() as f64 + 0.7));
        let text = Text { anchor, goes_on, ..Text::line(origin, Color::rgb(0, 0, 0), line) };
        nodes.push(Node::Text(text));
    };
    for (i, (words, _)) in LINES.iter().enumerate() {
        row(words, if i == 1 { Anchor::Middle } else { Anchor::Right }, false, false);
    }
    for (i, words) in PARAGRAPH.iter().enumerate() {
        row(words, Anchor::Right, i > 0, true);
    }
    for words in PARAGRAPH {
        row(words, Anchor::Right, false, true);
    }
    Scene {
        size: Size::new(WIDTH, ROW * nodes.len() as f64),
        lang: "ar".to_owned(),
        title: "Rows".to_owned(),
        description: String::new(),
        background: Color::WHITE,
        nodes,
    }
}

/// The dark places of a row, in px of the scene.
fn ink(pixels: &Pixels, row: usize) -> Vec<(f64, f64)> {
    let scale = WIDTH / pixels.width as f64;
    let rows =
        (ROW * row as f64 / scale) as usize..((ROW * (row + 1) as f64 / scale) as usize).min(pixels.height);
    let dark = |x: usize, y: usize| pixels.rgb[3 * (y * pixels.width + x) + 1] < 128;
    let mut ink: Vec<(f64, f64)> = Vec::new();
    for x in 0..pixels.width {
        ink.extend(
            rows.clone()
                .filter(|&y| dark(x, y))
                .map(|y| (x as f64 * scale, y as f64 * scale - ROW * row as f64)),
        );
    }
    ink
}

/// Its pieces from left to right, with nothing between each two.
fn pieces(ink: &[(f64, f64)]) -> Vec<&[(f64, f64)]> {
    ink.chunk_by(|a, b| b.0 - a.0 < 1.2).collect()
}

fn sign(piece: &[(f64, f64)]) -> Sign {
    let (top, bottom) =
        piece.iter().fold((ROW, 0.0f64), |(top, bottom), (_, y)| (top.min(*y), bottom.max(*y)));
    let (left, right) = (piece.first().map_or(0.0, |at| at.0), piece.last().map_or(0.0, |at| at.0));
    let (height, width) = (bottom - top, right - left);
    if height < 0.25 * SIZE && width < 0.25 * SIZE && top > 0.55 * ROW {
        return Sign::Stop;
    }
    if height < 0.7 * SIZE || width > 0.4 * SIZE {
        return Sign::Letter;
    }
    let mean = |from: f64, to: f64| {
        let inside = piece.iter().filter(|(_, y)| (from..to).contains(&((y - top) / height)));
        let (sum, count) = inside.fold((0.0, 0.0), |(sum, count), (x, _)| (sum + x, count + 1.0));
        sum / count
    };
    let (ends, middle) = ((mean(0.0, 0.2) + mean(0.8, 1.0)) / 2.0, mean(0.4, 0.6));
    match middle - ends {
        off if off < -0.03 * SIZE => Sign::Open,
        off if off > 0.03 * SIZE => Sign::Close,
        _ => Sign::Letter,
    }
}

#[test]
fn lines_from_right_to_left_keep_brackets_and_latin_words_where_they_are() {
    let fonts = fonts();
    let scene = scene(&fonts);
    let place = tempfile::tempdir().expect("a folder");
    let folder = std::env::var_os("GOVDRAW_KEEP")
        .map_or(place.path().to_owned(), |at| Path::new(&at).join("directions"));
    std::fs::create_dir_all(folder.join("firefox")).expect("a folder");
    std::fs::write(folder.join("firefox/user.js"), NO_PAGE_FONTS).expect("a profile");
    let ours = png::encode(&scene, &fonts, &PngOptions::default()).expect("a picture");
    let width = |ink: &[(f64, f64)]| ink.last().map_or(0.0, |at| at.0) - ink.first().map_or(0.0, |at| at.0);
    let rows = 0..scene.nodes.len();
    let own: Vec<f64> = rows.map(|row| width(&ink(&Pixels::of_png(&ours), row))).collect();
    let mut faults = Vec::new();
    for (name, names) in PROGRAMS {
        let Some(program) = in_path(names) else { continue };
        // one has no letters for Arabic where the first font has none, the other sets letter by letter from the left
        let text =
            if ["CairoSVG", "WeasyPrint"].contains(&name) { TextMode::Paths } else { TextMode::Embedded };
        let picture = svg::write(&scene, &fonts, &SvgOptions { text, ..SvgOptions::default() });
        std::fs::write(folder.join("rows.svg"), &picture).expect("a file");
        std::fs::write(folder.join("rows.html"), page(&picture, scene.size)).expect("a file");
        let Some(pixels) = draw(name, &program, &folder, scene.size, None) else { continue };
        if std::env::var_os("GOVDRAW_KEEP").is_some() {
            std::fs::copy(folder.join("rows.png"), folder.join(format!("{name}.png"))).expect("a picture");
        }
        let ratios: Vec<f64> =
            own.iter().enumerate().map(|(row, own)| width(&ink(&pixels, row)) / own).collect();
        let (least, most) =
            ratios.iter().fold((2.0f64, 0.0f64), |(a, b), ratio| (a.min(*ratio), b.max(*ratio)));
        eprintln!("{name}: {least:.3} to {most:.3} of ours");
        if least < 0.9 || most > 1.1 {
            faults.push(format!("{name}: lines are {least:.3} to {most:.3} of ours"));
        }
        for (row, (words, expected)) in LINES.iter().enumerate() {
            let ink = ink(&pixels, row);
            let pieces = pieces(&ink);
            // letters may touch each other
            let mut found: Vec<Sign> = pieces.iter().map(|piece| sign(piece)).collect();
            found.dedup();
            found.truncate(expected.len());
            if found != *expected || pieces.len() <= expected.len() {
                faults.push(format!("{name}: {words}: {found:?} of {} pieces", pieces.len()));
            }
            let right = pieces.last().and_then(|piece| piece.last()).map_or(0.0, |at| at.0);
            if right > WIDTH - 20.0 {
                faults.push(format!("{name}: {words} reaches {right}"));
            }
        }
        for (row, words) in PARAGRAPH.iter().enumerate() {
            let (in_paragraph, alone) =
                (ink(&pixels, LINES.len() + row).len(), ink(&pixels, LINES.len() + 2 + row).len());
            if (in_paragraph as f64 / alone as f64 - 1.0).abs() > 0.04 {
                faults.push(format!(
                    "{name}: {words} has {in_paragraph} dark pixels in its paragraph, {alone} alone"
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
