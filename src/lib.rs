//! Draws governance models: one page in, its three pictures out.
//!
//! `source → input → model → layout → scene → output → bytes`; each arrow is one function.
pub mod describe;
pub mod diagnostic;
pub mod export;
pub mod geom;
pub mod input;
pub mod layout;
pub mod limits;
pub mod lint;
pub mod model;
pub mod output;
pub mod scene;
pub mod text;
pub mod theme;
pub mod words;
