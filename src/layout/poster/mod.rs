//! The poster: title, then a panel for each level, then a strip of the bodies outside.
//!
//! 1. Choose icons and gather words, whatever the sheet.
//! 2. Find the body size: given by the width where the height is free, else the largest that fits the sheet.
//! 3. Measure every panel at that size, place them, share out spare height.
mod aside;
mod bodies;
mod bound;
mod card;
mod cards;
mod decisions;
mod fit;
mod foot;
mod masthead;
mod outside;
mod own;
mod panel;
mod points;
mod roles;
mod rows;
mod signs;
mod spans;
mod styles;
#[cfg(test)]
mod tests;

use super::Orientation;
use super::colophon::Colophon;
use super::fitted::does_not_fit;
use super::paint::{Align, Setting, decoration, listed};
use super::sheet::{Area, Split};
use super::{LaidOut, LayoutInput, drawn_on_each};
use crate::describe::sheet_of;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::geom::{Point, ROUNDING, Rect, Size};
use crate::scene::Node;
use crate::text::{Weight, shape};
use fit::{Arrangement, enlarge, largest};
use masthead::Masthead;
use outside::Strip;
use panel::{How, Panel, PanelPlace, PanelWords};
use rows::{Choice, Spare};
use styles::Styles;

/// Width where nothing is asked for, in px, and in em.
const WIDTH_PX: f64 = 2_200.0;
const WIDTH_EM: f64 = 2_200.0 / 28.0;
/// Where little is said, a poster is narrower, so that its type is larger where both are shown in one width: the narrowest of these
/// widths, in px, in which it is no more than so many times as high as wide.
const SPARSE_WIDTHS: [f64; 10] =
    [1_100.0, 1_180.0, 1_260.0, 1_340.0, 1_420.0, 1_500.0, 1_580.0, 1_680.0, 1_780.0, 1_880.0];
const SPARSE_ASPECT: f64 = 1.75;
/// Lines of a function's name there, at most.
const NAME_LINES: usize = 4;
/// Least body size in a column of a given width, in px.
const COLUMN_EM: f64 = 16.0;
/// Between panels, in em.
const PANEL_GAP: f64 = 1.7;
/// Size of the number of a sheet, in em.
const FOLIO: f64 = 0.9;
/// How much spare height a gap takes, in em, and a row of cards, as a share of the sheet's height.
const SPARE_GAP: f64 = 0.6;
const SPARE_ROW: f64 = 0.06;
/// And the room above the first points, in em.
const SPARE_POINT: f64 = 1.3;

/// Lays a model out as a poster.
pub(super) fn layout(pages: &[LayoutInput<'_>]) -> Result<Vec<LaidOut>, Vec<Diagnostic>> {
    let Some(page) = pages.first() else { return Ok(Vec::new()) };
    // one level is not split any further
    let split = if page.model.levels.len() > 1 { Split::Whole } else { Split::Levels };
    let words = words(page);
    let posters = sheets(page, std::slice::from_ref(&words), split)?;
    let drawn =
        |poster: Poster| drawn_on_each(pages, poster, |poster, page| poster.draw(page, &words, split));
    Ok(posters.into_iter().next().map(drawn).unwrap_or_default())
}

/// Lays each level out on a sheet of its own; all in one body size, so that they hang side by side as one poster. Each fills its
/// sheet, and where a level has nothing but points they are as large as suits it.
pub(super) fn levels(page: &LayoutInput<'_>) -> Result<Vec<LaidOut>, Vec<Diagnostic>> {
    let each: Vec<Vec<PanelWords<'_>>> = words(page).into_iter().map(|level| vec![level]).collect();
    let posters = sheets(page, &each, Split::Levels)?;
    Ok(posters
        .into_iter()
        .zip(&each)
        .map(|(poster, words)| poster.draw(page, words, Split::Levels))
        .collect())
}

fn words<'a>(page: &LayoutInput<'a>) -> Vec<PanelWords<'a>> {
    let levels = page.model.levels.iter().enumerate();
    let mut words: Vec<PanelWords<'a>> = levels.map(|(i, level)| PanelWords::new(page, level, i)).collect();
    signs::settle(&mut words);
    words
}

/// One poster for the levels of each sheet.
fn sheets(
    page: &LayoutInput<'_>,
    each: &[Vec<PanelWords<'_>>],
    split: Split,
) -> Result<Vec<Poster>, Vec<Diagnostic>> {
    let how = (Arrangement::PLAIN, Choice::Comfortable);
    let at = |em, sheet| each.iter().filter_map(|words| measure(page, words, em, sheet, how)).collect();
    let area = page.sheet.area(Orientation::Portrait);
    let posters: Vec<Poster> = match area {
        Area::Free => {
            let em = WIDTH_PX / WIDTH_EM;
            let usual: Vec<Poster> = at(em, CardRoom { width: WIDTH_PX, height: None });
            narrower(&usual, |width| at(em, CardRoom { width, height: None })).unwrap_or(usual)
        }
        Area::Column { width } => {
            let em = (width / WIDTH_EM).max(COLUMN_EM.min(WIDTH_PX / WIDTH_EM));
            at(em, CardRoom { width, height: None })
        }
        Area::Whole { width, height, printed: _ } => {
            let sheet = CardRoom { width, height: Some(height) };
            let Some(mut posters) = largest(page, each, sheet) else {
                return Err(vec![does_not_fit_sheet(split)]);
            };
            if split == Split::Levels {
                posters.iter_mut().zip(each).for_each(|(poster, words)| enlarge(page, words, poster));
            }
            posters
        }
    };
    Ok(posters)
}

/// Posters in the narrowest width in which they are no higher than suits them, where the usual one is wider than they need; all of a
/// series have one width. One in which rows of cards would not be full any more, or names
/// would be columns of words, is passed over.
fn narrower(usual: &[Poster], at: impl Fn(f64) -> Vec<Poster>) -> Option<Vec<Poster>> {
    let height = |posters: &[Poster]| posters.iter().map(Poster::height).fold(0.0, f64::max);
    let ragged = |posters: &[Poster]| {
        let panels = posters.iter().flat_map(|poster| poster.columns.iter().flatten());
        panels.filter(|panel| panel.is_ragged()).count()
    };
    let name_lines = |posters: &[Poster]| {
        let panels = posters.iter().flat_map(|poster| poster.columns.iter().flatten());
        panels.map(Panel::name_lines).max().unwrap_or(0)
    };
    let most_lines = name_lines(usual).max(NAME_LINES);
    let (most, usual_height) = (ragged(usual), height(usual));
    // a narrower poster is no lower
    let mut widths = SPARSE_WIDTHS.into_iter().filter(|width| usual_height <= SPARSE_ASPECT * width);
    widths.find_map(|width| {
        let posters = at(width);
        let is_full = ragged(&posters) <= most && name_lines(&posters) <= most_lines;
        (height(&posters) <= SPARSE_ASPECT * width && is_full).then_some(posters)
    })
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
struct CardRoom {
    width: f64,
    /// `None`: as high as it needs.
    height: Option<f64>,
}

/// A poster whose every size is known.
#[derive(Clone)]
struct Poster {
    sheet: CardRoom,
    styles: Styles,
    masthead: Option<Masthead>,
    /// Side by side; levels run down one and on in the next.
    columns: Vec<Vec<Panel>>,
    /// The bodies outside, on the sheet of the last level.
    outside: Option<Strip>,
    /// The foot of the sheet.
    colophon: Option<Colophon>,
    /// Width of a column, in px.
    width: f64,
    /// Texts of which a word had to be broken.
    broken: Vec<String>,
}

/// Sets every word at a body size in px; `None` where an arrangement does not suit the words, or where they are far too
/// much for the sheet.
fn measure(
    page: &LayoutInput<'_>,
    words: &[PanelWords<'_>],
    em: f64,
    sheet: CardRoom,
    (arrangement, rows): (Arrangement, Choice),
) -> Option<Poster> {
    let columns = arrangement.columns.max(1);
    let mut styles =
        Styles::new(em, sheet.width / columns as f64, page.theme, &page.style(Weight::Regular, em, 1.0));
    let whole = (sheet.width - 2.0 * styles.margin).max(em);
    let width = (whole - PANEL_GAP * styles.space * (columns - 1) as f64) / columns as f64;
    let usual = styles;
    words.iter().for_each(|words| words.fit_names(&usual, &mut styles, width));
    let mut broken = Vec::new();
    let masthead = Masthead::measure(page, &styles, whole);
    broken.extend(masthead.iter().flat_map(|masthead| masthead.broken.clone()));
    let is_last = words.last().is_some_and(|words| words.is_last(page));
    let outside = if is_last { Strip::measure(page, &styles, whole) } else { None };
    // a column stands on a page, which says all that itself
    let is_sheet = !matches!(page.sheet.area(Orientation::Portrait), Area::Column { .. });
    let colophon = if is_sheet { Colophon::measure(page, styles.em, whole) } else { None };
    let below = foot(&styles, outside.as_ref(), colophon.as_ref());
    let how = How { aside: arrangement.aside, rows };
    // too high already: the rest is not worth setting
    let height = sheet.height.filter(|_| rows == Choice::Lowest);
    let room = height.map(|height| {
        let one = height - top(&styles, masthead.as_ref()) - styles.margin;
        let one = one - below;
        columns as f64 * one - PANEL_GAP * styles.space * words.len().saturating_sub(columns) as f64
    });
    let is_too_high = |sum: f64| room.is_some_and(|room| sum > room + 1.0);
    let least = |words: &PanelWords<'_>| words.least(&styles, width, arrangement.aside);
    let mut sum = if room.is_some() { words.iter().map(least).sum() } else { 0.0 };
    let mut panels = Vec::with_capacity(words.len());
    for words in words {
        if is_too_high(sum) {
            return None;
        }
        let panel = words.measure(page, &styles, width, how)?;
        sum += panel.height - if room.is_some() { least(words) } else { 0.0 };
        panels.push(panel);
    }
    if is_too_high(sum) {
        return None;
    }
    if rows == Choice::Comfortable {
        let steps = panels.iter().zip(words).filter_map(|(panel, words)| panel.name_step(words, &styles));
        if let Some(size) = steps.min_by(f64::total_cmp) {
            styles.heading = styles.heading.resized(size);
            panels =
                words.iter().map(|words| words.measure(page, &styles, width, how)).collect::<Option<_>>()?;
        }
    }
    broken.extend(panels.iter().flat_map(|panel| panel.broken.clone()));
    broken.extend(outside.iter().flat_map(|strip| strip.broken.clone()));
    let columns = fit::split(panels, columns, PANEL_GAP * styles.space);
    Some(Poster { sheet, styles, masthead, columns, outside, colophon, width, broken })
}

impl Poster {
    /// Where the first panel starts, in px.
    fn top(&self) -> f64 {
        top(&self.styles, self.masthead.as_ref())
    }

    /// Least height, in px.
    fn height(&self) -> f64 {
        let tallest = self.columns.iter().map(|column| self.column_height(column)).fold(0.0, f64::max);
        self.top() + tallest + self.foot() + self.styles.margin
    }

    /// Height of what is below the panels, in px.
    fn foot(&self) -> f64 {
        foot(&self.styles, self.outside.as_ref(), self.colophon.as_ref())
    }

    fn column_height(&self, column: &[Panel]) -> f64 {
        let gaps = PANEL_GAP * self.styles.space * column.len().saturating_sub(1) as f64;
        column.iter().map(|panel| panel.height).sum::<f64>() + gaps
    }

    /// How much higher a column's place is than the column, in px; 0 where the height is free.
    fn rest(&self, column: &[Panel]) -> f64 {
        let height = self.sheet.height.unwrap_or_else(|| self.height());
        (height - self.top() - self.styles.margin - self.column_height(column) - self.foot()).max(0.0)
    }

    /// Spare height goes to the gaps first, then to the cards, and there to the gaps between points.
    fn spare(&self, column: &[Panel], split: Split) -> Spare {
        let spare = self.rest(column);
        let rows: usize = column.iter().map(Panel::rows).sum();
        let inner: usize = column.iter().map(|panel| panel.rows().saturating_sub(1)).sum();
        let gaps = inner + column.len().saturating_sub(1) + usize::from(self.outside.is_some());
        let gap = (spare / gaps.max(1) as f64).min(SPARE_GAP * self.styles.space);
        let rest = spare - gap * gaps as f64;
        // columns beside each other end at one height, and so do the sheets of a series
        let share = if self.columns.len() > 1 || split == Split::Levels { 1.0 } else { SPARE_ROW };
        let most = share * self.sheet.height.unwrap_or_default();
        let row = (rest / rows.max(1) as f64).min(most);
        let points = column.iter().map(Panel::points).max().unwrap_or(0);
        let point = (row / (points + 1) as f64).min(SPARE_POINT * self.styles.space);
        Spare { gap, row, point }
    }

    fn draw(mut self, page: &LayoutInput<'_>, words: &[PanelWords<'_>], split: Split) -> LaidOut {
        let space = self.styles.space;
        let top = self.top();
        let height = self.sheet.height.unwrap_or_else(|| self.height().ceil());
        let size = Size::new(self.sheet.width, height);
        let spares: Vec<Spare> = self.columns.iter().map(|column| self.spare(column, split)).collect();
        let mut x = self.styles.margin;
        let mut nodes = Vec::new();
        if let Some(masthead) = self.masthead.take() {
            nodes.extend(masthead.draw(page, &self.styles, self.sheet.width));
        }
        if split == Split::Levels {
            nodes.extend(words.first().and_then(|words| folio(page, &self.styles, words.index, size)));
        }
        let mut levels: Vec<Node> = Vec::new();
        let mut words = words.iter();
        let mut below = top;
        let x_margins = (self.styles.margin, size.width - self.styles.margin);
        for (column, spare) in self.columns.into_iter().zip(spares) {
            let mut y = top;
            for (panel, words) in column.into_iter().zip(words.by_ref()) {
                let high = panel.stretched(spare);
                let panel_at = Rect::new(x, y, x + self.width, y + high);
                let ground = page.sheet.bleed.map_or(panel_at, |over| bled(panel_at, x_margins, over));
                let place = PanelPlace { panel: panel_at, ground };
                levels.push(panel.draw(page, words, &self.styles, place, spare));
                y += high + PANEL_GAP * space + spare.gap;
            }
            x += self.width + PANEL_GAP * space;
            below = f64::max(below, y);
        }
        nodes.extend(listed(page, levels));
        if let Some(strip) = self.outside {
            let (x, height) = (self.styles.margin, strip.height);
            let place = Rect::new(x, below, self.sheet.width - x, below + height);
            nodes.extend(strip.draw(page, &self.styles, place));
        }
        if let Some(colophon) = self.colophon {
            let at = Point::new(self.styles.margin, height - self.styles.margin - colophon.height());
            nodes.extend(colophon.draw(page, at, self.sheet.width - 2.0 * self.styles.margin));
        }
        let warnings = self.broken.iter().map(|text| does_not_fit(text)).collect();
        LaidOut { size, nodes, warnings, search: crate::layout::Search::default() }
    }
}

/// What the ground of a panel covers that bleeds so many px over the edges of a sheet, where it stands at a margin.
fn bled(panel: Rect, (start, end): (f64, f64), over: f64) -> Rect {
    // both margins are as wide as each other
    let x0 = if panel.x0 <= start + ROUNDING { -over } else { panel.x0 };
    let x1 = if panel.x1 >= end - ROUNDING { start + end + over } else { panel.x1 };
    Rect { x0, x1, ..panel }
}

/// Which sheet of a series it is, in its lower margin: for the eye, as a level's number is.
fn folio(page: &LayoutInput<'_>, styles: &Styles, index: usize, sheet: Size) -> Option<Node> {
    let count = page.model.levels.len();
    let style = styles.body.resized(FOLIO * styles.body.size);
    let line = shape(page.fonts, &style, &sheet_of(&page.model.lang, index + 1, count));
    let at =
        Point::new(sheet.width - styles.margin, sheet.height - styles.margin / 2.0 - style.line_height / 2.0);
    let lines = Setting { lines: vec![line], style }.draw(at, Align::End, page.theme.text);
    (count > 1).then(|| decoration(lines))
}

/// Where the first panel starts below a masthead, in px.
fn top(styles: &Styles, masthead: Option<&Masthead>) -> f64 {
    let space = styles.space;
    match masthead {
        Some(masthead) => styles.margin + styles.below_title + masthead.height(space),
        // the disc on the first banner stands above it
        None => styles.margin + 0.85 * space,
    }
}

/// Height of the strip of the bodies outside, of the sheet's foot and of the gaps above them, in px.
fn foot(styles: &Styles, outside: Option<&Strip>, colophon: Option<&Colophon>) -> f64 {
    let heights = outside.map(|strip| strip.height).into_iter().chain(colophon.map(Colophon::height));
    heights.map(|height| height + PANEL_GAP * styles.space).sum()
}

/// Height of the capitals of a setting, in px: the title's stand a margin below the page's edge.
fn cap(setting: &Setting) -> f64 {
    0.723 * setting.style.size
}
