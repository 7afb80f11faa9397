//! The statements of a Mermaid flow chart, one after the other.
use super::cursor::Cursor;
use super::label::Label;
use super::link::MermaidLink;
use std::ops::Range;

/// A node where a statement names it.
#[derive(Debug, Clone)]
pub(super) struct NodeMention<'a> {
    pub(super) id: &'a str,
    /// Where the id stands.
    pub(super) place: Range<usize>,
    /// The words that it is given here.
    pub(super) label: Option<Label>,
    /// Whether it has no brackets with words.
    pub(super) is_plain: bool,
}

/// One statement.
#[derive(Debug)]
pub(super) enum Statement<'a> {
    /// `A & B --> C --> D`: sets of nodes and the links between them, one fewer.
    Chain { sets: Vec<Vec<NodeMention<'a>>>, links: Vec<MermaidLink<'a>> },
    /// `subgraph id[Title]`.
    Open { id: &'a str, title: Range<usize> },
    /// `end`.
    Close,
    /// What only says how something looks, or what is no Mermaid.
    Other,
}

/// Statements about looks and deeds, which go to the end of their line.
const LOOKS: &[&str] = &[
    "classDef",
    "class",
    "style",
    "linkStyle",
    "click",
    "direction",
    "accTitle",
    "accDescr",
    "title",
    "href",
];

impl<'a> Cursor<'a> {
    /// The next statement; none at the end.
    pub(super) fn statement(&mut self) -> Option<Statement<'a>> {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ';').len();
            if !self.rest().starts_with("%%") {
                break;
            }
            self.skip_line();
        }
        if self.rest().is_empty() {
            return None;
        }
        let start = self.at;
        let word = self.word();
        match word {
            "end" => return Some(Statement::Close),
            "subgraph" => return Some(self.subgraph()),
            _ if LOOKS.contains(&word.trim_end_matches(':')) && !self.leads_on() => {
                let line = self.rest().split('\n').next().unwrap_or_default();
                let is_block = word == "accDescr" && line.trim_start().starts_with('{');
                let end = self.rest().find('}').filter(|_| is_block);
                self.at += end.unwrap_or_default();
                self.skip_line();
                return Some(Statement::Other);
            }
            _ => self.at = start,
        }
        let chain = self.chain().filter(|_| self.ends_statement());
        if chain.is_none() {
            self.at = start;
            self.skip_line();
        }
        Some(chain.unwrap_or(Statement::Other))
    }

    /// Whether a link follows: the word before it is a node's id, whatever else it means.
    fn leads_on(&self) -> bool {
        let mut ahead = self.clone();
        ahead.skip_spaces();
        ahead.rest().starts_with(['-', '=', '<', '&']) && !ahead.rest().starts_with("-1")
    }

    /// Sets of nodes with links between them.
    fn chain(&mut self) -> Option<Statement<'a>> {
        let mut sets = vec![self.set()?];
        let mut links = Vec::new();
        loop {
            let start = self.at;
            self.skip_spaces();
            if self.rest().starts_with('\n') {
                // a link may start the next line
                self.skip_blanks();
                if !self.rest().starts_with(['-', '=', '<']) {
                    self.at = start;
                    break;
                }
            }
            let Some(link) = self.link() else {
                self.at = start;
                break;
            };
            links.push(link);
            self.skip_blanks();
            sets.push(self.set()?);
        }
        Some(Statement::Chain { sets, links })
    }

    /// Nodes with `&` between them.
    fn set(&mut self) -> Option<Vec<NodeMention<'a>>> {
        let mut set = vec![self.mention()?];
        loop {
            let start = self.at;
            self.skip_blanks();
            if !self.step("&") {
                self.at = start;
                return Some(set);
            }
            self.skip_blanks();
            set.push(self.mention()?);
        }
    }

    /// A node: its id, its shape with words, a class, settings.
    fn mention(&mut self) -> Option<NodeMention<'a>> {
        let start = self.at;
        let id = self.id()?;
        let place = start..self.at;
        let mut label = self.shape();
        let is_plain = label.is_none();
        loop {
            if self.step(":::") {
                self.id()?;
            } else if let Some(settings) = self.settings() {
                label = settings.or(label);
            } else {
                return Some(NodeMention { id, place, label, is_plain });
            }
        }
    }

    /// Steps over a node's id.
    pub(super) fn id(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let mut end = rest.len();
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map_or('\n', |(_, next)| *next);
            let goes_on = match c {
                '(' | ')' | '[' | ']' | '{' | '}' | '|' | '"' | '<' | '>' | '~' | '^' | ';' | ',' | '@' => {
                    false
                }
                '-' => !matches!(next, '>' | '-' | '.') && !next.is_whitespace(),
                '=' => next != '=',
                ':' => !rest.get(at..).is_some_and(|rest| rest.starts_with(":::")),
                '&' => at > 0 && !next.is_whitespace(),
                '%' => next != '%',
                c => !c.is_whitespace(),
            };
            if !goes_on {
                end = at;
                break;
            }
        }
        self.at += end;
        rest.get(..end).filter(|id| !id.is_empty())
    }

    /// What follows `subgraph`: an id with a title in brackets, or the title alone.
    fn subgraph(&mut self) -> Statement<'a> {
        self.skip_spaces();
        let start = self.at;
        let titled = self.id().and_then(|id| {
            self.skip_spaces();
            Some((id, self.shape()?))
        });
        if let Some((id, label)) = titled.filter(|_| self.ends_statement()) {
            return Statement::Open { id, title: label.range };
        }
        self.at = start;
        if let Some(title) = self.string().filter(|_| self.ends_statement()) {
            return Statement::Open { id: self.source.get(title.clone()).unwrap_or_default(), title };
        }
        self.at = start;
        let rest = self.rest();
        let end = rest.find(['\n', ';']).unwrap_or(rest.len());
        let title = rest.get(..end).unwrap_or_default();
        let title = title.split(":::").next().unwrap_or_default().trim_end();
        self.at += end;
        Statement::Open { id: title, title: start..start + title.len() }
    }
}
