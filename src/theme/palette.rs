//! The built-in themes.
use super::oklch::color;
use super::{Headings, LevelColors, Outlines, Spacing, Theme};
use crate::scene::Color;
use std::collections::BTreeMap;

/// A hue that levels from the fourth on are coloured by.
#[derive(Debug, Clone, Copy)]
struct Hue {
    /// In degrees.
    degrees: f64,
    /// Multiplies an ink's chroma.
    ink: f64,
    /// Multiplies every other colour's chroma.
    other: f64,
}

/// Amber, violet, olive, indigo, gold, slate, rust, plum, rose: ordered so that neighbours differ most.
const HUES: [Hue; 9] = [
    hue(62.0),
    hue(300.0),
    hue(112.0),
    hue(275.0),
    hue(85.0),
    Hue { degrees: 240.0, ink: 0.25, other: 0.35 },
    hue(45.0),
    hue(318.0),
    hue(16.0),
];

const fn hue(degrees: f64) -> Hue {
    Hue { degrees, ink: 1.0, other: 1.0 }
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::rgb(r, g, b)
}

impl Hue {
    fn ink(self, lightness: f64, chroma: f64) -> Color {
        color(lightness, chroma * self.ink, self.degrees)
    }

    fn other(self, lightness: f64, chroma: f64) -> Color {
        color(lightness, chroma * self.other, self.degrees)
    }
}

/// The ink that is also the banner, ground, tint, ribbon and rule of a light theme's level.
fn light(ink: Color, ground: Color, tint: Color, ribbon: Color, rule: Color) -> LevelColors {
    LevelColors { ink, banner: ink, ground, tint, disc: ground, band: tint, ribbon, rule }
}

impl Theme {
    /// The default theme.
    #[must_use]
    pub fn defra() -> Self {
        let mut levels = vec![
            light(rgb(0x0b_6a63), rgb(0xc3_f1eb), rgb(0xe9_faf7), rgb(0x93_e4da), rgb(0x8f_d6cd)),
            light(rgb(0x12_6f39), rgb(0xd2_f2c4), rgb(0xee_fae8), rgb(0xae_e898), rgb(0xa4_d68f)),
            light(rgb(0x05_61a6), rgb(0xcd_eafb), rgb(0xeb_f6fe), rgb(0xa8_dcf9), rgb(0x96_c9ea)),
        ];
        levels.extend(HUES.map(|hue| {
            light(
                hue.ink(0.48, 0.135),
                hue.other(0.925, 0.055),
                hue.other(0.967, 0.022),
                hue.other(0.875, 0.088),
                hue.other(0.82, 0.06),
            )
        }));
        Self {
            page: Color::WHITE,
            stands_on: Vec::new(),
            font: None,
            text: rgb(0x16_202b),
            card: Color::WHITE,
            on_banner: Color::WHITE,
            outcome: rgb(0xb8_0f58),
            on_outcome: Color::WHITE,
            corner: 1.0,
            spacing: Spacing::USUAL,
            ribbon_opacity: 0.8,
            headings: Headings::all(1.0),
            ribbon_width: 1.0,
            hyphens: false,
            outlines: Outlines::default(),
            levels,
            icons: BTreeMap::new(),
            logo: None,
            logo_alt: None,
            gallery: super::Gallery::default(),
        }
    }

    /// The GOV.UK palette: square corners, grey grounds, white asides.
    #[must_use]
    pub fn govuk() -> Self {
        let (grey, rule) = (rgb(0xf3_f2f1), rgb(0xb1_b4b6));
        let level = |ink, ribbon| LevelColors {
            ink,
            banner: ink,
            ground: grey,
            tint: Color::WHITE,
            disc: grey,
            band: faint(ribbon),
            ribbon,
            rule,
        };
        let defra = Self::defra();
        let mut levels = vec![
            level(rgb(0x1d_70b8), rgb(0xa9_cbe8)),
            level(rgb(0x00_703c), rgb(0xa3_cfb8)),
            level(rgb(0x4c_2c92), rgb(0xc3_b6e0)),
        ];
        // amber, teal, olive, indigo, gold, slate, rust, plum, rose: violet would repeat the third
        levels.extend([3, 0, 5, 6, 7, 8, 9, 10, 11].map(|i| {
            let colors = defra.level(i);
            level(colors.ink, colors.ribbon)
        }));
        Self { text: rgb(0x0b_0c0c), outcome: rgb(0x94_2514), corner: 0.0, levels, ..defra }
    }

    /// Greys only.
    #[must_use]
    pub fn mono() -> Self {
        // words are near black at every level: in a middle grey they would seem switched off
        let level = |ink, banner, ribbon| LevelColors {
            banner,
            ..light(ink, rgb(0xec_ecec), rgb(0xf6_f6f6), ribbon, rgb(0xa8_a8a8))
        };
        Self {
            text: rgb(0x11_1111),
            outcome: rgb(0x11_1111),
            levels: vec![
                level(rgb(0x1c_1c1c), rgb(0x1c_1c1c), rgb(0xb0_b0b0)),
                level(rgb(0x30_3030), rgb(0x40_4040), rgb(0xc6_c6c6)),
                level(rgb(0x42_4242), rgb(0x5a_5a5a), rgb(0xd8_d8d8)),
            ],
            ..Self::defra()
        }
    }

    /// White grounds, dark inks, an outline around everything.
    #[must_use]
    pub fn high_contrast() -> Self {
        let level = |ink| light(ink, Color::WHITE, Color::WHITE, Color::WHITE, ink);
        // far apart in lightness as well, for dark colours of like lightness all look black
        let mut levels = vec![level(rgb(0x00_2b36)), level(rgb(0x24_6000)), level(rgb(0x0a_2ea6))];
        levels.extend(HUES.map(|hue| level(hue.ink(0.36, 0.10))));
        Self {
            text: rgb(0),
            outcome: rgb(0xa3_005a),
            ribbon_opacity: 1.0,
            outlines: Outlines {
                panel: 0.16,
                ribbon: 0.14,
                card: 0.12,
                aside: 0.12,
                disc: 0.12,
                chip: 0.1,
                band: 0.1,
                node: 0.0,
            },
            levels,
            ..Self::defra()
        }
    }

    /// Light text on a dark page.
    #[must_use]
    pub fn dark() -> Self {
        let level = |[ink, banner, ground, tint, ribbon, rule]: [Color; 6]| LevelColors {
            ink,
            banner,
            ground,
            tint,
            disc: tint,
            band: ground,
            ribbon,
            rule,
        };
        let mut levels = vec![
            level([0x6d_e5d8, 0x03_5750, 0x08_2e2b, 0x13_3f3a, 0x1a_8279, 0x28_605a].map(rgb)),
            level([0x9e_e1a2, 0x28_562d, 0x1a_2d1b, 0x26_3d27, 0x4d_8051, 0x3f_5e41].map(rgb)),
            level([0xa6_d3ff, 0x1f_4d76, 0x16_293b, 0x22_394e, 0x44_76a4, 0x3a_5875].map(rgb)),
        ];
        levels.extend(HUES.map(|hue| {
            level([
                // a shade lighter than the first three, so that every hue keeps their contrast
                hue.ink(0.866, 0.11),
                hue.other(0.41, 0.085),
                hue.other(0.275, 0.042),
                hue.other(0.335, 0.048),
                hue.other(0.55, 0.09),
                hue.other(0.45, 0.06),
            ])
        }));
        Self {
            page: rgb(0x10_161c),
            text: rgb(0xe9_eff4),
            // darker than the page: on a level's ground a lighter one hardly stands out
            card: rgb(0x0c_1116),
            outcome: rgb(0xf5_8bb4),
            on_outcome: rgb(0x10_161c),
            outlines: Outlines { node: 0.1, ..Outlines::default() },
            levels,
            ..Self::defra()
        }
    }
}

/// A fifth of a colour on white: bands of the same grey look like one.
fn faint(color: Color) -> Color {
    let part = |part: u8| 255 - (255 - part) / 5;
    Color::rgb(part(color.r), part(color.g), part(color.b))
}

#[cfg(test)]
mod tests {
    use super::super::contrast;
    use super::super::oklch::{decode, oklab};
    use super::Theme;
    use crate::scene::Color;

    fn least(theme: &Theme, pairs: impl Fn(usize) -> Vec<(Color, Color)>) -> f64 {
        // a theme of fewer colours repeats them, so twelve levels see them all
        assert!(!theme.levels.is_empty() && theme.levels.len() <= 12);
        (0..12).flat_map(pairs).map(|(a, b)| contrast(a, b)).fold(f64::INFINITY, f64::min)
    }

    /// The least contrasts that every theme must keep over twelve levels, by purpose.
    #[test]
    fn contrasts_hold_over_twelve_levels() {
        let table = [
            ("defra", [6.3, 16.5, 14.8, 6.3, 5.1, 5.6, 6.5]),
            ("govuk", [5.2, 19.6, 17.5, 5.2, 4.6, 4.6, 8.3]),
            ("mono", [5.9, 18.9, 17.5, 5.9, 5.0, 5.5, 18.9]),
            ("high-contrast", [7.6, 21.0, 21.0, 7.6, 7.6, 7.6, 7.7]),
            ("dark", [8.5, 13.6, 10.1, 10.0, 9.5, 9.3, 8.0]),
        ];
        for (name, expected) in table {
            let theme = Theme::named(name).expect("built in");
            let t = &theme;
            let measured = [
                least(t, |i| vec![(t.on_banner, t.level(i).banner)]),
                least(t, |_| vec![(t.text, t.card)]),
                least(t, |i| vec![(t.text, t.level(i).tint), (t.text, t.level(i).band)]),
                least(t, |i| vec![(t.level(i).ink, t.card), (t.level(i).ink, t.page)]),
                least(t, |i| vec![(t.level(i).ink, t.level(i).ground)]),
                least(t, |i| (0..12).map(|j| (t.level(i).ink, t.level(j).band)).collect()),
                least(t, |_| vec![(t.on_outcome, t.outcome)]),
            ];
            let disc =
                least(t, |i| vec![(t.level(i).ink, t.level(i).disc), (t.level(i).ink, t.level(i).tint)]);
            assert!(disc >= 4.5, "{name}: ink on a disc or an aside {disc:.2}");
            for (row, (least, floor)) in measured.into_iter().zip(expected).enumerate() {
                assert!(least >= floor - 0.05, "{name}, row {row}: {least:.2}, wanted {floor}");
            }
        }
    }

    /// The fourth to twelfth colours of the default theme, by purpose, as they were first computed and looked at.
    #[test]
    fn computed_colours_are_the_designed_ones() {
        let designed = [
            [0x88_4d03, 0xff_e0c6, 0xff_f2e7, 0xff_ca9d, 0xe1_bc9d],
            [0x6a_489d, 0xea_e1fe, 0xf6_f2ff, 0xdd_ccfe, 0xca_bce6],
            [0x60_6303, 0xe6_ebc1, 0xf4_f6e5, 0xd7_dc98, 0xc4_c99c],
            [0x49_53a8, 0xdf_e5fe, 0xf1_f4fe, 0xca_d4fe, 0xb8_c2ec],
            [0x77_5804, 0xf7_e4bd, 0xfb_f3e4, 0xf1_d292, 0xd6_c298],
            [0x4d_616f, 0xdb_e8f2, 0xf0_f5f9, 0xc4_d9e9, 0xb8_c6d1],
            [0x98_3e04, 0xff_ded0, 0xfe_f1eb, 0xfe_c8b0, 0xe6_b9a4],
            [0x7c_408e, 0xf6_dbff, 0xfb_f0fe, 0xef_c4fc, 0xd5_b8de],
            [0x9b_3543, 0xfe_ddde, 0xff_f0f0, 0xfe_c5c7, 0xe9_b5b7],
        ];
        let theme = Theme::defra();
        for (i, expected) in designed.into_iter().enumerate() {
            let colors = theme.level(i + 3);
            let computed = [colors.ink, colors.ground, colors.tint, colors.ribbon, colors.rule];
            for (color, hex) in computed.into_iter().zip(expected) {
                let wanted = super::rgb(hex);
                let far = [(color.r, wanted.r), (color.g, wanted.g), (color.b, wanted.b)]
                    .into_iter()
                    .any(|(a, b)| a.abs_diff(b) > 2);
                assert!(!far, "level {}: {color}, designed {wanted}", i + 4);
            }
        }
    }

    #[test]
    fn every_name_is_a_theme() {
        for name in Theme::NAMES {
            assert!(Theme::named(name).is_some() && Theme::about(name).is_some());
        }
        assert_eq!(Theme::named("Defra"), None);
        assert_eq!(Theme::default().level(12), Theme::default().level(0));
    }

    /// Neighbouring levels differ by lightness or hue for people with red or green blindness too.
    #[test]
    fn neighbours_can_be_told_apart() {
        // the first pair of each, and the others
        for (name, floors) in [("defra", [9.1, 12.4]), ("high-contrast", [19.5, 9.2])] {
            let theme = Theme::named(name).expect("built in");
            for i in 0..11 {
                let (a, b) = (theme.level(i), theme.level(i + 1));
                let least = [NORMAL, DEUTERANOPIA, PROTANOPIA]
                    .iter()
                    .map(|eye| distance(eye, a.ink, b.ink).max(distance(eye, a.ribbon, b.ribbon)))
                    .fold(f64::INFINITY, f64::min);
                let floor = if i == 0 { floors[0] } else { floors[1] };
                assert!(least >= floor, "{name}, levels {} and {}: {least:.1}", i + 1, i + 2);
            }
        }
    }

    const NORMAL: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    // Machado, Oliveira, Fernandes 2009, severity 1.0
    const DEUTERANOPIA: [[f64; 3]; 3] = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_82, 0.042_94, 0.968_881],
    ];
    const PROTANOPIA: [[f64; 3]; 3] = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];

    /// A hundred times the OKLab distance that an eye sees.
    fn distance(eye: &[[f64; 3]; 3], a: Color, b: Color) -> f64 {
        let lab = |color: Color| {
            let rgb = [color.r, color.g, color.b].map(decode);
            oklab(eye.map(|row| (row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]).max(0.0)))
        };
        let (a, b) = (lab(a), lab(b));
        let square: f64 = a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum();
        100.0 * square.sqrt()
    }
}
