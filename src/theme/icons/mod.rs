//! The icons: Tabler's outline set (MIT, see `LICENSE` beside the data), a family of our own for governance, drawn in the same
//! strokes, and the words that call for them.
#[cfg(test)]
mod cases;
mod matching;

pub use matching::Rules;

use super::Emblem;
use crate::geom::{Affine, BezPath, Point, Rect, Shape as _};
use crate::scene::{Color, Geometry, Node, Shape, ShapeKind, Stroke};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock, OnceLock};

/// A line each: a name, a tab, path data on a 24 × 24 square; arcs are curves already.
const TABLER: &str = include_str!("tabler.tsv");
/// The same, of our own: who governs, and what Tabler draws otherwise than governance means it.
const GOVERNANCE: &str = include_str!("governance.tsv");

/// Side of the square that the data is drawn on.
const SQUARE: f64 = 24.0;

/// An icon: of the built-in set, or one's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Icon {
    /// Its name in the set, or its file's.
    pub name: Cow<'static, str>,
    art: Art,
}

#[derive(Debug, Clone, PartialEq)]
enum Art {
    Strokes(Arc<Strokes>),
    Own(Arc<Emblem>),
}

/// Strokes on the square.
#[derive(Debug)]
struct Strokes {
    /// Path data.
    data: &'static str,
    /// The path and its middle, read once for an icon and all that are cloned of it: pages and their pictures share them.
    path: OnceLock<(BezPath, Point)>,
}

impl PartialEq for Strokes {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
    }
}

impl Strokes {
    fn path(&self) -> &(BezPath, Point) {
        self.path.get_or_init(|| {
            // the data is parsed by a test: an empty path is never seen
            let path = BezPath::from_svg(self.data).unwrap_or_default();
            let middle = path.bounding_box().center();
            (path, middle)
        })
    }
}

/// The lines of both sets.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLER.lines().chain(GOVERNANCE.lines()).filter_map(|line| line.split_once('\t'))
}

fn of_set((name, data): (&'static str, &'static str)) -> Icon {
    Icon { name: Cow::Borrowed(name), art: Art::Strokes(Arc::new(Strokes { data, path: OnceLock::new() })) }
}

/// The set by name: a constant, in the form in which it is looked up.
static SET: LazyLock<Vec<Icon>> = LazyLock::new(|| {
    let mut lines: Vec<_> = lines().collect();
    lines.sort_unstable();
    lines.into_iter().map(of_set).collect()
});

/// The icon of a name.
#[must_use]
pub fn find(name: &str) -> Option<Icon> {
    let at = SET.binary_search_by(|icon| icon.name.as_ref().cmp(name)).ok()?;
    SET.get(at).cloned()
}

/// Every icon, by name.
pub fn all() -> impl Iterator<Item = Icon> {
    SET.iter().cloned()
}

/// How large a drawing of one's own is against an icon of the set, which leaves some of its square free.
const OWN: f64 = 0.9;

/// The names of all icons of the set, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    SET.iter().filter_map(|icon| match &icon.name {
        Cow::Borrowed(name) => Some(*name),
        Cow::Owned(_) => None,
    })
}

impl Icon {
    /// An icon from a file.
    #[must_use]
    pub fn own(name: &str, emblem: Arc<Emblem>) -> Self {
        Self { name: Cow::Owned(name.to_owned()), art: Art::Own(emblem) }
    }

    /// The icon at a size in px, the middle of what is drawn at `center`; `fine` strokes suit 3 em and more.
    #[must_use]
    pub fn draw(&self, center: Point, size: f64, color: Color, fine: bool) -> Node {
        let (path, middle) = match &self.art {
            Art::Own(emblem) => {
                let place = Rect::from_center_size(center, (OWN * size, OWN * size));
                return emblem.draw(place, Some(color), None);
            }
            Art::Strokes(strokes) => strokes.path(),
        };
        let scale = size / SQUARE;
        let place =
            Affine::translate(center.to_vec2()) * Affine::scale(scale) * Affine::translate(-middle.to_vec2());
        let width = if fine { 1.75 } else { 2.0 } * scale;
        Node::Shape(Shape {
            kind: ShapeKind::Plain,
            geometry: Geometry::Path(place * path),
            fill: None,
            stroke: Some(Stroke { color, width, dash: None, round: true }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Art, all, find};
    use crate::geom::Shape as _;

    #[test]
    fn every_icon_is_within_its_square() {
        let mut names = Vec::new();
        for icon in all() {
            let Art::Strokes(strokes) = icon.art else { panic!("{} is of the set", icon.name) };
            let path = crate::geom::BezPath::from_svg(strokes.data).expect(&icon.name);
            let bounds = path.bounding_box();
            assert!(bounds.x0 >= 1.5 && bounds.y0 >= 1.5, "{}: {bounds:?}", icon.name);
            assert!(bounds.x1 <= 22.5 && bounds.y1 <= 22.5, "{}: {bounds:?}", icon.name);
            assert!(bounds.width().max(bounds.height()) > 12.0, "{}: {bounds:?}", icon.name);
            names.push(icon.name);
        }
        assert!(names.is_sorted() && names.len() > 85);
        assert!(find("compass").is_some() && find("compas").is_none());
    }
}
