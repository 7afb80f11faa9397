//! The rounds of `watch`: what each change of a source makes stale is drawn again.
use super::super::args::Messages;
use super::super::desk::{Desk, is_ours};
use super::super::files::{self, Outcome};
use super::super::report::FileReport;
use super::super::saves::{Saves, real};
use super::super::{Exit, Stream, workers};
use super::page::{Done, SearchesByPage, SyncRun, Texts};
use super::project::{Project, is_searched};
use super::{keep_lock, known, prepare, unwatched};
use crate::diagnostic::Severity;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Watches until a signal ends it.
pub(super) fn run(pages: &[PathBuf], config: Option<&Path>, messages: &Messages) -> Exit {
    let desk = Desk::new();
    let mut saves = match Saves::new() {
        Ok(saves) => saves,
        Err(why) => return messages.fail(unwatched(&why)),
    };
    let mut known = Known::default();
    let mut changed = None;
    loop {
        if let Err(report) =
            round((pages, config), messages, &desk, changed.as_ref(), (&mut known, &mut saves))
        {
            let failed = messages.tell(vec![report], Stream::Stderr);
            // what cannot be begun ends the command; a slip that is saved meanwhile is waited out
            if changed.is_none() {
                return failed;
            }
        }
        if changed.is_none() {
            messages.note("watching; Ctrl-C ends it");
        }
        match saves.wait(|path| known.minds(path), &known.shared) {
            Some(paths) => changed = Some(paths),
            None => return messages.fail(unwatched("the system says no more of it")),
        }
    }
}

/// What the rounds so far read and wrote.
#[derive(Default)]
struct Known {
    /// By page; the configuration, themes and fonts are among each page's.
    sources: BTreeSet<PathBuf>,
    outputs: BTreeSet<PathBuf>,
    /// Sources of more than one page.
    shared: BTreeSet<PathBuf>,
    /// Folders in which there may be pages, whether there are or not.
    folders: BTreeSet<PathBuf>,
    searches: Arc<SearchesByPage>,
}

/// Brings what a change touches up to date; without a change, everything. The report is of what hinders all.
fn round(
    (pages, config): (&[PathBuf], Option<&Path>),
    messages: &Messages,
    desk: &Desk,
    changed: Option<&BTreeSet<PathBuf>>,
    (known, saves): (&mut Known, &mut Saves),
) -> Result<(), FileReport> {
    let start = Instant::now();
    let project = Project::open(config, !pages.is_empty()).map_err(|report| *report)?;
    known.shared.extend(project.file.as_deref().map(real));
    let (mut tasks, request) = prepare(pages, &project)?;
    let old = known.sources.clone();
    if pages.is_empty() {
        known.folders = project.folders().iter().map(|folder| real_folder(folder)).collect();
    }
    // before the pages are read, so that a save meanwhile is not missed
    known.sources.extend(tasks.iter().map(|task| real(&project.path(&task.rel))));
    known.listen(saves)?;
    if let Some(changed) = changed.filter(|changed| changed.is_disjoint(&known.shared)) {
        // a page in a folder that is new is not among what changed
        tasks.retain(|task| {
            let page = real(&project.path(&task.rel));
            changed.contains(&page) || !old.contains(&page)
        });
    }
    let cache = known::load(&project);
    let searches = Arc::clone(&known.searches);
    let run = SyncRun {
        project: &project,
        request: &request,
        desk,
        cache: &cache,
        check: false,
        force: false,
        texts: Texts::Written,
        differs: false,
        is_alone: tasks.len() == 1,
        searches: Some(&searches),
    };
    let mut done = workers::each(&tasks, &workers::Bar::new(tasks.len(), false), |task| run.bring(task));
    known.take(&done, &tasks.iter().map(|task| real(&project.path(&task.rel))).collect());
    let fault = keep_lock(&project, &done, &[], desk);
    known::keep((&project, desk), &cache, (&tasks, &mut done), false);
    tell(messages, &mut done, start, changed.is_some());
    fault.map_or(Ok(()), |fault| Err(FileReport::of(fault)))?;
    known.listen(saves)
}

impl Known {
    /// Has the saves of all that is read told.
    fn listen(&self, saves: &mut Saves) -> Result<(), FileReport> {
        let of_files = self.sources.iter().chain(&self.shared).filter_map(|source| source.parent());
        let folders = of_files.chain(self.folders.iter().map(PathBuf::as_path));
        saves.watch(folders).map_err(|why| FileReport::of(unwatched(&why)))
    }

    fn take(&mut self, done: &[Done], pages: &BTreeSet<PathBuf>) {
        for page in done {
            self.outputs.extend(page.outputs.iter().map(|path| real(path)));
            for source in &page.sources {
                let source = real(source);
                if !pages.contains(&source) {
                    // a theme or a drawing: which pages it is for is seen when they are looked at
                    self.shared.insert(source.clone());
                }
                self.sources.insert(source);
            }
        }
        self.sources.extend(pages.iter().cloned());
    }

    /// Whether a change of a file may make a picture stale.
    fn minds(&self, path: &Path) -> bool {
        let is_temporary = path.file_name().and_then(|name| name.to_str()).is_some_and(is_ours);
        if is_temporary || self.outputs.contains(path) {
            return false;
        }
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        // a folder that is new, as a whole one that was copied
        let is_new_folder = || {
            path.parent().is_some_and(|folder| self.folders.contains(folder))
                && is_searched(path)
                && path.is_dir()
        };
        if is_new_folder() && !self.folders.contains(path) {
            return true;
        }
        // a page that is new
        self.sources.contains(path) || self.shared.contains(path) || ["md", "markdown"].contains(&ending)
    }
}

/// Says what a round found and wrote.
fn tell(messages: &Messages, done: &mut [Done], start: Instant, is_again: bool) {
    let mut reports = Vec::new();
    let mut written = 0_usize;
    for page in done {
        let names = page.written.iter().filter(|(_, outcome)| *outcome == Outcome::Written);
        for (path, _) in names {
            written += 1;
            messages.note(&format!("wrote {}", files::shown(path)));
        }
        let mut report = std::mem::take(&mut page.report);
        // pages of another kind were named when the watch began
        report.findings.retain(|finding| !is_again || finding.severity != Severity::Note);
        reports.push(report);
    }
    messages.tell(reports, Stream::Stderr);
    if written > 0 {
        messages.note(&format!("in step again after {} ms", start.elapsed().as_millis()));
    }
}

fn real_folder(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}
