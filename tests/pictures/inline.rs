//! A picture inlined in a page: neither the page's style, nor a reader's spacing, nor a narrow window changes what it shows.
use crate::browser::{page, run};
use crate::scenes::{examples, fonts};
use crate::tools::chromium;
use govdraw::output::svg::{self, SvgOptions};

/// What frameworks, sites and readers do to elements, to classes and to what is inherited.
const HOSTILE: &str = "<style>
body { font: italic small-caps 900 30px/2 serif; letter-spacing: 3px; word-spacing: 9px; text-transform: uppercase;
  text-anchor: end; dominant-baseline: hanging; stroke: red; stroke-dasharray: 1 2; text-shadow: 1px 1px red; text-indent: 3em;
  white-space: pre; font-size-adjust: .7; fill-opacity: .2; font-feature-settings: 'smcp'; paint-order: stroke }
.box, .label, .line, .head, .mark, .page, .own, .glyphs, .c0 { padding: 9px; font-size: 75%; font-weight: 700; fill: red; stroke: red }
* { font-family: monospace; font-style: italic; font-variant: small-caps; text-transform: uppercase;
  line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
</style>";

const MEASURE: &str = r"
async function measure() {
  await Promise.all([...document.fonts].map(font => font.load()));
  const svg = document.querySelector('svg');
  const kept = ['fontStyle', 'fontVariant', 'fontWeight', 'fontSize', 'textTransform', 'stroke', 'fill', 'textAnchor', 'textShadow'];
  const lines = [...svg.querySelectorAll('text, tspan')].map(e => {
    const box = e.getBBox(), style = getComputedStyle(e);
    return [e.textContent, box.x, box.width, ...kept.map(name => style[name])];
  });
  const result = document.createElement('pre');
  result.id = 'result';
  result.textContent = JSON.stringify(lines);
  document.body.replaceChildren(result);
}
measure();
";

#[test]
fn a_pages_style_and_a_readers_spacing_leave_every_line_alone() {
    let Some(chromium) = chromium() else { return };
    let fonts = fonts();
    for case in examples(&fonts).iter().filter(|case| case.name.starts_with("delivery-group")) {
        let picture = svg::write(&case.scene, &fonts, &SvgOptions::default());
        let plain = run(&chromium, &page(std::slice::from_ref(&picture), MEASURE), &[]);
        let hostile = run(&chromium, &page(&[HOSTILE.to_owned() + &picture], MEASURE), &[]);
        assert!(plain.len() > 1000);
        let first = plain.split("],[").zip(hostile.split("],[")).find(|(a, b)| a != b);
        assert!(plain == hostile, "{}: {first:?}", case.name);
    }
}

const WIDTHS: &str = r"
const fault = innerWidth < document.documentElement.scrollWidth;
const { width, height } = document.querySelector('svg').getBoundingClientRect();
const box = document.querySelector('svg').viewBox.baseVal;
const result = document.createElement('pre');
result.id = 'result';
result.textContent = JSON.stringify([fault, Math.abs(width / height - box.width / box.height) < 0.01]);
document.body.replaceChildren(result);
";

#[test]
fn a_picture_is_as_wide_as_its_column_at_most() {
    let Some(chromium) = chromium() else { return };
    let fonts = fonts();
    for case in examples(&fonts).iter().filter(|case| case.name.starts_with("delivery-group")) {
        let picture = svg::write(&case.scene, &fonts, &SvgOptions::default());
        for column in [360, 1280] {
            let narrow = format!(
                "<style>main {{ width: {column}px; overflow: visible }} body {{ margin: 0 }}</style>"
            );
            let window = format!("--window-size={column},900");
            let found = run(&chromium, &page(&[narrow + &picture], WIDTHS), &[&window]);
            assert_eq!(found, "[false,true]", "{} at {column}", case.name);
        }
    }
}
