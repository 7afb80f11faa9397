//! The delivery group and charts that are known to be hard, each at least as good as it must be.

use super::charts;
use super::oracle::{Findings, look};
use crate::engine::chart::Direction;
use crate::engine::tests::charts::lay_out;
use crate::engine::{Chart, ChartArrow, Drawing, Effort, IRect};

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

/// By score, on small charts of any kind, both ways and on sheets of any shape.
#[test]
fn a_larger_effort_is_never_worse() {
    let mut improved = 0;
    for seed in 0..12 {
        let (levels, per) = (2 + seed % 3, 2 + seed % 4);
        let arrows = levels * per + seed % 7;
        let mut chart = charts::generated(levels, per, arrows, seed as u64, 0.5);
        chart.direction = [Direction::Down, Direction::Right][seed % 2];
        chart.aspect = [std::f64::consts::SQRT_2, 0.7, 1.8][seed % 3];
        let [fast, usual, best] =
            [Effort::Fast, Effort::Default, Effort::Best].map(|effort| lay_out(&chart, effort).report);
        assert!(usual.score <= fast.score, "{seed}: {fast:?} {usual:?}");
        assert!(best.score <= usual.score, "{seed}: {usual:?} {best:?}");
        improved += usize::from(usual.score < fast.score) + usize::from(best.score < usual.score);
    }
    assert!(improved > 6, "{improved} of 24");
}

/// A sheet that is narrow or flat is filled by a drawing as large on it as that for the usual sheet would be, or larger.
#[test]
fn a_drawing_suits_its_sheet() {
    let mut larger = 0;
    for (seed, aspect) in [(1, 0.56), (2, 0.71), (3, 1.0), (4, 0.71), (5, 2.2)] {
        let usual = charts::generated(4, 4, 18, seed, 0.75);
        let asked = Chart { aspect, ..usual.clone() };
        let page = |drawing: &Drawing| {
            let (width, height) = (f64::from(drawing.width), f64::from(drawing.height));
            ((width + f64::from(asked.margins.0)) / aspect).max(height + f64::from(asked.margins.1))
        };
        let [own, other] = [&asked, &usual].map(|chart| page(&lay_out(chart, Effort::Default)));
        assert!(own <= 1.05 * other, "{seed}: {own} {other}");
        larger += usize::from(own < 0.9 * other);
    }
    assert!(larger >= 3, "{larger} of 5");
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

/// Pairs of boxes that changed sides, left to right or above to below.
fn turned(boxes: usize, old: &Drawing, new: &Drawing) -> usize {
    let sides = |d: &Drawing, i: usize, j: usize| {
        let middle = |r: &IRect| (r.x + r.width / 2, r.y + r.height / 2);
        let (a, b) = (middle(&d.boxes[i]), middle(&d.boxes[j]));
        ((a.0 - b.0).signum(), (a.1 - b.1).signum())
    };
    let pairs = (0..boxes).flat_map(|i| (0..i).map(move |j| (i, j)));
    pairs
        .map(|(i, j)| (sides(old, i, j), sides(new, i, j)))
        .map(|(o, n)| usize::from(o.0 * n.0 < 0) + usize::from(o.1 * n.1 < 0))
        .sum()
}

/// A flow more or less, a function more, a label in other words: each moves few of the other boxes to another place among
/// their neighbours, of 240 pairs.
#[test]
fn a_small_edit_moves_little() {
    let before = charts::delivery_group();
    let boxes = before.boxes.len();
    let old = lay_out(&before, Effort::Default);
    let look = |edit: &dyn Fn(&mut Chart)| {
        let mut after = before.clone();
        edit(&mut after);
        turned(boxes, &old, &lay_out(&after, Effort::Default))
    };
    let arrow = |from, to, text| ChartArrow { from, to, wraps: charts::wraps(text) };
    let more = (0..12).map(|k| {
        look(&|c| c.arrows.push(arrow((k * 14 + 3) % boxes, (k * 10 + 1) % boxes, "one more flow")))
    });
    let less = (0..12).map(|k| look(&|c| drop(c.arrows.remove(2 * k))));
    let function = (0..8).map(|k| {
        look(&|c| {
            c.boxes.push(charts::plain_box(k % c.bands, 99));
            c.arrows.push(arrow(boxes, (k * 5 + 2) % boxes, "a new function"));
        })
    });
    let edits: Vec<usize> = more.chain(less).chain(function).collect();
    let (most, all) = (edits.iter().max().copied(), edits.iter().sum::<usize>());
    assert!(most <= Some(30) && all <= 5 * edits.len(), "{edits:?}");
    for k in [0, 7, 19] {
        let words = look(&|c| c.arrows[k].wraps = charts::wraps("quite another label than there was before"));
        assert_eq!(words, 0);
    }
}
