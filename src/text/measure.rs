//! The pieces between break opportunities, and the width of any row of them.
use super::breaks::{Breaks, breaks};
use super::itemise::clusters;
use super::shape::{Shaped, ShapedGlyph, ShapedRun, clean, line, shaped, width};
use super::{BaseDirection, Fonts, Line, LongWords, TextStyle, Weight};
use crate::limits::ROWS_SHAPED;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A text that can be broken, at a size.
pub(super) struct Measure<'a> {
    fonts: &'a Fonts,
    style: &'a TextStyle,
    text: Arc<Pieces>,
    /// Rows that had to be shaped by themselves.
    odd: RefCell<BTreeMap<(usize, usize), f64>>,
    /// Ems of the whole text's glyphs before each cut; found when they are first asked for.
    before: OnceCell<Vec<f64>>,
}

/// A text in pieces: what is the same of it at every size, and in all measures that hold its widest word.
#[derive(Debug, Clone)]
pub(super) struct Pieces {
    text: String,
    /// Of every line.
    direction: BaseDirection,
    weight: Weight,
    /// Byte offsets of the opportunities, from 0 to the text's end.
    cuts: Vec<usize>,
    /// Those for what is wider than a line.
    spare: Vec<usize>,
    whole: Arc<Shaped>,
    /// Those of the cuts that part a word's letters, where nothing else could; and for each cut whether it is one of them, or
    /// nothing where none is.
    forced: BTreeSet<usize>,
    is_forced: Vec<bool>,
    /// Whether there are soft hyphens, and brackets, in the text: what asks for them does so for every row of pieces.
    has_soft_hyphens: bool,
    has_brackets: bool,
    /// Those at which a hyphen is set.
    hyphenated: BTreeSet<usize>,
    /// What stands between two cuts, in order.
    pieces: Vec<BetweenCuts>,
}

/// What stands between two cuts, in the glyphs of the whole text.
#[derive(Debug, Clone, Copy)]
struct BetweenCuts {
    /// First glyph, and the advance of all before it in the face's units.
    first: (usize, i64),
    /// Glyph after its last that is no space, and the advance of all before that one.
    last: (usize, i64),
    /// How much wider its last glyph is without what follows: type is kerned across spaces.
    kern: i32,
    /// Whether a line that starts or ends with the piece has these very glyphs.
    plain: bool,
}

impl<'a> Measure<'a> {
    /// A text with its usual opportunities. What is wider than `width` px may be broken at the spare ones too, such as
    /// the hyphen of "co-ordination"; what is wider still between any two letters if the rules say so.
    pub(super) fn new(
        fonts: &'a Fonts,
        style: &'a TextStyle,
        text: &str,
        width: f64,
        long_words: LongWords,
    ) -> Self {
        let text = clean(text);
        let text = text.trim();
        let direction = style.direction.of(text);
        let text = fonts
            .pieces
            .get(style.weight, direction, text, || Pieces::new(fonts, style.weight, direction, text));
        let mut measure = Self { fonts, style, text, odd: RefCell::default(), before: OnceCell::new() };
        let wide = measure.wider_than(width);
        if wide.is_empty() {
            return measure;
        }
        let spare = measure.text.spare.iter().copied().filter(|&at| is_inside(&wide, at)).collect();
        measure.cut_further(spare);
        if let Some(hyphens) = style.hyphens {
            let wide = measure.wider_than(width);
            let points = |&(start, end): &(usize, usize)| hyphens.points(&measure.text.text, start..end);
            let points: Vec<usize> = wide.iter().flat_map(points).collect();
            Arc::make_mut(&mut measure.text).hyphenated.extend(points.iter().copied());
            measure.cut_further(points);
        }
        if long_words == LongWords::Break {
            let wide = measure.wider_than(width);
            let between = |&(start, end): &(usize, usize)| clusters(&measure.text.text, start..end);
            let forced: Vec<usize> = wide
                .iter()
                .flat_map(between)
                .map(|cluster| cluster.start)
                .filter(|&at| is_inside(&wide, at))
                .collect();
            Arc::make_mut(&mut measure.text).forced.extend(forced.iter().copied());
            measure.cut_further(forced);
        }
        measure
    }

    /// The pieces that are too wide, as bytes of the text.
    fn wider_than(&self, width: f64) -> Vec<(usize, usize)> {
        (0..self.count())
            .filter(|&i| self.width(i, i + 1) > width)
            .filter_map(|i| Some((*self.text.cuts.get(i)?, *self.text.cuts.get(i + 1)?)))
            .collect()
    }

    fn cut_further(&mut self, further: Vec<usize>) {
        if !further.iter().all(|at| self.text.cuts.binary_search(at).is_ok()) {
            self.odd.borrow_mut().clear();
            self.before = OnceCell::new();
            let text = Arc::make_mut(&mut self.text);
            text.cuts.extend(further);
            text.cuts.sort_unstable();
            text.cuts.dedup();
            text.pieces = text.pieces(self.fonts);
        }
        if !self.text.forced.is_empty() {
            let text = Arc::make_mut(&mut self.text);
            text.is_forced = text.cuts.iter().map(|at| text.forced.contains(at)).collect();
        }
    }

    /// Whether a line that ends after `j` pieces parts a word's letters.
    pub(super) fn parts_letters(&self, j: usize) -> bool {
        self.text.is_forced.get(j).is_some_and(|is_forced| *is_forced)
    }

    /// Whether a line that ends after `j` pieces ends in a hyphen that the text does not have.
    pub(super) fn hyphenates(&self, j: usize) -> bool {
        self.text.cuts.get(j).is_some_and(|at| self.text.hyphenated.contains(at))
    }

    /// Whether a word leans on the next one.
    pub(super) fn leans(&self, word: &str) -> bool {
        if word.is_ascii() {
            // most words, at a look
            let lower = |known: &&str| known.len() == word.len() && known.eq_ignore_ascii_case(word);
            return self.style.leaning.iter().any(lower);
        }
        let is_word = |known: &&str| word.chars().flat_map(char::to_lowercase).eq(known.chars());
        self.style.leaning.iter().any(is_word)
    }

    /// Whether a bracket opens somewhere.
    pub(super) fn has_brackets(&self) -> bool {
        self.text.has_brackets
    }

    /// How many pieces there are.
    pub(super) fn count(&self) -> usize {
        self.text.cuts.len().saturating_sub(1)
    }

    /// The words of the pieces from `i` to before `j`, as a line shows them.
    pub(super) fn words(&self, i: usize, j: usize) -> Cow<'_, str> {
        match (self.text.cuts.get(i), self.text.cuts.get(j)) {
            (Some(&start), Some(&end)) => self.text.words_between(start, end),
            _ => Cow::Borrowed(""),
        }
    }

    /// Width of the pieces from `i` to before `j` on one line, in px.
    pub(super) fn width(&self, i: usize, j: usize) -> f64 {
        if let Some((run, first, last)) = self.row(i, j) {
            let units = last.last.1 - first.first.1 + i64::from(last.kern);
            return units as f64 * self.style.size / self.fonts.face(run.face).units_per_em;
        }
        if let Some(&known) = self.odd.borrow().get(&(i, j)) {
            return known;
        }
        let parts_letters = self.parts_letters(i) || self.parts_letters(j);
        if parts_letters || self.is_spent() {
            return self.estimated(i, j);
        }
        let row = self.shaped(&self.words(i, j));
        let wide = row.runs.iter().map(|run| width(self.fonts, run.face, &run.glyphs, self.style.size)).sum();
        self.odd.borrow_mut().insert((i, j), wide);
        wide
    }

    /// Whether as many rows have been shaped by themselves as may be.
    fn is_spent(&self) -> bool {
        self.odd.borrow().len() >= ROWS_SHAPED
    }

    /// About the width of the pieces from `i` to before `j`, rather too much, without shaping them: letters that join have other
    /// forms at a line's ends.
    fn estimated(&self, i: usize, j: usize) -> f64 {
        /// How much wider such forms are, in ems: those at the start, and those at the end, which are the widest.
        const ENDS: [f64; 2] = [0.4, 0.8];
        let before = self.before.get_or_init(|| {
            let mut glyphs: Vec<(usize, f64)> = Vec::new();
            for run in &self.text.whole.runs {
                let em = self.fonts.face(run.face).units_per_em;
                let of = |glyph: &ShapedGlyph| (run.text.start + glyph.start, f64::from(glyph.advance) / em);
                glyphs.extend(run.glyphs.iter().map(of));
            }
            glyphs.sort_by_key(|(at, _)| *at);
            let mut sum = 0.0;
            let mut glyphs = glyphs.into_iter().peekable();
            let cuts = self.text.cuts.iter().map(|cut| {
                while let Some((_, advance)) = glyphs.next_if(|(start, _)| start < cut) {
                    sum += advance;
                }
                sum
            });
            cuts.collect()
        });
        let before = |cut: usize| before.get(cut).copied().unwrap_or_default();
        let [start, end] = ENDS;
        let ends = start * f64::from(u8::from(self.parts_letters(i)))
            + end * f64::from(u8::from(self.parts_letters(j)));
        // else kerning, and what joins in other ways
        (before(j) - before(i) + ends.max(0.5)) * self.style.size
    }

    /// The first and last of the pieces from `i` to before `j`, where the row needs no shaping of its own.
    fn row(&self, i: usize, j: usize) -> Option<(&ShapedRun, &BetweenCuts, &BetweenCuts)> {
        let [run] = self.text.whole.runs.as_slice() else { return None };
        let (first, last) = (self.text.pieces.get(i)?, self.text.pieces.get(j.checked_sub(1)?)?);
        (first.plain && last.plain).then_some((run, first, last))
    }

    /// The line of the pieces from `i` to before `j`.
    pub(super) fn line(&self, i: usize, j: usize) -> Line {
        let words = self.words(i, j);
        let before = self.text.cuts.get(j).and_then(|&end| self.text.text.get(..end)).unwrap_or("");
        let space = before.ends_with(char::is_whitespace);
        let row = self.glyphs(i, j).unwrap_or_else(|| self.shaped(&words));
        let line = line(self.fonts, self.style, &words, self.text.direction, &row, space);
        Line { is_estimated: self.is_spent(), ..line }
    }

    /// The glyphs of the pieces from `i` to before `j`, where the row needs no shaping of its own.
    fn glyphs(&self, i: usize, j: usize) -> Option<Arc<Shaped>> {
        let (run, first, last) = self.row(i, j)?;
        let start = self.text.cuts.get(i).copied().unwrap_or(0);
        let mut glyphs = run.glyphs.get(first.first.0..last.last.0).unwrap_or_default().to_vec();
        for glyph in &mut glyphs {
            glyph.start = glyph.start.saturating_sub(start);
        }
        if let Some(end) = glyphs.last_mut() {
            end.advance += last.kern;
        }
        let run = ShapedRun { face: run.face, rtl: false, text: 0..self.words(i, j).len(), glyphs };
        Some(Arc::new(Shaped { runs: vec![run] }))
    }

    fn shaped(&self, words: &str) -> Arc<Shaped> {
        shaped(self.fonts, self.style.weight, words, self.text.direction)
    }
}

impl Pieces {
    fn new(fonts: &Fonts, weight: Weight, direction: BaseDirection, text: &str) -> Self {
        let Breaks { usual, spare } = breaks(text);
        let mut cuts: Vec<usize> = vec![0];
        cuts.extend(usual);
        let whole = shaped(fonts, weight, text, direction);
        let mut made = Self {
            text: text.to_owned(),
            direction,
            weight,
            cuts,
            spare,
            whole,
            forced: BTreeSet::new(),
            is_forced: Vec::new(),
            has_soft_hyphens: text.contains(SOFT_HYPHEN),
            has_brackets: text.contains('('),
            hyphenated: BTreeSet::new(),
            pieces: Vec::new(),
        };
        made.pieces = made.pieces(fonts);
        made
    }

    /// Finds the pieces in the glyphs of the whole text, where that is a single run from left to right.
    fn pieces(&self, fonts: &Fonts) -> Vec<BetweenCuts> {
        let [run] = self.whole.runs.as_slice() else { return Vec::new() };
        if run.rtl || self.has_soft_hyphens || !self.hyphenated.is_empty() {
            return Vec::new();
        }
        let mut advances = Vec::with_capacity(run.glyphs.len() + 1);
        let mut sum = 0;
        for glyph in &run.glyphs {
            advances.push(sum);
            sum += i64::from(glyph.advance);
        }
        advances.push(sum);
        let find = |at: usize| {
            let index = run.glyphs.partition_point(|glyph| glyph.start < at);
            let exact = run.glyphs.get(index).map_or(at == run.text.end, |glyph| glyph.start == at);
            (index, advances.get(index).copied().unwrap_or(sum), exact)
        };
        self.cuts
            .windows(2)
            .map(|pair| {
                let (start, end) = (pair[0], pair[1]);
                let words = self.words_between(start, end);
                let (first, before, starts) = find(start);
                let (last, after, ends) = find(start + words.len());
                let alone = shaped(fonts, self.weight, &words, self.direction);
                let here = run.glyphs.get(first..last).unwrap_or_default();
                let kern = match alone.runs.as_slice() {
                    [only] if starts && ends && only.face == run.face => kern(here, &only.glyphs),
                    _ => None,
                };
                BetweenCuts {
                    first: (first, before),
                    last: (last, after),
                    kern: kern.unwrap_or(0),
                    plain: kern.is_some(),
                }
            })
            .collect()
    }

    fn words_between(&self, start: usize, end: usize) -> Cow<'_, str> {
        let words = self.text.get(start..end).unwrap_or("").trim_end();
        // a soft hyphen shows at the end of a line only
        if self.hyphenated.contains(&end) {
            return Cow::Owned(words.replace(SOFT_HYPHEN, "") + "-");
        }
        if !self.has_soft_hyphens || !words.contains(SOFT_HYPHEN) {
            return Cow::Borrowed(words);
        }
        let mut shown = words.replace(SOFT_HYPHEN, "");
        if words.ends_with(SOFT_HYPHEN) && end < self.text.len() {
            shown.push('-');
        }
        Cow::Owned(shown)
    }
}

/// How much wider a word's last glyph is alone than in its text; `None` where more than that differs.
fn kern(here: &[ShapedGlyph], alone: &[ShapedGlyph]) -> Option<i32> {
    let (Some((last, rest)), Some((last_alone, rest_alone))) = (here.split_last(), alone.split_last()) else {
        return None;
    };
    let same = |a: &ShapedGlyph, b: &ShapedGlyph| (a.id, a.dx, a.dy) == (b.id, b.dx, b.dy);
    let rest = rest.len() == rest_alone.len()
        && rest.iter().zip(rest_alone).all(|(a, b)| same(a, b) && a.advance == b.advance);
    (rest && same(last, last_alone)).then(|| last_alone.advance - last.advance)
}

/// Whether an offset is inside one of some ranges that are in order.
fn is_inside(ranges: &[(usize, usize)], at: usize) -> bool {
    let after = ranges.partition_point(|&(start, _)| start < at);
    after.checked_sub(1).and_then(|i| ranges.get(i)).is_some_and(|&(_, end)| at < end)
}

const SOFT_HYPHEN: char = '\u{ad}';
