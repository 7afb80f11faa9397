//! The ends of flows that a page states in words, as a flow of the draft names them.
use super::assemble::FunctionBody;
use super::names::key;
use super::relations::{Registers, Relation};
use crate::model::{DraftFlow, DraftLevel, DraftOutcome, DraftOutside, FlowKind, Place};
use crate::words::Language;
use std::collections::{BTreeMap, BTreeSet};

/// What a flow may end at: bodies, then bodies outside, then levels, counted through.
pub(super) struct Ends<'a> {
    pub(super) bodies: &'a [FunctionBody],
    pub(super) outside: &'a [DraftOutside],
    pub(super) levels: &'a [DraftLevel],
    pub(super) outcomes: &'a [DraftOutcome],
}

impl Ends<'_> {
    /// The number of a level.
    pub(super) fn level(&self, at: usize) -> usize {
        self.bodies.len() + self.outside.len() + at
    }

    fn is_level(&self, at: usize) -> bool {
        at >= self.level(0)
    }

    /// Whether a relation that a level states is one of levels alone.
    pub(super) fn fits(&self, relation: &Relation) -> bool {
        self.is_level(relation.from) && self.is_level(relation.to)
    }

    /// Whether a relation is one of bodies alone, on the page or outside.
    pub(super) fn is_of_bodies(&self, relation: &Relation) -> bool {
        !self.is_level(relation.from) && !self.is_level(relation.to)
    }

    /// The names of all.
    pub(super) fn registers(&self, language: &'static Language) -> Registers {
        let mut registers = Registers::of_language(language);
        let outside = self.outside.iter().map(|outside| outside.name.as_str());
        let names = self.bodies.iter().map(|body| body.draft.name.as_str()).chain(outside);
        for (at, name) in names.enumerate() {
            registers.bodies.add(at, name);
        }
        registers.wide = registers.bodies.clone();
        for (at, level) in self.levels.iter().enumerate().filter(|(_, level)| !level.implicit) {
            // `Level 2` of "Level 2: Field office"; where a body is called so too, the body is meant
            let short = level.name.split([':', '–', '—', '：']).next().unwrap_or_default().trim();
            for name in [level.name.as_str(), short] {
                if registers.bodies.find_short(name).is_none() {
                    registers.wide.add_whole(self.level(at), name);
                }
            }
        }
        registers
    }

    /// Whether every end of written flows is `Level / Function`, or the name of a body, a level or an outcome as it stands.
    pub(super) fn are_in_full(&self, flows: &[DraftFlow]) -> bool {
        let bodies = self.bodies.iter().map(|body| body.draft.name.as_str());
        let levels = self.levels.iter().map(|level| level.name.as_str());
        let outcomes = self.outcomes.iter().map(|outcome| outcome.name.as_str());
        let names: BTreeSet<&str> = bodies.chain(levels).chain(outcomes).collect();
        let mut ends = flows.iter().flat_map(|flow| [flow.from.as_str(), flow.to.as_str()]);
        ends.all(|end| end.contains(" / ") || names.contains(end.trim()))
    }

    /// Ends of written flows that are called by their head noun, by their names: "Board" for the only "Board of Directors".
    pub(super) fn name_in_full(&self, flows: &mut [DraftFlow], registers: &Registers) {
        let known: BTreeSet<String> = self.levels.iter().map(|level| key(&level.name)).collect();
        // a long table repeats its ends
        let mut seen: BTreeMap<String, Option<String>> = BTreeMap::new();
        let full = |end: &str| {
            let words = key(end);
            let body = registers.bodies.inflected(&words).and_then(|at| self.bodies.get(at))?;
            let is_known =
                known.contains(&words) || registers.bodies.find(end).is_some() || end.contains(" / ");
            (!is_known).then(|| body.draft.name.clone())
        };
        for end in flows.iter_mut().flat_map(|flow| [&mut flow.from, &mut flow.to]) {
            let name = match seen.get(end.as_str()) {
                Some(name) => name.clone(),
                None => seen.entry(end.clone()).or_insert_with_key(|end| full(end)).clone(),
            };
            if let Some(name) = name {
                *end = name;
            }
        }
    }

    /// Stated relations as flows, each once.
    pub(super) fn drawn(&self, stated: &[Relation]) -> Vec<DraftFlow> {
        let mut seen = BTreeMap::new();
        let mut flows: Vec<DraftFlow> = Vec::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for body in self.bodies {
            *counts.entry(body.draft.name.as_str()).or_default() += 1;
        }
        for relation in stated {
            // that one answers to another and advises it are two things
            let key = (relation.from, relation.to, relation.is_advice);
            if let Some(at) = seen.get(&key).copied() {
                // a later statement may say what the arrow is about
                if let Some(flow) = flows.get_mut::<usize>(at)
                    && flow.label.is_empty()
                {
                    flow.label.clone_from(&relation.label);
                }
                continue;
            }
            seen.insert(key, flows.len());
            let place = Place(Some(relation.place));
            let kind = match relation {
                Relation { is_advice: true, .. } => FlowKind::Advises,
                Relation { is_mutual: true, .. } => FlowKind::Mutual,
                Relation { is_dotted: true, .. } => FlowKind::Feedback,
                _ => FlowKind::Directs,
            };
            flows.push(DraftFlow {
                from: self.words(relation.from, &counts),
                to: self.words(relation.to, &counts),
                label: relation.label.clone(),
                kind,
                place,
                from_place: place,
                to_place: place,
                soft: true,
                ..DraftFlow::default()
            });
        }
        flows
    }

    /// An end in words that name it alone.
    fn words(&self, at: usize, counts: &BTreeMap<&str, usize>) -> String {
        let Some(body) = self.bodies.get(at) else {
            let outside =
                self.outside.get(at - self.bodies.len()).map(|part| format!("outside / {}", part.name));
            let level = || self.levels.get(at.checked_sub(self.level(0))?).map(|level| level.name.clone());
            return outside.or_else(level).unwrap_or_default();
        };
        let name = &body.draft.name;
        if counts.get(name.as_str()).is_none_or(|count| *count < 2) {
            return name.clone();
        }
        if let Some(above) = body.within.and_then(|above| self.bodies.get(above)) {
            return format!("{} / {name}", above.draft.name);
        }
        match self.levels.get(body.level).filter(|level| !level.implicit) {
            Some(level) => format!("{} / {name}", level.name),
            None => name.clone(),
        }
    }
}
