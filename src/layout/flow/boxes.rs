//! Boxes: their texts wrapped to a common width, their place in the chart, their painting.
use super::arrows::Arrow;
use super::classes::{classes, nodes};
use super::edges::{self, LevelEnds};
use super::measures::{EM, even, rect};
use super::notes::{self, Notes};
use super::order::BandOrder;
use super::painter::{Painter, set};
use super::parts::BoxText;
use super::{bands, panels};
use crate::engine::{ChartBox, Drawing};
use crate::geom::{Point, Rect};
use crate::layout::badges::{Badges, Detail};
use crate::layout::lens::{broken_edge, keyline};
use crate::layout::paint::{Align, edge, linked};
use crate::layout::{LayoutInput, Standing};
use crate::model::{Model, NodeRef};
use crate::scene::{Color, Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::text::{Fonts, Paragraph, TextStyle, Weight, WrapRules, pareto, wrap};
use crate::theme::Corners;

/// Beside the texts of a box.
const PADDING_X: f64 = 0.6 * EM;
/// Above and below them.
const PADDING_Y: f64 = 0.6 * EM;
/// Size of who is in the chair and how often a body meets, in px.
const NOTES: f64 = notes::SIZE * EM;
/// Between title and caption.
const CAPTION_GAP: f64 = 0.1 * EM;
/// Leading of the texts in a box.
const LEADING: f64 = 1.25;
/// Texts are wrapped to no less than this, and no more; to less where arrows need room too.
const MEASURE_MIN: f64 = 6.0 * EM;
const MEASURE_MAX: f64 = 12.0 * EM;
const MEASURE_BETWEEN_ARROWS: f64 = 10.0 * EM;
/// Most width of a line in a box that was drawn out over others.
const DRAWN_OUT: f64 = 20.0 * EM;
/// A box whose longest word asks for more than this is wider than the others.
const COMMON_MOST: f64 = 15.0 * EM;
/// Boxes that need less are all as high as the highest of them.
const COMMON_HEIGHT: f64 = 6.5 * EM;
/// Share of the boxes whose texts are to stay on one line each.
const ONE_LINE: f64 = 0.85;
/// So much wider boxes become if it saves more of them a second line.
const STRETCH: f64 = 1.12;

/// Room around a box between arrows, across and down, which it takes with it to wherever it stands.
const ROOM_ACROSS: f64 = 4.0 * EM;
const ROOM_DOWN: f64 = 6.5 * EM;
/// Each px of height counts as so much more where it is texts': two lines read better than three.
const FURTHER_LINES: f64 = 1.0;

/// Width of the outline of a box that does not stand out where others do, in em.
const CALM_EDGE: f64 = 0.09;

/// Width of the broken outline of what is no more, and size of a badge's words, in em.
const GONE_EDGE: f64 = 0.12;
const BADGE: f64 = 0.85;

/// Size of the name of a body within another, and width of the outline of its box and of a body outside, in em.
const SMALLER: f64 = 0.9;
const LIGHT_EDGE: f64 = 0.1;

impl BoxText<'_> {
    /// The box as the engine sees it.
    pub(super) fn chart_box(&self) -> ChartBox {
        self.place
    }
}

/// What a box says.
pub(super) struct Words<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) caption: Option<&'a str>,
    pub(super) link: Option<&'a str>,
    row: Option<u16>,
    column: Option<u16>,
}

/// What a node's box says, and where its author wants it.
pub(super) fn words(model: &Model, node: NodeRef) -> Option<Words<'_>> {
    Some(match node {
        NodeRef::Function { level, function } => {
            let f = model.levels.get(level)?.functions.get(function)?;
            Words {
                id: &f.id,
                title: f.chart_name(),
                caption: f.caption.as_deref(),
                link: f.link.as_deref(),
                row: f.row,
                column: f.column,
            }
        }
        NodeRef::SubBody { .. } => {
            let body = model.function_at(node)?;
            let (caption, link) = (body.caption.as_deref(), body.link.as_deref());
            Words { id: &body.id, title: body.chart_name(), caption, link, row: None, column: None }
        }
        NodeRef::Outside { outside } => {
            let outside = model.outside.get(outside)?;
            let caption = outside.caption.as_deref();
            Words { id: &outside.id, title: &outside.name, caption, link: None, row: None, column: None }
        }
        NodeRef::Level { level } => {
            let level = model.levels.get(level)?;
            Words {
                id: &level.id,
                title: &level.name,
                caption: None,
                link: level.link.as_deref(),
                row: None,
                column: None,
            }
        }
        NodeRef::Outcome { outcome } => {
            let outcome = model.outcomes.get(outcome)?;
            let caption = outcome.caption.as_deref();
            Words { id: &outcome.id, title: &outcome.name, caption, link: None, row: None, column: None }
        }
    })
}

/// Of a box's name: smaller for a body within another.
fn title_style(page: &LayoutInput<'_>, node: NodeRef) -> TextStyle {
    match node {
        NodeRef::SubBody { .. } => page.style(Weight::SemiBold, SMALLER * EM, LEADING),
        _ => page.style(Weight::Bold, EM, LEADING),
    }
}

fn caption_style(page: &LayoutInput<'_>) -> TextStyle {
    page.style(Weight::Regular, EM, LEADING)
}

/// How wide boxes between arrows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// As takes least of the sheet.
    Compact,
    /// So that most texts stay on one line.
    OneLine,
}

/// Wraps every box's texts and sizes the boxes, in the order of [`nodes`].
pub(super) fn measure<'a>(
    page: &LayoutInput<'a>,
    arrows: &[Arrow<'_>],
    ends: LevelEnds,
    wanted: Measure,
) -> Vec<BoxText<'a>> {
    let LayoutInput { model, fonts, .. } = *page;
    let nodes = nodes(model);
    let all: Vec<(NodeRef, Words<'a>)> =
        nodes.iter().filter_map(|&node| Some((node, words(model, node)?))).collect();
    let caption = caption_style(page);
    let most = if arrows.is_empty() { MEASURE_MAX } else { MEASURE_BETWEEN_ARROWS };
    let lines: Vec<[Vec<Paragraph>; 2]> = all
        .iter()
        .map(|(node, words)| match edges::is_bar(model, *node, arrows, ends) {
            true => [Vec::new(), Vec::new()],
            false => [
                choices(fonts, &title_style(page, *node), words.title, most),
                choices(fonts, &caption, words.caption.unwrap_or(""), most),
            ],
        })
        .collect();
    let has_notes = nodes.iter().any(|node| Notes::measure(page, *node, most, NOTES).height() > 0.0);
    let measure = match wanted {
        // who is in the chair and when a body meets would be columns of single words
        Measure::Compact if !arrows.is_empty() && !has_notes => compact_measure(&lines, most),
        Measure::Compact | Measure::OneLine => common_measure(&lines, most),
    };
    let (classes, order) = (classes(model), BandOrder::of(model));
    let mut boxes: Vec<BoxText<'a>> = Vec::with_capacity(all.len());
    for (((node, words), [titles, captions]), class) in all.into_iter().zip(lines).zip(classes) {
        let block = fitting(titles, measure).unwrap_or(Paragraph { lines: vec![], width: 0.0, height: 0.0 });
        let below = fitting(captions, measure);
        let points = panels::points(model, node, arrows);
        let notes = Notes::measure(page, node, measure, NOTES);
        // a panel says something else, and the bar of its level what became of it
        let badges = match points {
            [] => Badges::measure(page, words.id, Detail::Whole, BADGE * EM, measure.max(most)),
            _ => Badges::default(),
        };
        let width = below.as_ref().map_or(block.width, |b| b.width.max(block.width)).max(measure);
        let width = width.max(badges.width()).max(notes.width());
        let height = block.height + below.as_ref().map_or(0.0, |b| b.height + CAPTION_GAP);
        let height = height + notes.height() + badges.height();
        let edge = edges::is_bar(model, node, arrows, ends);
        let (width, height) = match edge {
            true => edges::size(page.sheet.direction.drawn(), node, arrows),
            false => (even(width + 2.0 * PADDING_X), even(height + 2.0 * PADDING_Y)),
        };
        let place = ChartBox {
            band: order.band(node),
            class,
            width,
            height,
            edge,
            row: words.row.map(|row| usize::from(row.saturating_sub(1))),
            column: words.column.map(|column| usize::from(column.saturating_sub(1))),
        };
        boxes.push(BoxText {
            node,
            id: words.id,
            name: words.title,
            link: words.link,
            title: block,
            caption: below,
            notes,
            badges,
            points,
            place,
        });
    }
    level_heights(&mut boxes);
    boxes
}

/// Sets the texts of boxes that were drawn out anew, in the width that they have.
pub(super) fn reset(page: &LayoutInput<'_>, boxes: &mut [BoxText<'_>], drawing: &Drawing) {
    for (text, at) in boxes.iter_mut().zip(&drawing.boxes) {
        let is_broad = at.width > text.place.width && !text.place.edge && text.points.is_empty();
        let Some(words) = words(page.model, text.node).filter(|_| is_broad) else { continue };
        let measure = (f64::from(at.width) - 2.0 * PADDING_X).min(DRAWN_OUT);
        let set =
            |style: &TextStyle, words: &str| fitting(choices(page.fonts, style, words, measure), measure);
        text.title = set(&title_style(page, text.node), words.title).unwrap_or(text.title.clone());
        text.caption = words.caption.and_then(|caption| set(&caption_style(page), caption));
    }
}

/// The wraps of a text, fewest lines first, the last no wider than `most` if its words are not; none of an empty one.
fn choices(fonts: &Fonts, style: &TextStyle, text: &str, most: f64) -> Vec<Paragraph> {
    let mut blocks = pareto(fonts, style, text, 4);
    if blocks.last().is_some_and(|last| last.width > most) {
        // so long that four lines do not do: as many as the widest box asks
        blocks.push(wrap(fonts, style, text, most, &WrapRules::default()));
    }
    blocks
}

/// Of the wraps that fit, the one with fewest lines; else the narrowest.
fn fitting(blocks: Vec<Paragraph>, measure: f64) -> Option<Paragraph> {
    let narrowest = blocks.iter().map(|block| block.width).fold(f64::INFINITY, f64::min);
    blocks.into_iter().find(|block| block.width <= measure || block.width <= narrowest)
}

/// The width to which texts are wrapped, one for the whole chart and at most `most`: most texts take one line if they can, and
/// every word fits unless it is longer than what is good for the others.
fn common_measure(lines: &[[Vec<Paragraph>; 2]], most: f64) -> f64 {
    let width = |choose: fn(&Vec<Paragraph>) -> Option<f64>| -> Vec<f64> {
        let of = |pair: &[Vec<Paragraph>; 2]| pair.iter().filter_map(choose).fold(0.0, f64::max);
        lines.iter().map(of).collect()
    };
    let mut natural = width(|blocks| blocks.first().map(|block| block.width));
    natural.sort_by(f64::total_cmp);
    let rank = (ONE_LINE * natural.len().saturating_sub(1) as f64).ceil() as usize;
    let usual = natural.get(rank).copied().unwrap_or(0.0).clamp(MEASURE_MIN, most);
    // and those that are hardly longer
    let usual =
        natural.iter().copied().filter(|width| *width <= (usual * STRETCH).min(most)).fold(usual, f64::max);
    let narrowest = width(|blocks| blocks.iter().map(|block| block.width).reduce(f64::min));
    narrowest.into_iter().filter(|width| *width <= COMMON_MOST).fold(usual, f64::max)
}

/// The width, at most `most`, at which boxes between arrows take least of the sheet, with the room around them: narrow ones of two
/// or three lines mostly, for a chart is wide before it is high. Every word fits unless it is longer than what is good for the others.
fn compact_measure(lines: &[[Vec<Paragraph>; 2]], most: f64) -> f64 {
    let texts = || lines.iter().flatten().filter(|blocks| !blocks.is_empty());
    let narrowest = texts().map(|blocks| least_width(blocks)).filter(|width| *width <= COMMON_MOST);
    let least = narrowest.fold(MEASURE_MIN, f64::max);
    let height = |measure: f64| {
        let text = |blocks: &Vec<Paragraph>| {
            let least = least_width(blocks);
            let fits = |block: &&Paragraph| block.width <= measure || block.width <= least;
            blocks.iter().find(fits).map_or(0.0, |block| block.height)
        };
        let of_boxes = lines.iter().map(|pair| pair.iter().map(text).sum::<f64>());
        of_boxes.filter(|height| height + 2.0 * PADDING_Y <= COMMON_HEIGHT).fold(0.0, f64::max)
    };
    let area = |measure: f64| {
        let height = height(measure);
        let down = height + 2.0 * PADDING_Y + ROOM_DOWN + FURTHER_LINES * height;
        (measure + 2.0 * PADDING_X + ROOM_ACROSS) * down
    };
    // in whole pixels, so that there are no more of them in a chart of very many boxes
    let widths = texts().flatten().map(|block| block.width.ceil()).filter(|width| *width <= most.max(least));
    let mut measures: Vec<f64> = widths.filter(|width| *width > least).chain([least]).collect();
    measures.sort_by(f64::total_cmp);
    measures.dedup();
    let areas = measures.into_iter().map(|measure| (area(measure), measure));
    // of two as good the narrower
    areas.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(least, |(_, measure)| measure)
}

/// Width of a text in as many lines as it can take.
fn least_width(blocks: &[Paragraph]) -> f64 {
    blocks.iter().map(|block| block.width).fold(f64::INFINITY, f64::min)
}

/// Makes all boxes of common height equally high.
fn level_heights(boxes: &mut [BoxText<'_>]) {
    let common = even(COMMON_HEIGHT);
    let heights = boxes.iter().filter(|b| b.points.is_empty()).map(|b| b.place.height);
    let highest = heights.filter(|height| *height <= common).max().unwrap_or(0);
    for b in boxes.iter_mut().filter(|b| !b.place.edge) {
        b.place.height = b.place.height.max(highest);
    }
}

/// The levels with their bars and boxes, then the outcomes; bodies outside where they stand.
pub(super) fn paint(painter: &Painter<'_>) -> Node {
    let order = BandOrder::of(painter.model);
    let mut items = Vec::new();
    let outside = bands::outside(painter, order);
    if order.first > 0 {
        items.extend(outside_boxes(painter, outside.clone()));
    }
    for (l, level) in painter.model.levels.iter().enumerate() {
        let of_level = |b: &&(usize, &BoxText<'_>)| b.1.place.band == order.first + l && !b.1.place.edge;
        let boxes: Vec<(usize, &BoxText<'_>)> = painter.boxes.iter().enumerate().collect();
        let boxes: Vec<Node> =
            boxes.iter().filter(of_level).map(|&(i, b)| paint_box(painter, i, b)).collect();
        if level.implicit {
            items.extend(boxes);
            continue;
        }
        let mut children = bands::bar(painter, l);
        // its bar may be where arrows end
        if painter.boxes.iter().any(|b| b.node == NodeRef::Level { level: l } && b.place.edge) {
            children = vec![Group::new(Meaning::Node { id: level.id.clone() }, children)];
        }
        children.push(Group::new(Meaning::List, boxes));
        items.push(Group::new(Meaning::Level { id: level.id.clone() }, children));
    }
    let outcomes =
        painter.boxes.iter().enumerate().filter(|(_, b)| matches!(b.node, NodeRef::Outcome { .. }));
    items.extend(outcomes.map(|(i, b)| paint_box(painter, i, b)));
    if order.first == 0 {
        items.extend(outside_boxes(painter, outside));
    }
    Group::new(Meaning::List, items)
}

/// The bodies outside, with what they are called together.
fn outside_boxes(painter: &Painter<'_>, heading: Vec<Node>) -> Option<Node> {
    let all = painter.boxes.iter().enumerate();
    let outside = all.filter(|(_, b)| matches!(b.node, NodeRef::Outside { .. }));
    let boxes: Vec<Node> = outside.map(|(i, b)| paint_box(painter, i, b)).collect();
    if boxes.is_empty() {
        return None;
    }
    let list = Group::new(Meaning::List, boxes);
    Some(Group::new(Meaning::Item, heading.into_iter().chain([list]).collect()))
}

fn paint_box(painter: &Painter<'_>, index: usize, text: &BoxText<'_>) -> Node {
    let Some(&at) = painter.drawing.boxes.get(index) else { return Group::new(Meaning::Decoration, vec![]) };
    let at = rect(at, painter.place.offset);
    let radius = Corners::CARD * EM * painter.theme.corner;
    let paint = Inks::of(painter.page, text.node, text.id, !text.points.is_empty());
    let geometry = Geometry::Rect { rect: at, radius };
    let shape =
        Shape { kind: ShapeKind::Box, geometry: geometry.clone(), fill: paint.fill.fill(), stroke: None };
    let mut children = vec![Node::Shape(shape)];
    children.extend(edge(&geometry, paint.edge.0 * EM, paint.edge.1));
    match paint.standing {
        Standing::Marked => children.extend(keyline(at, radius, paint.words, EM)),
        Standing::Gone => children.extend(broken_edge(&geometry, GONE_EDGE, paint.edge.1, EM)),
        Standing::Usual | Standing::Calm => {}
    }
    match text.node {
        NodeRef::Level { level } if !text.points.is_empty() => {
            children.extend(panels::words(painter, index, level, at));
        }
        _ => children.extend(texts(painter.page, text, at, (paint.fill, paint.words))),
    }
    // a link holds no other: where a panel's words have their own, the level's is on its bar alone
    let has_own = match text.node {
        NodeRef::Level { level } => painter.model.levels.get(level).is_some_and(|l| !l.links.is_empty()),
        _ => false,
    };
    let link = text.link.filter(|_| !has_own);
    Group::new(Meaning::Node { id: text.id.to_owned() }, linked(link, children))
}

/// How a box is painted.
pub(super) struct Inks {
    pub(super) standing: Standing,
    pub(super) fill: Color,
    pub(super) words: Color,
    /// Width in em and colour of its outline.
    pub(super) edge: (f64, Color),
}

impl Inks {
    /// Those of a node's box, which has words that are read if it is a panel.
    pub(super) fn of(page: &LayoutInput<'_>, node: NodeRef, id: &str, is_panel: bool) -> Self {
        let (model, theme) = (page.model, page.theme);
        let colors = |level| theme.level(level);
        let standing = match model.function_at(node) {
            Some(function) => page.standing(function),
            None => page.standing_without_roles(id),
        };
        let (fill, words, edge) = match node {
            NodeRef::Outcome { .. } => (theme.outcome, theme.on_outcome, (0.0, theme.outcome)),
            // on the page, and of no level's colour
            NodeRef::Outside { .. } => (theme.page, theme.text, (LIGHT_EDGE, theme.text)),
            NodeRef::SubBody { level, .. } => (theme.card, theme.text, (LIGHT_EDGE, colors(level).ink)),
            // all of a level is no box in it
            NodeRef::Level { level } if model.levels.get(level).is_some_and(|l| !l.functions.is_empty()) => {
                (theme.card, theme.text, (2.0 * LIGHT_EDGE, colors(level).ink))
            }
            NodeRef::Function { level, .. } | NodeRef::Level { level } => {
                (colors(level).banner, theme.on_banner, (theme.outlines.node, colors(level).ink))
            }
        };
        // words that are read rather than a name that is found
        if standing == Standing::Gone {
            return Self { standing, fill: theme.card, words: theme.text, edge: (0.0, edge.1) };
        }
        if standing == Standing::Calm || is_panel {
            return Self { standing, fill: theme.card, words: theme.text, edge: (CALM_EDGE, edge.1) };
        }
        Self { standing, fill, words, edge }
    }
}

/// Title and caption as one centred stack.
fn texts(page: &LayoutInput<'_>, text: &BoxText<'_>, at: Rect, (fill, ink): (Color, Color)) -> Vec<Node> {
    let caption_height = text.caption.as_ref().map_or(0.0, |caption| caption.height + CAPTION_GAP);
    let top = at.center().y
        - (text.title.height + caption_height + text.notes.height() + text.badges.height()) / 2.0;
    let title_at = Rect::new(at.x0, top, at.x1, top + text.title.height);
    let mut lines = set(&text.title, &title_style(page, text.node), title_at, Align::Center, ink);
    if let Some(caption) = &text.caption {
        let top = title_at.y1 + CAPTION_GAP;
        let below = Rect::new(at.x0, top, at.x1, at.y1);
        lines.extend(set(caption, &caption_style(page), below, Align::Center, ink));
    }
    let notes_top = title_at.y1 + caption_height;
    let notes = text.notes.draw(at, notes_top, Align::Center, ink);
    let below = Point::new(at.center().x, notes_top + text.notes.height());
    let badges = text.badges.clone().draw(below, Align::Center, fill, ink);
    lines.into_iter().map(Node::Text).chain(notes).chain(badges).collect()
}
