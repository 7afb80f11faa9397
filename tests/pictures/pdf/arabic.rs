//! Words from right to left, taken out of PDFs by the programs that people copy and search with.
use super::readers::{File, options, poppler, stdout};
use crate::scenes::{examples, fonts};
use crate::tools::{named, npm, program};
use govdraw::scene::{Node, Scene};
use std::collections::BTreeSet;
use std::path::Path;

/// The words of Arabic letters that a picture shows.
fn words(scene: &Scene) -> BTreeSet<String> {
    fn visit(nodes: &[Node], words: &mut BTreeSet<String>) {
        for node in nodes {
            match node {
                Node::Group(group) => visit(&group.children, words),
                Node::Shape(_) | Node::Image(_) => {}
                Node::Text(text) => {
                    let is_letter = |c: char| ('\u{620}'..='\u{652}').contains(&c);
                    let found =
                        text.line.text.split(|c| !is_letter(c)).filter(|word| word.chars().count() > 1);
                    words.extend(found.map(str::to_owned));
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    visit(&scene.nodes, &mut found);
    found
}

#[test]
fn every_arabic_word_comes_out_of_a_pdf_letter_by_letter() {
    let python = named("GOVDRAW_PYTHON");
    let [poppler, mutool] = ["pdftotext", "mutool"].map(poppler);
    let node = program("GOVDRAW_NODE", &["node"]);
    let modules = npm(&["pdfjs-dist"]);
    let (Some(python), Some(poppler), Some(mutool), Some(node), Some(modules)) =
        (python, poppler, mutool, node, modules)
    else {
        return;
    };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/pdf");
    let fonts = fonts();
    for case in examples(&fonts).into_iter().filter(|case| case.name.starts_with("arabic")) {
        let words = words(&case.scene);
        assert!(words.len() > 20, "{}", case.name);
        let file = File::of(&case.scene, &fonts, &options());
        let path = file.path().display().to_string();
        let shown = |path: &Path| path.display().to_string();
        let command = |parts: &[String]| serde_json::to_string(parts).expect("strings");
        let commands = [
            ("poppler", command(&[shown(&poppler), path.clone(), "-".to_owned()])),
            ("mutool", command(&[shown(&mutool), "draw".into(), "-F".into(), "txt".into(), path.clone()])),
            (
                "pdf.js",
                command(&[shown(&node), shown(&tests.join("words.mjs")), shown(&modules), path.clone()]),
            ),
        ];
        let mut arguments = vec![shown(&tests.join("words.py")), path];
        arguments.extend(commands.into_iter().flat_map(|(name, command)| [name.to_owned(), command]));
        let said: serde_json::Value = serde_json::from_str(&stdout(&python, &arguments)).expect("JSON");
        for (tool, text) in said.as_object().expect("programs") {
            let text = text.as_str().expect("text");
            // some turn no line round, and show every one as it is drawn
            let turned = |word: &str| word.chars().rev().collect::<String>();
            let lost: Vec<&String> = words
                .iter()
                .filter(|word| !text.contains(word.as_str()) && !text.contains(&turned(word)))
                .collect();
            assert!(
                lost.is_empty(),
                "{tool} finds {} of {} words in {}, not {lost:?}",
                words.len() - lost.len(),
                words.len(),
                case.name
            );
        }
    }
}
