//! The flows for those who go on elsewhere: a spreadsheet, Mermaid, D2, Graphviz.
use crate::describe::end_name;
use crate::model::{Flow, FlowKind, Level, Model};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The flows as comma-separated values (RFC 4180): ends by id and by name, label, kind.
#[must_use]
pub fn csv(model: &Model) -> String {
    let mut out = String::from("from,to,from_name,to_name,label,kind\r\n");
    for flow in &model.flows {
        let (from, to) = (end_name(model, flow.from.node), end_name(model, flow.to.node));
        let cells = [&flow.from.id, &flow.to.id, &from, &to, &flow.label].map(|cell| csv_cell(cell));
        let _ = write!(out, "{},{}\r\n", cells.join(","), flow.kind.name());
    }
    out
}

fn csv_cell(text: &str) -> String {
    // a spreadsheet runs a cell that starts so as a formula
    let text =
        if text.starts_with(['=', '+', '-', '@', '\t']) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A box's identifier, and what it says.
type Labelled = (String, String);

/// A level's boxes, or the outcomes.
struct Group<'a> {
    level: Option<&'a Level>,
    /// Its identifier in the target.
    key: String,
    boxes: Vec<Labelled>,
}

/// What a chart is made of, in the page's order.
struct Chart<'a> {
    groups: Vec<Group<'a>>,
    /// Identifiers of boxes by what they stand for, and which group each is in.
    keys: BTreeMap<&'a str, (String, usize)>,
}

/// An arrow whose first end stands in the page's order no later than its second.
struct Arrow<'a> {
    first: &'a str,
    second: &'a str,
    /// Whether it points at its first end.
    upwards: bool,
}

impl<'a> Chart<'a> {
    fn new(model: &'a Model) -> Self {
        let mut names = Names::default();
        let mut keys = BTreeMap::new();
        let mut groups: Vec<Group<'a>> = Vec::new();
        for level in &model.levels {
            let mut boxes: Vec<Labelled> = Vec::new();
            let mut add = |id: &'a str, label: String| {
                let key = names.of("n", id);
                keys.insert(id, (key.clone(), groups.len()));
                boxes.push((key, label));
            };
            for function in &level.functions {
                add(&function.id, with_caption(function.chart_name(), function.caption.as_deref()));
            }
            if level.functions.is_empty() {
                add(&level.id, level.name.clone());
            }
            let shown = (!level.implicit).then_some(level);
            groups.push(Group { level: shown, key: names.of("level", &level.id), boxes });
        }
        let outcomes = model.outcomes.iter().map(|outcome| {
            let key = names.of("n", &outcome.id);
            keys.insert(outcome.id.as_str(), (key.clone(), groups.len()));
            (key, with_caption(&outcome.name, outcome.caption.as_deref()))
        });
        let boxes: Vec<Labelled> = outcomes.collect();
        if !boxes.is_empty() {
            groups.push(Group { level: None, key: String::new(), boxes });
        }
        Self { groups, keys }
    }

    fn arrow(&'a self, flow: &Flow) -> Arrow<'a> {
        let none = (String::new(), 0);
        let of = |id: &str| self.keys.get(id).unwrap_or(&none);
        let end = |id: &str| self.keys.get(id).map_or("", |(key, _)| key.as_str());
        let (from, to) = (end(&flow.from.id), end(&flow.to.id));
        let upwards = of(&flow.from.id).1 > of(&flow.to.id).1;
        let (first, second) = if upwards { (to, from) } else { (from, to) };
        Arrow { first, second, upwards }
    }

    /// What keeps each level below the one before it, whatever flows there are: an unseen box between every box of the one
    /// and every box of the other.
    fn hubs(&'a self) -> impl Iterator<Item = (String, &'a [Labelled], &'a [Labelled])> {
        let pairs = self.groups.iter().zip(self.groups.iter().skip(1));
        let hub = |(number, (upper, lower)): (usize, (&'a Group<'a>, &'a Group<'a>))| {
            (format!("below_{number}"), upper.boxes.as_slice(), lower.boxes.as_slice())
        };
        (1..).zip(pairs).map(hub)
    }
}

fn with_caption(name: &str, caption: Option<&str>) -> String {
    caption.map_or_else(|| name.to_owned(), |caption| format!("{name}\n{caption}"))
}

/// Identifiers that every target takes, made of ids alone: they stay when something else is put in or taken out.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn of(&mut self, kind: &str, id: &str) -> String {
        let mut name = format!("{kind}_");
        for c in id.chars() {
            match c {
                '/' => name.push_str("__"),
                c if c.is_ascii_alphanumeric() => name.push(c.to_ascii_lowercase()),
                c if c.is_ascii() => name.push('_'),
                c => {
                    let _ = write!(name, "u{:x}", u32::from(c));
                }
            }
        }
        // ids may differ in no more than their signs
        let plain = name.clone();
        let mut number = 1;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = format!("{plain}_{number}");
        }
        name
    }
}

/// The flow chart as a Mermaid flowchart.
#[must_use]
pub fn mermaid(model: &Model) -> String {
    let chart = Chart::new(model);
    let mut out = String::new();
    if !model.title.is_empty() {
        // JSON's strings are YAML's too; a tag in them would be rewritten before they are read
        let title = serde_json::Value::from(model.title.as_str()).to_string().replace('<', "\\u003c");
        let _ = writeln!(out, "---\ntitle: {title}\n---");
    }
    out.push_str("flowchart TB\n");
    for Group { level, key, boxes } in &chart.groups {
        if let Some(level) = level {
            let _ = writeln!(out, "  subgraph {key}[\"{}\"]", mermaid_text(&level.name));
        }
        for (key, label) in boxes {
            let _ = writeln!(out, "    {key}[\"{}\"]", mermaid_text(label));
        }
        if level.is_some() {
            out.push_str("  end\n");
        }
    }
    for (hub, upper, lower) in chart.hubs() {
        let _ = writeln!(out, "  {hub}[\" \"]\n  style {hub} fill:none,stroke:none");
        for (key, _) in upper {
            let _ = writeln!(out, "  {key} ~~~ {hub}");
        }
        for (key, _) in lower {
            let _ = writeln!(out, "  {hub} ~~~ {key}");
        }
    }
    let links: usize = chart.hubs().map(|(_, upper, lower)| upper.len() + lower.len()).sum();
    for (index, flow) in model.flows.iter().enumerate() {
        let Arrow { first, second, upwards } = chart.arrow(flow);
        let headed_back = upwards && flow.kind != FlowKind::Mutual;
        let arrow = match (flow.kind, headed_back) {
            (FlowKind::Directs, false) => "-->",
            (FlowKind::Advises, false) => "-.->",
            (FlowKind::Advises, true) => "<-.->",
            (FlowKind::Feedback, false) => "-.->",
            (FlowKind::Feedback, true) => "<-.->",
            (FlowKind::Mutual, _) | (FlowKind::Directs, true) => "<-->",
        };
        let label = if flow.label.is_empty() {
            String::new()
        } else {
            format!("|\"{}\"|", mermaid_text(&flow.label))
        };
        let _ = writeln!(out, "  {first} {arrow}{label} {second}");
        if headed_back {
            // there is no arrow that points back alone
            let _ = writeln!(out, "  linkStyle {} marker-end:none", links + index);
        }
    }
    out
}

/// Mermaid's entities are written with `#`; what could be HTML, Markdown or an entity of its own becomes one.
fn mermaid_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '"' | '#' | '&' | '<' | '>' | '`' | '*' | '_' | '{' | '}' | '\\' | ';' | ':' | '|' | '['
            | ']' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// The flow chart in the D2 language.
#[must_use]
pub fn d2(model: &Model) -> String {
    let chart = Chart::new(model);
    let text = |text: &str| quoted(text, "$", "\\$");
    let mut out = String::from("direction: down\n");
    if !model.title.is_empty() {
        let title = text(&model.title);
        let _ = writeln!(out, "title: {title} {{shape: text; near: top-center; style.font-size: 28}}");
    }
    let mut paths: BTreeMap<&str, String> = BTreeMap::new();
    for Group { level, key: group, boxes } in &chart.groups {
        if let Some(level) = level {
            let _ = writeln!(out, "{group}: {} {{", text(&level.name));
        }
        for (key, label) in boxes {
            let indent = if level.is_some() { "  " } else { "" };
            let _ = writeln!(out, "{indent}{key}: {}", text(label));
            paths.insert(key, if level.is_some() { format!("{group}.{key}") } else { key.clone() });
        }
        if level.is_some() {
            out.push_str("}\n");
        }
    }
    let path = |key: &str| paths.get(key).map_or("", String::as_str);
    for (hub, upper, lower) in chart.hubs() {
        let _ = writeln!(out, "{hub}: \"\" {{shape: circle; width: 2; height: 2; style.opacity: 0}}");
        for (key, _) in upper {
            let _ = writeln!(out, "{} -- {hub}: {{style.opacity: 0}}", path(key));
        }
        for (key, _) in lower {
            let _ = writeln!(out, "{hub} -- {}: {{style.opacity: 0}}", path(key));
        }
    }
    for flow in &model.flows {
        let Arrow { first, second, upwards } = chart.arrow(flow);
        let headed_back = upwards && flow.kind != FlowKind::Mutual;
        let arrow = if headed_back || flow.kind == FlowKind::Mutual { "<->" } else { "->" };
        let _ = write!(out, "{} {arrow} {}", path(first), path(second));
        if !flow.label.is_empty() {
            let _ = write!(out, ": {}", text(&flow.label));
        }
        // an arrow that points back alone would be laid out as if it pointed on
        let styles = [
            (flow.kind == FlowKind::Feedback).then_some("style.stroke-dash: 4"),
            headed_back.then_some("target-arrowhead.shape: none"),
        ];
        let styles: Vec<&str> = styles.into_iter().flatten().collect();
        if !styles.is_empty() {
            out.push_str(if flow.label.is_empty() { ": " } else { " " });
            let _ = write!(out, "{{{}}}", styles.join("; "));
        }
        out.push('\n');
    }
    out
}

/// The flow chart in Graphviz' language.
#[must_use]
pub fn dot(model: &Model) -> String {
    let chart = Chart::new(model);
    let text = |text: &str| quoted(text, "&", "&amp;");
    let mut out = String::from("digraph govdraw {\n  node [shape=box];\n");
    for Group { level, key: group, boxes } in &chart.groups {
        if let Some(level) = level {
            let _ = writeln!(out, "  subgraph cluster_{group} {{\n    label={};", text(&level.name));
        }
        for (key, label) in boxes {
            let _ = writeln!(out, "    {key} [label={}];", text(label));
        }
        if level.is_some() {
            out.push_str("  }\n");
        }
    }
    for (hub, upper, lower) in chart.hubs() {
        let _ = writeln!(out, "  {hub} [shape=point, style=invis];");
        let keys =
            |boxes: &[Labelled]| boxes.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join("; ");
        let (upper, lower) = (keys(upper), keys(lower));
        let _ = writeln!(out, "  {{{upper}}} -> {hub} -> {{{lower}}} [style=invis];");
    }
    for flow in &model.flows {
        let Arrow { first, second, upwards } = chart.arrow(flow);
        let dashed = if flow.kind == FlowKind::Feedback { ", style=dashed" } else { "" };
        let way = match (flow.kind, upwards) {
            (FlowKind::Mutual, _) => ", dir=both",
            (_, true) => ", dir=back",
            (_, false) => "",
        };
        let _ = writeln!(out, "  {first} -> {second} [label={}{dashed}{way}];", text(&flow.label));
    }
    if !model.title.is_empty() {
        let _ = writeln!(out, "  label={};\n  labelloc=t;\n  fontsize=20;", text(&model.title));
    }
    out.push_str("}\n");
    out
}

/// A text in double quotes with its line ends, quotes and backslashes escaped, and what else opens something.
fn quoted(text: &str, opening: &str, escaped: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace(opening, escaped);
    format!("\"{text}\"")
}
