//! Settings: what a page says of a part of the model apart from where the part stands.
use super::ends::{Names, Sought, one};
use super::{Draft, DraftSetting, Given, NodeRef, Record, Slot};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};

/// Puts one setting where it belongs.
pub(super) fn apply(setting: DraftSetting, names: &Names, draft: &mut Draft, findings: &mut Findings) {
    let DraftSetting { target, place, fields } = setting;
    let Some(node) = one(names, &target, place, Sought::Part, Code::UnknownTarget, findings) else { return };
    for (field, given) in fields {
        let slot = match node {
            NodeRef::Function { level, function } => {
                let level = draft.levels.get_mut(level);
                level.and_then(|l| l.functions.get_mut(function)).and_then(|f| f.slot(&field))
            }
            NodeRef::SubBody { level, function, body } => {
                let level = draft.levels.get_mut(level);
                let function = level.and_then(|l| l.functions.get_mut(function));
                function.and_then(|f| f.functions.get_mut(body)).and_then(|b| b.slot(&field))
            }
            NodeRef::Level { level } => draft.levels.get_mut(level).and_then(|l| l.slot(&field)),
            NodeRef::Outcome { outcome } => draft.outcomes.get_mut(outcome).and_then(|o| o.slot(&field)),
            NodeRef::Outside { outside } => draft.outside.get_mut(outside).and_then(|o| o.slot(&field)),
        };
        match (slot, given) {
            (Some(Slot::Text(slot)), Given::Text(text)) => *slot = Some(text),
            (Some(Slot::Points(slot)), Given::Points(points)) => *slot = points,
            (Some(Slot::Number(slot)), Given::Number(number)) => *slot = Some(number),
            (Some(Slot::Same(slot)), Given::Same(spoken)) => *slot = Some(spoken),
            _ => findings.push(
                Diagnostic::new(
                    Severity::Error,
                    Code::UnknownField,
                    format!("\"{target}\" is of a kind ({}) that has no `{field}`", kind(node)),
                )
                .at(place.0)
                .hint(format!("take `{field}` out, or set it on a function")),
            ),
        }
    }
}

fn kind(node: NodeRef) -> &'static str {
    match node {
        NodeRef::Function { .. } => "function",
        NodeRef::SubBody { .. } => "body within a function",
        NodeRef::Level { .. } => "level",
        NodeRef::Outcome { .. } => "outcome",
        NodeRef::Outside { .. } => "body outside",
    }
}
