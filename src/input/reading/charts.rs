//! Diagrams on a page: the functions that they show, and the arrows between them.
use super::candidate::{Candidate, NameForm};
use super::evidence::{NameWords, is_ranked};
use super::marks::Member;
use super::names::{Register, bare, key};
use super::people;
use super::relations::Relation;
use super::trace::{ReadAs, Trace};
use super::weights::SURE;
use crate::input::diagram::{self, Arrowheads, ChartNode, Diagram, Edge};
use crate::input::page::{Block, CodeBlock, ListItem};
use crate::input::text::PlainText;
use crate::words::{Kinds, Language, kinds_of};
use std::collections::BTreeSet;

/// A diagram of the page, where it stands.
pub(super) struct PageChart {
    pub(super) diagram: Diagram,
    /// Which boxes are functions.
    is_function: Vec<bool>,
    /// The section that it stands in.
    section: Option<usize>,
    span: crate::diagnostic::Span,
}

/// Reads a block of code as a diagram. `known` are the names of functions that headings name, as they are compared.
pub(super) fn read(
    code: &CodeBlock,
    section: Option<usize>,
    is_process: bool,
    known: &BTreeSet<String>,
    language: &'static Language,
) -> Option<PageChart> {
    let mut diagram = diagram::read(&code.language, &code.text)?;
    diagram.nodes.iter_mut().for_each(|node| join_name(node, known, language));
    let is_function = functions(&diagram, is_process, known, language);
    let mut chart = PageChart { diagram, is_function, section, span: code.span };
    // what stands in a frame that ranks is a function, whatever its words
    if !chart.levels().is_empty() {
        chart.is_function = chart.diagram.nodes.iter().map(|node| node.frame.is_some()).collect();
    }
    Some(chart)
}

/// A name that runs over two or three lines of its box is one: `Fabric`, `Committee`.
fn join_name(node: &mut ChartNode, known: &BTreeSet<String>, language: &'static Language) {
    const NAME_LINES: usize = 3;
    let [first, rest @ ..] = node.lines.as_slice() else { return };
    if rest.is_empty() {
        return;
    }
    let is_body = |words: &NameWords| words.is_body() && words.is_sure && !words.is_sentence;
    let plain = first.flat();
    let last = plain.split_whitespace().next_back().unwrap_or_default();
    // "Board of" goes on
    let is_open = language.is_stop(&crate::words::fold(last)) || plain.ends_with(['-', '&', ',']);
    let words = NameWords::of(&plain, language);
    if !is_open && (is_body(&words) || words.is_post() || known.contains(&key(&plain))) {
        return;
    }
    let joined = |lines: usize| super::passages::joined(first, rest.get(..lines).unwrap_or_default(), " ");
    let fits = |name: &PlainText| {
        let words = NameWords::of(&name.flat(), language);
        known.contains(&key(&name.flat())) || (is_body(&words) && words.count <= 6)
    };
    let length = (1..NAME_LINES.min(node.lines.len())).find(|lines| fits(&joined(*lines)));
    if let Some(lines) = length {
        let name = joined(lines);
        node.lines.splice(0..=lines, [name]);
    }
}

/// A nested list of bodies and posts as the tree that it stands for: each item reports to the one that it is nested in.
pub(super) fn of_list(
    items: &[ListItem],
    section: Option<usize>,
    language: &'static Language,
) -> Option<PageChart> {
    const FEWEST: usize = 4;
    let top = items.iter().map(|item| item.depth).min()?;
    let is_nested = items.iter().filter(|item| item.depth > top).count() * 2 >= items.len();
    let parts: Vec<(PlainText, Option<PlainText>)> =
        items.iter().map(|item| parted(&item.text, language)).collect();
    let named = parts.iter().filter(|(name, _)| {
        let words = NameWords::of(&name.flat(), language);
        (words.is_body() || words.is_post()) && words.count <= 6 && !words.is_sentence
    });
    let is_plain = parts.iter().all(|(name, _)| {
        let plain = name.flat();
        plain.split_whitespace().count() <= 8
            && !plain.ends_with(['.', ':', '。', '：'])
            && !plain.contains(": ")
    });
    // bodies nested in bodies stand within them, and report to nobody
    let depths: BTreeSet<usize> = items.iter().map(|item| item.depth).collect();
    let is_body = |name: &PlainText| super::functions::is_body_alone(&NameWords::of(&name.flat(), language));
    if depths.len() == 2 && parts.iter().all(|(name, holder)| is_body(name) && holder.is_none()) {
        return None;
    }
    if items.len() < FEWEST || !is_nested || !is_plain || named.count() * 2 < items.len() {
        return None;
    }
    let mut open: Vec<usize> = Vec::new();
    let mut edges = Vec::new();
    for (at, item) in items.iter().enumerate() {
        while open.last().is_some_and(|above| items.get(*above).is_some_and(|a| a.depth >= item.depth)) {
            open.pop();
        }
        if let Some(above) = open.last() {
            let span = item.text.whole_span();
            edges.push(Edge {
                from: *above,
                to: at,
                label: None,
                is_dotted: false,
                head: Arrowheads::Plain,
                span,
            });
        }
        open.push(at);
    }
    let nodes: Vec<ChartNode> = items
        .iter()
        .zip(parts)
        .map(|(item, (name, holder))| ChartNode {
            lines: std::iter::once(name).chain(holder).collect(),
            items: Vec::new(),
            frame: None,
            depth: item.depth,
            span: item.text.whole_span(),
            is_question: false,
        })
        .collect();
    let span = Block::List(items.to_vec()).span();
    let is_function = vec![true; nodes.len()];
    Some(PageChart {
        diagram: Diagram { form: diagram::ChartForm::Tree, nodes, edges, frames: Vec::new() },
        is_function,
        section,
        span,
    })
}

/// An item's post or body, and who holds it: `Head of climate – Luc Morel`. A vacant post has nobody.
fn parted(item: &PlainText, language: &'static Language) -> (PlainText, Option<PlainText>) {
    let plain = item.as_str();
    let dash = [" – ", " — ", " - ", ": "].into_iter().find_map(|sign| Some((plain.find(sign)?, sign.len())));
    let Some((at, length)) = dash else { return (super::items::without_note(item, true, language), None) };
    let (name, holder) = (item.slice(0..at), item.slice(at + length..plain.len()));
    if people::is_vacant(&holder) {
        (name, None)
    } else if people::is_person(&without_titles(&holder.flat()), language) {
        (name, Some(holder))
    } else {
        (item.clone(), None)
    }
}

/// A person's name without what stands before it: `Prof. Ana Reis`.
fn without_titles(name: &str) -> String {
    name.split_whitespace().filter(|word| !word.ends_with('.')).collect::<Vec<_>>().join(" ")
}

/// Bodies that stand in a chain of arrows alone, among others that are functions.
pub(super) fn ends_of_chains<'a>(
    tree: &super::tree::HeadingTree,
    functions: &[Candidate<'_>],
    language: &'static Language,
) -> Vec<Candidate<'a>> {
    let mut register = Register::default();
    for (at, function) in functions.iter().enumerate() {
        register.add(at, &function.name.flat());
    }
    let mut found: Vec<Candidate<'a>> = Vec::new();
    for block in tree.lead.iter().chain(tree.sections.iter().flat_map(|section| &section.own)) {
        for chain in chains(block) {
            let is_known = |name: &PlainText| register.find_short(&name.flat()).is_some();
            let known = chain.iter().filter(|name| is_known(name)).count();
            let words = |name: &PlainText| NameWords::of(&name.flat(), language);
            let fits = |words: &NameWords| words.is_sure && (words.is_body() || words.is_post());
            let fitting = chain.iter().filter(|name| is_known(name) || fits(&words(name))).count();
            // two known bodies make a chain one of bodies, if most of its names can be theirs
            if known < 2 || fitting * 3 < chain.len() * 2 {
                continue;
            }
            for name in chain {
                let plain = name.flat();
                let words = words(&name);
                let is_new = register.find_short(&plain).is_none();
                let is_plain = words.any.is_empty() && !words.is_sentence && words.count <= 5;
                if is_new && (fits(&words) || is_plain) {
                    register.add(functions.len() + found.len(), &plain);
                    let mut candidate = Candidate::new(bare(&name), NameForm::Box);
                    candidate.sum = SURE;
                    candidate.why = "a chain of arrows between functions names it".to_owned();
                    found.push(candidate);
                }
            }
        }
    }
    found
}

/// Which boxes of a diagram name functions by their words.
fn functions(
    diagram: &Diagram,
    is_process: bool,
    known: &BTreeSet<String>,
    language: &'static Language,
) -> Vec<bool> {
    let words: Vec<NameWords> =
        diagram.nodes.iter().map(|node| NameWords::of(&name_of(node).flat(), language)).collect();
    let is_body = |words: &NameWords| words.is_body() || words.is_post();
    let is_known = |node: &ChartNode| known.contains(&key(&name_of(node).flat()));
    let named =
        words.iter().zip(&diagram.nodes).filter(|(words, node)| is_body(words) || is_known(node)).count();
    let has_inner = |at: usize| diagram.edges.iter().any(|edge| edge.from == at);
    let leaves = words.iter().enumerate().filter(|(at, _)| !has_inner(*at));
    let (bodies, all) =
        leaves.fold((0, 0), |(bodies, all), (_, words)| (bodies + usize::from(is_body(words)), all + 1));
    let are_leaves_bodies = bodies * 10 >= all * 7;
    let is_open = named * 3 >= words.len() && named >= 1 && diagram.edges.len() > 1;
    diagram
        .nodes
        .iter()
        .zip(&words)
        .enumerate()
        .map(|(at, (node, words))| {
            let name = name_of(node).flat();
            let is_name = !node.is_question && !name.is_empty() && words.count <= 8 && !words.is_sentence;
            let by_form = match diagram.form {
                // in a tree of many branches the leaves are what those above them do
                diagram::ChartForm::Tree => {
                    has_inner(at) || !has_branches(diagram) || (are_leaves_bodies && is_body(words))
                }
                diagram::ChartForm::Chain => is_body(words),
                diagram::ChartForm::Boxes | diagram::ChartForm::Mermaid => is_body(words) || is_open,
            };
            is_name && by_form && !is_process
        })
        .collect()
}

/// Whether a tree has three branches or more that branch again.
fn has_branches(diagram: &Diagram) -> bool {
    let inner = diagram.edges.iter().map(|edge| edge.from).collect::<BTreeSet<_>>();
    inner.len() >= 3
}

/// A box's name: its top line.
fn name_of(node: &ChartNode) -> PlainText {
    node.lines.first().map(bare).unwrap_or_default()
}

impl PageChart {
    /// The functions that it shows. `known` are those that the page names elsewhere.
    pub(super) fn candidates<'a>(&self, language: &'static Language) -> Vec<Candidate<'a>> {
        let mut found = Vec::new();
        for (node, is_function) in self.diagram.nodes.iter().zip(&self.is_function) {
            if !is_function {
                continue;
            }
            let mut candidate = Candidate::new(name_of(node), NameForm::Box);
            candidate.section = self.section;
            candidate.sum = SURE;
            candidate.why = "a box of a diagram".to_owned();
            let lines: Vec<&PlainText> = node.lines.iter().skip(1).filter(|line| !line.is_blank()).collect();
            // lines below the name: who holds it, or what it is
            for line in lines {
                let labelled = super::labels::of_line(line, language);
                let plain = line.flat();
                let is_note = plain.starts_with(['(', '（', '{', '['])
                    || plain.contains("{{")
                    || NameWords::of(&plain, language).is_sentence;
                let members = Kinds::MEMBERS.union(Kinds::CHAIR).union(Kinds::HOLDER);
                match labelled {
                    Some(labelled) if labelled.kinds.has(members) && !labelled.rest.is_blank() => {
                        let found = people::of_label(line, &labelled, language);
                        candidate.roles.extend(Member::all(found, None));
                    }
                    Some(_) => {}
                    None if is_note => {}
                    None => {
                        let person = people::person(line, language);
                        candidate.roles.push(Member { text: person, mark: None });
                    }
                }
            }
            let items = node.items.iter().flat_map(|item| people::of_item(item, language)).collect();
            candidate.roles.extend(Member::all(items, None));
            found.push(candidate);
        }
        found
    }

    /// The names of its frames, where they rank what stands in them, each with its functions' names.
    pub(super) fn levels(&self) -> Vec<(PlainText, Vec<PlainText>)> {
        let frames = &self.diagram.frames;
        let ranked = frames
            .iter()
            .filter(|frame| is_ranked(&frame.name.flat()) || kinds_of(&frame.name.flat()).has(Kinds::TIER))
            .count();
        if ranked < 2 || ranked * 2 < frames.len() {
            return Vec::new();
        }
        let named = |at: usize| {
            let holds =
                |frame: usize| frame == at || frames.get(frame).is_some_and(|inner| inner.parent == Some(at));
            let inside = self.diagram.nodes.iter().filter(|node| node.frame.is_some_and(holds));
            inside.map(name_of).collect()
        };
        frames.iter().enumerate().map(|(at, frame)| (frame.name.clone(), named(at))).collect()
    }

    /// Its arrows between functions.
    pub(super) fn relations(&self, register: &Register, trace: &mut Trace) -> Vec<Relation> {
        let index: Vec<Option<usize>> = self
            .diagram
            .nodes
            .iter()
            .map(|node| {
                let name = name_of(node).flat();
                let short = super::evidence::without_brackets(&name);
                register.find_short(&name).or_else(|| register.find_short(&short))
            })
            .collect();
        let of = |at: usize| index.get(at).copied().flatten();
        let mut found = Vec::new();
        for edge in &self.diagram.edges {
            let (Some(mut from), Some(mut to)) = (of(edge.from), of(edge.to)) else { continue };
            // a line without a head says who reports to whom: the lower to the upper
            if matches!(edge.head, Arrowheads::Back | Arrowheads::Plain) {
                std::mem::swap(&mut from, &mut to);
            }
            if from == to {
                continue;
            }
            let label = edge.label.as_ref().map(PlainText::flat).unwrap_or_default();
            // an arrow that says "advises" is advice, however it is drawn
            let is_advice = !label.is_empty() && kinds_of(&label).has(Kinds::ADVISES);
            found.push(Relation {
                from,
                to,
                label,
                is_dotted: edge.is_dotted,
                is_mutual: edge.head == Arrowheads::Both,
                is_advice,
                place: edge.span,
            });
        }
        let is_read = !found.is_empty() || self.is_function.iter().any(|is| *is);
        let (read_as, why) = if is_read {
            (
                ReadAs::Flows,
                format!(
                    "a diagram of {} boxes and {} lines",
                    self.diagram.nodes.len(),
                    self.diagram.edges.len()
                ),
            )
        } else {
            (ReadAs::LeftOut, "a diagram whose boxes are no functions".to_owned())
        };
        trace.say(self.span, "", read_as, why);
        found
    }
}

/// The chains of arrows that stand in lines and items: `Team → Board`.
pub(super) fn chains(block: &Block) -> Vec<Vec<PlainText>> {
    let of_line = |line: &PlainText| diagram::chain(line).or_else(|| backward(line));
    let of_text = |text: &PlainText| text.lines().iter().filter_map(of_line).collect::<Vec<_>>();
    match block {
        Block::Paragraph(text) => match diagram::columns(&text.lines()) {
            Some(column) => vec![column],
            None => of_text(text),
        },
        Block::List(items) => items.iter().flat_map(|item: &ListItem| of_text(&item.text)).collect(),
        // code is kept as it is written
        Block::Code(code) => of_text(&code.text).into_iter().filter_map(tidied).collect(),
        _ => Vec::new(),
    }
}

/// A chain without what no picture draws; none where nothing is left of a name.
fn tidied(mut chain: Vec<PlainText>) -> Option<Vec<PlainText>> {
    chain.iter_mut().for_each(diagram::tidy);
    chain.iter().all(|name| !name.is_blank()).then_some(chain)
}

/// `Board ← Committee ← Team`, as the chain that it is from its end.
fn backward(line: &PlainText) -> Option<Vec<PlainText>> {
    let plain = line.as_str();
    if !plain.contains('←') || plain.len() > 400 {
        return None;
    }
    let mut names = Vec::new();
    let mut start = 0;
    for part in plain.split('←') {
        let lead = part.len() - part.trim_start().len();
        names.push(line.slice(start + lead..start + lead + part.trim().len()));
        start += part.len() + '←'.len_utf8();
    }
    names.reverse();
    let is_name = |name: &PlainText| !name.is_blank() && name.flat().split_whitespace().count() <= 8;
    (names.len() >= 2 && names.iter().all(is_name)).then_some(names)
}
