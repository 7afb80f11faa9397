//! From a draft to a valid model: ids made unique, ends of flows resolved, points filled in.
use super::ends::{Named, Names};
use super::{
    Content, Draft, DraftFunction, DraftLevel, DraftSetting, End, Flow, Function, Level, Model, NodeRef,
    Outcome, Place, Role, sentences, slug, without_full_stop,
};
use crate::diagnostic::{Code, Diagnostic, Severity, Warned};
use crate::words::without_level_word;
use std::collections::BTreeSet;

impl Model {
    /// Validates a draft.
    ///
    /// # Errors
    /// Every error of the draft: no level, an end of a flow that names nothing or several things, a setting for
    /// something that does not exist.
    pub fn build(draft: Draft) -> Result<Warned<Self>, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        if draft.levels.is_empty() {
            findings.push(
                Diagnostic::new(Severity::Error, Code::NoLevels, "the model has no level")
                    .hint("start each level with a `## ` heading"),
            );
        }
        let mut ids = BTreeSet::new();
        let mut same = Vec::new();
        let mut levels: Vec<Level> = Vec::with_capacity(draft.levels.len());
        for level in draft.levels {
            let index = levels.len();
            levels.push(build_level(level, index, &mut ids, &mut same, &mut findings));
        }
        let mut outcomes: Vec<Outcome> = Vec::with_capacity(draft.outcomes.len());
        for outcome in draft.outcomes {
            let id = outcome.id.unwrap_or_else(|| format!("outcome/{}", slug(&outcome.name)));
            let id = unique(id, &mut ids);
            outcomes.push(Outcome { id, name: outcome.name, caption: outcome.caption, place: outcome.place });
        }
        let names = Names::new(&levels, &outcomes);
        for setting in draft.settings {
            apply(setting, &names, &mut levels, &mut outcomes, &mut same, &mut findings);
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
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(findings);
        }
        let lang = if draft.lang.is_empty() { "en".to_owned() } else { draft.lang };
        let content = Content {
            title: draft.title,
            summary: draft.summary,
            lang,
            aside: draft.aside,
            theme: draft.theme,
            levels,
            outcomes,
            flows,
        };
        Ok(Warned { value: Self(content), warnings: findings })
    }
}

/// A `same_as` as written, to be resolved when every id is known.
type Same = (NodeRef, String, Place);

fn build_level(
    level: DraftLevel,
    index: usize,
    ids: &mut BTreeSet<String>,
    same: &mut Vec<Same>,
    findings: &mut Vec<Diagnostic>,
) -> Level {
    let id = unique(level.id.unwrap_or_else(|| slug(&without_level_word(&level.name))), ids);
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
        functions.push(build_function(&id, function, node, ids, same));
    }
    Level {
        id,
        name: level.name,
        summary: level.summary,
        points: level.points,
        icon: level.icon,
        link: level.link,
        functions,
        place: level.place,
    }
}

fn build_function(
    level: &str,
    function: DraftFunction,
    node: NodeRef,
    ids: &mut BTreeSet<String>,
    same: &mut Vec<Same>,
) -> Function {
    if let Some(words) = function.same_as {
        let place = if function.same_as_place.0.is_some() { function.same_as_place } else { function.place };
        same.push((node, words, place));
    }
    Function {
        id: unique(function.id.unwrap_or_else(|| format!("{level}/{}", slug(&function.name))), ids),
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

fn unique(id: String, ids: &mut BTreeSet<String>) -> String {
    let mut candidate = id.clone();
    let mut n = 2;
    while !ids.insert(candidate.clone()) {
        candidate = format!("{id}-{n}");
        n += 1;
    }
    candidate
}

/// The one part that the words name, or an error.
fn one(
    names: &Names,
    words: &str,
    place: Place,
    fits: impl Fn(NodeRef) -> bool,
    unknown: Code,
    findings: &mut Vec<Diagnostic>,
) -> Option<NodeRef> {
    match names.find(words, fits) {
        Named::One(node) => return Some(node),
        Named::Several(all) => findings.push(
            Diagnostic::new(
                Severity::Error,
                Code::AmbiguousEnd,
                format!("\"{words}\" names {} parts of the model", all.len()),
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

/// Puts one setting where it belongs.
fn apply(
    setting: DraftSetting,
    names: &Names,
    levels: &mut [Level],
    outcomes: &mut [Outcome],
    same: &mut Vec<Same>,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(node) = one(names, &setting.target, setting.place, |_| true, Code::UnknownTarget, findings)
    else {
        return;
    };
    let DraftSetting {
        target,
        place,
        title,
        caption,
        points,
        icon,
        link,
        same_as,
        same_as_place,
        row,
        column,
    } = setting;
    let mut refused: Vec<&str> = Vec::new();
    let mut refuse = |is_set: bool, name: &'static str| {
        if is_set {
            refused.push(name);
        }
    };
    let kind = match node {
        NodeRef::Function { level, function } => {
            if let Some(words) = same_as {
                same.push((node, words, same_as_place));
            }
            if let Some(function) = levels.get_mut(level).and_then(|l| l.functions.get_mut(function)) {
                set(&mut function.title, title);
                set(&mut function.caption, caption);
                set(&mut function.icon, icon);
                set(&mut function.link, link);
                set(&mut function.row, row);
                set(&mut function.column, column);
                function.points = points.unwrap_or(std::mem::take(&mut function.points));
            }
            "function"
        }
        NodeRef::Level { level } => {
            for (is_set, name) in [
                (title.is_some(), "title"),
                (caption.is_some(), "caption"),
                (same_as.is_some(), "same_as"),
                (row.is_some(), "row"),
                (column.is_some(), "column"),
            ] {
                refuse(is_set, name);
            }
            if let Some(level) = levels.get_mut(level) {
                set(&mut level.icon, icon);
                set(&mut level.link, link);
                level.points = points.unwrap_or(std::mem::take(&mut level.points));
            }
            "level"
        }
        NodeRef::Outcome { outcome } => {
            for (is_set, name) in [
                (title.is_some(), "title"),
                (points.is_some(), "points"),
                (icon.is_some(), "icon"),
                (link.is_some(), "link"),
                (same_as.is_some(), "same_as"),
                (row.is_some(), "row"),
                (column.is_some(), "column"),
            ] {
                refuse(is_set, name);
            }
            if let Some(outcome) = outcomes.get_mut(outcome) {
                set(&mut outcome.caption, caption);
            }
            "outcome"
        }
    };
    for name in refused {
        findings.push(
            Diagnostic::new(
                Severity::Error,
                Code::UnknownField,
                format!("\"{target}\" is of a kind ({kind}) that has no `{name}`"),
            )
            .at(place.0)
            .hint(format!("take `{name}` out, or set it on a function")),
        );
    }
}

fn set<T>(field: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *field = value;
    }
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
