//! YAML, and JSON with it, as a tree whose every scalar, key and collection knows its place.
use super::clean::clean_value;
use super::text::PlainText;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::limits::NESTING;
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle};

/// A value with its place.
#[derive(Debug)]
pub(super) struct Node {
    /// The value.
    pub(super) value: Value,
    /// All of it.
    pub(super) span: Span,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value {
    /// Nothing was written.
    Null,
    /// Text.
    Scalar(PlainText),
    /// A number, or true or false, without quotes.
    Literal {
        /// As written.
        text: PlainText,
        /// Whether a text may be meant: YAML asks for no quotes, JSON does.
        may_be_text: bool,
    },
    /// A list.
    Seq(Vec<Node>),
    /// Keys and values, in source order, a key twice where it was written twice.
    Map(Vec<(PlainText, Node)>),
}

impl Value {
    /// What it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Scalar(_) => "a text",
            Self::Literal { text, .. } if truth(text.as_str()).is_some() => "true or false",
            Self::Literal { .. } => "a number",
            Self::Seq(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

/// What a tree is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Text needs quotes only where it would mean something else.
    Yaml,
    /// Text has quotes.
    Json,
}

/// A collection whose end has not come.
enum OpenCollection {
    Seq(Vec<Node>, usize),
    Map { entries: Vec<(PlainText, Node)>, key: Option<PlainText>, start: usize },
}

/// Reads a document that starts at byte `offset` of its source.
///
/// # Errors
/// Bad syntax, an alias, nesting beyond the limit, a second document, a key that is no text.
pub(super) fn parse(
    text: &str,
    offset: usize,
    syntax: Syntax,
    findings: &mut Findings,
) -> Result<Node, Diagnostic> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    // longer than any text we accept, so that long keys of JSON are read
    options.simple_key_max_lookahead = crate::limits::TEXT_CHARS;
    options.flow_nesting_limit = NESTING;
    options.block_nesting_limit = NESTING;
    let mut tree = DataReader { text, offset, syntax, findings, open: Vec::new(), root: None };
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = next.map_err(|error| tree.syntax_error(&error))?;
        tree.take(event, tree.range(&span))?;
    }
    let end = offset + text.len();
    Ok(tree.root.unwrap_or(Node { value: Value::Null, span: Span { start: offset, end } }))
}

struct DataReader<'a> {
    text: &'a str,
    offset: usize,
    syntax: Syntax,
    findings: &'a mut Findings,
    open: Vec<OpenCollection>,
    root: Option<Node>,
}

impl DataReader<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Diagnostic> {
        match event {
            Event::Scalar(value, style, ..) => {
                let is_null =
                    style == ScalarStyle::Plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
                let scalar = self.scalar(&value, span);
                if let Some(OpenCollection::Map { key: key @ None, .. }) = self.open.last_mut() {
                    *key = Some(scalar);
                    return Ok(());
                }
                let is_literal = style == ScalarStyle::Plain && is_literal(&value);
                let value = match () {
                    () if is_null => Value::Null,
                    () if is_literal => {
                        Value::Literal { text: scalar, may_be_text: self.syntax == Syntax::Yaml }
                    }
                    () => Value::Scalar(scalar),
                };
                self.close(Node { value, span })
            }
            Event::SequenceStart(..) => self.nest(OpenCollection::Seq(Vec::new(), span.start), span),
            Event::MappingStart(..) => {
                self.nest(OpenCollection::Map { entries: Vec::new(), key: None, start: span.start }, span)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(OpenCollection::Seq(items, start)) => {
                    self.close(Node { value: Value::Seq(items), span: self.till(start, span) })
                }
                Some(OpenCollection::Map { entries, start, .. }) => {
                    self.close(Node { value: Value::Map(entries), span: self.till(start, span) })
                }
                None => Ok(()),
            },
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(Diagnostic::new(
                Severity::Error,
                Code::YamlAlias,
                "an alias stands for text written elsewhere",
            )
            .at(span)
            .hint("write the text out in place of the alias")),
            _ => Ok(()),
        }
    }

    fn nest(&mut self, open: OpenCollection, span: Span) -> Result<(), Diagnostic> {
        if let Some(OpenCollection::Map { key: None, .. }) = self.open.last() {
            return Err(Diagnostic::new(Severity::Error, Code::Syntax, "a key must be a text")
                .at(span)
                .hint("write the key as plain text before its colon"));
        }
        if self.open.len() >= NESTING {
            return Err(too_deep(span));
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, node: Node) -> Result<(), Diagnostic> {
        match self.open.last_mut() {
            Some(OpenCollection::Seq(items, _)) => items.push(node),
            Some(OpenCollection::Map { entries, key, .. }) => {
                if let Some(key) = key.take() {
                    entries.push((key, node));
                }
            }
            None if self.root.is_some() => {
                return Err(Diagnostic::new(Severity::Error, Code::Syntax, "a second document begins here")
                    .at(node.span)
                    .hint("keep one model in a file"));
            }
            None => self.root = Some(node),
        }
        Ok(())
    }

    /// A scalar's text, byte for byte the source's wherever nothing was escaped or folded.
    fn scalar(&mut self, value: &str, span: Span) -> PlainText {
        let source = self.text.get(span.start - self.offset..span.end - self.offset).unwrap_or_default();
        // a block scalar's span ends with its last line, a quoted one's holds the quotes
        let lead = source.find(value).filter(|_| !value.is_empty());
        let text = match lead {
            Some(lead) => {
                let start = span.start + lead;
                PlainText::new(value, Span { start, end: start + value.len() })
            }
            // as many bytes as in the source may stand at other places
            None => PlainText::folded(value, span),
        };
        let key = match self.open.last() {
            Some(OpenCollection::Map { key: Some(key), .. }) => key.as_str(),
            _ => "",
        };
        clean_value(key, text, self.findings)
    }

    /// From the start of a collection to its end, a block collection's trailing blanks left out.
    fn till(&self, start: usize, end: Span) -> Span {
        let text = self.text.get(start - self.offset..end.end - self.offset).unwrap_or_default();
        Span { start, end: start + text.trim_end().len() }
    }

    fn range(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.text.len());
        Span { start: range.start.min(end) + self.offset, end: end + self.offset }
    }

    fn syntax_error(&self, error: &granit_parser::ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let at = (0..=at).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        let end = at + self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span { start: at + self.offset, end: end + self.offset };
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => too_deep(span),
            _ => Diagnostic::new(Severity::Error, Code::Syntax, first_line(&error.info()))
                .at(span)
                .hint("put text that holds `: `, `#`, quotes or brackets in double quotes"),
        }
    }
}

/// The truth value that YAML's core schema and JSON read.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.trim() {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Whether text without quotes is a number or a truth value to YAML's core schema, and so to JSON.
fn is_literal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = |text: &str, radix| !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    let is_based =
        |prefix: &str, radix| unsigned.strip_prefix(prefix).is_some_and(|rest| digits(rest, radix));
    let is_decimal = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.parse::<f64>().is_ok_and(f64::is_finite);
    truth(text).is_some() || is_decimal || is_based("0x", 16) || is_based("0o", 8)
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Severity::Error, Code::NestedTooDeep, format!("data is nested more than {NESTING} deep"))
        .at(span)
        .hint("a model needs no more than six levels of nesting")
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_lowercase()
}
