//! The legend: a sample of each kind of arrow, where two or more kinds occur, and what their colours say; and what the arrows of a
//! cascade are.
use super::arrows::{Arrow, are_cascade};
use super::lines;
use super::measures::EM;
use super::order::BandOrder;
use super::painter::{Painter, set};
use super::parts::{ArrowKind, Legend, Sample};
use crate::geom::{Affine, BezPath, Point, ROUNDING, Rect, Vec2};
use crate::layout::LayoutInput;
use crate::layout::paint::Align;
use crate::model::FlowKind;
use crate::scene::{Color, Geometry, Group, Meaning, Node, Shape, ShapeKind};
use crate::text::{Paragraph, TextStyle, Weight, WrapRules, wrap};

/// Length of a sample, whose heads are as large as on the chart.
const SAMPLE: f64 = 4.2 * EM;
const SIZE: SampleSize = SampleSize { length: SAMPLE, head: 1.0 };
/// From a sample's start to its words.
const WORDS: f64 = 4.9 * EM;
/// Between one column's words and the next sample, at least and where there is room.
const GAP_MIN: f64 = 1.3 * EM;
const GAP_USUAL: f64 = 2.2 * EM;
/// From one line of entries to the next.
const STEP: f64 = 1.9 * EM;

/// Colours at most in the sample of those that arrows have.
const SENDERS: usize = 3;

/// Widest line of what is said of a cascade.
const SENTENCE: f64 = 34.0 * EM;

fn style(page: &LayoutInput<'_>) -> TextStyle {
    page.style(Weight::Regular, EM, 1.35)
}

impl Legend {
    /// The kinds that occur, if there are two or more, and the main line; of arrows that nobody wrote down, why they are there.
    pub(super) fn measure(page: &LayoutInput<'_>, arrows: &[Arrow<'_>]) -> Self {
        let style = style(page);
        // words of ours are short
        let block = |words: &str| wrap(page.fonts, &style, words, SENTENCE, &WrapRules::default());
        let entries = entries(page, arrows).into_iter();
        Self { entries: entries.map(|(sample, words)| (sample, block(words))).collect() }
    }

    /// Whether there is nothing to explain.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Width of its widest entry: what the sheet must have.
    pub(super) fn least_width(&self) -> f64 {
        self.entries.iter().map(|(_, words)| WORDS + words.width).fold(0.0, f64::max)
    }

    /// Width it takes where so much is to be had.
    pub(super) fn width(&self, room: f64) -> f64 {
        self.spots(room)
            .iter()
            .zip(&self.entries)
            .map(|(spot, (_, words))| spot.x + WORDS + words.width)
            .fold(0.0, f64::max)
    }

    /// From the middle of its first line to the bottom of its last.
    pub(super) fn height(&self, room: f64) -> f64 {
        let spots = self.spots(room);
        let last = spots.last().map_or(0.0, |spot| spot.y);
        let of_last = self.entries.iter().zip(&spots).filter(|(_, spot)| spot.y == last);
        let below = of_last.map(|((_, words), _)| below_first(words)).fold(0.0, f64::max);
        if spots.is_empty() { 0.0 } else { last + EM + below }
    }

    /// The middle of each sample's start, from the legend's own: on one line, else in as many columns as there is room for.
    fn spots(&self, room: f64) -> Vec<Vec2> {
        let count = self.entries.len();
        let fits = |(widths, sum): &(Vec<f64>, f64)| {
            sum + GAP_MIN * widths.len().saturating_sub(1) as f64 <= room + ROUNDING
        };
        let most = (2..=count).rev().find(|columns| fits(&self.columns(*columns))).unwrap_or(1);
        // on as many lines no more columns than those need, so that the last line is no shorter than it must be
        let even = count.div_ceil(count.div_ceil(most).max(1));
        let [most, even] = [most, even].map(|columns| self.columns(columns));
        let (widths, sum) = if fits(&even) { even } else { most };
        let gap = ((room - sum) / widths.len().saturating_sub(1).max(1) as f64).clamp(GAP_MIN, GAP_USUAL);
        let mut y = 0.0;
        let mut spots = Vec::with_capacity(count);
        for row in self.entries.chunks(widths.len().max(1)) {
            let mut x = 0.0;
            for width in widths.iter().take(row.len()) {
                spots.push(Vec2::new(x, y));
                x += width + gap;
            }
            y += STEP + row.iter().map(|(_, words)| below_first(words)).fold(0.0, f64::max);
        }
        spots
    }

    /// The width of each of so many columns, filled line by line, and of all.
    fn columns(&self, columns: usize) -> (Vec<f64>, f64) {
        let mut widths = vec![0.0_f64; columns];
        for row in self.entries.chunks(columns.max(1)) {
            for (width, (_, words)) in widths.iter_mut().zip(row) {
                *width = width.max(WORDS + words.width);
            }
        }
        let sum = widths.iter().sum();
        (widths, sum)
    }
}

/// What is explained, with its words: the kinds of arrow, thin ones, the line from a body to one within it, what colours say.
pub(super) fn entries<'a>(page: &LayoutInput<'a>, arrows: &[Arrow<'_>]) -> Vec<(Sample, &'a str)> {
    let kinds = kinds(page, arrows);
    let senders = senders(page, arrows).filter(|_| !kinds.is_empty() && !are_cascade(page.model));
    let tie = arrows.iter().any(|arrow| arrow.is_tie).then_some((Sample::Tie, page.texts.tie));
    let thin =
        (!kinds.is_empty() && has_both_weights(page, arrows)).then_some((Sample::Within, page.texts.reach));
    kinds.into_iter().chain(thin).chain(tie).chain(senders).collect()
}

/// Whether some arrows are thinner than others of their kind because they stay within a level.
fn has_both_weights(page: &LayoutInput<'_>, arrows: &[Arrow<'_>]) -> bool {
    let order = BandOrder::of(page.model);
    let is_within = |arrow: &Arrow<'_>| order.band(arrow.from) == order.band(arrow.to);
    let solid = |arrow: &&Arrow<'_>| {
        !arrow.main && !arrow.is_tie && matches!(arrow.kind, FlowKind::Directs | FlowKind::Mutual)
    };
    let weights = || arrows.iter().filter(solid).map(is_within);
    !are_cascade(page.model) && weights().any(|within| within) && weights().any(|within| !within)
}

/// The kinds of arrow that occur, where they do not speak for themselves.
fn kinds<'a>(page: &LayoutInput<'a>, arrows: &[Arrow<'_>]) -> Vec<(Sample, &'a str)> {
    let own = page.model.legend.as_ref();
    if are_cascade(page.model) && arrows.iter().any(|arrow| !arrow.is_tie) {
        let words = own.and_then(|own| own.cascade.as_deref()).unwrap_or(page.texts.cascade);
        return vec![(Sample::Arrow(ArrowKind { kind: FlowKind::Directs, main: false }), words)];
    }
    let flows = || arrows.iter().filter(|arrow| !arrow.is_tie);
    let occurs = |kind: &FlowKind| flows().any(|arrow| arrow.kind == *kind && !arrow.main);
    let of = |kind, main| ArrowKind { kind, main };
    // the golden thread comes first
    let main = flows().any(|arrow| arrow.main).then_some(of(FlowKind::Directs, true));
    let kinds = FlowKind::ALL.into_iter().filter(occurs).map(|kind| of(kind, false));
    let samples: Vec<ArrowKind> = main.into_iter().chain(kinds).collect();
    let of_page = |sample: &ArrowKind| match sample.main {
        true => own.and_then(|own| own.main.as_deref()),
        false => own.and_then(|own| own.of(sample.kind)),
    };
    // a line with one meaning speaks for itself, unless it is drawn as nothing else is, or the page says what it is
    let is_plain =
        |sample: &ArrowKind| !sample.main && sample.kind != FlowKind::Advises && of_page(sample).is_none();
    if samples.len() < 2 && samples.iter().all(is_plain) {
        return Vec::new();
    }
    let words = |of: &ArrowKind| match (of_page(of), of.main) {
        (Some(words), _) => words,
        (None, true) => page.texts.main,
        (None, false) => super::wording::kind(page.texts, of.kind),
    };
    samples.iter().map(|of| (Sample::Arrow(*of), words(of))).collect()
}

/// What the colours of arrows say, where they have several.
fn senders<'a>(page: &LayoutInput<'a>, arrows: &[Arrow<'_>]) -> Option<(Sample, &'a str)> {
    let mut inks: Vec<Color> = Vec::new();
    for arrow in arrows.iter().filter(|arrow| !arrow.is_tie) {
        let ink = lines::ink(page.theme, arrow.from);
        if !inks.contains(&ink) {
            inks.push(ink);
        }
    }
    // greys are no colours that a reader could tell senders by
    let is_colored = inks.iter().any(|ink| ink.r != ink.g || ink.g != ink.b);
    inks.truncate(SENDERS);
    (inks.len() > 1 && is_colored).then_some((Sample::Senders(inks), page.texts.sender))
}

/// Height of the lines below the first, in px.
fn below_first(words: &Paragraph) -> f64 {
    words.height - words.height / words.lines.len().max(1) as f64
}

/// Paints the legend, if there is one.
pub(super) fn paint(painter: &Painter<'_>) -> Option<Node> {
    let legend = painter.legend;
    if legend.is_empty() {
        return None;
    }
    let (start, room) = (Point::from(painter.place.legend), painter.place.inner);
    let color = painter.theme.text;
    let spots = legend.spots(room).into_iter();
    let entries = spots.zip(&legend.entries).map(|(spot, (of, words))| {
        let from = start + spot;
        let style = style(painter.page);
        // the sample stands at the first line's height
        let within = Rect::new(from.x + WORDS, from.y - style.line_height / 2.0, from.x + WORDS, from.y);
        let words = set(words, &style, within, Align::Start, color).into_iter().map(Node::Text);
        let mut children = vec![Group::new(Meaning::Decoration, sample(from, of, SIZE, color))];
        children.extend(words);
        Group::new(Meaning::Item, children)
    });
    Some(Group::new(Meaning::List, entries.collect()))
}

/// How large a sample is drawn.
#[derive(Clone, Copy)]
pub(super) struct SampleSize {
    /// In px.
    pub(super) length: f64,
    /// Its heads, against those of the chart.
    pub(super) head: f64,
}

/// What an entry is about: an arrow in a colour, a line without heads, or the colours of arrows.
pub(super) fn sample(from: Point, of: &Sample, size: SampleSize, color: Color) -> Vec<Node> {
    match of {
        Sample::Arrow(of) => {
            let line = |path| lines::plain(path, of.kind, of.main, color);
            arrow(from, of.kind, size, (&line, color))
        }
        Sample::Within => arrow(from, FlowKind::Directs, size, (&|path| lines::thin(path, color), color)),
        Sample::Tie => {
            let mut path = BezPath::new();
            path.move_to(from);
            path.line_to(from + Vec2::new(size.length, 0.0));
            vec![lines::tie(ShapeKind::Plain, path, color)]
        }
        Sample::Senders(inks) => colors(from, size.length, inks),
    }
}

/// A line in one colour after the other.
fn colors(from: Point, length: f64, inks: &[Color]) -> Vec<Node> {
    let step = Vec2::new(length / inks.len().max(1) as f64, 0.0);
    let piece = |(k, ink): (usize, &Color)| {
        let start = from + step * k as f64;
        let mut path = BezPath::new();
        path.move_to(start);
        path.line_to(start + step);
        lines::plain(path, FlowKind::Directs, false, *ink)
    };
    inks.iter().enumerate().map(piece).collect()
}

/// A short arrow of a kind, its line drawn in a manner.
fn arrow(
    from: Point,
    kind: FlowKind,
    size: SampleSize,
    (line, color): (&dyn Fn(BezPath) -> Node, Color),
) -> Vec<Node> {
    let right = Vec2::new(1.0, 0.0);
    let to = from + right * size.length;
    // as on the chart, less what the heads' tips would hide
    let hidden = size.head * lines::HIDDEN;
    let back = if kind == FlowKind::Mutual { hidden } else { 0.0 };
    let mut path = BezPath::new();
    path.move_to(from + right * back);
    path.line_to(to - right * hidden);
    let head = |tip: Point, inward: Vec2| {
        let path = Affine::scale_about(size.head, tip) * lines::head_path(tip, inward);
        Shape::filled(Geometry::Path(path), color)
    };
    let mut nodes = vec![line(path), head(to, right)];
    if kind == FlowKind::Mutual {
        nodes.push(head(from, -right));
    }
    nodes
}
