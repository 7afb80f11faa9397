//! Panels: what a level without functions is about, in a box across its band. Its bar says what it is called.
use super::arrows::Arrow;
use super::measures::{EM, even};
use super::order::BandOrder;
use super::painter::Painter;
use super::parts::{BoxText, Panels};
use crate::engine::{Drawing, IRect};
use crate::geom::{Point, Rect};
use crate::layout::LayoutInput;
use crate::layout::fitted::{Breaking, fit};
use crate::layout::paint::{Align, Bullet, Padding, Setting, bulleted};
use crate::model::{Model, NodeRef};
use crate::scene::{Group, Meaning, Node};
use crate::text::Weight;

/// Beside the words of a panel, and above and below them.
const PADDING: Padding = Padding { x: 1.2 * EM, y: 0.85 * EM };
/// Between two points.
const POINT_GAP: f64 = 0.3 * EM;
/// Before each of several points.
const BULLET: Bullet = Bullet { before: 0.62 * EM, radius: 0.16 * EM };
/// Lines are no longer than this.
const MEASURE: f64 = 38.0 * EM;

/// The points of a level's panel: of a level that has points but no functions, and that no arrow ends at or passes.
/// None for any other node.
pub(super) fn points<'a>(model: &'a Model, node: NodeRef, arrows: &[Arrow<'_>]) -> &'a [String] {
    let NodeRef::Level { level } = node else { return &[] };
    let order = BandOrder::of(model);
    let passes = |arrow: &Arrow<'_>| {
        let (a, b) = (order.band(arrow.from), order.band(arrow.to));
        (a.min(b)..=a.max(b)).contains(&order.band(node))
    };
    match model.levels.get(level) {
        Some(content) if !arrows.iter().any(passes) => &content.points,
        _ => &[],
    }
}

/// Height of a panel so wide, in px.
pub(super) fn height(page: &LayoutInput<'_>, points: &[String], width: f64) -> i32 {
    even(words_height(&set(page, points, width)) + 2.0 * PADDING.y)
}

impl Panels {
    /// Sets the words of the panels of a drawing.
    pub(super) fn set(page: &LayoutInput<'_>, boxes: &[BoxText<'_>], drawing: &Drawing) -> Self {
        let of = |(text, rect): (&BoxText<'_>, &IRect)| set(page, text.points, f64::from(rect.width));
        let words: Vec<Vec<Setting>> = boxes.iter().zip(&drawing.boxes).map(of).collect();
        let lists = words.iter().filter(|points| points.len() > 1).flatten();
        let widest = lists.map(Setting::width).fold(0.0, f64::max);
        Self { words, widest }
    }
}

fn set(page: &LayoutInput<'_>, points: &[String], width: f64) -> Vec<Setting> {
    let style = page.style(Weight::Regular, EM, 1.3);
    let bullet = if points.len() > 1 { BULLET.width() } else { 0.0 };
    let measure = (width - 2.0 * PADDING.x - bullet).min(MEASURE);
    let breaking = if points.len() > 1 { Breaking::Point } else { Breaking::Balanced };
    points.iter().map(|point| fit(page.fonts, &style, point, measure, breaking).setting).collect()
}

fn words_height(settings: &[Setting]) -> f64 {
    let gaps = POINT_GAP * settings.len().saturating_sub(1) as f64;
    settings.iter().map(Setting::height).sum::<f64>() + gaps
}

/// The words in the middle of a panel: one point centred, more as a list, which starts on one line in all panels.
pub(super) fn words(painter: &Painter<'_>, index: usize, level: usize, at: Rect) -> Vec<Node> {
    let theme = painter.theme;
    let settings = painter.panels.words.get(index).cloned().unwrap_or_default();
    let mut y = at.center().y - words_height(&settings) / 2.0;
    if let [_] = settings[..] {
        let draw = |setting: Setting| setting.draw(Point::new(at.center().x, y), Align::Center, theme.text);
        return settings.into_iter().flat_map(draw).collect();
    }
    let x = at.center().x - (painter.panels.widest - BULLET.before - BULLET.radius) / 2.0;
    let mut items = Vec::new();
    for setting in settings {
        let height = setting.height();
        items.push(bulleted(setting, Point::new(x, y), BULLET, theme.level(level).ink, theme.text));
        y += height + POINT_GAP;
    }
    vec![Group::new(Meaning::List, items)]
}
