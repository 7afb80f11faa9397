//! Whole pages of each kind, by organisations that do not exist, beside the models that a careful designer would draw.
//!
//! `GOVDRAW_TEST=accept cargo test --test reading goldens` takes the present models and outlines over.
use crate::support::reading;
use govdraw::diagnostic::Source;
use govdraw::export;
use govdraw::input::{Format, ReadOptions, read_whole};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The pages whose outline is kept too.
const OUTLINED: [&str; 2] = ["flat-sections", "mixed"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// Names of the files with an ending, in order.
fn stems(ending: &str) -> BTreeSet<String> {
    let names =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

/// What differs first between a kept text and the present one, in words; nothing where they are one.
fn difference(name: &str, kept: &str, found: &str) -> Option<String> {
    if kept == found {
        return None;
    }
    let place = kept.lines().zip(found.lines()).take_while(|(kept, found)| kept == found).count();
    let line = |text: &str| match text.lines().nth(place) {
        Some(line) => format!("`{}`", line.trim()),
        None => "its end".to_owned(),
    };
    Some(format!("{name}, line {}: kept is {}, the page gives {}", place + 1, line(kept), line(found)))
}

/// Compares with the kept file, or takes the text over.
fn compare(name: &str, found: &str) -> Option<String> {
    let path = folder().join(name);
    if std::env::var_os("GOVDRAW_TEST").is_some_and(|value| value == "accept") {
        fs::write(path, found).unwrap();
        return None;
    }
    match fs::read_to_string(path) {
        Ok(kept) => difference(name, &kept, found),
        Err(error) => Some(format!("{name}: {error}")),
    }
}

#[test]
fn each_page_gives_the_model_that_is_kept_beside_it() {
    let mut wrong = Vec::new();
    let pages = stems(".md");
    for name in &pages {
        let text = fs::read_to_string(folder().join(format!("{name}.md"))).unwrap();
        match reading(&text).model {
            Ok(read) => wrong.extend(compare(&format!("{name}.json"), &export::json(&read.value).unwrap())),
            Err(errors) => {
                let first = errors.first().map(|error| error.message.as_str()).unwrap_or_default();
                wrong.push(format!("{name}.md is refused: {first}"));
            }
        }
    }
    let kept: BTreeSet<String> =
        stems(".json").into_iter().filter(|name| !name.ends_with(".outline")).collect();
    wrong.extend(kept.difference(&pages).map(|name| format!("{name}.json has no page")));
    assert!(wrong.is_empty(), "{}\nGOVDRAW_TEST=accept takes these over", wrong.join("\n"));
}

#[test]
fn a_kept_model_gives_itself() {
    for name in stems(".md") {
        let text = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
        let source = Source { name: format!("{name}.json"), text: text.clone() };
        let read = read_whole(&source, Format::Json, &ReadOptions::default()).model;
        let again = export::json(&read.unwrap_or_else(|errors| panic!("{name}: {errors:#?}")).value).unwrap();
        assert_eq!(difference(&name, &text, &again), None);
    }
}

#[test]
fn outlines_are_kept_as_text_and_as_json() {
    let mut wrong = Vec::new();
    for name in OUTLINED {
        for (format, ending) in [("plain", "outline.txt"), ("json", "outline.json")] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_govdraw"));
            command.args(["outline", "--to", format]).arg(folder().join(format!("{name}.md")));
            let done = command.output().unwrap();
            assert_eq!(done.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&done.stderr));
            wrong.extend(compare(&format!("{name}.{ending}"), &String::from_utf8(done.stdout).unwrap()));
        }
    }
    assert!(wrong.is_empty(), "{}\nGOVDRAW_TEST=accept takes these over", wrong.join("\n"));
}

#[test]
fn a_difference_is_said_by_its_first_line() {
    assert_eq!(difference("a.json", "one\n two\n", "one\n two\n"), None);
    assert_eq!(
        difference("a.json", "one\n two\n", "one\n three\n").as_deref(),
        Some("a.json, line 2: kept is `two`, the page gives `three`")
    );
    assert_eq!(
        difference("a.json", "one\n", "one\ntwo\n").as_deref(),
        Some("a.json, line 2: kept is its end, the page gives `two`")
    );
}
