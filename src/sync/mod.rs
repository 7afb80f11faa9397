//! What is stale, and why: from bytes alone, never from file times. Writing is the command line's.
//!
//! A picture that is kept in step carries a *seal*: digests of what it was drawn from, and of its own bytes. [`plan`]
//! compares the seals of pictures with what they would be drawn from now; [`rewrite`] does the same for the regions that a
//! page keeps between markers.
mod cache;
mod lock;
mod page;
mod region;
mod seal;

pub use cache::{Cache, Known};
pub use lock::{FILE_NAME as LOCK_NAME, Lock};
pub use page::{DrawnPicture, PageText, Rewritten, rewrite};
pub use region::{As, Spec, What};
pub use seal::{Digest, Stamp, digest, seal, unseal};

use std::fmt;

/// A picture that is to be in step.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// What it would be drawn from now.
    pub stamp: &'a Stamp,
    /// Its file's bytes, where there is one.
    pub found: Option<&'a [u8]>,
    /// What the lock says of it.
    pub locked: Option<&'a str>,
}

/// Why a picture is stale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is no file.
    Missing,
    /// The file has no seal: another command or program made it.
    Unsealed,
    /// The file is not the one that was sealed.
    Edited,
    /// It was drawn from something else.
    Changed(Vec<Cause>),
}

/// What differs from what a picture was drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// What the page says, or a drawing that it names.
    Page,
    /// The theme.
    Theme,
    /// The fonts.
    Fonts,
    /// The configuration.
    Options,
    /// The program's version.
    Tool,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is missing"),
            Self::Unsealed => f.write_str("it was not drawn by `govdraw sync`"),
            Self::Edited => f.write_str("the file was edited after it was drawn"),
            Self::Changed(causes) => {
                let words: Vec<&str> = causes
                    .iter()
                    .map(|cause| match cause {
                        Cause::Page => "the page",
                        Cause::Theme => "the theme",
                        Cause::Fonts => "the fonts",
                        Cause::Options => "the configuration",
                        Cause::Tool => "the version of govdraw",
                    })
                    .collect();
                match words.split_last() {
                    Some((last, rest)) if !rest.is_empty() => {
                        write!(f, "{} and {last} changed", rest.join(", "))
                    }
                    Some((only, _)) => write!(f, "{only} changed"),
                    None => f.write_str("it is of another kind"),
                }
            }
        }
    }
}

/// Why each picture is stale; `None` for one that is in step.
#[must_use]
pub fn plan(targets: &[Target<'_>]) -> Vec<Option<Why>> {
    targets.iter().map(judge).collect()
}

fn judge(target: &Target<'_>) -> Option<Why> {
    let Some(bytes) = target.found else { return Some(Why::Missing) };
    let (stamp, is_whole) = match unseal(bytes) {
        Some(sealed) => (sealed.stamp, sealed.is_whole),
        None => {
            let locked = target.locked.and_then(Stamp::parse);
            let Some((stamp, own)) = locked else { return Some(Why::Unsealed) };
            (stamp, seal::is_of(&[bytes], &own))
        }
    };
    if !is_whole {
        return Some(Why::Edited);
    }
    (stamp != *target.stamp).then(|| Why::Changed(stamp.causes(target.stamp)))
}
