//! `render`: pages to pictures. A page's pictures are all made before the first of them is written.
use super::args::{LookArgs, Messages, RenderArgs};
use super::desk::{Change, Desk, refuse_each};
use super::easel::{self, About, DrawnPage, Easel, Job, Measures};
use super::files::{self, Outcome};
use super::names::{self, Destination, Format, PictureFile, Split, Wish};
use super::page::{self, Company, PageFile};
use super::report::{FileReport, Finding, MessageFormat};
use super::request::{self, Request};
use super::values::ThemeChoice;
use super::workers::{self, Bar};
use super::{Exit, Stream};
use crate::diagnostic::Severity;
use crate::geom::PX_PER_MM;
use crate::layout::{self, Budget, Direction, Proof, Style};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Runs the command.
pub(crate) fn run(args: &RenderArgs, messages: &Messages) -> Exit {
    let wish = Wish {
        pages: &args.pages,
        styles: &args.styles,
        formats: &args.formats,
        output: args.output.as_deref(),
        role: args.role.as_deref(),
        split: args.sheet.split,
    };
    let fits = |plan: Vec<Vec<PictureFile>>| {
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
        request: &request,
        sheet: layout::Sheet {
            bleed: args.files.bleed.map(|mm| mm * PX_PER_MM),
            ..easel::sheet(&args.sheet)
        },
        split: args.sheet.split,
        files: &args.files,
        implied: args.styles.is_empty(),
        role: args.role.as_deref(),
        metrics: args.metrics,
        searches: None,
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
    workers::each(&jobs, &Bar::new(jobs.len(), !quiet), |&(canvas, styles)| {
        let Canvas { page, path, pictures, .. } = canvas;
        canvas.take(styles, easel.draw(&Job { page, path, pictures, styles }), &desk);
    });
    finish(canvases, args, messages)
}

/// The ids of each page's levels; none where it could not be read.
fn level_ids(pages: &[PageFile]) -> Vec<Vec<&str>> {
    let levels = pages.iter().map(|page| page.model.iter().flat_map(|model| &model.levels));
    levels.map(|levels| levels.map(|level| level.id.as_str()).collect()).collect()
}

/// Shows findings, files and metrics.
fn finish(canvases: Vec<Canvas<'_>>, args: &RenderArgs, messages: &Messages) -> Exit {
    let as_object = messages.message_format == MessageFormat::Json;
    let mut reports = Vec::new();
    let mut written = Vec::new();
    let mut measured = Vec::new();
    let mut rows = Vec::new();
    for (canvas, path) in canvases.into_iter().zip(&args.pages) {
        let sources = if as_object { sources(&canvas.page, path, &args.look) } else { Vec::new() };
        let sources: Vec<String> = sources.iter().map(|path| files::shown(path)).collect();
        let mut report = canvas.page.report;
        let progress = canvas.progress.into_inner().unwrap_or_else(PoisonError::into_inner);
        // in the plan's order, whichever was done first
        for drawing in progress.drawings.into_iter().flatten() {
            report.add(drawing.findings);
            report.add(drawing.refused);
            let page = files::shown(path);
            let found = drawing.metrics.into_iter();
            measured.extend(found.map(|(style, metrics, search)| Measured {
                page: page.clone(),
                style: style.name(),
                metrics,
                proof: search.proof,
                ended_by: search.ended_by.into_iter().map(Budget::name).collect(),
                direction: search.direction.map(Direction::name),
            }));
        }
        report.add(progress.faults);
        for (file, outcome, about) in progress.written {
            rows.push(FileRow {
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

/// The files that a page's pictures are drawn from.
pub(super) fn sources(page: &PageFile, path: &Path, look: &LookArgs) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = if files::is_dash(path) { Vec::new() } else { vec![path.to_owned()] };
    let folder = path.parent().unwrap_or(Path::new(""));
    all.extend(page.model.iter().flat_map(layout::drawings).map(|(name, _)| folder.join(name)));
    all.extend(look.fonts.iter().cloned());
    all.extend(request::sources(look));
    let own = page.model.as_ref().and_then(|model| request::theme_of_page(look, path, model).ok().flatten());
    let own = own.map(|file| LookArgs { theme: Some(ThemeChoice::File(file)), fonts: Vec::new() });
    all.extend(own.iter().flat_map(request::sources));
    all.sort();
    all.dedup();
    all
}

/// With one object on standard output there is no room for a picture.
fn object_fits(messages: &Messages, plan: &[Vec<PictureFile>]) -> Result<(), Finding> {
    let mut pictures = plan.iter().flatten();
    if messages.message_format != MessageFormat::Json
        || pictures.all(|picture| picture.destination != Destination::Stdout)
    {
        return Ok(());
    }
    let hint = "write the picture to a file with -o".to_owned();
    Err(Finding::usage("--message-format json and a picture cannot both go to standard output", hint))
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
    /// Budgets of work that ended the search before the best drawing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ended_by: Vec<&'static str>,
    /// Where a flow chart's next level lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
}

/// No picture takes the place of what it is drawn from.
fn spare_inputs(args: &RenderArgs, plan: &[Vec<PictureFile>]) -> Result<(), Finding> {
    let theme = args.look.theme.iter().filter_map(|theme| match theme {
        ThemeChoice::File(path) => Some(path),
        ThemeChoice::BuiltIn(_) => None,
    });
    let inputs: Vec<&Path> =
        args.pages.iter().chain(&args.look.fonts).chain(theme).map(PathBuf::as_path).collect();
    let files = plan.iter().flatten().filter_map(|picture| match &picture.destination {
        Destination::File(path) => Some(path.as_path()),
        Destination::Stdout => None,
    });
    refuse_each(files, &inputs)
}

/// Metrics need standard output to themselves.
fn metrics_fit(args: &RenderArgs, plan: &[Vec<PictureFile>]) -> Result<(), Finding> {
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
fn id_fits(args: &RenderArgs, plan: &[Vec<PictureFile>]) -> Result<(), Finding> {
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

/// A page and what has become of its pictures.
struct Canvas<'a> {
    page: PageFile,
    path: &'a Path,
    pictures: &'a [PictureFile],
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

/// A file as it is told to programs.
#[derive(Serialize)]
struct FileRow {
    path: String,
    page: String,
    #[serde(flatten)]
    about: About,
    /// Whether its bytes were not there already.
    changed: bool,
    /// What it was drawn from.
    sources: Vec<String>,
}

impl<'a> Canvas<'a> {
    fn new(page: PageFile, path: &'a Path, pictures: &'a [PictureFile]) -> Self {
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
