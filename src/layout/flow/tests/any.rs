//! Any chart has a drawing without a hard fault.

use super::super::chart::Direction;
use super::super::{Chart, ChartArrow, ChartBox, Effort, WrapSize, lay_out};
use super::charts::{self, wraps};
use super::oracle::look;
use proptest::prelude::{Just, Strategy, any};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use proptest::{prop_assert, prop_assert_eq, prop_oneof};

/// One chart of up to 12 levels: pins, self loops, parallel arrows, long labels, boxes of any size.
fn any_chart() -> impl Strategy<Value = Chart> {
    let pin = || prop_oneof![4 => Just(None), 1 => (0_usize..4).prop_map(Some)];
    let one_box = (0_usize..12, 0_usize..14, 40_i32..400, 30_i32..160, pin(), pin());
    let boxes = proptest::collection::vec(one_box, 1..24);
    (boxes, 1_usize..13, any::<bool>(), any::<bool>()).prop_flat_map(|(boxes, bands, pinned, right)| {
        let n = boxes.len();
        let text = prop_oneof![1 => 0_usize..1, 8 => 1_usize..60, 1 => 100_usize..300];
        let arrow = (0..n, 0..n, text, any::<u64>());
        proptest::collection::vec(arrow, 0..40).prop_map(move |arrows| Chart {
            bands,
            boxes: boxes
                .iter()
                .map(|&(band, class, width, height, row, column)| ChartBox {
                    band: band % bands,
                    class,
                    width,
                    height,
                    row: row.filter(|_| pinned),
                    column: column.filter(|_| pinned),
                })
                .collect(),
            arrows: arrows
                .iter()
                .map(|&(from, to, length, seed)| ChartArrow {
                    from,
                    to,
                    wraps: wraps(&text_of(length, seed)),
                })
                .collect(),
            direction: if right { Direction::Right } else { Direction::Down },
            aspect: 1.4,
            ..Chart::default()
        })
    })
}

/// Words of `length` characters in all; the odd one is very long.
fn text_of(length: usize, seed: u64) -> String {
    let mut rng = super::super::rng::Rng::new(seed);
    let mut out = String::new();
    while out.len() < length {
        let word = if rng.below(40) == 0 { 40 } else { 2 + rng.below(9) };
        out.push_str(&"x".repeat(word.min(length - out.len())));
        out.push(' ');
    }
    out
}

fn holds(chart: &Chart, effort: Effort) -> Result<(), TestCaseError> {
    let drawing = lay_out(chart, effort);
    let found = look(chart, &drawing);
    prop_assert!(found.faults.is_empty(), "{:?}", found.faults);
    let again = lay_out(chart, effort);
    prop_assert_eq!(drawing.routes, again.routes);
    prop_assert_eq!(drawing.labels, again.labels);
    Ok(())
}

fn run(cases: u32, effort: Effort) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&any_chart(), |chart| holds(&chart, effort))
        .unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn any_chart_has_a_drawing_without_fault() {
    run(150, Effort::Fast);
    run(50, Effort::Default);
}

#[test]
#[ignore = "ten thousand charts take minutes"]
fn ten_thousand_charts_have_drawings_without_fault() {
    run(10_000, Effort::Default);
}

fn no_fault(chart: &Chart) {
    for direction in [Direction::Down, Direction::Right] {
        let chart = Chart { direction, ..chart.clone() };
        let found = look(&chart, &lay_out(&chart, Effort::Default));
        assert_eq!(found.faults, Vec::<String>::new());
    }
}

#[test]
fn the_smallest_charts() {
    no_fault(&charts::chart(1, &[(0, 0)], &[]));
    no_fault(&charts::chart(3, &[(2, 0)], &[(0, 0, "to itself")]));
    no_fault(&charts::chart(5, &[(1, 0), (3, 0)], &[]));
    assert!(lay_out(&Chart::default(), Effort::Best).boxes.is_empty());
}

#[test]
fn parallel_arrows_and_loops() {
    let ten: Vec<(usize, usize, &str)> =
        (0..10).map(|i| (i % 2, 1 - i % 2, "one of ten between the two")).collect();
    no_fault(&charts::chart(2, &[(0, 0), (1, 0)], &ten));
    let loops: Vec<(usize, usize, &str)> = (0..6).map(|_| (0, 0, "round and round")).collect();
    no_fault(&charts::chart(2, &[(0, 0), (1, 0)], &loops));
}

#[test]
fn a_level_for_each_of_twelve_functions_and_arrows_over_many() {
    let boxes: Vec<(usize, usize)> = (0..12).map(|i| (i, i % 3)).collect();
    let arrows: Vec<(usize, usize, &str)> =
        (0..12).map(|i| (i, (i * 5 + 3) % 12, "from one level to another")).collect();
    no_fault(&charts::chart(12, &boxes, &arrows));
}

#[test]
fn very_wide_labels() {
    let mut c = charts::delivery_group();
    for a in &mut c.arrows {
        a.wraps = vec![WrapSize { width: 3_000, height: 26, lines: 1 }];
    }
    no_fault(&c);
}
