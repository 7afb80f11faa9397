//! What the charts for other programs are made of: groups of boxes, and the arrows between them.
use crate::model::{Content, Flow, Function, Level, Model, NodeRef, RoleMark};
use crate::words::texts;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A box.
pub(super) struct Labelled {
    /// Its identifier.
    pub(super) key: String,
    /// What it says.
    pub(super) label: String,
    /// What else is known of it, as lines: who is in the chair, what it decides.
    pub(super) notes: Vec<String>,
    /// The box of the body that this one is within.
    pub(super) within: Option<String>,
}

/// A level's boxes, the outcomes, or the bodies outside.
pub(super) struct Group<'a> {
    /// What is written over it; none where no line is drawn around it.
    pub(super) name: Option<&'a str>,
    /// Its identifier in the target.
    pub(super) key: String,
    pub(super) boxes: Vec<Labelled>,
}

/// What a chart is made of, in the page's order.
pub(super) struct Chart<'a> {
    pub(super) groups: Vec<Group<'a>>,
    /// Ends by what they stand for.
    keys: BTreeMap<&'a str, ArrowKey>,
}

/// Where an arrow may end.
struct ArrowKey {
    key: String,
    /// Which group it is, or is in.
    group: usize,
    is_group: bool,
}

/// An end of an arrow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Tip<'a> {
    /// A box's identifier, or a group's.
    pub(super) key: &'a str,
    /// The group that it is, where it is no box.
    pub(super) group: Option<usize>,
}

/// An arrow whose first end stands in the page's order no later than its second.
pub(super) struct ChartArrow<'a> {
    pub(super) first: Tip<'a>,
    pub(super) second: Tip<'a>,
    /// Whether it points at its first end.
    pub(super) upwards: bool,
    /// Whether it leads from a group to a box in it, which most programs cannot draw.
    pub(super) is_within: bool,
}

impl<'a> Chart<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let mut chart = Self { groups: Vec::new(), keys: BTreeMap::new() };
        let mut names = Names::default();
        let is_outside_first = is_outside_first(model);
        if is_outside_first {
            chart.outside(model, &mut names);
        }
        for level in &model.levels {
            chart.level(model, level, &mut names);
        }
        let boxes = model
            .outcomes
            .iter()
            .map(|outcome| (outcome.id.as_str(), with_caption(&outcome.name, outcome.caption.as_deref())));
        chart.alone(None, boxes.collect(), &mut names);
        if !is_outside_first {
            chart.outside(model, &mut names);
        }
        chart
    }

    fn level(&mut self, model: &Model, level: &'a Level, names: &mut Names) {
        let mut boxes = Vec::new();
        for function in &level.functions {
            let parent = self.function(model, function, None, names, &mut boxes);
            for body in &function.functions {
                self.function(model, body, Some(&parent), names, &mut boxes);
            }
        }
        let group = self.groups.len();
        if level.functions.is_empty() {
            let key = names.of("n", &level.id);
            boxes.push(Labelled::plain(key.clone(), level.name.clone()));
            self.keys.insert(&level.id, ArrowKey { key, group, is_group: false });
        }
        let key = names.of("level", &level.id);
        if !level.functions.is_empty() {
            self.keys.insert(&level.id, ArrowKey { key: key.clone(), group, is_group: true });
        }
        self.groups.push(Group { name: level.shown_name(), key, boxes });
    }

    /// Adds a function's box; gives its identifier.
    fn function(
        &mut self,
        model: &Model,
        function: &'a Function,
        within: Option<&str>,
        names: &mut Names,
        boxes: &mut Vec<Labelled>,
    ) -> String {
        let words = texts(&model.lang);
        let key = names.of("n", &function.id);
        let group = self.groups.len();
        self.keys.insert(&function.id, ArrowKey { key: key.clone(), group, is_group: false });
        let mut label = with_caption(function.chart_name(), function.caption.as_deref());
        if let Some(meets) = &function.meets {
            let _ = write!(label, "\n{} {meets}", words.meets);
        }
        let chairs = function.roles.iter().filter(|role| role.mark == Some(RoleMark::Chair));
        let mut notes: Vec<String> = chairs.map(|role| crate::describe::role_name(role, words)).collect();
        notes.extend(function.decides.iter().map(|decision| format!("{} {decision}", words.decides)));
        boxes.push(Labelled { key: key.clone(), label, notes, within: within.map(str::to_owned) });
        key
    }

    fn outside(&mut self, model: &'a Model, names: &mut Names) {
        let boxes = model
            .outside
            .iter()
            .map(|outside| (outside.id.as_str(), with_caption(&outside.name, outside.caption.as_deref())));
        self.alone(Some(texts(&model.lang).outside), boxes.collect(), names);
    }

    /// Adds a group of boxes that stand in no level.
    fn alone(&mut self, name: Option<&'a str>, boxes: Vec<(&'a str, String)>, names: &mut Names) {
        if boxes.is_empty() {
            return;
        }
        let group = self.groups.len();
        let boxes = boxes.into_iter().map(|(id, label)| {
            let key = names.of("n", id);
            self.keys.insert(id, ArrowKey { key: key.clone(), group, is_group: false });
            Labelled::plain(key, label)
        });
        let boxes = boxes.collect();
        let key = name.map(|_| names.of("group", "outside")).unwrap_or_default();
        self.groups.push(Group { name, key, boxes });
    }

    pub(super) fn arrow(&'a self, flow: &Flow) -> ChartArrow<'a> {
        let of = |id: &str| self.keys.get(id);
        let tip = |id: &str| Tip {
            key: of(id).map_or("", |key| key.key.as_str()),
            group: of(id).filter(|key| key.is_group).map(|key| key.group),
        };
        let group = |id: &str| of(id).map_or(0, |key| key.group);
        let (from, to) = (tip(&flow.from.id), tip(&flow.to.id));
        let (from_group, to_group) = (group(&flow.from.id), group(&flow.to.id));
        let upwards = from_group > to_group;
        let (first, second) = if upwards { (to, from) } else { (from, to) };
        let is_within = from_group == to_group && (from.group.is_some() || to.group.is_some());
        ChartArrow { first, second, upwards, is_within }
    }

    /// A box of an arrow's end: its own, or the first in its group.
    pub(super) fn box_of(&'a self, tip: Tip<'a>) -> &'a str {
        let first = tip.group.and_then(|group| self.groups.get(group)).and_then(|group| group.boxes.first());
        first.map_or(tip.key, |first| first.key.as_str())
    }

    /// Boxes of bodies within others, each with the box of the body that it is within.
    pub(super) fn inner(&'a self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let boxes = self.groups.iter().flat_map(|group| &group.boxes);
        boxes.filter_map(|inner| Some((inner.within.as_deref()?, inner.key.as_str())))
    }

    /// What keeps each level below the one before it, whatever flows there are: an unseen box between every box of the one
    /// and every box of the other.
    pub(super) fn hubs(&'a self) -> impl Iterator<Item = (String, &'a [Labelled], &'a [Labelled])> {
        let pairs = self.groups.iter().zip(self.groups.iter().skip(1));
        let hub = |(number, (upper, lower)): (usize, (&'a Group<'a>, &'a Group<'a>))| {
            (format!("below_{number}"), upper.boxes.as_slice(), lower.boxes.as_slice())
        };
        (1..).zip(pairs).map(hub)
    }
}

impl Labelled {
    fn plain(key: String, label: String) -> Self {
        Self { key, label, notes: Vec::new(), within: None }
    }
}

/// Whether the bodies outside have more to do with the upper levels than with the lower.
fn is_outside_first(model: &Content) -> bool {
    let depth = |node| match node {
        NodeRef::Function { level, .. } | NodeRef::SubBody { level, .. } | NodeRef::Level { level } => {
            Some(level)
        }
        NodeRef::Outcome { .. } => Some(model.levels.len()),
        NodeRef::Outside { .. } => None,
    };
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for flow in &model.flows {
        if let (None, Some(level)) | (Some(level), None) = (depth(flow.from.node), depth(flow.to.node)) {
            let is_upper = level * 2 < model.levels.len();
            upper += usize::from(is_upper);
            lower += usize::from(!is_upper);
        }
    }
    upper >= lower
}

fn with_caption(name: &str, caption: Option<&str>) -> String {
    caption.map_or_else(|| name.to_owned(), |caption| format!("{name}\n{caption}"))
}

/// Identifiers that every target takes, made of ids alone: they stay when something else is put in or taken out.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn of(&mut self, kind: &str, id: &str) -> String {
        let mut name = format!("{kind}_");
        for c in id.chars() {
            match c {
                '/' => name.push_str("__"),
                c if c.is_ascii_alphanumeric() => name.push(c.to_ascii_lowercase()),
                c if c.is_ascii() => name.push('_'),
                c => {
                    let _ = write!(name, "u{:x}", u32::from(c));
                }
            }
        }
        // ids may differ in no more than their signs
        let plain = name.clone();
        let mut number = 1;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = format!("{plain}_{number}");
        }
        name
    }
}
