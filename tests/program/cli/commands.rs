//! The commands beside `render` and `lint`: what they print is of use as it is.

use super::support::{PAGE, folder, govdraw, names};
use std::fs;

#[test]
fn the_starter_page_is_clean_and_drawn() {
    let place = folder(&[]);
    let ran = govdraw(place.path(), &["init"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("govdraw render governance.md"), "{}", ran.stderr);
    let ran = govdraw(place.path(), &["lint", "governance.md"]);
    assert_eq!((ran.code, ran.out()), (0, ""));
    assert_eq!(govdraw(place.path(), &["render", "governance.md", "-f", "svg", "-o", "out"]).code, 0);
    assert_eq!(names(&place.path().join("out")).len(), 3);
    let before = fs::read(place.path().join("governance.md")).unwrap();
    assert_eq!(govdraw(place.path(), &["init"]).code, 2);
    assert_eq!(fs::read(place.path().join("governance.md")).unwrap(), before);
    assert_eq!(govdraw(place.path(), &["init", "-"]).stdout, before);
}

#[test]
fn describe_and_export_print_each_form() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let print = |arguments: &[&str]| {
        let ran = govdraw(place.path(), arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(ran.out().ends_with('\n'), "{arguments:?}");
        ran.out().to_owned()
    };
    for form in ["markdown", "html", "plain"] {
        let text = print(&["describe", "page.md", "--to", form]);
        assert!(
            ["Team rules", "Sponsor", "Set the goals", "Office manager"].iter().all(|w| text.contains(w)),
            "{text}"
        );
    }
    for style in ["simple", "flow", "poster"] {
        assert!(print(&["describe", "page.md", "--alt", style]).contains("Sponsor"));
    }
    for form in ["json", "yaml", "csv", "mermaid", "d2", "dot"] {
        assert!(print(&["export", "page.md", "--to", form]).contains("Sponsor"), "{form}");
    }
    let schema: serde_json::Value = serde_json::from_str(&print(&["schema"])).unwrap();
    assert!(schema["properties"]["levels"].is_object(), "{schema}");
}

#[test]
fn roles_are_listed_and_one_of_them_stands_out() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let ran = govdraw(place.path(), &["roles", "page.md"]);
    let listed = "designer\n  Lower / Team\nDeveloper\n  Lower / Team\nDirector\n  Upper / Sponsor\n\
                  Office manager\n  Lower / Support\n";
    assert_eq!((ran.code, ran.out()), (0, listed));
    let json = govdraw(place.path(), &["roles", "page.md", "--to", "json"]);
    let roles: serde_json::Value = serde_json::from_str(json.out()).unwrap();
    assert_eq!((roles[2]["role"].as_str(), roles.as_array().map(Vec::len)), (Some("Director"), Some(4)));
    assert_eq!(roles[2]["functions"][0]["id"], "upper/sponsor");

    let text = |form| {
        govdraw(place.path(), &["describe", "page.md", "--role", "DEVELOPERS", "--to", form]).out().to_owned()
    };
    let markdown = text("markdown");
    assert!(markdown.starts_with("# Team rules: Developer\n\nMarked role: “Developer” (Lower / Team).\n"));
    assert!(markdown.contains("Roles: **Developer**, designer\n"), "{markdown}");
    assert!(
        text("html").contains("<mark>Developer</mark>, designer") && text("plain").contains(" *Developer*,")
    );
    let alt = govdraw(place.path(), &["describe", "page.md", "--role", "developer", "--alt", "simple"]);
    assert!(alt.out().contains("Marked role: “Developer” (Lower / Team)."), "{}", alt.out());

    let render = ["render", "page.md", "--role", "developers", "-f", "svg,pdf", "-o", "out"];
    assert_eq!(govdraw(place.path(), &render).code, 0);
    let drawn = names(&place.path().join("out"));
    assert_eq!(drawn.len(), 6);
    assert!(drawn.contains(&"page-poster-developers.svg".to_owned()), "{drawn:?}");
    for style in ["simple", "flow", "poster"] {
        let svg = fs::read_to_string(place.path().join(format!("out/page-{style}-developers.svg"))).unwrap();
        assert!(svg.contains("Team rules: Developer</title>") && svg.contains("Marked role: “Developer”"));
    }
}

#[test]
fn a_sheet_of_themes_is_drawn_in_each_format_with_ones_own() {
    let theme = "levels: ['#5b0f8c', '#0b6a63']\nribbon_width: 0.8\n";
    let place = folder(&[("harbour.yaml", theme.as_bytes())]);
    assert_eq!(govdraw(place.path(), &["themes", "--preview", "-q"]).code, 0);
    let plain = fs::read_to_string(place.path().join("themes.svg")).unwrap();
    let own = ["themes", "--preview", "--theme", "harbour.yaml", "-o"];
    for name in ["own.svg", "own.png", "own.pdf"] {
        let ran = govdraw(place.path(), &[&own[..], &[name]].concat());
        assert_eq!((ran.code, ran.stderr), (0, format!("drew {name}\n")));
    }
    let drawn = fs::read_to_string(place.path().join("own.svg")).unwrap();
    for name in ["defra", "govuk", "mono", "high-contrast", "dark"] {
        assert!(plain.contains(&format!(">{name}</tspan>")) && drawn.contains(name), "{name}");
    }
    assert!(drawn.contains("harbour") && !plain.contains("harbour"));
    assert_eq!(govdraw(place.path(), &[&own[..], &["own.txt"]].concat()).code, 2);
    assert_eq!(govdraw(place.path(), &["themes", "-o", "x.svg"]).code, 2, "a file without a sheet");
    let listed = govdraw(place.path(), &["themes"]);
    assert!(listed.out().starts_with("defra") && listed.out().lines().count() == 5);
}

#[test]
fn a_model_comes_back_out_of_its_pictures() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    assert_eq!(
        govdraw(place.path(), &["render", "page.md", "-s", "simple", "-f", "svg,png,pdf", "-q"]).code,
        0
    );
    let model = govdraw(place.path(), &["export", "page.md", "--to", "json"]).stdout;
    for picture in ["page-simple.svg", "page-simple.png", "page-simple.pdf"] {
        let ran = govdraw(place.path(), &["extract", picture]);
        assert_eq!((ran.code, ran.stdout), (0, model.clone()), "{picture}: {}", ran.stderr);
    }
    let ran = govdraw(place.path(), &["extract", "page.md"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no model can be read out of `page.md`"), "{}", ran.stderr);
}

#[test]
fn lists_name_what_the_options_take() {
    let place = folder(&[("page.md", PAGE.as_bytes())]);
    let themes = govdraw(place.path(), &["themes"]).out().to_owned();
    let names: Vec<&str> = themes.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() >= 5, "{themes}");
    for name in names {
        let ran = govdraw(
            place.path(),
            &["render", "page.md", "-s", "simple", "-f", "svg", "-o", "-", "--theme", name],
        );
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
    }
    assert!(govdraw(place.path(), &["icons"]).out().lines().count() > 20);
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let place = folder(&[]);
    for shell in ["bash", "fish", "zsh", "powershell", "elvish"] {
        let ran = govdraw(place.path(), &["completions", shell]);
        assert!(ran.code == 0 && ran.out().contains("describe"), "{shell}");
    }
    assert!(govdraw(place.path(), &["man"]).out().starts_with(".ie"));
    assert_eq!(govdraw(place.path(), &["man", "--dir", "man"]).code, 0);
    let pages = names(&place.path().join("man"));
    for page in ["govdraw.1", "govdraw-render.1", "govdraw-lint.1", "govdraw-init.1"] {
        assert!(pages.iter().any(|name| name == page), "{pages:?}");
    }
}

#[test]
fn help_shows_examples() {
    let place = folder(&[]);
    for command in ["render", "lint", "describe", "export", "completions", "man"] {
        let ran = govdraw(place.path(), &[command, "--help"]);
        assert!(ran.out().contains("Examples:\n  govdraw "), "{command}: {}", ran.out());
    }
    assert!(govdraw(place.path(), &["--help"]).out().contains("govdraw init"));
}

#[test]
fn a_character_that_no_font_has_is_pointed_at() {
    let page = PAGE.replace("Builds the thing.", "Builds the 語 thing.");
    let place = folder(&[("page.md", page.as_bytes())]);
    let ran = govdraw(place.path(), &["lint", "page.md"]);
    let line = page.lines().position(|line| line.contains('語')).unwrap() + 1;
    assert_eq!(ran.code, 2);
    assert!(ran.out().contains(&format!("page.md:{line}:12\n")), "{}", ran.out());
}

#[test]
fn a_theme_is_read_from_a_file() {
    let theme = "base: govuk\ncorner: 0.5\nlevels: ['#5b0f8c', '#0b6a63']\nicons: {Team: rocket}\n";
    let hostile = "page: 'url(http://example.org)'\n";
    let pale = "text: '#999999'\n";
    let files: [(&str, &[u8]); 4] = [
        ("page.md", PAGE.as_bytes()),
        ("ours.yaml", theme.as_bytes()),
        ("hostile.yaml", hostile.as_bytes()),
        ("pale.yaml", pale.as_bytes()),
    ];
    let place = folder(&files);
    let ran = govdraw(place.path(), &["render", "page.md", "--theme", "ours.yaml", "--format", "svg"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for style in ["simple", "flow", "poster"] {
        let svg = fs::read_to_string(place.path().join(format!("page-{style}.svg"))).unwrap();
        assert!(svg.contains("#5b0f8c") && !svg.contains("#1d70b8"), "{style}");
    }
    let drawn = names(place.path());
    for (theme, message) in [
        ("hostile.yaml", "`page` is no colour"),
        ("pale.yaml", "`text` on level 12's `tint` has a contrast of 2.57, and 4.5 is the least"),
        ("gone.yaml", "gone.yaml"),
    ] {
        let ran = govdraw(place.path(), &["render", "page.md", "--theme", theme, "-o", "out"]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
    assert_eq!(names(place.path()), drawn);
    let schema = govdraw(place.path(), &["schema", "--theme"]);
    assert!(
        serde_json::from_slice::<serde_json::Value>(&schema.stdout).unwrap()["properties"]["levels"]
            .is_object()
    );
}
