//! Charts that Mermaid 11.17.2 read: its nodes with their subgraphs, and its arrows, as its parser gives them.
use crate::input::diagram::tests::chart;
use crate::input::diagram::{Arrowheads, Diagram, Edge};
use crate::input::text::PlainText;

/// Nodes as `N words [subgraph]`, arrows as `E from > to words`, in the order of the alphabet.
fn reading(diagram: &Diagram) -> Vec<String> {
    let name = |at: usize| diagram.nodes[at].lines.iter().map(PlainText::flat).collect::<Vec<_>>().join("/");
    let frame =
        |at: usize| diagram.nodes[at].frame.map(|at| diagram.frames[at].name.flat()).unwrap_or_default();
    let node = |at| format!("N {} [{}]", name(at), frame(at));
    let arrow = |edge: &Edge| {
        let head = match edge.head {
            Arrowheads::Both => "<>",
            Arrowheads::Plain => "-",
            Arrowheads::Forward | Arrowheads::Back => ">",
        };
        let dots = if edge.is_dotted { "." } else { "" };
        let label = edge.label.as_ref().map(PlainText::flat).unwrap_or_default();
        format!("E {} {head}{dots} {} {label}", name(edge.from), name(edge.to)).trim_end().to_owned()
    };
    sorted((0..diagram.nodes.len()).map(node).chain(diagram.edges.iter().map(arrow)))
}

fn sorted(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines = lines.collect::<Vec<_>>();
    lines.sort();
    lines
}

#[test]
fn charts_are_read_as_mermaid_reads_them() {
    for (source, theirs) in CHARTS {
        // Mermaid leaves the marks of bold words to its drawing
        let theirs = theirs.trim().lines().map(|line| line.replace("**", ""));
        assert_eq!(reading(&chart("mermaid", source)), sorted(theirs), "{source}");
    }
}

const CHARTS: &[(&str, &str)] = &[
    (
        r##"graph TD
    B[Town board] --> F(Finance circle)
    B --> W{{Works office}}
    F -.->|asks| W
    W ==> C((Crews))
"##,
        r##"
N Crews []
N Finance circle []
N Town board []
N Works office []
E Finance circle >. Works office asks
E Town board > Finance circle
E Town board > Works office
E Works office > Crews
"##,
    ),
    (
        r##"flowchart LR
    subgraph up["Upper deck"]
        A["Owners<br>Chair: Ida"]
        K["Keel council"]
    end
    subgraph low [Lower deck]
        M[Mates] --> S[Sail crew]
        subgraph in[Galley]
            C[Cooks]
        end
    end
    A --> K
    K -- sends orders --> M
    C --- S
"##,
        r##"
N Cooks [Galley]
N Keel council [Upper deck]
N Mates [Lower deck]
N Owners/Chair: Ida [Upper deck]
N Sail crew [Lower deck]
E Cooks - Sail crew
E Keel council > Mates sends orders
E Mates > Sail crew
E Owners/Chair: Ida > Keel council
"##,
    ),
    (
        r##"%%{init: {'theme': 'neutral'}}%%
flowchart TB
    %% a note
    one & two --> three & four
    three --> five -.-> six
    six <--> one
    classDef big fill:#ddd
    class one,two big
    style three fill:#fff
    linkStyle 0 stroke:red
"##,
        r##"
N five []
N four []
N one []
N six []
N three []
N two []
E five >. six
E one > four
E one > three
E six <> one
E three > five
E two > four
E two > three
"##,
    ),
    (
        r##"flowchart TD
    P[Problem] --> Q{How large?}
    Q -->|small| T[Team lead]
    Q -->|"large, or dear"| B[Board]
    T -->|not solved| B
    B --o A([Archive])
    B --x N>Never]
"##,
        r##"
N Archive []
N Board []
N How large? []
N Never []
N Problem []
N Team lead []
E Board > Archive
E Board > Never
E How large? > Board large, or dear
E How large? > Team lead small
E Problem > How large?
E Team lead > Board not solved
"##,
    ),
    (
        r##"graph BT;
    a1[/Members' meeting/]-->b2[\Board\];
    b2-->c3[(Register)];
    c3---d4[[Clerks]];
    d4-.-e5(((Ring)));
    e5===f6;
"##,
        r##"
N Board []
N Clerks []
N Members' meeting []
N Register []
N Ring []
N f6 []
E Board > Register
E Clerks -. Ring
E Members' meeting > Board
E Register - Clerks
E Ring - f6
"##,
    ),
    (
        r##"flowchart LR
    Bürgerrat[Rat der Bürger] --> 議会["議会 / Council"]
    議会 --> team-a:::calm
    team-a --> team_b["`**Team** B`"]
    team_b --> x1["Say #quot;yes#quot;"]
    classDef calm fill:#eee
"##,
        r##"
N **Team** B []
N Rat der Bürger []
N Say "yes" []
N team-a []
N 議会 / Council []
E **Team** B > Say "yes"
E Rat der Bürger > 議会 / Council
E team-a > **Team** B
E 議会 / Council > team-a
"##,
    ),
    (
        r##"---
title: Who reports
---
flowchart TB
    A[Alpha] e1@--> B[Beta]
    e1@{ animate: true }
    C@{ shape: diam, label: "Is it safe" } --> D@{ shape: rect, label: "Works" }
    B --> C
    D ~~~ A
    click A "https://example.org" "tip" _blank
"##,
        r##"
N Alpha []
N Beta []
N Is it safe []
N Works []
E Alpha > Beta
E Beta > Is it safe
E Is it safe > Works
"##,
    ),
    (
        r##"flowchart TB
    subgraph Council
        direction LR
        x[Chair] --> y[Clerk]
    end
    subgraph Office
        z[Head]
    end
    Council --> Office
    z --> x
    Office -.-> w[Public]
"##,
        r##"
N Chair [Council]
N Clerk [Council]
N Council []
N Head [Office]
N Office []
N Public []
E Chair > Clerk
E Council > Office
E Head > Chair
E Office >. Public
"##,
    ),
    (
        r##"graph LR
A-->B
B---C
C-- words here ---D
D-. may .->E
E== must ==>F
F---->G
G-..->H
H<-->|both|I
I-->
  J
J
  --> K
"##,
        r##"
N A []
N B []
N C []
N D []
N E []
N F []
N G []
N H []
N I []
N J []
N K []
E A > B
E B - C
E C - D words here
E D >. E may
E E > F must
E F > G
E G >. H
E H <> I both
E I > J
E J > K
"##,
    ),
    (
        r##"flowchart TD
    subgraph s1[Strategy]
      A
      A --> B[Bench]
    end
    A[Assembly] --> C["Committee (audit)"] --> D["Works; roads"]
    B & C --> E[East] & F[Falls]
    F --> A
"##,
        r##"
N Assembly [Strategy]
N Bench [Strategy]
N Committee (audit) []
N East []
N Falls []
N Works; roads []
E Assembly > Bench
E Assembly > Committee (audit)
E Bench > East
E Bench > Falls
E Committee (audit) > East
E Committee (audit) > Falls
E Committee (audit) > Works; roads
E Falls > Assembly
"##,
    ),
];
