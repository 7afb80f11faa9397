//! Turns a model into a scene, one style a module.
mod fitted;
mod flow;
mod glyphs;
mod icons;
pub mod metrics;
mod mirror;
mod paint;
mod poster;
mod sheet;
mod simple;

pub use flow::tied_functions;
pub use sheet::{Direction, Effort, Orientation, Paper, Sheet};

use crate::describe::{self, Picture};
use crate::diagnostic::{Diagnostic, Warned};
use crate::geom::Size;
use crate::model::Model;
use crate::scene::{Node, Scene};
use crate::text::Fonts;
use crate::theme::Theme;
use crate::words::{self, Texts};
use icons::Icons;

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

impl Style {
    /// Every style.
    pub const ALL: [Self; 3] = [Self::Simple, Self::Flow, Self::Poster];

    /// The name on the command line and in file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Flow => "flow",
            Self::Poster => "poster",
        }
    }

    fn picture(self) -> Picture {
        match self {
            Self::Simple => Picture::Simple,
            Self::Flow => Picture::FlowChart,
            Self::Poster => Picture::Poster,
        }
    }
}

/// What a style's layout is given.
#[derive(Debug, Clone, Copy)]
struct Page<'a> {
    model: &'a Model,
    theme: &'a Theme,
    fonts: &'a Fonts,
    sheet: &'a Sheet,
    icons: &'a Icons,
    texts: &'static Texts,
}

/// What a style's layout makes.
#[derive(Debug, Clone, Default)]
struct Drawing {
    /// In px.
    size: Size,
    /// Back to front, in reading order.
    nodes: Vec<Node>,
    /// What could not be drawn as it should.
    warnings: Vec<Diagnostic>,
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
    let prepared = Prepared::new(model, style, theme, fonts)?;
    let page = prepared.page(model, theme, fonts, sheet);
    let drawing = match style {
        Style::Simple => simple::layout(&page)?,
        Style::Flow => flow::draw(&page),
        Style::Poster => poster::layout(&page)?,
    };
    let texts = (model.title.clone(), describe::alt(model, style.picture()));
    let mut warnings = prepared.icons.warnings;
    let value = scene(model, theme, drawing, texts, &mut warnings);
    Ok(Warned { value, warnings })
}

/// Lays a model out as a poster of one level a sheet, in the levels' order: each has the page's title, the colours and
/// icons that its level has in every picture, and all are in one body size.
///
/// # Errors
/// As [`layout`].
pub fn levels(
    model: &Model,
    theme: &Theme,
    fonts: &Fonts,
    sheet: &Sheet,
) -> Result<Warned<Vec<Scene>>, Vec<Diagnostic>> {
    let prepared = Prepared::new(model, Style::Poster, theme, fonts)?;
    let drawings = poster::levels(&prepared.page(model, theme, fonts, sheet))?;
    let mut warnings = prepared.icons.warnings;
    let drawn = drawings.into_iter().zip(&model.levels).map(|(drawing, level)| {
        let title = [model.title.as_str(), level.name.as_str()];
        let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
        let texts = (title.join(": "), describe::alt_level(model, level));
        scene(model, theme, drawing, texts, &mut warnings)
    });
    let value = drawn.collect();
    Ok(Warned { value, warnings })
}

/// What is settled about a model before it is laid out.
struct Prepared {
    icons: Warned<Icons>,
    texts: &'static Texts,
}

impl Prepared {
    fn new(model: &Model, style: Style, theme: &Theme, fonts: &Fonts) -> Result<Self, Vec<Diagnostic>> {
        let texts = words::texts(&model.lang);
        let ours: &[&str] = match style {
            Style::Simple => &[],
            Style::Flow => &[texts.directs, texts.feedback, texts.mutual],
            Style::Poster => &[texts.aside, texts.roles, texts.separator],
        };
        let missing = glyphs::missing(model, style, ours, fonts);
        if missing.is_empty() { Ok(Self { icons: icons::choose(model, theme), texts }) } else { Err(missing) }
    }

    fn page<'a>(
        &'a self,
        model: &'a Model,
        theme: &'a Theme,
        fonts: &'a Fonts,
        sheet: &'a Sheet,
    ) -> Page<'a> {
        Page { model, theme, fonts, sheet, icons: &self.icons.value, texts: self.texts }
    }
}

/// A drawing's scene, of a title and a description; a page from right to left is mirrored.
fn scene(
    model: &Model,
    theme: &Theme,
    mut drawing: Drawing,
    (title, description): (String, String),
    warnings: &mut Vec<Diagnostic>,
) -> Scene {
    if mirror::is_right_to_left(&model.lang) {
        mirror::mirror(&mut drawing.nodes, drawing.size.width);
    }
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
