//! One page: its boxes, its background, its marks, and the picture in the middle.
use super::draw::Painter;
use super::fonts::Embedded;
use super::outline::Headings;
use super::{MAX_SIDE, MM, POINT, Page, PdfError, tags};
use crate::geom::{Rect, Size, Vec2};
use crate::output::Ground;
use crate::scene::{Color, Scene};
use krilla::Document;
use krilla::geom::{PathBuilder, Rect as PdfRect, Transform};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node};

/// Where things stand on a page, in points from the top left of all that is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// All that is printed: marks included.
    media: Size,
    /// The finished page.
    trim: Rect,
    /// What the background covers.
    bleed: Rect,
    marks: bool,
    /// Left and top of the picture.
    offset: Vec2,
    /// Points for each px of the picture.
    scale: f64,
}

/// Crop marks, in points: length, line width, and the least gap to the finished page.
const MARK: f64 = 5.0 / MM;
const MARK_WIDTH: f32 = 0.25;
const MARK_GAP: f64 = 3.0 / MM;

impl Frame {
    pub(super) fn new(page: &Page<'_>, bleed: Option<f64>) -> Result<Self, PdfError> {
        let picture = page.scene.size;
        let positive = |value: f64| Some(value).filter(|v| v.is_finite() && *v > 0.0).ok_or(PdfError::Size);
        let (width, height) = (positive(picture.width)?, positive(picture.height)?);
        let page = page.size.unwrap_or(picture);
        let page = Size::new(positive(page.width)? * POINT, positive(page.height)? * POINT);
        let marks = bleed.is_some();
        let bleed = match bleed {
            Some(bleed) if bleed.is_finite() && bleed >= 0.0 => bleed * POINT,
            Some(_) => return Err(PdfError::Size),
            None => 0.0,
        };
        let around = if marks { bleed.max(MARK_GAP) + MARK } else { 0.0 };
        let trim = Rect::from_origin_size((around, around), page);
        let media = Size::new(page.width + 2.0 * around, page.height + 2.0 * around);
        if media.width > MAX_SIDE || media.height > MAX_SIDE {
            return Err(PdfError::TooLarge { width: media.width, height: media.height });
        }
        let scale = (page.width / width).min(page.height / height);
        let drawn = Vec2::new(width, height) * scale;
        let offset = Vec2::new(around, around) + (page.to_vec2() - drawn) / 2.0;
        let bleed = trim.inflate(bleed, bleed);
        Ok(Self { media, trim, bleed, marks, offset, scale })
    }

    /// A rectangle of the picture, on the page; `None` if it has no place there.
    pub(super) fn placed(&self, rect: Rect) -> Option<PdfRect> {
        pdf_rect(rect.scale_from_origin(self.scale) + self.offset)
    }

    fn settings(&self) -> Option<PageSettings> {
        let settings = PageSettings::from_wh(self.media.width as f32, self.media.height as f32)?;
        Some(if self.marks {
            settings.with_trim_box(pdf_rect(self.trim)).with_bleed_box(pdf_rect(self.bleed))
        } else {
            settings
        })
    }
}

fn pdf_rect(rect: Rect) -> Option<PdfRect> {
    PdfRect::from_ltrb(rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32)
}

/// What is drawn on a page.
pub(super) struct Sheet<'a> {
    /// Of the page, from 0.
    pub(super) index: usize,
    pub(super) scene: &'a Scene,
    pub(super) frame: Frame,
    pub(super) ground: Ground,
}

/// Draws a scene on a page of its own and gives the tags of what is on it.
pub(super) fn draw(
    document: &mut Document,
    sheet: &Sheet<'_>,
    fonts: &mut Embedded<'_>,
    headings: &mut Headings,
) -> Result<Vec<Node>, PdfError> {
    let Sheet { index, scene, frame, ground } = *sheet;
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
