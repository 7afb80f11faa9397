//! Which findings a page accepts, and where.
use super::{Allowed, allowed};
use crate::diagnostic::{Severity, Source, Span, Warned};
use crate::input::Format;

fn read(text: &str, format: Format) -> Warned<Allowed> {
    allowed(&Source { name: "page".to_owned(), text: text.to_owned() }, format)
}

/// Whether a warning of a code at the words, or at none, is accepted.
fn accepts(text: &str, format: Format, code: &str, at: Option<&str>) -> bool {
    let span = at.map(|words| {
        let start = text.rfind(words).unwrap();
        Span { start, end: start + words.len() }
    });
    let finding = (Severity::Warning, code, span);
    read(text, format).value.accept(vec![finding], |finding| *finding).findings.is_empty()
}

fn page(text: &str, at: Option<&str>) -> bool {
    accepts(text, Format::Markdown, "no-roles", at)
}

#[test]
fn front_matter_accepts_for_the_whole_page() {
    for allow in ["[no-flows, no-roles]", "no-roles", "\n    - no-roles"] {
        let text = format!("---\ntitle: T\ngovdraw:\n  allow: {allow}\n---\n## A\n### B\n");
        assert!(page(&text, Some("B")) && page(&text, None), "{allow}");
    }
    assert!(!page("---\nallow: [no-roles]\n---\n## A\n", Some("A")), "a key of the site's");
    assert!(!page("---\ngovdraw: {a: {allow: [no-roles]}}\n---\n## A\n", Some("A")));
}

#[test]
fn a_comment_at_the_head_is_for_the_whole_page() {
    for head in ["", "\n", "---\ntitle: T\n---\n\n", "<!-- a\n\nnote -->\n"] {
        let text = format!("{head}<!-- govdraw-allow: similar-roles, no-roles -->\n# T\n\n## A\n\n### B\n");
        assert!(page(&text, Some("B")) && page(&text, None), "{head:?}");
    }
}

#[test]
fn a_comment_is_for_the_section_whose_heading_follows_or_holds_it() {
    for marked in [
        "<!-- govdraw-allow: no-roles -->\n## A\n",
        "<!-- govdraw-allow:\nno-roles\n-->\n\n## A\n",
        "{/* govdraw-allow: no-roles */}\n## A\n",
        "## A <!-- govdraw-allow: no-roles -->\n",
        "<!-- govdraw-allow: no-roles -->\nA\n---\n",
        "<!-- govdraw-allow: no-roles -->\n<h2>A</h2>\n",
    ] {
        let text = format!("# T\n\n## Z\n\n{marked}\ntext\n\n### One\n\nmore\n\n## Two\n");
        let places = ["Z", "A", "text", "One", "more", "Two"].map(|at| page(&text, Some(at)));
        assert_eq!(places, [false, true, true, true, true, false], "{marked}");
        assert!(!page(&text, None));
    }
}

#[test]
fn a_comment_is_for_the_line_that_it_stands_on_or_the_block_that_follows() {
    let text = "# T\n\none <!-- govdraw-allow: no-roles -->\ntwo\n\n<!-- govdraw-allow: no-roles -->\n\nthree\nfour\n\nfive\n";
    let places = ["one", "two", "three", "four", "five"].map(|at| page(text, Some(at)));
    assert_eq!(places, [true, false, true, true, false]);
    assert!(!page("# T\n\n<!-- govdraw-allow: no-roles -->", Some("T")), "nothing follows");
}

#[test]
fn a_comment_that_is_only_shown_accepts_nothing() {
    for shown in [
        "`<!-- govdraw-allow: no-roles -->`",
        "```\n<!-- govdraw-allow: no-roles -->\n```",
        "~~~~ html\n~~~\n<!-- govdraw-allow: no-roles -->\n~~~~",
        "<!-- x govdraw-allow: no-roles -->",
        "<!-- govdraw-allow: no-roles",
        "govdraw-allow: no-roles",
    ] {
        let text = format!("# T\n\n{shown}\n\n## A\n");
        assert_eq!(read(&text, Format::Markdown), Warned::clean(Allowed::default()), "{shown}");
    }
}

#[test]
fn a_comment_of_yaml_is_for_all_of_it_or_for_a_line() {
    let yaml = |text: &str, at: Option<&str>| accepts(text, Format::Yaml, "no-roles", at);
    let head = "# a\n# govdraw-allow: no-roles\ntitle: T\nlevels: [A]\n";
    assert!(yaml(head, None) && yaml(head, Some("A")));
    let next = "title: T\nlevels:\n  # govdraw-allow: no-roles\n  # why\n\n  - name: A\n  - name: B # govdraw-allow: no-roles\n  - name: C\n";
    assert_eq!(["A", "B", "C"].map(|at| yaml(next, Some(at))), [true, true, false]);
    let front = "---\ntitle: T\n# govdraw-allow: no-roles\nsummary: S\nlang: en\n---\n## A\n";
    assert_eq!(["S", "en", "A"].map(|at| page(front, Some(at))), [true, false, false]);
    let front = "---\n# govdraw-allow: no-roles\ntitle: T\n---\n## A\n";
    assert!(page(front, Some("A")));
}

#[test]
fn a_code_that_does_not_exist_is_a_warning() {
    let text = "<!-- govdraw-allow: no-rolls, no-roles ké -->\n## A\n";
    let warnings = read(text, Format::Markdown).warnings;
    let places: Vec<&str> =
        warnings.iter().map(|one| &text[one.span.unwrap().start..one.span.unwrap().end]).collect();
    assert_eq!(places, ["no-rolls", "ké"]);
    assert_eq!(warnings[0].hint.as_deref(), Some("did you mean `no-roles`?"));
    assert!(page(text, None));
}

#[test]
fn errors_stay_and_what_accepts_nothing_is_noted() {
    let text = "<!-- govdraw-allow: no-roles no-levels no-flows -->\n";
    let findings = vec![(Severity::Error, "no-levels"), (Severity::Note, "no-flows")];
    let accepted =
        read(text, Format::Markdown).value.accept(findings, |(severity, code)| (*severity, *code, None));
    assert_eq!(accepted.findings, [(Severity::Error, "no-levels")]);
    assert!(accepted.refused[0].message.starts_with("`no-levels` is an error"), "{:?}", accepted.refused);
    assert!(accepted.unused[0].message.starts_with("`no-roles` is accepted"), "{:?}", accepted.unused);
    assert_eq!((accepted.refused.len(), accepted.unused.len()), (1, 1));
}

#[test]
fn many_comments_are_read_in_one_go() {
    let lines = "<!-- govdraw-allow: no-roles -->\n".repeat(100_000);
    let text = format!("# T\n{lines}");
    assert_eq!(read(&text, Format::Markdown).value.list.len(), 100_000);
    let text = format!("# T\n{}", "`<!--".repeat(500_000));
    assert_eq!(read(&text, Format::Markdown).value.list.len(), 0);
    let text = "a: b\n".to_owned() + &"# govdraw-allow: no-roles\n".repeat(100_000);
    assert_eq!(read(&text, Format::Yaml).value.list.len(), 100_000);
}
