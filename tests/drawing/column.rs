//! Charts that need no search: those for a narrow column, in which each arrow is a row, and those without arrows, which stand on
//! a grid.
use crate::whole::{assert_texts_apart, words_of};
use govdraw::diagnostic::Source;
use govdraw::input::{Format, read};
use govdraw::layout::metrics::{Expected, Hard, Metrics, measure};
use govdraw::layout::{Orientation, Paper, Sheet, Style, layout};
use govdraw::model::{Draft, DraftFunction, DraftLevel, Model};
use govdraw::scene::{Meaning, Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

fn delivery_group() -> Model {
    let text = include_str!("../../examples/delivery-group.md").into();
    read(&Source { name: "page.md".into(), text }, Format::Markdown).unwrap().value
}

fn draw(model: &Model, sheet: &Sheet) -> Scene {
    layout(model, Style::Flow, &Theme::default(), &FONTS, sheet).unwrap().value
}

fn measured(model: &Model, scene: &Scene) -> Metrics {
    let flows = (!model.flows.is_empty()).then_some(model.flows.len());
    measure(scene, &Expected { flows, same: &[] })
}

/// A model of levels of so many functions, without flows.
fn levels(counts: &[usize]) -> Model {
    let function = |at: usize| {
        let name = ["Board", "Finance", "People and places", "Audit, risk and assurance committee"][at % 4];
        DraftFunction { name: format!("{name} {at}"), ..DraftFunction::default() }
    };
    let level = |(at, count): (usize, &usize)| DraftLevel {
        name: format!("Level {at}"),
        functions: (0..*count).map(function).collect(),
        ..DraftLevel::default()
    };
    let levels = counts.iter().enumerate().map(level).collect();
    Model::build(Draft { title: "Committees".into(), levels, ..Draft::default() }).unwrap().value
}

/// Words of each row with the number of its arrow.
fn rows(nodes: &[Node], found: &mut Vec<(usize, String)>) {
    for node in nodes {
        let Node::Group(group) = node else { continue };
        if let Meaning::Flow { number, .. } = group.meaning {
            let words = group.children.iter().filter_map(|node| match node {
                Node::Text(text) => Some(text.line.text.trim().to_owned()),
                _ => None,
            });
            found.push((number, words.collect::<Vec<_>>().join(" ")));
        }
        rows(&group.children, found);
    }
}

#[test]
fn a_narrow_column_has_16_px_type_and_a_row_for_each_arrow() {
    let model = delivery_group();
    for width in [320.0, 360.0, 630.0, 899.0] {
        let scene = draw(&model, &Sheet { width: Some(width), ..Sheet::default() });
        assert_eq!(scene.size.width, width);
        let metrics = measured(&model, &scene);
        assert_eq!((metrics.hard, metrics.flows), (Hard::default(), model.flows.len()), "{width}");
        assert_eq!(metrics.soft.looks.smallest_type, 16.0, "{width}");
        assert_texts_apart(&scene);
        let mut found = Vec::new();
        rows(&scene.nodes, &mut found);
        found.sort();
        for ((number, words), flow) in found.iter().zip(&model.flows) {
            assert!(words.ends_with(&flow.label), "{number}: {words}");
        }
        assert!(found.iter().any(|(_, words)| words == "Product strategy: Agree what the group is for"));
    }
}

#[test]
fn a_box_beside_one_with_bodies_below_it_is_as_high_as_that_and_no_higher() {
    let text = include_str!("../../examples/mountain-rescue.md").into();
    let model = read(&Source { name: "page.md".into(), text }, Format::Markdown).unwrap().value;
    let scene = draw(&model, &Sheet { width: Some(630.0), ..Sheet::default() });
    let [council, board] =
        ["association/council", "association/medical-board"].map(|id| crate::bodies::part(&scene, id).0);
    assert!(council.y0 == board.y0 && council.x1 < board.x0, "side by side: {council:?}, {board:?}");
    assert_eq!(council.height(), board.height());
    let (within, _) = crate::bodies::part(&scene, "association/council/finance-committee");
    assert!(within.y0 > board.y1, "the body within the other stands below both");
}

#[test]
fn no_line_of_a_box_is_larger_than_its_name() {
    let text = include_str!("../../examples/mountain-rescue.md").into();
    let model = read(&Source { name: "page.md".into(), text }, Format::Markdown).unwrap().value;
    for width in [360.0, 630.0] {
        let scene = draw(&model, &Sheet { width: Some(width), ..Sheet::default() });
        let mut sizes = Vec::new();
        crate::bodies::sizes(&scene.nodes, &mut sizes);
        assert!(sizes.len() > 10 && sizes.iter().all(|of| of.len() > 1 || of[0] == 16.0), "{sizes:?}");
        for of in sizes {
            assert!(of.iter().all(|size| *size <= of[0]), "the name comes first: {of:?}");
        }
    }
}

#[test]
fn a_column_shows_every_word_of_the_page_that_a_chart_shows() {
    let model = levels(&[2, 5, 1]);
    let scene = draw(&model, &Sheet { width: Some(360.0), ..Sheet::default() });
    let (mut words, mut boxes, mut flows) = (Vec::new(), Vec::new(), Vec::new());
    crate::whole::contents(&scene.nodes, &mut words, &mut boxes, &mut flows);
    words.sort();
    assert_eq!(words, words_of(&model));
    assert_eq!((boxes.len(), flows.len()), (8, 0));
}

#[test]
fn boxes_without_arrows_stand_in_page_order_on_one_grid() {
    for counts in [&[3, 3][..], &[5, 9, 7], &[11], &[1, 2, 3, 4, 5], &[12, 12, 12, 12, 12]] {
        let model = levels(counts);
        let scene = draw(&model, &Sheet::default());
        let metrics = measured(&model, &scene);
        let looks = &metrics.soft.looks;
        assert_eq!(metrics.hard, Hard::default());
        assert_eq!((looks.box_widths, looks.heights_in_row), (1, 1), "{counts:?}");
        assert!(looks.left_edges <= counts.iter().copied().max().unwrap(), "{counts:?}: {looks:?}");
        assert!(looks.smallest_type >= 9.0, "{counts:?}: {looks:?}");
        let mut places = Vec::new();
        boxes(&scene.nodes, &mut places);
        let in_order =
            |two: &[(f64, f64)]| two[0].0 < two[1].0 || two[0].0 == two[1].0 && two[0].1 < two[1].1;
        assert!(places.windows(2).all(in_order), "{counts:?}: {places:?}");
        assert_eq!(places.len(), counts.iter().sum::<usize>());
    }
}

#[test]
fn a_chart_of_few_arrows_lies_flat_and_its_bands_are_as_high_as_what_is_in_them() {
    for text in [include_str!("kinds/charity.md"), include_str!("kinds/health-trust.md")] {
        let source = Source { name: "page.md".into(), text: text.into() };
        let scene = draw(&read(&source, Format::Markdown).unwrap().value, &Sheet::default());
        let aspect = scene.size.width / scene.size.height;
        // were it drawn out to a sheet's proportions, half of each band would be empty
        assert!(aspect > 1.6, "{aspect}");
    }
}

/// Top and left of each box, in the order of the picture.
pub(crate) fn boxes(nodes: &[Node], found: &mut Vec<(f64, f64)>) {
    for node in nodes {
        let Node::Group(group) = node else { continue };
        if let Meaning::Node { .. } = group.meaning
            && let Some(Node::Shape(shape)) = group.children.first()
        {
            let rect = shape.geometry.bounds();
            found.push((rect.y0, rect.x0));
        }
        boxes(&group.children, found);
    }
}

#[test]
fn height_that_paper_leaves_over_lies_above_and_below_the_rows_alike() {
    let model = levels(&[3, 3, 3]);
    let paper = Some(Paper { width: 210.0, height: 297.0 });
    let sheet = Sheet { paper, orientation: Some(Orientation::Portrait), ..Sheet::default() };
    let scene = draw(&model, &sheet);
    let mut places = Vec::new();
    boxes(&scene.nodes, &mut places);
    let mut tops: Vec<f64> = places.iter().map(|(top, _)| *top).collect();
    tops.dedup();
    let apart: Vec<f64> = tops.windows(2).map(|two| two[1] - two[0]).collect();
    let (least, most) = apart.iter().fold((f64::INFINITY, 0.0_f64), |(a, b), gap| (a.min(*gap), b.max(*gap)));
    assert!(most - least <= 0.1 * most + 60.0, "{apart:?}");
}
