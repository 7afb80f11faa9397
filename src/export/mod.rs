//! A model as data that other tools read, and that `input` reads back.
mod chart;
mod charts;
mod json;
mod roles;
mod yaml;

pub use json::json;
pub use roles::roles;
pub use yaml::yaml;

pub use charts::{csv, d2, dot, mermaid};
