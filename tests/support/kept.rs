//! Files that are kept in the repository and held against fresh ones. Those that differ fail their test, and stand old and new
//! side by side on the page `target/goldens/index.html`, each with the command that takes it over.
//!
//! `GOVDRAW_TEST=accept` takes all over that differ, `GOVDRAW_TEST=accept:NAME,NAME` those of some names.
#![allow(dead_code, reason = "each binary of tests uses a part of it")]
use crate::pixels::Pixels;
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Of 255, in any channel: how far a pixel may be from the kept one, by rounding in the rasteriser.
const ROUNDING: u8 = 12;
/// Share of a picture's pixels that may be further.
const DIFFERENT_MAX: f64 = 0.001;
/// Lines that are shown around those that differ.
const CONTEXT: usize = 3;

/// Which of the files that differ are taken over.
pub(crate) enum Accepted {
    None,
    All,
    Named(Vec<String>),
}

impl Accepted {
    fn of_environment() -> Self {
        let Ok(value) = std::env::var("GOVDRAW_TEST") else { return Self::None };
        Self::of(&value)
            .unwrap_or_else(|| panic!("GOVDRAW_TEST is `accept` or `accept:NAME,NAME`, not `{value}`"))
    }

    pub(crate) fn of(value: &str) -> Option<Self> {
        if value == "accept" {
            return Some(Self::All);
        }
        let names = value.strip_prefix("accept:")?;
        Some(Self::Named(names.split(',').map(str::to_owned).collect()))
    }

    fn has(&self, file: &str) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Named(names) => names.iter().any(|name| name == file || name == stem(file)),
        }
    }
}

/// What a set of kept files is.
pub(crate) struct Set {
    /// As it is called on the page; its part of the page is a file of that name.
    pub(crate) name: &'static str,
    /// Where its files are kept.
    pub(crate) folder: PathBuf,
    /// Arguments of `cargo test` that compare it.
    pub(crate) test: &'static str,
}

impl Set {
    /// Files that are kept in a folder of the repository.
    pub(crate) fn in_repository(name: &'static str, folder: &str, test: &'static str) -> Self {
        Self { name, folder: Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), test }
    }
}

/// A comparison of a set with fresh files.
pub(crate) struct Comparison {
    set: Set,
    accepted: Accepted,
    /// The folder of the page.
    page: PathBuf,
    known: BTreeSet<PathBuf>,
    /// A line each for who runs the test.
    faults: Vec<String>,
    /// What the page shows, in HTML.
    shown: String,
}

impl Comparison {
    /// A comparison as `GOVDRAW_TEST` wishes it.
    pub(crate) fn new(set: Set) -> Self {
        let page = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("goldens");
        Self::with(set, Accepted::of_environment(), page)
    }

    pub(crate) fn with(set: Set, accepted: Accepted, page: PathBuf) -> Self {
        let _ = fs::remove_dir_all(page.join(set.name));
        Self { set, accepted, page, known: BTreeSet::new(), faults: Vec::new(), shown: String::new() }
    }

    /// Holds a text against the kept one.
    pub(crate) fn text(&mut self, file: &str, fresh: &str) {
        self.text_drawn(file, fresh, |_| None);
    }

    /// Holds a text that draws a picture against the kept one; where they differ, both pictures are shown.
    pub(crate) fn text_drawn(&mut self, file: &str, fresh: &str, draw: impl Fn(&str) -> Option<Pixels>) {
        let path = self.path(file);
        let old = fs::read_to_string(&path).unwrap_or_default();
        if old == fresh || self.accepts(&path, file, fresh.as_bytes()) {
            return;
        }
        self.faults.push(format!("{}: {}", path.display(), first_difference(&old, fresh)));
        let pictures = draw(fresh).map(|new| self.pictures(file, draw(&old).as_ref(), &new));
        let lines = format!(
            "<details{}><summary>Lines</summary>\n{}</details>\n",
            if pictures.is_some() { "" } else { " open" },
            lines(&old, fresh)
        );
        self.show(file, &(pictures.unwrap_or_default() + &lines));
    }

    /// Holds a PNG's pixels against those of the kept one.
    pub(crate) fn png(&mut self, file: &str, fresh: &[u8]) {
        let path = self.path(file);
        let old = fs::read(&path).ok().map(|old| Pixels::of_png(&old));
        let new = Pixels::of_png(fresh);
        let share = old.as_ref().map_or(1.0, |old| differing(old, &new));
        if share <= DIFFERENT_MAX || self.accepts(&path, file, fresh) {
            return;
        }
        self.faults.push(format!("{}: {share:.4} of its pixels differ", path.display()));
        let pictures = self.pictures(file, old.as_ref(), &new);
        self.show(file, &pictures);
    }

    /// A fault that no file shows.
    pub(crate) fn fault(&mut self, words: String) {
        self.show("", &format!("<p>{}</p>\n", escaped(&words)));
        self.faults.push(words);
    }

    /// Finds kept files that nothing makes any more, among those that are the set's.
    pub(crate) fn strays(&mut self, is_of_set: impl Fn(&str) -> bool) {
        for path in files(&self.set.folder) {
            let Ok(file) = path.strip_prefix(&self.set.folder) else { continue };
            let file = file.display().to_string();
            if self.known.contains(&path) || !is_of_set(&file) {
                continue;
            }
            if self.accepted.has(&file) {
                fs::remove_file(&path).expect("a file that nothing makes");
            } else {
                self.faults.push(format!("{}: nothing makes it", path.display()));
                self.show(&file, "<p>Nothing makes this file: to accept is to delete it.</p>\n");
            }
        }
    }

    /// Ends the comparison, and fails where anything differs.
    pub(crate) fn end(self) {
        if let Err(faults) = self.result() {
            panic!("{faults}");
        }
    }

    /// Writes the set's part of the page; what differs, a line each, and what to do.
    pub(crate) fn result(self) -> Result<(), String> {
        let page = self.write_page();
        if self.faults.is_empty() {
            return Ok(());
        }
        Err(format!(
            "{}\n\nLook at {}, then GOVDRAW_TEST=accept (or accept:NAME for one) cargo test {}",
            self.faults.join("\n"),
            page.display(),
            self.set.test
        ))
    }

    fn path(&mut self, file: &str) -> PathBuf {
        let path = self.set.folder.join(file);
        self.known.insert(path.clone());
        path
    }

    /// Takes a file over where that is wished.
    fn accepts(&self, path: &Path, file: &str, fresh: &[u8]) -> bool {
        let is_accepted = self.accepted.has(file);
        if is_accepted {
            save(path, fresh);
        }
        is_accepted
    }

    /// Old, new and what differs, side by side.
    fn pictures(&self, file: &str, old: Option<&Pixels>, new: &Pixels) -> String {
        let difference = old.map(|old| difference(old, new));
        let mut html = "<div class=\"pictures\">\n".to_owned();
        for (what, pixels) in [("old", old), ("new", Some(new)), ("difference", difference.as_ref())] {
            let Some(pixels) = pixels else { continue };
            let name = format!("{}/{}-{what}.png", self.set.name, stem(file).replace('/', "-"));
            save(&self.page.join(&name), &pixels.to_png());
            let Pixels { width, height, .. } = pixels;
            let _ = writeln!(
                html,
                "<figure><a href=\"{name}\"><img src=\"{name}\" alt=\"\" width=\"{width}\" height=\"{height}\"></a>\
                <figcaption>{what}: {width} × {height}</figcaption></figure>"
            );
        }
        html + "</div>\n"
    }

    /// Writes the set's part of the page, and the page of all sets' parts.
    fn write_page(&self) -> PathBuf {
        let (folder, set) = (&self.page, &self.set);
        fs::create_dir_all(folder).expect("a folder");
        // sets are compared at the same time
        let lock = fs::File::create(folder.join("lock")).expect("a lock");
        lock.lock().expect("the lock");
        let part = folder.join(set.name).with_extension("part");
        if self.shown.is_empty() {
            let _ = fs::remove_file(&part);
        } else {
            let all = format!("<p>All of them: <code>GOVDRAW_TEST=accept cargo test {}</code></p>", set.test);
            save(
                &part,
                format!("<section>\n<h2>{}</h2>\n{all}\n{}</section>\n", set.name, self.shown).as_bytes(),
            );
        }
        let is_part = |path: &PathBuf| path.extension().is_some_and(|end| end == "part");
        let parts =
            files(folder).into_iter().filter(is_part).filter_map(|part| fs::read_to_string(part).ok());
        let body = parts.collect::<String>();
        let body = if body.is_empty() { "<p>Nothing differs.</p>\n" } else { &body };
        let page = folder.join("index.html");
        save(&page, format!("{HEAD}{body}").as_bytes());
        page
    }

    fn show(&mut self, file: &str, html: &str) {
        let (file, test) = (escaped(file), self.set.test);
        let name = stem(&file);
        let how = format!("<p><code>GOVDRAW_TEST=accept:{name} cargo test {test}</code></p>");
        let how = if file.is_empty() { String::new() } else { how };
        let _ = writeln!(self.shown, "<article>\n<h3>{file}</h3>\n{how}\n{html}</article>");
    }
}

/// A file's name without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn save(path: &Path, bytes: &[u8]) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a folder");
    }
    fs::write(path, bytes).expect("a file");
}

/// The files of a folder and of those in it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Kept files that differ</title>\n<style>\n\
    body { font: 16px/1.5 sans-serif; margin: 2em }\n\
    article { border-top: 1px solid #888; margin: 2em 0 }\n\
    .pictures { display: flex; gap: 1em; align-items: start }\n\
    figure { flex: 1; min-width: 0; margin: 0 }\n\
    img { width: 100%; height: auto; border: 1px solid #ccc }\n\
    table { border-collapse: collapse; width: 100%; table-layout: fixed }\n\
    td { font: 13px/1.4 monospace; white-space: pre-wrap; overflow-wrap: anywhere; vertical-align: top; padding: 0 .5em }\n\
    .old { background: #fdd } .new { background: #dfd }\n\
    </style>\n<h1>Kept files that differ</h1>\n";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Two texts as a table: what is left and what is new, with some lines around.
fn lines(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut html = "<table>\n".to_owned();
    for (i, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if i > 0 {
            html.push_str("<tr><td>…<td>…\n");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let line = escaped(change.value().trim_end_matches('\n'));
            let _ = match change.tag() {
                ChangeTag::Equal => writeln!(html, "<tr><td>{line}<td>{line}"),
                ChangeTag::Delete => writeln!(html, "<tr><td class=\"old\">{line}<td>"),
                ChangeTag::Insert => writeln!(html, "<tr><td><td class=\"new\">{line}"),
            };
        }
    }
    html + "</table>\n"
}

/// What differs first, in words.
fn first_difference(old: &str, new: &str) -> String {
    if old.is_empty() {
        return "it is not kept yet".to_owned();
    }
    let place = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    let line = |text: &str| match text.lines().nth(place) {
        Some(line) => format!("{line:.200}"),
        None => "(its end)".to_owned(),
    };
    format!("line {}:\n  kept  {}\n  fresh {}", place + 1, line(old), line(new))
}

fn is_far(a: &[u8; 3], b: &[u8; 3]) -> bool {
    a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > ROUNDING)
}

/// Share of pixels that differ; all of them where the sizes do.
fn differing(a: &Pixels, b: &Pixels) -> f64 {
    if (a.width, a.height) != (b.width, b.height) {
        return 1.0;
    }
    let count = a.iter().zip(b.iter()).filter(|(a, b)| is_far(a, b)).count();
    count as f64 / (a.width * a.height).max(1) as f64
}

/// The new picture, pale, with what differs from the old one in red; as large as the larger of both.
fn difference(old: &Pixels, new: &Pixels) -> Pixels {
    let (width, height) = (old.width.max(new.width), old.height.max(new.height));
    let pixel = |picture: &Pixels, x: usize, y: usize| {
        let inside = x < picture.width && y < picture.height;
        if inside { picture.rgb.as_chunks().0[y * picture.width + x] } else { [255; 3] }
    };
    let mut rgb = Vec::with_capacity(3 * width * height);
    for y in 0..height {
        for x in 0..width {
            let (old, new) = (pixel(old, x, y), pixel(new, x, y));
            rgb.extend(if is_far(&old, &new) { [200, 0, 60] } else { new.map(|level| 200 + level / 5) });
        }
    }
    Pixels { width, height, rgb }
}
