//! What the tests of kept pictures share.
use crate::pixels::Pixels;
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
    let [old, new] = [kept, fresh].map(|path| {
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Pixels::of_png(&bytes)
    });
    assert_eq!(
        (old.width, old.height),
        (new.width, new.height),
        "{name} has another size: GOVDRAW_TEST=accept draws it again"
    );
    let different =
        old.iter().zip(new.iter()).filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > VISIBLE));
    let share = different.count() as f64 / (old.width * old.height) as f64;
    assert!(
        share <= DIFFERENT_MAX,
        "{name} differs in {share:.4} of its pixels: GOVDRAW_TEST=accept draws it again"
    );
}
