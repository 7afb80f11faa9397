//! Steps 1 and 2: a column for each class of boxes and a row for each box, and the search for the best.
pub(crate) mod anneal;
pub(crate) mod bends;
pub(crate) mod board;
pub(crate) mod cells;
pub(crate) mod detours;
pub(crate) mod large;
pub(crate) mod leaves;
pub(crate) mod moves;
pub(crate) mod plan;
pub(crate) mod pools;
pub(crate) mod proof;
pub(crate) mod refine;
pub(crate) mod sight;
pub(crate) mod start;
pub(crate) mod surrogate;
pub(crate) mod tangle;
pub(crate) mod weigher;
