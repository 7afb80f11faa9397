//! What bodies decide, how often they meet, who is in the chair, what is within them and outside: in data, in front matter, in every
//! export, in the text version and back, in the difference of two models, and in lint.
use govdraw::describe::{Picture, alt, describe};
use govdraw::diagnostic::{Code, Source};
use govdraw::diff::{diff, text};
use govdraw::export;
use govdraw::input::{Format, read};
use govdraw::lint::lint;
use govdraw::model::{FlowKind, Function, Model, RoleMark};

fn model(format: Format, text: &str) -> Model {
    let source = Source { name: "page".to_owned(), text: text.to_owned() };
    read(&source, format).unwrap_or_else(|errors| panic!("{errors:#?}")).value
}

const HARBOUR: &str = "\
title: Harbour
levels:
  - name: Strategic level
    functions:
      - name: Board
        meets: Monthly
        decides: [Budget up to 5m., Strategy]
        roles: [{name: Harbour master, mark: chair}, Clerk, {name: Mayor, mark: observer}]
        functions:
          - name: Audit committee
            roles: [{name: Auditor, mark: chair}]
  - name: Delivery level
    functions: [Team]
outside: [{name: Ministry, caption: of ports}, Community]
flows:
  - {from: strategic, to: Team, label: aims, main: true}
  - {from: outside/ministry, to: Board, kind: advises}
  - Audit committee ..> Team
  - Team ==> Community: ships
";

#[test]
fn every_export_draws_them_by_its_own_means() {
    let model = model(Format::Yaml, HARBOUR);
    let has = |name: &str, text: &str, lines: &[&str]| {
        for line in lines {
            assert!(text.lines().any(|have| have.contains(line)), "{name} has no {line}:\n{text}");
        }
    };
    has(
        "mermaid",
        &export::mermaid(&model),
        &[
            "subgraph group_outside[\"Bodies outside\"]",
            "n_strategic__board[\"Board<br>Meets#58; Monthly\"]",
            "%% n_strategic__board: Harbour master (chair)",
            "n_strategic__board --- n_strategic__board__audit_committee",
            "level_strategic ==>|\"aims\"| n_delivery__team",
            "n_outside__ministry -.-> n_strategic__board",
            "stroke-dasharray:1 4",
        ],
    );
    has(
        "d2",
        &export::d2(&model),
        &[
            "tooltip: \"Harbour master (chair)\\nDecides: Budget up to 5m\\nDecides: Strategy\"",
            "level_strategic -> level_delivery.n_delivery__team: \"aims\" {style.stroke-width: 5}",
            "{style.stroke-dash: 1}",
        ],
    );
    has(
        "dot",
        &export::dot(&model),
        &["compound=true;", "penwidth=5, ltail=cluster_level_strategic", "style=dotted", "[dir=none]"],
    );
    has(
        "csv",
        &export::csv(&model),
        &[
            "from,to,from_name,to_name,label,kind,main",
            "strategic,delivery/team,Strategic level,Delivery / Team,aims,directs,true",
            "outside/ministry,strategic/board,Ministry,Strategic / Board,,advises,false",
        ],
    );
}

#[test]
fn a_flow_from_a_level_to_a_body_in_it_is_a_comment_where_it_cannot_be_drawn() {
    let model = model(
        Format::Yaml,
        "levels: [{name: Top, functions: [Board]}]\nflows: [{from: top, to: Board, label: aims}]",
    );
    assert!(export::mermaid(&model).contains("%% level_top to n_top__board: aims"));
    assert!(export::d2(&model).contains("# level_top to n_top__board: \"aims\""));
    assert!(export::dot(&model).contains("n_top__board -> n_top__board"));
}

#[test]
fn a_text_version_says_all_and_is_read_back_as_a_page() {
    let first = model(Format::Yaml, HARBOUR);
    let markdown = describe(&first).to_markdown();
    // bodies outside stand in front matter alone
    let page = format!(
        "---\ngovdraw: {{outside: [{{name: Ministry, caption: of ports}}, Community]}}\n---\n{markdown}"
    );
    let again = model(
        Format::Markdown,
        &page.replace("## Bodies outside\n\n- Ministry of ports\n- Community\n\n", ""),
    );
    let (mut board, mut other) = (again.levels[0].functions[0].clone(), first.levels[0].functions[0].clone());
    // a mark that no name says stands in brackets behind it, and stays there
    let names = |function: &mut Function| {
        for role in &mut function.roles {
            role.name = role.name.split(" (").next().unwrap_or_default().to_owned();
        }
    };
    for function in [&mut board, &mut other] {
        names(function);
        function.functions.iter_mut().for_each(names);
    }
    assert_eq!(board, other, "{markdown}");
    let ends = |model: &Model| -> Vec<(String, String, FlowKind, bool)> {
        model.flows.iter().map(|f| (f.from.id.clone(), f.to.id.clone(), f.kind, f.main)).collect()
    };
    assert_eq!(ends(&again), ends(&first));
}

#[test]
fn an_alternative_text_names_what_is_within_and_outside() {
    let model = model(Format::Yaml, HARBOUR);
    let text = alt(&model, Picture::FlowChart);
    assert!(
        text.contains("Board (Audit committee)") && text.contains("Bodies outside: Ministry, Community."),
        "{text}"
    );
    for picture in [Picture::Simple, Picture::Poster] {
        assert!(alt(&model, picture).contains("Bodies outside: Ministry, Community."), "they stand in it");
    }
}

#[test]
fn a_difference_tells_of_each() {
    let old = model(Format::Yaml, HARBOUR);
    let changed = HARBOUR
        .replace("meets: Monthly", "meets: Weekly")
        .replace("{name: Mayor, mark: observer}", "{name: Mayor, mark: adviser}")
        .replace("Audit committee", "Risk committee")
        .replace("{name: Ministry, caption: of ports}", "{name: Agency}")
        .replace("outside/ministry", "outside/agency")
        .replace(", main: true", "");
    let said = text(&diff(&old, &model(Format::Yaml, &changed)));
    for line in [
        "Changed how often board in the strategic level meets from \"Monthly\" to \"Weekly\"",
        "Made mayor adviser of board in the strategic level (observer before)",
        "Removed ministry outside",
        "Added agency outside",
        "Took the flow \"aims\" from Strategic level to Delivery / Team off the main line",
    ] {
        assert!(said.contains(line), "no {line}:\n{said}");
    }
    assert!(said.contains("audit committee") || said.contains("Audit committee"), "{said}");
    assert!(diff(&old, &old).is_empty());
}

#[test]
fn lint_asks_for_the_flow_of_a_body_outside_and_takes_a_levels_for_its_bodies() {
    let model = model(
        Format::Yaml,
        "levels: [{name: Top, functions: [Board]}, {name: Low, functions: [{name: Team, functions: [Crew]}]}]\n\
         outside: [Ministry]\nflows: [{from: top, to: Crew}]",
    );
    let unconnected: Vec<String> = lint(&model)
        .into_iter()
        .filter(|finding| finding.code == Code::Unconnected)
        .map(|finding| finding.message)
        .collect();
    assert_eq!(unconnected, ["no flow starts or ends at \"Ministry\""]);
}

#[test]
fn front_matter_says_of_a_part_how_often_it_meets_and_what_it_decides() {
    let page = "---\ngovdraw:\n  top/board: {meets: each spring, decides: [the budget.]}\n  outside: Ministry\n---\n\
                ## Top level\n\n### Board\n\nHolds money.\n\nReports to: Ministry\n";
    let model = model(Format::Markdown, page);
    let board = &model.levels[0].functions[0];
    assert_eq!(
        (board.meets.as_deref(), board.decides.as_slice()),
        (Some("each spring"), &["the budget".to_owned()][..])
    );
    assert_eq!(model.flows[0].to.id, "outside/ministry");
}

#[test]
fn a_relation_to_nobody_on_the_page_is_a_note() {
    let text =
        "## Top level\n\n### Board\n\nHolds money.\n\nReports to: Ministry of Wells\n\n### Team\n\nDigs.\n";
    let source = Source { name: "page".to_owned(), text: text.to_owned() };
    let read = read(&source, Format::Markdown).expect("sound");
    let note = read.warnings.iter().find(|finding| finding.code == Code::FlowNotDrawn).expect("a note");
    assert!(
        note.message.contains("Ministry of Wells")
            && note.hint.as_deref().is_some_and(|hint| hint.contains("outside"))
    );
}

#[test]
fn a_role_is_marked_where_the_page_says_what_it_is() {
    let roles = |line: &str| -> Vec<(String, Option<RoleMark>)> {
        let page = format!("## Top level\n\n### Board\n\nHolds money.\n\n{line}\n");
        let model = model(Format::Markdown, &page);
        let roles = &model.levels[0].functions[0].roles;
        roles.iter().map(|role| (role.name.clone(), role.mark)).collect()
    };
    let one = |name: &str, mark| vec![(name.to_owned(), mark)];
    for (line, name, mark) in [
        ("Chair: harbour master", "Chair: harbour master", Some(RoleMark::Chair)),
        ("**Vice-chair:** clerk", "Vice-chair: clerk", Some(RoleMark::Deputy)),
        ("Secretary: Ann Lee", "Secretary: Ann Lee", Some(RoleMark::Secretary)),
        ("Observer: mayor", "mayor", Some(RoleMark::Observer)),
        ("Chaired by the mayor.", "Mayor", Some(RoleMark::Chair)),
        ("Members: mayor (chair)", "mayor (chair)", Some(RoleMark::Chair)),
        ("Members: mayor", "mayor", None),
        ("Lead: Ann Lee", "Lead: Ann Lee", None),
    ] {
        assert_eq!(roles(line), one(name, mark), "{line}");
    }
}

#[test]
fn what_stands_in_brackets_behind_a_body_outside_is_read_back_as_exported() {
    let text = "# Tide mill\n\n## Mill level\n\n### Board\n\nMeets.\n\nRoles: chair\n\n## External partners\n\n\
                - **Port office** – ( keeps the books. )\n- Millers' guild: (advises)\n";
    let model = read(&Source { name: "page.md".to_owned(), text: text.to_owned() }, Format::Markdown)
        .expect("a page")
        .value;
    let captions: Vec<_> = model.outside.iter().map(|body| body.caption.as_deref()).collect();
    assert_eq!(captions, [Some("keeps the books"), Some("advises")]);
    let json = govdraw::export::json(&model).expect("JSON");
    let again =
        read(&Source { name: "again.json".to_owned(), text: json }, Format::Json).expect("a model").value;
    assert_eq!(again, model);
}

/// An address leads where all of it leads: no sign is left out of it as one is of a text, nor mended.
#[test]
fn addresses_and_names_of_files_are_read_back_as_they_were_written() {
    let text = "---\ngovdraw:\n  logo: emblem-\u{1F3DB}.svg\n---\n# Harbour\n\n## Upper level\n\n\
                ### [Board](https://example.org/\u{1F3DB}/a\u{C3}\u{A9})\n\nSets [the dues](/dues-\u{2696}\u{FE0F}) \u{2696}\u{FE0F} of \
                the year.\n\nRoles: Chair\n";
    let first = model(Format::Markdown, text);
    let board = &first.levels[0].functions[0];
    assert_eq!(board.link.as_deref(), Some("https://example.org/\u{1F3DB}/a\u{C3}\u{A9}"));
    assert_eq!(board.links[0].href, "/dues-\u{2696}\u{FE0F}");
    assert_eq!(first.logo.as_deref(), Some("emblem-\u{1F3DB}.svg"));
    let again = model(Format::Json, &export::json(&first).expect("JSON"));
    assert_eq!(again, first);
    let again = model(Format::Yaml, &export::yaml(&first));
    assert_eq!(again, first);
}

/// In French a blank stands before a semicolon, and goes with it.
#[test]
fn what_a_clause_said_leaves_no_blank_behind() {
    let text = "# Phare\n\n## Niveau stratégique\n\n### Conseil du phare\n\nGarde la lumière. Il tient le budget ; le conseil se réunit \
                une fois par mois.\n\nPrésidence : gardienne en chef\n";
    let first = model(Format::Markdown, text);
    let council = &first.levels[0].functions[0];
    assert_eq!(council.description, ["Garde la lumière. Il tient le budget"]);
    assert!(council.meets.is_some());
    assert_eq!(model(Format::Json, &export::json(&first).expect("JSON")), first);
}

/// A chart that is none for a slip in it is read line by line: what its chains name is drawn like any other name.
#[test]
fn names_in_chains_of_code_lose_what_no_picture_draws() {
    let text = "# Oversight\n\n```mermaid\nflowchart TD\n    TB[Trustee board] --> EP[Ethics panel]x \u{1F600} DS --> AT[Access team]\n```\n\n\
                ## Trustee board\n\nAnswers.\n\nMembers: chair\n\n## Access team\n\nPrepares.\n\nMembers: two\n";
    let first = model(Format::Markdown, text);
    let json = export::json(&first).expect("JSON");
    assert!(json.contains("Ethics panel") && !json.contains('\u{1F600}'), "{json}");
    assert_eq!(model(Format::Json, &json), first);
}
