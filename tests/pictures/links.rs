//! Words of points, decisions, roles and paragraphs that lead somewhere.
use crate::contract::shown;
use crate::scenes::{fonts, texts};
use govdraw::diagnostic::{Code, Source};
use govdraw::input::{Format, read};
use govdraw::layout::{Sheet, Style, layout};
use govdraw::model::Model;
use govdraw::output::svg::{self, Exposure, Inline, LinkTarget, SvgOptions, TextMode};
use govdraw::scene::{Meaning, Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use usvg::roxmltree::{Document, Node as Element};

/// A page whose every text has a link, one of them over two lines of a card.
const PAGE: &str = "\
# The weir

## [Upper level](https://example.org/upper)

The level sets [the yearly plan](https://example.org/plan).

### [Weir board](https://example.org/board)

- Approves [the budget](https://example.org/budget) and
  [the register of all that could go wrong at the weir, at its lock and on the whole of the towing path](/risks)
- Reads [this](#first) first
- Reads [this](mailto:second@example.org) second, [not that](javascript:alert(1))

Meets [every month](https://example.org/dates).

Members: [Ann Lee](https://example.org/ann) (chair), Bo, [Cy](https://example.org/cy)

Decides: [Spending](https://example.org/spending) above 500

#### Gate committee

Looks after the [gates](https://example.org/gates).

## Lower level

The level keeps [the locks](https://example.org/locks) open. It digs.
";

/// What a poster of the page links beside the headings: words and addresses, in its order.
const LINKED: [(&str, &str); 11] = [
    ("the yearly plan", "https://example.org/plan"),
    ("Every month", "https://example.org/dates"),
    ("the budget", "https://example.org/budget"),
    (
        "the register of all that could go wrong at the weir, at its lock and on the whole of the towing path",
        "/risks",
    ),
    ("this", "#first"),
    ("this", "mailto:second@example.org"),
    ("Spending", "https://example.org/spending"),
    ("Ann Lee", "https://example.org/ann"),
    ("Cy", "https://example.org/cy"),
    ("gates", "https://example.org/gates"),
    ("the locks", "https://example.org/locks"),
];

fn model(text: &str) -> Model {
    let source = Source { name: "page.md".to_owned(), text: text.to_owned() };
    read(&source, Format::Markdown).expect("a model").value
}

fn scene(model: &Model, style: Style, fonts: &Fonts) -> Scene {
    layout(model, style, &Theme::defra(), fonts, &Sheet::default()).expect("a scene").value
}

/// The links within texts: their words and addresses.
fn linked(picture: &str) -> Vec<(String, String)> {
    let document = Document::parse(picture).expect("XML");
    let is_link = |element: &Element<'_, '_>| element.tag_name().name() == "a";
    let is_inside = |link: &Element<'_, '_>| link.ancestors().any(|e| e.tag_name().name() == "text");
    let links = document.descendants().filter(is_link).filter(is_inside);
    let links = links.map(|link| {
        let href = link.attribute("href").unwrap_or_default().to_owned();
        (shown(link).trim().to_owned(), href)
    });
    links.collect()
}

fn expected() -> Vec<(String, String)> {
    LINKED.iter().map(|(words, href)| ((*words).to_owned(), (*href).to_owned())).collect()
}

#[test]
fn every_link_of_a_card_is_around_its_words_and_none_is_in_another() {
    let fonts = fonts();
    let poster = scene(&model(PAGE), Style::Poster, &fonts);
    for inline in [Inline::Html, Inline::Mdx] {
        let picture = svg::write(&poster, &fonts, &SvgOptions { inline, ..SvgOptions::default() });
        assert_eq!(linked(&picture), expected());
        assert!(!picture.contains("javascript"), "hostile addresses are nowhere");
        let document = Document::parse(&picture).expect("XML");
        for link in document.descendants().filter(|e| e.tag_name().name() == "a") {
            let around = link.ancestors().skip(1);
            assert!(around.into_iter().all(|e| e.tag_name().name() != "a"), "a link within a link");
        }
    }
    // headings lead where they did
    let picture = svg::write(&poster, &fonts, &SvgOptions::default());
    for href in ["https://example.org/upper", "https://example.org/board"] {
        assert!(picture.contains(&format!("<a href=\"{href}\" xlink:href=\"{href}\"><text")), "{href}");
    }
}

#[test]
fn words_of_links_stand_where_they_would_without_and_only_a_line_is_added() {
    let fonts = fonts();
    let plain = {
        let mut text = String::new();
        let mut rest = PAGE;
        // links as their words, headings and all
        while let Some((before, after)) = rest.split_once('[') {
            let (words, after) = after.split_once("](").expect("a link");
            text.push_str(before);
            text.push_str(words);
            let end = if after.starts_with("javascript") { "))" } else { ")" };
            let (_, after) = after.split_once(end).expect("its end");
            rest = after;
        }
        text + rest
    };
    for lang in ["en", "ar"] {
        let front = |text: &str| format!("---\nlang: {lang}\n---\n{text}");
        for style in Style::ALL {
            let glyphs = |text: &str| {
                let scene = scene(&model(&front(text)), style, &fonts);
                let mut glyphs: Vec<(i64, i64, u32)> = Vec::new();
                for text in texts(&scene.nodes) {
                    for run in &text.line.runs {
                        let mut x = text.origin.x + run.x;
                        for glyph in &run.glyphs {
                            let place = |length: f64| (length * 1000.0).round() as i64;
                            // spaces between the parts of a line are not drawn
                            let words = text.line.text.get(glyph.text.clone()).unwrap_or_default();
                            if !words.trim().is_empty() {
                                glyphs.push((place(x), place(text.origin.y), glyph.id));
                            }
                            x += glyph.advance * text.line.size;
                        }
                    }
                }
                glyphs.sort_unstable();
                glyphs
            };
            let (with, without) = (glyphs(PAGE), glyphs(&plain));
            assert_eq!(with.len(), without.len(), "{lang} {style:?}");
            for (a, b) in with.iter().zip(&without) {
                let near = (a.0 - b.0).abs() <= 2 && (a.1 - b.1).abs() <= 2 && a.2 == b.2;
                assert!(near, "{lang} {style:?}: {a:?} {b:?}");
            }
        }
    }
}

#[test]
fn a_link_opens_where_it_is_asked_to_and_an_image_has_none() {
    let fonts = fonts();
    let poster = scene(&model(PAGE), Style::Poster, &fonts);
    let write = |text, exposure, link_target| {
        svg::write(&poster, &fonts, &SvgOptions { text, exposure, link_target, ..SvgOptions::default() })
    };
    let new = write(TextMode::Embedded, Exposure::Structure, Some(LinkTarget::New));
    let all = new.matches("<a ").count();
    assert_eq!(all, expected().len() + 2);
    assert_eq!(new.matches(" target=\"_blank\" rel=\"noopener\">").count(), all);
    // as outlines the words of a link are one path within it
    let paths = write(TextMode::Paths, Exposure::Structure, None);
    for (words, href) in expected() {
        let link =
            format!("<a href=\"{href}\" xlink:href=\"{href}\"><path role=\"img\" aria-label=\"{words}\"");
        assert!(paths.contains(&link), "{link}");
    }
    let image = write(TextMode::Embedded, Exposure::Image, None);
    assert!(!image.contains("<a "));
}

#[test]
fn what_is_linked_as_a_whole_holds_no_other_link() {
    fn check(nodes: &[Node], inside: bool) -> usize {
        let of = |node: &Node| match node {
            Node::Group(group) => {
                let is_link = matches!(group.meaning, Meaning::Link { .. });
                assert!(!(is_link && inside), "a link within a link");
                usize::from(is_link) + check(&group.children, inside || is_link)
            }
            Node::Text(text) => {
                assert!(!(text.link.is_some() && inside), "{}", text.line.text);
                usize::from(text.link.is_some())
            }
            Node::Shape(_) | Node::Image(_) => 0,
        };
        nodes.iter().map(of).sum()
    }
    let fonts = fonts();
    let model = model(PAGE);
    for style in Style::ALL {
        assert!(check(&scene(&model, style, &fonts).nodes, false) > 1, "{style:?}");
    }
    // a level that is nothing but points keeps their links, and its own on its bar
    let page = "# P\n\n## Upper level\n\n### Board\n\n- Decides\n\n\
                ## [Lower level](https://example.org/lower)\n\nKeeps [locks](https://example.org/locks). Digs.\n";
    let flow = scene(&self::model(page), Style::Flow, &fonts);
    check(&flow.nodes, false);
    let picture = svg::write(&flow, &fonts, &SvgOptions::default());
    assert_eq!(linked(&picture), [("locks".to_owned(), "https://example.org/locks".to_owned())]);
    assert!(picture.contains("<a href=\"https://example.org/lower\""));
}

#[test]
fn links_in_text_versions_and_data_come_back_as_they_were() {
    let model = model(PAGE);
    let described = govdraw::describe::describe(&model);
    let html = described.to_html();
    for (words, href) in expected() {
        assert!(html.contains(&format!("<a href=\"{href}\">{words}</a>")), "{words}: {html}");
        assert!(described.to_markdown().contains(&format!("[{words}]({href})")), "{words}");
    }
    assert!(!html.contains("javascript"));
    let json = govdraw::export::json(&model).expect("JSON");
    for (name, text) in [("a.json", json), ("a.yaml", govdraw::export::yaml(&model))] {
        let source = Source { name: name.to_owned(), text };
        let read = read(&source, Format::of_name(name)).unwrap_or_else(|errors| panic!("{errors:#?}"));
        assert_eq!(read.value, model, "{name}");
    }
}

#[test]
fn links_of_data_are_checked() {
    let read_links = |links: &str| {
        let text = format!(
            "levels: [{{name: Upper level, functions: [{{name: Board, points: [Sets the plan, Reads the plan], links: {links}}}]}}]\n"
        );
        read(&Source { name: "a.yaml".to_owned(), text }, Format::Yaml)
    };
    let codes = |links: &str| match read_links(links) {
        Ok(read) => read.warnings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        Err(errors) => errors.iter().map(|finding| finding.code).collect(),
    };
    assert_eq!(codes("[{text: the plan, href: /plan, within: Reads the plan}]"), []);
    assert_eq!(codes("[{text: the moon, href: /plan}]"), [Code::LinkWords]);
    assert_eq!(codes("[{text: the plan, href: /plan, within: Sets the budget}]"), [Code::LinkWords]);
    assert_eq!(codes("[{text: the plan, href: 'javascript:x'}]"), [Code::UnsafeLink]);
    assert_eq!(codes("[{text: the plan}]"), [Code::MissingField]);
    assert_eq!(codes("[{href: /plan}]"), [Code::MissingField]);
    assert_eq!(codes("[{text: the plan, to: /plan}]"), [Code::MissingField, Code::UnknownField]);
    let fonts = fonts();
    let model = read_links("[{text: the plan, href: /plan, within: Reads the plan}]").expect("valid").value;
    let poster = scene(&model, Style::Poster, &fonts);
    let picture = svg::write(&poster, &fonts, &SvgOptions::default());
    let (before, _) = picture.split_once("<a href").expect("a link");
    assert!(before.contains(">Sets the plan<") && before.contains(">Reads<"), "in the second point");
}
