//! Labels: the sizes that each can take, and their lines beside their arrow.
use super::arrows::Arrow;
use super::measures::{EM, rect};
use super::painter::{Painter, set};
use super::parts::{BoxText, LabelWrap};
use crate::engine::{Along, ChartArrow, Side};
use crate::layout::LayoutInput;
use crate::layout::paint::Align;
use crate::model::NodeRef;
use crate::scene::{Node, Text};
use crate::text::{Fonts, Paragraph, TextStyle, Weight, WrapRules, outlines, wrap};
use crate::threads;
use std::collections::BTreeMap;

/// More lines than this only where fewer would be too wide.
const USUAL_LINES: usize = 4;
/// Most lines of a label of usual length.
const MOST_LINES: usize = 6;
/// Wider than this, in px, a label of so many lines may take more.
const WIDE: f64 = 15.0 * EM;
/// Labels of more characters are paragraphs: they are wrapped to a few widths.
const PARAGRAPH: usize = 240;

fn style(page: &LayoutInput<'_>) -> TextStyle {
    page.style(Weight::Regular, EM, 1.3)
}

/// For each arrow the wraps its label can take, widest first; none for no label.
pub(super) fn measure(page: &LayoutInput<'_>, arrows: &[Arrow<'_>]) -> Vec<Vec<LabelWrap>> {
    let style = style(page);
    // a label that comes often is wrapped once
    let mut texts: Vec<&str> = arrows.iter().map(|arrow| arrow.label).collect();
    texts.sort_unstable();
    texts.dedup();
    let found = threads::each(texts.len(), |i| wraps(texts[i], &style, page.fonts));
    let mut known: BTreeMap<&str, (Vec<LabelWrap>, usize)> =
        texts.into_iter().zip(found.into_iter().map(|blocks| (blocks, 0))).collect();
    for arrow in arrows {
        if let Some((_, left)) = known.get_mut(arrow.label) {
            *left += 1;
        }
    }
    let mut of = |arrow: &Arrow<'_>| {
        let (blocks, left) = known.get_mut(arrow.label)?;
        *left -= 1;
        // the last to ask need not copy
        Some(if *left == 0 { std::mem::take(blocks) } else { blocks.clone() })
    };
    arrows.iter().map(|arrow| of(arrow).unwrap_or_default()).collect()
}

fn wraps(text: &str, style: &TextStyle, fonts: &Fonts) -> Vec<LabelWrap> {
    if text.is_empty() {
        return Vec::new();
    }
    if text.chars().count() > PARAGRAPH {
        let mut blocks: Vec<Paragraph> = Vec::new();
        for ems in [28.0, 20.0, 15.0] {
            let block = wrap(fonts, style, text, ems * EM, &WrapRules::default());
            // a long word can make a narrower measure no narrower
            if blocks.last().is_none_or(|last| block.width < last.width) {
                blocks.push(block);
            }
        }
        return blocks.into_iter().map(LabelWrap::Whole).collect();
    }
    let mut found = outlines(fonts, style, text, MOST_LINES);
    let enough = found.iter().position(|block| block.lines() >= USUAL_LINES && block.width <= WIDE);
    found.truncate(enough.map_or(found.len(), |last| last + 1));
    found.into_iter().map(LabelWrap::Outlined).collect()
}

/// The arrows as the engine sees them.
pub(super) fn chart_arrows(
    arrows: &[Arrow<'_>],
    boxes: &[BoxText<'_>],
    labels: &[Vec<LabelWrap>],
) -> Vec<ChartArrow> {
    let index: BTreeMap<NodeRef, usize> = boxes.iter().enumerate().map(|(i, b)| (b.node, i)).collect();
    let end = |node: NodeRef| index.get(&node).copied().unwrap_or(0);
    arrows
        .iter()
        .zip(labels)
        .map(|(arrow, wraps)| ChartArrow {
            from: end(arrow.from),
            to: end(arrow.to),
            wraps: wraps.iter().map(LabelWrap::size).collect(),
        })
        .collect()
}

/// A label's lines: centred over and under an arrow, flush with the arrow beside it.
pub(super) fn paint(painter: &Painter<'_>, arrow: usize) -> Vec<Node> {
    let placed = painter.drawing.labels.get(arrow).copied().flatten();
    let Some((placed, wraps)) = placed.zip(painter.labels.get(arrow)) else { return Vec::new() };
    let Some(wrap) = wraps.get(placed.wrap) else { return Vec::new() };
    let style = style(painter.page);
    let text = painter.arrows.get(arrow).map_or("", |arrow| arrow.label);
    let block = match wrap {
        LabelWrap::Whole(block) => block,
        LabelWrap::Outlined(outline) => &outline.block(painter.page.fonts, &style, text),
    };
    let align = match (placed.along, placed.side) {
        (Along::Horizontal, _) => Align::Center,
        (Along::Vertical, Side::Before) => Align::End,
        (Along::Vertical, Side::After) => Align::Start,
    };
    let at = rect(placed.rect, painter.place.offset);
    let lines = set(block, &style, at, align, painter.theme.text);
    lines.into_iter().map(|line| Node::Text(Text { label: true, ..line })).collect()
}
