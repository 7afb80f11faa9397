//! A page as a tree of sections: each heading with what stands below it, whatever its depth.
use super::evidence::is_ranked;
use super::trace::{ReadAs, Trace};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::input::diagram;
use crate::input::page::{Block, Heading, Steer};
use crate::input::text::PlainText;
use crate::words::{Kinds, kinds_of};

/// A page by its headings.
#[derive(Debug, Default)]
pub(super) struct HeadingTree {
    /// The heading that names the page.
    pub(super) title: Option<Heading>,
    /// What stands before the first section.
    pub(super) lead: Vec<Block>,
    /// Every section, in page order; a section stands before those in it.
    pub(super) sections: Vec<Section>,
    /// The sections that stand in no other.
    pub(super) roots: Vec<usize>,
}

/// A heading and what belongs to it.
#[derive(Debug)]
pub(super) struct Section {
    /// The heading, without the number it may start with.
    pub(super) heading: Heading,
    /// What stands before the first heading in it.
    pub(super) own: Vec<Block>,
    /// The section that holds it.
    pub(super) parent: Option<usize>,
    /// The sections in it, in page order.
    pub(super) children: Vec<usize>,
    /// Whether its name ranks what stands in it.
    pub(super) is_ranked: bool,
}

impl Section {
    /// The heading's words.
    pub(super) fn name(&self) -> String {
        self.heading.text.flat()
    }
}

impl HeadingTree {
    /// The sections that stand beside one another below `parent`.
    pub(super) fn siblings(&self, parent: Option<usize>) -> &[usize] {
        match parent {
            Some(parent) => self.sections.get(parent).map_or(&[], |section| &section.children),
            None => &self.roots,
        }
    }

    /// The sections that hold a section, the nearest first.
    pub(super) fn above(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent(index), |at| self.parent(*at))
    }

    /// The section that holds a section.
    pub(super) fn parent(&self, index: usize) -> Option<usize> {
        self.sections.get(index).and_then(|section| section.parent)
    }

    /// A section and all in it, in page order. They follow each other, for a section stands before those in it.
    pub(super) fn below(&self, index: usize) -> std::ops::Range<usize> {
        let depth = self.sections.get(index).map_or(0, |section| section.heading.depth);
        let rest = self.sections.get(index + 1..).unwrap_or_default();
        let length = rest.iter().take_while(|section| section.heading.depth > depth).count();
        index..index + 1 + length
    }
}

/// Sorts blocks under their headings.
///
/// `may_title` says whether the first `#` heading may name the page: it may not where the levels stand at that depth.
pub(super) fn grow(
    blocks: Vec<Block>,
    may_title: bool,
    findings: &mut Findings,
    trace: &mut Trace,
) -> HeadingTree {
    let mut tree = HeadingTree::default();
    let mut open: Vec<usize> = Vec::new();
    let mut is_titled = !may_title;
    let tops = blocks.iter().filter(|block| matches!(block, Block::Heading(h) if h.depth == 1)).count();
    // a comment right before a heading, which it steers
    let mut ahead: Option<Steer> = None;
    let mut blocks = blocks.into_iter().peekable();
    let mut last = Span { start: 0, end: 0 };
    while let Some(block) = blocks.next() {
        let span = block.span();
        let next = match blocks.peek() {
            Some(Block::Heading(next)) => Some((next.depth, next.text.whole_span().start)),
            _ => None,
        };
        for block in mended(block, findings) {
            match block {
                Block::Steer(steer, _) if next.is_some_and(|next| is_before(last.end, span, next)) => {
                    ahead = Some(steer);
                }
                Block::Heading(mut heading) if ahead.is_some() && !heading.text.is_blank() => {
                    heading.steer = heading.steer.or(ahead.take());
                    place(&mut tree, heading, &mut open, &mut is_titled, tops, trace);
                }
                Block::Heading(heading) if heading.text.is_blank() => findings.push(empty(&heading)),
                Block::Heading(heading) => {
                    place(&mut tree, heading, &mut open, &mut is_titled, tops, trace);
                }
                Block::Steer(steer, span) => match tree.sections.last_mut() {
                    Some(section) if section.own.is_empty() => section.heading.steer = Some(steer),
                    Some(section) => section.own.push(Block::Steer(steer, span)),
                    None => tree.lead.push(Block::Steer(steer, span)),
                },
                block => match tree.sections.last_mut() {
                    Some(section) => section.own.push(block),
                    None => tree.lead.push(block),
                },
            }
        }
        last = span;
    }
    tree
}

/// Whether a comment stands nearer to the heading below it, of a depth and from a byte on, than to what ends above it.
fn is_before(above: usize, comment: Span, (depth, start): (u8, usize)) -> bool {
    // the marks of the heading and the blank behind them stand between as well
    let below = start.saturating_sub(comment.end).saturating_sub(usize::from(depth) + 1);
    below < comment.start.saturating_sub(above)
}

/// Takes a heading for the title, or as a section below those that hold it.
fn place(
    tree: &mut HeadingTree,
    heading: Heading,
    open: &mut Vec<usize>,
    is_titled: &mut bool,
    tops: usize,
    trace: &mut Trace,
) {
    if !*is_titled && is_title(&heading, tree, tops) {
        *is_titled = true;
        trace.add(heading.text.whole_span(), &heading.text, ReadAs::Title, "the first heading");
        tree.title = Some(heading);
        return;
    }
    *is_titled = true;
    let depth = |at: &usize| tree.sections.get(*at).map_or(0, |s| s.heading.depth);
    while open.last().is_some_and(|at| depth(at) >= heading.depth) {
        open.pop();
    }
    let parent = open.last().copied();
    let index = tree.sections.len();
    let is_ranked = is_ranked(&heading.text.flat());
    tree.sections.push(Section { heading, own: Vec::new(), parent, children: Vec::new(), is_ranked });
    match parent.and_then(|parent| tree.sections.get_mut(parent)) {
        Some(parent) => parent.children.push(index),
        None => tree.roots.push(index),
    }
    open.push(index);
}

/// A page without the heading that stands over all of it but its title and is a document's word as a whole: "Terms of
/// reference".
pub(super) fn without_second_title(mut blocks: Vec<Block>) -> Vec<Block> {
    let headings: Vec<(usize, u8)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Heading(heading) => Some((at, heading.depth)),
            _ => None,
        })
        .collect();
    let [(_, title), (at, second), rest @ ..] = headings.as_slice() else { return blocks };
    let others =
        Kinds::MEMBERS.union(Kinds::GROUPING).union(Kinds::PURPOSE).union(Kinds::BODY).union(Kinds::POST);
    let is_document = matches!(blocks.get(*at), Some(Block::Heading(heading)) if {
        let kinds = kinds_of(&super::names::bare(&heading.text).flat());
        kinds.has(Kinds::DOCUMENT) && !kinds.has(others)
    });
    if is_document && title < second && rest.len() > 1 && rest.iter().all(|(_, depth)| depth > second) {
        blocks.remove(*at);
    }
    blocks
}

/// Whether a heading names the page: it is the first on it, and of the highest depth.
fn is_title(heading: &Heading, tree: &HeadingTree, tops: usize) -> bool {
    let is_steered = matches!(heading.steer, Some(Steer::Level | Steer::Function | Steer::Members));
    // the first of several `#` headings may be the first level
    let is_level = tops > 1 && is_ranked(&heading.text.flat());
    !is_level && heading.depth == 1 && tree.sections.is_empty() && tops > 0 && !is_steered
}

/// What stands under an empty heading belongs to the one above.
fn empty(heading: &Heading) -> Diagnostic {
    let marks = "#".repeat(heading.depth.into());
    Diagnostic::new(Severity::Warning, Code::EmptyHeading, "a heading without a word is passed over")
        .at(heading.text.span(0..0))
        .hint(format!("write its name behind the marks, as in `{marks} Name`, or delete the line"))
}

/// A line longer than this is a sentence rather than a heading that lost its marks.
const LONGEST_HEADING_CHARS: usize = 120;

/// `###Product` is no heading to Markdown: the space behind the marks is missing. It is read as the heading it means, and
/// the lines below it as what follows. Lines that a rule below them makes a heading are the paragraph that they were.
fn mended(block: Block, findings: &mut Findings) -> Vec<Block> {
    match block {
        Block::Paragraph(text) => spaced(text, findings),
        Block::Heading(heading) if heading.text.as_str().trim().contains('\n') => {
            let end = heading.text.whole_span().end;
            findings.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::RuleBelow,
                    "lines over a row of `-` or `=` are a heading to Markdown; these are read as a paragraph",
                )
                .at(heading.text.whole_span())
                .hint("put a blank line above the row of dashes")
                .mend(end..end, "", "\n"),
            );
            vec![Block::Paragraph(heading.text)]
        }
        // a table that is drawn in characters is a table
        Block::Code(code) => vec![match diagram::drawn_table(&code.text) {
            Some(table) => Block::Table(table),
            None => Block::Code(code),
        }],
        block => vec![block],
    }
}

fn spaced(text: PlainText, findings: &mut Findings) -> Vec<Block> {
    let plain = text.as_str();
    let line = plain.lines().next().unwrap_or_default();
    let words = line.trim_start_matches('#');
    let depth = line.len() - words.len();
    let is_heading = (2..=6).contains(&depth)
        && words.starts_with(char::is_alphanumeric)
        && words.chars().count() <= LONGEST_HEADING_CHARS;
    if !is_heading {
        return vec![Block::Paragraph(text)];
    }
    let heading = text.slice(depth..line.len());
    let marks = "#".repeat(depth);
    let start = heading.whole_span().start;
    findings.push(
        Diagnostic::new(
            Severity::Warning,
            Code::MissingHeadingMarks,
            format!("\"{}\" is read as a heading, though no space follows its `{marks}`", heading.flat()),
        )
        .at(text.slice(0..line.len()).whole_span())
        .hint(format!("put a space after the marks: `{marks} {}`", heading.flat()))
        .mend(start..start, "", " "),
    );
    let rest = text.slice(line.len()..plain.len());
    let depth = u8::try_from(depth).unwrap_or(6);
    let mut blocks = vec![Block::Heading(Heading { depth, text: heading, link: None, steer: None })];
    if !rest.is_blank() {
        blocks.push(Block::Paragraph(rest));
    }
    blocks
}
