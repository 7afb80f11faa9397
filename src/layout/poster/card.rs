//! A card: measured first, placed later.
use super::roles::{RoleWords, Roles};
use super::styles::Styles;
use crate::geom::{Point, Rect};
use crate::layout::fitted::{Breaking, fit, widest_word};
use crate::layout::paint::{Align, Setting, bar, decoration, disc, edge, heading, rect};
use crate::layout::{Page, Standing};
use crate::model::Function;
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::text::TextStyle;
use crate::theme::icons::Icon;
use crate::theme::{LevelColors, Theme};

/// Corner radius, in em.
pub(super) const RADIUS: f64 = 0.35;
/// Least height of the header; its icon's size; where the icon and the name after it start.
const HEADER: f64 = 2.9;
const HEADER_ICON: (f64, f64) = (1.6, 1.0);
const NAME_START: f64 = 3.15;
/// Above and below, before and after what stands in the body.
const PADDING: (f64, f64) = (1.05, 1.0);
/// A point's disc and the icon in it; where its text starts; the same without icons; between points.
const DISC: (f64, f64) = (2.25, 1.45);
const TEXT_START: f64 = 3.95;
const TEXT_START_PLAIN: f64 = 1.95;
const DOT: f64 = 0.2;
const POINT_GAP: f64 = 0.85;
/// The rule above the roles, below it, and below the roles.
const RULE: f64 = 0.07;
const FOOT: (f64, f64) = (0.62, 0.88);
/// Width of the frame around a card that stands out.
const FRAME: f64 = 0.3;
/// Least width with and without icons at the points.
const WIDTH: (f64, f64) = (16.0, 13.0);

/// Body size in px at which words are measured once, and what type set in quarters of a px may be wider by.
const MEASURING_EM: f64 = 40.0;
const ROUNDING: f64 = 1.02;

/// What stands in a card, whatever its width.
#[derive(Debug, Clone)]
pub(super) struct Content<'a> {
    pub(super) function: &'a Function,
    pub(super) icon: Option<Icon>,
    /// One for each point.
    pub(super) points: Vec<Option<Icon>>,
    /// Whether any point of the level has an icon, so that all its text starts at one place.
    pub(super) icons: bool,
    standing: Standing,
    roles: Option<RoleWords>,
    /// The widest word of name, points and roles, in em of body text.
    widest: [f64; 3],
}

/// A card whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(super) struct Card {
    name: Setting,
    points: Vec<Setting>,
    roles: Option<Roles>,
    /// Height of its own header, before those of its row are made equal.
    pub(super) header: f64,
    /// Least height below the header.
    pub(super) body: f64,
    /// A text of which a word had to be broken.
    pub(super) broken: Option<String>,
}

/// The icons of a list of points, none of which is shown twice, nor is the list's own.
pub(super) fn point_icons(page: &Page<'_>, points: &[String], own: Option<Icon>) -> Vec<Option<Icon>> {
    let mut shown: Vec<Icon> = own.into_iter().collect();
    points
        .iter()
        .map(|point| {
            let icon = page.icons.rules.for_point(point, &shown);
            shown.extend(icon);
            icon
        })
        .collect()
}

impl<'a> Content<'a> {
    pub(super) fn new(page: &Page<'_>, function: &'a Function, icon: Option<Icon>) -> Self {
        let roles = RoleWords::new(page, function);
        let points = point_icons(page, &function.points, icon);
        let icons = points.iter().any(Option::is_some);
        let styles = Styles::new(MEASURING_EM, page.theme.headings);
        let widest = |style, text: &str| widest_word(page.fonts, style, text) / MEASURING_EM * ROUNDING;
        let widest = [
            widest(&styles.heading, &function.name),
            function.points.iter().map(|point| widest(&styles.body, point)).fold(0.0, f64::max),
            roles.as_ref().map_or(0.0, |roles| widest(&styles.body, roles.names())),
        ];
        Self { function, icon, points, icons, standing: page.standing(function), roles, widest }
    }

    fn text_start(&self) -> f64 {
        if self.icons { TEXT_START } else { TEXT_START_PLAIN }
    }

    /// The measure of its points in a card of a width in px.
    pub(super) fn measure_width(&self, styles: &Styles, width: f64) -> f64 {
        width - (self.text_start() + PADDING.1) * styles.em
    }

    /// The least width in px, at a body size, at which no word is wider than its measure.
    pub(super) fn least_width(&self, em: f64) -> f64 {
        let [name, point, role] = self.widest;
        let least = if self.icons { WIDTH.0 } else { WIDTH.1 };
        let least = least
            .max(name + self.name_start() + PADDING.1)
            .max(point + self.text_start() + PADDING.1)
            .max(role + 2.0 * PADDING.1);
        least * em
    }

    fn name_start(&self) -> f64 {
        if self.icon.is_some() { NAME_START } else { PADDING.1 }
    }

    /// Sets the card's words at a width in px.
    pub(super) fn measure(&self, page: &Page<'_>, styles: &Styles, width: f64) -> Card {
        let em = styles.em;
        let mut broken = None;
        let mut set = |style: &TextStyle, text: &str, measure: f64, breaking: Breaking| {
            let fitted = fit(page.fonts, style, text, measure, breaking);
            if fitted.broken {
                broken = Some(text.to_owned());
            }
            fitted.setting
        };
        let measure = width - (self.name_start() + PADDING.1) * em;
        let name = set(&styles.heading, &self.function.name, measure, Breaking::Balanced);
        let measure = self.measure_width(styles, width);
        let texts = &self.function.points;
        let mut points: Vec<Setting> =
            texts.iter().map(|point| set(&styles.body, point, measure, Breaking::Point)).collect();
        // a long word makes its card's type smaller, not a single point's
        let least = points.iter().map(|point| point.style.size).fold(styles.body.size, f64::min);
        if least < styles.body.size {
            let style = TextStyle::new(styles.body.weight, least, 1.35);
            points = texts.iter().map(|point| set(&style, point, measure, Breaking::Point)).collect();
        }
        let roles = self.roles.as_ref().map(|roles| {
            let measure = width - 2.0 * PADDING.1 * em;
            Roles::new(page, styles, roles, measure, &mut set)
        });
        let header = (name.height() + (HEADER - 1.3 * 1.2) * em).max(HEADER * em);
        let mut body = points.iter().map(|point| self.point_height(point, em)).sum::<f64>();
        if !points.is_empty() {
            body += PADDING.0 * em + POINT_GAP * em * (points.len() - 1) as f64 + PADDING.0 * em;
        }
        if let Some(roles) = &roles {
            let rule = if points.is_empty() { 0.0 } else { RULE };
            body += (rule + FOOT.0 + FOOT.1) * em + roles.height();
        }
        Card { name, points, roles, header, body, broken }
    }

    fn point_height(&self, point: &Setting, em: f64) -> f64 {
        if self.icons { point.height().max(DISC.0 * em) } else { point.height() }
    }
}

impl Card {
    /// Lines of its longest point.
    pub(super) fn lines(&self) -> usize {
        self.points.iter().map(|point| point.lines.len()).max().unwrap_or(0)
    }

    /// Draws the card into a box, its header as high as its row's.
    pub(super) fn draw(
        self,
        content: &Content<'_>,
        place: Rect,
        header: f64,
        theme: &Theme,
        colors: &LevelColors,
        styles: &Styles,
    ) -> Node {
        let em = styles.em;
        let radius = RADIUS * theme.corner * em;
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
        let is_calm = content.standing == Standing::Calm;
        let on_head = if is_calm { colors.ink } else { theme.on_banner };
        let mut shapes = match (is_calm, is_whole) {
            (true, true) => vec![],
            (true, false) => {
                let y = head.y1 - RULE * em;
                vec![rect(Rect::new(head.x0, y, head.x1, head.y1), 0.0, colors.rule)]
            }
            (false, true) => vec![rect(place, radius, colors.banner)],
            (false, false) => vec![bar(head, radius, colors.banner)],
        };
        if let Some(icon) = content.icon {
            let center = Point::new(place.x0 + (HEADER_ICON.1 + HEADER_ICON.0 / 2.0) * em, head.center().y);
            shapes.push(icon.draw(center, HEADER_ICON.0 * em, on_head, false));
        }
        shapes.extend(match content.standing {
            Standing::Marked => edge(&geometry, FRAME * em, colors.ink),
            Standing::Usual | Standing::Calm => edge(&geometry, theme.outlines.card * em, theme.text),
        });
        if self.roles.is_some() && !self.points.is_empty() {
            let roles = self.roles.as_ref().map_or(0.0, Roles::height);
            let y = place.y1 - FOOT.1 * em - roles - (FOOT.0 + RULE) * em;
            let line = Rect::new(place.x0 + PADDING.1 * em, y, place.x1 - PADDING.1 * em, y + RULE * em);
            shapes.push(rect(line, 0.0, colors.rule));
        }
        nodes.push(decoration(shapes));
        let at = Point::new(place.x0 + content.name_start() * em, head.center().y - self.name.height() / 2.0);
        let lines = self.name.draw(at, Align::Start, on_head);
        nodes.push(heading(3, content.function.link.as_deref(), lines));
        if !self.points.is_empty() {
            let at = Point::new(place.x0, head.y1 + PADDING.0 * em);
            nodes.push(draw_points(self.points, &content.points, content.icons, at, theme, colors, em));
        }
        if let Some(roles) = self.roles {
            let y = place.y1 - FOOT.1 * em - roles.height();
            nodes.push(roles.draw(Point::new(place.x0 + PADDING.1 * em, y), theme, colors));
        }
        Group::new(Meaning::Node { id: content.function.id.clone() }, nodes)
    }
}

/// Points below each other, from the start edge of their card and the top of the first.
pub(super) fn draw_points(
    points: Vec<Setting>,
    icons: &[Option<Icon>],
    any: bool,
    at: Point,
    theme: &Theme,
    colors: &LevelColors,
    em: f64,
) -> Node {
    let mut y = at.y;
    let mut items = Vec::new();
    let start = if any { TEXT_START } else { TEXT_START_PLAIN };
    for (point, icon) in points.into_iter().zip(icons) {
        let text = point.height();
        let height = if any { text.max(DISC.0 * em) } else { text };
        // a text lower than its disc stands in the disc's middle
        let top = if any { y + ((DISC.0 * em - text) / 2.0).max(0.0) } else { y };
        let mark = match icon {
            Some(icon) => {
                let center = Point::new(at.x + (PADDING.1 + DISC.0 / 2.0) * em, y + DISC.0 / 2.0 * em);
                let ground = Geometry::Circle { center, radius: DISC.0 / 2.0 * em };
                let mut mark = vec![Shape::filled(ground.clone(), colors.disc)];
                mark.extend(edge(&ground, theme.outlines.disc * em, colors.ink));
                mark.push(icon.draw(center, DISC.1 * em, colors.ink, false));
                mark
            }
            None => {
                let middle = top + point.style.line_height / 2.0;
                let x = if any { PADDING.1 + DISC.0 / 2.0 } else { PADDING.1 + DOT };
                vec![disc(Point::new(at.x + x * em, middle), DOT * em, colors.ink)]
            }
        };
        let mut nodes = vec![decoration(mark)];
        nodes.extend(point.draw(Point::new(at.x + start * em, top), Align::Start, theme.text));
        items.push(Group::new(Meaning::Item, nodes));
        y += height + POINT_GAP * em;
    }
    Group::new(Meaning::List, items)
}
