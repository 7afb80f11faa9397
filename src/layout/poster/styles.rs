//! The poster's measures, all of them from the size of body text and the sheet's width.
use crate::layout::fitted;
use crate::text::{TextStyle, Weight};
use crate::theme::{Headings, Theme};

/// Widths in em at which space and names are as small as they get, and as designed.
const NARROWEST: f64 = 20.0;
const DESIGNED: f64 = 44.0;
/// Space on a narrow sheet, and the sizes of titles, of a function's name and of the aside there, as shares.
const TIGHT: f64 = 0.65;
const TIGHT_NAME: f64 = 0.87;
const TIGHT_ASIDE: f64 = 0.84;

/// How each kind of text is set, at one body size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styles {
    /// Body size in px: the unit of measures of text.
    pub(super) em: f64,
    /// The unit of space about text, in px: an em but on narrow sheets.
    pub(super) space: f64,
    /// From the sheet's edges to what is drawn, in px.
    pub(super) margin: f64,
    /// From the title's last baseline to what follows it, in px.
    pub(super) below_title: f64,
    /// The poster's title.
    pub(super) title: TextStyle,
    /// A level's name.
    pub(super) banner: TextStyle,
    /// A function's name.
    pub(super) heading: TextStyle,
    /// The aside's heading.
    pub(super) aside_heading: TextStyle,
    /// The aside's points.
    pub(super) aside: TextStyle,
    /// Points and roles.
    pub(super) body: TextStyle,
    /// What stands before roles.
    pub(super) label: TextStyle,
    /// How much larger than other points are those of a level that has no functions, and the space about them.
    pub(super) own: f64,
}

impl Styles {
    /// At a body size in px on a sheet of a width in px, with a theme's headings and space; `base` is a style of the page.
    pub(super) fn new(em: f64, width: f64, theme: &Theme, base: &TextStyle) -> Self {
        let (headings, spacing) = (theme.headings, theme.spacing);
        let part = ((width / em - NARROWEST) / (DESIGNED - NARROWEST)).clamp(0.0, 1.0);
        let share = |tight: f64| tight + (1.0 - tight) * part;
        let TextStyle { direction, hyphens, leaning, .. } = *base;
        let style = |weight, size, leading| TextStyle {
            direction,
            hyphens,
            leaning,
            ..TextStyle::new(weight, size * em, leading)
        };
        let name = |factor, size, tight| style(Weight::Bold, factor * share(tight) * size, Headings::LEADING);
        Self {
            em,
            space: share(TIGHT) * em,
            margin: spacing.margin * share(TIGHT) * em,
            below_title: spacing.title * share(TIGHT) * em,
            title: name(headings.title, Headings::MASTHEAD, TIGHT),
            banner: name(headings.level, 2.3, TIGHT),
            heading: name(headings.function, 1.3, TIGHT_NAME),
            aside_heading: style(Weight::Bold, headings.aside * 1.2 * share(TIGHT_ASIDE), 1.35),
            aside: style(Weight::Regular, 1.2 * share(TIGHT_ASIDE), 1.35),
            body: style(Weight::Regular, 1.0, 1.35),
            label: style(Weight::Bold, 1.0, 1.35),
            own: 1.0,
        }
    }
}

/// A style in which the widest of some words, in ems of its type, is no wider than a measure in px: all names of a kind
/// are as large as each other. It steps down to [`fitted::SIZE_FLOOR`] of its size at most.
pub(super) fn within(style: TextStyle, widest: f64, measure: f64) -> TextStyle {
    if widest * style.size <= measure {
        return style;
    }
    let size = (measure / widest * 4.0).floor() / 4.0;
    style.resized(size.max(fitted::SIZE_FLOOR * style.size))
}

#[cfg(test)]
mod tests {
    use super::{Styles, within};
    use crate::text::{TextStyle, Weight};
    use crate::theme::Theme;

    fn styles(width: f64) -> Styles {
        Styles::new(16.0, width, &Theme::defra(), &TextStyle::new(Weight::Regular, 16.0, 1.0))
    }

    #[test]
    fn narrow_sheets_have_less_space_and_smaller_names_but_the_same_body() {
        let [narrow, between, wide] = [20.0, 32.0, 80.0].map(|width| styles(width * 16.0));
        for ordered in [
            [narrow.space, between.space, wide.space],
            [narrow.title.size, between.title.size, wide.title.size],
            [narrow.heading.size, between.heading.size, wide.heading.size],
        ] {
            assert!(ordered.is_sorted_by(|a, b| a < b), "{ordered:?}");
        }
        assert!(narrow.body == wide.body && wide.space == wide.em);
        let shown = [narrow.title, narrow.banner, narrow.heading, narrow.body].map(|style| style.size);
        assert!(shown.is_sorted_by(|a, b| a > b), "the order of sizes stays: {shown:?}");
    }

    #[test]
    fn names_are_as_small_as_the_longest_word_asks() {
        let style = styles(1280.0).heading;
        assert_eq!(within(style, 5.0, 5.0 * style.size), style);
        let smaller = within(style, 5.0, 4.0 * style.size);
        assert!(smaller.size * 5.0 <= 4.0 * style.size && smaller.size > 0.78 * style.size);
        assert!(within(style, 500.0, style.size).size >= 0.59 * style.size);
    }
}
