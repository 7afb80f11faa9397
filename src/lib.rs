//! Draws governance models: one page in, its three pictures out.
//!
//! `source → input → model → layout → scene → output → bytes`; each arrow is one function.
//!
//! ```
//! use govdraw::describe::{self, Picture};
//! use govdraw::diagnostic::Diagnostic;
//! use govdraw::input::{self, Format};
//! use govdraw::layout::{self, Sheet, Style};
//! use govdraw::output::pdf::{self, PdfOptions};
//! use govdraw::output::png::{self, PngOptions, PngSize};
//! use govdraw::output::svg::{self, SvgOptions};
//! use govdraw::output::Provenance;
//! use govdraw::text::Fonts;
//! use govdraw::theme::Theme;
//!
//! let page = "## Upper level\n\n### Sponsor\n\nHolds the money.\n\nRoles: Director\n\n## Lower level\n\n### Team\n\n\
//!     Builds the thing.\n\nRoles: Developer, designer\n\n\
//!     Support\n\nHelps the team.\n\nRoles: Office manager\n";
//! let source = input::decode("rules.md", page.as_bytes())?;
//!
//! // a value beside its warnings; a page with errors gives every one of them instead
//! let read = input::read(&source, Format::Markdown).map_err(|errors: Vec<Diagnostic>| errors[0].clone())?;
//! assert_eq!(read.warnings[0].hint.as_deref(), Some("write `### Support`"));
//! let model = read.value;
//! assert_eq!(model.levels[1].functions[1].id, "lower/support");
//! assert!(describe::alt(&model, Picture::Simple).contains("Sponsor"));
//!
//! // fonts are read once, and serve any number of pictures
//! let fonts = Fonts::bundled();
//! let theme = Theme::named("govuk").unwrap_or_else(Theme::defra);
//! let provenance = Some(Provenance::new("1.0", serde_json::to_string(&model).unwrap_or_default()));
//! for style in Style::ALL {
//!     let scene = layout::layout(&model, style, &theme, &fonts, &Sheet::default())
//!         .map_err(|errors| errors[0].clone())?
//!         .value;
//!     let options = SvgOptions { provenance: provenance.clone(), ..SvgOptions::default() };
//!     let svg = svg::write(&scene, &fonts, &options);
//!     assert!(svg.starts_with("<svg"));
//!     let options = PngOptions { size: PngSize::Width(400), ..PngOptions::default() };
//!     let png = png::encode(&scene, &fonts, &options).expect("400 pixels are not too many");
//!     assert!(png.starts_with(b"\x89PNG"));
//!     let pdf = pdf::encode(&[(&scene).into()], &fonts, &PdfOptions::default()).expect("the scene is not too large for a page");
//!     assert!(pdf.starts_with(b"%PDF"));
//! }
//! # Ok::<(), Diagnostic>(())
//! ```
#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros))]

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
pub mod output;
pub mod scene;
pub mod sync;
pub mod text;
pub mod theme;
pub mod threads;
pub mod words;

/// The README's example, which is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
