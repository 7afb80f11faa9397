//! Where the configuration stands, and which files below it are pages.
use super::super::args::ReadingArgs;
use super::super::report::{FileReport, Finding};
use super::super::{files, real};
use crate::config::{Config, FILE_NAME};
use crate::input;
use crate::limits::{CONFIG_BYTES, SOURCE_BYTES};
use crate::sync::{LOCK_NAME, Lock};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A configuration and its folder, which nothing is written outside of.
pub(super) struct Project {
    /// The folder, without links.
    root: PathBuf,
    /// The way there from the current folder.
    prefix: PathBuf,
    pub(super) config: Config,
    /// The configuration's file, as messages name it.
    pub(super) file: Option<PathBuf>,
    pub(super) lock: Lock,
    /// Folders that no link leads out of the root.
    safe: Mutex<BTreeSet<PathBuf>>,
}

/// How a page is read: as the arguments say, and else as the nearest configuration does, where it is one of its pages. A
/// configuration that cannot be read is `sync`'s to tell of.
pub(crate) fn reading(page: &Path, reading: &ReadingArgs) -> ReadingArgs {
    let own = || {
        let folder =
            canonical(page.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))).ok()?;
        let root = nearest(&folder)?;
        let config = read(&root.join(FILE_NAME)).ok()?;
        let rel = slashed(folder.join(page.file_name()?).strip_prefix(&root).ok()?)?;
        config.has_page(&rel).then(|| config.of_page(&rel))
    };
    let Some(own) = (!files::is_dash(page)).then(own).flatten() else { return reading.clone() };
    ReadingArgs {
        input_format: reading.input_format,
        level_heading: reading.level_heading.or(own.level_heading),
        lang: reading.lang.clone().or(own.lang),
        settings: reading.settings.clone().or(own.settings),
    }
}

/// The nearest configuration upward from a page.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn config_of(page: &Path) -> Option<PathBuf> {
    let folder = page.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    nearest(&canonical(folder).ok()?).map(|folder| folder.join(FILE_NAME))
}

/// Folders in which no pages are looked for, whatever the patterns say.
const SKIPPED: [&str; 2] = ["node_modules", "target"];
/// Whether pages are looked for in a folder of this name.
pub(super) fn is_searched(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    !name.starts_with('.') && !SKIPPED.contains(&name)
}

/// Deepest folder that is looked into.
const DEPTH_MAX: usize = 64;

impl Project {
    /// Opens the configuration that is named, or the nearest one upward to the repository's root; where pages are
    /// named, none need be there.
    pub(super) fn open(named: Option<&Path>, has_pages: bool) -> Result<Self, Box<FileReport>> {
        let of = |finding| Box::new(FileReport::of(finding));
        let here = canonical(Path::new(".")).map_err(of)?;
        let file = match named {
            Some(path) => Some(path.to_owned()),
            None => nearest(&here).map(|folder| way(&here, &folder).join(FILE_NAME)),
        };
        let Some(file) = file else {
            if has_pages {
                return Ok(Self::without(here, PathBuf::new()));
            }
            let message = format!("there is no {FILE_NAME} here or in a folder above");
            let hint = format!("write one with: govdraw init {FILE_NAME}; or name pages");
            return Err(of(Finding::usage(message, hint)));
        };
        Self::of_file(file, &here)
    }

    /// Opens the configuration that is named, or the nearest one upward from a folder; where there is none, that folder is the
    /// root, and nothing is configured.
    pub(super) fn open_at(folder: &Path, named: Option<&Path>) -> Result<Self, Box<FileReport>> {
        let of = |finding| Box::new(FileReport::of(finding));
        let here = canonical(Path::new(".")).map_err(of)?;
        let folder = canonical(folder).map_err(of)?;
        match named {
            Some(path) => Self::of_file(path.to_owned(), &here),
            None => match nearest(&folder) {
                Some(root) => Self::of_file(way(&here, &root).join(FILE_NAME), &here),
                None => Ok(Self::without(folder.clone(), way(&here, &folder))),
            },
        }
    }

    fn of_file(file: PathBuf, here: &Path) -> Result<Self, Box<FileReport>> {
        let config = read(&file)?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let root = canonical(folder).map_err(|fault| Box::new(FileReport::of(fault)))?;
        let prefix = way(here, &root);
        let lock =
            fs::read_to_string(prefix.join(LOCK_NAME)).map(|text| Lock::read(&text)).unwrap_or_default();
        Ok(Self { root, prefix, config, file: Some(file), lock, safe: Mutex::default() })
    }

    fn without(root: PathBuf, prefix: PathBuf) -> Self {
        let (config, lock) = (Config::default(), Lock::default());
        Self { root, prefix, config, file: None, lock, safe: Mutex::default() }
    }

    /// The way from the root to a file that may be there or not; `None` where it leads out of the root.
    pub(super) fn rel(&self, path: &Path) -> Option<String> {
        let folder =
            canonical(path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))).ok()?;
        slashed(folder.join(path.file_name()?).strip_prefix(&self.root).ok()?)
    }

    /// A path from the root, as it is opened and shown.
    pub(super) fn path(&self, rel: &str) -> PathBuf {
        if rel.is_empty() && self.prefix.as_os_str().is_empty() {
            return PathBuf::from(".");
        }
        self.prefix.join(rel)
    }

    /// The pages that are named, or all that the configuration means, from the root.
    pub(super) fn pages(&self, named: &[PathBuf]) -> Result<Vec<String>, Finding> {
        if named.is_empty() {
            let mut found = Vec::new();
            self.walk("", 0, &mut found);
            found.sort();
            return Ok(found);
        }
        let mut pages = Vec::new();
        for page in named {
            // the page's own name may be a link; its folder must be inside
            let folder = page.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let shown = files::shown(page);
            let outside = || {
                let hint = "run it in the page's own folder, or give --config";
                Finding::usage(format!("`{shown}` is outside the configuration's folder"), hint.to_owned())
            };
            if !page.exists() {
                // the reader's own message names the file that was probably meant
                files::read(page, SOURCE_BYTES)?;
            }
            let folder = canonical(folder)?;
            let name = page.file_name().ok_or_else(outside)?;
            let rel = folder.join(name);
            let rel = rel.strip_prefix(&self.root).ok().and_then(slashed).ok_or_else(outside)?;
            if !pages.contains(&rel) {
                pages.push(rel);
            }
        }
        Ok(pages)
    }

    fn walk(&self, folder: &str, depth: usize, found: &mut Vec<String>) {
        for entry in fs::read_dir(self.path(folder)).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let rel = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            // the entry's own type: a link to a folder is not followed
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                if is_searched(Path::new(&name)) && depth < DEPTH_MAX && self.config.may_hold_pages(&rel) {
                    self.walk(&rel, depth + 1, found);
                }
            } else if self.config.has_page(&rel) && (kind.is_file() || self.inside(&self.path(&rel)).is_ok())
            {
                found.push(rel);
            }
        }
    }

    /// The folders in which pages are looked for.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let mut found = vec![(self.path(""), String::new(), 0)];
        let mut at = 0;
        while let Some((folder, rel, depth)) = found.get(at).cloned() {
            at += 1;
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let Ok(name) = entry.file_name().into_string() else { continue };
                let rel = if rel.is_empty() { name.clone() } else { format!("{rel}/{name}") };
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                if is_folder
                    && is_searched(Path::new(&name))
                    && depth < DEPTH_MAX
                    && self.config.may_hold_pages(&rel)
                {
                    found.push((self.path(&rel), rel, depth + 1));
                }
            }
        }
        found.into_iter().map(|(folder, ..)| folder).collect()
    }

    /// Refuses a path that links lead out of the root.
    pub(super) fn inside(&self, path: &Path) -> Result<(), Finding> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let is_link = path.is_symlink();
        let is_safe = || self.safe.lock().unwrap_or_else(PoisonError::into_inner).contains(folder);
        if !is_link && is_safe() {
            return Ok(());
        }
        self.looked_inside(path)?;
        // the next picture of a folder needs no second look at the folder
        if !is_link && path.exists() {
            self.safe.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        }
        Ok(())
    }

    fn looked_inside(&self, path: &Path) -> Result<(), Finding> {
        let mut known = path.to_owned();
        // what is not there yet is where the nearest folder that is there is; a link is followed even to nothing
        while !known.exists() && !known.is_symlink() {
            known = match known.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
                _ => PathBuf::from("."),
            };
        }
        let found = real::real(&known).or_else(|_| {
            let target = fs::read_link(&known)?;
            let folder = known.parent().unwrap_or(Path::new("."));
            let target = folder.join(target);
            real::real(target.parent().unwrap_or(Path::new(".")))
        });
        if found.is_ok_and(|found| found.starts_with(&self.root)) {
            return Ok(());
        }
        let message = format!("`{}` is outside the configuration's folder", files::shown(path));
        let hint = "a configuration writes and reads nothing but below its own folder: take the link away";
        Err(Finding::usage(message, hint.to_owned()))
    }
}

fn read(file: &Path) -> Result<Config, Box<FileReport>> {
    let name = files::shown(file);
    let bytes = files::read(file, CONFIG_BYTES).map_err(|fault| Box::new(FileReport::of(fault)))?;
    let mut report = FileReport { name: Some(name.clone()), ..FileReport::default() };
    let read = input::decode(&name, &bytes).map_err(|error| vec![error]).and_then(|source| {
        let source = Arc::new(source);
        report.source = Some(Arc::clone(&source));
        Config::read(&source)
    });
    read.map_err(|errors| {
        report.add(errors);
        Box::new(report)
    })
}

/// The nearest folder upward that has a configuration, no further than the repository's root.
fn nearest(here: &Path) -> Option<PathBuf> {
    for folder in here.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            return Some(folder.to_owned());
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

fn canonical(path: &Path) -> Result<PathBuf, Finding> {
    real::real(path).map_err(|error| {
        Finding::io(format!("`{}` cannot be found: {}", files::shown(path), files::reason(&error)), None)
    })
}

/// The way from one folder to another, both without links; the whole path where it would lead up and down.
fn way(from: &Path, to: &Path) -> PathBuf {
    if let Ok(below) = to.strip_prefix(from) {
        return below.to_owned();
    }
    match from.strip_prefix(to) {
        Ok(above) => above.components().map(|_| Component::ParentDir).collect(),
        Err(_) => to.to_owned(),
    }
}

/// A path with `/` between its parts; none where it is no text.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}
