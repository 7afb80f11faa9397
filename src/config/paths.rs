//! Paths below a folder, and patterns of them. None leads out of it, on any system.
use glob::{MatchOptions, Pattern};

/// Longest path or pattern, in bytes.
const PATH_BYTES_MAX: usize = 1_000;

/// A path as it may stand: from a folder, `/` between its parts, without `.` parts and trailing strokes.
///
/// # Errors
/// What is wrong with it: it leads out of the folder, or no system or not every one could hold it.
pub(super) fn contained(text: &str) -> Result<String, String> {
    if text.len() > PATH_BYTES_MAX {
        return Err(format!("is longer than {PATH_BYTES_MAX} bytes"));
    }
    if text.starts_with('/') || text.starts_with('~') || text.contains(['\\', ':']) {
        return Err("does not start at the configuration's folder".to_owned());
    }
    if text.chars().any(char::is_control) {
        return Err("holds a control character".to_owned());
    }
    let mut parts = Vec::new();
    for part in text.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err("leads out of the configuration's folder".to_owned()),
            part if is_reserved(part) => return Err(format!("holds `{part}`, which Windows reserves")),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// Names that are devices on Windows, whatever their ending, and names that it cuts.
fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered("com")
        || numbered("lpt")
        || part.ends_with(['.', ' '])
}

/// A pattern of paths: `*` and `?` stay within a folder's name, `**` is any number of folders.
#[derive(Debug, Clone)]
pub(super) struct Glob {
    pattern: Pattern,
    /// The parts in front of the first that is a pattern.
    literal: Vec<String>,
    /// How many folders a path may lie in; any number behind `**`.
    depth_max: Option<usize>,
}

/// A hidden file or folder must be named as such.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

impl Glob {
    /// A pattern as written.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let text = contained(text)?;
        if text.is_empty() {
            return Err("is empty".to_owned());
        }
        let pattern = Pattern::new(&text).map_err(|error| format!("cannot be read: {}", error.msg))?;
        let is_literal = |part: &&str| !part.contains(['*', '?', '[']);
        let parts: Vec<&str> = text.split('/').collect();
        let folders = parts.len() - 1;
        Ok(Self {
            pattern,
            literal: parts.iter().take(folders).copied().take_while(is_literal).map(str::to_owned).collect(),
            depth_max: (!parts.contains(&"**")).then_some(folders),
        })
    }

    /// Whether a path is one of those meant.
    pub(super) fn matches(&self, path: &str) -> bool {
        self.pattern.matches_with(path, OPTIONS)
    }

    /// As it was written, without what it does not need.
    pub(super) fn as_str(&self) -> &str {
        self.pattern.as_str()
    }

    /// Whether a path in this folder or below it could be one of those meant.
    pub(super) fn may_match_below(&self, folder: &str) -> bool {
        let parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        self.depth_max.is_none_or(|most| parts.len() <= most)
            && parts.iter().zip(&self.literal).all(|(part, literal)| part == literal)
    }
}

impl PartialEq for Glob {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

#[cfg(test)]
mod tests {
    use super::{Glob, PATH_BYTES_MAX, contained};

    #[test]
    fn no_path_leads_out() {
        for text in [
            "../x",
            "a/../../x",
            "/etc",
            "~/x",
            "C:/x",
            "\\\\server\\x",
            "a\\..\\x",
            "a\0b",
            "con",
            "out/NUL.svg",
            "a/lpt1",
            "a./b",
        ] {
            assert!(contained(text).is_err(), "{text}");
        }
        assert!(contained(&"x/".repeat(PATH_BYTES_MAX)).is_err());
        assert_eq!(contained("./a//b/").as_deref(), Ok("a/b"));
        assert_eq!(contained("icons/console").as_deref(), Ok("icons/console"));
        assert_eq!(contained("").as_deref(), Ok(""));
    }

    #[test]
    fn stars_stay_in_their_folder() {
        let matches = |glob: &str, path: &str| Glob::new(glob).expect(glob).matches(path);
        assert!(matches("docs/*.md", "docs/a.md"));
        assert!(!matches("docs/*.md", "docs/a/b.md"));
        assert!(matches("docs/**/*.md", "docs/a.md") && matches("docs/**/*.md", "docs/a/b.md"));
        assert!(!matches("**/*.md", ".git/a.md"));
        assert!(matches("docs/[ab].md", "docs/a.md") && !matches("docs/[ab].md", "docs/c.md"));
        for bad in ["", "../*.md", "a**", "[", "/x"] {
            assert!(Glob::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn folders_without_pages_are_left_alone() {
        let below = |glob: &str, folder: &str| Glob::new(glob).expect(glob).may_match_below(folder);
        assert!(below("docs/*.md", "") && below("docs/*.md", "docs"));
        assert!(!below("docs/*.md", "src") && !below("docs/*.md", "docs/a"));
        assert!(below("docs/**/*.md", "docs/a/b") && !below("docs/**/*.md", "node_modules"));
        assert!(below("**/*.md", "any/where") && below("*/x.md", "a") && !below("*/x.md", "a/b"));
    }

    #[test]
    fn a_hostile_pattern_takes_no_time() {
        let glob = Glob::new(&"*a".repeat(400)).expect("a pattern");
        let many = Glob::new(&"**/a*/".repeat(100)).expect("a pattern");
        let start = std::time::Instant::now();
        assert!(!glob.matches(&("a".repeat(399) + "b")));
        assert!(!many.matches(&"a/".repeat(120)));
        assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
    }
}
