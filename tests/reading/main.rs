//! Pages as other people write them: what a careful reader takes each kind for.
mod flows;
mod goldens;
mod kinds;
mod lines;
mod refused;
mod slips;
mod support;
