//! Text in a measure that it must not leave: wrapped, else smaller, else broken within a word.
use super::paint::Setting;
use crate::text::{Fonts, Line, TextStyle, WrapRules, pareto, shape, wrap};

/// Least share of its size that type may step down to.
pub(in crate::layout) const SIZE_FLOOR: f64 = 0.6;

/// How a text's lines are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Breaking {
    /// For reading: full lines, no lone last word.
    Body,
    /// The fewest lines, as narrow as those can be.
    Balanced,
}

/// A text as it was made to fit.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout) struct Fitted {
    /// Its lines.
    pub(in crate::layout) setting: Setting,
    /// Whether a word is so long that it had to be broken at the least size.
    pub(in crate::layout) broken: bool,
}

/// Sets a text in a measure in px.
pub(in crate::layout) fn fit(
    fonts: &Fonts,
    style: &TextStyle,
    text: &str,
    measure: f64,
    breaking: Breaking,
) -> Fitted {
    let mut style = *style;
    let floor = (SIZE_FLOOR * style.size).max(0.25);
    let leading = style.line_height / style.size;
    loop {
        let setting = Setting { lines: lines(fonts, &style, text, measure, breaking), style };
        let width = setting.width();
        if width <= measure {
            return Fitted { setting, broken: false };
        }
        if style.size <= floor {
            let lines = setting.lines.into_iter().flat_map(|line| chop(fonts, &style, line, measure)).collect();
            return Fitted { setting: Setting { lines, style }, broken: true };
        }
        let size = (style.size * measure.max(0.0) / width * 4.0).floor() / 4.0;
        style = TextStyle::new(style.weight, size.clamp(floor, style.size - 0.25), leading);
    }
}

fn lines(fonts: &Fonts, style: &TextStyle, text: &str, measure: f64, breaking: Breaking) -> Vec<Line> {
    let body = wrap(fonts, style, text, measure, &WrapRules::default());
    if breaking == Breaking::Body || body.lines.len() < 2 {
        return body.lines;
    }
    let fewest = body.lines.len();
    let balanced = pareto(fonts, style, text, fewest).into_iter().find(|block| block.width <= measure);
    balanced.unwrap_or(body).lines
}

/// Cuts a line between its clusters of glyphs into pieces within a measure.
fn chop(fonts: &Fonts, style: &TextStyle, line: Line, measure: f64) -> Vec<Line> {
    if line.width <= measure {
        return vec![line];
    }
    // where a cut may be, and the width of what lies between two such places, in reading order
    let mut clusters: Vec<(usize, f64)> = Vec::new();
    for run in &line.runs {
        for glyph in &run.glyphs {
            clusters.push((glyph.text.start, glyph.advance * line.size));
        }
    }
    clusters.sort_by_key(|cluster| cluster.0);
    let mut pieces: Vec<Line> = Vec::new();
    let (mut start, mut width) = (0usize, 0.0);
    for (at, advance) in clusters {
        if width + advance > measure && at > start {
            pieces.extend(line.text.get(start..at).map(|text| shape(fonts, style, text)));
            (start, width) = (at, 0.0);
        }
        width += advance;
    }
    pieces.extend(line.text.get(start..).map(|text| shape(fonts, style, text)));
    if let Some(last) = pieces.last_mut() {
        last.space_after = line.space_after;
    }
    pieces
}

/// The width of the widest piece of a text that wrapping leaves whole, in px.
pub(in crate::layout) fn widest_word(fonts: &Fonts, style: &TextStyle, text: &str) -> f64 {
    wrap(fonts, style, text, 0.0, &WrapRules::default()).width
}
