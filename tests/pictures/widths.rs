//! Every line is as wide in usvg as it was measured.
use crate::scenes::{all, fonts, texts, usvg_options};
use govdraw::output::svg::{self, SvgOptions, TextMode};
use govdraw::text::{TextStyle, shape_part};

/// In px.
const TOLERANCE: f64 = 0.01;

fn boxes(group: &usvg::Group, found: &mut Vec<usvg::Rect>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => boxes(group, found),
            usvg::Node::Text(text) => found.push(text.bounding_box()),
            usvg::Node::Path(_) | usvg::Node::Image(_) => {}
        }
    }
}

#[test]
fn every_line_is_as_wide_in_usvg_as_measured() {
    let fonts = fonts();
    let options = usvg_options(&fonts);
    let (mut lines, mut worst) = (0, 0.0f64);
    for case in all(&fonts) {
        let bare = SvgOptions { text: TextMode::Bare, ..SvgOptions::default() };
        let picture = svg::write(&case.scene, &fonts, &bare);
        let tree = usvg::Tree::from_str(&picture, &options).expect("usvg reads the picture");
        let mut found = Vec::new();
        boxes(tree.root(), &mut found);
        let texts = texts(&case.scene.nodes);
        assert_eq!(found.len(), texts.len(), "{}: every line is drawn", case.name);
        for (i, (text, found)) in texts.iter().zip(found).enumerate() {
            let goes_on =
                |i: usize| texts.get(i).is_some_and(|part| part.goes_on && part.origin.y == text.origin.y);
            // usvg leaves out the space at the end of a part of a line, and with it what the fonts move the letter before it by
            let width = if goes_on(i) || goes_on(i + 1) {
                let style = TextStyle::new(text.line.weight, text.line.size, 1.2);
                shape_part(&fonts, &style, &text.line.text, text.line.direction).width
            } else {
                text.line.width
            };
            let off = (f64::from(found.width()) - width).abs();
            let shift = (f64::from(found.left()) - text.origin.x).abs();
            worst = worst.max(off).max(shift);
            lines += 1;
            // usvg gives a mark of direction, which has no width, a box of one pixel
            let ends_in_mark = text.line.runs.last().is_some_and(|run| {
                run.rtl && !text.line.text[run.text.clone()].starts_with(char::is_alphabetic)
            });
            let off = if ends_in_mark { (off - 1.0).abs().min(off) } else { off };
            assert!(off < TOLERANCE, "{}: {:?} is {off} px off", case.name, text.line.text);
            assert!(shift < TOLERANCE, "{}: {:?} is shifted by {shift} px", case.name, text.line.text);
        }
    }
    eprintln!("{lines} lines, at most {worst:.6} px off");
}
