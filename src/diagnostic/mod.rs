//! Findings: values with a place, a reason and a way out.
//!
//! A function that can find fault returns [`Warned`] beside its value, or every error it met; nothing prints.
mod errors;
mod place;

pub use errors::Errors;
pub use place::{Lines, Region};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// A named piece of input text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Shown in findings: the path as the user wrote it, or `-`.
    pub name: String,
    /// The text, decoded.
    pub text: String,
}

impl Source {
    /// Where words stand first, behind the start of a place if they do, else anywhere.
    #[must_use]
    pub fn find(&self, words: &str, near: Option<Span>) -> Option<Span> {
        let from = near.map_or(0, |span| span.start);
        let behind = self.text.get(from..).and_then(|text| text.find(words)).map(|at| from + at);
        let start = behind.or_else(|| self.text.find(words))?;
        Some(Span { start, end: start + words.len() })
    }
}

/// A byte range in a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is drawn.
    Error,
    /// It is drawn, and something should be mended.
    Warning,
    /// It is drawn, and something is worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// Whether two findings, by their codes, tell of the same row of characters that no font has: a style that shows more of a page finds
/// more of them, and only the longer row is told of.
pub(crate) fn is_one_row(one: &str, other: &str) -> bool {
    one == other && one == Code::MissingGlyph.name()
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of problem it is.
    pub code: Code,
    /// Lower case, no full stop, the subject quoted.
    pub message: String,
    /// Where it is.
    pub span: Option<Span>,
    /// The very words that it is about, where the place is only of what holds them, or of what they belong to.
    pub words: Option<String>,
    /// What the user can do about it, as an instruction.
    pub hint: Option<String>,
    /// The one edit that does it, where only one comes into question.
    pub mend: Option<Box<Mend>>,
}

/// An edit of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What it takes the place of; may be empty.
    pub span: Span,
    /// What must stand there.
    pub old: String,
    /// What is to stand there.
    pub new: String,
}

impl Diagnostic {
    /// A finding that has no place yet.
    #[must_use]
    pub fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), span: None, words: None, hint: None, mend: None }
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Self {
        self.span = span.into();
        self
    }

    /// The same finding about words at, in or soon after its place.
    #[must_use]
    pub fn about(mut self, words: impl Into<String>) -> Self {
        self.words = Some(words.into());
        self
    }

    /// The same finding with a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same finding with the one edit that mends it: words at a place that others take the place of.
    #[must_use]
    pub fn mend(mut self, span: impl Into<Span>, old: impl Into<String>, new: impl Into<String>) -> Self {
        self.mend = Some(Box::new(Mend { span: span.into(), old: old.into(), new: new.into() }));
        self
    }
}

/// A value beside the warnings met while it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// In source order.
    pub warnings: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A value without warnings.
    pub fn clean(value: T) -> Self {
        Self { value, warnings: Vec::new() }
    }
}

/// Findings while they are gathered: a page that makes the same mistake a million times gets no million of them.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    counts: BTreeMap<Code, usize>,
}

/// Most findings of one code that are listed.
const LISTED_MAX: usize = 100;
/// Most findings of one code that get a suggestion, which takes a look at every name there is.
const SUGGESTED_MAX: usize = 20;

impl Findings {
    /// Takes one finding.
    pub fn push(&mut self, finding: Diagnostic) {
        let count = self.counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= LISTED_MAX {
            self.list.push(finding);
        }
    }

    /// Takes several.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        for finding in findings {
            self.push(finding);
        }
    }

    /// Whether another finding of this code is worth the search for a "did you mean".
    #[must_use]
    pub fn suggests_more(&self, code: Code) -> bool {
        self.counts.get(&code).is_none_or(|count| *count < SUGGESTED_MAX)
    }

    /// Whether any is of this code.
    #[must_use]
    pub fn has(&self, code: Code) -> bool {
        self.counts.contains_key(&code)
    }

    /// Whether any is an error.
    #[must_use]
    pub fn has_error(&self) -> bool {
        self.list.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings in source order, and how many of each kind were left out.
    #[must_use]
    pub fn into_vec(mut self) -> Vec<Diagnostic> {
        // one without a place is about the whole: it comes last
        self.list.sort_by_key(|finding| (finding.span.is_none(), finding.span));
        for (code, count) in self.counts {
            let Some(rest) = count.checked_sub(LISTED_MAX).filter(|rest| *rest > 0) else { continue };
            let same = self.list.iter().find(|finding| finding.code == code);
            let severity = same.map_or(Severity::Note, |finding| finding.severity);
            self.list.push(
                Diagnostic::new(
                    severity,
                    code,
                    format!("{rest} more findings are of the kind \"{}\"", code.name()),
                )
                .hint(format!("mend the {LISTED_MAX} that are listed, then look again")),
            );
        }
        self.list
    }
}

/// Lists the codes once: the enum, its stable names and its explanations cannot drift apart.
macro_rules! codes {
    ($($variant:ident $name:literal $explanation:literal;)*) => {
        /// Identifies a kind of problem; the names are stable across releases.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $explanation] $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable name, as machine-readable formats show it.
            #[must_use]
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// The code of a stable name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// One sentence for people who meet the code for the first time.
            #[must_use]
            pub fn explanation(self) -> &'static str { match self { $(Self::$variant => $explanation,)* } }
        }
    };
}

codes! {
    NoLevels "no-levels" "The page has no section that could be a level.";
    MissingHeadingMarks "missing-heading-marks" "A heading has lost its `#` marks, or the space behind them.";
    DemotedLevel "demoted-level" "A level's heading has the marks of a function.";
    DatedHeading "dated-heading" "The heading of a change log's entry stands where levels or functions are.";
    LeftOut "left-out" "A section that looks like a level is none by its heading.";
    EmptyHeading "empty-heading" "A heading without a word.";
    TwoRoleLines "two-role-lines" "A function announces its roles twice.";
    MisspeltLabel "misspelt-label" "A word that announces roles has a slip in it.";
    RolesOutside "roles-outside-function" "Roles stand where no function is.";
    LateFrontMatter "front-matter-late" "Front matter that is not on the first line of its page.";
    UnknownLevel "unknown-level" "The front matter names a level that the page does not have.";
    BadPattern "bad-pattern" "A pattern that is no regular expression.";
    UnknownEnd "unknown-flow-end" "A flow starts or ends at something that is not in the model.";
    AmbiguousEnd "ambiguous-flow-end" "A flow starts or ends at a name that several functions have.";
    FlowNotDrawn "flow-not-drawn" "Prose that tells of a flow, one of whose ends is not in the model.";
    OutsideInferred "outside-inferred" "Bodies are drawn as outside because of the words above them.";
    UnknownTarget "unknown-target" "A setting is for something that is not in the model.";
    UnknownKind "unknown-flow-kind" "A word that is no kind of flow.";
    BadFlow "bad-flow" "A flow without an arrow, or without one of its ends.";
    DuplicateFunction "duplicate-function" "A level has two functions of one name.";
    DuplicateId "duplicate-id" "Two parts of a model have the same id.";
    ImplicitLevel "implicit-level" "A level that is not drawn as one stands beside others, or has no functions.";
    InnerBody "inner-body" "A body within a body that holds bodies itself, or has a place of its own.";
    UnknownMark "unknown-mark" "A word that is nothing a role is marked as.";
    EmptyName "empty-name" "A level, function, role, outcome or body outside without a name.";
    Syntax "syntax" "Front matter or data that cannot be parsed.";
    YamlAlias "yaml-alias" "A YAML alias, which is refused.";
    UnknownField "unknown-field" "A field that the schema does not have.";
    MissingField "missing-field" "A field that the schema asks for.";
    DuplicateField "duplicate-field" "A field that is written twice.";
    WrongType "wrong-type" "A value of another type than the field has.";
    Mojibake "mojibake" "Text that was saved in one encoding and read in another.";
    ControlCharacter "control-character" "A character that cannot be seen or drawn.";
    BidiControl "direction-control" "A character that turns the direction of the words behind it.";
    UnsafeLink "unsafe-link" "A link that is no web or mail address, and so is not drawn.";
    LinkWords "link-words" "A link on words that no text of its part has, and so is not drawn.";
    NotUtf8 "not-utf-8" "Bytes that are no UTF-8 text.";
    TooLarge "too-large" "Input beyond a limit.";
    NestedTooDeep "nested-too-deep" "Lists, quotes or data nested beyond the limit.";
    NoDescription "no-description" "A function without a description, where most have one.";
    NoRoles "no-roles" "A function without roles, where most have some.";
    SimilarRoles "similar-roles" "Two roles that differ by a letter, a capital, a hyphen or their number.";
    UnknownRole "unknown-role" "A role that no function has.";
    Unconnected "unconnected" "A function or outcome without a flow, on a page that has flows.";
    DuplicateFlow "duplicate-flow" "A flow that stands twice.";
    MissingGlyph "missing-glyph" "A character that no font has.";
    UnknownTheme "unknown-theme" "A theme that does not exist.";
    Contrast "contrast" "Two colours of a theme, drawn one on the other, are too close to be told apart.";
    UnknownIcon "unknown-icon" "A name that no built-in icon has.";
    Drawing "drawing" "An icon, a logo or a font of a theme that cannot be read or drawn.";
    DoesNotFit "does-not-fit" "Text that no allowed size fits into its place.";
    NoFlows "no-flows" "A model without flows: the flow chart has no arrows.";
    RuleBelow "rule-below" "Lines of prose that a row of dashes below them makes a heading.";
    SiteCode "site-code" "Code that a site's builder acts on: it is no part of what the page says.";
    UnclosedCode "unclosed-code" "A code block that is opened and never closed.";
    EmojiLeftOut "emoji-left-out" "Emoji and other pictographs, which no text font has.";
    NotDrawn "not-drawn" "A part of the page that no picture shows.";
    OneBand "one-band" "Functions that nothing on the page ranks: they are drawn as one band.";
    NoTitle "no-title" "A page without a title: its file's name stands in the pictures.";
    EmptyLevel "empty-level" "A level without functions, where others have some.";
    Doubtful "doubtful-reading" "A name that may be no function's, or a function that may have been missed.";
    SmallType "small-type" "Type of a picture is smaller than can be read with ease, on a screen or on paper.";
    UnknownCode "unknown-code" "A code that no finding has is to be accepted.";
    UnusedAllow "unused-allow" "A finding is to be accepted that there is none of, or that is an error.";
    NotAPage "not-a-page" "The page says that it is no governance page.";
    SimilarFunctions "similar-functions" "Two functions whose names differ by a letter, a hyphen or their number.";
    BadMarker "bad-marker" "A marker of a region that the program writes, without its other half or not alone on its line.";
    BadRegion "bad-region" "A region's marker that does not say what is to stand in it.";
    StaleRegion "stale-region" "What stands between two markers is not what the page says now.";
    EditedRegion "edited-region" "What the program wrote between two markers was changed by hand.";
    LinkedPicture "linked-picture" "A picture that the page links to is missing, is of another page, or does not show the page as it is.";
    AltText "alt-text" "The alternative text of a picture says something else than the page, or nothing.";
    UnreferencedPicture "unreferenced-picture" "A picture of the page that nothing on the site refers to.";
    LogContradicts "log-contradicts" "An entry of the page's change log says other than what changed.";
    BadPath "bad-path" "A path or a pattern in a configuration that leads out of its folder, or is none.";
    PictureName "picture-name" "A name of a picture that is taken, or that cannot be part of a file's name.";
}
