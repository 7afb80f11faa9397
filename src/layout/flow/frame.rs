//! The sheet around the chart: margins, title, bars and legend, and where everything lies.
use super::measures::{EM, INSET, SIDE, margin, paper_aspect};
use super::painter::Painter;
use super::parts::{Bars, ChartFrame, Legend};
use super::spans::Span;
use crate::describe::lens_count;
use crate::engine::{Direction, Drawing};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::layout::LayoutInput;
use crate::layout::fitted::{Breaking, fit};
use crate::layout::logo::Logo;
use crate::layout::paint::{Align, Setting};
use crate::scene::{Group, Meaning, Node};
use crate::text::{CAP_HEIGHT, TextStyle, Weight, WrapRules, wrap};
use crate::theme::{Headings, Theme};

/// Below the title to the line that counts what stands out, and the leading of that line.
const COUNT_GAP: f64 = 0.2 * EM;
const LEADING: f64 = 1.3;
/// The sheet leaves a title this much width, if it needs it.
const TITLE_LEAST: f64 = 30.0 * EM;
/// From the last band to the middle of the legend's first line.
const LEGEND_GAP: f64 = 3.1 * EM;
/// From the legend's last entry to an outcome beside it, at least: as far as one entry is from the next.
const LEGEND_AIR: f64 = 2.2 * EM;

fn title_style(page: &LayoutInput<'_>) -> TextStyle {
    page.style(Weight::Bold, title_size(page.theme), Headings::LEADING)
}

/// Em size in px.
fn title_size(theme: &Theme) -> f64 {
    crate::geom::quarter(Headings::TITLE * EM * theme.headings.title)
}

/// From the title's last baseline to the first band, in px.
fn title_gap(theme: &Theme) -> f64 {
    theme.spacing.title * EM
}

/// Width and height that the engine should count on for what is not its own.
pub(super) fn margins(theme: &Theme, bars: &Bars, legend: &Legend, direction: Direction) -> (i32, i32) {
    let (wide, high) = match direction {
        Direction::Down => (bars.least_width() + bars.end() + 2.0 * SIDE, 2.0 * INSET),
        Direction::Right => (2.0 * INSET, bars.usual_height() + bars.end() + 2.0 * SIDE),
    };
    let margin = margin(theme);
    let title = margin + CAP_HEIGHT * title_size(theme) + title_gap(theme);
    let below = if legend.is_empty() { margin } else { margin + LEGEND_GAP };
    let (across, down) = (2.0 * margin + wide, title + high + below);
    (across.round() as i32, down.round() as i32)
}

/// What is placed.
struct Parts<'a> {
    page: &'a LayoutInput<'a>,
    drawing: &'a Drawing,
    /// In the engine's coordinates.
    bands: &'a [Span],
    bars: &'a Bars,
    legend: &'a Legend,
    /// From the bars to the drawing.
    inset: f64,
}

/// Places a finished drawing `inset` px from the bars; `bands` are in the engine's coordinates.
pub(super) fn place(
    page: &LayoutInput<'_>,
    drawing: &Drawing,
    bands: &[Span],
    bars: &Bars,
    legend: &Legend,
    inset: f64,
) -> ChartFrame {
    let parts = Parts { page, drawing, bands, bars, legend, inset };
    let one_line = wrap(page.fonts, &title_style(page), page.title, f64::INFINITY, &WrapRules::default());
    let inner = parts.natural().max(one_line.width.min(TITLE_LEAST)).max(legend.least_width()).ceil();
    let mut place = parts.place(inner, 0.0);
    // on paper the bands take all the room across them, and the chart stands in the middle of what there is along them
    if let Some(aspect) = paper_aspect(page.sheet) {
        let wide = (place.size.height * aspect).round();
        match (wide > place.size.width, page.sheet.direction.drawn()) {
            (true, Direction::Down) => {
                place = parts.place(inner + wide - place.size.width, 0.0);
                // with more width the legend may need fewer lines, and the sheet less of both
                let less = place.inner + (place.size.height * aspect).round() - place.size.width;
                let smaller = parts.place(less.max(inner), 0.0);
                if smaller.size.height == place.size.height {
                    place = smaller;
                } else {
                    // there the legend would need a line more
                    place.lower(place.size.width / aspect);
                }
            }
            (true, Direction::Right) => {
                place.shift(Vec2::new(((wide - place.size.width) / 2.0).floor(), 0.0));
                place.size.width = wide;
            }
            (false, Direction::Down) => {
                place.lower(place.size.width / aspect);
            }
            (false, Direction::Right) => {
                let high = place.size.width / aspect;
                place = parts.place(inner, (high - place.size.height).floor().max(0.0));
            }
        }
        place.size.height = place.size.width / aspect;
    }
    place
}

impl Parts<'_> {
    /// Where the first band starts, or what stands before it.
    fn start(&self) -> f64 {
        self.bands.first().map_or(0.0, |span| span.start.min(0.0))
    }

    /// Width of bars, bands and outcomes.
    fn natural(&self) -> f64 {
        let width = f64::from(self.drawing.width);
        match self.page.sheet.direction.drawn() {
            Direction::Down => self.bars.width(self.bands) + self.inset + SIDE + width + self.bars.end(),
            Direction::Right => {
                let start = self.start();
                self.bands.last().map_or(width, |span| span.end).max(width) - start
            }
        }
    }

    /// The place within so much width between the margins, with `spare` height for bands that go to the right; what is
    /// narrower than its title stands in the middle.
    fn place(&self, inner: f64, spare: f64) -> ChartFrame {
        let style = title_style(self.page);
        let margin = margin(self.page.theme);
        let measure = Logo::beside(self.page.logo, style.size, inner);
        let title = fit(self.page.fonts, &style, self.page.title, measure, Breaking::Plain);
        let style = title.setting.style;
        let middle = ((inner - self.natural()) / 2.0).floor();
        // the capitals of the title start at the margin
        let title_top = margin - (style.baseline() - CAP_HEIGHT * style.size);
        let count = self.page.lens.filter(|_| self.page.marks.is_none()).map(|lens| {
            let words = lens_count(self.page.model, lens);
            let style = self.page.style(Weight::Regular, EM, LEADING);
            fit(self.page.fonts, &style, &words, inner, Breaking::Plain).setting
        });
        let below = count.as_ref().map_or(0.0, Setting::height);
        let top = match title.setting.lines.len() {
            0 => margin + below,
            n => (title_top
                + (n - 1) as f64 * style.line_height
                + style.baseline()
                + title_gap(self.page.theme)
                + below)
                .round(),
        };
        let first = self.start();
        let height = f64::from(self.drawing.height);
        let direction = self.page.sheet.direction.drawn();
        let (offset, across) = match direction {
            Direction::Down => {
                let bar = self.bars.width(self.bands);
                let offset = Vec2::new(margin + bar + self.inset + middle, top - first);
                (offset, [margin, margin + bar, margin + inner])
            }
            Direction::Right => {
                let bar = self.bars.height(self.bands);
                let start = top + bar + self.inset + (spare / 2.0).floor();
                let end = top + bar + self.inset + SIDE + height + spare + self.bars.end();
                (Vec2::new(margin + middle - first, start), [top, top + bar, end])
            }
        };
        let (along, bands_end) = match direction {
            Direction::Down => (offset.y, self.bands.last().map_or(top, |span| span.end + offset.y)),
            Direction::Right => (offset.x, across[2]),
        };
        let mut bottom = bands_end.max(offset.y + height);
        // the legend stands under the bands, or under everything where the outcomes are in its way
        let mut legend = bands_end + LEGEND_GAP;
        if !self.legend.is_empty() {
            let (width, height) = (self.legend.width(inner), self.legend.height(inner));
            let room = Rect::new(margin, legend - EM, margin + width + EM, legend + height);
            if in_the_way(self.drawing, offset, room) {
                legend = bottom + LEGEND_GAP;
            }
            bottom = bottom.max(legend + height - EM);
        }
        ChartFrame {
            size: Size::new(inner + 2.0 * margin, (bottom + margin).ceil()),
            spare: 0.0,
            offset,
            direction,
            across,
            bands: self.bands.iter().map(|span| span.moved(along)).collect(),
            title,
            title_top,
            count,
            inner,
            beside: inner - self.natural(),
            legend: (margin, legend),
        }
    }
}

impl ChartFrame {
    /// A piece of a band from one place to another across the direction of the levels.
    pub(super) fn across_band(&self, band: Span, from: f64, to: f64) -> Rect {
        match self.direction {
            Direction::Down => Rect::new(from, band.start, to, band.end),
            Direction::Right => Rect::new(band.start, from, band.end, to),
        }
    }

    /// Moves all but the title to the middle of a sheet that is so much higher.
    fn lower(&mut self, height: f64) {
        self.spare = (height - self.size.height).max(0.0);
        self.shift(Vec2::new(0.0, (self.spare / 2.0).floor()));
    }

    /// Moves all but the title in the direction of the levels, and the sheet's end with it.
    fn shift(&mut self, by: Vec2) {
        self.offset += by;
        self.legend.1 += by.y;
        for span in &mut self.bands {
            *span = span.moved(by.x + by.y);
        }
    }
}

/// Whether anything of the drawing reaches into a rectangle of the sheet.
fn in_the_way(drawing: &Drawing, offset: Vec2, room: Rect) -> bool {
    let meets = |r: Rect| r.x0 < room.x1 && room.x0 < r.x1 && r.y0 < room.y1 && room.y0 < r.y1;
    let placed = |r| super::measures::rect(r, offset);
    let mut labels = drawing.labels.iter().flatten().map(|label| placed(label.rect));
    // beside a box an entry nearly as near as to the next one would look crowded
    let aside = room.x1 + LEGEND_AIR - EM;
    let near = |r: Rect| r.x0 < aside && room.x0 < r.x1 && r.y0 < room.y1 && room.y0 < r.y1;
    let mut boxes = drawing.boxes.iter().copied().map(placed);
    let point = |&(x, y): &(i32, i32)| Point::new(f64::from(x), f64::from(y)) + offset;
    let mut pieces = drawing.routes.iter().flat_map(|route| route.windows(2));
    labels.any(meets)
        || boxes.any(near)
        || pieces.any(|w| meets(Rect::from_points(point(&w[0]), point(&w[1])).inflate(1.0, 1.0)))
}

/// The logo at the far end of the title.
pub(super) fn logo(painter: &Painter<'_>) -> Option<Node> {
    let (place, style) = (painter.place, painter.place.title.setting.style);
    let end = Point::new(margin(painter.theme) + place.inner, place.title_top + style.baseline());
    Some(painter.page.logo?.draw(end, style.size, place.inner))
}

/// The picture's title, and below it how many boxes have the role that stands out.
pub(super) fn title(painter: &Painter<'_>) -> Vec<Node> {
    let place = painter.place;
    let margin = margin(painter.theme);
    let at = Point::new(margin, place.title_top);
    let title = place.title.setting.clone();
    let below = Point::new(margin, place.title_top + title.height() + COUNT_GAP);
    let count = place
        .count
        .clone()
        .map(|count| Group::new(Meaning::Paragraph, count.draw(below, Align::Start, painter.theme.text)));
    let lines = title.draw(at, Align::Start, painter.theme.text);
    std::iter::once(Group::new(Meaning::Heading { depth: 1 }, lines)).chain(count).collect()
}
