//! The preprocessor for mdBook, run by mdBook itself, and by hand with what mdBook 0.4.52 handed over.
use super::support::{Ran, Site};
use crate::tools::program;
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

const SUMMARY: &str = "# Summary\n\n[Foreword](foreword.md)\n\n# Rules\n\n- [Governance](governance.md)\n  - [Teams](teams/README.md)\n\
    - [Planned]()\n\n---\n\n[Closing](closing.md)\n";

/// A book of four pages: two govern, one of them with a title in its front matter alone.
fn book() -> Site {
    let site = Site::empty();
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/governance.md")).unwrap();
    let (_, body) = page.split_once('\n').unwrap();
    let command = format!("{} mdbook", env!("CARGO_BIN_EXE_govdraw").replace('\\', "/"));
    site.write(
        "book.toml",
        &format!("[book]\ntitle = \"Handbook\"\n[preprocessor.govdraw]\ncommand = \"{command}\"\n"),
    );
    site.write("src/SUMMARY.md", SUMMARY);
    site.write("src/foreword.md", "---\nlayout: x\n---\nWords.\n");
    site.write("src/governance.md", &format!("---\ntitle: Our *governance*\n---\n{body}"));
    site.write("src/teams/README.md", &page);
    site.write("src/closing.md", "# Closing\n");
    site
}

#[test]
fn mdbook_builds_a_book_with_pictures_and_leaves_its_pages_as_they_are() {
    // the one that builds the other books, and another where there is one: 0.4 speaks the older protocol
    let programs = [
        ("GOVDRAW_MDBOOK", program("GOVDRAW_MDBOOK", &["mdbook"])),
        ("GOVDRAW_MDBOOK_04", std::env::var_os("GOVDRAW_MDBOOK_04").map(Into::into)),
    ];
    for (variable, found) in programs {
        let Some(mdbook) = found else { continue };
        let site = book();
        let pages = site.files();
        let build = || {
            // from another folder than the book's
            let ran = Command::new(&mdbook)
                .arg("build")
                .arg(site.path(""))
                .current_dir(std::env::temp_dir())
                .output();
            let ran = ran.unwrap();
            let said =
                format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
            (ran.status.success(), said)
        };
        let (is_built, said) = build();
        assert!(is_built && said.contains("governance-flow.svg"), "{variable}: {said}");
        let is_same =
            |(name, bytes): &(String, Vec<u8>)| fs::read(site.path(name)).is_ok_and(|now| now == *bytes);
        assert!(pages.iter().all(is_same), "{variable}: a page was changed");
        for (page, picture) in [("governance", "governance"), ("teams/index", "README")] {
            let html = site.read(&format!("book/{page}.html"));
            for words in [
                &format!("src=\"{picture}-flow.svg\" alt=\"Flow chart of “Our "),
                &format!("<img src=\"{picture}-poster.svg\" alt=\"Poster"),
                "<strong>Roles:</strong> Director",
            ] {
                assert!(html.contains(words), "{variable}: {page} has no {words}\n{html}");
            }
            assert!(!html.contains("govdraw:"), "{variable}: {page} has markers");
            let file = site.path(&format!("book/{page}.html")).with_file_name(format!("{picture}-flow.svg"));
            assert!(file.is_file(), "{variable}: {} is not published", file.display());
        }
        let html = site.read("book/governance.html");
        assert!(
            html.contains(">Our *governance*</a></h1>") && !html.contains("title: Our"),
            "{variable}: {html}"
        );
        let html = site.read("book/foreword.html");
        assert!(html.contains("<p>Words.</p>") && !html.contains("layout"), "{variable}: {html}");
        // only what a page shows is drawn
        assert!(!site.path("src/governance-simple.svg").exists());
        // what did not change is not written, or a builder that watches would build for ever
        let time = || fs::metadata(site.path("src/governance-flow.svg")).unwrap().modified().unwrap();
        let before = time();
        let (is_built, said) = build();
        assert!(is_built && !said.contains("wrote src") && time() == before, "{variable}: {said}");
        // a page with an error is not published with an old picture
        site.edit("src/governance.md", "| Sponsor | Team |", "| Sponsor | Nobody |");
        let (is_built, said) = build();
        assert!(!is_built && said.contains("nothing is named \"Nobody\""), "{variable}: {said}");
    }
}

/// Hands a book over as mdBook does.
fn hand(site: &Site, arguments: &[&str], text: &str) -> Ran {
    let mut child = site.command("", arguments).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn the_protocol_of_0_4_is_answered() {
    let site = book();
    assert_eq!(site.run(&["mdbook", "supports", "html"]).code, 0);
    let root = serde_json::to_string(&site.path("")).unwrap();
    let handed = include_str!("mdbook-0.4.json").replace("\"ROOT\"", &root);
    let ran = hand(&site, &["mdbook"], &handed);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut back: Value = serde_json::from_str(&ran.out).unwrap();
    let text = back["sections"][2]["Chapter"]["content"].take();
    let text = text.as_str().unwrap_or_default();
    assert!(
        text.starts_with("# Our \\*governance\\*\n\n\n## Upper level\n")
            && text.contains("](governance-flow.svg)"),
        "{text}"
    );
    let text = back["sections"][2]["Chapter"]["sub_items"][0]["Chapter"]["content"].take();
    assert!(text.as_str().is_some_and(|text| text.contains("](README-flow.svg)")), "{text}");
    assert_eq!(back["sections"][0]["Chapter"]["content"].take(), "Words.\n");
    // all else is as it was
    let mut expected: Value = serde_json::from_str(&handed).unwrap();
    let expected = &mut expected[1];
    expected["sections"][0]["Chapter"]["content"].take();
    expected["sections"][2]["Chapter"]["content"].take();
    expected["sections"][2]["Chapter"]["sub_items"][0]["Chapter"]["content"].take();
    assert_eq!(back, *expected);
    // what it drew is in step for `sync` as well
    site.write("govdraw.toml", "pages = [\"src/**/*.md\"]\nstyles = [\"flow\", \"poster\"]\n");
    let said = site.stale();
    assert!(said.contains("is not in its place yet") && !said.contains("svg` is stale"), "{said}");
}

#[test]
fn a_page_without_markers_is_left_and_told_of() {
    let site = book();
    let marked = site.read("src/governance.md");
    let plain: String =
        marked.lines().filter(|line| !line.contains("govdraw:")).map(|line| format!("{line}\n")).collect();
    let handed = |page: &str| {
        let chapter = serde_json::json!({"Chapter": {"name": "G", "content": page, "path": "governance.md", "sub_items": []}});
        serde_json::json!([{"root": site.path(""), "config": {}}, {"items": [chapter]}]).to_string()
    };
    let ran = hand(&site, &["mdbook"], &handed(&plain));
    assert!(
        ran.code == 0 && ran.err.contains("no picture is put in") && !ran.out.contains("svg"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert_eq!(hand(&site, &["mdbook", "--quiet"], &handed(&plain)).err, "");
    assert_eq!(
        hand(&site, &["mdbook"], &handed(&plain.replacen("---\n", "---\ngovdraw: false\n", 1))).err,
        ""
    );
    // a page that names its picture as any other image has it drawn
    let ran = hand(&site, &["mdbook"], &handed(&format!("{plain}\n![Chart](governance-flow.svg)\n")));
    assert!(
        ran.code == 0 && ran.err.contains("wrote") && site.path("src/governance-flow.svg").is_file(),
        "{}",
        ran.err
    );
    // an edit between markers would be lost
    let edited = marked.replacen("begin flow -->\n", "begin flow -->\nmine\n", 1);
    let ran = hand(&site, &["mdbook"], &handed(&edited));
    assert!(
        ran.code == 2 && ran.out.is_empty() && ran.err.contains("was not written by govdraw"),
        "{}",
        ran.err
    );
    let ran = hand(&site, &["mdbook"], "{}");
    assert!(ran.code == 2 && ran.err.contains("cannot be read"), "{}", ran.err);
}
