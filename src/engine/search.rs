//! The whole search: which steps with which budgets, for charts of ordinary size and for large ones.

use super::chart::{Drawing, Proof};
use super::finish::{Found, Searched, choose};
use super::prices::SAME_COST;
use super::prices::placement::UNIT;
use super::prices::score::AGAINST_ORDER;
use super::problem::Problem;
use super::regime::{
    BENDS_SHARE, Effort, FinishEffort, LEAF_ROWS, MASK_LANES, NARROW_POWERS, PROOF_NODES, PROOF_ROUTED,
    PROOF_ROWS, Regime, SPARE, Size, SweepEffort, WIDER,
};
use crate::engine::placement::anneal::anneal;
use crate::engine::placement::cells::{Cells, Placement};
use crate::engine::placement::large::large;
use crate::engine::placement::leaves::{Blocks, blocks, in_rows};
use crate::engine::placement::pools::Pools;
use crate::engine::placement::proof::enumerate;
use crate::engine::placement::refine::{Pool, Routed, refine, routed_cost};
use crate::engine::placement::start::start;
use crate::engine::placement::surrogate::Surrogate;
use crate::engine::routing::router::Workspace;

/// Lays out a chart that has boxes. Where that would be too wide for its type to be read, columns are made dearer.
pub(crate) fn search(problem: &Problem<'_>, effort: Effort, pools: &Pools) -> Drawing {
    let regime = Regime::of(problem.boxes(), problem.arrows(), effort);
    // leaves in rows are what makes a wide hub narrow, and no sketch has them
    let is_sketched = regime.is_sketched() && problem.for_sheet().is_empty() && blocks(problem).is_empty();
    if problem.chart.is_sketch && is_sketched {
        return sketch(problem, regime, pools).map_or_else(Drawing::default, |found| found.drawing);
    }
    let sketched = if is_sketched { narrower_by_sketches(problem, regime, pools) } else { None };
    let Some(mut best) = on_sheet(sketched.as_ref().unwrap_or(problem), regime, pools) else {
        return Drawing::default();
    };
    if is_sketched || !regime.is_compared() {
        return best.drawing;
    }
    best = leaves_in_rows(problem, regime, best);
    for other in narrower(problem, regime, too_wide(problem, &best.drawing)) {
        let found = by_weights(&other, regime.again(), pools);
        best = found.filter(|found| is_easier(problem, &found.drawing, &best.drawing)).unwrap_or(best);
    }
    best.drawing
}

/// The same chart with columns made dearer, twice, where a drawing is so many times as wide as is read with ease.
fn narrower<'a>(problem: &Problem<'a>, regime: Regime, wider: f64) -> Vec<Problem<'a>> {
    let is_asked = !problem.chart.is_sketch && problem.chart.narrowed_up_to.is_none_or(|most| wider <= most);
    // on a narrow sheet columns are as dear already
    let is_too_wide = wider > WIDER && SPARE * wider > problem.narrowness();
    if !is_asked || !is_too_wide || !regime.is_narrowed() {
        return Vec::new();
    }
    NARROW_POWERS.map(|power| problem.narrower(SPARE * wider, power)).into()
}

/// The same chart with columns made dearer, where sketches tell that it is plainly too wide and easier to read so.
fn narrower_by_sketches<'a>(problem: &Problem<'a>, regime: Regime, pools: &Pools) -> Option<Problem<'a>> {
    problem.chart.readable?;
    let mut best = sketch(problem, regime, pools)?;
    let mut by = None;
    for other in narrower(problem, regime, too_wide(problem, &best.drawing)) {
        let found = sketch(&other, regime, pools)?;
        if is_easier(problem, &found.drawing, &best.drawing) {
            (best, by) = (found, Some(other));
        }
    }
    by
}

/// A drawing that tells how wide a chart will be, how many bends it will have and how many crossings: part of a search, and labels on
/// their first seats.
fn sketch(problem: &Problem<'_>, regime: Regime, pools: &Pools) -> Option<Found> {
    let pool = searched(problem, regime.sketch(), 0, pools)?;
    let mut found =
        finished(problem, &pool.routed, &Blocks::new(), &[regime.with(Effort::Fast).finishing()])?;
    tell_of(&mut found, &[pool]);
    Some(found)
}

/// The drawing that fits the sheet best. For one that is narrower or wider than usual two weights of rows and columns are tried, for
/// what a lane costs there depends on the chart: those that suit most sheets with a whole search, the others with part of one. What both
/// found is finished together.
fn on_sheet(problem: &Problem<'_>, regime: Regime, pools: &Pools) -> Option<Found> {
    let weighed = if regime.is_compared() { problem.for_sheet() } else { Vec::new() };
    if weighed.is_empty() {
        let found = by_weights(problem, regime, pools)?;
        return Some(if regime.is_compared() { untangled(problem, regime, found, pools) } else { found });
    }
    let part = regime.again();
    // the dearest columns suit most sheets best
    let whole_or_part = |k: usize| if k + 1 == weighed.len() { regime.of_two() } else { part };
    let search = |(k, other)| searched(other, whole_or_part(k), 0, pools);
    let found: Option<Vec<Pool>> = weighed.iter().enumerate().map(search).collect();
    let found = found?;
    let groups = weighed.iter().zip(&found);
    let groups: Vec<_> = groups.map(|(problem, pool)| Searched { problem, routed: &pool.routed }).collect();
    let (mut best, by) = choose(&groups, &Blocks::new(), &part.finishings())?;
    tell_of(&mut best, &found);
    if weighed[by].weights == problem.weights {
        best = untangled(problem, part, best, pools);
    }
    if regime.effort == Effort::Best {
        for other in &weighed {
            let whole = by_weights(other, regime, pools);
            best = whole.filter(|whole| whole.score() <= best.score()).unwrap_or(best);
        }
    }
    Some(best)
}

/// What was found, or where many arrows cross a drawing of a placement that costs less, crossings and all.
fn untangled(problem: &Problem<'_>, regime: Regime, mut best: Found, pools: &Pools) -> Found {
    if !regime.is_untangled(best.drawing.report.crossings) {
        return best;
    }
    let Some(mut found) = drawn(&problem.tangled(), regime, 0, pools) else { return best };
    let crossings = found.drawing.crossings();
    let report = &mut found.drawing.report;
    report.cost = Placement::new(problem, &found.cells).cost(problem, report.bends, crossings);
    let is_cheaper = report.cost < best.drawing.report.cost - SAME_COST;
    if is_cheaper && crossings < best.drawing.crossings() {
        report.crossings = crossings;
        best = found;
    }
    best
}

/// What was found, or a better drawing that has leaves in full rows and in the model's order.
fn leaves_in_rows(problem: &Problem<'_>, regime: Regime, mut best: Found) -> Found {
    let blocks = blocks(problem);
    let from = best.cells.clone();
    for rows in 1..=if blocks.is_empty() { 0 } else { LEAF_ROWS } {
        let Some(cells) = in_rows(problem, &blocks, &from, rows) else { break };
        let found =
            finished(problem, &[Routed { cost: 0.0, cells, kept: None }], &blocks, &[regime.finishing()]);
        let in_order = |found: &Found| found.score() + AGAINST_ORDER * f64::from(found.cells.turned(problem));
        let is_better = |found: &Found| {
            found.drawing.report.crossings <= best.drawing.report.crossings
                && in_order(found) < in_order(&best)
        };
        let Some(found) = found else { break };
        // more rows than it takes for type to be read tear a block apart
        let is_enough = problem.chart.readable.is_some() && too_wide(problem, &found.drawing) <= 1.0;
        if is_better(&found) {
            best = found;
        }
        if is_enough {
            break;
        }
    }
    best
}

/// How many times as wide as is read with ease the sheet is.
fn too_wide(problem: &Problem<'_>, drawing: &Drawing) -> f64 {
    let chart = problem.chart;
    let content = f64::from(drawing.width);
    let width = content + f64::from(chart.margins.0);
    width / (width - chart.too_wide(content)).max(1.0)
}

/// Whether a drawing is read with more ease than another: narrower, for hardly more bends and no more crossings.
fn is_easier(problem: &Problem<'_>, drawing: &Drawing, than: &Drawing) -> bool {
    let (new, old) = (&drawing.report, &than.report);
    let bends = old.bends + old.bends / BENDS_SHARE + 1;
    too_wide(problem, drawing) < too_wide(problem, than) - 0.01
        && new.crossings <= old.crossings
        && new.bends <= bends
}

/// The search with the problem's weights.
fn by_weights(problem: &Problem<'_>, regime: Regime, pools: &Pools) -> Option<Found> {
    let first = drawn(problem, regime, 0, pools)?;
    if regime.effort < Effort::Best {
        return Some(first);
    }
    // more search can only help, as the better drawing is kept
    let mut best = first;
    for seed in 1..=regime.further_seeds() {
        if let Some(d) = drawn(problem, regime, seed, pools) {
            best = better(best, d);
        }
    }
    Some(prove(problem, regime, best))
}

/// The better of two drawings; the first on a tie.
fn better(a: Found, b: Found) -> Found {
    let (x, y) = (&a.drawing.report, &b.drawing.report);
    let finer = b.worth().is_better(a.worth());
    let proof = x.proof.or(y.proof);
    let work = (x.placements + y.placements, x.routed + y.routed, x.compactions + y.compactions);
    let mut best = if finer { b } else { a };
    let report = &mut best.drawing.report;
    report.proof = proof;
    (report.placements, report.routed, report.compactions) = work;
    best
}

/// Columns and a start on them.
fn columns_and_start(problem: &Problem<'_>, regime: Regime) -> (usize, Cells) {
    let columns = regime.columns(problem.widest, problem.classes());
    let from = start(problem, columns);
    let used = from.column.iter().map(|&c| usize::from(c) + 1).max().unwrap_or(1);
    (columns.max(used), from)
}

/// The placements that a search from a seed finds.
fn searched(problem: &Problem<'_>, regime: Regime, seed: u64, pools: &Pools) -> Option<Pool> {
    let search =
        || ordinary(problem, regime, seed).or_else(|| (seed == 0).then(|| sweeping(problem, regime)));
    pools.of(problem, regime, seed, search)
}

/// The best drawing of the placements that a search from a seed finds.
fn drawn(problem: &Problem<'_>, regime: Regime, seed: u64, pools: &Pools) -> Option<Found> {
    let pool = searched(problem, regime, seed, pools)?;
    let mut found = finished(problem, &pool.routed, &Blocks::new(), &regime.finishings())?;
    tell_of(&mut found, &[pool]);
    Some(found)
}

/// The best drawing of placements.
fn finished(
    problem: &Problem<'_>,
    routed: &[Routed],
    blocks: &Blocks,
    efforts: &[FinishEffort],
) -> Option<Found> {
    choose(&[Searched { problem, routed }], blocks, efforts).map(|(found, _)| found)
}

/// Tells what searches looked at with what they found.
fn tell_of(found: &mut Found, pools: &[Pool]) {
    let report = &mut found.drawing.report;
    report.placements = pools.iter().map(|pool| pool.looked_at).sum();
    report.routed = pools.iter().map(|pool| pool.tried).sum();
    report.ended = pools.iter().any(|pool| pool.ended);
}

/// The search for placements of charts of ordinary size; none where the chart is too large for it.
pub(crate) fn ordinary(problem: &Problem<'_>, regime: Regime, seed: u64) -> Option<Pool> {
    if regime.size > Size::Ordinary {
        return None;
    }
    let (columns, from) = columns_and_start(problem, regime);
    let surrogate = Surrogate::new(problem, columns)?;
    // pins can ask for more rows than the masks hold
    surrogate.bound(&from, &mut surrogate.scratch())?;
    let (list, looked_at) = anneal(problem, &surrogate, &from, &regime.annealing(columns, seed));
    let pool = refine(problem, &surrogate, &list, columns, regime.refining());
    Some(Pool { looked_at, ..pool })
}

/// The search for placements of large charts: one.
fn sweeping(problem: &Problem<'_>, regime: Regime) -> Pool {
    let SweepEffort { columns, starts } = regime.sweeping(problem.widest);
    let cells = large(problem, columns, starts, 0);
    Pool { routed: vec![Routed { cost: 0.0, cells, kept: None }], ..Pool::default() }
}

/// Looks at every placement that could be better than that of `best`.
fn prove(problem: &Problem<'_>, regime: Regime, best: Found) -> Found {
    let rows = problem.row_pin.iter().flatten().max().map_or(0, |&r| usize::from(r) + 1).max(PROOF_ROWS);
    let columns = problem.classes().min(MASK_LANES);
    if regime.size > Size::Provable {
        return best;
    }
    let Some(surrogate) = Surrogate::new(problem, columns) else {
        return best;
    };
    let incumbent = (best.drawing.report.cost * UNIT - SAME_COST).ceil() as i32;
    let leaves = enumerate(problem, &surrogate, rows, incumbent, PROOF_NODES);
    let mut space = Workspace::default();
    let mut pool: Vec<Routed> = Vec::new();
    let mut least = best.drawing.report.cost;
    let mut proved = leaves.complete;
    let mut routed = 0;
    // least bound first: as soon as one reaches the least cost found, so do all that follow
    for (bound, cells) in &leaves.list {
        if f64::from(*bound) / UNIT >= least {
            break;
        }
        if routed >= PROOF_ROUTED {
            proved = false;
            break;
        }
        routed += 1;
        // the cost is counted by the placement's own weights, which the bound is in, and not by the router's
        let Some((_, routes)) = routed_cost(problem, cells, f64::INFINITY, &mut space) else { continue };
        let cost = Placement::new(problem, cells).cost(problem, routes.bends, routes.crossings);
        if cost < least - SAME_COST {
            least = cost;
            pool.push(Routed { cost, cells: cells.clone(), kept: None });
        }
    }
    pool.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let found = finished(problem, &pool, &Blocks::new(), &[regime.finishing()]);
    let mut best = match found {
        Some(d) => better(best, d),
        None => best,
    };
    best.drawing.report.routed += routed;
    let bound = if proved { least } else { leaves.list.first().map_or(0.0, |l| f64::from(l.0) / UNIT) };
    best.drawing.report.proof = Some(Proof { nodes: leaves.nodes, bound, rows, proved });
    best
}
