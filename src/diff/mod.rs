//! What changed between two models, in words a change log would use.
//!
//! `old, new → pairs of levels, functions, outcomes → changes → text, Markdown or JSON`. Parts are the same by id, by name, or
//! by likeness, in this order; what is left over was added or removed.
mod flows;
mod inner;
mod keys;
mod likeness;
mod log;
mod marks;
mod merge;
mod pairs;
mod parts;
mod said;
#[cfg(test)]
mod tests;
mod write;

pub use log::{Revision, contradictions};
pub use marks::{Mark, Marks, Note};
pub use merge::{Merged, Seats, merge};
pub use write::{json, markdown, text};

use crate::describe::end_name;
use crate::model::{FlowKind, Model, NodeRef, RoleMark};
use pairs::Pairs;
use serde::Serialize;

/// What changed, in the order in which a reader would ask: levels, functions, their words and roles, outcomes, flows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diff {
    /// Each change once.
    pub changes: Vec<Change>,
    /// The new model's language.
    #[serde(skip)]
    lang: String,
}

impl Diff {
    /// Whether the models say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// A part of a model as people name it, and where the new picture has it, or the old one if the new one has it no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its id in the model that it stands in.
    pub id: String,
    /// As written.
    pub name: String,
    /// Name of the level that a function stands in; empty for a level and an outcome.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub level: String,
}

/// Words that came and words that went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// Sentences and points that the old model alone has.
    pub gone: Vec<String>,
    /// Those that the new one alone has.
    pub new: Vec<String>,
}

/// A flow as people name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlowName {
    /// `Strategic / Business`.
    pub from: String,
    /// Where it points.
    pub to: String,
    /// What flows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// How it is drawn.
    pub kind: FlowKind,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the variants' own sentences say what their parts are")]
pub enum Change {
    /// The pictures have another title.
    Retitled { old: String, new: String },
    /// The page is in another language.
    LanguageChanged { old: String, new: String },
    /// What is said of the whole has other words.
    SummaryReworded { wording: Wording },
    /// A level that there was not.
    LevelAdded { level: Part },
    /// A level that there is no more.
    LevelRemoved { level: Part },
    /// A level under another name.
    LevelRenamed { level: Part, old: String },
    /// A level that says something else.
    LevelReworded { level: Part, wording: Wording },
    /// The levels that stay stand in another order.
    LevelsReordered { levels: Vec<String> },
    /// A function that there was not.
    FunctionAdded { function: Part },
    /// A function that there is no more.
    FunctionRemoved { function: Part },
    /// A function in another level.
    FunctionMoved { function: Part, old_level: String },
    /// A function under another name.
    FunctionRenamed { function: Part, old: String },
    /// A function that says something else.
    FunctionReworded { function: Part, wording: Wording },
    /// A function that meets more or less often, or of which it is not said any more.
    FunctionMeets { function: Part, old: Option<String>, new: Option<String> },
    /// A function that decides something that it did not.
    DecisionGained { function: Part, decision: String },
    /// A function that does not decide something any more.
    DecisionLost { function: Part, decision: String },
    /// The functions that stay in a level stand in another order.
    FunctionsReordered { level: Part, functions: Vec<String> },
    /// A role that a function has now.
    RoleGained { function: Part, role: String },
    /// A role that a function has no more.
    RoleLost { function: Part, role: String },
    /// A role in another spelling.
    RoleRespelt { function: Part, role: String, old: String },
    /// A role that is something else in its function: chair, a plain member (none).
    RoleMarked { function: Part, role: String, old: Option<RoleMark>, new: Option<RoleMark> },
    /// A body outside that there was not.
    OutsideAdded { outside: Part },
    /// A body outside that there is no more.
    OutsideRemoved { outside: Part },
    /// A body outside under another name.
    OutsideRenamed { outside: Part, old: String },
    /// A body outside with another second line.
    OutsideReworded { outside: Part, wording: Wording },
    /// An outcome that there was not.
    OutcomeAdded { outcome: Part },
    /// An outcome that there is no more.
    OutcomeRemoved { outcome: Part },
    /// An outcome under another name.
    OutcomeRenamed { outcome: Part, old: String },
    /// An outcome with another second line.
    OutcomeReworded { outcome: Part, wording: Wording },
    /// A flow that there was not.
    FlowGained { flow: FlowName },
    /// A flow that there is no more.
    FlowLost { flow: FlowName },
    /// A flow with another label.
    FlowRelabelled { flow: FlowName, old: String },
    /// A flow of another kind.
    FlowRedrawn { flow: FlowName, old: FlowKind },
    /// A flow that is on the main line now, or is no more.
    FlowThreaded { flow: FlowName, main: bool },
    /// A flow with the same label that starts or ends elsewhere.
    FlowRerouted { flow: FlowName, old_from: String, old_to: String },
}

/// Compares two models.
#[must_use]
pub fn diff(old: &Model, new: &Model) -> Diff {
    let pairs = Pairs::new(old, new);
    let mut changes = parts::whole(old, new);
    changes.extend(parts::levels(old, new, &pairs));
    changes.extend(parts::functions(old, new, &pairs));
    changes.extend(parts::outcomes(old, new, &pairs));
    changes.extend(inner::outside(old, new));
    changes.extend(flows::changes(old, new, &pairs));
    Diff { changes, lang: new.lang.clone() }
}

/// The name of what a node of a model stands for, `Level / Function` for a function.
fn node_name(model: &Model, node: NodeRef) -> String {
    let level = |index: usize| model.levels.get(index);
    let name = match node {
        NodeRef::Level { level: l } => level(l).map(|level| level.name.clone()),
        NodeRef::Function { level: l, function: f } => level(l).and_then(|level| {
            let function = level.functions.get(f)?;
            Some(format!("{} / {}", crate::words::without_level_word(&level.name), function.name))
        }),
        NodeRef::SubBody { .. } | NodeRef::Outside { .. } => Some(end_name(model, node)),
        NodeRef::Outcome { outcome } => model.outcomes.get(outcome).map(|outcome| outcome.name.clone()),
    };
    name.unwrap_or_default()
}
