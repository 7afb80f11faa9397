//! One page: its background, its marks, and the picture in the middle.
use super::draw::Painter;
use super::fonts::Embedded;
use super::frame::{Frame, MARK};
use super::outline::Headings;
use super::{PdfError, tags};
use crate::geom::{Rect, Size};
use crate::output::Ground;
use crate::scene::{Color, Scene};
use krilla::Document;
use krilla::geom::{PathBuilder, Transform};
use krilla::paint::Stroke;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node};

/// Line width of crop marks, in points.
const MARK_WIDTH: f32 = 0.25;

/// What is drawn on a page.
pub(super) struct PageContent<'a> {
    /// Of the page, from 0.
    pub(super) index: usize,
    pub(super) scene: &'a Scene,
    pub(super) frame: Frame,
    pub(super) ground: Ground,
}

/// Draws a scene on a page of its own and gives the tags of what is on it.
pub(super) fn draw(
    document: &mut Document,
    sheet: &PageContent<'_>,
    fonts: &mut Embedded<'_>,
    headings: &mut Headings,
) -> Result<Vec<Node>, PdfError> {
    let PageContent { index, scene, frame, ground } = *sheet;
    let mut page = document.start_page_with(frame.settings().ok_or(PdfError::Size)?);
    let links = tags::add_links(&mut page, &scene.nodes, &frame);
    let mut surface = page.surface();
    let mut painter = Painter::new(&mut surface, fonts);
    if ground == Ground::Opaque {
        painter.ground(frame.bleed, scene.background);
    }
    let (x, y) = (frame.offset.x as f32, frame.offset.y as f32);
    painter.surface().push_transform(&Transform::from_row(
        frame.scale as f32,
        0.0,
        0.0,
        frame.scale as f32,
        x,
        y,
    ));
    let nodes = tags::Walk::new(&mut painter, headings, links, frame, index).scene(scene);
    painter.close();
    surface.pop();
    if frame.marks {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)));
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            width: MARK_WIDTH,
            paint: super::draw::rgb(Color::rgb(0, 0, 0)).into(),
            ..Stroke::default()
        }));
        if let Some(path) = crop_marks(&frame) {
            surface.draw_path(&path);
        }
        surface.end_tagged();
    }
    surface.finish();
    page.finish();
    Ok(nodes)
}

/// Two lines outside each corner of the finished page, in line with its edges.
fn crop_marks(frame: &Frame) -> Option<krilla::geom::Path> {
    let Rect { x0, y0, x1, y1 } = frame.trim;
    let mut path = PathBuilder::new();
    let mut line = |from: (f64, f64), to: (f64, f64)| {
        path.move_to(from.0 as f32, from.1 as f32);
        path.line_to(to.0 as f32, to.1 as f32);
    };
    let Size { width, height } = frame.media;
    for x in [x0, x1] {
        line((x, 0.0), (x, MARK));
        line((x, height - MARK), (x, height));
    }
    for y in [y0, y1] {
        line((0.0, y), (MARK, y));
        line((width - MARK, y), (width, y));
    }
    path.finish()
}
