//! Bands: a tint for each level, with a bar at its start that names it and a bar at its end; where the page ranks nothing
//! one ground without bars.
use super::measures::{EM, END_BAR};
use super::order::BandOrder;
use super::painter::{Painter, set};
use super::parts::{Bars, BoxText, Icons};
use super::spans::Span;
use crate::engine::Direction;
use crate::geom::{Point, Rect};
use crate::layout::LayoutInput;
use crate::layout::badges::{Badges, Detail};
use crate::layout::paint::{Align, edge, linked};
use crate::model::NodeRef;
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::text::{Paragraph, Weight, pareto};
use crate::theme::{Corners, Headings};

/// Beside the name in its bar, both sides together.
const BAR_PADDING: f64 = EM;
/// Above and below what is in a bar, together.
const BAR_ENDS: f64 = 1.2 * EM;
/// The same with an icon on top, which leaves some of its square free: then two lines fit the lowest usual band.
const ICON_ENDS: f64 = 0.85 * EM;
/// Side of a level's icon, and its distance from the name.
const ICON_SIDE: f64 = 3.0 * EM;
const ICON_GAP: f64 = 0.6 * EM;
/// Em size of a level's name, and the least share of it.
const NAME: f64 = EM;
const LEAST_NAME: f64 = 0.3;
/// Most lines of a level's name.
const NAME_LINES: usize = 6;
/// Size of a badge's words, in em.
const BADGE: f64 = 0.85 * EM;
/// What is marked on a level that is as it was.
const NOT_MARKED: &[Badges; 2] = &[Badges::NONE, Badges::NONE];
/// Names of more lines than this get a wider bar, up to a width.
const CALM_LINES: usize = 3;
const CALM_WIDTH: f64 = 9.0 * EM;

impl Bars {
    /// Measures the levels' names, for bars beside bands that follow each other downwards.
    pub(super) fn measure(page: &LayoutInput<'_>) -> Self {
        Self::sized(page, NAME, Icons::Above, &|_| CALM_WIDTH)
    }

    /// With names of a size, and with badges of a width at most, both in px.
    fn sized(page: &LayoutInput<'_>, size: f64, icons: Icons, measure: &dyn Fn(usize) -> f64) -> Self {
        let style = page.style(Weight::Bold, size * page.theme.headings.level, Headings::LEADING);
        let outside = (!page.model.outside.is_empty()).then_some(page.texts.outside);
        let names = page.model.levels.iter().map(|level| level.name.as_str()).chain(outside);
        let names = names.map(|name| pareto(page.fonts, &style, name, NAME_LINES));
        let badges = page.model.levels.iter().enumerate().map(|(index, level)| {
            [Detail::Whole, Detail::Word]
                .map(|detail| Badges::measure(page, &level.id, detail, BADGE, measure(index)))
        });
        let badges = badges.collect();
        Self { names: names.collect(), badges, style, shown: !page.model.is_unranked(), icons }
    }

    /// The bars on top of bands that follow each other to the right; names that are too wide for their bands are set
    /// smaller, all of them.
    pub(super) fn on_top(page: &LayoutInput<'_>, bands: &[Span]) -> Self {
        let measure = |level: usize| {
            bands.get(level).map_or(CALM_WIDTH, |band| band.length() - BAR_PADDING).min(CALM_WIDTH)
        };
        let bars = Self::sized(page, NAME, Icons::Beside, &measure);
        let room = |icon: f64| {
            let narrowest = bars.names.iter().map(|blocks| blocks.last().map_or(0.0, |block| block.width));
            let rooms = bands.iter().zip(narrowest).filter(|(_, narrowest)| *narrowest > 0.0);
            rooms
                .map(|(band, narrowest)| (band.length() - BAR_PADDING - icon) / narrowest)
                .fold(1.0, f64::min)
        };
        if room(ICON_SIDE + ICON_GAP) >= 1.0 {
            return bars;
        }
        Self::sized(page, NAME * room(0.0).max(LEAST_NAME), Icons::Nowhere, &measure)
    }

    /// Width of the bars at the end of the bands.
    pub(super) fn end(&self) -> f64 {
        if self.shown { END_BAR } else { 0.0 }
    }

    /// Width of a bar that holds the widest word, and long names in not too many lines.
    pub(super) fn least_width(&self) -> f64 {
        if !self.shown {
            return 0.0;
        }
        let few = |blocks: &Vec<Paragraph>| {
            let narrowest = blocks.last()?.width;
            let calm =
                blocks.iter().rev().find(|block| block.lines.len() <= CALM_LINES).map_or(0.0, |b| b.width);
            Some(narrowest.max(calm.min(CALM_WIDTH)))
        };
        let names = self.names.iter().filter_map(few).fold(0.0, f64::max);
        let badges = self.badges.iter().map(|[_, word]| word.width());
        Self::padded(badges.fold(names, f64::max))
    }

    /// Width of the bars that holds every name within its band.
    pub(super) fn width(&self, bands: &[Span]) -> f64 {
        if !self.shown {
            return 0.0;
        }
        let width = |(level, span): (usize, &Span)| {
            let blocks = self.names.get(level)?;
            let fitting = |badges: &Badges| {
                let fits = |block: &&Paragraph| block.height + badges.height() <= span.length() - BAR_ENDS;
                Some(blocks.iter().rev().find(fits)?.width.max(badges.width()))
            };
            let [whole, word] = self.badges_of(level);
            fitting(whole).or_else(|| fitting(word)).or_else(|| Some(blocks.first()?.width.max(word.width())))
        };
        let needed = bands.iter().enumerate().filter_map(width).fold(0.0, f64::max);
        Self::padded(needed).max(self.least_width())
    }

    /// Height of bars on top that holds every name in its band's width.
    pub(super) fn height(&self, bands: &[Span]) -> f64 {
        if !self.shown {
            return 0.0;
        }
        let heights = bands.iter().enumerate().filter_map(|(level, span)| {
            Some(self.fitting(level, span.length())?.height + self.badges_of(level)[0].height())
        });
        let icon = if self.icons == Icons::Nowhere { 0.0 } else { ICON_SIDE };
        (heights.fold(icon, f64::max) + BAR_ENDS).ceil()
    }

    /// Height of bars on top before the bands are known.
    pub(super) fn usual_height(&self) -> f64 {
        if self.shown { 2.0 * self.style.line_height + BAR_ENDS } else { 0.0 }
    }

    /// What is marked on a level: whole, and as words alone.
    fn badges_of(&self, level: usize) -> &[Badges; 2] {
        self.badges.get(level).unwrap_or(NOT_MARKED)
    }

    fn padded(width: f64) -> f64 {
        (width.max(ICON_SIDE) + BAR_PADDING).ceil()
    }

    /// A level's name with as few lines as a bar of the width allows.
    fn fitting(&self, level: usize, width: f64) -> Option<&Paragraph> {
        let beside = if self.icons == Icons::Beside { ICON_SIDE + ICON_GAP } else { 0.0 };
        let blocks = self.names.get(level)?;
        blocks.iter().find(|block| block.width <= width - BAR_PADDING - beside + 0.5).or(blocks.last())
    }
}

/// The bands with their end bars, for the eye only.
pub(super) fn paint(painter: &Painter<'_>) -> Node {
    let place = painter.place;
    let [_, start, end] = place.across;
    let mut nodes = Vec::new();
    if !painter.bars.shown {
        for (level, span) in place.bands.iter().enumerate() {
            let colors = painter.theme.level(level);
            let (rect, radius) =
                (place.across_band(*span, start, end), Corners::PANEL * EM * painter.theme.corner);
            nodes.push(Shape::filled(Geometry::Rect { rect, radius }, colors.band));
            nodes.extend(edge(
                &Geometry::Rect { rect, radius },
                painter.theme.outlines.band * EM,
                colors.ink,
            ));
        }
        return Group::new(Meaning::Decoration, nodes);
    }
    for (level, span) in place.bands.iter().enumerate() {
        let colors = painter.theme.level(level);
        // under the bars, so that no seam shows beside their rounded corners
        let tint = place.across_band(*span, start - BAR_PADDING / 2.0, end - END_BAR / 2.0);
        let bar = place.across_band(*span, end - END_BAR, end);
        nodes.push(Shape::filled(Geometry::Rect { rect: tint, radius: 0.0 }, colors.band));
        let ground = Geometry::Rect { rect: tint, radius: 0.0 };
        nodes.extend(edge(&ground, painter.theme.outlines.band * EM, colors.ink));
        let radius = END_BAR / 2.0 * painter.theme.corner;
        nodes.push(Shape::filled(Geometry::Rect { rect: bar, radius }, colors.banner));
    }
    Group::new(Meaning::Decoration, nodes)
}

/// What bodies outside are called together, where a level's bar has its name; nothing where there are no bars.
pub(super) fn outside(painter: &Painter<'_>, order: BandOrder) -> Vec<Node> {
    let place = painter.place;
    let [start, end, _] = place.across;
    let lanes = painter.drawing.lanes.iter().filter(|lane| Some(lane.band) == order.outside);
    let (first, last) =
        lanes.fold((i32::MAX, i32::MIN), |(first, last), lane| (first.min(lane.start), last.max(lane.end)));
    if first > last || !painter.bars.shown {
        return Vec::new();
    }
    let by = match place.direction {
        Direction::Down => place.offset.y,
        Direction::Right => place.offset.x,
    };
    let span = Span { start: f64::from(first), end: f64::from(last) }.moved(by);
    let at = place.across_band(span, start, end);
    let Some(block) = painter.bars.fitting(painter.model.levels.len(), at.width()) else { return Vec::new() };
    let top = at.center().y - block.height / 2.0;
    let within = Rect::new(at.x0, top, at.x1, at.y1);
    let lines = set(block, &painter.bars.style, within, Align::Center, painter.theme.text);
    vec![Group::new(Meaning::Heading { depth: 2 }, lines.into_iter().map(Node::Text).collect())]
}

/// Whether the bars show their levels' icons: all of them, or none.
fn has_icons(painter: &Painter<'_>) -> bool {
    let [start, end, _] = painter.place.across;
    let fits = |(level, span): (usize, &Span)| {
        let bars = painter.bars;
        let (Some(block), true) = (
            bars.fitting(level, end - start),
            painter.page.icons.levels.get(level).is_some_and(Option::is_some),
        ) else {
            return true;
        };
        let high = span.length();
        let [whole, word] = bars.badges_of(level);
        let badges = if block.height + whole.height() <= high - BAR_ENDS { whole } else { word };
        block.height + badges.height() + ICON_SIDE + ICON_GAP <= high - ICON_ENDS
    };
    match painter.bars.icons {
        Icons::Above => painter.place.bands.iter().enumerate().all(fits),
        Icons::Beside => true,
        Icons::Nowhere => false,
    }
}

/// A level's start bar: icon, name, and what is marked on it as changed.
pub(super) fn bar(painter: &Painter<'_>, level: usize) -> Vec<Node> {
    let place = painter.place;
    let [start, end, _] = place.across;
    let (Some(span), Some(content)) = (place.bands.get(level), painter.model.levels.get(level)) else {
        return vec![];
    };
    let theme = painter.theme;
    let at = place.across_band(*span, start, end);
    let radius = Corners::PANEL * EM * theme.corner;
    let meets = |b: &BoxText<'_>| b.place.edge && b.node == NodeRef::Level { level };
    let kind = if painter.boxes.iter().any(meets) { ShapeKind::Box } else { ShapeKind::Plain };
    let (geometry, fill) = (Geometry::Rect { rect: at, radius }, theme.level(level).banner.fill());
    let mut nodes = vec![Node::Shape(Shape { kind, geometry, fill, stroke: None })];
    let Some(block) = painter.bars.fitting(level, at.width()) else { return nodes };
    let [whole, word] = painter.bars.badges_of(level);
    let badges = if block.height + whole.height() <= at.height() - BAR_ENDS { whole } else { word };
    let (width, height) = (block.width.max(badges.width()), block.height + badges.height());
    let icon = painter.page.icons.levels.get(level).cloned().flatten();
    let icon = icon.filter(|_| has_icons(painter));
    let taken = if icon.is_some() { ICON_SIDE + ICON_GAP } else { 0.0 };
    let center = at.center();
    let (spot, within) = if painter.bars.icons == Icons::Beside {
        let left = center.x - (width + taken) / 2.0;
        let top = center.y - height / 2.0;
        let words = Rect::new(left + taken, top, left + taken + width, at.y1);
        (Point::new(left + ICON_SIDE / 2.0, center.y), words)
    } else {
        let top = center.y - (height + taken) / 2.0;
        (Point::new(center.x, top + ICON_SIDE / 2.0), Rect::new(at.x0, top + taken, at.x1, at.y1))
    };
    if let Some(icon) = icon {
        nodes.push(Group::new(Meaning::Decoration, vec![icon.draw(spot, ICON_SIDE, theme.on_banner, true)]));
    }
    let lines = set(block, &painter.bars.style, within, Align::Center, theme.on_banner);
    let below = Point::new(within.center().x, within.y0 + block.height);
    let badges = badges.clone().draw(below, Align::Center, theme.level(level).banner, theme.on_banner);
    let words = lines.into_iter().map(Node::Text).chain(badges).collect();
    nodes.push(Group::new(Meaning::Heading { depth: 2 }, words));
    linked(content.link.as_deref(), nodes)
}
