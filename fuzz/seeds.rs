//! What mutation starts from: the corpus, files that the tests have, and pictures drawn on the spot.
use crate::targets::Target;
use govdraw::Page;
use govdraw::layout::Style;
use govdraw::output::png::PngSize;
use std::path::Path;

/// An input; its name's ending says what it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seed {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The files of folders of the project, in the order of their names.
fn files(folders: &[&str], endings: &[&str]) -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if endings.iter().any(|ending| name.ends_with(ending)) {
                found.extend(std::fs::read(&path).map(|bytes| Seed { name, bytes }));
            }
        }
    }
    found
}

/// Seeds of a target.
pub(crate) fn of(target: Target) -> Vec<Seed> {
    match target {
        Target::Reading => files(&["fuzz/corpus/pages", "tests/pages"], &[".md", ".json", ".yaml"]),
        Target::Drawing => files(&["fuzz/corpus/pages"], &[".md", ".json", ".yaml"]),
        Target::Assets => {
            let mut found =
                files(&["fuzz/corpus/drawings", "tests/fonts"], &[".svg", ".ttf", ".otf", ".ttc"]);
            found.retain(|seed| seed.bytes.len() < 60_000);
            found.extend(pictures().into_iter().filter(|seed| seed.name.ends_with(".png")));
            found
        }
        Target::Extract => pictures(),
        Target::Configuration => files(&["fuzz/corpus/config"], &[".toml", ".md", ".yaml"]),
    }
}

/// A small page's pictures, each with its model.
fn pictures() -> Vec<Seed> {
    let text =
        b"# Team\n\n## Upper level\n\n### Board\n\nDecides.\n\n## Lower level\n\n### Team\n\nBuilds.\n";
    let Ok(page) = Page::parse("team.md", text) else { return Vec::new() };
    let drawn = page.render(Style::Simple).size(PngSize::Scale(0.1));
    let seed = |ending: &str, bytes| Seed { name: format!("team.{ending}"), bytes };
    [
        drawn.svg().ok().map(|svg| seed("svg", svg.into_bytes())),
        drawn.png().ok().map(|png| seed("png", png)),
        drawn.pdf().ok().map(|pdf| seed("pdf", pdf)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
