//! Draws governance models: one page in, its three pictures out.
//!
//! `source → input → model → layout → scene → output → bytes`; each arrow is one function.
pub mod geom;
