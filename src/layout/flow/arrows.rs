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
}

/// Whether the arrows are the cascade.
pub(super) fn are_cascade(model: &Model) -> bool {
    model.cascade && model.flows.is_empty()
}

/// The arrows, with a note where there are none to draw.
pub(super) fn gather(model: &Model) -> (Vec<Arrow<'_>>, Vec<Diagnostic>) {
    if !model.flows.is_empty() {
        let flows = model.flows.iter().filter(|flow| has_boxes(model, flow));
        let arrows: Vec<Arrow<'_>> = flows
            .map(|f| Arrow { from: f.from.node, to: f.to.node, label: f.label.trim(), kind: f.kind })
            .collect();
        return (arrows, Vec::new());
    }
    if are_cascade(model) {
        return (cascade(model), Vec::new());
    }
    let message = "the page has no flows: the flow chart has no arrows";
    let note = Diagnostic::new(Severity::Note, Code::NoFlows, message).hint(
        "add a table with the columns `From`, `To` and `Flow`, or ask for arrows between same functions with \
         `govdraw: {cascade: true}`",
    );
    (Vec::new(), vec![note])
}

/// Whether both ends of a flow are boxes of the chart.
fn has_boxes(model: &Model, flow: &Flow) -> bool {
    [flow.from.node, flow.to.node].into_iter().all(|node| match node {
        NodeRef::Function { .. } | NodeRef::Outcome { .. } => true,
        NodeRef::Level { level } => model.levels.get(level).is_some_and(|l| l.functions.is_empty()),
        NodeRef::SubBody { .. } | NodeRef::Outside { .. } => false,
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
            Some(Arrow { from, to, label: "", kind: FlowKind::Directs })
        }
        _ => None,
    };
    nodes.iter().zip(&classes).filter_map(next).collect()
}
