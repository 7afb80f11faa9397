//! How high cards are at least, told from the lengths of their texts alone: most arrangements and sizes are refused before
//! a line is broken.
use super::card::{CardContent, body_height, header_height};
use super::points::{POINT_GAP, point_height};
use super::rows::{self, card_width};
use super::styles::Styles;
use crate::layout::shares::sizes;
use crate::text::TextStyle;
use std::ops::RangeInclusive;

/// Widths that are less unlike than this are all equal: cards that are almost as wide as each other look like a mistake.
const UNLIKE: f64 = 1.15;

/// At least the width of a space, in em: what a break takes from a text's length.
const SPACE: f64 = 0.4;
/// Share of a text's length that its lines have at least: type is kerned across spaces.
const KERNED: f64 = 0.99;

/// How many cards a row has whose widths are unlike.
const SHARED: RangeInclusive<usize> = 3..=12;
/// The narrowest that a card becomes beside wide ones, the step to the next width, both as shares of the width of equal cards,
/// and how many steps there are.
const NARROWEST: f64 = 0.8;
const STEP: f64 = 0.05;
const STEPS: u32 = 18;

/// The least height of a text of a length in ems in a measure in px.
fn text(style: &TextStyle, length: f64, measure: f64) -> f64 {
    let space = SPACE * style.size;
    let lines = (KERNED * length * style.size + space) / (measure.max(0.0) + space);
    lines.ceil().max(1.0) * style.line_height
}

impl CardContent<'_> {
    /// The least height of the header and of what is below it, in a card of a width in px.
    pub(super) fn least(&self, styles: &Styles, width: f64) -> (f64, f64) {
        let (space, lengths) = (styles.space, &self.lengths);
        let name = text(&styles.heading, lengths.name, width - self.around_name(styles));
        let header = header_height(name, space);
        let (points, roles) = (self.points_measure(styles, width), self.roles_measure(styles, width));
        if !self.keeps_size(styles, points, roles) {
            return (header, 0.0);
        }
        let gap = POINT_GAP * space;
        let height =
            |length: &f64| point_height(text(&styles.body, *length, points), self.icons, space) + gap;
        let all = lengths.points.iter().map(height).sum::<f64>();
        let column = all / self.columns(styles, width) as f64 - gap;
        let column = Some(column).filter(|_| !lengths.points.is_empty());
        let roles = lengths.roles.map(|length| text(&styles.body, length, roles));
        (header, body_height(column, roles, space))
    }
}

/// The widths of the cards of a single row in px, where long texts have more than others so that the row is lower: as far as
/// the lengths tell. All cards but those are as wide as each other. `None` where that is no use.
pub(super) fn shares(cards: &[CardContent<'_>], styles: &Styles, width: f64) -> Option<Vec<f64>> {
    let n = cards.len();
    if !SHARED.contains(&n) {
        return None;
    }
    let equal = card_width(n, n, width, styles.space);
    // of each card the widths that it may have, and its height in each
    let tries: Vec<Vec<(f64, f64)>> = cards
        .iter()
        .map(|card| {
            let floor = card.least_width(styles);
            let width = |step: u32| (NARROWEST + f64::from(step) * STEP) * equal;
            let widths = (0..=STEPS).map(width).filter(|width| *width >= floor);
            let height = |width| {
                let (header, body) = card.least(styles, width);
                header + body
            };
            widths.map(|width| (width, height(width))).collect()
        })
        .collect();
    let mut heights: Vec<f64> = tries.iter().flatten().map(|(_, height)| *height).collect();
    heights.sort_by(f64::total_cmp);
    heights.dedup();
    // the width that each card needs to be no higher than that
    let needs = |height: f64| -> Option<Vec<f64>> {
        let need =
            |tries: &Vec<(f64, f64)>| tries.iter().find(|(_, h)| *h <= height).map(|(width, _)| *width);
        let needs: Option<Vec<f64>> = tries.iter().map(need).collect();
        needs.filter(|needs| needs.iter().sum::<f64>() <= n as f64 * equal)
    };
    let lowest = heights.partition_point(|height| needs(*height).is_none());
    let needs = needs(*heights.get(lowest)?)?;
    // what is left goes to the narrowest
    let mut order = needs.clone();
    order.sort_by(|a, b| b.total_cmp(a));
    let mut rest = n as f64 * equal;
    let mut common = equal;
    for (i, need) in order.iter().enumerate() {
        common = rest / (n - i) as f64;
        if *need <= common {
            break;
        }
        rest -= need;
    }
    // wide ones are as wide as each other where there is room for it
    let most = needs.iter().copied().fold(0.0, f64::max);
    let wide = needs.iter().filter(|need| **need > common).count();
    let narrow = (n as f64 * equal - wide as f64 * most) / (n - wide).max(1) as f64;
    let fits = needs.iter().all(|need| *need > common || *need <= narrow);
    let widths: Vec<f64> = needs
        .iter()
        .map(|need| match (*need > common, fits) {
            (true, true) => most,
            (false, true) => narrow,
            (_, false) => need.max(common),
        })
        .collect();
    let least = widths.iter().copied().fold(f64::INFINITY, f64::min);
    (common < equal && most >= UNLIKE * least).then_some(widths)
}

/// The least height of cards in so many rows of a width in px.
pub(super) fn least_height(cards: &[CardContent<'_>], count: usize, styles: &Styles, width: f64) -> f64 {
    let equal = least_of_equals(cards, count, styles, width);
    if count != 1 {
        return equal;
    }
    let Some(widths) = shares(cards, styles, width) else { return equal };
    let each = cards.iter().zip(widths).map(|(card, width)| card.least(styles, width));
    let (header, body) = each.fold((0.0f64, 0.0f64), |most, of| (most.0.max(of.0), most.1.max(of.1)));
    equal.min(header + body)
}

/// The same where the cards of a row are as wide as each other.
fn least_of_equals(cards: &[CardContent<'_>], count: usize, styles: &Styles, width: f64) -> f64 {
    let sizes = sizes(cards.len(), count);
    let longest = sizes.first().copied().unwrap_or(1);
    let mut rest = cards.iter();
    let mut height = rows::GAP * styles.space * sizes.len().saturating_sub(1) as f64;
    for size in sizes {
        let card = card_width(size, longest, width, styles.space);
        let (mut header, mut body) = (0.0f64, 0.0f64);
        for content in rest.by_ref().take(size) {
            let least = content.least(styles, card);
            (header, body) = (header.max(least.0), body.max(least.1));
        }
        height += header + body;
    }
    height
}
