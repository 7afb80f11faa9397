//! The delivery group and charts that are known to be hard, each at least as good as it must be.

use super::super::chart::Direction;
use super::super::{Chart, Effort, lay_out};
use super::charts;
use super::oracle::{Findings, look};

fn found(chart: &Chart, effort: Effort) -> Findings {
    let f = look(chart, &lay_out(chart, effort));
    assert_eq!(f.faults, Vec::<String>::new());
    f
}

#[test]
fn the_delivery_group_with_free_rows() {
    let f = found(&charts::delivery_group(), Effort::Default);
    assert_eq!(f.crossings, 0);
    assert!(f.bends.0 <= 6 && f.bends.1 <= 2, "{:?}", f.bends);
    assert_eq!((f.aligned, f.near_misses), ((7, 7), 0));
    assert!(f.gaps.0 >= 24.0 && f.gaps.1 >= 24.0, "{:?}", f.gaps);
    assert!(f.straight >= 25);
    assert_eq!(f.labels_cut, 0);
}

#[test]
fn the_delivery_group_with_the_rows_of_the_hand() {
    let chart = charts::delivery_group_pinned();
    let drawing = lay_out(&chart, Effort::Default);
    let f = look(&chart, &drawing);
    assert_eq!(f.faults, Vec::<String>::new());
    assert_eq!((f.crossings, f.aligned), (0, (7, 7)));
    assert!(f.bends.0 <= 5 && f.bends.1 <= 1, "{:?}", f.bends);
    // the business box is above its band's others
    assert!((1..4).all(|b| drawing.boxes[0].y + drawing.boxes[0].height < drawing.boxes[b].y));
}

#[test]
fn bands_to_the_right() {
    let chart = Chart { direction: Direction::Right, ..charts::delivery_group() };
    let drawing = lay_out(&chart, Effort::Default);
    let f = look(&chart, &drawing);
    assert_eq!(f.faults, Vec::<String>::new());
    assert!(f.crossings <= 1, "{f:?}");
    let end = |band: usize| {
        let of = chart.boxes.iter().zip(&drawing.boxes).filter(move |(b, _)| b.band == band);
        (of.clone().map(|(_, r)| r.x).min(), of.map(|(_, r)| r.x + r.width).max())
    };
    assert!((1..4).all(|b| end(b - 1).1 < end(b).0));
}

#[test]
fn the_best_effort_proves_what_the_default_finds() {
    for chart in [charts::delivery_group(), charts::delivery_group_pinned()] {
        let (usual, best) = (lay_out(&chart, Effort::Default), lay_out(&chart, Effort::Best));
        let proof = best.report.proof.unwrap();
        assert!(proof.proved && proof.nodes > 0);
        assert!((proof.bound - best.report.cost).abs() < 1e-6);
        assert_eq!(usual.boxes, best.boxes);
        assert_eq!(usual.routes, best.routes);
    }
}

#[test]
fn a_larger_effort_is_never_worse() {
    for seed in 0..4 {
        let chart = charts::generated(3, 5, 24, seed, 0.75);
        let [fast, usual, best] =
            [Effort::Fast, Effort::Default, Effort::Best].map(|e| lay_out(&chart, e).report);
        assert!(usual.cost <= fast.cost + 0.6 && usual.score <= fast.score + 0.6, "{fast:?} {usual:?}");
        assert!(best.cost <= usual.cost + 0.6, "{usual:?} {best:?}");
        assert!(best.cost < usual.cost - 0.6 || best.score <= usual.score, "{usual:?} {best:?}");
    }
}

#[test]
fn a_hub_of_forty_arrows_has_no_crossing() {
    let f = found(&charts::hub(40), Effort::Default);
    assert_eq!(f.crossings, 0);
    assert!(f.bends.1 <= 3, "{:?}", f.bends);
}

#[test]
fn nine_boxes_all_connected() {
    let f = found(&charts::complete(9), Effort::Default);
    assert!(f.crossings <= 36 && f.bends.1 <= 4, "{f:?}");
}

#[test]
fn five_bands_of_twelve() {
    let f = found(&charts::generated(5, 12, 100, 1, 0.75), Effort::Default);
    assert!(f.crossings <= 43 && f.bends.1 <= 4, "{f:?}");
    assert_eq!(f.aligned.0, f.aligned.1);
}

#[test]
fn three_hundred_boxes() {
    let f = found(&charts::generated(5, 60, 450, 1, 0.97), Effort::Default);
    assert!(f.bends.1 <= 6 && f.fill > 0.06, "{f:?}");
    assert_eq!(f.aligned.0, f.aligned.1);
}

#[test]
fn more_than_two_thousand_boxes() {
    let f = found(&charts::generated(15, 140, 3_150, 1, 0.97), Effort::Default);
    assert!(f.bends.1 <= 5 && f.fill > 0.08, "{:?} {}", f.bends, f.fill);
    assert_eq!(f.aligned.0, f.aligned.1);
}

/// One flow more, or one function more, moves few of the other boxes to another place among their neighbours.
#[test]
fn a_small_edit_moves_little() {
    let before = charts::delivery_group();
    let mut flow = before.clone();
    flow.arrows.push(super::super::ChartArrow { from: 8, to: 5, wraps: charts::wraps("one more flow") });
    let mut function = before.clone();
    function.boxes.push(charts::plain_box(1, 99));
    function.arrows.push(super::super::ChartArrow {
        from: 16,
        to: 9,
        wraps: charts::wraps("a new function"),
    });
    let old = lay_out(&before, Effort::Default);
    for after in [flow, function] {
        let new = lay_out(&after, Effort::Default);
        let middle = |r: &super::super::IRect| (r.x + r.width / 2, r.y + r.height / 2);
        // pairs of boxes that changed sides, left to right or above to below
        let mut turned = 0;
        for i in 0..16 {
            for j in 0..i {
                let order = |d: &super::super::Drawing| {
                    let (a, b) = (middle(&d.boxes[i]), middle(&d.boxes[j]));
                    ((a.0 - b.0).signum(), (a.1 - b.1).signum())
                };
                let (o, n) = (order(&old), order(&new));
                turned += usize::from(o.0 * n.0 < 0) + usize::from(o.1 * n.1 < 0);
            }
        }
        assert!(turned <= 60, "{turned} of 240");
    }
}
