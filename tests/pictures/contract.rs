//! What an SVG promises to those who use it.
use crate::scenes::{Case, all, fonts, hard};
use govdraw::geom::{Point, Rect, Size};
use govdraw::output::Provenance;
use govdraw::output::svg::{self, Exposure, Inline, LinkTarget, SvgOptions, TextMode};
use govdraw::scene::{Anchor, Color, Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Text};
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
        let text = Node::Text(Text::line(
            Point::new(10.0, 20.0 * (i + 1) as f64),
            Color::rgb(0, 0, 0),
            shape(fonts, &style, attack),
        ));
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

/// A style sheet's rules: selector and declarations, whatever at-rules are around them.
fn rules(css: &str) -> Vec<(&str, &str)> {
    let inner = css.split('}').filter_map(|piece| piece.rsplit_once('{'));
    inner
        .map(|(before, declarations)| (before.rsplit('{').next().unwrap_or("").trim(), declarations.trim()))
        .collect()
}

/// The words of elements, without the marks that keep signs in their places, and without those for LibreOffice alone.
pub(crate) fn shown(element: Element<'_, '_>) -> String {
    let is_seen =
        |text: &Element<'_, '_>| text.ancestors().all(|around| around.attribute("display").is_none());
    let words = element.descendants().filter(Element::is_text).filter(is_seen);
    words.filter_map(|text| text.text()).collect::<String>().replace('\u{200f}', "")
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
                assert!(!["src", "style", "transform"].contains(&key), "{name}: {key}");
                assert!(key != "space" || tag == "text", "{name}: {key}");
                assert!(!value.contains("url("), "{name}: {key}={value}");
                if key == "href" {
                    assert_eq!(tag, "a", "{name}");
                    // another site's, this site's, or a place of this page
                    let is_known = value.starts_with("https://") || value.starts_with(['/', '#']);
                    assert!(is_known && !value.starts_with("//"), "{name}: {value}");
                }
            }
        }
        let style =
            document.descendants().find(|e| e.has_tag_name("style") || e.tag_name().name() == "style");
        let css = style.and_then(|style| style.text()).unwrap_or("");
        for piece in css.split("url(").skip(1) {
            assert!(piece.starts_with("data:font/woff2\\3b base64,"), "{name}");
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
            for class in element.attribute("class").iter().flat_map(|classes| classes.split(' ')) {
                assert!(class.starts_with(&format!("{id}-")), "{name}: {class}");
            }
            if let Some(family) = element.attribute("font-family").filter(|_| !name.contains("Bare")) {
                let others = "Arial,Liberation Sans,Helvetica";
                let run = element.tag_name().name() == "tspan" && element.has_attribute("class");
                assert!((element == root || run) && family.contains(others), "{name}: {family}");
            }
        }
        let style = root.children().find(|child| child.tag_name().name() == "style");
        for (selector, declarations) in rules(style.and_then(|style| style.text()).unwrap_or("")) {
            let own = selector.starts_with(&format!("#{id} "))
                || [format!("#{id}"), format!("#{id}:root")].contains(&selector.to_owned())
                || selector == "@font-face" && declarations.starts_with(&format!("font-family:{id}-"));
            assert!(own, "{name}: {selector} {declarations:.80}");
        }
    });
}

#[test]
fn a_page_around_the_picture_leaves_it_whole() {
    each(|name, picture, _| {
        // Markdown that ends a paragraph at a line's start, or knows a heading by its first sign, changes none of three lines
        let lines: Vec<&str> = picture.lines().collect();
        assert!(
            matches!(lines[..], [root, all, "</svg>"] if root.starts_with("<svg ") && all.starts_with("<title>"))
        );
        let (before, rest) = picture.split_once("<style>").unwrap_or((picture, ""));
        let (css, after) = rest.split_once("</style>").unwrap_or_default();
        for code in ["{", "}", "]]>"] {
            assert!(!before.contains(code) && !after.contains(code), "{name}: {code}");
        }
        for code in ["{{", "}}", "{%", "%}", "{#", "#}", "{/", "]]>", "<", "&", "\"", "'"] {
            assert!(!css.contains(code), "{name}: {code}");
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
        let shown: Vec<String> =
            document.descendants().filter(|element| element.tag_name().name() == "text").map(shown).collect();
        let texts = crate::scenes::texts(&case.scene.nodes);
        assert_eq!(shown.len(), texts.len());
        for (shown, text) in shown.iter().zip(texts) {
            let space = if text.line.space_after { " " } else { "" };
            assert_eq!(*shown, format!("{}{space}", text.line.text.replace('\u{200f}', "")));
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
    let (media, modern) =
        ("@media screen and (prefers-color-scheme:dark)", "@supports (color:light-dark(#0b0c0c,#ffffff))");
    assert!(css.contains(media) && css.contains(modern), "{css:.400}");
    let rules = rules(css);
    let rule =
        |wanted: &str| rules.iter().find(|(_, declarations)| *declarations == wanted).map(|rule| rule.0);
    assert!(rule("fill:#0b0c0c").is_some(), "a dark page");
    assert_eq!(
        rule("fill:#ffffff"),
        rule("fill:light-dark(#0b0c0c,#ffffff)"),
        "where the page says what is dark"
    );
    assert_eq!(
        rule("color-scheme:light dark"),
        Some(format!("#{id}:root").as_str()),
        "alone it follows the reader"
    );
    let class =
        rule("fill:#ffffff").and_then(|rule| rule.strip_prefix(&format!("#{id} ."))).expect("a class");
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
fn shapes_say_what_part_they_are() {
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
        .map(|rect| (rect.attribute("data-part"), rect.attribute("class").unwrap_or("").to_owned()))
        .collect();
    let id = document.root_element().attribute("id").expect("an id");
    let class = |name: &str| format!("{id}-{name}");
    let expected = [
        (None, class("page")),
        (Some("box"), String::new()),
        (Some("line"), String::new()),
        (None, class("head")),
        (None, String::new()),
    ];
    assert_eq!(classes, expected);
}

#[test]
fn a_paragraph_is_one_element_and_its_lines_hang_where_they_were_set() {
    let fonts = Fonts::bundled();
    let style = TextStyle::new(Weight::Regular, 20.0, 1.25);
    let (black, red) = (Color::rgb(0, 0, 0), Color::rgb(160, 0, 0));
    let text = |x: f64, y: f64, words: &str| {
        let mut line = shape(&fonts, &style, words);
        line.space_after = true;
        Text::line(Point::new(x, y), black, line)
    };
    let centred = |y: f64, words: &str, goes_on| {
        let text = text(0.0, y, words);
        let origin = Point::new(200.0 - text.line.width / 2.0, y);
        Node::Text(Text { origin, anchor: Anchor::Middle, goes_on, ..text })
    };
    let first = text(10.0, 90.0, "Roles:");
    let second = text(10.0 + first.line.width + 6.0, 90.0, "Lead");
    let nodes = vec![
        centred(20.0, "Sets the", false),
        centred(45.0, "budget", true),
        Node::Text(first),
        Node::Text(Text { goes_on: true, fill: red, ..second }),
    ];
    let scene = Scene { nodes, ..hard(&fonts).scene };
    let picture = svg::write(&scene, &fonts, &options());
    let document = Document::parse(&picture).expect("XML");
    let texts: Vec<_> = document.descendants().filter(|e| e.tag_name().name() == "text").collect();
    let words: Vec<String> = texts.iter().map(|text| shown(*text)).collect();
    assert_eq!(words, ["Sets the budget ", "Roles: Lead "]);
    let [middle, pieces] = texts[..] else { panic!("{words:?}") };
    assert_eq!((middle.attribute("text-anchor"), middle.attribute("x")), (Some("middle"), Some("200")));
    let lines: Vec<_> = middle.children().filter(|line| !shown(*line).trim().is_empty()).collect();
    let places: Vec<_> = lines.iter().map(|line| (line.attribute("x"), line.attribute("y"))).collect();
    assert_eq!(places, [(Some("200"), Some("20")), (Some("200"), Some("45"))]);
    assert!(lines.iter().all(|line| !shown(*line).ends_with(' ')), "a space would move the line's middle");
    let placed = pieces.children().filter(|piece| !shown(*piece).trim().is_empty());
    let lengths =
        placed.map(|piece| (piece.attribute("x").is_some(), piece.attribute("textLength").is_some()));
    assert_eq!(
        lengths.collect::<Vec<_>>(),
        [(true, true); 2],
        "each piece where it was set, as long as it was"
    );
    assert_eq!(pieces.descendants().filter(|e| e.attribute("fill") == Some("#a00000")).count(), 1);
}

#[test]
fn mdx_meets_no_braces_and_no_style_in_words() {
    let fonts = Fonts::bundled();
    let case = hard(&fonts);
    let picture = svg::write(&case.scene, &fonts, &SvgOptions { inline: Inline::Mdx, ..options() });
    for code in ["{", "}", "\\", " style=", "xlink", "xml:"] {
        assert!(!picture.contains(code), "{code}");
    }
    let css = |picture: &str| {
        let document = Document::parse(picture).expect("XML");
        let style = document.descendants().find(|e| e.tag_name().name() == "style").and_then(|e| e.text());
        style.expect("a style sheet").to_owned()
    };
    let html = css(&svg::write(&case.scene, &fonts, &options()));
    assert_eq!(css(&picture), html, "the same sheet");
}

#[test]
fn the_id_is_what_was_asked_for_and_does_not_hang_on_the_model() {
    let fonts = Fonts::bundled();
    let scene = hard(&fonts).scene;
    let write = |id, model: &str| {
        let provenance = Some(Provenance::new("0.0.0", model));
        svg::write(&scene, &fonts, &SvgOptions { id, provenance, ..SvgOptions::default() })
    };
    let without_model = |picture: String| {
        let (before, rest) = picture.split_once("<metadata").expect("metadata");
        format!("{before}{}", rest.split_once("</metadata>").expect("its end").1)
    };
    assert!(write(Some("team-flow"), "{}").contains(" id=\"team-flow\""));
    assert!(write(Some("Équipe \" flow"), "{}").contains(" id=\"uc9quipe---flow\""));
    for id in [None, Some("team-flow")] {
        assert_eq!(without_model(write(id, "{}")), without_model(write(id, "[1]")));
    }
}

#[test]
fn links_open_where_they_were_told_to_and_old_programs_know_them() {
    let fonts = Fonts::bundled();
    let link = |href: &str| Group::new(Meaning::Link { href: href.to_owned() }, Vec::new());
    let hrefs = ["#team", "/teams/a?b=c&d", "./page.html", "https://example.org/"];
    let scene = Scene { nodes: hrefs.into_iter().map(link).collect(), ..hard(&fonts).scene };
    let targets = [None, Some(LinkTarget::New), Some(LinkTarget::Top)];
    for (link_target, expected) in targets.into_iter().zip([None, Some("_blank"), Some("_top")]) {
        let picture = svg::write(&scene, &fonts, &SvgOptions { link_target, ..options() });
        let document = Document::parse(&picture).expect("XML");
        let links: Vec<_> = document.descendants().filter(|e| e.tag_name().name() == "a").collect();
        let old = "http://www.w3.org/1999/xlink";
        assert_eq!(links.len(), hrefs.len());
        for (link, href) in links.iter().zip(hrefs) {
            assert_eq!((link.attribute("href"), link.attribute((old, "href"))), (Some(href), Some(href)));
            assert_eq!(link.attribute("target"), expected);
            assert_eq!(link.attribute("rel").is_some(), expected == Some("_blank"));
        }
    }
}
