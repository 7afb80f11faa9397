//! The aside: what happens at a level, over its cards or, on a wide sheet, beside them.
use super::points::WIDER;
use super::rows::lengths;
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::LayoutInput;
use crate::layout::fitted::{Breaking, fit};
use crate::layout::paint::{self, Align, Bullet, Padding, Setting, decoration, edge, heading, rect};
use crate::scene::{Geometry, Group, Meaning, Node};
use crate::theme::{LevelColors, Theme};

/// Width of the bar at its start.
const BAR: f64 = 0.4;
/// Above and below, before and after its words.
const PADDING: Padding = Padding { x: 1.4, y: 0.95 };
/// After the heading; below it where the points stand under it; between points.
const AFTER_HEADING: f64 = 2.2;
const BELOW_HEADING: f64 = 0.5;
const POINT_GAP: f64 = 0.42;
/// Least measure of points beside the heading, and most, in ems of body text.
const MEASURE_MIN: f64 = 24.0;
const MEASURE_MAX: f64 = 52.0;
/// Most columns of points, and the space between two, in em.
const COLUMNS_MAX: usize = 3;
const COLUMN_GAP: f64 = 1.2;

/// An aside whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Aside {
    /// Without a line where nothing is said above the points.
    heading: Setting,
    depth: u8,
    /// In columns.
    points: Vec<Vec<Setting>>,
    /// Where each column starts after the first one's start, in px.
    starts: Vec<f64>,
    /// Whether the points stand under the heading.
    under: bool,
    /// From the start of the words to that of the points.
    points_x: f64,
    /// Least height, in px.
    pub(super) height: f64,
    /// A text of which a word had to be broken.
    pub(super) broken: Option<String>,
}

impl Aside {
    /// Sets the aside's words at a width in px; `under` puts the points under the heading.
    pub(super) fn measure(
        page: &LayoutInput<'_>,
        styles: &Styles,
        points: &[String],
        width: f64,
        under: bool,
    ) -> Self {
        let space = styles.space;
        let inner = width - 2.0 * PADDING.x * space;
        // the language's own words speak of a level
        let own = if page.model.is_unranked() { "" } else { page.texts.aside };
        let words = page.model.aside.as_deref().unwrap_or(own);
        let mut broken = None;
        let mut set = |style, text: &str, measure, breaking| {
            let fitted = fit(page.fonts, style, text, measure, breaking);
            if fitted.broken {
                broken = Some(text.to_owned());
            }
            fitted.setting
        };
        let mut heading = set(&styles.aside_heading, words, inner, Breaking::Balanced);
        let named = !words.is_empty();
        if !named {
            heading.lines.clear();
        }
        let beside = if named { heading.width() + AFTER_HEADING * space } else { 0.0 };
        let under = named && (under || heading.lines.len() > 1 || inner - beside < MEASURE_MIN * styles.em);
        if named && !under {
            heading = set(&styles.aside_heading, words, inner, Breaking::Balanced);
        }
        let bulleted = points.len() > 1;
        let bullet = if bulleted { Bullet::USUAL.width() * styles.aside.size } else { 0.0 };
        let points_x = if under { 0.0 } else { beside } + bullet;
        let measure = (inner - points_x).min(MEASURE_MAX * styles.em);
        let points: Vec<Setting> =
            points.iter().map(|point| set(&styles.aside, point, measure, Breaking::Point)).collect();
        let room = inner - points_x + bullet;
        let (points, starts) = in_columns(points, room, bullet, styles);
        let height = |column: &Vec<Setting>| {
            let gaps = POINT_GAP * space * column.len().saturating_sub(1) as f64;
            column.iter().map(Setting::height).sum::<f64>() + gaps
        };
        let text = points.iter().map(height).fold(0.0, f64::max);
        let text =
            if under { heading.height() + BELOW_HEADING * space + text } else { text.max(heading.height()) };
        let depth = page.function_depth();
        Self {
            heading,
            depth,
            points,
            starts,
            under,
            points_x,
            height: text + 2.0 * PADDING.y * space,
            broken,
        }
    }

    /// Draws the aside into a box.
    pub(super) fn draw(self, place: Rect, theme: &Theme, colors: &LevelColors, styles: &Styles) -> Vec<Node> {
        let space = styles.space;
        let mut shapes = vec![rect(place, 0.0, colors.tint)];
        let ground = Geometry::Rect { rect: place, radius: 0.0 };
        shapes.extend(edge(&ground, theme.outlines.aside * space, colors.ink));
        shapes.push(rect(Rect::new(place.x0, place.y0, place.x0 + BAR * space, place.y1), 0.0, colors.ink));
        let at = Point::new(place.x0 + PADDING.x * space, place.y0 + PADDING.y * space);
        let below = at.y + self.heading.height() + BELOW_HEADING * space;
        let top = if self.under { below } else { at.y };
        let mut nodes = vec![decoration(shapes)];
        if !self.heading.lines.is_empty() {
            nodes.push(heading(self.depth, None, self.heading.draw(at, Align::Start, colors.ink)));
        }
        let bulleted = self.points.iter().map(Vec::len).sum::<usize>() > 1;
        let mut items = Vec::new();
        for (column, start) in self.points.into_iter().zip(self.starts) {
            let (x, mut y) = (at.x + self.points_x + start, top);
            for point in column {
                let height = point.height();
                let at = Point::new(x, y);
                if bulleted {
                    let bullet = Bullet::USUAL.at(point.style.size);
                    items.push(paint::bulleted(point, at, bullet, colors.ink, theme.text));
                } else {
                    nodes.push(Group::new(Meaning::Paragraph, point.draw(at, Align::Start, theme.text)));
                }
                y += height + POINT_GAP * space;
            }
        }
        if bulleted {
            nodes.push(Group::new(Meaning::List, items));
        }
        nodes
    }
}

/// Points in as many columns as there is room for in a width in px without another line of any, and where each column starts: below
/// each other, short ones would leave most of the aside without a word. Columns are of one width where that is wide enough.
fn in_columns(
    points: Vec<Setting>,
    room: f64,
    bullet: f64,
    styles: &Styles,
) -> (Vec<Vec<Setting>>, Vec<f64>) {
    let gap = COLUMN_GAP * styles.em;
    let heights: Vec<f64> = points.iter().map(|point| point.height() + POINT_GAP * styles.space).collect();
    // in another font each may be wider
    let wide = |points: &[Setting]| bullet + WIDER * points.iter().map(Setting::width).fold(0.0, f64::max);
    let most = COLUMNS_MAX.min(points.len()).max(1);
    let starts = |columns: usize| -> Option<Vec<f64>> {
        let mut rest = points.as_slice();
        let widths = lengths(&heights, columns).into_iter().map(|length| {
            let (column, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            rest = after;
            wide(column)
        });
        let widths: Vec<f64> = widths.collect();
        let gaps = gap * columns.saturating_sub(1) as f64;
        let equal = (room - gaps) / columns as f64;
        let is_equal = widths.iter().all(|width| *width <= equal);
        let fits = columns < 2 || is_equal || widths.iter().sum::<f64>() + gaps <= room;
        let mut x = 0.0;
        let start = |width: f64| {
            let start = x;
            x += gap + if is_equal { equal } else { width };
            start
        };
        fits.then(|| widths.into_iter().map(start).collect())
    };
    let starts = (1..=most).rev().find_map(starts).unwrap_or_default();
    let mut rest = points.clone().into_iter();
    let parted = lengths(&heights, starts.len().max(1)).into_iter();
    (parted.map(|length| rest.by_ref().take(length).collect()).collect(), starts)
}

#[cfg(test)]
mod tests {
    use super::in_columns;
    use crate::layout::paint::Setting;
    use crate::layout::poster::styles::Styles;
    use crate::text::{Fonts, TextStyle, Weight, WrapRules, wrap};
    use crate::theme::Theme;

    #[test]
    fn short_points_stand_side_by_side_and_long_ones_below_each_other() {
        let (fonts, style) = (Fonts::bundled(), TextStyle::new(Weight::Regular, 20.0, 1.35));
        let styles = Styles::new(20.0, 1_600.0, &Theme::defra(), &style);
        let set = |text: &str| Setting {
            lines: wrap(&fonts, &style, text, f64::INFINITY, &WrapRules::default()).lines,
            style,
        };
        let columns = |texts: &[&str], room: f64| {
            let points: Vec<Setting> = texts.iter().map(|text| set(text)).collect();
            let (columns, starts) = in_columns(points, room, 20.0, &styles);
            assert_eq!(columns.len(), starts.len());
            assert!(starts.is_sorted_by(|a, b| a < b), "{starts:?}");
            columns.iter().map(Vec::len).collect::<Vec<_>>()
        };
        let short = ["Sets aims", "Meets monthly", "Answers to members"];
        assert_eq!(columns(&short, 1_200.0), [1, 1, 1]);
        assert_eq!(columns(&short, 460.0), [2, 1]);
        assert_eq!(columns(&short, 300.0), [3]);
        let long = "Looks at a whole journey from end to end, on and off the screen";
        assert_eq!(columns(&[long, "Meets monthly"], 700.0), [2]);
        assert_eq!(columns(&[long, "Meets monthly"], 900.0), [1, 1], "columns as wide as they need");
        assert_eq!(columns(&[long], 900.0), [1]);
    }
}
