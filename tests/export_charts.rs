//! The flows in other tools' languages: what they hold, and that the tools take them.
#![allow(clippy::print_stderr, reason = "who runs the tests must see that one was skipped")]

use govdraw::diagnostic::Source;
use govdraw::export::{csv, d2, dot, mermaid};
use govdraw::input::{Format, read};
use govdraw::model::Model;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn model(page: &str) -> Model {
    let source = Source { name: "page".to_owned(), text: page.to_owned() };
    read(&source, Format::Markdown).unwrap_or_else(|errors| panic!("{errors:#?}")).value
}

fn delivery_group() -> Model {
    model(include_str!("../examples/delivery-group.md"))
}

/// Names and labels that would end a string, a node or a comment, or call something, in one of the languages.
fn hostile() -> Model {
    model(
        "---\noutcomes: ['end']\ngovdraw:\n  a-level/x: {caption: 'c \"d\" \\e'}\n---\n## A \"level\" ]\n### x\n\
         ### =1+1, \"q\"\n### ${y} # z; end\n## B level\nText.\n\n| From | To | Flow | Kind |\n|--|--|--|--|\n\
         | x | =1+1, \"q\" | a \"b\" \\\\n \\| c --> d[e] {f} \\`g\\` &lt;h&gt; %% // | |\n\
         | ${y} # z; end | B level | | feedback |\n| x | end | ${z} | both |\n",
    )
}

#[test]
fn every_language_has_every_flow() {
    let model = delivery_group();
    assert_eq!(csv(&model).matches("\r\n").count(), 31);
    let lines = |text: &str, arrows: &[&str]| {
        text.lines().filter(|line| arrows.iter().any(|arrow| line.contains(arrow))).count()
    };
    assert_eq!(lines(&mermaid(&model), &[" --> ", "-->|", "-.->"]), 30);
    assert_eq!(lines(&d2(&model), &[" -> ", " <-> "]), 30);
    assert_eq!(lines(&dot(&model), &[" -> "]), 30);
    assert_eq!(mermaid(&model).matches("subgraph").count(), 3);
}

#[test]
fn words_cannot_leave_their_quotes() {
    let model = hostile();
    assert_eq!(
        csv(&model),
        "from,to,from_name,to_name,label,kind\r\n\
         a-level/x,a-level/1-1-q,\"A \"\"level\"\" ] / x\",\"A \"\"level\"\" ] / =1+1, \"\"q\"\"\",\
         \"a \"\"b\"\" \\n | c --> d[e] {f} `g` <h> %% //\",directs\r\n\
         a-level/y-z-end,b,\"A \"\"level\"\" ] / ${y} # z; end\",B level,,feedback\r\n\
         a-level/x,outcome/end,\"A \"\"level\"\" ] / x\",end,${z},mutual\r\n"
    );
    for line in mermaid(&model).lines() {
        // two quotation marks at most: those that hold the text
        assert!(line.matches('"').count() <= 2 && !line.contains('`'), "{line}");
    }
    for line in d2(&model).lines().chain(dot(&model).lines()) {
        let bare = line.replace("\\\\", "").replace("\\\"", "");
        assert!(bare.matches('"').count() % 2 == 0, "{line}");
    }
    assert!(d2(&model).contains("\\${z}"));
}

/// Whether a tool is missing; then a test says so and passes, but in CI it fails.
fn is_missing(tool: &str, found: bool) -> bool {
    if !found {
        let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!ci, "no {tool}: CI must not skip this test");
        eprintln!("skipped: no {tool}");
    }
    !found
}

#[test]
fn graphviz_takes_the_chart() {
    for model in [delivery_group(), hostile()] {
        let started = Command::new("dot").arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        if is_missing("Graphviz", started.is_ok()) {
            return;
        }
        let mut child = started.unwrap();
        child.stdin.take().unwrap().write_all(dot(&model).as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        let plain = String::from_utf8(output.stdout).unwrap();
        assert_eq!(plain.lines().filter(|line| line.starts_with("edge ")).count(), model.flows.len());
    }
}

#[test]
fn d2_takes_the_chart() {
    let tool = std::env::var_os("GOVDRAW_D2").map(PathBuf::from).filter(|path| path.is_file());
    if is_missing("D2 at GOVDRAW_D2", tool.is_some()) {
        return;
    }
    for model in [delivery_group(), hostile()] {
        let folder = tempfile::tempdir().unwrap();
        let chart = folder.path().join("chart.d2");
        std::fs::write(&chart, d2(&model)).unwrap();
        let ran = Command::new(tool.as_ref().unwrap()).arg("validate").arg(&chart).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
}

#[test]
fn mermaid_takes_the_chart() {
    let modules = std::env::var_os("GOVDRAW_BUILDERS").map(PathBuf::from);
    let found =
        |at: &PathBuf| ["mermaid", "jsdom"].iter().all(|name| at.join("node_modules").join(name).is_dir());
    let modules = modules.filter(found);
    if is_missing("mermaid and jsdom at GOVDRAW_BUILDERS", modules.is_some()) {
        return;
    }
    for model in [delivery_group(), hostile()] {
        let folder = tempfile::tempdir().unwrap();
        let chart = folder.path().join("chart.mmd");
        std::fs::write(&chart, mermaid(&model)).unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/export_charts.mjs");
        let ran =
            Command::new("node").arg(script).arg(modules.as_ref().unwrap()).arg(&chart).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let parsed: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(parsed["arrows"].as_array().unwrap().len(), model.flows.len());
        let boxes = model.levels.iter().map(|level| level.functions.len().max(1)).sum::<usize>();
        assert_eq!(parsed["nodes"].as_array().unwrap().len(), boxes + model.outcomes.len());
    }
}
