//! Text as it was meant: garbled characters repaired, control characters shown, bidirectional controls confined.
use super::emoji::without_emoji;
use super::text::PlainText;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};

/// What stands for a character that cannot be drawn.
const REPLACEMENT: &str = "\u{FFFD}";

/// Repairs a text, leaves emoji out of it and reports what it met; the way back to the source is kept.
pub(super) fn clean(text: PlainText, findings: &mut Findings) -> PlainText {
    let mut text = repaired(text, findings);
    loop {
        let length = text.as_str().len();
        text = without_emoji(text, findings);
        if text.as_str().len() == length {
            return text;
        }
        // the parts of a garbled character can meet where an emoji was; all else that is to be said of the text was said
        text = repaired(text, &mut Findings::default());
    }
}

/// Keys of what is found elsewhere by its name, of which no character may be left out.
const VERBATIM: [&str; 5] = ["href", "link", "icon", "logo", "theme"];

/// The value of a key: an address or a file's name as it is written, and any other text cleaned.
pub(super) fn clean_value(key: &str, text: PlainText, findings: &mut Findings) -> PlainText {
    if VERBATIM.contains(&key) { text } else { clean(text, findings) }
}

fn repaired(text: PlainText, findings: &mut Findings) -> PlainText {
    let is_plain = text.as_str().bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'));
    if is_plain || text.as_str().chars().all(|c| !is_suspect(c)) {
        return text;
    }
    let plain = text.as_str();
    let mut out = PlainText::default();
    let mut kept = 0;
    let mut at = 0;
    let mut has_control = false;
    let mut has_bidi = false;
    while let Some(c) = plain.get(at..).and_then(|rest| rest.chars().next()) {
        let mut end = at + c.len_utf8();
        let replacement = if let Some((decoded, length)) = garbled(plain, at) {
            end = at + length;
            findings.push(garbled_finding(&text, at, end, &decoded));
            Some(decoded)
        } else if is_undrawable(c) {
            if !has_control {
                findings.push(control_finding(&text, at, end, c));
            }
            has_control = true;
            Some(REPLACEMENT.to_owned())
        } else {
            if is_bidi_control(c) && !has_bidi {
                findings.push(bidi_finding(&text, at, end, c));
            }
            has_bidi |= is_bidi_control(c);
            None
        };
        if let Some(replacement) = replacement {
            out.append(&text.slice(kept..at));
            out.push(&replacement, text.span(at..end));
            kept = end;
        }
        at = end;
    }
    out.append(&text.slice(kept..plain.len()));
    out
}

fn is_suspect(c: char) -> bool {
    is_undrawable(c) || is_bidi_control(c) || matches!(c, '\u{C2}'..='\u{F4}')
}

/// Control characters and noncharacters; line ends and tabs are white space.
fn is_undrawable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Embeddings, overrides and isolates, and what closes them.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn control_finding(text: &PlainText, at: usize, end: usize, c: char) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        Code::ControlCharacter,
        format!("the control character U+{:04X} is shown as \"{REPLACEMENT}\"", u32::from(c)),
    )
    .at(text.span(at..end))
    .hint("delete the character: it cannot be seen in an editor, so delete and retype the words around it")
}

fn bidi_finding(text: &PlainText, at: usize, end: usize, c: char) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        Code::BidiControl,
        format!(
            "the direction control U+{:04X} can make words read other than they are written",
            u32::from(c)
        ),
    )
    .at(text.span(at..end))
    .hint("delete the character: text from right to left needs none; its effect ends with this text")
}

fn garbled_finding(text: &PlainText, at: usize, end: usize, decoded: &str) -> Diagnostic {
    let plain = text.as_str();
    let before = plain.get(..at).unwrap_or_default();
    let behind = plain.get(end..).unwrap_or_default();
    // the word around it, so that it can be found by eye
    let lead = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = behind.split(char::is_whitespace).next().unwrap_or_default();
    let bad = plain.get(at..end).unwrap_or_default();
    Diagnostic::new(
        Severity::Warning,
        Code::Mojibake,
        format!("\"{lead}{bad}{tail}\" is garbled and read as \"{lead}{decoded}{tail}\""),
    )
    .at(text.span(at..end))
    .hint(format!("write `{decoded}` in place of `{bad}`, and save the file as UTF-8"))
    .mend(text.span(at..end), bad, decoded)
}

/// A run of characters that are the bytes of UTF-8 read as Windows-1252, decoded, and the run's length in bytes.
///
/// A run counts only if nobody would have meant it: French puts a no-break space between `à` and a quotation mark,
/// and capitals may end in `É»`.
fn garbled(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = text.get(at..)?;
    let mut chars = rest.char_indices().peekable();
    let mut decoded = String::new();
    let mut length = 0;
    let mut is_sure = false;
    while let Some(&(_, lead)) = chars.peek() {
        let lead_byte = byte_of(lead).unwrap_or(0);
        let following = match lead_byte {
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            _ => break,
        };
        let mut ahead = chars.clone();
        ahead.next();
        let mut bytes = [lead_byte, 0, 0, 0];
        let mut count = 1;
        for (_, c) in ahead.by_ref().take(following) {
            let Some(byte) = byte_of(c).filter(|byte| (0x80..=0xBF).contains(byte)) else { break };
            if let Some(slot) = bytes.get_mut(count) {
                *slot = byte;
            }
            count += 1;
        }
        let read = bytes.get(..count).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let Some(c) = read.and_then(|s| s.chars().next()) else { break };
        if count != following + 1 || !is_plausible(c) {
            break;
        }
        // behind `Ä` and `Å`, quotation marks, dashes and spaces are meant
        let is_odd = bytes.get(1).is_some_and(|byte| *byte > 0xA0 && !matches!(byte, 0xAB | 0xBB));
        is_sure |= following > 1 || lead_byte <= 0xC3 || (lead_byte <= 0xC5 && is_odd) || !decoded.is_empty();
        decoded.push(c);
        chars = ahead;
        length = chars.peek().map_or(rest.len(), |(index, _)| *index);
    }
    let after_capital = text.get(..at).and_then(|s| s.chars().next_back()).is_some_and(char::is_uppercase);
    let ends_word = !text.get(at + length..).is_some_and(|s| s.starts_with(char::is_alphanumeric));
    let could_be_meant = decoded.chars().count() == 1 && after_capital && ends_word;
    (is_sure && !could_be_meant && length > 0).then_some((decoded, length))
}

/// Whether pages hold this character at all; C1 controls and rare scripts come of text that was meant.
fn is_plausible(c: char) -> bool {
    matches!(u32::from(c),
        0xA0..=0x24F | 0x370..=0x6FF | 0x900..=0xEFF | 0x1E00..=0x1EFF | 0x2010..=0x205F | 0x20A0..=0x20BF
        | 0x2100..=0x27BF | 0x3000..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF00..=0xFFEF | 0x1F300..=0x1FAFF)
}

/// The Windows-1252 byte of a character beyond ASCII; the five bytes without a character stand for themselves.
fn byte_of(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match u32::from(c) {
        code @ 0xA0..=0xFF => u8::try_from(code).ok(),
        _ => HIGH.iter().position(|high| *high == c).and_then(|index| u8::try_from(0x80 + index).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::clean;
    use crate::diagnostic::{Code, Findings, Span};
    use crate::input::text::PlainText;

    fn cleaned(plain: &str) -> (String, Vec<(Code, Span)>) {
        let mut findings = Findings::default();
        let text = clean(PlainText::new(plain, Span { start: 0, end: plain.len() }), &mut findings);
        let found = findings.into_vec().into_iter().map(|f| (f.code, f.span.unwrap())).collect();
        (text.as_str().to_owned(), found)
    }

    #[test]
    fn garbled_text_is_repaired() {
        let garble = |text: &str| -> String {
            text.bytes()
                .map(|byte| match byte {
                    0x80..=0xFF => (0x80..=0xFFFF_u32)
                        .filter_map(char::from_u32)
                        .find(|c| super::byte_of(*c) == Some(byte))
                        .unwrap(),
                    _ => char::from(byte),
                })
                .collect()
        };
        for text in [
            "don’t",
            "“quoted” words",
            "a – b",
            "naïve café",
            "Größe",
            "à côté, sûr",
            "ŵy",
            "المستوى",
            "役割",
            "£5 · €5",
            "l’État",
        ] {
            let (repaired, found) = cleaned(&garble(text));
            assert_eq!(repaired, text, "{}", garble(text));
            assert!(!found.is_empty() && found.iter().all(|(code, _)| *code == Code::Mojibake), "{text}");
        }
        let (_, found) = cleaned("donâ€™t");
        assert_eq!(found, [(Code::Mojibake, Span { start: 3, end: 3 + "â€™".len() })]);
    }

    #[test]
    fn text_that_was_meant_is_left_alone() {
        for text in [
            "« voilà\u{A0}»",
            "«CAFÉ»",
            "«MAÇÃ»",
            "Ânimo",
            "Île-de-France",
            "Öl – Äpfel",
            "Ça va…",
            "São Paulo",
            "ÅÄÖ",
            "don’t",
            "Ü•Ö",
        ] {
            assert_eq!(cleaned(text), (text.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn text_that_is_cleaned_stays_as_it_is_when_it_is_cleaned_again() {
        for text in [
            "Ã\u{FE0F}©",
            "Ã😀©",
            "Ã\u{FE0F}😀© board",
            "\u{202E}Ã\u{FE0F}©\u{0}",
            "ð\u{FE0F}Ÿ\u{FE0F}˜\u{FE0F}€",
        ] {
            let (once, findings) = cleaned(text);
            assert_eq!(cleaned(&once).0, once, "{text:?}");
            let bidi = findings.iter().filter(|(code, _)| *code == Code::BidiControl).count();
            assert!(bidi <= 1, "{text:?}");
        }
        assert_eq!(cleaned("Ã\u{FE0F}©").0, "é");
    }

    #[test]
    fn control_characters_are_shown_and_named() {
        let (text, found) = cleaned("a\0b\u{FFFE}\u{1B}c\td");
        assert_eq!(text, "a\u{FFFD}b\u{FFFD}\u{FFFD}c\td");
        assert_eq!(found, [(Code::ControlCharacter, Span { start: 1, end: 2 })]);
    }

    #[test]
    fn direction_controls_are_named() {
        let (text, found) = cleaned("a\u{202E}b");
        assert_eq!(text, "a\u{202E}b");
        assert_eq!(found, [(Code::BidiControl, Span { start: 1, end: 4 })]);
    }
}
