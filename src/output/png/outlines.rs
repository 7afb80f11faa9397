//! Shapes and lines of text as outlines to fill, in device pixels: the very ones, to the last bit, that usvg and resvg make
//! of the written SVG, without writing and reading it. Their numbers are those of the file (three decimals, in 32 bits from
//! there on), for a sample that falls on the other side of an edge is a sixteenth of a pixel's colour.
use super::ink::Ink;
use crate::geom::{BezPath, PathEl, Point, Rect};
use crate::scene::{Fill, Geometry, Node, Scene, Shape, Stroke, Text};
use crate::text::{FaceId, Fonts, Run};
use skrifa::MetadataProvider as _;
use skrifa::instance::Size;
use skrifa::outline::{DrawSettings, OutlinePen};
use std::collections::BTreeMap;
use tiny_skia::{FillRule, LineCap, LineJoin, Path, PathBuilder, PathStroker, StrokeDash, Transform};
use usvg::tiny_skia_path::PathVerb;

/// An outline and what it is filled with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filled {
    pub(super) path: Path,
    pub(super) rule: FillRule,
    pub(super) ink: Ink,
}

/// What is drawn of a shape; `None` where a line of it is no wider than a device pixel, which the rasteriser draws by other
/// rules than outlines.
pub(super) fn of_shape(shape: &Shape, place: Transform) -> Option<Vec<Filled>> {
    let Shape { kind: _, geometry, fill, stroke } = shape;
    let Some(path) = of_geometry(geometry) else { return Some(Vec::new()) };
    let mut all = Vec::new();
    if let Some(Fill { color, opacity, even_odd }) = fill {
        let rule = if *even_odd { FillRule::EvenOdd } else { FillRule::Winding };
        all.extend(filled(path.clone(), rule, Ink::new(*color, written(*opacity)), place));
    }
    if let Some(Stroke { color, width, dash, round }) = stroke {
        let width = written(*width);
        if width * place.sx <= HAIR {
            return None;
        }
        let (line_cap, line_join) =
            if *round { (LineCap::Round, LineJoin::Round) } else { (LineCap::Butt, LineJoin::Miter) };
        let style = tiny_skia::Stroke { width, line_cap, line_join, ..tiny_skia::Stroke::default() };
        let resolution = PathStroker::compute_resolution_scale(&place);
        let dash = dash.and_then(|(on, off)| StrokeDash::new(vec![written(on), written(off)], 0.0));
        let line = match dash {
            Some(dash) => path.dash(&dash, resolution),
            None => Some(path),
        };
        let edge = line.and_then(|line| line.stroke(&style, resolution));
        all.extend(edge.and_then(|edge| filled(edge, FillRule::Winding, Ink::new(*color, 1.0), place)));
    }
    Some(all)
}

/// In device pixels: narrower lines are drawn as if they were so wide, and fainter.
const HAIR: f32 = 1.0;

fn filled(path: Path, rule: FillRule, ink: Ink, place: Transform) -> Option<Filled> {
    Some(Filled { path: path.transform(place)?, rule, ink })
}

/// A number as it is after it was written.
fn written(value: f64) -> f32 {
    ((value * 1000.0).round().clamp(-1e15, 1e15) / 1000.0) as f32
}

fn of_geometry(geometry: &Geometry) -> Option<Path> {
    match geometry {
        Geometry::Rect { rect, radius } => of_box(*rect, written(*radius)),
        Geometry::Circle { center, radius } => {
            let (x, y, radius) = (written(center.x), written(center.y), written(*radius));
            let mut pen = Pen::default();
            pen.builder.move_to(x + radius, y);
            for (to_x, to_y) in [(x, y + radius), (x - radius, y), (x, y - radius), (x + radius, y)] {
                pen.arc(radius, to_x, to_y);
            }
            pen.builder.close();
            pen.builder.finish().filter(|_| radius > 0.0)
        }
        Geometry::Path(path) => of_path(path),
    }
}

fn of_box(rect: Rect, radius: f32) -> Option<Path> {
    let (x, y) = (written(rect.x0), written(rect.y0));
    let (width, height) = (written(rect.width()), written(rect.height()));
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let (rx, ry) = (radius.min(width / 2.0), radius.min(height / 2.0));
    if radius <= 0.0 {
        return Some(PathBuilder::from_rect(tiny_skia::Rect::from_xywh(x, y, width, height)?));
    }
    let (right, bottom) = (x + width, y + height);
    let mut pen = Pen::default();
    pen.builder.move_to(x + rx, y);
    let corners = [
        ((right - rx, y), (right, y + ry)),
        ((right, bottom - ry), (right - rx, bottom)),
        ((x + rx, bottom), (x, bottom - ry)),
        ((x, y + ry), (x + rx, y)),
    ];
    for ((from_x, from_y), (to_x, to_y)) in corners {
        pen.builder.line_to(from_x, from_y);
        pen.ellipse((rx, ry), to_x, to_y);
    }
    pen.builder.close();
    pen.builder.finish()
}

fn of_path(path: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |point: Point| (written(point.x), written(point.y));
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                let (x, y) = at(to);
                builder.move_to(x, y);
            }
            PathEl::LineTo(to) => {
                let (x, y) = at(to);
                builder.line_to(x, y);
            }
            PathEl::QuadTo(by, to) => {
                let ((bx, by), (x, y)) = (at(by), at(to));
                builder.quad_to(bx, by, x, y);
            }
            PathEl::CurveTo(a, b, to) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(a), at(b), at(to));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// The outlines of a scene's glyphs in their fonts' units, upwards; of faces that are drawn by their outlines alone.
pub(super) struct Glyphs {
    outlines: BTreeMap<(FaceId, u32), Path>,
    plain: BTreeMap<FaceId, bool>,
}

impl Glyphs {
    /// Those of a scene's texts.
    pub(super) fn new(scene: &Scene, fonts: &Fonts) -> Self {
        let mut glyphs = Self { outlines: BTreeMap::new(), plain: BTreeMap::new() };
        glyphs.gather(&scene.nodes, fonts);
        glyphs
    }

    fn gather(&mut self, nodes: &[Node], fonts: &Fonts) {
        for node in nodes {
            match node {
                Node::Group(group) => self.gather(&group.children, fonts),
                Node::Text(text) => text.line.runs.iter().for_each(|run| self.take(run, fonts)),
                Node::Shape(_) | Node::Image(_) => {}
            }
        }
    }

    fn take(&mut self, run: &Run, fonts: &Fonts) {
        let face = fonts.face(run.face);
        let Ok(font) = skrifa::FontRef::from_index(face.data(), face.index) else {
            self.plain.insert(run.face, false);
            return;
        };
        let is_plain = || {
            let has = |tag: &&[u8; 4]| font.table_data(skrifa::Tag::new(tag)).is_some();
            !(PICTURES.iter().any(has) || has(&b"fvar"))
        };
        if !*self.plain.entry(run.face).or_insert_with(is_plain) {
            return;
        }
        let all = font.outline_glyphs();
        for glyph in &run.glyphs {
            let key = (run.face, glyph.id);
            if self.outlines.contains_key(&key) {
                continue;
            }
            let mut pen = Pen::default();
            let settings = DrawSettings::unhinted(Size::unscaled(), face.location());
            let outline = all.get(skrifa::GlyphId::new(glyph.id));
            // a glyph that has no outline leaves its place empty
            if outline.is_some_and(|outline| outline.draw(settings, &mut pen).is_ok())
                && let Some(path) = pen.builder.finish()
            {
                self.outlines.insert(key, path);
            }
        }
    }

    /// Whether a line's glyphs are outlines: neither pictures in colours nor the outlines of a variable font.
    pub(super) fn have(&self, text: &Text) -> bool {
        text.line.runs.iter().all(|run| self.plain.get(&run.face) == Some(&true))
    }

    /// What is drawn of a line of text.
    pub(super) fn of_text(&self, text: &Text, fonts: &Fonts, place: Transform) -> Vec<Filled> {
        let ink = Ink::new(text.fill, 1.0);
        let paths = text.line.runs.iter().filter_map(|run| self.of_run(run, text, fonts, place));
        paths.map(|path| Filled { path, rule: FillRule::Winding, ink }).collect()
    }

    /// The glyphs of a run at their places: those of one letter stand by the font's units, letters by what those before
    /// them take.
    fn of_run(&self, run: &Run, text: &Text, fonts: &Fonts, page: Transform) -> Option<Path> {
        let size = written(text.line.size);
        let units = fonts.face(run.face).units_per_em;
        let scale = size / units as f32;
        let left = text.origin.x + if is_alone(text) { 0.0 } else { run.x };
        let line = Transform::from_translate(written(left), written(text.origin.y));
        let whole = |ems: f64| (ems * units).round() as f32;
        let mut builder = PathBuilder::new();
        let mut points = Vec::new();
        let mut x = 0.0_f32;
        for letter in run.glyphs.chunk_by(|a, b| a.text.start == b.text.start) {
            let letter_place = line
                .pre_concat(Transform::from_translate(x, 0.0))
                .pre_concat(Transform::from_scale(scale, scale));
            let (mut within, mut advance) = (0.0_f32, 0.0_f32);
            for glyph in letter {
                let place = letter_place
                    .pre_concat(Transform::from_translate(within + whole(glyph.dx), -whole(glyph.dy)))
                    .pre_concat(Transform::from_scale(1.0, -1.0));
                if let Some(outline) = self.outlines.get(&(run.face, glyph.id)) {
                    points.clear();
                    points.extend_from_slice(outline.points());
                    // one after the other, as each rounds
                    place.map_points(&mut points);
                    page.map_points(&mut points);
                    push(&mut builder, outline.verbs(), &points);
                }
                within += whole(glyph.advance);
                advance += whole(glyph.advance) * scale;
            }
            x += advance;
        }
        builder.finish()
    }
}

/// Adds an outline whose points were moved.
fn push(builder: &mut PathBuilder, verbs: &[PathVerb], points: &[tiny_skia::Point]) {
    let mut rest = points.iter();
    let mut next = || rest.next().copied().unwrap_or_default();
    for verb in verbs {
        match verb {
            PathVerb::Move => {
                let to = next();
                builder.move_to(to.x, to.y);
            }
            PathVerb::Line => {
                let to = next();
                builder.line_to(to.x, to.y);
            }
            PathVerb::Quad => {
                let (by, to) = (next(), next());
                builder.quad_to(by.x, by.y, to.x, to.y);
            }
            PathVerb::Cubic => {
                let (a, b, to) = (next(), next(), next());
                builder.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y);
            }
            PathVerb::Close => builder.close(),
        }
    }
}

/// Tables of fonts whose glyphs are pictures.
const PICTURES: [&[u8; 4]; 4] = [b"COLR", b"CBDT", b"sbix", b"SVG "];

/// Whether the SVG gives the line one place, and not each run its own.
fn is_alone(text: &Text) -> bool {
    matches!(text.line.runs.as_slice(), [_] | []) && !text.line.direction.is_rtl()
}

#[derive(Default)]
struct Pen {
    builder: PathBuilder,
}

impl Pen {
    /// A quarter of a circle, clockwise, to a point.
    fn arc(&mut self, radius: f32, x: f32, y: f32) {
        self.ellipse((radius, radius), x, y);
    }

    /// A quarter of an ellipse, clockwise, to a point.
    fn ellipse(&mut self, (rx, ry): (f32, f32), x: f32, y: f32) {
        let Some(from) = self.builder.last_point() else { return };
        let arc = kurbo::SvgArc {
            from: Point::new(f64::from(from.x), f64::from(from.y)),
            to: Point::new(f64::from(x), f64::from(y)),
            radii: kurbo::Vec2::new(f64::from(rx), f64::from(ry)),
            x_rotation: 0.0,
            large_arc: false,
            sweep: true,
        };
        match kurbo::Arc::from_svg_arc(&arc) {
            Some(arc) => arc.to_cubic_beziers(CURVES_OFF, |a, b, to| {
                self.builder.cubic_to(
                    a.x as f32,
                    a.y as f32,
                    b.x as f32,
                    b.y as f32,
                    to.x as f32,
                    to.y as f32,
                );
            }),
            None => self.builder.line_to(x, y),
        }
    }
}

/// How far in px curves may be off an arc, as usvg has it.
const CURVES_OFF: f64 = 0.1;

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.builder.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.builder.cubic_to(ax, ay, bx, by, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}
