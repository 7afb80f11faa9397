//! Following the lines of a drawing from cell to cell, and finding what they end at.
use super::contents::Owners;
use super::grid::CharacterGrid;
use super::rects::Rect;
use super::strokes::{CellStroke, DOWN, LEFT, RIGHT, UP, drawn, is_level};
use super::words::WordRun;
use std::collections::{BTreeMap, BTreeSet};

/// What a line can end at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LineEnd {
    /// A box or a frame, by its rectangle's index.
    Rect(usize),
    /// A block of words outside boxes.
    Block(usize),
}

/// An end of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Port {
    pub(super) target: LineEnd,
    /// The way in which the line arrives: down at an upper edge.
    pub(super) way: u8,
    /// Whether an arrowhead stands there.
    pub(super) has_head: bool,
    pub(super) column: usize,
}

/// Lines that are joined.
#[derive(Debug, Default)]
pub(super) struct Web {
    pub(super) ports: Vec<Port>,
    /// The words at it: indices into the runs, and the column of the line there.
    pub(super) labels: Vec<(usize, usize)>,
    pub(super) is_dotted: bool,
    /// How many cells they take.
    pub(super) size: usize,
}

/// A drawing whose lines are followed.
pub(super) struct Tracer<'a> {
    pub(super) grid: &'a CharacterGrid<'a>,
    pub(super) rects: &'a [Rect],
    pub(super) is_frame: &'a [bool],
    pub(super) owners: &'a Owners,
    pub(super) strokes: &'a [Vec<CellStroke>],
    pub(super) runs: &'a [WordRun],
}

/// Sets of cells, each known by its first one.
struct Sets(Vec<usize>);

impl Sets {
    fn first(&mut self, mut at: usize) -> usize {
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            let over = self.0.get(up).copied().unwrap_or(up);
            if let Some(cell) = self.0.get_mut(at) {
                *cell = over;
            }
            at = over;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(cell) = self.0.get_mut(one.max(other)) {
            *cell = one.min(other);
        }
    }
}

/// What lies in a way out of a cell.
enum Next {
    Cell(usize, usize),
    Port(Port),
}

impl Tracer<'_> {
    /// All lines, those that are joined together, in the order of their first cells.
    pub(super) fn webs(&self) -> Vec<Web> {
        let cells = self.cells();
        let mut starts = vec![0];
        starts.extend(self.strokes.iter().scan(0, |sum, row| {
            *sum += row.len();
            Some(*sum)
        }));
        let number = |row: usize, column: usize| {
            let start = starts.get(row).filter(|_| self.is_line(row, column))?;
            Some(start + column)
        };
        let mut sets = Sets((0..starts.last().copied().unwrap_or_default()).collect());
        let mut ports = Vec::new();
        let numbered =
            || cells.iter().filter_map(|(row, column)| Some((number(*row, *column)?, (row, column))));
        for (at, (row, column)) in numbered() {
            let stroke = self.stroke(*row, *column);
            for way in [UP, RIGHT, DOWN, LEFT].into_iter().filter(|way| stroke.ways & way != 0) {
                match self.next(*row, *column, way) {
                    Some(Next::Cell(row, column)) => {
                        if let Some(other) = number(row, column) {
                            sets.join(at, other);
                        }
                    }
                    Some(Next::Port(port)) => ports.push((at, port)),
                    None => {}
                }
            }
        }
        for run in self.runs {
            let mut ends = run.at.iter().filter_map(|(row, column)| number(*row, *column));
            if let (Some(one), Some(other)) = (ends.next(), ends.next()) {
                sets.join(one, other);
            }
        }
        let mut webs = BTreeMap::<usize, Web>::new();
        for (at, port) in ports {
            let web = webs.entry(sets.first(at)).or_default();
            match web
                .ports
                .iter_mut()
                .rev()
                .take(64)
                .find(|one| one.target == port.target && one.way == port.way)
            {
                Some(one) => one.has_head |= port.has_head,
                None => web.ports.push(port),
            }
        }
        for (run, (_, column), at) in self.runs.iter().enumerate().flat_map(|(run, words)| {
            words.at.first().and_then(|cell| Some((run, *cell, number(cell.0, cell.1)?)))
        }) {
            if let Some(web) = webs.get_mut(&sets.first(at)) {
                web.labels.push((run, column));
            }
        }
        for (at, (row, column)) in numbered() {
            if let Some(web) = webs.get_mut(&sets.first(at)) {
                web.size += 1;
                web.is_dotted |= self.stroke(*row, *column).is_dotted;
            }
        }
        webs.into_values().collect()
    }

    /// The cells of lines outside boxes.
    fn cells(&self) -> Vec<(usize, usize)> {
        let rows = self.strokes.iter().enumerate();
        let cells = rows.flat_map(|(row, cells)| (0..cells.len()).map(move |column| (row, column)));
        cells.filter(|(row, column)| self.is_line(*row, *column)).collect()
    }

    fn stroke(&self, row: usize, column: usize) -> CellStroke {
        self.strokes.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
    }

    fn is_line(&self, row: usize, column: usize) -> bool {
        self.owners.at(row, column).is_none() && self.stroke(row, column).ways != 0
    }

    /// What a cell leads to in a way, over at most one blank.
    fn next(&self, row: usize, column: usize, way: u8) -> Option<Next> {
        let lean = self.stroke(row, column).lean;
        let step = match way {
            UP | DOWN => lean * if way == UP { 1 } else { -1 },
            RIGHT => 1,
            _ => -1,
        };
        let columns: &[isize] = match (way, step) {
            (UP | DOWN, 0) => &[0, -1, 1],
            (UP | DOWN, 1) => &[1, 0, 2, 3],
            (UP | DOWN, _) => &[-1, 0, -2, -3],
            (RIGHT, _) => &[1, 2, 3],
            _ => &[-1, -2, -3],
        };
        let place = |row: Option<usize>, step: &isize| Some((row?, column.checked_add_signed(*step)?));
        if way == UP || way == DOWN {
            let beside = |distance: usize| {
                if way == UP { row.checked_sub(distance) } else { row.checked_add(distance) }
            };
            let near = || columns.iter().filter_map(|step| place(beside(1), step));
            let on = near().find_map(|(row, column)| self.line_or_port(row, column, way));
            // a plain level line may take a stroke from above or below, without a sign where they meet
            let on = on.or_else(|| {
                let (row, column) = near().next().filter(|(row, column)| self.is_line(*row, *column))?;
                is_level(self.grid.at(row, column)).then_some(Next::Cell(row, column))
            });
            if on.is_some() {
                return on;
            }
            // a name may stand beside the end of its line, a box or a name a row further
            let wide = [-2, 2].iter().filter_map(|step| place(beside(1), step));
            let word = near().chain(wide).find_map(|(row, column)| self.block(row, column, way));
            let far = || columns.iter().filter_map(|step| place(beside(2), step));
            return word
                .or_else(|| far().find_map(|(row, column)| self.port(row, column, way).map(Next::Port)))
                .or_else(|| far().find_map(|(row, column)| self.block(row, column, way)));
        }
        for (i, step) in columns.iter().enumerate() {
            let (row, column) = place(Some(row), step)?;
            let next = self.line_or_port(row, column, way).or_else(|| self.block(row, column, way));
            if next.is_some() {
                // lines of dashes with gaps have one blank between
                let is_far = i > 1 && matches!(next, Some(Next::Cell(..)));
                return next.filter(|_| !is_far);
            }
            if self.grid.at(row, column) != ' ' {
                return None;
            }
        }
        None
    }

    /// The line that goes on in a cell, or the edge that is there.
    fn line_or_port(&self, row: usize, column: usize, way: u8) -> Option<Next> {
        let back = match way {
            UP => DOWN,
            DOWN => UP,
            LEFT => RIGHT,
            _ => LEFT,
        };
        if self.is_line(row, column) {
            return (self.stroke(row, column).ways & back != 0).then_some(Next::Cell(row, column));
        }
        self.beyond(row, column, way, back).or_else(|| self.port(row, column, way).map(Next::Port))
    }

    /// What stands behind the edges of frames that a line goes through.
    fn beyond(&self, row: usize, column: usize, way: u8, back: u8) -> Option<Next> {
        let (mut row, mut column) = (row, column);
        let mut goes_through = true;
        loop {
            let owner = self.owners.at(row, column)?;
            if !self.is_frame.get(owner).copied().unwrap_or_default() {
                return self.port(row, column, way).filter(|_| goes_through).map(Next::Port);
            }
            let ways = drawn(self.grid.at(row, column)).map_or(0, |stroke| stroke.ways);
            goes_through &= ways & way != 0 && ways & back != 0;
            (row, column) = match way {
                UP => (row.checked_sub(1)?, column),
                DOWN => (row + 1, column),
                LEFT => (row, column.checked_sub(1)?),
                _ => (row, column + 1),
            };
            if self.is_line(row, column) {
                return (self.stroke(row, column).ways & back != 0).then_some(Next::Cell(row, column));
            }
        }
    }

    /// The edge of a box in a cell, where a line that comes this way ends at it.
    fn port(&self, row: usize, column: usize, way: u8) -> Option<Port> {
        let owner = self.owners.at(row, column)?;
        let rect = self.rects.get(owner)?;
        let is_edge = match way {
            DOWN => row == rect.top,
            UP => row == rect.bottom,
            _ => row > rect.top && row < rect.bottom,
        };
        if !is_edge {
            return None;
        }
        // the head may be the line's last cell or stand in the edge
        let is_head = |row: usize, column: usize| {
            self.stroke(row, column).head & way != 0 || letter_head(self.grid.at(row, column), way)
        };
        let (before, steps) = match way {
            DOWN => (row.checked_sub(1), [0, -1, 1, 0]),
            UP => (row.checked_add(1), [0, -1, 1, 0]),
            LEFT => (Some(row), [0, 1, 2, 3]),
            _ => (Some(row), [0, -1, -2, -3]),
        };
        let has_head = steps.iter().filter_map(|step| column.checked_add_signed(*step)).any(|column| {
            is_head(row, column)
                || before
                    .is_some_and(|row| self.is_line(row, column) && self.stroke(row, column).head & way != 0)
        });
        Some(Port { target: LineEnd::Rect(owner), way, has_head, column })
    }

    /// The block of words in a cell.
    fn block(&self, row: usize, column: usize, way: u8) -> Option<Next> {
        let at = self.runs.partition_point(|run| (run.row, run.end) <= (row, column));
        let run =
            self.runs.get(at).filter(|run| run.row == row && run.start <= column && run.at.is_empty())?;
        let (before, steps) = match way {
            DOWN => ([row.checked_sub(1), row.checked_sub(2)], [0, -1, 1, -2, 2]),
            UP => ([row.checked_add(1), row.checked_add(2)], [0, -1, 1, -2, 2]),
            LEFT => ([Some(row), None], [1, 2, 3, 1, 1]),
            _ => ([Some(row), None], [-1, -2, -3, -1, -1]),
        };
        let cells = before.into_iter().flatten();
        let mut cells = cells.flat_map(|row| {
            steps.iter().filter_map(move |step| Some((row, column.checked_add_signed(*step)?)))
        });
        let has_head =
            cells.any(|(row, column)| self.is_line(row, column) && self.stroke(row, column).head & way != 0);
        Some(Next::Port(Port { target: LineEnd::Block(run.block), way, has_head, column }))
    }

    /// Boxes whose edges touch, where a sign in one of them says that they are joined: the upper, the lower, and whether
    /// with an arrowhead.
    pub(super) fn touching(&self) -> BTreeSet<(usize, usize, bool)> {
        let mut found = BTreeSet::new();
        for (upper, rect) in self.rects.iter().enumerate() {
            let row = rect.bottom + 1;
            for column in rect.left + 1..rect.right {
                let lower = self.owners.at(row, column);
                let lower = lower.and_then(|lower| Some((lower, self.rects.get(lower)?)));
                let Some((lower, _)) = lower.filter(|(_, lower)| lower.top == row) else {
                    continue;
                };
                // through the edge of a frame to what stands in it
                if self.is_frame.get(lower).copied().unwrap_or_default() && self.is_line(row + 1, column) {
                    continue;
                }
                let sign = |row: usize| drawn(self.grid.at(row, column)).unwrap_or_default();
                let (above, below) = (sign(rect.bottom), sign(row));
                if above.ways & DOWN != 0 || below.ways & UP != 0 {
                    found.insert((upper, lower, (above.head | below.head) & DOWN != 0));
                }
            }
        }
        found
    }
}

/// Whether a letter in an edge is an arrowhead.
fn letter_head(c: char, way: u8) -> bool {
    matches!((c, way), ('v' | 'V', DOWN) | ('^', UP) | ('>', RIGHT) | ('<', LEFT))
}
