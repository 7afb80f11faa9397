//! The source's own shape, and the tools of the tests.
#[path = "../support/kept.rs"]
mod kept;
mod kept_files;
mod layering;
#[path = "../support/pixels.rs"]
mod pixels;
