//! The source's own shape.
mod layering;
