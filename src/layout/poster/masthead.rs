//! The masthead: the title, and where a poster may be as high as it needs the title as large as a line of it can be, and below it
//! what the page says first.
use super::cap;
use super::points::length;
use super::styles::Styles;
use crate::geom::Point;
use crate::layout::fitted::{Breaking, fit};
use crate::layout::logo::Logo;
use crate::layout::paint::{Align, Setting, heading};
use crate::layout::sheet::Area;
use crate::layout::{LayoutInput, Orientation};
use crate::model::sentences;
use crate::scene::{Group, Meaning, Node};
use crate::text::{TextStyle, Weight};

/// How large a title of one line, and of two lines, is at most against a usual one, and the least for one line.
const ONE: f64 = 1.8;
const TWO: f64 = 1.5;
const ONE_LEAST: f64 = 1.15;
/// How much of one line a title fills, for fonts of other programs may be wider, and of two: it does not part in its middle.
const FILLED: f64 = 0.9;
const PARTED: f64 = 0.8;
/// Size of the sentence in em, its measure, and how long it is at most in characters.
const SENTENCE: f64 = 1.4;
const MEASURE: f64 = 60.0;
const LONG: usize = 180;
/// The space above it in em, and what hangs below letters, in ems of the title.
const ABOVE: f64 = 0.5;
const HANGING: f64 = 0.2;

/// A masthead that is set.
#[derive(Debug, Clone)]
pub(super) struct Masthead {
    title: Setting,
    sentence: Option<Setting>,
    /// Texts of which a word had to be broken.
    pub(super) broken: Vec<String>,
}

impl Masthead {
    /// Sets it in a width in px; `None` where there is no title.
    pub(super) fn measure(page: &LayoutInput<'_>, styles: &Styles, width: f64) -> Option<Self> {
        if page.title.trim().is_empty() {
            return None;
        }
        let measure = Logo::beside(page.logo, styles.title.size, width);
        let mut broken = Vec::new();
        // where the size is given, what a masthead takes would be taken from the type of all else
        let is_free = page.sheet.area(Orientation::Portrait) == Area::Free;
        let style = if is_free {
            style(styles.title, length(page, Weight::Bold, page.title), measure)
        } else {
            styles.title
        };
        let fitted = fit(page.fonts, &style, page.title, measure, Breaking::Balanced);
        if fitted.broken {
            broken.push(page.title.to_owned());
        }
        let sentence = first_sentence(page).filter(|_| is_free).map(|sentence| {
            let style = styles.body.resized(SENTENCE * styles.body.size);
            let measure = width.min(MEASURE * styles.em);
            let fitted = fit(page.fonts, &style, &sentence, measure, Breaking::Plain);
            if fitted.broken {
                broken.push(sentence);
            }
            fitted.setting
        });
        Some(Self { title: fitted.setting, sentence, broken })
    }

    /// From the top of its capitals to the last baseline, in px.
    pub(super) fn height(&self, space: f64) -> f64 {
        let title = cap(&self.title) + self.title.height() - self.title.style.line_height;
        title + self.sentence.as_ref().map_or(0.0, |sentence| self.above(space) + sentence.height())
    }

    /// From the title's last baseline to the top of the sentence, in px: clear of what hangs below letters.
    fn above(&self, space: f64) -> f64 {
        ABOVE * space + HANGING * self.title.style.size
    }

    /// Draws it in a sheet of a width in px.
    pub(super) fn draw(self, page: &LayoutInput<'_>, styles: &Styles, width: f64) -> Vec<Node> {
        let space = styles.space;
        let (x, baseline) = (styles.margin, styles.margin + cap(&self.title));
        let below = baseline + self.title.height() - self.title.style.line_height + self.above(space);
        // in the middle of the first line's capitals
        let lower = (cap(&self.title) - cap(&Setting { lines: Vec::new(), style: styles.title })) / 2.0;
        let end = Point::new(width - x, baseline - lower);
        let at = Point::new(x, baseline - self.title.style.baseline());
        let mut nodes = vec![heading(1, None, self.title.draw(at, Align::Start, page.theme.text))];
        nodes.extend(page.logo.map(|logo| logo.draw(end, styles.title.size, width - 2.0 * x)));
        nodes.extend(self.sentence.map(|sentence| {
            let lines = sentence.draw(Point::new(x, below), Align::Start, page.theme.text);
            Group::new(Meaning::Paragraph, lines)
        }));
        nodes
    }
}

/// The style of a title of a length in ems: on one line where that is large, else on two.
fn style(usual: TextStyle, length: f64, measure: f64) -> TextStyle {
    let line = length * usual.size;
    let one = (FILLED * measure / line).min(ONE);
    let factor = if one >= ONE_LEAST { one } else { (2.0 * PARTED * measure / line).clamp(1.0, TWO) };
    // type is set in quarters of a px
    usual.resized((factor * usual.size * 4.0).floor() / 4.0)
}

/// The first sentence that the page says of itself, unless it is long.
fn first_sentence(page: &LayoutInput<'_>) -> Option<String> {
    let first = page.model.summary.first()?;
    sentences(first).into_iter().next().filter(|sentence| sentence.chars().count() <= LONG)
}

#[cfg(test)]
mod tests {
    use super::style;
    use crate::text::{TextStyle, Weight};

    #[test]
    fn titles_are_as_large_as_a_line_allows_and_never_smaller_than_usual() {
        let usual = TextStyle::new(Weight::Bold, 20.0, 1.2);
        let size = |length| style(usual, length, 600.0).size;
        assert!((size(5.0) - 36.0).abs() < 1e-9, "so large at most");
        assert!((size(20.0) - 27.0).abs() < 1e-9, "one line");
        assert!(size(28.0) > 28.0, "two lines, larger than one would be");
        assert!((size(90.0) - 20.0).abs() < 1e-9);
    }
}
