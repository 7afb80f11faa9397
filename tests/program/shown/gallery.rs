//! The gallery shows every example in every theme and every style, as they are drawn today.
//!
//! `GOVDRAW_TEST=accept cargo test --test program gallery` draws it again.
use crate::kept::{Comparison, Set};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const STYLES: [(&str, &str); 3] = [("simple", "simple visual"), ("flow", "flow chart"), ("poster", "poster")];
/// Of each picture, in px: three stand side by side.
const WIDTH: &str = "400";

#[test]
fn the_gallery_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut gallery =
        Comparison::new(Set::in_repository("gallery", "examples/gallery", "--test program gallery"));
    let fresh = tempfile::tempdir().unwrap();
    let (pages, themes) = (pages(root), themes());
    for theme in &themes {
        let status = Command::new(env!("CARGO_BIN_EXE_govdraw"))
            .arg("render")
            .args(pages.iter().map(|page| Path::new("examples").join(page)))
            .args(["--theme", theme, "--format", "png", "--width", WIDTH, "--quiet"])
            .args(fonts(root))
            .arg("-o")
            .arg(fresh.path().join(theme))
            .current_dir(root)
            .status()
            .unwrap();
        assert!(status.success(), "{theme}");
    }
    gallery.text("README.md", &text(root, &pages, &themes));
    for theme in &themes {
        for page in &pages {
            for (style, _) in STYLES {
                let name = format!("{theme}/{}-{style}.png", stem(page));
                gallery.png(&name, &fs::read(fresh.path().join(&name)).unwrap());
            }
        }
    }
    gallery.strays(|_| true);
    gallery.end();
}

/// The gallery's page.
fn text(root: &Path, pages: &[String], themes: &[String]) -> String {
    let mut text = String::from(
        "# Gallery\n\nEvery page of [the examples](..) in every style and every theme. One command draws all of it again:\n\n\
         ```sh\nGOVDRAW_TEST=accept cargo test --test program gallery\n```\n",
    );
    for page in pages {
        let title = title(&fs::read_to_string(root.join("examples").join(page)).unwrap());
        write!(text, "\n## {title}\n\nDrawn from [{page}](../{page}).\n\n").unwrap();
        text.push_str("| theme | simple visual | flow chart | poster |\n| --- | --- | --- | --- |\n");
        for theme in themes {
            write!(text, "| {theme} |").unwrap();
            for (style, name) in STYLES {
                write!(text, " ![{title}: {name}, {theme}]({theme}/{}-{style}.png) |", stem(page)).unwrap();
            }
            text.push('\n');
        }
    }
    text
}

/// A page's title: of its front matter or data, else its first heading.
fn title(page: &str) -> String {
    let of = |line: &str| {
        let line = line.trim();
        let title =
            line.strip_prefix("title:").or(line.strip_prefix("\"title\":")).or(line.strip_prefix("# "))?;
        Some(title.trim().trim_end_matches(',').trim_matches('"').to_owned())
    };
    page.lines().find_map(of).unwrap()
}

/// The examples, from their folder, in order: those in English, then those in other languages.
fn pages(root: &Path) -> Vec<String> {
    let is_page = |path: &PathBuf| {
        path.extension().is_some_and(|end| ["md", "json", "yaml"].iter().any(|known| end == *known))
            && path.file_stem().is_some_and(|stem| stem != "README")
    };
    let examples = root.join("examples");
    let all = files_of(&examples).into_iter().chain(files_of(&examples.join("languages")));
    let inside = |path: PathBuf| path.strip_prefix(&examples).unwrap().to_str().unwrap().to_owned();
    all.filter(is_page).map(inside).collect()
}

/// Fonts for the scripts that the bundled ones lack, as arguments.
fn fonts(root: &Path) -> Vec<OsString> {
    let is_font = |path: &PathBuf| path.extension().is_some_and(|end| end == "ttf" || end == "otf");
    let fonts = files(&root.join("examples/languages/fonts")).into_iter().filter(is_font);
    fonts.flat_map(|font| ["--font".into(), font.into_os_string()]).collect()
}

fn themes() -> Vec<String> {
    govdraw::theme::Theme::NAMES.map(str::to_owned).to_vec()
}

fn stem(page: &str) -> &str {
    Path::new(page).file_stem().unwrap().to_str().unwrap()
}

/// The files of a folder, in order; none where it does not exist.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// The files of a folder and of those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = files_of(folder);
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        }
    }
    all.sort();
    all
}
