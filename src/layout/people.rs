//! Whoever is in the chair, as the pictures show it: a sign, the name, and the word for what they are.
use super::LayoutInput;
use crate::describe::unsaid_mark;
use crate::geom::{BezPath, Point};
use crate::model::{Function, Role, RoleMark};
use crate::scene::{Color, Geometry, Node, Shape, ShapeKind, Stroke};
use std::f64::consts::{FRAC_PI_2, PI};

/// From the start of the measure to a chair's name, in ems of its type.
pub(super) const SIGN_INDENT: f64 = 1.35;
/// Radius of the star before it, and width of the star's edge, in ems of its type.
pub(super) const STAR_RADIUS: f64 = 0.48;
const STAR_EDGE: f64 = 0.1;
/// Radius of a star's inner corners as a share of the outer ones'.
const STAR_INNER: f64 = 0.45;

/// Whoever is in the chair of a function.
pub(super) fn chairs(function: &Function) -> impl Iterator<Item = &Role> {
    function.roles.iter().filter(|role| is_chair(role))
}

/// Whether a role is that of the chair.
pub(super) fn is_chair(role: &Role) -> bool {
    role.mark == Some(RoleMark::Chair)
}

/// What stands behind a role's name where it is no plain member, from the space on; `None` where the name says it itself.
pub(super) fn behind_name(page: &LayoutInput<'_>, role: &Role) -> Option<String> {
    let word = unsaid_mark(role, page.texts)?;
    // scripts with wide colons have wide brackets
    let [open, close] = if is_wide(page.texts.roles) { ["（", "）"] } else { [" (", ")"] };
    let mut behind: String = page.direction.mark_after(&role.name).into_iter().collect();
    behind.extend([open, word, close]);
    Some(behind)
}

/// Whether a label's colon has its own space.
fn is_wide(label: &str) -> bool {
    label.ends_with('：')
}

/// A label, and the space between it and what it announces.
pub(super) fn before(label: &str) -> String {
    let space = if is_wide(label) { "" } else { " " };
    [label, space].concat()
}

/// How often a function meets, behind the label for it.
pub(super) fn meets(page: &LayoutInput<'_>, function: &Function) -> Option<String> {
    function.meets.as_ref().map(|meets| before(page.texts.meets) + meets)
}

/// A filled star of a radius in px, its corners as round as those of icons.
pub(super) fn star(center: Point, radius: f64, color: Color) -> Node {
    let width = STAR_EDGE * radius / STAR_RADIUS;
    let outer = radius - width / 2.0;
    let mut path = BezPath::new();
    for corner in 0..10 {
        let length = if corner % 2 == 0 { outer } else { STAR_INNER * outer };
        let (sin, cos) = libm::sincos(f64::from(corner) * PI / 5.0 - FRAC_PI_2);
        let at = Point::new(center.x + length * cos, center.y + length * sin);
        if corner == 0 { path.move_to(at) } else { path.line_to(at) }
    }
    path.close_path();
    let stroke = Some(Stroke { color, width, dash: None, round: true });
    let (kind, geometry) = (ShapeKind::Plain, Geometry::Path(path));
    Node::Shape(Shape { kind, geometry, fill: color.fill(), stroke })
}
