//! The roles at a card's foot: their label bold, the one that the poster is about bold and underlined; whoever is in the chair
//! has a line of their own.
use super::points::WIDER;
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::fitted::Breaking;
use crate::layout::paint::{Setting, decoration, rect};
use crate::layout::people::{before, behind_name, chairs, is_chair};
use crate::layout::sheet::Area;
use crate::layout::{LayoutInput, Orientation};
use crate::model::{Function, Role};
use crate::scene::{Group, Meaning, Node, Text};
use crate::text::{Fonts, Line, TextStyle, shape, shape_part};
use crate::theme::{LevelColors, Theme};
use std::ops::Range;

/// From the baseline to the line under a role that stands out, and how wide that line is, in ems of its type.
const UNDERLINE_GAP: f64 = 0.15;
const UNDERLINE_WIDTH: f64 = 0.1;

/// From how many roles on they are a list, the most columns of it, and the space between two, in em.
const LIST_FROM: usize = 7;
const COLUMNS_MAX: f64 = 4.0;
const COLUMN_GAP: f64 = 1.0;

/// What stands at a card's foot, whatever its width.
#[derive(Debug, Clone)]
pub(super) struct RoleWords {
    /// The label, a space, the names.
    text: String,
    /// Length of the label in bytes.
    label: usize,
    /// Where the role that stands out is in the text.
    marked: Vec<Range<usize>>,
    /// Where each role is in the text, with what it is in its function.
    items: Vec<Range<usize>>,
}

impl RoleWords {
    /// The roles of a function that are not in its chair, if it has any.
    pub(super) fn new(page: &LayoutInput<'_>, function: &Function) -> Option<Self> {
        let roles: Vec<&Role> = function.roles.iter().filter(|role| !is_chair(role)).collect();
        if roles.is_empty() {
            return None;
        }
        let label = page.texts.roles;
        let mut words =
            Self { text: before(label), label: label.len(), marked: Vec::new(), items: Vec::new() };
        for (i, role) in roles.iter().enumerate() {
            if i > 0 {
                words.text.push_str(page.texts.separator);
            }
            words.push(page, role);
            if i + 1 < roles.len() && role.mark.is_none() {
                words.text.extend(page.direction.mark_after(&role.name));
            }
        }
        Some(words)
    }

    /// Whoever is in the chair of a function, each with the word for it.
    pub(super) fn chairs(page: &LayoutInput<'_>, function: &Function) -> Vec<Self> {
        let words = chairs(function).map(|role| {
            let mut words = Self { text: String::new(), label: 0, marked: Vec::new(), items: Vec::new() };
            words.push(page, role);
            words
        });
        words.collect()
    }

    /// Adds a role: its name, and what it is in its function where it is no plain member.
    fn push(&mut self, page: &LayoutInput<'_>, role: &Role) {
        let start = self.text.len();
        self.text.push_str(&role.name);
        if page.lens.is_some_and(|lens| lens.is(role)) {
            self.marked.push(start..self.text.len());
        }
        self.text.extend(behind_name(page, role));
        self.items.push(start..self.text.len());
    }

    /// All of it on one line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The names, without what stands before them.
    pub(super) fn names(&self) -> &str {
        self.slice(self.label..self.text.len()).trim_start()
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The parts of each weight in a stretch of the text.
    fn parts(&self, within: Range<usize>) -> Vec<(Range<usize>, RoleKind)> {
        let mut bold = vec![(0..self.label, RoleKind::Label)];
        bold.extend(self.marked.iter().map(|range| (range.clone(), RoleKind::Marked)));
        let mut parts = Vec::new();
        let mut at = within.start;
        for (range, kind) in bold {
            let (start, end) = (range.start.max(at), range.end.min(within.end));
            if start < end {
                parts.push((at..start, RoleKind::Name));
                parts.push((start..end, kind));
                at = end;
            }
        }
        parts.push((at..within.end, RoleKind::Name));
        parts
    }
}

/// Roles that are set.
#[derive(Debug, Clone)]
pub(super) struct Roles {
    lines: Vec<RoleLine>,
    style: TextStyle,
}

/// A line of roles.
#[derive(Debug, Clone)]
struct RoleLine {
    pieces: Vec<RolePiece>,
    /// Which line it is from the top; two that stand beside each other have the same.
    row: usize,
    /// From the start of the measure, in px.
    x: f64,
    /// Where each role has lines of its own, which of them it is.
    item: Option<usize>,
}

/// A part of a line in one weight.
#[derive(Debug, Clone)]
struct RolePiece {
    line: Line,
    /// From the line's start, in px.
    x: f64,
    kind: RoleKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RoleKind {
    Label,
    Name,
    Marked,
}

impl Roles {
    /// Sets roles in a measure in px.
    pub(super) fn new(
        page: &LayoutInput<'_>,
        styles: &Styles,
        words: &RoleWords,
        measure: f64,
        set: &mut impl FnMut(&TextStyle, &str, f64, Breaking) -> Setting,
    ) -> Self {
        if let Some(list) = Self::list(page, styles, words, measure) {
            return list;
        }
        // what is bold is wider than the text that it is wrapped as, so the measure is less by that
        let more = |text: &str| {
            let [bold, plain] = [&styles.label, &styles.body].map(|style| shape(page.fonts, style, text));
            (bold.width - plain.width).max(0.0)
        };
        let marked: f64 = words.marked.iter().map(|range| more(words.slice(range.clone()))).sum();
        let label = more(words.slice(0..words.label));
        let setting = set(&styles.body, &words.text, measure - label - marked, Breaking::List);
        let (last, style) = (setting.lines.len().saturating_sub(1), setting.style);
        let mut from = 0;
        let mut lines = Vec::new();
        for (i, mut line) in setting.lines.into_iter().enumerate() {
            line.space_after |= i == last;
            let start = words.slice(from..words.text.len()).find(&line.text).map(|at| from + at);
            from = start.map_or(from, |start| start + line.text.len());
            let pieces = match start {
                Some(start) => pieces(page.fonts, words, start..from, &line, &style, styles),
                // a line with characters that are drawn as others
                None => vec![RolePiece { line, x: 0.0, kind: RoleKind::Name }],
            };
            lines.push(RoleLine { pieces, row: i, x: 0.0, item: None });
        }
        Self { lines, style }
    }

    /// Sets many roles as a list in columns, the label on a line of its own; `None` where they are few, or where no two of them stand
    /// side by side.
    fn list(page: &LayoutInput<'_>, styles: &Styles, words: &RoleWords, measure: f64) -> Option<Self> {
        // where the size is given, its lines would be taken from the type of all else
        let is_free = page.sheet.area(Orientation::Portrait) == Area::Free;
        if words.items.len() < LIST_FROM || words.label == 0 || !is_free {
            return None;
        }
        let style = styles.body;
        let label = shape(page.fonts, &styles.label, words.slice(0..words.label));
        let label = RolePiece { line: Line { space_after: true, ..label }, x: 0.0, kind: RoleKind::Label };
        let mut lines = vec![RoleLine { pieces: vec![label], row: 0, x: 0.0, item: None }];
        let mut widest = 0.0f64;
        for (i, item) in words.items.iter().enumerate() {
            let mut line = shape(page.fonts, &style, words.slice(item.clone()));
            line.space_after = true;
            let pieces = pieces(page.fonts, words, item.clone(), &line, &style, styles);
            let width = pieces.iter().map(|piece| piece.x + piece.line.width).fold(0.0, f64::max);
            widest = widest.max(width);
            lines.push(RoleLine { pieces, row: 0, x: 0.0, item: Some(i) });
        }
        // in another font each may be wider
        let (gap, column) = (COLUMN_GAP * styles.em, WIDER * widest);
        let columns = ((measure + gap) / (column + gap)).floor().min(COLUMNS_MAX) as usize;
        if columns < 2 {
            return None;
        }
        let rows = words.items.len().div_ceil(columns);
        let step = (measure + gap) / columns as f64;
        for line in &mut lines {
            let Some(i) = line.item else { continue };
            // down the first column, then down the next
            (line.row, line.x) = (1 + i % rows, (i / rows) as f64 * step);
        }
        Some(Self { lines, style })
    }

    /// How every line is set.
    pub(super) fn style(&self) -> &TextStyle {
        &self.style
    }

    /// Height of all lines, in px.
    pub(super) fn height(&self) -> f64 {
        self.lines.iter().map(|line| line.row + 1).max().unwrap_or(0) as f64 * self.style.line_height
    }

    /// Draws them from the start of the measure and the top of the first line.
    pub(super) fn draw(self, at: Point, theme: &Theme, colors: &LevelColors) -> Vec<Node> {
        let mut parts: Vec<(Option<usize>, Vec<RoleLine>)> = Vec::new();
        for line in self.lines {
            match parts.last_mut().filter(|(item, _)| *item == line.item) {
                Some((_, lines)) => lines.push(line),
                None => parts.push((line.item, vec![line])),
            }
        }
        let (mut drawn, mut items) = (Vec::new(), Vec::new());
        for (item, lines) in parts {
            let nodes = paragraph(lines, &self.style, at, theme, colors);
            match item {
                Some(_) => items.push(Group::new(Meaning::Item, nodes)),
                None => drawn.push(Group::new(Meaning::Paragraph, nodes)),
            }
        }
        if !items.is_empty() {
            drawn.push(Group::new(Meaning::List, items));
        }
        drawn
    }
}

/// The lines of one paragraph, with nothing between them.
fn paragraph(
    lines: Vec<RoleLine>,
    style: &TextStyle,
    at: Point,
    theme: &Theme,
    colors: &LevelColors,
) -> Vec<Node> {
    let size = style.size;
    let (mut nodes, mut texts) = (Vec::new(), Vec::new());
    for RoleLine { pieces, row, x: start, item: _ } in lines {
        let y = at.y + row as f64 * style.line_height + style.baseline();
        for RolePiece { line, x, kind } in pieces {
            let origin = Point::new(at.x + start + x, y);
            if kind == RoleKind::Marked {
                let top = y + UNDERLINE_GAP * size;
                let under = Rect::new(origin.x, top, origin.x + line.width, top + UNDERLINE_WIDTH * size);
                nodes.push(decoration(vec![rect(under, 0.0, colors.ink)]));
            }
            let fill = if kind == RoleKind::Name { theme.text } else { colors.ink };
            texts.push(Node::Text(Text { goes_on: !texts.is_empty(), ..Text::line(origin, fill, line) }));
        }
    }
    nodes.extend(texts);
    nodes
}

/// A line in pieces of one weight each, beside each other.
fn pieces(
    fonts: &Fonts,
    words: &RoleWords,
    within: Range<usize>,
    line: &Line,
    style: &TextStyle,
    styles: &Styles,
) -> Vec<RolePiece> {
    let parts = words.parts(within);
    if let [(_, kind)] = parts.as_slice() {
        return vec![RolePiece { line: line.clone(), x: 0.0, kind: *kind }];
    }
    let space = shape(fonts, style, " ").width;
    let bold = TextStyle { weight: styles.label.weight, ..*style };
    let mut x = 0.0;
    let mut pieces: Vec<RolePiece> = Vec::new();
    for (range, kind) in parts {
        let text = words.slice(range);
        let spaces = |rest: &str| (text.len() - rest.len()) as f64 * space;
        if let Some(before) = pieces.last_mut().filter(|_| text.starts_with(' ')) {
            before.line.space_after = true;
        }
        x += spaces(text.trim_start_matches(' '));
        let trimmed = text.trim_matches(' ');
        if !trimmed.is_empty() {
            let style = if kind == RoleKind::Name { style } else { &bold };
            let mut line = shape_part(fonts, style, trimmed, line.direction);
            line.space_after = text.ends_with(' ');
            let width = line.width;
            pieces.push(RolePiece { line, x, kind });
            x += width + spaces(text.trim_end_matches(' '));
        }
    }
    if let Some(last) = pieces.last_mut() {
        last.line.space_after |= line.space_after;
    }
    pieces
}
