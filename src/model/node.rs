//! The parts of a model that a flow may end at.
use super::{Content, Function};
use serde::Serialize;

/// One end of a flow, resolved: the id, and where the thing stands in the model.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct End {
    /// Id of the part.
    pub id: String,
    /// Where it stands.
    #[serde(skip)]
    pub node: NodeRef,
}

/// What a flow can end at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeRef {
    /// `levels[level].functions[function]`.
    Function {
        /// Index of the level.
        level: usize,
        /// Index in the level.
        function: usize,
    },
    /// A body within a function, `levels[level].functions[function].functions[body]`.
    SubBody {
        /// Index of the level.
        level: usize,
        /// Index in the level.
        function: usize,
        /// Index in the function.
        body: usize,
    },
    /// A level, `levels[level]`: a box where it has no functions, all of its band where it has some.
    Level {
        /// Index of the level.
        level: usize,
    },
    /// `outcomes[outcome]`.
    Outcome {
        /// Index of the outcome.
        outcome: usize,
    },
    /// A body outside, `outside[outside]`.
    Outside {
        /// Index among the bodies outside.
        outside: usize,
    },
}

impl Content {
    /// The function, or the body within one, that stands there; none for any other part.
    #[must_use]
    pub fn function_at(&self, node: NodeRef) -> Option<&Function> {
        match node {
            NodeRef::Function { level, function } => self.levels.get(level)?.functions.get(function),
            NodeRef::SubBody { level, function, body } => {
                self.levels.get(level)?.functions.get(function)?.functions.get(body)
            }
            NodeRef::Level { .. } | NodeRef::Outcome { .. } | NodeRef::Outside { .. } => None,
        }
    }

    /// Every function in page order, each before the bodies within it.
    pub fn bodies(&self) -> impl Iterator<Item = (NodeRef, &Function)> {
        self.levels.iter().enumerate().flat_map(|(level, content)| {
            content.functions.iter().enumerate().flat_map(move |(function, content)| {
                let within = content.functions.iter().enumerate();
                let own = std::iter::once((NodeRef::Function { level, function }, content));
                own.chain(within.map(move |(body, sub)| (NodeRef::SubBody { level, function, body }, sub)))
            })
        })
    }
}
