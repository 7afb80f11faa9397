//! A place in the source of a Mermaid chart, and steps from there.

/// A place in a chart's source.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    pub(super) source: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0 }
    }

    /// The byte at which it stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes to a byte that was seen before.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Steps over these signs if they are next.
    pub(super) fn step(&mut self, signs: &str) -> bool {
        let is_next = self.rest().starts_with(signs);
        if is_next {
            self.at += signs.len();
        }
        is_next
    }

    /// Steps over blanks of the line.
    pub(super) fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\u{A0}']).len();
    }

    /// Steps over blanks and line ends.
    pub(super) fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Steps over the rest of the line, and its end.
    pub(super) fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }

    /// Steps over front matter, directives and comments before the chart.
    pub(super) fn skip_preamble(&mut self) {
        self.skip_blanks();
        if self.rest().starts_with("---") {
            let end = self.rest().get(3..).and_then(|rest| rest.find("\n---"));
            self.at += end.map_or(0, |end| 3 + end + 1);
            self.skip_line();
        }
        self.skip_blanks();
        while self.rest().starts_with("%%") {
            match self.rest().find("}%%").filter(|_| self.rest().starts_with("%%{")) {
                Some(end) => self.at += end + 3,
                None => self.skip_line(),
            }
            self.skip_blanks();
        }
    }

    /// Steps over the letters that are next.
    pub(super) fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || c == ';').unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Whether a statement may end here.
    pub(super) fn ends_statement(&mut self) -> bool {
        self.skip_spaces();
        let rest = self.rest();
        rest.is_empty() || rest.starts_with([';', '\n']) || rest.starts_with("%%")
    }
}
