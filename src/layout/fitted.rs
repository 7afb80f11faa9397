//! Text in a measure that it must not leave: wrapped, else smaller, else broken within a word.
use super::paint::Setting;
use crate::text::{Block, Fonts, LongWords, TextStyle, WrapRules, pareto, wrap};

/// Least share of its size that type may step down to.
const SIZE_FLOOR: f64 = 0.6;

/// In px: less is rounding.
const TOLERANCE: f64 = 1e-6;

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
    let overhang = WrapRules::default();
    loop {
        let block = wrap(fonts, &style, text, measure, &overhang);
        if block.width <= measure + TOLERANCE {
            let block = balanced(fonts, &style, text, measure, breaking).unwrap_or(block);
            return Fitted { setting: Setting { lines: block.lines, style }, broken: false };
        }
        if style.size <= floor {
            let rules = WrapRules { long_words: LongWords::Break, ..overhang };
            let block = wrap(fonts, &style, text, measure, &rules);
            return Fitted { setting: Setting { lines: block.lines, style }, broken: true };
        }
        let size = (style.size * measure.max(0.0) / block.width * 4.0).floor() / 4.0;
        let next = TextStyle::new(style.weight, size.min(style.size - 0.25).max(floor), leading);
        // the floor itself need not be a whole number of quarters
        let stuck = next.size >= style.size;
        style = if stuck { TextStyle { size: floor, line_height: floor * leading, ..style } } else { next };
    }
}

/// The text in as few lines as it needs, as narrow as those can be.
fn balanced(fonts: &Fonts, style: &TextStyle, text: &str, measure: f64, breaking: Breaking) -> Option<Block> {
    if breaking == Breaking::Body {
        return None;
    }
    let fewest = wrap(fonts, style, text, measure, &FEWEST).lines.len();
    if fewest < 2 {
        return None;
    }
    let fits = |block: &Block| block.width <= measure + TOLERANCE;
    pareto(fonts, style, text, fewest + 1).into_iter().find(fits)
}

/// Rules under which nothing but the number of lines counts.
const FEWEST: WrapRules = WrapRules {
    widow: 0.0,
    short_last: 0.0,
    trailing_article: 0.0,
    line: 1_000.0,
    long_words: LongWords::Overhang,
};

/// The width of the widest piece of a text that wrapping leaves whole, in px.
pub(in crate::layout) fn widest_word(fonts: &Fonts, style: &TextStyle, text: &str) -> f64 {
    wrap(fonts, style, text, 0.0, &WrapRules::default()).width
}
