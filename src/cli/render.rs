//! `render`: pages to pictures. A page's pictures are all made before the first of them is written.
use super::args::{FileArguments, Messages, Render, SheetArguments};
use super::desk::{Change, Desk, refuse_inputs};
use super::files::{self, Outcome};
use super::names::{self, Destination, Format, Picture, Split, Wish};
use super::page::{self, Company, Page};
use super::press::{DrawnSheet, Press};
use super::report::{FileReport, Finding, MessageFormat};
use super::request::{self, Request};
use super::values::ThemeChoice;
use super::workers::{self, Bar};
use super::{Exit, Stream};
use crate::describe;
use crate::diagnostic::{Code, Diagnostic, Severity, Warned};
use crate::geom::PX_PER_MM;
use crate::layout::metrics::{self, Metrics, PosterMetrics, SimpleMetrics};
use crate::layout::{self, Look, Proof, Searches, Style, layout_and_proof, tied_functions};
use crate::model::{Lens, Model};
use crate::output::Ground;
use crate::scene::Scene;
use crate::theme::{Gallery, Theme};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Runs the command.
pub(crate) fn run(args: &Render, messages: &Messages) -> Exit {
    let wish = Wish {
        pages: &args.pages,
        styles: &args.styles,
        formats: &args.formats,
        output: args.output.as_deref(),
        role: args.role.as_deref(),
        split: args.sheet.split,
    };
    let fits = |plan: Vec<Vec<Picture>>| {
        metrics_fit(args, &plan)
            .and_then(|()| id_fits(args, &plan))
            .and_then(|()| object_fits(messages, &plan))
            .map(|()| plan)
    };
    let plan = match names::plan(&wish).and_then(fits) {
        Ok(plan) => plan,
        Err(fault) => return messages.fail(fault),
    };
    if let Err(fault) = spare_inputs(args, &plan) {
        return messages.fail(fault);
    }
    let request = match Request::load(&args.look) {
        Ok(request) => request,
        Err(report) => return messages.tell(vec![report], Stream::Stderr),
    };
    let quiet = messages.quiet || messages.message_format != MessageFormat::Text;
    let desk = Desk::new();
    let easel = Easel {
        request,
        sheet: layout::Sheet { bleed: args.files.bleed.map(|mm| mm * PX_PER_MM), ..sheet(&args.sheet) },
        split: args.sheet.split,
        files: &args.files,
        implied: args.styles.is_empty(),
        role: args.role.as_deref(),
        metrics: args.metrics,
        desk: &desk,
    };
    let pages = workers::each(&args.pages, &Bar::new(args.pages.len(), !quiet), |path| {
        let page = page::read(path, &args.reading, Company::of(&args.pages));
        page.with_drawings(path).with_theme(path, &args.look)
    });
    let plan = match args.sheet.split {
        None => plan,
        Some(Split::Level) => match names::by_level(&wish, plan, &level_ids(&pages)).and_then(fits) {
            Ok(plan) => plan,
            Err(fault) => return messages.fail(fault),
        },
    };
    let canvases: Vec<Canvas<'_>> = pages
        .into_iter()
        .zip(&args.pages)
        .zip(&plan)
        .map(|((page, path), plan)| Canvas::new(page, path, plan))
        .collect();
    let jobs: Vec<(&Canvas<'_>, &[Style])> =
        canvases.iter().flat_map(|canvas| canvas.jobs.iter().map(move |styles| (canvas, *styles))).collect();
    workers::each(&jobs, &Bar::new(jobs.len(), !quiet), |(canvas, styles)| easel.draw(canvas, styles));
    finish(canvases, args, messages)
}

/// The ids of each page's levels; none where it could not be read.
fn level_ids(pages: &[Page]) -> Vec<Vec<&str>> {
    let levels = pages.iter().map(|page| page.model.iter().flat_map(|model| &model.levels));
    levels.map(|levels| levels.map(|level| level.id.as_str()).collect()).collect()
}

/// Shows findings, files and metrics.
fn finish(canvases: Vec<Canvas<'_>>, args: &Render, messages: &Messages) -> Exit {
    let as_object = messages.message_format == MessageFormat::Json;
    let mut reports = Vec::new();
    let mut written = Vec::new();
    let mut measured = Vec::new();
    let mut rows = Vec::new();
    for (canvas, path) in canvases.into_iter().zip(&args.pages) {
        let sources = if as_object { sources(&canvas.page, path, args) } else { Vec::new() };
        let mut report = canvas.page.report;
        let progress = canvas.progress.into_inner().unwrap_or_else(PoisonError::into_inner);
        // in the plan's order, whichever was done first
        for drawing in progress.drawings.into_iter().flatten() {
            report.add(drawing.findings);
            report.add(drawing.refused);
            let page = files::shown(path);
            let found = drawing.metrics.into_iter();
            measured.extend(found.map(|(style, metrics, proof)| Measured {
                page: page.clone(),
                style: style.name(),
                metrics,
                proof,
            }));
        }
        report.add(progress.faults);
        for (file, outcome, about) in progress.written {
            rows.push(Row {
                path: files::shown(&file),
                page: files::shown(path),
                about,
                changed: outcome == Outcome::Written,
                sources: sources.clone(),
            });
            written.push((file, outcome));
        }
        reports.push(report);
    }
    if args.metrics && !as_object {
        // numbers and strings always serialise
        let text = serde_json::to_string_pretty(&measured).unwrap_or_default() + "\n";
        if let Err(fault) = files::print(text.as_bytes()) {
            reports.push(FileReport::of(fault));
        }
    }
    for (path, outcome) in written {
        if outcome == Outcome::Unchanged && args.files.touch {
            reports.extend(files::touch(&path).err().map(FileReport::of));
        }
        let done = match outcome {
            Outcome::Written => "drew",
            Outcome::Unchanged => "unchanged:",
        };
        messages.note(&format!("{done} {}", files::shown(&path)));
    }
    let exit = if as_object {
        // strings, numbers and lists always serialise
        let mut made = vec![("files", serde_json::to_value(rows).unwrap_or_default())];
        if args.metrics {
            made.push(("metrics", serde_json::to_value(measured).unwrap_or_default()));
        }
        messages.tell_object(&made, reports)
    } else {
        messages.tell(reports, Stream::Stderr)
    };
    if args.deny_warnings { exit } else { exit.unless(Exit::Findings) }
}

/// The files that a page's pictures are drawn from, as messages name them.
fn sources(page: &Page, path: &Path, args: &Render) -> Vec<String> {
    let mut all: Vec<PathBuf> = if files::is_dash(path) { Vec::new() } else { vec![path.to_owned()] };
    let folder = path.parent().unwrap_or(Path::new(""));
    all.extend(page.model.iter().flat_map(layout::drawings).map(|(name, _)| folder.join(name)));
    all.extend(args.look.fonts.iter().cloned());
    all.extend(request::sources(&args.look));
    let own =
        page.model.as_ref().and_then(|model| request::theme_of_page(&args.look, path, model).ok().flatten());
    let own = own.map(|file| super::args::Look { theme: Some(ThemeChoice::File(file)), fonts: Vec::new() });
    all.extend(own.iter().flat_map(request::sources));
    all.sort();
    all.dedup();
    all.iter().map(|path| files::shown(path)).collect()
}

/// With one object on standard output there is no room for a picture.
fn object_fits(messages: &Messages, plan: &[Vec<Picture>]) -> Result<(), Finding> {
    let mut pictures = plan.iter().flatten();
    if messages.message_format != MessageFormat::Json
        || pictures.all(|picture| picture.destination != Destination::Stdout)
    {
        return Ok(());
    }
    let hint = "write the picture to a file with -o".to_owned();
    Err(Finding::usage("--message-format json and a picture cannot both go to standard output", hint))
}

/// What was measured of a picture, by its style.
#[derive(Serialize)]
#[serde(untagged)]
enum Measures {
    Flow(Box<Metrics>),
    Poster(PosterMetrics),
    Simple(SimpleMetrics),
}

/// A picture's metrics, as printed.
#[derive(Serialize)]
struct Measured {
    page: String,
    style: &'static str,
    metrics: Measures,
    /// What was proved of the placement, with `--effort best`.
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<Proof>,
}

/// No picture takes the place of what it is drawn from.
fn spare_inputs(args: &Render, plan: &[Vec<Picture>]) -> Result<(), Finding> {
    let theme = args.look.theme.iter().filter_map(|theme| match theme {
        ThemeChoice::File(path) => Some(path),
        ThemeChoice::BuiltIn(_) => None,
    });
    let inputs: Vec<&Path> =
        args.pages.iter().chain(&args.look.fonts).chain(theme).map(PathBuf::as_path).collect();
    let destinations = plan.iter().flatten().map(|picture| &picture.destination);
    destinations.into_iter().try_for_each(|destination| match destination {
        Destination::File(path) => refuse_inputs(path, &inputs),
        Destination::Stdout => Ok(()),
    })
}

/// Metrics need standard output to themselves.
fn metrics_fit(args: &Render, plan: &[Vec<Picture>]) -> Result<(), Finding> {
    let mut pictures = plan.iter().flatten();
    if !args.metrics {
        return Ok(());
    }
    if pictures.any(|picture| picture.destination == Destination::Stdout) {
        let hint = "write the picture to a file with -o".to_owned();
        return Err(Finding::usage("--metrics and a picture cannot both go to standard output", hint));
    }
    Ok(())
}

/// An id is one picture's.
fn id_fits(args: &Render, plan: &[Vec<Picture>]) -> Result<(), Finding> {
    let count = plan.iter().flatten().filter(|picture| picture.format == Format::Svg).count();
    if args.files.id.is_none() || count == 1 {
        return Ok(());
    }
    let message = match count {
        0 => "--id is an SVG's, and none is drawn".to_owned(),
        _ => format!("--id is one SVG's, and {count} would be drawn"),
    };
    Err(Finding::usage(message, "name one page, one --style and --format svg".to_owned()))
}

/// What the pictures are laid out for.
pub(super) fn sheet(args: &SheetArguments) -> layout::Sheet {
    let SheetArguments { paper, orientation, aspect, layout_width, split: _, direction, effort } =
        args.clone();
    layout::Sheet { paper, orientation, aspect, width: layout_width, direction, effort, bleed: None }
}

/// A page and what has become of its pictures.
struct Canvas<'a> {
    page: Page,
    path: &'a Path,
    pictures: &'a [Picture],
    /// What goes into a file together, each once, in the plan's order.
    jobs: Vec<&'a [Style]>,
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    /// By job.
    drawings: Vec<Option<DrawnPage>>,
    written: Vec<(PathBuf, Outcome, About)>,
    faults: Vec<Finding>,
}

/// What is said of a file to programs.
#[derive(Debug, Clone, Serialize)]
struct About {
    styles: Vec<&'static str>,
    format: &'static str,
    /// Of each sheet, in px of the layout.
    sizes: Vec<Size>,
    bytes: usize,
    /// One for each sheet.
    alternative_texts: Vec<String>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Size {
    width: f64,
    height: f64,
}

impl About {
    fn new(picture: &Picture, sheets: &[&DrawnSheet], bytes: &[u8]) -> Self {
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

/// A file as it is told to programs.
#[derive(Serialize)]
struct Row {
    path: String,
    page: String,
    #[serde(flatten)]
    about: About,
    /// Whether its bytes were not there already.
    changed: bool,
    /// What it was drawn from.
    sources: Vec<String>,
}

/// One job's pictures, not yet written.
#[derive(Default)]
struct DrawnPage {
    files: Vec<(Destination, Vec<u8>, About)>,
    findings: Vec<Finding>,
    /// Why files are not written that cost the others nothing.
    refused: Vec<Finding>,
    /// Of each picture, and of each sheet of a poster.
    metrics: Vec<(Style, Measures, Option<Proof>)>,
}

impl<'a> Canvas<'a> {
    fn new(page: Page, path: &'a Path, pictures: &'a [Picture]) -> Self {
        let mut jobs: Vec<&[Style]> = pictures.iter().map(|picture| picture.styles.as_slice()).collect();
        jobs.dedup();
        let drawings = jobs.iter().map(|_| None).collect();
        Self {
            page,
            path,
            pictures,
            jobs,
            progress: Mutex::new(Progress { drawings, ..Progress::default() }),
        }
    }

    /// Takes in a finished job; the last one has every picture written, if none failed.
    fn take(&self, styles: &[Style], drawing: DrawnPage, desk: &Desk) {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = self.jobs.iter().zip(&mut progress.drawings).find(|(job, _)| **job == styles) {
            *slot.1 = Some(drawing);
        }
        let mut done = progress.drawings.iter().flatten();
        let complete = done.clone().count() == self.jobs.len();
        let sound =
            done.all(|drawing| drawing.findings.iter().all(|finding| finding.severity != Severity::Error));
        if complete {
            let drawings = std::mem::take(&mut progress.drawings);
            let (mut kept, mut set) = (Vec::new(), Vec::new());
            for mut drawing in drawings.into_iter().flatten() {
                let files = std::mem::take(&mut drawing.files);
                kept.push(Some(drawing));
                set.extend(files.into_iter().filter(|_| sound));
            }
            progress.drawings = kept;
            match put(set, desk) {
                Ok(written) => progress.written.extend(written),
                Err(fault) => progress.faults.push(fault),
            }
        }
    }
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

/// Puts a page's pictures where they go, those in files as one set.
fn put(
    set: Vec<(Destination, Vec<u8>, About)>,
    desk: &Desk,
) -> Result<Vec<(PathBuf, Outcome, About)>, Finding> {
    let (mut changes, mut told) = (Vec::new(), Vec::new());
    for (destination, bytes, about) in set {
        match destination {
            Destination::Stdout => files::print(&bytes)?,
            Destination::File(path) => {
                changes.push(Change::new(path, bytes));
                told.push(about);
            }
        }
    }
    let outcomes = desk.write(&changes)?;
    let written = changes.into_iter().zip(outcomes).zip(told);
    Ok(written.map(|((change, outcome), about)| (change.path, outcome, about)).collect())
}

/// What every picture of a run is drawn with.
struct Easel<'a> {
    request: Request,
    sheet: layout::Sheet,
    split: Option<Split>,
    files: &'a FileArguments,
    /// Whether no style was named, so that all that can be drawn are.
    implied: bool,
    /// What stands out in every picture.
    role: Option<&'a str>,
    /// Whether flow charts are measured.
    metrics: bool,
    /// Where sets of files are written.
    desk: &'a Desk,
}

impl Easel<'_> {
    /// Draws what goes into a page's files together.
    fn draw(&self, canvas: &Canvas<'_>, styles: &[Style]) {
        let Some(model) = &canvas.page.model else { return };
        let drawing = self
            .pictures(canvas, model, styles)
            .unwrap_or_else(|findings| DrawnPage { findings, ..DrawnPage::default() });
        canvas.take(styles, drawing, self.desk);
    }

    fn pictures(
        &self,
        canvas: &Canvas<'_>,
        model: &Model,
        styles: &[Style],
    ) -> Result<DrawnPage, Vec<Finding>> {
        // on one line: an SVG keeps no line ends; a model's texts, numbers and lists always serialise
        let json = serde_json::to_string(model).unwrap_or_default();
        let request = canvas.page.request.as_ref().unwrap_or(&self.request);
        let press = Press { fonts: &request.fonts, sheet: &self.sheet, files: self.files };
        let origin = |scenes: &[&Scene]| press.origin(scenes, &json);
        let lens = self.role.map(|role| Lens::new(model, role)).transpose();
        let lens = lens.map_err(|fault| findings(vec![fault]))?;
        let title =
            lens.as_ref().map_or_else(|| model.title.clone(), |lens| describe::lens_title(model, lens));
        let mut drawing = DrawnPage::default();
        let mut sheets = Vec::new();
        for style in styles {
            let extras = (lens.as_ref(), &canvas.page.gallery, request);
            match self.sheets(model, *style, extras, &mut drawing) {
                Ok(laid_out) => sheets.extend(laid_out),
                Err(faults) if self.implied => drawing.findings.extend(left_out(faults)?),
                Err(faults) => return Err(faults),
            }
        }
        for picture in canvas.pictures.iter().filter(|picture| picture.styles == styles) {
            // all but a PDF have one sheet a file
            let sheet = sheets.get(picture.level.unwrap_or_default());
            let bytes = match (picture.format, sheet) {
                (Format::Svg, Some(sheet)) => {
                    let id = names::id(canvas.path, picture, self.role);
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
        let mut proof = None;
        let searches = Searches::default();
        let mut laid_out = |theme: &Theme| {
            let (fonts, sheet, gallery) = (&request.fonts, &self.sheet, Some(gallery));
            let look = Look { lens, gallery, searches: Some(&searches), ..Look::new(theme, fonts, sheet) };
            if split {
                return layout::levels_as(model, &look).map_err(findings);
            }
            let drawn = layout_and_proof(model, style, &look).map_err(findings)?;
            let (scene, found) = drawn.value;
            proof = proof.or(found);
            Ok(Warned { value: vec![scene], warnings: drawn.warnings })
        };
        let theme = request.theme(model).map_err(|fault| vec![fault])?;
        let ground = if theme.is_transparent() { Ground::Transparent } else { Ground::Opaque };
        let (scenes, dark) = self.files.color_scheme.draw(&theme, &mut laid_out)?;
        drawing.findings.extend(findings(scenes.warnings));
        let dark = dark.map(|dark| {
            drawing.findings.extend(findings(dark.warnings));
            dark.value
        });
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
            let measured = scenes.value.iter().map(|scene| (style, measure(scene), proof));
            drawing.metrics.extend(measured);
        }
        let picture = describe::name(&model.lang, style.picture());
        let names = model.levels.iter().map(|level| match level.shown_name() {
            Some(name) => format!("{picture}: {name}"),
            None => picture.to_owned(),
        });
        let names: Vec<String> = if split { names.collect() } else { vec![picture.to_owned()] };
        let mut dark = dark.into_iter().flatten();
        let sheet = |(scene, name)| DrawnSheet { style, name, scene, ground, dark: dark.next() };
        Ok(scenes.value.into_iter().zip(names).map(sheet).collect())
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
