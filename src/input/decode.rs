//! From bytes to text.
use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::limits::SOURCE_BYTES;
use std::borrow::Cow;

/// Decodes what a file holds. A byte order mark is left out.
///
/// # Errors
/// More bytes than the limit, UTF-16 or UTF-32, and bytes that are no UTF-8: the message names the first by its
/// offset, line and column, for a source that is no text has no lines to show.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Source, Diagnostic> {
    if bytes.len() > SOURCE_BYTES {
        return Err(too_large(bytes.len()));
    }
    if let Some((_, kind, hint)) = KINDS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        let message = format!("\"{name}\" is {kind}, and no page");
        return Err(Diagnostic::new(Severity::Error, Code::NotUtf8, message).hint(*hint));
    }
    if is_utf16(bytes) {
        return Err(Diagnostic::new(
            Severity::Error,
            Code::NotUtf8,
            format!("\"{name}\" is UTF-16, not UTF-8"),
        )
        .hint("save the file again as UTF-8 (in Notepad: Save as, Encoding)"));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Source { name: name.to_owned(), text: with_line_feeds(text).into_owned() }),
        Err(error) => {
            let offset = error.valid_up_to();
            let valid =
                bytes.get(..offset).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or_default();
            let line = valid.matches('\n').count() + 1;
            let column = valid.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let byte = bytes.get(offset).copied().unwrap_or_default();
            Err(Diagnostic::new(
                Severity::Error,
                Code::NotUtf8,
                format!(
                    "byte {offset} of \"{name}\" (0x{byte:02X}, line {line}, column {column}) is no UTF-8"
                ),
            )
            .hint("save the file again as UTF-8: it may be in Windows-1252 or Latin-1"))
        }
    }
}

/// The text with a line feed where a line ends with a carriage return alone, as old programs wrote: byte for byte as long.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let has_lone = loop {
        let Some(at) = rest.find('\r') else { break false };
        rest = rest.get(at + 1..).unwrap_or_default();
        if !rest.starts_with('\n') {
            break true;
        }
    };
    if !has_lone {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(if c == '\r' && chars.peek() != Some(&'\n') { '\n' } else { c });
    }
    Cow::Owned(out)
}

/// How files that are no text start, what they are, and what may have been meant.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"\0\x01\0\0", "a font", FONT),
    (b"OTTO", "a font", FONT),
    (b"ttcf", "a font", FONT),
    (b"wOFF", "a font for the web", FONT),
    (b"wOF2", "a font for the web", FONT),
    (b"\x89PNG", "a picture", PICTURE),
    (b"\xFF\xD8\xFF", "a picture", PICTURE),
    (b"%PDF-", "a PDF", PICTURE),
    (b"PK\x03\x04", "a Word document or an archive", "save it as Markdown"),
];
const FONT: &str = "name each font with a `--font` of its own";
const PICTURE: &str =
    "name the page that it shows; `govdraw extract` reads the model out of a picture that govdraw drew";

/// The finding for a source that is too large.
pub(super) fn too_large(bytes: usize) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        Code::TooLarge,
        format!("the input has {bytes} bytes, more than the {SOURCE_BYTES} that are read"),
    )
    .hint("split the page, or take out what is no part of the model")
}

/// A UTF-16 or UTF-32 byte order mark, or every other byte zero.
fn is_utf16(bytes: &[u8]) -> bool {
    let has_mark = bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || bytes.starts_with(b"\0\0\xFE\xFF");
    let head: Vec<bool> = bytes.iter().take(64).map(|byte| *byte == 0).collect();
    let (mut even, mut odd) = (0, 0);
    for (i, is_zero) in head.iter().enumerate() {
        if *is_zero && i % 2 == 0 {
            even += 1;
        } else if *is_zero {
            odd += 1;
        }
    }
    let half = head.len() / 2;
    has_mark || (half >= 4 && (even == half || odd == half))
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::limits::SOURCE_BYTES;

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        for (bytes, says, hint) in [
            (&b"\0\x01\0\0\0\x12\x80"[..], "is a font", "--font"),
            (b"OTTO\0\x0b", "is a font", "--font"),
            (b"\x89PNG\r\n\x1a\n\0", "is a picture", "extract"),
            (b"%PDF-1.7\n", "is a PDF", "extract"),
            (b"PK\x03\x04\x14\0", "is a Word document", "Markdown"),
        ] {
            let error = decode("p", bytes).unwrap_err();
            assert!(error.message.contains(says), "{}", error.message);
            assert!(error.hint.is_some_and(|words| words.contains(hint)), "{says}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_left_out() {
        assert_eq!(decode("p", b"\xEF\xBB\xBF# A\r\n").unwrap().text, "# A\r\n");
        assert_eq!(decode("p", b"").unwrap().text, "");
        assert_eq!(decode("p", b"---\rlang: cy\r---\r# A\r").unwrap().text, "---\nlang: cy\n---\n# A\n");
    }

    #[test]
    fn other_encodings_are_refused_by_name() {
        let utf16: Vec<u8> = "# Title of it".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(decode("p", &utf16).unwrap_err().message.contains("UTF-16"));
        assert!(decode("p", b"\xFE\xFF\0#").unwrap_err().message.contains("UTF-16"));
        let error = decode("p", b"# A\ncaf\xE9 au lait").unwrap_err();
        assert_eq!(error.message, "byte 7 of \"p\" (0xE9, line 2, column 4) is no UTF-8");
        assert!(error.hint.is_some());
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_decoded() {
        assert!(decode("p", &vec![b'x'; SOURCE_BYTES]).is_ok());
        assert!(decode("p", &vec![b'x'; SOURCE_BYTES + 1]).unwrap_err().message.contains("bytes"));
    }
}
