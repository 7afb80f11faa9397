//! What stands under a poster's words: grounds that bleed, and cards that are not half empty.
use govdraw::geom::{Point, Rect};
use govdraw::layout::metrics::measure_poster;
use govdraw::layout::{Paper, Sheet, Style, layout};
use govdraw::model::{Draft, DraftFunction, DraftLevel, DraftRole, Model};
use govdraw::scene::{Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;

fn function(name: &str, points: &[&str], role: &str) -> DraftFunction {
    DraftFunction {
        name: name.to_owned(),
        points: points.iter().map(|point| (*point).to_owned()).collect(),
        roles: vec![DraftRole { name: role.to_owned(), ..DraftRole::default() }],
        ..DraftFunction::default()
    }
}

/// As many levels, each with a body of much to do beside one of little.
fn model(levels: usize) -> Model {
    let long = ["Agrees the aims", "Signs off the plan", "Hears complaints", "Meets in public"];
    let level = |i| DraftLevel {
        name: format!("Level {i}"),
        functions: vec![
            function("Board", &long, "Chair"),
            function("Clerk", &["Writes minutes"], "Clerk"),
            function("Audit", &["Reads accounts", "Tests controls"], "Auditor"),
        ],
        ..DraftLevel::default()
    };
    let draft =
        Draft { title: "Harbour".to_owned(), levels: (1..=levels).map(level).collect(), ..Draft::default() };
    Model::build(draft).expect("a valid draft").value
}

fn poster(model: &Model, sheet: &Sheet) -> Scene {
    layout(model, Style::Poster, &Theme::defra(), &Fonts::bundled(), sheet).expect("drawn").value
}

fn origins(nodes: &[Node]) -> Vec<Point> {
    let of = |node: &Node| match node {
        Node::Text(text) => vec![text.origin],
        Node::Group(group) => origins(&group.children),
        Node::Shape(_) | Node::Image(_) => Vec::new(),
    };
    nodes.iter().flat_map(of).collect()
}

fn shapes(nodes: &[Node]) -> Vec<Rect> {
    let of = |node: &Node| match node {
        Node::Shape(shape) => vec![shape.geometry.bounds()],
        Node::Group(group) => shapes(&group.children),
        Node::Text(_) | Node::Image(_) => Vec::new(),
    };
    nodes.iter().flat_map(of).collect()
}

#[test]
fn grounds_bleed_over_the_edges_and_nothing_else_moves() {
    let model = model(3);
    let paper = Sheet { paper: Some(Paper { width: 297.0, height: 420.0 }), ..Sheet::default() };
    let usual = poster(&model, &paper);
    let bled = poster(&model, &Sheet { bleed: Some(11.0), ..paper });
    assert_eq!(origins(&usual.nodes), origins(&bled.nodes));
    let over = |scene: &Scene| -> Vec<Rect> {
        let is_over = |rect: &Rect| rect.x0 < 0.0 || rect.x1 > scene.size.width;
        shapes(&scene.nodes).into_iter().filter(is_over).collect()
    };
    assert!(over(&usual).is_empty());
    let over = over(&bled);
    // a ground and a banner each
    assert_eq!(over.len(), 2 * model.levels.len());
    for rect in over {
        assert!((rect.x0 + 11.0).abs() < 1e-6 && (rect.x1 - bled.size.width - 11.0).abs() < 1e-6, "{rect:?}");
    }
}

#[test]
fn no_card_is_half_empty_beside_a_higher_one() {
    for sheet in [Sheet::default(), Sheet { width: Some(1_200.0), ..Sheet::default() }] {
        let measured = measure_poster(&poster(&model(1), &sheet));
        assert!(measured.cards == 3 && measured.blank_most <= 0.35, "{measured:?}");
    }
}
