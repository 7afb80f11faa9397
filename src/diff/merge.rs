//! A model of both: the new one's parts where the old one had them, and those that are no more.
//!
//! The picture of what changed is a picture of this model. What is no more has its old words and an id of its own; arrows say in
//! their labels what became of them, levels, bodies and outcomes carry marks.
use super::flows::{self, Flows};
use super::keys::FunctionPlace;
use super::marks::{Mark, Marks, Note, before};
use super::pairs::Pairs;
use super::{Change, inner, keys, node_name, parts};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Draft, DraftFlow, DraftFunction, DraftLegend, DraftLevel, DraftLink, DraftOutcome, DraftOutside,
    DraftRole, Flow, FlowKind, Function, Legend, Level, Link, Model, NodeRef, Outcome, Outside, Place, Role,
    Spoken,
};
use crate::words::texts;
use std::collections::{BTreeMap, BTreeSet};

/// Where a picture had each function, by its id: its row within its band and its column, both from 1.
pub type Seats = BTreeMap<String, (u16, u16)>;

/// Both models in one.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// All parts of the new one, and those that the old one alone has.
    pub model: Model,
    /// What is marked in it.
    pub marks: Marks,
}

/// Puts both models into one. With `seats`, which are the old one's, the functions that stay are pinned to them.
///
/// # Errors
/// Those of a model that is too large.
pub fn merge(old: &Model, new: &Model, seats: &Seats) -> Result<Merged, Vec<Diagnostic>> {
    let pairs = Pairs::new(old, new);
    let mut merger = Merger { old, new, pairs: &pairs, seats, taken: ids(new), ghosts: BTreeMap::new() };
    let mut marks = merger.marks();
    let mut levels = merger.levels(&mut marks);
    if levels.len() > 1 {
        // one that stands beside others is drawn as a level
        for level in &mut levels {
            level.implicit = false;
        }
    }
    let outcomes = merger.outcomes(&mut marks);
    let outside = merger.outside(&mut marks);
    let is_box: BTreeSet<String> = levels
        .iter()
        .filter(|level| level.functions.is_empty())
        .filter_map(|level| level.id.clone())
        .collect();
    let flows = merger.flows(&is_box, &mut marks);
    let draft = Draft {
        title: new.title.clone(),
        summary: new.summary.clone(),
        lang: new.lang.clone(),
        aside: new.aside.clone(),
        theme: new.theme.clone(),
        logo: new.logo.clone(),
        logo_alt: new.logo_alt.clone(),
        version: new.imprint.version.clone(),
        date: new.imprint.date.clone(),
        owner: new.imprint.owner.clone(),
        licence: new.imprint.licence.clone(),
        source: new.imprint.source.clone(),
        cascade: new.cascade,
        legend: new.legend.as_ref().map(draft_legend),
        levels,
        outcomes,
        outside,
        flows,
        settings: Vec::new(),
    };
    Ok(Merged { model: Model::build(draft)?.value, marks })
}

/// Where a part of the merged model is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// Its index in the old model.
    Gone(usize),
    /// Its index in the new model.
    New(usize),
}

/// The parts of both in the old one's order; what is new stands behind what it follows in the new one.
fn in_order(old: impl Iterator<Item = Option<From>>, new: usize) -> Vec<From> {
    let mut order: Vec<From> = old.flatten().collect();
    let mut known: BTreeSet<usize> = order.iter().filter_map(|from| index_of_new(*from)).collect();
    for index in 0..new {
        if known.insert(index) {
            let before = index.checked_sub(1);
            let at = before.and_then(|before| order.iter().position(|from| *from == From::New(before)));
            order.insert(at.map_or(0, |at| at + 1), From::New(index));
        }
    }
    order
}

fn index_of_new(from: From) -> Option<usize> {
    match from {
        From::New(index) => Some(index),
        From::Gone(_) => None,
    }
}

fn ids(model: &Model) -> BTreeSet<String> {
    let bodies = model.bodies().map(|(_, body)| &body.id);
    let levels = model.levels.iter().map(|level| &level.id);
    let outcomes = model.outcomes.iter().map(|outcome| &outcome.id);
    let outside = model.outside.iter().map(|outside| &outside.id);
    bodies.chain(levels).chain(outcomes).chain(outside).cloned().collect()
}

struct Merger<'a> {
    old: &'a Model,
    new: &'a Model,
    pairs: &'a Pairs,
    seats: &'a Seats,
    taken: BTreeSet<String>,
    /// Ids of the old nodes that are no more.
    ghosts: BTreeMap<NodeRef, String>,
}

impl Merger<'_> {
    /// What became of the parts that the new model has.
    fn marks(&self) -> Marks {
        let Self { old, new, pairs, .. } = *self;
        let mut marks = Marks::default();
        let mut changes = parts::levels(old, new, pairs);
        changes.extend(parts::functions(old, new, pairs));
        changes.extend(parts::outcomes(old, new, pairs));
        changes.extend(inner::outside(old, new));
        let mut roles: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for change in changes {
            let (part, mark, detail) = match change {
                Change::LevelAdded { level } => (level, Mark::Added, None),
                Change::LevelRenamed { level, old } => (level, Mark::Renamed, Some(old)),
                Change::LevelReworded { level, .. } => (level, Mark::Reworded, None),
                Change::FunctionAdded { function } => (function, Mark::Added, None),
                Change::FunctionMoved { function, old_level } => (function, Mark::Moved, Some(old_level)),
                Change::FunctionRenamed { function, old } => (function, Mark::Renamed, Some(old)),
                Change::FunctionReworded { function, .. }
                | Change::FunctionMeets { function, .. }
                | Change::DecisionGained { function, .. }
                | Change::DecisionLost { function, .. } => (function, Mark::Reworded, None),
                Change::RoleGained { function, role } => {
                    roles.entry(function.id.clone()).or_default().push(format!("+\u{a0}{role}"));
                    (function, Mark::Roles, None)
                }
                Change::RoleLost { function, role } => {
                    roles.entry(function.id.clone()).or_default().push(format!("−\u{a0}{role}"));
                    (function, Mark::Roles, None)
                }
                Change::RoleRespelt { function, .. } => (function, Mark::Roles, None),
                Change::OutcomeAdded { outcome } => (outcome, Mark::Added, None),
                Change::OutcomeRenamed { outcome, old } => (outcome, Mark::Renamed, Some(old)),
                Change::OutcomeReworded { outcome, .. } => (outcome, Mark::Reworded, None),
                Change::OutsideAdded { outside } => (outside, Mark::Added, None),
                Change::OutsideRenamed { outside, old } => (outside, Mark::Renamed, Some(old)),
                Change::OutsideReworded { outside, .. } => (outside, Mark::Reworded, None),
                _ => continue,
            };
            let notes = marks.parts.entry(part.id.clone()).or_default();
            if notes.iter().any(|note| note.mark == mark) {
                continue;
            }
            let told = match (&detail, part.level.as_str()) {
                (Some(was), _) => format!("{} ({})", part.name, before(&new.lang, was)),
                (None, "") => part.name,
                (None, level) => format!("{} ({level})", part.name),
            };
            marks.told.push((mark, told));
            notes.push(Note { mark, detail });
        }
        let separator = texts(&new.lang).separator;
        for (id, all) in roles {
            let note =
                marks.parts.get_mut(&id).and_then(|notes| notes.iter_mut().find(|n| n.mark == Mark::Roles));
            if let Some(note) = note {
                note.detail = Some(all.join(separator));
            }
        }
        marks
    }

    fn levels(&mut self, marks: &mut Marks) -> Vec<DraftLevel> {
        let became: BTreeMap<usize, usize> =
            self.pairs.levels.iter().map(|(new, old)| (*old, *new)).collect();
        let old = (0..self.old.levels.len())
            .map(|l| Some(became.get(&l).map_or(From::Gone(l), |new| From::New(*new))));
        let mut drafts = Vec::new();
        for from in in_order(old, self.new.levels.len()) {
            let draft = match from {
                From::New(l) => self.new.levels.get(l).map(|level| self.level(l, level, marks)),
                From::Gone(l) => self.old.levels.get(l).map(|level| self.gone_level(l, level, marks)),
            };
            drafts.extend(draft);
        }
        drafts
    }

    fn level(&mut self, l: usize, level: &Level, marks: &mut Marks) -> DraftLevel {
        let old_l = self.pairs.levels.get(&l).copied();
        let old_level = old_l.and_then(|l| self.old.levels.get(l).map(|level| (l, level)));
        let kept: BTreeMap<usize, usize> = level
            .functions
            .iter()
            .enumerate()
            .filter_map(|(f, _)| {
                let (from, old_f) = self.pairs.functions.get(&(l, f))?;
                (Some(*from) == old_l).then_some((*old_f, f))
            })
            .collect();
        let gone = self.gone_functions(old_l);
        // an arrow ends at a level only where it holds nothing
        let node = NodeRef::Level { level: l };
        let is_end = self.new.flows.iter().any(|flow| flow.from.node == node || flow.to.node == node);
        let old_functions = old_level.map_or(0, |(_, level)| level.functions.len());
        let order = (0..old_functions).map(|f| match kept.get(&f) {
            Some(new) => Some(From::New(*new)),
            None => (gone.contains(&f) && !is_end).then_some(From::Gone(f)),
        });
        let order = in_order(order, level.functions.len());
        let mut functions = Vec::new();
        for from in order {
            match (from, old_level) {
                (From::New(f), _) => functions.extend(level.functions.get(f).map(|function| {
                    let was = self.pairs.functions.get(&(l, f)).copied();
                    let draft = self.function(function, was, kept.values().any(|kept| *kept == f));
                    DraftFunction { functions: self.bodies(function, was, marks), ..draft }
                })),
                (From::Gone(f), Some((old_l, old_level))) => {
                    let function = old_level.functions.get(f);
                    functions.extend(function.map(|gone| self.ghost((old_l, f), old_level, gone, marks)));
                }
                (From::Gone(_), None) => {}
            }
        }
        if is_end && let Some((_, old_level)) = old_level {
            let unseen = gone.iter().filter_map(|f| old_level.functions.get(*f));
            marks.told.extend(unseen.map(|gone| (Mark::Removed, told(old_level, gone))));
        }
        DraftLevel { functions, ..draft_of_level(level) }
    }

    /// The functions of an old level that are nowhere in the new model.
    fn gone_functions(&self, old_l: Option<usize>) -> BTreeSet<usize> {
        let Some((l, level)) = old_l.and_then(|l| Some((l, self.old.levels.get(l)?))) else {
            return BTreeSet::new();
        };
        let kept: BTreeSet<usize> =
            self.pairs.functions.values().filter(|(old_l, _)| *old_l == l).map(|(_, f)| *f).collect();
        (0..level.functions.len()).filter(|f| !kept.contains(f)).collect()
    }

    fn gone_level(&mut self, l: usize, level: &Level, marks: &mut Marks) -> DraftLevel {
        let gone = self.gone_functions(Some(l));
        let id = self.free_id(&level.id);
        self.ghosts.insert(NodeRef::Level { level: l }, id.clone());
        marks.gone(&id, level.name.clone());
        let mut functions = Vec::new();
        for (f, function) in level.functions.iter().enumerate() {
            if gone.contains(&f) {
                functions.push(self.ghost((l, f), level, function, marks));
            }
        }
        DraftLevel { id: Some(id), icon: None, functions, ..draft_of_level(level) }
    }

    fn function(&self, function: &Function, was: Option<FunctionPlace>, stays: bool) -> DraftFunction {
        let mut draft = draft_of_function(function);
        if !self.seats.is_empty() {
            let was = was.and_then(|(l, f)| self.old.levels.get(l)?.functions.get(f));
            let seat = was.and_then(|function| self.seats.get(&function.id));
            // one that moved keeps its column alone
            draft.row = seat.filter(|_| stays).map(|(row, _)| *row);
            draft.column = seat.map(|(_, column)| *column);
        }
        draft
    }

    fn ghost(
        &mut self,
        (l, f): FunctionPlace,
        level: &Level,
        function: &Function,
        marks: &mut Marks,
    ) -> DraftFunction {
        let id = self.free_id(&function.id);
        self.ghosts.insert(NodeRef::Function { level: l, function: f }, id.clone());
        marks.gone(&id, told(level, function));
        let mut functions = Vec::new();
        for (b, body) in function.functions.iter().enumerate() {
            let id = self.free_id(&body.id);
            self.ghosts.insert(NodeRef::SubBody { level: l, function: f, body: b }, id.clone());
            // told with what held it
            marks.mark_gone(&id);
            functions.push(DraftFunction { id: Some(id), icon: None, ..draft_of_function(body) });
        }
        let seat = self.seats.get(&function.id);
        // the drawings that the old page named need not be there any more
        DraftFunction {
            id: Some(id),
            functions,
            icon: None,
            same_as: None,
            row: seat.map(|(row, _)| *row),
            column: seat.map(|(_, column)| *column),
            ..draft_of_function(function)
        }
    }

    fn outcomes(&mut self, marks: &mut Marks) -> Vec<DraftOutcome> {
        let became: BTreeMap<usize, usize> =
            self.pairs.outcomes.iter().map(|(new, old)| (*old, *new)).collect();
        let old = (0..self.old.outcomes.len())
            .map(|o| Some(became.get(&o).map_or(From::Gone(o), |new| From::New(*new))));
        let mut drafts = Vec::new();
        for from in in_order(old, self.new.outcomes.len()) {
            match from {
                From::New(o) => drafts.extend(self.new.outcomes.get(o).map(draft_of_outcome)),
                From::Gone(o) => {
                    let Some(outcome) = self.old.outcomes.get(o) else { continue };
                    let id = self.free_id(&outcome.id);
                    self.ghosts.insert(NodeRef::Outcome { outcome: o }, id.clone());
                    marks.gone(&id, outcome.name.clone());
                    drafts.push(DraftOutcome { id: Some(id), ..draft_of_outcome(outcome) });
                }
            }
        }
        drafts
    }

    fn outside(&mut self, marks: &mut Marks) -> Vec<DraftOutside> {
        let became: BTreeMap<usize, usize> =
            keys::outside(self.old, self.new).into_iter().map(|(new, old)| (old, new)).collect();
        let old = (0..self.old.outside.len())
            .map(|o| Some(became.get(&o).map_or(From::Gone(o), |new| From::New(*new))));
        let mut drafts = Vec::new();
        for from in in_order(old, self.new.outside.len()) {
            match from {
                From::New(o) => drafts.extend(self.new.outside.get(o).map(draft_of_outside)),
                From::Gone(o) => {
                    let Some(outside) = self.old.outside.get(o) else { continue };
                    let id = self.free_id(&outside.id);
                    self.ghosts.insert(NodeRef::Outside { outside: o }, id.clone());
                    marks.gone(&id, outside.name.clone());
                    drafts.push(DraftOutside { id: Some(id), ..draft_of_outside(outside) });
                }
            }
        }
        drafts
    }

    /// The bodies within a function, and those that it held before, by its place in the old model.
    fn bodies(
        &mut self,
        function: &Function,
        was: Option<FunctionPlace>,
        marks: &mut Marks,
    ) -> Vec<DraftFunction> {
        let node = |(level, function): FunctionPlace| NodeRef::Function { level, function };
        let Some((place, before)) = was.and_then(|was| Some((was, self.old.function_at(node(was))?))) else {
            return function.functions.iter().map(draft_of_function).collect();
        };
        let level = self.old.levels.get(place.0);
        let became: BTreeMap<usize, usize> = keys::within(&before.functions, &function.functions)
            .into_iter()
            .map(|(new, old)| (old, new))
            .collect();
        let old = (0..before.functions.len())
            .map(|b| Some(became.get(&b).map_or(From::Gone(b), |new| From::New(*new))));
        let mut drafts = Vec::new();
        for from in in_order(old, function.functions.len()) {
            match from {
                From::New(b) => drafts.extend(function.functions.get(b).map(draft_of_function)),
                From::Gone(b) => {
                    let Some((body, level)) = before.functions.get(b).zip(level) else { continue };
                    let id = self.free_id(&body.id);
                    let node = NodeRef::SubBody { level: place.0, function: place.1, body: b };
                    self.ghosts.insert(node, id.clone());
                    let name = format!("{} / {}", before.name, body.name);
                    marks.gone(&id, in_level(level, &name));
                    drafts.push(DraftFunction { id: Some(id), icon: None, ..draft_of_function(body) });
                }
            }
        }
        drafts
    }

    /// The new flows, then those that are no more, as far as both of their ends are boxes.
    fn flows(&self, is_box: &BTreeSet<String>, marks: &mut Marks) -> Vec<DraftFlow> {
        let Flows { lost, changes } = flows::compare(self.old, self.new, self.pairs);
        let mut labels: BTreeMap<usize, (Mark, Option<String>)> = BTreeMap::new();
        for (index, change) in changes {
            let (mark, was) = match change {
                Change::FlowGained { .. } => (Mark::Added, None),
                Change::FlowRelabelled { old, .. } if !old.is_empty() => (Mark::Changed, Some(old)),
                _ => (Mark::Changed, None),
            };
            let entry = labels.entry(index).or_insert((mark, None));
            entry.1 = entry.1.take().or(was);
        }
        let lang = &self.new.lang;
        let mut drafts = Vec::new();
        for (index, flow) in self.new.flows.iter().enumerate() {
            let changed = labels.remove(&index);
            let mark = changed.as_ref().map(|(mark, _)| *mark);
            let label = match changed {
                None => flow.label.clone(),
                Some((mark, was)) => {
                    let label = marked_label(lang, mark, &flow.label);
                    marks.told.push((mark, arrow(self.new, flow)));
                    was.map_or(label.clone(), |was| format!("{label} ({})", before(lang, &was)))
                }
            };
            marks.flows.push(mark);
            drafts.push(draft_flow(&flow.from.id, &flow.to.id, label, flow.kind));
        }
        let is_drawn =
            |node: NodeRef, id: &str| !matches!(node, NodeRef::Level { .. }) || is_box.contains(id);
        for flow in lost.into_iter().filter_map(|index| self.old.flows.get(index)) {
            marks.told.push((Mark::Removed, arrow(self.old, flow)));
            let ends = self.end(flow.from.node).zip(self.end(flow.to.node));
            let Some((from, to)) =
                ends.filter(|(from, to)| is_drawn(flow.from.node, from) && is_drawn(flow.to.node, to))
            else {
                continue;
            };
            marks.flows.push(Some(Mark::Removed));
            drafts.push(draft_flow(&from, &to, marked_label(lang, Mark::Removed, &flow.label), flow.kind));
        }
        drafts
    }

    /// The id that an old node has in the merged model.
    fn end(&self, old: NodeRef) -> Option<String> {
        if let Some(id) = self.ghosts.get(&old) {
            return Some(id.clone());
        }
        match self.pairs.onward(old)? {
            NodeRef::Level { level } => Some(self.new.levels.get(level)?.id.clone()),
            NodeRef::Function { level, function } => {
                Some(self.new.levels.get(level)?.functions.get(function)?.id.clone())
            }
            NodeRef::Outcome { outcome } => Some(self.new.outcomes.get(outcome)?.id.clone()),
            node @ NodeRef::SubBody { .. } => Some(self.new.function_at(node)?.id.clone()),
            NodeRef::Outside { outside } => Some(self.new.outside.get(outside)?.id.clone()),
        }
    }

    /// The id, or one like it that no part has.
    fn free_id(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        let mut number = 1;
        while !self.taken.insert(free.clone()) {
            number += 1;
            free = format!("{id}-{number}");
        }
        free
    }
}

/// How a function that is no more is told.
fn told(level: &Level, function: &Function) -> String {
    in_level(level, &function.name)
}

fn in_level(level: &Level, name: &str) -> String {
    match level.shown_name() {
        Some(level) => format!("{name} ({level})"),
        None => name.to_owned(),
    }
}

/// How an arrow is told, by its label, or by its ends where it has none.
fn arrow(model: &Model, flow: &Flow) -> String {
    let (from, to) = (node_name(model, flow.from.node), node_name(model, flow.to.node));
    if flow.label.is_empty() {
        format!("{from} → {to}")
    } else {
        format!("{} ({from} → {to})", flow.label)
    }
}

fn marked_label(lang: &str, mark: Mark, label: &str) -> String {
    let word = mark.word(lang);
    if label.is_empty() { word.to_owned() } else { format!("{word}{}{label}", texts(lang).colon) }
}

fn draft_flow(from: &str, to: &str, label: String, kind: FlowKind) -> DraftFlow {
    DraftFlow { from: from.to_owned(), to: to.to_owned(), label, kind, ..DraftFlow::default() }
}

fn draft_of_level(level: &Level) -> DraftLevel {
    DraftLevel {
        id: Some(level.id.clone()),
        name: level.name.clone(),
        implicit: level.implicit,
        summary: level.summary.clone(),
        points: level.points.clone(),
        icon: level.icon.clone(),
        link: level.link.clone(),
        links: level.links.iter().map(draft_link).collect(),
        ..DraftLevel::default()
    }
}

fn draft_of_function(function: &Function) -> DraftFunction {
    let role = |role: &Role| DraftRole { name: role.name.clone(), mark: role.mark, ..DraftRole::default() };
    DraftFunction {
        id: Some(function.id.clone()),
        name: function.name.clone(),
        title: function.title.clone(),
        caption: function.caption.clone(),
        description: function.description.clone(),
        points: function.points.clone(),
        roles: function.roles.iter().map(role).collect(),
        meets: function.meets.clone(),
        decides: function.decides.clone(),
        functions: function.functions.iter().map(draft_of_function).collect(),
        icon: function.icon.clone(),
        link: function.link.clone(),
        links: function.links.iter().map(draft_link).collect(),
        same_as: function.same_as.clone().map(|words| Spoken { words, place: Place::default() }),
        row: function.row,
        column: function.column,
        ..DraftFunction::default()
    }
}

fn draft_legend(legend: &Legend) -> DraftLegend {
    let Legend { directs, feedback, mutual, advises, main, cascade, place } = legend.clone();
    DraftLegend { directs, feedback, mutual, advises, main, cascade, place }
}

fn draft_link(link: &Link) -> DraftLink {
    DraftLink {
        text: link.text.clone(),
        href: link.href.clone(),
        within: link.within.clone(),
        ..DraftLink::default()
    }
}

fn draft_of_outcome(outcome: &Outcome) -> DraftOutcome {
    DraftOutcome {
        id: Some(outcome.id.clone()),
        name: outcome.name.clone(),
        caption: outcome.caption.clone(),
        ..DraftOutcome::default()
    }
}

fn draft_of_outside(outside: &Outside) -> DraftOutside {
    DraftOutside {
        id: Some(outside.id.clone()),
        name: outside.name.clone(),
        caption: outside.caption.clone(),
        ..DraftOutside::default()
    }
}
