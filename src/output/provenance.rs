//! Where a picture came from: kept inside it, so that the model can be read back out of it.
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// What a picture carries about its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The tool's version.
    pub version: String,
    /// SHA-256 of [`Self::model`] in hexadecimal.
    pub digest: String,
    /// The model's canonical JSON.
    pub model: String,
}

impl Provenance {
    /// Of a model's canonical JSON.
    #[must_use]
    pub fn new(version: impl Into<String>, model: impl Into<String>) -> Self {
        let model = model.into();
        Self { version: version.into(), digest: digest(model.as_bytes()), model }
    }
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
