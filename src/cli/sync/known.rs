//! Pages that did not change since a run that found them in step: told from their bytes alone, without reading what they say.
use super::super::desk::{Change, Desk};
use super::super::files;
use super::super::format::format_of;
use super::super::report::Finding;
use super::kind::is_another_kind;
use super::page::{Done, Found, SyncRun, Task};
use super::project::Project;
use crate::diagnostic::{Code, Diagnostic};
use crate::input;
use crate::limits::{EMBLEM_BYTES, PICTURE_BYTES};
use crate::sync::{Cache, Digest, Known};
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the cache, beside the configuration, and the file in it.
const FOLDER: &str = ".govdraw-cache";
const FILE: &str = "pages";
/// What keeps the folder out of a repository.
const IGNORE: &str =
    "# What `govdraw sync` found of pages that did not change since. It may be removed at any time.\n*\n";
/// From so many pages on a cache is worth its folder: fewer are read in the blink of an eye.
const WORTH: usize = 50;

/// What earlier runs found; nothing where there is no configuration beside which it could stand.
pub(super) fn load(project: &Project) -> Cache {
    let text = project.file.as_ref().and_then(|_| fs::read_to_string(path(project)).ok());
    text.map(|text| Cache::read(&text)).unwrap_or_default()
}

fn path(project: &Project) -> PathBuf {
    project.path(FOLDER).join(FILE)
}

/// Keeps what a run found of pages; where it went over all pages, what is known of others is forgotten.
pub(super) fn keep(
    (project, desk): (&Project, &Desk),
    old: &Cache,
    (tasks, done): (&[Task], &mut [Done]),
    is_whole: bool,
) {
    if project.file.is_none() {
        return;
    }
    let mut new = old.clone();
    for (task, done) in tasks.iter().zip(done) {
        match std::mem::take(&mut done.found) {
            Found::Same => {}
            Found::New(known) => new.set(&task.rel, Some(*known)),
            Found::Nothing => new.set(&task.rel, None),
        }
    }
    if is_whole {
        new.retain(|page| tasks.binary_search_by(|task| task.rel.as_str().cmp(page)).is_ok());
    }
    let is_there = *old != Cache::default();
    if new == *old || !is_there && tasks.len() < WORTH {
        return;
    }
    let path = path(project);
    let ignore = Change::new(path.with_file_name(".gitignore"), IGNORE.into());
    let pages = Change::new(path, new.text().into_bytes());
    // without it the next run takes longer, and nothing else
    let _ = project.inside(&pages.path).and_then(|()| desk.write(&[ignore, pages]).map(drop));
}

/// Seals by pictures' paths from the root; none for a picture that carries its own.
type Seals = [(String, Option<String>)];

impl SyncRun<'_> {
    /// A page of which all bytes are those that were in step.
    pub(super) fn unchanged(&self, task: &Task, path: &Path, page: &[u8]) -> Option<Done> {
        let known = self.cache.get(&task.rel)?;
        if self.inputs(task, page, &known.files, &[])? != known.inputs {
            return None;
        }
        let name = files::shown(path);
        let mut done =
            Done { name: name.clone(), found: Found::Same, in_step: known.pictures.len(), ..Done::default() };
        done.report.name = Some(name.clone());
        if known.is_other {
            done.in_step = 0;
            done.report.add([is_another_kind(&name)]);
            return Some(done);
        }
        if known.pictures.len() != task.files.len() {
            return None;
        }
        let mut buffer = vec![0; BUFFER];
        for (rel, digest) in task.files.iter().zip(&known.pictures) {
            let picture = self.project.path(rel);
            self.project.inside(&picture).ok()?;
            if digest_of(&picture, PICTURE_BYTES, &mut buffer)? != *digest {
                return None;
            }
            done.outputs.push(picture);
        }
        let own = known.files.iter().map(|rel| self.project.path(rel));
        done.sources = [path.to_owned()].into_iter().chain(self.project.file.clone()).chain(own).collect();
        done.sources.extend(self.looks(task).flat_map(|loaded| loaded.files.iter().cloned()));
        done.sources.sort();
        done.sources.dedup();
        if !known.findings.is_empty() {
            let source = Arc::new(input::decode(&name, page).ok()?);
            done.report.allowed = input::allowed(&source, format_of(path, &source.text, None)).value;
            done.report.source = Some(source);
            done.report.add(known.findings.iter().cloned());
        }
        Some(done)
    }

    /// What is known of a page in step but for its pictures: of the files that it names itself, of what there is to say of it, and
    /// with seals that are new to the lock. Nothing where that cannot be told again from bytes.
    pub(super) fn known(
        &self,
        task: &Task,
        page: &[u8],
        (files, findings, seals): (&[PathBuf], &[Finding], &Seals),
    ) -> Option<Known> {
        let files: Vec<String> = files.iter().map(|file| self.project.rel(file)).collect::<Option<_>>()?;
        let findings = findings.iter().map(diagnostic).collect::<Option<_>>()?;
        let inputs = self.inputs(task, page, &files, seals)?;
        Some(Known { inputs, files, findings, ..Known::default() })
    }

    /// A digest of all that a page's pictures and regions follow from.
    fn inputs(&self, task: &Task, page: &[u8], files: &[String], seals: &Seals) -> Option<String> {
        let mut digest = Digest::default();
        let mut part = |bytes: &[u8]| {
            digest.update(&(bytes.len() as u64).to_le_bytes());
            digest.update(bytes);
        };
        part(task.rel.as_bytes());
        part(format!("{:?}", task.config).as_bytes());
        for rel in &task.files {
            part(rel.as_bytes());
            let new = seals.iter().find(|(of, _)| of == rel).map(|(_, seal)| seal.as_deref());
            part(new.unwrap_or(self.project.lock.get(rel)).unwrap_or_default().as_bytes());
        }
        for loaded in self.looks(task) {
            part(loaded.theme.as_bytes());
            part(loaded.fonts.as_bytes());
        }
        part(page);
        for rel in files {
            part(rel.as_bytes());
            part(&files::read(&self.project.path(rel), EMBLEM_BYTES.max(PICTURE_BYTES)).ok()?);
        }
        Some(digest.finish())
    }
}

/// A finding of the library as it was.
fn diagnostic(finding: &Finding) -> Option<Diagnostic> {
    let Finding { severity, code, explanation: _, message, hint, span, words } = finding.clone();
    let (hint, words) = (hint.map(String::from), words.map(String::from));
    Some(Diagnostic { severity, code: Code::named(code)?, message, span, words, hint, mend: None })
}

/// How much of a file is read at a time, in bytes.
const BUFFER: usize = 64 << 10;

/// A digest of a file's bytes; nothing where it cannot be read, or is larger than so many bytes.
fn digest_of(path: &Path, bytes_max: usize, buffer: &mut [u8]) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let mut digest = Digest::default();
    let mut total = 0_usize;
    loop {
        match file.read(buffer) {
            Ok(0) => return Some(digest.finish()),
            Ok(count) => {
                total = total.saturating_add(count);
                if total > bytes_max {
                    return None;
                }
                digest.update(buffer.get(..count)?);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}
