//! What a box says below its name and caption: who is in the chair, with a sign, and how often the body meets.
use crate::geom::{Point, Rect};
use crate::layout::LayoutInput;
use crate::layout::fitted::{Breaking, fit};
use crate::layout::paint::{Align, Setting, decoration, set};
use crate::layout::people::{SIGN_INDENT, STAR_RADIUS, behind_name, chairs, meets, star};
use crate::model::NodeRef;
use crate::scene::{Color, Node};
use crate::text::{TextStyle, Weight};

/// Size of their type in a chart's box, in em; leading; space above the first and above the others, in ems of their type.
pub(super) const SIZE: f64 = 0.9;
const LEADING: f64 = 1.25;
const GAPS: [f64; 2] = [0.25 / SIZE, 0.05 / SIZE];

/// The notes of a box, set.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    each: Vec<Note>,
    /// Size of their type in px: a chart's is not a narrow column's, in which they would be larger than the name above them.
    size: f64,
}

#[derive(Debug, Clone)]
struct Note {
    words: Setting,
    /// Whether a star stands before it.
    is_chair: bool,
}

impl Notes {
    /// Sets those of a node's box in a measure in px, in type of a size in px.
    pub(super) fn measure(page: &LayoutInput<'_>, node: NodeRef, measure: f64, size: f64) -> Self {
        let Some(function) = page.model.function_at(node) else { return Self::default() };
        let style = page.style(Weight::Regular, size, LEADING);
        let fitted =
            |text: &str, measure: f64| fit(page.fonts, &style, text, measure, Breaking::Labelled).setting;
        let chairs = chairs(function).map(|role| {
            let text = [role.name.as_str(), &behind_name(page, role).unwrap_or_default()].concat();
            Note { words: fitted(&text, measure - SIGN_INDENT * style.size), is_chair: true }
        });
        let meets = meets(page, function).map(|text| Note { words: fitted(&text, measure), is_chair: false });
        Self { each: chairs.chain(meets).collect(), size }
    }

    /// Height in px with the space above; none where there are none.
    pub(super) fn height(&self) -> f64 {
        self.each.iter().enumerate().map(|(i, note)| self.gap(i) + note.words.height()).sum()
    }

    /// Width of the widest in px, with its sign.
    pub(super) fn width(&self) -> f64 {
        self.each.iter().map(|note| note.indent() + note.words.width()).fold(0.0, f64::max)
    }

    /// Draws them across a box, from a height on.
    pub(super) fn draw(&self, within: Rect, top: f64, align: Align, ink: Color) -> Vec<Node> {
        let mut y = top;
        let mut nodes = Vec::new();
        for (i, note) in self.each.iter().enumerate() {
            y += self.gap(i);
            let x = match align {
                Align::Start => within.x0 + note.indent(),
                Align::Center => within.center().x,
                Align::End => within.x1,
            };
            let mut lines = set(note.words.lines.clone(), &note.words.style, Point::new(x, y), align, ink);
            if note.is_chair
                && let Some(first) = lines.first_mut()
            {
                if align == Align::Center {
                    // sign and first line are centred as one; the lines below have no sign beside them
                    first.origin.x += note.indent() / 2.0;
                }
                let TextStyle { size, line_height, .. } = note.words.style;
                let before = (SIGN_INDENT - STAR_RADIUS) * size;
                let center = Point::new(first.origin.x - before, y + line_height / 2.0);
                nodes.push(decoration(vec![star(center, STAR_RADIUS * size, ink)]));
            }
            nodes.extend(lines.into_iter().map(Node::Text));
            y += note.words.height();
        }
        nodes
    }

    /// Above a note, in px.
    fn gap(&self, index: usize) -> f64 {
        GAPS[index.min(1)] * self.size
    }
}

impl Note {
    /// From the start of what is drawn to that of the words, in px.
    fn indent(&self) -> f64 {
        if self.is_chair { SIGN_INDENT * self.words.style.size } else { 0.0 }
    }
}
