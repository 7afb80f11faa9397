//! What a page states of how its bodies stand to each other, in labels, columns, sentences and chains.
use super::assemble::FunctionBody;
use super::charts;
use super::ends::Ends;
use super::functions::FunctionSearch;
use super::people;
use super::relations::{self, Registers, Relation};
use super::tables::{self, ColumnUse};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::input::page::{Block, Table};
use crate::input::text::PlainText;
use crate::words::Kinds;
use std::collections::BTreeSet;

/// What a page states, and what of it is no arrow.
#[derive(Default)]
pub(super) struct Stated {
    pub(super) relations: Vec<Relation>,
    /// What labels and columns say of a body and something that is no part of the page: its label, and its name.
    unplaced: Vec<(usize, PlainText, PlainText)>,
    /// Where chains of arrows start some of whose names are no function's.
    broken: Vec<Span>,
}

impl Stated {
    /// What a label or a column says; `label` is what the arrow says, and `told` what stands before the names on the page.
    fn label(
        &mut self,
        body: usize,
        said: (Kinds, &PlainText, &PlainText),
        told: &PlainText,
        registers: &Registers,
    ) {
        let (kinds, names, label) = said;
        let found = relations::of_label(body, kinds, names, label, registers);
        if found.is_empty() && !relations::is_of(body, kinds, names, registers) && !people::is_vacant(names) {
            self.unplaced.push((body, told.clone(), names.clone()));
        }
        self.relations.extend(found);
    }

    /// Keeps what is said of a body and something outside the page as a point of the body, and says that it is no arrow.
    pub(super) fn tell(self, bodies: &mut [FunctionBody], findings: &mut Findings) {
        for (body, label, names) in self.unplaced {
            let Some(body) = bodies.get_mut(body) else { continue };
            let (name, label) = (names.flat(), label.flat());
            let point = if label.is_empty() { name } else { format!("{label}: {name}") };
            if !body.draft.points.contains(&point) {
                body.draft.points.push(point);
            }
            findings.push(unmatched(&names));
        }
        for span in self.broken {
            findings.push(broken_chain(span));
        }
    }
}

/// What labels, columns, sentences and chains state. `contents` are those of the bodies, and `covered` the sections of
/// functions, whose content is read with them.
pub(super) fn stated(
    ends: &Ends<'_>,
    contents: &[Vec<&Block>],
    covered: &BTreeSet<usize>,
    search: &FunctionSearch<'_>,
    registers: &Registers,
) -> Stated {
    let mut found = Stated::default();
    for (at, body) in ends.bodies.iter().enumerate() {
        for (kinds, names, label) in &body.relations {
            // a sentence below a heading for it is read as one; what it says of nothing on the page is kept
            if !label.is_blank() || people::is_value(names) {
                found.label(at, (*kinds, names, label), label, registers);
            } else if !relations::names_any(at, *kinds, names, registers) {
                found.unplaced.push((at, label.clone(), names.clone()));
            }
        }
    }
    for (at, blocks) in contents.iter().enumerate() {
        found.relations.extend(relations::of_sentences(Some(at), blocks, registers));
    }
    // sentences outside the bodies' own sections name both ends
    let is_free =
        |at: &usize| !covered.contains(at) && !search.tree.above(*at).any(|up| covered.contains(&up));
    let free = (0..search.tree.sections.len()).filter(is_free);
    let free = free.filter_map(|at| search.tree.sections.get(at)).flat_map(|section| &section.own);
    let free: Vec<&Block> = search.tree.lead.iter().chain(free).collect();
    let free = relations::of_sentences(None, &free, registers).into_iter();
    found.relations.extend(free.filter(|relation| ends.is_of_bodies(relation) || ends.fits(relation)));
    let lead = search.tree.lead.iter();
    for block in lead.chain(search.tree.sections.iter().flat_map(|section| &section.own)) {
        for chain in charts::chains(block) {
            let flows = relations::of_chain(&chain, &registers.bodies);
            let is_known = |name: &&PlainText| registers.bodies.find_short(&name.flat()).is_some();
            let known = chain.iter().filter(is_known).count();
            if known >= 2 && flows.len() + 1 < chain.len() {
                found.broken.extend(chain.first().map(PlainText::whole_span));
            }
            found.relations.extend(flows);
        }
        if let Block::Table(table) = block {
            of_table(table, registers, &mut found);
        }
    }
    found
}

/// The note on what is said of something that is no part of the page.
fn unmatched(names: &PlainText) -> Diagnostic {
    const SHOWN_WORDS: usize = 8;
    let words = names.flat();
    let shown: Vec<&str> = words.split_whitespace().take(SHOWN_WORDS).collect();
    let more = if words.split_whitespace().count() > SHOWN_WORDS { " …" } else { "" };
    let message =
        format!("what is said of \"{}{more}\" is not drawn as a flow: no part is named so", shown.join(" "));
    let hint = "it stands among the points of its function; to draw an arrow, name it as its heading does, or among the bodies \
                outside: `govdraw: {outside: [NAME]}`";
    Diagnostic::new(Severity::Note, Code::FlowNotDrawn, message).at(names.whole_span()).hint(hint)
}

fn broken_chain(span: Span) -> Diagnostic {
    let message = "not every arrow of this chain is drawn: some of its names are no function's";
    Diagnostic::new(Severity::Note, Code::FlowNotDrawn, message)
        .at(span)
        .hint("give each of them a heading, or write the flows in a table with From and To")
}

/// A table that says to whom each body reports.
fn of_table(table: &Table, registers: &Registers, found: &mut Stated) {
    let Some(bodies) = tables::bodies(table).filter(|bodies| bodies.has_relation) else { return };
    for row in &table.rows {
        let body = row.first().and_then(|cell| registers.bodies.find_short(&cell.flat()));
        let Some(body) = body else { continue };
        // beside nothing but the line itself, how often is how often it reports
        let is_of_lines = bodies.columns.len() <= 3;
        let cadence = bodies.columns.iter().zip(row).find(|(c, _)| **c == ColumnUse::Cadence);
        let cadence = cadence.map(|(_, cell)| cell.clone()).filter(|cell| is_of_lines && !cell.is_blank());
        for ((column, cell), head) in bodies.columns.iter().zip(row).zip(&table.header) {
            if let ColumnUse::Relation(kinds) = column {
                let label = cadence.as_ref().unwrap_or(head);
                found.label(body, (*kinds, cell, label), head, registers);
            }
        }
    }
}
