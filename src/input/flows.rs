//! Flows as they are written: rows of a table, or one string each.
use super::page::Table;
use super::text::Text;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::model::{DraftFlow, FlowKind, Place};
use crate::words::{FlowColumn, LANGUAGES, flow_column, fold};

/// Where each column of a flow table stands.
struct Columns {
    from: usize,
    to: usize,
    flow: usize,
    kind: Option<usize>,
}

/// Whether a table holds flows: whether its header has From, To and Flow.
pub(super) fn is_flow_table(table: &Table) -> bool {
    columns(table).is_some()
}

fn columns(table: &Table) -> Option<Columns> {
    let named: Vec<Option<FlowColumn>> = table.header.iter().map(|cell| flow_column(cell.as_str())).collect();
    let find = |column| named.iter().position(|found| *found == Some(column));
    Some(Columns {
        from: find(FlowColumn::From)?,
        to: find(FlowColumn::To)?,
        flow: find(FlowColumn::Flow)?,
        kind: find(FlowColumn::Kind),
    })
}

/// The flows of a table, none for a table of something else.
pub(super) fn from_table(table: &Table, findings: &mut Findings) -> Vec<DraftFlow> {
    let Some(columns) = columns(table) else { return Vec::new() };
    let empty = Text::default();
    let mut flows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let cell = |column: usize| row.get(column).unwrap_or(&empty);
        let (from, to, label) = (cell(columns.from), cell(columns.to), cell(columns.flow));
        let kind = columns.kind.map_or(&empty, cell);
        if from.is_blank() && to.is_blank() {
            continue;
        }
        flows.push(DraftFlow {
            from: from.flat(),
            to: to.flat(),
            label: label.flat(),
            kind: read_kind(kind, findings),
            place: Place(Some(from.whole_span())),
            from_place: Place(Some(from.whole_span())),
            to_place: Place(Some(to.whole_span())),
        });
    }
    flows
}

/// The kind that words name, in any language; an unknown word is an error.
pub(super) fn read_kind(words: &Text, findings: &mut Findings) -> FlowKind {
    let folded = fold(&words.flat());
    if folded.is_empty() || folded == FlowKind::Directs.name() {
        return FlowKind::Directs;
    }
    if folded == FlowKind::Mutual.name() || LANGUAGES.iter().any(|l| l.mutual.contains(&folded.as_str())) {
        return FlowKind::Mutual;
    }
    if folded == FlowKind::Feedback.name() || LANGUAGES.iter().any(|l| l.feedback.contains(&folded.as_str()))
    {
        return FlowKind::Feedback;
    }
    findings.push(
        Diagnostic::new(
            Severity::Error,
            Code::UnknownKind,
            format!("\"{}\" is no kind of flow", words.flat()),
        )
        .at(words.whole_span())
        .hint("write `feedback` or `mutual`, or leave it empty for a solid arrow"),
    );
    FlowKind::Directs
}

/// A flow in one string: `A -> B: label`, `-->` for feedback, `<->` for both ways.
pub(super) fn from_string(text: &Text, findings: &mut Findings) -> Option<DraftFlow> {
    const ARROWS: [(&str, FlowKind); 3] =
        [("<->", FlowKind::Mutual), ("-->", FlowKind::Feedback), ("->", FlowKind::Directs)];
    let plain = text.as_str();
    let found = ARROWS
        .iter()
        .filter_map(|(arrow, kind)| plain.find(arrow).map(|at| (at, arrow.len(), *kind)))
        .min_by_key(|(at, length, _)| (*at, usize::MAX - length));
    let Some((at, length, kind)) = found else {
        findings.push(
            Diagnostic::new(Severity::Error, Code::BadFlow, format!("\"{}\" has no arrow", text.flat()))
                .at(text.whole_span())
                .hint("write `Level / Function -> Level / Function: what flows`"),
        );
        return None;
    };
    let behind = at + length;
    let rest = plain.get(behind..).unwrap_or_default();
    let (to_end, label_start) = match rest.find(": ") {
        Some(colon) => (behind + colon, behind + colon + 2),
        // a colon at the very end: a label that was not written yet
        None if rest.trim_end().ends_with(':') => (behind + rest.trim_end().len() - 1, plain.len()),
        None => (plain.len(), plain.len()),
    };
    let (from, to, label) =
        (text.slice(0..at), text.slice(behind..to_end), text.slice(label_start..plain.len()));
    Some(DraftFlow {
        from: from.flat(),
        to: to.flat(),
        label: label.flat(),
        kind,
        place: Place(Some(text.whole_span())),
        from_place: Place(Some(from.whole_span())),
        to_place: Place(Some(to.whole_span())),
    })
}

#[cfg(test)]
mod tests {
    use super::from_string;
    use crate::diagnostic::{Findings, Span};
    use crate::input::text::Text;
    use crate::model::FlowKind;

    #[test]
    fn a_flow_in_a_string_has_ends_a_kind_and_a_label() {
        let read = |s: &str| {
            let flow =
                from_string(&Text::new(s, Span { start: 10, end: 10 + s.len() }), &mut Findings::default())
                    .unwrap();
            (flow.from, flow.to, flow.label, flow.kind)
        };
        let flow = |a: &str, b: &str, l: &str, k| (a.to_owned(), b.to_owned(), l.to_owned(), k);
        assert_eq!(read("A / B -> C / D: Set x: y"), flow("A / B", "C / D", "Set x: y", FlowKind::Directs));
        assert_eq!(read("A --> B"), flow("A", "B", "", FlowKind::Feedback));
        assert_eq!(read("A <-> B: both"), flow("A", "B", "both", FlowKind::Mutual));
        assert_eq!(read("A -> B:"), flow("A", "B", "", FlowKind::Directs));
        assert_eq!(
            read("Co-ordination -> B: a -> b"),
            flow("Co-ordination", "B", "a -> b", FlowKind::Directs)
        );
        let mut findings = Findings::default();
        assert!(from_string(&Text::new("A to B", Span { start: 3, end: 9 }), &mut findings).is_none());
        assert_eq!(findings.into_vec()[0].span, Some(Span { start: 3, end: 9 }));
    }
}
