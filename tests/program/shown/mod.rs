//! The pictures that the repository shows are those that govdraw draws today.
mod forms;
mod gallery;
mod readme;
