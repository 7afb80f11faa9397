//! How good a poster and a simple visual are, measured on the finished scene alone.
use super::{rounded, share};
use crate::geom::{Point, Rect};
use crate::scene::{Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind, Text};
use serde::Serialize;

/// Width in px at which pictures are looked at on a page.
const SEEN: f64 = 960.0;
/// Widths and heights that differ by less count as one, in px.
const SAME: f64 = 0.5;
/// Names of levels whose heights differ by less than this many times their size look as if they should not.
const NEARLY: f64 = 1.5;

/// Every metric of a poster.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct PosterMetrics {
    /// Cards drawn, without those within others.
    pub cards: usize,
    /// The greatest share of a card's height without a word, 0 to 1.
    pub blank_most: f64,
    /// The same on average.
    pub blank: f64,
    /// The different widths in the row that has most.
    pub widths: usize,
    /// Lines of the name of a card that has most.
    pub most_name_lines: usize,
    /// Kinds of places (levels, cards, points) of which some have an icon and some have none.
    pub mixed_icons: usize,
    /// Pairs of cards beside each other, or of a level and a card of it, with the same icon.
    pub same_icons: usize,
    /// Smallest type at 960 px wide, in px.
    pub smallest_type: f64,
    /// Width ÷ height of the sheet.
    pub aspect: f64,
}

/// Every metric of a simple visual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct SimpleMetrics {
    /// Levels drawn.
    pub levels: usize,
    /// Area of the words of all levels, each in one box, ÷ area of the sheet.
    pub fill: f64,
    /// Area of all that is drawn, in one box, ÷ area of the sheet.
    pub sheet_fill: f64,
    /// Pairs of levels' names that are nearly at one height, and not quite.
    pub near_misses: usize,
    /// 1 where some levels have an icon and some have none.
    pub mixed_icons: usize,
    /// Smallest type at 960 px wide, in px.
    pub smallest_type: f64,
    /// Width ÷ height of the sheet.
    pub aspect: f64,
}

/// Measures a poster.
#[must_use]
pub fn measure_poster(scene: &Scene) -> PosterMetrics {
    let mut levels: Vec<Vec<MeasuredCard>> = Vec::new();
    let mut signs: [Vec<bool>; 3] = Default::default();
    let mut same = 0;
    let mut groups = Vec::new();
    gather(&scene.nodes, &|meaning| matches!(meaning, Meaning::Level { .. }), &mut groups);
    for level in &groups {
        let sign = icon(&level.children);
        // a level of nothing but a name, or one of nothing but points, has no cards
        let mut nodes = Vec::new();
        gather(&level.children, &|meaning| matches!(meaning, Meaning::Node { .. }), &mut nodes);
        let mut cards: Vec<MeasuredCard> = nodes.iter().filter_map(|node| MeasuredCard::of(node)).collect();
        // bodies within others are drawn after them, in their boxes
        let boxes: Vec<Rect> = cards.iter().map(|card| card.place).collect();
        cards.retain(|card| !boxes.iter().any(|place| *place != card.place && holds(*place, card.place)));
        signs[0].push(sign.is_some());
        signs[1].extend(cards.iter().filter(|card| card.name_lines > 0).map(|card| card.icon.is_some()));
        signs[2].extend(cards.iter().flat_map(|card| card.points.iter().copied()));
        for (i, card) in cards.iter().enumerate().filter(|(_, card)| card.icon.is_some()) {
            same += usize::from(sign.is_some() && card.icon == sign);
            same += cards.iter().skip(i + 1).filter(|other| other.icon == card.icon).count();
        }
        levels.push(cards);
    }
    let cards = || levels.iter().flatten();
    let blanks: Vec<f64> = cards().map(|card| card.blank).collect();
    PosterMetrics {
        cards: blanks.len(),
        blank_most: rounded(blanks.iter().copied().fold(0.0, f64::max)),
        blank: share(blanks.iter().sum(), blanks.len() as f64),
        widths: levels.iter().map(|cards| widths(cards)).max().unwrap_or(0),
        most_name_lines: cards().map(|card| card.name_lines).max().unwrap_or(0),
        mixed_icons: signs.iter().filter(|signs| is_mixed(signs)).count(),
        same_icons: same,
        smallest_type: smallest(scene),
        aspect: share(scene.size.width, scene.size.height),
    }
}

/// Measures a simple visual.
#[must_use]
pub fn measure_simple(scene: &Scene) -> SimpleMetrics {
    let mut groups = Vec::new();
    gather(&scene.nodes, &|meaning| matches!(meaning, Meaning::Level { .. }), &mut groups);
    let (mut names, mut signs, mut words) = (Vec::new(), Vec::new(), 0.0);
    for level in &groups {
        let mut texts = Vec::new();
        lines(&level.children, &mut texts);
        words += texts
            .iter()
            .map(|text| text.bounds())
            .reduce(|all, next| all.union(next))
            .map_or(0.0, |all| all.area());
        let mut heading = Vec::new();
        gather(&level.children, &|meaning| *meaning == Meaning::Heading { depth: 2 }, &mut heading);
        let mut name = Vec::new();
        heading.iter().for_each(|group| lines(&group.children, &mut name));
        names.extend(name.first().map(|text| (text.origin.y, text.line.size)));
        signs.push(icon(&level.children).is_some());
    }
    let mut near_misses = 0;
    for (i, (y, size)) in names.iter().enumerate() {
        let is_near = |(other, _): &&(f64, f64)| (0.01..NEARLY * size).contains(&(y - other).abs());
        near_misses += names.iter().skip(i + 1).filter(is_near).count();
    }
    let sheet = scene.size.to_rect();
    let drawn = bounds(&scene.nodes).map_or(0.0, |drawn| drawn.intersect(sheet).area());
    SimpleMetrics {
        levels: groups.len(),
        fill: share(words, sheet.area()),
        sheet_fill: share(drawn, sheet.area()),
        near_misses,
        mixed_icons: usize::from(is_mixed(&signs)),
        smallest_type: smallest(scene),
        aspect: share(scene.size.width, scene.size.height),
    }
}

/// A card of a poster.
struct MeasuredCard {
    place: Rect,
    /// Share of its height in the greatest gap between two lines, or below the last.
    blank: f64,
    name_lines: usize,
    icon: Option<Sign>,
    /// Of each of its points, whether it has an icon.
    points: Vec<bool>,
}

impl MeasuredCard {
    fn of(group: &Group) -> Option<Self> {
        let place = group.children.iter().find_map(|node| match node {
            Node::Shape(shape) if shape.kind == ShapeKind::Box => Some(shape.geometry.bounds()),
            _ => None,
        })?;
        let mut texts = Vec::new();
        lines(&group.children, &mut texts);
        let mut spans: Vec<(f64, f64)> =
            texts.iter().map(|text| text.bounds()).map(|rect| (rect.y0, rect.y1)).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut below, mut gap) = (place.y0, 0.0f64);
        for (top, bottom) in spans {
            gap = gap.max(top - below);
            below = below.max(bottom);
        }
        let gap = gap.max(place.y1 - below);
        let mut headings = Vec::new();
        gather(&group.children, &|meaning| matches!(meaning, Meaning::Heading { .. }), &mut headings);
        let mut name = Vec::new();
        headings.iter().for_each(|heading| lines(&heading.children, &mut name));
        let mut items = Vec::new();
        gather(&group.children, &|meaning| *meaning == Meaning::Item, &mut items);
        Some(Self {
            place,
            blank: gap / place.height().max(1.0),
            name_lines: name.len(),
            icon: icon(&group.children),
            points: items
                .iter()
                .filter(|item| is_marked(item))
                .map(|item| icon(&item.children).is_some())
                .collect(),
        })
    }
}

/// Whether something stands before an item's words: roles in a list have nothing.
fn is_marked(item: &Group) -> bool {
    item.children
        .first()
        .is_some_and(|node| matches!(node, Node::Group(group) if group.meaning == Meaning::Decoration))
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.inflate(SAME, SAME).union(inner) == outer.inflate(SAME, SAME)
}

/// The different widths of cards in the row that has most.
fn widths(cards: &[MeasuredCard]) -> usize {
    let of_row = |card: &MeasuredCard| {
        let row = cards.iter().filter(|other| (other.place.y0 - card.place.y0).abs() < SAME);
        let mut widths: Vec<f64> = row.map(|card| card.place.width()).collect();
        widths.sort_by(f64::total_cmp);
        widths.dedup_by(|a, b| (*a - *b).abs() < SAME);
        widths.len()
    };
    cards.iter().map(of_row).max().unwrap_or(0)
}

fn is_mixed(signs: &[bool]) -> bool {
    signs.iter().any(|sign| *sign) && !signs.iter().all(|sign| *sign)
}

/// An icon wherever it stands and however large: its outline from its own corner on, in shares of its width.
#[derive(Debug, PartialEq)]
struct Sign(Vec<(i64, i64)>);

/// The first icon among what is drawn for the eye beside a group's words.
fn icon(nodes: &[Node]) -> Option<Sign> {
    let decorations = nodes.iter().filter_map(|node| match node {
        Node::Group(group) if group.meaning == Meaning::Decoration => Some(&group.children),
        _ => None,
    });
    decorations.flatten().find_map(|node| match node {
        Node::Shape(Shape { geometry: Geometry::Path(path), fill: None, stroke: Some(stroke), .. })
            if stroke.round =>
        {
            let bounds = crate::geom::Shape::bounding_box(path);
            let side = bounds.width().max(1e-9);
            let part = |point: Point| {
                let at = (point - bounds.origin()) / side * 1000.0;
                (at.x.round() as i64, at.y.round() as i64)
            };
            Some(Sign(path.elements().iter().filter_map(|element| element.end_point()).map(part).collect()))
        }
        Node::Group(group) if group.meaning == Meaning::Emblem => Some(Sign(Vec::new())),
        _ => None,
    })
}

/// The groups of a kind, none within another.
fn gather<'a>(nodes: &'a [Node], is_wanted: &impl Fn(&Meaning) -> bool, found: &mut Vec<&'a Group>) {
    for node in nodes {
        if let Node::Group(group) = node {
            if is_wanted(&group.meaning) {
                found.push(group)
            } else {
                gather(&group.children, is_wanted, found)
            }
        }
    }
}

/// The lines of text that are no decoration.
fn lines<'a>(nodes: &'a [Node], found: &mut Vec<&'a Text>) {
    for node in nodes {
        match node {
            Node::Text(text) => found.push(text),
            Node::Group(group) if group.meaning != Meaning::Decoration => lines(&group.children, found),
            Node::Group(_) | Node::Shape(_) | Node::Image(_) => {}
        }
    }
}

/// The smallest type of a scene at the width at which it is looked at, in px.
fn smallest(scene: &Scene) -> f64 {
    let mut texts = Vec::new();
    lines(&scene.nodes, &mut texts);
    let least = texts.iter().map(|text| text.line.size).fold(f64::INFINITY, f64::min);
    if least.is_finite() { share(least * SEEN, scene.size.width) } else { 0.0 }
}

/// The bounds of all that is drawn.
fn bounds(nodes: &[Node]) -> Option<Rect> {
    let of = |node: &Node| match node {
        Node::Shape(shape) => Some(shape.geometry.bounds()),
        Node::Text(text) => Some(text.bounds()),
        Node::Image(image) => Some(image.place),
        Node::Group(group) => bounds(&group.children),
    };
    nodes.iter().filter_map(of).reduce(|all, next| all.union(next))
}
