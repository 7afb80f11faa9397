//! Steps 6, 7 and 9: from the order of things to places in px, in which nothing overlaps.
mod arc;
pub(crate) mod canvas;
pub(crate) mod compaction;
pub(crate) mod constraints;
pub(crate) mod frame;
mod framing;
pub(crate) mod rough;
pub(crate) mod scan;
pub(crate) mod settle;
pub(crate) mod simplex;
pub(crate) mod strips;
pub(crate) mod system;
mod through;
pub(crate) mod tree;
