//! What stands in a loop, in every shape that it can take: one or two lines of name, points in fewer and longer or
//! more and shorter lines, chips.
use super::within::{CHIP_PADDING, Within};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::geom::Size;
use crate::layout::badges::{Badges, Detail};
use crate::layout::fitted::{Breaking, fit};
use crate::layout::paint::Bullet;
use crate::layout::paint::Setting;
use crate::layout::{LayoutInput, Standing};
use crate::model::Level;
use crate::text::{TextStyle, Weight, WrapRules, pareto, shape, wrap};
use crate::theme::Headings;
use crate::theme::icons::Icon;

/// Widest measure of points and of rows of chips, in em; where a level has more lines than so many, it is wider, so that
/// the stack is no narrow tower in its loop.
pub(super) const MEASURE_USUAL: f64 = 20.6;
pub(super) const MEASURE_WIDE: f64 = 34.0;
const LINES_MANY: f64 = 12.0;
/// Lines that a row of chips counts for.
const CHIP_LINES: f64 = 2.2;
/// How many more lines than the fewest are tried.
const LINES_MORE: usize = 4;
/// Most shapes of points that are tried.
const SHAPES_MAX: usize = 8;
/// Size of a level's name, in em.
const NAME: f64 = 1.7;
/// Size of a function's name, in em.
const CHIP: f64 = 1.05;
/// Height of a chip of one line, in em.
pub(super) const CHIP_HEIGHT: f64 = 1.85;
/// Size of a badge's words, and the space below badges beside the chip's own, in em.
const BADGE: f64 = 0.85;
const BADGE_BELOW: f64 = 0.2;
/// Widest measure of what is marked on a level, as a share of its own.
const MARKED: f64 = 0.7;
/// Between two points, in em.
pub(super) const POINT_GAP: f64 = 0.5;

/// The points of a level in one shape.
#[derive(Debug, Clone)]
pub(super) struct Points {
    /// One for each.
    pub(super) points: Vec<Setting>,
    /// Height of all, in px.
    pub(super) height: f64,
    /// From the start of the text to the end of the widest line, in px.
    pub(super) width: f64,
}

/// A function's name on its ground.
#[derive(Debug, Clone)]
pub(super) struct Chip {
    pub(super) name: Setting,
    /// What is marked on it as changed.
    pub(super) badges: Badges,
    /// The bodies within it.
    pub(super) within: Within,
    pub(super) size: Size,
}

/// What stands in one loop.
#[derive(Debug, Clone)]
pub(super) struct LoopContent {
    /// Widest measure, in px.
    pub(super) measure: f64,
    pub(super) icon: Option<Icon>,
    /// Whether it is drawn as a level, with its number and its name.
    pub(super) shown: bool,
    /// Shapes of the name, fewest lines first; one without a line where the level is not drawn as one.
    pub(super) names: Vec<Setting>,
    /// What is marked on the level as changed, below its name.
    pub(super) badges: Badges,
    /// Shapes of the points, fewest lines first; one empty shape where there are none.
    pub(super) points: Vec<Points>,
    pub(super) chips: Vec<Chip>,
    /// Texts of which a word had to be broken.
    pub(super) broken: Vec<String>,
}

impl LoopContent {
    /// Measures a level's words at a body size in px.
    pub(super) fn measure(page: &LayoutInput<'_>, level: &Level, icon: Option<Icon>, em: f64) -> Self {
        let mut broken = Vec::new();
        let measure = widest(page, level, em);
        let shown = !level.implicit;
        let names = match level.shown_name() {
            Some(name) => names(page, name, (em, measure), &mut broken),
            None => vec![Setting { lines: Vec::new(), style: page.style(Weight::Bold, em, 1.2) }],
        };
        let badges = match level.shown_name() {
            Some(_) => Badges::measure(page, &level.id, Detail::Whole, BADGE * em, MARKED * measure),
            None => Badges::NONE,
        };
        let points = points(page, &level.points, (em, measure), &mut broken);
        let functions = level.functions.iter();
        let chips = functions
            .map(|function| {
                let weight = weight(page.standing(function));
                let badges = Badges::measure(page, &function.id, Detail::Word, BADGE * em, measure);
                let inner = measure - 2.0 * CHIP_PADDING * em;
                let within = Within::measure(page, function, (em, inner), &mut broken);
                let chip = chip(page, &function.name, weight, (em, measure), &mut broken);
                chip.with(badges, em).around(within, em)
            })
            .collect();
        Self { measure, icon, shown, names, badges, points, chips, broken }
    }

    /// An area in px² that no loop can do without.
    pub(super) fn area(&self) -> f64 {
        let name = self.names.iter().map(|n| n.width() * n.height()).fold(f64::INFINITY, f64::min);
        let points = self.points.iter().map(|p| 0.8 * p.width * p.height).fold(f64::INFINITY, f64::min);
        let chips: f64 = self.chips.iter().map(|chip| chip.size.area()).sum();
        [name, points, chips].into_iter().filter(|area| area.is_finite()).sum()
    }
}

/// The widest measure of a level's words at a body size in px, in px.
fn widest(page: &LayoutInput<'_>, level: &Level, em: f64) -> f64 {
    let usual = MEASURE_USUAL * em;
    if level.implicit {
        // nothing but names: each row may be as wide as the loop
        return MEASURE_WIDE * em;
    }
    let (body, chip) = (page.style(Weight::Regular, em, 1.35), page.style(Weight::SemiBold, CHIP * em, 1.25));
    let lines: usize = level
        .points
        .iter()
        .map(|point| wrap(page.fonts, &body, point, usual, &WrapRules::default()).lines.len())
        .sum();
    let chips = level.functions.iter().map(|function| {
        (shape(page.fonts, &chip, function.name.trim()).width + 2.0 * CHIP_PADDING * em) / usual
    });
    // a row of chips is higher than a line, and seldom full
    let rows = CHIP_LINES * chips.sum::<f64>();
    usual * ((lines as f64 + rows) / LINES_MANY).sqrt().clamp(1.0, MEASURE_WIDE / MEASURE_USUAL)
}

fn names(
    page: &LayoutInput<'_>,
    name: &str,
    (em, measure): (f64, f64),
    broken: &mut Vec<String>,
) -> Vec<Setting> {
    let style = page.style(Weight::Bold, page.theme.headings.level * NAME * em, Headings::LEADING);
    let blocks = pareto(page.fonts, &style, name, 6);
    if blocks.iter().all(|block| block.width > measure) {
        return vec![narrow(page, &style, name, measure, broken)];
    }
    // two lines do for most; more only where two are wider than any loop of a sensible size
    let enough = blocks.iter().position(|block| block.width <= measure).unwrap_or(blocks.len());
    blocks.into_iter().take((enough + 1).max(2)).map(|block| Setting { lines: block.lines, style }).collect()
}

/// A text with a word wider than the measure: smaller, else broken.
fn narrow(
    page: &LayoutInput<'_>,
    style: &TextStyle,
    text: &str,
    measure: f64,
    broken: &mut Vec<String>,
) -> Setting {
    let fitted = fit(page.fonts, style, text, measure, Breaking::Balanced);
    if fitted.broken {
        broken.push(text.to_owned());
    }
    fitted.setting
}

/// How heavy a chip's name is.
pub(super) fn weight(standing: Standing) -> Weight {
    match standing {
        Standing::Marked => Weight::Bold,
        Standing::Usual => Weight::SemiBold,
        Standing::Calm | Standing::Gone => Weight::Regular,
    }
}

/// A name on its ground.
pub(super) fn chip(
    page: &LayoutInput<'_>,
    name: &str,
    weight: Weight,
    (em, measure): (f64, f64),
    broken: &mut Vec<String>,
) -> Chip {
    let style = page.style(weight, CHIP * em, 1.25);
    let measure = measure - 2.0 * CHIP_PADDING * em;
    let line = shape(page.fonts, &style, name.trim());
    let name = if line.width <= measure {
        Setting { lines: vec![line], style }
    } else {
        narrow(page, &style, name, measure, broken)
    };
    let more = name.height() - style.line_height;
    // its ends are half circles, so it is no narrower than one
    let width = (name.width() + 2.0 * CHIP_PADDING * em).max(CHIP_HEIGHT * em);
    let size = Size::new(width, CHIP_HEIGHT * em + more.max(0.0));
    Chip { name, badges: Badges::NONE, within: Within::default(), size }
}

impl Chip {
    /// The chip with badges below its name.
    fn with(self, badges: Badges, em: f64) -> Self {
        if badges.height() == 0.0 {
            return self;
        }
        let width = self.size.width.max(badges.width() + 2.0 * CHIP_PADDING * em);
        let size = Size::new(width, self.size.height + badges.height() + BADGE_BELOW * em);
        Self { size, badges, ..self }
    }

    /// The chip around those of the bodies within it, below its name.
    fn around(self, within: Within, em: f64) -> Self {
        if within.is_empty() {
            return self;
        }
        let width = self.size.width.max(within.size.width + 2.0 * CHIP_PADDING * em);
        let size = Size::new(width, self.size.height + within.size.height);
        Self { size, within, ..self }
    }

    /// Whether no other chip stands beside it.
    pub(super) fn stands_alone(&self) -> bool {
        self.name.lines.len() > 1 || !self.within.is_empty()
    }
}

/// Every useful shape of the points: for each measure the fewest lines of each point, each as narrow as they can be.
fn points(
    page: &LayoutInput<'_>,
    points: &[String],
    (em, measure): (f64, f64),
    broken: &mut Vec<String>,
) -> Vec<Points> {
    let style = page.style(Weight::Regular, em, 1.35);
    let bulleted = points.len() > 1;
    let measure = measure - if bulleted { Bullet::USUAL.width() * em } else { 0.0 };
    let shapes: Vec<Vec<Setting>> = points
        .iter()
        .map(|point| {
            let fewest = wrap(page.fonts, &style, point, measure, &WrapRules::default()).lines.len();
            let blocks = pareto(page.fonts, &style, point, fewest + LINES_MORE).into_iter();
            let shapes: Vec<Setting> = blocks
                .filter(|block| block.width <= measure)
                .map(|block| Setting { lines: block.lines, style })
                .collect();
            if shapes.is_empty() { vec![narrow(page, &style, point, measure, broken)] } else { shapes }
        })
        .collect();
    let mut measures: Vec<f64> = shapes.iter().flatten().map(Setting::width).collect();
    measures.sort_by(|a, b| b.total_cmp(a));
    let mut found: Vec<Points> = Vec::new();
    for measure in measures {
        let chosen: Option<Vec<&Setting>> =
            shapes.iter().map(|shapes| shapes.iter().find(|shape| shape.width() <= measure)).collect();
        let Some(chosen) = chosen else { continue };
        let lines: usize = chosen.iter().map(|shape| shape.lines.len()).sum();
        let last = found.last().map_or(0, |p| p.points.iter().map(|point| point.lines.len()).sum());
        if lines > last {
            found.push(Points::new(chosen.into_iter().cloned().collect(), em));
        }
    }
    if found.is_empty() {
        found.push(Points::new(Vec::new(), em));
    }
    found.truncate(SHAPES_MAX);
    found
}

impl Points {
    fn new(points: Vec<Setting>, em: f64) -> Self {
        let gaps = points.len().saturating_sub(1) as f64 * POINT_GAP * em;
        Self {
            height: points.iter().map(Setting::height).sum::<f64>() + gaps,
            width: points.iter().map(Setting::width).fold(0.0, f64::max),
            points,
        }
    }

    /// Whether they have bullets.
    pub(super) fn bulleted(&self) -> bool {
        self.points.len() > 1
    }
}

/// What is said of a picture with more levels than loops can be told apart.
pub(super) fn too_many(levels: usize, most: usize) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        Code::DoesNotFit,
        format!("the simple visual has room for {most} levels, and there are {levels}"),
    )
    .hint("group the levels, or draw the others alone with `--style flow --style poster`")
}

/// What is said of words that no loop holds.
pub(super) fn too_much() -> Diagnostic {
    let message = "a level has more words than a loop of the simple visual holds in any sensible size";
    Diagnostic::new(Severity::Error, Code::DoesNotFit, message)
        .hint("shorten it, or draw the others alone with `--style flow --style poster`")
}
