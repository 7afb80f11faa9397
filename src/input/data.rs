//! The model as data: one schema, written as JSON or YAML.
use super::Format;
use super::text::PlainText;
use super::tree::{self, Node, Syntax, Value};
use super::{flows, walk};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Source, Span};
use crate::model::{
    Draft, DraftFlow, DraftFunction, DraftLegend, DraftLevel, DraftOutcome, Given, Place, Record, RoleMark,
    Slot, Spoken, nearest,
};
use crate::words::fold;

/// Fields of a model.
pub(super) const MODEL_FIELDS: &[&str] = &[
    "title", "summary", "lang", "aside", "theme", "logo", "logo_alt", "version", "date", "owner", "licence",
    "source", "cascade", "legend", "levels", "outcomes", "outside", "flows",
];
/// Fields of a flow.
pub(super) const FLOW_FIELDS: &[&str] = &["from", "to", "label", "kind", "main"];

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
    let syntax = if format == Format::Json { Syntax::Json } else { Syntax::Yaml };
    tree::parse(text, start, syntax, findings).map_err(|error| findings.push(error)).ok()
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
    let flat = |text: Option<PlainText>| text.map(|text| text.flat()).filter(|text| !text.is_empty());
    let entries = walk::entries(root, "the model", findings);
    // where nothing could be meant for `levels`, the data is some other program's
    let is_foreign = !entries.iter().any(|(key, _)| nearest(key.as_str(), ["levels"]).is_some());
    for (key, node) in entries {
        match key.as_str() {
            "title" => draft.title = flat(walk::text(node, "title", findings)).unwrap_or_default(),
            "summary" => draft.summary = paragraphs(node, "summary", findings),
            "lang" => draft.lang = flat(walk::text(node, "lang", findings)).unwrap_or_default(),
            "aside" => draft.aside = flat(walk::text(node, "aside", findings)),
            "theme" => draft.theme = flat(walk::text(node, "theme", findings)),
            "logo" => draft.logo = flat(walk::text(node, "logo", findings)),
            "logo_alt" => draft.logo_alt = flat(walk::text(node, "logo_alt", findings)),
            "version" => draft.version = flat(walk::text(node, "version", findings)),
            "date" => draft.date = flat(walk::text(node, "date", findings)),
            "owner" => draft.owner = flat(walk::text(node, "owner", findings)),
            "licence" => draft.licence = flat(walk::text(node, "licence", findings)),
            "source" => draft.source = flat(walk::text(node, "source", findings)),
            "cascade" => draft.cascade = walk::flag(node, "cascade", findings),
            "legend" => draft.legend = legend(node, findings),
            "levels" => draft.levels = records(node, "levels", findings),
            "outcomes" => draft.outcomes = records(node, "outcomes", findings),
            "outside" => draft.outside = records(node, "outside", findings),
            "flows" => draft.flows = read_flows(node, findings),
            name if is_foreign && nearest(name, MODEL_FIELDS.iter().copied()).is_none() => {
                findings.push(foreign(key))
            }
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

/// The finding for a field of data that was not written for this program.
fn foreign(key: &PlainText) -> Diagnostic {
    let name = key.as_str();
    Diagnostic::new(Severity::Error, Code::UnknownField, format!("a model has no field `{name}`"))
        .at(key.whole_span())
        .hint(format!(
            "bring `{name}` into the form that `govdraw schema` prints, such as \
             `levels: [{{name: Board level, functions: [{{name: Board, roles: [Chair]}}]}}]`"
        ))
}

fn paragraphs(node: &Node, what: &str, findings: &mut Findings) -> Vec<String> {
    walk::texts(node, what, findings).iter().map(PlainText::flat).filter(|text| !text.is_empty()).collect()
}

/// The parts of a list, each a mapping of its fields, or its name alone.
pub(super) fn records<R: Record>(node: &Node, what: &str, findings: &mut Findings) -> Vec<R> {
    walk::items(node, what, findings).iter().map(|item| record(item, what, findings)).collect()
}

/// The words of a legend; none where nothing is said.
pub(super) fn legend(node: &Node, findings: &mut Findings) -> Option<DraftLegend> {
    let legend = record::<DraftLegend>(node, "legend", findings);
    (legend != DraftLegend::default()).then_some(legend)
}

fn record<R: Record>(node: &Node, what: &str, findings: &mut Findings) -> R {
    let mut record = R::default();
    *record.place() = Place(Some(node.span));
    match &node.value {
        Value::Scalar(text) if R::FIELDS.contains(&"name") => {
            if let Some(Slot::Name(name)) = record.slot("name") {
                *name = text.flat();
            }
            return record;
        }
        // a whole part is no number, whatever its name may be
        literal @ Value::Literal { text, .. } => {
            let message = format!("{} must be a text or a mapping, not {}", R::WHAT, literal.kind());
            findings.push(
                Diagnostic::new(Severity::Error, Code::WrongType, message)
                    .at(node.span)
                    .hint("put it in double quotes if it is a name"),
            );
            if let Some(Slot::Name(name)) = record.slot("name") {
                *name = text.flat();
            }
            return record;
        }
        Value::Scalar(_) | Value::Null | Value::Seq(_) | Value::Map(_) => {}
    }
    for (key, node) in walk::entries(node, what, findings) {
        let Some(slot) = record.slot(key.as_str()) else {
            walk::unknown(key, R::WHAT, R::FIELDS, findings);
            continue;
        };
        let place = fill(slot, key.as_str(), node, findings);
        *record.place() = place.unwrap_or(*record.place());
    }
    record
}

/// Reads a field into its slot; gives the place of a name, which is the place of what it names.
fn fill(slot: Slot<'_>, what: &str, node: &Node, findings: &mut Findings) -> Option<Place> {
    match slot {
        Slot::Name(slot) => {
            let text = walk::text(node, what, findings);
            // a number that was refused still names its part in what is said of it
            let written = match &node.value {
                Value::Literal { text, .. } => Some(text.clone()),
                _ => None,
            };
            let text = text.or(written)?;
            *slot = text.flat();
            return Some(Place(Some(text.whole_span())));
        }
        Slot::Words(slot) => {
            *slot = walk::text(node, what, findings).map(|text| text.flat()).unwrap_or_default();
        }
        Slot::Id(slot) | Slot::Text(slot) => *slot = walk::text(node, what, findings).map(|text| text.flat()),
        Slot::Prose(slot) | Slot::Points(slot) => *slot = paragraphs(node, what, findings),
        Slot::Number(slot) => *slot = walk::position(node, what, findings),
        Slot::Flag(slot) => *slot = walk::flag(node, what, findings),
        Slot::Same(slot) => *slot = spoken(node, what, findings),
        Slot::Mark(slot) => *slot = mark(node, what, findings),
        Slot::Functions(slot) | Slot::Bodies(slot) => *slot = records(node, what, findings),
        Slot::Roles(slot) => *slot = records(node, what, findings),
        Slot::Links(slot) => *slot = records(node, what, findings),
    }
    None
}

fn mark(node: &Node, what: &str, findings: &mut Findings) -> Option<RoleMark> {
    let text = walk::text(node, what, findings)?;
    let words = text.flat();
    let found = RoleMark::ALL.into_iter().find(|mark| mark.name() == fold(&words));
    if found.is_none() {
        let names = RoleMark::ALL.map(RoleMark::name);
        let hint = match nearest(&words, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("write one of {}", names.map(|name| format!("`{name}`")).join(", ")),
        };
        let message = format!("\"{words}\" is nothing that a role is marked as");
        findings.push(
            Diagnostic::new(Severity::Error, Code::UnknownMark, message).at(text.whole_span()).hint(hint),
        );
    }
    found
}

fn spoken(node: &Node, what: &str, findings: &mut Findings) -> Option<Spoken> {
    let text = walk::text(node, what, findings)?;
    Some(Spoken { words: text.flat(), place: Place(Some(node.span)) })
}

/// What a setting gives a field; the tables of the parts say of which kind it is.
pub(super) fn given(key: &PlainText, node: &Node, findings: &mut Findings) -> Option<Given> {
    let what = key.as_str();
    let (mut function, mut level, mut outcome) =
        (DraftFunction::default(), DraftLevel::default(), DraftOutcome::default());
    let slots = [function.slot(what), level.slot(what), outcome.slot(what)];
    match slots.into_iter().flatten().find(Slot::is_setting) {
        Some(Slot::Text(_)) => Some(Given::Text(walk::text(node, what, findings)?.flat())),
        Some(Slot::Points(_)) => {
            Some(Given::Points(walk::texts(node, what, findings).iter().map(PlainText::flat).collect()))
        }
        Some(Slot::Number(_)) => walk::position(node, what, findings).map(Given::Number),
        Some(Slot::Same(_)) => spoken(node, what, findings).map(Given::Same),
        _ => {
            walk::unknown(key, "a setting", &settable(), findings);
            None
        }
    }
}

/// Whether a mapping has fields of a part, and none that it has not.
pub(super) fn are_settings(node: &Node) -> bool {
    let known = settable();
    match &node.value {
        Value::Map(entries) => {
            !entries.is_empty() && entries.iter().all(|(key, _)| known.contains(&key.as_str()))
        }
        _ => false,
    }
}

/// Every field that a setting may give.
fn settable() -> Vec<&'static str> {
    fn of<R: Record>(fields: &mut Vec<&'static str>) {
        let mut record = R::default();
        for &field in R::FIELDS {
            if record.slot(field).is_some_and(|slot| slot.is_setting()) && !fields.contains(&field) {
                fields.push(field);
            }
        }
    }
    let mut fields = Vec::new();
    of::<DraftFunction>(&mut fields);
    of::<DraftLevel>(&mut fields);
    of::<DraftOutcome>(&mut fields);
    fields
}

/// A name, and its place for the place of what it names.
fn name(text: Option<PlainText>, name: &mut String, place: &mut Place) {
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
                [(key, label)] if flows::has_arrow(key.as_str()) => {
                    all.extend(flows::from_string(&rejoined(key, label, findings), findings));
                }
                _ => all.push(flow(item, findings)),
            },
            Value::Seq(_) | Value::Null | Value::Literal { .. } => all.push(flow(item, findings)),
        }
    }
    all
}

/// `A -> B: label` without quotes is a key and a value to YAML; it is the one string that the author wrote.
fn rejoined(key: &PlainText, label: &Node, findings: &mut Findings) -> PlainText {
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
    let mut flow =
        DraftFlow { place, from_place: place, to_place: place, by_id: true, ..DraftFlow::default() };
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
            "main" => flow.main = walk::flag(node, "main", findings),
            _ => walk::unknown(key, "a flow", FLOW_FIELDS, findings),
        }
    }
    flow
}
