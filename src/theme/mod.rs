//! What a designer may change: colours by purpose, corners, outlines. Plain data; contrast is computed.
use crate::scene::Color;

/// A theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its name on the command line.
    pub name: &'static str,
    /// Page.
    pub page: Color,
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
    /// Colours of the levels, in order; repeated where there are more levels.
    pub levels: Vec<LevelColors>,
}

/// A level's colours, the same in all pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelColors {
    /// Headings and lines on the page or on a card.
    pub ink: Color,
    /// Banners, badges, boxes.
    pub banner: Color,
    /// Panels, chips, discs.
    pub ground: Color,
    /// Asides.
    pub tint: Color,
    /// Bands of the flow chart.
    pub band: Color,
    /// Ribbons.
    pub ribbon: Color,
    /// Thin rules on cards.
    pub rule: Color,
}

impl Theme {
    /// The default theme.
    #[must_use]
    pub fn defra() -> Self {
        let c = |hex: u32| {
            let [_, r, g, b] = hex.to_be_bytes();
            Color::rgb(r, g, b)
        };
        let level = |ink, ground, tint, ribbon, rule| LevelColors {
            ink: c(ink),
            banner: c(ink),
            ground: c(ground),
            tint: c(tint),
            band: c(tint),
            ribbon: c(ribbon),
            rule: c(rule),
        };
        Self {
            name: "defra",
            page: Color::WHITE,
            text: c(0x16_202b),
            card: Color::WHITE,
            on_banner: Color::WHITE,
            outcome: c(0xb8_0f58),
            on_outcome: Color::WHITE,
            corner: 1.0,
            levels: vec![
                level(0x0b_6a63, 0xc3_f1eb, 0xe9_faf7, 0x93_e4da, 0x8f_d6cd),
                level(0x12_6f39, 0xd2_f2c4, 0xee_fae8, 0xae_e898, 0xa4_d68f),
                level(0x05_61a6, 0xcd_eafb, 0xeb_f6fe, 0xa8_dcf9, 0x96_c9ea),
            ],
        }
    }

    /// Colours of the level at an index; they repeat after the last.
    #[must_use]
    pub fn level(&self, index: usize) -> LevelColors {
        self.levels[index % self.levels.len()]
    }
}
