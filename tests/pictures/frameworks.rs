//! A picture inlined in pages of real frameworks, at two widths, on paper, with a site's own dark switch and with a reader's
//! spacing: what it shows is the same in each.
use crate::scenes::{Case, examples, fonts, models, texts};
use crate::session::{open, page, run, steps};
use crate::tools::{chromium, in_path, named, npm};
use govdraw::layout::{Sheet, Style, layout};
use govdraw::output::svg::{self, SvgOptions};
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A framework: its name here, its style sheet below `node_modules`, and what its pages have around their content.
struct Framework {
    name: &'static str,
    sheet: &'static str,
    body: &'static str,
    around: [&'static str; 2],
}

const FRAMEWORKS: [Framework; 3] = [
    Framework {
        name: "Bootstrap 3",
        sheet: "bootstrap/dist/css/bootstrap.min.css",
        body: "",
        around: [
            "<main class=\"container\"><div class=\"row\"><div class=\"col-md-12\">",
            "</div></div></main>",
        ],
    },
    Framework {
        name: "Bulma",
        sheet: "bulma/css/bulma.min.css",
        body: "",
        around: ["<main class=\"section\"><div class=\"container content\">", "</div></main>"],
    },
    Framework {
        name: "GOV.UK Frontend",
        sheet: "govuk-frontend/dist/govuk/govuk-frontend.min.css",
        body: " class=\"govuk-template__body\"",
        around: [
            "<div class=\"govuk-width-container\"><main class=\"govuk-main-wrapper govuk-body\">",
            "</main></div>",
        ],
    },
];

/// What WCAG 1.4.12 asks a page to bear.
const SPACING: &str = "<style>* { line-height: 1.5 !important; letter-spacing: .12em !important; \
    word-spacing: .16em !important } p { margin-bottom: 2em !important }</style>";

fn modules() -> Option<PathBuf> {
    npm(&FRAMEWORKS.map(|framework| framework.sheet)).map(|at| at.join("node_modules"))
}

fn html(head: &str, body: &str, content: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Pictures</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n{head}\n</head>\n<body{body}>\n{content}\n</body>\n</html>\n"
    )
}

fn framed(framework: &Framework, modules: &Path, head: &str, picture: &str) -> String {
    let [before, after] = framework.around;
    let sheet = modules.join(framework.sheet);
    let head = format!("<link rel=\"stylesheet\" href=\"file://{}\">{head}", sheet.display());
    html(
        &head,
        framework.body,
        &format!("{before}<h1>Pictures</h1><p>Before.</p>\n{picture}\n<p>After.</p>{after}"),
    )
}

fn pictures(fonts: &Fonts) -> Vec<(Case, String)> {
    let cases = examples(fonts).into_iter().filter(|case| case.name.starts_with("delivery-group"));
    let options = SvgOptions::default();
    cases
        .map(|case| (svg::write(&case.scene, fonts, &options), case))
        .map(|(svg, case)| (case, svg))
        .collect()
}

/// Of each line: its words, its place in the picture in tenths of a pixel, and what a style sheet may change of it; then whether
/// the page scrolls sideways, and whether the picture keeps its shape and is as wide as its column at most.
const MEASURE: &str = r"(async () => {
  // a framework's own fonts may be missing
  await Promise.all([...document.fonts].map(font => font.load().catch(() => null)))
  const svg = document.querySelector('svg')
  const kept = ['fontFamily', 'fontStyle', 'fontVariant', 'fontWeight', 'fontSize', 'fontFeatureSettings', 'textTransform',
    'letterSpacing', 'wordSpacing', 'stroke', 'fill', 'fillOpacity', 'textAnchor', 'textShadow', 'textDecorationLine', 'opacity']
  const tenths = number => Math.round(10 * number)
  const lines = [...svg.querySelectorAll('text, tspan')].map(element => {
    const { x, y, width, height } = element.getBBox(), style = getComputedStyle(element)
    return [element.textContent, ...[x, y, width, height].map(tenths), ...kept.map(name => style[name])]
  })
  const { width, height } = svg.getBoundingClientRect(), box = svg.viewBox.baseVal
  const column = svg.parentElement.getBoundingClientRect().width
  return { lines, scrolls: document.documentElement.scrollWidth > innerWidth,
    whole: Math.abs(width / height - box.width / box.height) < 0.01 && width <= column + 0.5 }
})()";

/// The first lines that differ.
fn differing(a: &Value, b: &Value) -> Option<String> {
    let (a, b) = (a.as_array()?, b.as_array()?);
    let near = |a: &Value, b: &Value| match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => a.abs_diff(b) <= 2,
        _ => a == b,
    };
    let same = |a: &Value, b: &Value| match (a.as_array(), b.as_array()) {
        (Some(a), Some(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near(a, b)),
        _ => false,
    };
    if a.len() != b.len() {
        return Some(format!("{} and {} lines", a.len(), b.len()));
    }
    a.iter().zip(b).find(|(a, b)| !same(a, b)).map(|(a, b)| format!("{a}\n{b}"))
}

#[test]
fn no_framework_and_no_readers_spacing_changes_a_line_or_makes_a_page_scroll() {
    let (Some(chromium), Some(modules)) = (chromium(), modules()) else { return };
    let fonts = fonts();
    let folder = tempfile::tempdir().expect("a folder");
    let mut asked = Vec::new();
    let mut names = Vec::new();
    for (case, picture) in pictures(&fonts) {
        let mut pages = vec![("nothing".to_owned(), html("", "", &format!("<main>{picture}</main>")))];
        for framework in &FRAMEWORKS {
            for (spacing, note) in [("", ""), (SPACING, ", spaced")] {
                pages.push((
                    format!("{}{note}", framework.name),
                    framed(framework, &modules, spacing, &picture),
                ));
            }
        }
        for (name, html) in pages {
            let address = page(folder.path(), &format!("{}.html", names.len()), &html);
            for width in [1280, 360] {
                names.push((case.name.clone(), name.clone(), width));
                asked.extend([open(&address, width), run(MEASURE)]);
            }
        }
    }
    let found = steps("chromium", &chromium, &asked);
    let mut plain: Option<&Value> = None;
    for ((case, name, width), found) in names.iter().zip(found.iter().skip(1).step_by(2)) {
        if name == "nothing" && *width == 1280 {
            plain = Some(&found["lines"]);
            assert!(found["lines"].as_array().is_some_and(|lines| lines.len() > 20), "{case}: {found}");
        }
        let differ = plain.and_then(|plain| differing(plain, &found["lines"]));
        assert_eq!(differ, None, "{case} in {name} at {width}");
        assert_eq!(
            (&found["scrolls"], &found["whole"]),
            (&json!(false), &json!(true)),
            "{case} in {name} at {width}"
        );
    }
    assert_eq!(names.len(), 3 * 7 * 2);
}

#[test]
fn axe_finds_no_fault_in_pictures_beside_frameworks() {
    let (Some(chromium), Some(modules)) = (chromium(), modules()) else { return };
    let Some(axe) = named("GOVDRAW_AXE") else { return };
    let axe = std::fs::read_to_string(axe).expect("axe-core");
    let script = "axe.run('svg', { resultTypes: ['violations'] }).then(found => \
        found.violations.map(fault => [fault.id, fault.nodes[0].html.slice(0, 200)]))";
    let fonts = fonts();
    let folder = tempfile::tempdir().expect("a folder");
    let (mut asked, mut names) = (Vec::new(), Vec::new());
    for (case, picture) in pictures(&fonts) {
        for framework in &FRAMEWORKS {
            let name = format!("{} in {}", case.name, framework.name);
            let html = framed(framework, &modules, SPACING, &picture);
            let address = page(folder.path(), &format!("{}.html", names.len()), &html);
            // its value is a function, which is none of JSON's
            asked.extend([open(&address, 1280), run(&format!("{axe}; 0")), run(script)]);
            names.push(name);
        }
    }
    let found = steps("chromium", &chromium, &asked);
    for (name, found) in names.iter().zip(found.iter().skip(2).step_by(3)) {
        assert_eq!(*found, json!([]), "{name}");
    }
}

/// A word on a page of a PDF, its number from 1; in points.
struct Word {
    page: usize,
    /// Left, top, right, bottom.
    edges: [f64; 4],
    text: String,
}

/// The sizes of a PDF's pages in points, and the words on them.
fn words(pdf: &Path) -> (Vec<[f64; 2]>, Vec<Word>) {
    let ran = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output().expect("pdftotext runs");
    let text = String::from_utf8_lossy(&ran.stdout).into_owned();
    let value = |line: &str, name: &str| {
        let rest = line.split(&format!(" {name}=\"")).nth(1)?;
        rest.split('"').next()?.parse::<f64>().ok()
    };
    let (mut pages, mut words) = (Vec::new(), Vec::new());
    for line in text.lines() {
        if let (Some(width), Some(height)) = (value(line, "width"), value(line, "height")) {
            pages.push([width, height]);
        }
        if let [Some(x0), Some(y0), Some(x1), Some(y1)] =
            ["xMin", "yMin", "xMax", "yMax"].map(|name| value(line, name))
        {
            let text = line.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
            words.push(Word { page: pages.len(), edges: [x0, y0, x1, y1], text: text.to_owned() });
        }
    }
    (pages, words)
}

#[test]
fn printed_to_a4_nothing_is_cut() {
    let (Some(chromium), Some(modules)) = (chromium(), modules()) else { return };
    in_path(&["pdftotext"]).expect("pdftotext");
    let fonts = fonts();
    let folder = tempfile::tempdir().expect("a folder");
    let (mut asked, mut files) = (Vec::new(), Vec::new());
    for (case, picture) in pictures(&fonts) {
        let alone = folder.path().join(format!("{}.svg", case.name));
        std::fs::write(&alone, &picture).expect("a file");
        let inline = page(
            folder.path(),
            &format!("{}.html", case.name),
            &framed(&FRAMEWORKS[2], &modules, "", &picture),
        );
        for (name, address) in [("alone", format!("file://{}", alone.display())), ("inline", inline)] {
            let pdf = folder.path().join(format!("{}-{name}.pdf", case.name));
            asked.extend([open(&address, 1280), json!({ "print": pdf })]);
            files.push((
                case.name.clone(),
                name,
                pdf,
                texts(&case.scene.nodes).iter().map(|text| text.line.text.clone()).collect::<Vec<_>>(),
            ));
        }
    }
    steps("chromium", &chromium, &asked);
    if let Some(kept) = std::env::var_os("GOVDRAW_KEEP") {
        files.iter().for_each(|(.., pdf, _)| {
            drop(std::fs::copy(pdf, Path::new(&kept).join(pdf.file_name().expect("a name"))))
        });
    }
    for (case, name, pdf, lines) in files {
        let (pages, words) = words(&pdf);
        let plain =
            |text: &str| text.replace("&amp;", "&").replace("&#39;", "'").replace(char::is_whitespace, "");
        let shown = plain(&words.iter().map(|word| word.text.as_str()).collect::<String>());
        for line in lines.iter().flat_map(|line| line.split(' ')) {
            assert!(shown.contains(&plain(line)), "{case} {name}: {line} is lost");
        }
        for Word { page, edges: [x0, y0, x1, y1], text } in &words {
            let [width, height] = pages[page - 1];
            assert!((width - 595.0).abs() < 2.0 && (height - 842.0).abs() < 2.0, "A4");
            let inside = *x0 >= 0.0 && *x1 <= width && *y0 >= 0.0 && *y1 <= height;
            assert!(inside, "{case} {name}: {text:?} on page {page} is at {x0} to {x1}, {y0} to {y1}");
        }
        // a picture stands on one sheet
        let own = words.iter().filter(|word| lines.iter().any(|line| line.contains(&word.text)));
        let sheets: BTreeSet<usize> = own.map(|word| word.page).collect();
        assert_eq!(sheets.len(), 1, "{case} {name}: {sheets:?}");
    }
}

const SWITCH: &str = r"(() => {
  const root = document.documentElement, grounds = [...document.querySelectorAll('svg [class*=-page]')]
  const found = []
  for (const theme of ['light', 'dark', 'light']) {
    root.dataset.theme = theme
    found.push(...grounds.map(element => getComputedStyle(element).fill))
  }
  return found
})()";

#[test]
fn a_sites_own_dark_switch_turns_the_picture() {
    let Some(chromium) = chromium() else { return };
    let fonts = fonts();
    let (_, model) = models().swap_remove(0);
    let scene =
        |theme| layout(&model, Style::Flow, &theme, &fonts, &Sheet::default()).expect("a scene").value;
    let (light, dark) = (scene(Theme::defra()), scene(Theme::dark()));
    let picture = svg::write(&light, &fonts, &SvgOptions { dark: Some(&dark), ..SvgOptions::default() });
    let switch = "<style>:root[data-theme=light] { color-scheme: light } :root[data-theme=dark] { color-scheme: dark }</style>";
    let folder = tempfile::tempdir().expect("a folder");
    let address = page(folder.path(), "page.html", &html(switch, "", &picture));
    let rgb = |scene: &govdraw::scene::Scene| {
        let color = scene.background;
        format!("rgb({}, {}, {})", color.r, color.g, color.b)
    };
    // whatever the reader's system prefers, the site says
    let asked =
        ["light", "dark"].map(|scheme| [json!({ "open": address, "scheme": scheme }), run(SWITCH)]).concat();
    let found = steps("chromium", &chromium, &asked);
    for turned in [&found[1], &found[3]] {
        assert_eq!(*turned, json!([rgb(&light), rgb(&dark), rgb(&light)]));
    }
}
