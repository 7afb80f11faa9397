//! What a body decides: a label, and points of their own below it.
use super::card::{PADDING, POINTS_MEASURE_MAX, TEXT_START_PLAIN, column_height, draw_points};
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::Page;
use crate::layout::fitted::Breaking;
use crate::layout::paint::{Align, Setting};
use crate::scene::{Group, Meaning, Node};
use crate::text::TextStyle;
use crate::theme::{LevelColors, Theme};

/// Below the label, and how much nearer to each other decisions are than other points, in em.
const GAP: f64 = 0.35;
const NEARER: f64 = 0.4;

/// Decisions whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Decisions {
    label: Setting,
    points: Vec<Setting>,
}

impl Decisions {
    /// Sets what a body decides in a box of a width in px; `None` where it is not said.
    pub(super) fn measure(
        page: &Page<'_>,
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
        let measure = (width - (TEXT_START_PLAIN + PADDING.x) * space).min(POINTS_MEASURE_MAX * styles.em);
        let points = decides.iter().map(|point| set(&styles.body, point, measure, Breaking::Point));
        Some(Self { label, points: points.collect() })
    }

    /// Height in px.
    pub(super) fn height(&self, space: f64) -> f64 {
        let nearer = NEARER * space * self.points.len().saturating_sub(1) as f64;
        self.label.height() + GAP * space + column_height(&self.points, false, space) - nearer
    }

    /// Draws them across a box, from its top on.
    pub(super) fn draw(self, place: Rect, theme: &Theme, colors: &LevelColors, space: f64) -> [Node; 2] {
        let at = Point::new(place.x0 + PADDING.x * space, place.y0);
        let below = Rect::new(place.x0, place.y0 + self.label.height() + GAP * space, place.x1, place.y1);
        let label = Group::new(Meaning::Paragraph, self.label.draw(at, Align::Start, colors.ink));
        let icons = vec![None; self.points.len()];
        let place = (below, -NEARER * space);
        let points = draw_points(vec![self.points], &icons, false, place, theme, colors, space);
        [label, points]
    }
}
