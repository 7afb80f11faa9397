//! The whole search: which steps with which budgets, for charts of ordinary size and for large ones.

use super::chart::{Drawing, Effort, Proof};
use super::finish::{FINISH_WITHIN, FinishEffort, choose};
use super::problem::{Problem, UNIT};
use crate::engine::labels::search::LabelEffort;
use crate::engine::placement::anneal::{Schedule, anneal};
use crate::engine::placement::cells::{Cells, Placement};
use crate::engine::placement::large::large;
use crate::engine::placement::proof::enumerate;
use crate::engine::placement::refine::{ORDINARY_ARROWS, RefineEffort, Routed, refine, routed_cost};
use crate::engine::placement::start::start;
use crate::engine::placement::surrogate::Surrogate;
use crate::engine::routing::router::Workspace;
use crate::engine::routing::routes::RouteEffort;

/// Boxes up to which placements are annealed, routed and compared.
const SMALL_BOXES: usize = 80;
/// Boxes above which coordinates need only be near the best.
pub(crate) const HUGE_BOXES: usize = 2_000;
/// Boxes up to which a placement can be proved best.
const PROOF_BOXES: usize = 25;
/// Arrows up to which seats of labels are searched.
const LABEL_ARROWS: usize = 150;
/// Columns at most, in the search for charts of ordinary size.
const MOST_COLUMNS: usize = 60;

/// Powers of the sheet's narrowness by which columns are made dearer, where the sheet is not as usual.
const NARROW_POWERS: [u32; 2] = [4, 6];

/// Lays out a chart that has boxes. For a sheet that is narrower or wider than usual a few weights of rows and columns are
/// tried, for what a lane costs there depends on the chart; the drawing that fits the sheet best is taken.
pub(crate) fn search(problem: &Problem<'_>, effort: Effort) -> Drawing {
    let mut best = by_weights(problem, effort);
    if problem.boxes() <= SMALL_BOXES {
        for other in NARROW_POWERS.into_iter().filter_map(|power| problem.for_sheet(power)) {
            let drawing = by_weights(&other, effort);
            if drawing.report.score < best.report.score {
                best = drawing;
            }
        }
    }
    best
}

/// The search with the problem's weights.
fn by_weights(problem: &Problem<'_>, effort: Effort) -> Drawing {
    let first = ordinary(problem, effort, 0).unwrap_or_else(|| sweeping(problem, effort));
    if effort < Effort::Best {
        return first;
    }
    // more search can only help, as the better drawing is kept; for small charts the proof is that search
    let mut best = first;
    let seeds = if problem.boxes() <= PROOF_BOXES { 0 } else { 3 };
    for seed in 1..=seeds {
        if let Some(d) = ordinary(problem, effort, seed) {
            best = better(best, d);
        }
    }
    prove(problem, best)
}

/// The better of two drawings by score, the first in doubt. A placement that costs more is no better for a smaller sheet.
fn better(a: Drawing, b: Drawing) -> Drawing {
    let (x, y) = (&a.report, &b.report);
    let finer = y.score < x.score && y.cost <= x.cost + FINISH_WITHIN;
    let proof = x.proof.or(y.proof);
    let work = (x.placements + y.placements, x.routed + y.routed, x.compactions + y.compactions);
    let mut best = if finer { b } else { a };
    best.report.proof = proof;
    (best.report.placements, best.report.routed, best.report.compactions) = work;
    best
}

/// What finishing a chart of so many arrows may take.
fn finish_effort(problem: &Problem<'_>, effort: Effort) -> FinishEffort {
    let arrows = problem.arrows();
    let (sweeps, tries) = if arrows <= ORDINARY_ARROWS { (3, 5) } else { (2, 2) };
    let searched = effort > Effort::Fast && arrows <= LABEL_ARROWS;
    let ordinary = problem.boxes() <= SMALL_BOXES;
    let huge = problem.boxes() > HUGE_BOXES;
    let split = arrows <= ORDINARY_ARROWS;
    FinishEffort {
        route: match (ordinary, huge) {
            (true, _) => RouteEffort { rounds: 4, split, margin: 1_000, limit: f64::INFINITY },
            (false, false) => RouteEffort { rounds: 1, split, margin: 2, limit: f64::INFINITY },
            (false, true) => RouteEffort { rounds: 0, split, margin: 2, limit: f64::INFINITY },
        },
        airy: ordinary,
        rounds: if ordinary { 3 } else { 1 },
        relocations: match (ordinary, huge) {
            (true, _) => 0,
            (false, false) => 4,
            (false, true) => 2,
        },
        placements: if effort > Effort::Fast && problem.boxes() <= PROOF_BOXES { 2 } else { 1 },
        labels: searched.then_some(LabelEffort { sweeps, tries, margin: 40.0 }),
    }
}

/// Columns and a start on them.
fn columns_and_start(problem: &Problem<'_>) -> (usize, Cells) {
    let wished = ((2 * problem.boxes()) as f64).sqrt() as usize;
    let columns = problem.widest.max(wished.min(problem.classes())).min(MOST_COLUMNS);
    let from = start(problem, columns);
    let used = from.column.iter().map(|&c| usize::from(c) + 1).max().unwrap_or(1);
    (columns.max(used), from)
}

/// The search for charts of ordinary size; none where the chart is too large for it.
fn ordinary(problem: &Problem<'_>, effort: Effort, seed: u64) -> Option<Drawing> {
    let n = problem.boxes();
    if n > SMALL_BOXES {
        return None;
    }
    let (columns, from) = columns_and_start(problem);
    let surrogate = Surrogate::new(problem, columns)?;
    surrogate.bound(&from, &mut surrogate.scratch())?;
    let tiny = n <= PROOF_BOXES;
    let many = problem.arrows() + 20;
    let moves = if tiny { 8_000 } else { (2_400_000 / many).clamp(4_000, 60_000) };
    let rows = 3.min(n);
    let (starts, seed) = if tiny { (4, seed) } else { (6, seed + 1) };
    let schedule = Schedule { starts, moves, columns, rows, keep: 400, seed };
    let (list, placements) = anneal(problem, &surrogate, &from, &schedule);
    let budget = RefineEffort {
        routed: if tiny { 1_500 } else { 1_000 },
        expanded: if tiny { 400_000 } else { 1_000_000 },
        rows: 3,
    };
    let (pool, routed) = refine(problem, &surrogate, &list, columns, budget);
    let mut drawing = choose(problem, &pool, finish_effort(problem, Effort::Fast))?;
    if effort > Effort::Fast
        && let Some(searched) = choose(problem, &pool, finish_effort(problem, effort))
    {
        drawing = better(drawing, searched);
    }
    drawing.report.placements = placements;
    drawing.report.routed = routed;
    Some(drawing)
}

/// The search for large charts: one placement, routed once.
fn sweeping(problem: &Problem<'_>, effort: Effort) -> Drawing {
    let n = problem.boxes() as f64;
    let share = if problem.boxes() > HUGE_BOXES { 0.42 } else { 0.7 };
    let columns = ((n * share).sqrt().round() as usize).clamp(4, problem.widest.max(4));
    let starts = if problem.boxes() > HUGE_BOXES { 1 } else { 4 };
    let cells = large(problem, columns, starts, 0);
    let pool = [Routed { cost: 0.0, cells }];
    choose(problem, &pool, finish_effort(problem, effort)).unwrap_or_default()
}

/// Looks at every placement that could be better than that of `best`.
fn prove(problem: &Problem<'_>, best: Drawing) -> Drawing {
    const NODES: u64 = 4_000_000;
    const ROUTED: usize = 20_000;
    let rows = problem.row_pin.iter().flatten().max().map_or(2, |&r| usize::from(r) + 1).max(2);
    let columns = problem.classes().min(64);
    if problem.boxes() > PROOF_BOXES {
        return best;
    }
    let Some(surrogate) = Surrogate::new(problem, columns) else {
        return best;
    };
    let incumbent = (best.report.cost * UNIT - 1e-6).ceil() as i32;
    let leaves = enumerate(problem, &surrogate, rows, incumbent, NODES);
    let mut space = Workspace::default();
    let mut pool: Vec<Routed> = Vec::new();
    let mut least = best.report.cost;
    let mut proved = leaves.complete;
    let mut routed = 0;
    for (bound, cells) in &leaves.list {
        if f64::from(*bound) / UNIT >= least {
            break;
        }
        if routed as usize >= ROUTED {
            proved = false;
            break;
        }
        routed += 1;
        let Some((_, routes)) = routed_cost(problem, cells, f64::INFINITY, &mut space) else { continue };
        let cost = Placement::new(problem, cells).cost(problem, routes.bends, routes.crossings);
        if cost < least - 1e-6 {
            least = cost;
            pool.push(Routed { cost, cells: cells.clone() });
        }
    }
    pool.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let found = choose(problem, &pool, finish_effort(problem, Effort::Best));
    let mut best = match found {
        Some(d) => better(best, d),
        None => best,
    };
    best.report.routed += routed;
    let bound = if proved { least } else { leaves.list.first().map_or(0.0, |l| f64::from(l.0) / UNIT) };
    best.report.proof = Some(Proof { nodes: leaves.nodes, bound, rows, proved });
    best
}
