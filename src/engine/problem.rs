//! Step 0: the chart made ready for the search: dense classes with at most one box a band, pins without contradictions.

use super::chart::{Chart, Direction};
use super::prices::{self, placement};
use super::regime::{FLAT_POWERS, NARROW_POWERS, Size, Traffic};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Weights of a placement's cost, in its units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Weights {
    /// A bend.
    pub(crate) bend: i32,
    /// A crossing.
    pub(crate) crossing: i32,
    /// An arrow's step from one column of classes to the next.
    pub(crate) class_step: i32,
    /// An arrow's step from one row of a band to the next.
    pub(crate) band_step: i32,
    /// A row of a band.
    pub(crate) band_lane: i32,
    /// A column of classes.
    pub(crate) class_lane: i32,
}

/// Width ÷ height of most paper.
const USUAL_ASPECT: f64 = std::f64::consts::SQRT_2;
/// By how much narrower than usual a sheet may be that counts as usual.
const ABOUT_USUAL: Range<f64> = 0.9..1.15;
/// A sheet that is flatter than this asks for nothing.
const FLATTER_THAN_ANY: f64 = 0.3;
/// Sheets beyond these weigh no more: the wishes for one would leave nothing of the others.
const WIDEST_WEIGHED: f64 = 0.75;
const NARROWEST_WEIGHED: f64 = 4.0;

/// A chart ready for the search.
#[derive(Clone, Debug)]
pub(crate) struct Problem<'a> {
    /// The chart.
    pub(crate) chart: &'a Chart,
    /// Number of bands.
    pub(crate) bands: usize,
    /// Dense alignment class of each box; a class has at most one box in a band.
    pub(crate) class: Vec<usize>,
    /// Boxes of each class.
    pub(crate) members: Vec<Vec<usize>>,
    /// Classes of the boxes of each band, in the boxes' order.
    pub(crate) in_band: Vec<Vec<usize>>,
    /// Row of its band that each box is pinned to.
    pub(crate) row_pin: Vec<Option<u16>>,
    /// Column that each class is pinned to.
    pub(crate) column_pin: Vec<Option<u16>>,
    /// The class of the edges of bands: alone in the first column.
    pub(crate) edge: Option<usize>,
    /// Most boxes in a band.
    pub(crate) widest: usize,
    /// Weights of the cost.
    pub(crate) weights: Weights,
    /// Price of a crossing of two routes, in the router's units.
    pub(crate) routed_crossing: i32,
}

impl<'a> Problem<'a> {
    /// Makes `chart` ready.
    pub(crate) fn new(chart: &'a Chart) -> Self {
        let n = chart.boxes.len();
        let bands = chart.boxes.iter().map(|b| b.band + 1).max().unwrap_or(0).max(chart.bands);
        let mut row_pin = dense_pins(chart.boxes.iter().map(|b| (b.band, b.row)), n);
        let edges = edges(chart);
        let has_edges = edges.contains(&true);
        let mut column_pins = dense_pins(chart.boxes.iter().map(|b| (0, b.column)), n);
        if has_edges {
            // the first column is the edges' alone
            for (pin, is_edge) in column_pins.iter_mut().zip(&edges) {
                *pin = if *is_edge { Some(0) } else { pin.map(|column| column.saturating_add(1)) };
            }
        }
        // a second box of a class in one band, or one pinned to another column, is a class of its own
        let mut class = vec![0; n];
        let mut members: Vec<Vec<usize>> = Vec::new();
        let mut column_pin: Vec<Option<u16>> = Vec::new();
        let mut parts: BTreeMap<(bool, usize), Vec<usize>> = BTreeMap::new();
        for (i, b) in chart.boxes.iter().enumerate() {
            let known = parts.entry((edges[i], if edges[i] { 0 } else { b.class })).or_default();
            let fits = |&&c: &&usize| {
                let pins_agree =
                    column_pin[c].is_none() || column_pins[i].is_none() || column_pin[c] == column_pins[i];
                pins_agree && members[c].iter().all(|&o| chart.boxes[o].band != b.band)
            };
            let found = known.iter().find(fits).copied();
            let c = found.unwrap_or_else(|| {
                known.push(members.len());
                members.push(Vec::new());
                column_pin.push(None);
                members.len() - 1
            });
            class[i] = c;
            members[c].push(i);
            column_pin[c] = column_pin[c].or(column_pins[i]);
        }
        // of two boxes in one cell, by their own pins or their classes', the later one keeps its column only
        let mut cells = BTreeSet::new();
        for (i, b) in chart.boxes.iter().enumerate() {
            if let (Some(row), Some(column)) = (row_pin[i], column_pin[class[i]])
                && !cells.insert((b.band, row, column))
            {
                row_pin[i] = None;
            }
        }
        let mut in_band = vec![Vec::new(); bands];
        for (b, &c) in chart.boxes.iter().zip(&class) {
            in_band[b.band].push(c);
        }
        let edge = edges.iter().position(|is_edge| *is_edge).map(|first| class[first]);
        let widest = in_band.iter().map(Vec::len).max().unwrap_or(0);
        let (class_step, band_step) = match chart.direction {
            Direction::Down => (placement::ACROSS, placement::DOWN),
            Direction::Right => (placement::DOWN, placement::ACROSS),
        };
        let (class_lane, band_lane) = lane_weights(chart.direction, 1.0, 0);
        let crowded = Traffic::of(chart.arrows.len()) >= Traffic::Crowded;
        let crossing = if crowded { placement::CROWDED_CROSSING } else { placement::CROSSING };
        let weights =
            Weights { bend: placement::BEND, crossing, class_step, band_step, band_lane, class_lane };
        let routed_crossing = prices::routed_crossing(Traffic::of(chart.arrows.len()));
        Self {
            chart,
            bands,
            class,
            members,
            in_band,
            row_pin,
            column_pin,
            edge,
            widest,
            weights,
            routed_crossing,
        }
    }

    /// Whether the author pinned any class to a column.
    pub(crate) fn is_pinned(&self) -> bool {
        let mut pins = self.column_pin.iter().enumerate();
        pins.any(|(class, pin)| pin.is_some() && Some(class) != self.edge)
    }

    /// Whether nothing stands where it does because somebody says so.
    pub(crate) fn is_free(&self) -> bool {
        self.edge.is_none() && self.row_pin.iter().chain(&self.column_pin).all(Option::is_none)
    }

    /// Whether a box is the edge of its band.
    pub(crate) fn is_edge(&self, of: usize) -> bool {
        self.edge == Some(self.class[of])
    }

    /// By how much narrower than usual the sheet asked for is.
    pub(crate) fn narrowness(&self) -> f64 {
        USUAL_ASPECT / self.chart.aspect
    }

    /// The same chart, its columns dearer and its rows cheaper (or the other way round) by powers of how much the sheet asked for is
    /// narrower (or wider) than usual; none where the sheet is about as usual.
    pub(crate) fn for_sheet(&self) -> Vec<Self> {
        let narrower = self.narrowness();
        if ABOUT_USUAL.contains(&narrower) || narrower < FLATTER_THAN_ANY {
            return Vec::new();
        }
        let powers = if narrower > 1.0 { NARROW_POWERS } else { FLAT_POWERS };
        let narrower = narrower.clamp(WIDEST_WEIGHED, NARROWEST_WEIGHED);
        let weighed = powers.map(|power| {
            let (class_lane, band_lane) = lane_weights(self.chart.direction, narrower, power);
            Self { weights: Weights { class_lane, band_lane, ..self.weights }, ..self.clone() }
        });
        weighed.into()
    }

    /// The same chart, its columns dearer by a factor to a power, and its rows cheaper by half that power.
    pub(crate) fn narrower(&self, by: f64, power: u32) -> Self {
        let by = by.clamp(1.0, NARROWEST_WEIGHED);
        let (class_lane, band_lane) = lane_weights(self.chart.direction, by, power);
        Self { weights: Weights { class_lane, band_lane, ..self.weights }, ..self.clone() }
    }

    /// The same chart with crossings dearer.
    pub(crate) fn tangled(&self) -> Self {
        let weights = Weights { crossing: placement::TANGLED_CROSSING, ..self.weights };
        Self { weights, routed_crossing: prices::tangled_crossing(), ..self.clone() }
    }

    /// Number of boxes.
    pub(crate) fn boxes(&self) -> usize {
        self.class.len()
    }

    /// Number of arrows.
    pub(crate) fn arrows(&self) -> usize {
        self.chart.arrows.len()
    }

    /// The chart by its boxes.
    pub(crate) fn size(&self) -> Size {
        Size::of(self.boxes())
    }

    /// The chart by its arrows.
    pub(crate) fn traffic(&self) -> Traffic {
        Traffic::of(self.arrows())
    }

    /// Number of classes.
    pub(crate) fn classes(&self) -> usize {
        self.members.len()
    }

    /// Band of a box.
    pub(crate) fn band(&self, of: usize) -> usize {
        self.chart.boxes[of].band
    }

    /// The boxes that arrow `arrow` leaves and enters.
    pub(crate) fn ends(&self, arrow: usize) -> (usize, usize) {
        let a = &self.chart.arrows[arrow];
        (a.from, a.to)
    }

    /// The axis (0: x, 1: y) along which the classes have their places; the bands follow each other along the other.
    pub(crate) fn class_axis(&self) -> usize {
        match self.chart.direction {
            Direction::Down => 0,
            Direction::Right => 1,
        }
    }

    /// For each class the classes at the other ends of its arrows, once an arrow.
    pub(crate) fn class_neighbours(&self) -> Vec<Vec<usize>> {
        let mut out = vec![Vec::new(); self.classes()];
        for i in 0..self.arrows() {
            let (a, b) = self.ends(i);
            let (a, b) = (self.class[a], self.class[b]);
            if a != b {
                out[a].push(b);
                out[b].push(a);
            }
        }
        out
    }
}

/// Weights of a column of classes and of a row of a band, where columns of the sheet are dearer by a power of `narrower` and
/// its rows are cheaper by half that power.
fn lane_weights(direction: Direction, narrower: f64, power: u32) -> (i32, i32) {
    let (mut column, mut row) = (placement::COLUMN, placement::ROW);
    for half in 0..power {
        column *= narrower;
        row /= if half % 2 == 1 { narrower } else { 1.0 };
    }
    let (column, row) = (column as i32, row as i32);
    match direction {
        Direction::Down => (column, row),
        Direction::Right => (row, column),
    }
}

/// Which boxes are the edges of their bands: the first that asks for it in a band, unless an arrow goes from it to itself.
fn edges(chart: &Chart) -> Vec<bool> {
    let mut edges: Vec<bool> = chart.boxes.iter().map(|b| b.edge).collect();
    for arrow in chart.arrows.iter().filter(|arrow| arrow.from == arrow.to) {
        if let Some(is_edge) = edges.get_mut(arrow.from) {
            *is_edge = false;
        }
    }
    let mut bands = BTreeSet::new();
    for (is_edge, b) in edges.iter_mut().zip(&chart.boxes) {
        *is_edge = *is_edge && bands.insert(b.band);
    }
    edges
}

/// Pins brought close together in each group: their order stays, and between two of them there is room for at most the
/// boxes of the group, so that a pin of a million costs nothing.
fn dense_pins(pins: impl Iterator<Item = (usize, Option<usize>)>, n: usize) -> Vec<Option<u16>> {
    let mut groups: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, (group, pin)) in pins.enumerate() {
        *sizes.entry(group).or_default() += 1;
        if let Some(pin) = pin {
            groups.entry(group).or_default().push((pin, i));
        }
    }
    let mut out = vec![None; n];
    for (group, mut list) in groups {
        list.sort_unstable();
        let free = sizes.get(&group).copied().unwrap_or(0) - list.len();
        let (mut last, mut value) = (None::<usize>, 0_usize);
        for (pin, i) in list {
            value = match last {
                None => pin.min(free),
                Some(l) => value + (pin - l).min(free + 1),
            };
            last = Some(pin);
            out[i] = u16::try_from(value).ok();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::chart::ChartBox;
    use super::{Chart, Problem};

    fn chart(boxes: &[(usize, usize, Option<usize>, Option<usize>)]) -> Chart {
        let make = |&(band, class, row, column): &(usize, usize, Option<usize>, Option<usize>)| ChartBox {
            band,
            class,
            width: 100,
            height: 50,
            row,
            column,
            edge: false,
        };
        Chart { boxes: boxes.iter().map(make).collect(), ..Chart::default() }
    }

    #[test]
    fn a_second_box_of_a_class_in_a_band_is_a_class_of_its_own() {
        let c = chart(&[(0, 5, None, None), (0, 5, None, None), (1, 5, None, None)]);
        let p = Problem::new(&c);
        assert_eq!(p.class, [0, 1, 0]);
        assert_eq!(p.members, [vec![0, 2], vec![1]]);
        assert_eq!((p.bands, p.widest), (2, 2));
    }

    #[test]
    fn pins_are_brought_close_and_contradictions_dropped() {
        let c = chart(&[
            (0, 0, Some(900), Some(70)),
            (0, 1, Some(900), Some(70)),
            (0, 2, Some(3), None),
            (1, 0, None, Some(9)),
        ]);
        let p = Problem::new(&c);
        assert_eq!(p.row_pin, [Some(1), None, Some(0), None]);
        // the class of box 0 is pinned to another column than box 3, which therefore stands alone
        assert_ne!(p.class[0], p.class[3]);
        let column = |i: usize| p.column_pin[p.class[i]];
        assert!(column(3) < column(0));
        assert_eq!(column(0), column(1));
    }

    #[test]
    fn columns_are_dearer_for_a_narrow_sheet_and_cheaper_for_a_flat_one() {
        let weighed = |aspect: f64| -> Vec<i32> {
            let chart = Chart { aspect, ..chart(&[(0, 0, None, None), (1, 0, None, None)]) };
            let problem = Problem::new(&chart);
            let more = |other: &Problem<'_>| other.weights.class_lane - problem.weights.class_lane;
            problem.for_sheet().iter().map(more).collect()
        };
        assert!(weighed(std::f64::consts::SQRT_2).is_empty() && weighed(10.0).is_empty());
        assert!(weighed(0.7).iter().all(|more| *more > 0) && weighed(0.7).is_sorted());
        assert!(weighed(2.0)[0] == 0 && weighed(2.0)[1] < 0);
    }

    #[test]
    fn two_boxes_are_not_pinned_to_one_cell_through_their_classes() {
        let c = chart(&[
            (0, 0, None, Some(2)),
            (0, 1, None, Some(2)),
            (1, 0, Some(3), None),
            (1, 1, Some(3), None),
        ]);
        let p = Problem::new(&c);
        assert!(p.row_pin[2].is_some() && p.row_pin[3].is_none());
    }
}
