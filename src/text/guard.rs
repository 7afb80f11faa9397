//! Whether a font file can be trusted, and what it would cost those who read it, found on its bytes before they see any: they
//! take its tables at their word.
//!
//! Tables may lie over each other, glyphs may be put together of glyphs that are put together themselves, and ranges of
//! characters may be claimed time and again: a small file can stand for work without end. Tables that are not here, or end
//! too soon, are left to the readers, which stop there.
use super::FontError;
use super::charstrings::{self, Most};
use crate::limits::{
    FONT_COMPOSITE_DEPTH, FONT_FACES, FONT_GLYPH_PARTS, FONT_MAPPINGS, FONT_OUTLINE_STEPS, FONT_POINTS,
    FONT_STEPS, FONT_TABLES,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a file may cost; each is told of in [`crate::limits`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    faces: usize,
    tables: usize,
    depth: usize,
    parts: usize,
    points: usize,
    mappings: usize,
    outline_steps: usize,
    steps: usize,
}

impl Limits {
    pub(super) const USUAL: Self = Self {
        faces: FONT_FACES,
        tables: FONT_TABLES,
        depth: FONT_COMPOSITE_DEPTH,
        parts: FONT_GLYPH_PARTS,
        points: FONT_POINTS,
        mappings: FONT_MAPPINGS,
        outline_steps: FONT_OUTLINE_STEPS,
        steps: FONT_STEPS,
    };
}

/// Counts a file through.
///
/// # Errors
/// [`FontError::Unreadable`] where its tables lie outside it or over each other or are not as their checksums say, or where an
/// outline claims points that it does not have; [`FontError::TooComplex`] with what there is too much of.
pub(super) fn check(file: &[u8], limits: &Limits) -> Result<(), FontError> {
    let mut seen = BTreeSet::new();
    let mut points = 0;
    let mut steps = 0;
    let mut outlines = BTreeSet::new();
    let mut maps = BTreeSet::new();
    for at in faces(file, limits)? {
        let tables = tables(file, at, limits)?;
        seen.extend(tables.iter().map(|(tag, table)| {
            let FontTable { range, checksum } = table;
            (range.start, range.end, tag == b"head", *checksum)
        }));
        let [glyf, loca, head, maxp, cmap] = [b"glyf", b"loca", b"head", b"maxp", b"cmap"]
            .map(|tag| tables.get(tag).map(|table| &table.range));
        // glyphs that are drawn by variations of other glyphs, which no count here follows
        if tables.contains_key(b"VARC") {
            return Err(FontError::TooComplex("variable composites"));
        }
        if let Some(cmap) = cmap.filter(|cmap| maps.insert((cmap.start, cmap.end))) {
            mappings(file.get(cmap.clone()).unwrap_or_default(), limits)?;
        }
        for table in [b"CFF ", b"CFF2"].iter().filter_map(|tag| tables.get(*tag)) {
            let Range { start, end } = table.range;
            if outlines.insert((start, end, start, end)) {
                let most = Most {
                    glyph: limits.outline_steps,
                    all: limits.steps.saturating_sub(steps),
                    depth: limits.depth,
                };
                steps += charstrings::check(file.get(start..end).unwrap_or_default(), most)?;
            }
        }
        let (Some(glyf), Some(loca), Some(head), Some(maxp)) = (glyf, loca, head, maxp) else { continue };
        if outlines.insert((glyf.start, glyf.end, loca.start, loca.end)) {
            let table = |range: &Range<usize>| file.get(range.clone()).unwrap_or_default();
            let is_long = number(table(head), 50) == Some(1);
            let glyphs = Glyphs {
                glyf: table(glyf),
                loca: table(loca),
                is_long,
                count: number(table(maxp), 4).unwrap_or(0),
            };
            points += glyphs.points(limits)?;
            if points > limits.points {
                return Err(FontError::TooComplex("points"));
            }
        }
    }
    // tables that are shared are whole ones
    let in_all: usize = seen.iter().map(|(start, end, ..)| end - start).sum();
    let is_whole = |(start, end, is_head, sum): &(usize, usize, bool, u32)| {
        // the header's own field for the whole file's sum counts as zero
        let hole = if *is_head { 8..12 } else { 0..0 };
        file.get(*start..*end).is_some_and(|table| checksum(table, &hole) == *sum)
    };
    if in_all <= file.len() && seen.iter().all(is_whole) { Ok(()) } else { Err(FontError::Unreadable) }
}

/// The sum of a table's big-endian words; the bytes in `hole` count as zero.
fn checksum(bytes: &[u8], hole: &Range<usize>) -> u32 {
    bytes.chunks(4).enumerate().fold(0u32, |sum, (n, chunk)| {
        let mut word = [0; 4];
        for (k, (to, from)) in word.iter_mut().zip(chunk).enumerate() {
            *to = if hole.contains(&(4 * n + k)) { 0 } else { *from };
        }
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// Two bytes, as a number.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk::<2>()?;
    Some(usize::from(u16::from_be_bytes(*bytes)))
}

/// Four bytes, as a number.
fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_be_bytes(*bytes)).ok()
}

/// Where each face of a file starts.
fn faces(file: &[u8], limits: &Limits) -> Result<Vec<usize>, FontError> {
    if !file.starts_with(b"ttcf") {
        return Ok(vec![0]);
    }
    let count = long(file, 8).ok_or(FontError::Unreadable)?;
    if count > file.len() / 4 {
        return Err(FontError::Unreadable);
    }
    if count > limits.faces {
        return Err(FontError::TooComplex("faces"));
    }
    (0..count).map(|n| long(file, 12 + 4 * n).ok_or(FontError::Unreadable)).collect()
}

/// Where a table lies, and what its words add up to.
struct FontTable {
    range: Range<usize>,
    checksum: u32,
}

type Tables = BTreeMap<[u8; 4], FontTable>;

/// What each kind of face that is read starts with.
const VERSIONS: [&[u8; 4]; 3] = [b"\0\x01\0\0", b"OTTO", b"true"];

fn tables(file: &[u8], at: usize, limits: &Limits) -> Result<Tables, FontError> {
    let version = file.get(at..).and_then(|face| face.first_chunk::<4>());
    if !version.is_some_and(|version| VERSIONS.contains(&version)) {
        return Err(FontError::Unreadable);
    }
    let count = at.checked_add(4).and_then(|at| number(file, at)).ok_or(FontError::Unreadable)?;
    if file.len() < at + 12 + 16 * count {
        return Err(FontError::Unreadable);
    }
    if count > limits.tables {
        return Err(FontError::TooComplex("tables"));
    }
    let record = |n| {
        let record = file.get(at + 12 + 16 * n..)?;
        let (start, length) = (long(record, 8)?, long(record, 12)?);
        let range = start..start.checked_add(length)?;
        let checksum = u32::from_be_bytes(*record.get(4..)?.first_chunk::<4>()?);
        (range.end <= file.len()).then_some((*record.first_chunk::<4>()?, FontTable { range, checksum }))
    };
    (0..count).map(|n| record(n).ok_or(FontError::Unreadable)).collect()
}

/// Counts the characters that a map of characters claims, in each of its forms.
fn mappings(cmap: &[u8], limits: &Limits) -> Result<(), FontError> {
    let count = number(cmap, 2).unwrap_or_default();
    if count > limits.tables {
        return Err(FontError::TooComplex("maps of characters"));
    }
    let places: BTreeSet<usize> = (0..count).filter_map(|n| long(cmap, 4 + 8 * n + 4)).collect();
    let claimed = |map: &[u8]| -> Option<usize> {
        match number(map, 0)? {
            4 => {
                let doubled = number(map, 6)?;
                let (ends, starts) = (map.get(14..)?, map.get(16 + doubled..)?);
                let segment = |n| Some((number(ends, 2 * n)? + 1).saturating_sub(number(starts, 2 * n)?));
                Some((0..doubled / 2).map_while(segment).sum())
            }
            8 | 12 | 13 => {
                let groups = map.get(16..)?;
                let group =
                    |n: usize| Some((long(groups, 12 * n + 4)? + 1).saturating_sub(long(groups, 12 * n)?));
                Some((0..long(map, 12)?).map_while(group).fold(0, usize::saturating_add))
            }
            _ => None,
        }
    };
    let most = places.iter().filter_map(|at| claimed(cmap.get(*at..)?)).max();
    if most.unwrap_or_default() > limits.mappings {
        return Err(FontError::TooComplex("characters"));
    }
    Ok(())
}

/// TrueType's outlines.
struct Glyphs<'a> {
    glyf: &'a [u8],
    loca: &'a [u8],
    is_long: bool,
    count: usize,
}

/// What drawing a glyph costs.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    depth: usize,
    /// Glyphs that it is put together of, itself among them.
    parts: usize,
    points: usize,
}

impl Glyphs<'_> {
    /// The points of all glyphs, each as often as it is drawn.
    fn points(&self, limits: &Limits) -> Result<usize, FontError> {
        let mut known = vec![None; self.count];
        let mut sum = 0_usize;
        for glyph in 0..self.count {
            sum = sum.saturating_add(self.cost(glyph, 0, &mut known, limits)?.points);
        }
        Ok(sum)
    }

    fn data(&self, glyph: usize) -> Option<&[u8]> {
        let at = |n: usize| match self.is_long {
            true => long(self.loca, 4 * n),
            false => number(self.loca, 2 * n).map(|half| 2 * half),
        };
        self.glyf.get(at(glyph)?..at(glyph + 1)?)
    }

    fn cost(
        &self,
        glyph: usize,
        above: usize,
        known: &mut [Option<Cost>],
        limits: &Limits,
    ) -> Result<Cost, FontError> {
        if above > limits.depth {
            return Err(FontError::TooComplex("glyphs within glyphs"));
        }
        let Some(slot) = known.get(glyph) else { return Ok(Cost::default()) };
        if let Some(cost) = slot {
            return Ok(*cost);
        }
        let mut cost = Cost { depth: 0, parts: 1, points: 0 };
        let data = self.data(glyph).ok_or(FontError::Unreadable)?;
        match number(data, 0) {
            // it is blank
            None if data.is_empty() => {}
            None => return Err(FontError::Unreadable),
            Some(0) => {
                // without contours there must be no points either: readers of outlines index them unseen
                let instructions = number(data, 10).ok_or(FontError::Unreadable)?;
                if data.len() > 12 + instructions {
                    return Err(FontError::Unreadable);
                }
            }
            Some(contours @ 1..0x8000) => {
                cost.points = number(data, 10 + 2 * (contours - 1)).ok_or(FontError::Unreadable)? + 1;
            }
            Some(0x8000..) => {
                for part in components(data) {
                    let inner = self.cost(part, above + 1, known, limits)?;
                    cost.depth = cost.depth.max(inner.depth + 1);
                    cost.parts = cost.parts.saturating_add(inner.parts);
                    cost.points = cost.points.saturating_add(inner.points);
                    if cost.parts > limits.parts {
                        return Err(FontError::TooComplex("parts of a glyph"));
                    }
                }
            }
        }
        if above + cost.depth > limits.depth {
            return Err(FontError::TooComplex("glyphs within glyphs"));
        }
        if let Some(slot) = known.get_mut(glyph) {
            *slot = Some(cost);
        }
        Ok(cost)
    }
}

/// The glyphs that one is put together of.
fn components(data: &[u8]) -> impl Iterator<Item = usize> {
    /// Of the flags: words in place of bytes, another part, and what each form of scale takes.
    const WORDS: usize = 1;
    const MORE: usize = 1 << 5;
    const SCALES: [(usize, usize); 3] = [(1 << 3, 2), (1 << 6, 4), (1 << 7, 8)];
    let mut at = Some(10);
    std::iter::from_fn(move || {
        let from = at?;
        let (flags, glyph) = (number(data, from)?, number(data, from + 2)?);
        let scale = SCALES.iter().find(|(flag, _)| flags & flag != 0).map_or(0, |(_, bytes)| *bytes);
        let places = if flags & WORDS != 0 { 4 } else { 2 };
        at = (flags & MORE != 0).then_some(from + 4 + places + scale);
        Some(glyph)
    })
}

#[cfg(test)]
mod tests {
    use super::{FontError, Limits, check};

    const ONE: &[u8] = include_bytes!("../../tests/fonts/tiny.ttf");
    const COLLECTION: &[u8] = include_bytes!("../../tests/fonts/tiny.ttc");

    /// A file of tables.
    fn font(tables: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut file = [&[0, 1, 0, 0], &(tables.len() as u16).to_be_bytes()[..], &[0; 6]].concat();
        let mut at = file.len() + 16 * tables.len();
        for (tag, table) in tables {
            file.extend(tag.as_bytes());
            for number in [super::checksum(table, &(0..0)), at as u32, table.len() as u32] {
                file.extend(number.to_be_bytes());
            }
            at += table.len();
        }
        file.extend(tables.iter().flat_map(|(_, table)| table));
        file
    }

    fn words(numbers: &[u16]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
    }

    /// A font of glyphs, each of some points or of others.
    fn glyphs(each: &[&[u16]]) -> Vec<u8> {
        let (mut glyf, mut loca) = (Vec::new(), vec![0]);
        for glyph in each {
            glyf.extend(match glyph {
                [points] => words(&[1, 0, 0, 0, 0, points - 1]),
                parts => {
                    let mut data = words(&[0xffff, 0, 0, 0, 0]);
                    for (n, part) in parts.iter().enumerate() {
                        data.extend(words(&[if n + 1 < parts.len() { 1 << 5 } else { 0 }, *part, 0]));
                    }
                    data
                }
            });
            loca.push((glyf.len() / 2) as u16);
        }
        let (head, maxp) = (vec![0; 54], words(&[0, 0, each.len() as u16]));
        font(&[("glyf", glyf), ("head", head), ("loca", words(&loca)), ("maxp", maxp)])
    }

    #[test]
    fn each_limit_holds_one_thing() {
        const LOW: Limits = Limits {
            faces: 1,
            tables: 4,
            depth: 2,
            parts: 12,
            points: 40,
            mappings: 20,
            outline_steps: 60,
            steps: 150,
        };
        let map = |last: u16| {
            let map =
                words(&[0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 0, 0, 0, last, 0xffff, 0, 10, 0xffff, 0, 0, 0, 0]);
            font(&[("cmap", map)])
        };
        let groups = |last: u16| {
            font(&[("cmap", words(&[0, 1, 3, 10, 0, 12, 12, 0, 0, 0, 0, 0, 0, 1, 0, 5, 0, last, 0, 0]))])
        };
        for (least, more, what) in [
            (glyphs(&[&[9], &[0, 0]]), COLLECTION.to_vec(), "faces"),
            (map(20), font(&["a   ", "b   ", "c   ", "d   ", "e   "].map(|tag| (tag, vec![0]))), "tables"),
            (glyphs(&[&[9], &[0, 0]]), glyphs(&[&[1], &[0, 0], &[1, 0], &[2, 0]]), "glyphs within glyphs"),
            (
                glyphs(&[&[1], &[2, 0], &[0, 0]]),
                glyphs(&[&[1], &[2, 0], &[3, 0], &[0, 0]]),
                "glyphs within glyphs",
            ),
            (glyphs(&[&[1], &[0, 0]]), glyphs(&[&[1], &[1, 0]]), "glyphs within glyphs"),
            (glyphs(&[&[1], &[0, 0, 0, 0]]), glyphs(&[&[1], &[0; 12]]), "parts of a glyph"),
            (glyphs(&[&[10], &[0, 0, 0]]), glyphs(&[&[10], &[0, 0, 0, 0]]), "points"),
            (map(28), map(29), "characters"),
            (groups(24), groups(25), "characters"),
            (map(20), font(&[("VARC", vec![0])]), "variable composites"),
        ] {
            assert_eq!(check(&least, &LOW), Ok(()), "{what}");
            assert_eq!(check(&more, &LOW), Err(FontError::TooComplex(what)));
        }
        assert_eq!(check(COLLECTION, &Limits::USUAL), Ok(()));
    }

    #[test]
    fn tables_lie_in_the_file_and_not_over_each_other() {
        assert_eq!(check(ONE, &Limits::USUAL), Ok(()));
        // every byte that is wrong makes it fail with words or not at all, and never for long
        for at in 0..ONE.len() {
            let mut bytes = ONE.to_vec();
            bytes[at] ^= 0x5f;
            let _ = check(&bytes, &Limits::USUAL);
        }
        let mut over = font(&[("a   ", vec![0; 90]), ("b   ", vec![0; 90]), ("c   ", vec![0; 90])]);
        assert_eq!(check(&over, &Limits::USUAL), Ok(()));
        // the second and third begin a byte after the first
        let first = over[12 + 8..12 + 12].to_vec();
        for n in [1, 2] {
            let at = 12 + 16 * n + 8;
            over[at..at + 4].copy_from_slice(&first);
            over[at + 3] += n as u8;
        }
        over.truncate(over.len() - 80);
        assert_eq!(check(&over, &Limits::USUAL), Err(FontError::Unreadable));
        assert_eq!(check(&ONE[..ONE.len() - 9], &Limits::USUAL), Err(FontError::Unreadable));
    }
}
