//! The simple visual and the poster: whatever the model, nothing overlaps, overflows or gets lost.
use crate::wording::{in_short, words};
use govdraw::diagnostic::Code;
use govdraw::geom::{Point, Rect};
use govdraw::layout::{self, Orientation, Paper, Sheet, Style};
use govdraw::model::{Draft, DraftFunction, DraftLevel, DraftRole, Model};
use govdraw::scene::{Geometry, Group, Meaning, Node, Scene, ShapeKind, Text};
use govdraw::text::{Fonts, TextStyle};
use govdraw::theme::Theme;
use govdraw::words::texts;
use proptest::prelude::{Strategy, any, proptest};
use proptest::test_runner::Config;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

/// In px: text may touch, not overlap; rounding is no fault.
const TOUCH: f64 = 0.51;

fn model(title: &str, lang: &str, levels: Vec<DraftLevel>) -> Model {
    let draft = Draft { title: title.to_owned(), lang: lang.to_owned(), levels, ..Draft::default() };
    Model::build(draft).expect("a valid draft").value
}

fn level(name: &str, points: &[&str], functions: Vec<DraftFunction>) -> DraftLevel {
    let points = points.iter().map(|point| (*point).to_owned()).collect();
    DraftLevel { name: name.to_owned(), points, functions, ..DraftLevel::default() }
}

fn function(name: &str, points: &[&str], roles: &[&str]) -> DraftFunction {
    DraftFunction {
        name: name.to_owned(),
        points: points.iter().map(|point| (*point).to_owned()).collect(),
        roles: roles
            .iter()
            .map(|role| DraftRole { name: (*role).to_owned(), ..DraftRole::default() })
            .collect(),
        ..DraftFunction::default()
    }
}

fn draw(model: &Model, style: Style, theme: &Theme, sheet: &Sheet) -> Scene {
    layout::layout(model, style, theme, &FONTS, sheet).expect("drawn").value
}

/// A text with what it stands in.
struct Placed<'a> {
    text: &'a Text,
    within: Option<Rect>,
    decorative: bool,
}

fn placed(scene: &Scene) -> Vec<Placed<'_>> {
    fn walk<'a>(nodes: &'a [Node], within: Option<Rect>, decorative: bool, out: &mut Vec<Placed<'a>>) {
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Placed { text, within, decorative }),
                Node::Shape(_) | Node::Image(_) => {}
                Node::Group(Group { meaning, children, .. }) => {
                    let own = match meaning {
                        Meaning::Node { .. } => box_of(children),
                        _ => within,
                    };
                    walk(children, own, decorative || *meaning == Meaning::Decoration, out);
                }
            }
        }
    }
    let mut out = Vec::new();
    walk(&scene.nodes, None, false, &mut out);
    out
}

/// The one box of a node.
fn box_of(children: &[Node]) -> Option<Rect> {
    let boxes: Vec<Rect> = children
        .iter()
        .filter_map(|node| match node {
            Node::Shape(shape) if shape.kind == ShapeKind::Box => Some(shape.geometry.bounds()),
            _ => None,
        })
        .collect();
    assert_eq!(boxes.len(), 1, "a node has one box");
    boxes.first().copied()
}

/// Every outline of a ribbon or a badge: text keeps clear of them in the simple visual.
fn ribbons(scene: &Scene) -> Vec<&Geometry> {
    let Some(Node::Group(first)) = scene.nodes.first() else { return Vec::new() };
    assert_eq!(first.meaning, Meaning::Decoration, "the ribbons come first");
    first
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Shape(shape) if shape.fill.is_some() => Some(&shape.geometry),
            _ => None,
        })
        .collect()
}

fn check(model: &Model, style: Style, scene: &Scene) {
    let page = Rect::from_origin_size(Point::ZERO, scene.size);
    let texts = placed(scene);
    for Placed { text, within, .. } in &texts {
        let bounds = text.bounds();
        let room = within.unwrap_or(page).inset(TOUCH);
        assert_eq!(room.union(bounds), room, "{style:?}: {:?} leaves its room", text.line.text);
        let size = text.line.size * 4.0;
        assert!((size - size.round()).abs() < 1e-9 || text.line.size < 2.0, "quarters of a px");
    }
    let mut rects: Vec<(Rect, &str)> = texts
        .iter()
        .map(|placed| (placed.text.bounds().inset(-TOUCH), placed.text.line.text.as_str()))
        .collect();
    rects.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0));
    for (i, (a, one)) in rects.iter().enumerate() {
        for (b, other) in rects.iter().skip(i + 1).take_while(|(b, _)| b.y0 < a.y1) {
            let overlap = a.intersect(*b);
            let is_apart = overlap.width() <= 0.0 || overlap.height() <= 0.0;
            assert!(is_apart, "{style:?}: {one:?} on {other:?}");
        }
    }
    if style == Style::Simple {
        use govdraw::geom::Shape as _;
        let paths: Vec<_> = ribbons(scene).iter().map(|ribbon| ribbon.to_path()).collect();
        for Placed { text, decorative, .. } in &texts {
            let Rect { x0, y0, x1, y1 } = text.bounds();
            for corner in [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(Point::from) {
                let on = paths.iter().filter(|path| path.winding(corner) % 2 != 0).count();
                assert!(*decorative || on == 0, "{:?} on a ribbon", text.line.text);
            }
        }
    }
    let [drawn, wanted] = in_short(model, style, scene, [words_drawn(&texts), words_wanted(model, style)]);
    assert_eq!(drawn, wanted, "{style:?}");
}

/// Every word that is not decoration, in reading order.
fn words_drawn(texts: &[Placed<'_>]) -> Vec<String> {
    let mut all = String::new();
    for Placed { text, .. } in texts.iter().filter(|placed| !placed.decorative) {
        all.push_str(&text.line.text);
        if text.line.space_after {
            all.push(' ');
        }
    }
    all.split_whitespace().map(str::to_owned).collect()
}

/// What a style shows, all of it, once.
fn words_wanted(model: &Model, style: Style) -> Vec<String> {
    let ours = texts(&model.lang);
    let mut all: Vec<&str> = Vec::new();
    if style == Style::Poster {
        all.push(&model.title);
    }
    for level in &model.levels {
        all.push(&level.name);
        if style == Style::Poster && !level.functions.is_empty() && !level.points.is_empty() {
            all.push(model.aside.as_deref().unwrap_or(ours.aside));
        }
        all.extend(level.points.iter().map(String::as_str));
        for function in &level.functions {
            all.push(&function.name);
            if style == Style::Poster {
                all.extend(function.points.iter().map(String::as_str));
                if !function.roles.is_empty() {
                    all.push(ours.roles);
                    for (i, role) in function.roles.iter().enumerate() {
                        if i > 0 {
                            all.push("\u{8}");
                        }
                        all.push(&role.name);
                    }
                }
            }
        }
    }
    let separator = ours.separator.trim();
    let joined = all.join(" ").replace(" \u{8}", separator);
    joined.split_whitespace().map(str::to_owned).collect()
}

fn a_function() -> impl Strategy<Value = DraftFunction> {
    let points = proptest::collection::vec(words(16), 0..4);
    let roles = proptest::collection::vec(words(4), 0..5);
    (words(4), points, roles).prop_map(|(name, points, roles)| DraftFunction {
        name,
        points,
        roles: roles.into_iter().map(|name| DraftRole { name, ..DraftRole::default() }).collect(),
        ..DraftFunction::default()
    })
}

fn a_level() -> impl Strategy<Value = DraftLevel> {
    let points = proptest::collection::vec(words(14), 0..5);
    let functions = proptest::collection::vec(a_function(), 0..9);
    (words(4), points, functions).prop_map(|(name, points, functions)| DraftLevel {
        name,
        points,
        functions,
        ..DraftLevel::default()
    })
}

fn a_model() -> impl Strategy<Value = Model> {
    (words(8), proptest::collection::vec(a_level(), 1..12))
        .prop_map(|(title, levels)| model(&title, "en", levels))
}

/// The texts of a kind of group, each as its lines in order.
fn texts_of<'a>(scene: &'a Scene, is_wanted: &impl Fn(&Meaning) -> bool) -> Vec<Vec<&'a Text>> {
    fn lines<'a>(nodes: &'a [Node], out: &mut Vec<&'a Text>) {
        for node in nodes {
            match node {
                Node::Text(text) => out.push(text),
                Node::Group(group) if group.meaning != Meaning::Decoration => lines(&group.children, out),
                Node::Group(_) | Node::Shape(_) | Node::Image(_) => {}
            }
        }
    }
    fn walk<'a>(nodes: &'a [Node], is_wanted: &impl Fn(&Meaning) -> bool, out: &mut Vec<Vec<&'a Text>>) {
        for node in nodes {
            if let Node::Group(group) = node {
                if is_wanted(&group.meaning) {
                    let mut text = Vec::new();
                    lines(&group.children, &mut text);
                    out.push(text);
                } else {
                    walk(&group.children, is_wanted, out);
                }
            }
        }
    }
    let mut out = Vec::new();
    walk(&scene.nodes, is_wanted, &mut out);
    out
}

/// Points, roles and single sentences.
fn prose(scene: &Scene) -> Vec<Vec<&Text>> {
    texts_of(scene, &|meaning| matches!(meaning, Meaning::Item | Meaning::Paragraph))
}

/// A word that has so much of the widest line's width may stand alone.
const LONE: f64 = 0.3;

/// No text ends in a line of one short word that the line above could have shared, and no word is parted at its hyphen.
fn check_breaks(scene: &Scene) {
    for mut lines in prose(scene) {
        // "Roles:" is a text of its own, on the first line or on one of its own
        let is_list = lines.first().is_some_and(|label| label.line.text.ends_with(':'));
        if is_list {
            lines.remove(0);
        }
        let widest = lines.iter().map(|line| line.line.width).fold(0.0, f64::max);
        let [.., above, last] = lines[..] else { continue };
        let (text, style) = (&last.line.text, last.line.size);
        let parted = above.line.text.ends_with('-') && !above.line.space_after;
        let alone = above.line.text.split(' ').count() == 1;
        assert!(!parted || alone, "{:?} is parted from {text:?}", above.line.text);
        // the last item of a list may stand alone: parted from the one before, none is torn
        let is_item = is_list && above.line.text.ends_with(',');
        let is_long = last.line.width >= LONE * widest;
        if text.contains(' ') || !above.line.space_after || alone || is_item || is_long {
            continue;
        }
        let moved = above.line.text.rsplit(' ').next().unwrap_or_default();
        let weight = govdraw::text::Weight::Regular;
        let joined = format!("{moved} {text}");
        let joined = govdraw::text::shape(&FONTS, &TextStyle::new(weight, style, 1.35), &joined);
        assert!(joined.width > widest, "{text:?} stands alone below {:?}", above.line.text);
    }
}

/// The names of all levels are of one size, and so are those of all functions.
fn check_names(model: &Model, scene: &Scene) {
    let mut sizes = [Vec::new(), Vec::new()];
    let headings = texts_of(scene, &|meaning| matches!(meaning, Meaning::Heading { depth: 2 | 3 }));
    for lines in headings {
        let text: Vec<&str> = lines.iter().map(|line| line.line.text.as_str()).collect();
        let text = text.concat().replace(' ', "");
        let is_named = |name: &String| name.replace(' ', "") == text;
        let is_level = model.levels.iter().any(|level| is_named(&level.name));
        let is_function = model.levels.iter().flat_map(|level| &level.functions).any(|f| is_named(&f.name));
        if is_level != is_function {
            sizes[usize::from(is_function)].extend(lines.iter().map(|line| line.line.size));
        }
    }
    for sizes in &mut sizes {
        sizes.dedup();
        assert!(sizes.len() <= 1, "names in sizes {sizes:?}");
    }
}

proptest! {
    #![proptest_config(Config { cases: 32, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_model_is_drawn_whole(model in a_model(), theme in 0usize..5, wide in any::<bool>()) {
        let theme = Theme::named(Theme::NAMES[theme]).expect("built in");
        for style in [Style::Simple, Style::Poster] {
            check(&model, style, &draw(&model, style, &theme, &Sheet::default()));
        }
        let orientation = Some(if wide { Orientation::Landscape } else { Orientation::Portrait });
        let paper = Some(Paper { width: 841.0, height: 1_189.0 });
        let sheet = Sheet { paper, orientation, ..Sheet::default() };
        for style in [Style::Simple, Style::Poster] {
            // a model may be too much for a sheet, and then there is a finding
            match layout::layout(&model, style, &theme, &FONTS, &sheet) {
                Ok(scene) => check(&model, style, &scene.value),
                Err(findings) => assert!(findings.iter().all(|finding| finding.code == Code::DoesNotFit)),
            }
        }
        let column = Sheet { width: Some(630.0), ..Sheet::default() };
        for style in [Style::Simple, Style::Poster] {
            let scene = draw(&model, style, &theme, &column);
            assert!(scene.size.width <= 630.0 + TOUCH);
            check(&model, style, &scene);
        }
        for width in [320.0, 630.0, 2_200.0] {
            let scene = draw(&model, Style::Poster, &theme, &Sheet { width: Some(width), ..Sheet::default() });
            check(&model, Style::Poster, &scene);
            check_breaks(&scene);
            check_names(&model, &scene);
        }
    }
}

fn delivery() -> Model {
    let names = ["Strategic level", "Co-ordination level", "Implementation level"];
    let levels = names.map(|name| {
        let functions = ["Service ownership", "Product", "Delivery", "Support"].map(|name| {
            function(name, &["Sets the pace", "Reviews the budget each quarter"], &["Lead", "Deputy"])
        });
        level(name, &["Agrees what comes first", "Looks after the whole"], functions.into())
    });
    model("How we decide", "en", levels.into())
}

#[test]
fn a_sheet_of_paper_is_filled_and_small_print_is_reported() {
    let model = delivery();
    let sheet = Sheet { paper: Some(Paper { width: 210.0, height: 297.0 }), ..Sheet::default() };
    let drawn = layout::layout(&model, Style::Poster, &Theme::defra(), &FONTS, &sheet).expect("drawn");
    let size = drawn.value.size;
    assert!(
        (size.width - 210.0 / 25.4 * 96.0).abs() < 1e-6 && (size.height - 297.0 / 25.4 * 96.0).abs() < 1e-6
    );
    check(&model, Style::Poster, &drawn.value);
    assert!(drawn.warnings.iter().any(|warning| warning.code == Code::SmallType));
    let lowest = placed(&drawn.value).iter().map(|placed| placed.text.bounds().y1).fold(0.0, f64::max);
    assert!(lowest > 0.85 * size.height, "text ends at {lowest} of {}", size.height);
    let large = Sheet { paper: Some(Paper { width: 841.0, height: 1_189.0 }), ..Sheet::default() };
    let drawn = layout::layout(&model, Style::Poster, &Theme::defra(), &FONTS, &large).expect("drawn");
    assert!(drawn.warnings.is_empty());
}

/// The font sizes of the lines that are just these words.
fn sizes_of(scene: &Scene, words: &str) -> Vec<f64> {
    placed(scene).iter().filter(|p| p.text.line.text == words).map(|p| p.text.line.size).collect()
}

#[test]
fn a_poster_of_one_level_a_sheet_is_one_series() {
    let levels = delivery().levels.iter().map(|l| l.name.clone()).collect::<Vec<_>>();
    let model = {
        let much = level(
            &levels[0],
            &["Agrees what comes first"],
            vec![function("Board", &["Decides"], &["Chair"]); 9],
        );
        let little =
            level(&levels[1], &["Looks after the whole"], vec![function("Board", &["Decides"], &["Chair"])]);
        let bare = level(&levels[2], &[], Vec::new());
        model("How we decide", "en", vec![much, little, bare])
    };
    let sheet = Sheet { paper: Some(Paper { width: 297.0, height: 420.0 }), ..Sheet::default() };
    let whole = layout::layout(&model, Style::Poster, &Theme::defra(), &FONTS, &sheet).expect("drawn");
    let split = layout::levels(&model, &Theme::defra(), &FONTS, &sheet).expect("drawn");
    assert_eq!(split.value.len(), model.levels.len());
    let body = |scene: &Scene| sizes_of(scene, "Decides").first().copied();
    assert!(body(&split.value[0]) > body(&whole.value), "a level has more room on a sheet of its own");
    assert_eq!(body(&split.value[0]), body(&split.value[1]));
    for (i, (scene, level)) in split.value.iter().zip(&model.levels).enumerate() {
        assert_eq!(scene.title, format!("How we decide: {}", level.name));
        assert!(scene.description.contains(&level.name) && scene.description.contains("one level"));
        assert_eq!(sizes_of(scene, "How we decide").len(), 1, "the page's title is on every sheet");
        assert_eq!(sizes_of(scene, "How we decide"), sizes_of(&split.value[0], "How we decide"));
        for (other, name) in levels.iter().enumerate() {
            assert_eq!(
                sizes_of(scene, name).len(),
                usize::from(other == i),
                "each level is on its own sheet alone"
            );
        }
    }
    // on paper a whole poster at a size that nobody reads says how to split it; a split one does not
    let leaf = Sheet { paper: Some(Paper { width: 74.0, height: 105.0 }), ..Sheet::default() };
    let hints = |warnings: &[govdraw::diagnostic::Diagnostic]| {
        warnings
            .iter()
            .filter(|w| w.code == Code::SmallType)
            .filter_map(|w| w.hint.clone())
            .collect::<String>()
    };
    let whole = layout::layout(&model, Style::Poster, &Theme::defra(), &FONTS, &leaf).expect("drawn");
    assert!(hints(&whole.warnings).contains("`--split level`"));
    let split = layout::levels(&model, &Theme::defra(), &FONTS, &leaf).expect("drawn");
    assert!(!hints(&split.warnings).is_empty() && !hints(&split.warnings).contains("--split"));
}

fn example(text: &str) -> Model {
    let source = govdraw::input::decode("page.md", text.as_bytes()).expect("UTF-8");
    govdraw::input::read(&source, govdraw::input::Format::Markdown).expect("a page").value
}

fn examples() -> [Model; 3] {
    [
        example(include_str!("../../examples/delivery-group.md")),
        example(include_str!("../../examples/digital-services.md")),
        example(include_str!("../../examples/starter.md")),
    ]
}

#[test]
fn the_body_of_a_web_poster_is_never_under_16_px() {
    for model in examples() {
        for width in [320.0, 630.0, 960.0, 1_280.0] {
            let sheet = Sheet { width: Some(width), ..Sheet::default() };
            let drawn =
                layout::layout(&model, Style::Poster, &Theme::defra(), &FONTS, &sheet).expect("drawn");
            assert!(drawn.warnings.is_empty());
            let scene = drawn.value;
            assert!((scene.size.width - width).abs() < 1e-9);
            check(&model, Style::Poster, &scene);
            check_breaks(&scene);
            check_names(&model, &scene);
            let smallest = prose(&scene).concat().iter().map(|t| t.line.size).fold(f64::INFINITY, f64::min);
            assert!(smallest >= 16.0, "{width}: {smallest} px");
            let largest = placed(&scene).iter().map(|p| p.text.line.size).fold(0.0, f64::max);
            assert!(largest <= if width < 400.0 { 2.0 } else { 3.0 } * smallest, "{width}: {largest} px");
            // cards stand side by side where two of them have room for a line of text each
            let (mut boxes, mut side_by_side) = (Vec::new(), false);
            for level in &scene.nodes {
                cards(level, &mut boxes);
            }
            for pair in boxes.windows(2) {
                side_by_side |= (pair[0].y0 - pair[1].y0).abs() < 0.01;
            }
            assert!(side_by_side == (width >= 960.0) || boxes.len() < 4, "{width}");
        }
    }
}

/// The boxes of functions, in order.
fn cards(node: &Node, out: &mut Vec<Rect>) {
    let Node::Group(group) = node else { return };
    match &group.meaning {
        Meaning::Node { .. } => out.extend(box_of(&group.children)),
        _ => group.children.iter().for_each(|child| cards(child, out)),
    }
}

#[test]
fn the_body_of_a_printed_poster_is_as_large_as_the_sheet_allows() {
    let [model, ..] = examples();
    let sheets = [
        (841.0, 1_189.0, 24.3),
        (594.0, 841.0, 17.2),
        (420.0, 594.0, 12.1),
        (297.0, 420.0, 8.6),
        (210.0, 297.0, 6.0),
    ];
    for (width, height, points) in sheets {
        let sheet = Sheet { paper: Some(Paper { width, height }), ..Sheet::default() };
        let drawn = layout::layout(&model, Style::Poster, &Theme::defra(), &FONTS, &sheet).expect("drawn");
        let (scene, warnings) = (drawn.value, drawn.warnings);
        check(&model, Style::Poster, &scene);
        check_breaks(&scene);
        check_names(&model, &scene);
        let smallest = prose(&scene).concat().iter().map(|t| t.line.size).fold(f64::INFINITY, f64::min);
        let printed = smallest * 0.75;
        assert!(printed >= points, "{width} mm: {printed} pt");
        // the size that is warned of is the size that is drawn
        let said: Vec<&str> = warnings.iter().map(|warning| warning.message.as_str()).collect();
        let small = format!("printed at {printed:.1} pt");
        assert!(
            said.iter().all(|said| said.contains(&small)) && said.is_empty() == (printed >= 12.0),
            "{said:?}"
        );
        let hints: Vec<&str> = warnings.iter().filter_map(|warning| warning.hint.as_deref()).collect();
        assert_eq!(hints.iter().any(|hint| hint.contains("--split level")), printed < 12.0, "{hints:?}");
    }
}

#[test]
fn headings_cards_and_feet_align_in_a_row() {
    let scene = draw(&delivery(), Style::Poster, &Theme::defra(), &Sheet::default());
    let texts = placed(&scene);
    for words in ["Product", "Roles:", "Sets the pace"] {
        let mut lines: Vec<f64> =
            texts.iter().filter(|p| p.text.line.text == words).map(|p| p.text.origin.y).collect();
        let all = lines.len();
        lines.dedup_by(|a, b| (*a - *b).abs() < 0.01);
        assert!(lines.len() < all || words == "Product", "{words}: {lines:?}");
    }
}

#[test]
fn a_theme_may_ask_for_hyphens() {
    let functions =
        vec![function("Amt", &["Prüft Grundstücksverkehrsgenehmigungszuständigkeiten"], &["Leitung"])];
    let model = model("Plan", "de", vec![level("Ebene", &[], functions)]);
    let sheet = Sheet { width: Some(320.0), ..Sheet::default() };
    let hyphenated = |hyphens: bool| {
        let scene = draw(&model, Style::Poster, &Theme { hyphens, ..Theme::defra() }, &sheet);
        placed(&scene).iter().filter(|placed| placed.text.line.text.ends_with('-')).count()
    };
    assert_eq!(hyphenated(false), 0);
    assert!(hyphenated(true) > 0);
}

#[test]
fn a_page_from_right_to_left_is_mirrored() {
    let functions = vec![function("الأعمال", &["يحدد الأهداف"], &["المدير", "نائب المدير"])];
    let model = model(
        "نموذج",
        "ar",
        vec![level("المستوى الاستراتيجي", &["يحدد الأولويات", "يضمن التوافق"], functions)],
    );
    let scene = draw(&model, Style::Poster, &Theme::defra(), &Sheet::default());
    let texts = placed(&scene);
    let title = texts.iter().find(|p| p.text.line.text == "نموذج").expect("the title");
    assert!(title.text.bounds().x1 > 0.95 * scene.size.width, "the title starts at the right");
    for Placed { text, within, .. } in &texts {
        let room = within.unwrap_or(Rect::from_origin_size(Point::ZERO, scene.size)).inset(TOUCH);
        assert_eq!(room.union(text.bounds()), room);
    }
}

#[test]
fn a_character_without_a_font_stops_every_style() {
    let model =
        model("Plan 計画", "en", vec![level("Board 計", &[], vec![function("Team", &["x 画"], &[])])]);
    for (style, characters) in [(Style::Simple, 1), (Style::Flow, 2), (Style::Poster, 2)] {
        let findings =
            layout::layout(&model, style, &Theme::defra(), &FONTS, &Sheet::default()).expect_err("none");
        assert_eq!(findings.len(), 1, "{style:?}");
        assert_eq!(findings[0].message.matches("(U+").count(), characters, "{style:?}");
        assert!(findings[0].message.contains('計') && findings[0].message.contains("U+8A08"));
        assert!(findings.iter().all(|finding| finding.code == Code::MissingGlyph));
        assert!(findings.iter().all(|f| f.hint.as_deref().is_some_and(|hint| hint.contains("--font"))));
    }
}

#[test]
fn more_levels_than_loops_can_show_is_a_finding() {
    let levels: Vec<DraftLevel> = (1..=31).map(|n| level(&format!("Level {n}"), &[], Vec::new())).collect();
    let (most, more) = (model("t", "en", levels[..30].to_vec()), model("t", "en", levels));
    check(&most, Style::Simple, &draw(&most, Style::Simple, &Theme::defra(), &Sheet::default()));
    let findings = layout::layout(&more, Style::Simple, &Theme::defra(), &FONTS, &Sheet::default())
        .expect_err("too many");
    assert!(findings[0].message.contains("31") && findings[0].code == Code::DoesNotFit);
}

#[test]
fn a_word_without_end_is_broken_and_reported() {
    let long = "a".repeat(3_000);
    let model = model("t", "en", vec![level("Board", &[&long], vec![function(&long, &[&long], &[&long])])]);
    for style in [Style::Simple, Style::Poster] {
        let drawn = layout::layout(&model, style, &Theme::defra(), &FONTS, &Sheet::default()).expect("drawn");
        check(&model, style, &drawn.value);
        assert!(drawn.warnings.iter().any(|warning| warning.code == Code::DoesNotFit), "{style:?}");
    }
}

#[test]
fn every_theme_draws_the_same_words_in_the_same_places() {
    let model = delivery();
    for style in [Style::Simple, Style::Poster] {
        let reference = draw(&model, style, &Theme::defra(), &Sheet::default());
        let origins = |scene: &Scene| {
            placed(scene).iter().map(|p| (p.text.origin, p.text.line.text.clone())).collect::<Vec<_>>()
        };
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("built in");
            assert_eq!(
                origins(&draw(&model, style, &theme, &Sheet::default())),
                origins(&reference),
                "{name}"
            );
        }
    }
}
