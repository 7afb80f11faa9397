//! The flow chart's layout engine: bands of boxes, labelled arrows at right angles.
//!
//! A pipeline of named steps, each a file, in folders by phase. Integers all through: the engine knows neither model, text
//! nor theme, and imports nothing of the house but `answers`, `named` and `threads`.
//!
//! | step | file | what it does |
//! | --- | --- | --- |
//! | 0 | `chart`, `problem` | what is asked; dense classes, pins without contradictions |
//! | 1 | `placement`: `cells`, `start` | a column for each class, a row for each box |
//! | 2 | `placement`: `surrogate`, `tangle`, `bends`, `detours`, `anneal`, `refine`, `proof`, `plan`, `large` | the search for the best cells |
//! | | `placement`: `moves`, `board`, `sight`, `weigher` | what a move changes of a placement's cost |
//! | | `placement`: `leaves` | leaves of one box in full rows |
//! | | `placement`: `pools` | what was searched for already |
//! | 3 | `routing`: `grid`, `router`, `crossings`, `routes`, `carry`, `untangle` | routes on a coarse grid |
//! | | `routing`: `comb`, `broad` | the ways of such leaves; hubs drawn out over what they join |
//! | 4 | `routing`: `segments`, `bundles` | the order of arrows on each line, and so their ports |
//! | 5 | `labels`: `seats` | a first seat for each label |
//! | 6 | `coordinates`: `canvas` | the sparse start, in which nothing overlaps |
//! | 7 | `coordinates`: `arc`, `frame`, `framing`, `scan`, `system`, `strips`, `constraints`, `simplex`, `tree`, `rough`, `compaction` | coordinates; nothing can come to overlap |
//! | 8 | `labels`: `search`, `score`, `relocation` | better seats for labels |
//! | 9 | `coordinates`: `through`, `settle`; `finish` | lines through boxes, labels centred, strips settled; the best of the finished drawings |
//!
//! `search` runs them with the budgets that `regime` has for the chart's size and the effort; what a drawing costs stands in
//! `prices`. `tools` holds what is no step of its own.
mod chart;
mod coordinates;
mod finish;
mod labels;
mod placement;
mod prices;
mod problem;
mod regime;
mod routing;
mod search;
#[cfg(test)]
pub(crate) mod tests;
mod tools;

pub use chart::Proof;
pub(crate) use chart::{
    Along, Chart, ChartArrow, ChartBox, Direction, Drawing, IRect, Lane, PlacedLabel, Side, Spacing, WrapSize,
};
pub(crate) use placement::pools::Pools;
pub use regime::{Budget, Effort};

use chart::Report;
use problem::Problem;
use regime::Regime;

/// Lays a chart out. Never fails: any chart whose arrows' ends are boxes of it has a drawing, the same whatever `pools` knows
/// already.
pub(crate) fn lay_out(chart: &Chart, effort: Effort, pools: &Pools) -> Drawing {
    let problem = Problem::new(chart);
    if chart.boxes.is_empty() {
        return Drawing::default();
    }
    search::search(&problem, effort, pools)
}

/// Whether a chart is small enough for its finished drawing to be gone over, each box and label against all others; larger ones are
/// seen from further off.
pub(crate) fn is_gone_over(chart: &Chart) -> bool {
    Regime::of(chart.boxes.len(), chart.arrows.len(), Effort::Default).is_gone_over()
}

/// What ended the search for a chart's drawing.
pub(crate) fn ended_by(chart: &Chart, effort: Effort, drawing: &Drawing) -> Vec<Budget> {
    let regime = Regime::of(chart.boxes.len(), chart.arrows.len(), effort);
    let Report { proof, ended, .. } = drawing.report;
    let unproved = proof.filter(|proof| !proof.proved).map(|_| Budget::Proof);
    regime.budgets().chain(ended.then_some(Budget::Neighbours)).chain(unproved).collect()
}
