//! Arrows that stand on lines of their own, between the bodies that lines in bold or headings name.
use super::candidate::Candidate;
use super::relations::Relation;
use crate::input::page::Block;

/// The arrows that stand on lines of their own between one function and the next, which are no words of either.
pub(super) fn between(functions: &mut [Candidate<'_>]) -> Vec<Relation> {
    let mut found = Vec::new();
    for at in 1..functions.len() {
        let Some(function) = functions.get_mut(at - 1) else { continue };
        let Some(Block::Paragraph(text)) = function.blocks.last().map(AsRef::as_ref) else { continue };
        let Some(points_down) = points_down(text.as_str()) else { continue };
        let place = text.whole_span();
        function.blocks.pop();
        let (from, to) = if points_down { (at - 1, at) } else { (at, at - 1) };
        let label = String::new();
        found.push(Relation { from, to, label, is_dotted: false, is_mutual: false, is_advice: false, place });
    }
    found
}

/// Whether a line that is an arrow and nothing else points down the page.
fn points_down(line: &str) -> Option<bool> {
    const SIGNS: usize = 12;
    let line = line.trim();
    if line.is_empty() || line.len() > SIGNS {
        return None;
    }
    // a sign of emoji carries what says how it is drawn
    let all = |signs: [char; 4]| line.chars().all(|c| signs.contains(&c) || c == '\u{fe0f}');
    let (down, up) = (all(['↓', '⬇', '▼', '⇩']), all(['↑', '⬆', '▲', '⇧']));
    (down || up).then_some(down)
}
