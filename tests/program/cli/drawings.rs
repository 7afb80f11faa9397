//! Icons and logos of one's own: drawn in every format, and read from nowhere but beside the file that names them.

use super::support::{PAGE, folder, govdraw};
use crate::pixels::Pixels;
use std::fs;

const LOGO: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 20'>\
                    <rect width='60' height='20' rx='4' fill='#7a1f5c'/><circle cx='10' cy='10' r='6' fill='white'/></svg>";
const ICON: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='M2 2h20v20H2z' fill='#abcdef'/></svg>";

/// The page with settings in its front matter.
fn page(settings: &str) -> String {
    format!("---\ngovdraw: {{ {settings} }}\n---\n{PAGE}")
}

#[test]
fn a_pages_icon_and_logo_are_drawn_in_every_format() {
    let text = page("logo: art/crest.svg, logo_alt: Example Agency, Team: { icon: art/team.svg }");
    let place = folder(&[("page.md", text.as_bytes())]);
    fs::create_dir(place.path().join("art")).unwrap();
    fs::write(place.path().join("art/crest.svg"), LOGO).unwrap();
    fs::write(place.path().join("art/team.svg"), ICON).unwrap();
    let ran = govdraw(place.path(), &["render", "page.md", "-f", "svg,png,pdf", "-o", "out"]);
    assert_eq!((ran.code, ran.stderr.contains("warning")), (0, false), "{}", ran.stderr);
    let read = |name: &str| fs::read(place.path().join("out").join(name)).unwrap();
    for style in ["flow", "poster"] {
        let svg = String::from_utf8(read(&format!("page-{style}.svg"))).unwrap();
        assert!(svg.contains("aria-label=\"Example Agency\"") && svg.contains("#7a1f5c"), "{style}");
        let pdf = String::from_utf8_lossy(&read(&format!("page-{style}.pdf"))).into_owned();
        assert!(pdf.contains("(Example Agency)") || pdf.contains("/Figure"), "{style}");
    }
    let poster = String::from_utf8(read("page-poster.svg")).unwrap();
    assert!(!poster.contains("#abcdef"), "the icon takes the ink's colour");
    assert!(poster.matches("-mark\"").count() > 0);
    // a model keeps what the page asks for
    let model = govdraw(place.path(), &["export", "page.md", "--to", "yaml"]);
    assert!(model.out().contains("logo: art/crest.svg") && model.out().contains("icon: art/team.svg"));
}

/// A PNG of one colour, all of it or all but a hole in its middle.
fn png(width: u32, height: u32, [r, g, b]: [u8; 3], has_hole: bool) -> Vec<u8> {
    let is_hole =
        |x: u32, y: u32| has_hole && x.abs_diff(width / 2) < width / 4 && y.abs_diff(height / 2) < height / 4;
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let pixels: Vec<u8> = places.flat_map(|(x, y)| [r, g, b, if is_hole(x, y) { 0 } else { 255 }]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

/// How many pixels of an RGB picture have a colour, and the bounds of where they are.
fn pixels_of(bytes: &[u8], color: [u8; 3]) -> (usize, [u32; 4]) {
    let picture = Pixels::of_png(bytes);
    let (mut count, mut bounds) = (0, [u32::MAX, u32::MAX, 0, 0]);
    for (i, _) in picture.iter().enumerate().filter(|(_, pixel)| **pixel == color) {
        let (x, y) = ((i % picture.width) as u32, (i / picture.width) as u32);
        bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
        count += 1;
    }
    (count, bounds)
}

#[test]
fn pixels_are_drawn_in_every_format() {
    let colour = [122, 31, 92];
    let text = page("logo: crest.png, logo_alt: Example Agency, Team: { icon: team.png }");
    let (crest, team) = (png(900, 300, colour, false), png(64, 64, [171, 205, 239], true));
    let place = folder(&[("page.md", text.as_bytes()), ("crest.png", &crest), ("team.png", &team)]);
    let ran = govdraw(place.path(), &["render", "page.md", "-s", "poster", "-f", "svg,png,pdf", "-o", "out"]);
    assert_eq!((ran.code, ran.stderr.contains("warning")), (0, false), "{}", ran.stderr);
    let read = |name: &str| fs::read(place.path().join("out").join(name)).unwrap();

    let svg = String::from_utf8(read("page-poster.svg")).unwrap();
    assert_eq!(svg.matches("<mask").count(), 1);
    assert_eq!(svg.matches("href=\"data:image/png;base64,").count(), 2);
    assert!(svg.contains("aria-label=\"Example Agency\" role=\"img\""), "the logo has a name");
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    assert!(tree.has_defs_nodes(), "the mask is one that others read");

    // three times as wide as high, and every pixel inside in the colour of the file
    let (count, [left, top, right, bottom]) = pixels_of(&read("page-poster.png"), colour);
    let (width, height) = (right - left + 1, bottom - top + 1);
    assert!(width.abs_diff(3 * height) <= 6 && count > 1_000, "{width} x {height}, {count}");
    assert_eq!(count as u32, width * height);
    // the icon takes the ink's colour
    assert_eq!(pixels_of(&read("page-poster.png"), [171, 205, 239]).0, 0);

    let pdf = String::from_utf8_lossy(&read("page-poster.pdf")).into_owned();
    assert_eq!(pdf.matches("/Subtype/Image").count(), 3, "the logo, the icon and the icon's form");
    assert!(pdf.contains("/Figure"));
}

#[test]
fn an_icon_of_opaque_pixels_is_a_finding() {
    let text = page("Team: { icon: team.png }");
    let place = folder(&[("page.md", text.as_bytes()), ("team.png", &png(32, 32, [0, 0, 0], false))]);
    let ran = govdraw(place.path(), &["render", "page.md", "-s", "poster", "-f", "svg", "-o", "-"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.contains("none of its pixels is transparent"), "{}", ran.stderr);
    assert!(!ran.out().contains("data:image"));
}

#[test]
fn a_theme_has_its_drawings_beside_itself() {
    let theme = "logo: crest.svg\nlogo_alt: Example Agency\nicons: { team: team.svg }\n";
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let look = place.path().join("look");
    fs::create_dir(&look).unwrap();
    for (name, text) in [("theme.yaml", theme), ("crest.svg", LOGO), ("team.svg", ICON)] {
        fs::write(look.join(name), text).unwrap();
    }
    let render = ["render", "page.md", "--theme", "look/theme.yaml", "-s", "poster", "-f", "svg", "-o", "-"];
    let ran = govdraw(place.path(), &render);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.out().contains("aria-label=\"Example Agency\""));
}

#[test]
fn ones_own_theme_has_a_dark_side_of_the_same_things() {
    let theme = "levels: ['#7a1f5c', '#0b6a63']\ncorner: 0\nheadings: 1.2\n";
    let place = folder(&[("page.md", PAGE.as_bytes()), ("mine.yaml", theme.as_bytes())]);
    let draw = |scheme: &str| {
        let render = ["render", "page.md", "--theme", "mine.yaml", "--color-scheme", scheme, "-s", "flow"];
        let ran = govdraw(place.path(), &[&render[..], &["-f", "svg", "-o", "-"]].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        ran.out().to_owned()
    };
    let [light, dark, auto] = ["light", "dark", "auto"].map(draw);
    let boxes = |svg: &str| svg.matches("data-part=\"box\"").count();
    assert_eq!((boxes(&light), boxes(&dark)), (boxes(&auto), boxes(&auto)));
    let size = |svg: &str| svg.split(" height=").next().map(str::to_owned);
    assert_eq!(size(&light).map(|s| s.len()), size(&auto).map(|s| s.len()));
    assert!(light.contains("#7a1f5c") && !dark.contains("#7a1f5c"));
    // every colour of the dark picture is one of those that the other has for readers who prefer dark pages
    let colors: Vec<&str> = dark.match_indices("fill=\"#").map(|(at, _)| &dark[at + 6..at + 13]).collect();
    assert!(colors.len() > 10);
    for color in colors {
        assert!(auto.contains(&format!(":{color} ")) || auto.contains(&format!("\"{color}\"")), "{color}");
    }
}

#[test]
fn nothing_is_read_from_outside_the_folder() {
    let inner = |name: &str| page(&format!("Team: {{ icon: '{name}' }}"));
    let place = folder(&[("crest.svg", ICON.as_bytes())]);
    let docs = place.path().join("docs");
    fs::create_dir(&docs).unwrap();
    let absolute = place.path().join("crest.svg").display().to_string();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(place.path().join("crest.svg"), docs.join("link.svg")).unwrap();
        std::os::unix::fs::symlink(place.path(), docs.join("up")).unwrap();
    }
    for name in
        ["../crest.svg", absolute.as_str(), "link.svg", "up/crest.svg", "a/../../crest.svg", "C:crest.svg"]
    {
        fs::write(docs.join("page.md"), inner(name)).unwrap();
        let ran = govdraw(place.path(), &["render", "docs/page.md", "-s", "poster", "-f", "svg", "-o", "-"]);
        assert_eq!((ran.code, ran.out()), (2, ""), "{name}");
        assert!(ran.stderr.contains("leads out of the folder"), "{name}: {}", ran.stderr);
    }
}
