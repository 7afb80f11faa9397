//! Turns a model into a scene, one style a module.
mod badges;
mod changed;
mod colophon;
#[cfg(test)]
mod drawn;
mod fitted;
mod flow;
mod glyphs;
mod icons;
mod lens;
mod links;
mod logo;
pub mod metrics;
mod mirror;
mod paint;
mod people;
mod poster;
mod searches;
mod shares;
mod sheet;
mod simple;
mod small_type;
mod swatches;

pub use crate::engine::{Budget, Effort, Proof};
pub use changed::{changed, changed_in_colors};
pub use flow::tied_functions;
pub use searches::Searches;
pub use sheet::{Direction, Orientation, Paper, Sheet};
pub use small_type::{small_type, told};
pub use swatches::{Sample, swatches};

use crate::describe::{self, Picture};
use crate::diagnostic::{Diagnostic, Warned};
use crate::diff::Marks;
use crate::engine::{Chart, Drawing};
use crate::geom::Size;
use crate::model::{Lens, Model, Place};
use crate::named::named;
use crate::scene::{Node, Scene};
use crate::text::{BaseDirection, Fonts, Hyphens, TextStyle, Weight};
use crate::theme::{Gallery, Theme};
use crate::words::{self, Texts};
use icons::Icons;
use lens::Standing;
use logo::Logo;

/// A way to draw a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Interlocking ribbon loops.
    Simple,
    /// Boxes and labelled arrows in bands.
    Flow,
    /// A card for each function.
    Poster,
}

named!(Style, Simple = "simple", Flow = "flow", Poster = "poster");

impl Style {
    /// What stands for it in words.
    #[must_use]
    pub fn picture(self) -> Picture {
        match self {
            Self::Simple => Picture::Simple,
            Self::Flow => Picture::FlowChart,
            Self::Poster => Picture::Poster,
        }
    }
}

/// What a picture is to be like.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// Colours, corners, sizes.
    pub theme: &'a Theme,
    /// Every face that there is.
    pub fonts: &'a Fonts,
    /// What it is laid out for.
    pub sheet: &'a Sheet,
    /// The role that stands out in it.
    pub lens: Option<&'a Lens>,
    /// What is marked in it as changed; see [`changed`].
    pub marks: Option<&'a Marks>,
    /// The drawings that the model names; see [`drawings`].
    pub gallery: Option<&'a Gallery>,
    /// The same theme in other colours, in which the picture is drawn a second time; it is laid out once for both.
    pub night: Option<&'a Theme>,
    /// What earlier pictures searched for: with it a picture is the same, sooner.
    pub searches: Option<&'a Searches>,
}

impl<'a> Look<'a> {
    /// A theme, fonts and a sheet, and nothing else.
    #[must_use]
    pub fn new(theme: &'a Theme, fonts: &'a Fonts, sheet: &'a Sheet) -> Self {
        Self { theme, fonts, sheet, lens: None, marks: None, gallery: None, night: None, searches: None }
    }
}

/// The files of icons and of a logo that a model names, each with where.
pub fn drawings(model: &Model) -> impl Iterator<Item = (&str, Place)> {
    let levels = model.levels.iter().map(|level| (&level.icon, level.place));
    let functions = model.levels.iter().flat_map(|level| &level.functions);
    let icons = levels.chain(functions.map(|function| (&function.icon, function.place)));
    let icons = icons.filter_map(|(icon, place)| Some((icon.as_deref()?, place)));
    let logo = model.logo.as_deref().map(|file| (file, Place::default()));
    icons.filter(|(icon, _)| Gallery::is_file(icon)).chain(logo)
}

/// What a style's layout is given.
#[derive(Debug, Clone, Copy)]
struct LayoutInput<'a> {
    model: &'a Model,
    /// The model's, and the role that stands out.
    title: &'a str,
    theme: &'a Theme,
    fonts: &'a Fonts,
    sheet: &'a Sheet,
    lens: Option<&'a Lens>,
    marks: Option<&'a Marks>,
    logo: Option<&'a Logo>,
    icons: &'a Icons,
    texts: &'static Texts,
    direction: BaseDirection,
    /// What was searched for already.
    searches: &'a Searches,
    /// Whether it is only to be seen whether a flow chart is worth more searches.
    is_trial: bool,
}

impl LayoutInput<'_> {
    /// A style of the page's direction and language: an em size in px and a leading in ems.
    fn style(&self, weight: Weight, size: f64, leading: f64) -> TextStyle {
        let hyphens = if self.theme.hyphens { Hyphens::of(&self.model.lang) } else { None };
        let leaning = words::leaning(&self.model.lang);
        TextStyle { direction: self.direction, hyphens, leaning, ..TextStyle::new(weight, size, leading) }
    }

    /// Depth of a function's heading: below its level's, or the title's where no level is drawn.
    fn function_depth(&self) -> u8 {
        if self.model.is_unranked() { 2 } else { 3 }
    }
}

/// What a style's layout makes.
#[derive(Debug, Clone, Default)]
struct LaidOut {
    /// In px.
    size: Size,
    /// Back to front, in reading order.
    nodes: Vec<Node>,
    /// What could not be drawn as it should.
    warnings: Vec<Diagnostic>,
    /// How a flow chart was searched.
    search: Search,
}

/// How a picture's drawing was searched.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    /// What was proved of the placement of its boxes: only of charts of up to 25 boxes, with [`Effort::Best`].
    pub proof: Option<Proof>,
    /// What the search stopped at though a better drawing might be found.
    pub ended_by: Vec<Budget>,
    /// Where a flow chart's next level lies; of other pictures nothing.
    pub direction: Option<Direction>,
}

impl Search {
    /// With what a drawing's lines tell of how their breaks were chosen.
    fn and_of(mut self, scene: &Scene) -> Self {
        fn has_estimate(nodes: &[Node]) -> bool {
            nodes.iter().any(|node| match node {
                Node::Group(group) => has_estimate(&group.children),
                Node::Text(text) => text.line.is_estimated,
                Node::Shape(_) | Node::Image(_) => false,
            })
        }
        self.ended_by.extend(has_estimate(&scene.nodes).then_some(Budget::Rows));
        self
    }
}

/// Lays a model out.
///
/// # Errors
/// Characters that no font has: every one of them, with its place. A simple visual of more levels than it has room for.
pub fn layout(
    model: &Model,
    style: Style,
    theme: &Theme,
    fonts: &Fonts,
    sheet: &Sheet,
) -> Result<Warned<Scene>, Vec<Diagnostic>> {
    layout_as(model, style, &Look::new(theme, fonts, sheet))
}

/// Lays a model out with all that may be asked of a picture.
///
/// # Errors
/// As [`layout`].
pub fn layout_as(model: &Model, style: Style, look: &Look<'_>) -> Result<Warned<Scene>, Vec<Diagnostic>> {
    let Warned { value, warnings } = layout_in_colors(model, style, &Look { night: None, ..*look })?;
    Ok(Warned { value: value.scene, warnings })
}

/// A model's picture, in one theme or in two.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// In the theme of the look.
    pub scene: Scene,
    /// In its other colours, if it has any.
    pub night: Option<Scene>,
    /// How its drawing was searched.
    pub search: Search,
}

/// Lays a model out once, draws it in each theme of a look, and tells how its drawing was searched.
///
/// # Errors
/// As [`layout`].
pub fn layout_in_colors(
    model: &Model,
    style: Style,
    look: &Look<'_>,
) -> Result<Warned<Drawn>, Vec<Diagnostic>> {
    let prepared = Prepared::new(model, style, look);
    let page = |theme| prepared.page(model, &Look { theme, ..*look });
    let themes = [Some(look.theme), look.night];
    let pages: Vec<LayoutInput<'_>> = themes.into_iter().flatten().map(page).collect();
    let drawings = match style {
        Style::Simple => simple::layout(&pages)?,
        Style::Flow => pages.iter().map(|page| colophon::below(page, Style::Flow, flow::draw)).collect(),
        Style::Poster => poster::layout(&pages)?,
    };
    let description = match (look.marks, look.lens) {
        (Some(marks), _) => marks.alt(&model.lang, &model.title),
        (None, Some(lens)) => describe::alt_role(model, style.picture(), lens),
        (None, None) => describe::alt(model, style.picture()),
    };
    let mut warnings = prepared.icons.warnings.clone();
    let search = drawings.first().map(|drawing| drawing.search.clone()).unwrap_or_default();
    let mut scenes: Vec<Scene> = Vec::new();
    for (mut drawing, page) in drawings.into_iter().zip(&pages) {
        // of one layout everything is said once
        if !scenes.is_empty() {
            drawing.warnings.clear();
        }
        let words = (prepared.title.clone(), description.clone());
        scenes.push(scene(model, page.theme, drawing, words, &mut warnings));
    }
    let first = scenes.get(..1).unwrap_or_default();
    all_drawn(model, first)?;
    warnings.extend(printed_small(first, style, look.sheet));
    let mut scenes = scenes.into_iter();
    let Some(scene) = scenes.next() else { return Err(Vec::new()) };
    Ok(Warned { value: Drawn { search: search.and_of(&scene), scene, night: scenes.next() }, warnings })
}

/// Draws what was measured on each of some pages, which differ in their colours alone.
fn drawn_on_each<'p, T: Clone>(
    pages: &'p [LayoutInput<'_>],
    measured: T,
    draw: impl Fn(T, &'p LayoutInput<'_>) -> LaidOut,
) -> Vec<LaidOut> {
    std::iter::repeat_n(measured, pages.len())
        .zip(pages)
        .map(|(measured, page)| draw(measured, page))
        .collect()
}

/// Lays a model out as a poster of one level a sheet, in the levels' order: each has the page's title, the colours and
/// icons that its level has in every picture, and all are in one body size, but that levels of nothing but points have larger
/// ones.
///
/// # Errors
/// As [`layout`].
pub fn levels(
    model: &Model,
    theme: &Theme,
    fonts: &Fonts,
    sheet: &Sheet,
) -> Result<Warned<Vec<Scene>>, Vec<Diagnostic>> {
    levels_as(model, &Look::new(theme, fonts, sheet))
}

/// Lays a model out as a poster of one level a sheet, in each theme of a look.
///
/// # Errors
/// As [`layout`].
pub fn levels_in_colors(model: &Model, look: &Look<'_>) -> Result<Warned<Vec<Drawn>>, Vec<Diagnostic>> {
    let day = levels_as(model, look)?;
    let night = look.night.map(|theme| levels_as(model, &Look { theme, ..*look })).transpose()?;
    let mut nights = night.into_iter().flat_map(|night| night.value);
    let drawn = |scene| Drawn { search: Search::default().and_of(&scene), scene, night: nights.next() };
    Ok(Warned { value: day.value.into_iter().map(drawn).collect(), warnings: day.warnings })
}

/// Lays a model out as a poster of one level a sheet with all that may be asked of a picture.
///
/// # Errors
/// As [`layout`].
pub fn levels_as(model: &Model, look: &Look<'_>) -> Result<Warned<Vec<Scene>>, Vec<Diagnostic>> {
    let prepared = Prepared::new(model, Style::Poster, look);
    let drawings = poster::levels(&prepared.page(model, look))?;
    let mut warnings = prepared.icons.warnings;
    let drawn = drawings.into_iter().zip(&model.levels).map(|(drawing, level)| {
        let title = [prepared.title.as_str(), level.shown_name().unwrap_or_default()];
        let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
        let mut description = describe::alt_level(model, level);
        if let Some(lens) = look.lens {
            description = format!("{description} {}", describe::lens_sentence(model, lens));
        }
        scene(model, look.theme, drawing, (title.join(": "), description), &mut warnings)
    });
    let value: Vec<Scene> = drawn.collect();
    all_drawn(model, &value)?;
    warnings.extend(printed_small(&value, Style::Poster, look.sheet));
    Ok(Warned { value, warnings })
}

/// What is said of type on paper whoever draws; how small a screen shows it depends on the page that it will stand on.
fn printed_small(scenes: &[Scene], style: Style, sheet: &Sheet) -> Option<Diagnostic> {
    sheet.paper_size(style).and_then(|_| small_type(scenes, style, sheet))
}

/// Whether there is a glyph for every character.
fn all_drawn(model: &Model, scenes: &[Scene]) -> Result<(), Vec<Diagnostic>> {
    let missing = glyphs::missing(model, scenes);
    if missing.is_empty() { Ok(()) } else { Err(missing) }
}

/// What is settled about a model before it is laid out.
struct Prepared {
    title: String,
    icons: Warned<Icons>,
    logo: Option<Logo>,
    texts: &'static Texts,
    /// What one picture asks for more than once.
    searches: Searches,
}

impl LayoutInput<'_> {
    /// A chart's drawing, searched for where no other picture has had it.
    fn searched(&self, chart: &Chart) -> Drawing {
        self.searches.lay_out(chart, self.sheet.effort)
    }
}

impl Prepared {
    fn new(model: &Model, style: Style, look: &Look<'_>) -> Self {
        let texts = words::texts(&model.lang);
        let title = match (look.marks, look.lens) {
            (Some(_), _) => Marks::title(&model.lang, &model.title),
            (None, Some(lens)) => describe::lens_title(model, lens),
            (None, None) => model.title.clone(),
        };
        let none = Gallery::default();
        let mut icons = icons::choose(model, look.theme, look.gallery.unwrap_or(&none));
        // a simple visual has no title that it could stand beside
        let logo = (style != Style::Simple).then(|| Logo::choose(model, look, &mut icons.warnings)).flatten();
        Self { title, icons, logo, texts, searches: Searches::default() }
    }

    fn page<'a>(&'a self, model: &'a Model, look: &Look<'a>) -> LayoutInput<'a> {
        let Look { theme, fonts, sheet, lens, marks, gallery: _, night: _, searches } = *look;
        let (title, icons, logo) = (self.title.as_str(), &self.icons.value, self.logo.as_ref());
        let direction = mirror::direction(&model.lang);
        LayoutInput {
            model,
            title,
            theme,
            fonts,
            sheet,
            lens,
            marks,
            logo,
            icons,
            texts: self.texts,
            direction,
            searches: searches.unwrap_or(&self.searches),
            is_trial: false,
        }
    }
}

/// A drawing's scene, of a title and a description; a page from right to left is mirrored.
fn scene(
    model: &Model,
    theme: &Theme,
    mut drawing: LaidOut,
    (title, description): (String, String),
    warnings: &mut Vec<Diagnostic>,
) -> Scene {
    if mirror::direction(&model.lang).is_rtl() {
        mirror::mirror(&mut drawing.nodes, drawing.size.width);
    }
    links::draw(&mut drawing.nodes, model);
    warnings.append(&mut drawing.warnings);
    Scene {
        size: drawing.size,
        lang: model.lang.clone(),
        title,
        description,
        background: theme.page,
        nodes: drawing.nodes,
    }
}
