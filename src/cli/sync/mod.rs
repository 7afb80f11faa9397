//! `sync`: what is stale is drawn again, and nothing else; `--check` only says so.
mod deps;
mod draw;
mod held;
mod kind;
mod known;
mod page;
mod project;
#[cfg(not(target_family = "wasm"))]
mod rounds;
mod unreferenced;
mod watch;

pub(crate) use held::{Brought, hold};
pub use held::{Filled, Held, fill};
#[cfg(not(target_family = "wasm"))]
pub(crate) use project::config_of;
pub(crate) use project::reading;
pub(crate) use unreferenced::unreferenced;
pub(crate) use watch::{Watch, run as watch};

use super::args::Messages;
use super::desk::{Change, Desk};
use super::files::{self, Outcome};
use super::report::{FileReport, Finding, MessageFormat};
use super::workers::{self, Bar};
use super::{Exit, Stream};
use crate::diagnostic::Severity;
use crate::limits::PICTURE_BYTES;
use crate::sync::{LOCK_NAME, unseal};
use clap::{Args, ValueHint};
use page::{Done, Task};
use project::Project;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  govdraw init govdraw.toml         write a configuration to change
  govdraw sync                      bring every page's pictures up to date
  govdraw sync --check              say what is stale, and why; exit with 1 if anything is
  govdraw sync docs/page.md         one page's
  govdraw sync --prune              take pictures away that no page makes any more

A page keeps a picture or the text version between markers, which sync fills:
  <!-- govdraw:begin flow -->
  <!-- govdraw:end -->
What stands behind `begin`: simple, flow, poster, or a picture's own name, with as=image, img, picture or inline;
or text, with as=markdown or html.

Exits with 0 where all is in step, with 1 where `--check` found what is not, with 2 on errors.";

/// Bring pages' pictures, alternative texts and text versions up to date
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Sync {
    /// Pages; all that govdraw.toml names where there are none
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub pages: Vec<PathBuf>,
    /// Write nothing, say what is stale, and exit with 1 if anything is
    #[arg(long)]
    pub check: bool,
    /// Also print what a stale picture does not show of its page yet
    #[arg(long)]
    pub diff: bool,
    /// Take pictures away that we drew and no page makes any more
    #[arg(long, conflicts_with = "check")]
    pub prune: bool,
    /// Write over what was edited by hand between markers
    #[arg(long)]
    pub force: bool,
    /// Write which files pictures depend on: NAME.d is one rule for NAME, which Make and Ninja read, NAME.json a list, any
    /// other a rule for each page's pictures
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub deps: Option<PathBuf>,
    /// The configuration [default: govdraw.toml here or in the nearest folder above]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Sync, messages: &Messages) -> Exit {
    let stream = if args.check { Stream::Stdout } else { Stream::Stderr };
    let project = match Project::open(args.config.as_deref(), !args.pages.is_empty()) {
        Ok(project) => project,
        Err(report) => return messages.tell(vec![*report], Stream::Stderr),
    };
    let (tasks, request) = match prepare(&args.pages, &project) {
        Ok(prepared) => prepared,
        Err(report) => return messages.tell(vec![report], Stream::Stderr),
    };
    let desk = Desk::new();
    let cache = known::load(&project);
    let run = page::SyncRun {
        project: &project,
        request: &request,
        desk: &desk,
        cache: &cache,
        check: args.check,
        force: args.force,
        texts: page::Texts::Written,
        differs: args.diff,
        is_alone: tasks.len() == 1,
        searches: None,
    };
    let quiet = messages.quiet || messages.message_format != MessageFormat::Text;
    let mut done = workers::each(&tasks, &Bar::new(tasks.len(), !quiet), |task| run.bring(task));
    let mut end = Ending::default();
    if args.pages.is_empty() {
        orphans(&project, &tasks, args, &mut end);
        end.faults.extend(idle(&project, &tasks));
    } else {
        end.faults.extend(tasks.iter().filter_map(|task| stranger(&project, task)));
    }
    if !args.check {
        end.faults.extend(keep_lock(&project, &done, &end.gone, &desk));
        known::keep((&project, &desk), &cache, (&tasks, &mut done), args.pages.is_empty());
    }
    if let Some(path) = &args.deps {
        let text = deps::write(path, &done);
        let inputs: Vec<&Path> =
            done.iter().flat_map(|page| page.sources.iter().map(PathBuf::as_path)).collect();
        let written = super::desk::refuse_inputs(path, &inputs)
            .and_then(|()| desk.write(&[Change::new(path.clone(), text.into_bytes())]));
        end.faults.extend(written.err());
    }
    finish(args, messages, &mut done, end, stream)
}

/// What there is to say beside the pages' findings.
#[derive(Default)]
struct Ending {
    faults: Vec<Finding>,
    /// Pictures that no page makes any more.
    orphans: usize,
    /// Those of them that were taken away.
    gone: Vec<String>,
}

/// Every page's task, and what they are drawn with.
fn prepare(named: &[PathBuf], project: &Project) -> Result<(Vec<Task>, page::RequestsByKey), FileReport> {
    let pages = project.pages(named).map_err(FileReport::of)?;
    let tasks: Vec<Task> = pages.into_iter().map(|rel| Task::new(project, rel, named.is_empty())).collect();
    let request = requests(&tasks, project)?;
    Ok((tasks, request))
}

/// What pages are drawn with, none of whose pictures is another's.
fn requests(tasks: &[Task], project: &Project) -> Result<page::RequestsByKey, FileReport> {
    // names that differ only in case are one file on many disks
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    for task in tasks {
        for picture in &task.files {
            if let Some(other) = taken.insert(picture.to_lowercase(), &task.rel) {
                let message = format!("`{other}` and `{}` would both be drawn as `{picture}`", task.rel);
                let hint = "put `{folder}` into `output`, exclude one of the pages, or rename it".to_owned();
                return Err(FileReport::of(Finding::usage(message, hint)));
            }
        }
    }
    page::load_requests(project, tasks)
}

/// Says which patterns of the configuration mean no page: a slip in one would be in step for ever.
fn idle(project: &Project, tasks: &[Task]) -> Vec<Finding> {
    let pages: Vec<&str> = tasks.iter().map(|task| task.rel.as_str()).collect();
    let severity = if pages.is_empty() { Severity::Error } else { Severity::Warning };
    let hint = "check the pattern: it starts at the configuration's folder, `*` stays within a folder, `**` is any number of them";
    let told = |pattern: &str| Finding {
        severity,
        ..Finding::usage(format!("no page matches `{pattern}`"), hint.to_owned())
    };
    project.config.idle(&pages).into_iter().map(told).collect()
}

/// What is said of a page that is named and is none of the configuration's: a later run without names would take its pictures for
/// nobody's.
fn stranger(project: &Project, task: &Task) -> Option<Finding> {
    let file = project.file.as_deref().filter(|_| !project.config.has_page(&task.rel))?;
    let hint = format!("add it to `pages` in {}", files::shown(file));
    let message = format!("`{}` is none of the configuration's pages", task.rel);
    Some(Finding { severity: Severity::Warning, ..Finding::usage(message, hint) })
}

/// Names pictures that we drew and no page makes any more, and takes them away if that is asked for.
fn orphans(project: &Project, tasks: &[Task], args: &Sync, end: &mut Ending) {
    let planned: BTreeSet<&str> =
        tasks.iter().flat_map(|task| task.files.iter().map(String::as_str)).collect();
    let folders: BTreeSet<&str> =
        planned.iter().map(|file| file.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
    let mut found: BTreeSet<String> = BTreeSet::new();
    for folder in folders {
        for entry in fs::read_dir(project.path(folder)).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let is_picture = [".svg", ".png", ".pdf"].iter().any(|ending| name.ends_with(ending));
            let rel = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if is_picture && !planned.contains(rel.as_str()) {
                found.insert(rel);
            }
        }
    }
    found.extend(project.lock.paths().filter(|path| !planned.contains(path)).map(str::to_owned));
    for rel in found {
        let path = project.path(&rel);
        let Ok(bytes) = files::read(&path, PICTURE_BYTES) else { continue };
        let Some(is_whole) = is_ours(project, &rel, &bytes) else { continue };
        let name = files::shown(&path);
        if args.prune && is_whole {
            match project.inside(&path).and_then(|()| remove(&path)) {
                Ok(()) => end.gone.push(rel),
                Err(fault) => end.faults.push(fault),
            }
            continue;
        }
        end.orphans += 1;
        let hint = match (args.prune, is_whole) {
            (true, _) => "it was edited after it was drawn and is left: remove it yourself",
            _ => "run `govdraw sync --prune` to take it away",
        };
        end.faults.push(Finding {
            severity: Severity::Warning,
            hint: Some(hint.into()),
            ..kind::stale(format!("no page makes `{name}` any more"))
        });
    }
}

/// Whether a picture is one that we drew, and if so whether it is as we drew it.
fn is_ours(project: &Project, rel: &str, bytes: &[u8]) -> Option<bool> {
    if let Some(sealed) = unseal(bytes) {
        return Some(sealed.is_whole);
    }
    let (_, own) = crate::sync::Stamp::parse(project.lock.get(rel)?)?;
    Some(own == crate::sync::digest(&[bytes]))
}

fn remove(path: &Path) -> Result<(), Finding> {
    fs::remove_file(path).map_err(|error| {
        Finding::io(format!("`{}` cannot be removed: {}", files::shown(path), files::reason(&error)), None)
    })
}

/// Writes the lock anew where a seal of it changed.
fn keep_lock(project: &Project, done: &[Done], gone: &[String], desk: &Desk) -> Option<Finding> {
    let mut lock = project.lock.clone();
    for (path, seal) in done.iter().flat_map(|page| &page.seals) {
        match seal {
            Some(seal) => lock.set(path, seal.clone()),
            None => lock.remove(path),
        }
    }
    for path in gone {
        lock.remove(path);
    }
    if lock == project.lock {
        return None;
    }
    let path = project.path(LOCK_NAME);
    match lock.text() {
        Some(text) => desk.write(&[Change::new(path, text.into_bytes())]).err(),
        None => remove(&path).err(),
    }
}

/// Shows what was found and done.
fn finish(args: &Sync, messages: &Messages, done: &mut [Done], end: Ending, stream: Stream) -> Exit {
    let mut reports = Vec::new();
    let (mut stale, mut drawn, mut in_step) = (end.orphans, 0_usize, 0_usize);
    // what is stale of a page that cannot be brought up to date has its own words
    let command = if end.orphans > 0 { "govdraw sync --prune" } else { "govdraw sync" };
    for page in done {
        stale += page.stale;
        in_step += page.in_step;
        if args.diff && messages.message_format == MessageFormat::Text && !page.difference.is_empty() {
            let text = format!("{}:\n{}\n", super::report::printable(&page.name), page.difference);
            if let Err(fault) = files::print(text.as_bytes()) {
                reports.push(FileReport::of(fault));
            }
        }
        for (path, outcome) in &page.written {
            if *outcome == Outcome::Written {
                drawn += 1;
                messages.note(&format!("wrote {}", files::shown(path)));
            }
        }
        reports.push(std::mem::take(&mut page.report));
    }
    for rel in &end.gone {
        messages.note(&format!("removed {rel}"));
    }
    reports.extend(end.faults.into_iter().map(FileReport::of));
    let exit = messages.tell(reports, stream);
    let in_step = match in_step {
        1 => "the one picture is in step".to_owned(),
        _ => format!("all {in_step} pictures are in step"),
    };
    match (args.check, stale) {
        _ if exit == Exit::Failed => {}
        (true, 0) => messages.note(&in_step),
        (true, 1) => messages.note(&format!("1 thing is stale; mend it with: {command}")),
        (true, _) => messages.note(&format!("{stale} things are stale; mend them with: {command}")),
        (false, _) if drawn == 0 => messages.note(&in_step),
        (false, _) => {}
    }
    match exit.unless(Exit::Findings) {
        Exit::Done if args.check && stale > 0 => Exit::Findings,
        exit => exit,
    }
}

/// Why there is nothing to watch.
fn unwatched(why: &str) -> Finding {
    let hint = "run `govdraw sync` after each save instead";
    Finding::io(format!("the folders cannot be watched: {why}"), Some(hint))
}
