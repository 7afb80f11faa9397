//! The flow chart as a picture: from the model to a chart of sizes, from the engine's drawing to a scene.
//!
//! Everything here is in ems of the body type (20 px) until it meets the engine, which counts whole pixels.
mod arrows;
mod bands;
mod boxes;
mod classes;
mod column;
mod edges;
mod frame;
mod grid;
mod labels;
mod legend;
mod lines;
mod mates;
mod measures;
mod notes;
mod order;
mod painter;
mod panels;
mod parts;
mod pitch;
mod rows;
mod shared;
mod spans;
mod stretch;
mod turn;
mod wording;

pub use classes::tied_functions;

use crate::engine::{self, Chart, Spacing, ended_by};
use crate::geom::Size;
use crate::layout::fitted::does_not_fit;
use crate::layout::{Direction, Effort, LaidOut, LayoutInput, Orientation, Search, Sheet};
use crate::model::Model;
use crate::scene::Node;
use boxes::Measure;
use edges::LevelEnds;
use measures::{SIDE, margin, paper_aspect, readable};
use painter::Painter;
use std::collections::BTreeSet;

/// Width ÷ height of the sheets of DIN, US and most other paper lies near this.
const ASPECT: f64 = std::f64::consts::SQRT_2;
/// Width ÷ height of a grid of boxes, at most.
const GRID: f64 = 1.8;
/// Proportions to try, from wide to narrow, for a column of a given width.
const NARROWER: [f64; 2] = [0.8, 0.4];
/// A drawing that is so many times too wide for its column is drawn on those proportions at once.
const MUCH_TOO_WIDE: f64 = 1.5;
/// Type that would be smaller than this share of what the column asks for cannot be read there.
const LEAST_TYPE: f64 = 9.0 / 16.0;

/// A picture that has less than this share of the width that is asked for is much narrower.
const NARROW: f64 = 0.9;

/// A chart with what its arrows came to.
#[derive(Default)]
struct DrawnChart {
    laid_out: LaidOut,
    crossings: u32,
    bends: u32,
}

impl DrawnChart {
    fn size(&self) -> Size {
        self.laid_out.size
    }
}

/// Lays out a model's flow chart. Where nothing is ranked no direction means anything: the one that suits the sheet better
/// is taken.
pub(in crate::layout) fn draw(page: &LayoutInput<'_>) -> LaidOut {
    let (model, sheet) = (page.model, page.sheet);
    if let Some(width) = sheet.width.filter(|width| *width < column::BELOW) {
        return column::draw(page, width);
    }
    let usual = draw_along(page);
    if let Some(width) = sheet.width
        && readable(sheet).is_some_and(|readable| usual.size().width * LEAST_TYPE > readable)
    {
        return column::draw(page, width);
    }
    let is_free = model.is_unranked() && !model.flows.is_empty() && sheet.direction != Direction::Right;
    if !is_free && !turn::may_turn(page, &usual) {
        return usual.laid_out;
    }
    let turned = Sheet { direction: Direction::Right, ..*sheet };
    let turned = LayoutInput { sheet: &turned, ..*page };
    if !is_free {
        // few charts are easier to read to the right: only those are worth the searches for narrower drawings, if there are any
        let trial = draw_along(&LayoutInput { is_trial: true, ..turned });
        let is_promising = turn::may_be_easier(&trial, &usual);
        let whole = || if sheet.effort == Effort::Fast { trial } else { draw_along(&turned) };
        let other = is_promising.then(whole);
        return other.filter(|other| turn::is_easier(other, &usual)).unwrap_or(usual).laid_out;
    }
    let other = draw_along(&turned).laid_out;
    let usual = usual.laid_out;
    let asked = aspect(sheet, model);
    // how large a page of the asked proportions must be to hold it; in a column only the width tells
    let cost =
        |size: Size| if sheet.width.is_some() { size.width } else { (size.width / asked).max(size.height) };
    if cost(other.size) < cost(usual.size) { other } else { usual }
}

/// Lays it out along the sheet's direction: with narrow boxes, and where that is much narrower than the proportions that are asked
/// for with wide ones too.
fn draw_along(page: &LayoutInput<'_>) -> DrawnChart {
    let draw = |measure: Measure| {
        let with_bars = draw_with(page, LevelEnds::Bars, measure);
        // a large chart can leave something before a bar
        with_bars.or_else(|| draw_with(page, LevelEnds::Boxes, measure)).unwrap_or_default()
    };
    let narrow = draw(Measure::Compact);
    let Some(asked) =
        page.sheet.aspect.filter(|aspect| narrow.size().width < NARROW * aspect * narrow.size().height)
    else {
        return narrow;
    };
    let wide = draw(Measure::OneLine);
    let page_width = |size: Size| size.width.max(size.height * asked);
    if page_width(wide.size()) < page_width(narrow.size()) { wide } else { narrow }
}

/// Lays it out with the levels at which arrows end drawn so; none where something stands before a bar that arrows meet.
fn draw_with(page: &LayoutInput<'_>, ends: LevelEnds, measure: Measure) -> Option<DrawnChart> {
    let LayoutInput {
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
        searches: _,
        is_trial,
    } = *page;
    let direction = sheet.direction.drawn();
    // 1. Gather the arrows: the flows, or the cascade.
    let (arrows, mut warnings) = arrows::gather(model);
    // 2. Measure the texts.
    let mut boxes = boxes::measure(page, &arrows, ends, measure);
    let labels = labels::measure(page, &arrows);
    let beside = parts::Bars::measure(page);
    let legend = parts::Legend::measure(page, &arrows);
    // 3. Lay the chart out, and place it on the sheet.
    let mut chart = Chart {
        bands: order::BandOrder::of(model).count(),
        boxes: boxes.iter().map(parts::BoxText::chart_box).collect(),
        arrows: labels::chart_arrows(&arrows, &boxes, &labels),
        direction,
        margins: frame::margins(theme, &beside, &legend, direction),
        readable: readable(sheet),
        is_sketch: is_trial,
        ..Chart::default()
    };
    let mut rows = rows::Rows::of(&chart, &boxes);
    chart.spacing = rows.spacing(Spacing::of(boxes.len()));
    let flat = if sheet.orientation == Some(Orientation::Portrait) { 1.0 / ASPECT } else { GRID };
    let grid = grid::Grid::of(&chart, asked_aspect(sheet).unwrap_or(flat));
    if model.is_unranked() && grid.is_none() {
        let room = sheet.width.map_or(f64::INFINITY, |width| width - 2.0 * (margin(theme) + SIDE));
        rows.grid = rows::pin_to_grid(&mut chart, aspect(sheet, model).min(GRID), room);
    }
    let inset = edges::inset(&boxes);
    let lay_out = |aspect: f64, width: f64| {
        let mut chart = Chart { aspect, ..chart.clone() };
        if sheet.width.is_some() && aspect > NARROWER[0] {
            chart.narrowed_up_to = chart.narrowed_up_to.or(Some(MUCH_TOO_WIDE));
        }
        if let Some(grid) = grid {
            rows.size_panels(page, &boxes, &mut chart, grid.width(width));
            let drawing = grid.drawing(&chart, width, |i| !boxes[i].points.is_empty());
            return (spans::spans(model, &chart, &drawing, 0.0), drawing);
        }
        rows.size_panels(page, &boxes, &mut chart, width);
        let drawing = pitch::settled(&chart, page.searched(&chart));
        let drawing = rows.filled(drawing, &chart, &boxes, width);
        (spans::spans(model, &chart, &drawing, 0.0), drawing)
    };
    let arrange = |aspect: f64| {
        let (mut spans, mut drawing) = lay_out(aspect, rows.least(sheet.width.is_some()));
        let bars = match direction {
            engine::Direction::Down => None,
            engine::Direction::Right => Some(parts::Bars::on_top(page, &spans)),
        };
        let bars_here = bars.as_ref().unwrap_or(&beside);
        let mut place = frame::place(page, &drawing, &spans, bars_here, &legend, inset);
        if rows.any() || grid.is_some() {
            // how high a panel is depends on how wide the sheet lets it be
            let possible = f64::from(drawing.width) + place.beside;
            let width = if grid.is_some() { possible } else { rows.width(possible, &drawing) };
            (spans, drawing) = lay_out(aspect, width);
            place = frame::place(page, &drawing, &spans, bars_here, &legend, inset);
        }
        if place.spare > 0.0 {
            let (taller, air) = stretch::stretched(&drawing, place.spare);
            spans = spans::spans(model, &chart, &taller, air);
            drawing = taller;
            place = frame::place(page, &drawing, &spans, bars_here, &legend, inset);
        }
        (drawing, place, bars)
    };
    let asked = aspect(sheet, model);
    let (mut drawing, mut place, mut bars) = arrange(asked);
    for narrower in NARROWER.into_iter().filter(|narrower| *narrower < asked) {
        if sheet.width.is_none() || readable(sheet).is_none_or(|readable| place.size.width <= readable) {
            break;
        }
        let next = arrange(narrower);
        if next.1.size.width < place.size.width {
            (drawing, place, bars) = next;
        }
    }
    if !edges::are_free(&chart, &drawing) {
        return None;
    }
    if place.title.broken {
        warnings.push(does_not_fit(page.title));
    }
    mates::level(&chart, &mut drawing, |i| boxes.get(i).is_some_and(|text| text.points.is_empty()));
    shared::align(&arrows, &chart, &mut drawing);
    // 4. Paint it.
    boxes::reset(page, &mut boxes, &drawing);
    let named: Vec<_> = boxes.iter().map(|b| (b.node, b.name)).collect();
    let spoken = wording::spoken_names(model, &named);
    let panels = parts::Panels::set(page, &boxes, &drawing);
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
    let proof = drawing.report.proof;
    // a grid is not searched
    let ended_by = if grid.is_some() { Vec::new() } else { ended_by(&chart, sheet.effort, &drawing) };
    let search = Search { proof, ended_by, direction: Some(direction.into()) };
    let laid_out = LaidOut { size: place.size, nodes, warnings, search };
    let report = &drawing.report;
    Some(DrawnChart { laid_out, crossings: report.crossings, bends: report.bends })
}

/// Width ÷ height beyond which no chart lies: its rows are given no air for the sheet's sake.
const FLAT: f64 = 10.0;

/// The proportions that the sheet asks for. A cascade, and a chart of few arrows, has few labels to make room for, so it lies as flat
/// as it comes unless they are asked for: drawn-out arrows say no more than short ones.
fn aspect(sheet: &Sheet, model: &Model) -> f64 {
    let usual = match sheet.orientation {
        Some(Orientation::Portrait) => 1.0 / ASPECT,
        None if has_few_arrows(model) => FLAT,
        _ => ASPECT,
    };
    asked_aspect(sheet).unwrap_or(usual).clamp(0.1, FLAT)
}

/// Whether most functions have no arrow: height that is given to one gap between rows is given to all of them.
fn has_few_arrows(model: &Model) -> bool {
    let joined: BTreeSet<&str> =
        model.flows.iter().flat_map(|flow| [flow.from.id.as_str(), flow.to.id.as_str()]).collect();
    let functions = || model.levels.iter().flat_map(|level| &level.functions);
    2 * functions().filter(|function| joined.contains(function.id.as_str())).count() < functions().count()
}

/// The proportions that somebody asked for.
fn asked_aspect(sheet: &Sheet) -> Option<f64> {
    let asked = paper_aspect(sheet).or(sheet.aspect);
    asked.filter(|aspect| aspect.is_finite() && *aspect > 0.0)
}

/// In page order, which also paints well: bands, boxes, arrows up to the boxes' edges, legend.
fn paint(painter: &Painter<'_>) -> Vec<Node> {
    let mut nodes = vec![bands::paint(painter)];
    nodes.extend(frame::title(painter));
    nodes.extend(frame::logo(painter));
    nodes.extend([boxes::paint(painter), lines::paint(painter)]);
    nodes.extend(legend::paint(painter));
    nodes
}
