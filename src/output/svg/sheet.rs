//! The style sheet: fonts, dark pages, forced colours, print. A picture without it is still whole.
use super::document::{Pairs, family};
use super::font::Embedded;
use crate::text::Fonts;
use std::fmt::Write as _;

/// Class of the nth pair of colours.
pub(super) fn class(number: usize) -> String {
    format!("c{number}")
}

/// Writes the sheet; every selector starts with the root's id. Braces are written as entities, which both XML and
/// inlined SVG decode, since template languages take them for code.
pub(super) fn write(out: &mut String, prefix: &str, fonts: &Fonts, faces: &[Embedded], pairs: &Pairs) {
    let mut css = String::new();
    for Embedded { face, uri } in faces {
        let (family, weight) = (family(prefix, fonts, *face), fonts.face(*face).weight.css());
        let _ = writeln!(
            css,
            "@font-face {{ font-family:{family};font-weight:{weight};src:url({uri}) format(\"woff2\") }}"
        );
    }
    let _ = writeln!(css, "#{prefix} text {{ font-kerning:normal }}");
    if !pairs.is_empty() {
        css.push_str("@media screen and (prefers-color-scheme:dark) and (forced-colors:none) {\n");
        for ((property, _, dark), number) in pairs {
            let _ = writeln!(css, "#{prefix} .{} {{ {property}:{dark} }}", class(*number));
        }
        css.push_str("}\n");
    }
    css.push_str("@media (forced-colors:active) {\n");
    for (selector, declarations) in FORCED {
        let _ = writeln!(css, "#{prefix} {selector} {{ {declarations} }}");
    }
    let _ = writeln!(css, "}}\n@media print {{\n#{prefix} {{ print-color-adjust:exact }}\n}}");
    // MDX makes a paragraph of an element's content that begins on a line of its own
    out.push_str("<style>");
    for c in css.trim_end().chars() {
        match c {
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            c => out.push(c),
        }
    }
    out.push_str("</style>\n");
}

/// The reader's own colours: words, edges and marks in the one for text, grounds in the one for pages; what is
/// translucent becomes an outline, so that nothing is hidden behind it.
const FORCED: &[(&str, &str)] = &[
    ("[fill]", "fill:Canvas"),
    ("[fill=none]", "fill:none"),
    ("[stroke]", "stroke:CanvasText"),
    ("[fill-opacity]", "fill:none;stroke:CanvasText"),
    (".box", "stroke:CanvasText"),
    (".mark", "fill:CanvasText"),
    (".mark[fill=none]", "fill:none"),
    (".own", "fill:revert-layer;stroke:revert-layer"),
    (".head", "fill:CanvasText"),
    (".glyphs", "fill:CanvasText"),
    ("text[fill]", "fill:CanvasText"),
    ("a text[fill]", "fill:LinkText"),
    ("text.unseen", "fill:none"),
];
