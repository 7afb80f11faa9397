//! Which parts of two models are the same: by id, then by name, then by likeness.
use super::keys::FunctionPlace;
use super::likeness::{Likeness, SAME, SAME_ELSEWHERE};
use crate::model::{Level, Model, NodeRef, slug};
use crate::words::without_level_word;
use std::collections::{BTreeMap, BTreeSet};

/// What is the same in two models.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Old levels by their new ones' indices.
    pub(super) levels: BTreeMap<usize, usize>,
    /// Old functions by the new ones' places.
    pub(super) functions: BTreeMap<FunctionPlace, FunctionPlace>,
    /// Old outcomes by the new ones' indices.
    pub(super) outcomes: BTreeMap<usize, usize>,
    /// New nodes by the old ones.
    onward: BTreeMap<NodeRef, NodeRef>,
}

impl Pairs {
    pub(super) fn new(old: &Model, new: &Model) -> Self {
        let mut pairs = Self { levels: levels(old, new), outcomes: outcomes(old, new), ..Self::default() };
        pairs.functions = functions(old, new, &pairs.levels);
        let mut onward = BTreeMap::new();
        for (new, old) in &pairs.levels {
            onward.insert(NodeRef::Level { level: *old }, NodeRef::Level { level: *new });
        }
        for (new, old) in &pairs.functions {
            let node = |place: &FunctionPlace| NodeRef::Function { level: place.0, function: place.1 };
            onward.insert(node(old), node(new));
        }
        for (new, old) in &pairs.outcomes {
            onward.insert(NodeRef::Outcome { outcome: *old }, NodeRef::Outcome { outcome: *new });
        }
        onward.extend(super::keys::onward(old, new, &pairs.functions));
        pairs.onward = onward;
        pairs
    }

    /// The new node that an old one became.
    pub(super) fn onward(&self, old: NodeRef) -> Option<NodeRef> {
        self.onward.get(&old).copied()
    }
}

/// What is not paired yet, by index or place, and what is.
struct Unpaired<K> {
    old: BTreeSet<K>,
    new: BTreeSet<K>,
    /// Old by new.
    pairs: BTreeMap<K, K>,
}

impl<K: Ord + Copy> Unpaired<K> {
    fn new(old: impl Iterator<Item = K>, new: impl Iterator<Item = K>) -> Self {
        Self { old: old.collect(), new: new.collect(), pairs: BTreeMap::new() }
    }

    fn pair(&mut self, old: K, new: K) {
        if self.old.contains(&old) && self.new.contains(&new) {
            self.old.remove(&old);
            self.new.remove(&new);
            self.pairs.insert(new, old);
        }
    }

    /// Pairs what has the same key, in order where several have it.
    fn by_key<T: Ord>(&mut self, old_key: impl Fn(K) -> T, new_key: impl Fn(K) -> T) {
        let mut by_key: BTreeMap<T, Vec<K>> = BTreeMap::new();
        for old in self.old.iter().rev() {
            by_key.entry(old_key(*old)).or_default().push(*old);
        }
        for new in self.new.clone() {
            if let Some(old) = by_key.get_mut(&new_key(new)).and_then(Vec::pop) {
                self.pair(old, new);
            }
        }
    }

    /// Pairs what is most alike first, from a likeness on; where there are too many to compare, none.
    fn by_likeness(
        &mut self,
        least: f64,
        old_print: impl Fn(K) -> Likeness,
        new_print: impl Fn(K) -> Likeness,
    ) {
        if self.old.len().saturating_mul(self.new.len()) > COMPARED_MAX {
            return;
        }
        let news: Vec<(K, Likeness)> = self.new.iter().map(|new| (*new, new_print(*new))).collect();
        let mut alike: Vec<(f64, K, K)> = Vec::new();
        for old in &self.old {
            let print = old_print(*old);
            let found = news.iter().map(|(new, other)| (print.likeness(other), *old, *new));
            alike.extend(found.filter(|(likeness, ..)| *likeness >= least));
        }
        // the sort is stable: of equals the first in page order
        alike.sort_by(|one, other| other.0.total_cmp(&one.0));
        for (_, old, new) in alike {
            self.pair(old, new);
        }
    }
}

/// Most comparisons of parts by likeness: a page that has more that is new than this has another story to tell.
const COMPARED_MAX: usize = 40_000;

fn levels(old: &Model, new: &Model) -> BTreeMap<usize, usize> {
    let mut open = Unpaired::new(0..old.levels.len(), 0..new.levels.len());
    open.by_key(|l| of(old, l, |level| level.id.clone()), |l| of(new, l, |level| level.id.clone()));
    let name = |level: &Level| slug(&without_level_word(&level.name));
    open.by_key(|l| of(old, l, name), |l| of(new, l, name));
    let print = |model: &Model, l: usize| {
        model.levels.get(l).map_or_else(|| Likeness::of_name(""), Likeness::of_level)
    };
    open.by_likeness(SAME, |l| print(old, l), |l| print(new, l));
    open.pairs
}

fn of<T: Default>(model: &Model, level: usize, get: impl Fn(&Level) -> T) -> T {
    model.levels.get(level).map(get).unwrap_or_default()
}

fn functions(
    old: &Model,
    new: &Model,
    levels: &BTreeMap<usize, usize>,
) -> BTreeMap<FunctionPlace, FunctionPlace> {
    let places = |model: &Model| -> Vec<FunctionPlace> {
        let all = model.levels.iter().enumerate();
        all.flat_map(|(l, level)| (0..level.functions.len()).map(move |f| (l, f))).collect()
    };
    let mut open = Unpaired::new(places(old).into_iter(), places(new).into_iter());
    let name = |model: &Model, (l, f): FunctionPlace| {
        of(model, l, |level| level.functions.get(f).map(|function| slug(&function.name)).unwrap_or_default())
    };
    let id = |model: &Model, (l, f): FunctionPlace| {
        of(model, l, |level| level.functions.get(f).map(|function| function.id.clone()).unwrap_or_default())
    };
    // an old level stands for the new one it became, one that went for itself
    let became: BTreeMap<usize, usize> = levels.iter().map(|(new, old)| (*old, *new)).collect();
    let home = |(l, _): FunctionPlace| became.get(&l).map_or((false, l), |new| (true, *new));
    let new_home = |(l, _): FunctionPlace| (true, l);
    open.by_key(|p| (home(p), id(old, p)), |p| (new_home(p), id(new, p)));
    open.by_key(|p| (home(p), name(old, p)), |p| (new_home(p), name(new, p)));
    let print = |model: &Model, (l, f): FunctionPlace| {
        let function = model.levels.get(l).and_then(|level| level.functions.get(f));
        function.map_or_else(|| Likeness::of_name(""), Likeness::of_function)
    };
    // the same name in another level: it moved; before a new name in the old level is thought of
    open.by_key(|p| id(old, p), |p| id(new, p));
    open.by_key(|p| name(old, p), |p| name(new, p));
    for (new_level, old_level) in levels {
        let mut inside = Unpaired::new(
            open.old.iter().copied().filter(|place| place.0 == *old_level),
            open.new.iter().copied().filter(|place| place.0 == *new_level),
        );
        inside.by_likeness(SAME, |p| print(old, p), |p| print(new, p));
        for (new, old) in inside.pairs {
            open.pair(old, new);
        }
    }
    open.by_likeness(SAME_ELSEWHERE, |p| print(old, p), |p| print(new, p));
    open.pairs
}

fn outcomes(old: &Model, new: &Model) -> BTreeMap<usize, usize> {
    let mut open = Unpaired::new(0..old.outcomes.len(), 0..new.outcomes.len());
    let id = |model: &Model, o: usize| model.outcomes.get(o).map(|o| o.id.clone()).unwrap_or_default();
    let name = |model: &Model, o: usize| model.outcomes.get(o).map(|o| slug(&o.name)).unwrap_or_default();
    let print = |model: &Model, o: usize| Likeness::of_name(model.outcomes.get(o).map_or("", |o| &o.name));
    open.by_key(|o| id(old, o), |o| id(new, o));
    open.by_key(|o| name(old, o), |o| name(new, o));
    open.by_likeness(SAME, |o| print(old, o), |o| print(new, o));
    open.pairs
}
