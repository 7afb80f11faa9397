//! Tests of the whole engine.
pub(crate) mod charts;
pub(crate) mod oracle;
