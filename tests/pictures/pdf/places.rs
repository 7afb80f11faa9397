//! Links and the outline lead where the words are; the ground and the crop marks lie where a printer expects them.
use super::objects::Objects;
use super::readers::{File, options, output, poppler, qpdf, stdout};
use crate::pixels::Pixels;
use crate::scenes::{examples, fonts, models};
use govdraw::diagnostic::Source;
use govdraw::geom::Size;
use govdraw::input::{Format, read};
use govdraw::layout::{Orientation, Paper, Sheet, Style, layout};
use govdraw::output::pdf::{Page, PdfOptions};
use govdraw::scene::{Color, Scene};
use govdraw::theme::Theme;
use std::ffi::OsString;
use std::path::Path;

/// Px in a mm, and points in one.
const MM: f64 = 96.0 / 25.4;
const MM_POINTS: f64 = 72.0 / 25.4;

/// A word and its box in points from the page's top left: left, top, right, bottom.
struct Word {
    text: String,
    place: [f64; 4],
}

/// The words of each page, as pdftotext finds them.
fn words(pdftotext: &Path, file: &File) -> Vec<Vec<Word>> {
    let said = stdout(pdftotext, [Path::new("-bbox"), file.path().as_path(), Path::new("-")]);
    let word = |line: &str| {
        let mut quoted = line.split('"').skip(1).step_by(2).map(|number| number.parse().expect("a number"));
        let place = std::array::from_fn(|_| quoted.next().expect("four numbers"));
        let text = line.split_once('>').and_then(|(_, rest)| rest.split_once("</word>")).expect("a word").0;
        Word { text: text.to_owned(), place }
    };
    let pages = said.split("<page ").skip(1);
    pages.map(|page| page.lines().filter(|line| line.contains("<word ")).map(word).collect()).collect()
}

#[test]
fn outline_entries_open_at_their_headings() {
    let (Some(pdftotext), Some(qpdf)) = (poppler("pdftotext"), qpdf()) else { return };
    let fonts = fonts();
    let cases = examples(&fonts);
    let size = Some(Size::new(297.0 * MM, 420.0 * MM));
    let pages: Vec<Page<'_>> =
        cases.iter().map(|case| Page { scene: &case.scene, size, name: Some("Picture") }).collect();
    let bled = PdfOptions { bleed: Some(3.0 * MM), ..options() };
    let file = File::of_pages(&pages, &fonts, &bled);
    let found = words(&pdftotext, &file);
    let height = (420.0 + 16.0) * MM_POINTS;
    let mut headings = 0;
    for (title, page, [x, y]) in Objects::read(&qpdf, &file.path()).destinations() {
        if title == "Picture" {
            assert!(x.abs() < 0.1 && (y - height).abs() < 0.1, "the top of page {page}: {x} {y}");
            continue;
        }
        let first = title.split(' ').next().expect("a word").replace('&', "&amp;");
        // words from right to left are found as they stand: the first at the right, its letters turned round
        let is_turned = first.contains(|c| ('\u{590}'..'\u{700}').contains(&c));
        let turned: String = first.chars().rev().collect();
        let here = found[page].iter().any(|Word { text, place: [left, top, _, bottom] }| {
            // the first of several centred lines may start behind the longest
            let text = &text.replace("&apos;", "'").replace("&#39;", "'");
            (*text == first && (-2.0..150.0).contains(&(left - x))
                || is_turned && (*text == turned || *text == first) && left - x > -2.0)
                && *top - 2.0 < height - y
                && height - y < *bottom
        });
        assert!(here, "{title:?} is not at {x} {y} of page {page}");
        headings += 1;
    }
    assert!(headings > 50, "{headings}");
}

const LINKED: &str = "\
# Rules

## [Upper level](https://example.org/upper)

Decides what comes first.

### [The sponsor with a name of many words](https://example.org/sponsor?a=1&b=2)

Holds [the money](https://example.org/money) of the whole house until somebody asks for it in so many words, [and gives it out again
in small coins to whoever stands at the door and has waited there for longer than all the others](https://example.org/coins).
See [the list](/list).

## Lower level

### [Team](mailto:team@example.org)

Builds.
";

#[test]
fn links_lie_over_their_words() {
    let (Some(pdftotext), Some(qpdf)) = (poppler("pdftotext"), qpdf()) else { return };
    let fonts = fonts();
    let source = Source { name: "page.md".to_owned(), text: LINKED.to_owned() };
    let model = read(&source, Format::Markdown).expect("a model").value;
    for style in Style::ALL {
        let scene = layout(&model, style, &Theme::defra(), &fonts, &Sheet::default()).expect("a scene").value;
        let page = Page { size: Some(Size::new(210.0 * MM, 297.0 * MM)), ..Page::from(&scene) };
        let bled = PdfOptions { bleed: Some(3.0 * MM), ..options() };
        let file = File::of_pages(&[page], &fonts, &bled);
        let found = words(&pdftotext, &file).remove(0);
        let height = (297.0 + 16.0) * MM_POINTS;
        let objects = Objects::read(&qpdf, &file.path());
        let links = objects.having(&[("/Subtype", "/Link")]);
        // those of headings, and in a poster those in texts
        let in_texts = if style == Style::Poster { 2 } else { 0 };
        assert_eq!(links.len(), 3 + in_texts, "{style:?}");
        for link in links {
            let numbers = |key: &str| -> Vec<f64> {
                let list = link[key].as_array().into_iter().flatten();
                list.filter_map(serde_json::Value::as_f64).collect()
            };
            // one that runs over two lines is over the words of each
            let quads = numbers("/QuadPoints");
            let mut rects = vec![numbers("/Rect")];
            if !quads.is_empty() {
                rects = quads
                    .chunks(8)
                    .map(|q| vec![q[0].min(q[2]), q[1].min(q[5]), q[0].max(q[2]), q[1].max(q[5])])
                    .collect();
            }
            let over = |[left, top, right, bottom]: [f64; 4]| {
                let (x, y) = ((left + right) / 2.0, height - (top + bottom) / 2.0);
                rects.iter().any(|rect| rect[0] < x && x < rect[2] && rect[1] < y && y < rect[3])
            };
            let covered: Vec<&str> =
                found.iter().filter(|word| over(word.place)).map(|word| word.text.as_str()).collect();
            let contents =
                link["/Contents"].as_str().and_then(|text| text.strip_prefix("u:")).expect("words");
            assert_eq!(covered.join(" "), contents, "{style:?}");
        }
    }
}

impl Pixels {
    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let at = 3 * (y * self.width + x);
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }
}

/// Pixels a mm of a page that is looked at.
const SCALE: usize = 8;

/// A page as poppler draws it, marks included.
fn drawn(pdftocairo: &Path, file: &File) -> Pixels {
    let dpi = (SCALE as f64 * 25.4).to_string();
    let mut flags: Vec<OsString> = vec!["-png".into(), "-singlefile".into(), "-r".into(), dpi.into()];
    flags.extend([file.path().into(), file.beside("drawn").into()]);
    output(pdftocairo, flags);
    Pixels::of_png(&std::fs::read(file.beside("drawn.png")).expect("a picture"))
}

#[test]
fn the_ground_fills_the_bleed_and_marks_stand_outside_it() {
    let Some(pdftocairo) = poppler("pdftocairo") else { return };
    let fonts = fonts();
    let ground = Color::rgb(16, 22, 28);
    let scene = Scene {
        size: Size::new(400.0, 300.0),
        lang: "en".to_owned(),
        title: "Ground".to_owned(),
        description: String::new(),
        background: ground,
        nodes: Vec::new(),
    };
    // bleed, and what is around the finished page: at least three mm, and five of marks
    for (bleed, around) in [(3, 8), (0, 8), (10, 15)] {
        let page = Page { size: Some(Size::new(60.0 * MM, 40.0 * MM)), ..Page::from(&scene) };
        let options = PdfOptions { bleed: Some(f64::from(bleed) * MM), ..options() };
        let pixels = drawn(&pdftocairo, &File::of_pages(&[page], &fonts, &options));
        let (width, height) = (60 + 2 * around, 40 + 2 * around);
        assert!(pixels.width.abs_diff(width * SCALE) <= 1 && pixels.height.abs_diff(height * SCALE) <= 1);
        let bleed = usize::try_from(bleed).expect("a length");
        let edge = (around - bleed) * SCALE;
        let (mut marks, mut wrong) = (Vec::new(), Vec::new());
        for y in 0..pixels.height {
            for x in 0..pixels.width {
                // how far inside the bleed's edge, a pixel's worth left out at the edge itself
                let inside = |at: usize, length: usize| {
                    let least = at.min((length - 1).saturating_sub(at));
                    if least > edge {
                        Some(true)
                    } else if least + 1 < edge {
                        Some(false)
                    } else {
                        None
                    }
                };
                let rgb = pixels.at(x, y);
                match (inside(x, width * SCALE), inside(y, height * SCALE)) {
                    (Some(true), Some(true)) if rgb != [ground.r, ground.g, ground.b] => wrong.push((x, y)),
                    (Some(false), _) | (_, Some(false)) if rgb != [255; 3] => marks.push((x, y)),
                    _ => {}
                }
            }
        }
        assert!(wrong.is_empty(), "{bleed}: {:?}", wrong.first());
        // two at each corner, in line with the finished page's edges
        let trim = |at: usize, length: usize| {
            [around * SCALE, (length - around) * SCALE].iter().any(|edge| at.abs_diff(*edge) <= 1)
        };
        for (x, y) in &marks {
            let outside =
                |at: usize, length: usize| at.min((length * SCALE - 1).saturating_sub(at)) <= 5 * SCALE;
            let upright = trim(*x, width) && outside(*y, height);
            assert!(upright || trim(*y, height) && outside(*x, width), "{bleed}: a mark at {x} {y}");
        }
        assert!(
            marks.len() >= 8 * (5 * SCALE - 2),
            "{bleed}: eight marks of five mm, {} pixels",
            marks.len()
        );
    }
}

#[test]
fn pictures_stand_in_the_middle_of_their_paper() {
    let Some(pdftocairo) = poppler("pdftocairo") else { return };
    let fonts = fonts();
    let papers = [(210.0, 297.0), (100.0, 400.0)].map(|(width, height)| Paper { width, height });
    let ways = [Orientation::Portrait, Orientation::Landscape].map(Some);
    for (name, model) in
        models().into_iter().filter(|(name, _)| ["delivery-group", "starter"].contains(&name.as_str()))
    {
        for (style, paper, orientation) in Style::ALL
            .into_iter()
            .flat_map(|style| papers.map(|paper| (style, paper)))
            .flat_map(|(style, paper)| ways.map(|way| (style, paper, way)))
        {
            let sheet = Sheet { paper: Some(paper), orientation, ..Sheet::default() };
            let scene = layout(&model, style, &Theme::defra(), &fonts, &sheet).expect("a scene").value;
            let page = Page { size: sheet.paper_size(style), ..Page::from(&scene) };
            let pixels = drawn(&pdftocairo, &File::of_pages(&[page], &fonts, &options()));
            let inked = |x: usize, y: usize| pixels.at(x, y).iter().any(|part| *part < 240);
            // the title of a simple visual starts at its left edge, beyond the ribbons
            let below = if style == Style::Simple { pixels.height / 4 } else { 0 };
            let columns: Vec<usize> =
                (0..pixels.width).filter(|x| (below..pixels.height).any(|y| inked(*x, y))).collect();
            let rows: Vec<usize> =
                (0..pixels.height).filter(|y| (0..pixels.width).any(|x| inked(x, *y))).collect();
            let what = format!("{name} {style:?} {paper:?} {orientation:?}");
            let ends = |at: &[usize], length: usize| {
                let (first, last) = at.first().zip(at.last()).expect("a picture");
                (*first, length - 1 - last)
            };
            let ((left, right), (top, bottom)) = (ends(&columns, pixels.width), ends(&rows, pixels.height));
            let least = [left, right, top, bottom].into_iter().min().unwrap_or_default();
            assert!(least > 0, "{what}: {left} {right} {top} {bottom}");
            if style == Style::Flow {
                assert!(100 * top.abs_diff(bottom) <= 3 * pixels.height, "{what}: {top} {bottom}");
            }
            // a ribbon's badges stick out by a little
            assert!(100 * left.abs_diff(right) <= pixels.width, "{what}: {left} {right}");
        }
    }
}
