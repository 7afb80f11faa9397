//! A browser taken through steps in one start, as `browsers/steps.mjs` has them: with a reader's find bar and clipboard, with the
//! tree that screen readers are given, in windows of a size.
use crate::tools::{chromium, in_path};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The browsers that there are, by their drivers' names.
pub(crate) fn browsers() -> Vec<(&'static str, PathBuf)> {
    let firefox = in_path(&["firefox-esr", "firefox"]);
    let chromium = chromium();
    [("chromium", chromium), ("firefox", firefox)]
        .into_iter()
        .filter_map(|(name, program)| Some((name, program?)))
        .collect()
}

/// Writes a page into a folder and gives its address.
pub(crate) fn page(folder: &Path, name: &str, html: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, html).expect("a page");
    format!("file://{}", path.display())
}

/// Opens an address in a window of a width, for readers who prefer light pages.
pub(crate) fn open(address: &str, width: usize) -> Value {
    json!({ "open": address, "width": width })
}

/// The value of an expression.
pub(crate) fn run(script: &str) -> Value {
    json!({ "run": script })
}

/// Takes a browser through steps; what each found.
pub(crate) fn steps(name: &str, program: &Path, steps: &[Value]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("steps.json");
    std::fs::write(&file, Value::from(steps.to_vec()).to_string()).expect("a file");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/browsers/steps.mjs");
    let result = folder.path().join("found.json");
    let arguments: [&OsStr; 6] = [
        script.as_ref(),
        name.as_ref(),
        program.as_ref(),
        folder.path().as_ref(),
        file.as_ref(),
        result.as_ref(),
    ];
    let ran = Command::new("node").args(arguments).stdin(Stdio::null()).output().expect("Node runs");
    let complaints = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{name}: {complaints}");
    let found: Vec<Value> = serde_json::from_slice(&std::fs::read(result).expect("a file")).expect("JSON");
    assert_eq!(found.len(), steps.len(), "{name}: {complaints}");
    found
}
