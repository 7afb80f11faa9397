//! The aside: what happens at a level, over its cards or, on a wide sheet, beside them.
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

/// An aside whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Aside {
    /// Without a line where nothing is said above the points.
    heading: Setting,
    depth: u8,
    points: Vec<Setting>,
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
        let gaps = POINT_GAP * space * points.len().saturating_sub(1) as f64;
        let text = points.iter().map(Setting::height).sum::<f64>() + gaps;
        let text =
            if under { heading.height() + BELOW_HEADING * space + text } else { text.max(heading.height()) };
        let depth = page.function_depth();
        Self { heading, depth, points, under, points_x, height: text + 2.0 * PADDING.y * space, broken }
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
        let mut y = if self.under { below } else { at.y };
        let mut nodes = vec![decoration(shapes)];
        if !self.heading.lines.is_empty() {
            nodes.push(heading(self.depth, None, self.heading.draw(at, Align::Start, colors.ink)));
        }
        let bulleted = self.points.len() > 1;
        let x = at.x + self.points_x;
        let mut items = Vec::new();
        for point in self.points {
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
        if bulleted {
            nodes.push(Group::new(Meaning::List, items));
        }
        nodes
    }
}
