//! Findings beyond reading: what is well formed and still likely not meant.
mod names;

use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::model::{FlowOrigin, Function, HeldRole, Level, Model, NodeRef, Role, held_roles};
use crate::words::{Kinds, hits, kinds_of};
use std::collections::BTreeSet;

/// Everything about a model that its authors are likely to want to know, in source order.
#[must_use]
pub fn lint(model: &Model) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    bare_functions(model, &mut findings);
    similar_roles(model, &mut findings);
    names::similar_functions(model, &mut findings);
    unconnected(model, &mut findings);
    repeated_flows(model, &mut findings);
    empty_levels(model, &mut findings);
    findings.into_vec()
}

/// Levels without functions on a page whose other levels have some.
fn empty_levels(model: &Model, findings: &mut Findings) {
    if model.levels.iter().all(|level| level.functions.is_empty()) {
        return;
    }
    for level in model.levels.iter().filter(|level| level.functions.is_empty()) {
        findings.push(
            Diagnostic::new(Severity::Note, Code::EmptyLevel, format!("\"{}\" has no functions", level.name))
                .at(level.place.0)
                .hint("write its functions below it, or take the level out"),
        );
    }
}

fn functions(model: &Model) -> impl Iterator<Item = &Function> {
    model.levels.iter().flat_map(|level| &level.functions)
}

/// Functions that say less than most of the others do. Where most say nothing, the page is of another kind.
fn bare_functions(model: &Model, findings: &mut Findings) {
    let all = functions(model).count();
    let says_nothing = |function: &Function| {
        function.points.is_empty()
            && function.decides.is_empty()
            && function.meets.is_none()
            && function.roles.is_empty()
    };
    let described = functions(model).filter(|function| !says_nothing(function)).count();
    let held = functions(model).filter(|function| !function.roles.is_empty()).count();
    let bare = |code: Code, message: String, severity: Severity, function: &Function| {
        Diagnostic::new(severity, code, message).at(function.place.0)
    };
    for level in &model.levels {
        for function in &level.functions {
            if says_nothing(function) && described * 2 >= all {
                let severity = severity_of_gap(level, function, described, all);
                let message = format!("\"{}\" has no description", function.name);
                let finding = bare(Code::NoDescription, message, severity, function);
                findings.push(finding.hint("write below its heading what it is for"));
            }
            if function.roles.is_empty() && held * 2 >= all {
                let severity = severity_of_gap(level, function, held, all);
                let message = format!("\"{}\" has no roles", function.name);
                let finding = bare(Code::NoRoles, message, severity, function);
                findings.push(finding.hint("name who holds it on a line that starts with `Roles:`"));
            }
        }
    }
}

/// How sure it is that a function lacks what `others` of `all` have: where nothing ranks them they are bodies of many
/// kinds, of which an assembly or a department names nobody, and a plural is of several.
fn severity_of_gap(level: &Level, function: &Function, others: usize, all: usize) -> Severity {
    let lacking = all - others;
    let are_alike = lacking == 1 || lacking * 4 <= all;
    let is_of_several = kinds_of(&function.name).has(Kinds::GROUPING)
        || hits(&function.name).last().is_some_and(|hit| hit.kinds.has(Kinds::GROUPING));
    if are_alike && !level.implicit && !is_of_several { Severity::Warning } else { Severity::Note }
}

/// Roles of which two are probably one, in source order: their spellings differ by a letter, a capital, a hyphen or
/// their number.
#[must_use]
pub fn roles(model: &Model) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    similar_roles(model, &mut findings);
    findings.into_vec()
}

fn similar_roles(model: &Model, findings: &mut Findings) {
    let mut roles = held_roles(model);
    roles.sort_by_key(|role| role.holders.first().and_then(|holder| holder.role.place.0));
    let near = names::first_near(roles.iter().map(|role| role.name));
    for (held, near) in roles.iter().zip(near) {
        other_spellings(held, findings);
        if let Some(other) = near.and_then(|near| roles.get(near)) {
            // the rarer of two is more likely the slip
            let (slip, meant) =
                if held.holders.len() > other.holders.len() { (other, held) } else { (held, other) };
            let role = slip.holders.iter().map(|holder| holder.role).find(|role| role.who() == slip.name);
            findings.extend(role.map(|role| similar(role, meant.name)));
        }
    }
}

/// Spellings of a role that are not the usual one.
fn other_spellings(held: &HeldRole<'_>, findings: &mut Findings) {
    let mut seen = BTreeSet::from([held.name]);
    for role in held.holders.iter().map(|holder| holder.role) {
        // a list may start with a capital that the same role has not elsewhere
        if seen.insert(role.who()) && !differs_by_first_capital(held.name, role.who()) {
            findings.push(similar(role, held.name));
        }
    }
}

fn similar(role: &Role, other: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        Code::SimilarRoles,
        format!("\"{}\" may be the role that is \"{other}\" elsewhere", role.who()),
    )
    .at(role.place.0)
    .hint(format!("write `{other}` in both places, if they are the same"))
}

fn differs_by_first_capital(a: &str, b: &str) -> bool {
    let lowered = |text: &str| {
        let mut chars = text.chars();
        chars.next().map(|c| c.to_lowercase().chain(chars).collect::<String>())
    };
    lowered(a) == lowered(b)
}

/// Functions, outcomes and bodies outside without a flow, on a page that has flows. A flow of a level is one of all its
/// functions, and one of a body within a function is that function's.
fn unconnected(model: &Model, findings: &mut Findings) {
    if model.flows.is_empty() {
        return;
    }
    let ends: BTreeSet<NodeRef> =
        model.flows.iter().flat_map(|flow| [flow.from.node, flow.to.node]).collect();
    // prose tells of some flows and of others not; a table is meant to have them all
    let is_stated = model.flows.iter().any(|flow| matches!(flow.origin, FlowOrigin::Stated));
    let severity = if is_stated { Severity::Warning } else { Severity::Note };
    let mut report = |name: &str, place| {
        findings.push(
            Diagnostic::new(severity, Code::Unconnected, format!("no flow starts or ends at \"{name}\""))
                .at(place)
                .hint("add a row to the flow table, or take it out of the model"),
        );
    };
    for (l, level) in model.levels.iter().enumerate() {
        for (f, function) in level.functions.iter().enumerate() {
            let has_own = ends.contains(&NodeRef::Function { level: l, function: f });
            let has_level = ends.contains(&NodeRef::Level { level: l });
            let mut bodies =
                (0..function.functions.len()).map(|b| NodeRef::SubBody { level: l, function: f, body: b });
            if !has_own && !has_level && !bodies.any(|body| ends.contains(&body)) {
                report(&function.name, function.place.0);
            }
        }
    }
    for (o, outside) in model.outside.iter().enumerate() {
        if !ends.contains(&NodeRef::Outside { outside: o }) {
            report(&outside.name, outside.place.0);
        }
    }
    for (o, outcome) in model.outcomes.iter().enumerate() {
        if !ends.contains(&NodeRef::Outcome { outcome: o }) {
            report(&outcome.name, outcome.place.0);
        }
    }
}

/// Flows that stand twice.
fn repeated_flows(model: &Model, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for flow in &model.flows {
        if !seen.insert((flow.from.node, flow.to.node, flow.label.as_str(), flow.kind, flow.main)) {
            findings.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::DuplicateFlow,
                    format!("the flow from \"{}\" to \"{}\" stands twice", flow.from.id, flow.to.id),
                )
                .at(flow.place.0)
                .hint("take one of the two out, or give it a label of its own"),
            );
        }
    }
}
