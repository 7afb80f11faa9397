//! Steps 5 and 8: which place beside its arrow each label takes, and in which size.
pub(crate) mod relocation;
pub(crate) mod score;
pub(crate) mod search;
pub(crate) mod seats;
