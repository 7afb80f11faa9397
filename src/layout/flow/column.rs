//! The flow chart of a narrow column, as on a phone: level under level, and in each box a row for each arrow that leaves it, for
//! arrows that run across need a width that a column does not have. Everything is in px of the column, at 16 px type.
use super::arrows::{self, Arrow};
use super::boxes::{self, Inks};
use super::legend::{self, SampleSize};
use super::lines;
use super::notes::Notes;
use super::order::BandOrder;
use super::panels;
use super::parts::{ArrowKind, Sample};
use super::wording;
use crate::describe::lens_count;
use crate::geom::{Point, Rect, Size};
use crate::layout::badges::{Badges, Detail};
use crate::layout::fitted::{Breaking, does_not_fit, fit, fit_as_is};
use crate::layout::lens::{broken_edge, keyline};
use crate::layout::logo::Logo;
use crate::layout::paint::{
    Align, Bullet, Setting, bar, bulleted, decoration, edge, heading, linked, listed, rect,
};
use crate::layout::{LaidOut, LayoutInput, Standing};
use crate::model::NodeRef;
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind, Text};
use crate::text::{CAP_HEIGHT, Weight};

/// Body type in px.
const EM: f64 = 16.0;
/// A column of less px is laid out so.
pub(super) const BELOW: f64 = 900.0;
/// Around everything, around what stands in a band, and around the words in a box.
const MARGIN: f64 = EM;
const BAND: f64 = 0.75 * EM;
const PADDING_X: f64 = 0.75 * EM;
const PADDING_Y: f64 = 0.5 * EM;
/// Between two boxes, two bands and two rows.
const GAP: f64 = 0.75 * EM;
const BAND_GAP: f64 = 0.6 * EM;
const ROW_GAP: f64 = 0.35 * EM;
/// Least width of a box that stands beside another.
const BOX_LEAST: f64 = 17.0 * EM;
/// Length of a row's arrow, long enough for a dashed one to have two dashes, and from there to its words.
const ARROW: f64 = 2.6 * EM;
const ARROW_GAP: f64 = 0.5 * EM;
/// How far a body within another stands in.
const WITHIN: f64 = 1.25 * EM;
/// A row's arrow: its heads are smaller than those of a chart, for the line before one is short.
const SIGN: SampleSize = SampleSize { length: ARROW, head: 0.7 };
/// Side of a level's icon, and its distance from the name.
const ICON: f64 = 1.7 * EM;
const ICON_GAP: f64 = 0.6 * EM;
/// Em size of the title and of a level's name.
const TITLE: f64 = 1.75 * EM;
const NAME: f64 = 1.15 * EM;
const BADGE: f64 = 0.85 * EM;
const LEADING: f64 = 1.3;

/// A box with its words set for a width.
struct Card<'a> {
    node: NodeRef,
    id: &'a str,
    link: Option<&'a str>,
    title: Setting,
    caption: Option<Setting>,
    notes: Notes,
    badges: Badges,
    /// Index of each arrow that leaves it, with its words.
    rows: Vec<(usize, Setting)>,
    /// What it says instead, if it is a panel.
    points: Vec<Setting>,
    width: f64,
}

impl Card<'_> {
    /// Height of what stands on its colour; none of what has neither name nor caption.
    fn head(&self) -> f64 {
        let words = self.title.height() + self.caption.as_ref().map_or(0.0, Setting::height);
        let words = words + self.notes.height();
        if words > 0.0 { words + self.badges.height() + 2.0 * PADDING_Y } else { 0.0 }
    }

    fn body(&self) -> f64 {
        let items = self.rows.iter().map(|(_, words)| words).chain(&self.points);
        let (sum, count) = items.fold((0.0, 0.0), |(sum, count), item| (sum + item.height(), count + 1.0));
        if count > 0.0 { sum + (count - 1.0) * ROW_GAP + 2.0 * PADDING_Y } else { 0.0 }
    }

    fn height(&self) -> f64 {
        self.head() + self.body()
    }
}

/// What is looked at everywhere.
struct Column<'a> {
    page: &'a LayoutInput<'a>,
    arrows: Vec<Arrow<'a>>,
    nodes: Vec<NodeRef>,
    /// What each node is called where its level is not seen.
    spoken: Vec<String>,
    /// Width between the margins.
    inner: f64,
    /// Boxes beside each other.
    across: usize,
}

/// Lays a model's flow chart out for a column of a width in px.
pub(super) fn draw(page: &LayoutInput<'_>, width: f64) -> LaidOut {
    let (arrows, mut warnings) = arrows::gather(page.model);
    let nodes = super::classes::nodes(page.model);
    let named =
        nodes.iter().map(|&node| (node, boxes::words(page.model, node).map_or("", |words| words.title)));
    let spoken = wording::spoken_names(page.model, &named.collect::<Vec<_>>());
    let inner = (width - 2.0 * MARGIN).max(4.0 * EM);
    let across = ((inner - 2.0 * BAND + GAP) / (BOX_LEAST + GAP)).floor().max(1.0) as usize;
    let column = Column { page, arrows, nodes, spoken, inner, across };
    let style = page.style(Weight::Bold, TITLE * page.theme.headings.title, 1.2);
    let title =
        fit(page.fonts, &style, page.title, Logo::beside(page.logo, style.size, inner), Breaking::Plain);
    if title.broken {
        warnings.push(does_not_fit(page.title));
    }
    let style = title.setting.style;
    let top = MARGIN - (style.baseline() - CAP_HEIGHT * style.size);
    let mut nodes = vec![heading(
        1,
        None,
        title.setting.clone().draw(Point::new(MARGIN, top), Align::Start, page.theme.text),
    )];
    let end = Point::new(MARGIN + inner, top + style.baseline());
    nodes.extend(page.logo.map(|logo| logo.draw(end, style.size, inner)));
    let mut y = if title.setting.lines.is_empty() { MARGIN } else { top + title.setting.height() + 0.8 * EM };
    if let Some(lens) = page.lens.filter(|_| page.marks.is_none()) {
        let style = page.style(Weight::Regular, EM, LEADING);
        let words = lens_count(page.model, lens);
        let count = fit_as_is(page.fonts, &style, &words, inner, Breaking::Plain).setting;
        let high = count.height();
        let lines = count.draw(Point::new(MARGIN, y - 0.8 * EM), Align::Start, page.theme.text);
        nodes.push(Group::new(Meaning::Paragraph, lines));
        y += high;
    }
    let order = BandOrder::of(page.model);
    if order.first > 0 {
        nodes.extend(column.outside(&mut y));
    }
    let levels: Vec<Node> = (0..page.model.levels.len()).map(|level| column.level(level, &mut y)).collect();
    nodes.extend(listed(page, levels));
    nodes.extend(column.alone(|node| matches!(node, NodeRef::Outcome { .. }), &mut y));
    if order.first == 0 {
        nodes.extend(column.outside(&mut y));
    }
    nodes.extend(column.legend(&mut y));
    LaidOut {
        size: Size::new(width, (y - BAND_GAP + MARGIN).ceil()),
        nodes,
        warnings,
        search: crate::layout::Search::default(),
    }
}

impl<'a> Column<'a> {
    /// A level at `y`, which moves on below it.
    fn level(&self, level: usize, y: &mut f64) -> Node {
        let page = self.page;
        let Some(content) = page.model.levels.get(level) else { return decoration(Vec::new()) };
        let colors = page.theme.level(level);
        let start = *y;
        let mut head = Vec::new();
        if !content.implicit {
            let icon = page.icons.levels.get(level).cloned().flatten();
            let taken = if icon.is_some() { ICON + ICON_GAP } else { 0.0 };
            let style = page.style(Weight::Bold, NAME * page.theme.headings.level, 1.2);
            let measure = self.inner - 2.0 * PADDING_X - taken;
            let name = fit_as_is(page.fonts, &style, &content.name, measure, Breaking::Balanced).setting;
            let badges = Badges::measure(page, &content.id, Detail::Whole, BADGE, measure);
            let words = name.height() + badges.height();
            let high = (words.max(if taken > 0.0 { ICON } else { 0.0 }) + 2.0 * PADDING_Y).ceil();
            let at = Rect::new(MARGIN, start, MARGIN + self.inner, start + high);
            head.push(bar(at, 0.4 * EM * page.theme.corner, colors.banner));
            let x = at.x0 + PADDING_X;
            head.extend(icon.map(|icon| {
                let spot = Point::new(x + ICON / 2.0, at.center().y);
                decoration(vec![icon.draw(spot, ICON, page.theme.on_banner, true)])
            }));
            let top = at.center().y - words / 2.0;
            let below = Point::new(x + taken, top + name.height());
            let mut lines = name.draw(Point::new(x + taken, top), Align::Start, page.theme.on_banner);
            lines.extend(badges.draw(below, Align::Start, colors.banner, page.theme.on_banner));
            head.extend(linked(
                content.link.as_deref(),
                vec![Group::new(Meaning::Heading { depth: 2 }, lines)],
            ));
            *y = at.y1;
        }
        let first = *y;
        *y += BAND;
        let boxes = self.boxes(|node| level_of(node) == Some(level), BAND, y);
        *y += if boxes.is_empty() { 0.0 } else { BAND - GAP };
        let ground = Rect::new(MARGIN, first, MARGIN + self.inner, *y);
        let mut children = head;
        children.push(decoration(vec![rect(ground, 0.0, colors.band)]));
        children.push(Group::new(Meaning::List, boxes));
        *y += BAND_GAP;
        Group::new(Meaning::Level { id: content.id.clone() }, children)
    }

    /// Bodies outside under what they are called together.
    fn outside(&self, y: &mut f64) -> Vec<Node> {
        if self.page.model.outside.is_empty() {
            return Vec::new();
        }
        let style = self.page.style(Weight::Bold, NAME, 1.2);
        let name =
            fit_as_is(self.page.fonts, &style, self.page.texts.outside, self.inner, Breaking::Plain).setting;
        let high = name.height();
        let words = heading(2, None, name.draw(Point::new(MARGIN, *y), Align::Start, self.page.theme.text));
        *y += high + 0.4 * EM;
        let list = self.alone(|node| matches!(node, NodeRef::Outside { .. }), y);
        vec![Group::new(Meaning::Item, std::iter::once(words).chain(list).collect())]
    }

    /// Boxes that stand in no level's band.
    fn alone(&self, of: impl Fn(NodeRef) -> bool, y: &mut f64) -> Option<Node> {
        let boxes = self.boxes(of, 0.0, y);
        if boxes.is_empty() {
            return None;
        }
        *y += BAND_GAP - GAP;
        Some(Group::new(Meaning::List, boxes))
    }

    /// The boxes of some nodes from `y` down, so far from the margins; those of a row are as high as each other, and the bodies
    /// within them stand below.
    fn boxes(&self, of: impl Fn(NodeRef) -> bool, inset: f64, y: &mut f64) -> Vec<Node> {
        let room = self.inner - 2.0 * inset;
        let all: Vec<NodeRef> = self.nodes.iter().copied().filter(|node| of(*node)).collect();
        let across = self.across.min(all.iter().filter(|node| is_first(**node)).count().max(1));
        let width = (room - GAP * (across - 1) as f64) / across as f64;
        // a body and those within it
        let mut groups: Vec<Vec<Card<'a>>> = Vec::new();
        for node in all {
            let wide = matches!(node, NodeRef::Level { .. });
            let own = if wide {
                room
            } else if is_first(node) {
                width
            } else {
                width - WITHIN
            };
            let Some(card) = self.card(node, own) else { continue };
            match groups.last_mut() {
                Some(group) if !is_first(node) => group.push(card),
                _ => groups.push(vec![card]),
            }
        }
        let mut nodes = Vec::new();
        let mut rest = groups.as_slice();
        while let Some(first) = rest.first() {
            let is_wide = |group: &[Card<'_>]| group.first().is_some_and(|card| card.width > width);
            let fitting = rest.iter().take(across).take_while(|group| !is_wide(group)).count();
            let (row, after) = rest.split_at(if is_wide(first) { 1 } else { fitting.max(1) });
            let own = row.iter().flatten().filter(|card| is_first(card.node)).map(Card::height);
            let tallest = own.fold(0.0, f64::max);
            let mut end = *y;
            for (i, group) in row.iter().enumerate() {
                let x = MARGIN + inset + (width + GAP) * i as f64;
                let mut top = *y;
                for card in group {
                    let (left, least) = if is_first(card.node) { (x, tallest) } else { (x + WITHIN, 0.0) };
                    let at = Rect::new(left, top, left + card.width, top + card.height().max(least));
                    nodes.push(self.paint(card, at));
                    top = at.y1 + GAP;
                }
                end = end.max(top);
            }
            *y = end;
            rest = after;
        }
        nodes
    }

    /// A node's box in a width; none of a level that its bar says all of.
    fn card(&self, node: NodeRef, width: f64) -> Option<Card<'a>> {
        let page = self.page;
        let words = boxes::words(page.model, node)?;
        let measure = width - 2.0 * PADDING_X;
        let is_level = matches!(node, NodeRef::Level { .. });
        let set = |weight: Weight, text: &str, measure: f64| {
            let style = page.style(weight, EM, LEADING);
            fit_as_is(page.fonts, &style, text, measure, Breaking::Plain).setting
        };
        let leaving = self.arrows.iter().enumerate().filter(|(_, arrow)| arrow.from == node && !arrow.is_tie);
        let rows: Vec<(usize, Setting)> = leaving
            .map(|(index, arrow)| {
                let said = self.said(arrow);
                (index, set(Weight::Regular, &said, measure - ARROW - ARROW_GAP))
            })
            .collect();
        let points = panels::points(page.model, node, &self.arrows);
        let before = if points.len() > 1 { Bullet::USUAL.at(EM).width() } else { 0.0 };
        let points: Vec<Setting> =
            points.iter().map(|point| set(Weight::Regular, point, measure - before)).collect();
        if is_level && rows.is_empty() && points.is_empty() {
            return None;
        }
        let none = || Setting { lines: Vec::new(), style: page.style(Weight::Bold, EM, LEADING) };
        let title = if is_level { none() } else { set(Weight::Bold, words.title, measure) };
        let caption = words.caption.map(|caption| set(Weight::Regular, caption, measure));
        let badges = match is_level {
            true => Badges::default(),
            false => Badges::measure(page, words.id, Detail::Whole, BADGE, measure),
        };
        let notes = Notes::measure(page, node, measure, EM);
        Some(Card {
            node,
            id: words.id,
            link: words.link,
            title,
            caption,
            notes,
            badges,
            rows,
            points,
            width,
        })
    }

    /// Where an arrow leads and what flows.
    fn said(&self, arrow: &Arrow<'_>) -> String {
        let name = self.nodes.iter().position(|node| *node == arrow.to).and_then(|i| self.spoken.get(i));
        wording::row(&self.page.model.lang, name.map_or("", String::as_str), arrow.label)
    }

    fn paint(&self, card: &Card<'_>, at: Rect) -> Node {
        let page = self.page;
        let inks = Inks::of(page, card.node, card.id, !card.points.is_empty() || card.title.lines.is_empty());
        let radius = 0.3 * EM * page.theme.corner;
        let geometry = Geometry::Rect { rect: at, radius };
        let ground = if card.body() > 0.0 { page.theme.card } else { inks.fill };
        let shape =
            Shape { kind: ShapeKind::Box, geometry: geometry.clone(), fill: ground.fill(), stroke: None };
        let mut children = vec![Node::Shape(shape)];
        let head =
            Rect::new(at.x0, at.y0, at.x1, if card.body() > 0.0 { at.y0 + card.head() } else { at.y1 });
        if card.body() > 0.0 && card.head() > 0.0 {
            children.push(decoration(vec![bar(head, radius, inks.fill)]));
            children.extend(edge(&geometry, 0.06 * EM, inks.edge.1));
        }
        children.extend(edge(&geometry, inks.edge.0 * EM, inks.edge.1));
        match inks.standing {
            Standing::Marked => children.extend(keyline(head, radius, inks.words, EM)),
            Standing::Gone => children.extend(broken_edge(&geometry, 0.12, inks.edge.1, EM)),
            Standing::Usual | Standing::Calm => {}
        }
        let x = at.x0 + PADDING_X;
        let mut y = head.y0 + PADDING_Y;
        children.extend(card.title.clone().draw(Point::new(x, y), Align::Start, inks.words));
        y += card.title.height();
        if let Some(caption) = &card.caption {
            children.extend(caption.clone().draw(Point::new(x, y), Align::Start, inks.words));
            y += caption.height();
        }
        children.extend(card.notes.draw(Rect::new(x, y, at.x1 - PADDING_X, y), y, Align::Start, inks.words));
        y += card.notes.height();
        children.extend(card.badges.clone().draw(Point::new(x, y), Align::Start, inks.fill, inks.words));
        let mut y = at.y0 + card.head() + PADDING_Y;
        let mut items = Vec::new();
        for point in &card.points {
            let item = match card.points.len() {
                1 => Group::new(
                    Meaning::Item,
                    point.clone().draw(Point::new(x, y), Align::Start, page.theme.text),
                ),
                _ => {
                    let bullet = Bullet::USUAL.at(EM);
                    bulleted(
                        point.clone(),
                        Point::new(x + bullet.width(), y),
                        bullet,
                        inks.edge.1,
                        page.theme.text,
                    )
                }
            };
            items.push(item);
            y += point.height() + ROW_GAP;
        }
        for (index, words) in &card.rows {
            items.extend(self.row(*index, words, Point::new(x, y)));
            y += words.height() + ROW_GAP;
        }
        if !items.is_empty() {
            children.push(Group::new(Meaning::List, items));
        }
        // a level's link is on its bar
        let link = card.link.filter(|_| !matches!(card.node, NodeRef::Level { .. }));
        Group::new(Meaning::Node { id: card.id.to_owned() }, linked(link, children))
    }

    /// An arrow that leaves a box, as a row in it.
    fn row(&self, index: usize, words: &Setting, at: Point) -> Option<Node> {
        let arrow = self.arrows.get(index)?;
        let page = self.page;
        let of = |node: NodeRef| self.nodes.iter().position(|other| *other == node);
        let (from, to) = (of(arrow.from)?, of(arrow.to)?);
        let id = |node: NodeRef| boxes::words(page.model, node).map(|words| words.id.to_owned());
        let ink = page.arrow_ink(lines::ink(page.theme, arrow.from), [arrow.from, arrow.to]);
        let from_here = Point::new(at.x, at.y + words.style.line_height / 2.0);
        let of = ArrowKind { kind: arrow.kind, main: arrow.main };
        let mut children = vec![decoration(legend::sample(from_here, &Sample::Arrow(of), SIGN, ink))];
        let start = Point::new(at.x + ARROW + ARROW_GAP, at.y);
        let lines =
            words.clone().draw(start, Align::Start, page.theme.text).into_iter().map(|node| match node {
                Node::Text(text) => Node::Text(Text { label: true, ..text }),
                other => other,
            });
        children.extend(lines);
        let (a, b) = (self.spoken.get(from)?, self.spoken.get(to)?);
        let sentence = wording::sentence(&page.model.lang, arrow, a, b);
        let kind = arrow.kind.name();
        let meaning = Meaning::Flow { number: index + 1, from: id(arrow.from)?, to: id(arrow.to)?, kind };
        Some(Group::labelled(meaning, sentence, children))
    }

    /// The kinds of arrow that occur, below each other.
    fn legend(&self, y: &mut f64) -> Option<Node> {
        let page = self.page;
        // a body within another stands below it, further in: no line joins the two; and the arrows of rows are one as wide as another
        let arrows: Vec<Arrow<'_>> = self.arrows.iter().filter(|arrow| !arrow.is_tie).copied().collect();
        let mut entries = legend::entries(page, &arrows);
        entries.retain(|(sample, _)| *sample != Sample::Within);
        if entries.is_empty() {
            return None;
        }
        *y += 0.4 * EM;
        let style = page.style(Weight::Regular, EM, LEADING);
        let mut items = Vec::new();
        for (sample, words) in entries {
            let measure = self.inner - ARROW - ARROW_GAP;
            let words = fit_as_is(page.fonts, &style, words, measure, Breaking::Plain).setting;
            let from = Point::new(MARGIN, *y + style.line_height / 2.0);
            let high = words.height();
            let mut children = vec![decoration(legend::sample(from, &sample, SIGN, page.theme.text))];
            let start = Point::new(MARGIN + ARROW + ARROW_GAP, *y);
            children.extend(words.draw(start, Align::Start, page.theme.text));
            items.push(Group::new(Meaning::Item, children));
            *y += high + ROW_GAP;
        }
        *y += BAND_GAP - ROW_GAP;
        Some(Group::new(Meaning::List, items))
    }
}

/// Whether a node is no body within another.
fn is_first(node: NodeRef) -> bool {
    !matches!(node, NodeRef::SubBody { .. })
}

fn level_of(node: NodeRef) -> Option<usize> {
    match node {
        NodeRef::Function { level, .. } | NodeRef::SubBody { level, .. } | NodeRef::Level { level } => {
            Some(level)
        }
        NodeRef::Outcome { .. } | NodeRef::Outside { .. } => None,
    }
}
