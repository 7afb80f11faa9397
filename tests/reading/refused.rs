//! Pages that are none of governance, and what comments and limits do to a page.
use crate::support::{complaints, gist, page, reading};
use govdraw::diagnostic::Code;

/// Why a page is refused; nothing where it is drawn.
fn refusal(text: &str) -> String {
    reading(text)
        .model
        .err()
        .map(|errors| errors.iter().map(|e| e.message.clone()).collect())
        .unwrap_or_default()
}

#[test]
fn everyday_things_with_the_words_of_bodies_are_not_drawn() {
    for text in [
        "# Chess sets\n\n## Boards\n\nOf walnut.\n\n## Pieces\n\nOf box.\n",
        "# Party games\n\n## Set up\n\nCut the cake.\n\n### Red team\n\n- Hats\n\n### Blue team\n\n- Scarves\n",
        "# Prices\n\n| Name | Description | Price |\n| --- | --- | --- |\n| Elm panel | Solid | 40 |\n| Ash board | Thin | 8 |\n",
    ] {
        assert!(!refusal(text).is_empty(), "{}", gist(&page(text).value));
    }
}

#[test]
fn one_sign_of_governing_is_enough() {
    for text in [
        "# Paint works\n\n## Mixing team\n\nMembers: chemist, buyer\n\n## Sales group\n\nSells.\n",
        "# Paint works\n\n## Mixing team\n\nMixes.\n\n## Sales group\n\nReports to the mixing team.\n",
        "# Our teams\n\n## Mixing team\n\nMixes.\n\n## Sales team\n\nSells.\n",
        "# Paint works\n\n## Mixing committee\n\nMixes.\n\n## Sales group\n\nSells.\n",
        "# Paint works\n\n## Mixing team <!-- govdraw: function -->\n\nMixes.\n",
    ] {
        assert_eq!(refusal(text), "", "{text}");
    }
}

#[test]
fn a_comment_right_before_a_heading_steers_that_one() {
    let read = |text: &str| gist(&page(text).value);
    let found = read(
        "# Pond\n\n## Frog Committee\n\nCounts.\n\n<!-- govdraw: skip -->\n## Newt Committee\n\nSleeps.\n",
    );
    assert_eq!(found, "-\n  Frog Committee\n");
    let found = read("# Pond\n\n## Frog Committee\n<!-- govdraw: skip -->\n\n## Newt Committee\n\nSleeps.\n");
    assert_eq!(found, "-\n  Newt Committee\n");
}

#[test]
fn a_charter_has_a_title() {
    let text = "# Port Committee\n\n## Purpose\n\nRuns the port.\n\n## Members\n\n- Mayor\n- Pilot\n";
    assert!(!complaints(text).contains(&Code::NoTitle), "{:?}", complaints(text));
}

#[test]
fn a_chart_beyond_the_limits_is_named() {
    let arrows: String = (0..2100).map(|i| format!("a{i}[Board {i}] --> a{}\n", i + 1)).collect();
    let said = refusal(&format!("# Big\n\n```mermaid\ngraph TD\n{arrows}```\n"));
    assert!(said.contains("beyond the limits"), "{said}");
}

#[test]
fn what_is_not_drawn_is_not_told_what_speaks_for_it() {
    let text = "# Pond\n\n## Frog Committee\n\nCounts.\n\n## Mowing process\n\nChair: reeve\n\nMow.\n";
    let notes: Vec<String> = reading(text).outline.notes().into_iter().map(|note| note.message).collect();
    assert!(notes.iter().any(|note| note.contains("Mowing process")), "{notes:?}");
    assert!(!notes.iter().any(|note| note.contains("it has members")), "{notes:?}");
}
