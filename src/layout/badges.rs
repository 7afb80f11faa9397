//! Marks on what changed: a sign and a word on a ground that has the colours of what it stands on, turned round.
use super::LayoutInput;
use super::fitted::{Breaking, fit};
use super::paint::{Align, Setting, decoration, rect};
use crate::diff::{Mark, Note};
use crate::geom::{BezPath, Point, Rect, Size};
use crate::scene::{Color, Geometry, Node, Shape, ShapeKind, Stroke};
use crate::text::Weight;
use crate::theme::icons::find;

/// Before and after the sign and the words, above and below them, between the two, and between two badges: in em of its type.
const PADDING_X: f64 = 0.6;
const PADDING_Y: f64 = 0.18;
const SIGN: f64 = 0.9;
const SIGN_GAP: f64 = 0.4;
const GAP: f64 = 0.25;
/// Width of a sign's strokes in em.
const STROKE: f64 = 0.15;

/// How much a badge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Detail {
    /// What happened.
    Word,
    /// What happened, and what was before.
    Whole,
}

/// The badges of one part, below each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::layout) struct Badges {
    badges: Vec<Badge>,
    em: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Badge {
    mark: Mark,
    /// Whether the page is read from right to left, where a sign is not turned round with the rest.
    is_rtl: bool,
    words: Setting,
}

impl Badges {
    /// Those of a part on which nothing is marked.
    pub(in crate::layout) const NONE: Self = Self { badges: Vec::new(), em: 0.0 };

    /// The badges of a part in type of a size in px, no wider than a measure in px; none where nothing is marked.
    pub(in crate::layout) fn measure(
        page: &LayoutInput<'_>,
        id: &str,
        detail: Detail,
        em: f64,
        measure: f64,
    ) -> Self {
        let notes = page.marks.map_or(&[][..], |marks| marks.of(id));
        let style = page.style(Weight::SemiBold, em, 1.25);
        let measure = (measure - frame(em)).max(em);
        let badges = notes.iter().map(|note| {
            let words =
                fit(page.fonts, &style, &said(note, detail, page), measure, Breaking::Balanced).setting;
            Badge { mark: note.mark, is_rtl: page.direction.is_rtl(), words }
        });
        Self { badges: badges.collect(), em }
    }

    /// Width of the widest in px; 0 where there is none.
    pub(in crate::layout) fn width(&self) -> f64 {
        self.badges.iter().map(|badge| badge.size(self.em).width).fold(0.0, f64::max)
    }

    /// Height of all in px, with the gap above the first; 0 where there is none.
    pub(in crate::layout) fn height(&self) -> f64 {
        self.badges.iter().map(|badge| badge.size(self.em).height + GAP * self.em).sum()
    }

    /// Draws them below `at`, which is the start of each or the middle; `ground` is what they stand on, `ink` what is written
    /// there.
    pub(in crate::layout) fn draw(self, at: Point, align: Align, ground: Color, ink: Color) -> Vec<Node> {
        let em = self.em;
        let mut y = at.y;
        let mut nodes = Vec::new();
        for badge in self.badges {
            y += GAP * em;
            let size = badge.size(em);
            let x = match align {
                Align::Start => at.x,
                Align::Center => at.x - size.width / 2.0,
                Align::End => at.x - size.width,
            };
            let place = Rect::from_origin_size((x, y), size);
            nodes.extend(badge.draw(place, em, ground, ink));
            y = place.y1;
        }
        nodes
    }
}

/// What of a badge's width is not its words'.
fn frame(em: f64) -> f64 {
    (2.0 * PADDING_X + SIGN + SIGN_GAP) * em
}

fn said(note: &Note, detail: Detail, page: &LayoutInput<'_>) -> String {
    let lang = &page.model.lang;
    match detail {
        Detail::Word => note.mark.word(lang).to_owned(),
        Detail::Whole => note.words(lang),
    }
}

impl Badge {
    fn size(&self, em: f64) -> Size {
        Size::new(self.words.width() + frame(em), self.words.height() + 2.0 * PADDING_Y * em)
    }

    fn draw(self, place: Rect, em: f64, ground: Color, ink: Color) -> Vec<Node> {
        let first = place.y0 + PADDING_Y * em + self.words.style.line_height / 2.0;
        let center = Point::new(place.x0 + (PADDING_X + SIGN / 2.0) * em, first);
        let radius = (place.height() / 2.0).min(0.75 * em);
        let sign = sign(&self, center, em, ground);
        let at = Point::new(place.x0 + (PADDING_X + SIGN + SIGN_GAP) * em, place.y0 + PADDING_Y * em);
        let mut nodes = vec![decoration(vec![rect(place, radius, ink), sign])];
        nodes.extend(self.words.draw(at, Align::Start, ground));
        nodes
    }
}

/// The sign of a badge's mark.
fn sign(badge: &Badge, center: Point, em: f64, color: Color) -> Node {
    let (mark, side) = (badge.mark, SIGN * em);
    let half = side / 2.0;
    let along = if badge.is_rtl { -half } else { half };
    let at = |x: f64, y: f64| Point::new(center.x + x * along, center.y + y * half);
    let lines: &[[(f64, f64); 2]] = match mark {
        Mark::Added => &[[(-0.9, 0.0), (0.9, 0.0)], [(0.0, -0.9), (0.0, 0.9)]],
        Mark::Removed => &[[(-0.7, -0.7), (0.7, 0.7)], [(0.7, -0.7), (-0.7, 0.7)]],
        Mark::Moved => &[[(-0.9, 0.0), (0.9, 0.0)], [(0.2, -0.7), (0.9, 0.0)], [(0.2, 0.7), (0.9, 0.0)]],
        Mark::Reworded => {
            &[[(-0.9, -0.65), (0.9, -0.65)], [(-0.9, 0.0), (0.9, 0.0)], [(-0.9, 0.65), (0.2, 0.65)]]
        }
        Mark::Renamed | Mark::Roles | Mark::Changed => {
            let name = if mark == Mark::Roles { "users" } else { "pencil" };
            // both are in the set, as a test of the icons holds
            return find(name)
                .map_or_else(|| decoration(vec![]), |icon| icon.draw(center, 1.2 * side, color, false));
        }
    };
    let mut path = BezPath::new();
    for [(x0, y0), (x1, y1)] in lines {
        path.move_to(at(*x0, *y0));
        path.line_to(at(*x1, *y1));
    }
    Node::Shape(Shape {
        kind: ShapeKind::Plain,
        geometry: Geometry::Path(path),
        fill: None,
        stroke: Some(Stroke { color, width: STROKE * em, dash: None, round: true }),
    })
}
