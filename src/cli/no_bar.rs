//! Where nothing is shown of how far a run is.

/// A progress bar that never shows.
pub(crate) struct Bar;

#[expect(clippy::unused_self, reason = "as where there is one")]
impl Bar {
    /// Whatever is wanted.
    pub(crate) fn new(_jobs: usize, _wanted: bool) -> Self {
        Self
    }

    /// One more job is done.
    pub(crate) fn advance(&self) {}
}
