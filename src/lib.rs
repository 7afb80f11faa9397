//! Draws governance models: one page in, its three pictures out.
//!
//! [`Page`] is the front door: it reads a page, and [`Page::render`] draws it in whatever theme, fonts and sheet are asked
//! for.
//!
//! ```
//! use govdraw::layout::{Paper, Sheet, Style};
//! use govdraw::theme::Theme;
//! use govdraw::Page;
//!
//! let text = b"## Upper level\n\n### Sponsor\n\nRoles: Director\n\n## Lower level\n\n### Team\n\nBuilds the thing.\n\n\
//!     Support\n\nHelps the team.\n\nRoles: Office manager\n";
//! let page = Page::parse("rules.md", text)?;
//!
//! // what should be mended stands beside the model
//! assert_eq!(page.warnings()[0].hint.as_deref(), Some("write `### Support`"));
//! assert_eq!(page.model().levels[1].functions[1].id, "lower/support");
//!
//! let sheet = Sheet { paper: Some(Paper { width: 297.0, height: 420.0 }), ..Sheet::default() };
//! for style in Style::ALL {
//!     let picture = page.render(style).theme(Theme::dark()).sheet(sheet);
//!     assert!(picture.svg()?.starts_with("<svg"));
//!     assert!(picture.png()?.starts_with(b"\x89PNG"));
//!     assert!(picture.pdf()?.starts_with(b"%PDF"));
//! }
//!
//! // errors speak for themselves
//! let error = Page::parse("rules.json", br#"{"levels": 3}"#).unwrap_err();
//! assert!(error.to_string().starts_with("rules.json:1:12: error: "), "{error}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Behind it stands a pipeline that can be walked step by step, each arrow one function:
//! `source → input → model → layout → scene → output → bytes`.
//!
//! - [`input`] reads Markdown, JSON and YAML to a [`model::Model`], with findings that have places ([`diagnostic`]).
//! - [`layout`] makes a [`scene::Scene`] of a model, in a [`theme`] and in [`text::Fonts`], which are read once and serve any
//!   number of pictures.
//! - [`output`] writes a scene as SVG, PNG or PDF.
//! - [`lint`], [`describe`], [`export`] and [`diff`] tell of a model alone; [`sync`] keeps pictures in step with pages.
//!
//! Features: `cli`, the default, is the whole program ([`cli::run`]) and turns the others on: `pdf`, `png`, `bundled-fonts` and
//! `schema`. Without any, pages are read, checked, described and drawn as SVG in fonts that the caller brings.
#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros))]

mod answers;
pub mod bridge;
#[cfg(feature = "cli")]
// the one part that touches the world: files, streams, the environment, clocks
#[allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)]
pub mod cli;
pub mod config;
pub mod describe;
pub mod diagnostic;
pub mod diff;
mod engine;
pub mod explain;
pub mod export;
pub mod geom;
pub mod input;
pub mod layout;
pub mod limits;
pub mod lint;
pub mod markers;
mod markup;
pub mod model;
pub mod named;
pub mod output;
pub mod page;
pub mod picture;
pub mod scene;
pub mod sync;
pub mod text;
pub mod theme;
pub mod threads;
pub mod words;
mod xml;

pub use diagnostic::Errors;
pub use page::Page;
pub use picture::{Render, RenderError};

/// The README's example, which is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The example of Rust beside those of other languages; `bindings` runs theirs.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
struct Library;
