//! The governance model: levels of functions, their roles, and the flows between them.
//!
//! A [`Model`] is always valid: it is built only by [`Model::build`], from a [`Draft`] that a reader
//! made, and cannot be changed afterwards. Ids are unique and every end of a flow exists.
mod build;
mod checks;
mod draft;
mod ends;
mod id;
mod link;
mod roles;
mod sentences;
mod settings;
mod suggest;

pub use draft::{Draft, DraftFlow, DraftFunction, DraftLevel, DraftOutcome, DraftRole, DraftSetting};
pub use id::slug;
pub use roles::{HeldRole, Holder, Lens, held_roles, role_key};
pub use sentences::{sentences, without_full_stop};
pub use suggest::nearest;

use crate::diagnostic::Span;
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
    /// Whether a flow chart without flows joins the same functions of neighbouring levels.
    #[serde(skip_serializing_if = "is_false")]
    pub cascade: bool,
    /// Highest first; at least one.
    pub levels: Vec<Level>,
    /// What the lowest level delivers to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
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

/// One level: strategic, co-ordination, implementation, …
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// Unicode slug without the level word: `strategic`.
    pub id: String,
    /// As written: "Strategic level".
    pub name: String,
    /// Whether the page ranks nothing: the one level of its model, which has the page's title for a name and is not
    /// drawn as a level.
    #[serde(skip_serializing_if = "is_false")]
    pub implicit: bool,
    /// Paragraphs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<String>,
    /// Short bullets, each without its full stop; the summary's sentences where none were written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
    /// Name of an icon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// `http`, `https` or `mailto` address, or one on the page's own site: `/path`, `./page`, `#heading`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// In page order.
    pub functions: Vec<Function>,
    /// Where it was read.
    #[serde(skip)]
    pub place: Place,
}

impl Level {
    /// Its name, where it is drawn as a level.
    #[must_use]
    pub fn shown_name(&self) -> Option<&str> {
        (!self.implicit).then_some(self.name.as_str())
    }
}

/// A box: business, delivery, product, …
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Function {
    /// `strategic/business`.
    pub id: String,
    /// As written: "Business".
    pub name: String,
    /// A longer name for the flow chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The second line of its box in the flow chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Paragraphs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub description: Vec<String>,
    /// Short bullets; the description's sentences where none were written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
    /// Who holds it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Name of an icon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// `http`, `https` or `mailto` address, or one on the page's own site: `/path`, `./page`, `#heading`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Id of the function of another level that this one is, under another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Pinned row within its band of the flow chart, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u16>,
    /// Pinned column of the flow chart, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u16>,
    /// Where it was read.
    #[serde(skip)]
    pub place: Place,
}

impl Function {
    /// What the flow chart calls it.
    #[must_use]
    pub fn chart_name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }
}

/// A person or body in a function.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Role {
    /// As written.
    pub name: String,
    /// Where it was read.
    #[serde(skip)]
    pub place: Place,
}

/// What the lowest level delivers to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// `outcome/outcomes`.
    pub id: String,
    /// As written.
    pub name: String,
    /// Its second line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Where it was read.
    #[serde(skip)]
    pub place: Place,
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
    /// Where it was read.
    #[serde(skip)]
    pub place: Place,
}

/// What a flow means.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum FlowKind {
    /// A solid line.
    #[default]
    Directs,
    /// A dashed line.
    Feedback,
    /// A head at both ends.
    Mutual,
}

impl FlowKind {
    /// Every kind, in the legend's order.
    pub const ALL: [Self; 3] = [Self::Directs, Self::Feedback, Self::Mutual];

    /// The name in data and in an SVG's `data-kind`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Directs => "directs",
            Self::Feedback => "feedback",
            Self::Mutual => "mutual",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    fn is_directs(&self) -> bool {
        *self == Self::Directs
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// One end of a flow, resolved: the id, and where the thing stands in the model.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct End {
    /// Id of the function, outcome or level.
    pub id: String,
    /// Where it stands.
    #[serde(skip)]
    pub node: NodeRef,
}

/// What a flow can end at, and what the flow chart draws as a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeRef {
    /// `levels[level].functions[function]`.
    Function {
        /// Index of the level.
        level: usize,
        /// Index in the level.
        function: usize,
    },
    /// A level without functions, `levels[level]`.
    Level {
        /// Index of the level.
        level: usize,
    },
    /// `outcomes[outcome]`.
    Outcome {
        /// Index of the outcome.
        outcome: usize,
    },
}

/// Where something was read; neither compared nor serialised, so that equal models are equal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place(pub Option<Span>);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
