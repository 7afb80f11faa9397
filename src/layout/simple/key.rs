//! The key of a simple visual in which a role stands out, or what changed: the role's name, or that this is what the picture
//! shows, marked as its functions are.
use super::content::{CHIP_HEIGHT, Chip, MEASURE_USUAL, chip, weight};
use crate::geom::{Point, Rect, Size};
use crate::layout::lens::keyline;
use crate::layout::paint::{Align, decoration, heading, rect};
use crate::layout::{LayoutInput, Standing};
use crate::scene::Node;

/// What it adds to the page's height beside its own, in em.
const BELOW: f64 = 0.6;
/// Its mark's line against that of other marks.
pub(super) const KEYLINE: f64 = 0.8;

/// The key, measured.
#[derive(Clone)]
pub(super) struct Key {
    chip: Chip,
}

impl Key {
    /// The key of a page, where a role stands out.
    pub(super) fn measure(page: &LayoutInput<'_>, em: f64) -> Option<Self> {
        let words = match (page.marks, page.lens) {
            (Some(_), _) => page.title,
            (None, lens) => lens?.role(),
        };
        // the poster, which sets roles as they stand, tells of a word that had to be broken
        let weight = weight(Standing::Marked);
        Some(Self { chip: chip(page, words, weight, (em, MEASURE_USUAL * em), &mut Vec::new()) })
    }

    /// Height in px that it takes from the page's top.
    pub(super) fn height(&self, em: f64) -> f64 {
        self.chip.size.height + BELOW * em
    }

    /// Width in px of a page that holds it.
    pub(super) fn page_width(&self, page: &LayoutInput<'_>, em: f64) -> f64 {
        self.chip.size.width + 2.0 * page.theme.spacing.margin * em
    }

    /// Draws it into the page's first corner, in the colours of text, so many px lower where a title stands there.
    pub(super) fn draw(self, page: &LayoutInput<'_>, below: f64, em: f64) -> Vec<Node> {
        let theme = page.theme;
        let Size { width, height } = self.chip.size;
        let margin = theme.spacing.margin * em;
        let at = Rect::from_origin_size((margin, margin + below), (width, height));
        let radius = CHIP_HEIGHT / 2.0 * em;
        let mut ground = vec![rect(at, radius, theme.text)];
        ground.extend(keyline(at, radius, theme.page, KEYLINE * em));
        let top = at.center().y - self.chip.name.height() / 2.0;
        let lines = self.chip.name.draw(Point::new(at.center().x, top), Align::Center, theme.page);
        vec![decoration(ground), heading(1, None, lines)]
    }
}
