//! Lead-ins: paragraphs that end in a colon and only introduce what follows.
use crate::input::page::Block;
use crate::input::text::PlainText;
use crate::words::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The folded words of a paragraph that ends in a colon before a list or a quote, and so only introduces it.
pub(super) fn of(prose: &[PlainText], next: Option<&Block>) -> Option<String> {
    let words = prose.iter().map(PlainText::flat).collect::<Vec<_>>().join(" ");
    let introduces = matches!(next, Some(Block::List(_) | Block::Quote(_))) && words.ends_with([':', '：']);
    introduces.then(|| fold(&words))
}

/// The lead-ins before lists among blocks.
pub(super) fn lead_ins(blocks: &[&Block]) -> BTreeSet<String> {
    let mut here = BTreeSet::new();
    for (i, block) in blocks.iter().enumerate() {
        if let Block::Paragraph(text) = block
            && matches!(blocks.get(i + 1), Some(Block::List(_)))
        {
            here.extend(of(&text.lines(), blocks.get(i + 1).copied()));
        }
    }
    here
}

/// The lead-ins that stand in two or more of these stretches of blocks, labels of a single word or two left out.
pub(super) fn shared_lead_ins<'a>(levels: impl Iterator<Item = Vec<&'a Block>>) -> BTreeSet<String> {
    let mut levels_with: BTreeMap<String, usize> = BTreeMap::new();
    for blocks in levels {
        for words in lead_ins(&blocks) {
            *levels_with.entry(words).or_default() += 1;
        }
    }
    let is_sentence = |words: &str| {
        let kinds = crate::words::kinds_of(words.trim_end_matches([':', '：']));
        kinds.is_empty()
    };
    levels_with
        .into_iter()
        .filter(|(words, levels)| *levels > 1 && is_sentence(words))
        .map(|(words, _)| words)
        .collect()
}

/// The paragraphs among blocks, lead-ins left out.
pub(super) fn prose(blocks: &[Block]) -> Vec<PlainText> {
    let mut paragraphs = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        if let Block::Paragraph(text) = block
            && of(&text.lines(), blocks.get(i + 1)).is_none()
        {
            paragraphs.push(text.clone());
        }
    }
    paragraphs
}
