//! The pictures that the repository shows are those that govdraw draws today.
mod forms;
mod gallery;
#[path = "../pictures/pixels.rs"]
mod pixels;
mod readme;
mod support;
