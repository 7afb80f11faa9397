//! Pages, what is read of them and what is written of that in words: models, findings, differences and exports.
mod attacks;
mod charts;
mod codes;
mod flow_ends;
mod flows;
mod front_matter;
mod goldens;
mod governs;
mod imprint;
#[path = "../support/kept.rs"]
mod kept;
mod kinds;
mod lines;
mod members;
mod names;
mod pages;
#[path = "../support/pixels.rs"]
mod pixels;
mod properties;
mod refused;
mod slips;
mod support;
#[path = "../support/tools.rs"]
mod tools;
