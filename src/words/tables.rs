//! The words of all languages, folded and sorted by the build.
use super::hits::{Entry, Piece};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
