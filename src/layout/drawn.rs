//! Tests: all that a model holds is drawn once, and every text stands in its box.
use super::{Look, Orientation, Paper, Sheet, Style, layout_as, levels_as};
use crate::geom::Rect;
use crate::model::{Draft, DraftFunction, DraftLevel, DraftOutside, DraftRole, Lens, Model, RoleMark};
use crate::scene::{Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Text};
use crate::text::Fonts;
use crate::theme::Theme;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

/// In px: boxes and texts may meet by as much.
const TOUCH: f64 = 0.01;

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn role(name: &str, mark: Option<RoleMark>) -> DraftRole {
    DraftRole { name: name.to_owned(), mark, ..DraftRole::default() }
}

/// A model in which every word of a name, a point or a role stands once.
fn model(lang: &str) -> Model {
    let audit = DraftFunction {
        name: "Auditors".to_owned(),
        meets: Some("quarterly".to_owned()),
        points: strings(&["Controls are tested where they matter most", "Risks"]),
        decides: strings(&["Accounts ready or unready"]),
        roles: vec![role("Clerk", None), role("Treasurer", Some(RoleMark::Chair))],
        ..DraftFunction::default()
    };
    let bare = |name: &str| DraftFunction { name: name.to_owned(), ..DraftFunction::default() };
    let board = DraftFunction {
        name: "Trustees".to_owned(),
        meets: Some("monthly".to_owned()),
        points: strings(&["Purpose", "Limits of all that is done by anybody at any time"]),
        decides: strings(&["Spending above fifty thousand", "Directorship"]),
        roles: vec![
            role("Member", None),
            role("Vice", Some(RoleMark::Deputy)),
            role("President", Some(RoleMark::Chair)),
            role("Scribe", Some(RoleMark::Secretary)),
            role("Guest", Some(RoleMark::Observer)),
            role("Professor", Some(RoleMark::Adviser)),
        ],
        functions: vec![audit, bare("Landholders"), bare("Nominations"), bare("Archivists")],
        ..DraftFunction::default()
    };
    // each part alone: nothing above it in its card
    let deciding = DraftFunction { decides: strings(&["Openings"]), ..bare("Visitors") };
    let holding = DraftFunction { functions: vec![bare("Choir")], ..bare("Culture") };
    let chaired = DraftFunction { roles: vec![role("Warden", Some(RoleMark::Chair))], ..bare("Wardens") };
    let level =
        |name: &str, functions| DraftLevel { name: name.to_owned(), functions, ..DraftLevel::default() };
    let outside = |name: &str, caption: &str| DraftOutside {
        name: name.to_owned(),
        caption: (!caption.is_empty()).then(|| caption.to_owned()),
        ..DraftOutside::default()
    };
    let draft = Draft {
        title: "Trust".to_owned(),
        lang: lang.to_owned(),
        levels: vec![level("Strategic", vec![board, deciding]), level("Local", vec![holding, chaired])],
        outside: vec![outside("Ministry", "grants"), outside("Regulator", ""), outside("Parishes", "wishes")],
        ..Draft::default()
    };
    Model::build(draft).expect("a valid draft").value
}

fn look<'a>(theme: &'a Theme, sheet: &'a Sheet) -> Look<'a> {
    Look::new(theme, &FONTS, sheet)
}

fn draw(model: &Model, style: Style, theme: &Theme, sheet: &Sheet) -> Scene {
    layout_as(model, style, &look(theme, sheet)).expect("drawn").value
}

fn sheets() -> Vec<Sheet> {
    let paper = |orientation| Sheet {
        paper: Some(Paper { width: 297.0, height: 420.0 }),
        orientation: Some(orientation),
        ..Sheet::default()
    };
    let wide = |width| Sheet { width: Some(width), ..Sheet::default() };
    let all = [Sheet::default(), wide(320.0), wide(960.0)];
    all.into_iter().chain([Orientation::Portrait, Orientation::Landscape].map(paper)).collect()
}

/// Every group of a kind, those within others too.
fn groups<'a>(nodes: &'a [Node], wanted: &impl Fn(&Meaning) -> bool, found: &mut Vec<&'a Group>) {
    for node in nodes {
        if let Node::Group(group) = node {
            if wanted(&group.meaning) {
                found.push(group);
            }
            groups(&group.children, wanted, found);
        }
    }
}

fn texts<'a>(nodes: &'a [Node], found: &mut Vec<&'a Text>) {
    for node in nodes {
        match node {
            Node::Group(group) => texts(&group.children, found),
            Node::Text(text) => found.push(text),
            Node::Shape(_) | Node::Image(_) => {}
        }
    }
}

fn said(nodes: &[Node]) -> String {
    let mut found = Vec::new();
    texts(nodes, &mut found);
    found.iter().map(|text| text.line.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn is_part(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Node { .. } | Meaning::Function { .. })
}

fn id(group: &Group) -> &str {
    match &group.meaning {
        Meaning::Node { id } | Meaning::Function { id } => id,
        _ => "",
    }
}

/// The outlines that are boxes in a group.
fn boxes(group: &Group) -> Vec<Rect> {
    fn walk(nodes: &[Node], found: &mut Vec<Rect>, any: bool) {
        for node in nodes {
            match node {
                Node::Group(group) => walk(&group.children, found, any),
                Node::Shape(Shape { kind: ShapeKind::Box, geometry, .. }) => found.push(geometry.bounds()),
                Node::Shape(Shape { geometry: Geometry::Rect { rect, .. }, .. }) if any => found.push(*rect),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&group.children, &mut found, matches!(group.meaning, Meaning::Function { .. }));
    found
}

fn holds(outer: Rect, inner: Rect) -> bool {
    let room = outer.inset(TOUCH);
    room.union(inner) == room
}

/// Every text stands in its box, and on no other.
fn check(scene: &Scene, context: &str) {
    check_texts(scene, context);
    check_bodies_within(scene, context);
}

fn check_texts(scene: &Scene, context: &str) {
    let mut parts = Vec::new();
    groups(&scene.nodes, &is_part, &mut parts);
    for part in &parts {
        let own = boxes(part);
        let Some(room) = own.first() else { panic!("{context}: {} has no box", id(part)) };
        assert!(
            own.len() == 1 || matches!(part.meaning, Meaning::Function { .. }),
            "{context}: {} has {} boxes",
            id(part),
            own.len()
        );
        let mut within = Vec::new();
        texts(&part.children, &mut within);
        for text in within {
            assert!(holds(*room, text.bounds()), "{context}: {} leaves {}", text.line.text, id(part));
        }
    }
    let mut all = Vec::new();
    texts(&scene.nodes, &mut all);
    let page = Rect::from_origin_size((0.0, 0.0), scene.size);
    for (i, text) in all.iter().enumerate() {
        assert!(holds(page, text.bounds()), "{context}: {} leaves the page", text.line.text);
        for other in all.iter().skip(i + 1) {
            let both = text.bounds().inset(-TOUCH).intersect(other.bounds().inset(-TOUCH));
            assert!(both.is_zero_area(), "{context}: {} on {}", text.line.text, other.line.text);
        }
    }
}

/// A body within a function stands in its card, and clear of its words and of other bodies.
fn check_bodies_within(scene: &Scene, context: &str) {
    let mut parts = Vec::new();
    groups(&scene.nodes, &is_part, &mut parts);
    for part in &parts {
        let Some((parent, _)) = id(part).rsplit_once('/') else { continue };
        let Some(parent) = parts.iter().find(|part| id(part) == parent) else { continue };
        let (inner, outer) = (boxes(part)[0], boxes(parent)[0]);
        assert!(holds(outer, inner), "{context}: {} leaves {}", id(part), id(parent));
        let mut words = Vec::new();
        texts(&parent.children, &mut words);
        for text in words {
            assert!(text.bounds().intersect(inner).is_zero_area(), "{context}: {}", text.line.text);
        }
    }
}

/// How often a word stands in a text.
fn count(text: &str, word: &str) -> usize {
    let is_letter = |c: char| !c.is_alphanumeric();
    text.split(is_letter).filter(|own| *own == word).count()
}

#[test]
fn a_poster_draws_all_of_a_model_once_and_in_its_boxes() {
    let words = "Trustees monthly Purpose Limits Spending Directorship Member Vice President Scribe Guest \
                 Professor Auditors quarterly Controls Risks Accounts Clerk Treasurer Landholders Nominations \
                 Archivists Visitors Openings Culture Choir Wardens Warden Ministry grants Regulator Parishes \
                 wishes";
    for lang in ["en", "de", "ar"] {
        let model = model(lang);
        for (i, sheet) in sheets().iter().enumerate() {
            // every theme on the usual sheet
            for name in Theme::NAMES.into_iter().take(if i == 0 { Theme::NAMES.len() } else { 1 }) {
                let theme = Theme::named(name).expect("built in");
                let scene = draw(&model, Style::Poster, &theme, sheet);
                let context = format!("{lang} {name} {i}");
                check(&scene, &context);
                let said = said(&scene.nodes);
                for word in words.split_whitespace() {
                    assert_eq!(count(&said, word), 1, "{context}: {word} in {said}");
                }
            }
        }
    }
}

#[test]
fn a_simple_visual_names_bodies_within_and_outside_in_their_boxes() {
    let words = "Trustees Auditors Landholders Nominations Archivists Visitors Culture Choir Wardens Ministry \
                 grants Regulator Parishes wishes";
    for lang in ["en", "ar"] {
        let model = model(lang);
        for sheet in &sheets() {
            let scene = draw(&model, Style::Simple, &Theme::defra(), sheet);
            check(&scene, lang);
            let said = said(&scene.nodes);
            for word in words.split_whitespace() {
                assert_eq!(count(&said, word), 1, "{lang}: {word} in {said}");
            }
            let (mut functions, mut outside) = (Vec::new(), Vec::new());
            groups(&scene.nodes, &|m| matches!(m, Meaning::Function { .. }), &mut functions);
            groups(&scene.nodes, &|m| matches!(m, Meaning::Node { .. }), &mut outside);
            assert_eq!((functions.len(), outside.len()), (9, 3));
        }
    }
}

#[test]
fn a_flow_chart_says_who_is_in_the_chair_and_how_often_bodies_meet() {
    let words = "Trustees monthly President Auditors quarterly Treasurer Landholders Nominations Archivists Visitors \
                 Culture Choir Wardens Warden Ministry grants Regulator Parishes wishes";
    for lang in ["en", "ar"] {
        let model = model(lang);
        for sheet in &sheets() {
            for theme in ["defra", "high-contrast"] {
                let theme = Theme::named(theme).expect("built in");
                let scene = draw(&model, Style::Flow, &theme, sheet);
                check_texts(&scene, lang);
                let said = said(&scene.nodes);
                for word in words.split_whitespace() {
                    assert_eq!(count(&said, word), 1, "{lang}: {word} in {said}");
                }
                assert_eq!(count(&said, "Clerk"), 0, "a plain member is the poster's");
            }
        }
    }
}

#[test]
fn whoever_is_in_the_chair_comes_first_with_a_sign_and_a_word() {
    let is_star = |group: &&Group| match group.children.as_slice() {
        [Node::Shape(Shape { geometry: Geometry::Path(_), fill: Some(_), stroke: Some(stroke), .. })] => {
            stroke.round
        }
        _ => false,
    };
    for (lang, said_first) in [("en", "President (chair)"), ("de", "President (Vorsitz)")] {
        let scene = draw(&model(lang), Style::Poster, &Theme::defra(), &Sheet::default());
        let mut cards = Vec::new();
        groups(&scene.nodes, &is_part, &mut cards);
        let stars = |card: &Group| {
            let mut found = Vec::new();
            groups(&card.children, &|meaning| *meaning == Meaning::Decoration, &mut found);
            found.iter().filter(|group| is_star(group)).count()
        };
        for (name, chair, other) in [("trustees", said_first, "Member"), ("auditors", "Treasurer (", "Clerk")]
        {
            let card = cards.iter().find(|card| id(card).ends_with(name)).expect("a card");
            let said = said(&card.children);
            let (first, then) = (said.find(chair), said.find(other));
            assert!(first.is_some() && first < then, "{said}");
            assert_eq!(stars(card), 1, "{name}");
        }
        let bare = cards.iter().find(|card| id(card).ends_with("landholders")).expect("a card");
        assert_eq!(stars(bare), 0, "no chair, no sign");
    }
}

#[test]
fn no_card_has_a_hole_in_its_middle_beside_one_with_bodies_in_it() {
    let bare = |name: &str| DraftFunction { name: name.to_owned(), ..DraftFunction::default() };
    let small = || DraftFunction {
        points: strings(&["Opens"]),
        decides: strings(&["Hours"]),
        roles: vec![role("Warden", Some(RoleMark::Chair)), role("Porter", None)],
        ..bare("Visitors")
    };
    let told = |name: &str| DraftFunction {
        caption: Some("told apart".to_owned()),
        points: strings(&["Tests what there is to test", "Tells of it", "Keeps a list of what it told"]),
        ..bare(name)
    };
    let large = DraftFunction {
        functions: vec![told("Auditors"), told("Landholders"), told("Archivists")],
        ..DraftFunction { name: "Trustees".to_owned(), ..small() }
    };
    let level = DraftLevel {
        name: "Trust".to_owned(),
        functions: vec![large, small(), DraftFunction { name: "Culture".to_owned(), ..small() }],
        ..DraftLevel::default()
    };
    let draft = Draft { title: "Trust".to_owned(), levels: vec![level], ..Draft::default() };
    let model = Model::build(draft).expect("a valid draft").value;
    for (i, sheet) in sheets().iter().enumerate() {
        let scene = draw(&model, Style::Poster, &Theme::defra(), sheet);
        check(&scene, "holes");
        assert_eq!(
            count(&said(&scene.nodes), "apart"),
            3,
            "second lines of bodies within stand in their cards"
        );
        let mut cards = Vec::new();
        groups(&scene.nodes, &is_part, &mut cards);
        for card in cards.iter().filter(|card| id(card).matches('/').count() == 1) {
            let mut lines = Vec::new();
            texts(&card.children, &mut lines);
            let mut bounds: Vec<Rect> = lines.iter().map(|text| text.bounds()).collect();
            let em = lines.iter().map(|text| text.line.size).fold(f64::INFINITY, f64::min);
            bounds.sort_by(|a, b| a.y0.total_cmp(&b.y0));
            let mut end = bounds.first().map_or(0.0, |first| first.y1);
            for line in bounds {
                assert!(line.y0 - end < 4.5 * em, "{i}: {} has a hole of {} px", id(card), line.y0 - end);
                end = end.max(line.y1);
            }
        }
    }
}

#[test]
fn the_last_sheet_of_a_series_has_the_bodies_outside() {
    let model = model("en");
    let theme = Theme::defra();
    for sheet in &sheets() {
        let series = levels_as(&model, &look(&theme, sheet)).expect("drawn").value;
        let counts: Vec<usize> = series.iter().map(|scene| count(&said(&scene.nodes), "Ministry")).collect();
        assert_eq!(counts, [0, 1]);
        series.iter().for_each(|scene| check(scene, "a series"));
    }
}

#[test]
fn a_role_in_the_chair_of_a_body_within_stands_out() {
    let chair = || vec![role("Treasurer", Some(RoleMark::Chair))];
    let bare =
        |name: &str| DraftFunction { name: name.to_owned(), roles: chair(), ..DraftFunction::default() };
    let board = DraftFunction { roles: Vec::new(), functions: vec![bare("Auditors")], ..bare("Board") };
    let level = DraftLevel { functions: vec![board, bare("Office")], ..DraftLevel::default() };
    let level = DraftLevel { name: "Trust".to_owned(), ..level };
    let draft = Draft { title: "Trust".to_owned(), levels: vec![level], ..Draft::default() };
    let model = Model::build(draft).expect("a valid draft").value;
    let (theme, sheet) = (Theme::defra(), Sheet::default());
    let lens = Lens::new(&model, "Treasurer").expect("a role");
    let look = Look { lens: Some(&lens), ..look(&theme, &sheet) };
    for style in [Style::Poster, Style::Simple] {
        let scene = layout_as(&model, style, &look).expect("drawn").value;
        check(&scene, style.name());
        let usual = draw(&model, style, &theme, &sheet);
        let frame = |scene: &Scene| {
            let mut parts = Vec::new();
            groups(&scene.nodes, &is_part, &mut parts);
            let part = parts.into_iter().find(|part| id(part).ends_with("/auditors")).expect("a body");
            let mut drawn = Vec::new();
            groups(&part.children, &|meaning| *meaning == Meaning::Decoration, &mut drawn);
            let frames = drawn.iter().flat_map(|group| &group.children).filter_map(|node| match node {
                Node::Shape(Shape { geometry: Geometry::Rect { .. }, stroke: Some(s), .. }) => Some(s.width),
                _ => None,
            });
            frames.fold(0.0, f64::max)
        };
        assert!(frame(&scene) > 1.5 * frame(&usual), "{}", style.name());
    }
}
