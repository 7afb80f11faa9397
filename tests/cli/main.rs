//! The program as its users meet it: commands, files, messages, exit codes.
mod builds;
mod commands;
mod drawings;
mod files;
mod messages;
mod support;
