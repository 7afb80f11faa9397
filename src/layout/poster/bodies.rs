//! The bodies within a function: cards within its card, below a label. Measured first, placed later.
use super::decisions::{Decisions, draw_near, near_height};
use super::foot::{Foot, FootWords};
use super::points::{FRAME, PADDING, RULE, TEXT_START_PLAIN, around_word, roomy, widest};
use super::rows::{GAP, card_width};
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::badges::{Badges, Detail};
use crate::layout::fitted::Breaking;
use crate::layout::lens::broken_edge;
use crate::layout::paint::{Align, Setting, decoration, edge, heading};
use crate::layout::people;
use crate::layout::shares::sizes;
use crate::layout::{LayoutInput, Standing};
use crate::model::Function;
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::text::{TextStyle, Weight};
use crate::theme::{Corners, LevelColors, Theme};

/// Least width of an inner card, in em, and most beside each other.
const WIDTH: f64 = 13.0;
const COLUMNS_MAX: usize = 4;
/// Above and below what stands in an inner card; between its parts; below the label; between two rows: in em.
const INSIDE: f64 = 0.65;
const PART_GAP: f64 = 0.5;
const LABEL_GAP: f64 = 0.5;
const ROW_GAP: f64 = 0.7;
/// How much higher inner cards become for the sake of their card's foot, as a share of the highest.
const STRETCH: f64 = 0.35;
/// Size of a badge's words, in em of the body.
const BADGE: f64 = 0.85;

/// What stands in an inner card, whatever its width.
#[derive(Debug, Clone)]
pub(super) struct BodyWords<'a> {
    function: &'a Function,
    foot: FootWords,
    /// How often it meets, with the label.
    meets: Option<String>,
    standing: Standing,
    /// Of its heading.
    depth: u8,
    /// The widest word of its name, in ems of its type, and of what starts at the padding and after a bullet.
    widest_name: f64,
    widest: [f64; 2],
}

/// The inner cards of a card: their width is known and their place is not.
#[derive(Debug, Clone)]
pub(super) struct Bodies {
    label: Setting,
    rows: Vec<Vec<BodyCard>>,
    /// Of an inner card, in px.
    width: f64,
}

/// An inner card.
#[derive(Debug, Clone)]
struct BodyCard {
    name: Setting,
    caption: Option<Setting>,
    meets: Option<Setting>,
    badges: Badges,
    points: Vec<Setting>,
    decides: Option<Decisions>,
    foot: Option<Foot>,
    /// Least height, in px.
    height: f64,
}

impl<'a> BodyWords<'a> {
    /// The bodies within a function.
    pub(super) fn of(page: &LayoutInput<'_>, function: &'a Function) -> Vec<Self> {
        let body = |text: &str| widest(page, Weight::Regular, text);
        let words = function.functions.iter().map(|function| {
            let foot = FootWords::new(page, function);
            let meets = people::meets(page, function);
            let roles = foot.others().map_or(0.0, |roles| body(roles.names()));
            let plain = meets.as_deref().map_or(0.0, body).max(roles).max(foot.widest_chair(body));
            let plain = plain.max(function.caption.as_deref().map_or(0.0, body));
            let points = function.points.iter().chain(&function.decides).map(|point| body(point));
            Self {
                function,
                standing: page.standing(function),
                depth: page.function_depth() + 1,
                widest_name: widest(page, Weight::Bold, &function.name),
                widest: [plain, points.fold(0.0, f64::max)],
                foot,
                meets,
            }
        });
        words.collect()
    }

    /// The least width in px at which no word is wider than its measure.
    pub(super) fn least_width(&self, styles: &Styles) -> f64 {
        let [plain, point] = self.widest.map(|widest| widest * styles.body.size);
        let padding = PADDING.x * styles.space;
        around_word(self.widest_name * styles.label.size, padding, padding)
            .max(around_word(plain, padding, padding))
            .max(around_word(point, TEXT_START_PLAIN * styles.space, padding))
    }

    /// Sets its words at a width in px.
    fn measure(
        &self,
        page: &LayoutInput<'_>,
        styles: &Styles,
        width: f64,
        set: &mut impl FnMut(&TextStyle, &str, f64, Breaking) -> Setting,
    ) -> BodyCard {
        let space = styles.space;
        let padding = PADDING.x * space;
        let inner = roomy(width, padding, padding);
        let function = self.function;
        let name = set(&styles.label, &function.name, inner, Breaking::Balanced);
        let caption = function.caption.as_ref();
        let caption = caption.map(|caption| set(&styles.body, caption, inner, Breaking::Plain));
        let meets = self.meets.as_ref().map(|meets| set(&styles.body, meets, inner, Breaking::Plain));
        let badges = Badges::measure(page, &function.id, Detail::Whole, BADGE * styles.body.size, inner);
        let measure = roomy(width, TEXT_START_PLAIN * space, padding);
        let points: Vec<Setting> =
            function.points.iter().map(|point| set(&styles.body, point, measure, Breaking::Point)).collect();
        let decides = Decisions::measure(page, styles, &function.decides, width, set);
        let foot = self.foot.measure(page, styles, inner, set);
        let below = [&caption, &meets].map(|line| line.as_ref().map_or(0.0, Setting::height));
        let head = name.height() + below.iter().sum::<f64>() + badges.height();
        let mut height = 2.0 * INSIDE * space + head;
        if !points.is_empty() {
            height += PART_GAP * space + near_height(&points, space);
        }
        height += decides.as_ref().map_or(0.0, |decides| PART_GAP * space + decides.height(space));
        height += foot.as_ref().map_or(0.0, |foot| PART_GAP * space + foot.height());
        BodyCard { name, caption, meets, badges, points, decides, foot, height }
    }
}

impl Bodies {
    /// Sets the bodies within a function whose card has a width in px; `None` where there are none.
    pub(super) fn measure(
        page: &LayoutInput<'_>,
        styles: &Styles,
        words: &[BodyWords<'_>],
        width: f64,
        set: &mut impl FnMut(&TextStyle, &str, f64, Breaking) -> Setting,
    ) -> Option<Self> {
        if words.is_empty() {
            return None;
        }
        let space = styles.space;
        let inner = width - 2.0 * PADDING.x * space;
        let label = set(&styles.label, page.texts.within, inner, Breaking::Balanced);
        let least = words.iter().map(|words| words.least_width(styles)).fold(WIDTH * styles.em, f64::max);
        let columns = ((inner + GAP * space) / (least + GAP * space)).floor().max(1.0) as usize;
        let sizes = sizes(words.len(), words.len().div_ceil(columns.min(COLUMNS_MAX)));
        let longest = sizes.first().copied().unwrap_or(1);
        let width = card_width(longest, longest, inner, space);
        let mut rest = words.iter();
        let rows = sizes
            .into_iter()
            .map(|size| {
                rest.by_ref().take(size).map(|words| words.measure(page, styles, width, set)).collect()
            })
            .collect();
        Some(Self { label, rows, width })
    }

    /// Height in px, with the label.
    pub(super) fn height(&self, space: f64) -> f64 {
        let rows = self.rows.iter().map(|row| row_height(row)).sum::<f64>();
        let gaps = ROW_GAP * space * self.rows.len().saturating_sub(1) as f64;
        self.label.height() + LABEL_GAP * space + rows + gaps
    }

    /// Draws them in a room from the start of their measure on, down to its foot: the label, and the inner cards.
    pub(super) fn draw(
        self,
        words: &[BodyWords<'_>],
        room: Rect,
        theme: &Theme,
        colors: &LevelColors,
        styles: &Styles,
    ) -> (Node, Vec<Node>) {
        let space = styles.space;
        let at = room.origin();
        // they reach down to the foot where that is no long way
        let more = (room.height() - self.height(space)).max(0.0) / self.rows.len().max(1) as f64;
        let highest = self.rows.iter().map(|row| row_height(row)).fold(0.0, f64::max);
        let more = if more > STRETCH * highest { 0.0 } else { more };
        let mut y = at.y + self.label.height() + LABEL_GAP * space;
        let label = Group::new(Meaning::Paragraph, self.label.draw(at, Align::Start, colors.ink));
        let mut words = words.iter();
        let mut cards = Vec::new();
        for row in self.rows {
            let (mut x, height) = (at.x, row_height(&row) + more);
            for (body, words) in row.into_iter().zip(words.by_ref()) {
                let place = Rect::new(x, y, x + self.width, y + height);
                cards.push(body.draw(words, place, theme, colors, space));
                x += self.width + GAP * space;
            }
            y += height + ROW_GAP * space;
        }
        (label, cards)
    }
}

fn row_height(row: &[BodyCard]) -> f64 {
    row.iter().map(|body| body.height).fold(0.0, f64::max)
}

impl BodyCard {
    fn draw(
        self,
        words: &BodyWords<'_>,
        place: Rect,
        theme: &Theme,
        colors: &LevelColors,
        space: f64,
    ) -> Node {
        let radius = Corners::CARD * theme.corner * space;
        let geometry = Geometry::Rect { rect: place, radius };
        let fill = colors.tint.fill();
        let (kind, stroke) = (ShapeKind::Box, None);
        let mut nodes = vec![Node::Shape(Shape { kind, geometry: geometry.clone(), fill, stroke })];
        let frame = match words.standing {
            Standing::Marked => edge(&geometry, FRAME / 2.0 * space, colors.ink),
            Standing::Gone => broken_edge(&geometry, FRAME / 2.0, colors.ink, space),
            Standing::Usual | Standing::Calm => {
                edge(&geometry, theme.outlines.card.max(RULE) * space, colors.ink)
            }
        };
        nodes.extend(frame.map(|frame| decoration(vec![frame])));
        let x = place.x0 + PADDING.x * space;
        let mut y = place.y0 + INSIDE * space;
        let name = self.name.height();
        let lines = self.name.draw(Point::new(x, y), Align::Start, colors.ink);
        nodes.push(heading(words.depth, words.function.link.as_deref(), lines));
        y += name;
        for line in [self.caption, self.meets].into_iter().flatten() {
            let height = line.height();
            nodes.push(Group::new(Meaning::Paragraph, line.draw(Point::new(x, y), Align::Start, theme.text)));
            y += height;
        }
        let badges = self.badges.height();
        nodes.extend(self.badges.draw(Point::new(x, y), Align::Start, colors.tint, colors.ink));
        y += badges + PART_GAP * space;
        if !self.points.is_empty() {
            let height = near_height(&self.points, space);
            let below = Rect::new(place.x0, y, place.x1, place.y1);
            nodes.push(draw_near(self.points, below, theme, colors, space));
            y += height + PART_GAP * space;
        }
        if let Some(decides) = self.decides {
            let height = decides.height(space);
            nodes.extend(decides.draw(Rect::new(place.x0, y, place.x1, place.y1), theme, colors, space));
            y += height + PART_GAP * space;
        }
        nodes.extend(self.foot.into_iter().flat_map(|foot| foot.draw(Point::new(x, y), theme, colors)));
        Group::new(Meaning::Node { id: words.function.id.clone() }, nodes)
    }
}
