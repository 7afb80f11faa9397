//! How many cards stand in a row.
//!
//! Cards keep the reading order. For each number of rows their sizes are within one of each other, longer rows first, and each row
//! fills the width. Where the height is free, the number of rows is the one of least height, where narrow measures (they
//! leave blank paper beside long columns of short lines) and very wide ones cost extra. On a sheet, where every line
//! that is saved makes the type larger, it is the one of least height among those that are not cramped.

use crate::geom::ROUNDING;

/// Between cards, in em.
pub(super) const GAP: f64 = 1.2;
/// A comfortable measure of a card's points in em: below it lines have fewer than about 28 characters, above it more
/// than about 80.
const MEASURE_MIN: f64 = 14.5;
const MEASURE_MAX: f64 = 40.0;
/// What a measure costs, as a share of the height, that is nothing or twice as wide as it should be.
const NARROW: f64 = 2.2;
const WIDE: f64 = 0.5;

/// Strain above which rows are cramped: lines of about 24 characters, and of fewer where points are short.
const STRAIN_MAX: f64 = 0.3;

/// How much higher a row of cards as wide as each other must be than one in which long texts have more width.
pub(super) const SHARES_WORTH: f64 = 1.04;

/// Which rows of cards are best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Low ones, whose measures are comfortable.
    Comfortable,
    /// The same of those that are all as long as each other.
    Even,
    /// The lowest that are not cramped.
    Lowest,
}

/// Spare height of a sheet, shared out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spare {
    /// To each gap between rows, in px.
    pub(super) gap: f64,
    /// To each row of cards, in px.
    pub(super) row: f64,
    /// Of that, above the first point of each card and between two, in px.
    pub(super) point: f64,
}

/// The width of the cards of a row of a size, in px: it fills the width, but a lone last card below more than two keeps the column's.
pub(super) fn card_width(size: usize, longest: usize, width: f64, em: f64) -> f64 {
    let columns = if size == 1 && longest > 2 { longest } else { size }.max(1);
    (width - GAP * em * (columns - 1) as f64) / columns as f64
}

/// A row of cards, as far as their text tells whether it is comfortable to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowColumn {
    /// Of the points, in px.
    pub(super) measure: f64,
    /// Of the longest point of a card, on average over the row.
    pub(super) lines: f64,
}

/// How uncomfortable rows are to read, as a share of their height: 0 where measures are as they should be. A measure is
/// narrow only to text that breaks often.
pub(super) fn strain(columns: &[RowColumn], em: f64) -> f64 {
    let of = |column: &RowColumn| {
        let measure = column.measure / em;
        let narrow = ((MEASURE_MIN - measure) / MEASURE_MIN).max(0.0);
        let wide = ((measure - MEASURE_MAX) / MEASURE_MAX).max(0.0);
        NARROW * narrow * ((column.lines - 1.0) / 4.0).clamp(0.0, 1.0) + WIDE * wide
    };
    columns.iter().map(of).sum::<f64>() / columns.len().max(1) as f64
}

/// Whether lines are too short to read with ease in any row.
pub(super) fn cramped(columns: &[RowColumn], em: f64) -> bool {
    columns.iter().any(|column| {
        let narrow = RowColumn { measure: column.measure.min(MEASURE_MIN * em), ..*column };
        strain(&[narrow], em) > STRAIN_MAX
    })
}

/// How many of some heights, in order, go to each of so many columns, so that the highest column is as low as can be.
pub(super) fn lengths(heights: &[f64], columns: usize) -> Vec<usize> {
    let n = heights.len();
    if columns < 2 {
        return vec![n];
    }
    let mut before = vec![0.0];
    for height in heights {
        before.push(before.last().copied().unwrap_or(0.0) + height);
    }
    let sum = |from: usize, to: usize| match (before.get(from), before.get(to)) {
        (Some(from), Some(to)) => to - from,
        _ => 0.0,
    };
    // best[k][j]: the highest of k columns of the first j, and where the last of them starts
    let mut best = vec![vec![(f64::INFINITY, 0usize); n + 1]; columns + 1];
    best[0][0].0 = 0.0;
    for k in 1..=columns {
        for j in k..=n {
            for i in k - 1..j {
                let highest = best[k - 1][i].0.max(sum(i, j));
                // of equals that of longer first columns
                if highest <= best[k][j].0 + ROUNDING {
                    best[k][j] = (highest, i);
                }
            }
        }
    }
    let mut lengths = Vec::with_capacity(columns);
    let mut end = n;
    for k in (1..=columns).rev() {
        let start = best[k][end].1;
        lengths.push(end - start);
        end = start;
    }
    lengths.reverse();
    lengths
}

#[cfg(test)]
mod tests {
    use super::{RowColumn, card_width, cramped, lengths, strain};
    use crate::layout::shares::sizes;

    #[test]
    fn rows_are_balanced_and_longer_ones_come_first() {
        assert_eq!(sizes(5, 2), [3, 2]);
        assert_eq!(sizes(7, 3), [3, 2, 2]);
        assert_eq!(sizes(4, 1), [4]);
        assert_eq!(sizes(3, 9), [1, 1, 1]);
        for cards in 1..60 {
            for rows in 1..=cards {
                let sizes = sizes(cards, rows);
                assert_eq!((sizes.iter().sum::<usize>(), sizes.len()), (cards, rows));
                assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes[0] - sizes[rows - 1] <= 1);
            }
        }
    }

    #[test]
    fn of_columns_as_high_as_each_other_the_first_are_longer() {
        assert_eq!(lengths(&[1.0, 1.0, 1.0], 2), [2, 1]);
        assert_eq!(lengths(&[41.8, 62.7, 41.8], 2), [2, 1]);
        assert_eq!(lengths(&[3.0, 1.0, 1.0], 2), [1, 2]);
    }

    #[test]
    fn rows_fill_the_width() {
        for (size, longest) in [(3, 3), (2, 3), (1, 1)] {
            let width = card_width(size, longest, 1000.0, 10.0);
            assert!((width * size as f64 + 12.0 * (size - 1) as f64 - 1000.0).abs() < 1e-9);
        }
        let (lone, column) = (card_width(1, 3, 1000.0, 10.0), card_width(3, 3, 1000.0, 10.0));
        assert!((lone - column).abs() < 1e-9, "a lone last card keeps the column's width");
        assert!((card_width(1, 2, 1000.0, 10.0) - 1000.0).abs() < 1e-9, "below two it leaves no hole");
    }

    #[test]
    fn narrow_and_very_wide_measures_are_a_strain() {
        let column = |measure, lines| [RowColumn { measure, lines }];
        let of = |measure, lines| strain(&column(measure, lines), 10.0);
        assert!(of(200.0, 5.0).abs() < 1e-9);
        assert!(of(100.0, 5.0) > 0.2 && of(600.0, 2.0) > 0.1);
        assert!(of(100.0, 1.0).abs() < 1e-9, "a line that does not break is not narrow");
        let cramped = |measure, lines| cramped(&column(measure, lines), 10.0);
        assert!(cramped(115.0, 6.0) && !cramped(140.0, 6.0));
        assert!(!cramped(115.0, 2.0) && !cramped(900.0, 6.0), "wide is not cramped");
    }
}
