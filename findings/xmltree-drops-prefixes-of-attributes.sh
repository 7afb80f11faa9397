#!/usr/bin/env bash
# xmltree 0.12.0 takes the prefixes off all attributes, and spaces away from between the parts of a line.
#
# Guess: a picture that is read and written is the same picture, but for the order of attributes and the quotes.
# Seen: `xlink:href` is written as `href`, `xml:space` as `space`, `inkscape:label` as `label`: editors and older
# readers find neither links nor layers. Where an element has both `href` and `xlink:href`, one of the two addresses is
# left. White space that stands alone between two parts of a line is dropped, so that "<tspan>Audit</tspan>
# <tspan>panel" reads "Auditpanel". Namespaces of elements are kept. Nothing is reported.
# So: change pictures with a library that keeps names as they stand (quick-xml), or replace in the text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cargo init --quiet --name picture --vcs none
echo 'xmltree = "=0.12.0"' >> Cargo.toml
cat > src/main.rs <<'RUST'
use xmltree::Element;

/// What is written of a picture's content after it was read.
fn written(content: &str) -> String {
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:tool=\"https://example.org/tool\">{content}</svg>"
    );
    let mut file = Vec::new();
    Element::parse(picture.as_bytes()).unwrap().write(&mut file).unwrap();
    let text = String::from_utf8(file).unwrap();
    let (_, inner) = text.trim_end_matches("</svg>").split_once("<svg ").unwrap().1.split_once('>').unwrap();
    println!("xmltree 0.12.0: {content} is written as {inner}");
    inner.to_owned()
}

fn main() {
    for (content, expected) in [
        ("<rect id=\"a\" />", "<rect id=\"a\" />"),
        ("<tool:part />", "<tool:part />"),
        ("<use xlink:href=\"#a\" />", "<use href=\"#a\" />"),
        ("<text xml:space=\"preserve\">a  b</text>", "<text space=\"preserve\">a  b</text>"),
        ("<g tool:label=\"Boxes\" />", "<g label=\"Boxes\" />"),
        (
            "<text><tspan>Audit</tspan> <tspan>panel</tspan></text>",
            "<text><tspan>Audit</tspan><tspan>panel</tspan></text>",
        ),
        ("<text>The <tspan>panel</tspan> votes</text>", "<text>The <tspan>panel</tspan> votes</text>"),
    ] {
        assert_eq!(written(content), expected, "pictures are written otherwise now");
    }
    let both = written("<use href=\"#a\" xlink:href=\"#b\" />");
    assert_eq!(both.matches("href").count(), 1, "both addresses are kept now");
}
RUST
CARGO_TARGET_DIR="$work/target" cargo run --quiet
