//! Labels and their values, in whatever lines, lists and tables they stand.
use crate::support::{function, gist, page, reading};
use govdraw::model::RoleMark;

/// What the gist of a page should be.
fn holds(text: &str, wanted: &str) {
    assert_eq!(gist(&page(text).value), wanted, "{text}");
}

#[test]
fn each_labelled_line_ends_the_one_before() {
    let block = "Chair: ferry captain\nMembers: pier master, two pilots\nMeets: each spring tide\nReports to: Harbour court\n";
    let hard = "**Chair:** judge  \n**Members:** clerk, usher  \n**Quorum:** two\n";
    holds(
        &format!("# Harbour\n\n## Pier board\n\n{block}\n## Harbour court\n\n{hard}"),
        "-\n  Pier board (Chair: ferry captain, pier master, two pilots)\n  Harbour court (Chair: judge, clerk, usher)\n\
         Pier board > Harbour court\n",
    );
    holds(
        "# Harbour\n\n## Pier board\n\nRuns the pier; Members: master, two pilots; Chair: captain\n\n## Court\n\nJudges.\n\nMembers: judge,\nclerk\n",
        "-\n  Pier board (master, two pilots, Chair: captain)\n  Court (judge, clerk)\n",
    );
}

#[test]
fn a_label_on_a_line_of_its_own_has_its_value_on_the_next() {
    holds(
        "# Mill\n\n## Wheel board\n\n**Chair**\nMiller\n\n**Members**\nCarter of the week\nHead of Sluices\n\n**Escalates to**\nWater Authority\n\n\
         ## Water Authority\n\n**Chair**\nReeve\n\n**Members**\nWardens\n",
        "-\n  Wheel board (Chair: Miller, Carter of the week, Head of Sluices)\n  Water Authority (Chair: Reeve, Wardens)\n\
         Wheel board > Water Authority\n",
    );
}

#[test]
fn short_lines_below_a_heading_of_a_facet_are_its_values() {
    holds(
        "# Mill\n\n## Wheel board\n\nTurns.\n\n### Chair\n\nMiller\n\n### Members\n\nTwo carters, a smith and a clerk\n\n### Reports to\n\nWater council\n\n\
         ## Water council\n\nDecides.\n\n### Members\n\nThe members are elected by all who draw water, every year in May.\n",
        "-\n  Wheel board (Chair: Miller, Two carters, a smith, a clerk)\n  Water council\nWheel board > Water council\n",
    );
}

#[test]
fn lists_of_posts_and_sentences_name_members() {
    holds(
        "# Rink\n\n## Ice committee\n\nFreezes.\n\n- Chair\n- Six members\n\n## Skate panel\n\nIt comprises a sharpener, two coaches and a medic.\n\n\
         ## Lamp team\n\n1. The team consists of:\n   - a lamplighter\n   - an electrician\n2. The team lights lamps.\n\n\
         ## Music group\n\n**Who:** organist, drummer\n\n## Door crew\n\nMembers (3): porter; two ushers\n",
        "-\n  Ice committee (Chair, Six members)\n  Skate panel (a sharpener, two coaches, a medic)\n  Lamp team (a lamplighter, an electrician)\n  \
         Music group (organist, drummer)\n  Door crew (porter, two ushers)\n",
    );
}

#[test]
fn a_column_that_ranks_makes_levels() {
    holds(
        "# Grid\n\n| Tier | Forum | Secretary | Members | Parent committee |\n|---|---|---|---|---|\n\
         | Tier 1 – Region | Grid board | scribe | mayor, engineer | |\n| Tier 2 – Town | Wire group | usher | fitters | Grid board |\n\n\
         | Task | Fitter | Engineer |\n|---|---|---|\n| Lay | R | A |\n| Cut | R | A |\n",
        "Tier 1 – Region\n  Grid board (scribe, mayor, engineer)\nTier 2 – Town\n  Wire group (usher, fitters)\nWire group > Grid board\n",
    );
}

#[test]
fn tables_are_read_whatever_way_they_stand() {
    let wanted = "-\n  Grid board (mayor)\n  Wire group (fitter)\n";
    for table in [
        "| No. | Committee | Chair |\n|---|---|---|\n| 1 | Grid board | mayor |\n| 2 | Wire group | fitter |\n",
        "| Committee name | Committee chair |\n|---|---|\n| Grid board | mayor |\n| Wire group | fitter |\n",
        "| Committee / Comité | Chair / Présidence |\n|---|---|\n| Grid board | mayor |\n| Wire group | fitter |\n",
        "| | Grid board | Wire group |\n|---|---|---|\n| Meets | daily | weekly |\n| Chair | mayor | fitter |\n",
    ] {
        holds(&format!("# Grid\n\n{table}"), wanted);
    }
    holds(
        "# Grid\n\n## Grid board\n\n| **Chair** | mayor |\n| --- | --- |\n| **Members** | fitter<br>lamplighter |\n| **Meets** | daily |\n\n\
         ## Wire group\n\n| Position | Holder |\n|---|---|\n| Foreman | Ida Lund |\n| Splicer | Bo Ek |\n",
        "-\n  Grid board (mayor, fitter, lamplighter)\n  Wire group (Foreman, Splicer)\n",
    );
}

#[test]
fn terms_with_definitions_name_bodies_and_within_one_its_members() {
    holds(
        "# Boards and crews\n\nKite council\n: Picks the winds. Meets at dawn.\n\nString crew\n: Winds the reels. Reports to the Kite council.\n",
        "-\n  Kite council\n  String crew\nString crew > Kite council\n",
    );
    let list = "# Kites\n\n## Kite council\n\nPicks the winds.\n\nChair\n: Ida Lund\n\nMembers\n: two flyers, a tailor\n\n## String crew\n\nWinds.\n";
    let html = "# Kites\n\n## Kite council\n\nPicks the winds.\n\n<dl><dt>Chair</dt><dd>Ida Lund</dd><dt>Members</dt><dd>two flyers, a tailor</dd></dl>\n\n## String crew\n\nWinds.\n";
    for text in [list, html] {
        let read = page(text);
        let council = function(&read.value, "Kite council");
        let names: Vec<&str> =
            council.roles.iter().map(|role| role.name.trim_start_matches("Chair: ")).collect();
        assert_eq!(names, ["Ida Lund", "two flyers", "a tailor"], "{text}");
    }
}

#[test]
fn a_plural_title_is_no_body_and_a_charter_needs_more_than_its_title() {
    holds(
        "# Committees\n\n## Sluice Committee\n\nOpens.\n\nMembers: lock keeper\n\n## Combined Authority\n\nRuns the barges.\n\nMembers: mayor\n\n## Duties\n\n- Write minutes\n",
        "-\n  Sluice Committee (lock keeper)\n  Combined Authority (mayor)\n",
    );
    assert!(reading("# Team games: a tutorial\n\n## What you need\n\nChalk and a wall.\n\n## Steps\n\n1. Draw\n2. Throw\n").model.is_err());
    holds(
        "# Statutes of the Lantern Alliance\n\n1. **Council** – decides.\n    1. *Members:* nine elected persons\n2. **Lamp Board** – advises.\n3. **Working Groups** – a year each.\n",
        "-\n  Council (nine elected persons)\n  Lamp Board\n  Working Groups\n",
    );
}

#[test]
fn bodies_stand_inside_others() {
    holds(
        "# Dyke\n\n## General assembly\n\nSets the levy.\n\n### Committees\n\n- **Pump Committee** – pumps\n- **Purse Committee** – money\n\n## Watch board\n\nWalks.\n\n\
         The following groups report to the board:\n\n- Storm Group\n- Mole Group\n",
        "-\n  General assembly\n    Pump Committee\n    Purse Committee\n  Watch board\n    Storm Group\n    Mole Group\n\
         watch-board/storm-group > Watch board\nwatch-board/mole-group > Watch board\n",
    );
}

#[test]
fn several_titles_and_a_document_over_everything() {
    holds(
        "# Board of Keepers\n\nKeeps.\n\nMembers: chair, purser\n\n# Bell Committee\n\nRings.\n\nMembers: ringer\n",
        "-\n  Board of Keepers (chair, purser)\n  Bell Committee (ringer)\n",
    );
    holds(
        "# Bell Committee\n\n## Terms of Reference\n\n### 1. Membership\n\n- Ringer\n- Founder of bells\n\n### 2. Duties\n\n- Rings\n",
        "-\n  Bell Committee (Ringer, Founder of bells)\n",
    );
}

#[test]
fn letters_numbers_and_kinds_before_names_are_none_of_them() {
    holds(
        "# Statute\n\n## 1 Loom Board\n\n### 1.1 Membership\n\na) a weaver;\nb) two dyers.\n\n## 2 Thread Group\n\n**2.1 Membership**\n\nI – Spinner;\nII – Carder.\n\n## 3 Entry into force\n\nAt once.\n",
        "-\n  Loom Board (a weaver, two dyers)\n  Thread Group (Spinner, Carder)\n",
    );
    holds(
        "# Roles\n\n## Role: Kiln owner\n\nFires.\n\n## Role: Glaze validator\n\nTests.\n",
        "-\n  Kiln owner\n  Glaze validator\n",
    );
    holds(
        "# Structure\n\n## Strategic level\n\n- Loom Board\n- Wool Committee\n\n## Tactical level\n\n- Dye Board\n\n## Operational level\n\n- Spinning team\n- Help desk\n",
        "Strategic level\n  Loom Board\n  Wool Committee\nTactical level\n  Dye Board\nOperational level\n  Spinning team\n  Help desk\n",
    );
    holds(
        "# Governance\n\n## Roles\n\n* **Committers** can merge.\n* **Maintainers** set the roadmap.\n\n### Current maintainers\n\n| Name | Area |\n|---|---|\n| Ines Lund | storage |\n| Bo Ekman | network |\n",
        "-\n  Committers\n  Maintainers (Ines Lund, Bo Ekman)\n",
    );
}

#[test]
fn lists_and_lines_that_rank_or_report_are_what_they_say() {
    holds(
        "# Looms\n\n1. Weavers' Assembly\n   - Chair: Ida Lund\n   - Members: Bo Ek, Cy Moor\n2. Dyers' Board\n   - Chair: Vera Stahl\n   - Members: Al Marsh\n   \
         - Reports to: Weavers' Assembly\n",
        "-\n  Weavers' Assembly (Chair: Ida Lund, Bo Ek, Cy Moor)\n  Dyers' Board (Chair: Vera Stahl, Al Marsh)\nDyers' Board > Weavers' Assembly\n",
    );
    holds(
        "# Looms\n\n**Strategic level:** Loom Board, Wool Committee\n\n**Operational level:** Spinning teams; Dye desk\n",
        "Strategic level\n  Loom Board\n  Wool Committee\nOperational level\n  Spinning teams\n  Dye desk\n",
    );
    holds(
        "# Looms\n\n| Level | Role | Who |\n|---|---|---|\n| Steering | Loom board | sponsor, weaver |\n| Delivering | Team managers | Bo Ek; Cy Moor |\n",
        "Steering\n  Loom board (sponsor, weaver)\nDelivering\n  Team managers (Bo Ek, Cy Moor)\n",
    );
    holds(
        "# Looms\n\n## Loom board\n\nDecides. Its members are:\n\n```{list-table}\n:header-rows: 1\n\n* - Name\n  - Role\n* - Ida Lund\n  - Chair\n* - Bo Ekman\n  - Treasurer\n```\n\n\
         ## Dye panel\n\nDyes.\n",
        "-\n  Loom board (Chair: Ida Lund, Treasurer: Bo Ekman)\n  Dye panel\n",
    );
}

#[test]
fn labels_one_a_line_or_over_their_values_fill_the_fields_of_a_body() {
    let text = "# Mill\n\n## Wheel board\n\nChair: miller\nMembers: carter, smith\nMeets: monthly\nDecides: the rent; the tolls\nReports to: Water council\n\n\
                ## Water council\n\n**Meets**\n\nEach spring tide\n";
    let read = page(text);
    let board = function(&read.value, "Wheel board");
    assert_eq!(board.meets.as_deref(), Some("monthly"));
    assert_eq!(board.decides, ["the rent", "the tolls"]);
    let marks: Vec<bool> = board.roles.iter().map(|role| role.mark == Some(RoleMark::Chair)).collect();
    assert_eq!(marks, [true, false, false]);
    assert_eq!(function(&read.value, "Water council").meets.as_deref(), Some("Each spring tide"));
    assert_eq!(read.value.flows.len(), 1);
}
