//! Slips of the source and code of sites: never drawn in silence, never content.
use crate::support::{complaints, function, gist, page, reading};
use govdraw::diagnostic::{Code, Source};
use govdraw::export;
use govdraw::input::{Format, read};

#[test]
fn foreign_data_is_refused_with_the_way_to_a_model() {
    let text = "groups:\n  - name: Seed council\n    mission: Keeps seeds\n  - name: Growers\n    reports_to: Seed council\n";
    let source = Source { name: "groups.yaml".to_owned(), text: text.to_owned() };
    let errors = read(&source, Format::Yaml).unwrap_err();
    assert!(
        errors.iter().any(|error| error.hint.as_deref().is_some_and(|hint| hint.contains("schema"))),
        "{errors:#?}"
    );
}

#[test]
fn two_lines_over_a_rule_are_no_heading() {
    let read = page(
        "# Cable car\n\n## Strategic level\n\n### Board\n\n> The board has four seats.\n>\n> - Sets fares\n\n\
         ### Rope committee\n\nChecks ropes.\n\nLast looked at in May\nby the clerk\n---\n\n## Operational level\n\n\
         ### Crew\n\nRuns cars.\n",
    );
    assert_eq!(gist(&read.value), "Strategic level\n  Board\n  Rope committee\nOperational level\n  Crew\n");
}

#[test]
fn a_code_block_that_is_never_closed_is_said() {
    let read = reading(
        "# Barge line\n\n## Strategic level\n\nBoard → Crew\n\n```\n\n## Tactical level\n\n### Route group\n\nPlans.\n",
    );
    let findings = read.model.map_or_else(|errors| errors, |read| read.warnings);
    assert!(findings.iter().any(|finding| finding.message.contains("code block")), "{findings:#?}");
}

#[test]
fn headings_without_a_blank_behind_their_marks_are_functions() {
    let read = page(
        "# Head cooks' roles\n\n###Role of the head cook\nDecides on menus.\n\n\
         ###Role of the deputy head cook for school kitchens (except in the summer weeks)\n\n- Decides on bread\n",
    );
    let names: Vec<&str> =
        read.value.levels.iter().flat_map(|level| &level.functions).map(|f| f.name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[0].contains("head cook") && names[1].contains("school kitchens"), "{names:?}");
}

#[test]
fn the_code_of_a_site_is_not_content() {
    let text = "---\ntitle: Tea house\n---\n\n{% include heading.html lvl=2 text=\"Committees of the house\" %}\n\n\
         <p>There are two.</p>\n\n## Committees\n\n{% include heading.html lvl=3 text=\"Leaf group\" %}\n\n\
         Buys leaves. {{ site.season }}\n\n{% tabs %}\n{% tab title=\"Till\" %}\nThe till group counts. :coin:\n{% endtab %}\n\
         {% endtabs %}\n\n{{< notice >}}\nMeets daily.\n{{< /notice >}}\n\n### Water committee\n\nBoils. :kettle:\n";
    let read = page(text);
    let model = export::json(&read.value).unwrap();
    for mark in ["{%", "{{", "endtab", ":coin:", ":kettle:"] {
        assert!(!model.contains(mark), "{mark}: {model}");
    }
    assert_eq!(function(&read.value, "Water committee").description, ["Boils."]);
    assert!(complaints(text).contains(&Code::SiteCode));
}

#[test]
fn a_later_heading_is_not_the_title() {
    let text = "## Board\n\nLeads.\n\n## Office\n\nWorks.\n\n# Notes\n\n- By the office.\n";
    let read = page(text);
    assert_ne!(read.value.title, "Notes");
    assert!(gist(&read.value).contains("  Board\n  Office\n"), "{}", gist(&read.value));
    assert!(complaints(text).contains(&Code::NoTitle));
}
