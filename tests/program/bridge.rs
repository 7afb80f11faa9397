//! What other languages call gives what the program gives, byte for byte.
use govdraw::bridge::{self, Beside, Call, Options};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn govdraw(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govdraw"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR").output().unwrap()
}

fn examples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut found = Vec::new();
    for folder in [root.clone(), root.join("languages")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            found.extend(
                path.extension()
                    .is_some_and(|e| ["md", "json", "yaml"].contains(&e.to_str().unwrap()))
                    .then_some(path),
            );
        }
    }
    found.sort();
    assert!(found.len() > 8, "{found:?}");
    found
}

/// Calls the bridge as the program is called in the page's folder.
fn call<T>(page: &Path, options: &Value, act: impl FnOnce(&Call<'_>) -> T) -> T {
    let options = Options::from_json(&options.to_string()).unwrap();
    let bytes = fs::read(page).unwrap();
    let folder = page.parent().unwrap();
    let load = |_: Beside, name: &str| fs::read(folder.join(name)).map_err(|error| error.to_string());
    let name = page.file_name().unwrap().to_str().unwrap();
    act(&Call { options: &options, load: &load, ..Call::new(name, &bytes) })
}

#[test]
fn texts_and_findings_are_those_of_the_program() {
    for (index, page) in examples().into_iter().enumerate() {
        let (folder, name) = (page.parent().unwrap(), page.file_name().unwrap().to_str().unwrap());
        let printed = |arguments: &[&str]| {
            let output = govdraw(folder, arguments);
            String::from_utf8(output.stdout).unwrap()
        };
        let none = json!({});
        let text = call(&page, &none, bridge::outline).map(|made| made.0).unwrap();
        assert_eq!(text, printed(&["outline", name, "--to", "json"]), "{name}");
        let found = call(&page, &none, bridge::lint).unwrap();
        let said: Value =
            serde_json::from_str(&printed(&["lint", name, "--message-format", "json"])).unwrap();
        assert_eq!(serde_json::to_value(found).unwrap(), said, "{name}");
        if index % 5 > 0 {
            continue;
        }
        for to in ["json", "yaml", "csv", "mermaid", "d2", "dot"] {
            let text = call(&page, &none, |call| bridge::export(call, Some(to))).map(|made| made.0);
            assert_eq!(
                text.ok(),
                Some(printed(&["export", name, "--to", to])).filter(|text| !text.is_empty()),
                "{name} {to}"
            );
        }
        for to in ["markdown", "html", "plain"] {
            let text = call(&page, &none, |call| bridge::describe(call, Some(to), None)).map(|made| made.0);
            assert_eq!(
                text.ok(),
                Some(printed(&["describe", name, "--to", to])).filter(|text| !text.is_empty()),
                "{name} {to}"
            );
        }
    }
}

#[test]
fn pictures_are_those_of_the_program() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/delivery-group.md");
    for (options, arguments) in [
        (json!({"style": "simple"}), "--style simple"),
        (
            json!({"style": "flow", "theme": "dark", "direction": "right"}),
            "--style flow --theme dark --direction right",
        ),
        (
            json!({"style": "poster", "paper": "A3", "orientation": "landscape", "color_scheme": "auto"}),
            "--style poster --paper A3 --orientation landscape --color-scheme auto",
        ),
        (
            json!({"style": "poster", "layout_width": 630, "provenance": "none", "id": "own", "link_target": "_blank", "inline": "mdx"}),
            "--style poster --layout-width 630 --provenance none --id own --link-target _blank --inline mdx",
        ),
        (
            json!({"style": "flow", "role": "developer", "text": "paths"}),
            "--style flow --role developer --text paths",
        ),
        (
            json!({"style": "simple", "format": "png", "width": 400}),
            "--style simple --format png --width 400",
        ),
        (
            json!({"style": "simple", "format": "png", "paper": "A5", "dpi": 50}),
            "--style simple --format png --paper A5 --dpi 50",
        ),
        (
            json!({"style": "poster", "format": "pdf", "split": "level", "paper": "A4"}),
            "--style poster --format pdf --split level --paper A4",
        ),
        (json!({"style": "flow", "format": "pdf", "bleed": "3mm"}), "--style flow --format pdf --bleed 3mm"),
    ] {
        let place = tempfile::tempdir().unwrap();
        fs::copy(&page, place.path().join("page.md")).unwrap();
        let format = options["format"].as_str().unwrap_or("svg");
        let words: Vec<&str> =
            ["render", "page.md", "-o", "out"].into_iter().chain(arguments.split(' ')).collect();
        let words: Vec<&str> =
            if format == "svg" { words.into_iter().chain(["--format", "svg"]).collect() } else { words };
        let output = govdraw(place.path(), &words);
        assert_eq!(output.status.code(), Some(0), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
        let mut files = fs::read_dir(place.path().join("out")).unwrap().map(|entry| entry.unwrap().path());
        let (file, none) = (files.next().unwrap(), files.next());
        assert!(none.is_none(), "{arguments}");
        let made = call(&place.path().join("page.md"), &options, bridge::render).unwrap();
        assert!(made.bytes == fs::read(&file).unwrap(), "{arguments}: {}", file.display());
        assert!(
            !made.alt.is_empty() && made.findings.iter().all(|finding| finding.severity == "note"),
            "{arguments}: {made:?}",
            made = made.findings
        );
        if options["provenance"].is_null() {
            let model =
                call(&place.path().join("page.md"), &json!({}), |call| bridge::export(call, None)).unwrap().0;
            assert_eq!(bridge::extract(&made.bytes).unwrap(), model);
        }
    }
}

#[test]
fn what_is_refused_says_where_and_how() {
    let refused = |json: &str| Options::from_json(json).map(|_| ()).unwrap_err().to_string();
    assert!(refused(r#"{"stlye": "flow"}"#).contains("unknown field `stlye`"));
    assert!(refused(r#"{"style": 3}"#).contains("invalid type"));
    let page = b"# T\n\n## Upper level\n\n### Board\n\n## Flows\n\n| From | To | Flow |\n| --- | --- | --- |\n| Board | Bord | x |\n";
    let at = |options: Value, page: &[u8]| {
        let options = Options::from_json(&options.to_string()).unwrap();
        bridge::render(&Call { options: &options, ..Call::new("p.md", page) }).map(|_| ()).unwrap_err()
    };
    let failed = at(json!({}), page);
    let error = failed.findings.iter().find(|finding| finding.severity == "error").unwrap();
    assert_eq!(
        (error.line, error.column, error.file.as_deref()),
        (Some(11), Some(11), Some("p.md")),
        "{error:?}"
    );
    let sound = b"# T\n\n## Upper level\n\n### Board\n\nRoles: Lead\n";
    for (options, says) in [
        (json!({"style": "flwo"}), "did you mean `flow`?"),
        (json!({"paper": "A9"}), "`paper`: expected `A0`"),
        (json!({"theme": "drak"}), "did you mean `dark`?"),
        (json!({"role": "nobody"}), "nobody"),
        (json!({"paper": "A4", "aspect": 1.5}), "exclude each other"),
        (json!({"level_heading": 9}), "from 1 to 5"),
        (json!({"lang": "english language"}), "language tag"),
        (json!({"format": "png", "style": "poster", "scale": 60}), "choose a smaller"),
    ] {
        let text = at(options.clone(), sound).to_string();
        assert!(text.contains(says), "{options}: {text}");
    }
    let named = b"---\ngovdraw: {logo: crest.svg, logo_alt: C}\n---\n# T\n\n## Upper level\n\n### Board\n\nRoles: Lead\n";
    assert!(at(json!({}), named).to_string().contains("`crest.svg` is not drawn: no files were given"));
    let themed =
        b"---\ngovdraw: {theme: own/t.yaml}\n---\n# T\n\n## Upper level\n\n### Board\n\nRoles: Lead\n";
    let options = Options::default();
    let load = |_: Beside, name: &str| match name {
        "own/t.yaml" => Ok(b"base: dark\nicons: {board: x.svg}\n".to_vec()),
        "own/x.svg" => {
            Ok(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='M0 0h24v24z'/></svg>"
                .to_vec())
        }
        other => Err(other.to_owned()),
    };
    let own = bridge::render(&Call { options: &options, load: &load, ..Call::new("p.md", themed) }).unwrap();
    let usual = bridge::render(&Call::new("p.md", sound)).unwrap();
    assert_ne!(own.bytes, usual.bytes);
    let theme: (&str, &[u8]) = ("t", b"base: gvouk\n");
    let failed = bridge::render(&Call { theme: Some(theme), ..Call::new("p.md", sound) }).unwrap_err();
    assert_eq!(
        (failed.findings[0].file.as_deref(), failed.findings[0].line),
        (Some("t"), Some(1)),
        "{failed}"
    );
    let font: [(&str, &[u8]); 1] = [("f.ttf", b"no font")];
    let failed = bridge::render(&Call { fonts: &font, ..Call::new("p.md", sound) }).unwrap_err();
    assert!(failed.to_string().contains("the font `f.ttf` cannot be used"), "{failed}");
    assert!(bridge::extract(b"<svg/>").unwrap_err().to_string().contains("no model"));
    assert!(bridge::schema(Some("pages")).unwrap_err().to_string().contains("did you mean `page`?"));
    assert!(bridge::schema(None).unwrap().contains("levels") && bridge::themes().contains(&"dark"));
}

#[test]
fn a_mended_page_is_the_one_that_the_program_writes() {
    let text = "## Upper level\n\n### Sponsor\n\nRoles: Director\n\n## Lower level\n\n### Team\n\nBuilds the thing.\n\n\
                Support\n\nHelps the team.\n\nRoles: Office manager\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.md"), text).unwrap();
    govdraw(folder.path(), &["lint", "--fix", "p.md"]);
    let (mended, findings) = bridge::mend(&Call::new("p.md", text.as_bytes())).unwrap();
    assert_eq!(mended, fs::read_to_string(folder.path().join("p.md")).unwrap());
    assert!(mended.contains("### Support") && findings[0].line == Some(13), "{mended}{findings:?}");
    // errors, and data, are nobody's to change
    for (name, page) in [("p.md", "# T\n\n- [ ]\n"), ("p.json", "{\"levels\": [{\"name\": \"A\"}]}")] {
        assert_eq!(bridge::mend(&Call::new(name, page.as_bytes())).unwrap().0, page);
    }
}
