//! Where a path leads in the end, without links.
use std::io;
use std::path::{Path, PathBuf};

/// The path without links and dots.
///
/// # Errors
/// Nothing stands there, or it cannot be looked at.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    std::fs::canonicalize(path)
}

/// WebAssembly's systems have no call for it: each part is looked at in turn.
#[cfg(target_family = "wasm")]
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    use std::path::Component;
    /// As many as Linux follows.
    const LINKS_MAX: usize = 40;
    let mut links = 0;
    let mut found = PathBuf::from("/");
    // the last first
    let mut left: Vec<PathBuf> = Vec::new();
    let put = |left: &mut Vec<PathBuf>, path: &Path| {
        left.extend(path.components().rev().map(|part| PathBuf::from(part.as_os_str())));
    };
    put(&mut left, path);
    if path.is_relative() {
        put(&mut left, &std::env::current_dir()?);
    }
    while let Some(next) = left.pop() {
        match next.components().next() {
            Some(Component::RootDir) => found = PathBuf::from("/"),
            Some(Component::ParentDir) => {
                found.pop();
            }
            Some(Component::Normal(name)) => {
                let here = found.join(name);
                if std::fs::symlink_metadata(&here)?.is_symlink() {
                    links += 1;
                    if links > LINKS_MAX {
                        return Err(io::Error::other("links that lead in a circle"));
                    }
                    put(&mut left, &std::fs::read_link(&here)?);
                } else {
                    found = here;
                }
            }
            _ => {}
        }
    }
    Ok(found)
}
