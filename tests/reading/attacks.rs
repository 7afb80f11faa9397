//! Hostile and broken input: refused by name or read, always at once.
use govdraw::describe::describe;
use govdraw::diagnostic::{Code, Source};
use govdraw::export;
use govdraw::input::{Format, read};
use govdraw::limits;
use govdraw::model::{Draft, DraftFlow, DraftFunction, DraftLevel, Model};
use std::time::Duration;

fn codes(text: String, format: Format) -> Vec<Code> {
    let source = Source { name: "page".to_owned(), text };
    let findings = match read(&source, format) {
        Ok(read) => read.warnings,
        Err(errors) => errors,
    };
    let is_whole = |at| source.text.is_char_boundary(at);
    let mut spans = findings.iter().filter_map(|finding| finding.span);
    assert!(spans.all(|span| is_whole(span.start) && is_whole(span.end)), "{findings:?}");
    assert!(findings.iter().all(|finding| finding.hint.is_some()), "{findings:?}");
    findings.into_iter().map(|finding| finding.code).collect()
}

/// Generous: what is not linear takes minutes at these sizes, and a slow machine under load still passes.
fn at_once<T>(work: impl FnOnce() -> T) -> T {
    let start = worked();
    let result = work();
    let taken = worked() - start;
    assert!(taken < Duration::from_secs(30), "{taken:?}");
    result
}

/// What this thread has worked so far, so that others who share the machine do not count; where that cannot be had (outside Linux),
/// the clock.
fn worked() -> Duration {
    const TICK: Duration = Duration::from_millis(10);
    let ticks = |stat: &str| -> Option<u32> {
        // behind the name, which may hold spaces: the state, ten more, then the user's time and the system's
        let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
        Some(fields.next()?.parse::<u32>().ok()? + fields.next()?.parse::<u32>().ok()?)
    };
    let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap_or_default();
    match ticks(&stat) {
        Some(ticks) => TICK * ticks,
        None => std::time::UNIX_EPOCH.elapsed().unwrap_or_default(),
    }
}

#[test]
fn deep_nesting_is_refused_at_once() {
    let quotes = "> ".repeat(10_000) + "x\n";
    let lists: String = (0..2_000).map(|depth| format!("{}- x\n", " ".repeat(2 * depth))).collect();
    let dashes = "- ".repeat(10_000) + "x\n";
    let yaml_flow = "[".repeat(10_000);
    let yaml_block: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let json = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for page in [quotes, lists, dashes] {
        let text = format!("## A level\n\n{page}");
        assert_eq!(at_once(|| codes(text, Format::Markdown)), [Code::NestedTooDeep]);
    }
    for data in [yaml_flow, yaml_block] {
        assert_eq!(at_once(|| codes(data, Format::Yaml)), [Code::NestedTooDeep]);
    }
    assert_eq!(at_once(|| codes(json, Format::Json)), [Code::NestedTooDeep]);
}

#[test]
fn nesting_within_the_limit_is_read() {
    let quotes = "> ".repeat(limits::NESTING) + "x\n";
    assert_eq!(codes(format!("## A level\n\n{quotes}"), Format::Markdown), []);
    let beyond = "> ".repeat(limits::NESTING + 1) + "x\n";
    assert_eq!(codes(format!("## A level\n\n{beyond}"), Format::Markdown), [Code::NestedTooDeep]);
}

#[test]
fn an_alias_bomb_is_refused_at_once() {
    let mut bomb = String::from("a0: &a0 [x, x]\n");
    for n in 1..40 {
        bomb.push_str(&format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1));
    }
    assert_eq!(at_once(|| codes(bomb, Format::Yaml)), [Code::YamlAlias]);
}

#[test]
fn a_source_beyond_the_limit_is_refused_before_it_is_parsed() {
    for format in [Format::Markdown, Format::Json, Format::Yaml] {
        let text = "x".repeat(limits::SOURCE_BYTES + 1);
        assert_eq!(at_once(|| codes(text, format)), [Code::TooLarge]);
    }
}

#[test]
fn too_many_parts_are_refused_by_name() {
    let level = |n: usize| DraftLevel { name: format!("L{n}"), ..DraftLevel::default() };
    let function = |n: usize| DraftFunction { name: format!("F{n}"), ..DraftFunction::default() };
    let flow = |n: usize| DraftFlow {
        from: "F1".into(),
        to: "F2".into(),
        label: n.to_string(),
        ..DraftFlow::default()
    };
    let with = |levels: usize, functions: usize, flows: usize| {
        let mut draft = Draft { levels: (0..levels).map(level).collect(), ..Draft::default() };
        draft.levels[0].functions = (0..functions).map(function).collect();
        draft.flows = (0..flows).map(flow).collect();
        at_once(|| Model::build(draft)).map(|_| ()).map_err(|errors| errors[0].message.clone())
    };
    assert_eq!(with(limits::LEVELS, 3, 0), Ok(()));
    assert_eq!(with(1, limits::FUNCTIONS, 0), Ok(()));
    assert_eq!(with(1, 3, limits::FLOWS), Ok(()));
    assert!(with(limits::LEVELS + 1, 3, 0).unwrap_err().contains("201 levels"));
    assert!(with(1, limits::FUNCTIONS + 1, 0).unwrap_err().contains("20001 functions"));
    assert!(with(1, 3, limits::FLOWS + 1).unwrap_err().contains("100001 flows"));
}

#[test]
fn a_text_beyond_the_limit_is_refused_by_name() {
    let page = |length: usize| format!("## A level\n### {}\n", "ä".repeat(length));
    assert_eq!(codes(page(limits::TEXT_CHARS), Format::Markdown), []);
    assert_eq!(codes(page(limits::TEXT_CHARS + 1), Format::Markdown), [Code::TooLarge]);
    let json = |length: usize| format!("{{\"levels\": [{{\"name\": \"{}\"}}]}}", "x".repeat(length));
    assert_eq!(codes(json(limits::TEXT_CHARS), Format::Json), []);
    assert_eq!(codes(json(limits::TEXT_CHARS + 1), Format::Json), [Code::TooLarge]);
    assert_eq!(codes(page(5_000_000), Format::Markdown), [Code::TooLarge]);
}

#[test]
fn large_pages_are_read_in_linear_time() {
    // near the limit of a page's size: flows that repeat, that name nothing, that name too much
    let head = "## A level\n### B\n### C\n## D level\n### B\n\n| From | To | Flow |\n|--|--|--|\n";
    for row in ["| C | C | x |\n", "| Z | Y | x |\n", "| B | B | x |\n"] {
        let rows = (limits::FLOWS - 10).min(limits::SOURCE_BYTES / row.len());
        let text = format!("{head}{}", row.repeat(rows));
        at_once(|| codes(text, Format::Markdown));
    }
    let million: String = head.to_owned() + &"|B|C|\n".repeat(1_000_000);
    assert_eq!(at_once(|| codes(million, Format::Markdown)), [Code::TooLarge]);
    let same = "## A level\n".to_owned() + &"### B\n".repeat(limits::FUNCTIONS);
    assert!(at_once(|| codes(same, Format::Markdown)).len() <= 101);
    let unequal: String = (0..limits::FUNCTIONS).map(|n| format!("### F{n}\n")).collect();
    let wrong: String = (0..50_000).map(|n| format!("| G{n} | F1 | x |\n")).collect();
    let text = format!("## A level\n{unequal}\n| From | To | Flow |\n|--|--|--|\n{wrong}");
    assert!(at_once(|| codes(text, Format::Markdown)).len() <= 101);
    for unit in
        ["[", "![", "*a ", "`", "<a ", "&#", "\\", "[a](", "|", "~", "\u{FFFE}", "\0", "Ã©", "\u{202E}"]
    {
        let text = format!("## A level\n\n{}\n", unit.repeat(100_000));
        at_once(|| codes(text, Format::Markdown));
    }
}

#[test]
fn hostile_words_stay_words() {
    let nasty = [
        "<script>alert(1)</script>",
        "</title><script>",
        "]]>",
        "\" onload=\"x",
        "{{7*7}}",
        "{% include %}",
        "{process.env}",
        "](x)![a](http://example.org/a.png)",
        "::stop-commands::",
    ];
    let functions =
        nasty.iter().map(|name| DraftFunction { name: (*name).to_owned(), ..DraftFunction::default() });
    let level =
        DraftLevel { name: "A level".to_owned(), functions: functions.collect(), ..DraftLevel::default() };
    let model = Model::build(Draft { levels: vec![level], ..Draft::default() }).unwrap().value;
    for (function, name) in model.levels[0].functions.iter().zip(nasty) {
        assert_eq!(function.name, name);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/');
        assert!(function.id.chars().all(plain), "{}", function.id);
    }
    let description = describe(&model);
    for out in [description.to_markdown(), description.to_html()] {
        assert!(!out.contains("{{") && !out.contains("{%") && !out.contains("<script"), "{out}");
        assert!(!out.contains("{process"), "{out}");
    }
    assert!(!description.to_markdown().contains("![a]("));
    // where a CI system would find a command of its own, an invisible sign parts it
    let plain = description.to_plain();
    assert!(!plain.lines().any(|line| line.trim_start().starts_with("::")), "{plain}");
    let words = plain.replace('\u{2060}', "");
    assert!(nasty.iter().all(|name| words.contains(name)), "{words}");
}

#[test]
fn names_of_a_page_with_markup_are_literal() {
    let source = Source {
        name: "page".to_owned(),
        text: "## A level\n### &lt;script>alert(1)&lt;/script>\n### `{{7*7}} {% x %}`\n### A & B &lt; `c` **d** <b>e</b>\n".to_owned(),
    };
    let model = read(&source, Format::Markdown).unwrap().value;
    let names: Vec<&str> = model.levels[0].functions.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["<script>alert(1)</script>", "{{7*7}} {% x %}", "A & B < c d e"]);
}

#[test]
fn html_and_tags_of_templates_bring_nothing_in() {
    let source = Source {
        name: "page".to_owned(),
        text: "## <a href=\"javascript:alert(1)\">A level</a>\n<h3 onload=\"x()\"><a href='JaVa\tScript:y'>B</a></h3>\n\n\
               <p>Roles: C<script>D</script>, </title>{{E}}<svg onload=x()>F</svg>, <iframe src=G></iframe>\u{202E}H</p>\n"
            .to_owned(),
    };
    let read = read(&source, Format::Markdown).unwrap();
    let level = &read.value.levels[0];
    assert_eq!((level.name.as_str(), &level.link), ("A level", &None));
    assert_eq!((level.functions[0].name.as_str(), &level.functions[0].link), ("B", &None));
    let json = export::json(&read.value).unwrap();
    for gone in ["script", "alert", "onload", "svg", "iframe", "{{", "D", "E", "F", "G"] {
        assert!(!json.contains(gone), "{gone}: {json}");
    }
    assert!(read.warnings.iter().any(|finding| finding.code == Code::UnsafeLink));
    assert!(read.warnings.iter().any(|finding| finding.code == Code::BidiControl));
}

#[test]
fn deep_html_is_read_or_refused_at_once() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<b>", "</b>"),
        ("<blockquote>", "</blockquote>"),
        ("<Tab a={", "}>"),
        (":::a\n", ":::\n"),
        ("!!! a\n    ", ""),
        ("````{note}\n", "````\n"),
        ("{{", "}}"),
        ("<details><summary>", "</summary></details>"),
    ] {
        let text = format!("## A level\n\n{}x{}\n", open.repeat(10_000), close.repeat(10_000));
        let found = at_once(|| codes(text, Format::Markdown));
        let is_told = |code: &Code| matches!(code, Code::SiteCode | Code::NestedTooDeep | Code::TooLarge);
        assert!(found.iter().all(is_told), "{open}: {found:?}");
    }
}

#[test]
fn characters_that_cannot_be_drawn_are_shown_and_direction_ends_with_its_text() {
    let text = "## A\0 level\n### B\u{202E}c\nRoles: d\u{2067}e, f\u{FFFE}\n";
    let source = Source { name: "page".to_owned(), text: text.to_owned() };
    let read = read(&source, Format::Markdown).unwrap();
    let level = &read.value.levels[0];
    assert_eq!(level.name, "A\u{FFFD} level");
    assert_eq!(level.functions[0].name, "B\u{202E}c\u{202C}");
    let roles: Vec<&str> = level.functions[0].roles.iter().map(|role| role.name.as_str()).collect();
    assert_eq!(roles, ["d\u{2067}e\u{2069}", "f\u{FFFD}"]);
    let codes: Vec<Code> = read.warnings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::ControlCharacter, Code::BidiControl, Code::BidiControl, Code::ControlCharacter]);
    let json = Source { name: "x".to_owned(), text: "{\"levels\": [\"A\\u0000\\u202e\"]}".to_owned() };
    let read = govdraw::input::read(&json, Format::Json).unwrap();
    assert_eq!(read.value.levels[0].name, "A\u{FFFD}\u{202E}\u{202C}");
    assert_eq!(read.warnings.len(), 2);
}

#[test]
fn a_folded_text_of_as_many_bytes_as_its_source_is_found_as_a_whole() {
    // what is left out between lines stands elsewhere than what is put in, and no place inside is the source's
    for text in ["> \n#---\n\n0\u{1f250}", "title: >\n  a\n\n\n  \u{1f600}b\n\n  c\nlevels: [a]"] {
        assert!(codes(text.to_owned(), Format::Yaml).contains(&Code::EmojiLeftOut), "{text}");
    }
}

#[test]
fn names_in_drawings_hold_no_control_characters() {
    let text = "# T\n\n```mermaid\nflowchart TD\n  A[Board] --> B\0\u{7f}b\n```\n\n## Board\n\nDecides.\n";
    let source = Source { name: "page".to_owned(), text: text.to_owned() };
    let model = read(&source, Format::Markdown).expect("a page").value;
    let json = export::json(&model).expect("JSON");
    let again = read(&Source { name: "x".to_owned(), text: json }, Format::Json).expect("JSON").value;
    assert_eq!(again, model);
    assert!(model.bodies().all(|(_, body)| !body.name.contains(char::is_control)));
}
