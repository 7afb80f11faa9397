//! The foot of a picture on a sheet: what the page says of itself as a document, its address, and that as a code to point a camera at.
use super::fitted::{Breaking, fit};
use super::paint::{Align, Setting, decoration, rect};
use super::{LaidOut, LayoutInput, Orientation, Paper, Sheet, Style};
use crate::describe;
use crate::geom::{BezPath, PX_PER_MM, Point, Rect, Size};
use crate::scene::{Color, Geometry, Group, Meaning, Node, Shape, ShapeKind, Stroke};
use crate::text::Weight;
use qrcodegen::{QrCode, QrCodeEcc};

/// Size of its type, in em, and what stands between two parts of its words.
const TYPE: f64 = 0.9;
const BETWEEN: &str = " · ";
/// The rule above it, from there to the words and to the code's light margin; between the code and the words before it; in em.
const RULE: f64 = 0.07;
const ABOVE_CODE: f64 = 0.15;
const BELOW_RULE: f64 = 0.9;
const GAP: f64 = 1.6;
/// Side of a module of the code, in em, and how many modules about it stay light: as many as readers ask for.
const MODULE: f64 = 0.16;
const QUIET: i32 = 4;
/// Width of a sheet, in em of its foot, where the picture above has no body size of its own.
const SHEET: f64 = 100.0;

/// A foot whose width is known and whose place is not.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Colophon {
    words: Option<Setting>,
    source: Option<Setting>,
    code: Option<QrSquare>,
    em: f64,
}

/// A code, module by module.
#[derive(Debug, Clone)]
struct QrSquare {
    /// How many modules a side has, with the light ones about it.
    side: i32,
    /// Dark modules: where a run of them starts, and how many they are.
    runs: Vec<(i32, i32, i32)>,
}

impl QrSquare {
    /// The code of a web address; `None` for what no camera could open, and for one that is too long.
    fn of(source: &str) -> Option<Self> {
        let is_web = source.starts_with("https://") || source.starts_with("http://");
        let each = [QrCodeEcc::Medium, QrCodeEcc::Low].into_iter().filter(|_| is_web);
        let code = each.filter_map(|level| QrCode::encode_text(source, level).ok()).next()?;
        let mut runs: Vec<(i32, i32, i32)> = Vec::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                match runs.last_mut().filter(|(start, row, length)| *row == y && start + length == x) {
                    Some((.., length)) => *length += 1,
                    None => runs.push((x, y, 1)),
                }
            }
        }
        Some(Self { side: code.size() + 2 * QUIET, runs })
    }

    /// Draws it with its corner at a place, each module so many px wide: dark on light whatever the theme, for few readers know the
    /// other way round. Rows are lines and not areas, which have no colour of their own where a reader's colours take the place of all.
    fn draw(&self, at: Point, module: f64) -> Node {
        let side = f64::from(self.side) * module;
        let plate = rect(Rect::from_origin_size(at, (side, side)), 0.0, Color::rgb(255, 255, 255));
        let mut path = BezPath::new();
        for (x, y, length) in &self.runs {
            let middle = (f64::from(y + QUIET) + 0.5) * module;
            let start = Point::new(f64::from(x + QUIET) * module, middle) + at.to_vec2();
            path.move_to(start);
            path.line_to((start.x + f64::from(*length) * module, start.y));
        }
        let stroke = Some(Stroke { color: Color::rgb(0, 0, 0), width: module, dash: None, round: false });
        let geometry = Geometry::Path(path);
        let rows = Node::Shape(Shape { kind: ShapeKind::Plain, geometry, fill: None, stroke });
        decoration(vec![plate, rows])
    }
}

impl Colophon {
    /// Sets it at a body size in a width, both in px; `None` where the page says nothing of itself.
    pub(in crate::layout) fn measure(page: &LayoutInput<'_>, em: f64, width: f64) -> Option<Self> {
        if page.model.imprint.is_empty() || page.marks.is_some() {
            return None;
        }
        let code = page.model.imprint.source.as_deref().and_then(QrSquare::of);
        let beside = code.as_ref().map_or(0.0, |code| f64::from(code.side) * MODULE * em + GAP * em);
        let style = page.style(Weight::Regular, TYPE * em, 1.35);
        let measure = (width - beside).max(em);
        let set = |text: &str| fit(page.fonts, &style, text, measure, Breaking::Plain).setting;
        let words = describe::imprint(page.model);
        let words = (!words.is_empty()).then(|| set(&words.join(BETWEEN)));
        let source = page.model.imprint.source.as_deref().map(|source| set(shown(source)));
        Some(Self { words, source, code, em })
    }

    /// Height with the rule above it, in px.
    pub(in crate::layout) fn height(&self) -> f64 {
        let words = [&self.words, &self.source].into_iter().flatten().map(Setting::height).sum::<f64>();
        let code = self.code.as_ref().map_or(0.0, |code| f64::from(code.side) * MODULE * self.em);
        // the code's own margin is light enough
        (RULE + BELOW_RULE) * self.em + words.max(code - (BELOW_RULE - ABOVE_CODE) * self.em)
    }

    /// Draws it from a place on, across a width in px.
    pub(in crate::layout) fn draw(self, page: &LayoutInput<'_>, at: Point, width: f64) -> Vec<Node> {
        let em = self.em;
        let line = Rect::from_origin_size(at, (width, RULE * em));
        let mut nodes = vec![decoration(vec![rect(line, 0.0, page.theme.text)])];
        let mut y = at.y + (RULE + BELOW_RULE) * em;
        if let Some(words) = self.words {
            let height = words.height();
            let lines = words.draw(Point::new(at.x, y), Align::Start, page.theme.text);
            nodes.push(Group::new(Meaning::Paragraph, lines));
            y += height;
        }
        if let (Some(source), Some(href)) = (self.source, &page.model.imprint.source) {
            let lines = source.draw(Point::new(at.x, y), Align::Start, page.theme.text);
            let link = Group::new(Meaning::Link { href: href.clone() }, lines);
            nodes.push(Group::new(Meaning::Paragraph, vec![link]));
        }
        if let Some(code) = self.code {
            let side = f64::from(code.side) * MODULE * em;
            nodes.push(
                code.draw(Point::new(at.x + width - side, at.y + (RULE + ABOVE_CODE) * em), MODULE * em),
            );
        }
        nodes
    }
}

/// An address as people write it.
fn shown(source: &str) -> &str {
    let bare = ["https://", "http://", "mailto:"].into_iter().find_map(|scheme| source.strip_prefix(scheme));
    let bare = bare.unwrap_or(source);
    bare.strip_suffix('/').filter(|rest| !rest.is_empty()).unwrap_or(bare)
}

/// A picture that fills its paper, with its foot below it: it is drawn on so much less paper.
pub(in crate::layout) fn below(
    page: &LayoutInput<'_>,
    style: Style,
    draw: impl Fn(&LayoutInput<'_>) -> LaidOut,
) -> LaidOut {
    let margin = page.theme.spacing.margin;
    let foot = |width: f64| {
        let em = width / SHEET;
        Some((Colophon::measure(page, em, width - 2.0 * margin * em)?, em))
    };
    let paper = page.sheet.paper_size(style);
    let Some((paper, (colophon, em))) = paper.and_then(|paper| Some((paper, foot(paper.width)?))) else {
        return draw(page);
    };
    let rest =
        Size::new(paper.width, (paper.height - colophon.height() - margin * em).max(paper.height / 2.0));
    let orientation = if rest.width > rest.height { Orientation::Landscape } else { Orientation::Portrait };
    let (width, height) = (rest.min_side() / PX_PER_MM, rest.max_side() / PX_PER_MM);
    let sheet = Sheet { paper: Some(Paper { width, height }), orientation: Some(orientation), ..*page.sheet };
    let mut drawing = draw(&LayoutInput { sheet: &sheet, ..*page });
    if let Some((colophon, em)) = foot(drawing.size.width) {
        let at = Point::new(margin * em, drawing.size.height);
        drawing.size.height += (colophon.height() + margin * em).ceil();
        let width = drawing.size.width - 2.0 * margin * em;
        drawing.nodes.extend(colophon.draw(page, at, width));
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::{QUIET, QrSquare, shown};

    /// The three corners by which a reader finds a code, and the light modules about it.
    #[test]
    fn a_code_has_its_corners_and_a_light_margin() {
        let code = QrSquare::of("https://example.org/governance").expect("a code");
        let size = code.side - 2 * QUIET;
        assert!(size >= 21 && (size - 17) % 4 == 0, "{size}");
        let dark = |x: i32, y: i32| code.runs.iter().any(|(s, row, n)| *row == y && (*s..s + n).contains(&x));
        let corners = [(0, 0), (size - 7, 0), (0, size - 7)];
        for (x0, y0) in corners {
            for (x, y) in (0..7).flat_map(|x| (0..7).map(move |y| (x, y))) {
                let ring = x.min(y).min(6 - x).min(6 - y);
                assert_eq!(dark(x0 + x, y0 + y), ring != 1, "{x0} {y0}: {x} {y}");
            }
        }
        assert!(code.runs.iter().all(|(x, y, n)| *x >= 0 && x + n <= size && (0..size).contains(y)));
        // the timing between two corners
        assert!((8..size - 8).all(|x| dark(x, 6) == (x % 2 == 0)));
    }

    #[test]
    fn what_no_camera_opens_has_no_code() {
        assert!(QrSquare::of("/governance").is_none() && QrSquare::of("mailto:board@example.org").is_none());
        assert!(QrSquare::of(&format!("https://example.org/{}", "a".repeat(4_000))).is_none());
    }

    #[test]
    fn addresses_are_shown_without_what_nobody_reads() {
        assert_eq!(shown("https://example.org/"), "example.org");
        assert_eq!(shown("http://example.org/a/b"), "example.org/a/b");
        assert_eq!(shown("/governance"), "/governance");
        assert_eq!(shown("https://"), "");
    }
}
