//! The boxes of a chain while they are found.
use super::{Arrowheads, ChartForm, ChartNode, Diagram, Edge};
use crate::input::text::PlainText;
use std::collections::BTreeMap;

/// A diagram while its names are found; the same name is the same box.
#[derive(Default)]
pub(super) struct FoundChart {
    nodes: Vec<ChartNode>,
    edges: Vec<Edge>,
    by_name: BTreeMap<String, usize>,
}

impl FoundChart {
    /// The box with these lines, made where its name is new; none where they are blank.
    pub(super) fn node(&mut self, lines: &[PlainText]) -> Option<usize> {
        let node = ChartNode::new(lines)?;
        let next = self.nodes.len();
        let at = *self.by_name.entry(node.name()).or_insert(next);
        if at == next {
            self.nodes.push(node);
        }
        Some(at)
    }

    /// Joins two boxes, once.
    pub(super) fn edge(&mut self, from: usize, to: usize, label: Option<PlainText>, head: Arrowheads) {
        let known =
            self.edges.iter().rev().take(64).any(|edge| (edge.from, edge.to, edge.head) == (from, to, head));
        if from == to || known {
            return;
        }
        let place = label.as_ref().map(PlainText::whole_span).or_else(|| Some(self.nodes.get(to)?.span));
        if let Some(span) = place {
            self.edges.push(Edge { from, to, label, is_dotted: false, head, span });
        }
    }

    /// The chart, without the captions that nothing joins.
    pub(super) fn into_diagram(self) -> Option<Diagram> {
        let mut diagram =
            Diagram { form: ChartForm::Chain, nodes: self.nodes, edges: self.edges, frames: Vec::new() };
        diagram.drop_loose();
        (!diagram.edges.is_empty()).then_some(diagram)
    }
}
