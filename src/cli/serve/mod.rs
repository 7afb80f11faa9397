//! `serve`: a page's three pictures in a browser of this machine, drawn again at each save.
#[cfg(not(target_family = "wasm"))]
mod board;
#[cfg(not(target_family = "wasm"))]
mod http;
#[cfg(not(target_family = "wasm"))]
mod rounds;
#[cfg(not(target_family = "wasm"))]
mod site;

use super::Exit;
use super::args::{LookArgs, Messages, ReadingArgs, SheetArguments};
#[cfg(target_family = "wasm")]
use super::report::Finding;
use clap::{Args, ValueHint};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  govdraw serve page.md                 prints the address to open, and draws again at each save until Ctrl-C
  govdraw serve page.md --port 8000 --theme dark";

/// Show a page's pictures and findings in a browser on this machine, and again each time it is saved
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// The page
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub page: PathBuf,
    /// The port of 127.0.0.1 [default: one that is free]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
    /// Make this role stand out, as `render --role` does
    #[arg(long, value_name = "NAME")]
    pub role: Option<String>,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub sheet: SheetArguments,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// Runs the command, until a signal ends it.
#[cfg(not(target_family = "wasm"))]
pub(super) fn run(args: &Serve, messages: &Messages) -> Exit {
    rounds::run(args, messages)
}

/// Says that there is nobody to serve.
#[cfg(target_family = "wasm")]
pub(super) fn run(_: &Serve, messages: &Messages) -> Exit {
    let hint = "draw the pictures with `govdraw render`, and open them";
    messages.fail(Finding::io("this build of the program cannot serve a page", Some(hint)))
}
