//! How wide the fonts are that others have, and what space between letters makes them as wide as ours.
//!
//! Programs that leave an SVG's own fonts alone set its text in Arial or in one of the fonts that are as wide, letter by
//! letter, as Arial: Liberation Sans, Helvetica, Nimbus Sans, Arimo.
use crate::text::Weight;

/// Their families, best first: some programs look at the first alone. The condensed one is for machines that have DejaVu
/// alone, which is a seventh wider.
pub(super) const FAMILIES: &str = "Arial,Liberation Sans,Helvetica,DejaVu Sans Condensed,sans-serif";

/// What stands in for a face of letters that Arial's kin on free systems do not have.
pub(super) struct StandIn {
    /// The family nearest in width first: programs that look at the first alone have DejaVu with them, or on their machine.
    pub(super) families: &'static str,
    /// Share of the type's size at which most of its lines are no wider than ours.
    pub(super) share: f64,
}

/// The stand-in for words in Arabic or in Hebrew. Space between letters would part the ones, and Arabic letters differ in
/// width by their neighbours: the shares are those of the examples' lines, of which DejaVu's are 1.04 times as wide in Arabic, 1.15
/// in bold, and in Hebrew 1.01 and 1.04.
pub(super) fn stand_in(words: &str, weight: Weight) -> Option<StandIn> {
    let regular = weight == Weight::Regular;
    words.chars().find_map(|c| match c {
        '\u{600}'..='\u{6ff}' => Some(StandIn {
            families: "DejaVu Sans Condensed,Arial,Liberation Sans,Helvetica,sans-serif",
            share: if regular { 0.97 } else { 0.88 },
        }),
        '\u{590}'..='\u{5ff}' => Some(StandIn {
            families: "DejaVu Sans,Arial,Liberation Sans,Helvetica,sans-serif",
            share: if regular { 0.98 } else { 0.95 },
        }),
        _ => None,
    })
}

/// Of our width: a hair less, since other fonts than those known here are rather wider than narrower.
const SHARE: f64 = 0.99;

/// More than this share of the type's size between letters, or less than as much under nothing, is no help to a reader.
const MOST: f64 = 0.12;

/// The space after each letter, in px, with which words of Arial are as wide as a width in px; `None` where it is not
/// known how wide they are.
pub(super) fn spacing(words: &str, weight: Weight, size: f64, width: f64) -> Option<f64> {
    let (mut units, mut count) = (0.0, 0.0);
    let table = table(weight);
    // the first characters of the table are those that most words have
    let (start, latin) = table.first()?;
    for c in words.chars() {
        let near = u32::from(c).checked_sub(*start).and_then(|at| latin.get(at as usize));
        let known = near.copied().filter(|advance| *advance > 0);
        units += f64::from(known.map_or_else(|| advance(c, table), Some)?);
        count += 1.0;
    }
    if count < 1.0 || size <= 0.0 {
        return None;
    }
    let spacing = (SHARE * width - units * size / UNITS) / count;
    Some(spacing.clamp(-MOST * size, MOST * size))
}

/// A character's advance in units.
fn advance(c: char, table: Table) -> Option<u16> {
    let code = u32::from(c);
    let (start, advances) = table.iter().rev().find(|(start, _)| *start <= code)?;
    advances.get((code - start) as usize).copied().filter(|advance| *advance > 0)
}

/// Characters' advances, each run of characters by its first.
type Table = &'static [(u32, &'static [u16])];

fn table(weight: Weight) -> Table {
    match weight {
        Weight::Regular => REGULAR,
        Weight::SemiBold | Weight::Bold => BOLD,
    }
}

/// In an em.
const UNITS: f64 = 2048.0;

// The advances are facts, read from the `hmtx` tables of Liberation Sans 1.07.4 with fontTools: each run of characters by
// its first, 0 where the font has none.
const REGULAR: Table = &[
    (
        0x20,
        &[
            569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569, 1139, 1139,
            1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139, 2079, 1366,
            1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024, 1366, 1139, 1706, 1479, 1593, 1366, 1593,
            1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961, 1139, 682, 1139, 1139,
            1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139, 1139, 1139, 1139, 682, 1024,
            569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196,
        ],
    ),
    (
        0xa0,
        &[
            569, 682, 1139, 1139, 1139, 1139, 532, 1139, 682, 1509, 758, 1139, 1196, 682, 1509, 1131, 819,
            1124, 682, 682, 682, 1180, 1100, 569, 682, 682, 748, 1139, 1708, 1708, 1708, 1251, 1366, 1366,
            1366, 1366, 1366, 1366, 2048, 1479, 1366, 1366, 1366, 1366, 569, 569, 569, 569, 1479, 1479, 1593,
            1593, 1593, 1593, 1593, 1196, 1593, 1479, 1479, 1479, 1479, 1366, 1366, 1251, 1139, 1139, 1139,
            1139, 1139, 1139, 1821, 1024, 1139, 1139, 1139, 1139, 569, 569, 569, 569, 1139, 1139, 1139, 1139,
            1139, 1139, 1139, 1124, 1251, 1139, 1139, 1139, 1139, 1024, 1139, 1024, 1366, 1139, 1366, 1139,
            1366, 1139, 1479, 1024, 1479, 1024, 1479, 1024, 1479, 1024, 1479, 1259, 1479, 1139, 1366, 1139,
            1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1593, 1139, 1593, 1139, 1593, 1139, 1593, 1139,
            1479, 1139, 1479, 1139, 569, 569, 569, 569, 569, 569, 569, 455, 569, 569, 1505, 909, 1024, 455,
            1366, 1024, 1024, 1139, 455, 1139, 455, 1139, 597, 1139, 684, 1139, 455, 1479, 1139, 1479, 1139,
            1479, 1139, 1237, 1481, 1139, 1593, 1139, 1593, 1139, 1593, 1139, 2048, 1933, 1479, 682, 1479,
            682, 1479, 682, 1366, 1024, 1366, 1024, 1366, 1024, 1366, 1024, 1251, 569, 1251, 768, 1251, 569,
            1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1933, 1479, 1366, 1024,
            1366, 1251, 1024, 1251, 1024, 1251, 1024, 455,
        ],
    ),
    (0x218, &[1366, 1024, 1251, 569]),
    (
        0x384,
        &[
            682, 682, 1367, 569, 1606, 1716, 786, 0, 1586, 0, 1752, 1541, 455, 1366, 1366, 1128, 1368, 1366,
            1251, 1479, 1593, 569, 1366, 1368, 1706, 1479, 1331, 1593, 1479, 1366, 0, 1266, 1251, 1366, 1634,
            1366, 1711, 1531, 569, 1366, 1184, 913, 1139, 455, 1120, 1184, 1178, 1024, 1140, 913, 903, 1139,
            1139, 455, 1024, 1024, 1180, 1024, 917, 1139, 1413, 1165, 987, 1264, 809, 1120, 1328, 1075, 1460,
            1599, 455, 1120, 1139, 1120, 1599,
        ],
    ),
    (
        0x400,
        &[
            1366, 1367, 1771, 1109, 1472, 1366, 569, 569, 1024, 2165, 2069, 1749, 1193, 1479, 1301, 1472,
            1366, 1344, 1366, 1109, 1387, 1366, 1891, 1237, 1472, 1472, 1193, 1344, 1706, 1479, 1593, 1472,
            1366, 1479, 1251, 1301, 1557, 1366, 1515, 1365, 1877, 1920, 1621, 1813, 1344, 1472, 2069, 1479,
            1139, 1173, 1088, 747, 1195, 1139, 1370, 939, 1144, 1144, 896, 1195, 1408, 1131, 1139, 1109,
            1139, 1024, 938, 1024, 1685, 1024, 1173, 1067, 1643, 1685, 1280, 1472, 1067, 1045, 1536, 1109,
            1139, 1139, 1139, 747, 1045, 1024, 455, 569, 455, 1856, 1664, 1139, 896, 1144, 1024, 1131,
        ],
    ),
    (0x490, &[1001, 842]),
    (0x1e80, &[1933, 1479, 1933, 1479, 1933, 1479]),
    (0x1ef2, &[1366, 1024]),
    (
        0x2010,
        &[
            682, 682, 0, 1139, 2048, 2048, 0, 1131, 455, 455, 455, 455, 682, 682, 682, 0, 1139, 1139, 717, 0,
            0, 0, 2048,
        ],
    ),
    (0x2190, &[2048, 1024, 2048, 1024, 2048, 1024]),
];
const BOLD: Table = &[
    (
        0x20,
        &[
            569, 682, 971, 1139, 1139, 1821, 1479, 487, 682, 682, 797, 1196, 569, 682, 569, 569, 1139, 1139,
            1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 682, 682, 1196, 1196, 1196, 1251, 1997, 1479,
            1479, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1139, 1479, 1251, 1706, 1479, 1593, 1366, 1593,
            1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 682, 569, 682, 1196, 1139, 682, 1139, 1251,
            1139, 1251, 1139, 682, 1251, 1251, 569, 569, 1139, 569, 1821, 1251, 1251, 1251, 1251, 797, 1139,
            682, 1251, 1139, 1593, 1139, 1139, 1024, 797, 573, 797, 1196,
        ],
    ),
    (
        0xa0,
        &[
            569, 682, 1139, 1139, 1139, 1139, 573, 1139, 682, 1509, 758, 1139, 1196, 682, 1509, 1131, 819,
            1124, 682, 682, 682, 1180, 1139, 569, 682, 682, 748, 1139, 1708, 1708, 1708, 1251, 1479, 1479,
            1479, 1479, 1479, 1479, 2048, 1479, 1366, 1366, 1366, 1366, 569, 569, 569, 569, 1479, 1479, 1593,
            1593, 1593, 1593, 1593, 1196, 1593, 1479, 1479, 1479, 1479, 1366, 1366, 1251, 1139, 1139, 1139,
            1139, 1139, 1139, 1821, 1139, 1139, 1139, 1139, 1139, 569, 569, 569, 569, 1251, 1251, 1251, 1251,
            1251, 1251, 1251, 1124, 1251, 1251, 1251, 1251, 1251, 1139, 1251, 1139, 1479, 1139, 1479, 1139,
            1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1472, 1479, 1251, 1366, 1139,
            1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1593, 1251, 1593, 1251, 1593, 1251, 1593, 1251,
            1479, 1251, 1479, 1251, 569, 569, 569, 569, 569, 569, 569, 569, 569, 569, 1607, 1139, 1139, 569,
            1479, 1139, 1139, 1251, 569, 1251, 569, 1251, 789, 1251, 981, 1251, 569, 1479, 1251, 1479, 1251,
            1479, 1251, 1451, 1481, 1251, 1593, 1251, 1593, 1251, 1593, 1251, 2048, 1933, 1479, 797, 1479,
            797, 1479, 797, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1251, 682, 1251, 981, 1251, 682,
            1479, 1251, 1479, 1251, 1479, 1251, 1479, 1251, 1479, 1251, 1479, 1251, 1933, 1593, 1366, 1139,
            1366, 1251, 1024, 1251, 1024, 1251, 1024, 569,
        ],
    ),
    (0x218, &[1366, 1139, 1251, 682]),
    (
        0x384,
        &[
            682, 952, 1479, 682, 1747, 1855, 970, 0, 1689, 0, 1899, 1716, 569, 1479, 1479, 1231, 1472, 1366,
            1251, 1479, 1593, 569, 1479, 1366, 1706, 1479, 1318, 1593, 1479, 1366, 0, 1229, 1251, 1366, 1681,
            1366, 1657, 1642, 569, 1366, 1259, 924, 1251, 569, 1192, 1259, 1250, 1139, 1242, 972, 943, 1251,
            1107, 569, 1142, 1139, 1253, 1139, 912, 1251, 1568, 1267, 1065, 1401, 914, 1192, 1465, 1179,
            1543, 1730, 569, 1192, 1251, 1192, 1730,
        ],
    ),
    (
        0x400,
        &[
            1366, 1370, 1813, 1161, 1457, 1366, 569, 565, 1139, 2240, 2176, 1792, 1250, 1479, 1274, 1472,
            1479, 1472, 1479, 1161, 1459, 1366, 1851, 1283, 1472, 1472, 1250, 1437, 1706, 1479, 1593, 1472,
            1366, 1479, 1251, 1274, 1748, 1366, 1496, 1439, 2058, 2087, 1781, 2005, 1472, 1457, 2112, 1472,
            1139, 1265, 1259, 853, 1300, 1139, 1452, 1018, 1259, 1259, 1025, 1301, 1515, 1237, 1251, 1237,
            1251, 1139, 1003, 1139, 1792, 1139, 1259, 1189, 1707, 1728, 1493, 1749, 1259, 1131, 1749, 1195,
            1139, 1139, 1251, 853, 1131, 1139, 569, 576, 569, 1984, 1856, 1251, 1025, 1259, 1139, 1237,
        ],
    ),
    (0x490, &[997, 915]),
    (0x1e80, &[1933, 1593, 1933, 1593, 1933, 1593]),
    (0x1ef2, &[1366, 1139]),
    (
        0x2010,
        &[
            682, 682, 0, 1139, 2048, 2048, 0, 1131, 569, 569, 569, 569, 1024, 1024, 1024, 0, 1139, 1139, 717,
            0, 0, 0, 2048,
        ],
    ),
    (0x2190, &[2048, 1024, 2048, 1024, 2048, 1024]),
];

#[cfg(test)]
mod tests {
    use super::{advance, spacing, table};
    use crate::text::Weight;

    #[test]
    fn advances_are_those_of_arial() {
        let cases =
            [('A', 1366, 1479), ('i', 455, 569), (' ', 569, 569), ('\u{2019}', 455, 569), ('Ж', 1891, 1851)];
        for (c, regular, bold) in cases {
            assert_eq!(advance(c, table(Weight::Regular)), Some(regular), "{c}");
            assert_eq!(advance(c, table(Weight::Bold)), Some(bold), "{c}");
        }
        for c in ['م', '国', '\u{0}', '\u{10ffff}'] {
            assert_eq!(advance(c, table(Weight::Regular)), None);
        }
    }

    #[test]
    fn the_space_between_letters_makes_up_for_the_width() {
        // three letters of 1139 units at 20.48 px are 34.17 px wide
        let space = spacing("123", Weight::Regular, 20.48, 37.17 / 0.99).expect("known letters");
        assert!((space - 1.0).abs() < 1e-9, "{space}");
        assert_eq!(spacing("", Weight::Regular, 20.0, 0.0), None);
        assert_eq!(spacing("a م", Weight::Regular, 20.0, 9.0), None);
        assert_eq!(
            spacing("1", Weight::Regular, 10.0, 100.0),
            Some(1.2),
            "never so much that words fall apart"
        );
    }
}
