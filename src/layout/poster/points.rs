//! What all cards share: measures, and points set in columns, each with an icon or a dot.
use super::rows::lengths;
use crate::geom::{Point, Rect};
use crate::layout::LayoutInput;
use crate::layout::fitted::widest_word;
use crate::layout::paint::{Align, Padding, Setting, decoration, disc, edge};
use crate::scene::{Geometry, Group, Meaning, Node, Shape};
use crate::text::{self, Weight};
use crate::theme::icons::Icon;
use crate::theme::{LevelColors, Theme};

/// Above and below, before and after what stands in the body.
pub(super) const PADDING: Padding = Padding { x: 1.0, y: 1.05 };
/// A point's disc and the icon in it; where its text starts; the same without icons; between points.
const DISC_SIZE: f64 = 2.25;
const DISC_ICON: f64 = 1.45;
pub(super) const TEXT_START: f64 = 3.95;
pub(super) const TEXT_START_PLAIN: f64 = 1.95;
const DOT: f64 = 0.2;
pub(super) const POINT_GAP: f64 = 0.85;
/// The rule between parts of a card.
pub(super) const RULE: f64 = 0.07;
/// Width of the frame around a card that stands out.
pub(super) const FRAME: f64 = 0.3;
/// Longest measure of points and of roles, in em: about 85 and 95 characters.
pub(super) const POINTS_MEASURE_MAX: f64 = 44.0;
pub(super) const ROLES_MEASURE_MAX: f64 = 50.0;

/// How much wider a line may be in the fonts that other programs put in the place of ours.
pub(super) const WIDER: f64 = 1.09;

/// The measure in px of lines in a box of a width, from a start in it to a padding before its end: less than that where a line
/// in another font would leave the box.
pub(super) fn roomy(width: f64, start: f64, padding: f64) -> f64 {
    (width - start - padding).min((width - start) / WIDER)
}

/// Widest line in em of which that is so: a longer one has letters of all widths, which make up for each other.
const SHORT: f64 = 15.2;

/// The same of points of a type size in px, which may be long.
pub(super) fn roomy_points(width: f64, start: f64, padding: f64, em: f64) -> f64 {
    let room = width - start;
    room - padding.max((WIDER - 1.0) * (room / WIDER).min(SHORT * em))
}

/// The width in px of a box whose lines hold a word of a width; the other way round than [`roomy`].
pub(super) fn around_word(word: f64, start: f64, padding: f64) -> f64 {
    start + (word + padding).max(word * WIDER)
}

/// Type size in px at which words are measured once.
const MEASURING: f64 = 40.0;

/// The width of a text's widest word, in ems of its type.
pub(super) fn widest(page: &LayoutInput<'_>, weight: Weight, text: &str) -> f64 {
    widest_word(page.fonts, &page.style(weight, MEASURING, 1.0), text) / MEASURING
}

/// A text's length on one line, in ems of its type.
pub(super) fn length(page: &LayoutInput<'_>, weight: Weight, words: &str) -> f64 {
    text::length(page.fonts, &page.style(weight, MEASURING, 1.0), words.trim()) / MEASURING
}

/// The icons of a list of points, none of which is shown twice, nor is the list's own.
pub(super) fn point_icons(
    page: &LayoutInput<'_>,
    points: &[String],
    own: Option<&Icon>,
) -> Vec<Option<Icon>> {
    let mut shown: Vec<Icon> = own.into_iter().cloned().collect();
    points
        .iter()
        .map(|point| {
            let icon = page.icons.rules.for_point(point, &shown);
            shown.extend(icon.clone());
            icon
        })
        .collect()
}

/// Height of a point whose text has a height in px, beside an icon or without.
pub(super) fn point_height(text: f64, has_icon: bool, space: f64) -> f64 {
    if has_icon { text.max(DISC_SIZE * space) } else { text }
}

/// Height of points below each other, in px; `any` of a level's has an icon.
pub(super) fn column_height(points: &[Setting], any: bool, space: f64) -> f64 {
    let height = |point: &Setting| point_height(point.height(), any, space);
    let gaps = POINT_GAP * space * points.len().saturating_sub(1) as f64;
    points.iter().map(height).sum::<f64>() + gaps
}

/// Points in so many columns, in order, the highest as low as can be.
pub(super) fn in_columns(points: Vec<Setting>, columns: usize, any: bool, space: f64) -> Vec<Vec<Setting>> {
    let height = |point: &Setting| column_height(std::slice::from_ref(point), any, space) + POINT_GAP * space;
    let heights: Vec<f64> = points.iter().map(height).collect();
    let mut points = points.into_iter();
    lengths(&heights, columns).into_iter().map(|length| points.by_ref().take(length).collect()).collect()
}

/// Points in columns across a box, from its top on, with `more` px between two than they need: one list.
pub(super) fn draw_points(
    columns: Vec<Vec<Setting>>,
    icons: &[Option<Icon>],
    any: bool,
    (place, more): (Rect, f64),
    theme: &Theme,
    colors: &LevelColors,
    space: f64,
) -> Node {
    let start = if any { TEXT_START } else { TEXT_START_PLAIN };
    let width = place.width() / columns.len().max(1) as f64;
    let mut icons = icons.iter();
    let mut items = Vec::new();
    for (i, column) in columns.into_iter().enumerate() {
        let (x0, mut y) = (place.x0 + i as f64 * width, place.y0);
        for (point, icon) in column.into_iter().zip(icons.by_ref()) {
            let text = point.height();
            let height = if any { text.max(DISC_SIZE * space) } else { text };
            // a text lower than its disc stands in the disc's middle
            let top = if any { y + ((DISC_SIZE * space - text) / 2.0).max(0.0) } else { y };
            let mark = match icon {
                Some(icon) => {
                    let center =
                        Point::new(x0 + (PADDING.x + DISC_SIZE / 2.0) * space, y + DISC_SIZE / 2.0 * space);
                    let ground = Geometry::Circle { center, radius: DISC_SIZE / 2.0 * space };
                    let mut mark = vec![Shape::filled(ground.clone(), colors.disc)];
                    mark.extend(edge(&ground, theme.outlines.disc * space, colors.ink));
                    mark.push(icon.draw(center, DISC_ICON * space, colors.ink, false));
                    mark
                }
                None => {
                    let middle = top + point.style.line_height / 2.0;
                    let x = if any { PADDING.x + DISC_SIZE / 2.0 } else { PADDING.x + DOT };
                    vec![disc(Point::new(x0 + x * space, middle), DOT * space, colors.ink)]
                }
            };
            let mut nodes = vec![decoration(mark)];
            nodes.extend(point.draw(Point::new(x0 + start * space, top), Align::Start, theme.text));
            items.push(Group::new(Meaning::Item, nodes));
            y += height + POINT_GAP * space + more;
        }
    }
    Group::new(Meaning::List, items)
}
