//! What the tests of kept pictures share.
use std::fs;
use std::path::Path;

/// Pixels whose colour may differ visibly, by another machine's arithmetic.
const DIFFERENT_MAX: f64 = 0.001;
/// Of 255, in any channel.
const VISIBLE: u8 = 12;

/// Whether the pictures are drawn again and kept.
pub(crate) fn is_accepting() -> bool {
    std::env::var_os("GOVDRAW_TEST").is_some_and(|value| value == "accept")
}

/// Fails where a kept picture differs from a fresh one.
pub(crate) fn assert_same(kept: &Path, fresh: &Path) {
    let name = kept.display();
    let (old, new) = (pixels(kept), pixels(fresh));
    assert_eq!(old.0, new.0, "{name} has another size: GOVDRAW_TEST=accept draws it again");
    let different =
        old.1.iter().zip(&new.1).filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > VISIBLE));
    let share = different.count() as f64 / old.1.len() as f64;
    assert!(
        share <= DIFFERENT_MAX,
        "{name} differs in {share:.4} of its pixels: GOVDRAW_TEST=accept draws it again"
    );
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
