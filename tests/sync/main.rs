//! `sync` and `diff` as programs: what is written, what is refused, and what is left as it was.
// what is skipped is said on standard error
#![allow(clippy::print_stderr)]

mod builders;
mod commands;
mod faults;
mod lint;
mod settings;
mod support;
