//! What programs that leave an SVG's fonts alone make of its lines, in fonts that they have.
use crate::pixels::Pixels;
use crate::scenes::{examples, fonts, texts};
use crate::tools::{in_path, skip};
use govdraw::geom::{Point, Rect, Size};
use govdraw::output::png::{self, PngOptions, PngSize};
use govdraw::output::svg::{self, SvgOptions};
use govdraw::scene::{Anchor, Color, Node, Scene, ShapeKind, Text};
use govdraw::text::{Fonts, Line};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// In px: of the picture, from row to row, and where lines hang.
const WIDTH: f64 = 800.0;
const ROW: f64 = 36.0;
const LEFT: f64 = 50.0;
/// Programs, each by its name here and the files that it is called by.
pub(crate) const PROGRAMS: [(&str, &[&str]); 10] = [
    ("librsvg", &["rsvg-convert"]),
    ("Inkscape", &["inkscape"]),
    ("LibreOffice", &["soffice"]),
    // Debian's own name first: others have put other programs behind the short one
    ("ImageMagick", &["convert-im6.q16", "convert-im7.q16", "convert"]),
    ("CairoSVG", &["cairosvg"]),
    ("WeasyPrint", &["weasyprint"]),
    ("Firefox", &["firefox-esr", "firefox"]),
    ("Chromium", &["chromium"]),
    ("Typst", &["python3"]),
    ("sharp", &["node"]),
];

/// Typst and sharp are no programs but packages: asked for a file that its package has, the language says whether it is there.
fn has_package(name: &str, program: &Path) -> bool {
    let mut command = Command::new(program);
    match name {
        "Typst" => command.args(["-c", "import typst"]),
        "sharp" => command.args(["-e", "require(process.argv[1])"]).arg(sharp()),
        _ => return true,
    };
    let found = command.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !found {
        skip(&format!("package {name}"));
    }
    found
}

fn sharp() -> PathBuf {
    std::env::var_os("GOVDRAW_BUILDERS").map(PathBuf::from).unwrap_or_default().join("node_modules/sharp")
}

/// Every different line of the examples in letters that the usual fonts have.
fn lines(fonts: &Fonts) -> Vec<Line> {
    let mut known = BTreeSet::new();
    let mut lines = Vec::new();
    for case in examples(fonts) {
        for text in texts(&case.scene.nodes) {
            let line = &text.line;
            let latin = line.text.chars().all(|c| c.is_ascii() || "’‘“”–éèêôîç".contains(c));
            let words = line.text.split(' ').count();
            if latin
                && (12.0..26.0).contains(&line.size)
                && words > 1
                && known.insert((line.text.clone(), line.weight))
            {
                lines.push(line.clone());
            }
        }
    }
    // long ones and short ones
    lines.sort_by_key(|line: &Line| line.text.chars().count() % 7);
    lines
}

/// A hundred lines of the examples, one a row, as we draw them.
struct Rows {
    lines: Vec<Line>,
    size: Size,
    /// From where to where each is dark in our PNG, in px.
    ours: Vec<Option<(f64, f64)>>,
}

impl Rows {
    /// Draws them, and writes them into a folder as `draw` looks for them there.
    fn written(folder: &Path, fonts: &Fonts) -> Self {
        let mut lines = lines(fonts);
        lines.truncate(100);
        let scene = a_line_a_row(&lines);
        let options = PngOptions { size: PngSize::Scale(2.0), ..PngOptions::default() };
        let ours = png::encode(&scene, fonts, &options).expect("a picture");
        let ours = extents(&Pixels::of_png(&ours), lines.len());
        let picture = svg::write(&scene, fonts, &SvgOptions::default());
        std::fs::create_dir_all(folder.join("firefox")).expect("a folder");
        std::fs::write(folder.join("firefox/user.js"), NO_PAGE_FONTS).expect("a profile");
        std::fs::write(folder.join("rows.svg"), &picture).expect("a file");
        std::fs::write(folder.join("rows.html"), page(&picture, scene.size)).expect("a file");
        Self { lines, size: scene.size, ours }
    }

    /// Each line with where it is dark in our picture and in another's.
    fn beside(&self, pixels: &Pixels) -> impl Iterator<Item = Beside<'_>> {
        let found = extents(pixels, self.lines.len());
        let each = self.lines.iter().zip(&self.ours).zip(found);
        each.map(|((line, ours), found)| Beside { line, ours: *ours, found })
    }
}

/// A line in two pictures: from where to where it is dark, in px.
struct Beside<'a> {
    line: &'a Line,
    ours: Option<(f64, f64)>,
    found: Option<(f64, f64)>,
}

fn a_line_a_row(lines: &[Line]) -> Scene {
    let text = |(i, line): (usize, &Line)| {
        let anchor = [Anchor::Left, Anchor::Middle, Anchor::Right][i % 3];
        Node::Text(Text {
            anchor,
            ..Text::line(Point::new(LEFT, ROW * (i as f64 + 0.75)), Color::rgb(0, 0, 0), line.clone())
        })
    };
    Scene {
        size: Size::new(WIDTH, ROW * lines.len() as f64),
        lang: "en".to_owned(),
        title: "Rows".to_owned(),
        description: String::new(),
        background: Color::WHITE,
        nodes: lines.iter().enumerate().map(text).collect(),
    }
}

/// From where to where each row is dark, in px.
fn extents(pixels: &Pixels, rows: usize) -> Vec<Option<(f64, f64)>> {
    let scale = WIDTH / pixels.width as f64;
    let dark = |x: usize, y: usize| pixels.rgb[3 * (y * pixels.width + x) + 1] < 150;
    let row = |i: usize| {
        let (top, bottom) = ((ROW * i as f64 / scale) as usize, (ROW * (i + 1) as f64 / scale) as usize);
        let columns = (0..pixels.width).filter(|&x| (top..bottom.min(pixels.height)).any(|y| dark(x, y)));
        let (first, last) = columns.fold((None, 0), |(first, _), x| (first.or(Some(x)), x));
        first.map(|first| (first as f64 * scale, (last + 1) as f64 * scale))
    };
    (0..rows).map(row).collect()
}

/// Draws the file `rows.svg` of a folder, or for browsers the page `rows.html`, with a program; `None` where it has not drawn it.
pub(crate) fn draw(
    name: &str,
    program: &Path,
    folder: &Path,
    size: Size,
    fontconfig: Option<&Path>,
) -> Option<Pixels> {
    if !has_package(name, program) {
        return None;
    }
    let (svg, png, page) = (folder.join("rows.svg"), folder.join("rows.png"), folder.join("rows.html"));
    let _ = std::fs::remove_file(&png);
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .env("HOME", folder);
    if let Some(file) = fontconfig {
        command.env("FONTCONFIG_FILE", file);
    }
    let window = format!("{},{}", size.width, size.height);
    match name {
        "librsvg" => command.args(["-z", "2"]).arg(&svg).arg("-o").arg(&png),
        "Inkscape" => {
            command.args(["--export-dpi=192"]).arg(&svg).arg(format!("--export-filename={}", png.display()))
        }
        "LibreOffice" => command.args(["--headless", "--convert-to", "pdf", "rows.svg"]),
        "ImageMagick" => command.args(["-density", "192"]).arg(&svg).arg(&png),
        "CairoSVG" => command.args(["-s", "2"]).arg(&svg).arg("-o").arg(&png),
        "WeasyPrint" => command.arg(&page).arg(folder.join("rows.pdf")),
        "Typst" => {
            let page = format!(
                "#set page(width: {}pt, height: {}pt, margin: 0pt)\n#image(\"rows.svg\", width: 100%)",
                size.width, size.height
            );
            std::fs::write(folder.join("rows.typ"), page).expect("a file");
            command.args(["-c", "import typst; typst.compile('rows.typ', output='rows.png', ppi=144)"])
        }
        "sharp" => {
            let script = "require(process.argv[1])('rows.svg', { density: 192, unlimited: true }).png().toFile('rows.png')";
            command.args(["-e", script]).arg(sharp())
        }
        "Firefox" => command
            .args(["--headless", "--no-remote", "--profile"])
            .arg(folder.join("firefox"))
            .arg(format!("--window-size={window}"))
            .arg("--force-device-scale-factor=2")
            .arg(format!("--screenshot={}", png.display()))
            .arg(format!("file://{}", page.display())),
        _ => command
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--virtual-time-budget=5000",
            ])
            .arg(format!("--user-data-dir={}", folder.join("chromium").display()))
            .arg(format!("--window-size={window}"))
            .arg("--force-device-scale-factor=2")
            .arg(format!("--screenshot={}", png.display()))
            .arg(format!("file://{}", page.display())),
    };
    assert!(command.status().expect("it runs").success(), "{name} fails");
    if ["LibreOffice", "WeasyPrint"].contains(&name) {
        let mut command = Command::new(in_path(&["pdftoppm"])?);
        command
            .args(["-png", "-singlefile", "-r", "192"])
            .arg(folder.join("rows.pdf"))
            .arg(folder.join("rows"));
        assert!(command.status().expect("pdftoppm runs").success());
    }
    Some(Pixels::of_png(&std::fs::read(&png).ok()?))
}

/// The page for browsers: it lets no font of a file in.
pub(crate) fn page(picture: &str, size: Size) -> String {
    format!(
        "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"font-src 'none'\">\
         <style>@page {{ size: {}px {}px; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}</style>{picture}",
        size.width, size.height
    )
}

/// What page fonts are off is to Firefox.
pub(crate) const NO_PAGE_FONTS: &str = "user_pref(\"gfx.downloadable_fonts.enabled\", false);\n";

#[test]
fn lines_are_as_wide_in_fonts_that_others_have() {
    let fonts = fonts();
    let folder = tempfile::tempdir().expect("a folder");
    let folder = std::env::var_os("GOVDRAW_KEEP").map_or(folder.path().to_owned(), PathBuf::from);
    let rows = Rows::written(&folder, &fonts);
    let mut faults = Vec::new();
    for (name, names) in PROGRAMS {
        let Some(program) = in_path(names) else { continue };
        let Some(pixels) = draw(name, &program, &folder, rows.size, None) else {
            if ["Typst", "sharp"].contains(&name) {
                continue;
            }
            faults.push(format!("{name} draws nothing"));
            continue;
        };
        let (mut worst, mut which, mut shift) = (1.0f64, "", 0.0f64);
        for Beside { line, ours, found } in rows.beside(&pixels) {
            let (Some(ours), Some(found)) = (ours, found) else {
                faults.push(format!("{name}: {:?} is lost", line.text));
                continue;
            };
            let ratio = (found.1 - found.0) / (ours.1 - ours.0);
            if (ratio - 1.0).abs() > (worst - 1.0).abs() {
                (worst, which) = (ratio, &line.text);
            }
            shift = shift.max(((found.0 + found.1) / 2.0 - (ours.0 + ours.1) / 2.0).abs());
        }
        eprintln!(
            "{name}: {} lines, the worst {worst:.4} of ours ({which:?}), {shift:.1} px beside at most",
            rows.lines.len()
        );
        if (worst - 1.0).abs() > 0.03 {
            faults.push(format!("{name}: {which:?} is {worst:.4} as wide"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A font list of one folder.
fn fontconfig(folder: &Path, fonts: &str) -> PathBuf {
    let file = folder.join("fonts.conf");
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{fonts}</dir>\
         <cachedir>{}</cachedir></fontconfig>",
        folder.join("cache").display()
    );
    std::fs::write(&file, text).expect("a file");
    file
}

/// Characters of a line that is long: its letters of all widths make up for each other.
const LONG: usize = 30;

/// How wide lines are in another font at most, as a share of ours.
#[derive(Debug, Clone, Copy)]
struct Widest {
    short: f64,
    long: f64,
}

/// Where a line reaches in a font in which it is so much wider.
fn widened(text: &Text, widest: Widest) -> Rect {
    let bounds = text.bounds();
    let factor = if text.line.text.chars().count() < LONG { widest.short } else { widest.long };
    let (more, share) = (bounds.width() * (factor - 1.0), text.anchor.share());
    Rect::new(bounds.x0 - share * more, bounds.y0, bounds.x1 + (1.0 - share) * more, bounds.y1)
}

#[test]
fn with_dejavu_alone_nothing_leaves_its_box_and_no_word_is_over_another() {
    let folder = Path::new("/usr/share/fonts/truetype/dejavu");
    if !folder.join("DejaVuSansCondensed.ttf").is_file() {
        return skip("DejaVu Sans Condensed");
    }
    let fonts = fonts();
    let place = tempfile::tempdir().expect("a folder");
    let place = place.path();
    let rows = Rows::written(place, &fonts);
    let file = fontconfig(place, &folder.display().to_string());
    let mut widest = Widest { short: 1.0, long: 1.0 };
    // CairoSVG looks at the first family alone and knows no lengths: for it there are outlines
    // sharp is librsvg, and brings its own list of fonts
    let others = ["CairoSVG", "sharp", "Typst"];
    for (name, names) in PROGRAMS.into_iter().filter(|(name, _)| !others.contains(name)) {
        let Some(program) = in_path(names) else { continue };
        let Some(pixels) = draw(name, &program, place, rows.size, Some(&file)) else { continue };
        let mut own = Widest { short: 0.0, long: 0.0 };
        for Beside { line, ours, found } in rows.beside(&pixels) {
            let (Some(ours), Some(found)) = (ours, found) else { continue };
            let ratio = (found.1 - found.0) / (ours.1 - ours.0);
            let most = if line.text.chars().count() < LONG { &mut own.short } else { &mut own.long };
            *most = most.max(ratio);
        }
        eprintln!("{name}, DejaVu alone: at most {:.4} of ours, {:.4} where long", own.short, own.long);
        widest = Widest { short: widest.short.max(own.short), long: widest.long.max(own.long) };
    }
    let mut faults = Vec::new();
    for case in examples(&fonts) {
        look(&case.scene.nodes, None, widest, &case.name, &mut faults);
        let texts = texts(&case.scene.nodes);
        for (i, a) in texts.iter().enumerate() {
            for b in &texts[i + 1..] {
                // pieces of one line follow each other, however wide they are
                if a.origin.y == b.origin.y && b.goes_on {
                    continue;
                }
                let (was, is) =
                    (a.bounds().intersect(b.bounds()), widened(a, widest).intersect(widened(b, widest)));
                if is.width() > 0.0 && is.height() > 0.0 && was.area() <= 0.0 {
                    faults.push(format!("{}: {:?} over {:?}", case.name, a.line.text, b.line.text));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{widest:?}: {}\n{}", faults.len(), faults.join("\n"));
}

/// Finds texts that leave the box that they are in.
fn look(nodes: &[Node], around: Option<Rect>, widest: Widest, name: &str, faults: &mut Vec<String>) {
    let own = nodes.iter().find_map(|node| match node {
        Node::Shape(shape) if shape.kind == ShapeKind::Box => Some(shape.geometry.bounds()),
        _ => None,
    });
    let around = own.or(around);
    for node in nodes {
        match node {
            Node::Group(group) => look(&group.children, around, widest, name, faults),
            Node::Text(text) => {
                let wide = widened(text, widest);
                if around.is_some_and(|around| wide.x0 < around.x0 || wide.x1 > around.x1) {
                    faults.push(format!("{name}: {:?} leaves its box", text.line.text));
                }
            }
            Node::Shape(_) | Node::Image(_) => {}
        }
    }
}
