//! What the phases share and what knows nothing of charts.
pub(crate) mod active;
pub(crate) mod buckets;
pub(crate) mod graph;
pub(crate) mod rng;
pub(crate) mod seen;
pub(crate) mod sorted;
