//! The largest type for a sheet.
//!
//! On a sheet every arrangement of the panels is tried; in each, rows of cards are as low as they can be without being
//! cramped. Height is not monotone in size, for rows change their numbers and type is set in quarters of a px while
//! space is not: so what a bisection ends at is only where a search from above starts.
use super::panel::{ASIDE_COLUMNS, AsidePlace, How, Panel, PanelWords};
use super::rows::{Choice, lengths};
use super::styles::Styles;
use super::{CardRoom, Poster, measure};
use crate::layout::LayoutInput;

/// Steps of the body size in a px, and the least size, in px.
const STEPS: f64 = 16.0;
const EM_MIN: f64 = 3.0;
/// Least width of a sheet, and of one of several columns of panels, in em.
const SHEET_MIN: f64 = 36.0;
const COLUMN_MIN: f64 = 46.0;
/// Panels stand side by side where they are still so many times as wide as high, on average.
const PANEL_ASPECT: f64 = 1.3;
/// How much larger type must be for another column of panels.
const COLUMN_WORTH: f64 = 1.015;
/// How large a level's own points may be on a sheet of their own, against other points, and the share of the sheet's spare height
/// that they may take.
const OWN_SIZES: [f64; 4] = [2.0, 1.75, 1.5, 1.25];
const OWN_SHARE: f64 = 0.5;
/// How far above a size that fits the search looks for another, and in how many steps.
const ABOVE: f64 = 1.04;
const ABOVE_STEPS: u32 = 12;

/// How panels stand on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arrangement {
    /// Columns of panels.
    pub(super) columns: usize,
    /// In every panel.
    pub(super) aside: AsidePlace,
}

impl Arrangement {
    /// One column, asides over the cards.
    pub(super) const PLAIN: Self = Self { columns: 1, aside: AsidePlace::Over };

    /// Those that a sheet allows for a number of levels, simple ones first: asides stand beside the cards on sheets
    /// that are wider than high, panels side by side where bands across the sheet would be flat.
    pub(super) fn all(sheet: CardRoom, levels: usize) -> Vec<Self> {
        let mut all = vec![Self::PLAIN];
        let Some(height) = sheet.height else { return all };
        if sheet.width > height {
            let beside = |column| Self { aside: AsidePlace::Beside(column), ..Self::PLAIN };
            all.extend(ASIDE_COLUMNS.map(beside));
        }
        let aspect =
            |columns: usize| sheet.width / height * levels as f64 / (columns as f64 * columns as f64);
        let columns = (2..=levels).take_while(|columns| aspect(*columns) >= PANEL_ASPECT);
        all.extend(columns.map(|columns| Self { columns, ..Self::PLAIN }));
        all
    }

    /// The widest body size in which a sheet of a width in px is wide enough, in px.
    pub(super) fn widest(self, width: f64) -> f64 {
        if self.columns > 1 { width / (COLUMN_MIN * self.columns as f64) } else { width / SHEET_MIN }
    }
}

/// The posters, one for the words of each sheet, in the largest body size in which each fits; all in one arrangement.
pub(super) fn largest(
    page: &LayoutInput<'_>,
    each: &[Vec<PanelWords<'_>>],
    sheet: CardRoom,
) -> Option<Vec<Poster>> {
    let levels = each.iter().map(Vec::len).max().unwrap_or(0);
    let least = (EM_MIN * STEPS) as u32;
    let mut best: Option<(u32, Arrangement, Vec<Poster>)> = None;
    for arrangement in Arrangement::all(sheet, levels) {
        let worth = if arrangement.columns > 1 { COLUMN_WORTH } else { 1.0 };
        let floor = best.as_ref().map_or(least, |(steps, ..)| (f64::from(*steps) * worth).ceil() as u32);
        let most = (arrangement.widest(sheet.width) * STEPS).clamp(f64::from(least), 1e6) as u32;
        let attempt = |steps: u32| {
            let em = f64::from(steps) / STEPS;
            at(page, each, (em, sheet), (arrangement, Choice::Lowest))
                .filter(|posters| posters.iter().all(|poster| poster.broken.is_empty()))
        };
        if let Some((steps, posters)) = search(floor, most, attempt) {
            best = Some((steps, arrangement, posters));
        }
    }
    if let Some((steps, arrangement, mut posters)) = best {
        let em = f64::from(steps) / STEPS;
        for (poster, words) in posters.iter_mut().zip(each) {
            relax(page, words, poster, arrangement);
        }
        debug_assert!(posters.iter().all(|poster| (poster.styles.em - em).abs() < 1e-9));
        return Some(posters);
    }
    // words too long for any measure are broken at the least size
    at(page, each, (EM_MIN, sheet), (Arrangement::PLAIN, Choice::Lowest))
}

/// The posters at a body size in px, if each fits the sheet.
pub(super) fn at(
    page: &LayoutInput<'_>,
    each: &[Vec<PanelWords<'_>>],
    (em, sheet): (f64, CardRoom),
    how: (Arrangement, Choice),
) -> Option<Vec<Poster>> {
    let fits = |poster: &Poster| sheet.height.is_none_or(|height| poster.height() <= height);
    each.iter().map(|words| measure(page, words, em, sheet, how).filter(fits)).collect()
}

/// The largest number of steps from a least to a most that an attempt succeeds with, and what it makes.
fn search<T>(least: u32, most: u32, attempt: impl Fn(u32) -> Option<T>) -> Option<(u32, T)> {
    let mut best = None;
    let (mut low, mut high) = (least.saturating_sub(1), most.saturating_add(1));
    while high.saturating_sub(low) > 1 {
        let middle = low + (high - low) / 2;
        match attempt(middle) {
            Some(made) => (best, low) = (Some((middle, made)), middle),
            None => high = middle,
        }
    }
    let top = ((f64::from(low) * ABOVE).ceil() as u32).min(most);
    let step = (top.saturating_sub(low) / ABOVE_STEPS).max(1);
    let mut steps = top;
    while steps > low {
        if let Some(made) = attempt(steps) {
            return Some((steps, made));
        }
        steps = steps.saturating_sub(step);
    }
    best
}

/// Sets the points of a level that has no functions, and a sheet of its own, as large as suits the sheet.
pub(super) fn enlarge(page: &LayoutInput<'_>, words: &[PanelWords<'_>], poster: &mut Poster) {
    let how = How { aside: AsidePlace::Over, rows: Choice::Comfortable };
    let [words] = words else { return };
    let Some(room) = poster.columns.first().map(|column| poster.rest(column)) else { return };
    let Some(panel) = poster.columns.first_mut().and_then(|column| column.first_mut()) else { return };
    let most = panel.height + OWN_SHARE * room;
    for own in OWN_SIZES.into_iter().filter(|_| panel.is_points()) {
        let styles = Styles { own, ..poster.styles };
        let larger = words.measure(page, &styles, poster.width, how);
        if let Some(larger) = larger.filter(|larger| larger.broken.is_empty() && larger.height <= most) {
            *panel = larger;
            poster.styles = styles;
            return;
        }
    }
}

/// Gives panels more comfortable rows where the sheet has height to spare for them, and rows that are all as long as each other
/// where there is room for those.
fn relax(page: &LayoutInput<'_>, words: &[PanelWords<'_>], poster: &mut Poster, arrangement: Arrangement) {
    let mut words = words.iter();
    let spares: Vec<f64> = poster.columns.iter().map(|column| poster.rest(column)).collect();
    for (column, mut spare) in poster.columns.iter_mut().zip(spares) {
        for (panel, words) in column.iter_mut().zip(words.by_ref()) {
            for rows in [Choice::Comfortable, Choice::Even] {
                if rows == Choice::Even && !panel.is_ragged() {
                    continue;
                }
                let how = How { aside: arrangement.aside, rows };
                let relaxed = words.measure(page, &poster.styles, poster.width, how);
                let Some(relaxed) = relaxed.filter(|relaxed| relaxed.broken.is_empty()) else { continue };
                let more = relaxed.height - panel.height;
                if more > 0.0 && more <= spare {
                    spare -= more;
                    *panel = relaxed;
                }
            }
        }
    }
}

/// Panels in so many columns, in order, of which the highest is as low as can be; `gap` px between two panels.
pub(super) fn split(panels: Vec<Panel>, columns: usize, gap: f64) -> Vec<Vec<Panel>> {
    if columns < 2 {
        return vec![panels];
    }
    let heights: Vec<f64> = panels.iter().map(|panel| panel.height + gap).collect();
    let mut panels = panels.into_iter();
    lengths(&heights, columns).into_iter().map(|length| panels.by_ref().take(length).collect()).collect()
}
