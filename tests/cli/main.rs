//! The program as its users meet it: commands, files, messages, exit codes.
mod accepted;
mod brand;
mod builds;
mod commands;
mod destinations;
mod drawings;
mod explain;
mod files;
mod messages;
#[path = "../pictures/pixels.rs"]
mod pixels;
mod sites;
mod support;
mod svgs;
