//! `explain`, and the document that it reads from: every code has a section, whose example is run.
use super::support::{folder, govdraw};
use govdraw::diagnostic::Code;
use govdraw::explain;
#[cfg(unix)]
use govdraw::explain::Explanation;
use std::collections::BTreeSet;
#[cfg(unix)]
use std::{path::Path, process::Command};

/// Codes of the program's own, beside the library's.
const OWN: [&str; 5] = ["io", "pdf", "raster", "stale", "usage"];

/// What no page meets yet, but a program that builds its model of a draft.
#[cfg(unix)]
const OF_DRAFTS: [&str; 1] = ["flow-not-drawn"];

#[test]
fn every_code_has_a_section_and_every_section_a_code() {
    let sections: Vec<&str> = explain::all().iter().map(|section| section.code).collect();
    let explained: BTreeSet<&str> = sections.iter().copied().collect();
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).chain(OWN).collect();
    assert_eq!(explained, codes);
    assert_eq!(sections.len(), codes.len(), "a code has two sections");
}

#[test]
fn a_section_has_a_meaning_an_example_and_a_mend() {
    for section in explain::all() {
        let code = section.code;
        assert!(section.example.starts_with("```"), "{code} has no example");
        let mend = section.mend.strip_prefix("Mend: ").unwrap_or_default();
        assert!(mend.ends_with('.') && !mend.contains("\n\n"), "{code} ends in no mend: {mend}");
        let known = Code::ALL.iter().find(|known| known.name() == code);
        let sentence = section.sentence().replace('\n', " ");
        assert!(known.is_none_or(|known| known.explanation() == sentence), "{code}: {sentence}");
    }
}

#[test]
#[cfg(unix)]
fn every_example_meets_its_finding() {
    let sections = explain::all();
    let of_pages = sections.iter().filter(|section| !OF_DRAFTS.contains(&section.code));
    let missed: Vec<String> = of_pages.filter_map(missed).collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// What a section's example gives where it does not give the finding.
#[cfg(unix)]
fn missed(section: &Explanation) -> Option<String> {
    let mut files: Vec<(&str, &[u8])> = Vec::new();
    let mut command = None;
    for (kind, text) in blocks(section.example) {
        match kind.split_once(' ').unwrap_or((kind, "")) {
            ("sh", _) => command = Some(text.trim_end().to_owned()),
            ("markdown", "") => files.push(("page.md", text.as_bytes())),
            ("yaml", "") => files.push(("page.yaml", text.as_bytes())),
            ("json", "") => files.push(("page.json", text.as_bytes())),
            (_, name) => files.push((name, text.as_bytes())),
        }
    }
    let linted = files.first().map_or("", |(name, _)| name);
    let command = command.unwrap_or_else(|| format!("govdraw lint {linted}"));
    let place = folder(&files);
    let said = shell(place.path(), &format!("{command} --message-format json"));
    let is_met = said.contains(&format!("\"code\": \"{}\"", section.code));
    (!is_met).then(|| format!("{}: `{command}` says {said}", section.code))
}

/// The fenced blocks, each with what its fence says of it; one of more marks may hold others.
#[cfg(unix)]
fn blocks(example: &str) -> Vec<(&str, &str)> {
    let (mut blocks, mut rest) = (Vec::new(), example);
    while let Some(at) = rest.find("```") {
        let open = &rest[at..];
        let inside = open.trim_start_matches('`');
        let fence = &open[..open.len() - inside.len()];
        let (kind, text) = inside.split_once('\n').unwrap();
        let end = text.find(&format!("\n{fence}")).unwrap() + 1;
        blocks.push((kind, &text[..end]));
        rest = &text[end + fence.len()..];
    }
    blocks
}

/// Runs a line, or several, and gives all that they print.
#[cfg(unix)]
fn shell(folder: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_govdraw")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths([program.to_owned()].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let output = Command::new("sh").args(["-c", command]).current_dir(folder).env("PATH", path).output();
    let output = output.unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_code_is_explained_and_all_are_listed() {
    let place = folder(&[]);
    let ran = govdraw(place.path(), &["explain", "no-roles"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.out().starts_with("# no-roles\n\nA function without roles, where most have some.\n"));
    assert!(
        ran.out().contains("### Audit\n") && ran.out().contains("\nMend: name who holds it"),
        "{}",
        ran.out()
    );

    let ran = govdraw(place.path(), &["explain"]);
    assert_eq!(ran.out().lines().count(), Code::ALL.len() + OWN.len());
    assert!(
        ran.out().contains("\nno-roles                A function without roles, where most have some.\n")
    );

    let ran = govdraw(place.path(), &["explain", "no-rolls"]);
    assert_eq!((ran.code, ran.out()), (2, ""));
    assert!(ran.stderr.contains("did you mean `no-roles`?"), "{}", ran.stderr);
    let ran = govdraw(place.path(), &["explain", "everything"]);
    assert!(ran.code == 2 && ran.stderr.contains("`govdraw explain` lists every code"), "{}", ran.stderr);
}
