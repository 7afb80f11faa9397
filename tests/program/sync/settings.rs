//! Settings in a comment at a page's head, and a theme's file that a page names.
use super::support::{PAGE, Site};

const THEME: &str = "base: govuk\nlevels: [\"#5b0f8c\", \"#0b6a63\"]\n";

#[test]
fn a_comment_at_the_head_holds_what_front_matter_would() {
    let site = Site::empty();
    let settings = "lang: cy\noutcomes: [Better services]\ngovdraw:\n  title: Own title\n  lower/team:\n    caption: (builds)\n";
    let body = PAGE.replace("Set the goals |\n", "Set the goals |\n| Team | Better services | Deliver |\n");
    site.write("front.md", &format!("---\n{settings}---\n\n{body}"));
    site.write("comment.md", &format!("<!-- govdraw-settings:\n{settings}-->\n\n{body}"));
    site.write("mdx.md", &format!("\n{{/* govdraw-settings:\n{settings}*/}}\n{body}"));
    let export = |page: &str| {
        let ran = site.run(&["export", page, "--to", "json"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{page}");
        ran.out
    };
    let expected = export("front.md");
    assert!(expected.contains("Own title") && expected.contains("(builds)") && expected.contains("\"cy\""));
    assert_eq!(export("comment.md"), expected);
    assert_eq!(export("mdx.md"), expected);
    // slips have their places, and findings can be accepted
    site.write(
        "slip.md",
        &format!("<!-- govdraw-settings:\ngovdraw:\n  lower/none: {{caption: x}}\n-->\n\n{PAGE}"),
    );
    let ran = site.run(&["lint", "slip.md"]);
    assert!(ran.code == 2 && ran.out.contains("slip.md:3:3"), "{}", ran.out);
    site.write(
        "allow.md",
        &format!("<!-- govdraw-settings:\ngovdraw:\n  allow: [unconnected]\n-->\n\n{PAGE}"),
    );
    let ran = site.run(&["lint", "allow.md"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    site.write("none.md", &format!("<!-- govdraw-settings:\ngovdraw: false\n-->\n\n{PAGE}"));
    assert!(site.run(&["lint", "none.md"]).out.contains("not-a-page"));
    // further down it is a comment like any other
    site.write("late.md", &format!("{PAGE}\n<!-- govdraw-settings:\ntitle: No\n-->\n"));
    assert!(!site.run(&["export", "late.md", "--to", "json"]).out.contains("\"No\""));
}

#[test]
fn a_page_names_a_themes_file_beside_it() {
    let site = Site::new();
    site.write("docs/looks/own.yaml", THEME);
    site.write("docs/a.md", &format!("---\ngovdraw: {{theme: looks/own.yaml}}\n---\n\n{PAGE}"));
    let poster = |arguments: &[&str]| {
        let all =
            [&["render", "docs/a.md", "--style", "poster", "--format", "svg", "-o", "-", "-q"], arguments]
                .concat();
        let ran = site.run(&all);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out
    };
    assert!(poster(&[]).contains("#5b0f8c"));
    assert!(!poster(&["--theme", "mono"]).contains("#5b0f8c"), "flags come first");
    site.sync(&[]);
    assert!(site.read("docs/a-poster.svg").contains("#5b0f8c"));
    site.sync(&["--check"]);
    // a change of the file is a change of the theme
    site.write("docs/looks/own.yaml", &THEME.replace("#5b0f8c", "#7a0010"));
    assert!(site.stale().contains("the theme changed"));
    site.sync(&[]);
    assert!(site.read("docs/a-poster.svg").contains("#7a0010"));
    let deps = site.run(&["sync", "--deps", "deps.json"]);
    assert_eq!(deps.code, 0, "{}", deps.err);
    assert!(site.read("deps.json").contains("docs/looks/own.yaml"), "{}", site.read("deps.json"));
    for (name, says) in [
        ("../own.yaml", "leads out"),
        ("none.yaml", "there is no file"),
        ("looks/bad.yaml", "looks/bad.yaml`, line 2"),
    ] {
        site.write("docs/looks/bad.yaml", "base: govuk\ncolours: 3\n");
        site.write("own.yaml", THEME);
        site.write("docs/a.md", &format!("---\ngovdraw: {{theme: {name}}}\n---\n\n{PAGE}"));
        for command in ["lint", "render", "sync"] {
            let ran = site.run(&[command, "docs/a.md"]);
            let said = ran.out + &ran.err;
            assert!(ran.code == 2 && said.contains(says), "{command} {name}: {said}");
        }
    }
}

#[test]
fn programs_get_one_object_of_files_and_findings() {
    let site = Site::empty();
    site.write("theme.yaml", THEME);
    site.write("a.md", PAGE);
    let render = |arguments: &[&str]| {
        site.run(
            &[&["render", "a.md", "--theme", "theme.yaml", "--message-format", "json"], arguments].concat(),
        )
    };
    let ran = render(&["--style", "flow,poster", "--format", "svg,png", "--metrics"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("one object");
    let files = told["files"].as_array().expect("a list");
    assert_eq!(files.len(), 4);
    assert_eq!(files[0]["path"], "a-flow.svg");
    assert_eq!(files[0]["page"], "a.md");
    assert_eq!(files[0]["bytes"], std::fs::metadata(site.path("a-flow.svg")).unwrap().len());
    let alt = site.run(&["describe", "a.md", "--alt", "flow"]).out;
    assert_eq!(files[0]["alternative_texts"][0], alt.trim());
    assert_eq!(files[0]["sources"], serde_json::json!(["a.md", "theme.yaml"]));
    assert!(files[0]["sizes"][0]["width"].as_f64().is_some_and(|width| width > 100.0));
    assert_eq!((&files[0]["changed"], &files[1]["format"]), (&true.into(), &"png".into()));
    assert!(told["findings"].is_array() && told["metrics"][0]["page"] == "a.md");
    let again: serde_json::Value =
        serde_json::from_str(&render(&["--style", "flow", "-o", "x.pdf"]).out).expect("JSON");
    assert_eq!(again["files"][0]["styles"], serde_json::json!(["flow"]));
    site.write("a.md", "# T\n\n## Upper level\n\n### Board\n\nX.\n\n| From | To | Flow |\n| --- | --- | --- |\n| Board | Nobody | X |\n");
    let ran = render(&["--style", "flow"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("one object");
    assert!(
        ran.code == 2
            && told["files"] == serde_json::json!([])
            && told["findings"][0]["code"] == "unknown-flow-end",
        "{told}"
    );
    let ran = render(&["--style", "flow", "--format", "svg", "-o", "-"]);
    assert!(
        ran.code == 2 && ran.out.is_empty() && ran.err.contains("cannot both go to standard output"),
        "{}",
        ran.err
    );
}

#[test]
fn a_page_with_settings_of_ours_in_any_front_matter_is_drawn() {
    let site = Site::new();
    // neither a level's word, nor a role, nor a flow: prose with headings, but for the settings
    let body = "# Rules\n\n## Upper\n\n### Board\n\nDecides.\n\n## Lower\n\n### Team\n\nBuilds.\n";
    for (name, front) in [
        ("prose", ""),
        ("site", "---\ntitle: Rules\nlayout: govdraw\n---\n"),
        ("yaml", "---\ngovdraw: {title: T}\n---\n"),
        ("toml", "+++\n[govdraw]\ntitle = \"T\"\n+++\n"),
        ("json", "{\"govdraw\": {\"title\": \"T\"}}\n"),
        ("comment", "<!-- govdraw-settings:\nlang: en\n-->\n"),
    ] {
        site.write(&format!("docs/{name}.md"), &format!("{front}\n{body}"));
        site.sync(&[]);
        let is_drawn = site.path(&format!("docs/{name}-simple.svg")).exists();
        assert_eq!(is_drawn, !["prose", "site"].contains(&name), "{name}");
    }
}

#[test]
fn a_configuration_says_of_a_page_what_front_matter_would() {
    let site = Site::empty();
    let settings =
        "outcomes: [Better services]\ngovdraw:\n  title: Own title\n  lower/team: {caption: (builds)}\n";
    let with = |settings: &str| {
        format!(
            "pages = [\"docs/*.md\"]\nstyles = [\"simple\"]\n[[page]]\npath = \"docs/a.md\"\nlang = \"cy\"\nsettings = \"\"\"\n{settings}\"\"\"\n"
        )
    };
    site.write("govdraw.toml", &with(settings));
    let body = PAGE.replace("Set the goals |\n", "Set the goals |\n| Team | Better services | Deliver |\n");
    site.write("docs/a.md", &body);
    site.write("docs/front.md", &format!("---\nlang: cy\n{settings}---\n\n{body}"));
    let export = |page: &str| site.run(&["export", page, "--to", "json"]).out;
    assert!(export("docs/front.md").contains("Own title"));
    assert_eq!(export("docs/a.md"), export("docs/front.md"));
    site.sync(&[]);
    assert_eq!(site.run(&["extract", "docs/a-simple.svg"]).out, export("docs/front.md"));
    // flags come first, then the page
    assert!(site.run(&["export", "docs/a.md", "--to", "json", "--lang", "fr"]).out.contains("\"fr\""));
    site.write("docs/a.md", &format!("---\ngovdraw: {{title: Page}}\n---\n\n{PAGE}"));
    assert!(export("docs/a.md").contains("\"Page\"") && !export("docs/a.md").contains("(builds)"));
    // what is wrong in it says where it stands
    site.write("docs/a.md", PAGE);
    site.write("govdraw.toml", &with("levels: [Nowhere]\n"));
    let ran = site.run(&["lint", "docs/a.md"]);
    assert!(ran.out.contains("Nowhere"), "{}", ran.out);
    site.write("govdraw.toml", &with("govdraw: [\n"));
    let ran = site.run(&["lint", "docs/a.md"]);
    assert!(ran.code == 2 && ran.out.contains("`settings` in govdraw.toml"), "{}", ran.out);
}
