//! Reads back what a picture was made from, in one pass that keeps nothing but that, however large the file is.
//!
//! An SVG's tags are read up to the metadata of its root, a PNG's chunks up to its pixels; of a PDF only what govdraw writes
//! into one is looked for. Nothing is unpacked but a PNG's model, and no further than a model may be long.
use super::provenance::{DIGEST, GENERATOR, Provenance, digest, keywords};
use crate::limits::MODEL_BYTES;
use crate::xml::{Event, Fault, Reader, resolve};
use flate2::read::ZlibDecoder;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::ops::Range;

/// Why no model came out of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExtractError {
    /// Neither an SVG nor a PNG nor a PDF, or a broken one.
    Unreadable,
    /// A picture without a model in it.
    Absent,
    /// The model is not the one that was put in: its digest differs.
    Altered,
    /// The model is larger than [`MODEL_BYTES`].
    TooLarge,
    /// The source of the bytes failed.
    Source(ErrorKind),
}

impl std::fmt::Display for ExtractError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "neither an SVG nor a PNG nor a PDF, or a broken one",
            Self::Absent => "a picture without a model in it",
            Self::Altered => "the picture's model was altered after it was drawn",
            Self::TooLarge => "a model of more than 10 MB",
            Self::Source(kind) => return write!(f, "the picture cannot be read: {kind}"),
        })
    }
}

impl std::error::Error for ExtractError {}

impl From<std::io::Error> for ExtractError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::UnexpectedEof => Self::Unreadable,
            kind => Self::Source(kind),
        }
    }
}

impl From<Fault> for ExtractError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Source(kind) => Self::Source(kind),
            Fault::Broken | Fault::TooLong => Self::Unreadable,
        }
    }
}

/// Reads back what a picture was made from; without the model where it keeps a digest alone.
///
/// # Errors
/// Not a picture, not one that says what it was made from, or a model that was altered or is too large.
pub fn extract(picture: &[u8]) -> Result<Provenance, ExtractError> {
    extract_from(picture)
}

/// [`extract`] of a file of any size, with memory for the model alone.
///
/// # Errors
/// See [`extract`]; and what reading failed with.
pub fn extract_from(picture: impl Read) -> Result<Provenance, ExtractError> {
    read(picture, MODEL_BYTES)
}

fn read(mut picture: impl Read, model_max: usize) -> Result<Provenance, ExtractError> {
    let mut head = Vec::new();
    picture.by_ref().take(SIGNATURE.len() as u64).read_to_end(&mut head)?;
    let is_pdf = head.starts_with(b"%PDF-");
    let is_png = head.starts_with(b"\x89PNG");
    let source = BufReader::with_capacity(BLOCK, head.as_slice().chain(picture));
    let found = match (is_png, is_pdf) {
        (true, _) => from_png(source, model_max)?,
        (_, true) => from_pdf(source, model_max)?,
        _ => from_svg(source, model_max)?,
    };
    let is_whole = found.model.as_ref().is_none_or(|model| digest(model.as_bytes()) == found.digest);
    if is_whole { Ok(found) } else { Err(ExtractError::Altered) }
}

/// Bytes that are read at once.
const BLOCK: usize = 64 * 1024;
/// Most bytes of a tag before an SVG's model, and of a PNG's text beside it.
const WORDS_MAX: usize = 64 * 1024;

fn from_svg(source: impl BufRead, model_max: usize) -> Result<Provenance, ExtractError> {
    let mut reader = Reader::new(source, WORDS_MAX);
    let mut depth = 0_usize;
    // the generator and the digest, once the metadata have opened
    let mut named: Option<[String; 2]> = None;
    let mut model = Vec::new();
    let text = |bytes| String::from_utf8(bytes).map_err(|_| ExtractError::Unreadable);
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(tag) => {
                if (depth == 0 && tag.local() != b"svg") || named.is_some() {
                    return Err(ExtractError::Unreadable);
                }
                if depth == 1
                    && tag.local() == b"metadata"
                    && let Some(digest) = tag.attribute("data-digest")?
                {
                    let generator = tag.attribute("data-generator")?.unwrap_or_default();
                    named = Some([text(generator)?, text(digest)?]);
                }
                depth += usize::from(!tag.is_empty);
                if tag.is_empty && named.is_some() {
                    break;
                }
            }
            Event::Close if named.is_some() => break,
            // the root has ended
            Event::Close if depth <= 1 => return Err(ExtractError::Absent),
            Event::Close => depth -= 1,
            Event::Words(words) if named.is_some() => resolve(words, &mut model)?,
            Event::Literal(words) if named.is_some() => model.extend_from_slice(words),
            Event::Words(words) if depth == 0 && !is_blank(words) => return Err(ExtractError::Unreadable),
            Event::Words(_) | Event::Literal(_) | Event::Aside => {}
            Event::Doctype => return Err(ExtractError::Unreadable),
        }
        if model.len() > model_max {
            return Err(ExtractError::TooLarge);
        }
    }
    let [generator, digest] = named.ok_or(ExtractError::Unreadable)?;
    let model = Some(text(model)?).filter(|model| !model.is_empty());
    untagged(&generator, &digest, model)
}

/// White space, and the mark of UTF-8 that some programs start a file with.
fn is_blank(words: &[u8]) -> bool {
    words.strip_prefix(b"\xef\xbb\xbf").unwrap_or(words).trim_ascii().is_empty()
}

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

fn from_png(mut source: impl BufRead, model_max: usize) -> Result<Provenance, ExtractError> {
    let mut signature = [0; SIGNATURE.len()];
    source.read_exact(&mut signature)?;
    if signature != *SIGNATURE {
        return Err(ExtractError::Unreadable);
    }
    let [mut generator, mut digest, mut model] = [const { None }; 3];
    loop {
        let mut head = [0; 8];
        source.read_exact(&mut head)?;
        let [a, b, c, d, kind @ ..] = head;
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        match &kind {
            b"IDAT" | b"IEND" => break,
            b"iTXt" => {
                let (slot, max, left) = {
                    let mut keyword = Vec::new();
                    // the longest that the format allows, and its end
                    source.by_ref().take(80.min(length as u64)).read_until(0, &mut keyword)?;
                    let left = length - keyword.len();
                    match keyword.strip_suffix(b"\0").and_then(|keyword| std::str::from_utf8(keyword).ok()) {
                        Some(keywords::GENERATOR) => (Some(&mut generator), WORDS_MAX, left),
                        Some(keywords::DIGEST) => (Some(&mut digest), WORDS_MAX, left),
                        Some(keywords::MODEL) => (Some(&mut model), model_max, left),
                        _ => (None, 0, left),
                    }
                };
                match slot {
                    // room for what stands before the words
                    Some(_) if left > max.saturating_add(256) => return Err(ExtractError::TooLarge),
                    Some(slot) => {
                        let mut chunk = vec![0; left];
                        source.read_exact(&mut chunk)?;
                        if slot.is_none() {
                            *slot = words_of_chunk(&chunk, max)?;
                        }
                    }
                    None => skip(&mut source, left)?,
                }
                skip(&mut source, CHECKSUM)?;
            }
            _ => skip(&mut source, length + CHECKSUM)?,
        }
    }
    let digest = digest.ok_or(ExtractError::Absent)?;
    untagged(&generator.unwrap_or_default(), &digest, model)
}

/// Bytes of a chunk's checksum.
const CHECKSUM: usize = 4;

/// The words of a PNG's text, which follow its keyword; `None` where they are broken.
fn words_of_chunk(chunk: &[u8], max: usize) -> Result<Option<String>, ExtractError> {
    let Some(([is_compressed, _], rest)) = chunk.split_first_chunk() else { return Ok(None) };
    // past a language, and the keyword in it
    let mut parts = rest.splitn(3, |byte| *byte == 0);
    let (Some(_), Some(_), Some(written)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(None);
    };
    if *is_compressed == 0 {
        return Ok(String::from_utf8(written.to_vec()).ok());
    }
    let mut words = Vec::new();
    let read = ZlibDecoder::new(written).take(max as u64 + 1).read_to_end(&mut words);
    if words.len() > max {
        return Err(ExtractError::TooLarge);
    }
    Ok(read.ok().and_then(|_| String::from_utf8(words).ok()))
}

fn skip(source: &mut impl BufRead, bytes: usize) -> Result<(), ExtractError> {
    let skipped = std::io::copy(&mut source.take(bytes as u64), &mut std::io::sink())?;
    if skipped == bytes as u64 { Ok(()) } else { Err(ExtractError::Unreadable) }
}

/// What stands before each thing that govdraw says in a PDF, and before its model's length.
const SIZE: &str = "/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size ";
const DESCRIPTION: &str = "/Desc(govdraw ";
const CREATOR: &str = "/Creator(govdraw ";
const KEYWORDS: &str = "/Keywords(sha256-";
/// Bytes looked at behind each.
const BEHIND: usize = 512;
/// More than any of them, and what stands behind it.
const OVERLAP: usize = BEHIND + 128;

/// Looks for the one file in a PDF, which stands there as it is. Who drew it is said in the file's description.
fn from_pdf(mut source: impl BufRead, model_max: usize) -> Result<Provenance, ExtractError> {
    let mut sought = [SIZE, DESCRIPTION, CREATOR, KEYWORDS].map(|mark| (mark, None::<Vec<u8>>));
    // of the file: where the model is, and where what is looked at begins
    let mut place: Option<Range<usize>> = None;
    let mut base = 0;
    let mut model = Vec::new();
    let mut window = Vec::with_capacity(2 * BLOCK);
    loop {
        let read = source.by_ref().take(BLOCK as u64).read_to_end(&mut window)?;
        let is_end = read == 0;
        for (mark, behind) in &mut sought {
            let Some(found) = behind
                .is_none()
                .then(|| {
                    position(&window, mark.as_bytes(), |at| {
                        place.as_ref().is_some_and(|place| place.contains(&(base + at)))
                    })
                })
                .flatten()
            else {
                continue;
            };
            let from = found + mark.len();
            if from + BEHIND > window.len() && !is_end {
                continue;
            }
            let words = window.get(from..window.len().min(from + BEHIND)).unwrap_or_default();
            if *mark == SIZE {
                place = Some(place_of_model(words, base + from).ok_or(ExtractError::Absent)?);
            }
            *behind = Some(words.to_vec());
        }
        if let Some(place) = &place {
            if place.len() > model_max {
                return Err(ExtractError::TooLarge);
            }
            let from = (place.start + model.len()).saturating_sub(base);
            let to = place.end.saturating_sub(base).min(window.len());
            model.extend_from_slice(window.get(from..to).unwrap_or_default());
        }
        if is_end {
            break;
        }
        let passed = window.len().saturating_sub(OVERLAP);
        window.drain(..passed);
        base += passed;
    }
    if !window.trim_ascii_end().ends_with(b"%%EOF") {
        return Err(ExtractError::Unreadable);
    }
    let [_, description, creator, keywords] = sought.map(|(_, behind)| behind.map(|words| up_to_end(&words)));
    let Some(place) = place else {
        let version = creator.flatten().ok_or(ExtractError::Absent)?;
        let digest = keywords.flatten().ok_or(ExtractError::Absent)?;
        return untagged(&version, &digest, None);
    };
    let description = description.flatten().unwrap_or_default();
    let (version, digest) = description.split_once(", ").unwrap_or((&description, ""));
    let model = String::from_utf8(model).ok().filter(|model| model.len() == place.len());
    untagged(version, digest, Some(model.ok_or(ExtractError::Absent)?))
}

/// The first place of a mark that does not lie where it means nothing.
fn position(bytes: &[u8], mark: &[u8], is_void: impl Fn(usize) -> bool) -> Option<usize> {
    let first = *mark.first()?;
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first).map(|(at, _)| at);
    starts.into_iter().find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark)) && !is_void(*at))
}

/// Where a PDF's file stands whose length is said at a place.
fn place_of_model(words: &[u8], at: usize) -> Option<Range<usize>> {
    const STREAM: &[u8] = b"stream\n";
    let digits = words.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length: usize = std::str::from_utf8(words.get(..digits)?).ok()?.parse().ok()?;
    let start = at + position(words, STREAM, |_| false)? + STREAM.len();
    Some(start..start.checked_add(length)?)
}

/// The words before the end of a PDF's string.
fn up_to_end(words: &[u8]) -> Option<String> {
    let end = words.iter().position(|byte| *byte == b')')?;
    String::from_utf8(words.get(..end)?.to_vec()).ok()
}

/// What a picture says of itself; its digest is shown to people, and so is one or nothing.
fn untagged(generator: &str, digest: &str, model: Option<String>) -> Result<Provenance, ExtractError> {
    let digest = digest.strip_prefix(DIGEST).unwrap_or(digest);
    let is_digest = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    if model.is_none() && !is_digest {
        return Err(ExtractError::Absent);
    }
    Ok(Provenance {
        version: generator.strip_prefix(GENERATOR).unwrap_or(generator).to_owned(),
        digest: digest.to_owned(),
        model,
    })
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, ExtractError, digest, position, read};
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    const MODEL: &str = r#"{"levels":[]}"#;

    fn svg(before: &str, model: &str, after: &str) -> String {
        let digest = digest(MODEL.as_bytes());
        format!(
            "<svg>{before}<metadata data-generator='govdraw 1' data-digest='sha256-{digest}'>{model}</metadata>{after}"
        )
    }

    fn chunk(kind: &str, data: &[u8]) -> Vec<u8> {
        [&(data.len() as u32).to_be_bytes(), kind.as_bytes(), data, &[0; 4]].concat()
    }

    fn png(before: &[u8], model: &str, flag: &str) -> Vec<u8> {
        let digest = digest(MODEL.as_bytes());
        [
            b"\x89PNG\r\n\x1a\n".as_slice(),
            &chunk("IHDR", &[0; 13]),
            before,
            &chunk("iTXt", format!("govdraw digest\0\0\0\0\0sha256-{digest}").as_bytes()),
            &chunk("iTXt", format!("govdraw model\0{flag}\0\0\0{model}").as_bytes()),
            &chunk("IDAT", &[]),
        ]
        .concat()
    }

    fn pdf(before: usize, model: &str) -> Vec<u8> {
        let digest = digest(MODEL.as_bytes());
        let junk = " ".repeat(before);
        let size = model.len();
        format!(
            "%PDF-1.7\n{junk}<</Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size {size}>>>>\nstream\n{model}\nendstream\n\
             /Desc(govdraw 1, sha256-{digest})\n%%EOF\n"
        )
        .into_bytes()
    }

    fn model(picture: &[u8], max: usize) -> Result<String, ExtractError> {
        read(picture, max).map(|found| found.model.unwrap_or_default())
    }

    #[test]
    fn nothing_before_or_behind_the_model_matters() {
        let long =
            format!("<title>{}</title><g><metadata data-digest='x'>y</metadata></g>", "a&amp;".repeat(BLOCK));
        for text in [
            svg("", MODEL, ""),
            svg(&long, &MODEL.replace('"', "&quot;"), "<g></broken"),
            svg("", &format!("<![CDATA[{MODEL}]]>"), ""),
        ] {
            assert_eq!(model(text.as_bytes(), 100).as_deref(), Ok(MODEL));
        }
        let long = [chunk("zTXt", &[7; 3 * BLOCK]), chunk("iTXt", &[7; 300])].concat();
        assert_eq!(model(&png(&long, MODEL, "\0"), 100).as_deref(), Ok(MODEL));
        // at each place of a block's end
        for before in (0..400).map(|n| BLOCK - 200 + n) {
            assert_eq!(model(&pdf(before, MODEL), 100).as_deref(), Ok(MODEL), "{before}");
        }
        let inside = r#"{"a":"/Desc(govdraw 2, sha256-00)"}"#;
        assert_eq!(model(&pdf(0, inside), 100), Err(ExtractError::Altered));
    }

    #[test]
    fn a_model_may_be_compressed_and_is_held_no_further_than_to_the_limit() {
        let compressed = |model: &str| {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(model.as_bytes()).and_then(|()| encoder.finish()).expect("memory")
        };
        let png = |model: &[u8]| {
            let text = [b"govdraw model\0\x01\0\0\0", model].concat();
            let whole = png(&[], MODEL, "\0");
            // behind the digest, and before the model that is not compressed
            let at = position(&whole, b"iTXtgovdraw model", |_| false).expect("a model") - 4;
            [&whole[..at], &chunk("iTXt", &text), &whole[at..]].concat()
        };
        let packed = compressed(MODEL);
        assert_eq!(model(&png(&packed), MODEL.len()).as_deref(), Ok(MODEL));
        assert_eq!(model(&png(&packed), MODEL.len() - 1), Err(ExtractError::TooLarge));
        assert_eq!(model(&png(&compressed(&" ".repeat(1 << 20))), 1 << 16), Err(ExtractError::TooLarge));
        // one that is broken counts as none
        assert_eq!(model(&png(&packed[..packed.len() / 2]), 100).as_deref(), Ok(MODEL));
    }

    #[test]
    fn a_model_beyond_the_limit_is_named_before_it_is_held() {
        let large = MODEL.len() - 1;
        assert_eq!(model(svg("", MODEL, "").as_bytes(), large), Err(ExtractError::TooLarge));
        assert_eq!(model(&pdf(9, MODEL), large), Err(ExtractError::TooLarge));
        assert_eq!(model(&png(&[], &" ".repeat(500), "\0"), large), Err(ExtractError::TooLarge));
        let claim =
            [b"\x89PNG\r\n\x1a\n".as_slice(), &u32::MAX.to_be_bytes(), b"iTXtgovdraw model\0"].concat();
        assert_eq!(model(&claim, large), Err(ExtractError::TooLarge));
    }

    #[test]
    fn what_is_no_picture_of_ours_says_so() {
        for (bytes, error) in [
            (&b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"[..], ExtractError::Unreadable),
            (b"words <svg/>", ExtractError::Unreadable),
            (b"<svg></svg>", ExtractError::Absent),
            (b"<svg><metadata data-digest='&a;'/></svg>", ExtractError::Unreadable),
            (b"<svg><metadata data-digest='sha256-1'><a/></metadata></svg>", ExtractError::Unreadable),
            (b"<svg><metadata data-digest='sha256-1'/></svg>", ExtractError::Absent),
            (&png(&[], MODEL, "\u{1}")[..], ExtractError::Absent),
            (b"%PDF-1.7 /Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size 99999999999999999999 stream\n%%EOF", ExtractError::Absent),
            (b"%PDF-1.7 /Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size 40 stream\n%%EOF", ExtractError::Absent),
        ] {
            let found = model(bytes, 100);
            let is_it = found == Err(error) || (error == ExtractError::Absent && found.as_deref() == Ok(""));
            assert!(is_it, "{}: {found:?}", String::from_utf8_lossy(bytes));
        }
    }
}
