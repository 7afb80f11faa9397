//! The elements, from the root down.
use super::body::{Body, stack};
use super::font::Embedded;
use super::markup::{attribute, number, path, place, words};
use super::paragraph::Shown;
use super::uris::Uris;
use super::{Exposure, Inline, LinkTarget, SvgOptions, TextMode, near, sheet};
use crate::markup::escape;
use crate::output::Ground;
use crate::output::link::is_safe;
use crate::scene::{Fill, Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Stroke, Text};
use crate::text::{Fonts, Weight};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Writes the whole file, its ids and families starting with `prefix`.
pub(super) fn write(
    scene: &Scene,
    fonts: &Fonts,
    options: &SvgOptions<'_>,
    prefix: &str,
    faces: &[Embedded],
    uris: &Uris,
) -> String {
    let mut body = Body {
        out: String::with_capacity(1 << 16),
        fonts,
        faces,
        prefix,
        mode: options.text,
        exposure: options.exposure,
        inline: options.inline,
        link_target: options.link_target,
        main: fonts.first(Weight::Regular),
        pairs: BTreeMap::new(),
        drawing: None,
        masks: Vec::new(),
        uris,
    };
    if options.ground == Ground::Opaque {
        body.background(scene, options.dark);
    }
    body.nodes(&scene.nodes, options.dark.map(|dark| dark.nodes.as_slice()), false);
    let Body { out: body, pairs, .. } = body;

    let Scene { size, lang, title, description, background: _, nodes: _ } = scene;
    let fonts_size: usize = faces.iter().map(|face| face.uri.len()).sum();
    let mut out = String::with_capacity(body.len() + fonts_size + 4096);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    if options.inline == Inline::Html && body.contains(" xlink:href=") {
        out.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    }
    words(&mut out, "id", prefix);
    out.push_str(" viewBox=\"0 0 ");
    number(&mut out, size.width);
    out.push(' ');
    number(&mut out, size.height);
    out.push('"');
    attribute(&mut out, "width", size.width);
    attribute(&mut out, "height", size.height);
    words(&mut out, "lang", if lang.is_empty() { "en" } else { lang });
    match options.exposure {
        Exposure::Structure => out.push_str(" role=\"group\""),
        Exposure::Image => {
            out.push_str(" role=\"img\"");
            words(&mut out, "aria-label", title);
        }
    }
    // what a page around the picture would otherwise hand down to it
    out.push_str(" direction=\"ltr\" letter-spacing=\"0\" word-spacing=\"0\" font-weight=\"400\"");
    if options.text == TextMode::Bare {
        words(&mut out, "font-family", &stack(fonts, fonts.first(Weight::Regular), prefix));
        out.push_str(" text-rendering=\"geometricPrecision\"");
    } else {
        words(&mut out, "font-family", near::FAMILIES);
    }
    // three lines: Markdown takes none of them for something of its own, and a builder that ends a paragraph at a line's
    // start ends it before or after the whole
    out.push_str(">\n<title>");
    escape(&mut out, title);
    out.push_str("</title><desc>");
    escape(&mut out, description);
    out.push_str("</desc>");
    if let Some(provenance) = &options.provenance {
        out.push_str("<metadata");
        words(&mut out, "data-generator", &provenance.generator());
        words(&mut out, "data-digest", &provenance.tagged_digest());
        out.push('>');
        escape(&mut out, provenance.model.as_deref().unwrap_or_default());
        out.push_str("</metadata>");
    }
    if options.text != TextMode::Bare {
        sheet::StyleSheet { prefix, fonts, faces, pairs: &pairs, inline: options.inline }.write(&mut out);
    }
    out.push_str(&body);
    out.push_str("\n</svg>\n");
    out
}

impl Body<'_> {
    fn background(&mut self, scene: &Scene, dark: Option<&Scene>) {
        let mut classes = vec![Cow::Borrowed("page")];
        self.out.push_str("<rect");
        attribute(&mut self.out, "width", scene.size.width);
        attribute(&mut self.out, "height", scene.size.height);
        self.color("fill", scene.background, dark.map(|dark| dark.background), &mut classes);
        self.classes(&classes);
        self.out.push_str("/>");
    }

    /// Writes siblings; `listed` tells whether they are a list's.
    fn nodes(&mut self, nodes: &[Node], dark: Option<&[Node]>, listed: bool) {
        let mut paragraph: Vec<Shown<'_>> = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            let dark = dark.and_then(|dark| dark.get(i));
            if let Node::Text(text) = node {
                if !text.goes_on {
                    self.paragraph(&std::mem::take(&mut paragraph));
                }
                let dark =
                    dark.and_then(|dark| if let Node::Text(dark) = dark { Some(dark.fill) } else { None });
                paragraph.push(Shown { text, dark });
                continue;
            }
            self.paragraph(&std::mem::take(&mut paragraph));
            match (node, dark) {
                (Node::Group(group), Some(Node::Group(dark))) => self.group(group, Some(dark), listed),
                (Node::Group(group), _) => self.group(group, None, listed),
                (Node::Shape(shape), Some(Node::Shape(dark))) => self.shape(shape, Some(dark)),
                (Node::Shape(shape), _) => self.shape(shape, None),
                (Node::Image(image), Some(Node::Image(dark))) => self.image(image, Some(dark)),
                (Node::Image(image), _) => self.image(image, None),
                (Node::Text(_), _) => {}
            }
        }
        self.paragraph(&paragraph);
    }

    fn group(&mut self, group: &Group, dark: Option<&Group>, listed: bool) {
        let Group { meaning, label, children } = group;
        let is_structure = self.exposure == Exposure::Structure;
        let href = match meaning {
            Meaning::Link { href } if is_safe(href) && is_structure => Some(href),
            _ => None,
        };
        let tag = if href.is_some() { "a" } else { "g" };
        let mut role = None;
        let out = &mut self.out;
        out.push('<');
        out.push_str(tag);
        match meaning {
            Meaning::List => role = children.iter().any(is_item).then_some("list"),
            Meaning::Level { id } => words(out, "data-level", id),
            Meaning::Node { id } => words(out, "data-node", id),
            Meaning::Function { id } => words(out, "data-function", id),
            Meaning::Flow { number, from, to, kind } => {
                let _ = write!(out, " data-flow=\"{number}\"");
                words(out, "data-from", from);
                words(out, "data-to", to);
                words(out, "data-kind", kind);
            }
            Meaning::Heading { depth } => {
                role = Some("heading");
                if is_structure {
                    let _ = write!(out, " aria-level=\"{}\"", (*depth).clamp(1, 6));
                }
            }
            Meaning::Paragraph | Meaning::Item => {}
            Meaning::Link { href: _ } => href.into_iter().for_each(|href| self.address(href)),
            Meaning::Emblem if label.is_some() => role = Some("img"),
            Meaning::Emblem | Meaning::Decoration => out.push_str(" aria-hidden=\"true\""),
        }
        let out = &mut self.out;
        if listed && is_meant_as_item(meaning) {
            role = Some("listitem");
        }
        let label = label.as_ref().filter(|_| *meaning != Meaning::Decoration);
        if label.is_some() && tag == "g" {
            role = role.or(Some("group"));
        }
        let list = role == Some("list");
        match self.exposure {
            Exposure::Structure => {
                if let Some(label) = label {
                    words(out, "aria-label", label);
                }
            }
            Exposure::Image => role = None,
        }
        if let Some(role) = role {
            out.push_str(" role=\"");
            out.push_str(role);
            out.push('"');
        }
        out.push('>');
        let around = self.drawing;
        if *meaning == Meaning::Emblem {
            self.drawing = Some(if label.is_some() { "own" } else { "mark" });
        }
        self.nodes(children, dark.map(|dark| dark.children.as_slice()), list);
        self.drawing = around;
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// Writes where a link leads.
    fn address(&mut self, href: &str) {
        let out = &mut self.out;
        words(out, "href", href);
        if self.inline == Inline::Html && self.mode != TextMode::Bare {
            words(out, "xlink:href", href);
        }
        if let Some(target) = self.link_target {
            let _ = write!(out, " target=\"{}\"", target.keyword());
            out.push_str(if target == LinkTarget::New { " rel=\"noopener\"" } else { "" });
        }
    }

    /// Opens a link around some of a paragraph's texts; whether they have one that may be followed.
    pub(super) fn open_link(&mut self, text: &Text) -> bool {
        let href = text.link.as_deref().filter(|href| is_safe(href));
        let Some(href) = href.filter(|_| self.exposure == Exposure::Structure) else { return false };
        self.out.push_str("<a");
        self.address(href);
        self.out.push('>');
        true
    }

    fn shape(&mut self, shape: &Shape, dark: Option<&Shape>) {
        let Shape { kind, geometry, fill, stroke } = shape;
        let mut classes: Vec<Cow<'static, str>> = Vec::new();
        let mut part = "";
        match kind {
            ShapeKind::Box => part = " data-part=\"box\"",
            ShapeKind::Line => part = " data-part=\"line\"",
            ShapeKind::Head => classes.push(Cow::Borrowed("head")),
            ShapeKind::Plain | ShapeKind::Tie if self.drawing.is_some() => {
                classes.extend(self.drawing.map(Cow::Borrowed));
            }
            ShapeKind::Plain | ShapeKind::Tie => {
                let bounds = geometry.bounds();
                if fill.is_some() && bounds.width().min(bounds.height()) < MARK {
                    classes.push(Cow::Borrowed("mark"));
                }
            }
        }
        let out = &mut self.out;
        match geometry {
            Geometry::Rect { rect, radius } => {
                out.push_str("<rect");
                place(out, *rect);
                if *radius > 0.0 {
                    attribute(out, "rx", *radius);
                }
            }
            Geometry::Circle { center, radius } => {
                out.push_str("<circle");
                attribute(out, "cx", center.x);
                attribute(out, "cy", center.y);
                attribute(out, "r", *radius);
            }
            Geometry::Path(outline) => {
                out.push_str("<path d=\"");
                path(out, outline);
                out.push('"');
            }
        }
        match fill {
            Some(Fill { color, opacity, even_odd }) => {
                let dark = dark.and_then(|dark| dark.fill).map(|fill| fill.color);
                self.color("fill", *color, dark, &mut classes);
                if *opacity < 1.0 {
                    attribute(&mut self.out, "fill-opacity", *opacity);
                }
                if *even_odd {
                    self.out.push_str(" fill-rule=\"evenodd\"");
                }
            }
            None => self.out.push_str(" fill=\"none\""),
        }
        if let Some(Stroke { color, width, dash, round }) = stroke {
            let dark = dark.and_then(|dark| dark.stroke.as_ref()).map(|stroke| stroke.color);
            self.color("stroke", *color, dark, &mut classes);
            attribute(&mut self.out, "stroke-width", *width);
            if let Some((on, off)) = dash {
                self.out.push_str(" stroke-dasharray=\"");
                number(&mut self.out, *on);
                self.out.push(' ');
                number(&mut self.out, *off);
                self.out.push('"');
            }
            if *round {
                self.out.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
            }
        }
        self.out.push_str(part);
        self.classes(&classes);
        self.out.push_str("/>");
    }
}

/// In px: a filled shape narrower than this is a mark, such as a bullet or a rule, and no ground for others.
const MARK: f64 = 16.0;

fn is_item(node: &Node) -> bool {
    matches!(node, Node::Group(group) if is_meant_as_item(&group.meaning))
}

fn is_meant_as_item(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Level { .. }
        | Meaning::Node { .. }
        | Meaning::Function { .. }
        | Meaning::Flow { .. }
        | Meaning::Item => true,
        Meaning::List
        | Meaning::Heading { .. }
        | Meaning::Paragraph
        | Meaning::Link { .. }
        | Meaning::Emblem
        | Meaning::Decoration => false,
    }
}
