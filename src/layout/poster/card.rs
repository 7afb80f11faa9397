//! A card: measured first, placed later.
use super::bodies::{Bodies, BodyWords};
use super::decisions::Decisions;
use super::foot::{Foot, FootWords};
use super::points::{
    FRAME, PADDING, POINTS_MEASURE_MAX, ROLES_MEASURE_MAX, RULE, TEXT_START, TEXT_START_PLAIN, around_word,
    column_height, draw_points, in_columns, length, point_icons, roomy_points, widest,
};
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::badges::{Badges, Detail};
use crate::layout::fitted::{Breaking, fit, fit_as_is};
use crate::layout::lens::broken_edge;
use crate::layout::paint::{Align, Setting, bar, decoration, edge, heading, rect};
use crate::layout::people;
use crate::layout::{LayoutInput, Standing};
use crate::model::Function;
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::text::{TextStyle, Weight};
use crate::theme::icons::Icon;
use crate::theme::{Corners, LevelColors, Theme};

/// Least height of the header; its icon's size; where the icon and the name after it start.
const HEADER: f64 = 2.9;
const HEADER_ICON_SIZE: f64 = 1.6;
const HEADER_ICON_START: f64 = 1.0;
const NAME_START: f64 = 3.15;
/// Below the rule above the roles, and below the roles.
const ROLES_ABOVE: f64 = 0.62;
const ROLES_BELOW: f64 = 0.88;
/// Size of a badge's words, in em of the body.
const BADGE: f64 = 0.9;
/// Least width with and without icons at the points.
const WIDTH_WITH_ICONS: f64 = 16.0;
const WIDTH_PLAIN: f64 = 13.0;

/// Least width of a column of points in em where a card has several, and most columns.
const COLUMN: f64 = 30.0;
const COLUMNS_MAX: usize = 3;
/// Share of a card's width that its text has where the bodies within it stand beside it, the least width of that text in em, and
/// the share of the height below which it is worth it.
const TEXT_SHARE: f64 = 0.52;
const BESIDE_LEAST: f64 = 17.0;
const BESIDE_WORTH: f64 = 0.92;
/// How much of a card may be without a word in one place, as a share of its height, and how high it may be at most against its own
/// words; the same with bodies in it, where a small difference from its neighbours would look like a mistake, and where it is none that
/// it is as high as but height that a sheet has to spare.
const BLANK: f64 = 0.34;
const CARD_MOST: f64 = 1.4;
const BODIES_FAR: f64 = 1.75;
const BODIES_SPARE: f64 = 1.1;
/// How far a text of one line stands below the top of its icon's disc, in em.
const TEXT_DOWN: f64 = 0.5;

/// The lengths of a card's texts on one line, in ems of their type.
#[derive(Debug, Clone)]
pub(super) struct Lengths {
    pub(super) name: f64,
    pub(super) points: Vec<f64>,
    /// `None` where there are no roles.
    pub(super) roles: Option<f64>,
}

/// What stands in a card, whatever its width.
#[derive(Debug, Clone)]
pub(super) struct CardContent<'a> {
    pub(super) function: &'a Function,
    /// Of its heading.
    depth: u8,
    pub(super) icon: Option<Icon>,
    /// One for each point.
    pub(super) points: Vec<Option<Icon>>,
    /// Whether the points of the level have icons.
    pub(super) icons: bool,
    standing: Standing,
    foot: FootWords,
    /// How often it meets, with the label.
    meets: Option<String>,
    /// The bodies within it.
    bodies: Vec<BodyWords<'a>>,
    /// The widest word of the name and of points and roles, in ems of its type.
    pub(super) widest_name: f64,
    widest: [f64; 2],
    /// The same of how often it meets, of the chairs and of what it decides.
    widest_more: [f64; 3],
    pub(super) lengths: Lengths,
}

/// What a card has in common with those of its row.
#[derive(Debug, Clone, Copy)]
pub(super) struct InRow {
    /// Height of the headers, in px.
    pub(super) header: f64,
    /// What is added above the first points, in px.
    pub(super) above: f64,
}

/// A card whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Card {
    name: Setting,
    /// How often it meets.
    meets: Option<Setting>,
    /// What is marked on it as changed.
    badges: Badges,
    /// In columns of about one height.
    points: Vec<Vec<Setting>>,
    decides: Option<Decisions>,
    foot: Option<Foot>,
    bodies: Option<Bodies>,
    /// The width of its text in px, where the bodies within it stand beside that.
    beside: Option<f64>,
    /// Height of its own header, before those of its row are made equal.
    pub(super) header: f64,
    /// Least height below the header.
    pub(super) body: f64,
    /// A text of which a word had to be broken.
    pub(super) broken: Option<String>,
}

impl<'a> CardContent<'a> {
    pub(super) fn new(page: &LayoutInput<'_>, function: &'a Function, icon: Option<Icon>) -> Self {
        let foot = FootWords::new(page, function);
        let meets = people::meets(page, function);
        let points = point_icons(page, &function.points, icon.as_ref());
        let widest_name = widest(page, Weight::Bold, &function.name);
        let body = |text: &str| widest(page, Weight::Regular, text);
        let widest = [
            function.points.iter().map(|point| body(point)).fold(0.0, f64::max),
            foot.others().map_or(0.0, |roles| body(roles.names())),
        ];
        let widest_more = [
            meets.as_deref().map_or(0.0, body),
            foot.widest_chair(body),
            function.decides.iter().map(|point| body(point)).fold(0.0, f64::max),
        ];
        let length = |text: &str| length(page, Weight::Regular, text);
        let lengths = Lengths {
            name: self::length(page, Weight::Bold, &function.name),
            points: function.points.iter().map(|point| length(point)).collect(),
            roles: foot.others().map(|roles| length(roles.text())),
        };
        let standing = page.standing(function);
        let depth = page.function_depth();
        Self {
            function,
            depth,
            icon,
            points,
            icons: false,
            standing,
            foot,
            meets,
            bodies: BodyWords::of(page, function),
            widest_name,
            widest,
            widest_more,
            lengths,
        }
    }

    fn text_start(&self) -> f64 {
        if self.icons { TEXT_START } else { TEXT_START_PLAIN }
    }

    /// The measure of its points in a card of a width in px, were there no longest one.
    pub(super) fn measure_width(&self, styles: &Styles, width: f64) -> f64 {
        let width = width / self.columns(styles, width) as f64;
        roomy_points(width, self.text_start() * styles.space, PADDING.x * styles.space, styles.body.size)
    }

    /// In how many columns its points stand in a card of a width in px: lines across a wide card would be too long, and
    /// the card beside others too high.
    pub(super) fn columns(&self, styles: &Styles, width: f64) -> usize {
        let most = COLUMNS_MAX.min(self.function.points.len()).max(1);
        ((width / (COLUMN * styles.em)).floor() as usize).clamp(1, most)
    }

    /// The measures of its points and of its roles in a card of a width in px.
    pub(super) fn points_measure(&self, styles: &Styles, width: f64) -> f64 {
        self.measure_width(styles, width).min(POINTS_MEASURE_MAX * styles.em)
    }

    pub(super) fn roles_measure(&self, styles: &Styles, width: f64) -> f64 {
        (width - 2.0 * PADDING.x * styles.space).min(ROLES_MEASURE_MAX * styles.em)
    }

    /// Whether no word makes its type step down in measures in px of points and of roles.
    pub(super) fn keeps_size(&self, styles: &Styles, points: f64, roles: f64) -> bool {
        let [point, role] = self.widest.map(|widest| widest * styles.body.size);
        point <= points && role <= roles
    }

    /// The least width in px at which no word is wider than its measure.
    pub(super) fn least_width(&self, styles: &Styles) -> f64 {
        let [point, role] = self.widest;
        let least = if self.icons { WIDTH_WITH_ICONS } else { WIDTH_PLAIN };
        (least * styles.em)
            .max(self.widest_name * styles.heading.size + self.around_name(styles))
            .max(around_word(
                point * styles.body.size,
                self.text_start() * styles.space,
                PADDING.x * styles.space,
            ))
            .max(role * styles.body.size + 2.0 * PADDING.x * styles.space)
            .max(self.least_width_of_more(styles))
    }

    /// The same of how often it meets, of its chair, of what it decides and of the bodies within it.
    fn least_width_of_more(&self, styles: &Styles) -> f64 {
        let around = 2.0 * PADDING.x * styles.space;
        let [meets, chair, decision] = self.widest_more;
        let wide = |widest: f64, around: f64| {
            if widest > 0.0 { widest * styles.body.size + around } else { 0.0 }
        };
        let bodies = self.bodies.iter().map(|body| body.least_width(styles) + around);
        bodies
            .fold(0.0, f64::max)
            .max(wide(meets, self.around_name(styles)))
            .max(wide(chair, around))
            .max(wide(decision, (TEXT_START_PLAIN + PADDING.x) * styles.space))
    }

    fn name_start(&self) -> f64 {
        if self.icon.is_some() { NAME_START } else { PADDING.x }
    }

    /// What of a card's width, in px, is not its name's.
    pub(super) fn around_name(&self, styles: &Styles) -> f64 {
        (self.name_start() + PADDING.x) * styles.space
    }

    /// Sets the card's words at a width in px: the bodies within it below its text, or beside it where that makes it lower.
    pub(super) fn measure(&self, page: &LayoutInput<'_>, styles: &Styles, width: f64) -> Card {
        let below = self.measure_as(page, styles, width, None);
        let Some(text) = self.text_beside_bodies(styles, width) else { return below };
        let beside = self.measure_as(page, styles, width, Some(text));
        if beside.broken.is_none() && beside.body < BESIDE_WORTH * below.body { beside } else { below }
    }

    /// The same with the bodies below the text, where they would stand beside it and a height in px below the header has room for
    /// that: in a row with higher cards.
    pub(super) fn measure_in(
        &self,
        page: &LayoutInput<'_>,
        styles: &Styles,
        width: f64,
        card: Card,
        body: f64,
    ) -> Card {
        if card.beside.is_none() {
            return card;
        }
        let below = self.measure_as(page, styles, width, None);
        if below.broken.is_none() && below.body <= body { below } else { card }
    }

    /// The width in px of the text where the bodies within it stand beside it; `None` where there is no room, or no text.
    fn text_beside_bodies(&self, styles: &Styles, width: f64) -> Option<f64> {
        let text = TEXT_SHARE * width;
        let around = 2.0 * PADDING.x * styles.space;
        let bodies = self.bodies.iter().map(|body| body.least_width(styles) + around).fold(0.0, f64::max);
        let [_, chair, decision] = self.widest_more.map(|widest| widest * styles.body.size);
        let is_wide =
            self.keeps_size(styles, self.points_measure(styles, text), self.roles_measure(styles, text))
                && text >= BESIDE_LEAST * styles.em
                && chair + around <= text
                && decision + (TEXT_START_PLAIN + PADDING.x) * styles.space <= text
                && width - text >= bodies;
        let has_text = !self.function.points.is_empty()
            || !self.function.decides.is_empty()
            || !self.function.roles.is_empty();
        (!self.bodies.is_empty() && has_text && is_wide).then_some(text)
    }

    /// Sets the card's words, its text in a part of the width where the bodies within it are to stand beside it.
    fn measure_as(&self, page: &LayoutInput<'_>, styles: &Styles, width: f64, beside: Option<f64>) -> Card {
        let space = styles.space;
        let text_width = beside.unwrap_or(width);
        let measure_name = width - self.around_name(styles);
        let name =
            fit_as_is(page.fonts, &styles.heading, &self.function.name, measure_name, Breaking::Balanced);
        let mut broken = name.broken.then(|| self.function.name.clone());
        let mut set = |style: &TextStyle, text: &str, measure: f64, breaking: Breaking| {
            let fitted = fit(page.fonts, style, text, measure, breaking);
            if fitted.broken {
                broken = Some(text.to_owned());
            }
            fitted.setting
        };
        let measure = self.points_measure(styles, text_width);
        let texts = &self.function.points;
        let mut points: Vec<Setting> =
            texts.iter().map(|point| set(&styles.body, point, measure, Breaking::Point)).collect();
        // a long word makes its card's type smaller, not a single point's
        let least = points.iter().map(|point| point.style.size).fold(styles.body.size, f64::min);
        if least < styles.body.size {
            let style = styles.body.resized(least);
            points = texts.iter().map(|point| set(&style, point, measure, Breaking::Point)).collect();
        }
        let foot = self.foot.measure(page, styles, self.roles_measure(styles, text_width), &mut set);
        let meets = self.meets.as_ref().map(|meets| set(&styles.body, meets, measure_name, Breaking::Plain));
        let decides = Decisions::measure(page, styles, &self.function.decides, text_width, &mut set);
        let bodies_width = beside.map_or(width, |text| width - text);
        let bodies = Bodies::measure(page, styles, &self.bodies, bodies_width, &mut set);
        let badges =
            Badges::measure(page, &self.function.id, Detail::Whole, BADGE * styles.body.size, measure_name);
        let name_height = name.setting.height() + meets.as_ref().map_or(0.0, Setting::height);
        let header = header_height(name_height + badges.height(), space);
        let points = in_columns(points, self.columns(styles, text_width), self.icons, space);
        let tallest =
            points.iter().map(|column| column_height(column, self.icons, space)).fold(0.0, f64::max);
        let has_points = points.iter().any(|column| !column.is_empty());
        let roles = foot.as_ref().map(Foot::height);
        let mut body = body_height(has_points.then_some(tallest), roles, space);
        // a rule is above each but what comes first
        let section = |height: f64| (RULE + ROLES_ABOVE + ROLES_BELOW) * space + height;
        body += decides.as_ref().map_or(0.0, |decides| section(decides.height(space)));
        let within = bodies.as_ref().map_or(0.0, |bodies| bodies.height(space));
        body = match (&bodies, beside) {
            (None, _) => body,
            (Some(_), None) => body + section(within),
            (Some(_), Some(_)) => body.max((PADDING.y + ROLES_BELOW) * space + within),
        };
        let name = name.setting;
        Card { name, meets, badges, points, decides, foot, bodies, beside, header, body, broken }
    }
}

/// Height of a header whose name has a height in px.
pub(super) fn header_height(name: f64, space: f64) -> f64 {
    (name + (HEADER - 1.3 * 1.2) * space).max(HEADER * space)
}

/// Height of what is below the header, from the heights of points and of roles in px where there are any.
pub(super) fn body_height(points: Option<f64>, roles: Option<f64>, space: f64) -> f64 {
    let rule = if points.is_some() { RULE } else { 0.0 };
    let points = points.map_or(0.0, |height| height + 2.0 * PADDING.y * space);
    points + roles.map_or(0.0, |height| (rule + ROLES_ABOVE + ROLES_BELOW) * space + height)
}

impl Card {
    /// Lines of its longest point.
    pub(super) fn lines(&self) -> usize {
        self.points.iter().flatten().map(|point| point.lines.len()).max().unwrap_or(0)
    }

    /// Lines of its name.
    pub(super) fn name_lines(&self) -> usize {
        self.name.lines.len()
    }

    /// How many points stand below each other at most.
    pub(super) fn points(&self) -> usize {
        self.points.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// How high it may become, in px, below a header of a height in px, before the greatest part of it without a word is too
    /// great. Spare height is in one place, above the roles or, where nothing is above them, at the end: shared out among points it
    /// would set those of neighbours at different distances.
    pub(super) fn most(&self, header: f64, space: f64) -> f64 {
        let own = header + self.body;
        if self.has_bodies() {
            return BODIES_FAR * own;
        }
        let last = match (&self.foot, self.is_foot_first()) {
            (Some(_), true) => ROLES_BELOW,
            (Some(_), false) => PADDING.y + RULE + ROLES_ABOVE + TEXT_DOWN,
            (None, _) => PADDING.y + TEXT_DOWN,
        };
        let spare = (BLANK * own - last * space) / (1.0 - BLANK);
        own + spare.clamp(0.0, (CARD_MOST - 1.0) * own)
    }

    /// How much of the height that a sheet has to spare it may take up to, in px: what stands beside bodies does not move apart
    /// for it.
    pub(super) fn most_spare(&self, header: f64, most: f64) -> f64 {
        if self.has_bodies() { BODIES_SPARE * (header + self.body) } else { most }
    }

    /// Whether bodies stand beside its text.
    pub(super) fn has_bodies_beside(&self) -> bool {
        self.beside.is_some()
    }

    /// Whether nothing stands above its roles.
    fn is_foot_first(&self) -> bool {
        self.points() == 0 && self.decides.is_none()
    }

    /// Whether bodies stand within it.
    pub(super) fn has_bodies(&self) -> bool {
        self.bodies.is_some()
    }

    /// Draws the card into a box as its row has it, and the cards within it.
    pub(super) fn draw(
        self,
        content: &CardContent<'_>,
        place: Rect,
        InRow { header, above }: InRow,
        theme: &Theme,
        colors: &LevelColors,
        styles: &Styles,
    ) -> Vec<Node> {
        let space = styles.space;
        let radius = Corners::CARD * theme.corner * space;
        let geometry = Geometry::Rect { rect: place, radius };
        let mut nodes = vec![Node::Shape(Shape {
            kind: ShapeKind::Box,
            geometry: geometry.clone(),
            fill: theme.card.fill(),
            stroke: None,
        })];
        let head = Rect::new(place.x0, place.y0, place.x1, place.y0 + header);
        // a card of nothing but its name is round at its foot too
        let is_whole = place.y1 - head.y1 < radius;
        let is_calm = matches!(content.standing, Standing::Calm | Standing::Gone);
        let on_head = if is_calm { colors.ink } else { theme.on_banner };
        let mut shapes = match (is_calm, is_whole) {
            (true, true) => vec![],
            (true, false) => {
                let y = head.y1 - RULE * space;
                vec![rect(Rect::new(head.x0, y, head.x1, head.y1), 0.0, colors.rule)]
            }
            (false, true) => vec![rect(place, radius, colors.banner)],
            (false, false) => vec![bar(head, radius, colors.banner)],
        };
        if let Some(icon) = &content.icon {
            let middle = (HEADER_ICON_START + HEADER_ICON_SIZE / 2.0) * space;
            let center = Point::new(place.x0 + middle, head.center().y);
            shapes.push(icon.draw(center, HEADER_ICON_SIZE * space, on_head, false));
        }
        shapes.extend(match content.standing {
            Standing::Marked => edge(&geometry, FRAME * space, colors.ink),
            Standing::Gone => broken_edge(&geometry, FRAME / 2.0, colors.ink, space),
            Standing::Usual | Standing::Calm => edge(&geometry, theme.outlines.card * space, theme.text),
        });
        // the text, and beside it perhaps the bodies within it
        let text =
            Rect::new(place.x0, place.y0, self.beside.map_or(place.x1, |text| place.x0 + text), place.y1);
        let rule = |y: f64| {
            let (x0, x1) = (text.x0 + PADDING.x * space, text.x1 - PADDING.x * space);
            rect(Rect::new(x0, y, x1, y + RULE * space), 0.0, colors.rule)
        };
        let has_points = self.points.iter().any(|column| !column.is_empty());
        let below_points = if has_points {
            let column = |column: &Vec<Setting>| column_height(column, content.icons, space);
            let tallest = self.points.iter().map(column).fold(0.0, f64::max);
            head.y1 + 2.0 * PADDING.y * space + above + tallest
        } else {
            head.y1
        };
        if self.decides.is_some() && has_points {
            shapes.push(rule(below_points));
        }
        // below the points what it decides, then the roles, then the bodies within it; roles with no bodies below them stand at the
        // foot, in line with those of their row
        let is_foot_last = self.bodies.is_none() && !self.is_foot_first();
        let (ruled, around) = ((RULE + ROLES_ABOVE) * space, (RULE + ROLES_ABOVE + ROLES_BELOW) * space);
        let mut end = below_points;
        let mut is_first = !has_points;
        if let Some(decides) = &self.decides {
            let rule = if is_first { 0.0 } else { RULE * space };
            end += rule + (ROLES_ABOVE + ROLES_BELOW) * space + decides.height(space);
            is_first = false;
        }
        let foot_y = self.foot.as_ref().map(|foot| {
            if is_foot_last { place.y1 - ROLES_BELOW * space - foot.height() } else { end + ruled }
        });
        if let (Some(y), false) = (foot_y, is_first) {
            shapes.push(rule(y - ruled));
        }
        if let Some(foot) = &self.foot {
            end += around + foot.height();
            is_first = false;
        }
        if self.beside.is_some() {
            let top = head.y1 + PADDING.y * space;
            let line = Rect::new(text.x1, top, text.x1 + RULE * space, place.y1 - PADDING.y * space);
            shapes.push(rect(line, 0.0, colors.rule));
            end = head.y1 + PADDING.y * space - ruled;
        } else if self.bodies.is_some() && !is_first {
            shapes.push(rule(end));
        }
        nodes.push(decoration(shapes));
        let name_x = place.x0 + content.name_start() * space;
        let name_height = self.name.height();
        let meets_height = self.meets.as_ref().map_or(0.0, Setting::height);
        let stack = name_height + meets_height + self.badges.height();
        let at = Point::new(name_x, head.center().y - stack / 2.0);
        let lines = self.name.draw(at, Align::Start, on_head);
        nodes.push(heading(content.depth, content.function.link.as_deref(), lines));
        let below = Point::new(at.x, at.y + name_height);
        nodes.extend(self.meets.map(|meets| {
            let color = if is_calm { theme.text } else { on_head };
            Group::new(Meaning::Paragraph, meets.draw(below, Align::Start, color))
        }));
        let ground = if is_calm { theme.card } else { colors.banner };
        let below = Point::new(at.x, below.y + meets_height);
        nodes.extend(self.badges.draw(below, Align::Start, ground, on_head));
        if has_points {
            let top = Rect::new(text.x0, head.y1 + PADDING.y * space + above, text.x1, text.y1);
            let (icons, any) = (&content.points, content.icons);
            nodes.push(draw_points(self.points, icons, any, (top, 0.0), theme, colors, space));
        }
        if let Some(decides) = self.decides {
            let rule = if has_points { RULE } else { 0.0 };
            let y = below_points + (rule + ROLES_ABOVE) * space;
            nodes.extend(decides.draw(Rect::new(text.x0, y, text.x1, text.y1), theme, colors, space));
        }
        if let (Some(foot), Some(y)) = (self.foot, foot_y) {
            nodes.extend(foot.draw(Point::new(place.x0 + PADDING.x * space, y), theme, colors));
        }
        let mut within = Vec::new();
        if let Some(bodies) = self.bodies {
            // the cards within it reach to its foot
            let (top, bottom) = (end + ruled, place.y1 - ROLES_BELOW * space);
            let start = if self.beside.is_some() { text.x1 } else { text.x0 };
            let room = Rect::new(start + PADDING.x * space, top, place.x1, bottom);
            let (label, cards) = bodies.draw(&content.bodies, room, theme, colors, styles);
            nodes.push(label);
            within = cards;
        }
        // beside its group, not in it: each group has one box
        within.insert(0, Group::new(Meaning::Node { id: content.function.id.clone() }, nodes));
        within
    }
}
