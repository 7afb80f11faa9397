//! A picture of a page, from what is asked of it to its bytes.
mod faces;

pub use faces::{BrandError, add_font, brand};

use crate::describe;
use crate::diagnostic::{Diagnostic, Errors, Warned};
use crate::layout::{self, Look, Search, Searches, Sheet, Style, layout_in_colors};
use crate::model::Lens;
use crate::named::named;
#[cfg(feature = "pdf")]
use crate::output::pdf::{self, PdfError, PdfOptions};
#[cfg(feature = "png")]
use crate::output::png::{self, PngError, PngOptions};
use crate::output::svg::{self, Inline, LinkTarget, SvgOptions, TextMode};
use crate::output::{Colors, Ground, PngSize, Provenance};
use crate::page::{Page, theme_of};
use crate::scene::Scene;
use crate::text::Fonts;
use crate::theme::Theme;
use std::fmt;

/// Whether a picture is for light or for dark pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ColorScheme {
    /// The theme as it is.
    #[default]
    Light,
    /// The theme at night.
    Dark,
    /// An SVG with both, of which the reader's program takes one; other formats are light.
    Auto,
}

impl ColorScheme {
    /// The themes that a picture is drawn in: that of the picture, and with both the same in dark colours.
    #[must_use]
    pub fn themes(self, theme: &Theme) -> (Theme, Option<Theme>) {
        match self {
            Self::Light => (theme.clone(), None),
            Self::Dark => (theme.at_night(), None),
            // the same things in both, so that each has its two colours
            Self::Auto => {
                let night = theme.at_night();
                (Theme { outlines: night.outlines, ..theme.clone() }, Some(night))
            }
        }
    }
}

named!(ColorScheme, Light = "light", Dark = "dark", Auto = "auto");

/// What a picture keeps of what it was drawn from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nothing.
    None,
    /// A digest of what is drawn.
    Digest,
    /// The whole model, which can be read back out of it.
    #[default]
    Model,
}

named!(Origin, Model = "model", Digest = "digest", None = "none");

/// A picture that is asked for: an act with its options, and nothing done before [`Render::svg`], [`Render::png`] or
/// [`Render::pdf`].
#[derive(Debug, Clone)]
#[must_use]
pub struct Render<'a> {
    page: &'a Page,
    style: Style,
    theme: Option<Theme>,
    fonts: Option<&'a Fonts>,
    sheet: Sheet,
    role: Option<&'a str>,
    scheme: ColorScheme,
    origin: Origin,
    text: TextMode,
    size: PngSize,
    id: Option<&'a str>,
    inline: Inline,
    link_target: Option<LinkTarget>,
    dpi: Option<f64>,
    colors: Colors,
    bleed: Option<f64>,
    is_split: bool,
    searches: Option<&'a Searches>,
}

/// A style laid out, or one level of it.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// What it is called beside others.
    pub name: String,
    /// What it shows.
    pub scene: Scene,
    /// The same in dark colours, for an SVG that has both.
    pub dark: Option<Scene>,
    /// What lies under it.
    pub ground: Ground,
    /// How a flow chart was searched.
    pub search: Search,
}

impl Page {
    /// A picture of the page, which is drawn when its bytes are asked for.
    pub fn render(&self, style: Style) -> Render<'_> {
        Render {
            page: self,
            style,
            theme: None,
            fonts: None,
            sheet: Sheet::default(),
            role: None,
            scheme: ColorScheme::default(),
            origin: Origin::default(),
            text: TextMode::default(),
            size: PngSize::default(),
            id: None,
            inline: Inline::default(),
            link_target: None,
            dpi: None,
            colors: Colors::Close,
            bleed: None,
            is_split: false,
            searches: None,
        }
    }
}

impl<'a> Render<'a> {
    /// In this theme, and not in the one that the page names.
    pub fn theme(mut self, theme: Theme) -> Self {
        self.theme = Some(theme);
        self
    }

    /// In these fonts, and not in the bundled ones alone, of which there are none without the feature `bundled-fonts`. Fonts
    /// are read once and serve any number of pictures.
    pub fn fonts(mut self, fonts: &'a Fonts) -> Self {
        self.fonts = Some(fonts);
        self
    }

    /// On this sheet.
    pub fn sheet(mut self, sheet: Sheet) -> Self {
        self.sheet = sheet;
        self
    }

    /// Sooner, by what earlier pictures searched for: of a page that is drawn again and again while it is edited, or on several
    /// sheets. The picture is the same.
    pub fn searches(mut self, searches: &'a Searches) -> Self {
        self.searches = Some(searches);
        self
    }

    /// With a role that stands out.
    pub fn role(mut self, role: &'a str) -> Self {
        self.role = Some(role);
        self
    }

    /// For light pages, dark ones, or both.
    pub fn color_scheme(mut self, scheme: ColorScheme) -> Self {
        self.scheme = scheme;
        self
    }

    /// With what it was drawn from.
    pub fn origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// With its text as text or as outlines, in an SVG.
    pub fn text(mut self, text: TextMode) -> Self {
        self.text = text;
        self
    }

    /// With so many pixels, in a PNG.
    pub fn size(mut self, size: PngSize) -> Self {
        self.size = size;
        self
    }

    /// With this id of an SVG's root, such as its file's name without the extension.
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = Some(id);
        self
    }

    /// For this kind of page that an SVG can be inlined in.
    pub fn inline(mut self, inline: Inline) -> Self {
        self.inline = inline;
        self
    }

    /// With links of an SVG that open there.
    pub fn link_target(mut self, target: LinkTarget) -> Self {
        self.link_target = Some(target);
        self
    }

    /// With so many pixels an inch, as a PNG declares them.
    pub fn dpi(mut self, dpi: f64) -> Self {
        self.dpi = Some(dpi);
        self
    }

    /// With colours in a PNG so near to those that are drawn.
    pub fn colors(mut self, colors: Colors) -> Self {
        self.colors = colors;
        self
    }

    /// With a ground that reaches so many px over the edges of a PDF's pages, and crop marks.
    pub fn bleed(mut self, bleed: f64) -> Self {
        self.bleed = Some(bleed);
        self
    }

    /// A poster as one sheet a level: so many pages of a PDF. Other styles, an SVG and a PNG have one sheet.
    pub fn split_by_level(mut self) -> Self {
        self.is_split = true;
        self
    }

    /// Lays the picture out: its sheets, with what could not be drawn as it should.
    ///
    /// # Errors
    /// Characters that no font has, a page that a style cannot hold, a theme or a role that there is not.
    pub fn draw(&self) -> Result<Warned<Vec<Drawn>>, Errors> {
        self.with_fonts(|fonts| self.drawn(fonts))
    }

    /// The picture as an SVG; the same bytes on every machine.
    ///
    /// # Errors
    /// As [`Render::draw`].
    pub fn svg(&self) -> Result<String, RenderError> {
        self.draw_svg().map(|drawn| drawn.value)
    }

    /// The picture as a PNG.
    ///
    /// # Errors
    /// As [`Render::draw`], and a picture of too many pixels.
    #[cfg(feature = "png")]
    pub fn png(&self) -> Result<Vec<u8>, RenderError> {
        self.draw_png().map(|drawn| drawn.value)
    }

    /// The picture as a tagged PDF, a page a sheet.
    ///
    /// # Errors
    /// As [`Render::draw`], and a picture that is too large for a page.
    #[cfg(feature = "pdf")]
    pub fn pdf(&self) -> Result<Vec<u8>, RenderError> {
        self.draw_pdf().map(|drawn| drawn.value)
    }

    /// [`Render::svg`], with what could not be drawn as it should.
    ///
    /// # Errors
    /// As [`Render::svg`].
    pub fn draw_svg(&self) -> Result<Warned<String>, RenderError> {
        self.with_fonts(|fonts| {
            let Warned { value: drawn, warnings } = self.one(fonts)?;
            let options = SvgOptions {
                provenance: self.provenance([&drawn.scene], fonts),
                text: self.text,
                ground: drawn.ground,
                dark: drawn.dark.as_ref(),
                id: self.id,
                inline: self.inline,
                link_target: self.link_target,
                ..SvgOptions::default()
            };
            Ok(Warned { value: svg::write(&drawn.scene, fonts, &options), warnings })
        })
    }

    /// [`Render::png`], with what could not be drawn as it should.
    ///
    /// # Errors
    /// As [`Render::png`].
    #[cfg(feature = "png")]
    pub fn draw_png(&self) -> Result<Warned<Vec<u8>>, RenderError> {
        self.with_fonts(|fonts| {
            let Warned { value: drawn, warnings } = self.one(fonts)?;
            let provenance = self.provenance([&drawn.scene], fonts);
            let options = PngOptions {
                size: self.size,
                dpi: self.dpi,
                ground: drawn.ground,
                colors: self.colors,
                provenance,
            };
            Ok(Warned { value: png::encode(&drawn.scene, fonts, &options)?, warnings })
        })
    }

    /// [`Render::pdf`], with what could not be drawn as it should.
    ///
    /// # Errors
    /// As [`Render::pdf`].
    #[cfg(feature = "pdf")]
    pub fn draw_pdf(&self) -> Result<Warned<Vec<u8>>, RenderError> {
        self.with_fonts(|fonts| {
            let Warned { value: sheets, warnings } = self.drawn(fonts)?;
            let size = self.sheet.paper_size(self.style);
            let pages =
                sheets.iter().map(|Drawn { scene, name, .. }| pdf::Page { scene, size, name: Some(name) });
            let pages: Vec<pdf::Page<'_>> = pages.collect();
            let options = PdfOptions {
                title: Some(self.title()?),
                ground: sheets.first().map_or(Ground::Opaque, |drawn| drawn.ground),
                provenance: self.provenance(sheets.iter().map(|drawn| &drawn.scene), fonts),
                bleed: self.bleed,
            };
            Ok(Warned { value: pdf::encode(&pages, fonts, &options)?, warnings })
        })
    }

    fn with_fonts<T>(&self, act: impl FnOnce(&Fonts) -> T) -> T {
        match self.fonts {
            Some(fonts) => act(fonts),
            None => act(&Fonts::usual()),
        }
    }

    fn errors(&self, findings: Vec<Diagnostic>) -> Errors {
        Errors::new(Some(self.page.source().clone()), findings)
    }

    /// The first sheet.
    fn one(&self, fonts: &Fonts) -> Result<Warned<Drawn>, Errors> {
        let whole = Self { is_split: false, ..self.clone() };
        let Warned { value, warnings } = whole.drawn(fonts)?;
        // what is not split has one sheet
        let value = value.into_iter().next().ok_or_else(|| self.errors(Vec::new()))?;
        Ok(Warned { value, warnings })
    }

    /// The sheets in these fonts.
    fn drawn(&self, fonts: &Fonts) -> Result<Warned<Vec<Drawn>>, Errors> {
        self.laid_out(fonts).map_err(|findings| self.errors(findings))
    }

    /// The model's title, and the role that stands out.
    #[cfg(feature = "pdf")]
    fn title(&self) -> Result<String, Errors> {
        let model = self.page.model();
        match self.lens().map_err(|fault| self.errors(vec![fault]))? {
            Some(lens) => Ok(describe::lens_title(model, &lens)),
            None => Ok(model.title.clone()),
        }
    }

    fn lens(&self) -> Result<Option<Lens>, Diagnostic> {
        self.role.map(|role| Lens::new(self.page.model(), role)).transpose()
    }

    fn provenance<'s>(
        &self,
        scenes: impl IntoIterator<Item = &'s Scene>,
        fonts: &Fonts,
    ) -> Option<Provenance> {
        match self.origin {
            Origin::None => None,
            Origin::Digest => Some(Provenance::of_digest(VERSION, svg::digest(scenes, fonts))),
            // on one line, for an SVG keeps no line ends; a model's texts, numbers and lists always serialise
            Origin::Model => {
                Some(Provenance::new(VERSION, serde_json::to_string(self.page.model()).unwrap_or_default()))
            }
        }
    }

    /// The theme asked for, the page's own, or the default.
    fn theme_of_page(&self) -> Result<Theme, Vec<Diagnostic>> {
        if let Some(theme) = &self.theme {
            return Ok(theme.clone());
        }
        theme_of(self.page.model()).map_err(|fault| vec![fault])
    }

    fn laid_out(&self, fonts: &Fonts) -> Result<Warned<Vec<Drawn>>, Vec<Diagnostic>> {
        let model = self.page.model();
        let lens = self.lens().map_err(|fault| vec![fault])?;
        let theme = self.theme_of_page()?;
        let ground = if theme.is_transparent() { Ground::Transparent } else { Ground::Opaque };
        let by_level = self.is_split && self.style == Style::Poster;
        let (day, night) = self.scheme.themes(&theme);
        let sheet = &Sheet { bleed: self.bleed, ..self.sheet };
        let (lens, gallery, night) = (lens.as_ref(), Some(self.page.gallery()), night.as_ref());
        let look = Look { lens, gallery, night, searches: self.searches, ..Look::new(&day, fonts, sheet) };
        let Warned { value: laid, warnings } = if by_level {
            layout::levels_in_colors(model, &look)?
        } else {
            let Warned { value, warnings } = layout_in_colors(model, self.style, &look)?;
            Warned { value: vec![value], warnings }
        };
        let picture = describe::name(&model.lang, self.style.picture());
        let mut levels = model.levels.iter();
        let mut name = || match levels.next().filter(|_| by_level).and_then(|level| level.shown_name()) {
            Some(level) => format!("{picture}: {level}"),
            None => picture.to_owned(),
        };
        let sheets = laid.into_iter().map(|layout::Drawn { scene, night: dark, search }| Drawn {
            name: name(),
            scene,
            dark,
            ground,
            search,
        });
        let value = sheets.collect();
        Ok(Warned { value, warnings })
    }
}

/// This library's, as pictures say it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Why a picture was not made.
#[derive(Debug)]
#[non_exhaustive]
pub enum RenderError {
    /// Of the page: each finding has its place.
    Page(Errors),
    /// It cannot be made of pixels.
    #[cfg(feature = "png")]
    Png(PngError),
    /// It cannot be made a PDF.
    #[cfg(feature = "pdf")]
    Pdf(PdfError),
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(error) => error.fmt(f),
            #[cfg(feature = "png")]
            Self::Png(error) => error.fmt(f),
            #[cfg(feature = "pdf")]
            Self::Pdf(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RenderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Page(error) => Some(error),
            #[cfg(feature = "png")]
            Self::Png(error) => Some(error),
            #[cfg(feature = "pdf")]
            Self::Pdf(error) => Some(error),
        }
    }
}

impl From<Errors> for RenderError {
    fn from(error: Errors) -> Self {
        Self::Page(error)
    }
}

#[cfg(feature = "png")]
impl From<PngError> for RenderError {
    fn from(error: PngError) -> Self {
        Self::Png(error)
    }
}

#[cfg(feature = "pdf")]
impl From<PdfError> for RenderError {
    fn from(error: PdfError) -> Self {
        Self::Pdf(error)
    }
}
