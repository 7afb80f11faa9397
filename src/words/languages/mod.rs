//! What is known of each language: a file each. Words to recognise are case-folded; the first of a list is the one we write.
mod ar;
mod cy;
mod de;
mod el;
mod en;
mod es;
mod fr;
mod he;
mod ja;
mod pl;
mod uk;
mod vi;
mod zh;
mod zh_hant;

use super::{ArrowSentences, Texts};

/// What is known of one language.
#[derive(Debug)]
pub struct Language {
    /// Of BCP 47, in lower case: the language, and the script where it has several.
    pub tag: &'static str,
    /// What marks a heading as a level.
    pub level: &'static [&'static str],
    /// What announces roles.
    pub roles: &'static [&'static str],
    /// Headers of the column where a flow starts.
    pub from: &'static [&'static str],
    /// Headers of the column where a flow points.
    pub to: &'static [&'static str],
    /// Headers of the column that says what flows.
    pub flow: &'static [&'static str],
    /// Headers of the column that says how it is drawn.
    pub kind: &'static [&'static str],
    /// Kind of a flow against the main direction.
    pub feedback: &'static [&'static str],
    /// Kind of a flow both ways.
    pub mutual: &'static [&'static str],
    /// Headings of sections that are no level.
    pub furniture: &'static [&'static str],
    /// January to December, in every form that dates have.
    pub months: &'static [&'static str],
    /// Text of ours.
    pub texts: Texts,
    /// Arrows as sentences.
    pub arrows: ArrowSentences,
}

/// Every built-in language; English first.
pub const LANGUAGES: &[Language] = &[
    en::LANGUAGE,
    cy::LANGUAGE,
    fr::LANGUAGE,
    de::LANGUAGE,
    es::LANGUAGE,
    ar::LANGUAGE,
    ja::LANGUAGE,
    he::LANGUAGE,
    zh::LANGUAGE,
    zh_hant::LANGUAGE,
    el::LANGUAGE,
    vi::LANGUAGE,
    pl::LANGUAGE,
    uk::LANGUAGE,
];
