//! Icons and logos of one's own: drawn in every format, and read from nowhere but beside the file that names them.

use crate::support::{PAGE, folder, govdraw};
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
    assert!(poster.matches("class=\"mark\"").count() > 0);
    // a model keeps what the page asks for
    let model = govdraw(place.path(), &["export", "page.md", "--to", "yaml"]);
    assert!(model.out().contains("logo: art/crest.svg") && model.out().contains("icon: art/team.svg"));
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
    let boxes = |svg: &str| svg.matches("class=\"box").count();
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
