//! The source's own shape, and the tools of the tests.
#[path = "../support/kept.rs"]
mod kept;
mod kept_files;
mod layering;
mod limits;
#[path = "../support/pixels.rs"]
mod pixels;
