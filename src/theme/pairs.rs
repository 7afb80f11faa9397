//! Every pair of colours that a picture draws one on the other, and how far apart the two must be.
use super::{Theme, contrast};
use crate::scene::Color;

/// Least contrast of text, and of large text, lines and edges that carry meaning: WCAG 2.2, 1.4.3 and 1.4.11.
const TEXT: f64 = 4.5;
const LARGE: f64 = 3.0;

/// A colour of a theme by its purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Purpose {
    /// Index of the level whose it is; `None` for those of the whole theme.
    pub level: Option<usize>,
    /// The field's name.
    pub field: &'static str,
}

/// Two colours that are too close.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TooClose {
    /// What is drawn.
    pub front: Purpose,
    /// What it is drawn on.
    pub back: Purpose,
    /// Their contrast, 1 to 21.
    pub contrast: f64,
    /// What it must be.
    pub least: f64,
    /// The nearest colour for the front that would do, if there is one.
    pub instead: Option<Color>,
}

impl Purpose {
    const fn of(field: &'static str) -> Self {
        Self { level: None, field }
    }
}

impl Theme {
    /// The pairs that are drawn and whose contrast is too low. Ribbons, panels and rules on cards are decoration.
    #[must_use]
    pub fn too_close(&self) -> Vec<TooClose> {
        let base = |field, color| (Purpose::of(field), color);
        let [page, text, card] = [base("page", self.page), base("text", self.text), base("card", self.card)];
        let [on_banner, outcome] = [base("on_banner", self.on_banner), base("outcome", self.outcome)];
        let mut pairs = vec![
            (text, page, TEXT),
            (text, card, TEXT),
            (base("on_outcome", self.on_outcome), outcome, TEXT),
            (outcome, page, LARGE),
        ];
        // the first is the page's colour
        let others: Vec<_> = self.stands_on.iter().skip(1).map(|color| base("stands_on", *color)).collect();
        for ground in &others {
            pairs.extend([(text, *ground, TEXT), (outcome, *ground, LARGE)]);
        }
        for (i, colors) in self.levels.iter().enumerate() {
            let of = |field, color| (Purpose { level: Some(i), field }, color);
            let (ink, banner) = (of("ink", colors.ink), of("banner", colors.banner));
            let (tint, band) = (of("tint", colors.tint), of("band", colors.band));
            pairs.extend([
                (text, tint, TEXT),
                (text, band, TEXT),
                (on_banner, banner, TEXT),
                // levels' names are large on a screen, but not in a narrow column or on a small sheet
                (ink, page, TEXT),
                (ink, card, TEXT),
                (ink, tint, TEXT),
                (ink, of("ground", colors.ground), TEXT),
                (ink, of("disc", colors.disc), LARGE),
            ]);
            pairs.extend(others.iter().map(|ground| (ink, *ground, TEXT)));
            // a box with an outline may be as dark as its band
            if self.outlines.node <= 0.0 {
                pairs.push((banner, band, LARGE));
            }
            for (j, other) in self.levels.iter().enumerate() {
                pairs.push((ink, (Purpose { level: Some(j), field: "band" }, other.band), LARGE));
            }
        }
        pairs.into_iter().filter_map(|(front, back, least)| close(front, back, least)).collect()
    }
}

fn close(front: (Purpose, Color), back: (Purpose, Color), least: f64) -> Option<TooClose> {
    let found = contrast(front.1, back.1);
    (found < least).then(|| TooClose {
        front: front.0,
        back: back.0,
        contrast: found,
        least,
        instead: front.1.apart_from(back.1, least),
    })
}

impl Color {
    /// The colour of the same hue and nearest lightness that has a contrast to another; `None` where none has.
    fn apart_from(self, other: Self, least: f64) -> Option<Self> {
        let [lightness, chroma, hue] = super::oklch::parts(self);
        let steps =
            (1..=200).flat_map(|step| [-1.0, 1.0].map(|sign| lightness + sign * 0.005 * f64::from(step)));
        let colors = steps.filter(|l| (0.0..=1.0).contains(l)).map(|l| super::oklch::color(l, chroma, hue));
        colors.into_iter().find(|color| contrast(*color, other) >= least)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Theme, contrast};
    use super::Purpose;
    use crate::scene::Color;

    #[test]
    fn built_in_themes_keep_every_contrast() {
        for name in Theme::NAMES {
            assert_eq!(Theme::named(name).expect("built in").too_close(), [], "{name}");
        }
    }

    #[test]
    fn each_pair_that_is_too_close_is_found_with_a_colour_that_would_do() {
        let mut theme = Theme::defra();
        theme.text = Color::rgb(0x99, 0x99, 0x99);
        theme.levels.truncate(1);
        theme.levels[0].banner = Color::rgb(0xee, 0xee, 0xee);
        let found = theme.too_close();
        let fields: Vec<_> = found.iter().map(|pair| (pair.front.field, pair.back.field)).collect();
        assert_eq!(
            fields,
            [
                ("text", "page"),
                ("text", "card"),
                ("text", "tint"),
                ("text", "band"),
                ("on_banner", "banner"),
                ("banner", "band")
            ]
        );
        assert_eq!(found[2].back, Purpose { level: Some(0), field: "tint" });
        let instead = found[0].instead.expect("a darker grey");
        assert!((4.5..4.8).contains(&contrast(instead, theme.page)), "{instead}");
        // on a page that is not the first named, too
        let mut other = Theme::defra();
        other.stands_on = vec![Color::WHITE, other.text];
        assert!(
            other.too_close().iter().any(|pair| (pair.front.field, pair.back.field) == ("text", "stands_on"))
        );
        // nothing is lighter than white
        assert!(found[4].instead.is_some_and(|color| contrast(color, theme.levels[0].banner) >= 4.5));
    }
}
