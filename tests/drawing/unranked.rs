//! Pages that do not rank their bodies: one level with the page's title for a name, which no picture and no text shows.
use govdraw::describe::{Picture, alt, describe, end_name};
use govdraw::diagnostic::{Code, Source, Warned};
use govdraw::export;
use govdraw::input::{Format, read};
use govdraw::layout::{Sheet, Style, layout};
use govdraw::model::Model;
use govdraw::output::pdf::{self, PdfOptions};
use govdraw::scene::{Meaning, Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;

const FEW: &str = r#"{
  "title": "Canal trust",
  "levels": [{
    "name": "Canal trust",
    "implicit": true,
    "points": ["Meets in public", "Publishes its minutes"],
    "functions": [
      {"name": "Board", "description": ["Sets aims."], "roles": ["Chair"]},
      {"name": "Lock keepers", "points": ["Keep the locks"]},
      {"name": "Canal trust", "points": ["Holds the land"]}
    ]
  }],
  "outcomes": ["Open water"],
  "flows": ["Lock keepers -> Board: Report leaks", "Canal trust -> Open water"]
}"#;

fn model(text: &str) -> Model {
    let source = Source { name: "canal.json".to_owned(), text: text.to_owned() };
    match read(&source, Format::Json) {
        Ok(Warned { value, warnings }) => {
            assert_eq!(warnings, []);
            value
        }
        Err(errors) => panic!("{errors:?}"),
    }
}

fn scene(model: &Model, style: Style) -> Scene {
    layout(model, style, &Theme::defra(), &Fonts::bundled(), &Sheet::default()).expect("it fits").value
}

/// The words of a scene's headings with their depths, all its words, and whether it has a level.
fn look(nodes: &[Node], headings: &mut Vec<(u8, String)>, words: &mut String, levels: &mut usize) {
    for node in nodes {
        match node {
            Node::Text(text) => {
                words.push_str(&text.line.text);
                words.push(' ');
            }
            Node::Group(group) => {
                let mut inside = String::new();
                look(&group.children, headings, &mut inside, levels);
                match group.meaning {
                    Meaning::Heading { depth } => headings.push((depth, inside.trim().to_owned())),
                    Meaning::Level { .. } => *levels += 1,
                    _ => {}
                }
                words.push_str(&inside);
            }
            _ => {}
        }
    }
}

#[test]
fn functions_have_ids_of_their_own_and_flows_find_them() {
    let model = model(FEW);
    let ids: Vec<&str> = model.levels[0].functions.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(ids, ["board", "lock-keepers", "canal-trust"]);
    assert_eq!((model.flows[0].from.id.as_str(), model.flows[0].to.id.as_str()), ("lock-keepers", "board"));
    assert_eq!(end_name(&model, model.flows[0].to.node), "Board");
}

#[test]
fn no_picture_shows_the_level() {
    let model = model(FEW);
    for style in [Style::Simple, Style::Flow, Style::Poster] {
        let (mut headings, mut words, mut levels) = (Vec::new(), String::new(), 0);
        look(&scene(&model, style).nodes, &mut headings, &mut words, &mut levels);
        assert_eq!(levels, 0, "{style:?}");
        assert!(!words.split_whitespace().any(|word| word == "1"), "{style:?} has no number: {words}");
        // the title once, where the style has one, and the function that is called so
        let titles = if style == Style::Simple { 1 } else { 2 };
        assert_eq!(words.matches("Canal trust").count(), titles, "{style:?}: {words}");
        let depths: Vec<u8> = headings.iter().map(|(depth, _)| *depth).collect();
        match style {
            Style::Simple => assert_eq!(headings, []),
            Style::Flow => assert_eq!(depths, [1]),
            Style::Poster => {
                assert_eq!(depths, [1, 2, 2, 2]);
                assert!(words.contains("Meets in public") && !words.contains("at this level"), "{words}");
            }
        }
    }
}

#[test]
fn no_text_says_the_level() {
    let model = model(FEW);
    let text = describe(&model).to_markdown();
    assert!(text.starts_with("# Canal trust\n\n- Meets in public\n"), "{text}");
    assert!(text.contains("\n## Board\n") && !text.contains("###"), "{text}");
    assert!(text.contains("| Lock keepers | Board | Report leaks |"), "{text}");
    assert_eq!(
        alt(&model, Picture::Simple),
        "Simple visual: “Canal trust”. Board, Lock keepers, Canal trust.",
    );
    assert_eq!(
        alt(&model, Picture::FlowChart),
        "Flow chart: “Canal trust”. Board, Lock keepers, Canal trust. Outcomes: Open water.",
    );
    for chart in [export::mermaid(&model), export::d2(&model), export::dot(&model)] {
        assert!(!chart.contains("subgraph") && !chart.contains("l1"), "{chart}");
    }
}

#[test]
fn a_pdf_has_the_title_and_the_functions_in_its_outline() {
    let model = model(FEW);
    let scene = scene(&model, Style::Poster);
    let pages = [pdf::Page { scene: &scene, size: None, name: None }];
    let bytes = pdf::encode(&pages, &Fonts::bundled(), &PdfOptions::default()).expect("it can be written");
    assert!(bytes.starts_with(b"%PDF"));
}

#[test]
fn data_keeps_it_and_says_it_only_where_it_holds() {
    let model = model(FEW);
    let (json, yaml) = (export::json(&model).expect("data"), export::yaml(&model));
    assert_eq!(json.matches("\"implicit\": true").count(), 1);
    assert_eq!(yaml.matches("implicit: true").count(), 1);
    let again = |text: String, format| {
        read(&Source { name: "again".to_owned(), text }, format).expect("what was written is read").value
    };
    assert_eq!(again(json, Format::Json), model);
    assert_eq!(again(yaml, Format::Yaml), model);
    let ranked = r#"{"title": "T", "levels": [{"name": "A", "implicit": false, "functions": ["B"]}]}"#;
    assert!(!export::json(&self::model(ranked)).expect("data").contains("implicit"));
}

#[test]
fn an_implicit_level_stands_alone_and_has_functions() {
    for (text, says) in [
        (r#"{"levels": [{"name": "A", "implicit": true, "functions": ["X"]}, "B"]}"#, "beside others"),
        (r#"{"levels": [{"name": "A", "implicit": true}]}"#, "no functions"),
    ] {
        let source = Source { name: "x.json".to_owned(), text: text.to_owned() };
        let errors = read(&source, Format::Json).expect_err("refused");
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].code, Code::ImplicitLevel);
        assert!(errors[0].message.contains(says), "{}", errors[0].message);
    }
}

#[test]
fn a_level_without_a_name_of_its_own_has_the_models() {
    let text = r#"{"title": "Canal trust", "levels": [{"implicit": true, "functions": ["X"]}]}"#;
    assert_eq!(model(text).levels[0].name, "Canal trust");
}
