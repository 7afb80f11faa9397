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

    pub(crate) fn worth(&self) -> Worth {
        Worth { score: self.score(), cost: self.drawing.report.cost }
    }
}

/// The best drawing of the placements in `pool`, which are sorted by cost, by each of some efforts: the first of two alike. Some leaves
/// may stand in rows.
pub(crate) fn choose(
    problem: &Problem<'_>,
    pool: &[Routed],
    blocks: &Blocks,
    efforts: &[FinishEffort],
) -> Option<Found> {
    let limit = pool.first()?.cost + NEAR_COST;
    let most = efforts.iter().map(|effort| effort.placements).max()?;
    let near: Vec<&Routed> = pool.iter().take(most).filter(|r| r.cost <= limit).collect();
    // placements are routed alike by every effort
    let ways = threads::each(near.len(), |k| Way::of(problem, near[k], blocks, efforts[0]));
    let canvases = threads::each(ways.len(), |k| ways[k].canvas(problem));
    let sought = threads::each(efforts.len(), |k| compacted(problem, &ways, &canvases, efforts[k]));
    let compactions: u32 = sought.iter().flatten().map(|sought| sought.compactions).sum();
    let best = sought.into_iter().flatten().reduce(better)?;
    let mut drawing = finish(problem, &ways[best.way], best.canvas, best.effort);
    let report = &mut drawing.report;
    (report.score, report.compactions) = (best.worth.score, report.compactions + compactions);
    Some(Found { drawing, cells: near[best.way].cells.clone() })
}

/// A placement with its labels sought and compacted.
struct Compacted<'a> {
    canvas: Canvas<'a>,
    /// Which placement it is of.
    way: usize,
    effort: FinishEffort,
    worth: Worth,
    compactions: u32,
}

/// How good a drawing is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worth {
    /// Score of the finished drawing.
    pub(crate) score: f64,
    /// Cost of the placement with its routes.
    pub(crate) cost: f64,
}

impl Worth {
    /// Whether a drawing is better than another by its score. A placement that costs more is no better for a smaller sheet.
    pub(crate) fn is_better(self, than: Self) -> bool {
        self.score < than.score && self.cost <= than.cost + NEAR_COST
    }
}

/// The better of two; the first on a tie.
fn better<'a>(a: Compacted<'a>, b: Compacted<'a>) -> Compacted<'a> {
    if b.worth.is_better(a.worth) { b } else { a }
}

/// The best of the first placements by an effort. Where several are near to each other, labels are looked at once in each, and then in
/// the best of them only.
fn compacted<'a>(
    problem: &Problem<'_>,
    ways: &'a [Way],
    canvases: &[Canvas<'a>],
    effort: FinishEffort,
) -> Option<Compacted<'a>> {
    let count = ways.len().min(effort.placements);
    let compared = effort.labels.filter(|_| count > 1).map(|_| LabelEffort::COMPARED);
    let seated = threads::each(count, |k| {
        let mut canvas = canvases[k].clone();
        let labels = compared.map_or(0.0, |labels| search_labels(&mut canvas, labels));
        (labels + ways[k].turns(), k, canvas)
    });
    let compactions: u32 = seated.iter().map(|(_, _, canvas)| canvas.compactions).sum();
    // of two with the same score the one of the cheaper placement
    let (_, way, mut canvas) = seated.into_iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let others = compactions - canvas.compactions;
    if let Some(labels) = effort.labels {
        search_labels(&mut canvas, labels);
    }
    // a large chart has no room for a search by compaction: its labels go where there is room
    match effort.relocations {
        0 => drop(canvas.compact(effort.rounds)),
        rounds => canvas.compact_large(rounds),
    }
    let score = score(&canvas) + ways[way].turns();
    let compactions = others + std::mem::take(&mut canvas.compactions);
    let worth = Worth { score, cost: ways[way].cost(problem) };
    Some(Compacted { canvas, way, effort, worth, compactions })
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

    /// Its canvas, on which labels have their first seats.
    fn canvas<'a>(&'a self, problem: &'a Problem<'a>) -> Canvas<'a> {
        canvas(problem, &self.placement, &self.grid, &self.routes.paths)
    }

    /// What the placement costs with its routes.
    fn cost(&self, problem: &Problem<'_>) -> f64 {
        self.placement.cost(problem, self.routes.bends, self.routes.crossings)
    }

    /// The part of the score that bends and crossings are.
    fn turns(&self) -> f64 {
        price::BEND * f64::from(self.routes.bends) + price::CROSSING * f64::from(self.routes.crossings)
    }
}

/// Finishes a placement that is compacted.
fn finish(problem: &Problem<'_>, way: &Way, mut canvas: Canvas<'_>, effort: FinishEffort) -> Drawing {
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
    drawing.report.bends = way.routes.bends;
    drawing.report.crossings = way.routes.crossings;
    drawing.report.cost = way.cost(problem);
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
