//! What a reader hands over: as written, nothing checked, with places.
use super::{FlowKind, Place};

/// A model before validation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// Of the pictures.
    pub title: String,
    /// Paragraphs.
    pub summary: Vec<String>,
    /// BCP 47 tag; empty: `en`.
    pub lang: String,
    /// Heading of the aside.
    pub aside: Option<String>,
    /// Theme.
    pub theme: Option<String>,
    /// Highest first.
    pub levels: Vec<DraftLevel>,
    /// Outcomes.
    pub outcomes: Vec<DraftOutcome>,
    /// Arrows.
    pub flows: Vec<DraftFlow>,
    /// What is said of a part apart from where it stands; each wins over what stands there.
    pub settings: Vec<DraftSetting>,
}

/// Settings for the level, function or outcome that `target` names as an end of a flow would.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "documented on the valid types")]
pub struct DraftSetting {
    pub target: String,
    pub place: Place,
    pub title: Option<String>,
    pub caption: Option<String>,
    pub points: Option<Vec<String>>,
    pub icon: Option<String>,
    pub link: Option<String>,
    pub same_as: Option<String>,
    pub same_as_place: Place,
    pub row: Option<u16>,
    pub column: Option<u16>,
}

/// A level before validation; the fields mean what they mean in [`super::Level`].
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "documented on the valid type")]
pub struct DraftLevel {
    pub id: Option<String>,
    pub name: String,
    pub summary: Vec<String>,
    pub points: Vec<String>,
    pub icon: Option<String>,
    pub link: Option<String>,
    pub functions: Vec<DraftFunction>,
    pub place: Place,
}

/// A function before validation; the fields mean what they mean in [`super::Function`].
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "documented on the valid type")]
pub struct DraftFunction {
    pub id: Option<String>,
    pub name: String,
    pub title: Option<String>,
    pub caption: Option<String>,
    pub description: Vec<String>,
    pub points: Vec<String>,
    pub roles: Vec<DraftRole>,
    pub icon: Option<String>,
    pub link: Option<String>,
    pub same_as: Option<String>,
    pub same_as_place: Place,
    pub row: Option<u16>,
    pub column: Option<u16>,
    pub place: Place,
}

/// A role before validation.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "documented on the valid type")]
pub struct DraftRole {
    pub name: String,
    pub place: Place,
}

/// An outcome before validation.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "documented on the valid type")]
pub struct DraftOutcome {
    pub id: Option<String>,
    pub name: String,
    pub caption: Option<String>,
    pub place: Place,
}

/// A flow before validation: its ends are words still.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "documented on the valid type")]
pub struct DraftFlow {
    pub from: String,
    pub to: String,
    pub label: String,
    pub kind: FlowKind,
    pub place: Place,
    pub from_place: Place,
    pub to_place: Place,
}
