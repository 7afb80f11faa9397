//! Tests of the whole engine.
mod any;
mod boards;
pub(crate) mod canvases;
pub(crate) mod charts;
mod examples;
pub(crate) mod oracle;
