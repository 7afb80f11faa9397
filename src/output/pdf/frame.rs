//! Where a page's parts lie: the picture, the finished page, and all that is printed.
use super::{MAX_SIDE, MM, POINT, Page, PdfError};
use crate::geom::{Rect, Size, Vec2};
use krilla::geom::Rect as PdfRect;
use krilla::page::PageSettings;

/// How far crop marks reach, in points, and the least gap between them and the finished page.
pub(super) const MARK: f64 = 5.0 / MM;
const MARK_GAP: f64 = 3.0 / MM;

/// Where things stand on a page, in points from the top left of all that is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// All that is printed: marks included.
    pub(super) media: Size,
    /// The finished page.
    pub(super) trim: Rect,
    /// What the background covers.
    pub(super) bleed: Rect,
    pub(super) marks: bool,
    /// Left and top of the picture.
    pub(super) offset: Vec2,
    /// Points for each px of the picture.
    pub(super) scale: f64,
}

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

    pub(super) fn settings(&self) -> Option<PageSettings> {
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
