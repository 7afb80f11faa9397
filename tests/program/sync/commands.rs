//! What `sync` draws, leaves alone and names, and what `diff` says.
use super::support::{PAGE, Site};
use std::fs;

#[test]
fn pictures_are_drawn_once_and_are_then_in_step() {
    let site = Site::new();
    let said = site.stale();
    assert!(
        said.contains("`docs/a-simple.svg` is stale: it is missing")
            && said.contains("govdraw sync docs/a.md"),
        "{said}"
    );
    assert_eq!(site.names(), ["docs/a.md", "govdraw.toml"], "a check writes nothing");
    site.sync(&[]);
    assert_eq!(site.names(), ["docs/a-poster.svg", "docs/a-simple.svg", "docs/a.md", "govdraw.toml"]);
    let before = site.files();
    let times = || fs::metadata(site.path("docs/a-poster.svg")).unwrap().modified().unwrap();
    let time = times();
    assert!(site.sync(&[]).err.contains("all 2 pictures are in step"));
    assert!(site.sync(&["--check"]).err.contains("all 2 pictures are in step"));
    // from a folder below, and by the page's name
    assert_eq!(site.run_in("docs", &["sync", "--check"]).code, 0);
    assert_eq!(site.run_in("docs", &["sync", "a.md"]).code, 0);
    assert_eq!((site.files(), times()), (before, time));
    // a picture still gives its model
    assert!(site.run(&["extract", "docs/a-poster.svg"]).out.contains("\"Team rules\""));
}

#[test]
fn what_is_stale_is_named_with_its_reason() {
    let site = Site::new();
    site.sync(&[]);
    site.edit("docs/a.md", "Builds the thing", "Makes the thing");
    let said = site.run(&["sync", "--check", "--diff"]);
    assert!(said.out.contains("`docs/a-poster.svg` is stale: the page changed"), "{}", said.out);
    assert!(said.out.contains("- Builds the thing\n  + Makes the thing"), "{}", said.out);
    site.sync(&[]);
    // words that are no part of the model
    site.edit("docs/a.md", "# Team rules", "<!-- a remark -->\n\n# Team rules");
    site.sync(&["--check"]);
    site.edit("govdraw.toml", "styles", "theme = \"govuk\"\nstyles");
    assert!(site.stale().contains("is stale: the theme changed"));
    site.sync(&[]);
    site.edit("govdraw.toml", "styles", "aspect = 1\nstyles");
    assert!(site.stale().contains("is stale: the configuration changed"));
    site.sync(&[]);
    site.edit("docs/a-simple.svg", "Sponsor", "Sponsored");
    assert!(site.stale().contains("`docs/a-simple.svg` is stale: the file was edited after it was drawn"));
    site.edit("docs/a-poster.svg", " tool=", " tool=9.9.9-");
    assert!(site.stale().contains("the version of govdraw changed"));
    site.sync(&[]);
    fs::remove_file(site.path("docs/a-simple.svg")).unwrap();
    assert!(site.stale().contains("it is missing"));
    site.write("docs/a-simple.svg", "<svg/>");
    assert!(site.stale().contains("not drawn by `govdraw sync`"));
    for (format, says) in
        [("json", "\"code\": \"stale\""), ("github", "::warning file=docs/a.md"), ("sarif", "\"stale\"")]
    {
        let ran = site.run(&["sync", "--check", "--message-format", format]);
        assert!(ran.code == 1 && ran.out.contains(says), "{format}: {}", ran.out);
    }
}

#[test]
fn pages_of_another_kind_are_passed_over_and_others_do_not_stop_the_rest() {
    let site = Site::new();
    site.write(
        "docs/about.md",
        "# About\n\n## Who we are\n\nPeople.\n\n```yaml\ngovdraw:\n  theme: dark\n```\n",
    );
    site.write("docs/b/bad.md", &PAGE.replace("| Sponsor |", "| Spnsor |"));
    let ran = site.run(&["sync"]);
    assert!(
        ran.code == 2 && ran.err.contains("did you mean") && ran.err.contains("passed over"),
        "{}",
        ran.err
    );
    assert_eq!(
        site.names(),
        [
            "docs/a-poster.svg",
            "docs/a-simple.svg",
            "docs/a.md",
            "docs/about.md",
            "docs/b/bad.md",
            "govdraw.toml"
        ]
    );
}

#[test]
fn regions_hold_pictures_and_the_text_version() {
    let site = Site::new();
    let regions = "\n## Pictures\n\n<!-- govdraw:begin simple -->\n<!-- govdraw:end -->\n\n<!-- govdraw:begin poster as=inline -->\n\
        <!-- govdraw:end -->\n\n<!-- govdraw:begin text -->\n<!-- govdraw:end -->\n";
    site.write("docs/a.md", &format!("{PAGE}{regions}"));
    let said = site.stale();
    assert!(
        said.contains("the picture `simple` is not in its place yet") && said.contains("docs/a.md:"),
        "{said}"
    );
    site.sync(&[]);
    let page = site.read("docs/a.md");
    assert!(page.starts_with(PAGE) && page.contains("](a-simple.svg)") && page.contains("</svg>"));
    assert!(page.contains("#### Sponsor"), "the text version");
    site.sync(&["--check"]);
    // what was written is not read: the model is the same
    let models = [site.run(&["export", "docs/a.md", "--to", "json"]).out, {
        site.write("plain.md", PAGE);
        site.run(&["export", "plain.md", "--to", "json"]).out
    }];
    assert_eq!(models[0], models[1]);
    site.edit("docs/a.md", "\n### Sponsor", "\n### Patron");
    site.edit("docs/a.md", "| Sponsor |", "| Patron |");
    assert!(site.stale().contains("is not the page's any more"));
    site.sync(&[]);
    let page = site.read("docs/a.md");
    assert!(page.contains("#### Patron") && page.matches("Patron").count() > 3);
    site.sync(&["--check"]);
}

#[test]
fn a_hand_edit_between_markers_is_refused_and_nothing_of_the_page_is_written() {
    let site = Site::new();
    site.write("docs/a.md", &format!("{PAGE}\n<!-- govdraw:begin simple -->\n<!-- govdraw:end -->\n"));
    site.sync(&[]);
    site.edit("docs/a.md", "![", "![My words: ");
    site.edit("docs/a.md", "Builds", "Makes");
    let before = site.files();
    let ran = site.run(&["sync"]);
    assert!(
        ran.code == 2 && ran.err.contains("edited by hand") && ran.err.contains("--force"),
        "{}",
        ran.err
    );
    assert_eq!(site.files(), before);
    assert!(site.stale().contains("edited by hand"));
    site.sync(&["--force"]);
    assert!(!site.read("docs/a.md").contains("My words"));
    site.sync(&["--check"]);
    for broken in
        ["<!-- govdraw:begin simple -->\n", "<!-- govdraw:end -->\n", "text <!-- govdraw:begin simple -->\n"]
    {
        site.write("docs/a.md", &format!("{PAGE}\n{broken}"));
        let before = site.files();
        let ran = site.run(&["sync"]);
        assert!(ran.code == 2 && ran.err.contains("bad-marker"), "{}", ran.err);
        assert_eq!(site.files(), before, "{broken}");
    }
}

#[test]
fn a_lock_holds_the_seals_of_pictures_that_carry_nothing() {
    let site = Site::new();
    site.edit(
        "govdraw.toml",
        "styles",
        "provenance = \"none\"\nformats = [\"svg\", \"png\", \"pdf\"]\nstyles",
    );
    site.sync(&[]);
    let lock = site.read("govdraw.lock");
    assert!(lock.contains("docs/a-simple.png\tpage=") && lock.lines().count() == 7, "{lock}");
    assert!(!site.read("docs/a-simple.svg").contains("data-sync"));
    site.sync(&["--check"]);
    fs::remove_file(site.path("govdraw.lock")).unwrap();
    assert!(site.stale().contains("not drawn by"));
    site.sync(&[]);
    site.edit("govdraw.toml", "provenance = \"none\"", "provenance = \"model\"");
    site.sync(&[]);
    assert!(!site.path("govdraw.lock").exists());
    site.sync(&["--check"]);
    // each format carries its own seal, and stays what it is
    for name in ["docs/a-simple.svg", "docs/a-simple.png", "docs/a-simple.pdf"] {
        assert!(site.run(&["extract", name]).out.contains("Team rules"), "{name}");
    }
}

#[test]
fn pictures_that_no_page_makes_are_named_and_go_only_when_asked_for() {
    let site = Site::new();
    site.sync(&[]);
    site.write("docs/mine.svg", "<svg/>");
    site.edit("govdraw.toml", "\"simple\", ", "");
    assert!(site.stale().contains("no page makes `docs/a-simple.svg` any more"));
    site.sync(&[]);
    assert!(site.path("docs/a-simple.svg").exists());
    site.sync(&["--prune"]);
    assert!(!site.path("docs/a-simple.svg").exists() && site.path("docs/mine.svg").exists());
    site.sync(&["--check"]);
}

#[test]
fn a_page_with_pictures_that_loses_its_levels_is_no_other_kind_of_page() {
    let site = Site::new();
    site.sync(&[]);
    let text = PAGE
        .replace("## Upper level", "## Up")
        .replace("## Lower level", "## Down")
        .replace("\n### ", "\n**");
    site.write("docs/a.md", &text.replace("| Sponsor | Team |", "").replace("Roles:", "So:"));
    for arguments in [&["sync", "--check"][..], &["sync"]] {
        let ran = site.run(arguments);
        assert!(
            ran.code == 2 && format!("{}{}", ran.out, ran.err).contains("no levels of functions any more"),
            "{}",
            ran.err
        );
    }
    // where nothing of it is kept, it may be another page
    fs::remove_file(site.path("docs/a-simple.svg")).unwrap();
    fs::remove_file(site.path("docs/a-poster.svg")).unwrap();
    assert!(site.run(&["sync"]).err.contains("passed over"));
}

#[test]
fn a_pattern_that_means_no_page_is_told_of() {
    let site = Site::new();
    let config = site.read("govdraw.toml");
    site.write("govdraw.toml", &(config.clone() + "\n[[page]]\npath = \"dcos/*.md\"\nlang = \"cy\"\n"));
    let ran = site.run(&["sync"]);
    assert!(ran.code == 0 && ran.err.contains("no page matches `dcos/*.md`"), "{}", ran.err);
    site.write("govdraw.toml", "pages = [\"dcos/**/*.md\"]\n");
    let ran = site.run(&["sync", "--check"]);
    assert!(ran.code == 2, "{}{}", ran.out, ran.err);
}

#[test]
fn a_named_page_that_the_configuration_does_not_mean_is_told_of() {
    let site = Site::new();
    site.write("other/x.md", PAGE);
    let ran = site.run(&["sync", "other/x.md"]);
    assert!(ran.code == 0 && ran.err.contains("none of the configuration's pages"), "{}", ran.err);
    assert!(!site.run(&["sync", "docs/a.md"]).err.contains("none of the configuration's pages"));
}

#[test]
fn a_checkout_with_other_line_ends_is_in_step() {
    let site = Site::new();
    site.sync(&[]);
    let svg = site.read("docs/a-poster.svg");
    site.write("docs/a-poster.svg", &svg.replace('\n', "\r\n"));
    site.sync(&["--check"]);
}

#[cfg(unix)]
#[test]
fn output_may_be_thrown_away() {
    let site = Site::new();
    // Python and Node open it for reading too where nobody wants the output; the first is what a shell does
    for redirection in [">/dev/null", "1<>/dev/null"] {
        let command = format!("{} export docs/a.md --to json {redirection}", env!("CARGO_BIN_EXE_govdraw"));
        let ran = std::process::Command::new("sh")
            .args(["-c", &command])
            .current_dir(site.path(""))
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(0), "{redirection}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

#[test]
fn dependencies_are_listed_for_make_and_for_programs() {
    let site = Site::new();
    site.sync(&["--deps", "a.stamp.d"]);
    assert_eq!(site.read("a.stamp.d"), "a.stamp: docs/a.md govdraw.toml\ndocs/a.md:\ngovdraw.toml:\n");
    site.sync(&["--deps", "a.mk"]);
    assert_eq!(site.read("a.mk"), "docs/a-simple.svg docs/a-poster.svg: docs/a.md govdraw.toml\n");
    site.sync(&["--deps", "a.json"]);
    assert!(site.read("a.json").contains("\"outputs\"") && site.read("a.json").contains("govdraw.toml"));
}

#[test]
fn without_a_configuration_pages_are_named() {
    let site = Site::new();
    fs::remove_file(site.path("govdraw.toml")).unwrap();
    fs::create_dir(site.path(".git")).unwrap();
    let ran = site.run(&["sync"]);
    assert!(ran.code == 2 && ran.err.contains("govdraw init govdraw.toml"), "{}", ran.err);
    site.sync(&["docs/a.md"]);
    assert!(site.path("docs/a-flow.svg").exists());
    let made = site.run(&["init", "govdraw.toml"]);
    assert!(made.code == 0 && site.read("govdraw.toml").contains("pages = "), "{}", made.err);
    site.sync(&["--check"]);
    assert!(site.run(&["schema", "--config"]).out.contains("level-heading"));
}

#[test]
fn a_difference_is_told_of_pages_pictures_and_revisions() {
    let site = Site::new();
    site.sync(&[]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let mut command = std::process::Command::new("git");
        let ran = command.args(identity).args(arguments).current_dir(site.path("")).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "One"]);
    assert_eq!(site.run(&["diff", "docs/a.md", "docs/a.md"]).code, 0);
    site.edit("docs/a.md", "### Support", "### Help");
    for old in ["git:HEAD:docs/a.md", "docs/a-poster.svg"] {
        let ran = site.run(&["diff", old, "docs/a.md", "--to", "markdown"]);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (1, "- Renamed support in the lower level to help\n"),
            "{old}: {}",
            ran.err
        );
    }
    let ran = site.run_in("docs", &["diff", "git:HEAD:/docs/a.md", "a.md", "--to", "json"]);
    assert!(ran.code == 1 && ran.out.contains("\"function-renamed\""), "{}", ran.err);
    for bad in
        ["git:HEAD", "git:--help:x", "git:none:docs/a.md", "git:HEAD:none.md", "none.md", "govdraw.toml"]
    {
        let ran = site.run(&["diff", bad, "docs/a.md"]);
        assert!(ran.code == 2 && ran.out.is_empty(), "{bad}: {}{}", ran.out, ran.err);
    }
    assert_eq!(site.run(&["diff", "-", "-"]).code, 2);
    let before = site.read("docs/a.md");
    let ran = site.run(&["diff", "git:HEAD:docs/a.md", "docs/a.md", "-o", "docs/a.md"]);
    assert!(ran.code == 2 && ran.err.contains("written over"), "{}", ran.err);
    assert_eq!(site.read("docs/a.md"), before);
}

#[test]
fn a_difference_is_drawn_beside_the_pages_own_pictures() {
    let site = Site::new();
    site.write("old.md", PAGE);
    site.edit("docs/a.md", "### Support", "### Help");
    let ran = site.run(&["diff", "old.md", "docs/a.md", "--style", "flow,poster", "--format", "svg"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(ran.err.contains("drew docs/a-flow-changes.svg"), "{}", ran.err);
    let picture = site.read("docs/a-poster-changes.svg");
    for words in [">Renamed<", "(before: Support)<", "<title>What changed: Team rules</title>"] {
        assert!(picture.contains(words), "no {words}");
    }
    // it is drawn from two pages, so no page's model can be read out of it
    assert_eq!(site.run(&["extract", "docs/a-poster-changes.svg"]).code, 2);
    for (arguments, names) in [
        (vec!["-o", "out/x.png", "--style", "simple"], vec!["out/x.png"]),
        (vec!["-o", "all.pdf"], vec!["all.pdf"]),
    ] {
        let ran = site.run(&[&["diff", "old.md", "docs/a.md", "-q"], arguments.as_slice()].concat());
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(names.iter().all(|name| site.path(name).is_file()), "{arguments:?}");
    }
    let same = site.run(&["diff", "old.md", "old.md", "--style", "simple", "--format", "svg", "-o", "-"]);
    assert!(same.code == 0 && same.out.starts_with("<svg"), "{}", same.err);
    for bad in [
        vec!["--style", "flow", "--to", "json"],
        vec!["--style", "poster", "--split", "level"],
        vec!["-o", "x.svg"],
    ] {
        let ran = site.run(&[&["diff", "old.md", "docs/a.md"], bad.as_slice()].concat());
        assert_eq!(ran.code, 2, "{bad:?}: {}", ran.err);
    }
}

#[test]
fn a_picture_says_what_it_was_drawn_from_and_whether_it_fits() {
    let site = Site::new();
    site.sync(&[]);
    let said = site.run(&["info", "docs/a-simple.svg"]).out;
    for words in
        ["govdraw 0", "title      Team rules", "levels: 2, functions: 3, flows: 1", "as it was drawn"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains(&site.path("").display().to_string()), "no path is inside");
    let json = site.run(&["info", "docs/a-simple.svg", "--to", "json"]).out;
    assert!(json.contains("\"intact\": true") && json.contains("\"digest\""), "{json}");
    assert_eq!(site.run(&["check", "docs/a-simple.svg", "docs/a.md"]).code, 0);
    site.edit("docs/a.md", "Roles: Director", "Roles: Director, chair");
    let ran = site.run(&["check", "docs/a-simple.svg", "docs/a.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "Added the role chair to sponsor in the upper level\n"));
    site.edit("docs/a-simple.svg", "Sponsor", "\u{1b}[31m");
    let said = site.run(&["info", "docs/a-simple.svg"]);
    assert!(said.out.contains("edited after") && !said.out.contains('\u{1b}'), "{}", said.out);
    for bad in [
        ["info", "docs/a.md", "--to=text"],
        ["check", "docs/a.md", "docs/a.md"],
        ["check", "none.svg", "docs/a.md"],
    ] {
        assert_eq!(site.run(&bad).code, 2, "{bad:?}");
    }
}
