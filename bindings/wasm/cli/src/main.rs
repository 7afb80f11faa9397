//! The program, in the folder in which whoever called it stands: a module itself starts at the root.
use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(folder) = std::env::var_os("PWD") {
        // where it cannot be entered, relative paths lead nowhere, and messages say so
        let _ = std::env::set_current_dir(folder);
    }
    govdraw::cli::run(std::env::args_os()).into()
}
