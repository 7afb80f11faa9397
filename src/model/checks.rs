//! Limits on a draft, and names that are missing, before a model is built of it.
use super::direction::confine;
use super::{Draft, DraftFunction, DraftLevel, DraftRole, Place, Record, Slot};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::limits::{FLOWS, FUNCTIONS, LEVELS, TEXT_CHARS};

/// Refuses a draft that is beyond a limit; whether it may be built.
pub(super) fn is_within_limits(draft: &Draft, findings: &mut Findings) -> bool {
    let of_level = |level: &DraftLevel| {
        let within: usize = level.functions.iter().map(|function| function.functions.len()).sum();
        level.functions.len() + within
    };
    let functions = draft.levels.iter().map(of_level).sum();
    let counts = [
        (draft.levels.len(), LEVELS, "levels"),
        (functions, FUNCTIONS, "functions"),
        (draft.flows.len(), FLOWS, "flows"),
        (draft.outcomes.len(), FUNCTIONS, "outcomes"),
        (draft.outside.len(), FUNCTIONS, "bodies outside"),
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

/// Checks every text of a draft: names must be there, nothing may be longer than the limit, and no direction control reaches
/// out of its text.
pub(super) fn check_texts(draft: &mut Draft, findings: &mut Findings) {
    let nowhere = Place::default();
    long(&mut draft.title, "title", nowhere, findings);
    all_long(&mut draft.summary, "paragraph", nowhere, findings);
    draft.summary.retain(|text| !text.is_empty());
    let imprint =
        [&mut draft.version, &mut draft.date, &mut draft.owner, &mut draft.licence, &mut draft.source];
    imprint.into_iter().flatten().for_each(|text| long(text, "imprint", nowhere, findings));
    for level in &mut draft.levels {
        check_record(level, findings);
        level.links.iter_mut().for_each(|link| check_record(link, findings));
        for function in &mut level.functions {
            check_function(function, findings);
            function.functions.iter_mut().for_each(|body| check_body(body, findings));
        }
    }
    draft.legend.iter_mut().for_each(|legend| check_record(legend, findings));
    draft.outcomes.iter_mut().for_each(|outcome| check_record(outcome, findings));
    draft.outside.iter_mut().for_each(|outside| check_record(outside, findings));
    for flow in &mut draft.flows {
        long(&mut flow.label, "label", flow.place, findings);
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

fn check_function(function: &mut DraftFunction, findings: &mut Findings) {
    check_record(function, findings);
    function.roles.iter_mut().for_each(|role: &mut DraftRole| check_record(role, findings));
    function.links.iter_mut().for_each(|link| check_record(link, findings));
}

/// Checks a body within a function, which stands where its function does and holds no body itself.
fn check_body(body: &mut DraftFunction, findings: &mut Findings) {
    check_function(body, findings);
    let pinned =
        [("row", body.row.is_some()), ("column", body.column.is_some()), ("same_as", body.same_as.is_some())];
    let faults = pinned.into_iter().filter(|(_, is_given)| *is_given).map(|(field, _)| {
        (
            format!("\"{}\" is a body within a function, and those have no `{field}`", body.name),
            format!("take `{field}` out: it is drawn with the function that it belongs to"),
        )
    });
    let deeper = body.functions.first().map(|inner| {
        (
            format!("\"{}\" stands within \"{}\", which is itself within a function", inner.name, body.name),
            "bodies within a function have none of their own: put it one step up".to_owned(),
        )
    });
    for (message, hint) in faults.chain(deeper) {
        findings.push(Diagnostic::new(Severity::Error, Code::InnerBody, message).at(body.place.0).hint(hint));
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

/// Checks a part's own texts.
fn check_record<R: Record>(record: &mut R, findings: &mut Findings) {
    let place = *record.place();
    for &field in R::FIELDS {
        match record.slot(field) {
            Some(Slot::Name(name)) => named(name, R::WHAT, place, findings),
            Some(Slot::Words(text)) if text.is_empty() => findings.push(
                Diagnostic::new(Severity::Error, Code::MissingField, format!("{} has no `{field}`", R::WHAT))
                    .at(place.0)
                    .hint(format!("write `{field}: …`, or take it out")),
            ),
            Some(Slot::Words(text)) => long(text, field, place, findings),
            Some(Slot::Text(text)) => all_long(text.as_mut_slice(), field, place, findings),
            Some(Slot::Prose(texts)) => {
                all_long(texts, "paragraph", place, findings);
                // of one there was nothing but what is left out
                texts.retain(|text| !text.is_empty());
            }
            Some(Slot::Points(texts)) => all_long(texts, "point", place, findings),
            Some(
                Slot::Id(_)
                | Slot::Number(_)
                | Slot::Flag(_)
                | Slot::Same(_)
                | Slot::Mark(_)
                | Slot::Functions(_)
                | Slot::Bodies(_)
                | Slot::Roles(_)
                | Slot::Links(_),
            )
            | None => {}
        }
    }
}

fn named(name: &mut String, what: &str, place: Place, findings: &mut Findings) {
    if name.is_empty() {
        findings.push(
            Diagnostic::new(Severity::Error, Code::EmptyName, format!("{what} has no name"))
                .at(place.0)
                .hint("give it a name, or take it out"),
        );
    }
    long(name, "name", place, findings);
}

fn all_long(texts: &mut [String], what: &str, place: Place, findings: &mut Findings) {
    for text in texts {
        long(text, what, place, findings);
    }
}

fn long(text: &mut String, what: &str, place: Place, findings: &mut Findings) {
    confine(text);
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
