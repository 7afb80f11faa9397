//! The poster: title, then a panel for each level.
//!
//! 1. Choose icons and gather words, whatever the sheet.
//! 2. Find the body size: given by the width where the height is free, else the largest that fits the sheet.
//! 3. Measure every panel at that size, place them, share out spare height.
mod aside;
mod card;
mod panel;
mod roles;
mod rows;
mod styles;

use super::Orientation;
use super::fitted::{Breaking, does_not_fit, fit};
use super::paint::{Align, Setting, heading};
use super::sheet::{Area, Split, small_print};
use super::{Drawing, Page};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::geom::{Point, Rect, Size};
use crate::scene::{Group, Meaning, Node};
use panel::{Panel, Spare, Words};
use styles::Styles;

/// Width where nothing is asked for, in px, and in em.
const WIDTH: (f64, f64) = (2_200.0, 2_200.0 / 28.0);
/// Least body size in a column of a given width, in px.
const COLUMN_EM: f64 = 16.0;
/// Around everything, below the title's baseline, and between panels, in em.
const MARGIN: f64 = 2.0;
const BELOW_TITLE: f64 = 2.3;
const PANEL_GAP: f64 = 1.7;
/// Least body size on paper, in px, and least width of a sheet in em.
const EM_MIN: f64 = 3.0;
const SHEET_MIN: f64 = 36.0;
/// How much spare height a gap takes, in em, and a row of cards, as a share of the sheet's height.
const SPARE_GAP: f64 = 0.6;
const SPARE_ROW: f64 = 0.06;

/// Lays a model out as a poster.
pub(super) fn layout(page: &Page<'_>) -> Result<Drawing, Vec<Diagnostic>> {
    // one level is not split any further
    let split = if page.model.levels.len() > 1 { Split::Whole } else { Split::Levels };
    let drawings = sheets(page, &[words(page)], split)?;
    Ok(drawings.into_iter().next().unwrap_or_default())
}

/// Lays each level out on a sheet of its own; all in one body size, so that they hang side by side as one poster.
pub(super) fn levels(page: &Page<'_>) -> Result<Vec<Drawing>, Vec<Diagnostic>> {
    let each: Vec<Vec<Words<'_>>> = words(page).into_iter().map(|level| vec![level]).collect();
    sheets(page, &each, Split::Levels)
}

fn words<'a>(page: &Page<'a>) -> Vec<Words<'a>> {
    let levels = page.model.levels.iter().enumerate();
    levels.map(|(i, level)| Words::new(page, level, i)).collect()
}

/// One drawing for the levels of each sheet.
fn sheets(page: &Page<'_>, each: &[Vec<Words<'_>>], split: Split) -> Result<Vec<Drawing>, Vec<Diagnostic>> {
    let at = |em, sheet| each.iter().map(|words| measure(page, words, em, sheet)).collect();
    let area = page.sheet.area(Orientation::Portrait);
    let mut small = None;
    let posters: Vec<Poster> = match area {
        Area::Free => at(WIDTH.0 / WIDTH.1, Sheet { width: WIDTH.0, height: None }),
        Area::Column { width } => {
            let em = (width / WIDTH.1).max(COLUMN_EM.min(WIDTH.0 / WIDTH.1));
            at(em, Sheet { width, height: None })
        }
        Area::Whole { width, height, printed } => {
            let sheet = Sheet { width, height: Some(height) };
            let Some(posters) = largest(page, each, sheet) else {
                return Err(vec![does_not_fit_sheet(split)]);
            };
            let em = posters.first().map(|poster| poster.styles.em).filter(|_| printed);
            small = em.and_then(|em| small_print(em, split));
            posters
        }
    };
    let mut drawings: Vec<Drawing> =
        posters.into_iter().zip(each).map(|(poster, words)| poster.draw(page, words)).collect();
    if let Some(first) = drawings.first_mut() {
        first.warnings.extend(small);
    }
    Ok(drawings)
}

fn does_not_fit_sheet(split: Split) -> Diagnostic {
    let message = "the poster does not fit on its sheet at any size that could be read";
    let hint = match split {
        Split::Whole => "take a larger sheet, or one level a sheet with `--split level`",
        Split::Levels => "take a larger sheet",
    };
    Diagnostic::new(Severity::Error, Code::DoesNotFit, message).hint(hint)
}

#[derive(Debug, Clone, Copy)]
struct Sheet {
    width: f64,
    /// `None`: as high as it needs.
    height: Option<f64>,
}

/// A poster whose every size is known.
struct Poster {
    sheet: Sheet,
    styles: Styles,
    title: Option<Setting>,
    panels: Vec<Panel>,
    /// Texts of which a word had to be broken.
    broken: Vec<String>,
}

fn measure(page: &Page<'_>, words: &[Words<'_>], em: f64, sheet: Sheet) -> Poster {
    let styles = Styles::new(em, page.theme.headings);
    let width = (sheet.width - 2.0 * MARGIN * em).max(em);
    let wide = sheet.height.is_some_and(|height| sheet.width > height);
    let mut broken = Vec::new();
    let title = (!page.title.trim().is_empty()).then(|| {
        let fitted = fit(page.fonts, &styles.title, page.title, width, Breaking::Balanced);
        if fitted.broken {
            broken.push(page.title.to_owned());
        }
        fitted.setting
    });
    let panels = panels(page, words, &styles, width, wide);
    broken.extend(panels.iter().flat_map(|panel| panel.broken.clone()));
    Poster { sheet, styles, title, panels, broken }
}

/// Every level's panel; the asides stand over the cards in all of them or, on wide sheets where that saves height, beside them.
fn panels(page: &Page<'_>, words: &[Words<'_>], styles: &Styles, width: f64, wide: bool) -> Vec<Panel> {
    let measured = |beside| -> Option<Vec<Panel>> {
        words.iter().map(|words| words.measure(page, styles, width, beside)).collect()
    };
    let height = |panels: &[Panel]| panels.iter().map(|panel| panel.height).sum::<f64>();
    let over = measured(false).unwrap_or_default();
    let beside = if wide { measured(true) } else { None };
    beside.filter(|beside| height(beside) <= height(&over)).unwrap_or(over)
}

/// The posters in the largest body size, by quarters of a px, in which each fits its sheet. Height is not strictly
/// monotone in size, for rows change their numbers: so the size that a bisection ends at is checked, and stepped down
/// from.
fn largest(page: &Page<'_>, each: &[Vec<Words<'_>>], sheet: Sheet) -> Option<Vec<Poster>> {
    let height = sheet.height?;
    let quarters = |em: f64| (em * 4.0).floor().clamp(1.0, 40_000.0) as u32;
    let fits =
        |poster: &Poster, whole: bool| poster.height() <= height && (whole || poster.broken.is_empty());
    let attempt = |quarters: u32, broken: bool| -> Option<Vec<Poster>> {
        let posters = each.iter().map(|words| measure(page, words, f64::from(quarters) / 4.0, sheet));
        posters.map(|poster| fits(&poster, broken).then_some(poster)).collect()
    };
    let (mut low, mut high) = (quarters(EM_MIN), quarters(sheet.width / SHEET_MIN).max(quarters(EM_MIN)) + 1);
    let mut best: Option<Vec<Poster>> = None;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        match attempt(middle, false) {
            Some(posters) => (best, low) = (Some(posters), middle),
            None => high = middle,
        }
    }
    // a size or two above may fit although one below did not
    for quarters in (low + 1..=low + 3).rev() {
        if f64::from(quarters) / 4.0 <= sheet.width / SHEET_MIN
            && let Some(posters) = attempt(quarters, false)
        {
            return Some(posters);
        }
    }
    // words too long for any measure are broken at the least size
    best.or_else(|| attempt(low, false)).or_else(|| attempt(low, true))
}

impl Poster {
    /// Where the first panel starts, in px.
    fn top(&self) -> f64 {
        let em = self.styles.em;
        match &self.title {
            Some(title) => {
                let last = title.height() - title.style.line_height;
                MARGIN * em + cap(title) + last + BELOW_TITLE * em
            }
            // the disc on the first banner stands above it
            None => (MARGIN + 0.85) * em,
        }
    }

    /// Least height, in px.
    fn height(&self) -> f64 {
        let em = self.styles.em;
        let gaps = PANEL_GAP * em * self.panels.len().saturating_sub(1) as f64;
        self.top() + self.panels.iter().map(|panel| panel.height).sum::<f64>() + gaps + MARGIN * em
    }

    /// Spare height goes to the gaps first, then to the cards.
    fn spare(&self) -> Spare {
        let em = self.styles.em;
        let Some(spare) = self.sheet.height.map(|height| height - self.height()).filter(|spare| *spare > 0.0)
        else {
            return Spare::default();
        };
        let rows: usize = self.panels.iter().map(Panel::rows).sum();
        let inner: usize = self.panels.iter().map(|panel| panel.rows().saturating_sub(1)).sum();
        let gaps = inner + self.panels.len().saturating_sub(1);
        let gap = (spare / gaps.max(1) as f64).min(SPARE_GAP * em);
        let rest = spare - gap * gaps as f64;
        let most = SPARE_ROW * self.sheet.height.unwrap_or_default();
        Spare { gap, row: (rest / rows.max(1) as f64).min(most) }
    }

    fn draw(self, page: &Page<'_>, words: &[Words<'_>]) -> Drawing {
        let em = self.styles.em;
        let (spare, top) = (self.spare(), self.top());
        let height = self.sheet.height.unwrap_or_else(|| self.height().ceil());
        let x = MARGIN * em;
        let mut nodes = Vec::new();
        if let Some(title) = self.title {
            let at = Point::new(x, MARGIN * em + cap(&title) - title.style.baseline());
            nodes.push(heading(1, None, title.draw(at, Align::Start, page.theme.text)));
        }
        let mut y = top;
        let mut levels: Vec<Node> = Vec::new();
        for (panel, words) in self.panels.into_iter().zip(words) {
            let high = panel.stretched(spare);
            let place = Rect::new(x, y, self.sheet.width - x, y + high);
            levels.push(panel.draw(page, words, &self.styles, place, spare));
            y += high + PANEL_GAP * em + spare.gap;
        }
        nodes.push(Group::new(Meaning::List, levels));
        let warnings = self.broken.iter().map(|text| does_not_fit(text)).collect();
        Drawing { size: Size::new(self.sheet.width, height), nodes, warnings }
    }
}

/// Height of the capitals of a setting, in px: the title's stand a margin below the page's edge.
fn cap(setting: &Setting) -> f64 {
    0.723 * setting.style.size
}
