//! Pages with a picture inlined and with the text version go through the builds that docs pipelines run, and come out with
//! every word as it was: nothing in them is code to Nunjucks or to MDX.
use super::support::{folder, govdraw};
use crate::tools::{in_path, named, npm, program};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use usvg::roxmltree::Document;

/// Names and words that are code to a template engine, or to Markdown.
const PAGE: &str = r#"{
  "title": "Rules {{7*7}} {% include 'x' %}",
  "levels": [
    {"name": "Upper {# note #}", "points": ["Reads {process.env} and *stars* and _lines_ and `ticks`"], "functions": [
      {"name": "Sponsor {{ secret }}", "roles": ["Lead {% raw %}", "](x)![a](http://example.org)"]}]},
    {"name": "Lower ${1+1}", "functions": [{"name": "Team {/* gone */}", "roles": ["<b>Maker</b> &amp; {{x|safe}}"]}]}
  ],
  "flows": [{"from": "Sponsor {{ secret }}", "to": "Team {/* gone */}", "label": "Asks {{7*7}} and {process.env}"}]
}"#;

/// The folder that holds the two builders.
fn builders() -> Option<PathBuf> {
    npm(&["nunjucks", "@mdx-js/mdx"])
}

#[test]
fn the_text_version_is_literal_in_python_markdown() {
    let Some(python) = named("GOVDRAW_PYTHON") else { return };
    let words = [
        "costs $5 or ~2~",
        "H~2~O ~~gone~~ a|b",
        "=1+1",
        ": colon",
        "- dash",
        "+ plus",
        "1. one",
        "! note",
        "*a* _b_ [c](d)",
    ];
    let points = words.map(|word| format!("\"{}\"", word.replace('"', "\\\"")));
    let page =
        format!("{{\"levels\": [{{\"name\": \"Upper level\", \"points\": [{}]}}]}}", points.join(", "));
    let place = folder(&[("page.json", page.as_bytes())]);
    let text = govdraw(place.path(), &["describe", "page.json", "-o", "text.md"]);
    assert_eq!(text.code, 0, "{}", text.stderr);
    let script = "import html, markdown, re, sys\n\
        page = markdown.markdown(open('text.md', encoding='utf-8').read(), extensions=['extra', 'admonition'])\n\
        print('\\n'.join(html.unescape(item) for item in re.findall('<li>(.*?)</li>', page, re.S)))";
    let ran = Command::new(python).args(["-c", script]).current_dir(place.path()).output().unwrap();
    let read = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(read.lines().collect::<Vec<_>>(), words, "{}", String::from_utf8_lossy(&ran.stderr));
}

/// Its name, attributes, and all the text in it.
type Element = (String, BTreeMap<String, String>, String);

/// A page after both builds: as text, and as its elements with their attributes and all the text in them.
fn build(builders: &Path, page: &Path) -> (String, Vec<Element>) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/cli/builds.mjs");
    let ran = Command::new("node").arg(script).arg(builders).arg(page).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let result: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let elements = result["mdx"].as_array().unwrap().iter().map(|element| {
        let attributes = element[1].as_object().unwrap().iter();
        let attributes =
            attributes.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()));
        (
            element[0].as_str().unwrap().to_owned(),
            attributes.collect(),
            element[2].as_str().unwrap().to_owned(),
        )
    });
    (result["nunjucks"].as_str().unwrap().to_owned(), elements.collect())
}

#[test]
fn inlined_pictures_survive_nunjucks_and_mdx() {
    let Some(builders) = builders() else { return };
    let place = folder(&[("page.json", PAGE.as_bytes())]);
    let ran = govdraw(place.path(), &["render", "page.json", "--format", "svg", "--inline", "mdx"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for style in ["simple", "flow", "poster"] {
        let picture = std::fs::read_to_string(place.path().join(format!("page-{style}.svg"))).unwrap();
        let page = format!("# How we work\n\n{picture}\n\nAfter it.\n");
        let file = place.path().join("page.mdx");
        std::fs::write(&file, &page).unwrap();
        let (nunjucks, mdx) = build(&builders, &file);
        assert!(nunjucks == page, "{style}: Nunjucks changed it");
        let document = Document::parse(&picture).unwrap();
        let drawn = document.descendants().filter(|node| node.is_element());
        let expected = drawn.map(|node| {
            let text = node.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten());
            (node.tag_name().name().to_owned(), text.collect::<String>().replace('\n', ""))
        });
        // JSX leaves out the line ends between elements, which say nothing
        let mut built = mdx.iter().map(|(name, _, text)| (name.clone(), text.replace('\n', "")));
        built.find(|(name, _)| name == "h1").unwrap();
        for expected in expected {
            let built = built.next().unwrap();
            assert!(built == expected, "{style}: {expected:.200?} became {built:.200?}");
        }
        let labels: Vec<_> = document.descendants().filter_map(|node| node.attribute("aria-label")).collect();
        let kept: Vec<_> = mdx.iter().filter_map(|(_, attributes, _)| attributes.get("aria-label")).collect();
        assert_eq!(kept, labels, "{style}");
    }
}

#[test]
fn text_versions_survive_nunjucks_and_mdx() {
    let Some(builders) = builders() else { return };
    let place = folder(&[("page.json", PAGE.as_bytes())]);
    for (format, name) in [("markdown", "page.mdx"), ("html", "page.html")] {
        let ran = govdraw(place.path(), &["describe", "page.json", "--to", format, "-o", name]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let file = place.path().join(name);
        let (nunjucks, mdx) = build(&builders, &file);
        assert_eq!(nunjucks, std::fs::read_to_string(&file).unwrap(), "{format}");
        let words: String = mdx.iter().map(|(_, _, text)| format!("{text}\n")).collect();
        for word in [
            "Rules {{7*7}} {% include 'x' %}",
            "Upper {# note #}",
            "{process.env} and *stars* and _lines_ and `ticks`",
            "Sponsor {{ secret }}",
            "Lead {% raw %}",
            "](x)![a](http://example.org)",
            "Lower ${1+1}",
            "Team {/* gone */}",
            "<b>Maker</b> &amp; {{x|safe}}",
            "Asks {{7*7}} and {process.env}",
        ] {
            assert!(words.contains(word), "{format}: {word} is not in {words}");
        }
    }
}

/// A program's path for a script, which does without where it is empty.
fn shown(program: Option<PathBuf>) -> String {
    program.map(|at| at.display().to_string()).unwrap_or_default()
}

#[test]
fn inlined_pictures_survive_the_markdown_of_many_sites_and_a_minifier() {
    let Some(builders) = builders() else { return };
    let place = folder(&[("page.json", PAGE.as_bytes())]);
    let ran = govdraw(place.path(), &["render", "page.json", "--format", "svg"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/cli/inline.mjs");
    for style in ["simple", "flow", "poster"] {
        let picture = place.path().join(format!("page-{style}.svg"));
        // those that start slowly are asked once
        let sphinx = || program("GOVDRAW_SPHINX", &["sphinx-build"]);
        let slow = if style == "poster" {
            [sphinx(), in_path(&["mdbook"])].map(shown)
        } else {
            [String::new(), String::new()]
        };
        let ran = Command::new("node")
            .arg(&script)
            .arg(&builders)
            .arg(&picture)
            .args(["python", "ruby"].map(|name| shown(in_path(&[name]))))
            .args(slow)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let result: BTreeMap<String, Value> = serde_json::from_slice(&ran.stdout).unwrap();
        let plain = &result["plain"];
        assert!(plain["texts"].as_array().unwrap().len() > 3 && plain["fonts"].as_u64() > Some(0), "{plain}");
        for (name, built) in &result {
            for part in ["pictures", "texts", "fonts", "metadata", "after", "broken"] {
                assert_eq!(built[part], plain[part], "{style} through {name}: {part}");
            }
            // a minifier may join rules, and drops what is the same
            assert!(built["rules"].as_u64() > Some(20), "{style} through {name}: {}", built["rules"]);
        }
    }
}
