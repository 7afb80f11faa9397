//! The arrows to draw: the model's flows, or without any the cascade between same functions, where it is asked for.
use super::classes;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Flow, FlowKind, Model, NodeRef};
use std::collections::BTreeMap;

/// An arrow of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Arrow<'a> {
    /// Where it starts.
    pub(super) from: NodeRef,
    /// Where it points.
    pub(super) to: NodeRef,
    /// What flows; may be empty.
    pub(super) label: &'a str,
    /// How it is drawn.
    pub(super) kind: FlowKind,
    /// Whether it is on the main line.
    pub(super) main: bool,
    /// Whether nothing flows: the line ties a body to the one that it is within.
    pub(super) is_tie: bool,
}

impl<'a> Arrow<'a> {
    fn of(flow: &'a Flow) -> Self {
        let Flow { from, to, label, kind, main, .. } = flow;
        Self { from: from.node, to: to.node, label: label.trim(), kind: *kind, main: *main, is_tie: false }
    }

    /// An arrow that nobody wrote down.
    fn plain(from: NodeRef, to: NodeRef) -> Self {
        Self { from, to, label: "", kind: FlowKind::Directs, main: false, is_tie: false }
    }
}

/// Whether the arrows are the cascade.
pub(super) fn are_cascade(model: &Model) -> bool {
    model.cascade && model.flows.is_empty()
}

/// The arrows, with a note where there are none to draw.
pub(super) fn gather(model: &Model) -> (Vec<Arrow<'_>>, Vec<Diagnostic>) {
    if !model.flows.is_empty() {
        return (model.flows.iter().map(Arrow::of).chain(ties(model)).collect(), Vec::new());
    }
    if are_cascade(model) {
        return (cascade(model).into_iter().chain(ties(model)).collect(), Vec::new());
    }
    let message = "the page has no flows: the flow chart has no arrows";
    let note = Diagnostic::new(Severity::Note, Code::NoFlows, message).hint(
        "add a table with the columns `From`, `To` and `Flow`, or ask for arrows between same functions with \
         `govdraw: {cascade: true}`",
    );
    (ties(model).collect(), vec![note])
}

/// From each function to the bodies within it, behind all arrows.
fn ties(model: &Model) -> impl Iterator<Item = Arrow<'_>> {
    classes::nodes(model).into_iter().filter_map(|to| match to {
        NodeRef::SubBody { level, function, .. } => {
            Some(Arrow { is_tie: true, ..Arrow::plain(NodeRef::Function { level, function }, to) })
        }
        _ => None,
    })
}

/// From each function to the same function of the next level.
fn cascade(model: &Model) -> Vec<Arrow<'_>> {
    let nodes = classes::nodes(model);
    let classes = classes::classes(model);
    let mut functions: BTreeMap<(usize, usize), NodeRef> = BTreeMap::new();
    for (&node, &class) in nodes.iter().zip(&classes) {
        if let NodeRef::Function { level, .. } = node {
            functions.insert((level, class), node);
        }
    }
    let next = |(&from, &class): (&NodeRef, &usize)| match from {
        NodeRef::Function { level, .. } => {
            let to = *functions.get(&(level + 1, class))?;
            Some(Arrow::plain(from, to))
        }
        _ => None,
    };
    nodes.iter().zip(&classes).filter_map(next).collect()
}
