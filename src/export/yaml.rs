//! YAML as a person would write it: block style, plain text where that is safe, double quotes elsewhere.
//!
//! It holds what the model's JSON holds, in its order, so that a field is named in one place.
use crate::model::Model;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The model as YAML; equal models give equal bytes.
#[must_use]
pub fn yaml(model: &Model) -> String {
    let mut out = String::new();
    // a model's texts, numbers and lists always serialise
    let json = serde_json::to_string(model).unwrap_or_default();
    if let Ok(Json::Map(fields)) = serde_json::from_str(&json) {
        write_fields(&mut out, &fields, 0, false);
    }
    out
}

/// What JSON holds, keys in their order.
enum Json {
    Text(String),
    /// As it is written in both.
    Bare(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Json;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("what a model holds")
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bare(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Bare(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Json::Map(map))
    }
}

/// Fields, each on a line that starts after so many blanks; the first stands behind the dash of an item where it opens one.
fn write_fields(out: &mut String, fields: &[(String, Json)], indent: usize, opens_item: bool) {
    for (i, (key, item)) in fields.iter().enumerate() {
        // a list of nothing is as good as none
        if matches!(item, Json::List(items) if items.is_empty()) {
            continue;
        }
        match opens_item && i == 0 {
            true => {
                out.push_str(&" ".repeat(indent.saturating_sub(2)));
                out.push_str("- ");
            }
            false => out.push_str(&" ".repeat(indent)),
        }
        out.push_str(key);
        out.push(':');
        write_value(out, item, indent);
    }
}

/// What stands behind a key's colon, or below it.
fn write_value(out: &mut String, item: &Json, indent: usize) {
    match item {
        Json::Text(text) => out.push_str(&format!(" {}\n", scalar(text))),
        Json::Bare(value) => out.push_str(&format!(" {value}\n")),
        Json::Map(fields) => {
            out.push('\n');
            write_fields(out, fields, indent + 2, false);
        }
        Json::List(items) => {
            out.push('\n');
            for item in items {
                match item {
                    Json::Map(fields) => write_fields(out, fields, indent + 4, true),
                    Json::Text(_) | Json::Bare(_) | Json::List(_) => {
                        out.push_str(&" ".repeat(indent + 2));
                        out.push('-');
                        write_value(out, item, indent + 2);
                    }
                }
            }
        }
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
            // what an editor does not show, line ends of other standards, and what reorders words
            '\u{85}'
            | '\u{A0}'
            | '\u{61C}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
