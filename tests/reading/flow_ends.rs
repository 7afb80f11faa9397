//! What an end of a flow may be called, and what becomes of flows whose ends are not there.
use govdraw::diagnostic::{Code, Severity, Source};
use govdraw::input::{Format, read};
use govdraw::lint::lint;
use govdraw::model::{Draft, DraftFlow, DraftFunction, DraftLevel, Model};

const PAGE: &str = "# Canal trust\n\n## 1 Upper level\n\n### 1.1 Board\n\nSets aims.\n\n### 1.2 R&D / Innovation\n\n\
    Tries things.\n\n### 1.3 CSO (Chief Safety Officer)\n\nGuards.\n\n## 2 Lower level\n\n### 2.1 Lock keepers (LK)\n\n\
    Keep the locks.\n\n## Flows\n\n";

fn source(flows: &str) -> Source {
    Source { name: "page.md".to_owned(), text: format!("{PAGE}{flows}\n") }
}

fn ends(flows: &str) -> Vec<(String, String, String)> {
    let model = read(&source(flows), Format::Markdown).expect("every end is found").value;
    let end = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
    model.flows.iter().map(|flow| (end(&flow.from.id), end(&flow.to.id), flow.label.clone())).collect()
}

fn flow(from: &str, to: &str, label: &str) -> (String, String, String) {
    (from.to_owned(), to.to_owned(), label.to_owned())
}

#[test]
fn ends_are_headings_as_written_or_their_short_names() {
    let table = "| From | To | What |\n| --- | --- | --- |\n\
        | 1.1 Board | 1 Upper level / 1.2 R&D / Innovation | Aims |\n\
        | Upper / R&D / Innovation | CSO | Risks |\n\
        | Chief Safety Officer | LK | Rules |\n\
        | Lock keepers | 1.3 CSO (Chief Safety Officer) | Slips |\n";
    assert_eq!(
        ends(table),
        [
            flow("board", "r-d-innovation", "Aims"),
            flow("r-d-innovation", "cso-chief-safety-officer", "Risks"),
            flow("cso-chief-safety-officer", "lock-keepers-lk", "Rules"),
            flow("lock-keepers-lk", "cso-chief-safety-officer", "Slips"),
        ]
    );
}

#[test]
fn a_list_below_flows_is_read_as_front_matter_is() {
    assert_eq!(
        ends("- Board → LK: Set the tolls\n- LK --> Board: Report leaks\n- Board <- CSO\n"),
        [
            flow("board", "lock-keepers-lk", "Set the tolls"),
            flow("lock-keepers-lk", "board", "Report leaks"),
            flow("cso-chief-safety-officer", "board", ""),
        ]
    );
}

#[test]
fn an_outcome_that_is_not_declared_is_pointed_to_where_it_is() {
    let errors = read(&source("- LK -> Safe passage for all\n"), Format::Markdown).expect_err("no such end");
    assert_eq!(errors[0].code, Code::UnknownEnd);
    let hint = errors[0].hint.as_deref().unwrap_or_default();
    assert!(hint.contains("`outcomes: [Safe passage for all]`"), "{hint}");
}

fn draft(flows: Vec<DraftFlow>) -> Draft {
    let function = |name: &str| DraftFunction { name: name.to_owned(), ..DraftFunction::default() };
    let level = DraftLevel {
        name: "Upper level".to_owned(),
        functions: vec![function("Board"), function("Panel"), function("Desk")],
        ..DraftLevel::default()
    };
    Draft { title: "T".to_owned(), levels: vec![level], flows, ..Draft::default() }
}

fn inferred(to: &str, soft: bool) -> DraftFlow {
    DraftFlow { from: "Board".to_owned(), to: to.to_owned(), soft, ..DraftFlow::default() }
}

#[test]
fn a_flow_that_was_inferred_goes_with_a_note_where_an_end_is_not_there() {
    let built =
        Model::build(draft(vec![inferred("Parliament", true), inferred("Panel", true)])).expect("drawn");
    assert_eq!(built.value.flows.len(), 1);
    let found: Vec<_> = built.warnings.iter().map(|finding| (finding.code, finding.severity)).collect();
    assert_eq!(found, [(Code::FlowNotDrawn, Severity::Note)]);
    assert!(Model::build(draft(vec![inferred("Parliament", false)])).is_err());
}

#[test]
fn a_function_without_a_flow_is_a_warning_only_where_flows_were_written_as_such() {
    for (soft, severity) in [(true, Severity::Note), (false, Severity::Warning)] {
        let model = Model::build(draft(vec![inferred("Panel", soft)])).expect("drawn").value;
        let found = lint(&model);
        let unconnected = found.iter().find(|finding| finding.code == Code::Unconnected).expect("the desk");
        assert_eq!(unconnected.severity, severity);
    }
}
