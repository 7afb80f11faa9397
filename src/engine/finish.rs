//! Step 9, choice: the best placements are finished, and the best finished drawing is taken.
//!
//! Placements are compared by their routed cost first: a finished score alone prefers more bends on a narrower sheet.

use super::chart::Drawing;
use super::prices::{NEAR_COST, score as price};
use super::problem::Problem;
use super::regime::{FinishEffort, LabelEffort, Size};
use crate::engine::coordinates::canvas::Canvas;
use crate::engine::labels::score::score;
use crate::engine::labels::search::search_labels;
use crate::engine::labels::seats::first_seats;
use crate::engine::placement::cells::{Cells, Placement};
use crate::engine::placement::leaves::Blocks;
use crate::engine::placement::refine::Routed;
use crate::engine::routing::broad::broaden;
use crate::engine::routing::bundles::order_bundles;
use crate::engine::routing::comb::comb;
use crate::engine::routing::grid::Grid;
use crate::engine::routing::router::Workspace;
use crate::engine::routing::routes::{Routes, route};
use crate::engine::routing::segments::segments;
use crate::threads;

/// A drawing with the cells that it is of.
pub(crate) struct Found {
    pub(crate) drawing: Drawing,
    pub(crate) cells: Cells,
}

impl Found {
    pub(crate) fn score(&self) -> f64 {
        self.drawing.report.score
    }
}

/// The best drawing of the placements in `pool`, which are sorted by cost. Where several are near to each other, labels are
/// looked at once in each, and then in the best of them only.
pub(crate) fn choose(problem: &Problem<'_>, pool: &[Routed], effort: FinishEffort) -> Option<Found> {
    choose_with(problem, pool, &Blocks::new(), effort)
}

/// The same of placements that have some leaves in rows.
pub(crate) fn choose_with(
    problem: &Problem<'_>,
    pool: &[Routed],
    blocks: &Blocks,
    effort: FinishEffort,
) -> Option<Found> {
    let limit = pool.first()?.cost + NEAR_COST;
    let near: Vec<&Routed> = pool.iter().take(effort.placements).filter(|r| r.cost <= limit).collect();
    let routed = threads::each(near.len(), |k| Way::of(problem, near[k], blocks, effort));
    let compared = effort.labels.filter(|_| routed.len() > 1).map(|_| LabelEffort::COMPARED);
    let seated = threads::each(routed.len(), |k| {
        let way = &routed[k];
        let mut canvas = canvas(problem, &way.placement, &way.grid, &way.routes.paths);
        let labels = compared.map_or(0.0, |labels| search_labels(&mut canvas, labels));
        (labels + way.turns(), k, canvas)
    });
    let compactions: u32 = seated.iter().map(|(_, _, canvas)| canvas.compactions).sum();
    // of two with the same score the one of the cheaper placement
    let (_, best, canvas) = seated.into_iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let others = compactions - canvas.compactions;
    let mut drawing = finish(problem, &routed[best], canvas, effort);
    drawing.report.compactions += others;
    Some(Found { drawing, cells: near[best].cells.clone() })
}

/// A placement with its routes.
struct Way {
    placement: Placement,
    grid: Grid,
    routes: Routes,
}

impl Way {
    fn of(problem: &Problem<'_>, routed: &Routed, blocks: &Blocks, effort: FinishEffort) -> Self {
        let mut placement = Placement::new(problem, &routed.cells);
        let grid = Grid::new(&placement);
        // a memory of its own, for others are finished beside it; without a limit there are always routes
        let mut routes =
            route(problem, &placement, &grid, effort.route, &mut Workspace::default()).unwrap_or_default();
        // where labels go to where there is room, boxes are as wide as asked
        if effort.relocations == 0 && !routes.paths.is_empty() {
            if !blocks.is_empty() {
                comb(problem, &grid, blocks, &mut routes);
            }
            broaden(problem, &mut placement, &grid, &mut routes);
        }
        Self { placement, grid, routes }
    }

    /// The part of the score that bends and crossings are.
    fn turns(&self) -> f64 {
        price::BEND * f64::from(self.routes.bends) + price::CROSSING * f64::from(self.routes.crossings)
    }
}

/// Seats, compacts and finishes one placement.
fn finish(problem: &Problem<'_>, way: &Way, mut canvas: Canvas<'_>, effort: FinishEffort) -> Drawing {
    let Way { placement, routes, .. } = way;
    if let Some(labels) = effort.labels {
        search_labels(&mut canvas, labels);
    }
    // a large chart has no room for a search by compaction: its labels go where there is room
    match effort.relocations {
        0 => drop(canvas.compact(effort.rounds)),
        rounds => canvas.compact_large(rounds),
    }
    let score = score(&canvas) + way.turns();
    // after the score: air takes room that is there anyway, and must not speak against a drawing
    if effort.airy {
        canvas.air_rows(effort.rounds);
    }
    if problem.size() < Size::Huge {
        canvas.balance_boxes(effort.airy);
    }
    if effort.airy && problem.size() <= Size::Ordinary {
        canvas.mend_lines();
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
