//! PDFs, read back with programs that know nothing of ours: poppler, qpdf and pdfua.
// what is skipped is said on standard error
#![allow(clippy::print_stderr)]
mod arabic;
mod drawn;
mod objects;
mod pages;
#[path = "../pictures/pixels.rs"]
mod pixels;
mod places;
#[path = "../pictures/scenes.rs"]
mod scenes;
mod structure;
mod text;
mod tools;
