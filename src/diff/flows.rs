//! Changes of flows: the same by ends, label and kind; then by all but one of them; else gained or lost.
use super::pairs::Pairs;
use super::{Change, FlowName, node_name};
use crate::model::{Flow, FlowKind, Model, NodeRef};
use std::collections::BTreeMap;

/// A flow with its ends as the new model has them, `None` for an end that is no more.
#[derive(Clone, Copy)]
struct Mapped<'a> {
    from: Option<NodeRef>,
    to: Option<NodeRef>,
    flow: &'a Flow,
}

/// What became of the flows.
#[derive(Debug, Default)]
pub(super) struct Flows {
    /// Indices of the old flows that are no more.
    pub(super) lost: Vec<usize>,
    /// Changes of the new ones, each with its flow's index, in order.
    pub(super) changes: Vec<(usize, Change)>,
}

pub(super) fn changes(old: &Model, new: &Model, pairs: &Pairs) -> Vec<Change> {
    let Flows { lost, changes } = compare(old, new, pairs);
    let lost = lost.into_iter().filter_map(|index| old.flows.get(index));
    let lost = lost.map(|flow| Change::FlowLost { flow: name(old, flow) });
    lost.chain(changes.into_iter().map(|(_, change)| change)).collect()
}

pub(super) fn compare(old: &Model, new: &Model, pairs: &Pairs) -> Flows {
    let mut before: Vec<Option<Mapped<'_>>> = old
        .flows
        .iter()
        .map(|flow| {
            let (from, to) = (pairs.onward(flow.from.node), pairs.onward(flow.to.node));
            Some(Mapped { from, to, flow })
        })
        .collect();
    let mut after: Vec<Option<Mapped<'_>>> = new
        .flows
        .iter()
        .map(|flow| Some(Mapped { from: Some(flow.from.node), to: Some(flow.to.node), flow }))
        .collect();
    let mut changes: Vec<(usize, Change)> = Vec::new();
    // each pass pairs what agrees in its key, and tells what else of the pair differs
    for agrees in PASSES {
        for (old_index, new_index) in pair(&before, &after, agrees) {
            let taken = (take(&mut before, old_index), take(&mut after, new_index));
            let (Some(was), Some(is)) = taken else { continue };
            let flow = name(new, is.flow);
            let change = if was.from != is.from || was.to != is.to {
                let (old_from, old_to) =
                    (node_name(old, was.flow.from.node), node_name(old, was.flow.to.node));
                Some(Change::FlowRerouted { flow: flow.clone(), old_from, old_to })
            } else if was.flow.label != is.flow.label {
                Some(Change::FlowRelabelled { flow: flow.clone(), old: was.flow.label.clone() })
            } else {
                None
            };
            changes.extend(change.map(|change| (new_index, change)));
            if was.flow.main != is.flow.main {
                changes.push((new_index, Change::FlowThreaded { flow: flow.clone(), main: is.flow.main }));
            }
            if was.flow.kind != is.flow.kind {
                changes.push((new_index, Change::FlowRedrawn { flow, old: was.flow.kind }));
            }
        }
    }
    let gained = after.iter().enumerate().filter_map(|(index, mapped)| Some((index, mapped.as_ref()?)));
    changes.extend(gained.map(|(index, is)| (index, Change::FlowGained { flow: name(new, is.flow) })));
    changes.sort_by_key(|(index, _)| *index);
    let lost = before.iter().enumerate().filter_map(|(index, mapped)| mapped.as_ref().map(|_| index));
    Flows { lost: lost.collect(), changes }
}

/// What two flows must agree in to be one.
type FlowKey<'a> = (Option<NodeRef>, Option<NodeRef>, &'a str, Option<FlowKind>);

/// From all that a flow is to less of it; `None` where a flow cannot be told by that alone.
const PASSES: [for<'a> fn(&Mapped<'a>) -> Option<FlowKey<'a>>; 5] = [
    |m| Some((Some(m.from?), Some(m.to?), &m.flow.label, Some(m.flow.kind))),
    |m| Some((Some(m.from?), Some(m.to?), &m.flow.label, None)),
    |m| Some((Some(m.from?), Some(m.to?), "", Some(m.flow.kind))),
    |m| labelled(m).map(|label| (m.from, None, label, Some(m.flow.kind))),
    |m| labelled(m).map(|label| (None, m.to, label, Some(m.flow.kind))),
];

/// A flow that has a label is told by it even where an end of it is another.
fn labelled<'a>(mapped: &Mapped<'a>) -> Option<&'a str> {
    Some(mapped.flow.label.as_str()).filter(|label| !label.is_empty())
}

/// Pairs of indices that have the same key, in order where several have it.
fn pair<'a>(
    before: &[Option<Mapped<'a>>],
    after: &[Option<Mapped<'a>>],
    key: fn(&Mapped<'a>) -> Option<FlowKey<'a>>,
) -> Vec<(usize, usize)> {
    let mut by_key: BTreeMap<FlowKey<'a>, Vec<usize>> = BTreeMap::new();
    for (index, mapped) in before.iter().enumerate().rev() {
        if let Some(key) = mapped.as_ref().and_then(key) {
            by_key.entry(key).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for (index, mapped) in after.iter().enumerate() {
        let old = mapped.as_ref().and_then(key).and_then(|key| by_key.get_mut(&key)?.pop());
        found.extend(old.map(|old| (old, index)));
    }
    found
}

fn take<'a>(flows: &mut [Option<Mapped<'a>>], index: usize) -> Option<Mapped<'a>> {
    flows.get_mut(index).and_then(Option::take)
}

fn name(model: &Model, flow: &Flow) -> FlowName {
    FlowName {
        from: node_name(model, flow.from.node),
        to: node_name(model, flow.to.node),
        label: flow.label.clone(),
        kind: flow.kind,
    }
}
