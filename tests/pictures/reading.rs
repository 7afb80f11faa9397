//! What readers find, copy, hear and take out of the pictures in browsers.
use crate::scenes::{Case, examples, fonts, texts};
use crate::session::{browsers, open, page, run, steps};
use govdraw::output::svg::{self, SvgOptions};
use serde_json::{Value, json};
use std::process::Command;

/// The words of paragraphs of several lines, none of them hyphenated.
fn phrases(case: &Case) -> Vec<String> {
    let mut phrases: Vec<(String, usize)> = Vec::new();
    for text in texts(&case.scene.nodes) {
        let words = format!("{}{}", text.line.text, if text.line.space_after { " " } else { "" });
        match phrases.last_mut().filter(|_| text.goes_on) {
            Some((phrase, lines)) => {
                phrase.push_str(&words);
                *lines += 1;
            }
            None => phrases.push((words, 1)),
        }
    }
    phrases.into_iter().filter(|(_, lines)| *lines > 1).map(|(phrase, _)| phrase.trim().to_owned()).collect()
}

/// A browser's tree as screen readers get it: the texts below each of its elements.
fn heard(node: &Value, found: &mut Vec<String>) -> String {
    let (role, name) = (node[0].as_str().unwrap_or_default(), node[1].as_str().unwrap_or_default());
    if ["StaticText", "text leaf"].contains(&role) {
        return name.to_owned();
    }
    let children = node[2].as_array().map(Vec::as_slice).unwrap_or_default();
    let text: String = children.iter().map(|child| heard(child, found)).collect();
    found.push(text.trim().to_owned());
    text
}

/// Without the marks that keep signs where they are, and as one case: a search knows no capitals.
fn plain(words: &str) -> String {
    words.replace('\u{200f}', "").to_lowercase()
}

const LOADED: &str =
    "Promise.all([...document.fonts].map(font => font.load())).then(() => document.fonts.size)";

#[test]
fn a_phrase_over_several_lines_is_found_copied_heard_and_printed_whole() {
    let fonts = fonts();
    let cases: Vec<Case> = examples(&fonts)
        .into_iter()
        .filter(|case| ["digital-services", "arabic-parks"].iter().any(|name| case.name.starts_with(name)))
        .collect();
    for (name, program) in browsers() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut asked = Vec::new();
        let pdf = |case: &Case| folder.path().join(format!("{}.pdf", case.name));
        let mut wanted = Vec::new();
        for case in &cases {
            let picture = svg::write(&case.scene, &fonts, &SvgOptions::default());
            let html = crate::browser::page(&[picture], "");
            let address = page(folder.path(), &format!("{}.html", case.name), &html);
            let phrases = phrases(case);
            let mut find = phrases.clone();
            find.push("words that stand nowhere".to_owned());
            asked.extend([
                open(&address, 1280),
                run(LOADED),
                json!({ "tree": true }),
                json!({ "find": find }),
            ]);
            // Firefox's own PDFs are not looked at
            asked.push(if name == "chromium" { json!({ "print": pdf(case) }) } else { run("0") });
            wanted.push(phrases);
        }
        let found = steps(name, &program, &asked);
        assert!(wanted.iter().flatten().count() > 20, "{wanted:?}");
        for ((case, phrases), found) in cases.iter().zip(&wanted).zip(found.chunks(5)) {
            let mut texts = Vec::new();
            heard(&found[2], &mut texts);
            let texts: Vec<String> = texts.iter().map(|text| plain(text)).collect();
            let copied = found[3].as_array().expect("copies");
            assert_eq!(copied.len(), phrases.len() + 1);
            assert_eq!(copied.last(), Some(&Value::Null), "found what is not there");
            for (phrase, copied) in phrases.iter().zip(copied) {
                // Firefox's find bar does not pass over the marks that LibreOffice needs beside signs
                let arabic = case.name.starts_with("arabic");
                let marked = arabic && phrase.contains(|c: char| !c.is_alphabetic() && c != ' ');
                let copied = copied.as_str().map(plain);
                if !(name == "firefox" && marked && copied.is_none()) {
                    assert_eq!(copied, Some(plain(phrase)), "{} in {name}: found and copied", case.name);
                }
                assert!(
                    texts.contains(&plain(phrase)),
                    "{} in {name}: {phrase:?} is not one text in {texts:?}",
                    case.name
                );
            }
            if name == "chromium" && !case.name.starts_with("arabic") {
                let text =
                    Command::new("pdftotext").arg(pdf(case)).arg("-").output().expect("pdftotext runs");
                let text =
                    String::from_utf8_lossy(&text.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
                let lost: Vec<_> = phrases.iter().filter(|phrase| !text.contains(phrase.as_str())).collect();
                assert!(lost.is_empty(), "{}: {lost:?} not in {text}", case.name);
            }
        }
    }
}
