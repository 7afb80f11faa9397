//! Saves of files, as the system tells of them.
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// An editor writes a file in several steps: a save is over when nothing came for this long,
const QUIET: Duration = Duration::from_millis(10);
/// or, where something always comes, after this.
const PATIENCE: Duration = Duration::from_millis(200);

/// The folders of all that is read: an editor that puts a new file in the place of the old one is seen there.
pub(super) struct Saves {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
    changes: Receiver<notify::Result<notify::Event>>,
}

impl Saves {
    /// Listens, to no folder yet.
    ///
    /// # Errors
    /// Why the system tells of nothing.
    pub(super) fn new() -> Result<Self, String> {
        let (send, changes) = mpsc::channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // the receiver is gone when the program ends
            let _ = send.send(event);
        });
        let watcher = watcher.map_err(|error| error.to_string())?;
        Ok(Self { watcher, watched: BTreeSet::new(), changes })
    }

    /// Listens to these folders too, without what is below them.
    ///
    /// # Errors
    /// Why one of them cannot be listened to.
    pub(super) fn watch<'a>(&mut self, folders: impl Iterator<Item = &'a Path>) -> Result<(), String> {
        for folder in folders {
            // one that is not there yet is tried again with the next save
            if folder.is_dir() && !self.watched.contains(folder) {
                let added = self.watcher.watch(folder, RecursiveMode::NonRecursive);
                added.map_err(|error| error.to_string())?;
                self.watched.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    /// Waits for a save and gives the files of it that are minded, named as by [`real`]; `None` where no more will come. Where the system lost
    /// count, these may all have changed.
    pub(super) fn wait(
        &self,
        minds: impl Fn(&Path) -> bool,
        all: &BTreeSet<PathBuf>,
    ) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        // when the first and the last change of the save came
        let mut save: Option<(Instant, Instant)> = None;
        loop {
            let next = match save {
                None => self.changes.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some((first, last)) => {
                    let end = (last + QUIET).min(first + PATIENCE);
                    // events that are no change, as of programs that read, do not put the end off
                    self.changes.recv_timeout(end.saturating_duration_since(Instant::now()))
                }
            };
            let minded: BTreeSet<PathBuf> = match next {
                Ok(Ok(event)) if !matches!(event.kind, EventKind::Access(_)) => {
                    event.paths.iter().map(|path| real(path)).filter(|path| minds(path)).collect()
                }
                // an event that was lost may have been any
                Ok(Err(_)) => all.clone(),
                Ok(Ok(_)) => BTreeSet::new(),
                Err(RecvTimeoutError::Timeout) => return Some(changed),
                Err(RecvTimeoutError::Disconnected) => return None,
            };
            if !minded.is_empty() {
                let now = Instant::now();
                save = Some((save.map_or(now, |(first, _)| first), now));
                changed.extend(minded);
            }
            if save.is_some_and(|(first, last)| Instant::now() >= (last + QUIET).min(first + PATIENCE)) {
                return Some(changed);
            }
        }
    }
}

/// A path without links in its folder, as events name it; the file itself may be gone.
pub(super) fn real(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
