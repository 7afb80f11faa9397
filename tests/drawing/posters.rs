//! Posters of pages and sheets that are unlike the usual ones: bodies within bodies on wide sheets, names as long as sentences.
use crate::bodies::part;
use govdraw::Page;
use govdraw::layout::metrics::measure_poster;
use govdraw::layout::{Sheet, Style};
use govdraw::scene::{Meaning, Node, Scene, Text};

fn drawn(name: &str, text: &str, sheet: Sheet) -> Scene {
    let page = Page::parse(name, text.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    let drawn = page.render(Style::Poster).sheet(sheet).draw().unwrap_or_else(|errors| panic!("{errors}"));
    drawn.value.into_iter().next().expect("a poster is one sheet").scene
}

/// All words of nodes.
fn texts<'a>(nodes: &'a [Node], found: &mut Vec<&'a Text>) {
    for node in nodes {
        match node {
            Node::Group(group) if matches!(group.meaning, Meaning::Decoration) => {}
            Node::Group(group) => texts(&group.children, found),
            Node::Text(text) => found.push(text),
            Node::Shape(_) | Node::Image(_) => {}
        }
    }
}

#[test]
fn a_card_with_bodies_in_it_takes_little_of_the_height_that_a_wide_sheet_has_to_spare() {
    let page = include_str!("../../examples/mountain-rescue.md");
    let scene = drawn("a.md", page, Sheet { aspect: Some(16.0 / 9.0), ..Sheet::default() });
    for id in ["association/council", "control/training-group"] {
        let (place, _) = part(&scene, id);
        let mut all = Vec::new();
        texts(&scene.nodes, &mut all);
        let inside = all.iter().filter(|text| place.contains(text.origin)).map(|text| text.origin.y);
        let lowest = inside.fold(place.y0, f64::max);
        assert!(place.y1 - lowest <= 0.2 * place.height(), "{id}: {place:?}, its words end at {lowest}");
    }
}

#[test]
fn a_name_as_long_as_a_sentence_is_no_column_of_words() {
    let long =
        "Department-wide sustainability, resilience and adaptation steering committee for all that we do";
    let page = format!("## Strategic level\n\n### {long}\n\nLooks ahead.\n\n### Board\n\nDecides.\n");
    let metrics = measure_poster(&drawn("a.md", &page, Sheet::default()));
    assert!(metrics.most_name_lines <= 4, "{metrics:?}");
}
