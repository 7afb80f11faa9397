//! Classes begin where they say, and no effort asks for more than a search can take.
use super::{Budget, Effort, Regime, Size, Traffic};

#[test]
fn classes_begin_where_they_say() {
    let sizes = [25, 26, 80, 81, 2_000, 2_001].map(Size::of);
    let [provable, first, last, large, most, huge] = sizes;
    assert_eq!([provable, first, last], [Size::Provable, Size::Ordinary, Size::Ordinary]);
    assert_eq!([large, most, huge], [Size::Large, Size::Large, Size::Huge]);
    for (arrows, traffic) in [
        (40, Traffic::Light),
        (60, Traffic::Usual),
        (150, Traffic::Crowded),
        (300, Traffic::Dense),
        (2_000, Traffic::Packed),
    ] {
        assert_eq!(Traffic::of(arrows), traffic);
        assert!(Traffic::of(arrows + 1) > traffic);
    }
}

#[test]
fn labels_are_searched_where_the_effort_allows_and_the_arrows_are_few() {
    let labels = |arrows, effort| Regime::of(30, arrows, effort).finishing().labels.is_some();
    assert!(labels(150, Effort::Default));
    assert!(!labels(150, Effort::Fast));
    assert!(!labels(151, Effort::Best));
}

#[test]
fn only_small_charts_are_gone_over() {
    let is_gone_over = |boxes, arrows| Regime::of(boxes, arrows, Effort::Default).is_gone_over();
    assert_eq!([is_gone_over(80, 150), is_gone_over(81, 1), is_gone_over(3, 151)], [true, false, false]);
}

#[test]
fn a_chart_of_very_many_arrows_is_drawn_once() {
    let is_compared = |boxes, arrows| Regime::of(boxes, arrows, Effort::Default).is_compared();
    assert_eq!([is_compared(3, 2_000), is_compared(3, 2_001), is_compared(81, 10)], [true, false, false]);
    assert_eq!(Regime::of(80, 2_001, Effort::Best).further_seeds(), 0);
}

#[test]
fn a_sketch_is_less_than_part_of_a_search_and_that_less_than_a_whole_one() {
    let whole = Regime::of(60, 90, Effort::Default);
    let [sketch, part, whole] = [whole.sketch(), whole.again(), whole].map(|regime| {
        let starts = regime.annealing(20, 0).starts as u32;
        (starts, regime.refining().routed)
    });
    assert!(sketch < part && part < whole && sketch.1 < part.1, "{sketch:?} {part:?} {whole:?}");
    // a small chart takes less time than its sketches would save
    let is_sketched = |boxes| Regime::of(boxes, 40, Effort::Default).is_sketched();
    assert_eq!(
        [is_sketched(25), is_sketched(26), is_sketched(80), is_sketched(81)],
        [false, true, true, false]
    );
}

#[test]
fn what_ends_a_search_is_told_by_the_charts_size() {
    let budgets = |boxes, arrows| Regime::of(boxes, arrows, Effort::Default).budgets().collect::<Vec<_>>();
    assert_eq!(budgets(80, 150), []);
    assert_eq!(budgets(80, 151), [Budget::Labels]);
    assert_eq!(budgets(3, 2_001), [Budget::Arrows, Budget::Labels]);
    assert_eq!(budgets(81, 10), [Budget::Boxes]);
}

#[test]
fn the_larger_a_chart_is_the_fewer_starts_it_has() {
    let starts = |boxes| Regime::of(boxes, boxes, Effort::Default).sweeping(50).starts;
    assert_eq!([81, 500, 1_045, 1_300, 1_540, 2_001].map(starts), [4, 4, 3, 2, 1, 1]);
}

#[test]
fn no_chart_is_searched_on_more_columns_than_a_mask_has() {
    for boxes in [1, 25, 80, 10_000] {
        let regime = Regime::of(boxes, boxes, Effort::Default);
        assert!(regime.columns(boxes, boxes) < super::MASK_LANES);
    }
}
