//! What joins two Mermaid nodes: `-->`, `-- words -->`, `-.->`, `==>`, `<-->`, `--o`, with `|words|` behind it.
use super::cursor::Cursor;
use crate::input::diagram::Arrowheads;
use std::ops::Range;

/// A line between nodes.
#[derive(Debug)]
pub(super) struct MermaidLink<'a> {
    /// Its own name: `A e1@--> B`.
    pub(super) id: Option<&'a str>,
    /// Where its words stand.
    pub(super) label: Option<Range<usize>>,
    /// Whether it is drawn with gaps.
    pub(super) is_dotted: bool,
    /// Whether it is not drawn: it only keeps nodes apart.
    pub(super) is_hidden: bool,
    /// Its arrowheads.
    pub(super) head: Arrowheads,
    /// Where it stands.
    pub(super) place: Range<usize>,
}

/// How a line is drawn.
#[derive(Clone, Copy)]
enum LinkStroke {
    Solid,
    Thick,
    Dotted,
}

impl LinkStroke {
    /// The length of the line that a text starts with, and whether it ends in a head; none where it only starts here and
    /// has words in it.
    fn whole(self, rest: &str) -> Option<(usize, bool)> {
        let count = |sign| rest.bytes().take_while(|byte| *byte == sign).count();
        let length = match self {
            Self::Solid => count(b'-'),
            Self::Thick => count(b'='),
            Self::Dotted => {
                let lead = count(b'-').min(1);
                let dots = rest.get(lead..)?.bytes().take_while(|byte| *byte == b'.').count();
                let is_closed = dots > 0 && rest.get(lead + dots..)?.starts_with('-');
                if is_closed { lead + dots + 1 } else { return None }
            }
        };
        let has_head = rest.get(length..)?.starts_with(['>', 'x', 'o']);
        let is_whole = match self {
            Self::Dotted => true,
            Self::Solid | Self::Thick => length >= 3 || length == 2 && has_head,
        };
        is_whole.then_some((length + usize::from(has_head), has_head))
    }

    /// What it starts with where words follow.
    fn start(self) -> &'static str {
        match self {
            Self::Solid => "--",
            Self::Thick => "==",
            Self::Dotted => "-.",
        }
    }
}

impl<'a> Cursor<'a> {
    /// Steps over a link and the words in or behind it.
    pub(super) fn link(&mut self) -> Option<MermaidLink<'a>> {
        let id = self.link_id();
        let start = self.at();
        let place = |cursor: &Self| start..cursor.at();
        if self.step("~~~") {
            while self.step("~") {}
            let place = place(self);
            return Some(MermaidLink {
                id,
                label: None,
                is_dotted: false,
                is_hidden: true,
                head: Arrowheads::Plain,
                place,
            });
        }
        let has_tail = self.rest().starts_with(['<', 'x', 'o'])
            && self
                .rest()
                .get(1..)
                .is_some_and(|rest| ["--", "==", "-."].iter().any(|line| rest.starts_with(line)));
        if has_tail {
            self.go_to(start + 1);
        }
        let rest = self.rest();
        let stroke = match () {
            () if rest.starts_with("--") => LinkStroke::Solid,
            () if rest.starts_with("==") => LinkStroke::Thick,
            () if rest.starts_with("-.") || rest.starts_with('.') => LinkStroke::Dotted,
            () => return None,
        };
        let mut label = None;
        let has_head = if let Some((length, has_head)) = stroke.whole(rest) {
            self.go_to(self.at() + length);
            has_head
        } else {
            if !self.step(stroke.start()) {
                return None;
            }
            let (words, has_head) = self.words_in(stroke)?;
            label = Some(words);
            has_head
        };
        let place = place(self);
        self.skip_blanks();
        label = self.words_behind().or(label);
        let head = match (has_tail, has_head) {
            (true, true) => Arrowheads::Both,
            (true, false) => Arrowheads::Back,
            (false, true) => Arrowheads::Forward,
            (false, false) => Arrowheads::Plain,
        };
        Some(MermaidLink {
            id,
            label,
            is_dotted: matches!(stroke, LinkStroke::Dotted),
            is_hidden: false,
            head,
            place,
        })
    }

    /// `e1@` before a link.
    fn link_id(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let id = rest.split_once('@').map(|(id, _)| id).filter(|id| {
            !id.is_empty() && id.len() < 40 && id.chars().all(|c| c.is_alphanumeric() || c == '_')
        })?;
        let behind = rest.get(id.len() + 1..)?;
        if !behind.starts_with(['-', '=', '<', 'x', 'o', '~']) {
            return None;
        }
        self.go_to(self.at() + id.len() + 1);
        Some(id)
    }

    /// Words inside a line and the line's second part, all on the same line of the source.
    fn words_in(&mut self, stroke: LinkStroke) -> Option<(Range<usize>, bool)> {
        let start = self.at();
        let line = self.rest().split('\n').next()?;
        let first = stroke.start().as_bytes().first().copied()?;
        for (offset, byte) in line.bytes().enumerate() {
            let may_start = byte == first || matches!(stroke, LinkStroke::Dotted) && byte == b'.';
            let found = if may_start { line.get(offset..).and_then(|rest| stroke.whole(rest)) } else { None };
            if let Some((length, has_head)) = found {
                self.go_to(start + offset + length);
                return Some((start..start + offset, has_head));
            }
        }
        None
    }

    /// `|words|`.
    fn words_behind(&mut self) -> Option<Range<usize>> {
        let inner = self.rest().strip_prefix('|')?;
        let line = inner.split('\n').next()?;
        let quoted = line.trim_start().strip_prefix('"').and_then(|words| words.find('"'));
        let skipped = quoted.map_or(0, |end| line.len() - line.trim_start().len() + end + 2);
        let length = skipped + line.get(skipped..)?.find('|')?;
        let start = self.at() + 1;
        self.go_to(start + length + 1);
        Some(start..start + length)
    }
}
