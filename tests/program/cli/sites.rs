//! Pages of several site builders are built by them: every word that is read as content stands on the built page, and
//! nothing that is the site's own code is among it.
use super::support::{folder, govdraw};
use crate::tools::{named, npm, skip};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a page in any of the builders' languages comes to.
const FUNCTIONS: [&str; 3] = ["Harbour board", "Lock keepers", "Dredging crew"];
const ROLES: [&str; 5] = ["chair", "pilot", "keeper", "skipper", "mate"];

/// Parts of tags and marks; no page has them as words.
const CODE: &[&str] = &[
    "{", "}", "<", ">", "`", "*", "%", ":::", "!!!", "???", "===", "==", "~~", "--8<--", "[", "]", "^",
    ":bulb:", "import", "export", "data-x", "wide", "season", "figure", "props",
];

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The page that a command prints, given the source on standard input; none where the command is not installed.
fn built(command: &mut Command, source: &str) -> Option<String> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.ok()?;
    // a builder that reads the file itself closes its input unread
    let _ = child.stdin.take()?.write_all(source.as_bytes());
    let ran = child.wait_with_output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Some(String::from_utf8(ran.stdout).unwrap())
}

/// The words of a page, in order: letters and digits, without tags.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        // numbers of footnotes and struck-out words go with their element
        let end = if tag.starts_with("sup ") {
            "</sup>"
        } else if tag.starts_with("del>") {
            "</del>"
        } else {
            ">"
        };
        rest = tag.split_once(end).map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" ").to_lowercase())
}

/// All texts of a model but its ids and its language.
fn texts<'a>(key: &str, value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if !matches!(key, "id" | "lang" | "link") => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(key, item, found)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| texts(key, value, found)),
        _ => {}
    }
}

/// Reads a page and holds it against the one that its builder made.
fn is_what_is_shown(page: &str, html: &str) {
    let shown = words(html);
    let source = fs::read(here("sites").join(page)).unwrap();
    let place = folder(&[(page, &source)]);
    let ran = govdraw(place.path(), &["export", page, "--to", "json"]);
    assert_eq!(ran.code, 0, "{page}: {}", ran.stderr);
    assert_eq!(ran.stderr.matches("[site-code]").count(), 1, "{page}: {}", ran.stderr);
    assert!(!ran.stderr.contains("warning"), "{page}: {}", ran.stderr);
    let model: Value = serde_json::from_str(ran.out()).unwrap();
    let mut found = Vec::new();
    texts("", &model, &mut found);
    for text in &found {
        assert!(shown.contains(&words(text)), "{page}: \"{text}\" is not among the words of {html}");
        let code = CODE.iter().find(|code| text.contains(**code));
        assert_eq!(code, None, "{page}: {text}");
    }
    for name in FUNCTIONS.iter().chain(&ROLES) {
        assert!(found.contains(name), "{page}: \"{name}\" was not read: {found:?}");
    }
}

fn source(page: &str) -> String {
    fs::read_to_string(here("sites").join(page)).unwrap()
}

#[test]
fn pages_of_nunjucks_and_mdx_are_read_as_they_are_built() {
    let Some(modules) = npm(&["nunjucks", "@mdx-js/mdx"]) else { return };
    for (builder, page) in [("nunjucks", "nunjucks.md"), ("mdx", "page.mdx")] {
        let arguments = [
            here("program/cli/sites.mjs").into_os_string(),
            modules.clone().into(),
            builder.into(),
            here("sites").join(page).into(),
        ];
        let html = built(Command::new("node").args(arguments), "").unwrap();
        is_what_is_shown(page, &html);
    }
}

#[test]
fn pages_of_mkdocs_and_myst_are_read_as_they_are_built() {
    let Some(python) = named("GOVDRAW_PYTHON") else { return };
    for (builder, page) in [("mkdocs", "mkdocs.md"), ("myst", "myst.md")] {
        let arguments =
            [here("program/cli/sites.py").into_os_string(), builder.into(), here("sites").join(page).into()];
        let html = built(Command::new(&python).args(arguments), "").unwrap();
        is_what_is_shown(page, &html);
    }
}

#[test]
fn a_page_of_jekyll_is_read_as_it_is_built() {
    let script = "print Kramdown::Document.new(Liquid::Template.parse(STDIN.read).render).to_html";
    let probe = ["-rliquid", "-rkramdown", "-e", "exit"].map(OsStr::new);
    if !Command::new("ruby").args(probe).output().is_ok_and(|ran| ran.status.success()) {
        return skip("Liquid and kramdown for Ruby");
    }
    let mut ruby = Command::new("ruby");
    let html =
        built(ruby.args(["-Eutf-8", "-rliquid", "-rkramdown", "-e", script]), &source("jekyll.md")).unwrap();
    is_what_is_shown("jekyll.md", &html);
}

#[test]
fn a_page_of_hugo_is_read_as_it_is_built() {
    let page = source("hugo.md");
    let site = folder(&[("config.toml", b"enableEmoji = true\n[markup.goldmark.renderer]\nunsafe = true\n")]);
    for (name, text) in [
        ("content/page.md", page.as_str()),
        ("layouts/_default/single.html", "{{ .Content }}"),
        ("layouts/shortcodes/notice.html", "{{ .Inner }}"),
        ("layouts/shortcodes/anchor.html", "<a id=\"{{ .Get \"id\" }}\"></a>"),
    ] {
        let file = site.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let mut hugo = Command::new("hugo");
    if built(hugo.args(["--config", "config.toml"]).current_dir(site.path()), "").is_none() {
        return skip("Hugo");
    }
    let html = fs::read_to_string(site.path().join("public/page/index.html")).unwrap();
    is_what_is_shown("hugo.md", &html);
}
