//! The sheet of themes: a panel for each, with every level's colours as its pictures use them, in the real type, and how far
//! what is drawn on what is apart.
use super::paint::{Align, Setting, bar, decoration, disc, edge, heading, rect};
use crate::geom::{BezPath, Circle, Point, Rect, Shape as _, Size};
use crate::scene::{Color, Fill, Geometry, Group, Meaning, Node, Scene, Shape, ShapeKind};
use crate::text::{Fonts, TextStyle, Weight, WrapRules, wrap};
use crate::theme::icons::find;
use crate::theme::{Corners, LevelColors, Theme, contrast};
use crate::words::leaning;

/// A theme on the sheet.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it is for, in a line.
    pub about: &'a str,
    /// Itself.
    pub theme: &'a Theme,
}

/// Body type in px: the unit of every length below.
const EM: f64 = 16.0;
/// Width of the sheet; around everything; between panels; inside a panel.
const WIDTH: f64 = 100.0;
const MARGIN: f64 = 3.0;
const PANEL_GAP: f64 = 1.8;
const PADDING: f64 = 1.8;
/// Width of what is said of a theme, and from there to its levels.
const ASIDE_WIDTH: f64 = 19.0;
const ASIDE_GAP: f64 = 2.0;
/// Levels in a row, between two, and their height.
const COLUMNS: usize = 4;
const GAP: f64 = 1.3;
const LEVEL: f64 = 10.6;
/// Height of a level's banner; the icon in it; inside the level.
const BANNER: f64 = 2.6;
const ICON: f64 = 1.4;
const INSET: f64 = 0.8;
/// Height of a level's card, and radius of the disc in it.
const CARD: f64 = 4.3;
const DISC: f64 = 1.15;
/// Middle radius, width and distance of the rings that stand for loops, and how many are drawn.
const RING_RADIUS: f64 = 1.9;
const RING_WIDTH: f64 = 0.85;
const RING_STEP: f64 = 2.7;
const RINGS: usize = 5;
/// An outcome's box.
const OUTCOME_WIDTH: f64 = 7.5;
const OUTCOME_HEIGHT: f64 = 2.6;
/// What the figures are.
const KEY: &str = "The figures are contrasts: of the words on a banner, of the level's colour where it is the colour of \
                   words, and of body text. From 4.5 on, text can be read with ease.";
/// Around panels.
const EDGE: Color = Color::rgb(0xb1, 0xb4, 0xb6);
/// The icons of the levels, in turn.
const ICONS: [&str; 6] = ["compass", "affiliate", "rocket", "users", "settings", "leaf"];

/// Draws themes, the first on top.
#[must_use]
pub fn swatches(samples: &[Sample<'_>], fonts: &Fonts) -> Scene {
    let sheet = Theme::default();
    let inner = WIDTH - 2.0 * MARGIN;
    let title = set(fonts, style(Weight::Bold, 2.3, 1.2), "Themes", inner);
    let title_height = title.height() / EM;
    let mut nodes = vec![heading(1, None, title.draw(point(MARGIN, MARGIN), Align::Start, sheet.text))];
    let key = set(fonts, style(Weight::Regular, 1.0, 1.35), KEY, inner);
    let below = MARGIN + title_height + 0.5;
    let height = key.height() / EM;
    nodes.push(Group::new(Meaning::Paragraph, key.draw(point(MARGIN, below), Align::Start, sheet.text)));
    let mut panels = Vec::new();
    let mut y = below + height + PANEL_GAP;
    for sample in samples {
        let aside = AsideSwatch::measure(sample, fonts);
        let rows = sample.theme.levels.len().max(1).div_ceil(COLUMNS) as f64;
        let levels = rows * LEVEL + (rows - 1.0) * GAP;
        let height = 2.0 * PADDING + levels.max(aside.height());
        let place = Rect::new(MARGIN, y, MARGIN + inner, y + height);
        panels.push(panel(sample, aside, place, fonts));
        y += height + PANEL_GAP;
    }
    nodes.push(Group::new(Meaning::List, panels));
    let words = |sample: &Sample<'_>| {
        let least = format!("least contrast of text {:.1}:1", least(sample.theme));
        format!("{}: {} levels, {least}.", sample.name, sample.theme.levels.len())
    };
    Scene {
        size: Size::new(WIDTH * EM, (y - PANEL_GAP + MARGIN) * EM),
        lang: "en".to_owned(),
        title: "Themes".to_owned(),
        description: samples.iter().map(words).collect::<Vec<_>>().join(" "),
        background: sheet.page,
        nodes,
    }
}

fn point(x: f64, y: f64) -> Point {
    Point::new(x * EM, y * EM)
}

fn scaled(place: Rect) -> Rect {
    Rect::new(place.x0 * EM, place.y0 * EM, place.x1 * EM, place.y1 * EM)
}

fn style(weight: Weight, size: f64, leading: f64) -> TextStyle {
    TextStyle { leaning: leaning("en"), ..TextStyle::new(weight, size * EM, leading) }
}

fn set(fonts: &Fonts, style: TextStyle, text: &str, measure: f64) -> Setting {
    Setting { lines: wrap(fonts, &style, text, measure * EM, &WrapRules::default()).lines, style }
}

/// What is said of a theme beside its levels.
struct AsideSwatch {
    name: Setting,
    about: Setting,
    least: Setting,
}

impl AsideSwatch {
    fn measure(sample: &Sample<'_>, fonts: &Fonts) -> Self {
        let words = |text: &str| set(fonts, style(Weight::Regular, 1.0, 1.35), text, ASIDE_WIDTH);
        let headings = sample.theme.headings.title;
        Self {
            name: set(fonts, style(Weight::Bold, 1.7 * headings, 1.2), sample.name, ASIDE_WIDTH),
            about: words(sample.about),
            least: words(&format!("Least contrast of text: {}", figure(least(sample.theme)))),
        }
    }

    fn height(&self) -> f64 {
        let text = self.name.height() + self.about.height() + self.least.height();
        text / EM + 2.0 * (RING_RADIUS + RING_WIDTH) + OUTCOME_HEIGHT + 2.6
    }
}

fn panel(sample: &Sample<'_>, aside: AsideSwatch, place: Rect, fonts: &Fonts) -> Node {
    let theme = sample.theme;
    let ground = Geometry::Rect { rect: scaled(place), radius: Corners::PANEL * EM };
    let mut nodes = vec![decoration(
        [Shape::filled(ground.clone(), theme.page)]
            .into_iter()
            .chain(edge(&ground, 0.08 * EM, EDGE))
            .collect(),
    )];
    let x = place.x0 + PADDING;
    let mut y = place.y0 + PADDING;
    for (setting, depth) in [(aside.name, Some(2)), (aside.about, None)] {
        let height = setting.height() / EM;
        let lines = setting.draw(point(x, y), Align::Start, theme.text);
        nodes.push(match depth {
            Some(depth) => heading(depth, None, lines),
            None => Group::new(Meaning::Paragraph, lines),
        });
        y += height + 0.3;
    }
    y += 0.7;
    nodes.push(decoration(rings(theme, x, y + RING_RADIUS + RING_WIDTH / 2.0)));
    y += 2.0 * RING_RADIUS + RING_WIDTH + 0.9;
    nodes.extend(outcome(theme, fonts, x, y));
    y += OUTCOME_HEIGHT + 0.6;
    nodes.push(Group::new(Meaning::Paragraph, aside.least.draw(point(x, y), Align::Start, theme.text)));

    let from = x + ASIDE_WIDTH + ASIDE_GAP;
    let width = (place.x1 - PADDING - from - GAP * (COLUMNS - 1) as f64) / COLUMNS as f64;
    let levels = theme.levels.iter().enumerate().map(|(i, colors)| {
        let (column, row) = ((i % COLUMNS) as f64, (i / COLUMNS) as f64);
        let (x, y) = (from + column * (width + GAP), place.y0 + PADDING + row * (LEVEL + GAP));
        level(theme, colors, i, Rect::new(x, y, x + width, y + LEVEL), fonts)
    });
    nodes.push(Group::new(Meaning::List, levels.collect()));
    Group::new(Meaning::Item, nodes)
}

/// The first levels' ribbons as rings that cross.
fn rings(theme: &Theme, x: f64, middle: f64) -> Vec<Node> {
    let half = RING_WIDTH * theme.ribbon_width / 2.0;
    let ring = |(i, colors): (usize, &LevelColors)| {
        let center = point(x + RING_RADIUS + RING_WIDTH / 2.0 + i as f64 * RING_STEP, middle);
        let circle = |radius: f64| Circle::new(center, radius * EM).to_path(0.05);
        let mut path: BezPath = circle(RING_RADIUS + half);
        path.extend(circle(RING_RADIUS - half));
        let fill = Fill { color: colors.ribbon, opacity: theme.ribbon_opacity, even_odd: true };
        let line = colors.ink.stroke(theme.outlines.ribbon * EM).filter(|_| theme.outlines.ribbon > 0.0);
        let (kind, geometry) = (ShapeKind::Plain, Geometry::Path(path));
        Node::Shape(Shape { kind, geometry, fill: Some(fill), stroke: line })
    };
    theme.levels.iter().take(RINGS).enumerate().map(ring).collect()
}

fn outcome(theme: &Theme, fonts: &Fonts, x: f64, y: f64) -> [Node; 2] {
    let place = Rect::new(x, y, x + OUTCOME_WIDTH, y + OUTCOME_HEIGHT);
    let words = set(fonts, style(Weight::Bold, 1.0, 1.25), "Outcome", OUTCOME_WIDTH);
    let top = (y + OUTCOME_HEIGHT / 2.0) * EM - words.height() / 2.0;
    let at = Point::new(place.center().x * EM, top);
    let ground = rect(scaled(place), Corners::CARD * theme.corner * EM, theme.outcome);
    let lines = words.draw(at, Align::Center, theme.on_outcome);
    [decoration(vec![ground]), Group::new(Meaning::Paragraph, lines)]
}

/// A level as a small panel of a poster: banner, card, figures.
fn level(theme: &Theme, colors: &LevelColors, index: usize, place: Rect, fonts: &Fonts) -> Node {
    let radius = Corners::PANEL * theme.corner * EM;
    let ground = Geometry::Rect { rect: scaled(place), radius };
    let head = Rect::new(place.x0, place.y0, place.x1, place.y0 + BANNER);
    let mut shapes =
        vec![Shape::filled(ground.clone(), colors.ground), bar(scaled(head), radius, colors.banner)];
    shapes.extend(edge(&ground, theme.outlines.panel * EM, colors.ink));
    let icon = ICONS.get(index % ICONS.len()).and_then(|name| find(name));
    let middle = point(place.x0 + INSET + ICON / 2.0, head.center().y);
    shapes.extend(icon.as_ref().map(|icon| icon.draw(middle, ICON * EM, theme.on_banner, false)));

    let top = head.y1 + INSET;
    let card = scaled(Rect::new(place.x0 + INSET, top, place.x1 - INSET, top + CARD));
    let card_shape = Geometry::Rect { rect: card, radius: Corners::CARD * theme.corner * EM };
    shapes.push(Shape::filled(card_shape.clone(), theme.card));
    shapes.extend(edge(&card_shape, theme.outlines.card * EM, theme.text));
    let center = Point::new(card.x1 - (DISC + INSET) * EM, card.center().y);
    shapes.push(disc(center, DISC * EM, colors.disc));
    let round = Geometry::Circle { center, radius: DISC * EM };
    shapes.extend(edge(&round, theme.outlines.disc * EM, colors.ink));
    shapes.extend(icon.as_ref().map(|icon| icon.draw(center, ICON * EM, colors.ink, false)));

    let mut nodes = vec![decoration(shapes)];
    let name = set(fonts, style(Weight::Bold, 1.1, 1.2), &format!("Level {}", index + 1), 20.0);
    let at = Point::new(
        (place.x0 + 2.0 * INSET + ICON) * EM - 0.2 * EM,
        head.center().y * EM - name.height() / 2.0,
    );
    nodes.push(heading(3, None, name.draw(at, Align::Start, theme.on_banner)));
    let function = set(fonts, style(Weight::Bold, 1.0, 1.3), "Function", 20.0);
    let body = set(fonts, style(Weight::Regular, 1.0, 1.3), "What it is for", 20.0);
    let start = card.x0 + INSET * EM;
    let above = card.center().y - function.height();
    nodes.push(heading(4, None, function.draw(Point::new(start, above), Align::Start, colors.ink)));
    let lines = body.draw(Point::new(start, card.center().y), Align::Start, theme.text);
    nodes.push(Group::new(Meaning::Paragraph, lines));

    let figures = format!(
        "banner {} · ink {} · text {}",
        figure(contrast(theme.on_banner, colors.banner)),
        figure(of_ink(theme, colors)),
        figure(of_text(theme, colors)),
    );
    let figures = set(fonts, style(Weight::Regular, 0.8, 1.3), &figures, place.width() - 2.0 * INSET);
    let foot = (place.y1 + top + CARD) / 2.0 * EM - figures.height() / 2.0;
    let lines = figures.draw(Point::new((place.x0 + INSET) * EM, foot), Align::Start, colors.ink);
    nodes.push(Group::new(Meaning::Paragraph, lines));
    Group::new(Meaning::Item, nodes)
}

/// Least contrast of a level's ink on what it is set on as text.
fn of_ink(theme: &Theme, colors: &LevelColors) -> f64 {
    let grounds = [theme.card, colors.tint, colors.ground];
    grounds.into_iter().map(|ground| contrast(colors.ink, ground)).fold(f64::INFINITY, f64::min)
}

/// Least contrast of body text on what it is set on at a level.
fn of_text(theme: &Theme, colors: &LevelColors) -> f64 {
    let grounds = [theme.card, colors.tint, colors.band];
    grounds.into_iter().map(|ground| contrast(theme.text, ground)).fold(f64::INFINITY, f64::min)
}

/// Least contrast of any text of a theme.
fn least(theme: &Theme) -> f64 {
    let whole = [contrast(theme.text, theme.page), contrast(theme.on_outcome, theme.outcome)];
    let levels = theme.levels.iter().flat_map(|colors| {
        [contrast(theme.on_banner, colors.banner), of_ink(theme, colors), of_text(theme, colors)]
    });
    whole.into_iter().chain(levels).fold(f64::INFINITY, f64::min)
}

/// A contrast, rounded down: one that is just too low must not look as if it were enough.
fn figure(contrast: f64) -> String {
    format!("{:.1}", (contrast * 10.0).floor() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::{Sample, least, swatches};
    use crate::scene::Node;
    use crate::text::Fonts;
    use crate::theme::Theme;

    #[test]
    fn every_theme_is_on_the_sheet_with_its_figures_and_nothing_leaves_it() {
        let themes = Theme::NAMES.map(|name| (name, Theme::named(name).expect("built in")));
        let samples: Vec<Sample<'_>> = themes
            .iter()
            .map(|(name, theme)| Sample { name, about: Theme::about(name).unwrap_or_default(), theme })
            .collect();
        let scene = swatches(&samples, &Fonts::bundled());
        let mut texts = Vec::new();
        gather(&scene.nodes, &mut texts);
        for (name, theme) in &themes {
            assert!(least(theme) >= 4.5, "{name}: {}", least(theme));
            assert!(texts.iter().any(|(text, _)| text == name), "{name}");
        }
        let levels: usize = themes.iter().map(|(_, theme)| theme.levels.len()).sum();
        assert_eq!(texts.iter().filter(|(text, _)| text.starts_with("banner ")).count(), levels);
        let page = scene.size.to_rect();
        assert!(texts.iter().all(|(_, bounds)| page.union(*bounds) == page));
    }

    fn gather(nodes: &[Node], texts: &mut Vec<(String, crate::geom::Rect)>) {
        for node in nodes {
            match node {
                Node::Group(group) => gather(&group.children, texts),
                Node::Text(text) => texts.push((text.line.text.clone(), text.bounds())),
                Node::Shape(_) | Node::Image(_) => {}
            }
        }
    }
}
