//! Small scenes, each with one fault.
use super::collect::corners;
use super::{Expected, Hard, Metrics, measure};
use crate::geom::{BezPath, Point, Rect, Size};
use crate::scene::{Color, Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Text};
use crate::text::{BaseDirection, Line, Weight};

const INK: Color = Color::rgb(0, 0, 0);

/// A text of 20 px type whose bounds start at (x, y): 20 px high.
fn text(x: f64, y: f64, width: f64, label: bool) -> Node {
    let line = Line {
        text: "w".into(),
        space_after: false,
        weight: Weight::Regular,
        direction: BaseDirection::LeftToRight,
        size: 20.0,
        width,
        runs: vec![],
        is_estimated: false,
    };
    Node::Text(Text { label, ..Text::line(Point::new(x, y + 15.0), INK, line) })
}

/// A box of 100 × 50 px with a text.
fn boxed(id: &str, x: f64, y: f64) -> Node {
    let geometry = Geometry::Rect { rect: Rect::new(x, y, x + 100.0, y + 50.0), radius: 4.0 };
    let shape = Shape { kind: ShapeKind::Box, geometry, fill: INK.fill(), stroke: None };
    Group::new(
        Meaning::Node { id: id.into() },
        vec![Node::Shape(shape), text(x + 10.0, y + 10.0, 80.0, false)],
    )
}

fn path(points: &[(f64, f64)]) -> BezPath {
    let mut path = BezPath::new();
    for (i, &point) in points.iter().enumerate() {
        if i == 0 { path.move_to(point) } else { path.line_to(point) }
    }
    path
}

/// An arrow, with a label (x, y, width) of one line.
fn flow(number: usize, ends: (&str, &str), points: &[(f64, f64)], label: Option<(f64, f64, f64)>) -> Node {
    let line = Shape {
        kind: ShapeKind::Line,
        geometry: Geometry::Path(path(points)),
        fill: None,
        stroke: INK.stroke(3.0),
    };
    let mut children = vec![Node::Shape(line)];
    children.extend(label.map(|(x, y, width)| text(x, y, width, true)));
    let (from, to) = (ends.0.to_owned(), ends.1.to_owned());
    Group::new(Meaning::Flow { number, from, to, kind: "directs" }, children)
}

/// Two boxes beside each other, at (50, 100) and (350, 100), and what else is given.
fn scene(more: Vec<Node>) -> Scene {
    let mut nodes = vec![boxed("a/x", 50.0, 100.0), boxed("a/y", 350.0, 100.0)];
    nodes.extend(more);
    Scene {
        size: Size::new(1000.0, 800.0),
        lang: "en".into(),
        title: String::new(),
        description: String::new(),
        background: Color::WHITE,
        nodes: vec![Group::new(Meaning::List, nodes)],
    }
}

/// A straight arrow between the two boxes at a height.
fn straight(number: usize, y: f64, label: Option<(f64, f64, f64)>) -> Node {
    flow(number, ("a/x", "a/y"), &[(150.0, y), (350.0, y)], label)
}

fn of(more: Vec<Node>) -> Metrics {
    measure(&scene(more), &Expected::default())
}

/// One fault of one sort and no other.
fn only(metrics: &Metrics, fault: Hard) {
    assert_eq!(metrics.hard, fault);
    assert!(metrics.hard.total() > 0);
}

#[test]
fn a_sound_scene_has_no_fault_and_its_soft_metrics() {
    let metrics = of(vec![
        straight(1, 110.0, Some((200.0, 80.0, 100.0))),
        flow(2, ("a/y", "a/x"), &[(400.0, 150.0), (400.0, 250.0), (100.0, 250.0), (100.0, 150.0)], None),
    ]);
    assert_eq!(metrics.hard, Hard::default());
    assert_eq!(metrics.hard.total(), 0);
    assert_eq!((metrics.boxes, metrics.flows, metrics.labels), (2, 2, 1));
    let soft = &metrics.soft;
    assert_eq!((soft.crossings, soft.bends, soft.most_bends, soft.straight), (0, 2, 2, 0.5));
    assert_eq!((soft.length, soft.label_to_own_most, soft.most_label_lines), (7.0, Some(10.0), 1));
    assert_eq!((soft.content_width, soft.content_height, soft.aspect), (400.0, 170.0, 1.25));
    assert_eq!(soft.fill, 0.176);
    assert_eq!(soft.least_gap.box_label, Some(50.0));
}

#[test]
fn what_the_eye_sees_of_order_is_counted() {
    let looks = |more: Vec<Node>| of(more).soft.looks;
    let plain = looks(vec![straight(1, 110.0, Some((200.0, 80.0, 40.0)))]);
    assert_eq!((plain.box_widths, plain.left_edges, plain.heights_in_row), (1, 2, 1));
    assert_eq!((plain.length_px, plain.smallest_type, plain.neighbour_labels), (200.0, 19.2, 0));
    // a second label 30 px behind the first reads on; one that is two ems away does not
    let two = |x: f64| {
        looks(vec![
            straight(1, 110.0, Some((160.0, 80.0, 40.0))),
            flow(2, ("a/x", "a/y"), &[(150.0, 130.0), (350.0, 130.0)], Some((x, 84.0, 40.0))),
        ])
        .neighbour_labels
    };
    assert_eq!((two(230.0), two(240.0)), (1, 0));
    // into the first box from above, and on below it 10 px aside
    let through = |below: f64| {
        looks(vec![
            flow(1, ("a/y", "a/x"), &[(360.0, 100.0), (360.0, 50.0), (90.0, 50.0), (90.0, 100.0)], None),
            flow(2, ("a/x", "a/y"), &[(below, 150.0), (below, 300.0), (400.0, 300.0), (400.0, 150.0)], None),
        ])
        .broken_lines
    };
    assert_eq!((through(100.0), through(90.0), through(110.0)), (1, 0, 0));
}

#[test]
fn an_arrow_may_be_a_row_of_the_box_that_it_leaves() {
    let row = |number: usize| {
        let meaning = Meaning::Flow { number, from: "a/z".into(), to: "a/x".into(), kind: "directs" };
        Group::new(meaning, vec![text(60.0, 310.0, 60.0, true)])
    };
    let Node::Group(mut third) = boxed("a/z", 50.0, 300.0) else { panic!("no group") };
    third.children.push(row(2));
    let metrics = of(vec![straight(1, 125.0, None), Node::Group(third)]);
    assert_eq!((metrics.hard, metrics.flows), (Hard::default(), 2));
}

#[test]
fn an_arrow_with_its_sides_to_itself_runs_through_the_middles_of_boxes_in_line() {
    let (low, high) = (straight(1, 110.0, None), straight(2, 140.0, None));
    let off = |flows: Vec<Node>| of(flows).soft.lone_off_middle;
    assert_eq!(off(vec![low.clone()]), 15.0);
    assert_eq!(off(vec![straight(1, 125.0, None)]), 0.0);
    assert_eq!(off(vec![low, high]), 0.0, "two share the sides");
}

/// A line that ties two boxes.
fn tie(points: &[(f64, f64)]) -> Node {
    let geometry = Geometry::Path(path(points));
    let line = Shape { kind: ShapeKind::Tie, geometry, fill: None, stroke: INK.stroke(1.6) };
    Group::new(Meaning::Decoration, vec![Node::Shape(line)])
}

#[test]
fn a_tie_shares_the_sides_of_boxes_and_is_no_flow() {
    let sound = of(vec![straight(1, 110.0, None), tie(&[(150.0, 140.0), (350.0, 140.0)])]);
    assert_eq!(sound.soft.lone_off_middle, 0.0, "the arrow is not alone");
    assert_eq!((sound.hard, sound.flows, sound.soft.bends), (Hard::default(), 1, 0));
    let on_arrow = of(vec![straight(1, 110.0, None), tie(&[(150.0, 110.5), (350.0, 110.5)])]);
    only(&on_arrow, Hard { arrows_collinear: 1, ..Hard::default() });
    let on_label =
        of(vec![straight(1, 110.0, Some((200.0, 116.0, 60.0))), tie(&[(150.0, 130.0), (350.0, 130.0)])]);
    assert_eq!(on_label.hard.label_on_other_arrow, 1);
}

#[test]
fn a_label_of_many_short_lines_is_a_column() {
    let columns = |width: f64| {
        let mut arrow = straight(1, 110.0, None);
        if let Node::Group(group) = &mut arrow {
            group.children.extend([20.0, 46.0, 72.0].map(|y| text(200.0, y, width, true)));
        }
        of(vec![arrow]).soft.column_labels
    };
    assert_eq!((columns(60.0), columns(100.0)), (1, 0));
}

#[test]
fn boxes_that_overlap() {
    only(&of(vec![boxed("a/z", 440.0, 120.0)]), Hard { box_on_box: 1, ..Hard::default() });
}

#[test]
fn a_label_on_a_box() {
    let metrics = of(vec![straight(1, 110.0, Some((340.0, 120.0, 20.0)))]);
    only(&metrics, Hard { label_on_box: 1, ..Hard::default() });
}

#[test]
fn a_label_on_a_label() {
    let metrics = of(vec![
        straight(1, 110.0, Some((200.0, 116.0, 60.0))),
        straight(2, 145.0, Some((250.0, 120.0, 60.0))),
    ]);
    // both labels are between both lines: no nearer to the other's
    only(
        &metrics,
        Hard { label_on_label: 1, label_ambiguous: metrics.hard.label_ambiguous, ..Hard::default() },
    );
}

#[test]
fn a_label_on_another_arrow() {
    let metrics = of(vec![straight(1, 110.0, Some((200.0, 115.0, 60.0))), straight(2, 125.0, None)]);
    only(&metrics, Hard { label_on_other_arrow: 1, label_ambiguous: 1, ..Hard::default() });
}

#[test]
fn a_label_on_its_own_arrow() {
    let metrics = of(vec![straight(1, 110.0, Some((200.0, 100.0, 60.0)))]);
    only(&metrics, Hard { label_on_own_arrow: 1, ..Hard::default() });
}

#[test]
fn an_arrow_through_a_box() {
    let metrics = of(vec![boxed("a/z", 200.0, 100.0), straight(1, 110.0, None)]);
    only(&metrics, Hard { arrow_in_box: 1, ..Hard::default() });
    let grazing = of(vec![boxed("a/z", 200.0, 110.5), straight(1, 110.0, None)]);
    assert_eq!(grazing.hard.total(), 0, "within a pixel of its edge is not inside");
}

#[test]
fn an_arrow_through_its_own_box() {
    let metrics = of(vec![flow(1, ("a/x", "a/y"), &[(50.0, 110.0), (350.0, 110.0)], None)]);
    only(&metrics, Hard { arrow_in_box: 1, ..Hard::default() });
}

#[test]
fn arrows_on_each_other() {
    let metrics = of(vec![straight(1, 110.0, None), straight(2, 110.5, None)]);
    only(&metrics, Hard { arrows_collinear: 1, ..Hard::default() });
}

#[test]
fn an_arrow_that_ends_on_another() {
    let bent =
        flow(2, ("a/x", "a/y"), &[(150.0, 140.0), (250.0, 140.0), (250.0, 110.0), (260.0, 110.0)], None);
    let metrics = of(vec![straight(1, 110.0, None), bent]);
    assert_eq!(metrics.hard.arrows_touching, 1);
    assert_eq!(metrics.soft.crossings, 0);
}

#[test]
fn a_text_that_leaves_its_box() {
    let mut wide = boxed("a/z", 600.0, 100.0);
    if let Node::Group(group) = &mut wide {
        group.children.push(text(610.0, 120.0, 91.0, false));
    }
    only(&of(vec![wide]), Hard { text_outside_box: 1, ..Hard::default() });
}

#[test]
fn a_label_far_from_its_arrow() {
    let metrics = of(vec![straight(1, 110.0, Some((200.0, 70.0, 60.0)))]);
    only(&metrics, Hard { label_far: 1, ..Hard::default() });
}

#[test]
fn a_label_that_could_be_another_arrows() {
    let label = Some((200.0, 120.0, 60.0));
    only(
        &of(vec![straight(1, 110.0, label), straight(2, 149.0, None)]),
        Hard { label_ambiguous: 1, ..Hard::default() },
    );
    let mut lower = boxed("a/z", 350.0, 153.0);
    if let Node::Group(group) = &mut lower {
        group.children.truncate(1);
    }
    let far_enough = of(vec![
        straight(1, 110.0, label),
        flow(2, ("a/x", "a/z"), &[(100.0, 150.0), (100.0, 160.0), (350.0, 160.0)], None),
        lower,
    ]);
    assert_eq!(far_enough.hard.total(), 0, "20 px to the other, 10 to its own");
}

#[test]
fn a_flow_that_is_not_drawn() {
    only(&of(vec![straight(2, 110.0, None)]), Hard { flow_missing: 1, ..Hard::default() });
    let expected = Expected { flows: Some(3), same: &[] };
    let metrics = measure(&scene(vec![straight(1, 110.0, None)]), &expected);
    only(&metrics, Hard { flow_missing: 2, ..Hard::default() });
}

#[test]
fn a_flow_that_is_drawn_twice() {
    let metrics = of(vec![straight(1, 110.0, None), straight(1, 140.0, None)]);
    only(&metrics, Hard { flow_missing: 1, ..Hard::default() });
}

#[test]
fn an_arrow_whose_end_hangs_in_the_air() {
    let metrics = of(vec![flow(1, ("a/x", "a/y"), &[(150.0, 110.0), (340.0, 110.0)], None)]);
    only(&metrics, Hard { end_off_box: 1, ..Hard::default() });
    let unknown = of(vec![flow(1, ("a/x", "b/none"), &[(150.0, 110.0), (350.0, 110.0)], None)]);
    only(&unknown, Hard { end_off_box: 1, ..Hard::default() });
}

#[test]
fn a_box_that_leaves_the_sheet() {
    only(&of(vec![boxed("a/z", 901.0, 100.0)]), Hard { off_sheet: 1, ..Hard::default() });
}

#[test]
fn crossings_are_counted_once_each() {
    let down = flow(2, ("b/x", "b/y"), &[(250.0, 50.0), (250.0, 300.0)], None);
    let metrics =
        of(vec![boxed("b/x", 200.0, 0.0), boxed("b/y", 200.0, 300.0), straight(1, 120.0, None), down]);
    assert_eq!(metrics.soft.crossings, 1);
    assert_eq!(metrics.hard.total(), 0);
}

#[test]
fn slanted_arrows_are_measured_too() {
    let down = flow(2, ("b/x", "b/y"), &[(260.0, 50.0), (240.0, 300.0)], Some((270.0, 220.0, 60.0)));
    let metrics =
        of(vec![boxed("b/x", 200.0, 0.0), boxed("b/y", 200.0, 300.0), straight(1, 120.0, None), down]);
    assert_eq!(metrics.soft.crossings, 1);
    assert_eq!(metrics.hard, Hard { label_far: 1, ..Hard::default() });
}

#[test]
fn same_functions_are_the_ones_of_one_name_or_of_a_given_pair() {
    let more = vec![boxed("b/x", 50.0, 300.0), boxed("b/z", 360.0, 300.0), boxed("outcome/x", 600.0, 500.0)];
    let scene = scene(more);
    let soft = measure(&scene, &Expected::default()).soft;
    assert_eq!((soft.aligned, soft.alignable, soft.near_misses), (1, 1, 1));
    let same = [("a/y".to_owned(), "b/z".to_owned())];
    let soft = measure(&scene, &Expected { flows: None, same: &same }).soft;
    assert_eq!((soft.aligned, soft.alignable), (1, 2));
}

#[test]
fn a_rounded_bend_stands_for_its_corner() {
    let mut rounded = path(&[(0.0, 0.0), (90.0, 0.0)]);
    rounded.curve_to((95.5, 0.0), (100.0, 4.5), (100.0, 10.0));
    rounded.line_to((100.0, 90.0));
    rounded.quad_to((100.0, 100.0), (110.0, 100.0));
    rounded.line_to((200.0, 100.0));
    let wanted: Vec<Point> =
        [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (200.0, 100.0)].map(Point::from).into();
    assert_eq!(corners(&rounded), wanted);
}

#[test]
fn ten_thousand_boxes_are_measured_pair_by_pair_only_nearby() {
    let mut nodes = Vec::new();
    for i in 0..10_000u32 {
        let (x, y) = (f64::from(i % 100) * 300.0, f64::from(i / 100) * 200.0);
        nodes.push(boxed(&format!("l{}/f{}", i / 100, i % 100), x, y));
        if i % 100 > 0 {
            let from = format!("l{}/f{}", i / 100, i % 100 - 1);
            let to = format!("l{}/f{}", i / 100, i % 100);
            let number = nodes.len();
            nodes.push(flow(number, (&from, &to), &[(x - 200.0, y + 25.0), (x, y + 25.0)], None));
        }
    }
    let mut scene = scene(vec![]);
    scene.size = Size::new(30_000.0, 20_000.0);
    scene.nodes = nodes;
    let metrics = measure(&scene, &Expected::default());
    assert_eq!((metrics.boxes, metrics.flows), (10_000, 9_900));
    assert_eq!((metrics.soft.aligned, metrics.soft.alignable), (9_900, 9_900));
    assert_eq!(Hard { flow_missing: 0, ..metrics.hard }, Hard::default());
}
