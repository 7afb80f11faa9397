//! A level's rows of cards: which are best, how high each card becomes in its row, and where they are drawn.
use super::bound::{least_height, shares};
use super::card::{Card, CardContent, InRow};
use super::rows::{self, Choice, RowColumn, Spare, card_width};
use super::spans::{HOLLOW, cost, different, spans};
use super::styles::Styles;
use crate::geom::{ROUNDING, Rect};
use crate::layout::LayoutInput;
use crate::layout::shares::sizes;
use crate::scene::Node;
use crate::theme::{LevelColors, Theme};

/// Of how many cards the number of columns is chosen.
const SAMPLE: usize = 120;

/// How small the names of functions become so that more of them stand on one line, as a share of their size.
const NAME_STEP: f64 = 0.8;

/// Cards beside each other.
#[derive(Debug, Clone)]
pub(super) struct CardRow {
    pub(super) cards: Vec<Card>,
    /// Of each card, in px.
    widths: Vec<f64>,
    header: f64,
    /// The least height of each card in px, and how high each may become.
    heights: Vec<(f64, f64)>,
    pub(super) height: f64,
    /// How high it may become before a card of it is mostly empty, in px.
    most: f64,
}

impl CardRow {
    /// Cards of widths in px. One rule shares out the height that a card has beyond its words: it is as high as the highest of its
    /// row that leaves it full enough, and as high as its words where none does.
    fn new(cards: Vec<Card>, widths: Vec<f64>, space: f64) -> Self {
        let header = cards.iter().map(|card| card.header).fold(0.0, f64::max);
        let height = header + cards.iter().map(|card| card.body).fold(0.0, f64::max);
        let mut order: Vec<(usize, f64, f64)> = cards
            .iter()
            .enumerate()
            .map(|(i, card)| (i, header + card.body, card.most(header, space)))
            .collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut drawn: Vec<f64> = Vec::new();
        let mut heights = vec![(height, height); cards.len()];
        for (i, own, most) in order {
            // the highest come first
            let like = drawn.iter().copied().find(|other| *other <= most);
            let place = like.unwrap_or(own);
            if like.is_none() {
                drawn.push(own);
            }
            if let Some(kept) = heights.get_mut(i) {
                *kept = (place, most.max(place));
            }
        }
        let full = heights.iter().zip(&cards).filter(|((place, _), _)| *place >= height);
        let full = full.map(|((_, most), card)| card.most_spare(header, *most));
        let most = full.fold(f64::INFINITY, f64::min).max(height);
        Self { cards, widths, header, heights, height, most }
    }

    /// How much of a spare height in px it takes.
    pub(super) fn takes(&self, spare: f64) -> f64 {
        spare.min((self.most - self.height).max(0.0))
    }

    fn cost(&self) -> f64 {
        cost(self.height, self.hollow(), different(&self.widths))
    }

    /// How much of the row's height its cards have no words for, on average.
    fn hollow(&self) -> f64 {
        let each = self.cards.iter().map(|card| 1.0 - (self.header + card.body) / self.height.max(1.0));
        each.sum::<f64>() / self.cards.len().max(1) as f64
    }
}

/// The best rows of cards in a width in px.
pub(super) fn best(
    cards: &[CardContent<'_>],
    page: &LayoutInput<'_>,
    styles: &Styles,
    width: f64,
    choice: Choice,
) -> Vec<CardRow> {
    let space = styles.space;
    // of very many cards the first tell enough about the rest
    let sample = cards.get(..SAMPLE).unwrap_or(cards);
    let mut best: Option<(f64, usize, Vec<CardRow>)> = None;
    let counts = counts(cards, sample.len(), styles, width).into_iter();
    let counts = counts.filter(|count| choice != Choice::Even || is_even(sample.len(), *count));
    let mut counts: Vec<(f64, usize)> =
        counts.map(|count| (least_height(sample, count, styles, width), count)).collect();
    // the most promising first: others need not be set then
    counts.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (least, count) in counts {
        if best.as_ref().is_some_and(|(cost, ..)| least > cost + ROUNDING) {
            break;
        }
        let (mut rows, mut texts) = filled(sample, count, page, styles, width);
        let mut height = rows_height(&rows, space);
        if choice == Choice::Lowest
            && count == 1
            && let Some(widths) = shares(sample, styles, width)
        {
            let (row, columns) = set_row(&sample.iter().collect::<Vec<_>>(), widths, page, styles);
            if row.height * rows::SHARES_WORTH <= height && !rows::cramped(&columns, styles.em) {
                (height, rows, texts) = (row.height, vec![row], columns);
            }
        }
        let hollow = rows.iter().map(CardRow::hollow).sum::<f64>() / rows.len().max(1) as f64;
        let cost = match choice {
            Choice::Comfortable | Choice::Even => {
                height * (1.0 + rows::strain(&texts, styles.em) + HOLLOW * hollow)
            }
            // cards in a single column are as wide as can be
            Choice::Lowest if rows::cramped(&texts, styles.em) && count < sample.len() => f64::INFINITY,
            Choice::Lowest => height,
        };
        // of equals that of most rows
        if best.as_ref().is_none_or(|best| cost < best.0 || (cost == best.0 && count > best.1)) {
            best = Some((cost, count, rows));
        }
    }
    match best {
        Some((_, count, rows)) if sample.len() < cards.len() => {
            let columns = sample.len().div_ceil(count);
            drop(rows);
            filled(cards, cards.len().div_ceil(columns), page, styles, width).0
        }
        Some((_, _, rows)) if choice == Choice::Lowest => rows,
        Some((_, _, rows)) => spanned(rows, cards, page, styles, width),
        None => Vec::new(),
    }
}

/// Rows in which cards with more words are wider, where that is better.
fn spanned(
    rows: Vec<CardRow>,
    cards: &[CardContent<'_>],
    page: &LayoutInput<'_>,
    styles: &Styles,
    width: f64,
) -> Vec<CardRow> {
    let mut rest = cards.iter();
    let better = rows.into_iter().map(|row| {
        let contents: Vec<&CardContent<'_>> = rest.by_ref().take(row.cards.len()).collect();
        let Some(widths) = spans(&contents, styles, width) else { return row };
        let (other, columns) = set_row(&contents, widths, page, styles);
        let is_better = other.cost() < row.cost() && !rows::cramped(&columns, styles.em);
        if is_better { other } else { row }
    });
    better.collect()
}

/// The least height of the best rows of cards in a width in px; infinite where there are none.
pub(super) fn least(cards: &[CardContent<'_>], styles: &Styles, width: f64) -> f64 {
    let sample = cards.get(..SAMPLE).unwrap_or(cards);
    let counts = counts(cards, sample.len(), styles, width).into_iter();
    counts.map(|count| least_height(sample, count, styles, width)).fold(f64::INFINITY, f64::min)
}

/// In how many rows so many cards can stand, most first: from one card a row to as many as are wide enough for the
/// words of all.
fn counts(cards: &[CardContent<'_>], sample: usize, styles: &Styles, width: f64) -> Vec<usize> {
    let gap = rows::GAP * styles.space;
    let least = cards.iter().map(|card| card.least_width(styles)).fold(0.0, f64::max);
    let most = ((width + gap) / (least + gap)).floor().max(1.0) as usize;
    let mut counts: Vec<usize> = (1..=most.min(sample)).map(|columns| sample.div_ceil(columns)).collect();
    counts.dedup();
    counts
}

/// Whether so many rows of so many cards are all as long as each other.
fn is_even(cards: usize, rows: usize) -> bool {
    cards.is_multiple_of(rows.max(1))
}

/// Cards in so many rows, and how their texts stand in each.
fn filled(
    cards: &[CardContent<'_>],
    count: usize,
    page: &LayoutInput<'_>,
    styles: &Styles,
    width: f64,
) -> (Vec<CardRow>, Vec<RowColumn>) {
    let sizes = sizes(cards.len(), count);
    let longest = sizes.first().copied().unwrap_or(1);
    let mut rows = Vec::new();
    let mut texts = Vec::new();
    let mut rest = cards.iter();
    for size in sizes {
        let card = card_width(size, longest, width, styles.space);
        let contents: Vec<&CardContent<'_>> = rest.by_ref().take(size).collect();
        let (row, columns) = set_row(&contents, vec![card; size], page, styles);
        // of cards as wide as each other
        let lines = columns.iter().map(|column| column.lines).sum::<f64>() / size.max(1) as f64;
        let measure = columns.iter().map(|column| column.measure).fold(f64::INFINITY, f64::min);
        texts.push(RowColumn { measure, lines });
        rows.push(row);
    }
    (rows, texts)
}

/// Cards of widths in px in a row, and how the text of each stands.
fn set_row(
    contents: &[&CardContent<'_>],
    widths: Vec<f64>,
    page: &LayoutInput<'_>,
    styles: &Styles,
) -> (CardRow, Vec<RowColumn>) {
    let each = || contents.iter().zip(&widths);
    let cards: Vec<Card> = each().map(|(content, width)| content.measure(page, styles, *width)).collect();
    let texts = each().zip(&cards).map(|((content, width), card)| RowColumn {
        measure: content.measure_width(styles, *width),
        lines: card.lines() as f64,
    });
    let texts = texts.collect();
    let body = cards.iter().map(|card| card.body).fold(0.0, f64::max);
    let fitted = each()
        .zip(cards)
        .map(|((content, width), card)| content.measure_in(page, styles, *width, card, body));
    let cards: Vec<Card> = fitted.collect();
    (CardRow::new(cards, widths, styles.space), texts)
}

/// The size of type in px in which the names of more cards stand on one line, a step below that of some styles: one that hardly
/// does not would double the headers of its row.
pub(super) fn name_step(rows: &[CardRow], contents: &[CardContent<'_>], styles: &Styles) -> Option<f64> {
    let usual = styles.heading.size;
    let cards = rows.iter().flat_map(|row| row.cards.iter().zip(&row.widths)).zip(contents);
    let sizes = cards.filter(|((card, _), _)| card.name_lines() > 1).map(|((_, width), content)| {
        let measure = width - content.around_name(styles);
        (measure / content.lengths.name.max(f64::MIN_POSITIVE) * 4.0).floor() / 4.0
    });
    sizes.filter(|size| (NAME_STEP * usual..usual).contains(size)).min_by(f64::total_cmp)
}

/// Height of rows below each other, in px.
pub(super) fn rows_height(rows: &[CardRow], space: f64) -> f64 {
    let gaps = rows::GAP * space * rows.len().saturating_sub(1) as f64;
    rows.iter().map(|row| row.height).sum::<f64>() + gaps
}

/// Draws rows from the top of an area on.
pub(super) fn draw(
    rows: Vec<CardRow>,
    contents: &[CardContent<'_>],
    theme: &Theme,
    colors: &LevelColors,
    styles: &Styles,
    area: Rect,
    spare: Spare,
) -> Vec<Node> {
    let space = styles.space;
    let mut nodes = Vec::new();
    let mut contents = contents.iter();
    let mut y = area.y0;
    for row in rows {
        let mut x = area.x0;
        let more = row.takes(spare.row);
        // first points stand at one height in a row, and where bodies stand beside them at the height of those
        let least = row.heights.iter().map(|(height, most)| most - height).fold(more, f64::min);
        let has_beside = row.cards.iter().any(Card::has_bodies_beside);
        let above = if has_beside { 0.0 } else { spare.point.min(least) };
        let cards = row.cards.into_iter().zip(row.widths).zip(row.heights);
        for (((card, width), (height, most)), content) in cards.zip(contents.by_ref()) {
            let more = more.min(most - height);
            let in_row = InRow { header: row.header, above };
            let place = Rect::new(x, y, x + width, y + height + more);
            nodes.extend(card.draw(content, place, in_row, theme, colors, styles));
            x += width + rows::GAP * space;
        }
        y += row.height + more + rows::GAP * space + spare.gap;
    }
    nodes
}
