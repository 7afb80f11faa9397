//! The smallest page of each kind, and what it is read as.
use crate::support::{complaints, function, gist, page, reading};
use govdraw::diagnostic::Code;

#[test]
fn bold_lines_name_bodies() {
    let read = page(
        "# Zoo trust\n\n## Strategic level\n\n**Keepers' council:**\n\n- Buys animals\n- Sells none\n\n\
         **Finance committee:**\n\n- Sets prices\n- Pays wages\n\n## Operational level\n\n**Feeding team**\n\n\
         Feeds all day.\n\n**Night group**\n\nWalks the fences.\n",
    );
    let wanted = "Strategic level\n  Keepers' council\n  Finance committee\nOperational level\n  Feeding team\n  Night group\n";
    assert_eq!(gist(&read.value), wanted);
    assert_eq!(function(&read.value, "Keepers' council").points.len(), 2);
    assert_eq!(function(&read.value, "Finance committee").points.len(), 2);
}

#[test]
fn items_of_a_list_name_bodies_and_a_chain_joins_them() {
    let read = page(
        "# Airfield governance\n\n## Governing bodies\n\n- **Airfield board** (5 seats) – owns the runway plan\n\
         - **Noise committee** – hears neighbours; reports to the airfield board\n\
         - **Glider council** – speaks for gliders; advises the noise committee\n\n## Decision path\n\n\
         Glider council -> Noise committee -> Airfield board\n",
    );
    let found = gist(&read.value);
    assert!(found.starts_with("-\n  Airfield board\n  Noise committee\n  Glider council\n"), "{found}");
    assert!(found.contains("Glider council > Noise committee\n"), "{found}");
    assert!(found.contains("Noise committee > Airfield board\n"), "{found}");
    assert!(read.value.levels.iter().all(|level| level.name != "Decision path"));
    assert!(!function(&read.value, "Airfield board").description.is_empty());
}

#[test]
fn labels_below_the_items_of_a_list_name_their_members() {
    let read = page(
        "# Tunnel works\n\n## Governance layers\n\n1. Owners' committee (quarterly)\n   Participants: mayor, banker\n   \
         Focus: money\n\n2. Works board (weekly)\n   Participants: engineer, surveyor\n   Focus: plans\n",
    );
    let found = gist(&read.value);
    assert!(found.contains("  Owners' committee (mayor, banker)\n"), "{found}");
    assert!(found.contains("  Works board (engineer, surveyor)\n"), "{found}");
}

#[test]
fn rows_of_a_table_name_bodies_with_chair_and_members() {
    let read = page(
        "# Honey standards\n\n## National level\n\n| Body | Chair | Members | Meets |\n| --- | --- | --- | --- |\n\
         | Honey council | Minister | Beekeepers | Yearly |\n| Label board | Chief taster | Grocers, bakers | Monthly |\n\n\
         ## Regional level\n\n| Body | Chair | Members | Meets |\n| --- | --- | --- | --- |\n\
         | Hive committee | Inspector | Growers | Monthly |\n",
    );
    let wanted = "National level\n  Honey council (Minister, Beekeepers)\n  Label board (Chief taster, Grocers, bakers)\n\
                  Regional level\n  Hive committee (Inspector, Growers)\n";
    assert_eq!(gist(&read.value), wanted);
}

#[test]
fn a_table_of_aspects_belongs_to_the_body_above_it() {
    let read = page(
        "# Drone rules\n\n## Governing bodies\n\n### Flight panel\n\n| Aspect | Description |\n| --- | --- |\n\
         | Role | Clears each new flight |\n| Members | Pilot (chair), farmer |\n| Meets | Weekly |\n\n\
         ### Airframe group\n\n| Aspect | Description |\n| --- | --- |\n| Role | Checks frames before they fly |\n\
         | Members | Mechanic (chair), welder |\n\n## Who does what\n\n| Activity | Flight panel | Airframe group |\n\
         | --- | --- | --- |\n| New frame | A | R |\n",
    );
    assert_eq!(
        gist(&read.value),
        "-\n  Flight panel (Pilot (chair), farmer)\n  Airframe group (Mechanic (chair), welder)\n"
    );
    assert_eq!(function(&read.value, "Flight panel").description, ["Clears each new flight"]);
}

#[test]
fn bodies_two_depths_down_keep_their_names() {
    let read = page(
        "# Coast watch\n\n## Governance structure\n\n### Committees\n\n#### Rescue committee\n\n- Buys boats\n\n\
         Members: coxswain, doctor\n\n#### Money committee\n\n- Collects\n\nMembers: banker, treasurer\n\n\
         ### Executive\n\n#### Chief executive\n\n- Runs the watch\n",
    );
    let found = gist(&read.value);
    for body in
        ["Rescue committee (coxswain, doctor)", "Money committee (banker, treasurer)", "Chief executive"]
    {
        assert!(found.contains(&format!("  {body}\n")), "{found}");
    }
}

#[test]
fn facets_stay_with_their_body() {
    let facets = |a: &str, b: &str| format!("### Requirements\n\n- {a}\n\n### Responsibilities\n\n- {b}\n\n");
    let text = format!(
        "# Governance of an open font\n\n## Steering committee\n\nLeads.\n\n{}## Maintainers\n\nDraw letters.\n\n{}\
         ## Contributors\n\nSend in letters.\n\n{}",
        facets("Three years", "Plans releases"),
        facets("Ten letters", "Report to the steering committee"),
        facets("A sample", "Ask first"),
    );
    let found = gist(&page(&text).value);
    assert!(found.starts_with("-\n  Steering committee\n  Maintainers\n  Contributors\n"), "{found}");
    assert!(!found.contains("Requirements") && !found.contains("Responsibilities"), "{found}");
}

#[test]
fn sections_on_process_and_document_are_no_levels() {
    let text = "# Lake programme\n\n## Purpose\n\nTells who decides.\n\n## Scope\n\nOne lake.\n\n## Governance structure\n\n\
         ### Lake board\n\nSpends.\n\nMembers: chair, angler\n\n### Shore boards\n\nDig.\n\nMembers: digger, farmer\n\n\
         ## Voting\n\nBy hand.\n\n## Document control\n\nVersion 2.\n";
    let read = page(text);
    assert_eq!(gist(&read.value), "-\n  Lake board (chair, angler)\n  Shore boards (digger, farmer)\n");
    assert!(complaints(text).contains(&Code::NotDrawn));
}

#[test]
fn a_charter_is_its_one_body_with_its_members() {
    let read = page(
        "# Terms of reference: market stalls working group\n\n## Role\n\nThe group advises the town on stalls.\n\n\
         ## Membership\n\n- Chair: market inspector\n- Two stallholders\n\n## Meetings\n\nThe group meets in spring.\n\n\
         ## Reporting\n\nThe group reports to the trade committee.\n",
    );
    let [level] = read.value.levels.as_slice() else { panic!("{}", gist(&read.value)) };
    let [body] = level.functions.as_slice() else { panic!("{}", gist(&read.value)) };
    assert!(level.implicit);
    assert_eq!(body.name.to_lowercase(), "market stalls working group");
    assert_eq!(body.roles.len(), 2);
}

#[test]
fn words_of_several_languages_name_levels_and_members() {
    let portuguese = page(
        "---\nlang: pt\n---\n\n# Gestão da feira\n\n## Nível estratégico\n\n### Conselho\n\nDecide.\n\n\
         Composição: presidente, contadora\n\n## Nível operacional\n\n### Equipe de barracas\n\nMonta.\n\n\
         Membros: carpinteiro, pintora\n\n## Conclusão\n\nObrigado.\n",
    );
    let wanted = "Nível estratégico\n  Conselho (presidente, contadora)\nNível operacional\n  \
                  Equipe de barracas (carpinteiro, pintora)\n";
    assert_eq!(gist(&portuguese.value), wanted);
    let dutch = page(
        "---\nlang: nl\n---\n\n# Besturing van de molen\n\n## Strategisch niveau\n\n### Stuurgroep\n\nKiest.\n\n\
         Samenstelling: molenaar, voorzitter\n\n## Tactische laag\n\n### Maalteam\n\nMaalt.\n\nLeden: bakker, knecht\n",
    );
    let wanted = "Strategisch niveau\n  Stuurgroep (molenaar, voorzitter)\nTactische laag\n  Maalteam (bakker, knecht)\n";
    assert_eq!(gist(&dutch.value), wanted);
}

#[test]
fn a_heading_with_the_word_by_chance_hides_no_body() {
    let found = gist(&page(
        "# Gas works\n\n## Executive board\n\n### Chair\n\nLeads.\n\n## Works office\n\n### Works manager\n\nPlans.\n\n\
         ## Service level targets\n\nWe answer at once.\n",
    ).value);
    assert!(!found.contains("targets"), "{found}");
    assert!(found.contains("  Executive board") && found.contains("  Works office"), "{found}");
}

#[test]
fn lines_of_defence_are_levels() {
    let read = page(
        "# Fraud governance\n\n## First line\n\n### Tellers' teams\n\nWatch.\n\nRoles: teller\n\n## Second line\n\n\
         ### Fraud office\n\nRules.\n\nRoles: fraud officer\n\n## Third line\n\n### Internal audit\n\nChecks.\n\n\
         Roles: auditor\n\n## How we report\n\nEvery month.\n",
    );
    let wanted = "First line\n  Tellers' teams (teller)\nSecond line\n  Fraud office (fraud officer)\nThird line\n  \
                  Internal audit (auditor)\n";
    assert_eq!(gist(&read.value), wanted);
}

#[test]
fn members_come_from_labels_lists_and_headings() {
    let read = page(
        "# Quarry trust\n\n## Strategic level\n\n### Board\n\nLeads.\n\nThe current board members are:\n\n- Chair\n\
         - Blaster\n\n### Dust committee\n\nChair: doctor\nAttendees: mason, foreman\n\n### Pay committee\n\n\
         #### Core members\n\n- Two masons\n\n### Appeals panel\n\n**Chaired by:** judge\n**Reports to:** Board\n\n\
         ## Operational level\n\n### Executive\n\n**Participants:**\n\n- Quarry master\n\n### Members\n\n- Crane driver\n",
    );
    let model = &read.value;
    let roles =
        |name: &str| function(model, name).roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>();
    assert_eq!(roles("Board"), ["Chair", "Blaster"]);
    assert_eq!(roles("Dust committee").len(), 3);
    assert_eq!(roles("Pay committee"), ["Two masons"]);
    assert_eq!(roles("Appeals panel").len(), 1);
    assert_eq!(roles("Executive"), ["Quarry master", "Crane driver"]);
    let found = gist(model);
    assert!(found.contains("Appeals panel > Board\n") && !found.contains("  Members"), "{found}");
}

#[test]
fn bodies_without_a_level_are_one_implicit_band() {
    let read = page(
        "# Swimming baths\n\n### Council\n\nSets prices.\n\nMembers: mayor, swimmer\n\n### Pool panels\n\nShape hours.\n\n\
         Members: attendant, coach\n",
    );
    assert_eq!(gist(&read.value), "-\n  Council (mayor, swimmer)\n  Pool panels (attendant, coach)\n");
    assert_eq!(read.value.levels[0].name, "Swimming baths");
}

#[test]
fn levels_may_stand_one_mark_higher() {
    let read = page(
        "# Strategic level\n\n## Council\n\nDecides.\n\nRoles: speaker, clerk\n\n# Operational level\n\n## Yard team\n\n\
         Sweeps.\n\nRoles: yard master\n",
    );
    assert_eq!(
        gist(&read.value),
        "Strategic level\n  Council (speaker, clerk)\nOperational level\n  Yard team (yard master)\n"
    );
}

#[test]
fn reporting_lines_are_flows() {
    let read = page(
        "# Bank of trees\n\n## Strategic level\n\n### Board\n\nPlants.\n\nRoles: chair\n\n### Growth committee\n\n\
         Reports to: Board\n\nRoles: convener\n\n## Operational level\n\n### Nursery team\n\n\
         Reports to the growth committee every month. Escalates blight to the board.\n\nRoles: nursery lead\n\n\
         ## Escalation path\n\nNursery team → Growth committee → Board\n",
    );
    let found = gist(&read.value);
    for flow in ["Growth committee > Board", "Nursery team > Growth committee", "Nursery team > Board"] {
        assert!(found.contains(&format!("{flow}\n")), "{found}");
    }
}

#[test]
fn charts_and_tables_of_reports_are_flows() {
    let read = page(
        "# Guild structure\n\n## Strategic level\n\n### Guild court\n\nJudges.\n\n### Purse committee\n\nPays.\n\n\
         ## Operational level\n\n### Craft team\n\nMakes.\n\n## Structure\n\n```mermaid\ngraph TD\n  \
         G[Guild court] --> P[Purse committee]\n  G --> C[Craft team]\n  C -.-> P\n```\n\n\
         | Body | Reports to | How often |\n| --- | --- | --- |\n| Purse committee | Guild court | Yearly |\n",
    );
    let found = gist(&read.value);
    for flow in [
        "Guild court > Purse committee",
        "Guild court > Craft team",
        "Craft team > Purse committee",
        "Purse committee > Guild court",
    ] {
        assert!(found.contains(&format!("{flow}\n")), "{found}");
    }
}

#[test]
fn wrapped_levels_are_levels_to_the_last() {
    let body = |level: &str, body: &str| format!("### {level}\n\n**{body}:**\n\n- Entscheidet\n\n");
    let text = format!(
        "# Rollen der Stadtgärtnerei\n\n## Zweck\n\nWer was tut.\n\n## Ebenen\n\n{}{}{}## Berichtswege\n\n- Jährlich\n",
        body("Strategische Ebene", "Gartenrat"),
        body("Taktische Ebene", "Gartenleitung"),
        body("Operative Ebene", "Beetgruppe"),
    );
    let wanted =
        "Strategische Ebene\n  Gartenrat\nTaktische Ebene\n  Gartenleitung\nOperative Ebene\n  Beetgruppe\n";
    assert_eq!(gist(&page(&text).value), wanted);
}

#[test]
fn a_matrix_of_escalation_is_its_levels() {
    let read = page(
        "# Escalation matrix\n\n## Escalation levels\n\n### Level 1: Shift level\n\n- Small leaks\n\n\
         ### Level 2: Plant level\n\n- Large leaks\n\n### Level 3: Company level\n\n- Floods\n\n## Related pages\n\n- Map\n",
    );
    let names: Vec<&str> = read.value.levels.iter().map(|level| level.name.as_str()).collect();
    assert_eq!(names, ["Level 1: Shift level", "Level 2: Plant level", "Level 3: Company level"]);
}

#[test]
fn emoji_stay_out_of_names() {
    let text =
        "# 🎪 Circus\n\n## 🎯 Strategic level\n\n### ⭐ Ring council\n\nPlans. ✅\n\nRoles: clown, rider\n";
    let read = page(text);
    assert_eq!(gist(&read.value), "Strategic level\n  Ring council (clown, rider)\n");
    assert_eq!(read.value.title, "Circus");
    assert!(complaints(text).contains(&Code::EmojiLeftOut));
}

#[test]
fn a_level_without_functions_holds_none() {
    let text = "# Mint\n\n## Board level\n\n### Board\n\nDecides.\n\n### Registry\n\n## Advisory level\n";
    let read = page(text);
    assert_eq!(gist(&read.value), "Board level\n  Board\n  Registry\nAdvisory level\n");
    assert!(complaints(text).contains(&Code::EmptyLevel));
}

#[test]
fn prose_on_a_council_names_no_level_of_process() {
    let prose = "The council sits weekly. It writes notes. ".repeat(8);
    let text = format!(
        "# Map room\n\n## Purpose of the council\n\n{prose}\n\n## How the council decides\n\n{prose}\n"
    );
    if let Ok(read) = reading(&text).model {
        assert!(!gist(&read.value).contains("How the council decides"), "{}", gist(&read.value));
    }
}
