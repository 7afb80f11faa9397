//! Writes a scene. Nothing here knows the model, a layout or the theme.
mod faces;
mod link;
pub mod pdf;
pub mod png;
mod provenance;
pub mod svg;

/// What lies under a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ground {
    /// The scene's own colour, all over.
    #[default]
    Opaque,
    /// Whatever the picture is put on.
    Transparent,
}

pub use provenance::{ExtractError, Provenance, extract};
