//! Writes a scene. Nothing here knows the model, a layout or the theme.
mod extract;
mod faces;
mod link;
#[cfg(feature = "pdf")]
pub mod pdf;
mod pixels;
#[cfg(feature = "png")]
pub mod png;
mod provenance;
pub mod svg;
mod trial;

/// What lies under a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ground {
    /// The scene's own colour, all over.
    #[default]
    Opaque,
    /// Whatever the picture is put on.
    Transparent,
}

pub use extract::{ExtractError, extract, extract_from};
pub use pixels::{Colors, PngSize};
pub use provenance::Provenance;
pub use trial::unfit;
