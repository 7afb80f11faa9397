//! Reading whole files and writing whole files.
use super::real;
use super::report::Finding;
use crate::limits::PICTURE_BYTES;
use crate::output::{self, ExtractError, Provenance};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A path for people; `-` stays as it is.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Whether the argument stands for standard input or output.
pub(crate) fn is_dash(path: &Path) -> bool {
    path.as_os_str() == OsStr::new("-")
}

/// Reads a file, or standard input for `-`, up to a number of bytes.
pub(crate) fn read(path: &Path, bytes_max: usize) -> Result<Vec<u8>, Finding> {
    let result = if is_dash(path) {
        read_up_to(io::stdin().lock(), bytes_max, 0)
    } else {
        fs::File::open(path).and_then(|file| {
            // room for all of it and for the end: a buffer that grows is copied time and again
            let length = file.metadata().map_or(0, |about| about.len());
            let room = usize::try_from(length).unwrap_or(bytes_max).min(bytes_max) + 1;
            read_up_to(file, bytes_max, room)
        })
    };
    let bytes = result.map_err(|error| read_fault(path, &error))?;
    if bytes.len() > bytes_max {
        return Err(Finding::io(
            format!("`{}` is larger than {}", shown(path), size(bytes_max)),
            Some("split it, or check that it is the right file"),
        ));
    }
    Ok(bytes)
}

/// Reads what a picture was made from, of a file or of standard input for `-`, without holding the whole of it.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn extract(path: &Path) -> Result<Result<Provenance, ExtractError>, Finding> {
    let most = PICTURE_BYTES as u64;
    let found = match is_dash(path) {
        true => output::extract_from(io::stdin().lock().take(most)),
        false => {
            let file = fs::File::open(path).map_err(|error| read_fault(path, &error))?;
            output::extract_from(file.take(most))
        }
    };
    match found {
        Err(ExtractError::Source(kind)) => Err(read_fault(path, &kind.into())),
        found => Ok(found),
    }
}

fn read_fault(path: &Path, error: &io::Error) -> Finding {
    let name = shown(path);
    match error.kind() {
        ErrorKind::NotFound => Finding::io(
            format!("there is no file `{name}`"),
            Some(similar(path).as_deref().unwrap_or("check the path; it starts from the current folder")),
        ),
        ErrorKind::IsADirectory => Finding::io(
            format!("`{name}` is a folder"),
            Some("name the page itself, or several with a pattern such as `docs/*.md`"),
        ),
        ErrorKind::PermissionDenied => {
            Finding::io(format!("`{name}` may not be read"), Some("ask for the right to read it"))
        }
        _ => Finding::io(format!("`{name}` cannot be read: {}", reason(error)), None),
    }
}

fn read_up_to(reader: impl Read, bytes_max: usize, room: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(room);
    reader.take(bytes_max as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A size limit in words.
fn size(bytes: usize) -> String {
    format!("{} MB", bytes / (1024 * 1024))
}

/// The file in the same folder that was probably meant.
fn similar(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut names: Vec<String> =
        fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let best = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&name.to_lowercase(), &wanted.to_lowercase()), name))
        .min()?;
    (best.0 <= wanted.chars().count() / 4).then(|| {
        let meant = path.with_file_name(best.1);
        format!("did you mean `{}`?", shown(&meant))
    })
}

/// The system's reason, without its number, in our manner.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It has the new bytes.
    Written,
    /// It had them already and was left alone.
    Unchanged,
}

/// Writes a file whole or not at all, and only when its bytes change: into a temporary file beside it, then renamed.
/// A missing folder is made.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<Outcome, Finding> {
    // a link stays a link: what it leads to is replaced
    let target = if path.is_symlink() {
        real::real(path).unwrap_or_else(|_| path.to_owned())
    } else {
        path.to_owned()
    };
    let old = fs::metadata(&target).ok();
    if is_stream(&target) {
        return write_into(path, bytes);
    }
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return Err(Finding::io(
            format!("`{}` cannot be written: it is not a file", shown(path)),
            Some("choose another name with -o"),
        ));
    }
    if old.as_ref().is_some_and(|old| old.len() == bytes.len() as u64)
        && fs::read(&target).is_ok_and(|old| old == bytes)
    {
        return Ok(Outcome::Unchanged);
    }
    let rights = old.as_ref().and_then(rights);
    if rights.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(Finding::io(
            format!("`{}` cannot be written: the file is read-only", shown(path)),
            Some("make it writable, or choose another name or folder with -o"),
        ));
    }
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&folder).map_err(|error| folder_fault(&folder, &error))?;
    let replaced = replace(&target, &folder, bytes, rights);
    if replaced.as_ref().is_err_and(|error| error.kind() == ErrorKind::ResourceBusy) {
        // something is mounted on it, as containers do with single files: it can be filled and not be replaced
        return write_into(path, bytes);
    }
    replaced.map_err(|error| write_fault(path, &folder, &error))?;
    Ok(Outcome::Written)
}

/// Why a new file does not take a path's place in a folder.
pub(super) fn write_fault(path: &Path, folder: &Path, error: &io::Error) -> Finding {
    let hint = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            // of every file of it the same, so that it is said once
            return Finding::io(
                format!("nothing can be written in the folder `{}`: {}", shown(folder), reason(error)),
                Some("make it writable, or choose another"),
            );
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("make room, or choose another disk"),
        _ => None,
    };
    Finding::io(format!("`{}` cannot be written: {}", shown(path), reason(error)), hint)
}

/// What may be done with a file; `None` where the system says nothing of it, as in WebAssembly.
pub(super) fn rights(of: &fs::Metadata) -> Option<fs::Permissions> {
    (!cfg!(target_family = "wasm")).then(|| of.permissions())
}

/// Gives a file the time of now.
pub(crate) fn touch(path: &Path) -> Result<(), Finding> {
    let touched =
        fs::OpenOptions::new().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(|error| {
        Finding::io(format!("the time of `{}` cannot be set: {}", shown(path), reason(&error)), None)
    })
}

/// Whether a path is that of a pipe or a device, which takes bytes as they come.
pub(crate) fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Writes into what stands at a path and cannot be replaced.
fn write_into(path: &Path, bytes: &[u8]) -> Result<Outcome, Finding> {
    let opened = fs::OpenOptions::new().write(true).truncate(true).open(path);
    let written = opened.and_then(|mut file| file.write_all(bytes).and_then(|()| file.flush()));
    match written {
        Ok(()) => Ok(Outcome::Written),
        // a reader that went away is no fault
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Outcome::Written),
        Err(error) => {
            Err(Finding::io(format!("`{}` cannot be written: {}", shown(path), reason(&error)), None))
        }
    }
}

pub(super) fn folder_fault(folder: &Path, error: &io::Error) -> Finding {
    match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Finding::io(
            format!("`{}` cannot be made a folder: a file of that name is in the way", shown(folder)),
            Some("choose another folder"),
        ),
        _ => Finding::io(
            format!("the folder `{}` cannot be made: {}", shown(folder), reason(error)),
            Some("choose another"),
        ),
    }
}

fn replace(target: &Path, folder: &Path, bytes: &[u8], old: Option<fs::Permissions>) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".govdraw-").suffix(".tmp");
    #[cfg(unix)]
    {
        // as for any new file: the system takes the user's mask off
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_data()?;
    if let Some(permissions) = old {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// Writes to standard output. A reader that went away (`| head`) is no fault. Where there is none, Rust has opened `/dev/null` in its place
/// as other languages open it to throw output away: neither can be told from the other, and neither is a fault.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Finding> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Finding::io(format!("standard output cannot be written: {}", reason(&error)), None))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, fs, io, reason, write};

    #[test]
    fn reasons_are_in_our_manner() {
        let error = io::Error::from_raw_os_error(28);
        assert_eq!(reason(&error), "no space left on device");
    }

    #[test]
    fn a_file_is_replaced_whole_and_only_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.svg");
        assert_eq!(write(&path, b"one").unwrap(), Outcome::Written);
        assert_eq!(write(&path, b"one").unwrap(), Outcome::Unchanged);
        assert_eq!(write(&path, b"two").unwrap(), Outcome::Written);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file is left");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.svg"), folder.path().join("link.svg"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("real.svg", &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
