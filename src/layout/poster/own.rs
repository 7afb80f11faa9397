//! What a level without functions says of itself, in a card of its own.
use super::points::{column_height, draw_points};
use crate::geom::Rect;
use crate::layout::LayoutInput;
use crate::layout::paint::{Setting, decoration, edge};
use crate::scene::{Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::theme::Corners;
use crate::theme::icons::Icon;

/// The units of space in px, of the card and of what stands in it, and what is added above the first point and between two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spaces {
    pub(super) card: f64,
    pub(super) points: f64,
    pub(super) more: f64,
}

/// The one card of a level without functions, its points in its middle; `index` is the level's.
pub(super) fn draw_own_points(
    columns: Vec<Vec<Setting>>,
    icons: &[Option<Icon>],
    page: &LayoutInput<'_>,
    index: usize,
    place: Rect,
    spaces: Spaces,
) -> Node {
    let Spaces { card, points: space, more } = spaces;
    let (theme, colors) = (page.theme, page.theme.level(index));
    let geometry = Geometry::Rect { rect: place, radius: Corners::CARD * theme.corner * card };
    let mut nodes = vec![Node::Shape(Shape {
        kind: ShapeKind::Box,
        geometry: geometry.clone(),
        fill: theme.card.fill(),
        stroke: None,
    })];
    if let Some(edge) = edge(&geometry, theme.outlines.card * card, theme.text) {
        nodes.push(decoration(vec![edge]));
    }
    let any = icons.iter().any(Option::is_some);
    let height = |column: &Vec<Setting>| {
        column_height(column, any, space) + more * column.len().saturating_sub(1) as f64
    };
    let height = columns.iter().map(height).fold(0.0, f64::max);
    let top = Rect::new(place.x0, place.center().y - height / 2.0, place.x1, place.y1);
    nodes.push(draw_points(columns, icons, any, (top, more), theme, &colors, space));
    let id = page.model.levels.get(index).map_or_else(String::new, |level| level.id.clone());
    Group::new(Meaning::Node { id }, nodes)
}
