//! Which bodies within functions, and which outside, are the same in two models.
use crate::model::{Function, Model, NodeRef, slug};
use std::collections::{BTreeMap, BTreeSet};

/// A function's place: its level's index and its own.
pub(super) type FunctionPlace = (usize, usize);

/// Old bodies within a function by their new indices: by id, then by name.
pub(super) fn within(old: &[Function], new: &[Function]) -> BTreeMap<usize, usize> {
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

/// Old bodies outside by their new indices: by id, then by name.
pub(super) fn outside(old: &Model, new: &Model) -> BTreeMap<usize, usize> {
    paired(&old.outside, &new.outside, |part| part.id.clone(), |part| slug(&part.name))
}

/// The new nodes of old bodies within functions and outside.
pub(super) fn onward(
    old: &Model,
    new: &Model,
    functions: &BTreeMap<FunctionPlace, FunctionPlace>,
) -> Vec<(NodeRef, NodeRef)> {
    let mut nodes = Vec::new();
    for (after, before) in functions {
        let of = |model: &Model, (level, function): FunctionPlace| -> Vec<Function> {
            let found = model.function_at(NodeRef::Function { level, function });
            found.map(|function| function.functions.clone()).unwrap_or_default()
        };
        let node = |place: &FunctionPlace, body| NodeRef::SubBody { level: place.0, function: place.1, body };
        let bodies = within(&of(old, *before), &of(new, *after));
        nodes.extend(bodies.into_iter().map(|(new, old)| (node(before, old), node(after, new))));
    }
    let outside = self::outside(old, new).into_iter();
    nodes.extend(
        outside.map(|(new, old)| (NodeRef::Outside { outside: old }, NodeRef::Outside { outside: new })),
    );
    nodes
}
