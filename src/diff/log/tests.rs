use super::{Revision, contradictions};
use crate::model::{Draft, DraftFunction, DraftLevel, DraftRole, Model};

/// A model of `level: function (role, role), function`, a line each.
fn model(lines: &str) -> Model {
    let role = |name: &str| DraftRole { name: name.trim().to_owned(), ..DraftRole::default() };
    let function = |words: &str| {
        let (name, roles) = words.trim_end_matches(')').split_once('(').unwrap_or((words, ""));
        let roles = roles.split('+').filter(|role| !role.trim().is_empty()).map(role).collect();
        DraftFunction { name: name.trim().to_owned(), roles, ..DraftFunction::default() }
    };
    let level = |line: &str| {
        let (name, functions) = line.split_once(':').expect("a level");
        let functions = functions.split(',').map(function).collect();
        DraftLevel { name: name.to_owned(), functions, ..DraftLevel::default() }
    };
    let levels = lines.lines().map(level).collect();
    Model::build(Draft { title: "T".to_owned(), levels, ..Draft::default() }).expect("valid").value
}

const OLD: &str = "Strategic level: Business (Director), Product (Lead)\nCo-ordination level: Service design (Designer), \
                   Support (Clerk+Officer)";
const NEW: &str = "Strategic level: Business (Director+Chair), Product (Lead), Service design (Designer)\n\
                   Co-ordination level: Compliance (Clerk), Data";

fn said(entries: &str) -> Vec<String> {
    let (old, new) = (model(OLD), model(NEW));
    let before = "# T\n\n## Change log\n\n- Moved business to the co-ordination level.\n";
    let after = format!("{before}{entries}\n");
    let found =
        contradictions(&Revision { text: before, model: &old }, &Revision { text: &after, model: &new });
    found
        .into_iter()
        .map(|finding| finding.message.split_once(", but ").expect("a fact").1.to_owned())
        .collect()
}

#[test]
fn what_the_log_says_rightly_or_vaguely_is_no_finding() {
    for right in [
        "- Moved service design to the strategic level from the co-ordination level",
        "- Service design was moved to strategic.",
        "- Renamed support in the co-ordination level to compliance",
        "- Added data to the co-ordination level",
        "- Added the role chair to business in the strategic level",
        "- Removed the role officer from support",
        "- Removed support from the co-ordination level",
        "- Added support for screen readers",
        "- Added a summary to the strategic level",
        "- Renamed the pictures to match",
        "- Reworded everything, moved pictures",
        "### 3 March 2026\n\nMoved service design to the strategic level.",
        "| Date | Change |\n| --- | --- |\n| 3 March 2026 | Service design moved to the strategic level |",
    ] {
        assert_eq!(said(right), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn what_did_not_happen_is_found() {
    for (wrong, fact) in [
        ("- Moved product to the co-ordination level", "\"Product\" stands in \"Strategic level\""),
        ("- Moved business to the strategic level", "\"Business\" stood in \"Strategic level\" before"),
        (
            "- Moved service design to the co-ordination level from the strategic level",
            "\"Service design\" stands in \"Strategic level\"",
        ),
        ("- Added product to the strategic level", "\"Product\" stood in \"Strategic level\" before"),
        ("- Removed product from the strategic level", "\"Product\" still stands in \"Strategic level\""),
        ("- Renamed support to business", "\"Support\" did not become \"Business\""),
        (
            "- Removed the role officer from business in the strategic level",
            "\"Business\" in \"Strategic level\" did not have the role \"Officer\" before",
        ),
        ("- Added the role analyst to product", "no function has the role \"analyst\""),
        ("- Removed the role chief steward from product", "no function has the role \"chief steward\""),
        ("- Added the function finance to the strategic level", "no function is named \"finance\""),
        (
            "- Renamed product in the strategic level to delivery crew",
            "no function is named \"delivery crew\"",
        ),
        ("- Removed the role lead from product", "\"Product\" still has the role \"Lead\""),
        ("- Added the role chair to product", "\"Product\" has no role \"Chair\""),
        ("- Added the role director to business", "\"Business\" had the role \"Director\" before"),
        (
            "### 3 March 2026\n\nIt is\nspring. Product moved\nto co-ordination.",
            "\"Product\" stands in \"Strategic level\"",
        ),
    ] {
        assert_eq!(said(wrong), [fact], "{wrong}");
    }
}

#[test]
fn the_hint_says_what_happened() {
    let (old, new) = (model(OLD), model(NEW));
    let text = "## Changes\n\n- Added service design to the co-ordination level\n";
    let found = contradictions(&Revision { text: "", model: &old }, &Revision { text, model: &new });
    assert_eq!(
        found[0].hint.as_deref(),
        Some("say what changed: `Moved service design to the strategic level from the co-ordination level`")
    );
    let span = found[0].span.expect("a place");
    assert_eq!(&text[span.start..span.end], "- Added service design to the co-ordination level");
}
