//! Shaping: one line of text to positioned glyphs, in runs of one face and one direction.
use super::{FaceId, Fonts, TextStyle, Weight};
use harfrust::{Direction, ShapeOptions, UnicodeBuffer};
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
    /// Advance of all runs, in px.
    pub width: f64,
    /// In visual order.
    pub runs: Vec<Run>,
}

/// Shapes one line. Characters that no face has are set in the first face (as its missing glyph); find them
/// beforehand.
#[must_use]
pub fn shape(fonts: &Fonts, style: &TextStyle, text: &str) -> Line {
    let mut line = Line {
        text: text.to_owned(),
        space_after: false,
        weight: style.weight,
        size: style.size,
        width: 0.0,
        runs: Vec::new(),
    };
    if text.is_empty() {
        return line;
    }
    let bidi = unicode_bidi::BidiInfo::new(text, Some(unicode_bidi::Level::ltr()));
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in runs {
            let rtl = levels.get(range.start).is_some_and(unicode_bidi::Level::is_rtl);
            let mut pieces = itemise(fonts, style.weight, text, range);
            if rtl {
                pieces.reverse();
            }
            for (face, piece) in pieces {
                let run = shape_run(fonts, face, text, piece, rtl, style.size, line.width);
                line.width += run.width;
                line.runs.push(run);
            }
        }
    }
    line
}

/// Cuts a range into pieces of one face; a character goes with the piece before it where that face has it.
fn itemise(fonts: &Fonts, weight: Weight, text: &str, range: Range<usize>) -> Vec<(FaceId, Range<usize>)> {
    let mut pieces: Vec<(FaceId, Range<usize>)> = Vec::new();
    let first = fonts.first(weight);
    for (offset, c) in text[range.clone()].char_indices() {
        let (start, end) = (range.start + offset, range.start + offset + c.len_utf8());
        if let Some((face, piece)) = pieces.last_mut()
            && (c.is_whitespace() || fonts.face(*face).covers(c))
            && (*face == first || !fonts.face(first).covers(c) || c.is_whitespace())
        {
            piece.end = end;
            continue;
        }
        pieces.push((fonts.find(c, weight).unwrap_or(first), start..end));
    }
    pieces
}

fn shape_run(
    fonts: &Fonts,
    id: FaceId,
    text: &str,
    range: Range<usize>,
    rtl: bool,
    size: f64,
    x: f64,
) -> Run {
    let face = fonts.face(id);
    let mut run = Run { face: id, text: range.clone(), rtl, x, width: 0.0, glyphs: Vec::new() };
    let Some(font) = face.font() else { return run };
    let shaper = face.shaper_data().shaper(&font).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text[range.clone()]);
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.guess_segment_properties();
    let output = shaper.shape(buffer, ShapeOptions::new());
    let (infos, positions) = (output.glyph_infos(), output.glyph_positions());
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.push(range.len());
    let mut units = 0i64;
    for (info, position) in infos.iter().zip(positions) {
        let start = info.cluster as usize;
        let end = starts.get(starts.partition_point(|&s| s <= start)).copied().unwrap_or(range.len());
        units += i64::from(position.x_advance);
        run.glyphs.push(Glyph {
            id: info.glyph_id,
            advance: f64::from(position.x_advance) / face.units_per_em,
            dx: f64::from(position.x_offset) / face.units_per_em,
            dy: f64::from(position.y_offset) / face.units_per_em,
            text: range.start + start..range.start + end,
        });
    }
    run.width = units as f64 * size / face.units_per_em;
    run
}
