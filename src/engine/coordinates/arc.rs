//! Step 7, what systems are made of.

/// A constraint x_to − x_from ≥ length with a price on its slack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arc {
    /// Variable that comes first.
    pub(crate) from: u32,
    /// Variable that comes later.
    pub(crate) to: u32,
    /// Least distance.
    pub(crate) length: i32,
    /// Price of each unit of distance; 0 or more.
    pub(crate) weight: i32,
}
