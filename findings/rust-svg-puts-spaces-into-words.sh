#!/usr/bin/env bash
# The crate svg 0.18.0 writes each part of a line on a line of its own, and reads lines without the spaces between
# parts.
#
# Guess: what is written of a <text> with parts shows the same words; what is read of one is its words as they stand,
# with entities resolved.
# Seen: "sub" and "committee" as two <tspan> are written with a line's end between them, which is a space in the
# picture. Read, the words around a part have lost the spaces that part them: "The ", "board", " votes" come as "The",
# "board", "votes". "R&amp;D" is handed out as it is written, in text and attributes, and escaped again when it is
# written back. Nothing is reported.
# So: write lines of one part, and read pictures with an XML parser.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cargo init --quiet --name picture --vcs none
echo 'svg = "=0.18.0"' >> Cargo.toml
cat > src/main.rs <<'RUST'
use svg::node::element::{TSpan, Text};
use svg::parser::Event;

/// The words of a picture, white space counted as SVG counts it.
fn words(picture: &str) -> String {
    let mut words = String::new();
    for part in picture.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn main() {
    let line = Text::new("").add(TSpan::new("sub")).add(TSpan::new("committee"));
    println!("svg 0.18.0 writes two parts of a word as {:?}", words(&line.to_string()));
    assert_eq!(words(&line.to_string()), "sub committee", "parts are written otherwise now");

    let mut read = Vec::new();
    for event in svg::read("<text id=\"R&amp;D\">The <tspan>board</tspan> votes on R&amp;D</text>").unwrap() {
        match event {
            Event::Text(text) => read.push(text.to_owned()),
            Event::Tag(_, _, attributes) => read.extend(attributes.get("id").map(ToString::to_string)),
            _ => {}
        }
    }
    println!("svg 0.18.0 reads {read:?}");
    assert_eq!(read, ["R&amp;D", "The", "board", "votes on R&amp;D"], "words are read otherwise now");
    let back = Text::new(read[3].as_str()).to_string();
    assert_eq!(words(&back), "votes on R&amp;amp;D", "what is read is written otherwise now");
}
RUST
CARGO_TARGET_DIR="$work/target" cargo run --quiet
