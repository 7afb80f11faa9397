//! Runs the program in a folder of its own.
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A page without fault: two levels, three functions, one flow.
pub(crate) const PAGE: &str = "\
# Team rules

## Upper level

Decides what comes first.

### Sponsor

Holds the money.

Roles: Director

## Lower level

Does the work.

### Team

Builds the thing.

Roles: Developer, designer

### Support

Helps the team.

Roles: Office manager

## Flows

| From | To | Flow |
| --- | --- | --- |
| Sponsor | Team | Set the goals |
| Support | Team | Lend a hand |
";

/// What a run left behind.
pub(crate) struct Ran {
    pub code: i32,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Ran {
    pub(crate) fn out(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }
}

/// Runs govdraw in a folder with standard input.
pub(crate) fn govdraw_with(folder: &Path, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_govdraw"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("NO_GRAPHICS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // a run that refuses its arguments closes its input unread
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs govdraw in a folder.
pub(crate) fn govdraw(folder: &Path, arguments: &[&str]) -> Ran {
    govdraw_with(folder, arguments, b"")
}

/// A new folder with files in it.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Names of a folder's files, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
