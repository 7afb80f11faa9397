//! How good the examples' flow charts are, in numbers that a reader of a chart would count. They may get better, and then the new
//! number is written here; where one gets worse for the sake of another, the commit says so.
use govdraw::Page;
use govdraw::layout::metrics::{Expected, measure};
use govdraw::layout::{Sheet, Style, layout, tied_functions};
use govdraw::text::Fonts;
use govdraw::theme::Theme;
use std::path::Path;

/// What is counted in a flow chart, of an example at the usual effort.
#[derive(Debug, PartialEq, Eq)]
struct Quality {
    example: &'static str,
    /// Points where two arrows cross.
    crossings: usize,
    /// Bends of all arrows, and of the one that has most.
    bends: usize,
    most_bends: usize,
    /// Bodies of the same function that do not stand in line, though they could.
    unaligned: usize,
    /// Boxes that are almost in line.
    near_misses: usize,
    /// Lines of the label that has most.
    most_label_lines: usize,
}

const QUALITIES: [Quality; 9] = [
    Quality {
        example: "delivery-group.md",
        crossings: 0,
        bends: 4,
        most_bends: 2,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 4,
    },
    Quality {
        example: "project-boards.json",
        crossings: 0,
        bends: 0,
        most_bends: 0,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 3,
    },
    Quality {
        example: "river-trust.yaml",
        crossings: 0,
        bends: 1,
        most_bends: 1,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 2,
    },
    Quality {
        example: "starter.md",
        crossings: 0,
        bends: 0,
        most_bends: 0,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 2,
    },
    Quality {
        example: "languages/french-water.md",
        crossings: 0,
        bends: 0,
        most_bends: 0,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 2,
    },
    Quality {
        example: "languages/greek-harbour.md",
        crossings: 0,
        bends: 3,
        most_bends: 1,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 2,
    },
    Quality {
        example: "languages/portuguese-markets.md",
        crossings: 0,
        bends: 1,
        most_bends: 1,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 2,
    },
    Quality {
        example: "languages/turkish-museums.md",
        crossings: 0,
        bends: 1,
        most_bends: 1,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 2,
    },
    Quality {
        example: "languages/welsh-libraries.md",
        crossings: 0,
        bends: 0,
        most_bends: 0,
        unaligned: 0,
        near_misses: 0,
        most_label_lines: 2,
    },
];

fn quality(example: &'static str) -> Quality {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    let page = Page::parse(example, &std::fs::read(path).expect("an example")).expect("it is read");
    let model = page.model();
    let scene = layout(model, Style::Flow, &Theme::default(), &Fonts::bundled(), &Sheet::default());
    let expected = Expected { flows: Some(model.flows.len()), same: &tied_functions(model) };
    let soft = measure(&scene.expect("it is laid out").value, &expected).soft;
    Quality {
        example,
        crossings: soft.crossings,
        bends: soft.bends,
        most_bends: soft.most_bends,
        unaligned: soft.alignable - soft.aligned,
        near_misses: soft.near_misses,
        most_label_lines: soft.most_label_lines,
    }
}

#[test]
fn no_example_is_drawn_worse_than_it_was() {
    let now = QUALITIES.each_ref().map(|known| quality(known.example));
    assert!(now == QUALITIES, "better: write it down; worse: find out why\n{now:#?}");
}
