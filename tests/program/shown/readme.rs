//! The README's pictures are those of the page that they are said to show.
//!
//! `GOVDRAW_TEST=accept cargo test --test program readme` draws them again; the same as
//! `govdraw render examples/delivery-group.md --format png --width 1000 -o examples/pictures`.
use crate::kept::{Comparison, Set};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_pictures_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pictures =
        Comparison::new(Set::in_repository("readme", "examples/pictures", "--test program readme"));
    let fresh = tempfile::tempdir().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_govdraw"))
        .args(["render", "examples/delivery-group.md", "--format", "png", "--width", "1000", "--quiet", "-o"])
        .arg(fresh.path())
        .current_dir(root)
        .status()
        .unwrap();
    assert!(status.success());
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for style in ["simple", "flow", "poster"] {
        let name = format!("delivery-group-{style}.png");
        assert!(readme.contains(&format!("](examples/pictures/{name})")), "the README does not show {name}");
        pictures.png(&name, &fs::read(fresh.path().join(&name)).unwrap());
    }
    pictures.strays(|_| true);
    pictures.end();
}

#[test]
fn the_page_shown_is_without_fault() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let page = readme.split("```markdown\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("page.md"), page).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_govdraw"))
        .args(["lint", "page.md"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), "");
    assert_eq!(ran.status.code(), Some(0));
}
