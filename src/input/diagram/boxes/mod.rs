//! Boxes drawn in characters, frames around them, and the lines between them; names without boxes that lines join.
//!
//! `cells → rectangles → what stands in them → strokes outside → webs of lines → edges`. Nothing is exact in a drawing by
//! hand: each step takes what is a column off.
mod contents;
mod grid;
mod links;
mod rects;
mod strokes;
mod words;

use self::contents::contents;
use self::grid::CharacterGrid;
use self::links::{LineEnd, Port, Tracer, Web};
use self::rects::{Rect, rects};
use self::strokes::{DOWN, LEFT, RIGHT, UP, is_bar, strokes};
use self::words::{WordRun, runs};
use super::chain::{is_name, unbracketed};
use super::label::bare;
use super::{Arrowheads, ChartForm, ChartNode, Diagram, Edge, Enclosure};
use crate::input::text::PlainText;
use crate::limits::{DRAWING_EDGES, DRAWING_NODES};
use std::collections::BTreeMap;

/// A drawing with boxes.
pub(super) fn read(lines: &[PlainText]) -> Option<Diagram> {
    let grid = CharacterGrid::new(lines)?;
    let rects = rects(&grid);
    if rects.is_empty() || rects.len() > DRAWING_NODES {
        return None;
    }
    joined(&grid, &rects).filter(|diagram| !diagram.nodes.is_empty())
}

/// Names without boxes that lines join in more ways than one below the other.
pub(super) fn loose(lines: &[PlainText]) -> Option<Diagram> {
    let diagram = joined(&CharacterGrid::new(lines)?, &[])?;
    let are_names = diagram.nodes.iter().all(|node| is_name(&node.name()));
    (are_names && !diagram.edges.is_empty()).then_some(diagram)
}

fn joined(grid: &CharacterGrid, rects: &[Rect]) -> Option<Diagram> {
    let parents = parents(rects);
    let mut is_frame = vec![false; rects.len()];
    for parent in parents.iter().flatten() {
        if let Some(is_frame) = is_frame.get_mut(*parent) {
            *is_frame = true;
        }
    }
    for (rect, is_frame) in rects.iter().zip(&mut is_frame) {
        *is_frame = *is_frame || holds_chain(grid, rect);
    }
    let (words, owners) = contents(grid, rects, &is_frame);
    let strokes = strokes(grid);
    let runs = runs(grid, &owners, &strokes, is_frame.contains(&false));
    let tracer = Tracer { grid, rects, is_frame: &is_frame, owners: &owners, strokes: &strokes, runs: &runs };
    let mut links = Vec::new();
    for web in tracer.webs().iter().filter(|web| !is_note(web)) {
        links.extend(web_links(web)?.into_iter().map(|link| {
            let label = link.labels.iter().filter_map(|at| runs.get(*at)).map(|run| bare(&run.text(grid)));
            let label = label.reduce(|mut all, line| {
                all.push(" ", line.span(0..0));
                all.append(&line);
                all
            });
            (link.from, link.to, link.head, label, web.is_dotted)
        }));
        if links.len() > DRAWING_EDGES {
            return None;
        }
    }
    for (upper, lower, has_head) in tracer.touching() {
        let head = if has_head { Arrowheads::Forward } else { Arrowheads::Plain };
        links.push((LineEnd::Rect(upper), LineEnd::Rect(lower), head, None, false));
    }
    let plan = DrawingPlan { grid, rects, parents: &parents, is_frame: &is_frame, words, runs: &runs };
    plan.diagram(links)
}

/// The smallest rectangle around each.
fn parents(rects: &[Rect]) -> Vec<Option<usize>> {
    let parent = |rect: &Rect| {
        let around = rects.iter().enumerate().filter(|(_, other)| other.encloses(rect));
        around.min_by_key(|(_, other)| (other.bottom - other.top, other.right - other.left)).map(|(at, _)| at)
    };
    rects.iter().map(parent).collect()
}

/// Whether a box holds names with strokes between them, each on a row of its own.
fn holds_chain(grid: &CharacterGrid, rect: &Rect) -> bool {
    let mut was_name = false;
    let mut has_stroke = false;
    for row in rect.top + 1..rect.bottom {
        let inner = grid.text(row, rect.left + 2, rect.right.saturating_sub(1));
        let inner = inner.as_str().trim();
        let is_stroke = |c: char| is_bar(c) || strokes::drawn(c).is_some_and(|s| s.head & (UP | DOWN) != 0);
        if !inner.is_empty() && inner.chars().all(|c| is_stroke(c) || c == ' ') || inner == "v" {
            has_stroke |= was_name;
        } else if inner.contains(char::is_alphanumeric) {
            if has_stroke {
                return true;
            }
            was_name = true;
        }
    }
    false
}

/// Two ends that a line joins.
struct Join {
    from: LineEnd,
    to: LineEnd,
    head: Arrowheads,
    labels: Vec<usize>,
}

/// Whether a web is an arrow of a sign or two between a box and words, which are a note on the box: `│ Board │ ← decides`.
fn is_note(web: &Web) -> bool {
    let has = |is_rect: bool| web.ports.iter().any(|port| matches!(port.target, LineEnd::Rect(_)) == is_rect);
    let is_level = web.ports.iter().all(|port| port.way == LEFT || port.way == RIGHT);
    web.size <= 2 && is_level && has(true) && has(false)
}

/// Which ends of joined lines belong together. Those with arrowheads are led to by those without; without any head, the
/// upper leads to the lower, and a line's left end to its right one. None beyond the limit.
fn web_links(web: &Web) -> Option<Vec<Join>> {
    let ports = &web.ports;
    let mut pairs: Vec<(&Port, &Port, Arrowheads)> = Vec::new();
    let are = |has_head: bool| ports.iter().filter(move |port| port.has_head == has_head);
    let is_upper = |port: &&Port| port.way == UP;
    if ports.len().saturating_mul(ports.len()) > 4 * DRAWING_EDGES {
        return None;
    }
    let (heads, tails) = (are(true).count(), are(false).count());
    if heads > 0 && tails > 0 {
        let has_upper = are(false).any(|port| port.way == UP);
        // where the line comes down from a box, an end below without a head has lost it
        let is_source = |port: &&Port| !has_upper || port.way != DOWN;
        for from in are(false).filter(is_source) {
            pairs.extend(are(true).map(|to| (from, to, Arrowheads::Forward)));
        }
        for from in are(false).filter(is_upper) {
            pairs.extend(are(false).filter(|port| !is_source(port)).map(|to| (from, to, Arrowheads::Plain)));
        }
    } else {
        let head = if heads > 0 { Arrowheads::Both } else { Arrowheads::Plain };
        let order = |port: &&Port| (way_order(port.way), port.column);
        let mut sorted = ports.iter().collect::<Vec<_>>();
        sorted.sort_by_key(order);
        let uppers = sorted.iter().filter(|port| port.way == UP).count();
        let sources = if uppers == sorted.len() || uppers == 0 { 1 } else { uppers };
        // what hangs from one line without anything above is joined with each other at most in pairs
        let is_row = sorted.iter().all(|port| port.way == DOWN) && sorted.len() > 2;
        for from in sorted.iter().take(sources).filter(|_| !is_row) {
            pairs.extend(sorted.iter().skip(sources).map(|to| (*from, *to, head)));
        }
    }
    let link = |(from, to, head): (&Port, &Port, Arrowheads)| {
        let is_near = |column: usize| from.column.abs_diff(column) <= 1 || to.column.abs_diff(column) <= 1;
        let is_anyones = |column: usize| !ports.iter().any(|port| port.column.abs_diff(column) <= 1);
        let labels = web
            .labels
            .iter()
            .filter(|(_, column)| pairs_alone(ports) || is_near(*column) || is_anyones(*column));
        Join { from: from.target, to: to.target, head, labels: labels.map(|(run, _)| *run).collect() }
    };
    Some(pairs.into_iter().filter(|(from, to, _)| from.target != to.target).map(link).collect())
}

/// Whether a line has two ends only.
fn pairs_alone(ports: &[Port]) -> bool {
    ports.len() <= 2
}

/// Which ends come first where nothing points: under a box, at its right side, at its left side, on top of it.
fn way_order(way: u8) -> u8 {
    match way {
        UP => 0,
        LEFT => 1,
        RIGHT => 2,
        _ => 3,
    }
}

/// What was found in a drawing, before it is put in order.
struct DrawingPlan<'a> {
    grid: &'a CharacterGrid<'a>,
    rects: &'a [Rect],
    parents: &'a [Option<usize>],
    is_frame: &'a [bool],
    words: Vec<Vec<PlainText>>,
    runs: &'a [WordRun],
}

impl DrawingPlan<'_> {
    fn diagram(self, links: Vec<(LineEnd, LineEnd, Arrowheads, Option<PlainText>, bool)>) -> Option<Diagram> {
        let mut blocks = BTreeMap::<usize, Vec<&WordRun>>::new();
        for run in self.runs.iter().filter(|run| run.at.is_empty()) {
            blocks.entry(run.block).or_default().push(run);
        }
        let mut is_joined = BTreeMap::new();
        for target in links.iter().flat_map(|link| [link.0, link.1]) {
            is_joined.insert(target, ());
        }
        let is_joined = |target: LineEnd| is_joined.contains_key(&target);
        let frames = self.frames(&mut blocks, &is_joined);
        let place = |at: usize| self.is_frame.iter().take(at).filter(|is_frame| **is_frame).count();
        let mut found = Vec::new();
        for (at, (rect, words)) in self.rects.iter().zip(&self.words).enumerate() {
            let is_frame = self.is_frame.get(at).copied().unwrap_or_default();
            let parent = self.parents.get(at).copied().flatten().map(place);
            let node = if is_frame {
                let frame = frames.get(place(at)).filter(|_| is_joined(LineEnd::Rect(at)));
                frame.and_then(|frame| ChartNode::new(std::slice::from_ref(&frame.name)))
            } else {
                ChartNode::new(words)
            };
            found.extend(
                node.map(|node| {
                    ((rect.top, rect.left), LineEnd::Rect(at), ChartNode { frame: parent, ..node })
                }),
            );
        }
        for (block, runs) in &blocks {
            let Some(first) = runs.first().filter(|_| is_joined(LineEnd::Block(*block))) else {
                continue;
            };
            let texts = runs.iter().map(|run| unbracketed(&run.text(self.grid))).collect::<Vec<_>>();
            let frame = self.frame_at(first).map(place);
            found.extend(
                ChartNode::new(&texts).map(|node| {
                    ((first.row, first.start), LineEnd::Block(*block), ChartNode { frame, ..node })
                }),
            );
        }
        found.sort_by_key(|(place, target, _)| (*place, *target));
        let number =
            found.iter().enumerate().map(|(at, (_, target, _))| (*target, at)).collect::<BTreeMap<_, _>>();
        let nodes = found.into_iter().map(|(_, _, node)| node).collect::<Vec<_>>();
        let mut edges = links.into_iter().filter_map(|(from, to, head, label, is_dotted)| {
            let (from, to) = (*number.get(&from)?, *number.get(&to)?);
            let span = label.as_ref().map(PlainText::whole_span).or_else(|| Some(nodes.get(to)?.span))?;
            Some(Edge { from, to, label, is_dotted, head, span })
        });
        let mut edges = edges.by_ref().collect::<Vec<_>>();
        edges.sort_by_key(|edge| (edge.from.min(edge.to), edge.from.max(edge.to)));
        edges.dedup_by_key(|edge| (edge.from, edge.to, edge.head == Arrowheads::Forward));
        Some(Diagram { form: ChartForm::Boxes, nodes, edges, frames })
    }

    /// The smallest frame around words.
    fn frame_at(&self, run: &WordRun) -> Option<usize> {
        let around = self.rects.iter().enumerate().filter(|(at, rect)| {
            let is_inside = rect.top < run.row
                && run.row < rect.bottom
                && rect.left < run.start
                && run.start < rect.right;
            is_inside && self.is_frame.get(*at).copied().unwrap_or_default()
        });
        around.min_by_key(|(_, rect)| (rect.bottom - rect.top, rect.right - rect.left)).map(|(at, _)| at)
    }

    /// The frames with their titles: words in the upper edge, else the first words in the frame that no line leads to.
    fn frames(
        &self,
        blocks: &mut BTreeMap<usize, Vec<&WordRun>>,
        is_joined: &dyn Fn(LineEnd) -> bool,
    ) -> Vec<Enclosure> {
        let place = |at: usize| self.is_frame.iter().take(at).filter(|is_frame| **is_frame).count();
        let mut inside = BTreeMap::<usize, Vec<usize>>::new();
        for (block, runs) in blocks.iter() {
            if let Some(frame) = runs.first().and_then(|run| self.frame_at(run)) {
                inside.entry(frame).or_default().push(*block);
            }
        }
        let mut frames = Vec::new();
        for (at, rect) in self
            .rects
            .iter()
            .enumerate()
            .filter(|(at, _)| self.is_frame.get(*at).copied().unwrap_or_default())
        {
            let inside = inside.get(&at).map(Vec::as_slice).unwrap_or_default();
            let inner = self.rects.iter().zip(self.parents).filter(|(_, parent)| **parent == Some(at));
            let first_row = inner.map(|(rect, _)| rect.top).min().unwrap_or(rect.bottom);
            let is_title = |block: &&usize| {
                let row = blocks.get(block).and_then(|runs| runs.first()).map(|run| run.row);
                row.is_some_and(|row| row < first_row) && !is_joined(LineEnd::Block(**block))
            };
            let title = inside.iter().find(is_title).copied();
            let name = if let Some((start, end)) = rect.title {
                unbracketed(&bare(&self.grid.text(rect.top, start, end)))
            } else if let Some(runs) = title.and_then(|block| blocks.get(&block)) {
                runs.iter().map(|run| bare(&run.text(self.grid))).next().unwrap_or_default()
            } else {
                self.title_line(inside, blocks, is_joined)
            };
            let parent = self.parents.get(at).copied().flatten().map(place);
            frames.push(Enclosure { name, parent });
        }
        frames
    }

    /// The title of a frame that stands right above its first name: the only name of two lines.
    fn title_line(
        &self,
        inside: &[usize],
        blocks: &mut BTreeMap<usize, Vec<&WordRun>>,
        is_joined: &dyn Fn(LineEnd) -> bool,
    ) -> PlainText {
        let names = inside.iter().filter(|block| is_joined(LineEnd::Block(**block))).collect::<Vec<_>>();
        let lines = |block: &usize| blocks.get(block).map_or(0, Vec::len);
        let is_titled = names.split_first().is_some_and(|(first, rest)| {
            lines(first) > 1 && !rest.is_empty() && rest.iter().all(|block| lines(block) == 1)
        });
        let first = names.first().filter(|_| is_titled).and_then(|first| blocks.get_mut(first));
        first.map(|runs| bare(&runs.remove(0).text(self.grid))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
