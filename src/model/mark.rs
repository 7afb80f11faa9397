//! What a role is in its function.
use crate::words::{Kinds, hits};
use serde::{Deserialize, Serialize};

/// What a role is in its function, where it is no plain member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum RoleMark {
    /// Leads its meetings.
    Chair,
    /// Stands in for the chair.
    Deputy,
    /// Keeps its papers and minutes.
    Secretary,
    /// Attends without a vote.
    Observer,
    /// Gives advice without a vote.
    Adviser,
}

impl RoleMark {
    /// Every mark, in the order in which they are named.
    pub const ALL: [Self; 5] = [Self::Chair, Self::Deputy, Self::Secretary, Self::Observer, Self::Adviser];

    /// The name in data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Deputy => "deputy",
            Self::Secretary => "secretary",
            Self::Observer => "observer",
            Self::Adviser => "adviser",
        }
    }

    /// Whether words have one for it, in any language.
    pub(crate) fn is_said_in(self, words: &str) -> bool {
        let kind = match self {
            Self::Chair => Kinds::PRESIDING,
            Self::Deputy => Kinds::DEPUTY,
            Self::Secretary => Kinds::RECORDING,
            Self::Observer => Kinds::OBSERVER,
            Self::Adviser => Kinds::ADVISER,
        };
        hits(words).iter().any(|hit| hit.kinds.has(kind))
    }
}
