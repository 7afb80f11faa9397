//! Seals: what a picture was drawn from, and a digest of its own bytes, in a place where its format allows words that show
//! nowhere. A seal is put into finished bytes and can be taken out again.
use super::Cause;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::ops::Range;

/// Digests of what a picture is drawn from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Of the model and the drawings that it names.
    pub page: String,
    /// Of the theme, and the drawings that it names.
    pub theme: String,
    /// Of the fonts beside the bundled ones.
    pub fonts: String,
    /// Of the settings.
    pub options: String,
    /// The program's version.
    pub tool: String,
}

/// Digits of a digest in a stamp: 128 bits.
const DIGITS: usize = 32;

/// A digest of bytes that come piece by piece.
#[derive(Debug, Clone, Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Takes more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all, in hexadecimal.
    #[must_use]
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// A digest of parts in their order, told apart by their lengths.
#[must_use]
pub fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Digest::default();
    // the digest of one part is that of its bytes, as other programs print it
    if let [only] = parts {
        hash.update(only);
    } else {
        for part in parts {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finish()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(DIGITS / 2).fold(String::with_capacity(DIGITS), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Stamp {
    /// As one line, with the digest of a file's own bytes.
    #[must_use]
    pub fn line(&self, own: &str) -> String {
        let Self { page, theme, fonts, options, tool } = self;
        format!("page={page} theme={theme} fonts={fonts} options={options} tool={tool} own={own}")
    }

    /// From a line, with the digest of the file's own bytes.
    #[must_use]
    pub fn parse(line: &str) -> Option<(Self, String)> {
        let mut stamp = Self::default();
        let mut own = String::new();
        for word in line.split(' ') {
            let (name, value) = word.split_once('=')?;
            let slot = match name {
                "page" => &mut stamp.page,
                "theme" => &mut stamp.theme,
                "fonts" => &mut stamp.fonts,
                "options" => &mut stamp.options,
                "tool" => &mut stamp.tool,
                "own" => &mut own,
                _ => return None,
            };
            value.clone_into(slot);
        }
        (!own.is_empty()).then_some((stamp, own))
    }

    /// In what a stamp differs from another.
    pub(super) fn causes(&self, other: &Self) -> Vec<Cause> {
        let pairs = [
            (Cause::Page, &self.page, &other.page),
            (Cause::Theme, &self.theme, &other.theme),
            (Cause::Fonts, &self.fonts, &other.fonts),
            (Cause::Options, &self.options, &other.options),
            (Cause::Tool, &self.tool, &other.tool),
        ];
        pairs.into_iter().filter(|(_, one, two)| one != two).map(|(cause, ..)| cause).collect()
    }
}

/// A seal that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What the picture was drawn from.
    pub stamp: Stamp,
    /// Whether its bytes are those that were sealed.
    pub is_whole: bool,
    /// Where the seal stands.
    pub place: Range<usize>,
}

/// The largest room at a file's end in which a seal is looked for.
const TAIL: usize = 2_048;

/// The largest room at an SVG's start in which its metadata are looked for.
const HEAD: usize = 4 << 20;

const SVG_TAG: &str = "<metadata";
const SVG_OPEN: &str = " data-sync=\"";
const PNG_START: &[u8] = b"\x89PNG";
const PNG_END: usize = 12;
const PNG_KEY: &[u8] = b"tEXtgovdraw sync\0";
const PDF_OPEN: &[u8] = b"%govdraw-sync ";
const PDF_END: &[u8] = b"startxref";

/// Puts a seal into a picture; `None` where it has no place for one, as an SVG without metadata.
#[must_use]
pub fn seal(picture: &[u8], stamp: &Stamp) -> Option<Vec<u8>> {
    let line = stamp.line(&digest(&[picture]));
    let (at, words) = if picture.starts_with(PNG_START) {
        (picture.len().checked_sub(PNG_END)?, png_chunk(&line))
    } else if picture.starts_with(b"%PDF-") {
        let tail = picture.len().saturating_sub(TAIL);
        let at = tail + last(picture.get(tail..)?, PDF_END)?;
        (at, [PDF_OPEN, line.as_bytes(), b"\n"].concat())
    } else {
        let text = std::str::from_utf8(picture).ok()?;
        let at = text.find("<metadata ")? + SVG_TAG.len();
        (at, format!("{SVG_OPEN}{line}\"").into_bytes())
    };
    Some([picture.get(..at)?, &words, picture.get(at..)?].concat())
}

/// The seal of a picture, if it has one.
#[must_use]
pub fn unseal(picture: &[u8]) -> Option<Sealed> {
    let (place, line) = find(picture)?;
    let line = std::str::from_utf8(picture.get(line)?).ok()?;
    let (stamp, own) = Stamp::parse(line)?;
    // a chunk's own length and checksum are part of the seal
    let is_sound = !picture.starts_with(PNG_START) || picture.get(place.clone())? == png_chunk(line);
    let parts = [picture.get(..place.start)?, picture.get(place.end..)?];
    let is_whole = is_sound && is_of(&parts, &own);
    Some(Sealed { stamp, is_whole, place })
}

/// Whether a picture has the digest that it was given, whatever a checkout did to the ends of an SVG's lines.
pub(super) fn is_of(parts: &[&[u8]], own: &str) -> bool {
    let of = |parts: &[&[u8]]| {
        let mut hash = Digest::default();
        parts.iter().for_each(|part| hash.update(part));
        hash.finish()
    };
    let is_text = parts.first().is_some_and(|first| first.starts_with(b"<"));
    let unix = |part: &&[u8]| -> Vec<u8> {
        let is_end = |at: usize| part.get(at + 1) == Some(&b'\n');
        part.iter()
            .enumerate()
            .filter(|(at, byte)| **byte != b'\r' || !is_end(*at))
            .map(|(_, byte)| *byte)
            .collect()
    };
    of(parts) == own
        || is_text && {
            let parts: Vec<Vec<u8>> = parts.iter().map(unix).collect();
            of(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>()) == own
        }
}

/// Where a seal stands, and its line in it.
fn find(picture: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let tail = picture.len().saturating_sub(TAIL);
    if picture.starts_with(PNG_START) {
        let key = tail + last(picture.get(tail..)?, PNG_KEY)?;
        let end = picture.len().checked_sub(PNG_END)?;
        let line = key + PNG_KEY.len()..end.checked_sub(4)?;
        return (line.start <= line.end).then_some((key.checked_sub(4)?..end, line));
    }
    if picture.starts_with(b"%PDF-") {
        // the same words behind it are not ours
        let before = tail + last(picture.get(tail..)?, PDF_END)?;
        let start = tail + last(picture.get(tail..before)?, PDF_OPEN)?;
        let line = start + PDF_OPEN.len();
        let end = line + picture.get(line..)?.iter().position(|byte| *byte == b'\n')?;
        return Some((start..end + 1, line..end));
    }
    // titles and descriptions stand before it, and no sign of theirs opens a tag
    let head = picture.get(..picture.len().min(HEAD))?;
    let at =
        tags(head).find(|at| head.get(*at..).is_some_and(|rest| rest.starts_with(SVG_TAG.as_bytes())))?;
    let line = at + SVG_TAG.len() + SVG_OPEN.len();
    if picture.get(at + SVG_TAG.len()..line)? != SVG_OPEN.as_bytes() {
        return None;
    }
    let end = line + picture.get(line..)?.iter().position(|byte| *byte == b'"')?;
    Some((at + SVG_TAG.len()..end + 1, line..end))
}

/// Where tags open.
fn tags(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at)
}

fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

/// A chunk of text, with its length and its checksum.
fn png_chunk(line: &str) -> Vec<u8> {
    let body = [PNG_KEY, line.as_bytes()].concat();
    // the length leaves the chunk's type out
    let length = u32::try_from(body.len() - 4).unwrap_or_default();
    [length.to_be_bytes().as_slice(), &body, &crc32(&body).to_be_bytes()].concat()
}

/// The checksum of PNG's chunks (ISO 3309), bit by bit: a line is short.
fn crc32(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xEDB8_8320;
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (POLYNOMIAL * (crc & 1)))
    })
}

#[cfg(test)]
mod tests {
    use super::{Cause, Stamp, crc32, digest, seal, unseal};
    use crate::sync::{Target, Why, plan};

    fn stamp(page: &str) -> Stamp {
        let digest = |text: &str| digest(&[text.as_bytes()]);
        Stamp {
            page: digest(page),
            theme: digest("defra"),
            fonts: digest(""),
            options: digest("flow"),
            tool: "0.1.0".to_owned(),
        }
    }

    const SVG: &[u8] = b"<svg><title>T</title><metadata data-digest=\"x\">{}</metadata></svg>";
    const PDF: &[u8] = b"%PDF-1.7\nxref\ntrailer\nstartxref\n9\n%%EOF";

    fn png() -> Vec<u8> {
        let end = [0u32.to_be_bytes().as_slice(), b"IEND", &crc32(b"IEND").to_be_bytes()].concat();
        [b"\x89PNG\r\n\x1a\n".as_slice(), b"pixels", &end].concat()
    }

    #[test]
    fn a_checksum_is_the_standards() {
        assert_eq!(crc32(b"IEND"), 0xAE42_6082);
        assert_eq!(digest(&[b"abc"]), "ba7816bf8f01cfea414140de5dae2223");
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
    }

    #[test]
    fn a_seal_goes_in_and_comes_out_of_each_format() {
        let foreign = b"%PDF-1.7\nstartxref\n%govdraw-sync 9\n%%EOF";
        for picture in [SVG.to_vec(), PDF.to_vec(), foreign.to_vec(), png()] {
            let sealed = seal(&picture, &stamp("a")).expect("has a place");
            let found = unseal(&sealed).expect("is there");
            assert!(found.is_whole && found.stamp == stamp("a"));
            let bare = [&sealed[..found.place.start], &sealed[found.place.end..]].concat();
            assert_eq!(bare, picture);
            for index in 0..sealed.len() {
                let mut edited = sealed.clone();
                edited[index] ^= 1;
                let found = unseal(&edited);
                assert!(found.is_none_or(|f| !f.is_whole || f.stamp != stamp("a")), "{index} of {picture:?}");
            }
        }
        for picture in [&b"<svg/>"[..], b"", b"\x89PNG", b"%PDF-", b"\xff\xfe", b"%PDF-%govdraw-sync x"] {
            assert_eq!((seal(picture, &stamp("a")), unseal(picture)), (None, None));
        }
    }

    #[test]
    fn a_picture_is_stale_for_a_reason() {
        let sealed = seal(SVG, &stamp("a")).expect("has a place");
        let edited = String::from_utf8(sealed.clone()).expect("text").replace(">T<", ">U<");
        let locked = stamp("a").line(&digest(&[b"<svg/>"]));
        let new_tool = Stamp { tool: "0.2.0".to_owned(), ..stamp("b") };
        let why = |stamp: &Stamp, found: Option<&[u8]>, locked: Option<&str>| {
            plan(&[Target { stamp, found, locked }]).remove(0)
        };
        assert_eq!(why(&stamp("a"), Some(&sealed), None), None);
        assert_eq!(why(&stamp("a"), None, None), Some(Why::Missing));
        assert_eq!(why(&stamp("a"), Some(b"<svg/>"), None), Some(Why::Unsealed));
        assert_eq!(why(&stamp("a"), Some(b"<svg/>"), Some(&locked)), None);
        let (lines, crlf) =
            ("<svg>\n<metadata a=\"\"/>\n</svg>\n", "<svg>\r\n<metadata a=\"\"/>\r\n</svg>\r\n");
        let sealed_lines = seal(lines.as_bytes(), &stamp("a")).expect("has a place");
        let checked_out = String::from_utf8(sealed_lines).expect("text").replace('\n', "\r\n");
        assert_eq!(why(&stamp("a"), Some(checked_out.as_bytes()), None), None);
        let locked_lines = stamp("a").line(&digest(&[lines.as_bytes()]));
        assert_eq!(why(&stamp("a"), Some(crlf.as_bytes()), Some(&locked_lines)), None);
        assert_eq!(why(&stamp("a"), Some(b"<svg />"), Some(&locked)), Some(Why::Edited));
        assert_eq!(why(&stamp("a"), Some(edited.as_bytes()), None), Some(Why::Edited));
        let changed = why(&new_tool, Some(&sealed), None).expect("stale");
        assert_eq!(changed, Why::Changed(vec![Cause::Page, Cause::Tool]));
        assert_eq!(changed.to_string(), "the page and the version of govdraw changed");
    }
}
