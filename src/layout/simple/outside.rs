//! The bodies outside: their names and second lines in boxes below the loops, without a number.
use crate::geom::{Point, Rect, Size, Vec2};
use crate::layout::badges::{Badges, Detail};
use crate::layout::fitted::{Breaking, fit};
use crate::layout::lens::broken_edge;
use crate::layout::paint::{Align, Setting, decoration, edge, heading};
use crate::layout::{LayoutInput, Standing};
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::text::Weight;

/// Size of the title, of names and of the lines below them, in em.
const TITLE: f64 = 1.05;
const NAME: f64 = 1.0;
const CAPTION: f64 = 0.85;
/// Between the title and a name; between two names and between rows; below all: in em.
const GAP_TITLE: f64 = 0.7;
const GAP: f64 = 0.5;
const BELOW: f64 = 1.5;
/// Before and after a name, above and below it, in em; narrowest measure of a name.
const PADDING_X: f64 = 0.7;
const PADDING_Y: f64 = 0.3;
const MEASURE: f64 = 12.0;
/// Size of a badge's words, in em.
const BADGE: f64 = 0.85;
/// Width of a box's line, and of that of one that stands out, in em.
const LINE: f64 = 0.07;
const LINE_MARKED: f64 = 0.18;

/// The rows, measured: their places are told from the middle of the page and from their top.
#[derive(Clone)]
pub(super) struct Outside {
    title: Setting,
    title_at: Point,
    boxes: Vec<(OutsideWords, Rect)>,
    /// Height in px that it takes from the page's foot.
    pub(super) height: f64,
    /// Texts of which a word had to be broken.
    pub(super) broken: Vec<String>,
}

/// What stands in a box: a name and a second line, with what is marked on its body as changed.
#[derive(Clone)]
struct OutsideWords {
    name: Setting,
    caption: Option<Setting>,
    badges: Badges,
}

impl OutsideWords {
    fn width(&self) -> f64 {
        let caption = self.caption.as_ref().map_or(0.0, Setting::width);
        self.name.width().max(caption).max(self.badges.width())
    }

    fn height(&self) -> f64 {
        self.name.height() + self.caption.as_ref().map_or(0.0, Setting::height) + self.badges.height()
    }
}

impl Outside {
    /// Sets the bodies outside at a body size on a page of a width, both in px; `None` where there are none.
    pub(super) fn measure(page: &LayoutInput<'_>, width: f64, em: f64) -> Option<Self> {
        let bodies = &page.model.outside;
        if bodies.is_empty() {
            return None;
        }
        let most = (width - 2.0 * page.theme.spacing.margin * em).max(MEASURE * em);
        let mut broken = Vec::new();
        let mut set = |weight, size: f64, text: &str, measure: f64| {
            let fitted =
                fit(page.fonts, &page.style(weight, size * em, 1.25), text, measure, Breaking::Balanced);
            if fitted.broken {
                broken.push(text.to_owned());
            }
            fitted.setting
        };
        let title = set(Weight::Bold, TITLE, page.texts.outside, most);
        let boxes: Vec<(OutsideWords, Size)> = bodies
            .iter()
            .map(|body| {
                let weight = match page.standing_without_roles(&body.id) {
                    Standing::Marked => Weight::Bold,
                    Standing::Usual | Standing::Calm | Standing::Gone => Weight::Regular,
                };
                let measure = most - 2.0 * PADDING_X * em;
                let name = set(weight, NAME, &body.name, measure);
                let caption = body.caption.as_ref();
                let caption = caption.map(|caption| set(Weight::Regular, CAPTION, caption, measure));
                let badges = Badges::measure(page, &body.id, Detail::Word, BADGE * em, measure);
                let words = OutsideWords { name, caption, badges };
                let size =
                    Size::new(words.width() + 2.0 * PADDING_X * em, words.height() + 2.0 * PADDING_Y * em);
                (words, size)
            })
            .collect();
        // the title is beside the names where all have room on a line, else above them
        let names = boxes.iter().map(|(_, size)| size.width).sum::<f64>()
            + GAP * em * boxes.len().saturating_sub(1) as f64;
        let is_beside = title.width() + GAP_TITLE * em + names <= most;
        let lead = if is_beside { title.width() + GAP_TITLE * em } else { 0.0 };
        let mut y = if is_beside { 0.0 } else { title.height() + GAP * em };
        let mut rows: Vec<(f64, Vec<(OutsideWords, Size)>)> = Vec::new();
        for (words, size) in boxes {
            match rows.last_mut().filter(|row| row.0 + GAP * em + size.width <= most) {
                Some(row) => {
                    row.0 += GAP * em + size.width;
                    row.1.push((words, size));
                }
                None => rows.push((lead + size.width, vec![(words, size)])),
            }
        }
        let mut title_at = Point::new(-title.width() / 2.0, 0.0);
        let mut placed = Vec::new();
        for (width, row) in rows {
            let height = row.iter().map(|(_, size)| size.height).fold(0.0, f64::max);
            let mut x = -width / 2.0;
            if is_beside {
                title_at = Point::new(x, y + (height - title.height()) / 2.0);
            }
            x += lead;
            for (words, size) in row {
                placed.push((words, Rect::new(x, y, x + size.width, y + height)));
                x += size.width + GAP * em;
            }
            y += height + GAP * em;
        }
        let height = (y - GAP * em + BELOW * em).ceil();
        Some(Self { title, title_at, boxes: placed, height, broken })
    }

    /// What of its height is below its boxes, in px.
    pub(super) fn below(&self, em: f64) -> f64 {
        BELOW * em
    }

    /// Width in px of a page that holds it.
    pub(super) fn page_width(&self, page: &LayoutInput<'_>, em: f64) -> f64 {
        let boxes = self.boxes.iter().map(|(_, place)| place.x1.max(-place.x0));
        let half = boxes.fold(self.title.width() / 2.0, f64::max);
        2.0 * (half + page.theme.spacing.margin * em)
    }

    /// Draws it from the middle of its top on.
    pub(super) fn draw(self, page: &LayoutInput<'_>, at: Vec2, em: f64) -> Vec<Node> {
        let theme = page.theme;
        let title = self.title.draw(self.title_at + at, Align::Start, theme.text);
        let each = page.model.outside.iter().zip(self.boxes);
        let boxes = each.map(|(body, (words, place))| {
            let place = place + at;
            let geometry = Geometry::Rect { rect: place, radius: 0.0 };
            let (kind, fill, stroke) = (ShapeKind::Box, theme.page.fill(), None);
            let mut nodes = vec![Node::Shape(Shape { kind, geometry: geometry.clone(), fill, stroke })];
            let frame = match page.standing_without_roles(&body.id) {
                Standing::Marked => edge(&geometry, LINE_MARKED * em, theme.text),
                Standing::Gone => broken_edge(&geometry, LINE, theme.text, em),
                Standing::Usual | Standing::Calm => edge(&geometry, LINE * em, theme.text),
            };
            nodes.extend(frame.map(|frame| decoration(vec![frame])));
            let (middle, top) = (place.center().x, place.center().y - words.height() / 2.0);
            let mut below = top + words.name.height();
            nodes.extend(words.name.draw(Point::new(middle, top), Align::Center, theme.text));
            if let Some(caption) = words.caption {
                let at = Point::new(middle, below);
                below += caption.height();
                nodes.extend(caption.draw(at, Align::Center, theme.text));
            }
            nodes.extend(words.badges.draw(Point::new(middle, below), Align::Center, theme.page, theme.text));
            Group::new(Meaning::Node { id: body.id.clone() }, nodes)
        });
        let boxes = boxes.collect();
        vec![heading(2, None, title), Group::new(Meaning::List, boxes)]
    }
}
