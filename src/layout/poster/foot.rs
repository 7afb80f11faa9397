//! What a card says of people: whoever is in the chair, with a sign, then its other roles.
use super::roles::{RoleWords, Roles};
use super::styles::Styles;
use crate::geom::Point;
use crate::layout::LayoutInput;
use crate::layout::fitted::Breaking;
use crate::layout::paint::{Setting, decoration};
use crate::layout::people::{SIGN_INDENT, STAR_RADIUS, star};
use crate::model::Function;
use crate::scene::Node;
use crate::text::TextStyle;
use crate::theme::{LevelColors, Theme};

/// Below a chair, in em.
const GAP: f64 = 0.3;

/// What stands at a card's foot, whatever its width.
#[derive(Debug, Clone)]
pub(super) struct FootWords {
    chairs: Vec<RoleWords>,
    others: Option<RoleWords>,
}

/// A foot whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Foot {
    chairs: Vec<Roles>,
    others: Option<Roles>,
    /// Below a chair, in px.
    gap: f64,
}

impl FootWords {
    /// The roles of a function.
    pub(super) fn new(page: &LayoutInput<'_>, function: &Function) -> Self {
        Self { chairs: RoleWords::chairs(page, function), others: RoleWords::new(page, function) }
    }

    /// Those that are not in the chair.
    pub(super) fn others(&self) -> Option<&RoleWords> {
        self.others.as_ref()
    }

    /// The widest of the chairs' words in ems, with the sign before them; `widest` is that of a text.
    pub(super) fn widest_chair(&self, widest: impl Fn(&str) -> f64) -> f64 {
        self.chairs.iter().map(|chair| SIGN_INDENT + widest(chair.text())).fold(0.0, f64::max)
    }

    /// Sets it in a measure in px; `None` where there are no roles.
    pub(super) fn measure(
        &self,
        page: &LayoutInput<'_>,
        styles: &Styles,
        measure: f64,
        set: &mut impl FnMut(&TextStyle, &str, f64, Breaking) -> Setting,
    ) -> Option<Foot> {
        let after_sign = measure - SIGN_INDENT * styles.body.size;
        let chairs: Vec<Roles> =
            self.chairs.iter().map(|chair| Roles::new(page, styles, chair, after_sign, set)).collect();
        let others = self.others.as_ref().map(|others| Roles::new(page, styles, others, measure, set));
        let is_empty = chairs.is_empty() && others.is_none();
        (!is_empty).then_some(Foot { chairs, others, gap: GAP * styles.space })
    }
}

impl Foot {
    /// Height in px.
    pub(super) fn height(&self) -> f64 {
        let blocks = self.chairs.len() + usize::from(self.others.is_some());
        let chairs = self.chairs.iter().map(Roles::height).sum::<f64>();
        let gaps = self.gap * blocks.saturating_sub(1) as f64;
        self.others.as_ref().map_or(0.0, Roles::height) + chairs + gaps
    }

    /// Draws it from the start of the measure and the top of the first line.
    pub(super) fn draw(self, at: Point, theme: &Theme, colors: &LevelColors) -> Vec<Node> {
        let mut y = at.y;
        let mut nodes = Vec::new();
        for chair in self.chairs {
            let TextStyle { size, line_height, .. } = *chair.style();
            let height = chair.height();
            let center = Point::new(at.x + STAR_RADIUS * size, y + line_height / 2.0);
            nodes.push(decoration(vec![star(center, STAR_RADIUS * size, colors.ink)]));
            nodes.extend(chair.draw(Point::new(at.x + SIGN_INDENT * size, y), theme, colors));
            y += height + self.gap;
        }
        nodes.extend(
            self.others.into_iter().flat_map(|others| others.draw(Point::new(at.x, y), theme, colors)),
        );
        nodes
    }
}
