//! Pages whose text another program holds, such as a site's builder: the pictures that they show are brought up to date beside
//! their files, and their text is given back with its regions filled. No page is written.
use super::super::desk::Desk;
use super::super::files::{self, Outcome};
use super::super::page::{self, Company};
use super::super::report::{FileReport, Finding, rows};
use super::super::workers::{self, Bar};
use super::kind::{is_governance, stale};
use super::page::{SyncRun, Task, Texts};
use super::project::Project;
use super::{keep_lock, requests};
use crate::config::{Format, PictureConfig};
use crate::diagnostic::{Severity, Span};
use crate::markers;
use crate::sync::{Cache, Spec, What};
use std::path::{Path, PathBuf};

/// A page whose text another program holds, such as a site's builder.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its file; the folder is there, the file need not be.
    pub path: PathBuf,
    /// What it says, as it is to be shown.
    pub text: String,
    /// The folder in which the built page will stand, among the pages' folders as they are built: images of HTML are found from
    /// there. `None`: the file's own.
    pub built: Option<PathBuf>,
}

/// Such pages as they are to be shown.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// A text a page, in their order, markers and all; `None` for one that is shown as it is.
    pub texts: Vec<Option<String>>,
    /// What there is to say of them.
    pub findings: Vec<crate::bridge::Finding>,
    /// The pictures that were drawn anew.
    pub written: Vec<PathBuf>,
}

/// Fills the regions that pages keep between markers and gives their texts back; no page is written. Pictures that pages show are
/// drawn beside them where they are stale, as the configuration says that is named or nearest upward from a folder.
#[must_use]
pub fn fill(folder: &Path, config: Option<&Path>, pages: &[Held]) -> Filled {
    match hold(folder, config, pages, &Desk::guest()) {
        Ok(Brought { texts, mut reports, written }) => {
            reports.iter_mut().for_each(FileReport::settle);
            Filled { texts, findings: rows(&reports), written }
        }
        Err(report) => Filled { findings: rows(&[report]), ..Filled::default() },
    }
}

/// What became of such pages.
#[derive(Debug, Default)]
pub(crate) struct Brought {
    /// A text a page, in their order; `None` for one that is shown as it is.
    pub texts: Vec<Option<String>>,
    /// What there is to say of them.
    pub reports: Vec<FileReport>,
    /// The pictures that were drawn anew.
    pub written: Vec<PathBuf>,
}

/// Brings the pictures that pages show up to date, as the configuration says that is named or nearest upward from a folder.
///
/// # Errors
/// A configuration, a theme or a font that cannot be read: then nothing was done.
pub(crate) fn hold(
    folder: &Path,
    config: Option<&Path>,
    pages: &[Held],
    desk: &Desk,
) -> Result<Brought, FileReport> {
    let project = Project::open_at(folder, config).map_err(|report| *report)?;
    let mut brought = Brought { texts: vec![None; pages.len()], ..Brought::default() };
    let (mut tasks, mut places) = (Vec::new(), Vec::new());
    for (place, held) in pages.iter().enumerate() {
        // a page from elsewhere is nobody's to draw beside
        let Some(rel) = project.rel(&held.path) else { continue };
        match task(&project, rel, &held.text) {
            Some(mut task) => {
                task.built = held.built.as_deref().and_then(|folder| project.rel(folder));
                tasks.push(task);
                places.push(place);
            }
            None => brought.reports.extend(unmarked(&project, held)),
        }
    }
    let request = requests(&tasks, &project)?;
    let run = SyncRun {
        project: &project,
        request: &request,
        desk,
        cache: &Cache::default(),
        check: false,
        force: false,
        texts: Texts::Given,
        differs: false,
        is_alone: tasks.len() == 1,
        searches: None,
    };
    let jobs: Vec<(&Task, &str)> = tasks
        .iter()
        .zip(&places)
        .map(|(task, place)| (task, pages.get(*place).map_or("", |held| held.text.as_str())))
        .collect();
    let done = workers::each(&jobs, &Bar::new(jobs.len(), false), |(task, text)| {
        run.bring_bytes(task, text.as_bytes().to_vec())
    });
    brought.reports.extend(keep_lock(&project, &done, &[], desk).map(FileReport::of));
    for (page, place) in done.into_iter().zip(places) {
        let is_new = |(path, outcome)| (outcome == Outcome::Written).then_some(path);
        brought.written.extend(page.written.into_iter().filter_map(is_new));
        brought.reports.push(page.report);
        if let Some(slot) = brought.texts.get_mut(place) {
            *slot = page.text;
        }
    }
    Ok(brought)
}

/// What there is to do for a page: nothing where it has no markers and shows none of its pictures.
fn task(project: &Project, rel: String, text: &str) -> Option<Task> {
    let regions = markers::scan(text);
    // broken markers are told of when the page is brought up to date
    let is_marked = regions.as_ref().map_or(true, |regions| !regions.is_empty());
    let mut task = Task::new(project, rel, !is_marked);
    let specs = regions
        .iter()
        .flatten()
        .filter_map(|region| Spec::parse(&region.words, Span::from(region.begin.clone())).ok());
    let mut names: Vec<String> = Vec::new();
    for spec in specs {
        if let What::Picture(name) = spec.what {
            names.push(name);
        }
        names.extend(spec.narrow);
    }
    let known = |name: &String| task.config.pictures.iter().any(|picture| picture.name == *name);
    // where a name is no picture's, the message tells which there are
    if !names.iter().all(known) {
        return Some(task);
    }
    let svgs: Vec<String> = task
        .config
        .pictures
        .iter()
        .filter(|picture| picture.format == Format::Svg)
        .map(|picture| picture.name.clone())
        .collect();
    // addresses write a space as `%20`
    let plain = text.replace("%20", " ");
    let is_shown = |picture: &PictureConfig| {
        let is_best = match picture.format {
            Format::Svg => true,
            Format::Png => !svgs.contains(&picture.name),
            Format::Pdf => false,
        };
        is_best && names.contains(&picture.name)
    };
    task.retain(|picture, file| is_shown(picture) || plain.contains(file.rsplit('/').next().unwrap_or(file)));
    (is_marked || !task.files.is_empty()).then_some(task)
}

/// A note on a page that governs and shows no picture, for whoever wonders where they are.
fn unmarked(project: &Project, held: &Held) -> Option<FileReport> {
    let task = Task::new(project, project.rel(&held.path)?, true);
    let path = project.path(&task.rel);
    let page = page::of_bytes(&path, held.text.as_bytes(), &task.reading(), Company::Among);
    if page.model.is_none() || !is_governance(&page) {
        return None;
    }
    let hint = "write `<!-- govdraw:begin flow -->` and below it `<!-- govdraw:end -->` where a picture belongs, or \
                `govdraw: false` into the front matter";
    let note = Finding {
        severity: Severity::Note,
        code: "no-markers",
        explanation: "A page that is drawn where its builder finds markers, and has none.",
        hint: Some(hint.into()),
        ..stale("this page governs and has no markers: no picture is put in".to_owned())
    };
    Some(FileReport { name: Some(files::shown(&path)), ..FileReport::of(note) })
}
