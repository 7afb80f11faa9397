//! What a page says of itself as a document: read from its own settings alone, the same in data and every export, told in the text
//! version, and drawn at the foot of sheets.
use govdraw::describe::describe;
use govdraw::diagnostic::{Code, Source};
use govdraw::export;
use govdraw::input::{Format, read};
use govdraw::layout::{Paper, Sheet, Style, layout};
use govdraw::model::Model;
use govdraw::scene::{Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;

const SETTINGS: &str = "version: 2.1, date: 4 May 2026, owner: Harbour office, licence: CC BY 4.0, \
                        source: https://example.org/harbour/";

fn read_as(format: Format, text: &str) -> Model {
    let source = Source { name: "page".to_owned(), text: text.to_owned() };
    read(&source, format).unwrap_or_else(|errors| panic!("{errors:#?}")).value
}

fn page(front: &str) -> String {
    format!(
        "---\n{front}\n---\n# Harbour\n\n## Upper level\n\n### Board\n\nRoles: Chair\n\n## Lower level\n\n### Team\n\nRoles: Lead\n"
    )
}

fn model() -> Model {
    read_as(Format::Markdown, &page(&format!("govdraw: {{{SETTINGS}}}")))
}

fn lines(nodes: &[Node]) -> Vec<String> {
    let each = nodes.iter().flat_map(|node| match node {
        Node::Text(text) => vec![text.line.text.clone()],
        Node::Group(group) => lines(&group.children),
        Node::Shape(_) | Node::Image(_) => Vec::new(),
    });
    each.collect()
}

fn drawn(model: &Model, style: Style, sheet: &Sheet) -> Scene {
    layout(model, style, &Theme::default(), &Fonts::bundled(), sheet).expect("drawn").value
}

#[test]
fn front_matter_and_data_say_the_same() {
    let model = model();
    let imprint = &model.imprint;
    assert_eq!(imprint.version.as_deref(), Some("2.1"), "a number counts as it is written");
    assert_eq!(imprint.source.as_deref(), Some("https://example.org/harbour/"));
    let json = export::json(&model).expect("JSON");
    for (format, text) in [(Format::Json, json.clone()), (Format::Yaml, export::yaml(&model))] {
        assert_eq!(export::json(&read_as(format, &text)).expect("JSON"), json);
    }
}

#[test]
fn the_keys_of_a_site_are_left_to_it() {
    let text =
        page("version: 9\ndate: 2020-01-01\nowner: Web team\nlicence: none\nsource: https://example.org");
    assert!(read_as(Format::Markdown, &text).imprint.is_empty());
}

#[test]
fn a_part_may_be_called_as_a_field_is() {
    let text =
        "---\ngovdraw:\n  owner: {caption: (answers)}\n---\n## Upper level\n\n### Owner\n\nRoles: Lead\n";
    let model = read_as(Format::Markdown, text);
    assert!(model.imprint.is_empty());
    assert_eq!(model.levels[0].functions[0].caption.as_deref(), Some("(answers)"));
}

#[test]
fn a_source_that_no_picture_may_hold_is_left_out_with_a_finding() {
    let text = page("govdraw: {source: \"javascript:alert(1)\"}");
    let source = Source { name: "page".to_owned(), text };
    let read = read(&source, Format::Markdown).expect("a page");
    assert!(read.value.imprint.is_empty());
    assert!(read.warnings.iter().any(|finding| finding.code == Code::UnsafeLink));
}

#[test]
fn the_text_version_tells_it() {
    let text = describe(&model()).to_markdown();
    let said = "Version: 2.1 · 4 May 2026 · Owner: Harbour office · Licence: CC BY 4.0 · Source: ";
    assert!(text.contains(said), "{text}");
    assert!(text.contains("(https://example.org/harbour/)"), "{text}");
}

#[test]
fn posters_and_sheets_of_paper_have_a_foot() {
    let model = model();
    let paper = Sheet { paper: Some(Paper { width: 210.0, height: 297.0 }), ..Sheet::default() };
    let column = Sheet { width: Some(630.0), ..Sheet::default() };
    let free = Sheet::default();
    for (style, sheet, has_foot) in [
        (Style::Poster, &free, true),
        (Style::Poster, &paper, true),
        (Style::Poster, &column, false),
        (Style::Simple, &paper, true),
        (Style::Simple, &free, false),
        (Style::Flow, &paper, true),
        (Style::Flow, &free, false),
    ] {
        let scene = drawn(&model, style, sheet);
        let said = lines(&scene.nodes).join(" ");
        for words in ["Owner: Harbour office", "example.org/harbour"] {
            assert_eq!(said.contains(words), has_foot, "{style:?} {words}: {said}");
        }
    }
}
