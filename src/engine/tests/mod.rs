//! Tests of the whole engine.
mod any;
pub(crate) mod canvases;
pub(crate) mod charts;
mod examples;
pub(crate) mod oracle;
