//! Step 9, choice: the best placements are finished, and the best finished drawing is taken.
//!
//! Placements are compared by their routed cost first: a finished score alone prefers more bends on a narrower sheet.

use super::chart::Drawing;
use super::prices::{NEAR_COST, score as price};
use super::problem::Problem;
use super::regime::{FinishEffort, Size};
use crate::engine::coordinates::canvas::Canvas;
use crate::engine::labels::score::score;
use crate::engine::labels::search::search_labels;
use crate::engine::labels::seats::first_seats;
use crate::engine::placement::cells::Placement;
use crate::engine::placement::refine::Routed;
use crate::engine::routing::bundles::order_bundles;
use crate::engine::routing::grid::Grid;
use crate::engine::routing::router::Workspace;
use crate::engine::routing::routes::route;
use crate::engine::routing::segments::segments;
use crate::threads;

/// The best drawing of the placements in `pool`, which are sorted by cost.
pub(crate) fn choose(problem: &Problem<'_>, pool: &[Routed], effort: FinishEffort) -> Option<Drawing> {
    let limit = pool.first()?.cost + NEAR_COST;
    let near: Vec<&Routed> = pool.iter().take(effort.placements).filter(|r| r.cost <= limit).collect();
    let finished = threads::each(near.len(), |k| finish(problem, near[k], effort));
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
    // a memory of its own, for others are finished beside it; without a limit there are always routes
    let routes =
        route(problem, &placement, &grid, effort.route, &mut Workspace::default()).unwrap_or_default();
    let mut canvas = canvas(problem, &placement, &grid, &routes.paths);
    if let Some(labels) = effort.labels {
        search_labels(&mut canvas, labels);
    }
    // a large chart has no room for a search by compaction: its labels go where there is room
    match effort.relocations {
        0 => drop(canvas.compact(effort.rounds)),
        rounds => canvas.compact_large(rounds),
    }
    let score = score(&canvas)
        + price::BEND * f64::from(routes.bends)
        + price::CROSSING * f64::from(routes.crossings);
    // after the score: air takes room that is there anyway, and must not speak against a drawing
    if effort.airy {
        canvas.air_rows(effort.rounds);
    }
    if problem.size() < Size::Huge {
        canvas.balance_boxes(effort.airy);
    }
    canvas.settle();
    let mut drawing = canvas.drawing();
    drawing.report.bends = routes.bends;
    drawing.report.crossings = routes.crossings;
    drawing.report.cost = placement.cost(problem, routes.bends, routes.crossings);
    drawing.report.score = score;
    drawing.report.compactions = canvas.compactions;
    drawing
}

/// A canvas of routes, ordered and with labels on their first seats.
pub(crate) fn canvas<'a>(
    problem: &'a Problem<'a>,
    placement: &'a Placement,
    grid: &Grid,
    paths: &[Vec<u32>],
) -> Canvas<'a> {
    let (mut segments, of_arrow) = segments(problem, grid, paths);
    order_bundles(paths, &mut segments);
    let mut canvas = Canvas::new(problem, placement, segments, of_arrow);
    first_seats(&mut canvas);
    canvas
}
