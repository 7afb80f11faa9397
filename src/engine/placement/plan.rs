//! Step 2c, the plan of the proof: the order in which classes are placed, and what is known when so many are.

use super::surrogate::Surrogate;
use crate::engine::problem::Problem;

/// What does not change during the search.
pub(crate) struct Plan<'a> {
    /// The chart.
    pub(crate) problem: &'a Problem<'a>,
    /// Its flat form.
    pub(crate) surrogate: &'a Surrogate,
    /// Rows a band at most.
    pub(crate) rows: usize,
    /// The cost to be beaten.
    pub(crate) incumbent: i32,
    /// The classes in the order in which they are placed.
    pub(crate) order: Vec<usize>,
    /// By the number of classes placed.
    pub(crate) depth: Vec<Depth>,
    /// For each box the number of bands with boxes above its own.
    pub(crate) levels: Vec<u8>,
    /// Whether mirror images are both looked at, because pins tell them apart.
    pub(crate) mirrored: bool,
    /// Bands in which a row may stay empty, because pins say so.
    pub(crate) pinned_band: Vec<bool>,
}

/// What is known when so many classes are placed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Depth {
    /// Arrows with both ends placed.
    pub(crate) arrows: Vec<(u8, u8)>,
    /// Those among them that end at the class placed last: its own box first.
    pub(crate) new: Vec<(u8, u8)>,
    /// Arrows with one end placed, to another band: class of the other end, and the box placed.
    pub(crate) half: Vec<(u8, u8)>,
    /// What the arrows that are not in `arrows` cost at least.
    pub(crate) rest: i32,
    /// Boxes of each band that are not placed.
    pub(crate) left: Vec<u8>,
    /// The boxes placed.
    pub(crate) boxes: Vec<u8>,
}

impl<'a> Plan<'a> {
    /// The plan of a proof that no placement of at most `rows` rows a band costs less than `incumbent`.
    pub(crate) fn new(
        problem: &'a Problem<'a>,
        surrogate: &'a Surrogate,
        rows: usize,
        incumbent: i32,
    ) -> Self {
        let order = connected_order(problem);
        let mut pinned_band = vec![false; problem.bands];
        for (i, pin) in problem.row_pin.iter().enumerate() {
            pinned_band[problem.band(i)] |= pin.is_some();
        }
        let depth = (0..=order.len()).map(|d| Depth::new(problem, surrogate, &order[..d])).collect();
        let mirrored = problem.column_pin.iter().any(Option::is_some);
        let levels = levels(surrogate);
        Self { problem, surrogate, rows, incumbent, order, depth, levels, mirrored, pinned_band }
    }
}

impl Depth {
    fn new(problem: &Problem<'_>, surrogate: &Surrogate, placed: &[usize]) -> Self {
        let is_placed = |i: u8| placed.contains(&problem.class[i as usize]);
        let is_new = |i: u8| placed.last() == Some(&problem.class[i as usize]);
        let mut depth = Self { left: vec![0; problem.bands], ..Self::default() };
        let level = levels(surrogate);
        let w = &surrogate.weights;
        for &(a, b) in &surrogate.arrows {
            let apart = level[a as usize].abs_diff(level[b as usize]);
            let (at_a, at_b) = (is_placed(a), is_placed(b));
            if at_a && at_b {
                depth.arrows.push((a, b));
                if is_new(a) {
                    depth.new.push((a, b));
                } else if is_new(b) {
                    depth.new.push((b, a));
                }
                continue;
            }
            depth.rest += match (a == b, apart) {
                // a self loop has three bends; two boxes of a band are a row or a column apart
                (true, _) => 3 * w.bend,
                (_, 0) => w.band_step.min(w.class_step),
                (_, d) => w.band_step * i32::from(d),
            };
            if at_a != at_b && apart > 0 {
                let (inner, outer) = if at_a { (a, b) } else { (b, a) };
                depth.half.push((surrogate.class[outer as usize], inner));
            }
        }
        depth.half.sort_unstable();
        for (i, &b) in surrogate.band.iter().enumerate() {
            depth.left[b as usize] += u8::from(!is_placed(i as u8));
        }
        depth.boxes = (0..surrogate.band.len() as u8).filter(|&i| is_placed(i)).collect();
        depth
    }
}

/// For each box the number of bands with boxes above its own: so many rows at least are above it.
fn levels(surrogate: &Surrogate) -> Vec<u8> {
    let mut rank = [0_u8; 65];
    for &b in &surrogate.band {
        rank[b as usize + 1] = 1;
    }
    for b in 0..64 {
        rank[b + 1] += rank[b];
    }
    surrogate.band.iter().map(|&b| rank[b as usize]).collect()
}

/// The classes, each next one the best connected to those before it.
fn connected_order(problem: &Problem<'_>) -> Vec<usize> {
    let neighbours = problem.class_neighbours();
    let mut order: Vec<usize> = Vec::new();
    let mut links = vec![0_usize; problem.classes()];
    while order.len() < problem.classes() {
        let best = (0..problem.classes())
            .filter(|c| !order.contains(c))
            .max_by_key(|&c| (links[c], neighbours[c].len(), usize::MAX - c))
            .unwrap_or(0);
        for &d in &neighbours[best] {
            links[d] += 1;
        }
        order.push(best);
    }
    order
}
