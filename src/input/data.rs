//! The model as data: one schema, written as JSON or YAML.
use super::Format;
use super::text::Text;
use super::tree::{self, Node, Value};
use super::{flows, front, walk};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Source, Span};
use crate::model::{Draft, DraftFlow, DraftFunction, DraftLevel, DraftRole, Place};

/// Fields of a model.
pub(super) const MODEL_FIELDS: &[&str] = &[
    "title", "summary", "lang", "aside", "theme", "logo", "logo_alt", "cascade", "levels", "outcomes",
    "flows",
];
/// Fields of a level.
pub(super) const LEVEL_FIELDS: &[&str] =
    &["id", "name", "implicit", "summary", "points", "icon", "link", "functions"];
/// Fields of a function.
pub(super) const FUNCTION_FIELDS: &[&str] = &[
    "id",
    "name",
    "title",
    "caption",
    "description",
    "points",
    "roles",
    "icon",
    "link",
    "same_as",
    "row",
    "column",
];
/// Fields of a role.
pub(super) const ROLE_FIELDS: &[&str] = &["name"];
/// Fields of a flow.
pub(super) const FLOW_FIELDS: &[&str] = &["from", "to", "label", "kind"];

/// Reads a model as data.
pub(super) fn read(source: &Source, start: usize, format: Format, findings: &mut Findings) -> Draft {
    tree_of(source, start, format, findings).map(|root| model(&root, findings)).unwrap_or_default()
}

/// The tree of YAML, or of JSON: strict syntax first, then the tree that YAML has too, for JSON is YAML.
pub(super) fn tree_of(
    source: &Source,
    start: usize,
    format: Format,
    findings: &mut Findings,
) -> Option<Node> {
    let text = source.text.get(start..).unwrap_or_default();
    if format == Format::Json
        && let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text)
    {
        findings.push(json_error(text, start, &error));
        return None;
    }
    tree::parse(text, start, findings).map_err(|error| findings.push(error)).ok()
}

fn json_error(text: &str, start: usize, error: &serde_json::Error) -> Diagnostic {
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    // the column counts bytes, from 1; it is 0 at the end of the line before
    let mut at = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    Diagnostic::new(Severity::Error, Code::Syntax, message)
        .at(Span { start: start + at, end: start + end })
        .hint("put text in double quotes, a comma between two items, and none behind the last")
}

fn model(root: &Node, findings: &mut Findings) -> Draft {
    let mut draft = Draft::default();
    let flat = |text: Option<Text>| text.map(|text| text.flat()).filter(|text| !text.is_empty());
    for (key, node) in walk::entries(root, "the model", findings) {
        match key.as_str() {
            "title" => draft.title = flat(walk::text(node, "title", findings)).unwrap_or_default(),
            "summary" => draft.summary = paragraphs(node, "summary", findings),
            "lang" => draft.lang = flat(walk::text(node, "lang", findings)).unwrap_or_default(),
            "aside" => draft.aside = flat(walk::text(node, "aside", findings)),
            "theme" => draft.theme = flat(walk::text(node, "theme", findings)),
            "logo" => draft.logo = flat(walk::text(node, "logo", findings)),
            "logo_alt" => draft.logo_alt = flat(walk::text(node, "logo_alt", findings)),
            "cascade" => draft.cascade = walk::flag(node, "cascade", findings),
            "levels" => {
                draft.levels =
                    walk::items(node, "levels", findings).iter().map(|item| level(item, findings)).collect();
            }
            "outcomes" => draft.outcomes = front::outcomes(node, findings),
            "flows" => draft.flows = read_flows(node, findings),
            _ => walk::unknown(key, "a model", MODEL_FIELDS, findings),
        }
    }
    if draft.levels.is_empty() && !findings.has_error() {
        findings.push(
            Diagnostic::new(Severity::Error, Code::MissingField, "a model needs `levels`")
                .at(Span { start: root.span.start, end: root.span.start })
                .hint("write `levels:` and below it `- name: Strategic level`"),
        );
    }
    draft
}

fn paragraphs(node: &Node, what: &str, findings: &mut Findings) -> Vec<String> {
    walk::texts(node, what, findings).iter().map(Text::flat).filter(|text| !text.is_empty()).collect()
}

fn level(node: &Node, findings: &mut Findings) -> DraftLevel {
    let mut level = DraftLevel { place: Place(Some(node.span)), ..DraftLevel::default() };
    if let Value::Scalar(name) = &node.value {
        level.name = name.flat();
        return level;
    }
    for (key, node) in walk::entries(node, "levels", findings) {
        let mut text = |what| walk::text(node, what, findings);
        match key.as_str() {
            "id" => level.id = text("id").map(|text| text.flat()),
            "name" => name(text("name"), &mut level.name, &mut level.place),
            "implicit" => level.implicit = walk::flag(node, "implicit", findings),
            "icon" => level.icon = text("icon").map(|text| text.flat()),
            "link" => level.link = text("link").map(|text| text.flat()),
            "summary" => level.summary = paragraphs(node, "summary", findings),
            "points" => level.points = paragraphs(node, "points", findings),
            "functions" => {
                let items = walk::items(node, "functions", findings);
                level.functions = items.iter().map(|item| function(item, findings)).collect();
            }
            _ => walk::unknown(key, "a level", LEVEL_FIELDS, findings),
        }
    }
    level
}

fn function(node: &Node, findings: &mut Findings) -> DraftFunction {
    let mut function = DraftFunction { place: Place(Some(node.span)), ..DraftFunction::default() };
    if let Value::Scalar(name) = &node.value {
        function.name = name.flat();
        return function;
    }
    for (key, node) in walk::entries(node, "functions", findings) {
        let mut text = |what| walk::text(node, what, findings);
        match key.as_str() {
            "id" => function.id = text("id").map(|text| text.flat()),
            "name" => name(text("name"), &mut function.name, &mut function.place),
            "title" => function.title = text("title").map(|text| text.flat()),
            "caption" => function.caption = text("caption").map(|text| text.flat()),
            "icon" => function.icon = text("icon").map(|text| text.flat()),
            "link" => function.link = text("link").map(|text| text.flat()),
            "same_as" => {
                function.same_as = text("same_as").map(|text| text.flat());
                function.same_as_place = Place(Some(node.span));
            }
            "description" => function.description = paragraphs(node, "description", findings),
            "points" => function.points = paragraphs(node, "points", findings),
            "roles" => {
                let items = walk::items(node, "roles", findings);
                function.roles = items.iter().map(|item| role(item, findings)).collect();
            }
            "row" => function.row = walk::position(node, "row", findings),
            "column" => function.column = walk::position(node, "column", findings),
            _ => walk::unknown(key, "a function", FUNCTION_FIELDS, findings),
        }
    }
    function
}

fn role(node: &Node, findings: &mut Findings) -> DraftRole {
    let mut role = DraftRole { place: Place(Some(node.span)), ..DraftRole::default() };
    if let Value::Scalar(text) = &node.value {
        role.name = text.flat();
        return role;
    }
    for (key, node) in walk::entries(node, "roles", findings) {
        match key.as_str() {
            "name" => name(walk::text(node, "name", findings), &mut role.name, &mut role.place),
            _ => walk::unknown(key, "a role", ROLE_FIELDS, findings),
        }
    }
    role
}

/// A name, and its place for the place of what it names.
fn name(text: Option<Text>, name: &mut String, place: &mut Place) {
    if let Some(text) = text {
        *name = text.flat();
        *place = Place(Some(text.whole_span()));
    }
}

/// Flows, each a string or a mapping of its own.
pub(super) fn read_flows(node: &Node, findings: &mut Findings) -> Vec<DraftFlow> {
    let mut all = Vec::new();
    for item in walk::items(node, "flows", findings) {
        match &item.value {
            Value::Scalar(text) => all.extend(flows::from_string(text, findings)),
            Value::Map(entries) => match entries.as_slice() {
                [(key, label)] if key.as_str().contains("->") => {
                    all.extend(flows::from_string(&rejoined(key, label, findings), findings));
                }
                _ => all.push(flow(item, findings)),
            },
            Value::Seq(_) | Value::Null => all.push(flow(item, findings)),
        }
    }
    all
}

/// `A -> B: label` without quotes is a key and a value to YAML; it is the one string that the author wrote.
fn rejoined(key: &Text, label: &Node, findings: &mut Findings) -> Text {
    let mut joined = key.clone();
    let between = key.whole_span().end;
    joined.push(": ", Span { start: between, end: between });
    if let Some(label) = walk::text(label, "flows", findings) {
        joined.append(&label);
    }
    joined
}

fn flow(node: &Node, findings: &mut Findings) -> DraftFlow {
    let place = Place(Some(node.span));
    let mut flow = DraftFlow { place, from_place: place, to_place: place, ..DraftFlow::default() };
    for (key, node) in walk::entries(node, "flows", findings) {
        match key.as_str() {
            "from" => name(walk::text(node, "from", findings), &mut flow.from, &mut flow.from_place),
            "to" => name(walk::text(node, "to", findings), &mut flow.to, &mut flow.to_place),
            "label" => {
                flow.label = walk::text(node, "label", findings).map(|text| text.flat()).unwrap_or_default();
            }
            "kind" => {
                if let Some(text) = walk::text(node, "kind", findings) {
                    flow.kind = flows::read_kind(&text, findings);
                }
            }
            _ => walk::unknown(key, "a flow", FLOW_FIELDS, findings),
        }
    }
    flow
}
