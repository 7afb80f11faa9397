//! Flows that sentences, labels and chains state, and those that they do not.
use crate::support::{complaints, function, gist, page};
use govdraw::diagnostic::Code;

/// The flows of a page, `Panel > Trust Board` each.
fn flows(text: &str) -> Vec<String> {
    let read = gist(&page(text).value);
    read.lines().filter(|line| line.contains(" > ")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_sentence_joins_the_bodies_that_it_names() {
    let head =
        "# Pond trust\n\n## Trust Board\n\nLeads.\n\n## Finance Committee\n\nPays.\n\n## Frog Panel\n\n";
    let (board, money) = ("Frog Panel > Trust Board", "Frog Panel > Finance Committee");
    for (said, wanted) in [
        // with an article and without one
        ("Reports to Trust Board.", vec![board]),
        ("Reports to the Trust Board.", vec![board]),
        ("**Reports to:** the Board", vec![board]),
        // by the noun that one body alone has, in either number
        ("Reports to the Board.", vec![board]),
        ("The panel reports to a finance committee.", vec![money]),
        ("The Board appoints the panel.", vec!["Trust Board > Frog Panel"]),
        // a verb may be cut by the end of a line
        ("The panel reports\n<!-- a comment --> to the Board.", vec![board]),
        // beside other words the noun is of another name
        ("The panel reports to the Board members.", vec![]),
        ("The panel reports to the Harbour Board.", vec![]),
        ("The panel advises the Board of Kew.", vec![]),
        // a second verb keeps the first one's subject
        ("Reports to the Trust Board and advises the Finance Committee.", vec![board, money]),
        (
            "The panel is appointed by the Trust Board and reports to the Finance Committee.",
            vec!["Trust Board > Frog Panel", money],
        ),
        (
            "The panel reports to the Finance Committee, which reports to the Trust Board.",
            vec![money, "Finance Committee > Trust Board"],
        ),
        ("Reports to the Board and the Committee.", vec![board, money]),
        // no subject: behind a preposition
        ("Unlike the Finance Committee, the panel reports to the Trust Board.", vec![board]),
        ("With the Finance Committee, it advises the Trust Board.", vec![board]),
        ("This page names the Trust Board.", vec![]),
        ("The panel appoints the clerk of the Trust Board.", vec![]),
        ("It may report to the Trust Board.", vec![]),
    ] {
        assert_eq!(flows(&format!("{head}{said}\n")), wanted, "{said}");
    }
}

#[test]
fn a_sentence_outside_the_bodies_sections_names_both_ends() {
    let bodies = "## Bridge Board\n\nLeads.\n\n## Paint Committee\n\nPaints.\n";
    let said = |words: &str| flows(&format!("# Bridges\n\n{words}\n\n{bodies}"));
    assert_eq!(said("The Paint Committee reports to the Bridge Board."), ["Paint Committee > Bridge Board"]);
    assert_eq!(said("Everybody reports to the Bridge Board."), Vec::<String>::new());
}

#[test]
fn sentences_of_other_languages_name_bodies_in_their_cases() {
    for (page, wanted) in [
        (
            "# Organy klubu\n\n## Rada Żeglarska\n\nKontroluje klub i jego łodzie.\n\n## Komisja Masztowa\n\nPodlega Radzie Żeglarskiej.\n",
            "Komisja Masztowa > Rada Żeglarska",
        ),
        (
            "---\nlang: tr\n---\n\n# Kulüp yönetimi\n\n## Yönetim Kurulu\n\nKulübü yönetir.\n\n## Disiplin Komitesi\n\nYönetim Kuruluna rapor verir.\n",
            "Disiplin Komitesi > Yönetim Kurulu",
        ),
        (
            "# 港の運営\n\n## 運営委員会\n\n港の方針を決定する。\n\n## 安全部会\n\n事故を調べ、運営委員会に報告する。\n",
            "安全部会 > 運営委員会",
        ),
        (
            "# Órganos del club\n\n## Consejo Rector\n\nDirige el club.\n\n## Comité de Velas\n\nRinde cuentas al Consejo Rector.\n",
            "Comité de Velas > Consejo Rector",
        ),
        (
            "# Föreningens styrning\n\n## Styrelsen\n\nLeder föreningen.\n\n## Båtnämnden\n\nRapporterar till styrelsen.\n",
            "Båtnämnden > Styrelsen",
        ),
    ] {
        assert_eq!(flows(page), [wanted], "{page}");
    }
}

#[test]
fn what_is_said_of_a_body_outside_the_page_is_a_point_and_a_note() {
    let text = "# Manor\n\n## Hedge Committee\n\nMembers: reeve, hayward\n\nReports to: Court of Barons\n\n## Mill Board\n\nGrinds.\n";
    let read = page(text);
    assert_eq!(function(&read.value, "Hedge Committee").points, ["Reports to: Court of Barons"]);
    assert!(complaints(text).contains(&Code::FlowNotDrawn), "{:?}", complaints(text));
}

#[test]
fn a_noun_alone_is_an_end_in_a_table_of_flows() {
    let read = flows(
        "# Trust\n\n## Board of Directors\n\nLeads.\n\n## Paint team\n\nPaints.\n\n| From | To | Flow |\n| --- | --- | --- |\n| Board | Paint team | Aims |\n",
    );
    assert_eq!(read, ["Board of Directors > Paint team"]);
}

#[test]
fn arrows_on_lines_of_their_own_are_a_chain() {
    let read = flows(
        "# Oversight of trials\n\nSite nurse\n   ↓\nTrial Group\n   ↓\nSteering Committee\n\n## Trial Group\n\nMeets.\n\n## Steering Committee\n\nDecides.\n",
    );
    assert_eq!(read, ["Site nurse > Trial Group", "Trial Group > Steering Committee"]);
}

#[test]
fn boxes_beside_known_functions_are_functions() {
    let read = page(
        "# Reef club\n\n```mermaid\ngraph TD\nH[Shell Holders] --> C[Reef Council]\nC -->|fund| G[Coral Pod] & P[Sponge Pod]\n```\n\n## Shell Holders\n\nAnyone.\n\n## Reef Council\n\nSeven elders.\n",
    );
    let found = gist(&read.value);
    assert!(
        found.contains("Reef Council > Coral Pod") && found.contains("Reef Council > Sponge Pod"),
        "{found}"
    );
}

#[test]
fn the_holders_of_posts_in_a_nested_list_are_no_part_of_their_names() {
    let read = page(
        "# Lighthouse service\n\n- Director – Ida Holm\n  - Head of lamps – Dr. Olaf Lind\n    - Keeper, north – vacant\n  - Head of boats – Nell Byrne\n",
    );
    let found = gist(&read.value);
    assert!(
        found.contains("  Director (Ida Holm)\n  Head of lamps (Dr. Olaf Lind)\n  Keeper, north\n"),
        "{found}"
    );
    assert!(found.contains("Head of boats > Director\n"), "{found}");
}
