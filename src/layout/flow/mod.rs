//! The flow chart's layout engine: bands of boxes, labelled arrows at right angles, outcomes below.
//!
//! A pipeline of named steps, each a file. Integers all through: the engine knows neither model, text nor theme.
//!
//! | step | file | what it does |
//! | --- | --- | --- |
//! | 0 | `problem` | dense classes, pins without contradictions |
//! | 1 | `cells`, `start` | a column for each class, a row for each box |
//! | 2 | `surrogate`, `bends`, `anneal`, `refine`, `exact`, `large` | the search for the best cells |
//! | 3 | `grid`, `router`, `crossings`, `routes` | routes on a coarse grid |
//! | 4 | `segments`, `bundles` | the order of arrows on each line, and so their ports |
//! | 5 | `seats` | a first seat for each label |
//! | 6 | `sheet` | the sparse start, in which nothing overlaps |
//! | 7 | `constraints`, `active`, `simplex`, `compaction` | coordinates; nothing can come to overlap |
//! | 8 | `label_search`, `score` | better seats for labels |
//! | 9 | `choice`, `finish` | the best of the finished drawings, labels centred |

mod active;
mod anneal;
mod bends;
mod bundles;
mod cells;
mod chart;
mod choice;
mod compaction;
mod constraints;
mod crossings;
mod finish;
mod grid;
mod label_search;
mod picture;
mod problem;
mod refine;
mod rng;
mod router;
mod routes;
mod score;
mod seats;
mod segments;
mod sheet;
mod simplex;
mod start;
mod surrogate;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use chart::{Along, Chart, ChartArrow, ChartBox, Drawing, Effort, IRect, Side, WrapSize};

pub(super) use picture::draw;
pub use picture::tied_functions;

use problem::Problem;

/// Lays a chart out. Never fails: any chart whose arrows' ends are boxes of it has a drawing.
pub(crate) fn lay_out(chart: &Chart, effort: Effort) -> Drawing {
    let problem = Problem::new(chart);
    if chart.boxes.is_empty() {
        return Drawing::default();
    }
    small(&problem, effort).unwrap_or_default()
}

/// The search for charts of ordinary size.
fn small(problem: &Problem<'_>, _effort: Effort) -> Option<Drawing> {
    let n = problem.boxes();
    let wished = ((2 * n) as f64).sqrt() as usize;
    let columns = problem.widest.max(wished.min(problem.classes())).min(60);
    let from = start::start(problem, columns);
    let columns = from.column.iter().map(|&c| usize::from(c) + 1).max().unwrap_or(1).max(columns);
    let surrogate = surrogate::Surrogate::new(problem, columns)?;
    let tiny = n <= 25;
    let arrows = problem.arrows();
    let moves = if tiny { 8_000 } else { (2_400_000 / (arrows + 20)).clamp(4_000, 60_000) };
    let schedule = anneal::Schedule {
        starts: if tiny { 4 } else { 2 },
        moves,
        columns,
        rows: 3.min(n),
        keep: 400,
        seed: 0,
    };
    let (list, placements) = anneal::anneal(problem, &surrogate, &from, &schedule);
    let effort = refine::RefineEffort {
        routed: if tiny { 1_500 } else { 400 },
        expanded: if tiny { 400_000 } else { 1_000_000 },
        rows: 3,
    };
    let (pool, routed) = refine::refine(problem, &surrogate, &list, columns, effort);
    let ordinary = arrows <= refine::ORDINARY_ARROWS;
    let labels = label_search::LabelEffort {
        sweeps: if ordinary { 3 } else { 2 },
        tries: if ordinary { 8 } else { 2 },
        margin: 40.0,
    };
    let finish = choice::FinishEffort {
        placements: if tiny { 2 } else { 1 },
        labels: (arrows <= 150).then_some(labels),
    };
    let mut drawing = choice::choose(problem, &pool, finish)?;
    drawing.report.placements = placements;
    drawing.report.routed = routed;
    Some(drawing)
}
