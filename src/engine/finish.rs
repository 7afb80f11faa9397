//! Step 9, choice: the best placements are finished, and the best finished drawing is taken.
//!
//! Placements are compared by their routed cost first: a finished score alone prefers more bends on a narrower sheet.

use super::chart::Drawing;
use super::problem::Problem;
use super::search::HUGE_BOXES;
use crate::engine::coordinates::canvas::sheet;
use crate::engine::labels::score::score;
use crate::engine::labels::search::{LabelEffort, search_labels};
use crate::engine::placement::cells::Placement;
use crate::engine::placement::refine::Routed;
use crate::engine::routing::grid::Grid;
use crate::engine::routing::router::Workspace;
use crate::engine::routing::routes::{RouteEffort, route};
use crate::engine::tools::threads::from_starts;

/// How far behind the best routed cost a placement may be and still be finished.
pub(crate) const FINISH_WITHIN: f64 = 0.6;

/// How hard to finish.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FinishEffort {
    /// Placements to finish at most.
    pub(crate) placements: usize,
    /// The last routing.
    pub(crate) route: RouteEffort,
    /// Whether the sheet is brought to its aspect by air between the rows.
    pub(crate) airy: bool,
    /// Compactions of x and y that end the work.
    pub(crate) rounds: usize,
    /// Times that labels of a large chart move to where there is room; 0 for others.
    pub(crate) relocations: usize,
    /// The search for seats of labels; none in charts of very many arrows.
    pub(crate) labels: Option<LabelEffort>,
}

/// The best drawing of the placements in `pool`, which are sorted by cost.
pub(crate) fn choose(problem: &Problem<'_>, pool: &[Routed], effort: FinishEffort) -> Option<Drawing> {
    let limit = pool.first()?.cost + FINISH_WITHIN;
    let near: Vec<&Routed> = pool.iter().take(effort.placements).filter(|r| r.cost <= limit).collect();
    let finished = from_starts(near.len() as u64, |k| finish(problem, near[k as usize], effort));
    let compactions = finished.iter().map(|d| d.report.compactions).sum();
    // of two drawings with the same score the one of the cheaper placement
    let mut best = finished.into_iter().min_by(|a, b| a.report.score.total_cmp(&b.report.score))?;
    best.report.compactions = compactions;
    Some(best)
}

/// Routes, seats, compacts and finishes one placement.
fn finish(problem: &Problem<'_>, routed: &Routed, effort: FinishEffort) -> Drawing {
    let placement = Placement::new(problem, &routed.cells);
    let grid = Grid::new(&placement);
    // the last routing has no limit
    let routes =
        route(problem, &placement, &grid, effort.route, &mut Workspace::default()).unwrap_or_default();
    let mut sheet = sheet(problem, &placement, &grid, &routes.paths);
    if let Some(labels) = effort.labels {
        search_labels(&mut sheet, labels);
    }
    match effort.relocations {
        0 => drop(sheet.compact(effort.rounds)),
        rounds => sheet.compact_large(rounds),
    }
    let score = score(&sheet) + 25.0 * f64::from(routes.bends) + 80.0 * f64::from(routes.crossings);
    if effort.airy {
        sheet.air_rows(effort.rounds);
    }
    if problem.boxes() <= HUGE_BOXES {
        sheet.balance_boxes(effort.airy);
    }
    sheet.settle();
    let mut drawing = sheet.drawing();
    drawing.report.bends = routes.bends;
    drawing.report.crossings = routes.crossings;
    drawing.report.cost = placement.cost(problem, routes.bends, routes.crossings);
    drawing.report.score = score;
    drawing.report.compactions = sheet.compactions;
    drawing
}
