//! Each form of a site's own code, alone.
use super::prepare;
use crate::diagnostic::{Code, Findings, Severity};
use crate::limits::{NESTING, REPEATED_CELL_BYTES, TABLE_COLUMNS, TAG_BRACES, TAGS_IN_WORDS};

/// What the parser sees of a page, and how many places the note counts.
fn seen(page: &str) -> (String, Option<String>) {
    let mut findings = Findings::default();
    let prepared = prepare(page, 0, &mut findings);
    let notes: Vec<_> =
        findings.into_vec().into_iter().filter(|finding| finding.code == Code::SiteCode).collect();
    assert!(notes.len() < 2);
    (prepared.text.to_string(), notes.first().map(|note| note.message.clone()))
}

/// The lines with words, blanks at their ends left out.
fn lines(page: &str) -> Vec<String> {
    seen(page)
        .0
        .lines()
        .map(|line| line.trim_end().to_owned())
        .filter(|line| !line.trim().is_empty())
        .collect()
}

/// Asserts what lines are left, and that the note counts the places where something went.
fn leaves(page: &str, left: &[&str], places: usize) {
    assert_eq!(lines(page), left, "{page}");
    let note = seen(page).1;
    match places {
        0 => assert_eq!(note, None, "{page}"),
        1 => assert!(note.as_ref().is_some_and(|note| note.contains("at 1 place:")), "{page}: {note:?}"),
        _ => assert!(
            note.as_ref().is_some_and(|note| note.contains(&format!("at {places} places"))),
            "{page}: {note:?}"
        ),
    }
}

#[test]
fn a_page_without_site_code_stays_as_it_is() {
    for page in [
        "",
        "# A\n\nRoles: chair, 10:30:00 and 3:2, `{{ x }}` a == b == c, C++ and C++, a < b > c.\n",
        "```yaml\n{% if x %}\n:::note\n<b>\n:bulb:\n```\n",
        "| a | b<br>c |\n|---|---|\n| <https://example.org> | <a@example.org> |\n",
        "[a](https://example.org/:x:/{id}) [[1]](b) <name> of {the} body\n\nTitle\n=====\n",
        "Write to {name.surname}@example.org or {name}.\n",
        "Chair: <Name>\n\n<!-- govdraw: level -->\n",
        "Import duties are paid.\n\nexport of goods\n",
    ] {
        assert_eq!(seen(page), (page.to_owned(), None));
    }
}

#[test]
fn template_tags_go_and_their_words_stay() {
    leaves("{% if a %}\nA {{ b.c }}.\n{% endif %}{# gone\n\ntoo #}", &["A ."], 4);
    leaves(
        "{% tabs %}\n{% tab title=\"Audit\" %}\nChecks.\n{% endtab %}\n{% endtabs %}",
        &["**Audit**", "Checks."],
        4,
    );
    leaves("{% include heading.html lvl=3 text=\"Executive group\" %}\nA", &["### Executive group", "A"], 1);
    leaves("{% comment %}\nno\n{% endcomment %}a{%- raw -%}{{b}}{% endraw %}", &["a{{b}}"], 2);
    leaves("{{< notice >}}\nMeets.\n{{< /notice >}}\n{{% x %}}{{#include a.md}}", &["Meets."], 4);
    leaves("{{< tab \"Board\" >}}a{{< /tab >}}", &["**Board**", "a"], 2);
    leaves("a {{ b\n\nc }} d {% e", &["a {{ b", "c }} d {% e"], 0);
    leaves("A **{{ b }}** c ({{ d }}) [e]({{ f }})", &["A  c  [e]()"], 3);
    leaves("## Board {{{ x }}}", &["## Board"], 1);
}

#[test]
fn directives_go_and_their_words_stay() {
    leaves("```{note}\n:class: x\nSome *words*.\n```\nAfter", &["Some *words*.", "After"], 1);
    leaves(":::{admonition} A title\nB\n:::", &["**A title**", "B"], 1);
    leaves("::::note[T]\n:::tip\nB\n:::\n::::\nC", &["**T**", "B", "C"], 2);
    leaves("::: warning Take care\nB\n:::", &["**Take care**", "B"], 1);
    leaves(":::{figure} a.png\nB\n:::\nC", &["C"], 1);
    leaves("::: mermaid\ngraph TD\n:::", &["```mermaid", "graph TD", "```"], 1);
    leaves("```{mermaid}\ngraph TD\n```", &["```mermaid", "graph TD", "```"], 1);
    leaves("```{code-block} x\n{{ a }}\n```", &["```{code-block} x", "{{ a }}", "```"], 0);
    leaves("(label)=\n# A {ref}`words <to>`, {term}`x`\n\n% gone\n::video{id=1}", &["# A words, x"], 5);
}

#[test]
fn bodies_of_admonitions_lose_their_indent() {
    leaves("!!! note \"Title\"\n    Words.\n\n    - a\n\nB", &["**Title**", "Words.", "- a", "B"], 1);
    leaves("??? tip\n\n    ## H\n\n    !!! note\n        In.\n\n    Out.\n", &["## H", "In.", "Out."], 2);
    leaves(
        "=== \"One\"\n\n    ```x\n    !!! code\n    ```\n\n=== \"Two\"\n\n    B",
        &["**One**", "```x", "!!! code", "```", "**Two**", "B"],
        2,
    );
    leaves("!!! Important\nA", &["!!! Important", "A"], 0);
    leaves("--8<-- \"a.md\"\nA\n--8<--\nb.md\n--8<--\nB", &["A", "B"], 2);
}

#[test]
fn components_and_expressions_go() {
    leaves(
        "import {\n  A,\n} from 'a'\nimport B from \"b\"\nexport const c = {\n  d: 1,\n}\n\n<Tabs>\n<Item label=\"x\">\n\nWords {props.x}{/* no */}.\n\n</Item>\n</Tabs>\n<Logo/>",
        &["Words ."],
        8,
    );
}

#[test]
fn marks_and_lists_of_attributes_go() {
    leaves(
        "## A {#a .b}\n\nText{: .c} [b](d){:target=\"_blank\"}\n{: .e f=\"g h\"}",
        &["## A", "Text [b](d)"],
        4,
    );
    leaves("- toc\n{:toc}\n\n[[_TOC_]]\n[TOC]\n<!-- toc -->\nA", &["A"], 3);
    leaves("$CTA\nApply\n$CTA\n\n^Note this^\n\n%Beware%\n", &["Apply", "Note this", "Beware"], 4);
    leaves("*[ABC]: A big cat\nThe ABC ==is== ++in++ now.", &["The ABC is in now."], 3);
    leaves(":bulb: A :construction\\_site:\\\nB :+1:", &[" A \\", "B"], 3);
    leaves("A[^1] b[^2] c^[no]\n\n[^1]: x", &["A[^1] b c", "[^1]: x"], 2);
    leaves("[[Page|words]] [[Other]] ![[embed]]", &["words Other"], 3);
    leaves("~~gone~~ a {::comment}no{:/comment}b ~x~ 1~~2", &[" a b ~x~ 1~~2"], 1);
}

#[test]
fn html_is_read_as_its_markdown() {
    leaves(
        "<h2 id=\"a\">Board &amp; co</h2>\n<p>One\n   two.</p>Three",
        &["## Board &amp; co", "One two.", "Three"],
        0,
    );
    leaves(
        "<ul>\n  <li>a\n    <ol><li>b</li><li>c</ol>\n  <li><p>d</p>\n</ul>\nE",
        &["- a", "  1. b", "  1. c", "- d", "E"],
        0,
    );
    leaves(
        "<b>Chair:</b> x <strong> y</strong>z <em>e</em> <a href=\"https://e.org\">l</a>",
        &["**Chair:** x  **y**z e [l](https://e.org)"],
        0,
    );
    leaves("<details>\n  <summary>More</summary>\n\n  - a\n\n</details>", &["**More**", "  - a"], 0);
    leaves("<div class=\"x\">\n  <div>\n    Words\n  </div>\n\n## A\n\n</div>", &["Words", "## A"], 0);
    leaves(
        "a <script>b</script> c\n<svg>\n\n<text>d</text></svg>\n<picture><img src=x></picture>",
        &["a  c"],
        2,
    );
    leaves("<p align=center>\n\n## A\n\n</p>\n<!-- b\n\n# c\n-->\nd", &["## A", "d"], 0);
    leaves("<h1><img src=a></h1>\n\n<p># x</p>", &["\\# x"], 0);
}

#[test]
fn html_tables_are_tables() {
    leaves(
        "<table>\n<thead><tr><th>Role</th><th>Does</th></tr></thead>\n\n  <tr>\n    <td rowspan=\"2\">A | b</td>\n    <td><p>x</p><p>y</p></td></tr><tr><td>z</td></tr>\n<tr><td colspan=2><ul><li>c</li><li>d</li></ul></table>\nE",
        &["| Role | Does |", "|---|---|", "| A \\| b | x<br>y |", "| A \\| b | z |", "| c<br>d | |", "E"],
        0,
    );
    leaves("| a | <ul><li>b</li><li>c</li></ul> |\n|---|---|", &["| a | b<br>c |", "|---|---|"], 0);
    leaves("<table><tr><td>a<td>b</table>", &["| | |", "|---|---|", "| a | b |"], 0);
}

#[test]
fn a_code_block_without_an_end_is_a_warning() {
    let unclosed = |page: &str| {
        let mut findings = Findings::default();
        let _ = prepare(page, 7, &mut findings);
        let found = findings.into_vec().into_iter().find(|finding| finding.code == Code::UnclosedCode);
        found.map(|finding| (finding.severity, finding.span.unwrap().start))
    };
    assert_eq!(unclosed("a\n\n```x\nb\n"), Some((Severity::Warning, 10)));
    for closed in ["```\na\n```\n", "- ```\n  a\n\nb", "```{note}\na\n```", "a ``` b", "```\n"] {
        assert_eq!(unclosed(closed), None, "{closed}");
    }
}

#[test]
fn what_is_left_is_found_again_in_the_source() {
    let page = "é {{ x }}\n<p>Bœuf</p>\n!!! note \"Tïtle\"\n    Wörds {.a} here\n<table><tr><td rowspan=2>Ö|p</td><td>q</table>";
    let prepared = prepare(page, 5, &mut Findings::default());
    for word in ["é", "Bœuf", "Tïtle", "Wörds", "here", "Ö", "q"] {
        let at = prepared.text.find(word).unwrap_or_else(|| panic!("{word}: {}", prepared.text));
        let span = prepared.span(at..at + word.len());
        assert_eq!(&page[span.start - 5..span.end - 5], word);
    }
}

/// Each mark, once with its end and once without, as often as a page can hold it.
#[test]
fn a_page_of_one_mark_is_made_ready_in_time_that_grows_with_it() {
    const MARKS: &[&str] = &[
        "{%",
        "{% a %}",
        "{{",
        "{{a",
        "{#",
        "{# a",
        "{% raw %}",
        "{% comment %}",
        "{%endcomment",
        "```\n",
        "````{note}\n",
        "~~~\n",
        ":::a\n",
        ":::\n",
        "!!! a\n",
        "!!! a\n    ",
        "=== \"a\"\n",
        "--8<--\n",
        "import a from {\n",
        "{.a",
        "{.a}",
        "{:",
        " {:a}",
        "{::comment}",
        "{",
        "[^",
        "[^a",
        "^[",
        "[[",
        "[[a",
        "[[a|",
        ":a",
        ":a:",
        "==a ",
        " ==a",
        "++",
        "~~a",
        "`",
        "`a``",
        "<",
        "<!--",
        "<!-- -->",
        "<a \"",
        "<a {",
        "<A {\"",
        "<b>",
        "<b>a</b>",
        "<i>a",
        "<p>",
        "<p>a",
        "<li>",
        "<ul><li>",
        "<table>",
        "<table><tr><td>",
        "<td colspan=64>",
        "<table><tr><td rowspan=64>aaaaaaaaaaaa<td>",
        "<h1>",
        "<h1></h1>",
        "<script>",
        "<script></script>",
        "<svg",
        "</p>",
        "<a href=b>",
        "<a href=b>c</a>",
        "<Tab>",
        "<br>",
        "<div>\n",
        "<details><summary>",
        "\\",
        "    ",
        "- ",
        "> ",
        "{a}`",
        "🙂",
        "*[A]: b\n",
        "{:toc}\n",
    ];
    for mark in MARKS {
        // a pass that is not linear would take minutes
        let page = mark.repeat(60_000 / mark.len());
        let grown = seen(&page).0.len();
        assert!(grown < 12 * page.len(), "{mark}: {grown}");
    }
}

#[test]
fn limits_hold_and_no_word_is_lost_beyond_them() {
    let table = |columns: usize| format!("<table><tr><td colspan={columns}>a</td><td>b</td></tr></table>");
    assert_eq!(lines(&table(3))[1], "|---|---|---|---|");
    assert_eq!(lines(&table(1_000_000))[1].matches("---").count(), TABLE_COLUMNS);
    let repeated = |length: usize| {
        let word = "x".repeat(length);
        let page = format!("<table><tr><td rowspan=2>{word}</td><td>a</td></tr><tr><td>b</td></tr></table>");
        seen(&page).0.matches(&word).count()
    };
    assert_eq!((repeated(REPEATED_CELL_BYTES), repeated(REPEATED_CELL_BYTES + 1)), (2, 1));
    let bold = |tags: usize| seen(&format!("a <b>b{}</b> c", "<i></i>".repeat(tags / 2))).0.trim().to_owned();
    assert_eq!(bold(TAGS_IN_WORDS), "a **b** c");
    assert_eq!(bold(TAGS_IN_WORDS + 2), "a b c");
    let braces = |depth: usize| seen(&format!("a <Tab x={}{} />b", "{a".repeat(depth), "a}".repeat(depth))).0;
    assert_eq!(braces(TAG_BRACES), "a b");
    assert!(braces(TAG_BRACES + 1).starts_with("a <Tab x="));
    let list = |depth: usize| seen(&format!("{}a", "<ul><li>".repeat(depth))).0;
    assert_eq!(list(NESTING / 2).matches("- ").count(), NESTING / 2);
    // deeper ones are items of the deepest list
    let deepest = list(NESTING).lines().map(|line| line.len() - line.trim_start().len()).max();
    assert_eq!(deepest, Some(NESTING - 2));
    assert!(list(NESTING).ends_with('a'));
    let directives = format!("{}a\n{}", ":::b\n".repeat(NESTING + 9), ":::\n".repeat(NESTING + 9));
    assert_eq!(lines(&directives), ["a"]);
}
