//! The embedded fonts, read with the library that programs on Linux draw letters with.
use crate::scenes::{examples, fonts};
use crate::tools::named;
use govdraw::output::svg::{self, SvgOptions};
use std::path::Path;
use std::process::Command;

#[test]
fn freetype_reads_every_glyph_of_every_embedded_font() {
    let Some(python) = named("GOVDRAW_PYTHON") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let fonts = fonts();
    let mut paths = Vec::new();
    for case in examples(&fonts) {
        let path = folder.path().join(format!("{}.svg", case.name));
        std::fs::write(&path, svg::write(&case.scene, &fonts, &SvgOptions::default())).expect("a file");
        paths.push(path);
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/embedded_fonts.py");
    let ran = Command::new(python).arg(script).args(&paths).output().expect("Python runs");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    let count = said.trim().strip_suffix(" glyphs").and_then(|count| count.parse::<usize>().ok());
    assert!(count.is_some_and(|count| count > 1000), "{said}");
}
