//! `watch`: `sync` again each time that a source is saved.
use super::super::Exit;
use super::super::args::Messages;
#[cfg(not(target_family = "wasm"))]
use super::rounds;
use clap::{Args, ValueHint};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  govdraw watch                 draw what is stale, and again at each save, until it is ended with Ctrl-C
  govdraw watch docs/page.md    one page's pictures";

/// Draw again each time a page, its theme or the configuration is saved
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Watch {
    /// Pages; all that govdraw.toml names where there are none
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub pages: Vec<PathBuf>,
    /// The configuration [default: govdraw.toml here or in the nearest folder above]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
}

/// Runs the command, until a signal ends it.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn run(args: &Watch, messages: &Messages) -> Exit {
    rounds::run(&args.pages, args.config.as_deref(), messages)
}

/// Says that there is nothing to wait for.
#[cfg(target_family = "wasm")]
pub(crate) fn run(_: &Watch, messages: &Messages) -> Exit {
    messages.fail(super::unwatched("this build of the program is told of no changes"))
}
