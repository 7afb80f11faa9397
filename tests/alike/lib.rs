//! Nothing: what counts is what this crate asks of others.
