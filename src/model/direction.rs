//! Characters that are no words: direction controls, whose effect ends with the text that they stand in, and control characters.

/// The text with every direction control closed that it leaves open, and without those closing ones that open nothing. What is cut
/// out of a text is confined anew: a control may have stood on either side of the cut.
pub(crate) fn confined(text: String) -> String {
    if has_control(&text) { balanced(&text) } else { text }
}

/// Confines a text where it stands, and puts U+FFFD in the place of what cannot be drawn: what reads drawings and the like takes names from
/// the page as they are.
pub(super) fn confine(text: &mut String) {
    // what starts no such character needs no second look
    let is_suspect =
        |byte| !matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0x80..=0xc1 | 0xc3..=0xee | 0xf0..);
    let has_suspect = text.bytes().fold(false, |found, byte| found | is_suspect(byte));
    if has_suspect && text.contains(is_undrawable) {
        *text = text.replace(is_undrawable, "\u{FFFD}");
    }
    *text = confined(std::mem::take(text));
}

/// Control characters and noncharacters; line ends and tabs are white space.
fn is_undrawable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a text has U+202A to U+202E or U+2066 to U+2069: 0xE2, then 0x80 or 0x81, then a third byte of a narrow range. Bytes are
/// looked at, for nearly all texts have none and each is asked several times.
fn has_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_control = |rest: &[u8]| {
        matches!(rest, [0xe2, 0x80, 0xaa..=0xae, ..]) || matches!(rest, [0xe2, 0x81, 0xa6..=0xa9, ..])
    };
    // this goes through to the end, for then the compiler takes many bytes at a time
    bytes.iter().fold(false, |found, byte| found | (*byte == 0xe2))
        && bytes.iter().enumerate().any(|(at, byte)| *byte == 0xe2 && bytes.get(at..).is_some_and(is_control))
}

fn balanced(text: &str) -> String {
    const POP: char = '\u{202C}';
    const POP_ISOLATE: char = '\u{2069}';
    let mut out = String::with_capacity(text.len());
    let mut open = Vec::new();
    // the white space on both sides of a control that goes is one
    let mut has_dropped = false;
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(POP),
            '\u{2066}'..='\u{2068}' => open.push(POP_ISOLATE),
            POP if open.last() == Some(&POP) => {
                open.pop();
            }
            POP_ISOLATE if open.contains(&POP_ISOLATE) => {
                // the end of an isolate closes what was opened inside it
                while open.pop().is_some_and(|closer| closer != POP_ISOLATE) {}
            }
            POP | POP_ISOLATE => {
                has_dropped = true;
                continue;
            }
            ' ' if has_dropped && (out.is_empty() || out.ends_with(' ')) => continue,
            _ => {}
        }
        has_dropped = false;
        out.push(c);
    }
    if has_dropped {
        out.truncate(out.trim_end_matches(' ').len());
    }
    out.extend(open.iter().rev());
    out
}

#[cfg(test)]
mod tests {
    use super::{confine, confined};

    #[test]
    fn what_cannot_be_drawn_is_shown_as_such() {
        let mut text = "a\0b\u{7f}\u{9b}\u{fffe}\n\u{202e}".to_owned();
        confine(&mut text);
        assert_eq!(text, "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}\n\u{202e}\u{202c}");
    }

    #[test]
    fn direction_controls_end_with_their_text() {
        let balanced = |text: &str| confined(text.to_owned());
        assert_eq!(balanced("a\u{202E}b"), "a\u{202E}b\u{202C}");
        assert_eq!(balanced("\u{2067}a\u{202E}b\u{2069}c"), "\u{2067}a\u{202E}b\u{2069}c");
        assert_eq!(balanced("a\u{202C}\u{2069}b"), "ab");
        assert_eq!(balanced(&balanced("\u{2066}\u{202A}x")), "\u{2066}\u{202A}x\u{202C}\u{2069}");
        assert_eq!(balanced("a b"), "a b");
        assert_eq!(balanced("a \u{202C} b \u{202C}"), "a b");
    }
}
