//! What a designer may change: colours by purpose, corners, outlines, icons. Plain data; contrast is computed.
mod contrast;
mod draft;
mod emblem;
mod gallery;
pub mod icons;
mod night;
mod oklch;
mod pairs;
mod palette;

pub use contrast::contrast;
pub use draft::{HeadingsDraft, LevelDraft, OutlinesDraft, SpacingDraft, ThemeDraft};
pub use emblem::{Emblem, EmblemError};
pub use gallery::Gallery;
pub use pairs::{Purpose, TooClose};

use crate::scene::Color;
use std::collections::BTreeMap;

/// A theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Page.
    pub page: Color,
    /// The colours of the pages that a picture without a ground of its own will stand on; none: it has one, of the page's
    /// colour.
    pub stands_on: Vec<Color>,
    /// The files of the family that text is set in; `None`: the bundled one.
    pub font: Option<FontNames>,
    /// Body text.
    pub text: Color,
    /// Inside of a card.
    pub card: Color,
    /// Text on a banner.
    pub on_banner: Color,
    /// An outcome's box.
    pub outcome: Color,
    /// Text on it.
    pub on_outcome: Color,
    /// Multiplies every corner radius.
    pub corner: f64,
    /// How much of what lies under a ribbon it hides: below 1, crossing ribbons mix; at 1, they weave.
    pub ribbon_opacity: f64,
    /// Multiplies the width of ribbons.
    pub ribbon_width: f64,
    /// Sizes of headings.
    pub headings: Headings,
    /// Space that all pictures have alike.
    pub spacing: Spacing,
    /// Whether a word that is wider than its line is hyphenated, by the page's language.
    pub hyphens: bool,
    /// Edges drawn around things.
    pub outlines: Outlines,
    /// Colours of the levels, in order; repeated where there are more levels.
    pub levels: Vec<LevelColors>,
    /// The icons of functions and levels, by their names; they come before those that the words call for.
    pub icons: BTreeMap<String, String>,
    /// The file of the logo, if there is one.
    pub logo: Option<String>,
    /// What the logo says.
    pub logo_alt: Option<String>,
    /// The drawings that it names, once they are read.
    pub gallery: Gallery,
}

/// The names of a family's files; see [`FamilyFiles`](crate::text::FamilyFiles).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontNames {
    /// Of body text.
    pub regular: String,
    /// Of weight 600.
    pub semibold: Option<String>,
    /// Of weight 700.
    pub bold: Option<String>,
}

/// What multiplies the sizes of headings; body text stays as large as the sheet allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Headings {
    /// A picture's title.
    pub title: f64,
    /// A level's name.
    pub level: f64,
    /// A function's name on a poster.
    pub function: f64,
    /// What stands over a poster's aside.
    pub aside: f64,
}

impl Headings {
    /// Size of the title of a flow chart and of a simple visual, in em of body text, and of a poster's, which is a masthead.
    pub const TITLE: f64 = 2.3;
    /// See [`Headings::TITLE`].
    pub const MASTHEAD: f64 = 2.9;
    /// Leading of headings, in em of their type.
    pub const LEADING: f64 = 1.2;

    /// All of them by the same factor.
    #[must_use]
    pub const fn all(factor: f64) -> Self {
        Self { title: factor, level: factor, function: factor, aside: factor }
    }
}

/// Space that the three pictures have alike, so that they are one set side by side: in em of body text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spacing {
    /// From the picture's edges to what is drawn.
    pub margin: f64,
    /// From the last baseline of a picture's title to what follows it.
    pub title: f64,
}

impl Spacing {
    /// That of the built-in themes.
    pub const USUAL: Self = Self { margin: 2.0, title: 2.3 };
}

/// Radii of corners that the three pictures have alike, in em of body text: of a level's ground, and of what stands in it.
#[derive(Debug, Clone, Copy)]
pub struct Corners;

impl Corners {
    /// A panel, a band.
    pub const PANEL: f64 = 0.5;
    /// A card, a box.
    pub const CARD: f64 = 0.35;
}

/// Widths of the edges around things, in em of body text; 0 draws none.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Outlines {
    /// Around a level's panel, in its ink.
    pub panel: f64,
    /// Along both sides of a ribbon, in its ink.
    pub ribbon: f64,
    /// Around a card, in the colour of body text.
    pub card: f64,
    /// Around an aside, in its level's ink.
    pub aside: f64,
    /// Around an icon's disc, in its level's ink.
    pub disc: f64,
    /// Around a chip, in its level's ink.
    pub chip: f64,
    /// Around a band of the flow chart, in its level's ink.
    pub band: f64,
    /// Around a box of the flow chart, in its level's ink.
    pub node: f64,
}

/// A level's colours, the same in all pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelColors {
    /// Headings and lines on the page or on a card.
    pub ink: Color,
    /// Banners, badges, boxes.
    pub banner: Color,
    /// Panels, chips.
    pub ground: Color,
    /// Asides.
    pub tint: Color,
    /// Discs behind icons.
    pub disc: Color,
    /// Bands of the flow chart.
    pub band: Color,
    /// Ribbons.
    pub ribbon: Color,
    /// Thin rules on cards.
    pub rule: Color,
}

impl Theme {
    /// The names of the built-in themes, the default first.
    pub const NAMES: [&'static str; 5] = ["defra", "govuk", "mono", "high-contrast", "dark"];

    /// The built-in theme of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "defra" => Some(Self::defra()),
            "govuk" => Some(Self::govuk()),
            "mono" => Some(Self::mono()),
            "high-contrast" => Some(Self::high_contrast()),
            "dark" => Some(Self::dark()),
            _ => None,
        }
    }

    /// One line about a built-in theme, for lists.
    #[must_use]
    pub fn about(name: &str) -> Option<&'static str> {
        match name {
            "defra" => Some("teal, green and blue on white; nine more colours follow"),
            "govuk" => Some("the GOV.UK palette, square corners, grey grounds"),
            "mono" => Some("greys only, for black-and-white printing"),
            "high-contrast" => Some("white grounds, dark outlines, text at 7:1 and more"),
            "dark" => Some("light text on a dark page"),
            _ => None,
        }
    }

    /// The files of the drawings that it names.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let icons = self.icons.values().filter(|icon| Gallery::is_file(icon));
        icons.chain(&self.logo).map(String::as_str)
    }

    /// Whether its pictures have no ground of their own.
    #[must_use]
    pub fn is_transparent(&self) -> bool {
        !self.stands_on.is_empty()
    }

    /// Colours of the level at an index; they repeat after the last.
    ///
    /// A theme without level colours gives those of [`Theme::text`] on [`Theme::card`].
    #[must_use]
    pub fn level(&self, index: usize) -> LevelColors {
        let plain = LevelColors {
            ink: self.text,
            banner: self.text,
            ground: self.card,
            tint: self.card,
            disc: self.card,
            band: self.card,
            ribbon: self.text,
            rule: self.text,
        };
        self.levels.get(index % self.levels.len().max(1)).copied().unwrap_or(plain)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::defra()
    }
}
