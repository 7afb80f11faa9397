//! The legend of a flow chart: what it explains, and how its entries stand.
use govdraw::Page;
use govdraw::layout::{Sheet, Style};
use govdraw::scene::{Meaning, Node, Scene, Text};

fn drawn(name: &str, text: &str, sheet: Sheet) -> Scene {
    let page = Page::parse(name, text.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    let drawn = page.render(Style::Flow).sheet(sheet).draw().unwrap_or_else(|errors| panic!("{errors}"));
    drawn.value.into_iter().next().expect("a flow chart is one sheet").scene
}

/// The words of each entry with where they start.
fn legend(scene: &Scene) -> Vec<(String, f64, f64)> {
    let said = |words: &Text| (words.line.text.to_string(), words.origin.x, words.origin.y);
    entries(scene).into_iter().map(said).collect()
}

/// The words of each entry: the legend is the last list of the chart, of signs with words.
fn entries(scene: &Scene) -> Vec<&Text> {
    fn entry(node: &Node) -> Option<&Text> {
        let Node::Group(item) = node else { return None };
        let [Node::Group(sign), Node::Text(words), ..] = &item.children[..] else { return None };
        let is_sign = sign.meaning == Meaning::Decoration;
        is_sign.then_some(words)
    }
    let mut lists = scene.nodes.iter().filter_map(|node| match node {
        Node::Group(group) if group.meaning == Meaning::List => Some(group),
        _ => None,
    });
    let Some(list) = lists.next_back() else { return Vec::new() };
    list.children.iter().filter_map(entry).collect()
}

#[test]
fn entries_on_several_lines_stand_in_columns() {
    let text = include_str!("../../examples/starter.md");
    let entries = legend(&drawn("starter.md", text, Sheet::default()));
    let places: Vec<[f64; 2]> = entries.iter().map(|(_, x, y)| [*x, *y]).collect();
    let [a, b, c, d, e] = places[..] else { panic!("five entries: {entries:?}") };
    assert!(a[1] == b[1] && c[1] == d[1] && a[1] < c[1] && c[1] < e[1], "lines of two: {entries:?}");
    assert!(a[0] == c[0] && c[0] == e[0] && b[0] == d[0] && a[0] < b[0], "in two columns: {entries:?}");
}

#[test]
fn the_line_from_a_body_to_one_within_it_is_explained_where_it_is_drawn() {
    let page = |within: &str| {
        format!(
            r#"{{"levels": [{{"name": "Upper level", "functions": [{{"name": "Board"{within}}}, {{"name": "Team"}}]}}],
            "flows": [{{"from": "Board", "to": "Team", "label": "Plan"}}]}}"#
        )
    };
    let words = |text: &str, sheet: Sheet| -> Vec<String> {
        legend(&drawn("a.json", text, sheet)).into_iter().map(|(words, ..)| words).collect()
    };
    let with = page(r#", "functions": ["Audit committee"]"#);
    assert_eq!(words(&with, Sheet::default()), ["Is part of"]);
    assert!(words(&page(""), Sheet::default()).is_empty());
    // in a narrow column it stands below the other, and no line is drawn
    assert!(words(&with, Sheet { width: Some(360.0), ..Sheet::default() }).is_empty());
}

#[test]
fn thin_lines_are_explained_where_some_lines_are_thick() {
    let page = |flows: &str| {
        format!(
            r#"{{"levels": [{{"name": "Upper level", "functions": [{{"name": "Board"}}, {{"name": "Audit"}}]}},
            {{"name": "Lower level", "functions": [{{"name": "Team"}}]}}], "flows": [{flows}]}}"#
        )
    };
    let words = |text: &str, sheet: Sheet| -> Vec<String> {
        legend(&drawn("a.json", text, sheet)).into_iter().map(|(words, ..)| words).collect()
    };
    let down = r#"{"from": "Board", "to": "Team", "label": "Plan"}"#;
    let across = r#"{"from": "Board", "to": "Audit", "label": "Books"}"#;
    let back = r#"{"from": "Team", "to": "Board", "label": "News", "kind": "feedback"}"#;
    let thin = "Thin: within a level".to_owned();
    let both = page(&[down, across, back].join(", "));
    assert!(words(&both, Sheet::default()).contains(&thin));
    // all of one weight, and in a narrow column, where none are lines from box to box
    assert!(!words(&page(&[down, back].join(", ")), Sheet::default()).contains(&thin));
    assert!(!words(&both, Sheet { width: Some(360.0), ..Sheet::default() }).contains(&thin));
}

#[test]
fn an_outcome_stands_no_nearer_to_the_legend_than_one_entry_to_the_next() {
    let text = include_str!("../../examples/delivery-group.md");
    for aspect in [1.5, 1.6, 16.0 / 9.0, 2.0] {
        let scene = drawn("delivery-group.md", text, Sheet { aspect: Some(aspect), ..Sheet::default() });
        let (outcomes, _) = crate::bodies::part(&scene, "outcome/outcomes");
        for words in entries(&scene) {
            let (start, end) = (words.origin.x, words.origin.x + words.line.width);
            let is_beside = outcomes.y0 < words.origin.y && words.origin.y < outcomes.y1 + 20.0;
            let is_apart = start > outcomes.x1 || outcomes.x0 - end >= 40.0;
            assert!(!is_beside || is_apart, "{aspect}: {} ends at {end}, {outcomes:?}", words.line.text);
        }
    }
}
