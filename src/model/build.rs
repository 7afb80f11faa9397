//! From a draft to a valid model: ids made unique, ends of flows resolved.
use super::{
    Content, Draft, DraftFunction, DraftLevel, End, Flow, Function, Level, Model, NodeRef, Outcome, Role,
    slug,
};
use crate::diagnostic::{Code, Diagnostic, Severity, Warned};
use crate::words::without_level_word;
use std::collections::BTreeSet;

impl Model {
    /// Validates a draft.
    ///
    /// # Errors
    /// Every error of the draft: no level, an end of a flow that names nothing.
    pub fn build(draft: Draft) -> Result<Warned<Self>, Vec<Diagnostic>> {
        let mut errors = Vec::new();
        if draft.levels.is_empty() {
            errors.push(Diagnostic::new(Severity::Error, Code::NoLevels, "the page has no level"));
        }
        let mut ids = BTreeSet::new();
        let levels: Vec<Level> = draft.levels.into_iter().map(|level| build_level(level, &mut ids)).collect();
        let outcomes: Vec<Outcome> = draft
            .outcomes
            .into_iter()
            .map(|outcome| Outcome {
                id: unique(
                    outcome.id.unwrap_or_else(|| format!("outcome/{}", slug(&outcome.name))),
                    &mut ids,
                ),
                name: outcome.name,
                caption: outcome.caption,
                place: outcome.place,
            })
            .collect();
        let mut flows = Vec::new();
        for flow in draft.flows {
            let mut end = |words: &str| match resolve(words, &levels, &outcomes) {
                Some(end) => Some(end),
                None => {
                    errors.push(
                        Diagnostic::new(
                            Severity::Error,
                            Code::NoLevels,
                            format!("nothing is named \"{words}\""),
                        )
                        .at(flow.place.0),
                    );
                    None
                }
            };
            let (from, to) = (end(&flow.from), end(&flow.to));
            if let (Some(from), Some(to)) = (from, to) {
                flows.push(Flow { from, to, label: flow.label, kind: flow.kind, place: flow.place });
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let lang = if draft.lang.is_empty() { "en".to_owned() } else { draft.lang };
        Ok(Warned::clean(Self(Content {
            title: draft.title,
            summary: draft.summary,
            lang,
            aside: draft.aside,
            theme: draft.theme,
            levels,
            outcomes,
            flows,
        })))
    }
}

fn build_level(level: DraftLevel, ids: &mut BTreeSet<String>) -> Level {
    let id = unique(level.id.unwrap_or_else(|| slug(&without_level_word(&level.name))), ids);
    let functions = level.functions.into_iter().map(|f| build_function(&id, f, ids)).collect();
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

fn build_function(level: &str, function: DraftFunction, ids: &mut BTreeSet<String>) -> Function {
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
        same_as: function.same_as,
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

/// The node that the words name: by id, or by name, or by `Level / Function`.
fn resolve(words: &str, levels: &[Level], outcomes: &[Outcome]) -> Option<End> {
    let wanted =
        words.split('/').map(|part| slug(&without_level_word(part.trim()))).collect::<Vec<_>>().join("/");
    for (l, level) in levels.iter().enumerate() {
        if level.functions.is_empty() && level.id == wanted {
            return Some(End { id: level.id.clone(), node: NodeRef::Level { level: l } });
        }
        for (f, function) in level.functions.iter().enumerate() {
            if function.id == wanted {
                return Some(End {
                    id: function.id.clone(),
                    node: NodeRef::Function { level: l, function: f },
                });
            }
        }
    }
    let outcome = outcomes.iter().position(|o| o.id == wanted || slug(&o.name) == wanted)?;
    Some(End { id: outcomes[outcome].id.clone(), node: NodeRef::Outcome { outcome } })
}
