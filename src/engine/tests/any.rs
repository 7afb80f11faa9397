//! Any chart has a drawing without a hard fault.

use super::charts::{self, wraps};
use super::oracle::look;
use crate::engine::chart::Direction;
use crate::engine::tests::charts::lay_out;
use crate::engine::{Chart, ChartArrow, ChartBox, Effort, WrapSize};
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use proptest::{prop_assert, prop_assert_eq, prop_oneof};
use std::ops::Range;

/// Boxes of any size on 1 to 12 levels: several in line, several of one class on one level, levels of one box or none, pins,
/// edges of bands.
fn any_boxes() -> impl Strategy<Value = (usize, Vec<ChartBox>)> {
    let pin = || prop_oneof![4 => Just(None), 1 => (0_usize..4).prop_map(Some)];
    let edge = || prop_oneof![6 => Just(false), 1 => Just(true)];
    let one_box = (0_usize..12, 0_usize..14, 40_i32..400, 30_i32..160, pin(), pin(), edge());
    let count = prop_oneof![30 => 1_usize..12, 20 => 12_usize..24, 1 => 81_usize..110];
    let boxes = count.prop_flat_map(move |count| vec(one_box.clone(), count));
    let forms = (any::<bool>(), any::<bool>(), any::<bool>());
    (boxes, 1_usize..13, forms).prop_map(|(boxes, bands, (pinned, in_turn, edged))| {
        let boxes =
            boxes.into_iter().enumerate().map(|(i, (band, class, width, height, row, column, edge))| {
                ChartBox {
                    band: if in_turn { i } else { band } % bands,
                    class,
                    width: if edged && edge { 2 } else { width },
                    height: if edged && edge { 2 } else { height },
                    row: row.filter(|_| pinned),
                    column: column.filter(|_| pinned),
                    edge: edged && edge,
                }
            });
        (bands, boxes.collect())
    })
}

/// The ends of arrows between `n` boxes.
fn any_ends(n: usize) -> BoxedStrategy<Vec<(usize, usize)>> {
    let some = |count: Range<usize>| vec((0..n, 0..n), count);
    let hub = (0..n, vec((0..n, any::<bool>()), 20..41));
    let parallel = (0..n, 0..n, vec(any::<bool>(), 10), some(0..6));
    let turn = |(a, b): (usize, usize), back: bool| if back { (b, a) } else { (a, b) };
    let m = n.min(9);
    prop_oneof![
        10 => some(0..16),
        4 => some(16..40),
        2 => Just(Vec::new()),
        1 => hub.prop_map(move |(h, list)| list.into_iter().map(|(i, back)| turn((h, i), back)).collect()),
        1 => parallel.prop_map(move |(a, b, list, mut others)| {
            others.extend(list.into_iter().map(|back| turn((a, b), back)));
            others
        }),
        1 => vec(0..n, 1..9).prop_map(|list| list.into_iter().map(|i| (i, i)).collect()),
        1 => Just((0..m).flat_map(|a| (0..a).map(move |b| (b, a))).collect()),
        1 => Just((1..n).flat_map(|a| [(a - 1, a), (a, a / 2)]).collect()),
    ]
    .boxed()
}

/// A chart of any shape.
fn any_chart() -> impl Strategy<Value = Chart> {
    let length = || prop_oneof![1 => Just(0_usize), 8 => 1_usize..60, 1 => 100_usize..320];
    let direction = prop_oneof![Just(Direction::Down), Just(Direction::Right)];
    let aspect = prop_oneof![Just(1.4), Just(0.7), Just(3.0)];
    (any_boxes(), direction, aspect).prop_flat_map(move |((bands, boxes), direction, aspect)| {
        (any_ends(boxes.len()), any::<bool>()).prop_flat_map(move |(ends, long)| {
            let labels = vec((length(), any::<u64>()), ends.len());
            let boxes = boxes.clone();
            labels.prop_map(move |labels| {
                let arrow = |(&(from, to), &(length, seed)): (&(usize, usize), &(usize, u64))| {
                    // every other chart has no label longer than two lines
                    let length = if long { length } else { length.min(50) };
                    ChartArrow { from, to, wraps: wraps(&text_of(length, seed)) }
                };
                Chart {
                    bands,
                    boxes: boxes.clone(),
                    arrows: ends.iter().zip(&labels).map(arrow).collect(),
                    direction,
                    aspect,
                    ..Chart::default()
                }
            })
        })
    })
}

/// Words of `length` characters in all; the odd one is very long.
fn text_of(length: usize, seed: u64) -> String {
    let mut rng = crate::engine::tools::rng::Rng::new(seed);
    let mut out = String::new();
    while out.len() < length {
        let word = if rng.below(40) == 0 { 40 } else { 2 + rng.below(9) };
        out.push_str(&"x".repeat(word.min(length - out.len())));
        out.push(' ');
    }
    out
}

fn holds(chart: &Chart, effort: Effort, twice: bool) -> Result<(), TestCaseError> {
    let drawing = lay_out(chart, effort);
    let found = look(chart, &drawing);
    prop_assert!(found.faults.is_empty(), "{:?}", found.faults);
    if twice {
        let again = lay_out(chart, effort);
        prop_assert_eq!(drawing.routes, again.routes);
        prop_assert_eq!(drawing.labels, again.labels);
    }
    Ok(())
}

/// Draws the charts of these numbers, every eighth of them twice, and names each that has a fault, made as small as may be.
fn hold(numbers: Range<u64>, effort: Effort) {
    let mut faulty = Vec::new();
    for number in numbers {
        let config =
            Config { cases: 1, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&number.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let twice = number.is_multiple_of(8);
        let found =
            TestRunner::new_with_rng(config, rng).run(&any_chart(), |chart| holds(&chart, effort, twice));
        faulty.extend(found.err().map(|fault| format!("chart {number}: {fault}")));
    }
    assert!(faulty.is_empty(), "{} faulty charts:\n{}", faulty.len(), faulty.join("\n"));
}

#[test]
fn any_chart_has_a_drawing_without_fault() {
    hold(0..200, Effort::Default);
    hold(200..350, Effort::Fast);
}

/// Pieces of ten thousand charts, so that they run beside each other and each can be run again by itself.
macro_rules! ten_thousand_charts {
    ($($piece:ident $from:literal $to:literal),*) => {
        $(
            #[test]
            #[ignore = "ten thousand charts take minutes"]
            fn $piece() {
                hold($from..$to, Effort::Default);
            }
        )*
    };
}

ten_thousand_charts! {
    ten_thousand_charts_0 0 1_000,
    ten_thousand_charts_1 1_000 2_000,
    ten_thousand_charts_2 2_000 3_000,
    ten_thousand_charts_3 3_000 4_000,
    ten_thousand_charts_4 4_000 5_000,
    ten_thousand_charts_5 5_000 6_000,
    ten_thousand_charts_6 6_000 7_000,
    ten_thousand_charts_7 7_000 8_000,
    ten_thousand_charts_8 8_000 9_000,
    ten_thousand_charts_9 9_000 10_000
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
