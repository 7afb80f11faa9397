//! What Chromium makes of the pictures, inlined in one page: every line as wide as measured, every run where it was
//! put, and nothing that axe-core finds fault with.
use crate::pixels::Pixels;
use crate::scenes::{all, examples, fonts, models, texts};
use crate::tools::{chromium, named, program};
use govdraw::layout::{Sheet, Style, layout};
use govdraw::output::svg::{self, SvgOptions};
use govdraw::scene::{Color, Text};
use govdraw::theme::{LevelDraft, Theme, ThemeDraft};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// In px.
const TOLERANCE: f64 = 0.05;

/// Share of the type's size.
const KERNED: f64 = 0.03;

/// Opens a page with further flags.
pub(crate) fn open(chromium: &Path, page: &str, flags: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    std::fs::write(&file, page).expect("a page");
    Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1600,1200"])
        .arg("--virtual-time-budget=60000")
        .args(flags)
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", file.display()))
        .stdin(Stdio::null())
        .output()
        .expect("chromium runs")
}

/// The text of the element `result` once the page's script has filled it.
pub(crate) fn run(chromium: &Path, page: &str, flags: &[&str]) -> String {
    let output = open(chromium, page, &[&["--dump-dom"], flags].concat());
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let result = dom.split("<pre id=\"result\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let complaints = String::from_utf8_lossy(&output.stderr);
    let result = result.unwrap_or_else(|| panic!("no result:\n{dom:.2000}\n{complaints:.2000}"));
    result.replace("&nbsp;", "\u{a0}").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

pub(crate) fn page(pictures: &[String], script: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Pictures</title>\n</head>\n\
         <body>\n<main>\n<h1>Pictures</h1>\n{}\n</main>\n<script>\n{script}\n</script>\n</body>\n</html>\n",
        pictures.join("\n")
    )
}

const WIDTHS: &str = r"
async function measure() {
  await Promise.all([...document.fonts].map(font => font.load()));
  const failed = [...document.fonts].filter(font => font.status !== 'loaded').map(font => font.family);
  const extent = element => {
    let left = Infinity, right = -Infinity;
    const words = element.textContent;
    for (let i = 0; i < element.getNumberOfChars(); i++) {
      const { x, width } = element.getExtentOfChar(i);
      if (width > 0 && words[i] !== ' ') { left = Math.min(left, x); right = Math.max(right, x + width); }
    }
    return [words.replaceAll('\u200f', '').trim(), left, right];
  };
  const lines = [...document.querySelectorAll('svg')].map(svg =>
    [...svg.querySelectorAll('text > tspan')].filter(e => e.textContent.replaceAll('\u200f', '').trim()).map(extent));
  const result = document.createElement('pre');
  result.id = 'result';
  result.textContent = JSON.stringify({ failed, lines });
  document.body.replaceChildren(result);
}
measure();
";

/// Where an element of a paragraph should be: a line from left to right, or a run of another.
struct Place {
    words: String,
    left: f64,
    right: f64,
    /// Of the type.
    size: f64,
    runs: usize,
    /// Whether nothing stands at its ends that may have no extent.
    exact: bool,
}

fn places(texts: &[&Text]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for text in texts {
        let line = &text.line;
        let (left, right) = (text.origin.x, text.origin.x + line.width);
        let mixed = line.direction.is_rtl() || line.runs.iter().any(|run| run.rtl);
        let plain = |words: &str| words.replace('\u{200f}', "").trim().to_owned();
        if mixed {
            let mut runs: Vec<_> = line.runs.iter().collect();
            runs.sort_by_key(|run| run.text.start);
            places.extend(runs.iter().map(|run| Place {
                words: plain(&line.text[run.text.clone()]),
                left: left + run.x,
                right: left + run.x + run.width,
                size: line.size,
                runs: 1,
                exact: false,
            }));
        } else {
            let (words, size, runs) = (plain(&line.text), line.size, line.runs.len());
            places.push(Place { words, left, right, size, runs, exact: true });
        }
    }
    places.retain(|place| !place.words.is_empty());
    places
}

#[test]
fn every_line_is_as_wide_in_chromium_as_measured() {
    let Some(chromium) = chromium() else { return };
    let fonts = fonts();
    let cases = all(&fonts);
    let options = SvgOptions::default();
    let pictures: Vec<String> = cases.iter().map(|case| svg::write(&case.scene, &fonts, &options)).collect();
    let result = run(&chromium, &page(&pictures, WIDTHS), &[]);
    let result: serde_json::Value = serde_json::from_str(&result).expect("JSON");
    assert_eq!(result["failed"], serde_json::json!([]), "every font loads");
    let (mut count, mut worst) = (0, 0.0f64);
    for (case, found) in cases.iter().zip(result["lines"].as_array().expect("pictures")) {
        let (places, found) = (places(&texts(&case.scene.nodes)), found.as_array().expect("lines"));
        assert_eq!(places.len(), found.len(), "{}", case.name);
        for (place, found) in places.iter().zip(found) {
            let Place { words, left, right, size, runs, exact } = place;
            assert_eq!(found[0].as_str().expect("words"), words, "{}", case.name);
            let (Some(from), Some(to)) = (found[1].as_f64(), found[2].as_f64()) else { continue };
            // each run is rounded up to a 64th of a pixel
            let tolerance = TOLERANCE.max(*runs as f64 / 60.0);
            let off = (from - left).abs();
            let inside = from > left - tolerance && to < right + tolerance;
            // the last letter is kerned against the space that follows it
            let kerned = tolerance + KERNED * size;
            let fits = if *exact { off < tolerance && (to - right).abs() < kerned } else { inside };
            assert!(fits, "{}: {words:?} is at {from} to {to}, not {left} to {right}", case.name);
            (count, worst) = (count + 1, worst.max(if *exact { off } else { 0.0 }));
        }
    }
    assert!(count > 100, "{count} lines");
    eprintln!("{count} lines, at most {worst:.6} px off");
}

const AXE: &str = r"
async function check() {
  const found = await axe.run(document, { resultTypes: ['violations'] });
  const result = document.createElement('pre');
  result.id = 'result';
  result.textContent = JSON.stringify(found.violations.map(v =>
    [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))]), null, 1);
  document.body.replaceChildren(result);
}
check();
";

#[test]
fn axe_finds_no_fault() {
    let (Some(chromium), Some(axe)) = (chromium(), named("GOVDRAW_AXE")) else { return };
    let axe = std::fs::read_to_string(axe).expect("axe-core");
    let fonts = fonts();
    let options = SvgOptions::default();
    let pictures: Vec<String> =
        examples(&fonts).iter().map(|case| svg::write(&case.scene, &fonts, &options)).collect();
    let script = format!("{axe}\n{AXE}");
    assert_eq!(run(&chromium, &page(&pictures, &script), &[]), "[]");
    // the check itself works: an unnamed image is a fault
    let faulty =
        ["<svg role=\"img\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>".to_owned()];
    assert!(run(&chromium, &page(&faulty, &script), &[]).contains("svg-img-alt"));
}

const FORCED: &str = r"
const fill = element => getComputedStyle(element).fill;
const probe = color => {
  const svg = document.querySelector('svg').cloneNode(false);
  svg.innerHTML = `<rect style='forced-color-adjust:none;fill:${color}'/>`;
  document.body.append(svg);
  const found = fill(svg.firstChild);
  svg.remove();
  return found;
};
const [text, page, link] = [probe('CanvasText'), probe('Canvas'), probe('LinkText')];
const faults = [];
if (!matchMedia('(forced-colors: active)').matches) faults.push('colours are not forced');
if (text === page) faults.push('no contrast');
for (const svg of document.querySelectorAll('svg')) {
  const wrong = (selector, color) => [...svg.querySelectorAll(selector)].filter(e => fill(e) !== color).length;
  // a browser gives the words of a link their own colour
  const found = [wrong('text:not(a text)', text), wrong('a text', link), wrong('[class*=-page], [data-part=box]', page),
    wrong('[class*=-head], [class*=-mark]', text)];
  if (found.some(count => count > 0)) faults.push([svg.id, ...found]);
}
const result = document.createElement('pre');
result.id = 'result';
result.textContent = JSON.stringify(faults);
document.body.replaceChildren(result);
";

#[test]
fn readers_with_colours_of_their_own_can_read_everything() {
    let Some(chromium) = chromium() else { return };
    let fonts = fonts();
    let options = SvgOptions::default();
    let pictures: Vec<String> =
        examples(&fonts).iter().map(|case| svg::write(&case.scene, &fonts, &options)).collect();
    assert_eq!(run(&chromium, &page(&pictures, FORCED), &["--force-high-contrast"]), "[]");
}

const FILLS: &str = r"
const fills = [...document.querySelectorAll('svg [class*=-page], svg text, svg tspan[fill]')].map(e => getComputedStyle(e).fill);
const result = document.createElement('pre');
result.id = 'result';
result.textContent = JSON.stringify(fills);
document.body.replaceChildren(result);
";

#[test]
fn readers_who_prefer_dark_pages_get_them() {
    let Some(chromium) = chromium() else { return };
    let fonts = fonts();
    let (name, model) = models().swap_remove(0);
    for style in Style::ALL {
        let scene = |theme| layout(&model, style, &theme, &fonts, &Sheet::default()).expect("a scene").value;
        // the same things in both, as the program draws them
        let dark = Theme::dark();
        let (light, dark) = (scene(Theme { outlines: dark.outlines, ..Theme::defra() }), scene(dark));
        let both = svg::write(&light, &fonts, &SvgOptions { dark: Some(&dark), ..SvgOptions::default() });
        // this browser prefers light pages, and can tell a dark one: the rules for others are tried on it as if it did not
        let swapped = both.replace("(prefers-color-scheme:dark)", "(prefers-color-scheme:light)");
        let swapped = swapped.replace("light-dark(", "unknown(");
        let on_dark = "<style>:root { color-scheme: dark }</style>".to_owned() + &both;
        for (picture, scene) in [(both, &light), (on_dark, &dark), (swapped, &dark)] {
            let found = run(&chromium, &page(&[picture], FILLS), &[]);
            let rgb = |color: Color| format!("rgb({}, {}, {})", color.r, color.g, color.b);
            let mut expected = vec![rgb(scene.background)];
            let mut first = None;
            for text in texts(&scene.nodes) {
                first = first.filter(|_| text.goes_on).or_else(|| {
                    expected.push(rgb(text.fill));
                    Some(text.fill)
                });
                // a piece of a paragraph in another colour
                expected.extend((first != Some(text.fill)).then(|| rgb(text.fill)));
            }
            let found: Vec<String> = serde_json::from_str(&found).expect("JSON");
            let first = found.iter().zip(&expected).position(|(found, expected)| found != expected);
            let counts = (found.len(), expected.len());
            assert!(
                first.is_none() && counts.0 == counts.1,
                "{name} {}: {counts:?}, {:?}",
                style.name(),
                first.map(|at| (at, &found[at], &expected[at]))
            );
        }
    }
}

#[test]
fn paper_is_light_for_readers_who_prefer_dark_pages() {
    let pdftoppm = program("GOVDRAW_PDFTOPPM", &["pdftoppm"]);
    let (Some(chromium), Some(pdftoppm)) = (chromium(), pdftoppm) else { return };
    let fonts = fonts();
    let (_, model) = models().swap_remove(0);
    let inks =
        ["#5b0f8c", "#0b6a63", "#8c3a0f"].map(|ink| LevelDraft::of(Color::hex(ink).expect("a colour")));
    let theme = ThemeDraft { levels: inks.to_vec(), ..ThemeDraft::default() }.build();
    let night = theme.at_night();
    let scene =
        |theme| layout(&model, Style::Poster, theme, &fonts, &Sheet::default()).expect("a scene").value;
    let (light, dark) = (scene(&theme), scene(&night));
    let both = svg::write(&light, &fonts, &SvgOptions { dark: Some(&dark), ..SvgOptions::default() });
    // this browser prefers light pages: the rules are tried on it as if it did not
    let swapped = both.replace("(prefers-color-scheme:dark)", "(prefers-color-scheme:light)");
    let sheet = "<style>@page { size: 30in 60in; margin: 0 }</style>".to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let (pdf, png) = (folder.path().join("page.pdf"), folder.path().join("page"));
    let flag = format!("--print-to-pdf={}", pdf.display());
    open(&chromium, &page(&[sheet, swapped], ""), &[&flag, "--no-pdf-header-footer"]);
    let mut command = Command::new(pdftoppm);
    command.args(["-png", "-r", "30", "-singlefile"]).args([&pdf, &png]);
    assert!(command.status().expect("pdftoppm runs").success());
    let pixels = Pixels::of_png(&std::fs::read(png.with_extension("png")).expect("a picture"));
    let share = |Color { r, g, b }| {
        let count = pixels.iter().filter(|pixel| **pixel == [r, g, b]).count();
        count as f64 / (pixels.width * pixels.height) as f64
    };
    for level in theme.levels.iter().take(model.levels.len()) {
        assert!(share(level.banner) > 0.005 && share(level.ground) > 0.01, "{}", share(level.banner));
    }
    assert!(share(theme.page) > 0.1 && share(night.page) == 0.0);
}
