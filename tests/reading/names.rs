//! Names of bodies and levels whose words might be of something else.
use crate::support::{function, gist, page, reading};

#[test]
fn a_documents_word_at_the_start_of_a_name_is_part_of_it() {
    let read = page(
        "# Fishing town\n\n## Overview and Pilotage Committee\n\nLooks on.\n\nChair: A\n\n## Policy and Nets Committee\n\n\
         Plans.\n\nChair: B\n\n## Terms of reference of the quay committee\n\nMends quays.\n\nChair: C\n",
    );
    assert_eq!(
        gist(&read.value),
        "-\n  Overview and Pilotage Committee (Chair: A)\n  Policy and Nets Committee (Chair: B)\n  Quay committee (Chair: C)\n"
    );
    let charter = page(
        "# Governance Committee\n\n## Membership\n\n- Mayor\n- Pilot\n\n## Duties\n\n- Looks on\n- Reports\n",
    );
    assert!(gist(&charter.value).contains("  Governance Committee ("), "{}", gist(&charter.value));
}

#[test]
fn a_parent_board_among_bodies_is_one_and_flows_lead_to_it() {
    let read = page(
        "# Fishing town\n\n1. **Parent Board** – sets the quotas\n    - Chair: Pilot\n2. **Net Committee** – mends nets\n    - Chair: Netmaker\n\
         \x20   - Reports to: Parent Board\n",
    );
    assert!(gist(&read.value).contains("Net Committee > Parent Board\n"), "{}", gist(&read.value));
}

#[test]
fn a_compound_is_what_its_last_part_is() {
    let swedish = "# Ön\n\n## Hamnstyrelsen\n\nLeder.\n\nOrdförande: Per Ek\n\n## Sjö- och utbildningsnämnden\n\nLär ut.\n\n\
                   Ordförande: Lena Å\n\n## Fiskenämnden\n\nFiskar.\n\nOrdförande: Bo Ö\n";
    assert!(gist(&page(swedish).value).contains("  Sjö- och utbildningsnämnden ("));
    let german = "# Insel\n\n## Hafenvorstand\n\nLeitet.\n\nVorsitz: Per Eck\n\n## Kultur- und Bildungsausschuss\n\nLehrt.\n\n\
                  Vorsitz: Lena Au\n\n## Fischereirat\n\nFischt.\n\nVorsitz: Bo Ohm\n";
    assert!(gist(&page(german).value).contains("  Kultur- und Bildungsausschuss ("));
}

#[test]
fn strategic_layers_rank_as_tactical_ones_do() {
    for word in ["layer", "tier"] {
        let text = format!(
            "# Kite club\n\n## Strategic {word}\n\n### Sky Board\n\nAims.\n\n## Tactical {word}\n\n### String Guild\n\nTies.\n\n\
             ## Operational {word}\n\n### Field Teams\n\nFly.\n\n## Interactions\n\n| From | To | What |\n| --- | --- | --- |\n\
             | Sky Board | String Guild | Aims |\n"
        );
        let wanted = format!(
            "Strategic {word}\n  Sky Board\nTactical {word}\n  String Guild\nOperational {word}\n  Field Teams\nSky Board > String Guild\n"
        );
        assert_eq!(gist(&page(&text).value), wanted);
    }
}

#[test]
fn a_level_that_is_named_after_a_body_holds_it() {
    let read = page(
        "# Kite club\n\n## Tier 1: Sky Council\n\nAims. Meets yearly.\n\nChair: Head pilot\n\n## Tier 2: String Group\n\n\
         Ties. Escalates to the Sky Council.\n\nChair: Ropemaker\n",
    );
    assert_eq!(
        gist(&read.value),
        "Tier 1: Sky Council\n  Sky Council (Chair: Head pilot)\nTier 2: String Group\n  String Group (Chair: Ropemaker)\nString Group > Sky Council\n"
    );
    assert_eq!(function(&read.value, "Sky Council").meets.as_deref(), Some("Yearly"));
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
}

#[test]
fn what_all_declare_is_said_of_none_of_the_bodies_in_bold() {
    let text = "# Kite club\n\n**Board of Flyers**\n\nNine flyers answer for it.\n\n*Chair:* Head pilot\n\n**Launch Team**\n\nFlies each day.\n\n\
                *Members:* pilot, runner\n\n**Conflicts of interest**\n\nFlyers declare interests before each launch.\n";
    let read = reading(text);
    let model = read.model.unwrap().value;
    assert_eq!(function(&model, "Launch Team").points, ["Flies each day"]);
    assert!(model.summary.is_empty(), "{:?}", model.summary);
    assert!(read.outline.entries.iter().any(|entry| entry.words.contains("Conflicts of interest")));
}

#[test]
fn a_name_that_runs_over_lines_of_its_box_is_one() {
    let read = page(
        "# Kite club\n\n```\n  +----------+\n  |  Kite    |\n  | Council  |\n  +----+-----+\n       |\n       v\n  +----------+\n  | String   |\n\
         \x20 | Committee|\n  +----------+\n```\n",
    );
    assert_eq!(gist(&read.value), "-\n  Kite Council\n  String Committee\nKite Council > String Committee\n");
}

#[test]
fn all_of_a_kind_report_where_a_sentence_says_so() {
    let read = page(
        "# Kite club\n\nAll committees report to the Sky Board after each launch.\n\n## Sky Board\n\nAims.\n\n## Rope Committee\n\nTies.\n\n\
         ## Tail Committee\n\nCuts.\n",
    );
    let found = gist(&read.value);
    assert!(
        found.contains("Rope Committee > Sky Board\n") && found.contains("Tail Committee > Sky Board\n"),
        "{found}"
    );
}

#[test]
fn a_list_completes_the_sentence_that_says_who_reports() {
    let read = page(
        "# Kite club\n\n## Sky Board\n\nThe following groups report to the Sky Board:\n\n- Rope Group\n- Tail Group\n\n## Rope Group\n\nTies.\n\n\
         ## Tail Group\n\nCuts.\n",
    );
    let found = gist(&read.value);
    assert!(
        found.contains("Rope Group > Sky Board\n") && found.contains("Tail Group > Sky Board\n"),
        "{found}"
    );
}

#[test]
fn arrows_between_bodies_in_bold_lead_from_each_to_the_next() {
    let read = page(
        "# Kite club\n\n**Field team**\n\nMends what it can.\n\n↓\n\n**Area board**\n\nMeets weekly.\n\n↓\n\n**Sky committee**\n\nMeets monthly.\n",
    );
    assert_eq!(
        gist(&read.value),
        "-\n  Field team\n  Area board\n  Sky committee\nField team > Area board\nArea board > Sky committee\n"
    );
    assert_eq!(function(&read.value, "Field team").points, ["Mends what it can"]);
}

#[test]
fn bodies_below_a_heading_beside_the_levels_are_drawn() {
    let read = page(
        "# Kite club\n\n## Political level\n\n### Council\n\nVotes.\n\n## Technical level\n\n### Directorate\n\nFlies.\n\n\
         ## Advisory bodies\n\n### Weather council\n\nAdvises the Council.\n",
    );
    assert!(gist(&read.value).contains("Advisory bodies\n  Weather council\n"), "{}", gist(&read.value));
}

#[test]
fn an_arrow_that_says_advises_is_advice() {
    let read = page(
        "# Kite club\n\n```mermaid\ngraph TD\n    A[Flyers' Conference] --> B[Sky Council]\n    F[Rules Committee] -. advises .-> A\n\
         \x20   F -->|advises| B\n```\n",
    );
    let advice = read.value.flows.iter().filter(|flow| flow.kind == govdraw::model::FlowKind::Advises);
    assert_eq!(advice.count(), 2);
}
