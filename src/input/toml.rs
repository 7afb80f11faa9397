//! TOML as the tree that YAML and JSON have too: front matter between `+++`.
use super::clean::{clean, clean_value};
use super::text::PlainText;
use super::tree::{Node, Value, too_deep};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::limits::NESTING;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a document that starts at byte `offset` of its source.
///
/// # Errors
/// Bad syntax, nesting beyond the limit.
pub(super) fn parse(text: &str, offset: usize, findings: &mut Findings) -> Result<Node, Diagnostic> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let end = span.end.max(span.start).min(text.len());
        let message = error.message().lines().next().unwrap_or_default().to_lowercase();
        if message.contains("recurs") {
            // the parser's own limit, a little beyond ours
            return too_deep(Span { start: offset + span.start.min(end), end: offset + end });
        }
        Diagnostic::new(Severity::Error, Code::Syntax, message)
            .at(Span { start: offset + span.start.min(end), end: offset + end })
            .hint("write `key = \"some words\"`, each on a line of its own")
    })?;
    let mut tree = TomlReader { offset, findings };
    let whole = Span { start: offset, end: offset + text.len() };
    Ok(Node { value: tree.table(table.get_ref(), 1)?, span: whole })
}

struct TomlReader<'a> {
    offset: usize,
    findings: &'a mut Findings,
}

impl TomlReader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span { start: self.offset + range.start, end: self.offset + range.end }
    }

    /// A table's keys and values in the order in which they are written.
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Result<Value, Diagnostic> {
        let mut written: Vec<(&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)> = table.iter().collect();
        written.sort_by_key(|(key, _)| key.span().start);
        let mut entries = Vec::with_capacity(written.len());
        for (key, value) in written {
            let text = clean(PlainText::new(key.get_ref().as_ref(), self.span(key.span())), self.findings);
            let node = self.node(text.as_str(), value, depth + 1)?;
            entries.push((text, node));
        }
        Ok(Value::Map(entries))
    }

    /// A value with its place, and the key that it is of, if any.
    fn node(&mut self, key: &str, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Node, Diagnostic> {
        let span = self.span(value.span());
        if depth > NESTING {
            return Err(too_deep(span));
        }
        // a number may be meant as a text, as in YAML: `title = 2026`
        let literal = |text: String| Value::Literal { text: PlainText::new(text, span), may_be_text: true };
        let value = match value.get_ref() {
            DeValue::String(text) => {
                Value::Scalar(clean_value(key, PlainText::new(text.as_ref(), span), self.findings))
            }
            DeValue::Integer(number) => literal(number.to_string()),
            DeValue::Float(number) => literal(number.to_string()),
            DeValue::Boolean(truth) => literal(truth.to_string()),
            DeValue::Datetime(time) => Value::Scalar(PlainText::new(time.to_string(), span)),
            DeValue::Array(items) => {
                let items: Result<Vec<Node>, Diagnostic> =
                    items.iter().map(|item| self.node("", item, depth + 1)).collect();
                Value::Seq(items?)
            }
            DeValue::Table(table) => self.table(table, depth)?,
        };
        Ok(Node { value, span })
    }
}
