//! What the options of SVGs and of what pictures say of themselves do.
use super::support::{PAGE, folder, govdraw, govdraw_with};
use std::fs;

const FLOW: [&str; 5] = ["render", "page.md", "--style", "flow", "-q"];

#[test]
fn ids_come_from_the_files_name() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let id_of = |arguments: &[&str], name: &str| {
        let ran = govdraw(place.path(), &[&FLOW[..], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let picture = if name == "-" {
            ran.out().to_owned()
        } else {
            fs::read_to_string(place.path().join(name)).unwrap()
        };
        picture.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    };
    assert_eq!(id_of(&["--format", "svg"], "page-flow.svg"), "page-flow");
    assert_eq!(id_of(&["-o", "Team rules.svg"], "Team rules.svg"), "Team-rules");
    assert_eq!(id_of(&["--format", "svg", "-o", "-"], "-"), "page-flow");
    assert_eq!(id_of(&["--format", "svg", "--id", "chart"], "page-flow.svg"), "chart");
}

#[test]
fn an_id_is_one_pictures() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    for (arguments, words) in
        [(&["--format", "svg"][..], "3 would be drawn"), (&["--format", "png"][..], "none is drawn")]
    {
        let ran = govdraw(place.path(), &[&["render", "page.md", "--id", "a"], arguments].concat());
        assert!(ran.code == 2 && ran.stderr.contains(words), "{}", ran.stderr);
    }
    let ran = govdraw(place.path(), &[&FLOW[..], &["--format", "svg", "--id", "1 a"]].concat());
    assert!(ran.code == 2 && ran.stderr.contains("expected a letter"), "{}", ran.stderr);
}

#[test]
fn words_that_a_picture_does_not_show_change_its_metadata_only_and_with_a_digest_nothing() {
    // the simple visual shows no roles
    let other = PAGE.replace("Developer, designer", "Developer, researcher");
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let draw = |page: &str, format: &str, more: &[&str]| {
        let arguments = [&["render", "-", "--style", "simple", "--format", format, "-o", "-"], more].concat();
        let ran = govdraw_with(place.path(), &arguments, page.as_bytes());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let both = |format: &str, more: &[&str]| (draw(PAGE, format, more), draw(&other, format, more));
    let drawing = |bytes: Vec<u8>| {
        let picture = String::from_utf8(bytes).unwrap();
        let (before, rest) = picture.split_once("<metadata").unwrap();
        format!("{before}{}", rest.split_once("</metadata>").unwrap().1)
    };
    let (one, two) = both("svg", &[]);
    assert_ne!(one, two, "the model is in it");
    assert_eq!(drawing(one), drawing(two));
    for format in ["svg", "png", "pdf"] {
        for origin in [&["--provenance", "digest"][..], &["--no-model"], &["--provenance", "none"]] {
            let (one, two) = both(format, origin);
            assert!(one == two, "{format} {origin:?}");
            let holds = |words: &str| one.windows(words.len()).any(|window| window == words.as_bytes());
            assert!(!holds("Office manager"), "{format} {origin:?}: the model is in it");
            if format == "svg" {
                assert_eq!(holds("data-digest"), origin != ["--provenance", "none"]);
            }
        }
    }
    fs::write(place.path().join("a.svg"), draw(PAGE, "svg", &["--no-model"])).unwrap();
    let ran = govdraw(place.path(), &["extract", "a.svg"]);
    assert!(ran.code == 2 && ran.stderr.contains("a digest alone: sha256-"), "{}", ran.stderr);
}

#[test]
fn links_open_where_they_were_told_to() {
    let page = PAGE.replace("### Team\n", "### [Team](https://example.org/team)\n");
    let place = folder(&[("page.md", page.as_bytes())]);
    let ran = govdraw(
        place.path(),
        &[&FLOW[..], &["--format", "svg", "--link-target", "_blank", "-o", "-"]].concat(),
    );
    assert!(ran.out().contains(" target=\"_blank\" rel=\"noopener\""), "{}", ran.stderr);
}
