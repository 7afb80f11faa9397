//! Optimal line breaking: total fit over the Unicode line-breaking opportunities.
use super::{Fonts, Line, TextStyle, shape};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// What a break costs, beside the square of the slack.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WrapRules {
    /// A last line of one word.
    pub widow: f64,
    /// A last line below a quarter of the width.
    pub short_last: f64,
    /// A line that ends in an article or preposition.
    pub trailing_article: f64,
    /// Each line.
    pub line: f64,
}

impl Default for WrapRules {
    fn default() -> Self {
        Self { widow: 0.35, short_last: 0.2, trailing_article: 0.015, line: 0.02 }
    }
}

/// Lines with their extent.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Top to bottom.
    pub lines: Vec<Line>,
    /// Of the widest line, in px.
    pub width: f64,
    /// Of all line boxes, in px.
    pub height: f64,
}

impl Block {
    fn new(lines: Vec<Line>, style: &TextStyle) -> Self {
        let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
        let height = lines.len() as f64 * style.line_height;
        Self { lines, width, height }
    }
}

/// Breaks text into lines of at most `width` px, least cost first; a word wider than that stands alone and
/// overhangs, so check [`Block::width`].
#[must_use]
pub fn wrap(fonts: &Fonts, style: &TextStyle, text: &str, width: f64, rules: &WrapRules) -> Block {
    let measure = Measure::new(fonts, style, text);
    let n = measure.cuts.len() - 1;
    let mut best = vec![f64::INFINITY; n + 1];
    let mut from = vec![0usize; n + 1];
    best[0] = 0.0;
    for j in 1..=n {
        for i in (0..j).rev() {
            let line = measure.width(i, j);
            if line > width && i + 1 < j {
                break;
            }
            let cost = best[i] + measure.cost(i, j, line, width, rules);
            if cost < best[j] {
                (best[j], from[j]) = (cost, i);
            }
        }
    }
    let mut ends = vec![n];
    while let Some(&end) = ends.last()
        && end > 0
    {
        ends.push(from[end]);
    }
    ends.reverse();
    measure.block(&ends)
}

/// For 1 to `most` lines the narrowest block, dominated ones left out: widest and lowest first.
#[must_use]
pub fn pareto(fonts: &Fonts, style: &TextStyle, text: &str, most: usize) -> Vec<Block> {
    let measure = Measure::new(fonts, style, text);
    let n = measure.cuts.len() - 1;
    let mut blocks: Vec<Block> = Vec::new();
    if n == 0 {
        return blocks;
    }
    // best[k][j]: (widest line, sum of squares, first cut of the last line) of the first j pieces in k lines
    let mut best = vec![vec![(f64::INFINITY, f64::INFINITY, 0usize); n + 1]; most.min(n) + 1];
    best[0][0] = (0.0, 0.0, 0);
    for k in 1..=most.min(n) {
        for j in k..=n {
            for i in k - 1..j {
                let (widest, squares, _) = best[k - 1][i];
                let line = measure.width(i, j);
                let lone = if j == n && j - i == 1 && n > 2 { 0.25 * line * line } else { 0.0 };
                let next = (widest.max(line), squares + line * line + lone, i);
                if (next.0, next.1) < (best[k][j].0, best[k][j].1) {
                    best[k][j] = next;
                }
            }
        }
        let mut ends = vec![n];
        let (mut lines, mut end) = (k, n);
        while lines > 0 {
            end = best[lines][end].2;
            ends.push(end);
            lines -= 1;
        }
        ends.reverse();
        let block = measure.block(&ends);
        if blocks.last().is_none_or(|last| block.width < last.width - 2.0) {
            blocks.push(block);
        }
    }
    blocks
}

/// The pieces between break opportunities, and the width of any row of them.
struct Measure<'a> {
    fonts: &'a Fonts,
    style: &'a TextStyle,
    text: &'a str,
    cuts: Vec<usize>,
    widths: std::cell::RefCell<std::collections::BTreeMap<(usize, usize), f64>>,
}

impl<'a> Measure<'a> {
    fn new(fonts: &'a Fonts, style: &'a TextStyle, text: &'a str) -> Self {
        let text = text.trim();
        let mut cuts = vec![0];
        // an existing hyphen is no opportunity: "co-ordination" stays whole
        cuts.extend(
            linebreaks(text)
                .filter(|&(at, kind)| kind == BreakOpportunity::Mandatory || !text[..at].ends_with('-'))
                .map(|(at, _)| at)
                .filter(|&at| at > 0),
        );
        Self { fonts, style, text, cuts, widths: std::cell::RefCell::default() }
    }

    fn words(&self, i: usize, j: usize) -> &'a str {
        self.text[self.cuts[i]..self.cuts[j]].trim_end()
    }

    fn width(&self, i: usize, j: usize) -> f64 {
        *self
            .widths
            .borrow_mut()
            .entry((i, j))
            .or_insert_with(|| shape(self.fonts, self.style, self.words(i, j)).width)
    }

    fn cost(&self, i: usize, j: usize, line: f64, width: f64, rules: &WrapRules) -> f64 {
        let last = j + 1 == self.cuts.len();
        let mut cost = rules.line;
        if line > width {
            cost += 100.0 * (line - width) / width.max(1.0);
        }
        if last {
            if j - i == 1 && i > 0 {
                cost += rules.widow;
            }
            if line < 0.25 * width && i > 0 {
                cost += rules.short_last;
            }
        } else {
            let slack = ((width - line) / width).max(0.0);
            cost += slack * slack;
            let word = self.words(i, j).rsplit(' ').next().unwrap_or("").to_lowercase();
            if matches!(
                word.as_str(),
                "a" | "an" | "the" | "of" | "to" | "and" | "in" | "for" | "or" | "with" | "at"
            ) {
                cost += rules.trailing_article;
            }
        }
        cost
    }

    fn block(&self, ends: &[usize]) -> Block {
        let lines = ends
            .windows(2)
            .map(|pair| {
                let mut line = shape(self.fonts, self.style, self.words(pair[0], pair[1]));
                line.space_after = self.text[..self.cuts[pair[1]]].ends_with(char::is_whitespace);
                line
            })
            .collect();
        Block::new(lines, self.style)
    }
}
