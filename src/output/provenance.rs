//! Where a picture came from: kept inside it, so that the model can be read back out of it.
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// What a picture carries about its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The tool's version.
    pub version: String,
    /// SHA-256 in hexadecimal, of the model, or of the drawing where the picture does not carry the model.
    pub digest: String,
    /// The model's canonical JSON.
    pub model: Option<String>,
}

impl Provenance {
    /// Of a model's canonical JSON.
    #[must_use]
    pub fn new(version: impl Into<String>, model: impl Into<String>) -> Self {
        let model = model.into();
        Self { version: version.into(), digest: digest(model.as_bytes()), model: Some(model) }
    }

    /// Without the model: a digest alone, such as that of what is drawn ([`svg::digest`](super::svg::digest)), which
    /// stays the same where words change that the picture does not show.
    #[must_use]
    pub fn of_digest(version: impl Into<String>, digest: impl Into<String>) -> Self {
        Self { version: version.into(), digest: digest.into(), model: None }
    }

    /// Who wrote the picture, as pictures say it.
    pub(super) fn generator(&self) -> String {
        format!("{GENERATOR}{}", self.version)
    }

    /// The digest, as pictures say it.
    pub(super) fn tagged_digest(&self) -> String {
        format!("{DIGEST}{}", self.digest)
    }
}

const GENERATOR: &str = "govdraw ";
const DIGEST: &str = "sha256-";

/// Names of the parts in a PNG's text.
pub(super) mod keywords {
    pub(in crate::output) const GENERATOR: &str = "Software";
    pub(in crate::output) const DIGEST: &str = "govdraw digest";
    pub(in crate::output) const MODEL: &str = "govdraw model";
}

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
}

impl std::fmt::Display for ExtractError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "neither an SVG nor a PNG nor a PDF, or a broken one",
            Self::Absent => "a picture without a model in it",
            Self::Altered => "the picture's model was altered after it was drawn",
        })
    }
}

impl std::error::Error for ExtractError {}

/// Reads back what a picture was made from; without the model where it keeps a digest alone.
///
/// # Errors
/// Not a picture, not one that says what it was made from, or a model that was altered.
pub fn extract(picture: &[u8]) -> Result<Provenance, ExtractError> {
    let found = if picture.starts_with(b"\x89PNG") {
        from_png(picture)?
    } else if picture.starts_with(b"%PDF-") {
        from_pdf(picture)?
    } else {
        from_svg(picture)?
    };
    let is_whole = found.model.as_ref().is_none_or(|model| digest(model.as_bytes()) == found.digest);
    if is_whole { Ok(found) } else { Err(ExtractError::Altered) }
}

fn from_svg(picture: &[u8]) -> Result<Provenance, ExtractError> {
    let text = std::str::from_utf8(picture).map_err(|_| ExtractError::Unreadable)?;
    let document = usvg::roxmltree::Document::parse(text).map_err(|_| ExtractError::Unreadable)?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(ExtractError::Unreadable);
    }
    let metadata = root
        .children()
        .find(|child| child.tag_name().name() == "metadata" && child.has_attribute("data-digest"))
        .ok_or(ExtractError::Absent)?;
    let attribute = |name| metadata.attribute(name).unwrap_or_default();
    let model = metadata.text().filter(|model| !model.is_empty());
    untagged(attribute("data-generator"), attribute("data-digest"), model)
}

fn from_png(picture: &[u8]) -> Result<Provenance, ExtractError> {
    let limits = png::Limits { bytes: MOST_TEXT };
    let decoder = png::Decoder::new_with_limits(std::io::Cursor::new(picture), limits);
    let reader = decoder.read_info().map_err(|_| ExtractError::Unreadable)?;
    let text = |keyword: &str| {
        let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == keyword)?;
        chunk.get_text().ok()
    };
    let digest = text(keywords::DIGEST).ok_or(ExtractError::Absent)?;
    let generator = text(keywords::GENERATOR).unwrap_or_default();
    untagged(&generator, &digest, text(keywords::MODEL).as_deref())
}

/// Reads the one file in a PDF, which stands there as it is. Who drew it is said in the file's description.
fn from_pdf(picture: &[u8]) -> Result<Provenance, ExtractError> {
    if !picture.trim_ascii_end().ends_with(b"%%EOF") {
        return Err(ExtractError::Unreadable);
    }
    let tag = |prefix: &str| {
        let bytes = after(picture, prefix.as_bytes())?;
        let end = bytes.iter().position(|byte| b",)".contains(byte))?;
        std::str::from_utf8(bytes.get(..end)?).ok()
    };
    let size = after(picture, b"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size ");
    let Some(size) = size else {
        let version = tag(&format!("/Creator({GENERATOR}")).ok_or(ExtractError::Absent)?;
        let digest = tag(&format!("/Keywords({DIGEST}")).ok_or(ExtractError::Absent)?;
        return untagged(version, &format!("{DIGEST}{digest}"), None);
    };
    let length = number(size).ok_or(ExtractError::Absent)?;
    let stream = after(size, b"stream\n").ok_or(ExtractError::Absent)?;
    let model = stream.get(..length).and_then(|model| std::str::from_utf8(model).ok());
    let desc = format!("/Desc({GENERATOR}");
    let version = tag(&desc).unwrap_or_default();
    let digest = tag(&format!("{desc}{version}, {DIGEST}")).unwrap_or_default();
    untagged(version, &format!("{DIGEST}{digest}"), Some(model.ok_or(ExtractError::Absent)?))
}

/// What follows the first place where some bytes stand.
fn after<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let at = bytes.windows(mark.len()).position(|window| window == mark)?;
    bytes.get(at + mark.len()..)
}

fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

/// In bytes: more than the model of the largest page, and room for the decoder.
const MOST_TEXT: usize = 256 << 20;

/// What a picture says of itself; its digest is shown to people, and so is one or nothing.
fn untagged(generator: &str, digest: &str, model: Option<&str>) -> Result<Provenance, ExtractError> {
    let digest = digest.strip_prefix(DIGEST).unwrap_or(digest);
    let is_digest = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    if model.is_none() && !is_digest {
        return Err(ExtractError::Absent);
    }
    Ok(Provenance {
        version: generator.strip_prefix(GENERATOR).unwrap_or(generator).to_owned(),
        digest: digest.to_owned(),
        model: model.map(str::to_owned),
    })
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
