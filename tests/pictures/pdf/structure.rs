//! What a screen reader meets: headings, lists, figures and links in order, and nothing beside them.
use super::objects::{Element, Objects, string};
use super::readers::{File, options, output, qpdf, stdout};
use crate::scenes::{Case, all, examples, fonts, models, texts};
use crate::tools::program;
use govdraw::geom::{Point, Size};
use govdraw::layout::{Sheet, Style, layout};
use govdraw::output::pdf::PdfOptions;
use govdraw::scene::{Color, Group, Meaning, Node, Scene, Text};
use govdraw::text::{Fonts, TextStyle, Weight, shape};
use govdraw::theme::Theme;
use std::path::Path;

fn objects(qpdf: &Path, scene: &Scene, fonts: &Fonts) -> Objects {
    Objects::read(qpdf, &File::of(scene, fonts, &options()).path())
}

/// Roles that hold text, and those that a list, an item and an item's body may hold.
fn assert_well_nested(element: &Element, name: &str) {
    for child in &element.children {
        let allowed: &[&str] = match element.role.as_str() {
            "Document" | "LBody" => &["H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "Figure"],
            "L" => &["LI"],
            "LI" => &["LBody"],
            "P" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => &["Link", "Span"],
            "Link" | "Figure" => &["Span"],
            _ => &[],
        };
        assert!(allowed.contains(&child.role.as_str()), "{name}: {} in {}", child.role, element.role);
        assert_well_nested(child, name);
    }
    let grouping = ["Document", "L", "LI", "LBody"].contains(&element.role.as_str());
    let holds_content = element.all().iter().any(|element| element.pieces > 0);
    assert!(if grouping { element.pieces == 0 } else { holds_content }, "{name}: {element:?}");
}

#[test]
fn tags_are_well_nested_and_headings_leave_no_level_out() {
    let Some(qpdf) = qpdf() else { return };
    let fonts = fonts();
    for Case { name, scene } in all(&fonts) {
        let objects = objects(&qpdf, &scene, &fonts);
        let root = objects.structure();
        assert_eq!(root.role, "Document");
        assert_well_nested(&root, &name);
        let catalog = objects.catalog();
        assert_eq!(catalog["/MarkInfo"]["/Marked"], true, "{name}");
        assert_eq!(string(&catalog["/Lang"]).as_deref(), Some(scene.lang.as_str()), "{name}");
        assert_eq!(catalog["/ViewerPreferences"]["/DisplayDocTitle"], true, "{name}");
        let mut last = 0;
        let mut headings = Vec::new();
        for element in root.all() {
            let Some(level) = element.role.strip_prefix('H').and_then(|level| level.parse::<usize>().ok())
            else {
                continue;
            };
            assert!(level <= last + 1, "{name}: H{level} after H{last}");
            last = level;
            headings.push((level, element.title.clone().expect("a heading has its words as title")));
        }
        assert_eq!(objects.outline(), headings, "{name}: the outline is the headings'");
        assert_eq!(headings.is_empty(), name == "hard");
    }
}

#[test]
fn lists_hold_an_item_for_each_level_function_and_flow() {
    let Some(qpdf) = qpdf() else { return };
    let fonts = fonts();
    for (name, model) in models() {
        for style in Style::ALL {
            let scene =
                layout(&model, style, &Theme::defra(), &fonts, &Sheet::default()).expect("a scene").value;
            let root = objects(&qpdf, &scene, &fonts).structure();
            let lists = root.nearest("L");
            let levels: Vec<&Element> =
                lists[0].children.iter().filter(|item| item.count("H1") + item.count("H2") > 0).collect();
            // bodies outside have a heading too; the flow chart's stand above the levels where they are written so
            let others = levels.len() - model.levels.len();
            assert!(others <= usize::from(!model.outside.is_empty()), "{name} {style:?}");
            let before = if style == Style::Flow { others } else { 0 };
            for (item, level) in levels.iter().skip(before).zip(&model.levels) {
                let own = item.nearest("L");
                let functions = own.last().map_or(0, |list| list.children.len());
                let functions = if level.functions.is_empty() { 0 } else { functions };
                let bodies: usize = level.functions.iter().map(|function| 1 + function.functions.len()).sum();
                assert_eq!(functions, bodies, "{name} {style:?}: {}", level.name);
            }
            let figures: Vec<&Element> =
                root.all().into_iter().filter(|element| element.role == "Figure").collect();
            if style == Style::Flow && !model.flows.is_empty() {
                assert_eq!(figures.len(), model.flows.len(), "{name}");
                assert_eq!(lists[1].children.len(), model.flows.len(), "{name}: an item for each flow");
            } else if style != Style::Flow {
                assert_eq!(figures.len(), 0, "{name} {style:?}");
            }
            let alts: Vec<&str> = figures.iter().filter_map(|figure| figure.alt.as_deref()).collect();
            assert_eq!(alts.len(), figures.len(), "{name}: each figure has alternative text");
            for (alt, flow) in alts.iter().zip(&model.flows) {
                let label = flow.label.as_str();
                assert!(alt.contains(label), "{name}: {alt:?} says {label:?}");
            }
        }
    }
}

/// Operators that paint.
const PAINT: &[&str] =
    &["f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Tj", "TJ", "'", "\"", "Do", "sh", "BI", "INLINE"];

#[test]
fn nothing_is_painted_outside_a_tag_or_an_artifact() {
    let Some(qpdf) = qpdf() else { return };
    let fonts = fonts();
    let bled = PdfOptions { bleed: Some(11.0), ..options() };
    for Case { name, scene } in all(&fonts) {
        let file = File::of(&scene, &fonts, &bled);
        let plain = file.beside("plain.pdf");
        let flags = ["--stream-data=uncompress", "--normalize-content=y", "--object-streams=disable"];
        output(
            &qpdf,
            flags.iter().map(|flag| Path::new(*flag)).chain([file.path().as_path(), plain.as_path()]),
        );
        let objects = Objects::read(&qpdf, &plain);
        let page = objects.having(&[("/Type", "/Page")]);
        let contents = page[0]["/Contents"].as_str().expect("one stream").trim_end_matches(" R");
        let flags =
            [format!("--show-object={}", contents.replace(' ', ",")), "--filtered-stream-data".to_owned()];
        let content = output(&qpdf, flags.iter().map(Path::new).chain([plain.as_path()])).stdout;
        // names, strings and arrays need no space around them
        let content =
            String::from_utf8_lossy(&content).replace('/', " /").replace(['<', '>', '[', ']', '(', ')'], " ");
        let (mut depth, mut painted, mut artifacts) = (0, 0, 0);
        for word in content.split_ascii_whitespace() {
            match word {
                "BMC" | "BDC" => depth += 1,
                "EMC" => depth -= 1,
                "/Artifact" => artifacts += 1,
                word if PAINT.contains(&word) => {
                    assert!(depth > 0, "{name}: {word} outside a marked piece");
                    painted += 1;
                }
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
        assert!(painted >= texts(&scene.nodes).len(), "{name}: {painted}");
        assert!(artifacts >= 2, "{name}: the ground and the marks");
    }
}

#[test]
fn pdfua_finds_no_fault() {
    let Some(pdfua) = program("GOVDRAW_PDFUA", &["pdfua"]) else { return };
    let fonts = fonts();
    for Case { name, scene } in examples(&fonts) {
        let file = File::of(&scene, &fonts, &options());
        let said = stdout(&pdfua, [Path::new("check"), file.path().as_path()]);
        assert!(said.contains("PASS (no findings)"), "{name}: {said}");
    }
}

fn line(fonts: &Fonts, y: f64, words: &str) -> Node {
    let line = shape(fonts, &TextStyle::new(Weight::Regular, 16.0, 1.25), words);
    Node::Text(Text::line(Point::new(10.0, y), Color::rgb(0, 0, 0), line))
}

#[test]
fn links_are_annotations_where_they_are_safe_and_seen() {
    let Some(qpdf) = qpdf() else { return };
    let fonts = Fonts::bundled();
    let link =
        |href: &str, children: Vec<Node>| Group::new(Meaning::Link { href: href.to_owned() }, children);
    let scene = Scene {
        size: Size::new(300.0, 200.0),
        lang: "en".to_owned(),
        title: "Links".to_owned(),
        description: String::new(),
        background: Color::WHITE,
        nodes: vec![
            link("https://example.org/loose", vec![line(&fonts, 20.0, "loose")]),
            Group::new(
                Meaning::Heading { depth: 2 },
                vec![link("https://example.org/ŵ", vec![line(&fonts, 50.0, "head")])],
            ),
            Group::new(
                Meaning::Decoration,
                vec![link("https://example.org/hidden", vec![line(&fonts, 80.0, "no")])],
            ),
            Group::new(
                Meaning::List,
                vec![
                    Group::new(
                        Meaning::Item,
                        vec![link("mailto:a@example.org", vec![line(&fonts, 110.0, "item")])],
                    ),
                    link("javascript:alert(1)", vec![line(&fonts, 140.0, "unsafe")]),
                    link("https://example.org/nothing", Vec::new()),
                ],
            ),
        ],
    };
    let objects = objects(&qpdf, &scene, &fonts);
    let annotations = objects.having(&[("/Subtype", "/Link")]);
    let mut targets: Vec<_> = annotations
        .iter()
        .map(|a| (string(&a["/A"]["/URI"]).unwrap(), string(&a["/Contents"]).unwrap()))
        .collect();
    targets.sort();
    let expected = [
        ("https://example.org/loose", "loose"),
        ("https://example.org/%C5%B5", "head"),
        ("mailto:a@example.org", "item"),
    ];
    let mut expected = expected.map(|(href, words)| (href.to_owned(), words.to_owned()));
    expected.sort();
    assert_eq!(targets, expected);
    let root = objects.structure();
    assert_well_nested(&root, "links");
    let links: Vec<usize> =
        root.all().iter().filter(|e| e.role == "Link").map(|link| link.annotations).collect();
    assert_eq!(links, [1, 1, 1]);
    assert_eq!(root.children.iter().map(|child| child.role.as_str()).collect::<Vec<_>>(), ["P", "H1", "L"]);
}
