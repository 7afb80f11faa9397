//! Front matter in each language that sites write it in, where it stands, and what it may say.
use govdraw::diagnostic::{Code, Diagnostic, Source};
use govdraw::export;
use govdraw::input::{Format, read};
use govdraw::model::Model;

const BODY: &str =
    "# Canal\n\n## Upper level\n\n### Board\n\nSets aims.\n\n## Lower level\n\n### Team\n\nBuilds.\n";

const YAML: &str = "---\nlang: en-GB\nweight: 3\noutcomes:\n  - name: Open water\n    caption: (all year)\n\
    flows: ['Board -> Team: Aims', 'Team -> Open water']\ngovdraw:\n  theme: govuk\n  upper/board:\n    row: 2\n    points: [One, Two]\n---\n";

const TOML: &str = "+++\n# of the site\nlang = \"en-GB\"\nweight = 3\ndate = 2026-05-01\n\
    flows = ['Board -> Team: Aims', \"Team -> Open water\"]\n\n[[outcomes]]\nname = \"Open water\"\ncaption = \"(all year)\"\n\n\
    [govdraw]\ntheme = \"govuk\"\n[govdraw.\"upper/board\"]\nrow = 2\npoints = [\"One\", \"Two\"]\n+++\n";

const JSON: &str = "{\n  \"lang\": \"en-GB\",\n  \"weight\": 3,\n  \"outcomes\": [{\"name\": \"Open water\", \"caption\": \"(all year)\"}],\n\
    \"flows\": [\"Board -> Team: Aims\", \"Team -> Open water\"],\n\
    \"govdraw\": {\"theme\": \"govuk\", \"upper/board\": {\"row\": 2, \"points\": [\"One\", \"Two\"]}}\n}\n";

fn page(text: &str) -> (Model, Vec<Diagnostic>) {
    let source = Source { name: "page.md".to_owned(), text: text.to_owned() };
    match read(&source, Format::Markdown) {
        Ok(read) => (read.value, read.warnings),
        Err(errors) => panic!("{errors:#?}"),
    }
}

fn json(model: &Model) -> String {
    export::json(model).expect("a model serialises")
}

#[test]
fn yaml_toml_and_json_say_the_same() {
    let (model, warnings) = page(&format!("{YAML}\n{BODY}"));
    assert_eq!(warnings, []);
    assert_eq!(model.levels[0].functions[0].row, Some(2));
    assert_eq!(model.flows.len(), 2);
    for front in [TOML, JSON] {
        let (other, warnings) = page(&format!("{front}\n{BODY}"));
        assert_eq!((json(&other), warnings), (json(&model), Vec::new()), "{front}");
    }
}

#[test]
fn it_is_read_below_blank_lines_and_comments_and_that_is_said() {
    let (model, _) = page(&format!("{YAML}\n{BODY}"));
    for (before, front) in [("\n", YAML), ("<!-- SPDX: MIT -->\n", YAML), ("\n\n<!-- a\nb -->\n\n", TOML)] {
        let (other, warnings) = page(&format!("{before}{front}\n{BODY}"));
        assert_eq!(json(&other), json(&model));
        assert_eq!(
            warnings.iter().map(|w| w.code).collect::<Vec<_>>(),
            [Code::LateFrontMatter],
            "{before:?}"
        );
    }
}

#[test]
fn a_rule_a_shortcode_and_a_brace_open_no_front_matter() {
    let (plain, _) = page(BODY);
    for before in [
        "\n---\n\nSome words.\n\n---\n\n",
        "{{< toc >}}\n\n",
        "{: .wide}\n\n",
        "<!-- x -->\n---\nText\n\n---\n",
    ] {
        let (model, warnings) = page(&format!("{before}{BODY}"));
        assert_eq!(model.levels, plain.levels, "{before:?}");
        assert!(warnings.iter().all(|warning| warning.code != Code::LateFrontMatter), "{before:?}");
    }
}

#[test]
fn lines_may_end_as_they_did_on_old_machines() {
    let (model, _) = page(&format!("{YAML}\n{BODY}"));
    for end in ["\r", "\r\n"] {
        let text = format!("{YAML}\n{BODY}").replace('\n', end);
        let (other, warnings) = page(&text);
        assert_eq!((json(&other), warnings), (json(&model), Vec::new()), "{end:?}");
    }
}

#[test]
fn the_cascade_is_asked_for() {
    assert!(!page(BODY).0.cascade);
    for front in [
        "---\ngovdraw: {cascade: true}\n---\n",
        "+++\n[govdraw]\ncascade = true\n+++\n",
        "{\"govdraw\": {\"cascade\": true}}\n",
    ] {
        assert!(page(&format!("{front}{BODY}")).0.cascade, "{front}");
    }
}

#[test]
fn toml_that_is_nested_too_deep_is_an_error_and_no_overflow() {
    for inner in [
        format!("{} = 1", vec!["a"; 100_000].join(".")),
        format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("x = {}1{}", "{a=".repeat(70), "}".repeat(70)),
    ] {
        let source = Source { name: "page.md".to_owned(), text: format!("+++\n{inner}\n+++\n{BODY}") };
        let errors = read(&source, Format::Markdown).expect_err("too deep");
        assert_eq!(errors[0].code, Code::NestedTooDeep);
    }
}
