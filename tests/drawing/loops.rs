//! The simple visual's geometry: whatever the levels hold, nothing comes near a ribbon or a badge.
use govdraw::geom::{BezPath, PathEl, Point, Rect, Shape as _, Vec2};
use govdraw::layout::{self, Orientation, Paper, Sheet, Style};
use govdraw::model::{Draft, DraftFunction, DraftLevel, Model};
use govdraw::scene::{Geometry, Group, Meaning, Node, Scene};
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use proptest::prelude::{Strategy, any, prop_oneof, proptest};
use proptest::test_runner::Config;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

/// How far a curve may be from the lines that stand for it, in px.
const FLAT: f64 = 0.01;
/// Least space between words or chips and a ribbon, and between them and a badge's ring, in em; and how much less
/// rounding makes of it.
const CLEAR: f64 = 0.9;
const CLEAR_BADGE: f64 = 1.2;
const ROUNDING: f64 = 0.05;
/// Radius of a badge with its ring, in em.
const BADGE: f64 = 2.03;

/// A ribbon's edges, as lines.
fn edges(path: &BezPath) -> Vec<(Point, Point)> {
    let (mut lines, mut at, mut start) = (Vec::new(), Point::ZERO, Point::ZERO);
    kurbo::flatten(path, FLAT, |element| match element {
        PathEl::MoveTo(to) => (at, start) = (to, to),
        PathEl::LineTo(to) => {
            lines.push((at, to));
            at = to;
        }
        PathEl::ClosePath => lines.push((at, start)),
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => unreachable!("flat"),
    });
    lines
}

fn from_rect(point: Point, rect: Rect) -> f64 {
    (point - Point::new(point.x.clamp(rect.x0, rect.x1), point.y.clamp(rect.y0, rect.y1))).hypot()
}

fn from_line(point: Point, (a, b): (Point, Point)) -> f64 {
    let (along, to) = (b - a, point - a);
    let part = if along.hypot2() > 0.0 { (to.dot(along) / along.hypot2()).clamp(0.0, 1.0) } else { 0.0 };
    (point - (a + along * part)).hypot()
}

/// Least distance of a box and a line; 0 where they cross.
fn apart(rect: Rect, line: (Point, Point)) -> f64 {
    let corners =
        [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1)].map(Point::from);
    let side = |p: Point| (line.1 - line.0).cross(p - line.0);
    let box_of_line = Rect::from_points(line.0, line.1);
    let sides = corners.map(side);
    let parted = sides.iter().all(|s| *s > 0.0) || sides.iter().all(|s| *s < 0.0);
    if !parted && box_of_line.inset(1e-9).overlaps(rect) {
        return 0.0;
    }
    let of_corners = corners.iter().map(|corner| from_line(*corner, line));
    of_corners.chain([from_rect(line.0, rect), from_rect(line.1, rect)]).fold(f64::INFINITY, f64::min)
}

/// The boxes of words and chips, the circles of badges, and the size of body text.
#[derive(Default)]
struct Things {
    words: Vec<(Rect, String)>,
    chips: Vec<Rect>,
    circles: Vec<(Point, f64)>,
}

fn things(nodes: &[Node], decorative: bool, out: &mut Things) {
    for node in nodes {
        match node {
            Node::Text(text) if !decorative => out.words.push((text.bounds(), text.line.text.clone())),
            Node::Shape(shape) => match &shape.geometry {
                Geometry::Rect { rect, .. } => out.chips.push(*rect),
                Geometry::Circle { center, radius } => out.circles.push((*center, *radius)),
                Geometry::Path(_) => {}
            },
            Node::Text(_) | Node::Image(_) => {}
            Node::Group(Group { meaning, children, .. }) => {
                things(children, decorative || *meaning == Meaning::Decoration, out);
            }
        }
    }
}

fn check(scene: &Scene, em: f64, levels: usize) {
    let Some((Node::Group(ribbons), rest)) = scene.nodes.split_first() else { panic!("nothing is drawn") };
    let paths: Vec<BezPath> = ribbons
        .children
        .iter()
        .filter_map(|node| match node {
            Node::Shape(shape) if shape.fill.is_some() => Some(shape.geometry.to_path()),
            _ => None,
        })
        .collect();
    assert!(paths.len() >= levels);
    let mut found = Things::default();
    things(rest, false, &mut found);
    let badges: Vec<Point> = found
        .circles
        .iter()
        .filter(|(_, radius)| (radius - BADGE * em).abs() < 1e-6)
        .map(|(at, _)| *at)
        .collect();
    assert_eq!(badges.len(), levels);
    let page = Rect::from_origin_size(Point::ZERO, scene.size);
    let edges: Vec<(Rect, Vec<(Point, Point)>)> =
        paths.iter().map(|path| (path.bounding_box(), edges(path))).collect();
    let all = found.words.iter().map(|(rect, words)| (*rect, words.as_str()));
    for (rect, words) in all.chain(found.chips.iter().map(|chip| (*chip, "a chip"))) {
        assert!(page.union(rect).area() <= page.area() + 1e-6, "{words:?} leaves the page");
        // the corners of a chip are round, those of words are not filled: each has its own least distance
        let round = if words == "a chip" { rect.height().min(1.85 * em) / 2.0 } else { 0.0 };
        let inner = rect.inset(1e-9 - round);
        for (path, (bounds, lines)) in paths.iter().zip(&edges) {
            if !bounds.overlaps(rect.inset(2.0 * em)) {
                continue;
            }
            assert_eq!(path.winding(inner.center()) % 2, 0, "{words:?} on a ribbon");
            let near = lines.iter().map(|line| apart(inner, *line)).fold(f64::INFINITY, f64::min) - round;
            assert!(near >= (CLEAR - ROUNDING) * em, "{words:?} is {near:.2} px from a ribbon, {em} px type");
        }
        for badge in &badges {
            let near = from_rect(*badge, rect) - BADGE * em;
            assert!(near >= (CLEAR_BADGE - ROUNDING) * em, "{words:?} is {near:.2} px from a badge");
        }
    }
    for (i, a) in badges.iter().enumerate() {
        let others = badges.iter().skip(i + 1);
        assert!(others.map(|b| (*a - *b).hypot()).all(|apart| apart > 2.0 * BADGE * em), "badges touch");
    }
}

fn words(most: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![12 => "[A-Z]?[a-z]{1,11}", 1 => "[a-z]{2,6}-[a-z]{2,9}", 1 => "[a-z]{14,30}"];
    proptest::collection::vec(word, 1..=most).prop_map(|words| words.join(" "))
}

fn a_level() -> impl Strategy<Value = DraftLevel> {
    let points = proptest::collection::vec(words(22), 0..5);
    let functions = prop_oneof![6 => 0usize..9, 1 => 9usize..30];
    let functions = functions.prop_flat_map(|count| proptest::collection::vec(words(4), count));
    (words(5), points, functions).prop_map(|(name, points, functions)| DraftLevel {
        name,
        points,
        functions: functions
            .into_iter()
            .map(|name| DraftFunction { name, ..DraftFunction::default() })
            .collect(),
        ..DraftLevel::default()
    })
}

fn build(levels: Vec<DraftLevel>) -> Model {
    let draft = Draft { title: "Any".to_owned(), levels, ..Draft::default() };
    Model::build(draft).expect("a valid draft").value
}

/// Size of the icons, whose ems are the picture's: no word of these models has an icon, so the badge tells.
fn em_of(scene: &Scene) -> f64 {
    let mut found = Things::default();
    things(&scene.nodes, false, &mut found);
    found.circles.iter().map(|(_, radius)| radius / BADGE).fold(0.0, f64::max)
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn nothing_comes_near_a_ribbon(
        levels in proptest::collection::vec(a_level(), 1..=30),
        high in any::<bool>(),
        wide in any::<bool>(),
    ) {
        let count = levels.len();
        let model = build(levels);
        let theme = if high { Theme::named("high-contrast").expect("built in") } else { Theme::defra() };
        let orientation = Some(if wide { Orientation::Landscape } else { Orientation::Portrait });
        let paper = Some(Paper { width: 841.0, height: 1_189.0 });
        for sheet in [
            Sheet::default(),
            Sheet { paper, orientation, ..Sheet::default() },
            Sheet { width: Some(630.0), ..Sheet::default() },
            Sheet { aspect: Some(0.4), ..Sheet::default() },
        ] {
            let scene = layout::layout(&model, Style::Simple, &theme, &FONTS, &sheet).expect("drawn").value;
            check(&scene, em_of(&scene), count);
        }
    }
}

/// Levels of very unequal content.
fn unequal(count: usize) -> Model {
    let level = |n: usize| DraftLevel {
        name: if n.is_multiple_of(3) {
            "Oversight and direction of everything".to_owned()
        } else {
            format!("Level {n}")
        },
        points: (0..n % 4)
            .map(|p| format!("Looks after what {p} others leave behind, and says so"))
            .collect(),
        functions: (0..(n * 5) % 11)
            .map(|f| DraftFunction { name: format!("Function number {f}"), ..DraftFunction::default() })
            .collect(),
        ..DraftLevel::default()
    };
    build((1..=count).map(level).collect())
}

#[test]
fn pictures_of_1_to_30_levels_are_of_one_design() {
    let (mut previous, theme) = (0.0, Theme::defra());
    for count in 1..=30 {
        let model = unequal(count);
        let scene =
            layout::layout(&model, Style::Simple, &theme, &FONTS, &Sheet::default()).expect("drawn").value;
        check(&scene, em_of(&scene), count);
        assert!((em_of(&scene) - 20.0).abs() < 1e-9, "type keeps its size where the picture may grow");
        let Vec2 { x, y } = scene.size.to_vec2();
        assert!(count < 3 || (0.6..=2.6).contains(&(x / y)), "{count} levels: {x} × {y}");
        // more levels need more paper, though not every time
        assert!(x * y > 0.55 * previous, "{count} levels: {x} × {y}");
        previous = x * y;
    }
}

#[test]
fn many_functions_fill_their_loop_and_are_no_tower() {
    let functions =
        (0..40).map(|f| DraftFunction { name: format!("Function {f}"), ..DraftFunction::default() });
    let level =
        DraftLevel { name: "All".to_owned(), functions: functions.collect(), ..DraftLevel::default() };
    let model = build(vec![level]);
    let scene = layout::layout(&model, Style::Simple, &Theme::defra(), &FONTS, &Sheet::default())
        .expect("drawn")
        .value;
    check(&scene, em_of(&scene), 1);
    let mut found = Things::default();
    things(&scene.nodes, false, &mut found);
    let chips = found.chips.iter().copied().reduce(|all, chip| all.union(chip)).expect("chips");
    assert!((0.9..=1.8).contains(&(chips.width() / chips.height())), "{chips:?}");
    assert!(chips.width() > 0.5 * scene.size.width, "{chips:?} in {:?}", scene.size);
}

/// Two levels and more on a portrait sheet stand left and right in turn, and fill it.
#[test]
fn a_portrait_sheet_is_filled_by_a_staggered_chain() {
    let paper = Some(Paper { width: 210.0, height: 297.0 });
    let sheet = Sheet { paper, orientation: Some(Orientation::Portrait), ..Sheet::default() };
    for count in [2, 3] {
        let level = |n: usize| DraftLevel {
            name: format!("Level {n}"),
            functions: vec![DraftFunction { name: "Function".to_owned(), ..DraftFunction::default() }],
            ..DraftLevel::default()
        };
        let model = build((1..=count).map(level).collect());
        let scene =
            layout::layout(&model, Style::Simple, &Theme::defra(), &FONTS, &sheet).expect("drawn").value;
        check(&scene, em_of(&scene), count);
        let mut found = Things::default();
        things(&scene.nodes, false, &mut found);
        let chips: Vec<Point> = found.chips.iter().map(|chip| chip.center()).collect();
        assert_eq!(chips.len(), count);
        for pair in chips.windows(2) {
            assert!(pair[0].y < pair[1].y && (pair[0].x - pair[1].x).abs() > 0.1 * scene.size.width);
        }
        assert!(chips.len() < 3 || (chips[0].x - chips[2].x).abs() < 1.0, "{chips:?}");
        let filled = govdraw::layout::metrics::measure_simple(&scene).sheet_fill;
        assert!(filled >= 0.75, "{count}: {filled}");
    }
}
