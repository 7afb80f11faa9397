//! The shape of the source: imports point one way, only the command line touches the world, files stay short.
//!
//! The table is the design's; a module that is missing from it fails, so that a new one gets its place first.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the library may import from it.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("geom", &[]),
    ("markup", &[]),
    ("words", &[]),
    ("limits", &[]),
    ("diagnostic", &[]),
    ("explain", &[]),
    ("markers", &["diagnostic"]),
    ("model", &["diagnostic", "words", "limits"]),
    ("input", &["diagnostic", "words", "limits", "markers", "model", "scene", "theme"]),
    ("describe", &["diagnostic", "words", "markup", "model"]),
    ("export", &["diagnostic", "words", "model", "describe"]),
    ("lint", &["diagnostic", "words", "model"]),
    ("diff", &["diagnostic", "words", "model", "describe"]),
    ("text", &["geom", "words", "limits", "diagnostic"]),
    ("scene", &["geom", "text"]),
    ("theme", &["geom", "words", "limits", "diagnostic", "text", "scene"]),
    ("layout", &["geom", "words", "diagnostic", "model", "describe", "diff", "text", "scene", "theme"]),
    ("output", &["geom", "limits", "markup", "text", "scene"]),
    ("sync", &["diagnostic", "words", "markup", "markers", "model", "describe"]),
    ("config", &["diagnostic", "limits", "model", "theme", "layout", "output"]),
];

/// What only the command line may name: files, the environment, the clock, the network, other programs.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "std::io::std",
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
];

/// Functions whose last digit differs between platforms; `libm` has its own, the same everywhere.
const PLATFORM_MATHS: &[&str] = &[
    "sin", "cos", "tan", "sin_cos", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "exp2",
    "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "cbrt", "hypot",
];

/// Longest file, in lines.
const LINES_MAX: usize = 600;

#[test]
fn imports_point_one_way() {
    let mut wrong = Vec::new();
    for file in library() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(module, _)| *module == file.module) else {
            wrong.push(format!("{}: module `{}` has no row in the table", file.name(), file.module));
            continue;
        };
        for (line, target) in imports(&file.code, file.depth) {
            if target != file.module && !allowed.contains(&target.as_str()) {
                wrong.push(format!("{}:{line}: `{}` must not import `{target}`", file.name(), file.module));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_touches_the_world() {
    let mut wrong = Vec::new();
    for file in library() {
        for (number, line) in file.code.lines().enumerate() {
            for word in WORLD.iter().filter(|word| contains_word(line, word)) {
                wrong.push(format!("{}:{}: `{word}`", file.name(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn trigonometry_is_the_same_on_every_machine() {
    let mut wrong = Vec::new();
    for file in library() {
        for (number, line) in file.code.lines().enumerate() {
            for name in PLATFORM_MATHS {
                if line.contains(&format!(".{name}(")) || line.contains(&format!("f64::{name}")) {
                    wrong.push(format!("{}:{}: `{name}`: take libm's", file.name(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_imports_are_named() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            let lines = text.lines().count();
            if lines > LINES_MAX {
                wrong.push(format!("{name}: {lines} lines; {LINES_MAX} are allowed"));
            }
            for (number, line) in blank_comments_and_strings(&text).lines().enumerate() {
                if contains_word(line, "use") && line.contains("::*") {
                    wrong.push(format!("{name}:{}: a glob import", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_itself_points_one_way() {
    // a module may import only what stands above some order of all modules: peel off those whose imports are done
    let mut done = BTreeSet::new();
    while done.len() < MAY_IMPORT.len() {
        let ready: Vec<&str> = MAY_IMPORT
            .iter()
            .filter(|(module, imports)| !done.contains(module) && imports.iter().all(|i| done.contains(i)))
            .map(|(module, _)| *module)
            .collect();
        assert!(!ready.is_empty(), "a circle among the modules after {done:?}");
        done.extend(ready);
    }
}

#[test]
fn the_parser_of_imports_sees_every_form() {
    let code = "use crate::{a::{x, y}, b,\n  c as d};\nfn f() { crate::e::g(); super::h(); }\nuse super::super::i;\n";
    let found = |depth| imports(code, depth).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(found(1), ["a", "b", "c", "e", "h"]);
    assert_eq!(found(2), ["a", "b", "c", "e", "i"]);
    let blanked = blank_comments_and_strings("a // crate::b\n\"crate::c\" 'x' r#\"crate::\"d\"# &'e f");
    assert_eq!(blanked.split_whitespace().collect::<Vec<_>>(), ["a", "&'e", "f"]);
}

/// One file of the library.
struct File {
    path: PathBuf,
    /// Module directly under the crate.
    module: String,
    /// How many `super`s lead from the file's module to the crate.
    depth: usize,
    /// The text without comments, strings and unit tests; line numbers are kept.
    code: String,
}

impl File {
    fn name(&self) -> String {
        self.path.strip_prefix(root()).unwrap().display().to_string()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the library: all of `src` but the crate's root and the command line.
fn library() -> Vec<File> {
    let src = root().join("src");
    let mut files = Vec::new();
    for path in rust_files(&src) {
        let inside = path.strip_prefix(&src).unwrap().with_extension("");
        let mut parts: Vec<String> =
            inside.components().map(|part| part.as_os_str().to_str().unwrap().to_owned()).collect();
        if parts.last().is_some_and(|last| last == "mod") {
            parts.pop();
        }
        let module = parts[0].clone();
        // unit tests may look further than the code that they test
        if ["lib", "main", "cli"].contains(&module.as_str()) || parts.last().unwrap() == "tests" {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = blank_comments_and_strings(&text);
        let code = code.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
        files.push(File { module, depth: parts.len(), code, path });
    }
    assert!(files.len() > 10, "the library's files were not found");
    files
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    let mut found: Vec<PathBuf> =
        files.into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs")).collect();
    found.extend(folders.iter().flat_map(|folder| rust_files(folder)));
    found
}

/// Names directly under the crate that the code's paths lead to, each with its line, from 1.
fn imports(code: &str, depth: usize) -> Vec<(usize, String)> {
    let to_crate = "super::".repeat(depth);
    let mut found = Vec::new();
    for prefix in ["crate::", to_crate.as_str()] {
        for (at, _) in code.match_indices(prefix) {
            // `super::super::x` must not be taken for `super::x`, nor `mycrate::x` for `crate::x`
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = &code[at + prefix.len()..];
            let line = code[..at].matches('\n').count() + 1;
            found.extend(heads(rest).into_iter().filter(|head| head != "super").map(|head| (at, line, head)));
        }
    }
    found.sort();
    found.into_iter().map(|(_, line, head)| (line, head)).collect()
}

/// First names of a path's rest: one, or those of a brace's entries.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(inside) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let mut found = vec![name(inside.trim_start())];
    let mut nesting = 0;
    for (at, c) in inside.char_indices() {
        match c {
            '{' => nesting += 1,
            '}' if nesting == 0 => break,
            '}' => nesting -= 1,
            ',' if nesting == 0 => found.push(name(inside[at + 1..].trim_start())),
            _ => {}
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The same text with comments and the insides of literals blanked; line ends stay.
fn blank_comments_and_strings(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(end) = raw_string(rest).filter(|_| !out.ends_with(is_name)) {
            end
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' && is_char(rest) {
            quoted(rest, '\'')
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.extend(rest[..taken].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[taken..];
    }
    out
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of a raw string at the start of the text.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = after.chars().take_while(|c| *c == '#').count();
    let inside = after[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inside.find(&close)?;
    Some(text.len() - inside.len() + end + close.len())
}

/// Length of a literal between two marks, at the start of the text.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether a `'` starts a character and not a lifetime.
fn is_char(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    match chars.next() {
        Some('\\') => true,
        Some(_) => chars.next() == Some('\''),
        None => false,
    }
}

/// Whether the word stands in the line, not as part of another.
fn contains_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(is_name))
}
