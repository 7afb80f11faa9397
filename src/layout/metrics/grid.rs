//! A grid of buckets over rectangles: what lies near a place, without looking at everything.
use crate::geom::Rect;

/// Which rectangles reach into which cell.
#[derive(Debug)]
pub(super) struct CellGrid {
    bounds: Rect,
    /// Side of a cell in px.
    side: f64,
    columns: usize,
    cells: Vec<Vec<u32>>,
}

/// Side of a cell, in px: about a box.
const SIDE: f64 = 160.0;
/// Most cells: larger sheets get larger cells.
const MOST_CELLS: f64 = 400_000.0;

impl CellGrid {
    /// Files rectangles under their indices; those with a coordinate that is no number are left out.
    pub(super) fn new(rects: &[Rect]) -> Self {
        let finite = |rect: &&Rect| rect.is_finite();
        let bounds = rects.iter().filter(finite).copied().reduce(|a, b| a.union(b)).unwrap_or(Rect::ZERO);
        let side = SIDE
            .max((bounds.area() / MOST_CELLS).sqrt())
            .max(bounds.width().max(bounds.height()) / MOST_CELLS);
        let columns = (bounds.width() / side) as usize + 1;
        let rows = (bounds.height() / side) as usize + 1;
        let mut grid = Self { bounds, side, columns, cells: vec![Vec::new(); columns * rows] };
        for (i, rect) in rects.iter().enumerate().filter(|(_, rect)| rect.is_finite()) {
            for cell in grid.range(*rect) {
                grid.cells[cell].push(i as u32);
            }
        }
        grid
    }

    /// Indices of what reaches into the cells of a place; one may come more than once.
    pub(super) fn near(&self, place: Rect) -> impl Iterator<Item = usize> {
        self.range(place).flat_map(|cell| self.cells[cell].iter().map(|&i| i as usize))
    }

    /// The cells that a place reaches into.
    fn range(&self, place: Rect) -> impl Iterator<Item = usize> + use<> {
        let rows = self.cells.len() / self.columns;
        let span = |from: f64, to: f64, start: f64, count: usize| {
            // a float that is negative or no number becomes 0, one too large the last cell
            let cell = |at: f64| (((at - start) / self.side) as usize).min(count - 1);
            cell(from)..=cell(to)
        };
        let across = span(place.x0, place.x1, self.bounds.x0, self.columns);
        let down = span(place.y0, place.y1, self.bounds.y0, rows);
        let columns = self.columns;
        down.flat_map(move |row| across.clone().map(move |column| row * columns + column))
    }
}
