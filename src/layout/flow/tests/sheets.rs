//! Sheets for the tests of single steps: a chart routed on its first placement, with labels on their first seats.

use super::super::Chart;
use super::super::cells::Placement;
use super::super::grid::Grid;
use super::super::large::large;
use super::super::problem::Problem;
use super::super::router::Workspace;
use super::super::routes::{RouteEffort, Routes, route};
use super::super::sheet::{Sheet, sheet};

/// Shows `see` the sheet of a chart, not compacted yet, with its routes and their grid.
pub(in super::super) fn on_sheet<T>(
    chart: &Chart,
    columns: usize,
    see: impl FnOnce(&mut Sheet<'_>, &Routes, &Grid) -> T,
) -> T {
    let problem = Problem::new(chart);
    let placement = Placement::new(&problem, &large(&problem, columns, 1, 0));
    let grid = Grid::new(&placement);
    let effort = RouteEffort { rounds: 1, split: false, margin: 1_000, limit: f64::INFINITY };
    let routes = route(&problem, &placement, &grid, effort, &mut Workspace::default()).unwrap();
    let mut sheet = sheet(&problem, &placement, &grid, &routes.paths);
    see(&mut sheet, &routes, &grid)
}
