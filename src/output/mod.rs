//! Writes a scene. Nothing here knows the model, a layout or the theme.
mod link;
pub mod pdf;
pub mod png;
mod provenance;
pub mod svg;

pub use provenance::{ExtractError, Provenance, extract};
