//! What speaks for and against a name being a function's, and how much: the one table of weights.

/// What can be seen of a heading, a bold line, an item or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Term {
    /// Its head noun is a body's.
    BodyWord,
    /// The same, beside other words.
    BodyWordBeside,
    /// Its head noun is a post's.
    PostWord,
    /// It stands below words that gather bodies or posts.
    Gathered,
    /// It stands in a level.
    InLevel,
    /// It has members of its own.
    Members,
    /// A table says what is to be said of it.
    AspectTable,
    /// Two or more facets of a body stand below it.
    Facets,
    /// One does.
    OneFacet,
    /// Its siblings have the same facets.
    SameFacets,
    /// Its siblings are bodies.
    LikeSiblings,
    /// The page's title says that it is about roles.
    RolesPage,
    /// Other parts of the page name it as a body.
    SaidElsewhere,
    /// Its siblings are posts.
    PostSiblings,
    /// It says to whom it reports.
    Reports,
    /// A process's word stands in it beside others.
    ProcessBeside,
    /// Its words are a facet's.
    FacetWord,
    /// Its words are a process's, or about the document.
    ProcessWord,
    /// It is a section of the site or the document as a whole.
    Furniture,
    /// A comment says that it is none.
    Skipped,
    /// It gathers others.
    GathersOthers,
    /// It is a question or a sentence.
    Sentence,
    /// It stands below a process.
    UnderProcess,
    /// It stands below a facet.
    UnderFacet,
    /// It stands below words for plans.
    Planned,
    /// It stands below another body.
    UnderBody,
}

impl Term {
    /// The weight; a name is a function's from [`ENOUGH`] on.
    pub(super) const fn weight(self) -> f64 {
        match self {
            Self::BodyWord => 1.0,
            Self::BodyWordBeside => 0.4,
            Self::PostWord => 0.5,
            Self::Gathered => 0.6,
            Self::InLevel => 0.8,
            Self::Members => 0.7,
            Self::AspectTable => 0.8,
            Self::Facets => 0.6,
            Self::OneFacet => 0.3,
            Self::SameFacets => 0.4,
            Self::LikeSiblings => 0.3,
            Self::RolesPage => 0.4,
            Self::SaidElsewhere => 1.2,
            Self::PostSiblings => 0.4,
            Self::Reports => 0.6,
            Self::ProcessBeside => -0.5,
            Self::FacetWord => -1.3,
            Self::ProcessWord => -1.2,
            Self::Furniture | Self::Skipped => -2.0,
            Self::GathersOthers => -0.8,
            Self::Sentence => -0.7,
            Self::UnderProcess => -0.5,
            Self::UnderFacet => -0.6,
            Self::Planned => -1.5,
            Self::UnderBody => -0.4,
        }
    }

    /// The term in the outline.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::BodyWord => "its noun is a body's",
            Self::BodyWordBeside => "a body's noun stands in it",
            Self::PostWord => "its noun is a post's",
            Self::Gathered => "the heading above gathers bodies",
            Self::InLevel => "it stands in a level",
            Self::Members => "it has members",
            Self::AspectTable => "a table tells of it",
            Self::Facets => "parts of it say what bodies do",
            Self::OneFacet => "a part of it says what it does",
            Self::SameFacets => "its siblings have the same parts",
            Self::LikeSiblings => "its siblings are functions",
            Self::RolesPage => "the page is about roles",
            Self::SaidElsewhere => "a diagram or a table of bodies names it",
            Self::PostSiblings => "its siblings are posts",
            Self::Reports => "it says to whom it reports",
            Self::ProcessBeside => "a process's word stands in it",
            Self::FacetWord => "its words say something of a body",
            Self::ProcessWord => "its words are of a process or the document",
            Self::Furniture => "a section of the site or the document",
            Self::Skipped => "a comment says that it is none",
            Self::GathersOthers => "it gathers others",
            Self::Sentence => "a question or a sentence",
            Self::UnderProcess => "it stands below a process",
            Self::UnderFacet => "it stands below what says something of a body",
            Self::Planned => "it is planned",
            Self::UnderBody => "it stands below another function",
        }
    }
}

/// A name with this much or more is a function's.
pub(super) const ENOUGH: f64 = 0.8;
/// A name with this much or more is one without doubt.
pub(super) const SURE: f64 = 1.0;

/// What was seen, and what it adds up to.
#[derive(Debug, Clone, Default)]
pub(super) struct Score {
    terms: Vec<Term>,
}

impl Score {
    /// Takes a term down, once.
    pub(super) fn add(&mut self, term: Term) {
        if !self.terms.contains(&term) {
            self.terms.push(term);
        }
    }

    /// The same, where a condition holds.
    pub(super) fn add_if(&mut self, holds: bool, term: Term) {
        if holds {
            self.add(term);
        }
    }

    /// Takes a term back.
    pub(super) fn drop(&mut self, term: Term) {
        self.terms.retain(|seen| *seen != term);
    }

    /// Whether a term was seen.
    pub(super) fn has(&self, term: Term) -> bool {
        self.terms.contains(&term)
    }

    /// The sum.
    pub(super) fn sum(&self) -> f64 {
        self.terms.iter().map(|term| term.weight()).sum()
    }

    /// Whether it is enough for a function.
    pub(super) fn is_enough(&self) -> bool {
        self.sum() >= ENOUGH - 1e-9
    }

    /// The reasons in words, the weightiest first.
    pub(super) fn why(&self) -> String {
        Self::words(self.terms.clone())
    }

    /// The reasons against in words, the weightiest first: what is left out is not told what spoke for it.
    pub(super) fn why_not(&self) -> String {
        let against: Vec<Term> = self.terms.iter().copied().filter(|term| term.weight() < 0.0).collect();
        if against.is_empty() && !self.terms.is_empty() {
            return "too little says that it is a function".to_owned();
        }
        Self::words(against)
    }

    fn words(mut terms: Vec<Term>) -> String {
        terms.sort_by(|a, b| b.weight().abs().total_cmp(&a.weight().abs()).then(a.cmp(b)));
        let words: Vec<&str> = terms.iter().take(3).map(|term| term.words()).collect();
        if words.is_empty() { "nothing says that it is a function".to_owned() } else { words.join("; ") }
    }
}
