//! Writing whole sets: every file of a page is ready beside its place before the first takes it.
use super::files::{self, Outcome};
use super::report::Finding;
use super::signals::Signals;
use crate::threads;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tempfile::NamedTempFile;

/// One file to write.
#[derive(Debug)]
pub(crate) struct Change {
    /// Where.
    pub path: PathBuf,
    /// What it is to hold.
    pub bytes: Vec<u8>,
    /// What it must hold still, for a file that others edit.
    pub expects: Option<Vec<u8>>,
}

impl Change {
    /// A file of ours.
    pub(crate) fn new(path: PathBuf, bytes: Vec<u8>) -> Self {
        Self { path, bytes, expects: None }
    }
}

/// Where sets of files are written. A signal that ends the program waits for the end of every set that was begun.
#[derive(Debug)]
pub(crate) struct Desk {
    signals: Signals,
    /// How many sets are being written: threads need not wait for each other's disk.
    begun: Mutex<usize>,
    /// Folders in which litter was looked for.
    swept: Mutex<BTreeSet<PathBuf>>,
}

/// How our temporary files start and end.
const PREFIX: &str = ".govdraw-";
const SUFFIX: &str = ".tmp";
/// A temporary file that is older than this belongs to no run that goes on.
const LITTER_AGE: Duration = Duration::from_secs(3_600);

impl Desk {
    /// A desk for this run.
    pub(crate) fn new() -> Self {
        Self::under(Signals::new())
    }

    /// A desk in another program, whose signals are its own.
    pub(crate) fn guest() -> Self {
        Self::under(Signals::unheard())
    }

    fn under(signals: Signals) -> Self {
        Self { signals, begun: Mutex::default(), swept: Mutex::default() }
    }

    /// Writes a set: whole, or not at all unless a rename fails half way. Files that have their bytes already are left
    /// alone.
    ///
    /// # Errors
    /// The first file that cannot be written.
    pub(crate) fn write(&self, changes: &[Change]) -> Result<Vec<Outcome>, Finding> {
        self.begin();
        let result = self.write_set(changes);
        // the files are whole: while a pipe waits for its reader, a signal may end the program
        self.end();
        let (outcomes, streams) = result?;
        for change in streams {
            if self.signals.came() {
                break;
            }
            files::write(&change.path, &change.bytes)?;
        }
        Ok(outcomes)
    }

    fn begin(&self) {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        *begun += 1;
        self.signals.hold();
    }

    /// The last set to end makes room for the signal that came.
    fn end(&self) {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        *begun = begun.saturating_sub(1);
        if *begun > 0 {
            return;
        }
        self.signals.release();
    }

    /// Writes all but what can only be written directly, such as a pipe, which it gives back.
    fn write_set<'a>(&self, changes: &'a [Change]) -> Result<(Vec<Outcome>, Vec<&'a Change>), Finding> {
        let mut ready = Vec::with_capacity(changes.len());
        for change in changes {
            ready.push(self.prepare(change)?);
            if self.signals.came() {
                // the temporary files go with the list; the caller ends
                return Ok((Vec::new(), Vec::new()));
            }
        }
        // a disk takes what comes at once for one; each by itself would be waited for in turn
        let synced = threads::at_most(ready.len(), || {
            threads::each(ready.len(), |index| match ready.get(index) {
                Some(Ready::Beside(file, _)) => file.as_file().sync_data(),
                _ => Ok(()),
            })
        });
        for (change, (ready, synced)) in changes.iter().zip(ready.iter().zip(synced)) {
            if let (Ready::Beside(_, target), Err(error)) = (ready, synced) {
                return Err(files::write_fault(
                    &change.path,
                    target.parent().unwrap_or(Path::new(".")),
                    &error,
                ));
            }
        }
        for change in changes {
            let is_kept = |found: &Vec<u8>, expected: &Vec<u8>| found == expected || *found == change.bytes;
            // another run may have written the very same meanwhile
            if let Some(expected) = &change.expects
                && !fs::read(&change.path).ok().is_some_and(|found| is_kept(&found, expected))
            {
                let message =
                    format!("`{}` was edited meanwhile and is left as it is", files::shown(&change.path));
                return Err(Finding::io(message, Some("run the command again")));
            }
        }
        let (mut outcomes, mut streams) = (Vec::with_capacity(changes.len()), Vec::new());
        for (change, ready) in changes.iter().zip(ready) {
            outcomes.push(match ready {
                Ready::Unchanged => Outcome::Unchanged,
                Ready::Direct => {
                    streams.push(change);
                    Outcome::Written
                }
                Ready::Beside(file, target) => match file.persist(&target) {
                    Ok(_) => Outcome::Written,
                    // a file that is mounted on its place has a word of its own
                    Err(error) if error.error.kind() == ErrorKind::ResourceBusy => {
                        files::write(&change.path, &change.bytes)?
                    }
                    Err(error) => {
                        let folder = target.parent().unwrap_or(Path::new("."));
                        return Err(files::write_fault(&change.path, folder, &error.error));
                    }
                },
            });
        }
        Ok((outcomes, streams))
    }

    fn prepare(&self, change: &Change) -> Result<Ready, Finding> {
        let Change { path, bytes, expects: _ } = change;
        let target = followed(path);
        let old = fs::metadata(&target).ok();
        if files::is_stream(&target) {
            return Ok(Ready::Direct);
        }
        if old.as_ref().is_some_and(|old| old.len() == bytes.len() as u64)
            && fs::read(&target).is_ok_and(|old| old == *bytes)
        {
            return Ok(Ready::Unchanged);
        }
        // before anything of the set takes its place
        let name = files::shown(path);
        if old.as_ref().is_some_and(fs::Metadata::is_dir) {
            let message = format!("`{name}` cannot be written: it is not a file");
            return Err(Finding::io(message, Some("choose another name with -o")));
        }
        let rights = old.as_ref().and_then(files::rights);
        if rights.as_ref().is_some_and(fs::Permissions::readonly) {
            // somebody meant it to stay
            let message = format!("`{name}` cannot be written: the file is read-only");
            let hint = "make it writable, or choose another name or folder with -o";
            return Err(Finding::io(message, Some(hint)));
        }
        let folder = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&folder).map_err(|error| files::folder_fault(&folder, &error))?;
        let is_first = self.swept.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.clone());
        if is_first {
            sweep(&folder);
        }
        let file = beside(&folder, bytes, old.as_ref())
            .map_err(|error| files::write_fault(path, &folder, &error))?;
        Ok(Ready::Beside(file, target))
    }
}

/// A file that is about to take its place.
enum Ready {
    /// It has its bytes.
    Unchanged,
    /// It cannot be replaced, only written.
    Direct,
    /// The new file, and the place that it takes.
    Beside(NamedTempFile, PathBuf),
}

/// What a link leads to in the end, whether that is there or not; anything else itself.
fn followed(path: &Path) -> PathBuf {
    /// As many as Linux follows.
    const LINKS_MAX: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..LINKS_MAX {
        let Ok(next) = fs::read_link(&target) else { break };
        target = target.parent().map(|folder| folder.join(&next)).unwrap_or(next);
    }
    target
}

fn beside(folder: &Path, bytes: &[u8], old: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        // as for any new file: the system takes the user's mask off
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        #[cfg(unix)]
        {
            // a file stays its owner's, if whoever runs this may give files away; before its rights, which a gift may take
            use std::os::unix::fs::{MetadataExt as _, fchown};
            let own = file.as_file().metadata()?;
            if (own.uid(), own.gid()) != (old.uid(), old.gid()) {
                let _ = fchown(file.as_file(), Some(old.uid()), Some(old.gid()));
            }
        }
        if let Some(rights) = files::rights(old) {
            file.as_file().set_permissions(rights)?;
        }
    }
    Ok(file)
}

/// Whether a file's name is that of a temporary file of ours.
pub(crate) fn is_ours(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Takes away what killed runs left in a folder.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(is_ours);
        let is_old = || {
            // a clock that was set back makes nothing old
            let found = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            SystemTime::now().duration_since(found.modified().ok()?).ok()
        };
        if is_ours && is_old().is_some_and(|age| age > LITTER_AGE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Refuses to write over what was read.
///
/// # Errors
/// An output that is one of the inputs, by whatever name.
pub(crate) fn refuse_inputs(output: &Path, inputs: &[&Path]) -> Result<(), Finding> {
    refuse_each([output], inputs)
}

/// The same of many outputs, for which the inputs are looked up once.
///
/// # Errors
/// The first output that is one of the inputs.
pub(crate) fn refuse_each<'a>(
    outputs: impl IntoIterator<Item = &'a Path>,
    inputs: &[&Path],
) -> Result<(), Finding> {
    let of_input = |input: &&Path| file_id(if files::is_dash(input) { Path::new(STDIN) } else { input });
    let known: OnceCell<Vec<Option<FileId>>> = OnceCell::new();
    for output in outputs.into_iter().filter(|output| !files::is_dash(output)) {
        // folders that are not there yet are made on the way, and the way back out of them leads to what is; what is not there is no
        // input
        let Some(id) = file_id(&settled(output)) else { continue };
        let known = known.get_or_init(|| inputs.iter().map(of_input).collect());
        let same = known.iter().position(|input| input.as_ref() == Some(&id));
        if let Some(input) = same.and_then(|at| inputs.get(at)) {
            let (output, input) = (files::shown(output), files::shown(input));
            let message = match output == input {
                true => format!("`{output}` is read and would be written over"),
                false if input == "-" => {
                    format!("`{output}` is read from standard input and would be written over")
                }
                false => format!("`{output}` is `{input}`, which is read and would be written over"),
            };
            return Err(Finding::usage(message, "choose another name with -o".to_owned()));
        }
    }
    Ok(())
}

/// What stands for standard input in the file system; where there is no such name, nothing can be told of it.
const STDIN: &str = "/dev/stdin";

/// A path without `..` behind folders that are not there.
fn settled(path: &Path) -> PathBuf {
    let mut settled = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if settled.file_name().is_some() && !settled.exists() => {
                settled.pop();
            }
            part => settled.push(part),
        }
    }
    settled
}

/// What a file is whatever its name, if it is there.
#[cfg(unix)]
type FileId = (u64, u64);
#[cfg(not(unix))]
type FileId = PathBuf;

fn file_id(path: &Path) -> Option<FileId> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| (found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        fs::canonicalize(path).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Desk, LITTER_AGE, Outcome, SystemTime, fs, refuse_inputs};
    use std::path::Path;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_set_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let change = |name: &str, text: &str| Change::new(at(name), text.into());
        let desk = Desk::new();
        let set = [change("a", "1"), change("new/b", "2")];
        assert_eq!(desk.write(&set).unwrap(), [Outcome::Written, Outcome::Written]);
        assert_eq!(desk.write(&set).unwrap(), [Outcome::Unchanged, Outcome::Unchanged]);
        // the second cannot be written, so the first is not
        let fault = desk.write(&[change("a", "3"), change("a/c", "4")]).unwrap_err();
        assert!(fault.message.contains("in the way"), "{fault:?}");
        let page = Change { expects: Some(b"old".to_vec()), ..change("new/b", "5") };
        let fault = desk.write(&[change("a", "3"), page]).unwrap_err();
        assert!(fault.message.contains("edited meanwhile"), "{fault:?}");
        // another run wrote the same
        let page = Change { expects: Some(b"old".to_vec()), ..change("new/b", "2") };
        assert_eq!(desk.write(&[page]).unwrap(), [Outcome::Unchanged]);
        assert_eq!((fs::read(at("a")).unwrap(), fs::read(at("new/b")).unwrap()), (b"1".into(), b"2".into()));
        assert_eq!(
            (names(folder.path()), names(&at("new"))),
            (vec!["a".into(), "new".into()], vec!["b".into()])
        );
    }

    #[test]
    fn old_litter_of_ours_is_swept_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - LITTER_AGE * 2;
        for (name, is_old) in [(".govdraw-a.tmp", true), (".govdraw-b.tmp", false), ("mine.tmp", true)] {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            if is_old {
                file.set_modified(old).unwrap();
            }
        }
        Desk::new().write(&[Change::new(folder.path().join("x"), vec![])]).unwrap();
        assert_eq!(names(folder.path()), [".govdraw-b.tmp", "mine.tmp", "x"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links_also_to_what_is_not_there_yet() {
        let folder = tempfile::tempdir().unwrap();
        let (link, real) = (folder.path().join("link"), folder.path().join("real"));
        std::os::unix::fs::symlink("real", &link).unwrap();
        Desk::new().write(&[Change::new(link.clone(), b"x".to_vec())]).unwrap();
        assert!(link.is_symlink() && !real.is_symlink() && fs::read(&real).unwrap() == b"x");
    }

    #[test]
    fn an_output_that_is_an_input_is_refused_by_whatever_name() {
        let folder = tempfile::tempdir().unwrap();
        let (page, other, link) =
            (folder.path().join("a.md"), folder.path().join("b.md"), folder.path().join("c.md"));
        fs::write(&page, "x").unwrap();
        fs::write(&other, "x").unwrap();
        fs::hard_link(&page, &link).unwrap();
        let dotted = folder.path().join("./a.md");
        assert!(refuse_inputs(&dotted, &[&page]).is_err() && refuse_inputs(&link, &[&page]).is_err());
        let around = folder.path().join("new/../a.md");
        assert!(refuse_inputs(&around, &[&page]).is_err() && !folder.path().join("new").exists());
        assert!(refuse_inputs(&other, &[&page]).is_ok() && refuse_inputs(Path::new("-"), &[&page]).is_ok());
    }
}
