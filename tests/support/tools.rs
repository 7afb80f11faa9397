//! Programs and packages of others that tests run: where they are looked for, and what becomes of a test without them.
#![allow(clippy::print_stderr, reason = "who runs the tests must see that one was skipped")]
#![allow(dead_code, reason = "each binary of tests uses a part of it")]
use std::path::PathBuf;

/// Says that a test is skipped for want of something; in CI no test is.
pub(crate) fn skip(wanted: &str) {
    let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!is_ci, "there is no {wanted}: CI must not skip what needs it");
    eprintln!("skipped: there is no {wanted}");
}

/// A file or folder whose place a variable tells.
pub(crate) fn named(variable: &str) -> Option<PathBuf> {
    let found = variable_of(variable);
    if found.is_none() {
        skip(&format!("file at {variable}"));
    }
    found
}

/// A program from a variable, or the first of some names in `GOVDRAW_PYTHON_TOOLS` or in `PATH`.
pub(crate) fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let found = variable_of(variable).or_else(|| search(names));
    if found.is_none() {
        skip(&format!("file at {variable}, and none of {names:?} in PATH"));
    }
    found
}

/// The first of some programs' names in `GOVDRAW_PYTHON_TOOLS` or in `PATH`.
pub(crate) fn in_path(names: &[&str]) -> Option<PathBuf> {
    let found = search(names);
    if found.is_none() {
        skip(&format!("program of {names:?} in PATH"));
    }
    found
}

/// The folder `GOVDRAW_BUILDERS`, if its `node_modules` hold all of some packages, or files of packages.
pub(crate) fn npm(parts: &[&str]) -> Option<PathBuf> {
    let is_whole = |at: &PathBuf| parts.iter().all(|part| at.join("node_modules").join(part).exists());
    let found = variable_of("GOVDRAW_BUILDERS").filter(is_whole);
    if found.is_none() {
        skip(&format!("folder at GOVDRAW_BUILDERS whose node_modules hold {parts:?}"));
    }
    found
}

pub(crate) fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    program("GOVDRAW_CHROMIUM", &names)
}

fn variable_of(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).filter(|path| path.exists())
}

fn search(names: &[&str]) -> Option<PathBuf> {
    let tools = std::env::var_os("GOVDRAW_PYTHON_TOOLS").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = tools.into_iter().chain(std::env::split_paths(&path)).collect();
    names.iter().find_map(|name| folders.iter().map(|at| at.join(name)).find(|at| at.is_file()))
}
