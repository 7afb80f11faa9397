//! From a draft to a valid model: ids made unique, ends of flows resolved, points filled in.
use super::direction::{confine, confined};
use super::ends::{Named, Names, Sought, one};
use super::id::{Ids, named_slug};
use super::{
    Content, Draft, DraftFlow, DraftFunction, DraftLegend, DraftLevel, DraftOutcome, DraftOutside, End, Flow,
    FlowOrigin, Function, Imprint, Level, Model, NodeRef, Place, Spoken, sentences, slug, without_full_stop,
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
        // 1. Refuse what is beyond a limit.
        if !checks::is_within_limits(&draft, &mut findings) {
            return Err(findings.into_vec());
        }
        // 2. Name the parts, and give each its id.
        for level in draft.levels.iter_mut().filter(|level| level.implicit && level.name.is_empty()) {
            level.name.clone_from(&draft.title);
        }
        checks::check_implicit(&draft, &mut findings);
        identify(&mut draft, &mut findings);
        let names = Names::new(&draft);
        // 3. Put settings where they belong.
        for setting in std::mem::take(&mut draft.settings) {
            settings::apply(setting, &names, &mut draft, &mut findings);
        }
        checks::check_texts(&mut draft, &mut findings);
        // 4. Resolve what names other parts.
        tie(&mut draft.levels, &names, &mut findings);
        let flows = resolve(&mut draft, &names, &mut findings);
        // 5. Fill in points, and leave out links that no picture may hold.
        let mut levels: Vec<Level> = draft.levels.into_iter().map(DraftLevel::into_valid).collect();
        for level in &mut levels {
            fill_points(&mut level.points, &level.summary);
            level.link = link::checked(level.link.take(), level.place, &mut findings);
            let mut links = std::mem::take(&mut level.links);
            link::settle(&mut links, || level.linkable().collect(), &mut findings);
            level.links = links;
            for function in &mut level.functions {
                fill_function(function, &mut findings);
                for body in &mut function.functions {
                    fill_function(body, &mut findings);
                }
            }
        }
        let source = link::checked(draft.source.take(), Place::default(), &mut findings);
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
            imprint: Imprint {
                version: draft.version,
                date: draft.date,
                owner: draft.owner,
                licence: draft.licence,
                source,
            },
            cascade: draft.cascade,
            legend: draft.legend.map(DraftLegend::into_valid),
            levels,
            outcomes: draft.outcomes.into_iter().map(DraftOutcome::into_valid).collect(),
            outside: draft.outside.into_iter().map(DraftOutside::into_valid).collect(),
            flows,
        };
        Ok(Warned { value: Self(content), warnings: findings.into_vec() })
    }
}

/// Gives every part an id: as written, or made from names.
fn identify(draft: &mut Draft, findings: &mut Findings) {
    let mut ids = Ids::new(draft, findings);
    for level in &mut draft.levels {
        let made_up = || match level.implicit {
            // its functions' ids do not start with it, and one of them may be called as the page is
            true => format!("level/{}", named_slug(&level.name, "level")),
            false => named_slug(&without_level_word(&level.name), "level"),
        };
        let id = ids.of(level.id.take(), made_up);
        let prefix = if level.implicit { String::new() } else { format!("{id}/") };
        level.id = Some(id);
        identify_functions(&mut level.functions, &prefix, &level.name, &mut ids, findings);
        for function in &mut level.functions {
            let prefix = format!("{}/", function.id.as_deref().unwrap_or_default());
            identify_functions(&mut function.functions, &prefix, &function.name, &mut ids, findings);
        }
    }
    for outcome in &mut draft.outcomes {
        let made_up = || format!("outcome/{}", named_slug(&outcome.name, "outcome"));
        outcome.id = Some(ids.of(outcome.id.take(), made_up));
    }
    for outside in &mut draft.outside {
        let made_up = || format!("outside/{}", named_slug(&outside.name, "outside"));
        outside.id = Some(ids.of(outside.id.take(), made_up));
    }
}

/// Gives the functions of a level, or the bodies within a function, their ids; `whole` is what they stand in.
fn identify_functions(
    functions: &mut [DraftFunction],
    prefix: &str,
    whole: &str,
    ids: &mut Ids,
    findings: &mut Findings,
) {
    let mut seen = BTreeSet::new();
    for function in functions {
        if !seen.insert(slug(&function.name)) {
            findings.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::DuplicateFunction,
                    format!("\"{}\" stands twice in \"{whole}\"", function.name),
                )
                .at(function.place.0)
                .hint("rename one of the two, or merge them"),
            );
        }
        let made_up = || format!("{prefix}{}", named_slug(&function.name, "function"));
        function.id = Some(ids.of(function.id.take(), made_up));
    }
}

/// Brings each function's words for the one that it is to that one's id.
fn tie(levels: &mut [DraftLevel], names: &Names, findings: &mut Findings) {
    let mut resolved = Vec::new();
    for (l, level) in levels.iter().enumerate() {
        for (f, function) in level.functions.iter().enumerate() {
            let Some(same) = &function.same_as else { continue };
            let place = if same.place.0.is_some() { same.place } else { function.place };
            let found = one(names, &same.words, place, Sought::Function, Code::UnknownTarget, findings);
            let id = found.and_then(|node| match node {
                NodeRef::Function { level, function } => {
                    levels.get(level)?.functions.get(function)?.id.clone()
                }
                _ => None,
            });
            resolved.push((l, f, id));
        }
    }
    for (level, function, id) in resolved {
        if let Some(function) = levels.get_mut(level).and_then(|l| l.functions.get_mut(function)) {
            function.same_as = id.map(|words| Spoken { words, place: Place::default() });
        }
    }
}

/// The flows with their ends found.
fn resolve(draft: &mut Draft, names: &Names, findings: &mut Findings) -> Vec<Flow> {
    let flows = std::mem::take(&mut draft.flows);
    let mut resolved = Vec::with_capacity(flows.len());
    for flow in flows {
        let mut end = |words: &str, place: Place| {
            let sought = if flow.by_id { Sought::EndById } else { Sought::End };
            let place = if place.0.is_some() { place } else { flow.place };
            let node = match flow.soft {
                true => quietly(names, words, place, sought, findings)?,
                false => one(names, words, place, sought, Code::UnknownEnd, findings)?,
            };
            Some(End { id: id_of(node, draft)?, node })
        };
        let (from, to) = (end(&flow.from, flow.from_place), end(&flow.to, flow.to_place));
        if let (Some(from), Some(to)) = (from, to) {
            let origin = if flow.soft { FlowOrigin::Inferred } else { FlowOrigin::Stated };
            let DraftFlow { label, kind, main, place, .. } = flow;
            resolved.push(Flow { from, to, label, kind, main, place, origin });
        }
    }
    resolved
}

/// The one part that the words name, or a note: nobody wrote them down as the end of a flow.
fn quietly(
    names: &Names,
    words: &str,
    place: Place,
    sought: Sought,
    findings: &mut Findings,
) -> Option<NodeRef> {
    match names.find(words, sought, false) {
        Named::One(node) => Some(node),
        Named::Several(_) | Named::Elsewhere(_) | Named::None(_) => {
            let message = format!("what is said of \"{words}\" is not drawn as a flow: no part is named so");
            findings.push(
                Diagnostic::new(Severity::Note, Code::FlowNotDrawn, message)
                    .at(place.0)
                    .hint("name one of the parts as its heading does, or write the flow in a table"),
            );
            None
        }
    }
}

fn id_of(node: NodeRef, draft: &Draft) -> Option<String> {
    let function_of = |level: usize, function: usize| draft.levels.get(level)?.functions.get(function);
    match node {
        NodeRef::Function { level, function } => function_of(level, function)?.id.clone(),
        NodeRef::SubBody { level, function, body } => {
            function_of(level, function)?.functions.get(body)?.id.clone()
        }
        NodeRef::Level { level } => draft.levels.get(level)?.id.clone(),
        NodeRef::Outcome { outcome } => draft.outcomes.get(outcome)?.id.clone(),
        NodeRef::Outside { outside } => draft.outside.get(outside)?.id.clone(),
    }
}

/// What of a function is filled in or checked once it is valid.
fn fill_function(function: &mut Function, findings: &mut Findings) {
    fill_points(&mut function.points, &function.description);
    trim_points(&mut function.decides);
    function.link = link::checked(function.link.take(), function.place, findings);
    let mut links = std::mem::take(&mut function.links);
    link::settle(&mut links, || function.linkable().collect(), findings);
    function.links = links;
}

/// Written points lose their full stop; where none were written, the sentences of the prose are the points.
fn fill_points(points: &mut Vec<String>, prose: &[String]) {
    if points.is_empty() {
        *points = prose.iter().flat_map(|paragraph| sentences(paragraph)).collect();
    }
    trim_points(points);
}

/// Points as they are drawn: without full stops, and none without a word.
fn trim_points(points: &mut Vec<String>) {
    for point in points.iter_mut() {
        // one cut out of a paragraph may have lost what closes a direction control, or what opens it; a stray one would stand
        // behind the full stop
        confine(point);
        // as often as it takes, so that a point is the same when it is read again
        loop {
            let bare = without_full_stop(point).trim_end();
            if bare.len() == point.len() {
                break;
            }
            *point = confined(bare.to_owned());
        }
    }
    points.retain(|point| !point.is_empty());
}
