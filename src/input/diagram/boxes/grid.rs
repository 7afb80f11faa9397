//! A drawing as cells: which character stands in which row and column, and where it was read.
use crate::input::diagram::label::width;
use crate::input::text::PlainText;
use crate::limits::{DRAWING_COLUMNS, DRAWING_LINES};

/// The second column of a wide character.
const WIDE: char = '\u{FFFC}';

/// A drawing's lines, each character in the column where it is seen.
pub(super) struct CharacterGrid<'a> {
    lines: &'a [PlainText],
    /// Each cell's character, and the byte of its line at which that starts.
    rows: Vec<Vec<(char, usize)>>,
}

impl<'a> CharacterGrid<'a> {
    /// The cells of some lines; none beyond the limits.
    pub(super) fn new(lines: &'a [PlainText]) -> Option<Self> {
        if lines.len() > DRAWING_LINES {
            return None;
        }
        let mut rows = Vec::with_capacity(lines.len());
        for line in lines {
            let plain = line.as_str().trim_end();
            let mut row = Vec::new();
            for (at, c) in plain.char_indices() {
                match (c, width(c)) {
                    ('\t', _) => row.resize(row.len() / 4 * 4 + 4, (' ', at)),
                    (_, 0) => {}
                    (_, 1) => row.push((c, at)),
                    _ => row.extend([(c, at), (WIDE, at)]),
                }
                if row.len() > DRAWING_COLUMNS {
                    return None;
                }
            }
            rows.push(row);
        }
        Some(Self { lines, rows })
    }

    /// How many rows there are.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns a row has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, Vec::len)
    }

    /// The character of a cell, a blank outside the drawing.
    pub(super) fn at(&self, row: usize, column: usize) -> char {
        self.rows.get(row).and_then(|row| row.get(column)).map_or(' ', |(c, _)| *c)
    }

    /// The words of a row from one column to before another.
    pub(super) fn text(&self, row: usize, from: usize, to: usize) -> PlainText {
        let (Some(line), Some(cells)) = (self.lines.get(row), self.rows.get(row)) else {
            return PlainText::default();
        };
        let end = line.as_str().trim_end().len();
        let byte = |column: usize| cells.get(column).map_or(end, |(_, at)| *at);
        line.slice(byte(from)..byte(to.max(from)))
    }
}
