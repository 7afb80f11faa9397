//! Kept files are compared, shown where they differ, and taken over where that is wished.
use crate::kept::{Accepted, Comparison, Set};
use crate::pixels::Pixels;
use std::fs;
use std::path::Path;

/// A white picture with a black pixel in some row.
fn picture(marked: Option<usize>) -> Pixels {
    let mut rgb = vec![255; 3 * 40 * 30];
    if let Some(row) = marked {
        rgb[3 * 40 * row..3 * 40 * row + 12].fill(0);
    }
    Pixels { width: 40, height: 30, rgb }
}

/// Compares two kept texts and a picture with others, beside a file that nothing makes.
fn compare(place: &Path, accepted: &str) -> Result<(), String> {
    let set = Set { name: "a-set", folder: place.join("kept"), test: "--test house kept" };
    let accepted = Accepted::of(accepted).unwrap_or(Accepted::None);
    let mut comparison = Comparison::with(set, accepted, place.join("page"));
    comparison.text("same.txt", "one\ntwo\n");
    comparison.text("other.txt", "one\n<three>\n");
    comparison.png("deep/picture.png", &picture(Some(7)).to_png());
    comparison.strays(|file| !file.ends_with(".md"));
    comparison.result()
}

fn kept() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("kept");
    fs::create_dir_all(folder.join("deep")).unwrap();
    for (file, text) in
        [("same.txt", "one\ntwo\n"), ("other.txt", "one\ntwo\n"), ("old.txt", ""), ("a.md", "")]
    {
        fs::write(folder.join(file), text).unwrap();
    }
    fs::write(folder.join("deep/picture.png"), picture(None).to_png()).unwrap();
    place
}

#[test]
fn what_differs_fails_and_is_shown_side_by_side() {
    let place = kept();
    let said = compare(place.path(), "").unwrap_err();
    for words in ["other.txt: line 2:", "picture.png: 0.0033 of its pixels", "old.txt: nothing makes it"] {
        assert!(said.contains(words), "{words} is not in {said}");
    }
    assert!(!said.contains("same.txt") && !said.contains("a.md"), "{said}");
    let page = fs::read_to_string(place.path().join("page/index.html")).unwrap();
    for part in [
        "GOVDRAW_TEST=accept:other cargo test --test house kept",
        "GOVDRAW_TEST=accept:deep/picture cargo test --test house kept",
        "<td class=\"old\">two<td>",
        "<td class=\"new\">&lt;three&gt;",
        "a-set/deep-picture-old.png",
        "a-set/deep-picture-new.png",
        "a-set/deep-picture-difference.png",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let difference = fs::read(place.path().join("page/a-set/deep-picture-difference.png")).unwrap();
    let difference = Pixels::of_png(&difference);
    assert_eq!(difference.rgb[3 * 40 * 7..3 * 40 * 7 + 3], [200, 0, 60]);
    assert_eq!(difference.rgb[..3], [251; 3]);
    assert_eq!(fs::read_to_string(place.path().join("kept/other.txt")).unwrap(), "one\ntwo\n");
}

#[test]
fn files_are_taken_over_one_by_one_or_all() {
    let place = kept();
    let said = compare(place.path(), "accept:other,old.txt").unwrap_err();
    assert!(
        said.contains("picture.png") && !said.contains("other.txt") && !said.contains("old.txt"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(place.path().join("kept/other.txt")).unwrap(), "one\n<three>\n");
    assert!(!place.path().join("kept/old.txt").exists());
    assert_eq!(compare(place.path(), "accept"), Ok(()));
    assert_eq!(compare(place.path(), ""), Ok(()));
    assert!(place.path().join("kept/a.md").exists());
    let page = fs::read_to_string(place.path().join("page/index.html")).unwrap();
    assert!(page.contains("Nothing differs"));
}

#[test]
fn a_wish_is_accept_with_or_without_names() {
    assert!(matches!(Accepted::of("accept"), Some(Accepted::All)));
    assert!(matches!(Accepted::of("accept:a,b"), Some(Accepted::Named(names)) if names == ["a", "b"]));
    assert!(Accepted::of("accpet").is_none());
}
