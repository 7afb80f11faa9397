//! Fonts, tried before anything is drawn: those who reduce and embed them may fail on tables that others can read, and what
//! is found then must not first be told of beside a finished picture.
#[cfg(feature = "pdf")]
use super::pdf;
use super::svg;
use crate::text::{Face, FaceId, Fonts};
use crate::threads;

/// Characters that a face is tried with.
const TRIED: usize = 64;

/// The first of some faces that cannot be reduced or embedded, whatever is set in it.
#[must_use]
pub fn unfit(fonts: &Fonts, faces: impl IntoIterator<Item = FaceId>) -> Option<FaceId> {
    let is_fit = |face: &Face| {
        let characters = face.sample(TRIED);
        // what a job makes of a broken font may be a panic; it is quiet, and tells enough
        threads::attempt(|| svg::is_reducible(face, &characters) && is_embeddable(face)).unwrap_or(false)
    };
    faces.into_iter().find(|id| !is_fit(fonts.face(*id)))
}

#[cfg(feature = "pdf")]
fn is_embeddable(face: &Face) -> bool {
    pdf::is_readable(face)
}

/// Nobody embeds it.
#[cfg(not(feature = "pdf"))]
fn is_embeddable(_: &Face) -> bool {
    true
}
