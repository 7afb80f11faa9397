//! What is laid out of a model, measured in the scene: lines of text, and where all that the three styles draw stands.
mod alignment;
mod bodies;
mod changes;
mod column;
mod grounds;
mod kinds;
mod lens;
mod loops;
mod loops_and_cards;
mod metrics;
mod panels;
mod ratchets;
mod small_type;
mod text;
mod unranked;
mod whole;
mod wording;
