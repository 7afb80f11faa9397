//! The README's pictures are those of the page that they are said to show.
//!
//! `GOVDRAW_TEST=accept cargo test --test readme` draws them again; the same as
//! `govdraw render examples/delivery-group.md --format png --width 1000 -o examples/pictures`.
use std::fs;
use std::path::Path;
use std::process::Command;

/// Pixels whose colour may differ visibly, by another machine's arithmetic.
const DIFFERENT_MAX: f64 = 0.001;
/// Of 255, in any channel.
const VISIBLE: u8 = 12;

#[test]
fn the_pictures_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kept = root.join("examples/pictures");
    let accept = std::env::var_os("GOVDRAW_TEST").is_some_and(|value| value == "accept");
    let fresh = tempfile::tempdir().unwrap();
    let target = if accept { kept.as_path() } else { fresh.path() };
    let status = Command::new(env!("CARGO_BIN_EXE_govdraw"))
        .args(["render", "examples/delivery-group.md", "--format", "png", "--width", "1000", "--quiet", "-o"])
        .arg(target)
        .current_dir(root)
        .status()
        .unwrap();
    assert!(status.success());
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for style in ["simple", "flow", "poster"] {
        let name = format!("delivery-group-{style}.png");
        assert!(readme.contains(&format!("](examples/pictures/{name})")), "the README does not show {name}");
        let (old, new) = (pixels(&kept.join(&name)), pixels(&target.join(&name)));
        assert_eq!(old.0, new.0, "{name} has another size: GOVDRAW_TEST=accept draws it again");
        let different =
            old.1.iter().zip(&new.1).filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > VISIBLE));
        let share = different.count() as f64 / old.1.len() as f64;
        assert!(
            share <= DIFFERENT_MAX,
            "{name} differs in {share:.4} of its pixels: GOVDRAW_TEST=accept draws it again"
        );
    }
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

/// A picture's width and height, and its pixels as RGB.
fn pixels(path: &Path) -> ((u32, u32), Vec<[u8; 3]>) {
    let file = fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    let samples = frame.color_type.samples();
    let rows = bytes[..frame.buffer_size()].chunks_exact(samples);
    ((frame.width, frame.height), rows.map(|p| [p[0], p[1], p[2]]).collect())
}
