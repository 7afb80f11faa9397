//! A site in a folder of its own, and the program run in it.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A page without fault: two levels, three functions, one flow.
pub(crate) const PAGE: &str = "# Team rules\n\n## Upper level\n\nDecides what comes first.\n\n### Sponsor\n\nHolds the money.\n\n\
    Roles: Director\n\n## Lower level\n\nDoes the work.\n\n### Team\n\nBuilds the thing.\n\nRoles: Developer, designer\n\n\
    ### Support\n\nHelps the team.\n\nRoles: Office manager\n\n| From | To | Flow |\n| --- | --- | --- |\n\
    | Sponsor | Team | Set the goals |\n";

/// A configuration that is quick to draw.
pub(crate) const CONFIG: &str = "pages = [\"docs/**/*.md\"]\nstyles = [\"simple\", \"poster\"]\n";

/// What a run left behind.
pub(crate) struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A folder with a configuration and a page.
pub(crate) struct Site(tempfile::TempDir);

impl Site {
    pub(crate) fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        site.write("govdraw.toml", CONFIG);
        site.write("docs/a.md", PAGE);
        site
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{name} has no {old}");
        self.write(name, &text.replace(old, new));
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in("", arguments)
    }

    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Ran {
        let output = self.command(folder, arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let Output { status, stdout, stderr } = output;
        Ran { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
    }

    /// Runs the program, which is to succeed.
    pub(crate) fn sync(&self, arguments: &[&str]) -> Ran {
        let all: Vec<&str> = std::iter::once("sync").chain(arguments.iter().copied()).collect();
        let ran = self.run(&all);
        assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
        ran
    }

    /// Runs a check, and gives what it says where it is to say that something is stale.
    pub(crate) fn stale(&self) -> String {
        let ran = self.run(&["sync", "--check"]);
        assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        ran.out
    }

    pub(crate) fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_govdraw"));
        command.args(arguments).current_dir(self.path(folder)).stdin(Stdio::null());
        command.env_remove("NO_COLOR").stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Every file below the site with its bytes, sorted.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() && !path.is_symlink() {
                    walk(root, &path, found);
                } else {
                    let name = path.strip_prefix(root).unwrap().display().to_string();
                    found.push((name, fs::read(&path).unwrap_or_default()));
                }
            }
        }
        let mut found = Vec::new();
        walk(self.0.path(), self.0.path(), &mut found);
        found.sort();
        found
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.files().into_iter().map(|(name, _)| name).collect()
    }
}
