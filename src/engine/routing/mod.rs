//! Steps 3 and 4: routes at right angles on a coarse grid, and the order of those that share a line.
pub(crate) mod broad;
pub(crate) mod bundles;
pub(crate) mod carry;
pub(crate) mod comb;
pub(crate) mod crossings;
pub(crate) mod grid;
pub(crate) mod router;
pub(crate) mod routes;
pub(crate) mod segments;
mod untangle;
