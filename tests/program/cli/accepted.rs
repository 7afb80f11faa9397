//! What a page accepts is in no output and no exit code; pages that are none are passed over among others.
use super::support::{PAGE, folder, govdraw, names};

/// A page with two warnings: a function without roles, and one of another spelling.
fn faulty() -> String {
    PAGE.replace("Roles: Developer, designer\n", "").replace("Office manager", "Directors")
}

/// The codes of the findings, in order.
fn codes(json: &str) -> Vec<String> {
    let findings: Vec<serde_json::Value> = serde_json::from_str(json).unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn accepted_findings_are_in_no_output_and_no_exit_code() {
    let accept_all =
        faulty().replacen("# Team", "---\ngovdraw: {allow: [no-roles, similar-roles]}\n---\n# Team", 1);
    let accept_one = faulty().replacen("### Team", "<!-- govdraw-allow: no-roles -->\n### Team", 1);
    let elsewhere = faulty().replacen("### Support", "<!-- govdraw-allow: no-roles -->\n### Support", 1);
    for (page, left, code) in [
        (faulty(), vec!["no-roles", "similar-roles"], 1),
        (accept_all, vec![], 0),
        (accept_one, vec!["similar-roles"], 1),
        (elsewhere, vec!["no-roles", "similar-roles", "unused-allow"], 1),
    ] {
        let place = folder(&[("page.md", page.as_bytes())]);
        let ran = govdraw(place.path(), &["lint", "page.md", "--message-format", "json"]);
        assert_eq!(
            (codes(ran.out()), ran.code),
            (left.iter().map(|&code| code.to_owned()).collect(), code),
            "{page}"
        );
        for format in ["text", "github", "sarif"] {
            let ran = govdraw(place.path(), &["lint", "page.md", "--message-format", format]);
            for code in ["no-roles", "similar-roles"] {
                assert_eq!(
                    ran.out().contains(code),
                    left.contains(&code) || left.contains(&"unused-allow"),
                    "{format}"
                );
            }
        }
    }
}

#[test]
fn what_is_accepted_denies_nothing_and_only_lint_calls_it_unused() {
    let page =
        PAGE.replace("### Support", "<!-- govdraw-allow: missing-heading-marks no-roles -->\n\nSupport");
    let place = folder(&[("page.md", page.as_bytes())]);
    let render = ["render", "page.md", "--style", "simple", "--format", "svg", "--deny-warnings"];
    let ran = govdraw(place.path(), &render);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "drew page-simple.svg\n"));
    let ran = govdraw(place.path(), &["lint", "page.md", "--message-format", "json"]);
    assert_eq!((ran.code, codes(ran.out())), (0, vec!["unused-allow".to_owned()]));
}

#[test]
fn a_page_that_is_none_is_refused_alone_and_passed_over_among_others() {
    let none = format!("---\ngovdraw: false\n---\n{PAGE}");
    let files: [(&str, &[u8]); 3] =
        [("page.md", PAGE.as_bytes()), ("none.md", none.as_bytes()), ("prose.md", b"# A\n\nWords.\n")];
    for (name, code) in [("none.md", "not-a-page"), ("prose.md", "no-levels")] {
        let place = folder(&files);
        for command in ["lint", "render", "describe"] {
            let ran = govdraw(place.path(), &[command, name]);
            assert_eq!(ran.code, 2, "{command} {name}");
            assert!(
                (ran.out().to_owned() + &ran.stderr).contains(&format!("error[{code}]")),
                "{command} {name}"
            );
        }
        let ran = govdraw(place.path(), &["render", "page.md", name, "--format", "svg", "-o", "out"]);
        assert!(ran.code == 0 && ran.stderr.contains(&format!("note[{code}]")), "{}", ran.stderr);
        assert!(ran.stderr.contains(": it is passed over"), "{}", ran.stderr);
        assert_eq!(names(&place.path().join("out")).len(), 3);
        let by_level = [
            "render", "page.md", name, "--style", "poster", "--split", "level", "--format", "svg", "-o",
            "levels",
        ];
        assert_eq!(govdraw(place.path(), &by_level).code, 0);
        assert_eq!(govdraw(place.path(), &["lint", "page.md", name]).code, 0);
    }
}
