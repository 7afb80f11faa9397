//! One page's pictures, from its model to bytes.
use super::args::{FileArguments, SheetArguments};
use super::files;
use super::names::{self, Destination, Format, PictureFile, Split};
use super::page::PageFile;
use super::press::{DrawnSheet, Press};
use super::report::Finding;
use super::request::Request;
use crate::describe;
use crate::diagnostic::{Code, Diagnostic, Severity, Warned};
use crate::layout::metrics::{self, Metrics, PosterMetrics, SimpleMetrics};
use crate::layout::{self, Drawn, Look, Search, Searches, Style, layout_in_colors, tied_functions};
use crate::model::{Lens, Model};
use crate::output::Ground;
use crate::scene::Scene;
use crate::theme::Gallery;
use serde::Serialize;
use std::path::Path;

/// Pictures of a page that go into files together.
pub(super) struct Job<'a> {
    pub(super) page: &'a PageFile,
    /// The page's file, by which pictures are named.
    pub(super) path: &'a Path,
    /// Among these are those of the styles.
    pub(super) pictures: &'a [PictureFile],
    pub(super) styles: &'a [Style],
}

/// One job's pictures, not yet written.
#[derive(Default)]
pub(super) struct DrawnPage {
    pub(super) files: Vec<(Destination, Vec<u8>, About)>,
    pub(super) findings: Vec<Finding>,
    /// Why files are not written that cost the others nothing.
    pub(super) refused: Vec<Finding>,
    /// Of each picture, and of each sheet of a poster.
    pub(super) metrics: Vec<(Style, Measures, Search)>,
}

/// What is said of a file to programs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct About {
    styles: Vec<&'static str>,
    format: &'static str,
    /// Of each sheet, in px of the layout.
    pub(super) sizes: Vec<Size>,
    bytes: usize,
    /// One for each sheet.
    pub(super) alternative_texts: Vec<String>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

impl About {
    fn new(picture: &PictureFile, sheets: &[&DrawnSheet], bytes: &[u8]) -> Self {
        let size =
            |sheet: &&DrawnSheet| Size { width: sheet.scene.size.width, height: sheet.scene.size.height };
        Self {
            styles: picture.styles.iter().map(|style| style.name()).collect(),
            format: picture.format.name(),
            sizes: sheets.iter().map(size).collect(),
            bytes: bytes.len(),
            alternative_texts: sheets.iter().map(|sheet| sheet.scene.description.clone()).collect(),
        }
    }
}

/// What was measured of a picture, by its style.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Measures {
    Flow(Box<Metrics>),
    Poster(PosterMetrics),
    Simple(SimpleMetrics),
}

/// What every picture of a run is drawn with.
pub(super) struct Easel<'a> {
    pub(super) request: &'a Request,
    pub(super) sheet: layout::Sheet,
    pub(super) split: Option<Split>,
    pub(super) files: &'a FileArguments,
    /// Whether no style was named, so that all that can be drawn are.
    pub(super) implied: bool,
    /// What stands out in every picture.
    pub(super) role: Option<&'a str>,
    /// Whether flow charts are measured.
    pub(super) metrics: bool,
    /// What earlier pictures of the page searched for, where it is drawn again and again.
    pub(super) searches: Option<&'a Searches>,
}

impl Easel<'_> {
    /// Draws what goes into a page's files together; nothing where the page has no model.
    pub(super) fn draw(&self, job: &Job<'_>) -> DrawnPage {
        let Some(model) = &job.page.model else { return DrawnPage::default() };
        self.pictures(job, model).unwrap_or_else(|findings| DrawnPage { findings, ..DrawnPage::default() })
    }

    fn pictures(
        &self,
        &Job { page, path, pictures, styles }: &Job<'_>,
        model: &Model,
    ) -> Result<DrawnPage, Vec<Finding>> {
        let request = page.request.as_ref().unwrap_or(self.request);
        let press = Press { fonts: &request.fonts, sheet: &self.sheet, files: self.files };
        let origin = |scenes: &[&Scene]| press.origin(scenes, || page.origin(model));
        let lens = self.role.map(|role| Lens::new(model, role)).transpose();
        let lens = lens.map_err(|fault| findings(vec![fault]))?;
        let title =
            lens.as_ref().map_or_else(|| model.title.clone(), |lens| describe::lens_title(model, lens));
        let mut drawing = DrawnPage::default();
        let mut sheets = Vec::new();
        for style in styles {
            let extras = (lens.as_ref(), &page.gallery, request);
            match self.sheets(model, *style, extras, &mut drawing) {
                Ok(laid_out) => sheets.extend(laid_out),
                Err(faults) if self.implied => drawing.findings.extend(left_out(faults)?),
                Err(faults) => return Err(faults),
            }
        }
        for picture in pictures.iter().filter(|picture| picture.styles == styles) {
            // all but a PDF have one sheet a file
            let sheet = sheets.get(picture.level.unwrap_or_default());
            let bytes = match (picture.format, sheet) {
                (Format::Svg, Some(sheet)) => {
                    let id = names::id(path, picture, self.role);
                    Ok(press.svg(sheet, &id, origin(&[&sheet.scene])).into_bytes())
                }
                (Format::Png, Some(sheet)) => press.png(sheet, origin(&[&sheet.scene])),
                (_, None) => continue,
                (Format::Pdf, _) => {
                    let scenes: Vec<&Scene> = sheets.iter().map(|sheet| &sheet.scene).collect();
                    press.pdf(&title, &sheets, origin(&scenes))
                }
            };
            match bytes {
                Ok(bytes) => {
                    let shown: Vec<&DrawnSheet> = match (picture.format, sheet) {
                        (Format::Pdf, _) => sheets.iter().collect(),
                        (_, sheet) => sheet.into_iter().collect(),
                    };
                    let about = About::new(picture, &shown, &bytes);
                    drawing.files.push((picture.destination.clone(), bytes, about));
                }
                Err(fault) => drawing.refused.push(not_written(&picture.destination, fault)),
            }
        }
        Ok(drawing)
    }

    /// Lays a style out, and notes what is to be said of it.
    fn sheets(
        &self,
        model: &Model,
        style: Style,
        (lens, gallery, request): (Option<&Lens>, &Gallery, &Request),
        drawing: &mut DrawnPage,
    ) -> Result<Vec<DrawnSheet>, Vec<Finding>> {
        let split = self.split == Some(Split::Level) && style == Style::Poster;
        let theme = request.theme(model).map_err(|fault| vec![fault])?;
        let ground = if theme.is_transparent() { Ground::Transparent } else { Ground::Opaque };
        let (day, night) = self.files.color_scheme.themes(&theme);
        let (fonts, sheet, gallery) = (&request.fonts, &self.sheet, Some(gallery));
        let (night, searches) = (night.as_ref(), self.searches);
        let look = Look { lens, gallery, night, searches, ..Look::new(&day, fonts, sheet) };
        let laid_out = if split {
            layout::levels_in_colors(model, &look)
        } else {
            layout_in_colors(model, style, &look)
                .map(|Warned { value, warnings }| Warned { value: vec![value], warnings })
        };
        let Warned { value: laid_out, warnings } = laid_out.map_err(findings)?;
        drawing.findings.extend(findings(warnings));
        if self.metrics {
            let measure = |scene| match style {
                Style::Flow => {
                    let same = tied_functions(model);
                    let flows = (!model.flows.is_empty()).then_some(model.flows.len());
                    Measures::Flow(Box::new(metrics::measure(
                        scene,
                        &metrics::Expected { flows, same: &same },
                    )))
                }
                Style::Poster => Measures::Poster(metrics::measure_poster(scene)),
                Style::Simple => Measures::Simple(metrics::measure_simple(scene)),
            };
            let measured = laid_out.iter().map(|drawn| (style, measure(&drawn.scene), drawn.search.clone()));
            drawing.metrics.extend(measured);
        }
        let picture = describe::name(&model.lang, style.picture());
        let names = model.levels.iter().map(|level| match level.shown_name() {
            Some(name) => format!("{picture}: {name}"),
            None => picture.to_owned(),
        });
        let names: Vec<String> = if split { names.collect() } else { vec![picture.to_owned()] };
        let sheet = |(drawn, name)| {
            let Drawn { scene, night: dark, search: _ } = drawn;
            DrawnSheet { style, name, scene, ground, dark }
        };
        Ok(laid_out.into_iter().zip(names).map(sheet).collect())
    }
}

fn findings(diagnostics: Vec<Diagnostic>) -> Vec<Finding> {
    diagnostics.into_iter().map(Finding::from).collect()
}

/// What is said of a style that was not asked for by name, where its only fault is that it cannot hold the page: it is
/// left out, and the others are drawn.
pub(super) fn left_out(faults: Vec<Finding>) -> Result<Vec<Finding>, Vec<Finding>> {
    let is_too_much =
        |finding: &Finding| finding.severity != Severity::Error || finding.code == Code::DoesNotFit.name();
    if !faults.iter().all(is_too_much) {
        return Err(faults);
    }
    let warning = |fault: Finding| Finding {
        severity: Severity::Warning,
        message: format!("{}: it is left out", fault.message),
        ..fault
    };
    Ok(faults.into_iter().map(warning).collect())
}
/// What the pictures are laid out for.
pub(super) fn sheet(args: &SheetArguments) -> layout::Sheet {
    let SheetArguments { paper, orientation, aspect, layout_width, split: _, direction, effort } =
        args.clone();
    layout::Sheet { paper, orientation, aspect, width: layout_width, direction, effort, bleed: None }
}

/// A fault of one file: what stood there before is kept, and the others are written.
fn not_written(destination: &Destination, fault: Finding) -> Finding {
    match destination {
        Destination::Stdout => fault,
        Destination::File(path) => Finding {
            message: format!("`{}` is not written: {}", files::shown(path), fault.message),
            ..fault
        },
    }
}
