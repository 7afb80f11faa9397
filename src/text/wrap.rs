//! Optimal line breaking: total fit over the Unicode line-breaking opportunities (after Knuth and Plass, "Breaking
//! paragraphs into lines", 1981, with the square of the slack as its demerits).
use super::measure::Measure;
use super::{Fonts, Line, TextStyle};
use crate::geom::ROUNDING;

/// What a break costs, beside the square of the slack.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WrapRules {
    /// A last line of one short word; less of one that takes up a good part of the width, and nothing of one that no reader would
    /// take for a remnant.
    pub widow: f64,
    /// A last line below a quarter of the width.
    pub short_last: f64,
    /// The share of the width that a last line should have: twice the square of what it lacks.
    pub last: f64,
    /// A line that ends with no comma, in a list.
    pub parted_item: f64,
    /// A line that ends in a colon, where a label says what follows.
    pub parted_label: f64,
    /// A line that ends within brackets that hold a few words.
    pub parted_brackets: f64,
    /// A line that ends in a word that leans on the next, as articles and prepositions do.
    pub trailing_article: f64,
    /// Each line.
    pub line: f64,
    /// What becomes of a word that is wider than a line.
    pub long_words: LongWords,
}

/// What becomes of a word that is wider than a line, even when broken at its own hyphens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LongWords {
    /// It stands alone on its line and overhangs.
    #[default]
    Overhang,
    /// It is broken between two letters, with no sign: for where type cannot step down further.
    Break,
}

impl Default for WrapRules {
    fn default() -> Self {
        Self {
            widow: 0.35,
            short_last: 0.2,
            last: 0.0,
            parted_item: 0.0,
            parted_label: 0.0,
            parted_brackets: 0.12,
            trailing_article: 0.015,
            line: 0.02,
            long_words: LongWords::Overhang,
        }
    }
}

/// Lines with their extent.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Top to bottom.
    pub lines: Vec<Line>,
    /// Of the widest line, in px.
    pub width: f64,
    /// Of all line boxes, in px.
    pub height: f64,
}

impl Paragraph {
    fn new(lines: Vec<Line>, style: &TextStyle) -> Self {
        let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
        let height = lines.len() as f64 * style.line_height;
        Self { lines, width, height }
    }
}

/// Breaks text into lines of at most `width` px, least cost first. A word wider than that breaks at its own hyphens;
/// what is wider still stands alone and overhangs, unless the rules let it be broken.
#[must_use]
pub fn wrap(fonts: &Fonts, style: &TextStyle, text: &str, width: f64, rules: &WrapRules) -> Paragraph {
    let measure = Measure::new(fonts, style, text, width, rules.long_words);
    let n = measure.count();
    let mut best = vec![(f64::INFINITY, 0usize); n + 1];
    best[0].0 = 0.0;
    for j in 1..=n {
        for i in (0..j).rev() {
            let line = measure.width(i, j);
            if line > width + ROUNDING && i + 1 < j {
                break;
            }
            // no line costs less than nothing
            if best[i].0 >= best[j].0 {
                continue;
            }
            let cost = best[i].0 + cost(&measure, (i, j), (line, width), rules, best[j].0 - best[i].0);
            if cost < best[j].0 {
                best[j] = (cost, i);
            }
        }
    }
    let mut ends = vec![n];
    while let Some(&end) = ends.last()
        && end > 0
    {
        ends.push(best[end].1);
    }
    ends.reverse();
    block(&measure, style, &ends)
}

/// How wide the paragraph is that [`wrap`] makes where there is no room at all: its widest piece, in px.
#[must_use]
pub(crate) fn widest_piece(fonts: &Fonts, style: &TextStyle, text: &str) -> f64 {
    let measure = Measure::new(fonts, style, text, 0.0, LongWords::Overhang);
    (0..measure.count()).map(|i| measure.width(i, i + 1)).fold(0.0, f64::max)
}

/// For 1 to `most` lines the narrowest block, dominated ones left out: widest and lowest first.
#[must_use]
pub fn pareto(fonts: &Fonts, style: &TextStyle, text: &str, most: usize) -> Vec<Paragraph> {
    let measure = Measure::new(fonts, style, text, f64::INFINITY, LongWords::Overhang);
    narrowest(&measure, most).into_iter().map(|(_, ends)| block(&measure, style, &ends)).collect()
}

/// What [`pareto`] finds of a text, without its lines: most of such blocks are only compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outline {
    /// Of the widest line, in px.
    pub(crate) width: f64,
    /// Of all line boxes, in px.
    pub(crate) height: f64,
    /// Where each line ends, behind where the first starts, in pieces of the text.
    ends: Vec<usize>,
}

impl Outline {
    /// How many lines.
    pub(crate) fn lines(&self) -> usize {
        self.ends.len().saturating_sub(1)
    }

    /// The block itself, of the same text in the same style.
    pub(crate) fn block(&self, fonts: &Fonts, style: &TextStyle, text: &str) -> Paragraph {
        let measure = Measure::new(fonts, style, text, f64::INFINITY, LongWords::Overhang);
        block(&measure, style, &self.ends)
    }
}

/// The outlines of the blocks that [`pareto`] finds.
#[must_use]
pub(crate) fn outlines(fonts: &Fonts, style: &TextStyle, text: &str, most: usize) -> Vec<Outline> {
    let measure = Measure::new(fonts, style, text, f64::INFINITY, LongWords::Overhang);
    let outline = |(width, ends): (f64, Vec<usize>)| {
        let height = ends.len().saturating_sub(1) as f64 * style.line_height;
        Outline { width, height, ends }
    };
    narrowest(&measure, most).into_iter().map(outline).collect()
}

/// The block of fewest lines of at most `width` px, of those that [`pareto`] finds.
#[must_use]
pub fn fewest(fonts: &Fonts, style: &TextStyle, text: &str, most: usize, width: f64) -> Option<Paragraph> {
    let measure = Measure::new(fonts, style, text, f64::INFINITY, LongWords::Overhang);
    let found = narrowest(&measure, most).into_iter().find(|(widest, _)| *widest <= width + ROUNDING);
    found.map(|(_, ends)| block(&measure, style, &ends))
}

/// For 1 to `most` lines the narrowest, dominated ones left out: how wide, and where each line ends.
fn narrowest(measure: &Measure<'_>, most: usize) -> Vec<(f64, Vec<usize>)> {
    let n = measure.count();
    let mut found: Vec<(f64, Vec<usize>)> = Vec::new();
    if n == 0 {
        return found;
    }
    // best[at(k, j)]: (widest line, sum of squares, first cut of the last line) of the first j pieces in k lines
    let at = |k: usize, j: usize| k * (n + 1) + j;
    let mut best = vec![(f64::INFINITY, f64::INFINITY, 0usize); at(most.min(n) + 1, 0)];
    best[0] = (0.0, 0.0, 0);
    for k in 1..=most.min(n) {
        for j in k..=n {
            for i in (k - 1..j).rev() {
                let line = measure.width(i, j);
                if line > best[at(k, j)].0 {
                    break;
                }
                let (widest, squares, _) = best[at(k - 1, i)];
                let lone = if j == n && j - i == 1 && n > 2 { 0.25 * line * line } else { 0.0 };
                let next = (widest.max(line), squares + line * line + lone, i);
                let so_far = &mut best[at(k, j)];
                if (next.0, next.1) < (so_far.0, so_far.1) {
                    *so_far = next;
                }
            }
        }
        let mut ends = vec![n];
        let (mut lines, mut end) = (k, n);
        while lines > 0 {
            end = best[at(lines, end)].2;
            ends.push(end);
            lines -= 1;
        }
        ends.reverse();
        let widest = ends.windows(2).map(|pair| measure.width(pair[0], pair[1])).fold(0.0, f64::max);
        if found.last().is_none_or(|(last, _)| widest < last - 2.0) {
            found.push((widest, ends));
        }
    }
    found
}

/// What a line of the pieces from `i` to before `j` costs, `line` of `width` px long; where that is `most` or more, it does not
/// matter how much.
fn cost(
    measure: &Measure<'_>,
    (i, j): (usize, usize),
    (line, width): (f64, f64),
    rules: &WrapRules,
    most: f64,
) -> f64 {
    let mut cost = rules.line;
    if line > width + ROUNDING {
        cost += 100.0 + 100.0 * (line - width) / width.max(1.0);
    }
    if j == measure.count() {
        // the last item of a list may stand alone
        let is_item = || rules.parted_item > 0.0 && measure.words(0, i).ends_with(COMMAS);
        if j - i == 1 && i > 0 && !is_item() {
            cost += rules.widow * stranded(line / width.max(1.0));
        }
        if line < 0.25 * width && i > 0 && !is_item() {
            cost += rules.short_last;
        }
        if i > 0 {
            let lack = (rules.last - line / width.max(1.0)).max(0.0);
            cost += 2.0 * lack * lack;
        }
    } else {
        let slack = ((width - line) / width).max(0.0);
        cost += slack * slack;
        if measure.parts_letters(j) {
            cost += PARTED;
        }
        if measure.hyphenates(j) {
            cost += HYPHENATED;
        }
        // words are looked at last: of most lines it is clear without them that there are better ones
        if cost > most {
            return cost;
        }
        let words = measure.words(i, j);
        // what ends within a word's letters ends in no word that leans
        if !measure.parts_letters(j) && measure.leans(words.rsplit(' ').next().unwrap_or("")) {
            cost += rules.trailing_article;
        }
        if rules.parted_item > 0.0 && !words.ends_with(COMMAS) {
            cost += rules.parted_item;
        }
        if rules.parted_brackets > 0.0
            && measure.has_brackets()
            && let Some(inside) = unclosed(&words)
            && closes_soon(inside, &measure.words(j, measure.count()))
        {
            cost += rules.parted_brackets;
        }
        if rules.parted_label > 0.0 && words.ends_with(COLONS) {
            cost += rules.parted_label;
        }
    }
    cost
}

/// Share of the width from which on a lone last word looks less like a remnant, and from which on like none.
const LONE: (f64, f64) = (0.3, 0.45);

/// How stranded a last line of one word looks that has a share of the width, 0 to 1.
fn stranded(share: f64) -> f64 {
    ((LONE.1 - share) / (LONE.1 - LONE.0)).clamp(0.0, 1.0)
}

/// What parting a word's letters costs: more than any gap, less than an overhang.
const PARTED: f64 = 2.0;

/// What a hyphen costs that the text does not have: it is set where a word is wider than a line, and no more of them than
/// that needs.
const HYPHENATED: f64 = 0.5;

/// What parts the items of a list.
const COMMAS: [char; 3] = [',', '،', '、'];

/// Characters between brackets that are short.
const BRACKETED: usize = 28;

/// What of a line stands behind a bracket that it opens and does not close.
fn unclosed(line: &str) -> Option<&str> {
    let inside = line.rsplit_once('(')?.1;
    (!inside.contains(')')).then_some(inside)
}

/// Whether the bracket around those words is closed by what follows, after a few more.
fn closes_soon(inside: &str, after: &str) -> bool {
    let more = BRACKETED.saturating_sub(inside.chars().count());
    after.chars().take(more).any(|c| c == ')')
}

/// What stands between a label and what it says.
const COLONS: [char; 2] = [':', '：'];

fn block(measure: &Measure<'_>, style: &TextStyle, ends: &[usize]) -> Paragraph {
    let lines = ends.windows(2).map(|pair| measure.line(pair[0], pair[1])).collect();
    Paragraph::new(lines, style)
}

#[cfg(test)]
mod tests {
    use super::{WrapRules, closes_soon, outlines, pareto, unclosed, widest_piece, wrap};
    use crate::text::{Fonts, TextStyle, Weight, length, shape};

    #[test]
    fn widths_measured_without_lines_are_those_of_lines() {
        let (fonts, style) = (Fonts::bundled(), TextStyle::new(Weight::Regular, 20.0, 1.3));
        for text in
            ["Co-ordination of (all) services", "", " two  words ", "مجلس الإدارة 12", "soft\u{ad}hyphen"]
        {
            let wrapped = wrap(&fonts, &style, text, 0.0, &WrapRules::default());
            assert!((widest_piece(&fonts, &style, text) - wrapped.width).abs() < 1e-9, "{text}");
            assert!(
                (length(&fonts, &style, text) - shape(&fonts, &style, text).width).abs() < 1e-9,
                "{text}"
            );
        }
    }

    #[test]
    fn outlines_are_of_the_blocks_that_they_make() {
        let (fonts, style) = (Fonts::bundled(), TextStyle::new(Weight::Regular, 20.0, 1.3));
        for text in
            ["Priorities and budgets for the year ahead", "", "one", "مجلس الإدارة 12 and (others) too"]
        {
            let (found, blocks) = (outlines(&fonts, &style, text, 6), pareto(&fonts, &style, text, 6));
            assert_eq!(found.iter().map(|o| o.block(&fonts, &style, text)).collect::<Vec<_>>(), blocks);
            let sizes = found.iter().map(|outline| (outline.width, outline.height, outline.lines()));
            let of_blocks = blocks.iter().map(|block| (block.width, block.height, block.lines.len()));
            assert!(sizes.eq(of_blocks), "{text}");
        }
    }

    #[test]
    fn short_brackets_stay_on_one_line_where_that_costs_little() {
        let (fonts, style) = (Fonts::bundled(), TextStyle::new(Weight::Regular, 20.0, 1.3));
        let text = "Looks after how services fit together (one team a service) and what they cost";
        let lines = |width: f64| -> Vec<String> {
            let block = wrap(&fonts, &style, text, width, &WrapRules::default());
            block.lines.into_iter().map(|line| line.text).collect()
        };
        let parted = |line: &String| unclosed(line).is_some();
        let free = WrapRules { parted_brackets: 0.0, ..WrapRules::default() };
        let before = |width: f64| {
            let block = wrap(&fonts, &style, text, width, &free);
            block.lines.iter().filter(|line| unclosed(&line.text).is_some()).count()
        };
        let widths = || (26..60).map(|ems| f64::from(ems) * 10.0);
        let kept = widths().filter(|width| !lines(*width).iter().any(parted)).count();
        let usual = widths().filter(|width| before(*width) == 0).count();
        assert!(kept > usual, "{kept} of the widths keep the brackets whole, {usual} without the rule");
    }

    #[test]
    fn the_last_item_of_a_list_may_stand_alone() {
        let (fonts, style) = (Fonts::bundled(), TextStyle::new(Weight::Regular, 20.0, 1.3));
        let rules = WrapRules { widow: 8.0, parted_item: 0.3, ..WrapRules::default() };
        let lines = |text: &str| -> Vec<String> {
            let block = wrap(&fonts, &style, text, 220.0, &rules);
            block.lines.into_iter().map(|line| line.text).collect()
        };
        assert_eq!(lines("Roles: Team manager, Specialist"), ["Roles: Team manager,", "Specialist"]);
        // what is no item is still no last line
        assert_eq!(lines("Roles: Team and line manager")[1], "line manager");
    }

    #[test]
    fn a_long_word_may_stand_alone_on_the_last_line_and_a_short_one_may_not() {
        let (fonts, style) = (Fonts::bundled(), TextStyle::new(Weight::Bold, 28.0, 1.2));
        let rules = WrapRules { widow: 8.0, ..WrapRules::default() };
        let lines = |text: &str| -> Vec<String> {
            let block = wrap(&fonts, &style, text, 328.0, &rules);
            block.lines.into_iter().map(|line| line.text).collect()
        };
        assert_eq!(lines("Delivery group governance"), ["Delivery group", "governance"]);
        assert_eq!(lines("Delivery group of the sea"), ["Delivery group of", "the sea"]);
        assert_eq!(lines("Delivery governance by sea"), ["Delivery governance", "by sea"]);
    }

    #[test]
    fn brackets_are_short_or_not() {
        assert_eq!((unclosed("a (b c"), unclosed("a (b) c"), unclosed("a b")), (Some("b c"), None, None));
        assert!(closes_soon("how", "services fit) and more"));
        assert!(!closes_soon("who answers for it all,", "year after year) and more"));
        assert!(!closes_soon("how", "services fit"));
    }
}
