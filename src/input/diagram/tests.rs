use super::{Arrowheads, ChartForm, Diagram, chain, drawn_table, read};
use crate::diagnostic::Span;
use crate::input::text::PlainText;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use proptest::test_runner::TestCaseError;

/// A code block's text, from the start of a source.
pub(super) fn code(text: &str) -> PlainText {
    PlainText::new(text, Span { start: 0, end: text.len() })
}

/// The chart of a code block.
pub(super) fn chart(language: &str, text: &str) -> Diagram {
    read(language, &code(text)).unwrap_or_else(|| panic!("no chart in\n{text}"))
}

/// A chart's arrows: `A > B: words`, `A - B` without a head, with dots `A .> B`.
pub(super) fn arrows(diagram: &Diagram) -> Vec<String> {
    let arrow = |edge: &super::Edge| {
        let head = match edge.head {
            Arrowheads::Forward => ">",
            Arrowheads::Back => "<",
            Arrowheads::Both => "<>",
            Arrowheads::Plain => "-",
        };
        let dots = if edge.is_dotted { "." } else { "" };
        let label = edge.label.as_ref().map(|label| format!(": {}", label.flat())).unwrap_or_default();
        format!("{} {dots}{head} {}{label}", diagram.nodes[edge.from].name(), diagram.nodes[edge.to].name())
    };
    diagram.edges.iter().map(arrow).collect()
}

/// A chart's boxes: lines with `/` between them, bullets with `*`, the frame in brackets.
pub(super) fn boxes(diagram: &Diagram) -> Vec<String> {
    let flat = |texts: &[PlainText], sign: &str| {
        texts.iter().map(|text| format!("{sign}{}", text.flat())).collect::<String>()
    };
    let one = |node: &super::ChartNode| {
        let frame = node.frame.map(|at| format!(" [{}]", diagram.frames[at].name.flat())).unwrap_or_default();
        format!("{}{}{frame}", flat(&node.lines, "/").trim_start_matches('/'), flat(&node.items, "*"))
    };
    diagram.nodes.iter().map(one).collect()
}

fn names(line: &str) -> Option<Vec<String>> {
    Some(chain(&code(line))?.iter().map(PlainText::flat).collect())
}

#[test]
fn words_of_charts_are_cleaned_like_those_of_the_page() {
    let drawn =
        chart("", "+--------+\n| Crew 😀 |\n+--------+\n    |\n    v\n+--------+\n| Owners |\n+--------+\n");
    assert_eq!(arrows(&drawn), ["Crew > Owners"]);
    let mermaid = chart("mermaid", "flowchart TD\n  A[Crew 😀] -->|asks 🚀 for\u{7} ropes| B[Owners]\n");
    assert_eq!(arrows(&mermaid), ["Crew > Owners: asks for\u{fffd} ropes"]);
    let table = "| Body 😀 | Chair |\n|--------|-------|\n| Crew 🚀 | Mate  |\n";
    let table = drawn_table(&code(table)).unwrap();
    assert_eq!((table.header[0].flat(), table.rows[0][0].flat()), ("Body".to_owned(), "Crew".to_owned()));
}

#[test]
fn names_between_arrows_are_a_chain() {
    for line in [
        "Crew → Skipper → Owners.",
        "Crew -> Skipper --> Owners",
        "Crew => Skipper ⇒ Owners",
        "Crew ⟶ Skipper ➜ Owners",
    ] {
        assert_eq!(names(line).unwrap(), ["Crew", "Skipper", "Owners"], "{line}");
    }
    assert_eq!(names("Crew > Skipper › Owners").unwrap(), ["Crew", "Skipper", "Owners"]);
    assert_eq!(names("Way up: **Crew** → [Skipper] → `Owners`").unwrap(), ["Crew", "Skipper", "Owners"]);
    assert_eq!(names("Crew (daily) → Vice-Chair, Fleet").unwrap(), ["Crew (daily)", "Vice-Chair, Fleet"]);
    assert_eq!(names("船员 → 船长 → 董事会。").unwrap(), ["船员", "船长", "董事会"]);
    assert_eq!(names("- Dr. Holm → harbour office").unwrap(), ["Dr. Holm", "harbour office"]);
    assert_eq!(names("Mate → Harbour Co.").unwrap(), ["Mate", "Harbour Co"]);
}

#[test]
fn sentences_numbers_and_code_with_arrows_are_no_chain() {
    for line in [
        "Crew",
        "Crew > Skipper",
        "10 → 20",
        "→ Skipper",
        "Crew → ",
        "fn name(line: &str) -> Option<usize> { }",
        "cat log | grep x -> y;",
        "We look at each report in turn and then hand it with all our notes over -> Skipper",
        "The crew decides first. Then it goes on → Skipper",
        "if a => b() then",
        "Works board → looks after the roads and paths",
        "https://example.org/a -> https://example.org/b",
    ] {
        assert_eq!(names(line), None, "{line}");
    }
    assert_eq!(names(&format!("{} → B", "a".repeat(81))), None);
}

#[test]
fn a_name_is_found_again_in_its_source() {
    let text = "Way up: Crew → **Skipper**.";
    let names = chain(&code(text)).unwrap();
    let words =
        names.iter().map(|name| &text[name.whole_span().start..name.whole_span().end]).collect::<Vec<_>>();
    assert_eq!(words, ["Crew", "Skipper"]);
    let text = "Owners\n ├─ Fleet\n └─ Shore\n";
    let diagram = chart("", text);
    let words = diagram.nodes.iter().map(|node| &text[node.span.start..node.span.end]).collect::<Vec<_>>();
    assert_eq!(words, ["Owners", "Fleet", "Shore"]);
}

#[test]
fn names_on_lines_of_their_own_are_a_chain() {
    let diagram =
        chart("", "Members' meeting\n       │\n       ▼\nBoard\n(nine seats)\n   ↓\nManaging director\n");
    assert_eq!(diagram.form, ChartForm::Chain);
    assert_eq!(boxes(&diagram), ["Members' meeting", "Board/(nine seats)", "Managing director"]);
    assert_eq!(arrows(&diagram), ["Members' meeting > Board", "Board > Managing director"]);
    let diagram = chart("text", "Who is over whom:\n\nMembers\n   |\nBoard\n   ^\n   |  reports to\nStaff\n");
    assert_eq!(arrows(&diagram), ["Members - Board", "Board < Staff: reports to"]);
    assert_eq!(boxes(&diagram), ["Members", "Board", "Staff"]);
    let diagram = chart("", "Members\n  v\nBoard\n  ↕\nStaff");
    assert_eq!(arrows(&diagram), ["Members > Board", "Board <> Staff"]);
}

#[test]
fn lines_below_a_chain_are_notes_to_it() {
    let diagram =
        chart("", "Crew → Skipper → Owners\n ↓       ↓        ↓\nSail   Course   Money\nMate → Skipper\n");
    assert_eq!(boxes(&diagram), ["Crew", "Skipper", "Owners", "Mate"]);
    assert_eq!(arrows(&diagram), ["Crew > Skipper", "Skipper > Owners", "Mate > Skipper"]);
}

#[test]
fn branches_under_a_root_are_a_tree() {
    let text = "\
Board of Trustees
 └─ Director
     ├─ Gardens
     │   ├─ Glasshouses
     │   └─ Paths
     │      (with volunteers)
     │
     └─ Visitors
";
    let diagram = chart("", text);
    assert_eq!(diagram.form, ChartForm::Tree);
    let depths = diagram.nodes.iter().map(|node| node.depth).collect::<Vec<_>>();
    assert_eq!(depths, [0, 1, 2, 3, 3, 2]);
    assert_eq!(boxes(&diagram)[4], "Paths/(with volunteers)");
    assert_eq!(
        arrows(&diagram),
        [
            "Board of Trustees - Director",
            "Director - Gardens",
            "Gardens - Glasshouses",
            "Gardens - Paths",
            "Director - Visitors",
        ]
    );
    for text in [
        "Trustees\n|-- Gardens\n|   |-- Paths\n|   `-- Ponds\n`-- Visitors\n",
        "Trustees\n  |\n  +-- Gardens\n  |     |\n  |     +-- Paths\n  |     +-- Ponds\n  |\n  +-- Visitors\n",
        "Trustees\n|_ Gardens\n|  |_ Paths\n|  |_ Ponds\n|_ Visitors\n",
        "Trustees\n- Gardens\n-- Paths\n-- Ponds\n- Visitors\n",
        "Trustees\n  - Gardens\n    - Paths\n    - Ponds\n  - Visitors\n",
        "受托人\n├── Gardens\n│   ├── Paths\n│   └── Ponds\n└── Visitors\n",
    ] {
        let arrows = arrows(&chart("tree", text)).join(", ").replace("受托人", "Trustees");
        assert_eq!(
            arrows, "Trustees - Gardens, Gardens - Paths, Gardens - Ponds, Trustees - Visitors",
            "{text}"
        );
    }
    let diagram = chart("", "Trustees\n  → Gardens\n     → Paths\n  → Visitors\n");
    assert_eq!(arrows(&diagram), ["Trustees > Gardens", "Gardens > Paths", "Trustees > Visitors"]);
}

#[test]
fn code_and_trees_of_files_are_no_chart() {
    for (language, text) in [
        ("", "src/\n├── main.rs\n└── lib.rs\n"),
        ("", "make test\nmake install\n"),
        ("", "Subject: a letter\n\n[Name]\n"),
        ("", "Shopping\n- bread\n- salt\n"),
        ("rust", "Trustees\n└── Visitors\n"),
        ("mermaid", "sequenceDiagram\n  A->>B: hello\n"),
        ("mermaid", "gantt\n  title x\n"),
        ("mermaid", "timeline\n  Year : A : B\n"),
        ("mermaid", "graph TD\n  A[alone]\n"),
        ("", "graph of the year\n"),
        ("", ""),
    ] {
        assert!(read(language, &code(text)).is_none(), "{text}");
    }
}

/// What drawings are made of, with letters, wide and combining characters, markup and Mermaid's signs.
const SIGNS: &str = "┌┐└┘├┤┬┴┼─│═║╔╗╚╝╭╮╰╯▼▲▶◀↓↑→←┊┄+-|=_v^<>/\\.'`• *:ABab?\n\n\n\n      \t([{}])\"&@;%~#xo\
    界\u{301}\u{FE0F}🏛e\u{A0}\r";

/// Pieces that lead far into each reader.
const PIECES: &[&str] = &[
    "┌───┐",
    "│ A │",
    "└───┘",
    "├───┤",
    "└─┬─┘",
    "┌─▼─┐",
    "+---+",
    "| B |",
    "\n",
    "\n",
    "  │\n",
    "  ▼\n",
    " ├─ ",
    " └─ ",
    "A → B",
    "graph TD\n",
    "A[x] --> B{y}\n",
    "subgraph S\n",
    "end\n",
    "-.->",
    "-- t -->",
    "|l|",
    " & ",
    "@{ label: \"",
    "mindmap\n",
    "───",
    "   ",
    "Name",
    "│",
    "─┼─",
    "- i",
    "<br>",
    "**",
    "`",
];

/// Reads a text in every way there is; places are within it.
fn read_all(text: &str) -> Result<(), TestCaseError> {
    let whole = code(text);
    for language in ["", "mermaid"] {
        if let Some(diagram) = read(language, &whole) {
            let (nodes, frames) = (diagram.nodes.len(), diagram.frames.len());
            for node in &diagram.nodes {
                prop_assert!(node.span.end <= text.len() && node.span.start <= node.span.end);
                prop_assert!(text.get(node.span.start..node.span.end).is_some());
                prop_assert!(node.frame.is_none_or(|frame| frame < frames));
                // a box of emoji alone has neither
                prop_assert!(!node.lines.iter().chain(&node.items).any(PlainText::is_blank));
            }
            for edge in &diagram.edges {
                prop_assert!(edge.from < nodes && edge.to < nodes);
                prop_assert!(text.get(edge.span.start..edge.span.end).is_some());
            }
            for (at, frame) in diagram.frames.iter().enumerate() {
                prop_assert!(frame.parent.is_none_or(|parent| parent < at));
            }
        }
    }
    for line in whole.lines() {
        chain(&line);
    }
    if let Some(table) = drawn_table(&whole) {
        prop_assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_drawing_stops_the_reader(picks in vec(any::<u16>(), 0..300)) {
        let signs = SIGNS.chars().collect::<Vec<_>>();
        read_all(&picks.iter().map(|pick| signs[usize::from(*pick) % signs.len()]).collect::<String>())?;
        let text = picks.iter().map(|pick| PIECES[usize::from(*pick) % PIECES.len()]).collect::<String>();
        read_all(&text)?;
        read_all(&format!("flowchart LR\n{text}"))?;
    }
}

#[test]
fn a_drawing_beyond_the_limits_is_none() {
    let tall = format!("A\n{}B\n", "|\n".repeat(crate::limits::DRAWING_LINES));
    let wide = format!("A {}> B\n", "-".repeat(crate::limits::DRAWING_COLUMNS));
    assert!(read("", &code(&tall)).is_none() && read("", &code(&wide)).is_none());
    let tall = format!("A\n{}B\n", "|\n".repeat(crate::limits::DRAWING_LINES - 3));
    let wide = format!("A {}> B\n", "-".repeat(crate::limits::DRAWING_COLUMNS - 5));
    assert!(read("", &code(&tall)).is_some() && read("", &code(&wide)).is_some());
}
