//! Which band of the chart each part of the model stands in: the levels in page order, the outcomes below them, and bodies
//! outside where their arrows are shortest: above the levels, or below all else.
use crate::model::{Model, NodeRef};

/// The chart's bands, from its start to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BandOrder {
    /// The first level's.
    pub(super) first: usize,
    levels: usize,
    has_outcomes: bool,
    /// That of bodies outside, where there are some.
    pub(super) outside: Option<usize>,
}

impl BandOrder {
    pub(super) fn of(model: &Model) -> Self {
        let (levels, has_outcomes) = (model.levels.len(), !model.outcomes.is_empty());
        if model.outside.is_empty() {
            return Self { first: 0, levels, has_outcomes, outside: None };
        }
        let end = levels + usize::from(has_outcomes);
        // bands that the arrows from and to bodies outside have to cross, above and below
        let ends = model.flows.iter().map(|flow| (flow.from.node, flow.to.node));
        let ends = ends.filter_map(|(from, to)| match (from, to) {
            (NodeRef::Outside { .. }, NodeRef::Outside { .. }) => None,
            (NodeRef::Outside { .. }, other) | (other, NodeRef::Outside { .. }) => {
                level_of(other).or(Some(levels))
            }
            _ => None,
        });
        let (above, below) =
            ends.fold((0, 0), |(above, below), level| (above + level, below + end - level - 1));
        if above <= below {
            Self { first: 1, levels, has_outcomes, outside: Some(0) }
        } else {
            Self { first: 0, levels, has_outcomes, outside: Some(end) }
        }
    }

    /// How many there are.
    pub(super) fn count(self) -> usize {
        self.levels + usize::from(self.has_outcomes) + usize::from(self.outside.is_some())
    }

    /// That of a node.
    pub(super) fn band(self, node: NodeRef) -> usize {
        match node {
            NodeRef::Outside { .. } => self.outside.unwrap_or_default(),
            _ => self.first + level_of(node).unwrap_or(self.levels),
        }
    }

    /// The first one behind the levels.
    pub(super) fn behind_levels(self) -> usize {
        self.first + self.levels
    }
}

fn level_of(node: NodeRef) -> Option<usize> {
    match node {
        NodeRef::Function { level, .. } | NodeRef::SubBody { level, .. } | NodeRef::Level { level } => {
            Some(level)
        }
        NodeRef::Outcome { .. } | NodeRef::Outside { .. } => None,
    }
}
