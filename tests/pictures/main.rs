//! The outputs: every example in every style against the contract, against other programs' reading and against its goldens.
// what is skipped is said on standard error
#![allow(clippy::print_stderr)]
mod browser;
mod by_hand;
mod canvases;
mod contract;
mod directions;
mod fonts;
mod frameworks;
mod freetype;
mod golden;
mod honoured;
mod inline;
#[path = "../support/kept.rs"]
mod kept;
mod links;
mod pdf;
#[path = "../support/pixels.rs"]
mod pixels;
mod programs;
mod rasterised;
mod reading;
mod scenes;
mod session;
#[path = "../support/tools.rs"]
mod tools;
mod widths;
