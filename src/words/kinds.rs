//! What words can mean on a page.
use super::lists::LISTS;

/// A set of meanings, one for each list that a language has to read pages by.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Hash)]
pub struct Kinds(pub(super) u64);

impl Kinds {
    /// Marks a heading as a level.
    pub const LEVEL: Self = Self::of("level");
    /// Ranks as a level does, where a rank or a number stands beside it.
    pub const TIER: Self = Self::of("tier");
    /// Says which rank.
    pub const RANK: Self = Self::of("rank");
    /// A body: what governs.
    pub const BODY: Self = Self::of("body");
    /// An office: what one person is.
    pub const POST: Self = Self::of("post");
    /// A body or a post whose word also names everyday things.
    pub const EVERYDAY: Self = Self::of("everyday");
    /// What a body is said to have or do.
    pub const FACET: Self = Self::of("facet");
    /// A process, or something about the document.
    pub const PROCESS: Self = Self::of("process");
    /// Gathers bodies, posts or levels.
    pub const GROUPING: Self = Self::of("grouping");
    /// Announces the members of a body.
    pub const MEMBERS: Self = Self::of("members");
    /// A phrase that ends in a list of members.
    pub const ANNOUNCES: Self = Self::of("announces");
    /// Who leads a body.
    pub const CHAIR: Self = Self::of("chair");
    /// Who stands in for the one who leads.
    pub const DEPUTY: Self = Self::of("deputy");
    /// Who keeps a body's papers.
    pub const SECRETARY: Self = Self::of("secretary");
    /// Who attends without a vote.
    pub const OBSERVER: Self = Self::of("observer");
    /// The one who holds an office.
    pub const HOLDER: Self = Self::of("holder");
    /// What a body is for.
    pub const PURPOSE: Self = Self::of("purpose");
    /// What a body does.
    pub const DUTIES: Self = Self::of("duties");
    /// How often a body meets.
    pub const CADENCE: Self = Self::of("cadence");
    /// What a body decides, or who does.
    pub const DECIDES: Self = Self::of("decides");
    /// One body reports to another.
    pub const REPORTS_TO: Self = Self::of("reports_to");
    /// One body takes to another what it cannot settle.
    pub const ESCALATES_TO: Self = Self::of("escalates_to");
    /// One body fills another.
    pub const APPOINTS: Self = Self::of("appoints");
    /// One body is filled by another.
    pub const APPOINTED_BY: Self = Self::of("appointed_by");
    /// One body advises another.
    pub const ADVISES: Self = Self::of("advises");
    /// One body watches over another.
    pub const OVERSEES: Self = Self::of("oversees");
    /// Heads the column where a flow starts.
    pub const FROM: Self = Self::of("from");
    /// Heads the column where a flow points.
    pub const TO: Self = Self::of("to");
    /// Heads the column that says what flows.
    pub const FLOW: Self = Self::of("flow");
    /// Heads the column that says how a flow is drawn.
    pub const KIND: Self = Self::of("kind");
    /// A flow against the main direction.
    pub const FEEDBACK: Self = Self::of("feedback");
    /// A flow both ways.
    pub const MUTUAL: Self = Self::of("mutual");
    /// Heads a column of bodies or posts.
    pub const COLUMN_BODY: Self = Self::of("column_body");
    /// Heads a column of things to do.
    pub const COLUMN_ACTIVITY: Self = Self::of("column_activity");
    /// Heads a column of what is said about one thing.
    pub const COLUMN_ASPECT: Self = Self::of("column_aspect");
    /// Heads a section that never holds a level or a function.
    pub const FURNITURE: Self = Self::of("furniture");
    /// What a page is called, beside the body that it is about.
    pub const DOCUMENT: Self = Self::of("document");
    /// Where the words begin that say what a noun is of or for.
    pub const STOP: Self = Self::of("stop");
    /// Makes a heading a question or a request.
    pub const QUESTION: Self = Self::of("question");
    /// Says that something is not so yet.
    pub const PLANNED: Self = Self::of("planned");
    /// Stands for a name that is not known yet.
    pub const VACANT: Self = Self::of("vacant");
    /// Joins the last of several names.
    pub const AND: Self = Self::of("and");
    /// A month's name.
    pub const MONTH: Self = Self::of("month");
    /// Stands before the number of a section.
    pub const NUMBERING: Self = Self::of("numbering");
    /// Heads a column of people's names.
    pub const NAME_COLUMN: Self = Self::of("name_column");
    /// Before a name, says that it is no subject.
    pub const PREPOSITION: Self = Self::of("preposition");
    /// Makes a statement one that need not be so.
    pub const MODAL: Self = Self::of("modal");
    /// A flow that is advice, in a column of kinds.
    pub const ADVICE: Self = Self::of("advice");
    /// A flow on the main line, in a column of kinds.
    pub const MAIN: Self = Self::of("main");
    /// Labels of advisers.
    pub const ADVISER: Self = Self::of("adviser");
    /// Labels of whoever leads the meetings, and not of a leader of any other kind.
    pub const PRESIDING: Self = Self::of("presiding");
    /// Labels of whoever keeps the papers, and not of a helper of any other kind.
    pub const RECORDING: Self = Self::of("recording");
    /// Words of a sentence before the one in the chair.
    pub const CHAIRED_BY: Self = Self::of("chaired_by");
    /// Labels of meetings that are not about how often.
    pub const QUORUM: Self = Self::of("quorum");
    /// Words of a sentence before how often.
    pub const MEETS: Self = Self::of("meets");
    /// How often.
    pub const OFTEN: Self = Self::of("often");
    /// Labels before whoever decides.
    pub const DECIDERS: Self = Self::of("deciders");
    /// Verbs before what is decided.
    pub const DECIDING: Self = Self::of("deciding");
    /// Words before the limit of what is decided.
    pub const LIMIT: Self = Self::of("limit");
    /// From whom a body takes advice.
    pub const ADVISED_BY: Self = Self::of("advised_by");
    /// Says that who stands below is outside.
    pub const OUTSIDE: Self = Self::of("outside");
    /// Says of a noun behind it that every one of its kind is meant.
    pub const EVERY: Self = Self::of("every");

    /// What is said of a body, of whatever kind.
    pub const OF_A_BODY: Self = Self::FACET
        .union(Self::PURPOSE)
        .union(Self::DUTIES)
        .union(Self::CADENCE)
        .union(Self::DECIDES)
        .union(Self::MEMBERS)
        .union(Self::REPORTS_TO);

    /// What a role may be marked as.
    pub const MARKED: Self =
        Self::CHAIR.union(Self::DEPUTY).union(Self::SECRETARY).union(Self::OBSERVER).union(Self::ADVISER);

    /// The meaning of one list. Evaluated by the compiler, for which an unknown name is an error.
    const fn of(name: &str) -> Self {
        let mut bit = 0;
        while !is_same(LISTS[bit].as_bytes(), name.as_bytes()) {
            bit += 1;
        }
        Self(1 << bit)
    }

    /// This set but what is in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have anything in common.
    #[must_use]
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether there is no meaning in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::super::tables::{self, WordPattern};
    use super::super::{LANGUAGES, kinds_of_in, language, settled};
    use super::{Kinds, LISTS};

    #[test]
    fn every_file_has_words_in_every_list() {
        let all = [&tables::WHOLE, &tables::STARTS, &tables::ENDS, &tables::RUNS];
        let entries = || all.into_iter().flat_map(|table| table.entries);
        let mut lacking = Vec::new();
        for language in LANGUAGES {
            for (bit, list) in LISTS.iter().enumerate() {
                let is_in = |entry: &WordPattern| {
                    entry.kinds >> bit & 1 == 1 && entry.languages & language.bit() != 0
                };
                // the words of these are looked up as all that a cell says
                let stands_alone = match *list {
                    "advice" => settled(language.texts.kind_advises).has(Kinds::ADVICE),
                    "main" => settled(language.texts.kind_main).has(Kinds::MAIN),
                    _ => false,
                };
                if !stands_alone && !entries().any(is_in) {
                    lacking.push(format!("{}.toml: `{list}`", language.tag.replace('-', "_")));
                }
            }
        }
        assert!(lacking.is_empty(), "no words in {lacking:?}");
    }

    #[test]
    fn pages_of_each_language_are_understood() {
        for (tag, text, kinds) in [
            ("en", "Steering Committee", Kinds::default()),
            ("en", "Committees", Kinds::BODY),
            ("en", "reports to", Kinds::REPORTS_TO),
            ("cy", "Bwyllgor", Kinds::BODY),
            ("cy", "yn adrodd i'r", Kinds::REPORTS_TO),
            ("fr", "Sous-comités", Kinds::BODY),
            ("fr", "Rend compte à :", Kinds::REPORTS_TO),
            ("de", "Lenkungsausschuss", Kinds::BODY),
            ("de", "Referatsleiterin", Kinds::POST),
            ("de", "Berichtslinie", Kinds::REPORTS_TO),
            ("es", "COMISIÓN", Kinds::BODY),
            ("es", "depende de", Kinds::REPORTS_TO),
            ("ar", "واللجنة", Kinds::BODY),
            ("ar", "الأعضاء:", Kinds::MEMBERS),
            ("ja", "図書館運営委員会", Kinds::default()),
            ("ja", "委員会", Kinds::BODY),
            ("ja", "報告先：", Kinds::REPORTS_TO),
            ("he", "והוועדה", Kinds::BODY),
            ("he", "יו\"ר", Kinds::CHAIR),
            ("zh", "成员：", Kinds::MEMBERS),
            ("zh-hant", "主席", Kinds::CHAIR),
            ("el", "ΕΠΙΤΡΟΠΉ", Kinds::BODY),
            ("vi", "Ủy ban", Kinds::BODY),
            ("pl", "Komitety sterujące", Kinds::default()),
            ("pl", "komitetem", Kinds::BODY),
            ("uk", "Об’єднання", Kinds::BODY),
            ("pt", "Papéis", Kinds::MEMBERS),
            ("pt", "presta contas ao", Kinds::REPORTS_TO),
            ("it", "Comitati", Kinds::BODY),
            ("nl", "Stuurgroep", Kinds::BODY),
            ("sv", "Styrgruppen", Kinds::BODY),
            ("tr", "İÇİNDEKİLER", Kinds::FURNITURE),
            ("tr", "Komitesi", Kinds::BODY),
            ("ru", "Подотчётен", Kinds::REPORTS_TO),
        ] {
            let found = kinds_of_in(text, language(tag).bit());
            assert!(
                if kinds.is_empty() { found.is_empty() } else { found.has(kinds) },
                "{tag}: {text}: {found:?}"
            );
        }
    }
}
