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
use crate::engine::routing::routes::{Routes, route_beside};
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

/// Placements that were searched for by the weights of one problem, sorted by cost.
#[derive(Clone, Copy)]
pub(crate) struct Searched<'a> {
    pub(crate) problem: &'a Problem<'a>,
    pub(crate) routed: &'a [Routed],
}

/// The best drawing of the cheapest placements, one of each search, by each of some efforts, the largest last: the first of two alike,
/// and by whose weights it was found. Some leaves may stand in rows.
pub(crate) fn choose(
    searched: &[Searched<'_>],
    blocks: &Blocks,
    efforts: &[FinishEffort],
) -> Option<(Found, usize)> {
    let (last, lesser) = efforts.split_last()?;
    let groups = searched.iter().enumerate();
    let cheapest: Vec<_> = groups.filter_map(|(group, from)| Some((group, from.routed.first()?))).collect();
    // placements are routed alike by every effort
    let ways = threads::each(cheapest.len(), |k| {
        let (group, routed) = cheapest[k];
        Way::of(searched[group].problem, group, routed, blocks, efforts[0])
    });
    let canvases = threads::each(ways.len(), |k| ways[k].canvas());
    let (mut all, first) = compacted(&ways, &canvases, *last);
    let best = all.iter().map(|found| found.worth.score).fold(f64::INFINITY, f64::min);
    // the further rounds that a lesser effort has for the first seats gain far less than that
    let is_much_better = first.is_finite() && best < MUCH_BETTER * first;
    if !is_much_better {
        for effort in lesser {
            all.splice(0..0, compacted(&ways, &canvases, *effort).0);
        }
    }
    let compactions: u32 = all.iter().map(|sought| sought.compactions).sum();
    let best = all.into_iter().reduce(better)?;
    let mut drawing = finish(best.way, best.canvas, best.effort);
    let report = &mut drawing.report;
    (report.score, report.compactions) = (best.worth.score, report.compactions + compactions);
    Some((Found { drawing, cells: best.way.cells.clone() }, best.way.group))
}

/// A score is much better than one of which it is less than this share.
const MUCH_BETTER: f64 = 0.95;

/// A placement with its labels looked at.
struct Seated<'a> {
    canvas: Canvas<'a>,
    /// Which placement it is of.
    way: &'a Way<'a>,
    /// Its score so far.
    score: f64,
    /// The score of the labels' first seats, where other seats were searched for.
    first: f64,
}

/// A placement with its labels sought and compacted.
struct Compacted<'a> {
    canvas: Canvas<'a>,
    /// Which placement it is of.
    way: &'a Way<'a>,
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

/// The better of two; the first on a tie. What lanes cost tells only placements apart that were searched for by the same weights.
fn better<'a>(a: Compacted<'a>, b: Compacted<'a>) -> Compacted<'a> {
    let is_better =
        if a.way.group == b.way.group { b.worth.is_better(a.worth) } else { b.worth.score < a.worth.score };
    if is_better { b } else { a }
}

/// The placements finished by an effort, and the least score of the labels' first seats. Where there are several, labels are looked at
/// once in each, and then in the best of them only.
fn compacted<'a>(
    ways: &'a [Way<'a>],
    canvases: &[Canvas<'a>],
    effort: FinishEffort,
) -> (Vec<Compacted<'a>>, f64) {
    let compared = effort.labels.filter(|_| ways.len() > 1).map(|_| LabelEffort::COMPARED);
    let mut best = threads::each(ways.len(), |k| {
        let (mut canvas, way) = (canvases[k].clone(), &ways[k]);
        let labels = compared.map(|labels| search_labels(&mut canvas, labels));
        let [first, last] = labels.map_or([f64::INFINITY, 0.0], |labels| [labels.first, labels.last]);
        Seated { canvas, way, score: last + way.turns(), first: first + way.turns() }
    });
    let mut others: u32 = best.iter().map(|seated| seated.canvas.compactions).sum();
    let mut first = best.iter().map(|seated| seated.first).fold(f64::INFINITY, f64::min);
    if compared.is_some() {
        let ranked = best.iter().enumerate().min_by(|(_, a), (_, b)| a.score.total_cmp(&b.score));
        best = ranked.map(|(k, _)| k).map(|k| best.swap_remove(k)).into_iter().collect();
    }
    others -= best.iter().map(|best| best.canvas.compactions).sum::<u32>();
    let mut found = Vec::new();
    for Seated { mut canvas, way, .. } in best {
        if let Some(labels) = effort.labels {
            let bettered = search_labels(&mut canvas, labels);
            if compared.is_none() {
                first = first.min(bettered.first + way.turns());
            }
        }
        // a large chart has no room for a search by compaction: its labels go where there is room
        match effort.relocations {
            0 => drop(canvas.compact(effort.rounds)),
            rounds => canvas.compact_large(rounds),
        }
        let worth = Worth { score: score(&canvas) + way.turns(), cost: way.cost() };
        let compactions = std::mem::take(&mut others) + std::mem::take(&mut canvas.compactions);
        found.push(Compacted { canvas, way, effort, worth, compactions });
    }
    (found, first)
}

/// A placement with its routes.
struct Way<'a> {
    /// By whose weights it was searched for.
    problem: &'a Problem<'a>,
    group: usize,
    cells: &'a Cells,
    placement: Placement,
    grid: Grid,
    routes: Routes,
}

impl<'a> Way<'a> {
    fn of(
        problem: &'a Problem<'a>,
        group: usize,
        routed: &'a Routed,
        blocks: &Blocks,
        effort: FinishEffort,
    ) -> Self {
        let cells = &routed.cells;
        let mut placement = Placement::new(problem, cells);
        let grid = Grid::new(&placement);
        // a memory of its own, for others are finished beside it; without a limit there are always routes
        let mut routes = route_beside(
            problem,
            &placement,
            &grid,
            routed.known(problem, &placement, &grid),
            effort.route,
            &mut Workspace::default(),
        )
        .unwrap_or_default();
        // where labels go to where there is room, boxes are as wide as asked
        if effort.relocations == 0 && !routes.paths.is_empty() {
            if !blocks.is_empty() {
                comb(problem, &grid, blocks, &mut routes);
            }
            broaden(problem, &mut placement, &grid, &mut routes);
        }
        Self { problem, group, cells, placement, grid, routes }
    }

    /// Its canvas, on which labels have their first seats.
    fn canvas(&'a self) -> Canvas<'a> {
        canvas(self.problem, &self.placement, &self.grid, &self.routes.paths)
    }

    /// What the placement costs with its routes.
    fn cost(&self) -> f64 {
        self.placement.cost(self.problem, self.routes.bends, self.routes.crossings)
    }

    /// The part of the score that bends and crossings are.
    fn turns(&self) -> f64 {
        price::BEND * f64::from(self.routes.bends) + price::CROSSING * f64::from(self.routes.crossings)
    }
}

/// Finishes a placement that is compacted.
fn finish(way: &Way<'_>, mut canvas: Canvas<'_>, effort: FinishEffort) -> Drawing {
    let problem = way.problem;
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
    drawing.report.cost = way.cost();
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
