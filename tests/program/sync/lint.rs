//! What `lint` says of a page's pictures, of its history and of its slips.
use super::support::{PAGE as UNCONNECTED, Site};
use std::sync::LazyLock;

/// A page without fault: each function has a flow.
static PAGE: LazyLock<String> = LazyLock::new(|| format!("{UNCONNECTED}| Team | Support | Ask |\n"));

fn git(site: &Site, arguments: &[&str]) {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let mut command = std::process::Command::new("git");
    let ran = command.args(identity).args(arguments).current_dir(site.path("")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// A site under git with a page that has a change log.
fn logged() -> Site {
    let site = Site::new();
    site.write("docs/a.md", &format!("{}\n## Change log\n\n### 1 March 2026\n\n- First published.\n", *PAGE));
    git(&site, &["init", "-q"]);
    commit(&site, "One");
    site
}

fn commit(site: &Site, name: &str) {
    git(site, &["add", "."]);
    git(site, &["commit", "--allow-empty", "-qm", name]);
    git(site, &["tag", name]);
}

fn says(site: &Site, revision: &str) -> (i32, String) {
    let ran = site.run(&["lint", "docs/a.md", "--since", revision]);
    // that the log itself is not drawn is a note
    (ran.code, if ran.out.contains("log-contradicts") { ran.out } else { String::new() })
}

#[test]
fn a_change_log_is_held_against_five_revisions() {
    let site = logged();
    let log = |site: &Site, entry: &str| {
        site.edit("docs/a.md", "- First published.\n", &format!("- First published.\n{entry}\n"))
    };
    // 2: a function moves, and the log says so
    site.edit("docs/a.md", "### Support\n\nHelps the team.\n\nRoles: Office manager\n\n", "");
    site.edit(
        "docs/a.md",
        "## Lower level",
        "### Support\n\nHelps the team.\n\nRoles: Office manager\n\n## Lower level",
    );
    log(&site, "- Moved support to the upper level.");
    assert_eq!(says(&site, "One"), (0, String::new()), "the log is right");
    commit(&site, "Two");
    // 3: the log says that another moved, which did not
    log(&site, "- Team moved to the upper level");
    let (code, said) = says(&site, "Two");
    assert!(
        code == 1 && said.contains("log-contradicts") && said.contains("\"Team\" stands in \"Lower level\""),
        "{said}"
    );
    assert!(said.contains("docs/a.md:") && said.contains("- Team moved to the upper level"), "{said}");
    site.edit("docs/a.md", "- Team moved to the upper level\n", "");
    commit(&site, "Three");
    // 4: a role goes, and the log names the wrong level
    site.edit("docs/a.md", "Roles: Developer, designer", "Roles: Developer");
    log(&site, "- Removed the role designer from support in the upper level.");
    let (code, said) = says(&site, "Three");
    assert!(code == 1 && said.contains("did not have the role \"designer\" before"), "{said}");
    assert!(said.contains("`Removed the role designer from team in the lower level`"), "{said}");
    site.edit("docs/a.md", "from support in the upper level", "from team in the lower level");
    assert_eq!(says(&site, "Three"), (0, String::new()));
    commit(&site, "Four");
    // 5: a function gets another name
    site.edit("docs/a.md", "### Sponsor", "### Owner");
    site.edit("docs/a.md", "| Sponsor |", "| Owner |");
    log(&site, "- Renamed sponsor in the upper level to owner");
    assert_eq!(says(&site, "Four").1, "");
    // all of them since the first
    assert_eq!(says(&site, "One"), (0, String::new()));
    let none = site.run(&["lint", "docs/a.md", "--since", "no-such"]);
    assert!(none.code == 2 && none.out.contains("no-such"), "{}", none.out);
    assert_eq!(site.run(&["lint", "docs/a.md", "--since", "--help"]).code, 2);
    // a page that the revision does not have
    site.write("docs/b.md", &PAGE);
    assert_eq!(site.run(&["lint", "docs/b.md", "--since", "One"]).code, 0);
}

#[test]
fn what_has_one_mend_is_mended_once() {
    let site = Site::empty();
    let page = PAGE.replace("### Support", "Support").replace("Roles: Office", "Roels: Office");
    site.write("a.md", &format!("\u{feff}{}", page.replace('\n', "\r\n")));
    let ran = site.run(&["lint", "a.md", "--fix"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("mended 2 slips in a.md"), "{}", ran.err);
    let mended = format!("\u{feff}{}", PAGE.replace('\n', "\r\n"));
    assert_eq!(site.read("a.md"), mended);
    let again = site.run(&["lint", "a.md", "--fix"]);
    assert!(again.code == 0 && !again.err.contains("mended"), "{}", again.err);
    assert_eq!(site.read("a.md"), mended);
    // what is not sure stays, and is still said
    let twice = PAGE.replace(
        "| Sponsor | Team | Set the goals |\n",
        "| Sponsor | Team | Set |\n| Sponsor | Team | Set |\n",
    );
    site.write("b.md", &twice);
    let ran = site.run(&["lint", "b.md", "--fix"]);
    assert!(ran.code == 1 && ran.out.contains("duplicate-flow"), "{}", ran.out);
    assert_eq!(site.read("b.md"), twice);
    assert_eq!(site.run(&["lint", "-", "--fix"]).code, 2);
}

#[test]
fn pictures_of_a_page_are_held_against_it() {
    let site = Site::new();
    site.write("docs/a.md", &PAGE);
    site.sync(&[]);
    let lint = || {
        let ran = site.run(&["lint", "docs/a.md"]);
        (ran.code, ran.out)
    };
    // the page shows neither of its pictures
    let (code, said) = lint();
    assert!(
        code == 0
            && said.contains("refers to the picture `docs/a-simple.svg`")
            && said.contains("docs/a-poster.svg"),
        "{said}"
    );
    let alt = site.run(&["describe", "docs/a.md", "--alt", "poster"]).out;
    let show = |words: &str| {
        site.write("docs/a.md", &format!("{}\n![{words}](a-poster.svg)\n", *PAGE));
        site.write("docs/other.html", "<img src=\"a-simple.svg\">");
    };
    show(alt.trim());
    assert_eq!(lint(), (0, String::new()));
    show("");
    assert!(lint().1.contains("has no alternative text"), "{}", lint().1);
    show("A poster in my own words");
    assert_eq!(lint(), (0, String::new()));
    // the page goes on, and picture and words stay behind
    show(alt.trim());
    site.edit("docs/a.md", "### Support", "### Helpdesk");
    site.edit("docs/a.md", "| Support |", "| Helpdesk |");
    let (code, said) = lint();
    assert!(
        code == 1
            && said.contains("does not show the page as it is")
            && said.contains("is that of an earlier page"),
        "{said}"
    );
    show("Shows what Support does");
    site.edit("docs/a.md", "### Support", "### Helpdesk");
    site.edit("docs/a.md", "| Support |", "| Helpdesk |");
    assert!(lint().1.contains("names \"Support\", which the page does not have"), "{}", lint().1);
    site.write(
        "docs/b.md",
        &PAGE
            .replace("Team rules", "Other rules")
            .replace("### ", "### Other ")
            .replace("| Sponsor | Team", "| Other Sponsor | Other Team")
            .replace("| Team | Support", "| Other Team | Other Support"),
    );
    site.sync(&["docs/b.md"]);
    site.write(
        "docs/a.md",
        &format!("{}\n![X](b-poster.svg), [the chart](none-flow.pdf) and [minutes](march.pdf)\n", *PAGE),
    );
    let (code, said) = lint();
    assert!(
        code == 1
            && said.contains("made for another page: \"Other rules\"")
            && said.contains("`none-flow.pdf`, and there is none")
            // a link to any other PDF is to a document
            && !said.contains("`march.pdf`"),
        "{said}"
    );
    // pictures between markers are sync's, and those at a site's root its builder's
    site.write(
        "docs/a.md",
        &format!("{}\n![X](/img/x.svg)\n\n<!-- govdraw:begin poster -->\n<!-- govdraw:end -->\n", *PAGE),
    );
    site.sync(&["docs/a.md"]);
    assert_eq!(lint(), (0, String::new()));
}

#[test]
fn a_digest_is_no_model_and_is_shown() {
    let site = Site::empty();
    site.write("a.md", &PAGE);
    for format in ["svg", "png", "pdf"] {
        let file = format!("a.{format}");
        site.run(&["render", "a.md", "--style", "simple", "--provenance", "digest", "-o", &file]);
        let ran = site.run(&["extract", &file]);
        assert!(
            ran.code == 2 && ran.out.is_empty() && ran.err.contains("a digest alone: sha256-"),
            "{format}: {}",
            ran.err
        );
        let info = site.run(&["info", &file]);
        assert!(
            info.code == 0 && info.out.contains("digest     sha256-") && info.out.contains("none inside"),
            "{}",
            info.out
        );
    }
}

#[test]
fn a_flow_to_a_function_that_moved_names_where_it_is() {
    let site = Site::empty();
    site.write("a.md", &PAGE.replace("| Sponsor | Team |", "| Upper / Support | Team |"));
    let ran = site.run(&["lint", "a.md"]);
    assert!(
        ran.code == 2 && ran.out.contains("stands in another level: write `Lower / Support`"),
        "{}",
        ran.out
    );
}
