//! What a role is in its function.
use crate::named::named;
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

named!(
    RoleMark,
    Chair = "chair",
    Deputy = "deputy",
    Secretary = "secretary",
    Observer = "observer",
    Adviser = "adviser"
);

impl RoleMark {
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
