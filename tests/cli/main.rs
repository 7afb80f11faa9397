//! The program as its users meet it: commands, files, messages, exit codes.
mod builds;
mod commands;
mod drawings;
mod files;
mod messages;
#[path = "../pictures/pixels.rs"]
mod pixels;
mod support;
mod svgs;
