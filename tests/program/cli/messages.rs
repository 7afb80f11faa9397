//! What the program says, word by word: each case's messages are kept in `tests/messages`.
//!
//! `GOVDRAW_TEST=accept cargo test --test program messages` takes the present ones over.

use super::support::{PAGE, folder, govdraw_with};
use crate::kept::{Comparison, Set};
use std::collections::BTreeSet;

struct Case {
    /// The kept file's name.
    name: &'static str,
    /// After `govdraw`, split at blanks.
    command: &'static str,
    files: Vec<(&'static str, Vec<u8>)>,
    input: &'static str,
}

fn case(name: &'static str, command: &'static str) -> Case {
    Case { name, command, files: vec![("page.md", PAGE.into())], input: "" }
}

impl Case {
    fn file(mut self, name: &'static str, text: impl Into<Vec<u8>>) -> Self {
        self.files.retain(|(other, _)| *other != name);
        self.files.push((name, text.into()));
        self
    }

    fn input(mut self, text: &'static str) -> Self {
        self.input = text;
        self
    }
}

/// A page with several slips at once.
fn slips() -> String {
    lost_marks().replace("| Sponsor |", "| Sponser |")
}

/// A page that is drawn, and should be mended.
fn lost_marks() -> String {
    PAGE.replace("### Support", "Support")
}

/// A page of so many levels, each with a function.
fn levels(count: usize) -> String {
    let level = |n: usize| format!("## Level {n}\n\nDecides.\n\n### Team {n}\n\nBuilds.\n\nRoles: Lead\n\n");
    (1..=count).map(level).collect()
}

/// A page whose team has an icon of its own.
fn with_icon(file: &str) -> String {
    PAGE.replacen("# Team", &format!("---\ngovdraw: {{ Team: {{ icon: {file} }} }}\n---\n# Team"), 1)
}

/// A page with one role in two numbers, and one with a slip.
fn two_spellings() -> String {
    PAGE.replace("Roles: Office manager", "Roles: Developers, Director, Directer")
}

/// A page with characters that the bundled fonts lack: one alone, and emoji that are joined, coloured and paired.
fn missing_characters() -> String {
    PAGE.replacen("# Team", "# Team 組", 1).replacen(
        "## ",
        "## \u{1f469}\u{1f3fd}\u{200d}\u{1f4bb}\u{fe0f} \u{1f1e8}\u{1f1fe} ",
        1,
    )
}

fn cases() -> Vec<Case> {
    let hostile = "a\u{1b}]8;;http:x\u{7}.md";
    let other_theme = PAGE.replacen("# Team", "---\ngovdraw: { theme: pink }\n---\n# Team", 1);
    vec![
        // reading
        case("file-missing", "render pgae.md"),
        case("file-missing-without-a-near-one", "render governance-model.md"),
        case("file-is-a-folder", "render ."),
        case("file-in-utf16", "render page.md").file("page.md", b"\xff\xfe#\0 \0T\0".to_vec()),
        case("file-in-latin1", "render page.md").file("page.md", b"# T\nCaf\xe9\n".to_vec()),
        case("page-empty", "render page.md").file("page.md", ""),
        case("page-without-levels", "render page.md").file("page.md", "# Title\n\nJust text.\n"),
        case("page-slips", "render page.md --style simple").file("page.md", slips()),
        case("page-warning", "lint page.md").file("page.md", lost_marks()),
        case("page-clean", "lint page.md"),
        case("levels-too-many", "render page.md --format svg").file("page.md", levels(31)),
        case("levels-too-many-by-name", "render page.md --style simple").file("page.md", levels(31)),
        case("levels-too-many-linted", "lint page.md").file("page.md", levels(31)),
        case("drawing-missing", "render page.md").file("page.md", with_icon("crest.svg")),
        case("drawing-hostile", "lint page.md").file("page.md", with_icon("crest.svg")).file(
            "crest.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://a.example/b'/></svg>",
        ),
        case("drawing-outside", "render page.md").file("page.md", with_icon("../crest.svg")),
        case("role-unknown", "render page.md --role develper"),
        case("role-unknown-to-all", "describe page.md --role zebra"),
        case("roles-of-two-spellings", "roles page.md").file("page.md", two_spellings()),
        case("page-theme-unknown", "render page.md --style simple").file("page.md", other_theme),
        case("page-character-missing", "render page.md --style poster").file("page.md", missing_characters()),
        case("json-broken", "render - --input-format json").input("{ \"title\": \"T\", \"levels\": [ }"),
        case("json-unknown-field", "lint -").input("{ \"title\": \"T\", \"lvels\": [] }"),
        case("yaml-alias", "lint a.yaml").file("a.yaml", "title: &a T\nsummary: [*a]\nlevels: [{name: A}]\n"),
        // formats of findings
        case("findings-json", "lint page.md --message-format json").file("page.md", slips()),
        case("findings-github", "lint page.md --message-format github").file("page.md", slips()),
        case("findings-sarif", "lint page.md --message-format sarif").file("page.md", slips()),
        case("findings-colored", "lint page.md --color always").file("page.md", lost_marks()),
        case("path-hostile", hostile_command()).file(hostile, "# T\n"),
        // arguments
        case("style-unknown", "render page.md --style postre"),
        case("format-unknown", "render page.md --format pfd"),
        case("theme-unknown", "render page.md --theme drak"),
        case("command-unknown", "rendr page.md"),
        case("command-is-a-page", "page.md"),
        case("width-huge", "render page.md --width 1000000000"),
        case("scale-nan", "render page.md --scale NaN"),
        case("bleed-in-cm", "render page.md --format pdf --bleed 3cm"),
        case("split-unknown", "render page.md --split function"),
        case("paper-negative", "render page.md --paper=-200x300mm"),
        case("paper-unknown", "render page.md --paper A9"),
        case("aspect-zero", "render page.md --aspect 0:1"),
        case("layout-width-infinite", "render page.md --layout-width inf"),
        case("lang-malformed", "render page.md --lang en_GB"),
        // where pictures go
        case("output-file-of-several", "render page.md -o x.svg"),
        case("output-stdout-of-several", "render page.md --style flow -o -"),
        case("output-stdout-of-several-styles", "render page.md -o -"),
        case("output-pdf-of-several-pages", "render page.md other.md -o all.pdf"),
        case("output-file-of-levels", "render page.md --style poster --split level -o x.svg"),
        case("output-levels-clash", "render page.json --style poster --split level").file(
            "page.json",
            r#"{"title": "T", "levels": [{"name": "A", "id": "up/a"}, {"name": "B", "id": "up-a"}]}"#,
        ),
        case("output-names-clash", "render page.md page.markdown -o out").file("page.markdown", PAGE),
        case("output-page-twice", "render page.md ./page.md"),
        case("output-folder-in-the-way", "render page.md --style simple --format svg -o page.md/"),
        case("output-of-another-kind", "render page.md --style simple --format svg -o picture.jpg"),
        case("stdin-twice", "render - -"),
        case("split-without-poster", "render page.md --style flow --split level"),
        // fonts
        case("font-missing", "render page.md --font none.ttf"),
        case("font-broken", "render page.md --font page.md"),
        // the other commands
        case("explain-code-unknown", "explain no-rolls"),
        case("init-over-a-file", "init page.md"),
        case("init-new", "init new.md"),
    ]
}

fn hostile_command() -> &'static str {
    "lint a\u{1b}]8;;http:x\u{7}.md"
}

#[test]
fn messages_are_as_kept() {
    let mut messages =
        Comparison::new(Set::in_repository("messages", "tests/messages", "--test program messages"));
    let mut known = BTreeSet::new();
    for case in cases() {
        let files: Vec<(&str, &[u8])> =
            case.files.iter().map(|(name, text)| (*name, text.as_slice())).collect();
        let place = folder(&files);
        let arguments: Vec<&str> = case.command.split(' ').collect();
        let ran = govdraw_with(place.path(), &arguments, case.input.as_bytes());
        let shown = format!(
            "$ govdraw {}\n{}{}exit {}\n",
            case.command.escape_default(),
            ran.out(),
            ran.stderr,
            ran.code
        );
        // the version is no part of a message
        let shown = shown.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"VERSION\"");
        let file = format!("{}.txt", case.name);
        messages.text(&file, &shown);
        assert!(known.insert(file), "two cases are called {}", case.name);
    }
    messages.strays(|_| true);
    messages.end();
}
