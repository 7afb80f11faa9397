//! Which way a flow chart runs where nobody says.
use govdraw::diagnostic::Source;
use govdraw::input::{Format, read};
use govdraw::layout::{Direction, Effort, Look, Sheet, Style, layout_in_colors};
use govdraw::model::Model;
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use std::fmt::Write as _;

/// A page of so many levels of so many functions each, with an arrow from each function to the one below it and to its neighbour;
/// its `edit`th small edit.
fn page(levels: usize, functions: usize, edit: Option<usize>) -> Model {
    const NAMES: [&str; 6] = ["Planning", "Finance", "Delivery", "Service design", "People", "Assurance"];
    const FLOWS: [&str; 4] = ["agree the aims", "reports", "sets the budget", "gives advice on standards"];
    let mut text = String::from("title: Two boards\nlang: en-GB\nlevels:\n");
    for level in 0..levels {
        let _ = write!(text, "- name: Level {}\n  functions:\n", level + 1);
        for function in 0..functions {
            let renamed = edit == Some(function) && level == 0;
            let name = NAMES[(level + function) % NAMES.len()];
            let more = if renamed { " forum" } else { "" };
            let _ =
                writeln!(text, "  - {{id: f{level}-{function}, name: \"{name} {level}{function}{more}\"}}");
        }
    }
    text += "flows:\n";
    let mut number = 0;
    let mut flow = |from: (usize, usize), to: (usize, usize)| {
        number += 1;
        let other = edit.is_some_and(|edit| edit >= functions && edit % 17 == number % 17);
        let label = FLOWS[(number + usize::from(other)) % FLOWS.len()];
        let _ = writeln!(text, "- {{from: f{}-{}, to: f{}-{}, label: {label}}}", from.0, from.1, to.0, to.1);
    };
    for function in 0..functions {
        for level in 1..levels {
            flow((level - 1, function), (level, function));
        }
        if function % 3 == 0 && function + 1 < functions {
            flow((0, function), (0, function + 1));
        }
    }
    let source = Source { name: "page.yaml".into(), text };
    read(&source, Format::Yaml).unwrap().value
}

fn drawn(model: &Model, direction: Direction) -> (Direction, f64) {
    let sheet = Sheet { direction, effort: Effort::Fast, ..Sheet::default() };
    let (theme, fonts) = (Theme::default(), Fonts::bundled());
    let look = Look::new(&theme, &fonts, &sheet);
    let drawn = layout_in_colors(model, Style::Flow, &look).unwrap().value;
    (drawn.search.direction.unwrap(), drawn.scene.size.width)
}

#[test]
fn a_few_levels_of_many_functions_run_to_the_right() {
    let wide = page(2, 12, None);
    let (_, down) = drawn(&wide, Direction::Down);
    let (found, right) = drawn(&wide, Direction::Auto);
    assert_eq!(found, Direction::Right);
    assert!(right * 1.15 < down, "{right} {down}");
    assert_eq!(drawn(&wide, Direction::Right), (found, right));
    assert_eq!(drawn(&wide, Direction::Down).0, Direction::Down);
}

#[test]
fn a_chart_that_is_read_with_ease_stays_as_it_is() {
    // three levels of six would have even larger type to the right
    let model = page(3, 6, None);
    let (found, width) = drawn(&model, Direction::Auto);
    assert_eq!((found, width), drawn(&model, Direction::Down));
    assert!(drawn(&model, Direction::Right).1 < width);
    // on paper and in a column the sheet is what was asked for
    let sheet = Sheet { width: Some(1_200.0), effort: Effort::Fast, ..Sheet::default() };
    let (theme, fonts) = (Theme::default(), Fonts::bundled());
    let look = Look::new(&theme, &fonts, &sheet);
    let search = layout_in_colors(&page(2, 12, None), Style::Flow, &look).unwrap().value.search;
    assert_ne!(search.direction, Some(Direction::Right));
}

#[test]
fn small_edits_turn_no_chart() {
    for edit in 0..25 {
        assert_eq!(drawn(&page(2, 12, Some(edit)), Direction::Auto).0, Direction::Right, "{edit}");
        assert_eq!(drawn(&page(3, 6, Some(edit)), Direction::Auto).0, Direction::Down, "{edit}");
    }
}
