//! Changes of what no level holds itself: bodies within functions, and bodies outside.
use super::keys;
use super::said::{function_wording, rights, roles, wording};
use super::{Change, Part};
use crate::model::{Function, Level, Model, Outside};
use std::collections::BTreeSet;

/// Changes of the bodies within a function that is in both models.
pub(super) fn bodies(old: &Function, new: &Function, level: &Level, changes: &mut Vec<Change>) {
    let pairs = keys::within(&old.functions, &new.functions);
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
        rights(before, body, &within(body), changes);
        roles(before, body, &within(body), changes);
    }
}

/// Changes of the bodies outside.
pub(super) fn outside(old: &Model, new: &Model) -> Vec<Change> {
    let pairs = keys::outside(old, new);
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
