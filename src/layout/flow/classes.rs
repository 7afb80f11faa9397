//! What is a box, and which boxes are the same function at another level, and so share a column.
use super::order::BandOrder;
use crate::model::{Model, NodeRef, slug};
use std::collections::{BTreeMap, BTreeSet};

/// What the chart draws as boxes, in page order: levels that hold nothing or at which an arrow ends, functions with the
/// bodies within them, outcomes, bodies outside.
pub(super) fn nodes(model: &Model) -> Vec<NodeRef> {
    let ends = model.flows.iter().flat_map(|flow| [flow.from.node, flow.to.node]);
    let ends: BTreeSet<usize> = ends
        .filter_map(|end| match end {
            NodeRef::Level { level } => Some(level),
            _ => None,
        })
        .collect();
    let mut nodes = Vec::new();
    for (level, content) in model.levels.iter().enumerate() {
        if content.functions.is_empty() || ends.contains(&level) {
            nodes.push(NodeRef::Level { level });
        }
        for (function, content) in content.functions.iter().enumerate() {
            nodes.push(NodeRef::Function { level, function });
            let within = 0..content.functions.len();
            nodes.extend(within.map(|body| NodeRef::SubBody { level, function, body }));
        }
    }
    nodes.extend((0..model.outcomes.len()).map(|outcome| NodeRef::Outcome { outcome }));
    nodes.extend((0..model.outside.len()).map(|outside| NodeRef::Outside { outside }));
    nodes
}

/// The class of each node of [`nodes`], as small numbers in page order; no two boxes of one level share one.
pub(super) fn classes(model: &Model) -> Vec<usize> {
    let nodes = nodes(model);
    let mut parent: Vec<usize> = (0..nodes.len()).collect();
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    // a name that comes twice in a level is two functions: the first goes with the others' first
    let mut named: BTreeMap<(String, usize), usize> = BTreeMap::new();
    let mut ties = Vec::new();
    let mut counts: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        let NodeRef::Function { level, function } = *node else { continue };
        let Some(function) = model.levels.get(level).and_then(|level| level.functions.get(function)) else {
            continue;
        };
        by_id.insert(&function.id, i);
        let name = slug(&function.name);
        let count = counts.entry((level, name.clone())).or_default();
        let first = *named.entry((name, *count)).or_insert(i);
        *count += 1;
        union(&mut parent, first, i);
        ties.extend(function.same_as.as_deref().map(|other| (i, other)));
    }
    for (i, other) in ties {
        if let Some(&j) = by_id.get(other) {
            union(&mut parent, i, j);
        }
    }
    number(model, &nodes, &mut parent)
}

/// Pairs of ids that are the same function under two names, as the model's `same_as` ties them: what
/// [`crate::layout::metrics::Expected`] asks for.
#[must_use]
pub fn tied_functions(model: &Model) -> Vec<(String, String)> {
    let functions = model.levels.iter().flat_map(|level| &level.functions);
    functions.filter_map(|f| Some((f.id.clone(), f.same_as.clone()?))).collect()
}

/// Numbers the sets; in a level, only the first box of a set keeps it.
fn number(model: &Model, nodes: &[NodeRef], parent: &mut [usize]) -> Vec<usize> {
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken: BTreeMap<(usize, usize), ()> = BTreeMap::new();
    let mut next = 0;
    let mut classes = Vec::with_capacity(nodes.len());
    let order = BandOrder::of(model);
    for (i, node) in nodes.iter().enumerate() {
        let band = order.band(*node);
        let set = root(parent, i);
        if taken.insert((band, set), ()).is_some() {
            classes.push(next);
            next += 1;
            continue;
        }
        let class = *numbers.entry(set).or_insert(next);
        next = next.max(class + 1);
        classes.push(class);
    }
    classes
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

fn union(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::{classes, tied_functions};
    use crate::model::{Draft, DraftFunction, DraftLevel, DraftOutcome, Model, Spoken};

    fn model(levels: &[&[(&str, Option<&str>)]]) -> Model {
        let function = |&(name, same): &(&str, Option<&str>)| DraftFunction {
            name: name.into(),
            same_as: same.map(|words| Spoken { words: words.to_owned(), ..Spoken::default() }),
            ..DraftFunction::default()
        };
        let level = |(i, functions): (usize, &&[(&str, Option<&str>)])| DraftLevel {
            name: format!("L{i}"),
            functions: functions.iter().map(function).collect(),
            ..DraftLevel::default()
        };
        let levels = levels.iter().enumerate().map(level).collect();
        let outcomes = vec![DraftOutcome { name: "Product".into(), ..DraftOutcome::default() }];
        Model::build(Draft { levels, outcomes, ..Draft::default() }).unwrap().value
    }

    #[test]
    fn one_name_at_several_levels_is_one_class_and_an_outcome_is_none() {
        let model = model(&[&[("Product", None), ("Money", None)], &[("Product", None)], &[("Money", None)]]);
        assert_eq!(classes(&model), [0, 1, 0, 1, 2]);
    }

    #[test]
    fn two_names_are_tied_by_the_author() {
        let model = model(&[&[("Leads", Some("l1/professions"))], &[("Other", None), ("Professions", None)]]);
        assert_eq!(classes(&model), [0, 1, 0, 2]);
        assert_eq!(tied_functions(&model), [("l0/leads".to_owned(), "l1/professions".to_owned())]);
    }

    #[test]
    fn no_two_boxes_of_a_level_share_a_class() {
        let twice = model(&[&[("Board", None), ("Board", None)], &[("Board", None), ("Board", None)]]);
        assert_eq!(classes(&twice), [0, 1, 0, 1, 2]);
        let tied = model(&[&[("A", None), ("B", Some("l0/a"))], &[]]);
        assert_eq!(classes(&tied), [0, 1, 2, 3], "a level without functions is a box of its own");
    }
}
