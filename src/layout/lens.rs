//! How pictures make the functions of one role, or those that changed, stand out: they alone keep the full colour of their
//! level, inside a frame, and all others turn calm.
use super::LayoutInput;
use super::paint::edge;
use crate::diff::Marks;
use crate::geom::Rect;
use crate::model::{Function, Lens, Level, NodeRef};
use crate::scene::{Color, Geometry, Node, Shape, Stroke};
use crate::theme::{LevelColors, Theme};
use std::borrow::Cow;

/// How much a function stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Standing {
    /// As much as all others.
    Usual,
    /// It has the role that the picture is about, or changed.
    Marked,
    /// It does not have the role, or is as it was.
    Calm,
    /// It is no more.
    Gone,
}

/// From the edge of a mark to the line inside it, and how wide that line is, in em.
const KEYLINE_GAP: f64 = 0.2;
const KEYLINE_WIDTH: f64 = 0.11;

impl LayoutInput<'_> {
    /// How much a function stands out.
    pub(in crate::layout) fn standing(&self, function: &Function) -> Standing {
        match (self.marks, self.lens) {
            (Some(marks), _) => standing_of(marks, &function.id),
            (None, None) => Standing::Usual,
            (None, Some(lens)) if lens.is_held_by(function) => Standing::Marked,
            (None, Some(_)) => Standing::Calm,
        }
    }

    /// How much a box stands out that stands for no function and so has no roles.
    pub(in crate::layout) fn standing_without_roles(&self, id: &str) -> Standing {
        match (self.marks, self.lens) {
            (Some(marks), _) => standing_of(marks, id),
            (None, Some(_)) => Standing::Calm,
            (None, None) => Standing::Usual,
        }
    }
}

/// The share of its colour that an arrow keeps where neither of its ends stands out, and that a level's ribbon keeps where nothing in it
/// does.
const CALM_INK: f64 = 0.4;

impl LayoutInput<'_> {
    /// Whether a role stands out that no function of a level has.
    pub(in crate::layout) fn is_calm(&self, level: &Level) -> bool {
        let held = |lens: &Lens| level.functions.iter().any(|function| lens.is_held_by(function));
        let within = |lens: &Lens| {
            level.functions.iter().flat_map(|function| &function.functions).any(|body| lens.is_held_by(body))
        };
        self.marks.is_none() && self.lens.is_some_and(|lens| !held(lens) && !within(lens))
    }

    /// The theme in which the ribbons of calm levels are pale.
    pub(in crate::layout) fn with_calm_ribbons(&self) -> Cow<'_, Theme> {
        if self.lens.is_none() || self.marks.is_some() {
            return Cow::Borrowed(self.theme);
        }
        let levels = self.model.levels.iter().enumerate().map(|(i, level)| {
            let colors = self.theme.level(i);
            let ribbon = if self.is_calm(level) { self.paled(colors.ribbon) } else { colors.ribbon };
            LevelColors { ribbon, ..colors }
        });
        Cow::Owned(Theme { levels: levels.collect(), ..self.theme.clone() })
    }

    /// A colour as if it shone through the page.
    fn paled(&self, color: Color) -> Color {
        let mixed = |color: u8, page: u8| {
            // between two bytes lies a byte
            (f64::from(color) * CALM_INK + f64::from(page) * (1.0 - CALM_INK)).round() as u8
        };
        let page = self.theme.page;
        Color::rgb(mixed(color.r, page.r), mixed(color.g, page.g), mixed(color.b, page.b))
    }
}

impl LayoutInput<'_> {
    /// The colour of an arrow between two nodes: calm, as if it shone through the page, where a role stands out that neither has.
    pub(in crate::layout) fn arrow_ink(&self, ink: Color, ends: [NodeRef; 2]) -> Color {
        let (None, Some(lens)) = (self.marks, self.lens) else { return ink };
        let held =
            |end: NodeRef| self.model.function_at(end).is_some_and(|function| lens.is_held_by(function));
        if ends.into_iter().any(held) {
            return ink;
        }
        self.paled(ink)
    }
}

fn standing_of(marks: &Marks, id: &str) -> Standing {
    match marks.of(id) {
        [] => Standing::Calm,
        _ if marks.is_gone(id) => Standing::Gone,
        _ => Standing::Marked,
    }
}

/// Dash and gap of the line around what is no more, in em.
const GONE_DASH: f64 = 0.45;
const GONE_GAP: f64 = 0.35;

/// The broken line around what is no more, of a width in em.
pub(in crate::layout) fn broken_edge(geometry: &Geometry, width: f64, color: Color, em: f64) -> Option<Node> {
    let dashed = |node| match node {
        Node::Shape(Shape { kind, geometry, fill, stroke }) => {
            let dash = Some((GONE_DASH * em, GONE_GAP * em));
            let stroke = stroke.map(|stroke| Stroke { dash, ..stroke });
            Node::Shape(Shape { kind, geometry, fill, stroke })
        }
        other => other,
    };
    edge(geometry, width * em, color).map(dashed)
}

/// The line inside a filled box that marks it, in the colour of the words on it.
pub(in crate::layout) fn keyline(rect: Rect, radius: f64, color: Color, em: f64) -> Option<Node> {
    let by = KEYLINE_GAP * em;
    let geometry = Geometry::Rect { rect: rect.inset(-by), radius: (radius - by).max(0.0) };
    edge(&geometry, KEYLINE_WIDTH * em, color)
}
