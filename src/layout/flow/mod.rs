//! The flow chart's layout engine: bands of boxes, labelled arrows at right angles, outcomes below.
//!
//! A pipeline of named steps, each a file. Integers all through: the engine knows neither model, text nor theme.
//!
//! | step | file | what it does |
//! | --- | --- | --- |
//! | 0 | `problem` | dense classes, pins without contradictions |
//! | 1 | `cells`, `start` | a column for each class, a row for each box |
//! | 2 | `surrogate`, `tangle`, `bends`, `detours`, `starts`, `anneal`, `refine`, `exact`, `plan`, `large` | the search for the best cells |
//! | 3 | `grid`, `router`, `crossings`, `routes` | routes on a coarse grid |
//! | 4 | `segments`, `bundles` | the order of arrows on each line, and so their ports |
//! | 5 | `seats` | a first seat for each label |
//! | 6 | `sheet` | the sparse start, in which nothing overlaps |
//! | 7 | `constraints`, `strips`, `active`, `simplex`, `rough`, `compaction` | coordinates; nothing can come to overlap |
//! | 8 | `label_search`, `score`, `relocation`, `buckets` | better seats for labels |
//! | 9 | `choice`, `finish` | the best of the finished drawings, labels centred |
//!
//! `search` runs them with the budgets of an effort; `picture` puts what they find into a scene.

mod active;
mod anneal;
mod bends;
mod buckets;
mod bundles;
mod cells;
mod chart;
mod choice;
mod compaction;
mod constraints;
mod crossings;
mod detours;
mod exact;
mod finish;
mod grid;
mod label_search;
mod large;
mod picture;
mod plan;
mod problem;
mod refine;
mod relocation;
mod rng;
mod rough;
mod router;
mod routes;
mod score;
mod search;
mod seats;
mod segments;
mod sheet;
mod simplex;
mod start;
mod starts;
mod strips;
mod surrogate;
mod tangle;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use chart::{Along, Chart, ChartArrow, ChartBox, Drawing, Effort, IRect, Side, Spacing, WrapSize};

pub use chart::Proof;
pub(super) use picture::draw;
pub use picture::tied_functions;

use problem::Problem;

/// Lays a chart out. Never fails: any chart whose arrows' ends are boxes of it has a drawing.
pub(crate) fn lay_out(chart: &Chart, effort: Effort) -> Drawing {
    let problem = Problem::new(chart);
    if chart.boxes.is_empty() {
        return Drawing::default();
    }
    search::search(&problem, effort)
}
