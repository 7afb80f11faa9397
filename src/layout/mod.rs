//! Turns a model into a scene, one style a module.
mod flow;
pub mod metrics;
mod sheet;

pub use sheet::{Effort, Orientation, Paper, Sheet};

use crate::diagnostic::{Diagnostic, Warned};
use crate::model::Model;
use crate::scene::Scene;
use crate::text::Fonts;
use crate::theme::Theme;

/// A way to draw a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Interlocking ribbon loops.
    Simple,
    /// Boxes and labelled arrows in bands.
    Flow,
    /// A card for each function.
    Poster,
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 3] = [Self::Simple, Self::Flow, Self::Poster];

    /// The name on the command line and in file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Flow => "flow",
            Self::Poster => "poster",
        }
    }
}

/// Lays a model out.
///
/// # Errors
/// Characters that no font has: every one of them, with its place.
pub fn layout(
    model: &Model,
    style: Style,
    theme: &Theme,
    fonts: &Fonts,
    sheet: &Sheet,
) -> Result<Warned<Scene>, Vec<Diagnostic>> {
    if style == Style::Flow {
        return Ok(flow::draw(model, theme, fonts, sheet));
    }
    Ok(Warned::clean(Scene {
        size: crate::geom::Size::new(100.0, 100.0),
        lang: model.lang.clone(),
        title: model.title.clone(),
        description: String::new(),
        background: theme.page,
        nodes: Vec::new(),
    }))
}
