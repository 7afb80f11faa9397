//! Limits on a draft, and names that are missing, before a model is built of it.
use super::{Draft, Place};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::limits::{FLOWS, FUNCTIONS, LEVELS, TEXT_CHARS};

/// Refuses a draft that is beyond a limit; whether it may be built.
pub(super) fn is_within_limits(draft: &Draft, findings: &mut Findings) -> bool {
    let functions = draft.levels.iter().map(|level| level.functions.len()).sum();
    let counts = [
        (draft.levels.len(), LEVELS, "levels"),
        (functions, FUNCTIONS, "functions"),
        (draft.flows.len(), FLOWS, "flows"),
        (draft.outcomes.len(), FUNCTIONS, "outcomes"),
    ];
    for (count, limit, what) in counts {
        if count > limit {
            findings.push(
                Diagnostic::new(
                    Severity::Error,
                    Code::TooLarge,
                    format!("the model has {count} {what}, more than the {limit} that are read"),
                )
                .hint("split the model into several"),
            );
        }
    }
    !findings.has_error()
}

/// Checks every text of a draft: names must be there, nothing may be longer than the limit.
pub(super) fn check_texts(draft: &Draft, findings: &mut Findings) {
    let nowhere = Place::default();
    long(&draft.title, "title", nowhere, findings);
    all_long(&draft.summary, "paragraph", nowhere, findings);
    for level in &draft.levels {
        named(&level.name, "a level", level.place, findings);
        all_long(&level.summary, "paragraph", level.place, findings);
        all_long(&level.points, "point", level.place, findings);
        for function in &level.functions {
            let place = function.place;
            named(&function.name, "a function", place, findings);
            all_long(&function.description, "paragraph", place, findings);
            all_long(&function.points, "point", place, findings);
            all_long(function.title.as_slice(), "title", place, findings);
            all_long(function.caption.as_slice(), "caption", place, findings);
            for role in &function.roles {
                named(&role.name, "a role", role.place, findings);
            }
        }
    }
    for outcome in &draft.outcomes {
        named(&outcome.name, "an outcome", outcome.place, findings);
        all_long(outcome.caption.as_slice(), "caption", outcome.place, findings);
    }
    for flow in &draft.flows {
        long(&flow.label, "label", flow.place, findings);
        for (end, name, place) in [(&flow.from, "start", flow.from_place), (&flow.to, "end", flow.to_place)] {
            if end.is_empty() {
                findings.push(
                    Diagnostic::new(Severity::Error, Code::BadFlow, format!("a flow has no {name}"))
                        .at(if place.0.is_some() { place.0 } else { flow.place.0 })
                        .hint("name a function as `Level / Function`"),
                );
            }
        }
    }
}

/// Refuses an implicit level beside others, and one without functions, of which nothing would be drawn.
pub(super) fn check_implicit(draft: &Draft, findings: &mut Findings) {
    for level in draft.levels.iter().filter(|level| level.implicit) {
        let (message, hint) = if draft.levels.len() > 1 {
            (
                "an implicit level stands beside others",
                "take `implicit` out, or put all functions into one level",
            )
        } else if level.functions.is_empty() {
            ("an implicit level has no functions", "take `implicit` out, or give it functions")
        } else {
            continue;
        };
        findings.push(
            Diagnostic::new(Severity::Error, Code::ImplicitLevel, message).at(level.place.0).hint(hint),
        );
    }
}

fn named(name: &str, what: &str, place: Place, findings: &mut Findings) {
    if name.is_empty() {
        findings.push(
            Diagnostic::new(Severity::Error, Code::EmptyName, format!("{what} has no name"))
                .at(place.0)
                .hint("give it a name, or take it out"),
        );
    }
    long(name, "name", place, findings);
}

fn all_long(texts: &[String], what: &str, place: Place, findings: &mut Findings) {
    for text in texts {
        long(text, what, place, findings);
    }
}

fn long(text: &str, what: &str, place: Place, findings: &mut Findings) {
    // bytes are at least characters, so that most texts are not counted
    if text.len() <= TEXT_CHARS || text.chars().count() <= TEXT_CHARS {
        return;
    }
    let start: String = text.chars().take(30).collect();
    findings.push(
        Diagnostic::new(
            Severity::Error,
            Code::TooLarge,
            format!(
                "the {what} \"{start}…\" has {} characters, more than the {TEXT_CHARS} that are read",
                text.chars().count()
            ),
        )
        .at(place.0)
        .hint("shorten it, or part it into several"),
    );
}
