//! From a draft to a valid model: ids made unique, ends of flows resolved, points filled in.
use super::ends::{Named, Names};
use super::id::{Ids, named_slug};
use super::{
    Content, Draft, DraftFunction, DraftLevel, End, Flow, Function, Level, Model, NodeRef, Outcome, Place,
    Role, sentences, slug, without_full_stop,
};
use super::{checks, link, settings};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Warned};
use crate::words::without_level_word;
use std::collections::BTreeSet;

impl Model {
    /// Validates a draft.
    ///
    /// # Errors
    /// Every error of the draft: no level, an end of a flow that names nothing or several things, a setting for
    /// something that does not exist.
    pub fn build(mut draft: Draft) -> Result<Warned<Self>, Vec<Diagnostic>> {
        let mut findings = Findings::default();
        if draft.levels.is_empty() {
            findings.push(
                Diagnostic::new(Severity::Error, Code::NoLevels, "the model has no level")
                    .hint("start each level with a `## ` heading"),
            );
        }
        if !checks::is_within_limits(&draft, &mut findings) {
            return Err(findings.into_vec());
        }
        for level in draft.levels.iter_mut().filter(|level| level.implicit && level.name.is_empty()) {
            level.name.clone_from(&draft.title);
        }
        checks::check_texts(&draft, &mut findings);
        checks::check_implicit(&draft, &mut findings);
        let mut ids = Ids::new(&draft, &mut findings);
        let mut same = Vec::new();
        let mut levels: Vec<Level> = Vec::with_capacity(draft.levels.len());
        for level in draft.levels {
            let index = levels.len();
            levels.push(build_level(level, index, &mut ids, &mut same, &mut findings));
        }
        let mut outcomes: Vec<Outcome> = Vec::with_capacity(draft.outcomes.len());
        for outcome in draft.outcomes {
            let id = ids.of(outcome.id, || format!("outcome/{}", named_slug(&outcome.name, "outcome")));
            outcomes.push(Outcome { id, name: outcome.name, caption: outcome.caption, place: outcome.place });
        }
        let names = Names::new(&levels, &outcomes);
        for setting in draft.settings {
            settings::apply(setting, &names, &mut levels, &mut outcomes, &mut same, &mut findings);
        }
        for (node, words, place) in same {
            let is_function = |node| matches!(node, NodeRef::Function { .. });
            let Some(found) = one(&names, &words, place, is_function, Code::UnknownTarget, &mut findings)
            else {
                continue;
            };
            let id = function(&mut levels, found).map(|function| function.id.clone());
            if let Some(function) = function(&mut levels, node) {
                function.same_as = id;
            }
        }
        let mut flows = Vec::with_capacity(draft.flows.len());
        for flow in draft.flows {
            let mut end = |words: &str, place: Place| {
                let is_drawn = |node: NodeRef| match node {
                    NodeRef::Level { level } => levels.get(level).is_some_and(|l| l.functions.is_empty()),
                    NodeRef::Function { .. } | NodeRef::Outcome { .. } => true,
                };
                let place = if place.0.is_some() { place } else { flow.place };
                let node = one(&names, words, place, is_drawn, Code::UnknownEnd, &mut findings)?;
                Some(End { id: id_of(node, &levels, &outcomes)?, node })
            };
            let (from, to) = (end(&flow.from, flow.from_place), end(&flow.to, flow.to_place));
            if let (Some(from), Some(to)) = (from, to) {
                flows.push(Flow { from, to, label: flow.label, kind: flow.kind, place: flow.place });
            }
        }
        for level in &mut levels {
            fill_points(&mut level.points, &level.summary);
            for function in &mut level.functions {
                fill_points(&mut function.points, &function.description);
            }
        }
        for level in &mut levels {
            level.link = link::checked(level.link.take(), level.place, &mut findings);
            for function in &mut level.functions {
                function.link = link::checked(function.link.take(), function.place, &mut findings);
            }
        }
        if findings.has_error() {
            return Err(findings.into_vec());
        }
        let lang = if draft.lang.is_empty() { "en".to_owned() } else { draft.lang };
        let content = Content {
            title: draft.title,
            summary: draft.summary,
            lang,
            aside: draft.aside,
            theme: draft.theme,
            logo: draft.logo,
            logo_alt: draft.logo_alt,
            cascade: draft.cascade,
            levels,
            outcomes,
            flows,
        };
        Ok(Warned { value: Self(content), warnings: findings.into_vec() })
    }
}

/// A `same_as` as written, to be resolved when every id is known.
pub(super) type Same = (NodeRef, String, Place);

fn build_level(
    level: DraftLevel,
    index: usize,
    ids: &mut Ids,
    same: &mut Vec<Same>,
    findings: &mut Findings,
) -> Level {
    let made_up = || match level.implicit {
        // its functions' ids do not start with it, and one of them may be called as the page is
        true => format!("level/{}", named_slug(&level.name, "level")),
        false => named_slug(&without_level_word(&level.name), "level"),
    };
    let id = ids.of(level.id, made_up);
    let prefix = if level.implicit { String::new() } else { format!("{id}/") };
    let mut seen = BTreeSet::new();
    let mut functions = Vec::with_capacity(level.functions.len());
    for function in level.functions {
        if !seen.insert(slug(&function.name)) {
            findings.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::DuplicateFunction,
                    format!("\"{}\" stands twice in \"{}\"", function.name, level.name),
                )
                .at(function.place.0)
                .hint("rename one of the two, or merge them"),
            );
        }
        let node = NodeRef::Function { level: index, function: functions.len() };
        functions.push(build_function(&prefix, function, node, ids, same));
    }
    Level {
        id,
        name: level.name,
        implicit: level.implicit,
        summary: level.summary,
        points: level.points,
        icon: level.icon,
        link: level.link,
        functions,
        place: level.place,
    }
}

fn build_function(
    prefix: &str,
    function: DraftFunction,
    node: NodeRef,
    ids: &mut Ids,
    same: &mut Vec<Same>,
) -> Function {
    if let Some(words) = function.same_as {
        let place = if function.same_as_place.0.is_some() { function.same_as_place } else { function.place };
        same.push((node, words, place));
    }
    Function {
        id: ids.of(function.id, || format!("{prefix}{}", named_slug(&function.name, "function"))),
        name: function.name,
        title: function.title,
        caption: function.caption,
        description: function.description,
        points: function.points,
        roles: function.roles.into_iter().map(|r| Role { name: r.name, place: r.place }).collect(),
        icon: function.icon,
        link: function.link,
        same_as: None,
        row: function.row,
        column: function.column,
        place: function.place,
    }
}

/// The one part that the words name, or an error.
pub(super) fn one(
    names: &Names,
    words: &str,
    place: Place,
    fits: impl Fn(NodeRef) -> bool,
    unknown: Code,
    findings: &mut Findings,
) -> Option<NodeRef> {
    if words.is_empty() {
        // a flow without an end was already reported
        return None;
    }
    // to look for names to suggest is the one thing here that is not linear: only the first findings get it
    let suggests = findings.suggests_more(unknown) && findings.suggests_more(Code::AmbiguousEnd);
    match names.find(words, fits, suggests) {
        Named::One(node) => return Some(node),
        Named::Several(all) => findings.push(
            Diagnostic::new(
                Severity::Error,
                Code::AmbiguousEnd,
                format!("\"{words}\" names several parts of the model"),
            )
            .at(place.0)
            .hint(ambiguity_hint(&all)),
        ),
        Named::None(nearest) => findings.push(
            Diagnostic::new(Severity::Error, unknown, format!("nothing is named \"{words}\""))
                .at(place.0)
                .hint(nearest.map_or_else(
                    || "write it as `Level / Function`, as the headings have it".to_owned(),
                    |nearest| format!("did you mean `{nearest}`?"),
                )),
        ),
    }
    None
}

fn ambiguity_hint(all: &[String]) -> String {
    let all: BTreeSet<&String> = all.iter().collect();
    if all.is_empty() {
        return "write it as `Level / Function`".to_owned();
    }
    if all.len() == 1 {
        return "give the functions names of their own".to_owned();
    }
    let options: Vec<String> = all.into_iter().map(|name| format!("`{name}`")).collect();
    format!("write {}", options.join(" or "))
}

fn function(levels: &mut [Level], node: NodeRef) -> Option<&mut Function> {
    match node {
        NodeRef::Function { level, function } => levels.get_mut(level)?.functions.get_mut(function),
        NodeRef::Level { .. } | NodeRef::Outcome { .. } => None,
    }
}

fn id_of(node: NodeRef, levels: &[Level], outcomes: &[Outcome]) -> Option<String> {
    Some(match node {
        NodeRef::Function { level, function } => levels.get(level)?.functions.get(function)?.id.clone(),
        NodeRef::Level { level } => levels.get(level)?.id.clone(),
        NodeRef::Outcome { outcome } => outcomes.get(outcome)?.id.clone(),
    })
}

/// Written points lose their full stop; where none were written, the sentences of the prose are the points.
fn fill_points(points: &mut Vec<String>, prose: &[String]) {
    if points.is_empty() {
        *points = prose.iter().flat_map(|paragraph| sentences(paragraph)).collect();
    }
    for point in &mut *points {
        *point = without_full_stop(point).to_owned();
    }
    points.retain(|point| !point.is_empty());
}
