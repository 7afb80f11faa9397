//! Where a picture came from: kept inside it, so that the model can be read back out of it ([`extract`](super::extract())).
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

/// What stands before the version.
pub(super) const GENERATOR: &str = "govdraw ";
/// What stands before a digest.
pub(super) const DIGEST: &str = "sha256-";

/// Names of the parts in a PNG's text.
pub(super) mod keywords {
    pub(in crate::output) const GENERATOR: &str = "Software";
    pub(in crate::output) const DIGEST: &str = "govdraw digest";
    pub(in crate::output) const MODEL: &str = "govdraw model";
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
