//! The bodies within a function: smaller chips within its own, below its name.
use crate::geom::{Point, Rect, Size};
use crate::layout::badges::{Badges, Detail};
use crate::layout::fitted::{Breaking, fit};
use crate::layout::lens::broken_edge;
use crate::layout::paint::{Align, Setting, decoration, edge};
use crate::layout::{LayoutInput, Standing};
use crate::model::Function;
use crate::scene::{Color, Geometry, Group, Meaning, Node};
use crate::text::Weight;

/// Space before and after a chip's words, in em.
pub(super) const CHIP_PADDING: f64 = 0.75;

/// Size of a name, height of a chip of one line, and space before and after its name, in em.
const NAME: f64 = 0.88;
const HEIGHT: f64 = 1.5;
const PADDING: f64 = 0.6;
/// Above the first row and below the last; between chips of a row and between rows, in em.
const ABOVE: f64 = 0.15;
const BELOW: f64 = 0.25;
const GAP: f64 = 0.4;
const ROW_GAP: f64 = 0.35;
/// Size of a badge's words, and the space below badges beside the chip's own, in em.
const BADGE: f64 = 0.8;
const BADGE_BELOW: f64 = 0.2;
/// Width of a chip's line, and of that of one that stands out, in em.
const LINE: f64 = 0.07;
const LINE_MARKED: f64 = 0.16;

/// A name, with what is marked on its body as changed.
#[derive(Debug, Clone)]
struct NameWords {
    name: Setting,
    badges: Badges,
}

/// The chips within a chip: their places are told from the top and the middle of all.
#[derive(Debug, Clone, Default)]
pub(super) struct Within {
    chips: Vec<(NameWords, Rect)>,
    pub(super) size: Size,
}

impl Within {
    /// Sets the bodies within a function at a body size in px, in rows of a width in px at most.
    pub(super) fn measure(
        page: &LayoutInput<'_>,
        function: &Function,
        (em, most): (f64, f64),
        broken: &mut Vec<String>,
    ) -> Self {
        if function.functions.is_empty() {
            return Self::default();
        }
        let mut rows: Vec<(f64, Vec<(NameWords, Size)>)> = Vec::new();
        for body in &function.functions {
            let weight = match page.standing(body) {
                Standing::Marked => Weight::Bold,
                Standing::Usual | Standing::Calm | Standing::Gone => Weight::Regular,
            };
            let style = page.style(weight, NAME * em, 1.25);
            let fitted = fit(page.fonts, &style, &body.name, most - 2.0 * PADDING * em, Breaking::Balanced);
            if fitted.broken {
                broken.push(body.name.clone());
            }
            let name = fitted.setting;
            let badges = Badges::measure(page, &body.id, Detail::Word, BADGE * em, most - 2.0 * PADDING * em);
            let mut more = (name.height() - name.style.line_height).max(0.0);
            if badges.height() > 0.0 {
                more += badges.height() + BADGE_BELOW * em;
            }
            let width = (name.width().max(badges.width()) + 2.0 * PADDING * em).max(HEIGHT * em);
            let size = Size::new(width, HEIGHT * em + more);
            let words = NameWords { name, badges };
            match rows.last_mut().filter(|row| row.0 + GAP * em + width <= most) {
                Some(row) => {
                    row.0 += GAP * em + width;
                    row.1.push((words, size));
                }
                None => rows.push((width, vec![(words, size)])),
            }
        }
        let width = rows.iter().map(|row| row.0).fold(0.0, f64::max);
        let mut y = ABOVE * em;
        let mut chips = Vec::new();
        for (width, row) in rows {
            let height = row.iter().map(|(_, size)| size.height).fold(0.0, f64::max);
            let mut x = -width / 2.0;
            for (words, size) in row {
                let place = Rect::new(x, y, x + size.width, y + height);
                x += size.width + GAP * em;
                chips.push((words, place));
            }
            y += height + ROW_GAP * em;
        }
        let height = y - ROW_GAP * em + BELOW * em;
        Self { chips, size: Size::new(width, height) }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.chips.is_empty()
    }

    /// Draws them from the top and the middle of all: a group for each body.
    pub(super) fn draw(
        self,
        page: &LayoutInput<'_>,
        function: &Function,
        at: Point,
        (ground, ink): (Color, Color),
        em: f64,
    ) -> Vec<Node> {
        let each = function.functions.iter().zip(self.chips);
        let nodes = each.map(|(body, (NameWords { name, badges }, place))| {
            let place = place + at.to_vec2();
            let geometry = Geometry::Rect { rect: place, radius: HEIGHT / 2.0 * em };
            let frame = match page.standing(body) {
                Standing::Marked => edge(&geometry, LINE_MARKED * em, ink),
                Standing::Gone => broken_edge(&geometry, LINE, ink, em),
                Standing::Usual | Standing::Calm => edge(&geometry, LINE * em, ink),
            };
            let top = place.center().y - (name.height() + badges.height()) / 2.0;
            let below = Point::new(place.center().x, top + name.height());
            let lines = name.draw(Point::new(place.center().x, top), Align::Center, ink);
            let mut parts = vec![decoration(frame.into_iter().collect())];
            parts.extend(match &body.link {
                Some(href) => vec![Group::new(Meaning::Link { href: href.clone() }, lines)],
                None => lines,
            });
            parts.extend(badges.draw(below, Align::Center, ground, ink));
            Group::new(Meaning::Function { id: body.id.clone() }, parts)
        });
        nodes.collect()
    }
}
