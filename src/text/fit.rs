//! The largest type in which a text fits.
use super::wrap::TOLERANCE;
use super::{BaseDirection, Block, Fonts, TextStyle, Weight, WrapRules, wrap};

/// Type that may step down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitStyle {
    /// Weight of the face.
    pub weight: Weight,
    /// Largest em size in px, rounded to a quarter.
    pub max: f64,
    /// Smallest em size in px, rounded to a quarter.
    pub floor: f64,
    /// Baseline to baseline, in ems.
    pub leading: f64,
    /// Most lines.
    pub lines: usize,
    /// Of the page.
    pub direction: BaseDirection,
}

/// The text in the largest size from `max` down to `floor`, by quarters of a pixel, in which no line is wider than
/// `width` px and all lines together are no higher than `height` px; `None` where it does not fit at the floor.
#[must_use]
pub fn fit(
    fonts: &Fonts,
    style: &FitStyle,
    text: &str,
    width: f64,
    height: f64,
    rules: &WrapRules,
) -> Option<(TextStyle, Block)> {
    let quarters = |size: f64| (size * 4.0).round().clamp(1.0, 65_536.0) as u32;
    let attempt = |quarters: u32| {
        let sized = TextStyle::new(style.weight, f64::from(quarters) / 4.0, style.leading);
        let sized = TextStyle { direction: style.direction, ..sized };
        let block = wrap(fonts, &sized, text, width, rules);
        let fits = block.lines.len() <= style.lines
            && block.width <= width + TOLERANCE
            && block.height <= height + TOLERANCE;
        fits.then_some((sized, block))
    };
    let (floor, max) = (quarters(style.floor), quarters(style.max.max(style.floor)));
    if let Some(found) = attempt(max) {
        return Some(found);
    }
    let mut best = attempt(floor)?;
    let (mut low, mut high) = (floor, max);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        match attempt(middle) {
            Some(found) => (best, low) = (found, middle),
            None => high = middle,
        }
    }
    Some(best)
}
