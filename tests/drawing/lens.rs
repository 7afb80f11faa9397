//! Pictures in which one role stands out: nothing is lost, what stands out does so without colour, and all of it can be
//! read.
use govdraw::diagnostic::Source;
use govdraw::input::{self, Format};
use govdraw::layout::{Look, Sheet, Style, layout, layout_as};
use govdraw::model::{Lens, Model};
use govdraw::scene::{Color, Meaning, Node, Scene, ShapeKind};
use govdraw::text::{Fonts, Weight};
use govdraw::theme::{Theme, contrast};
use std::collections::BTreeSet;

const ROLE: &str = "Principal architects";

fn model() -> Model {
    let source =
        Source { name: "page.md".to_owned(), text: include_str!("../../examples/delivery-group.md").into() };
    input::read(&source, Format::Markdown).expect("sound").value
}

fn drawn(model: &Model, style: Style, theme: &Theme, fonts: &Fonts) -> Scene {
    let lens = Lens::new(model, ROLE).expect("a role");
    let sheet = Sheet::default();
    let look = Look { lens: Some(&lens), ..Look::new(theme, fonts, &sheet) };
    layout_as(model, style, &look).expect("drawn").value
}

/// Groups of functions, by id, with all that is in them.
fn functions<'a>(nodes: &'a [Node], found: &mut Vec<(&'a str, &'a [Node])>) {
    for node in nodes {
        if let Node::Group(group) = node {
            if let Meaning::Node { id } | Meaning::Function { id } = &group.meaning {
                found.push((id, &group.children));
            }
            functions(&group.children, found);
        }
    }
}

fn each<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        if let Node::Group(group) = node {
            each(&group.children, visit);
        }
    }
}

fn words(nodes: &[Node]) -> String {
    let mut words = String::new();
    each(nodes, &mut |node| {
        if let Node::Text(text) = node {
            words += &text.line.text;
            words.push(' ');
        }
    });
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// Shapes that are only stroked, straight on or in a decoration: frames and keylines; icons have round strokes.
fn frames(nodes: &[Node]) -> usize {
    let mut count = 0;
    each(nodes, &mut |node| {
        if let Node::Shape(shape) = node {
            let is_frame =
                shape.fill.is_none() && shape.stroke.as_ref().is_some_and(|s| !s.round && s.width > 1.5);
            count += usize::from(is_frame);
        }
    });
    count
}

#[test]
fn functions_of_the_role_have_a_frame_and_no_word_is_lost() {
    let (model, fonts) = (model(), Fonts::bundled());
    let lens = Lens::new(&model, ROLE).expect("a role");
    let holders = model.levels.iter().flat_map(|level| &level.functions).filter(|f| lens.is_held_by(f));
    let holders: BTreeSet<&str> = holders.map(|function| function.id.as_str()).collect();
    assert_eq!(holders.len(), 2);
    for style in Style::ALL {
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("built in");
            let scene = drawn(&model, style, &theme, &fonts);
            let plain = layout(&model, style, &theme, &fonts, &Sheet::default()).expect("drawn").value;
            let (mut with, mut without) = (Vec::new(), Vec::new());
            functions(&scene.nodes, &mut with);
            functions(&plain.nodes, &mut without);
            assert_eq!(with.len(), without.len());
            for ((id, marked), (_, usual)) in with.into_iter().zip(without) {
                assert_eq!(words(marked), words(usual), "{name}, {style:?}");
                if holders.contains(id) {
                    // where every chip or card has an outline already, the one of a mark takes its place
                    let more = frames(marked) > 0 && frames(marked) >= frames(usual);
                    assert!(more, "{id} has no frame in {name}, {style:?}");
                }
            }
            assert!(
                scene.title.ends_with(": Principal architect") && scene.description.contains("Marked role")
            );
            let all = words(&scene.nodes);
            assert!(
                all.contains("Principal architect"),
                "{name}, {style:?}: the picture says what is marked"
            );
        }
    }
}

#[test]
fn a_marked_chip_is_bold_and_a_calm_one_is_not() {
    let (model, fonts) = (model(), Fonts::bundled());
    let lens = Lens::new(&model, ROLE).expect("a role");
    let scene = drawn(&model, Style::Simple, &Theme::defra(), &fonts);
    let mut chips = Vec::new();
    functions(&scene.nodes, &mut chips);
    for function in model.levels.iter().flat_map(|level| &level.functions) {
        let wanted = if lens.is_held_by(function) { Weight::Bold } else { Weight::Regular };
        let (_, nodes) = chips.iter().find(|(id, _)| *id == function.id).expect("a chip");
        each(nodes, &mut |node| {
            if let Node::Text(text) = node {
                assert_eq!(text.line.weight, wanted, "{}", function.id);
            }
        });
    }
}

#[test]
fn what_turns_calm_can_still_be_read() {
    let (model, fonts) = (model(), Fonts::bundled());
    for style in [Style::Flow, Style::Poster] {
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("built in");
            let scene = drawn(&model, style, &theme, &fonts);
            let mut all = Vec::new();
            functions(&scene.nodes, &mut all);
            for (id, nodes) in all {
                for (words, fill, ground) in texts_on_grounds(nodes) {
                    let found = contrast(fill, ground);
                    assert!(found >= 4.5, "{name}, {style:?}, {id}: {words} has {found:.2}");
                }
            }
        }
    }
}

/// Each line of text with its colour and the colour of the last filled shape under its middle.
fn texts_on_grounds(nodes: &[Node]) -> Vec<(&str, Color, Color)> {
    let mut grounds = Vec::new();
    let mut found = Vec::new();
    each(nodes, &mut |node| match node {
        Node::Shape(shape) => {
            if let Some(fill) = shape.fill.filter(|_| shape.kind != ShapeKind::Line) {
                grounds.push((shape.geometry.bounds(), fill.color));
            }
        }
        Node::Text(text) => {
            let middle = text.bounds().center();
            if let Some((_, ground)) = grounds.iter().rev().find(|(bounds, _)| bounds.contains(middle)) {
                found.push((text.line.text.as_str(), text.fill, *ground));
            }
        }
        Node::Group(_) | Node::Image(_) => {}
    });
    assert!(!found.is_empty());
    found
}

/// The names of levels on a poster, each with the colour that it is set in.
fn level_names(scene: &Scene) -> Vec<Color> {
    let mut fills = Vec::new();
    each(&scene.nodes, &mut |node| {
        if let Node::Group(group) = node
            && group.meaning == (Meaning::Heading { depth: 2 })
            && let Some(Node::Text(text)) = group.children.first()
        {
            fills.push(text.fill);
        }
    });
    fills
}

#[test]
fn a_level_without_the_role_is_less_loud() {
    let (model, fonts) = (model(), Fonts::bundled());
    let lens = Lens::new(&model, ROLE).expect("a role");
    let held: Vec<bool> = model
        .levels
        .iter()
        .map(|level| level.functions.iter().any(|function| lens.is_held_by(function)))
        .collect();
    assert!(held.contains(&true) && held.contains(&false), "{held:?}");
    for name in Theme::NAMES {
        let theme = Theme::named(name).expect("built in");
        let names = level_names(&drawn(&model, Style::Poster, &theme, &fonts));
        for (i, is_held) in held.iter().enumerate() {
            let wanted = if *is_held { theme.on_banner } else { theme.level(i).ink };
            assert_eq!(names[i], wanted, "{name}");
        }
        let found = contrast(theme.level(2).ink, theme.level(2).tint);
        assert!(found >= 4.5, "{name}: {found:.2}");
    }
    // whole ribbons come first, in the levels' order
    let theme = Theme::defra();
    let fills = |scene: &Scene| -> Vec<Color> {
        let Some(Node::Group(ribbons)) = scene.nodes.first() else { panic!("ribbons") };
        let fill = |node: &Node| match node {
            Node::Shape(shape) => shape.fill.map(|fill| fill.color),
            _ => None,
        };
        ribbons.children.iter().filter_map(fill).take(held.len()).collect()
    };
    let usual = layout(&model, Style::Simple, &theme, &fonts, &Sheet::default()).expect("drawn").value;
    let (usual, marked) = (fills(&usual), fills(&drawn(&model, Style::Simple, &theme, &fonts)));
    for (i, is_held) in held.iter().enumerate() {
        assert_eq!(usual[i] == marked[i], *is_held, "level {i}");
    }
}
