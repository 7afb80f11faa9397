//! Who is in a body, as lists, labels, tables and sentences say it.
use crate::support::{function, gist, page};
use govdraw::model::{Model, RoleMark};

fn roles(model: &Model, name: &str) -> Vec<(String, Option<RoleMark>)> {
    function(model, name).roles.iter().map(|role| (role.name.clone(), role.mark)).collect()
}

fn said(roles: &[(&str, Option<RoleMark>)]) -> Vec<(String, Option<RoleMark>)> {
    roles.iter().map(|(name, mark)| ((*name).to_owned(), *mark)).collect()
}

#[test]
fn one_item_and_one_chair_are_one_person_with_what_they_are_behind_a_comma() {
    let read = page(
        "# Observatory\n\n## Dome council\n\nOpens the dome.\n\nMembers:\n\n- Vera Lund – Head of optics, mirrors\n- Porter, chair\n\
         - Otto Falk, treasurer\n- night guide, day guide\n",
    );
    assert_eq!(
        roles(&read.value, "Dome council"),
        said(&[
            ("Head of optics, mirrors", None),
            ("Porter", Some(RoleMark::Chair)),
            ("Otto Falk, treasurer", None),
            ("night guide", None),
            ("day guide", None),
        ])
    );
    let read = page(
        "# Observatory\n\n| Committee | Chair | Purpose |\n| --- | --- | --- |\n| Mirror Committee | Vera Lund, NED | Polish |\n\
         | Lens Committee | Otto Falk, Jon Berg | Glass |\n",
    );
    assert_eq!(roles(&read.value, "Mirror Committee"), said(&[("Vera Lund, NED", Some(RoleMark::Chair))]));
    assert_eq!(function(&read.value, "Lens Committee").roles.len(), 2);
}

#[test]
fn who_stands_behind_the_label_of_a_post_is_not_lost() {
    let read = page(
        "# Observatory\n\n## Dome board\n\nOpens the dome.\n\nChairperson: Ms Vera Lund\n\
         Deputy Chairperson: Mr. Otto Falk (Norway)\n\n## Council of Governors\n\nSpeaks for guests.\n\n\
         Governors: 3 elected governors, 2 staff governors\n",
    );
    assert_eq!(
        roles(&read.value, "Dome board"),
        said(&[
            ("Chairperson: Ms Vera Lund", Some(RoleMark::Chair)),
            ("Deputy Chairperson: Mr. Otto Falk (Norway)", Some(RoleMark::Deputy)),
        ])
    );
    assert_eq!(
        roles(&read.value, "Council of Governors"),
        said(&[("3 elected governors", None), ("2 staff governors", None)])
    );
    let trustees = "# Ark\n\n## Board of Trustees\n\nKeeps it.\n\nChair: Ann Sole\nTrustees: Bo Roe, Vera Lund, Jon Berg\n";
    assert_eq!(function(&page(trustees).value, "Board of Trustees").roles.len(), 4);
}

#[test]
fn a_table_of_names_and_posts_keeps_both_and_marks_who_presides() {
    let read = page(
        "# Observatory\n\n## Dome Council\n\nRuns it.\n\n| Name | Position |\n| --- | --- |\n| Vera Lund | Chair |\n\
         | Otto Falk | Vice-chair |\n| Ann Sole | Secretary |\n| Bo Roe | Member |\n| Jon Berg | Member |\n",
    );
    assert_eq!(
        roles(&read.value, "Dome Council"),
        said(&[
            ("Chair: Vera Lund", Some(RoleMark::Chair)),
            ("Vice-chair: Otto Falk", Some(RoleMark::Deputy)),
            ("Secretary: Ann Sole", Some(RoleMark::Secretary)),
            ("Bo Roe", None),
            ("Jon Berg", None),
        ])
    );
}

#[test]
fn bodies_that_a_sentence_brings_together_are_no_members() {
    let read = page(
        "# Observatory\n\n## Dome senate\n\nBrings together the lens committee and the mirror committee.\n\n\
         ### Lens committee\n\nGrinds.\n\n### Mirror committee\n\nPolishes.\n",
    );
    assert!(function(&read.value, "Dome senate").roles.is_empty(), "{}", gist(&read.value));
}

#[test]
fn a_label_behind_a_sentence_on_its_line_is_one() {
    let read = page(
        "# Observatory\n\n## Dome board\n\nMeets monthly. Chair: Head of optics.\n\n## Lens group\n\nGrinds glass. Co-chairs: Ann Sole, Bo Roe\n",
    );
    assert_eq!(roles(&read.value, "Dome board"), said(&[("Chair: Head of optics", Some(RoleMark::Chair))]));
    assert_eq!(function(&read.value, "Dome board").meets.as_deref(), Some("Monthly"));
    assert_eq!(function(&read.value, "Lens group").points, ["Grinds glass"]);
    assert!(!function(&read.value, "Lens group").roles.is_empty());
}

#[test]
fn clauses_between_semicolons_say_what_sentences_say() {
    let read = page(
        "# Observatory\n\n## Bodies\n\n**Board of Keepers** – nine keepers; meets quarterly; chaired by Mr B. Moss\n\n\
         **Glass Group** – grinds; meets weekly\n\n## Decision matrix\n\n| Decision | Board | Glass Group |\n| --- | --- | --- |\n\
         | New mirror | A | R |\n| New lens | I | A |\n",
    );
    let board = function(&read.value, "Board of Keepers");
    assert_eq!(board.points, ["nine keepers"]);
    assert_eq!(
        (board.meets.as_deref(), board.decides.as_slice()),
        (Some("Quarterly"), &["New mirror".to_owned()][..])
    );
    assert_eq!(roles(&read.value, "Board of Keepers"), said(&[("Mr B. Moss", Some(RoleMark::Chair))]));
}

#[test]
fn groups_of_members_below_headings_of_their_own_are_members() {
    let read = page(
        "# Observatory\n\n## Dome board\n\nOpens it.\n\n### Lay members\n\n- Ann Sole, Chair\n- Bo Roe\n\n### Executive members\n\n\
         - Jon Berg, Chief Keeper\n\n## Lens Committee\n\nGrinds.\n\n- @vera (chair)\n- @otto\n- @bo\n",
    );
    assert_eq!(
        roles(&read.value, "Dome board"),
        said(&[("Ann Sole", Some(RoleMark::Chair)), ("Bo Roe", None), ("Jon Berg, Chief Keeper", None)])
    );
    assert_eq!(function(&read.value, "Lens Committee").roles.len(), 3);
}
