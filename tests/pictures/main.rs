//! The pictures of every example in every style: against the contract, usvg, Chromium and their goldens.
// what is skipped is said on standard error
#![allow(clippy::print_stderr)]
mod browser;
mod canvases;
mod contract;
mod directions;
mod fonts;
mod frameworks;
mod freetype;
mod golden;
mod honoured;
mod inline;
mod listing;
mod pixels;
mod programs;
mod reading;
mod scenes;
mod session;
mod widths;
