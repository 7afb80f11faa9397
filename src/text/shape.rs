//! Shaping: one line of text to positioned glyphs, in runs of one face and one direction.
use super::compose::composed;
use super::itemise::{FaceRun, is_bidi_control, is_ignorable, is_mark, itemise};
use super::{BaseDirection, FaceId, Fonts, TextStyle, Weight};
use harfrust::{ShapeOptions, UnicodeBuffer};
use std::borrow::Cow;
use std::ops::Range;

/// One glyph of a run; lengths are in ems.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Index in the face.
    pub id: u32,
    /// To the next glyph.
    pub advance: f64,
    /// Offset to the right.
    pub dx: f64,
    /// Offset upwards.
    pub dy: f64,
    /// Bytes of the line's text that it stands for.
    pub text: Range<usize>,
}

/// Glyphs of one face and one direction, in visual order.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The face.
    pub face: FaceId,
    /// Bytes of the line's text.
    pub text: Range<usize>,
    /// Whether the text runs from right to left.
    pub rtl: bool,
    /// Left end, in px from the line's left end.
    pub x: f64,
    /// Advance in px.
    pub width: f64,
    /// Left to right.
    pub glyphs: Vec<Glyph>,
}

/// A shaped line: its words and the glyphs that stand for them.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The words, in reading order.
    pub text: String,
    /// Whether a space follows before the next line, so that no two words run together for a reader.
    pub space_after: bool,
    /// Weight asked for.
    pub weight: Weight,
    /// Em size in px.
    pub size: f64,
    /// Of the text that it is a line of: where runs of both directions and the signs between them go.
    pub direction: BaseDirection,
    /// Advance of all runs, in px.
    pub width: f64,
    /// In visual order.
    pub runs: Vec<Run>,
    /// Whether the breaks of its text were chosen by estimated widths, because [`crate::limits::ROWS_SHAPED`] rows had been shaped.
    pub is_estimated: bool,
}

/// Shapes one line. Control characters become U+FFFD, white space a space, and bidi controls are dropped, so that no
/// line reorders what stands beside it. Characters that no face has are set in the first face (as its missing
/// glyph); find them beforehand with [`missing`].
#[must_use]
pub fn shape(fonts: &Fonts, style: &TextStyle, text: &str) -> Line {
    shape_part(fonts, style, text, style.direction.of(text))
}

/// [`shape`] on part of a text that runs in a direction.
#[must_use]
pub fn shape_part(fonts: &Fonts, style: &TextStyle, text: &str, base: BaseDirection) -> Line {
    let text = clean(text);
    line(fonts, style, &text, base, &shaped(fonts, style.weight, &text, base), false)
}

/// How long [`shape`]'s line is, in px.
#[must_use]
pub(crate) fn length(fonts: &Fonts, style: &TextStyle, text: &str) -> f64 {
    let base = style.direction.of(text);
    let shaped = shaped(fonts, style.weight, &clean(text), base);
    shaped.runs.iter().fold(0.0, |sum, run| sum + width(fonts, run.face, &run.glyphs, style.size))
}

/// Characters that no face has, each once, in order of appearance; what readers take for one character, such as a letter
/// with its marks or a joined emoji, is one.
#[must_use]
pub fn missing(fonts: &Fonts, text: &str) -> Vec<String> {
    let text = clean(text);
    let mut found: Vec<String> = Vec::new();
    let is_lone = |c: char| !is_mark(c) && (is_ignorable(c) || fonts.find(c, Weight::Regular).is_some());
    if text.chars().all(is_lone) {
        return found;
    }
    // a face may lack a mark and have the letter with it, or have both but not in one face: shaping tells
    for run in &shaped(fonts, Weight::Regular, &text, BaseDirection::LeftToRight).runs {
        let words = text.get(run.text.clone()).unwrap_or("");
        for glyph in run.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let next = run.glyphs.iter().map(|other| other.start).filter(|&start| start > glyph.start).min();
            let cluster = words.get(glyph.start..next.unwrap_or(words.len())).unwrap_or("").trim();
            if !cluster.chars().all(is_ignorable) && !found.iter().any(|known| known == cluster) {
                found.push(cluster.to_owned());
            }
        }
    }
    found
}

/// What is drawn of a text.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let plain = |c: char| {
        !(c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
            || is_bidi_control(c))
    };
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().filter(|c| !is_bidi_control(*c)).map(|c| match c {
        c if c.is_whitespace() => ' ',
        c if plain(c) => c,
        _ => '\u{fffd}',
    });
    Cow::Owned(replaced.collect())
}

/// A text's glyphs in its faces' units: what is the same at every size.
#[derive(Debug, PartialEq)]
pub(super) struct Shaped {
    pub(super) runs: Vec<ShapedRun>,
}

/// One run of it.
#[derive(Debug, PartialEq)]
pub(super) struct ShapedRun {
    pub(super) face: FaceId,
    pub(super) rtl: bool,
    pub(super) text: Range<usize>,
    pub(super) glyphs: Vec<ShapedGlyph>,
}

/// One glyph of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ShapedGlyph {
    pub(super) id: u32,
    pub(super) advance: i32,
    pub(super) dx: i32,
    pub(super) dy: i32,
    /// First byte of the run's text that it stands for.
    pub(super) start: usize,
}

/// Shapes clean text, or remembers how it was shaped.
pub(super) fn shaped(
    fonts: &Fonts,
    weight: Weight,
    text: &str,
    base: BaseDirection,
) -> std::sync::Arc<Shaped> {
    fonts.shaped.get(weight, base, text, || {
        let composed = composed(fonts, weight, text, base).map(|run| Shaped { runs: vec![run] });
        composed.unwrap_or_else(|| shaped_whole(fonts, weight, text, base))
    })
}

/// Shapes clean text.
pub(super) fn shaped_whole(fonts: &Fonts, weight: Weight, text: &str, base: BaseDirection) -> Shaped {
    let pieces = itemise(fonts, weight, text, base);
    Shaped { runs: pieces.into_iter().map(|piece| shape_run(fonts, text, piece)).collect() }
}

/// A line of shaped text at a size.
pub(super) fn line(
    fonts: &Fonts,
    style: &TextStyle,
    text: &str,
    direction: BaseDirection,
    shaped: &Shaped,
    space_after: bool,
) -> Line {
    let mut line = Line {
        text: text.to_owned(),
        space_after,
        weight: style.weight,
        size: style.size,
        direction,
        width: 0.0,
        runs: Vec::with_capacity(shaped.runs.len()),
        is_estimated: false,
    };
    for ShapedRun { face, rtl, text, glyphs } in &shaped.runs {
        let width = width(fonts, *face, glyphs, style.size);
        let (face, rtl, text) = (*face, *rtl, text.clone());
        let glyphs = scaled(fonts.face(face).units_per_em, &text, rtl, glyphs);
        line.runs.push(Run { face, text, rtl, x: line.width, width, glyphs });
        line.width += width;
    }
    line
}

/// Advance of glyphs of one face, in px.
pub(super) fn width(fonts: &Fonts, face: FaceId, glyphs: &[ShapedGlyph], size: f64) -> f64 {
    let units: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
    units as f64 * size / fonts.face(face).units_per_em
}

fn scaled(units_per_em: f64, text: &Range<usize>, rtl: bool, glyphs: &[ShapedGlyph]) -> Vec<Glyph> {
    let em = |units: i32| f64::from(units) / units_per_em;
    let glyph = |glyph: &ShapedGlyph, end: usize| Glyph {
        id: glyph.id,
        advance: em(glyph.advance),
        dx: em(glyph.dx),
        dy: em(glyph.dy),
        text: text.start + glyph.start..text.start + end,
    };
    let mut scaled: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    // in reading order each cluster ends where the next starts
    let (mut end, mut next) = (text.len(), text.len());
    let mut push = |g: &ShapedGlyph| {
        if g.start != next {
            (end, next) = (next, g.start);
        }
        scaled.push(glyph(g, end));
    };
    if rtl {
        glyphs.iter().for_each(&mut push);
    } else {
        glyphs.iter().rev().for_each(&mut push);
        scaled.reverse();
    }
    scaled
}

pub(super) fn shape_run(fonts: &Fonts, text: &str, piece: FaceRun) -> ShapedRun {
    let FaceRun { face: id, rtl, text: range } = piece;
    let face = fonts.face(id);
    let mut run = ShapedRun { face: id, rtl, text: range.clone(), glyphs: Vec::new() };
    let Some(shaper) = face.shaper() else { return run };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text.get(range).unwrap_or(""));
    buffer.set_direction(if rtl {
        harfrust::Direction::RightToLeft
    } else {
        harfrust::Direction::LeftToRight
    });
    buffer.guess_segment_properties();
    let plan = face.plan(&shaper, buffer.direction(), buffer.script());
    let output = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
    let glyphs = output.glyph_infos().iter().zip(output.glyph_positions());
    run.glyphs = glyphs
        .map(|(info, position)| ShapedGlyph {
            id: info.glyph_id,
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
            start: info.cluster as usize,
        })
        .collect();
    run
}
