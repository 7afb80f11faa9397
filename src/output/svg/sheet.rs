//! The style sheet: fonts, what a page around the picture must not change, dark pages, forced colours, print. A picture
//! without it is still whole.
use super::Inline;
use super::body::{Pairs, class_of_pair, family, stack};
use super::font::Embedded;
use super::near;
use crate::text::{Fonts, Weight};
use std::fmt::Write as _;

/// A picture in a page is as wide as its place at most. Not said on the root itself: some programs make a picture without
/// any extent of it.
const FITTING: &str = "max-width:100%;height:auto";

/// On paper it stands on one sheet, with room for the margin of a page's body: without it a picture as high as the sheet would go to the next.
const ON_PAPER: &str = "max-height:94vh;break-inside:avoid";

/// What the sheet is of.
pub(super) struct StyleSheet<'a> {
    pub(super) prefix: &'a str,
    pub(super) fonts: &'a Fonts,
    pub(super) faces: &'a [Embedded],
    pub(super) pairs: &'a Pairs,
    pub(super) inline: Inline,
}

impl StyleSheet<'_> {
    /// Writes the sheet; every selector starts with the root's id. An at-rule holds one rule, since some programs take the
    /// second for one that stands outside it.
    pub(super) fn write(&self, out: &mut String) {
        let mut css = String::new();
        let root = format!("#{}", self.prefix);
        self.fonts(&mut css);
        let _ = write!(css, "{BROWSERS} {{ {root} {{ {FITTING} }} }} ");
        for (part, declarations) in GUARDS {
            let _ = write!(css, "{BROWSERS} {{ {root}{part} {{ {declarations} }} }} ");
        }
        self.dark(&mut css);
        for (selector, declarations) in FORCED {
            let own = selector.replace('.', &format!(".{}-", self.prefix));
            let _ = write!(css, "@media (forced-colors:active) {{ {root} {own} {{ {declarations} }} }} ");
        }
        let _ = write!(css, "@media print {{ {BROWSERS} {{ {root} {{ {ON_PAPER} }} }} }} ");
        let _ = write!(css, "@media print {{ {root} {{ print-color-adjust:exact }} }}");
        out.push_str("<style>");
        match self.inline {
            Inline::Html => out.push_str(&css),
            Inline::Mdx => css.chars().for_each(|c| match c {
                '{' => out.push_str("&#123;"),
                '}' => out.push_str("&#125;"),
                '\\' => out.push_str("&#92;"),
                c => out.push(c),
            }),
        }
        out.push_str("</style>");
    }

    /// The faces, and the families of the words in them.
    fn fonts(&self, css: &mut String) {
        let Self { prefix, fonts, faces, .. } = self;
        for Embedded { face, uri } in *faces {
            let (family, weight) = (family(prefix, fonts, *face), fonts.face(*face).weight.css());
            let _ = write!(
                css,
                "@font-face {{ font-family:{family};font-weight:{weight};src:url({uri}) format(woff2) }} "
            );
        }
        if faces.is_empty() {
            return;
        }
        let main = fonts.first(Weight::Regular);
        let (own, others) = (stack(fonts, main, prefix), near::FAMILIES);
        let _ = write!(css, "{BROWSERS} {{ #{prefix} text {{ font-family:{own},{others} }} }} ");
        let mut known = vec![family(prefix, fonts, main)];
        for Embedded { face, .. } in *faces {
            let family = family(prefix, fonts, *face);
            if !known.contains(&family) {
                let own = stack(fonts, *face, prefix);
                let _ = write!(
                    css,
                    "{BROWSERS} {{ #{prefix} .{family} {{ font-family:{own},{others};font-size:inherit }} }} "
                );
                known.push(family);
            }
        }
    }

    /// Colours for dark pages: where the reader prefers them, and, for browsers that can tell, where the page around the
    /// picture is dark.
    fn dark(&self, css: &mut String) {
        if self.pairs.is_empty() {
            return;
        }
        let (root, screen) = (format!("#{}", self.prefix), "screen and (forced-colors:none)");
        for ((property, light, dark), number) in self.pairs {
            let class = format!("{root} .{}-{}", self.prefix, class_of_pair(*number));
            let _ = write!(
                css,
                "@media screen and (prefers-color-scheme:dark) and (forced-colors:none) {{ {class} {{ {property}:{dark} }} }} \
                 @supports (color:light-dark({light},{dark})) {{ @media {screen} {{ {class} {{ {property}:light-dark({light},{dark}) }} }} }} "
            );
        }
        // a picture that is no page's part follows the reader
        let _ = write!(css, "{root}:root {{ color-scheme:light dark }} ");
    }
}

/// Asked by what takes a file's fonts, and understood by nothing that does not.
const BROWSERS: &str = "@supports (text-rendering:geometricPrecision)";

/// What is inherited from a page, or set on all its text, against what was measured: part of the root, and declarations.
const GUARDS: &[(&str, &str)] = &[
    (
        "",
        "font-style:normal;font-variant:normal;font-stretch:normal;font-size-adjust:none;font-feature-settings:normal;\
         text-transform:none;text-indent:0;text-shadow:none;text-anchor:start;dominant-baseline:auto;white-space:normal;\
         writing-mode:horizontal-tb;stroke:none;stroke-dasharray:none;fill-opacity:1;paint-order:normal",
    ),
    (
        " text",
        "letter-spacing:0!important;word-spacing:0!important;white-space:normal;font-kerning:normal;\
         font-style:normal;font-variant:normal;text-transform:none;text-rendering:geometricPrecision",
    ),
    (
        " tspan",
        "letter-spacing:0!important;word-spacing:0!important;font-family:inherit;font-size:inherit;font-style:inherit;\
         font-variant:inherit;text-transform:inherit",
    ),
];

/// The reader's own colours: words, edges and marks in the one for text, grounds in the one for pages; what is
/// translucent becomes an outline, so that nothing is hidden behind it.
const FORCED: &[(&str, &str)] = &[
    ("[fill]", "fill:Canvas"),
    ("[fill=none]", "fill:none"),
    ("[stroke]", "stroke:CanvasText"),
    ("[fill-opacity]", "fill:none;stroke:CanvasText"),
    ("[data-part=box]", "stroke:CanvasText"),
    (".mark", "fill:CanvasText"),
    (".mark[fill=none]", "fill:none"),
    (".own", "fill:revert-layer;stroke:revert-layer"),
    (".head", "fill:CanvasText"),
    (".glyphs", "fill:CanvasText"),
    ("text[fill]", "fill:CanvasText"),
    ("tspan[fill]", "fill:CanvasText"),
    ("a text[fill]", "fill:LinkText"),
    ("a tspan[fill]", "fill:LinkText"),
    ("text.unseen", "fill:none"),
];
