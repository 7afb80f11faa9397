//! Flow charts in Mermaid's language, and its mind maps as trees.
//!
//! The grammar is that of Mermaid 11 (`flow.jison`), with more patience: a statement that it does not read is left out with
//! the rest of its line.
mod cursor;
mod label;
mod link;
mod statement;

use self::cursor::Cursor;
use self::label::{Label, lines};
use self::link::MermaidLink;
use self::statement::{NodeMention, Statement};
use super::{ChartForm, ChartNode, Diagram, Edge, Enclosure, tree};
use crate::diagnostic::Span;
use crate::input::text::PlainText;
use crate::limits::{DRAWING_COLUMNS, DRAWING_EDGES, DRAWING_LINES, DRAWING_NODES};
use std::collections::{BTreeMap, BTreeSet};

/// Ways in which a flow chart runs.
const DIRECTIONS: &[&str] = &["TB", "TD", "BT", "RL", "LR", "<", ">", "^", "v"];

/// Reads a flow chart or a mind map; none for the other kinds of chart, and for text that is none.
pub(super) fn read(code: &PlainText) -> Option<Diagram> {
    let plain = code.as_str();
    if plain.len() > DRAWING_LINES * DRAWING_COLUMNS || plain.lines().count() > DRAWING_LINES {
        return None;
    }
    let mut cursor = Cursor::new(plain);
    cursor.skip_preamble();
    match cursor.word() {
        "graph" | "flowchart" | "flowchart-elk" => {
            cursor.skip_spaces();
            let direction = cursor.word();
            if !direction.is_empty() && !DIRECTIONS.contains(&direction) || !cursor.ends_statement() {
                return None;
            }
            let mut chart = MermaidChart::new(code);
            while let Some(statement) = cursor.statement() {
                chart.take(statement)?;
            }
            Some(chart.into_diagram())
        }
        "mindmap" if cursor.ends_statement() => {
            let rest = code.slice(cursor.at()..plain.len());
            tree::indented(&rest.lines().iter().map(mind).collect::<Vec<_>>(), ChartForm::Tree)
        }
        _ => None,
    }
}

/// A line of a mind map with its indent and without the shape of its node.
fn mind(line: &PlainText) -> PlainText {
    let plain = line.as_str();
    let indent = plain.len() - plain.trim_start().len();
    let rest = plain.trim_start();
    // icons and classes stand on lines of their own
    if rest.starts_with("::") || rest.starts_with("%%") {
        return PlainText::default();
    }
    let mut cursor = Cursor::new(plain);
    cursor.skip_spaces();
    let id = cursor.id().unwrap_or_default();
    match cursor.shape() {
        Some(Label { range, .. }) if id.split_whitespace().count() < 2 => {
            let mut text = line.slice(0..indent);
            text.append(&line.slice(range));
            text
        }
        _ => line.clone(),
    }
}

/// A node while statements are read: each may add to it.
struct NodeDraft<'a> {
    id: &'a str,
    /// Where its id stands first, and its words last.
    place: std::ops::Range<usize>,
    label: Option<std::ops::Range<usize>>,
    is_question: bool,
    frame: Option<usize>,
}

/// A subgraph while it is read.
struct Subgraph<'a> {
    id: &'a str,
    name: PlainText,
    parent: Option<usize>,
    is_open: bool,
}

/// A flow chart while its statements are taken.
struct MermaidChart<'a> {
    code: &'a PlainText,
    nodes: Vec<NodeDraft<'a>>,
    by_id: BTreeMap<&'a str, usize>,
    edges: Vec<Edge>,
    edge_ids: BTreeSet<&'a str>,
    groups: Vec<Subgraph<'a>>,
    open: Vec<usize>,
}

impl<'a> MermaidChart<'a> {
    fn new(code: &'a PlainText) -> Self {
        Self {
            code,
            nodes: Vec::new(),
            by_id: BTreeMap::new(),
            edges: Vec::new(),
            edge_ids: BTreeSet::new(),
            groups: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Takes a statement; none where the chart grows beyond the limits.
    fn take(&mut self, statement: Statement<'a>) -> Option<()> {
        match statement {
            Statement::Open { id, title } => {
                let words = lines(&self.code.slice(title)).into_iter().reduce(|mut all, line| {
                    all.push(" ", line.span(0..0));
                    all.append(&line);
                    all
                });
                let name = words.unwrap_or_default();
                self.open.push(self.groups.len());
                let parent = self.open.iter().rev().nth(1).copied();
                self.groups.push(Subgraph { id, name, parent, is_open: true });
            }
            Statement::Close => {
                if let Some(group) = self.open.pop().and_then(|at| self.groups.get_mut(at)) {
                    group.is_open = false;
                }
            }
            Statement::Chain { sets, links } => self.chain(&sets, &links)?,
            Statement::Other => {}
        }
        (self.nodes.len() <= DRAWING_NODES && self.groups.len() <= DRAWING_NODES).then_some(())
    }

    /// Sets of nodes with links between them: each node of a set is joined to each of the next.
    fn chain(&mut self, sets: &[Vec<NodeMention<'a>>], links: &[MermaidLink<'a>]) -> Option<()> {
        self.edge_ids.extend(links.iter().filter_map(|link| link.id));
        let mut nodes = Vec::new();
        for set in sets {
            // settings of an arrow look like a node
            let set = set.iter().filter(|mention| !(mention.is_plain && self.edge_ids.contains(mention.id)));
            let set = set.cloned().collect::<Vec<_>>();
            nodes.push(set.into_iter().map(|mention| self.node(mention)).collect::<Vec<_>>());
        }
        for ((starts, ends), link) in nodes.iter().zip(nodes.iter().skip(1)).zip(links) {
            if self.edges.len() + starts.len().saturating_mul(ends.len()) > DRAWING_EDGES {
                return None;
            }
            let label = link.label.clone().map(|range| lines(&self.code.slice(range)));
            let label = label.and_then(|lines| {
                lines.into_iter().reduce(|mut all, line| {
                    all.push(" ", line.span(0..0));
                    all.append(&line);
                    all
                })
            });
            let span = self.code.span(link.place.clone());
            for from in starts.iter().filter(|_| !link.is_hidden) {
                let ends = ends.iter().map(|to| Edge {
                    from: *from,
                    to: *to,
                    label: label.clone(),
                    is_dotted: link.is_dotted,
                    head: link.head,
                    span,
                });
                self.edges.extend(ends);
            }
        }
        Some(())
    }

    /// The node that a statement mentions, made where it is new. Of several words for one, the last stand.
    fn node(&mut self, mention: NodeMention<'a>) -> usize {
        let next = self.nodes.len();
        let at = *self.by_id.entry(mention.id).or_insert(next);
        if at == next {
            let place = mention.place.clone();
            self.nodes.push(NodeDraft {
                id: mention.id,
                place,
                label: None,
                is_question: false,
                frame: None,
            });
        }
        let group = self.open.last().copied();
        let groups = &self.groups;
        if let Some(node) = self.nodes.get_mut(at) {
            if let Some(label) = mention.label {
                node.label = Some(label.range);
                node.is_question = label.is_question;
            }
            // it belongs to the first subgraph that ends around a mention of it
            let is_free = node.frame.and_then(|at| groups.get(at)).is_none_or(|group| group.is_open);
            if is_free && group.is_some() {
                node.frame = group;
            }
        }
        at
    }

    fn into_diagram(self) -> Diagram {
        let Self { code, nodes, edges, groups, .. } = self;
        let by_id =
            groups.iter().enumerate().rev().map(|(at, group)| (group.id, at)).collect::<BTreeMap<_, _>>();
        let nodes = nodes.into_iter().map(|draft| {
            let words = code.slice(draft.label.clone().unwrap_or(draft.place.clone()));
            let mut node =
                ChartNode::new(&lines(&words)).unwrap_or_else(|| nameless(&code.slice(draft.place.clone())));
            node.frame = draft.frame;
            node.is_question |= draft.is_question;
            // an arrow to a subgraph ends at its frame
            if let Some(group) = by_id.get(draft.id).and_then(|at| groups.get(*at)) {
                node.frame = group.parent;
                if !group.name.is_blank() {
                    node.lines = vec![group.name.clone()];
                    node.span = group.name.whole_span();
                }
            }
            node
        });
        let nodes = nodes.collect();
        let frames =
            groups.iter().map(|group| Enclosure { name: group.name.clone(), parent: group.parent }).collect();
        Diagram { form: ChartForm::Mermaid, nodes, edges, frames }
    }
}

/// A node without words: it goes by its id.
fn nameless(id: &PlainText) -> ChartNode {
    let span: Span = id.whole_span();
    ChartNode { lines: vec![id.clone()], items: Vec::new(), frame: None, depth: 0, span, is_question: false }
}

#[cfg(test)]
mod peer;
#[cfg(test)]
mod tests;
