//! The title of a simple visual on paper, which no page around it says: in the sheet's first corner, as in the other pictures.
use crate::geom::Point;
use crate::layout::fitted::{Breaking, fit};
use crate::layout::paint::{Align, Setting, heading};
use crate::layout::{LayoutInput, Style};
use crate::scene::Node;
use crate::text::{CAP_HEIGHT, TextStyle, Weight};
use crate::theme::Headings;

/// Least size of its type, as a share of the sheet's width.
const SHARE: f64 = 0.042;

/// A title, measured.
#[derive(Clone)]
pub(super) struct Title {
    words: Setting,
    /// From its last baseline to what follows, in px.
    below: f64,
}

impl Title {
    /// The title of a page on paper, on a sheet of a width in px; none where the key says it already.
    pub(super) fn measure(page: &LayoutInput<'_>, width: f64, em: f64) -> Option<Self> {
        let is_paper = page.sheet.paper_size(Style::Simple).is_some();
        if !is_paper || page.marks.is_some() || page.title.trim().is_empty() {
            return None;
        }
        let size = (Headings::TITLE * em).max(SHARE * width);
        let style = page.style(Weight::Bold, size * page.theme.headings.title, Headings::LEADING);
        let measure = (width - 2.0 * page.theme.spacing.margin * em).max(em);
        // the poster, which sets it too, tells of a word that had to be broken
        let words = fit(page.fonts, &style, page.title, measure, Breaking::Balanced).setting;
        Some(Self { words, below: page.theme.spacing.title * em })
    }

    /// Height in px that it takes from the page's top.
    pub(super) fn height(&self) -> f64 {
        let style = &self.words.style;
        self.words.height() - style.line_height + CAP_HEIGHT * style.size + self.below
    }

    /// Draws it into the sheet's first corner.
    pub(super) fn draw(self, page: &LayoutInput<'_>, em: f64) -> Node {
        let margin = page.theme.spacing.margin * em;
        // the capitals start at the margin
        let at = Point::new(margin, margin - above_capitals(&self.words.style));
        heading(1, None, self.words.draw(at, Align::Start, page.theme.text))
    }
}

/// From a line's top to its capitals, in px.
fn above_capitals(style: &TextStyle) -> f64 {
    style.baseline() - CAP_HEIGHT * style.size
}
