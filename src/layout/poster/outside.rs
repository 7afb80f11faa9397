//! The bodies outside: a strip of its own below the levels, without a number.
use super::points::{PADDING, RULE};
use super::rows::{GAP, card_width};
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::badges::{Badges, Detail};
use crate::layout::fitted::{Breaking, fit, widest_word};
use crate::layout::lens::broken_edge;
use crate::layout::paint::{Align, Setting, decoration, edge, heading};
use crate::layout::shares::sizes;
use crate::layout::{LayoutInput, Standing};
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::theme::Corners;

/// Inside the strip; below its title; between rows of boxes; above and below what stands in a box: in em.
const INSIDE: f64 = 1.2;
const BELOW_TITLE: f64 = 0.7;
const ROW_GAP: f64 = 0.8;
const BOX_PADDING: f64 = 0.65;
/// Least width of a box, in em, and most beside each other.
const WIDTH: f64 = 14.0;
const COLUMNS_MAX: usize = 5;
/// Size of a badge's words, and width of the frame of a box that stands out, in em.
const BADGE: f64 = 0.9;
const FRAME: f64 = 0.2;

/// A strip whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Strip {
    title: Setting,
    rows: Vec<Vec<OutsideBody>>,
    /// Of a box, in px.
    width: f64,
    /// Height in px.
    pub(super) height: f64,
    /// Texts of which a word had to be broken.
    pub(super) broken: Vec<String>,
}

#[derive(Debug, Clone)]
struct OutsideBody {
    id: String,
    name: Setting,
    caption: Option<Setting>,
    badges: Badges,
    standing: Standing,
}

impl Strip {
    /// Sets the bodies outside at a width in px; `None` where there are none.
    pub(super) fn measure(page: &LayoutInput<'_>, styles: &Styles, width: f64) -> Option<Self> {
        let bodies = &page.model.outside;
        if bodies.is_empty() {
            return None;
        }
        let space = styles.space;
        let inner = width - 2.0 * INSIDE * space;
        let mut broken = Vec::new();
        let mut set = |style, text: &str, measure, breaking| {
            let fitted = fit(page.fonts, style, text, measure, breaking);
            if fitted.broken {
                broken.push(text.to_owned());
            }
            fitted.setting
        };
        let title = set(&styles.heading, page.texts.outside, inner, Breaking::Balanced);
        let widest = bodies.iter().map(|body| {
            let caption = body.caption.as_deref().unwrap_or_default();
            let name = widest_word(page.fonts, &styles.label, &body.name);
            name.max(widest_word(page.fonts, &styles.body, caption)) + 2.0 * PADDING.x * space
        });
        let least = widest.fold(WIDTH * styles.em, f64::max);
        let columns = ((inner + GAP * space) / (least + GAP * space)).floor().max(1.0) as usize;
        let sizes = sizes(bodies.len(), bodies.len().div_ceil(columns.min(COLUMNS_MAX)));
        let longest = sizes.first().copied().unwrap_or(1);
        let width = card_width(longest, longest, inner, space);
        let measure = width - 2.0 * PADDING.x * space;
        let mut each = bodies.iter().map(|body| OutsideBody {
            id: body.id.clone(),
            name: set(&styles.label, &body.name, measure, Breaking::Balanced),
            caption: body
                .caption
                .as_ref()
                .map(|caption| set(&styles.body, caption, measure, Breaking::Plain)),
            badges: Badges::measure(page, &body.id, Detail::Whole, BADGE * styles.body.size, measure),
            standing: page.standing_without_roles(&body.id),
        });
        let rows: Vec<Vec<OutsideBody>> =
            sizes.into_iter().map(|size| each.by_ref().take(size).collect()).collect();
        drop(each);
        let boxes = rows.iter().map(|row| row_height(row, space)).sum::<f64>();
        let gaps = ROW_GAP * space * rows.len().saturating_sub(1) as f64;
        let height = 2.0 * INSIDE * space + title.height() + BELOW_TITLE * space + boxes + gaps;
        Some(Self { title, rows, width, height, broken })
    }

    /// Draws the strip into a box of its width.
    pub(super) fn draw(self, page: &LayoutInput<'_>, styles: &Styles, place: Rect) -> Vec<Node> {
        let (space, theme) = (styles.space, page.theme);
        let radius = Corners::CARD * theme.corner * space;
        let line = |own: f64| own.max(RULE) * space;
        let frame = Geometry::Rect { rect: place, radius };
        let frame = edge(&frame, line(theme.outlines.panel), theme.text);
        let at = Point::new(place.x0 + INSIDE * space, place.y0 + INSIDE * space);
        let mut y = at.y + self.title.height() + BELOW_TITLE * space;
        let mut nodes: Vec<Node> = frame.map(|frame| decoration(vec![frame])).into_iter().collect();
        nodes.push(heading(2, None, self.title.draw(at, Align::Start, theme.text)));
        let mut boxes = Vec::new();
        for row in self.rows {
            let (mut x, height) = (at.x, row_height(&row, space));
            for body in row {
                let place = Rect::new(x, y, x + self.width, y + height);
                let geometry = Geometry::Rect { rect: place, radius };
                let frame = match body.standing {
                    Standing::Marked => edge(&geometry, FRAME * space, theme.text),
                    Standing::Gone => broken_edge(&geometry, FRAME, theme.text, space),
                    Standing::Usual | Standing::Calm => {
                        edge(&geometry, line(theme.outlines.card), theme.text)
                    }
                };
                boxes.push(body.draw(page, geometry, frame, (place, space)));
                x += self.width + GAP * space;
            }
            y += height + ROW_GAP * space;
        }
        nodes.push(Group::new(Meaning::List, boxes));
        nodes
    }
}

fn row_height(row: &[OutsideBody], space: f64) -> f64 {
    row.iter().map(OutsideBody::height).fold(0.0, f64::max) + 2.0 * BOX_PADDING * space
}

impl OutsideBody {
    /// Height of its words, in px.
    fn height(&self) -> f64 {
        self.name.height() + self.caption.as_ref().map_or(0.0, Setting::height) + self.badges.height()
    }

    fn draw(
        self,
        page: &LayoutInput<'_>,
        geometry: Geometry,
        frame: Option<Node>,
        (place, space): (Rect, f64),
    ) -> Node {
        let theme = page.theme;
        let (kind, fill, stroke) = (ShapeKind::Box, theme.card.fill(), None);
        let mut nodes = vec![Node::Shape(Shape { kind, geometry, fill, stroke })];
        nodes.extend(frame.map(|frame| decoration(vec![frame])));
        let x = place.x0 + PADDING.x * space;
        let mut y = place.center().y - self.height() / 2.0;
        let name = self.name.height();
        nodes.push(heading(3, None, self.name.draw(Point::new(x, y), Align::Start, theme.text)));
        y += name;
        if let Some(caption) = self.caption {
            let height = caption.height();
            let lines = caption.draw(Point::new(x, y), Align::Start, theme.text);
            nodes.push(Group::new(Meaning::Paragraph, lines));
            y += height;
        }
        nodes.extend(self.badges.draw(Point::new(x, y), Align::Start, theme.card, theme.text));
        Group::new(Meaning::Node { id: self.id }, nodes)
    }
}
