//! The governance model: levels of functions, their roles, and the flows between them.
//!
//! A [`Model`] is always valid: it is built only by [`Model::build`], from a [`Draft`] that a reader
//! made, and cannot be changed afterwards. Ids are unique and every end of a flow exists.
mod build;
mod checks;
mod direction;
mod draft;
mod ends;
mod id;
mod imprint;
mod link;
mod mark;
mod node;
mod parts;
mod record;
mod roles;
#[cfg(feature = "schema")]
mod schema;
mod sentences;
mod settings;
mod suggest;

pub(crate) use direction::confined;
pub use draft::{Draft, DraftFlow, DraftSetting, Given};
pub use id::slug;
pub use imprint::Imprint;
pub use link::placed;
pub use mark::RoleMark;
pub use node::{End, NodeRef};
pub use parts::{
    DraftFunction, DraftLegend, DraftLevel, DraftLink, DraftOutcome, DraftOutside, DraftRole, Function,
    Legend, Level, Link, Outcome, Outside, Role,
};
pub use record::Spoken;
pub(crate) use record::{Record, Slot};
pub use roles::{HeldRole, Holder, Lens, held_roles, role_key};
pub use sentences::{sentences, without_full_stop};
pub use suggest::nearest;

use crate::diagnostic::Span;
use crate::named::named;
use serde::Serialize;
use std::ops::Deref;

/// A valid model; read its fields through [`Content`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Model(Content);

impl Deref for Model {
    type Target = Content;
    fn deref(&self) -> &Content {
        &self.0
    }
}

/// What a model holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Content {
    /// Of the pictures.
    pub title: String,
    /// Paragraphs about the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<String>,
    /// BCP 47 language tag.
    pub lang: String,
    /// Heading of the poster's aside, where the language's own words are not wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aside: Option<String>,
    /// Name of the theme the page asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// File of a logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// What the logo says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_alt: Option<String>,
    /// Which version of the page it is, whose, and from where.
    #[serde(flatten)]
    pub imprint: Imprint,
    /// Whether a flow chart without flows joins the same functions of neighbouring levels.
    #[serde(skip_serializing_if = "is_false")]
    pub cascade: bool,
    /// Words of the flow chart's legend, where the language's own are not wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legend: Option<Legend>,
    /// Highest first; at least one.
    pub levels: Vec<Level>,
    /// What the lowest level delivers to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// Bodies outside that flows come from or go to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outside: Vec<Outside>,
    /// Arrows, in page order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<Flow>,
}

impl Content {
    /// Whether its functions stand in no ranks: in one level that is not drawn as one.
    #[must_use]
    pub fn is_unranked(&self) -> bool {
        self.levels.first().is_some_and(|level| level.implicit)
    }
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flow {
    /// Where it starts.
    pub from: End,
    /// Where it points.
    pub to: End,
    /// What flows; empty for a bare arrow.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// How it is drawn.
    #[serde(skip_serializing_if = "FlowKind::is_directs")]
    pub kind: FlowKind,
    /// Whether it is on the main line, the golden thread from top to bottom.
    #[serde(skip_serializing_if = "is_false")]
    pub main: bool,
    /// Where it was read.
    #[serde(skip)]
    pub place: Place,
    /// How the page says it.
    #[serde(skip)]
    pub origin: FlowOrigin,
}

/// How a page says a flow; neither compared nor serialised, as places are not.
#[derive(Debug, Clone, Copy, Default)]
pub enum FlowOrigin {
    /// As a flow: in a table, front matter or data.
    #[default]
    Stated,
    /// In prose, a label or a drawing.
    Inferred,
}

impl PartialEq for FlowOrigin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What a flow means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FlowKind {
    /// A solid line.
    #[default]
    Directs,
    /// A dashed line.
    Feedback,
    /// A head at both ends.
    Mutual,
    /// A dotted line: advice that binds nobody.
    Advises,
}

named!(FlowKind, Directs = "directs", Feedback = "feedback", Mutual = "mutual", Advises = "advises");

impl FlowKind {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    fn is_directs(&self) -> bool {
        *self == Self::Directs
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// Where something was read; neither compared nor serialised, so that equal models are equal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place(pub Option<Span>);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
