//! A level's panel: banner, aside, rows of cards; without a banner where the level is not drawn as one. Measured first,
//! placed later.
use super::aside::Aside;
use super::card::{Card, CardContent};
use super::cards::{self, CardRow, rows_height};
use super::own::{Spaces, draw_own_points};
use super::points::{column_height, in_columns, length, point_icons, widest};
use super::rows::{Choice, GAP, Spare};
use super::styles::{Styles, within};
use crate::geom::{Point, Rect};
use crate::layout::LayoutInput;
use crate::layout::badges::{Badges, Detail};
use crate::layout::fitted::{Breaking, fit, fit_as_is};
use crate::layout::paint::{
    Align, Padding, Setting, bar, decoration, disc, edge, linked, numbered, numeral, rect,
};
use crate::model::Level;
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::text::Weight;
use crate::theme::Corners;
use crate::theme::icons::Icon;

/// Inside a panel.
pub(super) const PADDING: f64 = 1.6;
/// Height of the banner, and below it.
const BANNER_HEIGHT: f64 = 4.3;
pub(super) const BELOW_BANNER: f64 = 1.7;
/// The disc, its ring, its icon; its middle inside the padding; from the ring to the name.
const DISC_SIZE: f64 = 2.72;
const DISC_RING: f64 = 2.98;
const DISC_ICON: f64 = 3.3;
const DISC_MIDDLE: f64 = 2.75;
const NAME_GAP: f64 = 1.1;
/// How small names of levels become for one to stand on one line, as a share of their size, and above and below one of several, in em.
const NAME_STEP: f64 = 0.76;
const NAME_AROUND: f64 = 1.0;
/// The level's number on the disc's rim.
const NUMBER: f64 = 1.0;
/// Widths of an aside beside the cards, in em, and the least share of their height that it fills.
pub(super) const ASIDE_COLUMNS: [u8; 2] = [15, 19];
pub(super) const ASIDE_FILL: f64 = 0.6;
/// A level's own points, where it has no function: measure of a column, padding above and below, most columns.
const POINTS_MEASURE: f64 = 26.0;
const POINTS_PADDING: Padding = Padding { x: 1.0, y: 1.05 };
const POINTS_COLUMNS: usize = 3;
const MEASURE_MAX: f64 = 44.0;
/// Size of a badge's words, in em.
const BADGE: f64 = 0.9;
/// How a panel is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct How {
    pub(super) aside: AsidePlace,
    pub(super) rows: Choice,
}

/// Where a level's aside stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AsidePlace {
    /// Over the cards.
    Over,
    /// In a column of so many em beside them.
    Beside(u8),
}

impl AsidePlace {
    /// The width of the column in px where it is beside the cards.
    pub(super) fn column(self, styles: &Styles) -> Option<f64> {
        match self {
            Self::Over => None,
            Self::Beside(column) => Some(f64::from(column) * styles.em),
        }
    }
}

/// What stands in a panel, whatever its width.
#[derive(Debug, Clone)]
pub(super) struct PanelWords<'a> {
    pub(super) level: &'a Level,
    pub(super) index: usize,
    pub(super) icon: Option<Icon>,
    /// Whether a disc stands before the names of levels: with an icon and the level's number, or with that alone.
    room: bool,
    pub(super) cards: Vec<CardContent<'a>>,
    /// Of the level's own points, where it has no function.
    pub(super) points: Vec<Option<Icon>>,
    /// The widest word of its name, and all of it, in ems of its type.
    widest: f64,
    length: f64,
}

/// A panel whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Panel {
    name: Option<Setting>,
    /// What is marked on the level as changed.
    badges: Badges,
    pub(super) banner: f64,
    aside: Option<Aside>,
    /// Width of the aside where it stands beside the cards, in px.
    beside: Option<f64>,
    body: PanelBody,
    /// Least height, in px.
    pub(super) height: f64,
    /// Texts of which a word had to be broken.
    pub(super) broken: Vec<String>,
}

#[derive(Debug, Clone)]
enum PanelBody {
    Rows(Vec<CardRow>),
    /// A level without functions: its own points, in columns.
    Points(Vec<Vec<Setting>>),
    Empty,
}

impl<'a> PanelWords<'a> {
    pub(super) fn new(page: &LayoutInput<'_>, level: &'a Level, index: usize) -> Self {
        let icon = page.icons.levels.get(index).cloned().flatten();
        let icons = page.icons.functions.get(index);
        let functions = level.functions.iter().enumerate();
        let cards: Vec<CardContent<'a>> = functions
            .map(|(f, function)| {
                CardContent::new(page, function, icons.and_then(|icons| icons.get(f)).cloned().flatten())
            })
            .collect();
        let points =
            if cards.is_empty() { point_icons(page, &level.points, icon.as_ref()) } else { Vec::new() };
        let widest = level.shown_name().map_or(0.0, |name| widest(page, Weight::Bold, name));
        let length = level.shown_name().map_or(0.0, |name| length(page, Weight::Bold, name));
        // all names of levels start at one place
        let room = page.icons.levels.iter().any(Option::is_some) || page.model.levels.len() > 1;
        Self { level, index, icon, room, cards, points, widest, length }
    }

    /// Whether the level is the page's last.
    pub(super) fn is_last(&self, page: &LayoutInput<'_>) -> bool {
        self.index + 1 == page.model.levels.len()
    }

    /// The height of a banner of one line, and what is below it; where there is no banner, what is above the cards.
    fn head(&self) -> (f64, f64) {
        if self.level.implicit { (0.0, PADDING) } else { (BANNER_HEIGHT, BELOW_BANNER) }
    }

    /// From the panel's start to its name.
    fn name_x(&self, space: f64) -> f64 {
        let after = DISC_MIDDLE + DISC_RING + NAME_GAP;
        PADDING * space + if self.room { after * space } else { 0.0 }
    }

    /// Styles in which the names of the level and its functions fit a panel of a width in px; `usual` are those that a step is
    /// measured against.
    pub(super) fn fit_names(&self, usual: &Styles, styles: &mut Styles, width: f64) {
        let space = styles.space;
        let banner = width - self.name_x(space) - PADDING * space;
        // a name that hardly fits on no line makes all names of levels smaller; two lines are so small that the disc still stands out
        let line = banner / self.length.max(f64::MIN_POSITIVE);
        let line = (line * 4.0).floor() / 4.0;
        let size = styles.banner.size.min(line.max(NAME_STEP * usual.banner.size));
        styles.banner = within(styles.banner.resized(size), self.widest, banner);
        for card in &self.cards {
            let measure = width - 2.0 * PADDING * space - card.around_name(styles);
            styles.heading = within(styles.heading, card.widest_name, measure);
        }
    }

    /// Sets the panel's words at a width in px; `None` where the aside would stand beside cards much higher than its
    /// text, or where the cards would be too narrow beside it.
    pub(super) fn measure(
        &self,
        page: &LayoutInput<'_>,
        styles: &Styles,
        width: f64,
        how: How,
    ) -> Option<Panel> {
        let space = styles.space;
        let inner = width - 2.0 * PADDING * space;
        let mut broken = Vec::new();
        let measure = width - self.name_x(space) - PADDING * space;
        let (banner, below) = self.head();
        let badges = Badges::measure(page, &self.level.id, Detail::Whole, BADGE * styles.body.size, measure);
        let (name, banner) = match self.level.shown_name() {
            Some(name) => {
                let fitted = fit_as_is(page.fonts, &styles.banner, name, measure, Breaking::Balanced);
                if fitted.broken {
                    broken.push(name.to_owned());
                }
                let is_line = fitted.setting.lines.len() < 2 && badges.height() == 0.0;
                let around = if is_line { banner - 2.3 * 1.2 } else { NAME_AROUND };
                let height = fitted.setting.height() + badges.height() + around * space;
                (Some(fitted.setting), height.max(banner * space))
            }
            None => (None, banner * space),
        };
        if self.cards.is_empty() {
            let body = self.own_points(page, styles, inner, &mut broken);
            let height = match &body {
                PanelBody::Points(columns) => {
                    let any = self.points.iter().any(Option::is_some);
                    let own = styles.own * space;
                    let heights = columns.iter().map(|column| column_height(column, any, own));
                    let text = heights.fold(0.0, f64::max);
                    banner + (BELOW_BANNER + 2.0 * POINTS_PADDING.y + PADDING) * space + text
                }
                PanelBody::Rows(_) | PanelBody::Empty => banner,
            };
            return Some(Panel { name, badges, banner, aside: None, beside: None, body, height, broken });
        }
        let points = &self.level.points;
        let around = banner + (below + PADDING) * space;
        let beside = how.aside.column(styles).filter(|_| !points.is_empty());
        let (rows, aside, height) = if points.is_empty() {
            let rows = cards::best(&self.cards, page, styles, inner, how.rows);
            let height = around + rows_height(&rows, space);
            (rows, None, height)
        } else if let Some(column) = beside {
            let rest = inner - column - GAP * space;
            if rest < 2.0 * column {
                return None;
            }
            let mut rows = cards::best(&self.cards, page, styles, rest, how.rows);
            let aside = Aside::measure(page, styles, points, column, true);
            let cards = rows_height(&rows, space);
            if aside.height < ASIDE_FILL * cards {
                return None;
            }
            // cards lower than the aside grow: no empty ground under them
            let more = (aside.height - cards).max(0.0) / rows.len().max(1) as f64;
            rows.iter_mut().for_each(|row| row.height += more);
            let height = around + cards.max(aside.height);
            (rows, Some(aside), height)
        } else {
            let rows = cards::best(&self.cards, page, styles, inner, how.rows);
            let aside = Aside::measure(page, styles, points, inner, false);
            let height = around + rows_height(&rows, space) + GAP * space + aside.height;
            (rows, Some(aside), height)
        };
        broken.extend(aside.as_ref().and_then(|aside| aside.broken.clone()));
        broken.extend(rows.iter().flat_map(|row| &row.cards).filter_map(|card| card.broken.clone()));
        Some(Panel { name, badges, banner, aside, beside, body: PanelBody::Rows(rows), height, broken })
    }

    /// The least height of the panel at a width in px.
    pub(super) fn least(&self, styles: &Styles, width: f64, aside: AsidePlace) -> f64 {
        let space = styles.space;
        let has_aside = !self.level.points.is_empty() && !self.cards.is_empty();
        let inner = width - 2.0 * PADDING * space;
        let (inner, over) = match aside.column(styles) {
            _ if !has_aside => (inner, 0.0),
            Some(column) => (inner - column - GAP * space, 0.0),
            None => (inner, GAP * space + styles.aside.line_height),
        };
        let cards = cards::least(&self.cards, styles, inner);
        let (banner, below) = self.head();
        let cards = if cards.is_finite() { (below + PADDING) * space + cards + over } else { 0.0 };
        banner * space + cards
    }

    /// The level's own points in columns of about one height.
    fn own_points(
        &self,
        page: &LayoutInput<'_>,
        styles: &Styles,
        width: f64,
        broken: &mut Vec<String>,
    ) -> PanelBody {
        if self.points.is_empty() {
            return PanelBody::Empty;
        }
        let (space, style) = (styles.own * styles.space, styles.body.resized(styles.own * styles.body.size));
        let columns =
            (width / (POINTS_MEASURE * style.size)).floor().clamp(1.0, POINTS_COLUMNS as f64) as usize;
        let columns = columns.min(self.points.len());
        let column = width / columns as f64;
        let start = if self.points.iter().any(Option::is_some) { 3.95 } else { 1.95 };
        let measure = (column - (start + POINTS_PADDING.x) * space).min(MEASURE_MAX * style.size);
        let points = self.level.points.iter().map(|point| {
            let fitted = fit(page.fonts, &style, point, measure, Breaking::Point);
            if fitted.broken {
                broken.push(point.clone());
            }
            fitted.setting
        });
        let any = self.points.iter().any(Option::is_some);
        PanelBody::Points(in_columns(points.collect(), columns, any, space))
    }
}

/// Where a panel stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct PanelPlace {
    /// Its own place.
    pub(super) panel: Rect,
    /// What its ground covers: more where that bleeds.
    pub(super) ground: Rect,
}

impl Panel {
    /// How many rows of cards it has; a level's own points stand in one card.
    pub(super) fn rows(&self) -> usize {
        match &self.body {
            PanelBody::Rows(rows) => rows.len(),
            PanelBody::Points(_) => 1,
            PanelBody::Empty => 0,
        }
    }

    /// The size of type in px in which the names of more functions stand on one line, a step below that of some styles.
    pub(super) fn name_step(&self, words: &PanelWords<'_>, styles: &Styles) -> Option<f64> {
        match &self.body {
            PanelBody::Rows(rows) => cards::name_step(rows, &words.cards, styles),
            PanelBody::Points(_) | PanelBody::Empty => None,
        }
    }

    /// Lines of the name of a function that has most.
    pub(super) fn name_lines(&self) -> usize {
        match &self.body {
            PanelBody::Rows(rows) => {
                rows.iter().flat_map(|row| &row.cards).map(Card::name_lines).max().unwrap_or(0)
            }
            PanelBody::Points(_) | PanelBody::Empty => 0,
        }
    }

    /// Whether a row has fewer cards than another.
    pub(super) fn is_ragged(&self) -> bool {
        match &self.body {
            PanelBody::Rows(rows) => rows.windows(2).any(|pair| pair[0].cards.len() != pair[1].cards.len()),
            PanelBody::Points(_) | PanelBody::Empty => false,
        }
    }

    /// Whether nothing but the level's own points stand in it.
    pub(super) fn is_points(&self) -> bool {
        matches!(self.body, PanelBody::Points(_))
    }

    /// How many points stand below each other at most.
    pub(super) fn points(&self) -> usize {
        match &self.body {
            PanelBody::Rows(rows) => {
                rows.iter().flat_map(|row| &row.cards).map(Card::points).max().unwrap_or(0)
            }
            PanelBody::Points(columns) => columns.iter().map(Vec::len).max().unwrap_or(0),
            PanelBody::Empty => 0,
        }
    }

    /// Its height with its part of the spare.
    pub(super) fn stretched(&self, spare: Spare) -> f64 {
        let taken = match &self.body {
            PanelBody::Rows(rows) => rows.iter().map(|row| row.takes(spare.row)).sum(),
            PanelBody::Points(_) => spare.row,
            PanelBody::Empty => 0.0,
        };
        self.height + taken + self.rows().saturating_sub(1) as f64 * spare.gap
    }

    /// Draws the panel at a place, as wide as it was measured for.
    pub(super) fn draw(
        self,
        page: &LayoutInput<'_>,
        words: &PanelWords<'_>,
        styles: &Styles,
        PanelPlace { panel: place, ground: under }: PanelPlace,
        spare: Spare,
    ) -> Node {
        let space = styles.space;
        let (theme, colors) = (page.theme, page.theme.level(words.index));
        // what bleeds has no corners
        let radius = if under == place { Corners::PANEL * theme.corner * space } else { 0.0 };
        let head = Rect::new(under.x0, place.y0, under.x1, place.y0 + self.banner);
        // where nothing in it has the role that stands out, it is less loud
        let is_calm = page.is_calm(words.level);
        let (banner, on_banner) =
            if is_calm { (colors.tint, colors.ink) } else { (colors.banner, theme.on_banner) };
        let is_box = matches!(self.body, PanelBody::Empty);
        let mut shapes = Vec::new();
        let mut nodes = Vec::new();
        let ground = Geometry::Rect { rect: under, radius };
        if is_box {
            nodes.push(Node::Shape(Shape {
                kind: ShapeKind::Box,
                geometry: ground,
                fill: banner.fill(),
                stroke: None,
            }));
        } else {
            shapes.push(rect(under, radius, colors.ground));
            if self.name.is_some() {
                shapes.push(bar(head, radius, banner));
            }
            shapes.extend(edge(&ground, theme.outlines.panel * space, colors.ink));
        }
        if words.room && self.name.is_some() {
            let center = Point::new(place.x0 + (PADDING + DISC_MIDDLE) * space, head.center().y);
            shapes.push(disc(center, DISC_RING * space, theme.page));
            shapes.push(disc(center, DISC_SIZE * space, colors.banner));
            match &words.icon {
                Some(icon) => {
                    shapes.push(icon.draw(center, DISC_ICON * space, theme.on_banner, true));
                    if page.model.levels.len() > 1 {
                        let along = DISC_RING * std::f64::consts::FRAC_1_SQRT_2 * space;
                        let corner = Point::new(center.x + along, center.y + along);
                        shapes.extend(numbered(page, words.index, corner, NUMBER * space));
                    }
                }
                None => shapes.extend(numeral(page, words.index, center, DISC_SIZE * space)),
            }
        }
        if !shapes.is_empty() {
            nodes.push(decoration(shapes));
        }
        if let Some(name) = self.name {
            let stack = name.height() + self.badges.height();
            let at = Point::new(place.x0 + words.name_x(space), head.center().y - stack / 2.0);
            let below = Point::new(at.x, at.y + name.height());
            let lines = name.draw(at, Align::Start, on_banner);
            let badges = self.badges.draw(below, Align::Start, banner, on_banner);
            let name = linked(words.level.link.as_deref(), lines).into_iter().chain(badges);
            nodes.push(Group::new(Meaning::Heading { depth: 2 }, name.collect()));
        }
        let inner = Rect::new(
            place.x0 + PADDING * space,
            head.y1 + words.head().1 * space,
            place.x1 - PADDING * space,
            place.y1 - PADDING * space,
        );
        let mut cards_at = inner.origin();
        if let Some(aside) = self.aside {
            let aside_place = if let Some(column) = self.beside {
                cards_at.x += column + GAP * space;
                Rect::new(inner.x0, inner.y0, inner.x0 + column, inner.y1)
            } else {
                cards_at.y += aside.height + GAP * space;
                Rect::new(inner.x0, inner.y0, inner.x1, inner.y0 + aside.height)
            };
            nodes.extend(aside.draw(aside_place, theme, &colors, styles));
        }
        match self.body {
            PanelBody::Empty => {}
            PanelBody::Rows(rows) => {
                let area = Rect::from_points(cards_at, (inner.x1, inner.y1));
                let cards = cards::draw(rows, &words.cards, theme, &colors, styles, area, spare);
                nodes.push(Group::new(Meaning::List, cards));
            }
            PanelBody::Points(columns) => {
                let spaces = Spaces { card: space, points: styles.own * space, more: spare.point };
                let card = draw_own_points(columns, &words.points, page, words.index, inner, spaces);
                nodes.push(Group::new(Meaning::List, vec![card]));
            }
        }
        let id = words.level.id.clone();
        if is_box {
            // a level of nothing but a name: its banner is its box
            let node = Group::new(Meaning::Node { id: id.clone() }, nodes);
            return Group::new(Meaning::Level { id }, vec![Group::new(Meaning::List, vec![node])]);
        }
        Group::new(Meaning::Level { id }, nodes)
    }
}
