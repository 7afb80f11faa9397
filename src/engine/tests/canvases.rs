//! Canvases for the tests of single steps: a chart routed on its first placement, with labels on their first seats.

use crate::engine::Chart;
use crate::engine::coordinates::canvas::Canvas;
use crate::engine::finish::canvas;
use crate::engine::placement::cells::Placement;
use crate::engine::placement::large::large;
use crate::engine::problem::Problem;
use crate::engine::regime::RouteEffort;
use crate::engine::routing::grid::Grid;
use crate::engine::routing::router::Workspace;
use crate::engine::routing::routes::{Routes, route};

/// Shows `see` the canvas of a chart, not compacted yet, with its routes and their grid.
pub(crate) fn on_canvas<T>(
    chart: &Chart,
    columns: usize,
    see: impl FnOnce(&mut Canvas<'_>, &Routes, &Grid) -> T,
) -> T {
    let problem = Problem::new(chart);
    let placement = Placement::new(&problem, &large(&problem, columns, 1, 0));
    let grid = Grid::new(&placement);
    let effort = RouteEffort { rounds: 1, split: false, margin: 1_000, limit: f64::INFINITY, untangled: 0 };
    let routes = route(&problem, &placement, &grid, effort, &mut Workspace::default()).unwrap();
    let mut canvas = canvas(&problem, &placement, &grid, &routes.paths);
    see(&mut canvas, &routes, &grid)
}
