//! Typed reading of TOML: each thing that does not fit is an error with its place.
use crate::diagnostic::{Code, Diagnostic, Findings, Severity, Span};
use crate::model::nearest;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A value with its place.
pub(super) type FieldValue<'a> = Spanned<DeValue<'a>>;

/// What is read, and what is wrong with it.
pub(super) struct ConfigReader {
    /// Every error so far.
    pub(super) findings: Findings,
}

impl ConfigReader {
    /// An error with a way out.
    pub(super) fn wrong(&mut self, code: Code, message: String, span: Span, hint: impl Into<String>) {
        self.findings.push(Diagnostic::new(Severity::Error, code, message).at(span).hint(hint));
    }

    /// A text.
    pub(super) fn text(&mut self, name: &str, value: &FieldValue<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            other => {
                self.wrong_type(name, "a text", other, value.span().into());
                None
            }
        }
    }

    /// A text, or a number as it is written.
    pub(super) fn scalar(&mut self, name: &str, value: &FieldValue<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
            DeValue::Float(number) => Some(number.as_str().to_owned()),
            _ => self.text(name, value),
        }
    }

    /// A scalar that a function understands.
    pub(super) fn parsed<T>(
        &mut self,
        name: &str,
        value: &FieldValue<'_>,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.scalar(name, value)?;
        match parse(&text) {
            Ok(parsed) => Some(parsed),
            Err(expected) => {
                let message = format!("`{name}` cannot be \"{}\"", shortened(&text));
                self.wrong(Code::WrongType, message, value.span().into(), expected);
                None
            }
        }
    }

    /// One of several choices, by its name.
    pub(super) fn choice<T: Copy>(
        &mut self,
        name: &str,
        value: &FieldValue<'_>,
        choices: &[T],
        called: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(name, value)?;
        let names: Vec<&str> = choices.iter().map(|choice| called(*choice)).collect();
        let found = choices.iter().find(|choice| called(**choice) == text);
        if found.is_none() {
            let hint = match nearest(&text, names.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("write {}", super::values::list(&names)),
            };
            let message = format!("`{name}` cannot be \"{}\"", shortened(&text));
            self.wrong(Code::WrongType, message, value.span().into(), hint);
        }
        found.copied()
    }

    /// The items of a list, at most so many.
    pub(super) fn items<'a, 'i>(
        &mut self,
        name: &str,
        value: &'a FieldValue<'i>,
        most: usize,
    ) -> &'a [FieldValue<'i>] {
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().as_slice(),
            other => {
                self.wrong_type(name, "a list", other, value.span().into());
                &[]
            }
        };
        if items.len() > most {
            let message = format!("`{name}` has {} entries, more than the {most} that are read", items.len());
            self.wrong(Code::TooLarge, message, value.span().into(), "name fewer, with patterns");
            return &[];
        }
        items
    }

    /// A table.
    pub(super) fn table<'a, 'i>(&mut self, name: &str, value: &'a FieldValue<'i>) -> Option<&'a DeTable<'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            other => {
                self.wrong_type(name, "a table", other, value.span().into());
                None
            }
        }
    }

    fn wrong_type(&mut self, name: &str, wanted: &str, found: &DeValue<'_>, span: Span) {
        let found = match found {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let hint = match wanted {
            "a text" => format!("write `{name} = \"…\"`"),
            "a list" if matches!(name, "page" | "picture") => {
                format!("write `[[{name}]]`, in double brackets, and its fields below")
            }
            "a list" => format!("write `{name} = [\"…\"]`"),
            _ => format!("write `[[{name}]]` on a line of its own, and its fields below"),
        };
        let message = format!("`{name}` must be {wanted}, not {found}");
        self.wrong(Code::WrongType, message, span, hint);
    }

    /// Refuses a field that there is not.
    pub(super) fn unknown(&mut self, key: &Spanned<DeString<'_>>, of: &str, known: &[&str]) {
        let name = shortened(key.get_ref());
        // `layout_width` for `layout-width` is a slip that `nearest` sees too
        let hint = match nearest(&name, known.iter().copied()) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("`govdraw schema --config` has the fields: {}", known.join(", ")),
        };
        self.wrong(Code::UnknownField, format!("{of} has no field `{name}`"), key.span().into(), hint);
    }
}

/// A text as a message quotes it.
fn shortened(text: &str) -> String {
    const QUOTED_CHARS_MAX: usize = 80;
    let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if flat.chars().count() <= QUOTED_CHARS_MAX {
        return flat;
    }
    flat.chars().take(QUOTED_CHARS_MAX).chain(['…']).collect()
}
