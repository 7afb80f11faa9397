//! Each built-in language's words: what marks a level, and the text that is ours in a picture.

/// Words that mark a heading as a level, case-folded; a heading is one where any of them stands in it.
pub const LEVEL_WORDS: &[&str] =
    &["level", "lefel", "niveau", "ebene", "nivel", "المستوى", "مستوى", "レベル"];

/// A level's name without the level word, for its id and for ends of flows: `Strategic level` → `Strategic`.
/// The whole name where nothing else would be left.
#[must_use]
pub fn without_level_word(name: &str) -> String {
    let kept: Vec<&str> = name
        .split_whitespace()
        .filter(|word| {
            let folded = word.to_lowercase();
            !LEVEL_WORDS.contains(&folded.as_str())
        })
        .collect();
    if kept.is_empty() { name.trim().to_owned() } else { kept.join(" ") }
}
