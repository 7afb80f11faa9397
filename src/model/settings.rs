//! Settings: what a page says of a part of the model apart from where the part stands.
use super::build::{Same, one};
use super::ends::Names;
use super::{DraftSetting, Level, NodeRef, Outcome};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};

/// Puts one setting where it belongs.
pub(super) fn apply(
    setting: DraftSetting,
    names: &Names,
    levels: &mut [Level],
    outcomes: &mut [Outcome],
    same: &mut Vec<Same>,
    findings: &mut Findings,
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
