//! Chains of names down a column, with arrows or strokes on lines of their own between them.
use super::chain::unbracketed;
use super::found::FoundChart;
use super::label::{bare, is_rule};
use super::{Arrowheads, Diagram};
use crate::input::text::PlainText;

/// What a line of a column is.
enum ColumnLine {
    Blank,
    /// A stroke or an arrow.
    Link(Connector),
    Name(PlainText),
}

/// What stands between two names.
#[derive(Default)]
struct Connector {
    is_down: bool,
    is_up: bool,
    /// The words beside it.
    label: Option<PlainText>,
}

impl Connector {
    /// What several lines between two names come to.
    fn join(&mut self, other: Self) {
        self.is_down |= other.is_down;
        self.is_up |= other.is_up;
        self.label = self.label.take().or(other.label);
    }

    fn head(&self) -> Arrowheads {
        match (self.is_down, self.is_up) {
            (true, true) => Arrowheads::Both,
            (true, false) => Arrowheads::Forward,
            (false, true) => Arrowheads::Back,
            (false, false) => Arrowheads::Plain,
        }
    }
}

/// A column while its lines are read.
#[derive(Default)]
struct ColumnReader {
    found: FoundChart,
    /// Lines of the name that is being read.
    name: Vec<PlainText>,
    /// The name above it, and what leads on from that.
    last: Option<usize>,
    link: Option<Connector>,
}

impl ColumnReader {
    /// Ends a name and joins it with the one above.
    fn end_name(&mut self) {
        let lines = std::mem::take(&mut self.name);
        // a caption stands above the first name
        let is_caption = |line: &PlainText| line.as_str().trim_end().ends_with([':', '：']);
        let lines = match lines.split_first() {
            Some((first, rest)) if !rest.is_empty() && is_caption(first) => rest,
            Some(_) => lines.as_slice(),
            None => return,
        };
        let node = self.found.node(lines);
        if let (Some(from), Some(to), Some(link)) = (self.last, node, self.link.take()) {
            let head = link.head();
            self.found.edge(from, to, link.label, head);
        }
        self.last = node;
    }
}

/// A code block that holds nothing but a chain down a column.
pub(super) fn read(lines: &[PlainText]) -> Option<Diagram> {
    let mut column = ColumnReader::default();
    for line in lines {
        match row(line)? {
            ColumnLine::Blank => column.end_name(),
            ColumnLine::Name(text) => column.name.push(text),
            ColumnLine::Link(link) => {
                column.end_name();
                column.link.get_or_insert_default().join(link);
            }
        }
    }
    column.end_name();
    column.found.into_diagram()
}

/// The names of a column of prose, each with the next, from where its arrows start: lines of names with arrows alone on the
/// lines between them, two names at least. None where a line is anything else.
pub(in crate::input) fn columns(lines: &[PlainText]) -> Option<Vec<PlainText>> {
    const ARROWS: &[char] = &['↓', '▼', '⇓', '⬇', '↑', '▲', '⇑', '⬆', '|', '│', '\u{FE0F}'];
    let is_link = |line: &PlainText| line.as_str().trim().chars().all(|c| ARROWS.contains(&c));
    let lines: Vec<&PlainText> = lines.iter().filter(|line| !line.is_blank()).collect();
    let (links, names): (Vec<&PlainText>, Vec<&PlainText>) =
        lines.iter().copied().partition(|line| is_link(line));
    let has = |signs: [char; 4]| links.iter().any(|line| line.as_str().contains(signs));
    let (is_down, is_up) = (has(['↓', '▼', '⇓', '⬇']), has(['↑', '▲', '⇑', '⬆']));
    let alternate = lines.iter().enumerate().all(|(at, line)| is_link(line) == (at % 2 == 1));
    let are_names = names.iter().all(|name| super::chain::is_name(name.as_str().trim()));
    if names.len() < 2 || names.len() != links.len() + 1 || is_down == is_up || !alternate || !are_names {
        return None;
    }
    let mut names: Vec<PlainText> = names.into_iter().map(|name| unbracketed(&bare(name))).collect();
    if is_up {
        names.reverse();
    }
    Some(names)
}

/// What a line of a column is; none where it belongs to another kind of drawing.
fn row(line: &PlainText) -> Option<ColumnLine> {
    let plain = line.as_str().trim();
    if plain.is_empty() {
        return Some(ColumnLine::Blank);
    }
    let is_stroke = |c: char| matches!(c, '|' | '│' | '┃' | '║' | '¦' | '┆' | '┊' | ':');
    let is_down = |c: char| matches!(c, '↓' | '▼' | '⇓' | '⬇' | '▾' | '↧' | '🡓');
    let is_up = |c: char| matches!(c, '↑' | '▲' | '⇑' | '⬆' | '▴' | '🡑');
    let is_both = |c: char| matches!(c, '↕' | '⇕' | '⬍');
    let is_link = |c: char| is_stroke(c) || is_down(c) || is_up(c) || is_both(c) || c == '\u{FE0F}';
    let link = |signs: &str, label| {
        ColumnLine::Link(Connector {
            is_down: signs.chars().any(|c| is_down(c) || is_both(c) || matches!(c, 'v' | 'V')),
            is_up: signs.chars().any(|c| is_up(c) || is_both(c) || c == '^'),
            label,
        })
    };
    if matches!(plain, "v" | "V" | "^") || plain.chars().all(is_link) {
        return Some(link(plain, None));
    }
    let words = plain.trim_start_matches(is_link);
    let is_drawn = |c: char| {
        matches!(c, '\u{2500}'..='\u{257F}' | '|' | '\t' | '→' | '←' | '▶' | '◀') || is_down(c) || is_up(c)
    };
    if words.contains(is_drawn)
        || words.contains("   ")
        || words.contains("--")
        || is_rule(words)
        || words.starts_with(['-', '/', '\\', '+'])
    {
        return None;
    }
    let (signs, words) = line
        .as_str()
        .split_at(line.as_str().len() - line.as_str().trim_start().trim_start_matches(is_link).len());
    if signs.trim().is_empty() || signs.trim() == ":" {
        return Some(ColumnLine::Name(unbracketed(&bare(line))));
    }
    words.starts_with(' ').then(|| link(signs, Some(bare(&line.slice(signs.len()..line.as_str().len())))))
}
