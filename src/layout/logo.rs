//! The logo at the far end of a picture's title: the page's, else the theme's.
use super::Look;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::geom::{Point, Rect, Size};
use crate::model::Model;
use crate::scene::Node;
use crate::text::CAP_HEIGHT;
use crate::theme::{Emblem, Gallery};
use std::sync::Arc;

/// Height against the size of the title's type, most width against that of the sheet, and the space before it in ems of
/// the title.
const HEIGHT: f64 = 1.3;
const WIDTH: f64 = 0.3;
const BEFORE: f64 = 0.6;

/// A logo.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout) struct Logo {
    emblem: Arc<Emblem>,
    alt: Option<String>,
}

impl Logo {
    /// The logo that a page or else its theme asks for, if there is one and it has been read.
    pub(in crate::layout) fn choose(
        model: &Model,
        look: &Look<'_>,
        warnings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let of_page = model.logo.as_deref().map(|file| (file, look.gallery, &model.logo_alt));
        let of_theme =
            || Some((look.theme.logo.as_deref()?, Some(&look.theme.gallery), &look.theme.logo_alt));
        let (file, gallery, alt) = of_page.or_else(of_theme)?;
        let warning = |code, message: String, hint: &str| {
            Diagnostic::new(Severity::Warning, code, message).about(file).hint(hint)
        };
        let Some(emblem) = gallery.and_then(|gallery| gallery.get(file)) else {
            let message = format!("the logo \"{file}\" has not been read");
            let hint = if Gallery::is_file(file) {
                "hand the file over with the page"
            } else {
                "name an SVG or PNG file"
            };
            warnings.push(warning(Code::UnknownIcon, message, hint));
            return None;
        };
        if alt.is_none() {
            let message = format!("the logo \"{file}\" has no words for those who cannot see it");
            warnings.push(warning(Code::MissingField, message, "say with `logo_alt` whose logo it is"));
        }
        if !emblem.stands_out_from(look.theme.page) {
            let message = format!("no colour of the logo \"{file}\" stands out from the page");
            let hint = "take a version of it that is made for pages of this colour";
            warnings.push(warning(Code::Contrast, message, hint));
        }
        Some(Self { emblem: Arc::clone(emblem), alt: alt.clone() })
    }

    /// Its size beside a title of a size in px, on a sheet of a width between its margins.
    pub(in crate::layout) fn size(&self, title: f64, sheet: f64) -> Size {
        let height = (HEIGHT * title).min(WIDTH * sheet / self.emblem.aspect());
        Size::new(height * self.emblem.aspect(), height)
    }

    /// The width that it leaves to the title, of the sheet's between its margins.
    pub(in crate::layout) fn beside(logo: Option<&Self>, title: f64, sheet: f64) -> f64 {
        logo.map_or(sheet, |logo| (sheet - logo.size(title, sheet).width - BEFORE * title).max(0.0))
    }

    /// Draws it with its far edge at a place, in the middle of the capitals of the line whose baseline is there too.
    pub(in crate::layout) fn draw(&self, end: Point, title: f64, sheet: f64) -> Node {
        let size = self.size(title, sheet);
        let middle = end.y - CAP_HEIGHT * title / 2.0;
        let place =
            Rect::new(end.x - size.width, middle - size.height / 2.0, end.x, middle + size.height / 2.0);
        self.emblem.draw(place, None, self.alt.as_deref())
    }
}
