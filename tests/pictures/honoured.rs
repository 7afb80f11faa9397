//! Where a file's own fonts are taken, a paragraph in one element looks as its lines did in one each.
use crate::pixels::Pixels;
use crate::scenes::{examples, fonts};
use crate::session::steps;
use crate::tools::chromium;
use govdraw::output::svg::{self, SvgOptions};
use govdraw::scene::{Anchor, Node};
use serde_json::json;

/// Hangs every line on its left end; each by itself, or as part of its paragraph.
fn flatten(nodes: &mut [Node], alone: bool) {
    for node in nodes {
        match node {
            Node::Group(group) => flatten(&mut group.children, alone),
            Node::Text(text) => {
                text.anchor = Anchor::Left;
                text.goes_on &= !alone;
            }
            Node::Shape(_) | Node::Image(_) => {}
        }
    }
}

/// A picture without what it says of its lines' lengths.
fn without_lengths(picture: &str) -> String {
    let mut pieces = picture.split(" textLength=\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| out + piece.split_once('"').map_or("", |(_, rest)| rest))
}

#[test]
fn a_paragraph_is_drawn_as_its_lines_alone_but_for_lengths_and_anchors() {
    let Some(chromium) = chromium() else { return };
    let fonts = fonts();
    let cases: Vec<_> =
        examples(&fonts).into_iter().filter(|case| case.name.starts_with("delivery-group")).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, way: &str, kind: &str| folder.path().join(format!("{name}-{way}.{kind}"));
    let ways = ["whole", "paragraphs", "lines"];
    let mut asked = Vec::new();
    for case in &cases {
        let draw = |alone: Option<bool>| {
            let mut scene = case.scene.clone();
            if let Some(alone) = alone {
                flatten(&mut scene.nodes, alone);
            }
            let picture = svg::write(&scene, &fonts, &SvgOptions { id: Some("a"), ..SvgOptions::default() });
            if alone.is_some() { without_lengths(&picture) } else { picture }
        };
        for (way, picture) in ways.into_iter().zip([draw(None), draw(Some(false)), draw(Some(true))]) {
            let path = file(&case.name, way, "svg");
            std::fs::write(&path, picture).expect("a file");
            let (width, height) = (case.scene.size.width.ceil(), case.scene.size.height.ceil());
            let address = format!("file://{}", path.display());
            asked.push(json!({ "open": address, "width": width as u64, "height": height as u64 }));
            asked.push(json!({ "run": "document.fonts.ready.then(() => document.fonts.size)" }));
            asked.push(json!({ "shot": file(&case.name, way, "png") }));
        }
    }
    steps("chromium", &chromium, &asked);
    for case in &cases {
        let [whole, paragraphs, lines] =
            ways.map(|way| Pixels::of_png(&std::fs::read(file(&case.name, way, "png")).expect("a picture")));
        assert!(paragraphs == lines, "{}: the element alone changes nothing", case.name);
        assert_eq!((whole.width, whole.height), (lines.width, lines.height), "{}", case.name);
        let count = |levels: u8| {
            let far = |(a, b): &(&[u8; 3], &[u8; 3])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > levels);
            whole.iter().zip(lines.iter()).filter(far).count()
        };
        let (any, far) = (count(0), count(64));
        eprintln!(
            "{}: {any} of {} pixels differ, {far} by more than a quarter",
            case.name,
            whole.width * whole.height
        );
        // the browser fits each line to its length, and puts it from its middle, in numbers of its own
        let all = (whole.width * whole.height) as f64;
        assert!((any as f64) < 0.002 * all && (far as f64) < 0.0001 * all, "{}: {any}, {far}", case.name);
    }
}
