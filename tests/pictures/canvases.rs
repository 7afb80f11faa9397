//! What programs that put an SVG on a canvas make of the pictures, in one Chromium: canvg, by which dashboards export, and the
//! editors' libraries fabric, two.js and paper.js.
use crate::pixels::Pixels;
use crate::scenes::{Case, examples, fonts};
use crate::session::{open, page, run, steps};
use crate::tools::{chromium, npm};
use base64::Engine as _;
use govdraw::output::png::{self, PngOptions, PngSize};
use govdraw::output::svg::{self, SvgOptions, TextMode};
use std::path::PathBuf;

/// Each by its name here and its script below `node_modules`.
const SCRIPTS: [(&str, &str); 4] = [
    ("canvg", "canvg/lib/umd.js"),
    ("fabric", "fabric/dist/index.min.js"),
    ("two.js", "two.js/build/two.min.js"),
    ("paper.js", "paper/dist/paper-full.min.js"),
];

const DRAW: &str = r"
const draw = async (name, svg, width, height) => {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  if (name === 'canvg') {
    const options = { ignoreMouse: true, ignoreAnimation: true, ignoreDimensions: true }
    await (await canvg.Canvg.from(canvas.getContext('2d'), svg, options)).render()
  } else if (name === 'fabric') {
    const { objects, options } = await fabric.loadSVGFromString(svg)
    const still = new fabric.StaticCanvas(canvas, { width, height, enableRetinaScaling: false, renderOnAddRemove: false })
    still.add(fabric.util.groupSVGElements(objects.filter(Boolean), options))
    still.renderAll()
  } else if (name === 'two.js') {
    const two = new Two({ type: Two.Types.canvas, width, height, ratio: 1 })
    two.interpret(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement)
    two.update()
    return two.renderer.domElement.toDataURL()
  } else {
    paper.setup(canvas)
    paper.project.importSVG(svg, { expandShapes: false, applyMatrix: false })
    paper.view.update()
  }
  return canvas.toDataURL()
}
";

fn modules() -> Option<PathBuf> {
    npm(&SCRIPTS.map(|(_, script)| script)).map(|at| at.join("node_modules"))
}

/// Share of pixels that differ by more than a quarter.
fn differing(a: &Pixels, b: &Pixels) -> f64 {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let far = a.iter().zip(b.iter()).filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 64));
    far.count() as f64 / (a.width * a.height) as f64
}

/// From where to where the title is dark, in px.
fn title(pixels: &Pixels) -> (usize, usize) {
    let dark = |x: usize| (20..110).any(|y| pixels.rgb[3 * (y * pixels.width + x) + 1] < 100);
    let columns = (0..pixels.width).filter(|x| dark(*x));
    columns.fold((pixels.width, 0), |(first, last), x| (first.min(x), last.max(x)))
}

#[test]
fn canvases_show_the_pictures() {
    let (Some(chromium), Some(modules)) = (chromium(), modules()) else { return };
    let fonts = fonts();
    let cases: Vec<Case> = examples(&fonts)
        .into_iter()
        .filter(|case| ["delivery-group-flow", "arabic-parks-flow"].contains(&case.name.as_str()))
        .collect();
    let scripts: String = SCRIPTS
        .iter()
        .map(|(_, script)| format!("<script src=\"file://{}\"></script>\n", modules.join(script).display()))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let html = format!("<!doctype html><meta charset=\"utf-8\"><body>{scripts}<script>{DRAW}</script>");
    let mut asked = vec![open(&page(folder.path(), "page.html", &html), 1280)];
    let mut drawn = Vec::new();
    let options = PngOptions { size: PngSize::Scale(1.0), ..PngOptions::default() };
    let ours = |case: &Case| Pixels::of_png(&png::encode(&case.scene, &fonts, &options).expect("a picture"));
    let all_ours: Vec<Pixels> = cases.iter().map(ours).collect();
    for (number, (case, ours)) in cases.iter().zip(&all_ours).enumerate() {
        for text in [TextMode::Embedded, TextMode::Paths] {
            let picture = svg::write(&case.scene, &fonts, &SvgOptions { text, ..SvgOptions::default() });
            let picture = serde_json::to_string(&picture).expect("JSON");
            for (name, _) in SCRIPTS {
                asked.push(run(&format!("draw('{name}', {picture}, {}, {})", ours.width, ours.height)));
                drawn.push((number, &case.name, name, text));
            }
        }
    }
    let found = steps("chromium", &chromium, &asked);
    let mut faults = Vec::new();
    for ((number, picture, name, text), found) in drawn.into_iter().zip(found.iter().skip(1)) {
        let ours = &all_ours[number];
        let url = found.as_str().and_then(|url| url.split_once(',')).expect("a picture").1;
        let bytes = base64::engine::general_purpose::STANDARD.decode(url).expect("base64");
        let theirs = Pixels::of_png(&bytes);
        let share = differing(ours, &theirs);
        let ((a, b), (x, y)) = (title(ours), title(&theirs));
        eprintln!("{picture} in {name}, {text:?}: {share:.4} differ, title {a} to {b}, there {x} to {y}");
        // the others draw a paragraph as one line, and are meant for outlines; in all of them a title stands where it should
        let most = match (name, text) {
            (_, TextMode::Paths) => 0.015,
            ("canvg", _) => 0.04,
            _ => 0.05,
        };
        let off = |ours: usize, theirs: usize| ours.abs_diff(theirs) as f64 / (b - a) as f64;
        if share > most || off(a, x) > 0.06 && off(b, y) > 0.06 {
            faults.push(format!(
                "{picture} in {name}, {text:?}: {share:.4} differ, title {a} to {b}, there {x} to {y}"
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
