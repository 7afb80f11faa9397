//! A table of HTML as a table of Markdown, cells over several rows and columns taken apart.
use super::elements::{PlacedTag, TagUse};
use super::writer::Writer;
use crate::limits::{REPEATED_CELL_BYTES, TABLE_COLUMNS};
use std::ops::Range;

/// A cell as it is written.
#[derive(Debug, Clone)]
struct Cell {
    /// The tokens inside.
    tokens: Range<usize>,
    /// The bytes of the page that it holds.
    bytes: Range<usize>,
    columns: usize,
    rows: usize,
    is_head: bool,
}

#[derive(Debug, Default)]
struct HtmlRow {
    cells: Vec<Cell>,
    in_head: bool,
}

/// Writes the table whose tags are the tokens `start` and `close`.
pub(super) fn write(writer: &mut Writer<'_>, start: usize, close: usize) {
    let (rows, caption) = rows(&writer.tokens, start, close);
    if let Some(cell) = caption {
        write_cell(writer, &cell);
        writer.out.write("\n\n");
    }
    let width = rows.iter().map(|row| row.cells.iter().map(|cell| cell.columns).sum()).max().unwrap_or(0);
    let width: usize = std::cmp::min(width, TABLE_COLUMNS);
    if width > 0 {
        let has_head =
            rows.first().is_some_and(|row| row.in_head || row.cells.iter().all(|cell| cell.is_head));
        if !has_head {
            writer.out.write(&"| ".repeat(width));
            writer.out.write("|\n");
            rule(writer, width);
        }
        let mut held: Vec<HeldCell> = Vec::new();
        held.resize_with(width, HeldCell::default);
        for (index, row) in rows.iter().enumerate() {
            write_row(writer, row, &mut held);
            if index == 0 && has_head {
                rule(writer, width);
            }
        }
    }
    let end = writer.tokens.get(close).map_or(0, |token| token.range.end);
    writer.skip_to(end);
}

/// The line below a table's header.
fn rule(writer: &mut Writer<'_>, width: usize) {
    writer.out.write(&"|---".repeat(width));
    writer.out.write("|\n");
}

/// What a cell above leaves in a column.
#[derive(Debug, Default, Clone)]
struct HeldCell {
    rows: usize,
    /// Where its words stand in what was written.
    words: Range<usize>,
}

fn write_row(writer: &mut Writer<'_>, row: &HtmlRow, held: &mut [HeldCell]) {
    let mut column = 0;
    let mut cells = row.cells.iter();
    while column < held.len() {
        writer.out.write("| ");
        if let Some(above) = held.get_mut(column).filter(|above| above.rows > 0) {
            above.rows -= 1;
            let words = above.words.clone();
            writer.out.repeat(words);
            writer.out.write(" ");
            column += 1;
            continue;
        }
        let Some(cell) = cells.next() else {
            column += 1;
            continue;
        };
        let from = writer.out.text().len();
        write_cell(writer, cell);
        let words = from..writer.out.text().len();
        writer.out.write(" ");
        for index in 0..cell.columns.min(held.len() - column) {
            if index > 0 {
                writer.out.write("| ");
            }
            if let Some(slot) = held.get_mut(column + index) {
                // the words stand in the first of its columns
                let words = if index > 0 || words.len() > REPEATED_CELL_BYTES { 0..0 } else { words.clone() };
                *slot = HeldCell { rows: cell.rows - 1, words };
            }
        }
        column += cell.columns;
    }
    writer.out.write("|\n");
}

fn write_cell(writer: &mut Writer<'_>, cell: &Cell) {
    writer.skip_to(cell.bytes.start);
    let depth = writer.enter_cell();
    writer.run(cell.tokens.clone());
    writer.words(cell.bytes.end);
    writer.leave_cell(depth);
}

/// The rows of a table, those of tables inside it left to the cells that hold them; and its caption.
fn rows(tokens: &[PlacedTag<'_>], start: usize, close: usize) -> (Vec<HtmlRow>, Option<Cell>) {
    let mut rows: Vec<HtmlRow> = Vec::new();
    let mut caption = None;
    let mut in_head = false;
    // the cell or the caption under way: its token
    let mut open: Option<usize> = None;
    let mut index = start + 1;
    while index <= close {
        let Some(token) = tokens.get(index) else { break };
        if token.tag == TagUse::Table && !token.is_end {
            // a table inside a cell
            index = token.close.filter(|inner| *inner < close).map_or(index + 1, |inner| inner + 1);
            continue;
        }
        let ends_cell = matches!(
            token.tag,
            TagUse::Row | TagUse::Cell { .. } | TagUse::Head | TagUse::Caption | TagUse::Table
        );
        if ends_cell && let Some(first) = open.take() {
            let cell = cell(tokens, first, index);
            match (&cell, tokens.get(first).map(|token| token.tag), rows.last_mut()) {
                (Some(_), Some(TagUse::Caption), _) => caption = cell,
                (Some(cell), _, Some(row)) => row.cells.push(cell.clone()),
                _ => {}
            }
        }
        match token.tag {
            TagUse::Head => in_head = !token.is_end,
            TagUse::Row if !token.is_end => rows.push(HtmlRow { cells: Vec::new(), in_head }),
            TagUse::Cell { .. } | TagUse::Caption if !token.is_end => {
                if rows.is_empty() && token.tag != TagUse::Caption {
                    rows.push(HtmlRow { cells: Vec::new(), in_head });
                }
                open = Some(index);
            }
            _ => {}
        }
        index += 1;
    }
    rows.retain(|row| !row.cells.is_empty());
    (rows, caption)
}

fn cell(tokens: &[PlacedTag<'_>], first: usize, end: usize) -> Option<Cell> {
    let (open, behind) = (tokens.get(first)?, tokens.get(end)?);
    let span = |name: &str| {
        let value = open.attribute(name).and_then(|(value, _)| value.trim().parse::<usize>().ok());
        value.unwrap_or(1).clamp(1, TABLE_COLUMNS)
    };
    Some(Cell {
        tokens: first + 1..end,
        bytes: open.range.end..behind.range.start,
        columns: span("colspan"),
        rows: span("rowspan"),
        is_head: open.tag == TagUse::Cell { is_head: true },
    })
}
