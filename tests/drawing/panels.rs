//! Panels of the flow chart: levels without functions say what they are about, in a box across their band.
use govdraw::diagnostic::Source;
use govdraw::geom::Rect;
use govdraw::input::{Format, read};
use govdraw::layout::{Direction, Sheet, Style, layout};
use govdraw::model::Model;
use govdraw::scene::{Meaning, Node, Scene, ShapeKind};
use govdraw::text::Fonts;
use govdraw::theme::Theme;

const DIGITAL: &str = include_str!("../../examples/digital-services.md");

fn page(text: &str) -> Model {
    let source = Source { name: "page.md".into(), text: text.into() };
    read(&source, Format::Markdown).unwrap().value
}

fn draw(model: &Model, direction: Direction) -> Scene {
    let sheet = Sheet { direction, ..Sheet::default() };
    layout(model, Style::Flow, &Theme::default(), &Fonts::bundled(), &sheet).unwrap().value
}

/// Boxes with their words, in the order of the picture.
fn boxes_with_words(nodes: &[Node]) -> Vec<(Rect, String)> {
    let mut boxes = Vec::new();
    for node in nodes {
        let Node::Group(group) = node else { continue };
        boxes.extend(boxes_with_words(&group.children));
        if let Meaning::Node { .. } = group.meaning {
            let mut shapes = group.children.iter().filter_map(|child| match child {
                Node::Shape(shape) if shape.kind == ShapeKind::Box => Some(shape.geometry.bounds()),
                _ => None,
            });
            boxes.push((shapes.next_back().unwrap(), words(&group.children).join(" ")));
        }
    }
    boxes
}

fn words(nodes: &[Node]) -> Vec<String> {
    let of = |node: &Node| match node {
        Node::Group(group) => words(&group.children),
        Node::Text(text) => vec![text.line.text.trim().to_owned()],
        _ => vec![],
    };
    nodes.iter().flat_map(of).collect()
}

#[test]
fn levels_without_functions_say_what_they_are_about_and_rows_fill_the_sheet() {
    let model = page(DIGITAL);
    for direction in [Direction::Down, Direction::Right] {
        let scene = draw(&model, direction);
        let list = scene.nodes.iter().find_map(|node| match node {
            Node::Group(group) if group.meaning == Meaning::List => Some(&group.children),
            _ => None,
        });
        let mut levels_drawn = 0;
        let mut functions: Vec<Rect> = Vec::new();
        for (node, level) in list.unwrap().iter().zip(&model.levels) {
            let Node::Group(group) = node else { continue };
            let boxes = boxes_with_words(&group.children);
            if level.functions.is_empty() {
                assert_eq!(boxes.len(), 1);
                assert_eq!(boxes[0].1, level.points.join(" "));
                levels_drawn += 1;
            }
            if direction == Direction::Down && level.functions.is_empty() {
                assert!(boxes[0].0.width() > 0.5 * scene.size.width, "{boxes:?}");
            } else if direction == Direction::Down {
                functions.extend(boxes.iter().map(|(rect, _)| *rect));
            }
        }
        assert_eq!(levels_drawn, 4);
        // those of all levels stand on one grid of equal boxes
        assert!(functions.windows(2).all(|two| two[0].width() == two[1].width()), "{functions:?}");
        assert!(functions.windows(2).all(|two| two[0].y0 < two[1].y0 || two[0].x0 < two[1].x0));
    }
}

#[test]
fn a_level_at_which_an_arrow_ends_is_a_box_with_its_name() {
    let model = page(
        "# Two\n\n## A level\n\nDecides what is done. Pays for it.\n\n## B level\n\n### Team\n\nWorks.\n\n\
         ## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n| A level | Team | Set aims |\n",
    );
    assert_eq!(boxes_with_words(&draw(&model, Direction::Down).nodes)[0].1, "A level");
}
