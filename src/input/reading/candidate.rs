//! A name that may be a function's, with what the page says of it.
use super::marks::Member;
use crate::diagnostic::Span;
use crate::input::page::Block;
use crate::input::text::PlainText;
use crate::words::Kinds;
use std::borrow::Cow;

/// In which form a page names a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameForm {
    /// A heading.
    Heading,
    /// A row of a table.
    Row,
    /// A line in bold.
    Bold,
    /// An item of a list.
    Item,
    /// Bold words at the start of a sentence.
    Subject,
    /// A box of a diagram.
    Box,
    /// The page's title.
    Title,
    /// A name in a level's brackets or behind its colon.
    Named,
}

/// A name that may be a function's.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    /// As written, without a number.
    pub(super) name: PlainText,
    /// The address, where the whole name is a link.
    pub(super) link: Option<PlainText>,
    /// In which form it stands.
    pub(super) form: NameForm,
    /// The section that it stands in, or is the heading of.
    pub(super) section: Option<usize>,
    /// Which level it stands in, an index into the levels.
    pub(super) level: Option<usize>,
    /// What the page says of it, to be read as content.
    pub(super) blocks: Vec<Cow<'a, Block>>,
    /// Roles that a column or a box gives it.
    pub(super) roles: Vec<Member>,
    /// How often it meets, as a column says.
    pub(super) meets: Option<String>,
    /// What it decides, as a column says.
    pub(super) decides: Vec<PlainText>,
    /// The section of the body that it stands within.
    pub(super) within: Option<usize>,
    /// What the body is called in whose item of a list it is nested.
    pub(super) holder: Option<PlainText>,
    /// To whom a column says that it stands how, and with which words.
    pub(super) relations: Vec<(Kinds, PlainText, PlainText)>,
    /// What speaks for it, summed.
    pub(super) sum: f64,
    /// The same in words.
    pub(super) why: String,
}

impl<'a> Candidate<'a> {
    /// A candidate of which nothing but its name is known.
    pub(super) fn new(name: PlainText, form: NameForm) -> Self {
        Self {
            name,
            link: None,
            form,
            section: None,
            level: None,
            blocks: Vec::new(),
            roles: Vec::new(),
            meets: None,
            decides: Vec::new(),
            within: None,
            holder: None,
            relations: Vec::new(),
            sum: 0.0,
            why: String::new(),
        }
    }

    /// Where its name stands.
    pub(super) fn span(&self) -> Span {
        self.name.whole_span()
    }

    /// What the page says of it.
    pub(super) fn content(&'a self) -> Vec<&'a Block> {
        self.blocks.iter().map(AsRef::as_ref).collect()
    }
}
