//! Where no signal is ever sent.

/// The signals of this run: none.
#[derive(Debug)]
pub(crate) struct Signals;

#[expect(clippy::unused_self, reason = "as where there are signals")]
impl Signals {
    /// Has nothing to listen to.
    pub(crate) fn new() -> Self {
        Self
    }

    /// As where there are some.
    pub(crate) fn unheard() -> Self {
        Self
    }

    /// None came.
    pub(crate) fn came(&self) -> bool {
        false
    }

    /// Has nothing to hold back.
    pub(crate) fn hold(&self) {}

    /// Has nothing to let through.
    pub(crate) fn release(&self) {}
}
