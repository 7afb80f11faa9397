//! Charts to test with: the delivery group, hubs, complete graphs, and generated ones.

use crate::engine::tools::rng::Rng;
use crate::engine::{Chart, ChartArrow, ChartBox, Drawing, Effort, Pools, WrapSize};

/// A chart laid out by somebody who knows nothing yet.
pub(crate) fn lay_out(chart: &Chart, effort: Effort) -> Drawing {
    crate::engine::lay_out(chart, effort, &Pools::default())
}

/// A character's mean width at 20 px type.
const CHARACTER: f64 = 10.4;
const LINE: i32 = 26;

/// The sizes of a text in 1 to 6 lines: for each number of lines the narrowest.
pub(crate) fn wraps(text: &str) -> Vec<WrapSize> {
    let words: Vec<f64> = text.split_whitespace().map(|w| w.chars().count() as f64 * CHARACTER).collect();
    let mut out: Vec<WrapSize> = Vec::new();
    for lines in 1..=words.len().min(6) {
        let fits = |width: f64| {
            let (mut used, mut count) = (f64::INFINITY, 0);
            for &w in &words {
                if used + CHARACTER + w > width {
                    (used, count) = (w, count + 1);
                } else {
                    used += CHARACTER + w;
                }
            }
            count <= lines
        };
        let widest = words.iter().copied().fold(0.0, f64::max);
        let width = (0..4_000).map(|k| widest + f64::from(k)).find(|&w| fits(w)).unwrap_or(4_000.0);
        let width = width.ceil() as i32;
        if out.last().is_none_or(|l| width < l.width - 2) {
            out.push(WrapSize { width, height: lines as i32 * LINE, lines });
        }
    }
    out
}

/// A box as the flow chart draws it: 254 px wide, 74 high.
pub(crate) fn plain_box(band: usize, class: usize) -> ChartBox {
    ChartBox { band, class, width: 254, height: 74, row: None, column: None, edge: false }
}

/// A chart of plain boxes (band, class) and labelled arrows, on a sheet of √2 with the usual margins.
pub(crate) fn chart(bands: usize, boxes: &[(usize, usize)], arrows: &[(usize, usize, &str)]) -> Chart {
    Chart {
        bands,
        boxes: boxes.iter().map(|&(band, class)| plain_box(band, class)).collect(),
        arrows: arrows.iter().map(|&(from, to, text)| ChartArrow { from, to, wraps: wraps(text) }).collect(),
        aspect: std::f64::consts::SQRT_2,
        margins: (420, 280),
        ..Chart::default()
    }
}

/// A delivery group's governance: 3 levels and an outcome, 16 boxes, 30 arrows, 28 labels. The words are only there for
/// their length.
pub(crate) fn delivery_group() -> Chart {
    let boxes = [
        (0, 0), // 0 business
        (0, 1), // 1 product
        (0, 2), // 2 delivery
        (0, 3), // 3 technology
        (1, 1), // 4 product
        (1, 4), // 5 service ownership
        (1, 5), // 6 service design
        (1, 6), // 7 profession leads
        (1, 2), // 8 delivery
        (1, 7), // 9 compliance
        (2, 1), // 10 product
        (2, 4), // 11 service ownership
        (2, 6), // 12 professions
        (2, 2), // 13 delivery
        (2, 7), // 14 operations
        (3, 8), // 15 outcomes
    ];
    let arrows = [
        (0, 1, "Agree the outcomes of the group"),
        (1, 0, "Rank and propose the goals that meet the outcomes"),
        (0, 2, "Agree group outcomes and release the money"),
        (2, 0, "Plan spending and share out people"),
        (1, 2, "Lay out the road to outcomes"),
        (2, 1, "Release money so that people can reach the outcomes"),
        (2, 3, "Check that technical rules are met"),
        (3, 2, "Lay down rules for building services"),
        (1, 4, "Describe the strategic roadmap of the group"),
        (4, 1, "Keep the strategic roadmap of the group fresh"),
        (1, 6, "Describe service goals"),
        (6, 1, "Make single services add up to one coherent journey for people"),
        (2, 8, "Release money to services"),
        (4, 5, "Look at outcomes over entire services (beyond the digital)"),
        (6, 5, "Make policy, digital delivery and operations fit in the wider landscape"),
        (7, 6, ""),
        (7, 8, "Describe the skills delivery needs"),
        (9, 8, "Check that the organisation's policies and rules are followed"),
        (4, 10, "Make the work of teams join up"),
        (4, 10, "Describe outcomes and settle the way to them"),
        (5, 11, ""),
        (11, 10, "Make related services join up sensibly"),
        (7, 12, "Help professions to deliver the outcomes"),
        (12, 7, "Feed the strategy and take part in communities of practice"),
        (8, 13, "Describe and run delivery teams"),
        (9, 14, "Describe governance standards"),
        (10, 12, "Describe the vision of the team and its road to outcomes"),
        (13, 12, "Staff and run the delivery teams"),
        (14, 13, "Give operational support (money matters, reports, compliance and assurance)"),
        (12, 15, "Deliver outcomes that centre on users"),
    ];
    chart(4, &boxes, &arrows)
}

/// The delivery group with its rows as drawn by hand: business above, and service ownership above its level.
pub(crate) fn delivery_group_pinned() -> Chart {
    let mut c = delivery_group();
    for (i, b) in c.boxes.iter_mut().enumerate() {
        b.row = Some(usize::from((b.band == 0 && i != 0) || (b.band == 2 && i != 11)));
    }
    c
}

/// A hub in the first of three bands, and 20 boxes with two arrows each to or from it.
pub(crate) fn hub(arrows: usize) -> Chart {
    let spokes = arrows.div_ceil(2);
    let mut boxes: Vec<(usize, usize)> = (0..spokes).map(|i| (i % 3, i)).collect();
    boxes.push((0, spokes));
    let labels: Vec<String> = (0..arrows).map(|i| format!("Label number {i} with some words")).collect();
    let list: Vec<(usize, usize, &str)> =
        (0..arrows).map(|i| (spokes, i % spokes, labels[i].as_str())).collect();
    chart(3, &boxes, &list)
}

/// The complete graph on `n` boxes in three bands.
pub(crate) fn complete(n: usize) -> Chart {
    let boxes: Vec<(usize, usize)> = (0..n).map(|i| (i % 3, i)).collect();
    let pairs: Vec<(usize, usize)> = (0..n).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let labels: Vec<String> = pairs.iter().map(|(a, b)| format!("From {a} to {b} in short")).collect();
    let list: Vec<(usize, usize, &str)> = pairs
        .iter()
        .zip(&labels)
        .map(|(&(a, b), l)| if (a + b) % 3 == 0 { (b, a, l.as_str()) } else { (a, b, l.as_str()) })
        .collect();
    chart(3, &boxes, &list)
}

const WORDS: &[&str] = &[
    "set",
    "define",
    "agree",
    "review",
    "service",
    "delivery",
    "group",
    "outcomes",
    "budget",
    "roadmap",
    "standards",
    "priorities",
    "resources",
    "teams",
    "assurance",
    "policy",
    "objectives",
    "users",
    "skills",
    "and",
    "for",
    "the",
    "across",
    "manage",
    "report",
    "risks",
    "ensure",
    "strategic",
    "operational",
    "guidance",
];

/// A chart of `levels` bands of `per` boxes and `count` arrows: mostly within a band or to the next one, and with
/// probability `local` to a box of a near class.
pub(crate) fn generated(levels: usize, per: usize, count: usize, seed: u64, local: f64) -> Chart {
    let mut r = Rng::new(seed);
    let unit = |r: &mut Rng| (r.bits() >> 11) as f64 / (1_u64 << 53) as f64;
    let pool = (per as f64 * 1.3).ceil() as usize;
    let mut boxes: Vec<(usize, usize)> = Vec::new();
    let mut at: Vec<Vec<usize>> = Vec::new();
    for band in 0..levels {
        let mut ids: Vec<usize> = (0..pool).collect();
        for i in (1..pool).rev() {
            ids.swap(i, r.below(i + 1));
        }
        let mut pick = ids[..per].to_vec();
        pick.sort_unstable();
        at.push((boxes.len()..boxes.len() + per).collect());
        boxes.extend(pick.iter().map(|&c| (band, c)));
    }
    let label = |r: &mut Rng| {
        let k = 2 + r.below(7);
        (0..k).map(|_| WORDS[r.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    };
    let mut list: Vec<(usize, usize, String)> = Vec::new();
    while list.len() < count {
        let band = r.below(levels);
        let from = at[band][r.below(per)];
        let t = unit(&mut r);
        let other = if t < 0.45 {
            band
        } else if t < 0.9 {
            if unit(&mut r) < 0.5 && band > 0 { band - 1 } else { (band + 1).min(levels - 1) }
        } else {
            r.below(levels)
        };
        let mut to = at[other][r.below(per)];
        if unit(&mut r) < local {
            let wanted = boxes[from].1 as f64 + (unit(&mut r) - 0.5) * 6.0;
            let far = |b: usize| (boxes[b].1 as f64 - wanted).abs();
            to = at[other].iter().copied().min_by(|&a, &b| far(a).total_cmp(&far(b))).unwrap_or(to);
        }
        if from == to && unit(&mut r) > 0.1 {
            continue;
        }
        let _kind = unit(&mut r);
        let text = if unit(&mut r) < 0.06 { String::new() } else { label(&mut r) };
        list.push((from, to, text));
        if unit(&mut r) < 0.15 && list.len() < count && from != to {
            let text = label(&mut r);
            list.push((to, from, text));
        }
    }
    let list: Vec<(usize, usize, &str)> = list.iter().map(|(a, b, t)| (*a, *b, t.as_str())).collect();
    chart(levels, &boxes, &list)
}
