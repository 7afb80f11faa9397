use crate::input::diagram::tests::{arrows, boxes, chart, code};
use crate::input::diagram::{ChartForm, read};

/// Boxes and arrows of a drawing.
fn drawing(text: &str) -> (Vec<String>, Vec<String>) {
    let diagram = chart("", text);
    assert_eq!(diagram.form, ChartForm::Boxes, "{text}");
    (boxes(&diagram), arrows(&diagram))
}

#[test]
fn a_column_and_a_row_of_boxes_are_joined() {
    let (boxes, arrows) = drawing(
        "
          ┌────────────────────────┐
          │     BREWERS' GUILD     │
          ├────────────────────────┤
          │ • Ada Quist (warden)   │
          │ • Two masters who
          │   taste every cask     │
          └───────────┬────────────┘
                      │
          ┌───────────▼────────────┐
          │     Cellar council     │
          │      Chair: warden     │
          └───────────┬────────────┘
                      │
      ┌───────────────┼────────────────┐
      ▼               ▼                ▼
┌───────────┐   ┌────────────┐   ┌───────────┐
│   MALT    │   │    HOPS    │   │   YEAST   │
│ (advises) │   ├────────────┤   └───────────┘
│ ───────── │   │ Members:   │
│ - Grower  │   │ * Picker   │
└───────────┘   └────────────┘
",
    );
    assert_eq!(
        boxes,
        [
            "BREWERS' GUILD*Ada Quist (warden)*Two masters who taste every cask",
            "Cellar council/Chair: warden",
            "MALT/(advises)*Grower",
            "HOPS/Members:*Picker",
            "YEAST",
        ]
    );
    assert_eq!(
        arrows,
        [
            "BREWERS' GUILD > Cellar council",
            "Cellar council > MALT",
            "Cellar council > HOPS",
            "Cellar council > YEAST",
        ]
    );
}

#[test]
fn boxes_of_ascii_are_read() {
    let (boxes, arrows) = drawing(
        "
             +----------------+
             |     Guild      |
             +----------------+
             | Ada | Bo       |
             +-------+--------+
                     |
          +----------+----------+
          |                     |
          v                     v
     +--------+   asks     +---------+
     |  Malt  |<-----------|  Hops   |
     +--------+            +---------+
          ^
          |
     .--------.
     | Grower |
     '--------'
",
    );
    assert_eq!(boxes, ["Guild/Ada/Bo", "Malt", "Hops", "Grower"]);
    assert_eq!(arrows, ["Guild > Malt", "Guild > Hops", "Hops > Malt", "Grower > Malt"]);
}

#[test]
fn lines_between_boxes_side_by_side_have_heads_and_words() {
    let (boxes, arrows) = drawing(
        "
┌──────┐            ┌──────┐     ╭───────╮
│ Malt │──reports──▶│ Hops │◄───►│ Yeast │
└──────┘            └──┬───┘     ╰───────╯
                       ┊ may ask
                       ▼
                   ╔═══════╗      ┏━━━━━━━┓
                   ║ Guild ║ ───► ┃ Court ┃
                   ╚═══════╝      ┗━━━━━━━┛
",
    );
    assert_eq!(boxes, ["Malt", "Hops", "Yeast", "Guild", "Court"]);
    assert_eq!(arrows, ["Malt > Hops: reports", "Hops <> Yeast", "Hops .> Guild: may ask", "Guild > Court"]);
}

#[test]
fn lines_without_heads_lead_down_and_to_the_right() {
    let (_, arrows) = drawing(
        "
      ┌───────┐
      │ Guild │────┐
      └───┬───┘    │
          │    ┌───┴───┐
          │    │ Clerk │
     ┌────┴─┐  └───────┘
     │ Malt │
     └──────┘
",
    );
    assert_eq!(arrows, ["Guild - Clerk", "Guild - Malt"]);
    let (_, arrows) = drawing("┌───────┐\n│ Guild │\n└───┬───┘\n┌───┴───┐\n│ Malt  │\n└───────┘\n");
    assert_eq!(arrows, ["Guild - Malt"]);
}

#[test]
fn sides_that_words_pushed_away_still_hold_their_box() {
    let (boxes, arrows) = drawing(
        "
┌────────▼────────┐    ┌────────▼────────┐
│  Malt            │    │  Hops            │
│  {{ people.of_the_malt_house }}  │    │  {{ people.of_the_hop_yard }}  │
└────────┬────────┘    └─────────────────┘
          │
┌────────▼────────┐
│  🏛 Guild 🏛     │
│  酿酒公会        │
│  酒匠        │
└─────────────────┘
",
    );
    assert_eq!(
        boxes,
        ["Malt/{{ people.of_the_malt_house }}", "Hops/{{ people.of_the_hop_yard }}", "Guild/酿酒公会/酒匠"]
    );
    assert_eq!(arrows, ["Malt > Guild"]);
}

#[test]
fn boxes_around_boxes_are_frames() {
    let text = "
┌─────────────┐
│    Guild    │
└──────┬──────┘
       │
┌──────▼──────────────────────────┐
│  Makers                         │
│  ┌──────┐        ┌──────┐       │
│  │ Malt │───────▶│ Hops │       │
│  └──────┘        └──┬───┘       │
│ ┌─ Inner ring ──────┼─────────┐ │
│ │                   ▼         │ │
│ │                ┌───────┐    │ │
│ │                │ Yeast │    │ │
│ │                └──┬────┘    │ │
│ └───────────────────┼─────────┘ │
└─────────────────────┼───────────┘
                      ▼
                  ┌───────┐
                  │ Court │
                  └───────┘
";
    let diagram = chart("", text);
    let frames = diagram.frames.iter().map(|frame| (frame.name.flat(), frame.parent)).collect::<Vec<_>>();
    assert_eq!(frames, [("Makers".to_owned(), None), ("Inner ring".to_owned(), Some(0))]);
    assert_eq!(
        boxes(&diagram),
        ["Guild", "Makers", "Malt [Makers]", "Hops [Makers]", "Yeast [Inner ring]", "Court"]
    );
    assert_eq!(arrows(&diagram), ["Guild > Makers", "Malt > Hops", "Hops > Yeast", "Yeast > Court"]);
}

#[test]
fn a_frame_around_names_with_strokes_between_is_a_chain() {
    let text = "
┌───────────────────────┐
│   WHO IS OVER WHOM    │
│     GUILD MEETING     │
│           │           │
│        WARDENS        │
│           ↓           │
│        CELLARS        │
└───────────────────────┘
";
    let diagram = chart("", text);
    assert_eq!(diagram.frames[0].name.flat(), "WHO IS OVER WHOM");
    assert_eq!(arrows(&diagram), ["GUILD MEETING - WARDENS", "WARDENS > CELLARS"]);
}

#[test]
fn names_without_boxes_are_joined_by_lines() {
    for text in [
        "
            Guild
              │
      ┌───────┼────────┐
      │       │        │
    Malt    Hops     Yeast
   (Ada)     (Bo)
",
        "
            Guild
          /   |   \\
        /     |     \\
     Malt    Hops    Yeast
    (Ada)    (Bo)
",
        "
               Guild
                 |
        -------------------
        |        |        |
       Malt     Hops    Yeast
       (Ada)    (Bo)
",
        "
               Guild
                 |
        +--------+--------+
        |        |        |
       Malt     Hops    Yeast
       (Ada)    (Bo)
",
    ] {
        let (boxes, arrows) = drawing(text);
        assert_eq!(boxes, ["Guild", "Malt/(Ada)", "Hops/(Bo)", "Yeast"], "{text}");
        assert_eq!(arrows, ["Guild - Malt", "Guild - Hops", "Guild - Yeast"], "{text}");
    }
}

#[test]
fn lines_lean_and_meet_at_heads() {
    let (_, arrows) = drawing(
        "
+----------+     +-----------+
|   Malt   |     |   Hops    |  <- new
+----------+     +-----------+
      \\               /
       \\             /
        v           v
       +------------+
       |   Guild    |
       +------------+
",
    );
    assert_eq!(arrows, ["Malt > Guild", "Hops > Guild"]);
}

#[test]
fn words_in_the_middle_of_a_line_are_its_label() {
    let (boxes, arrows) = drawing(
        "
┌───────┐
│ Guild │
└───┬───┘
    │
 appoints
    │
    ▼
┌──[ Court ]──┐    ┌─ Malt ─────┐
│ Chair: Ada  │───►│ Head: Bo   │  ← since May
└─────────────┘    └────────────┘
",
    );
    assert_eq!(boxes, ["Guild", "Court/Chair: Ada", "Malt/Head: Bo"]);
    assert_eq!(arrows, ["Guild > Court: appoints", "Court > Malt"]);
}

#[test]
fn names_with_arrows_down_and_across_are_joined() {
    let (boxes, arrows) = drawing("[Guild]\n   |\n   v\nCourt  <---->  Cellar circle\n   |\nMalt\n");
    assert_eq!(boxes, ["Guild", "Court", "Cellar circle", "Malt"]);
    assert_eq!(arrows, ["Guild > Court", "Court <> Cellar circle", "Court - Malt"]);
}

#[test]
fn a_box_alone_is_a_chart() {
    let (boxes, arrows) = drawing(
        "┌══════════════┐\n│ ROLE: WARDEN │\n│ DUTIES       │\n│ ──────       │\n│ • Tastes     │\n└══════════════┘\n",
    );
    assert_eq!(boxes, ["ROLE: WARDEN/DUTIES*Tastes"]);
    assert!(arrows.is_empty());
}

#[test]
fn options_letters_and_prose_are_no_drawing() {
    for text in
        ["brew --help | less\nbrew -v > log\n", "From: the guild\nTo: all\n\n--\nAda\n", "1 + 2 = 3\n"]
    {
        assert!(read("", &code(text)).is_none(), "{text}");
    }
}

#[test]
fn words_are_found_again_in_their_source() {
    let text = "┌──────────┐\n│ 麦芽 Malt │\n└──────────┘\n";
    let diagram = chart("", text);
    let span = diagram.nodes[0].span;
    assert_eq!(&text[span.start..span.end], "麦芽 Malt");
}
