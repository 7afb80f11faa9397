//! Changes of what no level holds itself: bodies within functions, and bodies outside.
use super::pairs::Pairs;
use super::parts::{function_wording, roles, wording};
use super::{Change, Part};
use crate::model::{Function, Level, Model, NodeRef, Outside, slug};
use std::collections::{BTreeMap, BTreeSet};

/// Old bodies within a function by their new indices: by id, then by name.
fn within(old: &[Function], new: &[Function]) -> BTreeMap<usize, usize> {
    paired(old, new, |body| body.id.clone(), |body| slug(&body.name))
}

fn paired<T>(
    old: &[T],
    new: &[T],
    id: impl Fn(&T) -> String,
    name: impl Fn(&T) -> String,
) -> BTreeMap<usize, usize> {
    let mut pairs = BTreeMap::new();
    let mut left: BTreeSet<usize> = (0..old.len()).collect();
    pair(old, new, id, &mut left, &mut pairs);
    pair(old, new, name, &mut left, &mut pairs);
    pairs
}

/// Pairs what is left and has the same key, in order where several have it.
fn pair<T>(
    old: &[T],
    new: &[T],
    key: impl Fn(&T) -> String,
    left: &mut BTreeSet<usize>,
    pairs: &mut BTreeMap<usize, usize>,
) {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in left.iter().rev() {
        by_key.entry(old.get(*at).map(&key).unwrap_or_default()).or_default().push(*at);
    }
    for (at, part) in new.iter().enumerate() {
        if pairs.contains_key(&at) {
            continue;
        }
        if let Some(found) = by_key.get_mut(&key(part)).and_then(Vec::pop) {
            left.remove(&found);
            pairs.insert(at, found);
        }
    }
}

/// The new nodes of old bodies within functions and outside.
pub(super) fn onward(old: &Model, new: &Model, pairs: &Pairs) -> Vec<(NodeRef, NodeRef)> {
    let mut nodes = Vec::new();
    for (after, before) in &pairs.functions {
        let of = |model: &Model, (level, function): (usize, usize)| -> Vec<Function> {
            let found = model.function_at(NodeRef::Function { level, function });
            found.map(|function| function.functions.clone()).unwrap_or_default()
        };
        let node =
            |place: &(usize, usize), body| NodeRef::SubBody { level: place.0, function: place.1, body };
        let bodies = within(&of(old, *before), &of(new, *after));
        nodes.extend(bodies.into_iter().map(|(new, old)| (node(before, old), node(after, new))));
    }
    let outside = outside_pairs(old, new).into_iter();
    nodes.extend(
        outside.map(|(new, old)| (NodeRef::Outside { outside: old }, NodeRef::Outside { outside: new })),
    );
    nodes
}

/// Changes of the bodies within a function that is in both models.
pub(super) fn bodies(old: &Function, new: &Function, level: &Level, changes: &mut Vec<Change>) {
    let pairs = within(&old.functions, &new.functions);
    let within = |body: &Function| Part {
        id: body.id.clone(),
        name: format!("{} / {}", new.name, body.name),
        level: level.name.clone(),
    };
    let kept: BTreeSet<usize> = pairs.values().copied().collect();
    for (at, body) in old.functions.iter().enumerate() {
        if !kept.contains(&at) {
            changes.push(Change::FunctionRemoved { function: within(body) });
        }
    }
    for (at, body) in new.functions.iter().enumerate() {
        let Some(before) = pairs.get(&at).and_then(|at| old.functions.get(*at)) else {
            changes.push(Change::FunctionAdded { function: within(body) });
            continue;
        };
        if before.name != body.name {
            changes.push(Change::FunctionRenamed { function: within(body), old: before.name.clone() });
        }
        let reworded = function_wording(before, body);
        changes.extend(reworded.map(|wording| Change::FunctionReworded { function: within(body), wording }));
        roles(before, body, &within(body), changes);
    }
}

fn outside_pairs(old: &Model, new: &Model) -> BTreeMap<usize, usize> {
    paired(&old.outside, &new.outside, |part| part.id.clone(), |part| slug(&part.name))
}

/// Changes of the bodies outside.
pub(super) fn outside(old: &Model, new: &Model) -> Vec<Change> {
    let pairs = outside_pairs(old, new);
    let part =
        |outside: &Outside| Part { id: outside.id.clone(), name: outside.name.clone(), level: String::new() };
    let caption = |outside: &Outside| -> Vec<String> { outside.caption.iter().cloned().collect() };
    let mut changes = Vec::new();
    let kept: BTreeSet<usize> = pairs.values().copied().collect();
    for (at, gone) in old.outside.iter().enumerate() {
        if !kept.contains(&at) {
            changes.push(Change::OutsideRemoved { outside: part(gone) });
        }
    }
    for (at, outside) in new.outside.iter().enumerate() {
        let Some(before) = pairs.get(&at).and_then(|at| old.outside.get(*at)) else {
            changes.push(Change::OutsideAdded { outside: part(outside) });
            continue;
        };
        if before.name != outside.name {
            changes.push(Change::OutsideRenamed { outside: part(outside), old: before.name.clone() });
        }
        let wording = wording([&[], &caption(before)], [&[], &caption(outside)]);
        changes.extend(wording.map(|wording| Change::OutsideReworded { outside: part(outside), wording }));
    }
    changes
}
