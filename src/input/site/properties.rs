//! Properties of making a page ready, over made-up pages of every mark that means something to some builder.
use super::{PreparedPage, prepare};
use crate::diagnostic::Findings;
use proptest::prelude::{ProptestConfig, Strategy, proptest};

/// What pages are put together from: each mark, also without its end.
const BITS: &[&str] = &[
    "a",
    "é",
    "語",
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "\r\n",
    "{% if x %}",
    "{%",
    "%}",
    "{{ a.b }}",
    "{{",
    "}}",
    "{#",
    "#}",
    "{% raw %}",
    "{% endraw %}",
    "{% comment %}",
    "{% endcomment %}",
    "{% tab title=\"é\" %}",
    "{% include h lvl=2 text='b' %}",
    "{{< tab \"x\" >}}",
    "```",
    "````{note} x",
    "```{mermaid}",
    "~~~",
    ":::",
    ":::note[T]",
    "::: mermaid",
    ":class: x",
    "---",
    "!!! note \"é\"",
    "=== \"T\"",
    "--8<--",
    "(a)=",
    "% x",
    "import a from 'b'",
    "export const a = {",
    "{.a #b c=\"d\"}",
    "{:",
    "{:toc}",
    "{::comment}",
    "{:/}",
    "}",
    "[TOC]",
    "- ",
    "1. ",
    "> ",
    "# ",
    "| ",
    "|",
    "$CTA",
    "^x^",
    "^[",
    "*[A]: b",
    "==",
    "++",
    "~~",
    ":bulb:",
    ":",
    "[^1]",
    "[^1]: x",
    "[[a|b]]",
    "[[",
    "]]",
    "{ref}`a <b>`",
    "`",
    "<",
    ">",
    "<!--",
    "-->",
    "<!-- govdraw: skip -->",
    "<h2>",
    "</h2>",
    "<p>",
    "</p>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td rowspan=3>",
    "<td colspan=\"9\">",
    "<th>",
    "</td>",
    "<thead>",
    "<caption>",
    "<b>",
    "</b>",
    "<a href=\"u\">",
    "</a>",
    "<br>",
    "<div>",
    "</div>",
    "<details>",
    "<summary>",
    "</summary>",
    "<script>",
    "</script>",
    "<svg>",
    "<img x>",
    "<Tab a={b}>",
    "</Tab>",
    "<Logo/>",
    "<>",
    "{/*",
    "*/}",
    "<name>",
    "<blockquote>",
    "<pre>",
    "</pre>",
    "*",
    "**",
    "\\",
    "\"",
    "'",
];

fn page() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..BITS.len(), 0..40)
        .prop_map(|indices| indices.into_iter().filter_map(|index| BITS.get(index).copied()).collect())
}

/// Every place of a page made ready lies in its source, between characters, and what was kept is found there.
fn places_hold(page: &str, offset: usize, prepared: &PreparedPage<'_>) {
    let source = |at: usize| at.checked_sub(offset).filter(|at| page.is_char_boundary(*at));
    let ends: Vec<usize> =
        prepared.text.char_indices().map(|(at, _)| at).chain([prepared.text.len()]).collect();
    for (index, from) in ends.iter().enumerate() {
        assert!(source(prepared.source_of(*from)).is_some(), "{page:?} at {from}");
        for to in ends.iter().skip(index).take(9) {
            let span = prepared.span(*from..*to);
            let range = source(span.start).zip(source(span.end)).map(|(start, end)| start..end);
            assert!(
                range.is_some_and(|range| page.get(range).is_some()),
                "{page:?}: {from}..{to} is {span:?}"
            );
        }
    }
    let mut at = 0;
    for (part, span) in prepared.parts(0..prepared.text.len()) {
        assert_eq!(part.start, at, "{page:?}");
        at = part.end;
        let words = source(span.start).zip(source(span.end)).and_then(|(start, end)| page.get(start..end));
        assert!(span.start == span.end || words == prepared.text.get(part), "{page:?}: {words:?}");
    }
    assert_eq!(at, prepared.text.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_made_ready_and_leads_back_to_its_source(page in page()) {
        let prepared = prepare(&page, 7, &mut Findings::default());
        places_hold(&page, 7, &prepared);
    }

    #[test]
    fn any_text_is_made_ready(page in "(\\PC|\n|[<>{}%:=`*#|]){0,60}") {
        places_hold(&page, 0, &prepare(&page, 0, &mut Findings::default()));
    }

    #[test]
    fn a_page_without_a_mark_is_its_own_text(page in "([a-z.,;!?éß語-]{1,8}|[ \n]|\n# |\n- |\n\\| ){0,40}") {
        let prepared = prepare(&page, 3, &mut Findings::default());
        assert!(matches!(prepared.text, std::borrow::Cow::Borrowed(_)), "{page:?}");
        for at in 0..=page.len() {
            assert_eq!(prepared.source_of(at), at + 3);
        }
    }
}
