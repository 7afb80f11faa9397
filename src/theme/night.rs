//! A theme for readers who prefer dark pages.
use super::draft::{LIGHT, LevelDraft};
use super::{Outlines, Theme, oklch};

/// Of an ink on a dark page, in OKLCH.
const INK_LIGHTNESS: f64 = 0.85;
const INK_CHROMA_MAX: f64 = 0.11;

impl Theme {
    /// The same theme on a dark page: the hues of its levels, its shapes, icons and logo; itself if it is dark already.
    ///
    /// What it draws are the same things in other colours, save the outlines of boxes, which a dark page needs.
    #[must_use]
    pub fn at_night(&self) -> Self {
        if oklch::parts(self.page)[0] <= LIGHT {
            return self.clone();
        }
        let dark = Self::dark();
        let outlines = Outlines { node: self.outlines.node.max(dark.outlines.node), ..self.outlines };
        let at_night = |levels| Self {
            page: dark.page,
            stands_on: if self.is_transparent() { vec![dark.page] } else { Vec::new() },
            text: dark.text,
            card: dark.card,
            on_banner: dark.on_banner,
            outcome: dark.outcome,
            on_outcome: dark.on_outcome,
            outlines,
            levels,
            ..self.clone()
        };
        if self.levels == Self::default().levels {
            return at_night(dark.levels);
        }
        let levels = self.levels.iter().map(|level| {
            let [_, chroma, hue] = oklch::parts(level.ink);
            LevelDraft::of(oklch::color(INK_LIGHTNESS, chroma.min(INK_CHROMA_MAX), hue)).build(false)
        });
        let theme = at_night(levels.collect());
        if theme.too_close().is_empty() { theme } else { at_night(dark.levels) }
    }
}

#[cfg(test)]
mod tests {
    use crate::scene::Color;
    use crate::theme::{LevelDraft, Theme, ThemeDraft};

    #[test]
    fn every_theme_can_be_read_at_night_and_keeps_its_shapes() {
        assert_eq!(Theme::defra().at_night(), Theme::dark());
        let levels = [0x5b_0f8c_u32, 0x8a_3b00, 0x33_3333].map(|hex| {
            let [_, r, g, b] = hex.to_be_bytes();
            LevelDraft::of(Color::rgb(r, g, b))
        });
        let own = ThemeDraft { levels: levels.to_vec(), corner: Some(0.0), ..ThemeDraft::default() }.build();
        let built_in = Theme::NAMES.iter().filter_map(|name| Theme::named(name));
        for theme in built_in.chain([own.clone()]) {
            let night = theme.at_night();
            assert_eq!(night.too_close(), []);
            assert_eq!((night.corner, night.levels.len()), (theme.corner, theme.levels.len()));
            assert_eq!(night.at_night(), night);
        }
        assert_ne!(own.at_night().levels[0], own.at_night().levels[1], "hues stay apart");
    }
}
