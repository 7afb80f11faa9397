//! One picture's bytes.
use super::super::names;
use super::super::report::Finding;
use super::super::request::Request;
use crate::config::{Format, PictureConfig, TextForm};
use crate::describe;
use crate::diagnostic::{Diagnostic, Severity};
use crate::layout::{self, Look, Searches};
use crate::model::Model;
use crate::output::pdf::{self, PdfOptions};
use crate::output::png::{self, PngOptions, PngSize};
use crate::output::svg::{self, SvgOptions, TextMode};
use crate::output::{Ground, Provenance};
use crate::picture::Origin;
use crate::theme::Gallery;
use std::path::Path;

/// A page as it is drawn.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) model: &'a Model,
    /// The model's JSON, on one line.
    pub(super) json: &'a str,
    pub(super) gallery: &'a Gallery,
    pub(super) request: &'a Request,
    pub(super) kept: Origin,
    /// What the page's other pictures searched for: a flow chart in two formats is searched once.
    pub(super) searches: &'a Searches,
}

/// Draws a picture, and names what is in it after its file; its warnings join `findings`.
///
/// # Errors
/// What cannot be drawn.
pub(super) fn draw(
    subject: &Subject<'_>,
    (picture, file): (&PictureConfig, &str),
    findings: &mut Vec<Finding>,
) -> Result<Vec<u8>, Vec<Finding>> {
    let Subject { model, json, gallery, request, kept, searches } = *subject;
    let sheet = picture.sheet();
    let theme = request.theme(model).map_err(|fault| vec![fault])?;
    let ground = if theme.is_transparent() { Ground::Transparent } else { Ground::Opaque };
    let (day, night) = picture.color_scheme().themes(&theme);
    let (gallery, night, searches) = (Some(gallery), night.as_ref(), Some(searches));
    let look = Look { gallery, night, searches, ..Look::new(&day, &request.fonts, &sheet) };
    let drawn = layout::layout_in_colors(model, picture.style, &look).map_err(of_library)?;
    findings.extend(of_library(drawn.warnings));
    let layout::Drawn { scene, night: dark, search: _ } = drawn.value;
    let version = env!("CARGO_PKG_VERSION");
    let provenance = match kept {
        Origin::None => None,
        Origin::Digest => Some(Provenance::of_digest(version, svg::digest([&scene], &request.fonts))),
        Origin::Model => Some(Provenance::new(version, json)),
    };
    let failed = |what: String| {
        vec![Finding {
            severity: Severity::Error,
            code: "raster",
            explanation: "A picture that cannot be made of pixels, or of pages.",
            message: format!("the picture `{}` cannot be made: {what}", picture.name),
            hint: Some("choose other settings in govdraw.toml, or `formats = [\"svg\"]`".into()),
            span: None,
            words: None,
        }]
    };
    match picture.format {
        Format::Svg => {
            let text = match picture.text() {
                TextForm::Fonts => TextMode::Embedded,
                TextForm::Paths => TextMode::Paths,
            };
            let id = names::file_id(Path::new(file));
            let options = SvgOptions {
                provenance,
                text,
                ground,
                dark: dark.as_ref(),
                id: Some(&id),
                ..SvgOptions::default()
            };
            Ok(svg::write(&scene, &request.fonts, &options).into_bytes())
        }
        Format::Png => {
            let size = match (picture.look.width, picture.look.scale) {
                (Some(width), _) => PngSize::Width(width),
                (None, Some(scale)) => PngSize::Scale(scale),
                (None, None) => PngOptions::default().size,
            };
            let options =
                PngOptions { size, dpi: picture.look.dpi, ground, provenance, ..PngOptions::default() };
            png::encode(&scene, &request.fonts, &options).map_err(|error| failed(error.to_string()))
        }
        Format::Pdf => {
            let name = describe::name(&model.lang, picture.style.picture());
            let page = pdf::Page { scene: &scene, size: sheet.paper_size(picture.style), name: Some(name) };
            let options = PdfOptions { title: Some(model.title.clone()), ground, bleed: None, provenance };
            pdf::encode(&[page], &request.fonts, &options).map_err(|error| failed(error.to_string()))
        }
    }
}

fn of_library(diagnostics: Vec<Diagnostic>) -> Vec<Finding> {
    diagnostics.into_iter().map(Finding::from).collect()
}
