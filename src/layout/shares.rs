//! Things shared out among rows.

/// How many of some things each of so many rows holds: as equal as can be, longer rows first, none of them empty unless all are.
pub(in crate::layout) fn sizes(things: usize, rows: usize) -> Vec<usize> {
    let rows = rows.clamp(1, things.max(1));
    (0..rows).map(|row| things / rows + usize::from(row < things % rows)).collect()
}
