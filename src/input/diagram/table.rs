//! Tables drawn in characters: columns between upright strokes, and a rule under the head.
use super::label::bare;
use super::tidy;
use crate::input::page::Table;
use crate::input::text::PlainText;
use crate::limits::{DRAWING_COLUMNS, DRAWING_LINES};
use std::ops::Range;

/// What a line of a drawn table is.
enum TableLine {
    Rule,
    /// Its cells' bytes.
    Cells(Vec<Range<usize>>),
}

/// A line of a table, and where its cells are.
type CellLine<'a> = (&'a PlainText, Vec<Range<usize>>);

fn is_bar(c: char) -> bool {
    matches!(c, '│' | '|' | '║' | '┃')
}

/// What a line is; none where it is no table's.
fn row(line: &str) -> Option<TableLine> {
    let is_rule_sign =
        |c: char| is_bar(c) || matches!(c, '-' | '=' | '+' | ':' | ' ' | '\u{2500}'..='\u{257F}');
    let dashes = line.chars().filter(|c| matches!(c, '-' | '=' | '─' | '═' | '━')).count();
    if dashes >= 3 && line.chars().all(is_rule_sign) {
        // edges of boxes side by side have gaps between them
        let trimmed = line.trim();
        let mut last = ' ';
        for c in trimmed.chars() {
            let is_gap = c == ' ' && matches!(last, '┐' | '┘' | '╗' | '╝' | '+' | '╮' | '╯');
            if is_gap {
                return None;
            }
            last = c;
        }
        return Some(TableLine::Rule);
    }
    let bars = line.char_indices().filter(|(_, c)| is_bar(*c)).collect::<Vec<_>>();
    if bars.is_empty() || line.contains(['┌', '└', '▼', '▲', '┐', '┘', '├', '┤', '┴', '┬', '┼'])
    {
        return None;
    }
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, bar) in bars {
        cells.push(start..at);
        start = at + bar.len_utf8();
    }
    cells.push(start..line.len());
    Some(TableLine::Cells(cells))
}

/// A table drawn in characters: its head, and its rows. Rows of one cell across the table are notes and left out.
pub(in crate::input) fn drawn_table(code: &PlainText) -> Option<Table> {
    let lines = code.lines();
    let is_large = |line: &PlainText| line.as_str().chars().count() > DRAWING_COLUMNS;
    if lines.len() > DRAWING_LINES || lines.iter().any(is_large) {
        return None;
    }
    let mut groups: Vec<Vec<CellLine>> = vec![Vec::new()];
    for line in lines.iter().filter(|line| !line.is_blank()) {
        match row(line.as_str())? {
            TableLine::Rule if groups.last().is_some_and(Vec::is_empty) => {}
            TableLine::Rule => groups.push(Vec::new()),
            TableLine::Cells(cells) => groups.last_mut()?.push((line, cells)),
        }
    }
    groups.retain(|group| !group.is_empty());
    unframe(&mut groups);
    let count = groups.first()?.first()?.1.len();
    // a row of one cell says something about the whole table
    for group in &mut groups {
        group.retain(|(_, cells)| cells.len() > 1);
    }
    groups.retain(|group| !group.is_empty());
    let is_even = groups.iter().flatten().all(|(_, cells)| cells.len() == count);
    if count < 2 || groups.len() < 2 || !is_even {
        return None;
    }
    let (header, bodies) = groups.split_first()?;
    let header = joined(header, count);
    let mut rows = Vec::new();
    for group in bodies {
        if bodies.len() > 1 && !reads_as_rows(group, bodies) {
            rows.push(joined(group, count));
            continue;
        }
        let mut start = 0;
        for end in 1..=group.len() {
            // a line without a first cell goes on with the row above
            let goes_on = group.get(end).is_some_and(|(line, cells)| is_blank(line, cells.first()));
            if !goes_on {
                rows.push(joined(group.get(start..end)?, count));
                start = end;
            }
        }
    }
    Some(Table { header, rows, span: code.whole_span() })
}

/// Leaves out the strokes of the frame: those that start or end every line.
fn unframe(groups: &mut [Vec<CellLine>]) {
    let lines = || groups.iter().flatten().map(|(line, _)| line.as_str().trim());
    let (starts, ends) =
        (lines().all(|line| line.starts_with(is_bar)), lines().all(|line| line.ends_with(is_bar)));
    for (_, cells) in groups.iter_mut().flatten() {
        if starts && !cells.is_empty() {
            cells.remove(0);
        }
        if ends {
            cells.pop();
        }
    }
}

/// Whether rules part groups of rows and not single ones: some group has many lines that all start with a name.
fn reads_as_rows(group: &[CellLine], bodies: &[Vec<CellLine>]) -> bool {
    let is_full = |(line, cells): &CellLine| cells.iter().all(|cell| !is_blank(line, Some(cell)));
    group.iter().all(is_full) && bodies.iter().any(|group| group.len() > 2 && group.iter().all(is_full))
}

fn is_blank(line: &PlainText, cell: Option<&Range<usize>>) -> bool {
    cell.and_then(|cell| line.as_str().get(cell.clone())).is_none_or(|words| words.trim().is_empty())
}

/// One row of the table from lines that belong together.
fn joined(lines: &[CellLine], count: usize) -> Vec<PlainText> {
    let cell = |at: usize| {
        let parts = lines.iter().filter_map(|(line, cells)| Some(bare(&line.slice(cells.get(at)?.clone()))));
        let parts = parts.filter(|part| !part.is_blank());
        let all = parts.reduce(|mut all, part| {
            all.push(" ", part.span(0..0));
            all.append(&part);
            all
        });
        let mut all = all.unwrap_or_default();
        tidy(&mut all);
        all
    };
    (0..count).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::drawn_table;
    use crate::input::diagram::read;
    use crate::input::diagram::tests::code;
    use crate::input::text::PlainText;

    fn table(text: &str) -> Option<Vec<String>> {
        let table = drawn_table(&code(text))?;
        let flat = |cells: &Vec<PlainText>| cells.iter().map(PlainText::flat).collect::<Vec<_>>().join(" | ");
        Some(std::iter::once(&table.header).chain(&table.rows).map(flat).collect())
    }

    #[test]
    fn tables_in_frames_of_all_sorts_are_read() {
        let text = "\
┌═══════════════════════════════════┐
│ BODY          │ WHEN    │ WHO     │
│ ──────────────┼─────────┼──────── │
│ Lamp council  │ Monthly │ Keepers │
│ Wick circle   │ Weekly  │ Crew    │
└═══════════════════════════════════┘
";
        assert_eq!(
            table(text).unwrap(),
            ["BODY | WHEN | WHO", "Lamp council | Monthly | Keepers", "Wick circle | Weekly | Crew"]
        );
        assert!(read("", &code(text)).is_none());
        let text = "\
+--------------+---------+
| Body         | Chair   |
+==============+=========+
| Lamp         | Elder   |
| council      | keeper  |
+--------------+---------+
| Wick circle  | Mate    |
+--------------+---------+
";
        assert_eq!(
            table(text).unwrap(),
            ["Body | Chair", "Lamp council | Elder keeper", "Wick circle | Mate"]
        );
        let text = "\
 Body         | Chair
--------------+--------
 Lamp council | Elder
              | keeper
 Wick circle  | Mate
";
        assert_eq!(
            table(text).unwrap(),
            ["Body | Chair", "Lamp council | Elder keeper", "Wick circle | Mate"]
        );
    }

    #[test]
    fn a_row_across_the_table_is_a_note() {
        let text = "\
╔══════════════╦════╦════╗
║ Task         ║ LC ║ WC ║
╠══════════════╬════╬════╣
║ Trim         ║ A  ║ R  ║
║ Light        ║ C  ║ R  ║
║ Report       ║ I  ║ A  ║
╠══════════════╩════╩════╣
║ LC = Lamp council      ║
╚════════════════════════╝
";
        assert_eq!(
            table(text).unwrap(),
            ["Task | LC | WC", "Trim | A | R", "Light | C | R", "Report | I | A"]
        );
    }

    #[test]
    fn boxes_and_prose_are_no_table() {
        for text in [
            "┌─────┐   ┌─────┐\n│ One │   │ Two │\n└─────┘   └─────┘\n",
            "+-----+   +-----+\n| One |   | Two |\n+-----+   +-----+\n",
            "┌─────┐\n│ One │\n├─────┤\n│ Two │\n└─────┘\n",
            "Members\n   |\nBoard\n",
            "a | b\n",
            "---\n",
            "",
        ] {
            assert_eq!(table(text), None, "{text}");
        }
    }
}
