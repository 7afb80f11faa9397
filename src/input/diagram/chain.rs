//! Chains of names: along a line (`A → B → C`), or down a column with an arrow or a stroke between them.
use super::label::{bare, is_rule, item};
use super::{Diagram, Edge, Form, Head, Node};
use crate::input::text::Text;
use crate::limits::TEXT_CHARS;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest name in a chain, in characters.
const NAME_CHARS: usize = 80;
/// Most words of a name in a chain: more make a sentence.
const NAME_WORDS: usize = 12;
/// Arrows between names of one line, the longer before the shorter that it starts with.
const ARROWS: &[&str] = &[
    "-->",
    "==>",
    "—>",
    "–>",
    "->",
    "=>",
    "→",
    "⇒",
    "⟶",
    "⟹",
    "➜",
    "➔",
    "➡\u{FE0F}",
    "➡",
    "➝",
    "➞",
    "🡒",
    "▶",
    "►",
];
/// Signs that are arrows only between blanks, and only where there are two of them at least.
const ANGLES: &[&str] = &[" › ", " > ", " » "];
/// What no name holds and code does.
const CODE: &[&str] =
    &["{", "}", ";", "()", "==", "!=", "::", "</", "/>", "$", "\\", "|", "&&", "://", " = "];

/// The names of `A → B → C`, at least two; none where it is not a chain but a sentence or code with arrows in it.
pub(in crate::input) fn chain(line: &Text) -> Option<Vec<Text>> {
    if line.as_str().len() > TEXT_CHARS {
        return None;
    }
    let item = item(line);
    let line = item.as_ref().unwrap_or(line);
    let plain = line.as_str();
    let mut parts = split(plain, ARROWS);
    if parts.len() < 2 {
        parts = split(plain, ANGLES);
        if parts.len() < 3 {
            return None;
        }
    }
    let last = parts.len() - 1;
    let names = parts.into_iter().enumerate().map(|(i, mut part)| {
        if i == 0 {
            // `Escalation: A → B`
            let lead = plain.get(part.clone())?.find(": ").map_or(0, |at| at + 2);
            part.start += lead;
        } else if i == last {
            part.end = part.start + plain.get(part.clone())?.trim_end().trim_end_matches(['.', '。']).len();
        }
        let name = unbracketed(&bare(&line.slice(part)));
        is_name(name.as_str()).then_some(name)
    });
    names.collect()
}

/// The stretches between arrows.
fn split(plain: &str, arrows: &[&str]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = plain.get(at..).filter(|rest| !rest.is_empty()) {
        let is_letter = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        if is_letter {
            at += 1;
        } else if let Some(arrow) = arrows.iter().find(|arrow| rest.starts_with(**arrow)) {
            parts.push(start..at);
            at += arrow.len();
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts.push(start..plain.len());
    parts
}

/// Whether words can be a name: short, with a letter, and neither a sentence nor code.
pub(super) fn is_name(words: &str) -> bool {
    let is_short = words.chars().count() <= NAME_CHARS && words.split_whitespace().count() <= NAME_WORDS;
    // a stop behind a short word may be an abbreviation's: `Dr. Holm`, `Harbour Co.`
    let ends_sentence = |word: &str| {
        word.ends_with('!')
            || word.strip_suffix('.').is_some_and(|stem| stem.chars().count() > 3 && !stem.contains('.'))
    };
    // `Works board → looks after the roads and paths`
    let is_deed = words.starts_with(char::is_lowercase) && words.split_whitespace().count() > 4;
    let is_sentence =
        is_deed || words.ends_with([':', ',']) || words.contains('。') || words.split(' ').any(ends_sentence);
    is_short
        && !is_sentence
        && words.chars().any(char::is_alphabetic)
        && !CODE.iter().any(|sign| words.contains(sign))
}

/// A name without the brackets that draw its box: `[Board]`.
fn unbracketed(name: &Text) -> Text {
    let plain = name.as_str();
    match plain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) if !inner.contains(['[', ']']) => bare(&name.slice(1..plain.len() - 1)),
        _ => name.clone(),
    }
}

/// A code block that holds nothing but a chain, along its lines or down them.
pub(super) fn read(lines: &[Text]) -> Option<Diagram> {
    along(lines).or_else(|| down(lines))
}

/// Chains along lines; names that come again are one box. Other lines say something about the names and join none.
fn along(lines: &[Text]) -> Option<Diagram> {
    let mut found = Found::default();
    for names in lines.iter().filter_map(chain) {
        let nodes =
            names.iter().map(|name| found.node(std::slice::from_ref(name))).collect::<Option<Vec<_>>>()?;
        for (from, to) in nodes.iter().zip(nodes.iter().skip(1)) {
            found.edge(*from, *to, None, Head::Forward);
        }
    }
    found.into_diagram()
}

/// What a line of a column is.
enum Row {
    Blank,
    /// A stroke or an arrow, with the words beside it.
    Link {
        is_down: bool,
        is_up: bool,
        label: Option<Text>,
    },
    Name(Text),
}

/// A chain down a column: names on lines of their own with strokes or arrows between.
fn down(lines: &[Text]) -> Option<Diagram> {
    let rows = lines.iter().map(row).collect::<Option<Vec<_>>>()?;
    let mut found = Found::default();
    let mut name = Vec::new();
    let mut last = None;
    // what leads on from the last name
    let mut link: Option<(bool, bool, Option<Text>)> = None;
    let close = |found: &mut Found,
                 name: &mut Vec<Text>,
                 last: &mut Option<usize>,
                 link: &mut Option<(bool, bool, Option<Text>)>| {
        if name.is_empty() {
            return;
        }
        let lines = std::mem::take(name);
        // a caption stands above the first name
        let lines = match lines.split_first() {
            Some((first, rest)) if !rest.is_empty() && first.as_str().trim_end().ends_with([':', '：']) => {
                rest
            }
            _ => lines.as_slice(),
        };
        let node = found.node(lines);
        if let (Some(from), Some(to), Some((is_down, is_up, label))) = (*last, node, link.take()) {
            let head = match (is_down, is_up) {
                (true, true) => Head::Both,
                (true, false) => Head::Forward,
                (false, true) => Head::Back,
                (false, false) => Head::Plain,
            };
            found.edge(from, to, label, head);
        }
        *last = node;
    };
    for row in rows {
        match row {
            Row::Blank => close(&mut found, &mut name, &mut last, &mut link),
            Row::Name(text) => name.push(text),
            Row::Link { is_down, is_up, label } => {
                close(&mut found, &mut name, &mut last, &mut link);
                let open = link.get_or_insert((false, false, None));
                open.0 |= is_down;
                open.1 |= is_up;
                open.2 = open.2.take().or(label);
            }
        }
    }
    close(&mut found, &mut name, &mut last, &mut link);
    found.into_diagram()
}

/// What a line of a column is; none where it belongs to another kind of drawing.
fn row(line: &Text) -> Option<Row> {
    let plain = line.as_str().trim();
    if plain.is_empty() {
        return Some(Row::Blank);
    }
    let is_stroke = |c: char| matches!(c, '|' | '│' | '┃' | '║' | '¦' | '┆' | '┊' | ':');
    let is_down = |c: char| matches!(c, '↓' | '▼' | '⇓' | '⬇' | '▾' | '↧' | '🡓');
    let is_up = |c: char| matches!(c, '↑' | '▲' | '⇑' | '⬆' | '▴' | '🡑');
    let is_both = |c: char| matches!(c, '↕' | '⇕' | '⬍');
    let is_link = |c: char| is_stroke(c) || is_down(c) || is_up(c) || is_both(c) || c == '\u{FE0F}';
    let link = |signs: &str, label| Row::Link {
        is_down: signs.chars().any(|c| is_down(c) || is_both(c) || matches!(c, 'v' | 'V')),
        is_up: signs.chars().any(|c| is_up(c) || is_both(c) || c == '^'),
        label,
    };
    if matches!(plain, "v" | "V" | "^") || plain.chars().all(is_link) {
        return Some(link(plain, None));
    }
    let words = plain.trim_start_matches(is_link);
    let is_drawn = |c: char| matches!(c, '\u{2500}'..='\u{257F}' | '|' | '\t') || is_down(c) || is_up(c);
    if words.contains(is_drawn)
        || words.contains("   ")
        || is_rule(words)
        || words.starts_with(['-', '/', '\\', '+'])
    {
        return None;
    }
    let (signs, words) = line
        .as_str()
        .split_at(line.as_str().len() - line.as_str().trim_start().trim_start_matches(is_link).len());
    if signs.trim().is_empty() || signs.trim() == ":" {
        return Some(Row::Name(unbracketed(&bare(line))));
    }
    words.starts_with(' ').then(|| link(signs, Some(bare(&line.slice(signs.len()..line.as_str().len())))))
}

/// A diagram while its names are found; the same name is the same box.
#[derive(Default)]
struct Found {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    by_name: BTreeMap<String, usize>,
}

impl Found {
    fn node(&mut self, lines: &[Text]) -> Option<usize> {
        let node = Node::new(lines)?;
        let next = self.nodes.len();
        let at = *self.by_name.entry(node.name()).or_insert(next);
        if at == next {
            self.nodes.push(node);
        }
        Some(at)
    }

    fn edge(&mut self, from: usize, to: usize, label: Option<Text>, head: Head) {
        let known =
            self.edges.iter().rev().take(64).any(|edge| (edge.from, edge.to, edge.head) == (from, to, head));
        if from == to || known {
            return;
        }
        let place = label.as_ref().map(Text::whole_span).or_else(|| Some(self.nodes.get(to)?.span));
        if let Some(span) = place {
            self.edges.push(Edge { from, to, label, is_dotted: false, head, span });
        }
    }

    /// The chart, without the captions that nothing joins.
    fn into_diagram(self) -> Option<Diagram> {
        let mut diagram =
            Diagram { form: Form::Chain, nodes: self.nodes, edges: self.edges, frames: Vec::new() };
        diagram.drop_loose();
        (!diagram.edges.is_empty()).then_some(diagram)
    }
}
