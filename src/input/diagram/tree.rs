//! Trees of branches under a root: `├─`, `└─`, `|--`, `+--`, `↳`, or dashes alone; and trees by indent.
use super::label::{bare, columns, width};
use super::{Arrowheads, ChartForm, ChartNode, Diagram, Edge};
use crate::input::text::PlainText;

/// Reads a tree; none where the lines have no branches.
pub(super) fn read(lines: &[PlainText]) -> Option<Diagram> {
    branched(lines).or_else(|| dashed(lines))
}

/// Whether what hangs in a tree is files and folders.
pub(super) fn is_of_files(tree: &Diagram) -> bool {
    let files = tree.nodes.iter().filter(|node| is_file(&node.name())).count();
    files * 2 >= tree.nodes.len()
}

/// What a line of a tree is.
enum BranchLine {
    /// Nothing, or the strokes that go by.
    Blank,
    /// A name at a branch: the branch's column, whether it has an arrowhead, and where the name starts.
    Branch { column: usize, has_head: bool, name: usize },
    /// Words without a branch: their column, their start, and whether strokes stand before them.
    Words { column: usize, start: usize, is_beside: bool },
}

const STROKES: &[char] = &['│', '|', '┃', '║', '¦', '┆', '┊'];
/// Signs that are a branch by themselves.
const BRANCHES: &[char] =
    &['├', '└', '╰', '┣', '┗', '╠', '╚', '┝', '┕', '╟', '╙', '↳', '⎿', '→', '➜', '➔', '⇒', '⟶'];
/// Signs that are a branch before a dash.
const CORNERS: &[char] = &['|', '│', '┃', '+', '`', '\\'];
const DASHES: &[char] = &['─', '-', '━', '═', '_', '╴', '┬', '┄', '╌', '—', '–'];
const HEADS: &[char] = &['>', '▶', '►', '→', '▸', '➤'];

/// What a line is.
fn row(line: &str) -> BranchLine {
    let mut column = 0;
    let mut is_beside = false;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let is_arrow = matches!((c, next), ('-' | '=', '>'));
        if BRANCHES.contains(&c)
            || is_arrow
            || CORNERS.contains(&c) && (DASHES.contains(&next) || HEADS.contains(&next))
        {
            let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
            let behind = rest.trim_start_matches(DASHES);
            let words = behind.trim_start_matches(HEADS);
            let has_head = words.len() < behind.len() || matches!(c, '→' | '➜' | '➔' | '⇒' | '⟶');
            let words = words.trim_start_matches(DASHES).trim_start();
            if words.is_empty() {
                return BranchLine::Blank;
            }
            return BranchLine::Branch { column, has_head, name: line.len() - words.len() };
        }
        if STROKES.contains(&c) {
            is_beside = true;
        } else if !c.is_whitespace() {
            return BranchLine::Words { column, start: at, is_beside };
        }
        column += if c == '\t' { 4 - column % 4 } else { width(c) };
    }
    BranchLine::Blank
}

/// A tree while its lines are read.
#[derive(Default)]
struct Growth {
    nodes: Vec<(Vec<PlainText>, usize)>,
    /// Parent, child, whether with an arrowhead.
    edges: Vec<(usize, usize, bool)>,
    /// The branches that are open: their columns and their nodes; a root's is none.
    open: Vec<(Option<usize>, usize)>,
}

impl Growth {
    fn root(&mut self, name: PlainText) {
        self.open = vec![(None, self.nodes.len())];
        self.nodes.push((vec![name], 0));
    }

    fn branch(&mut self, column: usize, has_head: bool, name: PlainText) {
        let next = self.nodes.len();
        // drawn by hand, a sister's branch may be a column off
        while self.open.last().is_some_and(|(other, _)| other.is_some_and(|other| other + 1 >= column)) {
            self.open.pop();
        }
        if let Some((_, parent)) = self.open.last() {
            self.edges.push((*parent, next, has_head));
        }
        let depth = self.open.len();
        self.open.push((Some(column), next));
        self.nodes.push((vec![name], depth));
    }

    fn into_diagram(self, form: ChartForm) -> Option<Diagram> {
        let nodes = self.nodes.iter().map(|(lines, depth)| {
            // bullets in a name are none here
            let mut node = ChartNode::new(lines)?;
            if node.lines.is_empty() {
                node.lines = std::mem::take(&mut node.items);
            }
            node.depth = *depth;
            Some(node)
        });
        let nodes = nodes.collect::<Option<Vec<_>>>()?;
        let edges = self.edges.into_iter().filter_map(|(from, to, has_head)| {
            let head = if has_head { Arrowheads::Forward } else { Arrowheads::Plain };
            Some(Edge { from, to, label: None, is_dotted: false, head, span: nodes.get(to)?.span })
        });
        let edges = edges.collect();
        let mut diagram = Diagram { form, nodes, edges, frames: Vec::new() };
        diagram.drop_loose();
        (!diagram.edges.is_empty()).then_some(diagram)
    }
}

/// A tree whose names stand at branches.
fn branched(lines: &[PlainText]) -> Option<Diagram> {
    let mut growth = Growth::default();
    let mut last_column = 0;
    let mut is_after_blank = true;
    let mut branches = 0;
    for line in lines {
        let plain = line.as_str();
        let words = |start: usize| bare(&line.slice(start..plain.len()));
        match row(plain) {
            BranchLine::Blank => is_after_blank |= plain.trim().is_empty(),
            BranchLine::Branch { column, has_head, name } => {
                // a name of lines alone is the edge of a box
                if !plain.get(name..)?.contains(char::is_alphanumeric) {
                    return None;
                }
                growth.branch(column, has_head, words(name));
                last_column = columns(plain.get(..name)?);
                is_after_blank = false;
                branches += 1;
            }
            BranchLine::Words { column, start, is_beside } => {
                let goes_on = is_beside || !is_after_blank && branches > 0 && column >= last_column.max(1);
                match growth.nodes.last_mut().filter(|_| goes_on) {
                    Some((lines, _)) => lines.push(words(start)),
                    None => growth.root(words(start)),
                }
                is_after_blank = false;
            }
        }
    }
    growth.into_diagram(ChartForm::Tree)
}

/// A tree whose names stand behind dashes, more of them or further in the deeper they hang, under a line without.
fn dashed(lines: &[PlainText]) -> Option<Diagram> {
    let mut growth = Growth::default();
    let mut is_deep = false;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let plain = line.as_str();
        let indent = plain.trim_start();
        let name = indent.trim_start_matches(['-', '–', '—']);
        let dashes = indent.chars().count() - name.chars().count();
        let words = bare(&line.slice(plain.len() - name.len()..plain.len()));
        if dashes == 0 && plain.len() == indent.len() {
            growth.root(words);
            continue;
        }
        if dashes == 0 || growth.open.is_empty() || !name.starts_with([' ', '\t']) || words.is_blank() {
            return None;
        }
        let column = 2 * (columns(plain) - columns(indent) + dashes);
        growth.branch(column, false, words);
        is_deep |= growth.open.len() > 2;
    }
    growth.into_diagram(ChartForm::Tree).filter(|_| is_deep)
}

/// A tree by indent alone: a name hangs below the last one that stands further out.
pub(super) fn indented(lines: &[PlainText], form: ChartForm) -> Option<Diagram> {
    let mut growth = Growth::default();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let plain = line.as_str();
        let column = 2 * (columns(plain) - columns(plain.trim_start()));
        if growth.open.is_empty() {
            growth.root(bare(line));
        } else {
            growth.branch(column, false, bare(line));
        }
    }
    growth.into_diagram(form)
}

/// Whether a name is a file's or a folder's.
fn is_file(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    let has_ending = first.rsplit_once('.').is_some_and(|(stem, ending)| {
        let is_ending = (1..=5).contains(&ending.len())
            && ending.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        is_ending && (stem.is_empty() || stem.len() > 2 || stem.chars().all(|c| c.is_ascii_lowercase()))
    });
    first.ends_with('/') || has_ending
}
