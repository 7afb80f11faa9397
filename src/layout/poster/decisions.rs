//! What a body decides: a label, and points of their own below it.
use super::points::{PADDING, POINTS_MEASURE_MAX, TEXT_START_PLAIN, column_height, draw_points, roomy};
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::LayoutInput;
use crate::layout::fitted::Breaking;
use crate::layout::paint::{Align, Setting};
use crate::scene::{Group, Meaning, Node};
use crate::text::TextStyle;
use crate::theme::{LevelColors, Theme};

/// Below the label, and how much nearer to each other decisions and the points of inner cards are than other points, in em.
const GAP: f64 = 0.35;
const NEARER: f64 = 0.4;

/// Height in px of points of which none has an icon, nearer to each other than a card's.
pub(super) fn near_height(points: &[Setting], space: f64) -> f64 {
    column_height(points, false, space) - NEARER * space * points.len().saturating_sub(1) as f64
}

/// Draws them across a box, from its top on.
pub(super) fn draw_near(
    points: Vec<Setting>,
    place: Rect,
    theme: &Theme,
    colors: &LevelColors,
    space: f64,
) -> Node {
    let icons = vec![None; points.len()];
    draw_points(vec![points], &icons, false, (place, -NEARER * space), theme, colors, space)
}

/// Decisions whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Decisions {
    label: Setting,
    points: Vec<Setting>,
}

impl Decisions {
    /// Sets what a body decides in a box of a width in px; `None` where it is not said.
    pub(super) fn measure(
        page: &LayoutInput<'_>,
        styles: &Styles,
        decides: &[String],
        width: f64,
        set: &mut impl FnMut(&TextStyle, &str, f64, Breaking) -> Setting,
    ) -> Option<Self> {
        if decides.is_empty() {
            return None;
        }
        let space = styles.space;
        let label =
            set(&styles.label, page.texts.decides, width - 2.0 * PADDING.x * space, Breaking::Balanced);
        let (start, padding) = (TEXT_START_PLAIN * space, PADDING.x * space);
        let measure = roomy(width, start, padding).min(POINTS_MEASURE_MAX * styles.em);
        let points = decides.iter().map(|point| set(&styles.body, point, measure, Breaking::Point));
        Some(Self { label, points: points.collect() })
    }

    /// Height in px.
    pub(super) fn height(&self, space: f64) -> f64 {
        self.label.height() + GAP * space + near_height(&self.points, space)
    }

    /// Draws them across a box, from its top on.
    pub(super) fn draw(self, place: Rect, theme: &Theme, colors: &LevelColors, space: f64) -> [Node; 2] {
        let at = Point::new(place.x0 + PADDING.x * space, place.y0);
        let below = Rect::new(place.x0, place.y0 + self.label.height() + GAP * space, place.x1, place.y1);
        let label = Group::new(Meaning::Paragraph, self.label.draw(at, Align::Start, colors.ink));
        [label, draw_near(self.points, below, theme, colors, space)]
    }
}
