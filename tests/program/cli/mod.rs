//! Commands, files, messages, exit codes.
mod accepted;
mod brand;
mod builds;
mod commands;
mod destinations;
mod drawings;
mod explain;
mod files;
mod inert;
mod messages;
mod serve;
mod sites;
mod support;
mod svgs;
