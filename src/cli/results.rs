//! What commands give: on standard output or in a file, and how large what they read may be.
use super::args::Messages;
use super::report::Finding;
use super::{Exit, files};
use std::path::Path;

/// Writes to a file, or to standard output for `-`.
pub(super) fn put(output: &Path, bytes: &[u8]) -> Result<(), Finding> {
    if files::is_dash(output) { files::print(bytes) } else { files::write(output, bytes).map(|_| ()) }
}

/// Prints a result that cannot fail to be made.
pub(super) fn answer(text: &str, messages: &Messages) -> Exit {
    match files::print(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(fault) => messages.fail(fault),
    }
}
