//! How pictures make the functions of one role stand out: they alone keep the full colour of their level, inside a
//! frame, and all others turn calm.
use super::Page;
use super::paint::edge;
use crate::geom::Rect;
use crate::model::Function;
use crate::scene::{Color, Geometry, Node};

/// How much a function stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Standing {
    /// As much as all others.
    Usual,
    /// It has the role that the picture is about.
    Marked,
    /// It does not have the role.
    Calm,
}

/// From the edge of a mark to the line inside it, and how wide that line is, in em.
const KEYLINE_GAP: f64 = 0.2;
const KEYLINE_WIDTH: f64 = 0.11;

impl Page<'_> {
    /// How much a function stands out.
    pub(in crate::layout) fn standing(&self, function: &Function) -> Standing {
        match self.lens {
            None => Standing::Usual,
            Some(lens) if lens.is_held_by(function) => Standing::Marked,
            Some(_) => Standing::Calm,
        }
    }
}

/// The line inside a filled box that marks it, in the colour of the words on it.
pub(in crate::layout) fn keyline(rect: Rect, radius: f64, color: Color, em: f64) -> Option<Node> {
    let by = KEYLINE_GAP * em;
    let geometry = Geometry::Rect { rect: rect.inset(-by), radius: (radius - by).max(0.0) };
    edge(&geometry, KEYLINE_WIDTH * em, color)
}
