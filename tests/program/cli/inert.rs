//! Nothing that leaves does anything: hostile words through every way out that is read by a program or shown by one.
use super::support::{folder, govdraw};
use serde_json::{Value, json};

/// Words that some reader somewhere would take for more than words.
const HOSTILE: [&str; 25] = [
    "[a](http://example.org)",
    "[a\\](1)",
    "![a](b.png)",
    "{0} {{7*7}} {% x %} {process.env}",
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "www.example.org",
    "see http://example.org now",
    "<script>alert(1)</script>",
    "a\" onload=\"alert(1)",
    "]]></title><img src=x>",
    "\u{202e}reversed",
    "\u{2066}isolated",
    "closed\u{202c}\u{2069}",
    "One is \u{202b}open. Two is\u{202c} closed.",
    "\u{9b}31m and \u{7f}",
    "\u{1b}]8;;http://example.org\u{7}a",
    "a\n::stop-commands::b",
    "::error file=a.md::b",
    "##[error]a",
    "`a` *b* _c_ ~d~ $e$ # f | g",
    "line\u{2028}line",
    "\u{200f}mark\u{200e}",
];

/// Characters that control, reorder or part lines.
fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n') || is_bidi(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// For a terminal and for programs: no control at all.
fn plain(text: &str) -> Result<(), String> {
    text.chars().find(|c| is_control(*c)).map_or(Ok(()), |c| Err(format!("U+{:04X}", u32::from(c))))
}

/// For people: what reorders words ends with its line.
fn confined(text: &str) -> Result<(), String> {
    for line in text.lines() {
        let mut open = Vec::new();
        for c in line.chars() {
            match c {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
                '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
                '\u{202c}' | '\u{2069}' if open.pop() != Some(c) => {
                    return Err(format!("a stray mark in {line}"));
                }
                _ => {}
            }
        }
        if !open.is_empty() {
            return Err(format!("an open mark in {line}"));
        }
    }
    text.chars()
        .find(|c| c.is_control() && !matches!(c, '\n' | '\r'))
        .map_or(Ok(()), |c| Err(format!("{c:?}")))
}

/// The same, and nothing that a CI system which prints it takes for a command.
fn printed(text: &str) -> Result<(), String> {
    confined(text)?;
    let is_command = |line: &&str| line.trim_start().starts_with("::") || line.contains("##[");
    text.lines().find(is_command).map_or(Ok(()), |line| Err(line.to_owned()))
}

fn data(text: &str) -> Result<(), String> {
    plain(text)?;
    serde_json::from_str::<Value>(text).map(|_| ()).map_err(|error| error.to_string())
}

fn sarif(text: &str) -> Result<(), String> {
    plain(text)?;
    let log: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let results = log["runs"][0]["results"].as_array().ok_or("no results")?;
    for result in results {
        let message = result["message"]["text"].as_str().ok_or("no message")?;
        let (mut rest, mut bare) = (message.chars(), String::new());
        while let Some(c) = rest.next() {
            match c {
                '\\' if message.contains("](") || message.contains("\\]") => drop(rest.next()),
                c => bare.push(c),
            }
        }
        if bare.contains("](") || bare.replace("{{", "").replace("}}", "").contains(['{', '}']) {
            return Err(message.to_owned());
        }
    }
    if results.is_empty() { Err("no results".to_owned()) } else { Ok(()) }
}

fn annotations(text: &str) -> Result<(), String> {
    plain(text)?;
    let is_one =
        |line: &str| ["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start));
    match text.lines().find(|line| !is_one(line)) {
        Some(line) => Err(line.to_owned()),
        None => Ok(()),
    }
}

fn csv(text: &str) -> Result<(), String> {
    confined(text)?;
    let mut quoted = false;
    let mut cells = vec![String::new()];
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("a cell").push(c),
        }
    }
    match cells.iter().find(|cell| cell.trim().starts_with(['=', '+', '-', '@', '＝'])) {
        Some(cell) => Err(cell.clone()),
        None => Ok(()),
    }
}

fn html(text: &str) -> Result<(), String> {
    confined(text)?;
    let document = usvg::roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    for element in document.descendants().filter(usvg::roxmltree::Node::is_element) {
        let is_plain =
            element.attributes().all(|attribute| ["lang", "dir", "scope"].contains(&attribute.name()));
        if ["script", "img", "a"].contains(&element.tag_name().name()) || !is_plain {
            return Err(format!("{element:?}"));
        }
    }
    Ok(())
}

fn markdown(text: &str) -> Result<(), String> {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    confined(text)?;
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::CodeBlock(_))
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::Code(_) => return Err(format!("{event:?}")),
            _ => {}
        }
    }
    match ["www.", "://", "{{", "{%"].iter().find(|code| text.contains(*code)) {
        Some(code) => Err((*code).to_owned()),
        None => Ok(()),
    }
}

/// A model in which some words are everything that words can be, and one flow that leads to nothing of their name, so that a
/// finding names it.
fn pages(words: &str) -> [String; 2] {
    let page = |to: &str| {
        json!({
            "title": words,
            "summary": [words],
            "levels": [{
                "name": format!("Upper {words}"),
                "summary": [words],
                "functions": [
                    { "name": words, "description": [words], "points": [words, "b"], "roles": [{ "name": words }], "caption": words },
                    { "name": "Team", "description": [format!("It does. {words}. And more.")] },
                ],
            }],
            "outcomes": [{ "name": format!("{words} made") }],
            "flows": [{ "from": "Team", "to": to, "label": words }],
        })
        .to_string()
        // which YAML, and JSON with it, does not let stand as they are
        .replace('\u{9b}', "\\u009b")
        .replace('\u{7f}', "\\u007f")
    };
    [page(words), page(&format!("{words} no such"))]
}

type Sink = (&'static str, fn(&str) -> Result<(), String>, &'static [&'static str]);

#[test]
fn hostile_words_are_words_in_every_way_out() {
    const GOOD: [Sink; 12] = [
        ("describe", markdown, &["describe", "good.json"]),
        ("HTML", html, &["describe", "good.json", "--to", "html"]),
        ("plain text", printed, &["describe", "good.json", "--to", "plain"]),
        ("JSON", data, &["export", "good.json", "--to", "json"]),
        ("YAML", plain, &["export", "good.json", "--to", "yaml"]),
        ("CSV", csv, &["export", "good.json", "--to", "csv"]),
        ("Mermaid", confined, &["export", "good.json", "--to", "mermaid"]),
        ("D2", confined, &["export", "good.json", "--to", "d2"]),
        ("DOT", confined, &["export", "good.json", "--to", "dot"]),
        ("extract of an SVG", data, &["extract", "a.svg"]),
        ("extract of a PNG", data, &["extract", "a.png"]),
        ("info", plain, &["info", "a.svg"]),
    ];
    const BAD: [Sink; 4] = [
        ("terminal", plain, &["lint", "bad.json", "--color", "never"]),
        ("findings as JSON", data, &["lint", "bad.json", "--message-format", "json"]),
        ("SARIF", sarif, &["lint", "bad.json", "--message-format", "sarif"]),
        ("GitHub", annotations, &["lint", "bad.json", "--message-format", "github"]),
    ];
    let mut leaks = Vec::new();
    for words in HOSTILE {
        let [good, bad] = pages(words);
        let place = folder(&[("good.json", good.as_bytes()), ("bad.json", bad.as_bytes())]);
        let drawn = govdraw(place.path(), &["render", "good.json", "-s", "simple", "-f", "svg,png", "-q"]);
        assert_ne!(drawn.code, 2, "{words:?}: {}", drawn.stderr);
        for (from, to) in [("good-simple.svg", "a.svg"), ("good-simple.png", "a.png")] {
            std::fs::rename(place.path().join(from), place.path().join(to)).expect("a picture");
        }
        for (sink, is_inert, arguments) in GOOD.iter().chain(&BAD) {
            let ran = govdraw(place.path(), arguments);
            if let Err(what) = is_inert(ran.out()) {
                leaks.push(format!("{sink}: {words:?}: {what}"));
            }
            if let Err(what) = plain(&ran.stderr) {
                leaks.push(format!("{sink}, on standard error: {words:?}: {what}"));
            }
            assert!(!ran.out().is_empty(), "{sink}: {words:?}: {}", ran.stderr);
        }
        // what was cut out of a text is read as it was written
        let first = govdraw(place.path(), &["export", "good.json", "--to", "json"]);
        std::fs::write(place.path().join("again.json"), &first.stdout).expect("a file");
        let again = govdraw(place.path(), &["export", "again.json", "--to", "json"]);
        assert_eq!(again.out(), first.out(), "{words:?}");
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

#[test]
fn a_name_of_a_file_is_words_too() {
    let name = "a\u{202e}\u{9b}1m [x](y) {0}.json";
    let [_, bad] = pages("Board");
    let place = folder(&[(name, bad.as_bytes())]);
    for (format, is_inert) in
        [("json", data as fn(&str) -> _), ("sarif", sarif), ("github", annotations), ("text", plain)]
    {
        let ran = govdraw(place.path(), &["lint", name, "--message-format", format]);
        assert_eq!(is_inert(ran.out()), Ok(()), "{format}");
        assert!(ran.out().contains("Board"), "{format}: {}", ran.stderr);
    }
}
