//! A picture of what changed: both models in one, where the old one's picture had things.
use super::{Direction, Drawn, Look, Sheet, Style, layout_in_colors, mirror};
use crate::diagnostic::{Diagnostic, Warned};
use crate::diff::{self, Seats};
use crate::geom::Rect;
use crate::model::Model;
use crate::scene::{Meaning, Node, Scene, ShapeKind};
use std::collections::BTreeMap;

/// Lays out what changed between two models: each part of the new one, marked where it is not as it was, and what the old one
/// alone has. What stays keeps the place that it has in a picture of the old one: in the order of a level's functions, and in
/// a flow chart in its row and column.
///
/// # Errors
/// As [`layout`](super::layout), and of both models being too large for one picture.
pub fn changed(
    old: &Model,
    new: &Model,
    style: Style,
    look: &Look<'_>,
) -> Result<Warned<Scene>, Vec<Diagnostic>> {
    let Warned { value, warnings } = changed_in_colors(old, new, style, &Look { night: None, ..*look })?;
    Ok(Warned { value: value.scene, warnings })
}

/// Lays out what changed between two models, once, and draws it in each theme of a look.
///
/// # Errors
/// As [`changed`].
pub fn changed_in_colors(
    old: &Model,
    new: &Model,
    style: Style,
    look: &Look<'_>,
) -> Result<Warned<Drawn>, Vec<Diagnostic>> {
    let (seats, direction) = match style {
        // what has no ranks is laid out in page order, which the merged model keeps
        Style::Flow if !old.is_unranked() => seats(old, look)?,
        Style::Flow | Style::Simple | Style::Poster => (Seats::new(), look.sheet.direction),
    };
    // rows and columns mean something in the direction of the old picture
    let sheet = Sheet { direction, ..*look.sheet };
    let look = &Look { sheet: &sheet, ..*look };
    let merged = diff::merge(old, new, &seats)?;
    layout_in_colors(&merged.model, style, &Look { marks: Some(&merged.marks), lens: None, ..*look })
}

/// Where a flow chart of a model has its functions, and which way it runs.
fn seats(model: &Model, look: &Look<'_>) -> Result<(Seats, Direction), Vec<Diagnostic>> {
    let plain = Look { marks: None, lens: None, night: None, ..*look };
    let Drawn { scene, search, night: _ } = layout_in_colors(model, Style::Flow, &plain)?.value;
    let direction = search.direction.unwrap_or(look.sheet.direction);
    let mut boxes = BTreeMap::new();
    for node in &scene.nodes {
        boxes_of(node, &mut boxes);
    }
    // along the rows of a band, and along the columns: a page from right to left has its first column at its right
    let is_mirrored = mirror::direction(&model.lang).is_rtl();
    let across = |rect: &Rect| if is_mirrored { (-rect.x1, -rect.x0) } else { (rect.x0, rect.x1) };
    let down = |rect: &Rect| (rect.y0, rect.y1);
    let place = |rect: &Rect| match direction {
        Direction::Auto | Direction::Down => (down(rect), across(rect)),
        Direction::Right => (across(rect), down(rect)),
    };
    let all: Vec<(f64, &str)> = boxes.iter().map(|(id, rect)| (middle(place(rect).1), id.as_str())).collect();
    let columns = ranks(all);
    let mut seats = Seats::new();
    for level in &model.levels {
        let of = |id: &str| boxes.get(id).map(|rect| middle(place(rect).0));
        let inside = level.functions.iter().filter_map(|f| Some((of(&f.id)?, f.id.as_str())));
        let rows = ranks(inside.collect());
        seats
            .extend(rows.into_iter().filter_map(|(id, row)| Some((id.to_owned(), (row, *columns.get(id)?)))));
    }
    Ok((seats, direction))
}

fn middle((from, to): (f64, f64)) -> f64 {
    f64::midpoint(from, to)
}

/// Middles nearer to each other than this, in px, are of one row or column: boxes of two are further apart.
const ONE: f64 = 30.0;

/// From 1, in the order of their middles.
fn ranks(mut all: Vec<(f64, &str)>) -> BTreeMap<&str, u16> {
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut last = f64::NEG_INFINITY;
    let mut rank = 0_u16;
    let mut ranks = BTreeMap::new();
    for (middle, id) in all {
        if middle - last > ONE {
            rank = rank.saturating_add(1);
            last = middle;
        }
        ranks.insert(id, rank);
    }
    ranks
}

/// The boxes in a node, by what they stand for.
fn boxes_of(node: &Node, found: &mut BTreeMap<String, Rect>) {
    let Node::Group(group) = node else { return };
    if let Meaning::Node { id } = &group.meaning {
        found.extend(box_in(&group.children).map(|rect| (id.clone(), rect)));
        return;
    }
    for child in &group.children {
        boxes_of(child, found);
    }
}

fn box_in(children: &[Node]) -> Option<Rect> {
    children.iter().find_map(|child| match child {
        Node::Shape(shape) if shape.kind == ShapeKind::Box => Some(shape.geometry.bounds()),
        Node::Group(group) => box_in(&group.children),
        Node::Shape(_) | Node::Text(_) | Node::Image(_) => None,
    })
}
