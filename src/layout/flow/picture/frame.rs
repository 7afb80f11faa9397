//! The sheet around the chart: margins, title, bars and legend, and where everything lies.
use super::bands::{Bars, Span};
use super::legend::Legend;
use super::{Align, EM, INSET, MARGIN, Painter, paper_aspect, set};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::layout::Page;
use crate::layout::flow::Drawing;
use crate::scene::{Group, Meaning, Node};
use crate::text::{Block, TextStyle, Weight, WrapRules, wrap};

/// From the title's last baseline to the first band.
const TITLE_GAP: f64 = 2.6 * EM;
/// Height of a capital over its size.
const CAP: f64 = 0.723;
/// The sheet leaves a title this much width, if it needs it.
const TITLE_LEAST: f64 = 30.0 * EM;
/// Width of the bars at the end of the bands.
pub(super) const END_BAR: f64 = 0.8 * EM;
/// From the last band to the middle of the legend's first line.
const LEGEND_GAP: f64 = 3.1 * EM;

fn title_style() -> TextStyle {
    TextStyle::new(Weight::Bold, 2.3 * EM, 1.2)
}

/// Where everything is on the sheet.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) size: Size,
    /// From the engine's coordinates to the sheet's.
    pub(super) offset: Vec2,
    /// The bars' left edge, the bands' left edge, and the right edge of both.
    pub(super) across: [f64; 3],
    /// Top and bottom of each level's band.
    pub(super) bands: Vec<Span>,
    title: Block,
    title_top: f64,
    /// Left end of the legend, and the middle of its first line.
    pub(super) legend: (f64, f64),
}

/// Width and height that the engine should count on for what is not its own.
pub(super) fn margins(bars: &Bars, legend: &Legend) -> (i32, i32) {
    let across = 2.0 * (MARGIN + INSET) + bars.least_width() + END_BAR;
    let title = MARGIN + CAP * title_style().size + TITLE_GAP;
    let below = if legend.is_empty() { MARGIN } else { MARGIN + LEGEND_GAP };
    (across.round() as i32, (title + 2.0 * INSET + below).round() as i32)
}

/// Places a finished drawing; `bands` are in the engine's coordinates, `bar` is the width of the start bars.
pub(super) fn place(page: &Page<'_>, drawing: &Drawing, bands: &[Span], bar: f64, legend: &Legend) -> Place {
    // across: margin, bar, inset, chart, inset, end bar, margin; a chart narrower than its title stands in the middle
    let natural = bar + 2.0 * INSET + f64::from(drawing.width) + END_BAR;
    let one_line = wrap(page.fonts, &title_style(), &page.model.title, f64::INFINITY, &WrapRules::default());
    let inner = natural.max(one_line.width.min(TITLE_LEAST)).max(legend.least_width()).ceil();
    let at = |inner: f64| place_across(page, drawing, bands, [bar, natural, inner], legend);
    let mut place = at(inner);
    // on paper the bands take all its width, or the chart stands in the middle of its height
    if let Some(aspect) = paper_aspect(page.sheet) {
        let wide = (place.size.height * aspect).round();
        if wide > place.size.width {
            place = at(inner + wide - place.size.width);
            place.size.height = place.size.width / aspect;
        } else {
            let high = place.size.width / aspect;
            place.shift_down(((high - place.size.height) / 2.0).floor());
            place.size.height = high;
        }
    }
    place
}

/// The same for bands of a given width; `widths` are those of the start bars, of what is needed and of what there is.
fn place_across(
    page: &Page<'_>,
    drawing: &Drawing,
    bands: &[Span],
    widths: [f64; 3],
    legend: &Legend,
) -> Place {
    let style = title_style();
    let [bar, natural, inner] = widths;
    let title = wrap(page.fonts, &style, &page.model.title, inner, &WrapRules::default());
    let x = MARGIN + bar + INSET + ((inner - natural) / 2.0).floor();
    // down: the capitals of the title start at the margin
    let title_top = MARGIN - (style.baseline() - CAP * style.size);
    let first_band = match title.lines.len() {
        0 => MARGIN,
        n => (title_top + (n - 1) as f64 * style.line_height + style.baseline() + TITLE_GAP).round(),
    };
    let y = first_band - bands.first().map_or(0.0, |span| span.top);
    let offset = Vec2::new(x, y);
    let bands: Vec<Span> =
        bands.iter().map(|span| Span { top: span.top + y, bottom: span.bottom + y }).collect();
    let bands_end = bands.last().map_or(first_band, |span| span.bottom);
    let mut bottom = bands_end.max(y + f64::from(drawing.height));
    // the legend stands under the last band, or under everything where the outcomes are in its way
    let mut middle = bands_end + LEGEND_GAP;
    if !legend.is_empty() {
        let right = MARGIN + legend.width(inner) + EM;
        let room = Rect::new(MARGIN, middle - EM, right, middle + legend.height(inner));
        if in_the_way(drawing, offset, room) {
            middle = bottom + LEGEND_GAP;
        }
        bottom = bottom.max(middle + legend.height(inner) - EM);
    }
    let right = MARGIN + inner;
    Place {
        size: Size::new(right + MARGIN, (bottom + MARGIN).ceil()),
        offset,
        across: [MARGIN, MARGIN + bar, right],
        bands,
        title,
        title_top,
        legend: (MARGIN, middle),
    }
}

impl Place {
    /// Moves all but the title down.
    fn shift_down(&mut self, by: f64) {
        self.offset.y += by;
        self.legend.1 += by;
        for span in &mut self.bands {
            *span = Span { top: span.top + by, bottom: span.bottom + by };
        }
    }
}

/// Whether anything of the drawing reaches into a rectangle of the sheet.
fn in_the_way(drawing: &Drawing, offset: Vec2, room: Rect) -> bool {
    let meets = |r: Rect| r.x0 < room.x1 && room.x0 < r.x1 && r.y0 < room.y1 && room.y0 < r.y1;
    let labels = drawing.labels.iter().flatten().map(|label| label.rect);
    let mut rects = drawing.boxes.iter().copied().chain(labels).map(|r| super::rect(r, offset));
    let point = |&(x, y): &(i32, i32)| Point::new(f64::from(x), f64::from(y)) + offset;
    let mut pieces = drawing.routes.iter().flat_map(|route| route.windows(2));
    rects.any(meets) || pieces.any(|w| meets(Rect::from_points(point(&w[0]), point(&w[1])).inflate(1.0, 1.0)))
}

/// The picture's title.
pub(super) fn title(painter: &Painter<'_>) -> Node {
    let place = painter.place;
    let within = Rect::new(place.across[0], place.title_top, place.across[2], place.title_top);
    let lines = set(&place.title, &title_style(), within, Align::Start, painter.theme.text);
    Group::new(Meaning::Heading { depth: 1 }, lines.into_iter().map(Node::Text).collect())
}
