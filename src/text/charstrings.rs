//! What the outlines of a table `CFF ` or `CFF2` cost those who draw them: each is a small program, whose subroutines may call
//! each other time and again (Adobe Technical Notes 5176 and 5177; OpenType 1.9, CFF2). They are run here without drawing,
//! and their steps are counted.
use super::FontError;
use std::ops::Range;

/// How far outlines are run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    /// Steps of one glyph, and of all.
    pub(super) glyph: usize,
    pub(super) all: usize,
    /// Subroutines within subroutines.
    pub(super) depth: usize,
}

/// The steps of all glyphs of a table, each with those of the subroutines that it calls.
///
/// # Errors
/// [`FontError::TooComplex`] with what there is too much of. A table that is not as it should be is left to its readers.
pub(super) fn check(table: &[u8], most: Most) -> Result<usize, FontError> {
    let Some(font) = Font::read(table) else { return Ok(0) };
    let mut all = 0;
    for glyph in 0..font.glyphs.count {
        let Some(program) = font.glyphs.get(table, glyph) else { continue };
        let local = font.locals.get(font.dictionary_of(table, glyph)).copied().flatten();
        let regions = font.regions.first().copied().unwrap_or(0);
        let mut run =
            OutlineRun { table, font: &font, local, stack: Vec::new(), stems: 0, regions, steps: 0, most };
        run.program(program, 0)?;
        all += run.steps;
        if all > most.all {
            return Err(FontError::TooComplex("steps in its outlines"));
        }
    }
    Ok(all)
}

/// A list of pieces of a table.
#[derive(Debug, Clone, Copy, Default)]
struct Index {
    count: usize,
    /// Bytes of an offset, and where the first one stands.
    wide: usize,
    offsets: usize,
    /// What offsets are told from.
    base: usize,
}

impl Index {
    /// The list at a place, with where it ends.
    fn read(table: &[u8], at: usize, is_second: bool) -> Option<(Self, usize)> {
        let head = if is_second { 4 } else { 2 };
        let count = number(table, at, head)?;
        if count == 0 {
            return Some((Self::default(), at + head));
        }
        let wide = number(table, at + head, 1).filter(|wide| (1..=4).contains(wide))?;
        let offsets = at + head + 1;
        let base = offsets.checked_add(count.checked_add(1)?.checked_mul(wide)?)?.checked_sub(1)?;
        let index = Self { count, wide, offsets, base };
        let end = base.checked_add(number(table, offsets + count * wide, wide)?)?;
        (end <= table.len()).then_some((index, end))
    }

    fn get<'a>(&self, table: &'a [u8], piece: usize) -> Option<&'a [u8]> {
        if piece >= self.count {
            return None;
        }
        let at = |n: usize| self.base.checked_add(number(table, self.offsets + n * self.wide, self.wide)?);
        table.get(at(piece)?..at(piece + 1)?)
    }

    /// What is added to a number by which a subroutine is called.
    fn bias(&self) -> i64 {
        match self.count {
            0..1_240 => 107,
            1_240..33_900 => 1_131,
            _ => 32_768,
        }
    }
}

/// A big-endian number of up to four bytes.
fn number(table: &[u8], at: usize, bytes: usize) -> Option<usize> {
    let bytes = table.get(at..at.checked_add(bytes)?)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// The parts of a table that outlines are run with.
struct Font {
    glyphs: Index,
    global: Index,
    /// Of each dictionary.
    locals: Vec<Option<Index>>,
    /// Where it stands which dictionary each glyph has.
    select: Option<usize>,
    is_second: bool,
    /// Of CFF2: how many regions each part of its variations has.
    regions: Vec<usize>,
}

/// Most bytes of a dictionary that are read.
const PRIVATE_BYTES: usize = 64 * 1024;

/// Operators of dictionaries; those of two bytes have 12 in the first.
mod entries {
    pub(super) const GLYPHS: u16 = 17;
    pub(super) const PRIVATE: u16 = 18;
    pub(super) const SUBROUTINES: u16 = 19;
    pub(super) const VARIATIONS: u16 = 24;
    pub(super) const DICTIONARIES: u16 = 12 << 8 | 36;
    pub(super) const SELECT: u16 = 12 << 8 | 37;
}

impl Font {
    fn read(table: &[u8]) -> Option<Self> {
        let is_second = number(table, 0, 1)? == 2;
        let start = number(table, 2, 1)?;
        let (top, after) = if is_second {
            let length = number(table, 3, 2)?;
            (table.get(start..start.checked_add(length)?)?, start + length)
        } else {
            let (_, tops) = Index::read(table, start, false)?;
            let (tops, strings) = Index::read(table, tops, false)?;
            (tops.get(table, 0)?, Index::read(table, strings, false)?.1)
        };
        let (global, _) = Index::read(table, after, is_second)?;
        let index = |at: usize| Index::read(table, at, is_second).map(|(index, _)| index);
        let glyphs = index(*entry(top, entries::GLYPHS)?.first()?)?;
        let local = |dictionary: &[u8]| -> Option<Index> {
            let private = entry(dictionary, entries::PRIVATE)?;
            let (length, at) = (*private.first()?, *private.get(1)?);
            // a few numbers: what is longer is no dictionary
            let range: Range<usize> = at..at.checked_add(length.min(PRIVATE_BYTES))?;
            let subroutines = *entry(table.get(range)?, entries::SUBROUTINES)?.first()?;
            index(at.checked_add(subroutines)?)
        };
        let first = |name| entry(top, name).and_then(|numbers| numbers.first().copied());
        let locals = match first(entries::DICTIONARIES).and_then(index) {
            Some(each) => {
                // a glyph's dictionary is told in one byte
                (0..each.count.min(256)).map(|n| each.get(table, n).and_then(local)).collect()
            }
            None => vec![local(top)],
        };
        let regions = first(entries::VARIATIONS).map(|at| regions(table, at)).unwrap_or_default();
        Some(Self { glyphs, global, locals, select: first(entries::SELECT), is_second, regions })
    }

    fn dictionary_of(&self, table: &[u8], glyph: usize) -> usize {
        let Some(at) = self.select else { return 0 };
        let found = match number(table, at, 1) {
            Some(0) => number(table, at + 1 + glyph, 1),
            Some(3) => {
                let count = number(table, at + 1, 2).unwrap_or(0);
                let starts_after =
                    |n: usize| number(table, at + 3 + 3 * n, 2).is_none_or(|first| first > glyph);
                let (mut low, mut high) = (0, count);
                while low < high {
                    let middle = usize::midpoint(low, high);
                    if starts_after(middle) { high = middle } else { low = middle + 1 }
                }
                low.checked_sub(1).and_then(|n| number(table, at + 5 + 3 * n, 1))
            }
            _ => None,
        };
        found.unwrap_or(0)
    }
}

/// How many regions each part of a variation store has, which stands at a place behind its length.
fn regions(table: &[u8], at: usize) -> Vec<usize> {
    let store = at + 2;
    let count = number(table, store + 6, 2).unwrap_or(0);
    let of = |part: usize| {
        let offset = number(table, store + 8 + 4 * part, 4)?;
        number(table, store.checked_add(offset)?.checked_add(4)?, 2)
    };
    (0..count).map(|part| of(part).unwrap_or(0)).collect()
}

/// The numbers before an operator of a dictionary: sizes and offsets, so that fractions and those below zero are nothing.
fn entry(dictionary: &[u8], name: u16) -> Option<Vec<usize>> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(first) = dictionary.get(at).copied() {
        at += 1;
        if numbers.len() > STACK {
            return None;
        }
        let take = |bytes: usize| number(dictionary, at, bytes);
        match first {
            0..=24 => {
                let mut operator = u16::from(first);
                if first == 12 {
                    operator = operator << 8 | u16::from(*dictionary.get(at)?);
                    at += 1;
                }
                if operator == name {
                    return Some(numbers);
                }
                numbers.clear();
            }
            28 => {
                numbers.push(take(2)?);
                at += 2;
            }
            29 => {
                numbers.push(take(4)?);
                at += 4;
            }
            30 => {
                // decimals, of which a half byte of ones is the end
                while dictionary.get(at)? & 0x0f != 0x0f && dictionary.get(at)? >> 4 != 0x0f {
                    at += 1;
                }
                at += 1;
                numbers.push(0);
            }
            32..=246 => numbers.push(usize::from(first).saturating_sub(139)),
            247..=250 => {
                numbers.push((usize::from(first) - 247) * 256 + take(1)? + 108);
                at += 1;
            }
            251..=254 => {
                numbers.push(0);
                at += 1;
            }
            _ => {}
        }
    }
    None
}

/// A glyph's outline on its way.
struct OutlineRun<'a> {
    table: &'a [u8],
    font: &'a Font,
    local: Option<Index>,
    stack: Vec<i64>,
    stems: usize,
    /// Of CFF2: numbers that a blend takes for each that it leaves.
    regions: usize,
    steps: usize,
    most: Most,
}

/// Most numbers that wait for an operator: those of CFF2, which allows more.
const STACK: usize = 513;

impl OutlineRun<'_> {
    /// Runs a program to its end.
    fn program(&mut self, program: &[u8], depth: usize) -> Result<(), FontError> {
        if depth > self.most.depth {
            return Err(FontError::TooComplex("subroutines within subroutines"));
        }
        let mut at = 0;
        while let Some(first) = program.get(at).copied() {
            at += 1;
            self.steps += 1;
            if self.steps > self.most.glyph {
                return Err(FontError::TooComplex("steps in an outline"));
            }
            let take = |bytes: usize| number(program, at, bytes).unwrap_or(0) as i64;
            let (value, bytes) = match first {
                28 => (i64::from(take(2) as i16), 2),
                32..=246 => (i64::from(first) - 139, 0),
                247..=250 => ((i64::from(first) - 247) * 256 + take(1) + 108, 1),
                251..=254 => (-(i64::from(first) - 251) * 256 - take(1) - 108, 1),
                255 => (i64::from((take(4) >> 16) as i16), 4),
                _ => {
                    if !self.operator(first, program, &mut at, depth)? {
                        return Ok(());
                    }
                    continue;
                }
            };
            at += bytes;
            if self.stack.len() >= STACK {
                return Ok(());
            }
            self.stack.push(value);
        }
        Ok(())
    }

    /// Does what an operator does to the stack, to hints and to the place in the program; `false` at the program's end.
    fn operator(
        &mut self,
        operator: u8,
        program: &[u8],
        at: &mut usize,
        depth: usize,
    ) -> Result<bool, FontError> {
        match operator {
            // hints: a pair of numbers each
            1 | 3 | 18 | 23 => self.count_stems(),
            // a mask has a bit for each hint
            19 | 20 => {
                self.count_stems();
                *at += self.stems.div_ceil(8);
            }
            10 | 29 => {
                let index = if operator == 10 { self.local } else { Some(self.font.global) };
                let called = self.stack.pop().zip(index).and_then(|(number, index)| {
                    index.get(self.table, usize::try_from(number + index.bias()).ok()?)
                });
                let Some(called) = called else { return Ok(false) };
                // whatever ends a subroutine, its readers go on behind the call
                self.program(called, depth + 1)?;
                return Ok(true);
            }
            11 => return Ok(false),
            12 => {
                // curves that flex; all else reckons, which outlines of today do not, and could call anything
                let second = program.get(*at).copied().unwrap_or(0);
                *at += 1;
                if !matches!(second, 0 | 34..=37) {
                    return Err(FontError::TooComplex("programs that reckon"));
                }
                self.stack.clear();
            }
            14 => {
                // with numbers before it, it is put together of two other glyphs
                if self.stack.len() > 1 && depth > 0 {
                    return Err(FontError::TooComplex("glyphs put together in subroutines"));
                }
                return Ok(false);
            }
            15 if self.font.is_second => {
                let chosen = self.stack.pop().and_then(|chosen| usize::try_from(chosen).ok());
                self.regions = chosen.and_then(|chosen| self.font.regions.get(chosen)).copied().unwrap_or(0);
            }
            // of each number that it leaves, a blend takes as many as there are regions
            16 if self.font.is_second => {
                let left = self.stack.pop().and_then(|left| usize::try_from(left).ok()).unwrap_or(0);
                let taken = left.saturating_mul(self.regions);
                self.stack.truncate(self.stack.len().saturating_sub(taken));
            }
            _ => self.stack.clear(),
        }
        Ok(true)
    }

    fn count_stems(&mut self) {
        self.stems += self.stack.len() / 2;
        self.stack.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{FontError, Most, check};

    const MOST: Most = Most { glyph: 60, all: 150, depth: 3 };

    fn index(pieces: &[Vec<u8>]) -> Vec<u8> {
        let mut out = (pieces.len() as u16).to_be_bytes().to_vec();
        if pieces.is_empty() {
            return out;
        }
        out.push(2);
        let mut at = 1_u16;
        for length in std::iter::once(0).chain(pieces.iter().map(Vec::len)) {
            at += length as u16;
            out.extend(at.to_be_bytes());
        }
        out.extend(pieces.concat());
        out
    }

    /// A table of glyphs and of subroutines that all of them share.
    fn table(glyphs: &[Vec<u8>], subroutines: &[Vec<u8>]) -> Vec<u8> {
        let mut out = vec![1, 0, 4, 2];
        out.extend(index(&[b"T".to_vec()]));
        // the dictionary has one entry: where the glyphs are, in five bytes
        let top = |at: u32| [&[29][..], &at.to_be_bytes(), &[17]].concat();
        let rest = [index(&[]), index(subroutines)].concat();
        let at = out.len() + index(&[top(0)]).len() + rest.len();
        out.extend(index(&[top(at as u32)]));
        out.extend(rest);
        out.extend(index(glyphs));
        out
    }

    /// Calls a subroutine so many times.
    fn calls(subroutine: u8, times: usize) -> Vec<u8> {
        [139 - 107 + subroutine, 29].repeat(times)
    }

    const END: u8 = 14;
    const RETURN: u8 = 11;

    #[test]
    fn steps_of_subroutines_count_as_often_as_they_are_called() {
        let line = vec![140, 140, 5, RETURN];
        let twice = [calls(0, 2), vec![RETURN]].concat();
        let of = |glyph: Vec<u8>| check(&table(&[glyph], &[line.clone(), twice.clone()]), MOST);
        assert_eq!(of(vec![140, 140, 21, END]), Ok(4));
        assert_eq!(of([calls(0, 1), vec![END]].concat()), Ok(2 + 4 + 1));
        assert_eq!(of([calls(1, 2), vec![END]].concat()), Ok(2 * (2 + 2 * (2 + 4) + 1) + 1));
        // the end of an outline in a subroutine ends that alone
        let ended = table(&[[calls(0, 1), calls(1, 1), vec![END]].concat()], &[vec![END], line.clone()]);
        assert_eq!(check(&ended, MOST), Ok(2 + 1 + 2 + 4 + 1));
        // one that is not there ends the outline for its readers, and here
        assert_eq!(of([calls(9, 3), vec![END]].concat()), Ok(2));
    }

    #[test]
    fn masks_are_no_operators() {
        // three pairs of hints, and a mask whose byte looks like a call
        let glyph = vec![140, 140, 140, 140, 18, 140, 140, 19, 29, 140, 140, 21, END];
        assert_eq!(check(&table(&[glyph], &[vec![RETURN]]), MOST), Ok(12));
    }

    #[test]
    fn each_limit_holds_one_thing() {
        let long = |steps: usize| [vec![140; steps - 1], vec![END]].concat();
        let of = |glyphs: &[Vec<u8>], subroutines: &[Vec<u8>]| check(&table(glyphs, subroutines), MOST);
        let too = |what| Err(FontError::TooComplex(what));
        assert_eq!(of(&[long(60)], &[]), Ok(60));
        assert_eq!(of(&[long(61)], &[]), too("steps in an outline"));
        assert_eq!(of(&[long(50), long(50), long(50)], &[]), Ok(150));
        assert_eq!(of(&[long(50), long(50), long(51)], &[]), too("steps in its outlines"));
        // a subroutine that calls the one before it
        let chain: Vec<Vec<u8>> = (0..4)
            .map(|n| if n == 0 { vec![RETURN] } else { [calls(n - 1, 1), vec![RETURN]].concat() })
            .collect();
        assert!(of(&[[calls(2, 1), vec![END]].concat()], &chain).is_ok());
        assert_eq!(of(&[[calls(3, 1), vec![END]].concat()], &chain), too("subroutines within subroutines"));
        assert_eq!(of(&[vec![140, 140, 12, 10, END]], &[]), too("programs that reckon"));
        let put_together = vec![140, 140, 140, 140, END];
        assert_eq!(of(std::slice::from_ref(&put_together), &[]), Ok(5));
        assert_eq!(
            of(&[[calls(0, 1), vec![END]].concat()], &[put_together]),
            too("glyphs put together in subroutines")
        );
    }

    #[test]
    fn a_blend_leaves_what_stands_below_its_own_numbers() {
        let wide = |pieces: &[Vec<u8>]| {
            let mut out = (pieces.len() as u32).to_be_bytes().to_vec();
            if !pieces.is_empty() {
                out.extend(index(pieces).split_off(2));
            }
            out
        };
        // 31 below; 32 with one number for each of the two regions; a call of the subroutine that the blend leaves
        let glyph = vec![139, 139 - 107, 140, 140, 140, 16, 29];
        let global = wide(&[vec![140, 140, 5]]);
        let top = |glyphs: u32, store: u32| {
            [&[29][..], &glyphs.to_be_bytes(), &[17, 29], &store.to_be_bytes(), &[24]].concat()
        };
        let start = 5 + top(0, 0).len() + global.len();
        let glyphs = wide(&[glyph]);
        // its length, then its format, where its regions are, one part at 12, of no items, no words and two regions
        let store = [vec![0, 18], vec![0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12, 0, 0, 0, 0, 0, 2]].concat();
        let top = top(start as u32, (start + glyphs.len()) as u32);
        let head = [vec![2, 0, 5], (top.len() as u16).to_be_bytes().to_vec()].concat();
        let whole = [head, top, global, glyphs, store].concat();
        assert_eq!(check(&whole, MOST), Ok(7 + 3));
    }

    #[test]
    fn any_bytes_are_counted_or_left_alone() {
        let whole = table(&[[calls(0, 3), vec![END]].concat(), vec![END]], &[vec![140, 140, 5, RETURN]]);
        for at in 0..whole.len() {
            let _ = check(&whole[..at], MOST);
            let mut bytes = whole.clone();
            for change in [0x01, 0x5f, 0xff] {
                bytes[at] = whole[at] ^ change;
                let _ = check(&bytes, MOST);
            }
        }
    }
}
