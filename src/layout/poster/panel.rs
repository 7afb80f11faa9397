//! A level's panel: banner, aside, rows of cards. Measured first, placed later.
use super::aside::Aside;
use super::card::{self, Card, Content, draw_points, point_icons};
use super::rows::{self, Column, card_width, sizes};
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::Page;
use crate::layout::fitted::{Breaking, fit};
use crate::layout::paint::{Align, Setting, bar, decoration, disc, edge, heading, rect};
use crate::model::Level;
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::theme::icons::Icon;

/// Corner radius of a panel, in em.
const RADIUS: f64 = 0.5;
/// Inside a panel.
const PADDING: f64 = 1.6;
/// Height of the banner, and below it.
const BANNER: (f64, f64) = (4.3, 1.7);
/// The disc, its ring, its icon; its middle inside the padding; from the ring to the name.
const DISC: (f64, f64, f64) = (2.72, 2.98, 3.3);
const DISC_MIDDLE: f64 = 2.75;
const NAME_GAP: f64 = 1.1;
/// Width of an aside beside the cards, and the least share of their height that it fills.
const ASIDE_COLUMN: f64 = 15.0;
const ASIDE_FILL: f64 = 0.6;
/// A level's own points, where it has no function: measure of a column, padding above and below, most columns.
const POINTS_MEASURE: f64 = 26.0;
const POINTS_PADDING: (f64, f64) = (1.05, 1.0);
const POINTS_COLUMNS: usize = 3;
const POINT_GAP: f64 = 0.85;
/// Of how many cards the number of columns is chosen.
const SAMPLE: usize = 120;

/// What stands in a panel, whatever its width.
#[derive(Debug, Clone)]
pub(super) struct Words<'a> {
    level: &'a Level,
    index: usize,
    icon: Option<Icon>,
    cards: Vec<Content<'a>>,
    /// Of the level's own points, where it has no function.
    points: Vec<Option<Icon>>,
}

/// A panel whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Panel {
    name: Setting,
    banner: f64,
    aside: Option<Aside>,
    /// Whether the aside stands beside the cards.
    beside: bool,
    body: Body,
    /// Least height, in px.
    pub(super) height: f64,
    /// Texts of which a word had to be broken.
    pub(super) broken: Vec<String>,
}

#[derive(Debug, Clone)]
enum Body {
    Rows(Vec<Row>),
    /// A level without functions: its own points, in columns.
    Points(Vec<Vec<Setting>>),
    Empty,
}

#[derive(Debug, Clone)]
struct Row {
    cards: Vec<Card>,
    /// Of each card, in px.
    width: f64,
    header: f64,
    height: f64,
}

impl<'a> Words<'a> {
    pub(super) fn new(page: &Page<'_>, level: &'a Level, index: usize) -> Self {
        let icon = page.icons.levels.get(index).copied().flatten();
        let icons = page.icons.functions.get(index);
        let functions = level.functions.iter().enumerate();
        let mut cards: Vec<Content<'a>> = functions
            .map(|(f, function)| {
                Content::new(page, function, icons.and_then(|icons| icons.get(f)).copied().flatten())
            })
            .collect();
        // text starts at one place in all cards of a level
        let any = cards.iter().any(|card| card.icons);
        cards.iter_mut().for_each(|card| card.icons = any);
        let points = if cards.is_empty() { point_icons(page, &level.points, icon) } else { Vec::new() };
        Self { level, index, icon, cards, points }
    }

    /// From the panel's start to its name.
    fn name_x(&self, em: f64) -> f64 {
        let after = DISC_MIDDLE + DISC.1 + NAME_GAP;
        PADDING * em + if self.icon.is_some() { after * em } else { 0.0 }
    }

    /// Sets the panel's words at a width in px, the aside over the cards or beside them; `None` where it would stand
    /// beside cards much higher than its text.
    pub(super) fn measure(
        &self,
        page: &Page<'_>,
        styles: &Styles,
        width: f64,
        beside: bool,
    ) -> Option<Panel> {
        let em = styles.em;
        let inner = width - 2.0 * PADDING * em;
        let mut broken = Vec::new();
        let measure = width - self.name_x(em) - PADDING * em;
        let name = fit(page.fonts, &styles.banner, &self.level.name, measure, Breaking::Balanced);
        if name.broken {
            broken.push(self.level.name.clone());
        }
        let name = name.setting;
        let banner = (name.height() + (BANNER.0 - 2.3 * 1.2) * em).max(BANNER.0 * em);
        if self.cards.is_empty() {
            let body = self.own_points(page, styles, inner, &mut broken);
            let height = match &body {
                Body::Points(columns) => {
                    let tallest = columns.iter().map(|column| self.column_height(column, em));
                    let text = tallest.fold(0.0, f64::max);
                    banner + (BANNER.1 + 2.0 * POINTS_PADDING.0 + PADDING) * em + text
                }
                Body::Rows(_) | Body::Empty => banner,
            };
            return Some(Panel { name, banner, aside: None, beside: false, body, height, broken });
        }
        let points = &self.level.points;
        let around = banner + (BANNER.1 + PADDING) * em;
        let (rows, aside, height) = if points.is_empty() {
            let rows = self.rows(page, styles, inner);
            let height = around + rows_height(&rows, em);
            (rows, None, height)
        } else if beside {
            let column = ASIDE_COLUMN * em;
            let rest = inner - column - rows::GAP * em;
            if rest < 2.0 * column {
                return None;
            }
            let mut rows = self.rows(page, styles, rest);
            let aside = Aside::measure(page, styles, points, column, true);
            let cards = rows_height(&rows, em);
            if aside.height < ASIDE_FILL * cards {
                return None;
            }
            // cards lower than the aside grow: no empty ground under them
            let more = (aside.height - cards).max(0.0) / rows.len().max(1) as f64;
            rows.iter_mut().for_each(|row| row.height += more);
            let height = around + cards.max(aside.height);
            (rows, Some(aside), height)
        } else {
            let rows = self.rows(page, styles, inner);
            let aside = Aside::measure(page, styles, points, inner, false);
            let height = around + rows_height(&rows, em) + rows::GAP * em + aside.height;
            (rows, Some(aside), height)
        };
        broken.extend(aside.as_ref().and_then(|aside| aside.broken.clone()));
        broken.extend(rows.iter().flat_map(|row| &row.cards).filter_map(|card| card.broken.clone()));
        let beside = beside && aside.is_some();
        Some(Panel { name, banner, aside, beside, body: Body::Rows(rows), height, broken })
    }

    /// The cheapest rows of cards.
    fn rows(&self, page: &Page<'_>, styles: &Styles, width: f64) -> Vec<Row> {
        let em = styles.em;
        let least = self.cards.iter().map(|card| card.least_width(em)).fold(0.0, f64::max);
        let most = ((width + rows::GAP * em) / (least + rows::GAP * em)).floor().max(1.0) as usize;
        let most = most.min(self.cards.len());
        // of very many cards the first tell enough about the rest
        let sample = self.cards.get(..SAMPLE).unwrap_or(&self.cards);
        let mut best: Option<(f64, usize, Vec<Row>)> = None;
        let mut last = 0;
        for columns in 1..=most {
            let count = sample.len().div_ceil(columns);
            if count == last {
                continue;
            }
            last = count;
            let (rows, texts) = filled(sample, columns, page, styles, width);
            let cost = rows::cost(rows_height(&rows, em), &texts, em);
            if best.as_ref().is_none_or(|best| cost < best.0) {
                best = Some((cost, columns, rows));
            }
        }
        match best {
            Some((_, columns, _)) if sample.len() < self.cards.len() => {
                filled(&self.cards, columns, page, styles, width).0
            }
            Some((_, _, rows)) => rows,
            None => Vec::new(),
        }
    }

    /// The level's own points in columns of about one height.
    fn own_points(&self, page: &Page<'_>, styles: &Styles, width: f64, broken: &mut Vec<String>) -> Body {
        if self.points.is_empty() {
            return Body::Empty;
        }
        let em = styles.em;
        let columns = (width / (POINTS_MEASURE * em)).floor().clamp(1.0, POINTS_COLUMNS as f64) as usize;
        let columns = columns.min(self.points.len());
        let column = width / columns as f64;
        let start = if self.points.iter().any(Option::is_some) { 3.95 } else { 1.95 };
        let measure = column - (start + POINTS_PADDING.1) * em;
        let mut texts = self.level.points.iter();
        let columns = sizes(self.points.len(), columns)
            .into_iter()
            .map(|size| {
                let points = texts.by_ref().take(size).map(|point| {
                    let fitted = fit(page.fonts, &styles.body, point, measure, Breaking::Point);
                    if fitted.broken {
                        broken.push(point.clone());
                    }
                    fitted.setting
                });
                points.collect()
            })
            .collect();
        Body::Points(columns)
    }

    fn column_height(&self, column: &[Setting], em: f64) -> f64 {
        let any = self.points.iter().any(Option::is_some);
        let height = |point: &Setting| if any { point.height().max(2.25 * em) } else { point.height() };
        let gaps = POINT_GAP * em * column.len().saturating_sub(1) as f64;
        column.iter().map(height).sum::<f64>() + gaps
    }
}

/// Cards in rows of at most so many columns, and how their texts stand in each row.
fn filled(
    cards: &[Content<'_>],
    columns: usize,
    page: &Page<'_>,
    styles: &Styles,
    width: f64,
) -> (Vec<Row>, Vec<Column>) {
    let sizes = sizes(cards.len(), cards.len().div_ceil(columns.max(1)));
    let longest = sizes.first().copied().unwrap_or(1);
    let mut rows = Vec::new();
    let mut texts = Vec::new();
    let mut rest = cards.iter();
    for size in sizes {
        let card = card_width(size, longest, width, styles.em);
        let row: Vec<Card> =
            rest.by_ref().take(size).map(|content| content.measure(page, styles, card)).collect();
        let lines = row.iter().map(|card| card.lines() as f64).sum::<f64>() / size.max(1) as f64;
        let measure = cards.first().map_or(0.0, |content| content.measure_width(styles, card));
        texts.push(Column { measure, lines });
        let header = row.iter().map(|card| card.header).fold(0.0, f64::max);
        let body = row.iter().map(|card| card.body).fold(0.0, f64::max);
        rows.push(Row { cards: row, width: card, header, height: header + body });
    }
    (rows, texts)
}

fn rows_height(rows: &[Row], em: f64) -> f64 {
    let gaps = rows::GAP * em * rows.len().saturating_sub(1) as f64;
    rows.iter().map(|row| row.height).sum::<f64>() + gaps
}

/// Spare height of a sheet, shared out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spare {
    /// To each gap between rows, in px.
    pub(super) gap: f64,
    /// To each row of cards, in px.
    pub(super) row: f64,
}

impl Panel {
    /// How many rows of cards it has.
    pub(super) fn rows(&self) -> usize {
        match &self.body {
            Body::Rows(rows) => rows.len(),
            Body::Points(_) | Body::Empty => 0,
        }
    }

    /// Its height with its part of the spare.
    pub(super) fn stretched(&self, spare: Spare) -> f64 {
        let rows = self.rows() as f64;
        self.height + rows * spare.row + (rows - 1.0).max(0.0) * spare.gap
    }

    /// Draws the panel at a place, as wide as it was measured for.
    pub(super) fn draw(
        self,
        page: &Page<'_>,
        words: &Words<'_>,
        styles: &Styles,
        place: Rect,
        spare: Spare,
    ) -> Node {
        let em = styles.em;
        let (theme, colors) = (page.theme, page.theme.level(words.index));
        let radius = RADIUS * theme.corner * em;
        let head = Rect::new(place.x0, place.y0, place.x1, place.y0 + self.banner);
        let is_box = matches!(self.body, Body::Empty);
        let mut shapes = Vec::new();
        let mut nodes = Vec::new();
        let ground = Geometry::Rect { rect: place, radius };
        if is_box {
            nodes.push(Node::Shape(Shape {
                kind: ShapeKind::Box,
                geometry: ground,
                fill: colors.banner.fill(),
                stroke: None,
            }));
        } else {
            shapes.push(rect(place, radius, colors.ground));
            shapes.push(bar(head, radius, colors.banner));
            shapes.extend(edge(&ground, theme.outlines.panel * em, colors.ink));
        }
        if let Some(icon) = words.icon {
            let center = Point::new(place.x0 + (PADDING + DISC_MIDDLE) * em, head.center().y);
            shapes.push(disc(center, DISC.1 * em, theme.page));
            shapes.push(disc(center, DISC.0 * em, colors.banner));
            shapes.push(icon.draw(center, DISC.2 * em, theme.on_banner, true));
        }
        if !shapes.is_empty() {
            nodes.push(decoration(shapes));
        }
        let at = Point::new(place.x0 + words.name_x(em), head.center().y - self.name.height() / 2.0);
        let lines = self.name.draw(at, Align::Start, theme.on_banner);
        nodes.push(heading(2, words.level.link.as_deref(), lines));
        let inner = Rect::new(
            place.x0 + PADDING * em,
            head.y1 + BANNER.1 * em,
            place.x1 - PADDING * em,
            place.y1 - PADDING * em,
        );
        let mut cards_at = inner.origin();
        if let Some(aside) = self.aside {
            let aside_place = if self.beside {
                cards_at.x += (ASIDE_COLUMN + rows::GAP) * em;
                Rect::new(inner.x0, inner.y0, inner.x0 + ASIDE_COLUMN * em, inner.y1)
            } else {
                cards_at.y += aside.height + rows::GAP * em;
                Rect::new(inner.x0, inner.y0, inner.x1, inner.y0 + aside.height)
            };
            nodes.extend(aside.draw(aside_place, theme, &colors, styles));
        }
        match self.body {
            Body::Empty => {}
            Body::Rows(rows) => {
                let area = Rect::from_points(cards_at, (inner.x1, inner.y1));
                let cards = draw_rows(rows, words, page, styles, area, spare);
                nodes.push(Group::new(Meaning::List, cards));
            }
            Body::Points(columns) => {
                let card = draw_columns(columns, words, page, styles, inner);
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

fn draw_rows(
    rows: Vec<Row>,
    words: &Words<'_>,
    page: &Page<'_>,
    styles: &Styles,
    area: Rect,
    spare: Spare,
) -> Vec<Node> {
    let em = styles.em;
    let colors = page.theme.level(words.index);
    let mut nodes = Vec::new();
    let mut contents = words.cards.iter();
    let mut y = area.y0;
    for row in rows {
        let n = row.cards.len() as f64;
        let used = n * row.width + (n - 1.0) * rows::GAP * em;
        // a lone last card stands in the middle; every other row fills the width
        let mut x = area.x0 + (area.width() - used) / 2.0;
        let height = row.height + spare.row;
        for (card, content) in row.cards.into_iter().zip(contents.by_ref()) {
            let place = Rect::new(x, y, x + row.width, y + height);
            nodes.push(card.draw(content, place, row.header, page.theme, &colors, styles));
            x += row.width + rows::GAP * em;
        }
        y += height + rows::GAP * em + spare.gap;
    }
    nodes
}

/// The one card of a level without functions.
fn draw_columns(
    columns: Vec<Vec<Setting>>,
    words: &Words<'_>,
    page: &Page<'_>,
    styles: &Styles,
    place: Rect,
) -> Node {
    let em = styles.em;
    let (theme, colors) = (page.theme, page.theme.level(words.index));
    let geometry = Geometry::Rect { rect: place, radius: card::RADIUS * theme.corner * em };
    let mut nodes = vec![Node::Shape(Shape {
        kind: ShapeKind::Box,
        geometry: geometry.clone(),
        fill: theme.card.fill(),
        stroke: None,
    })];
    if let Some(edge) = edge(&geometry, theme.outlines.card * em, theme.text) {
        nodes.push(decoration(vec![edge]));
    }
    let width = place.width() / columns.len().max(1) as f64;
    let any = words.points.iter().any(Option::is_some);
    let mut icons = words.points.as_slice();
    let mut x = place.x0;
    for column in columns {
        let (own, rest) = icons.split_at_checked(column.len()).unwrap_or((icons, &[]));
        icons = rest;
        let at = Point::new(x, place.y0 + POINTS_PADDING.0 * em);
        nodes.push(draw_points(column, own, any, at, theme, &colors, em));
        x += width;
    }
    Group::new(Meaning::Node { id: words.level.id.clone() }, nodes)
}
