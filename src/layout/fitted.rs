//! Text in a measure that it must not leave: wrapped, else smaller, else broken within a word.
use super::paint::Setting;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::geom::ROUNDING;
use crate::text::{Fonts, LongWords, Paragraph, TextStyle, WrapRules, fewest, widest_piece, wrap};

/// Least share of its size that type may step down to.
pub(in crate::layout) const SIZE_FLOOR: f64 = 0.6;

/// What a last line of one short word costs: more than any raggedness, so it stands only where no other break avoids it.
const WIDOW: f64 = 8.0;

/// The share of the measure that a last line should have, so that none looks stranded.
const LAST: f64 = 0.5;

/// What a line of a list costs that ends within an item: as much as an empty one, for half an item is read as another.
const PARTED_ITEM: f64 = 1.0;

/// What a line costs that ends between a label and what it says: more than a lone last word.
const PARTED_LABEL: f64 = 10.0;

/// How many characters of a long word a message shows.
const WORD_SHOWN: usize = 40;

/// How a text's lines are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Breaking {
    /// Full lines, the last of them no lone word.
    Plain,
    /// The same, and the last not much shorter than the others.
    Point,
    /// The same as plain, and a label stands on one line with a part at least of what it says.
    Labelled,
    /// Full lines that end where an item of the list does, where they can.
    List,
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
    fit_to(fonts, style, SIZE_FLOOR, text, measure, breaking)
}

/// [`fit`] in one size: what is too long for it is broken.
pub(in crate::layout) fn fit_as_is(
    fonts: &Fonts,
    style: &TextStyle,
    text: &str,
    measure: f64,
    breaking: Breaking,
) -> Fitted {
    fit_to(fonts, style, 1.0, text, measure, breaking)
}

fn fit_to(
    fonts: &Fonts,
    style: &TextStyle,
    floor: f64,
    text: &str,
    measure: f64,
    breaking: Breaking,
) -> Fitted {
    let mut style = *style;
    let floor = ((floor * style.size * 4.0).ceil() / 4.0).max(0.25);
    let overhang = WrapRules {
        widow: WIDOW,
        last: if breaking == Breaking::Point { LAST } else { 0.0 },
        parted_item: if breaking == Breaking::List { PARTED_ITEM } else { 0.0 },
        parted_label: if breaking == Breaking::Labelled { PARTED_LABEL } else { 0.0 },
        ..WrapRules::default()
    };
    loop {
        let block = wrap(fonts, &style, text, measure, &overhang);
        if block.width <= measure + ROUNDING {
            let lines = block.lines.len();
            let balance = breaking == Breaking::Balanced && lines > 1;
            let balanced = balance.then(|| fewest(fonts, &style, text, lines, measure)).flatten();
            let balanced = balanced.filter(|balanced| !has_widow(balanced) || has_widow(&block));
            let block = balanced.unwrap_or(block);
            return Fitted { setting: Setting { lines: block.lines, style }, broken: false };
        }
        if style.size <= floor {
            let rules = WrapRules { long_words: LongWords::Break, ..overhang };
            let block = wrap(fonts, &style, text, measure, &rules);
            return Fitted { setting: Setting { lines: block.lines, style }, broken: true };
        }
        let size = (style.size * measure.max(0.0) / block.width * 4.0).floor() / 4.0;
        style = style.resized(size.min(style.size - 0.25).max(floor));
    }
}

/// A lone last word that has so much of the widest line's width is no widow.
const LONE: f64 = 0.55;

/// Whether the last of several lines has one short word, in a script that parts words.
fn has_widow(block: &Paragraph) -> bool {
    let parted = block.lines.iter().any(|line| line.space_after || line.text.contains(' '));
    let last = block.lines.last().filter(|_| block.lines.len() > 1 && parted);
    last.is_some_and(|last| last.width < LONE * block.width && last.text.split_whitespace().count() < 2)
}

/// The width of the widest piece of a text that wrapping leaves whole, in px.
pub(in crate::layout) fn widest_word(fonts: &Fonts, style: &TextStyle, text: &str) -> f64 {
    // a word is hyphenated where it must be, not to make room for more columns
    let style = TextStyle { hyphens: None, ..*style };
    widest_piece(fonts, &style, text)
}

/// What is said of a text in which a word had to be broken.
pub(in crate::layout) fn does_not_fit(text: &str) -> Diagnostic {
    let longest = text.split_whitespace().max_by_key(|word| word.chars().count()).unwrap_or(text);
    let start: String = longest.chars().take(WORD_SHOWN).collect();
    let message = format!("\"{start}\" is too long for its place: it is broken between letters");
    Diagnostic::new(Severity::Warning, Code::DoesNotFit, message).hint("shorten it, or add spaces or hyphens")
}

#[cfg(test)]
mod tests {
    use super::{Breaking, fit_as_is};
    use crate::text::{Fonts, TextStyle, Weight};

    fn lines(text: &str, size: f64, measure: f64, breaking: Breaking) -> Vec<String> {
        let (fonts, style) = (Fonts::bundled(), TextStyle::new(Weight::Bold, size, 1.2));
        let fitted = fit_as_is(&fonts, &style, text, measure, breaking);
        fitted.setting.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_long_last_word_is_no_widow_of_a_balanced_name() {
        let balanced = |text| lines(text, 20.0, 280.0, Breaking::Balanced);
        assert_eq!(
            balanced("Datenschutz und Rechtsangelegenheiten"),
            ["Datenschutz und", "Rechtsangelegenheiten"]
        );
        assert_eq!(balanced("Maintenance Function of the sea"), ["Maintenance", "Function of the sea"]);
    }

    #[test]
    fn lines_of_a_list_end_where_an_item_does() {
        let roles = "Roles: Permanent secretary, chief executive, director of finance, director of people, \
            chief digital officer, chief data officer, head of policy, head of communications, legal adviser, \
            commercial director, chief scientific adviser, trade union representative";
        for measure in [260.0, 300.0, 360.0, 480.0] {
            let lines = lines(roles, 16.0, measure, Breaking::List);
            let parted = lines.iter().rev().skip(1).filter(|line| !line.ends_with(',')).count();
            assert_eq!(parted, 0, "{measure}: {lines:?}");
        }
    }
}
