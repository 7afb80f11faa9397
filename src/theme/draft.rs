//! A theme as it is written: what it changes of a built-in one.
use super::{FontNames, Gallery, Headings, LevelColors, Outlines, Spacing, Theme, oklch};
use crate::scene::Color;
use std::collections::BTreeMap;

/// Colours and sizes that differ from those of a built-in theme; the default changes nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThemeDraft {
    /// The built-in theme that it starts from; `None`: the default one.
    pub base: Option<String>,
    /// See [`Theme::page`].
    pub page: Option<Color>,
    /// See [`Theme::stands_on`]; the first is also the page's colour.
    pub stands_on: Vec<Color>,
    /// See [`Theme::font`].
    pub font: Option<FontNames>,
    /// See [`Theme::text`].
    pub text: Option<Color>,
    /// See [`Theme::card`].
    pub card: Option<Color>,
    /// See [`Theme::on_banner`].
    pub on_banner: Option<Color>,
    /// See [`Theme::outcome`].
    pub outcome: Option<Color>,
    /// See [`Theme::on_outcome`].
    pub on_outcome: Option<Color>,
    /// See [`Theme::corner`].
    pub corner: Option<f64>,
    /// See [`Theme::ribbon_opacity`].
    pub ribbon_opacity: Option<f64>,
    /// See [`Theme::ribbon_width`].
    pub ribbon_width: Option<f64>,
    /// See [`Theme::headings`]; one that is missing is the base's.
    pub headings: HeadingsDraft,
    /// See [`Theme::spacing`]; one that is missing is the base's.
    pub spacing: SpacingDraft,
    /// See [`Theme::hyphens`].
    pub hyphens: Option<bool>,
    /// See [`Theme::outlines`]; one that is missing is the base's.
    pub outlines: OutlinesDraft,
    /// Colours of the levels; none keeps the base's.
    pub levels: Vec<LevelDraft>,
    /// See [`Theme::icons`].
    pub icons: BTreeMap<String, String>,
    /// See [`Theme::logo`].
    pub logo: Option<String>,
    /// See [`Theme::logo_alt`].
    pub logo_alt: Option<String>,
}

/// A level's colours as they are written: all but the ink follow from it where they are missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LevelDraft {
    /// See [`LevelColors::ink`].
    pub ink: Color,
    /// See [`LevelColors::banner`].
    pub banner: Option<Color>,
    /// See [`LevelColors::ground`].
    pub ground: Option<Color>,
    /// See [`LevelColors::tint`].
    pub tint: Option<Color>,
    /// See [`LevelColors::disc`].
    pub disc: Option<Color>,
    /// See [`LevelColors::band`].
    pub band: Option<Color>,
    /// See [`LevelColors::ribbon`].
    pub ribbon: Option<Color>,
    /// See [`LevelColors::rule`].
    pub rule: Option<Color>,
}

/// Sizes of headings as they are written, each as in [`Headings`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(missing_docs, reason = "those of `Headings`")]
pub struct HeadingsDraft {
    pub title: Option<f64>,
    pub level: Option<f64>,
    pub function: Option<f64>,
    pub aside: Option<f64>,
}

/// Space as it is written, each as in [`Spacing`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(missing_docs, reason = "those of `Spacing`")]
pub struct SpacingDraft {
    pub margin: Option<f64>,
    pub title: Option<f64>,
}

/// Widths of outlines as they are written, each as in [`Outlines`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(missing_docs, reason = "those of `Outlines`")]
pub struct OutlinesDraft {
    pub panel: Option<f64>,
    pub ribbon: Option<f64>,
    pub card: Option<f64>,
    pub aside: Option<f64>,
    pub disc: Option<f64>,
    pub chip: Option<f64>,
    pub band: Option<f64>,
    pub node: Option<f64>,
}

/// Lightness and chroma, as a share of the ink's chroma at most, of what a level's ink colours beside itself: ground,
/// tint, ribbon and rule.
const ON_LIGHT: [Shade; 4] = [
    Shade { lightness: 0.925, chroma: 0.055 },
    Shade { lightness: 0.967, chroma: 0.022 },
    Shade { lightness: 0.875, chroma: 0.088 },
    Shade { lightness: 0.82, chroma: 0.06 },
];
const ON_DARK: [Shade; 4] = [
    Shade { lightness: 0.275, chroma: 0.042 },
    Shade { lightness: 0.335, chroma: 0.048 },
    Shade { lightness: 0.55, chroma: 0.09 },
    Shade { lightness: 0.45, chroma: 0.06 },
];
/// The same of a banner on a dark page, where an ink is too light to be one.
const DARK_BANNER: Shade = Shade { lightness: 0.41, chroma: 0.085 };

/// A colour in OKLCH but for its hue: lightness from 0 to 1, and chroma at most.
#[derive(Clone, Copy)]
struct Shade {
    lightness: f64,
    chroma: f64,
}
/// A page that is lighter than this is light.
pub(super) const LIGHT: f64 = 0.5;

impl ThemeDraft {
    /// The theme; an unknown base counts as the default one.
    #[must_use]
    pub fn build(self) -> Theme {
        let base = self.base.as_deref().and_then(Theme::named).unwrap_or_default();
        let page = self.stands_on.first().copied().or(self.page).unwrap_or(base.page);
        let is_light = oklch::parts(page)[0] > LIGHT;
        let levels = match self.levels.is_empty() {
            true => base.levels.clone(),
            false => self.levels.into_iter().map(|level| level.build(is_light)).collect(),
        };
        let (kept, drafted) = (base.headings, self.headings);
        let headings = Headings {
            title: drafted.title.unwrap_or(kept.title),
            level: drafted.level.unwrap_or(kept.level),
            function: drafted.function.unwrap_or(kept.function),
            aside: drafted.aside.unwrap_or(kept.aside),
        };
        let (kept, drafted) = (base.outlines, self.outlines);
        let outlines = Outlines {
            panel: drafted.panel.unwrap_or(kept.panel),
            ribbon: drafted.ribbon.unwrap_or(kept.ribbon),
            card: drafted.card.unwrap_or(kept.card),
            aside: drafted.aside.unwrap_or(kept.aside),
            disc: drafted.disc.unwrap_or(kept.disc),
            chip: drafted.chip.unwrap_or(kept.chip),
            band: drafted.band.unwrap_or(kept.band),
            node: drafted.node.unwrap_or(kept.node),
        };
        Theme {
            page,
            stands_on: self.stands_on,
            font: self.font,
            text: self.text.unwrap_or(base.text),
            card: self.card.unwrap_or(base.card),
            on_banner: self.on_banner.unwrap_or(base.on_banner),
            outcome: self.outcome.unwrap_or(base.outcome),
            on_outcome: self.on_outcome.unwrap_or(base.on_outcome),
            corner: self.corner.unwrap_or(base.corner),
            ribbon_opacity: self.ribbon_opacity.unwrap_or(base.ribbon_opacity),
            ribbon_width: self.ribbon_width.unwrap_or(base.ribbon_width),
            headings,
            spacing: Spacing {
                margin: self.spacing.margin.unwrap_or(base.spacing.margin),
                title: self.spacing.title.unwrap_or(base.spacing.title),
            },
            hyphens: self.hyphens.unwrap_or(base.hyphens),
            outlines,
            levels,
            icons: self.icons,
            logo: self.logo,
            logo_alt: self.logo_alt,
            gallery: Gallery::default(),
        }
    }
}

impl LevelDraft {
    /// A level of which nothing but the ink is known.
    #[must_use]
    pub fn of(ink: Color) -> Self {
        let (banner, ground, tint, disc) = (None, None, None, None);
        Self { ink, banner, ground, tint, disc, band: None, ribbon: None, rule: None }
    }

    pub(super) fn build(self, is_light: bool) -> LevelColors {
        let [_, chroma, hue] = oklch::parts(self.ink);
        // a grey ink has grey grounds
        let share = (chroma / 0.1).min(1.0);
        let of = |shade: Shade| oklch::color(shade.lightness, shade.chroma * share, hue);
        let [ground, tint, ribbon, rule] = if is_light { ON_LIGHT } else { ON_DARK }.map(of);
        let ground = self.ground.unwrap_or(ground);
        let tint = self.tint.unwrap_or(tint);
        LevelColors {
            ink: self.ink,
            banner: self.banner.unwrap_or(if is_light { self.ink } else { of(DARK_BANNER) }),
            ground,
            tint,
            disc: self.disc.unwrap_or(if is_light { ground } else { tint }),
            band: self.band.unwrap_or(if is_light { tint } else { ground }),
            ribbon: self.ribbon.unwrap_or(ribbon),
            rule: self.rule.unwrap_or(rule),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LevelDraft, ThemeDraft};
    use crate::scene::Color;
    use crate::theme::Theme;

    #[test]
    fn a_draft_of_nothing_is_its_base() {
        assert_eq!(ThemeDraft::default().build(), Theme::defra());
        for name in Theme::NAMES {
            let draft = ThemeDraft { base: Some(name.to_owned()), ..ThemeDraft::default() };
            assert_eq!(Some(draft.build()), Theme::named(name));
        }
    }

    #[test]
    fn an_ink_alone_gives_a_level_that_can_be_read() {
        for (base, inks) in [
            ("defra", [0x0b_6a63, 0x98_3e04, 0x33_3333, 0x5b_0f8c]),
            ("dark", [0x6d_e5d8, 0xff_b070, 0xdd_dddd, 0xd9_b6ff]),
        ] {
            let ink = |hex: u32| Color::rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8);
            let levels = inks.map(|hex| LevelDraft::of(ink(hex))).to_vec();
            let draft = ThemeDraft { base: Some(base.to_owned()), levels, ..ThemeDraft::default() };
            assert_eq!(draft.build().too_close(), [], "{base}");
        }
    }
}
