//! What an SVG promises to those who use it.
use crate::scenes::{Case, all, fonts, hard};
use govdraw::geom::{Point, Rect, Size};
use govdraw::output::Provenance;
use govdraw::output::svg::{self, Exposure, SvgOptions, TextMode};
use govdraw::scene::{Color, Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Text};
use govdraw::text::{Fonts, TextStyle, Weight, shape};
use std::sync::LazyLock;
use usvg::roxmltree::{Document, Node as Element};

const ATTACKS: [&str; 8] = [
    "<script>alert(1)</script>",
    "</title><script>x</script>",
    "]]>",
    "\" onload=\"alert(1)",
    "{{7*7}} {% include 'x' %} {# y #}",
    "{process.env}",
    "&lt; &amp;amp; \u{0}\u{b}\u{fffe}\u{202e}",
    "](x)![a](http://example.org)",
];

fn options() -> SvgOptions<'static> {
    let model = r#"{"title":"{{7*7}} </metadata> ]]> & [x](y)","levels":[{},{}]}"#;
    SvgOptions { provenance: Some(Provenance::new("0.0.0", model)), ..SvgOptions::default() }
}

fn attacked(fonts: &Fonts) -> Case {
    let style = TextStyle::new(Weight::Regular, 16.0, 1.25);
    let mut nodes = Vec::new();
    for (i, attack) in ATTACKS.into_iter().enumerate() {
        let text = Node::Text(Text {
            origin: Point::new(10.0, 20.0 * (i + 1) as f64),
            fill: Color::rgb(0, 0, 0),
            label: false,
            line: shape(fonts, &style, attack),
        });
        let flow =
            Meaning::Flow { number: 1, from: attack.to_owned(), to: attack.to_owned(), kind: "directs" };
        let node = Group::labelled(Meaning::Node { id: attack.to_owned() }, attack, vec![text]);
        nodes.push(Group::new(Meaning::List, vec![node, Group::labelled(flow, attack, Vec::new())]));
        nodes.push(Group::new(Meaning::Link { href: format!("https://example.org/{attack}") }, Vec::new()));
    }
    for href in ["javascript:alert(1)", "JaVa\tScript:x", "data:text/html,x", "https://example.org/?a=1&b=2"]
    {
        nodes.push(Group::new(Meaning::Link { href: href.to_owned() }, Vec::new()));
    }
    let scene = Scene {
        size: Size::new(400.0, 200.0),
        lang: "en\" onload=\"x".to_owned(),
        title: ATTACKS.concat(),
        description: ATTACKS.concat(),
        background: Color::WHITE,
        nodes,
    };
    Case { name: "attacked".to_owned(), scene }
}

/// Every case in every way of writing it.
static PICTURES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let fonts = fonts();
    let mut cases = all(&fonts);
    cases.push(attacked(&fonts));
    let mut pictures = Vec::new();
    for case in cases {
        for text in [TextMode::Embedded, TextMode::Paths, TextMode::Bare] {
            for exposure in [Exposure::Structure, Exposure::Image] {
                let picture = svg::write(&case.scene, &fonts, &SvgOptions { text, exposure, ..options() });
                pictures.push((format!("{} {text:?} {exposure:?}", case.name), picture));
            }
        }
    }
    pictures
});

fn each(check: impl Fn(&str, &str, &Document<'_>)) {
    for (name, picture) in PICTURES.iter() {
        check(name, picture, &Document::parse(picture).expect("XML"));
    }
}

#[test]
fn the_root_says_what_the_picture_is() {
    each(|name, _, document| {
        let root = document.root_element();
        for attribute in ["id", "viewBox", "width", "height", "lang", "role"] {
            assert!(root.has_attribute(attribute), "{name}: {attribute}");
        }
        let mut children = root.children().filter(Element::is_element).map(|child| child.tag_name().name());
        assert_eq!(children.next(), Some("title"), "{name}");
        assert_eq!(children.next(), Some("desc"), "{name}");
        assert_eq!(children.next(), Some("metadata"), "{name}");
        let background =
            root.children().find(|child| child.has_tag_name(("http://www.w3.org/2000/svg", "rect")));
        let background = background.expect("a background");
        assert_eq!(background.attribute("width"), root.attribute("width"), "{name}");
        assert_eq!(background.attribute("fill-opacity"), None, "{name}");
    });
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    const KNOWN: [&str; 13] = [
        "svg", "title", "desc", "metadata", "style", "g", "a", "rect", "circle", "path", "text", "tspan",
        "defs",
    ];
    each(|name, picture, document| {
        assert!(!picture.contains("<!"), "{name}: a declaration");
        for element in document.descendants().filter(Element::is_element) {
            let tag = element.tag_name().name();
            assert!(KNOWN.contains(&tag), "{name}: <{tag}>");
            for attribute in element.attributes() {
                let (key, value) = (attribute.name(), attribute.value());
                assert!(!key.starts_with("on"), "{name}: {key}");
                assert!(
                    !["text-anchor", "space", "style", "src", "transform"].contains(&key),
                    "{name}: {key}"
                );
                assert!(!value.contains("url("), "{name}: {key}={value}");
                if key == "href" {
                    assert_eq!(tag, "a", "{name}");
                    assert!(value.starts_with("https://"), "{name}: {value}");
                }
            }
        }
        let style =
            document.descendants().find(|e| e.has_tag_name("style") || e.tag_name().name() == "style");
        let css = style.and_then(|style| style.text()).unwrap_or("");
        for piece in css.split("url(").skip(1) {
            assert!(piece.starts_with("data:font/woff2;base64,"), "{name}");
        }
    });
}

#[test]
fn every_selector_id_and_family_is_the_pictures_own() {
    each(|name, _, document| {
        let root = document.root_element();
        let id = root.attribute("id").expect("an id");
        for element in document.descendants().filter(Element::is_element) {
            if let Some(other) = element.attribute("id") {
                assert!(other.starts_with(id), "{name}: {other}");
            }
            if let Some(family) = element.attribute("font-family") {
                assert!(family.starts_with(&format!("{id}-")), "{name}: {family}");
            }
        }
        let style = root.children().find(|child| child.tag_name().name() == "style");
        for line in style.and_then(|style| style.text()).unwrap_or("").lines() {
            let own = line.is_empty()
                || line == "}"
                || line.starts_with("@media ")
                || line.starts_with(&format!("@font-face {{ font-family:{id}-"))
                || line.starts_with(&format!("#{id} "));
            assert!(own, "{name}: {line:.80}");
        }
    });
}

#[test]
fn a_page_around_the_picture_leaves_it_whole() {
    each(|name, picture, _| {
        for (number, line) in picture.lines().enumerate() {
            assert!(!line.trim().is_empty(), "{name}: line {number} is blank");
        }
        for code in ["{", "}", "]]>"] {
            assert!(!picture.contains(code), "{name}: {code}");
        }
        for attribute in picture.split("=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let numeric = |c: char| c.is_ascii_digit() || "-. MLQCZ".contains(c);
            if !attribute.chars().all(numeric) {
                continue;
            }
            let numbers =
                attribute.split(|c: char| c == ' ' || c.is_ascii_alphabetic()).filter(|n| !n.is_empty());
            for number in numbers {
                assert_ne!(number, "-0", "{name}");
                let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                assert!(decimals <= 3, "{name}: {number}");
            }
        }
    });
}

#[test]
fn words_come_back_as_they_were_and_lines_do_not_run_together() {
    let fonts = Fonts::bundled();
    for case in [hard(&fonts), attacked(&fonts)] {
        let picture = svg::write(&case.scene, &fonts, &options());
        let document = Document::parse(&picture).expect("XML");
        let shown: Vec<String> = document
            .descendants()
            .filter(|element| element.tag_name().name() == "text")
            .map(|text| text.descendants().filter(Element::is_text).filter_map(|t| t.text()).collect())
            .collect();
        let texts = crate::scenes::texts(&case.scene.nodes);
        assert_eq!(shown.len(), texts.len());
        for (shown, text) in shown.iter().zip(texts) {
            let space = if text.line.space_after { " " } else { "" };
            assert_eq!(*shown, format!("{}{space}", text.line.text));
        }
    }
}

#[test]
fn pictures_for_dark_pages_change_colours_only() {
    let fonts = Fonts::bundled();
    let light = hard(&fonts).scene;
    let mut dark = light.clone();
    dark.background = Color::rgb(11, 12, 12);
    for node in &mut dark.nodes {
        if let Node::Text(text) = node {
            text.fill = Color::WHITE;
        }
    }
    let picture = svg::write(&light, &fonts, &SvgOptions { dark: Some(&dark), ..options() });
    let document = Document::parse(&picture).expect("XML");
    let root = document.root_element();
    let id = root.attribute("id").expect("an id");
    let css = root.children().find(|child| child.tag_name().name() == "style").and_then(|style| style.text());
    let css = css.expect("a style sheet");
    assert!(css.contains("@media screen and (prefers-color-scheme:dark)"), "{css:.400}");
    let rule = |color: &str| css.lines().find(|line| line.ends_with(&format!("{{ fill:{color} }}")));
    assert!(rule("#ffffff").is_some_and(|rule| rule.starts_with(&format!("#{id} ."))), "white words");
    assert!(rule("#0b0c0c").is_some(), "a dark page");
    let class = rule("#ffffff").and_then(|rule| rule.split(['.', ' ']).nth(2)).expect("a class");
    let text = document.descendants().find(|element| element.tag_name().name() == "text").expect("text");
    assert!(text.attribute("class").is_some_and(|classes| classes.split(' ').any(|c| c == class)));
    assert_eq!(text.attribute("fill"), Some("#0b0c0c"));
}

#[test]
fn two_pictures_differ_in_prefix_and_one_is_the_same_everywhere() {
    let fonts = Fonts::bundled();
    let (one, other) = (hard(&fonts).scene, attacked(&fonts).scene);
    let write = |scene: &Scene| svg::write(scene, &Fonts::bundled(), &options());
    assert_eq!(write(&one), write(&one));
    let id = |picture: &str| picture.split('"').nth(3).map(str::to_owned);
    assert_ne!(id(&write(&one)), id(&write(&other)));
}

#[test]
fn shapes_have_the_classes_that_their_kinds_have() {
    let shape = |kind| {
        let geometry = Geometry::Rect { rect: Rect::new(0.0, 0.0, 90.0, 60.0), radius: 4.0 };
        Node::Shape(Shape { kind, geometry, fill: Color::WHITE.fill(), stroke: None })
    };
    let kinds = [ShapeKind::Box, ShapeKind::Line, ShapeKind::Head, ShapeKind::Plain];
    let fonts = Fonts::bundled();
    let mut scene = hard(&fonts).scene;
    scene.nodes = kinds.into_iter().map(shape).collect();
    let picture = svg::write(&scene, &fonts, &options());
    let document = Document::parse(&picture).expect("XML");
    let classes: Vec<_> = document
        .descendants()
        .filter(|element| element.tag_name().name() == "rect")
        .map(|rect| rect.attribute("class").unwrap_or("").to_owned())
        .collect();
    assert_eq!(classes, ["page", "box", "line", "head", ""]);
}
