//! What is made of one page: the configuration's settings, and over them those of each `[[page]]` that the page fits.
use super::read::FOLDER;
use super::{Config, Format, Look, Settings, TextForm, ThemeName};
use crate::layout::{Sheet, Style};
use crate::picture::{ColorScheme, Origin};

/// What a configuration says of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageConfig {
    /// Theme of a page that names none.
    pub theme: Option<ThemeName>,
    /// Font files, from the configuration's folder.
    pub fonts: Vec<String>,
    /// Language of a page that names none.
    pub lang: Option<String>,
    /// What front matter would say of a page that has none, as YAML.
    pub settings: Option<String>,
    /// Depth of the levels' headings.
    pub level_heading: Option<u8>,
    /// What pictures carry.
    pub provenance: Origin,
    /// In the order of the styles and formats, then of the further pictures.
    pub pictures: Vec<PictureConfig>,
}

/// A picture to make.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureConfig {
    /// Stands behind the page's name in the file's: the style's, or one of its own.
    pub name: String,
    /// Folder of its file, from the configuration's folder; empty for that itself.
    pub folder: String,
    /// How the model is drawn.
    pub style: Style,
    /// The file's kind.
    pub format: Format,
    /// A theme that is asked for whatever the page's is.
    pub theme: Option<ThemeName>,
    /// What it is laid out for, and how it is written.
    pub look: Look,
}

impl PictureConfig {
    /// What it is laid out for.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        // all fields, so that a new one cannot be forgotten; the rest is for the file's writer
        let Look { paper, orientation, aspect, layout_width, direction, effort, .. } = self.look;
        Sheet {
            paper,
            orientation,
            aspect,
            width: layout_width,
            direction: direction.unwrap_or_default(),
            effort: effort.unwrap_or_default(),
            bleed: None,
        }
    }

    /// How an SVG holds its text.
    #[must_use]
    pub fn text(&self) -> TextForm {
        self.look.text.unwrap_or_default()
    }

    /// Whether an SVG is light or dark.
    #[must_use]
    pub fn color_scheme(&self) -> ColorScheme {
        self.look.color_scheme.unwrap_or_default()
    }

    /// The picture's settings as one line, the same for the same settings: what a digest of them is made from.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let Self { name, folder: _, style, format, theme: _, look } = self;
        format!("{name} {style:?} {format:?} {look:?}")
    }
}

impl Config {
    /// What is made of a page, by its path from the configuration's folder.
    #[must_use]
    pub fn of_page(&self, path: &str) -> PageConfig {
        let mut settings = self.settings.clone();
        for (glob, own) in &self.overrides {
            if glob.matches(path) {
                settings.take(own);
            }
        }
        settings.settled(path)
    }
}

impl Settings {
    /// Takes what other settings say over what these do.
    fn take(&mut self, over: &Self) {
        let Self {
            styles,
            formats,
            output,
            theme,
            fonts,
            lang,
            settings,
            level_heading,
            provenance,
            look,
            pictures,
        } = over.clone();
        let take = |slot: &mut Option<String>, value: Option<String>| {
            if value.is_some() {
                *slot = value;
            }
        };
        take(&mut self.output, output);
        take(&mut self.lang, lang);
        take(&mut self.settings, settings);
        self.styles = styles.or(self.styles.take());
        self.formats = formats.or(self.formats.take());
        self.theme = theme.or(self.theme.take());
        self.fonts = fonts.or(self.fonts.take());
        self.level_heading = level_heading.or(self.level_heading);
        self.provenance = provenance.or(self.provenance);
        self.look = look.or(self.look);
        // a picture of the same name is the same picture, said anew
        self.pictures.retain(|picture| pictures.iter().all(|own| own.name != picture.name));
        self.pictures.extend(pictures);
    }

    fn settled(self, path: &str) -> PageConfig {
        let page_folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let output = self.output.as_deref().unwrap_or(FOLDER).replace(FOLDER, page_folder);
        let parts: Vec<&str> = output.split('/').filter(|part| !part.is_empty()).collect();
        let folder = parts.join("/");
        let styles = self.styles.unwrap_or_else(|| Style::ALL.to_vec());
        let formats = self.formats.unwrap_or_else(|| vec![Format::Svg]);
        let usual = styles.iter().flat_map(|style| {
            formats.iter().map(|format| PictureConfig {
                name: style.name().to_owned(),
                folder: folder.clone(),
                style: *style,
                format: *format,
                theme: None,
                look: self.look,
            })
        });
        let further = self.pictures.iter().flat_map(|extra| {
            extra.formats.as_ref().unwrap_or(&formats).iter().map(|format| PictureConfig {
                name: extra.name.clone(),
                folder: folder.clone(),
                style: extra.style,
                format: *format,
                theme: extra.theme.clone(),
                look: extra.look.or(self.look),
            })
        });
        PageConfig {
            pictures: usual.chain(further).collect(),
            theme: self.theme,
            fonts: self.fonts.unwrap_or_default(),
            lang: self.lang,
            settings: self.settings,
            level_heading: self.level_heading,
            provenance: self.provenance.unwrap_or_default(),
        }
    }
}

impl Look {
    /// This, and the other for what this does not say. Of settings that exclude each other, the ones said here leave
    /// none of the other's: a column's width here is not for the other's paper.
    fn or(self, other: Self) -> Self {
        let shape = if self.paper.is_some() || self.aspect.is_some() || self.layout_width.is_some() {
            self
        } else {
            other
        };
        let pixels = if self.scale.is_some() || self.width.is_some() { self } else { other };
        Self {
            paper: shape.paper,
            aspect: shape.aspect,
            layout_width: shape.layout_width,
            scale: pixels.scale,
            width: pixels.width,
            orientation: self.orientation.or(other.orientation),
            direction: self.direction.or(other.direction),
            effort: self.effort.or(other.effort),
            dpi: self.dpi.or(other.dpi),
            text: self.text.or(other.text),
            color_scheme: self.color_scheme.or(other.color_scheme),
        }
    }
}
