//! What stands side by side or below each other is alike, aligned and in the page's order.
use govdraw::Page;
use govdraw::geom::Point;
use govdraw::input::{Format, decode, read};
use govdraw::layout::{Orientation, Paper, Sheet, Style, layout, levels};
use govdraw::model::Model;
use govdraw::scene::{Group, Meaning, Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

fn examples() -> [Model; 3] {
    let pages = [
        include_str!("../../examples/delivery-group.md"),
        include_str!("../../examples/digital-services.md"),
        include_str!("../../examples/starter.md"),
    ];
    pages.map(|text| {
        let source = decode("page.md", text.as_bytes()).expect("UTF-8");
        read(&source, Format::Markdown).expect("a page").value
    })
}

fn draw(model: &Model, style: Style) -> Scene {
    layout(model, style, &Theme::defra(), &FONTS, &Sheet::default()).expect("drawn").value
}

/// Where a group's first line starts.
fn start(group: &Group) -> Option<Point> {
    group.children.iter().find_map(|node| match node {
        Node::Text(text) => Some(text.origin),
        Node::Group(group) => start(group),
        Node::Shape(_) | Node::Image(_) => None,
    })
}

#[test]
fn names_of_loops_side_by_side_are_at_one_height() {
    let (mut aligned, mut all) = (0, 0);
    for model in examples() {
        let scene = draw(&model, Style::Simple);
        let names = groups(&scene.nodes, &|meaning| *meaning == Meaning::Heading { depth: 2 });
        let tops: Vec<f64> = names.into_iter().filter_map(start).map(|at| at.y).collect();
        // clockwise from the left: what is left of the knot's axis mirrors what is right of it
        for (left, right) in tops.iter().zip(tops.iter().rev()) {
            let apart = (left - right).abs();
            // a stack of few words beside one of many stays in the middle of its loop
            assert!(!(0.01..=30.0).contains(&apart), "{}: {tops:?}", model.title);
            aligned += usize::from(apart < 0.01);
            all += 1;
        }
    }
    assert!(2 * aligned > all, "{aligned} of {all}");
}

#[test]
fn points_of_a_level_all_have_icons_or_none_has() {
    for model in examples() {
        let scene = draw(&model, Style::Poster);
        let mut starts = Vec::new();
        for level in groups(&scene.nodes, &|meaning| matches!(meaning, Meaning::Level { .. })) {
            let marks: Vec<usize> =
                groups(&level.children, &|meaning| matches!(meaning, Meaning::Node { .. }))
                    .into_iter()
                    .flat_map(|card| groups(&card.children, &|meaning| *meaning == Meaning::Item))
                    .filter_map(|item| match item.children.first() {
                        Some(Node::Group(mark)) => Some(mark.children.len()),
                        _ => None,
                    })
                    .collect();
            assert!(marks.windows(2).all(|pair| pair[0] == pair[1]), "{}: {marks:?}", model.title);
            let names = groups(&level.children, &|meaning| *meaning == Meaning::Heading { depth: 2 });
            starts.extend(names.into_iter().filter_map(start).map(|at| at.x));
        }
        assert!(
            starts.len() > 1 && starts.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.01),
            "{starts:?}"
        );
    }
}

#[test]
fn sheets_of_a_series_are_filled_alike() {
    let [_, model, _] = examples();
    for orientation in [Orientation::Portrait, Orientation::Landscape] {
        let paper = Some(Paper { width: 297.0, height: 420.0 });
        let sheet = Sheet { paper, orientation: Some(orientation), ..Sheet::default() };
        let series = levels(&model, &Theme::defra(), &FONTS, &sheet).expect("drawn").value;
        assert_eq!(series.len(), model.levels.len());
        let mut sizes = Vec::new();
        for (scene, level) in series.iter().zip(&model.levels) {
            let boxes = groups(&scene.nodes, &|meaning| matches!(meaning, Meaning::Node { .. }));
            let bottoms = boxes.iter().filter_map(|group| match group.children.first() {
                Some(Node::Shape(shape)) => Some(shape.geometry.bounds().y1),
                _ => None,
            });
            let lowest = bottoms.fold(0.0, f64::max);
            let free = (scene.size.height - lowest) / scene.size.height;
            assert!(free < 0.09, "{}: {free} of the sheet is free", level.name);
            let points = boxes.iter().flat_map(|group| groups(&group.children, &|m| *m == Meaning::Item));
            let line = points.flat_map(|item| &item.children).find_map(|node| match node {
                Node::Text(text) => Some(text.line.size),
                _ => None,
            });
            sizes.push((level.functions.is_empty(), line.expect("a point")));
        }
        let body = sizes.iter().find(|(is_bare, _)| !is_bare).expect("a level with functions").1;
        let own = sizes.iter().filter(|(is_bare, _)| *is_bare).map(|(_, size)| *size);
        assert!(own.clone().count() == 4 && own.into_iter().all(|size| size > 1.2 * body), "{sizes:?}");
    }
}

/// The groups of a kind, in order, none within another.
fn groups<'a>(nodes: &'a [Node], is_wanted: &impl Fn(&Meaning) -> bool) -> Vec<&'a Group> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Group(group) if is_wanted(&group.meaning) => found.push(group),
            Node::Group(group) => found.extend(groups(&group.children, is_wanted)),
            Node::Text(_) | Node::Shape(_) | Node::Image(_) => {}
        }
    }
    found
}

#[test]
fn boxes_that_hang_on_one_other_stand_in_page_order() {
    let names = ["Flood", "Drought", "Fish", "Ports", "Farms", "Towns", "Power"];
    let groups: Vec<String> = names.iter().map(|name| format!(r#"{{"name": "{name} group"}}"#)).collect();
    let mut flows: Vec<String> = names
        .iter()
        .map(|name| format!(r#"{{"from": "Basin council", "to": "{name} group", "label": "yearly plan"}}"#))
        .collect();
    // some of them answer
    flows.extend(
        ["Flood", "Fish"]
            .map(|name| format!(r#"{{"from": "{name} group", "to": "Basin council", "label": "reports"}}"#)),
    );
    let json = format!(
        r#"{{"title": "River", "levels": [{{"name": "Steering level", "functions": [{{"name": "Basin council"}}]}},
        {{"name": "Working level", "functions": [{}]}}], "flows": [{}]}}"#,
        groups.join(", "),
        flows.join(", ")
    );
    let page = Page::parse("river.json", json.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    let scene = draw(page.model(), Style::Flow);
    let mut places = Vec::new();
    crate::column::boxes(&scene.nodes, &mut places);
    let groups = &places[1..];
    assert_eq!(groups.len(), 7);
    assert!(groups.is_sorted_by(|a, b| a <= b), "row by row: {groups:?}");
}
