//! Each kind of change, told as a change log would.
use super::{Change, Diff, diff, json, markdown, text};
use crate::diagnostic::Source;
use crate::input::{Format, read};

const PAGE: &str = "---\noutcomes: [Better services]\n---\n# Group\n\nAn introduction.\n\n## Strategic level\n\nSets the direction.\n\n\
    ### Business\n\nSays what the group is for. It signs off money.\n\nRoles: Director, senior responsible owner\n\n\
    ### Product\n\nRanks the aims.\n\nRoles: Lead product manager\n\n## Implementation level\n\nBuilds the services.\n\n\
    ### Service design\n\nDesigns services that people can use.\n\nRoles: Service designer, user researcher\n\n\
    ### Team\n\nDelivers.\n\nRoles: Developer\n\n| From | To | Flow | Kind |\n| --- | --- | --- | --- |\n\
    | Business | Product | Agree the aims | |\n| Product | Team | Set the roadmap | |\n\
    | Team | Product | Report | feedback |\n| Team | Better services | Deliver | |\n";

fn compare(old: &str, new: &str) -> Diff {
    let model = |text: &str| {
        let source = Source { name: "page.md".to_owned(), text: text.to_owned() };
        read(&source, Format::Markdown).unwrap_or_else(|errors| panic!("{errors:?}\n{text}")).value
    };
    diff(&model(old), &model(new))
}

/// The sentences for a page in which some words are others.
fn said(edits: &[(&str, &str)]) -> Vec<String> {
    let new = edits.iter().fold(PAGE.to_owned(), |page, (old, new)| {
        assert!(page.contains(old), "{old}");
        page.replacen(old, new, 1)
    });
    let found = markdown(&compare(PAGE, &new));
    found.lines().map(|line| line.trim_start_matches("- ").to_owned()).collect()
}

const DESIGN: &str = "### Service design\n\nDesigns services that people can use.\n\nRoles: Service designer, user researcher\n\n";

#[test]
fn a_page_is_as_itself() {
    assert!(compare(PAGE, PAGE).is_empty());
    assert!(compare(PAGE, &PAGE.replace("\n\n## Impl", "\n\n\n## Impl")).is_empty());
}

#[test]
fn functions_come_go_move_and_are_renamed() {
    let moved = [(DESIGN, ""), ("## Implementation", &format!("{DESIGN}## Implementation"))];
    assert_eq!(said(&moved), ["Moved service design to the strategic level from the implementation level"]);
    assert_eq!(said(&[(DESIGN, "")]), ["Removed service design from the implementation level"]);
    let added = "### Data\n\nCounts.\n\n### Team";
    assert_eq!(said(&[("### Team", added)]), ["Added data to the implementation level"]);
    assert_eq!(
        said(&[("### Service design", "### User-centred design")]),
        ["Renamed service design in the implementation level to user-centred design"]
    );
    let renamed_and_moved = DESIGN.replace("### Service design", "### User-centred design");
    assert_eq!(
        said(&[(DESIGN, ""), ("## Implementation", &format!("{renamed_and_moved}## Implementation"))]),
        [
            "Moved user-centred design to the strategic level from the implementation level",
            "Renamed service design in the strategic level to user-centred design"
        ]
    );
    assert_eq!(
        said(&[(DESIGN, ""), ("Roles: Developer\n\n", &format!("Roles: Developer\n\n{DESIGN}"))]),
        ["Put the functions of the implementation level in the order team, service design"]
    );
}

#[test]
fn words_roles_levels_and_outcomes_change() {
    assert_eq!(
        said(&[("signs off money", "signs off budgets")]),
        ["Reworded business in the strategic level"]
    );
    assert_eq!(
        said(&[("Director, senior responsible owner", "director, Chair")]),
        [
            "Removed the role senior responsible owner from business in the strategic level",
            "Wrote the role \"Director\" of business in the strategic level as \"director\"",
            "Added the role chair to business in the strategic level",
        ]
    );
    assert_eq!(said(&[("# Group", "# DDTS group")]), ["Retitled \"Group\" to \"DDTS group\""]);
    assert_eq!(said(&[("An introduction", "Another introduction")]), ["Reworded the introduction"]);
    assert_eq!(said(&[("Builds the", "Makes the")]), ["Reworded the implementation level"]);
    assert_eq!(
        said(&[("## Implementation level", "## Delivery level")]),
        ["Renamed the implementation level to delivery level"]
    );
    assert_eq!(
        said(&[("[Better services]", "[Better services, Happier staff]")]),
        ["Added the outcome happier staff"]
    );
    let level = "## Tactical level\n\nPlans.\n\n## Implementation";
    assert_eq!(said(&[("## Implementation", level)]), ["Added the tactical level"]);
}

#[test]
fn flows_come_go_and_change() {
    let flow = "| Product | Team | Set the roadmap | |\n";
    assert_eq!(
        said(&[(flow, "")]),
        ["Removed the flow \"Set the roadmap\" from Strategic / Product to Implementation / Team"]
    );
    assert_eq!(
        said(&[(flow, &format!("{flow}| Business | Team | Thank | |\n"))]),
        ["Added the flow \"Thank\" from Strategic / Business to Implementation / Team"]
    );
    assert_eq!(
        said(&[("Set the roadmap", "Set the plan")]),
        [
            "Relabelled the flow \"Set the roadmap\" as \"Set the plan\" from Strategic / Product to Implementation / Team"
        ]
    );
    assert_eq!(
        said(&[("| feedback |", "| mutual |")]),
        [
            "Made the flow \"Report\" from Implementation / Team to Strategic / Product mutual (feedback before)"
        ]
    );
    assert_eq!(
        said(&[("| Product | Team |", "| Product | Service design |")]),
        [
            "Led the flow \"Set the roadmap\" from Strategic / Product to Implementation / Service design (before: from Strategic / Product to Implementation / Team)"
        ]
    );
    // an end under another name is the same end
    let renamed = [
        ("### Team", "### Crew"),
        ("Product | Team", "Product | Crew"),
        ("| Team | Product", "| Crew | Product"),
        ("| Team | Better", "| Crew | Better"),
    ];
    assert_eq!(said(&renamed), ["Renamed team in the implementation level to crew"]);
}

#[test]
fn names_are_literal_and_keep_capitals_that_they_need() {
    assert_eq!(
        said(&[("### Team", "### GOV.UK \\*design\\*\n\nX.\n\n### Team")])[0],
        "Added GOV.UK \\*design\\* to the implementation level"
    );
    let french = |text: &str| text.replace("---\noutcomes", "---\nlang: fr\noutcomes");
    let found = compare(&french(PAGE), &french(&PAGE.replace("### Team", "### Équipe\n\nX.\n\n### Team")));
    assert_eq!(markdown(&found), "- Added Équipe to the Implementation level\n");
}

#[test]
fn each_form_says_the_same() {
    let found = compare(PAGE, &PAGE.replace("signs off money", "signs off budgets"));
    assert_eq!(
        text(&found),
        "Reworded business in the strategic level\n  - It signs off money\n  + It signs off budgets\n"
    );
    let value: serde_json::Value = serde_json::from_str(&json(&found).expect("JSON")).expect("JSON");
    assert_eq!(value["changes"][0]["change"], "function-reworded");
    assert_eq!(value["changes"][0]["function"]["id"], "strategic/business");
    assert_eq!(value["changes"][0]["wording"]["new"][0], "It signs off budgets");
    assert!(matches!(found.changes[0], Change::FunctionReworded { .. }));
}

#[test]
fn how_often_a_body_meets_and_what_it_decides_are_told_by_themselves() {
    let with =
        |words: &str| PAGE.replacen("It signs off money.", &format!("It signs off money.\n\n{words}"), 1);
    let said = |old: &str, new: &str| markdown(&compare(&with(old), &with(new)));
    let monthly = "Meets: monthly\n\nDecides:\n\n- The budget\n- The plan";
    assert_eq!(
        said("", monthly),
        "- Said how often business in the strategic level meets: \"monthly\"\n\
         - Added the decision \"The budget\" to business in the strategic level\n\
         - Added the decision \"The plan\" to business in the strategic level\n"
    );
    assert_eq!(
        said(monthly, &monthly.replace("monthly", "weekly").replace("The plan", "The aims")),
        "- Changed how often business in the strategic level meets from \"monthly\" to \"weekly\"\n\
         - Removed the decision \"The plan\" from business in the strategic level\n\
         - Added the decision \"The aims\" to business in the strategic level\n"
    );
    assert_eq!(said("Meets: monthly", ""), "- Took out how often business in the strategic level meets\n");
}

#[test]
fn large_models_that_share_nothing_take_no_time() {
    let page = |word: &str| -> String {
        let functions = (0..4_000).map(|n| format!("### {word} {n}\n\nDoes {word} number {n}.\n\n"));
        format!("# T\n\n## Only level\n\n{}", functions.collect::<String>())
    };
    let (old, new) = (page("Old"), page("New"));
    let start = std::time::Instant::now();
    assert_eq!(compare(&old, &new).changes.len(), 8_000);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn five_revisions_of_a_page_tell_their_own_change_log() {
    let edit = |page: &str, edits: &[(&str, &str)]| {
        edits.iter().fold(page.to_owned(), |page, (old, new)| {
            assert!(page.contains(old), "{old}");
            page.replacen(old, new, 1)
        })
    };
    let first = PAGE.to_owned();
    let second = edit(&first, &[(DESIGN, ""), ("## Implementation", &format!("{DESIGN}## Implementation"))]);
    // a heading that loses its marks is read as it was meant
    let third = edit(&second, &[("### Team\n", "Team\n")]);
    let fourth =
        edit(&third, &[(", user researcher", ""), ("Lead product manager", "Lead product manager, analyst")]);
    let fifth = edit(
        &fourth,
        &[
            ("### Business", "### Business and finance"),
            ("| Business |", "| Business and finance |"),
            ("| Team | Better", "| Service design | Product | Test ideas | |\n| Team | Better"),
        ],
    );
    let revisions = [first, second, third, fourth, fifth];
    let logs: Vec<String> = revisions.windows(2).map(|pair| markdown(&compare(&pair[0], &pair[1]))).collect();
    assert_eq!(
        logs,
        [
            "- Moved service design to the strategic level from the implementation level\n",
            "",
            "- Added the role analyst to product in the strategic level\n\
             - Removed the role user researcher from service design in the strategic level\n",
            "- Renamed business in the strategic level to business and finance\n\
             - Added the flow \"Test ideas\" from Strategic / Service design to Strategic / Product\n",
        ]
    );
}
