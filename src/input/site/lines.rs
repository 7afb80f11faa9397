//! What takes whole lines of a page: directives and admonitions, whose words stay, and lines that say something to the
//! builder alone.
use super::SitePart;
use super::code::{Fence, fence};
use super::directive::{self, DirectiveBody, Opening};
use super::rewrite::{Layer, Rewrite};
use crate::limits::NESTING;
use std::ops::Range;

/// Leaves out the lines that are the builder's; and the first line of a code block that is never closed.
pub(super) fn rewrite(page: &str) -> (Option<Layer>, Option<Range<usize>>) {
    let mut lines = LineRewriter { page, out: Rewrite::new(page), state: LineState::default() };
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        lines.take(line, at);
        at += line.len();
    }
    let unclosed = match &lines.state.block {
        Some(OpenBlock::Code { opening, holds_words: true, .. }) => {
            let line = page.get(opening.clone()).unwrap_or_default();
            Some(opening.start..opening.start + line.trim_end().len())
        }
        _ => None,
    };
    (lines.out.finish(), unclosed)
}

/// A block under way that is no prose.
#[derive(Debug)]
enum OpenBlock {
    /// Code, kept as it is. `depth` counts the admonitions that hold it.
    Code { fence: Fence, depth: usize, opening: Range<usize>, holds_words: bool },
    /// Lines that go, up to the fence that closes them.
    Hidden(Fence),
    /// A comment, kept: who reads tags leaves it out.
    Comment,
    /// The names of several snippets, up to the next mark.
    Snippets,
    /// An import or an export of several lines; how many brackets are open.
    Module(usize),
}

/// A body that stands further in than its admonition.
#[derive(Debug)]
struct Indented {
    /// Fewer blanks than this end it.
    least: usize,
    /// Blanks that every line of it loses, those of outer ones included.
    strip: usize,
}

#[derive(Debug, Default)]
struct LineState {
    block: Option<OpenBlock>,
    bodies: Vec<Indented>,
    /// Fences of the directives under way.
    directives: Vec<Fence>,
    /// Whether the lines right behind a directive's opening may be its options.
    options: Options,
    /// Whether the line before was blank, or nothing that goes on.
    starts: bool,
    has_lines: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Options {
    #[default]
    None,
    /// Lines such as `:class: tip`.
    Fields,
    /// Lines up to the next `---`.
    Yaml,
}

struct LineRewriter<'a> {
    page: &'a str,
    out: Rewrite<'a>,
    state: LineState,
}

impl<'a> LineRewriter<'a> {
    fn take(&mut self, line: &'a str, at: usize) {
        let end = at + line.len();
        let starts = self.state.starts || !self.state.has_lines;
        self.state.has_lines = true;
        let is_blank = line.trim().is_empty();
        self.state.starts = is_blank;
        let blanks = width(line);
        if !is_blank {
            while self.state.bodies.last().is_some_and(|body| blanks.0 < body.least) {
                self.state.bodies.pop();
            }
        }
        let strip = self.state.bodies.last().map_or(0, |body| body.strip);
        let (line, at) = match strip {
            0 => (line, at),
            strip => {
                let bytes = bytes_of(line, strip);
                self.out.keep_to(at);
                self.out.skip_to(at + bytes);
                (line.get(bytes..).unwrap_or_default(), at + bytes)
            }
        };
        if self.goes_on(line, at, end) {
            return;
        }
        if is_blank {
            self.state.options = Options::None;
            return;
        }
        if self.option(line, at, end) {
            return;
        }
        if let Some((fence, info)) = fence(line, b"`~:") {
            self.fence(fence, info, at..end);
            return;
        }
        if let Some(comment) = line.find("<!--")
            && !line.get(comment..).is_some_and(|rest| rest.contains("-->"))
        {
            self.state.block = Some(OpenBlock::Comment);
            return;
        }
        self.prose(line, at, end, starts);
    }

    /// Whether a line belongs to a block under way.
    fn goes_on(&mut self, line: &str, at: usize, end: usize) -> bool {
        let depth = self.state.bodies.len();
        match &mut self.state.block {
            None => return false,
            Some(OpenBlock::Code { fence, depth: outer, holds_words, .. }) => {
                if fence.is_left_by(line) || depth < *outer {
                    self.state.block = None;
                    return false;
                }
                if fence.is_closed_by(line) {
                    let is_diagram = fence.mark == b':';
                    self.state.block = None;
                    self.state.starts = true;
                    if is_diagram {
                        self.leave_out(at, end);
                        self.out.write("```");
                    }
                } else {
                    *holds_words |= !line.trim().is_empty();
                }
            }
            Some(OpenBlock::Hidden(fence)) => {
                if fence.is_closed_by(line) {
                    self.state.block = None;
                }
                self.leave_out(at, end);
            }
            Some(OpenBlock::Comment) => {
                if line.contains("-->") {
                    self.state.block = None;
                }
            }
            Some(OpenBlock::Snippets) => {
                if line.trim() == SNIPPET {
                    self.state.block = None;
                }
                self.leave_out(at, end);
            }
            Some(OpenBlock::Module(open)) => {
                *open = brackets(line, *open);
                if *open == 0 || line.trim().is_empty() {
                    self.state.block = None;
                    self.state.starts = true;
                }
                self.leave_out(at, end);
            }
        }
        true
    }

    /// Whether a line is an option of the directive above.
    fn option(&mut self, line: &str, at: usize, end: usize) -> bool {
        let words = line.trim();
        match self.state.options {
            Options::None => return false,
            Options::Fields if words == "---" => self.state.options = Options::Yaml,
            Options::Fields => {
                let name =
                    words.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(name, _)| name);
                if !name.is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace)) {
                    self.state.options = Options::None;
                    return false;
                }
            }
            Options::Yaml if words == "---" => self.state.options = Options::None,
            Options::Yaml => {}
        }
        self.leave_out(at, end);
        true
    }

    /// A line that opens or closes code or a directive.
    fn fence(&mut self, fence: Fence, info: &'a str, line: Range<usize>) {
        let closes = info.is_empty()
            && self
                .state
                .directives
                .iter()
                .any(|open| open.mark == fence.mark && fence.length >= open.length);
        if closes {
            // an inner one that was forgotten is closed with it
            while let Some(open) = self.state.directives.pop() {
                if open.mark == fence.mark && fence.length >= open.length {
                    break;
                }
            }
            self.leave_line(line);
            return;
        }
        let opening = match fence.mark {
            b':' if info.is_empty() => {
                // it closes nothing that is known
                self.note(SitePart::Directive, line.start, line.end);
                self.leave_line(line);
                return;
            }
            b':' => Some(directive::behind_colons(info)),
            _ => directive::behind_ticks(info),
        };
        match opening {
            None => {
                let depth = self.state.bodies.len();
                self.state.block = Some(OpenBlock::Code { fence, depth, opening: line, holds_words: false });
            }
            Some(Opening { body: DirectiveBody::Diagram, .. }) => {
                // the diagram as those who know no directives write it
                let depth = self.state.bodies.len();
                self.note(SitePart::Directive, line.start, line.end);
                self.out.keep_to(line.start + fence.indent);
                let words = self.page.get(line.clone()).unwrap_or_default().trim_end();
                self.out.write(match fence.mark {
                    b':' => "```mermaid",
                    _ => words.get(fence.indent..fence.indent + fence.length).unwrap_or("```"),
                });
                self.out.write(if fence.mark == b':' { "" } else { "mermaid" });
                self.out.skip_to(line.start + words.len());
                self.state.block = Some(OpenBlock::Code { fence, depth, opening: line, holds_words: false });
            }
            Some(Opening { body: DirectiveBody::Code, .. }) => {
                self.note(SitePart::Directive, line.start, line.end);
                self.state.block = Some(OpenBlock::Hidden(fence));
                self.leave_line(line);
            }
            Some(Opening { title, is_title, .. }) => {
                self.note(SitePart::Directive, line.start, line.end);
                if self.state.directives.len() < NESTING {
                    self.state.directives.push(fence);
                }
                self.state.options = Options::Fields;
                self.begin(line.start);
                self.open(title, is_title, line.start + fence.indent, line.end);
            }
        }
    }

    /// A line that opens a directive or an admonition: of it, the title is shown.
    fn open(&mut self, title: &'a str, is_title: bool, at: usize, end: usize) {
        let words = self.page.get(at..end).unwrap_or_default();
        let start = at + words.rfind(title).unwrap_or_default();
        if title.is_empty() {
            self.leave_out(at, end);
            return;
        }
        self.out.keep_to(at);
        let mark = if is_title { "**" } else { "" };
        self.out.write(mark);
        self.out.copy(start, start + title.len());
        self.out.skip_to(end);
        self.out.write(mark);
        self.out.write(if is_title { "\n\n" } else { "\n" });
    }

    /// Ends the paragraph above a line.
    fn begin(&mut self, at: usize) {
        self.out.keep_to(at);
        let text = self.out.text();
        if !text.is_empty() && !text.ends_with("\n\n") && !text.ends_with("\n\r\n") {
            self.out.write("\n");
        }
    }

    /// Prose, or a line with something to say to the builder.
    fn prose(&mut self, line: &'a str, at: usize, end: usize, starts: bool) {
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        if let Some(title) = directive::admonition(words)
            && (words.starts_with("===") || self.has_body(end, width(line).0))
        {
            self.note(SitePart::Directive, at, end);
            let (columns, outer) = (width(line).0, self.state.bodies.last().map_or(0, |body| body.strip));
            // a body inside another is seen without the outer one's blanks
            self.state.bodies.push(Indented { least: outer + columns + 4, strip: outer + 4 });
            self.state.starts = true;
            self.begin(at);
            self.open(title.unwrap_or_default(), true, at + indent, end);
            return;
        }
        if let Some(kind) = whole_line(words, starts) {
            self.note(kind, at, end);
            if words == SNIPPET {
                self.state.block = Some(OpenBlock::Snippets);
            }
            if kind == SitePart::Component {
                let open = brackets(line, 0);
                self.state.block = (open > 0).then_some(OpenBlock::Module(open));
            }
            self.state.starts = true;
            self.leave_out(at, end);
            return;
        }
        if let Some(inner) = callout(words) {
            self.note(SitePart::Callout, at, end);
            let start = at + indent;
            self.out.keep_to(start);
            self.out.skip_to(start + 1);
            self.out.keep_to(start + 1 + inner);
            self.out.skip_to(start + words.len());
        }
    }

    /// Whether the next line with words stands further in.
    fn has_body(&self, from: usize, columns: usize) -> bool {
        let outer = self.state.bodies.last().map_or(0, |body| body.strip);
        let mut lines = self.page.get(from..).unwrap_or_default().lines();
        lines.find(|line| !line.trim().is_empty()).is_some_and(|line| width(line).0 >= outer + columns + 4)
    }

    /// Notes what a line says to the builder.
    fn note(&mut self, kind: SitePart, at: usize, end: usize) {
        let line = self.page.get(at..end).unwrap_or_default();
        let start = at + (line.len() - line.trim_start().len());
        self.out.note(kind, start..at + line.trim_end().len());
    }

    /// Leaves the words of a line out, so that a blank line stays.
    fn leave_out(&mut self, at: usize, end: usize) {
        self.out.keep_to(at);
        let line = self.page.get(at..end).unwrap_or_default();
        self.out.skip_to(at + line.trim_end_matches(['\r', '\n']).len());
    }

    fn leave_line(&mut self, line: Range<usize>) {
        self.leave_out(line.start, line.end);
    }
}

const SNIPPET: &str = "--8<--";

/// What kind of the builder's own a whole line is.
fn whole_line(words: &str, starts: bool) -> Option<SitePart> {
    let first = words.as_bytes().first()?;
    match first {
        b'-' | b';' if words.trim_start_matches(';').starts_with(SNIPPET) => Some(SitePart::Snippet),
        b'[' if matches!(words, "[[_TOC_]]" | "[TOC]" | "[toc]" | "[[toc]]" | "[[TOC]]" | "[_TOC_]") => {
            Some(SitePart::Contents)
        }
        b'$' if CALLOUT_MARKS.contains(&words) => Some(SitePart::Callout),
        b'*' if words.starts_with("*[") => {
            let (name, _) = words.get(2..)?.split_once("]:")?;
            (!name.is_empty() && !name.contains(']')).then_some(SitePart::Abbreviation)
        }
        b'(' => {
            let label = words.strip_prefix('(')?.strip_suffix(")=")?;
            let is_label =
                !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || "()".contains(c));
            is_label.then_some(SitePart::Reference)
        }
        b'%' if words.starts_with("% ") || words == "%" => Some(SitePart::Comment),
        b':' if leaf(words) => Some(SitePart::Directive),
        b'i' | b'e' if starts && is_module(words) => Some(SitePart::Component),
        _ => None,
    }
}

/// Marks of GOV.UK's Markdown that stand alone on a line, before and behind what they frame.
const CALLOUT_MARKS: &[&str] =
    &["$CTA", "$!", "$C", "$A", "$E", "$P", "$D", "$I", "$EndLegislativeList", "$LegislativeList"];

/// Whether a line is a directive without words: `::video{id=1}`.
fn leaf(words: &str) -> bool {
    let name = words.strip_prefix("::").unwrap_or_default();
    let length = name.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(name.len());
    length > 0
        && name.get(length..).is_some_and(|rest| rest.starts_with(['{', '[']) && rest.ends_with(['}', ']']))
}

/// Whether a block starts as an import or an export of JavaScript does.
fn is_module(words: &str) -> bool {
    let rest =
        |word: &str| words.strip_prefix(word).filter(|rest| rest.starts_with([' ', '{', '*', '"', '\'']));
    if let Some(rest) = rest("import") {
        let rest = rest.trim_start();
        let names_file = rest.trim_end_matches([' ', ';']).ends_with(['"', '\'']);
        return (names_file && (rest.starts_with(['"', '\'']) || rest.contains("from")))
            || (rest.starts_with('{') && !rest.contains('}'));
    }
    let Some(rest) = rest("export") else { return false };
    let rest = rest.trim_start();
    let word = rest.split([' ', '{', '*', '(']).next().unwrap_or_default();
    let declares = matches!(word, "const" | "let" | "var" | "function" | "async" | "class" | "default");
    (declares && rest.contains(['=', '(', '{', ';']))
        || (rest.starts_with(['{', '*']) && rest.contains(['}', '*']))
}

/// How many brackets are open behind a line.
fn brackets(line: &str, open: usize) -> usize {
    line.chars().fold(open, |open, c| match c {
        '{' | '(' | '[' => open + 1,
        '}' | ')' | ']' => open.saturating_sub(1),
        _ => open,
    })
}

/// The length of the words in a callout of GOV.UK's Markdown, which a mark opens and mostly closes: `^words^`.
fn callout(words: &str) -> Option<usize> {
    let mark = words.chars().next().filter(|mark| matches!(mark, '^' | '%'))?;
    let inner = words.strip_prefix(mark)?;
    let closed = inner.strip_suffix(mark)?;
    (!closed.trim().is_empty() && !closed.contains(mark) && !closed.starts_with('[')).then_some(closed.len())
}

/// The columns of a line's blanks, a tab going on to the next multiple of 4; and their bytes.
fn width(line: &str) -> (usize, usize) {
    let mut columns = 0;
    for (bytes, byte) in line.bytes().enumerate() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            _ => return (columns, bytes),
        }
    }
    (columns, line.len())
}

/// The bytes of a line's first columns, as far as they are blank.
fn bytes_of(line: &str, columns: usize) -> usize {
    let mut seen = 0;
    for (bytes, byte) in line.bytes().enumerate() {
        if seen >= columns {
            return bytes;
        }
        match byte {
            b' ' => seen += 1,
            b'\t' => seen += 4 - seen % 4,
            _ => return bytes,
        }
    }
    line.trim_end_matches(['\r', '\n']).len()
}
