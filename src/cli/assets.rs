//! The files of pictures and fonts that a page or a theme names: read from beside or below it, and from nowhere else.
use super::report::Finding;
use super::{files, real};
use crate::diagnostic::Severity;
use crate::limits::EMBLEM_BYTES;
use crate::theme::Gallery;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// Loads the drawings of these names for what stands in a file.
///
/// # Errors
/// Every one that cannot be read or must not be.
pub(crate) fn load<'a>(beside: &Path, names: impl Iterator<Item = &'a str>) -> Result<Gallery, Vec<Finding>> {
    let mut gallery = Gallery::default();
    let mut faults = Vec::new();
    for name in names.collect::<BTreeSet<_>>() {
        let added = self::beside(beside, name, EMBLEM_BYTES).and_then(|bytes| {
            let of =
                |error: crate::theme::EmblemError| drawing(format!("`{name}` {}", error.message), error.hint);
            gallery.add(name, &bytes).map_err(of)
        });
        faults.extend(added.err().map(|fault| Finding { words: Some(name.into()), ..fault }));
    }
    if faults.is_empty() { Ok(gallery) } else { Err(faults) }
}

/// Reads a file that another one names, from beside or below it.
///
/// # Errors
/// It is not there, leads out of the folder, or is larger than `bytes_max`.
pub(crate) fn beside(file: &Path, name: &str, bytes_max: usize) -> Result<Vec<u8>, Finding> {
    let folder = match file.parent() {
        Some(folder) if !files::is_dash(file) && !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    files::read(&inside(folder, name)?, bytes_max)
}

/// The path of a file that another names: beside or below it.
pub(crate) fn path_beside(file: &Path, name: &str) -> Result<PathBuf, Finding> {
    let folder = file.parent().filter(|_| !files::is_dash(file)).unwrap_or(Path::new(""));
    let opened = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    inside(opened, name).map(|_| folder.join(name))
}

/// The path of a named file, which no name and no link may lead out of a folder.
fn inside(folder: &Path, name: &str) -> Result<PathBuf, Finding> {
    let leads_out = || {
        let message = format!("`{name}` is not read: it leads out of the folder");
        drawing(message, "put it beside the file that names it, or in a folder below".to_owned())
    };
    let relative = Path::new(name);
    let is_below = relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    // what parts folders on Windows is part of a name elsewhere, and meant as neither
    if !is_below || name.contains(['\\', ':']) {
        return Err(leads_out());
    }
    let found = |path: &Path| {
        real::real(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                let message = format!("there is no file `{}`", files::shown(path));
                drawing(
                    message,
                    "check the name; it starts from the folder of the file that names it".to_owned(),
                )
            }
            _ => drawing(format!("`{}` cannot be read", files::shown(path)), "check the file".to_owned()),
        })
    };
    let (root, path) = (found(folder)?, found(&folder.join(relative))?);
    if !path.starts_with(&root) {
        return Err(leads_out());
    }
    if !path.is_file() {
        return Err(drawing(format!("`{name}` is no file"), "name a file".to_owned()));
    }
    Ok(path)
}

fn drawing(message: String, hint: String) -> Finding {
    Finding {
        severity: Severity::Error,
        code: "drawing",
        explanation: "An icon, a logo or a font of a theme that cannot be read or drawn.",
        message,
        hint: Some(hint.into()),
        span: None,
        words: None,
    }
}
