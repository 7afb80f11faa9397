//! Options as data.
use super::Plan;
use super::finding::{BadOption, Failed};
use crate::config::{Format, values};
use crate::geom::{PX_PER_INCH, PX_PER_MM};
use crate::layout::{Direction, Effort, Orientation, Sheet, Style};
use crate::model::nearest;
use crate::output::svg::{Inline, LinkTarget, TextMode};
use crate::output::{Colors, PngSize};
use crate::picture::{ColorScheme, Origin, Render};
use crate::theme::Theme;
use serde::Deserialize;

/// How a page is read and drawn; every option may be left out, and means then what it does on the command line.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// `simple`, `flow` or `poster`.
    pub style: Option<String>,
    /// `svg`, `png` or `pdf`.
    pub format: Option<String>,
    /// Language of a page that names none, such as `cy`.
    pub lang: Option<String>,
    /// Depth of the headings that are levels, 1 to 5.
    pub level_heading: Option<u8>,
    /// What front matter would say of a page that has none, as YAML.
    pub settings: Option<String>,
    /// A built-in theme's name.
    pub theme: Option<String>,
    /// A role that stands out.
    pub role: Option<String>,
    /// `A0` to `A6`, `Letter`, `Legal`, `Tabloid` or such as `200x300mm`.
    pub paper: Option<String>,
    /// `portrait` or `landscape`.
    pub orientation: Option<String>,
    /// Width over height: `16:9` or 1.5.
    pub aspect: Option<OptionValue>,
    /// Width of a column of a web page, in px.
    pub layout_width: Option<OptionValue>,
    /// `auto`, `down` or `right`.
    pub direction: Option<String>,
    /// `fast`, `default` or `best`.
    pub effort: Option<String>,
    /// `level`: a poster of a sheet a level, as PDF.
    pub split: Option<String>,
    /// `light`, `dark` or `auto`.
    pub color_scheme: Option<String>,
    /// What the picture carries of its model: `model`, `digest` or `none`.
    pub provenance: Option<String>,
    /// SVG: its text as `fonts` or as `paths`.
    pub text: Option<String>,
    /// SVG: the root's id.
    pub id: Option<String>,
    /// SVG: the kind of page that it can be inlined in, `html` or `mdx`.
    pub inline: Option<String>,
    /// SVG: where links open, `_self`, `_blank`, `_parent` or `_top`.
    pub link_target: Option<String>,
    /// PNG: device pixels a CSS pixel.
    pub scale: Option<OptionValue>,
    /// PNG: pixels from edge to edge.
    pub width: Option<OptionValue>,
    /// PNG: pixels an inch.
    pub dpi: Option<OptionValue>,
    /// PNG: each pixel's own colour, in a larger file.
    pub exact: Option<bool>,
    /// PDF: how far the ground reaches over the edges, in mm.
    pub bleed: Option<OptionValue>,
}

/// The formats that this build makes.
const FORMATS: &[&str] = &[
    "svg",
    #[cfg(feature = "png")]
    "png",
    #[cfg(feature = "pdf")]
    "pdf",
];

/// A number, or a text with a unit.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum OptionValue {
    /// As JSON has it.
    Number(f64),
    /// As on the command line.
    Text(String),
}

impl OptionValue {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// What is asked of a picture beside its style, format and sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dressing {
    scheme: ColorScheme,
    origin: Origin,
    text: TextMode,
    inline: Inline,
    link_target: Option<LinkTarget>,
    size: Option<PngSize>,
    dpi: Option<f64>,
    colors: Colors,
    /// In px.
    bleed: Option<f64>,
}

/// One of some words, in small or large letters.
pub(super) fn one_of(
    option: &str,
    word: Option<&str>,
    known: &[&'static str],
) -> Result<Option<&'static str>, BadOption> {
    let Some(word) = word else { return Ok(None) };
    let found = known.iter().find(|known| known.eq_ignore_ascii_case(word));
    found.copied().map(Some).ok_or_else(|| {
        let listed: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
        let meant = nearest(word, known.iter().copied()).map(|known| format!("; did you mean `{known}`?"));
        BadOption(format!(
            "`{option}` is none of {}: \"{word}\"{}",
            listed.join(", "),
            meant.unwrap_or_default()
        ))
    })
}

/// A style by its name.
pub(super) fn style(option: &str, name: &str) -> Result<Style, BadOption> {
    let name = one_of(option, Some(name), &Style::ALL.map(Style::name))?;
    Ok(Style::ALL.into_iter().find(|style| Some(style.name()) == name).unwrap_or(Style::Flow))
}

impl Options {
    /// Nothing asked for.
    pub(super) const NONE: Self = Self {
        style: None,
        format: None,
        lang: None,
        level_heading: None,
        settings: None,
        theme: None,
        role: None,
        paper: None,
        orientation: None,
        aspect: None,
        layout_width: None,
        direction: None,
        effort: None,
        split: None,
        color_scheme: None,
        provenance: None,
        text: None,
        id: None,
        inline: None,
        link_target: None,
        scale: None,
        width: None,
        dpi: None,
        exact: None,
        bleed: None,
    };

    /// Reads options from an object of JSON.
    ///
    /// # Errors
    /// An option that there is not, or of another type.
    pub fn from_json(json: &str) -> Result<Self, Failed> {
        serde_json::from_str(json).map_err(|error| {
            // where it stands in JSON that a binding wrote is nobody's concern
            let text = error.to_string();
            let text = text.split(" at line ").next().unwrap_or(&text).to_owned();
            Failed::of_option(BadOption(format!("the options cannot be followed: {text}")))
        })
    }

    pub(super) fn language(&self) -> Result<Option<String>, BadOption> {
        read("lang", self.lang.as_deref(), values::language)
    }

    pub(super) fn level_heading(&self) -> Result<Option<u8>, BadOption> {
        match self.level_heading {
            Some(depth) if !(1..=5).contains(&depth) => {
                Err(BadOption("`level_heading`: expected a number from 1 to 5".to_owned()))
            }
            depth => Ok(depth),
        }
    }

    pub(super) fn theme_named(&self, name: &str) -> Result<Theme, BadOption> {
        let name = one_of("theme", Some(name), &Theme::NAMES)?;
        name.and_then(Theme::named).ok_or_else(|| BadOption("there is no such theme".to_owned()))
    }

    /// How the picture is made.
    pub(super) fn plan(&self) -> Result<Plan, BadOption> {
        let style = self.style.as_deref().map_or(Ok(Style::Flow), |name| style("style", name))?;
        let format = match one_of("format", self.format.as_deref(), FORMATS)? {
            Some("png") => Format::Png,
            Some("pdf") => Format::Pdf,
            _ => Format::Svg,
        };
        let sheet = self.sheet()?;
        let is_split = one_of("split", self.split.as_deref(), &["level"])?.is_some();
        let id = read("id", self.id.as_deref(), |text| {
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            let is_good = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain);
            let expected = "expected a letter, then letters, digits, `-` and `_`, such as `team-flow`";
            if is_good { Ok(text.to_owned()) } else { Err(expected.to_owned()) }
        })?;
        Ok(Plan { style, format, sheet, is_split, id, dressing: self.dressing(style, &sheet)? })
    }

    fn sheet(&self) -> Result<Sheet, BadOption> {
        let excluding = [self.paper.is_some(), self.aspect.is_some(), self.layout_width.is_some()];
        if excluding.into_iter().filter(|given| *given).count() > 1 {
            return Err(BadOption("`paper`, `aspect` and `layout_width` exclude each other".to_owned()));
        }
        Ok(Sheet {
            paper: read("paper", self.paper.as_deref(), values::paper)?,
            orientation: one(
                "orientation",
                self.orientation.as_deref(),
                &Orientation::ALL,
                Orientation::name,
            )?,
            aspect: value("aspect", self.aspect.as_ref(), values::aspect)?,
            width: value("layout_width", self.layout_width.as_ref(), values::layout_width)?,
            direction: one("direction", self.direction.as_deref(), &Direction::ALL, Direction::name)?
                .unwrap_or_default(),
            effort: one("effort", self.effort.as_deref(), &Effort::ALL, Effort::name)?.unwrap_or_default(),
            // set with the rest of a PDF's
            bleed: None,
        })
    }

    fn dressing(&self, style: Style, sheet: &Sheet) -> Result<Dressing, BadOption> {
        let scale = value("scale", self.scale.as_ref(), values::scale)?;
        let width = value("width", self.width.as_ref(), values::width)?;
        let dpi = value("dpi", self.dpi.as_ref(), values::dpi)?;
        let size = match (width, scale, dpi.zip(sheet.paper_size(style))) {
            (Some(_), Some(_), _) => {
                return Err(BadOption("`width` and `scale` exclude each other".to_owned()));
            }
            (Some(width), None, _) => Some(PngSize::Width(width)),
            (None, Some(scale), _) => Some(PngSize::Scale(scale)),
            (None, None, Some((dpi, paper))) => {
                let pixels =
                    |px: f64| (px / PX_PER_INCH * dpi).round().clamp(1.0, f64::from(u32::MAX)) as u32;
                Some(PngSize::Sheet { width: pixels(paper.width), height: pixels(paper.height) })
            }
            (None, None, None) => None,
        };
        Ok(Dressing {
            scheme: one("color_scheme", self.color_scheme.as_deref(), &ColorScheme::ALL, ColorScheme::name)?
                .unwrap_or_default(),
            origin: one("provenance", self.provenance.as_deref(), &Origin::ALL, Origin::name)?
                .unwrap_or_default(),
            text: match one_of("text", self.text.as_deref(), &["fonts", "paths"])? {
                Some("paths") => TextMode::Paths,
                _ => TextMode::Embedded,
            },
            inline: match one_of("inline", self.inline.as_deref(), &["html", "mdx"])? {
                Some("mdx") => Inline::Mdx,
                _ => Inline::Html,
            },
            link_target: one_of(
                "link_target",
                self.link_target.as_deref(),
                &["_self", "_blank", "_parent", "_top"],
            )?
            .map(|word| match word {
                "_blank" => LinkTarget::New,
                "_parent" => LinkTarget::Parent,
                "_top" => LinkTarget::Top,
                _ => LinkTarget::Own,
            }),
            size,
            dpi,
            colors: if self.exact == Some(true) { Colors::Exact } else { Colors::Close },
            bleed: value("bleed", self.bleed.as_ref(), values::bleed)?.map(|mm| mm * PX_PER_MM),
        })
    }
}

impl Plan {
    /// The picture as the options dress it.
    pub(super) fn dress<'a>(&self, render: Render<'a>) -> Render<'a> {
        let Dressing { scheme, origin, text, inline, link_target, size, dpi, colors, bleed } = self.dressing;
        let mut render = render.color_scheme(scheme).origin(origin).text(text).inline(inline).colors(colors);
        if let Some(target) = link_target {
            render = render.link_target(target);
        }
        if let Some(size) = size {
            render = render.size(size);
        }
        if let Some(dpi) = dpi {
            render = render.dpi(dpi);
        }
        if let Some(bleed) = bleed {
            render = render.bleed(bleed);
        }
        render
    }
}

/// The value that a word names.
fn one<T: Copy>(
    option: &str,
    word: Option<&str>,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<Option<T>, BadOption> {
    let names: Vec<&'static str> = all.iter().map(|value| name(*value)).collect();
    let found = one_of(option, word, &names)?;
    Ok(found.and_then(|found| all.iter().copied().find(|value| name(*value) == found)))
}

/// Reads an option's text, and names the option where it cannot be read.
fn read<T>(
    option: &str,
    text: Option<&str>,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, BadOption> {
    text.map(|text| parse(text).map_err(|expected| BadOption(format!("`{option}`: {expected}")))).transpose()
}

fn value<T>(
    option: &str,
    value: Option<&OptionValue>,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, BadOption> {
    let text = value.map(OptionValue::text);
    read(option, text.as_deref(), parse)
}
