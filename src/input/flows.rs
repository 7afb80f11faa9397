//! Flows as they are written: rows of a table, or one string each.
use super::page::Table;
use super::text::PlainText;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::model::{DraftFlow, FlowKind, Place};
use crate::words::{FlowColumn, Kinds, flow_column, fold, is_dated, kinds_of, settled};

/// Where each column of a flow table stands.
struct Columns {
    from: usize,
    to: usize,
    /// What flows; a bare arrow where no column says it.
    label: Option<usize>,
    kind: Option<usize>,
}

/// Whether a table holds flows: whether its header has From and To, and what stands below them are no dates or numbers.
pub(super) fn is_flow_table(table: &Table) -> bool {
    columns(table).is_some()
}

fn columns(table: &Table) -> Option<Columns> {
    let named: Vec<Option<FlowColumn>> = table.header.iter().map(column).collect();
    let find = |column| named.iter().position(|found| *found == Some(column));
    let (from, to) = (find(FlowColumn::From)?, find(FlowColumn::To)?);
    let is_time = |row: &Vec<PlainText>| {
        let cells = [from, to].into_iter().filter_map(|column| row.get(column));
        cells.filter(|cell| !cell.is_blank()).any(|cell| is_time(&cell.flat()))
    };
    if table.rows.iter().any(is_time) {
        return None;
    }
    // whatever its third column is called, it says what flows
    let other = || named.iter().position(Option::is_none);
    Some(Columns { from, to, label: find(FlowColumn::Flow).or_else(other), kind: find(FlowColumn::Kind) })
}

fn column(header: &PlainText) -> Option<FlowColumn> {
    let kinds = kinds_of(header.as_str());
    flow_column(header.as_str()).or_else(|| {
        let columns = [
            (Kinds::FROM, FlowColumn::From),
            (Kinds::TO, FlowColumn::To),
            (Kinds::FLOW, FlowColumn::Flow),
            (Kinds::KIND, FlowColumn::Kind),
        ];
        columns.into_iter().find_map(|(kind, column)| kinds.has(kind).then_some(column))
    })
}

/// From 2024 to 2026, from Monday to 12:00: periods, which have a From and a To as well.
fn is_time(cell: &str) -> bool {
    is_dated(cell) || !cell.chars().any(char::is_alphabetic)
}

/// The flows of a table, none for a table of something else.
pub(super) fn from_table(table: &Table, findings: &mut Findings) -> Vec<DraftFlow> {
    let Some(columns) = columns(table) else { return Vec::new() };
    let empty = PlainText::default();
    let mut flows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let cell = |column: usize| row.get(column).unwrap_or(&empty);
        let (from, to) = (cell(columns.from), cell(columns.to));
        let label = columns.label.map_or(&empty, cell);
        let kind = columns.kind.map_or(&empty, cell);
        if from.is_blank() && to.is_blank() {
            continue;
        }
        let (kind, main) = read_kinds(kind, findings);
        flows.push(DraftFlow {
            from: from.flat(),
            to: to.flat(),
            label: label.flat(),
            kind,
            main,
            place: Place(Some(from.whole_span())),
            from_place: Place(Some(from.whole_span())),
            to_place: Place(Some(to.whole_span())),
            soft: false,
            by_id: false,
        });
    }
    flows
}

/// The flows of a list below a heading that announces them; none for a list in which no item has an arrow.
pub(super) fn from_list(items: &[PlainText], findings: &mut Findings) -> Vec<DraftFlow> {
    let mut flows = Vec::new();
    if !items.iter().any(|item| has_arrow(item.as_str())) {
        return flows;
    }
    for item in items {
        if has_arrow(item.as_str()) {
            flows.extend(from_string(item, findings));
        } else if !item.is_blank() {
            findings.push(Diagnostic { severity: Severity::Warning, ..without_arrow(item) });
        }
    }
    flows
}

/// What a cell says of a flow's kind, and whether it says that the flow is on the main line.
fn read_kinds(cell: &PlainText, findings: &mut Findings) -> (FlowKind, bool) {
    let parts = super::roles::split(cell);
    let is_main = |part: &PlainText| settled(&part.flat()).has(Kinds::MAIN);
    let main = parts.iter().any(is_main);
    let rest = if main { parts.iter().find(|part| !is_main(part)) } else { Some(cell) };
    (rest.map_or(FlowKind::Directs, |part| read_kind(part, findings)), main)
}

/// The kind that words name, in any language; an unknown word is an error.
pub(super) fn read_kind(words: &PlainText, findings: &mut Findings) -> FlowKind {
    let folded = fold(&words.flat());
    if folded.is_empty() || folded == FlowKind::Directs.name() {
        return FlowKind::Directs;
    }
    let settled = settled(&folded);
    if folded == FlowKind::Mutual.name() || settled.has(Kinds::MUTUAL) {
        return FlowKind::Mutual;
    }
    if folded == FlowKind::Feedback.name() || settled.has(Kinds::FEEDBACK) {
        return FlowKind::Feedback;
    }
    if folded == FlowKind::Advises.name() || settled.has(Kinds::ADVICE) {
        return FlowKind::Advises;
    }
    findings.push(
        Diagnostic::new(
            Severity::Error,
            Code::UnknownKind,
            format!("\"{}\" is no kind of flow", words.flat()),
        )
        .at(words.whole_span())
        .hint("write `feedback`, `mutual` or `advises`, or leave it empty for a solid arrow"),
    );
    FlowKind::Directs
}

/// An arrow of the main line.
const MAIN_ARROW: &str = "==>";

/// How an arrow may be written: what it means, and whether it points back.
const ARROWS: &[(&str, FlowKind, ArrowWay)] = &[
    ("..>", FlowKind::Advises, ArrowWay::Onward),
    ("<..", FlowKind::Advises, ArrowWay::Back),
    (MAIN_ARROW, FlowKind::Directs, ArrowWay::Onward),
    ("<-->", FlowKind::Mutual, ArrowWay::Onward),
    ("<->", FlowKind::Mutual, ArrowWay::Onward),
    ("<=>", FlowKind::Mutual, ArrowWay::Onward),
    ("↔", FlowKind::Mutual, ArrowWay::Onward),
    ("⇔", FlowKind::Mutual, ArrowWay::Onward),
    ("⟷", FlowKind::Mutual, ArrowWay::Onward),
    ("-->", FlowKind::Feedback, ArrowWay::Onward),
    ("⇢", FlowKind::Feedback, ArrowWay::Onward),
    ("->", FlowKind::Directs, ArrowWay::Onward),
    ("=>", FlowKind::Directs, ArrowWay::Onward),
    ("→", FlowKind::Directs, ArrowWay::Onward),
    ("⇒", FlowKind::Directs, ArrowWay::Onward),
    ("⟶", FlowKind::Directs, ArrowWay::Onward),
    ("<--", FlowKind::Feedback, ArrowWay::Back),
    ("⇠", FlowKind::Feedback, ArrowWay::Back),
    ("<-", FlowKind::Directs, ArrowWay::Back),
    ("←", FlowKind::Directs, ArrowWay::Back),
    ("⇐", FlowKind::Directs, ArrowWay::Back),
    ("⟵", FlowKind::Directs, ArrowWay::Back),
];

/// Which way an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ArrowWay {
    /// To what is written behind it.
    Onward,
    /// To what is written before it.
    Back,
}

/// The first arrow in a text, the longest that starts there: where, how many bytes, what it means.
fn first_arrow(text: &str) -> Option<(usize, usize, FlowKind, ArrowWay)> {
    ARROWS
        .iter()
        .filter_map(|(arrow, kind, points)| text.find(arrow).map(|at| (at, arrow.len(), *kind, *points)))
        .min_by_key(|(at, length, ..)| (*at, usize::MAX - length))
}

/// Whether a text has an arrow in it.
pub(super) fn has_arrow(text: &str) -> bool {
    first_arrow(text).is_some()
}

fn without_arrow(text: &PlainText) -> Diagnostic {
    Diagnostic::new(Severity::Error, Code::BadFlow, format!("\"{}\" has no arrow", text.flat()))
        .at(text.whole_span())
        .hint("write `Level / Function -> Level / Function: what flows`")
}

/// A flow in one string: `A -> B: label`, `-->` for feedback, `<->` for both ways, `..>` for advice, `==>` on the main line; arrows as characters do as well, and one
/// that points back turns the ends round.
pub(super) fn from_string(text: &PlainText, findings: &mut Findings) -> Option<DraftFlow> {
    let plain = text.as_str();
    let Some((at, length, kind, points)) = first_arrow(plain) else {
        findings.push(without_arrow(text));
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
    let (from, to) = if points == ArrowWay::Back { (to, from) } else { (from, to) };
    Some(DraftFlow {
        from: from.flat(),
        to: to.flat(),
        label: label.flat(),
        kind,
        main: plain.get(at..behind) == Some(MAIN_ARROW),
        place: Place(Some(text.whole_span())),
        from_place: Place(Some(from.whole_span())),
        to_place: Place(Some(to.whole_span())),
        soft: false,
        by_id: false,
    })
}

#[cfg(test)]
mod tests {
    use super::{Table, from_list, from_string, from_table, is_flow_table};
    use crate::diagnostic::{Findings, Severity, Span};
    use crate::input::text::PlainText;
    use crate::model::FlowKind;

    #[test]
    fn a_flow_in_a_string_has_ends_a_kind_and_a_label() {
        let read = |s: &str| {
            let flow = from_string(
                &PlainText::new(s, Span { start: 10, end: 10 + s.len() }),
                &mut Findings::default(),
            )
            .unwrap();
            (flow.from, flow.to, flow.label, flow.kind)
        };
        let flow = |a: &str, b: &str, l: &str, k| (a.to_owned(), b.to_owned(), l.to_owned(), k);
        assert_eq!(read("A / B -> C / D: Set x: y"), flow("A / B", "C / D", "Set x: y", FlowKind::Directs));
        assert_eq!(read("A --> B"), flow("A", "B", "", FlowKind::Feedback));
        assert_eq!(read("A <-> B: both"), flow("A", "B", "both", FlowKind::Mutual));
        for arrow in ["→", "⇒", "=>", "⟶"] {
            assert_eq!(read(&format!("A {arrow} B: x")), flow("A", "B", "x", FlowKind::Directs));
        }
        assert_eq!(read("A ← B: x"), flow("B", "A", "x", FlowKind::Directs));
        assert_eq!(read("A ..> B: x"), flow("A", "B", "x", FlowKind::Advises));
        assert_eq!(read("A ==> B: x"), flow("A", "B", "x", FlowKind::Directs));
        assert_eq!(read("A <-- B: x"), flow("B", "A", "x", FlowKind::Feedback));
        assert_eq!(read("A ↔ B"), flow("A", "B", "", FlowKind::Mutual));
        assert_eq!(read("A -> B:"), flow("A", "B", "", FlowKind::Directs));
        assert_eq!(
            read("Co-ordination -> B: a -> b"),
            flow("Co-ordination", "B", "a -> b", FlowKind::Directs)
        );
        let mut findings = Findings::default();
        assert!(from_string(&PlainText::new("A to B", Span { start: 3, end: 9 }), &mut findings).is_none());
        assert_eq!(findings.into_vec()[0].span, Some(Span { start: 3, end: 9 }));
    }

    fn table(header: &[&str], rows: &[&[&str]]) -> Table {
        let cells = |cells: &[&str]| -> Vec<PlainText> {
            cells.iter().map(|cell| PlainText::new(*cell, Span { start: 0, end: cell.len() })).collect()
        };
        Table {
            header: cells(header),
            rows: rows.iter().map(|row| cells(row)).collect(),
            span: Span { start: 0, end: 0 },
        }
    }

    #[test]
    fn a_table_from_and_to_holds_flows_whatever_its_third_column_is_called() {
        for (header, row, label) in [
            (vec!["From", "To", "What"], vec!["A", "B", "Aims"], "Aims"),
            (vec!["To", "Purpose", "From"], vec!["B", "Aims", "A"], "Aims"),
            (vec!["From", "To"], vec!["A", "B"], ""),
            (vec!["Von", "An", "Inhalt"], vec!["A", "B", "Ziele"], "Ziele"),
            (vec!["Source", "Target", "Kind", "Handover"], vec!["A", "B", "", "Plans"], "Plans"),
        ] {
            let table = table(&header, &[&row]);
            let flows = from_table(&table, &mut Findings::default());
            let found: Vec<_> =
                flows.iter().map(|f| (f.from.as_str(), f.to.as_str(), f.label.as_str())).collect();
            assert_eq!(found, [("A", "B", label)], "{header:?}");
        }
    }

    #[test]
    fn a_column_of_kinds_says_advice_and_the_main_line_too() {
        for (cell, kind, main) in [
            ("", FlowKind::Directs, false),
            ("advice", FlowKind::Advises, false),
            ("beratend", FlowKind::Advises, false),
            ("main line", FlowKind::Directs, true),
            ("feedback, main line", FlowKind::Feedback, true),
            ("fil rouge", FlowKind::Directs, true),
            ("mutual", FlowKind::Mutual, false),
        ] {
            let table = table(&["From", "To", "Flow", "Kind"], &[&["A", "B", "x", cell]]);
            let flows = from_table(&table, &mut Findings::default());
            assert_eq!(flows.iter().map(|f| (f.kind, f.main)).collect::<Vec<_>>(), [(kind, main)], "{cell}");
        }
        let text = PlainText::new("A ==> B", Span { start: 0, end: 7 });
        assert!(from_string(&text, &mut Findings::default()).is_some_and(|flow| flow.main));
    }

    #[test]
    fn a_table_of_periods_holds_none() {
        for cells in [["2024", "2026"], ["1 May 2024", "3 June 2026"], ["09:00", "17:30"]] {
            assert!(!is_flow_table(&table(&["From", "To", "Chair"], &[&[cells[0], cells[1], "Ann"]])));
        }
    }

    #[test]
    fn a_list_below_a_heading_of_flows_is_read_and_one_of_something_else_is_not() {
        let texts = |items: &[&str]| -> Vec<PlainText> {
            items.iter().map(|item| PlainText::new(*item, Span { start: 0, end: item.len() })).collect()
        };
        let mut findings = Findings::default();
        assert_eq!(from_list(&texts(&["Board decides", "Team builds"]), &mut findings).len(), 0);
        assert!(findings.into_vec().is_empty());
        let mut findings = Findings::default();
        assert_eq!(from_list(&texts(&["A -> B: x", "then", "B → C"]), &mut findings).len(), 2);
        let found = findings.into_vec();
        assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
    }
}
