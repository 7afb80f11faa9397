//! Charts that stand in a page's code blocks: Mermaid flow charts, boxes and trees drawn in characters, chains of names.
//!
//! Each form has a reader of its own, which gives the same [`Diagram`]. What a box means for the model is not decided
//! here.
mod boxes;
mod chain;
mod column;
mod found;
mod label;
mod mermaid;
mod table;
mod tree;

use super::clean::clean;
use super::text::PlainText;
use crate::diagnostic::{Findings, Span};
use crate::limits::{DRAWING_COLUMNS, DRAWING_EDGES, DRAWING_LINES, DRAWING_NODES};

pub(super) use chain::chain;
pub(super) use column::columns;
pub(super) use table::drawn_table;

/// A chart as it is drawn: boxes, what joins them, and what frames them.
#[derive(Debug)]
pub(super) struct Diagram {
    /// How it is drawn.
    pub(super) form: ChartForm,
    /// Its boxes, in the order in which they are read.
    pub(super) nodes: Vec<ChartNode>,
    /// Its lines and arrows.
    pub(super) edges: Vec<Edge>,
    /// What encloses boxes, an outer frame before its inner ones.
    pub(super) frames: Vec<Enclosure>,
}

impl Diagram {
    /// With its words as they may be drawn. They are cleaned after the drawing was read, for a character less would move
    /// the columns of boxes.
    fn cleaned(mut self) -> Self {
        for node in &mut self.nodes {
            node.lines.iter_mut().chain(&mut node.items).for_each(tidy);
            node.lines.retain(|line| !line.is_blank());
            node.items.retain(|item| !item.is_blank());
        }
        self.edges.iter_mut().filter_map(|edge| edge.label.as_mut()).for_each(tidy);
        self.frames.iter_mut().for_each(|frame| tidy(&mut frame.name));
        self
    }

    /// Leaves out the boxes that nothing joins: captions and notes.
    fn drop_loose(&mut self) {
        let mut is_joined = vec![false; self.nodes.len()];
        for at in self.edges.iter().flat_map(|edge| [edge.from, edge.to]) {
            if let Some(joined) = is_joined.get_mut(at) {
                *joined = true;
            }
        }
        let mut count = 0;
        let place = is_joined.iter().map(|joined| {
            count += usize::from(*joined);
            count.saturating_sub(1)
        });
        let place = place.collect::<Vec<_>>();
        let mut joined = is_joined.iter();
        self.nodes.retain(|_| joined.next().is_some_and(|joined| *joined));
        for edge in &mut self.edges {
            edge.from = place.get(edge.from).copied().unwrap_or_default();
            edge.to = place.get(edge.to).copied().unwrap_or_default();
        }
    }
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChartForm {
    /// A flow chart in Mermaid's language.
    Mermaid,
    /// Boxes of characters, or names that such lines join.
    Boxes,
    /// A tree of branches under a root.
    Tree,
    /// Names with arrows between them, along a line or down a column.
    Chain,
}

/// A box.
#[derive(Debug)]
pub(super) struct ChartNode {
    /// Its lines of text, the top one its name.
    pub(super) lines: Vec<PlainText>,
    /// Its bullets.
    pub(super) items: Vec<PlainText>,
    /// The innermost frame around it, an index into [`Diagram::frames`].
    pub(super) frame: Option<usize>,
    /// How far below the root of a tree it hangs.
    pub(super) depth: usize,
    /// Where its words stand.
    pub(super) span: Span,
    /// Whether it asks something: a rhombus, or words that end in a question mark.
    pub(super) is_question: bool,
}

impl ChartNode {
    /// A box that holds these texts, bullets told from lines; none where they are all blank.
    fn new(texts: &[PlainText]) -> Option<Self> {
        let (lines, items) = label::parted(texts);
        let span = lines.iter().chain(&items).map(PlainText::whole_span);
        let span =
            span.reduce(|all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end) })?;
        let is_question = lines.iter().any(|line| label::is_question(line.as_str()));
        Some(Self { lines, items, frame: None, depth: 0, span, is_question })
    }

    /// Its name as one would compare it; a box of bullets alone has none.
    fn name(&self) -> String {
        self.lines.first().map(PlainText::flat).unwrap_or_default()
    }
}

/// What joins two boxes; both are indices into [`Diagram::nodes`].
#[derive(Debug)]
pub(super) struct Edge {
    /// Where it starts.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// The words at it.
    pub(super) label: Option<PlainText>,
    /// Whether it is drawn with gaps.
    pub(super) is_dotted: bool,
    /// Which of its ends have an arrowhead.
    pub(super) head: Arrowheads,
    /// Where it was read: the arrow or its label, else the name of the box that it leads to.
    pub(super) span: Span,
}

/// Which ends of an edge have an arrowhead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrowheads {
    /// The end at `to`.
    Forward,
    /// The end at `from`.
    Back,
    /// Both.
    Both,
    /// Neither: `from` is the upper box or the parent, `to` the lower one.
    Plain,
}

/// What encloses boxes: a subgraph, or a box around boxes.
#[derive(Debug)]
pub(super) struct Enclosure {
    /// Its title, blank where it has none.
    pub(super) name: PlainText,
    /// The frame that holds it, an index into [`Diagram::frames`].
    pub(super) parent: Option<usize>,
}

/// A code block that draws boxes, a tree, a chain or a Mermaid flow chart; none for code of another kind, and for a
/// drawing beyond the limits.
///
/// A line or an arrow that ends at a frame ends at a box of the frame's name that stands beside what is in it.
pub(super) fn read(language: &str, code: &PlainText) -> Option<Diagram> {
    let diagram = of_any_size(language, code)?.cleaned();
    let is_drawn = !diagram.edges.is_empty() || diagram.form == ChartForm::Boxes;
    (is_small(&diagram) && is_drawn).then_some(diagram)
}

/// Takes out of a text what no picture draws, and says nothing of it: a name in a chart is a label for what the page names
/// elsewhere, where it is said.
pub(super) fn tidy(text: &mut PlainText) {
    *text = clean(std::mem::take(text), &mut Findings::default());
}

fn of_any_size(language: &str, code: &PlainText) -> Option<Diagram> {
    match CodeLanguage::of(language)? {
        CodeLanguage::Mermaid => mermaid::read(code),
        CodeLanguage::Plain => mermaid::read(code).or_else(|| drawn(code)),
    }
}

fn is_small(diagram: &Diagram) -> bool {
    diagram.nodes.len() <= DRAWING_NODES && diagram.edges.len() <= DRAWING_EDGES
}

/// Whether a code block is a chart that is not read because it is beyond the limits.
pub(super) fn is_beyond(language: &str, code: &PlainText) -> bool {
    let plain = code.as_str();
    let signs = ["--", "&"].into_iter().map(|sign| plain.matches(sign).count()).sum::<usize>();
    CodeLanguage::of(language).is_some()
        && (plain.lines().count() > DRAWING_LINES || signs > DRAWING_NODES / 2)
        && of_any_size(language, code).is_none_or(|diagram| !is_small(&diagram))
}

/// A chart that is drawn in characters.
fn drawn(code: &PlainText) -> Option<Diagram> {
    let lines = code.lines();
    if lines.len() > DRAWING_LINES || lines.iter().any(|line| line.as_str().chars().count() > DRAWING_COLUMNS)
    {
        return None;
    }
    if drawn_table(code).is_some() {
        return None;
    }
    if let Some(boxes) = boxes::read(&lines) {
        return Some(boxes);
    }
    if let Some(tree) = tree::read(&lines) {
        return Some(tree).filter(|tree| !tree::is_of_files(tree));
    }
    chain::read(&lines).or_else(|| column::read(&lines)).or_else(|| boxes::loose(&lines))
}

/// What the mark of a code block says about it.
enum CodeLanguage {
    /// Mermaid, or something that only looks like it.
    Mermaid,
    /// No programming language: characters are drawn as they stand.
    Plain,
}

/// Marks of code blocks that hold no code.
const PLAIN: &[&str] = &[
    "",
    "text",
    "txt",
    "plain",
    "plaintext",
    "ascii",
    "asciiart",
    "ascii-art",
    "art",
    "diagram",
    "tree",
    "none",
    "raw",
    "nohighlight",
    "no-highlight",
    "ditaa",
    "svgbob",
    "bob",
    "goat",
    "aasvg",
    "asciiflow",
];

impl CodeLanguage {
    /// The language that a mark such as `text title="x"` or `{mermaid}` names.
    fn of(mark: &str) -> Option<Self> {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '+' | '#');
        let name =
            mark.split(|c| !is_name(c)).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
        match name.as_str() {
            "mermaid" | "mmd" => Some(Self::Mermaid),
            name if PLAIN.contains(&name) => Some(Self::Plain),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
