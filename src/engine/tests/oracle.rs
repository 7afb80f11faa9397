//! What a drawing must not do, found by looking at every near pair: the slow and obvious way.

use crate::engine::chart::Direction;
use crate::engine::problem::Problem;
use crate::engine::regime::Size;
use crate::engine::{Along, Chart, Drawing, IRect};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with a drawing, and what it is like.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    /// Hard faults, in words.
    pub(crate) faults: Vec<String>,
    /// Crossings of two arrows.
    pub(crate) crossings: usize,
    /// Bends of all arrows, and most on one.
    pub(crate) bends: (usize, usize),
    /// Straight arrows.
    pub(crate) straight: usize,
    /// Least gap of two parallel lines, and of a label and a foreign line, in px.
    pub(crate) gaps: (f64, f64),
    /// Neighbours of one class aligned, and of how many.
    pub(crate) aligned: (usize, usize),
    /// Pairs of boxes whose middles are apart by more than half and less than 20 px, across.
    pub(crate) near_misses: usize,
    /// Share of the content that boxes and labels cover.
    pub(crate) fill: f64,
    /// Most lines of a label.
    pub(crate) most_lines: usize,
    /// Labels cut by a strip between bands.
    pub(crate) labels_cut: usize,
}

#[derive(Clone, Copy, Debug)]
struct Rect {
    low: [f64; 2],
    high: [f64; 2],
}

impl Rect {
    fn of(r: &IRect) -> Self {
        let (x, y) = (f64::from(r.x), f64::from(r.y));
        Self { low: [x, y], high: [x + f64::from(r.width), y + f64::from(r.height)] }
    }

    fn line(a: (i32, i32), b: (i32, i32)) -> Self {
        let (x, y) = ((f64::from(a.0), f64::from(b.0)), (f64::from(a.1), f64::from(b.1)));
        Self { low: [x.0.min(x.1), y.0.min(y.1)], high: [x.0.max(x.1), y.0.max(y.1)] }
    }

    fn gap(&self, o: &Self) -> f64 {
        let d = [0, 1].map(|k| (self.low[k] - o.high[k]).max(o.low[k] - self.high[k]).max(0.0));
        (d[0] * d[0] + d[1] * d[1]).sqrt()
    }

    /// Whether the insides meet.
    fn meets(&self, o: &Self) -> bool {
        (0..2).all(|k| self.low[k] < o.high[k] && o.low[k] < self.high[k])
    }

    fn touches(&self, o: &Self) -> bool {
        (0..2).all(|k| self.low[k] <= o.high[k] && o.low[k] <= self.high[k])
    }

    fn inset(&self, d: f64) -> Self {
        Self { low: self.low.map(|v| v + d), high: self.high.map(|v| v - d) }
    }

    fn area(&self) -> f64 {
        (self.high[0] - self.low[0]) * (self.high[1] - self.low[1])
    }
}

#[derive(Clone, Copy, Debug)]
enum Thing {
    Box(usize),
    Label(usize),
    Line(usize, usize),
}

/// Looks at a drawing of `chart`.
pub(crate) fn look(chart: &Chart, drawing: &Drawing) -> Findings {
    let mut f = Findings { gaps: (f64::INFINITY, f64::INFINITY), ..Findings::default() };
    let mut things: Vec<(Thing, Rect)> = Vec::new();
    assert_eq!(drawing.boxes.len(), chart.boxes.len());
    assert_eq!(drawing.routes.len(), chart.arrows.len());
    for (i, r) in drawing.boxes.iter().enumerate() {
        if r.width < chart.boxes[i].width || r.height < chart.boxes[i].height {
            f.faults.push(format!("box {i} is smaller than asked"));
        }
        things.push((Thing::Box(i), Rect::of(r)));
    }
    check_edges(chart, drawing, &mut f);
    for (a, route) in drawing.routes.iter().enumerate() {
        check_route(chart, drawing, a, route, &mut f);
        for w in route.windows(2) {
            let axis = usize::from(w[0].1 == w[1].1 && w[0].0 != w[1].0);
            things.push((Thing::Line(a, axis), Rect::line(w[0], w[1])));
        }
    }
    for (a, label) in drawing.labels.iter().enumerate() {
        let wraps = &chart.arrows[a].wraps;
        match label {
            None if !wraps.is_empty() => f.faults.push(format!("label {a} is missing")),
            Some(l) => {
                let w = wraps[l.wrap];
                if (w.width, w.height) != (l.rect.width, l.rect.height) {
                    f.faults.push(format!("label {a} has not the size of its wrap"));
                }
                f.most_lines = f.most_lines.max(w.lines);
                things.push((Thing::Label(a), Rect::of(&l.rect)));
            }
            None => {}
        }
    }
    let mut own: BTreeMap<usize, f64> = BTreeMap::new();
    let mut foreign: BTreeMap<usize, f64> = BTreeMap::new();
    for (i, j) in near_pairs(&things) {
        pair(chart, &things[i], &things[j], &mut f, &mut own, &mut foreign);
    }
    for (&a, &d) in &own {
        if d > 18.0 {
            f.faults.push(format!("label {a} is {d} px from its arrow"));
        }
        let other = foreign.get(&a).copied().unwrap_or(f64::INFINITY);
        if other < 1.25 * d {
            f.faults.push(format!("label {a} is ambiguous: {d} px and {other} px"));
        }
    }
    let labels = drawing.labels.iter().flatten().count();
    if own.len() != labels {
        f.faults.push(format!("{} labels are far from their arrows", labels - own.len()));
    }
    soft(chart, drawing, &things, &mut f);
    f
}

/// Nothing is before the edge of a band, and arrows meet it from behind.
fn check_edges(chart: &Chart, drawing: &Drawing, f: &mut Findings) {
    let problem = Problem::new(chart);
    let axis = problem.class_axis();
    let small = problem.size() <= Size::Ordinary;
    for (i, edge) in drawing.boxes.iter().enumerate().filter(|(i, _)| problem.is_edge(*i)) {
        let edge = Rect::of(edge);
        for (a, route) in drawing.routes.iter().enumerate() {
            let ends = [(chart.arrows[a].from, route.first()), (chart.arrows[a].to, route.last())];
            for (_, end) in ends.into_iter().filter(|(of, _)| *of == i) {
                let place = end.map(|&(x, y)| f64::from([x, y][axis]));
                if place != Some(edge.high[axis]) {
                    f.faults.push(format!("arrow {a} does not meet edge {i} from behind"));
                }
            }
        }
        let lines = drawing.routes.iter().flat_map(|route| route.windows(2));
        let lines = lines.map(|w| Rect::line(w[0], w[1]));
        let labels = drawing.labels.iter().flatten().map(|label| Rect::of(&label.rect));
        let boxes = drawing.boxes.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, r)| Rect::of(r));
        let is_before = |r: &Rect| {
            let across = 1 - axis;
            r.low[axis] < edge.high[axis]
                && r.low[across] <= edge.high[across]
                && edge.low[across] <= r.high[across]
        };
        // a large chart may leave something there: then the level is drawn as a box
        if small && boxes.chain(labels).chain(lines).any(|r| is_before(&r)) {
            f.faults.push(format!("something is before edge {i}"));
        }
    }
}

fn check_route(chart: &Chart, drawing: &Drawing, a: usize, route: &[(i32, i32)], f: &mut Findings) {
    if route.len() < 2 {
        f.faults.push(format!("arrow {a} is missing"));
        return;
    }
    for w in route.windows(2) {
        if (w[0].0 == w[1].0) == (w[0].1 == w[1].1) {
            f.faults.push(format!("arrow {a} is not at right angles: {w:?}"));
        }
    }
    for w in route.windows(3) {
        if (w[0].0 == w[1].0) == (w[1].0 == w[2].0) {
            f.faults.push(format!("arrow {a} goes on or back: {w:?}"));
        }
    }
    let ends = [(route[0], chart.arrows[a].from), (route[route.len() - 1], chart.arrows[a].to)];
    for (p, b) in ends {
        let r = Rect::of(&drawing.boxes[b]);
        let (x, y) = (f64::from(p.0), f64::from(p.1));
        let on_x = (x == r.low[0] || x == r.high[0]) && r.low[1] < y && y < r.high[1];
        let on_y = (y == r.low[1] || y == r.high[1]) && r.low[0] < x && x < r.high[0];
        if !on_x && !on_y {
            f.faults.push(format!("arrow {a} ends off box {b}"));
        }
    }
    let bends = route.len() - 2;
    f.bends.0 += bends;
    f.bends.1 = f.bends.1.max(bends);
    f.straight += usize::from(bends == 0);
}

/// Pairs of things that are within 60 px of each other, roughly.
fn near_pairs(things: &[(Thing, Rect)]) -> BTreeSet<(usize, usize)> {
    const CELL: f64 = 240.0;
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (i, (_, r)) in things.iter().enumerate() {
        let cell = |v: f64| (v / CELL).floor() as i64;
        for x in cell(r.low[0] - 30.0)..=cell(r.high[0] + 30.0) {
            for y in cell(r.low[1] - 30.0)..=cell(r.high[1] + 30.0) {
                cells.entry((x, y)).or_default().push(i);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for list in cells.values() {
        for (k, &i) in list.iter().enumerate() {
            pairs.extend(list[k + 1..].iter().map(|&j| (i.min(j), i.max(j))));
        }
    }
    pairs
}

fn pair(
    chart: &Chart,
    a: &(Thing, Rect),
    b: &(Thing, Rect),
    f: &mut Findings,
    own: &mut BTreeMap<usize, f64>,
    foreign: &mut BTreeMap<usize, f64>,
) {
    let least = |map: &mut BTreeMap<usize, f64>, k: usize, d: f64| {
        let e = map.entry(k).or_insert(f64::INFINITY);
        *e = e.min(d);
    };
    let (r, s) = (&a.1, &b.1);
    match (a.0, b.0) {
        (Thing::Box(i), Thing::Box(j)) if r.meets(s) => f.faults.push(format!("box {i} on box {j}")),
        (Thing::Box(i), Thing::Label(l)) | (Thing::Label(l), Thing::Box(i)) if r.meets(s) => {
            f.faults.push(format!("label {l} on box {i}"));
        }
        (Thing::Label(l), Thing::Label(k)) if r.meets(s) => f.faults.push(format!("label {l} on label {k}")),
        (Thing::Box(i), Thing::Line(l, _)) if r.inset(1.0).touches(s) => {
            f.faults.push(format!("arrow {l} in box {i}"));
        }
        (Thing::Line(l, _), Thing::Label(k)) => {
            let d = r.gap(s);
            if l == k {
                least(own, k, d);
                if d == 0.0 {
                    f.faults.push(format!("label {k} on its own arrow"));
                }
            } else {
                least(foreign, k, d);
                f.gaps.1 = f.gaps.1.min(d);
                if d == 0.0 {
                    f.faults.push(format!("label {k} on arrow {l}"));
                }
            }
        }
        (Thing::Line(l, x), Thing::Line(k, y)) if l != k => {
            if x == y {
                let along = 1 - x;
                let overlap = r.high[along].min(s.high[along]) - r.low[along].max(s.low[along]);
                if overlap > 2.0 {
                    let d = (r.low[x] - s.low[x]).abs();
                    f.gaps.0 = f.gaps.0.min(d);
                    if d < 1.0 {
                        f.faults.push(format!("arrows {l} and {k} on one line"));
                    }
                }
            } else {
                let (h, v) = if x == 1 { (r, s) } else { (s, r) };
                let inside = h.low[0] < v.low[0]
                    && v.low[0] < h.high[0]
                    && v.low[1] < h.low[1]
                    && h.low[1] < v.high[1];
                f.crossings += usize::from(inside);
                if !inside && h.touches(v) {
                    f.faults.push(format!("arrows {l} and {k} touch"));
                }
            }
        }
        _ => {}
    }
    let _ = chart;
}

fn soft(chart: &Chart, drawing: &Drawing, things: &[(Thing, Rect)], f: &mut Findings) {
    let covered: f64 = things.iter().filter(|t| !matches!(t.0, Thing::Line(..))).map(|t| t.1.area()).sum();
    f.fill = covered / (f64::from(drawing.width) * f64::from(drawing.height)).max(1.0);
    let axis = usize::from(chart.direction == Direction::Right);
    let middle = |b: usize| {
        let r = Rect::of(&drawing.boxes[b]);
        f64::midpoint(r.low[axis], r.high[axis])
    };
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, b) in chart.boxes.iter().enumerate() {
        if let Some(o) = last.insert(b.class, i)
            && chart.boxes[o].band != b.band
        {
            f.aligned.1 += 1;
            f.aligned.0 += usize::from((middle(o) - middle(i)).abs() <= 0.5);
        }
    }
    if chart.boxes.len() < 2_000 {
        for i in 0..chart.boxes.len() {
            for j in 0..i {
                let d = (middle(i) - middle(j)).abs();
                f.near_misses += usize::from(d > 0.5 && d < 20.0);
            }
        }
    }
    let half = f64::from(chart.spacing.band_gutter) / 2.0;
    for l in drawing.labels.iter().flatten() {
        let r = Rect::of(&l.rect);
        let cut = |&c: &i32| r.low[1 - axis] < f64::from(c) + half && r.high[1 - axis] > f64::from(c) - half;
        f.labels_cut += usize::from(drawing.cuts.iter().any(cut));
        assert!(matches!(l.along, Along::Horizontal | Along::Vertical));
    }
}
