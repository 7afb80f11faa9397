//! The program as its users meet it, the library's front door beside it, and the pictures that the repository shows.
mod bridge;
mod cli;
mod front_door;
#[path = "../support/kept.rs"]
mod kept;
#[path = "../support/pixels.rs"]
mod pixels;
mod shown;
mod sync;
#[path = "../support/tools.rs"]
mod tools;
