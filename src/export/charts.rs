//! The flows for those who go on elsewhere: a spreadsheet, Mermaid, D2, Graphviz.
use super::chart::{Chart, ChartArrow, Group, Labelled, Tip};
use crate::describe::end_name;
use crate::model::{FlowKind, Model};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The flows as comma-separated values (RFC 4180): ends by id and by name, label, kind.
#[must_use]
pub fn csv(model: &Model) -> String {
    let has_main = model.flows.iter().any(|flow| flow.main);
    let main = |text: &'static str| if has_main { text } else { "" };
    let mut out = format!("from,to,from_name,to_name,label,kind{}\r\n", main(",main"));
    for flow in &model.flows {
        let (from, to) = (end_name(model, flow.from.node), end_name(model, flow.to.node));
        let cells = [&flow.from.id, &flow.to.id, &from, &to, &flow.label].map(|cell| csv_cell(cell));
        let _ = write!(
            out,
            "{},{}{}\r\n",
            cells.join(","),
            flow.kind.name(),
            main(if flow.main { ",true" } else { ",false" })
        );
    }
    out
}

fn csv_cell(text: &str) -> String {
    // a spreadsheet runs a cell that starts so as a formula, whatever blanks stand before it
    let starts_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let text = if starts_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
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
    for Group { name, key, boxes } in &chart.groups {
        if let Some(name) = name {
            let _ = writeln!(out, "  subgraph {key}[\"{}\"]", mermaid_text(name));
        }
        for Labelled { key, label, notes, .. } in boxes {
            let _ = writeln!(out, "    {key}[\"{}\"]", mermaid_text(label));
            for note in notes {
                let _ = writeln!(out, "    %% {key}: {}", mermaid_text(note));
            }
        }
        if name.is_some() {
            out.push_str("  end\n");
        }
    }
    for (hub, upper, lower) in chart.hubs() {
        let _ = writeln!(out, "  {hub}[\" \"]\n  style {hub} fill:none,stroke:none");
        for Labelled { key, .. } in upper {
            let _ = writeln!(out, "  {key} ~~~ {hub}");
        }
        for Labelled { key, .. } in lower {
            let _ = writeln!(out, "  {hub} ~~~ {key}");
        }
    }
    let mut links: usize = chart.hubs().map(|(_, upper, lower)| upper.len() + lower.len()).sum();
    for (whole, inner) in chart.inner() {
        // a body within another hangs on it
        let _ = writeln!(out, "  {whole} --- {inner}");
        links += 1;
    }
    for flow in &model.flows {
        let ChartArrow { first, second, upwards, is_within } = chart.arrow(flow);
        let (first, second) = (first.key, second.key);
        if is_within {
            let _ = writeln!(out, "  %% {first} to {second}: {}", mermaid_text(&flow.label));
            continue;
        }
        let headed_back = upwards && flow.kind != FlowKind::Mutual;
        let is_headed_twice = upwards || flow.kind == FlowKind::Mutual;
        let arrow = match (flow.kind, is_headed_twice) {
            (FlowKind::Feedback | FlowKind::Advises, false) => "-.->",
            (FlowKind::Feedback | FlowKind::Advises, true) => "<-.->",
            (FlowKind::Directs | FlowKind::Mutual, false) if flow.main => "==>",
            (FlowKind::Directs | FlowKind::Mutual, true) if flow.main => "<==>",
            (FlowKind::Directs | FlowKind::Mutual, false) => "-->",
            (FlowKind::Directs | FlowKind::Mutual, true) => "<-->",
        };
        let label = if flow.label.is_empty() {
            String::new()
        } else {
            format!("|\"{}\"|", mermaid_text(&flow.label))
        };
        let _ = writeln!(out, "  {first} {arrow}{label} {second}");
        // there is no arrow that points back alone, and dots are dashes but for their length
        let styles = [
            headed_back.then_some("marker-end:none"),
            (flow.kind == FlowKind::Advises).then_some("stroke-dasharray:1 4"),
            (flow.main && matches!(flow.kind, FlowKind::Feedback | FlowKind::Advises))
                .then_some("stroke-width:5px"),
        ];
        let styles: Vec<&str> = styles.into_iter().flatten().collect();
        if !styles.is_empty() {
            let _ = writeln!(out, "  linkStyle {links} {}", styles.join(","));
        }
        links += 1;
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
    for Group { name, key: group, boxes } in &chart.groups {
        if let Some(name) = name {
            let _ = writeln!(out, "{group}: {} {{", text(name));
            paths.insert(group, group.clone());
        }
        for Labelled { key, label, notes, .. } in boxes {
            let indent = if name.is_some() { "  " } else { "" };
            let _ = write!(out, "{indent}{key}: {}", text(label));
            if !notes.is_empty() {
                let _ = write!(out, " {{tooltip: {}}}", text(&notes.join("\n")));
            }
            out.push('\n');
            paths.insert(key, if name.is_some() { format!("{group}.{key}") } else { key.clone() });
        }
        if name.is_some() {
            out.push_str("}\n");
        }
    }
    let path = |key: &str| paths.get(key).map_or("", String::as_str);
    for (hub, upper, lower) in chart.hubs() {
        let _ = writeln!(out, "{hub}: \"\" {{shape: circle; width: 2; height: 2; style.opacity: 0}}");
        for Labelled { key, .. } in upper {
            let _ = writeln!(out, "{} -- {hub}: {{style.opacity: 0}}", path(key));
        }
        for Labelled { key, .. } in lower {
            let _ = writeln!(out, "{hub} -- {}: {{style.opacity: 0}}", path(key));
        }
    }
    for (whole, inner) in chart.inner() {
        let _ = writeln!(out, "{} -- {}", path(whole), path(inner));
    }
    for flow in &model.flows {
        let ChartArrow { first, second, upwards, is_within } = chart.arrow(flow);
        let (first, second) = (first.key, second.key);
        if is_within {
            let _ = writeln!(out, "# {first} to {second}: {}", text(&flow.label));
            continue;
        }
        let headed_back = upwards && flow.kind != FlowKind::Mutual;
        let arrow = if headed_back || flow.kind == FlowKind::Mutual { "<->" } else { "->" };
        let _ = write!(out, "{} {arrow} {}", path(first), path(second));
        if !flow.label.is_empty() {
            let _ = write!(out, ": {}", text(&flow.label));
        }
        // an arrow that points back alone would be laid out as if it pointed on
        let styles = [
            (flow.kind == FlowKind::Feedback).then_some("style.stroke-dash: 4"),
            (flow.kind == FlowKind::Advises).then_some("style.stroke-dash: 1"),
            flow.main.then_some("style.stroke-width: 5"),
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
    let ends_at_group = |flow| {
        let arrow = chart.arrow(flow);
        arrow.first.group.is_some() || arrow.second.group.is_some()
    };
    if model.flows.iter().any(ends_at_group) {
        out.push_str("  compound=true;\n");
    }
    for Group { name, key: group, boxes } in &chart.groups {
        if let Some(name) = name {
            let _ = writeln!(out, "  subgraph cluster_{group} {{\n    label={};", text(name));
        }
        for Labelled { key, label, notes, .. } in boxes {
            let tooltip = if notes.is_empty() {
                String::new()
            } else {
                format!(", tooltip={}", text(&notes.join("\n")))
            };
            let _ = writeln!(out, "    {key} [label={}{tooltip}];", text(label));
        }
        if name.is_some() {
            out.push_str("  }\n");
        }
    }
    for (hub, upper, lower) in chart.hubs() {
        let _ = writeln!(out, "  {hub} [shape=point, style=invis];");
        let keys =
            |boxes: &[Labelled]| boxes.iter().map(|one| one.key.as_str()).collect::<Vec<_>>().join("; ");
        let (upper, lower) = (keys(upper), keys(lower));
        let _ = writeln!(out, "  {{{upper}}} -> {hub} -> {{{lower}}} [style=invis];");
    }
    for (whole, inner) in chart.inner() {
        let _ = writeln!(out, "  {whole} -> {inner} [dir=none];");
    }
    for flow in &model.flows {
        let ChartArrow { first, second, upwards, .. } = chart.arrow(flow);
        let dashed = match flow.kind {
            FlowKind::Feedback => ", style=dashed",
            FlowKind::Advises => ", style=dotted",
            FlowKind::Directs | FlowKind::Mutual => "",
        };
        let width = if flow.main { ", penwidth=5" } else { "" };
        // an arrow to a cluster is one to a box in it that ends at its edge
        let at_edge = |what: &str, tip: Tip<'_>| match tip.group {
            Some(_) => format!(", {what}=cluster_{}", tip.key),
            None => String::new(),
        };
        let (tail, head) = (at_edge("ltail", first), at_edge("lhead", second));
        let (first, second) = (chart.box_of(first), chart.box_of(second));
        let way = match (flow.kind, upwards) {
            (FlowKind::Mutual, _) => ", dir=both",
            (_, true) => ", dir=back",
            (_, false) => "",
        };
        let _ = writeln!(
            out,
            "  {first} -> {second} [label={}{dashed}{way}{width}{tail}{head}];",
            text(&flow.label)
        );
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
