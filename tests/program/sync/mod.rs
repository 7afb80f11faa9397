//! `sync` and `diff` as programs: what is written, what is refused, and what is left as it was.
mod builders;
mod cache;
mod commands;
mod faults;
mod lint;
mod mdbook;
mod settings;
mod support;
