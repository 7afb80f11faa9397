//! The flows for those who go on elsewhere: a spreadsheet, Mermaid, D2, Graphviz.
use crate::describe::end_name;
use crate::model::{FlowKind, Level, Model};
use std::collections::BTreeMap;
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

/// A level's boxes, or the outcomes: each box's key and what it says.
type Group<'a> = (Option<&'a Level>, Vec<(String, String)>);

/// Boxes of the chart in order.
struct Boxes<'a> {
    groups: Vec<Group<'a>>,
    /// Short names of boxes, for the targets' own identifiers.
    keys: BTreeMap<&'a str, String>,
}

fn boxes(model: &Model) -> Boxes<'_> {
    let mut groups = Vec::new();
    let mut keys: BTreeMap<&str, String> = BTreeMap::new();
    let mut key = |id| {
        let key = format!("n{}", keys.len() + 1);
        keys.insert(id, key.clone());
        key
    };
    for level in &model.levels {
        let mut members: Vec<(String, String)> = level
            .functions
            .iter()
            .map(|function| {
                let label = match &function.caption {
                    Some(caption) => format!("{}\n{caption}", function.chart_name()),
                    None => function.chart_name().to_owned(),
                };
                (key(function.id.as_str()), label)
            })
            .collect();
        if members.is_empty() {
            members.push((key(level.id.as_str()), level.name.clone()));
        }
        groups.push(((!level.implicit).then_some(level), members));
    }
    let outcomes: Vec<(String, String)> = model
        .outcomes
        .iter()
        .map(|outcome| {
            let caption = outcome.caption.as_ref().map(|caption| format!("\n{caption}"));
            (key(outcome.id.as_str()), outcome.name.clone() + &caption.unwrap_or_default())
        })
        .collect();
    if !outcomes.is_empty() {
        groups.push((None, outcomes));
    }
    Boxes { groups, keys }
}

impl Boxes<'_> {
    fn key(&self, id: &str) -> &str {
        self.keys.get(id).map_or("", String::as_str)
    }
}

/// The flow chart as a Mermaid flowchart.
#[must_use]
pub fn mermaid(model: &Model) -> String {
    let boxes = boxes(model);
    let mut out = String::from("flowchart TB\n");
    for (index, (level, members)) in boxes.groups.iter().enumerate() {
        if let Some(level) = level {
            let _ = writeln!(out, "  subgraph l{}[\"{}\"]", index + 1, mermaid_text(&level.name));
        }
        for (key, label) in members {
            let _ = writeln!(out, "    {key}[\"{}\"]", mermaid_text(label));
        }
        if level.is_some() {
            out.push_str("  end\n");
        }
    }
    for flow in &model.flows {
        let arrow = match flow.kind {
            FlowKind::Directs => "-->",
            FlowKind::Feedback => "-.->",
            FlowKind::Mutual => "<-->",
        };
        let label = if flow.label.is_empty() {
            String::new()
        } else {
            format!("|\"{}\"|", mermaid_text(&flow.label))
        };
        let _ = writeln!(out, "  {} {arrow}{label} {}", boxes.key(&flow.from.id), boxes.key(&flow.to.id));
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
    let boxes = boxes(model);
    let mut out = String::from("direction: down\n");
    let mut paths: BTreeMap<&str, String> = BTreeMap::new();
    for (index, (level, members)) in boxes.groups.iter().enumerate() {
        let group = format!("l{}", index + 1);
        if let Some(level) = level {
            let _ = writeln!(out, "{group}: {} {{", quoted(&level.name, "$", "\\$"));
        }
        for (key, label) in members {
            let indent = if level.is_some() { "  " } else { "" };
            let _ = writeln!(out, "{indent}{key}: {}", quoted(label, "$", "\\$"));
            let path = if level.is_some() { format!("{group}.{key}") } else { key.clone() };
            paths.insert(key, path);
        }
        if level.is_some() {
            out.push_str("}\n");
        }
    }
    for flow in &model.flows {
        let path = |id: &str| paths.get(boxes.key(id)).map_or("", String::as_str);
        let arrow = if flow.kind == FlowKind::Mutual { "<->" } else { "->" };
        let _ = write!(out, "{} {arrow} {}", path(&flow.from.id), path(&flow.to.id));
        if !flow.label.is_empty() {
            let _ = write!(out, ": {}", quoted(&flow.label, "$", "\\$"));
        }
        if flow.kind == FlowKind::Feedback {
            out.push_str(if flow.label.is_empty() { ": " } else { " " });
            out.push_str("{style.stroke-dash: 4}");
        }
        out.push('\n');
    }
    out
}

/// The flow chart in Graphviz' language.
#[must_use]
pub fn dot(model: &Model) -> String {
    let boxes = boxes(model);
    let mut out = String::from("digraph govdraw {\n  node [shape=box];\n");
    for (index, (level, members)) in boxes.groups.iter().enumerate() {
        if let Some(level) = level {
            let _ = writeln!(
                out,
                "  subgraph cluster_{} {{\n    label={};",
                index + 1,
                quoted(&level.name, "&", "&amp;")
            );
        }
        for (key, label) in members {
            let _ = writeln!(out, "    {key} [label={}];", quoted(label, "&", "&amp;"));
        }
        if level.is_some() {
            out.push_str("  }\n");
        }
    }
    for flow in &model.flows {
        let style = match flow.kind {
            FlowKind::Directs => "",
            FlowKind::Feedback => ", style=dashed",
            FlowKind::Mutual => ", dir=both",
        };
        let label = quoted(&flow.label, "&", "&amp;");
        let (from, to) = (boxes.key(&flow.from.id), boxes.key(&flow.to.id));
        let _ = writeln!(out, "  {from} -> {to} [label={label}{style}];");
    }
    out.push_str("}\n");
    out
}

/// A text in double quotes with its line ends, quotes and backslashes escaped, and what else opens something.
fn quoted(text: &str, opening: &str, escaped: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace(opening, escaped);
    format!("\"{text}\"")
}
