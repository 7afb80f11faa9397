//! What readers find, copy and take out of the pictures in Chromium.
use crate::browser::{chromium, open, page, run};
use crate::scenes::{Case, examples, fonts, texts};
use govdraw::output::svg::{self, SvgOptions};
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

const FIND: &str = r"
const lost = [];
for (const phrase of PHRASES) {
  getSelection().removeAllRanges();
  if (!window.find(phrase, false, false, true)) { lost.push(['not found', phrase]); continue }
  const copied = getSelection().toString();
  if (copied.toLowerCase() !== phrase.toLowerCase()) lost.push([phrase, copied]);
}
if (window.find('words that stand nowhere', false, false, true)) lost.push('found what is not there');
const result = document.createElement('pre');
result.id = 'result';
result.textContent = JSON.stringify(lost);
document.body.replaceChildren(result);
";

#[test]
fn a_phrase_over_several_lines_is_found_copied_and_printed_whole() {
    let Some(chromium) = chromium() else { return };
    let fonts = fonts();
    let cases: Vec<Case> =
        examples(&fonts).into_iter().filter(|case| case.name.starts_with("digital-services")).collect();
    let (mut count, folder) = (0, tempfile::tempdir().expect("a folder"));
    for case in &cases {
        let phrases = phrases(case);
        count += phrases.len();
        let picture = svg::write(&case.scene, &fonts, &SvgOptions::default());
        let list = serde_json::to_string(&phrases).expect("JSON");
        let script = FIND.replace("PHRASES", &list);
        assert_eq!(
            run(&chromium, &page(std::slice::from_ref(&picture), &script), &[]),
            "[]",
            "{}",
            case.name
        );
        let pdf = folder.path().join("page.pdf");
        let sheet = "<style>@page { size: 30in 60in; margin: 0 }</style>".to_owned();
        let flag = format!("--print-to-pdf={}", pdf.display());
        open(&chromium, &page(&[sheet, picture], ""), &[&flag, "--no-pdf-header-footer"]);
        let Ok(text) = Command::new("pdftotext").args([pdf.as_os_str(), "-".as_ref()]).output() else {
            continue;
        };
        let text = String::from_utf8_lossy(&text.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        let lost: Vec<_> = phrases.iter().filter(|phrase| !text.contains(phrase.as_str())).collect();
        assert!(lost.is_empty(), "{}: {lost:?} not in {text}", case.name);
    }
    assert!(count > 10, "{count} phrases");
}
