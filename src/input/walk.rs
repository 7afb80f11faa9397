//! Typed reading of a tree: fields, texts, lists, numbers; each thing that does not fit is an error with its place.
use super::text::PlainText;
use super::tree::{Node, Value, truth};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::model::nearest;

/// The entries of a mapping; another value is an error.
pub(super) fn entries<'a>(node: &'a Node, what: &str, findings: &mut Findings) -> &'a [(PlainText, Node)] {
    match &node.value {
        Value::Map(entries) => {
            refuse_duplicates(entries, findings);
            entries
        }
        Value::Null => &[],
        other => {
            wrong(node, what, "a mapping", other, findings);
            &[]
        }
    }
}

fn refuse_duplicates(entries: &[(PlainText, Node)], findings: &mut Findings) {
    let mut seen = std::collections::BTreeSet::new();
    for (key, _) in entries {
        if !seen.insert(key.as_str()) {
            findings.push(
                Diagnostic::new(
                    Severity::Error,
                    Code::DuplicateField,
                    format!("`{}` is written twice", key.as_str()),
                )
                .at(key.whole_span())
                .hint("keep one of the two"),
            );
        }
    }
}

/// A text. What YAML reads as a number counts as the text it is written as: `title: 2026` needs no quotes there.
pub(super) fn text(node: &Node, what: &str, findings: &mut Findings) -> Option<PlainText> {
    match &node.value {
        Value::Scalar(text) | Value::Literal { text, may_be_text: true } => Some(text.clone()),
        Value::Null => None,
        other => {
            wrong(node, what, "a text", other, findings);
            None
        }
    }
}

/// Whatever is written, a number or not: for fields that are no texts.
pub(super) fn written(node: &Node, what: &str, findings: &mut Findings) -> Option<PlainText> {
    match &node.value {
        Value::Literal { text, .. } => Some(text.clone()),
        _ => text(node, what, findings),
    }
}

/// The items of a list; a single value is a list of one.
pub(super) fn items<'a>(node: &'a Node, what: &str, findings: &mut Findings) -> &'a [Node] {
    match &node.value {
        Value::Seq(items) => items,
        Value::Null => &[],
        Value::Scalar(_) | Value::Literal { may_be_text: true, .. } => std::slice::from_ref(node),
        other @ (Value::Map(_) | Value::Literal { .. }) => {
            wrong(node, what, "a list", other, findings);
            &[]
        }
    }
}

/// Texts of a list.
pub(super) fn texts(node: &Node, what: &str, findings: &mut Findings) -> Vec<PlainText> {
    items(node, what, findings).iter().filter_map(|item| text(item, what, findings)).collect()
}

/// A whole number from 1.
pub(super) fn position(node: &Node, what: &str, findings: &mut Findings) -> Option<u16> {
    let text = written(node, what, findings)?;
    let number = text.as_str().trim().parse::<u16>().ok().filter(|number| *number > 0);
    if number.is_none() {
        findings.push(
            Diagnostic::new(
                Severity::Error,
                Code::WrongType,
                format!("`{what}` must be a whole number from 1 to {}, not \"{}\"", u16::MAX, text.flat()),
            )
            .at(node.span)
            .hint(format!("write a number, as in `{what}: 2`")),
        );
    }
    number
}

/// `true` or `false`.
pub(super) fn flag(node: &Node, what: &str, findings: &mut Findings) -> bool {
    let Some(text) = written(node, what, findings) else { return false };
    match truth(text.as_str()) {
        Some(truth) => truth,
        None => {
            let message = format!("`{what}` must be true or false, not \"{}\"", text.flat());
            findings.push(
                Diagnostic::new(Severity::Error, Code::WrongType, message)
                    .at(node.span)
                    .hint(format!("write `{what}: true`, or leave it out")),
            );
            false
        }
    }
}

/// Refuses a field that the schema does not have.
pub(super) fn unknown(key: &PlainText, of: &str, known: &[&str], findings: &mut Findings) {
    let name = key.as_str();
    let hint = match nearest(name, known.iter().copied()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("{of} has the fields {}", listed(known)),
    };
    findings.push(
        Diagnostic::new(Severity::Error, Code::UnknownField, format!("{of} has no field `{name}`"))
            .at(key.whole_span())
            .hint(hint),
    );
}

/// `a`, `b` and `c`.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn wrong(node: &Node, what: &str, wanted: &str, found: &Value, findings: &mut Findings) {
    // a whole block would underline the page: its first line is enough
    let span = Span { start: node.span.start, end: node.span.end };
    findings.push(
        Diagnostic::new(
            Severity::Error,
            Code::WrongType,
            format!("`{what}` must be {wanted}, not {}", found.kind()),
        )
        .at(span)
        .hint(match wanted {
            "a list" if matches!(found, Value::Literal { .. }) => {
                format!("write a list of names, as in `\"{what}\": [\"some words\"]`")
            }
            "a text" if matches!(found, Value::Literal { .. }) => {
                format!("put it in double quotes, as in `\"{what}\": \"some words\"`")
            }
            "a text" => format!("write `{what}: some words`, in double quotes if they hold `: `"),
            "a list" => format!("write `{what}:` and below it one line for each item, starting with `- `"),
            _ => format!("write `{what}:` and below it, indented, one line for each field"),
        }),
    );
}
