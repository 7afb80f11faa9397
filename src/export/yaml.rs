//! YAML as a person would write it: block style, plain text where that is safe, double quotes elsewhere.
use crate::model::{Content, Flow, FlowKind, Function, Level, Model, Outcome, Role};

/// The model as YAML; equal models give equal bytes.
#[must_use]
pub fn yaml(model: &Model) -> String {
    // all fields, so that a new one cannot be forgotten
    let Content { title, summary, lang, aside, theme, logo, logo_alt, cascade, levels, outcomes, flows } =
        &**model;
    let mut out = Writer { text: String::new(), indent: 0, opens_item: false };
    out.field("title", title);
    out.list("summary", summary);
    out.field("lang", lang);
    out.optional("aside", aside.as_deref());
    out.optional("theme", theme.as_deref());
    out.optional("logo", logo.as_deref());
    out.optional("logo_alt", logo_alt.as_deref());
    out.flag("cascade", *cascade);
    out.items("levels", levels, write_level);
    out.items("outcomes", outcomes, |out, outcome| {
        let Outcome { id, name, caption, place: _ } = outcome;
        out.field("id", id);
        out.field("name", name);
        out.optional("caption", caption.as_deref());
    });
    out.items("flows", flows, |out, flow| {
        let Flow { from, to, label, kind, place: _ } = flow;
        out.field("from", &from.id);
        out.field("to", &to.id);
        if !label.is_empty() {
            out.field("label", label);
        }
        if *kind != FlowKind::Directs {
            out.field("kind", kind.name());
        }
    });
    out.text
}

fn write_level(out: &mut Writer, level: &Level) {
    let Level { id, name, implicit, summary, points, icon, link, functions, place: _ } = level;
    out.field("id", id);
    out.field("name", name);
    out.flag("implicit", *implicit);
    out.list("summary", summary);
    out.list("points", points);
    out.optional("icon", icon.as_deref());
    out.optional("link", link.as_deref());
    out.items("functions", functions, write_function);
}

fn write_function(out: &mut Writer, function: &Function) {
    let Function {
        id,
        name,
        title,
        caption,
        description,
        points,
        roles,
        icon,
        link,
        same_as,
        row,
        column,
        place: _,
    } = function;
    out.field("id", id);
    out.field("name", name);
    out.optional("title", title.as_deref());
    out.optional("caption", caption.as_deref());
    out.list("description", description);
    out.list("points", points);
    out.items("roles", roles, |out, role| {
        let Role { name, place: _ } = role;
        out.field("name", name);
    });
    out.optional("icon", icon.as_deref());
    out.optional("link", link.as_deref());
    out.optional("same_as", same_as.as_deref());
    out.number("row", *row);
    out.number("column", *column);
}

struct Writer {
    text: String,
    /// Spaces before a key.
    indent: usize,
    /// Whether the next key opens an item, and so stands behind its dash.
    opens_item: bool,
}

impl Writer {
    fn key(&mut self, key: &str) {
        let indent = if self.opens_item { self.indent - 2 } else { self.indent };
        self.text.extend(std::iter::repeat_n(' ', indent));
        if self.opens_item {
            self.text.push_str("- ");
            self.opens_item = false;
        }
        self.text.push_str(key);
        self.text.push(':');
    }

    fn field(&mut self, key: &str, value: &str) {
        self.key(key);
        self.text.push(' ');
        self.text.push_str(&scalar(value));
        self.text.push('\n');
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.field(key, value);
        }
    }

    fn number(&mut self, key: &str, value: Option<u16>) {
        if let Some(value) = value {
            self.key(key);
            self.text.push_str(&format!(" {value}\n"));
        }
    }

    /// Written only where it holds.
    fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.key(key);
            self.text.push_str(" true\n");
        }
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if values.is_empty() {
            return;
        }
        self.key(key);
        self.text.push('\n');
        for value in values {
            self.text.extend(std::iter::repeat_n(' ', self.indent + 2));
            self.text.push_str("- ");
            self.text.push_str(&scalar(value));
            self.text.push('\n');
        }
    }

    fn items<T>(&mut self, key: &str, items: &[T], write: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        self.key(key);
        self.text.push('\n');
        self.indent += 4;
        for item in items {
            self.opens_item = true;
            write(self, item);
        }
        self.indent -= 4;
    }
}

/// A text as YAML, in double quotes unless nothing in it could mean anything else to any reader of YAML.
fn scalar(text: &str) -> String {
    const RESERVED: &[&str] =
        &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"];
    let starts_well = text.starts_with(char::is_alphabetic);
    let is_plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '.' | '(' | ')' | '/' | '’' | '\'' | ';')
    };
    let is_safe = starts_well
        && text.chars().all(is_plain)
        && !text.ends_with(' ')
        && !RESERVED.contains(&text.to_lowercase().as_str());
    // a JSON string is a double-quoted scalar of YAML
    if is_safe { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // what an editor does not show, and line ends of other standards
            '\u{85}' | '\u{A0}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
