//! Whole pages of each kind, by organisations that do not exist, beside the models that a careful designer would draw.
//!
//! `GOVDRAW_TEST=accept cargo test --test reading goldens` takes the present models and outlines over.
use crate::kept::{Comparison, Set};
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

#[test]
fn each_page_gives_the_model_that_is_kept_beside_it() {
    let mut models =
        Comparison::new(Set::in_repository("models", "tests/pages", "--test reading each_page_gives"));
    for name in stems(".md") {
        let text = fs::read_to_string(folder().join(format!("{name}.md"))).unwrap();
        match reading(&text).model {
            Ok(read) => models.text(&format!("{name}.json"), &export::json(&read.value).unwrap()),
            Err(errors) => {
                let first = errors.first().map(|error| error.message.as_str()).unwrap_or_default();
                models.fault(format!("{name}.md is refused: {first}"));
            }
        }
    }
    models.strays(|file| file.ends_with(".json") && !file.ends_with(".outline.json"));
    models.end();
}

#[test]
fn a_kept_model_gives_itself() {
    for name in stems(".md") {
        let text = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
        let source = Source { name: format!("{name}.json"), text: text.clone() };
        let read = read_whole(&source, Format::Json, &ReadOptions::default()).model;
        let again = export::json(&read.unwrap_or_else(|errors| panic!("{name}: {errors:#?}")).value).unwrap();
        assert_eq!(text, again, "{name}");
    }
}

#[test]
fn outlines_are_kept_as_text_and_as_json() {
    let mut outlines =
        Comparison::new(Set::in_repository("outlines", "tests/pages", "--test reading outlines_are_kept"));
    for name in OUTLINED {
        for (format, ending) in [("plain", "outline.txt"), ("json", "outline.json")] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_govdraw"));
            command.args(["outline", "--to", format]).arg(folder().join(format!("{name}.md")));
            let done = command.output().unwrap();
            assert_eq!(done.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&done.stderr));
            outlines.text(&format!("{name}.{ending}"), &String::from_utf8(done.stdout).unwrap());
        }
    }
    outlines.strays(|file| file.contains(".outline."));
    outlines.end();
}
