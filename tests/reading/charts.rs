//! The flows in other tools' languages: what they hold, and that the tools take them.

use crate::tools::{chromium, named, npm, skip};
use govdraw::diagnostic::Source;
use govdraw::export::{csv, d2, dot, mermaid};
use govdraw::input::{Format, read};
use govdraw::model::Model;
use regex_lite::Regex;
use std::io::Write as _;
use std::process::{Command, Stdio};
use usvg::roxmltree::{Document, Node, ParsingOptions};

fn model(page: &str) -> Model {
    let source = Source { name: "page".to_owned(), text: page.to_owned() };
    read(&source, Format::Markdown).unwrap_or_else(|errors| panic!("{errors:#?}")).value
}

fn delivery_group() -> Model {
    model(include_str!("../../examples/delivery-group.md"))
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

/// Words that mean something in one of the languages: escapes, entities, keywords, comments, directives, markup.
const CURSED: [&str; 20] = [
    "ends in a backslash \\",
    "\\N \\G \\L \\E \\T \\H \\l \\r",
    "&amp; &#34; #quot; #35;",
    "%%{init: {'theme': 'dark'}}%%",
    "click n1 call alert()",
    "end",
    "subgraph",
    "style n1 fill:#f00",
    "|md # heading |",
    "`code` **bold** _it_ ~~no~~ $$x^2$$",
    "<b>bold</b> <br> <script>",
    "a -> b -- c <- d",
    "{a: 1; b: [2]}",
    "null",
    "*.style: x",
    "...@import",
    "// # /* no comment */",
    "\u{627}\u{644}\u{62a}\u{633}\u{644}\u{64a}\u{645} \u{2192} \u{1f600}",
    "it's \"quoted\" 'twice'",
    "1. a list",
];

/// A model whose every function, and every flow from one to the next, has cursed words.
fn cursed() -> Model {
    let functions: Vec<serde_json::Value> = (0..CURSED.len())
        .map(|i| serde_json::json!({"id": format!("level/f{i}"), "name": CURSED[i]}))
        .collect();
    let flows: Vec<serde_json::Value> = (1..CURSED.len())
        .map(|i| serde_json::json!({"from": format!("level/f{}", i - 1), "to": format!("level/f{i}"), "label": CURSED[i]}))
        .collect();
    let page = serde_json::json!({
        "title": "Cursed",
        "levels": [{"id": "level", "name": "Level \"<&>\" \\ %%", "functions": functions}],
        "flows": flows,
    });
    let source = Source { name: "page".to_owned(), text: page.to_string() };
    read(&source, Format::Json).unwrap_or_else(|errors| panic!("{errors:#?}")).value
}

fn models() -> [Model; 3] {
    [delivery_group(), hostile(), cursed()]
}

/// The lines of words that a tool must show, sorted: names of levels, what boxes say, labels of flows.
fn lines_of(model: &Model) -> Vec<String> {
    let mut texts: Vec<String> =
        Some(model.title.clone()).filter(|title| !title.is_empty()).into_iter().collect();
    for level in &model.levels {
        texts.push(level.name.clone());
        for function in &level.functions {
            texts.push(function.chart_name().to_owned());
            texts.extend(function.caption.clone());
        }
        if level.functions.is_empty() {
            texts.push(level.name.clone());
        }
    }
    for outcome in &model.outcomes {
        texts.push(outcome.name.clone());
        texts.extend(outcome.caption.clone());
    }
    texts.extend(model.flows.iter().map(|flow| flow.label.clone()).filter(|label| !label.is_empty()));
    texts.sort();
    texts
}

/// The lines of text of an SVG, sorted.
fn lines_of_svg(svg: &str) -> Vec<String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, options).unwrap();
    let mut lines = Vec::new();
    for text in
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
    {
        let spans: Vec<Node<'_, '_>> = text.children().filter(Node::is_element).collect();
        let spans = if spans.is_empty() { vec![text] } else { spans };
        lines.extend(spans.iter().map(|span| span.text().unwrap_or_default().replace('\u{a0}', " ")));
    }
    lines.retain(|line| !line.is_empty());
    lines.sort();
    lines
}

#[test]
fn every_language_has_every_flow() {
    let model = delivery_group();
    assert_eq!(csv(&model).matches("\r\n").count(), 31);
    let lines = |text: &str, arrows: &[&str]| {
        text.lines().filter(|line| arrows.iter().any(|arrow| line.contains(arrow))).count()
    };
    assert_eq!(lines(&mermaid(&model), &["-->", "-.->"]), 30);
    assert_eq!(lines(&d2(&model), &[" -> ", " <-> "]), 30);
    assert_eq!(lines(&dot(&model), &[" -> n_"]), 30);
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

/// What a command writes when it is given `input`; none where it cannot be started.
fn piped(command: &mut Command, input: &str) -> Option<String> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn graphviz_draws_every_flow_and_every_word() {
    for model in models() {
        let plain = piped(Command::new("dot").arg("-Tplain"), &dot(&model));
        let Some(plain) = plain else { return skip("Graphviz") };
        let is_flow =
            |line: &&str| line.starts_with("edge ") && !line.contains(" below_") && !line.contains(" invis ");
        assert_eq!(plain.lines().filter(is_flow).count(), model.flows.len());
        let svg = piped(Command::new("dot").arg("-Tsvg"), &dot(&model)).unwrap();
        assert_eq!(lines_of_svg(&svg), lines_of(&model));
    }
}

#[test]
fn d2_draws_every_word() {
    let Some(tool) = named("GOVDRAW_D2") else { return };
    for model in models() {
        let folder = tempfile::tempdir().unwrap();
        let [chart, picture] = ["chart.d2", "chart.svg"].map(|name| folder.path().join(name));
        std::fs::write(&chart, d2(&model)).unwrap();
        let ran = Command::new(&tool).arg(&chart).arg(&picture).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(lines_of_svg(&std::fs::read_to_string(&picture).unwrap()), lines_of(&model));
    }
}

/// A text as Mermaid's parser keeps it: lines apart, and each character that was written as a number between marks of its own.
fn mermaid_lines(text: &str) -> Vec<String> {
    let coded = Regex::new("\u{fb02}\u{b0}\u{b0}(\\d+)\u{b6}\u{df}").unwrap();
    let character =
        |found: &regex_lite::Captures<'_>| char::from_u32(found[1].parse().unwrap()).unwrap().to_string();
    text.split("<br>").map(|line| coded.replace_all(line, character).into_owned()).collect()
}

#[test]
fn mermaid_reads_every_flow_and_every_word() {
    let Some(modules) = npm(&["mermaid", "jsdom"]) else { return };
    for model in models() {
        let folder = tempfile::tempdir().unwrap();
        let chart = folder.path().join("chart.mmd");
        std::fs::write(&chart, mermaid(&model)).unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reading/charts.mjs");
        let ran = Command::new("node").arg(script).arg(&modules).arg(&chart).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let parsed: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        let texts = |key: &str| -> Vec<String> {
            parsed[key].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
        };
        let [nodes, arrows, groups] = ["nodes", "arrows", "groups"].map(texts);
        // its parser leaves the title to what draws
        let groups: Vec<String> = groups.into_iter().chain([model.title.clone()]).collect();
        assert_eq!(arrows.len(), model.flows.len());
        for (arrow, flow) in arrows.iter().zip(&model.flows) {
            assert_eq!(mermaid_lines(arrow), [flow.label.as_str()]);
        }
        let all = nodes.iter().chain(&groups).chain(&arrows).flat_map(|text| mermaid_lines(text));
        let mut lines: Vec<String> = all.filter(|line| !line.is_empty()).collect();
        lines.sort();
        assert_eq!(lines, lines_of(&model));
    }
}

/// A page of which levels have flows upwards alone, none at all, and a circle.
fn tangled() -> Model {
    model(
        "# Tangled\n\n## A level\n### One\n### Two\n### Three\n## B level\n### Four\n### Five\n## C level\n### Six\n\
         ## D level\n### Seven\n### Eight\n\n| From | To | Flow | Kind |\n|--|--|--|--|\n\
         | Seven | One | Report | feedback |\n| Eight | Two | Ask | |\n| Four | Three | Ask | |\n\
         | Five | Four | Hand over | |\n| Four | Five | Hand back | |\n| Seven | Four | Plan | |\n| One | Seven | Direct | |\n",
    )
}

/// How far down the boxes of each level stand: its highest and its lowest, by where each box is.
fn bands(y_of: impl Fn(&str) -> f64) -> Vec<(f64, f64)> {
    [&["a__one", "a__two", "a__three"][..], &["b__four", "b__five"], &["c__six"], &["d__seven", "d__eight"]]
        .iter()
        .map(|boxes| {
            let ys = boxes.iter().map(|key| y_of(&format!("n_{key}")));
            ys.fold((f64::INFINITY, f64::NEG_INFINITY), |(top, bottom), y| (top.min(y), bottom.max(y)))
        })
        .collect()
}

fn stand_in_order(bands: &[(f64, f64)]) {
    assert!(bands.windows(2).all(|pair| pair[0].1 < pair[1].0), "{bands:?}");
}

#[test]
fn levels_stand_in_the_pages_order_in_graphviz_and_d2() {
    let plain = piped(Command::new("dot").arg("-Tplain"), &dot(&tangled()));
    if let Some(plain) = plain {
        stand_in_order(&bands(|key| {
            let line = plain.lines().find(|line| line.starts_with(&format!("node {key} "))).unwrap();
            // upwards there
            -line.split(' ').nth(3).unwrap().parse::<f64>().unwrap()
        }));
    } else {
        skip("Graphviz");
    }
    if let Some(tool) = named("GOVDRAW_D2") {
        let folder = tempfile::tempdir().unwrap();
        let [chart, picture] = ["chart.d2", "chart.svg"].map(|name| folder.path().join(name));
        std::fs::write(&chart, d2(&tangled())).unwrap();
        let ran = Command::new(tool).arg(&chart).arg(&picture).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let svg = std::fs::read_to_string(&picture).unwrap();
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let document = Document::parse_with_options(&svg, options).unwrap();
        stand_in_order(&bands(|key| {
            let label = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
                .into_iter()
                .find(|name| key.ends_with(&format!("__{name}")));
            let is_label =
                |node: &Node<'_, '_>| node.text().is_some_and(|text| text.to_lowercase() == label.unwrap());
            let text = document
                .descendants()
                .find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")) && is_label(node));
            text.unwrap().attribute("y").unwrap().parse().unwrap()
        }));
    }
}

#[test]
fn levels_stand_in_the_pages_order_in_mermaid_and_arrows_back_have_one_head() {
    const SCRIPT: &str = "mermaid/dist/mermaid.min.js";
    let (Some(builders), Some(chromium)) = (npm(&[SCRIPT]), chromium()) else { return };
    let script = builders.join("node_modules").join(SCRIPT);
    let folder = tempfile::tempdir().unwrap();
    let chart = mermaid(&tangled()).replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><pre class=\"mermaid\">{chart}</pre><script>{}</script>\
         <script>mermaid.initialize({{startOnLoad: true}})</script>",
        std::fs::read_to_string(script).unwrap()
    );
    std::fs::write(folder.path().join("chart.html"), page).unwrap();
    let ran = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", folder.path().join("chart.html").display()))
        .output()
        .unwrap();
    let dom = String::from_utf8(ran.stdout).unwrap();
    let place = |key: &str| {
        let found =
            Regex::new(&format!("flowchart-{key}-\\d+\"[^>]*transform=\"translate\\([^,]+, ?([^)]+)\\)"))
                .unwrap();
        found.captures(&dom).unwrap_or_else(|| panic!("{key} in {dom:.2000}"))[1].parse().unwrap()
    };
    stand_in_order(&bands(place));
    // four arrows point back, and each has lost the head at its other end
    let headless = Regex::new("<path[^>]*marker-end: ?none").unwrap();
    assert_eq!(headless.find_iter(&dom).count(), 4);
    assert!(dom.contains(">Tangled</text>"), "the chart has its title");
}

#[test]
fn identifiers_stay_when_a_function_is_put_in() {
    let page = include_str!("../../examples/delivery-group.md");
    let more = page.replacen("\n### ", "\n### A new function\n\nNew.\n\n### ", 1);
    for write in [mermaid, d2, dot] {
        let (before, after) = (write(&model(page)), write(&model(&more)));
        let lost: Vec<&str> =
            before.lines().filter(|line| !after.lines().any(|other| other == *line)).collect();
        // lines that number or list all links or boxes
        let is_list = |line: &&str| line.contains("linkStyle") || line.contains("-> below_");
        assert!(lost.iter().all(is_list), "{lost:#?}");
    }
}

#[test]
fn a_reader_of_tables_finds_every_word() {
    let script = "import csv, io, json, sys\n\
        data = sys.stdin.buffer.read().decode('utf-8')\n\
        print(json.dumps(list(csv.reader(io.StringIO(data, newline='')))))";
    for model in models() {
        let rows = piped(Command::new("python3").arg("-c").arg(script), &csv(&model));
        let Some(rows) = rows else { return skip("Python") };
        let rows: Vec<Vec<String>> = serde_json::from_str(&rows).unwrap();
        assert_eq!(rows.len(), model.flows.len() + 1);
        for (row, flow) in rows[1..].iter().zip(&model.flows) {
            let [from, to, _, _, label, kind] = &row[..] else { panic!("{row:?}") };
            assert_eq!((from, to), (&flow.from.id, &flow.to.id));
            // what a spreadsheet would run as a formula has an apostrophe before it
            assert_eq!(label.strip_prefix('\'').unwrap_or(label), flow.label);
            assert_eq!(kind, flow.kind.name());
        }
    }
}
