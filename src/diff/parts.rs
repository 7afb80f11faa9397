//! Changes of levels, functions and outcomes.
use super::inner;
use super::keys::FunctionPlace;
use super::pairs::Pairs;
use super::said::{function_wording, rights, roles, wording};
use super::{Change, Part};
use crate::model::{Function, Level, Model, Outcome};
use std::collections::BTreeSet;

/// Of the title, the language, and what is said of the whole.
pub(super) fn whole(old: &Model, new: &Model) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.title != new.title {
        changes.push(Change::Retitled { old: old.title.clone(), new: new.title.clone() });
    }
    if old.lang != new.lang {
        changes.push(Change::LanguageChanged { old: old.lang.clone(), new: new.lang.clone() });
    }
    let wording = wording([&old.summary, &[]], [&new.summary, &[]]);
    changes.extend(wording.map(|wording| Change::SummaryReworded { wording }));
    changes
}

pub(super) fn levels(old: &Model, new: &Model, pairs: &Pairs) -> Vec<Change> {
    let mut changes = Vec::new();
    let kept: BTreeSet<usize> = pairs.levels.values().copied().collect();
    for (l, level) in old.levels.iter().enumerate() {
        if !kept.contains(&l) {
            changes.push(Change::LevelRemoved { level: of_level(level) });
        }
    }
    for (l, level) in new.levels.iter().enumerate() {
        let Some(before) = pairs.levels.get(&l).and_then(|l| old.levels.get(*l)) else {
            changes.push(Change::LevelAdded { level: of_level(level) });
            continue;
        };
        if before.name != level.name {
            changes.push(Change::LevelRenamed { level: of_level(level), old: before.name.clone() });
        }
        let wording = wording([&before.summary, &before.points], [&level.summary, &level.points]);
        changes.extend(wording.map(|wording| Change::LevelReworded { level: of_level(level), wording }));
    }
    let order: Vec<usize> = pairs.levels.values().copied().collect();
    if !order.is_sorted() {
        let names = pairs.levels.keys().filter_map(|l| new.levels.get(*l)).map(|level| level.name.clone());
        changes.push(Change::LevelsReordered { levels: names.collect() });
    }
    changes
}

pub(super) fn functions(old: &Model, new: &Model, pairs: &Pairs) -> Vec<Change> {
    let mut changes = Vec::new();
    let kept: BTreeSet<FunctionPlace> = pairs.functions.values().copied().collect();
    for (l, level) in old.levels.iter().enumerate() {
        for (f, function) in level.functions.iter().enumerate() {
            if !kept.contains(&(l, f)) {
                changes.push(Change::FunctionRemoved { function: of_function(level, function) });
            }
        }
    }
    for (l, level) in new.levels.iter().enumerate() {
        let mut order = Vec::new();
        for (f, function) in level.functions.iter().enumerate() {
            let before = pairs.functions.get(&(l, f)).and_then(|(l, f)| {
                let level = old.levels.get(*l)?;
                Some((*l, *f, level, level.functions.get(*f)?))
            });
            let Some((old_l, old_f, old_level, before)) = before else {
                changes.push(Change::FunctionAdded { function: of_function(level, function) });
                continue;
            };
            let part = || of_function(level, function);
            if pairs.levels.get(&l) == Some(&old_l) {
                order.push((old_f, function));
            } else {
                changes.push(Change::FunctionMoved { function: part(), old_level: old_level.name.clone() });
            }
            if before.name != function.name {
                changes.push(Change::FunctionRenamed { function: part(), old: before.name.clone() });
            }
            changes.extend(
                function_wording(before, function)
                    .map(|wording| Change::FunctionReworded { function: part(), wording }),
            );
            rights(before, function, &part(), &mut changes);
            roles(before, function, &part(), &mut changes);
            inner::bodies(before, function, level, &mut changes);
        }
        if !order.is_sorted_by_key(|(old_f, _)| *old_f) {
            let functions = order.iter().map(|(_, function)| function.name.clone()).collect();
            changes.push(Change::FunctionsReordered { level: of_level(level), functions });
        }
    }
    changes
}

pub(super) fn outcomes(old: &Model, new: &Model, pairs: &Pairs) -> Vec<Change> {
    let mut changes = Vec::new();
    let kept: BTreeSet<usize> = pairs.outcomes.values().copied().collect();
    for (o, outcome) in old.outcomes.iter().enumerate() {
        if !kept.contains(&o) {
            changes.push(Change::OutcomeRemoved { outcome: of_outcome(outcome) });
        }
    }
    for (o, outcome) in new.outcomes.iter().enumerate() {
        let Some(before) = pairs.outcomes.get(&o).and_then(|o| old.outcomes.get(*o)) else {
            changes.push(Change::OutcomeAdded { outcome: of_outcome(outcome) });
            continue;
        };
        if before.name != outcome.name {
            changes.push(Change::OutcomeRenamed { outcome: of_outcome(outcome), old: before.name.clone() });
        }
        let caption = |outcome: &Outcome| -> Vec<String> { outcome.caption.iter().cloned().collect() };
        let wording = wording([&[], &caption(before)], [&[], &caption(outcome)]);
        let part = of_outcome(outcome);
        changes.extend(wording.map(|wording| Change::OutcomeReworded { outcome: part, wording }));
    }
    changes
}

fn of_level(level: &Level) -> Part {
    Part { id: level.id.clone(), name: level.name.clone(), level: String::new() }
}

fn of_function(level: &Level, function: &Function) -> Part {
    Part { id: function.id.clone(), name: function.name.clone(), level: level.name.clone() }
}

fn of_outcome(outcome: &Outcome) -> Part {
    Part { id: outcome.id.clone(), name: outcome.name.clone(), level: String::new() }
}
