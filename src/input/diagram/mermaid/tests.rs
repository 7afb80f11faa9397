use crate::input::diagram::tests::{arrows, boxes, chart, code};
use crate::input::diagram::{ChartForm, read};

#[test]
fn nodes_of_every_shape_are_read() {
    let text = r#"flowchart TD
    A["Harbour board<br>Chair: mayor<br/>─────<br />• Two captains"] --> B(Pilots)
    B --> C((Tugs)) --> D([Locks]) --> E[[Cranes]] --> F[(Archive)] --> G{{Office}}
    G --> H{Above 5,000?} --> I>Flag] --> J[/Slant/] --> K[\Back\] --> L(((Ring)))
    L --> M@{ shape: diam, label: "Is it safe" } --> N:::calm --> Ö["Kai & Söhne #quot;Ost#quot;"]
    N --> P["`**Bold** words`"] --> Q[Quay (west)]
    classDef calm fill:#eee
"#;
    let diagram = chart("mermaid", text);
    assert_eq!(diagram.form, ChartForm::Mermaid);
    assert_eq!(
        boxes(&diagram),
        [
            "Harbour board/Chair: mayor*Two captains",
            "Pilots",
            "Tugs",
            "Locks",
            "Cranes",
            "Archive",
            "Office",
            "Above 5,000?",
            "Flag",
            "Slant",
            "Back",
            "Ring",
            "Is it safe",
            "N",
            "Kai & Söhne \"Ost\"",
            "Bold words",
            "Quay (west)",
        ]
    );
    let questions = diagram.nodes.iter().filter(|node| node.is_question).map(|node| node.name());
    assert_eq!(questions.collect::<Vec<_>>(), ["Above 5,000?", "Is it safe"]);
    assert_eq!(diagram.edges.len(), 16);
}

#[test]
fn links_of_every_kind_are_read() {
    let text = "graph LR;\nA-->B;\nB---C\nC-.->D\nD==>E\nE--advises-->F\nF-->|\"reports to\"|G\nG<-->H\nH--oI\nI--xJ\n\
        J -. may ask .-> K\nK == must ==> L\nL <--> |talks| M\nM ~~~ N\nN e1@--> O\ne1@{ animate: true }\nO ----> P\n\
        P-- short ---Q\nQ-..->R\nA-1-->B-2\n";
    let diagram = chart("mermaid", text);
    assert_eq!(
        arrows(&diagram),
        [
            "A > B",
            "B - C",
            "C .> D",
            "D > E",
            "E > F: advises",
            "F > G: reports to",
            "G <> H",
            "H > I",
            "I > J",
            "J .> K: may ask",
            "K > L: must",
            "L <> M: talks",
            "N > O",
            "O > P",
            "P - Q: short",
            "Q .> R",
            "A-1 > B-2",
        ]
    );
    assert!(boxes(&diagram).iter().all(|name| name != "e1"));
}

#[test]
fn sets_chains_and_line_ends_make_arrows() {
    let diagram = chart(
        "mermaid",
        "flowchart TB\n  A & B --> C & D\n  C -->\n    E\n  D\n    --> E --> F; F --> G %% note\n",
    );
    assert_eq!(arrows(&diagram), ["A > C", "A > D", "B > C", "B > D", "C > E", "D > E", "E > F", "F > G"]);
}

#[test]
fn subgraphs_are_frames() {
    let text = r#"---
title: Ignored
---
%%{init: {"theme": "dark"}}%%
flowchart TB
    %% who sits where
    A[Assembly] --> I
    subgraph UP["Upper tier"]
        direction LR
        A
        subgraph IN [Inner circle]
            B[Bench]
        end
    end
    subgraph Lower tier
        C[Crew] --> B
    end
    UP --> C
    style UP fill:#fff
    click A "https://example.org" _blank
"#;
    let diagram = chart("mermaid", text);
    let frames = diagram.frames.iter().map(|frame| (frame.name.flat(), frame.parent)).collect::<Vec<_>>();
    assert_eq!(
        frames,
        [
            ("Upper tier".to_owned(), None),
            ("Inner circle".to_owned(), Some(0)),
            ("Lower tier".to_owned(), None)
        ]
    );
    // an arrow to a frame ends at a box of its name beside it
    assert_eq!(
        boxes(&diagram),
        ["Assembly [Upper tier]", "I", "Bench [Inner circle]", "Crew [Lower tier]", "Upper tier"]
    );
    assert_eq!(arrows(&diagram), ["Assembly > I", "Crew > Bench", "Upper tier > Crew"]);
}

#[test]
fn a_line_with_an_error_is_left_out() {
    let diagram = chart(
        "mermaid",
        "graph TD\nA[Open --> B\nB --> C\nC ->\n--> D\n]] --> E\nC --> D[\"x\n\nD --> F\nsubgraph\nend\nend\n",
    );
    assert_eq!(arrows(&diagram), ["B > C", "D > F"]);
}

#[test]
fn a_mark_is_not_needed_where_the_first_line_tells() {
    assert!(read("", &code("graph TD\n  A --> B\n")).is_some());
    assert!(read("{mermaid}", &code("graph TD\n  A --> B\n")).is_some());
    assert!(read("js", &code("graph TD\n  A --> B\n")).is_none());
}

#[test]
fn a_mind_map_is_a_tree() {
    let diagram = chart(
        "mermaid",
        "mindmap\n  root((Guild))\n    Weavers\n      ::icon(fa fa-x)\n      [Dyers]\n    m[Masons]\n",
    );
    assert_eq!(diagram.form, ChartForm::Tree);
    assert_eq!(arrows(&diagram), ["Guild - Weavers", "Weavers - Dyers", "Guild - Masons"]);
}

#[test]
fn a_chart_beyond_the_limits_is_none() {
    let many = (0..=crate::limits::DRAWING_NODES).map(|i| format!("a{i} --> b\n")).collect::<String>();
    assert!(read("mermaid", &code(&format!("graph TD\n{many}"))).is_none());
    let set = |sign: &str| (0..120).map(|i| format!("{sign}{i}")).collect::<Vec<_>>().join(" & ");
    assert!(read("mermaid", &code(&format!("graph TD\n{} --> {}\n", set("a"), set("b")))).is_none());
}
