//! Shapes and lines of text onto a page, each in a marked piece of its content.
use super::fonts::Embedded;
use crate::geom::{BezPath, PathEl, Rect};
use crate::scene::{self, Color, Geometry, Text};
use crate::text::{Glyph, Line, Run, letters};
use krilla::color::rgb as pdf_color;
use krilla::geom::{Path, PathBuilder, Point, Rect as PdfRect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

/// Draws on a page. Everything there stands in a marked piece: an artifact, which readers skip, or content, which a tag
/// holds. Shapes of one kind that follow one another share a piece.
pub(super) struct Painter<'p, 's, 'f> {
    surface: &'p mut Surface<'s>,
    fonts: &'p mut Embedded<'f>,
    open: Option<Open>,
}

/// A marked piece of the content that is not yet closed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Artifact,
    Figure,
}

impl<'p, 's, 'f> Painter<'p, 's, 'f> {
    pub(super) fn new(surface: &'p mut Surface<'s>, fonts: &'p mut Embedded<'f>) -> Self {
        Self { surface, fonts, open: None }
    }

    pub(super) fn surface(&mut self) -> &mut Surface<'s> {
        self.close();
        self.surface
    }

    /// Ends the open piece.
    pub(super) fn close(&mut self) {
        if self.open.take().is_some() {
            self.surface.end_tagged();
        }
    }

    /// What follows is for the eye only.
    fn artifact(&mut self) {
        if self.open != Some(Open::Artifact) {
            self.close();
            self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
            self.open = Some(Open::Artifact);
        }
    }

    /// What follows is part of a figure; gives the new piece if there is one.
    fn figure(&mut self) -> Option<Identifier> {
        if self.open == Some(Open::Figure) {
            return None;
        }
        self.close();
        self.open = Some(Open::Figure);
        Some(self.surface.start_tagged(ContentTag::Other))
    }

    /// Covers a rectangle of the page with a colour.
    pub(super) fn ground(&mut self, rect: Rect, color: Color) {
        self.artifact();
        self.shape(&scene::Shape {
            kind: scene::ShapeKind::Plain,
            geometry: Geometry::Rect { rect, radius: 0.0 },
            fill: color.fill(),
            stroke: None,
        });
    }

    pub(super) fn artifact_shape(&mut self, shape: &scene::Shape) {
        self.artifact();
        self.shape(shape);
    }

    pub(super) fn figure_shape(&mut self, shape: &scene::Shape) -> Option<Identifier> {
        let piece = self.figure();
        self.shape(shape);
        piece
    }

    pub(super) fn artifact_image(&mut self, image: &scene::Image) {
        self.artifact();
        self.image(image);
    }

    pub(super) fn figure_image(&mut self, image: &scene::Image) -> Option<Identifier> {
        let piece = self.figure();
        self.image(image);
        piece
    }

    pub(super) fn artifact_line(&mut self, text: &Text) {
        self.artifact();
        self.line(text);
    }

    /// A line of text as a piece of its own.
    pub(super) fn text(&mut self, text: &Text) -> Identifier {
        self.close();
        let piece = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        self.line(text);
        self.surface.end_tagged();
        piece
    }

    fn shape(&mut self, shape: &scene::Shape) {
        let scene::Shape { kind: _, geometry, fill, stroke } = shape;
        let (fill, stroke) = (fill.as_ref().map(pdf_fill), stroke.as_ref().and_then(pdf_stroke));
        // without either, the encoder would fill in black
        if fill.is_none() && stroke.is_none() {
            return;
        }
        if let Some(path) = pdf_path(geometry) {
            self.surface.set_fill(fill);
            self.surface.set_stroke(stroke);
            self.surface.draw_path(&path);
        }
    }

    fn image(&mut self, image: &scene::Image) {
        let scene::Image { place, pixels, ink: _ } = image;
        let Some(size) = Size::from_wh(place.width() as f32, place.height() as f32) else { return };
        let data = image.colors().flatten().collect();
        self.surface.push_transform(&Transform::from_translate(place.x0 as f32, place.y0 as f32));
        self.surface.draw_image(Image::from_rgba8(data, pixels.width, pixels.height), size);
        self.surface.pop();
    }

    fn line(&mut self, text: &Text) {
        let Text { origin, fill, label: _, anchor: _, goes_on: _, link: _, line } = text;
        self.surface.set_stroke(None);
        self.surface.set_fill(fill.fill().as_ref().map(pdf_fill));
        let words = readable(line);
        let size = line.size as f32;
        // from left to right, also where the words run the other way: programs that take a page's text turn it round
        for run in &line.runs {
            let Some(font) = self.fonts.face(run.face) else { continue };
            // most programs that take words out of a file turn the letters of such a run round one by one, those of one
            // glyph too: it is drawn as outlines, and a glyph for each letter stands unseen above
            if let Some(letters) = letters(self.fonts.all(), line, run)
                && let Some(start) = point(origin.x + run.x, origin.y)
            {
                let [glyphs, letters] =
                    [&run.glyphs, &letters].map(|g| g.iter().map(pdf_glyph).collect::<Vec<_>>());
                self.surface.draw_glyphs(start, &glyphs, font.clone(), &words, size, true);
                self.surface.set_fill(Some(Fill { opacity: NormalizedF32::ZERO, ..Fill::default() }));
                self.surface.draw_glyphs(start, &letters, font, &words, size, false);
                self.surface.set_fill(fill.fill().as_ref().map(pdf_fill));
                continue;
            }
            let (glyphs, marks) = parted(run);
            if let Some(start) = point(origin.x + run.x, origin.y) {
                self.surface.draw_glyphs(start, &glyphs, font.clone(), &words, size, false);
            }
            for (x, mark) in marks {
                if let Some(at) = point(origin.x + run.x + x * line.size, origin.y) {
                    self.surface.draw_glyphs(at, &[pdf_glyph(mark)], font.clone(), &words, size, true);
                }
            }
        }
        if line.space_after
            && let Some((font, glyph)) = self.fonts.space(line.weight)
            && let Some(end) = point(origin.x + line.width, origin.y)
        {
            let space = KrillaGlyph::new(glyph, 0.0, 0.0, 0.0, 0.0, 0..1, None);
            self.surface.draw_glyphs(end, &[space], font, " ", line.size as f32, false);
        }
    }
}

/// A line's words. Readers may not meet a byte order mark among them; what joins words instead is as long.
pub(super) fn readable(line: &Line) -> String {
    line.text.replace('\u{feff}', "\u{2060}")
}

/// A run's glyphs, one for each cluster, and apart from them all others, such as the dots that some fonts draw Arabic
/// letters with, and where in ems from the run's start they are: drawn as outlines, they cannot part a word's letters for
/// those who take it out of the file.
fn parted(run: &Run) -> (Vec<KrillaGlyph>, Vec<(f64, &Glyph)>) {
    let (mut x, mut glyphs, mut marks) = (0.0, Vec::new(), Vec::new());
    for cluster in run.glyphs.chunk_by(|a, b| a.text == b.text) {
        let main = cluster.iter().position(|glyph| glyph.advance > 0.0).unwrap_or(0);
        let start = x;
        let mut drawn = None;
        for (i, glyph) in cluster.iter().enumerate() {
            if i == main {
                drawn = Some(Glyph { dx: glyph.dx + x - start, ..glyph.clone() });
            } else {
                marks.push((x, glyph));
            }
            x += glyph.advance;
        }
        glyphs.extend(drawn.map(|glyph| pdf_glyph(&Glyph { advance: x - start, ..glyph })));
    }
    (glyphs, marks)
}

fn pdf_glyph(glyph: &Glyph) -> KrillaGlyph {
    let Glyph { id, advance, dx, dy, text } = glyph;
    let (advance, dx, dy) = (*advance as f32, *dx as f32, *dy as f32);
    KrillaGlyph::new(GlyphId::new(*id), advance, dx, dy, 0.0, text.clone(), None)
}

fn point(x: f64, y: f64) -> Option<Point> {
    let (x, y) = (x as f32, y as f32);
    (x.is_finite() && y.is_finite()).then(|| Point::from_xy(x, y))
}

pub(super) fn rgb(color: Color) -> pdf_color::Color {
    let Color { r, g, b } = color;
    pdf_color::Color::new(r, g, b)
}

fn pdf_fill(fill: &scene::Fill) -> Fill {
    let scene::Fill { color, opacity, even_odd } = fill;
    Fill {
        paint: rgb(*color).into(),
        opacity: NormalizedF32::new(opacity.clamp(0.0, 1.0) as f32).unwrap_or(NormalizedF32::ONE),
        rule: if *even_odd { FillRule::EvenOdd } else { FillRule::NonZero },
    }
}

/// As SVG strokes: flat and mitred, or round; `None` for a width that is none.
fn pdf_stroke(stroke: &scene::Stroke) -> Option<Stroke> {
    let scene::Stroke { color, width, dash, round } = stroke;
    let is_length = |length: &f64| (*length as f32).is_finite() && *length > 0.0;
    let dash = dash.filter(|(on, off)| is_length(on) && is_length(off));
    is_length(width).then(|| Stroke {
        paint: rgb(*color).into(),
        width: *width as f32,
        miter_limit: 4.0,
        line_cap: if *round { LineCap::Round } else { LineCap::Butt },
        line_join: if *round { LineJoin::Round } else { LineJoin::Miter },
        opacity: NormalizedF32::ONE,
        dash: dash.map(|(on, off)| StrokeDash { array: vec![on as f32, off as f32], offset: 0.0 }),
    })
}

/// `None` for an outline without a finite extent.
fn pdf_path(geometry: &Geometry) -> Option<Path> {
    let mut builder = PathBuilder::new();
    match geometry {
        Geometry::Rect { rect, radius: 0.0 } => {
            let (x0, y0, x1, y1) = (rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32);
            builder.push_rect(PdfRect::from_ltrb(x0, y0, x1, y1)?);
        }
        _ => trace(&geometry.to_path(), &mut builder),
    }
    builder.finish()
}

fn trace(path: &BezPath, builder: &mut PathBuilder) {
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => builder.move_to(p.x as f32, p.y as f32),
            PathEl::LineTo(p) => builder.line_to(p.x as f32, p.y as f32),
            PathEl::QuadTo(a, p) => builder.quad_to(a.x as f32, a.y as f32, p.x as f32, p.y as f32),
            PathEl::CurveTo(a, b, p) => {
                builder.cubic_to(a.x as f32, a.y as f32, b.x as f32, b.y as f32, p.x as f32, p.y as f32);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
}
