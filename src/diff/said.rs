//! What is said of a part otherwise than before: its words, and its roles.
use super::{Change, Part, Wording};
use crate::model::{Function, role_key, sentences, without_full_stop};
use std::collections::{BTreeMap, BTreeSet};

/// Title and caption are words of a function as its sentences are.
pub(super) fn function_wording(old: &Function, new: &Function) -> Option<Wording> {
    let points = |function: &Function| -> Vec<String> {
        let names = function.title.iter().chain(&function.caption).cloned();
        names.chain(function.points.iter().cloned()).collect()
    };
    wording([&old.description, &points(old)], [&new.description, &points(new)])
}

/// How often a function meets, and what it decides.
pub(super) fn rights(old: &Function, new: &Function, part: &Part, changes: &mut Vec<Change>) {
    if old.meets != new.meets {
        let (old, new) = (old.meets.clone(), new.meets.clone());
        changes.push(Change::FunctionMeets { function: part.clone(), old, new });
    }
    let only = |these: &Function, others: &Function| -> Vec<String> {
        these.decides.iter().filter(|decision| !others.decides.contains(decision)).cloned().collect()
    };
    changes.extend(
        only(old, new).into_iter().map(|decision| Change::DecisionLost { function: part.clone(), decision }),
    );
    changes.extend(
        only(new, old)
            .into_iter()
            .map(|decision| Change::DecisionGained { function: part.clone(), decision }),
    );
}

pub(super) fn roles(old: &Function, new: &Function, part: &Part, changes: &mut Vec<Change>) {
    let by_key = |function: &Function| -> BTreeMap<String, String> {
        // the first spelling of two
        function.roles.iter().rev().map(|role| (role_key(&role.name), role.name.clone())).collect()
    };
    let (before, after) = (by_key(old), by_key(new));
    let mut seen = BTreeSet::new();
    for role in &old.roles {
        let key = role_key(&role.name);
        if !after.contains_key(&key) && seen.insert(key) {
            changes.push(Change::RoleLost { function: part.clone(), role: role.name.clone() });
        }
    }
    for role in &new.roles {
        let key = role_key(&role.name);
        if !seen.insert(key.clone()) {
            continue;
        }
        match before.get(&key) {
            None => changes.push(Change::RoleGained { function: part.clone(), role: role.name.clone() }),
            Some(old) if *old != role.name => {
                let (role, old) = (role.name.clone(), old.clone());
                changes.push(Change::RoleRespelt { function: part.clone(), role, old });
            }
            Some(_) => {}
        }
        let mark = |function: &Function| {
            let same = function.roles.iter().find(|other| role_key(&other.name) == key);
            same.and_then(|role| role.mark)
        };
        if before.contains_key(&key) && mark(old) != role.mark {
            let (function, name) = (part.clone(), role.name.clone());
            changes.push(Change::RoleMarked { function, role: name, old: mark(old), new: role.mark });
        }
    }
}

/// Sentences of prose, and points, that one side alone has; none where both say the same.
pub(super) fn wording(old: [&[String]; 2], new: [&[String]; 2]) -> Option<Wording> {
    let listed = |texts: [&[String]; 2]| -> Vec<String> {
        let [prose, points] = texts;
        let said = prose.iter().flat_map(|text| sentences(text)).map(|s| without_full_stop(&s).to_owned());
        let mut seen = BTreeSet::new();
        // points are often the prose's own sentences
        said.chain(points.iter().cloned()).filter(|text| seen.insert(text.clone())).collect()
    };
    let (before, after) = (listed(old), listed(new));
    let only = |these: &[String], others: &[String]| -> Vec<String> {
        let others: BTreeSet<&String> = others.iter().collect();
        these.iter().filter(|text| !others.contains(text)).cloned().collect()
    };
    let wording = Wording { gone: only(&before, &after), new: only(&after, &before) };
    (wording != Wording::default()).then_some(wording)
}
