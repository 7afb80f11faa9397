//! The program: the command line that the library holds.
use std::process::ExitCode;

fn main() -> ExitCode {
    govdraw::cli::run(std::env::args_os()).into()
}
