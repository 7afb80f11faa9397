//! The words between tags: as they stand, without the indents of HTML, or with each line's end a blank.
use super::writer::{Container, Writer};

impl Writer<'_> {
    /// Writes the page's words up to a byte.
    pub(super) fn words(&mut self, end: usize) {
        if let Some(bold) = self.bold_end.filter(|bold| *bold <= end) {
            self.plain(bold);
            self.out.write("**");
            self.bold_end = None;
        }
        self.plain(end);
    }

    fn plain(&mut self, end: usize) {
        while self.at < end {
            let from = self.at;
            if !self.open.is_empty() {
                self.flowing(end);
            } else if self.in_html {
                self.unindented(end);
            } else {
                self.out.keep_to(end);
                self.at = end;
            }
            if self.at <= from {
                break;
            }
        }
    }

    /// Words of an element, in which a line's end is a blank. A blank line ends a paragraph: what follows is Markdown.
    fn flowing(&mut self, end: usize) {
        let words = self.page.get(self.at..end).unwrap_or_default();
        let is_paragraph = matches!(self.open.as_slice(), [Container::Paragraph(_)]);
        let stop = blank_line(words).filter(|_| is_paragraph);
        let escapes = self.is_in_cell();
        for piece in words
            .get(..stop.unwrap_or(words.len()))
            .unwrap_or_default()
            .split_inclusive(|c: char| c.is_ascii_whitespace())
        {
            let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace());
            let start = self.at;
            self.at += piece.len();
            if !word.is_empty() {
                self.word(word, start, escapes);
            }
            self.out.skip_to(start + word.len());
            if piece.len() > word.len() {
                self.blank(start + word.len());
            }
        }
        if stop.is_some() {
            self.open.clear();
            self.out.break_block();
            self.in_html = false;
        }
    }

    /// A blank of the page, unless one stands there already or a block starts.
    fn blank(&mut self, at: usize) {
        let text = self.out.text();
        if text.is_empty() || text.ends_with([' ', '\n']) {
            self.out.skip_to(at + 1);
        } else if self.page.as_bytes().get(at) == Some(&b' ') {
            self.out.keep_to(at + 1);
        } else {
            self.out.write(" ");
            self.out.skip_to(at + 1);
        }
    }

    /// A word, with a stroke before what Markdown would take for a mark.
    fn word(&mut self, word: &str, start: usize, escapes: bool) {
        let is_first = self.out.text().is_empty() || self.out.text().ends_with('\n');
        if is_first && word.chars().all(|c| "#>-+*=".contains(c)) {
            self.out.write("\\");
        }
        let mut kept = start;
        for (index, _) in word.match_indices('|').filter(|_| escapes) {
            self.out.skip_to(kept);
            self.out.keep_to(start + index);
            self.out.write("\\");
            kept = start + index;
        }
        self.out.skip_to(kept);
        self.out.keep_to(start + word.len());
    }

    /// Lines of HTML: without their indents, up to the blank line that ends them.
    fn unindented(&mut self, end: usize) {
        while self.at < end {
            let words = self.page.get(self.at..end).unwrap_or_default();
            let line = words.split_inclusive('\n').next().unwrap_or_default();
            let starts_line =
                self.page.get(..self.at).is_some_and(|text| text.is_empty() || text.ends_with('\n'));
            if starts_line && line.ends_with('\n') && line.trim().is_empty() {
                self.in_html = false;
                return;
            }
            let blanks =
                if starts_line { line.len() - line.trim_start_matches([' ', '\t']).len() } else { 0 };
            self.out.skip_to(self.at + blanks);
            self.at += line.len();
            self.out.keep_to(self.at);
        }
    }
}

/// Where a blank line starts among words.
fn blank_line(words: &str) -> Option<usize> {
    let mut at = words.find('\n')?;
    loop {
        let rest = words.get(at + 1..)?;
        let line = rest.find('\n')?;
        if rest.get(..line).is_some_and(|line| line.trim().is_empty()) {
            return Some(at + 1);
        }
        at += 1 + line;
    }
}
