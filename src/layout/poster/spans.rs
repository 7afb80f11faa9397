//! Cards of unlike width in a row: so many of twelve columns each, where that makes the row lower and its cards fuller.
use super::card::CardContent;
use super::rows::GAP;
use super::styles::Styles;

/// Columns of the grid, the fewest and the most that a card spans, and in rows of up to how many cards they may differ.
const COLUMNS: usize = 12;
const LEAST: usize = 2;
const MOST: usize = 8;
const CARDS: std::ops::RangeInclusive<usize> = 2..=4;
/// What each width more in a row costs, as a share of the row's height: order is easier to see in equal ones.
const UNLIKE: f64 = 0.08;
/// What it costs, as a share of the height, that cards are as high as a row without words for it.
pub(super) const HOLLOW: f64 = 0.35;

/// What a row of a height in px costs, of which its cards have no words for a share, with cards of so many different widths.
pub(super) fn cost(height: f64, hollow: f64, widths: usize) -> f64 {
    height * (1.0 + HOLLOW * hollow + UNLIKE * widths.saturating_sub(1) as f64)
}

/// How many different widths in px there are.
pub(super) fn different(widths: &[f64]) -> usize {
    let mut sorted = widths.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup_by(|a, b| (*a - *b).abs() < 0.5);
    sorted.len()
}

/// The widths in px of the cards of a row, in whole columns of a grid across a width: the best as far as the lengths of their texts
/// tell. `None` where that is equal ones.
pub(super) fn spans(contents: &[&CardContent<'_>], styles: &Styles, width: f64) -> Option<Vec<f64>> {
    let n = contents.len();
    if !CARDS.contains(&n) {
        return None;
    }
    let gap = GAP * styles.space;
    let wide = |span: usize| (width + gap) / COLUMNS as f64 * span as f64 - gap;
    // of each card its least height in each span
    let heights: Vec<Vec<Option<(f64, f64)>>> = contents
        .iter()
        .map(|card| {
            let floor = card.least_width(styles);
            (0..=MOST).map(|span| (wide(span) >= floor).then(|| card.least(styles, wide(span)))).collect()
        })
        .collect();
    let cost_of = |spans: &[usize]| -> Option<f64> {
        let each = heights.iter().zip(spans).map(|(heights, span)| *heights.get(*span)?);
        let each: Vec<(f64, f64)> = each.collect::<Option<_>>()?;
        let header = each.iter().map(|(header, _)| *header).fold(0.0, f64::max);
        let height = header + each.iter().map(|(_, body)| *body).fold(0.0, f64::max);
        let hollow = each.iter().map(|(_, body)| 1.0 - (header + body) / height).sum::<f64>() / n as f64;
        let widths: Vec<f64> = spans.iter().map(|span| wide(*span)).collect();
        Some(cost(height, hollow, different(&widths)))
    };
    let mut best: Option<(f64, Vec<usize>)> = None;
    for spans in partings(n, COLUMNS) {
        if let Some(cost) = cost_of(&spans)
            && best.as_ref().is_none_or(|(least, _)| cost < *least)
        {
            best = Some((cost, spans));
        }
    }
    let (_, spans) = best?;
    let is_equal = spans.windows(2).all(|pair| pair[0] == pair[1]);
    (!is_equal).then(|| spans.into_iter().map(wide).collect())
}

/// All ways to part so many columns among so many cards, each of which spans some.
fn partings(cards: usize, columns: usize) -> Vec<Vec<usize>> {
    if cards == 1 {
        return if (LEAST..=MOST).contains(&columns) { vec![vec![columns]] } else { Vec::new() };
    }
    let mut all = Vec::new();
    for first in LEAST..=MOST.min(columns) {
        for rest in partings(cards - 1, columns - first) {
            all.push(std::iter::once(first).chain(rest).collect());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{CARDS, COLUMNS, LEAST, MOST, different, partings};

    #[test]
    fn every_parting_fills_the_grid() {
        for cards in CARDS {
            let all = partings(cards, COLUMNS);
            assert!(all.len() >= 5 && all.contains(&vec![COLUMNS / cards; cards]));
            for spans in all {
                assert_eq!((spans.len(), spans.iter().sum::<usize>()), (cards, COLUMNS));
                assert!(spans.iter().all(|span| (LEAST..=MOST).contains(span)), "{spans:?}");
            }
        }
    }

    #[test]
    fn widths_that_cannot_be_told_apart_count_once() {
        assert_eq!(different(&[10.0, 20.0, 10.2, 30.0]), 3);
        assert_eq!(different(&[]), 0);
    }
}
