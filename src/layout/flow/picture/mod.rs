//! The flow chart as a picture: from the model to a chart of sizes, from the engine's drawing to a scene.
//!
//! Everything here is in ems of the body type (20 px) until it meets the engine, which counts whole pixels.
mod arrows;
mod bands;
mod boxes;
mod classes;
mod frame;
mod labels;
mod legend;
mod lines;
mod panels;
mod rows;
mod spans;
mod stretch;
mod wording;

pub use classes::tied_functions;

use super::{Chart, Drawing, IRect, Spacing};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::layout::fitted::does_not_fit;
use crate::layout::{Direction, Effort, Orientation, Page, Sheet};
use crate::model::Model;
use crate::scene::{Anchor, Color, Geometry, Group, Meaning, Node, Shape, ShapeKind, Text};
use crate::text::{Block, TextStyle};
use crate::theme::Theme;

/// Body type in px.
const EM: f64 = 20.0;
/// Between the sheet's edge and what is drawn.
const MARGIN: f64 = 2.4 * EM;
/// From the outermost boxes to the edge of the bands.
const INSET: f64 = 2.2 * EM;
/// Width ÷ height of the sheets of DIN, US and most other paper lies near this.
const ASPECT: f64 = std::f64::consts::SQRT_2;
/// Width ÷ height of a grid of boxes, at most.
const GRID: f64 = 1.8;
/// Proportions to try, from wide to narrow, for a column of a given width.
const NARROWER: [f64; 6] = [1.1, 0.85, 0.65, 0.5, 0.35, 0.2];

/// Lays out a model's flow chart. Where nothing is ranked no direction means anything: the one that suits the sheet better
/// is taken.
pub(in crate::layout) fn draw(page: &Page<'_>) -> crate::layout::Drawing {
    let (model, sheet) = (page.model, page.sheet);
    let usual = draw_along(page);
    if !model.is_unranked() || model.flows.is_empty() || sheet.direction == Direction::Right {
        return usual;
    }
    let turned = Sheet { direction: Direction::Right, ..*sheet };
    let other = draw_along(&Page { sheet: &turned, ..*page });
    let asked = aspect(sheet, model);
    // how large a page of the asked proportions must be to hold it; in a column only the width tells
    let cost =
        |size: Size| if sheet.width.is_some() { size.width } else { (size.width / asked).max(size.height) };
    if cost(other.size) < cost(usual.size) { other } else { usual }
}

/// Lays it out along the sheet's direction.
fn draw_along(page: &Page<'_>) -> crate::layout::Drawing {
    let Page {
        model,
        title: _,
        theme,
        fonts: _,
        sheet,
        lens: _,
        marks: _,
        logo: _,
        icons: _,
        texts: _,
        direction: _,
    } = *page;
    // 1. Gather the arrows: the flows, or the cascade.
    let (arrows, mut warnings) = arrows::gather(model);
    // 2. Measure the texts.
    let boxes = boxes::measure(page, &arrows);
    let labels = labels::measure(page, &arrows);
    let beside = bands::Bars::measure(page);
    let legend = legend::Legend::measure(page, &arrows);
    // 3. Lay the chart out, and place it on the sheet.
    let mut chart = Chart {
        bands: model.levels.len() + usize::from(!model.outcomes.is_empty()),
        boxes: boxes.iter().map(boxes::BoxText::chart_box).collect(),
        arrows: labels::chart_arrows(&arrows, &boxes, &labels),
        direction: sheet.direction,
        margins: frame::margins(theme, &beside, &legend, sheet.direction),
        ..Chart::default()
    };
    let mut rows = rows::Rows::of(&chart, &boxes);
    chart.spacing = rows.spacing(Spacing::of(boxes.len()));
    if model.is_unranked() {
        let room = sheet.width.map_or(f64::INFINITY, |width| width - 2.0 * (MARGIN + INSET));
        rows.grid = rows::pin_to_grid(&mut chart, aspect(sheet, model).min(GRID), room);
    }
    let lay_out = |aspect: f64, width: f64| {
        let mut chart = Chart { aspect, ..chart.clone() };
        rows.size_panels(page, &boxes, &mut chart, width);
        let drawing = super::lay_out(&chart, effort(sheet));
        let drawing = rows.filled(drawing, &chart, &boxes, width);
        (spans::spans(model, &chart, &drawing), drawing)
    };
    let arrange = |aspect: f64| {
        let (mut spans, mut drawing) = lay_out(aspect, rows.least(sheet.width.is_some()));
        let bars = match sheet.direction {
            Direction::Down => None,
            Direction::Right => Some(bands::Bars::on_top(page, &spans)),
        };
        let bars_here = bars.as_ref().unwrap_or(&beside);
        let mut place = frame::place(page, &drawing, &spans, bars_here, &legend);
        if rows.any() {
            // how high a panel is depends on how wide the sheet lets it be
            (spans, drawing) = lay_out(aspect, rows.width(f64::from(drawing.width) + place.beside, &drawing));
            place = frame::place(page, &drawing, &spans, bars_here, &legend);
        }
        if place.spare > 0.0 {
            drawing = stretch::stretched(&drawing, place.spare);
            spans = spans::spans(model, &chart, &drawing);
            place = frame::place(page, &drawing, &spans, bars_here, &legend);
        }
        (drawing, place, bars)
    };
    let asked = aspect(sheet, model);
    let (mut drawing, mut place, mut bars) = arrange(asked);
    for narrower in NARROWER.into_iter().filter(|narrower| *narrower < asked) {
        if sheet.width.is_none_or(|width| place.size.width <= width) {
            break;
        }
        let next = arrange(narrower);
        if next.1.size.width < place.size.width {
            (drawing, place, bars) = next;
        }
    }
    if place.title.broken {
        warnings.push(does_not_fit(page.title));
    }
    // 4. Paint it.
    let spoken = wording::spoken_names(model, &boxes);
    let panels = panels::Panels::set(page, &boxes, &drawing);
    let nodes = paint(&Painter {
        page,
        model,
        theme,
        arrows: &arrows,
        boxes: &boxes,
        panels: &panels,
        labels: &labels,
        spoken: &spoken,
        bars: bars.as_ref().unwrap_or(&beside),
        legend: &legend,
        drawing: &drawing,
        place: &place,
    });
    crate::layout::Drawing { size: place.size, nodes, warnings, proof: drawing.report.proof }
}

/// Width ÷ height beyond which no chart lies: its rows are given no air for the sheet's sake.
const FLAT: f64 = 10.0;

/// The proportions that the sheet asks for. A cascade has no labels to make room for, so it lies as flat as it comes
/// unless they are asked for: drawn-out arrows say no more than short ones.
fn aspect(sheet: &Sheet, model: &Model) -> f64 {
    let usual = match sheet.orientation {
        Some(Orientation::Portrait) => 1.0 / ASPECT,
        None if model.flows.is_empty() => FLAT,
        _ => ASPECT,
    };
    let asked = paper_aspect(sheet).or(sheet.aspect);
    asked.filter(|aspect| aspect.is_finite() && *aspect > 0.0).unwrap_or(usual).clamp(0.1, FLAT)
}

/// The proportions of the paper, where there is one.
fn paper_aspect(sheet: &Sheet) -> Option<f64> {
    let paper = sheet.paper?;
    let aspect = match sheet.orientation {
        Some(Orientation::Portrait) => paper.width / paper.height,
        Some(Orientation::Landscape) | None => paper.height / paper.width,
    };
    (aspect.is_finite() && (0.01..100.0).contains(&aspect)).then_some(aspect)
}

/// How hard the engine searches.
fn effort(sheet: &Sheet) -> super::Effort {
    match sheet.effort {
        Effort::Fast => super::Effort::Fast,
        Effort::Default => super::Effort::Default,
        Effort::Best => super::Effort::Best,
    }
}

/// Everything that the painting steps look at.
struct Painter<'a> {
    page: &'a Page<'a>,
    model: &'a Model,
    theme: &'a Theme,
    arrows: &'a [arrows::Arrow<'a>],
    boxes: &'a [boxes::BoxText<'a>],
    panels: &'a panels::Panels,
    labels: &'a [Vec<Block>],
    /// What each box is called where it is not seen.
    spoken: &'a [String],
    bars: &'a bands::Bars,
    legend: &'a legend::Legend,
    drawing: &'a Drawing,
    place: &'a frame::Place,
}

/// In page order, which also paints well: bands, boxes, arrows up to the boxes' edges, legend.
fn paint(painter: &Painter<'_>) -> Vec<Node> {
    let mut nodes = vec![bands::paint(painter), frame::title(painter)];
    nodes.extend(frame::logo(painter));
    nodes.extend([boxes::paint(painter), lines::paint(painter)]);
    nodes.extend(legend::paint(painter));
    nodes
}

/// How the lines of a block stand to each other.
#[derive(Clone, Copy)]
enum Align {
    Start,
    Center,
    End,
}

/// A block's lines in a rectangle, from its top down.
fn set(block: &Block, style: &TextStyle, within: Rect, align: Align, fill: Color) -> Vec<Text> {
    let at = |i: usize| within.y0 + i as f64 * style.line_height + style.baseline();
    let last = block.lines.len().saturating_sub(1);
    let lines = block.lines.iter().cloned().enumerate();
    lines
        .map(|(i, mut line)| {
            // so that no two words run together for a reader
            line.space_after |= i == last;
            let (anchor, x) = match align {
                Align::Start => (Anchor::Left, within.x0),
                Align::Center => (Anchor::Middle, within.center().x - line.width / 2.0),
                Align::End => (Anchor::Right, within.x1 - line.width),
            };
            Text { anchor, goes_on: i > 0, ..Text::line(Point::new(x, at(i)), fill, line) }
        })
        .collect()
}

/// An outline just inside a rectangle, `width` ems wide; none of width 0.
fn outline(of: Rect, radius: f64, width: f64, color: Color) -> Option<Node> {
    let width = width * EM;
    let inner = of.inflate(-width / 2.0, -width / 2.0);
    let geometry = Geometry::Rect { rect: inner, radius: (radius - width / 2.0).max(0.0) };
    let shape = Shape { kind: ShapeKind::Plain, geometry, fill: None, stroke: color.stroke(width) };
    (width > 0.0).then_some(Node::Shape(shape))
}

/// Wraps nodes into a link where there is one.
fn linked(link: Option<&str>, nodes: Vec<Node>) -> Vec<Node> {
    match link {
        Some(href) => vec![Group::new(Meaning::Link { href: href.to_owned() }, nodes)],
        None => nodes,
    }
}

/// The engine's rectangle on the sheet.
fn rect(of: IRect, offset: Vec2) -> Rect {
    let (x, y) = (f64::from(of.x), f64::from(of.y));
    Rect::new(x, y, x + f64::from(of.width), y + f64::from(of.height)) + offset
}

/// Up to a whole even pixel, so that the middle is whole too.
fn even(length: f64) -> i32 {
    // lengths are finite and positive; a cast of one too large gives the largest
    ((length / 2.0).ceil() as i32).saturating_mul(2)
}
